/* SPDX-License-Identifier: MIT
 *
 * Writes into touchstone.accept.yaml what somebody has decided to live with.
 */
#include "core/command/accept_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/config/file.h"
#include "core/config/plan.h"
#include "core/limits.h"

#define MANY 10000u /* entries that may be more than LIMIT_CONFIG_SIZE */

/* ---- the file -------------------------------------------------------------------------------- */

static char *find_file(const char *config)
{
    if (config) {
        if (!g_file_test(config, G_FILE_TEST_IS_REGULAR)) {
            command_complain("%s: no such file", config);
            return NULL;
        }
        return accept_path(config);
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

static int tell_done(const char *path, const struct accept_entries *entries, guint count)
{
    if (count == 0) {
        printf(_("%s is as it was\n"), path);
    } else if (entries->kind == ACCEPT_WORD) {
        printf(ngettext("%u word accepted in %s; the next run judges what it has kept again\n",
                        "%u words accepted in %s; the next run judges what it has kept again\n",
                        count),
               count, path);
    } else if (entries->kind == ACCEPT_FINDING) {
        printf(ngettext("%u finding accepted in %s; the next run marks it\n",
                        "%u findings accepted in %s; the next run marks them\n", count),
               count, path);
    } else {
        printf(ngettext("%u rule accepted in %s; the next run marks what it finds\n",
                        "%u rules accepted in %s; the next run marks what they find\n", count),
               count, path);
    }
    return EXIT_CLEAN;
}

static int append(const struct accept_entries *entries, const char *path)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    struct problems *problems = problems_new();
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize size;
    int status = EXIT_USAGE;
    if (read_file(path, &before, &size)) {
        after = accept_append(path, ts_bytes(before, size), entries, known, problems);
        tell_all(problems->errors);
        tell_all(known);
        if (!after && entries->names->len > MANY) {
            command_complain("%u are more than the file holds: accept what is many by its rule "
                             "(touchstone accept --rule), and words by touchstone words",
                             entries->names->len);
        }
    }
    if (after && size > 0 && strcmp(after, before) == 0) {
        status = tell_done(path, entries, 0);
    } else if (after && command_replace(path, after)) {
        status = tell_done(path, entries, entries->names->len - known->len);
    }
    problems_free(&problems);
    return status;
}

int accept_file_add(const char *config, const struct accept_entries *entries)
{
    g_autofree char *path = find_file(config);
    int lock = path ? lock_folder(path) : -1;
    int status = EXIT_USAGE;
    if (lock >= 0) {
        status = append(entries, path);
        close(lock);
    }
    return status;
}

/* ---- what is asked --------------------------------------------------------------------------- */

static gboolean is_text(const char *option, const char *value)
{
    if (!value || (*value && g_utf8_validate(value, -1, NULL) && !strpbrk(value, "\r\n"))) {
        return TRUE;
    }
    command_complain("--%s is a line of text, in UTF-8", option);
    return FALSE;
}

void accept_reason_clear(struct accept_reason *why)
{
    g_free(why->config);
    g_free(why->reason);
    g_free(why->owner);
    g_free(why->until);
}

gboolean accept_reason_is_sound(const struct accept_reason *why)
{
    if (!why->reason) {
        command_complain("say why, with --reason: those who come after you want to know");
        return FALSE;
    }
    return command_is_day("until", why->until) && is_text("reason", why->reason) &&
           is_text("owner", why->owner);
}

void accept_reason_entries(struct accept_reason *why, GOptionEntry entries_r[5])
{
    /* Texts are taken as file names: as they are, whatever the locale. */
    const GOptionEntry own[5] = {
        {"reason", 0, 0, G_OPTION_ARG_FILENAME, &why->reason, N_("Why"), "TEXT"},
        {"owner", 0, 0, G_OPTION_ARG_FILENAME, &why->owner, N_("Who decided it"), "NAME"},
        {"until", 0, 0, G_OPTION_ARG_FILENAME, &why->until, N_("The last day on which it holds"),
         "YYYY-MM-DD"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &why->config,
         N_("The plan it belongs to (default: touchstone.yaml here or in a folder above)"), "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    memcpy(entries_r, own, sizeof own);
}
