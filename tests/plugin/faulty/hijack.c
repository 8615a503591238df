/* SPDX-License-Identifier: MIT
 *
 * A worker that somebody else has taken over: the document says what it tries. "done" is reported
 * if the attempt succeeded; refused, it returns in peace; forbidden, it dies.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "touchstone/plugin.h"

static int try_read(void)
{
    return open("/etc/hostname", O_RDONLY) >= 0;
}
static int try_create(void)
{
    return open("/tmp/touchstone-hijack", O_WRONLY | O_CREAT, 0600) >= 0;
}
static int try_unlink(void)
{
    return unlink("/tmp/touchstone-hijack-none") == 0;
}
static int try_inet(void)
{
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(9)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return fd >= 0 && (connect(fd, (const struct sockaddr *)(const void *)&own, sizeof own), 1);
}
static int try_unix(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}
static int try_exec(void)
{
    char *const arguments[] = {(char *)"/bin/true", NULL};
    execv(arguments[0], arguments);
    return 0;
}
static int try_fork(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        _exit(0);
    }
    return pid > 0;
}
static int try_kill(void)
{
    return kill(getppid(), 0) == 0;
}
static int try_ptrace(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}
static int try_readv(void)
{
    return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0) == 0;
}
static int try_mmap(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
           MAP_FAILED;
}
static int try_mprotect(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}
static int try_memfd(void)
{
    return memfd_create("x", 0) >= 0;
}
static int try_unshare(void)
{
    return syscall(SYS_unshare, 0x10000000) == 0; /* CLONE_NEWUSER */
}
static int try_bpf(void)
{
    return syscall(SYS_bpf, 0, NULL, 0) >= 0;
}
static int try_uring(void)
{
    return syscall(SYS_io_uring_setup, 1, NULL) >= 0;
}

static const struct {
    const char *name;
    int (*run)(void);
} attempts[] = {
    {"read", try_read},   {"create", try_create},   {"unlink", try_unlink},
    {"inet", try_inet},   {"unix", try_unix},       {"exec", try_exec},
    {"fork", try_fork},   {"kill", try_kill},       {"ptrace", try_ptrace},
    {"readv", try_readv}, {"mmap", try_mmap},       {"mprotect", try_mprotect},
    {"memfd", try_memfd}, {"unshare", try_unshare}, {"bpf", try_bpf},
    {"uring", try_uring},
};

static const struct ts_rule_def rules[] = {{.id = "hijack/done",
                                            .severity = TS_ERROR,
                                            .title = "Done",
                                            .message = "{actual} succeeded",
                                            .help = "The seal has a hole."}};

static int inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct ts_block *block = ts_item(document->blocks, 0);
    size_t i;
    (void)self;
    for (i = 0; document->blocks.count && i < sizeof attempts / sizeof attempts[0]; i++) {
        if (ts_is(block->text, attempts[i].name) && attempts[i].run()) {
            return ts_report(call, "hijack/done", 0, 0, block->text.len, ts_text(""), block->text);
        }
    }
    return 0;
}

static const struct ts_check_ops ops = {.size = sizeof ops, .inspect = inspect};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "hijack",
    .version = "1",
    .summary = "Tries what a sealed worker may not.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .check = &ops,
};
