/* SPDX-License-Identifier: MIT
 *
 * What a frontier of many addresses costs: memory, disk and time for each.
 *
 * usage: frontier-bench FOLDER [COUNT]     COUNT: a million if not said
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/run/store.h"

static double resident_mb(void)
{
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm && fscanf(statm, "%*s %ld", &pages) != 1) {
        pages = 0;
    }
    if (statm) {
        fclose(statm);
    }
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

static double disk_mb(const char *path)
{
    struct stat there = {0};
    return stat(path, &there) == 0 ? (double)there.st_size / (1 << 20) : 0;
}

/* Addresses of 63 bytes, in no order, as links come. */
static int add(struct store *store, guint64 count)
{
    for (guint64 i = 0; i < count; i++) {
        char locator[128];
        guint64 name = i * 0x9E3779B97F4A7C15u;
        int size = g_snprintf(
            locator, sizeof locator,
            "https://www.vlakwerk.example/vloeren/%016" G_GINT64_MODIFIER "x/eiken.html", name);
        struct store_locator row = {.locator = ts_bytes(locator, (size_t)size), .depth = 1};
        gboolean is_turn = i % 64 == 0;
        if ((is_turn && i > 0 && database_run(store->database, SQL_COMMIT, "") != 0) ||
            (is_turn && database_run(store->database, SQL_BEGIN, "") != 0) ||
            store_add_locator(store, &row) != 0) {
            return -1;
        }
    }
    return database_run(store->database, SQL_COMMIT, "");
}

int main(int argc, char **argv)
{
    guint64 count = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 1000000;
    g_autofree char *path = g_build_filename(argc > 1 ? argv[1] : ".", "frontier.db", NULL);
    g_autofree char *error = NULL;
    struct plan_source source = {.max_depth = G_MAXUINT64};
    struct plan plan = {.sources = g_array_new(FALSE, TRUE, sizeof source)};
    g_array_append_val(plan.sources, source);
    unlink(path);
    struct store store = {.plan = &plan, .recent = recent_new()};
    store.database = database_open(path, &error);
    if (!store.database) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    double before = resident_mb();
    gint64 begun = g_get_monotonic_time();
    if (add(&store, count) != 0) {
        fprintf(stderr, "%s\n", store.database->error);
        return 1;
    }
    double seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
    double memory = resident_mb() - before;
    database_close(&store.database);
    printf("%" G_GUINT64_FORMAT " addresses: %.1f MB of memory, %.1f MB on disk (%.0f bytes each), "
           "%.2f microseconds each\n",
           count, memory, disk_mb(path), disk_mb(path) * (1 << 20) / (double)count,
           seconds * 1e6 / (double)count);
    recent_free(&store.recent);
    g_array_unref(plan.sources);
    unlink(path);
    return 0;
}
