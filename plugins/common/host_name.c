/* SPDX-License-Identifier: MIT
 *
 * The host of a URL in one form: names in lower case and ASCII, IPv6 addresses shortened.
 */
#include <arpa/inet.h>
#include <unicode/uidna.h>

#include "plugins/common/url.h"

#define NAME_MAX_SIZE 253u /* RFC 1035, section 2.3.4, as text */

/* UTS 46 as browsers use it. What it makes is still to be judged: wide forms of / and @ become
 * just that. */
static size_t to_ascii(struct ts_str host, char name_r[HOST_NAME_SIZE])
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    int32_t size = 0;
    if (U_SUCCESS(status)) {
        size = uidna_nameToASCII_UTF8(idna, host.ptr, (int32_t)host.len, name_r, HOST_NAME_SIZE,
                                      &info, &status);
    }
    uidna_close(idna);
    gboolean is_name =
        U_SUCCESS(status) && !info.errors && size > 0 && size <= (int32_t)NAME_MAX_SIZE;
    return is_name ? (size_t)size : 0;
}

static size_t put_address(struct ts_str host, char name_r[HOST_NAME_SIZE])
{
    char text[INET6_ADDRSTRLEN] = "";
    struct in6_addr address;
    if (host.len < 4 || host.len - 2 >= sizeof text || host.ptr[host.len - 1] != ']') {
        return 0;
    }
    memcpy(text, host.ptr + 1, host.len - 2);
    if (inet_pton(AF_INET6, text, &address) != 1 ||
        !inet_ntop(AF_INET6, &address, text, sizeof text)) {
        return 0;
    }
    return (size_t)g_snprintf(name_r, HOST_NAME_SIZE, "[%s]", text);
}

/* Letters, digits, hyphens and the underscores that occur, in labels that are not empty. */
static size_t put_name(struct ts_str host, char name_r[HOST_NAME_SIZE])
{
    char before = '.';
    if (host.len > 1 && host.ptr[host.len - 1] == '.') {
        host.len--; /* the root's dot */
    }
    if (host.len > NAME_MAX_SIZE) {
        return 0;
    }
    for (size_t i = 0; i < host.len; i++) {
        char byte = g_ascii_tolower(host.ptr[i]);
        if (!g_ascii_isalnum(byte) && byte != '-' && byte != '_' &&
            (byte != '.' || before == '.')) {
            return 0;
        }
        name_r[i] = before = byte;
    }
    return before == '.' ? 0 : host.len;
}

size_t host_name_normalise(struct ts_str host, char name_r[HOST_NAME_SIZE])
{
    char ascii[HOST_NAME_SIZE];
    if (host.len == 0 || host.len > NAME_MAX_SIZE * 4u) {
        return 0;
    }
    if (host.ptr[0] == '[') {
        return put_address(host, name_r);
    }
    for (size_t i = 0; i < host.len; i++) {
        if ((guchar)host.ptr[i] >= 0x80) {
            return put_name(ts_bytes(ascii, to_ascii(host, ascii)), name_r);
        }
    }
    return put_name(host, name_r);
}

struct ts_str host_without_www(struct ts_str host)
{
    gboolean has_www = host.len > 4 && memcmp(host.ptr, "www.", 4) == 0;
    return has_www ? ts_bytes(host.ptr + 4, host.len - 4) : host;
}

gboolean host_is_below(struct ts_str host, const char *domain)
{
    size_t len = strlen(domain);
    return host.len >= len && memcmp(host.ptr + host.len - len, domain, len) == 0 &&
           (host.len == len || host.ptr[host.len - len - 1] == '.');
}
