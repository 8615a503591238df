/* SPDX-License-Identifier: MIT
 *
 * What a document is, and what its headers say, before anything is judged.
 */
#include "plugins/check-mail/mail.h"
#include "plugins/common/kinds.h"

static gboolean is_one_of(struct ts_str media_type, const char *const *types)
{
    while (*types && !ts_is(media_type, *types)) {
        types++;
    }
    return *types != NULL;
}

struct ts_str letter_meta(const struct letter *letter, const char *name)
{
    for (uint32_t i = 0; i < letter->document->meta.count; i++) {
        const struct ts_pair *pair = ts_item(letter->document->meta, i);
        if (ts_is(pair->name, name)) {
            return pair->value.ptr ? pair->value : ts_text("");
        }
    }
    return ts_text(NULL);
}

const struct ts_block *letter_block(const struct letter *letter, uint32_t index)
{
    return ts_item(letter->document->blocks, index);
}

struct ts_str letter_part_path(struct ts_str where)
{
    const char *slash = where.len > 5 ? memchr(where.ptr, '/', where.len) : NULL;
    if (where.len <= 5 || memcmp(where.ptr, "part=", 5) != 0) {
        return ts_text("");
    }
    return ts_bytes(where.ptr + 5, (slash ? (size_t)(slash - where.ptr) : where.len) - 5);
}

enum letter_part letter_part_of(const struct letter *letter, struct ts_str where)
{
    struct ts_str path = letter_part_path(where);
    if (!letter->is_mail) {
        return PART_HTML;
    }
    if (path.len == 0) {
        return PART_HEAD;
    }
    struct ts_str rest = ts_bytes(path.ptr + path.len, where.len - 5 - path.len);
    return text_begins(rest, "/block[") || rest.len == 0 ? PART_TEXT : PART_HTML;
}

/* By what is shown of them; the reader says it too, where it counts empty ones. */
static void find_parts(struct letter *letter)
{
    const struct ts_document *document = letter->document;
    struct ts_str parts = letter_meta(letter, "mail-parts");
    letter->has_all_headers = parts.ptr != NULL;
    letter->has_text = text_has(parts, "text/plain");
    letter->has_html = text_has(parts, "text/html") || !letter->is_mail;
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        enum letter_part part = letter_part_of(letter, letter_block(letter, i)->where);
        letter->has_text |= part == PART_TEXT;
        letter->has_html |= part == PART_HTML;
    }
    for (uint32_t i = 0; i < document->references.count; i++) {
        const struct ts_reference *reference = ts_item(document->references, i);
        letter->has_html |= letter_part_of(letter, reference->where) == PART_HTML;
    }
}

static void find_sender(struct letter *letter)
{
    struct mailbox mailbox;
    mailbox_parse(letter->from, &mailbox);
    letter->from_host[host_name_normalise(mailbox.host, letter->from_host)] = '\0';
}

gboolean letter_init(struct letter *letter, struct ts_call *call, const struct mail *mail,
                     const struct ts_document *document)
{
    static const char *const mails[] = {"message/rfc822", "message/global", NULL};
    static const char *const pages[] = {"text/html", "application/xhtml+xml", "text/mjml", NULL};
    *letter = (struct letter){.call = call, .mail = mail, .document = document};
    letter->is_mail = is_one_of(document->media_type, mails);
    gboolean is_page =
        is_one_of(document->media_type, pages) && kinds_have(document->kinds, "email");
    if (kinds_have(document->kinds, "attachment") || (!letter->is_mail && !is_page)) {
        return FALSE;
    }
    letter->is_template = kinds_have(document->kinds, "template") ||
                          (is_page && !kinds_have(document->kinds, "final"));
    letter->is_marketing = kinds_have(document->kinds, "marketing");
    letter->is_transactional = kinds_have(document->kinds, "transactional");
    letter->subject = letter_meta(letter, "subject");
    letter->from = letter_meta(letter, "from");
    find_parts(letter);
    find_sender(letter);
    return TRUE;
}

/* The domain a mail comes from and what lies above it is the sender's, up to one dot. */
static gboolean is_of_sender(const struct letter *letter, struct ts_str host)
{
    const char *domain = letter->from_host;
    struct mail sender = {.domains = g_ptr_array_new()};
    for (const char *above = domain; above && strchr(above, '.');) {
        domain = above;
        above = strchr(above, '.') + 1;
    }
    gboolean is_own = FALSE;
    if (*domain && !host_is_free_mail(ts_text(letter->from_host))) {
        g_ptr_array_add(sender.domains, (gpointer)domain);
        is_own = mail_is_own_host(&sender, host);
    }
    g_ptr_array_unref(sender.domains);
    return is_own;
}

gboolean letter_is_own_host(const struct letter *letter, struct ts_str host)
{
    return mail_is_own_host(letter->mail, host) ||
           (letter->mail->domains->len == 0 && is_of_sender(letter, host));
}

/* ---- places ---- */

struct ts_place place_in_block(uint32_t block, size_t offset, size_t length)
{
    struct ts_place place = {
        .block = block, .offset = (uint32_t)offset, .length = (uint32_t)length};
    return place;
}

struct ts_place place_of_block(const struct letter *letter, uint32_t block)
{
    return place_in_block(block, 0, letter_block(letter, block)->text.len);
}

struct ts_place place_at(struct ts_str where, uint32_t line, uint32_t column)
{
    struct ts_place place = {.block = TS_NO_BLOCK, .where = where, .line = line, .column = column};
    return place;
}

struct ts_place place_of_header(const struct letter *letter, const char *name)
{
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        if (ts_is(letter_block(letter, i)->where, name)) {
            return place_of_block(letter, i);
        }
    }
    return place_at(ts_text(name), 0, 0);
}
