/* SPDX-License-Identifier: MIT
 *
 * What is kept of a document comes back as it was, and nothing else passes for it.
 */
#include "core/process/kept.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct document *sample(void)
{
    struct document *document = document_new();
    struct ts_span span = {.offset = 4, .length = 5, .kind = TS_SPAN_LINK, .value = ts_text("/a")};
    struct ts_mark mark = {.offset = 0, .line = 3, .column = 7};
    document_reset(document);
    document_set_head(document, &(struct ts_head){.title = ts_text("Vloeren"),
                                                  .language = ts_text("nl"),
                                                  .base = ts_text("https://v.example/")});
    document_add_block(document, &(struct ts_block){.role = TS_ROLE_HEADING,
                                                    .text = ts_text("Een vloer van eik"),
                                                    .where = ts_text("html/body/h1"),
                                                    .spans = ts_one(&span, sizeof span),
                                                    .marks = ts_one(&mark, sizeof mark)});
    document_add_link(document, &(struct ts_link){.href = ts_text("/a#b"), .line = 9, .flags = 1});
    document_add_reference(document, &(struct ts_reference){.uri = ts_text("x.png"), .width = 80});
    document_add_meta(document, &(struct ts_pair){ts_text("robots"), ts_text("noindex")});
    document_add_structured(
        document,
        &(struct ts_structured){.format = ts_text("json-ld"), .text = ts_text("{}"), .line = 2});
    document_add_anchor(document, ts_text("prijzen"));
    document_freeze(document);
    return document;
}

static void comes_back(void **state)
{
    struct document *document = sample(), *back = document_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    (void)state;
    kept_put_document(bytes, document);
    document_reset(back);
    assert_int_equal(kept_get_document(ts_bytes(bytes->data, bytes->len), back), 0);
    document_freeze(back);
    assert_true(ts_is(back->view.title, "Vloeren") && ts_is(back->view.language, "nl"));
    assert_int_equal(back->text_size, document->text_size);
    const struct ts_block *block = ts_item(back->view.blocks, 0);
    assert_true(ts_is(block->text, "Een vloer van eik") && ts_is(block->language, "nl"));
    assert_int_equal(block->role, TS_ROLE_HEADING);
    assert_true(ts_is(((const struct ts_span *)ts_item(block->spans, 0))->value, "/a"));
    assert_int_equal(((const struct ts_mark *)ts_item(block->marks, 0))->column, 7);
    const struct ts_link *link = ts_item(back->view.links, 0);
    assert_true(ts_is(link->href, "/a#b") && link->line == 9 && link->flags == 1);
    assert_int_equal(((const struct ts_reference *)ts_item(back->view.references, 0))->width, 80);
    assert_true(ts_is(((const struct ts_pair *)ts_item(back->view.meta, 0))->value, "noindex"));
    assert_int_equal(((const struct ts_structured *)ts_item(back->view.structured, 0))->line, 2);
    assert_true(ts_is(*(const struct ts_str *)ts_item(back->view.anchors, 0), "prijzen"));
    document_free(&document);
    document_free(&back);
}

/* Cut anywhere, or with something behind its end, it is damaged. */
static void cut_is_damaged(void **state)
{
    struct document *document = sample(), *back = document_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    (void)state;
    kept_put_document(bytes, document);
    for (guint size = 0; size < bytes->len; size++) {
        g_autofree guint8 *copy = g_memdup2(bytes->data, size ? size : 1);
        document_reset(back);
        assert_int_equal(kept_get_document(ts_bytes(copy, size), back), -1);
    }
    g_byte_array_append(bytes, (const guint8 *)"x", 1);
    document_reset(back);
    assert_int_equal(kept_get_document(ts_bytes(bytes->data, bytes->len), back), -1);
    document_free(&document);
    document_free(&back);
}

static void links(void **state)
{
    static const struct {
        struct kept_link link;
        int next;
    } rows[] = {
        {{.locator = {"https://v.example/a", 19}, .fragment = {"b", 1}, .line = 4}, 1},
        {{.locator = {"https://v.example/a", 19}, .purpose = TS_LINK_PICTURE, .is_external = 1}, 1},
        {{.locator = {NULL, 0}}, -1},
        {{.locator = {"\xC3(", 2}}, -1},
        {{.locator = {"/a", 2}, .fragment = {"\xFF", 1}}, -1},
        {{.locator = {"/a", 2}, .where = {"\xFF", 1}}, -1},
        {{.locator = {"/a", 2}, .purpose = TS_LINK_FORM}, -1}, /* is never followed */
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        struct kept_link back;
        kept_put_link(bytes, &rows[i].link);
        struct wire_reader in = wire_reader(bytes->data, bytes->len);
        if (kept_next_link(&in, &back) != rows[i].next) {
            fail_msg("row %zu", i);
        }
        if (rows[i].next == 1) {
            assert_true(ts_equal(back.locator, rows[i].link.locator) &&
                        ts_equal(back.fragment, rows[i].link.fragment) &&
                        back.purpose == rows[i].link.purpose && back.line == rows[i].link.line &&
                        back.is_external == rows[i].link.is_external);
            assert_int_equal(kept_next_link(&in, &back), 0);
        }
    }
}

static void packing(void **state)
{
    struct packer *packer = packer_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new(), packed = g_byte_array_new(),
                          back = g_byte_array_new();
    (void)state;
    packer_pack(packer, bytes, packed); /* nothing is something too */
    assert_int_equal(packer_unpack(packer, ts_bytes(packed->data, packed->len), back), 0);
    assert_int_equal(back->len, 0);
    for (guint i = 0; i < 20000; i++) {
        g_byte_array_append(bytes, (const guint8 *)"vloer", 5);
    }
    g_byte_array_set_size(packed, 0);
    packer_pack(packer, bytes, packed);
    assert_true(packed->len < 1000);
    assert_int_equal(packer_unpack(packer, ts_bytes(packed->data, packed->len), back), 0);
    assert_int_equal(back->len, bytes->len);
    assert_memory_equal(back->data, bytes->data, bytes->len);
    for (guint size = 0; size < packed->len; size++) {
        assert_int_equal(packer_unpack(packer, ts_bytes(packed->data, size), back), -1);
    }
    assert_int_equal(packer_unpack(packer, ts_text("no zstd at all"), back), -1);
    packer_free(&packer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(cut_is_damaged),
        cmocka_unit_test(links),
        cmocka_unit_test(packing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
