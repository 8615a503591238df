/* SPDX-License-Identifier: MIT
 *
 * Reads an .aff line by line into rules by flag.
 */
#include "plugins/check-spelling/affix.h"

#include <stdlib.h>
#include <string.h>

#define RULES_MAX 100000u
#define FLAGS_ALL 65536u

enum flag_kind { FLAG_BYTE, FLAG_LONG, FLAG_NUMBER, FLAG_UTF8 };

struct affixes {
    enum flag_kind kind;
    GPtrArray *
        *rules; /* by flag, of struct affix_rule; flags that FLAGS_ALL confuses share theirs */
    GPtrArray *aliases; /* char *, from AF lines; the first stands for number 1 */
    guint rule_count;
    uint8_t *meanings; /* by flag, enum affix_meaning */
    bool can_cross;    /* of the class of rules at hand */
    struct forms *forms;
};

static void add_flag(struct affix_flags *flags, uint32_t flag)
{
    if (flags->count < AFFIX_FLAGS_MAX) {
        flags->at[flags->count++] = flag;
    }
}

static void read_plain_flags(enum flag_kind kind, const char *text, size_t len,
                             struct affix_flags *flags)
{
    const char *end = text + len;
    while (text < end) {
        if (kind == FLAG_NUMBER) {
            char *after;
            add_flag(flags, (uint32_t)strtoul(text, &after, 10));
            text = after > text && *after == ',' ? after + 1 : end;
        } else if (kind == FLAG_LONG) {
            add_flag(flags, (uint32_t)(unsigned char)text[0] << 8 |
                                (text + 1 < end ? (unsigned char)text[1] : 0));
            text += 2;
        } else { /* a byte above 0x7F in a UTF-8 dictionary only appears with FLAG UTF-8 */
            add_flag(flags, g_utf8_get_char(text));
            text = g_utf8_next_char(text);
        }
    }
}

void affixes_flags(const struct affixes *affixes, const char *text, size_t len,
                   struct affix_flags *flags_r)
{
    flags_r->count = 0;
    if (affixes->aliases->len > 0) {
        unsigned long number = strtoul(text, NULL, 10);
        if (number == 0 || number > affixes->aliases->len) {
            return;
        }
        text = g_ptr_array_index(affixes->aliases, number - 1);
        len = strlen(text);
    }
    read_plain_flags(affixes->kind, text, len, flags_r);
}

unsigned affixes_meaning(const struct affixes *affixes, const struct affix_flags *flags)
{
    unsigned meaning = 0;
    for (size_t i = 0; i < flags->count; i++) {
        meaning |= affixes->meanings[flags->at[i] % FLAGS_ALL];
    }
    return meaning;
}

const GPtrArray *affixes_rules(const struct affixes *affixes, uint32_t flag)
{
    return affixes->rules[flag % FLAGS_ALL];
}

static bool look_in_set(const struct affix_item *item, gunichar letter)
{
    const char *at = item->set;
    if (!at) {
        return true;
    }
    for (; at < item->set + item->len; at = g_utf8_next_char(at)) {
        if (g_utf8_get_char(at) == letter) {
            return !item->is_negated;
        }
    }
    return item->is_negated;
}

static void settle_ascii(struct affix_item *item)
{
    for (gunichar letter = 0; letter < 128; letter++) {
        item->takes[letter / 64] |= (uint64_t)look_in_set(item, letter) << (letter % 64);
    }
}

/* false: too long to be followed. */
static bool read_condition(struct affix_rule *rule, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end && rule->item_count < AFFIX_ITEMS_MAX) {
        struct affix_item item = {.set = text, .len = (size_t)(g_utf8_next_char(text) - text)};
        const char *close = *text == '[' ? memchr(text, ']', (size_t)(end - text)) : NULL;
        if (close) {
            item.is_negated = close > text + 1 && text[1] == '^';
            item.set = text + 1 + item.is_negated;
            item.len = (size_t)(close - item.set);
            text = close + 1;
        } else {
            item.set = *text == '.' ? NULL : text;
            text += item.len;
        }
        settle_ascii(&item);
        rule->items[rule->item_count++] = item;
    }
    return text >= end;
}

