/* SPDX-License-Identifier: MIT
 *
 * What JSON-LD and microdata say of facts.
 */
#include "plugins/check-facts/facts.h"
#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *json;
    const char *want; /* "fact=value bound country/channel/product; ..." */
};

#define QUANTITY(low, high)                                                    \
    "{\"@type\":\"QuantitativeValue\",\"minValue\":" low ",\"maxValue\":" high \
    ",\"unitCode\":\"DAY\"}"
#define SHIPPING(extra)                                                                \
    "\"shippingDetails\":{\"@type\":\"OfferShippingDetails\"," extra                   \
    "\"deliveryTime\":{\"@type\":\"ShippingDeliveryTime\",\"handlingTime\":" QUANTITY( \
        "0", "1") ",\"transitTime\":" QUANTITY("1", "2") "}}"
#define MONEY(value) "{\"@type\":\"MonetaryAmount\",\"value\":" value ",\"currency\":\"EUR\"}"
#define OPEN(days, opens, closes)                                                          \
    "{\"@type\":\"OpeningHoursSpecification\",\"dayOfWeek\":[" days "],\"opens\":\"" opens \
    "\",\"closes\":\"" closes "\"}"
#define WEEK "\"Monday\",\"Tuesday\",\"Wednesday\",\"https://schema.org/Thursday\",\"Friday\""
#define SHOP(more) \
    "{\"@context\":\"https://schema.org\",\"@type\":\"Store\",\"name\":\"Tegelhof\"," more "}"

