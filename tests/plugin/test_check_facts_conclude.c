/* SPDX-License-Identifier: MIT
 *
 * What is concluded from observed facts: the rows say what was seen where, and what is found.
 */
#include "plugins/check-facts/facts.h"
#include "tests/plugin/fakestore.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SEEN_MAX 8
#define MANY_PAGES 3000
#define SCOPES 5001

struct row {
    const char *truths[3];      /* "delivery-time=1 workday" */
    const char *seen[SEEN_MAX]; /* "touchpoint|locator|fact|value|detail=text,detail=text" */
    const char
        *want; /* findings: "rule: expected > actual @touchpoint of the first place xplaces" */
};

#define DELIVERY "|delivery-time|"
#define RETURN "|return-period|"
#define HOURS "|opening-hours|"
#define FREE "|free-shipping|"

static const struct row rows[] = {
    /* no truth: one finding of all values, nobody is right by majority */
    {{NULL},
     {"mail|/m" RETURN "14d|", "site|/a" RETURN "30d|", "site|/b" RETURN "30d|"},
     "contradiction:  > Return period: 14 days / 30 days x3 @mail+site"},
    {{NULL}, {"mail|/m" RETURN "30d|", "site|/a" RETURN "30d|"}, ""},
    {{NULL}, {"mail|/m" RETURN "2w|", "site|/a" RETURN "14d|"}, ""},
    /* in one touchpoint, on one page */
    {{NULL},
     {"site|/a" RETURN "14d|", "site|/a" RETURN "30d|"},
     "contradiction:  > Return period: 14 days / 30 days x2 @site"},
    /* a limit is a number; within it is no estimate */
    {{NULL},
     {"mail|/m" RETURN "14d|bound=most", "site|/a" RETURN "30d|bound=most"},
     "contradiction:  > Return period: 14 days / 30 days x2 @mail+site"},
    {{NULL}, {"mail|/m" RETURN "14d|bound=most", "site|/a" RETURN "14d|"}, ""},
    /* an estimate has a bound */
    {{NULL},
     {"mail|/m" DELIVERY "3d|bound=most", "site|/a" DELIVERY "2d|"},
     "differs:  > Delivery time: 2 days / within 3 days x2 @mail+site"},
    {{NULL},
     {"mail|/m" DELIVERY "3d|bound=most", "site|/a" DELIVERY "5d|bound=most"},
     "contradiction:  > Delivery time: within 3 days / within 5 days x2 @mail+site"},
    {{NULL}, {"mail|/m" DELIVERY "24h|bound=most", "site|/a" DELIVERY "1wd|"}, ""},
    {{NULL},
     {"mail|/m" DELIVERY "1-3wd|", "site|/a" DELIVERY "2wd|", "voice|/v" DELIVERY "5wd|"},
     "contradiction:  > Delivery time: 2 workdays / 1-3 workdays / 5 workdays x3 @mail+site+voice"},
    /* other scopes */
    {{NULL}, {"site|/a" DELIVERY "1d|", "site|/b" DELIVERY "3d|country=BE"}, ""},
    {{NULL}, {"site|/a" DELIVERY "1d|country=DE", "site|/b" DELIVERY "3d|country=BE"}, ""},
    {{NULL},
     {"site|/a" DELIVERY "2d|country=BE", "mail|/b" DELIVERY "3d|country=BE"},
     "contradiction:  > Delivery time (BE): 2 days / 3 days x2 @mail+site"},
    {{NULL},
     {"site|/a" DELIVERY "2d|product=vloeren,channel=store",
      "mail|/b" DELIVERY "3d|product=vloeren,channel=store"},
     "contradiction:  > Delivery time (store, vloeren): 2 days / 3 days x2 @mail+site"},
    {{NULL},
     {"site|/a" DELIVERY "2d|country=nl", "mail|/b" DELIVERY "3d|"},
     "contradiction:  > Delivery time: 2 days / 3 days x2 @mail+site"},
    /* a page that tells two values of one class tells two products of it */
    {{NULL},
     {"site|/a" DELIVERY "2d|product=options", "site|/a" DELIVERY "8w|product=options"},
     "differs:  > Delivery time (options): 2 days / 8 weeks x2 @site"},
    {{NULL},
     {"site|/a" DELIVERY "2d|product=options", "site|/a" DELIVERY "8w|product=options",
      "mail|/b" DELIVERY "9d|product=options"},
     "contradiction:  > Delivery time (options): 2 days / 9 days / 8 weeks x3 @mail+site"},
    /* the truth: each touchpoint has a finding of its own, and each value */
    {{"delivery-time=1 workday"},
     {"mail|/m" DELIVERY "5wd|", "site|/a" DELIVERY "1wd|", "voice|/v" DELIVERY "5wd|",
      "voice|/w" DELIVERY "2wd|"},
     "contradicts-truth: 1 workday > Delivery time: 2 workdays x1 @voice; "
     "contradicts-truth: 1 workday > Delivery time: 5 workdays x1 @mail+voice"},
    {{"delivery-time=2 werkdagen"},
     {"mail|/m" DELIVERY "3wd|bound=most", "site|/a" DELIVERY "2wd|"},
     "differs: 2 werkdagen > Delivery time: within 3 workdays x1 @mail"},
    {{"delivery-time=1 workday"}, {"mail|/m" DELIVERY "24h|bound=most"}, ""},
    {{"delivery-time=1 workday"}, {"site|/a" DELIVERY "3wd|country=BE"}, ""},
    {{"delivery-time=1 workday"},
     {"site|/a" DELIVERY "3wd|country=NL"},
     "contradicts-truth: 1 workday > Delivery time: 3 workdays x1 @site"},
    {{"return-period=30 days"},
     {"mail|/m" RETURN "14d|bound=most"},
     "contradicts-truth: 30 days > Return period: 14 days x1 @mail"},
    {{"return-period=within 30 days"}, {"mail|/m" RETURN "30d|"}, ""},
    {{"free-shipping=€ 50"},
     {"mail|/m" FREE "75.00 EUR|bound=least", "site|/a" FREE "50.00 EUR|bound=least",
      "uk|/" FREE "45.00 GBP|"},
     "contradicts-truth: € 50 > Free shipping: €75.00 x1 @mail"},
    /* two facts with the same values are two findings */
    {{NULL},
     {"mail|/m" RETURN "14d|", "site|/a" RETURN "30d|", "mail|/m" DELIVERY "14d|",
      "site|/a" DELIVERY "30d|"},
     "contradiction:  > Delivery time: 14 days / 30 days x2 @mail+site; "
     "contradiction:  > Return period: 14 days / 30 days x2 @mail+site"},
    /* data counts for the page, and is held against its text */
    {{NULL}, {"site|/a" DELIVERY "1-2d|format=JSON-LD", "site|/a" DELIVERY "2d|"}, ""},
    {{NULL},
     {"site|/a" DELIVERY "1-2d|format=JSON-LD", "site|/a" DELIVERY "5d|"},
     "contradiction:  > Delivery time: 1-2 days / 5 days x2 @site"},
    {{NULL},
     {"site|/a" DELIVERY "1-2d|format=JSON-LD", "site|/a" DELIVERY "2d|",
      "mail|/m" DELIVERY "1-2d|"},
     ""},
    {{"delivery-time=2 days"},
     {"site|/a" DELIVERY "2d|format=JSON-LD", "site|/a" DELIVERY "5d|"},
     "contradicts-truth: 2 days > Delivery time: 5 days x1 @site"},
    /* data of a product is held against the text of its page, not against other pages */
    {{NULL},
     {"site|/a" DELIVERY "5-7d|format=JSON-LD,product=eik", "site|/a" DELIVERY "1d|",
      "site|/b" DELIVERY "1d|"},
     "contradiction:  > Delivery time (eik): 1 day / 5-7 days x2 @site"},
    {{NULL}, {"site|/a" DELIVERY "5-7d|format=JSON-LD,product=eik", "site|/b" DELIVERY "1d|"}, ""},
    {{NULL},
     {"site|/a" DELIVERY "5-7d|format=JSON-LD,product=eik",
      "site|/a" DELIVERY "2-3d|format=JSON-LD,product=es", "site|/a" DELIVERY "1d|"},
     ""},
    {{"delivery-time=1 day"},
     {"site|/a" DELIVERY "5-7d|format=JSON-LD,product=eik", "site|/a" DELIVERY "1d|",
      "site|/a" DELIVERY "2d|"},
     "contradicts-truth: 1 day > Delivery time: 2 days x1 @site; "
     "contradiction:  > Delivery time (eik): 1 day / 5-7 days x2 @site"},
    /* a table of hours is one week */
    {{NULL},
     {"site|/a" HOURS "Mo-Fr 09:00-17:30|", "site|/a" HOURS "Sa 10:00-16:00|",
      "voice|/v" HOURS "Mo-Fr 09:00-17:30; Sa 10:00-16:00|"},
     ""},
    {{NULL},
     {"site|/a" HOURS "Mo-Fr 09:00-17:30|", "site|/a" HOURS "Sa 10:00-16:00|",
      "voice|/v" HOURS "Mo-Fr 09:00-17:00|"},
     "contradiction:  > Opening hours: Mo-Fr 09:00-17:00 / Mo-Fr 09:00-17:30; Sa 10:00-16:00 "
     "x2 @site+voice"},
    {{NULL},
     {"site|/a" HOURS "Mo-Fr 09:00-17:30|", "voice|/v" HOURS "Mo-Sa 09:00-17:30|"},
     "differs:  > Opening hours: Mo-Fr 09:00-17:30 / Mo-Sa 09:00-17:30 x2 @site+voice"},
    {{NULL}, {"site|/a" HOURS "Mo-Fr 09:00-17:30|", "voice|/v" HOURS "Sa 10:00-16:00|"}, ""},
    /* hours by telephone are by telephone */
    {{NULL},
     {"site|/a|phone-hours|Mo 09:00-17:00|channel=phone", "voice|/v|phone-hours|Mo 08:30-17:00|"},
     "contradiction:  > Phone hours: Mo 08:30-17:00 / Mo 09:00-17:00 x2 @site+voice"},
    {{NULL},
     {"site|/a|phone-hours|Mo 09:00-17:00|channel=sales", "voice|/v|phone-hours|Mo 08:30-17:00|"},
     ""},
    /* pages that are gone or skipped say nothing; one that could not be reached says what it did */
    {{NULL}, {"site|/a" RETURN "30d|", "mail|gone" RETURN "14d|"}, ""},
    {{NULL}, {"site|/a" RETURN "30d|", "mail|skipped" RETURN "14d|"}, ""},
    {{NULL},
     {"site|/a" RETURN "30d|", "mail|unchecked" RETURN "14d|"},
     "contradiction:  > Return period: 14 days / 30 days x2 @mail+site"},
    /* a fact that holds for some touchpoints only */
    {{NULL}, {"site|/a|only-site|14d|", "mail|/m|only-site|30d|"}, ""},
    {{NULL},
     {"site|/a|only-site|14d|", "site|/b|only-site|30d|"},
     "contradiction:  > Only the site: 14 days / 30 days x2 @site"},
    /* phrases are not the database's memory; what cannot be read is nothing */
    {{NULL},
     {"site|/a|origin|made in Utrecht|", "mail|/m|origin|made in Zwolle|",
      "voice|/v|origin|Made in  Utrecht|"},
     "contradiction:  > Origin: Made in  Utrecht / made in Utrecht / made in Zwolle x3 "
     "@mail+site+voice"},
    {{NULL}, {"site|/a" RETURN "soon|", "mail|/m|no-such|30d|", "mail|/m" RETURN "|"}, ""},
};

