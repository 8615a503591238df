/* SPDX-License-Identifier: MIT
 *
 * The measures of a logo: colour differences as published, and what was done to an invented mark.
 */
#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/check.h"
#include "plugins/check-logo/colour.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jpeglib.h>

/* Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), table 1. */
static const double pairs[][7] = {
    {50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425},
    {50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615},
    {50, 2.8361, -74.02, 50, 0, -82.7485, 3.4412},
    {50, -1.3802, -84.2814, 50, 0, -82.7485, 1},
    {50, -1.1848, -84.8006, 50, 0, -82.7485, 1},
    {50, -0.9009, -85.5211, 50, 0, -82.7485, 1},
    {50, 0, 0, 50, -1, 2, 2.3669},
    {50, -1, 2, 50, 0, 0, 2.3669},
    {50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792},
    {50, 2.49, -0.001, 50, -2.49, 0.001, 7.1792},
    {50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195},
    {50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195},
    {50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045},
    {50, -0.001, 2.49, 50, 0.001, -2.49, 4.8045},
    {50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461},
    {50, 2.5, 0, 50, 0, -2.5, 4.3065},
    {50, 2.5, 0, 73, 25, -18, 27.1492},
    {50, 2.5, 0, 61, -5, 29, 22.8977},
    {50, 2.5, 0, 56, -27, -3, 31.9030},
    {50, 2.5, 0, 58, 24, 15, 19.4535},
    {50, 2.5, 0, 50, 3.1736, 0.5854, 1},
    {50, 2.5, 0, 50, 3.2972, 0, 1},
    {50, 2.5, 0, 50, 1.8634, 0.5757, 1},
    {50, 2.5, 0, 50, 3.2592, 0.3350, 1},
    {60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644},
    {63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630},
    {61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731},
    {35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645},
    {22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373},
    {36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146},
    {90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441},
    {90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381},
    {6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377},
    {2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082},
};

static void test_delta_e(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const double *row = pairs[i];
        double found = delta_e_2000((struct lab){row[0], row[1], row[2]},
                                    (struct lab){row[3], row[4], row[5]});
        if (fabs(found - row[6]) > 0.0001) {
            fail_msg("pair %zu: %.5f, not %.4f", i + 1, found, row[6]);
        }
    }
}

static void test_lab(void **state)
{
    (void)state;
    struct lab white = lab_of((double[3]){1, 1, 1}), red = lab_of((double[3]){1, 0, 0});
    assert_true(fabs(white.l - 100) < 0.01 && lab_chroma(white) < 0.02);
    assert_true(fabs(red.l - 53.24) < 0.02 && fabs(red.a - 80.09) < 0.05 &&
                fabs(red.b - 67.2) < 0.05);
}

/* An invented mark on 100 x 60: a blue flag with a slope, and an orange disc. Alpha of a point. */
static gboolean mark_at(double x, double y, guint8 rgb[3])
{
    static const guint8 blue[3] = {20, 70, 160}, orange[3] = {240, 120, 20};
    gboolean is_disc = hypot(x - 76, y - 34) < 20;
    gboolean is_flag = x > 2 && x < 50 && y > 3 && y < 57 - x * 0.5;
    for (guint k = 0; k < 3; k++) {
        rgb[k] = is_disc ? orange[k] : blue[k];
    }
    return is_disc || is_flag;
}

struct drawing {
    double left, top, width, height; /* where the mark lies */
    guint picture_width, picture_height;
    gint shift;       /* of blue, in levels */
    guint block;      /* pixels that share one colour: blown up */
    gboolean has_bar; /* something beside the mark */
    guint quality;    /* as if it were packed with loss; 0: it was not */
    gboolean is_soft; /* the paper runs into another colour, away from the mark */
    gboolean is_dark; /* the paper */
    double line;      /* pixels beside the mark, where a line of one pixel stands; 0: none */
    gint slogan;      /* pixels below the mark, where a row of strokes stands; 0: none */
    gint plate;       /* pixels around the mark, where its paper ends; 0: nowhere */
    gint sign;        /* pixels to the right of its top, where a sign of 4 x 4 stands; 0: none */
};

