/* SPDX-License-Identifier: MIT
 *
 * Findings as data: a page of 100,000 elements is not opened at breakfast. What is laid out is the
 * gravest of each rule; the rest is one block of JSON, a few dozen bytes a finding, searched and
 * laid out by the script.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/verdict.h"

#define REST_SIZE_MAX (24u << 20) /* bytes: the page stays below 30 MB */
#define PLACES_MAX 3u             /* of one finding */
#define CONTEXT 60u               /* bytes of the excerpt on either side of the spot */

struct names {
    GHashTable *index; /* char * -> place, and one */
    GPtrArray *list;   /* char *, borrowed from index */
};

struct html_rest {
    GString *rows;
    struct names rules, locators, touchpoints;
    guint count, left; /* left: those that found no room */
};

/* ---- names, each once ------------------------------------------------------------------------ */

static void names_init(struct names *names)
{
    names->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->list = g_ptr_array_new();
}

static void names_clear(struct names *names)
{
    g_hash_table_unref(names->index);
    g_ptr_array_unref(names->list);
}

static guint name_put(struct names *names, const char *name)
{
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(names->index, name));
    if (known == 0) {
        char *own = g_strdup(name);
        g_ptr_array_add(names->list, own);
        known = names->list->len;
        g_hash_table_insert(names->index, own, GUINT_TO_POINTER(known));
    }
    return known - 1;
}

struct html_rest *html_rest_new(void)
{
    struct html_rest *rest = g_new0(struct html_rest, 1);
    rest->rows = g_string_new(NULL);
    names_init(&rest->rules);
    names_init(&rest->locators);
    names_init(&rest->touchpoints);
    return rest;
}

void html_rest_free(struct html_rest **rest)
{
    if (*rest) {
        g_string_free((*rest)->rows, TRUE);
        names_clear(&(*rest)->rules);
        names_clear(&(*rest)->locators);
        names_clear(&(*rest)->touchpoints);
        g_clear_pointer(rest, g_free);
    }
}

guint html_rest_count(const struct html_rest *rest)
{
    return rest->count + rest->left;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Whole characters around the spot. */
static void put_excerpt(GString *out, const struct result_place *place)
{
    const char *text = place ? place->excerpt : "";
    gsize size = strlen(text);
    gsize begin = place ? MIN(place->mark_offset, size) : 0;
    gsize end = place ? MIN(begin + place->mark_length, size) : 0;
    gsize from = begin > CONTEXT ? begin - CONTEXT : 0;
    gsize to = MIN(end + CONTEXT, size);
    while (from > 0 && ((guchar)text[from] & 0xC0) == 0x80) {
        from--;
    }
    while (to < size && ((guchar)text[to] & 0xC0) == 0x80) {
        to++;
    }
    html_json(out, text + from, (gssize)(begin - from));
    g_string_append_c(out, ',');
    html_json(out, text + begin, (gssize)(end - begin));
    g_string_append_c(out, ',');
    html_json(out, text + end, (gssize)(to - end));
}

static void put_places(struct html_rest *rest, const struct result_finding *finding)
{
    GString *out = rest->rows;
    g_string_append_c(out, '[');
    for (guint i = 0; i < MIN(finding->places->len, PLACES_MAX); i++) {
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        g_autofree char *locator = verdict_locator(place);
        g_string_append_printf(out, "%s[%u,%u,%u]", i ? "," : "",
                               name_put(&rest->locators, locator), place->line, place->column);
    }
    g_string_append_c(out, ']');
}

static unsigned severity_of(const char *name)
{
    return strcmp(name, "error") == 0 ? 3 : strcmp(name, "warning") == 0 ? 2 : 1;
}

/* [touchpoint, rule, severity, is new, message, before, marked, after, count, places] */
int html_rest_put(struct html *html, const struct result_finding *finding)
{
    struct html_rest *rest = html->rest;
    GString *out = rest->rows;
    if (out->len > REST_SIZE_MAX) {
        rest->left++;
        return 0;
    }
    g_autofree char *rule = g_strconcat(finding->rule, "\n", finding->title, NULL);
    g_string_append_printf(out, "%s[%u,%u,%u,%d,", rest->count ? ",\n" : "",
                           name_put(&rest->touchpoints, finding->touchpoint),
                           name_put(&rest->rules, rule), severity_of(finding->severity),
                           g_strcmp0(finding->state, "new") == 0);
    html_json(out, finding->message, -1);
    g_string_append_c(out, ',');
    put_excerpt(out, finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL);
    g_string_append_printf(out, ",%u,", finding->count);
    put_places(rest, finding);
    g_string_append_c(out, ']');
    rest->count++;
    return 0;
}

static void put_names(struct html *html, const char *key, const struct names *names)
{
    g_string_append_printf(html->text, ",\n\"%s\":[", key);
    for (guint i = 0; i < names->list->len; i++) {
        g_string_append(html->text, i ? ",\n" : "");
        html_json(html->text, g_ptr_array_index(names->list, i), -1);
    }
    html_raw(html, "]");
}

/* A rule is two strings: its id and its title. */
static void put_rules(struct html *html, const struct names *rules)
{
    html_raw(html, ",\n\"rules\":[");
    for (guint i = 0; i < rules->list->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(rules->list, i), "\n", 2);
        g_string_append(html->text, i ? ",\n[" : "[");
        html_json(html->text, parts[0], -1);
        html_raw(html, ",");
        html_json(html->text, parts[1], -1);
        html_raw(html, "]");
    }
    html_raw(html, "]");
}

int html_rest_end(struct html *html)
{
    struct html_rest *rest = html->rest;
    if (rest->count == 0) {
        return 0;
    }
    html_raw(html, "<script type=\"application/json\" id=\"rest-data\">{\"findings\":[");
    int done = report_flush(html->text, html->out);
    if (done == 0) {
        done = report_flush(rest->rows, html->out);
    }
    html_raw(html, "]");
    put_rules(html, &rest->rules);
    put_names(html, "touchpoints", &rest->touchpoints);
    put_names(html, "locators", &rest->locators);
    html_raw(html, "}</script>\n");
    return done == 0 ? report_flush(html->text, html->out) : done;
}
