/* SPDX-License-Identifier: MIT
 *
 * Tables as text: separators, quotes, line ends, headers, columns of codes, places.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <time.h>

#include <cmocka.h>

/* Of the processor: other tests run beside this one. A worker has 5 (core/limits.h). */
#if defined(__SANITIZE_ADDRESS__)
#define SECONDS 20
#else
#define SECONDS 4
#endif

static double now(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* cells: "where=text" in order; one with a span of code has a star before it. */
static const struct {
    const char *what, *csv, *cells;
} rows[] = {
    {"header", "Art,Omschrijving\n1,Eiken vloer\n2,Kurk",
     "row=1/column=Art=Art|row=1/column=Omschrijving=Omschrijving|"
     "row=2/column=Omschrijving=Eiken vloer|row=3/column=Omschrijving=Kurk"},
    {"semicolon", "a;b, met komma\nc;d",
     "row=1/column=a=a|row=1/column=b, met komma=b, met komma|"
     "row=2/column=a=c|row=2/column=b, met komma=d"},
    {"tab", "a\tb\nc,c\td",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=c,c|row=2/column=b=d"},
    {"quotes", "a,b\n\"x, y\",\"zei \"\"ja\"\"\"",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=x, y|row=2/column=b=zei \"ja\""},
    {"newline in a field", "a,b\r\n\"een\r\ntwee\",c\r\n",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=een twee|row=2/column=b=c"},
    {"carriage returns alone", "a,b\rc,d\r",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=c|row=2/column=b=d"},
    {"ragged", "a,b\nc\nd,e,f",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=c|"
     "row=3/column=a=d|row=3/column=b=e|row=3/column=3=f"},
    {"no header", "a,1\nb,2", "row=1/column=1=a|row=2/column=1=b"},
    {"one record is no header", "Eiken,Kurk", "row=1/column=1=Eiken|row=1/column=2=Kurk"},
    {"numbers are no text", "n,m\n12,\"-3,50\"\n15%,\"€ 1.200,00\"\n12-09-2026,030 123",
     "row=1/column=n=n|row=1/column=m=m|row=4/column=n=12-09-2026|row=4/column=m=030 123"},
    {"codes", "code,naam\nVW-1,eik\nVW-2,kurk\nVW-3,pvc\nVW-4,laminaat",
     "row=1/column=code=code|row=1/column=naam=naam|*row=2/column=code=VW-1|row=2/column=naam=eik|"
     "*row=3/column=code=VW-2|row=3/column=naam=kurk|*row=4/column=code=VW-3|row=4/column=naam=pvc|"
     "*row=5/column=code=VW-4|row=5/column=naam=laminaat"},
    {"declared separator", "sep=;\na;b,c,d\ne;f",
     "row=1/column=a=a|row=1/column=b,c,d=b,c,d|"
     "row=2/column=a=e|row=2/column=b,c,d=f"},
    {"byte order mark",
     "\xef\xbb\xbf"
     "a,b\nc,d",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=c|row=2/column=b=d"},
    {"other character set", "naam,x\ncaf\xe9,y",
     "row=1/column=naam=naam|row=1/column=x=x|"
     "row=2/column=naam=café|row=2/column=x=y"},
    {"text behind a quote", "a,b\n\"12\" inch,c",
     "row=1/column=a=a|row=1/column=b=b|"
     "row=2/column=a=12\" inch|row=2/column=b=c"},
    {"white space around quotes", "a,b\n \"x, y\" , \"z\"\t",
     "row=1/column=a=a|row=1/column=b=b|row=2/column=a=x, y|row=2/column=b=z"},
    {"blank lines first", "\n\na;b\nc;d",
     "row=3/column=1=a|row=3/column=2=b|row=4/column=1=c|row=4/column=2=d"},
    {"a separator at the end", "a,\n", "row=1/column=1=a"},
};

static char *cells_of(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        assert_int_equal(block->role, TS_ROLE_CELL);
        g_string_append_printf(out, "%s%s%s=%s", i ? "|" : "", block->spans->len ? "*" : "",
                               block->where, block->text);
    }
    return g_string_free(out, FALSE);
}

static void test_tables(void **state)
{
    struct fakehost *fake = fakehost_new("read-table");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, "text/csv", "", "t.csv", ts_text(rows[i].csv));
        g_autofree char *cells = cells_of(fake);
        if (done != 0 || fake->breach || strcmp(cells, rows[i].cells) != 0) {
            fail_msg("%s:\n  wanted %s\n  got    %s (%s)", rows[i].what, rows[i].cells, cells,
                     fake->breach ? fake->breach : "");
        }
        assert_int_equal(fake->truncated->len, 0);
    }
    fakehost_free(&fake);
}

/* Line and column of the last piece of a block that begins at or before offset. */
static struct ts_mark mark_of(const struct fakehost *fake, guint block, guint32 offset)
{
    const struct fake_block *own = g_ptr_array_index(fake->blocks, block);
    struct ts_mark found = {0};
    for (guint i = 0; i < own->marks->len; i++) {
        struct ts_mark mark = g_array_index(own->marks, struct ts_mark, i);
        found = mark.offset <= offset ? mark : found;
    }
    return found;
}

static void test_places(void **state)
{
    struct fakehost *fake = fakehost_new("read-table");
    (void)state;
    assert_int_equal(
        fakehost_read(fake, "text/csv", "utf-8", "t.csv",
                      ts_text("sep=,\nnaam,zin\n\"é\",\"regel\nfout hier\"\nx,\"zei \"\"ja\"\"\"")),
        0);
    assert_int_equal(mark_of(fake, 0, 0).line, 2);
    assert_int_equal(mark_of(fake, 1, 0).column, 6);
    assert_int_equal(mark_of(fake, 2, 0).line, 3);
    assert_int_equal(mark_of(fake, 3, 0).column, 6);
    assert_int_equal(mark_of(fake, 3, strlen("regel ")).line, 4);
    assert_int_equal(mark_of(fake, 3, strlen("regel ")).column, 1);
    assert_int_equal(mark_of(fake, 4, 0).line, 5);
    assert_int_equal(mark_of(fake, 5, strlen("zei \"")).column, 10); /* behind the second quote */
    fakehost_free(&fake);
}

static void test_damage(void **state)
{
    static const char noise[400] = "PK\3\4\1\2\5\6\7\x8f\x90\x11\x12";
    struct fakehost *fake = fakehost_new("read-table");
    (void)state;
    assert_int_equal(fakehost_read(fake, "text/csv", "", "t", ts_text(" \n")), -1);
    assert_string_equal(fake->failure, "is empty");
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "text/csv", "", "t", ts_bytes(noise, sizeof noise)), -1);
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "text/csv", "", "t", ts_text("a,b\nc,\"d\ne,f\n")), 0);
    assert_int_equal(fake->truncated->len, 1);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "the quotation mark in line 2 is never closed: from there on all of them "
                        "are text");
    assert_int_equal(fake->blocks->len, 6); /* and not one cell up to the end */
    fakehost_free(&fake);
}

