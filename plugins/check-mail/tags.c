/* SPDX-License-Identifier: MIT
 *
 * Merge tags: what a mailing program should have filled in. Where their syntax is documented stands
 * in the README of this folder.
 */
#include "plugins/check-mail/mail.h"

typedef gboolean (*inner_fn)(struct ts_str inner);

static gboolean is_word_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_';
}

static struct ts_str skip(struct ts_str text, const char *bytes)
{
    while (text.len && text.ptr[0] && strchr(bytes, text.ptr[0])) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    return text;
}

/* ---- what may stand between the ends ---- */

/* Handlebars, Liquid, Jinja, HubL: a name, or a call, behind what opens or closes a section. */
static gboolean is_expression(struct ts_str inner)
{
    inner = skip(inner, " \t{#/^&>!~-$*%=@.");
    return inner.len && (g_ascii_isalpha(inner.ptr[0]) || inner.ptr[0] == '_' ||
                         inner.ptr[0] == '"' || inner.ptr[0] == '\'' || inner.ptr[0] & 0x80);
}

static gboolean is_upper_name(struct ts_str inner)
{
    size_t i = 0;
    while (i < inner.len && !g_ascii_islower(inner.ptr[i]) && inner.ptr[i] != '|') {
        if (inner.ptr[i] == ':') { /* what a function takes: *|DATE:d/m/y|* */
            return i > 1;
        }
        i++;
    }
    return i == inner.len && i > 1 && g_ascii_isupper(inner.ptr[0]);
}

/* Also "First Name", but no sentence that two signs happen to enclose. */
static gboolean is_name(struct ts_str inner)
{
    if (inner.len == 0 || inner.len > 60 ||
        !(g_ascii_isalpha(inner.ptr[0]) || inner.ptr[0] == '_')) {
        return FALSE;
    }
    for (size_t i = 0; i < inner.len; i++) {
        if (!is_word_byte(inner.ptr[i]) && !strchr(" .:-", inner.ptr[i])) {
            return FALSE;
        }
    }
    return inner.ptr[inner.len - 1] != ' ';
}

static gboolean is_variable(struct ts_str inner)
{
    return inner.len && (g_ascii_isalpha(inner.ptr[0]) || inner.ptr[0] == '_') &&
           !memchr(inner.ptr, '{', inner.len) && !memchr(inner.ptr, ';', inner.len);
}

static gboolean is_anything(struct ts_str inner)
{
    return inner.len > 0;
}

/* Where the signs alone are too common: names that only a mailing has. */
static gboolean is_field(struct ts_str inner)
{
    static const char *const fields[] = {
        "voornaam",
        "achternaam",
        "tussenvoegsel",
        "aanhef",
        "volledigenaam",
        "klantnaam",
        "bedrijfsnaam",
        "firstname",
        "lastname",
        "fullname",
        "fname",
        "lname",
        "contactname",
        "customername",
        "subscribername",
        "vorname",
        "nachname",
        "prenom",
        "naam",
        "name",
        "unsubscribe",
        "unsubscribeurl",
        "unsubscribelink",
        "unsub",
        "unsuburl",
        "uitschrijflink",
        "afmeldlink",
        "webversion",
        "webversionurl",
        "webversie",
        "unsubscribetext",
        "showinbrowser",
        "updateprofileurl",
        "companyfulladdress",
        "optin",
    };
    char word[32];
    size_t size = 0, i = 0;
    for (; i < inner.len && size < sizeof word - 1 &&
           (is_word_byte(inner.ptr[i]) || strchr(" -", inner.ptr[i]));
         i++) {
        if (g_ascii_isalnum(inner.ptr[i])) {
            word[size++] = g_ascii_tolower(inner.ptr[i]);
        }
    }
    word[size] = '\0';
    if (i < inner.len && !strchr(",|.", inner.ptr[i])) {
        return FALSE;
    }
    for (size_t f = 0; f < G_N_ELEMENTS(fields); f++) {
        if (strcmp(word, fields[f]) == 0) {
            return TRUE;
        }
    }
    return text_has(inner, ",fallback=");
}

/* Mailjet's [[data:firstname:"there"]], GetResponse's [[firstname]]. */
static gboolean is_double_bracket(struct ts_str inner)
{
    return text_begins(inner, "data:") || text_begins(inner, "var:") || is_field(inner);
}

/* ---- the ends ---- */

