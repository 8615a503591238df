/* SPDX-License-Identifier: MIT
 *
 * touchstone accept: writes into touchstone.accept.yaml what somebody has decided to live with.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/command/command.h"
#include "core/config/accept.h"
#include "core/config/date.h"
#include "core/config/file.h"
#include "core/config/plan.h"
#include "core/limits.h"

struct request {
    char *config, *list, *language, *reason, *owner, *until, *rule, *touchpoint;
    char **given;
    GPtrArray *words; /* char * */
};

/* ---- what is asked --------------------------------------------------------------------------- */

static gboolean add_word(struct request *request, const char *where, const char *text, gsize len)
{
    if (!g_utf8_validate(text, (gssize)len, NULL) || !accept_is_word(ts_bytes(text, len))) {
        g_autofree char *shown = file_printable(text, (gssize)len);
        command_complain("%s: \"%s\" is no word: it is one, in UTF-8, without spaces", where,
                         shown);
        return FALSE;
    }
    g_ptr_array_add(request->words, g_strndup(text, len));
    return TRUE;
}

/* A line without its comment and the white space around; what `touchstone words` prints. */
static char *strip_line(char *line)
{
    char *comment = *line == '#' ? line : strstr(line, " #");
    if (comment) {
        *comment = '\0';
    }
    return g_strstrip(line);
}

static gboolean read_list(struct request *request)
{
    g_autofree char *bytes = NULL;
    g_autofree char *why = NULL;
    gsize size;
    if (file_read(request->list, LIMIT_CONFIG_SIZE, &bytes, &size, &why) != 0) {
        command_complain("--words=%s: %s", request->list, why);
        return FALSE;
    }
    const char *text = g_str_has_prefix(bytes, "\xEF\xBB\xBF") ? bytes + 3 : bytes;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        char *word = strip_line(lines[i]);
        g_autofree char *where = g_strdup_printf("%s:%u", request->list, i + 1);
        if (*word && !add_word(request, where, word, strlen(word))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_text(const char *option, const char *value)
{
    if (!value || (*value && g_utf8_validate(value, -1, NULL) && !strpbrk(value, "\r\n"))) {
        return TRUE;
    }
    command_complain("--%s is a line of text, in UTF-8", option);
    return FALSE;
}

static gboolean is_language(const char *language)
{
    gsize len = language ? strlen(language) : 2;
    if (!language || ((len == 2 || len == 3 || (len > 3 && strchr("-_", language[2]))) &&
                      g_ascii_isalpha(language[0]) && g_ascii_isalpha(language[1]))) {
        return TRUE;
    }
    command_complain("--lang=%s: a language is written as nl or en-GB", language);
    return FALSE;
}

static gboolean is_sound(const struct request *request, int left)
{
    if (request->rule || request->touchpoint || left > 0) {
        command_complain("this version accepts words (--word, --words); findings and rules come "
                         "with a later one");
        return FALSE;
    }
    if (!request->given && !request->list) {
        command_complain("accept what? Name a word with --word, or a file with --words "
                         "(touchstone accept --help)");
        return FALSE;
    }
    if (!request->reason) {
        command_complain("say why, with --reason: those who come after you want to know");
        return FALSE;
    }
    if (request->until && !date_is_valid(request->until)) {
        command_complain("--until=%s: a date is written YYYY-MM-DD, as 2026-10-01", request->until);
        return FALSE;
    }
    return is_text("reason", request->reason) && is_text("owner", request->owner) &&
           is_language(request->language);
}

static gboolean collect(struct request *request)
{
    for (char **word = request->given; word && *word; word++) {
        if (!add_word(request, "--word", *word, strlen(*word))) {
            return FALSE;
        }
    }
    return !request->list || read_list(request);
}

/* ---- the file -------------------------------------------------------------------------------- */

static char *find_file(const struct request *request)
{
    if (request->config) {
        if (!g_file_test(request->config, G_FILE_TEST_IS_REGULAR)) {
            command_complain("%s: no such file", request->config);
            return NULL;
        }
        return accept_path(request->config);
    }
    g_autofree char *plan = plan_find("touchstone.yaml");
    g_autofree char *beside = plan ? g_strdup(plan) : plan_find("brand.yaml");
    if (!beside) {
        command_complain("there is no touchstone.yaml here or in a folder above: name one with -c "
                         "FILE");
        return NULL;
    }
    return accept_path(beside);
}

/* An absent file is an empty one. */
static gboolean read_file(const char *path, char **text_r, gsize *size_r)
{
    g_autofree char *why = NULL;
    *size_r = 0;
    *text_r = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    if (file_read(path, LIMIT_CONFIG_SIZE, text_r, size_r, &why) != 0) {
        command_complain("%s: %s", path, why);
        return FALSE;
    }
    return TRUE;
}

static gboolean write_file(const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        command_complain("%s is a symbolic link; name the plan it belongs to with -c", path);
        return FALSE;
    }
    GStatBuf info;
    int mode = g_stat(path, &info) == 0 ? (int)(info.st_mode & 0777) : 0666;
    if (!g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error)) {
        command_complain("%s", error->message);
        return FALSE;
    }
    return TRUE;
}

