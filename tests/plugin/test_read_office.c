/* SPDX-License-Identifier: MIT
 *
 * Letters: DOCX, and ODT, which says the same in other words.
 */
#include "tests/plugin/office_support.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define FIELD(instruction, shown)                                                   \
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" instruction \
    "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" shown  \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
#define BOX(text) "<w:txbxContent>" P(text) "</w:txbxContent>"

static const char styles[] =
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:style w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl "
    "w:val=\"0\"/></w:pPr></w:style>"
    "<w:style w:styleId=\"Eigen\"><w:basedOn w:val=\"Kop1\"/></w:style>"
    "<w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>"
    "<w:style w:styleId=\"Citaat\"><w:name w:val=\"Quote\"/></w:style>"
    "<w:style w:styleId=\"Lijst\"><w:pPr><w:numPr><w:numId "
    "w:val=\"2\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId=\"Weg\"><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId=\"Engels\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:style>"
    "<w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
    "<w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>"
    "</w:styles>";

static const char relations[] =
    RELS_OPEN REL("s", "styles", "styles.xml") REL("h", "header", "header1.xml")
        REL("f", "footer", "footer1.xml") REL("first", "header", "header2.xml")
            REL("n", "footnotes", "footnotes.xml") REL("p", "image", "media/image1.png")
                REL_OUTSIDE("l", "hyperlink", "https://www.vlakwerk.example/?a=1&amp;b=2")
                    REL_OUTSIDE("o", "image", "https://www.vlakwerk.example/logo.png") RELS_CLOSE;

