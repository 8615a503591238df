/* SPDX-License-Identifier: MIT
 *
 * The conversation with the server: one command at a time, none that changes anything. What a
 * broken connection leaves undone is asked for again on the next one.
 */
#include <string.h>

#include "plugins/source-imap/imap.h"

#define PAUSE                                                                          \
    (G_USEC_PER_SEC / 5) /* before the second connection; then twice as long each time \
                          */
#define LIST_ITEMS "(UID RFC822.SIZE INTERNALDATE FLAGS)"

/* ---- commands ---- */

/* "T12 EXAMINE ..." */
static void begin(struct imap *imap, enum imap_phase phase, const char *command)
{
    g_autofree char *line = g_strdup_printf("T%u %s", ++imap->tag, command);
    imap->phase = phase;
    connection_send(&imap->connection, line);
}

static void begin_examine(struct imap *imap)
{
    g_autofree char *command = g_strconcat("EXAMINE ", imap->options.quoted, NULL);
    imap->validity_said = imap->exists = 0;
    begin(imap, PHASE_EXAMINE, command);
}

static void begin_list(struct imap *imap)
{
    g_array_set_size(imap->listing, 0);
    imap->has_arrivals = FALSE;
    begin(imap, PHASE_LIST, "UID FETCH 1:* " LIST_ITEMS);
}

static void begin_news(struct imap *imap)
{
    guint64 last =
        imap->mails->len ? g_array_index(imap->mails, struct mail, imap->mails->len - 1).uid : 0;
    g_autofree char *command =
        g_strdup_printf("UID FETCH %" G_GUINT64_FORMAT ":* " LIST_ITEMS, last + 1);
    g_array_set_size(imap->listing, 0);
    imap->has_arrivals = FALSE;
    begin(imap, PHASE_NEWS, command);
}

static guint32 uid_at(const struct imap *imap, guint index)
{
    return g_array_index(imap->mails, struct mail, index).uid;
}

static void begin_headers(struct imap *imap)
{
    guint end = imap->headers_at;
    imap->headers_begin = end > IMAP_HEADERS_BATCH ? end - IMAP_HEADERS_BATCH : 0;
    imap->headers_newest = G_MININT64;
    g_autofree char *command =
        g_strdup_printf("UID FETCH %u:%u (UID BODY.PEEK[HEADER.FIELDS (SUBJECT FROM)])",
                        uid_at(imap, imap->headers_begin), uid_at(imap, end - 1));
    begin(imap, PHASE_HEADERS, command);
}

static guint64 size_of(const struct imap *imap, const struct request *request)
{
    const struct mail *mail = listing_find(imap, request->uid);
    return mail ? mail->size : 0;
}

/* Several at once; one that failed before alone, so that it can't take others with it. */
static gboolean is_batch_full(const struct imap *imap, guint64 size, const struct request *next)
{
    const struct request *first = imap->asked.head ? imap->asked.head->data : NULL;
    return first && (first->attempts || next->attempts || imap->asked.length >= IMAP_BATCH ||
                     size + size_of(imap, next) > IMAP_BATCH_SIZE);
}

static gboolean is_mail(const GList *at)
{
    return ((const struct request *)at->data)->place == IMAP_MAIL;
}

static void begin_bodies(struct imap *imap)
{
    GString *command = g_string_new("UID FETCH ");
    guint64 size = 0;
    for (GList *at = imap->waiting.head, *after; at; at = after) {
        struct request *request = at->data;
        after = at->next;
        if (!is_mail(at)) {
            continue;
        }
        if (is_batch_full(imap, size, request)) {
            break;
        }
        size += size_of(imap, request);
        g_string_append_printf(command, "%s%u", imap->asked.length ? "," : "", request->uid);
        g_queue_unlink(&imap->waiting, at);
        g_queue_push_tail_link(&imap->asked, at);
    }
    g_string_append(command, " (UID BODY.PEEK[])");
    begin(imap, PHASE_BODIES, command->str);
    g_string_free(command, TRUE);
}