struct state {
    struct fakehost *fake;
    struct facts facts;
};

static const struct slot slots[] = {
    {.id = "delivery-time", .title = "Delivery time", .type = VALUE_DURATION},
    {.id = "return-period", .title = "Return period", .type = VALUE_DURATION, .sense = SENSE_LIMIT},
    {.id = "opening-hours", .title = "Opening hours", .type = VALUE_HOURS},
    {.id = "free-shipping", .title = "Free shipping", .type = VALUE_MONEY, .sense = SENSE_LIMIT},
    {.id = "phone-hours", .title = "Phone hours", .type = VALUE_HOURS},
    {.id = "origin", .title = "Origin", .type = VALUE_PHRASE},
    {.id = "only-site", .title = "Only the site", .type = VALUE_DURATION},
};

static int set_up(void **data)
{
    struct state *state = g_new0(struct state, 1);
    state->fake = fakehost_new("check-facts");
    state->facts.language = g_strdup("en");
    state->facts.country = g_strdup("NL");
    state->facts.slots = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        struct slot *slot = g_memdup2(&slots[i], sizeof slots[i]);
        slot->only = g_ptr_array_new();
        if (g_str_equal(slot->id, "only-site")) {
            g_ptr_array_add(slot->only, (char *)"site");
        }
        g_ptr_array_add(state->facts.slots, slot);
    }
    *data = state;
    return 0;
}

