/* SPDX-License-Identifier: MIT
 *
 * What the files of value_read and value_relate share.
 */
#ifndef PLUGINS_CHECK_FACTS_VALUE_PRIVATE_H
#define PLUGINS_CHECK_FACTS_VALUE_PRIVATE_H

#include "plugins/check-facts/value.h"

#define VALUE_TOKENS 96u
#define VALUE_NUMBER_MAX 1e9

enum value_token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

/* A number has its digits as text, with points and commas between them ("9.30", "1.250,00"). Words
 * are letters, "t/m", and the signs of currencies and comparison ("€", "≤"). A sign is one byte: a
 * dash of any kind is "-", what is unknown is "?". Full stops and brackets are left out. */
struct value_token {
    enum value_token_kind kind;
    struct ts_str text; /* in lower case */
    gboolean is_glued;  /* nothing stands between it and the token before */
};

struct value_tokens {
    char *lower; /* owned */
    guint count;
    struct value_token items[VALUE_TOKENS + 2]; /* ends with TOKEN_END, twice */
};

/* has_commas: a comma between digits belongs to the number ("9-12,13-17" are times). FALSE: too
 * long, or too many; nothing to clear then. */
gboolean value_tokens_cut(struct ts_str text, gboolean has_commas, struct value_tokens *tokens_r);
void value_tokens_clear(struct value_tokens *tokens);
/* Of digits, or of a word for a number in English or Dutch ("veertien"). */
gboolean value_token_number(const struct value_token *token, double *number_r);
gboolean value_token_is(const struct value_token *token, const char *text);
/* The number of tokens that a phrase ("at most") covers here; 0 = it does not stand here. */
guint value_token_matches(const struct value_token *token, const char *phrase);
/* Likewise of the longest phrase that stands here. */
guint value_match_any(const struct value_token *token, const char *const *phrases, size_t count);
#define VALUE_MATCH_ANY(token, phrases) value_match_any(token, phrases, G_N_ELEMENTS(phrases))

gboolean value_read_hours(const struct value_tokens *tokens, struct value *value_r);
gboolean value_read_date(const struct value_tokens *tokens, struct value *value_r);
void value_print_hours(const struct value *value, GString *text);
enum relation value_relate_hours(const struct value *a, const struct value *b);

#endif