/* ---- ends ---- */

static void go_down(struct imap *imap, char *reason, gboolean is_retryable)
{
    g_free(imap->down);
    imap->down = reason;
    imap->is_down_retryable = is_retryable;
    connection_close(&imap->connection);
    imap->phase = PHASE_IDLE;
}

/* Words of the server, for a reason: plain, short, and never the password. */
static char *quote_server(const struct imap *imap, const struct response_head *head)
{
    g_autofree char *text = g_strndup(head->text.ptr ? head->text.ptr : "", head->text.len);
    if (strstr(text, imap->options.password)) {
        return g_strdup("");
    }
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(strlen(text), IMAP_SAID_SIZE));
    return *valid ? g_strdup_printf(" (it says \"%s\")", valid) : g_strdup("");
}

static void refuse(struct imap *imap, const char *what, const struct response_head *head)
{
    g_autofree char *said = quote_server(imap, head);
    go_down(imap, g_strdup_printf("%s: %s%s", imap->options.server, what, said), FALSE);
}

/* Those of the command under way go back to the front, in their order. One that was asked for too
 * often is given up, and the server is not blamed for it. */
static void take_back(struct imap *imap, const char *reason)
{
    struct request *request;
    while ((request = g_queue_pop_tail(&imap->asked))) {
        if (++request->attempts < IMAP_ATTEMPTS) {
            g_queue_push_head(&imap->waiting, request);
            continue;
        }
        answer_failed(imap, request, reason, TRUE);
        request_free(request);
        imap->failures = 0;
    }
}

void mailbox_fail(struct imap *imap, struct connection_end *end)
{
    imap->phase = PHASE_IDLE;
    imap->is_examined = FALSE;
    imap->failures++;
    take_back(imap, end->reason);
    imap->not_before = g_get_monotonic_time() + (PAUSE << MIN(imap->failures, 5u));
    if (end->is_final || imap->failures >= IMAP_ATTEMPTS || imap->connections >= IMAP_CONNECTIONS) {
        go_down(imap, g_steal_pointer(&end->reason), end->is_retryable);
    }
    g_clear_pointer(&end->reason, g_free);
}

/* ---- commands that are done ---- */

static void end_examine(struct imap *imap, const struct response_head *head)
{
    if (head->kind != RESPONSE_OK) {
        g_autofree char *what = g_strdup_printf("has no mailbox \"%s\" that user %s may read",
                                                imap->options.mailbox, imap->options.user);
        refuse(imap, what, head);
    } else if (imap->validity_said == 0) {
        refuse(imap, "gives its mails no lasting numbers (UIDVALIDITY)", head);
    } else {
        imap->is_listed = imap->is_listed && imap->validity == imap->validity_said;
        imap->validity = imap->validity_said;
        imap->is_examined = TRUE;
        imap->has_arrivals = TRUE; /* since the list was made: who knows */
    }
}

static void end_list(struct imap *imap, const struct response_head *head)
{
    char *reason = NULL;
    imap->has_arrivals = imap->has_arrivals && head; /* of an empty one no list was asked for */
    if (head && head->kind != RESPONSE_OK) {
        refuse(imap, "can't list the mailbox", head);
    } else if (listing_end(imap, &reason) != 0) {
        go_down(imap, reason, FALSE);
    }
}

static void end_headers(struct imap *imap, const struct response_head *head)
{
    imap->headers_at = imap->headers_begin;
    if (head->kind != RESPONSE_OK) {
        g_autofree char *said = quote_server(imap, head);
        g_free(imap->headers_failure);
        imap->headers_failure =
            g_strdup_printf("the mailbox can't tell the subjects of its mails%s", said);
    }
}

