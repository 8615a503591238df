/* SPDX-License-Identifier: MIT
 *
 * XML as events with their places in the source. No document type is read, no entity but XML's own
 * five is known, nothing outside the bytes is touched.
 */
#ifndef PLUGINS_READ_VOICE_XML_H
#define PLUGINS_READ_VOICE_XML_H

#include <glib.h>

#include "touchstone/plugin.h"

struct xml_walk;

/* Of each event. text: decoded; offset: of its first byte in the source. */
struct xml_handler {
    void (*start)(struct xml_walk *walk, void *data, const char *name);
    void (*end)(void *data);
    void (*text)(void *data, struct ts_str text, size_t offset);
};

/* Walks through source, which is UTF-8 with lines that end in \n. 0, or -1 with *why_r (the caller
 * frees it): it is not well-formed, or declares entities. */
int xml_read(struct ts_str source, const struct xml_handler *handler, void *data, char **why_r);

/* Inside start: the value of the element's attribute as it stands in the source, references and
 * all; ptr NULL if there is none. The name has no prefix but "xml:". */
struct ts_str xml_attribute(const struct xml_walk *walk, const char *name);

/* Inside start: where the tag begins. */
size_t xml_tag_offset(const struct xml_walk *walk);

/* Ends the walk after this event: the rest is not wanted. */
void xml_stop(struct xml_walk *walk);

#endif
