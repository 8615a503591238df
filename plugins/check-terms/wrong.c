/* SPDX-License-Identifier: MIT
 *
 * Wrong words and signs of one block: equal ones are one finding with several places.
 */
#include "plugins/check-terms/literals.h"
#include "plugins/check-terms/terms.h"

static struct ts_str text_of(const struct scene *scene, guint32 begin, guint32 end)
{
    return ts_bytes(scene->block->text.ptr + begin, end - begin);
}

static int report_places(const struct scene *scene, const struct term *term, const char *expected,
                         const GArray *places)
{
    const struct ts_place *first = &g_array_index(places, struct ts_place, 0);
    struct ts_str actual = text_of(scene, first->offset, first->offset + first->length);
    struct report report = {
        .call = scene->call, .term = term, .expected = ts_text(expected), .actual = actual};
    report.details[0] = *expected ? (struct ts_pair){ts_text("instead"), report.expected}
                                  : (struct ts_pair){ts_text("wrong"), actual};
    return terms_report(&report, first, places->len);
}

int terms_report_range(const struct scene *scene, const struct term *term, const char *expected,
                       struct ts_place place)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    g_array_append_val(places, place);
    return report_places(scene, term, expected, places);
}

/* A match with what makes it equal to another. */
struct wrong {
    guint term;
    guint32 begin, end;
    const char *expected;
    char *folded;
};

static int compare(const void *left, const void *right)
{
    const struct wrong *a = left;
    const struct wrong *b = right;
    int order = a->term < b->term ? -1 : a->term > b->term;
    order = order ? order : strcmp(a->folded, b->folded);
    order = order ? order : strcmp(a->expected, b->expected);
    return order ? order : (a->begin > b->begin) - (a->begin < b->begin);
}

static const char *expected_of(const struct scene *scene, const struct phrase *phrase)
{
    return phrase->expected ? phrase->expected : term_at(scene->terms, phrase->term)->expected;
}

static GArray *sort(const struct scene *scene, const GArray *matches)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(struct wrong));
    for (guint i = 0; i < matches->len; i++) {
        const struct match *match = &g_array_index(matches, struct match, i);
        struct ts_str text = text_of(scene, match->begin, match->end);
        struct wrong wrong = {match->phrase->term, match->begin, match->end,
                              expected_of(scene, match->phrase),
                              g_utf8_casefold(text.ptr, (gssize)text.len)};
        g_array_append_val(sorted, wrong);
    }
    qsort(sorted->data, sorted->len, sizeof(struct wrong), compare);
    return sorted;
}

/* The equal ones from first on; returns where the next ones begin, or -1. */
static int report_equal(const struct scene *scene, const GArray *sorted, guint first)
{
    const struct wrong *head = &g_array_index(sorted, struct wrong, first);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    const struct term *term = term_at(scene->terms, head->term);
    guint i = first;
    for (; i < sorted->len; i++) {
        const struct wrong *wrong = &g_array_index(sorted, struct wrong, i);
        if (wrong->term != head->term || strcmp(wrong->folded, head->folded) != 0 ||
            strcmp(wrong->expected, head->expected) != 0) {
            break;
        }
        struct ts_place place = {.offset = wrong->begin, .length = wrong->end - wrong->begin};
        g_array_append_val(places, place);
    }
    return report_places(scene, term, head->expected, places) == 0 ? (int)i : -1;
}

static int report_matches(const struct scene *scene, const GArray *matches)
{
    int at = 0;
    if (!matches || matches->len == 0) {
        return 0;
    }
    g_autoptr(GArray) sorted = sort(scene, matches);
    while (at >= 0 && (guint)at < sorted->len) {
        at = report_equal(scene, sorted, (guint)at);
    }
    for (guint i = 0; i < sorted->len; i++) {
        g_free(g_array_index(sorted, struct wrong, i).folded);
    }
    return at < 0 ? -1 : 0;
}

/* ---- patterns ---- */

static int try_patterns(const struct scene *scene, const GArray *indices, GArray *matches)
{
    for (guint i = 0; i < indices->len; i++) {
        const struct phrase *phrase =
            g_ptr_array_index(scene->terms->phrases, g_array_index(indices, guint, i));
        if (term_may_see(scene, term_at(scene->terms, phrase->term)) &&
            terms_match_pattern(scene, phrase, matches) != 0) {
            return -1;
        }
    }
    return 0;
}

static int compare_indices(const void *left, const void *right)
{
    guint a = *(const guint *)left;
    guint b = *(const guint *)right;
    return (a > b) - (a < b);
}

static void add_met(const struct scene *scene, const GArray *hits, GArray *met)
{
    for (guint i = 0; hits && i < hits->len; i++) {
        guint owner = g_array_index(hits, struct needle_hit, i).owner;
        const struct phrase *phrase = g_ptr_array_index(scene->terms->phrases, owner);
        if (phrase->is_pattern) {
            g_array_append_val(met, owner);
        }
    }
}

static void drop_equal(GArray *indices)
{
    guint kept = 0;
    if (indices->len == 0) {
        return;
    }
    qsort(indices->data, indices->len, sizeof(guint), compare_indices);
    for (guint i = 0; i < indices->len; i++) {
        guint index = g_array_index(indices, guint, i);
        if (kept == 0 || g_array_index(indices, guint, kept - 1) != index) {
            g_array_index(indices, guint, kept++) = index;
        }
    }
    g_array_set_size(indices, kept);
}

static int report_patterns(const struct scene *scene, const GArray *hits)
{
    const struct terms *terms = scene->terms;
    gboolean may_differ = terms->caseless->len && literals_may_differ(scene->block->text);
    if (!hits && !may_differ && terms->patterns->len == 0) {
        return 0;
    }
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(struct match));
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint));
    add_met(scene, hits, met);
    if (may_differ) {
        g_array_append_vals(met, terms->caseless->data, terms->caseless->len);
    }
    drop_equal(met);
    return try_patterns(scene, terms->patterns, matches) != 0 ||
                   try_patterns(scene, met, matches) != 0
               ? -1
               : report_matches(scene, matches);
}

int terms_report_wrong(const struct scene *scene)
{
    g_autoptr(GArray) phrases = terms_match(scene, &scene->terms->judged.tree);
    g_autoptr(GArray) hits = needles_scan(&scene->terms->judged.needles, scene->block->text);
    g_autoptr(GArray) signs = terms_match_signs(scene, hits, TRUE);
    return report_matches(scene, phrases) != 0 || report_matches(scene, signs) != 0
               ? -1
               : report_patterns(scene, hits);
}
