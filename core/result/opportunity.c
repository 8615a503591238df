/* SPDX-License-Identifier: MIT
 *
 * Ten rules, a function each; the table names them and says them.
 */
#include "core/result/opportunity.h"

#include <string.h>

#include "core/result/message.h"
#include "core/result/satisfaction.h"

#define SCORE_APART 0.10 /* below the mean of the scores: less is none */
#define DROPOFF_HIGH 10.0
#define EFFORT_HIGH 4.0 /* ces of so little: hard work */
#define CHANCE_LOW 0.4
#define SATISFACTION_LOW 60.0

typedef double (*value_fn)(const struct opportunity_step *step);

static double satisfaction(const struct opportunity_step *step)
{
    return step->satisfaction;
}

static double score(const struct opportunity_step *step)
{
    return step->score;
}

/* ---- over the steps -------------------------------------------------------------------------- */

/* Of those where it is known; *known_r: how many. */
static double mean(const struct opportunity_journey *journey, value_fn value, guint *known_r)
{
    double sum = 0;
    *known_r = 0;
    for (guint i = 0; i < journey->count; i++) {
        double own = value(&journey->steps[i]);
        sum += own >= 0 ? own : 0;
        *known_r += own >= 0;
    }
    return *known_r ? sum / *known_r : -1;
}

/* The step with the least (sign -1) or most (1) of it; -1: it is known of none. */
static int extreme(const struct opportunity_journey *journey, value_fn value, int sign)
{
    int found = -1;
    for (guint i = 0; i < journey->count; i++) {
        double own = value(&journey->steps[i]);
        if (own >= 0 && (found < 0 || (own - value(&journey->steps[found])) * sign > 0)) {
            found = (int)i;
        }
    }
    return found;
}

static void add(GArray *found, const char *pattern, const char *step, const char *other,
                double first, double second)
{
    struct opportunity own = {pattern, g_strdup(step), g_strdup(other), first, second};
    g_array_append_val(found, own);
}

/* ---- the patterns ---------------------------------------------------------------------------- */

static void raise_a_peak(const struct opportunity_journey *journey, GArray *found,
                         const char *pattern)
{
    guint known;
    double usual = mean(journey, satisfaction, &known);
    int best = extreme(journey, satisfaction, 1);
    if (known >= 3 && journey->steps[best].satisfaction >= usual + SATISFACTION_APART) {
        add(found, pattern, journey->steps[best].name, "", journey->steps[best].satisfaction,
            usual);
    }
}

/* Of satisfaction if customers were asked, else of the story. */
static void take_away_a_trough(const struct opportunity_journey *journey, GArray *found,
                               const char *pattern)
{
    guint known;
    double usual = mean(journey, satisfaction, &known);
    int worst = extreme(journey, satisfaction, -1);
    if (known >= 3) {
        if (journey->steps[worst].satisfaction <= usual - SATISFACTION_APART) {
            add(found, pattern, journey->steps[worst].name, "", journey->steps[worst].satisfaction,
                usual);
        }
        return;
    }
    usual = mean(journey, score, &known);
    worst = extreme(journey, score, -1);
    if (known >= 3 && journey->steps[worst].score <= usual - SCORE_APART) {
        add(found, pattern, journey->steps[worst].name, "", journey->steps[worst].score * 100,
            usual * 100);
    }
}

static void early_solution(const struct opportunity_journey *journey, GArray *found,
                           const char *pattern)
{
    for (guint i = 1; i < journey->count; i++) {
        const struct opportunity_step *step = &journey->steps[i];
        double before = journey->steps[i - 1].dropoff;
        if (step->dropoff >= DROPOFF_HIGH && before >= 0 && before < step->dropoff / 2) {
            add(found, pattern, step->name, journey->steps[i - 1].name, step->dropoff, before);
            return;
        }
    }
}

static void strong_start(const struct opportunity_journey *journey, GArray *found,
                         const char *pattern)
{
    guint known;
    double usual = mean(journey, score, &known);
    if (known >= 3 && journey->steps[0].score >= 0 && extreme(journey, score, -1) == 0 &&
        journey->steps[0].score <= usual - SCORE_APART) {
        add(found, pattern, journey->steps[0].name, "", journey->steps[0].score * 100, usual * 100);
    }
}

/* What comes last is what is remembered. */
static void peak_end(const struct opportunity_journey *journey, GArray *found, const char *pattern)
{
    guint known, last = journey->count - 1;
    const struct opportunity_step *step = &journey->steps[last];
    double usual = mean(journey, satisfaction, &known);
    if (known >= 3 && step->satisfaction >= 0 &&
        step->satisfaction <= usual - SATISFACTION_APART / 2) {
        add(found, pattern, step->name, "", step->satisfaction, usual);
        return;
    }
    usual = mean(journey, score, &known);
    if (known >= 3 && step->score >= 0 && extreme(journey, score, -1) == (int)last &&
        step->score < usual) {
        add(found, pattern, step->name, "", step->score * 100, usual * 100);
    }
}

