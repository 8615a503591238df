/* SPDX-License-Identifier: MIT
 *
 * A block's text cut into words once, with what checks need to know of each: its bytes in the
 * source, its folded form for comparing, and where sentences begin.
 */
#ifndef PLUGINS_COMMON_WORDS_H
#define PLUGINS_COMMON_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "touchstone/plugin.h"

/* Takes no room: a soft hyphen, zero width space, non-joiner, joiner, word joiner or no-break
 * space.
 */
static inline bool character_is_invisible(uint32_t code)
{
    return code == 0x00AD || (code >= 0x200B && code <= 0x200D) || code == 0x2060 || code == 0xFEFF;
}

enum word_flags {
    WORD_SENTENCE_START = 1u << 0, /* nothing before it, or the text before ends a sentence */
    WORD_CAPITALISED = 1u << 1,    /* first letter upper case, the rest not all */
    WORD_ALL_CAPITALS = 1u << 2,
    WORD_MIXED_CASE = 1u << 3, /* CamelCase, iPhone */
    WORD_HAS_DIGIT = 1u << 4,
    WORD_IN_CODE = 1u << 5, /* inside a code span or block */
    WORD_IN_QUOTE = 1u << 6,
    WORD_IN_LINK = 1u << 7, /* the text of a link */
    WORD_IN_URL = 1u << 8,  /* part of a URL, host name, path or file name in the text */
    WORD_IN_EMAIL = 1u << 9,
    WORD_IN_MARKUP = 1u << 10 /* merge tag, $VAR, @name, #tag, snake_case, option, placeholder */
};

struct word {
    uint32_t offset, length; /* bytes in the block's text */
    uint32_t flags;
    struct ts_str clean;    /* normalised: soft hyphens and zero-width gone, ' and - plain, NFC */
    struct ts_str folded;   /* clean, case folded, marks kept: "één" stays apart from "een" */
    struct ts_str language; /* of the innermost language span, else empty */
};

struct words {
    const struct word *items;
    uint32_t count;
};

/* Cuts a block into words: once for all checks that judge it, where the host lets them share (else
 * memory comes from call's alloc). They live to the end of the call. Linear in the text. Letters
 * join over ' ’ . - · inside a word ("zo'n", "e-mail", "a.u.b."); a number is a word with
 * WORD_HAS_DIGIT. Punctuation is no word. An abbreviation keeps its dot. Words of addresses,
 * placeholders and code are there too, with the flag that tells them apart. A sentence begins after
 * . ! ? : ; • | … and after what is no prose; quotes, brackets and dashes between change nothing.
 * The forms are no longer than twice the text. */
struct words words_cut(struct ts_call *call, const struct ts_block *block);

/* Folds a phrase of the configuration in the same way: its words' folded forms. */
struct words words_cut_text(struct ts_call *call, struct ts_str text);

/* A folded form without its accents: "élk" as "elk". Memory of the call, or folded itself. */
struct ts_str words_bare(struct ts_call *call, struct ts_str folded);

#endif
