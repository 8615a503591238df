/* SPDX-License-Identifier: MIT
 *
 * A mailbox in one file: each line "From " after a blank one begins a message.
 */
#include "plugins/common/limits.h"
#include "plugins/read-mime/mail.h"

static int emit_message(struct ts_call *call, guint number, struct ts_str bytes)
{
    g_autofree char *suffix = g_strdup_printf("message=%u", number);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text("message/rfc822"),
        .bytes = bytes,
    };
    return call->host->emit_child(call, &child);
}

/* The end of the line that begins at at, behind its line feed. */
static size_t line_end(struct ts_str bytes, size_t at)
{
    const char *stop = memchr(bytes.ptr + at, '\n', bytes.len - at);
    return stop ? (size_t)(stop - bytes.ptr) + 1 : bytes.len;
}

/* The next "From " line at or after at, at the front of a line. */
static size_t next_message(struct ts_str bytes, size_t at)
{
    while (at < bytes.len) {
        if (bytes.len - at >= 5 && memcmp(bytes.ptr + at, "From ", 5) == 0) {
            return at;
        }
        at = line_end(bytes, at);
    }
    return bytes.len;
}

int mbox_read(struct ts_call *call, struct ts_str bytes)
{
    guint number = 0;
    size_t at = next_message(bytes, 0);
    if (at == bytes.len) {
        return ts_fail(call, "is not a mailbox: no line begins with \"From \"");
    }
    while (at < bytes.len) {
        size_t begin = line_end(bytes, at);
        size_t end = next_message(bytes, begin);
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
