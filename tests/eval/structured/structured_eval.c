/* SPDX-License-Identifier: MIT
 *
 * JSON-LD and microdata of pages as the HTML reader gives them and items_json mends them, against
 * what another reader (extruct) made of the same pages. "structured_eval FOLDER" prints each page,
 * with the first difference, and the share of expected values that were found; it fails below the
 * target. Left aside, as conventions of that reader: how it resolves addresses, white space, the
 * order of properties and of the values of one property, lists of one. A page whose statements are
 * of a kind that is not read is named and not counted.
 */
#include <stdio.h>
#include <string.h>

#include "plugins/common/items_private.h"
#include "tests/plugin/fakehost.h"

#define TARGET 97.0

/* By the beginning of the file's name. */
static const struct {
    const char *prefix, *kind;
} unread[] = {
    {"tests_samples_misc_dublincore", "Dublin Core"},
    {"tests_samples_misc_microformat", "microformats"},
    {"tests_samples_misc_opengraph", "Open Graph"},
    {"tests_samples_misc_expanded_OG", "Open Graph as RDFa"},
    {"tests_samples_w3crdfa", "RDFa"},
};

struct tally {
    guint expected, found, extra;
    guint pages, equal;
};

struct comparison {
    struct tally *tally;
    GString *path;    /* of the value at hand */
    char *difference; /* the first one */
};

/* ---- values ---- */

static char *folded(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n\f", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        if (*words[i]) {
            g_string_append_printf(out, "%s%s", out->len ? " " : "", words[i]);
        }
    }
    return g_string_free(out, FALSE);
}

/* Ours, as written, against theirs, resolved against the address of their test. */
static gboolean is_same_address(const char *expected, const char *actual)
{
    actual += *actual == '/' ? 1 : 0;
    return strstr(expected, "://") && !strstr(actual, "://") && *actual &&
           g_str_has_suffix(expected, actual);
}

static gboolean is_same_text(const char *expected, const char *actual)
{
    g_autofree char *left = folded(expected), *right = folded(actual);
    return strcmp(left, right) == 0 || is_same_address(left, right);
}

/* A scalar as text; NULL of what is none. Free it. */
static char *scalar(const json_t *value)
{
    return json_is_string(value)   ? g_strdup(json_string_value(value))
           : json_is_true(value)   ? g_strdup("true")
           : json_is_false(value)  ? g_strdup("false")
           : json_is_null(value)   ? g_strdup("null")
           : json_is_number(value) ? json_dumps(value, JSON_ENCODE_ANY)
                                   : NULL;
}

static guint count_values(const json_t *value)
{
    const char *name;
    json_t *inner;
    guint count = json_is_object(value) || json_is_array(value) ? 0 : 1;
    for (size_t i = 0; i < json_array_size(value); i++) {
        count += count_values(json_array_get(value, i));
    }
    json_object_foreach((json_t *)value, name, inner)
    {
        count += count_values(inner);
    }
    return count;
}

/* ---- comparing ---- */

static void differ(struct comparison *comparison, const char *what)
{
    if (!comparison->difference) {
        comparison->difference = g_strdup_printf("%s: %s", comparison->path->str, what);
    }
}

/* How many values of expected stand in actual. */
static guint match(struct comparison *comparison, const json_t *expected, const json_t *actual);

static guint match_object(struct comparison *comparison, const json_t *expected,
                          const json_t *actual)
{
    const char *name;
    json_t *inner;
    guint found = 0;
    json_object_foreach((json_t *)expected, name, inner)
    {
        gsize len = comparison->path->len;
        g_string_append_printf(comparison->path, "/%s", name);
        found += match(comparison, inner, json_object_get(actual, name));
        g_string_truncate(comparison->path, len);
    }
    json_object_foreach((json_t *)actual, name, inner)
    {
        if (!json_object_get(expected, name) && count_values(inner)) {
            comparison->tally->extra += count_values(inner);
            differ(comparison, name);
        }
    }
    return found;
}

static size_t size_of(const json_t *value)
{
    return !value ? 0 : json_is_array(value) ? json_array_size(value) : 1;
}

static const json_t *item_of(const json_t *value, size_t index)
{
    return json_is_array(value) ? json_array_get(value, index) : value;
}

/* A list of one and its value are the same; each value is used once. Texts are looked for, objects
 * are taken in their order. */
static guint match_list(struct comparison *comparison, const json_t *expected, const json_t *actual)
{
    size_t count = size_of(actual);
    g_autofree gboolean *is_used = g_new0(gboolean, count + 1);
    guint found = 0;
    for (size_t i = 0; i < size_of(expected); i++) {
        const json_t *wanted = item_of(expected, i);
        g_autofree char *text = scalar(wanted);
        size_t at = 0;
        for (; at < count; at++) {
            g_autofree char *other = scalar(item_of(actual, at));
            if (!is_used[at] && (text ? other && is_same_text(text, other) : other == NULL)) {
                break;
            }
        }
        if (at == count) {
            differ(comparison, text ? text : "an object that is not there");
            continue;
        }
        is_used[at] = TRUE;
        found += text ? 1 : match(comparison, wanted, item_of(actual, at));
    }
    for (size_t at = 0; at < count; at++) {
        if (!is_used[at]) {
            comparison->tally->extra += count_values(item_of(actual, at));
            differ(comparison, "a value that is not expected");
        }
    }
    return found;
}

