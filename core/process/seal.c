/* SPDX-License-Identifier: MIT
 *
 * The seal of workers and sources: limits, identity, Landlock, seccomp, in that order, since each
 * step takes away what the one before needed.
 */
#include "core/process/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORKER_FD 3
#define NOBODY 65534u

/* Debian 12's headers are older than the kernels it meets: what they lack is defined here, and the
 * ruleset's size is passed by the ABI that the kernel has. */
#define ACCESS_FS_ABI1 ((1ull << 13) - 1) /* execute .. make_sym */
#define ACCESS_FS_REFER (1ull << 13)      /* from ABI 2: links and renames between folders */
#define ACCESS_FS_TRUNCATE (1ull << 14)   /* from ABI 3 */
#define ACCESS_FS_IOCTL_DEV (1ull << 15)  /* from ABI 5: on devices opened later */
#define ACCESS_FS_ALL (ACCESS_FS_ABI1 | ACCESS_FS_REFER | ACCESS_FS_TRUNCATE | ACCESS_FS_IOCTL_DEV)
#define ACCESS_FS_WRITE                                                                            \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |  \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |   \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | ACCESS_FS_REFER |               \
     ACCESS_FS_TRUNCATE | ACCESS_FS_IOCTL_DEV)
#define ACCESS_NET_ABI4 3ull /* bind, connect */
#define SCOPE_ABI6 3ull      /* abstract sockets, signals */

struct ruleset {
    guint64 handled_access_fs;
    guint64 handled_access_net; /* from ABI 4 */
    guint64 scoped;             /* from ABI 6 */
};

static int landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

/* The rights over files that a kernel knows; it refuses a ruleset with others. */
static guint64 known_access_fs(int abi)
{
    return ACCESS_FS_ABI1 | (abi >= 2 ? ACCESS_FS_REFER : 0) | (abi >= 3 ? ACCESS_FS_TRUNCATE : 0) |
           (abi >= 5 ? ACCESS_FS_IOCTL_DEV : 0);
}

/* Forbids all of what is handled: the ruleset has no rule that allows. 1, 0, -1. */
static int landlock(struct ruleset ruleset)
{
    int abi = landlock_abi();
    if (abi == 0) {
        return 0;
    }
    ruleset.handled_access_fs &= known_access_fs(abi);
    size_t size = abi >= 6 ? sizeof ruleset : abi >= 4 ? 16 : 8;
    int fd = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
    if (fd < 0) {
        return -1;
    }
    long done = syscall(SYS_landlock_restrict_self, fd, 0);
    close(fd);
    return done == 0 ? 1 : -1;
}

GPtrArray *seal_missing(void)
{
    GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
    int abi = landlock_abi();
    if (abi == 0) {
        g_ptr_array_add(missing, g_strdup("this kernel has no Landlock: workers are sealed by "
                                          "seccomp alone"));
    } else if (abi < 6) {
        g_ptr_array_add(missing,
                        g_strdup_printf("this kernel has Landlock ABI %d: %s is left to seccomp",
                                        abi, abi < 4 ? "the network" : "signalling processes"));
    }
    if (seccomp_api_get() < 1 || prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0) {
        g_ptr_array_add(missing, g_strdup("this kernel has no seccomp filters: workers can't be "
                                          "sealed; use --isolation=none knowingly"));
    }
    return missing;
}

static void limit(int resource, rlim_t value)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max > value) {
        struct rlimit lower = {value, value};
        setrlimit((__rlimit_resource_t)resource, &lower);
    }
}

void seal_begin(int keep)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    /* The coordinator decides when to stop, also where a service manager signals the whole group.
     */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    if (keep > 3) {
        syscall(SYS_close_range, 3u, (unsigned)keep - 1, 0u);
    }
    syscall(SYS_close_range, (unsigned)MAX(keep, 2) + 1, ~0u, 0u);
}

/* The bytes of address space in use, or 0. */
static size_t address_space(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file) {
        if (fscanf(file, "%lu", &pages) != 1) {
            pages = 0;
        }
        fclose(file);
    }
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* AddressSanitizer reserves terabytes of address space and dies under a cap. */
#if defined(__SANITIZE_ADDRESS__)
#define MAY_CAP_MEMORY 0
#else
#define MAY_CAP_MEMORY 1
#endif

