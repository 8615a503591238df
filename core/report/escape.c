/* SPDX-License-Identifier: MIT
 *
 * Escaping for terminal, HTML, XML, URI, JSON, CSV, Markdown and workflow commands.
 */
#include "core/report/escape.h"

#include <string.h>

gboolean escape_is_steering(gunichar character)
{
    switch (g_unichar_type(character)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
        return TRUE;
    default:
        /* Hangul fillers: letters to Unicode, but nothing to the eye. */
        return character == 0x115F || character == 0x1160 || character == 0x3164 ||
               character == 0xFFA0;
    }
}

typedef void (*put_fn)(GString *out, const char *at, const char *next, gunichar character);

/* Printable ASCII without a meaning in the format, from here on. */
static const char *plain_end(const char *text, const char *end, const char *special)
{
    while (text < end && *text >= ' ' && *text < 0x7F && !(*special && strchr(special, *text))) {
        text++;
    }
    return text;
}

/* Copies stretches of plain ASCII (special NULL: there is none) and hands every other character to
 * put; what is no UTF-8 comes as U+FFFD, a byte at a time. */
static void each_character(GString *out, const char *text, gssize len, const char *special,
                           put_fn put)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
    while (text < end) {
        const char *plain = special ? plain_end(text, end, special) : text;
        if (plain > text) {
            g_string_append_len(out, text, plain - text);
            text = plain;
            continue;
        }
        gunichar character = g_utf8_get_char_validated(text, end - text);
        const char *next = text + 1;
        if ((guchar)*text < 0x80) {
            put(out, text, next, (guchar)*text);
        } else if (character >= 0x110000) {
            put(out, replacement, replacement + 3, 0xFFFD);
        } else {
            next = g_utf8_next_char(text);
            put(out, text, next, character);
        }
        text = next;
    }
}

static void put_visible(GString *out, const char *at, const char *next, gunichar character)
{
    if (character != ' ' && escape_is_steering(character)) {
        g_string_append_printf(out, "\\u{%X}", character);
    } else {
        g_string_append_len(out, at, next - at);
    }
}

static void put_html(GString *out, const char *at, const char *next, gunichar character)
{
    static const struct {
        char character;
        const char *entity;
    } entities[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(entities); i++) {
        if (character == (guchar)entities[i].character) {
            g_string_append(out, entities[i].entity);
            return;
        }
    }
    put_visible(out, at, next, character);
}

static void put_uri(GString *out, const char *at, const char *next, gunichar character)
{
    for (; at < next; at++) {
        if (g_ascii_isalnum(*at) || (*at && strchr("._~", *at))) {
            g_string_append_c(out, *at);
        } else {
            g_string_append_printf(out, "%%%02X", (guchar)*at);
        }
    }
}

static void put_json(GString *out, const char *at, const char *next, gunichar character)
{
    if (character < 0x7F || !escape_is_steering(character)) {
        g_string_append_len(out, at, next - at);
    } else if (character < 0x10000) {
        g_string_append_printf(out, "\\u%04x", character);
    } else {
        character -= 0x10000;
        g_string_append_printf(out, "\\u%04x\\u%04x", 0xD800 + (character >> 10),
                               0xDC00 + (character & 0x3FF));
    }
}

void escape_terminal(GString *out, const char *text, gssize len)
{
    each_character(out, text, len, "", put_visible);
}

void escape_html(GString *out, const char *text, gssize len)
{
    each_character(out, text, len, "&<>\"'", put_html);
}

void escape_uri_part(GString *out, const char *text, gssize len)
{
    each_character(out, text, len, NULL, put_uri);
}

void escape_json_line(GString *out, const char *line)
{
    each_character(out, line, -1, "", put_json);
}

