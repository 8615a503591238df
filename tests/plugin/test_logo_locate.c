/* SPDX-License-Identifier: MIT
 *
 * Logos that stand in larger pictures: drawn here, on grounds made here.
 */
#include "plugins/check-logo/book.h"
#include "plugins/check-logo/localiser.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* ---- drawings ---- */

typedef guint32 draw_fn(double x, double y); /* 0xrrggbbaa, of a place in 0..1 x 0..1 */

/* A sail over two waves. */
static guint32 sail(double x, double y)
{
    if (y < 0.62) {
        return x > 0.46 && x < 0.46 + 0.5 * y / 0.62   ? 0xe2571affU
               : x < 0.40 && x > 0.40 - 0.4 * y / 0.62 ? 0x1a3c8cffU
                                                       : 0;
    }
    const double wave = fabs(y - 0.72 - 0.04 * sin(x * 14)),
                 low = fabs(y - 0.90 - 0.04 * sin(x * 14));
    return wave < 0.05 ? 0x1a3c8cffU : low < 0.05 ? 0x2a9fd8ffU : 0;
}

/* The same firm, earlier: a lighthouse and a beam. */
static guint32 lighthouse(double x, double y)
{
    if (fabs(x - 0.3) < 0.08 + 0.12 * y) {
        return (int)(y * 6) % 2 ? 0xb01030ffU : 0x20304aff;
    }
    return x > 0.4 && fabs(y - 0.15) < 0.2 * (x - 0.35) ? 0xf0b020ffU : 0;
}

static struct picture picture_new(guint width, guint height)
{
    return (struct picture){.width = width,
                            .height = height,
                            .natural_width = width,
                            .natural_height = height,
                            .frames = 1,
                            .format = PICTURE_PNG,
                            .rgba = g_malloc0((gsize)width * height * 4)};
}

/* Over what is there, 4 x 4 samples a pixel. */
static void paint(struct picture *picture, draw_fn *draw, const struct logo_box *box,
                  gboolean is_bare)
{
    for (guint y = 0; y < picture->height; y++) {
        for (guint x = 0; x < picture->width; x++) {
            double sums[4] = {0};
            for (guint k = 0; k < 16; k++) {
                const double u = (x + (k % 4 + 0.5) / 4 - box->left) / box->width;
                const double v = (y + (k / 4 + 0.5) / 4 - box->top) / box->height;
                const guint32 colour = u >= 0 && u < 1 && v >= 0 && v < 1 ? draw(u, v) : 0;
                for (guint c = 0; c < 4 && (colour & 255) != 0; c++) {
                    sums[c] += (colour >> (24 - 8 * c)) & 255;
                }
            }
            const double alpha = sums[3] / 16 / 255;
            guint8 *to = picture->rgba + ((gsize)y * picture->width + x) * 4;
            for (guint c = 0; c < 3 && alpha > 0; c++) {
                const double own = sums[c] / (sums[3] / 255);
                to[c] = (guint8)(is_bare ? own : own * alpha + to[c] * (1 - alpha) + 0.5);
            }
            to[3] = is_bare ? (guint8)(alpha * 255 + 0.5) : 255;
        }
    }
}

enum ground { WHITE, GRADIENT, NOISE };

static void fill(struct picture *picture, enum ground ground)
{
    guint32 state = 12345;
    for (gsize i = 0; i < (gsize)picture->width * picture->height; i++) {
        guint8 *to = picture->rgba + i * 4;
        for (guint c = 0; c < 4; c++) {
            state = state * 1664525U + 1013904223U;
            to[c] = ground == WHITE ? 255
                    : ground == GRADIENT
                        ? (guint8)(190 + 60 * (i % picture->width) / picture->width)
                        : (guint8)(170 + (state >> 24) % 40);
        }
        to[3] = 255;
    }
}

static void add_version(struct logo_book *book, draw_fn *draw)
{
    struct picture picture = picture_new(240, 240);
    const struct logo_box whole = {0, 0, 240, 240};
    const struct logo_version version = {.id = g_strdup("sail")};
    paint(&picture, draw, &whole, TRUE);
    picture.has_alpha = TRUE;
    g_array_append_val(book->versions, version);
    assert_true(variants_add(book, &picture, book->versions->len - 1, 0));
    picture_clear(&picture);
}

static struct logo_book *both(void)
{
    struct logo_book *book = book_new();
    add_version(book, sail);
    add_version(book, lighthouse);
    book_ready(book);
    return book;
}

/* ---- one logo ---- */

static const struct {
    const char *name;
    enum ground ground;
    guint width, height;
    struct logo_box box; /* width 0: no logo */
    gboolean is_found;
} rows[] = {
    {"large, on white", WHITE, 900, 400, {520, 60, 260, 260}, TRUE},
    {"a header's", WHITE, 1200, 300, {30, 20, 48, 48}, TRUE},
    {"between pixels", WHITE, 640, 320, {200.4, 90.7, 90.5, 90.5}, TRUE},
    {"on a gradient", GRADIENT, 800, 400, {300, 120, 110, 110}, TRUE},
    {"on noise", NOISE, 800, 400, {450, 220, 120, 120}, TRUE},
    {"at the corner", WHITE, 600, 300, {0, 0, 80, 80}, TRUE},
    {"larger than what is worked on", WHITE, 2600, 1000, {1500, 300, 400, 400}, TRUE},
    {"nothing, white", WHITE, 800, 400, {0}, FALSE},
    {"nothing, noise", NOISE, 800, 400, {0}, FALSE},
    {"too small", WHITE, 800, 400, {300, 120, 12, 12}, FALSE},
    {"a strip", WHITE, 800, 9, {0}, FALSE},
};

