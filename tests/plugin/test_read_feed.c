/* SPDX-License-Identifier: MIT
 *
 * Feeds to posts, posts to blocks; what a mapping does not meet, and what is no feed.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FEED "application/vnd.touchstone.feed"
#define POST "application/vnd.touchstone.post+json"

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-feed");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

static int tear_down(void **state)
{
    struct fakehost *fake = *state;
    fakehost_free(&fake);
    return 0;
}

static int read_bytes(struct fakehost *fake, const char *type, const char *map, struct ts_str bytes)
{
    struct ts_pair header = {ts_text("touchstone-map"), ts_text(map)};
    struct ts_resource resource = {
        .size = sizeof resource,
        .locator = ts_text("reviews"),
        .media_type = ts_text(type),
        .bytes = bytes,
        .headers = ts_one(&header, sizeof header),
    };
    fakehost_reset(fake);
    fake->host.phase = HOST_READ;
    int result = fake->plugin->reader->read(&fake->call, NULL, &resource);
    fakehost_settle(fake);
    assert_null(fake->breach);
    return result;
}

/* All posts, one a line: suffix and JSON. */
static char *posts_of(struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        gsize size;
        const char *bytes = g_bytes_get_data(child->bytes, &size);
        assert_string_equal(child->media_type, POST);
        g_string_append_printf(out, "%s %.*s\n", child->suffix, (int)size, bytes);
    }
    return g_string_free(out, FALSE);
}

