/* SPDX-License-Identifier: MIT
 *
 * Encoded words (RFC 2047) as they are met: broken ones too, in any character set.
 *
 * Not left to gmime, which converts by iconv (it opens a file for each character set it has not
 * met) and gives up on what it does not know; here the ladder of all readers decides.
 */
#include "plugins/read-mime/words.h"

#include "plugins/common/charset.h"

#define LABEL_SIZE 60u  /* bytes of a character set's name */
#define WORD_SIZE 4096u /* bytes of a word; RFC 2047 allows 75 */
#define END_REACH 200u  /* bytes looked ahead for the end of a word with "?=" inside */

struct word {
    struct ts_str charset, text;
    gboolean is_base64;
    size_t size; /* of all of it, "=?" to "?=" */
};

struct decoder {
    struct ts_call *call;
    GString *out;
    GString *bytes; /* of adjacent words in one character set: characters are split over them */
    char charset[LABEL_SIZE];
};

/* In Q the end may stand inside: "Klaar?=20Bel=20ons". */
static gboolean is_inner_end(struct ts_str rest, size_t at)
{
    if (at + 4 > rest.len || !g_ascii_isxdigit(rest.ptr[at + 2]) ||
        !g_ascii_isxdigit(rest.ptr[at + 3])) {
        return FALSE;
    }
    size_t reach = MIN(rest.len, at + END_REACH);
    for (size_t i = at + 2; i + 1 < reach && rest.ptr[i] != ' '; i++) {
        if (rest.ptr[i] == '?' && rest.ptr[i + 1] == '=') {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the text of a word ends: at its "?="; 0 = it has none. */
static size_t find_end(struct ts_str rest, size_t at, gboolean is_base64)
{
    const char *stop;
    rest.len = MIN(rest.len, WORD_SIZE);
    while (at < rest.len && (stop = memmem(rest.ptr + at, rest.len - at, "?=", 2))) {
        at = (size_t)(stop - rest.ptr);
        if (is_base64 || !is_inner_end(rest, at)) {
            return at;
        }
        at += 2;
    }
    return 0;
}

/* The word that begins at the front of rest; FALSE if none does. */
static gboolean cut_word(struct ts_str rest, struct word *word_r)
{
    size_t at = 2, end;
    while (at < rest.len && at < LABEL_SIZE && rest.ptr[at] != '?' && rest.ptr[at] > ' ') {
        at++;
    }
    if (at + 3 >= rest.len || rest.ptr[at] != '?' || !strchr("bBqQ", rest.ptr[at + 1]) ||
        rest.ptr[at + 2] != '?') {
        return FALSE;
    }
    const char *star = memchr(rest.ptr, '*', at); /* RFC 2231, section 5: a language */
    word_r->charset = ts_bytes(rest.ptr + 2, star ? (size_t)(star - rest.ptr) - 2 : at - 2);
    word_r->is_base64 = g_ascii_tolower(rest.ptr[at + 1]) == 'b';
    end = find_end(rest, at + 3, word_r->is_base64);
    if (!end) {
        return FALSE;
    }
    word_r->text = ts_bytes(rest.ptr + at + 3, end - at - 3);
    word_r->size = end + 2;
    return TRUE;
}

size_t words_size(const char *text)
{
    struct word word;
    gboolean is_begun = text[0] == '=' && text[1] == '?';
    return is_begun && cut_word(ts_bytes(text, strnlen(text, WORD_SIZE)), &word) ? word.size : 0;
}

/* Text that is kept as it stands has no control characters and single spaces. */
static void put_text(struct decoder *decoder, struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        gboolean is_space = (guchar)byte <= ' ' || byte == 127;
        gboolean is_doubled =
            decoder->out->len == 0 || decoder->out->str[decoder->out->len - 1] == ' ';
        if (!is_space || !is_doubled) {
            g_string_append_c(decoder->out, is_space ? ' ' : byte);
        }
    }
}

static void flush_words(struct decoder *decoder)
{
    if (decoder->bytes->len) {
        struct charset_result converted;
        struct charset_hint hint = {.declared = ts_text(decoder->charset)};
        charset_to_utf8(decoder->call, &hint, ts_bytes(decoder->bytes->str, decoder->bytes->len),
                        &converted);
        put_text(decoder, converted.text);
        g_string_truncate(decoder->bytes, 0);
    }
}

static void add_base64(struct decoder *decoder, struct ts_str text)
{
    GMimeEncoding state;
    size_t before = decoder->bytes->len;
    g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_BASE64);
    g_string_set_size(decoder->bytes, before + text.len + 4);
    char *out = decoder->bytes->str + before;
    size_t size = g_mime_encoding_step(&state, text.ptr, text.len, out);
    size += g_mime_encoding_flush(&state, "", 0, out + size);
    g_string_truncate(decoder->bytes, before + size);
}

static int hex_value(struct ts_str text, size_t at)
{
    return at < text.len ? g_ascii_xdigit_value(text.ptr[at]) : -1;
}

/* What is not ASCII here was never encoded: it is UTF-8 by now, whatever the word says. */
static void add_quoted(struct decoder *decoder, struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        int high = hex_value(text, i + 1), low = hex_value(text, i + 2);
        if (text.ptr[i] & 0x80) {
            flush_words(decoder);
            g_string_append_c(decoder->out, text.ptr[i]);
        } else if (text.ptr[i] == '=' && high >= 0 && low >= 0) {
            g_string_append_c(decoder->bytes, (char)(high * 16 + low));
            i += 2;
        } else {
            g_string_append_c(decoder->bytes, text.ptr[i] == '_' ? ' ' : text.ptr[i]);
        }
    }
}

