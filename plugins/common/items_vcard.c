/* SPDX-License-Identifier: MIT
 *
 * A vCard, as the reader "vcard" gives it, in the words of schema.org.
 */
#include <string.h>

#include "plugins/common/items_private.h"

struct card {
    struct items_builder *builder;
    GArray *drafts;
    const char *name, *organisation; /* FN; first part of ORG */
    gboolean is_person;
};

/* A value is a text, or an array of its components (ADR, N, ORG). */
static const char *component(const json_t *value, size_t index)
{
    const json_t *part = json_is_array(value) ? json_array_get(value, index)
                         : index == 0         ? value
                                              : NULL;
    return json_is_string(part) ? json_string_value(part) : "";
}

static gboolean has_type(const json_t *entry, const char *type)
{
    const char *types =
        json_string_value(json_object_get(json_object_get(entry, "params"), "TYPE"));
    g_autofree char *lower = types ? g_ascii_strdown(types, -1) : NULL;
    g_auto(GStrv) words = lower ? g_strsplit(lower, ",", -1) : NULL;
    return words && g_strv_contains((const char *const *)words, type);
}

/* RFC 6350, section 6.3.1. */
static void take_address(struct card *card, const json_t *value)
{
    static const char *const names[] = {"postOfficeBoxNumber", "extendedAddress", "streetAddress",
                                        "addressLocality",     "addressRegion",   "postalCode",
                                        "addressCountry"};
    struct item *item = items_begin(card->builder, 1);
    if (!item) {
        return;
    }
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    g_ptr_array_add(types, (gpointer) "PostalAddress");
    items_set_types(card->builder, item, types);
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct items_draft));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (*component(value, i)) {
            items_add_text(card->builder, drafts, names[i], component(value, i));
        }
    }
    items_end(card->builder, item, drafts);
    items_add_item(card->builder, card->drafts, "address", item);
}

/* What belongs to somebody's home is not the firm's. */
static void take_entry(struct card *card, const json_t *entry)
{
    static const struct {
        const char *name, *property;
    } texts[] = {
        {"EMAIL", "email"}, {"TITLE", "jobTitle"}, {"URL", "url"}, {"NOTE", "description"}};
    const char *name = json_string_value(json_object_get(entry, "name"));
    const json_t *value = json_object_get(entry, "value");
    const char *text = component(value, 0);
    if (!name || has_type(entry, "home")) {
        return;
    }
    if (strcmp(name, "ADR") == 0) {
        take_address(card, value);
    } else if (strcmp(name, "TEL") == 0) {
        text += g_ascii_strncasecmp(text, "tel:", 4) == 0 ? 4 : 0;
        items_add_text(card->builder, card->drafts,
                       has_type(entry, "fax") ? "faxNumber" : "telephone", text);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (strcmp(name, texts[i].name) == 0) {
            items_add_text(card->builder, card->drafts, texts[i].property, text);
        }
    }
}

/* Whose card it is: KIND says so (RFC 6350, section 6.1.4); before version 4 a firm's has its name
 * in FN and ORG. */
static void see_whose(struct card *card, const json_t *entries)
{
    const char *kind = "";
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const json_t *entry = json_array_get(entries, i), *value = json_object_get(entry, "value");
        const char *name = json_string_value(json_object_get(entry, "name"));
        if (name && strcmp(name, "FN") == 0 && !*card->name) {
            card->name = component(value, 0);
        } else if (name && strcmp(name, "ORG") == 0 && !*card->organisation) {
            card->organisation = component(value, 0);
        } else if (name && strcmp(name, "KIND") == 0) {
            kind = component(value, 0);
        }
    }
    card->is_person = *kind ? g_ascii_strcasecmp(kind, "org") != 0
                            : *card->name && strcmp(card->name, card->organisation) != 0;
}

void items_take_vcard(struct items_builder *builder, const json_t *value)
{
    struct card card = {.builder = builder, .name = "", .organisation = ""};
    struct item *item = items_begin(builder, 0);
    if (!item) {
        return;
    }
    see_whose(&card, value);
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    g_ptr_array_add(types, (gpointer)(card.is_person ? "Person" : "Organization"));
    items_set_types(builder, item, types);
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct items_draft));
    card.drafts = drafts;
    items_add_text(builder, drafts, "name", *card.name ? card.name : card.organisation);
    if (card.is_person && *card.organisation) {
        items_add_text(builder, drafts, "worksFor", card.organisation);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        take_entry(&card, json_array_get(value, i));
    }
    items_end(builder, item, drafts);
}
