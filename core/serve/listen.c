/* SPDX-License-Identifier: MIT
 *
 * bind, accept and connect on a path.
 */
#include "core/serve/listen.h"

#include <errno.h>
#include <libintl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static int make_address(const char *path, struct sockaddr_un *address_r, char **error_r)
{
    *address_r = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address_r->sun_path) {
        *error_r = g_strdup_printf(gettext("%s: the path of a socket has at most %zu bytes"), path,
                                   sizeof address_r->sun_path - 1);
        return -1;
    }
    strcpy(address_r->sun_path, path);
    return 0;
}

static int failed(int fd, const char *path, char **error_r)
{
    *error_r = g_strdup_printf("%s: %s", path, g_strerror(errno));
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

/* The socket of a server that was killed stays behind. 0, or -1 with *error_r. */
static int clear_path(const struct sockaddr_un *address, char **error_r)
{
    const char *path = address->sun_path;
    struct stat info;
    if (lstat(path, &info) != 0) {
        return 0;
    }
    if (!S_ISSOCK(info.st_mode)) {
        *error_r = g_strdup_printf(gettext("%s: it is no socket, and is left alone"), path);
        return -1;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int connected = connect(fd, (const struct sockaddr *)address, sizeof *address);
    close(fd);
    if (connected == 0) {
        *error_r = g_strdup_printf(gettext("%s: a server listens there already"), path);
        return -1;
    }
    unlink(path);
    return 0;
}

int listen_clear(const char *path, char **error_r)
{
    struct sockaddr_un address;
    return make_address(path, &address, error_r) == 0 ? clear_path(&address, error_r) : -1;
}

int listen_open(const char *path, char **error_r)
{
    struct sockaddr_un address;
    if (make_address(path, &address, error_r) != 0 || clear_path(&address, error_r) != 0) {
        return -1;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t mask = umask(0177);
    int bound = fd < 0 ? -1 : bind(fd, (const struct sockaddr *)&address, sizeof address);
    umask(mask);
    return bound != 0 || listen(fd, SOMAXCONN) != 0 ? failed(fd, path, error_r) : fd;
}

int listen_accept(int fd)
{
    return accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

void listen_close(int fd, const char *path)
{
    close(fd);
    unlink(path);
}

/* On a local socket the limit of sending holds for connecting to a full queue too. */
static void set_limit(int fd, unsigned msec)
{
    const struct timeval limit = {.tv_sec = msec / 1000, .tv_usec = msec % 1000 * 1000};
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

int listen_connect(const char *path, unsigned msec, char **error_r)
{
    struct sockaddr_un address;
    if (make_address(path, &address, error_r) != 0) {
        return -1;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && msec) {
        set_limit(fd, msec);
    }
    return fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof address) != 0
               ? failed(fd, path, error_r)
               : fd;
}
