/* SPDX-License-Identifier: MIT
 *
 * Any JSON-LD or microdata: what it says of facts is a value with a normal form that is read again.
 */
#include <stdint.h>

#include "plugins/check-facts/facts.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct slot slots[] = {
    {.id = "delivery-time", .type = VALUE_DURATION},
    {.id = "return-period", .type = VALUE_DURATION},
    {.id = "warranty", .type = VALUE_DURATION},
    {.id = "opening-hours", .type = VALUE_HOURS},
    {.id = "phone-hours", .type = VALUE_HOURS},
    {.id = "free-shipping", .type = VALUE_MONEY},
    {.id = "shipping-cost", .type = VALUE_MONEY},
    {.id = "return-cost", .type = VALUE_PHRASE},
};

static const struct ts_host host = {.size = offsetof(struct ts_host, share), .alloc = give};

static void check_statement(const struct statement *statement)
{
    struct value again;
    g_autofree char *printed = value_print(&statement->value);
    g_assert(statement->is_structured && statement->slot);
    g_assert(value_read(ts_text(printed), statement->slot->type, &again));
    g_autofree char *reprinted = value_print(&again);
    g_assert(g_str_equal(printed, reprinted));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_call fuzz = {.call = {&host}};
    struct facts facts = {.country = (char *)"NL"};
    if (size < 2 || size > 100000) {
        return 0;
    }
    g_autofree char *text = g_utf8_make_valid((const char *)data + 1, (gssize)size - 1);
    struct ts_structured piece = {.format = ts_text(data[0] % 2 ? "json-ld" : "microdata"),
                                  .text = ts_text(text)};
    struct ts_document document = {.size = sizeof document,
                                   .structured = ts_one(&piece, sizeof piece)};
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(struct statement));
    fuzz.memory = g_ptr_array_new_with_free_func(g_free);
    facts.slots = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        g_ptr_array_add(facts.slots, &slots[i]);
    }
    g_assert(facts_in_data(&fuzz.call, &facts, &document, statements) == 0);
    for (guint i = 0; i < statements->len; i++) {
        check_statement(&g_array_index(statements, struct statement, i));
    }
    g_ptr_array_unref(facts.slots);
    g_ptr_array_unref(fuzz.memory);
    return 0;
}
