/* SPDX-License-Identifier: MIT
 *
 * What the check "audit" makes of recorded answers and findings.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("check-audit");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

static int tear_down(void **state)
{
    struct fakehost *fake = *state;
    fakehost_free(&fake);
    return 0;
}

/* A document with these records, which end with NULL. */
static int inspect(struct fakehost *fake, const char *options, const char *const *records)
{
    g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(struct ts_structured));
    struct ts_open open = fakehost_open(fake, options, NULL);
    struct ts_document document = {.size = sizeof document};
    const struct ts_check_ops *check = fake->plugin->check;
    void *self = NULL;
    for (guint i = 0; records[i]; i++) {
        struct ts_structured structured = {.format = ts_text("audit"),
                                           .text = ts_text(records[i]),
                                           .where = ts_text("questions[1]"),
                                           .line = 10 + i,
                                           .column = 5};
        g_array_append_val(all, structured);
    }
    document.structured = (struct ts_list){all->data, all->len, sizeof(struct ts_structured)};
    fakehost_reset(fake);
    assert_int_equal(check->open(&fake->call, &open, &self), 0);
    fake->host.phase = HOST_INSPECT;
    int result = check->inspect(&fake->call, self, &document);
    fakehost_settle(fake);
    check->close(&fake->call, self);
    assert_null(fake->breach);
    return result;
}

/* Of one record: "rule severity actual expected", and the observation's "key value". */
static const struct {
    const char *name, *options, *record, *finding, *observation;
} cases[] = {
    {"yes", NULL, "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"promise\",\"answer\":\"yes\"}",
     NULL, "audit:promise yes"},
    {"no", NULL, "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"promise\",\"answer\":\"no\"}",
     "audit/answer-no 3 Q ", "audit:promise no"},
    {"no, of no topic", NULL, "{\"kind\":\"answer\",\"ask\":\"Q\",\"answer\":\"no\"}",
     "audit/answer-no 0 Q ", NULL},
    {"no, of another topic", NULL,
     "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"tone\",\"answer\":\"no\"}",
     "audit/answer-no 0 Q ", "audit:tone no"},
    {"no, as the plan has it", "{topics: {tone: info}}",
     "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"tone\",\"answer\":\"no\"}",
     "audit/answer-no 1 Q ", "audit:tone no"},
    {"partly", NULL, "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"logo\",\"answer\":\"partly\"}",
     "audit/answer-partly 1 Q ", "audit:logo partly"},
    {"partly, as the plan has it", "{partly: warning}",
     "{\"kind\":\"answer\",\"ask\":\"Q\",\"answer\":\"partly\"}", "audit/answer-partly 2 Q ", NULL},
    {"not applicable", NULL,
     "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"logo\",\"answer\":\"not-applicable\"}", NULL,
     "audit:logo not-applicable"},
    {"unanswered", NULL,
     "{\"kind\":\"answer\",\"ask\":\"Q\",\"topic\":\"logo\",\"answer\":\"unanswered\"}",
     "audit/unanswered 0  ", "audit:logo unanswered"},
    {"a finding", NULL, "{\"kind\":\"finding\",\"what\":\"W\",\"severity\":\"error\"}",
     "audit/finding 3 W ", NULL},
    {"a finding of what stands there", NULL,
     "{\"kind\":\"finding\",\"what\":\"W\",\"actual\":\"A\",\"expected\":\"E\"}",
     "audit/finding 0 A E", NULL},
    {"an info", NULL, "{\"kind\":\"finding\",\"what\":\"W\",\"severity\":\"info\"}",
     "audit/finding 1 W ", NULL},
    {"another's record", NULL, "{\"kind\":\"other\"}", NULL, NULL},
    {"no record", NULL, "{", NULL, NULL},
};

static char *finding_of(struct fakehost *fake)
{
    if (fake->findings->len == 0) {
        return NULL;
    }
    const struct fake_finding *finding = g_ptr_array_index(fake->findings, 0);
    return g_strdup_printf("%s %u %s %s", finding->rule, finding->severity, finding->actual,
                           finding->expected);
}

static char *observation_of(struct fakehost *fake)
{
    if (fake->observations->len == 0) {
        return NULL;
    }
    const struct fake_observation *observation = g_ptr_array_index(fake->observations, 0);
    return g_strdup_printf("%s %s", observation->key, observation->value);
}

static void test_records(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *records[] = {cases[i].record, NULL};
        assert_int_equal(inspect(fake, cases[i].options, records), 0);
        g_autofree char *finding = finding_of(fake);
        g_autofree char *observation = observation_of(fake);
        if (g_strcmp0(finding, cases[i].finding) != 0 ||
            g_strcmp0(observation, cases[i].observation) != 0) {
            fail_msg("%s: %s, %s", cases[i].name, finding, observation);
        }
    }
}

static void test_unanswered(void **state)
{
    struct fakehost *fake = *state;
    const char *records[] = {"{\"kind\":\"answer\",\"ask\":\"A\",\"answer\":\"unanswered\"}",
                             "{\"kind\":\"answer\",\"ask\":\"B\",\"answer\":\"yes\"}",
                             "{\"kind\":\"answer\",\"ask\":\"C\",\"answer\":\"unanswered\"}", NULL};
    assert_int_equal(inspect(fake, NULL, records), 0);
    assert_int_equal(fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(fake->findings, 0);
    assert_int_equal(finding->place_count, 2);
}

/* The message's brackets need arguments that are absent, not empty. */
static void test_arguments(void **state)
{
    struct fakehost *fake = *state;
    const char *records[] = {"{\"kind\":\"finding\",\"what\":\"W\",\"place\":\"deur\"}", NULL};
    assert_int_equal(inspect(fake, NULL, records), 0);
    const struct fake_finding *finding = g_ptr_array_index(fake->findings, 0);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "spot"), "deur");
    assert_false(g_hash_table_contains(finding->arguments, "stands"));
}

static void test_options(void **state)
{
    static const struct {
        const char *options, *failure;
    } rows[] = {{"{topics: logo}", "a map must stand here"},
                {"{topics: {logo: fatal}}", "error, warning or info must stand behind logo"}};
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        void *self = NULL;
        struct ts_open open = fakehost_open(fake, rows[i].options, NULL);
        fakehost_reset(fake);
        assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
        fakehost_settle(fake);
        assert_non_null(strstr(fake->failure, rows[i].failure));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_unanswered),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
