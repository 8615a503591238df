/* SPDX-License-Identifier: MIT
 *
 * The document's text as one row of folded tokens.
 */
#include "plugins/check-identity/fold.h"
#include "plugins/check-identity/identity.h"

#define GLUED_FIRST 3u   /* letters of the first of two words without white space between */
#define GLUED_LETTERS 5u /* and of the second */
#define POSTCODE_DIGITS 4u

/* Behind a number they are no postcode's letters: legal forms, units, and SA, SD and SS, which the
 * Netherlands give none. */
static const char *const no_postcodes[] = {
    "AD", "AG", "AH", "BC", "BV", "CC", "CE", "CM", "CV", "KB",
    "KG", "KM", "KW", "NM", "NV", "SA", "SD", "SE", "SS",
};

enum byte_class { BYTE_SIGN, BYTE_SPACE, BYTE_DIGIT, BYTE_LETTER, BYTE_WIDE };

struct cutter {
    struct ts_call *call;
    GArray *items; /* struct token */
    const struct ts_block *block;
    uint32_t index; /* of the block */
    uint32_t span;  /* the first that may lie ahead */
    char *buf;      /* room for the folded forms of what is left of the document */
};

/* Of each ASCII character, sixteen a row: a sign, white space, a digit, a letter. */
static const char classes[129] = "         _____  "
                                 "                "
                                 "_               "
                                 "0000000000      "
                                 " aaaaaaaaaaaaaaa"
                                 "aaaaaaaaaaa     "
                                 " aaaaaaaaaaaaaaa"
                                 "aaaaaaaaaaa     ";

static inline enum byte_class class_of(unsigned char byte)
{
    if (byte >= 0x80) {
        return BYTE_WIDE;
    }
    switch (classes[byte]) {
    case 'a':
        return BYTE_LETTER;
    case '0':
        return BYTE_DIGIT;
    case '_':
        return BYTE_SPACE;
    default:
        return BYTE_SIGN;
    }
}

static void add(struct cutter *cutter, enum token_kind kind, size_t offset, size_t end,
                struct ts_str folded)
{
    struct token token = {kind, cutter->index, (uint32_t)offset, (uint32_t)(end - offset), folded};
    g_array_append_val(cutter->items, token);
}

/* Words of two elements that stand side by side without white space, as style sheets set them
 * apart: "UtrechtKanaalstraat", and a postcode's letters with the city. Names like WhatsApp stay
 * whole. Returns where the second begins, or the end. */
static size_t glued_at(struct ts_str text, size_t at, size_t end, gboolean is_behind_number)
{
    if (is_behind_number && end - at >= GLUED_LETTERS && g_ascii_isupper(text.ptr[at]) &&
        g_ascii_isupper(text.ptr[at + 1]) && g_ascii_isupper(text.ptr[at + 2]) &&
        g_ascii_islower(text.ptr[at + 3])) {
        return at + 2;
    }
    for (size_t i = at + GLUED_FIRST; i + GLUED_LETTERS <= end; i++) {
        if (g_ascii_isupper(text.ptr[i]) && g_ascii_islower(text.ptr[i - 1]) &&
            g_ascii_islower(text.ptr[i + 1])) {
            return i;
        }
    }
    return end;
}

