/* SPDX-License-Identifier: MIT
 *
 * The forms of a word: as it is meant (NFC, plain apostrophes and hyphens, nothing invisible),
 * folded for comparing, and bare of its accents.
 */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "plugins/common/words_private.h"

#define FIRST_COMBINING 0x300u /* below it every text is NFC */
#define FORM_UNITS 256         /* UTF-16 units of a word that is normalised without the heap */
#define UNITS_GROWTH 4         /* by normalising, at most (Unicode TR 15, table of expansions) */

void *words_pool_alloc(struct words_pool *pool, size_t size)
{
    const struct ts_host *host = pool->call->host;
    return pool->is_shared ? host->share(pool->call, NULL, size) : host->alloc(pool->call, size);
}

char *words_pool_take(struct words_pool *pool, size_t size)
{
    if (size > pool->left) {
        pool->left = MAX(size, pool->piece);
        pool->at = words_pool_alloc(pool, pool->left);
    }
    char *taken = pool->at;
    pool->at += size;
    pool->left -= size;
    return taken;
}

static struct ts_str keep(struct words_pool *pool, struct ts_str text)
{
    char *own = words_pool_take(pool, text.len + 1);
    memcpy(own, text.ptr, text.len);
    return ts_bytes(own, text.len);
}

/* ---- normalising ---- */

/* Normalises what is not yet so; UTF-16 is ICU's way. Text it cannot take stays as it is. */
static void normalise(GString *text, const UNormalizer2 *normalizer)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar units[FORM_UNITS * (1 + UNITS_GROWTH)];
    int32_t room = (int32_t)text->len + 1;
    UChar *source = room > FORM_UNITS ? g_new(UChar, (gsize)room * (1 + UNITS_GROWTH)) : units;
    UChar *result = source + room;
    int32_t source_len = 0;
    u_strFromUTF8(source, room, &source_len, text->str, (int32_t)text->len, &error);
    if (unorm2_quickCheck(normalizer, source, source_len, &error) != UNORM_YES) {
        int32_t size = 0;
        int32_t len =
            unorm2_normalize(normalizer, source, source_len, result, room * UNITS_GROWTH, &error);
        g_autofree char *bytes = g_malloc((gsize)MAX(len, 0) * 3 + 1);
        u_strToUTF8(bytes, len * 3 + 1, &size, result, len, &error);
        if (U_SUCCESS(error)) {
            g_string_assign(text, bytes);
        }
    }
    if (source != units) {
        g_free(source);
    }
}

static const struct {
    gunichar code;
    const char *parts;
} ligatures[] = {
    {0x0132, "IJ"},  {0x0133, "ij"},  {0xFB00, "ff"}, {0xFB01, "fi"}, {0xFB02, "fl"},
    {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"},
};

static const char *parts_of(gunichar code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ligatures); i++) {
        if (ligatures[i].code == code) {
            return ligatures[i].parts;
        }
    }
    return NULL;
}

static void append_plain(GString *out, struct character character)
{
    const char *parts = character.code < 0x80 ? NULL : parts_of(character.code);
    if (character.kind == KIND_IGNORED) {
        return;
    }
    if (parts) {
        g_string_append(out, parts);
    } else if (character.code == '`') {
        g_string_append_c(out, '\'');
    } else if (character.code < 0x80 || character.kind != KIND_JOINER || character.code == 0xB7) {
        g_string_append_unichar(out, character.code);
    } else {
        g_string_append_c(out, character.code == 0x2010 || character.code == 0x2011 ? '-' : '\'');
    }
}

static struct ts_str clean(struct words_pool *pool, struct ts_str raw)
{
    GString *out = g_string_sized_new(raw.len + 8);
    UErrorCode error = U_ZERO_ERROR;
    gunichar highest = 0;
    for (size_t at = 0; at < raw.len;) {
        struct character character = character_at(raw, at);
        append_plain(out, character);
        highest = MAX(highest, character.code);
        at += character.size;
    }
    if (highest >= FIRST_COMBINING) {
        const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
        if (U_SUCCESS(error)) {
            normalise(out, nfc);
        }
    }
    struct ts_str own = keep(pool, ts_bytes(out->str, out->len));
    g_string_free(out, TRUE);
    return own;
}

/* ---- folding ---- */

