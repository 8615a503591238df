/* SPDX-License-Identifier: MIT
 *
 * Severities, languages and lists of names, as requirements write them.
 */
#include "plugins/common/requirement.h"

#include <string.h>

GPtrArray *requirement_texts(const struct ts_node *list)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_ptr_array_add(texts, g_strndup(item->text.ptr, item->text.len));
    }
    return texts;
}

unsigned requirement_severity(struct ts_str text)
{
    return ts_is(text, "error")     ? TS_ERROR
           : ts_is(text, "warning") ? TS_WARNING
           : ts_is(text, "info")    ? TS_INFO
                                    : TS_SEVERITY_DEFAULT;
}

gboolean requirement_is_in_language(const GPtrArray *tags, struct ts_str language)
{
    for (guint i = 0; i < tags->len; i++) {
        const char *wanted = g_ptr_array_index(tags, i);
        size_t len = strlen(wanted);
        if (language.len >= len && g_ascii_strncasecmp(language.ptr, wanted, len) == 0 &&
            (language.len == len || language.ptr[len] == '-')) {
            return TRUE;
        }
    }
    return tags->len == 0;
}
