/* SPDX-License-Identifier: MIT
 *
 * JSON as pages have it, which is often not JSON: one pass makes it what RFC 8259 asks, the library
 * reads that.
 */
#include <string.h>

#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"

struct repair {
    const char *at, *end;
    GString *out;
    GArray *ends; /* gsize: where a value of the whole text ends in out */
    guint depth;
    gboolean has_comma; /* one was read and nothing after it */
    gboolean is_broken;
};

static gboolean begins(const struct repair *repair, const char *text)
{
    size_t size = strlen(text);
    return (size_t)(repair->end - repair->at) >= size && memcmp(repair->at, text, size) == 0;
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    return at;
}

/* ---- what stands between values ---- */

/* Behind the next such text, or to the end if there is none. */
static void skip_past(struct repair *repair, const char *text)
{
    size_t size = strlen(text);
    const char *found = memmem(repair->at, (size_t)(repair->end - repair->at), text, size);
    repair->is_broken |= !found && *text != '\n';
    repair->at = found ? found + size : repair->end;
}

/* "//" up to the end of the line; where only the line breaks were taken out of "//<![CDATA[", what
 * follows counts. */
static void skip_line_comment(struct repair *repair)
{
    repair->at += 2;
    while (repair->at < repair->end && (*repair->at == ' ' || *repair->at == '\t')) {
        repair->at++;
    }
    if (!begins(repair, "<![CDATA[") && !begins(repair, "]]>")) {
        skip_past(repair, "\n");
    }
}

/* All of it is a comment if a page hides its scripts from browsers before HTML 3.2. */
static void skip_html_comment(struct repair *repair)
{
    const char *inner = skip_blanks(repair->at + 4, repair->end);
    if (repair->out->len == 0 && inner < repair->end && (*inner == '{' || *inner == '[')) {
        repair->at = inner;
    } else {
        skip_past(repair, "-->");
    }
}

/* What stands there and says nothing: TRUE, and it is passed. */
static gboolean skip_noise(struct repair *repair)
{
    static const struct {
        const char *text;
        void (*skip)(struct repair *repair); /* NULL: only the text itself */
    } noises[] = {
        {"//", skip_line_comment}, {"<!--", skip_html_comment}, {"-->", NULL},
        {"<![CDATA[", NULL},       {"\xef\xbb\xbf", NULL},      {"\xc2\xa0", NULL},
        {"\xe2\x80\x8b", NULL},
    };
    if (g_ascii_isspace(*repair->at)) {
        repair->at++;
        return TRUE;
    }
    if (begins(repair, "/*")) {
        skip_past(repair, "*/");
        return TRUE;
    }
    if (repair->depth == 0 && begins(repair, "]]>")) {
        repair->at += 3;
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(noises); i++) {
        if (begins(repair, noises[i].text)) {
            if (noises[i].skip) {
                noises[i].skip(repair);
            } else {
                repair->at += strlen(noises[i].text);
            }
            return TRUE;
        }
    }
    return FALSE;
}

/* A comma is written when something follows it. */
static void begin_token(struct repair *repair)
{
    char last = repair->out->len ? repair->out->str[repair->out->len - 1] : '[';
    if (repair->has_comma && !strchr("[{:", last) && repair->depth) {
        g_string_append_c(repair->out, ',');
    }
    repair->has_comma = FALSE;
}

/* ---- strings ---- */

/* Is a quote that ends before at the end of its string? Otherwise it stands inside. */
static gboolean is_closed_before(const char *at, const char *end)
{
    at = skip_blanks(at, end);
    return at >= end || strchr(",:}]", *at) || *at == '\0' ||
           (end - at >= 2 && (memcmp(at, "//", 2) == 0 || memcmp(at, "/*", 2) == 0)) ||
           (end - at >= 4 && memcmp(at, "<!--", 4) == 0);
}

