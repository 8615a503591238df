/* SPDX-License-Identifier: MIT
 *
 * The parts of a mail, found in one pass over its bytes, and the fields of their heads.
 */
#ifndef PLUGINS_READ_MIME_ENTITY_H
#define PLUGINS_READ_MIME_ENTITY_H

#include <glib.h>
#include <gmime/gmime.h>

#include "touchstone/plugin.h"

/* The mail itself, or a part of it. head and body are views of the mail. */
struct entity {
    struct ts_str head, body;
    guint parent; /* index; the root is its own */
    guint number; /* among its siblings, from 1 */
    guint depth;
    guint children;
    char *type;                   /* "text/plain"; what stands there is no type: the default's */
    GMimeContentType *parameters; /* of Content-Type; NULL = none */
    gboolean is_multipart;
};

struct entities {
    GArray *items;           /* struct entity, each behind its parent; the root first */
    gboolean is_open;        /* the mail ended before the last boundary of the root */
    gboolean is_too_many;    /* parts beyond READER_PARTS were left out */
    gboolean is_too_deep;    /* parts deeper than READER_PART_DEPTH were left out */
    gboolean has_no_parts;   /* a boundary is named, and none is there */
    gboolean has_large_head; /* fields beyond READER_HEADERS_SIZE were left out */
};

void entities_init(struct entities *entities, struct ts_str mail);
void entities_finish(struct entities *entities);

static inline struct entity *entities_get(const struct entities *entities, guint index)
{
    return &g_array_index(entities->items, struct entity, index);
}

/* "1.2": how people and other programs number parts; the caller frees it. */
char *entities_path(const struct entities *entities, guint index);

/* ---- fields.c ---- */

/* The value of the field of that name, as it stands, folds and all; FALSE = there is none. Of
 * several the first counts, but of "Content-" fields the last: where two heads ran together it is
 * nearer. */
gboolean field_find(struct ts_str head, const char *name, struct ts_str *value_r);

/* Folds undone, NULs and what passes cap left out; the caller frees it. NULL = no such field. */
char *field_get(struct ts_str head, const char *name, size_t cap);

/* The length of the name if the line begins with "Name:" (white space before the colon is obsolete
 * and met), else 0. */
size_t field_name_size(struct ts_str line);

/* The end of the line that begins at at, behind its line feed. */
size_t line_end(struct ts_str bytes, size_t at);

/* The line that begins at at, without its line feed and carriage return. */
struct ts_str line_at(struct ts_str bytes, size_t at, size_t *next_r);

#endif
