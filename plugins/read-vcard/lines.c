/* SPDX-License-Identifier: MIT
 *
 * From the lines of a file to content lines.
 */
#include <string.h>

#include "plugins/common/limits.h"
#include "plugins/read-vcard/vcard.h"

void vcard_lines_begin(struct vcard_lines *lines, struct ts_str text)
{
    *lines = (struct vcard_lines){
        .at = text.ptr, .end = text.ptr + text.len, .line = 1, .whole = g_string_new(NULL)};
}

void vcard_lines_end(struct vcard_lines *lines)
{
    g_string_free(lines->whole, TRUE);
}

/* One line of the file, ended by CR LF, LF or CR. What is too long is cut. */
static void take_line(struct vcard_lines *lines)
{
    const char *begin = lines->at;
    while (lines->at < lines->end && *lines->at != '\n' && *lines->at != '\r') {
        lines->at++;
    }
    size_t size = (size_t)(lines->at - begin);
    if (lines->whole->len + size <= READER_CARD_VALUE) {
        g_string_append_len(lines->whole, begin, (gssize)size);
    } else {
        lines->is_cut = TRUE;
    }
    if (lines->at < lines->end) {
        gboolean is_pair = *lines->at == '\r' && lines->at + 1 < lines->end && lines->at[1] == '\n';
        lines->at += is_pair ? 2 : 1;
        lines->line++;
    }
}

/* Is what was read so far quoted-printable, and broken off softly (RFC 2045, section 6.7)? */
static gboolean is_broken_off(const GString *whole)
{
    const char *colon = whole->len && whole->str[whole->len - 1] == '='
                            ? memchr(whole->str, ':', whole->len)
                            : NULL;
    if (!colon) {
        return FALSE;
    }
    g_autofree char *head = g_ascii_strup(whole->str, colon - whole->str);
    return strstr(head, "QUOTED-PRINTABLE") != NULL;
}

static gboolean is_folded(const struct vcard_lines *lines)
{
    return lines->at < lines->end && (*lines->at == ' ' || *lines->at == '\t');
}

gboolean vcard_lines_next(struct vcard_lines *lines)
{
    g_string_truncate(lines->whole, 0);
    lines->is_cut = FALSE;
    while (lines->at < lines->end && lines->whole->len == 0) {
        lines->begun_at = lines->line;
        take_line(lines);
    }
    gboolean is_soft = is_broken_off(lines->whole);
    while (lines->at < lines->end && (is_soft || is_folded(lines))) {
        gsize len = lines->whole->len;
        if (is_soft) {
            g_string_truncate(lines->whole, len - 1);
        } else if (!lines->is_old) {
            lines->at++;
        }
        take_line(lines);
        is_soft = is_soft && lines->whole->len && lines->whole->str[lines->whole->len - 1] == '=';
    }
    return lines->whole->len > 0;
}