/* Of the body alone: blocks as "where|role|text". */
static const struct {
    const char *what, *body, *blocks;
} rows[] = {
    {"paragraphs", P("Beste klant,") "<w:p/>" P("De vloer ligt."),
     "body/p[1]|0|Beste klant,\nbody/p[2]|0|De vloer ligt.\n"},
    {"runs are one word", "<w:p>" R("vloer") R("en") "</w:p>", "body/p[1]|0|vloeren\n"},
    {"breaks",
     "<w:p>" R("een") "<w:r><w:br/></w:r>" R("twee") "<w:r><w:tab/><w:t>drie</w:t></w:r></w:p>",
     "body/p[1]|0|een twee drie\n"},
    {"hyphens",
     "<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail "
     "af</w:t><w:softHyphen/><w:t>spraak</w:t></w:r></w:p>",
     "body/p[1]|0|e\u2011mail af\u00adspraak\n"},
    {"styles",
     "<w:p><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr>" R(
         "Titel") "</w:p>"
                  "<w:p><w:pPr><w:pStyle w:val=\"Eigen\"/></w:pPr>" R(
                      "Kop") "</w:p>"
                             "<w:p><w:pPr><w:pStyle w:val=\"Citaat\"/></w:pPr>" R(
                                 "Citaat") "</w:p>"
                                           "<w:p><w:pPr><w:pStyle w:val=\"Lijst\"/></w:pPr>" R(
                                               "punt") "</w:p>"
                                                       "<w:p><w:pPr><w:pStyle "
                                                       "w:val=\"Lijst\"/><w:numPr><w:numId "
                                                       "w:val=\"0\"/></w:numPr></w:pPr>" R(
                                                           "geen punt") "</w:p>"
                                                                        "<w:p><w:pPr><w:"
                                                                        "outlineLvl "
                                                                        "w:val=\"1\"/></"
                                                                        "w:pPr>" R(
                                                                            "ook kop") "</w:p>"
                                                                                       "<w:p><"
                                                                                       "w:pPr><"
                                                                                       "w:"
                                                                                       "pStyle "
                                                                                       "w:val="
                                                                                       "\"A\"/"
                                                                                       "></"
                                                                                       "w:"
                                                                                       "pPr>" R(
                                                                                           "ron"
                                                                                           "dj"
                                                                                           "e") "</"
                                                                                                "w:"
                                                                                                "p"
                                                                                                ">",
     "body/p[1]|2|Titel\nbody/p[2]|1|Kop\nbody/p[3]|10|Citaat\nbody/p[4]|12|punt\n"
     "body/p[5]|0|geen punt\nbody/p[6]|1|ook kop\nbody/p[7]|0|rondje\n"},
    {"hidden text",
     "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" R(
         "zichtbaar") "<w:r><w:rPr><w:vanish/></w:rPr><w:t> weg</w:t></w:r>"
                      "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> hier</w:t></w:r></w:p>"
                      "<w:p><w:pPr><w:pStyle w:val=\"Weg\"/></w:pPr>" R("ook weg") "</w:p>",
     "body/p[1]|0|zichtbaar hier\n"},
    {"tracked changes",
     "<w:p>" R("oud") "<w:ins>" R(
         " nieuw") "</w:ins><w:del><w:r><w:delText> weg</w:delText></w:r></w:del>"
                   "<w:moveFrom>" R(" verhuisd") "</w:moveFrom><w:moveTo>" R(
                       " hierheen") "</w:moveTo></w:p>",
     "body/p[1]|0|oud nieuw hierheen\n"},
    {"tables",
     "<w:tbl><w:tr><w:tc>" P("A") "</w:tc><w:tc>" P("B")
         P("C") "</w:tc></w:tr>"
                "<w:tr><w:tc><w:tbl><w:tr><w:tc>" P(
                    "D") "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>" P("E"),
     "body/table[1]/row[1]/cell[1]/p[1]|11|A\nbody/table[1]/row[1]/cell[2]/p[1]|11|B\n"
     "body/table[1]/row[1]/cell[2]/p[2]|11|C\n"
     "body/table[1]/row[2]/cell[1]/table[1]/row[1]/cell[1]/p[1]|11|D\nbody/p[1]|0|E\n"},
    {"fields",
     "<w:p>" R("bladzijde ") FIELD("PAGE", R("3"))
         R(" van ") "<w:fldSimple w:instr=\"NUMPAGES\">" R("5") "</w:fldSimple></w:p>",
     "body/p[1]|0|bladzijde 3 van 5\n"},
    {"a field in a field's instruction",
     "<w:p>" FIELD("IF " FIELD("X", R("weg")) " = 1", R("hier")) "</w:p>", "body/p[1]|0|hier\n"},
    {"two versions, one is shown",
     "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">" BOX(
         "in het vak") "</mc:Choice><mc:Fallback>" BOX("in het vak") "</mc:Fallback></"
                                                                     "mc:AlternateContent></"
                                                                     "w:r>" R("erbuiten") "</"
                                                                                          "w:"
                                                                                          "p>",
     "body/textbox[1]/p[1]|0|in het vak\nbody/p[1]|0|erbuiten\n"},
    {"what is not understood falls back",
     "<w:p><mc:AlternateContent><mc:Choice Requires=\"cx1\">" R("a") "</mc:Choice><mc:Fallback>" R(
         "b") "</mc:Fallback></mc:AlternateContent></w:p>",
     "body/p[1]|0|b\n"},
    {"text box of old",
     "<w:p><w:r><w:pict><v:shape><v:textbox>" BOX(
         "vak") "</v:textbox></v:shape></w:pict></w:r></w:p>",
     "body/textbox[1]/p[1]|0|vak\n"},
    {"lettering",
     "<w:p><w:r><w:pict><v:shape><v:textpath "
     "string=\"CONCEPT\"/></v:shape></w:pict></w:r></w:p>",
     "body/p[1]|0|CONCEPT\n"},
    {"form controls",
     "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" P(
         "ingevuld") "</w:sdtContent></w:sdt>",
     "body/p[1]|0|ingevuld\n"},
    {"header of the first page only if there is one",
     P("a") "<w:sectPr><w:headerReference r:id=\"h\" w:type=\"default\"/><w:headerReference "
            "r:id=\"first\" "
            "w:type=\"first\"/><w:footerReference r:id=\"f\"/></w:sectPr>",
     "body/p[1]|0|a\nheader1/p[1]|0|Vlakwerk\nfooter1/p[1]|0|Gemak op elk vlak\n"},
    {"header of the first page",
     P("a") "<w:sectPr><w:headerReference r:id=\"first\" "
            "w:type=\"first\"/><w:titlePg/></w:sectPr>",
     "body/p[1]|0|a\nheader2/p[1]|0|Eerste\n"},
    {"entities", P("Jansen &amp; Zn. &lt;&#233;&gt;"), "body/p[1]|0|Jansen & Zn. <é>\n"},
};

