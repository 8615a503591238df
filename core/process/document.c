/* SPDX-License-Identifier: MIT
 *
 * Copies what a reader emits into one arena a document.
 */
#include "core/process/document.h"

#include "core/limits.h"
#include "core/process/fingerprint.h"
#include "core/process/record.h"

struct document *document_new(void)
{
    struct document *document = g_new0(struct document, 1);
    document->arena = arena_new();
    document->share = host_share_new();
    document->blocks = g_array_new(FALSE, FALSE, sizeof(struct ts_block));
    document->links = g_array_new(FALSE, FALSE, sizeof(struct ts_link));
    document->references = g_array_new(FALSE, FALSE, sizeof(struct ts_reference));
    document->meta = g_array_new(FALSE, FALSE, sizeof(struct ts_pair));
    document->structured = g_array_new(FALSE, FALSE, sizeof(struct ts_structured));
    document->anchors = g_array_new(FALSE, FALSE, sizeof(struct ts_str));
    document->truncated = g_ptr_array_new();
    document->children = g_byte_array_new();
    return document;
}

void document_free(struct document **document)
{
    struct document *doc = *document;
    if (!doc) {
        return;
    }
    g_array_free(doc->blocks, TRUE);
    g_array_free(doc->links, TRUE);
    g_array_free(doc->references, TRUE);
    g_array_free(doc->meta, TRUE);
    g_array_free(doc->structured, TRUE);
    g_array_free(doc->anchors, TRUE);
    g_ptr_array_free(doc->truncated, TRUE);
    g_byte_array_free(doc->children, TRUE);
    arena_free(&doc->arena);
    host_share_free(&doc->share);
    g_free(doc);
    *document = NULL;
}

void document_reset(struct document *document)
{
    g_array_set_size(document->blocks, 0);
    g_array_set_size(document->links, 0);
    g_array_set_size(document->references, 0);
    g_array_set_size(document->meta, 0);
    g_array_set_size(document->structured, 0);
    g_array_set_size(document->anchors, 0);
    g_ptr_array_set_size(document->truncated, 0);
    g_byte_array_set_size(document->children, 0);
    document->child_count = 0;
    document->child_bytes = 0;
    document->text_size = 0;
    document->view = (struct ts_document){.size = sizeof(struct ts_document)};
    arena_reset(document->arena);
    host_share_clear(document->share);
}

struct ts_str document_keep(struct document *document, struct ts_str text)
{
    if (text.len == 0) {
        return ts_text(NULL);
    }
    char *ptr = arena_alloc(document->arena, text.len + 1);
    memcpy(ptr, text.ptr, text.len);
    return ts_bytes(ptr, text.len);
}

/* Adds the sentence once, however often the cap strikes. */
static int say_cut(struct document *document, const char *what)
{
    for (guint i = 0; i < document->truncated->len; i++) {
        if (g_str_equal(g_ptr_array_index(document->truncated, i), what)) {
            return 0;
        }
    }
    return document_add_truncated(document, ts_text(what));
}

/* A tag of a language; what a template left there ("{{page.lang}}") is none. */
static struct ts_str language_tag(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isalnum(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '_') {
            return ts_text(NULL);
        }
    }
    return text.len && g_ascii_isalpha(text.ptr[0]) ? text : ts_text(NULL);
}

int document_set_head(struct document *document, const struct ts_head *head)
{
    document->view.title = document_keep(document, head->title);
    struct ts_str language = language_tag(head->language);
    if (language.len) {
        document->view.language = document_keep(document, language);
    }
    document->view.base = document_keep(document, head->base);
    return 0;
}

static struct ts_list copy_spans(struct document *document, struct ts_list spans)
{
    if (spans.count == 0) {
        return (struct ts_list){NULL, 0, sizeof(struct ts_span)};
    }
    struct ts_span *items = arena_alloc(document->arena, spans.count * sizeof *items);
    for (guint32 i = 0; i < spans.count; i++) {
        items[i] = *(const struct ts_span *)ts_item(spans, i);
        items[i].value = document_keep(document, items[i].value);
    }
    return (struct ts_list){items, spans.count, sizeof *items};
}

static struct ts_list copy_marks(struct document *document, struct ts_list marks)
{
    if (marks.count == 0) {
        return (struct ts_list){NULL, 0, sizeof(struct ts_mark)};
    }
    struct ts_mark *items = arena_alloc(document->arena, marks.count * sizeof *items);
    for (guint32 i = 0; i < marks.count; i++) {
        items[i] = *(const struct ts_mark *)ts_item(marks, i);
    }
    return (struct ts_list){items, marks.count, sizeof *items};
}

int document_add_block(struct document *document, const struct ts_block *block)
{
    if (document->blocks->len >= LIMIT_BLOCKS ||
        document->text_size + block->text.len > LIMIT_TEXT_SIZE) {
        return say_cut(document, "text beyond the first 16 MB or 200,000 blocks was not read");
    }
    struct ts_block own = {
        .size = sizeof own,
        .role = block->role,
        .text = document_keep(document, block->text),
        .language = document_keep(document, language_tag(block->language)),
        .where = document_keep(document, block->where),
        .spans = copy_spans(document, block->spans),
        .marks = copy_marks(document, block->marks),
    };
    document->text_size += own.text.len;
    g_array_append_val(document->blocks, own);
    return 0;
}

int document_add_link(struct document *document, const struct ts_link *link)
{
    if (document->links->len >= LIMIT_LINKS || link->href.len > LIMIT_LOCATOR_SIZE) {
        return say_cut(document, "links beyond the first 50,000, or of more than 8 KB, were not "
                                 "followed");
    }
    struct ts_link own = *link;
    own.href = document_keep(document, link->href);
    own.text = document_keep(document, link->text);
    own.where = document_keep(document, link->where);
    g_array_append_val(document->links, own);
    return 0;
}

