/* SPDX-License-Identifier: MIT
 *
 * The insertion mode "in body" (HTML standard, 13.2.6.4.7), and what comes after the body.
 */
#include "plugins/common/html_tree_private.h"

/* ---- start tags ---- */

static gboolean start_any(struct builder *builder)
{
    tree_reconstruct(builder);
    tree_insert(builder);
    return TRUE;
}

static gboolean start_html(struct builder *builder)
{
    if (!builder->open_count[TAG_TEMPLATE] && builder->depth) {
        tree_merge_attributes(builder, builder->open[0]);
    }
    return TRUE;
}

static gboolean start_body(struct builder *builder)
{
    if (builder->depth > 1 && builder->open[1]->tag == TAG_BODY &&
        !builder->open_count[TAG_TEMPLATE]) {
        builder->is_frameset_ok = FALSE;
        tree_merge_attributes(builder, builder->open[1]);
    }
    return TRUE;
}

static gboolean start_frameset(struct builder *builder)
{
    if (builder->depth < 2 || builder->open[1]->tag != TAG_BODY || !builder->is_frameset_ok) {
        return TRUE;
    }
    tree_detach(builder->open[1]);
    while (builder->depth > 1) {
        tree_pop(builder);
    }
    tree_insert(builder);
    builder->mode = mode_in_frameset;
    return TRUE;
}

static gboolean start_block(struct builder *builder)
{
    tree_close_p(builder);
    tree_insert(builder);
    return TRUE;
}

static gboolean start_heading(struct builder *builder)
{
    tree_close_p(builder);
    if (tree_current(builder)->traits & TRAIT_HEADING) {
        tree_pop(builder);
    }
    tree_insert(builder);
    return TRUE;
}

static gboolean start_pre(struct builder *builder)
{
    start_block(builder);
    builder->skips_newline = TRUE;
    builder->is_frameset_ok = FALSE;
    return TRUE;
}

static gboolean start_form(struct builder *builder)
{
    gboolean is_in_template = builder->open_count[TAG_TEMPLATE] != 0;
    if (builder->form && !is_in_template) {
        return TRUE;
    }
    tree_close_p(builder);
    struct html_node *form = tree_insert(builder);
    builder->form = is_in_template ? builder->form : form;
    return TRUE;
}

static void close_item(struct builder *builder, enum html_tag tag)
{
    tree_imply_ends(builder, TRAIT_IMPLIED, html_element_of(tag));
    tree_pop_until(builder, tag);
}

/* A new item ends the one before, and the one before may be dd or dt alike. */
static gboolean start_item(struct builder *builder)
{
    enum html_tag tag = builder->token.element->tag;
    enum html_tag other = tag == TAG_DD ? TAG_DT : tag == TAG_DT ? TAG_DD : tag;
    builder->is_frameset_ok = FALSE;
    for (unsigned i = builder->depth; i > 0; i--) {
        const struct html_node *node = builder->open[i - 1];
        if (node->tag == tag || node->tag == other) {
            close_item(builder, node->tag);
            break;
        }
        if ((node->traits & TRAIT_SPECIAL) && node->tag != TAG_ADDRESS && node->tag != TAG_DIV &&
            node->tag != TAG_P) {
            break;
        }
    }
    return start_block(builder);
}

static gboolean start_plaintext(struct builder *builder)
{
    start_block(builder);
    html_tokens_enter(&builder->tokens, CONTENT_PLAINTEXT, builder->token.element);
    return TRUE;
}

static gboolean start_button(struct builder *builder)
{
    if (tree_in_scope(builder, TAG_BUTTON, SCOPE_DEFAULT)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
        tree_pop_until(builder, TAG_BUTTON);
    }
    builder->is_frameset_ok = FALSE;
    return start_any(builder);
}

static gboolean start_formatting(struct builder *builder)
{
    tree_reconstruct(builder);
    tree_add_formatting(builder, tree_insert(builder));
    return TRUE;
}

static gboolean start_a(struct builder *builder)
{
    struct html_node *open = tree_find_formatting(builder, TAG_A);
    if (open) {
        tree_adopt(builder);
        tree_forget_formatting(builder, open);
        tree_remove_open(builder, open);
    }
    return start_formatting(builder);
}

static gboolean start_nobr(struct builder *builder)
{
    tree_reconstruct(builder);
    if (tree_in_scope(builder, TAG_NOBR, SCOPE_DEFAULT)) {
        tree_adopt(builder);
    }
    return start_formatting(builder);
}

static gboolean start_object(struct builder *builder)
{
    builder->is_frameset_ok = FALSE;
    start_any(builder);
    tree_add_marker(builder);
    return TRUE;
}

static gboolean start_table(struct builder *builder)
{
    if (!builder->is_quirks) {
        tree_close_p(builder);
    }
    tree_insert(builder);
    builder->is_frameset_ok = FALSE;
    builder->mode = mode_in_table;
    return TRUE;
}

static gboolean start_void(struct builder *builder)
{
    tree_reconstruct(builder);
    tree_insert_void(builder);
    builder->is_frameset_ok = FALSE;
    return TRUE;
}

