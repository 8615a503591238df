/* SPDX-License-Identifier: MIT
 *
 * What the files of the HTML reader share.
 */
#ifndef PLUGINS_COMMON_HTML_PRIVATE_H
#define PLUGINS_COMMON_HTML_PRIVATE_H

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "plugins/common/blocks.h"
#include "plugins/common/html.h"

enum element_flags {
    ELEMENT_BLOCK = 1u << 0,  /* begins and ends a block */
    ELEMENT_BREAK = 1u << 1,  /* ends a block, holds nothing: br is only a space, hr a break */
    ELEMENT_HIDDEN = 1u << 2, /* its text is not for people */
    ELEMENT_CODE = 1u << 3,   /* a code span */
    ELEMENT_QUOTE = 1u << 4,  /* a quote span */
    ELEMENT_ROLE = 1u << 5,   /* gives its role to the blocks inside */
    ELEMENT_VOID = 1u << 6,   /* never has an end tag */
    ELEMENT_RAW = 1u << 7     /* pre, textarea: text as it stands */
};

struct element {
    const char *name;
    unsigned flags, role;
};
/* Never NULL: an unknown element is inline. */
const struct element *element_find(const char *name);

struct sibling_count {
    const struct element *element;
    guint count;
};

struct open_element {
    const struct element *element;
    const char *name; /* the parser's: lives as long as it */
    char *language;   /* own, or NULL */
    GArray *counts;   /* struct sibling_count: how many children there were, or NULL */
    guint index;      /* among its siblings of the same name, from 1 */
    gsize path_len;   /* of the path outside it */
    guint span;       /* or G_MAXUINT */
    guint language_span;
    gboolean is_hidden; /* it, or one around it */
    gboolean is_preheader;
};

struct microdata;

struct html_reader {
    struct ts_call *call;
    const struct html_input *input;
    htmlParserCtxtPtr parser;
    struct source_cursor cursor;
    struct block_builder builder;
    GArray *open; /* struct open_element */
    GString *title;
    GString *path;   /* of the open elements */
    GString *script; /* of a JSON-LD script at work, or NULL */
    guint32 script_line, script_column;
    struct microdata *microdata;
    char *language; /* of <html>, or declared outside */
    char *base;
    GHashTable *said; /* char *: descriptions already emitted */
    gboolean is_in_title, has_title;
    gboolean is_failed;
    gboolean has_visible; /* in a mail: after visible text nothing is a preheader */
};

/* html.c */
const char *html_path(const struct html_reader *reader); /* until an element begins or ends */
const char *html_language(const struct html_reader *reader);
void html_flush(struct html_reader *reader);
void html_move_cursor(struct html_reader *reader);
/* Emits a short text of its own (an alt, a label) at the cursor. */
void html_emit_text(struct html_reader *reader, const char *text, uint32_t role,
                    const char *suffix);

/* html_attributes.c: links, references and metadata of a start tag. */
const char *html_attribute(const xmlChar **attributes, const char *name);
void html_take_attributes(struct html_reader *reader, const char *name, const xmlChar **attributes);

/* html_microdata.c: items are emitted when their element ends. */
struct microdata *microdata_new(void);
void microdata_free(struct microdata **microdata);
void microdata_begin(struct html_reader *reader, const char *name, const xmlChar **attributes,
                     gboolean is_void);
void microdata_text(struct microdata *microdata, struct ts_str text);
void microdata_end(struct html_reader *reader);

/* html_prepare.c: mends in a copy what libxml2 2.9 gets wrong or slow. Memory of the call. */
struct ts_str html_prepare(struct ts_call *call, struct ts_str text);

#endif
