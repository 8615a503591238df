/* SPDX-License-Identifier: MIT
 *
 * Secrets are overwritten when they are done with; no message tells one.
 */
#include "plugins/source-web/credentials.h"

#include <string.h>

#include "plugins/common/secret.h"
#include "plugins/common/url.h"
#include "plugins/source-web/web.h"

/* ---- headers ---- */

static gboolean is_plain(const char *text)
{
    for (const char *at = text; *at; at++) {
        if ((guchar)*at < 0x20 || *at == 0x7F) {
            return FALSE;
        }
    }
    return TRUE;
}

static void add_line(struct credentials *credentials, const char *line)
{
    credentials->lines = curl_slist_append(credentials->lines, line);
}

static int add_basic(struct ts_call *call, const char *user, const char *password,
                     struct credentials *credentials)
{
    if (strchr(user, ':') || !is_plain(user)) {
        g_autofree char *why = g_strdup_printf("user: \"%s\" may hold no colon (RFC 7617)", user);
        return ts_fail(call, why);
    }
    char *pair = g_strconcat(user, ":", password, NULL);
    char *packed = g_base64_encode((const guchar *)pair, strlen(pair));
    char *line = g_strconcat("Authorization: Basic ", packed, NULL);
    add_line(credentials, line);
    secret_free(&pair);
    secret_free(&packed);
    secret_free(&line);
    return 0;
}

static int take_login(struct ts_call *call, const struct ts_node *node,
                      struct credentials *credentials)
{
    g_autofree char *user = option_text(node, "user");
    char *password, *token = NULL;
    int done = secret_read(call, node, "password", &password);
    if (done == 0) {
        done = secret_read(call, node, "bearer", &token);
    }
    if (done == 0 && !user != !password) {
        done = ts_fail(call, "user: goes with password_file or password_env, and they with it");
    }
    if (done == 0 && user && token) {
        done = ts_fail(call, "bearer: does not go with user: both are who asks");
    }
    if (done == 0 && ((password && !is_plain(password)) || (token && !is_plain(token)))) {
        done = ts_fail(call, "password, bearer: may be one line, without control characters");
    }
    if (done == 0 && user) {
        done = add_basic(call, user, password, credentials);
    }
    if (done == 0 && token) {
        char *line = g_strconcat("Authorization: Bearer ", token, NULL);
        add_line(credentials, line);
        secret_free(&line);
    }
    secret_free(&password);
    secret_free(&token);
    return done;
}

/* Headers that say what is sent, or who asks: not the user's. */
static const char *const reserved[] = {
    "host",       "connection",      "content-length", "transfer-encoding", "te",      "trailer",
    "user-agent", "accept-encoding", "if-none-match",  "if-modified-since", "upgrade", "expect",
};

/* Why a line is no header, or NULL. */
static const char *find_line_fault(const char *line)
{
    size_t size = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    if (size == 0 || line[size] != ':' || !line[size + 1 + strspn(line + size + 1, " \t")] ||
        !is_plain(line)) {
        return "is no header: write Name: value";
    }
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++) {
        if (size == strlen(reserved[i]) && g_ascii_strncasecmp(line, reserved[i], size) == 0) {
            return "names a header that is touchstone's own";
        }
    }
    return NULL;
}

/* The number of the line is told, never the line. */
static int take_headers(struct ts_call *call, const struct ts_node *node,
                        struct credentials *credentials)
{
    if (!ts_get_text(node, "headers_file").len) {
        return 0;
    }
    char *text;
    if (secret_read_file(call, node, "headers_file", &text) != 0) {
        return -1;
    }
    gsize size = strlen(text);
    const char *fault = NULL;
    guint number = 0;
    for (char *line = text; line && !fault;) {
        char *end = strchr(line, '\n');
        if (end) {
            *end = '\0';
        }
        number++;
        g_strchomp(line);
        gboolean is_empty = *line == '\0' || *line == '#';
        fault = number > CREDENTIALS_HEADERS ? "is one too many: 50 are read"
                : is_empty                   ? NULL
                                             : find_line_fault(line);
        if (!fault && !is_empty) {
            add_line(credentials, line);
        }
        line = end ? end + 1 : NULL;
    }
    explicit_bzero(text, size); /* it is in pieces by now */
    g_free(text);
    if (fault) {
        g_autofree char *why = g_strdup_printf("headers_file: line %u %s", number, fault);
        return ts_fail(call, why);
    }
    return 0;
}

/* ---- the whole ---- */

int credentials_open(struct ts_call *call, const struct ts_node *node, const GPtrArray *start,
                     struct credentials *credentials_r)
{
    *credentials_r = (struct credentials){.origins = g_ptr_array_new_with_free_func(g_free)};
    for (guint i = 0; i < start->len; i++) {
        g_ptr_array_add(credentials_r->origins, url_origin(g_ptr_array_index(start, i)));
    }
    int done = take_login(call, node, credentials_r);
    return done == 0 ? take_headers(call, node, credentials_r) : -1;
}

void credentials_close(struct credentials *credentials)
{
    credentials_free_lines(credentials->lines);
    g_clear_pointer(&credentials->origins, g_ptr_array_unref);
    credentials->lines = NULL;
}

struct curl_slist *credentials_add(const struct credentials *credentials, const char *url,
                                   struct curl_slist *list)
{
    g_autofree char *origin = credentials->lines ? url_origin(url) : NULL;
    gboolean is_known = FALSE;
    for (guint i = 0; origin && i < credentials->origins->len; i++) {
        is_known |= g_str_equal(origin, g_ptr_array_index(credentials->origins, i));
    }
    for (const struct curl_slist *line = credentials->lines; is_known && line; line = line->next) {
        list = curl_slist_append(list, line->data);
    }
    return list;
}

void credentials_free_lines(struct curl_slist *list)
{
    for (struct curl_slist *line = list; line; line = line->next) {
        explicit_bzero(line->data, strlen(line->data));
    }
    curl_slist_free_all(list);
}
