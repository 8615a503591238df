/* SPDX-License-Identifier: MIT
 *
 * What people saw on the spot, as findings and observations.
 */
#ifndef PLUGINS_CHECK_AUDIT_CHECK_H
#define PLUGINS_CHECK_AUDIT_CHECK_H

#include <glib.h>

#include "touchstone/plugin.h"

struct audit_check {
    GHashTable *topics; /* char * -> enum ts_severity of a "no" */
    uint32_t partly;    /* severity of a "partly" */
};

/* options.c: 0, or -1 with a reason. */
int audit_check_open(struct ts_call *call, const struct ts_open *open, void **self_r);
void audit_check_close(struct ts_call *call, void *self);

/* inspect.c */
int audit_check_inspect(struct ts_call *call, void *self, const struct ts_document *document);

#endif
