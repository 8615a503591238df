/* SPDX-License-Identifier: MIT
 *
 * "Order before 22.00, delivered tomorrow": the time of day that makes a day from now a promise.
 */
#include "plugins/check-facts/text.h"

#define ORDER_BEFORE 24u   /* tokens from "besteld" to "morgen" */
#define QUANTITIES_NEAR 8u /* to either side */
#define CLOCK_NEAR 10u     /* tokens from "besteld" to its time */

static gboolean has_clock(const struct tokens *tokens, guint from, guint to)
{
    for (guint at = from; at < to; at++) {
        int minutes;
        gboolean is_said;
        if (token_mark(tokens, at, MARK_TODAY) || read_clock(tokens, at, &minutes, &is_said)) {
            return TRUE;
        }
    }
    return FALSE;
}

guint find_cutoff(const struct tokens *tokens, const struct quantity *quantity)
{
    guint from = quantity->first > ORDER_BEFORE ? quantity->first - ORDER_BEFORE : 0;
    guint to = MIN(quantity->end + ORDER_BEFORE, tokens->items->len);
    for (guint at = from; at < to; at++) {
        if (token_mark(tokens, at, MARK_ORDER) &&
            has_clock(tokens, at > CLOCK_NEAR ? at - CLOCK_NEAR : 0,
                      MIN(at + CLOCK_NEAR, tokens->items->len))) {
            return at;
        }
    }
    return G_MAXUINT;
}

gboolean is_answered(const struct tokens *tokens, const struct quantity *quantity)
{
    guint at = quantity->is_relative ? find_cutoff(tokens, quantity) : G_MAXUINT;
    return at != G_MAXUINT && at > quantity->first &&
           token_at(tokens, at)->sentence > token_at(tokens, quantity->first)->sentence;
}

gboolean is_day_of_order(const struct reading *reading, const struct quantity *quantity)
{
    const struct tokens *tokens = &reading->tokens;
    if (quantity->value.high > 0 || !quantity->needs_cutoff) {
        return FALSE;
    }
    guint index = (guint)(quantity - &g_array_index(reading->quantities, struct quantity, 0));
    for (guint i = index > QUANTITIES_NEAR ? index - QUANTITIES_NEAR : 0;
         i < reading->quantities->len && i <= index + QUANTITIES_NEAR; i++) {
        const struct quantity *other = &g_array_index(reading->quantities, struct quantity, i);
        if (other->is_relative && other->value.high > 0) {
            return TRUE;
        }
    }
    return token_mark(tokens, quantity->end, MARK_ORDER) ||
           token_mark(tokens, quantity->end, MARK_CLOCK_BEFORE) ||
           (quantity->first > 0 && token_mark(tokens, quantity->first - 1, MARK_ORDER));
}
