/* SPDX-License-Identifier: MIT
 *
 * Drawings in a page as they stand alone, and which pictures of a page are seen at all.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BEGIN \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
#define TINT                                                              \
    "<svg data-touchstone=\"tint\" xmlns=\"http://www.w3.org/2000/svg\" " \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\""
#define COLOURS                                                              \
    "<svg data-touchstone=\"colours\" xmlns=\"http://www.w3.org/2000/svg\" " \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\""
#define OUTSIDE "<link rel=stylesheet href=s.css>"

/* The drawings of a page, a line each. */
static const struct {
    const char *html, *drawings;
} drawing_rows[] = {
    /* HTML that is no XML */
    {"<svg viewbox=\"0 0 9 9\" aria-hidden @click=go() :class=\"{a:b}\" v-on:click=x x-data><PATH "
     "d=M0,0h9 FILL='#c00'></PATH></svg>",
     BEGIN
     " viewBox=\"0 0 9 9\" aria-hidden=\"\" x-data=\"\"><path d=\"M0,0h9\" fill=\"#c00\"/></svg>"},
    {"<svg><lineargradient id=g gradienttransform=scale(2)><stop offset=0></lineargradient><g "
     "onclick=\"x()\" id=a id=b></g></svg>",
     BEGIN "><linearGradient id=\"g\" gradientTransform=\"scale(2)\"><stop offset=\"0\"/>"
           "</linearGradient><g id=\"a\"/></svg>"},
    {"<svg><title>A&nbsp;&amp; B</title><desc>x</desc><foreignObject><div>een<br>twee</div>"
     "</foreignObject><path data-x='\"&lt;'></svg>",
     BEGIN "><title>A\u00a0&amp; B</title><path data-x=\"&quot;&lt;\"/></svg>"},
    {"<svg><script>alert(1)</script><path d=a></svg>", BEGIN "><path d=\"a\"/></svg>"},
    {"<svg inkscape:label=x xml:space=preserve data-touchstone=tint><use xlink:href='#a'/></svg>",
     BEGIN " xml:space=\"preserve\"><use xlink:href=\"#a\"/></svg>"},
    {"<svg><path d='a\x01"
     "b'/></svg>",
     BEGIN "><path d=\"a b\"/></svg>"},
    {"<svg><![CDATA[a<b]]><rect/></svg>", BEGIN ">a&lt;b<rect/></svg>"},
    /* colours that the page's style gives */
    {"<style>.m{fill:#c00}</style><svg><path class=m></svg>",
     BEGIN "><path class=\"m\" style=\"fill:#c00;\"/></svg>"},
    {"<style>:root{--merk:#c00;--x:var(--merk)}.m{fill:var(--x)}</style><svg><path class=m></svg>",
     BEGIN "><path class=\"m\" style=\"fill:#c00;\"/></svg>"},
    {"<style>:root{--a:var(--b);--b:var(--a)}.m{fill:var(--a)}</style><svg><path class=m></svg>",
     COLOURS "><path class=\"m\" style=\"fill:;\"/></svg>"},
    {"<svg><path fill='var(--x, red)'/></svg>", COLOURS "><path fill=\"red\"/></svg>"},
    {"<style>header .l path{fill:#00c}</style><header><a class=l><svg><path></svg></a></header>"
     "<svg><path></svg>",
     BEGIN "><path style=\"fill:#00c;\"/></svg>|" BEGIN "><path/></svg>"},
    {"<style>path:hover{fill:red}</style><svg><path></svg>", BEGIN "><path/></svg>"},
    {"<style>@media(min-width:9em){path{fill:red}}</style><svg><path></svg>",
     COLOURS "><path/></svg>"},
    {"<p style='color:#c00'><svg fill=currentColor><path></svg>",
     BEGIN " fill=\"currentColor\" color=\"#c00\"><path/></svg>"},
    {"<style>.w{fill:#0c0}</style><p class=w><svg><path></svg>",
     BEGIN " fill=\"#0c0\"><path/></svg>"},
    {"<style>.w{fill:#0c0}</style><p class=w><svg fill=blue><path></svg>",
     BEGIN " fill=\"blue\"><path/></svg>"},
    {"<svg><style>.m{fill:#c00}</style><path class=m></svg>",
     BEGIN "><style>.m{fill:#c00}</style><path class=\"m\"/></svg>"},
    /* colours that are not known */
    {OUTSIDE "<svg><path class=m></svg>", COLOURS "><path class=\"m\"/></svg>"},
    {OUTSIDE "<svg viewBox='0 0 24 24'><path class=m></svg>",
     TINT " viewBox=\"0 0 24 24\"><path class=\"m\"/></svg>"},
    {OUTSIDE "<svg><path class=m fill=red></svg>", TINT "><path class=\"m\" fill=\"red\"/></svg>"},
    {OUTSIDE "<svg class=i><path></svg>", TINT " class=\"i\"><path/></svg>"},
    {OUTSIDE "<svg class=logo><path></svg>", COLOURS " class=\"logo\"><path/></svg>"},
    {OUTSIDE "<svg class=logout><path></svg>", TINT " class=\"logout\"><path/></svg>"},
    {OUTSIDE "<svg class=logo><path fill=red></svg>",
     BEGIN " class=\"logo\"><path fill=\"red\"/></svg>"},
    {OUTSIDE "<svg><style>.m{fill:#c00}</style><path class=m></svg>",
     BEGIN "><style>.m{fill:#c00}</style><path class=\"m\"/></svg>"},
    {OUTSIDE "<svg fill=red><clipPath id=c><path class=m /></clipPath><path></svg>",
     BEGIN " fill=\"red\"><clipPath id=\"c\"><path class=\"m\"/></clipPath><path/></svg>"},
    {"<a href=/ ><svg fill=currentColor><path></svg></a>",
     TINT " fill=\"currentColor\"><path/></svg>"},
    {"<link rel=stylesheet href=https://fonts.googleapis.com/css?f><svg><path class=m></svg>",
     BEGIN "><path class=\"m\"/></svg>"},
    /* a logo that only a sheet outside the page can show */
    {OUTSIDE "<header><a class=site-logo href=/ >Vlakwerk</a></header>",
     "<svg data-touchstone=\"place\" xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" "
     "height=\"1\"><path d=\"M0 0h1v1H0z\"/></svg>"},
    {"<header><a class=site-logo href=/ >Vlakwerk</a></header>", ""},
    {OUTSIDE "<header><a class=site-logo href=/ ><img src=a></a></header>", ""},
    {OUTSIDE "<header><a class=logo><img src=a></a><b class=logo-text>Vlakwerk</b></header>", ""},
    {OUTSIDE "<main><a class=site-logo href=/ >Vlakwerk</a></main>", ""},
    {OUTSIDE "<header><a class=logout href=/ >Weg</a><a class=catalogo>x</a></header>", ""},
    {OUTSIDE "<header><p class=logo style='background:url(a.png)'>x</p></header>", ""},
    /* nobody sees it */
    {"<svg style='position:absolute;width:0'><defs><symbol id=a><path></symbol></defs></svg>", ""},
    {"<p hidden><svg><symbol( id=a><path></symbol(></svg></p><svg><use href='#a'/><path></svg>",
     BEGIN "><use href=\"#a\"/><path/></svg>"},
    {"<div style='display:none'><svg><path></svg></div>", ""},
};

