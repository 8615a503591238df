/* SPDX-License-Identifier: MIT
 *
 * Files are read here, judged there.
 */
#include "core/command/scan_served.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "core/command/command.h"
#include "core/command/log.h"
#include "core/command/run_log.h"
#include "core/config/date.h"
#include "core/config/file.h"
#include "core/limits.h"
#include "core/serve/client.h"

/* Where the name tells what no reader could tell by the bytes. */
static const struct {
    const char *ending, *media_type;
} endings[] = {{".html", "text/html"},
               {".htm", "text/html"},
               {".txt", "text/plain"},
               {".md", "text/markdown"}};

static const char *media_type_of(const char *target)
{
    g_autofree char *folded = g_ascii_strdown(target, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(folded, endings[i].ending)) {
            return endings[i].media_type;
        }
    }
    return plan_is_mail(target) && !g_str_has_suffix(folded, "mbox") ? "message/rfc822"
                                                                     : "application/octet-stream";
}

/* A pipe has no size to ask for. */
static int read_input(char **bytes_r, gsize *size_r, char **why_r)
{
    GString *all = g_string_new(NULL);
    char buffer[65536];
    ssize_t got;
    while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0 &&
           all->len <= LIMIT_RESOURCE_SIZE) {
        g_string_append_len(all, buffer, got);
    }
    if (got < 0 || all->len > LIMIT_RESOURCE_SIZE) {
        *why_r = g_strdup(got < 0 ? g_strerror(errno) : "larger than 20 MB");
        g_string_free(all, TRUE);
        return -1;
    }
    *size_r = all->len;
    *bytes_r = g_string_free(all, FALSE);
    return 0;
}

/* EXIT_CLEAN, or why it is not sent, and said. */
static int add_file(const char *target, struct serve_request *request, GPtrArray *owned)
{
    char *bytes = NULL;
    gsize size = 0;
    g_autofree char *why = NULL;
    gboolean is_input = g_str_equal(target, "-");
    int done = is_input ? read_input(&bytes, &size, &why)
                        : file_read(target, LIMIT_RESOURCE_SIZE, &bytes, &size, &why);
    if (done != 0) {
        command_complain("%s: %s", is_input ? "standard input" : target, why);
        return strstr(why, "larger than") ? EXIT_INCOMPLETE : EXIT_USAGE;
    }
    struct engine_given given = {ts_text(target), ts_text(media_type_of(target)),
                                 ts_bytes(bytes, size)};
    g_ptr_array_add(owned, bytes);
    g_array_append_val(request->resources, given);
    return EXIT_CLEAN;
}

static void add_reports(const struct run_options *options, struct serve_request *request)
{
    for (guint i = 0; i < options->targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(options->targets, i);
        const struct report_options own = run_options_of_report(options, target);
        struct serve_report report = {
            .format = ts_text(target->reporter->name),
            .has_color = (guint32)own.has_color,
            .width = own.width,
            .has_observations = (guint32)own.has_observations,
            .is_new_only = (guint32)own.is_new_only,
            .verbosity = own.verbosity,
        };
        g_array_append_val(request->reports, report);
    }
}

static int write_reports(const struct serve_reply *reply, const struct run_options *options)
{
    int status = (int)reply->status;
    if (reply->complaint.len) {
        command_complain("%.*s", (int)reply->complaint.len, reply->complaint.ptr);
        return status;
    }
    for (guint i = 0; i < options->targets->len && i < reply->reports->len; i++) {
        g_autofree char *error = NULL;
        if (report_write_bytes(g_ptr_array_index(options->targets, i),
                               g_array_index(reply->reports, struct ts_str, i), &error) != 0) {
            command_complain("%s", error);
            status = status == EXIT_CLEAN ? EXIT_INCOMPLETE : status;
        }
    }
    if (!options->is_quiet && !run_options_tell_terminal(options) && !log_is_on()) {
        fprintf(stderr, "%.*s", (int)reply->verdict.len, reply->verdict.ptr);
    }
    run_log_ended(NULL, status);
    return status;
}

static int ask(const char *socket, const struct serve_request *request,
               const struct run_options *options)
{
    g_autofree char *error = NULL;
    struct serve_reply reply;
    int status = EXIT_INCOMPLETE;
    struct client *client = client_new(socket, 0, &error);
    serve_reply_init(&reply);
    if (client && client_ask(client, request, &reply, &error) == 0) {
        status = write_reports(&reply, options);
    } else {
        command_complain("nothing was checked: %s", error);
    }
    serve_reply_finish(&reply);
    client_free(&client);
    return status;
}

/* What a server has of its own, or does not do. */
static const char *why_not(const struct plan_request *plan)
{
    if (plan->brand_path || plan->config_path) {
        return "the server has its own brand book and plan: leave -b and -c out";
    }
    for (const char *const *target = plan->targets; *target; target++) {
        if (strstr(*target, "://") || g_file_test(*target, G_FILE_TEST_IS_DIR)) {
            return "--server takes files and -, no URLs or folders";
        }
    }
    return NULL;
}

int scan_served(const char *socket, const struct plan_request *plan,
                const struct run_options *options)
{
    const char *refusal = why_not(plan);
    if (refusal) {
        command_complain("%s", refusal);
        return EXIT_USAGE;
    }
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    struct serve_request request;
    char today[DATE_SIZE];
    int status = EXIT_CLEAN;
    serve_request_init(&request);
    request.as = ts_text(plan->as_touchpoint);
    date_today(NULL, today);
    request.as_of = ts_text(options->as_of ? options->as_of : today);
    request.language = ts_text(options->language);
    request.fail_on = (guint32)options->fail_on;
    request.is_new_only = (guint32)options->is_new_only;
    request.max_unchecked = options->max_unchecked;
    for (const char *const *target = plan->targets; *target && status == EXIT_CLEAN; target++) {
        status = add_file(*target, &request, owned);
    }
    add_reports(options, &request);
    if (status == EXIT_CLEAN) {
        status = ask(socket, &request, options);
    }
    serve_request_finish(&request);
    return status;
}
