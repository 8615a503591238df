/* SPDX-License-Identifier: MIT
 *
 * The plugins that are there: found on the path, probed in a throw-away process, described from a
 * copy of their tables, so that nothing of a plugin runs in the coordinator.
 */
#ifndef CORE_PLUGIN_CATALOG_H
#define CORE_PLUGIN_CATALOG_H

#include <glib.h>

#include "touchstone/plugin.h"

struct catalog_option {
    char *name;
    unsigned type; /* enum ts_option_type */
    gboolean is_required;
    char *fallback, *choices, *help; /* NULL if the plugin has none */
};

struct catalog_wording {
    char *language, *title, *message;
};

struct catalog_rule {
    char *id; /* "spelling/misspelt", or "terms/" followed by a star */
    unsigned severity;
    char *title, *message, *help, *bad, *good;
    GArray *wordings; /* struct catalog_wording */
};

/* A plugin as its descriptor says, or why it can't be used (error is set, the rest may be empty).
 */
struct catalog_plugin {
    char *path; /* of the .so, absolute */
    char *name, *version, *summary, *license;
    unsigned kind, needs, abi_major, abi_minor;
    GArray *options;           /* struct catalog_option */
    GArray *rules;             /* struct catalog_rule */
    GPtrArray *brand_sections; /* char * */
    GPtrArray *media_types;    /* char *, of a reader */
    gboolean has_prepare, has_conclude, has_suggest, has_scope, has_language;
    char *error;
};

struct catalog {
    GPtrArray *plugins; /* struct catalog_plugin *, sorted by kind, then name; broken ones last */
};

/* Looks into directories (NULL-terminated; NULL = TOUCHSTONE_PLUGIN_PATH, else the installed
 * directory) for *.so. Never fails: what is wrong stands with the plugin it concerns. */
struct catalog *catalog_load(const char *const *directories);
void catalog_free(struct catalog **catalog);

/* A plugin of which nothing is known yet but its path. */
struct catalog_plugin *catalog_plugin_new(const char *path);
void catalog_plugin_free(struct catalog_plugin *plugin);

/* A usable plugin; NULL if there is none of that kind and name. */
const struct catalog_plugin *catalog_find(const struct catalog *catalog, unsigned kind,
                                          const char *name);

/* The rule row for an id ("terms/brand-name" finds the row with the star); NULL if unknown. */
const struct catalog_rule *catalog_find_rule(const struct catalog *catalog, const char *id,
                                             const struct catalog_plugin **plugin_r);

const char *catalog_kind_name(unsigned kind);         /* "source", "reader", "check" */
const char *catalog_severity_name(unsigned severity); /* "error", "warning", "info" */

#endif
