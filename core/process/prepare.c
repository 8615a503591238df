/* SPDX-License-Identifier: MIT
 *
 * Takes what was prepared before; else forks a child, seals it, runs prepare there and takes the
 * blob back.
 */
#include "core/process/prepare.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/channel.h"
#include "core/process/prepare_cache.h"
#include "core/process/record.h"
#include "core/process/seal.h"

static _Noreturn void child(int fd, const struct ts_plugin *plugin, const struct ts_open *open)
{
    struct host_call call;
    struct ts_str blob = {0};
    const char *failure = NULL;
    g_autofree char *error = NULL;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    if (seal_worker(&fd, LIMIT_WORKER_MEMORY, &error) != 0) {
        _exit(70);
    }
    struct channel *channel = channel_new(fd, TRUE);
    host_call_init(&call, plugin, HOST_PREPARE, NULL, NULL);
    int result = plugin->check->prepare(&call.call, open, &blob);
    wire_put_u8(payload, host_call_result(&call, result, &failure) == 0);
    wire_put_str(payload, failure ? ts_text(failure) : blob);
    channel_send_array(channel, MESSAGE_RESULT, payload);
    _exit(0);
}

static void hand_over(struct ts_call *call, struct ts_str blob, struct ts_open *open)
{
    char *own = call->host->alloc(call, blob.len + 1);
    memcpy(own, blob.ptr ? blob.ptr : "", blob.len);
    open->blob = ts_bytes(own, blob.len);
}

static int take(struct ts_call *call, const struct frame *frame, struct ts_open *open,
                char **error_r)
{
    struct wire_reader in = wire_reader(frame->payload.ptr, frame->payload.len);
    gboolean is_done = wire_get_u8(&in);
    struct ts_str said = wire_get_str(&in);
    if (in.is_broken || said.len > LIMIT_BLOB_SIZE) {
        *error_r = g_strdup("its preparation gave something too large or broken");
        return -1;
    }
    if (!is_done) {
        *error_r = g_strndup(said.ptr, said.len);
        return -1;
    }
    hand_over(call, said, open);
    return 0;
}

static int wait_for(struct ts_call *call, int fd, struct ts_open *open, char **error_r)
{
    struct channel *channel = channel_new(fd, FALSE);
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    gint64 deadline = g_get_monotonic_time() + (gint64)LIMIT_PREPARE_MSEC * 1000;
    struct frame frame;
    int got = 0;
    while (got == 0 && g_get_monotonic_time() < deadline) {
        poll(&wanted, 1, 100);
        got = channel_receive(channel, &frame);
    }
    int done = -1;
    if (got == 1) {
        done = take(call, &frame, open, error_r);
    } else {
        *error_r = g_strdup(got == 0 ? "its preparation took too long" : "its preparation crashed");
    }
    channel_free(&channel);
    return done;
}

static int prepare_anew(struct ts_call *call, const struct ts_plugin *plugin, struct ts_open *open,
                        char **error_r)
{
    int fds[2];
    if (channel_pair(fds) != 0) {
        *error_r = g_strdup("no socket pair could be made for its preparation");
        return -1;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        setlocale(LC_MESSAGES, "C"); /* what it says is kept, in English */
        child(fds[1], plugin, open);
    }
    close(fds[1]);
    int done = wait_for(call, fds[0], open, error_r);
    if (pid > 0) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
    return done;
}

int prepare_run(struct ts_call *call, const struct ts_plugin *plugin,
                const struct plan_check *check, struct ts_open *open, char **error_r)
{
    if (!plugin->check->prepare) {
        return 0;
    }
    g_autofree char *name = prepare_cache_name(check);
    g_autoptr(GBytes) kept = name ? prepare_cache_get(name) : NULL;
    if (kept) {
        gsize size;
        const char *bytes = g_bytes_get_data(kept, &size);
        hand_over(call, ts_bytes(bytes, size), open);
        return 0;
    }
    int done = prepare_anew(call, plugin, open, error_r);
    if (done == 0 && name) {
        prepare_cache_put(name, open->blob);
    }
    return done;
}
