/* SPDX-License-Identifier: MIT
 *
 * milter.yaml: whose mails the gate judges, and what becomes of them.
 */
#ifndef CORE_MILTER_SETTINGS_H
#define CORE_MILTER_SETTINGS_H

#include "core/config/schema.h"

/* What becomes of a mail, in the order of weight. */
enum milter_action {
    MILTER_ACCEPT,
    MILTER_TAG,
    MILTER_QUARANTINE,
    MILTER_REJECT,
    MILTER_TEMPFAIL /* of on_failure alone */
};

struct milter_actions {
    enum milter_action error, warning, info, unchecked;
};

enum milter_condition { MILTER_ANY, MILTER_NO, MILTER_YES };

/* Mails that are judged alike: all conditions that are given hold. */
struct milter_row {
    GPtrArray *from, *sender, *list_id; /* char *: patterns, in lower case; empty = any */
    enum milter_condition is_list;
    gboolean is_skipped;
    char *touchpoint; /* of the server's plan; "" = none */
    struct milter_actions actions;
};

struct milter_settings {
    char *listen; /* an absolute path, or inet:PORT@HOST */
    char *server; /* path */
    char *user;   /* to become, or NULL */
    char *group;  /* that may connect, or NULL */
    unsigned mode;
    char *language;
    unsigned timeout_msec, remember_msec;
    guint64 max_size;
    enum milter_action on_failure;
    gboolean is_test, is_json;
    GPtrArray *rows; /* struct milter_row *; the first that fits a mail counts */
};

extern const struct schema_field schema_milter; /* milter.yaml */

/* NULL: problems tells all that is wrong with the file. */
struct milter_settings *milter_settings_load(const char *path, struct problems *problems);
struct milter_settings *milter_settings_read(struct tree *tree, struct problems *problems);
void milter_settings_free(struct milter_settings **settings);

/* Why nothing can be listened to there ("has no port ..."), for the caller to free, or NULL. */
char *milter_listen_fault(const char *listen);
/* A socket as it was written, its path made whole from a folder (NULL: the current one). The caller
 * frees it. */
char *milter_listen_at(const char *text, const char *folder);

const char *milter_action_name(enum milter_action action);

/* Does one of the patterns fit an address? "a@b.example", "*@b.example", or a domain, which holds
 * for all below it too. address in any case. */
gboolean milter_address_fits(const GPtrArray *patterns, const char *address);

#endif
