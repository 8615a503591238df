/* SPDX-License-Identifier: MIT
 *
 * The option that says which mails should come, and how often. The host knows it as a tree only.
 */
#include <stdarg.h>
#include <string.h>

#include "plugins/source-imap/imap.h"

#define GRACE_DEFAULT ((gint64)3600)

static const char *const keys[] = {"subject", "from", "every", "grace"};

void expectation_clear(gpointer data)
{
    struct expectation *expectation = data;
    g_free(expectation->subject);
    g_free(expectation->from);
    g_free(expectation->subject_folded);
    g_free(expectation->from_folded);
    g_free(expectation->every);
}

/* "expect: 14:9: unknown key ..." */
static int refuse(struct ts_call *call, const struct ts_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static int refuse(struct ts_call *call, const struct ts_node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *text = g_strdup_printf("expect: %u:%u: %s", node->line, node->column, why);
    return ts_fail(call, text);
}

static gboolean is_known(struct ts_str key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (ts_is(key, keys[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static int judge_keys(struct ts_call *call, const struct ts_node *node)
{
    for (uint32_t i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        if (!is_known(child->key)) {
            return refuse(call, child,
                          "unknown key \"%.*s\": there are subject, from, every, grace",
                          (int)MIN(child->key.len, 100), child->key.ptr);
        }
        if (child->kind != TS_NODE_TEXT || child->text.len == 0 || child->text.len > 500) {
            return refuse(call, child, "%.*s needs a text", (int)child->key.len, child->key.ptr);
        }
    }
    return 0;
}

static int read_duration(struct ts_call *call, const struct ts_node *node, const char *key,
                         gint64 *seconds_r)
{
    const struct ts_node *child = ts_get(node, key);
    gint64 seconds = child ? imap_duration(child->text) : *seconds_r;
    if (child && seconds == 0 && !ts_is(child->text, "0m") && !ts_is(child->text, "0h")) {
        return refuse(call, child, "%s: \"%.*s\" is no span of time: write 12h, 1d or 2w", key,
                      (int)child->text.len, child->text.ptr);
    }
    *seconds_r = seconds;
    return 0;
}

static char *dup_text(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static int read_one(struct ts_call *call, const struct ts_node *node, struct expectation *one)
{
    if (node->kind != TS_NODE_MAP) {
        return refuse(call, node, "write { subject: \"Order*\", every: 1d }");
    }
    one->grace_seconds = GRACE_DEFAULT;
    if (judge_keys(call, node) != 0 ||
        read_duration(call, node, "every", &one->every_seconds) != 0 ||
        read_duration(call, node, "grace", &one->grace_seconds) != 0) {
        return -1;
    }
    one->subject = dup_text(node, "subject");
    one->from = dup_text(node, "from");
    one->every = dup_text(node, "every");
    if (one->every_seconds == 0) {
        return refuse(call, node, "every is missing: how often should it come? 1d, 12h, 1w");
    }
    if (!one->subject && !one->from) {
        return refuse(call, node, "subject or from is missing: which mail is it?");
    }
    one->subject_folded = one->subject ? g_utf8_casefold(one->subject, -1) : NULL;
    one->from_folded = one->from ? g_utf8_casefold(one->from, -1) : NULL;
    return 0;
}

int imap_options_read_expect(struct ts_call *call, const struct ts_node *node,
                             struct imap_options *options)
{
    const struct ts_node *list = ts_get(node, "expect");
    if (!list) {
        return 0;
    }
    if (list->kind != TS_NODE_LIST) {
        return refuse(call, list, "is a list: [ { subject: \"Order*\", every: 1d } ]");
    }
    if (list->children.count > IMAP_EXPECTATIONS) {
        return refuse(call, list, "%u mails are expected: at most %u", list->children.count,
                      IMAP_EXPECTATIONS);
    }
    for (uint32_t i = 0; i < list->children.count; i++) {
        struct expectation one = {0};
        int done = read_one(call, ts_item(list->children, i), &one);
        g_array_append_val(options->expectations, one);
        if (done != 0) {
            return -1;
        }
    }
    return 0;
}
