/* SPDX-License-Identifier: MIT
 *
 * Walks the XML of a part by events: tables say what is done at which element. No DTD, no entity
 * but the five of XML, nothing is loaded; linear in time.
 */
#ifndef PLUGINS_READ_OFFICE_XML_H
#define PLUGINS_READ_OFFICE_XML_H

#include <glib.h>

#include "touchstone/plugin.h"

#define XML_DEPTH 512u        /* elements inside elements */
#define XML_ELEMENTS 4000000u /* of one part */
#define XML_TAG_ATTRIBUTES \
    256u                    /* attributes and namespaces of one tag: libxml2 compares them all */
#define XML_NAMESPACES 256u /* declared at one place: libxml2 looks through them one by one */
#define XML_NAME_SIZE 64u

struct xml_walk;

/* A tag at work. Names have the prefix of the table in xml_names.c, whatever the file's is. */
struct xml_tag {
    struct xml_walk *walk;
    const char *name; /* "w:p" */
    const unsigned char **attributes;
    int count;
};

typedef void (*xml_start_fn)(void *self, const struct xml_tag *tag);
typedef void (*xml_end_fn)(void *self);

struct xml_rule {
    const char *name;
    xml_start_fn start; /* may be NULL */
    xml_end_fn end;     /* likewise; not called for what was skipped */
};

struct xml_handler {
    struct ts_list tables[3]; /* struct xml_rule; the first that has a name wins */
    void (*text)(void *self, struct ts_str text);
    void *self;
};

enum xml_result {
    XML_OK,
    XML_BROKEN,   /* not well-formed: it was walked up to there */
    XML_DECLARES, /* it declares entities, elements or attributes; the same */
    XML_TOO_LARGE /* deeper, or with more elements or attributes, than is read; the same */
};
enum xml_result xml_walk(struct ts_call *call, struct ts_str bytes,
                         const struct xml_handler *handler);
const char *xml_result_text(enum xml_result result);

/* In a start function: leave out this element with all that is in it. */
void xml_skip(const struct xml_tag *tag);
/* Leave out all that is still to come. */
void xml_stop(const struct xml_tag *tag);

/* A new string, or NULL. A name without a prefix is an attribute without one. */
char *xml_attribute(const struct xml_tag *tag, const char *name);
gboolean xml_attribute_is(const struct xml_tag *tag, const char *name, const char *value);
gint64 xml_attribute_number(const struct xml_tag *tag, const char *name, gint64 fallback);

/* xml_names.c: the prefix that a namespace has in the tables; "?" of others, "" of none. */
const char *xml_prefix(const char *uri);

#endif
