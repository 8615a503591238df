/* SPDX-License-Identifier: MIT
 *
 * As much of CSS as tells how large a picture is shown, and which part of one: declarations of
 * style attributes and simple rules of style elements. What is not sure is not said.
 */
#include <string.h>

#include "plugins/common/html_style.h"

#define RULES 4096u     /* of a page that are kept */
#define RULES_A_KEY 16u /* that are looked at for one class, id or tag; more: nothing is sure */
#define CLASSES 16u     /* of an element that are looked at */
#define PIXELS_MAX 100000.0

/* ---- declarations ---- */

/* The next of stops outside quotes and brackets, or end. A string ends with its line. */
static const char *find_stop(const char *at, const char *end, const char *stops)
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
        } else if (depth == 0 && *at && strchr(stops, *at)) {
            return at;
        }
    }
    return end;
}

static struct ts_str trim(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    while (end > at && g_ascii_isspace(end[-1])) {
        end--;
    }
    return ts_bytes(at, (size_t)(end - at));
}

static gboolean is_word(struct ts_str text, const char *word)
{
    return text.len == strlen(word) && g_ascii_strncasecmp(text.ptr, word, text.len) == 0;
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
    style->is_bounded |= !is_word(value, "none") && !is_word(value, "auto") && !is_word(value, "0");
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
    style->is_fitted = !is_word(value, "fill");
}

/* The address in url(...), without quotes; empty if it is something else. */
static struct ts_str url_in(struct ts_str token)
{
    if (token.len < 5 || g_ascii_strncasecmp(token.ptr, "url(", 4) != 0 ||
        token.ptr[token.len - 1] != ')') {
        return ts_bytes(token.ptr, 0);
    }
    struct ts_str inner = trim(token.ptr + 4, token.ptr + token.len - 1);
    if (inner.len >= 2 && (*inner.ptr == '"' || *inner.ptr == '\'')) {
        inner = ts_bytes(inner.ptr + 1, inner.len - 2);
    }
    return inner;
}

static void take_offset(struct html_style *style, struct ts_str token)
{
    double *offset = style->offsets == 0 ? &style->x : &style->y;
    gboolean is_start = is_word(token, "left") || is_word(token, "top");
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
        style->is_scaled |= is_word(token, scaling[i]);
    }
    char first = token.ptr[0];
    style->is_scaled |= memchr(token.ptr, '/', token.len) != NULL;
    if (g_ascii_isdigit(first) || first == '-' || first == '+' || first == '.' ||
        is_word(token, "left") || is_word(token, "top")) {
        take_offset(style, token);
    }
}

