/* SPDX-License-Identifier: MIT
 *
 * Who a mail says it is from, and where answers go.
 */
#include "plugins/check-mail/mail.h"

static gboolean is_ours(const struct mail *mail, const struct mailbox *mailbox)
{
    char host[HOST_NAME_SIZE];
    g_autofree char *address = g_utf8_strdown(mailbox->address.len ? mailbox->address.ptr : "",
                                              (gssize)mailbox->address.len);
    size_t size = host_name_normalise(mailbox->host, host);
    return g_hash_table_contains(mail->addresses, address) ||
           (size && mail_is_own_host(mail, ts_bytes(host, size)));
}

/* Is it still to be filled in? */
static gboolean is_blank(const struct letter *letter, struct ts_str header)
{
    return letter->is_template && (header.len == 0 || tags_has_any(header));
}

static struct ts_str domain_hint(const struct mail *mail)
{
    return ts_text(mail->domains->len ? g_ptr_array_index(mail->domains, 0) : "");
}

static void judge_address(struct letter *letter, const struct mailbox *mailbox, const char *rule,
                          const char *header)
{
    char host[HOST_NAME_SIZE];
    size_t size = host_name_normalise(mailbox->host, host);
    gboolean is_free = size && host_is_free_mail(ts_bytes(host, size));
    struct fault fault = {
        .rule = rule, .actual = mailbox->address, .expected = domain_hint(letter->mail)};
    if (is_free) {
        fault.detail = (struct ts_pair){ts_text("free"), mailbox->host};
    }
    if (mailbox->address.len && !is_ours(letter->mail, mailbox)) {
        faults_add(&letter->faults, &fault, place_of_header(letter, header));
    }
}

/* One of our names is in it: "Sanne van Vlakwerk" is one of us. */
static gboolean has_our_name(const struct mail *mail, struct ts_str name)
{
    g_autofree char *bare = text_bare(name);
    for (guint i = 0; i < mail->names->len; i++) {
        if (strstr(bare, g_ptr_array_index(mail->names, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Some mail programs put the address where the name should be. */
static void judge_name(struct letter *letter, const struct mailbox *mailbox)
{
    gboolean has_name = mailbox->name.len && !memchr(mailbox->name.ptr, '@', mailbox->name.len);
    struct fault fault = {.rule = "mail/sender-name-differs",
                          .severity = has_name && letter->is_marketing ? TS_WARNING : TS_INFO,
                          .actual = has_name ? mailbox->name : mailbox->address};
    fault.detail = (struct ts_pair){ts_text(has_name ? "other" : "bare"), fault.actual};
    if (letter->mail->names->len && !(has_name && has_our_name(letter->mail, mailbox->name))) {
        faults_add(&letter->faults, &fault, place_of_header(letter, "from"));
    }
}

static void judge_from(struct letter *letter)
{
    struct mailbox mailbox;
    mailbox_parse(letter->from, &mailbox);
    if (mailbox.address.len == 0) {
        struct fault fault = {.rule = "mail/sender-missing", .actual = letter->from};
        faults_add(&letter->faults, &fault, place_of_header(letter, "from"));
    } else if (mail_knows_us(letter->mail)) {
        judge_address(letter, &mailbox, "mail/sender-foreign", "from");
        if (is_ours(letter->mail, &mailbox)) {
            judge_name(letter, &mailbox);
        }
    }
}

void judge_sender(struct letter *letter)
{
    struct mailbox mailbox;
    struct ts_str reply = letter_meta(letter, "reply-to");
    if (!letter->is_mail) {
        return;
    }
    if (!is_blank(letter, letter->from)) {
        judge_from(letter);
    }
    if (mail_knows_us(letter->mail) && !is_blank(letter, reply)) {
        mailbox_parse(reply, &mailbox);
        judge_address(letter, &mailbox, "mail/reply-to-foreign", "reply-to");
    }
}
