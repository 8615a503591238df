/* SPDX-License-Identifier: MIT
 *
 * A run over resources that somebody hands in, by workers that it shares with other runs.
 */
#include "core/process/fingerprint.h"
#include "core/run/engine_state.h"

/* No source is asked: all have ended. */
static void end_feeds(struct engine *engine)
{
    g_array_set_size(engine->feeds, engine->plan->sources->len);
    for (guint i = 0; i < engine->feeds->len; i++) {
        feed_at(engine, i)->is_over = TRUE;
    }
}

static void take_problems(struct engine *engine, const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++) {
        g_ptr_array_add(engine->problems, g_strdup(g_ptr_array_index(problems, i)));
    }
}

static void engine_free(struct engine **engine)
{
    g_free((*engine)->error);
    engine_clear(*engine);
    g_free(*engine);
    *engine = NULL;
}

struct engine *engine_begin_given(const struct plan *plan, struct database *database,
                                  const struct engine_options *options, char **error_r)
{
    struct engine *engine = g_new0(struct engine, 1);
    gboolean is_resumed;
    engine_init(engine, plan, database, options);
    engine->pool = options->shared->pool;
    take_problems(engine, options->shared->problems);
    end_feeds(engine);
    /* All that the documents say is written in one transaction. */
    if (engine_begin_run(engine, &is_resumed) != 0 || engine_put_open_problems(engine) != 0 ||
        database_run(database, SQL_BEGIN, "") != 0) {
        *error_r = engine_error(engine);
        engine_free(&engine);
    }
    return engine;
}

void engine_give(struct engine *engine, const struct engine_given *given)
{
    char hash[CONTENT_HASH_SIZE];
    struct answer answer = {
        .said = {.size = sizeof answer.said,
                 .status = TS_FETCHED,
                 .media_type = given->media_type,
                 .bytes = given->bytes},
        .size = given->bytes.len,
    };
    g_autoptr(GByteArray) headers = g_byte_array_new();
    g_autofree char *locator = g_strndup(given->locator.ptr, given->locator.len);
    content_hash(given->bytes, hash);
    answer.content_hash = ts_text(hash);
    headers_put(headers, given->headers);
    answer.headers = ts_bytes(headers->data, headers->len);
    struct family *family = family_new(0, 0, 0, 0);
    family->owner = engine;
    feed_at(engine, 0)->at_work++;
    g_queue_push_tail(&engine->waiting, family_add_root(family, locator, &answer, -1));
}

gboolean engine_step_given(struct engine *engine)
{
    engine_dispatch(engine);
    return feed_at(engine, 0)->at_work == 0;
}

int engine_end_given(struct engine **engine, char **error_r)
{
    struct engine *own = *engine;
    int done = own->is_failed || database_run(own->store.database, SQL_COMMIT, "") != 0 ||
                       engine_end_run(own) != 0
                   ? -1
                   : 0;
    *error_r = done == 0 ? NULL : engine_error(own);
    engine_free(engine);
    return done;
}
