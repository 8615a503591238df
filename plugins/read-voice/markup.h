/* SPDX-License-Identifier: MIT
 *
 * What each element of a voice format does to what is heard.
 */
#ifndef PLUGINS_READ_VOICE_MARKUP_H
#define PLUGINS_READ_VOICE_MARKUP_H

#include "plugins/read-voice/voice.h"
#include "plugins/read-voice/xml.h"

enum markup_flags {
    MARKUP_SPOKEN = 1,      /* text right inside it is heard */
    MARKUP_INLINE = 2,      /* what is said goes on through its borders */
    MARKUP_SILENT = 4,      /* nothing inside it is heard */
    MARKUP_STEP = 8,        /* a step of the path */
    MARKUP_WRITTEN = 16,    /* text messages: read, not heard */
    MARKUP_ANCHOR = 32,     /* its id can be led to */
    MARKUP_PLAYED = 64,     /* its text is the path of a recording */
    MARKUP_TARGET = 128,    /* its text is where the call goes */
    MARKUP_AUDIO = 256,     /* a recording; what is inside is its transcript */
    MARKUP_DESCRIBED = 512, /* says what a recording is, so that none is missed */
    MARKUP_GAP = 1024,      /* a pause: words on both sides are two */
};

struct markup;

struct markup_element {
    const char *name;
    unsigned flags;
    const char *key;  /* attribute that names its step: "form=main"; NULL: it is counted */
    const char *link; /* attribute that says where the call goes, or NULL */
    void (*take)(struct markup *markup, struct xml_walk *walk); /* what else it says, or NULL */
};

struct markup_dialect {
    const char *root;
    const struct markup_element *elements; /* the last has no name */
    const char *nothing;                   /* what a document of it is that nobody hears */
};

/* A root that none of them has: NULL. */
const struct markup_dialect *markup_dialect_of(const char *root);

/* ---- for take ---- */

struct voice *markup_voice(struct markup *markup);

/* Says what stands in an attribute as a block of its own. */
void markup_say_attribute(struct markup *markup, struct ts_str value, gboolean is_template);

/* Declares the language of what is inside the element. */
void markup_set_language(struct markup *markup, struct ts_str tag);

#endif
