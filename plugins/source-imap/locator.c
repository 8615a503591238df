/* SPDX-License-Identifier: MIT
 *
 * Names of mails that hold as long as the mailbox does: RFC 5092.
 */
#include <string.h>

#include "plugins/source-imap/imap.h"

#define VALIDITY ";UIDVALIDITY="
#define UID "/;UID="
#define EXPECT "#expect="
#define LEFT_OUT "#left-out"
#define ARRIVALS "#arrivals="

char *locator_of_mail(const char *base, guint32 validity, guint32 uid)
{
    return g_strdup_printf("%s" VALIDITY "%u" UID "%u", base, validity, uid);
}

char *locator_of_expectation(const char *base, guint number)
{
    return g_strdup_printf("%s" EXPECT "%u", base, number);
}

char *locator_of_left_out(const char *base)
{
    return g_strconcat(base, LEFT_OUT, NULL);
}

char *locator_of_arrivals(const char *base, guint number)
{
    return g_strdup_printf("%s" ARRIVALS "%u", base, number);
}

static gboolean skip(const char **at, const char *prefix)
{
    gboolean is_there = g_str_has_prefix(*at, prefix);
    *at += is_there ? strlen(prefix) : 0;
    return is_there;
}

/* A number as it is written here: without a sign or zeros before it. */
static gboolean take_number(const char **at, guint32 *number_r)
{
    guint64 number = 0;
    const char *begin = *at;
    for (; g_ascii_isdigit(**at) && number <= G_MAXUINT32; (*at)++) {
        number = number * 10 + (guint64)(**at - '0');
    }
    *number_r = (guint32)number;
    return number > 0 && number <= G_MAXUINT32 && *begin != '0';
}

enum imap_place locator_parse(const char *base, struct ts_str locator, guint32 *validity_r,
                              guint32 *uid_r)
{
    g_autofree char *own = g_strndup(locator.ptr ? locator.ptr : "", locator.len);
    const char *at = own;
    if (locator.len == 0) {
        return IMAP_MAILBOX;
    }
    if (!skip(&at, base)) {
        return IMAP_FOREIGN;
    }
    if (skip(&at, EXPECT)) {
        return take_number(&at, uid_r) && *at == '\0' ? IMAP_EXPECTATION : IMAP_FOREIGN;
    }
    if (skip(&at, LEFT_OUT)) {
        return *at == '\0' ? IMAP_LEFT_OUT : IMAP_FOREIGN;
    }
    if (skip(&at, ARRIVALS)) {
        return take_number(&at, uid_r) && *at == '\0' ? IMAP_ARRIVALS : IMAP_FOREIGN;
    }
    return skip(&at, VALIDITY) && take_number(&at, validity_r) && skip(&at, UID) &&
                   take_number(&at, uid_r) && *at == '\0'
               ? IMAP_MAIL
               : IMAP_FOREIGN;
}
