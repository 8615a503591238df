/* SPDX-License-Identifier: MIT
 *
 * touchstone database: looks whether it is whole, takes away old runs, hands its rows out.
 */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/result/runs.h"

struct request {
    const char *keep; /* "90d", as given */
    gboolean is_dry;
};

/* ---- check ----------------------------------------------------------------------------------- */

static int check(const struct stored *stored, void *data)
{
    sqlite3_stmt *query = NULL;
    int status = EXIT_INCOMPLETE;
    (void)data;
    if (sqlite3_prepare_v2(stored->database->handle, "PRAGMA integrity_check(20)", -1, &query,
                           NULL) == SQLITE_OK) {
        while (sqlite3_step(query) == SQLITE_ROW) {
            const char *line = (const char *)sqlite3_column_text(query, 0);
            gboolean is_well = line && strcmp(line, "ok") == 0;
            status = is_well ? EXIT_CLEAN : status;
            printf("%s: %s\n", stored->database->path, is_well ? _("whole") : line);
        }
    }
    sqlite3_finalize(query);
    if (status != EXIT_CLEAN) {
        command_complain("%s is damaged: move it away; the next run begins anew",
                         stored->database->path);
    }
    return status;
}

/* ---- export ---------------------------------------------------------------------------------- */

/* Bytes in base64: pictures, and what is kept packed. */
static json_t *value_of(sqlite3_stmt *row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return json_integer(sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
        return json_real(sqlite3_column_double(row, column));
    case SQLITE_BLOB: {
        g_autofree char *coded = g_base64_encode(sqlite3_column_blob(row, column),
                                                 (gsize)sqlite3_column_bytes(row, column));
        return json_string(coded);
    }
    case SQLITE_TEXT: {
        g_autofree char *text = g_utf8_make_valid((const char *)sqlite3_column_text(row, column),
                                                  sqlite3_column_bytes(row, column));
        return json_string(text);
    }
    default:
        return json_null();
    }
}

static int export_table(sqlite3 *handle, const char *table)
{
    char *text = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
    sqlite3_stmt *row = NULL;
    int stepped = sqlite3_prepare_v2(handle, text, -1, &row, NULL);
    sqlite3_free(text);
    while (stepped == SQLITE_OK || stepped == SQLITE_ROW) {
        stepped = sqlite3_step(row);
        if (stepped != SQLITE_ROW) {
            break;
        }
        json_t *object = json_pack("{s:s}", "table", table);
        for (int i = 0; i < sqlite3_column_count(row); i++) {
            json_object_set_new(object, sqlite3_column_name(row, i), value_of(row, i));
        }
        int done = json_dumpf(object, stdout, JSON_COMPACT);
        json_decref(object);
        if (done != 0 || fputc('\n', stdout) == EOF) {
            stepped = SQLITE_IOERR;
        }
    }
    sqlite3_finalize(row);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static int export(const struct stored *stored, void *data)
{
    sqlite3 *handle = stored->database->handle;
    sqlite3_stmt *tables = NULL;
    int done = 0;
    (void)data;
    int stepped = sqlite3_prepare_v2(handle,
                                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
                                     "NOT LIKE 'sqlite_%' ORDER BY name",
                                     -1, &tables, NULL);
    while (done == 0 && (stepped == SQLITE_OK || stepped == SQLITE_ROW)) {
        stepped = sqlite3_step(tables);
        if (stepped == SQLITE_ROW) {
            done = export_table(handle, (const char *)sqlite3_column_text(tables, 0));
        }
    }
    sqlite3_finalize(tables);
    if (done != 0 || stepped != SQLITE_DONE || fflush(stdout) != 0) {
        command_complain("the export is not whole: it could not be read or written to its end");
        return EXIT_INCOMPLETE;
    }
    return EXIT_CLEAN;
}

/* ---- prune ----------------------------------------------------------------------------------- */

/* "90d", "12w", "6m", "2y" -> days; 0: it is none of them. */
static guint days_of(const char *text)
{
    static const struct {
        char unit;
        guint days;
    } units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
    char *end = NULL;
    guint64 number = g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &end, 10) : 0;
    for (gsize i = 0; number > 0 && number < 10000 && i < G_N_ELEMENTS(units); i++) {
        if (end[0] == units[i].unit && end[1] == '\0') {
            return (guint)number * units[i].days;
        }
    }
    return 0;
}

static int prune(const struct stored *stored, void *data)
{
    const struct request *request = data;
    g_autofree char *error = NULL;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autoptr(GDateTime) then = g_date_time_add_days(now, -(int)days_of(request->keep));
    g_autofree char *before = g_date_time_format(then, "%Y-%m-%dT%H:%M:%SZ");
    struct database *database = database_open(stored->database->path, &error);
    guint count = 0;
    if (!database) {
        command_complain("%s", error);
        return EXIT_INCOMPLETE;
    }
    int done = runs_prune(database->handle, before, request->is_dry, &count);
    if (done != 0) {
        command_complain("%s", sqlite3_errmsg(database->handle));
    } else {
        printf(request->is_dry ? ngettext("%u run before %s would be taken away\n",
                                          "%u runs before %s would be taken away\n", count)
                               : ngettext("%u run before %s is taken away\n",
                                          "%u runs before %s are taken away\n", count),
               count, before);
    }
    database_close(&database);
    return done == 0 ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

/* ---- the command ----------------------------------------------------------------------------- */

static const struct {
    const char *name;
    stored_read_fn run;
} actions[] = {{"check", check}, {"export", export}, {"prune", prune}};

/* NULL, said: it is none of them. */
static stored_read_fn find(int count, char *const *arguments)
{
    for (gsize i = 0; count == 1 && i < G_N_ELEMENTS(actions); i++) {
        if (strcmp(actions[i].name, arguments[0]) == 0) {
            return actions[i].run;
        }
    }
    command_complain("database what? One of check, export and prune --keep TIME");
    return NULL;
}

static int run_database(const struct command *command, int argc, char **argv)
{
    struct request request = {.is_dry = FALSE};
    g_autofree char *config = NULL;
    g_autofree char *keep = NULL;
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan (default: touchstone.yaml here or in a folder above)"), "FILE"},
        {"keep", 0, 0, G_OPTION_ARG_STRING, &keep,
         N_("prune: how long runs stay: 90d, 12w, 6m, 2y; the last one always does"), "TIME"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &request.is_dry, N_("prune: only say how many"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        stored_read_fn run = find(argc - 1, argv + 1);
        request.keep = keep;
        if (run == prune && (!keep || days_of(keep) == 0)) {
            command_complain("prune --keep TIME: as 90d, 12w, 6m or 2y");
        } else if (run) {
            status = stored_read(config, NULL, run, &request);
        }
    }
    return status;
}

const struct command command_database = {
    .name = "database",
    .arguments = "check | export | prune --keep TIME",
    .summary = N_("Look whether the database is whole, hand its rows out, take old runs away"),
    .help = N_("check looks whether the file is whole; export writes all its rows as JSON lines "
               "(bytes in base64); prune takes away the runs that began longer ago than --keep, "
               "never the last one, with the findings that were fixed in them and the documents "
               "that were gone; rollouts keep their course."),
    .example = "touchstone database prune --keep 6m --dry-run\n"
               "touchstone database export >database.jsonl\n",
    .run = run_database,
};
