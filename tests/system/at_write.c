/* SPDX-License-Identifier: MIT
 *
 * What befalls the process that was started (not its children) at the write of that number to a
 * regular file. Preloaded.
 * FULL_AT=N: that write and all after it fail with ENOSPC. KILL_AT=N: instead of it the process
 * gets SIGKILL. WRITE_COUNT=FILE: gets how many there were, when the process ends.
 */
#undef _FILE_OFFSET_BITS /* each of the two ways to write has its own name here */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long full_at, kill_at, count; /* 0 = never */
static int is_off;                   /* in a child */

static void switch_off(void)
{
    is_off = 1;
}

static long taken(const char *name)
{
    const char *text = getenv(name);
    long number = text ? strtol(text, NULL, 10) : 0;
    unsetenv(name);
    return number;
}

__attribute__((constructor)) static void begin(void)
{
    full_at = taken("FULL_AT");
    kill_at = taken("KILL_AT");
    pthread_atfork(NULL, NULL, switch_off);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("WRITE_COUNT");
    FILE *out = path && !is_off ? fopen(path, "w") : NULL;
    if (out) {
        is_off = 1;
        fprintf(out, "%ld\n", count);
        fclose(out);
    }
}

/* Standard output and error are no disk, wherever they lead. */
static int is_full(int fd)
{
    struct stat info;
    if (is_off || fd <= STDERR_FILENO || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        return 0;
    }
    count++;
    if (count == kill_at) {
        kill(getpid(), SIGKILL);
    }
    if (full_at > 0 && count >= full_at) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}

#define REAL(name) (*(__typeof__(&name) *)&(void *){dlsym(RTLD_NEXT, #name)})

ssize_t write(int fd, const void *bytes, size_t size)
{
    return is_full(fd) ? -1 : REAL(write)(fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    return is_full(fd) ? -1 : REAL(pwrite)(fd, bytes, size, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    return is_full(fd) ? -1 : REAL(pwrite64)(fd, bytes, size, offset);
}

int posix_fallocate(int fd, off_t offset, off_t size)
{
    return is_full(fd) ? ENOSPC : REAL(posix_fallocate)(fd, offset, size);
}

int fallocate(int fd, int mode, off_t offset, off_t size)
{
    return is_full(fd) ? -1 : REAL(fallocate)(fd, mode, offset, size);
}
