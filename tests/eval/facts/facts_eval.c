/* SPDX-License-Identifier: MIT
 *
 * What the facts check makes of labelled texts, and how often it sees a fact in text that has none.
 * "sentences BRAND FILE [HALF]" (id, half, language, expected, text: "\n" ends a block, "# " begins
 * a heading, "> " a quote, "| " a row of a table) prints precision and recall, overall and by half,
 * and each row that differs of half tuned; with floors as two more arguments (precision, recall, of
 * each half) the status says whether they hold. "clean BRAND FILE [MAX]" (language, source,
 * document, text) prints what is seen and the time it takes; MAX statements are allowed. "site
 * BRAND FOLDER [MAX]" does so with the pages of a folder.
 */
#include <stdio.h>
#include <string.h>

#include "core/config/plan.h"
#include "core/plugin/catalog.h"
#include "tests/plugin/facts_support.h"

struct score {
    guint right, said, expected;
};

/* The brand book with the facts of its packs, as the check is handed it. */
static gboolean open_check(const char *path, struct facts_check *check)
{
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan_request request = {.brand_path = path};
    struct plan *plan = plan_for_brand(&request, catalog, problems);
    for (guint i = 0; i < problems->errors->len; i++) {
        fprintf(stderr, "%s\n", (const char *)g_ptr_array_index(problems->errors, i));
    }
    gboolean is_open = plan && facts_open_node(check, plan->brand);
    problems_free(&problems);
    return is_open; /* the plan lives as long as the program */
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

static GPtrArray *said(const struct facts_check *check)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < check->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(check->fake->observations, i);
        char *text = g_strdup_printf("%s=%s", seen->key, seen->value);
        if (g_ptr_array_find_with_equal_func(list, text, g_str_equal, NULL)) {
            g_free(text);
        } else {
            g_ptr_array_add(list, text);
        }
    }
    return list;
}

static gboolean judge_line(struct facts_check *check, GStrv columns, struct score *score)
{
    g_auto(GStrv) lines = g_strsplit(columns[4], "\\n", -1);
    GArray *blocks = facts_blocks(lines, columns[2]);
    facts_inspect(check, blocks, (struct ts_list){0});
    g_autoptr(GPtrArray) wanted = split_expected(columns[3]);
    g_autoptr(GPtrArray) got = said(check);
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
    facts_free_blocks(blocks);
    return is_right;
}

static double share(guint part, guint whole)
{
    return whole ? (double)part / whole : 1;
}

static int sentences(struct facts_check *check, const char *path, double precision, double recall)
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
        clean[half] += judge_line(check, columns, &scores[half]);
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

/* Judges the blocks of one document, and forgets them. */
static guint clean_document(struct facts_check *check, GArray *blocks, gint64 *usec)
{
    gint64 begin = g_get_monotonic_time();
    facts_inspect(check, blocks, (struct ts_list){0});
    *usec += g_get_monotonic_time() - begin;
    for (guint i = 0; i < check->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(check->fake->observations, i);
        struct ts_str text = g_array_index(blocks, struct ts_block, seen->block).text;
        printf("%s=%s\t%.*s\n", seen->key, seen->value, (int)text.len, text.ptr);
    }
    g_array_set_size(blocks, 0);
    return check->fake->observations->len;
}

static int clean(struct facts_check *check, const char *path, guint max)
{
    g_autofree char *text = NULL;
    guint count = 0;
    gsize bytes = 0;
    gint64 usec = 0;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GStrv before = NULL;
    for (guint i = 0; lines[i]; i++) {
        GStrv columns = g_strsplit(lines[i], "\t", 4);
        g_ptr_array_add(rows, columns);
        if (g_strv_length(columns) < 4 || !*columns[3]) {
            continue;
        }
        if (before && (strcmp(before[1], columns[1]) != 0 || strcmp(before[2], columns[2]) != 0)) {
            count += clean_document(check, blocks, &usec);
        }
        before = columns;
        bytes += strlen(columns[3]);
        facts_add_block(blocks, columns[3], TS_ROLE_TEXT, columns[0], NULL);
    }
    count += clean_document(check, blocks, &usec);
    printf("%u statements in %" G_GSIZE_FORMAT " bytes, %.1f ns a byte\n", count, bytes,
           bytes ? (double)usec * 1000 / (double)bytes : 0);
    return count <= max ? 0 : 1;
}

/* ---- pages without facts ---- */

static void find_pages(const char *folder, GPtrArray *paths)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            find_pages(path, paths);
            g_free(path);
        } else if (g_str_has_suffix(name, ".html")) {
            g_ptr_array_add(paths, path);
        } else {
            g_free(path);
        }
    }
}

static guint judge_page(struct facts_check *check, struct fakehost *reader, const char *path)
{
    g_autofree char *bytes = NULL;
    gsize size = 0;
    gint64 usec = 0;
    g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    fakehost_reset(reader);
    if (!g_file_get_contents(path, &bytes, &size, NULL) ||
        fakehost_read(reader, "text/html", "", path, ts_bytes(bytes, size)) != 0) {
        return 0;
    }
    for (guint i = 0; i < reader->blocks->len; i++) {
        const struct fake_block *own = g_ptr_array_index(reader->blocks, i);
        const char *language = *own->language ? own->language : reader->language;
        facts_add_block(blocks, own->text, own->role, language ? language : "", own->where);
    }
    return clean_document(check, blocks, &usec);
}

static int site(struct facts_check *check, const char *folder, guint max)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    struct fakehost *reader = fakehost_new("read-html");
    guint count = 0;
    find_pages(folder, paths);
    for (guint i = 0; i < paths->len; i++) {
        count += judge_page(check, reader, g_ptr_array_index(paths, i));
    }
    fakehost_free(&reader);
    printf("%u statements in %u pages\n", count, paths->len);
    return count <= max ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct facts_check check = {.self = NULL};
    int status;
    if (argc < 4 || !open_check(argv[2], &check)) {
        fprintf(stderr, "usage: %s sentences|clean|site BRAND FILE [LIMITS]\n", argv[0]);
        return 2;
    }
    if (strcmp(argv[1], "clean") == 0) {
        status = clean(&check, argv[3], argc > 4 ? (guint)atoi(argv[4]) : 0);
    } else if (strcmp(argv[1], "site") == 0) {
        status = site(&check, argv[3], argc > 4 ? (guint)atoi(argv[4]) : 0);
    } else {
        status = sentences(&check, argv[3], argc > 4 ? g_ascii_strtod(argv[4], NULL) : 0,
                           argc > 5 ? g_ascii_strtod(argv[5], NULL) : 0);
    }
    facts_close(&check);
    return status;
}
