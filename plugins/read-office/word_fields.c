/* SPDX-License-Identifier: MIT
 *
 * Fields of a DOCX (ECMA-376 part 1, 17.16): what they do is no text, what they show is; one that
 * is a link becomes one.
 */
#include <string.h>

#include "plugins/read-office/word.h"

#define FIELDS 200u             /* inside each other */
#define INSTRUCTION_SIZE 16384u /* bytes; an address is shorter */

static struct word_field *last(const struct word *word)
{
    return word->fields->len
               ? &g_array_index(word->fields, struct word_field, word->fields->len - 1)
               : NULL;
}

gboolean word_fields_hide(const struct word *word)
{
    for (guint i = 0; i < word->fields->len; i++) {
        if (!g_array_index(word->fields, struct word_field, i).is_shown) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- HYPERLINK "address" \l "bookmark" \o "tip" (17.16.5.25) ---- */

/* The next word of an instruction, without its quotes; NULL at the end. */
static char *next_word(const char **at)
{
    *at += strspn(*at, " \t\r\n");
    if (**at == '\0') {
        return NULL;
    }
    if (**at != '"') {
        size_t size = strcspn(*at, " \t\r\n");
        char *word = g_strndup(*at, size);
        *at += size;
        return word;
    }
    GString *word = g_string_new(NULL);
    for ((*at)++; **at && **at != '"'; (*at)++) {
        if (**at == '\\' && (*at)[1]) {
            (*at)++;
        }
        g_string_append_c(word, **at);
    }
    *at += **at == '"' ? 1 : 0;
    return g_string_free(word, FALSE);
}

static char *link_of(const char *instruction)
{
    g_autofree char *name = next_word(&instruction);
    g_autofree char *address = NULL, *bookmark = NULL;
    if (!name || g_ascii_strcasecmp(name, "HYPERLINK") != 0) {
        return NULL;
    }
    for (char *word; (word = next_word(&instruction));) {
        gboolean is_switch = word[0] == '\\' && word[1] && !word[2];
        if (is_switch && strchr("lot", g_ascii_tolower(word[1]))) {
            char *value = next_word(&instruction);
            if (g_ascii_tolower(word[1]) == 'l' && !bookmark) {
                bookmark = g_steal_pointer(&value);
            }
            g_free(value);
        } else if (!is_switch && !address) {
            address = g_steal_pointer(&word);
        }
        g_free(word);
    }
    return g_strconcat(address ? address : "", bookmark ? "#" : "", bookmark ? bookmark : "", NULL);
}

/* ---- from begin to end ---- */

static void begin_field(struct ooxml *ooxml, const char *instruction)
{
    struct word_field field = {.instruction = g_string_new(instruction)};
    if (ooxml->word->fields->len < FIELDS) {
        g_array_append_val(ooxml->word->fields, field);
    } else {
        g_string_free(field.instruction, TRUE);
    }
}

static void show_field(struct ooxml *ooxml)
{
    struct word_field *field = last(ooxml->word);
    struct paragraph *paragraph = writer_paragraph(ooxml->writer);
    if (!field || field->is_shown) {
        return;
    }
    field->is_shown = TRUE;
    g_autofree char *href = link_of(field->instruction->str);
    if (href && *href && paragraph && !word_fields_hide(ooxml->word)) {
        writer_begin_link(ooxml->writer, href);
        field->link_paragraph = paragraph->serial;
    }
}

static void end_field(struct ooxml *ooxml)
{
    struct word_field *field = last(ooxml->word);
    struct paragraph *paragraph = writer_paragraph(ooxml->writer);
    if (!field) {
        return;
    }
    if (paragraph && field->link_paragraph == paragraph->serial) {
        writer_end_link(ooxml->writer);
    }
    g_string_free(field->instruction, TRUE);
    g_array_set_size(ooxml->word->fields, ooxml->word->fields->len - 1);
}

void word_fields_clear(struct word *word)
{
    for (guint i = 0; i < word->fields->len; i++) {
        g_string_free(g_array_index(word->fields, struct word_field, i).instruction, TRUE);
    }
    g_array_set_size(word->fields, 0);
}

void word_take_field_character(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *type = xml_attribute(tag, "w:fldCharType");
    if (!type) {
        return;
    }
    if (g_str_equal(type, "begin")) {
        begin_field(ooxml, "");
    } else if (g_str_equal(type, "separate")) {
        show_field(ooxml);
    } else if (g_str_equal(type, "end")) {
        end_field(ooxml);
    }
}

void word_begin_simple_field(void *self, const struct xml_tag *tag)
{
    g_autofree char *instruction = xml_attribute(tag, "w:instr");
    begin_field(self, instruction);
    show_field(self);
}

void word_end_simple_field(void *self)
{
    end_field(self);
}

void word_begin_instruction(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    ooxml->word->is_in_instruction = TRUE;
}

void word_end_instruction(void *self)
{
    ((struct ooxml *)self)->word->is_in_instruction = FALSE;
}

gboolean word_takes_text(struct ooxml *ooxml, struct ts_str text)
{
    struct word *word = ooxml->word;
    struct word_field *field = last(word);
    if (word->is_in_instruction) {
        if (field && field->instruction->len + text.len <= INSTRUCTION_SIZE) {
            g_string_append_len(field->instruction, text.ptr, (gssize)text.len);
        }
        return TRUE;
    }
    return word->is_hidden || word_fields_hide(word);
}
