/* SPDX-License-Identifier: MIT
 *
 * What the facts check makes of labelled texts, and how often it sees a fact in text that has none.
 * "sentences BRAND FILE [HALF]" (id, half, language, expected, text: "\n" ends a block, "# " begins
 * a heading, "> " a quote, "| " a row of a table) prints precision and recall, overall and by half,
 * and each row that differs of half tuned; with floors as two more arguments (precision, recall, of
 * each half) the status says whether they hold. "clean BRAND FILE [MAX]" (language, source,
 * document, text) prints what is seen and the time it takes; MAX statements are allowed.
 */
#include <stdio.h>
#include <string.h>

#include "core/config/tree.h"
#include "tests/plugin/fakehost.h"

struct opened {
    struct fakehost *fake;
    struct problems *problems;
    struct tree *tree;
    char *text;
    void *self;
    struct ts_open open;
};

struct score {
    guint right, said, expected;
};

static gboolean open_check(const char *path, struct opened *opened)
{
    if (!g_file_get_contents(path, &opened->text, NULL, NULL)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return FALSE;
    }
    opened->fake = fakehost_new("check-facts");
    opened->problems = problems_new();
    opened->tree = tree_parse("brand", "/", ts_text(opened->text), opened->problems);
    if (!opened->tree) {
        fprintf(stderr, "%s\n", (char *)g_ptr_array_index(opened->problems->errors, 0));
        return FALSE;
    }
    opened->open.size = sizeof opened->open;
    opened->open.brand = opened->tree->root;
    opened->fake->host.phase = HOST_INSPECT;
    if (opened->fake->plugin->check->open(&opened->fake->call, &opened->open, &opened->self)) {
        fakehost_settle(opened->fake);
        fprintf(stderr, "%s\n", opened->fake->failure);
        return FALSE;
    }
    return TRUE;
}

static void close_check(struct opened *opened)
{
    opened->fake->plugin->check->close(&opened->fake->call, opened->self);
    tree_free(&opened->tree);
    problems_free(&opened->problems);
    fakehost_free(&opened->fake);
    g_free(opened->text);
}

/* ---- documents ---- */

static void add_block(GArray *blocks, const char *text, unsigned role, const char *language,
                      char *where)
{
    struct ts_block block = {.size = sizeof block,
                             .role = role,
                             .text = ts_text(text),
                             .language = ts_text(language),
                             .where = ts_text(where)};
    g_array_append_val(blocks, block);
}

static void add_row(GArray *blocks, char *line, const char *language, guint table, guint row)
{
    guint cell = 0;
    for (char *at = strtok(line, "|"); at; at = strtok(NULL, "|")) {
        g_strstrip(at);
        if (*at) {
            add_block(blocks, at, TS_ROLE_CELL, language,
                      g_strdup_printf("html/body/table[%u]/tr[%u]/td[%u]", table, row, ++cell));
        }
    }
}

static GArray *make_blocks(GStrv lines, const char *language)
{
    GArray *blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    guint table = 0, row = 0;
    for (guint i = 0; lines[i]; i++) {
        g_strstrip(lines[i]);
        if (g_str_has_prefix(lines[i], "|")) {
            table += row == 0;
            add_row(blocks, lines[i], language, table, ++row);
            continue;
        }
        row = 0;
        gboolean is_heading = g_str_has_prefix(lines[i], "# ");
        gboolean is_quote = g_str_has_prefix(lines[i], "> ");
        add_block(blocks, lines[i] + (is_heading || is_quote ? 2 : 0),
                  is_heading ? TS_ROLE_HEADING
                  : is_quote ? TS_ROLE_QUOTE
                             : TS_ROLE_TEXT,
                  language, g_strdup_printf("html/body/%s[%u]", is_heading ? "h2" : "p", i + 1));
    }
    return blocks;
}

static void inspect(struct opened *opened, GArray *blocks)
{
    struct ts_document document = {
        .size = sizeof document,
        .touchpoint = ts_text("test"),
        .locator = ts_text("test.html"),
        .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)},
    };
    fakehost_reset(opened->fake);
    host_call_set_blocks(&opened->fake->host, document.blocks);
    if (opened->fake->plugin->check->inspect(&opened->fake->call, opened->self, &document) != 0) {
        fakehost_settle(opened->fake);
        fprintf(stderr, "failed: %s %s\n", opened->fake->failure, opened->fake->breach);
    }
}

static void free_blocks(GArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        g_free((char *)g_array_index(blocks, struct ts_block, i).where.ptr);
    }
    g_array_unref(blocks);
}

/* ---- labelled texts ---- */

/* "a=1;b=Mo 1; Tu 2" as texts; a semicolon before a space belongs to the value. */
static GPtrArray *split_expected(const char *text)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    const char *begin = text;
    for (const char *at = text;; at++) {
        if (*at == 0 || (*at == ';' && at[1] != ' ')) {
            if (at > begin) {
                g_ptr_array_add(list, g_strndup(begin, (gsize)(at - begin)));
            }
            begin = at + 1;
        }
        if (*at == 0) {
            return list;
        }
    }
}

