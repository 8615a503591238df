/* SPDX-License-Identifier: MIT
 *
 * The registered logos, in memory.
 */
#include "plugins/check-logo/book.h"
#include "plugins/check-logo/localiser.h"

static void clear_version(gpointer data)
{
    struct logo_version *version = data;
    g_free(version->id);
    g_free(version->confuser);
}

static void clear_reference(gpointer data)
{
    raster_clear(&((struct logo_reference *)data)->raster);
}

static void clear_model(gpointer data)
{
    model_close(data);
}

struct logo_book *book_new(void)
{
    struct logo_book *book = g_new0(struct logo_book, 1);
    book->versions = g_array_new(FALSE, TRUE, sizeof(struct logo_version));
    book->references = g_array_new(FALSE, TRUE, sizeof(struct logo_reference));
    book->paths = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(book->versions, clear_version);
    g_array_set_clear_func(book->references, clear_reference);
    return book;
}

void book_ready(struct logo_book *book)
{
    GArray *models = g_array_new(FALSE, TRUE, sizeof(struct model));
    g_array_set_clear_func(models, clear_model);
    g_array_set_size(models, book->references->len);
    for (guint i = 0; i < models->len; i++) {
        model_open(&g_array_index(book->references, struct logo_reference, i),
                   &g_array_index(models, struct model, i));
    }
    book->cache = models;
    book->templates = locate_templates(book);
}

void book_free(struct logo_book **book)
{
    if (*book) {
        if ((*book)->cache) {
            g_array_unref((*book)->cache);
        }
        g_clear_pointer((GArray **)&(*book)->templates, g_array_unref);
        g_array_unref((*book)->versions);
        g_array_unref((*book)->references);
        g_ptr_array_unref((*book)->paths);
        g_free(*book);
        *book = NULL;
    }
}
