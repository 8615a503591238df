/* SPDX-License-Identifier: MIT
 *
 * touchstone baseline: accepts all that is open now, so that from here on only what is new counts.
 */
#include <glib/gi18n.h>

#include "core/command/accept_file.h"
#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/result/run_rules.h"

struct baseline {
    GPtrArray *names, *comments; /* char * */
    GHashTable *seen;            /* fingerprints: one may be open at several touchpoints */
    gboolean has_gaps;           /* what could not be checked too */
};

static int note(const struct result_finding *finding, void *data)
{
    struct baseline *baseline = data;
    gboolean is_gap = run_rules_is_unchecked(finding->rule);
    if (run_rules_has(finding->rule) && !(is_gap && baseline->has_gaps)) {
        return 0;
    }
    if (g_hash_table_add(baseline->seen, g_strdup(finding->fingerprint))) {
        g_ptr_array_add(baseline->names, g_strdup(finding->fingerprint));
        g_ptr_array_add(baseline->comments,
                        g_strdup_printf("%s: %s", finding->rule, finding->message));
    }
    return 0;
}

static int gather(const struct result *result, const struct report_options *options, GString *out,
                  void *data)
{
    const enum result_part parts[] = {RESULT_DEVIATIONS, RESULT_RUN};
    int done = 0;
    (void)options, (void)out;
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(parts); i++) {
        const struct result_query open = {
            .order = RESULT_STABLE, .part = parts[i], .at_most = 1, .is_everywhere = TRUE};
        done = result_each_finding(result, &open, note, data);
    }
    if (done != 0) {
        command_complain("%s", result_error(result));
    }
    return done == 0 ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

static int add(const struct baseline *baseline, const struct accept_reason *why)
{
    const struct accept_entries entries = {
        .kind = ACCEPT_FINDING,
        .names = baseline->names,
        .comments = baseline->comments,
        .reason = why->reason,
        .owner = why->owner,
        .until = why->until,
    };
    if (baseline->names->len == 0) {
        puts(_("nothing is open; nothing is accepted"));
        return EXIT_CLEAN;
    }
    return accept_file_add(why->config, &entries);
}

static int run_baseline(const struct command *command, int argc, char **argv)
{
    struct accept_reason why = {NULL};
    struct baseline baseline = {
        .names = g_ptr_array_new_with_free_func(g_free),
        .comments = g_ptr_array_new_with_free_func(g_free),
        .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    GOptionEntry common[5];
    accept_reason_entries(&why, common);
    const GOptionEntry entries[] = {
        {"unchecked", 0, 0, G_OPTION_ARG_NONE, &baseline.has_gaps,
         N_("What could not be checked too: it no longer makes the exit status 3"), NULL},
        common[0],
        common[1],
        common[2],
        common[3],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        const struct stored_options stored = {.config = why.config};
        if (argc > 1) {
            command_complain("baseline takes no arguments: it accepts all that is open; single "
                             "findings are a matter of touchstone accept");
        } else if (accept_reason_is_sound(&why)) {
            status = stored_show(&stored, NULL, gather, &baseline);
            status = status == EXIT_CLEAN ? add(&baseline, &why) : status;
        }
    }
    g_ptr_array_unref(baseline.names);
    g_ptr_array_unref(baseline.comments);
    g_hash_table_unref(baseline.seen);
    accept_reason_clear(&why);
    return status;
}

const struct command command_baseline = {
    .name = "baseline",
    .arguments = "--reason TEXT",
    .summary = N_("Accept all that is open now, so that only what is new counts"),
    .help = N_("Accepts all findings that are open in the last run, so that from here on only "
               "what is new counts. With --unchecked what could not be checked too, by its "
               "reason, and so in every document of that reason."),
    .example = "touchstone baseline --reason \"known when we began\" --until 2027-06-30\n",
    .run = run_baseline,
};
