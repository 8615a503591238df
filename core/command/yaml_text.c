/* SPDX-License-Identifier: MIT
 *
 * What a page said is quoted or made a comment of one line: it is text wherever it lands.
 */
#include "core/command/yaml_text.h"

#include "core/report/escape.h"

void yaml_quote(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append_c(out, '"');
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '"' || character == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, (char)character);
        } else if (character > 0xFFFF && escape_is_steering(character)) {
            g_string_append_printf(out, "\\U%08X", character);
        } else if (character < ' ' || character == 0x7F || escape_is_steering(character)) {
            g_string_append_printf(out, "\\u%04X", character);
        } else {
            g_string_append_unichar(out, character);
        }
    }
    g_string_append_c(out, '"');
}

void yaml_comment(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    gboolean is_long = g_utf8_strlen(valid, -1) > YAML_COMMENT;
    const char *end = is_long ? g_utf8_offset_to_pointer(valid, YAML_COMMENT) : NULL;
    escape_terminal(out, valid, end ? end - valid : -1);
    if (is_long) {
        g_string_append(out, "...");
    }
}
