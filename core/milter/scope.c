/* SPDX-License-Identifier: MIT
 *
 * Mails that no person of ours wrote to be read, those of others, and those that are too large are
 * left alone.
 */
#include "core/milter/scope.h"

#include <string.h>

static gboolean is_list(const struct mail *mail)
{
    const char *precedence = mail_field(mail, "Precedence");
    return mail_field(mail, "List-Id") || mail_field(mail, "List-Unsubscribe") ||
           (precedence && (g_ascii_strncasecmp(precedence, "bulk", 4) == 0 ||
                           g_ascii_strncasecmp(precedence, "list", 4) == 0));
}

/* An answer that a program gives to a mail: out of office (RFC 3834, section 5). */
static gboolean is_auto_reply(const struct mail *mail)
{
    const char *value = mail_field(mail, "Auto-Submitted");
    return value && g_ascii_strncasecmp(value, "auto-replied", 12) == 0;
}

static gboolean fits_list_id(const GPtrArray *patterns, const struct mail *mail)
{
    const char *value = mail_field(mail, "List-Id");
    const char *open = value ? strrchr(value, '<') : NULL;
    g_autofree char *id =
        open ? g_ascii_strdown(open + 1, (gssize)strcspn(open + 1, ">")) : g_strdup("");
    for (guint i = 0; i < patterns->len; i++) {
        if (*id && g_pattern_match_simple(g_ptr_array_index(patterns, i), id)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean fits(const struct milter_row *row, const struct mail *mail, const char *from)
{
    return (row->from->len == 0 || milter_address_fits(row->from, from)) &&
           (row->sender->len == 0 || milter_address_fits(row->sender, mail->sender)) &&
           (row->list_id->len == 0 || fits_list_id(row->list_id, mail)) &&
           (row->is_list == MILTER_ANY || (row->is_list == MILTER_YES) == is_list(mail));
}

const struct milter_row *scope_find(const struct milter_settings *settings, const struct mail *mail,
                                    const char **why_r)
{
    const char *value = mail_field(mail, "From");
    g_autofree char *from = mail_address(value ? value : "");
    *why_r = mail->is_too_large    ? "size"
             : !*mail->sender      ? "bounce"
             : is_auto_reply(mail) ? "auto-reply"
                                   : "sender";
    for (guint i = 0; !g_str_equal(*why_r, "sender") ? FALSE : i < settings->rows->len; i++) {
        const struct milter_row *row = g_ptr_array_index(settings->rows, i);
        if (fits(row, mail, from)) {
            *why_r = row->is_skipped ? "skipped" : NULL;
            return row->is_skipped ? NULL : row;
        }
    }
    return NULL;
}
