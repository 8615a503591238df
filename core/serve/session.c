/* SPDX-License-Identifier: MIT
 *
 * A request becomes a plan of one touchpoint, a run, reports.
 */
#include "core/serve/session.h"

#include "core/config/date.h"
#include "core/config/nearest.h"
#include "core/report/report.h"
#include "core/report/verdict.h"
#include "core/result/exit_status.h"
#include "core/result/summary.h"

struct session {
    const struct world *world;
    const struct catalog *catalog;
    struct serve_request request;
    char *as_of, *language, *root;
    struct plan plan; /* of the world's, one touchpoint and its source */
    struct ts_node options, paths[2];
    struct engine_shared shared;
    struct engine_options engine_options;
    struct database *database;
    struct engine *engine;
};

void session_complain(GByteArray *reply_r, guint32 status, const char *complaint)
{
    struct serve_reply reply;
    serve_reply_init(&reply);
    reply.status = status;
    reply.complaint = ts_text(complaint);
    serve_put_reply(reply_r, &reply);
    serve_reply_finish(&reply);
}

static void session_free(struct session **session)
{
    struct session *own = *session;
    if (own->plan.touchpoints) {
        g_array_unref(own->plan.touchpoints);
        g_array_unref(own->plan.sources);
    }
    database_close(&own->database);
    serve_request_finish(&own->request);
    g_free(own->as_of);
    g_free(own->language);
    g_free(own->root);
    g_free(own);
    *session = NULL;
}

static gboolean are_mails(const struct serve_request *request)
{
    for (guint i = 0; i < request->resources->len; i++) {
        struct ts_str locator = g_array_index(request->resources, struct engine_given, i).locator;
        g_autofree char *name = g_strndup(locator.ptr, locator.len);
        if (!plan_is_mail(name)) {
            return FALSE;
        }
    }
    return TRUE;
}

static char *unknown_touchpoint(const struct session *session)
{
    const GArray *all = session->world->plan->touchpoints;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i + 2 < all->len; i++) {
        g_ptr_array_add(ids, g_array_index(all, struct plan_touchpoint, i).id);
    }
    g_ptr_array_add(ids, NULL);
    g_autofree char *wanted = g_strndup(session->request.as.ptr, session->request.as.len);
    const char *near = nearest_name(wanted, (const char *const *)ids->pdata);
    return g_strdup_printf("the server's plan has no touchpoint \"%s\"%s%s%s", wanted,
                           near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

/* The world's plan with one touchpoint only, which begins where the first resource stands. */
static void make_plan(struct session *session, guint index)
{
    const struct plan *whole = session->world->plan;
    static const char *const keys[] = {"path", "path_given"};
    struct plan_source source = g_array_index(whole->sources, struct plan_source, index);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        session->paths[i] = (struct ts_node){
            .kind = TS_NODE_TEXT, .key = ts_text(keys[i]), .text = ts_text(session->root)};
    }
    session->options =
        (struct ts_node){.kind = TS_NODE_MAP, .children = TS_LIST_OF(session->paths)};
    source.touchpoint = 0;
    source.options = &session->options;
    session->plan = *whole;
    session->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    session->plan.sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    g_array_append_vals(session->plan.touchpoints, plan_touchpoint_at(whole, index), 1);
    g_array_append_val(session->plan.sources, source);
    session->shared = (struct engine_shared){
        .pool = session->world->pool,
        .problems = session->world->open_problems,
        .source = index,
        .touchpoint = index,
    };
}

static int begin_run(struct session *session, char **error_r)
{
    session->engine_options = (struct engine_options){
        .as_of = session->as_of,
        .is_isolated = TRUE,
        .is_fresh = TRUE,
        .notices = session->world->problems->notices,
        .shared = &session->shared,
    };
    session->database = database_open(NULL, error_r);
    session->engine = session->database ? engine_begin_given(&session->plan, session->database,
                                                             &session->engine_options, error_r)
                                        : NULL;
    return session->engine ? 0 : -1;
}

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

/* The touchpoint's source, if it tells readers more than a file's bytes do (a feed's mapping, that
 * a form is one); else NULL. */
static const char *own_source(const struct session *session, gint index)
{
    static const char *const plain[] = {"folder", "imap", "mail", "warc", "web", NULL};
    const char *name = plan_touchpoint_at(session->world->plan, index)->own_source;
    return name && !g_strv_contains(plain, name) ? name : NULL;
}

/* 0, or -1: the reply says why. */
static int prepare(struct session *session, GByteArray *reply_r)
{
    g_autofree char *error = NULL;
    const struct serve_request *request = &session->request;
    session->as_of = dup_str(request->as_of);
    session->language = dup_str(request->language);
    session->root = dup_str(g_array_index(request->resources, struct engine_given, 0).locator);
    gint index = world_find(session->world, request->as, are_mails(request));
    const char *source = index < 0 ? NULL : own_source(session, index);
    if (source) {
        error =
            g_strdup_printf("the source \"%s\" of this touchpoint knows more of a file than its "
                            "bytes: scan it without --server",
                            source);
        session_complain(reply_r, EXIT_USAGE, error);
        return -1;
    }
    if (index < 0 || !date_is_valid(session->as_of)) {
        error = index < 0 ? unknown_touchpoint(session) : g_strdup("the as-of date is no date");
        session_complain(reply_r, EXIT_USAGE, error);
        return -1;
    }
    make_plan(session, (guint)index);
    if (begin_run(session, &error) != 0) {
        session_complain(reply_r, EXIT_INCOMPLETE, error);
        return -1;
    }
    return 0;
}

