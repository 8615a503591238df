/* SPDX-License-Identifier: MIT
 *
 * Which stretches of a text may be telephone numbers: groups of digits and what people write
 * between them.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/phones.h"

#define SIGNS_MAX 3u /* between two groups */
#define VANITY_MIN 4u
#define VANITY_MAX 9u
#define GROUPS_MOST 7u /* "+31 (0)6 21 43 65 87" */
#define LONE 9u        /* digits that may be a number by themselves */

static inline gboolean is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* No-break and thin spaces, soft hyphens and what else takes no room; hyphens, dashes and the
 * minus; the middle dot: as ASCII. 0: none of them. */
static char plain_sign(gunichar code)
{
    if (code == 0xA0 || code == 0xAD || (code >= 0x2000 && code <= 0x200D) || code == 0x202F ||
        code == 0x2060 || code == 0xFEFF) {
        return ' ';
    }
    return (code >= 0x2010 && code <= 0x2014) || code == 0x2212 ? '-' : code == 0xB7 ? '.' : 0;
}

/* The size of the sign or space between groups that begins here; 0: there is none. *plain_r: the
 * sign as ASCII. */
static guint sign_size(struct ts_str text, uint32_t at, char *plain_r)
{
    char byte = at < text.len ? text.ptr[at] : 0;
    if ((unsigned char)byte < 0x80) {
        *plain_r = byte;
        return byte_is_in(byte, " ()-./") ? 1 : 0;
    }
    *plain_r = plain_sign(g_utf8_get_char(text.ptr + at));
    return *plain_r ? (guint)(g_utf8_next_char(text.ptr + at) - (text.ptr + at)) : 0;
}

static gboolean is_number_sign(char byte)
{
    return byte_is_in(byte, " ()-./");
}

/* Do other groups stand right before, of which this one is the continuation? */
static gboolean is_inside(struct ts_str text, uint32_t start)
{
    uint32_t at = start;
    while (at > 0 && start - at < SIGNS_MAX && is_number_sign(text.ptr[at - 1])) {
        at--;
    }
    return at > 0 && is_digit(text.ptr[at - 1]);
}

/* Where it begins with its + or bracket. */
static uint32_t head_of(struct ts_str text, uint32_t start, gboolean *has_plus_r)
{
    uint32_t at = start;
    gboolean has_bracket = at > 0 && text.ptr[at - 1] == '(';
    at -= has_bracket;
    *has_plus_r = at > 0 && text.ptr[at - 1] == '+';
    at -= *has_plus_r;
    at -= *has_plus_r && at > 0 && text.ptr[at - 1] == '(';
    return at;
}

static gboolean is_glued(struct ts_str text, uint32_t head)
{
    if (head == 0) {
        return FALSE;
    }
    char byte = text.ptr[head - 1];
    if ((unsigned char)byte >= 0x80) {
        gunichar code = g_utf8_get_char(g_utf8_find_prev_char(text.ptr, text.ptr + head));
        return g_unichar_isalnum(code) || g_unichar_type(code) == G_UNICODE_CURRENCY_SYMBOL;
    }
    if (g_ascii_isalnum(byte) || byte_is_in(byte, "_=@#&$%<>*~^\\")) {
        return TRUE;
    }
    /* "1,50", "example.com/0301234567" */
    return head > 1 && byte_is_in(byte, ",/.-") && g_ascii_isalnum(text.ptr[head - 2]);
}

/* Adds the digits that begin at a byte; FALSE: they are too many. */
static gboolean add_group(struct ts_str text, uint32_t at, struct phone_run *run, char before,
                          gboolean is_apart)
{
    guint used = run->count > 0 ? run->groups[run->count - 1].digits : 0;
    while (at < text.len && is_digit(text.ptr[at])) {
        if (used == PHONE_DIGITS_MAX) {
            return FALSE;
        }
        run->digits[used++] = text.ptr[at++];
    }
    run->digits[used] = '\0';
    run->groups[run->count++] = (struct phone_group){at, used, before, is_apart};
    return TRUE;
}

/* 0800-VLAKWERK: capitals behind a free or paid number (ITU-T E.161). */
static void add_vanity(struct ts_str text, struct phone_run *run)
{
    static const char keys[] = "22233344455566677778889999";
    const struct phone_group *last = &run->groups[run->count - 1];
    uint32_t at = last->end;
    guint used = last->digits;
    char plain = ' ';
    if (run->count == PHONE_GROUPS_MAX || used < 3 || used > 7 ||
        (memcmp(run->digits + used - 3, "800", 3) != 0 &&
         memcmp(run->digits + used - 3, "900", 3) != 0)) {
        return;
    }
    at += sign_size(text, at, &plain);
    uint32_t first = at;
    while (at < text.len && g_ascii_isupper(text.ptr[at])) {
        at++;
    }
    if (at - first < VANITY_MIN || at - first > VANITY_MAX ||
        used + at - first > PHONE_DIGITS_MAX || (at < text.len && g_ascii_isalnum(text.ptr[at]))) {
        return;
    }
    for (uint32_t i = first; i < at; i++) {
        run->digits[used++] = keys[text.ptr[i] - 'A'];
    }
    run->digits[used] = '\0';
    run->groups[run->count++] = (struct phone_group){at, used, plain, FALSE};
}

