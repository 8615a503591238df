/* SPDX-License-Identifier: MIT
 *
 * What the headers of a mail tell the one who gets it.
 */
#include "plugins/common/blocks.h"
#include "plugins/read-mime/address.h"
#include "plugins/read-mime/mail.h"
#include "plugins/read-mime/words.h"

#define HEADER_MAX 2000u       /* characters shown of one header */
#define HEADER_RAW (64u << 10) /* bytes of it that are looked at */
#define LANGUAGE_MAX 20u       /* bytes of a language tag */

static void emit_block(struct mail *mail, const char *text, uint32_t role, const char *where)
{
    struct block_builder builder;
    block_builder_init(&builder, mail->call);
    block_builder_add(&builder, ts_text(text), 1, 1);
    g_array_set_size(builder.marks, 0); /* a folded, encoded header has no columns */
    mail->is_failed |= block_builder_flush(&builder, role, mail->language, where) != 0;
    block_builder_finish(&builder);
}

enum { IS_ADDRESS = 1, IS_LONG = 2 /* lists of everybody: who is left out is not said */ };

static const struct {
    const char *header, *meta;
    unsigned flags;
} kept[] = {
    {"From", "from", IS_ADDRESS},
    {"Reply-To", "reply-to", IS_ADDRESS},
    {"Sender", "sender", IS_ADDRESS},
    {"To", "to", IS_ADDRESS | IS_LONG},
    {"Date", "date", 0},
    {"Message-ID", "message-id", 0},
    {"List-Unsubscribe", "list-unsubscribe", 0},
    {"List-Unsubscribe-Post", "list-unsubscribe-post", 0},
    {"List-Id", "list-id", 0},
    {"Return-Path", "return-path", 0},
    {"Precedence", "precedence", 0},
    {"Auto-Submitted", "auto-submitted", 0},
};

/* Cuts what is longer than a person reads, and says so. */
static void cut(struct mail *mail, char *text, const char *header, gboolean is_said)
{
    if (strlen(text) > HEADER_MAX && g_utf8_strlen(text, -1) > (glong)HEADER_MAX) {
        *g_utf8_offset_to_pointer(text, HEADER_MAX) = '\0';
        if (is_said) {
            g_autofree char *what = g_strdup_printf(
                "%s was not read beyond its first %u characters", header, HEADER_MAX);
            mail_say(mail, what);
        }
    }
}

/* UTF-8, its encoded words not decoded; NULL = there is no such field. */
static char *read_field(struct mail *mail, const char *header)
{
    g_autofree char *raw = field_get(entities_get(&mail->entities, 0)->head, header, HEADER_RAW);
    return raw ? words_to_utf8(mail->call, raw, mail->charset) : NULL;
}

static void take_addresses(struct mail *mail, size_t row, const char *text)
{
    g_autofree char *name = NULL;
    g_autofree char *list = address_fold(mail->call, text, &name);
    if (name && row == 0) { /* the display name is what the reader sees as the sender */
        cut(mail, name, kept[row].header, TRUE);
        emit_block(mail, name, TS_ROLE_METADATA, "from");
    }
    cut(mail, list, kept[row].header, !(kept[row].flags & IS_LONG));
    mail_emit_meta(mail, kept[row].meta, list);
}

static void take_field(struct mail *mail, size_t row)
{
    g_autofree char *text = read_field(mail, kept[row].header);
    if (text && kept[row].flags & IS_ADDRESS) {
        take_addresses(mail, row, text);
    } else if (text) {
        g_autofree char *value = words_decode(mail->call, ts_text(text));
        cut(mail, value, kept[row].header, TRUE);
        mail_emit_meta(mail, kept[row].meta, value);
    }
}

/* RFC 3282: a list of tags, of which the first counts. */
char *headers_language(struct ts_str head, const char *fallback)
{
    g_autofree char *language = field_get(head, "Content-Language", 10 * LANGUAGE_MAX);
    gboolean is_sane =
        language && *language && strlen(language) < LANGUAGE_MAX && g_str_is_ascii(language);
    return is_sane ? g_strndup(language, strcspn(language, ", ;")) : g_strdup(fallback);
}

char *headers_read(struct mail *mail)
{
    g_autofree char *text = read_field(mail, "Subject");
    char *subject = words_decode(mail->call, ts_text(text));
    cut(mail, subject, "Subject", TRUE);
    if (*subject) {
        emit_block(mail, subject, TS_ROLE_SUBJECT, "subject");
        mail_emit_meta(mail, "subject", subject);
    }
    for (size_t row = 0; row < G_N_ELEMENTS(kept); row++) {
        take_field(mail, row);
    }
    return subject;
}
