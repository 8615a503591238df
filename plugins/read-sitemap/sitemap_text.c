/* SPDX-License-Identifier: MIT
 *
 * Sitemaps that are plain text: an address a line, and nothing else (sitemaps.org).
 */
#include <glib.h>

#include "plugins/common/limits.h"
#include "plugins/read-sitemap/sitemap.h"

#define REACH 4096u /* bytes that are looked at to know one */

/* The next line without white space around it; the text moves on. FALSE: there is none. */
static gboolean next_line(struct ts_str *text, struct ts_str *line_r)
{
    if (text->len == 0) {
        return FALSE;
    }
    const char *end = memchr(text->ptr, '\n', text->len);
    size_t size = end ? (size_t)(end - text->ptr) : text->len;
    struct ts_str line = ts_bytes(text->ptr, size);
    *text = ts_bytes(text->ptr + size + (end ? 1 : 0), text->len - size - (end ? 1 : 0));
    while (line.len && g_ascii_isspace(line.ptr[line.len - 1])) {
        line.len--;
    }
    while (line.len && g_ascii_isspace(line.ptr[0])) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
    }
    *line_r = line;
    return TRUE;
}

static gboolean begins(struct ts_str line, const char *text)
{
    size_t size = strlen(text);
    return line.len > size && g_ascii_strncasecmp(line.ptr, text, size) == 0;
}

static gboolean is_address(struct ts_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if ((guchar)line.ptr[i] <= 0x20 || line.ptr[i] == '<') {
            return FALSE;
        }
    }
    return begins(line, "http://") || begins(line, "https://");
}

static struct ts_str without_mark(struct ts_str bytes)
{
    gboolean has_mark = bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0;
    return has_mark ? ts_bytes(bytes.ptr + 3, bytes.len - 3) : bytes;
}

int sitemap_text_sniff(struct ts_str bytes)
{
    struct ts_str text = without_mark(bytes), line;
    gboolean is_cut = text.len > REACH;
    guint count = 0;
    text.len = MIN(text.len, REACH);
    while (next_line(&text, &line)) {
        gboolean is_last = is_cut && text.len == 0; /* and perhaps not whole */
        if (line.len && !is_last && !is_address(line)) {
            return 0;
        }
        count += line.len && !is_last;
    }
    return count > 0;
}

int sitemap_text_read(struct ts_call *call, struct ts_str bytes)
{
    struct ts_str text = without_mark(bytes), line;
    guint count = 0, number = 0;
    gboolean has_other = FALSE;
    while (count <= READER_SITEMAP_LINKS && next_line(&text, &line)) {
        number++;
        if (line.len == 0) {
            continue;
        }
        if (line.len > SITEMAP_URL_MAX || !is_address(line) ||
            !g_utf8_validate(line.ptr, (gssize)line.len, NULL)) {
            has_other = TRUE;
            continue;
        }
        struct ts_link link = {.href = line, .purpose = TS_LINK_MAP, .line = number, .column = 1};
        if (++count <= READER_SITEMAP_LINKS && call->host->emit_link(call, &link) != 0) {
            return -1;
        }
    }
    if (count > READER_SITEMAP_LINKS) {
        call->host->emit_truncated(call, ts_text(SITEMAP_FULL));
    }
    if (has_other) {
        call->host->emit_truncated(call, ts_text("lines that are no address were not read"));
    }
    return 0;
}
