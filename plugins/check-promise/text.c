/* SPDX-License-Identifier: MIT
 *
 * A block as the promise sees it: its words bare of accents, and what stands between them.
 */
#include "plugins/check-promise/promise.h"

#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE)

static gboolean is_ascii(struct ts_str text)
{
    guchar all = 0;
    for (size_t i = 0; i < text.len; i++) {
        all |= (guchar)text.ptr[i];
    }
    return all < 0x80;
}

struct text text_of(struct ts_call *call, const struct ts_block *block)
{
    struct words words = words_cut(call, block);
    struct ts_str *bare = call->host->alloc(call, words.count * sizeof *bare + 1);
    for (guint32 i = 0; i < words.count; i++) {
        struct ts_str folded = words.items[i].folded;
        bare[i] = is_ascii(folded) ? folded : words_bare(call, folded);
    }
    return (struct text){.raw = block->text, .words = words, .bare = bare};
}

gboolean text_is_prose(const struct text *text, guint32 word)
{
    const struct word *own = &text->words.items[word];
    return !(own->flags & NO_PROSE) &&
           (!(own->flags & WORD_IN_MARKUP) ||
            (own->offset > 0 && text->raw.ptr[own->offset - 1] == '#') ||
            text->raw.ptr[own->offset] == '#');
}

/* What stands between a word and the one before. */
static struct ts_str gap_before(const struct text *text, guint32 word)
{
    const struct word *before = &text->words.items[word - 1];
    guint32 begin = before->offset + before->length;
    guint32 end = text->words.items[word].offset;
    return end > begin ? ts_bytes(text->raw.ptr + begin, end - begin) : ts_text("");
}

static gboolean has_other_than(struct ts_str gap, const char *passed)
{
    for (size_t i = 0; i < gap.len; i++) {
        if (!gap.ptr[i] || !strchr(passed, gap.ptr[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean text_has_pause(const struct text *text, guint32 word)
{
    return word == 0 || (text->words.items[word].flags & WORD_SENTENCE_START) ||
           has_other_than(gap_before(text, word), " ");
}

/* A comma parts no sentences. */
static gboolean is_border(const struct text *text, guint32 word)
{
    return word == 0 || word >= text->words.count ||
           (text->words.items[word].flags & WORD_SENTENCE_START) ||
           has_other_than(gap_before(text, word), " ,#");
}

gboolean text_stands_alone(const struct text *text, guint32 first, guint32 count)
{
    return is_border(text, first) && is_border(text, first + count);
}
