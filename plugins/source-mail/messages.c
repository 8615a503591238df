/* SPDX-License-Identifier: MIT
 *
 * Answers requests for messages of mailboxes.
 */
#include <errno.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "plugins/source-mail/mail.h"

/* Looks through what an earlier process listed: of a run that was killed and goes on. */
static struct mbox *look_through(struct mail *mail, const char *name, int fd)
{
    struct mbox *mbox = mbox_new(dup(fd), MBOX_MESSAGES);
    int done = 0;
    while (done == 0) {
        done = mbox_step(mbox);
    }
    if (done < 0) {
        mbox_free(mbox);
        return NULL;
    }
    g_hash_table_insert(mail->mboxes, g_strdup(name), mbox);
    return mbox;
}

/* The same message has the same tag wherever it stands. */
static char *etag_of(const GString *message)
{
    XXH128_hash_t hash = XXH3_128bits(message->str, message->len);
    return g_strdup_printf("%016llx%016llx", (unsigned long long)hash.high64,
                           (unsigned long long)hash.low64);
}

static void answer_message(struct mail *mail, const struct ts_request *request,
                           struct ts_answer *answer)
{
    g_free(mail->text);
    mail->text = etag_of(mail->bytes);
    if (ts_is(request->etag, mail->text)) {
        answer->status = TS_NOT_MODIFIED;
        return;
    }
    answer->status = TS_FETCHED;
    answer->media_type = ts_text("message/rfc822");
    answer->etag = ts_text(mail->text);
    answer->bytes = ts_bytes(mail->bytes->str, mail->bytes->len);
}

static char *describe_rest(void)
{
    return g_strdup_printf("holds more than the %u messages, or %u MB of names, that are read of "
                           "one touchpoint: the rest is not read",
                           MBOX_MESSAGES, FILES_LISTING_SIZE / 1000000);
}

static void answer_number(struct mail *mail, const struct ts_request *request,
                          const struct mbox *mbox, int fd, guint number, struct ts_answer *answer)
{
    char *reason = NULL;
    if (number == LISTING_REST) {
        files_say(mail->files, answer, TS_VANISHED, TS_CAUSE_LIMIT, describe_rest());
    } else if (mbox_count(mbox) == 0) { /* as a program leaves it that writes it anew */
        files_say(mail->files, answer, TS_FAILED, TS_CAUSE_OTHER,
                  g_strdup("its mailbox holds no mail now"));
    } else if (number > mbox_count(mbox)) {
        files_say(mail->files, answer, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is no longer there"));
    } else if ((mail->bytes = mbox_message(mbox, fd, number, &reason))) {
        answer_message(mail, request, answer);
    } else {
        files_say(mail->files, answer, TS_FAILED, TS_CAUSE_OTHER, reason);
    }
}

void messages_answer(struct mail *mail, const struct ts_request *request, const char *name,
                     guint number, struct ts_answer *answer_r)
{
    answer_r->id = request->id;
    int fd = files_open_name(mail->files, name);
    const struct mbox *mbox = fd >= 0 ? g_hash_table_lookup(mail->mboxes, name) : NULL;
    mbox = mbox || fd < 0 ? mbox : look_through(mail, name, fd);
    if (mbox) {
        answer_number(mail, request, mbox, fd, number, answer_r);
    } else if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        files_say(mail->files, answer_r, TS_VANISHED, TS_CAUSE_OTHER,
                  g_strdup("is no longer there"));
    } else {
        files_say(mail->files, answer_r, TS_FAILED, TS_CAUSE_OTHER,
                  g_strdup_printf("its mailbox can't be read: %s", g_strerror(errno)));
    }
    if (fd >= 0) {
        close(fd);
    }
}
