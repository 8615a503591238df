/* SPDX-License-Identifier: MIT
 *
 * What the tests of rule packs share: a folder with a brand book and packs, and the plan of it.
 */
#ifndef TESTS_UNIT_PACK_SUPPORT_H
#define TESTS_UNIT_PACK_SUPPORT_H

#include "core/config/pack.h"
#include "core/config/plan.h"
#include "tests/unit/config_support.h"

#define BRAND "touchstone: 1\nname: N\nlanguages: [nl, en]\n"
#define PACK(name) "touchstone: 1\npack: " name "\nabout: x\n"

struct file {
    const char *path, *text;
};

struct fixture {
    char *folder, *before;
    struct catalog catalog;
};

static inline void put(const struct file *file)
{
    g_autofree char *folder = g_path_get_dirname(file->path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(file->path, file->text, -1, NULL));
}

static inline void remove_all(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_all(child);
    }
    if (dir) {
        g_dir_close(dir);
    }
    g_remove(path);
}

static inline void begin(struct fixture *fixture)
{
    fixture->before = g_get_current_dir();
    fixture->folder = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    fixture->catalog = support_catalog();
    g_autofree char *rules = g_build_filename(fixture->folder, "rules", NULL);
    g_assert_cmpint(g_chdir(fixture->folder), ==, 0);
    g_setenv("TOUCHSTONE_RULES_PATH", rules, TRUE);
}

static inline void end(struct fixture *fixture)
{
    g_assert_cmpint(g_chdir(fixture->before), ==, 0);
    remove_all(fixture->folder);
    g_ptr_array_unref(fixture->catalog.plugins);
    g_free(fixture->folder);
    g_free(fixture->before);
}

static inline struct plan *plan_of(const struct fixture *fixture, struct problems *problems)
{
    static const char *const targets[] = {"brand.yaml", NULL};
    struct plan_request request = {.brand_path = "brand.yaml", .targets = targets};
    return plan_for_scan(&request, &fixture->catalog, problems);
}

#endif
