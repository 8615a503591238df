/* SPDX-License-Identifier: MIT
 *
 * Machine-readable data as items: what is read, what is mended, where it ends.
 */
#include "plugins/common/items.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"
#include "tests/plugin/fakehost.h"

/* ---- items as text: "Type@id{name=text name={...}}", nested ones where they stand ---- */

static void print_item(GString *out, const struct item *item, guint depth)
{
    for (uint32_t i = 0; i < item->types.count; i++) {
        const struct ts_str *type = ts_item(item->types, i);
        g_string_append_printf(out, "%s%.*s", i ? "+" : "", (int)type->len, type->ptr);
    }
    if (item->id.len) {
        g_string_append_printf(out, "@%.*s", (int)item->id.len, item->id.ptr);
    }
    g_string_append_c(out, '{');
    for (uint32_t i = 0; i < item->values.count && depth < 3; i++) {
        const struct item_value *value = ts_item(item->values, i);
        g_string_append_printf(out, "%s%.*s=", i ? "|" : "", (int)value->name.len, value->name.ptr);
        if (value->item) {
            print_item(out, value->item, depth + 1);
        } else {
            g_string_append_len(out, value->text.ptr, (gssize)value->text.len);
        }
    }
    g_string_append_c(out, '}');
}

static char *print_top(struct ts_list items)
{
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < items.count; i++) {
        const struct item *item = ts_item(items, i);
        if (item->depth == 0) {
            g_string_append(out, out->len ? " " : "");
            print_item(out, item, 0);
        }
    }
    return g_string_free(out, FALSE);
}

static struct ts_list items_in(struct fakehost *fake, const char *format, struct ts_str text,
                               uint32_t *broken_r)
{
    struct ts_structured piece = {
        .format = ts_text(format), .text = text, .where = ts_text("html/head"), .line = 7};
    struct ts_document document = {.size = sizeof document,
                                   .structured = ts_one(&piece, sizeof piece)};
    return items_of(&fake->call, &document, broken_r);
}

/* ---- JSON-LD and microdata ---- */

