/* SPDX-License-Identifier: MIT
 *
 * JSON lines: one object a line, sorted, for programs. Keys may be added, never changed.
 */
#include <glib/gi18n.h>
#include <jansson.h>
#include <string.h>

#include "core/report/escape.h"
#include "core/report/jsonl.h"

#define PLACES_HELD 20u

json_t *jsonl_text(const char *value)
{
    json_t *string = value ? json_string(value) : json_null();
    if (!string) { /* not UTF-8: a file name, say */
        g_autofree char *valid = g_utf8_make_valid(value, -1);
        string = json_string(valid);
    }
    return string;
}

json_t *jsonl_measured(double value)
{
    return value < 0 ? json_null() : json_real(value);
}

json_t *jsonl_texts(const GPtrArray *values)
{
    json_t *array = json_array();
    for (guint i = 0; i < values->len; i++) {
        json_array_append_new(array, jsonl_text(g_ptr_array_index(values, i)));
    }
    return array;
}

static json_t *words(const char *value)
{
    json_t *array = json_array();
    g_auto(GStrv) all = g_strsplit(value, " ", -1);
    for (gsize i = 0; all[i]; i++) {
        if (*all[i]) {
            json_array_append_new(array, jsonl_text(all[i]));
        }
    }
    return array;
}

/* Numbers are told as short as they are read. */
void jsonl_append(GString *out, json_t *object)
{
    char *dumped = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(6));
    json_decref(object);
    escape_json_line(out, dumped);
    free(dumped);
}

static int end_line(struct jsonl *writer)
{
    g_string_append_c(writer->line, '\n');
    return report_flush(writer->line, writer->out);
}

int jsonl_write(struct jsonl *writer, json_t *object)
{
    jsonl_append(writer->line, object);
    return end_line(writer);
}

static json_t *plugins(const GPtrArray *lines)
{
    json_t *array = json_array();
    for (guint i = 0; i < lines->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(lines, i), " ", 2);
        json_array_append_new(array, json_pack("{s:o, s:o}", "name", jsonl_text(parts[0]),
                                               "version", jsonl_text(parts[1] ? parts[1] : "")));
    }
    return array;
}

static int write_run(struct jsonl *writer)
{
    const struct result_run *run = result_run(writer->result);
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("run"));
    json_object_set_new(object, "version", jsonl_text(run->version));
    json_object_set_new(object, "id", jsonl_text(run->id));
    json_object_set_new(object, "started", jsonl_text(run->started));
    json_object_set_new(object, "finished", jsonl_text(run->finished));
    json_object_set_new(object, "as_of", jsonl_text(run->as_of));
    json_object_set_new(object, "plan", jsonl_text(run->plan));
    json_object_set_new(object, "brand", jsonl_text(run->brand));
    json_object_set_new(object, "plugins", plugins(run->plugins));
    json_object_set_new(object, "sealed", json_boolean(run->is_sealed));
    json_object_set_new(object, "notices", jsonl_texts(run->notices));
    return jsonl_write(writer, object);
}

static int write_document(const struct result_document *document, void *data)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("document"));
    json_object_set_new(object, "touchpoint", jsonl_text(document->touchpoint));
    json_object_set_new(object, "locator", jsonl_text(document->locator));
    json_object_set_new(object, "media_type", jsonl_text(document->media_type));
    json_object_set_new(object, "language", jsonl_text(document->language));
    json_object_set_new(object, "kinds", words(document->kinds));
    json_object_set_new(object, "status", jsonl_text(document->status));
    json_object_set_new(object, "reason", jsonl_text(document->reason));
    json_object_set_new(object, "title", jsonl_text(document->title));
    json_object_set_new(object, "way", jsonl_text(document->way));
    return jsonl_write(data, object);
}

json_t *jsonl_spot(unsigned line, unsigned column, const char *where)
{
    json_t *object = json_object();
    json_object_set_new(object, "line", json_integer(line));
    json_object_set_new(object, "column", json_integer(column));
    json_object_set_new(object, "where", jsonl_text(where));
    return object;
}

