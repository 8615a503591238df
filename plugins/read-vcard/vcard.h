/* SPDX-License-Identifier: MIT
 *
 * vCards: 4.0 (RFC 6350), 3.0 (RFC 2426) and 2.1, one or many in a file.
 */
#ifndef PLUGINS_READ_VCARD_VCARD_H
#define PLUGINS_READ_VCARD_VCARD_H

#include <glib.h>
#include <jansson.h>

#include "touchstone/plugin.h"

int vcard_read(struct ts_call *call, const struct ts_resource *resource);

/* ---- lines.c: content lines ---- */

/* Goes through a text line by line, undoing folds (RFC 6350, section 3.2) and the soft line breaks
 * of quoted-printable. Linear. */
struct vcard_lines {
    const char *at, *end;
    uint32_t line;     /* of at, from 1 */
    gboolean is_old;   /* 2.1: a fold keeps its white space */
    GString *whole;    /* the line at hand */
    uint32_t begun_at; /* where it begins */
    gboolean is_cut;   /* it is longer than READER_CARD_VALUE */
};
void vcard_lines_begin(struct vcard_lines *lines, struct ts_str text);
gboolean vcard_lines_next(struct vcard_lines *lines);
void vcard_lines_end(struct vcard_lines *lines);

/* ---- entry.c: one property ---- */

struct vcard_entry {
    char *name;     /* upper case, without its group */
    json_t *params; /* object: upper-case name -> text, several with commas between */
    char *value;    /* as it stands there, escaped; quoted-printable is undone */
    uint32_t line, column;
    gboolean is_binary;
};
/* FALSE: it is no property. */
gboolean vcard_entry_read(struct ts_call *call, const struct vcard_lines *lines,
                          struct vcard_entry *entry_r);
void vcard_entry_clear(struct vcard_entry *entry);
gboolean vcard_entry_has_type(const struct vcard_entry *entry, const char *type);
/* The text of a value that is one, escapes undone. New. */
char *vcard_entry_text(const struct vcard_entry *entry);
/* Its components (ADR, N, ORG), those of a list joined by a comma and a space. New. */
GPtrArray *vcard_entry_parts(const struct vcard_entry *entry /* char * */);
gboolean vcard_entry_is_structured(const struct vcard_entry *entry);

/* ---- emit.c: what a card shows ---- */

/* A card's property as a person reads it, and its links. -1: the host refused. where: of the card.
 */
int vcard_emit(struct ts_call *call, const struct vcard_entry *entry, const char *where);

#endif
