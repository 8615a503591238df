/* SPDX-License-Identifier: MIT
 *
 * Regular expressions of the brand book, with limits: a pattern may be careless, a text hostile.
 */
#include "plugins/check-terms/terms.h"

#define STEPS_MAX 20000000u /* of one pattern over one block, all starting points together */
#define STEPS_MOST 100000u  /* from one starting point */
#define STEPS_LEAST 1000u
#define DEPTH_MAX 1000u
#define HEAP_MAX 2048u /* KiB */

static int fail(const struct scene *scene, const struct term *term, int code)
{
    PCRE2_UCHAR why[120] = "";
    pcre2_get_error_message(code, why, sizeof why);
    g_autofree char *reason =
        g_strdup_printf("%s: the pattern takes too much work on this text (%s); make it simpler, "
                        "for instance without a repetition inside a repetition",
                        term->rule, (char *)why);
    return ts_fail(scene->call, reason);
}

/* PCRE2 counts its steps anew from each starting point: the longer the block, the fewer each may
 * take. */
static void set_limits(const struct scene *scene)
{
    size_t steps = STEPS_MAX / (scene->block->text.len + 1);
    pcre2_set_match_limit(scene->terms->limits,
                          (uint32_t)CLAMP(steps, (size_t)STEPS_LEAST, (size_t)STEPS_MOST));
    pcre2_set_depth_limit(scene->terms->limits, DEPTH_MAX);
    pcre2_set_heap_limit(scene->terms->limits, HEAP_MAX);
}

/* The next match from *at on: 1, 0, or -1 failed; moves *at behind it. */
static int next_match(const struct scene *scene, const struct term *term, size_t *at,
                      struct match *match)
{
    struct ts_str text = scene->block->text;
    const PCRE2_SIZE *range = pcre2_get_ovector_pointer(scene->terms->match);
    if (*at > text.len) {
        return 0;
    }
    int code = pcre2_match(term->pattern, (PCRE2_SPTR)(text.len ? text.ptr : ""), text.len, *at,
                           PCRE2_NO_UTF_CHECK, scene->terms->match, scene->terms->limits);
    if (code < 0) {
        return code == PCRE2_ERROR_NOMATCH ? 0 : fail(scene, term, code);
    }
    match->begin = (guint32)MIN(range[0], range[1]); /* \K can put the begin behind the end */
    match->end = (guint32)range[1];
    if (range[1] > *at) {
        *at = range[1];
    } else {
        *at += *at < text.len ? (size_t)(g_utf8_next_char(text.ptr + *at) - (text.ptr + *at)) : 1;
    }
    return 1;
}

int terms_match_pattern(const struct scene *scene, const struct phrase *phrase, GArray *matches)
{
    const struct term *term = term_at(scene->terms, phrase->term);
    size_t at = 0;
    set_limits(scene);
    for (guint count = 0; count < TERMS_PLACES_MAX; count++) {
        struct match match = {.phrase = phrase};
        int next = next_match(scene, term, &at, &match);
        if (next != 1) {
            return next;
        }
        if (match.end > match.begin && term_sees_range(scene, term, match.begin, match.end)) {
            g_array_append_val(matches, match);
        }
    }
    return 0;
}
