/* SPDX-License-Identifier: MIT
 *
 * SMTP by libcurl. What the server says is told in its own words, made plain and short, but never
 * while it is asked for the password: a server may repeat what it was sent.
 */
#include "core/notify/smtp.h"

#include <curl/curl.h>
#include <string.h>

#define REPLY_SIZE 200u

struct session {
    const struct smtp_request *request;
    CURL *easy;
    gsize sent; /* bytes of the mail */
    char error[CURL_ERROR_SIZE];
    char *asked;       /* the command that waits for an answer; NULL: a secret; "": the greeting */
    char *reply;       /* the last refusal */
    GString *refused;  /* "a@b: 550 no such user", joined by "; " */
    guint refusals;    /* of recipients */
    gboolean has_auth; /* the log-in was refused */
};

static size_t give(char *buf, size_t size, size_t count, void *data)
{
    struct session *session = data;
    const char *mail = session->request->mail;
    size_t left = strlen(mail) - session->sent;
    size_t part = MIN(left, size * count);
    memcpy(buf, mail + session->sent, part);
    session->sent += part;
    return part;
}

/* A line of the server: printable ASCII, short. */
static char *plain(const char *line, size_t size)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < size && out->len < REPLY_SIZE; i++) {
        gboolean is_line_end = line[i] == '\r' || line[i] == '\n';
        if (!is_line_end) {
            g_string_append_c(out, line[i] >= ' ' && line[i] <= '~' ? line[i] : '?');
        }
    }
    return g_string_free(out, FALSE);
}

static void take_refusal(struct session *session, char *line)
{
    if (session->asked && g_str_has_prefix(session->asked, "RCPT TO:<")) {
        g_autofree char *to = g_strdup(session->asked + strlen("RCPT TO:<"));
        to[strcspn(to, ">")] = '\0';
        g_string_append_printf(session->refused, "%s%s: %s", session->refused->len ? "; " : "", to,
                               line);
        session->refusals++;
    } else if (!session->asked) {
        session->has_auth = TRUE;
    }
    g_free(session->reply);
    session->reply = g_strdup(session->asked ? line : NULL);
}

static int watch(CURL *easy, curl_infotype type, char *text, size_t size, void *data)
{
    struct session *session = data;
    g_autofree char *line = plain(text, size);
    if (type == CURLINFO_HEADER_OUT) {
        gboolean is_command = g_str_has_prefix(line, "EHLO") || g_str_has_prefix(line, "HELO") ||
                              g_str_has_prefix(line, "MAIL FROM") ||
                              g_str_has_prefix(line, "RCPT TO:<") ||
                              g_str_has_prefix(line, "STARTTLS") || g_str_equal(line, "DATA");
        g_free(session->asked);
        session->asked = is_command ? g_steal_pointer(&line) : NULL;
    } else if (type == CURLINFO_HEADER_IN && (*line == '4' || *line == '5') &&
               (line[3] == ' ' || !line[3])) {
        take_refusal(session, line);
    }
    return 0;
}

static struct curl_slist *set_up(struct session *session)
{
    const struct smtp_request *request = session->request;
    struct curl_slist *to = NULL;
    CURL *easy = session->easy;
    for (guint i = 0; i < request->to->len; i++) {
        g_autofree char *address =
            g_strdup_printf("<%s>", (const char *)g_ptr_array_index(request->to, i));
        to = curl_slist_append(to, address);
    }
    g_autofree char *from = g_strdup_printf("<%s>", request->from);
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* not from the environment */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(easy, CURLOPT_READDATA, session);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, request->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, request->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                     MAX(1L, (request->timeout_msec + 999) / 1000));
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, session->error);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, watch);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, session);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L); /* to watch alone */
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_USE_SSL,
                     (long)(request->must_encrypt ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (request->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, request->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
    if (request->user) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, request->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, request->password);
    }
    return to;
}

static char *explain(const struct session *session, CURLcode code)
{
    const struct smtp_request *request = session->request;
    const char *url = request->url;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return g_strdup_printf("%s: there is no such host", url);
    case CURLE_COULDNT_CONNECT:
        return g_strdup_printf("%s: no connection (is the server down?)", url);
    case CURLE_OPERATION_TIMEDOUT:
        return g_strdup_printf("%s: no answer within %.1f s", url,
                               (double)request->timeout_msec / 1000);
    case CURLE_USE_SSL_FAILED:
        return g_strdup_printf(
            "%s: it offers no encryption (STARTTLS), and nothing is sent without", url);
    case CURLE_PEER_FAILED_VERIFICATION:
        return g_strdup_printf("%s: its certificate is not trusted: %s", url, session->error);
    case CURLE_LOGIN_DENIED:
        return session->has_auth || !session->reply
                   ? g_strdup_printf("%s: it refused user %s: wrong password?", url, request->user)
                   : g_strdup_printf("%s: it refused: %s", url, session->reply);
    default:
        break;
    }
    if (session->refusals == request->to->len) {
        return g_strdup_printf("%s: every address was refused: %s", url, session->refused->str);
    }
    return session->reply
               ? g_strdup_printf("%s: it refused: %s", url, session->reply)
               : g_strdup_printf("%s: %s", url,
                                 session->has_auth || !*session->error ? curl_easy_strerror(code)
                                                                       : session->error);
}

int smtp_send(const struct smtp_request *request, char **said_r)
{
    struct session session = {
        .request = request, .refused = g_string_new(NULL), .asked = g_strdup("")};
    session.easy = curl_easy_init();
    g_assert(session.easy); /* out of memory: GLib would end here too */
    struct curl_slist *to = set_up(&session);
    CURLcode code = curl_easy_perform(session.easy);
    *said_r = NULL;
    if (code != CURLE_OK) {
        *said_r = explain(&session, code);
    } else if (session.refusals) {
        *said_r = g_strdup_printf("%s refused %s", request->url, session.refused->str);
    }
    curl_easy_cleanup(session.easy);
    curl_slist_free_all(to);
    g_free(session.asked);
    g_free(session.reply);
    g_string_free(session.refused, TRUE);
    return code == CURLE_OK ? 0 : -1;
}