static struct ts_str fold(struct words_pool *pool, struct ts_str text)
{
    /* A folded character is at most one byte longer (U+023A), ß as long as "ss". */
    char *own = words_pool_take(pool, text.len * 2 + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.len;) {
        struct character character = character_at(text, at);
        at += character.size;
        if (character.code == 0xDF || character.code == 0x1E9E) {
            own[size++] = 's';
            own[size++] = 's';
        } else {
            gunichar folded = (gunichar)u_foldCase((UChar32)character.code, U_FOLD_CASE_DEFAULT);
            size += (size_t)g_unichar_to_utf8(folded, own + size);
        }
    }
    return ts_bytes(own, size);
}

static guint32 case_flags(struct ts_str text)
{
    guint upper = 0, lower = 0, inner_upper = 0, digits = 0;
    gboolean is_first_upper = FALSE;
    gboolean is_after_letter = FALSE;
    for (size_t at = 0; at < text.len;) {
        struct character character = character_at(text, at);
        gboolean is_upper = g_unichar_isupper(character.code);
        gboolean is_letter = g_unichar_isalpha(character.code);
        is_first_upper |= is_upper && at == 0;
        inner_upper += is_upper && is_after_letter;
        upper += is_upper;
        lower += is_letter && !is_upper;
        digits += character.kind == KIND_DIGIT;
        is_after_letter = is_letter;
        at += character.size;
    }
    guint32 flags = digits ? WORD_HAS_DIGIT : 0;
    if (upper && !lower) {
        return flags | (upper > 1 ? WORD_ALL_CAPITALS : WORD_CAPITALISED);
    }
    if (inner_upper) {
        return flags | WORD_MIXED_CASE;
    }
    return flags | (is_first_upper ? WORD_CAPITALISED : 0);
}

/* ---- the word ---- */

static struct ts_str fold_ascii(struct words_pool *pool, struct ts_str text)
{
    size_t upper = 0;
    while (upper < text.len && !g_ascii_isupper(text.ptr[upper])) {
        upper++;
    }
    if (upper == text.len) {
        return text;
    }
    char *own = words_pool_take(pool, text.len);
    for (size_t i = 0; i < text.len; i++) {
        own[i] = g_ascii_tolower(text.ptr[i]);
    }
    return ts_bytes(own, text.len);
}

void words_form_letters(struct words_pool *pool, struct ts_str raw, guint upper_count,
                        struct word *word)
{
    word->clean = raw;
    word->folded = raw;
    if (upper_count == 0) {
        return;
    }
    word->folded = fold_ascii(pool, raw);
    if (upper_count == raw.len) {
        word->flags |= upper_count > 1 ? WORD_ALL_CAPITALS : WORD_CAPITALISED;
    } else if (upper_count > 1 || !g_ascii_isupper(raw.ptr[0])) {
        word->flags |= WORD_MIXED_CASE;
    } else {
        word->flags |= WORD_CAPITALISED;
    }
}

gboolean words_form(struct words_pool *pool, struct ts_str raw, struct word *word)
{
    gboolean is_plain = TRUE;
    for (size_t i = 0; i < raw.len && is_plain; i++) {
        is_plain = (guchar)raw.ptr[i] < 0x80 && raw.ptr[i] != '`';
    }
    word->clean = is_plain ? raw : clean(pool, raw);
    word->folded = is_plain ? fold_ascii(pool, raw) : fold(pool, word->clean);
    word->flags |= case_flags(word->clean);
    return word->clean.len > 0;
}

struct ts_str words_bare(struct ts_call *call, struct ts_str folded)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfd;
    gboolean is_ascii = TRUE;
    for (size_t i = 0; i < folded.len && is_ascii; i++) {
        is_ascii = (guchar)folded.ptr[i] < 0x80;
    }
    nfd = is_ascii ? NULL : unorm2_getNFDInstance(&error);
    if (!nfd || U_FAILURE(error)) {
        return folded;
    }
    GString *parts = g_string_new_len(folded.ptr, (gssize)folded.len);
    normalise(parts, nfd);
    char *own = call->host->alloc(call, parts->len + 1);
    size_t size = 0;
    for (size_t at = 0; at < parts->len;) {
        struct character character = character_at(ts_bytes(parts->str, parts->len), at);
        if (!g_unichar_ismark(character.code)) {
            memcpy(own + size, parts->str + at, character.size);
            size += character.size;
        }
        at += character.size;
    }
    g_string_free(parts, TRUE);
    return ts_bytes(own, size);
}
