/* SPDX-License-Identifier: MIT
 *
 * The table of reporters, and where a report goes.
 */
#include "core/report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/config/nearest.h"
#include "core/report/report_formats.h"
#include "core/result/run_rules.h"

static const struct reporter *const reporters[] = {
    &report_term,        &report_html,      &report_jsonl, &report_md,
    &report_csv,         &report_csv_excel, &report_sarif, &report_junit,
    &report_codequality, &report_github,    NULL};

const struct reporter *const *report_list(void)
{
    return reporters;
}

const struct reporter *report_find(const char *name)
{
    for (gsize i = 0; reporters[i]; i++) {
        if (strcmp(reporters[i]->name, name) == 0) {
            return reporters[i];
        }
    }
    return NULL;
}

/* ---- shared by the reporters ----------------------------------------------------------------- */

gboolean report_wants(const struct report_options *options, const struct result_finding *finding)
{
    /* what is not checked still makes the exit status 3: never without a word */
    return !options->is_new_only || !finding->state || strcmp(finding->state, "new") == 0 ||
           (run_rules_is_unchecked(finding->rule) && strcmp(finding->state, "open") == 0);
}

int report_flush(GString *buffer, FILE *out)
{
    gsize written = fwrite(buffer->str, 1, buffer->len, out);
    int done = written == buffer->len ? 0 : -1;
    g_string_truncate(buffer, 0);
    return done;
}

int report_end(const struct result *result, int done, FILE *out, char **error_r)
{
    if (ferror(out)) {
        *error_r = g_strdup_printf(gettext("can't write: %s"), g_strerror(errno));
        return -1;
    }
    if (done != 0) {
        *error_r = g_strdup_printf(gettext("can't read the stored run: %s"), result_error(result));
        return -1;
    }
    return 0;
}

/* ---- targets --------------------------------------------------------------------------------- */

/* What stands at a path: a report replaces a file, and is written into a pipe or a device. */
enum standing { STANDS_NOTHING, STANDS_FILE, STANDS_STREAM, STANDS_IN_THE_WAY };

static enum standing what_stands(const char *path, mode_t *mode_r)
{
    struct stat found;
    *mode_r = 0666;
    if (lstat(path, &found) != 0) {
        return STANDS_NOTHING;
    }
    if (S_ISREG(found.st_mode)) {
        *mode_r = found.st_mode & 0777;
        return STANDS_FILE;
    }
    return S_ISCHR(found.st_mode) || S_ISFIFO(found.st_mode) ? STANDS_STREAM : STANDS_IN_THE_WAY;
}

static char *why_not_written(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    mode_t mode;
    enum standing standing = what_stands(path, &mode);
    if (standing == STANDS_IN_THE_WAY) {
        return g_strdup(g_file_test(path, G_FILE_TEST_IS_SYMLINK)
                            ? "it is a symbolic link; name the file itself"
                            : "it is not a file");
    }
    if (standing == STANDS_STREAM) {
        return access(path, W_OK) == 0 ? NULL : g_strdup(g_strerror(errno));
    }
    if (access(folder, W_OK | X_OK) != 0) {
        return g_strdup_printf("folder \"%s\": %s", folder, g_strerror(errno));
    }
    return NULL;
}

static const struct reporter *find_or_suggest(const char *name, char **error_r)
{
    const char *names[G_N_ELEMENTS(reporters)] = {NULL};
    const struct reporter *reporter = report_find(name);
    if (reporter) {
        return reporter;
    }
    for (gsize i = 0; reporters[i]; i++) {
        names[i] = reporters[i]->name;
    }
    const char *nearest = nearest_name(name, names);
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    *error_r = nearest ? g_strdup_printf(gettext("unknown report \"%s\" (did you mean \"%s\"?)"),
                                         name, nearest)
                       : g_strdup_printf(gettext("unknown report \"%s\"; there is %s"), name, all);
    return NULL;
}

struct report_target *report_target_new(const char *argument, char **error_r)
{
    const char *equals = strchr(argument, '=');
    g_autofree char *name =
        equals ? g_strndup(argument, (gsize)(equals - argument)) : g_strdup(argument);
    const struct reporter *reporter = find_or_suggest(name, error_r);
    if (!reporter) {
        return NULL;
    }
    const char *path = equals && strcmp(equals, "=-") != 0 ? equals + 1 : NULL;
    g_autofree char *why = NULL;
    if (path) {
        why = *path ? why_not_written(path) : g_strdup(gettext("a file name is missing after ="));
    }
    if (why) {
        *error_r = g_strdup_printf(gettext("can't write report \"%s\": %s"), argument, why);
        return NULL;
    }
    struct report_target *target = g_new0(struct report_target, 1);
    target->reporter = reporter;
    target->path = g_strdup(path);
    return target;
}

