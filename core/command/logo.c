/* SPDX-License-Identifier: MIT
 *
 * touchstone logo: a scan in which the check of logos alone looks, and shows what it measured.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/run.h"
#include "core/config/text.h"
#include "core/report/logo_table.h"

/* A report for people is the table. */
static void take_table(struct run_options *options)
{
    for (guint i = 0; i < options->targets->len; i++) {
        struct report_target *target = g_ptr_array_index(options->targets, i);
        if (strcmp(target->reporter->name, "term") == 0) {
            target->reporter = &report_logo_table;
        }
    }
    options->has_observations = TRUE;
    options->wants_pictures = TRUE;
}

/* The brand book's own files: how well each is recognised, and told from the others. */
static GPtrArray *own_files(const char *brand)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan_request request = {.brand_path = brand};
    struct plan *plan = plan_for_brand(&request, catalog, problems);
    const struct ts_node *versions =
        plan ? ts_get(ts_get(plan->own_brand, "logos"), "versions") : NULL;
    for (guint32 i = 0; versions && i < versions->children.count; i++) {
        const struct ts_node *list = ts_get(ts_item(versions->children, i), "files");
        for (guint32 k = 0; list && k < list->children.count; k++) {
            struct ts_str path = ((const struct ts_node *)ts_item(list->children, k))->text;
            g_ptr_array_add(files, text_dup(path));
        }
    }
    run_told_problems(problems, TRUE);
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return files;
}

static int look(const char *brand, const char *const *targets, const char *const *hosts,
                const struct run_options *options)
{
    g_autoptr(GPtrArray) own = NULL;
    struct plan_request request = {
        .brand_path = brand,
        .targets = targets,
        .as_of = options->as_of,
        .allow_hosts = hosts,
        .only_check = "logo",
    };
    if (!*targets) {
        own = own_files(brand);
        if (own->len == 0) {
            command_complain("the brand book has no logos: it names none under logos.versions");
            return EXIT_USAGE;
        }
        g_ptr_array_add(own, NULL);
        request.targets = (const char *const *)own->pdata;
        request.is_of_brand = TRUE;
    }
    return run_build(plan_for_scan, &request, options);
}

static int run_logo(const struct command *command, int argc, char **argv)
{
    char *brand = NULL;
    char **hosts = NULL;
    const GOptionEntry own[] = {
        RUN_OPTION_BRAND(&brand),
        RUN_OPTION_HOSTS(&hosts),
        G_OPTION_ENTRY_NULL,
    };
    struct run_options options = {0};
    int status = EXIT_USAGE;
    if (run_parse(command, own, &argc, &argv, &options)) {
        take_table(&options);
        status = look(brand, (const char *const *)argv + 1, (const char *const *)hosts, &options);
    }
    run_options_clear(&options);
    g_free(brand);
    g_strfreev(hosts);
    return status;
}

const struct command command_logo = {
    .name = "logo",
    .arguments = "[FILE...]",
    .summary = N_("Show which logo a picture holds, and what was measured of it"),
    .help = N_("Shows which registered logo each picture holds, and what was measured of it: "
               "score, proportions, colours, crop, pixels, free space, and the version that came "
               "next. Files as the targets of scan; without one, the brand book's own logo "
               "files, of which none is outdated. Exit status as of scan."),
    .example = "touchstone logo -b brand.yaml header.png\n",
    .run = run_logo,
};
