/* SPDX-License-Identifier: MIT
 *
 * The plan and its workers, and whether their files are still what they were.
 */
#include "core/serve/world.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "core/config/pack.h"

struct stamp {
    char *path;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified;
};

static void clear_stamp(gpointer data)
{
    g_free(((struct stamp *)data)->path);
}

static void take_stamp(const char *path, struct stamp *stamp_r)
{
    struct stat info = {0};
    if (stat(path, &info) != 0) {
        info = (struct stat){0}; /* not there: there is nothing to compare but that */
    }
    *stamp_r = (struct stamp){.device = info.st_dev,
                              .inode = info.st_ino,
                              .size = info.st_size,
                              .modified = info.st_mtim};
}

static void add_stamp(struct world *world, const char *path)
{
    struct stamp stamp;
    take_stamp(path, &stamp);
    stamp.path = g_strdup(path);
    g_array_append_val(world->stamps, stamp);
}

static void add_stamps(struct world *world)
{
    const struct plan *plan = world->plan;
    for (guint i = 0; i < plan->trees->len; i++) {
        const struct tree *tree = g_ptr_array_index(plan->trees, i);
        if (!g_str_equal(tree->path, "-")) {
            add_stamp(world, tree->path);
        }
    }
    for (guint i = 0; i < plan->packs->len; i++) {
        const struct pack *pack = g_ptr_array_index(plan->packs, i);
        add_stamp(world, pack->tree->path);
    }
    if (plan->accept_path) {
        add_stamp(world, plan->accept_path); /* it may yet come */
    }
    for (guint i = 0; i < plan->checks->len; i++) {
        const GArray *files = g_array_index(plan->checks, struct plan_check, i).files;
        for (guint k = 0; k < files->len; k++) {
            add_stamp(world, g_array_index(files, struct ts_file, k).path.ptr);
        }
    }
}

static char *make_basis(const struct world *world)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < world->stamps->len; i++) {
        const struct stamp *stamp = &g_array_index(world->stamps, struct stamp, i);
        g_autofree char *line =
            g_strdup_printf("%s\n%ju %ju %jd %jd %ld\n", stamp->path, (uintmax_t)stamp->device,
                            (uintmax_t)stamp->inode, (intmax_t)stamp->size,
                            (intmax_t)stamp->modified.tv_sec, stamp->modified.tv_nsec);
        g_checksum_update(sum, (const guchar *)line, -1);
    }
    return g_strndup(g_checksum_get_string(sum), 32);
}

gboolean world_is_stale(const struct world *world)
{
    for (guint i = 0; i < world->stamps->len; i++) {
        const struct stamp *then = &g_array_index(world->stamps, struct stamp, i);
        struct stamp now;
        take_stamp(then->path, &now);
        if (now.device != then->device || now.inode != then->inode || now.size != then->size ||
            now.modified.tv_sec != then->modified.tv_sec ||
            now.modified.tv_nsec != then->modified.tv_nsec) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct pool *make_pool(struct world *world, const struct world_options *options,
                              char **error_r)
{
    const struct pool_options pool = {
        .jobs = options->jobs ? options->jobs : g_get_num_processors(),
        .is_isolated = options->is_isolated,
    };
    return pool_new(world->plan, &pool, world->open_problems, error_r);
}

struct world *world_new(const struct world_options *options, const struct catalog *catalog,
                        char **error_r)
{
    struct world *world = g_new0(struct world, 1);
    world->stamps = g_array_new(FALSE, TRUE, sizeof(struct stamp));
    g_array_set_clear_func(world->stamps, clear_stamp);
    world->open_problems = g_ptr_array_new_with_free_func(g_free);
    world->problems = problems_new();
    world->plan = plan_for_serve(&options->request, catalog, world->problems);
    if (world->plan) {
        add_stamps(world);
        world->basis = make_basis(world);
        world->pool = make_pool(world, options, error_r);
    } else {
        g_ptr_array_add(world->problems->errors, NULL);
        *error_r = g_strjoinv("\n", (char **)world->problems->errors->pdata);
        g_ptr_array_set_size(world->problems->errors, (gint)world->problems->errors->len - 1);
    }
    if (!world->pool) {
        world_free(&world);
    }
    return world;
}

void world_free(struct world **world)
{
    if (*world) {
        pool_free(&(*world)->pool);
        plan_free(&(*world)->plan);
        g_ptr_array_unref((*world)->open_problems);
        problems_free(&(*world)->problems);
        g_array_unref((*world)->stamps);
        g_free((*world)->basis);
        g_free(*world);
        *world = NULL;
    }
}

gint world_find(const struct world *world, struct ts_str id, gboolean are_mails)
{
    const GArray *touchpoints = world->plan->touchpoints;
    if (id.len == 0) {
        return (gint)touchpoints->len - (are_mails ? 2 : 1);
    }
    for (guint i = 0; i + 2 < touchpoints->len; i++) {
        if (ts_is(id, g_array_index(touchpoints, struct plan_touchpoint, i).id)) {
            return (gint)i;
        }
    }
    return -1;
}
