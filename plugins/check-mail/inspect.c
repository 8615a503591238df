/* SPDX-License-Identifier: MIT
 *
 * One mail: which rules look at it, and in which order.
 */
#include "plugins/check-mail/mail.h"

static void (*const judges[])(struct letter *letter) = {
    judge_subject,    judge_preheader, judge_sender, judge_parts,    judge_unsubscribe,
    judge_salutation, judge_tags,      judge_links,  judge_pictures,
};

int mail_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    struct letter letter;
    if (ts_is(document->media_type, "application/vnd.touchstone.expectation+json")) {
        return expected_inspect(call, document);
    }
    if (!letter_init(&letter, call, self, document)) {
        return 0;
    }
    faults_begin(&letter.faults, call, self);
    for (size_t i = 0; i < G_N_ELEMENTS(judges); i++) {
        judges[i](&letter);
    }
    int done = faults_emit(&letter.faults);
    faults_end(&letter.faults);
    return done;
}
