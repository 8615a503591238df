/* SPDX-License-Identifier: MIT
 *
 * What takes back what a quantity says: a negation, history, an example, an average, the law, a
 * question, an age.
 */
#include "plugins/check-facts/text.h"

#define NEGATION_AFTER 4u /* tokens: "binnen 2 dagen lukt niet" */
#define ASIDE_TOKENS 3u   /* of a clause that is said aside */
#define AGE_BEFORE 4u     /* tokens of "al meer dan" */

/* Words that belong to an anchor, or to a saying, deny nothing. */
static gboolean is_harmless(const struct tokens *tokens, guint at)
{
    for (guint back = 0; back <= 4 && back <= at; back++) {
        const struct token *token = token_at(tokens, at - back);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            if ((mark->kind == MARK_HARMLESS || mark->kind == MARK_ANCHOR ||
                 mark->kind == MARK_PHRASE) &&
                mark->count > back) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* "tot 2023", "in 2019", "since 2001". */
static gboolean is_past_year(const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    const char *digits = tokens->text.ptr + token->offset;
    return token->is_number && token->length == 4 && at > 0 &&
           (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0) &&
           g_ascii_isdigit(digits[2]) && g_ascii_isdigit(digits[3]) &&
           (token_mark(tokens, at - 1, MARK_CLOCK_BEFORE) || token_mark(tokens, at - 1, MARK_AGE) ||
            token_mark(tokens, at - 1, MARK_MONTH) ||
            ts_is(token_folded(tokens, token_at(tokens, at - 1)), "in"));
}

/* "Gemiddeld," before what it is said of, or after it. */
static gboolean is_aside(const struct tokens *tokens, guint at, guint first)
{
    const guint clause = token_at(tokens, at)->clause, own = token_at(tokens, first)->clause;
    const struct mark *block = token_mark(tokens, at, MARK_BLOCK);
    guint count = 0;
    if (!block || block->value || (clause + 1 != own && own + 1 != clause)) {
        return FALSE;
    }
    for (guint i = at > ASIDE_TOKENS ? at - ASIDE_TOKENS : 0;
         i < tokens->items->len && i <= at + ASIDE_TOKENS; i++) {
        count += token_at(tokens, i)->clause == clause && !token_at(tokens, i)->sign;
    }
    return count <= ASIDE_TOKENS;
}

/* "Geen haast: je hebt 60 dagen": what is denied ends at the colon. */
static gboolean ends_before(const struct tokens *tokens, guint at, guint first)
{
    for (; at < first; at++) {
        if (token_is_sign(tokens, at, ':')) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean blocks(const struct tokens *tokens, guint at, guint first, guint end)
{
    const struct mark *block = token_mark(tokens, at, MARK_BLOCK);
    gboolean is_before = at < first;
    if (block && (is_before || block->value == 0)) {
        return !is_harmless(tokens, at);
    }
    if (token_mark(tokens, at, MARK_NEGATION) && (is_before || at < end + NEGATION_AFTER)) {
        return !is_harmless(tokens, at) && !ends_before(tokens, at, first);
    }
    return is_past_year(tokens, at);
}

/* "Al 30 jaar" is an age, "al vanaf € 30" is not. */
static gboolean is_time(const struct tokens *tokens, guint first, guint end)
{
    for (guint at = first; at < end; at++) {
        if (token_mark(tokens, at, MARK_UNIT)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_beginning(const struct tokens *tokens, guint at)
{
    return at == 0 || token_at(tokens, at - 1)->sentence != token_at(tokens, at)->sentence;
}

static gboolean has_age(const struct tokens *tokens, guint first, guint end)
{
    for (guint back = 1; back <= AGE_BEFORE && back <= first; back++) {
        const struct token *token = token_at(tokens, first - back);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            gboolean may_be = mark->value == 0   ? TRUE
                              : mark->value == 1 ? is_time(tokens, first, end)
                                                 : is_beginning(tokens, first - back);
            if (mark->kind == MARK_AGE && mark->count == back && may_be &&
                !is_harmless(tokens, first - back)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* "Order within 3 hours": so long the customer has. "We deliver your order within 3 hours" is not.
 */
static gboolean is_deadline(const struct tokens *tokens, guint first)
{
    guint at = first > 1 && token_mark(tokens, first - 1, MARK_MOST) ? first - 2 : G_MAXUINT;
    return at != G_MAXUINT && token_mark(tokens, at, MARK_ORDER) &&
           (at == 0 || token_at(tokens, at - 1)->sign);
}

gboolean is_negated(const struct tokens *tokens, guint at)
{
    guint before = at > 1 && token_is_sign(tokens, at - 1, '.') ? at - 2 : at - 1;
    return at > 0 && (token_mark(tokens, before, MARK_WITHOUT) ||
                      (token_mark(tokens, before, MARK_NEGATION) && !is_harmless(tokens, before)));
}

/* A sentence that begins with "=": "=DAYS(A1) returns 29 days". */
static gboolean is_formula(const struct tokens *tokens, guint at)
{
    return token_is_sign(tokens, at, '=') &&
           (at == 0 || token_at(tokens, at - 1)->sentence != token_at(tokens, at)->sentence);
}

gboolean is_blocked(const struct tokens *tokens, guint first, guint end)
{
    const struct token *own = token_at(tokens, first);
    guint from = first > FACTS_WINDOW ? first - FACTS_WINDOW : 0;
    guint to = MIN(end + FACTS_WINDOW, tokens->items->len);
    if (has_age(tokens, first, end) || is_deadline(tokens, first) ||
        token_mark(tokens, end, MARK_BLOCKED)) {
        return TRUE;
    }
    for (guint at = from; at < to; at++) {
        const struct token *token = token_at(tokens, at);
        if ((at >= first && at < end) || token->sentence != own->sentence) {
            continue;
        }
        if (is_formula(tokens, at)) {
            return TRUE;
        }
        if (token->clause == own->clause ? blocks(tokens, at, first, end)
                                         : is_aside(tokens, at, first)) {
            return TRUE;
        }
    }
    return FALSE;
}