/* Listed, and not there any more: whether it was deleted the next run knows. */
static void end_bodies(struct imap *imap, const struct response_head *head)
{
    g_autofree char *said = quote_server(imap, head);
    g_autofree char *reason =
        head->kind == RESPONSE_OK
            ? g_strdup("was listed, but could not be fetched: it may have been deleted meanwhile")
            : g_strdup_printf("the mailbox did not give it%s", said);
    gboolean is_alone = imap->asked.length == 1;
    struct request *request;
    while ((head->kind == RESPONSE_OK || is_alone) && (request = g_queue_pop_head(&imap->asked))) {
        answer_failed(imap, request, reason, TRUE);
        request_free(request);
    }
    take_back(imap, reason); /* one of them it was: each alone */
}

/* The server tells on the way whether there are more mails than before. */
static void end_noop(struct imap *imap, const struct response_head *head)
{
    (void)head;
    imap->are_arrivals_known = !imap->has_arrivals;
}

static void end_news(struct imap *imap, const struct response_head *head)
{
    if (head->kind == RESPONSE_OK) {
        news_end(imap);
    }
    imap->are_arrivals_known = TRUE;
}

/* ---- responses ---- */

static void take_body(struct imap *imap, const struct fetch_item *item)
{
    for (GList *at = imap->asked.head; at && item->has_body; at = at->next) {
        struct request *request = at->data;
        if (request->uid == item->uid) {
            answer_bytes(imap, request, item->body);
            g_queue_delete_link(&imap->asked, at);
            request_free(request);
            imap->failures = 0;
            return;
        }
    }
}

static const struct {
    void (*take)(struct imap *imap, const struct fetch_item *item);
    void (*end)(struct imap *imap, const struct response_head *head);
} phases[PHASE_COUNT] = {
    [PHASE_EXAMINE] = {NULL, end_examine},
    [PHASE_LIST] = {listing_take, end_list},
    [PHASE_HEADERS] = {expect_take, end_headers},
    [PHASE_BODIES] = {take_body, end_bodies},
    [PHASE_NOOP] = {NULL, end_noop},
    [PHASE_NEWS] = {listing_take, end_news},
};

static void break_off(struct imap *imap, const char *why)
{
    struct connection_end end = {.reason = g_strdup_printf("%s: %s", imap->options.server, why),
                                 .is_retryable = TRUE};
    connection_close(&imap->connection);
    mailbox_fail(imap, &end);
}

static void take_fetch(struct imap *imap, const struct response *response)
{
    struct fetch_item item;
    if (!fetch_item_parse(response, &item)) {
        break_off(imap, "sent an answer that is no IMAP");
    } else if (phases[imap->phase].take) {
        phases[imap->phase].take(imap, &item);
    }
}

static void take_untagged(struct imap *imap, const struct response_head *head,
                          const struct response *response)
{
    guint32 validity = response_code_number(head->code, "UIDVALIDITY");
    if (head->kind == RESPONSE_FETCH) {
        take_fetch(imap, response);
    } else if (head->kind == RESPONSE_EXISTS) {
        imap->has_arrivals |= imap->phase != PHASE_EXAMINE;
        imap->exists = head->number;
    } else if (head->kind == RESPONSE_OK && validity && imap->phase == PHASE_EXAMINE) {
        imap->validity_said = validity;
    } else if (head->kind == RESPONSE_BYE) {
        break_off(imap, "ended the session");
    }
}

static void take_response(struct imap *imap, const struct response *response)
{
    struct response_head head;
    g_autofree char *tag = g_strdup_printf("T%u", imap->tag);
    response_parse(response, &head);
    if (ts_is(head.tag, "*")) {
        take_untagged(imap, &head, response);
    } else if (ts_is(head.tag, tag) && head.kind >= RESPONSE_OK && head.kind <= RESPONSE_BAD) {
        enum imap_phase phase = imap->phase;
        imap->phase = PHASE_IDLE;
        imap->failures = phase == PHASE_EXAMINE ? imap->failures : 0;
        phases[phase].end(imap, &head);
    } else {
        break_off(imap, "sent an answer that is no IMAP");
    }
}

/* ---- what comes next ---- */

