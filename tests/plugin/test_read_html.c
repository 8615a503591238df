/* SPDX-License-Identifier: MIT
 *
 * HTML in, blocks and links out.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What came out, a line an emission: "role|language|where|line:column|text". */
static char *describe(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        const struct ts_mark *mark = (const struct ts_mark *)(void *)block->marks->data;
        g_string_append_printf(out, "%u|%s|%s|%u:%u|%s\n", block->role, block->language,
                               block->where, block->marks->len ? mark->line : 0,
                               block->marks->len ? mark->column : 0, block->text);
    }
    return g_string_free(out, FALSE);
}

static char *texts(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s%s", i ? "|" : "", block->text);
    }
    return g_string_free(out, FALSE);
}

static const struct {
    const char *html, *texts;
} text_rows[] = {
    {"<p>een</p><p>twee</p>", "een|twee"},
    {"<p>een <b>vet</b> woord</p>", "een vet woord"},
    {"<p>ge<b>bro</b>ken</p>", "gebroken"},
    {"<p>  veel \n\t wit  </p>", "veel wit"},
    {"<p>regel<br>breuk</p>", "regel breuk"},
    {"<p>een</p>los<p>twee</p>", "een|los|twee"},
    {"<div>a<div>b</div>c</div>", "a|b|c"},
    {"<ul><li>een<li>twee</ul>", "een|twee"},
    {"<table><tr><td>a<td>b</table>", "a|b"},
    {"<p>a<script>var x = 'nee';</script>b</p>", "ab"},
    {"<style>p { color: red }</style><p>ja</p>", "ja"},
    {"<template><p>nee</p></template><p>ja</p>", "ja"},
    {"<noscript>nee</noscript><p>ja</p>", "ja"},
    {"<p hidden>nee</p><p>ja</p>", "ja"},
    {"<p style='Display : NONE'>nee</p><p>ja</p>", "ja"},
    {"<div style='display:none'><p>nee <b>ook niet</b></p></div><p>ja</p>", "ja"},
    {"<p>caf&eacute; &amp; bar &lt;3</p>", "café & bar <3"},
    {"<p>twee&nbsp;woorden</p>", "twee\u00a0woorden"},
    {"<p>een<!-- opmerking -->twee</p>", "eentwee"},
    {"<p>een<!-->twee</p>", "eentwee"},
    {"<p>een<?php echo 1 ?>twee</p>", "eentwee"},
    {"<p>niet af", "niet af"},
    {"<b><p>mis</b>nest</p>", "misnest"},
    {"<p></p><div> </div>", ""},
    {"<h1>kop</h1>tekst", "kop|tekst"},
    {"<p>a</p><hr><p>b</p>", "a|b"},
    {"<img alt='Een vloer' src=v.png>", "Een vloer"},
    {"<p>voor <img alt=vloer src=v.png> na</p>", "vloer|voor na"},
    {"<input placeholder='Je naam'>", "Je naam"},
    {"<input type=submit value=Versturen>", "Versturen"},
    {"<title>Kop</title><p>x</p>", "Kop|x"},
    {"<title>Een</title><svg><title>Twee</title></svg><p>x</p>", "Een|Twee|x"},
    {"<meta name=description content='Wij leggen vloeren'>", "Wij leggen vloeren"},
    {"<meta name=description content=d><meta property=og:description content=d>", "d"},
    {"<select><option>Eiken<option>Grenen</select>", "Eiken|Grenen"},
    {"<textarea>vul in</textarea>", "vul in"},
    {"<iframe src=x>nee</iframe><p>ja</p>", "ja"},
    {"<p>a&#x2019;b</p>", "a\u2019b"},
    {"<p>1 &lt; 2 & 3</p>", "1 < 2 & 3"},
    {"<center>oud</center>", "oud"},
    {"<p>een<wbr>twee</p>", "eentwee"},
    /* what the HTML standard says of markup that is not well formed */
    {"<p>een<!--->twee", "eentwee"},
    {"<p>een<!-- a --!>twee", "eentwee"},
    {"<p>een<!-- nooit af", "een"},
    {"<p>een</ geen tag>twee", "eentwee"},
    {"<p>een < twee <3", "een < twee <3"},
    {"<p title='a>b'>een", "een"},
    {"<p>een<b title=\"nooit dicht>weg", "een"},
    {"<p>&copy2026 &ampx &lbrace; &NotEqualTilde; &notit; &geen; &#x80;&#0;",
     "\u00a92026 &x { \u2242\u0338 \u00acit; &geen; \u20ac\ufffd"},
    {"<p>a\rb\r\nc", "a b c"},
    {"<textarea>\n<b>geen vet</b></textarea>", "<b>geen vet</b>"},
    {"<title><b>Kop</b></title><p>x", "<b>Kop</b>|x"},
    {"<xmp><b>letterlijk</b></xmp>", "<b>letterlijk</b>"},
    {"<plaintext>alles <b>hierna</b>", "alles <b>hierna</b>"},
    {"<script><!-- <script> </script> nee --></script><p>ja", "ja"},
    {"<script>\"<!--\" + \"<script>\"</script><p>in een script</p>--></script><p>ja", "ja"},
    {"<style><p>nee</style><p>ja", "ja"},
    {"<head><noscript><p>nee</p></noscript><title>T</title></head><p>ja", "T|ja"},
    {"<table>los<tr><td>cel</table>", "los|cel"},
    {"<table><tr><td>een<table><tr><td>twee</table>drie</table>", "een|twee|drie"},
    {"<table><tr><b>vet<td>cel</table>na", "vet|cel|na"},
    {"<table><caption>bij<tr><td>cel</table>", "bij|cel"},
    {"<p>een<table><tr><td>twee</table>", "een|twee"},
    {"<select><option>een<div>twee</div><option>drie</select>vier", "eentwee|drie|vier"},
    {"<dl><dt>een<dd>twee<dt>drie</dl>", "een|twee|drie"},
    {"<ruby>kan<rt>ji</ruby>", "kanji"},
    {"<p>een</p></body></html><p>na het eind", "een|na het eind"},
    {"een</p>twee", "een|twee"},
    {"<h1>een</h2>twee", "een|twee"},
    {"een</br>twee", "een twee"},
    {"<form><div></form>een</div>twee", "een|twee"},
    {"<frameset><frame src=a><noframes>nee</noframes></frameset>", ""},
    {"<svg><title>Beeldmerk</title><text>in beeld</text><desc><p>erbij</desc></svg>",
     "Beeldmerk|in beeld|erbij"},
    {"<title>T</title><svg><g><p>eruit</svg>na", "T|eruitna"},
    {"<svg><![CDATA[<b>ruw</b>]]></svg>", "<b>ruw</b>"},
    {"<p><![CDATA[geen]]>tekst", "tekst"},
    {"<math><mi>x</mi><annotation-xml encoding=text/html><p>uitleg</annotation-xml></math>",
     "x|uitleg"},
    {"<image alt=vloer src=v.png>", "vloer"},
    {"<div hidden><img alt=weg src=v.png></div><p>ja", "ja"},
    {"<template><table><tr><td>nee</template><p>ja", "ja"},
};

