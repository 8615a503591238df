/* SPDX-License-Identifier: MIT
 *
 * Addresses as they stand in headers (RFC 5322 section 3.4), encoded words undone.
 */
#include "plugins/check-mail/mail.h"

static struct ts_str strip(struct ts_str text, const char *bytes)
{
    while (text.len && strchr(bytes, text.ptr[0])) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && strchr(bytes, text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

/* <...> with an @ in it. */
static gboolean find_angle(struct ts_str header, struct ts_str *address_r, size_t *begin_r)
{
    for (size_t at = 0; at < header.len;) {
        const char *open = memchr(header.ptr + at, '<', header.len - at);
        size_t begin = open ? (size_t)(open - header.ptr) + 1 : header.len;
        const char *close = open ? memchr(header.ptr + begin, '>', header.len - begin) : NULL;
        if (!close) {
            return FALSE;
        }
        struct ts_str inner = ts_bytes(header.ptr + begin, (size_t)(close - header.ptr) - begin);
        if (memchr(inner.ptr, '@', inner.len)) {
            *address_r = strip(inner, " \t");
            *begin_r = begin - 1;
            return TRUE;
        }
        at = begin;
    }
    return FALSE;
}

/* The first word with an @ in it. */
static struct ts_str find_bare(struct ts_str header)
{
    const char *at = header.len ? memchr(header.ptr, '@', header.len) : NULL;
    const char *begin = at, *end = at;
    if (!at) {
        return ts_text("");
    }
    while (begin > header.ptr && !strchr(" \t,;:<\"(", begin[-1])) {
        begin--;
    }
    while (end < header.ptr + header.len && !strchr(" \t,;>\")", *end)) {
        end++;
    }
    return ts_bytes(begin, (size_t)(end - begin));
}

void mailbox_parse(struct ts_str header, struct mailbox *mailbox_r)
{
    size_t begin = 0;
    *mailbox_r = (struct mailbox){.name = ts_text("")};
    if (find_angle(header, &mailbox_r->address, &begin)) {
        mailbox_r->name = strip(ts_bytes(header.ptr, begin), " \t\"'");
    } else {
        mailbox_r->address = find_bare(header);
    }
    const char *at = mailbox_r->address.len
                         ? memrchr(mailbox_r->address.ptr, '@', mailbox_r->address.len)
                         : NULL;
    if (at) {
        const char *end = mailbox_r->address.ptr + mailbox_r->address.len;
        mailbox_r->host = ts_bytes(at + 1, (size_t)(end - at) - 1);
    }
}
