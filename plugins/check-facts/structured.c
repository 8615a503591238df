/* SPDX-License-Identifier: MIT
 *
 * What a document's machine-readable data says: which property of schema.org speaks of which fact.
 * The ids of the facts are those of the shop packs.
 */
#include "plugins/check-facts/structured.h"

#include <string.h>

#define PRODUCT_DEPTH 6u      /* items inside a product that belong to it */
#define PRODUCT_VISITS 20000u /* of one document */
#define COUNTRIES_MAX 30u     /* of one item */

struct reading {
    struct ts_call *call;
    const struct facts *facts;
    struct ts_list items;
    GHashTable *products; /* const struct item * -> the product it is about */
    guint visits;
    guint shops; /* items with opening hours */
    GArray *statements;
};

/* ---- scopes ---- */

/* Folds as a person would take two names for one: letter case. Memory of the call. */
static struct ts_str folded(struct ts_call *call, struct ts_str text)
{
    g_autofree char *lower = g_utf8_strdown(text.len ? text.ptr : "", (gssize)text.len);
    size_t size = strlen(lower);
    char *own = call->host->alloc(call, size + 1);
    memcpy(own, lower, size);
    return ts_bytes(own, size);
}

static void mark_product(struct reading *reading, const struct item *item,
                         const struct item *product, guint depth)
{
    for (uint32_t i = 0; i < item->values.count && reading->visits < PRODUCT_VISITS; i++) {
        const struct item_value *value = ts_item(item->values, i);
        reading->visits++;
        if (value->item && depth < PRODUCT_DEPTH &&
            !g_hash_table_contains(reading->products, value->item) &&
            !item_is(value->item, "Organization")) {
            g_hash_table_insert(reading->products, (gpointer)value->item, (gpointer)product);
            mark_product(reading, value->item, product, depth + 1);
        }
    }
}

static void mark_products(struct reading *reading)
{
    for (uint32_t i = 0; i < reading->items.count; i++) {
        const struct item *item = ts_item(reading->items, i);
        if (item_is(item, "Product")) {
            mark_product(reading, item, item, 0);
        }
    }
}

static struct ts_str product_of(const struct reading *reading, const struct item *item)
{
    const struct item *product = g_hash_table_lookup(reading->products, item);
    return product ? folded(reading->call, item_text(product, "name")) : ts_text(NULL);
}

/* ---- statements ---- */

/* What an item says of a fact, and for whom. */
struct saying {
    const struct item *item;
    const char *slot;
    struct value value;
    struct scope scope;
};

static void add(struct reading *reading, const struct saying *saying)
{
    const struct slot *slot = facts_slot(reading->facts, ts_text(saying->slot));
    g_autofree char *written = value_print(&saying->value);
    struct statement statement = {
        .slot = slot,
        .value = saying->value,
        .scope = saying->scope,
        .is_structured = TRUE,
        .format = ts_text(item_format_name(saying->item->format)),
        .place = {.block = TS_NO_BLOCK,
                  .where = saying->item->where,
                  .line = saying->item->line,
                  .column = saying->item->column},
        .written = {reading->call->host->alloc(reading->call, strlen(written) + 1),
                    strlen(written)},
    };
    if (slot && slot->type == saying->value.type) {
        memcpy((char *)statement.written.ptr, written, statement.written.len);
        g_array_append_val(reading->statements, statement);
    }
}

static struct ts_str country_of(const struct item_value *value)
{
    struct ts_str text = value->text;
    if (value->item) {
        text = item_text(value->item, "addressCountry");
        text = text.len ? text : item_text(value->item, "name");
    }
    return text;
}

/* For each country that a property names; for all, if none or the brand's own is among them. */
static void add_for_countries(struct reading *reading, const struct saying *saying,
                              const char *property)
{
    struct ts_str countries[COUNTRIES_MAX];
    guint count = 0;
    gboolean is_home = FALSE;
    for (uint32_t i = 0; i < saying->item->values.count && count < COUNTRIES_MAX; i++) {
        const struct item_value *value = ts_item(saying->item->values, i);
        struct ts_str country = ts_is(value->name, property) ? country_of(value) : ts_text(NULL);
        if (country.len) {
            countries[count++] = country;
            is_home |= reading->facts->country && country.len == strlen(reading->facts->country) &&
                       g_ascii_strncasecmp(country.ptr, reading->facts->country, country.len) == 0;
        }
    }
    if (count == 0 || is_home) {
        add(reading, saying);
        return;
    }
    for (guint i = 0; i < count; i++) {
        struct saying own = *saying;
        own.scope.country = countries[i];
        add(reading, &own);
    }
}

