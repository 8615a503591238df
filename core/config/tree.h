/* SPDX-License-Identifier: MIT
 *
 * A YAML file as a tree of struct ts_node that keeps line and column of every value, and the list
 * of all that is wrong with it.
 */
#ifndef CORE_CONFIG_TREE_H
#define CORE_CONFIG_TREE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* What is wrong with configuration, in the order found: "brand.yaml:14:9: unknown key ..." each. */
struct problems {
    GPtrArray *errors;  /* char *; any error ends the command with status 2 */
    GPtrArray *notices; /* char *; what is understood but has no effect in this version */
};

struct problems *problems_new(void);
void problems_free(struct problems **problems);
G_GNUC_PRINTF(3, 4)
void problems_error(struct problems *problems, const char *where, const char *format, ...);
G_GNUC_PRINTF(3, 4)
void problems_notice(struct problems *problems, const char *where, const char *format, ...);

/* Appends all that from holds, and empties it. */
void problems_move(struct problems *problems, struct problems *from);

struct tree {
    char *path;      /* as the user gave it; messages begin with it */
    char *directory; /* absolute; relative paths inside the file are relative to it */
    const struct ts_node *root;
    void *memory; /* private: owns every node */
};

/* Reads and parses a file within the caps of limits.h. NULL: problems tells why. */
struct tree *tree_load(const char *path, struct problems *problems);

/* The same from memory; name stands for the file in messages, directory for its folder. */
struct tree *tree_parse(const char *name, const char *directory, struct ts_str text,
                        struct problems *problems);

/* tree_load for files of another form, which parse makes nodes of. */
typedef struct tree *(*tree_parse_fn)(const char *name, const char *directory, struct ts_str text,
                                      struct problems *problems);
struct tree *tree_load_by(tree_parse_fn parse, const char *path, struct problems *problems);
void tree_free(struct tree **tree);

/* A tree without a root, to be built by hand. */
struct tree *tree_new(const char *name, const char *directory);

/* "FILE:LINE:COLUMN" of a node; the caller frees it. */
char *tree_where(const struct tree *tree, const struct ts_node *node);

/* Memory that lives as long as the tree, for nodes that validation adds or replaces. */
void *tree_alloc(struct tree *tree, size_t size);
struct ts_str tree_copy(struct tree *tree, struct ts_str text);

/* A canonical form of a subtree (keys in file order), for hashing and for --dry-run. */
char *tree_to_text(const struct ts_node *node);

/* The scalars of a tree, a line each: PATH, a tab, the value; items of lists go by their id. Two
 * trees differ in what their lines differ in. The caller frees it. */
char *tree_lines(const struct ts_node *root);

#endif
