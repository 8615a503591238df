/* SPDX-License-Identifier: MIT
 *
 * Simple rules of style elements: which of them apply to an element, and how sure that is.
 */
#include "plugins/common/html_style.h"

#include <string.h>

#define RULES 4096u        /* of a page that are kept */
#define RULES_A_KEY 16u    /* that are looked at for one class, id or tag; more: nothing is sure */
#define CLASSES 16u        /* of an element that are looked at */
#define COMPOUNDS 8u       /* of a selector that are looked for around an element */
#define VARIABLES 1024u    /* of a page that are kept */
#define VARIABLE_STEPS 64u /* of them that one value may lead through */
#define VARIABLE_SIZE 256u /* bytes of its value */

/* A rule for what its last simple selector names. */
struct rule {
    struct ts_str tag, body; /* tag: empty = any */
    struct ts_str around;    /* what the selector says of the elements around it */
    gboolean is_sure;        /* the selector is but a tag, a class or an id, or a tag with one */
    gboolean is_sure_inside; /* it is, where what is around it fits */
};

struct rules {
    GHashTable *of; /* "img", ".logo", "#logo" -> GArray * of struct rule, in their order */
    guint count;
};

struct html_sheet {
    struct rules sizes, paints; /* a rule that tells of both is in both */
    GHashTable *variables;      /* "--brand" -> its value; both char * */
    GPtrArray *texts;           /* char *, without comments */
    gboolean has_backgrounds, has_hiding;
};

static GHashTable *rules_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

struct html_sheet *html_sheet_new(void)
{
    struct html_sheet *sheet = g_new0(struct html_sheet, 1);
    sheet->sizes.of = rules_new();
    sheet->paints.of = rules_new();
    sheet->variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    sheet->texts = g_ptr_array_new_with_free_func(g_free);
    return sheet;
}

void html_sheet_free(struct html_sheet **sheet)
{
    g_hash_table_unref((*sheet)->sizes.of);
    g_hash_table_unref((*sheet)->paints.of);
    g_hash_table_unref((*sheet)->variables);
    g_ptr_array_unref((*sheet)->texts);
    g_clear_pointer(sheet, g_free);
}

gboolean html_sheet_is_empty(const struct html_sheet *sheet)
{
    return sheet->sizes.count == 0;
}

gboolean html_sheet_paints(const struct html_sheet *sheet)
{
    return sheet->paints.count > 0;
}

gboolean html_sheet_hides(const struct html_sheet *sheet)
{
    return sheet->has_hiding;
}

gboolean html_sheet_has_backgrounds(const struct html_sheet *sheet)
{
    return sheet->has_backgrounds;
}

static gboolean is_name(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80;
}

