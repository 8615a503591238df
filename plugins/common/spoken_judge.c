/* SPDX-License-Identifier: MIT
 *
 * Which digits are a telephone number: by their form, and by the words around them. When in doubt,
 * they are none.
 */
#include "plugins/common/spoken_private.h"

#define LONG_LEAST 9u  /* digits that say by themselves that they are a telephone number */
#define SHORT_LEAST 3u /* 112 */
#define ZERO_MOST 11u  /* after a single 0 in front: no country has more */
#define LOOK_BACK 12u  /* tokens before a number that may say what it is */
#define LOOK_AHEAD 4u  /* "... is uw bestelnummer" */

/* A run of groups that may be one number. */
struct candidate {
    guint begin, end; /* groups; end is behind the last */
    char digits[2 * SPOKEN_DIGITS_MAX];
    guint size; /* of digits, the + included */
};

static enum spoken_sense sense_at(const struct spoken_text *spoken,
                                  const struct spoken_token *token)
{
    if (token->kind == SPOKEN_MARK) {
        return token->mark == '%' || token->mark == 0x20AC ? SPOKEN_UNIT : SPOKEN_PLAIN;
    }
    return token->kind == SPOKEN_FIGURES
               ? SPOKEN_PLAIN
               : spoken_sense_of(ts_bytes(spoken->text.ptr + token->offset, token->length));
}

static gboolean ends_sentence(const struct spoken_text *spoken, guint i)
{
    const struct spoken_token *token = spoken_token_at(spoken, i);
    const struct spoken_token *next = spoken_token_at(spoken, i + 1);
    gboolean is_stop = token->mark == '!' || token->mark == '?' || token->mark == ';' ||
                       token->mark == '.' || token->mark == 0x2026;
    /* "tel. 030": the full stop of an abbreviation ends nothing. */
    return token->kind == SPOKEN_MARK && is_stop && (!next || next->is_after_space) &&
           !(token->mark == '.' && i > 0 &&
             sense_at(spoken, spoken_token_at(spoken, i - 1)) == SPOKEN_CUE);
}

static gboolean is_thin_mark(const struct spoken_token *token)
{
    return token->kind == SPOKEN_MARK && token->mark < 0x80 && strchr(":(.,-", (int)token->mark);
}

/* What the nearest telling word before a token says; *is_near_r: nothing but fillers between. */
static enum spoken_sense sense_before(const struct spoken_text *spoken, guint first,
                                      gboolean *is_near_r)
{
    *is_near_r = TRUE;
    for (guint i = first; i > 0 && first - i < LOOK_BACK; i--) {
        const struct spoken_token *token = spoken_token_at(spoken, i - 1);
        if (ends_sentence(spoken, i - 1)) {
            break;
        }
        enum spoken_sense sense = sense_at(spoken, token);
        if (sense == SPOKEN_CUE || sense == SPOKEN_LABEL) {
            return sense;
        }
        *is_near_r &= sense == SPOKEN_FILLER || is_thin_mark(token);
    }
    *is_near_r = FALSE;
    return SPOKEN_PLAIN;
}

/* "... is uw bestelnummer" */
static gboolean is_labelled_after(const struct spoken_text *spoken, guint last)
{
    for (guint i = last + 1; i <= last + LOOK_AHEAD; i++) {
        const struct spoken_token *token = spoken_token_at(spoken, i);
        if (!token || token->kind == SPOKEN_MARK) {
            return FALSE;
        }
        enum spoken_sense sense = sense_at(spoken, token);
        if (sense == SPOKEN_LABEL) {
            return TRUE;
        }
        if (sense == SPOKEN_CUE) {
            return FALSE;
        }
    }
    return FALSE;
}

