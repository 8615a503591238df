/* SPDX-License-Identifier: MIT
 *
 * "Beste ," and "Dear null": a salutation whose name was not known when the mail was made.
 */
#include "plugins/check-mail/mail.h"

static const char *const salutations[] = {
    "beste",     "geachte",      "lieve",  "hallo",   "hoi",          "dag",
    "goedendag", "hi",           "hello",  "hey",     "dear",         "liebe",
    "cher",      "goedemorgen",  "lieber", "bonjour", "sehr geehrte", "sehr geehrter",
    "guten tag", "ch\303\250re",
};

static const char *const titles[] = {"heer", "mevrouw", "mr.",  "mrs.", "ms.",      "mr",
                                     "mrs",  "ms",      "herr", "frau", "monsieur", "madame"};

/* As programs write what is not there. Null and None are people's names; null is nobody's. */
static const char *const nothings[] = {"null",  "NULL", "(null)", "undefined", "[object Object]",
                                       "None,", "N/A",  "n/a"};

static gboolean is_word_at(struct ts_str text, const char *word)
{
    size_t size = strlen(word);
    return text_begins(text, word) &&
           (text.len == size || !(g_ascii_isalnum(text.ptr[size]) || text.ptr[size] & 0x80));
}

static struct ts_str behind(struct ts_str text, size_t size)
{
    return ts_bytes(text.ptr + size, text.len - size);
}

/* A no-break space is C2 A0. */
static size_t spaces(struct ts_str text)
{
    size_t size = 0;
    while (size < text.len) {
        if (text.ptr[size] == ' ') {
            size++;
        } else if (size + 1 < text.len && memcmp(text.ptr + size, "\302\240", 2) == 0) {
            size += 2;
        } else {
            break;
        }
    }
    return size;
}

/* Behind "Geachte": the bytes of " heer", if a name should follow. */
static size_t title_size(struct ts_str text)
{
    size_t space = spaces(text);
    for (size_t i = 0; space && i < G_N_ELEMENTS(titles); i++) {
        if (is_word_at(behind(text, space), titles[i])) {
            return space + strlen(titles[i]);
        }
    }
    return 0;
}

static size_t nothing_size(struct ts_str text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(nothings); i++) {
        size_t size = strlen(nothings[i]);
        if (text.len >= size && memcmp(text.ptr, nothings[i], size) == 0 &&
            (text.len == size || !g_ascii_isalnum(text.ptr[size]))) {
            return size;
        }
    }
    return 0;
}

static size_t salutation_of(struct ts_str text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(salutations); i++) {
        if (is_word_at(text, salutations[i])) {
            return strlen(salutations[i]);
        }
    }
    return 0;
}

/* The space before the comma tells: "Beste," alone is how people write in Flanders. */
size_t salutation_size(struct ts_str text, gboolean *is_empty_r)
{
    size_t size = salutation_of(text);
    *is_empty_r = FALSE;
    if (size == 0) {
        return 0;
    }
    size_t title = title_size(behind(text, size));
    size_t space = spaces(behind(text, size + title));
    struct ts_str rest = behind(text, size + title + space);
    size_t nothing = space ? nothing_size(rest) : 0;
    *is_empty_r = nothing > 0 || (space && rest.len && rest.ptr[0] == ',');
    return *is_empty_r ? size + title + space + (nothing ? nothing : 1) : size + title;
}

static void judge_text(struct letter *letter, struct ts_str text, struct ts_place place)
{
    gboolean is_empty = FALSE;
    size_t size = salutation_size(text, &is_empty);
    if (is_empty) {
        struct fault fault = {.rule = "mail/salutation-empty", .actual = ts_bytes(text.ptr, size)};
        if (place.block != TS_NO_BLOCK) {
            place.length = (uint32_t)size;
        }
        faults_add(&letter->faults, &fault, place);
    }
}

void judge_salutation(struct letter *letter)
{
    if (letter->is_template) {
        return;
    }
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        if (block->role != TS_ROLE_CODE && block->role != TS_ROLE_QUOTE) {
            judge_text(letter, block->text, place_of_block(letter, i));
        }
    }
}
