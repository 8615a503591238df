/* SPDX-License-Identifier: MIT
 *
 * The Open Packaging Conventions (ECMA-376 part 2): how the parts of a DOCX, PPTX or XLSX refer to
 * each other.
 */
#ifndef PLUGINS_READ_OFFICE_PACKAGE_H
#define PLUGINS_READ_OFFICE_PACKAGE_H

#include "plugins/read-office/office.h"

struct relation {
    char *type;   /* the last step of its URI: "hyperlink", "image" */
    char *target; /* the name of a part; or as written, if is_external */
    gboolean is_external;
};

/* id -> struct relation * of a part ("" is the package itself); never NULL. */
GHashTable *package_relations(struct office *office, const char *part);
/* The first of a type, or NULL; "last" steps only. */
const struct relation *package_find(GHashTable *relations, const char *type);

#endif