static int tear_down(void **data)
{
    struct state *state = *data;
    for (guint i = 0; i < state->facts.slots->len; i++) {
        g_ptr_array_unref(((struct slot *)g_ptr_array_index(state->facts.slots, i))->only);
    }
    g_ptr_array_unref(state->facts.slots);
    g_free(state->facts.language);
    g_free(state->facts.country);
    fakehost_free(&state->fake);
    g_free(state);
    return 0;
}

static struct ts_str keep(struct fakehost *fake, const char *text)
{
    char *own = fake->call.host->alloc(&fake->call, strlen(text) + 1);
    strcpy(own, text);
    return ts_text(own);
}

static void set_truths(struct state *state, const char *const truths[3])
{
    for (guint i = 0; i < state->facts.slots->len; i++) {
        struct slot *slot = g_ptr_array_index(state->facts.slots, i);
        size_t size = strlen(slot->id);
        slot->has_truth = FALSE;
        for (guint k = 0; k < 3 && truths[k]; k++) {
            if (strncmp(truths[k], slot->id, size) == 0 && truths[k][size] == '=') {
                slot->has_truth = TRUE;
                slot->truth_text = (char *)truths[k] + size + 1;
                assert_true(value_read(ts_text(slot->truth_text), slot->type, &slot->truth));
            }
        }
    }
}