void report_target_free(struct report_target **target)
{
    if (*target) {
        g_free((*target)->path);
        g_free(*target);
        *target = NULL;
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

static char *system_error(const char *path)
{
    return g_strdup_printf("%s: %s", path, g_strerror(errno));
}

/* A report to be made, or one that is there already. */
struct content {
    const struct result *result;
    const struct report_options *options;
    struct ts_str bytes; /* if result is NULL */
};

static int write_content(const struct report_target *target, const struct content *content,
                         FILE *out, char **why_r)
{
    if (content->result) {
        return target->reporter->write(content->result, content->options, out, why_r);
    }
    if (fwrite(content->bytes.ptr, 1, content->bytes.len, out) != content->bytes.len) {
        *why_r = g_strdup_printf(gettext("can't write: %s"), g_strerror(errno));
        return -1;
    }
    return 0;
}

static int write_to(const struct report_target *target, const struct content *content, FILE *out,
                    char **error_r)
{
    g_autofree char *why = NULL;
    int done = write_content(target, content, out, &why);
    if (done == 0 && fflush(out) != 0) {
        why = g_strdup_printf(gettext("can't write: %s"), g_strerror(errno));
        done = -1;
    }
    if (done != 0) {
        *error_r = g_strdup_printf("%s: %s", target->path ? target->path : "standard output", why);
    }
    return done;
}

static int write_stream(const struct report_target *target, const struct content *content,
                        char **error_r)
{
    int fd = open(target->path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (!out) {
        *error_r = system_error(target->path);
        return -1;
    }
    int done = write_to(target, content, out, error_r);
    if (fclose(out) != 0 && done == 0) {
        *error_r = system_error(target->path);
        done = -1;
    }
    return done;
}

static void sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd); /* best effort: the report itself is on the disk already */
        close(fd);
    }
}

/* Takes over fd. */
static int fill_file(const struct report_target *target, const struct content *content, int fd,
                     char **error_r)
{
    FILE *out = fdopen(fd, "w");
    int done = write_to(target, content, out, error_r);
    if (done == 0 && fsync(fd) != 0) {
        *error_r = system_error(target->path);
        done = -1;
    }
    if (fclose(out) != 0 && done == 0) {
        *error_r = system_error(target->path);
        done = -1;
    }
    return done;
}

static int write_file(const struct report_target *target, const struct content *content,
                      mode_t mode, char **error_r)
{
    g_autofree char *folder = g_path_get_dirname(target->path);
    g_autofree char *temporary = g_build_filename(folder, ".touchstone-report-XXXXXX", NULL);
    /* mkstemp creates with O_EXCL; O_NOFOLLOW is for those who look at the flags. */
    int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC | O_NOFOLLOW, (int)mode);
    if (fd < 0) {
        *error_r = system_error(target->path);
        return -1;
    }
    int done = fill_file(target, content, fd, error_r);
    if (done == 0 && rename(temporary, target->path) != 0) {
        *error_r = system_error(target->path);
        done = -1;
    }
    if (done != 0) {
        unlink(temporary);
        return -1;
    }
    sync_folder(target->path);
    return 0;
}

static int write_anywhere(const struct report_target *target, const struct content *content,
                          char **error_r)
{
    mode_t mode;
    if (!target->path) {
        return write_to(target, content, stdout, error_r);
    }
    switch (what_stands(target->path, &mode)) {
    case STANDS_STREAM:
        return write_stream(target, content, error_r);
    case STANDS_IN_THE_WAY:
        *error_r =
            g_strdup_printf(gettext("%s: something else took the report's place"), target->path);
        return -1;
    default:
        return write_file(target, content, mode, error_r);
    }
}

int report_write(const struct report_target *target, const struct result *result,
                 const struct report_options *options, char **error_r)
{
    return write_anywhere(target, &(struct content){.result = result, .options = options}, error_r);
}

int report_write_bytes(const struct report_target *target, struct ts_str bytes, char **error_r)
{
    return write_anywhere(target, &(struct content){.bytes = bytes}, error_r);
}

int report_to_memory(const struct reporter *reporter, const struct result *result,
                     const struct report_options *options, GString **bytes_r, char **error_r)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    int done = out ? reporter->write(result, options, out, error_r) : -1;
    if (!out || (fclose(out) != 0 && done == 0)) {
        *error_r = g_strdup_printf(gettext("no memory for the report: %s"), g_strerror(errno));
        done = -1;
    }
    *bytes_r = done == 0 ? g_string_new_len(bytes, (gssize)size) : NULL;
    free(bytes);
    return done;
}
