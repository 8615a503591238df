/* SPDX-License-Identifier: MIT
 *
 * The checks over one document: each block once (or from memory), then the document as a whole.
 */
#include "core/process/judge.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <jansson.h>
#include <math.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/fingerprint.h"
#include "core/process/languages.h"
#include "core/process/media.h"
#include "core/process/place.h"
#include "core/process/said.h"

struct judge {
    const struct toolbox *toolbox;
    struct block_memory *memory;
    struct languages *languages;
    struct host_share *share; /* of the block at hand */
    struct arena *arena;      /* of one recalled block */
    GByteArray *said;         /* what the checks say of the block at hand */
    guint32 check;            /* whose turn it is */
    GArray *turns;            /* guint32: the checks of the document at hand */
    struct document *document;
    GByteArray *records;
    GHashTable *failed; /* guint32 as pointer: checks whose failure was told */
    GHashTable *told;   /* hashes of different findings of this document and their check */
    GArray *counts;     /* struct count: of this document, by check */
};

struct count {
    guint32 findings, observations; /* findings that differ; all observations */
};

struct judge *judge_new(const struct toolbox *toolbox)
{
    struct judge *judge = g_new0(struct judge, 1);
    judge->toolbox = toolbox;
    judge->memory = block_memory_new(LIMIT_BLOCK_MEMORY);
    judge->share = host_share_new();
    judge->languages = languages_new(toolbox, judge->share);
    judge->arena = arena_new();
    judge->said = g_byte_array_new();
    judge->failed = g_hash_table_new(NULL, NULL);
    judge->told = g_hash_table_new(NULL, NULL);
    judge->counts = g_array_new(FALSE, TRUE, sizeof(struct count));
    judge->turns = g_array_new(FALSE, FALSE, sizeof(guint32));
    return judge;
}

void judge_free(struct judge **judge)
{
    if (*judge) {
        block_memory_free(&(*judge)->memory);
        languages_free(&(*judge)->languages);
        host_share_free(&(*judge)->share);
        arena_free(&(*judge)->arena);
        g_byte_array_free((*judge)->said, TRUE);
        g_hash_table_destroy((*judge)->failed);
        g_hash_table_destroy((*judge)->told);
        g_array_free((*judge)->counts, TRUE);
        g_array_free((*judge)->turns, TRUE);
        g_free(*judge);
        *judge = NULL;
    }
}

/* ---- records ---- */

static char *pairs_to_json(struct ts_list pairs)
{
    json_t *object = json_object();
    for (guint32 i = 0; i < pairs.count; i++) {
        const struct ts_pair *pair = ts_item(pairs, i);
        g_autofree char *name = g_strndup(pair->name.ptr, pair->name.len);
        json_object_set_new(object, name, json_stringn(pair->value.ptr, pair->value.len));
    }
    char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    return text;
}

static char *numbers_to_json(struct ts_list numbers)
{
    json_t *object = json_object();
    for (guint32 i = 0; i < numbers.count; i++) {
        const struct ts_number *number = ts_item(numbers, i);
        g_autofree char *name = g_strndup(number->name.ptr, number->name.len);
        json_object_set_new(object, name, json_real(number->value));
    }
    char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    return text;
}

void judge_put_finding(GByteArray *records, guint32 check, const struct ts_finding *finding,
                       const struct ts_document *document)
{
    g_autoptr(GByteArray) places = g_byte_array_new();
    char fingerprint[FINGERPRINT_SIZE];
    char *arguments = finding->arguments.count ? pairs_to_json(finding->arguments) : NULL;
    char *numbers = finding->numbers.count ? numbers_to_json(finding->numbers) : NULL;
    fingerprint_make(finding->rule, finding->expected, finding->actual, fingerprint);
    for (guint32 i = 0; i < finding->places.count; i++) {
        struct record_place place = place_resolve(ts_item(finding->places, i), document);
        record_put_place(places, &place);
    }
    struct record_finding record = {
        .check = check,
        .severity = finding->severity,
        .rule = finding->rule,
        .expected = finding->expected,
        .actual = finding->actual,
        .fingerprint = ts_text(fingerprint),
        .arguments = ts_text(arguments ? arguments : "{}"),
        .numbers = ts_text(numbers ? numbers : "{}"),
        .evidence_type = finding->evidence_type,
        .evidence = finding->evidence,
        .evidence_id = finding->evidence_id,
        .place_count = finding->places.count,
    };
    record_put_finding(records, &record, places);
    free(arguments);
    free(numbers);
}

/* What entries and facts are seen as is shown to people, in the conclusions and by date; words and
 * counts are not, and there are many of them. */
static gboolean is_shown(const struct ts_observation *observation)
{
    return observation->details.count > 0 ||
           memchr(observation->key.ptr, ':', observation->key.len) != NULL;
}

