/* SPDX-License-Identifier: MIT
 *
 * Counts what terms ask to be counted: required words, conditions, groups of forms, signs.
 */
#include "plugins/check-terms/terms.h"

void survey_begin(struct survey *survey, const struct terms *terms, enum term_on on)
{
    *survey = (struct survey){.terms = terms, .on = on, .count = terms->surveys[on]->len};
    survey->tallies = g_new0(struct tally, survey->count);
    for (guint i = 0; i < survey->count; i++) {
        survey->tallies[i].places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        survey->tallies[i].groups = g_array_new(FALSE, FALSE, sizeof(guint));
        survey->tallies[i].per_group = g_new0(guint, survey_term(survey, i)->groups->len);
    }
}

void survey_end(struct survey *survey)
{
    for (guint i = 0; i < survey->count; i++) {
        g_array_unref(survey->tallies[i].places);
        g_array_unref(survey->tallies[i].groups);
        g_free(survey->tallies[i].per_group);
    }
    g_free(survey->tallies);
}

static void add_place(struct tally *tally, const struct scene *scene, const struct match *match,
                      guint32 block_index)
{
    struct ts_place place = {
        .block = block_index, .offset = match->begin, .length = match->end - match->begin};
    if (tally->places->len == 0) {
        tally->actual = ts_bytes(scene->block->text.ptr + match->begin, place.length);
    }
    if (tally->places->len < TERMS_PLACES_MAX) {
        g_array_append_val(tally->places, place);
        g_array_append_val(tally->groups, match->phrase->group);
    }
}

static void count_matches(struct survey *survey, const struct scene *scene, const GArray *matches,
                          guint32 block_index)
{
    for (guint i = 0; matches && i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        const struct term *term = term_at(survey->terms, match->phrase->term);
        if (term->on != survey->on) {
            continue;
        }
        struct tally *tally = &survey->tallies[term->slot];
        tally->counted += match->phrase->use == PHRASE_COUNTED;
        tally->conditions += match->phrase->use == PHRASE_IF;
        tally->consequences += match->phrase->use == PHRASE_THEN;
        if (match->phrase->use == PHRASE_GROUP) {
            tally->per_group[match->phrase->group]++;
        }
        if (match->phrase->use != PHRASE_THEN) {
            add_place(tally, scene, match, block_index);
        }
    }
}

void survey_block(struct survey *survey, const struct scene *scene, guint32 block_index)
{
    if (survey->count == 0 || scene->block->role == TS_ROLE_CODE || scene->block->text.len == 0) {
        return;
    }
    for (guint i = 0; i < survey->count; i++) {
        const struct term *term = survey_term(survey, i);
        survey->tallies[i].is_seen |=
            term_sees_language(scene, term, ts_text(NULL)) && term_is_in_kinds(term, scene->kinds);
    }
    g_autoptr(GArray) phrases = terms_match(scene, &survey->terms->tallied);
    g_autoptr(GArray) signs = terms_match_signs(scene, FALSE);
    count_matches(survey, scene, phrases, block_index);
    count_matches(survey, scene, signs, block_index);
}
