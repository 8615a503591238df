/* SPDX-License-Identifier: MIT
 *
 * The life of a tree: its memory, its file, its places.
 */
#include "core/config/tree.h"

#include "core/config/file.h"
#include "core/config/tree_parse.h"
#include "core/limits.h"

#define BLOCK_SIZE 65536u
#define ALIGNMENT 16u

/* Nodes are many, small and die together: they are cut from blocks. */
struct memory {
    GPtrArray *blocks; /* zeroed; the last one is being cut */
    size_t used, size; /* of the last block */
};

struct tree *tree_new(const char *path, const char *directory)
{
    struct tree *tree = g_new0(struct tree, 1);
    struct memory *memory = g_new0(struct memory, 1);
    memory->blocks = g_ptr_array_new_with_free_func(g_free);
    tree->path = g_strdup(path);
    tree->directory = g_canonicalize_filename(directory ? directory : ".", NULL);
    tree->memory = memory;
    return tree;
}

void tree_free(struct tree **tree)
{
    if (!tree || !*tree) {
        return;
    }
    struct memory *memory = (*tree)->memory;
    g_ptr_array_unref(memory->blocks);
    g_free(memory);
    g_free((*tree)->path);
    g_free((*tree)->directory);
    g_free(*tree);
    *tree = NULL;
}

void *tree_alloc(struct tree *tree, size_t size)
{
    struct memory *memory = tree->memory;
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded > memory->size - memory->used || memory->blocks->len == 0) {
        memory->size = MAX(rounded, BLOCK_SIZE);
        memory->used = 0;
        g_ptr_array_add(memory->blocks, g_malloc0(memory->size));
    }
    char *block = g_ptr_array_index(memory->blocks, memory->blocks->len - 1);
    void *result = block + memory->used;
    memory->used += rounded;
    return result;
}

struct ts_str tree_copy(struct tree *tree, struct ts_str text)
{
    char *copy = tree_alloc(tree, text.len + 1);
    if (text.len) {
        memcpy(copy, text.ptr, text.len);
    }
    return ts_bytes(copy, text.len);
}

char *tree_where(const struct tree *tree, const struct ts_node *node)
{
    if (!node || !node->line) {
        return g_strdup(tree->path);
    }
    return g_strdup_printf("%s:%u:%u", tree->path, node->line, node->column);
}

struct tree *tree_parse(const char *name, const char *directory, struct ts_str text,
                        struct problems *problems)
{
    struct tree *tree = tree_new(name, directory);
    if (tree_parse_into(tree, text, problems) != 0) {
        tree_free(&tree);
    }
    return tree;
}

struct tree *tree_load_by(tree_parse_fn parse, const char *path, struct problems *problems)
{
    g_autofree char *bytes = NULL;
    g_autofree char *why = NULL;
    g_autofree char *directory = g_path_get_dirname(path);
    gsize size = 0;
    if (file_read(path, LIMIT_CONFIG_SIZE, &bytes, &size, &why) != 0) {
        problems_error(problems, path, "%s", why);
        return NULL;
    }
    return parse(path, directory, ts_bytes(bytes, size), problems);
}

struct tree *tree_load(const char *path, struct problems *problems)
{
    return tree_load_by(tree_parse, path, problems);
}
