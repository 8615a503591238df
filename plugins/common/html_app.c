/* SPDX-License-Identifier: MIT
 *
 * Tells the pages that are empty until a script has run: they can't be judged from their bytes, and
 * an empty page is never taken for a clean one.
 */
#include <string.h>

#include "plugins/common/html_private.h"

#define APP_TEXT_SIZE 40u /* bytes of text: "Loading..." is no page */

/* Where frameworks put what they make. */
void html_app_see_id(struct html_app *app, const char *id)
{
    static const char *const roots[] = {"root",       "app",      "__next",    "__nuxt",
                                        "react-root", "app-root", "ember-app", "___gatsby",
                                        "svelte",     "q-app"};
    for (size_t i = 0; !app->has_root && i < G_N_ELEMENTS(roots); i++) {
        app->has_root = g_str_equal(id, roots[i]);
    }
}

static void see_notice(struct html_reader *reader, const struct html_node *node)
{
    const struct html_node *text = node->first;
    if (text && text->kind == NODE_TEXT) {
        struct ts_str own = html_node_text(reader->tree, text);
        g_autofree char *lower = g_ascii_strdown(own.ptr, (gssize)MIN(own.len, 4096));
        reader->app.has_notice |= strstr(lower, "javascript") != NULL;
    }
}

static gboolean is_program(struct html_reader *reader, const struct html_node *node)
{
    const char *type = html_attribute(reader, node, ATTRIBUTE_TYPE);
    return html_node_attribute(node, ATTRIBUTE_SRC) ||
           (type && g_ascii_strcasecmp(type, "module") == 0);
}

void html_app_see(struct html_reader *reader, const struct html_node *node)
{
    static const uint8_t contents[TAG_COUNT] = {
        [TAG_FORM] = 1,  [TAG_FRAME] = 1,  [TAG_IFRAME] = 1, [TAG_INPUT] = 1, [TAG_VIDEO] = 1,
        [TAG_AUDIO] = 1, [TAG_OBJECT] = 1, [TAG_EMBED] = 1,  [TAG_SVG] = 1,   [TAG_CANVAS] = 1};
    struct html_app *app = &reader->app;
    if (node->tag == TAG_SCRIPT) {
        app->has_script |= is_program(reader, node);
    } else if (node->tag == TAG_NOSCRIPT) {
        see_notice(reader, node);
    }
    app->has_content |= contents[node->element->tag] != 0;
    app->has_root |=
        node->element->tag == TAG_OTHER && g_str_equal(node->element->name, "app-root");
}

gboolean html_app_is_empty(const struct html_app *app)
{
    return app->text_size < APP_TEXT_SIZE && app->has_script && !app->has_redirect &&
           (app->has_root || app->has_notice || !app->has_content);
}
