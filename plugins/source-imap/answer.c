/* SPDX-License-Identifier: MIT
 *
 * What is answered to the host, and what of it is known without asking the server.
 */
#include <string.h>

#include "plugins/source-imap/imap.h"

void reply_free(struct reply *reply)
{
    g_free(reply->reason);
    g_free(reply->etag);
    g_free(reply->media_type);
    if (reply->bytes) {
        g_string_free(reply->bytes, TRUE);
    }
    g_clear_pointer(&reply->strings, g_ptr_array_unref);
    g_clear_pointer(&reply->found, g_array_unref);
    g_free(reply);
}

void request_free(gpointer data)
{
    struct request *request = data;
    g_free(request->locator);
    g_free(request->etag);
    g_free(request);
}

static struct reply *reply_new(struct imap *imap, const struct request *request, uint32_t status)
{
    struct reply *reply = g_new0(struct reply, 1);
    reply->answer =
        (struct ts_answer){.size = sizeof reply->answer, .id = request->id, .status = status};
    g_queue_push_tail(&imap->replies, reply);
    return reply;
}

void answer_with(struct imap *imap, const struct request *request, uint32_t status, uint32_t cause,
                 char *reason)
{
    struct reply *reply = reply_new(imap, request, status);
    reply->reason = reason;
    reply->answer.cause = cause;
    reply->answer.reason = ts_text(reason);
}

void answer_failed(struct imap *imap, const struct request *request, const char *reason,
                   gboolean is_retryable)
{
    struct reply *reply = reply_new(imap, request, TS_FAILED);
    reply->reason = g_strdup(reason);
    reply->answer.reason = ts_text(reply->reason);
    reply->answer.is_retryable = is_retryable ? 1 : 0;
}

/* ---- bytes ---- */

/* A mail never changes under its number; the same number for another user is another mail. */
static char *etag_of(const struct imap *imap, guint32 validity, guint32 uid)
{
    return g_strdup_printf("%u.%u.%s", validity, uid, imap->options.user_mark);
}

static void put_bytes(struct reply *reply, struct ts_str bytes, const char *media_type)
{
    reply->bytes = g_string_new_len(bytes.ptr, (gssize)bytes.len);
    reply->media_type = g_strdup(media_type);
    reply->answer.bytes = ts_bytes(reply->bytes->str, reply->bytes->len);
    reply->answer.media_type = ts_text(reply->media_type);
}

static char *describe_size(const struct imap *imap, guint64 size)
{
    g_autofree char *own = g_format_size_full(size, G_FORMAT_SIZE_IEC_UNITS);
    g_autofree char *most = g_format_size_full(imap->options.max_size, G_FORMAT_SIZE_IEC_UNITS);
    return g_strdup_printf("is %s; at most %s of one mail are read (max_size)", own, most);
}

/* The size that the listing told may have been a lie. */
void answer_bytes(struct imap *imap, const struct request *request, struct ts_str bytes)
{
    if (bytes.len > imap->options.max_size) {
        answer_with(imap, request, TS_FAILED, TS_CAUSE_LIMIT, describe_size(imap, bytes.len));
        return;
    }
    struct reply *reply = reply_new(imap, request, TS_FETCHED);
    put_bytes(reply, bytes, "message/rfc822");
    reply->etag = etag_of(imap, request->validity, request->uid);
    reply->answer.etag = ts_text(reply->etag);
}

/* ---- lists ---- */

static void add_found(struct reply *reply, char *locator)
{
    struct ts_found found = {.locator = ts_text(locator), .purpose = TS_LINK_ALTERNATE};
    if (!reply->found) {
        reply->found = g_array_new(FALSE, TRUE, sizeof found);
        reply->strings = g_ptr_array_new_with_free_func(g_free);
    }
    g_ptr_array_add(reply->strings, locator);
    g_array_append_val(reply->found, found);
    reply->answer.found = (struct ts_list){reply->found->data, reply->found->len, sizeof found};
}

static void answer_mailbox(struct imap *imap, const struct request *request)
{
    struct reply *reply = reply_new(imap, request, TS_LISTED);
    for (guint i = 0; i < imap->options.expectations->len; i++) {
        add_found(reply, locator_of_expectation(imap->options.base, i + 1));
    }
    for (guint i = 0; i < imap->mails->len; i++) {
        const struct mail *mail = &g_array_index(imap->mails, struct mail, i);
        if (!mail->is_left_out) {
            add_found(reply, locator_of_mail(imap->options.base, imap->validity, mail->uid));
        }
    }
    if (imap->left_out) {
        add_found(reply, locator_of_left_out(imap->options.base));
    }
    add_found(reply, locator_of_arrivals(imap->options.base, 1));
}

