/* SPDX-License-Identifier: MIT
 *
 * What senders and recipients read of a decision.
 */
#ifndef CORE_MILTER_WORDING_H
#define CORE_MILTER_WORDING_H

#include "core/milter/decision.h"

#define WORDING_REPLY_SIZE 400u /* bytes of a reply's text; RFC 5321 allows 512 with its code */
#define WORDING_HEADER_SIZE 600u

/* The text behind "550 5.7.1": one line of ASCII, % doubled as libmilter wants it. */
char *wording_reply(const struct decision *decision);
/* The value of X-Touchstone; NULL: the mail gets none. is_test: nothing happens, "would-reject"
 * says what would. */
char *wording_header(const struct decision *decision, gboolean is_test);

#endif
