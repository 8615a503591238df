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
};

/* Where the form is new: what the rule added, and the letter it touches. */
static void learn_sequences(struct grams *grams, const struct affix_rule *rule,
                            const struct letters *form)
{
    struct letters lower = *form;
    size_t rest = form->count - rule->add.count;
    letters_split_ij(&lower);
    letters_lower(&lower);
    size_t grown = lower.count - form->count;
    grams_learn(grams, lower.at, lower.count, rule->is_prefix ? 0 : rest,
                (rule->is_prefix ? rule->add.count + 1 : form->count + 1) + grown);
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
                forms_add(learner->learnt->forms, &crossed, kinds_of(both, false));
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
    learn_sequences(learner->grams, rule, form);
    forms_add(learner->learnt->forms, form, kinds_of(meaning, level == 1 && is_whole));
    if (!rule->is_prefix && rule->may_cross) {
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
    letters_split_ij(&lower);
    letters_lower(&lower);
    learner->grams =
        g_unichar_isupper(stem->at[0]) ? learner->learnt->names : learner->learnt->small;
    learner->flags = flags;
    grams_learn(learner->grams, lower.at, lower.count, 0, lower.count);
    forms_add(learner->learnt->forms, stem, kinds);
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