/* What the touchpoint's own source would say of it: a page of a source of mails is a mail to be.
 * And what the client says: a mail on its way, of which its sender answers for the new words. */
static void give(struct session *session, struct engine_given given)
{
    static const struct ts_pair outgoing[] = {
        {{"touchstone-mail", sizeof "touchstone-mail" - 1}, {"outgoing", sizeof "outgoing" - 1}}};
    static const struct ts_pair template[] = {
        {{"touchstone-mail", sizeof "touchstone-mail" - 1}, {"template", sizeof "template" - 1}}};
    const char *source = plan_touchpoint_at(&session->plan, 0)->own_source;
    if (g_strcmp0(source, "mail") == 0 && ts_is(given.media_type, "text/html")) {
        given.headers = (struct ts_list)TS_LIST_OF(template);
    } else if (session->request.is_outgoing && ts_is(given.media_type, "message/rfc822")) {
        given.headers = (struct ts_list)TS_LIST_OF(outgoing);
    }
    engine_give(session->engine, &given);
}

struct session *session_begin(const struct world *world, const struct catalog *catalog,
                              struct ts_str payload, GByteArray *reply_r)
{
    struct session *session = g_new0(struct session, 1);
    session->world = world;
    session->catalog = catalog;
    serve_request_init(&session->request);
    if (serve_get_request(payload, &session->request) != 0) {
        session_complain(reply_r, EXIT_USAGE,
                         "the server does not understand the request: is it "
                         "of the same version?");
        session_free(&session);
    } else if (prepare(session, reply_r) != 0) {
        session_free(&session);
    }
    for (guint i = 0; session && i < session->request.resources->len; i++) {
        give(session, g_array_index(session->request.resources, struct engine_given, i));
    }
    return session;
}

gboolean session_step(struct session *session)
{
    return engine_step_given(session->engine);
}

/* ---- the reply ---- */

static int make_report(const struct session *session, const struct result *result,
                       const struct serve_report *wanted, GString **bytes_r, char **error_r)
{
    g_autofree char *format = dup_str(wanted->format);
    const struct reporter *reporter = report_find(format);
    const struct report_options options = {
        .language = session->language,
        .has_color = wanted->has_color != 0,
        .width = wanted->width,
        .has_observations = wanted->has_observations != 0,
        .is_new_only = wanted->is_new_only != 0,
        .verbosity = wanted->verbosity,
    };
    if (!reporter) {
        *error_r = g_strdup_printf("the server has no report \"%s\"", format);
        return -1;
    }
    return report_to_memory(reporter, result, &options, bytes_r, error_r);
}

static void free_string(gpointer data)
{
    g_string_free(data, TRUE);
}

static int put_reports(const struct session *session, const struct result *result,
                       GByteArray *reply_r, char **error_r)
{
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(free_string);
    g_autofree char *verdict = verdict_text(result, session->language);
    struct serve_reply reply;
    int done = 0;
    serve_reply_init(&reply);
    reply.status = (guint32)result_summary(result)->exit;
    reply.verdict = ts_text(verdict);
    reply.basis = ts_text(session->world->basis);
    for (guint i = 0; done == 0 && i < session->request.reports->len; i++) {
        GString *bytes;
        done = make_report(session, result,
                           &g_array_index(session->request.reports, struct serve_report, i), &bytes,
                           error_r);
        if (done == 0) {
            struct ts_str view = ts_bytes(bytes->str, bytes->len);
            g_ptr_array_add(owned, bytes);
            g_array_append_val(reply.reports, view);
        }
    }
    if (done == 0) {
        serve_put_reply(reply_r, &reply);
    }
    serve_reply_finish(&reply);
    return done;
}

static int conclude(struct session *session, GByteArray *reply_r, char **error_r)
{
    const struct summary_input input = {
        .fail_on = session->request.fail_on,
        .max_unchecked = session->request.max_unchecked,
        .is_new_only = session->request.is_new_only != 0,
    };
    if (engine_end_given(&session->engine, error_r) != 0 ||
        summary_compute(session->database->handle, &session->plan, &input, error_r) != 0) {
        return -1;
    }
    struct result *result =
        result_open(session->database->handle, session->catalog, session->language, error_r);
    int done = result ? put_reports(session, result, reply_r, error_r) : -1;
    result_close(&result);
    return done;
}

void session_end(struct session **session, GByteArray *reply_r)
{
    g_autofree char *error = NULL;
    if (conclude(*session, reply_r, &error) != 0) {
        g_byte_array_set_size(reply_r, 0);
        session_complain(reply_r, EXIT_INCOMPLETE, error);
    }
    session_free(session);
}
