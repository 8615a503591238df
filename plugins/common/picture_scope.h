/* SPDX-License-Identifier: MIT
 *
 * What of a mail is fetched: its pictures from hosts that the plan names, and nothing else. For
 * sources of mails: the three callbacks of ts_source_ops, and how to open the downloader that
 * fetches the same.
 *
 * Link with download_dep. Option: fetch_images (list of hosts, TS_OPTION_LIST).
 */
#ifndef PLUGINS_COMMON_PICTURE_SCOPE_H
#define PLUGINS_COMMON_PICTURE_SCOPE_H

#include "plugins/common/download.h"

int picture_scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r);
/* 1: *locator_r is a URL for download_start; it lives until the next call. base: of the mail, or
 * the URL of what came of it. */
int picture_scope_resolve(struct ts_call *call, void *scope, struct ts_str base,
                          struct ts_str reference, uint32_t purpose, struct ts_str *locator_r);
void picture_scope_close(struct ts_call *call, void *scope);

/* As downloader_new. */
int picture_downloader_new(struct ts_call *call, struct downloads *downloads,
                           const struct ts_node *options, struct downloader **downloader_r);

#endif
