/* SPDX-License-Identifier: MIT
 *
 * The part of hunspell's file format (man 5 hunspell) that says which forms a stem has: FLAG, AF,
 * SFX, PFX, and the lines of the .dic. Used only to learn sequences of letters, so a suffix is
 * joined to each stem but prefix and suffix are never combined.
 */
#include "plugins/check-spelling/affix.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RULES_MAX 100000u
#define FLAGS_MAX 256u /* of one stem */
#define FLAGS_ALL 65536u
#define ITEMS_MAX 12u /* of one condition */

enum flag_kind { FLAG_BYTE, FLAG_LONG, FLAG_NUMBER, FLAG_UTF8 };

/* One place of a condition: any letter, one of a set, or none of a set. */
struct item {
    const char *set; /* into the .aff; NULL = any letter */
    size_t len;
    bool is_negated;
};
struct rule {
    bool is_prefix;
    struct letters strip, add;
    const char *flags; /* of the form it makes: "abc", or NULL */
    size_t flags_size;
    struct item items[ITEMS_MAX];
    size_t item_count;
};
struct reader {
    enum flag_kind kind;
    GPtrArray **rules;  /* by flag, of struct rule; flags that FLAGS_ALL confuses share theirs */
    GPtrArray *aliases; /* char *, from AF lines; the first stands for number 1 */
    guint rule_count;
    struct grams *grams; /* of the stem at hand: one of the two below */
    struct grams *small, *names;
};

struct flags {
    uint32_t at[FLAGS_MAX];
    size_t count;
};

static void add_flag(struct flags *flags, uint32_t flag)
{
    if (flags->count < FLAGS_MAX) {
        flags->at[flags->count++] = flag;
    }
}

static void read_plain_flags(enum flag_kind kind, const char *text, size_t len, struct flags *flags)
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

static void read_flags(const struct reader *reader, const char *text, size_t len,
                       struct flags *flags_r)
{
    flags_r->count = 0;
    if (reader->aliases->len > 0) {
        unsigned long number = strtoul(text, NULL, 10);
        if (number == 0 || number > reader->aliases->len) {
            return;
        }
        text = g_ptr_array_index(reader->aliases, number - 1);
        len = strlen(text);
    }
    read_plain_flags(reader->kind, text, len, flags_r);
}

static void read_condition(struct rule *rule, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end && rule->item_count < ITEMS_MAX) {
        struct item item = {.set = text, .len = (size_t)(g_utf8_next_char(text) - text)};
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
        rule->items[rule->item_count++] = item;
    }
}

static bool item_matches(const struct item *item, gunichar letter)
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

static bool rule_applies(const struct rule *rule, const struct letters *stem)
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

/* Writes the form and learns what is new in it. */
static bool make_form(struct grams *grams, const struct rule *rule, const struct letters *stem,
                      struct letters *form_r)
{
    size_t rest = stem->count - rule->strip.count, add = rule->add.count;
    const gunichar *kept = stem->at + (rule->is_prefix ? rule->strip.count : 0);
    if (rest + add > LETTERS_MAX || rest + add == 0) {
        return false;
    }
    form_r->count = rest + add;
    memcpy(form_r->at + (rule->is_prefix ? add : 0), kept, rest * sizeof(gunichar));
    memcpy(form_r->at + (rule->is_prefix ? 0 : rest), rule->add.at, add * sizeof(gunichar));
    letters_lower(form_r);
    grams_learn(grams, form_r->at, form_r->count, rule->is_prefix ? 0 : rest,
                rule->is_prefix ? add + 1 : rest + add + 1);
    return true;
}

/* level 1: forms of the stem; level 2: forms of those forms (two endings), where it stops. */
static void learn_forms(const struct reader *reader, const struct letters *stem,
                        const struct flags *flags, int level)
{
    for (size_t i = 0; i < flags->count; i++) {
        const GPtrArray *rules = reader->rules[flags->at[i] % FLAGS_ALL];
        for (guint k = 0; rules && k < rules->len; k++) {
            const struct rule *rule = g_ptr_array_index(rules, k);
            struct letters form;
            if (!rule_applies(rule, stem) || !make_form(reader->grams, rule, stem, &form)) {
                continue;
            }
            if (rule->flags && level < 2) {
                struct flags more;
                read_flags(reader, rule->flags, rule->flags_size, &more);
                learn_forms(reader, &form, &more, level + 1);
            }
        }
    }
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
    if (!(len == 1 && *text == '0') && !letters_read(text, len, part_r)) {
        part_r->count = 0;
    }
}

