/* SPDX-License-Identifier: MIT
 *
 * Starts source processes and speaks with them.
 */
#include "core/process/source_host.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/process/channel.h"
#include "core/process/seal.h"
#include "core/process/source_runner.h"

/* One source plugin at work. */
struct crew {
    const struct catalog_plugin *plugin;
    struct channel *channel; /* NULL: it ended, or works in this process */
    pid_t pid;
    struct source_runner *runner; /* without isolation */
    struct source_host *host;
};

struct source_host {
    const struct plan *plan;
    struct source_events events;
    GPtrArray *crews; /* struct crew * */
    GArray *is_over;  /* gboolean a plan_source: ended or broken, said once */
};

static void say_broken(struct source_host *host, guint32 source, const char *why)
{
    gboolean *is_over = &g_array_index(host->is_over, gboolean, source);
    if (!*is_over) {
        *is_over = TRUE;
        host->events.broken(host->events.data, source, why);
    }
}

static const struct plan_source *source_at(const struct plan *plan, guint32 index)
{
    return &g_array_index(plan->sources, struct plan_source, index);
}

static void break_crew(struct source_host *host, struct crew *crew, const char *why)
{
    channel_free(&crew->channel);
    for (guint i = 0; i < host->plan->sources->len; i++) {
        if (source_at(host->plan, i)->plugin == crew->plugin) {
            say_broken(host, i, why);
        }
    }
}

/* Reads a message of a source that is no answer. 0, -1. */
static int take_news(struct source_host *host, guint32 source, guint32 type, struct wire_reader in)
{
    if (type == MESSAGE_BROKEN) {
        struct ts_str why = wire_get_str(&in);
        g_autofree char *text = g_utf8_make_valid(why.ptr ? why.ptr : "", (gssize)why.len);
        say_broken(host, source, text);
    } else if (type == MESSAGE_ENDED) {
        g_array_index(host->is_over, gboolean, source) = TRUE;
        host->events.ended(host->events.data, source);
    } else {
        return -1;
    }
    return 0;
}

/* Takes the frame's descriptor over; what breaks the rules ends the whole process. */
static int take_message(struct source_host *host, const struct crew *crew,
                        const struct frame *frame)
{
    struct wire_reader in = wire_reader(frame->payload.ptr, frame->payload.len);
    guint32 source = wire_get_u32(&in);
    struct answer answer;
    gboolean is_own = !in.is_broken && source < host->plan->sources->len &&
                      source_at(host->plan, source)->plugin == crew->plugin;
    if (is_own && frame->type == MESSAGE_ANSWER && answer_get(frame->payload, &answer) == 0) {
        host->events.answered(host->events.data, source, &answer, frame->fd);
        return 0;
    }
    if (frame->fd >= 0) {
        close(frame->fd);
    }
    return is_own ? take_news(host, source, frame->type, in) : -1;
}

/* ---- the source process ---- */

