/* SPDX-License-Identifier: MIT
 *
 * What an observation may say, a case a row; and those of plugins that know no details.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/limits.h"
#include "core/plugin/contract.h"

/* After plugin.h: cmocka defines fail as a macro. */
#include <cmocka.h>

static struct ts_observation observation_with(const struct ts_pair *details, uint32_t count)
{
    return (struct ts_observation){.size = sizeof(struct ts_observation),
                                   .key = ts_text("address:hq"),
                                   .value = ts_text("match"),
                                   .place = {.block = TS_NO_BLOCK},
                                   .details = {details, count, sizeof *details}};
}

static const struct {
    const char *name, *value;
    const char *breach; /* a part of it; NULL: none */
} cases[] = {
    {"written", "Kade 3", NULL},
    {"written", "", NULL},
    {"a-b_9", "x", NULL},
    {"", "x", "which is no name"},
    {"Written", "x", "\"Written\", which is no name"},
    {"9a", "x", "which is no name"},
    {"-a", "x", "which is no name"},
    {"a b", "x", "which is no name"},
    {"a\xC3\xA9", "x", "which is no name"},
    {"a\xFF", "x", "not UTF-8"},
    {"a", "x\xFF", "not UTF-8"},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct ts_pair detail = {ts_text(cases[i].name), ts_text(cases[i].value)};
        struct ts_observation observation = observation_with(&detail, 1);
        g_autofree char *breach = contract_observation(&observation, (struct ts_list){0}, TRUE);
        if (!breach != !cases[i].breach || (breach && !strstr(breach, cases[i].breach))) {
            fail_msg("row %zu: %s", i, breach ? breach : "no breach");
        }
    }
}

static void test_caps(void **state)
{
    struct ts_pair details[LIMIT_DETAILS + 1];
    g_autofree char *long_text = g_strnfill(LIMIT_DETAILS_SIZE, 'x');
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(details); i++) {
        details[i] = (struct ts_pair){ts_text("a"), ts_text("b")};
    }
    struct ts_observation observation = observation_with(details, LIMIT_DETAILS);
    assert_null(contract_observation(&observation, (struct ts_list){0}, TRUE));
    observation.details.count++;
    g_autofree char *many = contract_observation(&observation, (struct ts_list){0}, TRUE);
    assert_string_equal(many, "17 details, more than the 16 that are taken");
    observation.details.count = 1;
    details[0].value = ts_bytes(long_text, LIMIT_DETAILS_SIZE - 1);
    assert_null(contract_observation(&observation, (struct ts_list){0}, TRUE));
    details[0].value.len++;
    g_autofree char *large = contract_observation(&observation, (struct ts_list){0}, TRUE);
    assert_string_equal(large, "details of 4097 bytes, more than the 4096 that are taken");
    observation.details.stride = 8;
    g_autofree char *narrow = contract_observation(&observation, (struct ts_list){0}, TRUE);
    assert_non_null(narrow);
}

/* What reports show as it is can do nothing there. */
static void test_evidence(void **state)
{
    static const struct {
        const char *type, *breach;
    } rows[] = {
        {"image/png", NULL},
        {"image/webp", NULL},
        {"image/jpeg", NULL},
        {"text/plain", NULL},
        {"", "evidence without a media type"},
        {"image/svg+xml", NULL}, /* kept and handed on; no page shows it */
        {"text/html", "evidence of the type \"text/html\", which is none that is shown"},
        {"image/png;x=\"", "which is none that is shown"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_observation observation = observation_with(NULL, 0);
        observation.evidence_type = ts_text(rows[i].type);
        observation.evidence = ts_text("x");
        g_autofree char *breach = contract_observation(&observation, (struct ts_list){0}, TRUE);
        if (!breach != !rows[i].breach || (breach && !strstr(breach, rows[i].breach))) {
            fail_msg("%s: %s", rows[i].type, breach ? breach : "no breach");
        }
    }
}

/* A plugin of before minor 5 has something else where details are. */
static void test_older(void **state)
{
    static const uint32_t sizes[] = {0, offsetof(struct ts_observation, details)};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct ts_observation observation = observation_with(NULL, 0);
        memset(&observation.details, 0xA5, sizeof observation.details);
        observation.size = sizes[i];
        struct ts_observation own = contract_own(&observation);
        assert_int_equal(own.size, sizeof own);
        assert_int_equal(own.details.count, 0);
        assert_true(ts_is(own.key, "address:hq"));
        assert_null(contract_observation(&own, (struct ts_list){0}, TRUE));
    }
    struct ts_pair detail = {ts_text("written"), ts_text("x")};
    struct ts_observation today = observation_with(&detail, 1);
    assert_int_equal(contract_own(&today).details.count, 1);
    today.size += 16; /* of a newer one */
    assert_int_equal(contract_own(&today).details.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_caps),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_older),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
