/* SPDX-License-Identifier: MIT
 *
 * Walks the parts of a mail: what is shown becomes blocks of one document, the rest children.
 */
#include "plugins/read-mime/mail.h"

#include "plugins/common/charset.h"
#include "plugins/common/html.h"
#include "plugins/common/limits.h"

static void say_cut(struct mail *mail, const char *what)
{
    mail->call->host->emit_truncated(mail->call, ts_text(what));
}

/* The part's bytes, with its transfer encoding undone; the caller frees them. */
static GByteArray *content_of(GMimePart *part)
{
    GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
    GByteArray *bytes = g_byte_array_new();
    if (wrapper) {
        GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
        g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
        g_mime_data_wrapper_write_to_stream(wrapper, stream);
        g_object_unref(stream);
    }
    return bytes;
}

static char *lower_type(GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    g_autofree char *text = type ? g_mime_content_type_get_mime_type(type) : NULL;
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    return g_ascii_strdown(valid, -1);
}

/* The body of a mail, decoded from its transfer encoding. */
struct body {
    struct ts_str bytes;
    const char *charset, *language, *path;
};

static void read_html(struct mail *mail, const struct body *body)
{
    g_autofree char *where = g_strdup_printf("part=%s/", body->path);
    struct html_input input = {
        .bytes = body->bytes,
        .charset = ts_text(body->charset),
        .language = ts_text(body->language),
        .where = ts_text(where),
        .is_part = 1,
    };
    mail->has_html = TRUE;
    mail->is_failed |= html_read(mail->call, &input) != 0;
}

static void read_plain(struct mail *mail, const struct body *body)
{
    struct charset_result converted;
    struct charset_hint hint = {.declared = ts_text(body->charset)};
    g_autofree char *where = g_strdup_printf("part=%s", body->path);
    charset_to_utf8(mail->call, &hint, body->bytes, &converted);
    mail->has_text = TRUE;
    plain_read(mail, converted.text, body->language, where);
}

static void emit_child(struct mail *mail, const char *media_type, const char *charset,
                       const char *name, const char *path, struct ts_str bytes)
{
    g_autofree char *suffix = g_strdup_printf("part=%s", path);
    g_autofree char *own_name = name ? headers_decode(mail->call, name) : g_strdup("");
    g_autofree char *own_charset = g_utf8_make_valid(charset ? charset : "", -1);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(media_type),
        .charset = ts_text(own_charset),
        .name = ts_text(own_name),
        .bytes = bytes,
    };
    mail->is_failed |= mail->call->host->emit_child(mail->call, &child) != 0;
}

/* The text that a mail program shows is that of the mail; anything with a name is attached. */
static gboolean is_body(GMimeObject *object, const char *type, const char *name)
{
    const char *disposition = g_mime_object_get_disposition(object);
    gboolean is_attached = disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
    return !is_attached && !(name && *name) &&
           (g_str_equal(type, "text/plain") || g_str_equal(type, "text/html") || !*type);
}

static void read_part(struct mail *mail, GMimePart *part, const char *path)
{
    GMimeObject *object = GMIME_OBJECT(part);
    g_autofree char *type = lower_type(object);
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    const char *name = g_mime_part_get_filename(part);
    g_autoptr(GByteArray) bytes = content_of(part);
    g_autofree char *language = headers_language(object, mail->language);
    struct body body = {ts_bytes(bytes->data, bytes->len), charset, language, path};
    if (!is_body(object, type, name)) {
        emit_child(mail, type, charset, name, path, body.bytes);
    } else if (g_str_equal(type, "text/html")) {
        read_html(mail, &body);
    } else {
        read_plain(mail, &body);
    }
}

/* A forwarded mail is a document of its own. */
static void read_message_part(struct mail *mail, GMimeMessagePart *part, const char *path)
{
    GMimeMessage *inner = g_mime_message_part_get_message(part);
    if (inner) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
        g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
        g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream);
        emit_child(mail, "message/rfc822", NULL, NULL, path, ts_bytes(bytes->data, bytes->len));
        g_object_unref(stream);
    }
}