/* SFX flag strip add[/flags] condition; the heading of a class has a number of lines as 4th. */
static void read_rule(struct reader *reader, const char **at, const size_t *len, size_t count)
{
    const char *slash;
    struct rule *rule;
    struct flags flag = {.count = 0};
    GPtrArray **rules;
    read_plain_flags(reader->kind, at[1], len[1], &flag);
    if (flag.count != 1 || reader->rule_count >= RULES_MAX) {
        return;
    }
    reader->rule_count++;
    rule = g_new0(struct rule, 1);
    rule->is_prefix = at[0][0] == 'P';
    read_part(at[2], len[2], &rule->strip);
    slash = memchr(at[3], '/', len[3]);
    read_part(at[3], slash ? (size_t)(slash - at[3]) : len[3], &rule->add);
    if (slash) {
        rule->flags = slash + 1;
        rule->flags_size = len[3] - (size_t)(rule->flags - at[3]);
    }
    if (count > 4) {
        read_condition(rule, at[4], len[4]);
    }
    rules = &reader->rules[flag.at[0] % FLAGS_ALL];
    if (!*rules) {
        *rules = g_ptr_array_new_with_free_func(g_free);
    }
    g_ptr_array_add(*rules, rule);
}

static bool field_is(const char *at, size_t len, const char *word)
{
    return len == strlen(word) && memcmp(at, word, len) == 0;
}

static void read_affix_line(struct reader *reader, const char *line, const char *end)
{
    const char *at[5];
    size_t len[5];
    size_t count = cut_fields(line, end, at, len, 5);
    if (count >= 2 && field_is(at[0], len[0], "FLAG")) {
        reader->kind = field_is(at[1], len[1], "long")    ? FLAG_LONG
                       : field_is(at[1], len[1], "num")   ? FLAG_NUMBER
                       : field_is(at[1], len[1], "UTF-8") ? FLAG_UTF8
                                                          : FLAG_BYTE;
    } else if (count >= 2 && field_is(at[0], len[0], "AF")) {
        g_ptr_array_add(reader->aliases, g_strndup(at[1], len[1]));
    } else if (count >= 4 && (field_is(at[0], len[0], "SFX") || field_is(at[0], len[0], "PFX"))) {
        bool is_heading = (count == 4 || *at[4] == '#') && (*at[2] == 'Y' || *at[2] == 'N') &&
                          len[2] == 1 && g_ascii_isdigit(*at[3]);
        if (!is_heading) {
            read_rule(reader, at, len, count);
        }
    }
}

/* word[/flags][ morphology]; \/ is a slash in the word. */
static void read_stem_line(struct reader *reader, const char *line, const char *end)
{
    struct letters stem;
    const char *stop = line, *flags = NULL;
    while (stop < end && *stop != '\t' && *stop != '\r' && *stop != '/' && *stop != ' ') {
        stop += *stop == '\\' && stop + 1 < end ? 2 : 1;
    }
    flags = stop < end && *stop == '/' ? stop + 1 : NULL;
    if (!letters_read(line, (size_t)(stop - line), &stem)) {
        return;
    }
    reader->grams = g_unichar_isupper(stem.at[0]) ? reader->names : reader->small;
    if (flags) {
        const char *flags_end = flags;
        while (flags_end < end && !strchr(" \t\r", *flags_end)) {
            flags_end++;
        }
        struct flags own;
        read_flags(reader, flags, (size_t)(flags_end - flags), &own);
        learn_forms(reader, &stem, &own, 1);
    }
    letters_lower(&stem);
    grams_learn(reader->grams, stem.at, stem.count, 0, stem.count);
}

static void each_line(struct reader *reader, const char *text,
                      void (*read)(struct reader *, const char *, const char *))
{
    while (*text) {
        const char *end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        read(reader, text, end);
        text = *end ? end + 1 : end;
    }
}

void affix_learn(const char *affixes, const char *stems, struct grams *small, struct grams *names)
{
    struct reader reader = {
        .rules = g_new0(GPtrArray *, FLAGS_ALL),
        .aliases = g_ptr_array_new_with_free_func(g_free),
        .small = small,
        .names = names,
    };
    each_line(&reader, affixes, read_affix_line);
    if (reader.aliases->len > 0) { /* the first AF line says how many follow */
        g_ptr_array_remove_index(reader.aliases, 0);
    }
    each_line(&reader, stems, read_stem_line);
    for (size_t i = 0; i < FLAGS_ALL; i++) {
        g_clear_pointer(&reader.rules[i], g_ptr_array_unref);
    }
    g_free(reader.rules);
    g_ptr_array_unref(reader.aliases);
}
