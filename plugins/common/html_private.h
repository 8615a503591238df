/* SPDX-License-Identifier: MIT
 *
 * What the files of the HTML reader share.
 */
#ifndef PLUGINS_COMMON_HTML_PRIVATE_H
#define PLUGINS_COMMON_HTML_PRIVATE_H

#include <glib.h>

#include "plugins/common/blocks.h"
#include "plugins/common/html.h"
#include "plugins/common/html_style.h"
#include "plugins/common/html_tree.h"

struct sibling_count {
    enum html_tag tag;
    guint count;
};

/* What an element on the way down means for what is inside; inherited where that is so. */
struct open_element {
    const struct html_node *node;
    const char *language; /* of its blocks; lives as long as the reader */
    gsize path_len;       /* of the path outside it */
    guint span;           /* or G_MAXUINT */
    guint language_span;
    uint32_t role;
    gboolean is_hidden, is_preheader;
    gboolean is_hiding; /* by a style or attribute of its own */
    gboolean begins_preheader;
    gboolean hides_pictures;
};

struct microdata;
struct html_children;

/* What tells a page that only a browser with scripts can show. */
struct html_app {
    gsize text_size; /* bytes that people see */
    gboolean has_script, has_root, has_notice, has_redirect;
    gboolean has_content; /* a picture, link, form or frame */
};

struct html_reader {
    struct ts_call *call;
    const struct html_input *input;
    struct html_tree *tree;
    struct source_cursor cursor;
    struct block_builder builder;
    struct html_arena values; /* of the attributes of the element at hand */
    GArray *open;             /* struct open_element */
    GPtrArray *counts;        /* GArray * of struct sibling_count: the children at each depth */
    GString *title;
    GString *path;           /* of the open elements */
    GStringChunk *languages; /* that were declared */
    struct microdata *microdata;
    struct html_children *children;
    struct html_sheet *sheet;
    gsize drawn; /* bytes of drawings that were made, those known by then included */
    guint steps; /* elements around others that were looked at */
    gboolean is_outside_known, has_outside_sheet; /* a style sheet outside the page */
    gboolean has_place;                           /* of a logo that such a sheet may show */
    GHashTable *drawing_ids; /* char * -> struct html_node *, or NULL: nobody asked */
    struct html_app app;
    const char *language; /* of <html>, or declared outside */
    char *base;
    GHashTable
        *said; /* char *: descriptions, backgrounds and structured pictures already emitted */
    gboolean is_in_title, has_title, is_nofollow;
    gboolean is_failed;
    gboolean is_rest_older; /* all that follows is an older mail */
    gboolean has_visible;   /* in a mail: after visible text nothing is a preheader */
};

/* html.c */
const char *html_path(const struct html_reader *reader); /* until an element begins or ends */
const char *html_language(const struct html_reader *reader);
gboolean html_is_hidden(const struct html_reader *reader);
/* Emits a short text of its own (an alt, a label) at the cursor. */
void html_emit_text(struct html_reader *reader, const char *text, uint32_t role,
                    const char *suffix);

/* html_attributes.c. The decoded value, or NULL; lives until the next element. */
const char *html_attribute(struct html_reader *reader, const struct html_node *node,
                           enum html_attribute_id id);
/* A value as it stands in the source; lives as long. */
const char *html_decode(struct html_reader *reader, uint32_t begin, uint32_t size);
gboolean html_has_token(const char *list, const char *token); /* white space between them */
/* Everything that stands in the attributes of an element. */
void html_take_attributes(struct html_reader *reader, const struct html_node *node);

/* html_preheader.c */
gboolean html_style_hides(const char *style);
gboolean html_begins_preheader(struct html_reader *reader, const struct open_element *open,
                               gboolean was_hidden);
/* Takes the filler behind a preheader away, and all of one without a word; spans are measured. */
void html_trim_preheader(struct block_builder *builder);

/* html_older.c: is it an older mail in a new one, or all that follows? Then it is passed over. */
gboolean html_is_older(struct html_reader *reader, const struct html_node *node);

/* html_links.c, html_meta.c: what elements do; the element is not open yet. */
void html_put_link(struct html_reader *reader, const char *href, uint32_t purpose, const char *rel);
void html_take_anchor(struct html_reader *reader, const struct html_node *node);
void html_take_frame(struct html_reader *reader, const struct html_node *node);
void html_take_form(struct html_reader *reader, const struct html_node *node);
void html_take_link(struct html_reader *reader, const struct html_node *node);
void html_take_base(struct html_reader *reader, const struct html_node *node);
void html_take_meta(struct html_reader *reader, const struct html_node *node);