gboolean escape_is_web_link(const char *locator)
{
    if (g_ascii_strncasecmp(locator, "http://", 7) != 0 &&
        g_ascii_strncasecmp(locator, "https://", 8) != 0) {
        return FALSE;
    }
    for (; *locator; locator++) {
        if ((guchar)*locator <= ' ' || *locator == 0x7F || strchr("\"'<>\\`", *locator)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* XML 1.0 has no way to say the last two characters of the basic plane. */
static void put_xml(GString *out, const char *at, const char *next, gunichar character)
{
    if (character == 0xFFFE || character == 0xFFFF) {
        g_string_append_printf(out, "\\u{%X}", character);
    } else {
        put_html(out, at, next, character);
    }
}

void escape_xml(GString *out, const char *text, gssize len)
{
    each_character(out, text, len, "&<>\"'", put_xml);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

/* The sign itself or, as East Asian keyboards have it, twice as wide. */
static gboolean begins_formula(const char *text)
{
    static const char *const signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_str_has_prefix(text, signs[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* At a separator: would what follows be a formula in a cell of its own? "5,-" is a price. */
static gboolean hides_formula(const char *at)
{
    const char *next = at + 1 + strspn(at + 1, " ");
    return begins_formula(next) && !(*next == '-' && strchr(" ,;", next[1]));
}

void escape_csv(GString *out, const char *text)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    escape_terminal(shown, text, -1);
    gboolean is_formula = begins_formula(shown->str + strspn(shown->str, " "));
    gboolean is_quoted = is_formula || strpbrk(shown->str, ",;\"") != NULL;
    g_string_append(out, is_quoted ? "\"" : "");
    g_string_append(out, is_formula ? "'" : "");
    for (const char *at = shown->str; *at; at++) {
        g_string_append(out, *at == '"' ? "\"" : "");
        g_string_append_c(out, *at);
        if ((*at == ',' || *at == ';') && hides_formula(at)) {
            g_string_append_c(out, '\'');
        }
    }
    g_string_append(out, is_quoted ? "\"" : "");
}

/* ---- Markdown -------------------------------------------------------------------------------- */

#define WORD_JOINER "\xE2\x81\xA0"

/* Readers look for these in the text that is left when markup is done, so a backslash is no help:
 * mentions, references to issues, addresses that become links by themselves. */
static gboolean breaks_after(const char *text, const char *at)
{
    if (*at == '@' || *at == '#') {
        return g_ascii_isalnum(at[1]) && (*at == '@' || g_ascii_isdigit(at[1]));
    }
    if (*at == ':') {
        return at[1] == '/';
    }
    return *at == '.' && at - text >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0;
}

/* Has this character a meaning where it stands? Some have one at the beginning only. */
static gboolean is_markup(const char *text, const char *at)
{
    if (strchr("\\`*_{}[]<>|~&$", *at)) {
        return TRUE;
    }
    return (at == text && strchr("#+-=:", *at)) || (*at == '!' && at[1] == '[') ||
           ((*at == '.' || *at == ')') && at > text &&
            strspn(text, "0123456789") == (gsize)(at - text));
}

void escape_markdown(GString *out, const char *text)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    escape_terminal(shown, text, -1);
    const char *begin = shown->str + strspn(shown->str, " ");
    for (const char *at = begin; *at; at++) {
        if (is_markup(begin, at)) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
        if (breaks_after(begin, at)) {
            g_string_append(out, WORD_JOINER);
        }
    }
}

/* ---- workflow commands ----------------------------------------------------------------------- */

/* A runner takes "::name" for a command where a line begins, after white space too, and "##[name"
 * anywhere. */
void escape_log_lines(GString *lines)
{
    gboolean is_begin = TRUE;
    for (gsize i = 0; i < lines->len; i++) {
        const char *at = lines->str + i;
        if ((is_begin && g_str_has_prefix(at, "::")) || g_str_has_prefix(at, "##[")) {
            g_autofree char *visible = g_strdup_printf("\\u{%X}", (guint)(guchar)*at);
            g_string_erase(lines, (gssize)i, 1);
            g_string_insert(lines, (gssize)i, visible);
            i += strlen(visible) - 1;
        }
        is_begin = lines->str[i] == '\n' || (is_begin && g_ascii_isspace(lines->str[i]));
    }
}

void escape_workflow(GString *out, const char *text, gboolean is_property)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    escape_terminal(shown, text, -1); /* no line ends are left */
    escape_log_lines(shown);
    for (const char *at = shown->str; *at; at++) {
        if (*at == '%' || (is_property && (*at == ':' || *at == ','))) {
            g_string_append_printf(out, "%%%02X", (guchar)*at);
        } else {
            g_string_append_c(out, *at);
        }
    }
}