static const struct {
    const char *name, *map, *text, *posts;
} feeds[] = {
    {"a list, names that speak for themselves", "\"usual\"",
     "[{\"id\":7,\"title\":\"Top\",\"text\":\"Mooie vloer.\",\"rating\":4,\"author\":\"An\"}]",
     "item=7 {\"text\":\"Mooie vloer.\",\"title\":\"Top\",\"author\":\"An\",\"rating\":\"4\","
     "\"id\":\"7\",\"rating_share\":\"0.8\"}\n"},
    {"no header: the same", "", "[{\"comment\":\"Goed.\"}]", "item=1 {\"text\":\"Goed.\"}\n"},
    {"an object that holds a list, of tens", "{\"text\":[\"t\"],\"rating\":[\"r\"]}",
     "{\"total\":2,\"data\":[{\"t\":\"Een\",\"r\":\"8,5\"},{\"t\":\"Twee\",\"r\":10}]}",
     "item=1 {\"text\":\"Een\",\"rating\":\"8,5\",\"rating_share\":\"0.85\"}\n"
     "item=2 {\"text\":\"Twee\",\"rating\":\"10\",\"rating_share\":\"1\"}\n"},
    {"a list deep inside", "{\"text\":[\"body.nl\"],\"items\":[\"a.b\"]}",
     "{\"x\":[{}],\"a\":{\"b\":[{\"body\":{\"nl\":\"Ja\"}}]}}", "item=1 {\"text\":\"Ja\"}\n"},
    {"an object a line", "\"usual\"", "{\"text\":\"Een\"}\n\n{\"text\":\"Twee\"}\n",
     "item=1 {\"text\":\"Een\"}\nitem=2 {\"text\":\"Twee\"}\n"},
    {"texts alone", "\"usual\"", "[\"Een\",\"Twee\"]",
     "item=1 {\"text\":\"Een\"}\nitem=2 {\"text\":\"Twee\"}\n"},
    {"Google", "\"google\"",
     "{\"reviews\":[{\"reviewId\":\"AbC_1\",\"reviewer\":{\"displayName\":\"Bo\"},"
     "\"starRating\":\"FIVE\",\"comment\":\"Fijn.\",\"createTime\":\"2026-01-02T03:04:05Z\"},"
     "{\"reviewId\":\"x\",\"starRating\":\"ONE\"}]}",
     "item=AbC_1 {\"text\":\"Fijn.\",\"date\":\"2026-01-02T03:04:05Z\",\"author\":\"Bo\","
     "\"rating\":\"FIVE\",\"id\":\"AbC_1\",\"rating_share\":\"1\"}\n"},
    {"Freshdesk: drafts are left out, articles and canned answers are read", "\"freshdesk\"",
     "{\"articles\":[{\"id\":1,\"title\":\"Klacht\",\"description\":\"<p>Bel ons.</p>\","
     "\"description_text\":\"Bel ons.\",\"status\":2},{\"id\":2,\"title\":\"Later\","
     "\"description\":\"x\",\"status\":1}],\"canned_responses\":[{\"id\":1,\"title\":\"Dank\","
     "\"content\":\"Dank u\",\"content_html\":\"<div>Dank u</div>\"}]}",
     "item=1 {\"text\":\"<p>Bel ons.</p>\",\"title\":\"Klacht\",\"id\":\"1\"}\n"
     "item=1.2 {\"text\":\"<div>Dank u</div>\",\"title\":\"Dank\",\"id\":\"1\"}\n"},
    {"CSV of a portal", "\"trustpilot\"",
     "\"Review Id\";\"Review Stars\";\"Review Title\";\"Review Content\"\r\n"
     "r1;2;Tegenvaller;\"Te laat,\nen scheef\"\r\n",
     "item=r1 {\"text\":\"Te laat,\\nen scheef\",\"title\":\"Tegenvaller\",\"rating\":\"2\","
     "\"id\":\"r1\",\"rating_share\":\"0.4\"}\n"},
    {"CSV with blank rows, the same name twice, more cells than names", "",
     "\n;\ntext;;id;text\n;;;\n\n \"a; b\" ;x;1;c;d\ne;;2\n",
     "item=1 {\"text\":\"a; b\",\"id\":\"1\"}\nitem=2 {\"text\":\"e\",\"id\":\"2\"}\n"},
    {"CSV whose names hold more commas than cells", "", "text;note, if any, of ours\nEen, twee;x\n",
     "item=1 {\"text\":\"Een, twee\"}\n"},
    {"RSS 2.0", "\"usual\"",
     "<?xml version=\"1.0\"?><rss version=\"2.0\" "
     "xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Blog</title>"
     "<language>nl</language><item><title>Nieuw &amp; mooi</title><guid>p-1</guid>"
     "<link>https://v.example/1</link><description>kort</description>"
     "<c:encoded><![CDATA[<p>Lang</p>]]></c:encoded></item></channel></rss>",
     "item=p-1 {\"text\":\"<p>Lang</p>\",\"title\":\"Nieuw & "
     "mooi\",\"url\":\"https://v.example/1\","
     "\"id\":\"p-1\",\"language\":\"nl\"}\n"},
    {"RSS with markup that is not escaped", "",
     "<rss><channel><item><description>Een <b>mooie</b> &lt;vloer</description></item></channel>"
     "</rss>",
     "item=1 {\"text\":\"Een <b>mooie</b> &lt;vloer\"}\n"},
    {"RSS 1.0", "",
     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
     "xmlns=\"http://purl.org/rss/1.0/\"><channel><title>x</title></channel>"
     "<item rdf:about=\"a1\"><title>T</title><description>D</description></item></rdf:RDF>",
     "item=a1 {\"text\":\"D\",\"title\":\"T\",\"id\":\"a1\"}\n"},
    {"Atom", "",
     "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>x</title><entry>"
     "<id>e1</id><title>T</title><link rel=\"self\" href=\"no\"/>"
     "<link href=\"https://v.example/?a=1&amp;b=2\"/><author><name>An</name></author>"
     "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Een <a "
     "href=\"/x\">vloer"
     "</a> &amp; meer</p></div></content></entry></feed>",
     "item=e1 {\"text\":\"<div><p>Een <a href=\\\"/x\\\">vloer</a> &amp; meer</p></div>\","
     "\"title\":\"T\",\"author\":\"An\",\"url\":\"https://v.example/?a=1&b=2\",\"id\":\"e1\","
     "\"language\":\"en\"}\n"},
    {"an id that may not stand in a locator", "",
     "[{\"id\":\"https://v.example/#1\",\"text\":\"x\"},{\"id\":\"https://v.example/#1\","
     "\"text\":\"y\"}]",
     "item=e73fb38714e3 {\"text\":\"x\",\"id\":\"https://v.example/#1\"}\n"
     "item=e73fb38714e3.2 {\"text\":\"y\",\"id\":\"https://v.example/#1\"}\n"},
    {"a NUL in a text", "", "[{\"text\":\"a\\u0000b\"}]", "item=1 {\"text\":\"a b\"}\n"},
    {"a byte order mark, windows-1252", "", "text,id\ncaf\xe9,1\n",
     "item=1 {\"text\":\"caf\xc3\xa9\",\"id\":\"1\"}\n"},
};

