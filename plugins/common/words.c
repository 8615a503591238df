/* SPDX-License-Identifier: MIT
 *
 * Cuts text into words in one pass. Letters decide; what joins them and what ends a sentence is in
 * small tables; whatever is no prose is told apart a chunk at a time.
 */
#include "plugins/common/words.h"

#include <glib.h>

#include "plugins/common/chunk.h"

#define SPANS_AT_ONCE 32u /* nesting of spans that is followed */

/* Abbreviations whose final dot ends no sentence. */
static const char *const abbreviations[] = {
    "bijv", "bv",     "dhr",  "mevr", "mw",   "enz",  "etc", "nr",  "tel", "incl", "excl", "max",
    "min",  "ca",     "blz",  "evt",  "ed",   "jl",   "ing", "ir",  "dr",  "drs",  "mr",   "mrs",
    "ms",   "prof",   "st",   "vs",   "nl",   "resp", "zgn", "vgl", "art", "lid",  "par",  "afb",
    "no",   "approx", "dept", "est",  "fig",  "inc",  "ltd", "co",  "jr",  "sr",   "okt",  "nov",
    "dec",  "jan",    "feb",  "aug",  "sept", "bzw",  "usw", "str", "abt", "gem",  "tav",  "ivm",
};

enum kind {
    KIND_SPACE,
    KIND_LETTER,
    KIND_DIGIT,
    KIND_JOINER,
    KIND_IGNORED,
    KIND_END,
    KIND_SOFT,
    KIND_OTHER
};

struct cutter {
    struct ts_call *call;
    const struct ts_block *block;
    struct ts_str text;
    struct word *words;
    uint32_t count, room;
    int is_start;       /* the next word begins a sentence */
    uint32_t next_span; /* first span not yet begun */
    uint32_t active[SPANS_AT_ONCE];
    uint32_t active_count;
};

/* A character at a place: its kind and size. */
struct mark {
    enum kind kind;
    uint32_t size;
    gunichar character;
};

static enum kind ascii_kind(unsigned char byte)
{
    if (g_ascii_isalpha(byte)) {
        return KIND_LETTER;
    }
    if (g_ascii_isdigit(byte)) {
        return KIND_DIGIT;
    }
    switch (byte) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        return KIND_SPACE;
    case '\'':
    case '.':
    case '-':
    case '`':
        return KIND_JOINER;
    case '!':
    case '?':
    case ':':
    case ';':
    case '|':
        return KIND_END;
    case '"':
    case '(':
    case ')':
    case '[':
    case ']':
    case '*':
        return KIND_SOFT;
    default:
        return KIND_OTHER;
    }
}

static enum kind unicode_kind(gunichar character)
{
    switch (character) {
    case 0x00AD: /* soft hyphen */
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
        return KIND_IGNORED;
    case 0x2019: /* ’ */
    case 0x2018:
    case 0x02BC:
    case 0x00B4:
    case 0x2010: /* hyphens */
    case 0x2011:
    case 0x00B7:
        return KIND_JOINER;
    case 0x2026: /* … */
    case 0x2022: /* • */
    case 0x203C:
        return KIND_END;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2013:
    case 0x2014:
        return KIND_SOFT;
    default:
        break;
    }
    if (g_unichar_isspace(character)) {
        return KIND_SPACE;
    }
    if (g_unichar_isalpha(character) || g_unichar_ismark(character)) {
        return KIND_LETTER;
    }
    return g_unichar_isdigit(character) ? KIND_DIGIT : KIND_OTHER;
}

static struct mark mark_at(struct ts_str text, uint32_t offset)
{
    const char *ptr = text.ptr + offset;
    if (offset >= text.len) {
        return (struct mark){KIND_SPACE, 0, 0};
    }
    if (!((unsigned char)*ptr & 0x80)) {
        return (struct mark){ascii_kind((unsigned char)*ptr), 1, (gunichar)*ptr};
    }
    gunichar character = g_utf8_get_char(ptr);
    return (struct mark){unicode_kind(character), (uint32_t)(g_utf8_next_char(ptr) - ptr),
                         character};
}

