/* SPDX-License-Identifier: MIT
 *
 * Confusers: shapes alone, on plates, in pairs and rows, as strokes of letters, as bars of words.
 */
#include "plugins/check-logo/confusers.h"

#include <math.h>
#include <string.h>

#define SIDE 72u
#define MOST_PARTS 12u
#define SAMPLES 2u /* a pixel and direction */

struct part {
    gboolean (*is_in)(double x, double y, double parameter);
    double x, y, rx, ry, turn, parameter; /* -1..1 across the picture */
    double cosine, sine;                  /* of turn, once it is to be painted */
    guint8 colour[3];
};

struct drawing {
    guint width, height, count;
    guint8 background[3];
    struct part parts[MOST_PARTS];
    guint64 state;
};

/* ---- numbers that look like chance (xorshift64*, Vigna 2016) ---- */

static guint64 draw(struct drawing *drawing)
{
    drawing->state ^= drawing->state >> 12;
    drawing->state ^= drawing->state << 25;
    drawing->state ^= drawing->state >> 27;
    return drawing->state * 2685821657736338717u >> 16;
}

static double between(struct drawing *drawing, double least, double most)
{
    return least + (most - least) * (double)(draw(drawing) % 65536) / 65535;
}

static guint below(struct drawing *drawing, guint count)
{
    return (guint)(draw(drawing) % count);
}

/* ---- parts ---- */

static void pick_colour(struct drawing *drawing, guint8 colour_r[3])
{
    static const guint8 colours[][3] = {
        {0, 0, 0},      {40, 40, 40},   {0, 80, 180},  {200, 20, 40},  {20, 140, 60},
        {240, 140, 10}, {110, 40, 150}, {0, 150, 160}, {230, 60, 120}, {90, 90, 100}};
    memcpy(colour_r, colours[below(drawing, G_N_ELEMENTS(colours))], 3);
}

static struct part *add_part(struct drawing *drawing, const struct confuser_shape *shape,
                             const double box[4])
{
    struct part *part = &drawing->parts[MIN(drawing->count, MOST_PARTS - 1)];
    drawing->count = MIN(drawing->count + 1, MOST_PARTS);
    *part =
        (struct part){.is_in = shape->is_in, .x = box[0], .y = box[1], .rx = box[2], .ry = box[3]};
    part->parameter = between(drawing, shape->least, shape->most);
    if (shape->most >= 2) { /* a count */
        part->parameter = floor(part->parameter + 0.5);
    }
    pick_colour(drawing, part->colour);
    return part;
}

static const struct confuser_shape *any_shape(struct drawing *drawing)
{
    return &confuser_shapes[below(drawing, confuser_shape_count)];
}

static const struct confuser_shape *shape_named(const char *name)
{
    for (guint i = 0; i < confuser_shape_count; i++) {
        if (strcmp(confuser_shapes[i].name, name) == 0) {
            return &confuser_shapes[i];
        }
    }
    return confuser_shapes;
}

/* ---- makers ---- */

static const char *make_alone(struct drawing *drawing, guint round)
{
    const struct confuser_shape *shape = &confuser_shapes[round % confuser_shape_count];
    double box[] = {0, 0, between(drawing, 0.5, 0.9), 0};
    box[3] = box[2] * between(drawing, 0.75, 1.1);
    add_part(drawing, shape, box)->turn = below(drawing, 3) ? 0 : between(drawing, -3.1, 3.1);
    return shape->name;
}

/* White or coloured on a plate of a usual outline. */
static const char *make_on_plate(struct drawing *drawing, guint round)
{
    static const char *const plates[] = {"disc", "rounded box", "box", "hexagon", "shield"};
    const char *name = plates[round % G_N_ELEMENTS(plates)];
    double plate[] = {0, 0, 0.9, 0.9}, side = between(drawing, 0.3, 0.7);
    double inner[] = {0, 0, side, side * between(drawing, 0.7, 1.2)};
    add_part(drawing, shape_named(name), plate);
    struct part *part = add_part(drawing, any_shape(drawing), inner);
    if (below(drawing, 4)) {
        memset(part->colour, 255, 3);
    }
    return name;
}

