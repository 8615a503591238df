/* SPDX-License-Identifier: MIT
 *
 * Who reads standard output: in which language, in how many columns, and in colour or not.
 */
#ifndef CORE_COMMAND_TERMINAL_H
#define CORE_COMMAND_TERMINAL_H

#include <glib.h>

#define TERMINAL_WHEN "auto|always|never"

/* auto, never or always, as -1, 0, 1; NULL is auto. FALSE, said: the value is none of them. */
gboolean terminal_when(const char *option, const char *value, int *when_r);

/* when as above. auto: it is a terminal, and NO_COLOR is not set (no-color.org). */
gboolean terminal_has_color(int when);

/* Columns; 0 = not known, and not to be wrapped. */
guint terminal_width(void);

/* "en" or "nl": of the language asked for, or NULL = of the locale. */
const char *terminal_language(const char *asked);
/* FALSE, said: it asks for another. */
gboolean terminal_knows_language(const char *asked);

struct command;
/* Messages are in that language from here on (gettext): of --lang among the arguments, else of the
 * locale; of a run with --log they stay English. command: that is run, or NULL. To be called after
 * setlocale; catalogs lie in TOUCHSTONE_LOCALE_PATH, else where they are installed. */
void terminal_speak(const struct command *command, int argc, char **argv);

#endif
