/* SPDX-License-Identifier: MIT
 *
 * Fragments: which name an element of the page, and whether it is there.
 */
#include "plugins/check-links/links.h"

/* The top of the page, and what builders write where a link leads to nothing on purpose. */
static const char *const names_of_nothing[] = {"top", "0", "_"};

struct ts_str fragment_of(struct ts_str link)
{
    const char *hash = link.len ? memchr(link.ptr, '#', link.len) : NULL;
    return hash ? ts_bytes(hash + 1, link.len - (size_t)(hash + 1 - link.ptr)) : ts_text(NULL);
}

/* "#!/page", "#/page", "#tab=2", "#a&b", also with escapes: read by a script. */
static gboolean is_state(struct ts_str fragment)
{
    g_autoptr(GString) decoded = g_string_sized_new(fragment.len);
    links_decode(fragment, decoded);
    return decoded->str[0] == '!' || decoded->str[0] == '/' || decoded->str[0] == '?' ||
           memchr(decoded->str, '=', decoded->len) || memchr(decoded->str, '&', decoded->len);
}

struct ts_str fragment_name(struct ts_str fragment)
{
    /* URL Fragment Text Directives, section 3.1: what follows is no part of the name. */
    const char *directive = fragment.len ? memmem(fragment.ptr, fragment.len, ":~:", 3) : NULL;
    if (directive) {
        fragment.len = (size_t)(directive - fragment.ptr);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names_of_nothing); i++) {
        if (fragment.len == strlen(names_of_nothing[i]) &&
            g_ascii_strncasecmp(fragment.ptr, names_of_nothing[i], fragment.len) == 0) {
            return ts_text(NULL);
        }
    }
    return fragment.len == 0 || is_state(fragment) ? ts_text(NULL) : fragment;
}

static guint hash_text(gconstpointer data)
{
    const struct ts_str *text = data;
    guint hash = 5381;
    for (size_t i = 0; i < text->len; i++) {
        hash = hash * 33 + (guchar)text->ptr[i];
    }
    return hash;
}

static gboolean equals_text(gconstpointer a, gconstpointer b)
{
    return ts_equal(*(const struct ts_str *)a, *(const struct ts_str *)b);
}

GHashTable *fragment_set_new(struct ts_list anchors)
{
    GHashTable *set = g_hash_table_new(hash_text, equals_text);
    for (uint32_t i = 0; i < anchors.count; i++) {
        g_hash_table_add(set, (gpointer)ts_item(anchors, i));
    }
    return set;
}

gboolean fragment_is_in(GHashTable *set, struct ts_str name)
{
    g_autoptr(GString) decoded = g_string_sized_new(name.len);
    if (g_hash_table_contains(set, &name)) {
        return TRUE;
    }
    links_decode(name, decoded);
    struct ts_str other = ts_bytes(decoded->str, decoded->len);
    return g_hash_table_contains(set, &other);
}
