/* SPDX-License-Identifier: MIT
 *
 * Documents and links in bytes and back, and zstd around them.
 */
#include "core/process/kept.h"

#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include "core/limits.h"

#define LEVEL \
    1 /* of zstd: the fast ones below win a tenth of its time for half as many bytes more */

/* ---- packing ---- */

struct packer {
    ZSTD_CCtx *in;
    ZSTD_DCtx *out;
};

struct packer *packer_new(void)
{
    struct packer *packer = g_new0(struct packer, 1);
    packer->in = ZSTD_createCCtx();
    packer->out = ZSTD_createDCtx();
    g_assert(packer->in && packer->out); /* out of memory: GLib would end here too */
    return packer;
}

void packer_free(struct packer **packer)
{
    if (*packer) {
        ZSTD_freeCCtx((*packer)->in);
        ZSTD_freeDCtx((*packer)->out);
        g_free(*packer);
        *packer = NULL;
    }
}

void packer_pack(struct packer *packer, const GByteArray *bytes, GByteArray *out)
{
    guint begin = out->len;
    size_t bound = ZSTD_compressBound(bytes->len);
    g_byte_array_set_size(out, begin + (guint)bound);
    size_t size =
        ZSTD_compressCCtx(packer->in, out->data + begin, bound, bytes->data, bytes->len, LEVEL);
    g_assert(!ZSTD_isError(size)); /* there is room for anything */
    g_byte_array_set_size(out, begin + (guint)size);
}

int packer_unpack(struct packer *packer, struct ts_str packed, GByteArray *out)
{
    unsigned long long size = ZSTD_getFrameContentSize(packed.ptr, packed.len);
    g_byte_array_set_size(out, 0);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size > LIMIT_KEPT_SIZE) {
        return -1;
    }
    g_byte_array_set_size(out, (guint)size);
    return ZSTD_decompressDCtx(packer->out, out->data, size, packed.ptr, packed.len) == size ? 0
                                                                                             : -1;
}

/* ---- blocks ---- */

static void put_spans(GByteArray *out, struct ts_list spans)
{
    wire_put_u32(out, spans.count);
    for (guint32 i = 0; i < spans.count; i++) {
        const struct ts_span *span = ts_item(spans, i);
        wire_put_u32(out, span->offset);
        wire_put_u32(out, span->length);
        wire_put_u32(out, span->kind);
        wire_put_str(out, span->value);
    }
}

static struct ts_list get_spans(struct wire_reader *in, struct arena *arena)
{
    guint32 count = wire_get_count(in, 16);
    struct ts_span *spans = arena_alloc(arena, MAX(count, 1) * sizeof *spans);
    for (guint32 i = 0; i < count; i++) {
        spans[i].offset = wire_get_u32(in);
        spans[i].length = wire_get_u32(in);
        spans[i].kind = wire_get_u32(in);
        spans[i].value = wire_get_str(in);
    }
    return (struct ts_list){spans, count, sizeof *spans};
}

static void put_marks(GByteArray *out, struct ts_list marks)
{
    wire_put_u32(out, marks.count);
    for (guint32 i = 0; i < marks.count; i++) {
        const struct ts_mark *mark = ts_item(marks, i);
        wire_put_u32(out, mark->offset);
        wire_put_u32(out, mark->line);
        wire_put_u32(out, mark->column);
    }
}

static struct ts_list get_marks(struct wire_reader *in, struct arena *arena)
{
    guint32 count = wire_get_count(in, 12);
    struct ts_mark *marks = arena_alloc(arena, MAX(count, 1) * sizeof *marks);
    for (guint32 i = 0; i < count; i++) {
        marks[i].offset = wire_get_u32(in);
        marks[i].line = wire_get_u32(in);
        marks[i].column = wire_get_u32(in);
    }
    return (struct ts_list){marks, count, sizeof *marks};
}

static void put_block(GByteArray *out, const void *item)
{
    const struct ts_block *block = item;
    wire_put_u32(out, block->role);
    wire_put_str(out, block->text);
    wire_put_str(out, block->language);
    wire_put_str(out, block->where);
    put_spans(out, block->spans);
    put_marks(out, block->marks);
}

static void get_block(struct wire_reader *in, struct document *document)
{
    struct ts_block block = {.size = sizeof block, .role = wire_get_u32(in)};
    block.text = wire_get_str(in);
    block.language = wire_get_str(in);
    block.where = wire_get_str(in);
    block.spans = get_spans(in, document->arena);
    block.marks = get_marks(in, document->arena);
    document->text_size += block.text.len;
    g_array_append_val(document->blocks, block);
}

/* ---- the other lists ---- */

static void put_link(GByteArray *out, const void *item)
{
    const struct ts_link *link = item;
    wire_put_str(out, link->href);
    wire_put_str(out, link->text);
    wire_put_str(out, link->where);
    wire_put_u32(out, link->purpose);
    wire_put_u32(out, link->line);
    wire_put_u32(out, link->column);
    wire_put_u32(out, link->flags);
}

static void get_link(struct wire_reader *in, struct document *document)
{
    struct ts_link link = {.href = wire_get_str(in)};
    link.text = wire_get_str(in);
    link.where = wire_get_str(in);
    link.purpose = wire_get_u32(in);
    link.line = wire_get_u32(in);
    link.column = wire_get_u32(in);
    link.flags = wire_get_u32(in);
    g_array_append_val(document->links, link);
}

