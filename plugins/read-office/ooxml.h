/* SPDX-License-Identifier: MIT
 *
 * What is at work in a part of a DOCX, PPTX or XLSX. The handlers of all files get this one struct,
 * since their elements stand inside each other.
 */
#ifndef PLUGINS_READ_OFFICE_OOXML_H
#define PLUGINS_READ_OFFICE_OOXML_H

#include "plugins/read-office/package.h"

struct word;

/* A picture whose element is open. */
struct ooxml_picture {
    char *alt, *embed, *link;
    gboolean is_decorative, is_cropped;
    gint64 width, height; /* EMU */
};

struct ooxml {
    struct office *office;
    struct writer *writer;
    const char *part;
    GHashTable *relations; /* of the part */
    struct word *word;     /* of a DOCX, else NULL */
    const char *place;     /* put before the paths of charts and diagrams: "slide=3/" */
    guint depth;           /* parts inside parts */

    gboolean is_in_text; /* what comes is text that is shown */
    char *language;      /* of the run */
    char *run_link;      /* of a DrawingML run, or NULL */
    gboolean is_in_run;

    guint shapes;        /* open, inside each other */
    guint hidden_shape;  /* of them the one that is left out; 0: none */
    uint32_t shape_role; /* of its paragraphs */
    gboolean is_layout;  /* placeholders show nothing here */
    gboolean is_notes;   /* all but the body is the slide again */

    gboolean is_in_picture;
    struct ooxml_picture picture, outer; /* outer: of the wp:inline or wp:anchor around it */
    GArray *choices; /* gboolean: of each open mc:AlternateContent, was a branch taken */
};

void ooxml_init(struct ooxml *ooxml, struct office *office);
void ooxml_finish(struct ooxml *ooxml);
/* Walks a part with its relationships, and the charts and diagrams in it; table: the rules besides
 * DrawingML's and those for markup in two versions. FALSE: it is not there. */
gboolean ooxml_walk(struct ooxml *ooxml, const char *part, struct ts_list table);
/* The relation that an attribute names, or NULL. */
const struct relation *ooxml_relation(const struct ooxml *ooxml, const char *id);
/* Text of the run at work. */
void ooxml_add_text(void *self, struct ts_str text);

/* drawing.c */
extern const struct ts_list drawing_rules;
void drawing_clear_picture(struct ooxml_picture *picture);
void drawing_put_picture(struct ooxml *ooxml, uint32_t kind);

/* word.c: text that a field's instruction, or hidden text, takes instead. TRUE: it was taken. */
gboolean word_takes_text(struct ooxml *ooxml, struct ts_str text);

#endif
