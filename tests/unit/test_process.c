/* SPDX-License-Identifier: MIT
 *
 * Channels with descriptors, workers and their loss, the seal of sources, places with excerpts,
 * remembered blocks, fingerprints.
 */
#include <errno.h>
#include <linux/landlock.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/process/block_memory.h"
#include "core/process/channel.h"
#include "core/process/fingerprint.h"
#include "core/process/place.h"
#include "core/process/pool.h"
#include "core/process/seal.h"
#include "core/process/zygote.h"

#include <cmocka.h>

/* Frames larger than the socket's buffer, with descriptors between them, arrive whole, in order. */
static void test_channel(void **state)
{
    int fds[2];
    (void)state;
    assert_int_equal(channel_pair(fds), 0);
    struct channel *left = channel_new(fds[0], FALSE);
    struct channel *right = channel_new(fds[1], FALSE);
    g_autofree char *large = g_strnfill(3 << 20, 'x');
    int memory = memfd_create("test", MFD_CLOEXEC);
    assert_int_equal(write(memory, "inhoud", 6), 6);
    assert_int_equal(channel_send(left, 1, ts_text("een"), -1), 0);
    assert_int_equal(channel_send(left, 2, ts_text(large), memory), 0);
    assert_int_equal(channel_send(left, 3, ts_text(""), -1), 0);
    close(memory);
    assert_true(channel_has_output(left));
    guint32 next = 1;
    for (guint round = 0; round < 100000 && next <= 3; round++) {
        struct frame frame;
        assert_int_equal(channel_flush(left), 0);
        if (channel_receive(right, &frame) != 1) {
            continue;
        }
        assert_int_equal(frame.type, next);
        assert_int_equal(frame.payload.len, next == 1 ? 3 : next == 2 ? 3 << 20 : 0);
        assert_int_equal(frame.fd >= 0, next == 2);
        if (frame.fd >= 0) {
            char text[7] = "";
            assert_int_equal(pread(frame.fd, text, 6, 0), 6);
            assert_string_equal(text, "inhoud");
            close(frame.fd);
        }
        next++;
    }
    assert_int_equal(next, 4);
    channel_free(&left);
    struct frame frame;
    assert_int_equal(channel_receive(right, &frame), -1);
    channel_free(&right);
}

/* A frame that says it is larger than any may be ends the channel. */
static void test_hostile_frame(void **state)
{
    int fds[2];
    const guint32 header[3] = {GUINT32_TO_LE(0xFFFFFFF0u), GUINT32_TO_LE(1), 0};
    struct frame frame;
    (void)state;
    assert_int_equal(channel_pair(fds), 0);
    struct channel *channel = channel_new(fds[0], FALSE);
    assert_int_equal(write(fds[1], header, sizeof header), sizeof header);
    assert_int_equal(channel_receive(channel, &frame), -1);
    close(fds[1]);
    channel_free(&channel);
}

/* One byte of a frame, with as many descriptors that nothing announces. */
static void send_descriptors(int fd, size_t count)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(8 * sizeof(int))];
    } control = {0};
    struct iovec part = {(void *)"", 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(count * sizeof(int));
    for (size_t i = 0; i < count; i++) {
        memcpy(CMSG_DATA(head) + i * sizeof fd, &fd, sizeof fd);
    }
    assert_int_equal(sendmsg(fd, &message, 0), 1);
}

static void test_unannounced_descriptors(void **state)
{
    static const struct {
        gboolean is_refusing;
        size_t counts[4]; /* a byte each, less than a frame */
        int result;
    } rows[] = {
        {FALSE, {1, 0}, 0},
        {TRUE, {1, 0}, -1},
        {FALSE, {8, 0}, -1},
        {FALSE, {2, 2, 1, 0}, -1},
    };
    struct frame frame;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int fds[2];
        int next = dup(0);
        close(next);
        assert_int_equal(channel_pair(fds), 0);
        struct channel *channel = channel_new(fds[0], FALSE);
        if (rows[i].is_refusing) {
            channel_refuse_fds(channel);
        }
        for (const size_t *count = rows[i].counts; *count; count++) {
            send_descriptors(fds[1], *count);
        }
        assert_int_equal(channel_receive(channel, &frame), rows[i].result);
        channel_free(&channel);
        close(fds[1]);
        int again = dup(0);
        assert_int_equal(again, next); /* none was left open */
        close(again);
    }
}

