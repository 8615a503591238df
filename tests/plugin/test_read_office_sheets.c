/* SPDX-License-Identifier: MIT
 *
 * Slides and sheets: PPTX, XLSX, ODP and ODS; and how files are known by their bytes.
 */
#include "tests/plugin/office_support.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define P_NAMES                                                               \
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" " \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "      \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define T(text) "<a:p><a:r><a:rPr lang=\"nl-NL\"/><a:t>" text "</a:t></a:r></a:p>"
#define SHAPE(head, text)                                                            \
    "<p:sp><p:nvSpPr><p:cNvPr id=\"1\" name=\"x\"" head "</p:nvSpPr><p:txBody>" text \
    "</p:txBody></p:sp>"
#define PH(type) "/><p:nvPr><p:ph type=\"" type "\"/></p:nvPr>"
#define TREE(shapes) "<p:cSld><p:spTree>" shapes "</p:spTree></p:cSld>"

static const struct office_member pptx[] = {
    {"ppt/presentation.xml",
     "<p:presentation " P_NAMES "><p:sldIdLst><p:sldId id=\"256\" r:id=\"b\"/><p:sldId id=\"257\" "
     "r:id=\"a\"/><p:sldId id=\"258\" r:id=\"c\"/></p:sldIdLst></p:presentation>",
     0},
    {"ppt/_rels/presentation.xml.rels",
     RELS_OPEN REL("a", "slide", "slides/slide1.xml") REL("b", "slide", "slides/slide2.xml")
         REL("c", "slide", "slides/slide3.xml") RELS_CLOSE,
     0},
    {"ppt/slides/slide1.xml",
     "<p:sld " P_NAMES
     ">" TREE("<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>" T(
         "cel") "</a:txBody></a:tc>"
                "<a:tc><a:txBody>" T(
                    "twee") "</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>" SHAPE(" hidden="
                                                                                       "\"1\"/>",
                                                                                       T("verborge"
                                                                                         "n"))
                    SHAPE(
                        "/>",
                        "<a:p><a:r><a:rPr><a:hlinkClick r:id=\"l\"/></a:rPr>"
                        "<a:t>site</a:t></a:r><a:br/><a:r><a:t>nu</a:t></a:r><a:fld "
                        "type=\"slidenum\"><a:t>2</a:t></a:fld></a:p>") "<p:pic><p:nvPicPr><p:"
                                                                        "cNvPr id=\"3\" name=\"f\" "
                                                                        "descr=\"Logo\"/></"
                                                                        "p:nvPicPr><p:blipFill><a:"
                                                                        "blip r:embed=\"i\"/>"
                                                                        "</"
                                                                        "p:blipFill><p:spPr><a:"
                                                                        "xfrm><a:ext cx=\"9525\" "
                                                                        "cy=\"19050\"/></a:xfrm></"
                                                                        "p:spPr></p:pic>") "</"
                                                                                           "p:sld>",
     0},
    {"ppt/slides/_rels/slide1.xml.rels",
     RELS_OPEN REL("i", "image", "../media/image1.png")
         REL_OUTSIDE("l", "hyperlink", "https://www.vlakwerk.example/")
             REL("lay", "slideLayout", "../slideLayouts/slideLayout1.xml") RELS_CLOSE,
     0},
    {"ppt/slides/slide2.xml",
     "<p:sld " P_NAMES
     ">" TREE(SHAPE(PH("ctrTitle"), T("Welkom")) SHAPE(PH("body"), T("een") T("twee"))) "</p:sld>",
     0},
    {"ppt/slides/_rels/slide2.xml.rels",
     RELS_OPEN REL("n", "notesSlide", "../notesSlides/notesSlide1.xml") RELS_CLOSE, 0},
    {"ppt/slides/slide3.xml",
     "<p:sld show=\"0\" " P_NAMES ">" TREE(SHAPE("/>", T("niet getoond"))) "</p:sld>", 0},
    {"ppt/notesSlides/notesSlide1.xml",
     "<p:notes " P_NAMES
     ">" TREE(SHAPE(PH("sldNum"), T("1")) SHAPE(PH("body"), T("Vertel dit."))) "</p:notes>",
     0},
    {"ppt/slideLayouts/slideLayout1.xml",
     "<p:sldLayout " P_NAMES ">" TREE(SHAPE(PH("title"), T("Klik om te bewerken"))
                                          SHAPE("/>", T("Gemak op elk vlak"))) "</p:sldLayout>",
     0},
    {"ppt/media/image1.png", "\x89PNG", 4},
    {NULL, NULL, 0},
};

