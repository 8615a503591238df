/* SPDX-License-Identifier: MIT
 *
 * Reads a pattern as PCRE2 does, only so far as is needed to know which plain texts every match
 * has. What is not plainly understood ends in "cannot be told", never in a guess.
 */
#include "plugins/check-terms/literals.h"

#define DEPTH_MAX 40u
#define CHOICES_MAX 64u /* of one place */

/* A set of texts of which one must be there; NULL = nothing is known. */
struct reader {
    const char *at, *end;
    gboolean is_caseless;
    gboolean is_lost; /* something was met that is not understood */
};

static GPtrArray *read_choices(struct reader *reader, guint depth);

/* ---- sets ---- */

static guint shortest(const GPtrArray *set)
{
    guint least = G_MAXUINT;
    for (guint i = 0; set && i < set->len; i++) {
        least = MIN(least, (guint)strlen(g_ptr_array_index(set, i)));
    }
    return set ? least : 0;
}

/* Takes both over; the one that says more is left. */
static GPtrArray *better(GPtrArray *left, GPtrArray *right)
{
    gboolean is_left = shortest(left) >= shortest(right);
    GPtrArray *dropped = is_left ? right : left;
    if (dropped) {
        g_ptr_array_unref(dropped);
    }
    return is_left ? left : right;
}

static GPtrArray *take_run(GPtrArray *best, GString *run)
{
    if (run->len == 0) {
        return best;
    }
    GPtrArray *own = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(own, g_strndup(run->str, run->len));
    g_string_truncate(run, 0);
    return better(best, own);
}

/* Takes both over: one of either; NULL if that says nothing. */
static GPtrArray *either(GPtrArray *left, GPtrArray *right)
{
    if (left && right && left->len + right->len <= CHOICES_MAX) {
        g_ptr_array_extend_and_steal(left, right);
        return left;
    }
    g_clear_pointer(&left, g_ptr_array_unref);
    g_clear_pointer(&right, g_ptr_array_unref);
    return NULL;
}

/* ---- what follows an item ---- */

struct repeat {
    gboolean is_there;    /* a quantifier stands here */
    gboolean is_optional; /* and allows none */
};

static struct repeat lose(struct reader *reader)
{
    reader->is_lost = TRUE;
    return (struct repeat){TRUE, TRUE};
}

/* {2}, {2,}, {2,3}; any other brace is itself, but for forms that versions of PCRE2 differ in. */
static struct repeat read_braces(struct reader *reader)
{
    const char *at = reader->at + 1;
    gboolean is_optional = TRUE;
    while (at < reader->end && g_ascii_isdigit(*at)) {
        is_optional &= *at++ == '0';
    }
    if (at == reader->at + 1) {
        return at < reader->end && (*at == ',' || *at == ' ') ? lose(reader)
                                                              : (struct repeat){FALSE, FALSE};
    }
    at += strspn(at, "0123456789,");
    if (at >= reader->end || *at != '}') {
        return lose(reader);
    }
    reader->at = at + 1;
    return (struct repeat){TRUE, is_optional};
}

static struct repeat read_repeat(struct reader *reader)
{
    struct repeat repeat = {FALSE, FALSE};
    if (reader->at == reader->end) {
        return repeat;
    }
    if (*reader->at == '{') {
        repeat = read_braces(reader);
    } else if (strchr("?*+", *reader->at) && *reader->at) {
        repeat = (struct repeat){TRUE, *reader->at != '+'};
        reader->at++;
    }
    /* lazy, possessive */
    if (repeat.is_there && reader->at < reader->end && (*reader->at == '?' || *reader->at == '+')) {
        reader->at++;
    }
    return repeat;
}

/* ---- items ---- */

/* To behind the bracket that closes a class. */
static void pass_class(struct reader *reader)
{
    const char *at = reader->at + 1;
    at += at < reader->end && *at == '^';
    at += at < reader->end && *at == ']';
    for (; at < reader->end && *at != ']'; at++) {
        if (at + 1 < reader->end && *at == '\\') {
            reader->is_lost |= strchr("QE", at[1]) != NULL;
            at++;
        } else if (at + 1 < reader->end && *at == '[' && strchr(":.=", at[1])) {
            const char *close = memchr(at + 2, ']', (size_t)(reader->end - at - 2));
            if (close && close[-1] == at[1]) {
                at = close; /* [:alpha:] */
            }
        }
    }
    reader->is_lost |= at >= reader->end;
    reader->at = MIN(at + 1, reader->end);
}

/* Behind "(?": what kind of group? TRUE: what stands in it must match. */
static gboolean read_group_kind(struct reader *reader)
{
    gsize flags = strspn(reader->at, "ims-");
    if (strchr(":>", *reader->at)) {
        reader->at++;
        return TRUE;
    }
    if (strchr("=!", *reader->at)) {
        reader->at++;
        return FALSE;
    }
    if (*reader->at == '<' && reader->at + 1 < reader->end && strchr("=!", reader->at[1])) {
        reader->at += 2;
        return FALSE;
    }
    if (flags && reader->at + flags < reader->end && strchr(":)", reader->at[flags])) {
        reader->is_caseless |= memchr(reader->at, 'i', flags) != NULL;
        reader->at += flags + (reader->at[flags] == ':');
        return TRUE;
    }
    reader->is_lost = TRUE; /* names, conditions, calls, comments */
    return FALSE;
}