static const char *make_pair(struct drawing *drawing, guint round)
{
    double shift = between(drawing, 0.15, 0.5), side = between(drawing, 0.35, 0.6);
    double first[] = {-shift, 0, side, side}, second[] = {shift, 0, side, side};
    const struct confuser_shape *shape = any_shape(drawing);
    add_part(drawing, shape, first);
    add_part(drawing, round % 2 ? shape : any_shape(drawing), second);
    return "two shapes";
}

static const char *make_rings(struct drawing *drawing, guint round)
{
    const struct confuser_shape *shape = round % 3 ? confuser_shapes : any_shape(drawing);
    guint count = 2 + below(drawing, 4);
    for (guint i = 0; i < count; i++) {
        double side = 0.9 * (count - i) / count;
        double box[] = {0, 0, side, side};
        struct part *part = add_part(drawing, shape, box);
        if (i % 2) {
            memcpy(part->colour, drawing->background, 3);
        } else if (i) {
            memcpy(part->colour, drawing->parts[0].colour, 3);
        }
    }
    return "rings";
}

/* One letter of three strokes or fewer, each from a corner or middle to another. */
static void add_letter(struct drawing *drawing, double x, double y, double size)
{
    static const guint8 strokes[][3][2] = {
        {{0, 6}, {6, 8}, {0, 0}}, {{0, 2}, {1, 7}, {1, 1}}, {{0, 6}, {2, 8}, {3, 5}},
        {{0, 7}, {2, 7}, {7, 7}}, {{0, 8}, {2, 6}, {4, 4}}, {{0, 2}, {2, 6}, {6, 8}},
        {{6, 1}, {1, 8}, {3, 5}}, {{0, 6}, {0, 8}, {2, 8}}, {{0, 6}, {0, 2}, {3, 5}},
        {{0, 6}, {2, 3}, {3, 8}}, {{1, 7}, {1, 1}, {7, 7}}, {{0, 4}, {2, 4}, {4, 7}}};
    guint letter = below(drawing, G_N_ELEMENTS(strokes));
    double thick = between(drawing, 0.08, 0.22);
    guint8 colour[3];
    pick_colour(drawing, colour);
    for (guint i = 0; i < 3; i++) {
        guint from = strokes[letter][i][0], to = strokes[letter][i][1];
        double x1 = from % 3 - 1.0, y1 = from / 3 - 1.0, x2 = to % 3 - 1.0, y2 = to / 3 - 1.0;
        double box[] = {x + size * (x1 + x2) / 2 * 0.7, y + size * (y1 + y2) / 2,
                        size * (hypot((x2 - x1) * 0.7, y2 - y1) / 2 + thick), size * thick};
        if (from != to) {
            struct part *part = add_part(drawing, shape_named("box"), box);
            part->turn = atan2(y2 - y1, (x2 - x1) * 0.7);
            memcpy(part->colour, colour, 3);
        }
    }
}

static const char *make_letter(struct drawing *drawing, guint round)
{
    static const char *const plates[] = {"disc", "rounded box", "box"};
    double plate[] = {0, 0, 0.95, 0.95};
    if (round % 2) {
        add_part(drawing, shape_named(plates[round / 2 % 3]), plate);
    }
    add_letter(drawing, 0, 0, round % 2 ? 0.5 : 0.8);
    for (guint i = 1; round % 2 && i < drawing->count; i++) {
        memset(drawing->parts[i].colour, 255, 3);
    }
    return "letter";
}

/* A word: letters, or bars as of letters seen from afar. */
static const char *make_word(struct drawing *drawing, guint round)
{
    guint count = 3 + below(drawing, 2);
    gboolean has_bars = round % 2;
    drawing->width = SIDE * (2 + round % 3);
    drawing->height = SIDE / 2;
    guint8 colour[3];
    pick_colour(drawing, colour);
    for (guint i = 0; i < (has_bars ? 3 * count : count); i++) {
        double step = 1.9 / (has_bars ? 3 * count : count), x = -0.95 + step * (i + 0.5);
        if (has_bars) {
            double tall = between(drawing, 0.4, 0.9);
            double box[] = {x, 0.9 - tall, step * between(drawing, 0.2, 0.42), tall};
            memcpy(add_part(drawing, shape_named(below(drawing, 2) ? "box" : "ring"), box)->colour,
                   colour, 3);
        } else {
            guint before = drawing->count;
            add_letter(drawing, x, 0, 0.4);
            for (guint part = before; part < drawing->count; part++) {
                /* letters are drawn for a square picture */
                struct part *stroke = &drawing->parts[part];
                stroke->rx = stroke->turn == 0 ? step / 3 : stroke->rx / 4;
                memcpy(stroke->colour, colour, 3);
            }
        }
    }
    return "word";
}

