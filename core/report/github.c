/* SPDX-License-Identifier: MIT
 *
 * For the log of a GitHub Actions step: the text for people, then annotations. GitHub shows ten
 * errors, ten warnings and ten notices of a step and drops the rest unsaid, so the gravest come
 * first and a notice says how many are left.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/report/escape.h"
#include "core/report/location.h"
#include "core/report/report_formats.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/run_rules.h"

#define SHOWN 10u /* of each kind in a step: GitHub's limit */

enum kind { KIND_ERROR, KIND_WARNING, KIND_NOTICE, KINDS };

static const char *const kinds[KINDS] = {"error", "warning", "notice"};

struct annotations {
    const struct result *result;
    const struct report_options *options;
    GString *text;
    guint counts[KINDS];
    guint left;
    gboolean wants_gaps; /* this turn: what could not be checked, which comes first */
};

static enum kind kind_of(const struct result_finding *finding)
{
    return strcmp(finding->severity, "error") == 0     ? KIND_ERROR
           : strcmp(finding->severity, "warning") == 0 ? KIND_WARNING
                                                       : KIND_NOTICE;
}

static void put_property(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "%s%s=", out->str[out->len - 1] == ' ' ? "" : ",", name);
    escape_workflow(out, value, TRUE);
}

static void put_spot(GString *out, const struct location *location)
{
    if (!location->path) {
        return;
    }
    put_property(out, "file", location->path);
    if (location->line) {
        g_string_append_printf(out, ",line=%u", location->line);
    }
    if (location->line && location->column) {
        g_string_append_printf(out, ",col=%u", location->column);
    }
}

/* "webshop: "onderhout" is misspelt (https://v.example/, and 3 more places)" */
static char *describe(const struct annotations *own, const struct result_finding *finding,
                      const struct result_place *place)
{
    GString *text = g_string_new(finding->touchpoint);
    g_string_append_printf(text, ": %s", finding->message);
    g_autofree char *more = finding->count > 1 ? words_count(own->options->language,
                                                             WORD_N_MORE_PLACES, finding->count - 1)
                                               : NULL;
    if (place && *place->locator) {
        g_autofree char *locator = verdict_locator(place);
        g_string_append_printf(text, " (%s%s%s)", locator, more ? ", " : "", more ? more : "");
    }
    return g_string_free(text, FALSE);
}

static void put_annotation(struct annotations *own, const struct result_finding *finding)
{
    const struct result_place *place =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    g_autofree char *description = describe(own, finding, place);
    struct location location;
    location_of(own->result, place, &location);
    g_string_append_printf(own->text, "::%s ", kinds[kind_of(finding)]);
    put_spot(own->text, &location);
    put_property(own->text, "title", finding->rule);
    g_string_append(own->text, "::");
    escape_workflow(own->text, description, FALSE);
    g_string_append_c(own->text, '\n');
    location_clear(&location);
}

static int look_at(const struct result_finding *finding, void *data)
{
    struct annotations *own = data;
    enum kind kind = kind_of(finding);
    gboolean is_fixed = finding->state && strcmp(finding->state, "fixed") == 0;
    if (run_rules_is_unchecked(finding->rule) != own->wants_gaps || is_fixed ||
        *finding->acceptance || !report_wants(own->options, finding)) {
        return 0;
    }
    guint room = kind == KIND_NOTICE ? SHOWN - 1 : SHOWN; /* one for what is left */
    if (own->counts[kind] < room) {
        own->counts[kind]++;
        put_annotation(own, finding);
    } else {
        own->left++;
    }
    return 0;
}

static int put_annotations(struct annotations *own)
{
    const struct result_query all = {.order = RESULT_WORST_FIRST, .at_most = 1};
    int done = 0;
    for (int turn = 0; done == 0 && turn < 2; turn++) {
        own->wants_gaps = turn == 0;
        done = result_each_finding(own->result, &all, look_at, own);
    }
    if (own->left) {
        g_autofree char *more = words_count(own->options->language, WORD_N_REST, own->left);
        g_string_append(own->text, "::notice title=touchstone::");
        escape_workflow(own->text, more, FALSE);
        g_string_append_c(own->text, '\n');
    }
    return done;
}

static int write_github(const struct result *result, const struct report_options *options,
                        FILE *out, char **error_r)
{
    struct annotations own = {.result = result, .options = options, .text = g_string_new(NULL)};
    int done = report_term.write(result, options, out, error_r);
    if (done == 0) {
        done = put_annotations(&own);
        if (done == 0) {
            done = report_flush(own.text, out);
        }
        done = report_end(result, done, out, error_r);
    }
    g_string_free(own.text, TRUE);
    return done;
}

const struct reporter report_github = {
    .name = "github",
    .help =
        N_("for the log of a GitHub Actions step: as term, then at most ten annotations a kind"),
    .write = write_github,
};
