/* SPDX-License-Identifier: MIT
 *
 * Counts what terms ask to be counted: required words, conditions, groups of forms, signs.
 */
#include "plugins/check-terms/terms.h"

void survey_begin(struct survey *survey, const struct terms *terms, enum term_on on)
{
    *survey = (struct survey){.terms = terms, .on = on, .count = terms->surveys[on]->len};
}

/* Most blocks say nothing that counts: till one does there is nothing to keep. */
static void begin_tallies(struct survey *survey)
{
    if (survey->tallies) {
        return;
    }
    survey->tallies = g_new0(struct tally, survey->count);
    for (guint i = 0; i < survey->count; i++) {
        guint group_count = survey_term(survey, i)->groups->len;
        survey->tallies[i].per_group = group_count ? g_new0(guint, group_count) : NULL;
    }
}

void survey_end(struct survey *survey)
{
    for (guint i = 0; survey->tallies && i < survey->count; i++) {
        g_clear_pointer(&survey->tallies[i].places, g_array_unref);
        g_clear_pointer(&survey->tallies[i].groups, g_array_unref);
        g_free(survey->tallies[i].per_group);
    }
    g_free(survey->tallies);
}

static void add_place(struct tally *tally, const struct scene *scene, const struct match *match,
                      guint32 block_index)
{
    struct ts_place place = {
        .block = block_index, .offset = match->begin, .length = match->end - match->begin};
    if (!tally->places) {
        tally->places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        tally->groups = g_array_new(FALSE, FALSE, sizeof(guint));
        tally->actual = ts_bytes(scene->block->text.ptr + match->begin, place.length);
    }
    if (tally->places->len < TERMS_PLACES_MAX) {
        g_array_append_val(tally->places, place);
        g_array_append_val(tally->groups, match->phrase->group);
    }
}

static void count_match(struct tally *tally, const struct match *match)
{
    tally->is_seen = TRUE;
    tally->counted += match->phrase->use == PHRASE_COUNTED;
    tally->conditions += match->phrase->use == PHRASE_IF;
    tally->consequences += match->phrase->use == PHRASE_THEN;
    if (match->phrase->use == PHRASE_GROUP) {
        tally->per_group[match->phrase->group]++;
    }
}

void survey_count(struct survey *survey, const struct scene *scene, const GArray *matches,
                  guint32 block_index)
{
    for (guint i = 0; matches && i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        const struct term *term = term_at(survey->terms, match->phrase->term);
        if (term->on != survey->on) {
            continue;
        }
        begin_tallies(survey);
        count_match(&survey->tallies[term->slot], match);
        if (match->phrase->use != PHRASE_THEN) {
            add_place(&survey->tallies[term->slot], scene, match, block_index);
        }
    }
}

/* A term that misses something speaks of text that is there. */
void survey_expect(struct survey *survey, const struct scene *scene)
{
    const GArray *expecting = survey->terms->expecting[survey->on];
    for (guint i = 0; i < expecting->len; i++) {
        const struct term *term = term_at(survey->terms, g_array_index(expecting, guint, i));
        if (survey->tallies && survey->tallies[term->slot].is_seen) {
            continue;
        }
        if (term_sees_language(scene, term, ts_text(NULL)) &&
            term_is_in_kinds(term, scene->kinds)) {
            begin_tallies(survey);
            survey->tallies[term->slot].is_seen = TRUE;
        }
    }
}

/* ---- is there anything to count? ---- */

/* Has the text only letters that are folded to themselves, or to the letters the needles have? */
static gboolean is_plain(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        guchar byte = (guchar)text.ptr[i];
        guchar next = i + 1 < text.len ? (guchar)text.ptr[i + 1] : 0;
        if (byte < 0x80 || (byte >= 0x80 && byte < 0xC0)) {
            continue; /* ASCII; what follows a first byte */
        }
        gboolean is_latin = byte == 0xC3 && next != 0x9F; /* all but the sharp s */
        gboolean is_sign = byte == 0xC2 && next != 0xAD;  /* all but the soft hyphen */
        /* U+2010 to U+203F, the euro: dashes, quotation marks, nothing that cannot be seen */
        gboolean is_punctuation =
            byte == 0xE2 &&
            ((next == 0x80 && i + 2 < text.len && (guchar)text.ptr[i + 2] >= 0x90) || next == 0x82);
        if (!is_latin && !is_sign && !is_punctuation) {
            return FALSE;
        }
    }
    return TRUE;
}

struct counted terms_count(struct scene *scene)
{
    const struct search *search = &scene->terms->tallied;
    struct ts_str text = scene->block->text;
    struct counted counted = {NULL, NULL};
    g_autoptr(GArray) hits = needles_scan(&search->needles, text);
    if (!hits && !search->has_unknown && is_plain(text)) {
        return counted;
    }
    if (!scene->words.items) {
        scene->words = words_cut(scene->call, scene->block);
    }
    counted.phrases = terms_match(scene, &search->tree);
    counted.signs = terms_match_signs(scene, hits, FALSE);
    return counted;
}

void counted_clear(struct counted *counted)
{
    g_clear_pointer(&counted->phrases, g_array_unref);
    g_clear_pointer(&counted->signs, g_array_unref);
}