int document_add_reference(struct document *document, const struct ts_reference *reference)
{
    if (document->references->len >= LIMIT_LINKS) {
        return say_cut(document, "pictures beyond the first 50,000 were not seen");
    }
    struct ts_reference own = *reference;
    own.uri = document_keep(document, reference->uri);
    own.alt = document_keep(document, reference->alt);
    own.where = document_keep(document, reference->where);
    g_array_append_val(document->references, own);
    return 0;
}

int document_add_meta(struct document *document, const struct ts_pair *pair)
{
    if (document->meta->len >= LIMIT_LINKS) {
        return say_cut(document, "metadata beyond the first 50,000 entries was not read");
    }
    struct ts_pair own = {document_keep(document, pair->name),
                          document_keep(document, pair->value)};
    g_array_append_val(document->meta, own);
    return 0;
}

struct ts_str document_meta(const struct document *document, const char *name)
{
    for (guint i = 0; i < document->meta->len; i++) {
        const struct ts_pair *pair = &g_array_index(document->meta, struct ts_pair, i);
        if (ts_is(pair->name, name)) {
            return pair->value;
        }
    }
    return ts_text(NULL);
}

int document_add_structured(struct document *document, const struct ts_structured *structured)
{
    if (document->structured->len >= LIMIT_LINKS) {
        return say_cut(document, "structured data beyond the first 50,000 pieces was not read");
    }
    struct ts_structured own = *structured;
    own.format = document_keep(document, structured->format);
    own.text = document_keep(document, structured->text);
    own.where = document_keep(document, structured->where);
    g_array_append_val(document->structured, own);
    return 0;
}

int document_add_anchor(struct document *document, struct ts_str name)
{
    if (document->anchors->len >= LIMIT_LINKS) {
        return say_cut(document, "names of fragments beyond the first 50,000 were not seen");
    }
    struct ts_str own = document_keep(document, name);
    g_array_append_val(document->anchors, own);
    return 0;
}

/* An attachment has a name, and is told of though nobody reads it. */
static gboolean is_inner_picture(const struct ts_child *child)
{
    return child->name.len == 0 && child->media_type.len > 6 &&
           memcmp(child->media_type.ptr, "image/", 6) == 0;
}

int document_add_child(struct document *document, const struct ts_child *child)
{
    if (document->drops_pictures && is_inner_picture(child)) {
        return 0;
    }
    document->child_bytes += child->bytes.len;
    if (document->child_count >= LIMIT_CHILDREN || document->child_bytes > LIMIT_FAMILY_SIZE ||
        child->bytes.len > LIMIT_RESOURCE_SIZE) {
        return say_cut(document, "parts beyond the first 10,000, or 20 MB each, or 64 MB in all, "
                                 "were not read");
    }
    char hash[CONTENT_HASH_SIZE];
    content_hash_of(child->media_type, child->bytes, hash);
    record_put_child(document->children, &(struct record_child){
                                             .suffix = child->suffix,
                                             .media_type = child->media_type,
                                             .charset = child->charset,
                                             .name = child->name,
                                             .content_hash = ts_text(hash),
                                             .bytes = child->bytes,
                                         });
    document->child_count++;
    return 0;
}

int document_add_truncated(struct document *document, struct ts_str what)
{
    if (document->truncated->len < 100) {
        g_ptr_array_add(document->truncated, (char *)document_keep(document, what).ptr);
    }
    return 0;
}

struct ts_block document_bare_block(const struct ts_block *block)
{
    struct ts_block bare = *block;
    bare.where = ts_text(NULL);
    bare.marks = (struct ts_list){NULL, 0, sizeof(struct ts_mark)};
    return bare;
}

static struct ts_list list_of(const GArray *array)
{
    return (struct ts_list){array->data, array->len, g_array_get_element_size((GArray *)array)};
}

/* Where nothing is said of the whole: the language that more than half of the text is declared to
 * be in (Boyer and Moore's majority vote, weighed by length, then counted). */
static struct ts_str usual_language(const struct document *document)
{
    const struct ts_block *blocks = (const struct ts_block *)(void *)document->blocks->data;
    struct ts_str candidate = ts_text(NULL);
    size_t lead = 0, size = 0;
    for (guint i = 0; i < document->blocks->len; i++) {
        size_t len = blocks[i].text.len;
        if (ts_equal(blocks[i].language, candidate)) {
            lead += len;
        } else if (len <= lead) {
            lead -= len;
        } else {
            lead = len - lead;
            candidate = blocks[i].language;
        }
    }
    for (guint i = 0; i < document->blocks->len; i++) {
        size += ts_equal(blocks[i].language, candidate) ? blocks[i].text.len : 0;
    }
    return size > document->text_size / 2 ? candidate : ts_text(NULL);
}

void document_freeze(struct document *document)
{
    if (document->view.language.len == 0) {
        document->view.language = usual_language(document);
    }
    for (guint i = 0; i < document->blocks->len; i++) {
        struct ts_block *block = &g_array_index(document->blocks, struct ts_block, i);
        if (block->language.len == 0) {
            block->language = document->view.language;
        }
    }
    document->view.blocks = list_of(document->blocks);
    document->view.links = list_of(document->links);
    document->view.references = list_of(document->references);
    document->view.meta = list_of(document->meta);
    document->view.structured = list_of(document->structured);
    document->view.anchors = list_of(document->anchors);
    document->view.is_truncated = document->truncated->len > 0;
}
