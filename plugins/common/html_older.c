/* SPDX-License-Identifier: MIT
 *
 * Older mails in the HTML of a new one: where mail programs say so in the markup, and where only
 * the words do ("Van: ... Verzonden: ...").
 */
#include <string.h>

#include "plugins/common/html_private.h"

#define AHEAD_SIZE 1500u /* bytes that are read ahead of a text that may open an older mail */
#define AHEAD_NODES 200u

enum older { OLDER_NOT, OLDER_INSIDE, OLDER_REST };

struct mark {
    enum html_tag tag; /* or TAG_OTHER: any */
    enum html_attribute_id attribute;
    const char *token;
    enum older means;
};

/* By which mail programs mark what they quote, and what introduces it. */
static const struct mark marks[] = {
    {TAG_BLOCKQUOTE, ATTRIBUTE_TYPE, "cite", OLDER_INSIDE}, /* Apple Mail, Thunderbird */
    {TAG_BLOCKQUOTE, ATTRIBUTE_CLASS, "gmail_quote", OLDER_INSIDE},
    {TAG_BLOCKQUOTE, ATTRIBUTE_CLASS, "protonmail_quote", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_CLASS, "moz-cite-prefix", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_CLASS, "moz-forward-container", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_CLASS, "yahoo_quoted", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_ID, "mail-editor-reference-message-container", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_ID, "OLK_SRC_BODY_SECTION", OLDER_INSIDE},
    {TAG_OTHER, ATTRIBUTE_ID, "divRplyFwdMsg",
     OLDER_REST}, /* Outlook: what follows stands beside */
};

/* What stands from node on, as lines. */
static GString *read_ahead(const struct html_reader *reader, const struct html_node *node)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; node && i < AHEAD_NODES && text->len < AHEAD_SIZE; i++) {
        if (node->kind != NODE_ELEMENT) {
            struct ts_str piece = html_node_text(reader->tree, node);
            gsize begin = text->len;
            g_string_append_len(text, piece.ptr, (gssize)MIN(piece.len, AHEAD_SIZE));
            for (gsize k = begin; k < text->len; k++) {
                text->str[k] = g_ascii_isspace(text->str[k]) ? ' ' : text->str[k];
            }
        } else if ((node->element->flags & (ELEMENT_BLOCK | ELEMENT_BREAK)) && text->len &&
                   text->str[text->len - 1] != '\n') {
            g_string_append_c(text, '\n');
        }
        node = html_next_inside(node, reader->tree->root);
    }
    return text;
}

static gboolean begins_older(const struct html_reader *reader, const struct html_node *node)
{
    GString *text = read_ahead(reader, node);
    gboolean begins = reader->input->older->begins(ts_bytes(text->str, text->len)) != 0;
    g_string_free(text, TRUE);
    return begins;
}

static enum older mark_of(struct html_reader *reader, const struct html_node *node)
{
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const struct mark *mark = &marks[i];
        if ((mark->tag == TAG_OTHER || mark->tag == node->tag) &&
            html_node_attribute(node, mark->attribute)) {
            const char *value = html_attribute(reader, node, mark->attribute);
            if (value && html_has_token(value, mark->token)) {
                return mark->means;
            }
        }
    }
    return OLDER_NOT;
}

/* Gmail's line "On ... wrote:" quotes what follows; a forwarded mail begins in the same place. */
static enum older attribution_of(struct html_reader *reader, const struct html_node *node)
{
    const char *class = html_node_attribute(node, ATTRIBUTE_CLASS)
                            ? html_attribute(reader, node, ATTRIBUTE_CLASS)
                            : NULL;
    if (!class || !html_has_token(class, "gmail_attr")) {
        return OLDER_NOT;
    }
    return node->first && begins_older(reader, node->first) ? OLDER_REST : OLDER_INSIDE;
}

/* Most texts are none of these, so the first look costs nothing. */
static gboolean may_begin(struct ts_str text)
{
    while (text.len && g_ascii_isspace(*text.ptr)) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    return text.len > 2 &&
           (*text.ptr == '-' || *text.ptr == '_' || memchr(text.ptr, ':', MIN(text.len, 32u)));
}

gboolean html_is_older(struct html_reader *reader, const struct html_node *node)
{
    enum older means = OLDER_NOT;
    if (!reader->input->older) {
        return FALSE;
    }
    if (node->kind == NODE_ELEMENT && node->attribute_count) {
        html_arena_empty(&reader->values);
        means = mark_of(reader, node);
        means = means == OLDER_NOT ? attribution_of(reader, node) : means;
    } else if (node->kind == NODE_TEXT && block_builder_is_empty(&reader->builder) &&
               may_begin(html_node_text(reader->tree, node)) && begins_older(reader, node)) {
        means = OLDER_REST;
    }
    reader->is_rest_older |= means == OLDER_REST;
    reader->input->older->is_met |= means != OLDER_NOT;
    return means != OLDER_NOT;
}
