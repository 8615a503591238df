/* SPDX-License-Identifier: MIT
 *
 * One document: observes each statement.
 */
#include "plugins/check-facts/facts.h"

#define DETAILS 6u
#define WRITTEN_MAX                                                              \
    160u /* bytes that are kept of what stands there, and of a class of products \
          */

static void add(struct ts_pair *details, uint32_t *count, const char *name, struct ts_str value)
{
    if (value.len) {
        details[(*count)++] = (struct ts_pair){ts_text(name), value};
    }
}

/* Cut on a character's border. */
static struct ts_str shortened(struct ts_str text)
{
    while (text.len > WRITTEN_MAX) {
        text.len = WRITTEN_MAX;
        text.len = (size_t)(g_utf8_find_prev_char(text.ptr, text.ptr + text.len) - text.ptr);
    }
    return text;
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
    add(details, &count, "written", shortened(statement->written));
    add(details, &count, "bound", ts_text(value_bound(&statement->value)));
    add(details, &count, "country", statement->scope.country);
    add(details, &count, "channel", statement->scope.channel);
    add(details, &count, "product", shortened(statement->scope.product));
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
    for (guint i = 0; i < MIN(statements->len, DOCUMENT_STATEMENTS); i++) {
        if (observe(call, &g_array_index(statements, struct statement, i)) != 0) {
            return -1;
        }
    }
    return 0;
}