static int is_wordlike(enum kind kind)
{
    return kind == KIND_LETTER || kind == KIND_DIGIT || kind == KIND_IGNORED;
}

/* ---- the forms of a word ---- */

static char *copy_to(struct ts_call *call, const char *ptr, size_t len)
{
    char *own = call->host->alloc(call, len + 1);
    memcpy(own, ptr, len);
    return own;
}

static int is_plain_ascii(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (((unsigned char)text.ptr[i] & 0x80) || text.ptr[i] == '`') {
            return 0;
        }
    }
    return 1;
}

/* Typographic apostrophes and hyphens become plain, what is invisible goes, ligatures part. */
static struct ts_str clean_unicode(struct ts_call *call, struct ts_str raw)
{
    GString *out = g_string_sized_new(raw.len + 1);
    int has_marks = 0;
    for (size_t at = 0; at < raw.len;) {
        struct mark mark = mark_at(raw, (uint32_t)at);
        at += mark.size;
        gunichar c = mark.character;
        if (mark.kind == KIND_IGNORED) {
            continue;
        }
        if (mark.kind == KIND_JOINER && c >= 0x80) {
            c = c == 0x2010 || c == 0x2011 ? '-' : c == 0x00B7 ? c : '\'';
        }
        c = c == '`' ? '\'' : c;
        has_marks |= g_unichar_ismark(c) || (c >= 0xFB00 && c <= 0xFB06);
        g_string_append_unichar(out, c);
    }
    if (has_marks) {
        g_autofree char *compatible =
            g_utf8_normalize(out->str, (gssize)out->len, G_NORMALIZE_NFKC);
        g_string_assign(out, compatible ? compatible : out->str);
    }
    struct ts_str clean = {copy_to(call, out->str, out->len), out->len};
    g_string_free(out, TRUE);
    return clean;
}

static struct ts_str fold(struct ts_call *call, struct ts_str clean, int is_ascii)
{
    if (!is_ascii) {
        g_autofree char *folded = g_utf8_casefold(clean.ptr, (gssize)clean.len);
        size_t len = strlen(folded);
        return (struct ts_str){copy_to(call, folded, len), len};
    }
    for (size_t i = 0; i < clean.len; i++) {
        if (g_ascii_isupper(clean.ptr[i])) {
            char *own = copy_to(call, clean.ptr, clean.len);
            for (; i < clean.len; i++) {
                own[i] = g_ascii_tolower(own[i]);
            }
            return (struct ts_str){own, clean.len};
        }
    }
    return clean;
}

static uint32_t case_flags(struct ts_str clean)
{
    uint32_t upper = 0, lower = 0, inner_upper = 0, digits = 0;
    int is_first_upper = 0;
    for (const char *at = clean.ptr, *end = at + clean.len; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isupper(c)) {
            is_first_upper |= at == clean.ptr;
            inner_upper +=
                at != clean.ptr && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(at)));
            upper++;
        } else if (g_unichar_isdigit(c)) {
            digits++;
        } else if (g_unichar_isalpha(c)) {
            lower++;
        }
    }
    uint32_t flags = digits ? WORD_HAS_DIGIT : 0;
    if (upper && !lower) {
        return flags | (upper > 1 ? WORD_ALL_CAPITALS : WORD_CAPITALISED);
    }
    if (upper && inner_upper) {
        return flags | WORD_MIXED_CASE;
    }
    return flags | (is_first_upper ? WORD_CAPITALISED : 0);
}

/* ---- spans ---- */

static const struct ts_span *span_at(const struct cutter *cutter, uint32_t index)
{
    return ts_item(cutter->block->spans, index);
}