static void take_background_words(struct html_style *style, struct ts_str value)
{
    const char *end = value.ptr + value.len;
    style->is_scaled |= find_stop(value.ptr, end, ",") < end; /* several of them */
    for (const char *at = value.ptr; at < end;) {
        const char *stop = find_stop(at, end, " \t\r\n\f");
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
    style->is_scaled |= !is_word(value, "auto");
}

static void take_repeat(struct html_style *style, struct ts_str value)
{
    style->is_scaled |= !is_word(value, "no-repeat");
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

static void take_declaration(struct html_style *style, const char *at, const char *end)
{
    const char *colon = memchr(at, ':', (size_t)(end - at));
    if (!colon) {
        return;
    }
    struct ts_str name = trim(at, colon), value = trim(colon + 1, end);
    const char *important = find_stop(value.ptr, value.ptr + value.len, "!");
    value = trim(value.ptr, important);
    for (size_t i = 0; i < G_N_ELEMENTS(properties) && value.len; i++) {
        if (is_word(name, properties[i].name)) {
            properties[i].take(style, value);
        }
    }
}

void html_style_init(struct html_style *style)
{
    *style = (struct html_style){.width = HTML_STYLE_UNSET, .height = HTML_STYLE_UNSET};
}

void html_style_take(struct html_style *style, struct ts_str css)
{
    const char *end = css.ptr + css.len;
    for (const char *at = css.ptr; at < end;) {
        const char *stop = find_stop(at, end, ";");
        take_declaration(style, at, stop);
        at = stop + 1;
    }
}

/* ---- sheets ---- */

/* A rule for what its last simple selector names. */
struct rule {
    struct ts_str tag, body; /* tag: empty = any */
    gboolean is_sure;        /* the selector is but a tag, a class or an id, or a tag with one */
};

struct html_sheet {
    GHashTable *rules; /* "img", ".logo", "#logo" -> GArray * of struct rule, in their order */
    GPtrArray *texts;  /* char *, without comments */
    guint count;
    gboolean has_backgrounds;
};

struct html_sheet *html_sheet_new(void)
{
    struct html_sheet *sheet = g_new0(struct html_sheet, 1);
    sheet->rules =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    sheet->texts = g_ptr_array_new_with_free_func(g_free);
    return sheet;
}

void html_sheet_free(struct html_sheet **sheet)
{
    g_hash_table_unref((*sheet)->rules);
    g_ptr_array_unref((*sheet)->texts);
    g_clear_pointer(sheet, g_free);
}

gboolean html_sheet_is_empty(const struct html_sheet *sheet)
{
    return sheet->count == 0;
}

gboolean html_sheet_has_backgrounds(const struct html_sheet *sheet)
{
    return sheet->has_backgrounds;
}

static gboolean is_name(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80;
}

static void add_rule(struct html_sheet *sheet, struct ts_str key, const struct rule *rule)
{
    char *name = g_strndup(key.ptr, key.len);
    GArray *rules = g_hash_table_lookup(sheet->rules, name);
    if (!rules) {
        rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
        g_hash_table_insert(sheet->rules, name, rules);
    } else {
        g_free(name);
    }
    if (rules->len <= RULES_A_KEY) {
        g_array_append_val(rules, *rule);
        sheet->count++;
    }
}

/* Back from the end of a selector over one name. */
static const char *name_before(const char *begin, const char *end)
{
    while (end > begin && is_name(end[-1])) {
        end--;
    }
    return end;
}

static void add_selector(struct html_sheet *sheet, struct ts_str selector, struct rule rule)
{
    const char *begin = selector.ptr, *end = begin + selector.len;
    const char *colon = find_stop(begin, end, ":[");
    rule.is_sure &= colon == end;
    end = colon;
    const char *name = name_before(begin, end);
    if (name > begin && (name[-1] == '.' || name[-1] == '#')) {
        name--;
        const char *tag = name_before(begin, name);
        rule.tag = ts_bytes(tag, (size_t)(name - tag));
        rule.is_sure &= tag == begin;
        if (tag > begin && (tag[-1] == '.' || tag[-1] == '#')) {
            rule.tag.len = 0;
        }
    } else {
        rule.is_sure &= name == begin;
    }
    if (name < end) {
        add_rule(sheet, ts_bytes(name, (size_t)(end - name)), &rule);
    }
}

/* Does it say anything that is asked for? */
static gboolean is_told(struct html_sheet *sheet, struct ts_str body)
{
    struct html_style style;
    html_style_init(&style);
    html_style_take(&style, body);
    sheet->has_backgrounds |= style.url.len > 0;
    return style.width != HTML_STYLE_UNSET || style.height != HTML_STYLE_UNSET || style.url.len ||
           style.offsets || style.is_scaled || style.is_bounded || style.is_fitted;
}

static void add_selectors(struct html_sheet *sheet, struct ts_str list, const struct rule *rule)
{
    const char *end = list.ptr + list.len;
    if (!is_told(sheet, rule->body)) {
        return;
    }
    for (const char *at = list.ptr; at < end && sheet->count < RULES;) {
        const char *stop = find_stop(at, end, ",");
        add_selector(sheet, trim(at, stop), *rule);
        at = stop + 1;
    }
}

static char *without_comments(struct ts_str css)
{
    char *copy = g_strndup(css.ptr, css.len), *at = copy;
    while ((at = strstr(at, "/*"))) {
        char *close = strstr(at + 2, "*/");
        char *end = close ? close + 2 : at + strlen(at);
        memset(at, ' ', (size_t)(end - at));
        at = end;
    }
    return copy;
}

/* In a block of @media and the like it depends on something whether a rule applies. */
void html_sheet_add(struct html_sheet *sheet, struct ts_str css, gboolean is_sure)
{
    char *text = without_comments(css);
    const char *at = text, *end = text + strlen(text);
    guint depth = 0;
    g_ptr_array_add(sheet->texts, text);
    while (at < end && sheet->count < RULES) {
        const char *stop = find_stop(at, end, "{};");
        struct ts_str prelude = trim(at, stop);
        at = stop + 1;
        if (stop == end) {
            return;
        }
        if (*stop == '}') {
            depth -= depth > 0;
        } else if (*stop == '{' && prelude.len && *prelude.ptr == '@') {
            depth++;
        } else if (*stop == '{') {
            const char *close = find_stop(at, end, "}");
            struct rule rule = {.body = ts_bytes(at, (size_t)(close - at)),
                                .is_sure = is_sure && depth == 0};
            add_selectors(sheet, prelude, &rule);
            at = close + 1;
        }
    }
}

/* ---- what applies ---- */

/* Of what may or may not apply nothing remains sure. */
static void doubt(struct html_style *style, struct ts_str body)
{
    struct html_style other;
    html_style_init(&other);
    html_style_take(&other, body);
    if (other.width != HTML_STYLE_UNSET) {
        style->width = HTML_STYLE_UNKNOWN;
    }
    if (other.height != HTML_STYLE_UNSET) {
        style->height = HTML_STYLE_UNKNOWN;
    }
    style->is_bounded |= other.is_bounded;
    style->is_fitted |= other.is_fitted;
    style->is_scaled |= other.is_scaled || other.offsets || other.url.len;
}

static void apply(const struct html_sheet *sheet, const char *key, const char *tag,
                  struct html_style *style)
{
    const GArray *rules = g_hash_table_lookup(sheet->rules, key);
    gboolean is_sure = rules && rules->len <= RULES_A_KEY;
    for (guint i = 0; rules && i < rules->len; i++) {
        const struct rule *rule = &g_array_index(rules, struct rule, i);
        if (rule->tag.len && !is_word(rule->tag, tag)) {
            continue;
        }
        if (is_sure && rule->is_sure) {
            html_style_take(style, rule->body);
        } else {
            doubt(style, rule->body);
        }
    }
}

void html_sheet_apply(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style)
{
    const char *at = element->classes;
    apply(sheet, element->tag, element->tag, style);
    for (guint count = 0; at && *at && count < CLASSES; count++) {
        char key[80] = ".";
        at += strspn(at, " \t\r\n\f");
        size_t len = strcspn(at, " \t\r\n\f");
        if (len && len < sizeof key - 1) {
            memcpy(key + 1, at, len);
            apply(sheet, key, element->tag, style);
        }
        at += len;
    }
    if (element->id && strlen(element->id) < 80) {
        char key[88];
        g_snprintf(key, sizeof key, "#%s", element->id);
        apply(sheet, key, element->tag, style);
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
