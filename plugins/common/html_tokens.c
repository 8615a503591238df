/* SPDX-License-Identifier: MIT
 *
 * Cuts a page into tags, text and comments.
 */
#include "plugins/common/html_tokens.h"

#include <string.h>

gboolean html_is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

void html_tokens_init(struct html_tokens *tokens, struct ts_str source, struct html_arena *arena)
{
    *tokens = (struct html_tokens){
        .source = source,
        .arena = arena,
        .others = g_hash_table_new(g_str_hash, g_str_equal),
    };
}

void html_tokens_finish(struct html_tokens *tokens)
{
    g_hash_table_unref(tokens->others);
}

/* ---- names ---- */

/* An element that the table does not have: one record a name. */
static const struct element *other_element(struct html_tokens *tokens, const char *name,
                                           size_t size)
{
    char *lower = html_arena_alloc(tokens->arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        lower[i] = name[i] ? g_ascii_tolower(name[i]) : '?';
    }
    lower[size] = '\0';
    const struct element *known = g_hash_table_lookup(tokens->others, lower);
    if (!known) {
        struct element *own = html_arena_alloc(tokens->arena, sizeof *own);
        *own = (struct element){.name = lower, .tag = TAG_OTHER};
        g_hash_table_insert(tokens->others, lower, own);
        known = own;
    }
    return known;
}

static const struct element *element_named(struct html_tokens *tokens, const char *name,
                                           size_t size)
{
    const struct element *known = html_element_find(name, size);
    return known ? known : other_element(tokens, name, size);
}

/* ---- attributes ---- */

static void keep_attribute(struct html_token *token, enum html_attribute_id id, size_t begin,
                           size_t end)
{
    if (id == ATTRIBUTE_OTHER || token->present & (1ull << id)) {
        return;
    }
    token->present |= 1ull << id;
    token->attributes[token->attribute_count++] =
        (struct html_attribute){id, (uint32_t)begin, (uint32_t)(end - begin)};
}

static size_t skip_space(struct ts_str source, size_t at)
{
    while (at < source.len && html_is_space(source.ptr[at])) {
        at++;
    }
    return at;
}

/* The value after '=', and where the tag goes on; beyond the source if it never ends. */
static size_t cut_value(struct ts_str source, size_t at, size_t *begin_r, size_t *end_r)
{
    at = skip_space(source, at);
    *begin_r = *end_r = at;
    if (at < source.len && (source.ptr[at] == '"' || source.ptr[at] == '\'')) {
        const char *close = memchr(source.ptr + at + 1, source.ptr[at], source.len - at - 1);
        *begin_r = at + 1;
        *end_r = close ? (size_t)(close - source.ptr) : source.len;
        return *end_r + 1;
    }
    while (at < source.len && source.ptr[at] != '>' && !html_is_space(source.ptr[at])) {
        at++;
    }
    *end_r = at;
    return at;
}

static gboolean ends_name(char byte)
{
    return byte == '=' || byte == '/' || byte == '>' || html_is_space(byte);
}

/* One attribute that begins here; where the tag goes on. */
static size_t cut_attribute(struct ts_str source, size_t at, struct html_written *written_r)
{
    size_t name = at, begin, end;
    do { /* an '=' that comes first belongs to the name */
        at++;
    } while (at < source.len && !ends_name(source.ptr[at]));
    size_t next = skip_space(source, at);
    written_r->name = ts_bytes(source.ptr + name, at - name);
    begin = end = at;
    if (next < source.len && source.ptr[next] == '=') {
        at = cut_value(source, next + 1, &begin, &end);
    }
    written_r->begin = (uint32_t)begin;
    written_r->size = (uint32_t)(end - begin);
    return at;
}

gboolean html_next_attribute(struct ts_str source, size_t *at, struct html_written *written_r)
{
    while (*at < source.len && (html_is_space(source.ptr[*at]) || source.ptr[*at] == '/')) {
        ++*at;
    }
    if (*at >= source.len || source.ptr[*at] == '>') {
        return FALSE;
    }
    *at = cut_attribute(source, *at, written_r);
    return TRUE;
}

