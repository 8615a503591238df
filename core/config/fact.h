/* SPDX-License-Identifier: MIT
 *
 * What the core knows of an entry of `facts`, in a brand book or in a pack. How it is read out of
 * text is the affair of the check.
 */
#ifndef CORE_CONFIG_FACT_H
#define CORE_CONFIG_FACT_H

#include "core/config/tree.h"

/* Where its words stand: "phrases" of a phrase, else "anchors". */
const char *fact_words_key(const struct ts_node *fact);
gboolean fact_has_words(const struct ts_node *fact);

/* "facts/ID"; the caller frees it, as the next. */
char *fact_name(const struct ts_node *fact);
/* What it says, in a line: Delivery time (duration): 1 workday. */
char *fact_sentence(const struct ts_node *fact);

/* The fact as checks see it: what is for people and for tests changes no verdict, and no hash. */
struct ts_node fact_bare(struct tree *tree, const struct ts_node *fact);

#endif
