/* SPDX-License-Identifier: MIT
 *
 * Files that were made to do harm, or are damaged or locked: each is refused or read in part, says
 * which, and costs little. The bombs are made here.
 */
#include "tests/plugin/office_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

/* Of the processor: other tests run beside this one. A worker has 5 (core/limits.h). */
#if defined(__SANITIZE_ADDRESS__)
#define SECONDS 20
#else
#define SECONDS 4
#endif

static double now(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* Reads a document whose body is this; *failure_r: why not, or NULL. */
static int read_document(struct fakehost *fake, const GString *document)
{
    const struct office_member members[] = {{"word/document.xml", document->str, document->len},
                                            {NULL, NULL, 0}};
    g_autoptr(GByteArray) zip = office_package("word/document.xml", members);
    double begin = now();
    int done = office_read_zip(fake, DOCX, zip);
    if (now() - begin > SECONDS) {
        fail_msg("took %.1f s", now() - begin);
    }
    return done;
}

static void repeat(GString *out, const char *piece, gsize size)
{
    for (gsize begin = out->len; out->len - begin < size;) {
        g_string_append(out, piece);
    }
}

static gboolean says(const struct fakehost *fake, const char *what)
{
    gboolean is_said = fake->failure && strstr(fake->failure, what);
    for (guint i = 0; !fake->failure && i < fake->truncated->len; i++) {
        is_said |= strstr(g_ptr_array_index(fake->truncated, i), what) != NULL;
    }
    return is_said;
}

static void assert_says(const struct fakehost *fake, const char *row, const char *what)
{
    if (!says(fake, what)) {
        fail_msg("%s: does not say \"%s\" but %s, %s", row, what,
                 fake->failure ? fake->failure : "nothing",
                 fake->truncated->len ? (const char *)g_ptr_array_index(fake->truncated, 0)
                                      : "nothing");
    }
}

/* front, then piece again and again; 'says' must be said. */
static const struct {
    const char *what, *front, *piece;
    gsize size;
    const char *back, *says;
} rows[] = {
    {"many attributes", "<w:document " W " ", "a='b' ", 4u << 20, "/>",
     "more elements or attributes"},
    {"many namespaces", "<w:document " W "><w:body>", "<w:p xmlns:a='b'>", 1u << 20, "",
     "more elements or attributes"},
    {"a deep tree", "<w:document " W ">", "<a>", 8u << 20, "", "deeper"},
    {"deep tables", "<w:document " W "><w:body>", "<w:tbl><w:tr><w:tc>", 1u << 20, "", "deeper"},
    {"text boxes in each other", "<w:document " W "><w:body>", "<w:p><w:r><w:txbxContent>",
     40u * 25, "<w:p><w:r><w:t>diep</w:t></w:r></w:p>", "broken"},
    {"a long attribute", "<w:document " W "><w:body><w:p a='", "xxxxxxxxxxxxxxxx", 40u << 20,
     "'/></w:body></w:document>", "broken"},
    {"many elements", "<w:document " W "><w:body>", "<w:p/>", 40u << 20, "</w:body></w:document>",
     "more elements"},
    {"open fields", "<w:document " W "><w:body><w:p>", "<w:fldChar w:fldCharType=\"begin\"/>",
     4u << 20, "", "broken"},
    {"entities", "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'>", "<!ENTITY b '&a;&a;&a;'>",
     1u << 10,
     "]><w:document " W "><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
     "declares entities"},
    {"a file named by an entity",
     "<!DOCTYPE w:document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>", " ", 1,
     "<w:document " W "><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>",
     "declares entities"},
    {"attributes by default", "<!DOCTYPE w:document [<!ATTLIST w:p a CDATA 'xxxx'>]>", " ", 1,
     "<w:document " W "><w:body/></w:document>", "declares entities"},
    {"no XML", "Beste klant", ",", 1, "", "broken"},
    {"cut off", "<w:document " W "><w:body><w:p><w:r><w:t>Beste klant</w:t></w:r></w:p><w:p>", " ",
     1, "", "broken"},
};

static void test_xml(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) xml = g_string_new(rows[i].front);
        repeat(xml, rows[i].piece, rows[i].size);
        g_string_append(xml, rows[i].back);
        read_document(fake, xml);
        assert_says(fake, rows[i].what, rows[i].says);
    }
    /* What could be read of the last one is there. */
    office_assert_blocks(fake, "cut off", "body/p[1]|0|Beste klant\n");
    fakehost_free(&fake);
}