static const struct {
    const char *name, *format, *text, *items;
    guint broken;
} rows[] = {
    {"plain", "json-ld", "{\"@type\":\"Store\",\"name\":\"A\"}", "Store{name=A}", 0},
    {"white space", "json-ld", "{\"name\":\"  A \\n\\t B\\u00a0 \"}", "{name=A B}", 0},
    {"numbers as written", "json-ld",
     "{\"a\":1.50,\"b\":-2,\"c\":0031,\"d\":+31301234567,\"e\":1e3}",
     "{a=1.50|b=-2|c=0031|d=+31301234567|e=1e3}", 0},
    {"booleans and null", "json-ld", "{\"a\":true,\"b\":false,\"c\":null}", "{a=true|b=false}", 0},
    {"list", "json-ld", "{\"tel\":[\"1\",[\"2\"],{\"@list\":[\"3\"]},{\"@set\":[\"4\"]}]}",
     "{tel=1|tel=2|tel=3|tel=4}", 0},
    {"nested", "json-ld", "{\"@type\":\"A\",\"b\":{\"@type\":\"B\",\"c\":{\"d\":\"e\"}}}",
     "A{b=B{c={d=e}}}", 0},
    {"types", "json-ld", "{\"@type\":[\"schema:Store\",\"http://schema.org/Brand\"],\"x\":\"y\"}",
     "Store+Brand{x=y}", 0},
    {"prefixes", "json-ld", "{\"schema:telephone\":\"1\",\"https://schema.org/email\":\"2\"}",
     "{telephone=1|email=2}", 0},
    {"terms", "json-ld",
     "{\"@context\":[\"https://schema.org\",{\"phone\":\"schema:telephone\","
     "\"mail\":{\"@id\":\"schema:email\"},\"Shop\":\"schema:Store\"}],\"@type\":\"Shop\","
     "\"phone\":\"1\",\"mail\":\"2\"}",
     "Store{telephone=1|email=2}", 0},
    {"type and id without @", "json-ld", "{\"type\":\"Store\",\"id\":\"#a\",\"name\":\"A\"}",
     "Store@#a{name=A}", 0},
    {"value", "json-ld", "{\"name\":{\"@value\":\"Straat\",\"@language\":\"nl\"}}", "{name=Straat}",
     0},
    {"graph", "json-ld",
     "{\"@context\":\"x\",\"@graph\":[{\"@type\":\"A\",\"n\":\"1\"},{\"@type\":\"B\"}]}",
     "A{n=1} B{}", 0},
    {"graph of one", "json-ld", "{\"@id\":\"g\",\"@graph\":{\"@type\":\"A\"}}", "A{}", 0},
    {"array of graphs", "json-ld", "[{\"@graph\":[{\"a\":\"1\"}]},[{\"b\":\"2\"}]]", "{a=1} {b=2}",
     0},
    {"reference forward", "json-ld",
     "[{\"publisher\":{\"@id\":\"#o\"}},{\"@id\":\"#o\",\"name\":\"A\"}]",
     "{publisher=@#o{name=A}} @#o{name=A}", 0},
    {"reference to nothing", "json-ld", "{\"publisher\":{\"@id\":\"#o\"}}", "{publisher=#o}", 0},
    {"circle", "json-ld",
     "[{\"@id\":\"a\",\"b\":{\"@id\":\"b\"}},{\"@id\":\"b\",\"a\":{\"@id\":\"a\"}}]",
     "@a{b=@b{a=@a{b=@b{}}}} @b{a=@a{b=@b{a=@a{}}}}", 0},
    {"entities", "json-ld", "{\"name\":\"R&amp;D &eacute;&#233;\",\"url\":\"?a=1&copy=2\"}",
     "{name=R&D éé|url=?a=1&copy=2}", 0},
    {"microdata", "microdata",
     "{\"items\":[{\"id\":\"x\",\"type\":[\"https://schema.org/Store\"],\"properties\":{"
     "\"name\":[\"A &amp; B\",\"C\"],\"address\":[{\"properties\":{\"postalCode\":[\"1\"]}}]}}]}",
     "Store@x{name=A &amp; B|name=C|address={postalCode=1}}", 0},
    {"vCard of a firm", "vcard",
     "[{\"name\":\"FN\",\"params\":{},\"value\":\"A\"},{\"name\":\"ORG\",\"value\":[\"A\"]},"
     "{\"name\":\"TEL\",\"params\":{\"TYPE\":\"work,fax\"},\"value\":\"1\"},"
     "{\"name\":\"TEL\",\"value\":\"tel:+2\"},"
     "{\"name\":\"ADR\",\"value\":[\"\",\"\",\"Kade 1\",\"Ede\",\"\",\"1234 AB\",\"\"]}]",
     "Organization{name=A|faxNumber=1|telephone=+2|address=PostalAddress{streetAddress=Kade "
     "1|addressLocality=Ede|postalCode=1234 AB}}",
     0},
    {"vCard of a person", "vcard",
     "[{\"name\":\"FN\",\"value\":\"P\"},{\"name\":\"ORG\",\"value\":[\"A\"]},"
     "{\"name\":\"TEL\",\"params\":{\"TYPE\":\"HOME\"},\"value\":\"1\"}]",
     "Person{name=P|worksFor=A}", 0},
    {"no format of ours", "rdfa", "{\"a\":\"b\"}", "", 0},

    /* what is mended */
    {"trailing comma", "json-ld", "{\"a\":[\"1\",\"2\",],\"b\":\"3\",}", "{a=1|a=2|b=3}", 0},
    {"two commas", "json-ld", "{\"a\":\"1\",,\"b\":\"2\"}", "{a=1|b=2}", 0},
    {"line comment", "json-ld", "// one\n{\"a\":\"1\", // two\n\"b\":\"http://x\"}",
     "{a=1|b=http://x}", 0},
    {"comment", "json-ld", "/* { */{\"a\":/* x */\"1\"/* y */}", "{a=1}", 0},
    {"HTML comment", "json-ld", "<!-- a {b} -->\n{\"a\":\"<!-- 1 -->\"}", "{a=<!-- 1 -->}", 0},
    {"HTML comment around", "json-ld", "<!--\n{\"a\":\"1\"}\n-->", "{a=1}", 0},
    {"CDATA", "json-ld", "//<![CDATA[\n{\"a\":\"1\"}\n//]]>", "{a=1}", 0},
    {"CDATA in one line", "json-ld", "// <![CDATA[ {\"a\":[[\"1\"]]} // ]]>", "{a=1}", 0},
    {"CDATA in comments", "json-ld", "/*<![CDATA[*/{\"a\":\"1\"}/*]]>*/", "{a=1}", 0},
    {"byte order mark", "json-ld", "\xef\xbb\xbf{\"a\":\"1\"}", "{a=1}", 0},
    {"no-break space", "json-ld", "{\xc2\xa0\"a\":\xc2\xa0\"1\"}", "{a=1}", 0},
    {"control characters", "json-ld", "{\"a\":\"1\n2\t3\x01\"}", "{a=1 2 3\x01}", 0},
    {"objects in a row", "json-ld", "{\"a\":\"1\"}{\"b\":\"2\"}\n,[{\"c\":\"3\"}]",
     "{a=1} {b=2} {c=3}", 0},
    {"semicolon", "json-ld", "{\"a\":\"1\"};", "{a=1}", 0},
    {"single quotes", "json-ld", "{'a':'it\\'s \"1\"','b':'Jan's zaak'}",
     "{a=it's \"1\"|b=Jan's zaak}", 0},
    {"quotes inside", "json-ld", "{\"a\":\"de \"beste\" zaak\"}", "{a=de \"beste\" zaak}", 0},
    {"encoded quotes", "json-ld", "{&quot;a&quot;:&quot;een \"b\"&quot;}", "{a=een \"b\"}", 0},
    {"names without quotes", "json-ld", "{a:\"1\",@type:\"B\"}", "B{a=1}", 0},
    {"unknown escape", "json-ld", "{\"a\":\"\\d\\u12\\x\"}", "{a=du12x}", 0},
    {"lone surrogate", "json-ld", "{\"a\":\"\\ud83d\\ude00\\ud83d \\ude00\\u0000\"}",
     "{a=\xf0\x9f\x98\x80\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd}", 0},

    /* what is not */
    {"empty", "json-ld", "", "", 0},
    {"no JSON", "json-ld", "Hello", "", 1},
    {"script", "json-ld", "var a = {\"a\":\"1\"};", "", 1},
    {"open", "json-ld", "{\"a\":\"1\"", "", 1},
    {"open string", "json-ld", "{\"a\":\"1", "", 1},
    {"wrong bracket", "json-ld", "{\"a\":\"1\"]", "", 1},
    {"bracket too many", "json-ld", "{\"a\":\"1\"}}", "{a=1}", 1},
    {"word", "json-ld", "{\"a\":undefined}", "", 1},
    {"good before bad", "json-ld", "{\"a\":\"1\"}{\"b\" \"2\"}", "{a=1}", 1},
    {"open comment", "json-ld", "{\"a\":\"1\"}/* ", "{a=1}", 1},
};

