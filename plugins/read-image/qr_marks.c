/* SPDX-License-Identifier: MIT
 *
 * Runs of dark and light, row by row; where five of them are as in the corner of a code, the column
 * and the diagonal through their middle are asked too.
 */
#include "plugins/read-image/qr_marks.h"

#include <string.h>

#define RUNS 5u

static const guint wanted[RUNS] = {1, 1, 3, 1, 1};

struct grid {
    guint8 *is_dark; /* width * height */
    guint width, height;
};

/* ---- dark or light --------------------------------------------------------------------------- */

/* Sums of all pixels above and to the left; a row and a column more than the picture has. */
static guint32 *sums_of(const guint8 *grey, guint width, guint height)
{
    gsize stride = (gsize)width + 1;
    guint32 *sums = g_new0(guint32, stride * (height + 1));
    for (guint y = 0; y < height; y++) {
        guint32 row = 0;
        for (guint x = 0; x < width; x++) {
            row += grey[(gsize)y * width + x];
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
        }
    }
    return sums;
}

/* Darker than what is around it. Unsigned sums may wrap: their differences do not care. */
static void darken(struct grid *grid, const guint8 *grey)
{
    guint reach = MAX(MAX(grid->width, grid->height) / 16, 8);
    gsize stride = (gsize)grid->width + 1;
    g_autofree guint32 *sums = sums_of(grey, grid->width, grid->height);
    for (guint y = 0; y < grid->height; y++) {
        const guint32 *top = sums + (y > reach ? y - reach : 0) * stride;
        const guint32 *bottom = sums + MIN(y + reach, grid->height) * stride;
        guint tall = (guint)((bottom - top) / (gssize)stride);
        for (guint x = 0; x < grid->width; x++) {
            guint left = x > reach ? x - reach : 0, right = MIN(x + reach, grid->width);
            guint32 sum = bottom[right] - bottom[left] - top[right] + top[left];
            gsize at = (gsize)y * grid->width + x;
            grid->is_dark[at] = (guint64)grey[at] * tall * (right - left) < sum;
        }
    }
}

/* ---- runs ------------------------------------------------------------------------------------ */

/* Each run within half a module of what it should be, the middle one within one and a half. */
static gboolean is_mark(const guint runs[RUNS])
{
    guint total = 0;
    for (guint i = 0; i < RUNS; i++) {
        total += runs[i];
    }
    for (guint i = 0; i < RUNS; i++) {
        guint seen = runs[i] * 14, right = wanted[i] * total * 2;
        if (runs[i] == 0 || (seen > right ? seen - right : right - seen) > wanted[i] * total) {
            return FALSE;
        }
    }
    return TRUE;
}

/* From a pixel in the middle over the middle run and the two beyond it. */
static void run_on(const struct grid *grid, guint x, guint y, int across, int down, guint runs_r[3])
{
    guint run = 0;
    memset(runs_r, 0, 3 * sizeof *runs_r);
    while (x < grid->width && y < grid->height) { /* below 0 is beyond, too */
        gboolean is_dark = grid->is_dark[(gsize)y * grid->width + x];
        if (is_dark != (run % 2 == 0) && ++run == 3) {
            return;
        }
        runs_r[run]++;
        x += (guint)across;
        y += (guint)down;
    }
}

static gboolean is_mark_along(const struct grid *grid, guint x, guint y, int across, int down)
{
    guint before[3], behind[3];
    run_on(grid, x, y, -across, -down, before);
    run_on(grid, x, y, across, down, behind);
    const guint runs[RUNS] = {before[2], before[1], before[0] + behind[0] - 1, behind[1],
                              behind[2]};
    return is_mark(runs);
}

/* A mark is met in as many rows as its middle has: so each counts for that share of PARTS. */
#define PARTS 60u

static guint marks_in(const struct grid *grid, guint y)
{
    const guint8 *row = grid->is_dark + (gsize)y * grid->width;
    guint runs[RUNS] = {0}, parts = 0;
    for (guint x = 0; x <= grid->width; x++) {
        if (x < grid->width && x > 0 && row[x] == row[x - 1]) {
            runs[RUNS - 1]++;
            continue;
        }
        guint middle = x - runs[4] - runs[3] - runs[2] / 2 - 1;
        if (x > 0 && row[x - 1] && is_mark(runs) && is_mark_along(grid, middle, y, 0, 1) &&
            is_mark_along(grid, middle, y, 1, 1)) {
            parts += PARTS / runs[2];
        }
        memmove(runs, runs + 1, (RUNS - 1) * sizeof *runs);
        runs[RUNS - 1] = 1;
    }
    return parts;
}

guint qr_marks(const guint8 *grey, guint width, guint height)
{
    gsize pixels = (gsize)width * height;
    g_autofree guint8 *is_dark = g_malloc(pixels);
    struct grid grid = {is_dark, width, height};
    guint64 parts = 0;
    darken(&grid, grey);
    for (guint y = 0; y < height; y++) {
        parts += marks_in(&grid, y);
    }
    return (guint)((parts + PARTS - 1) / PARTS);
}
