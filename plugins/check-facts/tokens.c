/* SPDX-License-Identifier: MIT
 *
 * Cuts a text into words, numbers and signs; words are folded to lower case without accents.
 */
#include "plugins/check-facts/text.h"
#include "plugins/common/words.h"

void tokens_init(struct tokens *tokens)
{
    *tokens = (struct tokens){
        .folded = g_string_new(NULL),
        .items = g_array_new(FALSE, TRUE, sizeof(struct token)),
        .marks = g_array_new(FALSE, TRUE, sizeof(struct mark)),
    };
}

void tokens_finish(struct tokens *tokens)
{
    g_string_free(tokens->folded, TRUE);
    g_array_unref(tokens->items);
    g_array_unref(tokens->marks);
}

static gboolean is_dash(gunichar code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

static gboolean is_apostrophe(gunichar code)
{
    return code == '\'' || code == 0x2019 || code == 0x2bc || code == 0x2018;
}

static gunichar bare(gunichar code)
{
    gunichar first, rest;
    code = g_unichar_tolower(code);
    while (g_unichar_decompose(code, &first, &rest)) {
        code = first;
    }
    return code;
}

static gunichar code_at(struct ts_str text, size_t at)
{
    return at >= text.len                ? 0
           : (guchar)text.ptr[at] < 0x80 ? (guchar)text.ptr[at]
                                         : g_utf8_get_char(text.ptr + at);
}

static size_t next_at(struct ts_str text, size_t at)
{
    return (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
}

static gboolean is_letter(gunichar code)
{
    return code < 0x80 ? g_ascii_isalpha((char)code)
                       : g_unichar_isalpha(code) || g_unichar_ismark(code);
}

/* The end of a word that begins at a byte; its letters go to folded. */
static size_t cut_word(struct ts_str text, size_t at, GString *folded)
{
    for (; at < text.len; at = next_at(text, at)) {
        gunichar code = code_at(text, at);
        if (code < 0x80 && g_ascii_isalpha((char)code)) {
            g_string_append_c(folded, g_ascii_tolower((char)code));
        } else if (is_apostrophe(code) && is_letter(code_at(text, next_at(text, at)))) {
            g_string_append_c(folded, '\'');
        } else if (code >= 0x80 && g_unichar_isalpha(code)) {
            g_string_append_unichar(folded, bare(code));
        } else if (!character_is_invisible(code) && !g_unichar_ismark(code)) {
            break;
        }
    }
    return at;
}

/* Digits, and dots, commas and colons that have a digit on both sides. */
static size_t cut_number(struct ts_str text, size_t at)
{
    while (at < text.len && (g_ascii_isdigit(text.ptr[at]) ||
                             (strchr(".,:", text.ptr[at]) && text.ptr[at] && at + 1 < text.len &&
                              g_ascii_isdigit(text.ptr[at + 1])))) {
        at++;
    }
    return at;
}

static size_t cut_sign(struct ts_str text, size_t at, gunichar code, struct token *token)
{
    token->sign = is_dash(code) ? '-' : is_apostrophe(code) ? '\'' : code;
    return next_at(text, at);
}

void tokens_cut(struct tokens *tokens, struct ts_str text)
{
    size_t at = 0, end = 0;
    tokens->text = text;
    g_string_truncate(tokens->folded, 0);
    g_array_set_size(tokens->items, 0);
    g_array_set_size(tokens->marks, 0);
    while (at < text.len && tokens->items->len < FACTS_TOKENS) {
        gunichar code = code_at(text, at);
        if (code <= ' ' || character_is_invisible(code) ||
            (code >= 0x80 && g_unichar_isspace(code))) {
            at = next_at(text, at);
            continue;
        }
        struct token token = {.offset = (uint32_t)at,
                              .folded = (uint32_t)tokens->folded->len,
                              .is_glued = at == end && at > 0};
        if (is_letter(code)) {
            at = cut_word(text, at, tokens->folded);
            token.folded_len = (uint32_t)(tokens->folded->len - token.folded);
        } else if (g_ascii_isdigit((char)code) && code < 0x80) {
            at = cut_number(text, at);
            token.is_number = TRUE;
        } else {
            at = cut_sign(text, at, code, &token);
        }
        token.length = (uint32_t)(at - token.offset);
        end = at;
        g_array_append_val(tokens->items, token);
    }
}

const struct mark *token_mark(const struct tokens *tokens, guint at, enum mark_kind kind)
{
    if (at >= tokens->items->len) {
        return NULL;
    }
    const struct token *token = token_at(tokens, at);
    for (guint i = 0; i < token->mark_count; i++) {
        const struct mark *mark = &g_array_index(tokens->marks, struct mark, token->first_mark + i);
        if (mark->kind == kind) {
            return mark;
        }
    }
    return NULL;
}

const struct mark *token_longest(const struct tokens *tokens, guint at, enum mark_kind kind)
{
    const struct mark *best = token_mark(tokens, at, kind);
    for (guint i = 0; best && i < token_at(tokens, at)->mark_count; i++) {
        const struct mark *own =
            &g_array_index(tokens->marks, struct mark, token_at(tokens, at)->first_mark + i);
        best = own->kind == kind && own->count > best->count ? own : best;
    }
    return best;
}

gboolean token_is_sign(const struct tokens *tokens, guint at, gunichar sign)
{
    return at < tokens->items->len && token_at(tokens, at)->sign == sign;
}

gboolean token_is_number(const struct tokens *tokens, guint at)
{
    return at < tokens->items->len && token_at(tokens, at)->is_number;
}
