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

gboolean terminal_knows_language(const char *asked)
{
    return command_choose("lang", asked, WORDS_LANGUAGES) >= 0;
}

/* The value of an option ("--lang"), before anything is parsed: what is wrong with the options is
 * said in that language. NULL if it is not there. */
static const char *value_of(const char *option, int argc, char **argv)
{
    const char *value = NULL;
    gsize len = strlen(option);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], option) && argv[i][len] == '=') {
            value = argv[i] + len + 1;
        } else if (strcmp(argv[i], option) == 0 && i + 1 < argc) {
            value = argv[i + 1];
        }
    }
    return value;
}

void terminal_speak(const struct command *command, int argc, char **argv)
{
    const char *own = g_getenv("TOUCHSTONE_LOCALE_PATH");
    const char *asked = command && command->has_own_lang ? NULL : value_of("--lang", argc, argv);
    if (value_of("--log", argc, argv)) {
        return; /* logs are searched, by people and programs: in English */
    }
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