static void reads_items(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint32_t broken = 99;
        struct ts_list items = items_in(fake, rows[i].format, ts_text(rows[i].text), &broken);
        g_autofree char *printed = print_top(items);
        if (strcmp(printed, rows[i].items) != 0 || broken != rows[i].broken) {
            fail_msg("%s: %s (%u broken) instead of %s", rows[i].name, printed, broken,
                     rows[i].items);
        }
        for (uint32_t j = 0; j < items.count; j++) {
            const struct item *item = ts_item(items, j);
            assert_int_equal(item->line, 7);
            assert_true(ts_is(item->where, "html/head"));
        }
    }
}

/* Whatever is JSON stays what it is, but that numbers are strings. */
static void keeps_what_is_right(void **state)
{
    static const char *const texts[] = {
        "{\"a\":\"// no comment\",\"b\":\"/* none */\",\"c\":[],\"d\":{},\"e\":[true,false,null]}",
        ("{\"a\":\"\\\"x\\\", "
         "\\\\\",\"b\":\"\\u00e9\\ud83d\\ude00\\/\",\"'\":\"'\",\"&quot;\":\"'a',\"}"),
        "[[[\"]]>\"]],{\"<!--\":\"-->\"},\"\\n\\t\"]",
        "{\"a\":\"&quot;b&quot;, : } ] , <![CDATA[\"}",
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        gboolean is_broken = TRUE;
        json_t *expected = json_loads(texts[i], 0, NULL);
        g_autoptr(GPtrArray) values = items_json(ts_text(texts[i]), &is_broken);
        assert_non_null(expected);
        assert_false(is_broken);
        assert_int_equal(values->len, 1);
        assert_true(json_equal(expected, g_ptr_array_index(values, 0)));
        json_decref(expected);
    }
}

/* ---- what is asked of items ---- */

static void answers(void **state)
{
    struct fakehost *fake = *state;
    const char *text =
        "[{\"@type\":\"ShoeStore\",\"name\":\"A\",\"name2\":\"\",\"publisher\":{\"name\":\"B\"},"
        "\"seller\":{\"@id\":\"http://c\",\"x\":\"y\"},\"telephone\":[\"1\",\"2\"]}]";
    struct ts_list items = items_in(fake, "json-ld", ts_text(text), NULL);
    assert_int_equal(items.count, 3);
    const struct item *item = ts_item(items, 0);
    assert_true(item_is(item, "ShoeStore"));
    assert_true(item_is(item, "Store"));
    assert_true(item_is(item, "Organization"));
    assert_false(item_is(item, "Restaurant"));
    assert_false(item_is(item, "Shoe"));
    assert_false(item_is(ts_item(items, 1), "Organization"));
    assert_true(ts_is(item_text(item, "name"), "A"));
    assert_true(ts_is(item_text(item, "publisher"), "B"));
    assert_true(ts_is(item_text(item, "seller"), "http://c"));
    assert_true(ts_is(item_text(item, "telephone"), "1"));
    assert_int_equal(item_text(item, "nothing").len, 0);
    assert_null(item_get(item, "nothing"));
    assert_int_equal(((const struct item *)ts_item(items, 1))->depth, 1);
    assert_string_equal(item_format_name(item->format), "JSON-LD");
}

