/* SPDX-License-Identifier: MIT
 *
 * HTML in; links, pictures, anchors, pictures in the page itself and pages without text out.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fakehost *fake_for(void **state)
{
    fakehost_reset(*state);
    return *state;
}

static const struct {
    const char *html, *href;
    unsigned purpose;
} link_rows[] = {
    {"<a href=' /contact '>x</a>", "/contact", TS_LINK_PAGE},
    {"<a href='?a=1&amp;b=2'>x</a>", "?a=1&b=2", TS_LINK_PAGE},
    {"<area href=/kaart>", "/kaart", TS_LINK_PAGE},
    {"<iframe src=/in></iframe>", "/in", TS_LINK_PAGE},
    {"<form action=/zoek><input></form>", "/zoek", TS_LINK_PAGE},
    {"<form method=POST action=/bestel><input></form>", "/bestel", TS_LINK_FORM},
    {"<link rel=canonical href=/c>", "/c", TS_LINK_ALTERNATE},
    {"<link rel=alternate hreflang=en href=/en>", "/en", TS_LINK_ALTERNATE},
    {"<meta http-equiv=refresh content='0; url=/nieuw'>", "/nieuw", TS_LINK_REDIRECT},
    {"<a href='mailto:a@b.example'>x</a>", "mailto:a@b.example", TS_LINK_CONTACT},
    {"<a href='tel:+31301234567'>x</a>", "tel:+31301234567", TS_LINK_CONTACT},
    {"<frameset><frame src=/kader></frameset>", "/kader", TS_LINK_PAGE},
    {"<link rel=alternate type=application/rss+xml href=/nieuws.rss>", "/nieuws.rss", TS_LINK_MAP},
    {"<link rel=alternate type='application/atom+xml' href=/a.atom>", "/a.atom", TS_LINK_MAP},
    {"<link rel=next href=/2>", "/2", TS_LINK_ALTERNATE},
    {"<meta http-equiv=Refresh content='5;URL = \"/ver\"'>", "/ver", TS_LINK_REDIRECT},
    {"<noscript><a href=/zonder>x</a></noscript>", "/zonder", TS_LINK_PAGE},
    {"<svg><a xlink:href=/teken>x</a></svg>", "/teken", TS_LINK_PAGE},
    {"<a href='/a?b=1&copy=2'>x</a>", "/a?b=1&copy=2", TS_LINK_PAGE},
};

static const struct {
    const char *html;
    unsigned flags;
} nofollow_rows[] = {
    {"<a href=/x>x</a>", 0},
    {"<a rel='noopener NoFollow' href=/x>x</a>", TS_LINK_NOFOLLOW},
    {"<a rel=nofollowing href=/x>x</a>", 0},
    {"<meta name=robots content='noindex, nofollow'><a href=/x>x</a>", TS_LINK_NOFOLLOW},
    {"<meta name=ROBOTS content=none><a href=/x>x</a>", TS_LINK_NOFOLLOW},
    {"<meta name=robots content=noindex><a href=/x>x</a>", 0},
};

static const struct {
    const char *locator, *html, *base;
} base_rows[] = {
    {"https://a.example/x/y", "<base href=/z/>", "https://a.example/z/"},
    {"https://a.example/x/y", "<base href='z/q'>", "https://a.example/x/z/q"},
    {"https://a.example/x/y", "<base href='//b.example/'>", "https://b.example/"},
    {"https://a.example/x/y", "<base href='data:,x'>", ""},
    {"https://a.example/x/y", "<p>geen", ""},
    {"map/p.html", "<base href='https://a.example/'>", "https://a.example/"},
    {"map/p.html", "<base href='../'>", "../"},
};

static void test_base(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(base_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", base_rows[i].locator, ts_text(base_rows[i].html));
        if (g_strcmp0(fake->base ? fake->base : "", base_rows[i].base) != 0) {
            fail_msg("row %zu: %s", i, fake->base);
        }
    }
}

static void test_nofollow(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(nofollow_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(nofollow_rows[i].html));
        const struct fake_link *link = g_ptr_array_index(fake->links, 0);
        if (fake->links->len != 1 || link->flags != nofollow_rows[i].flags) {
            fail_msg("row %zu: %s", i, nofollow_rows[i].html);
        }
    }
}

static void test_anchors(void **state)
{
    struct fakehost *fake = fake_for(state);
    fakehost_read(fake, "text/html", "utf-8", "p.html",
                  ts_text("<h2 id=a>x</h2><a name=b></a><a id=c name=c></a><p name=d><p id=''>"));
    g_ptr_array_add(fake->anchors, NULL);
    g_autofree char *all = g_strjoinv("|", (char **)fake->anchors->pdata);
    g_ptr_array_set_size(fake->anchors, (gint)fake->anchors->len - 1);
    assert_string_equal(all, "a|b|c");
}

static void test_links(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(link_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(link_rows[i].html));
        assert_int_equal(fake->links->len, 1);
        const struct fake_link *link = g_ptr_array_index(fake->links, 0);
        assert_string_equal(link->href, link_rows[i].href);
        assert_int_equal(link->purpose, link_rows[i].purpose);
    }
    struct fakehost *fake = fake_for(state);
    fakehost_read(
        fake, "text/html", "utf-8", "p.html",
        ts_text("<form method=dialog action=/koop></form><link rel=stylesheet href=s.css>"));
    assert_int_equal(fake->links->len, 0);
}

static void test_references(void **state)
{
    struct fakehost *fake = fake_for(state);
    fakehost_read(
        fake, "text/html", "utf-8", "p.html",
        ts_text("<img src=a.png width=80 height='40px' alt=''><img srcset='b.png 2x, c.png'>"
                "<link rel=icon href=f.ico><meta property=og:image content=o.png>"
                "<div style=\"background: url('d.png')\">x</div>"));
    static const struct {
        const char *uri;
        unsigned kind, has_alt, width;
    } wanted[] = {{"a.png", TS_REFERENCE_IMAGE, 1, 80}, {"b.png", TS_REFERENCE_IMAGE, 0, 0},
                  {"c.png", TS_REFERENCE_IMAGE, 0, 0},  {"f.ico", TS_REFERENCE_ICON, 0, 0},
                  {"o.png", TS_REFERENCE_SOCIAL, 0, 0}, {"d.png", TS_REFERENCE_BACKGROUND, 0, 0}};
    assert_int_equal(fake->references->len, G_N_ELEMENTS(wanted));
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const struct fake_reference *reference = g_ptr_array_index(fake->references, i);
        assert_string_equal(reference->uri, wanted[i].uri);
        assert_int_equal(reference->kind, wanted[i].kind);
        assert_int_equal(reference->has_alt, wanted[i].has_alt);
        assert_int_equal(reference->width, wanted[i].width);
    }
}

/* "uri width x height" of each picture. */
static const struct {
    const char *html, *shown;
} shown_rows[] = {
    {"<img src=a width=120 height='40px'>", "a 120x40"},
    {"<img src=a width=50% height=40>", "a 0x40"},
    {"<img src=a width=120 height=40 style='height:auto'>", "a 120x0"},
    {"<img src=a width=120 height=40 style='max-width:100%'>", "a 120x0"},
    {"<img src=a width=120 height=40 style='max-width:80px'>", "a 0x0"},
    {"<img src=a width=120 height=40 style='object-fit:contain'>", "a 0x0"},
    {"<img src=a style='width:10rem;height:30pt'>", "a 160x40"},
    {"<style>img{height:auto}</style><img src=a width=120 height=40>", "a 120x0"},
    {"<style>.l{width:90px;height:30px}</style><img src=a class='x l'>", "a 90x30"},
    {"<style>header .l{height:30px}</style><img src=a class=l width=90 height=40>", "a 90x0"},
    {"<style>@media print{#l{width:3px}}</style><img src=a id=l width=90>", "a 0x0"},
    {"<style>/* img{width:9px} */ p.l{width:8px}</style><img src=a class=l width=90>", "a 90x0"},
    {"<video poster=p width=90 height=30></video>", "p 0x0"},
    {"<a style='background:url(s.png) no-repeat -10px -40px;width:120px;height:32px'>Merk</a>",
     "s.png#xywh=10,40,120,32 120x32"},
    {"<style>.i{background:url(s.png)}.i-l{background-position:0 -40px;width:9px;height:8px}"
     "</style><i class='i i-l'></i>",
     "s.png 0x0, s.png#xywh=0,40,9,8 9x8"},
    {"<p style='background:url(s.png) 0 -40px/50px;width:120px;height:32px'>x", "s.png 0x0"},
    {"<p style='background:url(s.png) 0 50%;width:120px;height:32px'>x", "s.png 0x0"},
    {"<p style='background:url(s.png) repeat-x 0 0;width:120px;height:32px'>x", "s.png 0x0"},
    {"<svg width=24><g/></svg><svg width=24><g/></svg>", "#svg=1 24x0, #svg=1 24x0"},
    {"<svg><use href='s.svg#x'></use></svg>", "s.svg#x 0x0"},
    {"<img src='data:image/png;base64,aGFsbG8='><img src='data:image/png,hallo' width=9>",
     "#data=1 0x0, #data=1 9x0"},
};

