/* SPDX-License-Identifier: MIT
 *
 * From bytes to responses: where a line ends, where a literal begins, what a response is.
 */
#include "plugins/source-imap/response.h"

#include <string.h>

/* ---- responses from bytes ---- */

static void free_literal(gpointer data)
{
    g_string_free(data, TRUE);
}

void response_reader_init(struct response_reader *reader, size_t literal_max)
{
    *reader = (struct response_reader){
        .response = {g_string_new(NULL), g_ptr_array_new_with_free_func(free_literal)},
        .literal_max = literal_max,
    };
}

void response_reader_clear(struct response_reader *reader)
{
    if (reader->response.text) {
        g_string_free(reader->response.text, TRUE);
        g_ptr_array_unref(reader->response.literals);
    }
    *reader = (struct response_reader){0};
}

static int fail(struct response_reader *reader, const char *error)
{
    reader->error = error;
    return -1;
}

static void begin(struct response_reader *reader)
{
    g_string_truncate(reader->response.text, 0);
    g_ptr_array_set_size(reader->response.literals, 0);
    reader->literal_size = reader->missing = 0;
    reader->is_complete = FALSE;
}

/* Words for people may end like a literal: "* OK [ALERT] see {1}". */
static gboolean may_have_literal(const GString *text)
{
    static const char *const words[] = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
    const char *space = memchr(text->str, ' ', text->len);
    const char *word = space ? space + 1 : "";
    size_t size = strcspn(word, " ");
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (size == strlen(words[i]) && g_ascii_strncasecmp(word, words[i], size) == 0) {
            return FALSE;
        }
    }
    return text->len > 0 && text->str[0] != '+';
}

/* The size that a line's end announces: "{12}". FALSE: none. A size without sense is above all
 * caps. */
static gboolean find_literal(const GString *text, size_t *begin_r, guint64 *size_r)
{
    size_t at = text->len;
    if (at < 3 || text->str[at - 1] != '}') {
        return FALSE;
    }
    size_t end = --at;
    while (at > 0 && g_ascii_isdigit(text->str[at - 1])) {
        at--;
    }
    if (at == end || at == 0 || text->str[at - 1] != '{') {
        return FALSE;
    }
    *begin_r = at - 1;
    *size_r = end - at > 12 ? G_MAXUINT64 : g_ascii_strtoull(text->str + at, NULL, 10);
    return may_have_literal(text);
}

static int begin_literal(struct response_reader *reader, size_t at, guint64 size)
{
    if (size > reader->literal_max - reader->literal_size) {
        reader->is_too_large = TRUE;
        return fail(reader, "sent more bytes of one mail than are read");
    }
    if (reader->response.literals->len == RESPONSE_LITERALS) {
        return fail(reader, "sent an answer of too many pieces");
    }
    g_string_truncate(reader->response.text, at);
    g_string_append_c(reader->response.text, '\0');
    g_ptr_array_add(reader->response.literals, g_string_sized_new((gsize)size + 1));
    reader->literal_size += (size_t)size;
    reader->missing = (size_t)size;
    return 0;
}

/* 1: the response is complete. */
static int end_line(struct response_reader *reader)
{
    size_t at;
    guint64 size;
    if (find_literal(reader->response.text, &at, &size)) {
        return begin_literal(reader, at, size);
    }
    reader->is_complete = TRUE;
    return 1;
}

static void take_literal(struct response_reader *reader, struct ts_str *bytes)
{
    GPtrArray *literals = reader->response.literals;
    size_t size = MIN(reader->missing, bytes->len);
    g_string_append_len(g_ptr_array_index(literals, literals->len - 1), bytes->ptr, (gssize)size);
    reader->missing -= size;
    bytes->ptr += size;
    bytes->len -= size;
}