static GPtrArray *read_group(struct reader *reader, guint depth)
{
    gboolean must_match = TRUE;
    reader->at++;
    if (reader->at + 1 < reader->end && *reader->at == '?') {
        reader->at++;
        must_match = read_group_kind(reader);
    } else if (reader->at < reader->end && *reader->at == '*') {
        reader->is_lost = TRUE; /* verbs */
    }
    GPtrArray *inner = read_choices(reader, depth + 1);
    if (reader->at == reader->end || *reader->at != ')') {
        reader->is_lost = TRUE;
    } else {
        reader->at++;
    }
    struct repeat repeat = read_repeat(reader);
    if (must_match && !repeat.is_optional) {
        return inner;
    }
    g_clear_pointer(&inner, g_ptr_array_unref);
    return NULL;
}

enum escape { ESCAPE_LITERAL, ESCAPE_NOTHING, ESCAPE_SOMETHING };

/* at: the backslash; goes behind what it is, a literal's own character aside. */
static enum escape read_escape(struct reader *reader)
{
    char code = reader->at + 1 < reader->end ? reader->at[1] : '\0';
    reader->at++;
    if (!g_ascii_isalnum(code) && code != '\0') {
        return ESCAPE_LITERAL;
    }
    reader->at = MIN(reader->at + 1, reader->end);
    if (code && strchr("bB", code)) {
        return ESCAPE_NOTHING;
    }
    if (code && strchr("pP", code) && reader->at < reader->end) {
        const char *close = memchr(reader->at, '}', (size_t)(reader->end - reader->at));
        reader->at = *reader->at == '{' && close ? close + 1 : reader->at + 1;
    } else if (!code || !strchr("dDwWsShHvVRXAzZGtnrfae", code)) {
        reader->is_lost = TRUE; /* references, codes, quoting */
    }
    return ESCAPE_SOMETHING;
}

/* A character that stands for itself; it is in every match unless it may be repeated no times. */
static GPtrArray *read_literal(struct reader *reader, GPtrArray *best, GString *run)
{
    const char *begin = reader->at;
    gsize size = (gsize)(g_utf8_next_char(begin) - begin);
    gboolean is_plain = (guchar)*begin < 0x80 || !reader->is_caseless;
    reader->at = MIN(begin + size, reader->end);
    struct repeat repeat = read_repeat(reader);
    if (!is_plain || repeat.is_optional) {
        return take_run(best, run);
    }
    g_string_append_len(run, begin, (gssize)size);
    return repeat.is_there ? take_run(best, run) : best;
}

/* Anything else; the literals before it end. */
static GPtrArray *read_other(struct reader *reader, guint depth)
{
    if (*reader->at == '(') {
        return read_group(reader, depth);
    }
    if (*reader->at == '[') {
        pass_class(reader);
    } else {
        reader->at++;
    }
    read_repeat(reader);
    return NULL;
}

static GPtrArray *read_branch(struct reader *reader, guint depth)
{
    g_autoptr(GString) run = g_string_new(NULL);
    GPtrArray *best = NULL;
    reader->is_lost |= depth > DEPTH_MAX;
    while (!reader->is_lost && reader->at < reader->end && !strchr("|)", *reader->at)) {
        gboolean is_escaped = *reader->at == '\\';
        enum escape escape = is_escaped ? read_escape(reader) : ESCAPE_LITERAL;
        if (escape == ESCAPE_NOTHING) {
            continue;
        }
        if (escape == ESCAPE_SOMETHING) {
            best = take_run(best, run);
            read_repeat(reader);
        } else if (!is_escaped && strchr("([.^$", *reader->at)) {
            best = take_run(best, run);
            best = better(best, read_other(reader, depth));
        } else {
            /* what repeats a word's edge is no literal */
            reader->is_lost |= !is_escaped && strchr("*+?", *reader->at);
            best = read_literal(reader, best, run);
        }
    }
    return take_run(best, run);
}

static GPtrArray *read_choices(struct reader *reader, guint depth)
{
    GPtrArray *all = read_branch(reader, depth);
    while (!reader->is_lost && reader->at < reader->end && *reader->at == '|') {
        reader->at++;
        all = either(all, read_branch(reader, depth));
    }
    return all;
}

/* One letter or a space is in most texts. */
static gboolean is_worth_it(const GPtrArray *set)
{
    for (guint i = 0; i < set->len; i++) {
        const char *text = g_ptr_array_index(set, i);
        if (!text[1] && (g_ascii_isalnum(*text) || *text == ' ')) {
            return FALSE;
        }
    }
    return TRUE;
}

GPtrArray *literals_of(struct ts_str pattern, gboolean *is_caseless_r)
{
    g_autofree char *own = g_strndup(pattern.ptr ? pattern.ptr : "", pattern.len);
    /* Literals read before a later (?i) were taken as they are: know it beforehand. */
    struct reader reader = {.at = own, .end = own + pattern.len};
    reader.is_caseless = strstr(own, "(?") && strchr(own, 'i');
    *is_caseless_r = reader.is_caseless;
    if (strlen(own) != pattern.len) {
        return NULL;
    }
    GPtrArray *set = read_choices(&reader, 0);
    if (set && (reader.is_lost || reader.at != reader.end || !is_worth_it(set))) {
        g_clear_pointer(&set, g_ptr_array_unref);
    }
    return set;
}

/* Such letters are rare, and so are the bytes they begin with. */
static gboolean has(struct ts_str text, const char *letter)
{
    size_t size = strlen(letter);
    const char *end = text.ptr + text.len;
    const char *at = memchr(text.ptr, *letter, text.len);
    while (at && (size_t)(end - at) >= size) {
        if (memcmp(at, letter, size) == 0) {
            return TRUE;
        }
        at = memchr(at + 1, *letter, (size_t)(end - at) - 1);
    }
    return FALSE;
}

gboolean literals_may_differ(struct ts_str text)
{
    return text.len && (has(text, "\305\277") || has(text, "\342\204\252"));
}
