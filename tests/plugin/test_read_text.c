/* SPDX-License-Identifier: MIT
 *
 * Plain text, Markdown and sitemaps.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* blocks: "role:text" in order. */
static const struct {
    const char *media_type, *text, *blocks;
} rows[] = {
    {"text/plain", "Een regel\nen nog een.\n\nTwee.", "0:Een regel en nog een.|0:Twee."},
    {"text/plain", "# geen kop", "0:# geen kop"},
    {"text/markdown", "# Kop\ntekst", "1:Kop|0:tekst"},
    {"text/markdown", "Kop\n===\ntekst", "1:Kop|0:tekst"},
    {"text/markdown", "- een\n- twee", "12:een|12:twee"},
    {"text/markdown", "1. een\n2. twee", "12:een|12:twee"},
    {"text/markdown", "een **vet** en _schuin_ woord", "0:een vet en schuin woord"},
    {"text/markdown", "snake_case_naam", "0:snake_case_naam"},
    {"text/markdown", "zie [de link](https://a.example/x \"t\")", "0:zie de link"},
    {"text/markdown", "![Een vloer](v.png)", "0:Een vloer"},
    {"text/markdown", "[*Hout* &amp; `kurk`](https://a.example/x) en ![&lt;b&gt;](v.png)",
     "0:Hout & kurk en <b>"},
    {"text/markdown", "gebruik `ls -l` hier", "0:gebruik ls -l hier"},
    {"text/markdown", "```\ncode\n```\ntekst", "9:code|0:tekst"},
    {"text/markdown", "> citaat", "10:citaat"},
    {"text/markdown", "een <b>vet</b> woord<br>", "0:een vet woord"},
    {"text/markdown", "caf&eacute; &amp; bar", "0:café & bar"},
    {"text/markdown", "een \\*ster\\*", "0:een *ster*"},
    {"text/markdown", "---\ntitle: Hallo\nlang: nl\n---\ntekst", "2:Hallo|0:tekst"},
    {"text/markdown", "<https://a.example/>", "0:https://a.example/"},
    {"text/markdown", "2 < 3 en 4 > 1", "0:2 < 3 en 4 > 1"},
};

static void test_text(void **state)
{
    struct fakehost *fake = fakehost_new("read-text");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *out = g_string_new(NULL);
        fakehost_reset(fake);
        int done = fakehost_read(fake, rows[i].media_type, "utf-8", "t", ts_text(rows[i].text));
        for (guint b = 0; b < fake->blocks->len; b++) {
            const struct fake_block *block = g_ptr_array_index(fake->blocks, b);
            g_string_append_printf(out, "%s%u:%s", b ? "|" : "", block->role, block->text);
        }
        if (done != 0 || fake->breach || strcmp(out->str, rows[i].blocks) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s (%s)", i, rows[i].text, rows[i].blocks,
                     out->str, fake->breach ? fake->breach : "");
        }
        g_string_free(out, TRUE);
    }
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "text/plain", "", "t", ts_text(" \n")), -1);
    assert_string_equal(fake->failure, "is empty");
    assert_non_null(fake->plugin->reader->sniff(ts_text("Beste klant,\n")));
    assert_null(fake->plugin->reader->sniff(ts_bytes("PK\0\0", 4)));
    assert_null(fake->plugin->reader->sniff(
        ts_text("VVxc+NF6If7IPlmtr0bzV53XKKJWqOjTdsk6ssEQCWoIx+HJMa++x4sWzKeVr3nu+6HyB1\n"
                "ADgc9q8ItrIEqasapFDV1MrdISlnZQe3WwCKN/XLd++2eBaokQOSdoNbqVmUsQWYRdTSM\n")));
    fakehost_reset(fake);
    fakehost_read(fake, "text/markdown", "", "t", ts_text("\n\nx\n  fout hier"));
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    const struct ts_mark *last =
        &g_array_index(block->marks, struct ts_mark, block->marks->len - 1);
    assert_int_equal(last->line, 4);
    assert_int_equal(last->column, 3);
    fakehost_free(&fake);
}

static const struct {
    const char *xml;
    int result;
    const char *links;
    const char *failure;
} map_rows[] = {
    {"<urlset><url><loc> https://a.example/1 </loc></url><url><loc>https://a.example/2</loc></url>"
     "</urlset>",
     0, "https://a.example/1 https://a.example/2", NULL},
    {"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
     "<sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>",
     0, "https://a.example/s.xml", NULL},
    {"<rss><channel><item><link>https://a.example/r</link></item></channel></rss>", 0,
     "https://a.example/r", NULL},
    {"<feed><entry><link href='https://a.example/f'/></entry></feed>", 0, "https://a.example/f",
     NULL},
    {"<urlset><url><loc>https://a.example/?a=1&amp;b=2</loc></url></urlset>", 0,
     "https://a.example/?a=1&b=2", NULL},
    {"<svg/>", -1, "", "<svg>"},
    {"geen xml", -1, "", "well-formed"},
    {"<!DOCTYPE urlset [<!ENTITY x SYSTEM "
     "'file:///etc/hostname'>]><urlset><url><loc>&x;</loc></url>"
     "</urlset>",
     -1, "", "document type"},
};

static void test_sitemaps(void **state)
{
    struct fakehost *fake = fakehost_new("read-sitemap");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(map_rows); i++) {
        GString *out = g_string_new(NULL);
        fakehost_reset(fake);
        int done = fakehost_read(fake, "application/xml", "", "s.xml", ts_text(map_rows[i].xml));
        for (guint l = 0; l < fake->links->len; l++) {
            const struct fake_link *link = g_ptr_array_index(fake->links, l);
            assert_int_equal(link->purpose, TS_LINK_MAP);
            g_string_append_printf(out, "%s%s", l ? " " : "", link->href);
        }
        assert_int_equal(done, map_rows[i].result);
        assert_string_equal(out->str, map_rows[i].links);
        assert_true(!map_rows[i].failure || strstr(fake->failure, map_rows[i].failure));
        g_string_free(out, TRUE);
    }
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_sitemaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
