/* SPDX-License-Identifier: MIT
 *
 * Rows of a CSV file become what customers said; a file with a wrong row gives none of its rows.
 */
#include "core/config/feedback.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/config/csv.h"
#include "core/config/file.h"
#include "core/config/nearest.h"
#include "core/limits.h"

const char *const feedback_measures[] = {
    [FEEDBACK_CSAT] = "csat",
    [FEEDBACK_NPS] = "nps",
    [FEEDBACK_CES] = "ces",
    [FEEDBACK_DROPOFF] = "dropoff",
    [FEEDBACK_IMPORTANCE] = "importance",
    NULL,
};

static const struct {
    double least, most;
} ranges[] = {
    [FEEDBACK_CSAT] = {0, 100},    [FEEDBACK_NPS] = {-100, 100},     [FEEDBACK_CES] = {1, 7},
    [FEEDBACK_DROPOFF] = {0, 100}, [FEEDBACK_IMPORTANCE] = {0, 100},
};

enum column { DATE, TOUCHPOINT, MEASURE, VALUE, COUNT, PARTY, COLUMNS };
const char *const feedback_columns[] = {
    [DATE] = "date",
    [TOUCHPOINT] = "touchpoint",
    [MEASURE] = "measure",
    [VALUE] = "value",
    [COUNT] = "n",
    [PARTY] = "party",
    NULL,
};

struct table {
    const char *path;
    const char *const *ids;
    struct problems *problems;
    int places[COLUMNS]; /* of each column in a row; -1 = it is not there */
    guint width, errors;
};

G_GNUC_PRINTF(3, 4)
static void complain(struct table *table, const struct csv_field *field, const char *format, ...)
{
    g_autofree char *where = g_strdup_printf("%s:%u:%u", table->path, field->line, field->column);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(gettext(format), arguments);
    va_end(arguments);
    if (table->errors++ < LIMIT_CONFIG_ERRORS) {
        problems_error(table->problems, where, "%s", text);
    }
}

/* "X" is no WHAT, with what was meant or may stand there. */
static void refuse(struct table *table, const struct csv_field *field, const char *what,
                   const char *const *known)
{
    g_autofree char *shown = file_printable(field->text, -1);
    g_autofree char *all = g_strjoinv(", ", (char **)known);
    const char *meant = nearest_name(field->text, known);
    complain(table, field,
             meant ? N_("\"%s\" is no %s (did you mean \"%s\"?)") : N_("\"%s\" is no %s (%s)"),
             shown, gettext(what), meant ? meant : all);
}

/* ---- the first line -------------------------------------------------------------------------- */

static int find(const char *const *names, const char *text)
{
    for (int i = 0; names[i]; i++) {
        if (g_ascii_strcasecmp(names[i], text) == 0) {
            return i;
        }
    }
    return -1;
}

