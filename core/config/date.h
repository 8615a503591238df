/* SPDX-License-Identifier: MIT
 *
 * Days as they are written everywhere in touchstone: YYYY-MM-DD, text that sorts.
 */
#ifndef CORE_CONFIG_DATE_H
#define CORE_CONFIG_DATE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Ten characters of that form. */
gboolean date_has_form(const char *text);
/* And a day that exists. */
gboolean date_is_valid(const char *text);

#define DATE_SIZE 11 /* and its end */
/* A day of the configuration as a C string; empty stays empty. */
void date_copy(struct ts_str text, char day_r[DATE_SIZE]);
/* Today, in the timezone of that name; NULL, or one that is not known: the machine's. */
void date_today(const char *where, char day_r[DATE_SIZE]);
/* The day so many days later, or earlier (days below 0). text: of that form. */
void date_shift(const char *text, int days, char day_r[DATE_SIZE]);
/* Is this last day behind the day? FALSE if there is none. */
gboolean date_is_past(struct ts_str last, const char *day);
/* Days from one to the other, below 0 if that is earlier; 0 if one of them does not exist. */
int date_days(const char *from, const char *to);

#endif
