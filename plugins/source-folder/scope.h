/* SPDX-License-Identifier: MIT
 *
 * Which pictures a folder holds that its pages show.
 */
#ifndef PLUGINS_SOURCE_FOLDER_SCOPE_H
#define PLUGINS_SOURCE_FOLDER_SCOPE_H

#include "touchstone/plugin.h"

/* As in ts_source_ops. Links are not followed: all files are listed anyway. */
int folder_scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r);
int folder_resolve(struct ts_call *call, void *scope, struct ts_str base, struct ts_str reference,
                   uint32_t purpose, struct ts_str *locator_r);
void folder_scope_close(struct ts_call *call, void *scope);

#endif
