/* SPDX-License-Identifier: MIT
 *
 * The reader of pictures: what its header says, and the reason where it is none.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *what, *bytes;
    gsize size;
    int result;
} rows[] = {
    {"GIF", "GIF89a\2\0\1\0\0\0\0\x2c\0\0\0\0\2\0\1\0\0\2\2\x44\1\0;", 28, 0},
    {"SVG", "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/>", 64, 0},
    {"no picture", "<html><p>404</p>", 16, -1},
    {"an SVG that needs fonts",
     "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'><text>x</text></svg>", 81, -1},
    {"TIFF", "II*\0\10\0\0\0", 8, -1},
    {"empty", "", 0, -1},
};

static void test_pictures(void **state)
{
    struct fakehost *fake = fakehost_new("read-image");
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int result =
            fakehost_read(fake, "image/png", "", "a", ts_bytes(rows[i].bytes, rows[i].size));
        if (result != rows[i].result) {
            fail_msg("%s: %d", rows[i].what, result);
        }
        assert_null(fake->breach);
        assert_int_equal(fake->failure != NULL, result != 0);
        assert_int_equal(g_hash_table_size(fake->meta), result == 0 ? 4 : 0);
    }
    fakehost_reset(fake);
    fakehost_read(fake, "image/png", "", "a", ts_text(rows[1].bytes));
    assert_string_equal(g_hash_table_lookup(fake->meta, "format"), "image/svg+xml");
    assert_string_equal(g_hash_table_lookup(fake->meta, "width"), "40");
    assert_string_equal(g_hash_table_lookup(fake->meta, "height"), "20");
    assert_string_equal(g_hash_table_lookup(fake->meta, "frames"), "1");
    fakehost_free(&fake);
}

/* ---- QR codes -------------------------------------------------------------------------------- */

#define MODULES 25u

/* Each row of a code from the top, its leftmost module in the lowest bit. */
static const struct code {
    const char *what;
    guint side;
    guint32 rows[MODULES];
    const char *says;
} codes[] = {
    {"an address",
     25,
     {0x1fde47f, 0x104e741, 0x174415d, 0x174d25d, 0x175f75d, 0x104f541, 0x1fd557f,
      0xcd00,    0xddf8cb,  0x10f3a11, 0x18a18d8, 0x1cfe0b,  0x1a63c63, 0x16e490e,
      0x15c2add, 0x91e78a,  0x7f9efb,  0x131b900, 0x1b5c77f, 0x1f10841, 0xbf7e5d,
      0x78755d,  0x15a425d, 0x25e341,  0x18db57f},
     "link page https://b.example/afspraak at qr-code[1]\n"},
    {"an address in capitals",
     21,
     {0x1fd47f, 0x105541, 0x174d5d, 0x17505d, 0x175f5d, 0x104741, 0x1fd57f,
      0x100,    0xddccb,  0x1f6a35, 0x92ccb,  0x129233, 0x110dd8, 0x186f00,
      0x15fd7f, 0xd5c41,  0xada5d,  0x1c0f5d, 0x16ea5d, 0x15f341, 0xa37f},
     "link page HTTP://B.EXAMPLE/ at qr-code[1]\n"},
    {"a number",
     21,
     {0x1fda7f, 0x104b41, 0x17535d, 0x174a5d, 0x17515d, 0x105941, 0x1fd57f,
      0x1f00,   0xdc6cb,  0x19ccaa, 0x1654ff, 0x1ae73a, 0x193752, 0x1d5900,
      0xf317f,  0x12aa41, 0x18e45d, 0x19e95d, 0x14a45d, 0x20741,  0xdb57f},
     "link contact tel:+31301234567 at qr-code[1]\n"},
    {"a card",
     25,
     {0x1fd197f, 0x104af41, 0x175655d, 0x174575d, 0x175185d, 0x1046141, 0x1fd557f,
      0x1d600,   0x1e9a873, 0x1340a1b, 0x15ad86c, 0x673d13,  0x199fc7d, 0x1fe188b,
      0x14a33d4, 0x108a5a4, 0xdf2253,  0x1d1e500, 0x195b87f, 0x11a741,  0x1fff75d,
      0x1415c5d, 0xc0065d,  0x18b8141, 0x123677f},
     "child text/vcard qr-code=1: BEGIN:VCARD\nFN:Vlakwerk\nEND:VCARD\n"},
    {"a password",
     21,
     {0x1fd27f, 0x104941, 0x17425d, 0x17495d, 0x175c5d, 0x105741, 0x1fd57f,
      0x1c00,   0xab3df,  0x179702, 0x668d8,  0x1f4683, 0x1068e3, 0x91f00,
      0x1af57f, 0x1adc41, 0x2f55d,  0x6975d,  0x95d,    0x148541, 0x10f7f},
     ""},
};

