/* SPDX-License-Identifier: MIT
 *
 * Replays a corpus through a fuzz driver as an ordinary test: each file as it is, then changed a
 * few hundred times by a fixed seed, so that a run is the same every time.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHANGES 150u
#define SIZE_MAX_CHANGED 4096u

static void change(GByteArray *bytes, GRand *random)
{
    guint rounds = (guint)g_rand_int_range(random, 1, 6);
    for (guint i = 0; i < rounds; i++) {
        guint at = bytes->len ? (guint)g_rand_int_range(random, 0, (gint32)bytes->len) : 0;
        guint8 byte = (guint8)g_rand_int_range(random, 0, 256);
        switch (g_rand_int_range(random, 0, 4)) {
        case 0:
            if (bytes->len) {
                bytes->data[at] = byte;
            }
            break;
        case 1:
            g_byte_array_append(bytes, &byte, 1);
            break;
        case 2:
            g_byte_array_set_size(bytes, at);
            break;
        default:
            if (bytes->len > at + 8 && bytes->len < SIZE_MAX_CHANGED) {
                g_autofree guint8 *piece = g_memdup2(bytes->data + at, 8);
                g_byte_array_append(bytes, piece, 8);
            }
        }
    }
}

static void run(const char *contents, gsize size, GRand *random)
{
    LLVMFuzzerTestOneInput((const uint8_t *)contents, size);
    for (guint i = 0; i < CHANGES; i++) {
        GByteArray *bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)contents, (guint)MIN(size, SIZE_MAX_CHANGED));
        change(bytes, random);
        /* A copy of just its size, so that a sanitizer sees a byte too far. */
        g_autofree guint8 *copy = g_memdup2(bytes->data, bytes->len ? bytes->len : 1);
        LLVMFuzzerTestOneInput(copy ? copy : (const uint8_t *)"", bytes->len);
        g_byte_array_free(bytes, TRUE);
    }
}

int main(int argc, char **argv)
{
    GRand *random = g_rand_new_with_seed(20261124);
    g_autoptr(GDir) folder = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    const char *name;
    guint count = 0;
    run("", 0, random);
    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        g_autofree char *contents = NULL;
        gsize size;
        if (g_file_get_contents(path, &contents, &size, NULL)) {
            run(contents, size, random);
            count++;
        }
    }
    g_rand_free(random);
    printf("%u files, each changed %u times\n", count, CHANGES);
    return count ? 0 : 1;
}
