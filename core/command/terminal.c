/* SPDX-License-Identifier: MIT
 *
 * What commands know of the terminal and the locale.
 */
#include "core/command/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/command/command.h"
#include "core/report/words.h"

#define NARROWEST 20 /* columns; fewer is no size that a terminal tells in earnest */

gboolean terminal_when(const char *option, const char *value, int *when_r)
{
    static const int whens[] = {-1, 1, 0};
    int chosen = command_choose(option, value, TERMINAL_WHEN);
    *when_r = chosen < 0 ? -1 : whens[chosen];
    return chosen >= 0;
}

gboolean terminal_has_color(int when)
{
    const char *none = g_getenv("NO_COLOR");
    return when < 0 ? isatty(STDOUT_FILENO) && !(none && *none) : when == 1;
}

guint terminal_width(void)
{
    struct winsize size;
    const char *columns = g_getenv("COLUMNS");
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col > NARROWEST) {
        return size.ws_col;
    }
    return columns ? (guint)g_ascii_strtoull(columns, NULL, 10) : 0;
}

const char *terminal_language(const char *asked)
{
    const char *locale = g_get_language_names()[0];
    return words_language(asked ? asked : locale ? locale : "");
}
