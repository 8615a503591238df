/* SPDX-License-Identifier: MIT
 *
 * The events of a run.
 */
#include "core/command/run_log.h"

#include <string.h>

#include "core/build.h"
#include "core/command/log.h"
#include "core/report/jsonl.h"
#include "core/result/exit_status.h"

#define PROGRESS_INTERVAL (60 * G_USEC_PER_SEC)
#define UNCHECKED_MOST 1000u /* documents, a line each: a site that is down has thousands */

void run_log_started(const struct plan *plan, const struct run_options *options)
{
    guint selected = 0;
    for (guint i = 0; i < plan->touchpoints->len; i++) {
        selected += plan_touchpoint_at(plan, i)->is_selected ? 1 : 0;
    }
    json_t *fields = json_object();
    json_object_set_new(fields, "version", json_string(TOUCHSTONE_VERSION));
    json_object_set_new(fields, "plan", jsonl_text(plan->path));
    json_object_set_new(fields, "brand", jsonl_text(plan->brand_name));
    json_object_set_new(fields, "as_of", jsonl_text(options->as_of));
    json_object_set_new(fields, "touchpoints", json_integer(selected));
    log_event(LOG_LEVEL_INFO, "run-started", fields);
}

void run_log_progress(const struct engine_progress *progress, gint64 *told_r)
{
    gint64 now = g_get_monotonic_time();
    if (*told_r == 0 && progress->is_resumed) {
        log_event(LOG_LEVEL_INFO, "run-resumed", NULL);
    }
    if (*told_r && now - *told_r < PROGRESS_INTERVAL) {
        return;
    }
    if (*told_r) {
        log_event(LOG_LEVEL_INFO, "progress",
                  json_pack("{s:I, s:I, s:I, s:I}", "done", (json_int_t)progress->done, "queued",
                            (json_int_t)progress->queued, "findings",
                            (json_int_t)progress->findings, "unchecked",
                            (json_int_t)progress->unchecked));
    }
    *told_r = now;
}

static int tell_document(const struct result_document *document, void *data)
{
    guint *count = data;
    if (strcmp(document->status, "unchecked") == 0 && ++*count <= UNCHECKED_MOST) {
        json_t *fields = json_object();
        json_object_set_new(fields, "touchpoint", jsonl_text(document->touchpoint));
        json_object_set_new(fields, "locator", jsonl_text(document->locator));
        json_object_set_new(fields, "reason", jsonl_text(document->reason));
        log_event(LOG_LEVEL_WARNING, "document-unchecked", fields);
    }
    return 0;
}

static void tell_touchpoint(const struct result_touchpoint *own)
{
    json_t *fields = json_object();
    gboolean is_well = strcmp(own->state, "unchecked") != 0 && own->gaps == 0;
    json_object_set_new(fields, "touchpoint", jsonl_text(own->id));
    json_object_set_new(fields, "state", jsonl_text(own->state));
    json_object_set_new(fields, "score", jsonl_measured(own->score));
    json_object_set_new(fields, "documents", json_integer(own->documents));
    json_object_set_new(fields, "unchecked", json_integer(own->unchecked));
    json_object_set_new(fields, "errors", json_integer(own->errors));
    json_object_set_new(fields, "warnings", json_integer(own->warnings));
    json_object_set_new(fields, "infos", json_integer(own->infos));
    log_event(is_well ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "touchpoint-done", fields);
}

void run_log_result(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    guint count = 0;
    if (!log_is_on()) {
        return;
    }
    if (result_each_document(result, tell_document, &count) != 0) {
        log_text(LOG_LEVEL_ERROR, "error", "message", result_error(result));
    }
    if (count > UNCHECKED_MOST) {
        log_event(LOG_LEVEL_WARNING, "documents-unchecked",
                  json_pack("{s:i}", "more", (int)(count - UNCHECKED_MOST)));
    }
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (own->is_current && strcmp(own->state, "not-measured") != 0) {
            tell_touchpoint(own);
        }
    }
}

void run_log_ended(const struct result *result, int status)
{
    json_t *fields = json_pack("{s:i}", "exit", status);
    const struct result_summary *summary = result ? result_summary(result) : NULL;
    if (summary) {
        json_object_set_new(fields, "run", jsonl_text(result_run(result)->id));
        json_object_set_new(fields, "documents", json_integer(summary->documents));
        json_object_set_new(fields, "unchecked", json_integer(summary->unchecked));
        json_object_set_new(fields, "new", json_integer(summary->new_count));
        json_object_set_new(fields, "open", json_integer(summary->open_count));
        json_object_set_new(fields, "fixed", json_integer(summary->fixed_count));
        json_object_set_new(fields, "accepted", json_integer(summary->accepted_count));
        json_object_set_new(fields, "cut_short", jsonl_text(summary->cut_short));
    }
    log_event(status == EXIT_USAGE        ? LOG_LEVEL_ERROR
              : status == EXIT_INCOMPLETE ? LOG_LEVEL_WARNING
                                          : LOG_LEVEL_INFO,
              "run-ended", fields);
}
