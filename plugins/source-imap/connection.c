/* SPDX-License-Identifier: MIT
 *
 * One connection to the server. libcurl connects, encrypts and logs in (CONNECT_ONLY); the commands
 * after that are our own, since those of libcurl SELECT a mailbox, which is not read-only, and tell
 * a mail's bytes as headers.
 */
#include <poll.h>
#include <string.h>

#include "plugins/source-imap/imap.h"

#define INPUT_SIZE 65536u
#define GREETING_SIZE (256u << 10) /* bytes that a log-in may take */

/* ---- libcurl's part ---- */

/* What is told while logging in: of a NO its code alone, for the rest may repeat anything. */
static size_t take_greeting(char *bytes, size_t size, size_t count, void *data)
{
    struct connection *connection = data;
    size_t length = size * count;
    GString text = {bytes, length, length};
    struct response response = {&text, NULL};
    struct response_head head;
    while (text.len && strchr("\r\n", bytes[text.len - 1])) {
        text.len--;
    }
    if (response_parse(&response, &head) == RESPONSE_NO) {
        size_t code = MIN(head.code.len, sizeof connection->code - 1);
        memcpy(connection->code, code ? head.code.ptr : "", code);
        connection->code[code] = '\0';
        connection->is_denied = TRUE;
    }
    connection->greeting_size += length;
    return connection->greeting_size > GREETING_SIZE ? 0 : length;
}

static void set_login(struct connection *connection)
{
    CURL *easy = connection->easy;
    const struct imap_options *options = connection->options;
    curl_easy_setopt(easy, CURLOPT_URL, options->connect);
    curl_easy_setopt(easy, CURLOPT_USERNAME, options->user);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options->password);
    curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL); /* never a password in plain */
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (options->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
}

void connection_open(struct connection *connection)
{
    CURL *easy = curl_easy_init();
    g_assert(easy); /* out of memory: GLib would end here too */
    connection->easy = easy;
    connection->state = CONNECTION_OPENING;
    connection->guard = (struct guard){connection->options->may_be_private, FALSE};
    connection->is_denied = FALSE;
    connection->greeting_size = 0;
    connection->code[0] = connection->error[0] = '\0';
    set_login(connection);
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* not from the environment */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)connection->options->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)connection->options->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, connection->error);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_greeting);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, connection);
    guard_attach(easy, &connection->guard);
    curl_multi_add_handle(connection->multi, easy);
}

int connection_opened(struct connection *connection, CURLcode code, struct connection_end *end_r)
{
    if (code != CURLE_OK) {
        outcome_of(connection, code, end_r);
        connection_close(connection);
        return -1;
    }
    connection->state = CONNECTION_OPEN;
    response_reader_init(&connection->reader, connection->options->max_size + IMAP_HEADERS_SIZE);
    connection->out = g_string_new(NULL);
    connection->input = g_malloc(INPUT_SIZE);
    connection->rest = ts_text(NULL);
    return 0;
}

void connection_close(struct connection *connection)
{
    if (connection->easy) {
        curl_multi_remove_handle(connection->multi, connection->easy);
        curl_easy_cleanup(connection->easy);
        connection->easy = NULL;
    }
    if (connection->state == CONNECTION_OPEN) {
        response_reader_clear(&connection->reader);
        g_string_free(connection->out, TRUE);
        g_clear_pointer(&connection->input, g_free);
    }
    connection->state = CONNECTION_CLOSED;
}

/* ---- ours ---- */

static int end(struct connection *connection, struct connection_end *end_r, const char *why)
{
    *end_r = (struct connection_end){
        .reason = g_strdup_printf("%s: %s", connection->options->server, why),
        .is_retryable = TRUE,
    };
    connection_close(connection);
    return -1;
}

/* As much as the line takes. 0, or -1: it broke off. */
static int flush(struct connection *connection)
{
    size_t sent;
    while (connection->out->len) {
        CURLcode code =
            curl_easy_send(connection->easy, connection->out->str, connection->out->len, &sent);
        if (code == CURLE_AGAIN) {
            return 0;
        }
        if (code != CURLE_OK) {
            return -1;
        }
        g_string_erase(connection->out, 0, (gssize)sent);
    }
    return 0;
}

void connection_send(struct connection *connection, const char *command)
{
    connection->heard = connection->begun = g_get_monotonic_time();
    g_string_append(connection->out, command);
    g_string_append(connection->out, "\r\n");
    flush(connection); /* if the line is broken, receiving says so */
}

/* Microseconds. */
static gint64 silence_of(const struct connection *connection)
{
    return (gint64)connection->options->timeout_msec * 1000;
}

static gint64 patience_of(const struct connection *connection)
{
    gint64 msec = (gint64)connection->options->timeout_msec * IMAP_COMMAND_TIMEOUTS;
    return MIN(msec, (gint64)IMAP_COMMAND_MSEC) * 1000;
}

/* Waits for nobody longer than the time-out, nor for one that sends a byte now and then. */
static const char *find_overdue(const struct connection *connection, gboolean is_silent)
{
    gint64 now = g_get_monotonic_time();
    if (is_silent && now - connection->heard > silence_of(connection)) {
        return "gave no answer in time";
    }
    return now - connection->begun > patience_of(connection) ? "did not finish its answer in time"
                                                             : NULL;
}

/* 1: bytes are in rest; 0: none now; -1: ended. */
static int fill(struct connection *connection, struct connection_end *end_r)
{
    size_t got = 0;
    CURLcode code = curl_easy_recv(connection->easy, connection->input, INPUT_SIZE, &got);
    const char *overdue = find_overdue(connection, code == CURLE_AGAIN);
    if (overdue || (code != CURLE_AGAIN && (code != CURLE_OK || got == 0))) {
        return end(connection, end_r, overdue ? overdue : "the connection broke off");
    }
    if (code == CURLE_AGAIN) {
        return 0;
    }
    connection->heard = g_get_monotonic_time();
    connection->rest = ts_bytes(connection->input, got);
    return 1;
}

int connection_receive(struct connection *connection, struct connection_end *end_r)
{
    if (flush(connection) != 0) {
        return end(connection, end_r, "the connection broke off");
    }
    for (;;) {
        int got = response_read(&connection->reader, &connection->rest);
        if (got < 0) {
            return end(connection, end_r, connection->reader.error);
        }
        if (got == 1) {
            return 1;
        }
        got = fill(connection, end_r);
        if (got != 1) {
            return got;
        }
    }
}

curl_socket_t connection_socket(const struct connection *connection, short *events_r,
                                gint64 *msec_r)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    gint64 now = g_get_monotonic_time();
    gint64 until = MIN(connection->heard + silence_of(connection),
                       connection->begun + patience_of(connection));
    if (connection->state != CONNECTION_OPEN) {
        return CURL_SOCKET_BAD;
    }
    curl_easy_getinfo(connection->easy, CURLINFO_ACTIVESOCKET, &socket);
    *events_r = POLLIN | (connection->out->len ? POLLOUT : 0);
    *msec_r = MAX(until - now, 0) / 1000 + 1;
    return socket;
}
