/* SPDX-License-Identifier: MIT
 *
 * What is at work in a DOCX.
 */
#ifndef PLUGINS_READ_OFFICE_WORD_H
#define PLUGINS_READ_OFFICE_WORD_H

#include "plugins/read-office/ooxml.h"

/* word_styles.c: what a style says, with those it is based on. */
struct word_style {
    char *based_on, *language; /* or NULL */
    gboolean is_settled;       /* what it is based on has been taken in */
    gboolean is_heading, is_title, is_quote, is_code, is_item, is_hidden;
};
/* id -> struct word_style *; never NULL. */
GHashTable *word_styles_read(struct office *office, const char *part);
/* NULL: there is none of that id. */
const struct word_style *word_style_find(GHashTable *styles, const char *id);

/* A field: what it does stands between begin and separate, what it shows up to end. */
struct word_field {
    GString *instruction;
    gboolean is_shown;
    guint link_paragraph; /* in which its link is open; 0: none */
};

struct word {
    GHashTable *styles;
    gboolean is_in_mark;        /* inside w:pPr: w:rPr is of the paragraph's mark */
    gboolean is_hidden;         /* the run */
    gboolean is_in_instruction; /* inside w:instrText */
    guint code_span;
    GArray *fields; /* struct word_field: inside each other */

    GPtrArray *references; /* struct marginal *: of the section at work */
    gboolean has_first_page, has_even_pages;
    GPtrArray *marginals; /* char *: headers and footers that are shown, in order */
};

/* word_fields.c */
void word_take_field_character(void *self, const struct xml_tag *tag);
void word_begin_simple_field(void *self, const struct xml_tag *tag);
void word_end_simple_field(void *self);
void word_begin_instruction(void *self, const struct xml_tag *tag);
void word_end_instruction(void *self);
void word_fields_clear(struct word *word);
gboolean word_fields_hide(const struct word *word);

/* word_margins.c: headers and footers of sections that show them. */
void word_begin_section(void *self, const struct xml_tag *tag);
void word_take_reference(void *self, const struct xml_tag *tag);
void word_take_first_page(void *self, const struct xml_tag *tag);
void word_end_section(void *self);
gboolean word_has_even_pages(struct office *office, const char *settings);

/* An on/off element: on, unless it says otherwise. */
gboolean word_is_on(const struct xml_tag *tag);

#endif
