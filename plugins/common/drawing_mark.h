/* SPDX-License-Identifier: MIT
 *
 * How the reader of pages says in a drawing that it took out of one what it could not know of it:
 * the drawing then begins so. Whoever judges the drawing sees its bytes and nothing else.
 */
#ifndef PLUGINS_COMMON_DRAWING_MARK_H
#define PLUGINS_COMMON_DRAWING_MARK_H

#define DRAWING_ATTRIBUTE "data-touchstone"
/* Its one colour is not known. */
#define DRAWING_TINT "<svg " DRAWING_ATTRIBUTE "=\"tint\""
/* Nor are several, so that it may look like something else. */
#define DRAWING_COLOURS "<svg " DRAWING_ATTRIBUTE "=\"colours\""
/* Nothing is drawn: a style sheet outside the page may show a logo there. */
#define DRAWING_PLACE "<svg " DRAWING_ATTRIBUTE "=\"place\""

#endif
