/* SPDX-License-Identifier: MIT
 *
 * Writes a mail. Names of the C locale are written out, since dates of a header speak English.
 */
#include "core/notify/mail.h"

#include <string.h>

#define WORD_SIZE 42u /* bytes of an encoded word's text: 56 in base64, 68 with its frame */
#define LINE_SIZE 73u /* of quoted-printable, before an escape and the soft break */

/* ---- header ---------------------------------------------------------------------------------- */

/* What would break a line, hide text or turn it round becomes a space. */
static char *plain_line(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        gboolean is_hidden = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                             type == G_UNICODE_LINE_SEPARATOR ||
                             type == G_UNICODE_PARAGRAPH_SEPARATOR;
        g_string_append_unichar(out, is_hidden ? ' ' : c);
    }
    return g_strstrip(g_string_free(out, FALSE));
}

static gboolean is_plain(const char *text)
{
    const char *at = text;
    while (*at >= ' ' && *at <= '~') {
        at++;
    }
    return !*at && strlen(text) <= 60 && !strstr(text, "=?");
}

/* Encoded words end between characters (RFC 2047, section 5). */
static void put_encoded(GString *out, const char *text)
{
    while (*text) {
        gsize size = 0;
        while (text[size]) {
            gsize next = (gsize)(g_utf8_next_char(text + size) - text);
            if (next > WORD_SIZE) {
                break;
            }
            size = next;
        }
        g_autofree char *word = g_base64_encode((const guchar *)text, size);
        text += size;
        g_string_append_printf(out, "=?UTF-8?B?%s?=%s", word, *text ? "\r\n " : "");
    }
}

static void put_subject(GString *out, const char *subject)
{
    g_autofree char *text = plain_line(subject);
    g_string_append(out, "Subject: ");
    if (is_plain(text)) {
        g_string_append(out, text);
    } else {
        put_encoded(out, text);
    }
    g_string_append(out, "\r\n");
}

static void put_date(GString *out, gint64 time)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
    g_string_append_printf(
        out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
        days[g_date_time_get_day_of_week(utc) - 1], g_date_time_get_day_of_month(utc),
        months[g_date_time_get_month(utc) - 1], g_date_time_get_year(utc),
        g_date_time_get_hour(utc), g_date_time_get_minute(utc), g_date_time_get_second(utc));
}

static void put_header(GString *out, const struct mail *mail)
{
    g_autofree char *unique = g_uuid_string_random();
    g_string_append_printf(out, "From: touchstone <%s>\r\nTo: ", mail->from);
    for (guint i = 0; i < mail->to->len; i++) {
        g_string_append_printf(out, "%s%s", i ? ",\r\n " : "",
                               (const char *)g_ptr_array_index(mail->to, i));
    }
    g_string_append(out, "\r\n");
    put_subject(out, mail->subject);
    put_date(out, mail->time);
    g_string_append_printf(out, "Message-ID: <%s@%s>\r\n", unique, strchr(mail->from, '@') + 1);
    g_string_append_printf(out,
                           "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\nContent-Language: %s\r\n"
                           "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                           mail->language);
}

/* ---- text ------------------------------------------------------------------------------------ */

/* A space or tab stands for itself but at the end of a line (RFC 2045, section 6.7). */
static gboolean is_literal(const char *at)
{
    guchar c = (guchar)*at;
    if (c == ' ') {
        return at[1] != '\n' && at[1] != '\0';
    }
    return c > ' ' && c <= '~' && c != '=';
}

/* A stop at the beginning of a line is escaped too, so that no relay has to double it. */
static void put_text(GString *out, const char *text)
{
    gsize column = 0;
    for (const char *at = text; *at; at++) {
        if (*at == '\n') {
            g_string_append(out, "\r\n");
            column = 0;
            continue;
        }
        if (column >= LINE_SIZE - 1) {
            g_string_append(out, "=\r\n");
            column = 0;
        }
        gboolean is_stop = column == 0 && *at == '.';
        gsize before = out->len;
        if (is_literal(at) && !is_stop) {
            g_string_append_c(out, *at);
        } else {
            g_string_append_printf(out, "=%02X", (guchar)*at);
        }
        column += out->len - before;
    }
}

char *mail_write(const struct mail *mail)
{
    g_autofree char *text = g_utf8_make_valid(mail->text, -1);
    GString *out = g_string_new(NULL);
    put_header(out, mail);
    put_text(out, text);
    return g_string_free(out, FALSE);
}