static int unit_of(const char *at, const char *end)
{
    int unit = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return -1;
    }
    for (int i = 2; i < 6; i++) {
        int digit = g_ascii_xdigit_value(at[i]);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

/* "\u...."; half a pair, and U+0000, are replaced (RFC 8259, section 8.2). */
static void take_unit(struct repair *repair)
{
    int unit = unit_of(repair->at, repair->end);
    if (unit < 0) {
        repair->at++; /* the backslash */
        return;
    }
    gboolean is_high = unit >= 0xd800 && unit < 0xdc00;
    int low = is_high ? unit_of(repair->at + 6, repair->end) : -1;
    if (low >= 0xdc00 && low < 0xe000) {
        g_string_append_len(repair->out, repair->at, 12);
        repair->at += 12;
        return;
    }
    if (unit == 0 || (unit >= 0xd800 && unit < 0xe000)) {
        g_string_append(repair->out, "\\ufffd");
    } else {
        g_string_append_len(repair->out, repair->at, 6);
    }
    repair->at += 6;
}

static void take_escape(struct repair *repair)
{
    char next = repair->at + 1 < repair->end ? repair->at[1] : '\0';
    if (next == 'u') {
        take_unit(repair);
    } else if (next && strchr("\"\\/bfnrt", next)) {
        g_string_append_len(repair->out, repair->at, 2);
        repair->at += 2;
    } else {
        repair->at++; /* of an escape that there is not, the character stays: \' */
        if (next == '\'') {
            g_string_append_c(repair->out, '\'');
            repair->at++;
        }
    }
}

static void take_character(struct repair *repair)
{
    guchar c = (guchar)*repair->at++;
    if (c == '"') {
        g_string_append(repair->out, "\\\"");
    } else if (c < 0x20) {
        g_string_append_printf(repair->out, "\\u%04x", c ? c : 0xfffdu);
    } else {
        g_string_append_c(repair->out, (gchar)c);
    }
}

/* quote: what the string begins with, and ends with. */
static void take_string(struct repair *repair, const char *quote)
{
    size_t size = strlen(quote);
    begin_token(repair);
    g_string_append_c(repair->out, '"');
    repair->at += size;
    while (repair->at < repair->end) {
        if (*repair->at == *quote && begins(repair, quote) &&
            is_closed_before(repair->at + size, repair->end)) {
            repair->at += size;
            g_string_append_c(repair->out, '"');
            return;
        }
        const char *run = repair->at;
        while (repair->at < repair->end && (guchar)*repair->at >= 0x20 && *repair->at != '"' &&
               *repair->at != '\\' && *repair->at != *quote) {
            repair->at++;
        }
        g_string_append_len(repair->out, run, repair->at - run);
        if (repair->at < repair->end && *repair->at == '\\') {
            take_escape(repair);
        } else if (repair->at < repair->end && repair->at == run) {
            take_character(repair);
        }
    }
    repair->is_broken = TRUE;
}

/* ---- the rest ---- */

static gboolean is_word_character(char c)
{
    return g_ascii_isalnum(c) || (c && strchr("+-._$@", c)) || (guchar)c >= 0x80;
}

/* A number is kept as written, so that "0031" and "1.50" stay what they are. */
static void take_word(struct repair *repair)
{
    const char *begin = repair->at;
    while (repair->at < repair->end && is_word_character(*repair->at)) {
        repair->at++;
    }
    size_t size = (size_t)(repair->at - begin);
    static const char *const plain[] = {"true", "false", "null"};
    begin_token(repair);
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (size == strlen(plain[i]) && memcmp(begin, plain[i], size) == 0) {
            g_string_append_len(repair->out, begin, (gssize)size);
            return;
        }
    }
    const char *next = skip_blanks(repair->at, repair->end);
    gboolean is_name = next < repair->end && *next == ':';
    gboolean is_number = g_ascii_isdigit(*begin) || (size > 1 && strchr("+-.", *begin) != NULL);
    if (size == 0 || (!is_name && !is_number)) {
        repair->is_broken = TRUE;
        repair->at = repair->end;
        return;
    }
    g_string_append_printf(repair->out, "\"%.*s\"", (int)size, begin);
}

static void take_bracket(struct repair *repair)
{
    char c = *repair->at++;
    if (c == '{' || c == '[') {
        begin_token(repair);
        repair->depth++;
        if (repair->depth > ITEM_JSON_DEPTH) {
            repair->is_broken = TRUE;
            repair->at = repair->end;
        }
    } else if (repair->depth == 0) {
        repair->is_broken = TRUE;
        return;
    } else {
        repair->has_comma = FALSE;
        repair->depth--;
    }
    g_string_append_c(repair->out, c);
    if (repair->depth == 0) {
        g_array_append_val(repair->ends, repair->out->len);
    }
}

static void take_token(struct repair *repair)
{
    char c = *repair->at;
    if (strchr("{}[]", c) && c) {
        take_bracket(repair);
    } else if (c == ',' || (c == ';' && repair->depth == 0)) {
        repair->has_comma = TRUE;
        repair->at++;
    } else if (repair->depth == 0) { /* "var data =", or a text that is no JSON at all */
        repair->is_broken = TRUE;
        repair->at = repair->end;
    } else if (c == ':') {
        g_string_append_c(repair->out, c);
        repair->at++;
    } else if (c == '"' || c == '\'') {
        take_string(repair, c == '"' ? "\"" : "'");
    } else if (begins(repair, "&quot;")) {
        take_string(repair, "&quot;");
    } else {
        take_word(repair);
    }
}

GPtrArray *items_json(struct ts_str text, gboolean *is_broken_r)
{
    struct repair repair = {
        .at = text.ptr,
        .end = text.ptr + text.len,
        .out = g_string_sized_new(text.len + text.len / 8 + 16),
        .ends = g_array_new(FALSE, FALSE, sizeof(gsize)),
    };
    while (repair.at < repair.end) {
        if (!skip_noise(&repair)) {
            take_token(&repair);
        }
    }
    GPtrArray *values = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    gsize begin = 0;
    for (guint i = 0; i < repair.ends->len; i++) {
        gsize end = g_array_index(repair.ends, gsize, i);
        json_t *value = json_loadb(repair.out->str + begin, end - begin, 0, NULL);
        if (value) {
            g_ptr_array_add(values, value);
        }
        repair.is_broken |= value == NULL;
        begin = end;
    }
    *is_broken_r = repair.is_broken || repair.depth > 0;
    g_string_free(repair.out, TRUE);
    g_array_unref(repair.ends);
    return values;
}
