/* SPDX-License-Identifier: MIT
 *
 * Machine-readable data against the brand book and the text: what is ours, what differs, what is
 * somebody else's.
 */
#include "tests/plugin/identity_numbers.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BRAND                                                                                   \
    "{name: Vlakwerk, languages: [nl, en], country: NL, identity: {names: [{id: legal, text: "  \
    "Vlakwerk B.V.}], addresses: [{id: hq, street: Kanaalstraat, number: 12, suffix: A, "       \
    "postcode: 3531 CJ, city: Utrecht, country: NL}, {id: old, street: Hoogstraat, number: 8, " \
    "postcode: 3511 KX, city: Utrecht, country: NL}, {id: post, po_box: 2000, postcode: 3500 "  \
    "CA, city: Utrecht, country: NL}], phones: [{id: service, number: \"+31 30 123 45 67\"}, "  \
    "{id: shop, number: \"+31 30 765 43 21\"}], emails: [klantenservice@vlakwerk.example], "    \
    "domains: [vlakwerk.example], registrations: {kvk: [\"69599084\"], vat: [NL004495445B01]}}}"

#define ORG(values) "{\"@type\":\"Organization\",\"name\":\"Vlakwerk\"," values "}"
#define ADDRESS(street, code, city)                                        \
    "\"address\":{\"@type\":\"PostalAddress\",\"streetAddress\":\"" street \
    "\",\"postalCode\":\"" code "\",\"addressLocality\":\"" city "\",\"addressCountry\":\"NL\"}"

/* found: "actual > expected (source)" of each finding, in order; those of other rules have their
 * rule in front. */
