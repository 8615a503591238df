/* SPDX-License-Identifier: MIT
 *
 * Single numbers and mailboxes against the registry, as data for machines has them.
 */
#include "plugins/check-identity/identity.h"
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BRAND                                                                                   \
    "{name: Vlakwerk, languages: [nl], country: NL, identity: {phones: [{id: service, number: " \
    "'+31 30 123 45 67'}, {id: be, number: '+32 3 201 23 45'}], emails: "                       \
    "[info@vlakwerk.example], domains: [vlakwerk.example], registrations: {kvk: ['34123456'], " \
    "vat: [NL004495445B01], iban: [NL91ABNA0417164300], kbo: ['0123.456.749']}}}"

static const struct {
    const char *what, *text, *key, *value;
} rows[] = {
    {"phone", "+31 30 123 45 67", "phone:service", "match"},
    {"phone", "+31301234567", "phone:service", "match"},
    {"phone", "030-1234567", "phone:service", "match"},
    {"phone", "tel: 030 123 45 67", "phone:service", "match"},
    {"phone", "(+32) 3 201 23 45", "phone:be", "match"},
    {"phone", "1234567", "phone:service", "match"},
    {"phone", "+31 30 123 45 76", "phone:service", "near"},
    {"phone", "+31 30 987 65 43", "", "unknown"},
    {"phone", "+49 30 901820", "", "unknown"},
    {"phone", "bel ons", "", "nothing"},
    {"phone", "12", "", "nothing"},
    {"phone", "", "", "nothing"},
    {"email", "info@vlakwerk.example", "email:info@vlakwerk.example", "match"},
    {"email", "mailto:Info@Vlakwerk.example", "email:info@vlakwerk.example", "match"},
    {"email", "info@vlakwrek.example", "email:info@vlakwerk.example", "near"},
    {"email", "info@vlakwerk.nl", "email:info@vlakwerk.example", "near"},
    {"email", "pers@vlakwerk.example", "", "unknown"},
    {"email", "vlakwerk@gmail.com", "", "unknown"},
    {"email", "jan@dewit.example", "", "nothing"},
    {"email", "geen adres", "", "nothing"},
    {"kvk", "34123456", "registration:kvk", "match"},
    {"kvk", "KvK 34.12.34.56", "registration:kvk", "match"},
    {"kvk", "34123465", "registration:kvk", "near"},
    {"kvk", "87654321", "", "unknown"},
    {"kvk", "n.v.t.", "", "nothing"},
    {"vat", "NL 0044.95.445.B01", "registration:vat", "match"},
    {"vat", "NL004495445B02", "registration:vat", "near"},
    {"vat", "BE0123456749", "registration:kbo", "match"},
    {"vat", "DE136695976", "", "unknown"},
    {"vat", "geen", "", "nothing"},
    {"iban", "NL91 ABNA 0417 1643 00", "registration:iban", "match"},
    {"iban", "NL02ABNA0123456789", "", "unknown"},
    {"hrb", "HRB 54321", "", "nothing"},
    {"colour", "rood", "", "nothing"},
};

static struct verdict judge(struct ts_call *call, const struct identity *identity, const char *what,
                            const char *text)
{
    if (strcmp(what, "phone") == 0) {
        return phones_judge(call, identity, ts_text(text));
    }
    return strcmp(what, "email") == 0 ? emails_judge(call, identity, ts_text(text))
                                      : registrations_judge(call, identity, what, ts_text(text));
}

static void judges_single_values(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(fake, "{}", BRAND);
    struct identity identity = {0};
    guint wrong = 0;
    assert_int_equal(identity_load(&fake->call, &open, &identity), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct verdict verdict = judge(&fake->call, &identity, rows[i].what, rows[i].text);
        const char *key = verdict.entry ? verdict.entry->key : "";
        if (strcmp(key, rows[i].key) != 0 || strcmp(verdict.value, rows[i].value) != 0) {
            wrong++;
            print_message("%s \"%s\": %s=%s, expected %s=%s\n", rows[i].what, rows[i].text, key,
                          verdict.value, rows[i].key, rows[i].value);
        }
    }
    assert_int_equal(wrong, 0);
    identity_clear(&identity);
    fakehost_free(&fake);
    (void)unused;
}

static void knows_nothing_without_a_registry(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(fake, "{}", "{name: V, languages: [nl], identity: {}}");
    struct identity identity = {0};
    assert_int_equal(identity_load(&fake->call, &open, &identity), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct verdict verdict = judge(&fake->call, &identity, rows[i].what, rows[i].text);
        assert_null(verdict.entry);
        assert_string_equal(verdict.value, "nothing");
    }
    identity_clear(&identity);
    fakehost_free(&fake);
    (void)unused;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_single_values),
        cmocka_unit_test(knows_nothing_without_a_registry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
