/* SPDX-License-Identifier: MIT
 *
 * Globs over paths, folder by folder.
 */
#include "plugins/common/files_private.h"

static gboolean matches(char **globs, char **parts, gboolean is_folder)
{
    for (; *globs && !g_str_equal(*globs, "**"); globs++, parts++) {
        if (!*parts) {
            return is_folder;
        }
        if (!g_pattern_match_simple(*globs, *parts)) {
            return FALSE;
        }
    }
    if (!*globs) {
        return !*parts && !is_folder;
    }
    while (globs[1] && g_str_equal(globs[1], "**")) {
        globs++;
    }
    if (is_folder || !globs[1]) {
        return is_folder || *parts;
    }
    for (; *parts; parts++) {
        if (matches(globs + 1, parts, FALSE)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean files_glob_matches(const char *glob, const char *name, gboolean is_folder)
{
    g_auto(GStrv) globs = g_strsplit(glob, "/", -1);
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    return matches(globs, parts, is_folder);
}
