/* SPDX-License-Identifier: MIT
 *
 * Fixed-width values in and out of messages.
 */
#include "core/process/wire.h"

void wire_put_u8(GByteArray *out, guint8 value)
{
    g_byte_array_append(out, &value, 1);
}

void wire_put_u32(GByteArray *out, guint32 value)
{
    guint32 little = GUINT32_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&little, sizeof little);
}

void wire_put_u64(GByteArray *out, guint64 value)
{
    guint64 little = GUINT64_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&little, sizeof little);
}

void wire_put_double(GByteArray *out, double value)
{
    guint64 bits;
    memcpy(&bits, &value, sizeof bits);
    wire_put_u64(out, bits);
}

void wire_put_str(GByteArray *out, struct ts_str text)
{
    wire_put_u32(out, (guint32)text.len);
    if (text.len) {
        g_byte_array_append(out, (const guint8 *)text.ptr, (guint)text.len);
    }
}

void wire_put_text(GByteArray *out, const char *text)
{
    wire_put_str(out, ts_text(text));
}

guint wire_begin(GByteArray *out)
{
    guint begin = out->len;
    wire_put_u32(out, 0);
    return begin;
}

void wire_end(GByteArray *out, guint begin)
{
    guint32 little = GUINT32_TO_LE(out->len - begin - (guint)sizeof little);
    memcpy(out->data + begin, &little, sizeof little);
}

struct wire_reader wire_reader(const void *bytes, size_t size)
{
    const guint8 *ptr = bytes;
    return (struct wire_reader){.ptr = ptr, .end = ptr + size};
}

gboolean wire_at_end(const struct wire_reader *reader)
{
    return reader->is_broken || reader->ptr == reader->end;
}

static const guint8 *take(struct wire_reader *reader, size_t size)
{
    const guint8 *bytes = reader->ptr;
    if (reader->is_broken || (size_t)(reader->end - reader->ptr) < size) {
        reader->is_broken = TRUE;
        return NULL;
    }
    reader->ptr += size;
    return bytes;
}

guint8 wire_get_u8(struct wire_reader *reader)
{
    const guint8 *bytes = take(reader, 1);
    return bytes ? *bytes : 0;
}

guint32 wire_get_u32(struct wire_reader *reader)
{
    guint32 value = 0;
    const guint8 *bytes = take(reader, sizeof value);
    if (bytes) {
        memcpy(&value, bytes, sizeof value);
    }
    return GUINT32_FROM_LE(value);
}

guint64 wire_get_u64(struct wire_reader *reader)
{
    guint64 value = 0;
    const guint8 *bytes = take(reader, sizeof value);
    if (bytes) {
        memcpy(&value, bytes, sizeof value);
    }
    return GUINT64_FROM_LE(value);
}

double wire_get_double(struct wire_reader *reader)
{
    guint64 bits = wire_get_u64(reader);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

struct ts_str wire_get_str(struct wire_reader *reader)
{
    guint32 size = wire_get_u32(reader);
    const guint8 *bytes = take(reader, size);
    return ts_bytes(bytes, bytes ? size : 0);
}

gboolean wire_is_text(struct ts_str text)
{
    return text.len == 0 || (text.ptr && g_utf8_validate_len(text.ptr, text.len, NULL));
}

guint32 wire_get_count(struct wire_reader *reader, size_t item_size)
{
    guint32 count = wire_get_u32(reader);
    if (reader->is_broken || count > (size_t)(reader->end - reader->ptr) / item_size) {
        reader->is_broken = TRUE;
        return 0;
    }
    return count;
}

struct wire_reader wire_get_part(struct wire_reader *reader)
{
    struct ts_str part = wire_get_str(reader);
    struct wire_reader inner = wire_reader(part.ptr, part.len);
    inner.is_broken = reader->is_broken;
    return inner;
}
