/* SPDX-License-Identifier: MIT
 *
 * Starts touchstone-notify: the request lies in an anonymous file that is its standard input, the
 * answer in another, so that neither side waits for the other to read. Its time limit is its own.
 */
#include "core/notify/post.h"

#include <errno.h>
#include <jansson.h>
#include <libintl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/build.h"

#define ANSWER_SIZE 8192u

extern char **environ;

char *post_program(void)
{
    const char *folder = g_getenv("TOUCHSTONE_LIBEXEC_PATH");
    return g_build_filename(folder && *folder ? folder : TOUCHSTONE_LIBEXEC_DIR,
                            "touchstone-notify", NULL);
}

static void set(json_t *object, const char *key, const char *value)
{
    if (value) {
        json_object_set_new(object, key, json_string(value));
    }
}

static char *request_of(const struct plan_notify *notify, const char *mail)
{
    json_t *object = json_object();
    json_t *to = json_array();
    for (guint i = 0; i < notify->to->len; i++) {
        json_array_append_new(to, json_string(g_ptr_array_index(notify->to, i)));
    }
    json_object_set_new(object, "to", to);
    set(object, "from", notify->from);
    set(object, "url", notify->url);
    set(object, "user", notify->user);
    set(object, "password_file", notify->password_file);
    set(object, "password_env", notify->password_env);
    set(object, "ca_file", notify->ca_file);
    set(object, "mail", mail);
    json_object_set_new(object, "must_encrypt", json_boolean(notify->must_encrypt));
    json_object_set_new(object, "timeout_msec", json_integer(notify->timeout_msec));
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text;
}

static gboolean put_whole(int fd, const char *text)
{
    size_t size = strlen(text), done = 0;
    while (done < size) {
        ssize_t put = write(fd, text + done, size - done);
        if (put < 0 && errno != EINTR) {
            return FALSE;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

/* Its exit status, or -1. */
static int run(const char *program, int in, int out, char **error_r)
{
    char *const argv[] = {(char *)program, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid = 0;
    int status = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    int failed = posix_spawn(&pid, program, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed) {
        *error_r = g_strdup_printf(gettext("can't start %s: %s"), program, g_strerror(failed));
        return -1;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status)) {
        *error_r = g_strdup(WTERMSIG(status) == SIGALRM ? "the mail server did not end in time"
                                                        : "the program that sends was ended");
        return -1;
    }
    return WEXITSTATUS(status);
}

/* What it wrote, a sentence. */
static char *read_answer(int fd)
{
    g_autofree char *text = g_malloc0(ANSWER_SIZE + 1);
    ssize_t got = pread(fd, text, ANSWER_SIZE, 0);
    g_autofree char *valid = g_utf8_make_valid(text, got > 0 ? (gssize)strlen(text) : 0);
    return *g_strchomp(valid) ? g_steal_pointer(&valid) : NULL;
}

int post_send(const struct plan_notify *notify, const char *mail, char **error_r)
{
    g_autofree char *program = post_program();
    char *request = request_of(notify, mail);
    int in = memfd_create("request", MFD_CLOEXEC), out = memfd_create("answer", MFD_CLOEXEC);
    int status = -1;
    *error_r = NULL;
    if (!request || in < 0 || out < 0 || !put_whole(in, request)) {
        *error_r = g_strdup_printf(gettext("no memory for the mail: %s"), g_strerror(errno));
    } else {
        status = run(program, in, out, error_r);
    }
    if (status >= 0) {
        *error_r = read_answer(out);
    }
    if (status > 0 && !*error_r) {
        *error_r = g_strdup_printf(gettext("%s ended with status %d"), program, status);
    }
    free(request);
    if (in >= 0) {
        close(in);
    }
    if (out >= 0) {
        close(out);
    }
    return status == 0 ? 0 : -1;
}