static void test_pptx(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    office_read_package(fake, PPTX, "ppt/presentation.xml", pptx);
    office_assert_blocks(fake, "pptx",
                         "slide=1/p[1]|1|Welkom\nslide=1/p[2]|0|een\nslide=1/p[3]|0|twee\n"
                         "slide=1/notes/p[1]|0|Vertel dit.\n"
                         "slide=2/table[1]/row[1]/cell[1]/p[1]|11|cel\n"
                         "slide=2/table[1]/row[1]/cell[2]/p[1]|11|twee\nslide=2/p[1]|0|site nu\n"
                         "slide=2|4|Logo\nslideLayout1/p[1]|0|Gemak op elk vlak\n");
    assert_int_equal(fake->links->len, 1);
    const struct fake_reference *picture = g_ptr_array_index(fake->references, 0);
    assert_string_equal(picture->uri, "#picture=ppt/media/image1.png");
    assert_int_equal(picture->width, 1);
    assert_int_equal(picture->height, 2);
    assert_string_equal(g_hash_table_lookup(fake->meta, "hidden-slides"), "1");
    assert_string_equal(((const struct fake_block *)g_ptr_array_index(fake->blocks, 0))->language,
                        "nl-NL");
    assert_int_equal(fake->truncated->len, 0);
    fakehost_free(&fake);
}

#define X                                                                  \
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

static const struct office_member xlsx[] = {
    {"xl/workbook.xml",
     "<workbook " X
     "><sheets><sheet name=\"Prijzen &amp; meer\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"Intern\" "
     "sheetId=\"2\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>",
     0},
    {"xl/_rels/workbook.xml.rels",
     RELS_OPEN REL("a", "worksheet", "worksheets/sheet1.xml") REL("b", "worksheet",
                                                                  "worksheets/sheet2.xml")
         REL("s", "sharedStrings", "sharedStrings.xml") REL("t", "styles", "styles.xml") RELS_CLOSE,
     0},
    {"xl/sharedStrings.xml",
     "<sst " X "><si><t>Eiken vloer</t></si><si><r><t>Kurk</t></r><r><t> "
     "zacht</t></r><rPh><t>x</t></rPh></si></sst>",
     0},
    {"xl/styles.xml",
     "<styleSheet " X
     "><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/><numFmt numFmtId=\"165\" "
     "formatCode=\"[$&#8364;-413] #,##0.00;[Red]-0\"/><numFmt numFmtId=\"166\" formatCode=\"d mmmm "
     "yyyy\"/>"
     "<numFmt numFmtId=\"167\" formatCode=\"0.0&quot; m&quot;\"/></numFmts><cellStyleXfs><xf "
     "numFmtId=\"9\"/></cellStyleXfs>"
     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
     "numFmtId=\"166\"/><xf numFmtId=\"10\"/>"
     "<xf numFmtId=\"14\"/><xf numFmtId=\"167\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>",
     0},
    {"xl/worksheets/sheet1.xml",
     "<worksheet " X "><cols><col min=\"5\" max=\"6\" hidden=\"1\"/></cols><sheetData>"
     "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c><c r=\"E1\" "
     "t=\"s\"><v>0</v></c></row>"
     "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>"
     "<row r=\"3\"><c t=\"inlineStr\"><is><t>los</t></is></c><c "
     "t=\"str\"><f>A1&amp;\"x\"</f><v>uitkomst</v></c>"
     "<c t=\"b\"><v>1</v></c><c t=\"s\"><v>99</v></c></row>"
     "<row r=\"7\"><c r=\"A7\"><v>0.30000000000000004</v></c><c r=\"B7\" "
     "s=\"1\"><v>46352</v></c><c r=\"C7\" s=\"2\"><v>1234.5</v></c>"
     "<c r=\"D7\" s=\"3\"><v>46352</v></c><c r=\"G7\" s=\"4\"><v>0.125</v></c><c r=\"H7\" "
     "s=\"5\"><v>46352.5</v></c>"
     "<c r=\"I7\" s=\"6\"><v>2.44</v></c><c r=\"J7\" "
     "s=\"7\"><v>0.604166666667</v></c></row></sheetData>"
     "<hyperlinks><hyperlink ref=\"A1\" r:id=\"l\"/></hyperlinks>"
     "<headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;12Vlakwerk&amp;Rblad &amp;P "
     "&amp;K01+000A&amp;&amp;B</oddHeader></headerFooter>"
     "</worksheet>",
     0},
    {"xl/worksheets/_rels/sheet1.xml.rels",
     RELS_OPEN REL_OUTSIDE("l", "hyperlink", "https://www.vlakwerk.example/eiken") RELS_CLOSE, 0},
    {"xl/worksheets/sheet2.xml", "<worksheet " X "/>", 0},
    {NULL, NULL, 0},
};

