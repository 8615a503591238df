/* SPDX-License-Identifier: MIT
 *
 * Reads one record again, at the place that the index knows.
 */
#include "plugins/source-warc/digest.h"
#include "plugins/source-warc/http.h"
#include "plugins/source-warc/record.h"
#include "plugins/source-warc/warc.h"

#define BLOCK_SIZE (WARC_PAGE_SIZE + WARC_HEAD_SIZE)

/* A record in memory. */
struct block {
    GString *head, *bytes;
    struct record record; /* views into head */
};

void page_clear(struct page *page)
{
    g_free(page->failure);
    g_free(page->type);
    g_free(page->language);
    g_free(page->location);
    if (page->body) {
        g_string_free(page->body, TRUE);
    }
    *page = (struct page){0};
}

static const char *describe_fault(enum fault fault)
{
    static const char *const sentences[] = {
        [FAULT_CUT] = "its record is cut off",
        [FAULT_BROKEN] = "its record is damaged",
        [FAULT_BOMB] = "its record grows more than 200-fold when it is unpacked",
        [FAULT_SEGMENT] = "is split over several records, which is not read",
    };
    return sentences[fault];
}

/* ---- reading a record ---- */

static gboolean open_file(const struct warc *warc, struct cursor *cursor, guint file, char **why_r)
{
    const struct warc_file *own = g_ptr_array_index(warc->index->files, file);
    if (cursor->stream && cursor->file == file) {
        return TRUE;
    }
    stream_free(&cursor->stream);
    cursor->file = file;
    cursor->stream = stream_open(own->path, why_r);
    return cursor->stream != NULL;
}

static gboolean read_bytes(struct stream *stream, GString *bytes, guint64 length)
{
    while (bytes->len < length) {
        struct ts_str piece = stream_peek(stream);
        if (piece.len == 0) {
            return FALSE;
        }
        piece.len = (size_t)MIN((guint64)piece.len, length - bytes->len);
        g_string_append_len(bytes, piece.ptr, (gssize)piece.len);
        stream_take(stream, piece.len);
    }
    return TRUE;
}

/* Is it still the record of which the index knows? Files may change under us. */
static gboolean is_same(const struct warc *warc, const struct entry *entry,
                        const struct record *record)
{
    gboolean is_note;
    g_autofree char *address = address_of(record_uri(record->fields[RECORD_FIELD_URI]), &is_note);
    return address && g_str_equal(address, index_name(warc->index, entry)) &&
           (record->type == RECORD_REVISIT) == entry->is_revisit;
}

static char *read_block(const struct warc *warc, struct cursor *cursor, const struct entry *entry,
                        guint64 reach, struct block *block, gboolean *is_limit_r)
{
    char *why = NULL;
    *is_limit_r = FALSE;
    if (!open_file(warc, cursor, entry->file, &why)) {
        return why;
    }
    struct stream *stream = cursor->stream;
    if (!stream_seek(stream, entry->place, reach)) {
        *is_limit_r = entry->place.skip > reach;
        return g_strdup(*is_limit_r
                            ? "lies too deep in one gzip member: pack each record for itself"
                            : "its record is no longer there");
    }
    stream_mark(stream);
    if (pass_take_head(stream, block->head, WARC_HEAD_SIZE) != HEAD_WHOLE ||
        record_parse(ts_bytes(block->head->str, block->head->len), &block->record) != RECORD_GOOD ||
        !is_same(warc, entry, &block->record)) {
        return g_strdup("its record is no longer there: the file was changed meanwhile");
    }
    if (block->record.length > BLOCK_SIZE) {
        *is_limit_r = TRUE;
        return g_strdup("is larger than the 20 MB that are read of one page");
    }
    return read_bytes(stream, block->bytes, block->record.length)
               ? NULL
               : g_strdup("its record is cut off: the file was changed meanwhile");
}

