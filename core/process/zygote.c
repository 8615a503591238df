/* SPDX-License-Identifier: MIT
 *
 * Starts the zygote and makes workers in it, as siblings of it, so that the coordinator itself can
 * wait for them and learn how they ended.
 */
#include "core/process/zygote.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/process/channel.h"
#include "core/process/record.h"
#include "core/process/seal.h"
#include "core/process/worker.h"

#define WAITING_MSEC 250

struct zygote {
    struct channel *channel;
    pid_t pid;
};

/* clone with CLONE_PARENT: glibc has no wrapper without a new stack. The zygote has one thread, so
 * the child may go on as after fork. */
static pid_t fork_sibling(void)
{
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* The faults, then the problems one by one. */
static void send_ready(struct channel *channel, const struct toolbox *toolbox)
{
    const GPtrArray *problems = toolbox->problems;
    g_autofree char *faults = toolbox_faults(toolbox);
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_text(payload, faults);
    for (guint i = 0; i < problems->len; i++) {
        wire_put_text(payload, g_ptr_array_index(problems, i));
    }
    channel_send_array(channel, MESSAGE_READY, payload);
}

static void send_spawned(struct channel *channel, pid_t pid)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, (guint32)MAX(pid, 0));
    channel_send_array(channel, MESSAGE_SPAWNED, payload);
}

/* What a user keeps in the environment for the sources (a password) is nobody else's. */
static void drop_environment(void)
{
    static const char *const kept[] = {"PATH",           "HOME",     "LANG",  "LC_ALL",
                                       "LC_CTYPE",       "TZ",       "TZDIR", "DICPATH",
                                       "XDG_CACHE_HOME", "ICU_DATA", "TMPDIR"};
    g_auto(GStrv) names = g_listenv();
    for (guint i = 0; names[i]; i++) {
        gboolean is_kept = FALSE;
        for (size_t k = 0; k < G_N_ELEMENTS(kept); k++) {
            is_kept |= g_str_equal(names[i], kept[k]);
        }
        char *value = is_kept ? NULL : getenv(names[i]);
        if (value) {
            explicit_bzero(value, strlen(value)); /* workers inherit this memory */
            g_unsetenv(names[i]);
        }
    }
}

static _Noreturn void serve(const struct plan *plan, int fd, const struct zygote_options *options)
{
    seal_begin(fd);
    drop_environment();
    struct channel *channel = channel_new(fd, TRUE);
    struct toolbox *toolbox = toolbox_new(plan, options->only_conclude);
    send_ready(channel, toolbox);
    struct frame frame;
    while (channel_receive(channel, &frame) == 1) {
        if (frame.type != MESSAGE_SPAWN || frame.fd < 0) {
            _exit(1);
        }
        pid_t pid = fork_sibling();
        if (pid == 0) {
            worker_main(toolbox, frame.fd, options->memory);
        }
        close(frame.fd);
        send_spawned(channel, pid);
    }
    _exit(0);
}

/* What the zygote says next: 1. 0: it says nothing in that time (ETIMEDOUT), or a signal came
 * (EINTR). -1: it is gone. options (or NULL): whom to tell of the time that passes. */
static int receive(struct zygote *zygote, gint64 deadline, const struct zygote_options *options,
                   struct frame *frame_r)
{
    int got;
    gboolean is_told = options && options->waiting;
    while ((got = channel_receive(zygote->channel, frame_r)) == 0) {
        struct pollfd wanted = channel_wanted(zygote->channel);
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        gint64 turn = MIN(left, is_told ? WAITING_MSEC : G_MAXINT);
        int polled = left > 0 ? poll(&wanted, 1, (int)turn) : 0;
        if (polled < 0 || left <= 0) {
            errno = polled < 0 ? errno : ETIMEDOUT;
            return 0;
        }
        if (polled == 0 && is_told) {
            options->waiting(options->data);
        }
    }
    return got;
}

static gint64 deadline_in(gint64 msec)
{
    return g_get_monotonic_time() + msec * 1000;
}