static const struct row rows[] = {
    /* delivery: handling and transit together, of the product, by country */
    {"{\"@type\":\"Offer\"," SHIPPING("") "}", "delivery-time=1-3d //"},
    {"{\"@type\":\"Product\",\"name\":\"Eiken Vloer\",\"offers\":{\"@type\":\"Offer\"," SHIPPING(
         "") "}}",
     "delivery-time=1-3d //eiken vloer"},
    {"{\"@type\":\"Offer\"," SHIPPING("\"shippingDestination\":{\"@type\":\"DefinedRegion\","
                                      "\"addressCountry\":\"BE\"},") "}",
     "delivery-time=1-3d BE//"},
    {"{\"@type\":\"Offer\"," SHIPPING(
         "\"shippingDestination\":[{\"@type\":\"DefinedRegion\",\"addressCountry\":\"BE\"},"
         "{\"@type\":\"DefinedRegion\",\"addressCountry\":\"NL\"}],") "}",
     "delivery-time=1-3d //"},
    {"{\"@type\":\"Offer\"," SHIPPING(
         "\"shippingDestination\":[{\"@type\":\"DefinedRegion\",\"addressCountry\":\"BE\"},"
         "{\"@type\":\"DefinedRegion\",\"addressCountry\":\"LU\"}],") "}",
     "delivery-time=1-3d BE//; delivery-time=1-3d LU//"},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":{\"@type\":\"ShippingDeliveryTime\","
     "\"businessDays\":" OPEN(WEEK, "08:00", "17:00") ",\"transitTime\":" QUANTITY("2", "3") "}}",
     "delivery-time=2-3wd //"},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":" QUANTITY("2", "4") "}",
     "delivery-time=2-4d //"},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":{\"@type\":\"ShippingDeliveryTime\","
     "\"handlingTime\":" QUANTITY("2", "3") "}}",
     ""},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":\"soon\"}", ""},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":" QUANTITY("4", "2") "}", ""},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":{\"maxValue\":\"3\","
     "\"unitCode\":\"d\"}}",
     "delivery-time=3d <= //"},
    {"{\"@type\":\"OfferShippingDetails\",\"deliveryTime\":{\"value\":3,\"unitCode\":\"KGM\"}}",
     ""},
    /* money */
    {"{\"@type\":\"OfferShippingDetails\",\"shippingRate\":" MONEY("4.95") "}",
     "shipping-cost=4.95 EUR //"},
    {"{\"@type\":\"OfferShippingDetails\",\"shippingRate\":" MONEY("0") "}", ""},
    {"{\"@type\":\"OfferShippingDetails\",\"shippingRate\":" MONEY("\"-5\"") "}", ""},
    {"{\"@type\":\"OfferShippingDetails\",\"shippingRate\":{\"value\":4.95}}", ""},
    {"{\"@type\":\"ShippingRateSettings\",\"freeShippingThreshold\":" MONEY("50") "}",
     "free-shipping=50.00 EUR >= //"},
    {"{\"@type\":\"OfferShippingDetails\",\"freeShippingThreshold\":{\"@type\":"
     "\"DeliveryChargeSpecification\",\"price\":\"75.00\",\"priceCurrency\":\"EUR\"}}",
     "free-shipping=75.00 EUR >= //"},
    {"{\"@type\":\"OfferShippingDetails\",\"shippingRate\":{\"value\":5,\"currency\":\"abc\"}}",
     ""},
    /* returns */
    {"{\"@type\":\"MerchantReturnPolicy\",\"applicableCountry\":\"NL\","
     "\"merchantReturnDays\":30,\"returnFees\":\"https://schema.org/FreeReturn\"}",
     "return-period=30d //; return-cost=free //"},
    {"{\"@type\":\"MerchantReturnPolicy\",\"applicableCountry\":\"DE\","
     "\"merchantReturnDays\":\"14\","
     "\"returnFees\":\"https://schema.org/ReturnFeesCustomerResponsibility\"}",
     "return-period=14d DE//; return-cost=paid DE//"},
    {"{\"@type\":\"MerchantReturnPolicy\",\"merchantReturnDays\":0,\"returnFees\":\"other\"}", ""},
    /* warranty */
    {"{\"@type\":\"Product\",\"name\":\"Zaag\",\"offers\":{\"@type\":\"Offer\",\"warranty\":{"
     "\"@type\":\"WarrantyPromise\",\"durationOfWarranty\":{\"value\":2,\"unitCode\":\"ANN\"}}}}",
     "warranty=2y //zaag"},
    {"{\"@type\":\"WarrantyPromise\",\"durationOfWarranty\":\"P24M\"}", "warranty=24m //"},
    {"{\"@type\":\"WarrantyPromise\",\"durationOfWarranty\":\"PT48H\"}", "warranty=48h //"},
    {"{\"@type\":\"WarrantyPromise\",\"durationOfWarranty\":\"P1Y6M\"}", ""},
    {"{\"@type\":\"WarrantyPromise\",\"durationOfWarranty\":\"2 jaar\"}", "warranty=2y //"},
    /* hours */
    {SHOP("\"openingHours\":\"Mo-Fr 09:00-17:30\""), "opening-hours=Mo-Fr 09:00-17:30 //"},
    {SHOP("\"openingHours\":[\"Mo-Fr 09:00-17:30\",\"Sa 10:00-16:00\"]"),
     "opening-hours=Mo-Fr 09:00-17:30; Sa 10:00-16:00 //"},
    {SHOP("\"openingHours\":[\"Mo 09:00-12:00\",\"Mo 13:00-17:00\"]"),
     "opening-hours=Mo 09:00-12:00,13:00-17:00 //"},
    {SHOP("\"openingHoursSpecification\":[" OPEN(WEEK, "09:00:00", "17:30:00") "," OPEN(
         "\"Saturday\"", "T10:00", "T16:00+01:00") "," OPEN("\"Sunday\"", "00:00", "00:00") "]"),
     "opening-hours=Mo-Fr 09:00-17:30; Sa 10:00-16:00; Su closed //"},
    {SHOP("\"openingHoursSpecification\":" OPEN("\"PublicHolidays\"", "10:00", "12:00")), ""},
    {SHOP("\"openingHoursSpecification\":{\"dayOfWeek\":\"Monday\",\"opens\":\"09:00\","
          "\"closes\":\"17:00\",\"validFrom\":\"2026-12-24\"}"),
     ""},
    {SHOP("\"openingHoursSpecification\":{\"dayOfWeek\":\"Monday\",\"opens\":\"9 o'clock\","
          "\"closes\":\"17:00\"}"),
     ""},
    {SHOP("\"openingHoursSpecification\":{\"dayOfWeek\":\"Monday\",\"opens\":\"24:30\"}"), ""},
    {SHOP("\"openingHoursSpecification\":{\"dayOfWeek\":\"Sunday\"}"),
     "opening-hours=Su closed //"},
    {SHOP("\"openingHoursSpecification\":" OPEN("\"Mo\"", "00:00", "23:59")),
     "opening-hours=Mo 00:00-24:00 //"},
    {SHOP("\"openingHours\":\"Mo-Fr 09:00-17:30\",\"branchOf\":{\"name\":\"Tegelhof BV\"}"),
     "opening-hours=Mo-Fr 09:00-17:30 //tegelhof"},
    {"[" SHOP("\"openingHours\":\"Mo 09:00-17:30\"") ",{\"@type\":\"Store\",\"name\":\"Zwolle\","
                                                     "\"openingHours\":\"Mo 09:00-12:00\"}]",
     "opening-hours=Mo 09:00-17:30 //tegelhof; opening-hours=Mo 09:00-12:00 //zwolle"},
    {SHOP("\"contactPoint\":{\"@type\":\"ContactPoint\",\"contactType\":\"Customer service\","
          "\"hoursAvailable\":" OPEN(WEEK, "08:30", "17:00") "}"),
     "phone-hours=Mo-Fr 08:30-17:00 //"},
    {SHOP("\"contactPoint\":{\"@type\":\"ContactPoint\",\"contactType\":\"Sales\","
          "\"hoursAvailable\":\"Mo-Fr 08:30-17:00\"}"),
     "phone-hours=Mo-Fr 08:30-17:00 /sales/"},
    /* no fact */
    {SHOP("\"telephone\":\"030 123 45 67\""), ""},
    {"{\"openingHours\":", ""},
    {"\"openingHours\"", ""},
};