static void reads_metas(void **state)
{
    struct fakehost *fake = *state;
    const struct ts_pair metas[] = {
        {ts_text("description"), ts_text("x")},
        {ts_text("og:type"), ts_text("business.business")},
        {ts_text("og:site_name"), ts_text(" A  B ")},
        {ts_text("og:image:width"), ts_text("3")},
        {ts_text("business:contact_data:phone_number"), ts_text("1")},
    };
    struct ts_document document = {.size = sizeof document, .meta = TS_LIST_OF(metas)};
    struct ts_list items = items_of(&fake->call, &document, NULL);
    g_autofree char *printed = print_top(items);
    assert_string_equal(printed, "business.business{site_name=A B|phone_number=1}");
    assert_int_equal(((const struct item *)ts_item(items, 0))->format, ITEM_OPEN_GRAPH);
    document.meta.count = 1;
    assert_int_equal(items_of(&fake->call, &document, NULL).count, 0);
}

/* ---- caps ---- */

static char *repeated(const char *before, const char *text, guint count, const char *after)
{
    GString *out = g_string_new(before);
    for (guint i = 0; i < count; i++) {
        g_string_append(out, text);
    }
    g_string_append(out, after);
    return g_string_free(out, FALSE);
}

static void keeps_caps(void **state)
{
    struct fakehost *fake = *state;
    const struct {
        const char *name, *before, *text;
        guint count;
        const char *after;
        guint items, broken;
    } caps[] = {
        {"items", "[", "{\"a\":\"1\"},", ITEM_COUNT + 10, "]", ITEM_COUNT, 1},
        {"depth", "", "{\"a\":", ITEM_DEPTH + 5, "", 0, 1},
        {"brackets", "", "[", 100000, "", 0, 1},
        {"values", "{\"a\":[", "\"1\",", ITEM_VALUES + 10, "]}", 1, 1},
        {"open comments", "{", "<!--", 100000, "", 0, 1},
        {"quotes", "{\"a\":\"", "\" ", 100000, "", 0, 1},
        {"bytes", "{\"a\":\"", "0123456789abcdef", ITEM_BYTES / 16, "\"}", 0, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(caps); i++) {
        uint32_t broken = 0;
        g_autofree char *text =
            repeated(caps[i].before, caps[i].text, caps[i].count, caps[i].after);
        struct ts_list items = items_in(fake, "json-ld", ts_text(text), &broken);
        if (items.count != caps[i].items || broken != caps[i].broken) {
            fail_msg("%s: %u items, %u broken", caps[i].name, items.count, broken);
        }
    }
    g_autofree char *open = repeated("", "{\"a\":", ITEM_DEPTH + 5, "\"1\"");
    g_autofree char *deep = repeated(open, "}", ITEM_DEPTH + 5, "");
    uint32_t broken = 0;
    assert_int_equal(items_in(fake, "json-ld", ts_text(deep), &broken).count, ITEM_DEPTH);
    assert_int_equal(broken, 1);
}

static void caps_pieces(void **state)
{
    struct fakehost *fake = *state;
    uint32_t broken = 0;
    struct ts_structured *pieces = g_new0(struct ts_structured, ITEM_PIECES + 3);
    for (guint i = 0; i < ITEM_PIECES + 3; i++) {
        pieces[i].format = ts_text("json-ld");
        pieces[i].text = ts_text("{\"a\":\"1\"}");
    }
    struct ts_document document = {
        .size = sizeof document,
        .structured = {pieces, ITEM_PIECES + 3, sizeof *pieces},
    };
    int is_cut = 0;
    assert_int_equal(items_of_capped(&fake->call, &document, &broken, &is_cut).count, ITEM_PIECES);
    assert_int_equal(broken, 3);
    assert_int_equal(is_cut, 1);
    document.structured.count = 1;
    items_of_capped(&fake->call, &document, &broken, &is_cut);
    assert_int_equal(is_cut, 0);
    g_free(pieces);
}

static int set_up(void **state)
{
    *state = fakehost_new("read-html");
    return 0;
}

static int tear_down(void **state)
{
    struct fakehost *fake = *state;
    fakehost_free(&fake);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_items, set_up, tear_down),
        cmocka_unit_test(keeps_what_is_right),
        cmocka_unit_test_setup_teardown(answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_metas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_caps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(caps_pieces, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