/* How a document shows a picture. */
struct html_shown {
    const char *alt; /* NULL = none */
    uint32_t kind, width, height;
    gboolean is_hidden; /* then it does not */
};

/* html_pictures.c. node NULL: without alternative text and size. */
void html_put_picture(struct html_reader *reader, const char *uri, uint32_t kind,
                      const struct html_node *node);
void html_put_shown(struct html_reader *reader, const char *uri, const struct html_shown *shown);
void html_measure(struct html_reader *reader, const struct html_node *node,
                  struct html_shown *shown);
void html_take_picture(struct html_reader *reader, const struct html_node *node);
void html_take_object(struct html_reader *reader, const struct html_node *node);
void html_take_json(struct html_reader *reader, const char *json, size_t size);

/* html_backgrounds.c */
void html_take_sheet(struct html_reader *reader, const struct html_node *node, struct ts_str css);
void html_style_of(struct html_reader *reader, const struct html_node *node,
                   struct html_style *style);
void html_take_background(struct html_reader *reader, const struct html_node *node);

/* html_unseen.c: what is hidden, and what only a style sheet outside the page knows. */
gboolean html_has_outside_sheet(struct html_reader *reader);
void html_paint_of(struct html_reader *reader, const struct html_node *node,
                   struct html_style *style);
gboolean html_is_hiding(struct html_reader *reader, const struct html_node *node);
/* Are pictures inside it hidden? is_hiding: html_is_hiding. */
gboolean html_hides_pictures(struct html_reader *reader, const struct html_node *node,
                             gboolean is_hiding);
/* Is a picture of the element that begins hidden? node NULL: of one that is open. */
gboolean html_is_unseen(struct html_reader *reader, const struct html_node *node);
/* Does it, or what it stands in, call itself a logo? */
gboolean html_names_logo(struct html_reader *reader, const struct html_node *node);
void html_take_place(struct html_reader *reader, const struct html_node *node);

/* html_drawing.c: a drawing of a page as one that stands alone. */
struct html_drawing {
    GString *root;            /* the attributes of its root */
    GString *inside;          /* what that holds */
    GHashTable *classes;      /* that its own style has rules of, or NULL */
    double width, height;     /* of its view box, or 0 */
    gboolean has_shape;       /* something that is drawn */
    gboolean has_definitions; /* something that is drawn where it is used */
    gboolean has_current;     /* its colours depend on the text around it */
    gboolean is_tinted;       /* something has a colour that is not known */
    gboolean is_mixed;        /* several things may have several such */
};
/* Fills the drawing. has_fill: what it stands in says what fills it. */
void html_draw(struct html_reader *reader, const struct html_node *node,
               struct html_drawing *drawing, gboolean has_fill);
/* Adds an element of one more, with what is inside. */
void html_draw_part(struct html_reader *reader, const struct html_node *node,
                    struct html_drawing *drawing);
void html_drawing_clear(struct html_drawing *drawing);

/* html_children.c: pictures that stand in the page itself. */
struct html_children *html_children_new(void);
void html_children_free(struct html_children **children);
void html_take_svg(struct html_reader *reader, const struct html_node *node);
/* The name of the child that a data address is, "#data=1"; NULL: it is none. */
const char *html_take_data(struct html_reader *reader, const char *uri);
/* Emits the bytes as a child unless an equal one was; takes them over. Its name, or NULL: they are
 * too many, which was said. */
const char *html_put_child(struct html_reader *reader, GBytes *bytes, const char *media_type,
                           const char *kind);
gboolean html_has_room(struct html_reader *reader, gsize size);

/* html_app.c */
void html_app_see(struct html_reader *reader, const struct html_node *node);
void html_app_see_id(struct html_app *app, const char *id);
/* Is the page nothing but a script's? */
gboolean html_app_is_empty(const struct html_app *app);

/* html_microdata.c: an item is emitted when its element begins; at the end of the page, what no
 * other took in. */
struct microdata *microdata_new(void);
void microdata_free(struct microdata **microdata);
void microdata_begin(struct html_reader *reader, const struct html_node *node);
void microdata_end(struct html_reader *reader);

#endif
