/* SPDX-License-Identifier: MIT
 *
 * What the two files of microdata share.
 */
#ifndef PLUGINS_COMMON_HTML_MICRODATA_H
#define PLUGINS_COMMON_HTML_MICRODATA_H

#include <jansson.h>

#include "plugins/common/html_private.h"

/* An item with itemprop outside of any: of whoever refers to it, or of nobody. */
struct orphan {
    const struct html_node *node;
    char *where;
    guint32 line, column;
};

struct microdata {
    GArray *orphans;      /* struct orphan */
    GHashTable *referred; /* struct html_node *: items that itemref led to */
    GHashTable *ids;      /* const char * -> struct html_node *; NULL until one is asked for */
    GStringChunk *id_names;
    guint count; /* items made */
    guint steps; /* nodes passed again: for texts, by itemref */
};

/* html_microdata_value.c */
gboolean microdata_is_element(const struct html_node *node);
/* What it holds is no part of the page: a script, and what only a script would show. */
gboolean microdata_is_apart(const struct html_node *node);
/* The next node inside root, in the order of the source; NULL at the end. */
const struct html_node *microdata_next(const struct html_node *node, const struct html_node *root,
                                       gboolean goes_in);
/* Each way through the tree is counted: what is written must not make it many times as long. */
gboolean microdata_may_step(const struct html_reader *reader);
/* Its text, white space folded; where a block or a line ends, so does a word. New. */
json_t *microdata_text_of(struct html_reader *reader, const struct html_node *root);
/* What it says as a property, if that is no item; NULL: nothing. New. */
json_t *microdata_value_of(struct html_reader *reader, const struct html_node *node);

#endif
