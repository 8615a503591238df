/* SPDX-License-Identifier: MIT
 *
 * touchstone-milter: judges mails on their way out, and stays in the foreground.
 */
#include <grp.h>
#include <libmilter/mfapi.h>
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>

#include "core/build.h"
#include "core/limits.h"
#include "core/milter/event.h"
#include "core/milter/filter.h"
#include "core/milter/options.h"
#include "core/milter/own.h"
#include "core/result/exit_status.h"

static int complain(const char *what)
{
    fprintf(stderr, "touchstone-milter: %s\n", what);
    return EXIT_USAGE;
}

static gboolean parse(struct milter_options *own, int *argc, char ***argv)
{
    g_autoptr(GArray) entries = milter_options_entries(own);
    g_autoptr(GOptionContext) context = g_option_context_new("-c FILE");
    g_autoptr(GError) error = NULL;
    g_option_context_set_summary(context,
                                 "Judges mails on their way out by touchstone serve: a milter.");
    g_option_context_add_main_entries(context, (const GOptionEntry *)(void *)entries->data, NULL);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        complain(error->message);
        return FALSE;
    }
    return TRUE;
}

/* What the command line says counts before the file. NULL: it is wrong, and said. */
static struct milter_settings *merge(const struct milter_options *own)
{
    struct problems *problems = problems_new();
    struct milter_settings *settings = milter_settings_load(own->config, problems);
    for (guint i = 0; i < problems->errors->len; i++) {
        fprintf(stderr, "%s\n", (const char *)g_ptr_array_index(problems->errors, i));
    }
    problems_free(&problems);
    if (!settings) {
        return NULL;
    }
    char **const texts[] = {&settings->listen, &settings->server, &settings->user};
    const char *const given[] = {own->listen, own->server, own->user};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (given[i]) {
            g_free(*texts[i]);
            *texts[i] =
                texts[i] == &settings->user ? g_strdup(given[i]) : milter_listen_at(given[i], NULL);
        }
    }
    settings->is_test |= own->is_test;
    settings->is_json = g_strcmp0(own->log_format, "json") == 0;
    return settings;
}

/* What would only come out as it starts: of the command line and of this machine. */
static char *cannot_work(const struct milter_settings *settings)
{
    g_autofree char *fault = milter_listen_fault(settings->listen);
    if (fault) {
        return g_strdup_printf("listen: \"%s\" %s", settings->listen, fault);
    }
    if (g_str_equal(settings->listen, settings->server)) {
        return g_strdup_printf("listen and server are one socket: %s", settings->listen);
    }
    if (settings->group && !getgrnam(settings->group)) {
        return g_strdup_printf("there is no group \"%s\" (group:)", settings->group);
    }
    if (settings->user && !getpwnam(settings->user)) {
        return g_strdup_printf("there is no user \"%s\"", settings->user);
    }
    return NULL;
}

static const char *why_not(const struct milter_options *own, const struct milter_settings *settings)
{
    return own->log_format && !g_str_equal(own->log_format, "json") &&
                   !g_str_equal(own->log_format, "text")
               ? "--log-format is text or json"
           : !settings->listen ? "listen where? Give listen: in the file, or --listen"
           : !settings->server
               ? "ask whom? Give the socket of touchstone serve as server: in the file, or --server"
               : NULL;
}

/* libmilter ends at once; mails at work get their answer first. */
static void drain(const struct milter_settings *settings)
{
    gint64 until = g_get_monotonic_time() + settings->timeout_msec * 1000ll;
    while (filter_count_at_work() > 0 && g_get_monotonic_time() < until) {
        g_usleep(LIMIT_MILTER_DRAIN_USEC);
    }
}

static int serve(const struct milter_settings *settings)
{
    g_autofree char *error = NULL;
    if (filter_register(settings) != 0) {
        return complain("libmilter refuses the filter");
    }
    if (own_listen(settings, &error) != 0 || own_user(settings, &error) != 0) {
        return complain(error);
    }
    filter_try_server();
    event_say(settings->is_json, "ready", settings->listen);
    int done = smfi_main();
    drain(settings);
    event_say(settings->is_json, "ended", settings->listen);
    return done == MI_SUCCESS && filter_count_at_work() == 0 ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

static int run(const struct milter_options *own, int argc)
{
    if (own->is_version) {
        printf("touchstone-milter %s\n", TOUCHSTONE_VERSION);
        return EXIT_CLEAN;
    }
    if (own->is_schema) {
        g_autofree char *schema = schema_json(&schema_milter, NULL);
        fputs(schema, stdout);
        return EXIT_CLEAN;
    }
    if (argc > 1 || !own->config) {
        return complain(argc > 1 ? "it takes no files (touchstone-milter --help)"
                                 : "whose mails? Give -c FILE (touchstone-milter --help)");
    }
    struct milter_settings *settings = merge(own);
    const char *refusal = settings ? why_not(own, settings) : NULL;
    g_autofree char *fault = settings && !refusal ? cannot_work(settings) : NULL;
    refusal = refusal ? refusal : fault;
    int status = !settings ? EXIT_USAGE : refusal ? complain(refusal) : EXIT_CLEAN;
    if (status == EXIT_CLEAN && !own->is_check) {
        status = serve(settings);
    }
    milter_settings_free(&settings);
    return status;
}

int main(int argc, char **argv)
{
    struct milter_options own = {0};
    setlocale(LC_CTYPE, "C.UTF-8");
    int status = parse(&own, &argc, &argv) ? run(&own, argc) : EXIT_USAGE;
    milter_options_clear(&own);
    return status;
}
