/* SPDX-License-Identifier: MIT
 *
 * The table of the options.
 */
#include "core/milter/options.h"

GArray *milter_options_entries(struct milter_options *own)
{
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &own->config,
         "Whose mails are judged, and what becomes of them: milter.yaml(5). Required", "FILE"},
        {"listen", 'l', 0, G_OPTION_ARG_STRING, &own->listen,
         "The socket for the mail server: a path, or inet:PORT@HOST; counts before `listen` of the "
         "file",
         "SOCKET"},
        {"server", 's', 0, G_OPTION_ARG_FILENAME, &own->server,
         "The socket of `touchstone serve`, which only the user who started that may use; counts "
         "before `server` of the file",
         "PATH"},
        {"user", 'u', 0, G_OPTION_ARG_STRING, &own->user,
         "Who to be, if started as root (which is refused without); counts before `user` of the "
         "file",
         "NAME"},
        {"test-mode", 0, 0, G_OPTION_ARG_NONE, &own->is_test,
         "Deliver all; the header says what would become of it", NULL},
        {"log-format", 0, 0, G_OPTION_ARG_STRING, &own->log_format,
         "The log on standard error, a line a mail (default text)", "text|json"},
        {"check", 0, 0, G_OPTION_ARG_NONE, &own->is_check,
         "Only say what is wrong with the file, and end", NULL},
        {"schema", 0, 0, G_OPTION_ARG_NONE, &own->is_schema, "Print the JSON Schema of milter.yaml",
         NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &own->is_version, "Print the version", NULL},
        G_OPTION_ENTRY_NULL,
    };
    GArray *table = g_array_new(FALSE, FALSE, sizeof(GOptionEntry));
    return g_array_append_vals(table, entries, G_N_ELEMENTS(entries));
}

void milter_options_clear(struct milter_options *own)
{
    g_free(own->config);
    g_free(own->listen);
    g_free(own->server);
    g_free(own->user);
    g_free(own->log_format);
}
