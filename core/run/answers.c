/* SPDX-License-Identifier: MIT
 *
 * The table answer.
 */
#include "core/run/answers.h"

#include <string.h>

#include "core/limits.h"
#include "core/process/fingerprint.h"
#include "core/process/media.h"

/* Records name checks by their place in the plan. */
static void add_checks(const struct plan *plan, const struct plan_touchpoint *touchpoint,
                       GString *parts)
{
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        unsigned check = g_array_index(touchpoint->uses, struct plan_use, i).check;
        if (plan_is_picture_check(plan, check)) {
            g_string_append_printf(parts, " %u:%s", check,
                                   g_array_index(plan->checks, struct plan_check, check).hash);
        }
    }
}

static void add_readers(const struct plan *plan, GString *parts)
{
    for (guint i = 0; i < plan->readers->len; i++) {
        const struct catalog_plugin *reader = g_ptr_array_index(plan->readers, i);
        if (plan_is_picture_reader(reader)) {
            g_string_append_printf(parts, " %s:%s", reader->name, reader->version);
        }
    }
}

char *answers_name(const struct store *store, const struct task *task)
{
    const struct plan *plan = store->plan;
    guint own = g_array_index(plan->sources, struct plan_source, task->family->source).touchpoint;
    const struct plan_touchpoint *touchpoint = plan_touchpoint_at(plan, own);
    if (task->document || !*task->content_hash || store->is_partial ||
        !media_is_picture(ts_text(task->media_type)) || !plan_judges_pictures(plan, touchpoint)) {
        return NULL;
    }
    g_autoptr(GString) parts = g_string_new(task->content_hash);
    g_string_append_printf(parts, " %s", task->media_type);
    add_readers(plan, parts);
    add_checks(plan, touchpoint, parts);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, parts->str, (gssize)parts->len);
}

int answers_get(struct store *store, const char *name, GByteArray *records_r)
{
    sqlite3_stmt *row = database_query(store->database, SQL_ANSWER_GET, "sii", name,
                                       store->has_past ? (gint64)0 : store->run, store->run);
    int stepped = row ? database_step(store->database, row) : -1;
    if (stepped == 1) {
        struct ts_str records = database_blob(row, 0);
        g_byte_array_append(records_r, (const guint8 *)records.ptr, (guint)records.len);
        stepped += sqlite3_column_int(row, 1);
    }
    if (row) {
        database_reset(row);
    }
    return stepped;
}

/* Where its links lead is another matter in another place. */
static gboolean has_links(struct wire_reader *part)
{
    struct record_head head;
    return record_get_head(part, &head) != 0 || head.link_count > 0;
}

/* What broke may do better the next time. */
static gboolean may_be_kept(struct ts_str records)
{
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    struct record_problem problem;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (type == RECORD_CHILD || (type == RECORD_HEAD && has_links(&part)) ||
            (type == RECORD_PROBLEM && (record_get_problem(&part, &problem) != 0 ||
                                        problem.kind == PROBLEM_PLUGIN || problem.is_retryable))) {
            return FALSE;
        }
    }
    return next == 0 && records.len <= LIMIT_ANSWER_SIZE;
}

int answers_put(struct store *store, const char *name, struct ts_str records)
{
    return may_be_kept(records)
               ? database_run(store->database, SQL_ANSWER_PUT, "sbi", name, records, store->run)
               : 0;
}
