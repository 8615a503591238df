/* SPDX-License-Identifier: MIT
 *
 * The terms that need no more than one block: wrong words, patterns, casing.
 */
#include "plugins/check-terms/terms.h"

#define ACTUAL_MAX 400u /* bytes shown of what stands there */

static struct ts_str shorten(struct ts_str text)
{
    if (text.len > ACTUAL_MAX) {
        text.len = (size_t)(g_utf8_find_prev_char(text.ptr, text.ptr + ACTUAL_MAX) - text.ptr);
    }
    return text;
}

int terms_report(const struct report *report, const struct ts_place *places, guint32 place_count)
{
    const struct term *term = report->term;
    struct ts_pair arguments[] = {
        {ts_text("term"), ts_text(term->rule + strlen("terms/"))},
        {ts_text("because"), ts_text(term->because)},
        {ts_text("link"), ts_text(term->link)},
    };
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = term->severity,
        .rule = ts_text(term->rule),
        .expected = report->expected,
        .actual = shorten(report->actual),
        .arguments = TS_LIST_OF(arguments),
        .places = {places, place_count, sizeof *places},
    };
    return report->call->host->emit_finding(report->call, &finding);
}

struct inspection {
    struct ts_call *call;
    const struct terms *terms;
    const struct ts_block *block;
    struct ts_list kinds;
    struct words words;
};

static int report_range(const struct inspection *inspection, const struct term *term,
                        struct ts_str expected, guint32 offset, guint32 length)
{
    struct ts_place place = {.offset = offset, .length = length};
    struct report report = {inspection->call, term, expected,
                            ts_bytes(inspection->block->text.ptr + offset, length)};
    return terms_report(&report, &place, 1);
}

static int report_match(void *data, const struct match *match)
{
    const struct inspection *inspection = data;
    const struct term *term =
        &g_array_index(inspection->terms->terms, struct term, match->phrase->term);
    if (match->phrase->use != PHRASE_WRONG ||
        !term_sees_block(inspection->terms, term, inspection->block, inspection->kinds) ||
        !term_sees_match(term, inspection->block, inspection->words, match)) {
        return 0;
    }
    return report_range(inspection, term, ts_text(term->expected), match->offset, match->length);
}

/* The words a pattern's match touches must not be excepted. */
static gboolean is_excepted(const struct inspection *inspection, const struct term *term,
                            size_t begin, size_t end)
{
    for (guint32 i = 0; i < inspection->words.count; i++) {
        const struct word *word = &inspection->words.items[i];
        if (word->offset < end && word->offset + word->length > begin &&
            word->flags & term->except) {
            return TRUE;
        }
    }
    return FALSE;
}

static int match_pattern(const struct inspection *inspection, const struct term *term)
{
    struct ts_str text = inspection->block->text;
    size_t at = 0;
    while (at <= text.len) {
        int count =
            pcre2_match(term->pattern, (PCRE2_SPTR)text.ptr, text.len, at, PCRE2_NO_UTF_CHECK,
                        inspection->terms->match, inspection->terms->limits);
        if (count == PCRE2_ERROR_NOMATCH) {
            return 0;
        }
        if (count < 0) {
            g_autofree char *why =
                g_strdup_printf("%s: the pattern took too much work; make it simpler", term->rule);
            return ts_fail(inspection->call, why);
        }
        const PCRE2_SIZE *range = pcre2_get_ovector_pointer(inspection->terms->match);
        if (range[1] > range[0] && !is_excepted(inspection, term, range[0], range[1]) &&
            report_range(inspection, term, ts_text(term->expected), (guint32)range[0],
                         (guint32)(range[1] - range[0])) != 0) {
            return -1;
        }
        at = range[1] > range[0] ? range[1]
                                 : (size_t)(g_utf8_next_char(text.ptr + range[1]) - text.ptr);
    }
    return 0;
}

static int check_casing(const struct inspection *inspection, const struct term *term)
{
    const char *right = terms_recase(inspection->call, term, inspection->block, inspection->words);
    return right ? report_range(inspection, term, ts_text(right), 0,
                                (guint32)inspection->block->text.len)
                 : 0;
}

int terms_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                        struct ts_list kinds)
{
    const struct terms *terms = self;
    struct inspection inspection = {call, terms, block, kinds, words_cut(call, block)};
    if (terms_match(terms, block, inspection.words, report_match, &inspection) != 0) {
        return -1;
    }
    for (guint i = 0; i < terms->terms->len; i++) {
        const struct term *term = &g_array_index(terms->terms, struct term, i);
        if ((term->kind != TERM_PATTERN && term->kind != TERM_CASING) ||
            !term_sees_block(terms, term, block, kinds)) {
            continue;
        }
        int done = term->kind == TERM_PATTERN ? match_pattern(&inspection, term)
                                              : check_casing(&inspection, term);
        if (done != 0) {
            return -1;
        }
    }
    return 0;
}
