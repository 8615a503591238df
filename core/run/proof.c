/* SPDX-License-Identifier: MIT
 *
 * Many examples are the blocks of one document; one whose rule looks at a whole document, or which
 * says a fact, has one of its own, and one whose rule adds up a touchpoint has a touchpoint of its
 * own.
 */
#include "core/run/proof.h"
#include "core/config/text.h"

#include <poll.h>

#include "core/process/kept.h"
#include "core/process/pool.h"
#include "core/process/stored.h"

/* So that no cap on what may be said of one document is met. */
#define EXAMPLES_A_DOCUMENT 100u

struct proof {
    struct examples *examples;
    struct pool *pool;
    struct packer *packer;
    GPtrArray *batches; /* struct batch * */
    GByteArray *stored; /* documents whose touchpoints are added up */
    guint open;         /* jobs without an answer */
    char *error;
};

/* The examples of one document. */
struct batch {
    struct proof *proof;
    GArray *indices; /* guint: of examples */
    guint touchpoint;
    enum term_reach reach;
};

static struct example *example_at(const struct proof *proof, guint index)
{
    return &g_array_index(proof->examples->list, struct example, index);
}

/* ---- batches --------------------------------------------------------------------------------- */

static void free_batch(gpointer data)
{
    struct batch *batch = data;
    g_array_unref(batch->indices);
    g_free(batch);
}

static struct batch *begin_batch(struct proof *proof, const struct example *example)
{
    struct batch *batch = g_new0(struct batch, 1);
    batch->proof = proof;
    batch->indices = g_array_new(FALSE, FALSE, sizeof(guint));
    batch->touchpoint = example->touchpoint;
    batch->reach = example->reach;
    g_ptr_array_add(proof->batches, batch);
    return batch;
}

static void make_batches(struct proof *proof)
{
    g_autoptr(GHashTable) open = g_hash_table_new(NULL, NULL); /* touchpoint -> struct batch * */
    for (guint i = 0; i < proof->examples->list->len; i++) {
        const struct example *example = example_at(proof, i);
        gpointer key = GUINT_TO_POINTER(example->touchpoint);
        struct batch *batch =
            example->reach == TERM_OF_BLOCK ? g_hash_table_lookup(open, key) : NULL;
        if (!batch || batch->indices->len == EXAMPLES_A_DOCUMENT) {
            batch = begin_batch(proof, example);
            if (example->reach == TERM_OF_BLOCK) {
                g_hash_table_replace(open, key, batch);
            }
        }
        g_array_append_val(batch->indices, i);
    }
}

/* ---- out: documents -------------------------------------------------------------------------- */

/* A block's place is the number of its example: findings come back with it. */
static int put_blocks(const struct batch *batch, struct document *document)
{
    for (guint i = 0; i < batch->indices->len; i++) {
        guint index = g_array_index(batch->indices, guint, i);
        const struct example *example = example_at(batch->proof, index);
        g_autofree char *where = g_strdup_printf("%u", index);
        struct ts_block block = {
            .size = sizeof block,
            .role = example->role,
            .text = example->text,
            .language = example->language,
            .where = ts_text(where),
        };
        if (document_add_block(document, &block) != 0) {
            return -1;
        }
    }
    return 0;
}

static int pack(const struct batch *batch, GByteArray *packed)
{
    struct document *document = document_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    document_reset(document);
    int done = put_blocks(batch, document);
    document_freeze(document);
    kept_put_document(bytes, document);
    packer_pack(batch->proof->packer, bytes, packed);
    document_free(&document);
    return done;
}

/* ---- back: what was found -------------------------------------------------------------------- */

static void fail(struct proof *proof, struct ts_str reason)
{
    if (!proof->error) {
        proof->error = g_strndup(reason.ptr, reason.len);
    }
}

static void mark(struct example *example, const struct record_finding *finding)
{
    g_autofree char *rule = g_strndup(finding->rule.ptr, finding->rule.len);
    if (!example->says && strcmp(rule, example->rule) == 0 && !example->found) {
        example->found = text_dup(finding->actual);
    }
}

