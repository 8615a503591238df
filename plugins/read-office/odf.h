/* SPDX-License-Identifier: MIT
 *
 * What is at work in an OpenDocument file.
 */
#ifndef PLUGINS_READ_OFFICE_ODF_H
#define PLUGINS_READ_OFFICE_ODF_H

#include "plugins/read-office/office.h"

/* odf_styles.c: what a style says, with those it is based on. */
struct odf_style {
    char *parent, *language; /* or NULL */
    gboolean is_settled;
    gboolean is_hidden; /* text, table or slide */
    gboolean is_title, is_quote, is_code;
};
struct odf_styles {
    GHashTable *table;       /* "family/name" -> struct odf_style * */
    struct odf_style *style; /* whose element is open, or NULL */
    char *family;
};
void odf_styles_init(struct odf_styles *styles);
void odf_styles_finish(struct odf_styles *styles);
/* NULL: there is none. */
const struct odf_style *odf_styles_find(struct odf_styles *styles, const char *family,
                                        const char *name);
/* Rules of style:style and what is in it: the self of the handler is a struct odf. */
#define ODF_STYLE_RULES                                                 \
    {"style:style", odf_begin_style, odf_end_style},                    \
        {"style:text-properties", odf_take_text_properties, NULL},      \
        {"style:table-properties", odf_take_table_properties, NULL},    \
    {                                                                   \
        "style:drawing-page-properties", odf_take_page_properties, NULL \
    }
void odf_begin_style(void *self, const struct xml_tag *tag);
void odf_end_style(void *self);
void odf_take_text_properties(void *self, const struct xml_tag *tag);
void odf_take_table_properties(void *self, const struct xml_tag *tag);
void odf_take_page_properties(void *self, const struct xml_tag *tag);

/* A text:span, or a paragraph, that is open. */
struct odf_span {
    char *language;
    gboolean is_hidden;
    guint code; /* as writer_begin_code gave it */
};

/* A draw:frame that is open. */
struct odf_frame {
    char *href; /* of its first picture, or NULL */
    GString *description, *title;
    uint32_t width, height;
};

struct odf {
    struct office *office;
    struct writer *writer;
    struct odf_styles styles;
    GArray *spans;           /* struct odf_span */
    GArray *frames;          /* struct odf_frame */
    GString *description;    /* that is being read, or NULL */
    uint32_t paragraph_role; /* of the paragraphs in a title's frame */
    guint lists, notes, pages, hidden_pages, hidden_sheets;
    gboolean is_spreadsheet, is_in_notes, is_master;
    GHashTable *masters; /* names of those that slides show */
    guint tables;        /* inside each other */
    char *sheet;
    guint64 row, column, next_row, next_column;
};

/* odf_frames.c */
void odf_begin_frame(void *self, const struct xml_tag *tag);
void odf_end_frame(void *self);
void odf_take_image(void *self, const struct xml_tag *tag);
void odf_begin_description(void *self, const struct xml_tag *tag);
void odf_begin_svg_title(void *self, const struct xml_tag *tag);
void odf_end_description(void *self);
void odf_frames_clear(struct odf *odf);

/* odf_tables.c */
void odf_begin_table(void *self, const struct xml_tag *tag);
void odf_end_table(void *self);
void odf_begin_row(void *self, const struct xml_tag *tag);
void odf_end_row(void *self);
void odf_begin_cell(void *self, const struct xml_tag *tag);
void odf_end_cell(void *self);
void odf_skip_cell(void *self, const struct xml_tag *tag);

#endif
