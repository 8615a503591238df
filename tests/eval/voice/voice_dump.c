/* SPDX-License-Identifier: MIT
 *
 * Prints what the voice reader makes of files, for compare.py: a line a block, link or verdict.
 */
#include <stdio.h>

#include "tests/plugin/fakehost.h"

static void put(const char *kind, unsigned number, const char *first, const char *second,
                const char *third)
{
    const char *texts[] = {first, second, third};
    printf("%s\t%u", kind, number);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *flat = g_strdelimit(g_strdup(texts[i] ? texts[i] : ""), "\t\n", ' ');
        printf("\t%s", flat);
    }
    printf("\n");
}

static void put_records(const struct fakehost *fake)
{
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        const struct ts_mark *mark = &g_array_index(block->marks, struct ts_mark, 0);
        put("block", block->marks->len ? mark->line : 0, block->language, block->where,
            block->text);
    }
    for (guint i = 0; i < fake->links->len; i++) {
        const struct fake_link *link = g_ptr_array_index(fake->links, i);
        put("link", link->purpose, link->href, link->where, link->text);
    }
    for (guint i = 0; i < fake->truncated->len; i++) {
        put("truncated", i, g_ptr_array_index(fake->truncated, i), "", "");
    }
}

int main(int count, char **paths)
{
    struct fakehost *fake = fakehost_new("read-voice");
    int breaches = 0;
    for (int i = 1; i < count; i++) {
        g_autofree char *bytes = NULL;
        gsize size = 0;
        if (!g_file_get_contents(paths[i], &bytes, &size, NULL)) {
            continue;
        }
        fakehost_reset(fake);
        const char *type = fake->plugin->reader->sniff(ts_bytes(bytes, size));
        put("file", 0, paths[i], type, "");
        int done = type ? fakehost_read(fake, type, "", paths[i], ts_bytes(bytes, size)) : -1;
        if (done == 0) {
            put_records(fake);
        }
        put(done == 0 ? "read" : "refused", 0, done == 0 ? "" : fake->failure, "", fake->breach);
        breaches += fake->breach != NULL;
    }
    fakehost_free(&fake);
    return breaches > 0;
}
