/* SPDX-License-Identifier: MIT
 *
 * What is packaged apart: the table's media types are those that the readers themselves name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "core/config/packages.h"

#include <cmocka.h>

/* Readers that are not built here have no media types to compare. */
static void names_what_readers_read(void **state)
{
    static const char *const readers[] = {"image", "pdf"};
    struct catalog *catalog = catalog_load(NULL);
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(readers); i++) {
        const struct catalog_plugin *reader = catalog_find(catalog, TS_READER, readers[i]);
        for (guint k = 0; reader && k < reader->media_types->len; k++) {
            const char *media = g_ptr_array_index(reader->media_types, k);
            const char *package = packages_of_media(ts_text(media));
            if (g_strcmp0(package, packages_of(TS_READER, readers[i])) != 0) {
                fail_msg("%s: %s is of package %s", readers[i], media, package ? package : "none");
            }
        }
    }
    assert_non_null(catalog_find(catalog, TS_READER, "image"));
    catalog_free(&catalog);
}

static void names_nothing_else(void **state)
{
    static const char *const media[] = {"image/emf", "image/pn",  "image/pngx",
                                        "image/",    "text/html", ""};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(media); i++) {
        assert_null(packages_of_media(ts_text(media[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_readers_read),
        cmocka_unit_test(names_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
