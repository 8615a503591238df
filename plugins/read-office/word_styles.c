/* SPDX-License-Identifier: MIT
 *
 * Styles of a DOCX: which are headings, lists, quotes and code, which hide text, and their
 * language.
 */
#include <string.h>

#include "plugins/read-office/word.h"

#define STYLES 20000u
#define CHAIN 30u /* styles based on each other */

struct reading {
    GHashTable *styles;
    struct word_style *style; /* at work, or NULL */
};

static void free_style(gpointer data)
{
    struct word_style *style = data;
    g_free(style->based_on);
    g_free(style->language);
    g_free(style);
}

static void begin_style(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    char *id = xml_attribute(tag, "w:styleId");
    reading->style = NULL;
    if (!id || g_hash_table_size(reading->styles) >= STYLES) {
        g_free(id);
        xml_skip(tag);
        return;
    }
    reading->style = g_new0(struct word_style, 1);
    g_hash_table_replace(reading->styles, id, reading->style);
}

static void end_style(void *self)
{
    ((struct reading *)self)->style = NULL;
}

/* Built-in styles have their English names in every language of Word. */
static void take_name(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    g_autofree char *name = xml_attribute(tag, "w:val");
    g_autofree char *lower = g_ascii_strdown(name ? name : "", -1);
    if (!reading->style) {
        return;
    }
    reading->style->is_heading |= g_str_has_prefix(lower, "heading ");
    reading->style->is_title |= g_str_equal(lower, "title");
    reading->style->is_quote |= g_str_equal(lower, "quote") || g_str_equal(lower, "intense quote");
    reading->style->is_code |=
        g_str_has_prefix(lower, "html preformatted") || g_str_has_prefix(lower, "html code") ||
        g_str_has_prefix(lower, "source code") || g_str_has_prefix(lower, "verbatim");
}

static void take_base(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    if (reading->style && !reading->style->based_on) {
        reading->style->based_on = xml_attribute(tag, "w:val");
    }
}

static void take_outline(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    if (reading->style) {
        reading->style->is_heading |= xml_attribute_number(tag, "w:val", 9) < 9;
    }
}

static void take_number(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    if (reading->style) {
        reading->style->is_item = xml_attribute_number(tag, "w:val", 0) != 0;
    }
}

static void take_language(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    if (reading->style && !reading->style->language) {
        reading->style->language = xml_attribute(tag, "w:val");
    }
}

static void take_vanish(void *self, const struct xml_tag *tag)
{
    struct reading *reading = self;
    if (reading->style) {
        reading->style->is_hidden = word_is_on(tag);
    }
}

GHashTable *word_styles_read(struct office *office, const char *part)
{
    static const struct xml_rule rules[] = {
        {"w:style", begin_style, end_style}, {"w:name", take_name, NULL},
        {"w:basedOn", take_base, NULL},      {"w:outlineLvl", take_outline, NULL},
        {"w:numId", take_number, NULL},      {"w:lang", take_language, NULL},
        {"w:vanish", take_vanish, NULL},
    };
    struct reading reading = {
        .styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style)};
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &reading};
    if (part) {
        office_walk(office, part, &handler);
    }
    return reading.styles;
}

static void inherit(struct word_style *style, const struct word_style *base)
{
    style->is_heading |= base->is_heading;
    style->is_title |= base->is_title;
    style->is_quote |= base->is_quote;
    style->is_code |= base->is_code;
    style->is_item |= base->is_item;
    style->is_hidden |= base->is_hidden;
    if (!style->language) {
        style->language = g_strdup(base->language);
    }
}

/* Settled on first use, the base before what is based on it; a chain that never ends is cut. */
static struct word_style *settle(GHashTable *styles, const char *id, guint depth)
{
    struct word_style *style = id ? g_hash_table_lookup(styles, id) : NULL;
    if (style && !style->is_settled) {
        style->is_settled = TRUE;
        const struct word_style *base =
            depth < CHAIN ? settle(styles, style->based_on, depth + 1) : NULL;
        if (base && base != style) {
            inherit(style, base);
        }
    }
    return style;
}

const struct word_style *word_style_find(GHashTable *styles, const char *id)
{
    return settle(styles, id, 0);
}