/* Those that need no server; the rest stays in its order. */
static void answer_waiting(struct imap *imap)
{
    for (guint left = imap->waiting.length; left > 0; left--) {
        struct request *request = g_queue_pop_head(&imap->waiting);
        if (answer_known(imap, request)) {
            request_free(request);
        } else {
            g_queue_push_tail(&imap->waiting, request);
        }
    }
}

static void fail_waiting(struct imap *imap)
{
    struct request *request;
    while ((request = g_queue_pop_head(&imap->waiting))) {
        answer_down(imap, request);
        request_free(request);
    }
}

static gboolean is_waited_for(const struct imap *imap, enum imap_place place)
{
    for (const GList *at = imap->waiting.head; at; at = at->next) {
        if (((const struct request *)at->data)->place == place) {
            return TRUE;
        }
    }
    return FALSE;
}

/* No more than one batch of mails lies here: the next is asked for when those are taken. What needs
 * no server was answered before. TRUE: something was begun. */
static gboolean begin_command(struct imap *imap)
{
    if (imap->waiting.length == 0 || imap->replies.length) {
        return FALSE;
    }
    if (!imap->is_examined) {
        begin_examine(imap);
    } else if (!imap->is_listed && imap->exists == 0) {
        end_list(imap, NULL);
    } else if (!imap->is_listed) {
        begin_list(imap);
    } else if (is_waited_for(imap, IMAP_EXPECTATION)) {
        begin_headers(imap);
    } else if (is_waited_for(imap, IMAP_MAIL)) {
        begin_bodies(imap);
    } else if (imap->has_arrivals) {
        begin_news(imap);
    } else {
        begin(imap, PHASE_NOOP, "NOOP");
    }
    return TRUE;
}

static gboolean receive(struct imap *imap)
{
    struct connection_end end;
    int got = connection_receive(&imap->connection, &end);
    if (got < 0) {
        mailbox_fail(imap, &end);
    } else if (got == 1) {
        take_response(imap, &imap->connection.reader.response);
    }
    return got != 0;
}

static gboolean connect_again(struct imap *imap)
{
    if (imap->waiting.length == 0 || g_get_monotonic_time() < imap->not_before) {
        return FALSE;
    }
    imap->connections++;
    connection_open(&imap->connection);
    return TRUE;
}

/* TRUE: something came of it, so that there may be more to do. */
static gboolean step(struct imap *imap)
{
    if (imap->down) {
        fail_waiting(imap);
        return FALSE;
    }
    if (imap->phase != PHASE_IDLE) {
        return receive(imap);
    }
    if (imap->is_listed) {
        answer_waiting(imap);
    }
    switch (imap->connection.state) {
    case CONNECTION_CLOSED:
        return connect_again(imap);
    case CONNECTION_OPEN:
        return begin_command(imap);
    default:
        return FALSE;
    }
}

void mailbox_work(struct imap *imap)
{
    while (step(imap)) {
    }
}

void mailbox_opened(struct imap *imap, CURLcode code)
{
    struct connection_end end;
    if (connection_opened(&imap->connection, code, &end) != 0) {
        mailbox_fail(imap, &end);
    }
}

/* Nobody waits for the answer. */
void mailbox_end(struct imap *imap)
{
    if (imap->connection.state == CONNECTION_OPEN && imap->phase == PHASE_IDLE) {
        begin(imap, PHASE_IDLE, "LOGOUT");
    }
    connection_close(&imap->connection);
}

gint64 mailbox_pause(const struct imap *imap)
{
    gint64 now = g_get_monotonic_time();
    gboolean was_opened = imap->connection.state == CONNECTION_OPEN && imap->phase == PHASE_IDLE;
    if (imap->replies.length) {
        return 0;
    }
    if (imap->waiting.length && (was_opened || imap->down)) {
        return 0; /* libcurl's part ended in another touchpoint's turn */
    }
    return imap->connection.state == CONNECTION_CLOSED && imap->waiting.length
               ? MAX(imap->not_before - now, 0)
               : -1;
}