/* A document type without declarations, as old writers have it, harms nothing. */
static void test_bare_doctype(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    g_autoptr(GString) xml =
        g_string_new("<!DOCTYPE x PUBLIC \"a\" \"b\"><w:document " W
                     "><w:body><w:p><w:r><w:t>ja</w:t></w:r></w:p></w:body></w:document>");
    assert_int_equal(read_document(fake, xml), 0);
    assert_int_equal(fake->truncated->len, 0);
    fakehost_free(&fake);
}

static void test_character_sets(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    static const char xml[] =
        "<w:document " W
        "><w:body><w:p><w:r><w:t>caf\xc3\xa9</w:t></w:r></w:p></w:body></w:document>";
    static const struct {
        const char *name, *declaration;
    } sets[] = {{"UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"},
                {"UTF-16LE", "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-16\"?>"},
                {"ISO-8859-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
        g_autofree char *text = g_strconcat(sets[i].declaration, xml, NULL);
        gsize size;
        g_autofree char *bytes = g_convert(text, -1, sets[i].name, "UTF-8", NULL, &size, NULL);
        g_autoptr(GString) own = g_string_new_len(bytes, (gssize)size);
        assert_int_equal(read_document(fake, own), 0);
        office_assert_blocks(fake, sets[i].name, "body/p[1]|0|café\n");
    }
    fakehost_free(&fake);
}

/* 1 GB of one byte, packed to a megabyte. */
static void test_bomb(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    gsize size = 200u << 20;
    g_autofree char *zeros = g_malloc(size);
    memset(zeros, ' ', size);
    memcpy(zeros, "<w:document " W ">", strlen("<w:document " W ">"));
    const struct office_member members[] = {{"word/document.xml", zeros, size}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) zip = office_package("word/document.xml", members);
    double begin = now();
    assert_int_equal(office_read_zip(fake, DOCX, zip), -1);
    assert_says(fake, "bomb", "64 MB");
    assert_true(now() - begin < SECONDS);
    fakehost_free(&fake);
}

/* Many parts, each under the cap of one: that of all holds. */
static void test_many_bombs(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    gsize size = 50u << 20;
    g_autofree char *blanks = g_malloc(size);
    memset(blanks, ' ', size);
    memcpy(blanks, "<w:hdr " W "/>", strlen("<w:hdr " W "/>"));
    g_autoptr(GString) rels = g_string_new(RELS_OPEN);
    g_autoptr(GString) document = g_string_new(W_OPEN "<w:p><w:r><w:t>tekst</w:t></w:r></w:p>");
    g_autoptr(GArray) members = g_array_new(TRUE, TRUE, sizeof(struct office_member));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 6; i++) {
        g_string_append_printf(rels, REL("h%u", "header", "header%u.xml"), i, i);
        g_string_append_printf(document, "<w:sectPr><w:headerReference r:id=\"h%u\"/></w:sectPr>",
                               i);
        char *name = g_strdup_printf("word/header%u.xml", i);
        struct office_member member = {name, blanks, size};
        g_ptr_array_add(names, name);
        g_array_append_val(members, member);
    }
    g_string_append(rels, RELS_CLOSE);
    g_string_append(document, W_CLOSE);
    struct office_member own[] = {{"word/document.xml", document->str, document->len},
                                  {"word/_rels/document.xml.rels", rels->str, rels->len}};
    g_array_append_vals(members, own, 2);
    g_autoptr(GByteArray) zip =
        office_package("word/document.xml", (const struct office_member *)members->data);
    double begin = now();
    assert_int_equal(office_read_zip(fake, DOCX, zip), 0);
    assert_says(fake, "many bombs", "128 MB");
    assert_true(now() - begin < SECONDS);
    office_assert_blocks(fake, "many bombs", "body/p[1]|0|tekst\n");
    fakehost_free(&fake);
}

static void test_many_members(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    g_autoptr(GArray) members = g_array_new(TRUE, TRUE, sizeof(struct office_member));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 60000; i++) {
        char *name = g_strdup_printf("../../etc/%u", i);
        struct office_member member = {name, "", 0};
        g_ptr_array_add(names, name);
        g_array_append_val(members, member);
    }
    g_autoptr(GByteArray) zip = office_zip((const struct office_member *)members->data);
    double begin = now();
    assert_int_equal(office_read_zip(fake, DOCX, zip), -1);
    assert_string_equal(fake->failure, "has more than 10,000 members");
    assert_true(now() - begin < SECONDS);
    fakehost_free(&fake);
}

