/* SPDX-License-Identifier: MIT
 *
 * Mailboxes and domains: ours, taken for ours, foreign, somebody else's.
 */
#include "tests/plugin/identity_numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND                                                                                  \
    "{name: Vlakwerk, languages: [nl, en], country: NL, identity: {names: [{id: legal, text: " \
    "Vlakwerk B.V.}], emails: [klantenservice@vlakwerk.example, info@vlakwerk.example, "       \
    "{address: orders@vlakwerk.example, for: [shop]}], domains: [vlakwerk.example, "           \
    "vlakwerk.nl, bakkers.nl, plank.nl]}}"

#define CYRILLIC_A "\320\260"

static const struct {
    const char *kinds, *text, *seen;
} rows[] = {
    {"", "Mail klantenservice@vlakwerk.example.", "email:klantenservice@vlakwerk.example=match"},
    {"", "KLANTENSERVICE@VLAKWERK.EXAMPLE", "email:klantenservice@vlakwerk.example=match"},
    {"", "(klantenservice@vlakwerk.example)", "email:klantenservice@vlakwerk.example=match"},
    {"", "\342\200\234info@vlakwerk.example\342\200\235", "email:info@vlakwerk.example=match"},
    {"", "'info@vlakwerk.example'", "email:info@vlakwerk.example=match"},
    {"", "[Mail ons](mailto:info@vlakwerk.example?subject=x@y.example)",
     "email:info@vlakwerk.example=match"},
    {"", "[info@vlakwerk.example](mailto:info@vlakwerk.example)",
     "email:info@vlakwerk.example=match"},
    {"", "[mail](mailto:Info%40vlakwerk.example)", "email:info@vlakwerk.example=match"},
    {"", "@ mailto:info@vlakwerk.example", "email:info@vlakwerk.example=match"},
    {"", "= from Vlakwerk <info@vlakwerk.example>", "email:info@vlakwerk.example=match"},
    {"", "= reply-to info@vlakwrek.example",
     "email:info@vlakwerk.example=near; email-lookalike info@vlakwrek.example"},
    {"", "orders@vlakwerk.example", "email:orders@vlakwerk.example=match"},
    /* look-alikes */
    {"", "klantenservcie@vlakwerk.example",
     "email:klantenservice@vlakwerk.example=near; email-lookalike klantenservcie@vlakwerk.example"},
    {"", "klntenservice@vlakwerk.example",
     "email:klantenservice@vlakwerk.example=near; email-lookalike klntenservice@vlakwerk.example"},
    {"", "klantenservice@vlawerk.example",
     "email:klantenservice@vlakwerk.example=near; email-lookalike klantenservice@vlawerk.example"},
    {"", "inof@vlakwerk.example",
     "email:info@vlakwerk.example=near; email-lookalike inof@vlakwerk.example"},
    {"", "verkoop@vlakwrek.example", "email=unknown; email-lookalike verkoop@vlakwrek.example"},
    {"", "info@vlakw\320\265rk.example",
     "email:info@vlakwerk.example=near; email-lookalike info@vlakw\320\265rk.example"},
    /* another mailbox of ours */
    {"", "vacatures@vlakwerk.example", "email=unknown"},
    {"", "inf@vlakwerk.example", "email=unknown"},
    {"", "jan@shop.vlakwerk.example", "email=unknown"},
    {"", "uw.naam@vlakwerk.example", ""},
    /* foreign */
    {"", "info@vlakwerk.com", "email:info@vlakwerk.example=near; email-foreign info@vlakwerk.com"},
    {"", "klantenservice@vlakwerk.nI",
     "email:klantenservice@vlakwerk.example=near; email-foreign klantenservice@vlakwerk.nI"},
    {"", "directie@vlakwerk.com", ""},
    {"", "vlakwerk@gmail.com", "email=unknown; email-foreign vlakwerk@gmail.com"},
    {"", "info.vlak-werk@ziggo.nl", "email=unknown; email-foreign info.vlak-werk@ziggo.nl"},
    {"contact", "Vlakwerk, e-mail: vloeren1@hotmail.com",
     "email=unknown; email-foreign vloeren1@hotmail.com"},
    {"contact", "E-mail: vloeren1@hotmail.com", ""},
    {"", "Vlakwerk, e-mail: vloeren1@hotmail.com", ""},
    {"contact", "Uw e-mail aan Vlakwerk, bijvoorbeeld jansen@hotmail.com", ""},
    {"", "> vlakwerk@gmail.com", ""},
    /* somebody else's */
    {"", "jan@voorbeeld.org", ""},
    {"", "name@example.com", ""},
    {"", "info@vlakte.example", ""},
    {"", "@vlakwerk en jan@ en @", ""},
    {"", "info@bakker.nl", "email:info@vlakwerk.example=near; email-lookalike info@bakker.nl"},
    {"", "verkoop@bakker.nl", ""},
    /* domains */
    {"", "www.vlakwerk.example", ""},
    {"", "vlakwerk.nl/contact en shop.vlakwerk.nl", ""},
    {"", "www.vlakwrek.example", "domain-lookalike www.vlakwrek.example"},
    {"", "Kijk op vlakwwerk.nl.", "domain-lookalike vlakwwerk.nl"},
    {"", "https://vlakwrek.nl/contact", "domain-lookalike vlakwrek.nl"},
    {"", "[site](https://www.vlakwrek.nl/)", "domain-lookalike www.vlakwrek.nl"},
    {"", "@ https://www.vlakwrek.nl/", "domain-lookalike www.vlakwrek.nl"},
    {"", "vl" CYRILLIC_A "kwerk.nl", "domain-lookalike vl" CYRILLIC_A "kwerk.nl"},
    {"", "xn--vlkwerk-3fg.nl", "domain-lookalike xn--vlkwerk-3fg.nl"},
    {"", "v1akwerk.nl", "domain-lookalike v1akwerk.nl"},
    {"", "vlakwerk.com", ""},
    {"", "vlakberk.nl", ""},
    {"", "Vlakwerk, zie vlakberk.nl", "domain-lookalike vlakberk.nl"},
    {"", "bakker.nl en blank.nl", ""},
    {"", "vlakwerken.nl", ""},
    {"", "Eind. Begin 1.50 bijv. zo...", ""},
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
        g_autofree char *seen = numbers_seen(fake, "email|identity/email|identity/domain");
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(check_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
