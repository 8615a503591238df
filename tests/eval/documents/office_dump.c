/* SPDX-License-Identifier: MIT
 *
 * "office_dump FILE...": what the reader makes of office files, for a comparison: a line "file"
 * with name and failure, then a line "block" with place, role and text each, tabs between.
 */
#include <stdio.h>

#include "tests/plugin/fakehost.h"

static void dump(struct fakehost *fake, const char *path)
{
    g_autofree char *bytes = NULL;
    gsize size = 0;
    fakehost_reset(fake);
    if (!g_file_get_contents(path, &bytes, &size, NULL)) {
        printf("file\t%s\tcan't be read\n", path);
        return;
    }
    const char *type = *(const char *const *)ts_item(fake->plugin->reader->media_types, 0);
    int done = fakehost_read(fake, type, "", path, ts_bytes(bytes, size));
    const char *why = fake->breach ? fake->breach : fake->failure ? fake->failure : "failed";
    printf("file\t%s\t%s\n", path, done == 0 && !fake->breach ? "" : why);
    for (guint i = 0; i < fake->truncated->len; i++) {
        printf("cut\t%s\n", (const char *)g_ptr_array_index(fake->truncated, i));
    }
    for (guint i = 0; i < fake->blocks->len && done == 0; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_autofree char *where = g_strdelimit(g_strdup(block->where), "\t\n\r", ' ');
        printf("block\t%s\t%u\t%s\n", where, block->role, block->text);
    }
}

int main(int argc, char **argv)
{
    struct fakehost *fake = fakehost_new("read-office");
    struct ts_call *call = &fake->call;
    if (fake->plugin->warm) {
        fake->plugin->warm(call);
    }
    for (int i = 1; i < argc; i++) {
        dump(fake, argv[i]);
    }
    fakehost_free(&fake);
    return 0;
}
