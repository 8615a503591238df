/* SPDX-License-Identifier: MIT
 *
 * The plugins of a plan, loaded and opened once in the zygote: every worker inherits them.
 */
#ifndef CORE_PROCESS_TOOLBOX_H
#define CORE_PROCESS_TOOLBOX_H

#include "core/config/plan.h"
#include "core/plugin/loader.h"

struct toolbox_reader {
    const struct ts_plugin *plugin;
    void *self;
};

struct toolbox_check {
    const struct ts_plugin *plugin;
    void *self;
    char *error; /* why it could not be opened; then it judges nothing */
};

struct toolbox_scope {
    const struct ts_plugin *plugin; /* NULL: links of this source are not followed */
    void *scope;
    char *error;
};

struct toolbox {
    const struct plan *plan;
    GArray *readers;     /* struct toolbox_reader */
    GArray *checks;      /* struct toolbox_check, as plan->checks */
    GArray *scopes;      /* struct toolbox_scope, as plan->sources */
    int namer;           /* index of the check that names languages, or -1 */
    GPtrArray *problems; /* char *: what could not be loaded or opened */
    GPtrArray *faults;   /* char *: what checks find wrong with the brand book ("FILE:L:C: ...") */
    GPtrArray *loaded;   /* struct loaded_plugin *, owned */
    GPtrArray *calls;    /* struct host_call *: the memory of what was opened */
};

/* only_conclude: checks that conclude nothing are not opened (dictionaries take their time). */
struct toolbox *toolbox_new(const struct plan *plan, gboolean only_conclude);
void toolbox_free(struct toolbox **toolbox);

/* All faults, a line each; empty if there are none. The caller frees it. */
char *toolbox_faults(const struct toolbox *toolbox);

/* The reader for a media type, or one that knows these bytes; NULL if there is none. */
const struct toolbox_reader *toolbox_find_reader(const struct toolbox *toolbox,
                                                 struct ts_str media_type, struct ts_str bytes,
                                                 struct ts_str *media_type_r);

#endif
