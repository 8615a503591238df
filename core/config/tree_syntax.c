/* SPDX-License-Identifier: MIT
 *
 * libyaml's complaints made readable: where the collection began that went wrong, and what to do.
 */
#include "core/config/tree_syntax.h"

#include <glib.h>
#include <libintl.h>

/* The character at a mark; marks count characters, and not the byte order mark. */
static char letter_at(struct ts_str text, size_t index)
{
    const char *at = text.ptr, *end = text.ptr + text.len;
    if (text.len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
        at += 3;
    }
    while (at < end && index-- > 0) {
        at = g_utf8_next_char(at);
    }
    return at < end ? *at : '\0';
}

/* libyaml says what it could not do; this says what to do about it. */
static const char *hint(char letter)
{
    if (letter == '\t') {
        return "; indent with spaces, not tabs";
    }
    if (letter && strchr("@`%*&!|>", letter)) {
        return "; put text that begins with this character in quotes";
    }
    return "";
}

static const struct {
    const char *context, *name;
} contexts[] = {
    {"while parsing a block mapping", "the map"},
    {"while parsing a block collection", "the list"},
    {"while parsing a flow mapping", "the map in braces"},
    {"while parsing a flow sequence", "the list in brackets"},
    {"while scanning a quoted scalar", "the quoted text"},
    {"while scanning a block scalar", "the block of text"},
    {"while scanning a simple key", "the key"},
};

static char *place_of(const yaml_parser_t *parser)
{
    for (size_t i = 0; parser->context && i < G_N_ELEMENTS(contexts); i++) {
        if (strcmp(parser->context, contexts[i].context) == 0) {
            return g_strdup_printf(" in %s that begins on line %zu", contexts[i].name,
                                   parser->context_mark.line + 1);
        }
    }
    return g_strdup("");
}

char *tree_syntax_error(const yaml_parser_t *parser, struct ts_str text)
{
    g_autofree char *place = place_of(parser);
    if (parser->error == YAML_MEMORY_ERROR) {
        return g_strdup(gettext("too little memory to read this file"));
    }
    if (parser->error == YAML_READER_ERROR) {
        return g_strdup_printf(gettext("not valid YAML: %s (byte %zu)"), parser->problem,
                               parser->problem_offset);
    }
    return g_strdup_printf(gettext("not valid YAML: %s%s%s"), parser->problem, place,
                           hint(letter_at(text, parser->problem_mark.index)));
}