/* Dark squares of so many units, the upper left at x, y. */
static void draw(GString *svg, const struct code *code, guint unit, guint x, guint y)
{
    for (guint row = 0; row < code->side; row++) {
        for (guint column = 0; column < code->side; column++) {
            if (code->rows[row] >> column & 1) {
                g_string_append_printf(svg, "<rect x='%u' y='%u' width='%u' height='%u'/>",
                                       x + column * unit, y + row * unit, unit, unit);
            }
        }
    }
}

/* All links and children, a line each. */
static char *said(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->links->len; i++) {
        const struct fake_link *link = g_ptr_array_index(fake->links, i);
        g_string_append_printf(out, "link %s %s at %s\n",
                               link->purpose == TS_LINK_PAGE ? "page" : "contact", link->href,
                               link->where);
    }
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        gsize size;
        const char *bytes = g_bytes_get_data(child->bytes, &size);
        g_string_append_printf(out, "child %s %s: %.*s\n", child->media_type, child->suffix,
                               (int)size, bytes);
    }
    return g_string_free(out, FALSE);
}

static void assert_says(struct fakehost *fake, const char *what, GString *svg, const char *expected)
{
    fakehost_reset(fake);
    g_string_append(svg, "</svg>");
    int done = fakehost_read(fake, "image/svg+xml", "", "a", ts_bytes(svg->str, svg->len));
    g_autofree char *text = said(fake);
    if (done != 0 || fake->breach || strcmp(text, expected) != 0) {
        fail_msg("%s: %d %s, says %s", what, done, fake->breach ? fake->breach : "", text);
    }
    g_string_free(svg, TRUE);
}

static GString *page(guint width, guint height, const char *colour)
{
    GString *svg = g_string_new(NULL);
    g_string_printf(svg,
                    "<svg xmlns='http://www.w3.org/2000/svg' width='%u' height='%u'>"
                    "<rect width='100%%' height='100%%' fill='%s'/>",
                    width, height, colour);
    return svg;
}

static void test_codes(void **state)
{
    struct fakehost *fake = fakehost_new("read-image");
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        GString *alone = page(33, 33, "none");
        draw(alone, &codes[i], 1, 4, 4);
        assert_says(fake, codes[i].what, alone, codes[i].says);
        GString *small = page(1000, 1400, "#f4e8d0");
        g_string_append(small, "<circle cx='400' cy='300' r='250' fill='#246'/>");
        draw(small, &codes[i], 4, 850, 1250);
        assert_says(fake, codes[i].what, small, codes[i].says);
    }
    GString *two = page(200, 100, "white");
    draw(two, &codes[0], 2, 20, 20);
    draw(two, &codes[2], 2, 120, 20);
    fakehost_reset(fake);
    assert_says(fake, "two", two,
                "link page https://b.example/afspraak at qr-code[1]\n"
                "link contact tel:+31301234567 at qr-code[2]\n");
    GString *torn = page(33, 33, "white");
    draw(torn, &codes[0], 1, 4, 4);
    g_string_append(torn, "<rect x='12' y='12' width='18' height='18' fill='white'/>");
    assert_says(fake, "one that nobody can scan", torn, "");
    /* Squares in squares, 1,936 of them: tried in threes they would take for ever. */
    GString *wallpaper = g_string_new(
        "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='1600'><pattern id='p' "
        "width='36' height='36' patternUnits='userSpaceOnUse'><rect width='36' height='36' "
        "fill='#fff'/><path d='M4 4h28v28H4z'/><path d='M8 8h20v20H8z' fill='#fff'/><path "
        "d='M12 12h12v12H12z'/></pattern><rect width='1600' height='1600' fill='url(#p)'/>");
    assert_says(fake, "a wallpaper", wallpaper, "");
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures),
                                       cmocka_unit_test(test_codes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
