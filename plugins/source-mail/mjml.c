/* SPDX-License-Identifier: MIT
 *
 * Templates in MJML become HTML by its own compiler, a program of the user's: no shell, no file it
 * may write to, no more time and output than its caps, and nothing of it is left behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plugins/source-mail/mail.h"

#define WORDS_SIZE 4096u /* of its complaints */
#define LOOK_MSEC 20u    /* it is looked at whether it has ended */

struct mjml {
    GPid pid;
    int in, out, err; /* -1: closed */
    GString *source;
    gsize written;
    GString *html, *words;
    gint64 deadline; /* monotonic microseconds */
};

/* ---- starting ---- */

/* In the child. A process group of its own, so that all it starts can be ended with it. */
static void begin_child(gpointer unused)
{
    (void)unused;
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
}

/* Nothing of ours that it need not know: what stands in our environment may be a password. */
static char **environment(void)
{
    char **all = g_environ_setenv(NULL, "LANG", "C.UTF-8", TRUE);
    const char *path = g_getenv("PATH");
    return path ? g_environ_setenv(all, "PATH", path, TRUE) : all;
}

static void set_nonblocking(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

/* What a template includes is named by it, and so not read: a document opens no files. */
static gboolean includes_files(struct ts_str source)
{
    static const char mark[] = "mj-include";
    for (size_t i = 0; i + sizeof mark - 1 <= source.len; i++) {
        if (source.ptr[i] == 'm' || source.ptr[i] == 'M') {
            if (g_ascii_strncasecmp(source.ptr + i, mark, sizeof mark - 1) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static char *find_reason(struct ts_str source, const char *program)
{
    if (!program) {
        return g_strdup("MJML needs the mjml compiler (npm install -g mjml), which is not "
                        "installed");
    }
    return includes_files(source)
               ? g_strdup("includes other files (mj-include), which are not read: compile it first "
                          "(mjml FILE -o FILE.html)")
               : NULL;
}

struct mjml *mjml_new(struct ts_str source, char **reason_r)
{
    g_autofree char *program = g_find_program_in_path("mjml");
    char *argv[] = {program, (char *)"-i", (char *)"-s", NULL};
    g_auto(GStrv) envp = environment();
    g_autoptr(GError) error = NULL;
    *reason_r = find_reason(source, program);
    if (*reason_r) {
        return NULL;
    }
    struct mjml *mjml = g_new0(struct mjml, 1);
    if (!g_spawn_async_with_pipes("/", argv, envp, G_SPAWN_DO_NOT_REAP_CHILD, begin_child, NULL,
                                  &mjml->pid, &mjml->in, &mjml->out, &mjml->err, &error)) {
        *reason_r = g_strdup_printf("the mjml compiler can't be started: %s", error->message);
        g_free(mjml);
        return NULL;
    }
    set_nonblocking(mjml->in);
    set_nonblocking(mjml->out);
    set_nonblocking(mjml->err);
    mjml->source = g_string_new_len(source.ptr, (gssize)source.len);
    mjml->html = g_string_new(NULL);
    mjml->words = g_string_new(NULL);
    mjml->deadline = g_get_monotonic_time() + (gint64)MJML_MSEC * 1000;
    return mjml;
}

/* ---- ending ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* The group is ended while its leader is not yet waited for: until then its number is no one
 * else's. Returns the status of the leader. */
static int end_group(struct mjml *mjml)
{
    int status = 0;
    if (mjml->pid > 0) {
        kill(-mjml->pid, SIGKILL);
        kill(mjml->pid, SIGKILL); /* it may not have come to its setpgid */
        while (waitpid(mjml->pid, &status, 0) < 0 && errno == EINTR) {
        }
        g_spawn_close_pid(mjml->pid);
        mjml->pid = 0;
    }
    return status;
}

void mjml_free(struct mjml *mjml)
{
    end_group(mjml);
    close_fd(&mjml->in);
    close_fd(&mjml->out);
    close_fd(&mjml->err);
    g_string_free(mjml->source, TRUE);
    g_string_free(mjml->html, TRUE);
    g_string_free(mjml->words, TRUE);
    g_free(mjml);
}

/* Its first line of complaint, for people. */
static char *describe(const struct mjml *mjml)
{
    g_autofree char *valid = g_utf8_make_valid(mjml->words->str, -1);
    g_strstrip(valid);
    valid[strcspn(valid, "\r\n")] = '\0';
    return *valid ? g_strdup_printf("the mjml compiler failed: %.300s", valid)
                  : g_strdup("the mjml compiler failed without a word");
}

/* ---- working ---- */

static void write_some(struct mjml *mjml)
{
    ssize_t put = 1;
    while (mjml->in >= 0 && put > 0) {
        gsize left = mjml->source->len - mjml->written;
        put = left ? write(mjml->in, mjml->source->str + mjml->written, left) : 0;
        mjml->written += put > 0 ? (gsize)put : 0;
        if (put == 0 || (put < 0 && errno != EAGAIN && errno != EINTR)) {
            close_fd(&mjml->in); /* all of it is written, or it does not want more */
        }
    }
}

/* FALSE: more than cap came. */
static gboolean read_some(int *fd, GString *into, gsize cap)
{
    char bytes[65536];
    ssize_t got = 1;
    while (*fd >= 0 && got > 0 && into->len <= cap) {
        got = read(*fd, bytes, sizeof bytes);
        if (got > 0) {
            g_string_append_len(into, bytes, got);
        } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            close_fd(fd);
        }
    }
    return into->len <= cap;
}

/* Is it over? It is not yet waited for. */
static gboolean has_ended(const struct mjml *mjml)
{
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)mjml->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid != 0;
}

/* What came of it, after it ended. */
static void conclude(struct mjml *mjml, GString **html_r, char **reason_r)
{
    int status = end_group(mjml);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || mjml->html->len == 0) {
        *reason_r = describe(mjml);
        return;
    }
    *html_r = g_string_new_len(mjml->html->str, (gssize)mjml->html->len);
}

int mjml_step(struct mjml *mjml, GString **html_r, char **reason_r)
{
    *html_r = NULL;
    *reason_r = NULL;
    write_some(mjml);
    gboolean is_fit = read_some(&mjml->out, mjml->html, MJML_OUTPUT_SIZE);
    read_some(&mjml->err, mjml->words, WORDS_SIZE);
    if (mjml->words->len > WORDS_SIZE) {
        g_string_truncate(mjml->words, WORDS_SIZE); /* and goes on, unheard */
    }
    if (!is_fit) {
        *reason_r = g_strdup("the mjml compiler made more than 20 MB of it");
    } else if (mjml->out < 0 && has_ended(mjml)) {
        conclude(mjml, html_r, reason_r);
    } else if (g_get_monotonic_time() > mjml->deadline) {
        *reason_r =
            g_strdup_printf("the mjml compiler did not end within %d seconds", MJML_MSEC / 1000);
    } else {
        return 0;
    }
    return 1;
}

static void add_fd(GArray *fds, int fd, short events)
{
    struct pollfd wanted = {.fd = fd, .events = events};
    if (fd >= 0) {
        g_array_append_val(fds, wanted);
    }
}

guint mjml_add_fds(const struct mjml *mjml, GArray *fds)
{
    add_fd(fds, mjml->in, POLLOUT);
    add_fd(fds, mjml->out, POLLIN);
    add_fd(fds, mjml->err, POLLIN);
    gint64 left = (mjml->deadline - g_get_monotonic_time()) / 1000 + 1;
    return mjml->out < 0 ? LOOK_MSEC : (guint)CLAMP(left, 0, MJML_MSEC);
}
