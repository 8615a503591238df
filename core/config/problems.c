/* SPDX-License-Identifier: MIT
 *
 * Collects what is wrong with configuration, so that a user sees all of it at once.
 */
#include "core/config/tree.h"

#include <libintl.h>

struct problems *problems_new(void)
{
    struct problems *problems = g_new0(struct problems, 1);
    problems->errors = g_ptr_array_new_with_free_func(g_free);
    problems->notices = g_ptr_array_new_with_free_func(g_free);
    return problems;
}

void problems_free(struct problems **problems)
{
    if (!problems || !*problems) {
        return;
    }
    g_ptr_array_unref((*problems)->errors);
    g_ptr_array_unref((*problems)->notices);
    g_free(*problems);
    *problems = NULL;
}

G_GNUC_PRINTF(3, 0)
static void add(GPtrArray *list, const char *where, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    g_ptr_array_add(list, where ? g_strdup_printf("%s: %s", where, text) : g_strdup(text));
}

void problems_error(struct problems *problems, const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(problems->errors, where, gettext(format), arguments);
    va_end(arguments);
}

/* Kept with the run, so in English: whoever prints it translates it (result/reason.h). */
void problems_notice(struct problems *problems, const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(problems->notices, where, format, arguments);
    va_end(arguments);
}

static void move(GPtrArray *to, GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++) {
        g_ptr_array_add(to, g_strdup(g_ptr_array_index(from, i)));
    }
    g_ptr_array_set_size(from, 0);
}

void problems_move(struct problems *problems, struct problems *from)
{
    move(problems->errors, from->errors);
    move(problems->notices, from->notices);
}
