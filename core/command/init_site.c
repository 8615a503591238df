/* SPDX-License-Identifier: MIT
 *
 * From a URL or a folder to the files of a first brand book: a run in memory by the check that
 * proposes, its sums, the files, and a trial of them.
 */
#include "core/command/init_site.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/command/command.h"
#include "core/command/proposal.h"
#include "core/command/run.h"
#include "core/run/engine.h"

/* ---- the look -------------------------------------------------------------------------------- */

static struct proposal *look_with(const struct plan *plan, const struct problems *problems,
                                  const struct init_site *init)
{
    g_autofree char *error = NULL;
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
    struct engine_options options = {
        .as_of = today, .is_isolated = TRUE, .is_fresh = TRUE, .notices = problems->notices};
    struct engine_outcome outcome = {0};
    struct proposal *proposal = NULL;
    struct database *database = database_open(NULL, &error);
    if (database && engine_run(plan, database, &options, &outcome, &error) == 0) {
        proposal = proposal_sum(database->handle, init->target, &error);
    }
    if (!proposal) {
        command_complain("%s", error ? error : "the look was cut short");
    }
    g_free(outcome.cut_short);
    database_close(&database);
    return proposal;
}

static struct proposal *look(const struct init_site *init, const struct catalog *catalog,
                             int *status_r)
{
    const char *targets[] = {init->target, NULL};
    struct plan_request request = {.targets = targets,
                                   .depth = init->depth,
                                   .max_pages = init->max_pages,
                                   .allow_hosts = init->allow_hosts};
    struct problems *problems = problems_new();
    struct proposal *proposal = NULL;
    struct plan *plan = plan_for_init(&request, catalog, problems);
    *status_r = EXIT_USAGE;
    if (!run_told_problems(problems, FALSE) && plan) {
        *status_r = EXIT_INCOMPLETE;
        proposal = look_with(plan, problems, init);
    }
    plan_free(&plan);
    problems_free(&problems);
    return proposal;
}

/* ---- the files ------------------------------------------------------------------------------- */

struct files {
    const struct init_site *init;
    const struct proposal *proposal;
    struct proposal_target target;
};

static char *path_in(const struct init_site *init, const char *name)
{
    return strcmp(init->directory, ".") == 0 ? g_strdup(name)
                                             : g_build_filename(init->directory, name, NULL);
}

static gboolean write_one(const struct init_site *init, const char *name, const char *bytes,
                          gsize size)
{
    g_autofree char *path = path_in(init, name);
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents(path, bytes, (gssize)size, &error)) {
        command_complain("%s can't be written: %s", path, error->message);
        return FALSE;
    }
    return TRUE;
}

static gboolean write_all(const struct files *files)
{
    const struct proposal *proposal = files->proposal;
    g_autofree char *brand = proposal_brand(proposal);
    g_autofree char *plan = proposal_plan(proposal, &files->target);
    g_autofree char *words = proposal_words(proposal);
    gsize size = 0;
    const char *logo = proposal->logo_bytes && !proposal->is_logo_refused
                           ? g_bytes_get_data(proposal->logo_bytes, &size)
                           : NULL;
    return (!logo || write_one(files->init, proposal->logo_file, logo, size)) &&
           (!words || proposal->is_words_refused ||
            write_one(files->init, "words.txt", words, strlen(words))) &&
           write_one(files->init, "brand.yaml", brand, strlen(brand)) &&
           write_one(files->init, "touchstone.yaml", plan, strlen(plan));
}

