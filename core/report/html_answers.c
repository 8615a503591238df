/* SPDX-License-Identifier: MIT
 *
 * Questions that a brand manager asks, answered in plain words from the run.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/traits.h"
#include "core/result/story.h"

#define NAMED_MAX 12u /* touchpoints named in one answer */

/* Names of touchpoints for which a question is true, joined; NULL: of none. */
typedef gboolean (*ask_fn)(const struct result *result, const struct result_touchpoint *touchpoint);

static char *names_of(const struct html *html, ask_fn ask)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    g_autoptr(GString) names = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (ask(html->result, own) && count++ < NAMED_MAX) {
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", own->name);
        }
    }
    if (count > NAMED_MAX) {
        g_string_append_printf(names, " +%u", count - NAMED_MAX);
    }
    return count ? g_strdup(names->str) : NULL;
}

/* ---- what is asked --------------------------------------------------------------------------- */

static gboolean is_harmful(const struct result *result, const struct result_touchpoint *touchpoint)
{
    (void)result;
    return strcmp(touchpoint->state, "deviating") == 0 &&
           touchpoint->errors > touchpoint->run_errors;
}

static gboolean is_foreign(const struct result *result, const struct result_touchpoint *touchpoint)
{
    (void)result;
    return traits_is_foreign(touchpoint);
}

static gboolean is_unmeasured(const struct result *result,
                              const struct result_touchpoint *touchpoint)
{
    (void)result;
    return strcmp(touchpoint->state, "not-measured") == 0;
}

static gboolean is_quadrant(const struct result_touchpoint *touchpoint, const char *wanted)
{
    const char *own = satisfaction_quadrant(touchpoint->score, touchpoint->satisfaction.index);
    return own && strcmp(own, wanted) == 0;
}

static gboolean is_right_and_disliked(const struct result *result,
                                      const struct result_touchpoint *touchpoint)
{
    (void)result;
    return is_quadrant(touchpoint, "consistent-discontent");
}

static gboolean is_wrong_and_liked(const struct result *result,
                                   const struct result_touchpoint *touchpoint)
{
    (void)result;
    return is_quadrant(touchpoint, "deviating-content");
}

/* The most, and what comes near it. */
static gboolean drops_off(const struct result *result, const struct result_touchpoint *touchpoint)
{
    const GArray *touchpoints = result_touchpoints(result);
    double most = 0;
    for (guint i = 0; i < touchpoints->len; i++) {
        most = MAX(most, g_array_index(touchpoints, struct result_touchpoint, i).dropoff);
    }
    return most > 0 && touchpoint->dropoff >= most * 0.8;
}

static gboolean is_online(const struct result_touchpoint *touchpoint)
{
    static const char *const channels[] = {"website", "email",  "social", "app",
                                           "chat",    "review", NULL};
    return g_strv_contains(channels, touchpoint->channel);
}

/* Something that stands there is not as the others tell it. */
static gboolean tells_otherwise(const struct result *result,
                                const struct result_touchpoint *touchpoint)
{
    static const char *const wrong[] = {STORY_OLD,   STORY_EARLY,  STORY_ALTERED,
                                        STORY_MIXED, STORY_ABSENT, NULL};
    const GPtrArray *subjects = result_subjects(result);
    for (guint i = 0; i < subjects->len; i++) {
        struct result_cell cell =
            result_cell(result, touchpoint->id, g_ptr_array_index(subjects, i));
        if (g_strv_contains(wrong, cell.state)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Of one that tells something else too, the answer is that. */
static gboolean is_consistent(const struct result *result,
                              const struct result_touchpoint *touchpoint)
{
    return strcmp(touchpoint->state, "consistent") == 0 && !tells_otherwise(result, touchpoint);
}

static gboolean is_otherwise_online(const struct result *result,
                                    const struct result_touchpoint *touchpoint)
{
    return is_online(touchpoint) && tells_otherwise(result, touchpoint);
}

static gboolean is_otherwise_offline(const struct result *result,
                                     const struct result_touchpoint *touchpoint)
{
    return !is_online(touchpoint) && tells_otherwise(result, touchpoint);
}

/* ---- the answers ----------------------------------------------------------------------------- */

static void put_names(struct html *html, enum word some, const char *names)
{
    g_autofree char *text =
        words_say(html->language, some, &(struct message_value){"names", names}, 1);
    html_element(html, "p", NULL, text);
}

static void put_answer(struct html *html, enum word some, enum word none, ask_fn ask)
{
    g_autofree char *names = names_of(html, ask);
    if (names) {
        put_names(html, some, names);
    } else {
        html_element(html, "p", NULL, words_get(html->language, none));
    }
}

static void put_question(struct html *html, enum word question)
{
    html_element(html, "h3", NULL, words_get(html->language, question));
}

/* Asked only where customers were: nothing is said of what nobody knows. */
static void put_quadrants(struct html *html)
{
    g_autofree char *disliked = names_of(html, is_right_and_disliked);
    g_autofree char *liked = names_of(html, is_wrong_and_liked);
    if (disliked || liked) {
        put_question(html, WORD_ASK_CONTENT);
    }
    if (disliked) {
        put_names(html, WORD_SAY_DISCONTENT, disliked);
    }
    if (liked) {
        put_names(html, WORD_SAY_CONTENT_ANYWAY, liked);
    }
}

void html_answers(struct html *html)
{
    html_raw(html, "<section class=\"side\" id=\"answers\"><div class=\"head\"><h2>");
    html_word(html, WORD_ANSWERS);
    html_raw(html, "</h2></div><div class=\"answers\">\n");
    put_question(html, WORD_ASK_CONTRIBUTES);
    put_answer(html, WORD_SAY_CONTRIBUTES, WORD_SAY_NONE_CONTRIBUTES, is_consistent);
    put_answer(html, WORD_SAY_HARMS, WORD_SAY_NONE_HARMS, is_harmful);
    put_question(html, WORD_ASK_SAME);
    put_answer(html, WORD_SAY_OTHER_ONLINE, WORD_SAY_SAME_ONLINE, is_otherwise_online);
    put_answer(html, WORD_SAY_OTHER_OFFLINE, WORD_SAY_SAME_OFFLINE, is_otherwise_offline);
    put_question(html, WORD_ASK_DROPOFF);
    put_answer(html, WORD_SAY_DROPOFF, WORD_SAY_NO_DROPOFF, drops_off);
    put_quadrants(html);
    put_question(html, WORD_ASK_OTHERS);
    put_answer(html, WORD_SAY_OTHERS, WORD_SAY_NO_OTHERS, is_foreign);
    put_question(html, WORD_ASK_UNKNOWN);
    put_answer(html, WORD_SAY_UNMEASURED, WORD_SAY_ALL_MEASURED, is_unmeasured);
    html_raw(html, "</div></section>\n");
}
