/* SPDX-License-Identifier: MIT
 *
 * Small PDF files in; text in reading order, links, pictures, fields and complaints out.
 */
#include "tests/plugin/fakehost.h"
#include "tests/plugin/pdf_support.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Reads the file, and frees it. */
static int read_file(struct fakehost *fake, GString *bytes)
{
    fakehost_reset(fake);
    int done =
        fakehost_read(fake, "application/pdf", "", "a.pdf", ts_bytes(bytes->str, bytes->len));
    g_string_free(bytes, TRUE);
    assert_null(fake->breach);
    return done;
}

/* "role text" of each block, a line each; plain text without its role. */
static char *blocks_of(const struct fakehost *fake)
{
    static const char *const roles[] = {[TS_ROLE_TEXT] = "",
                                        [TS_ROLE_HEADING] = "# ",
                                        [TS_ROLE_ITEM] = "* ",
                                        [TS_ROLE_LABEL] = "? "};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s%s\n", roles[block->role], block->text);
    }
    return g_string_free(out, FALSE);
}

static char *truncated_of(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->truncated->len; i++) {
        g_string_append_printf(out, "%s\n", (char *)g_ptr_array_index(fake->truncated, i));
    }
    return g_string_free(out, FALSE);
}

/* ---- layout ---- */

static const struct {
    const char *lines, *blocks;
} layouts[] = {
    /* Lines of a paragraph are one block; white between ends it. */
    {"60 780 11 Wie een vloer kiest, kiest voor\n60 766 11 jaren. Dat doe je goed.\n"
     "60 738 11 Een tweede alinea begint hier, en\n60 724 11 gaat nog even door.",
     "Wie een vloer kiest, kiest voor jaren. Dat doe je goed.\n"
     "Een tweede alinea begint hier, en gaat nog even door.\n"},
    /* So does a sentence that ends early, without white. */
    {"60 780 11 Dit is een regel van een zekere lengte, die\n60 766 11 hier eindigt.\n"
     "60 752 11 Dit is een andere alinea, en ook die loopt",
     "Dit is een regel van een zekere lengte, die hier eindigt.\n"
     "Dit is een andere alinea, en ook die loopt\n"},
    /* Larger type is a heading, over lines that end where it looks good. */
    {"60 780 24 Gemak\n60 752 24 op elk vlak\n60 700 11 Met tekst eronder, die gewoon is en "
     "langer.",
     "# Gemak op elk vlak\nMet tekst eronder, die gewoon is en langer.\n"},
    {"60 780 11 Gewone tekst is er het meest, ook hier.\n60 60 24 12",
     "Gewone tekst is er het meest, ook hier.\n12\n"},
    /* Centred lines of different length. */
    {"100 780 11 Een regel in het midden\n118 766 11 Ook in het midden",
     "Een regel in het midden Ook in het midden\n"},
    {"60 780 11 \xe2\x80\xa2 eerste punt\n60 766 11 \xe2\x80\xa2 tweede punt\n",
     "* eerste punt\n* tweede punt\n"},
    {"60 780 11 1. Meet de kamer.\n60 766 11 2. Bestel de vloer.\n",
     "1. Meet de kamer.\n2. Bestel de vloer.\n"},
    /* A dash inside a sentence is no bullet. */
    {"60 780 11 Een vloer van eiken\n60 766 11 - en dat is hout - blijft",
     "Een vloer van eiken - en dat is hout - blijft\n"},
    /* Cells of a row. */
    {"60 780 11 Eiken\n200 780 11 12 mm\n400 780 11 45 euro", "Eiken\n12 mm\n45 euro\n"},
};

static void test_layouts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++) {
        int done = read_file(fake, pdf_of_lines(layouts[i].lines));
        g_autofree char *blocks = blocks_of(fake);
        if (done != 0 || strcmp(blocks, layouts[i].blocks) != 0) {
            fail_msg("row %zu: %d\n%s", i, done, blocks);
        }
    }
}

/* Two columns whose paragraphs begin at the same heights: the left one is read first, whole; a
 * sentence goes on over the gutter, and so does a broken word. */
