/* SPDX-License-Identifier: MIT
 *
 * How bad a "no" is, by what was asked.
 */
#include "plugins/check-audit/check.h"

static const char *const names[] = {
    [TS_INFO] = "info", [TS_WARNING] = "warning", [TS_ERROR] = "error"};

/* What other checks call an error where they can read it, is one where a person looked. */
static const struct {
    const char *topic;
    uint32_t severity;
} usual[] = {{"promise", TS_ERROR}, {"name", TS_ERROR}, {"address", TS_ERROR}, {"phone", TS_ERROR}};

static uint32_t severity_of(struct ts_str text)
{
    for (uint32_t i = TS_INFO; i <= TS_ERROR; i++) {
        if (ts_is(text, names[i])) {
            return i;
        }
    }
    return TS_SEVERITY_DEFAULT;
}

static int take_topics(struct ts_call *call, struct audit_check *check, const struct ts_node *map)
{
    if (map->kind != TS_NODE_MAP) {
        return ts_fail(call, "topics: a map must stand here: {logo: error}");
    }
    for (uint32_t i = 0; i < map->children.count; i++) {
        const struct ts_node *child = ts_item(map->children, i);
        uint32_t severity =
            child->kind == TS_NODE_TEXT ? severity_of(child->text) : TS_SEVERITY_DEFAULT;
        if (severity == TS_SEVERITY_DEFAULT) {
            g_autofree char *why =
                g_strdup_printf("topics, line %u: error, warning or info must stand behind %.*s",
                                child->line, (int)MIN(child->key.len, 60u), child->key.ptr);
            return ts_fail(call, why);
        }
        g_hash_table_replace(check->topics, g_strndup(child->key.ptr, child->key.len),
                             GUINT_TO_POINTER(severity));
    }
    return 0;
}

int audit_check_open(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct audit_check *check = g_new0(struct audit_check, 1);
    const struct ts_node *map = ts_get(open->options, "topics");
    check->topics = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check->partly = severity_of(ts_get_text(open->options, "partly"));
    for (size_t i = 0; i < G_N_ELEMENTS(usual); i++) {
        g_hash_table_insert(check->topics, g_strdup(usual[i].topic),
                            GUINT_TO_POINTER(usual[i].severity));
    }
    if (map && map->kind != TS_NODE_NULL && take_topics(call, check, map) != 0) {
        audit_check_close(call, check);
        return -1;
    }
    *self_r = check;
    return 0;
}

void audit_check_close(struct ts_call *call, void *self)
{
    struct audit_check *check = self;
    (void)call;
    g_hash_table_unref(check->topics);
    g_free(check);
}
