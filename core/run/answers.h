/* SPDX-License-Identifier: MIT
 *
 * What workers said of pictures, by content: the same picture on another page, in another
 * touchpoint or in the next run is not judged again.
 */
#ifndef CORE_RUN_ANSWERS_H
#define CORE_RUN_ANSWERS_H

#include "core/run/family.h"

/* The name under which the answer about a task is kept: its content, its media type, and the
 * readers and checks that look at it. NULL: its answer is not kept (it is no picture, or nobody
 * judges it). The caller frees it. */
char *answers_name(const struct store *store, const struct task *task);

/* 1: records_r has the answer, 2: and it was given in an earlier run. 0: it is not known, or the
 * run begins anew (--fresh). -1 with the database's error. */
int answers_get(struct store *store, const char *name, GByteArray *records_r);

/* Keeps a worker's answer, unless a plugin failed. 0, -1. */
int answers_put(struct store *store, const char *name, struct ts_str records);

#endif