static void lengthen(const struct opportunity_journey *journey, GArray *found, const char *pattern)
{
    for (guint i = 0; i < journey->count; i++) {
        if (journey->steps[i].is_after) {
            return;
        }
    }
    if (journey->count >= 3) {
        add(found, pattern, journey->steps[journey->count - 1].name, "", 0, 0);
    }
}

static void smooth_a_handoff(const struct opportunity_journey *journey, GArray *found,
                             const char *pattern)
{
    for (guint i = 0; i + 1 < journey->count; i++) {
        if (g_strcmp0(journey->steps[i].handoff, "broken") == 0) {
            add(found, pattern, journey->steps[i].name, journey->steps[i + 1].name, 0, 0);
        }
    }
}

static void swap(const struct opportunity_journey *journey, GArray *found, const char *pattern)
{
    const struct opportunity_route *best = NULL;
    for (guint i = 0; i < journey->variant_count; i++) {
        const struct opportunity_route *own = &journey->variants[i];
        if (own->is_complete && own->chance > journey->chance &&
            (!best || own->chance > best->chance)) {
            best = own;
        }
    }
    if (best && journey->is_complete && journey->chance >= 0 &&
        best->chance - journey->chance >= 0.01) {
        add(found, pattern, "", best->name, best->chance * 100, journey->chance * 100);
    }
}

static void add_intelligence(const struct opportunity_journey *journey, GArray *found,
                             const char *pattern)
{
    for (guint i = 0; i < journey->count; i++) {
        const struct opportunity_step *step = &journey->steps[i];
        gboolean is_hard = step->is_interaction && step->effort >= 0 && step->effort < EFFORT_HIGH;
        gboolean has_told = i > 0 && step->repeats;
        if (is_hard || has_told) {
            add(found, pattern, step->name, has_told ? journey->steps[i - 1].name : "",
                is_hard ? step->effort : -1, 0);
            return;
        }
    }
}

static void redesign(const struct opportunity_journey *journey, GArray *found, const char *pattern)
{
    guint known, broken = 0;
    double usual = mean(journey, satisfaction, &known);
    for (guint i = 0; i + 1 < journey->count; i++) {
        broken += g_strcmp0(journey->steps[i].handoff, "broken") == 0;
    }
    gboolean is_disliked = known >= 2 && usual < SATISFACTION_LOW;
    gboolean is_in_pieces = journey->count >= 3 && broken * 2 > journey->count - 1;
    if (journey->chance >= 0 && journey->chance < CHANCE_LOW && (is_disliked || is_in_pieces)) {
        add(found, pattern, "", "", journey->chance * 100, broken);
    }
}

/* ---- the table ------------------------------------------------------------------------------- */

