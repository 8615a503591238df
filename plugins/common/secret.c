/* SPDX-License-Identifier: MIT
 *
 * Secrets are overwritten when they are done with; what is said of them names where they lie.
 */
#include "plugins/common/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void secret_free(char **secret)
{
    if (*secret) {
        explicit_bzero(*secret, strlen(*secret));
        g_clear_pointer(secret, g_free);
    }
}

static int refuse(struct ts_call *call, const char *option, const char *value, const char *why)
{
    g_autofree char *text = g_strdup_printf("%s: \"%s\" %s", option, value, why);
    return ts_fail(call, text);
}

static char *option_text(const struct ts_node *options, const char *key)
{
    struct ts_str text = ts_get_text(options, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

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
    return status.st_size > (off_t)SECRET_SIZE ? "is larger than 16 KB" : NULL;
}

/* The text of an open file without line ends behind it; NULL: it is empty, or holds a NUL. */
static char *read_text(int fd)
{
    char *text = g_malloc0(SECRET_SIZE + 1);
    size_t size = 0;
    ssize_t got;
    while (size < SECRET_SIZE &&
           ((got = read(fd, text + size, SECRET_SIZE - size)) > 0 || (got < 0 && errno == EINTR))) {
        size += got > 0 ? (size_t)got : 0;
    }
    while (size && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
        text[--size] = '\0';
    }
    if (size == 0 || strlen(text) != size) {
        explicit_bzero(text, SECRET_SIZE);
        g_clear_pointer(&text, g_free);
    }
    return text;
}

int secret_read_file(struct ts_call *call, const struct ts_node *options, const char *option,
                     char **secret_r)
{
    g_autofree char *path = option_text(options, option);
    g_autofree char *given_key = g_strconcat(option, "_given", NULL);
    g_autofree char *given = option_text(options, given_key);
    const char *shown = given ? given : path;
    *secret_r = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return refuse(call, option, shown, "can't be read");
    }
    const char *fault = find_fault(fd);
    *secret_r = fault ? NULL : read_text(fd);
    close(fd);
    return *secret_r ? 0 : refuse(call, option, shown, fault ? fault : "is empty, or no text");
}

static int read_environment(struct ts_call *call, const char *option, const char *variable,
                            char **secret_r)
{
    const char *value = g_getenv(variable);
    *secret_r = value && *value ? g_strdup(value) : NULL;
    return *secret_r ? 0 : refuse(call, option, variable, "is not set in the environment");
}

int secret_read(struct ts_call *call, const struct ts_node *options, const char *name,
                char **secret_r)
{
    g_autofree char *file = g_strconcat(name, "_file", NULL);
    g_autofree char *env = g_strconcat(name, "_env", NULL);
    g_autofree char *variable = option_text(options, env);
    gboolean has_file = ts_get_text(options, file).len > 0;
    *secret_r = NULL;
    if (has_file && variable) {
        return refuse(call, env, variable, "is one too many: the file is given as well");
    }
    if (has_file) {
        return secret_read_file(call, options, file, secret_r);
    }
    return variable ? read_environment(call, env, variable, secret_r) : 0;
}
