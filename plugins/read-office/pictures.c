/* SPDX-License-Identifier: MIT
 *
 * Pictures: each use is a reference, each file a child of the document, once.
 */
#include <string.h>

#include "plugins/read-office/office.h"

static const struct {
    const char *magic;
    gsize offset, size;
    const char *type;
} magics[] = {
    {"\x89PNG", 0, 4, "image/png"},
    {"\xff\xd8\xff", 0, 3, "image/jpeg"},
    {"GIF8", 0, 4, "image/gif"},
    {"BM", 0, 2, "image/bmp"},
    {"II*\0", 0, 4, "image/tiff"},
    {"MM\0*", 0, 4, "image/tiff"},
    {"WEBP", 8, 4, "image/webp"},
    {" EMF", 40, 4, "image/emf"},
    {"\xd7\xcd\xc6\x9a", 0, 4, "image/wmf"},
    {"\1\0\x09\0", 0, 4, "image/wmf"},
    {"II\xbc", 0, 3, "image/jxr"},
};

static const char *type_of(const GByteArray *bytes)
{
    for (gsize i = 0; i < G_N_ELEMENTS(magics); i++) {
        if (bytes->len >= magics[i].offset + magics[i].size &&
            memcmp(bytes->data + magics[i].offset, magics[i].magic, magics[i].size) == 0) {
            return magics[i].type;
        }
    }
    return bytes->len && memmem(bytes->data, MIN(bytes->len, 4096u), "<svg", 4) ? "image/svg+xml"
                                                                                : "image/x-unknown";
}

static void note_member(struct office *office, const char *member)
{
    if (g_hash_table_contains(office->is_pictured, member)) {
        return;
    }
    if (office->pictures->len == OFFICE_PICTURES) {
        office_cut(office, "pictures", "beyond the first 2,000 were not taken");
        return;
    }
    char *own = g_strdup(member);
    g_ptr_array_add(office->pictures, own);
    g_hash_table_add(office->is_pictured, own);
}

void office_put_picture(struct office *office, const struct office_picture *picture)
{
    g_autofree char *where = writer_where(&office->writer);
    g_autofree char *own = picture->member ? g_strconcat("#picture=", picture->member, NULL) : NULL;
    struct ts_reference reference = {
        .uri = ts_text(own ? own : picture->uri),
        .alt = ts_text(picture->alt),
        .where = ts_text(where),
        .kind = picture->kind,
        .has_alt = picture->alt != NULL,
        .width = picture->width,
        .height = picture->height,
    };
    if (picture->member && !archive_has(office->archive, picture->member)) {
        return; /* a broken picture shows nothing */
    }
    office->is_failed |= office->call->host->emit_reference(office->call, &reference) != 0;
    office->writer.has_content = TRUE;
    if (picture->alt) {
        writer_emit(&office->writer, ts_text(picture->alt), TS_ROLE_ALT, where);
    }
    if (picture->member) {
        note_member(office, picture->member);
    }
}

static void emit_child(struct office *office, const char *member, const GByteArray *bytes)
{
    g_autofree char *suffix = g_strconcat("picture=", member, NULL);
    const char *slash = strrchr(member, '/');
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(type_of(bytes)),
        .name = ts_text(slash ? slash + 1 : member),
        .bytes = ts_bytes(bytes->data, bytes->len),
    };
    office->is_failed |= office->call->host->emit_child(office->call, &child) != 0;
}

/* Last of all, so that large pictures take nothing from the text. */
void office_emit_pictures(struct office *office)
{
    for (guint i = 0; i < office->pictures->len && !office->is_failed; i++) {
        const char *member = g_ptr_array_index(office->pictures, i);
        GByteArray *bytes;
        if (archive_read(office->archive, member, &bytes) == ARCHIVE_OK) {
            emit_child(office, member, bytes);
        } else {
            office_cut(office, member, "could not be unpacked and was not looked at");
        }
        g_clear_pointer(&bytes, g_byte_array_unref);
    }
}