/* What stands beside the mark, at a pixel. */
static gboolean is_thing(const struct drawing *drawing, double x, double y)
{
    double right = x - drawing->left - drawing->width, below = y - drawing->top - drawing->height;
    double left = drawing->left - x, above = drawing->top - y;
    gboolean is_line =
        drawing->line > 0 && floor(right) == drawing->line && y >= drawing->top && below < 0;
    gboolean is_slogan = drawing->slogan && below >= drawing->slogan &&
                         below < drawing->slogan + 9 && x >= drawing->left && right < 0 &&
                         (gint)x % 6 < 2;
    gboolean is_sign = drawing->sign && right >= drawing->sign && right < drawing->sign + 4 &&
                       above <= 0 && above > -4;
    return is_line || is_slogan || is_sign || (drawing->has_bar && right >= 10) ||
           (drawing->plate && MAX(MAX(left, right), MAX(above, below)) >= drawing->plate);
}

static void add_sample(const struct drawing *drawing, double x, double y, double sum[3])
{
    guint8 rgb[3] = {0};
    double u = (x - drawing->left) * 100 / drawing->width;
    double v = (y - drawing->top) * 60 / drawing->height;
    double paper = drawing->is_dark ? 25 : 255, thing = drawing->is_dark ? 230 : 60;
    double run = drawing->is_soft ? MAX(0, x - drawing->left - drawing->width) : 0;
    gboolean is_mark = u >= 0 && v >= 0 && u < 100 && v < 60 && mark_at(u, v, rgb);
    for (guint k = 0; k < 3; k++) {
        gint shift = k == 2 && is_mark && rgb[2] > 100 ? drawing->shift : 0;
        sum[k] += is_mark ? rgb[k] + shift : is_thing(drawing, x, y) ? thing : paper - run;
    }
}

/* White paper, the mark on it, 5 x 5 samples a pixel. */
static struct picture draw(const struct drawing *drawing)
{
    guint width = drawing->picture_width, height = drawing->picture_height;
    guint block = MAX(1, drawing->block);
    struct picture picture = {.width = width,
                              .height = height,
                              .natural_width = width,
                              .natural_height = height,
                              .quality = drawing->quality,
                              .frames = 1};
    picture.rgba = g_malloc((gsize)width * height * 4);
    for (gsize i = 0; i < (gsize)width * height; i++) {
        double sum[3] = {0}, x = i % width / block * block, y = i / width / block * block;
        for (guint sample = 0; sample < 25; sample++) {
            add_sample(drawing, x + (sample % 5 + 0.5) * block / 5,
                       y + (sample / 5 + 0.5) * block / 5, sum);
        }
        for (guint k = 0; k < 3; k++) {
            picture.rgba[i * 4 + k] = (guint8)lround(sum[k] / 25);
        }
        picture.rgba[i * 4 + 3] = 255;
    }
    return picture;
}

/* A book of that mark alone, transparent around it. */
static struct logo_book *book_of_mark(void)
{
    struct logo_book *book = g_new0(struct logo_book, 1);
    struct logo_reference reference = {.raster = {250, 150, g_new0(float, 250 * 150 * 4)},
                                       .aspect = 100.0 / 60};
    for (guint i = 0; i < 250 * 150; i++) {
        for (guint sample = 0; sample < 25; sample++) {
            guint8 rgb[3];
            double x = (i % 250 + (sample % 5 + 0.5) / 5) / 2.5;
            double y = (i / 250 + (sample / 5 + 0.5) / 5) / 2.5;
            gboolean is_mark = mark_at(x, y, rgb);
            for (guint k = 0; is_mark && k < 4; k++) {
                reference.raster.rgba[i * 4 + k] += (k < 3 ? (float)rgb[k] / 255 : 1) / 25;
            }
        }
    }
    book->references = g_array_new(FALSE, FALSE, sizeof reference);
    g_array_append_val(book->references, reference);
    return book;
}