static GPtrArray *said(const struct opened *opened)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < opened->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(opened->fake->observations, i);
        char *text = g_strdup_printf("%s=%s", seen->key, seen->value);
        if (g_ptr_array_find_with_equal_func(list, text, g_str_equal, NULL)) {
            g_free(text);
        } else {
            g_ptr_array_add(list, text);
        }
    }
    return list;
}

static gboolean judge_line(struct opened *opened, GStrv columns, struct score *score)
{
    g_auto(GStrv) lines = g_strsplit(columns[4], "\\n", -1);
    GArray *blocks = make_blocks(lines, columns[2]);
    inspect(opened, blocks);
    g_autoptr(GPtrArray) wanted = split_expected(columns[3]);
    g_autoptr(GPtrArray) got = said(opened);
    guint right = 0;
    for (guint i = 0; i < got->len; i++) {
        right +=
            g_ptr_array_find_with_equal_func(wanted, g_ptr_array_index(got, i), g_str_equal, NULL);
    }
    score->right += right;
    score->said += got->len;
    score->expected += wanted->len;
    gboolean is_right = right == got->len && right == wanted->len;
    if (!is_right && strcmp(columns[1], "held") != 0) {
        g_ptr_array_add(got, NULL);
        g_autofree char *all = g_strjoinv(";", (char **)got->pdata);
        g_ptr_array_set_size(got, (int)got->len - 1);
        printf("%s\twanted %s\tsaid %s\t%s\n", columns[0], columns[3], all, columns[4]);
    }
    free_blocks(blocks);
    return is_right;
}

static double share(guint part, guint whole)
{
    return whole ? (double)part / whole : 1;
}

static int sentences(struct opened *opened, const char *path, double precision, double recall)
{
    struct score scores[2] = {{0, 0, 0}, {0, 0, 0}};
    guint rows[2] = {0, 0}, clean[2] = {0, 0};
    g_autofree char *text = NULL;
    gboolean is_well = TRUE;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        if (lines[i][0] == '#' || g_strv_length(columns) < 5) {
            continue;
        }
        guint half = strcmp(columns[1], "held") == 0;
        rows[half]++;
        clean[half] += judge_line(opened, columns, &scores[half]);
    }
    for (guint half = 0; half < 2; half++) {
        const struct score *own = &scores[half];
        double p = share(own->right, own->said), r = share(own->right, own->expected);
        printf("%s\trows %u (%u right)\tP %.3f R %.3f (right %u, said %u, expected %u)\n",
               half ? "held" : "tuned", rows[half], clean[half], p, r, own->right, own->said,
               own->expected);
        is_well &= p >= precision && r >= recall;
    }
    printf("all\tP %.3f R %.3f\n",
           share(scores[0].right + scores[1].right, scores[0].said + scores[1].said),
           share(scores[0].right + scores[1].right, scores[0].expected + scores[1].expected));
    return is_well ? 0 : 1;
}

/* ---- text without facts ---- */

static int clean(struct opened *opened, const char *path, guint max)
{
    g_autofree char *text = NULL;
    guint count = 0;
    gsize bytes = 0;
    gint64 time = 0;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", 4);
        if (g_strv_length(columns) < 4 || !*columns[3]) {
            continue;
        }
        g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
        add_block(blocks, columns[3], TS_ROLE_TEXT, columns[0], NULL);
        gint64 begin = g_get_monotonic_time();
        inspect(opened, blocks);
        time += g_get_monotonic_time() - begin;
        bytes += strlen(columns[3]);
        for (guint o = 0; o < opened->fake->observations->len; o++, count++) {
            const struct fake_observation *seen = g_ptr_array_index(opened->fake->observations, o);
            printf("%s=%s\t%s\n", seen->key, seen->value, columns[3]);
        }
    }
    printf("%u statements in %" G_GSIZE_FORMAT " bytes, %.1f ns a byte\n", count, bytes,
           bytes ? (double)time * 1000 / (double)bytes : 0);
    return count <= max ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct opened opened = {.self = NULL};
    int status;
    if (argc < 4 || !open_check(argv[2], &opened)) {
        fprintf(stderr, "usage: %s sentences|clean BRAND FILE [LIMITS]\n", argv[0]);
        return 2;
    }
    if (strcmp(argv[1], "clean") == 0) {
        status = clean(&opened, argv[3], argc > 4 ? (guint)atoi(argv[4]) : 0);
    } else {
        status = sentences(&opened, argv[3], argc > 4 ? g_ascii_strtod(argv[4], NULL) : 0,
                           argc > 5 ? g_ascii_strtod(argv[5], NULL) : 0);
    }
    close_check(&opened);
    return status;
}
