/* SPDX-License-Identifier: MIT
 *
 * The JSON Schemas, judged by a validator that is not ours; and those in rules/, which must be what
 * the tables and the plugins of this tree give.
 */
#include "core/config/plan.h"
#include "core/milter/settings.h"
#include "tests/unit/config_support.h"

static const char *const names[] = {"touchstone", "brand", "pack", "accept", "milter"};

/* The mail gate has its own table. */
static char *schema_text(const char *name, const struct catalog *catalog)
{
    return strcmp(name, "milter") == 0 ? schema_json(&schema_milter, NULL)
                                       : plan_json_schema(name, catalog);
}

static char *source_path(const char *name)
{
    const char *root = g_getenv("TOUCHSTONE_SOURCE_ROOT");
    assert_non_null(root);
    return g_build_filename(root, name, NULL);
}

static char *schema_path(const char *folder, const char *name)
{
    g_autofree char *file = g_strconcat(name, ".schema.json", NULL);
    return g_build_filename(folder, file, NULL);
}

static void write_schemas(const char *folder, const struct catalog *catalog)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = schema_path(folder, names[i]);
        g_autofree char *text = schema_text(names[i], catalog);
        assert_non_null(text);
        assert_true(g_file_set_contents(path, text, -1, NULL));
    }
}

static void run_validator(const char *folder)
{
    g_autofree char *script = source_path("tests/unit/data/config/check_schema.py");
    g_autofree char *examples = source_path("tests/unit/data/config");
    g_autofree char *manual = source_path("core/manual/examples");
    g_autofree char *out = NULL, *err = NULL;
    int status = 0;
    char *command[] = {(char *)"/usr/bin/python3", script, (char *)folder, examples, manual, NULL};
    assert_true(
        g_spawn_sync(NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, NULL));
    if (!g_spawn_check_wait_status(status, NULL)) {
        fail_msg("the validator says:\n%s%s", out, err);
    }
}

static void remove_schemas(const char *folder)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = schema_path(folder, names[i]);
        g_remove(path);
    }
    g_rmdir(folder);
}

static void test_validator(void **state)
{
    struct catalog catalog = support_catalog();
    g_autofree char *folder = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    write_schemas(folder, &catalog);
    run_validator(folder);
    remove_schemas(folder);
    g_ptr_array_unref(catalog.plugins);
}

static void test_stable(void **state)
{
    struct catalog catalog = support_catalog();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *once = schema_text(names[i], &catalog);
        g_autofree char *again = schema_text(names[i], &catalog);
        assert_string_equal(once, again);
    }
    assert_null(plan_json_schema("other", &catalog));
    g_ptr_array_unref(catalog.plugins);
}

/* TOUCHSTONE_UPDATE=1 writes them anew. */
static void test_installed(void **state)
{
    struct catalog *catalog = catalog_load(NULL);
    g_autofree char *folder = source_path("rules");
    if (g_getenv("TOUCHSTONE_UPDATE")) {
        write_schemas(folder, catalog);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = schema_path(folder, names[i]);
        g_autofree char *text = schema_text(names[i], catalog);
        g_autofree char *stored = NULL;
        assert_true(g_file_get_contents(path, &stored, NULL, NULL));
        if (strcmp(text, stored) != 0) {
            fail_msg(
                "%s is not what the tables say: run TOUCHSTONE_UPDATE=1 meson test json_schema",
                path);
        }
    }
    run_validator(folder);
    catalog_free(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_validator),
        cmocka_unit_test(test_stable),
        cmocka_unit_test(test_installed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