static const struct {
    const char *pattern;
    void (*look)(const struct opportunity_journey *journey, GArray *found, const char *pattern);
    const char *en, *nl;        /* the sentence */
    const char *when, *wanneer; /* for people */
} patterns[] = {
    {"raise-a-peak", raise_a_peak,
     "Raise a peak: {step} is liked best ({first} against {second}); make it the moment that is "
     "told "
     "on",
     "Verhoog een piek: {step} bevalt het best ({first} tegen {second}); maak er het moment van "
     "dat "
     "wordt doorverteld",
     "the step that customers like best lies 10 points above the mean (of three that they were "
     "asked of)",
     "de stap die klanten het best bevalt ligt 10 punten boven het gemiddelde"},
    {"take-away-a-trough", take_away_a_trough,
     "Take away a trough: {step} lies lowest ({first} against {second})",
     "Haal een dal weg: {step} ligt het laagst ({first} tegen {second})",
     "a step lies 10 points below the mean, in what customers said or else in its score (three "
     "known)",
     "een stap ligt 10 punten onder het gemiddelde, in wat klanten zeiden of anders in zijn score"},
    {"early-solution", early_solution,
     "Solve it earlier: {first} % leave at {step}, {second} % at {other} before it",
     "Los het eerder op: {first} % haakt af bij {step}, {second} % bij {other} daarvoor",
     "10 % or more leave at a step, and less than half of that at the one before",
     "10 % of meer haakt af bij een stap, en minder dan de helft daarvan bij die ervoor"},
    {"strong-start", strong_start,
     "Start strongly: the first step, {step}, is the weakest ({first} against {second})",
     "Begin sterk: de eerste stap, {step}, is de zwakste ({first} tegen {second})",
     "the first step has the lowest score, 10 points below the mean",
     "de eerste stap heeft de laagste score, 10 punten onder het gemiddelde"},
    {"peak-end", peak_end,
     "Mind the end: the last step, {step}, is what is remembered, and it lies below the rest "
     "({first} "
     "against {second})",
     "Let op het einde: de laatste stap, {step}, wordt onthouden, en ligt onder de rest ({first} "
     "tegen "
     "{second})",
     "the last step is liked less than the mean by 5 points, or has the lowest score",
     "de laatste stap bevalt 5 punten minder dan gemiddeld, of heeft de laagste score"},
    {"lengthen-the-journey", lengthen,
     "Lengthen the journey: it ends with {step}, and nothing is done after the purchase",
     "Maak de reis langer: hij eindigt bij {step}, en na de aankoop gebeurt er niets",
     "no step lies in the phase after, of three or more",
     "geen stap ligt in de fase na, van drie of meer"},
    {"smooth-a-handoff", smooth_a_handoff, "Smooth a handoff: from {step} to {other} it breaks",
     "Maak een overgang soepel: van {step} naar {other} breekt hij", "a handoff is broken",
     "een overgang breekt"},
    {"swap-touchpoints", swap,
     "Swap touchpoints: as in \"{other}\" the chance would be {first} % instead of {second} %",
     "Verwissel contactpunten: zoals in \"{other}\" zou de kans {first} % zijn in plaats van "
     "{second} %",
     "a variant has a better chance, by a point or more, and both are known in full",
     "een variant heeft een betere kans, met een punt of meer, en beide zijn geheel bekend"},
    {"add-intelligence", add_intelligence,
     "Add intelligence: {step}[ is hard work, {effort} of 7][ tells otherwise what {other} told]",
     "Voeg intelligentie toe: {step}[ kost moeite, {effort} van 7][ vertelt anders wat {other} "
     "vertelde]",
     "an interaction costs effort (ces below 4), or contradicts the facts of the step before",
     "een interactie kost moeite (ces onder 4), of spreekt de feiten van de stap ervoor tegen"},
    {"redesign-the-whole", redesign,
     "Redesign the whole: {first} % of customers get through without a deviation, and {second} "
     "handoffs "
     "break",
     "Ontwerp het geheel opnieuw: {first} % van de klanten komt er zonder afwijking doorheen, en "
     "{second} "
     "overgangen breken",
     "the chance is below 40 %, and customers are discontent (below 60) or most handoffs break",
     "de kans ligt onder 40 %, en klanten zijn ontevreden (onder 60) of de meeste overgangen "
     "breken"},
};

static void clear_opportunity(gpointer data)
{
    struct opportunity *own = data;
    g_free(own->step);
    g_free(own->other);
}

GArray *opportunities_of(const struct opportunity_journey *journey)
{
    GArray *found = g_array_new(FALSE, TRUE, sizeof(struct opportunity));
    g_array_set_clear_func(found, clear_opportunity);
    for (gsize i = 0; journey->count > 0 && i < G_N_ELEMENTS(patterns); i++) {
        patterns[i].look(journey, found, patterns[i].pattern);
    }
    return found;
}

char *opportunity_say(const char *language, const struct opportunity *opportunity)
{
    g_autofree char *first = g_strdup_printf("%.0f", opportunity->first);
    g_autofree char *second = g_strdup_printf("%.0f", opportunity->second);
    g_autofree char *effort = g_strdup_printf("%.1f", opportunity->first);
    const struct message_value values[] = {{"step", opportunity->step},
                                           {"other", opportunity->other},
                                           {"first", first},
                                           {"second", second},
                                           {"effort", opportunity->first >= 0 ? effort : ""}};
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        if (strcmp(patterns[i].pattern, opportunity->pattern) == 0) {
            gboolean is_dutch = g_str_has_prefix(language, "nl");
            return message_expand(is_dutch ? patterns[i].nl : patterns[i].en, values,
                                  G_N_ELEMENTS(values));
        }
    }
    return g_strdup(opportunity->pattern);
}

char *opportunity_explain(const char *language)
{
    gboolean is_dutch = g_str_has_prefix(language, "nl");
    GString *out = g_string_new(is_dutch ? "Waar de gegevens van een reis zelf op wijzen:\n"
                                         : "What the data of a journey itself points at:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_string_append_printf(out, "    %-21s %s\n", patterns[i].pattern,
                               is_dutch ? patterns[i].wanneer : patterns[i].when);
    }
    return g_string_free(out, FALSE);
}
