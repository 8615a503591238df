/* SPDX-License-Identifier: MIT
 *
 * Insertion modes of tables and select (HTML standard, 13.2.6.4.9 to 17).
 */
#include "plugins/common/html_tree_private.h"

static enum html_tag token_tag(const struct builder *builder)
{
    gboolean is_tag = builder->token.kind == TOKEN_START || builder->token.kind == TOKEN_END;
    return is_tag ? (enum html_tag)builder->token.element->tag : TAG_OTHER;
}

static gboolean is_section(enum html_tag tag)
{
    return tag == TAG_TBODY || tag == TAG_TFOOT || tag == TAG_THEAD;
}

static gboolean is_cell(enum html_tag tag)
{
    return tag == TAG_TD || tag == TAG_TH;
}

/* Parts of a table other than the table: caption, col, colgroup, sections, rows, cells. */
static gboolean is_part(enum html_tag tag)
{
    return is_section(tag) || is_cell(tag) || tag == TAG_TR || tag == TAG_CAPTION ||
           tag == TAG_COL || tag == TAG_COLGROUP;
}

/* Back to an element of these, or a template, or html. */
static void clear_back(struct builder *builder, gboolean (*is_context)(enum html_tag tag))
{
    while (builder->depth > 1 && !is_context(tree_current(builder)->tag) &&
           !tree_is_current(builder, TAG_TEMPLATE)) {
        tree_pop(builder);
    }
}

static gboolean is_table(enum html_tag tag)
{
    return tag == TAG_TABLE;
}

static gboolean is_row(enum html_tag tag)
{
    return tag == TAG_TR;
}

/* ---- in table ---- */

static gboolean foster(struct builder *builder)
{
    builder->is_fostering = TRUE;
    gboolean is_done = mode_in_body(builder);
    builder->is_fostering = FALSE;
    return is_done;
}

/* Text is gathered: if it is more than white space, all of it goes before the table. */
static gboolean mode_in_table_text(struct builder *builder)
{
    struct html_token token = builder->token;
    gboolean is_blank = TRUE;
    if (token.kind == TOKEN_TEXT || token.kind == TOKEN_DECODED) {
        g_ptr_array_add(builder->table_text, tree_new_text(builder));
        return TRUE;
    }
    if (token.kind == TOKEN_NUL) {
        return TRUE;
    }
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < builder->table_text->len; i++) {
            const struct html_node *node = g_ptr_array_index(builder->table_text, i);
            builder->token.kind = node->kind == NODE_TEXT ? TOKEN_TEXT : TOKEN_DECODED;
            builder->token.begin = node->begin;
            builder->token.end = node->end;
            if (node->kind == NODE_DECODED) {
                memcpy(builder->token.text, node->text, node->text_size);
                builder->token.text_size = node->text_size;
            }
            if (pass == 0) {
                is_blank &= tree_token_is_space(builder);
            } else if (is_blank) {
                tree_insert_text(builder);
            } else {
                foster(builder);
            }
        }
    }
    builder->token = token;
    g_ptr_array_set_size(builder->table_text, 0);
    builder->mode = builder->original_mode;
    return FALSE;
}

static gboolean start_part(struct builder *builder, enum html_tag tag)
{
    clear_back(builder, is_table);
    if (tag == TAG_CAPTION) {
        tree_add_marker(builder);
        tree_insert(builder);
        builder->mode = mode_in_caption;
    } else if (tag == TAG_COLGROUP) {
        tree_insert(builder);
        builder->mode = mode_in_column_group;
    } else if (tag == TAG_COL) {
        tree_insert_implied(builder, TAG_COLGROUP);
        builder->mode = mode_in_column_group;
        return FALSE;
    } else if (is_section(tag)) {
        tree_insert(builder);
        builder->mode = mode_in_table_body;
    } else {
        tree_insert_implied(builder, TAG_TBODY);
        builder->mode = mode_in_table_body;
        return FALSE;
    }
    return TRUE;
}

static gboolean close_table(struct builder *builder)
{
    if (!tree_in_scope(builder, TAG_TABLE, SCOPE_TABLE)) {
        return FALSE;
    }
    tree_pop_until(builder, TAG_TABLE);
    tree_reset_mode(builder);
    return TRUE;
}

static gboolean is_hidden_input(const struct builder *builder)
{
    const struct html_token *token = &builder->token;
    for (unsigned i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *own = &token->attributes[i];
        if (own->id == ATTRIBUTE_TYPE) {
            return own->size == strlen("hidden") &&
                   g_ascii_strncasecmp(builder->tree.source.ptr + own->begin, "hidden",
                                       own->size) == 0;
        }
    }
    return FALSE;
}