static void test_xlsx(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    office_read_package(fake, XLSX, "xl/workbook.xml", xlsx);
#define S "sheet=Prijzen & meer"
    office_assert_blocks(fake, "xlsx",
                         S "|1|Prijzen & meer\n" S "/A1|11|Eiken vloer\n" S "/C1|11|Kurk zacht\n" S
                           "/A3|11|los\n" S "/B3|11|uitkomst\n" S "/A7|11|0.3\n" S
                           "/B7|11|26-11-2026\n" S "/C7|11|€ 1,234.50\n" S "/D7|11|2026-11-26\n" S
                           "/G7|11|12.50%\n" S "/H7|11|2026-11-26\n" S "/I7|11|2.4 m\n" S
                           "/J7|11|14:30\n" S "/margin|0|Vlakwerk blad A&B\n");
#undef S
    assert_int_equal(fake->links->len, 1);
    assert_string_equal(((const struct fake_link *)g_ptr_array_index(fake->links, 0))->where,
                        "sheet=Prijzen & meer/A1");
    assert_string_equal(g_hash_table_lookup(fake->meta, "hidden-sheets"), "1");
    assert_int_equal(fake->truncated->len, 0);
    fakehost_free(&fake);
}

#define ODF_NAMES                                                        \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" " \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "     \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "   \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "  \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "   \
    "xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\""

static void read_odf(struct fakehost *fake, const char *type, const char *content,
                     const char *styles)
{
    const struct office_member members[] = {{"mimetype", type, 0},
                                            {"content.xml", content, 0},
                                            {"styles.xml", styles, 0},
                                            {NULL, NULL, 0}};
    g_autoptr(GByteArray) zip = office_zip(members);
    assert_int_equal(office_read_zip(fake, type, zip), 0);
    assert_int_equal(fake->truncated->len, 0);
}

static void test_ods(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_odf(
        fake, ODS,
        "<office:document-content " ODF_NAMES
        "><office:automatic-styles><style:style style:name=\"weg\" "
        "style:family=\"table\"><style:table-properties "
        "table:display=\"false\"/></style:style></office:automatic-styles>"
        "<office:body><office:spreadsheet><table:table table:name=\"Prijzen\"><table:table-row>"
        "<table:table-cell table:number-columns-repeated=\"27\"/><table:table-cell "
        "table:number-columns-repeated=\"1000000\">"
        "<text:p>eik</text:p><text:p>kurk</text:p></table:table-cell></table:table-row>"
        "<table:table-row "
        "table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>hout</text:p></"
        "table:table-cell>"
        "</table:table-row><table:table-row "
        "table:visibility=\"collapse\"><table:table-cell><text:p>weg</text:p>"
        "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>eind</"
        "text:p></table:table-cell>"
        "</table:table-row></table:table><table:table table:name=\"Intern\" "
        "table:style-name=\"weg\"><table:table-row>"
        "<table:table-cell><text:p>geheim</text:p></table:table-cell></table:table-row></"
        "table:table>"
        "</office:spreadsheet></office:body></office:document-content>",
        "<office:document-styles " ODF_NAMES "/>");
    office_assert_blocks(
        fake, "ods",
        "sheet=Prijzen|1|Prijzen\nsheet=Prijzen/AB1|11|eik\nsheet=Prijzen/AB1|11|kurk\n"
        "sheet=Prijzen/A2|11|hout\nsheet=Prijzen/A1000003|11|eind\n");
    assert_string_equal(g_hash_table_lookup(fake->meta, "hidden-sheets"), "1");
    fakehost_free(&fake);
}