/* What else is known of an observation; no key where that is nothing. */
static void put_object(json_t *object, const char *key, const char *value)
{
    json_t *parsed = json_loads(value, 0, NULL);
    if (json_object_size(parsed) > 0) {
        json_object_set(object, key, parsed);
    }
    json_decref(parsed);
}

/* Measures that outside tools look for beside the confidence, not among the other numbers. */
static void put_measures(json_t *object, const char *numbers)
{
    static const char *const names[] = {"aspect", "delta_e"};
    json_t *parsed = json_loads(numbers, 0, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        json_t *value = json_object_get(parsed, names[i]);
        if (value) {
            json_object_set(object, names[i], value);
        }
    }
    json_decref(parsed);
}

static int write_observation(const struct result_observation *observation, void *data)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("observation"));
    json_object_set_new(object, "touchpoint", jsonl_text(observation->touchpoint));
    json_object_set_new(object, "check", jsonl_text(observation->check));
    json_object_set_new(object, "key", jsonl_text(observation->key));
    json_object_set_new(object, "value", jsonl_text(observation->value));
    json_object_set_new(object, "confidence", jsonl_measured(observation->confidence));
    json_object_set_new(object, "locator", jsonl_text(observation->locator));
    json_object_set_new(object, "place",
                        jsonl_spot(observation->line, observation->column, observation->where));
    put_object(object, "details", observation->details);
    put_object(object, "numbers", observation->numbers);
    put_measures(object, observation->numbers);
    if (*observation->evidence) {
        json_object_set_new(object, "evidence", jsonl_text(observation->evidence));
    }
    return jsonl_write(data, object);
}

static int append_place(const struct result_place *place, void *data)
{
    struct jsonl *writer = data;
    json_t *object = json_object();
    json_object_set_new(object, "touchpoint", jsonl_text(place->touchpoint));
    json_object_set_new(object, "locator", jsonl_text(place->locator));
    json_object_set_new(object, "line", json_integer(place->line));
    json_object_set_new(object, "column", json_integer(place->column));
    json_object_set_new(object, "where", jsonl_text(place->where));
    if (writer->is_across) {
        json_object_set_new(object, "excerpt", jsonl_text(place->excerpt));
    }
    if (writer->places_written++ > 0) {
        g_string_append_c(writer->line, ',');
    }
    jsonl_append(writer->line, object);
    return report_flush(writer->line, writer->out);
}

static json_t *suggestions(const struct result_finding *finding)
{
    json_t *array = json_array();
    for (guint i = 0; finding->suggestions[i]; i++) {
        json_array_append_new(array, jsonl_text(finding->suggestions[i]));
    }
    return array;
}

/* With its bytes: a finding is one line however many places it has. Those of observations would be
 * told again at each. */
static json_t *evidence(const struct jsonl *writer, const struct result_finding *finding)
{
    g_autofree char *type = NULL;
    g_autoptr(GBytes) bytes = result_evidence(writer->result, finding->evidence, &type);
    if (!bytes) {
        return NULL;
    }
    gsize size;
    const guchar *data = g_bytes_get_data(bytes, &size);
    g_autofree char *coded = g_base64_encode(data, size);
    return json_pack("{s:o, s:o, s:o}", "id", jsonl_text(finding->evidence), "type",
                     jsonl_text(type), "data", jsonl_text(coded));
}