/* Sorted spans are entered and left as the text goes by. */
static void follow_spans(struct cutter *cutter, uint32_t offset)
{
    uint32_t kept = 0;
    while (cutter->next_span < cutter->block->spans.count &&
           span_at(cutter, cutter->next_span)->offset <= offset) {
        if (cutter->active_count < SPANS_AT_ONCE) {
            cutter->active[cutter->active_count++] = cutter->next_span;
        }
        cutter->next_span++;
    }
    for (uint32_t i = 0; i < cutter->active_count; i++) {
        const struct ts_span *span = span_at(cutter, cutter->active[i]);
        if ((uint64_t)span->offset + span->length > offset) {
            cutter->active[kept++] = cutter->active[i];
        }
    }
    cutter->active_count = kept;
}

static uint32_t span_flags(const struct cutter *cutter, struct ts_str *language_r)
{
    static const uint32_t flags[] = {
        [TS_SPAN_LINK] = WORD_IN_LINK,
        [TS_SPAN_CODE] = WORD_IN_CODE,
        [TS_SPAN_QUOTE] = WORD_IN_QUOTE,
        [TS_SPAN_LANGUAGE] = 0,
    };
    uint32_t all = 0;
    for (uint32_t i = 0; i < cutter->active_count; i++) {
        const struct ts_span *span = span_at(cutter, cutter->active[i]);
        if (span->kind < G_N_ELEMENTS(flags)) {
            all |= flags[span->kind];
        }
        if (span->kind == TS_SPAN_LANGUAGE) {
            *language_r = span->value;
        }
    }
    return all;
}

/* ---- cutting ---- */

static struct word *add_word(struct cutter *cutter)
{
    if (cutter->count == cutter->room) {
        uint32_t room = cutter->room ? cutter->room * 2 : 32;
        struct word *words = cutter->call->host->alloc(cutter->call, room * sizeof *words);
        if (cutter->count) {
            memcpy(words, cutter->words, cutter->count * sizeof *words);
        }
        cutter->words = words;
        cutter->room = room;
    }
    return &cutter->words[cutter->count++];
}

static void put_word(struct cutter *cutter, uint32_t begin, uint32_t end, uint32_t flags)
{
    struct word word = {.offset = begin, .length = end - begin, .flags = flags};
    struct ts_str raw = {cutter->text.ptr + begin, end - begin};
    int is_ascii = is_plain_ascii(raw);
    word.clean = is_ascii ? raw : clean_unicode(cutter->call, raw);
    if (word.clean.len == 0) {
        return;
    }
    word.folded = fold(cutter->call, word.clean, is_ascii);
    follow_spans(cutter, begin);
    word.flags |= case_flags(word.clean) | span_flags(cutter, &word.language);
    word.flags |= cutter->block->role == TS_ROLE_CODE ? WORD_IN_CODE : 0;
    word.flags |= cutter->block->role == TS_ROLE_QUOTE ? WORD_IN_QUOTE : 0;
    word.flags |= cutter->is_start ? WORD_SENTENCE_START : 0;
    /* After what is no prose a sentence may begin. */
    cutter->is_start = (flags & (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_MARKUP)) != 0;
    *add_word(cutter) = word;
}

