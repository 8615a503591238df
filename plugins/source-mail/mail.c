/* SPDX-License-Identifier: MIT
 *
 * The source's operations: what was fed goes to the part that answers it.
 */
#include "plugins/source-mail/mail.h"

#include "plugins/common/picture_scope.h"

/* ---- life ---- */

static int start(struct ts_call *call, void **shared_r)
{
    struct shared *shared = g_new0(struct shared, 1);
    shared->downloads = downloads_new();
    shared->mails = g_ptr_array_new();
    *shared_r = shared;
    return shared->downloads ? 0 : ts_fail(call, "libcurl can't start");
}

static void stop(struct ts_call *call, void *data)
{
    struct shared *shared = data;
    (void)call;
    if (shared) {
        downloads_free(&shared->downloads);
        g_ptr_array_unref(shared->mails);
        g_free(shared);
    }
}

static void free_mbox(gpointer mbox)
{
    mbox_free(mbox);
}

static void close_mail(struct ts_call *call, void *self)
{
    struct mail *mail = self;
    g_ptr_array_remove_fast(mail->shared->mails, mail);
    if (mail->files) {
        files_close(call, mail->files);
    }
    files_root_clear(&mail->root);
    downloader_free(&mail->downloader);
    g_hash_table_unref(mail->maildirs);
    g_hash_table_unref(mail->mboxes);
    g_clear_pointer(&mail->messages, g_hash_table_unref);
    g_clear_pointer(&mail->listing, listing_free);
    g_clear_pointer(&mail->mjml, mjml_free);
    g_clear_pointer(&mail->mjml_request, files_request_free);
    g_free(mail->mjml_etag);
    if (mail->bytes) {
        g_string_free(mail->bytes, TRUE);
    }
    g_free(mail->text);
    g_free(mail);
}

static const char *media_type(void *mail, const char *name, struct ts_str bytes)
{
    (void)bytes;
    return maildir_has(mail, name) ? "message/rfc822" : NULL;
}

static const struct files_profile profile = {
    .lists = maildir_lists,
    .media_type = media_type,
    .takes_globs = TRUE,
    .needs_a_file = TRUE,
};

static int open_mail(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct mail *mail = g_new0(struct mail, 1);
    mail->shared = shared;
    mail->maildirs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    mail->mboxes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_mbox);
    files_root_init(&mail->root, open->options, profile.takes_globs);
    g_ptr_array_add(mail->shared->mails, mail);
    if (picture_downloader_new(call, mail->shared->downloads, open->options, &mail->downloader) !=
            0 ||
        files_open(call, open->options, &profile, mail, &mail->files) != 0) {
        close_mail(call, mail);
        return -1;
    }
    *self_r = mail;
    return 0;
}

static int feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct mail *mail = self;
    return files_feed(call, mail->files, request);
}

/* ---- templates ---- */

/* The answer is the template: it waits until that is compiled. FALSE: it can't be; that is the
 * answer. */
static gboolean begin_mjml(struct mail *mail, struct ts_request *request, struct ts_answer *answer)
{
    char *reason = NULL;
    mail->mjml = mjml_new(answer->bytes, &reason);
    if (!mail->mjml) {
        *answer = (struct ts_answer){.size = sizeof *answer, .id = request->id};
        files_say(mail->files, answer, TS_FAILED, TS_CAUSE_OTHER, reason);
        return FALSE;
    }
    mail->mjml_request = request;
    mail->mjml_etag = g_strndup(answer->etag.ptr, answer->etag.len);
    *answer = (struct ts_answer){.size = sizeof *answer};
    return TRUE;
}

/* 1: *answer_r is the compiled template. */
static int step_mjml(struct mail *mail, struct ts_answer *answer_r)
{
    GString *html = NULL;
    char *reason = NULL;
    if (mjml_step(mail->mjml, &html, &reason) == 0) {
        return 0;
    }
    g_clear_pointer(&mail->mjml, mjml_free);
    answer_r->id = mail->mjml_request->id;
    if (html) {
        mail->bytes = html;
        g_free(mail->text);
        mail->text = g_steal_pointer(&mail->mjml_etag);
        answer_r->status = TS_FETCHED;
        answer_r->media_type = ts_text("text/html");
        answer_r->charset = ts_text("utf-8");
        answer_r->etag = ts_text(mail->text);
        answer_r->bytes = ts_bytes(html->str, html->len);
    } else {
        files_say(mail->files, answer_r, TS_FAILED, TS_CAUSE_OTHER, reason);
    }
    g_clear_pointer(&mail->mjml_etag, g_free);
    g_clear_pointer(&mail->mjml_request, files_request_free);
    return 1;
}

