/* SPDX-License-Identifier: MIT
 *
 * What a document says of itself: metadata, its title and its language.
 */
#include "plugins/read-office/office.h"

/* Names of metadata by element; those of OPC and of OpenDocument in one table. */
static const struct {
    const char *element, *name;
} metas[] = {
    {"dc:title", "title"},
    {"dc:creator", "author"},
    {"meta:initial-creator", "initial-author"},
    {"cp:lastModifiedBy", "editor"},
    {"dc:language", "language"},
    {"dc:subject", "topic"},
    {"dc:description", "description"},
    {"cp:keywords", "keywords"},
    {"meta:keyword", "keywords"},
    {"cp:category", "category"},
    {"dcterms:created", "created"},
    {"meta:creation-date", "created"},
    {"dcterms:modified", "modified"},
    {"dc:date", "modified"},
    {"ep:Company", "company"},
};

#define VALUE_MAX 4000u

struct properties {
    struct office *office;
    const char *name; /* of the element at work; NULL: none */
    GString *value;
};

static void start(void *self, const struct xml_tag *tag)
{
    struct properties *properties = self;
    properties->name = NULL;
    g_string_truncate(properties->value, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(metas); i++) {
        if (g_str_equal(tag->name, metas[i].element)) {
            properties->name = metas[i].name;
        }
    }
}

static void add_text(void *self, struct ts_str text)
{
    struct properties *properties = self;
    if (properties->name && properties->value->len + text.len <= VALUE_MAX) {
        g_string_append_len(properties->value, text.ptr, (gssize)text.len);
    }
}

static void keep(char **slot, const char *value)
{
    if (!*slot) {
        *slot = g_strdup(value);
    }
}

static void end(void *self)
{
    struct properties *properties = self;
    struct office *office = properties->office;
    const char *value = g_strstrip(properties->value->str);
    if (!properties->name || !*value) {
        return;
    }
    office_meta(office, properties->name, value);
    if (g_str_equal(properties->name, "title")) {
        keep(&office->title, value);
    } else if (g_str_equal(properties->name, "language") && writer_is_language(value)) {
        keep(&office->language, value);
    }
    properties->name = NULL;
}

void office_properties(struct office *office, const char *part)
{
    struct xml_rule rules[G_N_ELEMENTS(metas)];
    struct properties properties = {office, NULL, g_string_new(NULL)};
    for (gsize i = 0; i < G_N_ELEMENTS(metas); i++) {
        rules[i] = (struct xml_rule){metas[i].element, start, end};
    }
    struct xml_handler handler = {
        .tables = {TS_LIST_OF(rules)}, .text = add_text, .self = &properties};
    office_walk(office, part, &handler);
    g_string_free(properties.value, TRUE);
}
