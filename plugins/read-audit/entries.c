/* SPDX-License-Identifier: MIT
 *
 * Questions and findings. What the auditor says of the place is not text of the brand, and nobody
 * else judges it; what stands there word for word ("actual") is.
 */
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/common/suggest_name.h"
#include "plugins/read-audit/audit.h"

static const char *const question_keys[] = {"ask",    "topic", "answer", "note",
                                            "actual", "photo", NULL};
static const char *const finding_keys[] = {"what",  "severity", "expected", "actual",
                                           "topic", "place",    "photo",    NULL};
static const char *const topics[] = {"promise",       "logo",  "name", "address",
                                     "phone",         "email", "term", "tone",
                                     "opening-hours", "price", NULL};
static const char *const severities[] = {"error", "warning", "info", NULL};

/* As people write them; the first of each answer is what it is called. */
static const struct {
    const char *written, *answer;
} answers[] = {
    {"yes", "yes"},
    {"no", "no"},
    {"partly", "partly"},
    {"not-applicable", "not-applicable"},
    {"unanswered", "unanswered"},
    {"ja", "yes"},
    {"y", "yes"},
    {"true", "yes"},
    {"nee", "no"},
    {"n", "no"},
    {"false", "no"},
    {"deels", "partly"},
    {"gedeeltelijk", "partly"},
    {"partially", "partly"},
    {"nvt", "not-applicable"},
    {"n.v.t.", "not-applicable"},
    {"n/a", "not-applicable"},
    {"not applicable", "not-applicable"},
    {"?", "unanswered"},
};

/* ---- one entry ---- */

struct entry {
    struct audit *audit;
    const struct ts_node *node;
    char *where; /* "questions[3]" */
    json_t *record;
};

/* Text of a member; a list or map there is a mistake. */
static struct ts_str text_of(const struct entry *entry, const char *key)
{
    const struct ts_node *child = ts_get(entry->node, key);
    if (child && child->kind != TS_NODE_TEXT && child->kind != TS_NODE_NULL) {
        audit_say(entry->audit, child, "text must stand behind \"%s\"", key);
    }
    return ts_get_text(entry->node, key);
}

static void record(const struct entry *entry, const char *name, struct ts_str text)
{
    size_t size = MIN(text.len, AUDIT_VALUE_SIZE);
    while (size < text.len && size > 0 && ((guchar)text.ptr[size] & 0xC0) == 0x80) {
        size--;
    }
    if (size) {
        json_object_set_new(entry->record, name, json_stringn(text.ptr, size));
    }
}

static void emit_block(const struct entry *entry, const char *key, uint32_t role)
{
    const struct ts_node *child = ts_get(entry->node, key);
    struct ts_str text = text_of(entry, key);
    if (blocks_is_blank(text)) {
        return;
    }
    struct block_builder builder;
    g_autofree char *where = g_strdup_printf("%s/%s", entry->where, key);
    block_builder_init(&builder, entry->audit->call);
    block_builder_add(&builder, text, child->line, child->column);
    entry->audit->is_failed |=
        block_builder_flush(&builder, role, entry->audit->language, where) != 0;
    block_builder_finish(&builder);
    record(entry, key, text);
}

static gboolean is_below(struct ts_str path)
{
    g_autofree char *text = g_strndup(path.ptr, path.len);
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    return !g_path_is_absolute(text) && !strchr(text, ':') && !strchr(text, '\\') &&
           !g_strv_contains((const char *const *)parts, "..");
}

static void emit_photo(const struct entry *entry, const struct ts_node *node, struct ts_str alt)
{
    struct ts_reference reference = {.uri = node->text,
                                     .alt = alt,
                                     .has_alt = alt.len > 0,
                                     .where = ts_text(entry->where),
                                     .kind = TS_REFERENCE_IMAGE,
                                     .line = node->line,
                                     .column = node->column};
    if (node->kind != TS_NODE_TEXT || !is_below(node->text)) {
        audit_say(entry->audit, node, "a photo is a file beside this form or in a folder there");
        return;
    }
    entry->audit->is_failed |=
        entry->audit->call->host->emit_reference(entry->audit->call, &reference) != 0;
}

static void emit_photos(const struct entry *entry, struct ts_str alt)
{
    const struct ts_node *photo = ts_get(entry->node, "photo");
    if (!photo || photo->kind == TS_NODE_NULL) {
        return;
    }
    if (photo->kind != TS_NODE_LIST) {
        emit_photo(entry, photo, alt);
        return;
    }
    for (uint32_t i = 0; i < photo->children.count; i++) {
        emit_photo(entry, ts_item(photo->children, i), alt);
    }
}

/* Own topics are allowed; one that is nearly a known one is a slip. */
static void take_topic(const struct entry *entry)
{
    struct ts_str topic = text_of(entry, "topic");
    g_autofree char *text = g_strndup(topic.len ? topic.ptr : "", topic.len);
    const char *near = topic.len ? suggest_name(topic, topics) : NULL;
    if (near && !g_str_equal(near, text)) {
        audit_say(entry->audit, ts_get(entry->node, "topic"),
                  "the topic \"%.60s\" is not known: did you mean \"%s\"?", text, near);
    }
    record(entry, "topic", topic);
}

