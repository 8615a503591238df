/* SPDX-License-Identifier: MIT
 *
 * GitLab's Code Quality report: an array, an object for each place. What is fixed or accepted is
 * not in it: GitLab compares two such files by itself, and has no word for accepted.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/report/escape.h"
#include "core/report/jsonl.h"
#include "core/report/location.h"

#define PLACES_TOLD 100u /* of a finding */

struct quality {
    const struct result *result;
    const struct report_options *options;
    GString *text;
    FILE *out;
    guint count;
};

static json_t *shown(const char *text)
{
    g_autoptr(GString) visible = g_string_new(NULL);
    escape_terminal(visible, text, -1);
    return json_string(visible->str);
}

static const char *severity_of(const struct result_finding *finding)
{
    return strcmp(finding->severity, "error") == 0     ? "critical"
           : strcmp(finding->severity, "warning") == 0 ? "major"
                                                       : "info";
}

/* The same for the same place of the same finding, also when lines move: so places of one document
 * are told apart by their number in it. */
static char *fingerprint_of(const struct result_finding *finding, const struct result_place *place,
                            guint ordinal)
{
    g_autofree char *name =
        g_strdup_printf("%s\n%s\n%s\n%s\n%u", finding->touchpoint, finding->fingerprint,
                        place ? place->touchpoint : "", place ? place->locator : "", ordinal);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
}

static char *describe(const struct result_finding *finding, const struct result_place *place)
{
    GString *text = g_string_new(finding->message);
    if (place && place->line == 0 && *place->where) {
        g_string_append_printf(text, " (%s)", place->where);
    }
    g_string_append_printf(text, " [%s]", finding->touchpoint);
    return g_string_free(text, FALSE);
}

static int put_place(struct quality *own, const struct result_finding *finding,
                     const struct result_place *place, guint ordinal)
{
    struct location location;
    gboolean has_path = location_of(own->result, place, &location);
    g_autofree char *fingerprint = fingerprint_of(finding, place, ordinal);
    g_autofree char *description = describe(finding, place);
    const char *path = !has_path       ? finding->touchpoint
                       : location.path ? location.path
                                       : location.uri;
    json_t *object =
        json_pack("{s:o, s:o, s:s, s:s, s:{s:o, s:{s:i}}}", "description", shown(description),
                  "check_name", shown(finding->rule), "fingerprint", fingerprint, "severity",
                  severity_of(finding), "location", "path", shown(*path ? path : "-"), "lines",
                  "begin", location.line > 0 ? (int)location.line : 1);
    g_string_append(own->text, own->count++ ? ",\n" : "\n");
    jsonl_append(own->text, object);
    location_clear(&location);
    return report_flush(own->text, own->out);
}

static int put_finding(const struct result_finding *finding, void *data)
{
    struct quality *own = data;
    gboolean is_fixed = finding->state && strcmp(finding->state, "fixed") == 0;
    const char *locator = "";
    guint ordinal = 0;
    int done = 0;
    if (is_fixed || *finding->acceptance || !report_wants(own->options, finding)) {
        return 0;
    }
    if (finding->places->len == 0) {
        return put_place(own, finding, NULL, 0);
    }
    for (guint i = 0; done == 0 && i < finding->places->len; i++) { /* sorted by locator */
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        ordinal = strcmp(place->locator, locator) == 0 ? ordinal + 1 : 0;
        locator = place->locator;
        done = put_place(own, finding, place, ordinal);
    }
    return done;
}

static int write_quality(const struct result *result, const struct report_options *options,
                         FILE *out, char **error_r)
{
    const struct result_query all = {.order = RESULT_STABLE, .at_most = PLACES_TOLD};
    struct quality own = {
        .result = result, .options = options, .text = g_string_new("["), .out = out};
    int done = result_each_finding(result, &all, put_finding, &own);
    g_string_append(own.text, own.count ? "\n]\n" : "]\n");
    if (done == 0) {
        done = report_flush(own.text, out);
    }
    g_string_free(own.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_codequality = {
    .name = "codequality",
    .help = N_("GitLab Code Quality: what a merge request shows beside the changed lines"),
    .write = write_quality,
};
