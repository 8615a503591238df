/* SPDX-License-Identifier: MIT
 *
 * The operations of the check, a file each.
 */
#ifndef PLUGINS_CHECK_LOGO_CHECK_H
#define PLUGINS_CHECK_LOGO_CHECK_H

#include "plugins/check-logo/logo.h"

/* self */
struct logo_check {
    struct logo_book *book;
};

int logo_prepare(struct ts_call *call, const struct ts_open *open, struct ts_str *blob_r);
int logo_open(struct ts_call *call, const struct ts_open *open, void **self_r);
int logo_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int logo_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);
void logo_close(struct ts_call *call, void *self);

#endif
