/* SPDX-License-Identifier: MIT
 *
 * What the parts of the engine share: the run at work.
 */
#ifndef CORE_RUN_ENGINE_STATE_H
#define CORE_RUN_ENGINE_STATE_H

#include "core/process/pool.h"
#include "core/process/source_host.h"
#include "core/run/engine.h"
#include "core/run/family.h"
#include "core/run/outcomes.h"

/* One plan_source at work. */
struct feed {
    guint open;            /* fed, not answered */
    guint at_work;         /* answered, not recorded */
    guint64 visited;       /* documents asked for, against max_pages */
    gint64 cursor;         /* row of the frontier fed last */
    gboolean is_root_done; /* it said what there is */
    gboolean is_end_told;
    gboolean is_over; /* ended or broken */
    gboolean is_broken;
    gboolean has_revisited;
    gboolean is_capped; /* max_pages struck */
    gint64 last_answer; /* monotonic */
};

/* A request that was fed. */
struct open_request {
    guint32 source;
    gint64 frontier;
    guint32 purpose, depth, hops;
    char *locator;
    struct store_past past; /* what earlier runs know of it */
};

struct engine {
    const struct plan *plan;
    const struct engine_options *options;
    struct store store;
    struct pool *pool;
    gboolean only_concludes; /* the pool was started so */
    struct source_host *sources;
    GArray *feeds;       /* struct feed, as plan->sources */
    GHashTable *open;    /* gint64 * (frontier id) -> struct open_request * */
    GQueue waiting;      /* struct task *: for a worker */
    guint64 answers;     /* about pictures, given so far: a look-up holds until the next */
    GPtrArray *problems; /* char *: plugins that could not be opened */
    char *cut_short;
    gboolean is_failed; /* error says why, or else the database's */
    gboolean is_fault;  /* and that is what checks find wrong with the brand book */
    char *error;
    struct engine_progress progress;
    gint64 counted; /* when the queue was counted last, monotonic microseconds */
    /* conclude */
    sqlite3_stmt *stored;
    struct outcomes *outcomes; /* NULL: nobody looks at links */
    struct pictures *pictures; /* of the check that concludes, if it judges them */
    guint32 concluding;        /* ordinal of the check */
};

static inline struct feed *feed_at(const struct engine *engine, guint32 source)
{
    return &g_array_index(engine->feeds, struct feed, source);
}

/* engine_feed.c: to the sources */
int engine_feed(struct engine *engine);              /* feeds what may be fed */
gboolean engine_is_fed(const struct engine *engine); /* all sources are over */

/* engine_answer.c: from them */
void engine_request_free(struct open_request *request);
void engine_answered(void *data, guint32 source, struct answer *answer, int fd);

/* engine_feed.c: their ends */
void engine_broken(void *data, guint32 source, const char *why);
void engine_ended(void *data, guint32 source);
void engine_check_silence(struct engine *engine);

/* engine.c: a run's frame: all but the database row; its row; its end (-1: engine_error) */
void engine_init(struct engine *engine, const struct plan *plan, struct database *database,
                 const struct engine_options *options);
int engine_begin_run(struct engine *engine, gboolean *is_resumed_r);
int engine_put_open_problems(struct engine *engine);
int engine_end_run(struct engine *engine);
char *engine_error(struct engine *engine); /* why it failed; the caller frees it */
void engine_clear(struct engine *engine);

/* engine.c: workers are made when there is work for them. 0, or -1: the run has failed. */
int engine_start_pool(struct engine *engine, gboolean only_conclude);

/* engine_work.c: the workers' side */
void engine_dispatch(struct engine *engine);
void engine_done(void *task, struct ts_str records, const char *failure);
gboolean engine_is_idle(const struct engine *engine);
/* Records a document that has no content: gone, refused, failed. */
int engine_put_status(struct engine *engine, const struct open_request *request, unsigned status,
                      enum problem problem, struct ts_str reason);
const char *engine_touchpoint(const struct engine *engine, guint32 source);
/* Does this run look at the touchpoint of the source (check TOUCHPOINT...)? */
gboolean engine_is_selected(const struct engine *engine, guint32 source);
void engine_fail(struct engine *engine);

/* engine_conclude.c: after all documents */
int engine_conclude(struct engine *engine);
/* What the check that concludes observed in a document. */
int engine_put_observations(struct engine *engine, gint64 document, GByteArray *out);

/* engine_pictures.c: what documents show, for the check that concludes. Memory grows with different
 * pictures (16 bytes each), not with pages. */
int engine_begin_pictures(struct engine *engine);
void engine_end_pictures(struct engine *engine);
gboolean engine_is_shown(const struct engine *engine, struct ts_str touchpoint,
                         struct ts_str locator);
int engine_put_pictures(struct engine *engine, gint64 document, struct ts_str touchpoint,
                        GByteArray *out);

/* engine_suggest.c: after all findings */
int engine_suggest(struct engine *engine);

#endif
