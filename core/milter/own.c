/* SPDX-License-Identifier: MIT
 *
 * The socket is opened as whoever starts the milter; all else is done as an ordinary user.
 */
#include "core/milter/own.h"

#include <errno.h>
#include <grp.h>
#include <libmilter/mfapi.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/serve/listen.h"

static int find_group(const char *name, gid_t *gid_r, char **error_r)
{
    struct group *group = getgrnam(name);
    if (!group) {
        *error_r = g_strdup_printf("there is no group \"%s\" (group:)", name);
        return -1;
    }
    *gid_r = group->gr_gid;
    return 0;
}

/* The mode comes last: until then nobody but us may connect. */
static int share(const struct milter_settings *settings, char **error_r)
{
    gid_t group = (gid_t)-1;
    if (settings->group && find_group(settings->group, &group, error_r) != 0) {
        return -1;
    }
    struct passwd *user = geteuid() == 0 && settings->user ? getpwnam(settings->user) : NULL;
    if (chown(settings->listen, user ? user->pw_uid : (uid_t)-1, group) != 0 ||
        chmod(settings->listen, settings->mode) != 0) {
        *error_r = g_strdup_printf("%s: %s", settings->listen, g_strerror(errno));
        return -1;
    }
    return 0;
}

int own_listen(const struct milter_settings *settings, char **error_r)
{
    gboolean is_path = *settings->listen == '/';
    g_autofree char *connection =
        is_path ? g_strconcat("unix:", settings->listen, NULL) : g_strdup(settings->listen);
    if (is_path && listen_clear(settings->listen, error_r) != 0) {
        return -1;
    }
    smfi_setbacklog(LIMIT_MILTER_BACKLOG);
    mode_t mask = umask(0177);
    int opened = smfi_setconn(connection) == MI_SUCCESS && smfi_opensocket(0) == MI_SUCCESS;
    int why = errno;
    umask(mask);
    if (!opened) {
        *error_r = g_strdup_printf("%s: the socket can't be opened: %s", settings->listen,
                                   why ? g_strerror(why) : "see the log of libmilter");
        return -1;
    }
    return is_path ? share(settings, error_r) : 0;
}

int own_user(const struct milter_settings *settings, char **error_r)
{
    if (geteuid() != 0) {
        return 0;
    }
    if (!settings->user) {
        *error_r = g_strdup("it needs no rights of root, and takes none: name an ordinary user "
                            "(--user NAME)");
        return -1;
    }
    errno = 0;
    struct passwd *user = getpwnam(settings->user);
    if (!user || user->pw_uid == 0) {
        *error_r = g_strdup_printf(user ? "the user \"%s\" is root by another name"
                                        : "there is no user \"%s\"",
                                   settings->user);
        return -1;
    }
    if (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
        setuid(user->pw_uid) != 0 || setuid(0) == 0) {
        *error_r = g_strdup_printf("can't become \"%s\": %s", settings->user, g_strerror(errno));
        return -1;
    }
    return 0;
}
