/* SPDX-License-Identifier: MIT
 *
 * Starts the zygote and makes workers in it, as siblings of it, so that the coordinator itself can
 * wait for them and learn how they ended.
 */
#include "core/process/zygote.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/process/channel.h"
#include "core/process/record.h"
#include "core/process/seal.h"
#include "core/process/worker.h"

struct zygote {
    struct channel *channel; /* blocking: it answers at once */
    pid_t pid;
};

/* clone with CLONE_PARENT: glibc has no wrapper without a new stack. The zygote has one thread, so
 * the child may go on as after fork. */
static pid_t fork_sibling(void)
{
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

static void send_ready(struct channel *channel, const GPtrArray *problems)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (guint i = 0; i < problems->len; i++) {
        wire_put_text(payload, g_ptr_array_index(problems, i));
    }
    channel_send_array(channel, MESSAGE_READY, payload);
}

static _Noreturn void serve(const struct plan *plan, int fd, size_t memory)
{
    seal_begin(fd);
    struct channel *channel = channel_new(fd, TRUE);
    struct toolbox *toolbox = toolbox_new(plan);
    send_ready(channel, toolbox->problems);
    struct frame frame;
    while (channel_receive(channel, &frame) == 1) {
        if (frame.type != MESSAGE_SPAWN || frame.fd < 0) {
            _exit(1);
        }
        if (fork_sibling() == 0) {
            worker_main(toolbox, frame.fd, memory);
        }
        close(frame.fd);
    }
    _exit(0);
}

static int receive_ready(struct zygote *zygote, GPtrArray *problems_r)
{
    struct frame frame;
    if (channel_receive(zygote->channel, &frame) != 1 || frame.type != MESSAGE_READY) {
        return -1;
    }
    struct wire_reader in = wire_reader(frame.payload.ptr, frame.payload.len);
    while (!wire_at_end(&in)) {
        struct ts_str text = wire_get_str(&in);
        g_ptr_array_add(problems_r, g_strndup(text.ptr, text.len));
    }
    return 0;
}

struct zygote *zygote_start(const struct plan *plan, size_t memory, GPtrArray *problems_r,
                            char **error_r)
{
    int fds[2];
    if (channel_pair(fds) != 0) {
        *error_r = g_strdup_printf("can't make a socket pair: %s", g_strerror(errno));
        return NULL;
    }
    pid_t pid = fork();
    if (pid == 0) {
        serve(plan, fds[1], memory);
    }
    close(fds[1]);
    struct zygote *zygote = g_new0(struct zygote, 1);
    zygote->channel = channel_new(fds[0], TRUE);
    zygote->pid = pid;
    if (pid < 0 || receive_ready(zygote, problems_r) != 0) {
        *error_r = g_strdup(pid < 0 ? "can't start a process"
                                    : "the process that opens the plugins died: run with "
                                      "--isolation=none to see where");
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
        waitpid((*zygote)->pid, NULL, 0);
    }
    g_free(*zygote);
    *zygote = NULL;
}

int zygote_spawn(struct zygote *zygote, int fd)
{
    return channel_send(zygote->channel, MESSAGE_SPAWN, ts_text(NULL), fd);
}
