/* SPDX-License-Identifier: MIT
 *
 * Who we are: names, domains and addresses of the brand book, and what the options add.
 */
#include "plugins/check-mail/mail.h"

static int refuse(struct ts_call *call, const char *option, struct ts_str text)
{
    struct ts_str shown = text_shorten(text);
    g_autofree char *why =
        g_strdup_printf("%s: \"%.*s\" is no domain and no address; write news.vlakwerk.example, or "
                        "nieuws@vlakwerk.example",
                        option, (int)shown.len, shown.ptr);
    return ts_fail(call, why);
}

/* "@" tells an address from a domain, which holds with all below it. */
static gboolean take_host_or_address(struct mail *mail, struct ts_str text)
{
    char host[HOST_NAME_SIZE];
    if (text.len && memchr(text.ptr, '@', text.len)) {
        g_hash_table_add(mail->addresses, g_utf8_strdown(text.ptr, (gssize)text.len));
        return TRUE;
    }
    if (text.len > 2 && memcmp(text.ptr, "*.", 2) == 0) {
        text = ts_bytes(text.ptr + 2, text.len - 2);
    }
    size_t size = host_name_normalise(text, host);
    if (size) {
        g_ptr_array_add(mail->domains, g_strndup(host, size));
    }
    return size > 0;
}

static int take_senders(struct ts_call *call, struct mail *mail, const struct ts_node *list)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        if (!take_host_or_address(mail, entry->text)) {
            return refuse(call, "sender", entry->text);
        }
    }
    return 0;
}

static void take_name(struct mail *mail, struct ts_str text)
{
    char *bare = text_bare(text);
    if (*bare) {
        g_ptr_array_add(mail->names, bare);
    } else {
        g_free(bare);
    }
}

static void take_names(struct mail *mail, const struct ts_node *list)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        take_name(mail, entry->kind == TS_NODE_TEXT ? entry->text : ts_get_text(entry, "text"));
        take_names(mail, ts_get(entry, "also")); /* bare texts: it ends there */
    }
}

/* An entry is an address, or a map with one. Of domains that are none nothing is said here: the
 * brand book is judged elsewhere. */
static void take_identity(struct mail *mail, const struct ts_node *identity)
{
    const struct ts_node *domains = ts_get(identity, "domains");
    const struct ts_node *emails = ts_get(identity, "emails");
    take_names(mail, ts_get(identity, "names"));
    for (uint32_t i = 0; domains && i < domains->children.count; i++) {
        const struct ts_node *entry = ts_item(domains->children, i);
        take_host_or_address(mail, entry->text);
    }
    for (uint32_t i = 0; emails && i < emails->children.count; i++) {
        const struct ts_node *entry = ts_item(emails->children, i);
        struct ts_str address =
            entry->kind == TS_NODE_TEXT ? entry->text : ts_get_text(entry, "address");
        if (address.len && memchr(address.ptr, '@', address.len)) {
            take_host_or_address(mail, address);
        }
    }
}

static void take_texts(const struct ts_node *list, GPtrArray *texts)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        g_ptr_array_add(texts, g_ascii_strdown(entry->text.ptr, (gssize)entry->text.len));
    }
}

static void take_allowed(const struct ts_node *list, GHashTable *allowed)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        g_hash_table_add(allowed, text_bare(entry->text));
    }
}

int mail_load(struct ts_call *call, const struct ts_open *open, struct mail *mail)
{
    const struct ts_node *options = open->options;
    mail->subject_max = (guint)MIN(ts_get_number(options, "subject_max", 0), G_MAXINT);
    mail->preheader_max = (guint)MIN(ts_get_number(options, "preheader_max", 0), G_MAXINT);
    mail->domains = g_ptr_array_new_with_free_func(g_free);
    mail->names = g_ptr_array_new_with_free_func(g_free);
    mail->staging = g_ptr_array_new_with_free_func(g_free);
    mail->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    mail->allowed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    take_identity(mail, ts_get(open->brand, "identity"));
    take_name(mail, ts_get_text(open->brand, "name"));
    take_names(mail, ts_get(options, "sender_names"));
    take_texts(ts_get(options, "staging_hosts"), mail->staging);
    take_allowed(ts_get(options, "allow"), mail->allowed);
    return take_senders(call, mail, ts_get(options, "sender"));
}

void mail_clear(struct mail *mail)
{
    g_ptr_array_unref(mail->domains);
    g_ptr_array_unref(mail->names);
    g_ptr_array_unref(mail->staging);
    g_hash_table_unref(mail->addresses);
    g_hash_table_unref(mail->allowed);
}

gboolean mail_knows_us(const struct mail *mail)
{
    return mail->domains->len > 0 || g_hash_table_size(mail->addresses) > 0;
}

gboolean mail_is_own_host(const struct mail *mail, struct ts_str host)
{
    for (guint i = 0; i < mail->domains->len; i++) {
        if (host_is_below(host, g_ptr_array_index(mail->domains, i))) {
            return TRUE;
        }
    }
    return FALSE;
}
