/* SPDX-License-Identifier: MIT
 *
 * Finds entries of the brand book, and writes them as people do.
 */
#include "core/config/entry.h"
#include "core/config/text.h"

const struct entry_home entry_homes[] = {
    {"address", "identity", "addresses", "identity", "identity/address-outdated", TRUE},
    {"phone", "identity", "phones", "identity", "identity/phone-outdated", TRUE},
    {"name", "identity", "names", "identity", "identity/name-outdated", TRUE},
    {"email", "identity", "emails", "identity", "identity/email-outdated", TRUE},
    {"logo", "logos", "versions", "logo", "logo/outdated", TRUE},
    {"term", "terms", NULL, NULL, NULL, TRUE},
    {"payoff", "promise", "payoff", NULL, NULL, FALSE},
    {"fact", "facts", NULL, NULL, NULL, FALSE},
    {NULL, NULL, NULL, NULL, NULL, FALSE},
};

const struct entry_home *entry_home(struct ts_str kind)
{
    for (const struct entry_home *home = entry_homes; home->kind; home++) {
        if (ts_is(kind, home->kind)) {
            return home;
        }
    }
    return NULL;
}

const struct ts_node *entry_list(const struct ts_node *brand, const struct entry_home *home)
{
    const struct ts_node *section = ts_get(brand, home->section);
    return home->key ? ts_get(section, home->key) : section;
}

struct ts_str entry_id(const struct ts_node *entry)
{
    return entry->kind == TS_NODE_TEXT && !entry->key.len ? entry->text : ts_get_text(entry, "id");
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* How a country orders the parts (Universal Postal Union, addressing systems). */
static const struct format {
    const char *country;
    gboolean has_number_first;  /* 10 High Street */
    gboolean has_postcode_last; /* London EC1A 1BB */
    const char *box;
} formats[] = {
    {"NL", FALSE, FALSE, "Postbus"},  {"BE", FALSE, FALSE, "Postbus"},
    {"DE", FALSE, FALSE, "Postfach"}, {"AT", FALSE, FALSE, "Postfach"},
    {"CH", FALSE, FALSE, "Postfach"}, {"FR", TRUE, FALSE, "BP"},
    {"LU", TRUE, FALSE, "BP"},        {"GB", TRUE, TRUE, "PO Box"},
    {"IE", TRUE, TRUE, "PO Box"},     {"US", TRUE, TRUE, "PO Box"},
    {"CA", TRUE, TRUE, "PO Box"},     {"AU", TRUE, TRUE, "PO Box"},
    {"NZ", TRUE, TRUE, "PO Box"},     {"", FALSE, FALSE, "PO Box"},
};

static const struct format *format_of(struct ts_str country)
{
    const struct format *format = formats;
    while (*format->country && !ts_is(country, format->country)) {
        format++;
    }
    return format;
}

/* Appends a part, with a sign before it if something stands there. */
static void add(GString *out, const char *sign, struct ts_str part)
{
    if (part.len) {
        g_string_append(out, out->len ? sign : "");
        g_string_append_len(out, part.ptr, (gssize)part.len);
    }
}

/* 12A, 12-2, 12 bis: a lone letter belongs to the number, a digit must be kept from it. */
static char *number_text(const struct ts_node *address)
{
    GString *out = g_string_new(NULL);
    struct ts_str suffix = ts_get_text(address, "suffix");
    gboolean is_letter = suffix.len == 1 && g_ascii_isalpha(suffix.ptr[0]);
    gboolean is_digit = suffix.len && g_ascii_isdigit(suffix.ptr[0]);
    add(out, "", ts_get_text(address, "number"));
    add(out, is_letter ? "" : is_digit ? "-" : " ", suffix);
    return g_string_free(out, FALSE);
}

static void add_street(GString *out, const struct ts_node *address, const struct format *format)
{
    struct ts_str street = ts_get_text(address, "street");
    struct ts_str box = ts_get_text(address, "po_box");
    if (box.len) {
        add(out, "", ts_text(format->box));
        add(out, " ", box);
        return;
    }
    g_autofree char *number = number_text(address);
    add(out, "", format->has_number_first ? ts_text(number) : street);
    add(out, " ", format->has_number_first ? street : ts_text(number));
}

static char *address_text(const struct ts_node *brand, const struct ts_node *address)
{
    GString *out = g_string_new(NULL);
    struct ts_str country = ts_get_text(address, "country");
    const struct format *format = format_of(country.len ? country : ts_get_text(brand, "country"));
    struct ts_str postcode = ts_get_text(address, "postcode");
    struct ts_str city = ts_get_text(address, "city");
    g_autoptr(GString) place = g_string_new(NULL);
    add(place, "", format->has_postcode_last ? city : postcode);
    add(place, " ", format->has_postcode_last ? postcode : city);
    add_street(out, address, format);
    add(out, ", ", ts_text(place->str));
    return g_string_free(out, FALSE);
}

/* The file that should stand there; people know it by its name. */
static char *logo_text(const struct ts_node *entry)
{
    const struct ts_node *files = ts_get(entry, "files");
    const struct ts_node *first =
        files && files->children.count ? ts_item(files->children, 0) : files;
    struct ts_str text =
        first && first->kind == TS_NODE_TEXT && first->text.len ? first->text : entry_id(entry);
    g_autofree char *path = text_dup(text);
    return *path ? g_path_get_basename(path) : g_steal_pointer(&path);
}

char *entry_text(const struct ts_node *brand, const struct entry_home *home,
                 const struct ts_node *entry)
{
    static const struct {
        const char *kind, *key;
    } keys[] = {{"name", "text"}, {"phone", "number"}, {"email", "address"}};
    struct ts_str text = ts_text(NULL);
    if (g_str_equal(home->kind, "address")) {
        return address_text(brand, entry);
    }
    if (g_str_equal(home->kind, "logo")) {
        return logo_text(entry);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (g_str_equal(home->kind, keys[i].kind)) {
            text = entry->kind == TS_NODE_TEXT ? entry->text : ts_get_text(entry, keys[i].key);
        }
    }
    return text_dup(text);
}