static struct fakehost *fake_for(void **state)
{
    fakehost_reset(*state);
    return *state;
}

static void test_empty(void **state)
{
    static const char *const pages[] = {"", " \n\t "};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        struct fakehost *fake = fake_for(state);
        assert_int_equal(fakehost_read(fake, "text/html", "", "p.html", ts_text(pages[i])), -1);
        assert_string_equal(fake->failure, "is empty");
    }
}

static void test_sniff(void **state)
{
    static const struct {
        const char *bytes;
        int is_html;
    } rows[] = {
        {"<!DOCTYPE html><p>", 1},
        {" <HTML lang=nl>", 1},
        {"<p>Vlakwerk", 1},
        {"<!-- saved -->", 1},
        {"<br/>", 0},
        {"<pre>", 0},
        {"<p", 0},
        {"Tekst <p>", 0},
        {"", 0},
    };
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if ((fake->plugin->reader->sniff(ts_text(rows[i].bytes)) != NULL) != rows[i].is_html) {
            fail_msg("row %zu: %s", i, rows[i].bytes);
        }
    }
}

static void test_texts(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(text_rows); i++) {
        struct fakehost *fake = fake_for(state);
        int done = fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(text_rows[i].html));
        g_autofree char *actual = texts(fake);
        if (done != 0 || fake->breach || strcmp(actual, text_rows[i].texts) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s (%s)", i, text_rows[i].html,
                     text_rows[i].texts, actual, fake->breach ? fake->breach : "");
        }
    }
}