static struct ts_list read_details(struct fakehost *fake, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    guint count = g_strv_length(parts);
    struct ts_pair *pairs = fake->call.host->alloc(&fake->call, (count + 1) * sizeof *pairs);
    for (guint i = 0; i < count; i++) {
        g_auto(GStrv) pair = g_strsplit(parts[i], "=", 2);
        pairs[i] = (struct ts_pair){keep(fake, pair[0]), keep(fake, pair[1])};
    }
    return (struct ts_list){pairs, count, sizeof *pairs};
}

static uint32_t status_of(const char *locator)
{
    static const char *const names[] = {
        [TS_UNCHECKED] = "unchecked", [TS_GONE] = "gone", [TS_SKIPPED] = "skipped"};
    for (uint32_t status = TS_UNCHECKED; status <= TS_SKIPPED; status++) {
        if (g_str_equal(locator, names[status])) {
            return status;
        }
    }
    return TS_CHECKED;
}

/* A document with one observation, or one more of the document before. */
static void store(struct fakehost *fake, const char *seen)
{
    g_auto(GStrv) fields = g_strsplit(seen, "|", 5);
    struct ts_observation own = {.size = sizeof own,
                                 .key = keep(fake, fields[2]),
                                 .value = keep(fake, fields[3]),
                                 .details = read_details(fake, fields[4]),
                                 .place = {.block = TS_NO_BLOCK, .line = 1, .column = 1}};
    struct ts_stored_document document = {.size = sizeof document,
                                          .status = status_of(fields[1]),
                                          .touchpoint = keep(fake, fields[0]),
                                          .locator = keep(fake, fields[1])};
    struct ts_stored_document *last =
        fake->stored->len
            ? &g_array_index(fake->stored, struct ts_stored_document, fake->stored->len - 1)
            : NULL;
    gboolean is_same = last && ts_equal(last->touchpoint, document.touchpoint) &&
                       ts_equal(last->locator, document.locator);
    guint before = is_same ? last->observations.count : 0;
    struct ts_observation *all = fake->call.host->alloc(&fake->call, (before + 1) * sizeof *all);
    if (is_same) {
        memcpy(all, last->observations.items, before * sizeof *all);
    }
    all[before] = own;
    document.observations = (struct ts_list){all, before + 1, sizeof *all};
    if (is_same) {
        *last = document;
    } else {
        g_array_append_val(fake->stored, document);
    }
}

