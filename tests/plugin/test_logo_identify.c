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
        cmocka_unit_test(test_packed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