static inline bool item_matches(const struct affix_item *item, gunichar letter)
{
    return letter < 128 ? item->takes[letter / 64] >> (letter % 64) & 1 : look_in_set(item, letter);
}

static bool rule_applies(const struct affix_rule *rule, const struct letters *stem)
{
    size_t skip, strip = rule->strip.count;
    if (stem->count < rule->item_count || stem->count < strip) {
        return false;
    }
    skip = rule->is_prefix ? 0 : stem->count - rule->item_count;
    for (size_t i = 0; i < rule->item_count; i++) {
        if (!item_matches(&rule->items[i], stem->at[skip + i])) {
            return false;
        }
    }
    skip = rule->is_prefix ? 0 : stem->count - strip;
    return memcmp(stem->at + skip, rule->strip.at, strip * sizeof(gunichar)) == 0;
}

bool affix_apply(const struct affix_rule *rule, const struct letters *stem, struct letters *form_r)
{
    size_t add = rule->add.count;
    if (!rule_applies(rule, stem)) {
        return false;
    }
    size_t rest = stem->count - rule->strip.count;
    if (rest + add > LETTERS_MAX || rest + add == 0) {
        return false;
    }
    const gunichar *kept = stem->at + (rule->is_prefix ? rule->strip.count : 0);
    form_r->count = rest + add;
    memcpy(form_r->at + (rule->is_prefix ? add : 0), kept, rest * sizeof(gunichar));
    memcpy(form_r->at + (rule->is_prefix ? 0 : rest), rule->add.at, add * sizeof(gunichar));
    return true;
}

/* The fields of a line, apart at white space; at most max. */
static size_t cut_fields(const char *line, const char *end, const char **at_r, size_t *len_r,
                         size_t max)
{
    size_t count = 0;
    while (line < end && count < max) {
        const char *start = line;
        while (line < end && *line != ' ' && *line != '\t' && *line != '\r') {
            line++;
        }
        if (line > start) {
            at_r[count] = start;
            len_r[count++] = (size_t)(line - start);
        } else {
            line++;
        }
    }
    return count;
}

static void read_part(const char *text, size_t len, struct letters *part_r)
{
    part_r->count = 0;
    if (!(len == 1 && *text == '0') && !letters_read_raw(text, len, part_r)) {
        part_r->count = 0;
    }
}

/* SFX flag strip add[/flags] condition */
static void read_rule(struct affixes *affixes, const char **at, const size_t *len, size_t count)
{
    struct affix_flags flag = {.count = 0};
    read_plain_flags(affixes->kind, at[1], len[1], &flag);
    if (flag.count != 1 || affixes->rule_count >= RULES_MAX) {
        forms_note_open(affixes->forms);
        return;
    }
    affixes->rule_count++;
    struct affix_rule *rule = g_new0(struct affix_rule, 1);
    rule->is_prefix = at[0][0] == 'P';
    rule->may_cross = affixes->can_cross;
    read_part(at[2], len[2], &rule->strip);
    const char *slash = memchr(at[3], '/', len[3]);
    read_part(at[3], slash ? (size_t)(slash - at[3]) : len[3], &rule->add);
    rule->is_plain = letters_are_plain(&rule->add);
    if (slash) {
        rule->flags = slash + 1;
        rule->flags_size = len[3] - (size_t)(rule->flags - at[3]);
    }
    if (count > 4 && !read_condition(rule, at[4], len[4])) {
        forms_note_open(affixes->forms);
    }
    GPtrArray **rules = &affixes->rules[flag.at[0] % FLAGS_ALL];
    if (!*rules) {
        *rules = g_ptr_array_new_with_free_func(g_free);
    }
    g_ptr_array_add(*rules, rule);
}

