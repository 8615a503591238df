/* SPDX-License-Identifier: MIT
 *
 * Lists of hosts in options: what may be fetched from, and which may lie inside a network.
 */
#ifndef PLUGINS_COMMON_HOSTS_H
#define PLUGINS_COMMON_HOSTS_H

#include "plugins/common/url.h"

/* "shop.example.com", "*.example.com" (all beneath), "127.0.0.1:8080". "www." does not count, and
 * http and https of one host are one. */
struct host_rule {
    char *name; /* without www. */
    guint port; /* 0: the own ports of http and https */
    gboolean is_wild;
};

/* The host of a URL's parts as a rule, whose name the caller frees; does a URL lie on it? */
void host_rule_init(struct host_rule *rule, const struct url_parts *parts);
gboolean host_rule_matches(const struct host_rule *rule, const struct url_parts *parts);
/* Reads one that the user wrote; FALSE: it is none. */
gboolean host_rule_parse(struct host_rule *rule_r, const char *text);
#define HOST_RULE_WRONG "is no host: write shop.example.com or *.example.com"

GArray *hosts_new(void); /* struct host_rule; g_array_unref frees the names too */
/* Adds what a list option names. 0, or -1 with a reason that names the option and the value. */
int hosts_read(struct ts_call *call, const struct ts_node *options, const char *option,
               GArray *hosts);
void hosts_add_url(GArray *hosts, const char *url); /* the host of a URL in normal form */
gboolean hosts_have(const GArray *hosts, const struct url_parts *parts);

/* The same of allow_hosts: each needs its port ("127.0.0.1:8080"), none stands for others. */
int hosts_read_allowed(struct ts_call *call, const struct ts_node *options, GPtrArray *allowed);
gboolean hosts_are_allowed(const GPtrArray *allowed, const struct url_parts *parts);

#endif