static void limit_memory(size_t memory)
{
    size_t used = address_space();
    if (MAY_CAP_MEMORY && memory && used) {
        limit(RLIMIT_AS, used + memory);
    }
}

/* A root coordinator's workers are nobody. 1, 0 = was not root, -1. */
static int drop_identity(void)
{
    if (geteuid() != 0) {
        return 0;
    }
    if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
        setresuid(NOBODY, NOBODY, NOBODY) != 0) {
        return -1;
    }
    return 1;
}

/* Leaves descriptor 3 as the way out, and nothing behind 0-2. */
static int keep_only(int *fd)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0) {
        return -1;
    }
    if (*fd != WORKER_FD && dup2(*fd, WORKER_FD) < 0) {
        return -1;
    }
    *fd = WORKER_FD;
    for (int i = 0; i < 3; i++) {
        if (dup2(null, i) < 0) {
            return -1;
        }
    }
    return (int)syscall(SYS_close_range, WORKER_FD + 1u, ~0u, 0u);
}

/* Without arguments to look at. */
static const int allowed_calls[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(close),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(getrandom),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sysinfo),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
};

/* What libraries ask for and do without: a polite no instead of death. */
static const int refused_calls[] = {
    SCMP_SYS(open),       SCMP_SYS(openat),     SCMP_SYS(openat2),    SCMP_SYS(stat),
    SCMP_SYS(lstat),      SCMP_SYS(fstat),      SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(access),     SCMP_SYS(faccessat),  SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(ioctl),      SCMP_SYS(prlimit64),  SCMP_SYS(getpeername),
    SCMP_SYS(getcwd),     SCMP_SYS(lseek),      SCMP_SYS(fcntl),      SCMP_SYS(prctl),
    SCMP_SYS(statfs),     SCMP_SYS(getdents64),
};

static int allow_memory(scmp_filter_ctx filter)
{
    /* No memory that can be executed: argument 2 is prot. */
    const struct scmp_arg_cmp not_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &not_exec) != 0 ||
        seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &not_exec) != 0) {
        return -1;
    }
    /* abort() signals itself; nobody else can be signalled. */
    const struct scmp_arg_cmp own = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &own);
}

static int fill_filter(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(allowed_calls); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) != 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(refused_calls); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls[i], 0) != 0) {
            return -1;
        }
    }
    /* ENOSYS makes glibc fall back to clone, which is not allowed either. */
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0) {
        return -1;
    }
    return allow_memory(filter);
}

static int filter_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) {
        return -1;
    }
    int result = -1;
    if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
        fill_filter(filter) == 0 && seccomp_load(filter) == 0) {
        result = 0;
    }
    seccomp_release(filter);
    return result;
}

static int failed(char **error_r, const char *what)
{
    *error_r = g_strdup_printf("the seal failed: %s: %s", what, g_strerror(errno));
    return -1;
}

int seal_worker(int *fd, size_t memory, char **error_r)
{
    if (keep_only(fd) != 0) {
        return failed(error_r, "closing descriptors");
    }
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 16);
    limit_memory(memory);
    if (drop_identity() < 0) {
        return failed(error_r, "becoming nobody");
    }
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return failed(error_r, "no_new_privs");
    }
    /* A change of identity clears the death signal. */
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    struct ruleset nothing = {ACCESS_FS_ALL, ACCESS_NET_ABI4, SCOPE_ABI6};
    if (landlock(nothing) < 0) {
        return failed(error_r, "Landlock");
    }
    return filter_calls() == 0 ? 0 : failed(error_r, "seccomp");
}

int seal_source(gboolean may_execute, char **error_r)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return failed(error_r, "no_new_privs");
    }
    struct ruleset no_writing = {ACCESS_FS_WRITE, 0, 0};
    no_writing.handled_access_fs &=
        may_execute ? ~(guint64)LANDLOCK_ACCESS_FS_EXECUTE : G_MAXUINT64;
    return landlock(no_writing) < 0 ? failed(error_r, "Landlock") : 0;
}