/* What the crawler did not read to its end. */
static char *describe_truncated(const struct record *record)
{
    struct ts_str cut = record->fields[RECORD_FIELD_TRUNCATED];
    g_autofree char *valid = g_utf8_make_valid(cut.ptr ? cut.ptr : "", (gssize)MIN(cut.len, 40));
    return cut.len ? g_strdup_printf("the crawler did not read it to its end (%s)", valid) : NULL;
}

/* ---- revisits ---- */

static gboolean is_unmodified(const struct record *revisit)
{
    struct ts_str profile = revisit->fields[RECORD_FIELD_PROFILE];
    return memmem(profile.ptr ? profile.ptr : "", profile.len, "server-not-modified", 19) != NULL;
}

static const struct entry *find_original(const struct warc *warc, const struct entry *entry,
                                         const struct record *revisit)
{
    gboolean is_note;
    struct ts_str referred = record_uri(revisit->fields[RECORD_FIELD_REFERS_URI]);
    g_autofree char *address = address_of(referred, &is_note);
    const struct entry *original = index_find_digest(warc->index, entry->digest);
    guint64 date = record_date(revisit->fields[RECORD_FIELD_REFERS_DATE]);
    if (original) {
        return original;
    }
    if (!address && !is_unmodified(revisit)) {
        return NULL;
    }
    return index_find_date(warc->index, address ? address : index_name(warc->index, entry), date,
                           entry);
}

/* What the server said the second time counts, but that nothing has changed. */
static void take_own_head(const struct block *revisit, struct page *page)
{
    struct http http;
    if (!record_is_http(&revisit->record) ||
        !http_parse(ts_bytes(revisit->bytes->str, revisit->bytes->len), &http) ||
        http.status == 304) {
        return;
    }
    page->status = http.status;
    g_free(page->location);
    struct ts_str location = http.fields[HTTP_LOCATION];
    page->location = location.len ? g_utf8_make_valid(location.ptr, (gssize)location.len) : NULL;
}

static void read_original(struct warc *warc, const struct entry *entry, const struct block *revisit,
                          struct page *page)
{
    struct block block = {.head = g_string_new(NULL), .bytes = g_string_new(NULL)};
    const struct entry *original = find_original(warc, entry, &revisit->record);
    if (!original) {
        page->failure = g_strdup("was as at an earlier visit, and that one is not in the file");
    } else {
        page->failure = read_block(warc, &warc->originals, original, WARC_ORIGINAL_REACH, &block,
                                   &page->is_limit);
        page->failure = page->failure ? page->failure : describe_truncated(&block.record);
    }
    if (!page->failure) {
        payload_read(&block.record, ts_bytes(block.bytes->str, block.bytes->len),
                     is_unmodified(&revisit->record)
                         ? ts_text(NULL)
                         : revisit->record.fields[RECORD_FIELD_PAYLOAD_DIGEST],
                     page);
        take_own_head(revisit, page);
    }
    g_string_free(block.head, TRUE);
    g_string_free(block.bytes, TRUE);
}

/* ---- the whole ---- */

static void read_record(struct warc *warc, const struct entry *entry, struct block *block,
                        struct page *page)
{
    page->failure = read_block(warc, &warc->pages, entry, WARC_REACH, block, &page->is_limit);
    if (page->failure) {
        return;
    }
    if (entry->is_revisit) {
        read_original(warc, entry, block, page); /* says by itself that it is truncated */
        return;
    }
    page->failure = describe_truncated(&block->record);
    if (!page->failure) {
        payload_read(&block->record, ts_bytes(block->bytes->str, block->bytes->len), ts_text(NULL),
                     page);
    }
}

void page_read(struct warc *warc, const struct entry *entry, struct page *page_r)
{
    struct block block = {.head = g_string_new(NULL), .bytes = g_string_new(NULL)};
    page_clear(page_r);
    if (entry->fault != FAULT_NONE) {
        page_r->failure = g_strdup(describe_fault(entry->fault));
        page_r->is_limit = entry->fault == FAULT_BOMB;
    } else {
        read_record(warc, entry, &block, page_r);
    }
    g_string_free(block.head, TRUE);
    g_string_free(block.bytes, TRUE);
}
