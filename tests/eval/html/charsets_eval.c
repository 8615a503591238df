/* SPDX-License-Identifier: MIT
 *
 * The character sets that html5lib's encoding tests expect, against the ladder of the readers.
 * "charsets_eval FOLDER" prints each that differs and fails if there is one. What needs scripts to
 * run is left out.
 */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "plugins/common/charset.h"
#include "tests/plugin/fakehost.h"

static gboolean run_case(struct fakehost *fake, const char *file, struct ts_str data,
                         const char *expected)
{
    struct charset_result result;
    struct charset_hint hint = {.has_markup = 1, .keeps_nul = 1};
    charset_to_utf8(&fake->call, &hint, data, &result);
    if (g_ascii_strcasecmp(result.charset, expected) == 0) {
        return TRUE;
    }
    printf("%s: wanted %s, got %s by %s:\n%.200s\n", file, expected, result.charset, result.by,
           data.ptr);
    return FALSE;
}

/* "#data", lines, "#encoding", a name. */
static void run_file(struct fakehost *fake, const char *file, const char *path, guint *cases,
                     guint *right)
{
    g_autofree char *text = NULL;
    gsize size = 0;
    g_file_get_contents(path, &text, &size, NULL);
    const char *end = text + size, *at = text;
    while (at && (at = memmem(at, (size_t)(end - at), "#data\n", 6))) {
        at += 6;
        const char *mark = memmem(at, (size_t)(end - at), "\n#encoding\n", 11);
        if (!mark) {
            return;
        }
        const char *name = mark + 11;
        g_autofree char *expected = g_strndup(name, strcspn(name, "\r\n"));
        g_autofree char *data = g_strndup(at, (gsize)(mark - at));
        (*cases)++;
        *right += run_case(fake, file, ts_bytes(data, (size_t)(mark - at)), expected) ? 1 : 0;
        at = name;
    }
}

int main(int argc, char **argv)
{
    guint cases = 0, right = 0;
    g_autoptr(GDir) dir = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    const char *name;
    if (!dir) {
        printf("no html5lib tests at %s\n", argc > 1 ? argv[1] : "?");
        return 77;
    }
    struct fakehost *fake = fakehost_new("read-html");
    charset_warm();
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        if (g_str_has_prefix(name, "encoding_") && g_str_has_suffix(name, ".dat") &&
            !strstr(name, "scripted")) {
            run_file(fake, name, path, &cases, &right);
        }
    }
    fakehost_free(&fake);
    printf("html5lib: %u of %u character sets as expected\n", right, cases);
    return cases && right == cases ? 0 : 1;
}
