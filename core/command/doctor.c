/* SPDX-License-Identifier: MIT
 *
 * touchstone doctor: what this machine can and can't do for a run.
 */
#include <stdio.h>

#include "core/build.h"
#include "core/command/command.h"
#include "core/plugin/catalog.h"
#include "core/process/seal.h"

static int tell_plugins(const struct catalog *catalog)
{
    int broken = 0;
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->error) {
            printf("  broken  %s: %s\n", plugin->path, plugin->error);
            broken++;
        }
    }
    printf("plugins: %u found, %d broken\n", catalog->plugins->len, broken);
    return broken;
}

static int run_doctor(const struct command *command, int argc, char **argv)
{
    const GOptionEntry none[] = {G_OPTION_ENTRY_NULL};
    if (!command_parse(command, none, &argc, &argv)) {
        return EXIT_USAGE;
    }
    g_autoptr(GPtrArray) missing = seal_missing();
    printf("touchstone %s\n", TOUCHSTONE_VERSION);
    printf("seal: %s\n", missing->len ? "incomplete" : "complete (seccomp, Landlock, limits)");
    for (guint i = 0; i < missing->len; i++) {
        printf("  missing %s\n", (char *)g_ptr_array_index(missing, i));
    }
    struct catalog *catalog = catalog_load(NULL);
    int broken = tell_plugins(catalog);
    gboolean is_well = missing->len == 0 && broken == 0 && catalog->plugins->len > 0;
    catalog_free(&catalog);
    return is_well ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

const struct command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .summary = "Tell what this machine lacks for a sealed run",
    .run = run_doctor,
};