/* In a document of one example all is about that one. */
static void take_finding(const struct batch *batch, struct record_finding *finding)
{
    struct record_place place;
    if (batch->reach != TERM_OF_BLOCK) {
        mark(example_at(batch->proof, g_array_index(batch->indices, guint, 0)), finding);
        return;
    }
    while (record_next_place(finding, &place) == 1) {
        g_autofree char *path = text_dup(place.path);
        guint64 index = g_ascii_strtoull(path, NULL, 10);
        if (*path && index < batch->proof->examples->list->len) {
            mark(example_at(batch->proof, (guint)index), finding);
        }
    }
}

static void take_problem(struct proof *proof, const struct record_problem *problem)
{
    if (problem->kind != PROBLEM_SKIPPED) {
        fail(proof, problem->reason);
    }
}

/* A document says one fact; what it says of others is their affair. */
static void take_fact(const struct batch *batch, const struct record_observation *record)
{
    struct example *example = example_at(batch->proof, g_array_index(batch->indices, guint, 0));
    if (example->says && ts_is(record->key, example->rule + strlen("facts/"))) {
        example_add_found(example, record->value);
    }
}

static void keep_observation(struct proof *proof, const struct record_observation *record)
{
    struct ts_observation observation = {
        .key = record->key, .value = record->value, .confidence = record->confidence};
    stored_put_observed(proof->stored, &observation, record->numbers, record->details);
}

static void take_observation(const struct batch *batch, const struct record_observation *record)
{
    if (batch->reach == TERM_OF_TOUCHPOINT) {
        keep_observation(batch->proof, record);
    } else if (batch->reach == TERM_OF_DOCUMENT) {
        take_fact(batch, record);
    }
}

static void take_record(const struct batch *batch, guint8 type, struct wire_reader *part)
{
    struct record_finding finding;
    struct record_problem problem;
    struct record_observation observation;
    if (type == RECORD_FINDING && record_get_finding(part, &finding) == 0) {
        take_finding(batch, &finding);
    } else if (type == RECORD_PROBLEM && record_get_problem(part, &problem) == 0) {
        take_problem(batch->proof, &problem);
    } else if (type == RECORD_OBSERVATION && record_get_observation(part, &observation) == 0) {
        take_observation(batch, &observation);
    }
}

static const struct plan_touchpoint *touchpoint_of(const struct proof *proof, guint index)
{
    return plan_touchpoint_at(proof->examples->plan, index);
}

static struct stored_begun begin_stored(const struct batch *batch, GByteArray *stored)
{
    const struct plan_touchpoint *touchpoint = touchpoint_of(batch->proof, batch->touchpoint);
    struct ts_stored_document document = {
        .status = TS_CHECKED,
        .touchpoint = ts_text(touchpoint->id),
        .locator = ts_text("example"),
    };
    struct stored_begun begun = stored_put_document(stored, &document, ts_text(NULL));
    stored_put_links_end(stored, begun, NULL);
    return begun;
}

static void receive(void *data, struct ts_str records, const char *failure)
{
    const struct batch *batch = data;
    struct proof *proof = batch->proof;
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    guint8 type;
    proof->open--;
    if (failure) {
        fail(proof, ts_text(failure));
    }
    while (record_next(&in, &type, &part) == 1) {
        take_record(batch, type, &part);
    }
}

static void receive_part(void *data, struct ts_str records, const char *failure)
{
    const struct batch *batch = data;
    struct stored_begun begun = begin_stored(batch, batch->proof->stored);
    receive(data, records, failure);
    stored_put_end(batch->proof->stored, begun);
}

/* ---- jobs ---------------------------------------------------------------------------------------
 */

static void serve(struct proof *proof)
{
    g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    pool_add_fds(proof->pool, fds);
    poll((struct pollfd *)(void *)fds->data, fds->len, 100);
    pool_serve(proof->pool, fds);
}

static GArray *all_checks(const struct proof *proof)
{
    GArray *checks = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < proof->examples->plan->checks->len; i++) {
        g_array_append_val(checks, i);
    }
    return checks;
}