static struct fakehost *fake_for(void **state)
{
    fakehost_reset(*state);
    return *state;
}

static void assert_whole(const struct fake_child *child)
{
    static const GMarkupParser parser = {NULL};
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    g_autoptr(GError) error = NULL;
    gsize size;
    const char *bytes = g_bytes_get_data(child->bytes, &size);
    if (!g_markup_parse_context_parse(context, bytes, (gssize)size, &error) ||
        !g_markup_parse_context_end_parse(context, &error)) {
        fail_msg("%s: %.*s", error->message, (int)size, bytes);
    }
    g_markup_parse_context_free(context);
}

static void test_drawings(void **state)
{
    guint failures = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(drawing_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fake->wants_pictures = TRUE;
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(drawing_rows[i].html));
        g_autoptr(GString) actual = g_string_new(NULL);
        for (guint c = 0; c < fake->children->len; c++) {
            const struct fake_child *child = g_ptr_array_index(fake->children, c);
            gsize size;
            const char *bytes = g_bytes_get_data(child->bytes, &size);
            assert_whole(child);
            g_string_append_printf(actual, "%s%.*s", c ? "|" : "", (int)size, bytes);
        }
        if (fake->breach || strcmp(actual->str, drawing_rows[i].drawings) != 0) {
            failures++;
            print_error("row %zu: %s\n  wanted %s\n  got    %s\n", i, drawing_rows[i].html,
                        drawing_rows[i].drawings, actual->str);
        }
    }
    assert_int_equal(failures, 0);
}

