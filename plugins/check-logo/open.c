/* SPDX-License-Identifier: MIT
 *
 * Registers the brand's logos once, and opens what came of it.
 */
#include "plugins/check-logo/check.h"

#include <string.h>

int logo_prepare(struct ts_call *call, const struct ts_open *open, struct ts_str *blob_r)
{
    g_autofree char *error = NULL;
    struct logo_book *book = book_register(open->brand, open->files, &error);
    if (!book) {
        return ts_fail(call, error);
    }
    GByteArray *blob = book_pack(book);
    void *own = call->host->alloc(call, blob->len + 1);
    memcpy(own, blob->data, blob->len);
    *blob_r = ts_bytes(own, blob->len);
    g_byte_array_unref(blob);
    book_free(&book);
    return 0;
}

/* Nobody should wonder why a ring is never recognised for sure. */
static void warn_of_generic(struct ts_call *call, const struct logo_book *book)
{
    for (guint i = 0; i < book->versions->len; i++) {
        const struct logo_version *version = &g_array_index(book->versions, struct logo_version, i);
        if (!version->is_generic) {
            continue;
        }
        g_autofree char *why = g_strdup_printf(
            "logo:%s is not distinctive: it looks like %s (%.2f of 1), so it is recognised only "
            "where its colours tell; register it with its word mark too",
            version->id, version->confuser && *version->confuser ? version->confuser : "a shape",
            version->best_confuser);
        call->host->log(call, TS_LOG_WARNING, ts_text(why));
    }
}

int logo_open(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    g_autofree char *error = NULL;
    struct logo_check *check = g_new0(struct logo_check, 1);
    check->logos = ts_get(open->brand, "logos");
    check->book = book_open(open->blob, &error);
    if (!check->book) {
        g_free(check);
        return ts_fail(call, error);
    }
    warn_of_generic(call, check->book);
    *self_r = check;
    return 0;
}

void logo_close(struct ts_call *call, void *self)
{
    struct logo_check *check = self;
    (void)call;
    book_free(&check->book);
    g_free(check);
}

guint logo_version_of(const struct logo_check *check, struct ts_str id)
{
    for (guint i = 0; i < check->book->versions->len; i++) {
        if (ts_is(id, g_array_index(check->book->versions, struct logo_version, i).id)) {
            return i;
        }
    }
    return G_MAXUINT;
}

const struct ts_node *logo_entry(const struct logo_check *check, guint version)
{
    const struct ts_node *list = ts_get(check->logos, "versions");
    const char *id = g_array_index(check->book->versions, struct logo_version, version).id;
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        if (ts_is(ts_get_text(entry, "id"), id)) {
            return entry;
        }
    }
    return NULL;
}
