/* SPDX-License-Identifier: MIT
 *
 * touchstone accept: words, findings and rules that somebody has decided to live with.
 */
#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/command/accept_file.h"
#include "core/command/command.h"
#include "core/command/run.h"
#include "core/command/stored.h"
#include "core/config/file.h"
#include "core/config/nearest.h"
#include "core/limits.h"
#include "core/result/run_rules.h"

#define TERMS "terms/" /* before the id of a term of the brand book */

struct request {
    struct accept_reason why;
    char *list, *language, *touchpoint;
    char **given, **rules;
    GPtrArray *names;    /* char *: words, fingerprints or rules */
    GPtrArray *comments; /* char *: of findings; or NULL */
};

/* ---- what is asked --------------------------------------------------------------------------- */

static gboolean add_word(struct request *request, const char *where, const char *text, gsize len)
{
    if (!g_utf8_validate(text, (gssize)len, NULL) || !accept_is_word(ts_bytes(text, len))) {
        g_autofree char *shown = file_printable(text, (gssize)len);
        command_complain("%s: \"%s\" is no word: it is one, in UTF-8, without spaces", where,
                         shown);
        return FALSE;
    }
    g_ptr_array_add(request->names, g_strndup(text, len));
    return TRUE;
}

/* A line without its comment and the white space around; what `touchstone words` prints. */
static char *strip_line(char *line)
{
    char *comment = *line == '#' ? line : strstr(line, " #");
    if (comment) {
        *comment = '\0';
    }
    return g_strstrip(line);
}

static gboolean read_list(struct request *request)
{
    g_autofree char *bytes = NULL;
    g_autofree char *why = NULL;
    gsize size;
    if (file_read(request->list, LIMIT_CONFIG_SIZE, &bytes, &size, &why) != 0) {
        command_complain("--words=%s: %s", request->list, why);
        return FALSE;
    }
    const char *text = g_str_has_prefix(bytes, "\xEF\xBB\xBF") ? bytes + 3 : bytes;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        char *word = strip_line(lines[i]);
        g_autofree char *where = g_strdup_printf("%s:%u", request->list, i + 1);
        if (*word && !add_word(request, where, word, strlen(word))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_language(const char *language)
{
    gsize len = language ? strlen(language) : 2;
    if (!language || ((len == 2 || len == 3 || (len > 3 && strchr("-_", language[2]))) &&
                      g_ascii_isalpha(language[0]) && g_ascii_isalpha(language[1]))) {
        return TRUE;
    }
    command_complain("--lang=%s: a language is written as nl or en-GB", language);
    return FALSE;
}

/* Words, findings or rules: one of them at a time. */
static gboolean has_one_kind(const struct request *request, int left)
{
    guint kinds = (request->given || request->list) + (left > 0) + (request->rules != NULL);
    if (kinds == 1) {
        return TRUE;
    }
    command_complain(kinds ? "words, findings and rules are accepted one kind at a time"
                           : "accept what? Name findings by their fingerprint, a rule with --rule, "
                             "a word with --word, or a file with --words (touchstone accept "
                             "--help)");
    return FALSE;
}

static gboolean is_sound(const struct request *request, int left)
{
    if (request->touchpoint && !request->rules) {
        command_complain("--touchpoint goes with --rule; a finding is known by its fingerprint");
        return FALSE;
    }
    return has_one_kind(request, left) && accept_reason_is_sound(&request->why) &&
           is_language(request->language);
}

static gboolean collect_words(struct request *request)
{
    for (char **word = request->given; word && *word; word++) {
        if (!add_word(request, "--word", *word, strlen(*word))) {
            return FALSE;
        }
    }
    return !request->list || read_list(request);
}

/* ---- findings and rules ---------------------------------------------------------------------- */

static int note(const struct result_finding *finding, void *data)
{
    GHashTable *open = data;
    g_hash_table_insert(open, g_strdup(finding->fingerprint),
                        g_strdup_printf("%s: %s", finding->rule, finding->message));
    return 0;
}

static int match(const struct result *result, const struct report_options *options, GString *out,
                 void *data)
{
    struct request *request = data;
    const struct result_query all = {.order = RESULT_STABLE, .at_most = 1, .is_everywhere = TRUE};
    g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    (void)options, (void)out;
    if (result_each_finding(result, &all, note, open) != 0) {
        command_complain("%s", result_error(result));
        return EXIT_INCOMPLETE;
    }
    for (guint i = 0; i < request->names->len; i++) {
        const char *name = g_ptr_array_index(request->names, i);
        const char *told = g_hash_table_lookup(open, name);
        if (!told) {
            command_complain("no finding %s is open (touchstone check -o jsonl shows the "
                             "fingerprints)",
                             name);
            return EXIT_USAGE;
        }
        g_ptr_array_add(request->comments, g_strdup(told));
    }
    return EXIT_CLEAN;
}

/* They must be in the last run, so that a slip of the pen accepts nothing. */
static int collect_findings(struct request *request, int count, char **fingerprints)
{
    struct stored_options stored = {.config = request->why.config};
    for (int i = 0; i < count; i++) {
        if (!accept_is_fingerprint(fingerprints[i])) {
            command_complain("%s is no fingerprint: it has 16 digits (0-9, a-f)", fingerprints[i]);
            return EXIT_USAGE;
        }
        g_ptr_array_add(request->names, g_strdup(fingerprints[i]));
    }
    request->comments = g_ptr_array_new_with_free_func(g_free);
    return stored_show(&stored, NULL, match, request);
}

static gboolean is_rule(const struct plan *plan, const struct catalog *catalog, const char *id)
{
    const struct catalog_plugin *plugin;
    const struct ts_node *terms = ts_get(plan->brand, "terms");
    gboolean is_term = g_str_has_prefix(id, TERMS);
    gboolean is_known = !is_term && (run_rules_find(id) || catalog_find_rule(catalog, id, &plugin));
    for (guint32 i = 0; is_term && terms && i < terms->children.count; i++) {
        struct ts_str own = ts_get_text(ts_item(terms->children, i), "id");
        is_known |= ts_is(own, id + strlen(TERMS));
    }
    if (!is_known) {
        command_complain("there is no rule \"%s\" (touchstone rules and touchstone plugins -v list "
                         "them)",
                         id);
    }
    return is_known;
}

static gboolean is_touchpoint(const struct plan *plan, const char *id)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < plan->touchpoints->len; i++) {
        g_ptr_array_add(ids, plan_touchpoint_at(plan, i)->id);
    }
    g_ptr_array_add(ids, NULL);
    if (g_strv_contains((const char *const *)ids->pdata, id)) {
        return TRUE;
    }
    g_autofree char *hint = nearest_hint(id, (const char *const *)ids->pdata);
    command_complain("there is no touchpoint \"%s\"%s", id, hint);
    return FALSE;
}

