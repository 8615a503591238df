/* SPDX-License-Identifier: MIT
 *
 * Asks touchstone serve about one mail.
 */
#ifndef CORE_MILTER_ASK_H
#define CORE_MILTER_ASK_H

#include "core/milter/judgement.h"

struct asker;

/* socket, language: borrowed. at_once: questions under way; others wait for their turn. */
struct asker *asker_new(const char *socket, const char *language, guint at_once);
void asker_free(struct asker **asker);

struct question {
    struct ts_str mail;
    const char *touchpoint; /* "" = none */
    const char *as_of;      /* YYYY-MM-DD */
    gint64 deadline;        /* monotonic, microseconds */
};

/* For many threads. NULL: there is no answer, *why_r says why in one line. */
struct judgement *asker_ask(struct asker *asker, const struct question *question, char **why_r);

#endif