static void book_of_mark_free(struct logo_book *book)
{
    raster_clear(&g_array_index(book->references, struct logo_reference, 0).raster);
    g_array_unref(book->references);
    g_free(book);
}

struct row {
    const char *name;
    struct drawing drawing;
    double aspect, crop, least_delta_e, most_delta_e;
    char crop_side;
    gboolean is_distorted, is_cropped, is_wrong_colour;
};

static const struct row rows[] = {
    {"thin, lossy", {4, 5, 18, 10.8, 26, 20, 0, 1, 0, 80}, -1, 0, 0, 1.5, 0, 0, 0, 0},
    {"thin, lossy, wrong blue", {4, 5, 18, 10.8, 26, 20, 70, 1, 0, 80}, -1, 0, 5, 30, 0, 0, 0, 1},
    {"thin, wrong blue", {3, 3, 10, 6, 16, 12, -40, 1, 0, 0}, -1, 0, 5, 30, 0, 0, 0, 1},
    {"as it is", {20, 15, 150, 90, 200, 130, 0, 1, 0}, 1, 0, 0, 0.7, 0, 0, 0, 0},
    {"no margin", {0, 0, 120, 72, 120, 72, 0, 1, 0}, 1, 0, 0, 0.7, 0, 0, 0, 0},
    {"stretched by 5 %", {20, 15, 157.5, 90, 200, 130, 0, 1, 0}, 1.05, 0, 0, 0.7, 0, 1, 0, 0},
    {"narrow by 8 %", {11.3, 9.6, 92, 60, 120, 80, 0, 1, 0}, 0.92, 0, 0, 0.7, 0, 1, 0, 0},
    {"wrong blue", {20, 15, 150, 90, 200, 130, -40, 1, 0}, 1, 0, 5, 30, 0, 0, 0, 1},
    {"cut on the left", {-12, 15, 150, 90, 170, 130, 0, 1, 0}, 1, 0.08, 0, 0.7, 'l', 0, 1, 0},
    {"cut below", {20, 15, 150, 90, 200, 93, 0, 1, 0}, 1, 0.1333, 0, 1.5, 'b', 0, 1, 0},
    {"blown up", {20, 15, 150, 90, 200, 130, 0, 5, 0}, 1, 0, 0, 2, 0, 0, 0, 0},
};

static void assert_near(const char *name, const char *what, double found, double wanted,
                        double tolerance)
{
    if (fabs(found - wanted) > tolerance) {
        fail_msg("%s: %s %.4f, not %.4f", name, what, found, wanted);
    }
}

/* As identify finds it: about there. */
static struct logo_sighting sighting_of(const struct drawing *drawing)
{
    struct logo_sighting sighting = {
        .score = 1, .value = LOGO_MATCH, .runner_up = G_MAXUINT, .background = {1, 1, 1}};
    sighting.box = (struct logo_box){drawing->left + 1, drawing->top - 1, drawing->width * 0.99,
                                     drawing->height * 1.01};
    return sighting;
}

static void test_measures(void **state)
{
    (void)state;
    struct logo_book *book = book_of_mark();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i];
        struct picture picture = draw(&row->drawing);
        struct logo_sighting sighting = sighting_of(&row->drawing);
        measure(book, &picture, &sighting);
        const struct logo_measures *m = &sighting.measures;
        assert_near(row->name, "aspect", m->aspect, row->aspect, 0.004);
        assert_near(row->name, "crop", m->crop, row->crop, 0.012);
        assert_near(row->name, "delta_e", m->delta_e, (row->least_delta_e + row->most_delta_e) / 2,
                    (row->most_delta_e - row->least_delta_e) / 2);
        assert_near(row->name, "side", m->crop_side, row->crop_side, 0);
        assert_near(row->name, "is_distorted", is_distorted(&sighting), row->is_distorted, 0);
        assert_near(row->name, "is_cropped", is_cropped(&sighting), row->is_cropped, 0);
        assert_near(row->name, "is_wrong_colour", is_wrong_colour(&sighting, 0),
                    row->is_wrong_colour, 0);
        assert_near(row->name, "clear", m->clear, LOGO_UNMEASURED, 0);
        g_autoptr(GBytes) png = show(book, &picture, &sighting);
        assert_non_null(png);
        assert_true(g_bytes_get_size(png) < 60 * 1024);
        g_free(picture.rgba);
    }
    book_of_mark_free(book);
}