/* Likewise they must be rules and touchpoints that there are. */
static int collect_rules(struct request *request)
{
    const struct plan_request of_plan = {.config_path = request->why.config};
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_check(&of_plan, catalog, problems);
    gboolean is_sound = !run_told_problems(problems, TRUE) && plan;
    for (char **rule = request->rules; is_sound && *rule; rule++) {
        is_sound = is_rule(plan, catalog, *rule);
        g_ptr_array_add(request->names, g_strdup(*rule));
    }
    is_sound = is_sound && (!request->touchpoint || is_touchpoint(plan, request->touchpoint));
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return is_sound ? EXIT_CLEAN : EXIT_USAGE;
}

static int collect(struct request *request, int count, char **fingerprints,
                   enum accept_kind *kind_r)
{
    *kind_r = request->rules ? ACCEPT_RULE : count > 0 ? ACCEPT_FINDING : ACCEPT_WORD;
    if (*kind_r == ACCEPT_RULE) {
        return collect_rules(request);
    }
    if (*kind_r == ACCEPT_FINDING) {
        return collect_findings(request, count, fingerprints);
    }
    return collect_words(request) ? EXIT_CLEAN : EXIT_USAGE;
}

/* ---- the command ----------------------------------------------------------------------------- */

static int add(const struct request *request, enum accept_kind kind)
{
    const struct accept_entries entries = {
        .kind = kind,
        .names = request->names,
        .comments = request->comments,
        .language = request->language,
        .touchpoint = request->touchpoint,
        .reason = request->why.reason,
        .owner = request->why.owner,
        .until = request->why.until,
    };
    if (request->names->len == 0) { /* a review that left nothing is no fault */
        printf(_("there is no word in %s; nothing is accepted\n"), request->list);
        return EXIT_CLEAN;
    }
    return accept_file_add(request->why.config, &entries);
}

static void clear(struct request *request)
{
    accept_reason_clear(&request->why);
    g_free(request->list);
    g_free(request->language);
    g_free(request->touchpoint);
    g_strfreev(request->given);
    g_strfreev(request->rules);
    g_ptr_array_unref(request->names);
    g_clear_pointer(&request->comments, g_ptr_array_unref);
}

static int run_accept(const struct command *command, int argc, char **argv)
{
    struct request request = {.names = g_ptr_array_new_with_free_func(g_free)};
    enum accept_kind kind;
    GOptionEntry why[5];
    accept_reason_entries(&request.why, why);
    const GOptionEntry entries[] = {
        {"rule", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.rules,
         N_("All that this rule finds; repeatable"), "RULE"},
        {"touchpoint", 0, 0, G_OPTION_ARG_FILENAME, &request.touchpoint,
         N_("The rule's findings there alone"), "TOUCHPOINT"},
        {"word", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.given,
         N_("A word that is right; repeatable"), "WORD"},
        {"words", 0, 0, G_OPTION_ARG_FILENAME, &request.list,
         N_("A file of them, one a line, as `touchstone words` writes it"), "FILE"},
        {"lang", 0, 0, G_OPTION_ARG_FILENAME, &request.language,
         N_("The language a word is right in (default: all)"), "LANG"},
        why[0],
        why[1],
        why[2],
        why[3],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv) && is_sound(&request, argc - 1)) {
        status = collect(&request, argc - 1, argv + 1, &kind);
        status = status == EXIT_CLEAN ? add(&request, kind) : status;
    }
    clear(&request);
    return status;
}

const struct command command_accept = {
    .name = "accept",
    .arguments = "FINGERPRINT... | --rule RULE | --word WORD --reason TEXT",
    .summary = N_("Accept findings, rules or words, with a reason"),
    .help = N_("Writes into touchstone.accept.yaml beside the plan what somebody has decided to "
               "live with, comments and order kept: findings of the last run by their "
               "fingerprint, wherever they stand; all that a rule finds (--rule, at one "
               "touchpoint with --touchpoint); or words that are right (--word, or --words as "
               "`touchstone words` wrote them). The next run marks what is accepted: it stays in "
               "the reports, and counts for no state, score or exit status. What has expired, or "
               "names nothing any more, is told (run/acceptance-expired, run/acceptance-unused). "
               "For words it judges the spelling of what it has kept again."),
    .example = "touchstone accept --rule links/redirected --touchpoint webshop --reason \"campaign "
               "addresses\" --until 2027-01-31\n"
               "touchstone accept --words review.txt --reason \"our trade words\"\n",
    .has_own_lang = TRUE,
    .run = run_accept,
};