static const struct {
    const char *what, *text, *format, *data, *found;
} rows[] = {
    {"all right", "", "json-ld",
     ORG(ADDRESS(
         "Kanaalstraat 12A", "3531 CJ",
         "Utrecht") ",\"telephone\":\"+31301234567\",\"email\":\"klantenservice@vlakwerk.example\","
                    "\"vatID\":\"NL004495445B01\",\"legalName\":\"Vlakwerk B.V.\""),
     ""},
    {"number of the house", "", "json-ld", ORG(ADDRESS("Kanaalstraat 21A", "3531 CJ", "Utrecht")),
     "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the brand book)"},
    {"address of nobody", "", "json-ld", ORG(ADDRESS("Dorpsweg 3", "1234 AB", "Ons Dorp")),
     "Dorpsweg 3, 1234 AB Ons Dorp >  ()"},
    {"address as a text", "", "json-ld", ORG("\"address\":\"Kanaalstraat 21A, 3531 CJ Utrecht\""),
     "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the brand book)"},
    {"a text that may be anything", "", "json-ld", ORG("\"address\":\"Heel Nederland, en verder\""),
     ""},
    {"phone", "", "json-ld", ORG("\"telephone\":\"+31 30 123 45 76\""),
     "+31 30 123 45 76 > +31 30 123 45 67 (the brand book)"},
    {"phone as a number", "", "json-ld", ORG("\"telephone\":0301234576"),
     "0301234576 > +31 30 123 45 67 (the brand book)"},
    {"phone of nobody", "", "json-ld", ORG("\"telephone\":\"020 600 70 80\""),
     "020 600 70 80 >  ()"},
    {"contact point", "", "json-ld",
     ORG("\"contactPoint\":[{\"@type\":\"ContactPoint\",\"telephone\":\"030 123 45 76\"}]"),
     "030 123 45 76 > +31 30 123 45 67 (the brand book)"},
    {"mailbox", "", "json-ld", ORG("\"email\":\"mailto:klantenservcie@vlakwerk.example\""),
     "klantenservcie@vlakwerk.example > klantenservice@vlakwerk.example (the brand book)"},
    {"a mailbox of ours that is not listed", "", "json-ld",
     ORG("\"email\":\"vacatures@vlakwerk.example\""), ""},
    {"name", "", "json-ld", "{\"@type\":\"Store\",\"name\":\"Vlakwerk N.V.\"}",
     "Vlakwerk N.V. > Vlakwerk B.V. (the brand book)"},
    {"identifier", "", "json-ld",
     ORG("\"identifier\":{\"@type\":\"PropertyValue\",\"propertyID\":\"KvK\",\"value\":"
         "\"69599085\"},"
         "\"iso6523Code\":\"0106:69599084\""),
     "69599085 > 69599084 (the brand book)"},
    {"a number of a tax office abroad", "", "json-ld", ORG("\"taxID\":\"12-3456789\""), ""},

    /* whose */
    {"name of another", "", "json-ld",
     "[{\"@type\":\"WebSite\",\"publisher\":" ORG(
         "\"url\":\"https://vlakwerk.example\"") "},"
                                                 "{\"@type\":\"Organization\",\"name\":"
                                                 "\"Plankman\",\"telephone\":\"020 600 70 80\"}]",
     ""},
    {"the only one", "", "json-ld",
     "{\"@type\":\"Store\",\"name\":\"Showroom\",\"telephone\":\"020 600 70 80\"}",
     "020 600 70 80 >  ()"},
    {"the only one, with a site of its own", "", "json-ld",
     "{\"@type\":\"Store\",\"name\":\"Plankman\",\"url\":\"https://plankman.example/\","
     "\"telephone\":\"020 600 70 80\"}",
     ""},
    {"at our site", "", "json-ld",
     "[{\"@type\":\"Store\",\"name\":\"Showroom\",\"url\":\"https://www.vlakwerk.example/utrecht\","
     "\"telephone\":\"020 600 70 80\"},{\"@type\":\"Organization\",\"name\":\"Plankman\"}]",
     "020 600 70 80 >  ()"},
    {"brand, author, seller of a product", "", "json-ld",
     "{\"@type\":\"Product\",\"brand\":{\"@type\":\"Organization\",\"name\":\"Eik\",\"telephone\":"
     "\"1\"},\"review\":{\"author\":{\"@type\":\"Organization\",\"name\":\"Keurhuis\","
     "\"telephone\":\"020 600 70 80\"}}}",
     ""},
    {"parent", "", "json-ld",
     ORG("\"parentOrganization\":{\"@type\":\"Organization\",\"name\":\"Vlakwerk Groep B.V.\","
         "\"telephone\":\"020 600 70 80\"}"),
     ""},
    {"a person", "", "json-ld",
     "{\"@type\":\"Person\",\"name\":\"P\",\"telephone\":\"020 600 70 80\"," ADDRESS(
         "Dorpsweg 3", "1234 AB", "Ons Dorp") "}",
     ""},
    {"by reference", "", "json-ld",
     "{\"@graph\":[{\"@id\":\"#o\",\"@type\":\"Organization\",\"name\":\"Vlakwerk\",\"address\":"
     "{\"@id\":\"#a\"}},{\"@id\":\"#a\",\"@type\":\"PostalAddress\",\"streetAddress\":"
     "\"Kanaalstraat "
     "21A\",\"postalCode\":\"3531 CJ\",\"addressLocality\":\"Utrecht\"}]}",
     "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the brand book)"},

    /* formats */
    {"microdata", "", "microdata",
     "{\"items\":[{\"type\":[\"https://schema.org/HomeGoodsStore\"],\"properties\":{\"name\":["
     "\"Vlakwerk\"],\"telephone\":[\"030 123 45 76\"]}}]}",
     "030 123 45 76 > +31 30 123 45 67 (the brand book)"},
    {"an address of no item", "", "microdata",
     "{\"items\":[{\"type\":[\"https://schema.org/PostalAddress\"],\"properties\":{"
     "\"streetAddress\":[\"Kanaalstraat 21A\"],\"postalCode\":[\"3531 CJ\"],\"addressLocality\":["
     "\"Utrecht\"]}},{\"type\":[\"https://schema.org/PostalAddress\"],\"properties\":{"
     "\"streetAddress\":[\"Dorpsweg 3\"],\"postalCode\":[\"1234 AB\"],\"addressLocality\":[\"Ons "
     "Dorp\"]}}]}",
     "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the brand book)"},
    {"card of the firm", "", "vcard",
     "[{\"name\":\"FN\",\"value\":\"Vlakwerk\"},{\"name\":\"ORG\",\"value\":[\"Vlakwerk\"]},"
     "{\"name\":\"TEL\",\"value\":\"030 123 45 76\"}]",
     "030 123 45 76 > +31 30 123 45 67 (the brand book)"},
    {"card of a colleague", "", "vcard",
     "[{\"name\":\"FN\",\"value\":\"P\"},{\"name\":\"ORG\",\"value\":[\"Vlakwerk\"]},"
     "{\"name\":\"TEL\",\"value\":\"030 123 45 76\"},{\"name\":\"ADR\",\"value\":[\"\",\"\","
     "\"Kanaalstraat 21A\",\"Utrecht\",\"\",\"3531 CJ\",\"\"]}]",
     "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the brand book)"},
    {"card of a customer", "", "vcard",
     "[{\"name\":\"FN\",\"value\":\"Plankman\"},{\"name\":\"TEL\",\"value\":\"020 600 70 80\"}]",
     ""},
    {"broken", "", "json-ld", "{\"@type\":\"Organization\",\"name\":\"Vlakwerk\",\"telephone\":",
     "structured-unreadable  >  ()"},
    {"broken, of other things", "", "json-ld", "{\"@type\": \"Product\", \"sku\": ", ""},

    /* and the text */
    {"text and data agree", "Vlakwerk, Kanaalstraat 12A, 3531 CJ Utrecht", "json-ld",
     ORG(ADDRESS("Kanaalstraat 12 A", "3531CJ", "Utrecht")), ""},
    {"the old one in the data", "Vlakwerk, Kanaalstraat 12A, 3531 CJ Utrecht", "json-ld",
     ORG(ADDRESS("Hoogstraat 8", "3511 KX", "Utrecht")),
     "Hoogstraat 8, 3511 KX Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht (the text)"},
    {"both in the text",
     "Vlakwerk, Kanaalstraat 12A, 3531 CJ Utrecht\nHoogstraat 8, 3511 KX Utrecht", "json-ld",
     ORG(ADDRESS("Hoogstraat 8", "3511 KX", "Utrecht")), ""},
    {"door and box", "Vlakwerk, Kanaalstraat 12A, 3531 CJ Utrecht", "json-ld",
     ORG("\"address\":{\"postOfficeBoxNumber\":\"2000\",\"postalCode\":\"3500 CA\","
         "\"addressLocality\":\"Utrecht\"}"),
     ""},
    {"another number of ours", "Bel ons: 030 123 45 67", "json-ld",
     ORG("\"telephone\":\"030 765 43 21\""), "030 765 43 21 > +31 30 123 45 67 (the text)"},
    {"address said of the text already", "Vlakwerk, Kanaalstraat 21A, Utrecht", "json-ld",
     ORG(ADDRESS("Kanaalstraat 21A", "3531 CJ", "Utrecht")),
     "address-deviates Kanaalstraat 21A, Utrecht > Kanaalstraat 12A, 3531 CJ Utrecht ()"},
    {"said of the text already", "Bel Vlakwerk: 030 123 45 76", "json-ld",
     ORG("\"telephone\":\"+31301234576\""), "phone-deviates 030 123 45 76 > +31 30 123 45 67 ()"},
};