void judge_put_observation(GByteArray *records, guint32 check,
                           const struct ts_observation *observation,
                           const struct ts_document *document)
{
    struct record_place place = place_resolve(&observation->place, document);
    char *numbers = observation->numbers.count ? numbers_to_json(observation->numbers) : NULL;
    char *details = observation->details.count ? pairs_to_json(observation->details) : NULL;
    struct record_observation record = {
        .check = check,
        .touchpoint = place.touchpoint,
        .locator = place.locator,
        .key = observation->key,
        .value = observation->value,
        .path = place.path,
        .numbers = ts_text(numbers ? numbers : "{}"),
        .details = ts_text(details ? details : "{}"),
        .confidence = isnan(observation->confidence) ? -1 : observation->confidence,
        .evidence_type = observation->evidence_type,
        .evidence = observation->evidence,
        .evidence_id = observation->evidence_id,
        .line = place.line,
        .column = place.column,
    };
    if (is_shown(observation)) {
        record.excerpt = place.excerpt;
        record.mark_offset = place.mark_offset;
        record.mark_length = place.mark_length;
    }
    record_put_observation(records, &record);
    free(numbers);
    free(details);
}

void judge_put_unchecked(GByteArray *records, const struct ts_plugin *check,
                         const struct ts_place *place, struct ts_str reason,
                         const struct ts_document *document)
{
    g_autofree char *told =
        g_strdup_printf("%s: %.*s", check->name, (int)reason.len, reason.ptr ? reason.ptr : "");
    record_put_problem(records, &(struct record_problem){
                                    .kind = PROBLEM_UNCHECKED,
                                    .check = ts_text(check->name),
                                    .reason = ts_text(told),
                                    .place = place_resolve(place, document),
                                });
}

/* Once a document and check, however many blocks it fails on. */
static void put_failure(struct judge *judge, guint32 check, struct ts_str why)
{
    if (!g_hash_table_add(judge->failed, GUINT_TO_POINTER(check))) {
        return;
    }
    const struct plan_check *own =
        &g_array_index(judge->toolbox->plan->checks, struct plan_check, check);
    record_put_problem(judge->records, &(struct record_problem){
                                           .kind = PROBLEM_UNCHECKED,
                                           .check = ts_text(own->plugin->name),
                                           .reason = why,
                                       });
}

/* ---- what the checks say, on its way through the host ---- */

/* The rule's own severity stands where the check did not say another. */
static struct ts_finding with_severity(const struct judge *judge, guint32 check,
                                       const struct ts_finding *finding)
{
    struct ts_finding own = *finding;
    const struct toolbox_check *used =
        &g_array_index(judge->toolbox->checks, struct toolbox_check, check);
    if (own.severity == TS_SEVERITY_DEFAULT) {
        own.severity = host_rule_severity(used->plugin, finding->rule);
    }
    return own;
}

static int say_finding(void *data, const struct ts_finding *finding)
{
    struct judge *judge = data;
    struct ts_finding own = with_severity(judge, judge->check, finding);
    said_put_finding(judge->said, judge->check, &own);
    return 0;
}

static int say_observation(void *data, const struct ts_observation *observation)
{
    struct judge *judge = data;
    said_put_observation(judge->said, judge->check, observation);
    return 0;
}

static const struct host_sink block_sink = {
    .finding = say_finding,
    .observation = say_observation,
};

/* Of a document that was cut off, nothing is known of what stands nowhere in it. */
static gboolean is_known(const struct judge *judge, const struct ts_finding *finding)
{
    gboolean has_spot = FALSE;
    for (guint32 i = 0; i < finding->places.count; i++) {
        const struct ts_place *place = ts_item(finding->places, i);
        has_spot |= place->block != TS_NO_BLOCK || place->line > 0;
    }
    return has_spot || judge->document->truncated->len == 0;
}

static int put_finding(void *data, const struct ts_finding *finding)
{
    struct judge *judge = data;
    struct ts_finding own = with_severity(judge, judge->check, finding);
    if (is_known(judge, finding)) {
        judge_put_finding(judge->records, judge->check, &own, &judge->document->view);
    }
    return 0;
}

static int put_observation(void *data, const struct ts_observation *observation)
{
    struct judge *judge = data;
    judge_put_observation(judge->records, judge->check, observation, &judge->document->view);
    return 0;
}

static int put_unchecked(void *data, const struct ts_place *place, struct ts_str reason)
{
    struct judge *judge = data;
    const struct toolbox_check *check =
        &g_array_index(judge->toolbox->checks, struct toolbox_check, judge->check);
    judge_put_unchecked(judge->records, check->plugin, place, reason, &judge->document->view);
    return 0;
}

