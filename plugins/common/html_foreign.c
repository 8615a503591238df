/* SPDX-License-Identifier: MIT
 *
 * Inside svg and math (HTML standard, 13.2.6.5).
 */
#include "plugins/common/html_tree_private.h"

static gboolean is_text_point(const struct html_node *node)
{
    static const uint8_t points[TAG_COUNT] = {
        [TAG_MI] = 1, [TAG_MO] = 1, [TAG_MN] = 1, [TAG_MS] = 1, [TAG_MTEXT] = 1};
    return node->space == SPACE_MATH && points[node->element->tag];
}

/* <annotation-xml encoding="text/html"> */
static gboolean has_html_encoding(const struct builder *builder, const struct html_node *node)
{
    static const char *const known[] = {"text/html", "application/xhtml+xml"};
    const struct html_attribute *encoding = html_node_attribute(node, ATTRIBUTE_ENCODING);
    for (size_t i = 0; encoding && i < G_N_ELEMENTS(known); i++) {
        if (encoding->size == strlen(known[i]) &&
            g_ascii_strncasecmp(builder->tree.source.ptr + encoding->begin, known[i],
                                encoding->size) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_html_point(const struct builder *builder, const struct html_node *node)
{
    if (node->space == SPACE_MATH) {
        return node->element->tag == TAG_ANNOTATION_XML && has_html_encoding(builder, node);
    }
    return node->space == SPACE_SVG && (node->traits & TRAIT_SCOPE);
}

gboolean tree_is_foreign(const struct builder *builder)
{
    const struct html_node *node = tree_current(builder);
    const struct html_token *token = &builder->token;
    if (!node || node->space == SPACE_HTML || token->kind == TOKEN_END_OF_FILE) {
        return FALSE;
    }
    gboolean is_start = token->kind == TOKEN_START;
    if (is_text_point(node) &&
        (tree_is_text(builder) || (is_start && token->element->tag != TAG_MGLYPH &&
                                   token->element->tag != TAG_MALIGNMARK))) {
        return FALSE;
    }
    if (node->space == SPACE_MATH && node->element->tag == TAG_ANNOTATION_XML && is_start &&
        token->element->tag == TAG_SVG) {
        return FALSE;
    }
    return !(is_html_point(builder, node) && (is_start || tree_is_text(builder)));
}

/* <font> ends svg only if it says how text looks. */
static gboolean breaks_out(const struct html_token *token)
{
    static const uint64_t looks =
        1ull << ATTRIBUTE_COLOR | 1ull << ATTRIBUTE_FACE | 1ull << ATTRIBUTE_SIZE;
    if (token->kind == TOKEN_END) {
        return token->element->tag == TAG_BR || token->element->tag == TAG_P;
    }
    return (token->element->traits & TRAIT_BREAKOUT) ||
           (token->element->tag == TAG_FONT && (token->present & looks));
}

static gboolean break_out(struct builder *builder)
{
    while (builder->depth > 1 && tree_current(builder)->space != SPACE_HTML &&
           !is_text_point(tree_current(builder)) &&
           !is_html_point(builder, tree_current(builder))) {
        tree_pop(builder);
    }
    return builder->mode(builder);
}

static gboolean foreign_end(struct builder *builder)
{
    for (unsigned i = builder->depth; i > 1; i--) {
        struct html_node *node = builder->open[i - 1];
        if (node->space == SPACE_HTML) {
            return builder->mode(builder);
        }
        if (node->element == builder->token.element) {
            while (builder->depth >= i) {
                tree_pop(builder);
            }
            return TRUE;
        }
    }
    return TRUE;
}

gboolean tree_foreign(struct builder *builder)
{
    struct html_token *token = &builder->token;
    switch (token->kind) {
    case TOKEN_TEXT:
    case TOKEN_DECODED:
    case TOKEN_NUL:
        if (token->kind == TOKEN_NUL || !tree_token_is_space(builder)) {
            builder->is_frameset_ok &= token->kind == TOKEN_NUL;
        }
        tree_insert_text(builder);
        return TRUE;
    case TOKEN_START:
        if (breaks_out(token)) {
            return break_out(builder);
        }
        tree_insert_foreign(builder, tree_current(builder)->space);
        return TRUE;
    case TOKEN_END:
        return breaks_out(token) ? break_out(builder) : foreign_end(builder);
    default:
        return TRUE;
    }
}