static char *found(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *own = g_ptr_array_index(fake->findings, i);
        const char *source = g_hash_table_lookup(own->arguments, "source");
        const char *rule = own->rule + strlen("identity/");
        gboolean is_own = g_str_equal(rule, "structured-differs");
        g_string_append_printf(out, "%s%s%s%s > %s (%s)", out->len ? "; " : "", is_own ? "" : rule,
                               is_own ? "" : " ", own->actual, own->expected, source ? source : "");
    }
    return g_string_free(out, FALSE);
}

static void inspect_at(struct fakehost *fake, void *self, const char *locator, const char *text,
                       const char *format, const char *data)
{
    struct numbers_page page;
    struct ts_structured piece = {.format = ts_text(format),
                                  .text = ts_text(data),
                                  .where = ts_text("html/head/script"),
                                  .line = 3,
                                  .column = 9};
    numbers_page_init(&page, text, "web", "nl");
    page.document.structured = ts_one(&piece, sizeof piece);
    page.document.locator = ts_text(locator);
    fakehost_reset(fake);
    numbers_inspect(fake, self, &page);
    numbers_page_finish(&page);
}

static void inspect(struct fakehost *fake, void *self, const char *text, const char *format,
                    const char *data)
{
    inspect_at(fake, self, "https://vlakwerk.example/contact", text, format, data);
}