static const struct {
    const char *html, *blocks;
} block_rows[] = {
    {"<html lang=nl><body>\n<h1>Kop</h1>\n<p>Een\n  twee</p>",
     "1|nl|html/body/h1|2:5|Kop\n0|nl|html/body/p|3:4|Een twee\n"},
    {"<body><p>a</p><p>b</p><div><p lang=en>c</p></div>",
     "0||html/body/p|1:10|a\n0||html/body/p[2]|1:18|b\n0|en|html/body/div/p|1:39|c\n"},
    {"<body><nav><ul><li><a href=/x>Menu</a></li></ul></nav>",
     "3||html/body/nav/ul/li|1:31|Menu\n"},
    {"<body><blockquote>q</blockquote><pre>code</pre><table><tr><th>c</th></tr></table>",
     "10||html/body/blockquote|1:19|q\n9||html/body/pre|1:38|code\n"
     "11||html/body/table/tbody/tr/th|1:63|c\n"},
    {"<body><label>Naam</label><button>Ga</button>",
     "13||html/body/label|1:14|Naam\n13||html/body/button|1:34|Ga\n"},
};

static void test_blocks(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(block_rows); i++) {
        struct fakehost *fake = fake_for(state);
        assert_int_equal(
            fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(block_rows[i].html)), 0);
        assert_null(fake->breach);
        g_autofree char *actual = describe(fake);
        assert_string_equal(actual, block_rows[i].blocks);
    }
}

/* The mark before an offset leads to its line and column in the source. */
static void test_marks(void **state)
{
    struct fakehost *fake = fake_for(state);
    fakehost_read(fake, "text/html", "utf-8", "p.html",
                  ts_text("<p>é een\n   <b>twee</b>\n drie &amp; vier"));
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    assert_string_equal(block->text, "é een twee drie & vier");
    const char *words[] = {"een", "twee", "drie", "vier"};
    const guint lines[] = {1, 2, 3, 3};
    const guint columns[] = {6, 7, 2, 13};
    for (size_t w = 0; w < G_N_ELEMENTS(words); w++) {
        guint offset = (guint)(strstr(block->text, words[w]) - block->text);
        struct ts_mark at = {0};
        for (guint m = 0; m < block->marks->len; m++) {
            struct ts_mark mark = g_array_index(block->marks, struct ts_mark, m);
            at = mark.offset <= offset ? mark : at;
        }
        assert_int_equal(at.line, lines[w]);
        assert_int_equal(at.column + g_utf8_strlen(block->text + at.offset, offset - at.offset),
                         columns[w]);
    }
}

static void test_spans(void **state)
{
    struct fakehost *fake = fake_for(state);
    fakehost_read(
        fake, "text/html", "utf-8", "p.html",
        ts_text("<p>zie <a href='/x'>de link</a> en <code>ls</code>, <i lang=en>ease</i>"));
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    static const struct {
        unsigned kind;
        const char *text, *value;
    } wanted[] = {{TS_SPAN_LINK, "de link", "/x"},
                  {TS_SPAN_CODE, "ls", ""},
                  {TS_SPAN_LANGUAGE, "ease", "en"}};
    assert_int_equal(block->spans->len, 3);
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const struct ts_span *span = &g_array_index(block->spans, struct ts_span, i);
        g_autofree char *text = g_strndup(block->text + span->offset, span->length);
        assert_int_equal(span->kind, wanted[i].kind);
        assert_string_equal(text, wanted[i].text);
        assert_true(ts_is(span->value, wanted[i].value));
    }
}

