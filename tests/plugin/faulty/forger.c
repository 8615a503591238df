/* SPDX-License-Identifier: MIT
 *
 * A worker that somebody else has taken over, and that talks on its channel past the host: one
 * FORGE_ each. The coordinator drops the worker and goes on.
 */
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/process/record.h"

#define CHANNEL 3 /* where the seal leaves it */

#if defined(FORGE_DESCRIPTORS)
/* The bytes of a long frame, each with a descriptor that nothing announces. */
static void talk(void)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    uint32_t header[3] = {64u << 20, MESSAGE_RESULT, 0};
    struct iovec part = {header, sizeof header};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    const int null = STDERR_FILENO;
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof null);
    memcpy(CMSG_DATA(head), &null, sizeof null);
    while (sendmsg(CHANNEL, &message, MSG_NOSIGNAL) > 0) {
        part.iov_len = 1;
    }
}
#else
static int say(uint32_t type, const void *payload, uint32_t size)
{
    const uint32_t header[3] = {size, type, 0};
    struct iovec parts[2] = {{(void *)header, sizeof header}, {(void *)payload, size}};
    return writev(CHANNEL, parts, 2) > 0;
}

#if defined(FORGE_HELLO)
static void talk(void)
{
    while (say(MESSAGE_HELLO, "", 0)) {
    }
}
#elif defined(FORGE_MORE)
static void talk(void)
{
    while (say(MESSAGE_MORE, "", 0)) {
    }
}
#else
/* A problem whose reason ends inside a character. */
static void talk(void)
{
    static const struct {
        uint8_t type, size[4], kind[4], check_size[4], reason_size[4], reason[4], is_retryable[4];
    } record = {.type = RECORD_PROBLEM,
                .size = {20},
                .kind = {PROBLEM_TRUNCATED},
                .reason_size = {4},
                .reason = {'a', 'b', 'c', 0xF0}};
    say(MESSAGE_RESULT, &record, sizeof record);
}
#endif
#endif

static const struct ts_rule_def rules[] = {
    {.id = "forger/rule", .severity = TS_INFO, .title = "t", .message = "m", .help = "h"}};

static int inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    (void)call, (void)self, (void)document;
    talk();
    return 0;
}

static const struct ts_check_ops ops = {.size = sizeof ops, .inspect = inspect};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "forger",
    .version = "1",
    .summary = "Talks past the host.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .check = &ops,
};
