/* SPDX-License-Identifier: MIT
 *
 * Evidence: candidate, reference and difference, side by side, as a designer would lay them out.
 */
#include <math.h>

#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/measure.h"

#define TILE_WIDTH 160u
#define TILE_HEIGHT 120u /* at most */
#define LEAST_HEIGHT 56u
#define GAP 8u        /* around and between tiles */
#define MARGIN 0.10   /* of the longer side, around the logo */
#define CHECKER 6u    /* pixels of a square */
#define DIFFERS 0.08F /* of a channel: from here it is shown, */
#define STRONG 0.30F  /* and from here in full */

static const float PAPER[3] = {1, 1, 1}, FRAME[3] = {0.82F, 0.84F, 0.87F};
static const float SIGNAL[3] = {0.90F, 0.0F, 0.45F}, OUTLINE[3] = {0.0F, 0.42F, 0.95F};

enum tile { CANDIDATE, REFERENCE, DIFFERENCE, TILES };

struct sheet {
    const struct picture *picture;
    const struct logo_sighting *sighting;
    const struct planes *drawn; /* the reference's four planes */
    struct logo_box box, right; /* as it lies, and in its right proportions; pixels of rgba */
    struct logo_box window;     /* what a tile shows */
    guint height;               /* of a tile */
    guint width;                /* of the sheet */
    guint8 *rgba;
    struct planes seen, laid, pure; /* the picture; the reference as it lies; as it should */
    const struct planes *against;   /* what it differs from: the last where it is distorted */
};

static void put(const struct sheet *sheet, guint tile, const guint at[2], const float colour[3])
{
    gsize x = GAP + tile * (TILE_WIDTH + GAP) + at[0], y = GAP + at[1];
    guint8 *pixel = sheet->rgba + (y * sheet->width + x) * 4;
    for (guint k = 0; k < 3; k++) {
        pixel[k] = (guint8)CLAMP(lrintf(colour[k] * 255), 0, 255);
    }
}

/* Same area, same middle, proportions as registered. A cropped logo keeps its box. */
static struct logo_box in_proportion(const struct logo_box *box, double aspect)
{
    double factor = aspect > 0 ? sqrt(aspect) : 1;
    struct logo_box right = {0, 0, box->width / factor, box->height * factor};
    right.left = box->left + (box->width - right.width) / 2;
    right.top = box->top + (box->height - right.height) / 2;
    return right;
}

/* The part that all three tiles show, wide enough for both boxes, in the proportions of a tile. */
static void frame(struct sheet *sheet)
{
    const struct logo_box *box = &sheet->box, *right = &sheet->right;
    double margin = MAX(2, MARGIN * MAX(box->width, box->height));
    double width = MAX(box->width, right->width) + 2 * margin;
    double height = MAX(box->height, right->height) + 2 * margin;
    double wanted = TILE_WIDTH * height / width;
    sheet->height = (guint)CLAMP(lround(wanted), (long)LEAST_HEIGHT, (long)TILE_HEIGHT);
    double pixel = MAX(width / TILE_WIDTH, height / sheet->height);
    sheet->window.width = pixel * TILE_WIDTH;
    sheet->window.height = pixel * sheet->height;
    sheet->window.left = box->left + (box->width - sheet->window.width) / 2;
    sheet->window.top = box->top + (box->height - sheet->window.height) / 2;
}

static struct planes laid_at(const struct sheet *sheet, const struct logo_box *box)
{
    struct planes to = planes_new(TILE_WIDTH, sheet->height, 4);
    double x = sheet->drawn->width / box->width, y = sheet->drawn->height / box->height;
    struct planes_box part = {(sheet->window.left - box->left) * x,
                              (sheet->window.top - box->top) * y, sheet->window.width * x,
                              sheet->window.height * y};
    planes_sample(sheet->drawn, part, &to);
    return to;
}

static struct planes seen_through(const struct sheet *sheet)
{
    const struct logo_box *window = &sheet->window;
    struct raster raster = raster_of(sheet->picture, window->left, window->top, window->width,
                                     window->height, TILE_WIDTH, sheet->height);
    struct planes planes = planes_of_raster(&raster);
    raster_clear(&raster);
    return planes;
}

