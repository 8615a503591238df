/* SPDX-License-Identifier: MIT
 *
 * What becomes of a file that is no picture is known to the check alone: it prepares itself on the
 * draft of the brand book as it would for a run.
 */
#include "core/command/rollout_logo.h"

#include <stdio.h>
#include <string.h>

#include "core/command/command.h"
#include "core/command/run.h"
#include "core/command/terminal.h"
#include "core/config/text.h"
#include "core/process/pool.h"
#include "core/report/progress.h"

#define CHECK "logo"

static gboolean read_file(const struct plan *plan, const char *name, GBytes **bytes_r)
{
    g_autofree char *path = g_canonicalize_filename(name, plan->brand_tree->directory);
    char *bytes = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &bytes, &size, NULL)) {
        return FALSE;
    }
    *bytes_r = g_bytes_new_take(bytes, size);
    return TRUE;
}

/* FALSE, said: this file of the brand book is the same. */
static gboolean differs(const struct plan *plan, const struct ts_node *version,
                        const struct ts_node *own, const char *file, GBytes *bytes)
{
    g_autoptr(GBytes) other = NULL;
    g_autofree char *path = text_dup(own->text), *id = text_dup(ts_get_text(version, "id"));
    if (!read_file(plan, path, &other) || !g_bytes_equal(bytes, other)) {
        return TRUE;
    }
    command_complain("--logo %s: this is the file of logo:%s already", file, id);
    return FALSE;
}

gboolean rollout_logo_is_new(const struct plan *plan, const char *file)
{
    const struct ts_node *versions = ts_get(ts_get(plan->own_brand, "logos"), "versions");
    g_autofree char *path = g_canonicalize_filename(file, plan->brand_tree->directory);
    g_autoptr(GBytes) bytes = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        command_complain("--logo %s: no such file (it is looked for beside the brand book: %s)",
                         file, path);
        return FALSE;
    }
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !read_file(plan, file, &bytes)) {
        command_complain("--logo %s: can't be read", file);
        return FALSE;
    }
    for (guint32 i = 0; versions && i < versions->children.count; i++) {
        const struct ts_node *version = ts_item(versions->children, i);
        const struct ts_node *files = ts_get(version, "files");
        for (guint32 k = 0; files && k < files->children.count; k++) {
            if (!differs(plan, version, ts_item(files->children, k), file, bytes)) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

static void show_waiting(void *data)
{
    progress_update(data, &(struct progress_counts){.is_opening = TRUE});
}

/* As a run would; what else fails is no fault of the file, and the next run tells it. */
static gboolean opens(const struct plan *plan)
{
    gboolean is_fault = FALSE;
    struct progress *line = progress_new(PROGRESS_AUTO, stderr);
    const struct pool_options options = {.jobs = 1,
                                         .is_isolated = TRUE,
                                         .is_fault_r = &is_fault,
                                         .waiting = show_waiting,
                                         .data = line};
    progress_speak(line, terminal_language(NULL));
    g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *error = NULL;
    struct pool *pool = pool_new(plan, &options, gaps, &error);
    progress_finish(&line);
    if (pool) {
        pool_free(&pool);
    }
    if (is_fault) {
        fprintf(stderr, "%s\n", error);
    }
    return !is_fault;
}

gboolean rollout_logo_is_taken(const struct plan_request *draft, const struct catalog *catalog)
{
    /* it has to be something; nothing is fetched */
    const char *const targets[] = {draft->brand_path, NULL};
    struct plan_request request = *draft;
    request.targets = targets;
    request.only_check = CHECK;
    if (!catalog_find(catalog, TS_CHECK, CHECK)) {
        return TRUE;
    }
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_scan(&request, catalog, problems);
    gboolean is_taken = !run_told_problems(problems, TRUE) && plan && opens(plan);
    plan_free(&plan);
    problems_free(&problems);
    return is_taken;
}
