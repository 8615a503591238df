/* SPDX-License-Identifier: MIT
 *
 * What the headers of a mail tell the one who gets it.
 */
#include "plugins/common/blocks.h"
#include "plugins/common/charset.h"
#include "plugins/read-mime/mail.h"

#define HEADER_MAX 2000u /* characters shown of one header */

/* Raw 8-bit headers are met in old mails: the ladder reads them. */
char *headers_decode(struct ts_call *call, const char *raw)
{
    struct charset_result converted;
    struct charset_hint hint = {0};
    charset_to_utf8(call, &hint, ts_text(raw), &converted);
    g_autofree char *utf8 = g_strndup(converted.text.ptr, converted.text.len);
    g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, utf8);
    char *valid = g_utf8_make_valid(decoded ? decoded : "", -1);
    if (g_utf8_strlen(valid, -1) > HEADER_MAX) {
        *g_utf8_offset_to_pointer(valid, HEADER_MAX) = '\0';
    }
    return g_strstrip(valid);
}

static void emit_block(struct mail *mail, const char *text, uint32_t role, const char *where)
{
    struct block_builder builder;
    block_builder_init(&builder, mail->call);
    block_builder_add(&builder, ts_text(text), 1, 1);
    g_array_set_size(builder.marks, 0); /* a folded, encoded header has no columns */
    mail->is_failed |= block_builder_flush(&builder, role, mail->language, where) != 0;
    block_builder_finish(&builder);
}

static void emit_meta(struct mail *mail, const char *name, const char *value)
{
    struct ts_pair pair = {ts_text(name), ts_text(value)};
    mail->is_failed |= mail->call->host->emit_meta(mail->call, &pair) != 0;
}

static const struct {
    const char *header, *meta;
} kept[] = {
    {"From", "from"},
    {"Reply-To", "reply-to"},
    {"Sender", "sender"},
    {"To", "to"},
    {"Date", "date"},
    {"Message-ID", "message-id"},
    {"List-Unsubscribe", "list-unsubscribe"},
    {"List-Id", "list-id"},
    {"Return-Path", "return-path"},
};

/* The display name is what the reader sees as the sender. */
static void emit_sender(struct mail *mail, GMimeMessage *message)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first = from && internet_address_list_length(from) > 0
                                 ? internet_address_list_get_address(from, 0)
                                 : NULL;
    const char *name = first ? internet_address_get_name(first) : NULL;
    if (name && *name) {
        g_autofree char *text = headers_decode(mail->call, name);
        emit_block(mail, text, TS_ROLE_METADATA, "from");
    }
}

/* RFC 3282: a list of tags, of which the first counts. */
char *headers_language(GMimeObject *object, const char *fallback)
{
    const char *language = object ? g_mime_object_get_header(object, "Content-Language") : NULL;
    gboolean is_sane = language && strlen(language) < 20 && g_str_is_ascii(language);
    return is_sane ? g_strndup(language, strcspn(language, ", ;")) : g_strdup(fallback);
}

char *headers_read(struct mail *mail, GMimeMessage *message)
{
    GMimeObject *object = GMIME_OBJECT(message);
    const char *raw = g_mime_object_get_header(object, "Subject");
    g_free(mail->language);
    /* gmime keeps the Content- headers of a mail at its root part. */
    mail->language = headers_language(g_mime_message_get_mime_part(message), "");
    char *subject = headers_decode(mail->call, raw ? raw : "");
    if (*subject) {
        emit_block(mail, subject, TS_ROLE_SUBJECT, "subject");
        emit_meta(mail, "subject", subject);
    }
    emit_sender(mail, message);
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        const char *value = g_mime_object_get_header(object, kept[i].header);
        if (value) {
            g_autofree char *text = headers_decode(mail->call, value);
            emit_meta(mail, kept[i].meta, text);
        }
    }
    return subject;
}