/* Up to the line feed, or as far as there is something. */
static int take_line(struct response_reader *reader, struct ts_str *bytes)
{
    const char *feed = memchr(bytes->ptr, '\n', bytes->len);
    size_t size = feed ? (size_t)(feed - bytes->ptr) : bytes->len;
    GString *text = reader->response.text;
    if (size > RESPONSE_TEXT_SIZE - text->len) {
        return fail(reader, "sent a line of more than 64 KB");
    }
    if (memchr(bytes->ptr, '\0', size)) {
        return fail(reader, "sent a NUL byte outside a mail");
    }
    g_string_append_len(text, bytes->ptr, (gssize)size);
    bytes->ptr += feed ? size + 1 : size;
    bytes->len -= feed ? size + 1 : size;
    if (!feed) {
        return 0;
    }
    if (text->len && text->str[text->len - 1] == '\r') {
        g_string_truncate(text, text->len - 1);
    }
    return end_line(reader);
}

int response_read(struct response_reader *reader, struct ts_str *bytes)
{
    if (reader->is_complete) {
        begin(reader);
    }
    while (!reader->error && bytes->len) {
        if (reader->missing) {
            take_literal(reader, bytes);
            continue;
        }
        int got = take_line(reader, bytes);
        if (got != 0) {
            return got;
        }
    }
    return reader->error ? -1 : 0;
}

/* ---- what a response says ---- */

/* Takes what stands before the next space from the front of *rest. */
static struct ts_str take_word(struct ts_str *rest)
{
    const char *space = rest->len ? memchr(rest->ptr, ' ', rest->len) : NULL;
    struct ts_str word = {rest->ptr, space ? (size_t)(space - rest->ptr) : rest->len};
    size_t size = word.len + (space ? 1 : 0);
    *rest = ts_bytes(rest->ptr + size, rest->len - size);
    return word;
}

static gboolean is_word(struct ts_str word, const char *name)
{
    return word.len == strlen(name) && g_ascii_strncasecmp(word.ptr, name, word.len) == 0;
}

static gboolean parse_number(struct ts_str word, guint64 most, guint64 *number_r)
{
    guint64 number = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (!g_ascii_isdigit(word.ptr[i])) {
            return FALSE;
        }
        number = number * 10 + (guint64)(word.ptr[i] - '0');
        if (number > most) {
            return FALSE;
        }
    }
    *number_r = number;
    return word.len > 0;
}

static void parse_text(struct ts_str rest, struct response_head *head)
{
    const char *close = rest.len && rest.ptr[0] == '[' ? memchr(rest.ptr, ']', rest.len) : NULL;
    if (close) {
        size_t size = (size_t)(close - rest.ptr);
        head->code = ts_bytes(rest.ptr + 1, size - 1);
        rest = ts_bytes(close + 1, rest.len - size - 1);
    }
    while (rest.len && rest.ptr[0] == ' ') {
        rest = ts_bytes(rest.ptr + 1, rest.len - 1);
    }
    head->text = rest;
}

static const struct {
    const char *name;
    enum response_kind kind;
} words[] = {
    {"OK", RESPONSE_OK},
    {"NO", RESPONSE_NO},
    {"BAD", RESPONSE_BAD},
    {"BYE", RESPONSE_BYE},
};

enum response_kind response_parse(const struct response *response, struct response_head *head_r)
{
    struct ts_str rest = {response->text->str, response->text->len};
    guint64 number;
    *head_r = (struct response_head){.tag = take_word(&rest)};
    struct ts_str word = take_word(&rest);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (is_word(word, words[i].name)) {
            head_r->kind = words[i].kind;
            parse_text(rest, head_r);
            return head_r->kind;
        }
    }
    if (ts_is(head_r->tag, "*") && parse_number(word, G_MAXUINT32, &number)) {
        struct ts_str what = take_word(&rest);
        head_r->number = (guint32)number;
        head_r->kind = is_word(what, "EXISTS")  ? RESPONSE_EXISTS
                       : is_word(what, "FETCH") ? RESPONSE_FETCH
                                                : RESPONSE_OTHER;
    }
    return head_r->kind;
}

gboolean response_code_is(struct ts_str code, const char *name)
{
    return is_word(take_word(&code), name);
}

guint32 response_code_number(struct ts_str code, const char *name)
{
    guint64 number;
    return is_word(take_word(&code), name) && parse_number(take_word(&code), G_MAXUINT32, &number)
               ? (guint32)number
               : 0;
}