static int is_abbreviation(struct ts_str raw)
{
    for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
        if (strlen(abbreviations[i]) == raw.len &&
            g_ascii_strncasecmp(raw.ptr, abbreviations[i], raw.len) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The end of the word that begins here: joiners count only between letters; the last dot of a.u.b.
 * and of a known abbreviation belongs to it. */
static uint32_t word_end(struct cutter *cutter, uint32_t begin, uint32_t limit)
{
    uint32_t at = begin;
    int has_dot = 0;
    for (;;) {
        struct mark mark = mark_at(cutter->text, at);
        if (at >= limit || mark.size == 0) {
            break;
        }
        if (mark.kind == KIND_JOINER) {
            struct mark next = mark_at(cutter->text, at + mark.size);
            if (at + mark.size >= limit || !is_wordlike(next.kind)) {
                break;
            }
            has_dot |= mark.character == '.';
        } else if (!is_wordlike(mark.kind)) {
            break;
        }
        at += mark.size;
    }
    struct ts_str raw = {cutter->text.ptr + begin, at - begin};
    if (at < limit && cutter->text.ptr[at] == '.' && (has_dot || is_abbreviation(raw))) {
        at++;
    }
    return at;
}

static void pass_mark(struct cutter *cutter, struct mark mark)
{
    if (mark.kind == KIND_END || mark.character == '.') {
        cutter->is_start = 1;
    } else if (mark.kind == KIND_OTHER) {
        cutter->is_start = 0;
    }
}

/* Dutch 's, 't, 'n, 'k keep their apostrophe. */
static int is_clitic(const struct cutter *cutter, uint32_t at, struct mark mark)
{
    struct mark letter = mark_at(cutter->text, at + mark.size);
    struct mark after = mark_at(cutter->text, at + mark.size + letter.size);
    return (mark.character == '\'' || mark.character == 0x2019 || mark.character == 0x2018) &&
           letter.size == 1 && strchr("stnkSTNK", (int)letter.character) &&
           (after.size == 0 || after.kind == KIND_SPACE || after.character == '-');
}

static void cut_chunk(struct cutter *cutter, uint32_t begin, uint32_t end)
{
    uint32_t flags = chunk_flags(cutter->text.ptr + begin, end - begin);
    for (uint32_t at = begin; at < end;) {
        struct mark mark = mark_at(cutter->text, at);
        if (mark.kind == KIND_LETTER || mark.kind == KIND_DIGIT ||
            (mark.kind == KIND_JOINER && at == begin && is_clitic(cutter, at, mark))) {
            uint32_t from = mark.kind == KIND_JOINER ? at + mark.size : at;
            uint32_t stop = word_end(cutter, from, end);
            put_word(cutter, at, stop, flags);
            at = stop;
        } else {
            pass_mark(cutter, mark);
            at += mark.size;
        }
    }
}

static uint32_t chunk_end(struct ts_str text, uint32_t begin)
{
    uint32_t at = begin;
    while (at < text.len) {
        struct mark mark = mark_at(text, at);
        if (mark.kind == KIND_SPACE) {
            break;
        }
        at += mark.size;
    }
    return at;
}

/* The words of a merge tag are kept, with the flag that tells them apart. */
static uint32_t cut_tag(struct cutter *cutter, uint32_t begin, size_t size)
{
    uint32_t end = begin + (uint32_t)size;
    for (uint32_t at = begin; at < end;) {
        struct mark mark = mark_at(cutter->text, at);
        if (mark.kind == KIND_LETTER || mark.kind == KIND_DIGIT) {
            uint32_t stop = word_end(cutter, at, end);
            put_word(cutter, at, stop, WORD_IN_MARKUP);
            at = stop;
        } else {
            at += mark.size;
        }
    }
    cutter->is_start = 1;
    return end;
}

struct words words_cut(struct ts_call *call, const struct ts_block *block)
{
    struct cutter cutter = {.call = call, .block = block, .text = block->text, .is_start = 1};
    for (uint32_t at = 0; at < block->text.len;) {
        struct mark mark = mark_at(block->text, at);
        size_t tag = chunk_merge_tag(block->text.ptr + at, block->text.len - at);
        if (mark.kind == KIND_SPACE) {
            at += mark.size;
        } else if (tag) {
            at = cut_tag(&cutter, at, tag);
        } else {
            uint32_t end = chunk_end(block->text, at);
            cut_chunk(&cutter, at, end);
            at = end;
        }
    }
    return (struct words){cutter.words, cutter.count};
}

struct words words_cut_text(struct ts_call *call, struct ts_str text)
{
    struct ts_block block = {.size = sizeof block, .text = text};
    return words_cut(call, &block);
}