/* Sealed against later writing, so that the worker's view can't change under it. */
static int make_memfd(struct ts_str bytes)
{
    int fd = memfd_create("resource", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    size_t done = 0;
    while (fd >= 0 && done < bytes.len) {
        ssize_t wrote = write(fd, bytes.ptr + done, bytes.len - done);
        if (wrote < 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (fd >= 0) {
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
    }
    return fd;
}

static void send_message(void *data, enum message type, const GByteArray *payload,
                         struct ts_str bytes)
{
    struct channel *channel = data;
    int fd = bytes.len ? make_memfd(bytes) : -1;
    if ((bytes.len && fd < 0) ||
        channel_send(channel, type, ts_bytes(payload->data, payload->len), fd) != 0) {
        _exit(1);
    }
    if (fd >= 0) {
        close(fd);
    }
}

static void take_order(struct source_runner *runner, const struct frame *frame)
{
    struct wire_reader in = wire_reader(frame->payload.ptr, frame->payload.len);
    guint32 source = wire_get_u32(&in);
    if (frame->type == MESSAGE_FEED_END) {
        source_runner_feed_end(runner, source);
        return;
    }
    struct ts_request request = {.size = sizeof request, .id = wire_get_u64(&in)};
    request.depth = wire_get_u32(&in);
    request.hops = wire_get_u32(&in);
    request.want = wire_get_u32(&in);
    request.locator = wire_get_str(&in);
    request.etag = wire_get_str(&in);
    request.last_modified = wire_get_str(&in);
    source_runner_feed(runner, source, &request);
}

static gboolean has_orders(int fd)
{
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    return poll(&wanted, 1, 0) == 1;
}

static _Noreturn void serve(const struct plan *plan, const struct catalog_plugin *plugin, int fd)
{
    g_autofree char *error = NULL;
    seal_begin(fd);
    if (seal_source((plugin->needs & TS_NEED_EXEC) != 0, &error) != 0) {
        _exit(1);
    }
    struct channel *channel = channel_new(fd, TRUE);
    struct source_runner *runner = source_runner_new(plan, plugin, send_message, channel);
    struct frame frame;
    for (;;) {
        /* The channel blocks: receive only when the poll says that something is there. */
        while (has_orders(fd)) {
            if (channel_receive(channel, &frame) != 1) {
                _exit(0);
            }
            take_order(runner, &frame);
            while (channel_has_frame(channel) && channel_receive(channel, &frame) == 1) {
                take_order(runner, &frame);
            }
        }
        if (!source_runner_work(runner)) {
            source_runner_wait(runner, fd, 1000);
        }
    }
}

/* ---- the coordinator's side ---- */

static void receive_inline(void *data, enum message type, const GByteArray *payload,
                           struct ts_str bytes)
{
    struct crew *crew = data;
    struct frame frame = {type, ts_bytes(payload->data, payload->len),
                          bytes.len ? make_memfd(bytes) : -1};
    take_message(crew->host, crew, &frame);
}

static void start_crew(struct source_host *host, struct crew *crew, gboolean is_isolated)
{
    int fds[2];
    if (!is_isolated) {
        crew->runner = source_runner_new(host->plan, crew->plugin, receive_inline, crew);
        return;
    }
    if (channel_pair(fds) != 0) {
        break_crew(host, crew, "no socket pair could be made for its process");
        return;
    }
    crew->pid = fork();
    if (crew->pid == 0) {
        setlocale(LC_MESSAGES, "C"); /* what it says is kept, in English */
        serve(host->plan, crew->plugin, fds[1]);
    }
    close(fds[1]);
    crew->channel = channel_new(fds[0], FALSE);
    if (crew->pid < 0) {
        break_crew(host, crew, "no process could be started for it");
    }
}

static struct crew *find_crew(const struct source_host *host, const struct catalog_plugin *plugin)
{
    for (guint i = 0; i < host->crews->len; i++) {
        struct crew *crew = g_ptr_array_index(host->crews, i);
        if (crew->plugin == plugin) {
            return crew;
        }
    }
    return NULL;
}

struct source_host *source_host_new(const struct plan *plan, gboolean is_isolated,
                                    const struct source_events *events)
{
    struct source_host *host = g_new0(struct source_host, 1);
    host->plan = plan;
    host->events = *events;
    host->crews = g_ptr_array_new_with_free_func(g_free);
    host->is_over = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(host->is_over, plan->sources->len);
    for (guint i = 0; i < plan->sources->len; i++) {
        const struct plan_source *source = source_at(plan, i);
        if (!find_crew(host, source->plugin)) {
            struct crew *crew = g_new0(struct crew, 1);
            *crew = (struct crew){.plugin = source->plugin, .host = host};
            g_ptr_array_add(host->crews, crew);
        }
    }
    for (guint i = 0; i < host->crews->len; i++) {
        start_crew(host, g_ptr_array_index(host->crews, i), is_isolated);
    }
    return host;
}

static void stop_crew(struct crew *crew)
{
    channel_free(&crew->channel);
    source_runner_free(&crew->runner);
    if (crew->pid > 0) {
        kill(crew->pid, SIGKILL);
        waitpid(crew->pid, NULL, 0);
        crew->pid = 0;
    }
}

void source_host_free(struct source_host **host)
{
    struct source_host *h = *host;
    if (!h) {
        return;
    }
    for (guint i = 0; i < h->crews->len; i++) {
        stop_crew(g_ptr_array_index(h->crews, i));
    }
    g_ptr_array_free(h->crews, TRUE);
    g_array_free(h->is_over, TRUE);
    g_free(h);
    *host = NULL;
}

static struct crew *crew_of(struct source_host *host, guint32 source)
{
    return find_crew(host, source_at(host->plan, source)->plugin);
}

static void send_order(struct source_host *host, struct crew *crew, enum message type,
                       const GByteArray *payload)
{
    if (crew->channel && channel_send_array(crew->channel, type, payload) != 0) {
        break_crew(host, crew, "its process is gone");
    }
}

void source_host_feed(struct source_host *host, guint32 source, const struct ts_request *request)
{
    struct crew *crew = crew_of(host, source);
    if (crew->runner) {
        source_runner_feed(crew->runner, source, request);
        return;
    }
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, source);
    wire_put_u64(payload, request->id);
    wire_put_u32(payload, request->depth);
    wire_put_u32(payload, request->hops);
    wire_put_u32(payload, request->want);
    wire_put_str(payload, request->locator);
    wire_put_str(payload, request->etag);
    wire_put_str(payload, request->last_modified);
    send_order(host, crew, MESSAGE_FEED, payload);
}

void source_host_feed_end(struct source_host *host, guint32 source)
{
    struct crew *crew = crew_of(host, source);
    if (crew->runner) {
        source_runner_feed_end(crew->runner, source);
        return;
    }
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, source);
    send_order(host, crew, MESSAGE_FEED_END, payload);
}

void source_host_add_fds(const struct source_host *host, GArray *pollfds)
{
    for (guint i = 0; i < host->crews->len; i++) {
        const struct crew *crew = g_ptr_array_index(host->crews, i);
        if (crew->channel) {
            struct pollfd wanted = channel_wanted(crew->channel);
            g_array_append_val(pollfds, wanted);
        }
    }
}

/* How a source process ended, for people. */
static char *last_words(struct crew *crew)
{
    int status = 0;
    kill(crew->pid, SIGKILL);
    pid_t waited = waitpid(crew->pid, &status, 0);
    crew->pid = 0;
    if (waited > 0 && WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL) {
        return g_strdup_printf("its process crashed (%s)", strsignal(WTERMSIG(status)));
    }
    return g_strdup("its process ended early");
}

static void serve_crew(struct source_host *host, struct crew *crew)
{
    struct frame frame;
    int got = channel_flush(crew->channel) != 0 ? -1 : 0;
    for (guint left = LIMIT_FRAMES_A_TURN; got == 0 && crew->channel && left > 0; left--) {
        got = channel_receive(crew->channel, &frame);
        if (got == 0) {
            return;
        }
        got = got < 0 ? -1 : take_message(host, crew, &frame);
    }
    if (got < 0 && crew->channel) {
        g_autofree char *why = last_words(crew);
        break_crew(host, crew, why);
    }
}

void source_host_serve(struct source_host *host, const GArray *polled, guint msec)
{
    gboolean has_worked = FALSE;
    struct crew *waiting = NULL;
    for (guint i = 0; i < host->crews->len; i++) {
        struct crew *crew = g_ptr_array_index(host->crews, i);
        if (crew->channel) {
            if (channel_is_due(crew->channel, polled)) {
                serve_crew(host, crew);
            }
        } else if (crew->runner) {
            has_worked |= source_runner_work(crew->runner);
            waiting = crew;
        }
    }
    if (waiting && !has_worked) {
        source_runner_wait(waiting->runner, -1, msec);
    }
}

void source_host_give_up(struct source_host *host, guint32 source, const char *why)
{
    struct crew *crew = crew_of(host, source);
    stop_crew(crew);
    break_crew(host, crew, why);
}
