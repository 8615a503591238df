/* SPDX-License-Identifier: MIT
 *
 * What the sources of files share, without a source around it: globs, locators, kinds of files.
 */
#include "plugins/common/file_type.h"
#include "plugins/common/files_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_globs(void **state)
{
    static const struct {
        const char *glob, *name;
        gboolean matches;
    } rows[] = {
        {"*.eml", "a.eml", TRUE},
        {"*.eml", "in/a.eml", FALSE},
        {"*/*.eml", "in/a.eml", TRUE},
        {"*/*.eml", "a.eml", FALSE},
        {"**/*.eml", "a.eml", TRUE},
        {"**/*.eml", "in/deep/a.eml", TRUE},
        {"**/*.eml", "in/deep/a.html", FALSE},
        {"**", "in/deep/a.html", TRUE},
        {"**/**/a.eml", "in/deep/a.eml", TRUE},
        {"in/**/a.eml", "in/a.eml", TRUE},
        {"in/**/a.eml", "out/a.eml", FALSE},
        {"in/**", "in/a/b", TRUE},
        {"mail-?.eml", "mail-1.eml", TRUE},
        {"mail-?.eml", "mail-12.eml", FALSE},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (files_glob_matches(rows[i].glob, rows[i].name, FALSE) != rows[i].matches) {
            fail_msg("%s over %s: not %d", rows[i].glob, rows[i].name, rows[i].matches);
        }
    }
}

/* Folders that hold nothing are not looked into. */
static void test_glob_folders(void **state)
{
    static const struct {
        const char *glob, *name;
        gboolean matches;
    } rows[] = {
        {"*.eml", "in", FALSE},        {"*/*.eml", "in", TRUE},     {"*/*.eml", "in/deep", FALSE},
        {"**/*.eml", "in/deep", TRUE}, {"in/**", "in/a", TRUE},     {"in/**", "out", FALSE},
        {"in/*/x", "in/a", TRUE},      {"in/*/x", "in/a/b", FALSE},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (files_glob_matches(rows[i].glob, rows[i].name, TRUE) != rows[i].matches) {
            fail_msg("%s over the folder %s: not %d", rows[i].glob, rows[i].name, rows[i].matches);
        }
    }
}

/* ---- locators ---- */

static void test_beside(void **state)
{
    static const struct {
        const char *reference, *locator; /* NULL: none */
    } rows[] = {
        {"foto.jpg", "audits/utrecht/foto.jpg"},
        {"./foto/gevel 1.jpg", "audits/utrecht/foto/gevel 1.jpg"},
        {"../logo.png", "audits/logo.png"},
        {"../../geheim", NULL},
        {"a/../../../geheim", NULL},
        {"/etc/passwd", NULL},
        {"https://www.vlakwerk.example/a.jpg", NULL},
        {"data:image/png;base64,", NULL},
        {"..", NULL},
        {"", NULL},
        {"\xff.jpg", NULL},
    };
    struct files_root root = {.path = (char *)"audits"};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *locator = files_locator_beside(
            &root, ts_text("audits/utrecht/bezoek.yaml"), ts_text(rows[i].reference));
        if (g_strcmp0(locator, rows[i].locator) != 0) {
            fail_msg("%s: %s", rows[i].reference, locator ? locator : "none");
        }
    }
}

static void test_names(void **state)
{
    static const char *const names[] = {"a.eml", "in/b c.eml", "%41.eml", "\xff\n.eml", "100%.eml"};
    static const struct files_root roots[] = {
        {.path = (char *)"mail"},
        {.path = (char *)"mail/"},
        {.path = (char *)""},
        {.path = (char *)"/"},
        {.path = (char *)"site", .base = (char *)"https://a.example/"},
    };
    (void)state;
    for (size_t r = 0; r < G_N_ELEMENTS(roots); r++) {
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *locator = files_locator(&roots[r], names[i]);
            g_autofree char *name = files_name(&roots[r], ts_text(locator));
            assert_true(g_utf8_validate(locator, -1, NULL));
            assert_string_equal(name, names[i]);
        }
    }
    assert_null(files_name(&roots[0], ts_text("mailing/a.eml")));
    assert_null(files_name(&roots[0], ts_text("mail/%00")));
}

