/* SPDX-License-Identifier: MIT
 *
 * Cuts text into words in one pass. Most text is runs of letters with white space between: those
 * take the short way. Whatever else stands between white space, a chunk, is looked at as a whole
 * first: an address or a placeholder is no prose.
 */
#include "plugins/common/words.h"

#include "plugins/common/chunk.h"
#include "plugins/common/words_private.h"

#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_MARKUP)
#define BYTES_A_WORD 6u /* of usual text, for the first guess of the count */
#define PIECE_SIZE 1024u
#define SHARED_WORDS "words-1" /* moves with struct word and what is said of a word */
#define LONGEST_WORD 60u       /* bytes; what is longer is no word of prose */

struct cutter {
    struct ts_str text;
    guint32 role_flags;
    struct words_pool pool;
    struct words_spans spans;
    struct word *words;
    guint32 count, room;
    gboolean is_start; /* the next word begins a sentence */
};

static struct word *add_word(struct cutter *cutter)
{
    if (cutter->count == cutter->room) {
        guint32 room =
            cutter->room ? cutter->room * 2 : (guint32)(cutter->text.len / BYTES_A_WORD) + 4;
        struct word *words = words_pool_alloc(&cutter->pool, room * sizeof *words);
        if (cutter->count) {
            memcpy(words, cutter->words, cutter->count * sizeof *words);
        }
        cutter->words = words;
        cutter->room = room;
    }
    return &cutter->words[cutter->count];
}

/* The word that add_word gave is complete; flags: what its chunk is. */
static void end_word(struct cutter *cutter, guint32 flags)
{
    struct word *word = &cutter->words[cutter->count++];
    word->flags |= flags | cutter->role_flags;
    word->flags |= words_spans_at(&cutter->spans, word->offset, &word->language);
    word->flags |= cutter->is_start ? WORD_SENTENCE_START : 0;
    /* After what is no prose a sentence may begin. */
    cutter->is_start = (flags & NO_PROSE) != 0;
}

static struct ts_str part(const struct cutter *cutter, size_t begin, size_t end)
{
    return ts_bytes(cutter->text.ptr + begin, end - begin);
}

static void put_word(struct cutter *cutter, size_t begin, size_t end, guint32 flags)
{
    struct word *word = add_word(cutter);
    word->offset = (guint32)begin;
    word->length = (guint32)(end - begin);
    if (words_form(&cutter->pool, part(cutter, begin, end), word)) {
        end_word(cutter, flags);
    } else {
        *word = (struct word){0};
    }
}

/* Does a capital begin after the dot at this place? */
static gboolean is_capital_next(const struct cutter *cutter, size_t dot)
{
    struct character next = character_at(cutter->text, dot + 1);
    while (next.size && (next.kind == KIND_SPACE || next.kind == KIND_PASSED)) {
        dot += next.size;
        next = character_at(cutter->text, dot + 1);
    }
    return next.size == 0 || g_unichar_isupper(next.code);
}

/* Does the dot at the end of this word belong to it? Sets *may_end_r if a sentence may end with it
 * all the same. */
static gboolean keeps_dot(const struct cutter *cutter, size_t begin, size_t end,
                          gboolean *may_end_r)
{
    struct ts_str raw = part(cutter, begin, end);
    enum abbreviation kind = words_abbreviation(raw);
    *may_end_r = FALSE;
    if (kind == ABBREVIATION_NONE) {
        return words_is_dotted(raw);
    }
    if (kind == ABBREVIATION_OR_WORD) {
        return !is_capital_next(cutter, end);
    }
    *may_end_r = kind == ABBREVIATION_LAST && is_capital_next(cutter, end);
    return TRUE;
}

/* ---- the short way ---- */