/* "NL91 ABNA 0417 1643 00", "€ 030": what stands right before makes it no number to call. */
static gboolean is_part_of_code(const struct spoken_text *spoken, guint first)
{
    for (guint i = first; i > 0 && first - i < 3; i--) {
        const struct spoken_token *token = spoken_token_at(spoken, i - 1);
        const struct spoken_token *next = spoken_token_at(spoken, i);
        gboolean is_joined =
            !next->is_after_space && token->kind != SPOKEN_MARK && next->kind != SPOKEN_MARK;
        gboolean is_money =
            token->kind == SPOKEN_MARK && (token->mark == 0x20AC || token->mark == '$' ||
                                           token->mark == 0xA3 || token->mark == '#');
        if (is_joined || (is_money && i == first)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_text(const struct spoken_text *spoken, guint i, const char *text)
{
    const struct spoken_token *token = spoken_token_at(spoken, i);
    size_t size = strlen(text);
    return token->length == size &&
           g_ascii_strncasecmp(spoken->text.ptr + token->offset, text, size) == 0;
}

/* "dertig dagen" at the end counts days; "een" before a word is an article. */
static gboolean is_counted(const struct spoken_text *spoken, const struct spoken_group *group)
{
    const struct spoken_token *next = spoken_token_at(spoken, group->last + 1);
    if (!next) {
        return FALSE;
    }
    gboolean is_article =
        group->first == group->last &&
        (has_text(spoken, group->first, "een") || has_text(spoken, group->first, "ein")) &&
        next->kind != SPOKEN_MARK;
    return is_article || sense_at(spoken, next) == SPOKEN_UNIT ||
           (!next->is_after_space && next->kind != SPOKEN_MARK); /* "2e", "4x" */
}

static guint figures(const struct candidate *candidate)
{
    return candidate->size - (candidate->digits[0] == '+');
}

static void write_digits(const struct spoken_text *spoken, struct candidate *candidate)
{
    candidate->size = 0;
    for (guint i = candidate->begin; i < candidate->end; i++) {
        const struct spoken_group *group = spoken_group_at(spoken, i);
        gboolean is_trunk = group->is_in_brackets && candidate->digits[0] == '+' &&
                            group->digit_count == 1 && group->digits[0] == '0';
        if (is_trunk) { /* +31 (0)30: who dials the country leaves it out */
            continue;
        }
        const char *part = group->is_plus ? "+" : group->digits;
        size_t size = strlen(part);
        if (candidate->size + size > SPOKEN_DIGITS_MAX + 1) {
            candidate->size = 0; /* more than any number has */
            break;
        }
        memcpy(candidate->digits + candidate->size, part, size);
        candidate->size += (guint)size;
    }
    candidate->digits[candidate->size] = '\0';
}

static gboolean is_year(const char *digits)
{
    return strlen(digits) == 4 &&
           (g_str_has_prefix(digits, "19") || g_str_has_prefix(digits, "20"));
}

/* "01-02-2026", in figures or words */
static gboolean is_date(const struct spoken_text *spoken, const struct candidate *candidate)
{
    for (guint i = candidate->begin; i + 2 < candidate->end; i++) {
        const struct spoken_group *day = spoken_group_at(spoken, i);
        const struct spoken_group *month = spoken_group_at(spoken, i + 1);
        if (day->digit_count <= 2 && month->digit_count <= 2 &&
            is_year(spoken_group_at(spoken, i + 2)->digits) && atoi(month->digits) >= 1 &&
            atoi(month->digits) <= 12 && atoi(day->digits) >= 1 && atoi(day->digits) <= 31) {
            return TRUE;
        }
    }
    return FALSE;
}

/* 0123456789, and the keys of a telephone in turn. */
static gboolean is_counting(const struct candidate *candidate)
{
    guint steps = 0;
    for (guint i = 1; i < candidate->size; i++) {
        steps += candidate->digits[i] == candidate->digits[i - 1] + 1;
    }
    return candidate->size > 5 && steps + 2 >= candidate->size;
}

static gboolean is_long_number(const struct candidate *candidate)
{
    guint count = figures(candidate);
    gboolean is_abroad = candidate->digits[0] == '+' || g_str_has_prefix(candidate->digits, "00");
    return count >= LONG_LEAST && count <= SPOKEN_DIGITS_MAX &&
           (is_abroad || (candidate->digits[0] == '0' && count <= ZERO_MOST));
}

/* Hours ("9-17", "24/7", "9.30") after "bereikbaar" are no number. */
static gboolean is_hours(const struct spoken_text *spoken, const struct candidate *candidate)
{
    const struct spoken_group *first = spoken_group_at(spoken, candidate->begin);
    for (guint i = candidate->begin; i < candidate->end; i++) {
        const struct spoken_group *group = spoken_group_at(spoken, i);
        if (group->digit_count > 2 || atoi(group->digits) > 60 ||
            (i > candidate->begin && group->digits[0] == '0' && group->digit_count == 1)) {
            return FALSE;
        }
    }
    return first->is_figures && atoi(first->digits) <= 24 && first->digits[0] != '0';
}

static gboolean is_number(const struct spoken_text *spoken, const struct candidate *candidate)
{
    guint first = spoken_group_at(spoken, candidate->begin)->first;
    guint last = spoken_group_at(spoken, candidate->end - 1)->last;
    gboolean is_near;
    if (candidate->size == 0 || is_part_of_code(spoken, first) || is_date(spoken, candidate) ||
        is_counting(candidate) || is_labelled_after(spoken, last)) {
        return FALSE;
    }
    enum spoken_sense sense = sense_before(spoken, first, &is_near);
    if (sense == SPOKEN_LABEL) {
        return FALSE;
    }
    if (is_long_number(candidate)) {
        return TRUE;
    }
    return sense == SPOKEN_CUE && is_near && figures(candidate) >= SHORT_LEAST &&
           figures(candidate) <= ZERO_MOST && candidate->digits[0] != '+' &&
           !is_hours(spoken, candidate) && !is_year(candidate->digits);
}

/* Where the next number begins: at a comma, with 0 or +, when the one before it is long enough. */
static guint candidate_end(const struct spoken_text *spoken, guint begin)
{
    guint count = 0;
    guint end = begin;
    for (; end < spoken->groups->len; end++) {
        const struct spoken_group *group = spoken_group_at(spoken, end);
        gboolean is_front = group->is_plus || group->digits[0] == '0';
        if (count >= LONG_LEAST && group->is_after_comma && is_front) {
            break;
        }
        count += group->digit_count;
    }
    return end;
}

static void append(const struct spoken_text *spoken, const struct candidate *candidate,
                   GArray *numbers)
{
    const struct spoken_token *first =
        spoken_token_at(spoken, spoken_group_at(spoken, candidate->begin)->first);
    const struct spoken_token *last =
        spoken_token_at(spoken, spoken_group_at(spoken, candidate->end - 1)->last);
    struct spoken_number number = {.offset = first->offset,
                                   .length = last->offset + last->length - first->offset};
    memcpy(number.digits, candidate->digits, candidate->size);
    g_array_append_val(numbers, number);
}

/* The candidate as it stands, or from its first 0 or + on. */
static void judge_candidate(const struct spoken_text *spoken, struct candidate *candidate,
                            GArray *numbers)
{
    while (candidate->end > candidate->begin &&
           is_counted(spoken, spoken_group_at(spoken, candidate->end - 1))) {
        candidate->end--;
    }
    gboolean is_first = TRUE;
    for (; candidate->begin < candidate->end; candidate->begin++) {
        const struct spoken_group *group = spoken_group_at(spoken, candidate->begin);
        if (!is_first && !group->is_plus && group->digits[0] != '0') {
            continue;
        }
        write_digits(spoken, candidate);
        if (is_number(spoken, candidate)) {
            append(spoken, candidate, numbers);
            return;
        }
        if (candidate->size && (group->is_plus || group->digits[0] == '0')) {
            return; /* its rest is no better */
        }
        is_first = FALSE;
    }
}

void spoken_judge(const struct spoken_text *spoken, GArray *numbers)
{
    for (guint begin = 0; begin < spoken->groups->len;) {
        struct candidate candidate = {.begin = begin, .end = candidate_end(spoken, begin)};
        begin = candidate.end;
        judge_candidate(spoken, &candidate, numbers);
    }
}
