/* SPDX-License-Identifier: MIT
 *
 * Before libxml2 2.9 sees a page: what it takes wrongly or in quadratic time is mended, byte for
 * byte, so that every offset stays.
 */
#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

/* The end of the tag that begins at '<', just after its '>'; quotes are respected. counts the
 * attributes on the way. */
static size_t tag_end(struct ts_str text, size_t at, size_t *attributes_r)
{
    char quote = 0;
    gboolean was_space = FALSE;
    *attributes_r = 0;
    for (; at < text.len; at++) {
        char byte = text.ptr[at];
        if (quote) {
            quote = byte == quote ? 0 : quote;
        } else if (byte == '>') {
            return at + 1;
        } else if ((byte == '"' || byte == '\'') && at > 0 && text.ptr[at - 1] == '=') {
            quote = byte;
        } else {
            *attributes_r += was_space && !g_ascii_isspace(byte) ? 1 : 0;
            was_space = g_ascii_isspace(byte) || byte == '/';
        }
    }
    return at;
}

/* Blanks the attributes of a tag beyond the cap. */
static void blank_attributes(char *tag, size_t size)
{
    size_t seen = 0;
    gboolean was_space = FALSE;
    for (size_t i = 0; i + 1 < size; i++) {
        gboolean is_space = g_ascii_isspace(tag[i]);
        seen += was_space && !is_space ? 1 : 0;
        was_space = is_space;
        if (seen > READER_ATTRIBUTES) {
            tag[i] = ' ';
        }
    }
}

/* "<!-->" is a whole comment, "<?" and "</ " begin a bogus one: libxml2 swallows what follows. */
static void mend_comment(char *text, size_t left)
{
    if (left >= 5 && memcmp(text, "<!-->", 5) == 0) {
        memset(text, ' ', 5);
    } else if (left >= 6 && memcmp(text, "<!--->", 6) == 0) {
        memset(text, ' ', 6);
    } else if (left >= 2 && text[1] == '?') {
        char *close = memchr(text, '>', left);
        if (close) {
            memset(text, ' ', (size_t)(close - text) + 1);
        }
    }
}

static gboolean needs_mending(const char *text, size_t left)
{
    return (left >= 5 && memcmp(text, "<!-->", 5) == 0) ||
           (left >= 6 && memcmp(text, "<!--->", 6) == 0) || (left >= 2 && text[1] == '?');
}

/* The text as it may be written to: copied once, when the first thing is to be mended. */
static char *own_copy(struct ts_call *call, struct ts_str *text, char *own)
{
    if (!own) {
        own = call->host->alloc(call, text->len + 1);
        memcpy(own, text->ptr, text->len);
        text->ptr = own;
    }
    return own;
}

struct ts_str html_prepare(struct ts_call *call, struct ts_str text)
{
    char *own = NULL;
    size_t attributes, begin = 0;
    const char *at;
    while (begin < text.len && (at = memchr(text.ptr + begin, '<', text.len - begin))) {
        begin = (size_t)(at - text.ptr);
        if (needs_mending(at, text.len - begin)) {
            own = own_copy(call, &text, own);
            mend_comment(own + begin, text.len - begin);
        }
        if (begin + 1 >= text.len || !g_ascii_isalpha(text.ptr[begin + 1])) {
            begin++;
            continue;
        }
        size_t end = tag_end(text, begin, &attributes);
        if (attributes > READER_ATTRIBUTES) {
            own = own_copy(call, &text, own);
            blank_attributes(own + begin, end - begin);
            call->host->emit_truncated(
                call, ts_text("attributes beyond the first 2,000 of an element were not read"));
        }
        begin = end;
    }
    return text;
}
