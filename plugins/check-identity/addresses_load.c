/* SPDX-License-Identifier: MIT
 *
 * The brand book's addresses, ready to be compared.
 */
#include "plugins/check-identity/addresses.h"

/* Where the brand book names no country, its first language does. */
static const char *const homes[][2] = {{"nl", "NL"}, {"en", "GB"}, {"de", "DE"}, {"fr", "FR"}};

static int refuse(struct ts_call *call, const struct address *address, const struct ts_node *node,
                  const char *why)
{
    return identity_refuse(call, address->entry.key, node, why);
}

static void load_street(struct ts_call *call, struct address *address, struct ts_str street,
                        guint8 letters[256])
{
    GString *words = g_string_new(NULL);
    const struct tokens *tokens = tokens_of_text(call, street);
    street_key(tokens, 0, tokens->count, &address->street);
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) {
            g_string_append_len(words, token->folded.ptr, (gssize)token->folded.len);
            g_string_append_c(words, ' ');
            letters[(guchar)token->folded.ptr[0]] = 1;
        }
    }
    letters[(guchar)address->street.brief[0]] = 1;
    address->street_words = g_string_free(words, FALSE);
}

/* "12", "A"; "12-A"; "" of a street without numbers. Returns how the house writes it. */
static char *load_number(struct ts_call *call, struct address *address, const struct ts_node *node)
{
    char *shown = house_number_shown(ts_get_text(node, "number"), ts_get_text(node, "suffix"));
    const struct tokens *tokens = tokens_of_text(call, ts_text(shown));
    struct ts_block block = {.size = sizeof block, .text = ts_text(shown)};
    address->has_number =
        tokens->count > 0 &&
        house_number_read(tokens, ts_one(&block, sizeof block), 0, &address->number) &&
        address->number.end == tokens->count;
    return shown;
}

static void load_box(struct ts_call *call, struct address *address, struct ts_str box)
{
    size_t len = 0;
    for (size_t i = 0; i < box.len && len + 1 < sizeof address->number.number; i++) {
        if (g_ascii_isdigit(box.ptr[i])) {
            address->number.number[len++] = box.ptr[i];
        }
    }
    address->is_box = TRUE;
    address->has_number = len > 0;
}

static void add_city(struct ts_call *call, struct address *address, struct ts_str city)
{
    char key[ADDRESS_KEY];
    const struct tokens *tokens = tokens_of_text(call, city);
    if (city_key(tokens, 0, tokens->count, key)) {
        g_ptr_array_add(address->cities, g_strdup(key));
    }
}

/* A country without a row: its postcodes look like this one. */
static const struct country *derive_country(struct address *address, const char *code,
                                            struct ts_str postcode)
{
    size_t len = 0;
    for (size_t i = 0; i < postcode.len && len + 1 < sizeof address->form; i++) {
        char byte = postcode.ptr[i];
        address->form[len++] = g_ascii_isdigit(byte) ? 'N' : g_ascii_isalpha(byte) ? 'A' : ' ';
    }
    memcpy(address->derived.code, code, sizeof address->derived.code);
    address->derived.postcodes = address->form;
    address->derived.prefixes = "";
    return &address->derived;
}

static const struct country *find_country(const struct identity *identity, struct address *address,
                                          const struct ts_node *node)
{
    char code[3] = "";
    struct ts_str own = ts_get_text(node, "country");
    memcpy(code, identity->country, sizeof code);
    if (own.len == 2) {
        memcpy(code, own.ptr, 2);
    }
    for (gsize i = 0; !code[0] && i < G_N_ELEMENTS(homes); i++) {
        if (strncmp(identity->language, homes[i][0], 2) == 0) {
            memcpy(code, homes[i][1], sizeof code);
        }
    }
    const struct country *country = country_of(code);
    return country ? country : derive_country(address, code, ts_get_text(node, "postcode"));
}

static int load_postcode(struct ts_call *call, struct addresses *addresses, struct address *address,
                         const struct ts_node *node)
{
    struct ts_str postcode = ts_get_text(node, "postcode");
    postcode_forms_add(addresses->forms, address->country->postcodes, address->country->prefixes);
    if (postcode.len == 0 ||
        postcode_parse(address->country, postcode, address->postcode, &address->is_spaced)) {
        return 0;
    }
    g_autofree char *why = g_strdup_printf(
        "\"%.*s\" is no postcode of %s, where they look like %s (N a digit, A a letter)",
        (int)postcode.len, postcode.ptr, address->country->code, address->country->postcodes);
    return refuse(call, address, node, why);
}

/* As its country writes it, in one line. */
static char *shown_of(const struct address *address, const struct ts_node *node, const char *number,
                      const char *box_word)
{
    struct ts_str street = ts_get_text(node, address->is_box ? "po_box" : "street");
    struct ts_str postcode = ts_get_text(node, "postcode");
    struct ts_str city = ts_get_text(node, "city");
    gboolean is_first = address->country->is_number_first && !address->is_box;
    GString *shown = g_string_new(address->is_box ? box_word : is_first ? number : "");
    if (shown->len > 0) {
        g_string_append_c(shown, ' ');
    }
    g_string_append_len(shown, street.ptr, (gssize)street.len);
    if (!is_first && !address->is_box && number[0]) {
        g_string_append_printf(shown, " %s", number);
    }
    struct ts_str first = address->country->is_city_first ? city : postcode;
    struct ts_str second = address->country->is_city_first ? postcode : city;
    g_string_append_printf(shown, ", %.*s%s%.*s", (int)first.len, first.len ? first.ptr : "",
                           first.len && second.len ? " " : "", (int)second.len,
                           second.len ? second.ptr : "");
    return g_string_free(shown, FALSE);
}