static const struct {
    const char *bytes, *charset, *text;
} charset_rows[] = {
    {"<p>caf\xe9</p>", "iso-8859-1", "café"},
    {"<p>\x80 5</p>", "iso-8859-1", "€ 5"},
    {"<p>caf\xc3\xa9</p>", "", "café"},
    {"<meta charset=windows-1252><p>caf\xe9</p>", "", "café"},
    {"<meta http-equiv=content-type content='text/html; charset=iso-8859-15'><p>\xa4</p>", "", "€"},
    {"\xef\xbb\xbf<p>caf\xc3\xa9</p>", "iso-8859-1", "café"},
    {"<meta charset=utf-16><p>caf\xc3\xa9</p>", "", "café"},
    {"<p>caf\xc3\xa9</p>", "no-such-charset", "café"},
    {"<?xml version='1.0' encoding='windows-1252'?><p>caf\xe9</p>", "", "café"},
    {"<!-- <meta charset=iso-8859-15> --><meta charset=windows-1252><p>\xa4", "", "\u00a4"},
    {"<meta charset=x-user-defined><p>caf\xe9", "", "café"},
    {"<meta http-equiv=content-type content='text/html; charset=\"iso-8859-15\"'><p>\xa4", "", "€"},
    {"<p title='<meta charset=iso-8859-15>'>\xc3\xa9", "", "é"},
    {"<p>\xa4\xb3\xa4\xf3\xa4\xcb\xa4\xc1\xa4\xcf</p>", "euc-jp", "こんにちは"},
};

static void test_charsets(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(charset_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", charset_rows[i].charset, "p.html",
                      ts_text(charset_rows[i].bytes));
        g_autofree char *actual = texts(fake);
        assert_string_equal(actual, charset_rows[i].text);
    }
}

static void test_data(void **state)
{
    struct fakehost *fake = fake_for(state);
    fakehost_read(
        fake, "text/html", "utf-8", "p.html",
        ts_text("<html lang=nl><head><title>T &amp; U</title><base href='https://a.example/'>"
                "<script type='application/ld+json'>{\"@type\": \"Store\"}</script>"
                "<meta name=Robots content=noindex>"));
    assert_string_equal(fake->title, "T & U");
    assert_string_equal(fake->language, "nl");
    assert_string_equal(fake->base, "https://a.example/");
    assert_int_equal(fake->structured->len, 1);
    assert_string_equal(g_ptr_array_index(fake->structured, 0), "json-ld: {\"@type\": \"Store\"}");
    assert_string_equal(g_hash_table_lookup(fake->meta, "robots"), "noindex");
}