static void add_rule(struct rules *rules, struct ts_str key, const struct rule *rule)
{
    char *name = g_strndup(key.ptr, key.len);
    GArray *own = g_hash_table_lookup(rules->of, name);
    if (!own) {
        own = g_array_new(FALSE, FALSE, sizeof(struct rule));
        g_hash_table_insert(rules->of, name, own);
    } else {
        g_free(name);
    }
    if (own->len <= RULES_A_KEY) {
        g_array_append_val(own, *rule);
        rules->count++;
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

static void add_selector(struct rules *rules, struct ts_str selector, struct rule rule)
{
    const char *begin = selector.ptr, *end = begin + selector.len;
    const char *colon = html_css_stop(begin, end, ":[");
    rule.is_sure &= colon == end;
    rule.is_sure_inside = rule.is_sure;
    end = colon;
    const char *name = name_before(begin, end), *tag = name;
    if (name > begin && (name[-1] == '.' || name[-1] == '#')) {
        name--;
        tag = name_before(begin, name);
        rule.tag = ts_bytes(tag, (size_t)(name - tag));
        rule.is_sure &= tag == begin;
        if (tag > begin && (tag[-1] == '.' || tag[-1] == '#')) {
            rule.tag.len = 0;
            rule.is_sure_inside = FALSE;
        }
    } else {
        rule.is_sure &= name == begin;
    }
    if (tag > begin && g_ascii_isspace(tag[-1])) {
        rule.around = html_css_trim(begin, tag);
    }
    rule.is_sure_inside &= rule.around.len > 0;
    if (name < end) {
        add_rule(rules, ts_bytes(name, (size_t)(end - name)), &rule);
    }
}

/* Which of both does it tell of? */
static gboolean tells_size(struct html_sheet *sheet, const struct html_style *style)
{
    sheet->has_backgrounds |= style->url.len > 0;
    return style->width != HTML_STYLE_UNSET || style->height != HTML_STYLE_UNSET ||
           style->url.len || style->offsets || style->is_scaled || style->is_bounded ||
           style->is_fitted;
}

static gboolean tells_paint(const struct html_style *style)
{
    for (guint i = 0; i < PAINT_COUNT; i++) {
        if (style->paints[i].len) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What holds while somebody points at it, or of what stands before it, is not how it looks. */
static gboolean is_passing(struct ts_str selector)
{
    static const char *const passing[] = {":hover",  ":focus", ":active", ":visited",
                                          ":before", ":after", "::"};
    for (size_t i = 0; i < G_N_ELEMENTS(passing); i++) {
        if (memmem(selector.ptr, selector.len, passing[i], strlen(passing[i]))) {
            return TRUE;
        }
    }
    return FALSE;
}

static void add_selectors(struct html_sheet *sheet, struct rules *rules, struct ts_str list,
                          const struct rule *rule)
{
    const char *end = list.ptr + list.len;
    for (const char *at = list.ptr; at < end && rules->count < RULES;) {
        const char *stop = html_css_stop(at, end, ",");
        struct ts_str selector = html_css_trim(at, stop);
        if (rules == &sheet->sizes || !is_passing(selector)) {
            add_selector(rules, selector, *rule);
        }
        at = stop + 1;
    }
}

static void add(struct html_sheet *sheet, struct ts_str list, const struct rule *rule)
{
    struct html_style style;
    html_style_init(&style);
    html_style_take(&style, rule->body);
    if (tells_size(sheet, &style)) {
        add_selectors(sheet, &sheet->sizes, list, rule);
    }
    sheet->has_hiding |= html_css_is(style.paints[PAINT_DISPLAY], "none");
    if (tells_paint(&style)) {
        add_selectors(sheet, &sheet->paints, list, rule);
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

/* A rule of a sheet. FALSE: there are no more. */
struct cursor {
    const char *at, *end;
    guint depth; /* of @media and the like: it depends on something whether it applies */
    struct ts_str prelude, body;
};

static gboolean next_rule(struct cursor *cursor)
{
    while (cursor->at < cursor->end) {
        const char *stop = html_css_stop(cursor->at, cursor->end, "{};");
        cursor->prelude = html_css_trim(cursor->at, stop);
        cursor->at = stop + 1;
        if (stop == cursor->end) {
            return FALSE;
        }
        if (*stop == '}') {
            cursor->depth -= cursor->depth > 0;
        } else if (*stop == '{' && cursor->prelude.len && *cursor->prelude.ptr == '@') {
            cursor->depth++;
        } else if (*stop == '{') {
            const char *close = html_css_stop(cursor->at, cursor->end, "}");
            cursor->body = ts_bytes(cursor->at, (size_t)(close - cursor->at));
            cursor->at = close + 1;
            return TRUE;
        }
    }
    return FALSE;
}

/* Back to the class that ends there: ".a.b" has two. */
static void put_classes(struct ts_str selector, GHashTable *classes)
{
    const char *end = selector.ptr + selector.len;
    for (const char *at = selector.ptr; (at = memchr(at, '.', (size_t)(end - at)));) {
        const char *name = ++at;
        while (at < end && is_name(*at)) {
            at++;
        }
        if (at > name && g_hash_table_size(classes) < RULES) {
            g_hash_table_add(classes, g_strndup(name, (gsize)(at - name)));
        }
    }
}

void html_sheet_classes(struct ts_str css, GHashTable *classes)
{
    g_autofree char *text = without_comments(css);
    struct cursor cursor = {.at = text, .end = text + strlen(text)};
    while (next_rule(&cursor)) {
        put_classes(cursor.prelude, classes);
    }
}

/* ---- custom properties ---- */

static gboolean is_of_root(struct ts_str list)
{
    const char *end = list.ptr + list.len;
    for (const char *at = list.ptr; at < end;) {
        const char *stop = html_css_stop(at, end, ",");
        struct ts_str one = html_css_trim(at, stop);
        if (html_css_is(one, ":root") || html_css_is(one, "html") || html_css_is(one, "body")) {
            return TRUE;
        }
        at = stop + 1;
    }
    return FALSE;
}

static void take_variable(struct html_sheet *sheet, const char *at, const char *end)
{
    const char *colon = memchr(at, ':', (size_t)(end - at));
    struct ts_str name = html_css_trim(at, colon ? colon : at);
    if (!colon || name.len < 3 || name.len > VARIABLE_SIZE || memcmp(name.ptr, "--", 2) != 0) {
        return;
    }
    struct ts_str value = html_css_trim(colon + 1, end);
    if (value.len <= VARIABLE_SIZE && g_hash_table_size(sheet->variables) < VARIABLES) {
        g_hash_table_insert(sheet->variables, g_strndup(name.ptr, name.len),
                            g_strndup(value.ptr, value.len));
    }
}

/* Of the root, where it applies whatever the screen. */
static void take_variables(struct html_sheet *sheet, const struct cursor *cursor)
{
    const char *end = cursor->body.ptr + cursor->body.len;
    gboolean is_own = cursor->depth == 0 && is_of_root(cursor->prelude);
    for (const char *at = cursor->body.ptr; is_own && at < end;) {
        const char *stop = html_css_stop(at, end, ";");
        take_variable(sheet, at, stop);
        at = stop + 1;
    }
}

void html_sheet_variables(struct html_sheet *sheet, struct ts_str css)
{
    g_autofree char *text = without_comments(css);
    struct cursor cursor = {.at = text, .end = text + strlen(text)};
    while (next_rule(&cursor)) {
        take_variables(sheet, &cursor);
    }
}

void html_sheet_add(struct html_sheet *sheet, struct ts_str css, gboolean is_sure)
{
    char *text = without_comments(css);
    struct cursor cursor = {.at = text, .end = text + strlen(text)};
    g_ptr_array_add(sheet->texts, text);
    while (sheet->sizes.count < RULES && next_rule(&cursor)) {
        struct rule rule = {.body = cursor.body, .is_sure = is_sure && cursor.depth == 0};
        add(sheet, cursor.prelude, &rule);
        if (is_sure) {
            take_variables(sheet, &cursor);
        }
    }
}

static gboolean resolve(const struct html_sheet *sheet, struct ts_str value, GString *out,
                        guint *left);

/* What stands in var(...): a name, and perhaps what counts if there is no such property. */
static gboolean resolve_one(const struct html_sheet *sheet, struct ts_str inside, GString *out,
                            guint *left)
{
    const char *end = inside.ptr + inside.len, *comma = html_css_stop(inside.ptr, end, ",");
    struct ts_str name = html_css_trim(inside.ptr, comma);
    g_autofree char *key = g_strndup(name.ptr, name.len);
    const char *known = g_hash_table_lookup(sheet->variables, key);
    if (*left == 0) {
        return FALSE;
    }
    --*left;
    if (known) {
        return resolve(sheet, ts_text(known), out, left);
    }
    if (comma < end) { /* another sheet may have it */
        struct ts_str other = html_css_trim(comma + 1, end);
        resolve(sheet, other, out, left);
    }
    return FALSE;
}

/* Of the bracket that was opened before it. */
static const char *bracket_end(const char *at, const char *end)
{
    for (guint open = 1; at < end; at++) {
        open += *at == '(';
        open -= *at == ')';
        if (open == 0) {
            break;
        }
    }
    return at;
}

static gboolean resolve(const struct html_sheet *sheet, struct ts_str value, GString *out,
                        guint *left)
{
    const char *at = value.ptr, *end = at + value.len;
    gboolean is_known = TRUE;
    while (at < end) {
        const char *var = memmem(at, (size_t)(end - at), "var(", 4);
        if (!var) {
            break;
        }
        const char *close = bracket_end(var + 4, end);
        g_string_append_len(out, at, var - at);
        is_known &= resolve_one(sheet, ts_bytes(var + 4, (size_t)(close - var - 4)), out, left);
        at = MIN(close + 1, end);
    }
    g_string_append_len(out, at, end - at);
    return is_known;
}

gboolean html_sheet_resolve(const struct html_sheet *sheet, struct ts_str value, GString *out)
{
    guint left = VARIABLE_STEPS;
    return resolve(sheet, value, out, &left);
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
    for (guint i = 0; i < PAINT_COUNT; i++) {
        style->doubts |= other.paints[i].len ? 1u << i : 0;
    }
}

/* Nothing that the selector names is around it: then the rule is not its. is_exact_r: what it names
 * is all there, and it asks for no more than that. */
static gboolean is_elsewhere(const struct rule *rule, const struct html_named *element,
                             gboolean *is_exact_r)
{
    *is_exact_r = rule->is_sure_inside && rule->around.len > 0;
    if (rule->around.len == 0) {
        return FALSE;
    }
    const char *at = rule->around.ptr, *end = at + rule->around.len;
    for (guint count = 0; element->is_inside && at < end; count++) {
        while (at < end && g_ascii_isspace(*at)) {
            at++;
        }
        const char *name = at;
        while (at < end && (is_name(*at) || *at == '.' || *at == '#')) {
            at++;
        }
        if (at == name || (at < end && !g_ascii_isspace(*at)) || count == COMPOUNDS) {
            *is_exact_r = FALSE;
            return FALSE;
        }
        if (!element->is_inside(element->data, ts_bytes(name, (size_t)(at - name)))) {
            return TRUE;
        }
    }
    *is_exact_r &= element->is_inside != NULL;
    return FALSE;
}

static void apply(const struct rules *all, const char *key, const struct html_named *element,
                  struct html_style *style)
{
    const GArray *rules = g_hash_table_lookup(all->of, key);
    gboolean is_sure = rules && rules->len <= RULES_A_KEY;
    for (guint i = 0; rules && i < rules->len; i++) {
        const struct rule *rule = &g_array_index(rules, struct rule, i);
        gboolean is_exact;
        if ((rule->tag.len && !html_css_is(rule->tag, element->tag)) ||
            is_elsewhere(rule, element, &is_exact)) {
            continue;
        }
        if (is_sure && (rule->is_sure || is_exact)) {
            html_style_take(style, rule->body);
        } else {
            doubt(style, rule->body);
        }
    }
}

static void apply_all(const struct rules *all, const struct html_named *element,
                      struct html_style *style)
{
    const char *at = element->classes;
    apply(all, element->tag, element, style);
    for (guint count = 0; at && *at && count < CLASSES; count++) {
        char key[80] = ".";
        at += strspn(at, " \t\r\n\f");
        size_t len = strcspn(at, " \t\r\n\f");
        if (len && len < sizeof key - 1) {
            memcpy(key + 1, at, len);
            apply(all, key, element, style);
        }
        at += len;
    }
    if (element->id && strlen(element->id) < 80) {
        char key[88];
        g_snprintf(key, sizeof key, "#%s", element->id);
        apply(all, key, element, style);
    }
}

void html_sheet_apply(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style)
{
    apply_all(&sheet->sizes, element, style);
}

void html_sheet_paint(const struct html_sheet *sheet, const struct html_named *element,
                      struct html_style *style)
{
    apply_all(&sheet->paints, element, style);
}
