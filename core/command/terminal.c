/* SPDX-License-Identifier: MIT
 *
 * What commands know of the terminal and the locale.
 */
#include "core/command/terminal.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/build.h"
#include "core/command/command.h"
#include "core/report/words.h"

#define NARROWEST 20 /* columns; fewer is no size that a terminal tells in earnest */

gboolean terminal_when(const char *option, const char *value, int *when_r)
{
    static const char *const whens[] = {"auto", "never", "always", NULL};
    int when = command_choose(option, value, whens);
    *when_r = when - 1;
    return when >= 0;
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

/* The value of --lang, before anything is parsed: what is wrong with the options is said in it. */
static const char *asked_language(int argc, char **argv)
{
    const char *asked = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang=")) {
            asked = argv[i] + strlen("--lang=");
        } else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            asked = argv[i + 1];
        }
    }
    return asked;
}

void terminal_speak(int argc, char **argv)
{
    const char *own = g_getenv("TOUCHSTONE_LOCALE_PATH");
    const char *asked = asked_language(argc, argv);
    /* gettext looks at LANGUAGE only where the locale is not "C", and C.UTF-8 is everywhere: so
     * --lang works where no other locale is installed. */
    if (asked) {
        g_setenv("LANGUAGE", words_language(asked), TRUE);
        if (strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0) {
            setlocale(LC_MESSAGES, "C.UTF-8");
        }
    }
    bindtextdomain("touchstone", own && *own ? own : TOUCHSTONE_LOCALE_DIR);
    bind_textdomain_codeset("touchstone", "UTF-8");
    textdomain("touchstone");
}