static void test_shown(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shown_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(shown_rows[i].html));
        g_autoptr(GString) actual = g_string_new(NULL);
        for (guint r = 0; r < fake->references->len; r++) {
            const struct fake_reference *reference = g_ptr_array_index(fake->references, r);
            g_string_append_printf(actual, "%s%s %ux%u", r ? ", " : "", reference->uri,
                                   reference->width, reference->height);
        }
        if (fake->breach || strcmp(actual->str, shown_rows[i].shown) != 0) {
            fail_msg("row %zu:\n  wanted %s\n  got    %s", i, shown_rows[i].shown, actual->str);
        }
    }
}

/* "kind:uri" of each picture. */
static const struct {
    const char *html, *pictures;
} picture_rows[] = {
    {"<img src=a.png srcset='a.png 1x, b.png 2x,c.png 3x'>", "0:a.png 0:b.png 0:c.png"},
    {"<picture><source srcset='a.webp, b.webp 2x'><img src=a.png></picture>",
     "0:a.webp 0:b.webp 0:a.png"},
    {"<img srcset='a,b.png 1x, c.png, d.png (x, y), e.png'>", "0:a,b.png 0:c.png 0:d.png 0:e.png"},
    {"<input type=image src=knop.png>", "0:knop.png"},
    {"<video poster=p.jpg src=v.mp4></video>", "0:p.jpg"},
    {"<svg><image href=s.png /><image xlink:href=t.png /></svg>", "0:#svg=1 0:s.png 0:t.png"},
    {"<image src=oud.png>", "0:oud.png"},
    {"<noscript><img src=n.png></noscript>", "0:n.png"},
    {"<link rel='shortcut icon' href=f.ico><link rel=mask-icon href=m.svg>", "1:f.ico 1:m.svg"},
    {"<link rel=apple-touch-icon href=t.png><link rel=stylesheet href=s.css>", "1:t.png"},
    {"<meta name=twitter:image content=w.png>", "2:w.png"},
    {"<style>@font-face{src:url(f.woff2)} a{background:url( 'a.png' )} b{background:url(b.png)} "
     "c{background:url(a.png)}</style>",
     "3:a.png 3:b.png"},
    {"<td style='color:red'><p style=\"background:url(&quot;p.png&quot;),url(q.png)\">x",
     "3:p.png 3:q.png"},
    {"<body background=b.gif>x", "3:b.gif"},
    {"<script type=application/ld+json>{\"@type\":\"Organization\",\"logo\":{\"url\":\"l.png\"},"
     "\"image\":[\"i.png\",\"l.png\"]}</script>",
     "2:l.png 2:i.png"},
    {"<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"image\":\"x.png\","
     "\"publisher\":{\"@type\":[\"Store\"],\"image\":\"y.png\"}}]}</script>",
     "2:y.png"},
    {"<script type=application/ld+json>geen {json</script>", ""},
    {"<script type=application/ld+json>/* x */{'@type':'Organization','logo':'l.png',}</script>",
     "2:l.png"},
};