static void conclude(struct state *state)
{
    fakehost_reset(state->fake);
    state->fake->host.phase = HOST_CONCLUDE;
    assert_int_equal(facts_conclude(&state->fake->call, &state->facts, (struct ts_list){0}), 0);
    fakehost_settle(state->fake);
    assert_null(state->fake->breach);
}

/* A finding that several touchpoints have is told once: "x3 @mail+site". */
static char *tell(const struct fakehost *fake)
{
    GString *text = g_string_new(NULL);
    const struct fake_finding *before = NULL;
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        assert_true(g_str_has_prefix(finding->rule, "facts/"));
        if (before && g_str_equal(before->rule, finding->rule) &&
            g_str_equal(before->actual, finding->actual)) {
            assert_int_equal(before->place_count, finding->place_count);
            g_string_append_printf(text, "+%s", finding->touchpoint);
        } else {
            g_string_append_printf(text, "%s%s: %s > %s x%u @%s", i ? "; " : "",
                                   finding->rule + strlen("facts/"), finding->expected,
                                   finding->actual, finding->place_count, finding->touchpoint);
        }
        before = finding;
    }
    return g_string_free(text, FALSE);
}

static char *conclude_row(struct state *state, const struct row *row, gboolean is_reversed)
{
    guint count = 0;
    fakestore_clear(state->fake);
    set_truths(state, row->truths);
    while (count < SEEN_MAX && row->seen[count]) {
        count++;
    }
    for (guint i = 0; i < count; i++) {
        store(state->fake, row->seen[is_reversed ? count - 1 - i : i]);
    }
    conclude(state);
    return tell(state->fake);
}

