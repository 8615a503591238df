/* SPDX-License-Identifier: MIT
 *
 * Answers that wait to be handed out, with all that they point to.
 */
#include "plugins/source-web/web.h"

struct reply *reply_new(struct web *web, guint64 id, uint32_t status)
{
    struct reply *reply = g_new0(struct reply, 1);
    reply->answer = (struct ts_answer){.size = sizeof reply->answer, .status = status, .id = id};
    reply->strings = g_ptr_array_new_with_free_func(g_free);
    g_queue_push_tail(&web->replies, reply);
    web->open--;
    return reply;
}

void reply_free(gpointer data)
{
    struct reply *reply = data;
    if (reply) {
        g_ptr_array_unref(reply->strings);
        if (reply->found) {
            g_array_unref(reply->found);
        }
        if (reply->body) {
            g_string_free(reply->body, TRUE);
        }
        g_free(reply);
    }
}

struct ts_str reply_keep(struct reply *reply, char *text)
{
    if (text) {
        g_ptr_array_add(reply->strings, text);
    }
    return ts_text(text);
}

void reply_add_found(struct reply *reply, char *url, uint32_t purpose)
{
    struct ts_found found = {.locator = reply_keep(reply, url), .purpose = purpose};
    if (!reply->found) {
        reply->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    }
    g_array_append_val(reply->found, found);
    reply->answer.found =
        (struct ts_list){reply->found->data, reply->found->len, sizeof(struct ts_found)};
}

void reply_refuse(const struct transfer *transfer, uint32_t cause, const char *reason)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_REFUSED);
    reply->answer.cause = cause;
    reply->answer.reason = reply_keep(reply, g_strdup(reason));
}

void reply_fail(const struct transfer *transfer, gboolean is_retryable, const char *reason)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_FAILED);
    reply->answer.is_retryable = is_retryable ? 1 : 0;
    reply->answer.reason = reply_keep(reply, g_strdup(reason));
}
