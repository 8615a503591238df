/* SPDX-License-Identifier: MIT
 *
 * The book as bytes, and back. Numbers in the machine's own order: the blob never leaves it.
 */
#include "plugins/check-logo/book.h"

#include <string.h>

/* Moves with the layout. What is made of files may change without it: the host keeps what an older
 * plugin prepared for that one alone. */
#define MAGIC 0x4c6f6731u

/* ---- pack ---- */

static void put(GByteArray *to, const void *data, gsize size)
{
    g_byte_array_append(to, data, (guint)size);
}

static void put_number(GByteArray *to, guint32 number)
{
    put(to, &number, sizeof number);
}

static void put_text(GByteArray *to, const char *text)
{
    guint32 size = text ? (guint32)strlen(text) : 0;
    put_number(to, size);
    put(to, text ? text : "", size);
}

static void put_version(GByteArray *to, const struct logo_version *version)
{
    put_text(to, version->id);
    put_text(to, version->confuser);
    put_number(to, version->min_width);
    put_number(to, (guint32)version->is_generic);
    put(to, &version->clear_space, sizeof(double));
    put(to, &version->best_confuser, sizeof(double));
}

static gsize raster_size(const struct raster *raster)
{
    return sizeof(float) * 4 * raster->width * raster->height;
}

static void put_reference(GByteArray *to, const struct logo_reference *reference)
{
    const struct raster *raster = &reference->raster;
    put_number(to, reference->version);
    put_number(to, reference->file);
    put_number(to, (guint32)reference->is_generic);
    put_number(to, raster->width);
    put_number(to, raster->height);
    put(to, &reference->aspect, sizeof(double));
    put(to, &reference->threshold, sizeof(double));
    put(to, &reference->silhouette_threshold, sizeof(double));
    put(to, raster->rgba, raster_size(raster));
}

GByteArray *book_pack(const struct logo_book *book)
{
    GByteArray *to = g_byte_array_new();
    put_number(to, MAGIC);
    put_number(to, book->versions->len);
    put_number(to, book->references->len);
    put_number(to, book->paths->len);
    for (guint i = 0; i < book->versions->len; i++) {
        put_version(to, &g_array_index(book->versions, struct logo_version, i));
    }
    for (guint i = 0; i < book->references->len; i++) {
        put_reference(to, &g_array_index(book->references, struct logo_reference, i));
    }
    for (guint i = 0; i < book->paths->len; i++) {
        put_text(to, g_ptr_array_index(book->paths, i));
    }
    return to;
}

gboolean book_fits(const struct logo_book *book)
{
    gsize size = 0;
    if (book->references->len > BOOK_MOST_ITEMS || book->paths->len > BOOK_MOST_ITEMS) {
        return FALSE;
    }
    for (guint i = 0; i < book->versions->len; i++) {
        size += 256 + strlen(g_array_index(book->versions, struct logo_version, i).id);
    }
    for (guint i = 0; i < book->paths->len; i++) {
        size += strlen(g_ptr_array_index(book->paths, i)) + sizeof(guint32);
    }
    for (guint i = 0; i < book->references->len; i++) {
        size += 64 + raster_size(&g_array_index(book->references, struct logo_reference, i).raster);
    }
    return size <= BOOK_MOST_SIZE;
}

/* ---- open ---- */

struct reader {
    struct ts_str left;
    gboolean is_damaged;
};

static void take(struct reader *reader, void *to, gsize size)
{
    if (reader->is_damaged || reader->left.len < size) {
        reader->is_damaged = TRUE;
        memset(to, 0, size);
        return;
    }
    memcpy(to, reader->left.ptr, size);
    reader->left.ptr += size;
    reader->left.len -= size;
}

/* At most the cap, else damaged and 0. */
static guint32 take_number(struct reader *reader, guint32 most)
{
    guint32 number = 0;
    take(reader, &number, sizeof number);
    if (number > most) {
        reader->is_damaged = TRUE;
        number = 0;
    }
    return number;
}

static char *take_text(struct reader *reader)
{
    guint32 size = take_number(reader, BOOK_MOST_TEXT);
    char *text = g_malloc0(size + 1);
    take(reader, text, size);
    return text;
}

static void take_version(struct reader *reader, struct logo_book *book)
{
    struct logo_version version = {.id = take_text(reader)}; /* one after the other */
    version.confuser = take_text(reader);
    version.min_width = take_number(reader, G_MAXUINT32);
    version.is_generic = (gboolean)take_number(reader, 1);
    take(reader, &version.clear_space, sizeof(double));
    take(reader, &version.best_confuser, sizeof(double));
    g_array_append_val(book->versions, version);
}

static void take_reference(struct reader *reader, struct logo_book *book)
{
    struct logo_reference reference = {.version = take_number(reader, BOOK_MOST_ITEMS)};
    reference.file = take_number(reader, BOOK_MOST_ITEMS);
    reference.is_generic = (gboolean)take_number(reader, 1);
    reference.raster.width = take_number(reader, LOGO_SIDE);
    reference.raster.height = take_number(reader, LOGO_SIDE);
    take(reader, &reference.aspect, sizeof(double));
    take(reader, &reference.threshold, sizeof(double));
    take(reader, &reference.silhouette_threshold, sizeof(double));
    reader->is_damaged |= reference.version >= book->versions->len || !reference.raster.width ||
                          !reference.raster.height || !(reference.aspect > 0);
    if (!reader->is_damaged) {
        gsize count = (gsize)4 * reference.raster.width * reference.raster.height;
        reference.raster.rgba = g_new(float, count);
        take(reader, reference.raster.rgba, count * sizeof(float));
        g_array_append_val(book->references, reference);
    }
}

struct logo_book *book_open(struct ts_str blob, char **error_r)
{
    struct reader reader = {blob, FALSE};
    struct logo_book *book = book_new();
    guint32 magic = take_number(&reader, G_MAXUINT32);
    reader.is_damaged |= magic != MAGIC;
    guint32 versions = take_number(&reader, BOOK_MOST_ITEMS);
    guint32 references = take_number(&reader, BOOK_MOST_ITEMS);
    guint32 paths = take_number(&reader, BOOK_MOST_ITEMS);
    for (guint32 i = 0; !reader.is_damaged && i < versions; i++) {
        take_version(&reader, book);
    }
    for (guint32 i = 0; !reader.is_damaged && i < references; i++) {
        take_reference(&reader, book);
    }
    for (guint32 i = 0; !reader.is_damaged && i < paths; i++) {
        g_ptr_array_add(book->paths, take_text(&reader));
    }
    if (reader.is_damaged) {
        *error_r = g_strdup("what was kept of the logos is damaged");
        book_free(&book);
        return NULL;
    }
    book_ready(book);
    return book;
}