static void send(struct proof *proof, struct batch *batch)
{
    g_autoptr(GArray) checks = all_checks(proof);
    g_autoptr(GByteArray) packed = g_byte_array_new();
    if (pack(batch, packed) != 0) {
        proof->error = g_strdup("an example is larger than a document may be");
        return;
    }
    while (pool_idle(proof->pool) == 0) {
        serve(proof);
    }
    struct job job = {
        .mode = JOB_JUDGE,
        .touchpoint = batch->touchpoint,
        .locator = ts_text("example"),
        .bytes = ts_bytes(packed->data, packed->len),
        .size = packed->len,
        .checks = ts_bytes(checks->data, checks->len * sizeof(guint32)),
    };
    struct pool_tag tag = {.receive = receive, .data = batch};
    if (batch->reach == TERM_OF_TOUCHPOINT) {
        tag.receive = receive_part;
    }
    proof->open++;
    pool_read(proof->pool, &job, -1, tag);
}

/* ---- touchpoints, added up ------------------------------------------------------------------- */

/* All at once: they are few. */
static int give_stored(void *data, GByteArray *batch_r)
{
    struct proof *proof = data;
    g_byte_array_append(batch_r, proof->stored->data, proof->stored->len);
    g_byte_array_set_size(proof->stored, 0);
    return 0;
}

/* A conclusion is about the touchpoint of its first place. */
static void mark_touchpoint(struct proof *proof, struct record_finding *finding)
{
    struct record_place place;
    if (record_next_place(finding, &place) != 1) {
        return;
    }
    for (guint i = 0; i < proof->examples->list->len; i++) {
        struct example *example = example_at(proof, i);
        if (example->reach == TERM_OF_TOUCHPOINT &&
            ts_is(place.touchpoint, touchpoint_of(proof, example->touchpoint)->id)) {
            mark(example, finding);
        }
    }
}

static void receive_sums(void *data, struct ts_str records, const char *failure)
{
    struct proof *proof = data;
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    struct record_finding finding;
    struct record_problem problem;
    guint8 type;
    proof->open--;
    if (failure) {
        fail(proof, ts_text(failure));
    }
    while (record_next(&in, &type, &part) == 1) {
        if (type == RECORD_FINDING && record_get_finding(&part, &finding) == 0) {
            mark_touchpoint(proof, &finding);
        } else if (type == RECORD_PROBLEM && record_get_problem(&part, &problem) == 0) {
            take_problem(proof, &problem);
        }
    }
}

static void add_up(struct proof *proof)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, 0); /* the check: terms come first */
    for (guint i = 0; i < proof->batches->len; i++) {
        const struct batch *batch = g_ptr_array_index(proof->batches, i);
        if (batch->reach == TERM_OF_TOUCHPOINT) {
            struct ts_touchpoint touchpoint = {
                .id = ts_text(touchpoint_of(proof, batch->touchpoint)->id), .is_complete = 1};
            stored_put_touchpoint(payload, &touchpoint, ts_text(NULL));
        }
    }
    proof->open++;
    pool_conclude(proof->pool, payload, (struct pool_tag){receive_sums, give_stored, proof});
}

/* ---- all ------------------------------------------------------------------------------------- */

static void wait_for_all(struct proof *proof)
{
    while (proof->open > 0) {
        serve(proof);
    }
}

static void run(struct proof *proof)
{
    make_batches(proof);
    for (guint i = 0; i < proof->batches->len && !proof->error; i++) {
        send(proof, g_ptr_array_index(proof->batches, i));
    }
    wait_for_all(proof);
    if (proof->stored->len > 0 && !proof->error) {
        add_up(proof);
        wait_for_all(proof);
    }
}

static int start_pool(struct proof *proof)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    const struct pool_options options = {.jobs = g_get_num_processors(), .is_isolated = TRUE};
    proof->pool = pool_new(proof->examples->plan, &options, problems, &proof->error);
    if (proof->pool && problems->len > 0) {
        proof->error = g_strdup(g_ptr_array_index(problems, 0));
    }
    return proof->error ? -1 : 0;
}

int proof_run(struct examples *examples, char **error_r)
{
    struct proof proof = {.examples = examples};
    if (examples->list->len == 0) {
        return 0;
    }
    proof.packer = packer_new();
    proof.batches = g_ptr_array_new_with_free_func(free_batch);
    proof.stored = g_byte_array_new();
    if (start_pool(&proof) == 0) {
        run(&proof);
    }
    pool_free(&proof.pool);
    packer_free(&proof.packer);
    g_ptr_array_unref(proof.batches);
    g_byte_array_unref(proof.stored);
    *error_r = proof.error;
    return proof.error ? -1 : 0;
}
