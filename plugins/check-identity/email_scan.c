/* SPDX-License-Identifier: MIT
 *
 * What in a text is a mailbox (RFC 5322 addr-spec without comments and quotes) or a host.
 */
#include <string.h>

#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/labels.h"

#define HOST_MAX 253u /* bytes; RFC 1035 */

/* RFC 5322 atext, and dots; letters of other scripts (RFC 6531). */
static gboolean is_local(char byte)
{
    return (unsigned char)byte >= 0x80 || g_ascii_isalnum(byte) ||
           byte_is_in(byte, ".!#$%&'*+/=?^_`{|}~-");
}

static gboolean is_host(char byte)
{
    return (unsigned char)byte >= 0x80 || g_ascii_isalnum(byte) || byte == '-' || byte == '.';
}

/* The byte before which a run of host characters ends: no trailing dots, hyphens, and no signs
 * beyond ASCII (a closing quote, a dash). */
static uint32_t host_end(struct ts_str text, uint32_t first)
{
    uint32_t end = first;
    while (end < text.len && is_host(text.ptr[end]) && end - first <= HOST_MAX) {
        if ((unsigned char)text.ptr[end] < 0x80) {
            end++;
            continue;
        }
        gunichar code = g_utf8_get_char(text.ptr + end);
        if (!g_unichar_isalnum(code) && !g_unichar_ismark(code)) {
            break;
        }
        end = (uint32_t)(g_utf8_next_char(text.ptr + end) - text.ptr);
    }
    while (end > first && (text.ptr[end - 1] == '.' || text.ptr[end - 1] == '-')) {
        end--;
    }
    return end;
}

static uint32_t local_begin(struct ts_str text, uint32_t low, uint32_t at)
{
    uint32_t first = at;
    while (first > low && at - first < 64 && is_local(text.ptr[first - 1])) {
        first--;
    }
    /* No character cut in two, and no sign in front: "(info@", "'info@", a quote. */
    while (first < at) {
        gunichar code = g_utf8_get_char_validated(text.ptr + first, (gssize)(at - first));
        if (code != (gunichar)-1 && code != (gunichar)-2 &&
            (g_unichar_isalnum(code) || code == '_')) {
            break;
        }
        first++;
    }
    return first;
}

gboolean email_scan(struct ts_str text, uint32_t *at, struct ts_str *address_r)
{
    while (*at < text.len) {
        const char *sign = memchr(text.ptr + *at, '@', text.len - *at);
        if (!sign) {
            break;
        }
        uint32_t middle = (uint32_t)(sign - text.ptr);
        uint32_t first = local_begin(text, *at, middle);
        uint32_t end = host_end(text, middle + 1);
        *at = MAX(end, middle + 1);
        if (first < middle && end > middle + 1 && end - first <= EMAIL_SIZE &&
            memchr(text.ptr + middle, '.', end - middle) && g_ascii_isalnum(text.ptr[middle + 1])) {
            *address_r = ts_bytes(text.ptr + first, end - first);
            return TRUE;
        }
    }
    *at = (uint32_t)text.len;
    return FALSE;
}

gboolean host_scan(struct ts_str text, uint32_t *at, struct ts_str *host_r)
{
    while (*at < text.len) {
        const char *dot = memchr(text.ptr + *at, '.', text.len - *at);
        if (!dot) {
            break;
        }
        uint32_t middle = (uint32_t)(dot - text.ptr);
        uint32_t low = *at;
        *at = middle + 1;
        if (middle + 2 >= text.len || !is_host(text.ptr[middle + 1]) ||
            text.ptr[middle + 1] == '.') {
            continue; /* a full stop */
        }
        uint32_t first = middle;
        while (first > low && middle - first < HOST_MAX && is_host(text.ptr[first - 1])) {
            first--;
        }
        while (first < middle && (text.ptr[first] & 0xC0) == 0x80) {
            first++;
        }
        uint32_t end = host_end(text, first);
        *at = MAX(end, middle + 1);
        gboolean is_address =
            (first > 0 && text.ptr[first - 1] == '@') || (end < text.len && text.ptr[end] == '@');
        if (first < middle && end > middle + 2 && end - first <= HOST_MAX && !is_address) {
            *host_r = ts_bytes(text.ptr + first, end - first);
            return TRUE;
        }
    }
    *at = (uint32_t)text.len;
    return FALSE;
}

struct ts_str host_of(struct ts_str url)
{
    const char *slashes =
        url.len > 2 ? g_strstr_len(url.ptr, (gssize)MIN(url.len, 10), "//") : NULL;
    if (!slashes || (slashes != url.ptr && slashes[-1] != ':')) {
        return ts_text(NULL);
    }
    const char *first = slashes + 2;
    const char *end = url.ptr + url.len;
    const char *at = first;
    while (at < end && !byte_is_in(*at, "/?#:\\")) {
        first = *at == '@' ? at + 1 : first;
        at++;
    }
    return ts_bytes(first, (size_t)(at - first));
}