static json_t *finding_object(const struct jsonl *writer, const struct result_finding *finding)
{
    const struct result_place *first =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("finding"));
    json_object_set_new(object, "touchpoint", jsonl_text(finding->touchpoint));
    json_object_set_new(object, "rule", jsonl_text(finding->rule));
    json_object_set_new(object, "severity", jsonl_text(finding->severity));
    json_object_set_new(object, "message", jsonl_text(finding->message));
    json_object_set_new(object, "excerpt", jsonl_text(first ? first->excerpt : ""));
    json_object_set_new(object, "expected", jsonl_text(finding->expected));
    json_object_set_new(object, "actual", jsonl_text(finding->actual));
    json_object_set_new(object, "fingerprint", jsonl_text(finding->fingerprint));
    if (finding->state) {
        json_object_set_new(object, "state", jsonl_text(finding->state));
    }
    json_object_set_new(object, "seen", json_boolean(finding->is_seen || !finding->state));
    json_object_set_new(object, "accepted", json_boolean(*finding->acceptance != '\0'));
    if (*finding->acceptance) {
        json_object_set_new(object, "acceptance", json_loads(finding->acceptance, 0, NULL));
    }
    json_object_set_new(object, "count", json_integer(finding->count));
    if (*finding->suggestions) {
        json_object_set_new(object, "suggestions", suggestions(finding));
    }
    if (*finding->evidence) {
        json_object_set_new(object, "evidence", evidence(writer, finding));
    }
    return object;
}

/* Many places come from the database as they are written: there may be a hundred thousand. */
static int append_places(struct jsonl *writer, const struct result_finding *finding)
{
    writer->places_written = 0;
    writer->is_across = finding->is_across;
    if (finding->count > finding->places->len) {
        return result_each_place(writer->result, finding->id, append_place, writer);
    }
    int done = 0;
    for (guint i = 0; done == 0 && i < finding->places->len; i++) {
        done = append_place(g_ptr_array_index(finding->places, i), writer);
    }
    return done;
}

static int write_finding(const struct result_finding *finding, void *data)
{
    struct jsonl *writer = data;
    if (!report_wants(writer->options, finding)) {
        return 0;
    }
    jsonl_append(writer->line, finding_object(writer, finding));
    g_string_truncate(writer->line, writer->line->len - 1);
    g_string_append(writer->line, ",\"places\":[");
    if (append_places(writer, finding) != 0) {
        return -1;
    }
    g_string_append(writer->line, "]}");
    return end_line(writer);
}

static json_t *counts(guint errors, guint warnings, guint infos)
{
    return json_pack("{s:i, s:i, s:i}", "error", (int)errors, "warning", (int)warnings, "info",
                     (int)infos);
}

static json_t *promise_counts(const struct result_promise *own)
{
    guint shown = own->exact + own->altered + own->theme;
    return json_pack("{s:i, s:i, s:i, s:i, s:i}", "documents", (int)own->documents, "payoff",
                     (int)own->exact, "altered", (int)own->altered, "theme", (int)own->theme,
                     "none", (int)(own->documents - MIN(shown, own->documents)));
}

/* null: it need not carry the promise, or that could not be judged. */
static json_t *promise(const GArray *promise)
{
    json_t *languages = json_object();
    if (promise->len == 0) {
        json_decref(languages);
        return json_null();
    }
    json_t *all = promise_counts(&g_array_index(promise, struct result_promise, 0));
    for (guint i = 1; i < promise->len; i++) {
        const struct result_promise *own = &g_array_index(promise, struct result_promise, i);
        json_object_set_new(languages, own->language, promise_counts(own));
    }
    json_object_set_new(all, "languages", languages);
    return all;
}

static int write_touchpoint(struct jsonl *writer, const struct result_touchpoint *touchpoint)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("touchpoint"));
    json_object_set_new(object, "id", jsonl_text(touchpoint->id));
    json_object_set_new(object, "state", jsonl_text(touchpoint->state));
    json_object_set_new(object, "score", jsonl_measured(touchpoint->score));
    json_object_set_new(object, "documents", json_integer(touchpoint->documents));
    json_object_set_new(object, "pictures", json_integer(touchpoint->pictures));
    json_object_set_new(object, "unchecked", json_integer(touchpoint->unchecked));
    json_object_set_new(object, "findings",
                        counts(touchpoint->errors, touchpoint->warnings, touchpoint->infos));
    json_object_set_new(object, "skipped", json_integer(touchpoint->skipped));
    json_object_set_new(object, "name", jsonl_text(touchpoint->name));
    json_object_set_new(object, "channel", jsonl_text(touchpoint->channel));
    json_object_set_new(object, "phases", jsonl_texts(touchpoint->phases));
    json_object_set_new(object, "category", jsonl_text(touchpoint->category));
    json_object_set_new(object, "control", jsonl_text(touchpoint->control));
    json_object_set_new(object, "owner", jsonl_text(touchpoint->owner));
    json_object_set_new(object, "importance", json_integer(touchpoint->importance));
    json_object_set_new(object, "seen", json_boolean(touchpoint->is_current));
    json_object_set_new(object, "promise", promise(touchpoint->promise));
    return jsonl_write(writer, object);
}

