/* SPDX-License-Identifier: MIT
 *
 * The option that names the server and the mailbox. A URL may hold a password by mistake, so it is
 * never told again.
 */
#include <string.h>

#include "plugins/source-imap/imap.h"

static void free_part(char **part)
{
    curl_free(*part);
}
#define PART __attribute__((cleanup(free_part))) char *

static char *take_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    curl_url_get(url, part, &text, 0);
    return text;
}

static gboolean is_plain(const char *text)
{
    for (const char *at = text; *at; at++) {
        if ((guchar)*at < 0x20 || *at == 0x7F) {
            return FALSE;
        }
    }
    return g_utf8_validate(text, -1, NULL);
}

/* A string of a command: names that are not ASCII go in modified UTF-7 (RFC 3501, 5.1.3). */
static char *quote(const char *mailbox)
{
    g_autofree char *packed = g_convert(mailbox, -1, "UTF-7-IMAP", "UTF-8", NULL, NULL, NULL);
    if (!packed) {
        return NULL;
    }
    GString *out = g_string_new("\"");
    for (const char *at = packed; *at; at++) {
        if (*at == '"' || *at == '\\') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

/* The path names a mailbox and nothing else; none is the INBOX, which has no letter case. */
static int read_mailbox(struct ts_call *call, const char *path, struct imap_options *options)
{
    const char *name = path && *path == '/' ? path + 1 : "";
    if (strchr(name, ';')) {
        return ts_fail(call, "url: names one mailbox, without ;UID= and the like: "
                             "imaps://mail.example.com/INBOX");
    }
    g_autofree char *plain = g_uri_unescape_string(name, NULL);
    if (!plain || !is_plain(plain) || strlen(plain) > 1000) {
        return ts_fail(call, "url: the name of its mailbox is not plain text");
    }
    gboolean is_inbox = *plain == '\0' || g_ascii_strcasecmp(plain, "INBOX") == 0;
    options->mailbox = g_strdup(is_inbox ? "INBOX" : plain);
    options->quoted = quote(options->mailbox);
    return options->quoted ? 0 : ts_fail(call, "url: the name of its mailbox can't be sent");
}

/* "[::1]" stays in brackets. */
static void set_server(struct imap_options *options, const char *scheme, const char *host,
                       const char *port)
{
    gboolean is_secure = g_str_equal(scheme, "imaps");
    g_autofree char *lower = g_utf8_strdown(host, -1);
    g_autofree char *name = g_uri_escape_string(options->mailbox, "/!$'()*+,=:@&~", FALSE);
    options->server = g_strdup_printf("%s:%s", lower, port ? port : is_secure ? "993" : "143");
    options->connect = g_strdup_printf("%s://%s/", scheme, options->server);
    options->base = port ? g_strdup_printf("%s://%s:%s/%s", scheme, lower, port, name)
                         : g_strdup_printf("%s://%s/%s", scheme, lower, name);
}

static void read_allowed(const struct ts_node *node, struct imap_options *options)
{
    const struct ts_node *list = ts_get(node, "allow_hosts");
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_autofree char *text = g_strndup(item->text.ptr, item->text.len);
        options->may_be_private |= g_ascii_strcasecmp(text, options->server) == 0;
    }
}

/* The parts that may not be there. */
static const char *find_surplus(CURLU *url)
{
    static const struct {
        CURLUPart part;
        const char *why;
    } parts[] = {
        {CURLUPART_USER, "url: holds a user name: write it as user:, and the password in a file"},
        {CURLUPART_PASSWORD, "url: holds a password: put it in a file, as password_file:"},
        {CURLUPART_OPTIONS,
         "url: holds a user name: write it as user:, and the password in a file"},
        {CURLUPART_QUERY, "url: has a ? in it: write it as %3F if the mailbox is named so"},
        {CURLUPART_FRAGMENT, "url: has a # in it: write it as %23 if the mailbox is named so"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        PART text = take_part(url, parts[i].part);
        if (text) {
            return parts[i].why;
        }
    }
    return NULL;
}

static int read_url(struct ts_call *call, CURLU *url, struct imap_options *options)
{
    PART scheme = take_part(url, CURLUPART_SCHEME);
    PART host = take_part(url, CURLUPART_HOST);
    PART port = take_part(url, CURLUPART_PORT);
    PART path = take_part(url, CURLUPART_PATH);
    const char *surplus = find_surplus(url);
    if (!scheme || !host || !is_plain(host) ||
        (!g_str_equal(scheme, "imap") && !g_str_equal(scheme, "imaps"))) {
        return ts_fail(call,
                       "url: is no address of a mailbox: write imaps://mail.example.com/INBOX");
    }
    if (surplus) {
        return ts_fail(call, surplus);
    }
    if (read_mailbox(call, path, options) != 0) {
        return -1;
    }
    set_server(options, scheme, host, port);
    return 0;
}

int imap_options_read_url(struct ts_call *call, const struct ts_node *node,
                          struct imap_options *options)
{
    struct ts_str given = ts_get_text(node, "url");
    g_autofree char *text = g_strndup(given.ptr ? given.ptr : "", given.len);
    CURLU *url = curl_url();
    gboolean is_url = curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK;
    int done = is_url ? read_url(call, url, options)
                      : ts_fail(call, "url: is no address of a mailbox: write "
                                      "imaps://mail.example.com/INBOX");
    curl_url_cleanup(url);
    if (done == 0) {
        read_allowed(node, options);
    }
    return done;
}