/* Where the word that goes on at `at` ends. */
static size_t word_end(struct ts_str text, size_t at, gboolean *is_wide_r)
{
    while (at < text.len) {
        enum byte_class class = class_of((unsigned char)text.ptr[at]);
        if (class == BYTE_LETTER) {
            at++;
            continue;
        }
        if (class != BYTE_WIDE) {
            break;
        }
        enum fold_kind kind = fold_kind(g_utf8_get_char(text.ptr + at));
        if (kind != FOLD_LETTER && kind != FOLD_IGNORED) {
            break;
        }
        *is_wide_r = TRUE;
        at = (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
    }
    return at;
}

static size_t add_word(struct cutter *cutter, size_t at)
{
    struct ts_str text = cutter->block->text;
    gboolean is_wide = FALSE;
    size_t end = word_end(text, at, &is_wide);
    gboolean is_behind_number =
        cutter->items->len > 0 &&
        g_array_index(cutter->items, struct token, cutter->items->len - 1).kind == TOKEN_NUMBER;
    if (end - at >= GLUED_FIRST + GLUED_LETTERS || is_behind_number) {
        end = glued_at(text, at, end, is_behind_number);
    }
    struct ts_str word = ts_bytes(text.ptr + at, end - at);
    if (is_wide) {
        word = fold_word(cutter->call, word, cutter->buf);
    } else {
        for (size_t i = 0; i < word.len; i++) {
            cutter->buf[i] = (char)(word.ptr[i] | 0x20); /* a letter in lower case */
        }
        word.ptr = cutter->buf;
    }
    cutter->buf += end - at;
    if (word.len > 0) { /* not only soft hyphens */
        add(cutter, TOKEN_WORD, at, end, word);
    }
    return end;
}

static gboolean may_end_postcode(const char *letters)
{
    for (gsize i = 0; i < G_N_ELEMENTS(no_postcodes); i++) {
        if (memcmp(no_postcodes[i], letters, 2) == 0) {
            return FALSE;
        }
    }
    return g_ascii_isupper(letters[0]) && g_ascii_isupper(letters[1]);
}

/* A house number and a Dutch postcode likewise: "94207 HD". Returns where the postcode begins. */
static size_t glued_postcode(struct ts_str text, size_t at, size_t end)
{
    size_t letters = end + (end < text.len && text.ptr[end] == ' ' ? 1 : 0);
    gboolean is_code = end - at > POSTCODE_DIGITS && end - at <= 2 * POSTCODE_DIGITS &&
                       text.ptr[at] != '0' && text.ptr[end - POSTCODE_DIGITS] != '0' &&
                       letters + 2 <= text.len && may_end_postcode(text.ptr + letters);
    gboolean is_word = is_code && letters + 2 < text.len &&
                       g_ascii_isalpha(text.ptr[letters + 2]) &&
                       !(letters + 3 < text.len && g_ascii_isupper(text.ptr[letters + 2]) &&
                         g_ascii_islower(text.ptr[letters + 3]));
    return is_code && !is_word ? end - POSTCODE_DIGITS : end;
}

static size_t add_number(struct cutter *cutter, size_t at)
{
    struct ts_str text = cutter->block->text;
    size_t end = at;
    while (end < text.len && g_ascii_isdigit(text.ptr[end])) {
        end++;
    }
    end = glued_postcode(text, at, end);
    add(cutter, TOKEN_NUMBER, at, end, ts_bytes(text.ptr + at, end - at));
    return end;
}

/* A character beyond ASCII that no word goes on with. */
static size_t add_wide(struct cutter *cutter, size_t at)
{
    struct ts_str text = cutter->block->text;
    gunichar code = g_utf8_get_char(text.ptr + at);
    enum fold_kind kind = fold_kind(code);
    size_t end = (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
    if (kind == FOLD_LETTER) {
        return add_word(cutter, at);
    }
    if (kind == FOLD_SIGN) {
        const char *plain = fold_sign(code);
        add(cutter, TOKEN_SIGN, at, end,
            plain ? ts_text(plain) : ts_bytes(text.ptr + at, end - at));
    }
    return end;
}

/* The end of the code that holds this byte; the byte itself if none does. */
static size_t skip_code(struct cutter *cutter, size_t at)
{
    while (cutter->span < cutter->block->spans.count) {
        const struct ts_span *span = ts_item(cutter->block->spans, cutter->span);
        size_t end = (size_t)span->offset + span->length;
        if (span->offset > at) {
            return at;
        }
        if (span->kind == TS_SPAN_CODE && end > at) {
            return MIN(end, cutter->block->text.len);
        }
        cutter->span++;
    }
    return at;
}

static void cut_block(struct cutter *cutter)
{
    struct ts_str text = cutter->block->text;
    size_t at = 0;
    while (at < text.len) {
        size_t behind = skip_code(cutter, at);
        if (behind > at) {
            at = behind;
            continue;
        }
        switch (class_of((unsigned char)text.ptr[at])) {
        case BYTE_LETTER:
            at = add_word(cutter, at);
            break;
        case BYTE_DIGIT:
            at = add_number(cutter, at);
            break;
        case BYTE_SIGN: {
            const char *plain = fold_sign((unsigned char)text.ptr[at]);
            add(cutter, TOKEN_SIGN, at, at + 1,
                plain ? ts_text(plain) : ts_bytes(text.ptr + at, 1));
            at++;
            break;
        }
        case BYTE_WIDE:
            at = add_wide(cutter, at);
            break;
        case BYTE_SPACE:
            at++;
            break;
        }
    }
}

static struct tokens *take(struct ts_call *call, const GArray *items)
{
    struct tokens *tokens = call->host->alloc(call, sizeof *tokens);
    size_t size = items->len * sizeof(struct token);
    struct token *copy = call->host->alloc(call, size + 1);
    if (size) {
        memcpy(copy, items->data, size);
    }
    tokens->items = copy;
    tokens->count = items->len;
    return tokens;
}

struct tokens *tokens_of(struct ts_call *call, const struct ts_document *document)
{
    struct cutter cutter = {call, NULL, NULL, 0, 0, NULL};
    size_t size = 0;
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        size += ((const struct ts_block *)ts_item(document->blocks, i))->text.len;
    }
    cutter.buf = call->host->alloc(call, size + 1);
    cutter.items = g_array_sized_new(FALSE, FALSE, sizeof(struct token), (guint)(size / 5 + 8));
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        cutter.index = i;
        cutter.span = 0;
        cutter.block = ts_item(document->blocks, i);
        if (cutter.block->role == TS_ROLE_CODE) {
            continue;
        }
        if (cutter.items->len > 0) {
            add(&cutter, TOKEN_BREAK, 0, 0, ts_text(NULL));
        }
        cut_block(&cutter);
    }
    struct tokens *tokens = take(call, cutter.items);
    g_array_unref(cutter.items);
    return tokens;
}

struct tokens *tokens_of_text(struct ts_call *call, struct ts_str text)
{
    struct ts_block block = {.size = sizeof block, .text = text};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    return tokens_of(call, &document);
}

gboolean token_is_capital(struct ts_list blocks, const struct token *token)
{
    const struct ts_block *block = ts_item(blocks, token->block);
    return token->kind == TOKEN_NUMBER ||
           (token->kind == TOKEN_WORD &&
            !g_unichar_islower(g_utf8_get_char(block->text.ptr + token->offset)));
}

gboolean token_is_sign(const struct tokens *tokens, uint32_t index, char sign)
{
    return index < tokens->count && tokens->items[index].kind == TOKEN_SIGN &&
           tokens->items[index].folded.ptr[0] == sign;
}

gboolean token_is_joined(const struct tokens *tokens, uint32_t index)
{
    if (index == 0 || index >= tokens->count) {
        return FALSE;
    }
    const struct token *before = &tokens->items[index - 1];
    const struct token *here = &tokens->items[index];
    return before->kind != TOKEN_BREAK && here->kind != TOKEN_BREAK &&
           before->block == here->block && before->offset + before->length == here->offset;
}

gboolean word_is_one_of(struct ts_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i][0] == word.ptr[0] && ts_is(word, list[i])) {
            return TRUE;
        }
    }
    return FALSE;
}
