/* SPDX-License-Identifier: MIT
 *
 * touchstone-notify: sends one mail. A program of its own, so that libcurl's libraries are loaded
 * only when there is a mail to send, and the password is only in a process that dumps no core and
 * ends at once. Standard input: a request (core/notify/post.c). Standard output: a sentence, if
 * there is something to say. Exit status 0: somebody has the mail.
 */
#include <curl/curl.h>
#include <jansson.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/notify/password.h"
#include "core/notify/smtp.h"

#define GRACE_SECONDS 5u /* libcurl's own limit comes first */

/* Before any secret is read: no core, and no look into it by ptrace. */
static gboolean hide(void)
{
    const struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static gboolean read_request(const json_t *object, struct smtp_request *request)
{
    const json_t *to = json_object_get(object, "to");
    size_t i;
    json_t *address;
    json_array_foreach(to, i, address)
    {
        g_ptr_array_add(request->to, (gpointer)json_string_value(address));
    }
    request->url = text_of(object, "url");
    request->from = text_of(object, "from");
    request->mail = text_of(object, "mail");
    request->user = text_of(object, "user");
    request->ca_file = text_of(object, "ca_file");
    request->must_encrypt = json_is_true(json_object_get(object, "must_encrypt"));
    request->timeout_msec = (long)json_integer_value(json_object_get(object, "timeout_msec"));
    return request->url && request->from && request->mail && request->to->len &&
           request->timeout_msec > 0;
}

static int send_mail(const json_t *object, struct smtp_request *request, char **said_r)
{
    if (!read_request(object, request)) {
        *said_r = g_strdup("this is run by touchstone check and touchstone notify");
        return -1;
    }
    alarm((unsigned)(request->timeout_msec / 1000) + GRACE_SECONDS);
    if (request->user) {
        request->password = password_load(text_of(object, "password_file"),
                                          text_of(object, "password_env"), said_r);
    }
    return request->user && !request->password ? -1 : smtp_send(request, said_r);
}

int main(void)
{
    g_autofree char *said = NULL;
    struct smtp_request request = {.to = g_ptr_array_new()};
    if (!hide() || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        fputs("can't keep a password from core dumps\n", stdout);
        return 1;
    }
    json_t *object = json_loadf(stdin, 0, NULL);
    int done = send_mail(object, &request, &said);
    if (said) {
        printf("%s\n", said);
    }
    password_free(&request.password);
    g_ptr_array_unref(request.to);
    json_decref(object);
    curl_global_cleanup();
    return done == 0 && fflush(stdout) == 0 ? 0 : 1;
}
