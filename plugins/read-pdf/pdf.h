/* SPDX-License-Identifier: MIT
 *
 * A PDF: what its pages show, as paragraphs in reading order, with links, pictures and fields.
 */
#ifndef PLUGINS_READ_PDF_PDF_H
#define PLUGINS_READ_PDF_PDF_H

#include <cairo.h>
#include <glib.h>
#include <poppler.h>

#include "touchstone/plugin.h"

/* A line of a page: characters that stand beside each other. Lengths in points, y downwards. */
struct pdf_line {
    guint first, count; /* characters of the page */
    double left, top, right, bottom;
    double size; /* of the font of most of its characters */
    guint order; /* as the library has it */
    gboolean is_garbled, is_upright;
};

/* The library's lists of what is on a page begin with the last: they are walked from their ends. */

/* A page as the library lays it out; index i of rects is character i of text. */
struct pdf_page {
    PopplerPage *page;
    guint number; /* from 1 */
    char *text;
    GArray *offsets;            /* guint: byte of each character, and the end */
    PopplerRectangle *rects;    /* one a character */
    guint count;                /* characters */
    GArray *lines;              /* struct pdf_line, in reading order */
    GPtrArray *areas;           /* PopplerLinkMapping *, to addresses, y downwards; borrowed */
    GList *mapping;             /* owns them */
    double width, height, size; /* size: of most of the page's characters */
    guint garbled;              /* lines whose font does not say what it shows */
};

/* A stretch of a paragraph that leads somewhere; bytes. */
struct pdf_span {
    gsize offset, length;
    char *href;
};

/* Text has U+00AD where a word is broken over lines: it is decided when all words are known. */
struct pdf_paragraph {
    guint page, number; /* page=3/block[2] */
    const char *kind;   /* "block", "field" */
    uint32_t role;
    double size;
    GString *text;
    GArray *spans; /* struct pdf_span */
};

/* Why something of a page was not read. */
enum pdf_unread {
    PDF_READ = 0,
    PDF_UNREAD_PICTURE, /* a scan */
    PDF_UNREAD_DRAWN,   /* letters as outlines */
    PDF_UNREAD_GARBLED, /* fonts that do not say which characters they show */
    PDF_UNREAD_DAMAGED
};

struct pdf {
    struct ts_call *call;
    struct ts_str bytes;
    PopplerDocument *document;
    guint page_count;      /* that are read */
    guint8 *unread;        /* enum pdf_unread, of each of them */
    guint8 *has_text;      /* gboolean, of each of them */
    char *language;        /* the catalog's, or "" */
    double size;           /* of most of the text */
    GPtrArray *paragraphs; /* struct pdf_paragraph * */
    GHashTable *hrefs;     /* of this page: char *, those that stand in its text */
    GHashTable *pictures;  /* hash of pixels -> suffix of the child */
    gsize text_size;
    guint picture_count;
    guint64 pixels; /* of all pictures */
    gboolean is_picture_cut;
    gboolean wants_pictures;
    guint render_pages; /* at the front that are drawn as a whole; and the last */
    gint64 begin;       /* milliseconds of processor time */
    gint64 wall_begin;  /* of the clock on the wall */
    gboolean is_failed;
};

