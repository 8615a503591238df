/* SPDX-License-Identifier: MIT
 *
 * A table for spreadsheets: a row for each place of each finding.
 */
#include "core/report/escape.h"

#include "core/report/report_formats.h"
#include "core/report/verdict.h"
#include <glib/gi18n.h>

#define PLACES_HELD 20u
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct table {
    const struct result *result;
    const struct report_options *options;
    char separator;
    gboolean has_mark; /* of the byte order */
    GString *text;
    FILE *out;
    const struct result_finding *finding; /* the one at hand */
};

static const char *const columns[] = {
    "touchpoint", "name",       "channel", "owner",   "severity", "rule",     "title",      "state",
    "accepted",   "acceptance", "seen",    "message", "actual",   "expected", "perhaps",    "at",
    "locator",    "line",       "column",  "where",   "excerpt",  "places",   "fingerprint"};

static void put_row(struct table *table, const char *const *fields)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (i) {
            g_string_append_c(table->text, table->separator);
        }
        escape_csv(table->text, fields[i]);
    }
    g_string_append(table->text, "\r\n");
}

static const char *yes_no(gboolean is_so)
{
    return is_so ? "yes" : "no";
}

static int put_place(const struct result_place *place, void *data)
{
    struct table *table = data;
    const struct result_finding *finding = table->finding;
    const struct result_touchpoint *own = result_touchpoint(table->result, finding->touchpoint);
    g_autofree char *perhaps = g_strjoinv(", ", (char **)finding->suggestions);
    g_autofree char *acceptance = verdict_acceptance(finding, table->options->language);
    g_autofree char *line = g_strdup_printf("%u", place->line);
    g_autofree char *column = g_strdup_printf("%u", place->column);
    g_autofree char *count = g_strdup_printf("%u", finding->count);
    const char *const fields[G_N_ELEMENTS(columns)] = {
        finding->touchpoint,
        own ? own->name : "",
        own ? own->channel : "",
        own ? own->owner : "",
        finding->severity,
        finding->rule,
        finding->title,
        finding->state ? finding->state : "",
        yes_no(*finding->acceptance != '\0'),
        acceptance ? acceptance : "",
        yes_no(finding->is_seen || !finding->state),
        finding->message,
        finding->actual,
        finding->expected,
        perhaps,
        place->touchpoint,
        place->locator,
        place->line ? line : "",
        place->line ? column : "",
        place->where,
        place->excerpt,
        count,
        finding->fingerprint,
    };
    put_row(table, fields);
    return report_flush(table->text, table->out);
}

static int put_finding(const struct result_finding *finding, void *data)
{
    struct table *table = data;
    static char nothing[] = "";
    const struct result_place none = {
        .touchpoint = nothing, .locator = nothing, .where = nothing, .excerpt = nothing};
    int done = 0;
    table->finding = finding;
    if (!report_wants(table->options, finding)) {
        return 0;
    }
    if (finding->count == 0) {
        return put_place(&none, table);
    }
    if (finding->count > finding->places->len) {
        return result_each_place(table->result, finding->id, put_place, table);
    }
    for (guint i = 0; done == 0 && i < finding->places->len; i++) {
        done = put_place(g_ptr_array_index(finding->places, i), table);
    }
    return done;
}

static int write_table(struct table *table, char **error_r)
{
    const struct result_query all = {.order = RESULT_STABLE, .at_most = PLACES_HELD};
    table->text = g_string_new(table->has_mark ? BYTE_ORDER_MARK : "");
    put_row(table, columns);
    int done = report_flush(table->text, table->out);
    if (done == 0) {
        done = result_each_finding(table->result, &all, put_finding, table);
    }
    g_string_free(table->text, TRUE);
    return report_end(table->result, done, table->out, error_r);
}

static int write_csv(const struct result *result, const struct report_options *options, FILE *out,
                     char **error_r)
{
    struct table table = {.result = result, .options = options, .separator = ',', .out = out};
    return write_table(&table, error_r);
}

/* Excel takes a file without the mark for the code page of the machine, and a comma for a part of
 * the text where the comma is the decimal sign, as in Dutch. */
static int write_excel(const struct result *result, const struct report_options *options, FILE *out,
                       char **error_r)
{
    struct table table = {
        .result = result,
        .options = options,
        .separator = g_str_equal(options->language, "nl") ? ';' : ',',
        .has_mark = TRUE,
        .out = out,
    };
    return write_table(&table, error_r);
}

const struct reporter report_csv = {
    .name = "csv",
    .help = N_("a table for spreadsheets: a row for each place of each finding (RFC 4180, UTF-8)"),
    .write = write_csv,
};

const struct reporter report_csv_excel = {
    .name = "csv-excel",
    .help =
        N_("the same for a double click in Excel: with a byte order mark, and semicolons in Dutch"),
    .write = write_excel,
};