static void finds_one(void **state)
{
    struct logo_book *book = both();
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct picture picture = picture_new(rows[i].width, rows[i].height);
        g_autoptr(GArray) sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting));
        fill(&picture, rows[i].ground);
        if (rows[i].box.width > 0) {
            paint(&picture, sail, &rows[i].box, FALSE);
        }
        locate(book, &picture, sightings);
        picture_clear(&picture);
        if (sightings->len != (guint)rows[i].is_found) {
            fail_msg("%s: %u seen", rows[i].name, sightings->len);
        }
        if (!rows[i].is_found) {
            continue;
        }
        const struct logo_sighting *seen = &g_array_index(sightings, struct logo_sighting, 0);
        const double overlap = boxes_overlap(&seen->box, &rows[i].box);
        if (seen->value != LOGO_MATCH || seen->version != 0 || !seen->is_inside || overlap < 0.85) {
            fail_msg("%s: value %d, version %u, score %.3f, overlap %.3f", rows[i].name,
                     seen->value, seen->version, seen->score, overlap);
        }
    }
    book_free(&book);
}

/* ---- several ---- */

static void finds_old_and_new(void **state)
{
    struct logo_book *book = both();
    struct picture picture = picture_new(1000, 360);
    const struct logo_box places[] = {{80, 100, 120, 120}, {600, 60, 200, 200}, {400, 250, 70, 70}};
    g_autoptr(GArray) sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting));
    guint found = 0;
    (void)state;
    fill(&picture, WHITE);
    paint(&picture, sail, &places[0], FALSE);
    paint(&picture, lighthouse, &places[1], FALSE);
    paint(&picture, sail, &places[2], FALSE);
    locate(book, &picture, sightings);
    assert_int_equal(sightings->len, 3);
    for (guint i = 0; i < sightings->len; i++) {
        const struct logo_sighting *seen = &g_array_index(sightings, struct logo_sighting, i);
        for (guint k = 0; k < 3; k++) {
            /* the lighthouse does not fill its square */
            if (boxes_overlap(&seen->box, &places[k]) > 0.6) {
                assert_int_equal(seen->version, k == 1);
                found |= 1U << k;
            }
        }
    }
    assert_int_equal(found, 7);
    picture_clear(&picture);
    book_free(&book);
}

/* The same on every run: not one bit differs. */
static void is_deterministic(void **state)
{
    struct logo_book *book = both();
    struct picture picture = picture_new(700, 300);
    const struct logo_box box = {310.3, 80.2, 97, 97};
    g_autoptr(GArray) first = g_array_new(FALSE, TRUE, sizeof(struct place));
    g_autoptr(GArray) second = g_array_new(FALSE, TRUE, sizeof(struct place));
    (void)state;
    fill(&picture, NOISE);
    paint(&picture, sail, &box, FALSE);
    locate_places(book, &picture, first);
    locate_places(book, &picture, second);
    assert_int_equal(first->len, second->len);
    assert_true(first->len > 0);
    for (guint i = 0; i < first->len; i++) {
        const struct place *a = &g_array_index(first, struct place, i);
        const struct place *b = &g_array_index(second, struct place, i);
        assert_int_equal(a->reference, b->reference);
        assert_memory_equal(&a->evidence.box, &b->evidence.box, sizeof a->evidence.box);
        assert_memory_equal(&a->evidence.score, &b->evidence.score, sizeof(double));
    }
    picture_clear(&picture);
    book_free(&book);
}

static void takes_an_empty_book(void **state)
{
    struct logo_book *book = book_new();
    struct picture picture = picture_new(300, 200);
    g_autoptr(GArray) sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting));
    (void)state;
    book_ready(book);
    fill(&picture, NOISE);
    locate(book, &picture, sightings);
    assert_int_equal(sightings->len, 0);
    picture_clear(&picture);
    book_free(&book);
}

/* A ball in a square of its own. */
static guint32 ball(double x, double y)
{
    return hypot(x - 0.5, y - 0.5) < 0.5 ? 0xe2571affU : 0;
}

/* A ball's place counts from a size on at which it is no dot of a text, and where it is as like as
 * its threshold asks; a sign's does before. */
static void leaves_small_plain_shapes(void **state)
{
    static const struct {
        draw_fn *draw;
        double side;
        double threshold; /* as calibrated */
        guint seen;
    } sizes[] = {
        {ball, 30, 0.88, 0}, {ball, 48, 0.88, 1}, {ball, 48, 1.01, 0}, {sail, 30, 0.88, 1}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct logo_book *book = book_new();
        struct picture picture = picture_new(400, 200);
        const struct logo_box box = {120, 60, sizes[i].side, sizes[i].side};
        struct place place = {.evidence = {.score = 0.95, .colour = 0.95, .box = box}};
        g_autoptr(GArray) places = g_array_new(FALSE, TRUE, sizeof place);
        g_autoptr(GArray) sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting));
        add_version(book, sizes[i].draw);
        g_array_index(book->references, struct logo_reference, 0).threshold = sizes[i].threshold;
        book_ready(book);
        fill(&picture, WHITE);
        paint(&picture, sizes[i].draw, &box, FALSE);
        g_array_append_val(places, place);
        choose(book, &picture, places, sightings);
        assert_int_equal(sightings->len, sizes[i].seen);
        picture_clear(&picture);
        book_free(&book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_one),
        cmocka_unit_test(finds_old_and_new),
        cmocka_unit_test(is_deterministic),
        cmocka_unit_test(takes_an_empty_book),
        cmocka_unit_test(leaves_small_plain_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
