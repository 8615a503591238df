/* SPDX-License-Identifier: MIT
 *
 * Packs members to an office file, and says what the reader made of it.
 */
#include "tests/plugin/office_support.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <zip.h>

static GByteArray *pack(const struct office_member *members, const char *password)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (; members->name; members++) {
        size_t size = members->size ? members->size : strlen(members->text);
        zip_source_t *source = zip_source_buffer(zip, members->text, size, 0);
        zip_int64_t index = zip_file_add(zip, members->name, source, ZIP_FL_ENC_UTF_8);
        assert_true(index >= 0);
        if (password) {
            zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_128, password);
        }
    }
    assert_int_equal(zip_close(zip), 0);
    zip_stat_t stat;
    assert_int_equal(zip_source_stat(target, &stat), 0);
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, (guint)stat.size);
    assert_int_equal(zip_source_open(target), 0);
    assert_int_equal(zip_source_read(target, bytes->data, stat.size), (zip_int64_t)stat.size);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return bytes;
}

GByteArray *office_zip(const struct office_member *members)
{
    return pack(members, NULL);
}

GByteArray *office_zip_locked(const struct office_member *members)
{
    return pack(members, "geheim");
}

GByteArray *office_package(const char *main, const struct office_member *members)
{
    g_autofree char *rels = g_strdup_printf(
        RELS_OPEN
        "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/officeDocument\" Target=\"/%s\"/>"
        "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
        "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>" RELS_CLOSE,
        main);
    const struct office_member first = {"[Content_Types].xml", "<Types/>", 0},
                               second = {"_rels/.rels", rels, 0};
    g_autoptr(GArray) all = g_array_new(TRUE, TRUE, sizeof(struct office_member));
    g_array_append_val(all, first);
    g_array_append_val(all, second);
    for (; members->name; members++) {
        g_array_append_vals(all, members, 1);
    }
    return office_zip((const struct office_member *)all->data);
}

int office_read_zip(struct fakehost *fake, const char *media_type, const GByteArray *zip)
{
    fakehost_reset(fake);
    int done = fakehost_read(fake, media_type, "", "brief.docx", ts_bytes(zip->data, zip->len));
    if (fake->breach) {
        fail_msg("%s", fake->breach);
    }
    return done;
}

void office_read_package(struct fakehost *fake, const char *media_type, const char *main,
                         const struct office_member *members)
{
    g_autoptr(GByteArray) zip = office_package(main, members);
    if (office_read_zip(fake, media_type, zip) != 0) {
        fail_msg("%s: %s", main, fake->failure);
    }
}

char *office_blocks(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s|%u|%s\n", block->where, block->role, block->text);
    }
    return g_string_free(out, FALSE);
}

void office_assert_blocks(const struct fakehost *fake, const char *what, const char *wanted)
{
    g_autofree char *got = office_blocks(fake);
    if (strcmp(got, wanted) != 0) {
        fail_msg("%s: wanted\n%sgot\n%s", what, wanted, got);
    }
}
