/* SPDX-License-Identifier: MIT
 *
 * A secret is overwritten when it is done with; what is said of it names where it lies.
 */
#include "core/notify/password.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PASSWORD_SIZE 4096u

/* Why a file is no keeper of secrets, or NULL. */
static const char *find_fault(int fd)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return "is no file";
    }
    if (status.st_mode & 077) {
        return "can be read by others: allow it to its owner alone (chmod 600)";
    }
    return status.st_size > (off_t)PASSWORD_SIZE ? "is larger than 4 KB" : NULL;
}

int password_open(const char *path, char **error_r)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const char *fault = fd < 0 ? g_strerror(errno) : find_fault(fd);
    if (!fault) {
        return fd;
    }
    *error_r = g_strdup_printf("password_file: %s%s %s", path, fd < 0 ? ":" : "", fault);
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

/* The first and only line; NULL: there is none, or more. */
static char *read_line(int fd)
{
    char *text = g_malloc0(PASSWORD_SIZE + 1);
    size_t size = 0;
    ssize_t got;
    while (size < PASSWORD_SIZE && ((got = read(fd, text + size, PASSWORD_SIZE - size)) > 0 ||
                                    (got < 0 && errno == EINTR))) {
        size += got > 0 ? (size_t)got : 0;
    }
    while (size && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
        text[--size] = '\0';
    }
    if (size == 0 || strlen(text) != size || strpbrk(text, "\r\n")) {
        password_free(&text);
    }
    return text;
}

static char *load_file(const char *path, char **error_r)
{
    int fd = password_open(path, error_r);
    char *secret = fd < 0 ? NULL : read_line(fd);
    if (fd >= 0) {
        close(fd);
        if (!secret) {
            *error_r = g_strdup_printf("password_file: %s is not one line of text", path);
        }
    }
    return secret;
}

char *password_load(const char *path, const char *variable, char **error_r)
{
    if (path) {
        return load_file(path, error_r);
    }
    const char *value = g_getenv(variable);
    if (value && *value && !strpbrk(value, "\r\n")) {
        return g_strdup(value);
    }
    *error_r = g_strdup_printf("password_env: %s is not one line in the environment", variable);
    return NULL;
}

void password_free(char **secret)
{
    if (*secret) {
        explicit_bzero(*secret, strlen(*secret));
        g_clear_pointer(secret, g_free);
    }
}