static void put_reference(GByteArray *out, const void *item)
{
    const struct ts_reference *reference = item;
    wire_put_str(out, reference->uri);
    wire_put_str(out, reference->alt);
    wire_put_str(out, reference->where);
    wire_put_u32(out, reference->kind);
    wire_put_u32(out, reference->has_alt);
    wire_put_u32(out, reference->width);
    wire_put_u32(out, reference->height);
    wire_put_u32(out, reference->line);
    wire_put_u32(out, reference->column);
}

static void get_reference(struct wire_reader *in, struct document *document)
{
    struct ts_reference reference = {.uri = wire_get_str(in)};
    reference.alt = wire_get_str(in);
    reference.where = wire_get_str(in);
    reference.kind = wire_get_u32(in);
    reference.has_alt = wire_get_u32(in);
    reference.width = wire_get_u32(in);
    reference.height = wire_get_u32(in);
    reference.line = wire_get_u32(in);
    reference.column = wire_get_u32(in);
    g_array_append_val(document->references, reference);
}

static void put_meta(GByteArray *out, const void *item)
{
    const struct ts_pair *pair = item;
    wire_put_str(out, pair->name);
    wire_put_str(out, pair->value);
}

static void get_meta(struct wire_reader *in, struct document *document)
{
    struct ts_pair pair = {.name = wire_get_str(in)};
    pair.value = wire_get_str(in);
    g_array_append_val(document->meta, pair);
}

static void put_structured(GByteArray *out, const void *item)
{
    const struct ts_structured *structured = item;
    wire_put_str(out, structured->format);
    wire_put_str(out, structured->text);
    wire_put_str(out, structured->where);
    wire_put_u32(out, structured->line);
    wire_put_u32(out, structured->column);
}

static void get_structured(struct wire_reader *in, struct document *document)
{
    struct ts_structured structured = {.format = wire_get_str(in)};
    structured.text = wire_get_str(in);
    structured.where = wire_get_str(in);
    structured.line = wire_get_u32(in);
    structured.column = wire_get_u32(in);
    g_array_append_val(document->structured, structured);
}

static void put_anchor(GByteArray *out, const void *item)
{
    wire_put_str(out, *(const struct ts_str *)item);
}

static void get_anchor(struct wire_reader *in, struct document *document)
{
    struct ts_str name = wire_get_str(in);
    g_array_append_val(document->anchors, name);
}

/* ---- documents ---- */

/* The lists of a document, in the order in which they are kept. */
static const struct {
    size_t list; /* where its ts_list stands in the view */
    size_t size; /* bytes that an item takes at least */
    void (*put)(GByteArray *out, const void *item);
    void (*get)(struct wire_reader *in, struct document *document);
} lists[] = {
    {offsetof(struct ts_document, blocks), 24, put_block, get_block},
    {offsetof(struct ts_document, links), 28, put_link, get_link},
    {offsetof(struct ts_document, references), 36, put_reference, get_reference},
    {offsetof(struct ts_document, meta), 8, put_meta, get_meta},
    {offsetof(struct ts_document, structured), 20, put_structured, get_structured},
    {offsetof(struct ts_document, anchors), 4, put_anchor, get_anchor},
};

void kept_put_document(GByteArray *out, const struct document *document)
{
    const struct ts_document *view = &document->view;
    wire_put_str(out, view->title);
    wire_put_str(out, view->language);
    wire_put_str(out, view->base);
    wire_put_str(out, view->media_type);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        struct ts_list list = *(const struct ts_list *)((const char *)view + lists[i].list);
        wire_put_u32(out, list.count);
        for (guint32 k = 0; k < list.count; k++) {
            lists[i].put(out, ts_item(list, k));
        }
    }
}

int kept_get_document(struct ts_str bytes, struct document *document)
{
    struct wire_reader in = wire_reader(bytes.ptr, bytes.len);
    document->view.title = wire_get_str(&in);
    document->view.language = wire_get_str(&in);
    document->view.base = wire_get_str(&in);
    document->view.media_type = wire_get_str(&in);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        guint32 count = wire_get_count(&in, lists[i].size);
        for (guint32 k = 0; k < count && !in.is_broken; k++) {
            lists[i].get(&in, document);
        }
    }
    return wire_at_end(&in) && !in.is_broken ? 0 : -1;
}

/* ---- links ---- */

void kept_put_link(GByteArray *out, const struct kept_link *link)
{
    wire_put_str(out, link->locator);
    wire_put_str(out, link->fragment);
    wire_put_str(out, link->where);
    wire_put_u8(out, (guint8)link->purpose);
    wire_put_u8(out, link->is_external ? 1 : 0);
    wire_put_u32(out, link->line);
    wire_put_u32(out, link->column);
}

int kept_next_link(struct wire_reader *links, struct kept_link *link_r)
{
    if (links->ptr == links->end) {
        return 0;
    }
    *link_r = (struct kept_link){.locator = wire_get_str(links)};
    link_r->fragment = wire_get_str(links);
    link_r->where = wire_get_str(links);
    link_r->purpose = wire_get_u8(links);
    link_r->is_external = wire_get_u8(links);
    link_r->line = wire_get_u32(links);
    link_r->column = wire_get_u32(links);
    return !links->is_broken && link_r->locator.len && link_r->purpose <= TS_LINK_PICTURE &&
                   wire_is_text(link_r->locator) && wire_is_text(link_r->fragment) &&
                   wire_is_text(link_r->where)
               ? 1
               : -1;
}

guint64 kept_anchor(struct ts_str name)
{
    return XXH3_64bits(name.ptr, name.len);
}