static void test_columns(void **state)
{
    struct fakehost *fake = *state;
    const char *lines =
        "60 780 24 Een vloer voor het leven, van wand tot wand\n"
        "60 730 11 Wie een vloer kiest, kiest voor jaren, en\n"
        "60 716 11 krijgt vooraf alle uitleg.\n"
        "60 688 11 Een tweede alinea begint hier, en wordt\n"
        "60 674 11 pas in de kolom hiernaast weer afge-\n"
        "320 730 11 maakt, na nog een regel of wat, of\n"
        "320 716 11 twee.\n"
        "320 688 11 Het slot van het verhaal staat onder\n"
        "320 674 11 in de rechter kolom.\n"
        "60 600 11 Onder beide kolommen staat een regel over de hele breedte van de "
        "bladzijde heen.";
    assert_int_equal(read_file(fake, pdf_of_lines(lines)), 0);
    g_autofree char *blocks = blocks_of(fake);
    assert_string_equal(
        blocks,
        "# Een vloer voor het leven, van wand tot wand\n"
        "Wie een vloer kiest, kiest voor jaren, en krijgt vooraf alle uitleg.\n"
        "Een tweede alinea begint hier, en wordt pas in de kolom hiernaast weer afgemaakt, na nog "
        "een regel of wat, of twee.\n"
        "Het slot van het verhaal staat onder in de rechter kolom.\n"
        "Onder beide kolommen staat een regel over de hele breedte van de bladzijde heen.\n");
    const struct fake_block *first = g_ptr_array_index(fake->blocks, 0);
    assert_string_equal(first->where, "page=1/block[1]");
}

/* A word at the end of a line, the one after it, and what is read. more: elsewhere on the page. */
static const struct {
    const char *before, *after, *read, *more;
} hyphens[] = {
    {"alle informa-", "tie vooraf", "alle informatie vooraf", ""},
    {"in Noord-", "Holland", "in Noord-Holland", ""},
    {"de in-", "en verkoop", "de in- en verkoop", ""},
    {"een PVC-", "vloer", "een PVC-vloer", ""},
    {"per e-", "mail", "per e-mail", ""},
    {"van 2025-", "2026", "van 2025-2026", ""},
    {"een zee-", "eend", "een zee-eend", ""},
    {"ALLE INFORMA-", "TIE", "ALLE INFORMATIE", ""},
    {"een soft\xc2\xad", "hyphen", "een softhyphen", ""},
    {"www.vlak-", "werk.example", "www.vlak-werk.example", ""},
    {"een co-", "incidence", "een coincidence", "a coincidence elsewhere"},
    {"een kant-", "enklaar huis", "een kant-enklaar huis", "het is kant-enklaar"},
    {"de sleutel draai-", "en maar", "de sleutel draaien maar", ""},
    {"wie het kopi-", "eert", "wie het kopieert", ""},
    {"een VlakPlan-", "tekening", "een VlakPlan-tekening", ""},
    {"een streepje -", "en verder", "een streepje - en verder", ""},
};

static void test_hyphens(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(hyphens); i++) {
        g_autofree char *lines =
            g_strdup_printf("60 780 11 %s\n60 766 11 %s\n60 600 11 %s", hyphens[i].before,
                            hyphens[i].after, hyphens[i].more);
        assert_int_equal(read_file(fake, pdf_of_lines(lines)), 0);
        const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
        if (strcmp(block->text, hyphens[i].read) != 0) {
            fail_msg("row %zu: \"%s\", expected \"%s\"", i, block->text, hyphens[i].read);
        }
    }
}

/* ---- links ---- */

#define LINK(area, action) \
    "<< /Type /Annot /Subtype /Link /Rect [" area "] /Border [0 0 0] /A << " action " >> >> "
#define URI(address) "/S /URI /URI (" address ")"

static void test_links(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    g_autofree char *content =
        pdf_lines("60 780 11 Kijk op de site van Vlakwerk\n60 766 11 of schrijf ons.");
    pdf_file_begin(file, "", "4 0 R", 1);
    /* "de site van Vlakwerk" and, on the next line, "of": one link over two areas */
    pdf_file_add_page(file, "",
                      "/Annots [ " LINK("106 776 300 792", URI("https://www.vlakwerk.example/"))
                          LINK("59 763 71 775", URI("https://www.vlakwerk.example/"))
                              LINK("72 763 300 775", URI("mailto:info@vlakwerk.example"))
                                  LINK("60 100 200 200", URI("https://www.vlakwerk.example/plaat"))
                                      LINK("60 300 200 400", "/S /GoTo /D [4 0 R /Fit]") "]",
                      content);
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    g_autofree char *blocks = blocks_of(fake);
    assert_string_equal(blocks, "Kijk op de site van Vlakwerk of schrijf ons.\n");
    static const struct fake_link expected[] = {
        {"https://www.vlakwerk.example/plaat", "", "page=1", TS_LINK_PAGE, 0, 0, 0},
        {"https://www.vlakwerk.example/", "site van Vlakwerk of", "page=1/block[1]", TS_LINK_PAGE,
         0, 0, 0},
        {"mailto:info@vlakwerk.example", "schrijf ons.", "page=1/block[1]", TS_LINK_CONTACT, 0, 0,
         0},
    };
    assert_int_equal(fake->links->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const struct fake_link *link = g_ptr_array_index(fake->links, i);
        assert_string_equal(link->href, expected[i].href);
        assert_string_equal(link->text, expected[i].text);
        assert_string_equal(link->where, expected[i].where);
        assert_int_equal(link->purpose, expected[i].purpose);
    }
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    assert_int_equal(block->spans->len, 2);
    const struct ts_span *span = &g_array_index(block->spans, struct ts_span, 0);
    assert_int_equal(span->kind, TS_SPAN_LINK);
    assert_memory_equal(block->text + span->offset, "site van Vlakwerk of", span->length);
}

