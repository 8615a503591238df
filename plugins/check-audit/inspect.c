/* SPDX-License-Identifier: MIT
 *
 * Each answer and finding of a form, as the reader recorded it.
 */
#include <jansson.h>

#include "plugins/check-audit/check.h"

#define FORMAT "audit" /* of ts_structured: what the reader audit emits */
#define PLACES 10000u  /* of one finding */

/* One record at work. */
struct scene {
    struct ts_call *call;
    const struct audit_check *check;
    const struct ts_structured *structured;
    const json_t *record;
    GArray *unanswered; /* struct ts_place */
};

static struct ts_str member(const struct scene *scene, const char *name)
{
    const json_t *value = json_object_get(scene->record, name);
    return json_is_string(value) ? ts_bytes(json_string_value(value), json_string_length(value))
                                 : ts_text(NULL);
}

static struct ts_place place_of(const struct scene *scene)
{
    struct ts_place place = {.where = scene->structured->where,
                             .block = TS_NO_BLOCK,
                             .line = scene->structured->line,
                             .column = scene->structured->column};
    return place;
}

/* arguments without a value are left out: the message has brackets for that. */
static int report(const struct scene *scene, struct ts_finding *finding,
                  const struct ts_pair *arguments, uint32_t count)
{
    struct ts_pair present[4];
    struct ts_place place = place_of(scene);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (arguments[i].value.len) {
            present[kept++] = arguments[i];
        }
    }
    finding->size = sizeof *finding;
    finding->arguments = (struct ts_list){present, kept, sizeof present[0]};
    finding->places = ts_one(&place, sizeof place);
    return scene->call->host->emit_finding(scene->call, finding);
}

/* ---- answers ---- */

static uint32_t severity_of_no(const struct scene *scene)
{
    struct ts_str topic = member(scene, "topic");
    g_autofree char *key = g_strndup(topic.len ? topic.ptr : "", topic.len);
    return GPOINTER_TO_UINT(g_hash_table_lookup(scene->check->topics, key));
}

static int report_answer(const struct scene *scene, const char *rule, uint32_t severity)
{
    struct ts_pair arguments[] = {{ts_text("note"), member(scene, "note")},
                                  {ts_text("topic"), member(scene, "topic")}};
    struct ts_finding finding = {
        .severity = severity, .rule = ts_text(rule), .actual = member(scene, "ask")};
    return report(scene, &finding, arguments, 2);
}

static int observe(const struct scene *scene, struct ts_str answer)
{
    struct ts_str topic = member(scene, "topic");
    if (topic.len == 0) {
        return 0;
    }
    g_autofree char *key = g_strdup_printf("audit:%.*s", (int)topic.len, topic.ptr);
    struct ts_observation observation = {.size = sizeof observation,
                                         .key = ts_text(key),
                                         .value = answer,
                                         .confidence = 1.0,
                                         .place = place_of(scene)};
    return scene->call->host->emit_observation(scene->call, &observation);
}

static int take_answer(struct scene *scene)
{
    struct ts_str answer = member(scene, "answer");
    if (observe(scene, answer) != 0) {
        return -1;
    }
    if (ts_is(answer, "no")) {
        return report_answer(scene, "audit/answer-no", severity_of_no(scene));
    }
    if (ts_is(answer, "partly")) {
        return report_answer(scene, "audit/answer-partly", scene->check->partly);
    }
    if (ts_is(answer, "unanswered") && scene->unanswered->len < PLACES) {
        struct ts_place place = place_of(scene);
        g_array_append_val(scene->unanswered, place);
    }
    return 0;
}

/* ---- findings ---- */

static uint32_t severity_of_finding(const struct scene *scene)
{
    struct ts_str text = member(scene, "severity");
    return ts_is(text, "error") ? TS_ERROR : ts_is(text, "info") ? TS_INFO : TS_SEVERITY_DEFAULT;
}

static int take_finding(const struct scene *scene)
{
    struct ts_str what = member(scene, "what"), actual = member(scene, "actual");
    struct ts_pair arguments[] = {{ts_text("what"), what},
                                  {ts_text("spot"), member(scene, "place")},
                                  {ts_text("stands"), actual},
                                  {ts_text("should"), member(scene, "expected")}};
    struct ts_finding finding = {.severity = severity_of_finding(scene),
                                 .rule = ts_text("audit/finding"),
                                 .expected = member(scene, "expected"),
                                 .actual = actual.len ? actual : what};
    return report(scene, &finding, arguments, 4);
}

/* ---- the form ---- */

static int report_unanswered(const struct scene *scene)
{
    if (scene->unanswered->len == 0) {
        return 0;
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("audit/unanswered"),
        .places = {scene->unanswered->data, scene->unanswered->len, sizeof(struct ts_place)},
    };
    return scene->call->host->emit_finding(scene->call, &finding);
}

static int take_record(struct scene *scene, const struct ts_structured *structured)
{
    json_t *record = json_loadb(structured->text.ptr, structured->text.len, 0, NULL);
    scene->structured = structured;
    scene->record = record;
    int done = ts_is(member(scene, "kind"), "finding")  ? take_finding(scene)
               : ts_is(member(scene, "kind"), "answer") ? take_answer(scene)
                                                        : 0;
    json_decref(record);
    return done;
}

int audit_check_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    struct scene scene = {.call = call, .check = self};
    int done = 0;
    scene.unanswered = g_array_new(FALSE, TRUE, sizeof(struct ts_place));
    for (uint32_t i = 0; done == 0 && i < document->structured.count; i++) {
        const struct ts_structured *structured = ts_item(document->structured, i);
        if (ts_is(structured->format, FORMAT)) {
            done = take_record(&scene, structured);
        }
    }
    done = done == 0 ? report_unanswered(&scene) : done;
    g_array_unref(scene.unanswered);
    return done;
}
