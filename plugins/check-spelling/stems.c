/* SPDX-License-Identifier: MIT
 *
 * From stems to forms: one ending, a second one where the first allows it, and a prefix before
 * either.
 */
#include "plugins/check-spelling/stems.h"

#include <string.h>

#define LEVELS 2 /* endings on one stem */

struct learner {
    const struct affixes *affixes;
    const struct stems_learnt *learnt;
    struct grams *grams;             /* of the stem at hand */
    const struct affix_flags *flags; /* likewise */
    bool is_plain;                   /* the stem: small ASCII letters only, as most are */
    bool has_prefix;                 /* the stem */
};

/* Where the form is new: what the rule added, and the letter it touches. */
static void learn_sequences(const struct learner *learner, const struct affix_rule *rule,
                            const struct letters *form, bool is_plain)
{
    struct letters lower;
    size_t from = rule->is_prefix ? 0 : form->count - rule->add.count;
    size_t until = rule->is_prefix ? rule->add.count + 1 : form->count + 1;
    if (is_plain) {
        grams_learn(learner->grams, form->at, form->count, from, until);
        return;
    }
    lower = *form;
    letters_split_ij(&lower);
    letters_lower(&lower);
    grams_learn(learner->grams, lower.at, lower.count, from, until + lower.count - form->count);
}

static void add_form(const struct learner *learner, const struct letters *form, unsigned kinds,
                     bool is_plain)
{
    if (is_plain) {
        forms_add_plain(learner->learnt->forms, form, kinds);
    } else {
        forms_add(learner->learnt->forms, form, kinds);
    }
}

static unsigned kinds_of(unsigned meaning, bool is_sure)
{
    return (is_sure && !(meaning & (AFFIX_FORBIDDEN | AFFIX_NO_WORD)) ? FORM_SURE : 0) |
           (meaning & AFFIX_FIRST ? FORM_FIRST : 0) | (meaning & AFFIX_MIDDLE ? FORM_MIDDLE : 0) |
           (meaning & AFFIX_LAST ? FORM_LAST : 0);
}

/* What the flags of its stem and of the rules it was made by say of a form. */
static unsigned rule_meaning(const struct learner *learner, const struct affix_rule *rule,
                             struct affix_flags *flags_r)
{
    flags_r->count = 0;
    if (rule->flags) {
        affixes_flags(learner->affixes, rule->flags, rule->flags_size, flags_r);
    }
    return affixes_meaning(learner->affixes, flags_r);
}

static bool has_prefix(const struct affixes *affixes, const struct affix_flags *flags)
{
    for (size_t i = 0; i < flags->count; i++) {
        const GPtrArray *rules = affixes_rules(affixes, flags->at[i]);
        for (guint k = 0; rules && k < rules->len; k++) {
            if (((const struct affix_rule *)g_ptr_array_index(rules, k))->is_prefix) {
                return true;
            }
        }
    }
    return false;
}

/* The prefixes of the stem, before a form that has a suffix already. */
static void add_crossed(const struct learner *learner, const struct letters *form, unsigned meaning)
{
    struct letters crossed;
    struct affix_flags flags;
    for (size_t i = 0; i < learner->flags->count; i++) {
        const GPtrArray *rules = affixes_rules(learner->affixes, learner->flags->at[i]);
        for (guint k = 0; rules && k < rules->len; k++) {
            const struct affix_rule *rule = g_ptr_array_index(rules, k);
            if (rule->is_prefix && rule->may_cross && affix_apply(rule, form, &crossed)) {
                unsigned both = meaning | rule_meaning(learner, rule, &flags);
                add_form(learner, &crossed, kinds_of(both, false), false);
            }
        }
    }
}

static void learn_forms(const struct learner *learner, const struct letters *stem,
                        const struct affix_flags *flags, int level, unsigned stem_meaning);

static void learn_form(const struct learner *learner, const struct affix_rule *rule,
                       const struct letters *form, int level, unsigned stem_meaning)
{
    struct affix_flags more;
    unsigned meaning = stem_meaning | rule_meaning(learner, rule, &more);
    bool is_whole = form->count > rule->add.count; /* something of the stem is left */
    bool is_plain = learner->is_plain && rule->is_plain && level == 1;
    learn_sequences(learner, rule, form, is_plain);
    add_form(learner, form, kinds_of(meaning, level == 1 && is_whole), is_plain);
    if (learner->has_prefix && !rule->is_prefix && rule->may_cross) {
        add_crossed(learner, form, meaning);
    }
    if (more.count && level < LEVELS) {
        learn_forms(learner, form, &more, level + 1, meaning);
    }
}

static void learn_forms(const struct learner *learner, const struct letters *stem,
                        const struct affix_flags *flags, int level, unsigned stem_meaning)
{
    struct letters form;
    for (size_t i = 0; i < flags->count; i++) {
        const GPtrArray *rules = affixes_rules(learner->affixes, flags->at[i]);
        for (guint k = 0; rules && k < rules->len; k++) {
            const struct affix_rule *rule = g_ptr_array_index(rules, k);
            if (affix_apply(rule, stem, &form)) {
                learn_form(learner, rule, &form, level, stem_meaning);
            }
        }
    }
}

/* A stem that stands only with an ending may have forms that are words all the same. */
static void learn_stem(struct learner *learner, const struct letters *stem,
                       const struct affix_flags *flags)
{
    unsigned meaning = affixes_meaning(learner->affixes, flags);
    struct letters lower = *stem;
    unsigned kinds =
        kinds_of(meaning, true) | (meaning & (AFFIX_FORBIDDEN | AFFIX_NO_WORD) ? FORM_SPECIAL : 0);
    learner->is_plain = letters_are_plain(stem);
    if (!learner->is_plain) {
        letters_split_ij(&lower);
        letters_lower(&lower);
    }
    learner->grams =
        g_unichar_isupper(stem->at[0]) ? learner->learnt->names : learner->learnt->small;
    learner->flags = flags;
    learner->has_prefix = has_prefix(learner->affixes, flags);
    grams_learn(learner->grams, lower.at, lower.count, 0, lower.count);
    rarity_learn(learner->learnt->rarity, &lower);
    add_form(learner, stem, kinds, learner->is_plain);
    learn_forms(learner, stem, flags, 1, meaning);
}

/* word[/flags][ morphology]; \/ is a slash in the word. */
static void read_line(struct learner *learner, const char *line, const char *end)
{
    struct letters stem;
    struct affix_flags flags = {.count = 0};
    const char *stop = line;
    while (stop < end && *stop != '\t' && *stop != '\r' && *stop != '/' && *stop != ' ') {
        stop += *stop == '\\' && stop + 1 < end ? 2 : 1;
    }
    if (!letters_read_raw(line, (size_t)(stop - line), &stem)) {
        return;
    }
    if (stop < end && *stop == '/') {
        const char *flags_end = ++stop;
        while (flags_end < end && !strchr(" \t\r", *flags_end)) {
            flags_end++;
        }
        affixes_flags(learner->affixes, stop, (size_t)(flags_end - stop), &flags);
    }
    learn_stem(learner, &stem, &flags);
}

void stems_learn(const char *affixes, const char *stems, const struct stems_learnt *learnt)
{
    struct affixes *rules = affixes_read(affixes, learnt->forms);
    struct learner learner = {.affixes = rules, .learnt = learnt};
    while (*stems) {
        const char *end = strchr(stems, '\n');
        end = end ? end : stems + strlen(stems);
        read_line(&learner, stems, end);
        stems = *end ? end + 1 : end;
    }
    affixes_free(&rules);
}