/* ---- workers ---- */

/* A plan of one touchpoint and perhaps one check, as far as the processes look at it. */
static void make_plan(struct plan *plan_r, const struct catalog_plugin *check)
{
    struct plan_touchpoint touchpoint = {.id = (char *)"t", .channel = (char *)"website"};
    *plan_r = (struct plan){0};
    touchpoint.kinds = g_array_new(FALSE, TRUE, sizeof(struct plan_kind));
    touchpoint.roles = g_ptr_array_new();
    touchpoint.uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use));
    plan_r->touchpoints = g_array_new(FALSE, TRUE, sizeof touchpoint);
    plan_r->sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    plan_r->checks = g_array_new(FALSE, TRUE, sizeof(struct plan_check));
    plan_r->readers = g_ptr_array_new();
    g_array_append_val(plan_r->touchpoints, touchpoint);
    if (check) {
        struct plan_check own = {.plugin = check};
        own.files = g_array_new(FALSE, TRUE, sizeof(struct ts_file));
        g_array_append_val(plan_r->checks, own);
    }
}

static void clear_plan(struct plan *plan)
{
    struct plan_touchpoint *touchpoint =
        &g_array_index(plan->touchpoints, struct plan_touchpoint, 0);
    g_array_free(touchpoint->kinds, TRUE);
    g_ptr_array_free(touchpoint->roles, TRUE);
    g_array_free(touchpoint->uses, TRUE);
    for (guint i = 0; i < plan->checks->len; i++) {
        g_array_free(g_array_index(plan->checks, struct plan_check, i).files, TRUE);
    }
    g_array_free(plan->touchpoints, TRUE);
    g_array_free(plan->sources, TRUE);
    g_array_free(plan->checks, TRUE);
    g_ptr_array_free(plan->readers, TRUE);
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void do_nothing(int number)
{
    (void)number;
}

static void count_wait(void *data)
{
    guint *waits = data;
    ++*waits;
}

/* A plugin that never comes back from open ends the start: after its time, or by a signal. */
static void test_open_that_hangs(void **state)
{
    g_autofree char *path = g_build_filename(g_getenv("TOUCHSTONE_BUILD_ROOT"),
                                             "tests/plugin/faulty/faulty-open_loop.so", NULL);
    struct catalog_plugin plugin = {.path = path, .name = (char *)"faulty", .kind = TS_CHECK};
    static const struct {
        guint open_msec, alarm_msec;
        const char *text;
    } rows[] = {{300, 0, "took too long"}, {60000, 300, "interrupted"}};
    struct sigaction action = {.sa_handler = do_nothing};
    struct plan plan;
    (void)state;
    sigaction(SIGALRM, &action, NULL);
    make_plan(&plan, &plugin);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *error = NULL;
        struct itimerval timer = {.it_value = {.tv_usec = rows[i].alarm_msec * 1000}};
        guint waits = 0;
        struct pool_options options = {.is_isolated = TRUE,
                                       .open_msec = rows[i].open_msec,
                                       .waiting = count_wait,
                                       .data = &waits};
        setitimer(ITIMER_REAL, &timer, NULL);
        assert_null(pool_new(&plan, &options, problems, &error));
        assert_non_null(strstr(error, rows[i].text));
        assert_true(waits > 0);
        assert_no_children();
    }
    clear_plan(&plan);
}

/* A worker is known, and waited for, before it says anything. */
static void test_spawned(void **state)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *error = NULL;
    struct plan plan;
    int fds[2];
    pid_t pid = 0;
    (void)state;
    make_plan(&plan, NULL);
    struct zygote_options options = {.memory = 64u << 20};
    struct zygote *zygote = zygote_start(&plan, &options, problems, &error);
    assert_non_null(zygote);
    assert_int_equal(channel_pair(fds), 0);
    assert_int_equal(zygote_spawn(zygote, fds[1], &pid), 0);
    assert_true(pid > 1);
    close(fds[0]);
    close(fds[1]);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    zygote_stop(&zygote);
    assert_no_children();
    clear_plan(&plan);
}

struct received {
    guint count;
    guint32 kind;
    char *said; /* the reason of a problem, or of the loss */
};