static const struct {
    const char *html, *items;
} microdata_rows[] = {
    {"<p itemprop=name>Niets eromheen", ""},
    {"<div itemscope itemtype='https://schema.org/Store'><b itemprop=name>Vlak\n werk</b>"
     "<a itemprop='url sameAs' href='https://a.example/'>x</a><meta itemprop=telephone "
     "content='030'>"
     "<time itemprop=opens datetime='09:00'>negen uur</time><data itemprop=leeg></data></div>",
     "microdata: {\"items\":[{\"properties\":{\"leeg\":[\"\"],\"name\":[\"Vlak werk\"],"
     "\"opens\":[\"09:00\"],\"sameAs\":[\"https://a.example/\"],\"telephone\":[\"030\"],"
     "\"url\":[\"https://a.example/\"]},\"type\":[\"https://schema.org/Store\"]}]}"},
    {"<div itemscope><div itemprop=address itemscope><i itemprop=street>Kade</i></div></div>",
     "microdata: "
     "{\"items\":[{\"properties\":{\"address\":[{\"properties\":{\"street\":[\"Kade\"]}}]"
     "}}]}"},
    {"<ul><li itemscope><i itemprop=n>1</i><li itemscope><i itemprop=n>2</i></ul>",
     "microdata: {\"items\":[{\"properties\":{\"n\":[\"1\"]}}]}|"
     "microdata: {\"items\":[{\"properties\":{\"n\":[\"2\"]}}]}"},
    {"<div itemscope itemid=u><p itemprop=name>nooit gesloten",
     "microdata: {\"items\":[{\"id\":\"u\",\"properties\":{\"name\":[\"nooit gesloten\"]}}]}"},
    /* elements whose value is not their text; content on any */
    {"<div itemscope><meter itemprop=a value=3>drie</meter><img itemprop=b src=' x.png '>"
     "<link itemprop=c href=u><object itemprop=d data=v></object><b itemprop=e content=1>een</b>"
     "<time itemprop=f>9 uur</time><img itemprop=g></div>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"3\"],\"b\":[\"x.png\"],\"c\":[\"u\"],"
     "\"d\":[\"v\"],\"e\":[\"1\"],\"f\":[\"9 uur\"]}}]}"},
    /* text: lines and blocks are words apart, scripts are none */
    {"<div itemscope><div itemprop=a>Kade<br>12<p>Ede</p>NL<script>x</script><style>y</style>"
     "<noscript>z</noscript></div></div>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"Kade 12 Ede NL\"]}}]}"},
    {"<div itemscope><div itemprop=a><div><i>een</i></div>twee</div></div>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"een twee\"]}}]}"},
    /* an item that is nothing but a text */
    {"<div itemscope><b itemprop=brand itemscope itemtype=T> Vlak  werk </b></div>",
     "microdata: {\"items\":[{\"properties\":{\"brand\":[{\"properties\":{},\"type\":[\"T\"],"
     "\"value\":\"Vlak werk\"}]}}]}"},
    /* an item inside another without being its property stands at the top */
    {"<div itemscope><i itemprop=a>1</i><p itemscope><i itemprop=b>2</i></p></div>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"1\"]}}]}|"
     "microdata: {\"items\":[{\"properties\":{\"b\":[\"2\"]}}]}"},
    /* so does a property of no item, unless one refers to it */
    {"<p itemprop=address itemscope><i itemprop=b>2</i></p>",
     "microdata: {\"items\":[{\"properties\":{\"b\":[\"2\"]}}]}"},
    /* itemref: before, behind, in the order of the page; not what is not there */
    {"<p id=x itemprop=a>1</p><div itemscope itemref='y nergens x'><i itemprop=a>2</i></div>"
     "<p id=y><i itemprop=a>3</i><b itemprop=c itemscope><i itemprop=d>4</i></b></p>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"1\",\"2\",\"3\"],"
     "\"c\":[{\"properties\":{\"d\":[\"4\"]}}]}}]}"},
    {"<div itemscope id=i itemref='i j'><i id=j itemprop=a>1</i></div>",
     "microdata: {\"items\":[{\"properties\":{\"a\":[\"1\"]}}]}"},
    /* a circle ends */
    {"<div itemscope itemref=b></div><p id=b itemprop=n itemscope itemref=c></p>"
     "<p id=c itemprop=m itemscope itemref=b></p>",
     "microdata: {\"items\":[{\"properties\":{\"n\":[{\"properties\":{\"m\":[{\"properties\":"
     "{\"n\":[\"ERROR\"]}}]}}]}}]}"},
    /* what only a script would show is not there */
    {"<template><div itemscope><i itemprop=a>{{x}}</i></div></template>", ""},
};

static void test_microdata(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(microdata_rows); i++) {
        struct fakehost *fake = fake_for(state);
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_text(microdata_rows[i].html));
        g_ptr_array_add(fake->structured, NULL);
        g_autofree char *all = g_strjoinv("|", (char **)fake->structured->pdata);
        g_ptr_array_set_size(fake->structured, (gint)fake->structured->len - 1);
        if (fake->breach || strcmp(all, microdata_rows[i].items) != 0) {
            fail_msg("row %zu:\n  wanted %s\n  got    %s", i, microdata_rows[i].items, all);
        }
    }
}

/* Text deep inside is not lost; that nesting was cut is said. */
static void test_depth(void **state)
{
    static const struct {
        guint depth, truncated;
    } rows[] = {{300, 0}, {3000, 1}, {1000000, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fakehost *fake = fake_for(state);
        GString *page = g_string_new("<body>");
        for (guint d = 0; d < rows[i].depth; d++) {
            g_string_append(page, "<div>");
        }
        g_string_append(page, "diep");
        gint64 begun = g_get_monotonic_time();
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_bytes(page->str, page->len));
        assert_true(g_get_monotonic_time() - begun < 20 * G_USEC_PER_SEC);
        g_autofree char *actual = texts(fake);
        assert_string_equal(actual, "diep");
        assert_int_equal(fake->truncated->len, rows[i].truncated);
        g_string_free(page, TRUE);
    }
}

