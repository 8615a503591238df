/* SPDX-License-Identifier: MIT
 *
 * Times of day as people write and say them: "9.00", "17:30 uur", "5.30pm", "half zes", "quarter
 * past nine", "9u30", "noon".
 */
#include "plugins/check-facts/text.h"

/* Hours and minutes of digits: "9", "9.00", "09:30". FALSE: no time of day. */
static gboolean parse(struct ts_str text, int *minutes_r)
{
    int parts[2] = {0, 0};
    guint part = 0, digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (g_ascii_isdigit(text.ptr[i])) {
            parts[part] = parts[part] * 10 + (text.ptr[i] - '0');
            if (++digits > 2) {
                return FALSE;
            }
        } else if (part == 0 && strchr(".:", text.ptr[i]) && i + 3 == text.len) {
            part = 1;
            digits = 0;
        } else {
            return FALSE;
        }
    }
    *minutes_r = parts[0] * 60 + parts[1];
    return parts[0] <= 24 && parts[1] < 60 && *minutes_r <= 24 * 60;
}

static guint skip_dot(const struct tokens *tokens, guint at)
{
    return token_is_sign(tokens, at, '.') && at < tokens->items->len &&
                   token_at(tokens, at)->is_glued
               ? at + 1
               : at;
}

/* "am", "p.m.", "'s middags": which half of the day it is. */
static guint read_half_of_day(const struct tokens *tokens, guint at, int *minutes,
                              gboolean *is_said_r)
{
    const struct mark *am = token_mark(tokens, at, MARK_AM);
    const struct mark *pm = token_mark(tokens, at, MARK_PM);
    if (!am && !pm) {
        return at;
    }
    if (pm && *minutes < 12 * 60) {
        *minutes += 12 * 60;
    } else if (am && *minutes >= 12 * 60 && *minutes < 13 * 60) {
        *minutes -= 12 * 60;
    }
    *is_said_r = TRUE;
    return skip_dot(tokens, at + (am ? am : pm)->count);
}

/* "uur", "o'clock" after a time, and the half of the day. */
static guint read_after(const struct tokens *tokens, guint at, int *minutes, gboolean *is_said_r)
{
    const struct mark *oclock = token_mark(tokens, at, MARK_OCLOCK);
    guint here = at + (oclock ? oclock->count : 0);
    /* "9u30": digits glued to the hour's sign are minutes */
    if (oclock && token_is_number(tokens, here) && token_at(tokens, here)->is_glued &&
        token_at(tokens, here)->length == 2 && *minutes % 60 == 0) {
        *minutes +=
            (int)g_ascii_strtoll(tokens->text.ptr + token_at(tokens, here)->offset, NULL, 10);
        here++;
    }
    return read_half_of_day(tokens, here, minutes, is_said_r);
}

/* The hour alone: digits, or a word up to twenty-four; then minutes in words ("five thirty"). */
static guint read_hour(const struct tokens *tokens, guint at, int *minutes_r)
{
    const struct mark *word = token_longest(tokens, at, MARK_NUMBER);
    if (token_is_number(tokens, at)) {
        const struct token *token = token_at(tokens, at);
        return parse(ts_bytes(tokens->text.ptr + token->offset, token->length), minutes_r);
    }
    if (!word || word->value > 24) {
        return 0;
    }
    *minutes_r = word->value * 60;
    const struct mark *more = token_longest(tokens, at + word->count, MARK_NUMBER);
    if (more && (more->value == 15 || more->value == 30 || more->value == 45)) {
        *minutes_r += more->value;
        return word->count + more->count;
    }
    return word->count;
}

guint read_clock(const struct tokens *tokens, guint at, int *minutes_r, gboolean *is_said_r)
{
    const struct mark *noon = token_longest(tokens, at, MARK_NOON);
    const struct mark *part = token_mark(tokens, at, MARK_CLOCK_HALF);
    guint here = at, taken;
    int more = 0;
    *is_said_r = FALSE;
    if (noon) {
        *minutes_r = noon->value * 60;
        *is_said_r = TRUE;
        return noon->count;
    }
    part = part ? token_longest(tokens, at, MARK_CLOCK_HALF)
                : token_longest(tokens, at, MARK_CLOCK_QUARTER);
    if (part) {
        more = part->value;
        here += part->count;
    }
    if (!(taken = read_hour(tokens, here, minutes_r)) || *minutes_r + more < 0 ||
        (part && *minutes_r % 60)) {
        return 0;
    }
    *minutes_r += more;
    here = read_after(tokens, here + taken, minutes_r, is_said_r);
    return *minutes_r <= 24 * 60 ? here - at : 0;
}