/* ---- properties ---- */

/* Orders are processed on some days of the week only: then days are working days. */
static enum duration_unit day_unit(const struct item *delivery)
{
    const struct item_value *days = item_get(delivery, "businessDays");
    struct value week;
    if (!days || !days->item || !data_hours(delivery, "businessDays", &week)) {
        return UNIT_DAY;
    }
    return week.days[6].opens < 0 ? UNIT_WORKDAY : UNIT_DAY;
}

/* From order to door: what handling takes and what the way takes. */
static gboolean read_delivery(const struct item *delivery, struct value *value_r)
{
    enum duration_unit unit = day_unit(delivery);
    struct value handling;
    if (!data_duration(item_get(delivery, "transitTime"), UNIT_DAY, value_r)) {
        return FALSE;
    }
    if (data_duration(item_get(delivery, "handlingTime"), UNIT_DAY, &handling)) {
        if (handling.unit != value_r->unit || handling.is_at_least || value_r->is_at_least) {
            return FALSE;
        }
        value_r->is_at_most |= handling.is_at_most;
        value_r->low += handling.low;
        value_r->high += handling.high;
    }
    value_r->unit = value_r->unit == UNIT_DAY ? unit : value_r->unit;
    return TRUE;
}

static void take_delivery(struct reading *reading, const struct item *item)
{
    const struct item_value *delivery = item_get(item, "deliveryTime");
    struct saying saying = {item, "delivery-time", .scope.product = product_of(reading, item)};
    if (delivery->item && (read_delivery(delivery->item, &saying.value) ||
                           data_duration(delivery, UNIT_DAY, &saying.value))) {
        add_for_countries(reading, &saying, "shippingDestination");
    }
}

/* That this offer comes free of charge says nothing of others. */
static void take_rate(struct reading *reading, const struct item *item)
{
    struct saying saying = {item, "shipping-cost", .scope.product = product_of(reading, item)};
    if (data_money(item, "shippingRate", &saying.value) && saying.value.low > 0) {
        add_for_countries(reading, &saying, "shippingDestination");
    }
}

static void take_threshold(struct reading *reading, const struct item *item)
{
    struct saying saying = {item, "free-shipping"};
    if (data_money(item, "freeShippingThreshold", &saying.value)) {
        value_bind(&saying.value, ts_text("least"));
        add_for_countries(reading, &saying, "shippingDestination");
    }
}

static void take_return_days(struct reading *reading, const struct item *item)
{
    struct saying saying = {item, "return-period"};
    if (data_duration(item_get(item, "merchantReturnDays"), UNIT_DAY, &saying.value) &&
        saying.value.high > 0) {
        add_for_countries(reading, &saying, "applicableCountry");
    }
}

static gboolean ends_with(struct ts_str text, const char *end)
{
    size_t size = strlen(end);
    return text.len >= size && memcmp(text.ptr + text.len - size, end, size) == 0;
}

/* A phrase of the packs ("free", "paid"), or the amount. */
static void take_return_fees(struct reading *reading, const struct item *item)
{
    const struct item_value *fees = item_get(item, "returnFees");
    struct ts_str kind = fees->item ? fees->item->id : fees->text;
    gboolean is_free = ends_with(kind, "FreeReturn");
    gboolean is_paid = ends_with(kind, "ReturnFeesCustomerResponsibility") ||
                       ends_with(kind, "ReturnShippingFees") ||
                       ends_with(kind, "OriginalShippingFees");
    struct saying phrase = {
        item, "return-cost",
        .value = {.type = VALUE_PHRASE, .phrase = ts_text(is_free ? "free" : "paid")}};
    struct saying amount = {item, "return-cost", .value = {.type = VALUE_MONEY}};
    if (!is_free && !is_paid) {
        return;
    }
    add_for_countries(reading, &phrase, "applicableCountry");
    if (is_free || data_money(item, "returnShippingFeesAmount", &amount.value)) {
        add_for_countries(reading, &amount, "applicableCountry");
    }
}

