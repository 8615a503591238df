/* SPDX-License-Identifier: MIT
 *
 * An mbox of any size: looked through once for where messages begin (RFC 4155; no Content-Length is
 * trusted), and read message by message.
 */
#include <errno.h>
#include <unistd.h>

#include "plugins/source-mail/mail.h"

#define BUFFER_SIZE (1u << 20)
#define FROM_SIZE 1000u /* a longer line separates nothing */

struct mbox {
    int fd; /* -1: it is looked through */
    guint max_messages;
    GArray *begins; /* guint64: offsets of "From " lines */
    guint64 size;   /* all that was looked through */
    gboolean is_cut;

    /* while it is looked through */
    char *buffer;
    guint64 base;         /* offset of the buffer's first byte */
    gsize have;           /* bytes in it */
    gboolean is_long;     /* the line that goes on there began before it */
    gboolean after_blank; /* the line before was blank, or there was none */
};

struct mbox *mbox_new(int fd, guint max_messages)
{
    struct mbox *mbox = g_new0(struct mbox, 1);
    mbox->fd = fd;
    mbox->max_messages = max_messages;
    mbox->begins = g_array_new(FALSE, FALSE, sizeof(guint64));
    mbox->buffer = g_malloc(BUFFER_SIZE);
    mbox->after_blank = TRUE;
    return mbox;
}

/* There may be more mailboxes than descriptors: none is kept. */
static void close_fd(struct mbox *mbox)
{
    if (mbox->fd >= 0) {
        close(mbox->fd);
        mbox->fd = -1;
    }
}

void mbox_free(struct mbox *mbox)
{
    close_fd(mbox);
    g_array_unref(mbox->begins);
    g_free(mbox->buffer);
    g_free(mbox);
}

guint mbox_count(const struct mbox *mbox)
{
    return mbox->begins->len;
}

gboolean mbox_is_cut(const struct mbox *mbox)
{
    return mbox->is_cut;
}