static const struct office_member around[] = {
    {"word/_rels/document.xml.rels", relations, 0},
    {"word/styles.xml", styles, 0},
    {"word/header1.xml",
     "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" P(
         "Vlakwerk") "</w:hdr>",
     0},
    {"word/header2.xml",
     "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" P(
         "Eerste") "</w:hdr>",
     0},
    {"word/footer1.xml",
     "<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" P(
         "Gemak op elk vlak") "</w:ftr>",
     0},
    {"word/media/image1.png", "\x89PNG\r\n\x1a\n", 8},
};

/* Reads a document of this body with all that stands around. */
static void read_body(struct fakehost *fake, const char *body, const char *notes, const char *core)
{
    g_autofree char *main = g_strconcat(W_OPEN, body, W_CLOSE, NULL);
    g_autoptr(GArray) members = g_array_new(TRUE, TRUE, sizeof(struct office_member));
    struct office_member own[] = {{"word/document.xml", main, 0},
                                  {"word/footnotes.xml", notes, 0},
                                  {"docProps/core.xml", core, 0}};
    g_array_append_vals(members, around, G_N_ELEMENTS(around));
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        if (own[i].text) {
            g_array_append_val(members, own[i]);
        }
    }
    office_read_package(fake, DOCX, "word/document.xml",
                        (const struct office_member *)members->data);
}

static void test_bodies(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        read_body(fake, rows[i].body, NULL, NULL);
        office_assert_blocks(fake, rows[i].what, rows[i].blocks);
        assert_int_equal(fake->truncated->len, 0);
    }
    fakehost_free(&fake);
}

static void test_notes(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_body(
        fake, P("a"),
        "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:footnote w:type=\"separator\" w:id=\"0\">" P(
            "lijn") "</w:footnote>"
                    "<w:footnote w:id=\"2\">" P("Vraag ernaar.") "</w:footnote></w:footnotes>",
        NULL);
    office_assert_blocks(fake, "notes", "body/p[1]|0|a\nfootnote=2/p[1]|0|Vraag ernaar.\n");
    fakehost_free(&fake);
}

static void test_links(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_body(fake,
              "<w:p>" R("zie ") "<w:hyperlink r:id=\"l\">" R("de site") "</w:hyperlink>" R(" of ")
                  FIELD("HYPERLINK &quot;mailto:hallo@vlakwerk.example&quot; \\o &quot;tip&quot;",
                        R("schrijf"))
                      R(", of ") "<w:hyperlink w:anchor=\"onder\">" R(
                          "onder") "</w:hyperlink></w:p>"
                                   "<w:p><w:bookmarkStart w:name=\"onder\"/>" R("Onder") "</w:p>",
              NULL, NULL);
    assert_int_equal(fake->links->len, 3);
    const struct fake_link *site = g_ptr_array_index(fake->links, 0);
    assert_string_equal(site->href, "https://www.vlakwerk.example/?a=1&b=2");
    assert_string_equal(site->text, "de site");
    assert_string_equal(site->where, "body/p[1]");
    const struct fake_link *mail = g_ptr_array_index(fake->links, 1);
    assert_string_equal(mail->href, "mailto:hallo@vlakwerk.example");
    assert_string_equal(mail->text, "schrijf");
    assert_int_equal(mail->purpose, TS_LINK_CONTACT);
    assert_string_equal(((const struct fake_link *)g_ptr_array_index(fake->links, 2))->href,
                        "#onder");
    assert_int_equal(fake->anchors->len, 1);
    assert_string_equal(g_ptr_array_index(fake->anchors, 0), "onder");
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    assert_int_equal(block->spans->len, 3);
    const struct ts_span *span = &g_array_index(block->spans, struct ts_span, 0);
    assert_int_equal(span->kind, TS_SPAN_LINK);
    assert_int_equal(span->offset, strlen("zie "));
    assert_int_equal(span->length, strlen("de site"));
    fakehost_free(&fake);
}

