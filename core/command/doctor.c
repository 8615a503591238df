/* SPDX-License-Identifier: MIT
 *
 * touchstone doctor: what this machine, its plugins and this plan lack for a run, with a remedy
 * each.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/build.h"
#include "core/command/command.h"
#include "core/command/terminal.h"
#include "core/config/pack.h"
#include "core/config/packages.h"
#include "core/config/plan.h"
#include "core/config/text.h"
#include "core/notify/notify.h"
#include "core/process/seal.h"
#include "core/result/reason.h"
#include "core/run/database.h"
#include "core/run/migrate.h"

#define DICTIONARY_FOLDER "/usr/share/hunspell" /* where Debian has them */
#define FILES_LEAST 256u /* a worker a core, their pipes, sources, database */
#define YEAR_LEAST 2026  /* in which this was written */

/* What was looked at: well, worth a word, or in the way of a run. */
enum level { WELL, WORD, ILL, LEVELS };

struct doctor {
    guint counts[LEVELS];
    gboolean has_color;
};

G_GNUC_PRINTF(5, 6)
static void tell(struct doctor *doctor, enum level level, const char *part, const char *remedy,
                 const char *format, ...)
{
    static const char *const names[] = {N_("ok"), N_("note"), N_("ILL")};
    static const char *const paints[] = {"\033[32m", "\033[33m", "\033[1;31m"};
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(gettext(format), arguments);
    va_end(arguments);
    printf("%s%-4s%s  %-12s  %s\n", doctor->has_color ? paints[level] : "", _(names[level]),
           doctor->has_color ? "\033[0m" : "", _(part), text);
    if (remedy) {
        printf("                    -> %s\n", _(remedy));
    }
    doctor->counts[level]++;
}

/* ---- the machine ----------------------------------------------------------------------------- */

static void look_at_seal(struct doctor *doctor)
{
    g_autoptr(GPtrArray) missing = seal_missing();
    for (guint i = 0; i < missing->len; i++) {
        tell(doctor, ILL, N_("seal"),
             N_("a kernel of 5.13 or later with seccomp and Landlock (CONFIG_SECCOMP_FILTER, "
                "CONFIG_SECURITY_LANDLOCK, lsm=landlock); in a container, allow both"),
             "workers can't be sealed by %s: hostile files are read with your rights",
             (char *)g_ptr_array_index(missing, i));
    }
    if (missing->len == 0) {
        tell(doctor, WELL, N_("seal"), NULL, "complete (seccomp, Landlock, limits)");
    }
    if (geteuid() == 0) {
        tell(doctor, WORD, N_("user"), N_("run it as a user of its own (samples/nightly)"),
             "this is root; a run needs no rights but to read its files");
    }
}

static void look_at_limits(struct doctor *doctor)
{
    struct rlimit files = {0};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES_LEAST) {
        tell(doctor, ILL, N_("limits"), N_("ulimit -n 1024, or LimitNOFILE= in the unit"),
             "only %llu files may be open at once", (unsigned long long)files.rlim_cur);
    } else {
        tell(doctor, WELL, N_("limits"), NULL, "%u processors, %llu files at once",
             g_get_num_processors(), (unsigned long long)files.rlim_cur);
    }
}

static void look_at_clock(struct doctor *doctor)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *text = g_date_time_format(now, "%Y-%m-%d %H:%M UTC");
    gboolean is_well = g_date_time_get_year(now) >= YEAR_LEAST;
    tell(doctor, is_well ? WELL : ILL, N_("clock"),
         is_well ? NULL
                 : N_("set the clock (timedatectl set-ntp true): what is right depends on the day"),
         "%s", text);
}

static void look_at_cache(struct doctor *doctor)
{
    g_autofree char *folder = g_build_filename(g_get_user_cache_dir(), "touchstone", NULL);
    gboolean is_well = g_mkdir_with_parents(folder, 0700) == 0 && g_access(folder, W_OK) == 0;
    tell(doctor, is_well ? WELL : WORD, N_("cache"),
         is_well ? NULL
                 : N_("make it writable, or set XDG_CACHE_HOME: logos are prepared anew each run"),
         "%s%s", folder, is_well ? "" : _(" can't be written"));
}

/* ---- what is installed ----------------------------------------------------------------------- */

static void look_at_apart(struct doctor *doctor, const struct catalog *catalog, unsigned kind,
                          const char *name, const char *loss)
{
    if (!catalog_find(catalog, kind, name)) {
        g_autofree char *remedy =
            g_strdup_printf(_("apt install %s, or build the plugin %s-%s"), packages_of(kind, name),
                            kind == TS_READER ? "read" : "check", name);
        tell(doctor, WORD, N_("plugins"), remedy, "%s", _(loss));
    }
}

