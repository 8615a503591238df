/* SPDX-License-Identifier: MIT
 *
 * One connection after the other, one request each.
 */
#include "tests/plugin/web_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct web_server {
    web_server_fn answer;
    int fd;
    char *address;
    GThread *thread;
    gint is_stopping;
    GMutex lock;
    GPtrArray *heads;    /* char * */
    GHashTable *earlier; /* path -> count */
};

/* NULL: it closed, or is silent. */
static char *read_head(int fd)
{
    GString *head = g_string_new(NULL);
    char bytes[4096];
    while (!strstr(head->str, "\r\n\r\n")) {
        struct pollfd wanted = {.fd = fd, .events = POLLIN};
        ssize_t got = poll(&wanted, 1, 2000) == 1 ? read(fd, bytes, sizeof bytes) : -1;
        if (got <= 0) {
            g_string_free(head, TRUE);
            return NULL;
        }
        g_string_append_len(head, bytes, got);
    }
    return g_string_free(head, FALSE);
}

static guint remember(struct web_server *server, const char *head, const char *path)
{
    g_mutex_lock(&server->lock);
    guint earlier = GPOINTER_TO_UINT(g_hash_table_lookup(server->earlier, path));
    g_ptr_array_add(server->heads, g_strdup(head));
    g_hash_table_insert(server->earlier, g_strdup(path), GUINT_TO_POINTER(earlier + 1));
    g_mutex_unlock(&server->lock);
    return earlier;
}

static void serve_one(struct web_server *server, int fd)
{
    g_autofree char *head = read_head(fd);
    if (head) {
        const char *begin = strchr(head, ' ') + 1;
        g_autofree char *path = g_strndup(begin, strcspn(begin, " "));
        guint earlier = remember(server, head, path);
        g_autofree char *answer = server->answer(head, path, earlier);
        size_t size = strlen(answer), done = 0;
        ssize_t put;
        while (done < size && (put = send(fd, answer + done, size - done, MSG_NOSIGNAL)) > 0) {
            done += (size_t)put;
        }
    }
    close(fd);
}

static gpointer serve(gpointer data)
{
    struct web_server *server = data;
    while (!g_atomic_int_get(&server->is_stopping)) {
        struct pollfd wanted = {.fd = server->fd, .events = POLLIN};
        if (poll(&wanted, 1, 50) == 1) {
            serve_one(server, accept(server->fd, NULL, NULL));
        }
    }
    return NULL;
}

struct web_server *web_server_new(web_server_fn answer)
{
    struct web_server *server = g_new0(struct web_server, 1);
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof own;
    server->answer = answer;
    server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert(bind(server->fd, (struct sockaddr *)&own, size) == 0);
    g_assert(listen(server->fd, 16) == 0);
    g_assert(getsockname(server->fd, (struct sockaddr *)&own, &size) == 0);
    server->address = g_strdup_printf("127.0.0.1:%u", ntohs(own.sin_port));
    server->heads = g_ptr_array_new_with_free_func(g_free);
    server->earlier = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_mutex_init(&server->lock);
    server->thread = g_thread_new("web", serve, server);
    return server;
}

void web_server_free(struct web_server **server)
{
    struct web_server *s = *server;
    g_atomic_int_set(&s->is_stopping, 1);
    g_thread_join(s->thread);
    close(s->fd);
    g_ptr_array_unref(s->heads);
    g_hash_table_unref(s->earlier);
    g_mutex_clear(&s->lock);
    g_free(s->address);
    g_free(s);
    *server = NULL;
}

const char *web_server_address(const struct web_server *server)
{
    return server->address;
}

guint web_server_count_with(struct web_server *server, const char *line, const char *other)
{
    guint count = 0;
    g_mutex_lock(&server->lock);
    for (guint i = 0; i < server->heads->len; i++) {
        const char *head = g_ptr_array_index(server->heads, i);
        g_autofree char *first = g_strndup(head, strcspn(head, "\r"));
        count += strstr(first, line) && strstr(head, other);
    }
    g_mutex_unlock(&server->lock);
    return count;
}

guint web_server_count(struct web_server *server, const char *line)
{
    return web_server_count_with(server, line, "");
}

void web_server_forget(struct web_server *server)
{
    g_mutex_lock(&server->lock);
    g_ptr_array_set_size(server->heads, 0);
    g_hash_table_remove_all(server->earlier);
    g_mutex_unlock(&server->lock);
}
