/* SPDX-License-Identifier: MIT
 *
 * A host for tests: loads a plugin's .so as touchstone does, holds what it emits against the
 * contract by the same code, and records it. A test asserts on the recorded lists.
 */
#ifndef TESTS_PLUGIN_FAKEHOST_H
#define TESTS_PLUGIN_FAKEHOST_H

#include <glib.h>

#include "core/plugin/host.h"
#include "touchstone/plugin.h"

struct fake_block {
    char *text, *language, *where;
    unsigned role;
    GArray *spans; /* struct ts_span, values copied */
    GArray *marks; /* struct ts_mark */
};
struct fake_link {
    char *href, *text, *where;
    unsigned purpose, line, column, flags;
};
struct fake_reference {
    char *uri, *alt, *where;
    unsigned kind, has_alt, width, height, line, column;
};
struct fake_child {
    char *suffix, *media_type, *charset, *name;
    GBytes *bytes;
};
struct fake_finding {
    char *rule, *expected, *actual;
    unsigned severity;
    unsigned block, offset, length; /* of the first place */
    char *locator;                  /* of the first place */
    char *touchpoint;               /* of the first place */
    guint place_count;
    GHashTable *arguments; /* char * -> char * */
    unsigned line, column; /* of the first place, as is where */
    char *where;
    GHashTable *numbers; /* char * -> double * */
    char *evidence_type, *evidence_id;
    GBytes *evidence;
};
struct fake_observation {
    char *key, *value;
    double confidence;
    unsigned block, offset, length;
    unsigned line, column;
    char *where;
    GHashTable *details;        /* char * -> char * */
    char *touchpoint, *locator; /* of its place; empty outside conclude */
    GHashTable *numbers;        /* char * -> double * */
    char *evidence_type, *evidence_id;
    GBytes *evidence;
};
/* What the check said it could not judge. */
struct fake_unchecked {
    char *touchpoint, *locator, *where, *reason;
    unsigned block, line, column;
};

/* Pass &fake->call to callbacks. */
struct fakehost {
    union {
        struct ts_call call;
        struct host_call host;
    };
    const struct ts_plugin *plugin;

    char *title, *language, *base;
    GPtrArray *blocks;       /* struct fake_block * */
    GPtrArray *links;        /* struct fake_link * */
    GPtrArray *references;   /* struct fake_reference * */
    GHashTable *meta;        /* char * -> char *, the first of each name */
    GPtrArray *structured;   /* char *: "format: text" */
    GPtrArray *children;     /* struct fake_child * */
    GPtrArray *anchors;      /* char * */
    GPtrArray *truncated;    /* char * */
    GPtrArray *findings;     /* struct fake_finding * */
    GPtrArray *observations; /* struct fake_observation * */
    GPtrArray *unchecked;    /* struct fake_unchecked * */
    GPtrArray *suggestions;  /* char * */
    GPtrArray *log;          /* char * */
    char *failure;           /* what fail() said, or NULL; taken over from the call */
    gboolean is_retryable;
    char *breach; /* how the plugin broke the contract, or NULL; tests assert NULL */

    GArray *stored; /* struct ts_stored_document that next_document hands out, set by the test */
    guint stored_next;
    struct loaded_plugin *loaded;
    GPtrArray *trees;        /* struct tree *: of fakehost_open */
    struct ts_block block;   /* of fakehost_inspect_text */
    gboolean wants_pictures; /* what fakehost_read tells the reader */
    struct ts_list headers;  /* likewise: of the resource */
};

/* Loads PLUGIN_DIR/name.so (environment variable TOUCHSTONE_TEST_PLUGINS); fails the test if it
 * can't. */
struct fakehost *fakehost_new(const char *so_name);
void fakehost_free(struct fakehost **fake);

/* For cmocka, where the state of a group is a fakehost: frees it. */
static inline int fakehost_tear_down(void **state)
{
    fakehost_free((struct fakehost **)state);
    return 0;
}

/* Takes failure and breach of the last callback over from the call; the helpers below do it. */
void fakehost_settle(struct fakehost *fake);

/* Forgets what was recorded; memory of the callbacks lives until fakehost_free. */
void fakehost_reset(struct fakehost *fake);

/* Parses YAML text (a map) into nodes with the fallback values of the plugin's option table filled
 * in; lives until fakehost_free. Both the options and the brand part of a ts_open are made so. */
struct ts_open fakehost_open(struct fakehost *fake, const char *options_yaml,
                             const char *brand_yaml);

/* A number that was said with a finding or an observation; NaN if it was not. */
double fakehost_number(GHashTable *numbers, const char *name);

/* What prepare, if the check has it, makes of open->files; sets open->blob. -1 as prepare. */
int fakehost_prepare(struct fakehost *fake, struct ts_open *open);

/* Calls the check's inspect with a picture of these bytes, as the host does. */
int fakehost_inspect_picture(struct fakehost *fake, void *self, const char *locator,
                             const char *media_type, struct ts_str bytes);

/* Calls the reader's open (if any), read and close on bytes; returns read's result. */
int fakehost_read(struct fakehost *fake, const char *media_type, const char *charset,
                  const char *locator, struct ts_str bytes);

/* As the host does before a check sees a block: the language that the check names, if it does. */
void fakehost_name_language(struct fakehost *fake, void *self, struct ts_block *block);

/* Names the language and calls the check's inspect_block (if any) with a block of this text. */
int fakehost_inspect_text(struct fakehost *fake, void *self, const char *text, unsigned role,
                          const char *language);

#endif
