/* SPDX-License-Identifier: MIT
 *
 * What two mails of one campaign have alike.
 */
#ifndef CORE_MILTER_CAMPAIGN_H
#define CORE_MILTER_CAMPAIGN_H

#include "core/milter/mail.h"

/* A name for all mails that are judged alike as this touchpoint on this day: they differ only in
 * what is each recipient's own (To, Message-ID, the address to unsubscribe, the boundaries between
 * parts). The caller frees it. */
char *campaign_key(const struct mail *mail, const char *touchpoint, const char *as_of);

#endif
