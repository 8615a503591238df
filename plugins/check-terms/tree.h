/* SPDX-License-Identifier: MIT
 *
 * Phrases as a tree of numbered words, walked from each word of a text at which one begins.
 */
#ifndef PLUGINS_CHECK_TERMS_TREE_H
#define PLUGINS_CHECK_TERMS_TREE_H

#include <glib.h>

struct phrase;

struct tree_node {
    struct phrase *phrases; /* that end here: the first of a chain */
    guint child_count;
};
struct tree_edge {
    guint32 node, word, next; /* next 0 = free */
};

/* Nodes are numbers from 1, the root. */
struct tree {
    GArray *nodes;           /* struct tree_node */
    GArray *first;           /* guint32: from the root, by word */
    struct tree_edge *edges; /* from all other nodes */
    guint32 edge_mask, edge_count;
    gboolean has_names; /* phrases that are looked for inside words too */
    guint longest;      /* words of a phrase */
};

#define TREE_ROOT 1u

void tree_init(struct tree *tree);
void tree_finish(struct tree *tree);
static inline struct tree_node *tree_node(const struct tree *tree, guint node)
{
    return &g_array_index(tree->nodes, struct tree_node, node);
}
/* The node that a word leads to, 0 = none. */
guint tree_step(const struct tree *tree, guint node, guint word);
guint tree_add_step(struct tree *tree, guint node, guint word);

#endif