static void look_at_plugins(struct doctor *doctor, const struct catalog *catalog)
{
    guint broken = 0;
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->error) {
            tell(doctor, ILL, N_("plugin"), N_("rebuild it for this version, or take it away"),
                 "%s: %s", plugin->path, plugin->error);
            broken++;
        }
    }
    tell(doctor, catalog->plugins->len ? WELL : ILL, N_("plugins"),
         catalog->plugins->len ? NULL : N_("install them, or set TOUCHSTONE_PLUGIN_PATH"),
         "%u found, %u broken, contract %u.%u", catalog->plugins->len, broken, TS_ABI_MAJOR,
         TS_ABI_MINOR);
    look_at_apart(doctor, catalog, TS_READER, "pdf",
                  N_("PDF files can't be read and are UNCHECKED"));
    look_at_apart(doctor, catalog, TS_READER, "image",
                  N_("pictures can't be read and are UNCHECKED"));
    look_at_apart(doctor, catalog, TS_CHECK, "logo",
                  N_("logos can't be judged: with `logos` in the brand book no run is complete"));
}

static void look_at_packs(struct doctor *doctor)
{
    g_autoptr(GPtrArray) names = pack_names(NULL);
    guint count = names->len - 1;
    tell(doctor, count ? WELL : WORD, N_("rule packs"),
         count ? NULL : N_("install them, or set TOUCHSTONE_RULES_PATH"), "%u found", count);
}

static void look_at_dictionaries(struct doctor *doctor)
{
    g_autoptr(GDir) dir = g_dir_open(DICTIONARY_FOLDER, 0, NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        if (g_str_has_suffix(name, ".aff")) {
            g_string_append_printf(found, "%s%.*s", found->len ? ", " : "", (int)strlen(name) - 4,
                                   name);
        }
    }
    tell(doctor, found->len ? WELL : WORD, N_("dictionaries"),
         found->len ? NULL : N_("apt install hunspell-nl hunspell-en-gb: spelling can't be judged"),
         "%s", found->len ? found->str : "none in " DICTIONARY_FOLDER);
}

/* ---- this plan ------------------------------------------------------------------------------- */

static void look_at_file(struct doctor *doctor, const char *path)
{
    GStatBuf info;
    if (path && g_stat(path, &info) == 0 && (info.st_mode & S_IWOTH)) {
        g_autofree char *remedy = g_strdup_printf("chmod o-w %s", path);
        tell(doctor, WORD, N_("permissions"), remedy, "%s can be written by everybody", path);
    }
}

/* A run that began in the future was made by a clock that has been set back. */
static gboolean is_ahead(sqlite3 *handle)
{
    static const char sql[] = "SELECT max(started) > strftime('%Y-%m-%dT%H:%M:%SZ') FROM run";
    sqlite3_stmt *query = NULL;
    gboolean is_ahead = sqlite3_prepare_v2(handle, sql, -1, &query, NULL) == SQLITE_OK &&
                        sqlite3_step(query) == SQLITE_ROW && sqlite3_column_int(query, 0) == 1;
    sqlite3_finalize(query);
    return is_ahead;
}

static void look_at_database(struct doctor *doctor, const char *path)
{
    g_autofree char *error = NULL;
    g_autofree char *folder = g_path_get_dirname(path);
    GStatBuf info;
    if (g_stat(path, &info) != 0) {
        gboolean is_well = !g_file_test(folder, G_FILE_TEST_EXISTS) || g_access(folder, W_OK) == 0;
        tell(doctor, is_well ? WELL : ILL, N_("database"),
             is_well ? NULL : N_("make the folder writable, or name another in the plan"), "%s: %s",
             path, is_well ? _("the first run makes it") : _("its folder can't be written"));
        return;
    }
    struct database *database = database_read(path, &error);
    if (!database) {
        tell(doctor, ILL, N_("database"),
             N_("touchstone check brings an earlier one up to date; a damaged "
                "one is moved away"),
             "%s", error);
        return;
    }
    tell(doctor, WELL, N_("database"), NULL,
         "%s, %.1f MB, schema %d (touchstone database check looks "
         "at every page)",
         path, (double)info.st_size / 1e6, SCHEMA_VERSION);
    if (g_access(path, W_OK) != 0 || g_access(folder, W_OK) != 0) {
        tell(doctor, ILL, N_("database"), N_("chown it to the user that runs touchstone"),
             "it can't be written: no run can be kept");
    }
    if (is_ahead(database->handle)) {
        tell(doctor, ILL, N_("clock"),
             N_("set it right; else what is new and what is old change places"),
             "the last run began in the future: the clock was set back");
    }
    database_close(&database);
}