/* FALSE: it said which file is in the way. */
static gboolean is_free(const struct init_site *init, const struct proposal *proposal)
{
    const char *const names[] = {"brand.yaml", "touchstone.yaml",
                                 proposal && proposal->words->len ? "words.txt" : "brand.yaml",
                                 proposal && proposal->logo_file ? proposal->logo_file
                                                                 : "brand.yaml"};
    for (gsize i = 0; i < G_N_ELEMENTS(names) && !init->is_forced; i++) {
        g_autofree char *path = path_in(init, names[i]);
        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            command_complain("%s is there already, and is not written over (--force does)", path);
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- the trial ------------------------------------------------------------------------------- */

/* Opens the checks as a first `check` would. What they refuse is told as a comment instead. FALSE:
 * the plan itself is wrong. */
static gboolean try_out(const struct init_site *init, const struct catalog *catalog,
                        GPtrArray *refusals)
{
    g_autofree char *path = path_in(init, "touchstone.yaml");
    g_autofree char *error = NULL;
    struct plan_request request = {.config_path = path};
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_check(&request, catalog, problems);
    gboolean has_errors = run_told_problems(problems, TRUE);
    if (plan && !has_errors) {
        const struct pool_options options = {.jobs = 1, .is_isolated = TRUE};
        struct pool *pool = pool_new(plan, &options, refusals, &error);
        if (!pool) {
            g_ptr_array_add(refusals, g_strdup(error ? error : "no worker starts"));
        }
        pool_free(&pool);
    }
    plan_free(&plan);
    problems_free(&problems);
    return !has_errors;
}

/* What no file names any more. */
static void remove_one(const struct init_site *init, gboolean is_refused, const char *name)
{
    g_autofree char *path = is_refused && name ? path_in(init, name) : NULL;
    if (path) {
        g_unlink(path);
    }
}

static void take_refusals(const struct init_site *init, struct proposal *proposal,
                          const GPtrArray *refusals)
{
    for (guint i = 0; i < refusals->len; i++) {
        const char *why = g_ptr_array_index(refusals, i);
        gboolean is_logo = strstr(why, "logo") != NULL;
        gboolean is_words = strstr(why, "spelling") != NULL;
        proposal->is_logo_refused |= is_logo;
        proposal->is_words_refused |= is_words;
        /* else a value of the brand book, by its place: those proposed are names and numbers */
        proposal->is_identity_refused |= !is_logo && !is_words;
        command_complain("left as a comment: %s", why);
    }
    remove_one(init, proposal->is_logo_refused, proposal->logo_file);
    remove_one(init, proposal->is_words_refused, "words.txt");
}

static int write_and_try(struct files *files, struct proposal *proposal,
                         const struct catalog *catalog)
{
    for (guint try = 0; try < 3; try++) {
        g_autoptr(GPtrArray) refusals = g_ptr_array_new_with_free_func(g_free);
        if (!write_all(files) || !try_out(files->init, catalog, refusals)) {
            return EXIT_INCOMPLETE;
        }
        if (refusals->len == 0) {
            return EXIT_CLEAN;
        }
        take_refusals(files->init, proposal, refusals);
    }
    return EXIT_INCOMPLETE;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Both are absolute and plain. */
static char *relative(const char *folder, const char *target)
{
    g_auto(GStrv) from = g_strsplit(folder, "/", -1);
    g_auto(GStrv) to = g_strsplit(target, "/", -1);
    GString *path = g_string_new(NULL);
    guint common = 0;
    while (from[common] && to[common] && strcmp(from[common], to[common]) == 0) {
        common++;
    }
    for (guint i = common; from[i] && *from[i]; i++) {
        g_string_append(path, path->len ? "/.." : "..");
    }
    for (guint i = common; to[i]; i++) {
        g_string_append_printf(path, "%s%s", path->len ? "/" : "", to[i]);
    }
    return g_string_free(g_string_append(path, path->len ? "" : "."), FALSE);
}

/* As the plan names it: seen from the folder of the plan. */
static char *place_of(const struct init_site *init)
{
    if (strstr(init->target, "://") || strcmp(init->directory, ".") == 0 ||
        g_path_is_absolute(init->target)) {
        return g_strdup(init->target);
    }
    g_autofree char *target = g_canonicalize_filename(init->target, NULL);
    g_autofree char *folder = g_canonicalize_filename(init->directory, NULL);
    return relative(folder, target);
}

static void tell(const struct init_site *init, const struct proposal *proposal)
{
    g_autofree char *text = proposal_tell(proposal);
    g_autofree char *plan = path_in(init, "touchstone.yaml");
    g_autofree char *brand = path_in(init, "brand.yaml");
    printf("%sWrote %s and %s. Read both, then: touchstone check%s%s\n", text, brand, plan,
           strcmp(init->directory, ".") == 0 ? "" : " -c ",
           strcmp(init->directory, ".") == 0 ? "" : plan);
}

static int propose(const struct init_site *init, struct proposal *proposal,
                   const struct catalog *catalog)
{
    g_autofree char *place = place_of(init);
    struct files files = {.init = init,
                          .proposal = proposal,
                          .target = {.source = strstr(init->target, "://") ? "web" : "folder",
                                     .place = place,
                                     .allow_hosts = init->allow_hosts}};
    if (proposal->pages == 0) {
        command_complain("no page could be read%s%s", proposal->refusal ? ": " : "",
                         proposal->refusal ? proposal->refusal : "");
        return EXIT_INCOMPLETE;
    }
    if (!is_free(init, proposal)) {
        return EXIT_USAGE;
    }
    int status = write_and_try(&files, proposal, catalog);
    if (status == EXIT_CLEAN) {
        tell(init, proposal);
    }
    return status;
}

int init_site(const struct init_site *init)
{
    int status = EXIT_USAGE;
    if (!is_free(init, NULL)) {
        return EXIT_USAGE;
    }
    if (g_mkdir_with_parents(init->directory, 0777) != 0) {
        command_complain("%s can't be made: %s", init->directory, g_strerror(errno));
        return EXIT_INCOMPLETE;
    }
    struct catalog *catalog = catalog_load(NULL);
    struct proposal *proposal = look(init, catalog, &status);
    if (proposal) {
        status = propose(init, proposal, catalog);
    }
    proposal_free(&proposal);
    catalog_free(&catalog);
    return status;
}
