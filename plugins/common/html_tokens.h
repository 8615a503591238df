/* SPDX-License-Identifier: MIT
 *
 * The tokenizer of the HTML standard (section 13.2.5) over UTF-8 in memory. Nothing is copied:
 * tags, text and values are stretches of the source. Linear in the source, whatever it holds.
 */
#ifndef PLUGINS_COMMON_HTML_TOKENS_H
#define PLUGINS_COMMON_HTML_TOKENS_H

#include <glib.h>

#include "plugins/common/html_arena.h"
#include "plugins/common/html_names.h"
#include "touchstone/plugin.h"

enum html_token_kind {
    TOKEN_END_OF_FILE,
    TOKEN_DOCTYPE,
    TOKEN_COMMENT,
    TOKEN_START,
    TOKEN_END,
    TOKEN_TEXT,    /* as it stands in the source, line ends included */
    TOKEN_DECODED, /* a character reference, and what it stands for */
    TOKEN_NUL      /* a NUL outside raw text: what becomes of it, the tree decides */
};

struct html_attribute {
    uint32_t id;          /* enum html_attribute_id */
    uint32_t begin, size; /* of the value in the source, not decoded */
};

/* An attribute as it is written, known or not. */
struct html_written {
    struct ts_str name;
    uint32_t begin, size; /* of the value in the source, not decoded */
};

struct html_token {
    enum html_token_kind kind;
    uint32_t begin, end; /* in the source */
    const struct element *element;
    gboolean is_self_closing;
    gboolean is_plain_doctype; /* of a doctype: "html" is its name */
    unsigned attribute_count;
    struct html_attribute attributes[ATTRIBUTE_COUNT]; /* the first of each that is known */
    uint64_t present;                                  /* a bit an id */
    char text[HTML_REFERENCE_MAX];                     /* of TOKEN_DECODED */
    size_t text_size;
};

struct html_tokens {
    struct ts_str source;
    size_t at;
    size_t raw_end, after_raw; /* text without tags goes on to raw_end, then from after_raw */
    gboolean is_raw, has_references;
    size_t next_tag, next_reference, next_nul; /* where '<', '&' and NUL come next, if not behind */
    struct html_arena *arena;                  /* of elements that the table does not have */
    GHashTable *others;                        /* char * -> struct element * */
};

/* The source must be shorter than UINT32_MAX and outlive the tokens. */
void html_tokens_init(struct html_tokens *tokens, struct ts_str source, struct html_arena *arena);
void html_tokens_finish(struct html_tokens *tokens);

/* The next token; TOKEN_END_OF_FILE again and again at the end. may_cdata: inside svg or math. */
void html_tokens_next(struct html_tokens *tokens, gboolean may_cdata, struct html_token *token_r);

/* After a start tag whose content is text up to its own end tag. */
enum html_content { CONTENT_RCDATA, CONTENT_RAWTEXT, CONTENT_SCRIPT, CONTENT_PLAINTEXT };
void html_tokens_enter(struct html_tokens *tokens, enum html_content content,
                       const struct element *element);

/* The attributes of a start tag one by one: *at begins behind its name. FALSE: no more. */
gboolean html_next_attribute(struct ts_str source, size_t *at, struct html_written *written_r);

gboolean html_is_space(char byte);

#endif
