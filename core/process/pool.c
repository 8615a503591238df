/* SPDX-License-Identifier: MIT
 *
 * Keeps the workers busy, polices their time, and replaces the lost.
 */
#include "core/process/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/process/channel.h"
#include "core/process/worker.h"
#include "core/process/zygote.h"

#define BROKEN_ANSWER "the worker's answer broke the rules"

struct hand {
    struct channel *channel; /* NULL: none there */
    pid_t pid;
    struct pool_tag tag;  /* of the job at work */
    gboolean has_greeted; /* is sealed */
    gboolean is_busy;
    gboolean is_concluding, is_suggesting; /* have times of their own */
    gint64 begun;                          /* monotonic, microseconds */
    gint64 cpu_begun;                      /* microseconds of its CPU clock */
    guint served;
    const char *killed; /* why we killed it */
};

struct pool {
    const struct plan *plan;
    struct pool_options options;
    struct zygote *zygote;
    guint failed_starts; /* of zygotes, in a row */
    GArray *hands;       /* struct hand */
    struct pool_counts counts;
    /* without isolation */
    struct toolbox *toolbox;
    struct worker *worker;
    GByteArray *batch;
    struct pool_tag inline_tag; /* of the job at work */
};

static struct hand *hand_at(const struct pool *pool, guint index)
{
    return &g_array_index(pool->hands, struct hand, index);
}

static gint64 cpu_time(pid_t pid)
{
    clockid_t clock;
    struct timespec used;
    if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) {
        return 0;
    }
    return (gint64)used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static struct zygote *start_zygote(const struct pool *pool, GPtrArray *problems_r, char **error_r)
{
    const struct zygote_options options = {
        .memory = pool->options.memory,
        .open_msec = pool->options.open_msec,
        .only_conclude = pool->options.only_conclude,
        .is_fault_r = pool->options.is_fault_r,
        .waiting = pool->options.waiting,
        .data = pool->options.data,
    };
    return zygote_start(pool->plan, &options, problems_r, error_r);
}

/* A zygote that died (somebody killed it) is replaced: it has read nothing from outside. */
static gboolean restart_zygote(struct pool *pool)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *error = NULL;
    zygote_stop(&pool->zygote);
    if (pool->failed_starts >= LIMIT_ZYGOTE_FAILURES) {
        return FALSE;
    }
    pool->zygote = start_zygote(pool, problems, &error);
    pool->failed_starts = pool->zygote ? 0 : pool->failed_starts + 1;
    return pool->zygote != NULL;
}

static int ask_for_worker(struct pool *pool, int fd, pid_t *pid_r)
{
    if (pool->zygote && zygote_spawn(pool->zygote, fd, pid_r) == 0) {
        return 0;
    }
    return restart_zygote(pool) ? zygote_spawn(pool->zygote, fd, pid_r) : -1;
}

/* One more worker from the zygote; FALSE: it has none to give. */
static gboolean spawn(struct pool *pool, struct hand *hand)
{
    int fds[2];
    if (channel_pair(fds) != 0) {
        return FALSE;
    }
    pid_t pid = 0;
    int asked = ask_for_worker(pool, fds[1], &pid);
    close(fds[1]);
    if (asked != 0 || pid <= 0) {
        close(fds[0]);
        return FALSE;
    }
    *hand = (struct hand){.channel = channel_new(fds[0], FALSE), .pid = pid};
    channel_refuse_fds(hand->channel);
    pool->counts.spawned++;
    return TRUE;
}

static int inline_batch(void *data, struct ts_str *batch_r)
{
    struct pool *pool = data;
    g_byte_array_set_size(pool->batch, 0);
    int done = pool->inline_tag.next_batch(pool->inline_tag.data, pool->batch);
    *batch_r = ts_bytes(pool->batch->data, pool->batch->len);
    return done;
}

static void copy_problems(const GPtrArray *from, GPtrArray *problems_r)
{
    for (guint i = 0; i < from->len; i++) {
        g_ptr_array_add(problems_r, g_strdup(g_ptr_array_index(from, i)));
    }
}