static void test_odp(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    (void)state;
    read_odf(fake, ODP,
             "<office:document-content " ODF_NAMES
             "><office:automatic-styles><style:style style:name=\"dp\" "
             "style:family=\"drawing-page\"><style:drawing-page-properties "
             "presentation:visibility=\"hidden\"/></style:style>"
             "</office:automatic-styles><office:body><office:presentation>"
             "<draw:page draw:master-page-name=\"M\"><draw:frame "
             "presentation:class=\"title\"><draw:text-box><text:p>Welkom</text:p>"
             "</draw:text-box></draw:frame><draw:custom-shape><text:p>vorm</text:p></"
             "draw:custom-shape><presentation:notes>"
             "<draw:frame "
             "presentation:class=\"page-number\"><draw:text-box><text:p>1</text:p></"
             "draw:text-box></draw:frame>"
             "<draw:frame presentation:class=\"notes\"><draw:text-box><text:p>Vertel "
             "dit.</text:p></draw:text-box></draw:frame>"
             "</presentation:notes></draw:page>"
             "<draw:page "
             "draw:style-name=\"dp\"><draw:custom-shape><text:p>verborgen</text:p></"
             "draw:custom-shape></draw:page>"
             "</office:presentation></office:body></office:document-content>",
             "<office:document-styles " ODF_NAMES
             "><office:master-styles><style:master-page style:name=\"M\">"
             "<draw:frame "
             "presentation:class=\"title\"><draw:text-box><text:p>Klik</text:p></draw:text-box></"
             "draw:frame>"
             "<draw:custom-shape><text:p>Gemak op elk "
             "vlak</text:p></draw:custom-shape></style:master-page>"
             "<style:master-page "
             "style:name=\"N\"><draw:custom-shape><text:p>ongebruikt</text:p></draw:custom-shape>"
             "</style:master-page></office:master-styles></office:document-styles>");
    office_assert_blocks(
        fake, "odp",
        "slide=1/textbox[1]/p[1]|1|Welkom\nslide=1/p[1]|0|vorm\n"
        "slide=1/notes/textbox[1]/p[1]|0|Vertel dit.\nmaster/p[1]|0|Gemak op elk vlak\n");
    assert_string_equal(g_hash_table_lookup(fake->meta, "hidden-slides"), "1");
    fakehost_free(&fake);
}

static void test_sniff(void **state)
{
    struct fakehost *fake = fakehost_new("read-office");
    const char *(*sniff)(struct ts_str) = fake->plugin->reader->sniff;
    static const struct office_member plain[] = {{"word/a.txt", "a", 0}, {NULL, NULL, 0}};
    static const struct office_member odt[] = {{"mimetype", ODT, 0}, {NULL, NULL, 0}};
    (void)state;
    g_autoptr(GByteArray) slides = office_package("ppt/presentation.xml", pptx);
    g_autoptr(GByteArray) sheets = office_package("xl/workbook.xml", xlsx);
    g_autoptr(GByteArray) no_office = office_zip(plain);
    g_autoptr(GByteArray) text = office_zip(odt);
    assert_string_equal(sniff(ts_bytes(slides->data, slides->len)), PPTX);
    assert_string_equal(sniff(ts_bytes(sheets->data, sheets->len)), XLSX);
    assert_string_equal(sniff(ts_bytes(text->data, text->len)), ODT);
    assert_null(sniff(ts_bytes(no_office->data, no_office->len)));
    assert_null(sniff(ts_text("Beste klant, hierbij de rekening van de vloer.")));
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pptx), cmocka_unit_test(test_xlsx),  cmocka_unit_test(test_ods),
        cmocka_unit_test(test_odp),  cmocka_unit_test(test_sniff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
