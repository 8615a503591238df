/* SPDX-License-Identifier: MIT
 *
 * Insertion modes before and beside the body (HTML standard, 13.2.6.4.1 to 8, 18 to 22).
 */
#include "plugins/common/html_tree_private.h"

static gboolean go(struct builder *builder, mode_fn mode)
{
    builder->mode = mode;
    return FALSE;
}

static gboolean is_ignorable(const struct builder *builder)
{
    return builder->token.kind == TOKEN_COMMENT || builder->token.kind == TOKEN_DOCTYPE;
}

/* Is the token an end tag that counts for nothing here? All but a few. */
static gboolean is_stray_end(const struct builder *builder)
{
    return builder->token.kind == TOKEN_END && !tree_token_is(builder, TOKEN_END, TAG_HEAD) &&
           !tree_token_is(builder, TOKEN_END, TAG_BODY) &&
           !tree_token_is(builder, TOKEN_END, TAG_HTML) &&
           !tree_token_is(builder, TOKEN_END, TAG_BR);
}

static gboolean mode_before_html(struct builder *builder)
{
    if (is_ignorable(builder) || tree_token_is_space(builder) || is_stray_end(builder)) {
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        tree_insert(builder);
        builder->mode = mode_before_head;
        return TRUE;
    }
    tree_insert_implied(builder, TAG_HTML);
    return go(builder, mode_before_head);
}

gboolean mode_initial(struct builder *builder)
{
    if (tree_token_is_space(builder) || builder->token.kind == TOKEN_COMMENT) {
        return TRUE;
    }
    builder->mode = mode_before_html;
    builder->is_quirks = builder->token.kind != TOKEN_DOCTYPE || !builder->token.is_plain_doctype;
    return builder->token.kind == TOKEN_DOCTYPE;
}

gboolean mode_before_head(struct builder *builder)
{
    if (is_ignorable(builder) || tree_token_is_space(builder) || is_stray_end(builder)) {
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HEAD)) {
        builder->head = tree_insert(builder);
        builder->mode = mode_in_head;
        return TRUE;
    }
    tree_insert_implied(builder, TAG_HEAD);
    builder->head = tree_current(builder);
    return go(builder, mode_in_head);
}

/* ---- in head ---- */

static void end_template(struct builder *builder)
{
    if (!builder->open_count[TAG_TEMPLATE]) {
        return;
    }
    tree_imply_ends(builder, TRAIT_IMPLIED | TRAIT_THOROUGH, NULL);
    tree_pop_until(builder, TAG_TEMPLATE);
    tree_clear_to_marker(builder);
    builder->template_count -= builder->template_count ? 1 : 0;
    tree_reset_mode(builder);
}

static void start_template(struct builder *builder)
{
    tree_insert(builder);
    tree_add_marker(builder);
    builder->is_frameset_ok = FALSE;
    builder->mode = mode_in_template;
    if (builder->template_count < READER_DEPTH) {
        builder->template_modes[builder->template_count++] = mode_in_template;
    }
}

/* The start tags that belong in the head; FALSE: it is none of them. */
static gboolean start_in_head(struct builder *builder)
{
    switch (builder->token.element->tag) {
    case TAG_BASE:
    case TAG_BASEFONT:
    case TAG_BGSOUND:
    case TAG_LINK:
    case TAG_META:
        tree_insert_void(builder);
        return TRUE;
    case TAG_TITLE:
        tree_enter_text(builder, CONTENT_RCDATA);
        return TRUE;
    case TAG_STYLE:
    case TAG_NOFRAMES:
        tree_enter_text(builder, CONTENT_RAWTEXT);
        return TRUE;
    case TAG_SCRIPT:
        tree_enter_text(builder, CONTENT_SCRIPT);
        return TRUE;
    case TAG_TEMPLATE:
        start_template(builder);
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean mode_in_head_noscript(struct builder *builder)
{
    if (builder->token.kind == TOKEN_DOCTYPE || is_stray_end(builder) ||
        tree_token_is(builder, TOKEN_START, TAG_HEAD) ||
        tree_token_is(builder, TOKEN_START, TAG_NOSCRIPT)) {
        gboolean is_own = tree_token_is(builder, TOKEN_END, TAG_NOSCRIPT);
        if (is_own) {
            tree_pop(builder);
            builder->mode = mode_in_head;
        }
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    }
    gboolean is_start = builder->token.kind == TOKEN_START;
    if (tree_token_is_space(builder) || builder->token.kind == TOKEN_COMMENT ||
        (is_start && builder->token.element->start == START_HEAD &&
         !tree_token_is(builder, TOKEN_START, TAG_TITLE) &&
         !tree_token_is(builder, TOKEN_START, TAG_BASE) &&
         !tree_token_is(builder, TOKEN_START, TAG_SCRIPT) &&
         !tree_token_is(builder, TOKEN_START, TAG_TEMPLATE))) {
        return mode_in_head(builder);
    }
    tree_pop(builder);
    return go(builder, mode_in_head);
}

static gboolean start_noscript(struct builder *builder)
{
    if (builder->is_scripting) {
        tree_enter_text(builder, CONTENT_RAWTEXT);
    } else {
        tree_insert(builder);
        builder->mode = mode_in_head_noscript;
    }
    return TRUE;
}

gboolean mode_in_head(struct builder *builder)
{
    if (tree_token_is_space(builder)) {
        tree_insert_text(builder);
        return TRUE;
    }
    if (is_ignorable(builder) || tree_token_is(builder, TOKEN_START, TAG_HEAD)) {
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    }
    if (tree_token_is(builder, TOKEN_START, TAG_NOSCRIPT)) {
        return start_noscript(builder);
    }
    if (builder->token.kind == TOKEN_START && start_in_head(builder)) {
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_END, TAG_HEAD)) {
        tree_pop(builder);
        builder->mode = mode_after_head;
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_END, TAG_TEMPLATE)) {
        end_template(builder);
        return TRUE;
    }
    if (is_stray_end(builder)) {
        return TRUE;
    }
    tree_pop(builder);
    return go(builder, mode_after_head);
}

