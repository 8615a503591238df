/* SPDX-License-Identifier: MIT
 *
 * The tree of phrases: steps from the root are an array, the many fewer further ones a hash table.
 */
#include "plugins/check-terms/tree.h"

#define EDGES_LEAST 64u

void tree_init(struct tree *tree)
{
    *tree = (struct tree){
        .nodes = g_array_new(FALSE, TRUE, sizeof(struct tree_node)),
        .first = g_array_new(FALSE, TRUE, sizeof(guint32)),
        .edges = g_new0(struct tree_edge, EDGES_LEAST),
        .edge_mask = EDGES_LEAST - 1,
    };
    g_array_set_size(tree->nodes, TREE_ROOT + 1);
}

void tree_finish(struct tree *tree)
{
    g_array_unref(tree->nodes);
    g_array_unref(tree->first);
    g_free(tree->edges);
}

/* The edge, or the free place where it would stand. */
static struct tree_edge *edge_at(const struct tree *tree, guint32 node, guint32 word)
{
    guint32 hash = node * 2654435761u ^ word * 2246822519u; /* odd numbers without pattern */
    guint32 at = (hash ^ hash >> 15) & tree->edge_mask;
    while (tree->edges[at].next && (tree->edges[at].node != node || tree->edges[at].word != word)) {
        at = (at + 1) & tree->edge_mask;
    }
    return &tree->edges[at];
}

guint tree_step(const struct tree *tree, guint node, guint word)
{
    if (node == TREE_ROOT) {
        return word < tree->first->len ? g_array_index(tree->first, guint32, word) : 0;
    }
    return edge_at(tree, node, word)->next;
}

static void grow(struct tree *tree)
{
    struct tree_edge *old = tree->edges;
    guint32 old_count = tree->edge_mask + 1;
    tree->edges = g_new0(struct tree_edge, old_count * 2);
    tree->edge_mask = old_count * 2 - 1;
    for (guint32 i = 0; i < old_count; i++) {
        if (old[i].next) {
            *edge_at(tree, old[i].node, old[i].word) = old[i];
        }
    }
    g_free(old);
}

guint tree_add_step(struct tree *tree, guint node, guint word)
{
    guint32 next = tree_step(tree, node, word);
    if (next) {
        return next;
    }
    next = tree->nodes->len;
    g_array_set_size(tree->nodes, next + 1);
    tree_node(tree, node)->child_count++;
    if (node == TREE_ROOT) {
        g_array_set_size(tree->first, MAX(tree->first->len, word + 1));
        g_array_index(tree->first, guint32, word) = next;
        return next;
    }
    *edge_at(tree, node, word) = (struct tree_edge){node, word, next};
    if (++tree->edge_count * 2 > tree->edge_mask) {
        grow(tree);
    }
    return next;
}
