/* SPDX-License-Identifier: MIT
 *
 * Any XML as the main part of a DOCX, PPTX, XLSX and ODT, packed without compression, so that the
 * fuzzer meets the walk over elements and not the checksums of zip.
 */
#include <stdint.h>

#include "core/plugin/host.h"
#include "tests/fuzz/reader_sink.h"

#include <glib.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define ONE(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"" REL "/" type "\" Target=\"" target "\"/>"

/* What stands around the input; a member without text is the input. */
static const struct {
    int kind;
    const char *name, *text;
} members[] = {
    {0, "word/document.xml", NULL},
    {0, "word/styles.xml", NULL},
    {0, "word/_rels/document.xml.rels",
     RELS ONE("r1", "styles", "styles.xml") ONE("r2", "header", "document.xml")
         ONE("r3", "footnotes", "document.xml") "</Relationships>"},
    {1, "ppt/presentation.xml",
     "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
     "xmlns:r=\"" REL "\"><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst></p:presentation>"},
    {1, "ppt/_rels/presentation.xml.rels", RELS ONE("r1", "slide", "slide.xml") "</Relationships>"},
    {1, "ppt/slide.xml", NULL},
    {2, "xl/workbook.xml",
     "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" REL
     "\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"},
    {2, "xl/_rels/workbook.xml.rels",
     RELS ONE("r1", "worksheet", "a.xml") ONE("r2", "styles", "a.xml")
         ONE("r3", "sharedStrings", "a.xml") "</Relationships>"},
    {2, "xl/a.xml", NULL},
    {3, "content.xml", NULL},
    {3, "styles.xml", NULL},
    {3, "meta.xml", NULL},
    {4, "word/document.xml",
     "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
     "wordprocessingml/2006/main\"><w:body/></w:document>"},
    {4, "word/_rels/document.xml.rels", NULL},
    {4, "_rels/.rels", NULL},
};

static void add(zip_t *zip, const char *name, const void *data, size_t size)
{
    zip_source_t *source = zip_source_buffer(zip, data, size, 0);
    zip_int64_t index = zip_file_add(zip, name, source, 0);
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* The first byte says which kind of file it is. */
static GByteArray *pack(const uint8_t *data, size_t size)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
    for (size_t i = 0; size && i < G_N_ELEMENTS(members); i++) {
        const char *text = members[i].text;
        if (members[i].kind == data[0] % 5) {
            add(zip, members[i].name, text ? text : (const char *)data + 1,
                text ? strlen(text) : size - 1);
        }
    }
    GByteArray *bytes = g_byte_array_new();
    zip_stat_t stat;
    if (zip_close(zip) == 0 && zip_source_stat(target, &stat) == 0 &&
        zip_source_open(target) == 0) {
        g_byte_array_set_size(bytes, (guint)stat.size);
        zip_source_read(target, bytes->data, stat.size);
        zip_source_close(target);
    }
    zip_source_free(target);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gsize is_warm;
    const struct ts_plugin *plugin = &touchstone_plugin_0;
    struct host_call call;
    g_autoptr(GByteArray) zip = pack(data, size);
    struct ts_resource resource = {
        .size = sizeof resource,
        .locator = ts_text("fuzz"),
        .media_type = ts_text(*(const char *const *)ts_item(plugin->reader->media_types, 0)),
        .bytes = ts_bytes(zip->data, zip->len)};
    host_call_init(&call, plugin, HOST_READ, &reader_sink, &call);
    if (g_once_init_enter(&is_warm)) {
        plugin->warm(&call.call);
        g_once_init_leave(&is_warm, 1);
    }
    plugin->reader->read(&call.call, NULL, &resource);
    if (call.breach) {
        g_error("%s", call.breach);
    }
    host_call_finish(&call);
    return 0;
}
