/* SPDX-License-Identifier: MIT
 *
 * Secrets are overwritten when they are done with; no message tells one.
 */
#include "plugins/source-web/credentials.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/common/url.h"
#include "plugins/source-web/web.h"

static void free_secret(char *secret)
{
    if (secret) {
        explicit_bzero(secret, strlen(secret));
        g_free(secret);
    }
}

static int refuse(struct ts_call *call, const char *format, const char *option, const char *value)
{
    g_autofree char *text = g_strdup_printf("%s: \"%s\" %s", option, value, format);
    return ts_fail(call, text);
}

/* ---- where they come from ---- */

/* Why a file is no keeper of secrets, or NULL. */
static const char *find_fault(int fd)
{
    struct stat status;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return "is no file";
    }
    if (status.st_mode & 077) {
        return "can be read by others: allow it to its owner alone (chmod 600)";
    }
    return status.st_size > (off_t)CREDENTIALS_FILE_SIZE ? "is larger than 16 KB" : NULL;
}

/* The text of an open file without line ends behind it; NULL: it is empty, or holds a NUL. */
static char *read_text(int fd)
{
    char *text = g_malloc0(CREDENTIALS_FILE_SIZE + 1);
    size_t size = 0;
    ssize_t got;
    while (size < CREDENTIALS_FILE_SIZE &&
           ((got = read(fd, text + size, CREDENTIALS_FILE_SIZE - size)) > 0 ||
            (got < 0 && errno == EINTR))) {
        size += got > 0 ? (size_t)got : 0;
    }
    while (size && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
        text[--size] = '\0';
    }
    if (size == 0 || strlen(text) != size) {
        explicit_bzero(text, CREDENTIALS_FILE_SIZE);
        g_free(text);
        return NULL;
    }
    return text;
}

/* The secret of an option NAME_file, or NULL with a reason. */
static char *read_file(struct ts_call *call, const struct ts_node *node, const char *option)
{
    g_autofree char *path = option_text(node, option);
    g_autofree char *given_key = g_strconcat(option, "_given", NULL);
    g_autofree char *given = option_text(node, given_key);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        refuse(call, "can't be read", option, given ? given : path);
        return NULL;
    }
    const char *fault = find_fault(fd);
    char *secret = fault ? NULL : read_text(fd);
    close(fd);
    if (!secret) {
        refuse(call, fault ? fault : "is empty, or no text", option, given ? given : path);
    }
    return secret;
}

/* 0: *secret_r is set, or NULL if neither NAME_file nor NAME_env is given. */
static int read_secret(struct ts_call *call, const struct ts_node *node, const char *name,
                       char **secret_r)
{
    g_autofree char *file = g_strconcat(name, "_file", NULL);
    g_autofree char *env = g_strconcat(name, "_env", NULL);
    g_autofree char *variable = option_text(node, env);
    gboolean has_file = ts_get_text(node, file).len > 0;
    *secret_r = NULL;
    if (has_file && variable) {
        return refuse(call, "is one too many: the file is given as well", env, variable);
    }
    if (has_file) {
        *secret_r = read_file(call, node, file);
        return *secret_r ? 0 : -1;
    }
    if (variable) {
        const char *value = g_getenv(variable);
        *secret_r = value && *value ? g_strdup(value) : NULL;
        return *secret_r ? 0 : refuse(call, "is not set in the environment", env, variable);
    }
    return 0;
}

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
        return refuse(call, "may hold no colon (RFC 7617)", "user", user);
    }
    char *pair = g_strconcat(user, ":", password, NULL);
    char *packed = g_base64_encode((const guchar *)pair, strlen(pair));
    char *line = g_strconcat("Authorization: Basic ", packed, NULL);
    add_line(credentials, line);
    free_secret(pair);
    free_secret(packed);
    free_secret(line);
    return 0;
}

static int take_login(struct ts_call *call, const struct ts_node *node,
                      struct credentials *credentials)
{
    g_autofree char *user = option_text(node, "user");
    char *password, *token = NULL;
    int done = read_secret(call, node, "password", &password);
    if (done == 0) {
        done = read_secret(call, node, "bearer", &token);
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
        free_secret(line);
    }
    free_secret(password);
    free_secret(token);
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
    char *text = read_file(call, node, "headers_file");
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
    if (text) {
        explicit_bzero(text, CREDENTIALS_FILE_SIZE);
        g_free(text);
    }
    if (fault) {
        g_autofree char *why = g_strdup_printf("headers_file: line %u %s", number, fault);
        return ts_fail(call, why);
    }
    return text ? 0 : -1;
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