static bool field_is(const char *at, size_t len, const char *word)
{
    return len == strlen(word) && memcmp(at, word, len) == 0;
}

/* The heading of a class has a number of lines as 4th field. */
static void read_class_line(struct affixes *affixes, const char **at, const size_t *len,
                            size_t count)
{
    bool is_heading = (count == 4 || *at[4] == '#') && (*at[2] == 'Y' || *at[2] == 'N') &&
                      len[2] == 1 && g_ascii_isdigit(*at[3]);
    if (is_heading) {
        affixes->can_cross = *at[2] == 'Y';
    } else {
        read_rule(affixes, at, len, count);
    }
}

static void give_meaning(struct affixes *affixes, const char *at, size_t len, unsigned meaning)
{
    struct affix_flags flags = {.count = 0};
    read_plain_flags(affixes->kind, at, len, &flags);
    for (size_t i = 0; i < flags.count; i++) {
        affixes->meanings[flags.at[i] % FLAGS_ALL] |= (uint8_t)meaning;
    }
}

/* (N1)(n2)*, or flags of one letter: ab*c? */
static void read_compound_rule(struct affixes *affixes, const char *at, size_t len)
{
    const char *end = at + len;
    while (at < end) {
        const char *close = *at == '(' ? memchr(at, ')', (size_t)(end - at)) : NULL;
        const char *next = close ? close + 1 : g_utf8_next_char(at);
        if (close) {
            give_meaning(affixes, at + 1, (size_t)(close - at - 1), AFFIX_PART);
        } else if (*at != '*' && *at != '?') {
            give_meaning(affixes, at, (size_t)(next - at), AFFIX_PART);
        }
        at = next;
    }
}

/* Text is changed before it is looked up. ij stands for the one letter that is read as two here;
 * words with apostrophes are asked anyway. */
static void read_conversion(struct affixes *affixes, const char *at, size_t len)
{
    gunichar letter = g_utf8_get_char(at);
    if (!field_is(at, len, "ij") && !field_is(at, len, "IJ") && g_unichar_isalpha(letter)) {
        forms_note_odd(affixes->forms, letter);
    }
}

enum keyword_kind {
    KEYWORD_MEANING,
    KEYWORD_COMPOUND_RULE,
    KEYWORD_CONVERSION,
    KEYWORD_BREAK,
    KEYWORD_CAPITALS,
    KEYWORD_PATTERN,
    KEYWORD_OPEN,
};

static const struct keyword {
    const char *name;
    enum keyword_kind kind;
    unsigned meaning;
} keywords[] = {
    {"FORBIDDENWORD", KEYWORD_MEANING, AFFIX_FORBIDDEN},
    {"NEEDAFFIX", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"PSEUDOROOT", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"ONLYINCOMPOUND", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"CIRCUMFIX", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"KEEPCASE", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"WARN", KEYWORD_MEANING, AFFIX_NO_WORD},
    {"COMPOUNDFLAG", KEYWORD_MEANING, AFFIX_PART},
    {"COMPOUNDBEGIN", KEYWORD_MEANING, AFFIX_FIRST},
    {"COMPOUNDMIDDLE", KEYWORD_MEANING, AFFIX_MIDDLE},
    {"COMPOUNDEND", KEYWORD_MEANING, AFFIX_LAST},
    {"COMPOUNDLAST", KEYWORD_MEANING, AFFIX_LAST},
    {"COMPOUNDRULE", KEYWORD_COMPOUND_RULE, 0},
    {"ICONV", KEYWORD_CONVERSION, 0},
    {"BREAK", KEYWORD_BREAK, 0},
    {"CHECKSHARPS", KEYWORD_CAPITALS, 0},
    {"IGNORE", KEYWORD_OPEN, 0},
    {"COMPLEXPREFIXES", KEYWORD_OPEN, 0},
    {"SIMPLIFIEDTRIPLE", KEYWORD_OPEN, 0},
    {"CHECKCOMPOUNDPATTERN", KEYWORD_PATTERN, 0},
};

