/* SPDX-License-Identifier: MIT
 *
 * libmilter's callbacks: collect a mail, ask, tell the mail server.
 */
#ifndef CORE_MILTER_FILTER_H
#define CORE_MILTER_FILTER_H

#include "core/milter/settings.h"

/* Tells libmilter what is called; settings are borrowed for the life of the process. 0, or -1. */
int filter_register(const struct milter_settings *settings);
/* Mails at work. */
guint filter_count_at_work(void);
/* After the last mail. */
void filter_finish(void);

#endif
