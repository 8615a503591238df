/* SPDX-License-Identifier: MIT
 *
 * One document: observes each statement.
 */
#include "plugins/check-facts/facts.h"

#define DETAILS 6u

static void add(struct ts_pair *details, uint32_t *count, const char *name, struct ts_str value)
{
    if (value.len) {
        details[(*count)++] = (struct ts_pair){ts_text(name), value};
    }
}

static int observe(struct ts_call *call, const struct statement *statement)
{
    g_autofree char *value = value_print(&statement->value);
    struct ts_pair details[DETAILS];
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(statement->slot->id),
        .value = ts_text(value),
        .confidence = -1,
        .place = statement->place,
    };
    uint32_t count = 0;
    add(details, &count, "written", statement->written);
    add(details, &count, "bound", ts_text(value_bound(&statement->value)));
    add(details, &count, "country", statement->scope.country);
    add(details, &count, "channel", statement->scope.channel);
    add(details, &count, "product", statement->scope.product);
    add(details, &count, "format", statement->format);
    observation.details = (struct ts_list){details, count, sizeof *details};
    return call->host->emit_observation(call, &observation);
}

int facts_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct facts *facts = self;
    g_autoptr(GArray) statements = g_array_new(FALSE, TRUE, sizeof(struct statement));
    if (facts_in_data(call, facts, document, statements) != 0 ||
        facts_in_text(call, facts, document, statements) != 0) {
        return -1;
    }
    for (guint i = 0; i < statements->len; i++) {
        if (observe(call, &g_array_index(statements, struct statement, i)) != 0) {
            return -1;
        }
    }
    return 0;
}