static void test_pictures(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(picture_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(picture_rows[i].html));
        g_autoptr(GString) actual = g_string_new(NULL);
        for (guint r = 0; r < fake->references->len; r++) {
            const struct fake_reference *reference = g_ptr_array_index(fake->references, r);
            g_string_append_printf(actual, "%s%u:%s", r ? " " : "", reference->kind,
                                   reference->uri);
        }
        if (fake->breach || strcmp(actual->str, picture_rows[i].pictures) != 0) {
            fail_msg("row %zu:\n  wanted %s\n  got    %s", i, picture_rows[i].pictures,
                     actual->str);
        }
    }
}

/* "suffix media-type bytes" of each picture in the page itself. */
static const struct {
    const char *html, *children;
} child_rows[] = {
    {"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='x'><rect /></svg><p>na",
     "svg=1 image/svg+xml <svg xmlns=\"http://www.w3.org/2000/svg\" "
     "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><rect/></svg>"},
    {"<svg width=1><g/></svg><svg width=1><g/></svg>",
     "svg=1 image/svg+xml <svg xmlns=\"http://www.w3.org/2000/svg\" "
     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"1\"><g/></svg>"},
    {"<div hidden><svg><g/></svg></div><svg></svg>", ""},
    {"<img src='data:image/png;base64,aGFs bG8='><img src='data:image/png;base64,aGFsbG8='>",
     "data=1 image/png hallo"},
    {"<p style=\"background:url('data:image/svg+xml,%3Csvg/%3E')\">x",
     "data=1 image/svg+xml <svg/>"},
    {"<svg hidden><symbol id=m><path id=p /></symbol></svg><svg id=b><use href='#m'/></svg>",
     "svg=1 image/svg+xml <svg xmlns=\"http://www.w3.org/2000/svg\" "
     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" id=\"b\"><defs><symbol id=\"m\"><path id=\"p\"/>"
     "</symbol></defs><use href=\"#m\"/></svg>"},
    {"<img src='data:text/html,nee'><img src='data:image/png'>", ""},
};

