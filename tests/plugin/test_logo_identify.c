/* SPDX-License-Identifier: MIT
 *
 * Logos drawn here, registered, and met again in other colours, sizes and places.
 */
#include "plugins/check-logo/book.h"
#include "plugins/check-logo/confusers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

/* ---- drawings of an invented firm ---- */

struct look {
    double left, top, width, height; /* of the logo */
    guint picture_width, picture_height;
    guint8 background[4], ink[3];
    gboolean is_old;
};

/* An F-like sign with a ball; the old one has its ball elsewhere and a bar more. */
static gboolean is_ink(double x, double y, gboolean is_old)
{
    double ball_x = is_old ? 0.30 : 0.78, ball_y = is_old ? 0.72 : 0.75;
    double dx = (x - ball_x) / 0.2, dy = (y - ball_y) / 0.2;
    gboolean is_sign = (x < 0.22 || y < 0.18 || (y > 0.36 && y < 0.5 && x < 0.66));
    gboolean is_bar = is_old && y > 0.94 && x > 0.5;
    return x >= 0 && y >= 0 && x <= 1 && y <= 1 && (is_sign || dx * dx + dy * dy < 1 || is_bar);
}

static struct picture draw(const struct look *look)
{
    struct picture picture = {look->picture_width, look->picture_height, NULL, look->picture_width,
                              look->picture_height};
    picture.rgba = g_malloc((gsize)4 * picture.width * picture.height);
    picture.has_alpha = look->background[3] < 255;
    for (guint i = 0; i < picture.width * picture.height; i++) {
        double hits = 0;
        for (guint sample = 0; sample < 16; sample++) {
            double x = i % picture.width + (sample % 4 + 0.5) / 4;
            double y = i / picture.width + (sample / 4 + 0.5) / 4;
            hits += is_ink((x - look->left) / look->width, (y - look->top) / look->height,
                           look->is_old);
        }
        double share = hits / 16;
        guint8 *to = picture.rgba + (gsize)4 * i;
        for (guint k = 0; k < 3; k++) {
            double under = look->background[3] ? look->background[k] : look->ink[k];
            to[k] = (guint8)(look->ink[k] * share + under * (1 - share) + 0.5);
        }
        to[3] = look->background[3] ? 255 : (guint8)(255 * share + 0.5);
    }
    return picture;
}

static const struct look registered[] = {
    {20, 20, 300, 300, 340, 340, {0, 0, 0, 0}, {20, 60, 160}, FALSE},
    {20, 20, 300, 300, 340, 340, {0, 0, 0, 0}, {20, 60, 160}, TRUE},
};

static struct logo_book *register_both(void)
{
    struct logo_book *book = book_new();
    for (guint i = 0; i < G_N_ELEMENTS(registered); i++) {
        struct picture picture = draw(&registered[i]);
        struct logo_version version = {.id = g_strdup(i ? "old" : "new")};
        g_array_append_val(book->versions, version);
        assert_true(variants_add(book, &picture, i, 0));
        picture_clear(&picture);
    }
    book_ready(book);
    return book;
}

/* ---- identification ---- */

static const struct {
    const char *name;
    struct look look;
    enum logo_value value;
    guint version;
} rows[] = {
    {"as registered",
     {20, 20, 300, 300, 340, 340, {0, 0, 0, 0}, {20, 60, 160}, FALSE},
     LOGO_MATCH,
     0},
    {"on white",
     {30, 10, 90, 90, 160, 120, {255, 255, 255, 255}, {20, 60, 160}, FALSE},
     LOGO_MATCH,
     0},
    {"on a colour",
     {12.4, 9.7, 90, 90, 120, 110, {240, 210, 60, 255}, {20, 60, 160}, FALSE},
     LOGO_MATCH,
     0},
    {"negative",
     {10, 10, 100, 100, 120, 120, {20, 60, 160, 255}, {255, 255, 255}, FALSE},
     LOGO_MATCH,
     0},
    {"stretched",
     {10, 10, 120, 100, 140, 120, {255, 255, 255, 255}, {20, 60, 160}, FALSE},
     LOGO_MATCH,
     0},
    {"24 pixels",
     {2, 2, 24, 24, 28, 28, {255, 255, 255, 255}, {20, 60, 160}, FALSE},
     LOGO_MATCH,
     0},
    {"the old one",
     {30, 10, 90, 90, 160, 120, {255, 255, 255, 255}, {20, 60, 160}, TRUE},
     LOGO_MATCH,
     1},
    {"8 pixels",
     {2, 2, 8, 8, 12, 12, {255, 255, 255, 255}, {20, 60, 160}, FALSE},
     LOGO_UNCERTAIN,
     0},
};