static void set_defaults(struct pool_options *options)
{
    options->jobs = MAX(options->jobs, 1);
    if (!options->document_wall_msec) {
        options->document_wall_msec = LIMIT_DOCUMENT_WALL_MSEC;
    }
    if (!options->document_cpu_msec) {
        options->document_cpu_msec = LIMIT_DOCUMENT_CPU_MSEC;
    }
    if (!options->memory) {
        options->memory = LIMIT_WORKER_MEMORY;
    }
}

static int open_inline(struct pool *pool, GPtrArray *problems_r, char **error_r)
{
    pool->toolbox = toolbox_new(pool->plan, pool->options.only_conclude);
    pool->batch = g_byte_array_new();
    pool->worker = worker_new(pool->toolbox, inline_batch, pool);
    copy_problems(pool->toolbox->problems, problems_r);
    if (pool->toolbox->faults->len == 0) {
        return 0;
    }
    *error_r = toolbox_faults(pool->toolbox);
    if (pool->options.is_fault_r) {
        *pool->options.is_fault_r = TRUE;
    }
    return -1;
}

struct pool *pool_new(const struct plan *plan, const struct pool_options *options,
                      GPtrArray *problems_r, char **error_r)
{
    struct pool *pool = g_new0(struct pool, 1);
    pool->plan = plan;
    pool->options = *options;
    pool->hands = g_array_new(FALSE, TRUE, sizeof(struct hand));
    set_defaults(&pool->options);
    int done = 0;
    if (options->is_isolated) {
        pool->zygote = start_zygote(pool, problems_r, error_r);
        done = pool->zygote ? 0 : -1;
        g_array_set_size(pool->hands, done == 0 ? pool->options.jobs : 0);
    } else {
        done = open_inline(pool, problems_r, error_r);
    }
    pool->options.is_fault_r = NULL; /* of the caller, for this call */
    pool->options.waiting = NULL;
    if (done != 0) {
        pool_free(&pool);
    }
    return pool;
}

/* Ends a worker, if it has not ended, and empties its place. Gives its last status. */
static int bury(struct hand *hand)
{
    int status = 0;
    if (hand->pid > 0) {
        kill(hand->pid, SIGKILL); /* before its channel closes, which it would notice */
        while (waitpid(hand->pid, &status, 0) < 0 && errno == EINTR) {
        }
    }
    channel_free(&hand->channel);
    *hand = (struct hand){0};
    return status;
}

void pool_free(struct pool **pool)
{
    struct pool *p = *pool;
    if (!p) {
        return;
    }
    for (guint i = 0; i < p->hands->len; i++) {
        bury(hand_at(p, i));
    }
    g_array_free(p->hands, TRUE);
    zygote_stop(&p->zygote);
    worker_free(&p->worker);
    toolbox_free(&p->toolbox);
    if (p->batch) {
        g_byte_array_free(p->batch, TRUE);
    }
    g_free(p);
    *pool = NULL;
}

guint pool_busy(const struct pool *pool)
{
    guint busy = 0;
    for (guint i = 0; i < pool->hands->len; i++) {
        busy += hand_at(pool, i)->is_busy ? 1 : 0;
    }
    return busy;
}

guint pool_idle(const struct pool *pool)
{
    return pool->worker ? 1 : pool->hands->len - pool_busy(pool);
}

/* What a dead worker's last status means to a person. */
static char *cause_of_death(int status)
{
    if (WIFEXITED(status)) {
        return g_strdup_printf("the worker ended with status %d", WEXITSTATUS(status));
    }
    int number = WTERMSIG(status);
    switch (number) {
    case SIGSYS:
        return g_strdup("the worker was stopped: it asked for something that is sealed off");
    case SIGABRT:
    case SIGTRAP:
        return g_strdup("the worker gave up, probably out of memory");
    case SIGSEGV:
    case SIGBUS:
        return g_strdup_printf("the worker crashed (%s)", strsignal(number));
    default:
        return g_strdup_printf("the worker was killed (%s)", strsignal(number));
    }
}

