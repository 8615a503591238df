/* SPDX-License-Identifier: MIT
 *
 * Is a logo in its colours? An invented mark, as small and as packed pictures show it.
 */
#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/match.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define UNITS 120.0 /* a side of the mark */

static const guint8 white[3] = {255, 255, 255}, blue[3] = {60, 80, 220}, navy[3] = {0, 40, 70};
static const guint8 eights[3] = {20, 80, 140}, lighter[3] = {70, 140, 210};
static const guint8 black[3] = {0, 0, 0}, inky[3] = {3, 2, 7}; /* 2.2 from each other */
static const guint8 teal[3] = {30, 130, 140}, red[3] = {210, 0, 0}, green[3] = {20, 140, 60};

/* The colour of a point of the mark in units, or NULL: nothing is there. */
typedef const guint8 *(*mark_fn)(double x, double y);

/* Thin white rings on a blue plate. */
static const guint8 *rings(double x, double y)
{
    double far = hypot(x - 60, y - 60);
    return (far > 20 && far < 24) || (far > 40 && far < 44) ? white : blue;
}

/* A teal disc, and strokes of navy beside it that a small picture shows with no pixel of their own.
 */
static const guint8 *strokes(double x, double y)
{
    gboolean is_stroke = x > 50 && y > 10 && y < 110 && fmod(x, 10) < 4;
    return hypot(x - 22, y - 60) < 20 ? teal : is_stroke ? navy : NULL;
}

static const guint8 *strokes_red(double x, double y)
{
    const guint8 *colour = strokes(x, y);
    return colour == navy ? red : colour;
}

/* Thin letters. */
static const guint8 *letters(double x, double y)
{
    gboolean is_letter = y > 30 && y < 90 && fmod(x, 15) < 6;
    return is_letter ? eights : NULL;
}

static const guint8 *letters_lighter(double x, double y)
{
    return letters(x, y) ? lighter : NULL;
}

static const guint8 *letters_black(double x, double y)
{
    return letters(x, y) ? black : NULL;
}

static const guint8 *letters_inky(double x, double y)
{
    return letters(x, y) ? inky : NULL;
}

/* A bar and a disc, from 30 to 90 of the units. */
static gboolean is_mark(double x, double y)
{
    return (x > 30 && x < 45 && y > 30 && y < 90) || hypot(x - 70, y - 50) < 20;
}

static const guint8 *plate(double x, double y)
{
    return is_mark(x, y) ? white : red;
}

static const guint8 *plate_green(double x, double y)
{
    return is_mark(x, y) ? white : green;
}

static const guint8 *mark_alone(double x, double y)
{
    return is_mark(x, y) ? white : NULL;
}

/* Alpha multiplied in, sRGB 0..1, 4 x 4 samples a pixel. */
static struct raster draw(mark_fn mark, guint side, double margin)
{
    struct raster raster = {side, side, g_new0(float, (gsize)side *side * 4)};
    double scale = UNITS / (side - 2 * margin);
    for (guint i = 0; i < side * side * 16; i++) {
        guint x = i / 16 % side, y = i / 16 / side;
        double u = (x + (i % 4 + 0.5) / 4 - margin) * scale;
        double v = (y + (i % 16 / 4 + 0.5) / 4 - margin) * scale;
        gboolean is_in = u >= 0 && v >= 0 && u < UNITS && v < UNITS;
        const guint8 *colour = is_in ? mark(u, v) : NULL;
        float *pixel = raster.rgba + ((gsize)y * side + x) * 4;
        for (guint k = 0; colour && k < 4; k++) {
            pixel[k] += (k < 3 ? (float)colour[k] / 255 : 1) / 16;
        }
    }
    return raster;
}

/* As JPEG packs it with half the resolution of colour, were it exact otherwise. */
static void pack(struct picture *picture)
{
    for (guint i = 0; i < picture->width / 2 * (picture->height / 2); i++) {
        gsize at =
            (gsize)(i / (picture->width / 2)) * 2 * picture->width + i % (picture->width / 2) * 2;
        gsize cells[4] = {at, at + 1, at + picture->width, at + picture->width + 1};
        double luma[4] = {0}, mean[3] = {0}, mean_luma = 0;
        for (guint c = 0; c < 4; c++) {
            const guint8 *rgb = picture->rgba + cells[c] * 4;
            luma[c] = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
            mean_luma += luma[c] / 4;
            for (guint k = 0; k < 3; k++) {
                mean[k] += rgb[k] / 4.0;
            }
        }
        for (guint c = 0; c < 12; c++) {
            double level = luma[c / 3] + mean[c % 3] - mean_luma;
            picture->rgba[cells[c / 3] * 4 + c % 3] = (guint8)lround(CLAMP(level, 0, 255));
        }
    }
}

/* As Lanczos and other sharp filters shrink: beside edges it rings. */
static void sharpen(struct picture *picture)
{
    guint side = picture->width;
    g_autofree guint8 *before = g_memdup2(picture->rgba, (gsize)side * side * 4);
    for (guint i = 0; i < side * side * 4; i++) {
        guint x = i / 4 % side, y = i / 4 / side;
        if (x > 0 && y > 0 && x + 1 < side && y + 1 < side) {
            int around =
                before[i - 4] + before[i + 4] + before[i - side * 4] + before[i + side * 4];
            picture->rgba[i] = (guint8)CLAMP(before[i] + (4 * before[i] - around) / 8, 0, 255);
        }
    }
}