static void emit_record(const struct entry *entry, const struct ts_node *at)
{
    char *text = json_dumps(entry->record, JSON_COMPACT | JSON_SORT_KEYS);
    struct ts_structured structured = {.format = ts_text(AUDIT_FORMAT),
                                       .text = ts_text(text),
                                       .where = ts_text(entry->where),
                                       .line = at->line,
                                       .column = at->column};
    entry->audit->is_failed |=
        entry->audit->call->host->emit_structured(entry->audit->call, &structured) != 0;
    free(text);
}

/* ---- questions ---- */

/* NULL: not an answer. */
static const char *answer_of(const struct ts_node *node)
{
    if (!node || node->kind == TS_NODE_NULL || blocks_is_blank(node->text)) {
        return "unanswered";
    }
    g_autofree char *text = g_strndup(node->text.ptr, node->text.len);
    g_strstrip(text);
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        if (g_ascii_strcasecmp(text, answers[i].written) == 0) {
            return answers[i].answer;
        }
    }
    return NULL;
}

static void say_no_answer(const struct entry *entry, const struct ts_node *node)
{
    const char *names[G_N_ELEMENTS(answers) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        names[i] = answers[i].written;
    }
    const char *near = node->kind == TS_NODE_TEXT ? suggest_name(node->text, names) : NULL;
    audit_say(entry->audit, node,
              "the answer \"%.*s\" is not known%s%s%s (yes, no, partly, not-applicable)",
              (int)MIN(node->text.len, 60u), node->text.ptr ? node->text.ptr : "",
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static void take_answer(const struct entry *entry, struct ts_str ask)
{
    const struct ts_node *node = ts_get(entry->node, "answer");
    const char *answer = node && node->kind > TS_NODE_TEXT ? NULL : answer_of(node);
    if (!answer) {
        say_no_answer(entry, node);
        return;
    }
    entry->audit->unanswered += g_str_equal(answer, "unanswered");
    json_object_set_new(entry->record, "kind", json_string("answer"));
    json_object_set_new(entry->record, "answer", json_string(answer));
    record(entry, "ask", ask);
    take_topic(entry);
    emit_block(entry, "note", TS_ROLE_CODE);
    emit_block(entry, "actual", TS_ROLE_TEXT);
    emit_record(entry, node ? node : entry->node);
}

static void take_question(const struct entry *entry)
{
    struct ts_str ask = text_of(entry, "ask");
    audit_check_keys(entry->audit, entry->node, question_keys);
    entry->audit->questions++;
    if (blocks_is_blank(ask)) {
        audit_say(entry->audit, entry->node, "this question has no \"ask\"");
        return;
    }
    take_answer(entry, ask);
    emit_photos(entry, ask);
}

/* ---- findings ---- */

static void take_severity(const struct entry *entry)
{
    struct ts_str text = text_of(entry, "severity");
    g_autofree char *own = g_strndup(text.len ? text.ptr : "", text.len);
    if (text.len && !g_strv_contains(severities, own)) {
        audit_say(entry->audit, ts_get(entry->node, "severity"),
                  "the severity \"%.60s\" is not known (error, warning, info)", own);
        return;
    }
    record(entry, "severity", text);
}

static void take_finding(const struct entry *entry)
{
    struct ts_str what = text_of(entry, "what");
    audit_check_keys(entry->audit, entry->node, finding_keys);
    entry->audit->findings++;
    if (blocks_is_blank(what)) {
        audit_say(entry->audit, entry->node, "this finding has no \"what\"");
        return;
    }
    json_object_set_new(entry->record, "kind", json_string("finding"));
    emit_block(entry, "what", TS_ROLE_CODE);
    emit_block(entry, "actual", TS_ROLE_TEXT);
    record(entry, "expected", text_of(entry, "expected"));
    record(entry, "place", text_of(entry, "place"));
    take_topic(entry);
    take_severity(entry);
    emit_record(entry, entry->node);
    emit_photos(entry, what);
}

/* ---- lists ---- */

static void each(struct audit *audit, const struct ts_node *list, const char *name,
                 void (*take)(const struct entry *entry))
{
    if (!list || list->kind == TS_NODE_NULL) {
        return;
    }
    if (list->kind != TS_NODE_LIST) {
        audit_say(audit, list, "\"%s\" is a list: each of it begins with \"- \"", name);
        return;
    }
    for (uint32_t i = 0; i < list->children.count; i++) {
        struct entry entry = {.audit = audit, .node = ts_item(list->children, i)};
        if (entry.node->kind == TS_NODE_NULL) {
            continue; /* a dash with nothing behind it */
        }
        if (entry.node->kind != TS_NODE_MAP) {
            audit_say(audit, entry.node, "this has no keys: write \"- %s: ...\"",
                      take == take_question ? "ask" : "what");
            continue;
        }
        entry.where = g_strdup_printf("%s[%u]", name, i + 1);
        entry.record = json_object();
        take(&entry);
        json_decref(entry.record);
        g_free(entry.where);
    }
}

void audit_questions(struct audit *audit, const struct ts_node *list)
{
    each(audit, list, "questions", take_question);
}

void audit_findings(struct audit *audit, const struct ts_node *list)
{
    each(audit, list, "findings", take_finding);
}
