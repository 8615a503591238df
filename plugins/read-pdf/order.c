/* SPDX-License-Identifier: MIT
 *
 * The order in which a person reads lines: bands from top to bottom, and where neighbouring bands
 * share a gutter, column by column (a cut in x and y, after Nagy and Seth, 1984, in which bands
 * with the same gutter stay together). What has no gutter stays as the library has it.
 */
#include <stdlib.h>
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define ORDER_DEPTH 12u /* cuts inside cuts */
#define GUTTER 1.0      /* times the usual font size: the least white between two columns */
#define COLUMN 3.0      /* likewise: the least width of a column; a bullet is none */
#define APART 4.0       /* likewise: bands that are further apart do not belong together */
#define OVERHANG 0.25   /* of a line's height: boxes of tight lines overlap by so much */

/* A stretch of the page's width that lines take up. */
struct strip {
    double left, right;
};

typedef int compare_fn(const void *, const void *);

static int by_top(const void *a, const void *b)
{
    const struct pdf_line *one = a, *other = b;
    int order = (one->top > other->top) - (one->top < other->top);
    return order ? order : (one->order > other->order) - (one->order < other->order);
}

static int by_library(const void *a, const void *b)
{
    const struct pdf_line *one = a, *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

static int by_left(const void *a, const void *b)
{
    const struct pdf_line *one = a, *other = b;
    int order = (one->left > other->left) - (one->left < other->left);
    return order ? order : by_library(a, b);
}

static double band_top(const struct pdf_line *line)
{
    return line->top + OVERHANG * (line->bottom - line->top);
}

static double band_bottom(const struct pdf_line *line)
{
    return line->bottom - OVERHANG * (line->bottom - line->top);
}

/* The end of the band that begins at the first of lines sorted by top. */
static guint band_end(const struct pdf_line *lines, guint count, double *bottom_r)
{
    guint end = 1;
    *bottom_r = band_bottom(&lines[0]);
    while (end < count && band_top(&lines[end]) < *bottom_r) {
        *bottom_r = MAX(*bottom_r, band_bottom(&lines[end]));
        end++;
    }
    return end;
}

/* Strips ascend, and are never closer than a gutter is wide: so there are few of them. */
static void add_strip(GArray *strips, double left, double right, double gutter)
{
    guint first = 0, end;
    while (first < strips->len &&
           g_array_index(strips, struct strip, first).right + gutter < left) {
        first++;
    }
    for (end = first; end < strips->len; end++) {
        const struct strip *strip = &g_array_index(strips, struct strip, end);
        if (strip->left > right + gutter) {
            break;
        }
        left = MIN(left, strip->left);
        right = MAX(right, strip->right);
    }
    struct strip whole = {left, right};
    g_array_remove_range(strips, first, end - first);
    g_array_insert_val(strips, first, whole);
}

static void add_lines(GArray *strips, const struct pdf_line *lines, guint count, double gutter)
{
    for (guint i = 0; i < count; i++) {
        add_strip(strips, lines[i].left, lines[i].right, gutter);
    }
}

/* The middle of the widest gutter with columns of at least this width on both sides, or -1. */
static double find_gutter(const GArray *strips, double width)
{
    double widest = 0, middle = -1;
    const struct strip *all = (const struct strip *)(const void *)strips->data;
    for (guint i = 0; i + 1 < strips->len; i++) {
        double white = all[i + 1].left - all[i].right;
        if (white > widest && all[i].right - all[0].left >= width &&
            all[strips->len - 1].right - all[i + 1].left >= width) {
            widest = white;
            middle = all[i].right + white / 2;
        }
    }
    return middle;
}

/* The first band with as many of the next as share white with it. */
static guint group_end(const struct pdf_line *lines, guint count, double size, GArray *strips)
{
    double bottom;
    guint end = band_end(lines, count, &bottom);
    add_lines(strips, lines, end, GUTTER * size);
    while (end < count && band_top(&lines[end]) - bottom < APART * size) {
        double next_bottom;
        guint next = band_end(lines + end, count - end, &next_bottom);
        g_autoptr(GArray) more = g_array_copy(strips);
        add_lines(more, lines + end, next, GUTTER * size);
        if (more->len < 2) {
            break;
        }
        add_lines(strips, lines + end, next, GUTTER * size);
        bottom = next_bottom;
        end += next;
    }
    return end;
}

/* A gutter has more than one line on either side: what stands in one only is a space, wide by
 * chance, or a bullet. */
static gboolean is_gutter(const struct pdf_line *lines, guint count, double gutter)
{
    guint left = 0, right = 0;
    for (guint at = 0; at < count;) {
        double bottom;
        guint end = at + band_end(lines + at, count - at, &bottom);
        gboolean has_left = FALSE, has_right = FALSE;
        for (; at < end; at++) {
            has_left |= lines[at].right < gutter;
            has_right |= lines[at].right >= gutter;
        }
        left += has_left;
        right += has_right;
    }
    return left > 1 && right > 1;
}

/* Those left of the gutter first, both sides still sorted by top; returns how many they are. */
static guint part(struct pdf_line *lines, guint count, double gutter)
{
    g_autofree struct pdf_line *copy = g_memdup2(lines, count * sizeof *lines);
    guint left = 0, right = 0;
    for (guint i = 0; i < count; i++) {
        left += copy[i].right < gutter;
    }
    for (guint i = 0, at = 0; i < count; i++) {
        lines[copy[i].right < gutter ? at++ : left + right++] = copy[i];
    }
    return left;
}

/* Row by row; what stands beside each other from left to right. */
static void order_rows(struct pdf_line *lines, guint count, double size)
{
    for (guint at = 0; at < count;) {
        g_autoptr(GArray) strips = g_array_new(FALSE, FALSE, sizeof(struct strip));
        double bottom;
        guint row = band_end(lines + at, count - at, &bottom);
        add_lines(strips, lines + at, row, GUTTER * size);
        qsort(lines + at, row, sizeof *lines, strips->len > 1 ? by_left : by_library);
        at += row;
    }
}

static void order_lines(struct pdf_line *lines, guint count, double size, guint depth)
{
    for (guint at = 0; at < count;) {
        g_autoptr(GArray) strips = g_array_new(FALSE, FALSE, sizeof(struct strip));
        guint group = group_end(lines + at, count - at, size, strips);
        double gutter = find_gutter(strips, COLUMN * size);
        if (gutter >= 0 && depth < ORDER_DEPTH && is_gutter(lines + at, group, gutter)) {
            guint left = part(lines + at, group, gutter);
            order_lines(lines + at, left, size, depth + 1);
            order_lines(lines + at + left, group - left, size, depth + 1);
        } else {
            order_rows(lines + at, group, size);
        }
        at += group;
    }
}

/* Text that runs upwards, along the edge, comes last. */
static guint put_upright_last(struct pdf_line *lines, guint count)
{
    g_autofree struct pdf_line *copy = g_memdup2(lines, count * sizeof *lines);
    guint level = 0, upright = 0;
    for (guint i = 0; i < count; i++) {
        level += !copy[i].is_upright;
    }
    for (guint i = 0, at = 0; i < count; i++) {
        lines[copy[i].is_upright ? level + upright++ : at++] = copy[i];
    }
    return level;
}

void pdf_order(struct pdf_page *page)
{
    struct pdf_line *lines = (struct pdf_line *)(void *)page->lines->data;
    guint count = put_upright_last(lines, page->lines->len);
    qsort(lines, count, sizeof *lines, by_top);
    order_lines(lines, count, page->size, 0);
}
