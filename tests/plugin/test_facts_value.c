/* SPDX-License-Identifier: MIT
 *
 * Values of facts: how they are read, written and compared.
 */
#include "plugins/check-facts/value.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct read_row {
    enum value_type type;
    const char *text;
    const char *want; /* the normal form, with " <=" or " >=" of a bound; NULL = no value */
};

static const struct read_row read_rows[] = {
    /* normal forms */
    {VALUE_DURATION, "2d", "2d"},
    {VALUE_DURATION, "1-3wd", "1-3wd"},
    {VALUE_DURATION, "24h", "24h"},
    {VALUE_DURATION, "30min", "30min"},
    {VALUE_DURATION, "1m", "1m"},
    {VALUE_DURATION, "2y", "2y"},
    {VALUE_DURATION, "2w", "2w"},
    {VALUE_DURATION, "1.5h", "1.5h"},
    {VALUE_DURATION, "0-3d", "0-3d"},
    {VALUE_MONEY, "50.00 EUR", "50.00 EUR"},
    {VALUE_MONEY, "5.00-10.00 EUR", "5.00-10.00 EUR"},
    {VALUE_MONEY, "free", "free"},
    {VALUE_PERCENTAGE, "5%", "5%"},
    {VALUE_PERCENTAGE, "2.5-5%", "2.5-5%"},
    {VALUE_NUMBER, "1250", "1250"},
    {VALUE_DATE, "2026-10-01", "2026-10-01"},
    {VALUE_DATE, "--12-25", "--12-25"},
    {VALUE_HOURS, "Mo-Fr 09:00-17:30; Sa 10:00-16:00; Su closed",
     "Mo-Fr 09:00-17:30; Sa 10:00-16:00; Su closed"},
    {VALUE_HOURS, "Mo 09:00-12:30,13:30-17:00; Tu closed", "Mo 09:00-12:30,13:30-17:00; Tu closed"},
    {VALUE_HOURS, "Fr 18:00-02:00", "Fr 18:00-02:00"},
    {VALUE_PHRASE, " Made in Utrecht ", "Made in Utrecht"},
    /* durations as people write them */
    {VALUE_DURATION, "1 workday", "1wd"},
    {VALUE_DURATION, "2 werkdagen", "2wd"},
    {VALUE_DURATION, "3 working days", "3wd"},
    {VALUE_DURATION, "two business days", "2wd"},
    {VALUE_DURATION, "30 dagen", "30d"},
    {VALUE_DURATION, "30 days", "30d"},
    {VALUE_DURATION, "30-day", "30d"},
    {VALUE_DURATION, "Twee jaar", "2y"},
    {VALUE_DURATION, "veertien dagen", "14d"},
    {VALUE_DURATION, "één week", "1w"},
    {VALUE_DURATION, "fourteen days", "14d"},
    {VALUE_DURATION, "1-3 werkdagen", "1-3wd"},
    {VALUE_DURATION, "1 – 3 werkdagen", "1-3wd"},
    {VALUE_DURATION, "1 tot 3 werkdagen", "1-3wd"},
    {VALUE_DURATION, "1 à 2 dagen", "1-2d"},
    {VALUE_DURATION, "one or two days", "1-2d"},
    {VALUE_DURATION, "tussen 2 en 4 weken", "2-4w"},
    {VALUE_DURATION, "between 2 and 4 weeks", "2-4w"},
    {VALUE_DURATION, "binnen 2 werkdagen", "2wd <="},
    {VALUE_DURATION, "within 24 hours", "24h <="},
    {VALUE_DURATION, "at most 5 days", "5d <="},
    {VALUE_DURATION, "up to 60 days", "60d <="},
    {VALUE_DURATION, "tot 30 dagen", "30d <="},
    {VALUE_DURATION, "ten hoogste tien dagen", "10d <="},
    {VALUE_DURATION, "max. 3 dagen", "3d <="},
    {VALUE_DURATION, "within 1-3 days", "1-3d <="},
    {VALUE_DURATION, "≤ 3 d", "3d <="},
    {VALUE_DURATION, "ten minste 2 jaar", "2y >="},
    {VALUE_DURATION, "at least two years", "2y >="},
    {VALUE_DURATION, "2 years or more", "2y >="},
    {VALUE_DURATION, "2 jaar of meer", "2y >="},
    {VALUE_DURATION, "1,5 uur", "1.5h"},
    {VALUE_DURATION, "ongeveer 10 minuten", "10min"},
    /* no durations */
    {VALUE_DURATION, "", NULL},
    {VALUE_DURATION, "days", NULL},
    {VALUE_DURATION, "3", NULL},
    {VALUE_DURATION, "soon", NULL},
    {VALUE_DURATION, "3 apples", NULL},
    {VALUE_DURATION, "3 days 4 weeks", NULL},
    {VALUE_DURATION, "3-1 days", NULL},
    {VALUE_DURATION, "3- days to", NULL},
    {VALUE_DURATION, "1 to 2 to 3 days", NULL},
    {VALUE_DURATION, "3 days?", NULL},
    {VALUE_DURATION, "99999999999999 days", NULL},
    {VALUE_DURATION, "1.2.3,4,5 days", NULL},
    /* money */
    {VALUE_MONEY, "€ 50", "50.00 EUR"},
    {VALUE_MONEY, "€50,-", "50.00 EUR"},
    {VALUE_MONEY, "€ 49,95", "49.95 EUR"},
    {VALUE_MONEY, "EUR 49.95", "49.95 EUR"},
    {VALUE_MONEY, "50 euro", "50.00 EUR"},
    {VALUE_MONEY, "vijftig euro", "50.00 EUR"},
    {VALUE_MONEY, "from 50 euro", "50.00 EUR >="},
    {VALUE_MONEY, "vanaf € 75", "75.00 EUR >="},
    {VALUE_MONEY, "£1,250.00", "1250.00 GBP"},
    {VALUE_MONEY, "€ 1.250", "1250.00 EUR"},
    {VALUE_MONEY, "€ 1.250,50", "1250.50 EUR"},
    {VALUE_MONEY, "€ 5 - € 10", "5.00-10.00 EUR"},
    {VALUE_MONEY, "gratis", "free"},
    {VALUE_MONEY, "50", NULL},
    {VALUE_MONEY, "€ 50 $", NULL},
    {VALUE_MONEY, "€", NULL},
    /* percentages and numbers */
    {VALUE_PERCENTAGE, "5 %", "5%"},
    {VALUE_PERCENTAGE, "12,5 procent", "12.5%"},
    {VALUE_PERCENTAGE, "ten percent", "10%"},
    {VALUE_PERCENTAGE, "5", NULL},
    {VALUE_NUMBER, "1.250", "1250"},
    {VALUE_NUMBER, "1,250", "1250"},
    {VALUE_NUMBER, "12,5", "12.5"},
    {VALUE_NUMBER, "meer dan 300", "300 >="},
    {VALUE_NUMBER, "0.125", "0.1250"},
    {VALUE_NUMBER, "209900.125", "209900.1250"},
    {VALUE_NUMBER, "5 shops", NULL},
    /* dates */
    {VALUE_DATE, "1 oktober 2026", "2026-10-01"},
    {VALUE_DATE, "October 1st, 2026", "2026-10-01"},
    {VALUE_DATE, "donderdag 1 okt. 2026", "2026-10-01"},
    {VALUE_DATE, "01-10-2026", "2026-10-01"},
    {VALUE_DATE, "1.10.2026", "2026-10-01"},
    {VALUE_DATE, "1/10/2026", "2026-10-01"},
    {VALUE_DATE, "25 december", "--12-25"},
    {VALUE_DATE, "29 february", "--02-29"},
    {VALUE_DATE, "31 april", NULL},
    {VALUE_DATE, "2026-13-01", NULL},
    {VALUE_DATE, "1-10", NULL},
    {VALUE_DATE, "october", NULL},
    {VALUE_DATE, "october november 1", NULL},
    {VALUE_DATE, "1-2-3-4", NULL},
    {VALUE_DATE, "00000001-10-2026", NULL},
    /* hours */
    {VALUE_HOURS, "Mo-Fr 09:00-17:30", "Mo-Fr 09:00-17:30"},
    {VALUE_HOURS, "ma t/m vr 9.00 - 17.30", "Mo-Fr 09:00-17:30"},
    {VALUE_HOURS, "ma-vr 9.00 – 17.30 uur", "Mo-Fr 09:00-17:30"},
    {VALUE_HOURS, "Maandag tot en met vrijdag van 9 tot 17 uur", "Mo-Fr 09:00-17:00"},
    {VALUE_HOURS, "maandag t/m zaterdag 9u30-18u, zondag gesloten", "Mo-Sa 09:30-18:00; Su closed"},
    {VALUE_HOURS, "ma-za 9:00-17:00, gesloten op zondag", "Mo-Sa 09:00-17:00; Su closed"},
    {VALUE_HOURS, "Monday to Friday, 9 am to 5.30 pm", "Mo-Fr 09:00-17:30"},
    {VALUE_HOURS, "Mon–Fri 9 a.m. – 5 p.m.; Sat 10am-1pm", "Mo-Fr 09:00-17:00; Sa 10:00-13:00"},
    {VALUE_HOURS, "weekdays 9 to 5", "Mo-Fr 09:00-17:00"},
    {VALUE_HOURS, "op werkdagen tussen 8.30 en 17.00 uur", "Mo-Fr 08:30-17:00"},
    {VALUE_HOURS, "dagelijks 10-18 uur", "Mo-Su 10:00-18:00"},
    {VALUE_HOURS, "24/7", "Mo-Su 00:00-24:00"},
    {VALUE_HOURS, "ma, wo en vr 9:00-12:00", "Mo 09:00-12:00; We 09:00-12:00; Fr 09:00-12:00"},
    {VALUE_HOURS, "di t/m do 9-12 en 13-17", "Tu-Th 09:00-12:00,13:00-17:00"},
    {VALUE_HOURS, "zo, di-do 9:00-12:00", "Tu-Th 09:00-12:00; Su 09:00-12:00"},
    {VALUE_HOURS, "Sa-Mo 10:00-12:00", "Mo 10:00-12:00; Sa-Su 10:00-12:00"},
    {VALUE_HOURS, "weekend dicht", "Sa-Su closed"},
    {VALUE_HOURS, "9:00-17:00", NULL},
    {VALUE_HOURS, "Mo-Fr", NULL},
    {VALUE_HOURS, "Mo 25:00-26:00", NULL},
    {VALUE_HOURS, "Mo 9:00", NULL},
    {VALUE_HOURS, "Mo 9:00-10:00 11:00-12:00 13:00-14:00", NULL},
    {VALUE_HOURS, "ma-vr 9:0-17:00", NULL},
    {VALUE_HOURS, "closed", NULL},
    {VALUE_HOURS, "ma-vr", NULL},
    {VALUE_PHRASE, "  ", NULL},
};

