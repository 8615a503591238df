/* SPDX-License-Identifier: MIT
 *
 * "Onze Mooie Houten Vloeren" may be title case, "Bezoek Amsterdam Centraal Station" names: the
 * words alone do not tell. That the document writes them small elsewhere does.
 */
#include "plugins/check-terms/terms.h"

#define DOUBTS_MAX 200u /* headings of one document that are asked about */

static gboolean is_part_of_word(gunichar code)
{
    return g_unichar_isalnum(code) || (code && code < 0x80 && strchr("-_/@.#", (int)code));
}

/* Is there no word, address or file name around these bytes? A full stop may end the sentence. */
static gboolean stands_alone(struct ts_str text, size_t begin, size_t end)
{
    gunichar before = begin ? g_utf8_get_char(g_utf8_prev_char(text.ptr + begin)) : ' ';
    gunichar after = end < text.len ? g_utf8_get_char(text.ptr + end) : ' ';
    if (after == '.') {
        after = end + 1 < text.len ? g_utf8_get_char(text.ptr + end + 1) : ' ';
    }
    return !is_part_of_word(before) && !is_part_of_word(after);
}

static gboolean has_word(struct ts_str text, struct ts_str word)
{
    size_t at = 0;
    while (text.len - at >= word.len) {
        const char *found = memmem(text.ptr + at, text.len - at, word.ptr, word.len);
        if (!found) {
            return FALSE;
        }
        at = (size_t)(found - text.ptr);
        if (stands_alone(text, at, at + word.len)) {
            return TRUE;
        }
        at += word.len;
    }
    return FALSE;
}

/* Does it stand so in another block of one of these roles? */
static gboolean is_written(const struct scene *scene, const struct ts_document *document,
                           struct ts_str text, unsigned roles)
{
    for (guint32 i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        if (roles >> block->role & 1u && block != scene->block && has_word(block->text, text)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "Free Software" in running text: with its capitals it is a name there, whatever it is elsewhere.
 * Looked at: the word and the one before it. */
static gboolean is_written_as_name(const struct scene *scene, const struct ts_document *document,
                                   guint32 index)
{
    const struct word *word = &scene->words.items[index];
    guint32 end = word->offset + word->length;
    return is_written(scene, document,
                      ts_bytes(scene->block->text.ptr + word[-1].offset, end - word[-1].offset),
                      1u << TS_ROLE_TEXT | 1u << TS_ROLE_QUOTE | 1u << TS_ROLE_CELL);
}

/* At least two of its stray capitals, and most of them, are those of common words. Marks in names
 * those that may be names. */
static gboolean is_title_case(const struct scene *scene, const struct term *term,
                              const struct ts_document *document, gboolean *names)
{
    guint stray = 0;
    guint common = 0;
    for (guint32 i = 0; i < scene->words.count; i++) {
        if (terms_has_stray_capital(scene, term, i)) {
            struct ts_str folded = scene->words.items[i].folded;
            names[i] = !is_written(scene, document, folded, ~(1u << TS_ROLE_CODE)) ||
                       is_written_as_name(scene, document, i);
            stray++;
            common += !names[i];
        }
    }
    return common >= 2 && common * 2 > stray;
}

static int report_heading(const struct scene *scene, const struct term *term,
                          const struct ts_document *document, guint32 block_index)
{
    g_autofree gboolean *names = g_new0(gboolean, scene->words.count);
    struct ts_place place = {.block = block_index, .length = (guint32)scene->block->text.len};
    return is_title_case(scene, term, document, names)
               ? terms_report_recased(scene, term, names, place)
               : 0;
}

static int report_term(struct ts_call *call, const struct terms *terms, const struct term *term,
                       const struct ts_document *document)
{
    guint doubts = 0;
    for (guint32 i = 0; i < document->blocks.count && doubts < DOUBTS_MAX; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        struct scene scene = {call, terms, block, document->kinds, {NULL, 0}};
        if (block->text.len == 0 || !term_sees_block(&scene, term)) {
            continue;
        }
        scene.words = words_cut(call, block);
        if (scene.words.count == 0 || terms_judge_casing(&scene, term) != CASE_DOUBTFUL) {
            continue;
        }
        doubts++;
        if (report_heading(&scene, term, document, i) != 0) {
            return -1;
        }
    }
    return 0;
}

int terms_report_headings(struct ts_call *call, const struct terms *terms,
                          const struct ts_document *document)
{
    for (guint i = 0; i < terms->casings->len; i++) {
        const struct term *term = term_at(terms, g_array_index(terms->casings, guint, i));
        if (term->casing == CASING_SENTENCE && report_term(call, terms, term, document) != 0) {
            return -1;
        }
    }
    return 0;
}