static void read_object(struct mail *mail, GMimeObject *object, const char *path, guint depth);

static void read_multipart(struct mail *mail, GMimeMultipart *multipart, const char *path,
                           guint depth)
{
    int count = g_mime_multipart_get_count(multipart);
    for (int i = 0; i < count && mail->parts <= READER_PARTS; i++) {
        g_autofree char *inner =
            *path ? g_strdup_printf("%s.%d", path, i + 1) : g_strdup_printf("%d", i + 1);
        read_object(mail, g_mime_multipart_get_part(multipart, i), inner, depth + 1);
    }
}

static void read_object(struct mail *mail, GMimeObject *object, const char *path, guint depth)
{
    if (depth > READER_PART_DEPTH) {
        say_cut(mail, "parts inside more than 32 other parts were not read");
    } else if (++mail->parts > READER_PARTS) {
        say_cut(mail, "parts beyond the first 1,000 were not read");
    } else if (GMIME_IS_MULTIPART(object)) {
        read_multipart(mail, GMIME_MULTIPART(object), path, depth);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        read_message_part(mail, GMIME_MESSAGE_PART(object), *path ? path : "1");
    } else if (GMIME_IS_PART(object)) {
        read_part(mail, GMIME_PART(object), *path ? path : "1");
    }
}

/* A multipart whose last boundary never comes was cut off on its way. */
static gboolean is_cut_off(GMimeMessage *message, struct ts_str bytes)
{
    GMimeObject *object = g_mime_message_get_mime_part(message);
    if (!object || !GMIME_IS_MULTIPART(object)) {
        return FALSE;
    }
    const char *boundary = g_mime_multipart_get_boundary(GMIME_MULTIPART(object));
    if (!boundary) {
        return FALSE;
    }
    g_autofree char *end = g_strdup_printf("--%s--", boundary);
    return !memmem(bytes.ptr, bytes.len, end, strlen(end));
}

static int emit_head(struct mail *mail, const char *subject)
{
    struct ts_head head = {
        .size = sizeof head, .title = ts_text(subject), .language = ts_text(mail->language)};
    return mail->call->host->emit_head(mail->call, &head);
}

/* Something like "Name: value" must stand at the front: gmime takes any bytes for a mail. */
static gboolean has_headers(struct ts_str bytes)
{
    size_t reach = MIN(bytes.len, 4096u);
    for (size_t at = 0; at < reach;) {
        const char *stop = memchr(bytes.ptr + at, '\n', reach - at);
        size_t end = stop ? (size_t)(stop - bytes.ptr) : reach;
        const char *colon = memchr(bytes.ptr + at, ':', end - at);
        size_t name = 0;
        while (colon && name < (size_t)(colon - bytes.ptr) - at &&
               (g_ascii_isalnum(bytes.ptr[at + name]) || strchr("-_", bytes.ptr[at + name]))) {
            name++;
        }
        if (colon && name > 1 && bytes.ptr + at + name == colon) {
            return TRUE;
        }
        at = end + 1;
    }
    return FALSE;
}

int mail_read(struct ts_call *call, struct ts_str bytes)
{
    if (!has_headers(bytes)) {
        return ts_fail(call, bytes.len ? "is not a mail: it has no headers" : "is empty");
    }
    struct mail mail = {.call = call, .language = g_strdup("")};
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.ptr, bytes.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    int done = -1;
    if (message) {
        g_autofree char *subject = headers_read(&mail, message);
        GMimeObject *root = g_mime_message_get_mime_part(message);
        if (root) {
            read_object(&mail, root, "", 0);
        }
        if (is_cut_off(message, bytes)) {
            say_cut(&mail, "the mail is cut off: its last boundary is missing");
        }
        done = mail.is_failed ? -1 : emit_head(&mail, subject);
        g_object_unref(message);
    } else {
        ts_fail(call, "is not a mail that can be parsed");
    }
    g_object_unref(parser);
    g_object_unref(stream);
    g_free(mail.language);
    return done;
}