/* Buries a worker whose channel ended, tells of the job it had. */
static void lose(struct pool *pool, struct hand *hand)
{
    struct hand lost = *hand;
    int status = bury(hand);
    g_autofree char *cause = cause_of_death(status);
    if (lost.is_busy) {
        pool->counts.lost++;
        lost.tag.receive(lost.tag.data, ts_text(NULL), lost.killed ? lost.killed : cause);
    }
}

static struct hand *find_idle(struct pool *pool)
{
    struct hand *empty = NULL;
    for (guint i = 0; i < pool->hands->len; i++) {
        struct hand *hand = hand_at(pool, i);
        if (!hand->is_busy && hand->channel) {
            return hand;
        }
        if (!hand->channel) {
            empty = empty ? empty : hand;
        }
    }
    return empty && spawn(pool, empty) ? empty : NULL;
}

static void give(struct pool *pool, enum message type, const GByteArray *payload, int fd,
                 struct pool_tag tag)
{
    struct hand *hand = find_idle(pool);
    if (!hand) {
        tag.receive(tag.data, ts_text(NULL), "no worker could be started");
        return;
    }
    hand->is_busy = TRUE;
    hand->is_concluding = type == MESSAGE_CONCLUDE;
    hand->is_suggesting = type == MESSAGE_SUGGEST;
    hand->tag = tag;
    hand->begun = g_get_monotonic_time();
    hand->cpu_begun = cpu_time(hand->pid);
    if (channel_send(hand->channel, type, ts_bytes(payload->data, payload->len), fd) != 0) {
        lose(pool, hand);
    }
}

/* Maps the bytes that a descriptor brings; NULL if there are none or it fails. */
static void *map(int fd, guint64 size)
{
    void *bytes = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    return bytes == MAP_FAILED ? NULL : bytes;
}

static void run_inline(struct pool *pool, enum message type, const GByteArray *payload,
                       struct ts_str bytes, struct pool_tag tag)
{
    g_autoptr(GByteArray) records = g_byte_array_new();
    struct frame frame = {type, ts_bytes(payload->data, payload->len), -1};
    pool->inline_tag = tag;
    worker_run(pool->worker, &frame, bytes, records);
    struct ts_str answer = ts_bytes(records->data, records->len);
    gboolean is_sound = records_check(answer) == 0;
    tag.receive(tag.data, is_sound ? answer : ts_text(NULL), is_sound ? NULL : BROKEN_ANSWER);
}

void pool_read(struct pool *pool, const struct job *job, int fd, struct pool_tag tag)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    job_put(payload, job);
    if (!pool->worker) {
        give(pool, MESSAGE_READ, payload, fd, tag);
    } else if (fd < 0) {
        run_inline(pool, MESSAGE_READ, payload, ts_text(NULL), tag);
    } else {
        void *bytes = map(fd, job->size);
        run_inline(pool, MESSAGE_READ, payload, ts_bytes(bytes, bytes ? job->size : 0), tag);
        if (bytes) {
            munmap(bytes, job->size);
        }
    }
    if (fd >= 0) {
        close(fd);
    }
}

static void send_simple(struct pool *pool, enum message type, const GByteArray *payload,
                        struct pool_tag tag)
{
    if (pool->worker) {
        run_inline(pool, type, payload, ts_text(NULL), tag);
    } else {
        give(pool, type, payload, -1, tag);
    }
}

void pool_conclude(struct pool *pool, const GByteArray *payload, struct pool_tag tag)
{
    send_simple(pool, MESSAGE_CONCLUDE, payload, tag);
}

void pool_suggest(struct pool *pool, guint32 check, const struct ts_str texts[3],
                  struct pool_tag tag)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, check);
    for (int i = 0; i < 3; i++) {
        wire_put_str(payload, texts[i]);
    }
    send_simple(pool, MESSAGE_SUGGEST, payload, tag);
}

void pool_add_fds(const struct pool *pool, GArray *pollfds)
{
    for (guint i = 0; i < pool->hands->len; i++) {
        const struct hand *hand = hand_at(pool, i);
        if (hand->channel) {
            struct pollfd wanted = channel_wanted(hand->channel);
            g_array_append_val(pollfds, wanted);
        }
    }
}

