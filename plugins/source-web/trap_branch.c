/* SPDX-License-Identifier: MIT
 *
 * A trap may make a pattern of its own at each step, as paths and queries that grow do: no pattern
 * has many pages, but all of them lie below one folder. Only folders with pages that were there
 * already are remembered.
 */
#include "plugins/source-web/trap_branch.h"

#include <xxhash.h>

struct branch {
    guint64 key;
    gint score; /* pages that were there already, less new ones */
    gboolean is_struck;
};

struct branches {
    GHashTable *table; /* struct branch *, its own key */
    guint struck_count;
};

struct branches *branches_new(void)
{
    struct branches *branches = g_new0(struct branches, 1);
    branches->table = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    return branches;
}

void branches_free(struct branches **branches)
{
    if (*branches) {
        g_hash_table_unref((*branches)->table);
        g_free(*branches);
        *branches = NULL;
    }
}

/* The folder above, without its slash; 0: there is none but the root. */
static size_t parent_of(struct ts_str path, size_t size)
{
    while (size > 0 && path.ptr[size - 1] != '/') {
        size--;
    }
    return size > 0 ? size - 1 : 0;
}

static struct branch *find(const struct branches *branches, struct ts_str path, size_t size)
{
    guint64 key = XXH3_64bits(path.ptr, size);
    return g_hash_table_lookup(branches->table, &key);
}

/* NULL: there are too many. */
static struct branch *add(struct branches *branches, struct ts_str path, size_t size)
{
    struct branch *branch = find(branches, path, size);
    if (!branch && g_hash_table_size(branches->table) < BRANCHES) {
        branch = g_new0(struct branch, 1);
        branch->key = XXH3_64bits(path.ptr, size);
        g_hash_table_add(branches->table, branch);
    }
    return branch;
}

static void forgive(struct branches *branches, struct ts_str path, size_t size)
{
    for (; size > 0; size = parent_of(path, size)) {
        struct branch *branch = find(branches, path, size);
        if (branch) {
            branch->score = 0;
        }
    }
}

void branches_forgive(struct branches *branches, struct ts_str path)
{
    forgive(branches, path, path.len);
}

static void note_old(struct branches *branches, struct ts_str path, size_t size)
{
    for (; size > 0; size = parent_of(path, size)) {
        struct branch *branch = add(branches, path, size);
        if (branch && ++branch->score >= BRANCH_SAME && !branch->is_struck) {
            branch->is_struck = TRUE;
            branches->struck_count++;
            forgive(branches, path, parent_of(path, size));
            return;
        }
    }
}

static void note_new(struct branches *branches, struct ts_str path, size_t size)
{
    for (; size > 0; size = parent_of(path, size)) {
        struct branch *branch = find(branches, path, size);
        if (branch) {
            branch->score = MAX(branch->score - BRANCH_NEW_PAGE, 0);
        }
    }
}

void branches_note(struct branches *branches, struct ts_str path, gboolean is_whole,
                   gboolean is_old)
{
    size_t size = is_whole ? path.len : parent_of(path, path.len);
    if (is_old) {
        note_old(branches, path, size);
    } else {
        note_new(branches, path, size);
    }
}

size_t branches_find_struck(const struct branches *branches, struct ts_str path)
{
    size_t size = branches->struck_count ? path.len : 0;
    for (; size > 0; size = parent_of(path, size)) {
        const struct branch *branch = find(branches, path, size);
        if (branch && branch->is_struck) {
            return size;
        }
    }
    return 0;
}