static const struct slot slots[] = {
    {.id = "delivery-time", .title = "Delivery time", .type = VALUE_DURATION},
    {.id = "return-period", .title = "Return period", .type = VALUE_DURATION},
    {.id = "warranty", .title = "Warranty", .type = VALUE_DURATION},
    {.id = "opening-hours", .title = "Opening hours", .type = VALUE_HOURS},
    {.id = "phone-hours", .title = "Telephone hours", .type = VALUE_HOURS},
    {.id = "free-shipping", .title = "Free shipping", .type = VALUE_MONEY},
    {.id = "shipping-cost", .title = "Shipping cost", .type = VALUE_MONEY},
    {.id = "return-cost", .title = "Cost of returning", .type = VALUE_PHRASE},
};

struct state {
    struct fakehost *fake;
    struct facts facts;
};

static int set_up(void **data)
{
    struct state *state = g_new0(struct state, 1);
    state->fake = fakehost_new("check-facts");
    state->facts.country = g_strdup("NL");
    state->facts.slots = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        g_ptr_array_add(state->facts.slots, (gpointer)&slots[i]);
    }
    *data = state;
    return 0;
}

static int tear_down(void **data)
{
    struct state *state = *data;
    g_ptr_array_unref(state->facts.slots);
    g_free(state->facts.country);
    fakehost_free(&state->fake);
    g_free(state);
    return 0;
}

static char *tell(const GArray *statements)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < statements->len; i++) {
        const struct statement *own = &g_array_index(statements, struct statement, i);
        const struct scope *scope = &own->scope;
        g_autofree char *value = value_print(&own->value);
        const char *bound = value_bound(&own->value);
        assert_true(own->is_structured && own->format.len);
        assert_int_equal(own->place.block, TS_NO_BLOCK);
        assert_int_equal(own->place.line, 7);
        assert_true(ts_is(own->written, value));
        g_string_append_printf(text, "%s%s=%s %s%.*s/%.*s/%.*s", i ? "; " : "", own->slot->id,
                               value,
                               g_str_equal(bound, "most")    ? "<= "
                               : g_str_equal(bound, "least") ? ">= "
                                                             : "",
                               (int)scope->country.len, scope->country.ptr, (int)scope->channel.len,
                               scope->channel.ptr, (int)scope->product.len, scope->product.ptr);
    }
    return g_string_free(text, FALSE);
}

static char *read_data(struct state *state, const char *format, const char *json)
{
    struct ts_structured piece = {.format = ts_text(format),
                                  .text = ts_text(json),
                                  .where = ts_text("html/head/script"),
                                  .line = 7};
    struct ts_document document = {.size = sizeof document,
                                   .structured = ts_one(&piece, sizeof piece)};
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(struct statement));
    assert_int_equal(facts_in_data(&state->fake->call, &state->facts, &document, statements), 0);
    return tell(statements);
}

static void test_rows(void **data)
{
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = read_data(*data, "json-ld", rows[i].json);
        if (strcmp(got, rows[i].want) != 0) {
            print_error("row %zu: %s\n  want \"%s\"\n  got  \"%s\"\n", i, rows[i].json,
                        rows[i].want, got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_microdata(void **data)
{
    g_autofree char *got =
        read_data(*data, "microdata",
                  "{\"items\":[{\"type\":[\"https://schema.org/Store\"],\"properties\":{\"name\":["
                  "\"Tegelhof\"],\"openingHours\":[\"Mo-Fr 09:00-17:30\",\"Sa 10:00-16:00\"]}}]}");
    assert_string_equal(got, "opening-hours=Mo-Fr 09:00-17:30; Sa 10:00-16:00 //");
}

/* A product inside itself, and one that holds thousands of offers. */
static void test_hostile(void **data)
{
    g_autofree char *loop =
        read_data(*data, "json-ld",
                  "{\"@type\":\"Product\",\"@id\":\"#p\",\"name\":\"P\",\"isRelatedTo\":{\"@id\":"
                  "\"#p\"},\"durationOfWarranty\":\"P1Y\"}");
    assert_string_equal(loop, "warranty=1y //p");
    GString *many = g_string_new("{\"@type\":\"Product\",\"name\":\"P\",\"offers\":[");
    for (guint i = 0; i < 30000; i++) {
        g_string_append_printf(many, "%s{\"durationOfWarranty\":\"P1Y\"}", i ? "," : "");
    }
    g_string_append(many, "]}");
    g_autofree char *got = read_data(*data, "json-ld", many->str);
    assert_true(strlen(got) < 30000 * strlen("warranty=1y //p; "));
    g_string_free(many, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_microdata),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
