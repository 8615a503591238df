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

int logo_open(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    g_autofree char *error = NULL;
    struct logo_check *check = g_new0(struct logo_check, 1);
    check->book = book_open(open->blob, &error);
    if (!check->book) {
        g_free(check);
        return ts_fail(call, error);
    }
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
