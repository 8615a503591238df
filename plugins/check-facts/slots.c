/* SPDX-License-Identifier: MIT
 *
 * Which slot a quantity tells: the nearest anchor in its sentence; else that of the question before
 * it, or of the heading above it.
 */
#include "plugins/check-facts/text.h"

#define COST_MAX 18u       /* tokens between, with what is added for what stands there */
#define COST_CLAUSE 3u     /* a comma or the like between */
#define COST_AND 2u        /* "en" between */
#define COST_OWN 3u        /* less, of a fact that the brand book itself has: it knows why */
#define COST_OTHER 5u      /* another quantity between */
#define COST_RELATIVE 6u   /* at most, of "the next working day" without a cut-off */
#define BESIDE 1u          /* tokens between an anchor and a word that makes it another */
#define COST_NUMBER 5u     /* at most, of a number without a unit */
#define SHORT_SENTENCE 10u /* tokens of an answer */
#define TRIES_MAX 24u      /* anchors of one quantity that are weighed */
#define LIST_TOKENS 6u     /* between two values of a list */
#define HEADING_TEXTS 3u   /* paragraphs that a heading lends its slot to */

static double in_days(const struct value *value, double number)
{
    static const double days[] = {
        [UNIT_MINUTE] = 1.0 / 1440, [UNIT_HOUR] = 1.0 / 24, [UNIT_DAY] = 1,
        [UNIT_WORKDAY] = 1,         [UNIT_WEEK] = 7,        [UNIT_MONTH] = 30,
        [UNIT_YEAR] = 365};
    return value->type == VALUE_DURATION ? number * days[value->unit] : number;
}

static gboolean is_within(const struct slot *slot, double number)
{
    return (slot->range_low <= 0 || number >= slot->range_low) &&
           (slot->range_high <= 0 || number <= slot->range_high);
}

/* A range is of the number as it stands, or of days: 72 hours are within 60, since they are 3 days.
 */
gboolean slot_fits(const struct slot *slot, const struct quantity *quantity)
{
    const struct value *value = &quantity->value;
    if (slot->type != value->type || (quantity->is_relative && !slot->has_cutoff)) {
        return FALSE;
    }
    if (value->type == VALUE_DURATION && slot->units && !(slot->units & 1u << value->unit) &&
        !quantity->is_relative) {
        return FALSE;
    }
    return is_within(slot, value->high) || is_within(slot, in_days(value, value->high));
}

/* What lies between two runs of tokens. */
static guint cost_between(const struct reading *reading, const struct quantity *quantity,
                          guint first, guint end)
{
    const struct tokens *tokens = &reading->tokens;
    guint from = first < quantity->first ? end : quantity->end;
    guint to = first < quantity->first ? quantity->first : first;
    guint cost = 0;
    if (from >= to) {
        return 0;
    }
    for (guint at = from; at < to; at++) {
        const struct token *token = token_at(tokens, at);
        cost += token->sign ? 0 : 1;
        cost += token->is_number ? COST_OTHER : 0;
        cost += token_mark(tokens, at, MARK_AND) ? COST_AND : 0;
        cost += token_mark(tokens, at, MARK_UNIT) && token_mark(tokens, at - 1, MARK_NUMBER)
                    ? COST_OTHER
                    : 0;
    }
    guint own = token_at(tokens, quantity->first)->clause, other = token_at(tokens, first)->clause;
    return cost + COST_CLAUSE * (own > other ? own - other : other - own);
}

struct anchor {
    guint first, end; /* tokens */
    guint cost;
};

static gboolean is_beside(const struct tokens *tokens, const struct anchor *anchor, guint first,
                          guint end)
{
    gboolean is_near = end <= anchor->first   ? anchor->first - end <= BESIDE
                       : first >= anchor->end ? first - anchor->end <= 0
                                              : FALSE;
    return is_near && token_at(tokens, first)->clause == token_at(tokens, anchor->first)->clause;
}

/* A word near which it is another fact stands nearer, in the same clause; or right beside the
 * anchor: "verleng je garantie". */
