/* SPDX-License-Identifier: MIT
 *
 * All statements of the run against the truth, else among each other.
 */
#include "plugins/check-facts/conclude.h"

/* A page that could not be reached this time still says what it said. */
static gboolean is_there(const struct ts_stored_document *document)
{
    return document->status != TS_GONE && document->status != TS_SKIPPED;
}

static int collect(struct ts_call *call, const struct facts *facts, struct groups *groups)
{
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(struct statement));
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    while ((next = call->host->next_document(call, &document)) == 1) {
        if (!is_there(&document)) {
            continue;
        }
        statements_of(facts, &document, statements);
        for (guint i = 0; i < statements->len; i++) {
            groups_add(call, groups, &document, &g_array_index(statements, struct statement, i));
        }
    }
    return next;
}

/* Only a broken or hostile site says that much; what was not compared is UNCHECKED. */
static int judge_caps(struct ts_call *call, const struct groups *groups)
{
    guint left_out = groups_left_out(groups);
    g_autofree char *why =
        g_strdup_printf("%u statements of facts are more than can be compared", left_out);
    return left_out ? call->host->fail(call, TS_FAIL, ts_text(why)) : 0;
}

int facts_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct facts *facts = self;
    struct groups *groups = groups_new();
    int done = collect(call, facts, groups);
    const GPtrArray *sorted = groups_sort(groups);
    (void)touchpoints;
    for (guint i = 0; i < sorted->len && done == 0; i++) {
        done = group_judge(call, facts, g_ptr_array_index(sorted, i));
    }
    done = done == 0 ? judge_caps(call, groups) : -1;
    groups_free(&groups);
    return done;
}
