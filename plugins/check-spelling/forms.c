/* SPDX-License-Identifier: MIT
 *
 * The set of forms: open addressing, a slot holds 59 bits of the hash and the kinds.
 * That any two of a million forms meet has a chance of one in a million.
 */
#include "plugins/check-spelling/forms.h"

#include <string.h>

#define KIND_BITS 31u /* of a slot */
#define FIRST_SIZE (1u << 18)
#define ODD_MAX 16u
#define NOT_THERE UINT_MAX

struct forms {
    uint64_t *slots; /* 0 = free */
    size_t size, count;
    gunichar odd[ODD_MAX];
    size_t odd_count;
    bool cuts_hyphen, cuts_apostrophe; /* words with it are right if their parts are */
    bool is_open, asks_capitals;
};

struct forms *forms_new(void)
{
    struct forms *forms = g_new0(struct forms, 1);
    forms->size = FIRST_SIZE;
    forms->slots = g_new0(uint64_t, forms->size);
    forms->cuts_hyphen = true; /* as long as no BREAK says otherwise */
    return forms;
}

void forms_free(struct forms **forms)
{
    if (*forms) {
        g_free((*forms)->slots);
        g_clear_pointer(forms, g_free);
    }
}

void forms_note_odd(struct forms *forms, gunichar letter)
{
    if (forms->odd_count < ODD_MAX) {
        forms->odd[forms->odd_count++] = letter;
    } else {
        forms->is_open = true;
    }
}

/* The first BREAK line has a number and takes the place of what holds without one. */
void forms_note_break(struct forms *forms, const char *letters, size_t len)
{
    if (len && g_ascii_isdigit(letters[0])) {
        forms->cuts_hyphen = false;
    }
    for (size_t i = 0; i < len; i++) {
        forms->cuts_hyphen |= letters[i] == '-';
        forms->cuts_apostrophe |= letters[i] == '\'';
        forms->is_open |= g_ascii_isalpha(letters[i]) || (unsigned char)letters[i] >= 0xC0;
    }
}

void forms_note_open(struct forms *forms)
{
    forms->is_open = true;
}

void forms_note_capitals(struct forms *forms)
{
    forms->asks_capitals = true;
}

/* ---- the set ---- */

static inline uint64_t hash_step(uint64_t hash, gunichar letter)
{
    return (hash ^ letter) * UINT64_C(0x100000001B3); /* FNV-1a */
}

