/* SPDX-License-Identifier: MIT
 *
 * What the checks cost a byte of text: words, language and every check of a brand book, over pages
 * that were read beforehand. "BRAND FOLDER [PAGES]"; run by words.sh.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <glib.h>

#include "core/process/judge.h"
#include "tests/plugin/fakehost.h"

#define ROUNDS 5

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- pages ---- */

/* Each text once over all pages: what a footer costs is asked apart. */
static void add_blocks(struct document *document, const struct fakehost *fake, GHashTable *seen)
{
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *own = g_ptr_array_index(fake->blocks, i);
        const struct ts_block block = {
            .size = sizeof block,
            .role = own->role,
            .text = ts_text(own->text),
            .language = ts_text(own->language),
            .spans = {own->spans->data, own->spans->len, sizeof(struct ts_span)},
        };
        if (g_hash_table_add(seen, g_strdup(own->text))) {
            document_add_block(document, &block);
        }
    }
}

static struct document *read_page(struct fakehost *fake, const char *path, GHashTable *seen)
{
    g_autofree char *bytes = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &bytes, &size, NULL)) {
        return NULL;
    }
    fakehost_reset(fake);
    if (fakehost_read(fake, "text/html", "", path, ts_bytes(bytes, size)) != 0) {
        return NULL;
    }
    struct document *document = document_new();
    document_reset(document);
    document_set_head(document, &(struct ts_head){.title = ts_text(fake->title),
                                                  .language = ts_text(fake->language)});
    add_blocks(document, fake, seen);
    document_freeze(document);
    return document;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

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

/* Spread evenly over all there are. */
static GPtrArray *read_pages(const char *folder, guint wanted)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *pages = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct fakehost *fake = fakehost_new("read-html");
    find_pages(folder, paths);
    g_ptr_array_sort(paths, compare_paths);
    for (guint i = 0; i < MIN(wanted, paths->len); i++) {
        guint at = (guint)((guint64)i * paths->len / MIN(wanted, paths->len));
        struct document *page = read_page(fake, g_ptr_array_index(paths, at), seen);
        if (page) {
            g_ptr_array_add(pages, page);
        }
    }
    fakehost_free(&fake);
    return pages;
}

/* ---- judging ---- */

struct bench {
    const struct toolbox *toolbox;
    GPtrArray *pages; /* struct document * */
    GByteArray *records;
    guint64 bytes;
};

/* Nanoseconds a byte of text. */
static double go_over(struct bench *bench, struct judge *judge)
{
    double start = cpu_seconds();
    for (guint i = 0; i < bench->pages->len; i++) {
        struct document *page = g_ptr_array_index(bench->pages, i);
        g_byte_array_set_size(bench->records, 0);
        judge_name_language(judge, page);
        judge_document(judge, 0, NULL, page, bench->records);
    }
    return (cpu_seconds() - start) / (double)bench->bytes * 1e9;
}

/* The first round fills what the checks remember of words; a new judge remembers no block. */
static void measure(struct bench *bench)
{
    double cold = 0, warm = 1e9, seen = 1e9;
    for (guint round = 0; round <= ROUNDS; round++) {
        struct judge *judge = judge_new(bench->toolbox);
        double first = go_over(bench, judge);
        seen = MIN(seen, go_over(bench, judge));
        judge_free(&judge);
        cold = round ? cold : first;
        warm = round ? MIN(warm, first) : warm;
    }
    printf("%u pages, %" G_GUINT64_FORMAT " bytes of text, each block once\n"
           "ns a byte: cold %.1f, warm %.1f, seen before %.1f (%.0f %% of warm)\n",
           bench->pages->len, bench->bytes, cold, warm, seen, 100 * seen / warm);
}

static struct plan *make_plan(const char *brand, const char *folder, const struct catalog *catalog)
{
    struct problems *problems = problems_new();
    const char *targets[] = {folder, NULL};
    struct plan_request request = {.brand_path = brand, .targets = targets};
    struct plan *plan = plan_for_scan(&request, catalog, problems);
    for (guint i = 0; i < problems->errors->len; i++) {
        fprintf(stderr, "%s\n", (const char *)g_ptr_array_index(problems->errors, i));
    }
    problems_free(&problems);
    return plan;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    if (argc < 3) {
        fprintf(stderr, "usage: judge_bench BRAND FOLDER [PAGES]\n");
        return 2;
    }
    struct catalog *catalog = catalog_load(NULL);
    struct plan *plan = make_plan(argv[1], argv[2], catalog);
    if (!plan) {
        return 2;
    }
    double start = cpu_seconds();
    struct toolbox *toolbox = toolbox_new(plan, FALSE);
    printf("opening: %.0f ms\n", (cpu_seconds() - start) * 1e3);
    struct bench bench = {.toolbox = toolbox,
                          .pages = read_pages(argv[2], argc > 3 ? (guint)atoi(argv[3]) : 500),
                          .records = g_byte_array_new()};
    for (guint i = 0; i < bench.pages->len; i++) {
        struct document *page = g_ptr_array_index(bench.pages, i);
        bench.bytes += page->text_size;
    }
    measure(&bench);
    return 0;
}
