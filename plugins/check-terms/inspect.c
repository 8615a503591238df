/* SPDX-License-Identifier: MIT
 *
 * The two looks: at a block, whose verdict is remembered, and at a whole document, only where a
 * term asks for it.
 */
#include "plugins/check-terms/terms.h"

static int judge_block(struct scene *scene)
{
    struct survey survey;
    survey_begin(&survey, scene->terms, ON_BLOCK);
    if (survey.count == 0 || scene->block->text.len == 0) {
        return 0;
    }
    struct counted counted = terms_count(scene);
    survey_expect(&survey, scene);
    survey_count(&survey, scene, counted.phrases, 0);
    survey_count(&survey, scene, counted.signs, 0);
    counted_clear(&counted);
    int done = survey_judge(&survey, scene->call, ts_one(scene->block, sizeof *scene->block));
    survey_end(&survey);
    return done;
}

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
    return judge_block(&scene);
}

/* ---- whole documents ---- */

static void survey_document(struct ts_call *call, const struct ts_document *document,
                            struct survey *own, struct survey *whole)
{
    for (guint32 i = 0; i < document->blocks.count; i++) {
        struct scene scene = {
            call, own->terms, ts_item(document->blocks, i), document->kinds, {NULL, 0}};
        if (scene.block->text.len == 0) {
            continue;
        }
        struct counted counted = terms_count(&scene);
        if (scene.block->role != TS_ROLE_CODE) {
            survey_expect(own, &scene);
            survey_expect(whole, &scene);
        }
        survey_count(own, &scene, counted.phrases, i);
        survey_count(own, &scene, counted.signs, i);
        survey_count(whole, &scene, counted.phrases, i);
        survey_count(whole, &scene, counted.signs, i);
        counted_clear(&counted);
    }
}

static int judge_document(struct ts_call *call, const struct terms *terms,
                          const struct ts_document *document)
{
    struct survey own, whole;
    survey_begin(&own, terms, ON_DOCUMENT);
    survey_begin(&whole, terms, ON_TOUCHPOINT);
    if (own.count + whole.count == 0) {
        return 0;
    }
    own.is_partial = document->is_truncated != 0;
    survey_document(call, document, &own, &whole);
    int done = survey_judge(&own, call, document->blocks) == 0 ? survey_observe(&whole, call) : -1;
    survey_end(&own);
    survey_end(&whole);
    return done;
}

int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct terms *terms = self;
    if (judge_document(call, terms, document) != 0 || terms_observe_form(call, document) != 0) {
        return -1;
    }
    return terms->has_sentence_case ? terms_report_headings(call, terms, document) : 0;
}
