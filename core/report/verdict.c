/* SPDX-License-Identifier: MIT
 *
 * The verdict. It is never an average, and never calls clean what was not seen.
 */
#include "core/report/verdict.h"

#include <string.h>

#include <jansson.h>

#include "core/report/words.h"

struct tally {
    guint measured, deviating, incomplete, not_measured;
    guint errors, warnings, infos;
};

gboolean verdict_is_incomplete(const struct result_touchpoint *touchpoint)
{
    return touchpoint->unchecked > 0 || strcmp(touchpoint->state, "unchecked") == 0 ||
           touchpoint->gaps > 0;
}

static struct tally tally_up(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    struct tally tally = {0};
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        gboolean is_measured = strcmp(touchpoint->state, "not-measured") != 0;
        tally.not_measured += !is_measured;
        if (!touchpoint->is_current || !is_measured) {
            continue;
        }
        tally.measured++;
        tally.deviating += strcmp(touchpoint->state, "deviating") == 0;
        tally.incomplete += verdict_is_incomplete(touchpoint);
        tally.errors += touchpoint->errors - touchpoint->run_errors;
        tally.warnings += touchpoint->warnings - touchpoint->run_warnings;
        tally.infos += touchpoint->infos - touchpoint->run_infos;
    }
    return tally;
}

static void add_count(GString *out, const char *language, enum word word, guint count)
{
    if (count > 0) {
        g_autofree char *text = words_count(language, word, count);
        g_string_append_printf(out, "%s%s", out->len ? ", " : "", text);
    }
}

static char *counts_text(const char *language, guint errors, guint warnings, guint infos)
{
    GString *out = g_string_new(NULL);
    add_count(out, language, WORD_N_ERRORS, errors);
    add_count(out, language, WORD_N_WARNINGS, warnings);
    add_count(out, language, WORD_N_INFOS, infos);
    return g_string_free(out, out->len == 0);
}

char *verdict_counts(const struct result_touchpoint *touchpoint, const char *language)
{
    return counts_text(language, touchpoint->errors - touchpoint->run_errors,
                       touchpoint->warnings - touchpoint->run_warnings,
                       touchpoint->infos - touchpoint->run_infos);
}

char *verdict_looked_at(guint documents, guint pictures, const char *language)
{
    g_autofree char *first = words_count(language, WORD_N_DOCUMENTS, documents);
    g_autofree char *second = words_count(language, WORD_N_PICTURES, pictures);
    if (pictures == 0 || documents == 0) {
        return pictures ? g_steal_pointer(&second) : g_steal_pointer(&first);
    }
    const struct message_value values[] = {{"documents", first}, {"pictures", second}};
    return words_say(language, WORD_AND_PICTURES, values, G_N_ELEMENTS(values));
}

/* "page=3/block[2]" begins with what names a part; of a menu all of it is needed to find the way.
 */
static gsize size_of_part(const char *where)
{
    static const char *const numbered[] = {"part=", "page=", "slide=", "sheet=", "row="};
    for (gsize i = 0; i < G_N_ELEMENTS(numbered); i++) {
        if (g_str_has_prefix(where, numbered[i])) {
            return strcspn(where, "/");
        }
    }
    gsize name = 0;
    while (g_ascii_islower(where[name])) {
        name++;
    }
    return name && where[name] == '=' ? strlen(where) : 0;
}

char *verdict_locator(const struct result_place *place)
{
    gsize size = size_of_part(place->where);
    if (size == 0) {
        return g_strdup(place->locator);
    }
    return g_strdup_printf("%s%c%.*s", place->locator, strchr(place->locator, '#') ? '/' : '#',
                           (int)size, place->where);
}

char *verdict_describe(const struct result_touchpoint *touchpoint, const char *language)
{
    GString *out = g_string_new(touchpoint->channel);
    for (guint i = 0; i < touchpoint->phases->len; i++) {
        g_string_append_printf(out, "%s%s",
                               i          ? ", "
                               : out->len ? " · "
                                          : "",
                               words_of(language, g_ptr_array_index(touchpoint->phases, i)));
    }
    if (*touchpoint->owner) {
        g_string_append_printf(out, "%s%s", out->len ? " · " : "", touchpoint->owner);
    }
    return g_string_free(out, FALSE);
}