/* is_strict: the opening alone, before something like a name, is half a tag. */
static const struct syntax {
    const char *open, *close;
    inner_fn is_inner;
    gboolean is_strict;
} syntaxes[] = {
    {"*|", "|*", is_upper_name, TRUE},
    {"{{", "}}", is_expression, TRUE},
    {"{%", "%}", is_expression, TRUE},
    {"%%=", "=%%", is_anything, TRUE},
    {"%%[", "]%%", is_anything, FALSE},
    {"%%", "%%", is_name, FALSE},
    {"<%", "%>", is_anything, FALSE},
    {"{$", "}", is_variable, TRUE},
    {"${", "}", is_variable, FALSE},
    {"[[", "]]", is_double_bracket, FALSE},
    {"##", "##", is_field, FALSE},
    {"||", "||", is_field, FALSE},
    {"\302\253", "\302\273", is_field, FALSE}, /* mail merge of word processors */
    {"{", "}", is_field, FALSE},
    {"[", "]", is_field, FALSE},
    {"%", "%", is_field, FALSE},
    {"#", "#", is_field, FALSE},
    {"$", "$", is_field, FALSE},
};

/* The end of what looks like a name, for what is shown of half a tag. */
static size_t name_end(struct ts_str text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ') {
        at++;
    }
    while (at < text.len && (is_word_byte(text.ptr[at]) || strchr(".:@", text.ptr[at]))) {
        at++;
    }
    return at;
}

static gboolean is_half(const struct syntax *syntax, struct ts_str rest)
{
    struct ts_str inner = skip(rest, " ");
    gboolean is_call = strcmp(syntax->open, "%%=") == 0;
    if (!syntax->is_strict || !inner.len) {
        return FALSE;
    }
    return strcmp(syntax->open, "*|") == 0 ? g_ascii_isupper(inner.ptr[0])
                                           : g_ascii_isalpha(inner.ptr[0]) || is_call;
}

static gboolean open_at(struct ts_str text, size_t at, const struct syntax *syntax,
                        struct tag *tag_r)
{
    size_t open = strlen(syntax->open);
    if (text.len - at < open || memcmp(text.ptr + at, syntax->open, open) != 0) {
        return FALSE;
    }
    struct ts_str rest = ts_bytes(text.ptr + at + open, text.len - at - open);
    struct ts_str near = ts_bytes(rest.ptr, MIN(rest.len, MAIL_TAG_MAX));
    const char *close =
        near.len ? memmem(near.ptr, near.len, syntax->close, strlen(syntax->close)) : NULL;
    if (close) {
        size_t inner = (size_t)(close - near.ptr);
        *tag_r = (struct tag){.offset = at, .length = open + inner + strlen(syntax->close)};
        return syntax->is_inner(ts_bytes(near.ptr, inner));
    }
    *tag_r = (struct tag){.offset = at, .is_broken = TRUE};
    tag_r->length = name_end(text, at + open) - at;
    return is_half(syntax, rest);
}

/* The end of a tag whose beginning is nowhere near. */
static gboolean close_at(struct ts_str text, size_t at, struct tag *tag_r)
{
    size_t begin = at;
    size_t reach = MIN(at, MAIL_TAG_MAX);
    gboolean is_star = at + 1 < text.len && memcmp(text.ptr + at, "|*", 2) == 0;
    gboolean is_brace = at + 1 < text.len && memcmp(text.ptr + at, "}}", 2) == 0;
    if ((!is_star && !is_brace) || memchr(text.ptr + at - reach, is_brace ? '{' : '*', reach)) {
        return FALSE;
    }
    while (begin > 0 && is_brace && text.ptr[begin - 1] == ' ') {
        begin--;
    }
    size_t end = begin;
    while (begin > 0 && (is_word_byte(text.ptr[begin - 1]) || text.ptr[begin - 1] == '.')) {
        begin--;
    }
    *tag_r = (struct tag){.offset = begin, .length = at + 2 - begin, .is_broken = TRUE};
    return end - begin > 1 && (is_brace || g_ascii_isupper(text.ptr[begin]));
}

/* Each tag begins with one of these. */
static gboolean may_begin(char byte)
{
    return byte && strchr("*{%<$[#|}\302", byte);
}

gboolean tags_next(struct ts_str text, size_t from, struct tag *tag_r)
{
    for (size_t at = from; at < text.len; at++) {
        if (!may_begin(text.ptr[at])) {
            continue;
        }
        for (size_t i = 0; i < G_N_ELEMENTS(syntaxes); i++) {
            if (open_at(text, at, &syntaxes[i], tag_r)) {
                return TRUE;
            }
        }
        if (close_at(text, at, tag_r) && tag_r->offset >= from) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean tags_has_any(struct ts_str text)
{
    struct tag tag;
    return tags_next(text, 0, &tag);
}