/* Two at a time would each write what it read before the other wrote. The folder is locked, so that
 * no lock file stays behind. -1: it can't be, and a complaint was made. */
static int lock_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX) != 0) {
        command_complain("%s: %s", folder, g_strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    return fd;
}

static void tell_all(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        fprintf(stderr, "%s\n", (char *)g_ptr_array_index(lines, i));
    }
}

static int tell_done(const char *path, guint count)
{
    if (count == 0) {
        printf("%s is as it was\n", path);
    } else {
        printf("%u %s accepted in %s; the next run judges what it has kept again\n", count,
               count == 1 ? "word" : "words", path);
    }
    return EXIT_CLEAN;
}

static int accept(const struct request *request, const char *path)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    struct problems *problems = problems_new();
    const struct accept_words words = {request->words, request->language, request->reason,
                                       request->owner, request->until};
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize size;
    int status = EXIT_USAGE;
    if (request->words->len == 0) { /* a review that left nothing is no fault */
        printf("there is no word in %s; nothing is accepted\n", request->list);
        problems_free(&problems);
        return EXIT_CLEAN;
    }
    if (read_file(path, &before, &size)) {
        after = accept_append(path, ts_bytes(before, size), &words, known, problems);
        tell_all(problems->errors);
        tell_all(known);
    }
    if (after && size > 0 && strcmp(after, before) == 0) {
        status = tell_done(path, 0);
    } else if (after && write_file(path, after)) {
        status = tell_done(path, request->words->len - known->len);
    }
    problems_free(&problems);
    return status;
}

/* ---- the command ----------------------------------------------------------------------------- */

static void clear(struct request *request)
{
    g_free(request->config);
    g_free(request->list);
    g_free(request->language);
    g_free(request->reason);
    g_free(request->owner);
    g_free(request->until);
    g_free(request->rule);
    g_free(request->touchpoint);
    g_strfreev(request->given);
    g_ptr_array_unref(request->words);
}

static int run_accept(const struct command *command, int argc, char **argv)
{
    struct request request = {.words = g_ptr_array_new_with_free_func(g_free)};
    /* Texts are taken as file names: as they are, whatever the locale. */
    const GOptionEntry entries[] = {
        {"word", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.given,
         "A word that is right; repeatable", "WORD"},
        {"words", 0, 0, G_OPTION_ARG_FILENAME, &request.list,
         "A file of them, one a line, as `touchstone words` writes it", "FILE"},
        {"reason", 0, 0, G_OPTION_ARG_FILENAME, &request.reason, "Why", "TEXT"},
        {"owner", 0, 0, G_OPTION_ARG_FILENAME, &request.owner, "Who decided it", "NAME"},
        {"until", 0, 0, G_OPTION_ARG_FILENAME, &request.until, "The last day on which it holds",
         "YYYY-MM-DD"},
        {"lang", 0, 0, G_OPTION_ARG_FILENAME, &request.language,
         "The language it is right in (default: all)", "LANG"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &request.config,
         "The plan it belongs to (default: touchstone.yaml here or in a folder above)", "FILE"},
        {"rule", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &request.rule, "", "RULE"},
        {"touchpoint", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &request.touchpoint, "",
         "ID"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv) && is_sound(&request, argc - 1) &&
        collect(&request)) {
        g_autofree char *path = find_file(&request);
        int lock = path ? lock_folder(path) : -1;
        if (lock >= 0) {
            status = accept(&request, path);
            close(lock);
        }
    }
    clear(&request);
    return status;
}

const struct command command_accept = {
    .name = "accept",
    .arguments = "--word WORD... --reason TEXT",
    .summary = "Accept words as right, with a reason",
    .run = run_accept,
};