/* "2 of 4 ...": the plural is that of the first number. */
static char *say_share(const char *language, enum word word, guint n, guint of)
{
    g_autofree char *number = words_number(language, n);
    g_autofree char *total = words_number(language, of);
    const struct message_value values[] = {{"n", number}, {"of", total}};
    return message_expand(words_plural(language, word, n), values, G_N_ELEMENTS(values));
}

static char *say_value(const char *language, enum word word, const char *name, const char *value)
{
    return words_say(language, word, &(struct message_value){name, value}, 1);
}

static void set_headline(struct verdict *verdict, const struct result *result,
                         const struct tally *tally, const char *language)
{
    const struct result_summary *summary = result_summary(result);
    verdict->state = "consistent";
    if (tally->deviating > 0) {
        verdict->state = "deviating";
        verdict->headline =
            tally->measured == 1
                ? g_strdup(words_get(language, WORD_VERDICT_ONE_DEVIATES))
                : say_share(language, WORD_VERDICT_DEVIATES, tally->deviating, tally->measured);
        return;
    }
    if (tally->incomplete > 0 || summary->exit == 3 || summary->documents == 0) {
        verdict->state = "unchecked";
    }
    verdict->headline = g_strdup(words_get(language, summary->documents == summary->unchecked
                                                         ? WORD_VERDICT_NOTHING_SEEN
                                                         : WORD_VERDICT_CONSISTENT));
}

char *verdict_unchecked(const struct result_summary *summary, const char *language)
{
    guint pictures = MIN(summary->unseen_pictures, summary->unchecked);
    g_autofree char *what = verdict_looked_at(summary->unchecked - pictures, pictures, language);
    const struct message_value values[] = {{"what", what}};
    return message_expand(words_plural(language, WORD_VERDICT_NOT_ALL, summary->unchecked), values,
                          G_N_ELEMENTS(values));
}

static void add_gaps(struct verdict *verdict, const struct result_summary *summary,
                     const struct tally *tally, const char *language)
{
    if (summary->unchecked > 0) {
        g_ptr_array_add(verdict->details, verdict_unchecked(summary, language));
    } else if (tally->incomplete > 0) {
        g_ptr_array_add(verdict->details,
                        words_count(language, WORD_VERDICT_WHOLE_UNCHECKED, tally->incomplete));
    }
    if (summary->cut_short) {
        g_ptr_array_add(verdict->details,
                        say_value(language, WORD_VERDICT_CUT_SHORT, "why", summary->cut_short));
    }
}

static char *say_documents(const struct result_summary *summary, const struct tally *tally,
                           const char *language)
{
    g_autoptr(GString) ways = g_string_new(NULL);
    g_autofree char *looked_at = verdict_looked_at(summary->documents, summary->pictures, language);
    g_autofree char *counts = counts_text(language, tally->errors, tally->warnings, tally->infos);
    add_count(ways, language, WORD_N_KEPT, summary->kept);
    add_count(ways, language, WORD_N_JUDGED, summary->judged);
    const struct message_value values[] = {
        {"documents", looked_at},
        {"ways", ways->str},
        {"findings", counts},
    };
    return words_say(language, WORD_VERDICT_DOCUMENTS, values, G_N_ELEMENTS(values));
}

static char *say_news(const struct result_summary *summary, const char *since, const char *language)
{
    g_autoptr(GString) news = g_string_new(NULL);
    add_count(news, language, WORD_N_NEW, summary->new_count);
    add_count(news, language, WORD_N_OPEN, summary->open_count);
    add_count(news, language, WORD_N_FIXED, summary->fixed_count);
    add_count(news, language, WORD_N_ACCEPTED, summary->accepted_count);
    const struct message_value values[] = {{"news", news->str}, {"since", since}};
    return words_say(language, since ? WORD_VERDICT_NEWS_SINCE : WORD_VERDICT_NEWS, values,
                     G_N_ELEMENTS(values));
}