/* While mails keep coming it is asked again. */
static void answer_arrivals(struct imap *imap, const struct request *request)
{
    struct reply *reply = reply_new(imap, request, TS_LISTED);
    for (guint i = 0; i < imap->news->len; i++) {
        guint32 uid = g_array_index(imap->news, guint32, i);
        add_found(reply, locator_of_mail(imap->options.base, imap->validity, uid));
    }
    if (imap->news->len && request->uid < IMAP_ROUNDS) {
        add_found(reply, locator_of_arrivals(imap->options.base, request->uid + 1));
    }
    g_array_set_size(imap->news, 0);
    imap->are_arrivals_known = FALSE;
}

/* ---- what needs no fetching ---- */

static gboolean answer_mail(struct imap *imap, const struct request *request)
{
    const struct mail *mail = listing_find(imap, request->uid);
    g_autofree char *etag = etag_of(imap, request->validity, request->uid);
    if (request->validity != imap->validity) {
        answer_with(imap, request, TS_VANISHED, TS_CAUSE_OTHER,
                    g_strdup("the mailbox was made anew since (its UIDVALIDITY changed)"));
    } else if (!mail) {
        answer_with(imap, request, TS_VANISHED, TS_CAUSE_OTHER,
                    g_strdup("is no longer in the mailbox"));
    } else if (mail->is_left_out) {
        answer_with(imap, request, TS_REFUSED, TS_CAUSE_SCOPE,
                    g_strdup("is left out by the plan (max_age, max_mails)"));
    } else if (mail->size > imap->options.max_size) {
        answer_with(imap, request, TS_FAILED, TS_CAUSE_LIMIT, describe_size(imap, mail->size));
    } else if (g_strcmp0(request->etag, etag) == 0) {
        reply_new(imap, request, TS_NOT_MODIFIED);
    } else {
        return FALSE;
    }
    return TRUE;
}

static gboolean answer_expectation(struct imap *imap, const struct request *request)
{
    const GArray *all = imap->options.expectations;
    if (request->uid > all->len) {
        answer_with(imap, request, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is no longer expected"));
        return TRUE;
    }
    if (!expect_is_decided(imap)) {
        return FALSE;
    }
    g_autofree char *json =
        expect_json(imap, &g_array_index(all, struct expectation, request->uid - 1));
    if (json) {
        struct reply *reply = reply_new(imap, request, TS_FETCHED);
        put_bytes(reply, ts_text(json), "application/vnd.touchstone.expectation+json");
    } else {
        answer_failed(imap, request,
                      imap->headers_failure ? imap->headers_failure
                                            : "so many mails came that not all could be looked at",
                      TRUE);
    }
    return TRUE;
}

/* One line in the report for all of them. */
static void answer_left_out(struct imap *imap, const struct request *request)
{
    if (imap->left_out) {
        answer_with(imap, request, TS_REFUSED, TS_CAUSE_SCOPE,
                    g_strdup_printf("%u of %u mails are left out by the plan (max_age, max_mails)",
                                    imap->left_out, imap->mails->len));
    } else {
        answer_with(imap, request, TS_VANISHED, TS_CAUSE_OTHER,
                    g_strdup("nothing is left out any more"));
    }
}

/* What came meanwhile is no document, so it can't be UNCHECKED: the next run lists it. */
void answer_down(struct imap *imap, const struct request *request)
{
    if (request->place == IMAP_ARRIVALS) {
        reply_new(imap, request, TS_LISTED);
    } else {
        answer_failed(imap, request, imap->down, imap->is_down_retryable);
    }
}

gboolean answer_known(struct imap *imap, struct request *request)
{
    switch (request->place) {
    case IMAP_MAILBOX:
        answer_mailbox(imap, request);
        return TRUE;
    case IMAP_MAIL:
        return answer_mail(imap, request);
    case IMAP_EXPECTATION:
        return answer_expectation(imap, request);
    case IMAP_LEFT_OUT:
        answer_left_out(imap, request);
        return TRUE;
    case IMAP_ARRIVALS:
        if (imap->are_arrivals_known) {
            answer_arrivals(imap, request);
            return TRUE;
        }
        return FALSE;
    default:
        answer_with(imap, request, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is not of this mailbox"));
        return TRUE;
    }
}
