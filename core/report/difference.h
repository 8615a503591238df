/* SPDX-License-Identifier: MIT
 *
 * Where two wordings differ, word by word: what a person would underline.
 */
#ifndef CORE_REPORT_DIFFERENCE_H
#define CORE_REPORT_DIFFERENCE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* A stretch that both have (actual as it stands there), or one that stands there for another; one
 * of the two may be empty. The texts are borrowed. */
struct difference_part {
    gboolean is_same;
    struct ts_str actual, expected;
};

/* struct difference_part, in order; the caller unrefs it. NULL where marks would help nobody: one
 * word, wordings that share too little, or are too long. Letter case and signs around a word count
 * only if nothing else differs. */
GArray *difference_new(const char *actual, const char *expected);

#endif