struct verdict *verdict_new(const struct result *result, const char *language)
{
    const struct result_summary *summary = result_summary(result);
    const struct tally tally = tally_up(result);
    struct verdict *verdict = g_new0(struct verdict, 1);
    verdict->details = g_ptr_array_new_with_free_func(g_free);
    set_headline(verdict, result, &tally, language);
    add_gaps(verdict, summary, &tally, language);
    if (summary->documents > 0) {
        g_ptr_array_add(verdict->details, say_documents(summary, &tally, language));
    }
    if (result_run(result)->has_states &&
        summary->open_count + summary->fixed_count + summary->accepted_count > 0) {
        g_ptr_array_add(verdict->details, say_news(summary, result_run(result)->since, language));
    }
    if (tally.not_measured > 0) {
        g_ptr_array_add(verdict->details,
                        words_count(language, WORD_VERDICT_NOT_MEASURED, tally.not_measured));
    }
    return verdict;
}

void verdict_free(struct verdict **verdict)
{
    if (*verdict) {
        g_free((*verdict)->headline);
        g_ptr_array_unref((*verdict)->details);
        g_free(*verdict);
        *verdict = NULL;
    }
}

/* ---- order ----------------------------------------------------------------------------------- */

static int state_rank(const struct result_touchpoint *touchpoint)
{
    static const char *const ranks[] = {"deviating", "unchecked", "consistent", "not-measured"};
    int rank = 0;
    while (rank < (int)G_N_ELEMENTS(ranks) && strcmp(ranks[rank], touchpoint->state) != 0) {
        rank++;
    }
    return touchpoint->is_current ? rank : rank + 10;
}

static int compare(gconstpointer left, gconstpointer right)
{
    const struct result_touchpoint *a = *(const struct result_touchpoint *const *)left;
    const struct result_touchpoint *b = *(const struct result_touchpoint *const *)right;
    const int keys[][2] = {
        {state_rank(a), state_rank(b)},
        {(int)(b->errors - b->run_errors), (int)(a->errors - a->run_errors)},
        {(int)(b->warnings - b->run_warnings), (int)(a->warnings - a->run_warnings)},
        {(int)(b->infos - b->run_infos), (int)(a->infos - a->run_infos)},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] < keys[i][1] ? -1 : 1;
        }
    }
    return a < b ? -1 : a > b; /* of equals the order of the plan */
}

GPtrArray *verdict_worst_first(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    GPtrArray *sorted = g_ptr_array_new();
    for (guint i = 0; i < touchpoints->len; i++) {
        g_ptr_array_add(sorted, &g_array_index(touchpoints, struct result_touchpoint, i));
    }
    g_ptr_array_sort(sorted, compare);
    return sorted;
}

char *verdict_text(const struct result *result, const char *language)
{
    struct verdict *verdict = verdict_new(result, language);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s.\n", verdict->headline);
    for (guint i = 0; i < verdict->details->len; i++) {
        g_string_append_printf(text, "%s.\n", (char *)g_ptr_array_index(verdict->details, i));
    }
    verdict_free(&verdict);
    return g_string_free(text, FALSE);
}

char *verdict_suggestions(const struct result_finding *finding, const char *language)
{
    if (!*finding->suggestions) {
        return NULL;
    }
    g_autofree char *list = g_strjoinv(", ", (char **)finding->suggestions);
    return words_say(language, WORD_PERHAPS, &(struct message_value){"list", list}, 1);
}

char *verdict_acceptance(const struct result_finding *finding, const char *language)
{
    static const char *const keys[] = {"reason", "owner", "until"};
    struct message_value values[G_N_ELEMENTS(keys)];
    json_t *why = *finding->acceptance ? json_loads(finding->acceptance, 0, NULL) : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        values[i] =
            (struct message_value){keys[i], json_string_value(json_object_get(why, keys[i]))};
    }
    char *text =
        why ? words_say(language, WORD_ACCEPTED_BECAUSE, values, G_N_ELEMENTS(values)) : NULL;
    json_decref(why);
    return text;
}
