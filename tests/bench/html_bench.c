/* SPDX-License-Identifier: MIT
 *
 * What the HTML reader costs: CPU time a byte of the pages under a folder, read in memory by a host
 * that takes everything and keeps nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugins/common/charset.h"
#include "plugins/common/html.h"

#include <glib.h>

#define ROUNDS 5u

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- a host that costs next to nothing ---- */

struct bench_call {
    struct ts_call call; /* first: the reader gets this part */
    GPtrArray *memory;
    size_t blocks, links, text_size;
    guint failed;
};

static void *give(struct ts_call *call, size_t size)
{
    void *taken = g_malloc0(size);
    g_ptr_array_add(((struct bench_call *)call)->memory, taken);
    return taken;
}

static int note_failure(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    (void)flags;
    (void)why;
    ((struct bench_call *)call)->failed++;
    return -1;
}

static int is_stopping(struct ts_call *call)
{
    (void)call;
    return 0;
}

static int take_block(struct ts_call *call, const struct ts_block *block)
{
    ((struct bench_call *)call)->blocks++;
    ((struct bench_call *)call)->text_size += block->text.len;
    return 0;
}

static int take_link(struct ts_call *call, const struct ts_link *link)
{
    (void)link;
    ((struct bench_call *)call)->links++;
    return 0;
}

static int drop_head(struct ts_call *call, const struct ts_head *head)
{
    (void)call;
    (void)head;
    return 0;
}
static int drop_reference(struct ts_call *call, const struct ts_reference *reference)
{
    (void)call;
    (void)reference;
    return 0;
}
static int drop_meta(struct ts_call *call, const struct ts_pair *pair)
{
    (void)call;
    (void)pair;
    return 0;
}
static int drop_structured(struct ts_call *call, const struct ts_structured *structured)
{
    (void)call;
    (void)structured;
    return 0;
}
static int drop_child(struct ts_call *call, const struct ts_child *child)
{
    (void)call;
    (void)child;
    return 0;
}
static int drop_text(struct ts_call *call, struct ts_str text)
{
    (void)call;
    (void)text;
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .is_stopping = is_stopping,
    .emit_head = drop_head,
    .emit_block = take_block,
    .emit_link = take_link,
    .emit_reference = drop_reference,
    .emit_meta = drop_meta,
    .emit_structured = drop_structured,
    .emit_child = drop_child,
    .emit_truncated = drop_text,
    .emit_anchor = drop_text,
};

/* ---- pages ---- */

static void add_pages(GPtrArray *pages, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        char *text;
        gsize size;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            add_pages(pages, path);
        } else if ((g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm")) &&
                   g_file_get_contents(path, &text, &size, NULL)) {
            g_ptr_array_add(pages, g_bytes_new_take(text, size));
        }
    }
}

static size_t read_all(struct bench_call *bench, const GPtrArray *pages)
{
    size_t bytes = 0;
    for (guint i = 0; i < pages->len; i++) {
        gsize size;
        const char *text = g_bytes_get_data(g_ptr_array_index(pages, i), &size);
        struct html_input input = {.bytes = ts_bytes(text, size)};
        html_read(&bench->call, &input);
        g_ptr_array_set_size(bench->memory, 0);
        bytes += size;
    }
    return bytes;
}

int main(int argc, char **argv)
{
    double best = 1e9;
    size_t bytes = 0;
    struct bench_call bench = {.call = {&host}, .memory = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (argc < 2) {
        fprintf(stderr, "usage: html_bench FOLDER\n");
        return 2;
    }
    add_pages(pages, argv[1]);
    charset_warm();
    for (guint round = 0; round < ROUNDS; round++) {
        double start = cpu_seconds();
        bench.blocks = bench.links = bench.text_size = bench.failed = 0;
        bytes = read_all(&bench, pages);
        best = MIN(best, cpu_seconds() - start);
    }
    printf("%u pages, %zu bytes: %.2f ns a byte (%zu blocks, %zu bytes of text, %zu links, %u "
           "failed)\n",
           pages->len, bytes, best / (double)MAX(bytes, 1) * 1e9, bench.blocks, bench.text_size,
           bench.links, bench.failed);
    g_ptr_array_unref(bench.memory);
    return 0;
}