/* As many quotes, separators or cells as fit in: no more time than the bytes ask for. */
static void test_hostile(void **state)
{
    static const char *const pieces[] = {"\"",     ",",   "\"\"", "a,",     "\n",
                                         "\"a\",", ",\"", "\"\n", "x\ny,\""};
    struct fakehost *fake = fakehost_new("read-table");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *csv = g_string_new(NULL);
        while (csv->len < (4u << 20)) {
            g_string_append(csv, pieces[i]);
        }
        double begin = now();
        fakehost_reset(fake);
        fakehost_read(fake, "text/csv", "utf-8", "t", ts_bytes(csv->str, csv->len));
        assert_null(fake->breach);
        assert_true(fake->blocks->len <= 200000);
        if (now() - begin > SECONDS) {
            fail_msg("%s: %.1f s", pieces[i], now() - begin);
        }
        g_string_free(csv, TRUE);
    }
    fakehost_reset(fake);
    g_autoptr(GString) many = g_string_new("naam,zin\n");
    for (guint i = 0; i < 120000; i++) {
        g_string_append(many, "eik,hout\n");
    }
    fakehost_read(fake, "text/csv", "utf-8", "t", ts_bytes(many->str, many->len));
    assert_int_equal(fake->blocks->len, 200000);
    assert_int_equal(fake->truncated->len, 1);
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