/* Runs of letters, ASCII or of the Latin blocks next to it; returns where the run ends. */
static size_t letters_end(struct ts_str text, size_t at, guint *upper_count, gboolean *is_ascii)
{
    while (at < text.len) {
        guchar byte = (guchar)text.ptr[at];
        if (byte < 0x80) {
            if (words_ascii_kinds[byte] != KIND_LETTER) {
                break;
            }
            *upper_count += !(byte & 0x20);
            at++;
        } else if (byte >= 0xC3 && byte <= 0xC9 && at + 1 < text.len &&
                   !(byte == 0xC3 && ((guchar)text.ptr[at + 1] | 0x20) == 0xB7)) {
            *is_ascii = FALSE; /* U+00C0 to U+027F without the signs for times and divided by */
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

/* A run of letters and at most one sign, up to white space: nothing to ponder. Returns where to go
 * on, or begin if there is more to it. */
static size_t cut_letters(struct cutter *cutter, size_t begin)
{
    struct ts_str text = cutter->text;
    guint upper_count = 0;
    gboolean is_ascii = TRUE;
    gboolean may_end = FALSE;
    size_t end = letters_end(text, begin, &upper_count, &is_ascii);
    size_t next = end;
    char sign = end < text.len ? text.ptr[end] : ' ';
    if (sign != ' ') {
        next = end + 1;
        if (!strchr(",.;:!?)", sign) || (next < text.len && text.ptr[next] != ' ') || !sign) {
            return begin;
        }
        if (sign == '.' && keeps_dot(cutter, begin, end, &may_end)) {
            end = next;
            is_ascii = FALSE; /* not only letters */
        }
    }
    if (end == begin) {
        return begin;
    }
    if (is_ascii) {
        struct word *word = add_word(cutter);
        word->offset = (guint32)begin;
        word->length = (guint32)(end - begin);
        words_form_letters(&cutter->pool, part(cutter, begin, end), upper_count, word);
        end_word(cutter, 0);
    } else {
        put_word(cutter, begin, end, 0);
    }
    if (end < next) {
        cutter->is_start = sign == ',' ? FALSE : sign == ')' ? cutter->is_start : TRUE;
    }
    cutter->is_start |= may_end;
    return next;
}

/* ---- the long way ---- */

static size_t lower_end(struct ts_str text, size_t at)
{
    while (at < text.len && g_ascii_islower(text.ptr[at])) {
        at++;
    }
    return at;
}

/* "vloer.Daarna leggen": a space was forgotten after the dot. Names of programs have more dots,
 * brackets or inner capitals. */
static gboolean is_forgotten_space(const struct cutter *cutter, size_t begin, size_t dot)
{
    struct ts_str text = cutter->text;
    if (dot < begin + 3 || dot > begin + LONGEST_WORD || dot + 2 >= text.len ||
        !g_ascii_isupper(text.ptr[dot + 1]) || lower_end(text, begin + 1) != dot) {
        return FALSE;
    }
    size_t end = lower_end(text, dot + 2);
    return end > dot + 2 && end < text.len && text.ptr[end] == ' ';
}

/* The end of the word that begins here: joiners count only between letters. */
static size_t word_end(const struct cutter *cutter, size_t begin, size_t limit, guint32 flags)
{
    struct ts_str text = ts_bytes(cutter->text.ptr, limit);
    size_t at = begin;
    for (;;) {
        struct character character = character_at(text, at);
        if (character.kind == KIND_JOINER) {
            if (!is_wordlike(character_at(text, at + character.size).kind) ||
                (character.code == '.' && !(flags & NO_PROSE) &&
                 is_forgotten_space(cutter, begin, at))) {
                return at;
            }
        } else if (!is_wordlike(character.kind)) {
            return at;
        }
        at += character.size;
    }
}

static void pass(struct cutter *cutter, struct character character, size_t at, size_t begin)
{
    if (character.kind == KIND_END || character.code == '.') {
        cutter->is_start = TRUE;
    } else if (character.kind == KIND_OTHER) {
        cutter->is_start = FALSE;
    } else if (character.kind == KIND_PASSED) {
        gboolean is_after_space = at == begin || strchr("([{<'", cutter->text.ptr[at - 1]);
        if (words_spans_quote(&cutter->spans, character.code, cutter->count, is_after_space)) {
            for (guint32 i = cutter->spans.quote_first; i < cutter->count; i++) {
                cutter->words[i].flags |= WORD_IN_QUOTE;
            }
        }
    }
}

/* Dutch 's, 't, 'n, 'k keep their apostrophe. */
static gboolean is_clitic(const struct cutter *cutter, size_t at, struct character character)
{
    struct character letter = character_at(cutter->text, at + character.size);
    struct character after = character_at(cutter->text, at + character.size + letter.size);
    gboolean is_apostrophe = character.code == '\'' || character.code == 0x2019 ||
                             character.code == 0x2018 || character.code == '`';
    return is_apostrophe && letter.size == 1 && letter.code &&
           strchr("stnkSTNK", (int)letter.code) &&
           (after.size == 0 || after.kind == KIND_SPACE || after.code == '-');
}

/* A word that begins here, up to limit; returns where to go on. */
static size_t cut_word(struct cutter *cutter, size_t at, size_t limit, guint32 flags)
{
    struct character first = character_at(cutter->text, at);
    size_t from = first.kind == KIND_JOINER ? at + first.size : at;
    size_t end = word_end(cutter, from, limit, flags);
    gboolean may_end = FALSE;
    if (end < limit && cutter->text.ptr[end] == '.' && !(flags & NO_PROSE) &&
        keeps_dot(cutter, from, end, &may_end)) {
        end++;
    }
    put_word(cutter, at, end, flags);
    cutter->is_start |= may_end;
    return end;
}

/* The words of a merge tag are kept, with the flag that tells them apart. */
static size_t cut_tag(struct cutter *cutter, size_t begin, size_t end)
{
    for (size_t at = begin; at < end;) {
        struct character character = character_at(cutter->text, at);
        at = is_wordlike(character.kind) ? cut_word(cutter, at, end, WORD_IN_MARKUP)
                                         : at + character.size;
    }
    cutter->is_start = TRUE;
    return end;
}

/* Where the chunk ends: at white space, or where a merge tag begins in it. */
static size_t chunk_end(struct ts_str text, size_t begin)
{
    size_t at = begin;
    for (;;) {
        struct character character = character_at(text, at);
        if (character.kind == KIND_SPACE || (at > begin && character.kind != KIND_LETTER &&
                                             chunk_merge_tag(text.ptr + at, text.len - at) > 0)) {
            return at;
        }
        at += character.size;
    }
}

static size_t cut_chunk(struct cutter *cutter, size_t begin)
{
    struct ts_str text = cutter->text;
    size_t tag = chunk_merge_tag(text.ptr + begin, text.len - begin);
    if (tag) {
        return cut_tag(cutter, begin, begin + tag);
    }
    size_t end = chunk_end(text, begin);
    guint32 flags = chunk_flags(text.ptr + begin, end - begin);
    for (size_t at = begin; at < end;) {
        struct character character = character_at(text, at);
        if (is_wordlike(character.kind) ||
            (character.kind == KIND_JOINER && at == begin && is_clitic(cutter, at, character))) {
            at = cut_word(cutter, at, end, flags);
        } else {
            pass(cutter, character, at, begin);
            at += character.size;
        }
    }
    return end;
}

static struct words cut(struct ts_call *call, const struct ts_block *block, gboolean is_shared)
{
    struct cutter cutter = {
        .text = block->text,
        .pool = {.call = call,
                 .is_shared = is_shared,
                 .piece = MIN(block->text.len + 16, PIECE_SIZE)},
        .spans = {.spans = block->spans},
        .is_start = TRUE,
    };
    cutter.role_flags = block->role == TS_ROLE_CODE    ? WORD_IN_CODE
                        : block->role == TS_ROLE_QUOTE ? WORD_IN_QUOTE
                                                       : 0;
    for (size_t at = 0; at < block->text.len;) {
        size_t next = cut_letters(&cutter, at);
        struct character character = character_at(block->text, at);
        if (next > at) {
            at = next;
        } else if (character.kind == KIND_SPACE) {
            at += character.size;
        } else {
            at = cut_chunk(&cutter, at);
        }
    }
    return (struct words){cutter.words, cutter.count};
}

/* The words of the block at hand, for the checks that come after the first. */
struct shared_words {
    struct ts_str text; /* of which block */
    struct words words;
};

struct words words_cut(struct ts_call *call, const struct ts_block *block)
{
    struct shared_words *shared =
        TS_HAS(call, share) ? call->host->share(call, SHARED_WORDS, sizeof *shared) : NULL;
    if (!shared || (shared->text.ptr && shared->text.ptr != block->text.ptr)) {
        return cut(call, block, FALSE);
    }
    if (!shared->text.ptr && block->text.len) {
        shared->text = block->text;
        shared->words = cut(call, block, TRUE);
    }
    return shared->words;
}

struct words words_cut_text(struct ts_call *call, struct ts_str text)
{
    struct ts_block block = {.size = sizeof block, .text = text};
    return cut(call, &block, FALSE);
}