static char *print(const struct value *value)
{
    g_autofree char *text = value_print(value);
    const char *bound = value_bound(value);
    return g_strconcat(text,
                       g_str_equal(bound, "most")    ? " <="
                       : g_str_equal(bound, "least") ? " >="
                                                     : "",
                       NULL);
}

static void test_read(void **state)
{
    guint wrong = 0;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(read_rows); i++) {
        const struct read_row *row = &read_rows[i];
        struct value value;
        gboolean is_read = value_read(ts_text(row->text), row->type, &value);
        g_autofree char *got = is_read ? print(&value) : NULL;
        if (g_strcmp0(got, row->want) != 0) {
            print_error("\"%s\": want %s, got %s\n", row->text, row->want, got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* What is printed is read back as the same value, with its bound. */
static void test_round_trip(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(read_rows); i++) {
        const struct read_row *row = &read_rows[i];
        struct value value, again;
        if (!row->want) {
            continue;
        }
        assert_true(value_read(ts_text(row->text), row->type, &value));
        g_autofree char *printed = value_print(&value);
        assert_true(value_read(ts_text(printed), row->type, &again));
        value_bind(&again, ts_text(value_bound(&value)));
        g_autofree char *reprinted = print(&again);
        assert_string_equal(reprinted, row->want);
        assert_int_equal(value_relate(&value, &again), VALUE_EQUAL);
    }
}

struct relate_row {
    enum value_type type;
    const char *a, *b;
    enum relation want;
};

#define SAME VALUE_EQUAL
#define BOTH VALUE_OVERLAPS
#define CLASH VALUE_CONTRADICTS
#define APART VALUE_INCOMPARABLE

static const struct relate_row relate_rows[] = {
    /* one unit */
    {VALUE_DURATION, "3 days", "3 days", SAME},
    {VALUE_DURATION, "2 days", "3 days", CLASH},
    {VALUE_DURATION, "1 workday", "5 werkdagen", CLASH},
    {VALUE_DURATION, "1-3 days", "2 days", BOTH},
    {VALUE_DURATION, "1-3 days", "2-5 days", BOTH},
    {VALUE_DURATION, "1-2 days", "3-5 days", CLASH},
    {VALUE_DURATION, "30 min", "45 min", CLASH},
    /* units that are the same */
    {VALUE_DURATION, "24h", "1 day", SAME},
    {VALUE_DURATION, "48h", "2 days", SAME},
    {VALUE_DURATION, "14 days", "2 weeks", SAME},
    {VALUE_DURATION, "90 min", "1,5 uur", SAME},
    {VALUE_DURATION, "12 months", "1 year", SAME},
    {VALUE_DURATION, "24 maanden", "2 jaar", SAME},
    {VALUE_DURATION, "24h", "2 days", CLASH},
    {VALUE_DURATION, "14 days", "30 days", CLASH},
    {VALUE_DURATION, "2 years", "5 years", CLASH},
    /* the calendar's tolerance */
    {VALUE_DURATION, "1 workday", "1 day", SAME},
    {VALUE_DURATION, "24h", "1 workday", SAME},
    {VALUE_DURATION, "48h", "2 werkdagen", SAME},
    {VALUE_DURATION, "5 workdays", "1 week", SAME},
    {VALUE_DURATION, "10 workdays", "2 weeks", SAME},
    {VALUE_DURATION, "10 workdays", "14 days", SAME},
    {VALUE_DURATION, "1 workday", "2 days", BOTH},
    {VALUE_DURATION, "2 workdays", "4 days", BOTH},
    {VALUE_DURATION, "1 workday", "8 hours", BOTH},
    {VALUE_DURATION, "1 workday", "5 days", CLASH},
    {VALUE_DURATION, "2 workdays", "1 day", CLASH},
    {VALUE_DURATION, "3 workdays", "2 weeks", CLASH},
    {VALUE_DURATION, "1 month", "30 days", SAME},
    {VALUE_DURATION, "1 month", "31 days", SAME},
    {VALUE_DURATION, "1 month", "4 weeks", BOTH},
    {VALUE_DURATION, "1 month", "14 days", CLASH},
    {VALUE_DURATION, "3 months", "90 days", SAME},
    {VALUE_DURATION, "3 months", "100 days", CLASH},
    {VALUE_DURATION, "1 year", "365 days", SAME},
    {VALUE_DURATION, "1 year", "52 weeks", CLASH},
    {VALUE_DURATION, "1 year", "6 months", CLASH},
    {VALUE_DURATION, "1-2 workdays", "1-2 days", SAME},
    /* bounds */
    {VALUE_DURATION, "within 3 days", "2 days", BOTH},
    {VALUE_DURATION, "within 3 days", "3 days", SAME},
    {VALUE_DURATION, "within 4 days", "2 days", BOTH},
    {VALUE_DURATION, "within 5 days", "2 days", BOTH},
    {VALUE_DURATION, "within 5 days", "1-2 days", BOTH},
    {VALUE_DURATION, "within 5 days", "1-3 days", BOTH},
    {VALUE_DURATION, "within 1 workday", "1 hour", BOTH},
    {VALUE_DURATION, "within 2 weeks", "5 workdays", BOTH},
    {VALUE_DURATION, "within 3 days", "1-3 days", SAME},
    {VALUE_DURATION, "within 3 days", "1-2 days", BOTH},
    {VALUE_DURATION, "within 3 days", "2-5 days", BOTH},
    {VALUE_DURATION, "within 2 days", "5 days", CLASH},
    {VALUE_DURATION, "within 3 days", "within 5 days", CLASH},
    {VALUE_DURATION, "within 3 days", "at most three days", SAME},
    {VALUE_DURATION, "within 24 hours", "within 1 workday", SAME},
    {VALUE_DURATION, "within 2 workdays", "within 3 days", BOTH},
    {VALUE_DURATION, "within 2 workdays", "within 2 weeks", CLASH},
    {VALUE_DURATION, "at least 2 years", "2 years", SAME},
    {VALUE_DURATION, "at least 2 years", "5 years", BOTH},
    {VALUE_DURATION, "at least 2 years", "1 year", CLASH},
    {VALUE_DURATION, "at least 2 years", "at least 5 years", CLASH},
    {VALUE_DURATION, "at least 2 days", "within 1 day", CLASH},
    {VALUE_DURATION, "at least 2 days", "within 4 days", BOTH},
    /* money, percentages, numbers */
    {VALUE_MONEY, "€ 50", "50,00 euro", SAME},
    {VALUE_MONEY, "€ 50", "€ 50,01", CLASH},
    {VALUE_MONEY, "from € 50", "€ 50", SAME},
    {VALUE_MONEY, "from € 50", "€ 75", BOTH},
    {VALUE_MONEY, "from € 50", "€ 40", CLASH},
    {VALUE_MONEY, "from € 50", "from € 75", CLASH},
    {VALUE_MONEY, "€ 50", "£ 45", APART},
    {VALUE_MONEY, "free", "€ 0", SAME},
    {VALUE_MONEY, "free", "€ 4,95", CLASH},
    {VALUE_MONEY, "€ 5 - € 10", "€ 7", BOTH},
    {VALUE_PERCENTAGE, "5%", "5,0 %", SAME},
    {VALUE_PERCENTAGE, "5%", "10%", CLASH},
    {VALUE_NUMBER, "300", "more than 250", BOTH},
    {VALUE_NUMBER, "300", "more than 350", CLASH},
    /* dates and phrases */
    {VALUE_DATE, "1 oktober 2026", "2026-10-01", SAME},
    {VALUE_DATE, "1 oktober 2026", "2 oktober 2026", CLASH},
    {VALUE_DATE, "25 december", "2026-12-25", SAME},
    {VALUE_DATE, "25 december", "2026-12-26", CLASH},
    {VALUE_PHRASE, "Made  in Utrecht", "made in Utrecht ", SAME},
    {VALUE_PHRASE, "made in Utrecht", "made in Zwolle", CLASH},
    /* hours */
    {VALUE_HOURS, "ma-vr 9:00-17:30", "Mo-Fr 09:00-17:30", SAME},
    {VALUE_HOURS, "ma-vr 9:00-17:30", "ma-vr 9:00-17:00", CLASH},
    {VALUE_HOURS, "ma-vr 9:00-17:30", "ma-vr 9:00-17:30, za 10-16", BOTH},
    {VALUE_HOURS, "ma-vr 9:00-17:30", "ma-vr 9:00-17:30, zo gesloten", SAME},
    {VALUE_HOURS, "ma-za 9:00-17:30", "ma-vr 9:00-17:30, za gesloten", CLASH},
    {VALUE_HOURS, "ma-vr 9:00-17:30", "za 10:00-16:00", APART},
    {VALUE_HOURS, "za 10:00-16:00", "Mo-Fr 09:00-17:30; Sa 10:00-17:00", CLASH},
    {VALUE_HOURS, "ma 9:00-12:30,13:00-17:00", "ma 9:00-17:00", BOTH},
    {VALUE_HOURS, "ma 9:00-12:30,13:00-17:00", "ma 9:00-17:30", CLASH},
    {VALUE_HOURS, "zo gesloten", "zo dicht", SAME},
};

static void test_relate(void **state)
{
    static const char *const names[] = {"equal", "overlaps", "contradicts", "incomparable"};
    guint wrong = 0;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(relate_rows); i++) {
        const struct relate_row *row = &relate_rows[i];
        struct value a, b;
        assert_true(value_read(ts_text(row->a), row->type, &a));
        assert_true(value_read(ts_text(row->b), row->type, &b));
        enum relation got = value_relate(&a, &b), back = value_relate(&b, &a);
        if (got != row->want || back != got) {
            print_error("\"%s\" and \"%s\": want %s, got %s and %s\n", row->a, row->b,
                        names[row->want], names[got], names[back]);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_unbind(void **state)
{
    struct value a, b;
    (void)state;
    assert_true(value_read(ts_text("within 14 days"), VALUE_DURATION, &a));
    assert_true(value_read(ts_text("up to 30 days"), VALUE_DURATION, &b));
    value_unbind(&a);
    value_unbind(&b);
    assert_int_equal(value_relate(&a, &b), VALUE_CONTRADICTS);
    assert_string_equal(value_bound(&a), "");
    assert_true(a.low == 14 && a.high == 14);
    assert_true(value_read(ts_text("at least 2 years"), VALUE_DURATION, &a));
    assert_true(value_read(ts_text("5 years"), VALUE_DURATION, &b));
    value_unbind(&a);
    assert_int_equal(value_relate(&a, &b), VALUE_CONTRADICTS);
}

static void test_types(void **state)
{
    struct value a, b;
    (void)state;
    assert_true(value_read(ts_text("5%"), VALUE_PERCENTAGE, &a));
    assert_true(value_read(ts_text("5"), VALUE_NUMBER, &b));
    assert_int_equal(value_relate(&a, &b), VALUE_INCOMPARABLE);
}

/* Neither long nor crowded texts are read. */
static void test_hostile(void **state)
{
    struct value value;
    (void)state;
    for (size_t size = VALUE_TEXT_MAX - 8; size < VALUE_TEXT_MAX + 8; size++) {
        g_autofree char *text = g_strnfill(size, '7');
        g_autofree char *commas = g_strnfill(size, ',');
        g_autofree char *points = g_strnfill(size, '.');
        for (enum value_type type = VALUE_DURATION; type < VALUE_PHRASE; type++) {
            assert_false(value_read(ts_bytes(text, size), type, &value));
            assert_false(value_read(ts_bytes(commas, size), type, &value));
            assert_false(value_read(ts_bytes(points, size), type, &value));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),   cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_relate), cmocka_unit_test(test_unbind),
        cmocka_unit_test(test_types),  cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