static void test_feeds(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
        int result = read_bytes(fake, FEED, feeds[i].map, ts_text(feeds[i].text));
        g_autofree char *posts = posts_of(fake);
        if (result != 0 || !g_str_equal(posts, feeds[i].posts) || fake->truncated->len) {
            fail_msg("%s: %d %s\n%s", feeds[i].name, result, fake->failure ? fake->failure : "",
                     posts);
        }
    }
}

/* failure: UNCHECKED as a whole. truncated: what is said to be unread; the posts are there. */
static const struct {
    const char *name, *map, *text, *failure, *truncated;
} faults[] = {
    {"empty", "", "", "is empty", NULL},
    {"an empty list", "", "[]", "has no items", NULL},
    {"no field with text", "", "[{\"a\":1,\"b\":{\"c\":2}}]", "there are: a, b.c", NULL},
    {"a mapping that meets nothing", "{\"text\":[\"t\"]}", "[{\"x\":\"y\"}]",
     "no item has the field \"t\", which holds the text; there are: x", NULL},
    {"a field of a mapping that no item has", "{\"text\":[\"t\"],\"rating\":[\"stars\"]}",
     "[{\"t\":\"x\",\"score\":3}]", NULL,
     "no item has the field \"stars\" (rating); there are: t, score"},
    {"titles whose text goes by another name", "", "[{\"title\":\"x\",\"inhoud\":\"y\"}]", NULL,
     "no item has the field \"text or comment"},
    {"no list where the mapping says", "{\"text\":[\"t\"],\"items\":[\"a.b\"]}", "{\"a\":{}}",
     "has no list of items at \"a.b\"", NULL},
    {"several lists", "", "{\"a\":[{\"text\":\"x\"}],\"b\":[{\"text\":\"y\"}]}",
     "holds several lists (a, b)", NULL},
    {"only drafts", "\"freshdesk\"", "[{\"title\":\"x\",\"status\":1}]", "no items but drafts",
     NULL},
    {"ratings alone", "\"google\"", "{\"reviews\":[{\"starRating\":\"ONE\",\"comment\":\"\"}]}",
     "has no item with text", NULL},
    {"broken JSON", "", "[{\"text\":\"x\"},", "is broken JSON: line 1", NULL},
    {"text behind JSON", "", "[{\"text\":\"x\"}] [", "behind the end of its JSON", NULL},
    {"items that are no objects", "", "[{\"text\":\"x\"},3,[]]", NULL, "2 items are no objects"},
    {"a line that is no JSON", "", "{\"text\":\"x\"}\n{\"text\n{\"text\":\"y\"}", NULL,
     "1 lines are no JSON objects, and were not read; the first is line 2"},
    {"a document type", "", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss/>", "document type", NULL},
    {"XML that is no feed", "", "<html><p>x</p></html>", "the root <html>: no feed", NULL},
    {"broken XML", "", "<rss><channel><item><title>x</title></item>\n<item><title>y</channel>",
     NULL, "the XML is broken at line 2"},
    {"an open quote", "", "text,id\n\"x,1\ny,2\n", NULL, "line 2: a quote is never closed"},
    {"text behind a quote", "", "text,id\nx,1\n\"y\" z,2\n", NULL,
     "line 3: text follows a closing quote"},
    {"no map that can be read", "{", "[]", "no map that can be read", NULL},
    {"bytes", "",
     "\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03"
     "\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02"
     "\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04\x01"
     "\x02\x03\x04\x01\x02\x03\x04\x01\x02\x03\x04",
     "is no text", NULL},
};

static void test_faults(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        int result = read_bytes(fake, FEED, faults[i].map, ts_text(faults[i].text));
        const char *failure = fake->failure ? fake->failure : "";
        const char *said = fake->truncated->len ? g_ptr_array_index(fake->truncated, 0) : "";
        gboolean is_right = faults[i].failure ? result == -1 && strstr(failure, faults[i].failure)
                                              : result == 0 && fake->children->len > 0 &&
                                                    strstr(said, faults[i].truncated);
        if (!is_right) {
            fail_msg("%s: %d \"%s\" \"%s\"", faults[i].name, result, failure, said);
        }
    }
}

