/* SPDX-License-Identifier: MIT
 *
 * The language of documents that declare none, most mails among them: whether one has to carry the
 * promise, and in which words, depends on it.
 */
#include "plugins/check-promise/promise.h"
#include "plugins/common/tongue.h"

#define SAMPLE_SIZE 4000u /* bytes of text looked at */

/* What the first block with enough small words of one language says. */
static struct ts_str spoken(struct ts_call *call, const struct ts_document *document)
{
    size_t seen = 0;
    for (uint32_t i = 0; i < document->blocks.count && seen < SAMPLE_SIZE; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        if (block->role == TS_ROLE_CODE || block->text.len > SAMPLE_SIZE) {
            continue;
        }
        struct words words = words_cut(call, block);
        struct ts_str language = tongue_of(&words, ts_text(NULL));
        if (language.len) {
            return language;
        }
        seen += block->text.len;
    }
    return ts_text(NULL);
}

int promise_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    if (promise_inspect_split(call, self, document) != 0) {
        return -1;
    }
    if (document->language.len) {
        return 0;
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(PROMISE_LANGUAGE_KEY),
        .value = spoken(call, document),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
    };
    return observation.value.len ? call->host->emit_observation(call, &observation) : 0;
}