static void test_recognised(void **state)
{
    struct logo_book *book = register_both();
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct look *look = &rows[i].look;
        struct picture picture = draw(look);
        struct logo_sighting sighting;
        gboolean is_plain;
        identify(book, &picture, &sighting, &is_plain);
        if (sighting.value != rows[i].value ||
            (sighting.value == LOGO_MATCH && sighting.version != rows[i].version)) {
            fail_msg("%s: value %d, version %u, score %.3f", rows[i].name, (int)sighting.value,
                     sighting.version, sighting.score);
        }
        double off = sighting.box.width / look->width - 1;
        if (look->width >= 90 && (off > 0.01 || off < -0.01)) {
            fail_msg("%s: %.2f wide, not %.2f", rows[i].name, sighting.box.width, look->width);
        }
        if (sighting.value == LOGO_UNCERTAIN) {
            assert_non_null(sighting.reason);
        }
        picture_clear(&picture);
    }
    book_free(&book);
}

static void test_empty_picture(void **state)
{
    struct logo_book *book = register_both();
    struct picture picture = {3, 3, g_malloc(36), 3, 3};
    struct logo_sighting sighting;
    gboolean is_plain;
    (void)state;
    memset(picture.rgba, 255, 36);
    identify(book, &picture, &sighting, &is_plain);
    assert_int_equal(sighting.value, LOGO_NONE);
    assert_true(is_plain);
    picture_clear(&picture);
    book_free(&book);
}

/* No confuser is taken for the firm's logo; a disc is nobody's. */
static void test_confusers(void **state)
{
    struct logo_book *book = register_both();
    (void)state;
    for (guint i = 0; i < 120; i++) {
        struct picture picture = {0};
        struct logo_sighting sighting;
        gboolean is_plain;
        const char *name = confuser_draw(i * 7, &picture);
        identify(book, &picture, &sighting, &is_plain);
        if (sighting.value == LOGO_MATCH) {
            fail_msg("%u, %s: taken for a logo, %.3f", i * 7, name, sighting.score);
        }
        picture_clear(&picture);
    }
    book_free(&book);
}

static void test_calibrated(void **state)
{
    struct logo_book *book = book_new();
    struct picture disc = {0};
    struct logo_version version = {.id = g_strdup("disc")};
    (void)state;
    g_array_append_val(book->versions, version);
    confuser_draw(0, &disc);
    assert_true(variants_add(book, &disc, 0, 0));
    picture_clear(&disc);
    book_ready(book);
    book_calibrate(book);
    const struct logo_version *judged = &g_array_index(book->versions, struct logo_version, 0);
    assert_true(judged->is_generic);
    assert_true(judged->best_confuser > 0.975);
    assert_string_not_equal(judged->confuser, "");
    assert_true(g_array_index(book->references, struct logo_reference, 0).threshold > 0.98);
    book_free(&book);
}

/* ---- what needs a second look ---- */

/* A word of eight letters: a stem, and a bar at a height of its own. */
static guint32 word(double x, double y)
{
    static const guint8 heights[] = {1, 4, 2, 5, 3, 0, 4, 1};
    double across = x * 8, height = heights[(guint)across & 7] / 6.0;
    gboolean is_stem = across - floor(across) < 0.25;
    gboolean is_bar = across - floor(across) < 0.8 && y >= height && y < height + 0.2;
    return is_stem || is_bar ? 0x1a3c8cffU : 0;
}

/* An app's icon: a colour that runs from corner to corner, and a white sign. */
static guint32 icon(double x, double y)
{
    guint32 share = (guint32)(120 * CLAMP(x + y - 1, 0, 1));
    gboolean is_sign = is_ink((x - 0.25) * 2, (y - 0.25) * 2, FALSE);
    return is_sign ? 0xffffffffU : (60 + share) << 24 | (20 + share / 2) << 16 | 0x9000U | 255;
}