static GString *repeat(const char *before, const char *text, guint count, const char *after)
{
    GString *out = g_string_new(before);
    for (guint i = 0; i < count; i++) {
        g_string_append(out, text);
    }
    return g_string_append(out, after);
}

static void test_caps(void **state)
{
    struct fakehost *fake = *state;
    const struct {
        const char *before, *text;
        guint count;
        const char *after, *said;
        gboolean is_read;
    } rows[] = {
        {"[", "{\"text\":\"x\"},", 10001, "{\"text\":\"y\"}]", "beyond the first 10,000", TRUE},
        {"text\n", "x\n", 10001, "", "beyond the first 10,000", TRUE},
        {"<rss><channel>", "<item><title>x</title></item>", 10001, "</channel></rss>",
         "beyond the first 10,000", TRUE},
        {"", "[", 100000, "", "nested more than 64 deep", FALSE},
        {"", "{\"a\":", 100000, "", "nested more than 64 deep", FALSE},
        {"[", "{},", 2100000, "{}]", "more than 2000000 JSON values", FALSE},
        {"<rss><channel><item>", "<a>", 100000, "", "broken", FALSE},
        {"<rss><channel><item><title>", "0123456789abcdef", 100000,
         "</title></item></channel></rss>", "1 MB", FALSE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = repeat(rows[i].before, rows[i].text, rows[i].count, rows[i].after);
        gint64 begin = g_get_monotonic_time();
        int result = read_bytes(fake, FEED, "", ts_bytes(text->str, text->len));
        const char *said = fake->truncated->len ? g_ptr_array_index(fake->truncated, 0) : "";
        said = fake->failure && !strstr(said, rows[i].said) ? fake->failure : said;
        assert_true(g_get_monotonic_time() - begin < 5 * G_USEC_PER_SEC);
        if ((rows[i].is_read && result != 0) || !strstr(said, rows[i].said)) {
            fail_msg("%.20s: %d %s", rows[i].text, result, said);
        }
        assert_int_equal(fake->children->len, rows[i].is_read ? 10000 : 0);
        g_string_free(text, TRUE);
    }
}

/* Empty cells behind the last that is read are no loss. */
static void test_wide_rows(void **state)
{
    struct fakehost *fake = *state;
    g_autoptr(GString) even = repeat("text\nx", ",y", 999, ",,\n");
    g_autoptr(GString) wide = repeat("text\nx\nx", ",y", 1000, "\n");
    assert_int_equal(read_bytes(fake, FEED, "", ts_bytes(even->str, even->len)), 0);
    assert_int_equal(fake->truncated->len, 0);
    assert_int_equal(read_bytes(fake, FEED, "", ts_bytes(wide->str, wide->len)), 0);
    assert_int_equal(fake->truncated->len, 1);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "line 3: cells beyond the first 1,000 of a row were not read");
    assert_int_equal(fake->children->len, 2);
}

/* ---- posts ---- */

static const struct {
    const char *name, *text, *blocks;
} posts[] = {
    {"lines", "{\"title\":\"Top\",\"text\":\"Een.\\n\\n Twee. \\n\"}",
     "heading title: Top\ntext text/line[1]: Een.\ntext text/line[2]: Twee.\n"},
    {"HTML", "{\"text\":\"<p>Een <b>mooie</b> vloer</p><img src=x.png alt=Trap>\"}",
     "text text/html/body/p: Een mooie vloer\nalt text/html/body/img: Trap\n"},
    {"entities", "{\"title\":\"Q &amp; A\",\"text\":\"a < b\"}",
     "heading title/html/body/h1: Q & A\ntext text/line[1]: a < b\n"},
};

