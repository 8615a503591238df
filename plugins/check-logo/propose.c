/* SPDX-License-Identifier: MIT
 *
 * Where in a picture edges lie as a template has them.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

/* Share of its own response from which a place is looked at. */
#define LEAST_SCORE 0.40
/* Points after which a place that promises nothing is left, and what it must have by then. */
#define FIRST_POINTS 32
#define FIRST_SCORE 0.25
/* One proposal a cell of so many pixels. */
#define CELL 8
#define LANES 16
/* Points whose sum is within 8 bits. */
#define GROUP 8

typedef guint8 lanes __attribute__((vector_size(LANES)));
typedef gint8 signed_lanes __attribute__((vector_size(LANES)));
typedef gint16 wide_lanes __attribute__((vector_size(LANES * 2)));

/* A template's points as places in a field's maps. */
struct walk {
    const gint8 *from[TEMPLATE_POINTS];
    gboolean is_negative[TEMPLATE_POINTS];
    guint count;
};

static void begin_walk(const struct field *field, const struct template *template,
                       struct walk *walk)
{
    walk->count = template->count;
    for (guint i = 0; i < template->count; i++) {
        const struct edge_point *p = &template->points[i];
        const gssize axis = p->axis < 0 ? -1 - p->axis : p->axis;
        walk->is_negative[i] = p->axis < 0;
        walk->from[i] = field->maps + axis * (gssize)field->size +
                        (p->y + FIELD_PAD) * (gssize)field->stride + p->x + FIELD_PAD;
    }
}

static void add_points(const struct walk *walk, guint from, gsize offset, wide_lanes *total)
{
    const guint to = from < FIRST_POINTS ? MIN(FIRST_POINTS, walk->count) : walk->count;
    for (guint start = from; start < to; start += GROUP) {
        lanes sum = {0};
        for (guint i = start; i < MIN(start + GROUP, to); i++) {
            lanes values;
            memcpy(&values, walk->from[i] + offset, sizeof values);
            sum = walk->is_negative[i] ? sum - values : sum + values;
        }
        *total += __builtin_convertvector((signed_lanes)sum, wide_lanes);
    }
}

static gint16 most_of(const wide_lanes *values)
{
    gint16 most = (*values)[0];
    for (int i = 1; i < LANES; i++) {
        most = MAX(most, (*values)[i]);
    }
    return most;
}

/* The best place of a cell. */
struct cell {
    gint16 sum;
    guint x, y;
};

static void search_row(const struct walk *walk, gsize row, guint columns, const gint16 least[2],
                       struct cell *cells)
{
    const guint first = MIN(FIRST_POINTS, walk->count);
    for (guint x = 0; x < columns; x += LANES) {
        wide_lanes sums = {0};
        add_points(walk, 0, row + x, &sums);
        if (most_of(&sums) < least[0]) {
            continue;
        }
        add_points(walk, first, row + x, &sums);
        for (guint i = 0; i < MIN((guint)LANES, columns - x); i++) {
            struct cell *cell = &cells[(x + i) / CELL];
            if (sums[i] >= least[1] && sums[i] > cell->sum) {
                cell->sum = sums[i], cell->x = x + i, cell->y = (guint)-1;
            }
        }
    }
}

/* Those of the row just searched get its number. */
static void settle(struct cell *cells, guint count, guint y)
{
    for (guint i = 0; i < count; i++) {
        if (cells[i].y == (guint)-1) {
            cells[i].y = y;
        }
    }
}

void propose(const struct field *field, double scale, const struct template *template,
             GArray *proposals)
{
    struct walk walk;
    if (field->width < template->width || field->height < template->height) {
        return;
    }
    begin_walk(field, template, &walk);
    const double unit = template->self * FIELD_UNIT;
    const gint16 least[2] = {(gint16)(FIRST_SCORE * unit * MIN(FIRST_POINTS, walk.count)),
                             (gint16)(LEAST_SCORE * unit * walk.count)};
    const guint columns = field->width - template->width + 1, count = columns / CELL + 1;
    const guint rows = field->height - template->height + 1;
    g_autofree struct cell *cells = g_new0(struct cell, count);
    for (guint y = 0; y < rows; y++) {
        search_row(&walk, y * field->stride, columns, least, cells);
        settle(cells, count, y);
        if ((y + 1) % CELL != 0 && y + 1 < rows) {
            continue;
        }
        for (guint i = 0; i < count; i++) {
            if (cells[i].sum > 0) {
                const struct logo_box box = {cells[i].x / scale, cells[i].y / scale,
                                             template->width / scale, template->height / scale};
                const struct proposal proposal = {template->reference,
                                                  cells[i].sum / (unit * walk.count), box};
                g_array_append_val(proposals, proposal);
            }
            cells[i] = (struct cell){0};
        }
    }
}

double boxes_overlap(const struct logo_box *left, const struct logo_box *right)
{
    const double width =
        MIN(left->left + left->width, right->left + right->width) - MAX(left->left, right->left);
    const double height =
        MIN(left->top + left->height, right->top + right->height) - MAX(left->top, right->top);
    if (width <= 0 || height <= 0) {
        return 0;
    }
    return width * height /
           (left->width * left->height + right->width * right->height - width * height);
}

static int by_score(const void *left, const void *right)
{
    const struct proposal *a = left, *b = right;
    return a->score != b->score ? (a->score < b->score) - (a->score > b->score)
           : a->box.width != b->box.width
               ? (a->box.width > b->box.width) - (a->box.width < b->box.width)
           : a->box.top != b->box.top ? (a->box.top > b->box.top) - (a->box.top < b->box.top)
                                      : (a->box.left > b->box.left) - (a->box.left < b->box.left);
}

void proposals_thin(GArray *proposals, guint most_count)
{
    guint count = 0;
    g_array_sort(proposals, by_score);
    for (guint i = 0; i < proposals->len && count < most_count; i++) {
        const struct proposal *new = &g_array_index(proposals, struct proposal, i);
        gboolean is_covered = FALSE;
        for (guint k = 0; k < count && !is_covered; k++) {
            const struct proposal *old = &g_array_index(proposals, struct proposal, k);
            is_covered =
                old->reference == new->reference &&boxes_overlap(&old->box, &new->box) > 0.4;
        }
        if (!is_covered) {
            g_array_index(proposals, struct proposal, count++) = *new;
        }
    }
    g_array_set_size(proposals, count);
}