static const struct host_sink document_sink = {
    .finding = put_finding,
    .observation = put_observation,
    .unchecked = put_unchecked,
};

/* ---- blocks ---- */

static void inspect_block(struct judge *judge, const struct toolbox_check *check,
                          const struct ts_block *block)
{
    struct host_call call;
    const char *failure = NULL;
    guint before = judge->said->len;
    host_call_init(&call, check->plugin, HOST_INSPECT_BLOCK, &block_sink, judge);
    host_call_set_blocks(&call, ts_one(block, sizeof *block));
    host_call_set_share(&call, judge->share);
    int result = check->plugin->check->inspect_block(&call.call, check->self, block,
                                                     judge->document->view.kinds);
    if (host_call_result(&call, result, &failure) != 0) {
        g_byte_array_set_size(judge->said, before);
        said_put_failure(judge->said, judge->check, ts_text(failure));
    }
    host_call_finish(&call);
}

/* All checks of the touchpoint over one block: what they say is gathered in judge->said. */
static void judge_block(struct judge *judge, const struct ts_block *block)
{
    struct ts_block bare = document_bare_block(block);
    g_byte_array_set_size(judge->said, 0);
    host_share_clear(judge->share);
    struct ts_str language = languages_ask(judge->languages, &bare);
    struct ts_str usual = judge->document->view.language;
    if (language.len == 0 && bare.language.len == 0 && !ts_is(usual, TS_LANGUAGE_OTHER)) {
        language = usual; /* it has too little to say */
    }
    if (language.len && !ts_equal(language, bare.language)) {
        said_put_language(judge->said, 0, language);
        bare.language = language;
    }
    for (guint i = 0; i < judge->turns->len; i++) {
        judge->check = g_array_index(judge->turns, guint32, i);
        const struct toolbox_check *check =
            &g_array_index(judge->toolbox->checks, struct toolbox_check, judge->check);
        if (!check->error && check->plugin->check->inspect_block) {
            inspect_block(judge, check, &bare);
        }
    }
}

/* Puts the block of this document in the place of block 0. */
static struct ts_list at_block(struct ts_list places, guint32 block)
{
    for (guint32 i = 0; i < places.count; i++) {
        struct ts_place *place = (struct ts_place *)ts_item(places, i);
        if (place->block == 0) {
            place->block = block;
        }
    }
    return places;
}

/* A check that has said too much of a document: the rest of it goes without that check. */
static void retire(struct judge *judge, guint32 check, const char *why)
{
    put_failure(judge, check, ts_text(why));
    for (guint i = 0; i < judge->turns->len; i++) {
        if (g_array_index(judge->turns, guint32, i) == check) {
            g_array_remove_index(judge->turns, i);
            return;
        }
    }
}

static gboolean is_new(struct judge *judge, guint32 check, const struct ts_finding *finding)
{
    struct ts_str parts[] = {finding->rule, finding->expected, finding->actual};
    guint64 hash = check;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        hash = XXH3_64bits_withSeed(parts[i].ptr, parts[i].len, hash);
    }
    return g_hash_table_add(judge->told, (gpointer)(guintptr)hash);
}

/* Is there room for it? The same word in a thousand blocks is one finding. */
static gboolean may_tell(struct judge *judge, const struct said *said)
{
    struct count *count = &g_array_index(judge->counts, struct count, said->check);
    if (said->type == SAID_FINDING) {
        count->findings += is_new(judge, said->check, &said->finding);
    } else {
        count->observations++;
    }
    if (count->findings <= LIMIT_FINDINGS && count->observations <= LIMIT_OBSERVATIONS) {
        return TRUE;
    }
    g_autofree char *why = g_strdup_printf(
        "%s: more than %u different findings, or %u "
        "observations, in one document: the rest of it was not "
        "judged",
        g_array_index(judge->toolbox->plan->checks, struct plan_check, said->check).plugin->name,
        LIMIT_FINDINGS, LIMIT_OBSERVATIONS);
    retire(judge, said->check, why);
    return FALSE;
}

/* What was said of a block becomes findings at this block's own place. */
static void put_said(struct judge *judge, struct ts_str bytes, struct ts_block *own, guint32 block)
{
    struct wire_reader in = wire_reader(bytes.ptr, bytes.len);
    struct said said;
    while (said_next(&in, judge->arena, &said) == 1) {
        gboolean is_counted = said.type == SAID_FINDING || said.type == SAID_OBSERVATION;
        if (is_counted && !may_tell(judge, &said)) {
            continue;
        }
        if (said.type == SAID_FINDING) {
            said.finding.places = at_block(said.finding.places, block);
            judge_put_finding(judge->records, said.check, &said.finding, &judge->document->view);
        } else if (said.type == SAID_OBSERVATION) {
            said.observation.place.block =
                said.observation.place.block == 0 ? block : said.observation.place.block;
            judge_put_observation(judge->records, said.check, &said.observation,
                                  &judge->document->view);
        } else if (said.type == SAID_LANGUAGE) {
            own->language = document_keep(judge->document, said.language);
        } else {
            put_failure(judge, said.check, said.failure);
        }
    }
    arena_reset(judge->arena);
}