/* ---- requests ---- */

static void answer_maildir(struct ts_call *call, struct mail *mail,
                           const struct ts_request *request, const char *name,
                           struct ts_answer *answer)
{
    const char *file = listing_file(call, mail, name);
    answer->id = request->id;
    if (file) {
        files_answer_name(mail->files, request, file, answer);
    } else {
        files_say(mail->files, answer, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is no longer there"));
    }
}

static void answer_file(struct ts_call *call, struct mail *mail, const struct ts_request *request,
                        struct ts_answer *answer)
{
    g_autofree char *name = NULL;
    guint number = listing_message(mail, request->locator, &name);
    if (number) {
        messages_answer(mail, request, name, number, answer);
        return;
    }
    g_autofree char *own =
        files_is_single(mail->files) ? NULL : files_name(&mail->root, request->locator);
    if (own && maildir_has(mail, own)) {
        answer_maildir(call, mail, request, own, answer);
    } else {
        files_answer(call, mail->files, request, answer);
    }
}

/* 1: it is answered. 0: its answer comes later. Takes the request over. */
static int take(struct ts_call *call, struct mail *mail, struct ts_request *request,
                struct ts_answer *answer)
{
    if (request->locator.len == 0) {
        listing_begin(call, mail, request, answer);
    } else if (download_is_url(request->locator)) {
        download_start(mail->downloader, request);
    } else {
        answer_file(call, mail, request, answer);
    }
    if (ts_is(answer->media_type, "text/mjml") && begin_mjml(mail, request, answer)) {
        return 0;
    }
    files_request_free(request);
    return answer->status != 0;
}

/* What was begun before. 1: *answer_r is its answer. */
static int step(struct mail *mail, struct ts_answer *answer_r)
{
    if (mail->listing && listing_step(mail, answer_r) == 1) {
        return 1;
    }
    if (mail->mjml && step_mjml(mail, answer_r) == 1) {
        return 1;
    }
    return download_next(mail->downloader, answer_r);
}

static gboolean is_busy(const struct mail *mail)
{
    return mail->listing || mail->mjml;
}

/* A page here is a mail to be, with a preheader: its reader can't know. */
static int answered(struct ts_answer *answer)
{
    static const struct ts_pair template[] = {
        {{"touchstone-mail", sizeof "touchstone-mail" - 1}, {"template", sizeof "template" - 1}}};
    if (answer->status == TS_FETCHED && ts_is(answer->media_type, "text/html")) {
        answer->headers = (struct ts_list)TS_LIST_OF(template);
    }
    return 1;
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct mail *mail = self;
    struct ts_request *request;
    if (mail->bytes) {
        g_string_free(mail->bytes, TRUE);
        mail->bytes = NULL;
    }
    if (step(mail, answer_r) == 1) {
        return answered(answer_r);
    }
    while (!is_busy(mail) && (request = files_take(mail->files))) {
        if (take(call, mail, request, answer_r) == 1) {
            return answered(answer_r);
        }
    }
    gboolean is_over =
        files_has_ended(mail->files) && !is_busy(mail) && download_count(mail->downloader) == 0;
    return is_over ? 0 : 2;
}

/* ---- waiting ---- */

static void wait_for(struct ts_call *call, void *data, int32_t fd, uint32_t msec)
{
    struct shared *shared = data;
    g_autoptr(GArray) fds = g_array_new(FALSE, TRUE, sizeof(struct pollfd));
    struct pollfd host = {.fd = fd, .events = POLLIN};
    (void)call;
    if (fd >= 0) {
        g_array_append_val(fds, host);
    }
    for (guint i = 0; i < shared->mails->len; i++) {
        const struct mail *mail = g_ptr_array_index(shared->mails, i);
        if (mail->listing) {
            return; /* there is work to do */
        }
        if (mail->mjml) {
            guint look = mjml_add_fds(mail->mjml, fds);
            msec = MIN(msec, look);
        }
    }
    downloads_wait(shared->downloads, (const struct pollfd *)(const void *)fds->data, fds->len,
                   msec);
}

const struct ts_source_ops mail_ops = {
    .size = sizeof mail_ops,
    .start = start,
    .open = open_mail,
    .feed = feed,
    .next = next,
    .wait = wait_for,
    .close = close_mail,
    .stop = stop,
    .scope_open = picture_scope_open,
    .resolve = picture_scope_resolve,
    .scope_close = picture_scope_close,
};