/* No connection is made: touchstone notify --test makes one. */
static void look_at_notify(struct doctor *doctor, const struct plan_notify *notify)
{
    g_autofree char *obstacle = notify_obstacle(notify);
    if (obstacle) {
        tell(doctor, ILL, N_("notify"), N_("mend it, then touchstone notify --test"), "%s",
             obstacle);
    } else {
        tell(doctor, WELL, N_("notify"), NULL,
             "%u addresses by %s (touchstone notify --test sends one)", notify->to->len,
             notify->url);
    }
}

/* What a source reads here: a path stands beside how it was written, as NAME_given. Of a pattern it
 * is known that its folder is there. */
static void look_at_source(struct doctor *doctor, const struct plan *plan,
                           const struct plan_source *source)
{
    const struct ts_node *options = source->options;
    for (guint32 i = 0; options && i < options->children.count; i++) {
        const struct ts_node *option = ts_item(options->children, i);
        g_autofree char *name = text_dup(option->key);
        g_autofree char *beside = g_strconcat(name, "_given", NULL);
        g_autofree char *path = text_dup(option->text);
        const struct ts_node *given = ts_get(options, beside);
        char *pattern = given ? strpbrk(path, "*?[") : NULL;
        if (pattern) {
            *pattern = '\0';
            *MAX(strrchr(path, '/'), path) = '\0';
        }
        if (given && *path && access(path, R_OK) != 0) {
            tell(doctor, ILL, N_("source"),
                 N_("mend the path, or give the account the right to read it"), "%s: %.*s: %s",
                 plan_touchpoint_at(plan, source->touchpoint)->id, (int)given->text.len,
                 given->text.ptr, g_strerror(errno));
        }
    }
}

static void look_at_plan(struct doctor *doctor, const struct catalog *catalog, const char *config)
{
    g_autofree char *path = config ? g_strdup(config) : plan_find("touchstone.yaml");
    const struct plan_request request = {.config_path = path};
    struct problems *problems = problems_new();
    struct plan *plan = path ? plan_for_check(&request, catalog, problems) : NULL;
    for (guint i = 0; i < problems->errors->len; i++) {
        tell(doctor, ILL, N_("plan"), NULL, "%s", (char *)g_ptr_array_index(problems->errors, i));
    }
    for (guint i = 0; i < problems->notices->len; i++) {
        g_autofree char *notice =
            reason_say(terminal_language(NULL), g_ptr_array_index(problems->notices, i));
        tell(doctor, WORD, N_("plan"), NULL, "%s", notice);
    }
    if (plan) {
        tell(doctor, WELL, N_("plan"), NULL, "%s: %u touchpoints, %u packs, %u checks", path,
             plan->touchpoints->len, plan->packs->len, plan->checks->len);
        look_at_file(doctor, plan->path);
        look_at_file(doctor, plan->brand_path);
        look_at_file(doctor, plan->accept_path);
        for (guint i = 0; i < plan->sources->len; i++) {
            look_at_source(doctor, plan, &g_array_index(plan->sources, struct plan_source, i));
        }
        look_at_database(doctor, plan->database);
        if (plan->notify) {
            look_at_notify(doctor, plan->notify);
        }
    } else if (!path) {
        tell(doctor, WORD, N_("plan"), N_("touchstone init URL proposes one"),
             "there is no touchstone.yaml here or in a folder above");
    }
    plan_free(&plan);
    problems_free(&problems);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int run_doctor(const struct command *command, int argc, char **argv)
{
    struct doctor doctor = {.has_color = terminal_has_color(-1)};
    g_autofree char *config = NULL;
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan (default: touchstone.yaml here or in a folder above)"), "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, entries, &argc, &argv)) {
        return EXIT_USAGE;
    }
    struct catalog *catalog = catalog_load(NULL);
    tell(&doctor, WELL, N_("program"), NULL, "touchstone %s, SQLite %s, GLib %u.%u.%u",
         TOUCHSTONE_VERSION, sqlite3_libversion(), glib_major_version, glib_minor_version,
         glib_micro_version);
    look_at_seal(&doctor);
    look_at_limits(&doctor);
    look_at_clock(&doctor);
    look_at_cache(&doctor);
    look_at_plugins(&doctor, catalog);
    look_at_packs(&doctor);
    look_at_dictionaries(&doctor);
    look_at_plan(&doctor, catalog, config);
    catalog_free(&catalog);
    return doctor.counts[ILL] ? EXIT_INCOMPLETE : EXIT_CLEAN;
}

const struct command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .summary = N_("Tell what this machine and this plan lack for a run, with remedies"),
    .help = N_("Looks at seal, limits, clock, cache, plugins, rule packs, dictionaries, the plan "
               "itself, who can write its files, the database, and what sending mails needs. Exit "
               "status 3 if something is in the way."),
    .example = "touchstone doctor\n",
    .run = run_doctor,
};
