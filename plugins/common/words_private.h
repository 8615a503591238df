/* SPDX-License-Identifier: MIT
 *
 * What the files that cut text into words share.
 */
#ifndef PLUGINS_COMMON_WORDS_PRIVATE_H
#define PLUGINS_COMMON_WORDS_PRIVATE_H

#include <glib.h>

#include "plugins/common/words.h"

#define WORDS_SPANS_AT_ONCE 32u /* nesting of spans that is followed */

/* What a character does to words. The values are those of the table for ASCII. */
enum character_kind {
    KIND_SPACE = ' ',
    KIND_LETTER = 'a',
    KIND_DIGIT = '0',
    KIND_JOINER = '-',  /* part of a word if letters stand on both sides */
    KIND_IGNORED = '~', /* cannot be seen: soft hyphen, zero width */
    KIND_END = '!',     /* a sentence may begin after it */
    KIND_PASSED = '(',  /* changes nothing: quotes, brackets, dashes */
    KIND_OTHER = '.'    /* no sentence begins after it */
};

struct character {
    gunichar code;
    guint size; /* bytes; 0 at the end of the text */
    enum character_kind kind;
};

extern const char words_ascii_kinds[129];
enum character_kind words_kind(gunichar code); /* of what is not ASCII */

static inline struct character character_at(struct ts_str text, size_t offset)
{
    const char *ptr = text.ptr + offset;
    if (offset >= text.len) {
        return (struct character){0, 0, KIND_SPACE};
    }
    if ((guchar)*ptr < 0x80) {
        return (struct character){(guchar)*ptr, 1,
                                  (enum character_kind)words_ascii_kinds[(guchar)*ptr]};
    }
    gunichar code = g_utf8_get_char(ptr);
    return (struct character){code, (guint)(g_utf8_next_char(ptr) - ptr), words_kind(code)};
}

static inline gboolean is_wordlike(enum character_kind kind)
{
    return kind == KIND_LETTER || kind == KIND_DIGIT || kind == KIND_IGNORED;
}

/* Memory of a call, or of the block that checks share, taken from the host in larger pieces. */
struct words_pool {
    struct ts_call *call;
    gboolean is_shared;
    char *at;
    size_t left, piece;
};
char *words_pool_take(struct words_pool *pool, size_t size);
void *words_pool_alloc(struct words_pool *pool, size_t size); /* aligned, zeroed */

/* Fills clean, folded and the flags of letter case and digits. FALSE: nothing of it can be seen. */
gboolean words_form(struct words_pool *pool, struct ts_str raw, struct word *word);
/* The same for a run of ASCII letters, of which upper_count are capitals. */
void words_form_letters(struct words_pool *pool, struct ts_str raw, guint upper_count,
                        struct word *word);

/* The spans of a block and the quotation marks in it, followed as the text goes by. */
struct words_spans {
    struct ts_list spans;
    guint32 next; /* first span not yet begun */
    guint32 active[WORDS_SPANS_AT_ONCE];
    guint32 active_count;
    gunichar quote;      /* the mark that is open, or 0 */
    guint32 quote_first; /* first word after it */
};
/* Flags and language of a word that begins at offset; offsets never go back. */
guint32 words_spans_at(struct words_spans *spans, guint32 offset, struct ts_str *language_r);
/* A mark was passed that may be a quotation mark, with count words before it. TRUE: it closes
 * quoted words, from quote_first on. */
gboolean words_spans_quote(struct words_spans *spans, gunichar code, guint32 count,
                           gboolean is_after_space);

/* Abbreviations, without their dot. */
enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_PLAIN,  /* ends no sentence: "dhr" */
    ABBREVIATION_LAST,   /* often the last of its sentence: "enz" */
    ABBREVIATION_OR_WORD /* a word too: "no", "lid" */
};
enum abbreviation words_abbreviation(struct ts_str raw);
/* Dotted letters: "a.u.b", "B.V". */
gboolean words_is_dotted(struct ts_str raw);

#endif
