/* SPDX-License-Identifier: MIT
 *
 * Where reports go.
 */
#include "core/command/outputs.h"

#include "core/command/command.h"
#include "core/command/log.h"
#include "core/command/terminal.h"
#include "core/report/jsonl.h"

static gboolean is_same_file(const char *one, const char *other)
{
    g_autofree char *a = one ? g_canonicalize_filename(one, NULL) : NULL;
    g_autofree char *b = other ? g_canonicalize_filename(other, NULL) : NULL;
    return a && b && g_str_equal(a, b);
}

/* Two reports in one file leave one of them. */
static gboolean is_taken(const GPtrArray *targets, const char *path)
{
    for (guint i = 0; i < targets->len; i++) {
        const struct report_target *other = g_ptr_array_index(targets, i);
        if (is_same_file(path, other->path)) {
            command_complain("-o %s: two reports can't share a file", path);
            return TRUE;
        }
    }
    return FALSE;
}

static void free_target(gpointer data)
{
    struct report_target *target = data;
    report_target_free(&target);
}

/* FALSE, said. */
static gboolean add_all(GPtrArray *targets, char *const *reports)
{
    guint on_stdout = 0;
    for (guint i = 0; reports[i]; i++) {
        g_autofree char *error = NULL;
        struct report_target *target = report_target_new(reports[i], &error);
        if (!target) {
            command_complain("%s", error);
            return FALSE;
        }
        on_stdout += target->path ? 0 : 1;
        gboolean is_free = !target->path || !is_taken(targets, target->path);
        g_ptr_array_add(targets, target);
        if (!is_free) {
            return FALSE;
        }
    }
    if (on_stdout > 1) {
        command_complain("two reports can't share standard output: give one a file, as -o %s=FILE",
                         reports[0]);
        return FALSE;
    }
    return TRUE;
}

GPtrArray *outputs_new(char *const *given)
{
    static char *const usual[] = {(char *)"term", NULL};
    GPtrArray *targets = g_ptr_array_new_with_free_func(free_target);
    if (!add_all(targets, given ? given : usual)) {
        g_clear_pointer(&targets, g_ptr_array_unref);
    }
    return targets;
}

gboolean outputs_spare(const GPtrArray *targets, const char *const *paths)
{
    for (guint i = 0; i < targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(targets, i);
        for (gsize p = 0; paths[p]; p++) {
            if (is_same_file(target->path, paths[p])) {
                command_complain("-o %s would write over a file of this run", target->path);
                return FALSE;
            }
        }
    }
    return TRUE;
}

struct report_options outputs_shape(struct report_options usual, int color,
                                    const struct report_target *target)
{
    usual.has_color = target->path ? color == 1 : terminal_has_color(color);
    usual.width = target->path ? 0 : terminal_width();
    return usual;
}

gboolean outputs_write(const struct report_target *target, const struct report_options *options,
                       const struct result *result)
{
    g_autofree char *error = NULL;
    if (report_write(target, result, options, &error) == 0) {
        if (target->path) {
            log_event(LOG_LEVEL_INFO, "report-written",
                      json_pack("{s:s, s:o}", "format", target->reporter->name, "file",
                                jsonl_text(target->path)));
        }
        return TRUE;
    }
    command_complain("%s", error);
    return FALSE;
}
