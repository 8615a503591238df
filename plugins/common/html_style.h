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

struct html_style {
    double width, height; /* CSS pixels, or one of the two above */
    double max_width;     /* CSS pixels, or 0 */
    gboolean is_bounded;  /* max-width and the like, aspect-ratio */
    gboolean is_fitted;   /* object-fit: the picture keeps its shape */
    struct ts_str url;    /* of the background; in what was taken */
    double x, y;          /* its position, where offsets is 2 */
    guint offsets;
    gboolean is_scaled; /* repeated, scaled, one of several, or placed from another edge */
};

void html_style_init(struct html_style *style);
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
/* is_sure: it applies to screens of any size. Linear, within caps. */
void html_sheet_add(struct html_sheet *sheet, struct ts_str css, gboolean is_sure);

struct html_named {
    const char *tag, *id, *classes; /* id, classes: or NULL */
};
/* Takes what applies to the element, the least specific first. */
void html_sheet_apply(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style);

#endif
