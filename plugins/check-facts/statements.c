/* SPDX-License-Identifier: MIT
 *
 * From the stored observations of a document back to statements: hours of single days become one
 * week, and data speaks for the text that agrees with it.
 */
#include <string.h>

#include "plugins/check-facts/conclude.h"

const struct slot *facts_slot(const struct facts *facts, struct ts_str id)
{
    for (guint i = 0; i < facts->slots->len; i++) {
        const struct slot *slot = g_ptr_array_index(facts->slots, i);
        if (ts_is(id, slot->id)) {
            return slot;
        }
    }
    return NULL;
}

gboolean slot_is_limit(const struct slot *slot)
{
    static const char *const limits[] = {"return-period", "warranty",       "payment-term",
                                         "notice-period", "quote-validity", "free-shipping"};
    gboolean is_limit = slot->sense == SENSE_LIMIT;
    for (size_t i = 0; slot->sense == SENSE_UNSAID && i < G_N_ELEMENTS(limits); i++) {
        is_limit |= g_str_equal(slot->id, limits[i]);
    }
    return is_limit;
}

static gboolean holds_for(const struct slot *slot, struct ts_str touchpoint)
{
    for (guint i = 0; slot->only && i < slot->only->len; i++) {
        if (ts_is(touchpoint, g_ptr_array_index(slot->only, i))) {
            return TRUE;
        }
    }
    return !slot->only || slot->only->len == 0;
}

static struct ts_str detail(const struct ts_observation *seen, const char *name)
{
    for (uint32_t i = 0; i < seen->details.count; i++) {
        const struct ts_pair *pair = ts_item(seen->details, i);
        if (ts_is(pair->name, name)) {
            return pair->value;
        }
    }
    return ts_text(NULL);
}

/* Of the brand's own country is said of all. */
static struct ts_str abroad(const struct facts *facts, struct ts_str country)
{
    gboolean is_home = facts->country && country.len == strlen(facts->country) &&
                       g_ascii_strncasecmp(country.ptr, facts->country, country.len) == 0;
    return is_home ? ts_text(NULL) : country;
}

/* That telephone hours are by telephone is no narrower scope: the channel begins the fact's id. */
static struct ts_str other_channel(const struct slot *slot, struct ts_str channel)
{
    gboolean is_own = channel.len && strncmp(slot->id, channel.ptr, channel.len) == 0 &&
                      slot->id[channel.len] == '-';
    return is_own ? ts_text(NULL) : channel;
}

static gboolean read_statement(const struct facts *facts, const struct ts_observation *seen,
                               struct ts_str touchpoint, struct statement *statement_r)
{
    const struct slot *slot = facts_slot(facts, seen->key);
    *statement_r = (struct statement){.slot = slot};
    if (!slot || !holds_for(slot, touchpoint) ||
        !value_read(seen->value, slot->type, &statement_r->value)) {
        return FALSE;
    }
    value_bind(&statement_r->value, detail(seen, "bound"));
    if (slot_is_limit(slot)) {
        value_unbind(&statement_r->value);
    }
    statement_r->scope =
        (struct scope){abroad(facts, detail(seen, "country")),
                       other_channel(slot, detail(seen, "channel")), detail(seen, "product")};
    statement_r->format = detail(seen, "format");
    statement_r->is_structured = statement_r->format.len > 0;
    statement_r->written = detail(seen, "written");
    statement_r->place = seen->place;
    return TRUE;
}

static gboolean is_same_matter(const struct statement *a, const struct statement *b)
{
    return a->slot == b->slot && scope_is_same(&a->scope, &b->scope);
}

/* A table of hours has a row for each day: a day that is not said yet joins the week. */
static gboolean join_week(struct statement *week, const struct statement *statement)
{
    return statement->slot->type == VALUE_HOURS &&
           week->is_structured == statement->is_structured && is_same_matter(week, statement) &&
           value_join_week(&week->value, &statement->value, FALSE);
}

static void add_statement(GArray *statements, const struct statement *statement)
{
    for (guint i = statements->len; i > 0; i--) {
        if (join_week(&g_array_index(statements, struct statement, i - 1), statement)) {
            return;
        }
    }
    g_array_append_val(statements, *statement);
}

/* Does the document's data say the same, or what can be true beside it? */
static gboolean is_covered(const GArray *statements, const struct statement *statement)
{
    gboolean is_covered = FALSE;
    for (guint i = 0; i < statements->len; i++) {
        const struct statement *data = &g_array_index(statements, struct statement, i);
        if (!data->is_structured || !is_same_matter(data, statement)) {
            continue;
        }
        switch (value_relate(&data->value, &statement->value)) {
        case VALUE_CONTRADICTS:
            return FALSE;
        case VALUE_INCOMPARABLE:
            break;
        default:
            is_covered = TRUE;
        }
    }
    return is_covered;
}

/* Where there is a truth, text is held against it too, not only the data. */
static void drop_covered(GArray *statements)
{
    for (guint i = statements->len; i > 0; i--) {
        const struct statement *statement = &g_array_index(statements, struct statement, i - 1);
        if (!statement->is_structured && !statement->slot->has_truth &&
            is_covered(statements, statement)) {
            g_array_remove_index(statements, i - 1);
        }
    }
}

/* ---- data of a product ---- */

static gboolean is_data_beside(const struct statement *data, const struct statement *text)
{
    return data->is_structured && data->scope.product.len && data->slot == text->slot &&
           ts_equal(data->scope.country, text->scope.country) &&
           ts_equal(data->scope.channel, text->scope.channel);
}

/* The one product of which the document's data says this fact; NULL: none, or several. */
static const struct statement *only_product(const GArray *statements, const struct statement *text)
{
    const struct statement *only = NULL;
    for (guint i = 0; i < statements->len; i++) {
        const struct statement *data = &g_array_index(statements, struct statement, i);
        if (!is_data_beside(data, text)) {
            continue;
        }
        if (only && !ts_equal(only->scope.product, data->scope.product)) {
            return NULL;
        }
        only = data;
    }
    return only;
}

static gboolean is_false(const struct statement *statement)
{
    return statement->slot->has_truth &&
           value_relate(&statement->slot->truth, &statement->value) == VALUE_CONTRADICTS;
}

/* On a product's page text speaks of the product too: where it contradicts the product's data, both
 * are held against each other. */
static void tell_of_product(GArray *statements)
{
    guint count = statements->len;
    for (guint i = 0; i < count; i++) {
        struct statement *text = &g_array_index(statements, struct statement, i);
        const struct statement *data =
            text->is_structured || text->scope.product.len ? NULL : only_product(statements, text);
        if (!data || is_false(text) ||
            value_relate(&data->value, &text->value) != VALUE_CONTRADICTS) {
            continue;
        }
        struct statement own = *text;
        own.scope.product = data->scope.product;
        if (text->slot->has_truth) {
            g_array_append_val(statements, own);
        } else {
            *text = own;
        }
    }
}

void statements_of(const struct facts *facts, const struct ts_stored_document *document,
                   GArray *statements)
{
    guint seen_count = MIN(document->observations.count, DOCUMENT_STATEMENTS);
    g_array_set_size(statements, 0);
    for (guint i = 0; i < seen_count; i++) {
        struct statement statement;
        if (read_statement(facts, ts_item(document->observations, i), document->touchpoint,
                           &statement)) {
            add_statement(statements, &statement);
        }
    }
    drop_covered(statements);
    tell_of_product(statements);
}
