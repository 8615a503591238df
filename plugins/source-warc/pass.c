/* SPDX-License-Identifier: MIT
 *
 * The one pass over all files: a record a step, so that no call takes long. What can't be read is
 * noted in its file, and what belongs to a known address in its entry too.
 */
#include "plugins/common/http_values.h"
#include "plugins/common/media.h"
#include "plugins/source-warc/digest.h"
#include "plugins/source-warc/http.h"
#include "plugins/source-warc/record.h"
#include "plugins/source-warc/warc.h"

/* ---- files ---- */

static void close_file(struct index *index)
{
    stream_free(&index->stream);
    index->file = NULL;
}

static void give_up(struct index *index, char *why)
{
    g_free(index->file->failure);
    index->file->failure = why;
    close_file(index);
}

static gboolean open_next(struct index *index)
{
    char *why = NULL;
    if (index->next_file >= index->files->len) {
        return FALSE;
    }
    index->file = g_ptr_array_index(index->files, index->next_file++);
    index->has_record = FALSE;
    index->stream = stream_open(index->file->path, &why);
    if (!index->stream) {
        give_up(index, why);
    }
    return TRUE;
}

/* What ends in the middle of something, or is nothing that is known: the pass goes on where a
 * record can be made out again. */
static void go_on_behind(struct index *index, struct stream_place place)
{
    struct stream *stream = index->stream;
    enum stream_state state = stream_state(stream);
    guint64 offset = stream_is_packed(stream) ? place.member : place.skip;
    if (index->file->breaks >= WARC_BREAKS) {
        give_up(index, g_strdup_printf("is damaged in more than %u places: the rest is not read",
                                       WARC_BREAKS));
        return;
    }
    struct stream_place from = {place.member, place.skip + 1};
    gboolean goes_on =
        (state == STREAM_MEMBER_END && stream_next_member(stream)) || stream_resync(stream, from);
    if (!goes_on && state != STREAM_DATA && state != STREAM_BROKEN && state != STREAM_BOMB) {
        index->file->is_cut = TRUE;
        index->file->cut_at = offset;
        close_file(index);
        return;
    }
    if (index->file->breaks++ == 0) {
        index->file->first_break = offset;
    }
    if (!goes_on) {
        close_file(index);
    }
}

/* ---- heads ---- */

enum head_end pass_take_head(struct stream *stream, GString *head, guint64 cap)
{
    gboolean is_line_empty = FALSE; /* an empty line is no head */
    g_string_truncate(head, 0);
    while (head->len < cap) {
        struct ts_str bytes = stream_peek(stream);
        size_t room = (size_t)MIN((guint64)bytes.len, cap - head->len), used = 0;
        gboolean is_end = FALSE;
        if (bytes.len == 0) {
            return HEAD_CUT;
        }
        while (used < room && !is_end) {
            char byte = bytes.ptr[used++];
            is_end = byte == '\n' && is_line_empty;
            is_line_empty = byte == '\n' || (byte == '\r' && is_line_empty);
        }
        g_string_append_len(head, bytes.ptr, (gssize)used);
        stream_take(stream, used);
        if (is_end) {
            return HEAD_WHOLE;
        }
    }
    return HEAD_LONG;
}

/* The line ends behind a record's block; how many. */
static guint skip_blank(struct stream *stream)
{
    guint count = 0;
    for (;;) {
        struct ts_str bytes = stream_peek(stream);
        size_t used = 0;
        while (used < bytes.len && (bytes.ptr[used] == '\r' || bytes.ptr[used] == '\n')) {
            count += bytes.ptr[used] == '\n';
            used++;
        }
        stream_take(stream, used);
        if (bytes.len == 0 || used < bytes.len) {
            return count;
        }
    }
}

/* ---- blocks ---- */

/* Not what a media type or an HTTP status leaves no doubt of. A redirect has no type that counts.
 */
static gboolean is_document(struct ts_str type, guint status)
{
    struct ts_str media_type, charset;
    http_split_type(type, &media_type, &charset);
    g_autofree char *text = g_strndup(media_type.ptr ? media_type.ptr : "", media_type.len);
    return status < 200 || status > 299 || media_is_document_type(text);
}

static enum fault fault_of(enum stream_state state)
{
    return state == STREAM_BOMB ? FAULT_BOMB : state == STREAM_BROKEN ? FAULT_BROKEN : FAULT_CUT;
}

/* Passes over the block; of an HTTP answer the head tells whether it may be a page. */
static enum fault pass_over_block(struct index *index, const struct record *record,
                                  gboolean *is_document_r)
{
    struct stream *stream = index->stream;
    guint64 left = record->length;
    struct http http;
    *is_document_r = TRUE;
    g_string_truncate(index->http, 0);
    if (record->type == RECORD_RESPONSE && record_is_http(record)) {
        pass_take_head(stream, index->http, MIN(left, WARC_HEAD_SIZE));
        left -= index->http->len;
        if (http_parse(ts_bytes(index->http->str, index->http->len), &http)) {
            *is_document_r = is_document(http.fields[HTTP_TYPE], http.status);
        }
    } else if (record->type == RECORD_RESOURCE) {
        *is_document_r = is_document(record->fields[RECORD_FIELD_MEDIA_TYPE], 200);
    }
    return stream_skip(stream, left) ? FAULT_NONE : fault_of(stream_state(stream));
}