static void receive(void *data, struct ts_str records, const char *failure)
{
    struct received *received = data;
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    struct record_problem problem;
    guint8 type;
    received->count++;
    received->said = g_strdup(failure);
    while (record_next(&in, &type, &part) == 1) {
        if (type == RECORD_PROBLEM && record_get_problem(&part, &problem) == 0) {
            received->kind = problem.kind;
            received->said = g_strndup(problem.reason.ptr, problem.reason.len);
        }
    }
}

static void read_one(const struct pool_options *options, const struct job *job,
                     struct received *received_r)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    g_autofree char *error = NULL;
    struct plan plan;
    make_plan(&plan, NULL);
    struct pool *pool = pool_new(&plan, options, problems, &error);
    assert_non_null(pool);
    *received_r = (struct received){0};
    pool_read(pool, job, -1, (struct pool_tag){.receive = receive, .data = received_r});
    while (received_r->count == 0) {
        g_array_set_size(fds, 0);
        pool_add_fds(pool, fds);
        poll((struct pollfd *)(void *)fds->data, fds->len, 100);
        pool_serve(pool, fds);
    }
    pool_free(&pool);
    clear_plan(&plan);
}

/* A worker without memory dies in its seal; it loses the job and leaves no zombie. */
static void test_worker_that_dies_unsaid(void **state)
{
    struct pool_options options = {.is_isolated = TRUE, .memory = 1};
    struct received received;
    (void)state;
    read_one(&options, &(struct job){.locator = ts_text("a")}, &received);
    assert_int_equal(received.count, 1);
    assert_non_null(received.said);
    assert_no_children();
    g_free(received.said);
}

/* A body that did not arrive is no empty document. */
static void test_missing_bytes(void **state)
{
    (void)state;
    for (gboolean is_isolated = FALSE; is_isolated <= TRUE; is_isolated++) {
        struct pool_options options = {.is_isolated = is_isolated};
        struct job job = {.locator = ts_text("a"), .media_type = ts_text("text/html"), .size = 7};
        struct received received;
        read_one(&options, &job, &received);
        assert_int_equal(received.kind, PROBLEM_UNCHECKED);
        assert_string_equal(received.said, "its bytes are missing");
        g_free(received.said);
    }
    assert_no_children();
}

/* ---- the seal ---- */

static int change_file(const char *path)
{
    g_autofree char *error = NULL;
    if (seal_source(FALSE, &error) != 0) {
        return 2;
    }
    return truncate(path, 0) == 0 || errno != EACCES;
}