static gboolean is_dark(const float colour[3])
{
    return 0.3F * colour[0] + 0.59F * colour[1] + 0.11F * colour[2] < 0.5F;
}

/* What stands behind: a checkerboard where the picture lets it through, else its background. */
static void behind(const struct sheet *sheet, guint x, guint y, gboolean is_open, float colour[3])
{
    const float *background = sheet->sighting->background;
    float light = (x / CHECKER + y / CHECKER) % 2 ? 0.0F : 0.07F;
    float board = is_dark(background) ? 0.16F + light : 1.0F - light;
    for (guint k = 0; k < 3; k++) {
        colour[k] = is_open ? board : background[k];
    }
}

/* Planes over what stands behind. */
static void compose(const struct planes *planes, gsize at, float colour[3])
{
    float alpha = planes_at(planes, 3)[at];
    for (guint k = 0; k < 3; k++) {
        colour[k] = planes_at(planes, k)[at] + (1 - alpha) * colour[k];
    }
}

static gboolean is_beyond(const struct sheet *sheet, guint x, guint y)
{
    double left = sheet->window.left + (x + 0.5) * sheet->window.width / TILE_WIDTH;
    double top = sheet->window.top + (y + 0.5) * sheet->window.height / sheet->height;
    return left < 0 || top < 0 || left >= sheet->picture->width || top >= sheet->picture->height;
}

/* How much two differ there, 0..1; of a logo in one colour only its shape counts. */
static float difference(const struct sheet *sheet, gsize at, float most)
{
    const float *background = sheet->sighting->background;
    float seen[3] = {background[0], background[1], background[2]}, ink = 0, apart = 0;
    float right[3] = {background[0], background[1], background[2]};
    compose(&sheet->seen, at, seen);
    compose(sheet->against, at, right);
    for (guint k = 0; k < 3; k++) {
        ink = MAX(ink, fabsf(seen[k] - background[k]));
        apart = MAX(apart, fabsf(seen[k] - right[k]));
    }
    if (sheet->sighting->is_silhouette) {
        apart = fabsf(ink / most - planes_at(sheet->against, 3)[at]);
    }
    return CLAMP((apart - DIFFERS) / (STRONG - DIFFERS), 0, 1);
}

/* The strongest ink in sight, so that shapes in any colour compare. */
static float strongest(const struct sheet *sheet)
{
    float most = 0.05F;
    for (gsize at = 0; at < planes_size(&sheet->seen); at++) {
        float alpha = planes_at(&sheet->seen, 3)[at];
        for (guint k = 0; k < 3; k++) {
            float ink = planes_at(&sheet->seen, k)[at] - alpha * sheet->sighting->background[k];
            most = MAX(most, fabsf(ink));
        }
    }
    return most;
}

static void paint_pixel(const struct sheet *sheet, guint x, guint y, float most)
{
    gsize at = (gsize)y * sheet->seen.stride + x;
    gboolean has_alpha = sheet->picture->has_alpha, is_out = is_beyond(sheet, x, y);
    float colour[3];
    guint place[2] = {x, y};
    behind(sheet, x, y, has_alpha, colour);
    compose(&sheet->pure, at, colour);
    put(sheet, REFERENCE, place, colour);
    behind(sheet, x, y, has_alpha, colour);
    compose(&sheet->seen, at, colour);
    if (is_out) { /* nothing is there: paper, hatched */
        float shade = (x + y) % 8 == 0 ? 0.86F : 0.97F;
        colour[0] = colour[1] = colour[2] = shade;
    }
    put(sheet, CANDIDATE, place, colour);
    float grey = 0.3F * colour[0] + 0.59F * colour[1] + 0.11F * colour[2];
    float pale = is_out ? grey : 0.78F + 0.2F * grey;
    float share = is_out ? 0.6F * planes_at(sheet->against, 3)[at] : difference(sheet, at, most);
    for (guint k = 0; k < 3; k++) {
        colour[k] = pale + (SIGNAL[k] - pale) * share;
    }
    put(sheet, DIFFERENCE, place, colour);
}

static gint place_of(double at, double start, double extent, guint size)
{
    return (gint)lround((at - start) / extent * size);
}