/* Behind the block stand two line ends and the next record, the end of the member, or of the file:
 * else the record is not as long as it says, or not what was packed. */
static enum fault judge_tail(struct index *index)
{
    struct stream *stream = index->stream;
    guint line_ends = skip_blank(stream);
    struct ts_str rest = stream_peek(stream);
    enum stream_state state = stream_state(stream);
    if (rest.len) {
        return rest.ptr[0] == 'W' ? FAULT_NONE : FAULT_BROKEN;
    }
    if (state == STREAM_END && line_ends < 2) {
        index->file->is_cut = TRUE;
        index->file->cut_at = stream_offset(stream);
    }
    return state == STREAM_MEMBER_END || state == STREAM_END ? FAULT_NONE : fault_of(state);
}

/* ---- records ---- */

static struct entry entry_of(const struct index *index, const struct record *record,
                             struct stream_place place)
{
    return (struct entry){
        .place = place,
        .date = record_date(record->fields[RECORD_FIELD_DATE]),
        .digest = digest_key(record->fields[RECORD_FIELD_PAYLOAD_DIGEST]),
        .file = (guint16)(index->next_file - 1),
        .is_revisit = record->type == RECORD_REVISIT,
    };
}

/* FALSE: there is no room for more. */
static gboolean keep(struct index *index, struct entry *entry, struct ts_str uri,
                     gboolean is_document)
{
    gboolean is_note = FALSE;
    g_autofree char *address = address_of(uri, &is_note);
    if (!address) {
        index->file->nameless += is_note ? 0 : 1;
        return TRUE;
    }
    entry->is_listed = is_document && address_is_page(address);
    return index_add(index, entry, address);
}

static void take_record(struct index *index, const struct record *record, struct stream_place place)
{
    struct entry entry = entry_of(index, record, place);
    gboolean is_document;
    enum fault fault = pass_over_block(index, record, &is_document);
    fault = fault == FAULT_NONE ? judge_tail(index) : fault;
    entry.fault = (guint8)fault;
    if (fault == FAULT_NONE && record->fields[RECORD_FIELD_SEGMENT].len) {
        entry.fault = FAULT_SEGMENT;
    }
    index->has_record = TRUE;
    if (record->type != RECORD_NOTE &&
        !keep(index, &entry, record_uri(record->fields[RECORD_FIELD_URI]), is_document)) {
        give_up(index, g_strdup("holds more records than the 1,000,000, or the 128 MB of "
                                "addresses, that are kept: the rest is not read"));
        return;
    }
    if (fault != FAULT_NONE) {
        go_on_behind(index, place);
    }
}

/* Of a file that has not one record. */
static char *describe_other(enum record_format format)
{
    static const char *const sentences[] = {
        [RECORD_GOOD] = "is no WARC file: its first record has no end",
        [RECORD_OLD] = "is of a draft of WARC (0.x) and not read; convert it to WARC 1.0 or 1.1",
        [RECORD_ARC] = "is an ARC file; they are not read: convert it with warcio",
        [RECORD_OTHER] = "is no WARC file",
    };
    return g_strdup(sentences[format]);
}

static void read_record(struct index *index)
{
    struct stream_place place = stream_place(index->stream);
    struct record record;
    stream_mark(index->stream);
    enum head_end end = pass_take_head(index->stream, index->head, WARC_HEAD_SIZE);
    struct ts_str head = ts_bytes(index->head->str, index->head->len);
    enum record_format format = record_parse(head, &record);
    gboolean is_half = end == HEAD_CUT && record_format(head) == RECORD_GOOD;
    if (end == HEAD_WHOLE && format == RECORD_GOOD) {
        take_record(index, &record, place);
    } else if (index->has_record || is_half) {
        go_on_behind(index, place);
    } else if (format == RECORD_OTHER && stream_resync(index->stream, place)) {
        index->file->breaks++;
        index->file->first_break = 0;
    } else {
        give_up(index, describe_other(format));
    }
}

gboolean pass_step(struct index *index)
{
    if (!index->stream) {
        return open_next(index);
    }
    skip_blank(index->stream);
    if (stream_peek(index->stream).len) {
        read_record(index);
        return TRUE;
    }
    switch (stream_state(index->stream)) {
    case STREAM_MEMBER_END:
        if (!stream_next_member(index->stream) && stream_state(index->stream) != STREAM_END) {
            go_on_behind(index, (struct stream_place){stream_offset(index->stream), 0});
        }
        break;
    case STREAM_END:
        if (!index->has_record && !index->file->breaks) {
            give_up(index, g_strdup("is empty: there is no record in it"));
        } else {
            close_file(index);
        }
        break;
    default:
        go_on_behind(index, stream_place(index->stream));
    }
    return TRUE;
}