static guint match(struct comparison *comparison, const json_t *expected, const json_t *actual)
{
    return json_is_object(expected) && json_is_object(actual)
               ? match_object(comparison, expected, actual)
               : match_list(comparison, expected, actual);
}

/* ---- pages ---- */

/* All top values of one format, in one array. */
static json_t *values_of(const struct fakehost *fake, const char *format)
{
    json_t *all = json_array();
    for (guint i = 0; i < fake->structured->len; i++) {
        const char *piece = g_ptr_array_index(fake->structured, i);
        gboolean is_broken = FALSE;
        if (!g_str_has_prefix(piece, format)) {
            continue;
        }
        g_autoptr(GPtrArray) values = items_json(ts_text(piece + strlen(format)), &is_broken);
        for (guint j = 0; j < values->len; j++) {
            json_t *value = g_ptr_array_index(values, j), *items = json_object_get(value, "items");
            value = *format == 'm' ? items : value;
            for (size_t k = 0; k < size_of(value); k++) {
                json_array_append(all, (json_t *)item_of(value, k));
            }
        }
    }
    return all;
}

static void compare_page(const char *name, const char *format, const json_t *expected,
                         const json_t *actual, struct tally *tally)
{
    struct comparison comparison = {tally, g_string_new(format), NULL};
    guint wanted = count_values(expected), found = match(&comparison, expected, actual);
    tally->expected += wanted;
    tally->found += found;
    tally->pages++;
    tally->equal += comparison.difference == NULL;
    printf("%-8s %s %u of %u %s%s%s\n", comparison.difference ? "differs" : "ok", name, found,
           wanted, format, comparison.difference ? "  " : "",
           comparison.difference ? comparison.difference : "");
    g_free(comparison.difference);
    g_string_free(comparison.path, TRUE);
}

static void evaluate(struct fakehost *fake, const char *folder, const char *page,
                     struct tally tallies[2])
{
    static const struct {
        const char *suffix, *format;
    } kinds[] = {{".json", "microdata: "}, {".jsonld", "json-ld: "}};
    g_autofree char *path = g_build_filename(folder, page, NULL), *bytes = NULL;
    g_autofree char *base = g_strndup(page, strlen(page) - strlen(".html"));
    gsize size = 0;
    if (!g_file_get_contents(path, &bytes, &size, NULL)) {
        return;
    }
    fakehost_reset(fake);
    if (fakehost_read(fake, "text/html", "", path, ts_bytes(bytes, size)) != 0) {
        printf("unread   %s: %s\n", page, fake->failure);
    }
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *file = g_strconcat(folder, "/", base, kinds[i].suffix, NULL);
        json_t *expected = json_load_file(file, 0, NULL);
        json_t *actual = values_of(fake, kinds[i].format);
        if (expected) {
            compare_page(base, kinds[i].format, expected, actual, &tallies[i]);
        }
        json_decref(expected);
        json_decref(actual);
    }
}

static const char *unread_kind(const char *page)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unread); i++) {
        if (g_str_has_prefix(page, unread[i].prefix)) {
            return unread[i].kind;
        }
    }
    return NULL;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *pages_of(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    GPtrArray *pages = dir ? g_ptr_array_new_with_free_func(g_free) : NULL;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".html")) {
            g_ptr_array_add(pages, g_strdup(name));
        }
    }
    if (dir) {
        g_dir_close(dir);
        g_ptr_array_sort(pages, by_name);
    }
    return pages;
}

static gboolean report(const char *name, const struct tally *tally)
{
    double share = tally->expected ? 100.0 * tally->found / tally->expected : 0;
    printf("%s: %u of %u values (%.1f %%; target %.0f %%), %u not expected; %u of %u pages equal\n",
           name, tally->found, tally->expected, share, TARGET, tally->extra, tally->equal,
           tally->pages);
    return share >= TARGET;
}

int main(int argc, char **argv)
{
    g_autoptr(GPtrArray) pages = argc > 1 ? pages_of(argv[1]) : NULL;
    struct tally tallies[2] = {0};
    if (!pages || pages->len == 0) {
        printf("SKIP: no pages in %s\n", argc > 1 ? argv[1] : "(no folder given)");
        return 77;
    }
    struct fakehost *fake = fakehost_new("read-html");
    for (guint i = 0; i < pages->len; i++) {
        const char *page = g_ptr_array_index(pages, i), *kind = unread_kind(page);
        if (kind) {
            printf("%-8s %s %s\n", "unread", page, kind);
        } else {
            evaluate(fake, argv[1], page, tallies);
        }
    }
    fakehost_free(&fake);
    gboolean is_enough = report("microdata", &tallies[0]);
    is_enough &= report("JSON-LD", &tallies[1]);
    return is_enough ? 0 : 1;
}
