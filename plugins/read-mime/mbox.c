/* SPDX-License-Identifier: MIT
 *
 * A mailbox in one file (RFC 4155): each line "From " after an empty one begins a message.
 */
#include "plugins/common/limits.h"
#include "plugins/read-mime/mail.h"

/* Lines of a text that begin with "From " got a ">" in front on their way into the box. */
static struct ts_str without_guards(struct ts_str bytes, char **owned_r)
{
    *owned_r = NULL;
    if (!memmem(bytes.ptr, bytes.len, "\n>From ", 7)) {
        return bytes;
    }
    char *out = *owned_r = g_malloc(bytes.len);
    size_t size = 0;
    for (size_t at = 0, next; at < bytes.len; at = next) {
        next = line_end(bytes, at);
        at += next - at > 6 && memcmp(bytes.ptr + at, ">From ", 6) == 0 ? 1 : 0;
        memcpy(out + size, bytes.ptr + at, next - at);
        size += next - at;
    }
    return ts_bytes(out, size);
}

static int emit_message(struct ts_call *call, guint number, struct ts_str bytes)
{
    g_autofree char *suffix = g_strdup_printf("message=%u", number);
    g_autofree char *owned = NULL;
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text("message/rfc822"),
        .bytes = without_guards(bytes, &owned),
    };
    return call->host->emit_child(call, &child);
}

/* "From jan@vlakwerk.example Mon Nov 23 10:00:00 2026", and no sentence: a time of day is in it, or
 * the next line is a field. */
static gboolean begins_message(struct ts_str bytes, size_t at)
{
    size_t next, after;
    struct ts_str line = line_at(bytes, at, &next);
    if (line.len < 5 || memcmp(line.ptr, "From ", 5) != 0) {
        return FALSE;
    }
    for (size_t i = 5; i + 3 < line.len; i++) {
        if (g_ascii_isdigit(line.ptr[i]) && line.ptr[i + 1] == ':' &&
            g_ascii_isdigit(line.ptr[i + 2]) && g_ascii_isdigit(line.ptr[i + 3])) {
            return TRUE;
        }
    }
    return next < bytes.len && field_name_size(line_at(bytes, next, &after)) > 0;
}

/* The next such line at or behind at; is_fresh: an empty line came before at. */
static size_t next_message(struct ts_str bytes, size_t at, gboolean is_fresh)
{
    for (size_t next; at < bytes.len; at = next) {
        if (is_fresh && begins_message(bytes, at)) {
            return at;
        }
        is_fresh = line_at(bytes, at, &next).len == 0;
    }
    return bytes.len;
}

int mbox_read(struct ts_call *call, struct ts_str bytes)
{
    guint number = 0;
    size_t at = next_message(bytes, 0, TRUE);
    if (at == bytes.len) {
        return ts_fail(call, "is not a mailbox: no line begins with \"From \"");
    }
    while (at < bytes.len) {
        size_t begin = line_end(bytes, at);
        size_t end = next_message(bytes, begin, FALSE);
        if (++number > READER_MESSAGES) {
            call->host->emit_truncated(
                call, ts_text("messages beyond the first 10,000 of a mailbox were not read"));
            return 0;
        }
        if (end > begin && emit_message(call, number, ts_bytes(bytes.ptr + begin, end - begin))) {
            return -1;
        }
        at = end;
    }
    return 0;
}
