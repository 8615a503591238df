/* SPDX-License-Identifier: MIT
 *
 * A resolver for tests, to be preloaded: names of example lead where their row says, another place
 * at each look-up, and no other name leads anywhere. What would leave loopback is refused before
 * it begins; both are written to the file that RESOLVER_LOG names.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ADDRESSES 4
#define ROUNDS 3
#define LOG_SIZE (1u << 20)
#define PUBLIC4 "9.9.9.9"
#define PUBLIC6 "2620:fe::9"

/* Rounds of addresses; the last one stays. */
static struct row {
    const char *name;
    const char *rounds[ROUNDS][ADDRESSES];
    size_t lookups;
} rows[] = {
    {"open.example", {{"127.0.0.1"}}, 0},
    {"inner.example", {{"127.0.0.1"}}, 0},
    {"six.example", {{"::1"}}, 0},
    {"mapped.example", {{"::ffff:127.0.0.1"}}, 0},
    {"zero.example", {{"0.0.0.0", "::"}}, 0},
    {"nat64.example", {{"64:ff9b::7f00:1"}}, 0},
    {"sixtofour.example", {{"2002:7f00:1::1"}}, 0},
    {"teredo.example", {{"2001:0:7f00:1::1"}}, 0},
    {"metadata.example", {{"169.254.169.254", "fe80::a9fe:a9fe"}}, 0},
    {"private.example", {{"10.0.0.1", "192.168.0.1", "100.64.0.1", "fd00::1"}}, 0},
    {"mixed.example", {{PUBLIC4, "127.0.0.1", PUBLIC6, "::1"}}, 0},
    {"mixed-other.example", {{"::1", PUBLIC6, "127.0.0.1", PUBLIC4}}, 0},
    {"flip.example", {{PUBLIC4}, {"127.0.0.1"}, {"::1"}}, 0},
    {"flop.example", {{"127.0.0.1"}, {PUBLIC6}, {"127.0.0.1"}}, 0},
    {"public.example", {{PUBLIC4}}, 0},
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- log ---- */

/* Mapped before processes are sealed: those may open no file. */
static struct log {
    _Atomic size_t used;
    char text[LOG_SIZE - sizeof(size_t)];
} * log_file;

__attribute__((constructor)) static void open_log(void)
{
    const char *path = getenv("RESOLVER_LOG");
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0 || ftruncate(fd, LOG_SIZE) != 0) {
        abort(); /* a test that can't see must not pass */
    }
    log_file = mmap(NULL, LOG_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (log_file == MAP_FAILED) {
        abort();
    }
}

/* A line at once, from whichever process and thread. */
__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    char line[256];
    va_list values;
    va_start(values, format);
    int size = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    if (size < 0 || (size_t)size >= sizeof line) {
        abort();
    }
    size_t at = atomic_fetch_add(&log_file->used, (size_t)size);
    if (at + (size_t)size > sizeof log_file->text) {
        abort();
    }
    memcpy(log_file->text + at, line, (size_t)size);
}

/* ---- names ---- */

/* As glibc lays it out: node and address in one piece, so that its freeaddrinfo frees it. */
static struct addrinfo *make_entry(const char *text, unsigned short port)
{
    struct addrinfo *entry = calloc(1, sizeof *entry + sizeof(struct sockaddr_in6));
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)(void *)(entry + 1);
    struct sockaddr_in *v4 = (struct sockaddr_in *)(void *)(entry + 1);
    entry->ai_addr = (struct sockaddr *)(void *)(entry + 1);
    entry->ai_socktype = SOCK_STREAM;
    entry->ai_protocol = IPPROTO_TCP;
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        entry->ai_family = v4->sin_family = AF_INET;
        entry->ai_addrlen = sizeof *v4;
        v4->sin_port = htons(port);
    } else {
        inet_pton(AF_INET6, text, &v6->sin6_addr);
        entry->ai_family = v6->sin6_family = AF_INET6;
        entry->ai_addrlen = sizeof *v6;
        v6->sin6_port = htons(port);
    }
    return entry;
}

static struct row *find_row(const char *name)
{
    for (size_t i = 0; name && i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

static size_t count_lookup(struct row *row)
{
    pthread_mutex_lock(&lock);
    size_t round = row->lookups++;
    pthread_mutex_unlock(&lock);
    while (round >= ROUNDS || !row->rounds[round][0]) {
        round = round >= ROUNDS ? ROUNDS - 1 : round - 1;
    }
    return round;
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **list_r)
{
    struct row *row = find_row(name);
    struct addrinfo **end = list_r;
    unsigned short port = service ? (unsigned short)atoi(service) : 0;
    (void)hints;
    *list_r = NULL;
    if (!row) {
        say("unknown %s\n", name ? name : "");
        return EAI_NONAME;
    }
    size_t round = count_lookup(row);
    for (size_t i = 0; i < ADDRESSES && row->rounds[round][i]; i++) {
        *end = make_entry(row->rounds[round][i], port);
        end = &(*end)->ai_next;
        say("lookup %s %s\n", name, row->rounds[round][i]);
    }
    return 0;
}

/* ---- connections ---- */

static int is_local(const struct sockaddr *address)
{
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)address;
    if (address->sa_family == AF_INET) {
        return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
    }
    return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

static void name_address(const struct sockaddr *address, char name[INET6_ADDRSTRLEN])
{
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)address;
    const void *bytes =
        address->sa_family == AF_INET ? (const void *)&v4->sin_addr : (const void *)&v6->sin6_addr;
    inet_ntop(address->sa_family, bytes, name, INET6_ADDRSTRLEN);
}

/* Under a name of its own, for glibc declares connect with a union that ISO C does not know. */
int guarded_connect(int fd, const struct sockaddr *address, socklen_t size) __asm__("connect");

int guarded_connect(int fd, const struct sockaddr *address, socklen_t size)
{
    void *found = dlsym(RTLD_NEXT, "connect");
    int (*next)(int, const struct sockaddr *, socklen_t);
    memcpy(&next, &found, sizeof next); /* ISO C knows no cast from an object to a function */
    if (address->sa_family != AF_INET && address->sa_family != AF_INET6) {
        return next(fd, address, size);
    }
    char name[INET6_ADDRSTRLEN];
    name_address(address, name);
    say("connect %s\n", name);
    if (!is_local(address)) {
        errno = ECONNREFUSED;
        return -1;
    }
    return next(fd, address, size);
}
