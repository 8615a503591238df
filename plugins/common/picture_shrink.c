/* SPDX-License-Identifier: MIT
 *
 * Makes a picture smaller while its rows come, so that a large one is never whole in memory.
 *
 * By area: each pixel that comes out is the mean of what it covers, alpha multiplied in, of the
 * coded values. In whole numbers, so that every machine says the same.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

struct picture_sink {
    guint from_width, from_height;
    guint width, height;
    guint y;       /* of the row that comes next */
    guint8 *rgba;  /* what comes out */
    guint8 *row;   /* what came; NULL: rows are written where they stay */
    guint32 *line; /* a row, reduced to width: colours times alpha, and alpha */
    guint64 *sums; /* of the row that comes out next */
};

/* The longest side becomes max_side; 0 or larger: as it is. */
static void choose_size(struct picture_sink *sink, const struct picture_job *job)
{
    guint longest = MAX(job->info.width, job->info.height);
    guint wanted = job->options->max_side;
    sink->width = sink->from_width;
    sink->height = sink->from_height;
    if (wanted && wanted < longest) {
        guint64 half = longest / 2;
        sink->width = (guint)MAX(1, ((guint64)job->info.width * wanted + half) / longest);
        sink->height = (guint)MAX(1, ((guint64)job->info.height * wanted + half) / longest);
    }
    sink->width = MIN(sink->width, sink->from_width);
    sink->height = MIN(sink->height, sink->from_height);
}

struct picture_sink *picture_sink_new(const struct picture_job *job, guint width, guint height)
{
    struct picture_sink *sink = g_new0(struct picture_sink, 1);
    sink->from_width = width;
    sink->from_height = height;
    choose_size(sink, job);
    sink->rgba = g_malloc((gsize)sink->width * sink->height * 4);
    if (sink->width != width || sink->height != height) {
        sink->row = g_malloc((gsize)width * 4);
        sink->line = g_new(guint32, (gsize)sink->width * 4);
        sink->sums = g_new0(guint64, (gsize)sink->width * 4);
    }
    return sink;
}

guint8 *picture_sink_row(struct picture_sink *sink)
{
    return sink->row ? sink->row : sink->rgba + (gsize)sink->y * sink->width * 4;
}

static void add(guint32 *to, const guint8 *pixel, guint32 weight)
{
    guint32 alpha = pixel[3] * weight;
    to[0] += pixel[0] * alpha;
    to[1] += pixel[1] * alpha;
    to[2] += pixel[2] * alpha;
    to[3] += alpha;
}

/* Lengths count in 1 / (width * from_width) of the row: a pixel that comes is width long, one that
 * goes out from_width. The largest sum is 255 * 255 * 16384, which 32 bits hold. */
static void reduce_row(struct picture_sink *sink)
{
    guint32 *to = sink->line;
    const guint8 *pixel = sink->row;
    guint32 room = sink->from_width;
    memset(to, 0, (gsize)sink->width * 4 * sizeof *to);
    for (guint x = 0; x < sink->from_width; x++, pixel += 4) {
        guint32 part = MIN(sink->width, room);
        add(to, pixel, part);
        room -= part;
        if (room == 0 && x + 1 < sink->from_width) {
            to += 4;
            add(to, pixel, sink->width - part);
            room = sink->from_width - (sink->width - part);
        }
    }
}

static void add_line(struct picture_sink *sink, guint64 weight)
{
    for (gsize i = 0; weight && i < (gsize)sink->width * 4; i++) {
        sink->sums[i] += sink->line[i] * weight;
    }
}

static void emit_row(struct picture_sink *sink, guint y)
{
    guint8 *to = sink->rgba + (gsize)y * sink->width * 4;
    guint64 area = (guint64)sink->from_width * sink->from_height;
    for (guint64 *sum = sink->sums; sum < sink->sums + (gsize)sink->width * 4; sum += 4, to += 4) {
        guint64 alpha = sum[3];
        for (int i = 0; i < 3; i++) {
            to[i] = alpha ? (guint8)((sum[i] + alpha / 2) / alpha) : 0;
        }
        to[3] = (guint8)((alpha + area / 2) / area);
    }
    memset(sink->sums, 0, (gsize)sink->width * 4 * sizeof *sink->sums);
}

/* Down the picture as along the row. */
void picture_sink_next(struct picture_sink *sink)
{
    guint y = sink->y++;
    if (!sink->row) {
        return;
    }
    reduce_row(sink);
    guint64 begin = (guint64)y * sink->height;
    guint64 end = begin + sink->height;
    guint64 border = (begin / sink->from_height + 1) * sink->from_height;
    add_line(sink, MIN(end, border) - begin);
    if (end >= border) {
        emit_row(sink, (guint)(begin / sink->from_height));
        add_line(sink, end - border);
    }
}

void picture_sink_finish(struct picture_sink **sink, struct picture_job *job)
{
    job->rgba = g_steal_pointer(&(*sink)->rgba);
    job->width = (*sink)->width;
    job->height = (*sink)->height;
    picture_sink_free(sink);
}

void picture_sink_free(struct picture_sink **sink)
{
    if (*sink) {
        g_free((*sink)->rgba);
        g_free((*sink)->row);
        g_free((*sink)->line);
        g_free((*sink)->sums);
    }
    g_clear_pointer(sink, g_free);
}

void picture_sink_all(struct picture_job *job, const guint8 *rgba, guint width, guint height)
{
    struct picture_sink *sink = picture_sink_new(job, width, height);
    for (guint y = 0; y < height; y++) {
        memcpy(picture_sink_row(sink), rgba + (gsize)y * width * 4, (gsize)width * 4);
        picture_sink_next(sink);
    }
    picture_sink_finish(&sink, job);
}