static ssize_t read_at(int fd, char *bytes, gsize size, guint64 offset)
{
    ssize_t got;
    do {
        got = pread(fd, bytes, size, (off_t)offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

gboolean mbox_is_one(int fd)
{
    char first[5];
    return read_at(fd, first, sizeof first, 0) == sizeof first && memcmp(first, "From ", 5) == 0;
}

/* ---- looking through ---- */

/* "10:15": every separator has its time, and a sentence that begins with From seldom has. */
static gboolean has_time(const char *line, gsize size)
{
    for (gsize i = 0; i + 5 <= size; i++) {
        if (line[i + 2] == ':' && g_ascii_isdigit(line[i]) && g_ascii_isdigit(line[i + 1]) &&
            g_ascii_isdigit(line[i + 3]) && g_ascii_isdigit(line[i + 4])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Mozilla's own: "From - ", mostly with the date, often without a blank line before it. */
static gboolean is_mozilla(const char *line, gsize size)
{
    gsize at = 7;
    if (size < 7 || memcmp(line, "From - ", 7) != 0) {
        return FALSE;
    }
    while (at < size && g_ascii_isspace(line[at])) {
        at++;
    }
    return at == size || has_time(line, size);
}

static gboolean is_separator(const struct mbox *mbox, const char *line, gsize size)
{
    if (size < 5 || size > FROM_SIZE || memcmp(line, "From ", 5) != 0) {
        return FALSE;
    }
    return mbox->begins->len == 0 || is_mozilla(line, size) ||
           (mbox->after_blank && has_time(line, size));
}

static void take_line(struct mbox *mbox, const char *line, gsize size)
{
    if (is_separator(mbox, line, size)) {
        guint64 offset = mbox->base + (gsize)(line - mbox->buffer);
        if (mbox->begins->len >= mbox->max_messages) {
            mbox->is_cut = TRUE;
            mbox->size = offset;
            return;
        }
        g_array_append_val(mbox->begins, offset);
    }
    mbox->after_blank = size == 0 || (size == 1 && line[0] == '\r');
}

/* All lines that end in the buffer; what is left moves to its front. */
static void take_lines(struct mbox *mbox)
{
    char *line = mbox->buffer, *end = mbox->buffer + mbox->have, *stop;
    while (!mbox->is_cut && (stop = memchr(line, '\n', (gsize)(end - line)))) {
        if (mbox->is_long) {
            mbox->is_long = mbox->after_blank = FALSE;
        } else {
            take_line(mbox, line, (gsize)(stop - line));
        }
        line = stop + 1;
    }
    gsize left = (gsize)(end - line);
    if (left > FROM_SIZE) { /* of a line that is no separator, whatever follows */
        mbox->is_long = TRUE;
        left = 0;
    }
    mbox->base += mbox->have - left;
    memmove(mbox->buffer, line, left);
    mbox->have = left;
}

static int end_scan(struct mbox *mbox)
{
    mbox->size = mbox->is_cut ? mbox->size : mbox->base + mbox->have;
    g_clear_pointer(&mbox->buffer, g_free);
    close_fd(mbox);
    return 1;
}

int mbox_step(struct mbox *mbox)
{
    for (gsize done = 0; done < MBOX_STEP && !mbox->is_cut; done += BUFFER_SIZE) {
        ssize_t got = read_at(mbox->fd, mbox->buffer + mbox->have, BUFFER_SIZE - mbox->have,
                              mbox->base + mbox->have);
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            return end_scan(mbox);
        }
        mbox->have += (gsize)got;
        take_lines(mbox);
    }
    return mbox->is_cut ? end_scan(mbox) : 0;
}

/* ---- one message ---- */

/* As in mboxrd: a line of the mail that began with "From ", or with > before it, got one more. */
static gboolean is_quoted(const char *line, gsize size)
{
    gsize quotes = 0;
    while (quotes < size && line[quotes] == '>') {
        quotes++;
    }
    return quotes > 0 && size - quotes >= 5 && memcmp(line + quotes, "From ", 5) == 0;
}

/* Undoes the quotes, in place: it gets no longer. */
static void unquote(GString *message)
{
    char *out = message->str, *line = message->str, *end = message->str + message->len;
    while (line < end) {
        char *stop = memchr(line, '\n', (gsize)(end - line));
        gsize size = (gsize)((stop ? stop + 1 : end) - line);
        gsize skipped = is_quoted(line, size) ? 1 : 0;
        memmove(out, line + skipped, size - skipped);
        out += size - skipped;
        line += size;
    }
    g_string_truncate(message, (gsize)(out - message->str));
}

/* The separator's line, and the blank line before the next one. */
static void trim(GString *message)
{
    const char *stop = memchr(message->str, '\n', message->len);
    g_string_erase(message, 0, stop ? stop + 1 - message->str : (gssize)message->len);
    if (message->len >= 2 && message->str[message->len - 1] == '\n') {
        gsize blank =
            message->str[message->len - 2] == '\n'                                             ? 1
            : message->len >= 4 && memcmp(message->str + message->len - 4, "\r\n\r\n", 4) == 0 ? 2
                                                                                               : 0;
        g_string_truncate(message, message->len - blank);
    }
}

static GString *read_whole(int fd, guint64 offset, gsize size)
{
    GString *bytes = g_string_sized_new(size);
    while (bytes->len < size) {
        ssize_t got = read_at(fd, bytes->str + bytes->len, size - bytes->len, offset + bytes->len);
        if (got <= 0) {
            g_string_free(bytes, TRUE);
            return NULL;
        }
        bytes->len += (gsize)got;
    }
    bytes->str[size] = '\0';
    return bytes;
}

GString *mbox_message(const struct mbox *mbox, int fd, guint number, char **reason_r)
{
    guint64 begin = g_array_index(mbox->begins, guint64, number - 1);
    guint64 end =
        number < mbox->begins->len ? g_array_index(mbox->begins, guint64, number) : mbox->size;
    if (end - begin > MBOX_MESSAGE_SIZE) {
        *reason_r = g_strdup_printf(
            "is %" G_GUINT64_FORMAT " bytes; at most 20 MB are read of one message", end - begin);
        return NULL;
    }
    GString *message = read_whole(fd, begin, (gsize)(end - begin));
    if (!message || message->len < 5 || memcmp(message->str, "From ", 5) != 0) {
        if (message) {
            g_string_free(message, TRUE);
        }
        *reason_r = g_strdup("its mailbox was changed while it was read");
        return NULL;
    }
    trim(message);
    unquote(message);
    return message;
}
