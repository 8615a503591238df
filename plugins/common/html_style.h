/* SPDX-License-Identifier: MIT
 *
 * As much of CSS as tells how large a picture is shown, and which part of one.
 */
#ifndef PLUGINS_COMMON_HTML_STYLE_H
#define PLUGINS_COMMON_HTML_STYLE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define HTML_STYLE_UNSET (-1.0)
#define HTML_STYLE_UNKNOWN 0.0 /* it is set, but depends on something: auto, 50% */

/* What says how a drawing looks; display, whether anything is seen at all. */
enum html_paint {
    PAINT_FILL,
    PAINT_STROKE,
    PAINT_COLOR,
    PAINT_STOP_COLOR,
    PAINT_OPACITY,
    PAINT_FILL_OPACITY,
    PAINT_STROKE_OPACITY,
    PAINT_STROKE_WIDTH,
    PAINT_FILL_RULE,
    PAINT_VISIBILITY,
    PAINT_DISPLAY,
    PAINT_COUNT
};

struct html_style {
    double width, height; /* CSS pixels, or one of the two above */
    double max_width;     /* CSS pixels, or 0 */
    gboolean is_bounded;  /* max-width and the like, aspect-ratio */
    gboolean is_fitted;   /* object-fit: the picture keeps its shape */
    struct ts_str url;    /* of the background; in what was taken */
    double x, y;          /* its position, where offsets is 2 */
    guint offsets;
    gboolean is_scaled; /* repeated, scaled, one of several, or placed from another edge */
    struct ts_str paints[PAINT_COUNT]; /* in what was taken; empty = not set */
    unsigned doubts;                   /* a bit a paint: it may well be another */
};

void html_style_init(struct html_style *style);
const char *html_paint_name(enum html_paint paint);
/* Takes declarations: "width: 120px; height: auto". Linear. */
void html_style_take(struct html_style *style, struct ts_str css);
/* "#xywh=0,40,120,32", the part that is shown (the caller frees it), or NULL: not sure. */
char *html_style_area(const struct html_style *style);

/* The rules of a page's style elements. */
struct html_sheet;
struct html_sheet *html_sheet_new(void);
void html_sheet_free(struct html_sheet **sheet);
gboolean html_sheet_is_empty(const struct html_sheet *sheet);
/* Is there a picture behind anything? */
gboolean html_sheet_has_backgrounds(const struct html_sheet *sheet);
/* Is there a rule that paints or hides? One that hides? */
gboolean html_sheet_paints(const struct html_sheet *sheet);
gboolean html_sheet_hides(const struct html_sheet *sheet);
/* is_sure: it applies to screens of any size. Linear, within caps. */
void html_sheet_add(struct html_sheet *sheet, struct ts_str css, gboolean is_sure);

/* The names of classes that a sheet has rules of go into the set (char *, which it owns). */
void html_sheet_classes(struct ts_str css, GHashTable *classes);
/* Takes the custom properties of the root: ":root { --brand: #c00 }". Linear, within caps. */
void html_sheet_variables(struct html_sheet *sheet, struct ts_str css);
/* Appends the value with each var() replaced; FALSE: what one stands for is not known. */
gboolean html_sheet_resolve(const struct html_sheet *sheet, struct ts_str value, GString *out);

struct html_named {
    const char *tag, *id, *classes; /* id, classes: or NULL */
    /* Is one around it that "a", ".b", "#c" or "a.b" names? Or NULL: it may be. */
    gboolean (*is_inside)(void *data, struct ts_str compound);
    void *data;
};
/* Takes what applies to the element, the least specific first: sizes and backgrounds. */
void html_sheet_apply(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style);
/* Likewise, paints: what else it takes by the way counts for nothing. */
void html_sheet_paint(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style);

/* For who reads CSS: the next of stops outside quotes and brackets, or end; without white space
 * around it; is it that word, which is in small letters, in any case? */
const char *html_css_stop(const char *at, const char *end, const char *stops);
struct ts_str html_css_trim(const char *at, const char *end);
gboolean html_css_is(struct ts_str text, const char *word);

#endif