static const char *box_word(const struct country *country)
{
    return strcmp(country->code, "NL") == 0 || strcmp(country->code, "BE") == 0   ? "Postbus"
           : strcmp(country->code, "DE") == 0 || strcmp(country->code, "AT") == 0 ? "Postfach"
           : strcmp(country->code, "FR") == 0                                     ? "BP"
                                                                                  : "PO Box";
}

static void add_to(GHashTable *table, const char *key, struct address *address)
{
    GPtrArray *list = g_hash_table_lookup(table, key);
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(table, g_strdup(key), list);
    }
    g_ptr_array_add(list, address);
}

/* "15" and "50823" as a page shows them whose style sheet alone sets them apart. */
static void enlist_glued(struct addresses *addresses, struct address *address)
{
    const char *suffix = address->number.suffix;
    size_t letters = strcspn(suffix, "0123456789");
    const char *digits = suffix[letters] ? suffix + letters : address->number.number;
    gboolean has_letter = strpbrk(address->postcode, "abcdefghijklmnopqrstuvwxyz") != NULL;
    if (has_letter || !address->has_number || (suffix[0] && !suffix[letters]) ||
        digits[strspn(digits, "0123456789")]) {
        return;
    }
    g_autofree char *glued = g_strconcat(digits, address->postcode, NULL);
    add_to(addresses->by_glue, glued, address);
}

static void enlist(struct addresses *addresses, struct address *address)
{
    if (address->is_box) {
        g_ptr_array_add(addresses->boxes, address);
        return;
    }
    addresses->has_number_first |= address->country->is_number_first;
    addresses->has_bare_street |= !address->has_number;
    add_to(addresses->by_street, address->street.brief, address);
    if (address->postcode[0]) {
        add_to(addresses->by_code, address->postcode, address);
        enlist_glued(addresses, address);
    }
}

static int load_address(struct ts_call *call, struct identity *identity, const struct ts_node *node)
{
    struct addresses *addresses = identity->addresses;
    struct address *address = g_new0(struct address, 1);
    const struct ts_node *aliases = ts_get(node, "city_alias");
    struct ts_str box = ts_get_text(node, "po_box");
    g_autofree char *number = NULL;
    g_ptr_array_add(addresses->all, address);
    entry_load(&address->entry, KIND_ADDRESS, "address:", ts_get_text(node, "id"), node);
    address->cities = g_ptr_array_new_with_free_func(g_free);
    address->country = find_country(identity, address, node);
    if (box.len > 0) {
        load_box(call, address, box);
    } else {
        load_street(call, address, ts_get_text(node, "street"), addresses->letters);
        number = load_number(call, address, node);
    }
    add_city(call, address, ts_get_text(node, "city"));
    for (uint32_t i = 0; aliases && i < aliases->children.count; i++) {
        add_city(call, address, ((const struct ts_node *)ts_item(aliases->children, i))->text);
    }
    address->entry.shown =
        shown_of(address, node, number ? number : "", box_word(address->country));
    if (load_postcode(call, addresses, address, node) != 0) {
        return -1;
    }
    if (!address->is_box && !address->street.brief[0]) {
        return refuse(call, address, node, "its street has no letters, or far too many");
    }
    if (!address->has_number && (address->is_box || number[0])) {
        return refuse(call, address, node,
                      "its number must begin with digits, at most five; what follows belongs in "
                      "`suffix` (A, bis, 2, bus 3)");
    }
    enlist(addresses, address);
    return 0;
}

static void address_free(gpointer data)
{
    struct address *address = data;
    entry_clear(&address->entry);
    g_free(address->street_words);
    g_clear_pointer(&address->cities, g_ptr_array_unref);
    g_free(address);
}

static void list_free(gpointer data)
{
    g_ptr_array_unref(data);
}

int addresses_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *list = identity_section(open, "addresses");
    if (!list || list->children.count == 0) {
        return 0;
    }
    struct addresses *addresses = identity->addresses = g_new0(struct addresses, 1);
    addresses->all = g_ptr_array_new_with_free_func(address_free);
    addresses->boxes = g_ptr_array_new();
    addresses->by_street = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free);
    addresses->by_code = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free);
    addresses->by_glue = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free);
    addresses->forms = postcode_forms_new();
    for (uint32_t i = 0; i < list->children.count; i++) {
        if (load_address(call, identity, ts_item(list->children, i)) != 0) {
            return -1;
        }
    }
    return 0;
}

void addresses_free(struct addresses **addresses)
{
    if (*addresses) {
        g_hash_table_unref((*addresses)->by_street);
        g_hash_table_unref((*addresses)->by_code);
        g_hash_table_unref((*addresses)->by_glue);
        g_ptr_array_unref((*addresses)->boxes);
        g_ptr_array_unref((*addresses)->all);
        postcode_forms_free(&(*addresses)->forms);
        g_free(*addresses);
        *addresses = NULL;
    }
}
