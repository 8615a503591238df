/* SPDX-License-Identifier: MIT
 *
 * From the brand book's identity to what is ours.
 */
#include "plugins/check-map/map.h"

static void free_phone(gpointer data)
{
    struct map_phone *phone = data;
    g_free(phone->digits);
    g_free(phone->shown);
    g_free(phone);
}

/* ---- domains and names ----------------------------------------------------------------------- */

static void add_once(GPtrArray *list, char *text)
{
    if (!text || !*text || g_ptr_array_find_with_equal_func(list, text, g_str_equal, NULL)) {
        g_free(text);
        return;
    }
    g_ptr_array_add(list, text);
}

/* Letters and digits, in lower case: "Vlak-Werk" is vlakwerk. */
static char *letters_of(struct ts_str text)
{
    g_autofree char *own = g_strndup(text.len ? text.ptr : "", text.len);
    g_autofree char *folded = g_utf8_casefold(own, -1);
    GString *letters = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (g_unichar_isalnum(code)) {
            g_string_append_unichar(letters, code);
        }
    }
    return g_string_free(letters, FALSE);
}

static void add_domain(struct map *map, struct ts_str text)
{
    char name[HOST_NAME_SIZE];
    size_t size = host_name_normalise(text, name);
    if (size == 0) {
        return; /* the check identity says so */
    }
    struct ts_str host = host_without_www(ts_bytes(name, size));
    char *label = host_label(host, FALSE);
    add_once(map->domains, g_strndup(host.ptr, host.len));
    if (label) {
        add_once(map->names, letters_of(ts_text(label)));
        add_once(map->labels, label);
    }
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void add_email(struct map *map, const struct ts_node *entry)
{
    struct ts_str text = entry->kind == TS_NODE_TEXT ? entry->text : ts_get_text(entry, "address");
    if (text.len) {
        g_hash_table_add(map->emails, g_ascii_strdown(text.ptr, (gssize)text.len));
    }
}

static void add_phone(struct map *map, const struct ts_node *entry)
{
    struct ts_str text = ts_get_text(entry, "number");
    GString *digits = g_string_new(NULL);
    for (size_t i = 0; i < text.len; i++) {
        if (g_ascii_isdigit(text.ptr[i]) && (digits->len > 0 || text.ptr[i] != '0')) {
            g_string_append_c(digits, text.ptr[i]);
        }
    }
    if (digits->len == 0) {
        g_string_free(digits, TRUE);
        return;
    }
    struct map_phone *phone = g_new0(struct map_phone, 1);
    phone->digits = g_string_free(digits, FALSE);
    phone->shown = g_strndup(text.ptr, text.len);
    g_ptr_array_add(map->phones, phone);
}

static void each(struct map *map, const struct ts_node *list,
                 void (*add)(struct map *map, const struct ts_node *entry))
{
    for (uint32_t i = 0; list && i < MIN(list->children.count, MAP_ENTRIES_MAX); i++) {
        add(map, ts_item(list->children, i));
    }
}

static void add_domain_entry(struct map *map, const struct ts_node *entry)
{
    add_domain(map, entry->text);
}

void map_load(struct map *map, const struct ts_node *brand)
{
    const struct ts_node *identity = ts_get(brand, "identity");
    *map = (struct map){
        .domains = g_ptr_array_new_with_free_func(g_free),
        .labels = g_ptr_array_new_with_free_func(g_free),
        .names = g_ptr_array_new_with_free_func(g_free),
        .emails = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .phones = g_ptr_array_new_with_free_func(free_phone),
    };
    add_once(map->names, letters_of(ts_get_text(brand, "name")));
    each(map, ts_get(identity, "domains"), add_domain_entry);
    each(map, ts_get(identity, "emails"), add_email);
    each(map, ts_get(identity, "phones"), add_phone);
}

void map_clear(struct map *map)
{
    g_clear_pointer(&map->domains, g_ptr_array_unref);
    g_clear_pointer(&map->labels, g_ptr_array_unref);
    g_clear_pointer(&map->names, g_ptr_array_unref);
    g_clear_pointer(&map->emails, g_hash_table_unref);
    g_clear_pointer(&map->phones, g_ptr_array_unref);
}