static gboolean start_in_table(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    if (is_part(tag)) {
        return start_part(builder, tag);
    }
    switch (tag) {
    case TAG_TABLE:
        return !close_table(builder);
    case TAG_STYLE:
    case TAG_SCRIPT:
    case TAG_TEMPLATE:
        return mode_in_head(builder);
    case TAG_INPUT:
        if (!is_hidden_input(builder)) {
            return foster(builder);
        }
        tree_insert_void(builder);
        return TRUE;
    case TAG_FORM:
        if (!builder->form && !builder->open_count[TAG_TEMPLATE]) {
            builder->form = tree_insert(builder);
            tree_pop(builder);
        }
        return TRUE;
    default:
        return foster(builder);
    }
}

static gboolean end_in_table(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    if (tag == TAG_TABLE) {
        close_table(builder);
        return TRUE;
    }
    if (tag == TAG_TEMPLATE) {
        return mode_in_head(builder);
    }
    if (is_part(tag) || tag == TAG_BODY || tag == TAG_HTML) {
        return TRUE;
    }
    return foster(builder);
}

gboolean mode_in_table(struct builder *builder)
{
    enum html_tag current = tree_current(builder)->tag;
    switch (builder->token.kind) {
    case TOKEN_TEXT:
    case TOKEN_DECODED:
    case TOKEN_NUL:
        if (is_table(current) || is_section(current) || is_row(current) ||
            current == TAG_TEMPLATE) {
            builder->original_mode = builder->mode;
            builder->mode = mode_in_table_text;
            return FALSE;
        }
        return foster(builder);
    case TOKEN_START:
        return start_in_table(builder);
    case TOKEN_END:
        return end_in_table(builder);
    case TOKEN_END_OF_FILE:
        return mode_in_body(builder);
    default:
        return TRUE;
    }
}

/* ---- caption, columns ---- */

static gboolean close_caption(struct builder *builder)
{
    if (!tree_in_scope(builder, TAG_CAPTION, SCOPE_TABLE)) {
        return FALSE;
    }
    tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
    tree_pop_until(builder, TAG_CAPTION);
    tree_clear_to_marker(builder);
    builder->mode = mode_in_table;
    return TRUE;
}

gboolean mode_in_caption(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (!is_start && tag == TAG_CAPTION) {
        close_caption(builder);
        return TRUE;
    }
    if ((is_start && is_part(tag)) || (!is_start && tag == TAG_TABLE)) {
        return !close_caption(builder);
    }
    if (!is_start && (is_part(tag) || tag == TAG_BODY || tag == TAG_HTML)) {
        return TRUE;
    }
    return mode_in_body(builder);
}

gboolean mode_in_column_group(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (tree_token_is_space(builder)) {
        tree_insert_text(builder);
        return TRUE;
    }
    if (is_start && tag == TAG_COL) {
        tree_insert_void(builder);
        return TRUE;
    }
    if (builder->token.kind == TOKEN_COMMENT || builder->token.kind == TOKEN_DOCTYPE ||
        (!is_start && tag == TAG_COL)) {
        return TRUE;
    }
    if (tag == TAG_TEMPLATE) {
        return mode_in_head(builder);
    }
    if ((is_start && tag == TAG_HTML) || builder->token.kind == TOKEN_END_OF_FILE) {
        return mode_in_body(builder);
    }
    if (!tree_is_current(builder, TAG_COLGROUP)) {
        return TRUE;
    }
    tree_pop(builder);
    builder->mode = mode_in_table;
    return !is_start && tag == TAG_COLGROUP;
}

/* ---- sections, rows, cells ---- */

static gboolean close_section(struct builder *builder)
{
    if (!tree_in_scope(builder, TAG_TBODY, SCOPE_TABLE) &&
        !tree_in_scope(builder, TAG_THEAD, SCOPE_TABLE) &&
        !tree_in_scope(builder, TAG_TFOOT, SCOPE_TABLE)) {
        return FALSE;
    }
    clear_back(builder, is_section);
    tree_pop(builder);
    builder->mode = mode_in_table;
    return TRUE;
}

gboolean mode_in_table_body(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (is_start && (tag == TAG_TR || is_cell(tag))) {
        clear_back(builder, is_section);
        builder->mode = mode_in_row;
        if (tag == TAG_TR) {
            tree_insert(builder);
            return TRUE;
        }
        tree_insert_implied(builder, TAG_TR);
        return FALSE;
    }
    if (!is_start && is_section(tag)) {
        if (tree_in_scope(builder, tag, SCOPE_TABLE)) {
            close_section(builder);
        }
        return TRUE;
    }
    if ((is_start && is_part(tag)) || (!is_start && tag == TAG_TABLE)) {
        return !close_section(builder);
    }
    if (!is_start && (is_part(tag) || tag == TAG_BODY || tag == TAG_HTML)) {
        return TRUE;
    }
    return mode_in_table(builder);
}

static gboolean close_row(struct builder *builder)
{
    if (!tree_in_scope(builder, TAG_TR, SCOPE_TABLE)) {
        return FALSE;
    }
    clear_back(builder, is_row);
    tree_pop(builder);
    builder->mode = mode_in_table_body;
    return TRUE;
}