static gboolean start_input(struct builder *builder)
{
    gboolean was_ok = builder->is_frameset_ok;
    const struct html_token *token = &builder->token;
    start_void(builder);
    for (unsigned i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *own = &token->attributes[i];
        if (own->id == ATTRIBUTE_TYPE && own->size == strlen("hidden") &&
            g_ascii_strncasecmp(builder->tree.source.ptr + own->begin, "hidden", own->size) == 0) {
            builder->is_frameset_ok = was_ok;
        }
    }
    return TRUE;
}

static gboolean start_param(struct builder *builder)
{
    tree_insert_void(builder);
    return TRUE;
}

static gboolean start_hr(struct builder *builder)
{
    tree_close_p(builder);
    tree_insert_void(builder);
    builder->is_frameset_ok = FALSE;
    return TRUE;
}

/* <image> is what some write for img. */
static gboolean start_image(struct builder *builder)
{
    builder->token.element = html_element_of(TAG_IMG);
    return FALSE;
}

static gboolean start_textarea(struct builder *builder)
{
    builder->is_frameset_ok = FALSE;
    tree_enter_text(builder, CONTENT_RCDATA);
    builder->skips_newline = TRUE;
    return TRUE;
}

static gboolean start_xmp(struct builder *builder)
{
    tree_close_p(builder);
    tree_reconstruct(builder);
    builder->is_frameset_ok = FALSE;
    tree_enter_text(builder, CONTENT_RAWTEXT);
    return TRUE;
}

static gboolean start_iframe(struct builder *builder)
{
    builder->is_frameset_ok = FALSE;
    tree_enter_text(builder, CONTENT_RAWTEXT);
    return TRUE;
}

static gboolean start_noembed(struct builder *builder)
{
    tree_enter_text(builder, CONTENT_RAWTEXT);
    return TRUE;
}

static gboolean start_noscript(struct builder *builder)
{
    return builder->is_scripting ? start_noembed(builder) : start_any(builder);
}

static gboolean start_select(struct builder *builder)
{
    mode_fn mode = builder->mode;
    start_any(builder);
    builder->is_frameset_ok = FALSE;
    gboolean is_in_table = mode == mode_in_table || mode == mode_in_caption ||
                           mode == mode_in_table_body || mode == mode_in_row ||
                           mode == mode_in_cell;
    builder->mode = is_in_table ? mode_in_select_in_table : mode_in_select;
    return TRUE;
}

static gboolean start_option(struct builder *builder)
{
    if (tree_is_current(builder, TAG_OPTION)) {
        tree_pop(builder);
    }
    return start_any(builder);
}

static gboolean start_ruby_base(struct builder *builder)
{
    if (tree_in_scope(builder, TAG_RUBY, SCOPE_DEFAULT)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
    }
    tree_insert(builder);
    return TRUE;
}

static gboolean start_ruby_text(struct builder *builder)
{
    if (tree_in_scope(builder, TAG_RUBY, SCOPE_DEFAULT)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, html_element_of(TAG_RTC));
    }
    tree_insert(builder);
    return TRUE;
}

static gboolean start_foreign(struct builder *builder)
{
    tree_reconstruct(builder);
    tree_insert_foreign(builder, builder->token.element->tag == TAG_SVG ? SPACE_SVG : SPACE_MATH);
    return TRUE;
}

static gboolean ignore(struct builder *builder)
{
    (void)builder;
    return TRUE;
}

static gboolean (*const starts[START_COUNT])(struct builder *builder) = {
    [START_ANY] = start_any,
    [START_HTML] = start_html,
    [START_HEAD] = mode_in_head,
    [START_BODY] = start_body,
    [START_FRAMESET] = start_frameset,
    [START_BLOCK] = start_block,
    [START_HEADING] = start_heading,
    [START_PRE] = start_pre,
    [START_FORM] = start_form,
    [START_LI] = start_item,
    [START_DEFINITION] = start_item,
    [START_PLAINTEXT] = start_plaintext,
    [START_BUTTON] = start_button,
    [START_A] = start_a,
    [START_FORMATTING] = start_formatting,
    [START_NOBR] = start_nobr,
    [START_OBJECT] = start_object,
    [START_TABLE] = start_table,
    [START_VOID] = start_void,
    [START_INPUT] = start_input,
    [START_PARAM] = start_param,
    [START_HR] = start_hr,
    [START_IMAGE] = start_image,
    [START_TEXTAREA] = start_textarea,
    [START_XMP] = start_xmp,
    [START_IFRAME] = start_iframe,
    [START_NOEMBED] = start_noembed,
    [START_NOSCRIPT] = start_noscript,
    [START_SELECT] = start_select,
    [START_OPTION] = start_option,
    [START_RUBY_BASE] = start_ruby_base,
    [START_RUBY_TEXT] = start_ruby_text,
    [START_FOREIGN] = start_foreign,
    [START_IGNORED] = ignore,
};

/* ---- end tags ---- */