/* document.c: one document of one PDF. */
int pdf_read(struct ts_call *call, const struct ts_resource *resource, guint render_pages);
void pdf_say_cut(struct pdf *pdf, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Has the document used up so many milliseconds of processor time, or twice that in all? */
gboolean pdf_is_late(const struct pdf *pdf, gint64 msec);

/* layout.c: characters and lines of a page; FALSE: it shows no text. Close it in either case. */
gboolean pdf_page_open(struct pdf_page *page, PopplerPage *from, guint number);
void pdf_page_close(struct pdf_page *page);
gunichar pdf_character(const struct pdf_page *page, guint i);

/* order.c: sorts the lines as a person reads them, column by column. */
void pdf_order(struct pdf_page *page);

/* bullets.c: characters of the bullet that a line begins with and the white behind it, or 0. */
guint pdf_bullet_size(const struct pdf_page *page, const struct pdf_line *line);
/* A bullet that can be nothing else; a dash may be one. */
gboolean pdf_is_bullet(gunichar c);

/* Does the line begin with "1." or "12)"? */
gboolean pdf_has_number(const struct pdf_page *page, const struct pdf_line *line);

/* joins.c: consecutive lines below each other. */
struct pdf_column {
    guint end;                   /* the first line that is not of it */
    double left, right, leading; /* leading: of the closest lines */
};
struct pdf_column pdf_find_column(const struct pdf_page *page, guint first);
/* Are these lines, which follow each other, of one paragraph? column is that of next. */
gboolean pdf_joins(const struct pdf_page *page, const struct pdf_column *column,
                   const struct pdf_line *line, const struct pdf_line *next);
/* Does a word go on from the one to the other? */
gboolean pdf_is_broken_word(const struct pdf_page *page, const struct pdf_line *line,
                            const struct pdf_line *next);

/* paragraphs.c: gathers the lines of a page in pdf->paragraphs. */
void pdf_take_paragraphs(struct pdf *pdf, const struct pdf_page *page);
struct pdf_paragraph *pdf_paragraph_new(struct pdf *pdf, guint page, const char *kind,
                                        guint number);
void pdf_paragraph_free(struct pdf_paragraph *paragraph);

/* emit.c: blocks and their links, when all pages are known. */
void pdf_emit_paragraphs(struct pdf *pdf);

/* links.c */
void pdf_links_open(struct pdf_page *page);
const char *pdf_link_at(const struct pdf_page *page, guint character); /* its address, or NULL */
void pdf_emit_link(struct pdf *pdf, const char *href, struct ts_str text, const char *where);
/* Links of the page that have no text: on pictures. */
void pdf_emit_bare_links(struct pdf *pdf, const struct pdf_page *page);

/* hyphens.c: a word broken over two lines. */
enum pdf_hyphen { PDF_HYPHEN_KEEP, PDF_HYPHEN_DROP, PDF_HYPHEN_SPACE };
struct pdf_words; /* the words of a document, to compare with */
struct pdf_words *pdf_words_new(void);
void pdf_words_add(struct pdf_words *words, const char *text);
void pdf_words_free(struct pdf_words **words);
/* before[0..size) ends where the hyphen stood, after begins on the next line. */
enum pdf_hyphen pdf_hyphen_judge(const struct pdf_words *words, const char *before, gsize size,
                                 const char *after);

/* pictures.c: the pictures of a page become children; returns how many it shows. */
guint pdf_take_pictures(struct pdf *pdf, PopplerPage *page, guint number);
/* What pages show besides pictures, most logos among it, are drawings: the page becomes a child. */
void pdf_render(struct pdf *pdf, PopplerPage *page, guint number);
/* A picture that is named by its child's suffix; area in points. */
void pdf_emit_reference(struct pdf *pdf, const char *suffix, const PopplerRectangle *area,
                        guint page);
char *pdf_emit_picture(struct pdf *pdf, cairo_surface_t *surface, guint page, const char *suffix);
/* Pixels of the largest picture that the file declares. */
guint64 pdf_largest_picture(struct ts_str bytes);

/* unread.c: does a page without text and pictures show something? */
gboolean pdf_is_drawn(PopplerPage *page);
/* Says what was not read, equal pages together. */
void pdf_say_unread(struct pdf *pdf);

/* fields.c: what is written over the page: in and beside the fields of a form, and as free text.
 * As far as the page does not show it itself. */
void pdf_take_fields(struct pdf *pdf, const struct pdf_page *page);

/* attachments.c */
void pdf_take_attachments(struct pdf *pdf);

/* warm.c: before the seal. */
int pdf_warm(struct ts_call *call);

/* catalog.c: the language that the catalog declares, or ""; the caller frees it. */
char *pdf_language(struct ts_str bytes);

#endif
