/* SPDX-License-Identifier: MIT
 *
 * Three scales become one; days are compared with those before them.
 */
#include "core/result/satisfaction.h"

#include <string.h>

#include "core/config/date.h"

#define YEAR 365

static double as_index(double value)
{
    return value;
}

static double index_of_nps(double value)
{
    return (value + 100) / 2;
}

static double index_of_ces(double value)
{
    return (value - 1) / 6 * 100;
}

/* What says how content people are. */
static const struct {
    const char *name;
    double (*index)(double value);
} measures[] = {{"csat", as_index}, {"nps", index_of_nps}, {"ces", index_of_ces}};

/* The rows of one measure and one side, our customers or others'. */
struct series {
    const struct satisfaction_row *rows;
    guint count;
    gsize measure;
    gboolean is_own;
    const char *as_of;
};

static gboolean is_of(const struct series *series, const struct satisfaction_row *row)
{
    return (*row->party == '\0') == series->is_own && strcmp(row->date, series->as_of) <= 0 &&
           strcmp(row->measure, measures[series->measure].name) == 0;
}

struct said {
    double last, weight; /* index on the last day, and how many were asked; weight 0 = nobody */
    double before;       /* mean of the days before, within a year of it */
    gboolean has_before;
};

/* Days come one after the other: each is a mean by how many were asked on it. */
static struct said last_of(const struct series *series)
{
    struct said said = {0};
    const char *last = NULL, *day = "";
    char first[DATE_SIZE] = "";
    double sum = 0, weight = 0, days_sum = 0;
    guint days = 0;
    for (guint i = 0; i < series->count; i++) {
        last = is_of(series, &series->rows[i]) ? series->rows[i].date : last;
    }
    if (!last) {
        return said;
    }
    date_shift(last, -YEAR, first);
    for (guint i = 0; i < series->count; i++) {
        const struct satisfaction_row *row = &series->rows[i];
        if (!is_of(series, row) || strcmp(row->date, first) < 0) {
            continue;
        }
        if (strcmp(row->date, day) != 0 && weight > 0) {
            days_sum += sum / weight;
            days++;
            sum = weight = 0;
        }
        day = row->date;
        sum += measures[series->measure].index(row->value) * MAX(row->n, 1);
        weight += MAX(row->n, 1);
    }
    said.last = sum / weight;
    said.weight = weight;
    said.has_before = days > 0;
    said.before = days ? days_sum / days : 0;
    return said;
}

/* The index of one side over all measures; < 0: nobody was asked. */
static double index_over(struct series series, struct satisfaction *trend_r)
{
    double sum = 0, weight = 0, change = 0, changed = 0;
    for (series.measure = 0; series.measure < G_N_ELEMENTS(measures); series.measure++) {
        struct said said = last_of(&series);
        sum += said.last * said.weight;
        weight += said.weight;
        if (said.has_before) {
            change += (said.last - said.before) * said.weight;
            changed += said.weight;
        }
    }
    if (trend_r && changed > 0) {
        trend_r->has_trend = TRUE;
        trend_r->trend = change / changed;
    }
    return weight > 0 ? sum / weight : -1;
}

struct satisfaction satisfaction_of(const struct satisfaction_row *rows, guint count,
                                    const char *as_of)
{
    struct satisfaction said = {.effort = -1};
    struct series series = {rows, count, 0, TRUE, as_of};
    said.index = index_over(series, &said);
    series.is_own = FALSE;
    said.rival = index_over(series, NULL);
    series.is_own = TRUE;
    series.measure = G_N_ELEMENTS(measures) - 1; /* ces */
    for (guint i = 0; i < count; i++) {
        said.effort = is_of(&series, &rows[i]) ? rows[i].value : said.effort;
    }
    return said;
}

const char *satisfaction_quadrant(double score, double index)
{
    static const char *const quadrants[2][2] = {
        {"deviating-discontent", "deviating-content"},
        {"consistent-discontent", "consistent-content"},
    };
    if (score < 0 || index < 0) {
        return NULL;
    }
    return quadrants[score >= SATISFACTION_SCORE][index >= SATISFACTION_GOOD];
}