enum finish { PLAIN, PACKED, SHARPENED };

/* On white paper. */
static struct picture picture_of(mark_fn mark, guint side, double margin, enum finish finish)
{
    struct raster raster = draw(mark, side, margin);
    struct picture picture = {.width = side,
                              .height = side,
                              .natural_width = side,
                              .natural_height = side,
                              .quality = finish == PACKED ? 85 : 0,
                              .frames = 1};
    picture.rgba = g_malloc((gsize)side * side * 4);
    for (gsize i = 0; i < (gsize)side * side * 4; i++) {
        float paper = 1 - raster.rgba[i / 4 * 4 + 3];
        picture.rgba[i] = i % 4 == 3 ? 255 : (guint8)lrintf(255 * (raster.rgba[i] + paper));
    }
    if (finish == PACKED) {
        pack(&picture);
    } else if (finish == SHARPENED) {
        sharpen(&picture);
    }
    raster_clear(&raster);
    return picture;
}

enum told { IN_COLOUR, IN_COLOUR_OR_OPEN, OPEN, WRONG };

struct row {
    const char *name;
    mark_fn right, mark, shown; /* mark: what it is recognised by, if not by the whole */
    guint side;
    double margin;
    enum finish finish;
    enum told told;
};

static const struct row rows[] = {
    {"thin white on blue", rings, NULL, rings, 140, 10, PACKED, IN_COLOUR},
    {"thin white on blue, without margin", rings, NULL, rings, 150, 0, PACKED, IN_COLOUR},
    {"strokes", strokes, NULL, strokes, 32, 3, PLAIN, IN_COLOUR_OR_OPEN},
    {"strokes in another colour", strokes, NULL, strokes_red, 32, 3, PLAIN, WRONG},
    {"a plate that fills the picture", plate, mark_alone, plate, 64, 0, PLAIN, IN_COLOUR},
    {"another plate fills the picture", plate, mark_alone, plate_green, 64, 0, PLAIN, WRONG},
    {"another plate, packed", plate, mark_alone, plate_green, 90, 0, PACKED, WRONG},
    {"another plate with a margin", plate, mark_alone, plate_green, 90, 9, PLAIN, WRONG},
    {"letters", letters, NULL, letters, 150, 5, PLAIN, IN_COLOUR},
    {"letters, sharpened", letters, NULL, letters, 60, 4, SHARPENED, IN_COLOUR},
    {"letters in another blue, sharpened", letters, NULL, letters_lighter, 60, 4, SHARPENED, WRONG},
    {"letters, a trifle off", letters_black, NULL, letters_inky, 60, 4, PLAIN, IN_COLOUR},
    {"letters, of what loss left a trifle off", letters_black, NULL, letters_inky, 60, 4, PACKED,
     OPEN},
    {"letters, packed", letters_black, NULL, letters_black, 60, 4, PACKED, IN_COLOUR},
};

static struct logo_sighting sighting_of(const struct row *row, const struct picture *picture)
{
    struct logo_sighting sighting = {.score = 1, .value = LOGO_MATCH, .runner_up = G_MAXUINT};
    double side = row->side - 2 * row->margin;
    const guint8 *around = picture->rgba;
    sighting.reference = row->mark ? 1 : 0;
    sighting.box = (struct logo_box){row->margin, row->margin, side, side};
    if (row->mark) {
        double left = row->margin + side / 4;
        sighting.box = (struct logo_box){left, left, side / 2, side / 2};
        around += 4 * ((gsize)row->side * (guint)(row->side * 0.15) + (guint)(row->side * 0.5));
    }
    for (guint k = 0; k < 3; k++) {
        sighting.background[k] = row->mark || row->margin > 0 ? (float)around[k] / 255 : 1;
    }
    return sighting;
}

static void test_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i];
        struct logo_book book = {.references =
                                     g_array_new(FALSE, FALSE, sizeof(struct logo_reference))};
        for (guint k = 0; k < (row->mark ? 2u : 1u); k++) {
            struct logo_reference reference = {.aspect = 1};
            reference.raster = k ? draw(row->mark, 180, -90) : draw(row->right, 360, 0);
            g_array_append_val(book.references, reference);
        }
        struct picture picture = picture_of(row->shown, row->side, row->margin, row->finish);
        struct logo_sighting sighting = sighting_of(row, &picture);
        measure(&book, &picture, &sighting);
        double delta_e = sighting.measures.delta_e;
        enum told told = delta_e < 0                                   ? OPEN
                         : is_wrong_colour(&sighting, picture.quality) ? WRONG
                                                                       : IN_COLOUR;
        gboolean may_be_open = row->told == IN_COLOUR_OR_OPEN && told != WRONG;
        if (told != row->told && !may_be_open) {
            fail_msg("%s: %.2f, %s for %s", row->name, delta_e, sighting.measures.seen_colour,
                     sighting.measures.right_colour);
        }
        for (guint k = 0; k < book.references->len; k++) {
            raster_clear(&g_array_index(book.references, struct logo_reference, k).raster);
        }
        g_array_unref(book.references);
        g_free(picture.rgba);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