/* How many pixels of the third tile are in the colour of what differs. */
static guint differing(GBytes *png)
{
    gsize size;
    const void *bytes = g_bytes_get_data(png, &size);
    struct picture sheet = {0};
    char *error = NULL;
    guint count = 0;
    assert_int_equal(picture_decode(ts_bytes(bytes, size), NULL, &sheet, &error), 0);
    for (guint i = 0; i < sheet.width * sheet.height; i++) {
        const guint8 *pixel = sheet.rgba + (gsize)i * 4;
        gboolean is_third = i % sheet.width > sheet.width * 2 / 3;
        count += is_third && pixel[0] > 200 && pixel[1] < 100 && pixel[2] < 180;
    }
    picture_clear(&sheet);
    return count;
}

/* A stretched logo differs from the right one, the more the further; one that is right does not. */
static void test_stretched_shown(void **state)
{
    static const struct {
        double aspect;
        guint least, most;
    } cases[] = {{1, 0, 0}, {1.04, 20, 2000}, {1.35, 300, 9000}, {1 / 1.35, 300, 9000}};
    (void)state;
    struct logo_book *book = book_of_mark();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) png = show_stretched(book, 0, cases[i].aspect);
        guint count = differing(png);
        print_message("%.2f: %u\n", cases[i].aspect, count);
        assert_in_range(count, cases[i].least, cases[i].most);
    }
    book_of_mark_free(book);
}

/* A bar ten pixels beside the mark, whose own box ends 4 of its 100 units beyond its ink; paper
 * that runs into grey is no bar. */
static void test_clear_space(void **state)
{
    static const struct {
        const char *name;
        gboolean has_bar, is_soft;
        double clear;
    } cases[] = {{"bar", TRUE, FALSE, 10.0 / 150},
                 {"soft", FALSE, TRUE, LOGO_UNMEASURED},
                 {"bar on soft", TRUE, TRUE, 10.0 / 150}};
    (void)state;
    struct logo_book *book = book_of_mark();
    struct logo_version wide = {.clear_space = 0.25}, narrow = {.clear_space = 0.05};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct drawing drawing = {
            60, 60, 150, 90, 300, 220, 0, 1, cases[i].has_bar, 0, cases[i].is_soft};
        struct picture picture = draw(&drawing);
        struct logo_sighting sighting = sighting_of(&drawing);
        sighting.is_inside = TRUE;
        measure(book, &picture, &sighting);
        assert_near(cases[i].name, "clear", sighting.measures.clear, cases[i].clear, 0.012);
        assert_int_equal(is_crowded(&sighting, &wide), cases[i].has_bar);
        assert_false(is_crowded(&sighting, &narrow));
        g_free(picture.rgba);
    }
    book_of_mark_free(book);
}

