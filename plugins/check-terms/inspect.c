/* SPDX-License-Identifier: MIT
 *
 * The two looks: at a block, whose verdict is remembered, and at a whole document, only where a
 * term asks for it.
 */
#include "plugins/check-terms/terms.h"

int terms_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                        struct ts_list kinds)
{
    const struct terms *terms = self;
    struct scene scene = terms_scene(call, terms, block, kinds);
    if (terms_report_wrong(&scene) != 0) {
        return -1;
    }
    for (guint i = 0; i < terms->casings->len; i++) {
        const struct term *term = term_at(terms, g_array_index(terms->casings, guint, i));
        if (term_sees_block(&scene, term) && terms_report_casing(&scene, term) != 0) {
            return -1;
        }
    }
    if (terms->surveys[ON_BLOCK]->len == 0) {
        return 0;
    }
    struct survey survey;
    survey_begin(&survey, terms, ON_BLOCK);
    survey_block(&survey, &scene, 0);
    int done = survey_judge(&survey, call, ts_one(block, sizeof *block));
    survey_end(&survey);
    return done;
}

int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct terms *terms = self;
    struct survey own, whole;
    if (terms->surveys[ON_DOCUMENT]->len + terms->surveys[ON_TOUCHPOINT]->len == 0) {
        return 0;
    }
    survey_begin(&own, terms, ON_DOCUMENT);
    survey_begin(&whole, terms, ON_TOUCHPOINT);
    for (guint32 i = 0; i < document->blocks.count; i++) {
        struct scene scene =
            terms_scene(call, terms, ts_item(document->blocks, i), document->kinds);
        survey_block(&own, &scene, i);
        survey_block(&whole, &scene, i);
    }
    int done = survey_judge(&own, call, document->blocks) == 0 ? survey_observe(&whole, call) : -1;
    survey_end(&own);
    survey_end(&whole);
    return done;
}