static void compares(void **state)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        inspect(fake, self, rows[i].text, rows[i].format, rows[i].data);
        g_autofree char *seen = found(fake);
        if (strcmp(seen, rows[i].found) != 0) {
            fail_msg("%s:\n  %s\n  instead of\n  %s", rows[i].what, seen, rows[i].found);
        }
    }
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
}

/* What is right is seen, with the place of the piece. */
static void observes(void **state)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    (void)state;
    inspect(fake, self, "", "json-ld",
            ORG(ADDRESS("Kanaalstraat 12A", "3531 CJ", "Utrecht") ",\"telephone\":\"0301234567\""));
    g_autofree char *seen = numbers_seen(fake, "address|phone|name|identity");
    assert_string_equal(seen, "name=match; address:hq=match; phone:service=match");
    inspect(fake, self, "", "json-ld", ORG("\"telephone\":\"030 123 45 76\""));
    const struct fake_finding *own = g_ptr_array_index(fake->findings, 0);
    assert_string_equal(g_hash_table_lookup(own->arguments, "format"), "JSON-LD");
    assert_string_equal(g_hash_table_lookup(own->arguments, "source_nl"), "het merkboek");
    assert_int_equal(own->block, TS_NO_BLOCK);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
}

/* A profile of ours at a market place has the market's data. */
static void knows_others_pages(void **state)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    static const char market[] =
        "{\"@type\":\"Organization\",\"name\":\"Markt\",\"url\":\"https://markt.example\","
        "\"telephone\":\"020 600 70 80\"}";
    static const char other[] =
        "{\"@type\":\"Store\",\"name\":\"Plankman\",\"telephone\":\"020 600 70 80\"}";
    static const char nameless[] = "{\"@type\":\"Store\",\"telephone\":\"020 600 70 80\"}";
    (void)state;
    const struct {
        const char *locator, *data;
        guint findings;
    } pages[] = {
        {"https://markt.example/vlakwerk", market, 0},
        {"https://markt.example/vlakwerk", nameless, 0},
        {"https://vlakwerk.example/", market, 0},
        {"https://vlakwerk.example/", nameless, 1},
        {"https://vlakwerk.example/", other, 1},
        {"site/index.html", market, 0},
        {"site/index.html", nameless, 1},
        {"site/index.html", other, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        inspect_at(fake, self, pages[i].locator, "", "json-ld", pages[i].data);
        if (fake->findings->len != pages[i].findings) {
            fail_msg("row %zu: %u findings", i, fake->findings->len);
        }
    }
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
}

static void keeps_cap(void **state)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    GString *data = g_string_new("{\"@type\":\"Store\",\"name\":\"Vlakwerk\",\"telephone\":[");
    (void)state;
    for (guint i = 0; i < 3000; i++) {
        g_string_append_printf(data, "\"030 700 %02u %02u\",", i / 100, i % 100);
    }
    g_string_append(data, "]}");
    inspect(fake, self, "", "json-ld", data->str);
    assert_in_range(fake->findings->len, 400, 500);
    g_string_free(data, TRUE);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
}

static void reads_metas(void **state)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    struct numbers_page page;
    (void)state;
    numbers_page_init(&page,
                      "= business:contact_data:street_address Kanaalstraat 21A\n"
                      "= business:contact_data:postal_code 3531 CJ\n"
                      "= business:contact_data:locality Utrecht\n"
                      "= og:phone_number +31 30 123 45 67",
                      "web", "nl");
    page.document.locator = ts_text("https://vlakwerk.example/");
    numbers_inspect(fake, self, &page);
    g_autofree char *seen = found(fake);
    assert_string_equal(seen, "Kanaalstraat 21A, 3531 CJ Utrecht > Kanaalstraat 12A, 3531 CJ "
                              "Utrecht (the brand book)");
    numbers_page_finish(&page);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),           cmocka_unit_test(observes),
        cmocka_unit_test(knows_others_pages), cmocka_unit_test(keeps_cap),
        cmocka_unit_test(reads_metas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