static int compare_ids(gconstpointer left, gconstpointer right)
{
    return strcmp((*(const struct result_touchpoint *const *)left)->id,
                  (*(const struct result_touchpoint *const *)right)->id);
}

static int write_touchpoints(struct jsonl *writer)
{
    const GArray *touchpoints = result_touchpoints(writer->result);
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    int done = 0;
    for (guint i = 0; i < touchpoints->len; i++) {
        g_ptr_array_add(sorted, &g_array_index(touchpoints, struct result_touchpoint, i));
    }
    g_ptr_array_sort(sorted, compare_ids);
    for (guint i = 0; done == 0 && i < sorted->len; i++) {
        done = write_touchpoint(writer, g_ptr_array_index(sorted, i));
    }
    return done;
}

static int write_summary(struct jsonl *writer)
{
    const struct result_summary *summary = result_summary(writer->result);
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("summary"));
    json_object_set_new(object, "documents", json_integer(summary->documents));
    json_object_set_new(object, "pictures", json_integer(summary->pictures));
    json_object_set_new(object, "remembered", json_integer(summary->remembered));
    json_object_set_new(object, "unchecked", json_integer(summary->unchecked));
    json_object_set_new(object, "findings",
                        counts(summary->errors, summary->warnings, summary->infos));
    json_object_set_new(object, "exit", json_integer(summary->exit));
    json_object_set_new(object, "skipped", json_integer(summary->skipped));
    json_object_set_new(object, "gone", json_integer(summary->gone));
    json_object_set_new(object, "kept", json_integer(summary->kept));
    json_object_set_new(object, "judged_again", json_integer(summary->judged));
    json_object_set_new(object, "suggestions_asked", json_integer(summary->suggested));
    if (result_run(writer->result)->has_states) {
        json_object_set_new(object, "new", json_integer(summary->new_count));
        json_object_set_new(object, "open", json_integer(summary->open_count));
        json_object_set_new(object, "fixed", json_integer(summary->fixed_count));
        json_object_set_new(object, "accepted", json_integer(summary->accepted_count));
    }
    json_object_set_new(object, "cut_short", jsonl_text(summary->cut_short));
    return jsonl_write(writer, object);
}

static int write_all(struct jsonl *writer)
{
    int done = write_run(writer);
    if (done == 0) {
        done = result_each_document(writer->result, write_document, writer);
    }
    if (done == 0 && writer->options->has_observations) {
        done = result_each_observation(writer->result, write_observation, writer);
    }
    if (done == 0) {
        const struct result_query all = {.order = RESULT_STABLE, .at_most = PLACES_HELD};
        done = result_each_finding(writer->result, &all, write_finding, writer);
    }
    if (done == 0) {
        done = write_touchpoints(writer);
    }
    if (done == 0) {
        done = jsonl_story(writer);
    }
    return done == 0 ? write_summary(writer) : done;
}

static int write_jsonl(const struct result *result, const struct report_options *options, FILE *out,
                       char **error_r)
{
    struct jsonl writer = {
        .result = result,
        .options = options,
        .line = g_string_new(NULL),
        .out = out,
    };
    int done = write_all(&writer);
    g_string_free(writer.line, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_jsonl = {
    .name = "jsonl",
    .help =
        N_("JSON lines, for programs: run, documents, findings, touchpoints, stories, journeys, "
           "summary"),
    .write = write_jsonl,
};
