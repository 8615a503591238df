/* SPDX-License-Identifier: MIT
 *
 * What can only be said of a document as a whole: that a part of it could not be judged for want of
 * a dictionary, and how much of it is in a language that the brand does not judge.
 */
#include <string.h>

#include "plugins/check-spelling/evidence.h"
#include "plugins/check-spelling/spelling.h"

#define OTHERS_MAX 8u

struct other {
    char code[LANGUAGE_CODE_BYTES];
    double bytes;
};

static bool has_words(struct ts_call *call, const struct ts_block *block)
{
    struct words words = words_cut(call, block);
    for (uint32_t i = 0; i < words.count; i++) {
        if (spelling_may_judge(&words.items[i])) {
            return true;
        }
    }
    return false;
}

/* Why a block could not be judged; NULL if it was, or needs no judging. */
static const char *why_unjudged(struct ts_call *call, const struct spelling *self,
                                const struct ts_block *block)
{
    int language = spelling_find_language(self, block->language);
    const char *missing = language == NO_LANGUAGE ? NULL : self->languages[language].missing;
    return missing && has_words(call, block) ? missing : NULL;
}

static int report_missing(struct ts_call *call, const struct spelling *self,
                          const struct ts_document *document)
{
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        const char *why = block->role == TS_ROLE_CODE ? NULL : why_unjudged(call, self, block);
        if (why) {
            return ts_fail(call, why);
        }
    }
    return 0;
}

static void count_other(struct other *others, struct ts_str tag, size_t bytes)
{
    char code[LANGUAGE_CODE_BYTES];
    language_code(tag, code);
    for (size_t i = 0; *code && i < OTHERS_MAX; i++) {
        if (!*others[i].code || strcmp(others[i].code, code) == 0) {
            memcpy(others[i].code, code, sizeof code);
            others[i].bytes += (double)bytes;
            return;
        }
    }
}

/* Text in a language that is not the brand's is counted, not judged. */
static int observe_others(struct ts_call *call, const struct spelling *self,
                          const struct ts_document *document)
{
    struct other others[OTHERS_MAX] = {0};
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        struct ts_str tag = block->language;
        if (tag.len > 0 && spelling_find_language(self, tag) == NO_LANGUAGE) {
            count_other(others, tag, block->text.len);
        }
    }
    for (size_t i = 0; i < OTHERS_MAX && *others[i].code; i++) {
        const struct ts_number bytes = {ts_text("bytes"), others[i].bytes};
        const struct ts_observation observation = {
            .size = sizeof observation,
            .key = ts_text("other-language"),
            .value = ts_text(others[i].code),
            .confidence = -1,
            .place = {.block = TS_NO_BLOCK},
            .numbers = ts_one(&bytes, sizeof bytes),
        };
        if (call->host->emit_observation(call, &observation) != 0) {
            return -1;
        }
    }
    return 0;
}

int spelling_inspect(struct ts_call *call, void *state, const struct ts_document *document)
{
    struct spelling *self = state;
    if (report_missing(call, self, document) != 0) {
        return -1;
    }
    return observe_others(call, self, document) != 0 ? -1 : evidence_names(call, document);
}
