/* SPDX-License-Identifier: MIT
 *
 * The tree of a page, as the HTML standard (section 13.2.6) has it built from tokens: what browsers
 * see, however a page is written.
 */
#ifndef PLUGINS_COMMON_HTML_TREE_H
#define PLUGINS_COMMON_HTML_TREE_H

#include "plugins/common/html_tokens.h"

enum html_node_kind { NODE_ROOT, NODE_ELEMENT, NODE_TEXT, NODE_DECODED };
enum html_space { SPACE_HTML, SPACE_SVG, SPACE_MATH };

/* Only elements, and the root, have what stands from element on. */
struct html_node {
    struct html_node *parent, *previous, *next;
    uint32_t begin, end; /* in the source: of the text, or of the start tag; equal if implied */
    uint8_t kind;        /* enum html_node_kind */
    uint8_t space;       /* enum html_space */
    uint8_t tag;         /* enum html_tag of an HTML element, else TAG_OTHER */
    uint8_t traits;      /* enum element_traits, in its space */
    uint8_t is_open;     /* on the stack of open elements */
    uint8_t text_size;
    union {
        struct {
            struct html_node *first, *last;
        };
        char text[HTML_REFERENCE_MAX]; /* of NODE_DECODED */
    };
    const struct element *element;
    const struct html_attribute *attributes;
    uint32_t attribute_count;
    uint32_t close; /* where its end tag ends in the source, or what else ended it begins */
};

struct html_tree {
    struct html_node *root;
    struct ts_str source;
    gboolean is_too_deep;  /* elements were taken out of each other */
    gboolean is_too_large; /* what follows was not read */
    GArray *acceptances;   /* struct ts_str: comments that speak to touchstone, or NULL */
};

/* Builds the tree. is_scripting: what noscript holds is text. Free it with html_tree_free. */
struct html_tree *html_tree_new(struct ts_str source, gboolean is_scripting);
void html_tree_free(struct html_tree **tree);

/* The text of a NODE_TEXT or NODE_DECODED. */
struct ts_str html_node_text(const struct html_tree *tree, const struct html_node *node);
/* The node after it among those in outer, or NULL. */
const struct html_node *html_next_inside(const struct html_node *node,
                                         const struct html_node *outer);
/* The attribute as it stands in the source, or NULL. */
const struct html_attribute *html_node_attribute(const struct html_node *node,
                                                 enum html_attribute_id id);

#endif