#define PICTURE(embed, descr)                                                                     \
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"952500\" cy=\"476250\"/><wp:docPr id=\"1\" " \
    "name=\"Afbeelding 1\"" descr "/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr " \
    "id=\"1\" name=\"x\"/></pic:nvPicPr><pic:blipFill><a:blip " embed                             \
    "/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"

static void test_pictures(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_body(fake,
              PICTURE("r:embed=\"p\"", " descr=\"Een eiken vloer\"") PICTURE("r:embed=\"p\"", "")
                  PICTURE("r:link=\"o\"", " descr=\"\""),
              NULL, NULL);
    assert_int_equal(fake->references->len, 3);
    const struct fake_reference *first = g_ptr_array_index(fake->references, 0);
    assert_string_equal(first->uri, "#picture=word/media/image1.png");
    assert_string_equal(first->alt, "Een eiken vloer");
    assert_int_equal(first->width, 100);
    assert_int_equal(first->height, 50);
    const struct fake_reference *second = g_ptr_array_index(fake->references, 1);
    assert_int_equal(first->has_alt, 1);
    assert_int_equal(second->has_alt, 0);
    assert_string_equal(
        ((const struct fake_reference *)g_ptr_array_index(fake->references, 2))->uri,
        "https://www.vlakwerk.example/logo.png");
    assert_int_equal(fake->children->len, 1);
    const struct fake_child *child = g_ptr_array_index(fake->children, 0);
    assert_string_equal(child->suffix, "picture=word/media/image1.png");
    assert_string_equal(child->media_type, "image/png");
    assert_string_equal(child->name, "image1.png");
    assert_int_equal(g_bytes_get_size(child->bytes), 8);
    office_assert_blocks(fake, "alternative text", "body/p[1]|4|Een eiken vloer\n");
    fakehost_free(&fake);
}

static void test_languages(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_body(
        fake,
        "<w:p><w:r><w:rPr><w:lang w:val=\"nl-NL\"/></w:rPr><w:t>De vloer heet </w:t></w:r>"
        "<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>Oak floor</w:t></w:r>"
        "<w:r><w:rPr><w:lang w:val=\"nl-NL\"/></w:rPr><w:t> bij ons.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val=\"Engels\"/></w:pPr>" R(
            "English") "</w:p>"
                       "<w:p><w:r><w:rPr><w:lang "
                       "w:val=\"x-none\"/></w:rPr><w:t>Niets</w:t></w:r></w:p>",
        NULL,
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
        "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Brief</dc:title>"
        "<dc:creator>Vlakwerk</dc:creator><dc:language>nl-NL</dc:language></cp:coreProperties>");
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    assert_string_equal(block->language, "nl-NL");
    assert_int_equal(block->spans->len, 1);
    const struct ts_span *span = &g_array_index(block->spans, struct ts_span, 0);
    assert_int_equal(span->kind, TS_SPAN_LANGUAGE);
    assert_string_equal(span->value.ptr, "en-GB");
    assert_int_equal(span->length, strlen("Oak floor"));
    assert_string_equal(((const struct fake_block *)g_ptr_array_index(fake->blocks, 1))->language,
                        "en-GB");
    assert_string_equal(((const struct fake_block *)g_ptr_array_index(fake->blocks, 2))->language,
                        "");
    assert_string_equal(fake->title, "Brief");
    assert_string_equal(fake->language, "nl-NL");
    assert_string_equal(g_hash_table_lookup(fake->meta, "author"), "Vlakwerk");
    fakehost_free(&fake);
}

/* ---- ODT ---- */

#define ODF_NAMES                                                               \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "        \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "            \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "          \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "         \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "          \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" " \
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "   \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\""

