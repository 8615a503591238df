/* SPDX-License-Identifier: MIT
 *
 * What may be written instead: asked of the checks at the end of a run, the weightiest findings
 * first, once for each text, as long as the time for it lasts. The database remembers the answers.
 */
#include <poll.h>

#include "core/limits.h"
#include "core/run/engine_state.h"

/* One text to be asked about; rows of one check. */
struct question {
    struct suggesting *owner;
    char *rule, *actual, *language;
    GString *answer; /* a line a suggestion */
    gboolean is_answered;
};

struct suggesting {
    struct engine *engine;
    guint32 check;
    gint64 until;         /* monotonic */
    GPtrArray *questions; /* struct question * */
    guint asked, open;
};

static const struct plan_check *check_of(const struct suggesting *suggesting)
{
    return &g_array_index(suggesting->engine->plan->checks, struct plan_check, suggesting->check);
}

static void free_question(gpointer data)
{
    struct question *question = data;
    g_free(question->rule);
    g_free(question->actual);
    g_free(question->language);
    g_string_free(question->answer, TRUE);
    g_free(question);
}

/* ---- what is asked ---- */

static void add_question(struct suggesting *suggesting, sqlite3_stmt *row)
{
    struct question *question = g_new0(struct question, 1);
    question->owner = suggesting;
    question->rule = database_dup(row, 0);
    question->actual = database_dup(row, 1);
    question->language = database_dup(row, 2);
    question->answer = g_string_new(NULL);
    g_ptr_array_add(suggesting->questions, question);
}

static int read_questions(struct suggesting *suggesting)
{
    struct database *database = suggesting->engine->store.database;
    const struct plan_check *check = check_of(suggesting);
    sqlite3_stmt *rows = database_query(database, SQL_SUGGESTION_OPEN, "ssi", check->hash,
                                        check->plugin->name, (gint64)LIMIT_SUGGESTED);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(database, rows)) == 1) {
        add_question(suggesting, rows);
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

/* ---- answers ---- */

static void receive(void *data, struct ts_str records, const char *failure)
{
    struct question *question = data;
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    guint8 type;
    question->owner->open--;
    question->is_answered = TRUE; /* also by what failed: it would fail again */
    while (!failure && record_next(&in, &type, &part) == 1) {
        if (type == RECORD_SUGGESTION) {
            struct ts_str text = wire_get_str(&part);
            g_string_append_len(question->answer, text.ptr, (gssize)text.len);
            g_string_append_c(question->answer, '\n');
        }
    }
}

static void ask(struct suggesting *suggesting)
{
    struct pool *pool = suggesting->engine->pool;
    while (suggesting->asked < suggesting->questions->len && pool_idle(pool) > 0 &&
           g_get_monotonic_time() < suggesting->until) {
        struct question *question = g_ptr_array_index(suggesting->questions, suggesting->asked++);
        const struct ts_str texts[] = {ts_text(question->rule), ts_text(question->actual),
                                       ts_text(question->language)};
        suggesting->open++;
        pool_suggest(pool, suggesting->check, texts, (struct pool_tag){receive, NULL, question});
    }
}

static gboolean is_over(const struct suggesting *suggesting)
{
    return suggesting->open == 0 && (suggesting->asked == suggesting->questions->len ||
                                     g_get_monotonic_time() >= suggesting->until);
}

static void ask_all(struct suggesting *suggesting)
{
    g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    ask(suggesting);
    while (!is_over(suggesting)) {
        g_array_set_size(fds, 0);
        pool_add_fds(suggesting->engine->pool, fds);
        poll((struct pollfd *)(void *)fds->data, fds->len, 100);
        pool_serve(suggesting->engine->pool, fds);
        ask(suggesting);
    }
}

/* ---- what is remembered ---- */

static int store_answers(struct suggesting *suggesting)
{
    struct database *database = suggesting->engine->store.database;
    if (database_run(database, SQL_BEGIN, "") != 0) {
        return -1;
    }
    for (guint i = 0; i < suggesting->questions->len; i++) {
        const struct question *question = g_ptr_array_index(suggesting->questions, i);
        if (question->is_answered &&
            database_run(database, SQL_SUGGESTION_PUT, "sssss", question->rule, question->actual,
                         question->language, check_of(suggesting)->hash,
                         question->answer->str) != 0) {
            return -1;
        }
    }
    return database_run(database, SQL_RUN_SUGGESTED, "ii", (gint64)suggesting->asked,
                        suggesting->engine->store.run) == 0
               ? database_run(database, SQL_COMMIT, "")
               : -1;
}

static int note_rest(const struct suggesting *suggesting, guint msec)
{
    guint rest = suggesting->questions->len - suggesting->asked;
    if (rest == 0) {
        return 0;
    }
    g_autofree char *note = g_strdup_printf(
        "check %s: the time for suggestions (%g s) is up; %u findings have none yet\n",
        check_of(suggesting)->plugin->name, msec / 1000.0, rest);
    return database_run(suggesting->engine->store.database, SQL_RUN_NOTE, "si", note,
                        suggesting->engine->store.run);
}

/* ---- the phase ---- */

/* A run in memory is waited for by somebody. */
static guint time_of(const struct engine *engine)
{
    return engine->plan->database ? LIMIT_SUGGEST_RUN_MSEC : LIMIT_SUGGEST_SCAN_MSEC;
}

/* Workers of a night without changes have opened the checks that conclude, and no others. */
static int start_workers(struct engine *engine)
{
    if (engine->pool && engine->only_concludes) {
        pool_free(&engine->pool);
    }
    return engine_start_pool(engine, FALSE);
}

static int suggest(struct engine *engine, guint32 check)
{
    guint msec = time_of(engine);
    struct suggesting suggesting = {.engine = engine, .check = check};
    suggesting.questions = g_ptr_array_new_with_free_func(free_question);
    int done = read_questions(&suggesting);
    if (done == 0 && suggesting.questions->len > 0 && (done = start_workers(engine)) == 0) {
        suggesting.until = g_get_monotonic_time() + (gint64)msec * 1000;
        ask_all(&suggesting);
        done = store_answers(&suggesting) == 0 ? note_rest(&suggesting, msec) : -1;
    }
    g_ptr_array_unref(suggesting.questions);
    return done;
}

int engine_suggest(struct engine *engine)
{
    /* What could not be opened can't be asked; and what shares its workers with other requests does
     * not keep them: what the checks proposed will do. */
    if (engine->store.is_partial || engine->options->shared) {
        return 0;
    }
    for (guint32 i = 0; i < engine->plan->checks->len; i++) {
        if (g_array_index(engine->plan->checks, struct plan_check, i).plugin->has_suggest &&
            suggest(engine, i) != 0) {
            return -1;
        }
    }
    return database_run(engine->store.database, SQL_SUGGESTION_CLEAN, "");
}
