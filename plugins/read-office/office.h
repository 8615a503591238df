/* SPDX-License-Identifier: MIT
 *
 * What all kinds of office files share while one is read.
 */
#ifndef PLUGINS_READ_OFFICE_OFFICE_H
#define PLUGINS_READ_OFFICE_OFFICE_H

#include "plugins/read-office/archive.h"
#include "plugins/read-office/writer.h"
#include "plugins/read-office/xml.h"

#define OFFICE_ENCRYPTED "encrypted: it can't be read without its password"
#define OFFICE_PICTURES 2000u /* of one document */
#define OFFICE_PARTS 3000u    /* slides, sheets, headers, notes: of each kind */

struct office {
    struct ts_call *call;
    struct archive *archive;
    struct writer writer;
    GPtrArray *pictures;     /* char *: members that are shown, in order */
    GHashTable *is_pictured; /* the same, to look up */
    char *title, *language;  /* as its properties say, or NULL */
    char *first_cut;         /* what was said first to be missing, or NULL */
    gboolean is_failed;
};

/* office.c: makes one document of one file. */
int office_read(struct ts_call *call, struct ts_str bytes);
/* The media type of an office file, or NULL. */
const char *office_sniff(struct ts_str bytes);

/* parts.c. Reads and walks a part. FALSE: it is not there. What was wrong with it has been said. */
gboolean office_walk(struct office *office, const char *part, const struct xml_handler *handler);

/* run/truncated: "PART: WHAT" */
void office_cut(struct office *office, const char *part, const char *what);
void office_meta(struct office *office, const char *name, const char *value);

/* pictures.c. A picture that is shown: a member, or an address outside. */
struct office_picture {
    const char *member; /* or NULL */
    const char *uri;    /* if it is no member */
    const char *alt;    /* NULL: none */
    uint32_t kind;      /* enum ts_reference_kind */
    uint32_t width, height;
};
void office_put_picture(struct office *office, const struct office_picture *picture);
void office_emit_pictures(struct office *office);

/* properties.c: title, author, dates and language, in core.xml, app.xml or meta.xml. */
void office_properties(struct office *office, const char *part);

/* Each reads the whole document; main: the part that the package says is the main one. -1 with a
 * reason. */
int word_read(struct office *office, const char *main);
int slides_read(struct office *office, const char *main);
int sheets_read(struct office *office, const char *main);
int odf_read(struct office *office);

#endif