/* What is cheap to send is cheap to read: a megabyte of each, in time that grows with its size. */
static const struct {
    const char *name, *before, *each, *after;
} flood_rows[] = {
    {"open formatting", "", "<b><i>x<p>", ""},
    {"formatting that differs", "", "<p><font color=1><font size=2>x</p>", ""},
    {"links that are never closed", "", "<a href=x><div>", ""},
    {"adoption", "<b><i><u><em><code>", "<div>x</b></div>", ""},
    {"text in tables", "<table>", "x<tr>", ""},
    {"tables in tables", "", "<table>x", ""},
    {"nested tables", "", "<table><tr><td>x", ""},
    {"a comment that never ends", "<!--", "- -", ""},
    {"comments", "", "<!--x", ""},
    {"half end tags", "", "</", ""},
    {"less than", "", "<", ""},
    {"ampersands", "", "&", ""},
    {"references", "", "&am", ""},
    {"stray end tags", "<div><span><span><span>", "</p></x></b>", ""},
    {"scripts", "", "<script><!--<script>", ""},
    {"CDATA", "<svg>", "<![CDATA[ ]]", ""},
    {"titles", "", "<title></titl", ""},
    {"select", "", "<select><option>x<table>", ""},
    {"templates", "", "<template>", ""},
    {"drawings", "", "<svg>", ""},
    {"quotes", "", "<a b='", ""},
    {"srcset", "<img srcset='", "a,,", "'>"},
    {"css", "<style>", "url(", "</style>"},
    {"items", "", "<li itemscope itemprop=a>x", ""},
    {"items that refer to each other", "<p id=a itemprop=x itemscope itemref=b>",
     "<i itemscope itemref='a b' id=b itemprop=y>x</i>", ""},
    {"properties", "<div itemscope>", "<b itemprop=x>x", ""},
    {"items in a template", "<template>", "<div><i itemscope></i>", ""},
    {"one block with many links", "<p>", "<a href=x>y</a> ", ""},
};

static void test_floods(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(flood_rows); i++) {
        struct fakehost *fake = fake_for(state);
        GString *page = g_string_new(flood_rows[i].before);
        while (page->len < 1u << 20) {
            g_string_append(page, flood_rows[i].each);
        }
        g_string_append(page, flood_rows[i].after);
        gint64 begun = g_get_monotonic_time();
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

static void test_attribute_flood(void **state)
{
    struct fakehost *fake = fake_for(state);
    GString *page = g_string_new("<p ");
    for (guint i = 0; i < 80000; i++) {
        g_string_append_printf(page, "a%u=1 ", i);
    }
    g_string_append(page, ">tekst</p>");
    gint64 begun = g_get_monotonic_time();
    assert_int_equal(
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_bytes(page->str, page->len)), 0);
    assert_true(g_get_monotonic_time() - begun < 5 * G_USEC_PER_SEC);
    g_autofree char *actual = texts(fake);
    assert_string_equal(actual, "tekst");
    assert_int_equal(fake->truncated->len, 0);
    g_string_free(page, TRUE);
}

static void test_not_html(void **state)
{
    struct fakehost *fake = fake_for(state);
    GString *bytes = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++) {
        g_string_append_c(bytes, (char)(i * 7919 % 256));
    }
    assert_int_equal(
        fakehost_read(fake, "text/html", "utf-8", "p.html", ts_bytes(bytes->str, bytes->len)), -1);
    assert_non_null(strstr(fake->failure, "not HTML"));
    g_string_free(bytes, TRUE);
}

static int set_up(void **state)
{
    *state = fakehost_new("read-html");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),     cmocka_unit_test(test_floods),
        cmocka_unit_test(test_microdata), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_sniff),     cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_marks),     cmocka_unit_test(test_spans),
        cmocka_unit_test(test_charsets),  cmocka_unit_test(test_data),
        cmocka_unit_test(test_depth),     cmocka_unit_test(test_attribute_flood),
        cmocka_unit_test(test_not_html),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