/* ---- pictures ---- */

#define PICTURE "/Type /XObject /Subtype /Image /Width 4 /Height 2 /BitsPerComponent 8 "
#define DRAWN(place) "q " place " cm /P Do Q\n"

/* Two pages show the same picture, one another, and one a speck. */
static void test_pictures(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    const char *resources = "/XObject << /P 8 0 R /Q 9 0 R >>";
    pdf_file_begin(file, "", "4 0 R 6 0 R", 2);
    pdf_file_add_page(file, resources, "",
                      "BT /F 11 Tf 60 780 Td (Voor) Tj ET " DRAWN("72 0 0 36 100 500")
                          DRAWN("2 0 0 2 10 10"));
    pdf_file_add_page(file, resources, "",
                      "BT /F 11 Tf 60 780 Td (Achter) Tj ET " DRAWN(
                          "144 0 0 72 100 500") "q 60 0 0 30 300 300 cm /Q Do Q");
    pdf_file_add_stream(file, PICTURE "/ColorSpace /DeviceGray", "abcdefgh");
    pdf_file_add_stream(file, PICTURE "/ColorSpace /DeviceRGB", "rode, witte, blauwe tonen");
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    assert_int_equal(fake->children->len, 4);
    static const char *const suffixes[] = {"page=1/picture=1", "page=1/rendered",
                                           "page=2/picture=2", "page=2/rendered"};
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        assert_string_equal(child->suffix, suffixes[i]);
        assert_string_equal(child->media_type, "image/png");
        assert_string_equal(child->name, "");
        assert_memory_equal(g_bytes_get_data(child->bytes, NULL), "\x89PNG", 4);
    }
    static const struct {
        const char *uri;
        guint width, height;
    } expected[] = {{"#page=1/picture=1", 96, 48},
                    {"#page=1/rendered", 0, 0},
                    {"#page=1/picture=1", 192, 96},
                    {"#page=2/picture=2", 80, 40},
                    {"#page=2/rendered", 0, 0}};
    assert_int_equal(fake->references->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        const struct fake_reference *reference = g_ptr_array_index(fake->references, i);
        assert_string_equal(reference->uri, expected[i].uri);
        assert_true(reference->width == expected[i].width || !expected[i].width);
        assert_true(reference->height == expected[i].height || !expected[i].height);
    }
    assert_int_equal(fake->truncated->len, 0);
}

/* A picture that says it is huge is not decoded. */
static void test_huge_picture(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "", "4 0 R", 1);
    pdf_file_add_page(file, "/XObject << /P 6 0 R >>", "", DRAWN("72 0 0 36 100 500"));
    pdf_file_add_stream(file,
                        "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 "
                        "/BitsPerComponent 8 /ColorSpace /DeviceRGB",
                        "x");
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    g_autofree char *truncated = truncated_of(fake);
    assert_string_equal(truncated, "pictures were not taken: one has 3600 million pixels\n"
                                   "page 1 is a picture without text: it was not read\n");
    assert_int_equal(fake->children->len, 0);
}

/* ---- what it says of itself ---- */

static const struct {
    const char *catalog, *language;
} languages[] = {
    {"", ""},
    {"/Lang (nl-NL)", "nl-NL"},
    {"/Lang(en)", "en"},
    {"/Lang <6E6C>", "nl"},
    {"/Lang <FEFF006E006C>", "nl"},
    {"/Lang (\xfe\xff geen taal)", ""},
    {"/Lang (een hele lange zin die geen taal is, en dat ook nooit wordt)", ""},
    {"/Lang 5 0 R", ""},
};

