/* SPDX-License-Identifier: MIT
 *
 * The part of hunspell's .aff file (man 5 hunspell) that says which forms a stem has: FLAG, AF,
 * SFX, PFX, the flags with a meaning of their own, and what makes a dictionary take more words than
 * its stems and endings make.
 */
#ifndef CHECK_SPELLING_AFFIX_H
#define CHECK_SPELLING_AFFIX_H

#include <stdint.h>

#include "plugins/check-spelling/forms.h"

#define AFFIX_FLAGS_MAX 256u /* of one stem */
#define AFFIX_ITEMS_MAX 12u  /* of one condition */

struct affixes;

struct affix_flags {
    uint32_t at[AFFIX_FLAGS_MAX];
    size_t count;
};

/* One place of a condition: any letter, one of a set, or none of a set. */
struct affix_item {
    const char *set; /* into the .aff; NULL = any letter */
    size_t len;
    bool is_negated;
    uint64_t takes[2]; /* the verdict on each ASCII letter */
};

struct affix_rule {
    bool is_prefix, may_cross; /* a prefix and a suffix that both may, stand on one stem together */
    bool is_plain;             /* adds small ASCII letters only */
    struct letters strip, add;
    const char *flags; /* of the form it makes: "abc", or NULL */
    size_t flags_size;
    struct affix_item items[AFFIX_ITEMS_MAX];
    size_t item_count;
};

/* What flags say of a stem or a form besides its endings. */
enum affix_meaning {
    AFFIX_FORBIDDEN = 1,
    AFFIX_NO_WORD = 2, /* only with an ending, inside a compound, with a prefix, or in this case */
    AFFIX_FIRST = 4,   /* may begin a compound, be amid it, end it */
    AFFIX_MIDDLE = 8,
    AFFIX_LAST = 16,
    AFFIX_PART = AFFIX_FIRST | AFFIX_MIDDLE | AFFIX_LAST,
};

/* Reads an .aff, valid UTF-8, which must outlive what is returned. What is not followed is noted in
 * forms. */
struct affixes *affixes_read(const char *text, struct forms *forms);
void affixes_free(struct affixes **affixes);

/* The flags of a stem or a rule, their aliases resolved. */
void affixes_flags(const struct affixes *affixes, const char *text, size_t len,
                   struct affix_flags *flags_r);
unsigned affixes_meaning(const struct affixes *affixes, const struct affix_flags *flags);

/* The rules of a flag (struct affix_rule *), or NULL. */
const GPtrArray *affixes_rules(const struct affixes *affixes, uint32_t flag);

/* Makes a form of stem by rule; false: the rule does not apply, or the form is too long. */
bool affix_apply(const struct affix_rule *rule, const struct letters *stem, struct letters *form_r);

#endif
