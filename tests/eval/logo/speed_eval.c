/* SPDX-License-Identifier: MIT
 *
 * How many pictures a second are judged on one core, from their bytes to the verdict?
 *
 *     speed_eval DIR LOGOS
 *
 * DIR holds labels.jsonl (file, brand or null) and the pictures; those of 300 pixels or less are
 * read into memory first. The book is of the first four brands of the list; it is registered, and
 * a first round is run, before the clock starts. Then the median of ROUNDS rounds counts. The cost
 * of the sealed process and of the memory of verdicts is not in it.
 */
#include "tests/eval/logo/logo_support.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#define REFERENCES 4
#define ROUNDS 5
#define LARGEST_SIDE 300

static void keep_if_small(GPtrArray *pictures, const char *path)
{
    g_autofree char *bytes = NULL, *error = NULL;
    gsize size;
    struct picture_info info;
    if (g_file_get_contents(path, &bytes, &size, NULL) &&
        picture_look(ts_bytes(bytes, size), &info, &error) == 0 &&
        MAX(info.width, info.height) <= LARGEST_SIDE) {
        g_ptr_array_add(pictures, g_bytes_new_take(g_steal_pointer(&bytes), size));
    }
}

static void note_brand(GPtrArray *paths, const char *logos, const char *brand)
{
    if (brand && paths->len < REFERENCES) {
        g_autofree char *path = g_strdup_printf("%s/%s.png", logos, brand);
        if (!g_ptr_array_find_with_equal_func(paths, path, g_str_equal, NULL)) {
            g_ptr_array_add(paths, g_steal_pointer(&path));
        }
    }
}

/* How many were decoded. */
static guint judge_all(const struct logo_book *book, const GPtrArray *pictures)
{
    const struct picture_options options = {.max_side = 0};
    guint count = 0;
    for (guint i = 0; i < pictures->len; i++) {
        gsize size;
        const char *bytes = g_bytes_get_data(g_ptr_array_index(pictures, i), &size);
        g_autofree char *error = NULL;
        struct picture picture = {0};
        struct logo_sighting sighting;
        gboolean is_plain;
        if (picture_decode(ts_bytes(bytes, size), &options, &picture, &error) == 0) {
            identify(book, &picture, &sighting, &is_plain);
            picture_clear(&picture);
            count++;
        }
    }
    return count;
}

static int compare_doubles(const void *first, const void *second)
{
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

static void measure_speed(const struct logo_book *book, const GPtrArray *pictures)
{
    double seconds[ROUNDS];
    guint count = judge_all(book, pictures);
    for (guint i = 0; i < ROUNDS; i++) {
        double before = processor_seconds();
        judge_all(book, pictures);
        seconds[i] = processor_seconds() - before;
    }
    qsort(seconds, ROUNDS, sizeof *seconds, compare_doubles);
    printf("%u pictures of %u decoded, %u references (%u variants): median %.3f s, %.3f to %.3f\n",
           count, pictures->len, book->versions->len, book->references->len, seconds[ROUNDS / 2],
           seconds[0], seconds[ROUNDS - 1]);
    print_count("speed", count, seconds[ROUNDS / 2]);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: speed_eval DIR LOGOS\n");
        return 2;
    }
    g_autofree char *path = g_build_filename(argv[1], "labels.jsonl", NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        json_t *label = json_loads(lines[i], 0, NULL);
        g_autofree char *file =
            g_build_filename(argv[1], json_string_value(json_object_get(label, "file")), NULL);
        keep_if_small(pictures, file);
        note_brand(paths, argv[2], json_string_value(json_object_get(label, "brand")));
        json_decref(label);
    }
    struct logo_book *book = book_of_files((const char *const *)paths->pdata, paths->len);
    measure_speed(book, pictures);
    book_free(&book);
    return 0;
}
