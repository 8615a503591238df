/* SPDX-License-Identifier: MIT
 *
 * The bytes of a WARC file, plain or of its gzip members, through buffers of fixed size.
 */
#ifndef PLUGINS_SOURCE_WARC_STREAM_H
#define PLUGINS_SOURCE_WARC_STREAM_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Why there are no bytes. */
enum stream_state {
    STREAM_DATA,       /* there are */
    STREAM_MEMBER_END, /* of a gzip member: another may follow */
    STREAM_END,        /* of the file, between members */
    STREAM_CUT,        /* of the file, inside a member */
    STREAM_BROKEN,     /* not what gzip writes, or the file can't be read */
    STREAM_BOMB        /* grows more than DECODE_RATIO-fold since the last mark */
};

/* Where a record begins: bytes unpacked behind the beginning of a gzip member. In a plain file
 * member is 0. */
struct stream_place {
    guint64 member, skip;
};

struct stream;

/* NULL with why: the caller frees it. */
struct stream *stream_open(const char *path, char **why_r);
void stream_free(struct stream **stream);

/* What is at hand of what follows, without taking it; empty: stream_state says why. */
struct ts_str stream_peek(struct stream *stream);
void stream_take(struct stream *stream, size_t size); /* not more than peek gave */
enum stream_state stream_state(const struct stream *stream);

/* Passes over so many bytes. FALSE: there are fewer. */
gboolean stream_skip(struct stream *stream, guint64 size);

/* Behind STREAM_MEMBER_END. FALSE: STREAM_END, or STREAM_BROKEN if what follows is no member. */
gboolean stream_next_member(struct stream *stream);

struct stream_place stream_place(const struct stream *stream);
guint64 stream_offset(const struct stream *stream); /* in the file */
gboolean stream_is_packed(const struct stream *stream);

/* Bombs are measured from here. */
void stream_mark(struct stream *stream);

/* Goes to a place; onwards in the same member without beginning again. FALSE: it is not there, or
 * more than reach bytes of a member would have to be unpacked for it. */
gboolean stream_seek(struct stream *stream, struct stream_place place, guint64 reach);

/* Goes on at the next record that can be made out behind a broken one, which began at place.
 * FALSE: there is none. */
gboolean stream_resync(struct stream *stream, struct stream_place place);

#endif