/* From behind the tag's name to behind its '>'; beyond the source if it never ends. */
static size_t cut_attributes(struct ts_str source, size_t at, struct html_token *token)
{
    struct html_written written;
    for (;;) {
        at = skip_space(source, at);
        if (at >= source.len) {
            return source.len + 1;
        }
        if (source.ptr[at] == '>') {
            return at + 1;
        }
        if (source.ptr[at] == '/') {
            at++;
            token->is_self_closing = at < source.len && source.ptr[at] == '>';
            continue;
        }
        at = cut_attribute(source, at, &written);
        keep_attribute(token, html_attribute_find(written.name.ptr, written.name.len),
                       written.begin, written.begin + written.size);
    }
}

/* ---- markup ---- */

/* A tag that never ends is no tag, and nothing else (section 13.2.5.32: eof-in-tag). */
static void cut_tag(struct html_tokens *tokens, struct html_token *token, gboolean is_end)
{
    struct ts_str source = tokens->source;
    size_t name = tokens->at + (is_end ? 2 : 1), at = name;
    while (at < source.len && source.ptr[at] != '>' && source.ptr[at] != '/' &&
           !html_is_space(source.ptr[at])) {
        at++;
    }
    size_t name_end = at;
    at = cut_attributes(source, at, token);
    if (at > source.len) {
        tokens->at = source.len;
        token->kind = TOKEN_END_OF_FILE;
        return;
    }
    token->kind = is_end ? TOKEN_END : TOKEN_START;
    token->element = element_named(tokens, source.ptr + name, name_end - name);
    tokens->at = at;
}

/* Where a comment ends whose text begins here (sections 13.2.5.43 to 52). */
static size_t comment_end(struct ts_str source, size_t at)
{
    if (at < source.len && source.ptr[at] == '>') {
        return at + 1;
    }
    if (at + 1 < source.len && source.ptr[at] == '-' && source.ptr[at + 1] == '>') {
        return at + 2;
    }
    while (at < source.len) {
        const char *dash = memchr(source.ptr + at, '-', source.len - at);
        if (!dash) {
            break;
        }
        at = (size_t)(dash - source.ptr) + 1;
        size_t dashes = at;
        while (at < source.len && source.ptr[at] == '-') {
            at++;
        }
        if (at == dashes) {
            continue;
        }
        if (at < source.len && source.ptr[at] == '>') {
            return at + 1;
        }
        if (at + 1 < source.len && source.ptr[at] == '!' && source.ptr[at + 1] == '>') {
            return at + 2;
        }
    }
    return source.len;
}

static size_t after_byte(struct ts_str source, size_t at, char byte)
{
    const char *found = at < source.len ? memchr(source.ptr + at, byte, source.len - at) : NULL;
    return found ? (size_t)(found - source.ptr) + 1 : source.len;
}

static gboolean begins(struct ts_str source, size_t at, const char *word)
{
    size_t size = strlen(word);
    return source.len - MIN(at, source.len) >= size &&
           g_ascii_strncasecmp(source.ptr + at, word, size) == 0;
}

static void cut_doctype(struct html_tokens *tokens, struct html_token *token)
{
    size_t name = skip_space(tokens->source, tokens->at + strlen("<!doctype"));
    size_t next = name + strlen("html");
    token->kind = TOKEN_DOCTYPE;
    token->is_plain_doctype =
        begins(tokens->source, name, "html") && next < tokens->source.len &&
        (html_is_space(tokens->source.ptr[next]) || tokens->source.ptr[next] == '>');
    tokens->at = after_byte(tokens->source, tokens->at, '>');
}

/* Text up to "]]>", inside svg and math. */
static void enter_cdata(struct html_tokens *tokens)
{
    size_t at = tokens->at + strlen("<![CDATA[");
    const char *close =
        g_strstr_len(tokens->source.ptr + at, (gssize)(tokens->source.len - at), "]]>");
    while (!close && at < tokens->source.len) { /* g_strstr_len ends at a NUL */
        const char *nul = memchr(tokens->source.ptr + at, '\0', tokens->source.len - at);
        if (!nul) {
            break;
        }
        at = (size_t)(nul - tokens->source.ptr) + 1;
        close = g_strstr_len(tokens->source.ptr + at, (gssize)(tokens->source.len - at), "]]>");
    }
    tokens->at += strlen("<![CDATA[");
    tokens->is_raw = TRUE;
    tokens->has_references = FALSE;
    tokens->raw_end = close ? (size_t)(close - tokens->source.ptr) : tokens->source.len;
    tokens->after_raw = MIN(tokens->raw_end + 3, tokens->source.len);
}

