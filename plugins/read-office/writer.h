/* SPDX-License-Identifier: MIT
 *
 * From runs of text inside paragraphs, tables and text boxes to blocks with paths.
 */
#ifndef PLUGINS_READ_OFFICE_WRITER_H
#define PLUGINS_READ_OFFICE_WRITER_H

#include "plugins/common/blocks.h"

#define WRITER_NESTED 32u      /* paragraphs inside (the text boxes of) each other */
#define WRITER_PATH_SIZE 2000u /* bytes of a path; then it grows no more */

enum place { PLACE_TABLE, PLACE_ROW, PLACE_CELL, PLACE_BOX, PLACE_COUNT, PLACE_NAMED_CELL };

struct paragraph {
    struct block_builder builder;
    uint32_t role;
    char *language;     /* of its first text; "" = not declared; NULL = no text yet */
    char *run_language; /* of the span that is open, or NULL */
    guint language_span;
    GArray *links;     /* struct open_link */
    const void *style; /* the caller's */
    guint serial;      /* no other paragraph of the document has it */
};

struct writer {
    struct ts_call *call;
    GString *path;
    GArray *levels;          /* struct level: inside each other */
    GPtrArray *paragraphs;   /* struct paragraph *: inside each other */
    struct paragraph *spare; /* one that ended, to be used again; or NULL */
    guint cells;             /* open ones */
    guint serial;
    char *title; /* the first title, or else the first heading */
    gboolean has_title;
    gboolean has_content; /* a block or a picture was emitted */
    gboolean is_failed;
    gboolean is_too_deep;
};

void writer_init(struct writer *writer, struct ts_call *call);
void writer_finish(struct writer *writer);

/* A place that begins a path: "body", "slide=3"; the path so far comes back when it is left. */
void writer_open(struct writer *writer, const char *name);
/* Likewise of a cell, whose paragraphs are not told apart: "sheet=Prijzen/B7". */
void writer_open_cell(struct writer *writer, const char *name);
/* One more of its kind where we are: "/table[2]". */
void writer_enter(struct writer *writer, enum place place);
void writer_leave(struct writer *writer);

void writer_begin_paragraph(struct writer *writer);
struct paragraph *writer_paragraph(struct writer *writer); /* the innermost, or NULL */
void writer_end_paragraph(struct writer *writer);
/* The path of the paragraph at work, or else of the place; a new string. */
char *writer_where(const struct writer *writer);

/* language: "" or NULL = not declared. Without a paragraph text is lost. */
void writer_add(struct writer *writer, struct ts_str text, const char *language);
void writer_space(struct writer *writer);
guint writer_begin_code(struct writer *writer);
void writer_end_code(struct writer *writer, guint span);

/* Links end before their paragraph does. An empty href is none. */
void writer_begin_link(struct writer *writer, const char *href);
void writer_end_link(struct writer *writer);

/* A block of its own; where NULL: that of the writer. */
void writer_emit(struct writer *writer, struct ts_str text, uint32_t role, const char *where);
void writer_emit_link(struct writer *writer, const char *href, struct ts_str text,
                      const char *where);
void writer_anchor(struct writer *writer, const char *name);

/* A new string of at most size bytes, cut between characters; text is UTF-8. */
char *writer_shorten(const char *text, gsize size);

/* A language tag that says something: not "x-none", "zxx", or the name of one. */
gboolean writer_is_language(const char *tag);

#endif