static void dot(const struct sheet *sheet, gint x, gint y)
{
    if (x >= 0 && y >= 0 && x < (gint)TILE_WIDTH && y < (gint)sheet->height) {
        put(sheet, DIFFERENCE, (guint[2]){(guint)x, (guint)y}, OUTLINE);
    }
}

/* Where the logo ought to end, when it does not. */
static void outline(const struct sheet *sheet)
{
    const struct logo_box *box = &sheet->right, *window = &sheet->window;
    gint left = place_of(box->left, window->left, window->width, TILE_WIDTH) - 1;
    gint right = place_of(box->left + box->width, window->left, window->width, TILE_WIDTH);
    gint top = place_of(box->top, window->top, window->height, sheet->height) - 1;
    gint bottom = place_of(box->top + box->height, window->top, window->height, sheet->height);
    if (!is_distorted(sheet->sighting) && !is_cropped(sheet->sighting)) {
        return;
    }
    for (gint x = left; x <= right; x++) {
        dot(sheet, x, top);
        dot(sheet, x, bottom);
    }
    for (gint y = top; y <= bottom; y++) {
        dot(sheet, left, y);
        dot(sheet, right, y);
    }
}

/* Paper, and a thin frame around each tile. */
static void paper(struct sheet *sheet)
{
    guint height = sheet->height + 2 * GAP;
    sheet->width = TILES * TILE_WIDTH + (TILES + 1) * GAP;
    sheet->rgba = g_malloc((gsize)sheet->width * height * 4);
    for (guint y = 0; y < height; y++) {
        for (guint x = 0; x < sheet->width; x++) {
            guint inner = (x + 1 - GAP) % (TILE_WIDTH + GAP);
            gboolean is_frame = x + 1 >= GAP && x + GAP <= sheet->width &&
                                inner <= TILE_WIDTH + 1 && y + 1 >= GAP && y + GAP <= height;
            guint8 *pixel = sheet->rgba + ((gsize)y * sheet->width + x) * 4;
            for (guint k = 0; k < 3; k++) {
                pixel[k] = (guint8)lrintf((is_frame ? FRAME[k] : PAPER[k]) * 255);
            }
            pixel[3] = 255;
        }
    }
}

static void paint(struct sheet *sheet)
{
    sheet->seen = seen_through(sheet);
    sheet->laid = laid_at(sheet, &sheet->box);
    sheet->pure = laid_at(sheet, &sheet->right);
    sheet->against = is_distorted(sheet->sighting) ? &sheet->pure : &sheet->laid;
    float most = strongest(sheet);
    paper(sheet);
    for (guint y = 0; y < sheet->height; y++) {
        for (guint x = 0; x < TILE_WIDTH; x++) {
            paint_pixel(sheet, x, y, most);
        }
    }
    outline(sheet);
    planes_clear(&sheet->seen);
    planes_clear(&sheet->laid);
    planes_clear(&sheet->pure);
}

/* The reference, no finer than the candidate: else every edge would differ. */
static struct planes drawn_at_size(const struct logo_reference *reference,
                                   const struct logo_box *box)
{
    struct planes whole = planes_of_raster(&reference->raster);
    guint width = (guint)CLAMP(lround(box->width), 1, (long)whole.width);
    guint height = (guint)CLAMP(lround(box->height), 1, (long)whole.height);
    struct planes small = planes_new(width, height, 4);
    planes_sample(&whole, (struct planes_box){0, 0, whole.width, whole.height}, &small);
    planes_clear(&whole);
    return small;
}

GBytes *show(const struct logo_book *book, const struct picture *picture,
             const struct logo_sighting *sighting)
{
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, sighting->reference);
    struct sheet sheet = {.picture = picture, .sighting = sighting};
    sheet.box = box_in_pixels(picture, &sighting->box);
    if (!(sheet.box.width >= 1 && sheet.box.height >= 1) || !picture->rgba) {
        return NULL;
    }
    struct planes drawn = drawn_at_size(reference, &sheet.box);
    sheet.drawn = &drawn;
    sheet.right = in_proportion(&sheet.box, sighting->measures.aspect);
    frame(&sheet);
    paint(&sheet);
    GBytes *png = picture_to_png(sheet.rgba, sheet.width, sheet.height + 2 * GAP);
    planes_clear(&drawn);
    g_free(sheet.rgba);
    return png;
}