static void read_header(struct table *table, const GArray *row)
{
    const struct csv_field *first = &g_array_index(row, struct csv_field, 0);
    memset(table->places, 0xFF, sizeof table->places);
    table->width = row->len;
    for (guint i = 0; i < row->len; i++) {
        const struct csv_field *field = &g_array_index(row, struct csv_field, i);
        int column = find(feedback_columns, field->text);
        if (column < 0) {
            refuse(table, field, "column", feedback_columns);
        } else if (table->places[column] >= 0) {
            complain(table, field, N_("the column \"%s\" stands here twice"),
                     feedback_columns[column]);
        } else {
            table->places[column] = (int)i;
        }
    }
    for (int column = DATE; column <= VALUE; column++) {
        if (table->places[column] < 0) {
            complain(table, first, N_("the first line must name the column \"%s\""),
                     feedback_columns[column]);
        }
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* NULL: the file has no such column. */
static const struct csv_field *field_of(const struct table *table, const GArray *row,
                                        enum column column)
{
    int place = table->places[column];
    return place < 0 ? NULL : &g_array_index(row, struct csv_field, place);
}

/* A decimal comma is one, as spreadsheets of half of Europe write. */
static gboolean read_number(const char *text, double *number_r)
{
    g_autofree char *copy = g_strdup(text);
    g_strdelimit(copy, ",", '.');
    g_strstrip(copy);
    char *end = copy;
    *number_r = g_ascii_strtod(copy, &end);
    return end != copy && *end == '\0' && isfinite(*number_r) &&
           strspn(copy, "+-.0123456789") == strlen(copy);
}

static void read_value(struct table *table, const struct csv_field *field, struct feedback *row)
{
    double least = ranges[row->measure].least, most = ranges[row->measure].most;
    g_autofree char *shown = file_printable(field->text, -1);
    if (!read_number(field->text, &row->value)) {
        complain(table, field, N_("\"%s\" is no number"), shown);
    } else if (row->value < least || row->value > most) {
        complain(table, field, N_("%s of %s: it goes from %g to %g"), shown,
                 feedback_measures[row->measure], least, most);
    }
}

static void read_count(struct table *table, const struct csv_field *field, struct feedback *row)
{
    double number = 0;
    if (!field || !*field->text) {
        return;
    }
    if (!read_number(field->text, &number) || number < 0 || number > G_MAXUINT ||
        number != floor(number)) {
        g_autofree char *shown = file_printable(field->text, -1);
        complain(table, field, N_("\"%s\" is no number of customers"), shown);
        return;
    }
    row->n = (unsigned)number;
}

static void read_date(struct table *table, const struct csv_field *field, struct feedback *row)
{
    if (!date_is_valid(field->text)) {
        g_autofree char *shown = file_printable(field->text, -1);
        complain(table, field, N_("\"%s\" is no day: write YYYY-MM-DD"), shown);
        return;
    }
    g_strlcpy(row->date, field->text, sizeof row->date);
}

static void read_row(struct table *table, const GArray *fields, GArray *rows_r)
{
    struct feedback row = {.n = 0};
    if (fields->len != table->width) {
        complain(table, &g_array_index(fields, struct csv_field, 0),
                 N_("%u fields where the first line names %u columns"), fields->len, table->width);
        return;
    }
    const struct csv_field *touchpoint = field_of(table, fields, TOUCHPOINT);
    const struct csv_field *measure = field_of(table, fields, MEASURE);
    const struct csv_field *party = field_of(table, fields, PARTY);
    int found = find(feedback_measures, measure->text);
    if (!g_strv_contains(table->ids, touchpoint->text)) {
        refuse(table, touchpoint, "touchpoint", table->ids);
    }
    read_date(table, field_of(table, fields, DATE), &row);
    if (found < 0) {
        refuse(table, measure, "measure", feedback_measures);
    } else {
        row.measure = (enum feedback_measure)found;
        read_value(table, field_of(table, fields, VALUE), &row);
    }
    read_count(table, field_of(table, fields, COUNT), &row);
    row.touchpoint = g_strdup(touchpoint->text);
    row.party = g_strdup(party && g_ascii_strcasecmp(party->text, "own") != 0 ? party->text : "");
    g_array_append_val(rows_r, row);
}

static void clear_row(gpointer data)
{
    struct feedback *row = data;
    g_free(row->touchpoint);
    g_free(row->party);
}

GArray *feedback_new(void)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(struct feedback));
    g_array_set_clear_func(rows, clear_row);
    return rows;
}

/* The rows of a file that is right, or none. */
static void read_rows(struct table *table, const GPtrArray *lines, GArray *rows_r)
{
    guint before = rows_r->len;
    if (lines->len == 0) {
        return;
    }
    read_header(table, g_ptr_array_index(lines, 0));
    guint end = table->errors > 0 ? 1 : lines->len; /* without its columns no row can be read */
    for (guint i = 1; i < end; i++) {
        read_row(table, g_ptr_array_index(lines, i), rows_r);
    }
    if (table->errors > 0) {
        g_array_set_size(rows_r, before);
    }
}

void feedback_load(const char *path, const char *const *ids, GArray *rows_r,
                   struct problems *problems)
{
    g_autofree char *bytes = NULL;
    g_autofree char *why = NULL;
    gsize size = 0;
    struct table table = {.path = path, .ids = ids, .problems = problems};
    if (file_read(path, LIMIT_CONFIG_SIZE, &bytes, &size, &why) != 0) {
        problems_error(problems, path, "%s", why);
        return;
    }
    GPtrArray *lines = csv_parse(path, ts_bytes(bytes, size), problems);
    if (lines) {
        read_rows(&table, lines, rows_r);
        g_ptr_array_unref(lines);
    }
}
