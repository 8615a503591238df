/* SPDX-License-Identifier: MIT
 *
 * From "at 14:9: ..." to "brand.yaml:14:9: ...".
 */
#include "core/config/plan_fault.h"

#include <stdio.h>
#include <string.h>

#include "core/config/pack.h"

struct fault {
    char *pack; /* "" = not said */
    guint32 line, column;
    const char *text;
};

/* "at nl/je:14:9: text" */
static gboolean parse(const char *line, struct fault *fault_r)
{
    g_auto(GStrv) parts = NULL;
    const char *end = strstr(line, ": ");
    if (!g_str_has_prefix(line, "at ") || !end) {
        return FALSE;
    }
    g_autofree char *place = g_strndup(line + 3, (gsize)(end - line - 3));
    parts = g_strsplit(place, ":", 4);
    guint count = g_strv_length(parts);
    guint64 row = 0, column = 0;
    if (count < 2 || count > 3 ||
        !g_ascii_string_to_unsigned(parts[count - 2], 10, 1, G_MAXUINT32, &row, NULL) ||
        !g_ascii_string_to_unsigned(parts[count - 1], 10, 1, G_MAXUINT32, &column, NULL)) {
        return FALSE;
    }
    *fault_r = (struct fault){g_strdup(count == 3 ? parts[0] : ""), (guint32)row, (guint32)column,
                              end + 2};
    return TRUE;
}

static gboolean stands_in(const struct ts_node *node, const struct fault *fault)
{
    gboolean is_there = node && node->line == fault->line && node->column == fault->column;
    for (guint32 i = 0; node && !is_there && i < node->children.count; i++) {
        is_there = stands_in(ts_item(node->children, i), fault);
    }
    return is_there;
}

/* The pack from which the entry with this place came; NULL if there is none. */
static const struct pack *pack_of(const struct plan *plan, const struct fault *fault)
{
    for (guint i = 0; plan->packs && i < plan->packs->len; i++) {
        const struct pack *pack = g_ptr_array_index(plan->packs, i);
        if ((!*fault->pack || strcmp(fault->pack, pack->name) == 0) &&
            stands_in(pack->root, fault)) {
            return pack;
        }
    }
    return NULL;
}

static const char *file_of(const struct plan *plan, const struct fault *fault)
{
    if (!*fault->pack && plan->brand_tree && stands_in(plan->own_brand, fault)) {
        return plan->brand_tree->path;
    }
    const struct pack *pack = pack_of(plan, fault);
    return pack ? pack->tree->path : NULL;
}

char *plan_fault(const struct plan *plan, const char *failure)
{
    g_auto(GStrv) lines = g_strsplit(failure, "\n", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; lines[i]; i++) {
        struct fault fault = {0};
        const char *file = parse(lines[i], &fault) ? file_of(plan, &fault) : NULL;
        if (file) {
            g_string_append_printf(out, "%s%s:%u:%u: %s", i ? "\n" : "", file, fault.line,
                                   fault.column, fault.text);
        } else if (out->len > 0) { /* more of the line before, or cut off */
            g_string_append_printf(out, "\n%s", lines[i]);
        }
        g_free(fault.pack);
        if (out->len == 0) {
            break;
        }
    }
    return g_string_free(out, out->len == 0);
}