static void add_word(struct decoder *decoder, const struct word *word)
{
    char charset[LABEL_SIZE];
    memcpy(charset, word->charset.ptr, word->charset.len);
    charset[word->charset.len] = '\0';
    if (g_ascii_strcasecmp(charset, decoder->charset) != 0) {
        flush_words(decoder);
        g_strlcpy(decoder->charset, charset, sizeof decoder->charset);
    }
    if (word->is_base64) {
        add_base64(decoder, word->text);
    } else {
        add_quoted(decoder, word->text);
    }
}

static gboolean is_blank(const char *from, const char *to)
{
    while (from < to && g_ascii_isspace(*from)) {
        from++;
    }
    return from == to;
}

char *words_decode(struct ts_call *call, struct ts_str text)
{
    struct decoder decoder = {.call = call, .out = g_string_new(NULL), .bytes = g_string_new(NULL)};
    const char *at = text.ptr, *end = text.ptr + text.len, *plain = at;
    gboolean is_after_word = FALSE;
    while (at < end && (at = memmem(at, (size_t)(end - at), "=?", 2))) {
        struct word word;
        if (!cut_word(ts_bytes(at, (size_t)(end - at)), &word)) {
            at += 2;
            continue;
        }
        /* White space between two words is not shown (RFC 2047, section 6.2). */
        if (!is_after_word || !is_blank(plain, at)) {
            flush_words(&decoder);
            put_text(&decoder, ts_bytes(plain, (size_t)(at - plain)));
        }
        add_word(&decoder, &word);
        plain = at += word.size;
        is_after_word = TRUE;
    }
    flush_words(&decoder);
    put_text(&decoder, ts_bytes(plain, (size_t)(end - plain)));
    g_string_free(decoder.bytes, TRUE);
    return g_strstrip(g_string_free(decoder.out, FALSE));
}

char *words_to_utf8(struct ts_call *call, const char *raw, const char *charset)
{
    struct charset_result converted;
    gboolean is_japanese = strstr(raw, "\x1b$") != NULL;
    gboolean is_valid = g_utf8_validate(raw, -1, NULL);
    struct charset_hint hint = {.declared = ts_text(is_japanese ? "iso-2022-jp"
                                                    : is_valid  ? "utf-8"
                                                                : charset)};
    charset_to_utf8(call, &hint, ts_text(raw), &converted);
    return g_strndup(converted.text.ptr, converted.text.len);
}
