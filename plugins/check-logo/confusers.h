/* SPDX-License-Identifier: MIT
 *
 * Original drawings that any firm might use: what a logo must not be mistaken for. Made by code,
 * the same each time.
 */
#ifndef PLUGINS_CHECK_LOGO_CONFUSERS_H
#define PLUGINS_CHECK_LOGO_CONFUSERS_H

#include "plugins/check-logo/logo.h"

#define CONFUSERS 1200u

struct confuser_shape {
    const char *name;
    gboolean (*is_in)(double x, double y, double parameter); /* x, y from -1 to 1 */
    double least, most;                                      /* of the parameter */
};
extern const struct confuser_shape confuser_shapes[];
extern const guint confuser_shape_count;

/* Draws number 0 .. CONFUSERS-1. The caller clears it. Returns its name, static. */
const char *confuser_draw(guint number, struct picture *picture_r);

#endif