/* A pattern that only forbids takes nothing in; one with a replacement does. */
static void read_pattern(struct affixes *affixes, const char *const *at, size_t count)
{
    if (count > 3 && *at[3] != '#') {
        forms_note_open(affixes->forms);
    }
}

static void read_keyword(struct affixes *affixes, const struct keyword *keyword,
                         const char *const *fields, const size_t *lens, size_t count)
{
    const char *at = count > 1 ? fields[1] : "";
    size_t len = count > 1 ? lens[1] : 0;
    switch (keyword->kind) {
    case KEYWORD_MEANING:
        give_meaning(affixes, at, len, keyword->meaning);
        break;
    case KEYWORD_COMPOUND_RULE:
        read_compound_rule(affixes, at, len);
        break;
    case KEYWORD_CONVERSION:
        read_conversion(affixes, at, len);
        break;
    case KEYWORD_BREAK:
        forms_note_break(affixes->forms, at, len);
        break;
    case KEYWORD_CAPITALS:
        forms_note_capitals(affixes->forms);
        break;
    case KEYWORD_PATTERN:
        read_pattern(affixes, fields, count);
        break;
    case KEYWORD_OPEN:
        forms_note_open(affixes->forms);
    }
}

/* How flags are written holds for the lines before it too. */
static enum flag_kind find_flag_kind(const char *text)
{
    const char *line = g_str_has_prefix(text, "FLAG ") ? text : strstr(text, "\nFLAG ");
    const char *kind = line ? strchr(line, ' ') + 1 : "";
    return g_str_has_prefix(kind, "long")    ? FLAG_LONG
           : g_str_has_prefix(kind, "num")   ? FLAG_NUMBER
           : g_str_has_prefix(kind, "UTF-8") ? FLAG_UTF8
                                             : FLAG_BYTE;
}

static void read_line(struct affixes *affixes, const char *line, const char *end)
{
    const char *at[5];
    size_t len[5];
    size_t count = cut_fields(line, end, at, len, 5);
    if (count >= 4 && (field_is(at[0], len[0], "SFX") || field_is(at[0], len[0], "PFX"))) {
        read_class_line(affixes, at, len, count);
    } else if (count >= 2 && field_is(at[0], len[0], "AF")) {
        g_ptr_array_add(affixes->aliases, g_strndup(at[1], len[1]));
    }
    for (size_t i = 0; count > 0 && i < G_N_ELEMENTS(keywords); i++) {
        if (field_is(at[0], len[0], keywords[i].name)) {
            read_keyword(affixes, &keywords[i], at, len, count);
        }
    }
}

struct affixes *affixes_read(const char *text, struct forms *forms)
{
    struct affixes *affixes = g_new0(struct affixes, 1);
    affixes->rules = g_new0(GPtrArray *, FLAGS_ALL);
    affixes->meanings = g_new0(uint8_t, FLAGS_ALL);
    affixes->aliases = g_ptr_array_new_with_free_func(g_free);
    affixes->forms = forms;
    affixes->kind = find_flag_kind(text);
    while (*text) {
        const char *end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        read_line(affixes, text, end);
        text = *end ? end + 1 : end;
    }
    if (affixes->aliases->len > 0) { /* the first AF line says how many follow */
        g_ptr_array_remove_index(affixes->aliases, 0);
    }
    return affixes;
}

void affixes_free(struct affixes **affixes)
{
    struct affixes *old = *affixes;
    for (size_t i = 0; old && i < FLAGS_ALL; i++) {
        g_clear_pointer(&old->rules[i], g_ptr_array_unref);
    }
    if (old) {
        g_free(old->rules);
        g_free(old->meanings);
        g_ptr_array_unref(old->aliases);
        g_clear_pointer(affixes, g_free);
    }
}