/* The logo at left, of a width and of a picture's height, 8 x 8 samples a pixel. */
static struct picture paint(guint32 (*colour)(double, double), guint width, guint height,
                            double left, double logo_width)
{
    struct picture picture = {width, height, g_malloc0((gsize)4 * width * height), width, height};
    picture.frames = 1;
    for (guint i = 0; i < width * height; i++) {
        guint sums[3] = {0};
        for (guint k = 0; k < 64; k++) {
            double x = (i % width + (k % 8 + 0.5) / 8 - left) / logo_width;
            double y = (i / width + (k / 8 + 0.5) / 8) / height;
            guint32 here = x >= 0 && x < 1 ? colour(x, y) : 0;
            here = here & 255 ? here : 0xffffffffU;
            sums[0] += here >> 24, sums[1] += here >> 16 & 255, sums[2] += here >> 8 & 255;
        }
        for (guint c = 0; c < 3; c++) {
            picture.rgba[(gsize)4 * i + c] = (guint8)((sums[c] + 32) / 64);
        }
        picture.rgba[(gsize)4 * i + 3] = 255;
    }
    return picture;
}

/* Each pixel twice as wide and high, with the one between two their mean; times over. */
static void enlarge(struct picture *picture, guint times)
{
    for (guint turn = 0; turn < times; turn++) {
        struct raster small = raster_of(picture, 0, 0, picture->width, picture->height,
                                        picture->width, picture->height);
        struct raster large = raster_resize(&small, picture->width * 2, picture->height * 2);
        gsize count = (gsize)large.width * large.height * 4;
        picture->width = picture->natural_width = large.width;
        picture->height = picture->natural_height = large.height;
        picture->rgba = g_realloc(picture->rgba, count);
        for (gsize i = 0; i < count; i++) {
            picture->rgba[i] = (guint8)(CLAMP(large.rgba[i], 0, 1) * 255 + 0.5F);
        }
        raster_clear(&small);
        raster_clear(&large);
    }
}

/* Takes the picture. */
static struct logo_book *register_picture(struct picture picture)
{
    struct logo_book *book = book_new();
    struct logo_version version = {.id = g_strdup("one")};
    g_array_append_val(book->versions, version);
    assert_true(variants_add(book, &picture, 0, 0));
    picture_clear(&picture);
    book_ready(book);
    return book;
}

static struct logo_book *register_one(guint32 (*colour)(double, double), guint width, guint height)
{
    return register_picture(paint(colour, width, height, 0, width));
}

static enum logo_value value_of(const struct logo_book *book, struct picture *picture,
                                struct logo_sighting *sighting_r)
{
    gboolean is_plain;
    identify(book, picture, sighting_r, &is_plain);
    picture_clear(picture);
    return sighting_r->value;
}

static void test_word(void **state)
{
    struct logo_book *book = register_one(word, 480, 80);
    struct logo_sighting sighting;
    (void)state;
    struct picture cut = paint(word, 218, 40, 0, 240);
    assert_int_equal(value_of(book, &cut, &sighting), LOGO_MATCH);
    assert_true(fabs(sighting.box.left) < 1 && fabs(sighting.box.width - 234) < 1);
    struct picture blurred = paint(word, 48, 8, 0, 48);
    enlarge(&blurred, 2);
    assert_int_equal(value_of(book, &blurred, &sighting), LOGO_MATCH);
    /* Low, but wide enough to tell. */
    struct picture low = paint(word, 48, 8, 0, 48);
    assert_int_equal(value_of(book, &low, &sighting), LOGO_MATCH);
    struct picture dot = paint(word, 18, 3, 0, 18);
    assert_int_not_equal(value_of(book, &dot, &sighting), LOGO_MATCH);
    book_free(&book);
}

/* The word with its bars a trifle lower: drawn anew. */
static guint32 redrawn(double x, double y)
{
    return y >= 0.02 && word(x, y - 0.02) ? word(x, y - 0.02) : word(x, y) & word(x, 0.9);
}

/* By less still. */
static guint32 retouched(double x, double y)
{
    return y >= 0.01 && word(x, y - 0.01) ? word(x, y - 0.01) : word(x, y) & word(x, 0.9);
}

/* In another colour. */
static guint32 recoloured(double x, double y)
{
    return word(x, y) ? 0x1a8c3cffU : 0;
}

static struct logo_book *register_two(guint32 (*first)(double, double),
                                      guint32 (*second)(double, double))
{
    guint32 (*const drawings[])(double, double) = {first, second};
    struct logo_book *book = book_new();
    for (guint i = 0; i < 2; i++) {
        struct logo_version version = {.id = g_strdup(i ? "new" : "old")};
        struct picture picture = paint(drawings[i], 480, 80, 0, 480);
        g_array_append_val(book->versions, version);
        assert_true(variants_add(book, &picture, i, 0));
        picture_clear(&picture);
    }
    book_ready(book);
    return book;
}