/* What it says is not to be believed: it loses its job. */
static int distrust(struct hand *hand)
{
    hand->killed = BROKEN_ANSWER;
    return -1;
}

/* Once: its time is counted from here. */
static int take_hello(struct hand *hand)
{
    if (hand->has_greeted) {
        return distrust(hand);
    }
    hand->has_greeted = TRUE;
    hand->begun = g_get_monotonic_time();
    hand->cpu_begun = cpu_time(hand->pid);
    return 0;
}

static int finish(struct hand *hand, struct ts_str records)
{
    if (!hand->has_greeted || !hand->is_busy || records_check(records) != 0) {
        return distrust(hand);
    }
    struct pool_tag tag = hand->tag;
    hand->is_busy = FALSE;
    hand->served++;
    tag.receive(tag.data, records, NULL);
    /* One that has served long goes, so that what its plugins leak stays small. */
    if (!hand->is_busy && hand->served >= LIMIT_WORKER_DOCUMENTS) {
        bury(hand);
    }
    return 0;
}

/* One that asks for more before it has taken what it asked for would fill the memory. */
static int send_batch(struct hand *hand)
{
    g_autoptr(GByteArray) batch = g_byte_array_new();
    if (!hand->is_busy || !hand->is_concluding || channel_has_output(hand->channel)) {
        return distrust(hand);
    }
    if (hand->tag.next_batch(hand->tag.data, batch) != 0) {
        return -1;
    }
    return channel_send_array(hand->channel, MESSAGE_STORED, batch);
}

/* 0, or -1: this worker can't be trusted with more. */
static int take(struct hand *hand, const struct frame *frame)
{
    switch (frame->type) {
    case MESSAGE_HELLO:
        return take_hello(hand);
    case MESSAGE_RESULT:
        return finish(hand, frame->payload);
    case MESSAGE_MORE:
        return send_batch(hand);
    default:
        return distrust(hand);
    }
}

static void serve_hand(struct pool *pool, struct hand *hand)
{
    struct frame frame;
    int got = channel_flush(hand->channel) != 0 ? -1 : 0;
    for (guint left = LIMIT_FRAMES_A_TURN; got == 0 && hand->channel && left > 0; left--) {
        got = channel_receive(hand->channel, &frame);
        if (got == 0) {
            return;
        }
        got = got < 0 ? -1 : take(hand, &frame);
    }
    if (got < 0 && hand->channel) {
        lose(pool, hand);
    }
}

/* Wall and CPU time are watched from outside: RLIMIT_CPU counts a worker's whole life. */
static void police(struct pool *pool, struct hand *hand)
{
    if (!hand->is_busy || !hand->channel) {
        return;
    }
    guint wall = hand->is_concluding   ? LIMIT_CONCLUDE_WALL_MSEC
                 : hand->is_suggesting ? LIMIT_SUGGEST_MSEC
                                       : pool->options.document_wall_msec;
    guint cpu = hand->is_concluding ? LIMIT_CONCLUDE_WALL_MSEC : pool->options.document_cpu_msec;
    gint64 passed = g_get_monotonic_time() - hand->begun;
    if (passed > (gint64)wall * 1000) {
        hand->killed = "took too long: the limit of time for one document was reached";
    } else if (passed <= (gint64)cpu * 1000) {
        return; /* one thread can't have worked longer than that */
    } else if (cpu_time(hand->pid) - hand->cpu_begun > (gint64)cpu * 1000) {
        hand->killed = "took too much work: the limit of CPU time for one document was reached";
    } else {
        return;
    }
    lose(pool, hand);
}

void pool_serve(struct pool *pool, const GArray *polled)
{
    for (guint i = 0; i < pool->hands->len; i++) {
        struct hand *hand = hand_at(pool, i);
        if (hand->channel && channel_is_due(hand->channel, polled)) {
            serve_hand(pool, hand);
        }
        police(pool, hand);
    }
}

struct pool_counts pool_counts(const struct pool *pool)
{
    return pool->counts;
}