/* ---- kinds ---- */

/* A compound file of version 3: the header, a table, a directory of two sectors that is not in one
 * piece. */
static GString *compound(const char *stream)
{
    static const struct {
        guint at;
        guint8 byte;
    } bytes[] = {
        {0, 0xd0}, {1, 0xcf}, {2, 0x11}, {3, 0xe0}, {30, 9}, {48, 1}, /* directory: sector 1 */
    };
    GString *file = g_string_new(NULL);
    g_string_set_size(file, 512u * 5);
    memset(file->str, 0, file->len);
    for (size_t i = 0; i < G_N_ELEMENTS(bytes); i++) {
        file->str[bytes[i].at] = (char)bytes[i].byte;
    }
    file->str[512 + 4] = 3;              /* the table, sector 0: 3 follows 1 */
    memset(file->str + 512 + 12, -1, 4); /* and ends it */
    char *entry = file->str + 512 * 4 + 128;
    for (size_t i = 0; stream[i]; i++) {
        entry[2 * i] = stream[i];
    }
    entry[64] = (char)((strlen(stream) + 1) * 2);
    return file;
}

static void test_compound(void **state)
{
    static const struct {
        const char *stream, *type;
    } rows[] = {
        {"__properties_version1.0", "application/vnd.ms-outlook"},
        {"WordDocument", "application/msword"},
        {"EncryptedPackage", "application/x-ooxml-encrypted"},
        {"Workbook", "application/vnd.ms-excel"},
        {"PowerPoint Document", "application/vnd.ms-powerpoint"},
        {"Contents", "application/x-ole-storage"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *file = compound(rows[i].stream);
        assert_string_equal(file_type_of("brief", ts_bytes(file->str, file->len)), rows[i].type);
        assert_true(file_type_is_document(rows[i].type));
        assert_string_equal(file_type_of("a.doc", ts_bytes(file->str, file->len)),
                            "application/msword");
        for (size_t size = 0; size < file->len; size += 7) { /* cut anywhere: no bytes beyond */
            g_autofree char *cut = g_memdup2(file->str, size ? size : 1);
            assert_non_null(file_type_of_ole(ts_bytes(cut, size)));
        }
        g_string_free(file, TRUE);
    }
}

/* A directory whose chain goes round ends. */
static void test_compound_circle(void **state)
{
    GString *file = compound("Contents");
    (void)state;
    memset(file->str + 512 + 12, 0, 4);
    file->str[512 + 12] = 1; /* 1 follows 3 */
    assert_string_equal(file_type_of_ole(ts_bytes(file->str, file->len)),
                        "application/x-ole-storage");
    g_string_free(file, TRUE);
}

static void test_wanted(void **state)
{
    static const struct {
        const char *name;
        gboolean is_document;
    } rows[] = {
        {"a.html", TRUE}, {"a.csv", TRUE},   {"a.mjml", TRUE}, {"a.vxml", TRUE}, {"a.srt", TRUE},
        {"a.docx", TRUE}, {"a.pdf", TRUE},   {"a.msg", TRUE},  {"a", TRUE},      {"a.png", FALSE},
        {"a.css", FALSE}, {"a.json", FALSE}, {"a.zip", FALSE}, {"a.gz", FALSE},  {"a.mp3", FALSE},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *type = file_type_of(rows[i].name, ts_text("x"));
        if (file_type_is_document(type) != rows[i].is_document) {
            fail_msg("%s (%s): not %d", rows[i].name, type, rows[i].is_document);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_globs),    cmocka_unit_test(test_glob_folders),
        cmocka_unit_test(test_beside),   cmocka_unit_test(test_names),
        cmocka_unit_test(test_compound), cmocka_unit_test(test_compound_circle),
        cmocka_unit_test(test_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
