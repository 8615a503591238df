/* SPDX-License-Identifier: MIT
 *
 * Files of many gigabytes pass through two buffers; of broken ones the next sound record is sought.
 */
#include "plugins/source-warc/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "plugins/common/decode.h"

#define BUFFER (64u << 10)
#define PROBE 1024u /* packed bytes in which a member must show that it begins a record */
#define BACK BUFFER /* what a broken member may have swallowed of the sound ones behind it */

static const char magic[] = "WARC/";
#define MAGIC_SIZE (sizeof magic - 1)

struct stream {
    int fd;
    gboolean is_packed;
    enum stream_state state;
    z_stream zlib;
    guint64 in_base; /* file offset of in[0] */
    size_t in_at, in_len;
    guint64 out_base; /* unpacked bytes of this member before out[0] */
    size_t out_at, out_len;
    guint64 member;            /* where it begins in the file */
    guint64 mark_in, mark_out; /* file offset and unpacked bytes at the last mark */
    enum stream_state after;   /* the state when out is used up; DATA: go on unpacking */
    guint8 in[BUFFER];         /* plain: what is handed out */
    guint8 out[BUFFER];
};

/* ---- the file ---- */

/* Behind what was read; 0 at the end, or -1. */
static ssize_t read_at(int fd, void *buffer, size_t size, guint64 offset)
{
    ssize_t got;
    do {
        got = pread(fd, buffer, size, (off_t)offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

static gboolean fill_in(struct stream *stream)
{
    stream->in_base += stream->in_len;
    stream->in_at = stream->in_len = 0;
    ssize_t got = read_at(stream->fd, stream->in, BUFFER, stream->in_base);
    stream->in_len = got > 0 ? (size_t)got : 0;
    if (got < 0) {
        stream->state = STREAM_BROKEN;
    }
    return got > 0;
}

/* What was read is kept if it holds the place: records are small. */
static void go_to(struct stream *stream, guint64 offset)
{
    if (offset >= stream->in_base && offset - stream->in_base < stream->in_len) {
        stream->in_at = (size_t)(offset - stream->in_base);
        return;
    }
    stream->in_base = offset;
    stream->in_at = stream->in_len = 0;
}

guint64 stream_offset(const struct stream *stream)
{
    return stream->in_base + stream->in_at;
}

/* ---- members ---- */

static void begin_member(struct stream *stream)
{
    inflateReset(&stream->zlib);
    stream->member = stream_offset(stream);
    stream->out_base = 0;
    stream->out_at = stream->out_len = 0;
    stream->state = stream->after = STREAM_DATA;
    stream_mark(stream);
}

static gboolean is_bomb(const struct stream *stream)
{
    guint64 out = stream->out_base + stream->out_len - stream->mark_out;
    guint64 in = stream_offset(stream) - stream->mark_in;
    return out > DECODE_RATIO_FREE && out / DECODE_RATIO > in;
}

/* Unpacks once; what came of it, if anything, is handed out before the state that it ended in. */
static void unpack(struct stream *stream)
{
    z_stream *zlib = &stream->zlib;
    zlib->next_in = stream->in + stream->in_at;
    zlib->avail_in = (uInt)(stream->in_len - stream->in_at);
    zlib->next_out = stream->out;
    zlib->avail_out = BUFFER;
    int result = inflate(zlib, Z_NO_FLUSH);
    stream->in_at = stream->in_len - zlib->avail_in;
    stream->out_len = BUFFER - zlib->avail_out;
    if (result == Z_STREAM_END) {
        stream->after = STREAM_MEMBER_END;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        stream->after = STREAM_BROKEN;
    } else if (is_bomb(stream)) {
        stream->after = STREAM_BOMB;
    }
}

static void fill_out(struct stream *stream)
{
    while (stream->out_at == stream->out_len && stream->state == STREAM_DATA) {
        stream->out_base += stream->out_len;
        stream->out_at = stream->out_len = 0;
        if (stream->after != STREAM_DATA) {
            stream->state = stream->after;
        } else if (stream->in_at == stream->in_len && !fill_in(stream)) {
            stream->state = stream->state == STREAM_DATA ? STREAM_CUT : stream->state;
        } else {
            unpack(stream);
        }
    }
}

gboolean stream_next_member(struct stream *stream)
{
    static const guint8 gzip[] = {0x1F, 0x8B};
    guint8 first[sizeof gzip];
    ssize_t got = read_at(stream->fd, first, sizeof first, stream_offset(stream));
    if (got <= 0) {
        stream->state = got == 0 ? STREAM_END : STREAM_BROKEN;
        return FALSE;
    }
    if (memcmp(first, gzip, (size_t)got) != 0) {
        stream->state = STREAM_BROKEN;
        return FALSE;
    }
    begin_member(stream);
    return TRUE;
}

/* ---- reading ---- */

struct ts_str stream_peek(struct stream *stream)
{
    if (stream->is_packed) {
        fill_out(stream);
        return ts_bytes(stream->out + stream->out_at, stream->out_len - stream->out_at);
    }
    if (stream->in_at == stream->in_len && stream->state == STREAM_DATA && !fill_in(stream) &&
        stream->state == STREAM_DATA) {
        stream->state = STREAM_END;
    }
    return ts_bytes(stream->in + stream->in_at, stream->in_len - stream->in_at);
}

void stream_take(struct stream *stream, size_t size)
{
    *(stream->is_packed ? &stream->out_at : &stream->in_at) += size;
}

enum stream_state stream_state(const struct stream *stream)
{
    return stream->state;
}

/* Without reading what is passed over. */
static gboolean skip_plain(struct stream *stream, guint64 size)
{
    struct stat info;
    guint64 target = stream_offset(stream) + size;
    if (size <= stream->in_len - stream->in_at) {
        stream->in_at += (size_t)size;
        return TRUE;
    }
    if (fstat(stream->fd, &info) != 0 || target < size || target > (guint64)info.st_size) {
        go_to(stream, (guint64)info.st_size);
        stream->state = STREAM_END;
        return FALSE;
    }
    go_to(stream, target);
    return TRUE;
}

gboolean stream_skip(struct stream *stream, guint64 size)
{
    if (!stream->is_packed) {
        return skip_plain(stream, size);
    }
    while (size > 0) {
        size_t got = stream_peek(stream).len;
        if (got == 0) {
            return FALSE;
        }
        got = (size_t)MIN((guint64)got, size);
        stream_take(stream, got);
        size -= got;
    }
    return TRUE;
}

/* ---- places ---- */

struct stream_place stream_place(const struct stream *stream)
{
    return stream->is_packed
               ? (struct stream_place){stream->member, stream->out_base + stream->out_at}
               : (struct stream_place){0, stream_offset(stream)};
}

gboolean stream_is_packed(const struct stream *stream)
{
    return stream->is_packed;
}

void stream_mark(struct stream *stream)
{
    stream->mark_in = stream_offset(stream);
    stream->mark_out = stream->out_base + stream->out_at;
}

static gboolean seek_packed(struct stream *stream, struct stream_place place, guint64 reach)
{
    gboolean is_ahead = stream->member == place.member && stream->state == STREAM_DATA &&
                        stream->out_base + stream->out_at <= place.skip;
    if (!is_ahead) {
        go_to(stream, place.member);
        if (place.skip > reach || !stream_next_member(stream)) {
            return FALSE;
        }
    }
    return stream_skip(stream, place.skip - (stream->out_base + stream->out_at));
}

gboolean stream_seek(struct stream *stream, struct stream_place place, guint64 reach)
{
    if (stream->is_packed) {
        return seek_packed(stream, place, reach);
    }
    go_to(stream, 0);
    stream->state = STREAM_DATA;
    return skip_plain(stream, place.skip);
}

/* ---- going on behind what is broken ---- */

/* Do these bytes begin a gzip member that begins a record? */
static gboolean begins_member(z_stream *probe, const guint8 *bytes, size_t size)
{
    guint8 out[MAGIC_SIZE];
    inflateReset(probe);
    probe->next_in = (Bytef *)bytes;
    probe->avail_in = (uInt)MIN(size, PROBE);
    probe->next_out = out;
    probe->avail_out = sizeof out;
    inflate(probe, Z_NO_FLUSH);
    return probe->avail_out == 0 && memcmp(out, magic, MAGIC_SIZE) == 0;
}

/* The offset of the first member in the window that begins a record, or size. */
static size_t find_member(z_stream *probe, const guint8 *window, size_t size)
{
    size_t at = 0;
    const guint8 *found;
    while (at < size && (found = memmem(window + at, size - at, "\x1f\x8b\x08", 3))) {
        at = (size_t)(found - window);
        if (begins_member(probe, found, size - at)) {
            return at;
        }
        at++;
    }
    return size;
}

static size_t find_plain(z_stream *probe, const guint8 *window, size_t size)
{
    const guint8 *found = memmem(window, size, "\nWARC/1.", 8);
    (void)probe;
    return found ? (size_t)(found + 1 - window) : size;
}

/* Windows overlap by what one may have to look at behind a beginning. */
static gboolean search(struct stream *stream, z_stream *probe, guint64 offset, guint64 *found_r)
{
    for (;;) {
        ssize_t got = read_at(stream->fd, stream->in, BUFFER, offset);
        if (got <= 0) {
            return FALSE;
        }
        size_t at = (stream->is_packed ? find_member : find_plain)(probe, stream->in, (size_t)got);
        if (at < (size_t)got) {
            *found_r = offset + at;
            return TRUE;
        }
        if ((size_t)got < BUFFER) {
            return FALSE;
        }
        offset += BUFFER - PROBE;
    }
}

gboolean stream_resync(struct stream *stream, struct stream_place place)
{
    z_stream probe = {0};
    guint64 found = 0;
    guint64 reached = stream_offset(stream);
    guint64 from =
        stream->is_packed ? MAX(place.member + 1, reached > BACK ? reached - BACK : 0) : place.skip;
    if (inflateInit2(&probe, 15 + 16) != Z_OK) {
        return FALSE;
    }
    stream->in_at = stream->in_len = 0; /* the window takes its place */
    gboolean is_found = search(stream, &probe, from, &found);
    inflateEnd(&probe);
    go_to(stream, found);
    stream->state = STREAM_DATA;
    return is_found && (!stream->is_packed || stream_next_member(stream));
}

/* ---- opening ---- */

static struct stream *refuse(struct stream *stream, char **why_r)
{
    *why_r = g_strdup_printf("can't be read: %s", g_strerror(errno));
    stream_free(&stream);
    return NULL;
}

struct stream *stream_open(const char *path, char **why_r)
{
    struct stream *stream = g_new0(struct stream, 1);
    struct stat info;
    stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (stream->fd < 0 || fstat(stream->fd, &info) != 0) {
        return refuse(stream, why_r);
    }
    if (!S_ISREG(info.st_mode)) {
        *why_r = g_strdup("is no regular file");
        stream_free(&stream);
        return NULL;
    }
    if (!fill_in(stream) && stream->state == STREAM_BROKEN) {
        return refuse(stream, why_r);
    }
    stream->is_packed = stream->in_len >= 2 && stream->in[0] == 0x1F && stream->in[1] == 0x8B;
    if (stream->is_packed && inflateInit2(&stream->zlib, 15 + 16) != Z_OK) {
        stream->is_packed = FALSE;
        *why_r = g_strdup("zlib can't start");
        stream_free(&stream);
        return NULL;
    }
    if (stream->is_packed) {
        begin_member(stream);
    }
    return stream;
}

void stream_free(struct stream **stream)
{
    if (*stream) {
        if ((*stream)->fd >= 0) {
            close((*stream)->fd);
        }
        if ((*stream)->is_packed) {
            inflateEnd(&(*stream)->zlib);
        }
        g_free(*stream);
        *stream = NULL;
    }
}
