/* SPDX-License-Identifier: MIT
 *
 * Tables of special-purpose ranges (RFC 6890 and the IANA registries it began).
 */
#include "plugins/common/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static const struct {
    guint32 prefix;
    guint bits;
} special4[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* carrier-grade NAT */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link local, cloud metadata */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* IETF protocol assignments */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relay */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarking */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 4},  /* multicast */
    {0xF0000000, 4},  /* reserved, broadcast */
};

static gboolean is_global4(guint32 address)
{
    for (size_t i = 0; i < G_N_ELEMENTS(special4); i++) {
        if ((address ^ special4[i].prefix) >> (32 - special4[i].bits) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static guint32 word_at(const guint8 *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/* Only 2000::/3 is global unicast; inside it some ranges are not, and some carry an IPv4 address
 * that decides. */
static gboolean is_global6(const guint8 *bytes)
{
    static const guint8 mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const guint8 nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0) {
        return is_global4(word_at(bytes + 12));
    }
    if ((bytes[0] & 0xE0) != 0x20) {
        return FALSE;
    }
    guint32 first = word_at(bytes);
    if (first >> 16 == 0x2002) { /* 6to4 */
        return is_global4(word_at(bytes + 2));
    }
    if (first == 0x20010DB8 || first >> 12 == 0x3FFF0) { /* documentation */
        return FALSE;
    }
    return first >> 9 != 0x20010000u >> 9; /* 2001::/23: Teredo, ORCHID and their like */
}

gboolean address_is_global(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *own = (const struct sockaddr_in *)(const void *)address;
        return is_global4(ntohl(own->sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *own = (const struct sockaddr_in6 *)(const void *)address;
        return is_global6(own->sin6_addr.s6_addr);
    }
    return FALSE;
}

gboolean address_is_global_text(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        return address_is_global((const struct sockaddr *)(const void *)&v4);
    }
    return inet_pton(AF_INET6, text, &v6.sin6_addr) == 1 &&
           address_is_global((const struct sockaddr *)(const void *)&v6);
}

gboolean address_is_inside_name(struct ts_str host)
{
    g_autofree char *name = g_strndup(host.ptr, host.len);
    struct in_addr address;
    if (name[0] == '[') {
        g_autofree char *inner = g_strndup(name + 1, host.len - 2);
        return !address_is_global_text(inner);
    }
    if (inet_aton(name, &address)) { /* 127.1, 0x7f000001, 2130706433 */
        return !is_global4(ntohl(address.s_addr));
    }
    return g_str_equal(name, "localhost") || g_str_has_suffix(name, ".localhost");
}