/* "uri width x height" of each picture that is seen. */
static const struct {
    const char *html, *seen;
} seen_rows[] = {
    {"<object data=a.svg type=image/svg+xml>x</object>", "a.svg 0x0"},
    {"<object data=a.svg width=90 height=9>x</object><embed src=b.png>", "a.svg 90x0, b.png 0x0"},
    {"<object data=a.pdf>x</object><embed src=b.mp4><object type=text/html data=c.svg></object>",
     ""},
    {"<amp-img src=a.png width=300 height=80 srcset='b.png 2x'></amp-img>", "a.png 0x0, b.png 0x0"},
    {"<p style=\"background-image:image-set('a.png' 1x, url(b.png) 2x, 'c.webp' "
     "type('image/webp'))\">x",
     "a.png 0x0, c.webp 0x0, b.png 0x0"},
    {"<iframe src=a.png></iframe>", ""},
    /* hidden */
    {"<img src=a hidden><img src=b style='display:none'><div hidden><img src=c></div>", ""},
    {"<template><img src=a></template><video><img src=b></video>", ""},
    {"<noscript><img src=a></noscript>", "a 0x0"},
    {"<div hidden><noscript><img src=a></noscript></div>", ""},
    {"<p hidden style='background:url(a)'>x</p>", ""},
    {"<style>.w{display:none}</style><img class=w src=a><p class=w><img src=b>", ""},
    {"<style>.w{display:none}</style><img class=w style='display:block' src=a>", "a 0x0"},
    {"<style>.w{display:none}@media(min-width:9em){.w{display:block}}</style><img class=w src=a>",
     "a 0x0"},
    {"<style>.w img{display:none}</style><p class=w><img src=a></p><img src=b>", "b 0x0"},
    {"<style>body{display:none}</style><body><img src=a>", "a 0x0"},
    {"<style>.lazy{display:none}</style><img class=lazy src=a><img class=lazy data-src=b>",
     "a 0x0, b 0x0"},
    {OUTSIDE "<style>.w{display:none}</style><img class=w src=a>", "a 0x0"},
    /* sizes where other sheets have a say */
    {OUTSIDE "<img src=a width=150 height=32>", "a 150x0"},
    {OUTSIDE "<img src=a width=150 height=32 style='width:150px;height:32px'>", "a 150x32"},
    {"<style>@import url(s.css);</style><img src=a width=150 height=32>", "a 150x0"},
    {"<link rel='alternate stylesheet' href=s.css><img src=a width=150 height=32>", "a 150x32"},
    {"<link rel=stylesheet media=print href=s.css><img src=a width=150 height=32>", "a 150x32"},
    {"<img src=a width=150 height=32>" OUTSIDE, "a 150x0"},
};

