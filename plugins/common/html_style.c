/* SPDX-License-Identifier: MIT
 *
 * As much of CSS as tells how large a picture is shown, and which part of one: declarations of
 * style attributes and simple rules of style elements. What is not sure is not said.
 */
#include <string.h>

#include "plugins/common/html_style.h"

#define PIXELS_MAX 100000.0

/* ---- declarations ---- */

static inline gboolean is_one_of(char byte, const char *stops)
{
    while (*stops && *stops != byte) {
        stops++;
    }
    return *stops != '\0';
}

/* The next of stops outside quotes and brackets, or end. A string ends with its line. */
const char *html_css_stop(const char *at, const char *end, const char *stops)
{
    guint depth = 0;
    for (char quote = 0; at < end; at++) {
        if (quote) {
            quote = *at == quote || *at == '\n' ? 0 : quote;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')') {
            depth -= depth > 0;
        } else if (depth == 0 && is_one_of(*at, stops)) {
            return at;
        }
    }
    return end;
}

struct ts_str html_css_trim(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    while (end > at && g_ascii_isspace(end[-1])) {
        end--;
    }
    return ts_bytes(at, (size_t)(end - at));
}

gboolean html_css_is(struct ts_str text, const char *word)
{
    return text.len && g_ascii_tolower(*text.ptr) == *word && text.len == strlen(word) &&
           g_ascii_strncasecmp(text.ptr, word, text.len) == 0;
}

/* A length in CSS pixels; FALSE: it depends on something. CSS Values 4, 6.1 and 6.2. */
static gboolean read_length(struct ts_str text, double *pixels_r)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"px", 1}, {"rem", 16}, {"pt", 96.0 / 72}, {"in", 96}, {"cm", 96 / 2.54}};
    char copy[32], *end;
    if (text.len == 0 || text.len >= sizeof copy) {
        return FALSE;
    }
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    double number = g_ascii_strtod(copy, &end);
    if (end == copy || !(number < PIXELS_MAX && number > -PIXELS_MAX)) {
        return FALSE;
    }
    *pixels_r = number;
    if (!*end) {
        return number == 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strcasecmp(end, units[i].unit) == 0) {
            *pixels_r = number * units[i].pixels;
            return TRUE;
        }
    }
    return FALSE;
}

static void take_side(double *side, struct ts_str value)
{
    if (!read_length(value, side) || *side < 0) {
        *side = HTML_STYLE_UNKNOWN;
    }
}

static void take_width(struct html_style *style, struct ts_str value)
{
    take_side(&style->width, value);
}

static void take_height(struct html_style *style, struct ts_str value)
{
    take_side(&style->height, value);
}

static void take_bound(struct html_style *style, struct ts_str value)
{
    style->is_bounded |=
        !html_css_is(value, "none") && !html_css_is(value, "auto") && !html_css_is(value, "0");
}

static void take_max_width(struct html_style *style, struct ts_str value)
{
    double most;
    take_bound(style, value);
    style->max_width = read_length(value, &most) ? most : 0;
}

static void take_padding(struct html_style *style, struct ts_str value)
{
    double padding;
    style->is_scaled |= !read_length(value, &padding) || padding != 0;
}

static void take_fit(struct html_style *style, struct ts_str value)
{
    style->is_fitted = !html_css_is(value, "fill");
}

/* The address in url(...), without quotes; empty if it is something else. */
static struct ts_str url_in(struct ts_str token)
{
    if (token.len < 5 || g_ascii_strncasecmp(token.ptr, "url(", 4) != 0 ||
        token.ptr[token.len - 1] != ')') {
        return ts_bytes(token.ptr, 0);
    }
    struct ts_str inner = html_css_trim(token.ptr + 4, token.ptr + token.len - 1);
    if (inner.len >= 2 && (*inner.ptr == '"' || *inner.ptr == '\'')) {
        inner = ts_bytes(inner.ptr + 1, inner.len - 2);
    }
    return inner;
}

static void take_offset(struct html_style *style, struct ts_str token)
{
    double *offset = style->offsets == 0 ? &style->x : &style->y;
    gboolean is_start = html_css_is(token, "left") || html_css_is(token, "top");
    *offset = 0;
    if (style->offsets++ > 1 || (!is_start && !read_length(token, offset))) {
        style->is_scaled = TRUE;
    }
}

/* One word of a background: CSS Backgrounds 3, 2.10. */
static void take_background_word(struct html_style *style, struct ts_str token)
{
    static const char *const scaling[] = {"repeat", "repeat-x", "repeat-y", "space",
                                          "round",  "center",   "right",    "bottom"};
    struct ts_str url = url_in(token);
    if (url.len) {
        style->url = url;
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(scaling); i++) {
        style->is_scaled |= html_css_is(token, scaling[i]);
    }
    char first = token.ptr[0];
    style->is_scaled |= memchr(token.ptr, '/', token.len) != NULL;
    if (g_ascii_isdigit(first) || first == '-' || first == '+' || first == '.' ||
        html_css_is(token, "left") || html_css_is(token, "top")) {
        take_offset(style, token);
    }
}

