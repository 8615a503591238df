/* SPDX-License-Identifier: MIT
 *
 * Why no log-in came about, in words that say what to do. None of them repeats what the server
 * said: it knows the password.
 */
#include <string.h>

#include "plugins/source-imap/imap.h"

#define ADDRESS_REFUSED \
    "leads to an address inside a network: if that is meant, name host and port in allow_hosts"
#define UNTRUSTED "its certificate is not trusted"
#define OWN_AUTHORITY "; an authority of your own is named in ca_file"
#define PLAIN                                                                                 \
    "offers no encryption (STARTTLS), and no password is sent without: write imaps:// if it " \
    "has that"

/* has_detail: libcurl's own words follow. */
static const struct {
    CURLcode code;
    gboolean is_final, has_detail;
    const char *why, *hint;
} outcomes[] = {
    {CURLE_COULDNT_RESOLVE_HOST, FALSE, FALSE, "the name of the server is not known", ""},
    {CURLE_COULDNT_CONNECT, FALSE, FALSE, "no connection came about", ""},
    {CURLE_OPERATION_TIMEDOUT, FALSE, FALSE, "gave no answer in time", ""},
    {CURLE_RECV_ERROR, FALSE, FALSE, "the connection broke off", ""},
    {CURLE_SEND_ERROR, FALSE, FALSE, "the connection broke off", ""},
    {CURLE_GOT_NOTHING, FALSE, FALSE, "the connection broke off", ""},
    {CURLE_SSL_CONNECT_ERROR, FALSE, TRUE, "no secure connection came about", ""},
    {CURLE_PEER_FAILED_VERIFICATION, TRUE, TRUE, UNTRUSTED, OWN_AUTHORITY},
    {CURLE_SSL_ISSUER_ERROR, TRUE, TRUE, UNTRUSTED, OWN_AUTHORITY},
    {CURLE_SSL_CACERT_BADFILE, TRUE, FALSE, "ca_file holds no certificates", ""},
    {CURLE_USE_SSL_FAILED, TRUE, FALSE, PLAIN, ""},
    {CURLE_WEIRD_SERVER_REPLY, TRUE, FALSE, "does not speak IMAP", ""},
    {CURLE_WRITE_ERROR, TRUE, FALSE, "says more than a log-in takes", ""},
};

/* RFC 5530. */
static const struct {
    const char *code;
    gboolean is_retryable;
    const char *why;
} denials[] = {
    {"UNAVAILABLE", TRUE, "the server can't check passwords at the moment"},
    {"LIMIT", TRUE, "too many log-ins at once"},
    {"INUSE", TRUE, "the mailbox is in use"},
    {"EXPIRED", FALSE, "the password has expired"},
    {"AUTHORIZATIONFAILED", FALSE, "that user may not open it"},
    {"PRIVACYREQUIRED", FALSE, "the server wants more encryption"},
    {"CONTACTADMIN", FALSE, "the server's owner has closed it"},
};

static char *describe_denial(const struct connection *connection, gboolean *is_retryable_r)
{
    const struct imap_options *options = connection->options;
    if (!connection->is_denied) {
        return g_strdup_printf("%s: offers no way to log in with a password", options->server);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(denials); i++) {
        if (response_code_is(ts_text(connection->code), denials[i].code)) {
            *is_retryable_r = denials[i].is_retryable;
            return g_strdup_printf("%s: the mailbox refused user %s: %s", options->server,
                                   options->user, denials[i].why);
        }
    }
    return g_strdup_printf("%s: the mailbox refused user %s: wrong password?", options->server,
                           options->user);
}

static char *describe(const struct connection *connection, CURLcode code, gboolean *is_final_r)
{
    const char *server = connection->options->server;
    for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++) {
        if (outcomes[i].code == code) {
            g_autofree char *detail = g_utf8_make_valid(connection->error, -1);
            gboolean has_detail = outcomes[i].has_detail && *detail;
            *is_final_r = outcomes[i].is_final;
            return g_strdup_printf("%s: %s%s%s%s%s", server, outcomes[i].why,
                                   has_detail ? " (" : "", has_detail ? detail : "",
                                   has_detail ? ")" : "", outcomes[i].hint);
        }
    }
    *is_final_r = TRUE;
    return g_strdup_printf("%s: %s", server, curl_easy_strerror(code));
}

/* A refused log-in is not tried again: too many lock the user out. */
void outcome_of(const struct connection *connection, CURLcode code, struct connection_end *end_r)
{
    *end_r = (struct connection_end){0};
    if (connection->guard.is_refused) {
        end_r->is_final = TRUE;
        end_r->reason = g_strdup_printf("%s: " ADDRESS_REFUSED, connection->options->server);
    } else if (code == CURLE_LOGIN_DENIED) {
        end_r->is_final = TRUE;
        end_r->reason = describe_denial(connection, &end_r->is_retryable);
    } else {
        end_r->reason = describe(connection, code, &end_r->is_final);
        end_r->is_retryable = !end_r->is_final;
    }
}
