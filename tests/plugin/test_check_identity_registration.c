/* SPDX-License-Identifier: MIT
 *
 * Registrations: by their form or their label, and whose they are.
 */
#include "tests/plugin/identity_numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND                                                                                      \
    "{name: Vlakwerk, languages: [nl, en, de], country: NL, identity: {names: [{id: legal, text: " \
    "Vlakwerk B.V.}], registrations: {kvk: ['34123456'], rsin: ['004495445'], kbo: "               \
    "['0123.456.749'], hrb: [HRB 54321], company: ['01234567', SC123456], vat: [NL004495445B01, "  \
    "GB100000034], iban: [NL91 ABNA 0417 1643 00]}}}"

#define NBSP "\302\240"

static const struct {
    const char *kinds, *text, *seen;
} rows[] = {
    /* kvk */
    {"", "KvK 34123456", "registration:kvk=match"},
    {"", "KvK-nummer: 34123456", "registration:kvk=match"},
    {"", "KvKnr. 34123456", "registration:kvk=match"},
    {"", "Kamer van Koophandel nr. 34123456", "registration:kvk=match"},
    {"", "KVK 34 123 456", "registration:kvk=match"},
    {"", "KvK: 34.123.456", "registration:kvk=match"},
    {"", "K.v.K. Amsterdam 34123456", "registration:kvk=match"},
    {"", "Ingeschreven in het handelsregister te Utrecht onder nummer 34123456.",
     "registration:kvk=match"},
    {"", "kvk" NBSP "34123456", "registration:kvk=match"},
    {"", "KvK\n34123456", "registration:kvk=match"},
    {"", "Chamber of Commerce 34123456", "registration:kvk=match"},
    {"", "CoC number 34123456", "registration:kvk=match"},
    {"", "KvK 34123465", "registration:kvk=near; registration-deviates 34123465"},
    {"", "KvK-nummer 34132456", "registration:kvk=near; registration-deviates 34132456"},
    {"", "KvK 3412345", "registration:kvk=near; registration-deviates 3412345"},
    {"", "De Wit B.V., KvK 34123465", ""},
    {"legal", "KvK 12345678", "registration:kvk=unknown; registration-unknown 12345678"},
    {"", "Vlakwerk B.V., KvK 12345678", "registration:kvk=unknown; registration-unknown 12345678"},
    {"", "KvK 12345678", ""},
    {"legal", "De Wit B.V., KvK 12345678", ""},
    {"legal", "Uw KvK-nummer: 12345678", ""},
    {"legal", "KvK 11111111\nKvK 22222222\nKvK 33333333", ""},
    {"legal", "34123456", ""},
    {"legal", "Bestelnummer 34123456", ""},
    {"legal", "KvK-nummer opvragen? Zie kvk.nl", ""},
    /* vat */
    {"", "Btw NL004495445B01", "registration:vat=match"},
    {"", "NL 004495445B01", "registration:vat=match"},
    {"", "NL.004.495.445.B01", "registration:vat=match"},
    {"", "nl004495445b01", "registration:vat=match"},
    {"", "Btw-id NL004495445 B01", "registration:vat=match"},
    {"", "Btw-nummer: 004495445B01", "registration:vat=match"},
    {"", "VAT no. GB 100 0000 34", "registration:vat=match"},
    {"", "VAT no. 100 0000 34", "registration:vat=match"},
    {"", "Btw NL004595445B01", "registration:vat=near; registration-deviates NL004595445B01"},
    {"", "Btw NL004495445B02", "registration:vat=near; registration-deviates NL004495445B02"},
    {"invoice", "Btw NL123456789B01",
     "registration:vat=unknown; registration-deviates NL123456789B01"},
    {"invoice", "Btw NL001234560B01",
     "registration:vat=unknown; registration-unknown NL001234560B01"},
    {"invoice", "Uw btw-nummer: NL001234560B01", ""},
    {"", "Btw NL001234560B01", ""},
    {"", "btw BE 0123.456.749", "registration:kbo=match"},
    {"", "de 123456789 bezoekers in 2024", ""},
    /* rsin, kbo, hrb, company */
    {"", "RSIN 004495445", "registration:rsin=match"},
    {"", "RSIN: 0044.95.445", "registration:rsin=match"},
    {"legal", "RSIN 123456782", "registration:rsin=unknown; registration-unknown 123456782"},
    {"legal", "RSIN 123456789", "registration:rsin=unknown; registration-deviates 123456789"},
    {"", "Ondernemingsnummer 0123.456.749", "registration:kbo=match"},
    {"", "RPR Antwerpen 0123 456 749", "registration:kbo=match"},
    {"", "KBO 123.456.749", "registration:kbo=match"},
    {"", "KBO 0123.456.789", "registration:kbo=near; registration-deviates 0123.456.789"},
    {"", "Amtsgericht Stuttgart, HRB 54321", "registration:hrb=match"},
    {"", "HRB Nr. 54321", "registration:hrb=match"},
    {"", "HRB 54312, Amtsgericht Stuttgart", "registration:hrb=near; registration-deviates 54312"},
    {"legal", "HRB 99887", "registration:hrb=unknown; registration-unknown 99887"},
    {"", "Company number 01234567", "registration:company=match"},
    {"", "Registered in England No. 1234567", "registration:company=match"},
    {"", "Company No. SC123456", "registration:company=match"},
    {"legal", "Company number 07654321",
     "registration:company=unknown; registration-unknown 07654321"},
    /* iban */
    {"", "NL91 ABNA 0417 1643 00", "registration:iban=match"},
    {"", "Rekening NL91ABNA0417164300", "registration:iban=match"},
    {"", "nl91abna0417164300", "registration:iban=match"},
    {"", "NL91" NBSP "ABNA" NBSP "0417" NBSP "1643" NBSP "00", "registration:iban=match"},
    {"", "NL91.ABNA.0417.1643.00", "registration:iban=match"},
    {"", "IBAN: NL91 ABNA 0417 1643 00 t.n.v. Vlakwerk", "registration:iban=match"},
    {"", "IBAN NL91 ABNA 0417 1643 10",
     "registration:iban=near; registration-deviates NL91 ABNA 0417 1643 10"},
    {"", "IBAN NL91 ABNA 0417 1634 00",
     "registration:iban=near; registration-deviates NL91 ABNA 0417 1634 00"},
    {"invoice", "IBAN NL12 RABO 0300 0652 60",
     "registration:iban=unknown; registration-deviates NL12 RABO 0300 0652 60"},
    {"invoice", "IBAN NL02 ABNA 0123 4567 89",
     "registration:iban=unknown; registration-unknown NL02 ABNA 0123 4567 89"},
    {"", "IBAN NL02 ABNA 0123 4567 89 t.n.v. Vlakwerk",
     "registration:iban=unknown; registration-unknown NL02 ABNA 0123 4567 89"},
    {"", "IBAN NL02 ABNA 0123 4567 89", ""},
    {"invoice", "Wij schrijven af van uw rekening NL02 ABNA 0123 4567 89", ""},
    {"invoice", "NL02 ABNA 0123 4567 89", ""},
    {"invoice", "> IBAN NL02 ABNA 0123 4567 89", ""},
    {"invoice", "NL91ABNA04171643001", ""},
    /* together */
    {"", "Vlakwerk B.V. | KvK 34123456 | Btw NL004495445B01 | IBAN NL91 ABNA 0417 1643 00",
     "registration:kvk=match; registration:vat=match; registration:iban=match"},
    {"", "", ""},
};

static void check_rows(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct numbers_page page;
        numbers_page_init(&page, rows[i].text, rows[i].kinds, "nl");
        fakehost_reset(fake);
        numbers_inspect(fake, self, &page);
        g_autofree char *seen = numbers_seen(fake, "registration|identity/registration");
        if (strcmp(seen, rows[i].seen) != 0) {
            wrong++;
            print_message("\"%s\" (%s): \"%s\", expected \"%s\"\n", rows[i].text, rows[i].kinds,
                          seen, rows[i].seen);
        }
        numbers_page_finish(&page);
    }
    assert_int_equal(wrong, 0);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    (void)unused;
}

static void says_why(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    struct numbers_page page;
    numbers_page_init(&page, "IBAN NL12 RABO 0300 0652 60", "invoice", "nl");
    numbers_inspect(fake, self, &page);
    assert_int_equal(fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(fake->findings, 0);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "what"), "IBAN");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "why"),
                        "its check digits are wrong");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "why_nl"),
                        "de controlecijfers kloppen niet");
    numbers_page_finish(&page);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    (void)unused;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(check_rows), cmocka_unit_test(says_why)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