static void test_languages(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        struct pdf_file *file = pdf_file_new();
        pdf_file_begin(file, languages[i].catalog, "4 0 R", 1);
        pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
        assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
        const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
        if (g_strcmp0(fake->language ? fake->language : "", languages[i].language) != 0 ||
            g_strcmp0(block->language ? block->language : "", languages[i].language) != 0) {
            fail_msg("row %zu: head %s, block %s", i, fake->language, block->language);
        }
    }
}

static void test_meta(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "", "4 0 R", 1);
    pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
    assert_int_equal(
        read_file(fake, pdf_file_end(&file, "/Info << /Title <FEFF00430061006600E9> "
                                            "/Author (Vlakwerk) /Keywords (vloer, kurk) >>")),
        0);
    assert_string_equal(fake->title, "Caf\xc3\xa9");
    assert_string_equal(g_hash_table_lookup(fake->meta, "title"), "Caf\xc3\xa9");
    assert_string_equal(g_hash_table_lookup(fake->meta, "author"), "Vlakwerk");
    assert_string_equal(g_hash_table_lookup(fake->meta, "keywords"), "vloer, kurk");
    assert_null(g_hash_table_lookup(fake->meta, "subject"));
}

/* ---- forms, attachments ---- */

static void test_fields(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    g_autofree char *content = pdf_lines("60 780 11 Je naam");
    pdf_file_begin(file, "/AcroForm << /Fields [6 0 R 7 0 R] >>", "4 0 R", 1);
    pdf_file_add_page(file, "",
                      "/Annots [6 0 R 7 0 R << /Type /Annot /Subtype /FreeText /Rect [60 500 200 "
                      "520] /DA (/F 11 Tf) /Contents (Erop getypt) >> << /Type /Annot /Subtype "
                      "/Text /Rect [60 400 80 420] /Contents (Een notitie) >>]",
                      content);
    pdf_file_add(file, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /TU (Je naam) "
                       "/V (Fam. De Wit) /Rect [150 770 300 790] >>");
    pdf_file_add(file, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (b) /TU (Zonder spaties) "
                       "/Ff 8192 /V (geheim) /Rect [150 740 300 760] >>");
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    g_autofree char *blocks = blocks_of(fake);
    assert_string_equal(blocks, "Je naam\nFam. De Wit\n? Zonder spaties\nErop getypt\n");
    const struct fake_block *value = g_ptr_array_index(fake->blocks, 1);
    assert_string_equal(value->where, "page=1/field[1]");
}

static void test_attachments(void **state)
{
    struct fakehost *fake = *state;
    fake->wants_pictures = FALSE; /* so that nothing else becomes a child */
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>", "4 0 R", 1);
    pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
    pdf_file_add(file,
                 "<< /Type /Filespec /F (prijzen.txt) /UF (prijzen.txt) /EF << /F 7 0 R >> >>");
    pdf_file_add_stream(file, "/Type /EmbeddedFile", "Eiken 45 euro");
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    assert_int_equal(fake->children->len, 1);
    const struct fake_child *child = g_ptr_array_index(fake->children, 0);
    assert_string_equal(child->suffix, "attachment=1");
    assert_string_equal(child->media_type, "text/plain");
    assert_string_equal(child->name, "prijzen.txt");
    assert_memory_equal(g_bytes_get_data(child->bytes, NULL), "Eiken 45 euro", 13);
    fake->wants_pictures = TRUE;
}

/* ---- what can't be read ---- */

/* The letters a to z are in private use. */
#define NO_MAP                                                     \
    "begincmap 1 begincodespacerange <00> <FF> endcodespacerange " \
    "1 beginbfrange <61> <7A> <E061> endbfrange endcmap"

static const struct {
    const char *resources, *content, *said;
} unread[] = {
    {"", "", ""},
    {"", "1 1 1 rg 0 0 595 842 re f", ""},
    {"", "0.2 0.4 0.9 rg 0 0 595 842 re f", ""},
    {"", "60 60 300 300 re f", "page 1 is drawn, without text: it was not read\n"},
    {"/XObject << /P 6 0 R >>", DRAWN("500 0 0 700 40 40"),
     "page 1 is a picture without text: it was not read\n"},
    {"/XObject << /P 6 0 R >>", DRAWN("500 0 0 700 40 40") "BT /F 11 Tf 60 780 Td (tekst) Tj ET",
     ""},
    {"/Font << /G 7 0 R >>", "BT /G 11 Tf 60 780 Td (zomaar wat letters) Tj ET",
     "page 1 has a font that does not say which characters it shows: its lines were not read\n"},
};