static void test_source_may_not_truncate(void **state)
{
    g_autofree char *path = NULL;
    int status = 0;
    int fd = g_file_open_tmp("touchstone-XXXXXX", &path, NULL);
    (void)state;
    assert_true(fd >= 0);
    close(fd);
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    pid_t pid = fork();
    if (pid == 0) {
        _exit(change_file(path));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    unlink(path);
    if (abi < 3) {
        skip(); /* such a kernel can't forbid it */
    }
    assert_int_equal(status, 0);
}

/* ---- documents ---- */

static void test_places(void **state)
{
    static const struct ts_mark marks[] = {{0, 10, 5}, {8, 11, 1}};
    struct ts_block block = {.size = sizeof block,
                             .text = ts_text("een één twee drie"),
                             .where = ts_text("html/body/p"),
                             .marks = TS_LIST_OF(marks)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    static const struct {
        guint32 offset, length, line, column;
    } rows[] = {{0, 3, 10, 5}, {4, 5, 10, 9}, {10, 4, 11, 3}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_place place = {.offset = rows[i].offset, .length = rows[i].length};
        struct record_place record = place_resolve(&place, &document);
        assert_int_equal(record.line, rows[i].line);
        assert_int_equal(record.column, rows[i].column);
        assert_true(ts_is(record.path, "html/body/p"));
        assert_memory_equal(record.excerpt.ptr + record.mark_offset,
                            block.text.ptr + rows[i].offset, rows[i].length);
    }
    struct ts_place nowhere = {.block = TS_NO_BLOCK, .line = 7};
    assert_int_equal(place_resolve(&nowhere, &document).line, 7);
}

/* An excerpt never cuts a character, and always holds the beginning of its place. */
static void test_excerpts(void **state)
{
    GString *text = g_string_new(NULL);
    (void)state;
    for (guint i = 0; i < 200; i++) {
        g_string_append(text, i % 3 ? "é€" : " 𝄞x ");
    }
    struct ts_block block = {.size = sizeof block, .text = ts_bytes(text->str, text->len)};
    struct ts_document document = {.blocks = ts_one(&block, sizeof block)};
    for (const char *at = text->str; *at; at = g_utf8_next_char(at)) {
        struct ts_place place = {.offset = (guint32)(at - text->str),
                                 .length = (guint32)(g_utf8_next_char(at) - at)};
        struct record_place record = place_resolve(&place, &document);
        assert_true(g_utf8_validate(record.excerpt.ptr, (gssize)record.excerpt.len, NULL));
        assert_true(record.excerpt.len <= 200);
        assert_memory_equal(record.excerpt.ptr + record.mark_offset, at, place.length);
    }
    g_string_free(text, TRUE);
}

static void test_block_memory(void **state)
{
    struct block_memory *memory = block_memory_new(4096);
    struct ts_str kind = ts_text("home");
    struct ts_list kinds = ts_one(&kind, sizeof kind);
    struct ts_block block = {.size = sizeof block, .text = ts_text("tekst")};
    struct block_key key = block_key(&block, kinds, 0);
    struct ts_str said;
    (void)state;
    assert_false(block_memory_get(memory, key, &said));
    block_memory_put(memory, key, ts_text("gezegd"));
    assert_true(block_memory_get(memory, key, &said));
    assert_true(ts_is(said, "gezegd"));
    /* Whatever a check may look at makes another key. */
    struct ts_block other = block;
    other.role = TS_ROLE_HEADING;
    struct block_key role = block_key(&other, kinds, 0);
    other = block;
    other.language = ts_text("nl");
    struct block_key language = block_key(&other, kinds, 0);
    struct ts_span span = {.length = 2, .kind = TS_SPAN_CODE};
    other = block;
    other.spans = ts_one(&span, sizeof span);
    struct block_key spans = block_key(&other, kinds, 0);
    struct block_key group = block_key(&block, kinds, 1);
    struct block_key bare = block_key(&block, (struct ts_list){0}, 0);
    const struct block_key keys[] = {role, language, spans, group, bare};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        assert_false(block_memory_get(memory, keys[i], &said));
    }
    /* Full: it forgets, and stays within its room. */
    for (guint i = 0; i < 1000; i++) {
        block_memory_put(memory, (struct block_key){i, i / 16}, ts_text("x"));
    }
    assert_false(block_memory_get(memory, key, &said));
    block_memory_free(&memory);
}

static void test_fingerprints(void **state)
{
    char first[FINGERPRINT_SIZE];
    char second[FINGERPRINT_SIZE];
    static const struct {
        const char *expected, *actual;
        gboolean is_same;
    } rows[] = {
        {"Vlakwerk", "VlakWerk", TRUE},     {"Vlakwerk", "vlakwerk", TRUE},
        {"Vlakwerk", "  VlakWerk ", TRUE},  {"Vlakwerk", "Vlak Werk", FALSE},
        {"Vlakwerk BV", "VlakWerk", FALSE}, {"", "VlakwerkVlakWerk", FALSE},
    };
    (void)state;
    fingerprint_make(ts_text("terms/x"), ts_text("Vlakwerk"), ts_text("VlakWerk"), first);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fingerprint_make(ts_text("terms/x"), ts_text(rows[i].expected), ts_text(rows[i].actual),
                         second);
        assert_int_equal(strcmp(first, second) == 0, rows[i].is_same);
    }
    fingerprint_make(ts_text("terms/y"), ts_text("Vlakwerk"), ts_text("VlakWerk"), second);
    assert_string_not_equal(first, second);
    /* Written into other people's files: it may never change. */
    assert_string_equal(first, "9543c1c9e09acd67");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channel),
        cmocka_unit_test(test_hostile_frame),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_excerpts),
        cmocka_unit_test(test_block_memory),
        cmocka_unit_test(test_fingerprints),
        cmocka_unit_test(test_unannounced_descriptors),
        cmocka_unit_test(test_open_that_hangs),
        cmocka_unit_test(test_spawned),
        cmocka_unit_test(test_worker_that_dies_unsaid),
        cmocka_unit_test(test_missing_bytes),
        cmocka_unit_test(test_source_may_not_truncate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
