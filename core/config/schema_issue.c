/* SPDX-License-Identifier: MIT
 *
 * What judging finds wrong: collected, put in the order of the places, told at most once.
 */
#include <libintl.h>

#include "core/config/file.h"
#include "core/config/nearest.h"
#include "core/config/schema.h"
#include "core/config/text.h"
#include "core/limits.h"

#define FEW_NAMES 16u

struct issue {
    guint line, column;
    gboolean is_notice;
    char *text;
};

static void clear_issue(gpointer data)
{
    g_free(((struct issue *)data)->text);
}

void schema_begin(struct schema_run *run, struct tree *tree, const struct catalog *catalog)
{
    *run = (struct schema_run){.tree = tree, .catalog = catalog};
    run->issues = g_array_new(FALSE, TRUE, sizeof(struct issue));
    g_array_set_clear_func(run->issues, clear_issue);
}

static int compare_issues(gconstpointer a, gconstpointer b)
{
    const struct issue *one = a, *other = b;
    if (one->line != other->line) {
        return one->line < other->line ? -1 : 1;
    }
    if (one->column != other->column) {
        return one->column < other->column ? -1 : 1;
    }
    return strcmp(one->text, other->text);
}

void schema_end(struct schema_run *run, struct problems *problems)
{
    guint errors = 0;
    g_array_sort(run->issues, compare_issues);
    for (guint i = 0; i < run->issues->len; i++) {
        const struct issue *issue = &g_array_index(run->issues, struct issue, i);
        /* What stands behind an alias is judged at each of its uses. */
        if (i > 0 && compare_issues(issue, issue - 1) == 0) {
            continue;
        }
        struct ts_node node = {.line = issue->line, .column = issue->column};
        g_autofree char *where = tree_where(run->tree, &node);
        if (issue->is_notice) {
            problems_notice(problems, where, "%s", issue->text);
        } else if (errors++ < LIMIT_CONFIG_ERRORS) {
            problems_error(problems, where, "%s", issue->text);
        }
    }
    if (errors > LIMIT_CONFIG_ERRORS) {
        problems_error(problems, run->tree->path, "%u more errors are not shown",
                       errors - LIMIT_CONFIG_ERRORS);
    }
    g_array_unref(run->issues);
    g_clear_pointer(&run->language, g_free);
}

G_GNUC_PRINTF(4, 0)
static void add_issue(struct schema_run *run, const struct ts_node *node, gboolean is_notice,
                      const char *format, va_list arguments)
{
    struct issue issue = {.line = node->line, .column = node->column, .is_notice = is_notice};
    issue.text = g_strdup_vprintf(format, arguments);
    g_array_append_val(run->issues, issue);
}

void schema_error(struct schema_run *run, const struct ts_node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_issue(run, node, FALSE, gettext(format), arguments);
    va_end(arguments);
}

void schema_notice(struct schema_run *run, const struct ts_node *node, const char *format, ...)
{
    va_list arguments;
    if (run->is_muted) {
        return;
    }
    va_start(arguments, format);
    add_issue(run, node, TRUE, format, arguments);
    va_end(arguments);
}

void schema_unknown(struct schema_run *run, const struct ts_node *node, const char *what,
                    struct ts_str name, const char *const *candidates)
{
    g_autofree char *text = text_dup(name);
    g_autofree char *shown = file_printable(text, -1);
    const char *meant = nearest_name(text, candidates);
    if (meant) {
        schema_error(run, node, "unknown %s \"%s\" (did you mean \"%s\"?)", gettext(what), shown,
                     meant);
    } else if (g_strv_length((char **)candidates) <= FEW_NAMES) {
        g_autofree char *known = g_strjoinv(", ", (char **)candidates);
        schema_error(run, node, "unknown %s \"%s\" (known: %s)", gettext(what), shown, known);
    } else {
        schema_error(run, node, "unknown %s \"%s\"", gettext(what), shown);
    }
}
