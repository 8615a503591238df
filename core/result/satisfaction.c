/* SPDX-License-Identifier: MIT
 *
 * Three scales become one; days are compared with those before them.
 */
#include "core/result/satisfaction.h"

#include <string.h>

#include "core/config/date.h"

#define YEAR 365

/* TRUE: it says how content people are. */
static gboolean stretch(const char *measure, double value, double *index_r)
{
    if (strcmp(measure, "csat") == 0) {
        *index_r = value;
    } else if (strcmp(measure, "nps") == 0) {
        *index_r = (value + 100) / 2;
    } else if (strcmp(measure, "ces") == 0) {
        *index_r = (value - 1) / 6 * 100;
    } else {
        return FALSE;
    }
    return TRUE;
}

/* The mean index of a day, by how many were asked; < 0: nothing was said. */
static double index_on(const GArray *rows, const char *touchpoint, const char *date,
                       gboolean is_own)
{
    double sum = 0, weight = 0, index;
    for (guint i = 0; i < rows->len; i++) {
        const struct satisfaction_row *row = &g_array_index(rows, struct satisfaction_row, i);
        if (strcmp(row->touchpoint, touchpoint) == 0 && strcmp(row->date, date) == 0 &&
            (*row->party == '\0') == is_own && stretch(row->measure, row->value, &index)) {
            sum += index * MAX(row->n, 1);
            weight += MAX(row->n, 1);
        }
    }
    return weight > 0 ? sum / weight : -1;
}

/* The latest day on which own customers, or others', were asked; NULL. */
static const char *latest(const GArray *rows, const char *touchpoint, const char *as_of,
                          gboolean is_own)
{
    const char *found = NULL;
    double index;
    for (guint i = 0; i < rows->len; i++) {
        const struct satisfaction_row *row = &g_array_index(rows, struct satisfaction_row, i);
        if (strcmp(row->touchpoint, touchpoint) == 0 && (*row->party == '\0') == is_own &&
            strcmp(row->date, as_of) <= 0 && stretch(row->measure, row->value, &index) &&
            (!found || strcmp(row->date, found) > 0)) {
            found = row->date;
        }
    }
    return found;
}

static double trend_of(const GArray *rows, const char *touchpoint, const char *last, double index)
{
    char first[DATE_SIZE];
    const char *before = "";
    double sum = 0;
    guint days = 0;
    date_shift(last, -YEAR, first);
    for (guint i = 0; i < rows->len; i++) {
        const struct satisfaction_row *row = &g_array_index(rows, struct satisfaction_row, i);
        gboolean is_near = strcmp(row->date, first) >= 0 && strcmp(row->date, last) < 0;
        double own = is_near && strcmp(row->date, before) != 0
                         ? index_on(rows, touchpoint, row->date, TRUE)
                         : -1;
        if (own >= 0) {
            before = row->date;
            sum += own;
            days++;
        }
    }
    return days ? index - sum / days : 0;
}

static double effort_of(const GArray *rows, const char *touchpoint, const char *as_of)
{
    double effort = -1;
    for (guint i = 0; i < rows->len; i++) {
        const struct satisfaction_row *row = &g_array_index(rows, struct satisfaction_row, i);
        if (strcmp(row->touchpoint, touchpoint) == 0 && *row->party == '\0' &&
            strcmp(row->measure, "ces") == 0 && strcmp(row->date, as_of) <= 0) {
            effort = row->value;
        }
    }
    return effort;
}

struct satisfaction satisfaction_of(const GArray *rows, const char *touchpoint, const char *as_of)
{
    const char *last = latest(rows, touchpoint, as_of, TRUE);
    const char *others = latest(rows, touchpoint, as_of, FALSE);
    struct satisfaction said = {
        .index = last ? index_on(rows, touchpoint, last, TRUE) : -1,
        .rival = others ? index_on(rows, touchpoint, others, FALSE) : -1,
        .effort = effort_of(rows, touchpoint, as_of),
    };
    said.trend = last ? trend_of(rows, touchpoint, last, said.index) : 0;
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