static const char *make_icon_and_word(struct drawing *drawing, guint round)
{
    drawing->width = SIDE * 2 + SIDE * (round % 3);
    double share = (double)SIDE / drawing->width;
    double icon[] = {-1 + share, 0, share * 0.8, 0.8};
    add_part(drawing, any_shape(drawing), icon);
    for (guint i = 0; i < 5 + round % 4; i++) {
        double step = (1.8 - 2 * share) / (5 + round % 4);
        double box[] = {-0.9 + 2 * share + step * i, between(drawing, -0.1, 0.2), step * 0.35,
                        between(drawing, 0.25, 0.5)};
        add_part(drawing, confuser_shapes + below(drawing, 4), box);
        memcpy(drawing->parts[drawing->count - 1].colour, drawing->parts[0].colour, 3);
    }
    return "icon and word";
}

static const char *make_cluster(struct drawing *drawing, guint round)
{
    guint count = 3 + round % 6;
    const struct confuser_shape *shape = any_shape(drawing);
    for (guint i = 0; i < count; i++) {
        double angle = 2 * G_PI * i / count, side = between(drawing, 0.2, 0.4);
        double box[] = {0.55 * sin(angle), -0.55 * cos(angle), side, side};
        struct part *part = add_part(drawing, shape, box);
        part->turn = round % 2 ? angle : 0;
    }
    return "cluster";
}

static const char *(*const makers[])(struct drawing *, guint) = {
    make_alone, make_on_plate, make_alone, make_on_plate,      make_pair,
    make_rings, make_letter,   make_word,  make_icon_and_word, make_cluster};

/* ---- pixels ---- */

static const guint8 *colour_at(const struct drawing *drawing, double x, double y)
{
    for (guint i = drawing->count; i-- > 0;) {
        const struct part *part = &drawing->parts[i];
        double dx = x - part->x, dy = y - part->y;
        if (fabs(dx) + fabs(dy) > 1.5 * (part->rx + part->ry)) {
            continue;
        }
        if (part->is_in((dx * part->cosine + dy * part->sine) / part->rx,
                        (dy * part->cosine - dx * part->sine) / part->ry, part->parameter)) {
            return part->colour;
        }
    }
    return drawing->background;
}

static void paint(struct drawing *drawing, struct picture *picture)
{
    guint8 *to = picture->rgba;
    for (guint i = 0; i < drawing->count; i++) {
        drawing->parts[i].cosine = cos(drawing->parts[i].turn);
        drawing->parts[i].sine = sin(drawing->parts[i].turn);
    }
    for (guint i = 0; i < picture->width * picture->height; i++, to += 4) {
        guint sums[3] = {0};
        for (guint sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            double x = i % picture->width + (sample % SAMPLES + 0.5) / SAMPLES;
            double y = i / picture->width + (sample / SAMPLES + 0.5) / SAMPLES;
            const guint8 *colour =
                colour_at(drawing, x * 2 / picture->width - 1, y * 2 / picture->height - 1);
            for (guint k = 0; k < 3; k++) {
                sums[k] += colour[k];
            }
        }
        for (guint k = 0; k < 3; k++) {
            to[k] = (guint8)(sums[k] / (SAMPLES * SAMPLES));
        }
        to[3] = 255;
    }
}

const char *confuser_draw(guint number, struct picture *picture_r)
{
    struct drawing drawing = {.width = SIDE, .height = SIDE, .background = {255, 255, 255}};
    drawing.state = 88172645463325252u + number * 1442695040888963407u;
    for (guint i = 0; i < 8; i++) {
        draw(&drawing);
    }
    guint maker = number % G_N_ELEMENTS(makers);
    const char *name = makers[maker](&drawing, number / G_N_ELEMENTS(makers));
    *picture_r =
        (struct picture){drawing.width, drawing.height, NULL, drawing.width, drawing.height};
    picture_r->frames = 1;
    picture_r->rgba = g_malloc((gsize)4 * drawing.width * drawing.height);
    paint(&drawing, picture_r);
    return name;
}
