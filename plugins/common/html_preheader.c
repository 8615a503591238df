/* SPDX-License-Identifier: MIT
 *
 * The text that mail programs show beside the subject: it stands before all other, and is hidden.
 */
#include <string.h>

#include "plugins/common/html_private.h"

#define STYLE_MAX_LEN 4096u /* bytes of a style that is looked at */

/* The declarations without white space, lower case. */
static void squeeze(const char *style, char bare_r[STYLE_MAX_LEN + 1])
{
    size_t size = 0;
    for (; *style && size < STYLE_MAX_LEN; style++) {
        if (!html_is_space(*style)) {
            bare_r[size++] = g_ascii_tolower(*style);
        }
    }
    bare_r[size] = '\0';
}

gboolean html_style_hides(const char *style)
{
    char bare[STYLE_MAX_LEN + 1];
    squeeze(style, bare);
    return strstr(bare, "display:none") || strstr(bare, "visibility:hidden");
}

/* "max-height:0", "0px" and "0.0", but not "0.5em". */
static gboolean is_nothing(const char *bare, const char *property)
{
    const char *at = strstr(bare, property);
    if (!at) {
        return FALSE;
    }
    at += strlen(property);
    size_t zeros = strspn(at, "0.");
    return zeros > 0 && !g_ascii_isdigit(at[zeros]);
}

/* No room, or nothing to be seen: so preheaders are hidden from those who read the mail, and from
 * no others. Further down it is a trick of layout, undone on other screens. */
static gboolean has_no_room(const char *style)
{
    char bare[STYLE_MAX_LEN + 1];
    squeeze(style, bare);
    return is_nothing(bare, "max-height:") || is_nothing(bare, "opacity:") ||
           (is_nothing(bare, ";height:") && strstr(bare, "overflow:hidden"));
}

gboolean html_begins_preheader(struct html_reader *reader, const struct open_element *open,
                               gboolean was_hidden)
{
    gboolean is_mail = reader->input->is_part || reader->input->is_mail;
    if (!is_mail || reader->has_visible || was_hidden ||
        !block_builder_is_empty(&reader->builder) || open->node->element->flags & ELEMENT_HIDDEN) {
        return FALSE;
    }
    const char *style =
        open->is_hiding ? NULL : html_attribute(reader, open->node, ATTRIBUTE_STYLE);
    return open->is_hiding || (style && has_no_room(style));
}

/* Blanks that keep other text out of the preview: they have no width, or do not break. */
static gboolean is_filler(gunichar character)
{
    static const gunichar fillers[] = {0x00A0, 0x00AD, 0x034F, 0x061C, 0x2007, 0x2060, 0xFEFF};
    for (size_t i = 0; i < G_N_ELEMENTS(fillers); i++) {
        if (character == fillers[i]) {
            return TRUE;
        }
    }
    return g_unichar_isspace(character) || (character >= 0x200B && character <= 0x200F);
}

void html_trim_preheader(struct block_builder *builder)
{
    GString *text = builder->text;
    gsize size = 0;
    gboolean has_words = FALSE;
    for (const char *at = text->str; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        has_words |= g_unichar_isalnum(character);
        if (!is_filler(character)) {
            size = (gsize)(g_utf8_next_char(at) - text->str);
        }
    }
    if (!has_words) {
        size = 0;
    }
    while (builder->marks->len > 0 &&
           g_array_index(builder->marks, struct ts_mark, builder->marks->len - 1).offset >= size) {
        g_array_set_size(builder->marks, builder->marks->len - 1);
    }
    for (guint i = 0; i < builder->spans->len; i++) {
        struct ts_span *span = &g_array_index(builder->spans, struct ts_span, i);
        span->offset = (uint32_t)MIN(span->offset, size);
        span->length = (uint32_t)MIN(span->length, size - span->offset);
    }
    g_string_truncate(text, size);
}
