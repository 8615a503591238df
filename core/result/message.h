/* SPDX-License-Identifier: MIT
 *
 * From a template of words and named values to the sentence a person reads.
 *
 * In a template {name} stands for a value; a name that is not known stands for nothing. A stretch
 * in [square brackets] is printed only if every value named in it is known and not empty; "[[" is a
 * plain "[". Values are put in as they are: what is in them is never a template.
 */
#ifndef CORE_RESULT_MESSAGE_H
#define CORE_RESULT_MESSAGE_H

#include "core/plugin/catalog.h"

struct message_value {
    const char *name, *value;
};

/* The caller frees it. */
char *message_expand(const char *template, const struct message_value *values, gsize count);

/* The values of a finding as the database holds them; arguments is a JSON object. touchpoint: the
 * name of the one it is about; NULL where there is none to speak of. */
struct message_finding {
    const char *rule, *expected, *actual, *arguments, *touchpoint;
};

/* The title of a rule in a language, borrowed from the catalog; of one that is not installed its
 * id. */
const char *message_title(const struct catalog *catalog, const char *language, const char *rule);

/* The message of a finding in a language ("nl"; English where a rule has no other wording), and
 * the title of its rule, borrowed from the catalog or from the finding. An argument
 * "reason" is told in that language as far as reason_say knows it. The caller frees the
 * message. A rule that is no longer installed is told by its id. */
char *message_of_finding(const struct catalog *catalog, const char *language,
                         const struct message_finding *finding, const char **title_r);

#endif