static void take_background_words(struct html_style *style, struct ts_str value)
{
    const char *end = value.ptr + value.len;
    style->is_scaled |= html_css_stop(value.ptr, end, ",") < end; /* several of them */
    for (const char *at = value.ptr; at < end;) {
        const char *stop = html_css_stop(at, end, " \t\r\n\f");
        if (stop > at) {
            take_background_word(style, ts_bytes(at, (size_t)(stop - at)));
        }
        at = stop + 1;
    }
}

/* The short form sets all that it does not name to what it is at first. */
static void take_background(struct html_style *style, struct ts_str value)
{
    style->url = ts_bytes(NULL, 0);
    style->offsets = 0;
    style->is_scaled = FALSE;
    take_background_words(style, value);
}

static void take_position(struct html_style *style, struct ts_str value)
{
    style->offsets = 0;
    take_background_words(style, value);
}

static void take_image(struct html_style *style, struct ts_str value)
{
    style->url = ts_bytes(NULL, 0);
    take_background_words(style, value);
}

static void take_scale(struct html_style *style, struct ts_str value)
{
    style->is_scaled |= !html_css_is(value, "auto");
}

static void take_repeat(struct html_style *style, struct ts_str value)
{
    style->is_scaled |= !html_css_is(value, "no-repeat");
}

static const struct {
    const char *name;
    void (*take)(struct html_style *style, struct ts_str value);
} properties[] = {
    {"width", take_width},
    {"height", take_height},
    {"max-width", take_max_width},
    {"max-height", take_bound},
    {"min-width", take_bound},
    {"min-height", take_bound},
    {"aspect-ratio", take_bound},
    {"object-fit", take_fit},
    {"padding", take_padding},
    {"padding-top", take_padding},
    {"padding-left", take_padding},
    {"background", take_background},
    {"background-image", take_image},
    {"background-position", take_position},
    {"background-size", take_scale},
    {"background-repeat", take_repeat},
};

static const char *const paint_names[PAINT_COUNT] = {
    [PAINT_FILL] = "fill",
    [PAINT_STROKE] = "stroke",
    [PAINT_COLOR] = "color",
    [PAINT_STOP_COLOR] = "stop-color",
    [PAINT_OPACITY] = "opacity",
    [PAINT_FILL_OPACITY] = "fill-opacity",
    [PAINT_STROKE_OPACITY] = "stroke-opacity",
    [PAINT_STROKE_WIDTH] = "stroke-width",
    [PAINT_FILL_RULE] = "fill-rule",
    [PAINT_VISIBILITY] = "visibility",
    [PAINT_DISPLAY] = "display",
};

const char *html_paint_name(enum html_paint paint)
{
    return paint_names[paint];
}

static void take_paint(struct html_style *style, struct ts_str name, struct ts_str value)
{
    for (guint i = 0; i < PAINT_COUNT; i++) {
        if (html_css_is(name, paint_names[i])) {
            style->paints[i] = value;
            style->doubts &= ~(1u << i);
        }
    }
}

static void take_declaration(struct html_style *style, const char *at, const char *end)
{
    const char *colon = memchr(at, ':', (size_t)(end - at));
    if (!colon) {
        return;
    }
    struct ts_str name = html_css_trim(at, colon), value = html_css_trim(colon + 1, end);
    const char *important = html_css_stop(value.ptr, value.ptr + value.len, "!");
    value = html_css_trim(value.ptr, important);
    for (size_t i = 0; i < G_N_ELEMENTS(properties) && value.len; i++) {
        if (html_css_is(name, properties[i].name)) {
            properties[i].take(style, value);
            return;
        }
    }
    if (value.len) {
        take_paint(style, name, value);
    }
}

void html_style_init(struct html_style *style)
{
    *style = (struct html_style){.width = HTML_STYLE_UNSET, .height = HTML_STYLE_UNSET};
}

void html_style_take(struct html_style *style, struct ts_str css)
{
    const char *end = css.len ? css.ptr + css.len : css.ptr;
    for (const char *at = css.ptr; at < end;) {
        const char *stop = html_css_stop(at, end, ";");
        take_declaration(style, at, stop);
        at = stop + 1;
    }
}

char *html_style_area(const struct html_style *style)
{
    if (style->is_scaled || style->is_bounded || style->offsets != 2 || style->x > 0 ||
        style->y > 0 || style->width <= 0 || style->height <= 0) {
        return NULL;
    }
    return g_strdup_printf("#xywh=%d,%d,%d,%d", (int)(0.5 - style->x), (int)(0.5 - style->y),
                           (int)(style->width + 0.5), (int)(style->height + 0.5));
}