gboolean mode_in_row(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (is_start && is_cell(tag)) {
        clear_back(builder, is_row);
        tree_insert(builder);
        tree_add_marker(builder);
        builder->mode = mode_in_cell;
        return TRUE;
    }
    if (!is_start && tag == TAG_TR) {
        close_row(builder);
        return TRUE;
    }
    if ((is_start && is_part(tag)) || (!is_start && tag == TAG_TABLE)) {
        return !close_row(builder);
    }
    if (!is_start && is_section(tag)) {
        return !(tree_in_scope(builder, tag, SCOPE_TABLE) && close_row(builder));
    }
    if (!is_start && (is_part(tag) || tag == TAG_BODY || tag == TAG_HTML)) {
        return TRUE;
    }
    return mode_in_table(builder);
}

static void close_cell(struct builder *builder)
{
    tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
    while (builder->depth > 1 && !is_cell(tree_current(builder)->tag)) {
        tree_pop(builder);
    }
    tree_pop(builder);
    tree_clear_to_marker(builder);
    builder->mode = mode_in_row;
}

gboolean mode_in_cell(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (!is_start && is_cell(tag)) {
        if (tree_in_scope(builder, tag, SCOPE_TABLE)) {
            tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
            tree_pop_until(builder, tag);
            tree_clear_to_marker(builder);
            builder->mode = mode_in_row;
        }
        return TRUE;
    }
    if (is_start && is_part(tag)) {
        if (!tree_in_scope(builder, TAG_TD, SCOPE_TABLE) &&
            !tree_in_scope(builder, TAG_TH, SCOPE_TABLE)) {
            return TRUE;
        }
        close_cell(builder);
        return FALSE;
    }
    if (!is_start && (tag == TAG_TABLE || tag == TAG_TR || is_section(tag))) {
        if (!tree_in_scope(builder, tag, SCOPE_TABLE)) {
            return TRUE;
        }
        close_cell(builder);
        return FALSE;
    }
    if (!is_start && (is_part(tag) || tag == TAG_BODY || tag == TAG_HTML)) {
        return TRUE;
    }
    return mode_in_body(builder);
}

/* ---- select ---- */

static void close_select(struct builder *builder)
{
    tree_pop_until(builder, TAG_SELECT);
    tree_reset_mode(builder);
}

static gboolean start_in_select(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    switch (tag) {
    case TAG_HTML:
        return mode_in_body(builder);
    case TAG_OPTION:
    case TAG_OPTGROUP:
    case TAG_HR:
        if (tree_is_current(builder, TAG_OPTION)) {
            tree_pop(builder);
        }
        if (tag != TAG_OPTION && tree_is_current(builder, TAG_OPTGROUP)) {
            tree_pop(builder);
        }
        tree_insert(builder);
        if (tag == TAG_HR) {
            tree_pop(builder);
        }
        return TRUE;
    case TAG_SELECT:
        close_select(builder);
        return TRUE;
    case TAG_INPUT:
    case TAG_KEYGEN:
    case TAG_TEXTAREA:
        if (!builder->open_count[TAG_SELECT]) {
            return TRUE;
        }
        close_select(builder);
        return FALSE;
    case TAG_SCRIPT:
    case TAG_TEMPLATE:
        return mode_in_head(builder);
    default:
        return TRUE;
    }
}

static gboolean end_in_select(struct builder *builder)
{
    switch (token_tag(builder)) {
    case TAG_OPTGROUP:
        if (tree_is_current(builder, TAG_OPTION) && builder->depth > 1 &&
            builder->open[builder->depth - 2]->tag == TAG_OPTGROUP) {
            tree_pop(builder);
        }
        if (tree_is_current(builder, TAG_OPTGROUP)) {
            tree_pop(builder);
        }
        return TRUE;
    case TAG_OPTION:
        if (tree_is_current(builder, TAG_OPTION)) {
            tree_pop(builder);
        }
        return TRUE;
    case TAG_SELECT:
        if (tree_in_scope(builder, TAG_SELECT, SCOPE_SELECT)) {
            close_select(builder);
        }
        return TRUE;
    case TAG_TEMPLATE:
        return mode_in_head(builder);
    default:
        return TRUE;
    }
}

gboolean mode_in_select(struct builder *builder)
{
    switch (builder->token.kind) {
    case TOKEN_TEXT:
    case TOKEN_DECODED:
        tree_insert_text(builder);
        return TRUE;
    case TOKEN_START:
        return start_in_select(builder);
    case TOKEN_END:
        return end_in_select(builder);
    case TOKEN_END_OF_FILE:
        return mode_in_body(builder);
    default:
        return TRUE;
    }
}

gboolean mode_in_select_in_table(struct builder *builder)
{
    enum html_tag tag = token_tag(builder);
    if (tag == TAG_CAPTION || tag == TAG_TABLE || is_section(tag) || tag == TAG_TR ||
        is_cell(tag)) {
        if (builder->token.kind == TOKEN_END && !tree_in_scope(builder, tag, SCOPE_TABLE)) {
            return TRUE;
        }
        if (builder->open_count[TAG_SELECT]) {
            close_select(builder);
            return FALSE;
        }
    }
    return mode_in_select(builder);
}