static void test_seen(void **state)
{
    guint failures = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(seen_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(seen_rows[i].html));
        g_autoptr(GString) actual = g_string_new(NULL);
        for (guint r = 0; r < fake->references->len; r++) {
            const struct fake_reference *reference = g_ptr_array_index(fake->references, r);
            g_string_append_printf(actual, "%s%s %ux%u", r ? ", " : "", reference->uri,
                                   reference->width, reference->height);
        }
        if (fake->breach || strcmp(actual->str, seen_rows[i].seen) != 0) {
            failures++;
            print_error("row %zu: %s\n  wanted %s\n  got    %s\n", i, seen_rows[i].html,
                        seen_rows[i].seen, actual->str);
        }
    }
    assert_int_equal(failures, 0);
}

/* A page of a megabyte made of these takes no time of note. */
static const struct {
    const char *name, *before, *each, *after;
} flood_rows[] = {
    {"drawings of one symbol", "<svg hidden><symbol id=m>", "<path d='M0,0'/>",
     "</symbol></svg>FLOOD<svg><use href='#m'/></svg>"},
    {"drawings that differ", "", "<svg><path class=a d=NUMBER></svg>", ""},
    {"paths of many classes", OUTSIDE "<style>.a .b path,.c d .e path{fill:red}</style><svg>",
     "<g class='a b c d e'><path class='f g h'/></g>", "</svg>"},
    {"groups in groups", "<style>.a .z path{fill:red}</style><svg>", "<g class=a><path/>",
     "</svg>"},
    {"attributes of one element", "<svg><path ", "aNUMBER=1 ", "></svg>"},
    {"custom properties", "<style>:root{--a:var(--b) var(--b) var(--b);--b:var(--a) var(--a)}p{",
     "fill:var(--a);", "}</style><svg><path fill='var(--a)'></svg>"},
    {"var in var", "<svg><path fill='", "var(--a,", "'></svg>"},
    {"image-set", "<p style='background:", "image-set(", "'>x"},
    {"image-set in a sheet", "<style>", "image-set(\"a\"", "</style>"},
    {"places of a logo", OUTSIDE "<main>", "<b class=logo>", ""},
    {"places of a logo beside one", OUTSIDE "<header><p class=logo><img src=a></p>",
     "<b class=logo></b>", "</header>"},
    {"what is hidden", "<style>.a .b .c,.d .e img{display:none}</style>",
     "<p class='b c d'><img src=a></p>", ""},
};

static GString *flood(gsize row)
{
    GString *page = g_string_new(flood_rows[row].before);
    const char *again = strstr(flood_rows[row].after, "FLOOD");
    gsize size = again ? 200u << 10 : 1u << 20;
    for (guint number = 0; page->len < size; number++) {
        g_autofree char *digits = g_strdup_printf("%u", number);
        g_auto(GStrv) parts = g_strsplit(flood_rows[row].each, "NUMBER", -1);
        g_autofree char *each = g_strjoinv(digits, parts);
        g_string_append(page, each);
    }
    g_string_append_len(page, flood_rows[row].after,
                        again ? again - flood_rows[row].after
                              : (gssize)strlen(flood_rows[row].after));
    while (again && page->len < 1u << 20) {
        g_string_append(page, again + strlen("FLOOD"));
    }
    return page;
}

static void test_floods(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(flood_rows); i++) {
        struct fakehost *fake = fake_for(state);
        GString *page = flood(i);
        gint64 begun = g_get_monotonic_time();
        fake->wants_pictures = TRUE;
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_bytes(page->str, page->len));
        gint64 msec = (g_get_monotonic_time() - begun) / 1000;
        if (g_getenv("FLOOD_TIMES")) {
            print_message("%s: %d ms\n", flood_rows[i].name, (int)msec);
        }
        if (fake->breach || msec > 20000) {
            fail_msg("%s: %d ms, %s", flood_rows[i].name, (int)msec,
                     fake->breach ? fake->breach : "");
        }
        g_string_free(page, TRUE);
    }
}

static int set_up(void **state)
{
    *state = fakehost_new("read-html");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_drawings), cmocka_unit_test(test_seen),
                                       cmocka_unit_test(test_floods)};
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
