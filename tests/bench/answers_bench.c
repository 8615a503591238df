/* SPDX-License-Identifier: MIT
 *
 * How many verdicts a second come from the memory of answers: a picture that was judged in an
 * earlier run, met again. Processor time of one thread, best of five rounds, a database on disk.
 *
 * usage: answers_bench [COUNT [FOLDER]]     COUNT: 5,000 if not said; FOLDER: of the database
 *
 * "looked up": its name from content, media type, readers and checks; its row found and marked as
 * used; the answer taken over by its family. "written": the document and its observation besides,
 * as the engine does it for each, 64 to a transaction. Fetching and hashing are not in it.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/process/fingerprint.h"
#include "core/run/answers.h"

#define ROUNDS 5
#define TURN 64 /* pictures a transaction */

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- a plan with one check of pictures ---- */

static struct catalog_plugin check = {
    .name = "logo", .version = "1.0.0", .needs = TS_NEED_PICTURES};
static struct catalog_plugin reader = {.name = "image", .version = "1.0.0"};

static void make_plan(struct plan *plan)
{
    struct plan_touchpoint touchpoint = {.id = "website",
                                         .name = "Website",
                                         .channel = "web",
                                         .category = "own",
                                         .control = "own",
                                         .owner = "",
                                         .is_measured = TRUE,
                                         .is_selected = TRUE};
    struct plan_check own = {.plugin = &check, .hash = "6c6f676f"};
    struct plan_use use = {0};
    struct plan_source source = {.max_depth = G_MAXUINT64};
    touchpoint.phases = g_ptr_array_new();
    touchpoint.expects = g_ptr_array_new();
    touchpoint.roles = g_ptr_array_new();
    touchpoint.historic = g_ptr_array_new();
    touchpoint.folders = g_ptr_array_new();
    touchpoint.kinds = g_array_new(FALSE, TRUE, sizeof(struct plan_kind));
    touchpoint.uses = g_array_new(FALSE, TRUE, sizeof use);
    reader.media_types = g_ptr_array_new();
    g_ptr_array_add(reader.media_types, "image/png");
    g_array_append_val(touchpoint.uses, use);
    *plan = (struct plan){
        .hash = "706c616e",
        .touchpoints = g_array_new(FALSE, TRUE, sizeof touchpoint),
        .sources = g_array_new(FALSE, TRUE, sizeof source),
        .checks = g_array_new(FALSE, TRUE, sizeof own),
        .readers = g_ptr_array_new(),
    };
    g_array_append_val(plan->touchpoints, touchpoint);
    g_array_append_val(plan->sources, source);
    g_array_append_val(plan->checks, own);
    g_ptr_array_add(plan->readers, &reader);
}

/* ---- pictures ---- */

static struct family *meet(guint number, struct task **task_r)
{
    char hash[CONTENT_HASH_SIZE];
    g_autofree char *locator =
        g_strdup_printf("https://www.vlakwerk.example/beeld/%05u/merk.png", number);
    content_hash(ts_text(locator), hash);
    struct answer answer = {
        .said = {.media_type = ts_text("image/png")}, .content_hash = ts_text(hash), .size = 4096};
    struct family *family = family_new(0, 0, 1, 1);
    *task_r = family_add_root(family, locator, &answer, -1);
    return family;
}

/* What the check "logo" says of a picture. */
static void say(guint number, GByteArray *records)
{
    g_autofree char *numbers = g_strdup_printf(
        "{\"natural_width\":320,\"natural_height\":96,\"left\":0,\"top\":0,\"width\":%u,"
        "\"height\":96,\"aspect\":1.001,\"delta_e\":0.4,\"crop\":0,\"sharpness\":0.97}",
        300 + number % 20);
    const struct record_head head = {.media_type = ts_text("image/png")};
    const struct record_observation observation = {
        .key = ts_text("logo:main"),
        .value = ts_text("match"),
        .numbers = ts_text(numbers),
        .details = ts_text("{\"file\":\"logo.svg\"}"),
        .confidence = 0.987,
    };
    g_byte_array_set_size(records, 0);
    record_put_head(records, &head);
    record_put_observation(records, &observation);
}

