/* SPDX-License-Identifier: MIT
 *
 * What the files that build the tree share. The names are the HTML standard's.
 */
#ifndef PLUGINS_COMMON_HTML_TREE_PRIVATE_H
#define PLUGINS_COMMON_HTML_TREE_PRIVATE_H

#include <string.h>

#include "plugins/common/html_tree.h"
#include "plugins/common/limits.h"

struct builder;

/* An insertion mode: TRUE if the token is done with, FALSE if the mode of now takes it again. */
typedef gboolean (*mode_fn)(struct builder *builder);

struct builder {
    struct html_tree tree; /* first: it is what the caller gets */
    struct html_arena arena;
    struct html_tokens tokens;
    struct html_token token;

    struct html_node *open[READER_DEPTH]; /* the stack of open elements */
    unsigned depth;
    uint16_t open_count[TAG_COUNT];              /* of each tag on the stack */
    struct html_node *active[READER_FORMATTING]; /* active formatting elements; NULL = a marker */
    unsigned active_count;
    mode_fn template_modes[READER_DEPTH];
    unsigned template_count;

    mode_fn mode, original_mode;
    struct html_node *head, *form;
    GPtrArray *table_text; /* struct html_node *, not in the tree yet */
    gboolean is_frameset_ok, is_fostering, is_scripting, is_quirks, skips_newline;
    unsigned node_count;
};

enum scope { SCOPE_DEFAULT, SCOPE_LIST, SCOPE_BUTTON, SCOPE_TABLE, SCOPE_SELECT };

/* html_tree.c: nodes, the stack */
struct html_node *tree_current(const struct builder *builder);
gboolean tree_is_current(const struct builder *builder, enum html_tag tag);
void tree_append(struct html_node *parent, struct html_node *node);
void tree_detach(struct html_node *node);
struct html_node *tree_insert(struct builder *builder); /* of the token, and pushes it */
void tree_insert_void(struct builder *builder);         /* and pops it */
void tree_insert_implied(struct builder *builder, enum html_tag tag);
void tree_insert_foreign(struct builder *builder, enum html_space space);
struct html_node *tree_clone(struct builder *builder, const struct html_node *node);
void tree_place(struct builder *builder, struct html_node *node, struct html_node *target);
struct html_node *tree_new_text(struct builder *builder);
void tree_insert_text(struct builder *builder);
void tree_push(struct builder *builder, struct html_node *node);
void tree_pop(struct builder *builder);
void tree_pop_until(struct builder *builder, enum html_tag tag);
void tree_remove_open(struct builder *builder, struct html_node *node);
gboolean tree_in_scope(const struct builder *builder, enum html_tag tag, enum scope scope);
void tree_imply_ends(struct builder *builder, unsigned traits, const struct element *except);
void tree_close_p(struct builder *builder); /* if one is in button scope */
void tree_merge_attributes(struct builder *builder, struct html_node *node);
void tree_reset_mode(struct builder *builder);
void tree_enter_text(struct builder *builder, enum html_content content);
gboolean tree_token_is(const struct builder *builder, enum html_token_kind kind, enum html_tag tag);
gboolean tree_token_is_space(const struct builder *builder);
gboolean tree_is_text(const struct builder *builder); /* a text, a reference or a NUL */

/* html_formatting.c: the list of active formatting elements */
void tree_reconstruct(struct builder *builder);
void tree_add_formatting(struct builder *builder, struct html_node *node);
void tree_add_marker(struct builder *builder);
void tree_clear_to_marker(struct builder *builder);
struct html_node *tree_find_formatting(const struct builder *builder, enum html_tag tag);
void tree_forget_formatting(struct builder *builder, const struct html_node *node);
void tree_adopt(struct builder *builder); /* the adoption agency, for the token's element */

/* html_body.c */
gboolean mode_in_body(struct builder *builder);
gboolean mode_after_body(struct builder *builder);
void tree_any_end(struct builder *builder);

/* html_head.c */
gboolean mode_initial(struct builder *builder);
gboolean mode_before_head(struct builder *builder);
gboolean mode_in_head(struct builder *builder);
gboolean mode_after_head(struct builder *builder);
gboolean mode_in_frameset(struct builder *builder);
gboolean mode_text(struct builder *builder);
gboolean mode_in_template(struct builder *builder);

/* html_table.c */
gboolean mode_in_table(struct builder *builder);
gboolean mode_in_caption(struct builder *builder);
gboolean mode_in_column_group(struct builder *builder);
gboolean mode_in_table_body(struct builder *builder);
gboolean mode_in_row(struct builder *builder);
gboolean mode_in_cell(struct builder *builder);
gboolean mode_in_select(struct builder *builder);
gboolean mode_in_select_in_table(struct builder *builder);

/* html_foreign.c */
gboolean tree_is_foreign(const struct builder *builder); /* does the token go by its rules? */
gboolean tree_foreign(struct builder *builder);

#endif