/* What else a verdict on the block rests on: the checks that judge, and the language that it falls
 * back on. */
static guint32 group_of(const struct judge *judge, const struct ts_block *block)
{
    struct ts_str language = block->language.len ? ts_text(NULL) : judge->document->view.language;
    guint32 group = (guint32)XXH3_64bits(language.ptr, language.len) + judge->turns->len;
    for (guint i = 0; i < judge->turns->len; i++) {
        group = group * 31 + g_array_index(judge->turns, guint32, i);
    }
    return group;
}

static gboolean looks_at_blocks(const struct judge *judge)
{
    for (guint i = 0; i < judge->turns->len; i++) {
        const struct toolbox_check *check = &g_array_index(
            judge->toolbox->checks, struct toolbox_check, g_array_index(judge->turns, guint32, i));
        if (!check->error && check->plugin->check->inspect_block) {
            return TRUE;
        }
    }
    return FALSE;
}

static void judge_blocks(struct judge *judge)
{
    GArray *blocks = judge->document->blocks;
    for (guint32 i = 0; i < blocks->len; i++) {
        struct ts_block *block = &g_array_index(blocks, struct ts_block, i);
        struct block_key key =
            block_key(block, judge->document->view.kinds, group_of(judge, block));
        struct ts_str said;
        if (!block_memory_get(judge->memory, key, &said)) {
            judge_block(judge, block);
            said = ts_bytes(judge->said->data, judge->said->len);
            block_memory_put(judge->memory, key, said);
        }
        if (said.len) {
            put_said(judge, said, block, i);
        }
    }
}

/* ---- the document ---- */

static void inspect(struct judge *judge, const struct toolbox_check *check)
{
    struct host_call call;
    const char *failure = NULL;
    guint before = judge->records->len;
    host_call_init(&call, check->plugin, HOST_INSPECT, &document_sink, judge);
    host_call_set_blocks(&call, judge->document->view.blocks);
    host_call_set_share(&call, judge->document->share);
    int result = check->plugin->check->inspect(&call.call, check->self, &judge->document->view);
    if (host_call_result(&call, result, &failure) != 0) {
        g_byte_array_set_size(judge->records, before);
        put_failure(judge, judge->check, ts_text(failure));
    }
    host_call_finish(&call);
}

static gboolean is_among(struct ts_str checks, guint32 check)
{
    for (size_t i = 0; i + sizeof check <= checks.len; i += sizeof check) {
        guint32 other;
        memcpy(&other, checks.ptr + i, sizeof other);
        if (other == check) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A picture is judged by those alone that know pictures. */
static void take_turns(struct judge *judge, guint32 touchpoint, const struct ts_str *checks,
                       gboolean is_picture)
{
    const struct plan_touchpoint *own = plan_touchpoint_at(judge->toolbox->plan, touchpoint);
    g_array_set_size(judge->turns, 0);
    for (guint i = 0; i < own->uses->len; i++) {
        guint32 check = g_array_index(own->uses, struct plan_use, i).check;
        if ((!checks || is_among(*checks, check)) &&
            (!is_picture || plan_is_picture_check(judge->toolbox->plan, check))) {
            g_array_append_val(judge->turns, check);
        }
    }
}

void judge_name_language(struct judge *judge, struct document *document)
{
    languages_name_document(judge->languages, document);
}

void judge_document(struct judge *judge, guint32 touchpoint, const struct ts_str *checks,
                    struct document *document, GByteArray *records_r)
{
    take_turns(judge, touchpoint, checks, media_is_picture(document->view.media_type));
    judge->document = document;
    judge->records = records_r;
    g_hash_table_remove_all(judge->failed);
    g_hash_table_remove_all(judge->told);
    g_array_set_size(judge->counts, 0);
    g_array_set_size(judge->counts, judge->toolbox->checks->len);
    if (looks_at_blocks(judge)) {
        judge_blocks(judge);
    }
    for (guint i = 0; i < judge->turns->len; i++) {
        judge->check = g_array_index(judge->turns, guint32, i);
        const struct toolbox_check *check =
            &g_array_index(judge->toolbox->checks, struct toolbox_check, judge->check);
        if (!check->error && check->plugin->check->inspect) {
            inspect(judge, check);
        }
    }
    judge->document = NULL;
    judge->records = NULL;
}
