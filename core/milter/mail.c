/* SPDX-License-Identifier: MIT
 *
 * Collects a mail within its cap.
 */
#include "core/milter/mail.h"

#include <string.h>

static void field_free(gpointer data)
{
    struct mail_field *field = data;
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

struct mail *mail_new(const char *sender, guint64 max_size)
{
    struct mail *mail = g_new0(struct mail, 1);
    mail->sender = mail_address(sender);
    mail->fields = g_ptr_array_new_with_free_func(field_free);
    mail->body = g_string_new(NULL);
    mail->max_size = max_size;
    return mail;
}

void mail_free(struct mail **mail)
{
    struct mail *own = *mail;
    if (own) {
        g_free(own->sender);
        g_ptr_array_unref(own->fields);
        g_string_free(own->body, TRUE);
        g_free(own);
        *mail = NULL;
    }
}

static gboolean has_room(struct mail *mail, gsize size)
{
    mail->size += size;
    if (mail->size > mail->max_size && !mail->is_too_large) {
        mail->is_too_large = TRUE;
        g_string_free(mail->body, TRUE);
        mail->body = g_string_new(NULL);
    }
    return !mail->is_too_large;
}

void mail_add_field(struct mail *mail, const char *name, const char *value)
{
    if (g_ascii_strcasecmp(name, MILTER_HEADER) == 0) {
        mail->forged_count++;
        return;
    }
    if (has_room(mail, strlen(name) + strlen(value) + 4)) {
        struct mail_field *field = g_new(struct mail_field, 1);
        field->name = g_strdup(name);
        field->value = g_strdup(value);
        g_ptr_array_add(mail->fields, field);
    }
}

void mail_add_body(struct mail *mail, const char *bytes, gsize size)
{
    if (has_room(mail, size)) {
        g_string_append_len(mail->body, bytes, (gssize)size);
    }
}

const char *mail_field(const struct mail *mail, const char *name)
{
    for (guint i = 0; i < mail->fields->len; i++) {
        const struct mail_field *field = g_ptr_array_index(mail->fields, i);
        if (g_ascii_strcasecmp(field->name, name) == 0) {
            return field->value;
        }
    }
    return NULL;
}

/* Behind a quoted text or a comment (RFC 5322, sections 3.2.2 and 3.2.4). */
static const char *skip_aside(const char *at)
{
    char last = *at == '"' ? '"' : ')';
    for (at++; *at && *at != last; at++) {
        at += *at == '\\' && at[1] ? 1 : 0;
    }
    return *at ? at + 1 : at;
}

char *mail_address(const char *value)
{
    g_autoptr(GString) bare = g_string_new(NULL);
    for (const char *at = value; *at && *at != ',' && *at != ';';) {
        if (*at == '<') {
            return g_ascii_strdown(at + 1, (gssize)strcspn(at + 1, "> \t\r\n"));
        }
        if (*at == '"' || *at == '(') {
            at = skip_aside(at);
        } else {
            g_string_append_c(bare, *at++);
        }
    }
    g_strstrip(bare->str);
    return strchr(bare->str, '@') && !strpbrk(bare->str, " \t\r\n") ? g_ascii_strdown(bare->str, -1)
                                                                    : g_strdup("");
}

GString *mail_bytes(const struct mail *mail)
{
    GString *bytes = g_string_sized_new(mail->size + 64);
    for (guint i = 0; i < mail->fields->len; i++) {
        const struct mail_field *field = g_ptr_array_index(mail->fields, i);
        g_string_append_printf(bytes, "%s: ", field->name);
        for (const char *at = field->value; *at; at++) {
            /* folded lines come with bare line feeds */
            g_string_append(bytes, *at == '\n' && at > field->value && at[-1] != '\r' ? "\r" : "");
            g_string_append_c(bytes, *at);
        }
        g_string_append(bytes, "\r\n");
    }
    g_string_append(bytes, "\r\n");
    g_string_append_len(bytes, mail->body->str, (gssize)mail->body->len);
    return bytes;
}
