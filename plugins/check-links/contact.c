/* SPDX-License-Identifier: MIT
 *
 * mailto: (RFC 6068) and tel: (RFC 3966) by their form alone.
 */
#include "plugins/check-links/links.h"

static gboolean has_scheme(struct ts_str href, const char *scheme, struct ts_str *rest_r)
{
    size_t size = strlen(scheme);
    if (href.len < size || g_ascii_strncasecmp(href.ptr, scheme, size) != 0) {
        return FALSE;
    }
    *rest_r = ts_bytes(href.ptr + size, href.len - size);
    return TRUE;
}

static struct ts_str before(struct ts_str text, char byte)
{
    const char *at = text.len ? memchr(text.ptr, byte, text.len) : NULL;
    return at ? ts_bytes(text.ptr, (size_t)(at - text.ptr)) : text;
}

static gboolean is_blank(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isspace(text.ptr[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The size of the first address, up to the comma (or the semicolon that Outlook knows); none of
 * those inside quotes. */
static size_t first_size(struct ts_str list)
{
    gboolean is_quoted = FALSE;
    for (size_t i = 0; i < list.len; i++) {
        if (list.ptr[i] == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (list.ptr[i] == ',' || list.ptr[i] == ';')) {
            return i;
        }
    }
    return list.len;
}

/* Something on both sides of the last @. */
static gboolean is_address(struct ts_str text)
{
    const char *at = memrchr(text.ptr, '@', text.len);
    return at && !is_blank(ts_bytes(text.ptr, (size_t)(at - text.ptr))) &&
           !is_blank(ts_bytes(at + 1, text.len - (size_t)(at + 1 - text.ptr)));
}

/* The first that is none; ptr NULL if there is none such. An empty one only counts if nothing else
 * stands there: a comma too many does no harm. */
static struct ts_str bad_address(struct ts_str list, gboolean *has_any_r)
{
    while (list.len) {
        struct ts_str first = ts_bytes(list.ptr, first_size(list));
        if (!is_blank(first)) {
            *has_any_r = TRUE;
            if (!is_address(first)) {
                return first;
            }
        }
        size_t used = MIN(first.len + 1, list.len);
        list = ts_bytes(list.ptr + used, list.len - used);
    }
    return ts_text(NULL);
}

static void set_part(GString *part_r, struct ts_str text)
{
    g_autofree char *valid = g_utf8_make_valid(text.len ? text.ptr : "", (gssize)text.len);
    g_string_assign(part_r, g_strstrip(valid));
}

/* Without an address but with a query it asks the reader for one ("send to a friend"). */
static gboolean is_mail_fault(struct ts_str rest, GString *part_r)
{
    g_autoptr(GString) decoded = g_string_sized_new(rest.len);
    struct ts_str addresses = before(rest, '?');
    gboolean has_any = FALSE;
    links_decode(addresses, decoded);
    struct ts_str bad = bad_address(ts_bytes(decoded->str, decoded->len), &has_any);
    set_part(part_r, bad);
    return bad.ptr || (!has_any && addresses.len == rest.len);
}

static gboolean is_number_fault(struct ts_str rest, GString *part_r)
{
    g_autoptr(GString) decoded = g_string_sized_new(rest.len);
    links_decode(before(rest, ';'), decoded);
    set_part(part_r, rest);
    return decoded->str[strcspn(decoded->str, "0123456789")] == '\0';
}

const char *contact_judge(struct ts_str href, GString *part_r)
{
    struct ts_str rest;
    if (has_scheme(href, "mailto:", &rest) && is_mail_fault(rest, part_r)) {
        return "address";
    }
    if (has_scheme(href, "tel:", &rest) && is_number_fault(rest, part_r)) {
        return "number";
    }
    return NULL;
}