static void take_warranty(struct reading *reading, const struct item *item)
{
    struct saying saying = {item, "warranty", .scope.product = product_of(reading, item)};
    if (data_duration(item_get(item, "durationOfWarranty"), UNIT_YEAR, &saying.value)) {
        add(reading, &saying);
    }
}

/* A branch has hours of its own. */
static struct ts_str branch_of(const struct reading *reading, const struct item *item)
{
    static const char *const signs[] = {"branchOf", "branchCode", "parentOrganization"};
    gboolean is_branch = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        is_branch |= item_get(item, signs[i]) != NULL;
    }
    return is_branch || reading->shops > 1 ? folded(reading->call, item_text(item, "name"))
                                           : ts_text(NULL);
}

static guint count_shops(struct ts_list items)
{
    guint shops = 0;
    for (uint32_t i = 0; i < items.count; i++) {
        const struct item *item = ts_item(items, i);
        shops += item_get(item, "openingHours") || item_get(item, "openingHoursSpecification");
    }
    return shops;
}

static void take_hours(struct reading *reading, const struct item *item, const char *property)
{
    struct saying saying = {item, "opening-hours"};
    if (!item_is(item, "ContactPoint") && data_hours(item, property, &saying.value)) {
        saying.scope.product = branch_of(reading, item);
        add(reading, &saying);
    }
}

static void take_opening_hours(struct reading *reading, const struct item *item)
{
    take_hours(reading, item, "openingHours");
}

/* Where both are there they say the same, or one is broken: the detailed one counts. */
static void take_specification(struct reading *reading, const struct item *item)
{
    take_hours(reading, item, "openingHoursSpecification");
}

static void take_phone_hours(struct reading *reading, const struct item *item)
{
    struct ts_str purpose = folded(reading->call, item_text(item, "contactType"));
    struct saying saying = {item, "phone-hours"};
    if (!ts_is(purpose, "customer service") && !ts_is(purpose, "customer support")) {
        saying.scope.channel = purpose;
    }
    if (data_hours(item, "hoursAvailable", &saying.value)) {
        add(reading, &saying);
    }
}

static const struct {
    const char *property;
    void (*take)(struct reading *reading, const struct item *item);
} properties[] = {
    {"deliveryTime", take_delivery},           {"shippingRate", take_rate},
    {"freeShippingThreshold", take_threshold}, {"merchantReturnDays", take_return_days},
    {"returnFees", take_return_fees},          {"durationOfWarranty", take_warranty},
    {"openingHours", take_opening_hours},      {"openingHoursSpecification", take_specification},
    {"hoursAvailable", take_phone_hours},
};

/* Most pages have data, few of them say any of this: it is not parsed in vain. */
static gboolean may_say(const struct ts_document *document)
{
    for (uint32_t i = 0; i < document->structured.count; i++) {
        const struct ts_structured *piece = ts_item(document->structured, i);
        for (size_t k = 0; k < G_N_ELEMENTS(properties); k++) {
            const char *name = properties[k].property;
            if (piece->text.len && memmem(piece->text.ptr, piece->text.len, name, strlen(name))) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

int facts_in_data(struct ts_call *call, const struct facts *facts,
                  const struct ts_document *document, GArray *statements)
{
    struct reading reading = {.call = call, .facts = facts, .statements = statements};
    if (!may_say(document)) {
        return 0;
    }
    reading.items = items_of(call, document, NULL);
    reading.products = g_hash_table_new(NULL, NULL);
    reading.shops = count_shops(reading.items);
    mark_products(&reading);
    for (uint32_t i = 0; i < reading.items.count; i++) {
        const struct item *item = ts_item(reading.items, i);
        for (size_t k = 0; k < G_N_ELEMENTS(properties); k++) {
            if (item_get(item, properties[k].property)) {
                properties[k].take(&reading, item);
            }
        }
    }
    g_hash_table_unref(reading.products);
    return 0;
}
