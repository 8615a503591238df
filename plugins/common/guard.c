/* SPDX-License-Identifier: MIT
 *
 * Decides on the address that is connected to, and bounds what a connection holds.
 */
#include "plugins/common/guard.h"

#include <sys/socket.h>

#include "plugins/common/address.h"

/* Bytes a connection may have waiting in the kernel (which takes twice as much, for its own
 * bookkeeping, and no more than net.core.rmem_max). Left to itself it grows to tcp_rmem's maximum,
 * tens of megabytes of an endless body that are never read. TCP_WINDOW_CLAMP does not hold:
 * the kernel moves the clamp as it grows the buffer. */
#define WAITING_SIZE (512 << 10)

/* Not on a name that was looked up before: a second DNS answer can't lead elsewhere. */
static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
    static const int waiting = WAITING_SIZE;
    struct guard *guard = data;
    (void)purpose;
    if (!guard->may_be_private && !address_is_global(&address->addr)) {
        guard->is_refused = TRUE;
        return CURL_SOCKET_BAD;
    }
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &waiting, sizeof waiting);
    }
    return fd;
}

/* A connection that somebody else opened, and may use, is not for all. */
static int judge_connection(void *data, char *ip, char *local_ip, int port, int local_port)
{
    struct guard *guard = data;
    (void)local_ip, (void)port, (void)local_port;
    if (guard->may_be_private || address_is_global_text(ip)) {
        return CURL_PREREQFUNC_OK;
    }
    guard->is_refused = TRUE;
    return CURL_PREREQFUNC_ABORT;
}

void guard_attach(CURL *easy, struct guard *guard)
{
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, guard);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, judge_connection);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, guard);
}