static int remember(struct store *store, guint count)
{
    g_autoptr(GByteArray) records = g_byte_array_new();
    int done = database_run(store->database, SQL_BEGIN, "");
    for (guint i = 0; i < count && done == 0; i++) {
        struct task *task;
        struct family *family = meet(i, &task);
        g_autofree char *name = answers_name(store, task);
        say(i, records);
        done = answers_put(store, name, ts_bytes(records->data, records->len));
        family_free(&family);
    }
    return done == 0 ? database_run(store->database, SQL_COMMIT, "") : -1;
}

/* ---- measuring ---- */

/* 0, or -1: it was not known, or the database broke. */
static int take_over(struct store *store, guint number, gboolean is_written)
{
    g_autoptr(GByteArray) records = g_byte_array_new();
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    struct task *task;
    struct family *family = meet(number, &task);
    task->answer = answers_name(store, task);
    int known = task->answer ? answers_get(store, task->answer, records) : 0;
    if (known > 0) {
        task->is_remembered = TRUE;
        task->is_old = known == 2;
        family_answer(task, ts_bytes(records->data, records->len), NULL, added);
    }
    int done = known != 2 || (is_written && family_store(family, store) != 0) ? -1 : 0;
    family_free(&family);
    return done;
}

/* Seconds of processor time; -1: broken. */
static double round_of(struct store *store, guint count, gboolean is_written)
{
    double before = cpu_seconds();
    for (guint i = 0; i < count; i++) {
        gboolean is_turn = i % TURN == 0;
        if ((is_turn && i > 0 && database_run(store->database, SQL_COMMIT, "") != 0) ||
            (is_turn && database_run(store->database, SQL_BEGIN, "") != 0) ||
            take_over(store, i, is_written) != 0) {
            return -1;
        }
    }
    return database_run(store->database, SQL_COMMIT, "") == 0 ? cpu_seconds() - before : -1;
}

/* Each round is a run of its own, as the next day's. */
static int measure(struct store *store, guint count, gboolean is_written)
{
    double best = G_MAXDOUBLE;
    for (guint round = 0; round < ROUNDS; round++) {
        store->run++;
        double seconds = round_of(store, count, is_written);
        if (seconds < 0) {
            return -1;
        }
        best = MIN(best, seconds);
    }
    printf("memory     %.0f verdicts a second, %s\n", count / best,
           is_written ? "looked up, taken over and written" : "looked up and taken over only");
    return 0;
}

static int run(struct store *store, guint count)
{
    const struct store_run run = {.as_of = "2026-06-01", .plugins = "logo", .notices = ""};
    gboolean is_resumed;
    return store_begin_run(store, &run, FALSE, &is_resumed) == 0 && remember(store, count) == 0 &&
                   measure(store, count, TRUE) == 0 && measure(store, count, FALSE) == 0
               ? 0
               : -1;
}

int main(int argc, char **argv)
{
    guint count = argc > 1 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : 5000;
    g_autofree char *folder =
        g_build_filename(argc > 2 ? argv[2] : g_get_tmp_dir(), "touchstone-answers-XXXXXX", NULL);
    g_autofree char *error = NULL;
    struct plan plan;
    if (!g_mkdtemp(folder)) {
        fprintf(stderr, "%s: can't be made\n", folder);
        return 1;
    }
    g_autofree char *path = g_build_filename(folder, "answers.db", NULL);
    make_plan(&plan);
    struct store store = {.plan = &plan, .as_of = "2026-06-01", .has_past = TRUE};
    store.recent = recent_new();
    store.bases = g_ptr_array_new();
    store.packer = packer_new();
    store.links = g_byte_array_new();
    g_ptr_array_add(store.bases, "62617369");
    store.database = database_open(path, &error);
    int done = store.database ? run(&store, count) : -1;
    if (done != 0) {
        fprintf(stderr, "%s\n", store.database ? store.database->error : error);
    }
    database_close(&store.database);
    static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *file = g_strconcat(path, ends[i], NULL);
        g_unlink(file);
    }
    g_rmdir(folder);
    return done == 0 ? 0 : 1;
}
