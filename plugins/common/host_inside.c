/* SPDX-License-Identifier: MIT
 *
 * What can be said of a host by its name alone: does it lead anywhere outside?
 */
#include <arpa/inet.h>

#include "plugins/common/url.h"

/* Names that lead nowhere in public: RFC 2606, 6761, 6762, 8375, and those that routers, builders
 * and offices use although nobody gave them out. Not "example", which stands for itself. */
static const char *const inside_names[] = {
    "localhost", "local", "localdomain", "test", "invalid",   "internal",
    "intranet",  "lan",   "corp",        "home", "home.arpa",
};

/* IPv4 as it is mapped into IPv6. RFC 1122, 1918, 3927, 4193, 4291, 6598. */
static const struct {
    const char *address;
    guint bits;
} inside_addresses[] = {
    {"::", 128},
    {"::1", 128},
    {"fc00::", 7},
    {"fe80::", 10},
    {"::ffff:0.0.0.0", 96 + 8},
    {"::ffff:10.0.0.0", 96 + 8},
    {"::ffff:100.64.0.0", 96 + 10},
    {"::ffff:127.0.0.0", 96 + 8},
    {"::ffff:169.254.0.0", 96 + 16},
    {"::ffff:172.16.0.0", 96 + 12},
    {"::ffff:192.168.0.0", 96 + 16},
};

/* ---- addresses ---- */

static gboolean read_address(struct ts_str host, struct in6_addr *address_r)
{
    char text[INET6_ADDRSTRLEN + 16];
    if (host.len >= INET6_ADDRSTRLEN) {
        return FALSE;
    }
    if (host.len > 2 && host.ptr[0] == '[') {
        g_snprintf(text, sizeof text, "%.*s", (int)host.len - 2, host.ptr + 1);
    } else {
        g_snprintf(text, sizeof text, "::ffff:%.*s", (int)host.len, host.ptr);
    }
    return inet_pton(AF_INET6, text, address_r) == 1;
}

static gboolean has_prefix(const struct in6_addr *address, const struct in6_addr *prefix,
                           guint bits)
{
    guint rest = bits % 8;
    guint8 mask = (guint8)(0xFF00u >> rest);
    return memcmp(address->s6_addr, prefix->s6_addr, bits / 8) == 0 &&
           (rest == 0 || ((address->s6_addr[bits / 8] ^ prefix->s6_addr[bits / 8]) & mask) == 0);
}

static gboolean is_inside_address(const struct in6_addr *address)
{
    for (size_t i = 0; i < G_N_ELEMENTS(inside_addresses); i++) {
        struct in6_addr prefix;
        inet_pton(AF_INET6, inside_addresses[i].address, &prefix);
        if (has_prefix(address, &prefix, inside_addresses[i].bits)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- names ---- */

static gboolean is_below(struct ts_str host, const char *name)
{
    size_t size = strlen(name);
    return host.len > size && host.ptr[host.len - size - 1] == '.' &&
           memcmp(host.ptr + host.len - size, name, size) == 0;
}

gboolean host_is_inside(struct ts_str host)
{
    struct in6_addr address;
    if (read_address(host, &address)) {
        return is_inside_address(&address);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(inside_names); i++) {
        if (is_below(host, inside_names[i])) {
            return TRUE;
        }
    }
    /* One label: localhost, or the name of a machine. */
    return host.len > 0 && host.ptr[0] != '[' && !memchr(host.ptr, '.', host.len);
}
