/* SPDX-License-Identifier: MIT
 *
 * A table of status names, and two header values taken apart.
 */
#include "plugins/common/http_values.h"

#include <glib.h>

#define TYPE_SIZE 128u
#define LANGUAGE_SIZE 35u /* RFC 5646, section 4.4.1 */

static const struct {
    unsigned status;
    const char *name;
} names[] = {
    {204, " No Content"},
    {205, " Reset Content"},
    {400, " Bad Request"},
    {401, " Unauthorized"},
    {402, " Payment Required"},
    {403, " Forbidden"},
    {404, " Not Found"},
    {405, " Method Not Allowed"},
    {406, " Not Acceptable"},
    {407, " Proxy Authentication Required"},
    {408, " Request Timeout"},
    {410, " Gone"},
    {421, " Misdirected Request"},
    {429, " Too Many Requests"},
    {451, " Unavailable For Legal Reasons"},
    {500, " Internal Server Error"},
    {501, " Not Implemented"},
    {502, " Bad Gateway"},
    {503, " Service Unavailable"},
    {504, " Gateway Timeout"},
};

const char *http_status_name(unsigned status)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].status == status) {
            return names[i].name;
        }
    }
    return "";
}

static gboolean is_among(char byte, const char *bytes)
{
    return byte && strchr(bytes, byte);
}

/* The bytes from offset up to one of the ends. */
static struct ts_str piece(struct ts_str value, size_t offset, const char *ends)
{
    size_t end = offset;
    while (end < value.len && !is_among(value.ptr[end], ends)) {
        end++;
    }
    return end - offset <= TYPE_SIZE && end > offset ? ts_bytes(value.ptr + offset, end - offset)
                                                     : ts_text(NULL);
}

void http_split_type(struct ts_str value, struct ts_str *media_type_r, struct ts_str *charset_r)
{
    static const char key[] = "charset=";
    *media_type_r = piece(value, 0, "; \t,");
    *charset_r = ts_text(NULL);
    for (size_t at = 0; at + sizeof key <= value.len; at++) {
        if (g_ascii_strncasecmp(value.ptr + at, key, sizeof key - 1) == 0) {
            at += sizeof key - 1;
            while (at < value.len && is_among(value.ptr[at], "\"' ")) {
                at++;
            }
            *charset_r = piece(value, at, "\"'; \t,");
            return;
        }
    }
}

struct ts_str http_single_language(struct ts_str value)
{
    for (size_t i = 0; i < value.len; i++) {
        if (!g_ascii_isalnum(value.ptr[i]) && value.ptr[i] != '-') {
            return ts_text(NULL);
        }
    }
    return value.len > 1 && value.len <= LANGUAGE_SIZE ? value : ts_text(NULL);
}
