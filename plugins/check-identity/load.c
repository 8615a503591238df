/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "identity" to the registry.
 */
#include "plugins/check-identity/identity.h"

static const struct {
    int (*load)(struct ts_call *call, const struct ts_open *open, struct identity *identity);
} capabilities[] = {
    {names_load},  {addresses_load},     {phones_load},
    {emails_load}, {registrations_load}, {requirements_load},
};

static char *copy(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

static void load_languages(struct identity *identity, const struct ts_node *languages)
{
    identity->languages = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; languages && i < languages->children.count; i++) {
        const struct ts_node *language = ts_item(languages->children, i);
        g_ptr_array_add(identity->languages, copy(language->text));
    }
    identity->language =
        g_strdup(identity->languages->len ? g_ptr_array_index(identity->languages, 0) : "");
}

int identity_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    struct ts_str country = ts_get_text(open->brand, "country");
    identity->brand = copy(ts_get_text(open->brand, "name"));
    if (country.len == 2) {
        memcpy(identity->country, country.ptr, 2);
    }
    load_languages(identity, ts_get(open->brand, "languages"));
    for (gsize i = 0; i < G_N_ELEMENTS(capabilities); i++) {
        if (capabilities[i].load(call, open, identity) != 0) {
            return -1;
        }
    }
    return 0;
}

void identity_clear(struct identity *identity)
{
    names_free(&identity->names);
    addresses_free(&identity->addresses);
    phones_free(&identity->phones);
    emails_free(&identity->emails);
    registrations_free(&identity->registrations);
    requirements_free(&identity->requirements);
    g_clear_pointer(&identity->languages, g_ptr_array_unref);
    g_free(identity->brand);
    g_free(identity->language);
}

int identity_refuse(struct ts_call *call, const char *what, const struct ts_node *node,
                    const char *why)
{
    g_autofree char *text =
        g_strdup_printf("at %u:%u: %s: %s", node->line, node->column, what, why);
    return ts_fail(call, text);
}

const struct ts_node *identity_section(const struct ts_open *open, const char *key)
{
    return ts_get(ts_get(open->brand, "identity"), key);
}

gboolean identity_judges_language(const struct identity *identity, struct ts_str language)
{
    for (guint i = 0; language.len > 0 && i < identity->languages->len; i++) {
        const char *own = g_ptr_array_index(identity->languages, i);
        size_t len = strcspn(own, "-");
        if (language.len >= len && g_ascii_strncasecmp(language.ptr, own, len) == 0 &&
            (language.len == len || language.ptr[len] == '-')) {
            return TRUE;
        }
    }
    return language.len == 0;
}

void entry_load(struct entry *entry, enum identity_kind kind, const char *prefix, struct ts_str id,
                const struct ts_node *node)
{
    const struct ts_node *only = ts_get(node, "for");
    entry->kind = kind;
    entry->key = g_strdup_printf("%s%.*s", prefix, (int)id.len, id.len ? id.ptr : "");
    entry->only = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; only && i < only->children.count; i++) {
        const struct ts_node *touchpoint = ts_item(only->children, i);
        g_ptr_array_add(entry->only, copy(touchpoint->text));
    }
}

void entry_clear(struct entry *entry)
{
    g_free(entry->key);
    g_free(entry->shown);
    g_clear_pointer(&entry->only, g_ptr_array_unref);
}
