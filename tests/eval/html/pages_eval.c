/* SPDX-License-Identifier: MIT
 *
 * The visible words of real pages as the reader gives them, against those of libgumbo's tree walked
 * by the same rules of what is hidden and what ends a word. "pages_eval FOLDER... [-v]" prints the
 * share of words that are equal, in order, and fails below the target.
 */
#include <gumbo.h>
#include <stdio.h>
#include <string.h>

#include "plugins/common/charset.h"
#include "plugins/common/html_names.h"
#include "tests/plugin/fakehost.h"

#define TARGET 99.0
#define LOOKAHEAD 60 /* words after which two texts have nothing in common any more */

/* ---- what the reader gives ---- */

static gboolean is_of_attribute(const struct fake_block *block)
{
    return g_str_has_suffix(block->where, "/img") || g_str_has_suffix(block->where, "/input") ||
           block->role == TS_ROLE_METADATA;
}

static void add_words(GPtrArray *words, const char *text)
{
    g_auto(GStrv) parts = g_strsplit_set(text, " \t\r\n\f", -1);
    for (guint i = 0; parts[i]; i++) {
        if (*parts[i]) {
            g_ptr_array_add(words, g_strdup(parts[i]));
        }
    }
}

static GPtrArray *read_words(struct fakehost *fake, struct ts_str page)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    fakehost_reset(fake);
    if (fakehost_read(fake, "text/html", "utf-8", "p.html", page) != 0) {
        printf("  %s\n", fake->failure);
    }
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (!is_of_attribute(block)) {
            add_words(words, block->text);
        }
    }
    return words;
}

/* ---- what gumbo gives ---- */

static gboolean is_style_hidden(const char *style)
{
    g_autoptr(GString) bare = g_string_new(NULL);
    for (; *style; style++) {
        if (!g_ascii_isspace(*style)) {
            g_string_append_c(bare, g_ascii_tolower(*style));
        }
    }
    return strstr(bare->str, "display:none") || strstr(bare->str, "visibility:hidden");
}

static gboolean is_hidden(const GumboElement *element, unsigned flags)
{
    const GumboAttribute *hidden = gumbo_get_attribute(&element->attributes, "hidden");
    const GumboAttribute *style = gumbo_get_attribute(&element->attributes, "style");
    return (flags & ELEMENT_HIDDEN) ||
           (hidden && g_ascii_strcasecmp(hidden->value, "until-found") != 0) ||
           (style && is_style_hidden(style->value));
}

static void walk(const GumboNode *node, GString *text, guint *titles, guint depth)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        g_string_append(text, node->v.text.text);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT || depth > 2000) {
        return;
    }
    const GumboElement *own = &node->v.element;
    const char *name = gumbo_normalized_tagname(own->tag);
    const struct element *element = html_element_find(name, strlen(name));
    unsigned flags = element ? element->flags : 0;
    if (is_hidden(own, flags) || (own->tag == GUMBO_TAG_TITLE && ++*titles > 1 &&
                                  own->tag_namespace == GUMBO_NAMESPACE_HTML)) {
        return;
    }
    const char *border = flags & (ELEMENT_BLOCK | ELEMENT_BREAK) ? " " : "";
    g_string_append(text, border);
    for (guint i = 0; i < own->children.length; i++) {
        walk(own->children.data[i], text, titles, depth + 1);
    }
    g_string_append(text, border);
}

static GPtrArray *gumbo_words(struct ts_str page)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) text = g_string_new(NULL);
    guint titles = 0;
    GumboOptions options = kGumboDefaultOptions;
    GumboOutput *output = gumbo_parse_with_options(&options, page.ptr, page.len);
    walk(output->root, text, &titles, 0);
    gumbo_destroy_output(&options, output);
    add_words(words, text->str);
    return words;
}

/* ---- comparing ---- */

/* Where the two go on together: the nearest place at which one or both have left out some words. */
static void find_common(const GPtrArray *a, const GPtrArray *b, guint *i, guint *j)
{
    for (guint sum = 1; sum < 2 * LOOKAHEAD; sum++) {
        for (guint skip = 0; skip <= sum; skip++) {
            guint x = *i + skip, y = *j + sum - skip;
            if (x < a->len && y < b->len &&
                g_str_equal(g_ptr_array_index(a, x), g_ptr_array_index(b, y))) {
                *i = x;
                *j = y;
                return;
            }
        }
    }
    *i = a->len;
    *j = b->len;
}

static guint count_equal(const GPtrArray *a, const GPtrArray *b, gboolean is_verbose)
{
    guint i = 0, j = 0, equal = 0;
    while (i < a->len && j < b->len) {
        if (g_str_equal(g_ptr_array_index(a, i), g_ptr_array_index(b, j))) {
            equal++;
            i++;
            j++;
            continue;
        }
        guint was_i = i, was_j = j;
        find_common(a, b, &i, &j);
        for (guint k = was_i; is_verbose && k < i; k++) {
            printf("  - %s\n", (const char *)g_ptr_array_index(a, k));
        }
        for (guint k = was_j; is_verbose && k < j; k++) {
            printf("  + %s\n", (const char *)g_ptr_array_index(b, k));
        }
    }
    return equal;
}

struct totals {
    guint pages, words, equal, whole;
    gboolean is_verbose;
};

static void judge(struct totals *totals, struct fakehost *fake, const char *path)
{
    g_autofree char *bytes = NULL;
    gsize size;
    struct charset_result text;
    struct charset_hint hint = {.has_markup = 1, .keeps_nul = 1};
    if (!g_file_get_contents(path, &bytes, &size, NULL) || size == 0) {
        return;
    }
    charset_to_utf8(&fake->call, &hint, ts_bytes(bytes, size), &text);
    g_autoptr(GPtrArray) own = read_words(fake, text.text);
    g_autoptr(GPtrArray) gumbo = gumbo_words(text.text);
    guint equal = count_equal(gumbo, own, totals->is_verbose);
    guint words = MAX(own->len, gumbo->len);
    totals->pages++;
    totals->words += words;
    totals->equal += equal;
    totals->whole += equal == words ? 1 : 0;
    if (equal != words) {
        printf("%s: %u of %u words\n", path, equal, words);
    }
}

static void judge_folder(struct totals *totals, struct fakehost *fake, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            judge_folder(totals, fake, path);
        } else if (g_str_has_suffix(name, ".html")) {
            judge(totals, fake, path);
        }
    }
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    struct fakehost *fake = fakehost_new("read-html");
    charset_warm();
    for (int i = 1; i < argc; i++) {
        totals.is_verbose |= strcmp(argv[i], "-v") == 0;
    }
    for (int i = 1; i < argc; i++) {
        judge_folder(&totals, fake, argv[i]);
    }
    fakehost_free(&fake);
    if (totals.pages == 0) {
        printf("no pages\n");
        return 77;
    }
    double share = 100.0 * totals.equal / MAX(totals.words, 1);
    printf("%u pages, %u whole; %u words, %.3f %% equal\n", totals.pages, totals.whole,
           totals.words, share);
    return share >= TARGET ? 0 : 1;
}
