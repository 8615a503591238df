/* SPDX-License-Identifier: MIT
 *
 * One letter that stands alone is not always a word: the u of "9 u.", "punt u", "km/u" and
 * "vitamine u" is no pronoun, the I of "World War I" no person. Told by what stands around it.
 */
#include "plugins/check-terms/terms.h"

/* What is numbered with letters. */
static const char *const counted[] = {
    "annex",     "appendix", "artikel", "bijlage",  "blok",      "bus",     "categorie",
    "category",  "class",    "column",  "dienst",   "exhibit",   "figure",  "figuur",
    "gate",      "gebouw",   "groep",   "group",    "hal",       "hall",    "hoofdstuk",
    "ingang",    "item",     "kamer",   "klasse",   "kolom",     "letter",  "lid",
    "lijn",      "line",     "model",   "niveau",   "onderdeel", "optie",   "option",
    "paragraaf", "part",     "perron",  "platform", "point",     "punt",    "rij",
    "row",       "section",  "serie",   "series",   "stap",      "step",    "sub",
    "tabel",     "table",    "toets",   "type",     "variant",   "vitamin", "vitamine",
    "zaal",      "zone",
};

/* "op welk punt u ...": there a clause begins. */
static const char *const asking[] = {"elk",  "elke", "hoeveel", "ieder", "iedere",
                                     "voor", "welk", "welke",   "which"};

static gboolean is_one_of(struct ts_str folded, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ts_is(folded, list[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_letter(const struct word *word)
{
    return word->clean.len > 0 && word->clean.len <= 4 &&
           g_utf8_next_char(word->clean.ptr) == word->clean.ptr + word->clean.len &&
           g_unichar_isalpha(g_utf8_get_char(word->clean.ptr));
}

/* Is there nothing but white space between these two? */
static gboolean is_beside(const struct scene *scene, const struct word *left)
{
    return terms_is_gap(scene, left, "");
}

static gunichar sign_before(const struct scene *scene, const struct word *word)
{
    const char *text = scene->block->text.ptr;
    return word->offset ? g_utf8_get_char(g_utf8_prev_char(text + word->offset)) : ' ';
}

static gunichar sign_after(const struct scene *scene, const struct word *word)
{
    size_t end = (size_t)word->offset + word->length;
    return end < scene->block->text.len ? g_utf8_get_char(scene->block->text.ptr + end) : ' ';
}

static gboolean is_sign_of(gunichar sign, const char *signs)
{
    return sign && g_utf8_strchr(signs, -1, sign);
}

/* "+u", "u=", "km/u", "(u)", the letter in quotation marks: named, not used. */
static gboolean is_named(const struct scene *scene, const struct word *word)
{
    gunichar before = sign_before(scene, word);
    gunichar after = sign_after(scene, word);
    return is_sign_of(before, "+=*#%@_|\\<>~^\302\260&/-\342\200\220\342\200\221") ||
           is_sign_of(after, "+=*#%@_|\\<>~^\302\260&-\342\200\220\342\200\221") ||
           (is_sign_of(before, "\"'`([{\302\253\302\273\342\200\230\342\200\231\342\200\234\342\200"
                               "\235\342\200\236\342\200\271") &&
            is_sign_of(after, "\"'`)]}\302\253\302\273\342\200\230\342\200\231\342\200\234\342\200"
                              "\235\342\200\272"));
}

/* "punt u.", "vitamine u is": but not "op welk punt u ...". */
static gboolean is_item(const struct scene *scene, guint32 index)
{
    const struct word *word = &scene->words.items[index];
    if (!is_one_of(word[-1].folded, counted, G_N_ELEMENTS(counted))) {
        return FALSE;
    }
    return index < 2 || !is_one_of(word[-2].folded, asking, G_N_ELEMENTS(asking));
}

gboolean terms_is_mere_letter(const struct scene *scene, guint32 index)
{
    const struct word *word = &scene->words.items[index];
    if (!is_letter(word)) {
        return FALSE;
    }
    if (is_named(scene, word)) {
        return TRUE;
    }
    if (index + 1 < scene->words.count && is_letter(&word[1]) && is_beside(scene, word)) {
        return TRUE; /* "a e i o u" */
    }
    if (index == 0) {
        return is_sign_of(sign_after(scene, word), ".)"); /* "u. De vloer" */
    }
    return is_beside(scene, &word[-1]) &&
           (word[-1].flags & WORD_HAS_DIGIT || is_letter(&word[-1]) || is_item(scene, index));
}