static void test_children(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(child_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fake->wants_pictures = TRUE;
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(child_rows[i].html));
        g_autoptr(GString) actual = g_string_new(NULL);
        for (guint c = 0; c < fake->children->len; c++) {
            const struct fake_child *child = g_ptr_array_index(fake->children, c);
            gsize size;
            const char *bytes = g_bytes_get_data(child->bytes, &size);
            g_string_append_printf(actual, "%s%s %s %.*s", c ? "|" : "", child->suffix,
                                   child->media_type, (int)size, bytes);
        }
        if (fake->breach || strcmp(actual->str, child_rows[i].children) != 0) {
            fail_msg("row %zu:\n  wanted %s\n  got    %s", i, child_rows[i].children, actual->str);
        }
    }
}

static const struct {
    const char *html;
    gboolean needs_browser;
} app_rows[] = {
    {"<title>Vlakwerk</title><noscript>You need to enable JavaScript.</noscript><div id=root></div>"
     "<script src=/main.js></script>",
     TRUE},
    {"<body><div id=app>Laden...</div><script type=module>start()</script>", TRUE},
    {"<body><app-root></app-root><script src=a.js></script>", TRUE},
    {"<body><script src=a.js></script>", TRUE},
    {"<body><div id=root></div>", FALSE},
    {"<body><div id=root><h1>Vlakwerk legt al veertig jaar vloeren in heel Nederland</h1></div>"
     "<script src=a.js></script>",
     FALSE},
    {"<p>Colofon</p><p><a href=/>Terug</a><script src=teller.js></script>", FALSE},
    {"<meta http-equiv=refresh content='0;url=/nl'><div id=root></div><script src=a.js></script>",
     FALSE},
    {"<img src=vloer.jpg alt=Vloer><script src=a.js></script>", FALSE},
    {"<frameset><frame src=a.html></frameset><script src=a.js></script>", FALSE},
};

static void test_app(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(app_rows); i++) {
        struct fakehost *fake = fake_for(state);
        int done = fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(app_rows[i].html));
        gboolean is_said = fake->failure && strstr(fake->failure, "page needs a browser");
        if ((done != 0) != app_rows[i].needs_browser || is_said != app_rows[i].needs_browser) {
            fail_msg("row %zu: %s", i, app_rows[i].html);
        }
    }
}

static int set_up(void **state)
{
    *state = fakehost_new("read-html");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links),      cmocka_unit_test(test_base),
        cmocka_unit_test(test_nofollow),   cmocka_unit_test(test_anchors),
        cmocka_unit_test(test_references), cmocka_unit_test(test_shown),
        cmocka_unit_test(test_pictures),   cmocka_unit_test(test_children),
        cmocka_unit_test(test_app),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