static void add_groups(struct ts_str text, struct phone_run *run)
{
    while (run->count < PHONE_GROUPS_MAX) {
        uint32_t at = run->groups[run->count - 1].end;
        char before = ' ', plain = ' ';
        guint signs = 0;
        guint size = sign_size(text, at, &before);
        for (plain = before; size > 0; size = sign_size(text, at, &plain)) {
            at += size;
            before = signs++ == 0 || plain == ' ' ? before : plain;
        }
        if (signs == 0 || signs > SIGNS_MAX || at >= text.len || !is_digit(text.ptr[at]) ||
            !add_group(text, at, run, before, signs > 1)) {
            break;
        }
    }
    add_vanity(text, run);
}

gboolean phone_scan(struct ts_str text, uint32_t *at, struct phone_run *run_r)
{
    uint32_t start = *at;
    while (start < text.len) {
        if (!is_digit(text.ptr[start])) {
            start++;
            continue;
        }
        uint32_t end = start;
        while (end < text.len && is_digit(text.ptr[end])) {
            end++;
        }
        *run_r = (struct phone_run){0};
        run_r->offset = head_of(text, start, &run_r->has_plus);
        if ((text.ptr[start] == '0' || run_r->has_plus || !is_inside(text, start)) &&
            add_group(text, start, run_r, ' ', FALSE)) {
            run_r->is_glued = is_glued(text, run_r->offset);
            add_groups(text, run_r);
            *at = end;
            return TRUE;
        }
        start = end;
    }
    *at = start;
    return FALSE;
}

guint phone_natural(const struct phone_run *run)
{
    guint all = run->groups[run->count - 1].digits;
    guint i = 1;
    for (; i < run->count; i++) {
        const struct phone_group *group = &run->groups[i];
        guint before = run->groups[i - 1].digits;
        gboolean is_zero = run->digits[before] == '0';
        gboolean is_range = group->digits - before <= 2 && byte_is_in(group->before, "/-");
        gboolean is_next =
            (is_zero && (group->is_apart || all - before >= LONE)) || group->before == '/';
        if ((before >= LONE && (is_next || is_range)) || group->digits > PHONE_DIGITS_MAX - 3) {
            break;
        }
    }
    return i;
}

/* ---- what is no number ----------------------------------------------------------------------- */

static guint value_at(const struct phone_run *run, guint group, guint *size_r)
{
    guint first = group > 0 ? run->groups[group - 1].digits : 0;
    guint value = 0;
    *size_r = run->groups[group].digits - first;
    for (guint i = first; i < run->groups[group].digits && i < first + 4; i++) {
        value = value * 10 + (guint)(run->digits[i] - '0');
    }
    return value;
}

static gboolean is_pair(const struct phone_run *run, guint group, guint most)
{
    guint size;
    guint value = value_at(run, group, &size);
    return size <= 2 && value <= most;
}

/* 01-02-2024, 1.2.24, 2024-02-01 */
static gboolean is_date(const struct phone_run *run, guint groups)
{
    guint first_size, last_size;
    if (groups < 3 || run->groups[1].before != run->groups[2].before ||
        run->groups[1].before == ' ') {
        return FALSE;
    }
    guint first = value_at(run, 0, &first_size);
    guint last = value_at(run, 2, &last_size);
    gboolean is_day_first =
        is_pair(run, 0, 31) && is_pair(run, 1, 12) &&
        ((last_size == 4 && last >= 1900 && last < 2100) || (last_size == 2 && groups == 3));
    return is_day_first || (first_size == 4 && first >= 1900 && first < 2100 &&
                            is_pair(run, 1, 12) && is_pair(run, 2, 31));
}

/* 09.00 - 17.30, 09.00 17.30 */
static gboolean is_hours(const struct phone_run *run, guint groups)
{
    return groups >= 2 && groups % 2 == 0 && run->groups[1].before == '.' && is_pair(run, 0, 24) &&
           is_pair(run, 1, 59) &&
           (groups == 2 ||
            (run->groups[3].before == '.' && is_pair(run, 2, 24) && is_pair(run, 3, 59)));
}

gboolean phone_is_otherwise(struct ts_str text, const struct phone_run *run, guint groups)
{
    uint32_t end = run->groups[groups - 1].end;
    char next = end < text.len ? text.ptr[end] : ' ';
    gboolean is_extension = next == 'x' && end + 1 < text.len &&
                            (is_digit(text.ptr[end + 1]) || text.ptr[end + 1] == ' ');
    if ((g_ascii_isalnum(next) && !is_extension) || byte_is_in(next, "_@=%")) {
        return TRUE;
    }
    char second = end + 1 < text.len ? text.ptr[end + 1] : ' ';
    if ((next == ',' && is_digit(second)) || (next == '.' && g_ascii_isalpha(second))) {
        return TRUE; /* an amount, a file */
    }
    if (groups > GROUPS_MOST) {
        return TRUE; /* scores, a row of figures */
    }
    return !run->has_plus && (is_date(run, groups) || is_hours(run, groups));
}