static char *blocks_of(struct fakehost *fake)
{
    static const char *const roles[] = {"text", "heading", "title", "link", "alt"};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s %s: %s\n", roles[block->role], block->where, block->text);
    }
    return g_string_free(out, FALSE);
}

static void test_posts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++) {
        int result = read_bytes(fake, POST, "", ts_text(posts[i].text));
        g_autofree char *blocks = blocks_of(fake);
        if (result != 0 || !g_str_equal(blocks, posts[i].blocks)) {
            fail_msg("%s: %s", posts[i].name, blocks);
        }
    }
}

static void test_post_meta(void **state)
{
    struct fakehost *fake = *state;
    read_bytes(
        fake, POST, "",
        ts_text("{\"text\":\"<a href=/b>x</a>\",\"date\":\"2026-01-02\",\"author\":\"An\","
                "\"rating\":\"4/5\",\"rating_share\":\"0.8\",\"url\":\"https://v.example/1\","
                "\"language\":\"nl_NL\",\"title\":\"Top\"}"));
    assert_string_equal(fake->title, "Top");
    assert_string_equal(fake->language, "nl-NL");
    assert_string_equal(g_hash_table_lookup(fake->meta, "date"), "2026-01-02");
    assert_string_equal(g_hash_table_lookup(fake->meta, "author"), "An");
    assert_string_equal(g_hash_table_lookup(fake->meta, "rating"), "0.8");
    assert_string_equal(g_hash_table_lookup(fake->meta, "rating-written"), "4/5");
    assert_string_equal(g_hash_table_lookup(fake->meta, "url"), "https://v.example/1");
    assert_int_equal(fake->links->len, 1);
    assert_int_equal(read_bytes(fake, POST, "", ts_text("[]")), -1);
    assert_int_equal(read_bytes(fake, POST, "", ts_text("{")), -1);
}

/* A long line without spaces is cut between characters, not inside one. */
static void test_long_line(void **state)
{
    struct fakehost *fake = *state;
    GString *text = repeat("{\"text\":\"x", "é", 300000, "\"}");
    assert_int_equal(read_bytes(fake, POST, "", ts_bytes(text->str, text->len)), 0);
    size_t size = 0;
    for (guint i = 0; i < fake->blocks->len; i++) {
        size += strlen(((struct fake_block *)g_ptr_array_index(fake->blocks, i))->text);
    }
    assert_int_equal(size, 600001);
    g_string_free(text, TRUE);
}

static const struct {
    const char *written, *share;
} ratings[] = {
    {"FIVE", "1"},  {"one", "0.2"}, {"4/5", "0.8"},   {"3 van de 5", "0.6"}, {"8 out of 10", "0.8"},
    {"80%", "0.8"}, {"4,5", "0.9"}, {" 4.0 ", "0.8"}, {"★★★★☆", "0.8"},      {"★★★", "0.6"},
    {"goed", NULL}, {"-1", NULL},   {"7/5", NULL},    {"4/0", NULL},         {"1e9", NULL},
};

static void test_ratings(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(ratings); i++) {
        g_autofree char *text =
            g_strdup_printf("[{\"text\":\"x\",\"rating\":\"%s\"}]", ratings[i].written);
        read_bytes(fake, FEED, "", ts_text(text));
        g_autofree char *post = posts_of(fake);
        g_autofree char *expected =
            g_strdup_printf("\"rating_share\":\"%s\"", ratings[i].share ? ratings[i].share : "");
        if (ratings[i].share ? !strstr(post, expected) : strstr(post, "rating_share") != NULL) {
            fail_msg("%s: %s", ratings[i].written, post);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds),     cmocka_unit_test(test_faults),
        cmocka_unit_test(test_caps),      cmocka_unit_test(test_wide_rows),
        cmocka_unit_test(test_posts),     cmocka_unit_test(test_post_meta),
        cmocka_unit_test(test_long_line), cmocka_unit_test(test_ratings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