/* At "<!". TRUE if a token came of it. */
static gboolean cut_declaration(struct html_tokens *tokens, struct html_token *token,
                                gboolean may_cdata)
{
    size_t at = tokens->at;
    if (begins(tokens->source, at, "<!--")) {
        token->kind = TOKEN_COMMENT;
        tokens->at = comment_end(tokens->source, at + 4);
    } else if (begins(tokens->source, at, "<!doctype")) {
        cut_doctype(tokens, token);
    } else if (may_cdata && tokens->source.len - at >= 9 &&
               memcmp(tokens->source.ptr + at, "<![CDATA[", 9) == 0) {
        enter_cdata(tokens);
        return FALSE;
    } else {
        token->kind = TOKEN_COMMENT;
        tokens->at = after_byte(tokens->source, at + 2, '>');
    }
    return TRUE;
}

/* At '<'. What came of it: a token, nothing, or text that begins with it. */
enum cut { CUT_TOKEN, CUT_NOTHING, CUT_TEXT };

static enum cut cut_markup(struct html_tokens *tokens, struct html_token *token, gboolean may_cdata)
{
    struct ts_str source = tokens->source;
    char next = tokens->at + 1 < source.len ? source.ptr[tokens->at + 1] : '\0';
    if (g_ascii_isalpha(next)) {
        cut_tag(tokens, token, FALSE);
        return CUT_TOKEN;
    }
    if (next == '!') {
        return cut_declaration(tokens, token, may_cdata) ? CUT_TOKEN : CUT_NOTHING;
    }
    if (next == '?') {
        token->kind = TOKEN_COMMENT;
        tokens->at = after_byte(source, tokens->at + 1, '>');
        return CUT_TOKEN;
    }
    if (next != '/' || tokens->at + 2 >= source.len) {
        return CUT_TEXT;
    }
    next = source.ptr[tokens->at + 2];
    if (g_ascii_isalpha(next)) {
        cut_tag(tokens, token, TRUE);
        return CUT_TOKEN;
    }
    token->kind = TOKEN_COMMENT; /* "</>" is not even that, but nobody asks */
    tokens->at = after_byte(source, tokens->at + 2, '>');
    return CUT_TOKEN;
}

/* ---- text ---- */

/* The next such byte from here on; found once, however often it is asked for. */
static size_t next_byte(const struct html_tokens *tokens, size_t *known, size_t from, char byte)
{
    if (*known < from) {
        const char *found = memchr(tokens->source.ptr + from, byte, tokens->source.len - from);
        *known = found ? (size_t)(found - tokens->source.ptr) : tokens->source.len;
    }
    return *known;
}

/* A text that begins here, whatever its first byte is. */
static void cut_text(struct html_tokens *tokens, struct html_token *token)
{
    size_t from = tokens->at + 1;
    size_t end = tokens->is_raw ? tokens->raw_end : next_byte(tokens, &tokens->next_tag, from, '<');
    if (!tokens->is_raw || tokens->has_references) {
        end = MIN(end, next_byte(tokens, &tokens->next_reference, from, '&'));
    }
    end = MIN(end, next_byte(tokens, &tokens->next_nul, from, '\0'));
    token->kind = TOKEN_TEXT;
    tokens->at = MAX(end, from);
}

static gboolean cut_reference(struct html_tokens *tokens, struct html_token *token)
{
    size_t end = tokens->is_raw ? tokens->raw_end : tokens->source.len;
    size_t size = html_reference(tokens->source.ptr + tokens->at, end - tokens->at, 0, token->text,
                                 &token->text_size);
    if (size) {
        token->kind = TOKEN_DECODED;
        tokens->at += size;
    }
    return size != 0;
}

static void cut_nul(struct html_tokens *tokens, struct html_token *token)
{
    token->kind = tokens->is_raw ? TOKEN_DECODED : TOKEN_NUL;
    token->text_size = 3;
    memcpy(token->text, "\xef\xbf\xbd", 3);
    tokens->at++;
}