/* Preparations have limits of their own, one after the other. */
static guint usual_open_msec(const struct plan *plan)
{
    guint msec = LIMIT_OPEN_MSEC;
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(plan->checks, struct plan_check, i);
        msec += check->plugin->has_prepare ? LIMIT_PREPARE_MSEC : 0;
    }
    return msec;
}

static char *why_not_ready(int got, gint64 msec)
{
    if (got == 0 && errno == EINTR) {
        return g_strdup("interrupted while the plugins were opened");
    }
    if (got == 0) {
        return g_strdup_printf("opening the plugins took too long, more than %g seconds: run with "
                               "--isolation=none to see which one hangs",
                               (double)msec / 1000);
    }
    return g_strdup("the process that opens the plugins died: run with --isolation=none to see "
                    "where");
}

static int receive_ready(struct zygote *zygote, const struct zygote_options *options,
                         GPtrArray *problems_r, char **error_r)
{
    struct frame frame;
    gint64 msec = options->open_msec;
    int got = receive(zygote, deadline_in(msec), options, &frame);
    if (got != 1 || frame.type != MESSAGE_READY) {
        *error_r = why_not_ready(got, msec);
        return -1;
    }
    struct wire_reader in = wire_reader(frame.payload.ptr, frame.payload.len);
    struct ts_str faults = wire_get_str(&in);
    if (faults.len > 0) {
        *error_r = g_utf8_make_valid(faults.ptr, (gssize)faults.len);
        if (options->is_fault_r) {
            *options->is_fault_r = TRUE;
        }
        return -1;
    }
    while (!wire_at_end(&in)) {
        struct ts_str text = wire_get_str(&in);
        g_ptr_array_add(problems_r, g_utf8_make_valid(text.ptr ? text.ptr : "", (gssize)text.len));
    }
    return 0;
}

struct zygote *zygote_start(const struct plan *plan, const struct zygote_options *options,
                            GPtrArray *problems_r, char **error_r)
{
    int fds[2];
    if (channel_pair(fds) != 0) {
        *error_r = g_strdup_printf("can't make a socket pair: %s", g_strerror(errno));
        return NULL;
    }
    pid_t pid = fork();
    if (pid == 0) {
        setlocale(LC_MESSAGES, "C"); /* what it says is kept, in English */
        serve(plan, fds[1], options);
    }
    close(fds[1]);
    struct zygote *zygote = g_new0(struct zygote, 1);
    zygote->channel = channel_new(fds[0], FALSE);
    zygote->pid = pid;
    channel_refuse_fds(zygote->channel);
    if (pid < 0) {
        *error_r = g_strdup("can't start a process");
        zygote_stop(&zygote);
        return NULL;
    }
    struct zygote_options own = *options;
    own.open_msec = own.open_msec ? own.open_msec : usual_open_msec(plan);
    if (receive_ready(zygote, &own, problems_r, error_r) != 0) {
        zygote_stop(&zygote);
    }
    return zygote;
}

void zygote_stop(struct zygote **zygote)
{
    if (!*zygote) {
        return;
    }
    channel_free(&(*zygote)->channel);
    if ((*zygote)->pid > 0) {
        kill((*zygote)->pid, SIGKILL);
        while (waitpid((*zygote)->pid, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    g_free(*zygote);
    *zygote = NULL;
}

int zygote_spawn(struct zygote *zygote, int fd, pid_t *pid_r)
{
    struct frame frame;
    gint64 deadline = deadline_in(LIMIT_SPAWN_MSEC);
    int got;
    if (channel_send(zygote->channel, MESSAGE_SPAWN, ts_text(NULL), fd) != 0) {
        return -1;
    }
    do {
        got = receive(zygote, deadline, NULL, &frame);
    } while (got == 0 && errno == EINTR);
    if (got != 1 || frame.type != MESSAGE_SPAWNED) {
        return -1;
    }
    struct wire_reader in = wire_reader(frame.payload.ptr, frame.payload.len);
    *pid_r = (pid_t)wire_get_u32(&in);
    return in.is_broken ? -1 : 0;
}