/* As packing leaves it: each channel off by so much at most, evenly. */
static void add_noise(struct picture *picture, gint most)
{
    guint32 state = 1;
    for (gsize i = 0; i < (gsize)4 * picture->width * picture->height; i++) {
        state = state * 1664525 + 1013904223;
        gint by = most > 0 ? (gint)(state >> 8) % (2 * most + 1) - most : 0;
        picture->rgba[i] = i % 4 == 3 ? 255 : (guint8)CLAMP(picture->rgba[i] + by, 0, 255);
    }
}

/* Two that look alike are told apart by what little differs; the same twice never is. */
static void test_alike(void **state)
{
    static const struct {
        const char *name;
        guint32 (*first)(double, double);
        guint32 (*second)(double, double);
        gint noise;
        enum logo_value value;
    } alike[] = {
        {"drawn anew", word, redrawn, 0, LOGO_MATCH},
        {"retouched, and much noise", word, retouched, 40, LOGO_MATCH},
        {"in another colour", word, recoloured, 0, LOGO_MATCH},
        {"the same", word, word, 0, LOGO_UNCERTAIN},
        {"the same, and much noise", word, word, 40, LOGO_UNCERTAIN},
    };
    (void)state;
    for (guint i = 0; i < 2 * G_N_ELEMENTS(alike); i++) {
        struct logo_book *book = register_two(alike[i / 2].first, alike[i / 2].second);
        struct logo_sighting sighting;
        struct picture picture =
            paint(i % 2 ? alike[i / 2].second : alike[i / 2].first, 230, 38, 6, 218);
        add_noise(&picture, alike[i / 2].noise);
        enum logo_value value = value_of(book, &picture, &sighting);
        if (value != alike[i / 2].value || (value == LOGO_MATCH && sighting.version != i % 2)) {
            fail_msg("%s, %u: value %d, version %u", alike[i / 2].name, i % 2, (int)value,
                     sighting.version);
        }
        book_free(&book);
    }
}

/* A disc with the sign on it: what is cut off the disc leaves the sign whole. */
static guint32 badge(double x, double y)
{
    gboolean is_sign = is_ink((x - 0.3) * 2.5, (y - 0.3) * 2.5, FALSE);
    return hypot(x - 0.5, y - 0.5) > 0.5 ? 0 : is_sign ? 0xffffffffU : 0x1a3c8cffU;
}

static void test_cut_plate(void **state)
{
    static const struct {
        guint width;
        double left, crop;
        char side;
    } cuts[] = {{200, 0, 0, 0}, {188, 0, 0.06, 'r'}, {186, -14, 0.07, 'l'}};
    struct logo_book *book = register_one(badge, 400, 400);
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
        struct picture picture = paint(badge, cuts[i].width, 200, cuts[i].left, 200);
        struct logo_sighting sighting;
        gboolean is_plain;
        identify(book, &picture, &sighting, &is_plain);
        assert_int_equal(sighting.value, LOGO_MATCH);
        measure(book, &picture, &sighting);
        if (fabs(sighting.measures.crop - cuts[i].crop) > 0.01 ||
            sighting.measures.crop_side != cuts[i].side) {
            fail_msg("%u: crop %.3f", i, sighting.measures.crop);
        }
        picture_clear(&picture);
    }
    book_free(&book);
}

static void test_full_bleed(void **state)
{
    struct logo_book *book = register_one(icon, 256, 256);
    struct logo_sighting sighting;
    struct picture other = paint(word, 64, 64, 0, 64);
    (void)state;
    for (guint side = 24; side <= 320; side *= 2) {
        struct picture picture = paint(icon, side, side, 0, side);
        assert_int_equal(value_of(book, &picture, &sighting), LOGO_MATCH);
        assert_true(fabs(sighting.box.width / side - 1) < 0.02);
    }
    assert_int_equal(value_of(book, &other, &sighting), LOGO_NONE);
    book_free(&book);
}

/* ---- what is left of a drawing on dark ---- */

#define NIGHT 0x181818ffU
#define AMBER 0xf08a0affU

static guint32 dark_word(double x, double y)
{
    return word(x, y) ? NIGHT : 0;
}

static guint32 word_and_disc(double x, double y)
{
    return x < 0.8 ? dark_word(x / 0.8, y) : hypot((x - 0.9) * 5, y - 0.5) < 0.5 ? AMBER : 0;
}

static guint32 word_and_small_sign(double x, double y)
{
    return x < 0.9 ? dark_word(x / 0.9, y) : is_ink((x - 0.92) * 12.5, y, FALSE) ? AMBER : 0;
}

static guint32 word_and_sign(double x, double y)
{
    return x > 0.3 ? dark_word((x - 0.3) / 0.7, y) : is_ink(x * 4, y, FALSE) ? AMBER : 0;
}

