/* SPDX-License-Identifier: MIT
 *
 * A connection for each question, so that no thread knows of another; but not more than the server
 * takes at a time.
 */
#include "core/milter/ask.h"

#include "core/result/exit_status.h"
#include "core/serve/client.h"

/* The server has kinds by names, and calls a mail what ends so. */
#define LOCATOR "mail.eml"

struct asker {
    const char *socket, *language;
    GMutex lock;
    GCond freed;
    guint free_count;
};

struct asker *asker_new(const char *socket, const char *language, guint at_once)
{
    struct asker *asker = g_new0(struct asker, 1);
    asker->socket = socket;
    asker->language = language;
    asker->free_count = at_once;
    g_mutex_init(&asker->lock);
    g_cond_init(&asker->freed);
    return asker;
}

void asker_free(struct asker **asker)
{
    if (*asker) {
        g_mutex_clear(&(*asker)->lock);
        g_cond_clear(&(*asker)->freed);
        g_clear_pointer(asker, g_free);
    }
}

static gboolean take_turn(struct asker *asker, gint64 deadline)
{
    gboolean is_in_time = TRUE;
    g_mutex_lock(&asker->lock);
    while (asker->free_count == 0 && is_in_time) {
        is_in_time = g_cond_wait_until(&asker->freed, &asker->lock, deadline);
    }
    gboolean has_turn = asker->free_count > 0;
    asker->free_count -= has_turn ? 1 : 0;
    g_mutex_unlock(&asker->lock);
    return has_turn;
}

static void end_turn(struct asker *asker)
{
    g_mutex_lock(&asker->lock);
    asker->free_count++;
    g_cond_signal(&asker->freed);
    g_mutex_unlock(&asker->lock);
}

/* 0 = too late. */
static unsigned left_msec(gint64 deadline)
{
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    return left > 0 ? (unsigned)MIN(left, G_MAXINT) : 0;
}

static struct judgement *read_reply(const struct serve_reply *reply, char **why_r)
{
    gboolean is_judged = reply->status == EXIT_CLEAN || reply->status == EXIT_INCOMPLETE;
    struct judgement *judgement = NULL;
    if (reply->complaint.len) {
        *why_r = g_strndup(reply->complaint.ptr, reply->complaint.len);
        return NULL;
    }
    if (is_judged && reply->reports->len == 1) {
        judgement = judgement_read(g_array_index(reply->reports, struct ts_str, 0),
                                   reply->status == EXIT_INCOMPLETE, reply->basis);
    }
    if (!judgement) {
        *why_r = g_strdup("the server's answer is not understood: is it of the same version?");
    }
    return judgement;
}

static struct judgement *ask(struct asker *asker, const struct question *question, char **why_r)
{
    const struct serve_report report = {.format = ts_text("jsonl")};
    const struct engine_given given = {
        .locator = ts_text(LOCATOR),
        .media_type = ts_text("message/rfc822"),
        .bytes = question->mail,
    };
    struct serve_request request;
    struct serve_reply reply;
    struct judgement *judgement = NULL;
    unsigned msec = left_msec(question->deadline);
    struct client *client = msec ? client_new(asker->socket, msec, why_r) : NULL;
    serve_request_init(&request);
    serve_reply_init(&reply);
    request.as = ts_text(question->touchpoint);
    request.as_of = ts_text(question->as_of);
    request.language = ts_text(asker->language);
    request.is_outgoing = TRUE;
    request.max_unchecked = -1;
    g_array_append_val(request.reports, report);
    g_array_append_val(request.resources, given);
    if (client && client_ask(client, &request, &reply, why_r) == 0) {
        judgement = read_reply(&reply, why_r);
    }
    serve_reply_finish(&reply);
    serve_request_finish(&request);
    client_free(&client);
    return judgement;
}

struct judgement *asker_ask(struct asker *asker, const struct question *question, char **why_r)
{
    struct judgement *judgement = NULL;
    *why_r = NULL;
    if (take_turn(asker, question->deadline)) {
        judgement = ask(asker, question, why_r);
        end_turn(asker);
    }
    if (!judgement && !*why_r) {
        *why_r = g_strdup("no answer within the timeout");
    }
    return judgement;
}
