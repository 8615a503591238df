/* SPDX-License-Identifier: MIT
 *
 * What the HTML reader knows by name: elements, attributes, character references.
 */
#ifndef PLUGINS_COMMON_HTML_NAMES_H
#define PLUGINS_COMMON_HTML_NAMES_H

#include <stddef.h>
#include <stdint.h>

enum element_flags {
    ELEMENT_BLOCK = 1u << 0,  /* begins and ends a block */
    ELEMENT_BREAK = 1u << 1,  /* ends a block, holds nothing: br is only a space, hr a break */
    ELEMENT_HIDDEN = 1u << 2, /* its text is not for people */
    ELEMENT_CODE = 1u << 3,   /* a code span */
    ELEMENT_QUOTE = 1u << 4,  /* a quote span */
    ELEMENT_ROLE = 1u << 5,   /* gives its role to the blocks inside */
    ELEMENT_VOID = 1u << 6    /* holds nothing */
};

/* The categories of the HTML standard, section 13.2.4. */
enum element_traits {
    TRAIT_SPECIAL = 1u << 0,
    TRAIT_SCOPE = 1u << 1,      /* what "in scope" ends at */
    TRAIT_IMPLIED = 1u << 2,    /* its end tag may be implied */
    TRAIT_THOROUGH = 1u << 3,   /* likewise, when done thoroughly */
    TRAIT_FORMATTING = 1u << 4, /* goes on in what follows, if not closed */
    TRAIT_HEADING = 1u << 5,
    TRAIT_BREAKOUT = 1u << 6 /* ends svg and math */
};

/* Which rules its start tag follows in the body; html_body.c has the table. */
enum start_rule {
    START_ANY,
    START_HTML,
    START_HEAD,
    START_BODY,
    START_FRAMESET,
    START_BLOCK,
    START_HEADING,
    START_PRE,
    START_FORM,
    START_LI,
    START_DEFINITION,
    START_PLAINTEXT,
    START_BUTTON,
    START_A,
    START_FORMATTING,
    START_NOBR,
    START_OBJECT,
    START_TABLE,
    START_VOID,
    START_INPUT,
    START_PARAM,
    START_HR,
    START_IMAGE,
    START_TEXTAREA,
    START_XMP,
    START_IFRAME,
    START_NOEMBED,
    START_NOSCRIPT,
    START_SELECT,
    START_OPTION,
    START_RUBY_BASE,
    START_RUBY_TEXT,
    START_FOREIGN,
    START_IGNORED,
    START_COUNT
};

/* And its end tag. */
enum end_rule {
    END_ANY,
    END_TEMPLATE,
    END_BODY,
    END_BLOCK,
    END_FORM,
    END_P,
    END_LI,
    END_HEADING,
    END_FORMATTING,
    END_OBJECT,
    END_BR,
    END_COUNT
};

struct element {
    const char *name;
    uint8_t tag; /* enum html_tag */
    uint8_t flags, role, traits;
    uint8_t start, end; /* enum start_rule, enum end_rule */
};

#define ELEMENT(tag, ...) TAG_##tag,
enum html_tag {
    TAG_OTHER, /* a name that the table does not have, or an element of svg or math */
#include "plugins/common/html_elements.def"
    TAG_COUNT
};
#undef ELEMENT

#define ATTRIBUTE(id, name) ATTRIBUTE_##id,
enum html_attribute_id {
    ATTRIBUTE_OTHER,
#include "plugins/common/html_attributes.def"
    ATTRIBUTE_COUNT
};
#undef ATTRIBUTE

/* Names in any case. The element of a tag, or NULL; the id of an attribute, or ATTRIBUTE_OTHER. */
const struct element *html_element_find(const char *name, size_t size);
const struct element *html_element_of(enum html_tag tag);
enum html_attribute_id html_attribute_find(const char *name, size_t size);

#define HTML_REFERENCE_MAX 8u /* bytes that a character reference stands for, at most */

/* The character reference that begins at '&' (HTML standard, section 13.2.5.72 and on): how many
 * bytes it has, 0 if it is none; what it stands for in text_r, without a NUL. */
size_t html_reference(const char *at, size_t left, int is_in_attribute,
                      char text_r[HTML_REFERENCE_MAX], size_t *size_r);

#endif
