/* SPDX-License-Identifier: MIT
 *
 * Looks names up in tables that html_tables.py makes at build time.
 */
#include "plugins/common/html_names.h"

#include <string.h>

#include <glib.h>

#include "touchstone/plugin.h"

struct reference {
    const char *name, *text;
    uint8_t name_size, text_size;
};

#include "plugins/common/html_tables.h"

#define B ELEMENT_BLOCK
#define R (ELEMENT_BLOCK | ELEMENT_ROLE)
#define H ELEMENT_HIDDEN
#define V ELEMENT_VOID
#define C ELEMENT_CODE
#define Q ELEMENT_QUOTE
#define K ELEMENT_BREAK
#define ELEMENT(tag, name, flags, role, traits, start, end) \
    {name, TAG_##tag, flags, role, traits, start, end},
static const struct element elements[] = {
    {"", TAG_OTHER, 0, 0, 0, START_ANY, END_ANY},
#include "plugins/common/html_elements.def"
};
#undef ELEMENT

#define ATTRIBUTE(id, name) {name, sizeof name - 1},
static const struct {
    const char *name;
    size_t size;
} attributes[] = {
    {"", 0},
#include "plugins/common/html_attributes.def"
};
#undef ATTRIBUTE

static uint32_t hash(const char *name, size_t size)
{
    uint32_t value = (uint32_t)size;
    for (size_t i = 0; i < size; i++) {
        value = value * 31 + ((unsigned char)name[i] | 0x20u);
    }
    return value ^ (value >> 10);
}

static inline char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static inline gboolean is_name(const char *known, const char *name, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (lower(name[i]) != known[i]) { /* a known name that is shorter ends in a NUL */
            return FALSE;
        }
    }
    return known[size] == '\0';
}

const struct element *html_element_find(const char *name, size_t size)
{
    uint32_t at = hash(name, size) % G_N_ELEMENTS(element_slots);
    for (; element_slots[at]; at = (at + 1) % G_N_ELEMENTS(element_slots)) {
        if (is_name(elements[element_slots[at]].name, name, size)) {
            return &elements[element_slots[at]];
        }
    }
    return NULL;
}

const struct element *html_element_of(enum html_tag tag)
{
    return &elements[tag];
}

enum html_attribute_id html_attribute_find(const char *name, size_t size)
{
    uint32_t at = hash(name, size) % G_N_ELEMENTS(attribute_slots);
    for (; attribute_slots[at]; at = (at + 1) % G_N_ELEMENTS(attribute_slots)) {
        uint8_t id = attribute_slots[at];
        if (attributes[id].size == size && is_name(attributes[id].name, name, size)) {
            return (enum html_attribute_id)id;
        }
    }
    return ATTRIBUTE_OTHER;
}

/* ---- character references ---- */

/* The first row of [begin, end) whose character i is byte or more; rows have i characters or more.
 */
static size_t row_from(size_t begin, size_t end, size_t i, int byte)
{
    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;
        if ((unsigned char)references[middle].name[i] < byte) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

/* The longest name that the text begins with: rows that share a beginning stand together, the
 * shortest of them first. */
static const struct reference *find_reference(const char *text, size_t left)
{
    const struct reference *best = NULL;
    unsigned char first = left ? (unsigned char)*text : 128;
    size_t begin = first < 128 ? reference_firsts[first] : 0;
    size_t end = first < 128 ? reference_firsts[first + 1] : 0;
    for (size_t i = 1; begin < end; i++) {
        if (references[begin].name_size == i) {
            best = &references[begin++];
        }
        if (i >= left) {
            break;
        }
        unsigned char byte = (unsigned char)text[i];
        begin = row_from(begin, end, i, byte);
        end = row_from(begin, end, i, byte + 1);
    }
    return best;
}

/* What numbers of the C1 range mean: windows-1252, as browsers have it. */
static gunichar mend_number(gunichar number)
{
    static const uint16_t table[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (number >= 0x80 && number < 0xA0) {
        return table[number - 0x80];
    }
    return number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) ? 0xFFFD
                                                                                     : number;
}

static size_t numeric_reference(const char *at, size_t left, char text_r[HTML_REFERENCE_MAX],
                                size_t *size_r)
{
    gboolean is_hex = left > 2 && (at[2] | 0x20) == 'x';
    size_t i = is_hex ? 3 : 2, digits = i;
    gunichar number = 0;
    for (; i < left && (is_hex ? g_ascii_isxdigit(at[i]) : g_ascii_isdigit(at[i])); i++) {
        number = MIN(number * (is_hex ? 16 : 10) + (gunichar)g_ascii_xdigit_value(at[i]), 0x110000);
    }
    if (i == digits) {
        return 0;
    }
    *size_r = (size_t)g_unichar_to_utf8(mend_number(number), text_r);
    return i + (i < left && at[i] == ';' ? 1 : 0);
}

size_t html_reference(const char *at, size_t left, int is_in_attribute,
                      char text_r[HTML_REFERENCE_MAX], size_t *size_r)
{
    if (left > 1 && at[1] == '#') {
        return numeric_reference(at, left, text_r, size_r);
    }
    const struct reference *found = find_reference(at + 1, left - 1);
    if (!found) {
        return 0;
    }
    size_t size = found->name_size + 1u;
    /* Old addresses: "?a=1&copy=2" has no sign of copyright. */
    if (is_in_attribute && at[size - 1] != ';' && size < left &&
        (at[size] == '=' || g_ascii_isalnum(at[size]))) {
        return 0;
    }
    memcpy(text_r, found->text, found->text_size);
    *size_r = found->text_size;
    return size;
}
