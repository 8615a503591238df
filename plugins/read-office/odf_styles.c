/* SPDX-License-Identifier: MIT
 *
 * Styles of an OpenDocument file (part 3, 16): the language of text, and what is not shown.
 */
#include <string.h>

#include "plugins/read-office/odf.h"

#define STYLES 50000u
#define CHAIN 30u /* styles based on each other */

static void free_style(gpointer data)
{
    struct odf_style *style = data;
    g_free(style->parent);
    g_free(style->language);
    g_free(style);
}

void odf_styles_init(struct odf_styles *styles)
{
    *styles = (struct odf_styles){
        .table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style)};
}

void odf_styles_finish(struct odf_styles *styles)
{
    g_hash_table_unref(styles->table);
    g_free(styles->family);
}

static char *key_of(const char *family, const char *name)
{
    return g_strconcat(family, "/", name, NULL);
}

/* Names of LibreOffice's own styles are English in the file. */
static void look_at_name(struct odf_style *style, const char *name)
{
    style->is_title = g_str_equal(name, "Title");
    style->is_quote = g_str_equal(name, "Quotations");
    style->is_code =
        g_str_equal(name, "Preformatted_20_Text") || g_str_equal(name, "Source_20_Text");
}

void odf_begin_style(void *self, const struct xml_tag *tag)
{
    struct odf_styles *styles = &((struct odf *)self)->styles;
    g_autofree char *name = xml_attribute(tag, "style:name");
    g_free(styles->family);
    styles->family = xml_attribute(tag, "style:family");
    if (!name || !styles->family || g_hash_table_size(styles->table) >= STYLES) {
        xml_skip(tag);
        return;
    }
    styles->style = g_new0(struct odf_style, 1);
    styles->style->parent = xml_attribute(tag, "style:parent-style-name");
    look_at_name(styles->style, name);
    g_hash_table_replace(styles->table, key_of(styles->family, name), styles->style);
}

void odf_end_style(void *self)
{
    ((struct odf *)self)->styles.style = NULL;
}

void odf_take_text_properties(void *self, const struct xml_tag *tag)
{
    struct odf_style *style = ((struct odf *)self)->styles.style;
    if (!style) {
        return;
    }
    g_autofree char *language = xml_attribute(tag, "fo:language");
    g_autofree char *country = xml_attribute(tag, "fo:country");
    gboolean has_country = country && *country && !g_str_equal(country, "none");
    style->is_hidden |= xml_attribute_is(tag, "text:display", "none");
    if (language && !style->language && writer_is_language(language)) {
        style->language =
            g_strconcat(language, has_country ? "-" : "", has_country ? country : "", NULL);
    }
}

void odf_take_table_properties(void *self, const struct xml_tag *tag)
{
    struct odf_style *style = ((struct odf *)self)->styles.style;
    if (style) {
        style->is_hidden |= xml_attribute_is(tag, "table:display", "false");
    }
}

void odf_take_page_properties(void *self, const struct xml_tag *tag)
{
    struct odf_style *style = ((struct odf *)self)->styles.style;
    if (style) {
        style->is_hidden |= xml_attribute_is(tag, "presentation:visibility", "hidden");
    }
}

static void inherit(struct odf_style *style, const struct odf_style *parent)
{
    style->is_hidden |= parent->is_hidden;
    style->is_title |= parent->is_title;
    style->is_quote |= parent->is_quote;
    style->is_code |= parent->is_code;
    if (!style->language) {
        style->language = g_strdup(parent->language);
    }
}

/* Settled on first use, the parent before the child; a chain that never ends is cut. */
static struct odf_style *settle(struct odf_styles *styles, const char *family, const char *name,
                                guint depth)
{
    g_autofree char *key = key_of(family, name ? name : "");
    struct odf_style *style = g_hash_table_lookup(styles->table, key);
    if (style && !style->is_settled) {
        style->is_settled = TRUE;
        const struct odf_style *parent = style->parent && depth < CHAIN
                                             ? settle(styles, family, style->parent, depth + 1)
                                             : NULL;
        if (parent && parent != style) {
            inherit(style, parent);
        }
    }
    return style;
}

const struct odf_style *odf_styles_find(struct odf_styles *styles, const char *family,
                                        const char *name)
{
    return name ? settle(styles, family, name, 0) : NULL;
}