static inline uint64_t hash_end(uint64_t hash)
{
    hash = (hash ^ hash >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    hash &= ~(uint64_t)KIND_BITS;
    return hash ? hash : KIND_BITS + 1;
}

#define HASH_BEGIN UINT64_C(0xCBF29CE484222325)

static uint64_t hash_of(const struct letters *word)
{
    uint64_t hash = HASH_BEGIN;
    for (size_t i = 0; i < word->count; i++) {
        hash = hash_step(hash, word->at[i]);
    }
    return hash_end(hash);
}

/* The slot that holds hash, or the free one where it belongs. */
static size_t slot_of(const struct forms *forms, uint64_t hash)
{
    size_t at = (size_t)(hash >> 5) & (forms->size - 1);
    while (forms->slots[at] && (forms->slots[at] & ~(uint64_t)KIND_BITS) != hash) {
        at = (at + 1) & (forms->size - 1);
    }
    return at;
}

static unsigned kinds_of(const struct forms *forms, uint64_t hash)
{
    uint64_t slot = forms->slots[slot_of(forms, hash)];
    return slot ? (unsigned)(slot & KIND_BITS) : NOT_THERE;
}

static void grow(struct forms *forms)
{
    uint64_t *old = forms->slots;
    size_t old_size = forms->size;
    forms->size *= 2;
    forms->slots = g_new0(uint64_t, forms->size);
    for (size_t i = 0; i < old_size; i++) {
        if (old[i]) {
            forms->slots[slot_of(forms, old[i] & ~(uint64_t)KIND_BITS)] = old[i];
        }
    }
    g_free(old);
}

void forms_add_plain(struct forms *forms, const struct letters *form, unsigned kinds)
{
    uint64_t hash = hash_of(form);
    size_t at = slot_of(forms, hash);
    if (forms->slots[at]) {
        forms->slots[at] |= kinds;
        return;
    }
    forms->slots[at] = hash | kinds;
    if (++forms->count * 3 > forms->size * 2) {
        grow(forms);
    }
}

/* hunspell takes IPHONE and PDFS too, by a hidden form with a first capital only. */
void forms_add(struct forms *forms, const struct letters *form, unsigned kinds)
{
    struct letters own = *form;
    bool has_inner = false;
    letters_split_ij(&own);
    forms_add_plain(forms, &own, kinds);
    for (size_t i = 1; i < own.count; i++) {
        has_inner |= (own.at[i] >= 'A' && own.at[i] <= 'Z') ||
                     (own.at[i] >= 0x80 && g_unichar_isupper(own.at[i]));
    }
    if (has_inner) {
        letters_lower(&own);
        own.at[0] = g_unichar_toupper(own.at[0]);
        forms_add_plain(forms, &own, FORM_MAYBE);
    }
}

/* ---- the verdict ---- */

/* Can the word be cut into parts, of which the first may begin a compound and the last end one?
 * Each place that parts reach is tried once. */
static bool is_joined(const struct forms *forms, const struct letters *word)
{
    bool reached[LETTERS_MAX + 1] = {true};
    for (size_t from = 0; from < word->count; from++) {
        unsigned wanted = from == 0 ? FORM_FIRST : FORM_MIDDLE;
        uint64_t hash = HASH_BEGIN;
        for (size_t i = from; reached[from] && i < word->count; i++) {
            bool is_last = i + 1 == word->count;
            hash = hash_step(hash, word->at[i]);
            if (!reached[i + 1] && !(is_last && from == 0)) {
                unsigned kinds = kinds_of(forms, hash_end(hash));
                reached[i + 1] =
                    kinds != NOT_THERE && kinds & (is_last ? (unsigned)FORM_LAST : wanted);
            }
        }
    }
    return reached[word->count];
}

/* Is the letter one that words are made of, and that the dictionary takes as it is? */
static bool is_plain_letter(const struct forms *forms, gunichar letter)
{
    if (letter >= 'a' && letter <= 'z') {
        return true;
    }
    if (letter == '-' || letter == '\'') {
        return !(letter == '-' ? forms->cuts_hyphen : forms->cuts_apostrophe);
    }
    for (size_t k = 0; k < forms->odd_count; k++) {
        if (forms->odd[k] == letter) {
            return false;
        }
    }
    return g_unichar_isalpha(letter);
}

/* Only plain letters, and capitals only where they say nothing. */
static bool is_plain(const struct forms *forms, const struct letters *word, size_t *capitals_r)
{
    *capitals_r = 0;
    for (size_t i = 0; i < word->count; i++) {
        gunichar letter = word->at[i];
        if (!is_plain_letter(forms, letter)) {
            return false;
        }
        *capitals_r += !(letter >= 'a' && letter <= 'z') && g_unichar_isupper(letter);
    }
    return *capitals_r == 0 || (*capitals_r == 1 && g_unichar_isupper(word->at[0])) ||
           (*capitals_r == word->count && !forms->asks_capitals);
}

/* hunspell looks for a word in capitals as it stands, with a first capital, and in small letters.
 */
static size_t readings_of(const struct letters *word, size_t capitals, struct letters readings_r[3])
{
    size_t count = 0;
    readings_r[count++] = *word;
    if (capitals > 1) {
        readings_r[count] = *word;
        letters_lower(&readings_r[count]);
        readings_r[count].at[0] = word->at[0];
        count++;
    }
    if (capitals > 0) {
        readings_r[count] = *word;
        letters_lower(&readings_r[count++]);
    }
    return count;
}

bool forms_is_single(const struct forms *forms, const struct letters *word)
{
    struct letters small = *word;
    letters_lower(&small);
    return kinds_of(forms, hash_of(word)) != NOT_THERE ||
           kinds_of(forms, hash_of(&small)) != NOT_THERE;
}

enum form_verdict forms_judge(const struct forms *forms, const struct letters *word)
{
    struct letters readings[3];
    size_t capitals;
    bool is_sure = false, is_there = false;
    if (!is_plain(forms, word, &capitals) ||
        (word->count > 1 && word->at[0] == 'I' && word->at[1] == 'j')) { /* not the Dutch IJ */
        return FORM_ASK;
    }
    size_t count = readings_of(word, capitals, readings);
    for (size_t i = 0; i < count; i++) {
        unsigned kinds = kinds_of(forms, hash_of(&readings[i]));
        is_there |= kinds != NOT_THERE;
        is_sure |= kinds != NOT_THERE && kinds & FORM_SURE;
        if (kinds != NOT_THERE && kinds & FORM_SPECIAL) {
            return FORM_ASK;
        }
    }
    for (size_t i = 0; i < count && !is_sure && !is_there; i++) {
        is_there = forms->is_open || is_joined(forms, &readings[i]);
    }
    return is_sure ? FORM_YES : is_there ? FORM_ASK : FORM_NO;
}