static void test_unread(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(unread); i++) {
        struct pdf_file *file = pdf_file_new();
        pdf_file_begin(file, "", "4 0 R", 1);
        pdf_file_add(file,
                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
                     "/Resources << /Font << /F 3 0 R /G 7 0 R >> %s >> >>",
                     g_str_has_prefix(unread[i].resources, "/XObject") ? unread[i].resources : "");
        pdf_file_add_stream(file, "", unread[i].content);
        pdf_file_add_stream(file, PICTURE "/ColorSpace /DeviceGray", "abcdefgh");
        pdf_file_add(file, "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
                           "/ToUnicode 8 0 R >>");
        pdf_file_add_stream(file, "", NO_MAP);
        int done = read_file(fake, pdf_file_end(&file, ""));
        g_autofree char *said = truncated_of(fake);
        if (done != 0 || strcmp(said, unread[i].said) != 0) {
            fail_msg("row %zu: %d %s", i, done, said);
        }
    }
}

/* One page is missing; equal ones are said together. */
static void test_damaged_pages(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "", "4 0 R 6 0 R 8 0 R 10 0 R", 4);
    for (guint i = 0; i < 3; i++) {
        pdf_file_add_page(file, "", "", i ? "60 60 300 300 re f" : "BT /F 9 Tf (tekst) Tj ET");
    }
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    g_autofree char *said = truncated_of(fake);
    assert_string_equal(said, "pages 2 to 3 are drawn, without text: they were not read\n"
                              "page 4 is damaged: it was not read\n");
}

#define LOCKED                                                               \
    "/ID [<01> <01>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "         \
    "/O <0102030405060708091011121314151617181920212223242526272829303132> " \
    "/U <0102030405060708091011121314151617181920212223242526272829303132> >>"

static void test_refused(void **state)
{
    static const struct {
        const char *bytes, *why;
    } rows[] = {
        {"", "is empty"},
        {"%PDF-1.4 brochure", "damaged: it can't be opened (PDF document is damaged)"},
        {"geen PDF", "damaged: it can't be opened (PDF document is damaged)"},
    };
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_int_equal(read_file(fake, g_string_new(rows[i].bytes)), -1);
        assert_string_equal(fake->failure, rows[i].why);
    }
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "", "4 0 R", 1);
    pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
    assert_int_equal(read_file(fake, pdf_file_end(&file, LOCKED)), -1);
    assert_string_equal(fake->failure, "encrypted: it can't be read without its password");
}

/* Trees of pages that contain themselves, and a table that follows itself: an end, one way or the
 * other. */
static void test_loops(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    pdf_file_begin(file, "", "2 0 R 2 0 R 4 0 R", 1000000000);
    pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
    int done = read_file(fake, pdf_file_end(&file, "/Prev 9"));
    assert_true(done == -1 || fake->truncated->len > 0);
}

static void test_many_pages(void **state)
{
    struct fakehost *fake = *state;
    struct pdf_file *file = pdf_file_new();
    GString *kids = g_string_new(NULL);
    for (guint i = 0; i < 2001; i++) {
        g_string_append_printf(kids, "%u 0 R ", PDF_FIRST + 2 * i);
    }
    pdf_file_begin(file, "", kids->str, 2001);
    for (guint i = 0; i < 2001; i++) {
        pdf_file_add_page(file, "", "", "BT /F 11 Tf 60 780 Td (tekst) Tj ET");
    }
    g_string_free(kids, TRUE);
    assert_int_equal(read_file(fake, pdf_file_end(&file, "")), 0);
    assert_int_equal(fake->blocks->len, 2000);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "pages beyond the first 2000 were not read");
}

static void test_sniff(void **state)
{
    struct fakehost *fake = *state;
    const struct ts_reader_ops *ops = fake->plugin->reader;
    assert_string_equal(ops->sniff(ts_text("%PDF-1.7\n")), "application/pdf");
    assert_string_equal(ops->sniff(ts_text("\n\n%PDF-1.7\n")), "application/pdf");
    assert_null(ops->sniff(ts_text("")));
    assert_null(ops->sniff(ts_text("<html>")));
}

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-pdf");
    fake->wants_pictures = TRUE;
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layouts),    cmocka_unit_test(test_columns),
        cmocka_unit_test(test_hyphens),    cmocka_unit_test(test_links),
        cmocka_unit_test(test_pictures),   cmocka_unit_test(test_huge_picture),
        cmocka_unit_test(test_languages),  cmocka_unit_test(test_meta),
        cmocka_unit_test(test_fields),     cmocka_unit_test(test_attachments),
        cmocka_unit_test(test_unread),     cmocka_unit_test(test_damaged_pages),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_loops),
        cmocka_unit_test(test_many_pages), cmocka_unit_test(test_sniff),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
