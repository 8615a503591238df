/* SPDX-License-Identifier: MIT
 *
 * How values are written into the messages between processes: little-endian fixed-width numbers and
 * counted strings, no struct images. The reading side trusts nothing.
 */
#ifndef CORE_PROCESS_WIRE_H
#define CORE_PROCESS_WIRE_H

#include <glib.h>

#include "touchstone/plugin.h"

void wire_put_u8(GByteArray *out, guint8 value);
void wire_put_u32(GByteArray *out, guint32 value);
void wire_put_u64(GByteArray *out, guint64 value);
void wire_put_double(GByteArray *out, double value);
void wire_put_str(GByteArray *out, struct ts_str text);
void wire_put_text(GByteArray *out, const char *text); /* NULL = empty */

/* Appends a length to be known later; returns where it stands, for wire_end. */
guint wire_begin(GByteArray *out);
void wire_end(GByteArray *out, guint begin);

/* A place in a message. Reading past the end gives zeroes and empty strings and sets is_broken:
 * check it once, after reading a record. Strings are views into the message. */
struct wire_reader {
    const guint8 *ptr, *end;
    gboolean is_broken;
};

struct wire_reader wire_reader(const void *bytes, size_t size);
gboolean wire_at_end(const struct wire_reader *reader);
guint8 wire_get_u8(struct wire_reader *reader);
guint32 wire_get_u32(struct wire_reader *reader);
guint64 wire_get_u64(struct wire_reader *reader);
double wire_get_double(struct wire_reader *reader);
struct ts_str wire_get_str(struct wire_reader *reader);

/* Is it UTF-8, as what belongs among texts must be? */
gboolean wire_is_text(struct ts_str text);

/* A count of items that each take at least item_size bytes: more than can be there breaks. */
guint32 wire_get_count(struct wire_reader *reader, size_t item_size);

/* What wire_begin and wire_end enclosed, as a reader of its own. */
struct wire_reader wire_get_part(struct wire_reader *reader);

#endif
