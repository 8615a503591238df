/* SPDX-License-Identifier: MIT
 *
 * The probe process and what becomes of it.
 */
#include "core/plugin/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/plugin/descriptor.h"
#include "core/plugin/loader.h"

#define OUTPUT_CAP (4u << 20)
#define MEMORY_CAP (4ull << 30)
#define ERROR_MARK "!"

static void limit_self(void)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit memory = {MEMORY_CAP, MEMORY_CAP};
    setrlimit(RLIMIT_AS, &memory);
#endif
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; null >= 0 && fd < 3; fd++) {
        dup2(null, fd);
    }
}

static void write_all(int fd, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t wrote = write(fd, text, left);
        if (wrote < 0 && errno != EINTR) {
            return;
        }
        if (wrote > 0) {
            text += wrote;
            left -= (size_t)wrote;
        }
    }
}

static _Noreturn void child(const char *path, int fd)
{
    char *error = NULL;
    limit_self();
    struct loaded_plugin *loaded = loader_open(path, &error);
    GString *out = g_string_new(NULL);
    if (loaded) {
        descriptor_put(out, loader_plugin(loaded));
    } else {
        g_string_append_printf(out, ERROR_MARK "%s", error);
    }
    write_all(fd, out->str);
    _exit(0);
}

gboolean probe_start(const char *path, struct probe *probe_r, char **error_r)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) {
        *error_r = g_strdup_printf("can't be probed: %s", g_strerror(errno));
        return FALSE;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        child(path, fds[1]);
    }
    close(fds[1]);
    if (pid < 0) {
        close(fds[0]);
        *error_r = g_strdup("can't be probed: no process could be started");
        return FALSE;
    }
    *probe_r =
        (struct probe){pid, fds[0], g_get_monotonic_time() + (gint64)LIMIT_PROBE_MSEC * 1000};
    return TRUE;
}

/* Reads to the end. FALSE: too long or too much. */
static gboolean read_all(const struct probe *probe, GString *text)
{
    struct pollfd wanted = {.fd = probe->fd, .events = POLLIN};
    char buffer[16384];
    for (;;) {
        gint64 left = (probe->deadline - g_get_monotonic_time()) / 1000;
        if (left <= 0 || poll(&wanted, 1, (int)left) == 0 || text->len > OUTPUT_CAP) {
            return FALSE;
        }
        ssize_t got = read(probe->fd, buffer, sizeof buffer);
        if (got == 0) {
            return TRUE;
        }
        if (got > 0) {
            g_string_append_len(text, buffer, got);
        } else if (errno != EINTR) {
            return FALSE;
        }
    }
}

char *probe_finish(struct probe *probe, char **error_r)
{
    GString *text = g_string_new(NULL);
    int status = 0;
    gboolean is_read = read_all(probe, text);
    close(probe->fd);
    /* At the end of its output a sound one is already ending, with its status; one that only closed
     * its descriptors would live on. */
    kill(probe->pid, SIGKILL);
    while (waitpid(probe->pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!is_read) {
        *error_r = g_strdup_printf("did not load within %u seconds", LIMIT_PROBE_MSEC / 1000);
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        *error_r = g_strdup("had to be killed while loading: it closed what it was given");
    } else if (WIFSIGNALED(status)) {
        *error_r = g_strdup_printf("crashed while loading (%s)", strsignal(WTERMSIG(status)));
    } else if (text->len == 0) {
        *error_r = g_strdup("ended the process while loading");
    } else if (g_str_has_prefix(text->str, ERROR_MARK)) {
        *error_r = g_utf8_make_valid(text->str + strlen(ERROR_MARK), -1);
    } else {
        return g_string_free(text, FALSE);
    }
    g_string_free(text, TRUE);
    return NULL;
}