void html_tokens_next(struct html_tokens *tokens, gboolean may_cdata, struct html_token *token)
{
    struct ts_str source = tokens->source;
    enum cut cut = CUT_NOTHING;
    token->attribute_count = 0;
    token->present = 0;
    token->is_self_closing = FALSE;
    while (cut == CUT_NOTHING) {
        if (tokens->is_raw && tokens->at >= tokens->raw_end) {
            tokens->is_raw = FALSE;
            tokens->at = tokens->after_raw;
        }
        token->begin = (uint32_t)tokens->at;
        if (tokens->at >= source.len) {
            token->kind = TOKEN_END_OF_FILE;
            token->end = token->begin;
            return;
        }
        char byte = source.ptr[tokens->at];
        cut = CUT_TEXT;
        if (byte == '<' && !tokens->is_raw) {
            cut = cut_markup(tokens, token, may_cdata);
        } else if (byte == '&' && (!tokens->is_raw || tokens->has_references)) {
            cut = cut_reference(tokens, token) ? CUT_TOKEN : CUT_TEXT;
        } else if (byte == '\0') {
            cut_nul(tokens, token);
            cut = CUT_TOKEN;
        }
    }
    if (cut == CUT_TEXT) {
        cut_text(tokens, token);
    }
    token->end = (uint32_t)tokens->at;
}

/* ---- text up to an end tag ---- */

static gboolean is_tag_at(struct ts_str source, size_t at, const char *tag)
{
    size_t next = at + strlen(tag);
    return begins(source, at, tag) && next < source.len &&
           (source.ptr[next] == '>' || source.ptr[next] == '/' || html_is_space(source.ptr[next]));
}

static size_t raw_end(struct ts_str source, size_t at, const char *name)
{
    g_autofree char *tag = g_strdup_printf("</%s", name);
    while (at < source.len) {
        const char *open = memchr(source.ptr + at, '<', source.len - at);
        if (!open) {
            break;
        }
        at = (size_t)(open - source.ptr);
        if (is_tag_at(source, at, tag)) {
            return at;
        }
        at++;
    }
    return source.len;
}

/* In a script, "<!--" hides an end tag that follows another start tag (sections 13.2.5.15 to 31).
 */
enum script_state { SCRIPT_PLAIN, SCRIPT_ESCAPED, SCRIPT_DOUBLE };

/* Behind "<!--": "<!-->" and "<!--->" leave at once. */
static enum script_state escape_script(struct ts_str source, size_t *at)
{
    while (*at < source.len && source.ptr[*at] == '-') {
        (*at)++;
    }
    return *at < source.len && source.ptr[*at] == '>' ? SCRIPT_PLAIN : SCRIPT_ESCAPED;
}

static size_t script_end(struct ts_str source, size_t at)
{
    enum script_state state = SCRIPT_PLAIN;
    while (at < source.len) {
        if (state == SCRIPT_PLAIN) {
            const char *open = memchr(source.ptr + at, '<', source.len - at);
            at = open ? (size_t)(open - source.ptr) : source.len;
        }
        if (at >= source.len) {
            break;
        }
        char byte = source.ptr[at];
        if (byte == '-' && begins(source, at, "--")) {
            at += 2;
            state = escape_script(source, &at) == SCRIPT_PLAIN ? SCRIPT_PLAIN : state;
        } else if (byte != '<') {
            at++;
        } else if (is_tag_at(source, at, "</script")) {
            if (state != SCRIPT_DOUBLE) {
                return at;
            }
            state = SCRIPT_ESCAPED;
            at++;
        } else if (state == SCRIPT_PLAIN && begins(source, at, "<!--")) {
            at += 4;
            state = escape_script(source, &at);
        } else {
            state =
                state == SCRIPT_ESCAPED && is_tag_at(source, at, "<script") ? SCRIPT_DOUBLE : state;
            at++;
        }
    }
    return source.len;
}

void html_tokens_enter(struct html_tokens *tokens, enum html_content content,
                       const struct element *element)
{
    tokens->is_raw = TRUE;
    tokens->has_references = content == CONTENT_RCDATA;
    tokens->raw_end = tokens->source.len;
    if (content == CONTENT_SCRIPT) {
        tokens->raw_end = script_end(tokens->source, tokens->at);
    } else if (content != CONTENT_PLAINTEXT) {
        tokens->raw_end = raw_end(tokens->source, tokens->at, element->name);
    }
    tokens->after_raw = tokens->raw_end;
}
