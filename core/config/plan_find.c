/* SPDX-License-Identifier: MIT
 *
 * Finds a project's file from any folder inside the project.
 */
#include "core/config/plan_build.h"

#include "core/config/file.h"
#include "core/config/nearest.h"

char *plan_find(const char *name)
{
    g_autofree char *current = g_get_current_dir();
    g_autoptr(GString) prefix = g_string_new(NULL);
    for (;;) {
        g_autofree char *path = g_build_filename(current, name, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            return g_strconcat(prefix->str, name, NULL);
        }
        char *above = g_path_get_dirname(current);
        if (strcmp(above, current) == 0) {
            g_free(above);
            return NULL;
        }
        g_free(current);
        current = above;
        g_string_append(prefix, "../");
    }
}

void plan_unknown_touchpoint(struct plan_build *build, const char *id, const char *const *ids)
{
    g_autofree char *shown = file_printable(id, -1);
    const char *meant = nearest_name(id, ids);
    if (meant) {
        problems_error(build->problems, build->plan->path,
                       "there is no touchpoint \"%s\" (did you mean \"%s\"?)", shown, meant);
    } else {
        g_autofree char *known = g_strjoinv(", ", (char **)ids);
        problems_error(build->problems, build->plan->path,
                       "there is no touchpoint \"%s\" (there are: %s)", shown, known);
    }
}
