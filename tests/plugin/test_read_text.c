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
    {"text/markdown", "---\ntitle: 'Vloer &amp; *wand*'\n---\ntekst", "2:Vloer & wand|0:tekst"},
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
    {"<urlset xmlns:i='i' xmlns:x='x'><url><loc>https://a.example/1</loc><lastmod>geen "
     "datum</lastmod>"
     "<i:image><i:loc>https://a.example/1.png</i:loc></i:image>"
     "<x:link rel='alternate' hreflang='en' href='https://a.example/en/1'/>"
     "<x:link rel='canonical' href='https://a.example/nee'/></url></urlset>",
     0, "https://a.example/1 https://a.example/en/1", NULL},
    {"<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><link>https://a.example/</link>"
     "<a:link rel='self' href='https://a.example/feed'/>"
     "<item><link><![CDATA[https://a.example/r]]></link><pubDate>x</pubDate></item></channel></"
     "rss>",
     0, "https://a.example/ https://a.example/r", NULL},
    {"<r:RDF xmlns:r='r'><channel><link>https://a.example/</link></channel>"
     "<item><link>https://a.example/i</link></item></r:RDF>",
     0, "https://a.example/ https://a.example/i", NULL},
    {"<feed><link rel='self' href='https://a.example/feed'/><entry>"
     "<link rel='enclosure' href='https://a.example/f.mp3'/>"
     "<link rel='alternate' href='https://a.example/f'/></entry></feed>",
     0, "https://a.example/f", NULL},
    {"\xef\xbb\xbfhttps://a.example/1\r\n\r\n  http://a.example/2?b=1&c=2 \nhttps://a.example/3", 0,
     "https://a.example/1 http://a.example/2?b=1&c=2 https://a.example/3", NULL},
    {"https://a.example/1 en meer", -1, "", "well-formed"},
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

/* What is cut is said. */
static void test_sitemap_caps(void **state)
{
    struct fakehost *fake = fakehost_new("read-sitemap");
    (void)state;
    for (int is_text = 0; is_text <= 1; is_text++) {
        GString *map = g_string_new(is_text ? "" : "<urlset>");
        for (guint i = 0; i <= 50000; i++) {
            g_string_append_printf(map,
                                   is_text ? "https://a.example/%u\n"
                                           : "<url><loc>https://a.example/%u</loc></url>",
                                   i);
        }
        g_string_append(map, is_text ? "" : "</urlset>");
        fakehost_reset(fake);
        assert_int_equal(fakehost_read(fake, is_text ? "text/plain" : "application/xml", "", "s",
                                       ts_bytes(map->str, map->len)),
                         0);
        assert_int_equal(fake->links->len, 50000);
        assert_int_equal(fake->truncated->len, 1);
        assert_non_null(strstr(g_ptr_array_index(fake->truncated, 0), "first 50,000"));
        g_string_free(map, TRUE);
    }
    GString *map = g_string_new("<urlset><url><loc>https://a.example/");
    for (guint i = 0; i < 5000; i++) {
        g_string_append_c(map, 'a');
    }
    g_string_append(map, "</loc></url><url><loc>https://a.example/2</loc></url></urlset>");
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "application/xml", "", "s", ts_bytes(map->str, map->len)),
                     0);
    assert_int_equal(fake->links->len, 1);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "addresses longer than 4096 bytes were not read");
    g_string_free(map, TRUE);
    fakehost_reset(fake);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 500; i++) {
        g_string_append_printf(text, "https://a.example/%u\n", i);
    }
    g_string_append(text, "en dit is geen adres\n\xff\xfe\n");
    assert_int_equal(fakehost_read(fake, "text/plain", "", "s", ts_bytes(text->str, text->len)), 0);
    assert_int_equal(fake->links->len, 500);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "lines that are no address were not read");
    g_string_free(text, TRUE);
    assert_string_equal(fake->plugin->reader->sniff(ts_text("https://a.example/\n")), "text/plain");
    assert_null(fake->plugin->reader->sniff(ts_text("Zie https://a.example/\n")));
    assert_null(fake->plugin->reader->sniff(ts_text("\n")));
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_sitemaps),
        cmocka_unit_test(test_sitemap_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