/* Whichever way round the places were seen. */
static void test_rows(void **data)
{
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows) * 2; i++) {
        const struct row *row = &rows[i / 2];
        g_autofree char *got = conclude_row(*data, row, i % 2);
        if (strcmp(got, row->want) != 0) {
            print_error("row %zu\n  want \"%s\"\n  got  \"%s\"\n", i / 2, row->want, got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static const char *argument(const struct state *state, const char *name)
{
    assert_int_equal(state->fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(state->fake->findings, 0);
    return g_hash_table_lookup(finding->arguments, name);
}

static void test_arguments(void **data)
{
    static const struct row row = {{NULL},
                                   {"mail|/m" DELIVERY "3d|bound=most", "site|/a" DELIVERY "5d|",
                                    "site|/b" DELIVERY "5d|", "voice|/v" DELIVERY "5d|"},
                                   NULL};
    struct state *state = *data;
    g_autofree char *got = conclude_row(state, &row, FALSE);
    assert_int_equal(state->fake->findings->len, 3); /* in each that takes part */
    GHashTable *arguments =
        ((struct fake_finding *)g_ptr_array_index(state->fake->findings, 0))->arguments;
    assert_string_equal(g_hash_table_lookup(arguments, "title"), "Delivery time");
    assert_string_equal(g_hash_table_lookup(arguments, "fact"), "delivery-time");
    assert_string_equal(g_hash_table_lookup(arguments, "values"),
                        "within 3 days (mail), 5 days (site, voice)");
    assert_string_equal(g_hash_table_lookup(arguments, "values_nl"),
                        "binnen 3 dagen (mail), 5 dagen (site, voice)");
    assert_string_equal(g_hash_table_lookup(arguments, "count"), "4");
    assert_string_equal(
        got, "contradiction:  > Delivery time: within 3 days / 5 days x4 @mail+site+voice");
}

/* People do not see data: it is said where a value stands in data only. */
static void test_format(void **data)
{
    static const struct row row = {{NULL},
                                   {"site|/a" DELIVERY "5-7d|format=JSON-LD",
                                    "site|/a" DELIVERY "1d|", "site|/b" DELIVERY "5-7d|"},
                                   NULL};
    static const struct row bare = {
        {NULL}, {"site|/a" DELIVERY "5-7d|format=JSON-LD", "site|/a" DELIVERY "1d|"}, NULL};
    struct state *state = *data;
    g_free(conclude_row(state, &bare, FALSE));
    assert_string_equal(argument(state, "values"), "1 day (site), 5-7 days (site: JSON-LD)");
    g_free(conclude_row(state, &row, FALSE));
    assert_string_equal(argument(state, "values"), "1 day (site), 5-7 days (site)");
}

/* A footer on thousands of pages is one value, with its places up to a cap; and thousands of values
 * are one finding within the contract. */
static void test_many(void **data)
{
    static const char *const no_truths[3] = {NULL};
    struct state *state = *data;
    fakestore_clear(state->fake);
    set_truths(state, no_truths);
    for (guint i = 0; i < MANY_PAGES; i++) {
        g_autofree char *seen = g_strdup_printf("site|/%04u" RETURN "30d|", i);
        store(state->fake, seen);
    }
    store(state->fake, "voice|/v" RETURN "14d|");
    conclude(state);
    assert_int_equal(state->fake->findings->len, 2);
    const struct fake_finding *finding = g_ptr_array_index(state->fake->findings, 0);
    assert_int_equal(finding->place_count, 2000);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "count"), "3001");

    fakestore_clear(state->fake);
    for (guint i = 0; i < MANY_PAGES; i++) {
        g_autofree char *seen = g_strdup_printf("site|/%04u|origin|%0300u|", i, i);
        store(state->fake, seen);
    }
    conclude(state);
    assert_int_equal(state->fake->findings->len, 1);
}

/* That many scopes come of no honest site: they are UNCHECKED, not clean. */
static void test_scopes(void **data)
{
    static const char *const no_truths[3] = {NULL};
    struct state *state = *data;
    fakestore_clear(state->fake);
    set_truths(state, no_truths);
    for (guint i = 0; i < SCOPES; i++) {
        g_autofree char *seen = g_strdup_printf("site|/%04u" RETURN "30d|product=p%u", i, i);
        store(state->fake, seen);
    }
    fakehost_reset(state->fake);
    state->fake->host.phase = HOST_CONCLUDE;
    assert_int_equal(facts_conclude(&state->fake->call, &state->facts, (struct ts_list){0}), -1);
    fakehost_settle(state->fake);
    assert_null(state->fake->breach);
    assert_non_null(strstr(state->fake->failure, "more than can be compared"));
    fakestore_clear(state->fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_format), cmocka_unit_test(test_many),
        cmocka_unit_test(test_scopes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