/* All but what has exactly one of the two colours. */
static void shine_through(struct picture *picture)
{
    picture->has_alpha = TRUE;
    for (guint i = 0; i < picture->width * picture->height; i++) {
        guint8 *pixel = picture->rgba + (gsize)4 * i;
        pixel[3] = pixel[0] == NIGHT >> 24 || pixel[0] == AMBER >> 24 ? 255 : 0;
    }
}

/* A sign is looked for without its word, a dot and a trifle are not. */
static void test_left_on_dark(void **state)
{
    static const struct {
        const char *name;
        guint32 (*colour)(double, double);
        guint references;
    } rests[] = {{"a disc", word_and_disc, 1},
                 {"a trifle", word_and_small_sign, 1},
                 {"a sign", word_and_sign, 2}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rests); i++) {
        struct picture picture = paint(rests[i].colour, 400, 80, 0, 400);
        shine_through(&picture);
        struct logo_book *book = register_picture(picture);
        if (book->references->len != rests[i].references) {
            fail_msg("%s: %u references", rests[i].name, book->references->len);
        }
        book_free(&book);
    }
}

/* ---- what is easily taken for the ground ---- */

static guint32 on_black(double x, double y)
{
    return word_and_disc(x, y) ? word_and_disc(x, y) : 0x000000ffU;
}

static void test_pale_beside_strong(void **state)
{
    struct picture own = paint(word_and_disc, 400, 80, 0, 400);
    struct logo_sighting sighting;
    (void)state;
    shine_through(&own);
    struct logo_book *book = register_picture(own);
    struct picture picture = paint(on_black, 300, 60, 0, 300);
    assert_int_equal(value_of(book, &picture, &sighting), LOGO_MATCH);
    assert_true(fabs(sighting.box.width - 300) < 3);
    book_free(&book);
}

/* A word in a frame whose corners are round. */
static guint32 framed_word(double x, double y)
{
    double across = MAX(fabs(x - 0.5) - 0.495, 0) / 0.005,
           down = MAX(fabs(y - 0.5) - 0.49, 0) / 0.01;
    gboolean is_frame = fabs(x - 0.5) > 0.45 || fabs(y - 0.5) > 0.4;
    gboolean is_word = x > 0.2 && x < 0.8 && y > 0.3 && y < 0.7;
    return hypot(across, down) > 1 ? 0
           : is_frame              ? AMBER
           : is_word               ? dark_word((x - 0.2) / 0.6, (y - 0.3) / 0.4)
                                   : 0;
}

static void test_framed(void **state)
{
    struct picture own = paint(framed_word, 400, 200, 0, 400);
    struct logo_sighting sighting;
    (void)state;
    shine_through(&own);
    struct logo_book *book = register_picture(own);
    for (guint width = 80; width <= 320; width *= 2) {
        struct picture picture = paint(framed_word, width, width / 2, 0, width);
        assert_int_equal(value_of(book, &picture, &sighting), LOGO_MATCH);
        assert_true(fabs(sighting.box.width / width - 1) < 0.02);
    }
    book_free(&book);
}

/* ---- the blob ---- */

static void test_packed(void **state)
{
    struct logo_book *book = register_both(), *again;
    g_autoptr(GByteArray) blob = book_pack(book);
    char *error = NULL;
    (void)state;
    again = book_open(ts_bytes(blob->data, blob->len), &error);
    assert_non_null(again);
    assert_int_equal(again->references->len, book->references->len);
    assert_string_equal(g_array_index(again->versions, struct logo_version, 1).id, "old");
    g_autoptr(GByteArray) second = book_pack(again);
    assert_int_equal(second->len, blob->len);
    assert_memory_equal(second->data, blob->data, blob->len);
    book_free(&again);
    for (guint size = 0; size < blob->len; size += 977) {
        assert_null(book_open(ts_bytes(blob->data, size), &error));
        g_clear_pointer(&error, g_free);
    }
    book_free(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recognised), cmocka_unit_test(test_empty_picture),
        cmocka_unit_test(test_confusers),  cmocka_unit_test(test_calibrated),
        cmocka_unit_test(test_packed),     cmocka_unit_test(test_word),
        cmocka_unit_test(test_alike),      cmocka_unit_test(test_full_bleed),
        cmocka_unit_test(test_cut_plate),  cmocka_unit_test(test_left_on_dark),
        cmocka_unit_test(test_framed),     cmocka_unit_test(test_pale_beside_strong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