static const char odt_content[] =
    "<office:document-content " ODF_NAMES "><office:automatic-styles>"
    "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
    "text:display=\"none\"/></style:style>"
    "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties "
    "fo:language=\"en\" fo:country=\"GB\"/></style:style>"
    "<style:style style:name=\"P1\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Nederlands\"/>"
    "</office:automatic-styles><office:body><office:text>"
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></"
    "text:deletion></text:changed-region></text:tracked-changes>"
    "<text:h text:outline-level=\"1\">Kop</text:h>"
    "<text:p text:style-name=\"P1\">een<text:s "
    "text:c=\"3\"/>twee<text:tab/>drie<text:line-break/>vier "
    "<text:span text:style-name=\"T1\">verborgen</text:span><text:span "
    "text:style-name=\"T2\">English</text:span>"
    "<text:note "
    "text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>Een noot.</text:p></text:note-body></text:note>"
    "<office:annotation><text:p>opmerking</text:p></office:annotation></text:p>"
    "<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>cel</text:p></table:table-cell>"
    "<table:covered-table-cell><text:p>bedekt</text:p></table:covered-table-cell></"
    "table:table-row></table:table>"
    "<text:p><draw:frame svg:width=\"2.54cm\" svg:height=\"1in\"><draw:image "
    "xlink:href=\"Pictures/a.png\"/>"
    "<draw:image xlink:href=\"Pictures/b.png\"/><svg:desc>Een vloer</svg:desc></draw:frame>"
    "<draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box></draw:frame>"
    "<text:a xlink:href=\"https://www.vlakwerk.example/\">site</text:a></text:p>"
    "<text:section text:display=\"none\"><text:p>verborgen</text:p></text:section>"
    "</office:text></office:body></office:document-content>";

static const char odt_styles[] =
    "<office:document-styles " ODF_NAMES "><office:styles><style:style style:name=\"Nederlands\" "
    "style:family=\"paragraph\"><style:text-properties fo:language=\"nl\" "
    "fo:country=\"NL\"/></style:style>"
    "</office:styles><office:master-styles><style:master-page "
    "style:name=\"Standard\"><style:header>"
    "<text:p>Vlakwerk</text:p></style:header><style:footer "
    "style:display=\"false\"><text:p>uit</text:p>"
    "</style:footer></style:master-page></office:master-styles></office:document-styles>";

static void test_odt(void **state)
{
    static const struct office_member members[] = {
        {"mimetype", ODT, 0},
        {"content.xml", odt_content, 0},
        {"styles.xml", odt_styles, 0},
        {"Pictures/a.png", "\x89PNG", 4},
        {NULL, NULL, 0},
    };
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    g_autoptr(GByteArray) zip = office_zip(members);
    assert_int_equal(office_read_zip(fake, ODT, zip), 0);
    office_assert_blocks(fake, "odt",
                         "body/p[1]|1|Kop\nfootnote=1/p[1]|0|Een noot.\n"
                         "body/p[2]|0|een twee drie vier English\nbody/p[3]|12|punt\n"
                         "body/table[1]/row[1]/cell[1]/p[1]|11|cel\nbody/p[4]|4|Een vloer\n"
                         "body/textbox[1]/p[1]|0|vak\nbody/p[4]|0|site\nheader/p[1]|0|Vlakwerk\n");
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 2);
    assert_string_equal(block->language, "nl-NL");
    assert_string_equal(g_array_index(block->spans, struct ts_span, 0).value.ptr, "en-GB");
    const struct fake_reference *picture = g_ptr_array_index(fake->references, 0);
    assert_int_equal(picture->width, 96);
    assert_int_equal(picture->height, 96);
    assert_int_equal(fake->children->len, 1);
    assert_int_equal(fake->links->len, 1);
    assert_int_equal(fake->truncated->len, 0);
    assert_string_equal(fake->title, "Kop");
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),    cmocka_unit_test(test_notes),
        cmocka_unit_test(test_links),     cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_languages), cmocka_unit_test(test_odt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