/* What belongs in the head goes there, though it was closed. */
static gboolean insert_in_head(struct builder *builder)
{
    struct html_node *head = builder->head;
    if (!head) {
        return mode_in_head(builder);
    }
    tree_push(builder, head);
    mode_in_head(builder);
    tree_remove_open(builder, head);
    return TRUE;
}

gboolean mode_after_head(struct builder *builder)
{
    if (tree_token_is_space(builder)) {
        tree_insert_text(builder);
        return TRUE;
    }
    if (is_ignorable(builder) || tree_token_is(builder, TOKEN_START, TAG_HEAD)) {
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    }
    if (tree_token_is(builder, TOKEN_START, TAG_BODY)) {
        tree_insert(builder);
        builder->is_frameset_ok = FALSE;
        builder->mode = mode_in_body;
        return TRUE;
    }
    if (tree_token_is(builder, TOKEN_START, TAG_FRAMESET)) {
        tree_insert(builder);
        builder->mode = mode_in_frameset;
        return TRUE;
    }
    if (builder->token.kind == TOKEN_START && builder->token.element->start == START_HEAD) {
        return insert_in_head(builder);
    }
    if (tree_token_is(builder, TOKEN_END, TAG_TEMPLATE)) {
        return mode_in_head(builder);
    }
    if (is_stray_end(builder)) {
        return TRUE;
    }
    tree_insert_implied(builder, TAG_BODY);
    return go(builder, mode_in_body);
}

/* ---- text, frames ---- */

gboolean mode_text(struct builder *builder)
{
    if (tree_is_text(builder)) {
        tree_insert_text(builder);
        return TRUE;
    }
    tree_pop(builder);
    builder->mode = builder->original_mode;
    return builder->token.kind != TOKEN_END_OF_FILE;
}

static gboolean mode_after_frameset(struct builder *builder)
{
    if (tree_token_is_space(builder)) {
        tree_insert_text(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_NOFRAMES)) {
        return mode_in_head(builder);
    }
    return TRUE;
}

gboolean mode_in_frameset(struct builder *builder)
{
    if (tree_token_is_space(builder)) {
        tree_insert_text(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_FRAMESET)) {
        tree_insert(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_FRAME)) {
        tree_insert_void(builder);
    } else if (tree_token_is(builder, TOKEN_START, TAG_NOFRAMES)) {
        return mode_in_head(builder);
    } else if (tree_token_is(builder, TOKEN_END, TAG_FRAMESET) && builder->depth > 1) {
        tree_pop(builder);
        builder->mode =
            tree_is_current(builder, TAG_FRAMESET) ? mode_in_frameset : mode_after_frameset;
    }
    return TRUE;
}

/* ---- templates ---- */

static mode_fn template_mode(const struct element *element)
{
    switch (element->tag) {
    case TAG_CAPTION:
    case TAG_COLGROUP:
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
        return mode_in_table;
    case TAG_COL:
        return mode_in_column_group;
    case TAG_TR:
        return mode_in_table_body;
    case TAG_TD:
    case TAG_TH:
        return mode_in_row;
    default:
        return mode_in_body;
    }
}

gboolean mode_in_template(struct builder *builder)
{
    const struct html_token *token = &builder->token;
    if (tree_is_text(builder) || is_ignorable(builder)) {
        return mode_in_body(builder);
    }
    if (token->kind == TOKEN_END_OF_FILE) {
        if (!builder->open_count[TAG_TEMPLATE]) {
            return TRUE;
        }
        end_template(builder);
        return FALSE;
    }
    if (token->kind == TOKEN_END) {
        return token->element->tag == TAG_TEMPLATE ? mode_in_head(builder) : TRUE;
    }
    if (token->element->start == START_HEAD) {
        return mode_in_head(builder);
    }
    mode_fn mode = template_mode(token->element);
    if (builder->template_count) {
        builder->template_modes[builder->template_count - 1] = mode;
    }
    return go(builder, mode);
}
