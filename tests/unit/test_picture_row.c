/* SPDX-License-Identifier: MIT
 *
 * References to pictures: area and address told apart, what lies inside the resource named.
 */
#include "core/process/picture_row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *uri, *address;
    guint32 has_area, x, y, width, height;
} area_rows[] = {
    {"/logo.png", "/logo.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=0,40,120,32", "/all.png", 1, 0, 40, 120, 32},
    {"/all.png#xywh=pixel:1,2,3,4", "/all.png", 1, 1, 2, 3, 4},
    {"/all.png#t=1&xywh=1,2,3,4", "/all.png#t=1", 1, 1, 2, 3, 4},
    {"#part=1.2#xywh=5,6,7,8", "#part=1.2", 1, 5, 6, 7, 8},
    {"/all.png#xywh=percent:25,25,50,50", "/all.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=1,2,3", "/all.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=1,2,3,4,5", "/all.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=1,2,0,4", "/all.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=-1,2,3,4", "/all.png", 0, 0, 0, 0, 0},
    {"/all.png#xywh=1,2,3,99999999999", "/all.png", 0, 0, 0, 0, 0},
    {"#xywh=", "", 0, 0, 0, 0, 0},
    {"", "", 0, 0, 0, 0, 0},
};

static void test_area(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(area_rows); i++) {
        struct ts_reference reference = {.uri = ts_text(area_rows[i].uri)};
        struct ts_str address;
        struct record_picture row = picture_row(&reference, &address);
        if (!ts_is(address, area_rows[i].address) || row.has_area != area_rows[i].has_area ||
            row.x != area_rows[i].x || row.y != area_rows[i].y ||
            row.area_width != area_rows[i].width || row.area_height != area_rows[i].height) {
            fail_msg("%s: %.*s, %u: %u %u %u %u", area_rows[i].uri, (int)address.len, address.ptr,
                     row.has_area, row.x, row.y, row.area_width, row.area_height);
        }
    }
}

static const struct {
    const char *parent, *address, *locator;
} inner_rows[] = {
    {"mail.eml", "#part=1.2", "mail.eml#part=1.2"},
    {"mail.eml#part=2", "#part=1.2", "mail.eml#part=2/part=1.2"},
    {"page.html", "logo.png", NULL},
    {"page.html", "#", NULL},
    {"page.html", "", NULL},
};

static void test_inner(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(inner_rows); i++) {
        g_autofree char *locator =
            picture_inner_locator(ts_text(inner_rows[i].parent), ts_text(inner_rows[i].address));
        if (g_strcmp0(locator, inner_rows[i].locator) != 0) {
            fail_msg("%s %s: %s", inner_rows[i].parent, inner_rows[i].address, locator);
        }
    }
}

static const struct {
    const char *address;
    int followed;
    const char *reason;
} left_rows[] = {
    {"http://a.example/x.png", 2, "it lies on a host that is not fetched from"},
    {"http://a.example/x.png", 0, "it lies outside of what is fetched from"},
    {"http://[", -1, "its address is no valid one"},
    {"DATA:image/png;base64,AAAA", -1, "what lies in its data: address was not taken out"},
    {"cid:logo@a", 0, "the mail has no such part"},
};

static void test_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(left_rows); i++) {
        struct record_picture row = {.has_area = 0};
        picture_row_leave(&row, ts_text(left_rows[i].address), left_rows[i].followed);
        if (!ts_is(row.reason, left_rows[i].reason) || !ts_is(row.locator, left_rows[i].address)) {
            fail_msg("%s: %.*s", left_rows[i].address, (int)row.reason.len, row.reason.ptr);
        }
    }
}

/* What is cut off ends with a whole character. */
static void test_cut(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("a");
    while (text->len < 1000) {
        g_string_append(text, "\xe2\x82\xac");
    }
    struct record_picture row = {.has_area = 0};
    picture_row_leave(&row, ts_text(text->str), 0);
    assert_int_equal(row.locator.len, 199);
    assert_true(g_utf8_validate_len(row.locator.ptr, row.locator.len, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_area),
        cmocka_unit_test(test_inner),
        cmocka_unit_test(test_left),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