void tree_any_end(struct builder *builder)
{
    const struct element *element = builder->token.element;
    if (element->tag != TAG_OTHER && !builder->open_count[element->tag]) {
        return;
    }
    for (unsigned i = builder->depth; i > 1; i--) {
        const struct html_node *node = builder->open[i - 1];
        if (node->space == SPACE_HTML && node->element == element) {
            tree_imply_ends(builder, TRAIT_IMPLIED, element);
            while (builder->depth >= i) {
                tree_pop(builder);
            }
            return;
        }
        if (node->traits & TRAIT_SPECIAL) {
            return;
        }
    }
}

static gboolean end_any(struct builder *builder)
{
    tree_any_end(builder);
    return TRUE;
}

static gboolean end_body(struct builder *builder)
{
    if (tree_in_scope(builder, TAG_BODY, SCOPE_DEFAULT)) {
        builder->mode = mode_after_body;
        return builder->token.element->tag == TAG_BODY;
    }
    return TRUE;
}

static gboolean end_block(struct builder *builder)
{
    enum html_tag tag = builder->token.element->tag;
    if (tree_in_scope(builder, tag, SCOPE_DEFAULT)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
        tree_pop_until(builder, tag);
    }
    return TRUE;
}

static gboolean end_form(struct builder *builder)
{
    if (builder->open_count[TAG_TEMPLATE]) {
        return end_block(builder);
    }
    struct html_node *form = builder->form;
    builder->form = NULL;
    if (form && form->is_open && tree_in_scope(builder, TAG_FORM, SCOPE_DEFAULT)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, NULL);
        tree_remove_open(builder, form);
    }
    return TRUE;
}

static gboolean end_p(struct builder *builder)
{
    if (!tree_in_scope(builder, TAG_P, SCOPE_BUTTON)) {
        tree_insert_implied(builder, TAG_P);
    }
    tree_close_p(builder);
    return TRUE;
}

static gboolean end_item(struct builder *builder)
{
    enum html_tag tag = builder->token.element->tag;
    if (tree_in_scope(builder, tag, tag == TAG_LI ? SCOPE_LIST : SCOPE_DEFAULT)) {
        close_item(builder, tag);
    }
    return TRUE;
}

/* </h2> ends <h1>. */
static gboolean end_heading(struct builder *builder)
{
    unsigned i = builder->depth;
    while (i > 1 && !(builder->open[i - 1]->traits & (TRAIT_SCOPE | TRAIT_HEADING))) {
        i--;
    }
    if (builder->open[i - 1]->traits & TRAIT_HEADING) {
        while (builder->depth >= i) {
            tree_pop(builder);
        }
    }
    return TRUE;
}

static gboolean end_formatting(struct builder *builder)
{
    tree_adopt(builder);
    return TRUE;
}

static gboolean end_object(struct builder *builder)
{
    enum html_tag tag = builder->token.element->tag;
    if (tree_in_scope(builder, tag, SCOPE_DEFAULT)) {
        end_block(builder);
        tree_clear_to_marker(builder);
    }
    return TRUE;
}

/* </br> is a <br> without attributes. */
static gboolean end_br(struct builder *builder)
{
    builder->token.attribute_count = 0;
    return start_void(builder);
}

static gboolean (*const ends[END_COUNT])(struct builder *builder) = {
    [END_ANY] = end_any,
    [END_TEMPLATE] = mode_in_head,
    [END_BODY] = end_body,
    [END_BLOCK] = end_block,
    [END_FORM] = end_form,
    [END_P] = end_p,
    [END_LI] = end_item,
    [END_HEADING] = end_heading,
    [END_FORMATTING] = end_formatting,
    [END_OBJECT] = end_object,
    [END_BR] = end_br,
};

/* ---- the modes ---- */

gboolean mode_in_body(struct builder *builder)
{
    switch (builder->token.kind) {
    case TOKEN_TEXT:
    case TOKEN_DECODED:
        tree_reconstruct(builder);
        builder->is_frameset_ok = builder->is_frameset_ok && tree_token_is_space(builder);
        tree_insert_text(builder);
        return TRUE;
    case TOKEN_START:
        return starts[builder->token.element->start](builder);
    case TOKEN_END:
        return ends[builder->token.element->end](builder);
    case TOKEN_END_OF_FILE:
        return builder->template_count && builder->open_count[TAG_TEMPLATE]
                   ? mode_in_template(builder)
                   : TRUE;
    default:
        return TRUE;
    }
}

static gboolean mode_after_after_body(struct builder *builder)
{
    if (builder->token.kind == TOKEN_COMMENT || builder->token.kind == TOKEN_END_OF_FILE) {
        return TRUE;
    }
    if (builder->token.kind == TOKEN_DOCTYPE || tree_token_is_space(builder) ||
        tree_token_is(builder, TOKEN_START, TAG_HTML)) {
        return mode_in_body(builder);
    }
    builder->mode = mode_in_body;
    return FALSE;
}

/* What comes after the body belongs to it. */
gboolean mode_after_body(struct builder *builder)
{
    if (tree_token_is(builder, TOKEN_END, TAG_HTML)) {
        builder->mode = mode_after_after_body;
        return TRUE;
    }
    return mode_after_after_body(builder);
}