/* Two members of one name: the second name is patched to be the first. */
static void test_double(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    static const struct office_member members[] = {
        {"word/document.xml", W_OPEN "<w:p><w:r><w:t>eerste</w:t></w:r></w:p>" W_CLOSE, 0},
        {"word/documenx.xml", W_OPEN "<w:p><w:r><w:t>tweede</w:t></w:r></w:p>" W_CLOSE, 0},
        {NULL, NULL, 0}};
    (void)state;
    g_autoptr(GByteArray) zip = office_package("word/document.xml", members);
    for (char *at; (at = memmem(zip->data, zip->len, "documenx", 8));) {
        at[7] = 't';
    }
    assert_int_equal(office_read_zip(fake, DOCX, zip), 0);
    assert_says(fake, "double", "is there twice: the first was read");
    office_assert_blocks(fake, "double", "body/p[1]|0|eerste\n");
    fakehost_free(&fake);
}

/* Names that lead out of the archive are names and no more. */
static void test_slip(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    static const struct office_member members[] = {
        {"word/document.xml",
         W_OPEN "<w:p><w:r><w:t>tekst</w:t></w:r></w:p><w:sectPr><w:headerReference "
                "r:id=\"a\"/></w:sectPr>" W_CLOSE,
         0},
        {"word/_rels/document.xml.rels",
         RELS_OPEN REL("a", "header", "../../../../etc/hostname") RELS_CLOSE, 0},
        {"../../../../etc/hostname", "x", 0},
        {NULL, NULL, 0}};
    (void)state;
    g_autoptr(GByteArray) zip = office_package("word/document.xml", members);
    assert_int_equal(office_read_zip(fake, DOCX, zip), 0);
    office_assert_blocks(fake, "slip", "body/p[1]|0|tekst\n");
    fakehost_free(&fake);
}

static void test_locked(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    static const struct office_member members[] = {{"word/document.xml", W_OPEN W_CLOSE, 0},
                                                   {NULL, NULL, 0}};
    static const struct office_member odt[] = {
        {"mimetype", ODT, 0},
        {"content.xml", "\x1\x2", 2},
        {"META-INF/manifest.xml",
         "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
         "<manifest:file-entry "
         "manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></"
         "manifest:manifest>",
         0},
        {NULL, NULL, 0}};
    static const char ole[] =
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    static const char old[] =
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";
    static const char why[] = "encrypted: it can't be read without its password";
    (void)state;
    g_autoptr(GByteArray) zip = office_zip_locked(members);
    assert_int_equal(office_read_zip(fake, DOCX, zip), -1);
    assert_string_equal(fake->failure, why);
    g_autoptr(GByteArray) text = office_zip(odt);
    assert_int_equal(office_read_zip(fake, ODT, text), -1);
    assert_string_equal(fake->failure, why);
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, DOCX, "", "x", ts_bytes(ole, sizeof ole)), -1);
    assert_string_equal(fake->failure, why);
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, DOCX, "", "x", ts_bytes(old, sizeof old)), -1);
    assert_string_equal(fake->failure,
                        "no reader for the formats of Office 97 to 2003 (.doc, .xls, .ppt)");
    fakehost_free(&fake);
}

/* Cut after each byte, and each byte turned over: it ends, and keeps the contract. */
static void test_damage(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    static const struct office_member members[] = {
        {"word/document.xml", W_OPEN "<w:p><w:r><w:t>Beste klant</w:t></w:r></w:p>" W_CLOSE, 0},
        {NULL, NULL, 0}};
    (void)state;
    g_autoptr(GByteArray) zip = office_package("word/document.xml", members);
    guint read_count = 0;
    for (guint i = 0; i < zip->len; i++) {
        GByteArray part = {zip->data, i};
        assert_int_equal(office_read_zip(fake, DOCX, &part), -1);
        zip->data[i] ^= 0xFF;
        read_count += office_read_zip(fake, DOCX, zip) == 0 ? 1 : 0;
        zip->data[i] ^= 0xFF;
    }
    assert_true(read_count > 0 && read_count < zip->len);
    static const char *const nothing[] = {"", "PK", "PK\3\4", "PK\5\6aaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++) {
        fakehost_reset(fake);
        assert_int_equal(fakehost_read(fake, DOCX, "", "x", ts_text(nothing[i])), -1);
        assert_non_null(fake->failure);
    }
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xml),
        cmocka_unit_test(test_bare_doctype),
        cmocka_unit_test(test_character_sets),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_many_bombs),
        cmocka_unit_test(test_many_members),
        cmocka_unit_test(test_double),
        cmocka_unit_test(test_slip),
        cmocka_unit_test(test_locked),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