/* As it comes out of a JPEG. */
static struct picture packed(const struct picture *picture, int quality, int sampling)
{
    struct jpeg_compress_struct encoder;
    struct jpeg_error_mgr errors;
    struct picture_options options = {0};
    struct picture unpacked = {0};
    g_autofree guint8 *row = g_malloc((gsize)picture->width * 3);
    unsigned char *data = NULL;
    unsigned long size = 0;
    char *error = NULL;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, &data, &size);
    encoder.image_width = picture->width;
    encoder.image_height = picture->height;
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, quality, TRUE);
    encoder.comp_info[0].h_samp_factor = encoder.comp_info[0].v_samp_factor = sampling;
    jpeg_start_compress(&encoder, TRUE);
    for (guint y = 0; y < picture->height; y++) {
        for (guint x = 0; x < picture->width; x++) {
            memcpy(row + (gsize)x * 3, picture->rgba + ((gsize)y * picture->width + x) * 4, 3);
        }
        JSAMPROW pointer = row;
        jpeg_write_scanlines(&encoder, &pointer, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    assert_int_equal(picture_decode(ts_bytes((char *)data, size), &options, &unpacked, &error), 0);
    free(data);
    return unpacked;
}

/* What packing leaves in the blocks that the mark reaches into is nothing that stands there; a thin
 * line is. */
static void test_clear_packed(void **state)
{
    static const int qualities[] = {30, 45, 60, 75, 85, 90, 95};
    (void)state;
    struct logo_book *book = book_of_mark();
    for (guint i = 0; i < G_N_ELEMENTS(qualities) * 2 * 2 * 2 * 3; i++) {
        guint which = i / 24, size = i / 8 % 3;
        gboolean has_line = i & 1, is_dark = i >> 1 & 1;
        int sampling = (i >> 2 & 1) + 1;
        double width = 60 * pow(2, size);
        if (has_line && qualities[which] < 60) {
            continue;
        }
        struct drawing drawing = {.left = 53 + which,
                                  .top = 41 + size,
                                  .width = width,
                                  .height = width * 0.6,
                                  .picture_width = (guint)width + 150,
                                  .picture_height = (guint)(width * 0.6) + 110,
                                  .is_dark = is_dark,
                                  .line = has_line ? 5 : 0};
        struct picture drawn = draw(&drawing);
        struct picture picture = packed(&drawn, qualities[which], sampling);
        struct logo_sighting sighting = sighting_of(&drawing);
        sighting.is_inside = TRUE;
        sighting.background[0] = sighting.background[1] = sighting.background[2] =
            is_dark ? 25 / 255.0F : 1;
        measure(book, &picture, &sighting);
        g_autofree char *name = g_strdup_printf(
            "%s of %.0f, quality %d, sampling %d, %s", has_line ? "line beside a mark" : "mark",
            width, qualities[which], sampling, is_dark ? "dark" : "white");
        assert_near(name, "clear", sighting.measures.clear, has_line ? 5 / width : LOGO_UNMEASURED,
                    has_line ? 2.5 / width : 0);
        picture_clear(&picture);
        g_free(drawn.rgba);
    }
    book_of_mark_free(book);
}

/* A picture that is a logo as a whole: a slogan stands there, the plate that it is on does not. */
static void test_clear_alone(void **state)
{
    static const struct {
        const char *name;
        struct drawing drawing;
        double clear;
        gboolean is_inside;
    } cases[] = {
        {"no margin", {0, 0, 150, 90, 150, 90}, LOGO_UNMEASURED},
        {"little margin", {3, 2, 150, 90, 157, 93}, LOGO_UNMEASURED},
        {"slogan", {20, 20, 150, 90, 190, 150, .slogan = 12}, 12.0 / 150},
        {"a sign", {20, 20, 150, 90, 190, 150, .sign = 4}, LOGO_UNMEASURED},
        {"a sign, and a slogan", {20, 20, 150, 90, 190, 150, .slogan = 12, .sign = 4}, 12.0 / 150},
        {"a sign in a banner", {20, 20, 150, 90, 190, 150, .sign = 4}, LOGO_UNMEASURED, TRUE},
        {"a sign and a slogan in a banner",
         {20, 20, 150, 90, 190, 150, .slogan = 12, .sign = 4},
         12.0 / 150,
         TRUE},
        {"a panel from edge to edge",
         {20, 20, 150, 90, 220, 130, .has_bar = TRUE},
         LOGO_UNMEASURED},
        {"plate", {40, 40, 150, 90, 230, 170, .plate = 12}, LOGO_UNMEASURED},
    };
    (void)state;
    struct logo_book *book = book_of_mark();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct picture picture = draw(&cases[i].drawing);
        struct logo_sighting sighting = sighting_of(&cases[i].drawing);
        sighting.is_inside = cases[i].is_inside;
        measure(book, &picture, &sighting);
        assert_near(cases[i].name, "clear", sighting.measures.clear, cases[i].clear, 0.012);
        g_free(picture.rgba);
    }
    book_of_mark_free(book);
}