static gboolean is_other(const struct reading *reading, const struct quantity *quantity,
                         const struct slot *slot, const struct anchor *anchor)
{
    const struct tokens *tokens = &reading->tokens;
    const struct token *own = token_at(tokens, quantity->first);
    guint from = quantity->first > FACTS_WINDOW ? quantity->first - FACTS_WINDOW : 0;
    guint to = MIN(quantity->end + FACTS_WINDOW, tokens->items->len);
    for (guint at = from; at < to; at++) {
        const struct token *token = token_at(tokens, at);
        gboolean is_near = !anchor || token->clause == own->clause;
        if (token->sentence != own->sentence) {
            continue;
        }
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            if (mark->kind == MARK_NOT && mark->what == slot &&
                (!anchor || is_beside(tokens, anchor, at, at + mark->count) ||
                 (is_near &&
                  cost_between(reading, quantity, at, at + mark->count) <= anchor->cost))) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

struct best {
    const struct slot *slot;
    guint cost, len;
    guint tries;         /* anchors that fitted */
    gboolean has_anchor; /* one of its type stands in the sentence */
};

static void offer(struct reading *reading, const struct quantity *quantity, guint at,
                  const struct mark *mark, struct best *best)
{
    const struct slot *slot = mark->what;
    if (!slot_fits(slot, quantity)) {
        return;
    }
    guint cost = cost_between(reading, quantity, at, at + mark->count);
    guint less = slot->is_own ? COST_OWN : 0;
    cost -= MIN(cost, less);
    if (cost > best->cost || (cost == best->cost && best->slot && mark->count <= best->len)) {
        return;
    }
    best->tries++;
    struct anchor anchor = {at, at + mark->count, cost};
    if (!is_negated(&reading->tokens, at) && !is_other(reading, quantity, slot, &anchor)) {
        best->slot = slot;
        best->cost = cost;
        best->len = mark->count;
    }
}

static void offer_all(struct reading *reading, const struct quantity *quantity, guint at,
                      struct best *best)
{
    const struct tokens *tokens = &reading->tokens;
    const struct token *token = token_at(tokens, at);
    if (token->sentence != token_at(tokens, quantity->first)->sentence) {
        return;
    }
    for (guint i = 0; i < token->mark_count; i++) {
        const struct mark *mark = &g_array_index(tokens->marks, struct mark, token->first_mark + i);
        if (mark->kind == MARK_ANCHOR && best->tries < TRIES_MAX) {
            best->has_anchor |= ((const struct slot *)mark->what)->type == quantity->value.type;
            offer(reading, quantity, at, mark, best);
        }
    }
}

/* The nearest anchor in the sentence, looked for outwards. */
static struct best nearest(struct reading *reading, const struct quantity *quantity, guint max)
{
    const guint count = reading->tokens.items->len;
    struct best best = {.cost = max};
    for (guint at = quantity->first; at < quantity->end; at++) {
        offer_all(reading, quantity, at, &best);
    }
    for (guint way = 1; way <= FACTS_WINDOW; way++) {
        if (way <= quantity->first) {
            offer_all(reading, quantity, quantity->first - way, &best);
        }
        if (quantity->end + way - 1 < count) {
            offer_all(reading, quantity, quantity->end + way - 1, &best);
        }
    }
    return best;
}

/* The only slot of a lender that fits. */
static const struct slot *lent(struct reading *reading, const struct lender *lender,
                               const struct quantity *quantity)
{
    const struct slot *found = NULL;
    for (guint i = 0; i < lender->slot_count; i++) {
        const struct slot *slot = lender->slots[i];
        if (slot_fits(slot, quantity)) {
            if (found) {
                return NULL;
            }
            found = slot;
        }
    }
    return found && !is_other(reading, quantity, found, NULL) ? found : NULL;
}

/* "Levertijd: 9 werkdagen. Het hout droogt een week." */
static gboolean is_told_between(const struct reading *reading, const struct slot *slot, guint first,
                                guint end)
{
    for (guint i = 0; i < reading->quantities->len; i++) {
        const struct quantity *other = &g_array_index(reading->quantities, struct quantity, i);
        if (other->slot == slot && other->first >= first && other->end <= end) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Tokens of the sentence before, unless it tells its own value, and whether the own one is as short
 * as an answer. */
static const struct slot *of_sentence_before(struct reading *reading,
                                             const struct quantity *quantity)
{
    const struct tokens *tokens = &reading->tokens;
    const struct token *own = token_at(tokens, quantity->first);
    struct lender lender = {.slot_count = 0};
    guint at = quantity->first, length = 0;
    while (at > 0 && token_at(tokens, at - 1)->sentence == own->sentence && length < FACTS_WINDOW) {
        at--;
        length++;
    }
    if (at == 0 || length == FACTS_WINDOW) {
        return NULL;
    }
    guint end = at, before = token_at(tokens, at - 1)->sentence;
    gboolean is_asked = token_at(tokens, at - 1)->is_asked;
    while (at > 0 && token_at(tokens, at - 1)->sentence == before && end - at < FACTS_WINDOW) {
        at--;
    }
    lender_add(&lender, tokens, at, end);
    for (guint after = quantity->end;
         after < tokens->items->len && token_at(tokens, after)->sentence == own->sentence &&
         length < FACTS_WINDOW;
         after++) {
        length++;
    }
    if (!is_asked && (length > SHORT_SENTENCE || before + 1 != own->sentence)) {
        return NULL;
    }
    const struct slot *slot = lent(reading, &lender, quantity);
    return slot && !is_told_between(reading, slot, at, end) ? slot : NULL;
}

/* Has a quantity of this type been told before in this text? A heading lends itself once. */
static gboolean is_second(const struct reading *reading, const struct quantity *quantity)
{
    for (guint i = 0; i < reading->quantities->len; i++) {
        const struct quantity *other = &g_array_index(reading->quantities, struct quantity, i);
        if (other->first >= quantity->first) {
            return FALSE;
        }
        if (other->value.type == quantity->value.type && quantity->value.type != VALUE_HOURS) {
            return TRUE;
        }
    }
    return FALSE;
}

static const struct slot *of_heading(struct reading *reading, const struct quantity *quantity)
{
    gboolean is_paragraph = reading->role == TS_ROLE_TEXT || reading->role == TS_ROLE_PROMPT;
    if (is_second(reading, quantity) || quantity->value.type == VALUE_NUMBER) {
        return NULL;
    }
    const struct slot *slot = lent(reading, &reading->column, quantity);
    for (guint level = reading->level; !slot && level > 0; level--) {
        if (is_paragraph && reading->texts > HEADING_TEXTS && quantity->value.type != VALUE_HOURS) {
            return NULL;
        }
        slot = lent(reading, &reading->headings[level], quantity);
    }
    return slot;
}

static const struct slot *first_cutoff(const struct facts *facts)
{
    for (guint i = 0; i < facts->slots->len; i++) {
        const struct slot *slot = g_ptr_array_index(facts->slots, i);
        if (slot->has_cutoff) {
            return slot;
        }
    }
    return NULL;
}

static const struct slot *of_relative(struct reading *reading, const struct quantity *quantity)
{
    gboolean is_cut = find_cutoff(&reading->tokens, quantity) != G_MAXUINT;
    struct best best = nearest(reading, quantity, is_cut ? COST_MAX : COST_RELATIVE);
    if ((!is_cut && quantity->needs_cutoff) || is_day_of_order(reading, quantity)) {
        return NULL;
    }
    return best.slot || !is_cut || best.has_anchor ? best.slot : first_cutoff(reading->facts);
}

/* Nothing but days and hours: it is known what they are of. */
static const struct slot *of_bare_hours(const struct reading *reading)
{
    guint told = 0, own = 0;
    if (reading->text.len > BARE_HOURS_SIZE) {
        return NULL;
    }
    for (guint i = 0; i < reading->quantities->len; i++) {
        const struct quantity *other = &g_array_index(reading->quantities, struct quantity, i);
        told += other->value.type == VALUE_HOURS ? other->end - other->first : 0;
    }
    for (guint at = 0; at < reading->tokens.items->len; at++) {
        own += token_at(&reading->tokens, at)->sign ? 0 : 1;
    }
    for (guint i = 0; told >= own && i < reading->facts->slots->len; i++) {
        const struct slot *slot = g_ptr_array_index(reading->facts->slots, i);
        if (slot->type == VALUE_HOURS) {
            return slot;
        }
    }
    return NULL;
}

/* Hours follow their anchor over several sentences of one text. */
static const struct slot *of_text(struct reading *reading, const struct quantity *quantity)
{
    const struct slot *found = NULL;
    guint from = quantity->first > 3 * FACTS_WINDOW ? quantity->first - 3 * FACTS_WINDOW : 0;
    for (guint at = from; at < quantity->first; at++) {
        const struct mark *mark = token_mark(&reading->tokens, at, MARK_ANCHOR);
        const struct slot *slot = mark ? mark->what : NULL;
        found = slot && slot_fits(slot, quantity) ? slot : found;
    }
    return found;
}

/* "Nederland 1-2 werkdagen, België 2-3 werkdagen": each of a list, if a word of scope is between.
 */
static const struct slot *of_list(const struct reading *reading, const struct quantity *quantity)
{
    guint index = (guint)(quantity - &g_array_index(reading->quantities, struct quantity, 0));
    const struct tokens *tokens = &reading->tokens;
    const struct quantity *before =
        index ? &g_array_index(reading->quantities, struct quantity, index - 1) : NULL;
    if (!before || !before->slot || !slot_fits(before->slot, quantity) ||
        quantity->first - before->end > LIST_TOKENS ||
        token_at(tokens, before->first)->sentence != token_at(tokens, quantity->first)->sentence) {
        return NULL;
    }
    for (guint at = before->end; at < quantity->first; at++) {
        if (token_mark(tokens, at, MARK_COUNTRY) || token_mark(tokens, at, MARK_CHANNEL) ||
            token_mark(tokens, at, MARK_CONDITION)) {
            return before->slot;
        }
    }
    return NULL;
}

const struct slot *slot_of(struct reading *reading, const struct quantity *quantity)
{
    gboolean is_hours = quantity->value.type == VALUE_HOURS;
    if (quantity->is_relative) {
        return of_relative(reading, quantity);
    }
    struct best best = nearest(reading, quantity,
                               is_hours                               ? FACTS_WINDOW
                               : quantity->value.type == VALUE_NUMBER ? COST_NUMBER
                                                                      : COST_MAX);
    if (best.slot) {
        return best.slot;
    }
    if (is_hours) {
        const struct slot *slot = of_text(reading, quantity);
        slot = slot ? slot : of_heading(reading, quantity);
        return slot ? slot : of_bare_hours(reading);
    }
    if ((best.slot = of_list(reading, quantity))) {
        return best.slot;
    }
    if (best.has_anchor) {
        return NULL; /* the sentence is of something else */
    }
    const struct slot *slot = of_sentence_before(reading, quantity);
    return slot ? slot : of_heading(reading, quantity);
}