/* What is blurred has no exact proportions. */
static void test_distorted(void **state)
{
    static const struct {
        double aspect, sharpness, side;
        gboolean is_distorted;
    } cases[] = {{1.04, 1, 50, TRUE},   {1.04, LOGO_UNMEASURED, 50, TRUE},
                 {1.02, 1, 50, FALSE},  {1.04, 0.4, 50, FALSE},
                 {1.08, 0.4, 50, TRUE}, {1.04, 1, 20, FALSE}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct logo_sighting sighting = {.score = 1};
        sighting.box = (struct logo_box){0, 0, 2 * cases[i].side, cases[i].side};
        sighting.measures.aspect = cases[i].aspect;
        sighting.measures.sharpness = cases[i].sharpness;
        if (is_distorted(&sighting) != cases[i].is_distorted) {
            fail_msg("row %zu", i);
        }
    }
}

/* What a host is told of a picture, judged as conclude will judge it. */
struct told {
    struct ts_call call;
    const struct logo_check *check;
    gboolean is_distorted, is_read_so;
};

static int take(struct ts_call *call, const struct ts_observation *observation)
{
    struct told *told = (struct told *)(void *)call;
    struct seen seen;
    assert_true(seen_get(told->check, observation, &seen));
    told->is_distorted = ts_is(observation->value, "distorted");
    told->is_read_so = is_distorted(&seen.sighting);
    return 0;
}

/* Where rounding crosses a limit, both sides say the same. */
static void test_told(void **state)
{
    const struct ts_host host = {.emit_observation = take};
    struct logo_book book = {.versions = g_array_new(FALSE, TRUE, sizeof(struct logo_version)),
                             .references = g_array_new(FALSE, TRUE, sizeof(struct logo_reference))};
    struct logo_version version = {.id = "main"};
    struct logo_check check = {&book, NULL};
    struct told told = {.call = {.host = &host}, .check = &check};
    const struct picture picture = {.natural_width = 400, .natural_height = 200};
    (void)state;
    g_array_append_val(book.versions, version);
    for (guint i = 0; i < 40; i++) {
        struct logo_sighting sighting = {.value = LOGO_MATCH, .score = 0.79 + i * 0.0005};
        sighting.runner_up = G_MAXUINT;
        sighting.box = (struct logo_box){10, 10, 300, 150};
        sighting.measures.aspect = i % 2 ? 1.1 : 1.0240 + i * 0.0001;
        sighting.measures.sharpness = 1;
        sighting.score = i % 2 ? sighting.score : 1;
        assert_int_equal(seen_put(&told.call, &check, &picture, &sighting, FALSE, NULL), 0);
        if (told.is_distorted != told.is_read_so) {
            fail_msg("%u: aspect %.4f, score %.4f", i, sighting.measures.aspect, sighting.score);
        }
    }
    g_array_unref(book.versions);
    g_array_unref(book.references);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delta_e),         cmocka_unit_test(test_lab),
        cmocka_unit_test(test_measures),        cmocka_unit_test(test_clear_space),
        cmocka_unit_test(test_clear_packed),    cmocka_unit_test(test_clear_alone),
        cmocka_unit_test(test_distorted),       cmocka_unit_test(test_told),
        cmocka_unit_test(test_stretched_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
