/* SPDX-License-Identifier: MIT
 *
 * Whom a run writes to, and by which server. No secret is read here, and nothing is looked up.
 */
#include <arpa/inet.h>
#include <netinet/in.h>

#include <glib/gi18n.h>

#include "core/config/file.h"
#include "core/config/login.h"
#include "core/config/plan_build.h"
#include "core/config/text.h"

#define ADDRESS_SIZE 254u /* RFC 5321, section 4.5.3.1.3 */
#define RECIPIENTS 100u   /* a server need take no more (RFC 5321, section 4.5.3.1.8) */

/* ---- what no table can say ------------------------------------------------------------------- */

/* An address as it stands in an envelope, in ASCII: the part behind a name, without < and >. Quoted
 * local parts are nobody's, and would be a way to write header lines. */
static gboolean is_address(const char *text)
{
    static const char local[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                ".!#$%&'*+-/=?^_`{|}~";
    static const char domain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                 ".-";
    const char *at = strchr(text, '@');
    return at && at > text && at[1] && strlen(text) <= ADDRESS_SIZE && *text != '.' &&
           *text != '-' && at[1] != '.' && at[1] != '-' &&
           strspn(text, local) == (size_t)(at - text) && at[1 + strspn(at + 1, domain)] == '\0';
}

static void check_address(struct schema_run *run, const struct ts_node *node)
{
    g_autofree char *text = node ? text_dup(node->text) : NULL;
    if (text && *text && !is_address(text)) {
        g_autofree char *shown = file_printable(text, -1);
        schema_error(run, node,
                     "\"%s\" is not the address of a mailbox: write it as name@example.com", shown);
    }
}

static gboolean is_loopback(const char *host)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1) {
        return (ntohl(four.s_addr) >> 24) == 127;
    }
    return inet_pton(AF_INET6, host, &six) == 1 ? IN6_IS_ADDR_LOOPBACK(&six)
                                                : g_ascii_strcasecmp(host, "localhost") == 0;
}

/* What stands wrongly in it, or NULL. */
static const char *find_fault(GUri *uri)
{
    const char *scheme = uri ? g_uri_get_scheme(uri) : "";
    const char *host = uri ? g_uri_get_host(uri) : NULL;
    const char *path = uri ? g_uri_get_path(uri) : "";
    if ((!g_str_equal(scheme, "smtp") && !g_str_equal(scheme, "smtps")) || !host || !*host) {
        return N_("is not a mail server: write smtp://mail.example.com:587, or smtps:// where "
                  "encryption begins at once");
    }
    if (g_uri_get_userinfo(uri)) {
        return N_("holds a user: write it as user:, and the password in a file");
    }
    return g_str_equal(path, "") || g_str_equal(path, "/")
               ? (g_uri_get_query(uri) || g_uri_get_fragment(uri)
                      ? N_("has something behind its port")
                      : NULL)
               : N_("has something behind its port");
}

static GUri *parse_url(const struct ts_node *notify)
{
    g_autofree char *text = text_dup(ts_get_text(notify, "smtp"));
    return g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
}

/* Encrypted unless the server is this machine, or the plan says it need not be. */
static gboolean must_encrypt(const struct ts_node *notify, GUri *uri)
{
    struct ts_str tls = ts_get_text(notify, "tls");
    return tls.len ? ts_is(tls, "required") : !is_loopback(g_uri_get_host(uri));
}

static void check_login(struct schema_run *run, const struct ts_node *notify, GUri *uri)
{
    const struct ts_node *user = ts_get(notify, "user");
    const struct ts_node *file = ts_get(notify, "password_file");
    const struct ts_node *env = ts_get(notify, "password_env");
    if (file && env) {
        schema_error(run, env, "password_file is given as well: one of the two is enough");
    }
    if (user && !file && !env) {
        schema_error(run, user, "a user needs a password_file, or a password_env");
    }
    if (!user && (file || env)) {
        schema_error(run, file ? file : env, "a password needs a user");
    }
    if (user && g_str_equal(g_uri_get_scheme(uri), "smtp") && !must_encrypt(notify, uri) &&
        !is_loopback(g_uri_get_host(uri))) {
        schema_error(run, ts_get(notify, "tls"),
                     "a password is never sent to %s without encryption: write tls: required",
                     g_uri_get_host(uri));
    }
}

void plan_check_notify(struct schema_run *run, const struct ts_node *root)
{
    const struct ts_node *notify = ts_get(root, "notify");
    const struct ts_node *to = ts_get(notify, "to");
    const struct ts_node *smtp = ts_get(notify, "smtp");
    if (!notify || !smtp) {
        return;
    }
    g_autoptr(GUri) uri = parse_url(notify);
    const char *fault = find_fault(uri);
    for (guint32 i = 0; to && i < to->children.count; i++) {
        check_address(run, ts_item(to->children, i));
    }
    if (to && to->children.count > RECIPIENTS) {
        schema_error(run, to, "at most %u addresses; a list of the mail server may have more",
                     RECIPIENTS);
    }
    check_address(run, ts_get(notify, "from"));
    if (fault) {
        g_autofree char *shown = login_hide(smtp->text);
        schema_error(run, smtp, "\"%s\" %s", shown, gettext(fault));
    } else {
        check_login(run, notify, uri);
    }
}

/* ---- the plan -------------------------------------------------------------------------------- */

static char *text_or_null(const struct ts_node *notify, const char *key)
{
    struct ts_str text = ts_get_text(notify, key);
    return text.len ? text_dup(text) : NULL;
}

static enum plan_notify_when when_of(const struct ts_node *notify)
{
    static const char *const names[] = {"changed", "findings", "always", "failed"};
    enum plan_notify_when when = PLAN_NOTIFY_CHANGED;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        when = ts_is(ts_get_text(notify, "when"), names[i]) ? (enum plan_notify_when)i : when;
    }
    return when;
}

void plan_add_notify(struct plan_build *build, const struct ts_node *root)
{
    const struct ts_node *notify = ts_get(root, "notify");
    const struct ts_node *to = ts_get(notify, "to");
    g_autoptr(GUri) uri = notify ? parse_url(notify) : NULL;
    if (!to || find_fault(uri)) {
        return; /* none, or said */
    }
    struct plan_notify *own = g_new0(struct plan_notify, 1);
    own->to = g_ptr_array_new_with_free_func(g_free);
    for (guint32 i = 0; i < to->children.count; i++) {
        const struct ts_node *address = ts_item(to->children, i);
        g_ptr_array_add(own->to, text_dup(address->text));
    }
    own->from = text_or_null(notify, "from");
    own->url = text_or_null(notify, "smtp");
    own->must_encrypt = must_encrypt(notify, uri);
    own->user = text_or_null(notify, "user");
    own->password_file = text_or_null(notify, "password_file");
    own->password_env = text_or_null(notify, "password_env");
    own->ca_file = text_or_null(notify, "ca_file");
    own->timeout_msec = (guint)ts_get_number(notify, "timeout", 60000);
    own->when = when_of(notify);
    build->plan->notify = own;
}

void plan_notify_free(struct plan_notify **notify)
{
    if (*notify) {
        g_ptr_array_unref((*notify)->to);
        g_free((*notify)->from);
        g_free((*notify)->url);
        g_free((*notify)->user);
        g_free((*notify)->password_file);
        g_free((*notify)->password_env);
        g_free((*notify)->ca_file);
        g_free(*notify);
        *notify = NULL;
    }
}

char *plan_describe_notify(const struct plan_notify *notify)
{
    static const char *const whens[] = {
        [PLAN_NOTIFY_CHANGED] = "after a run in which something changed",
        [PLAN_NOTIFY_FINDINGS] = "after a run with errors, warnings or something unchecked",
        [PLAN_NOTIFY_ALWAYS] = "after each run",
        [PLAN_NOTIFY_FAILED] = "after a run in which something could not be checked",
    };
    GString *out = g_string_new("notify:\n  to: ");
    for (guint i = 0; i < notify->to->len; i++) {
        g_string_append_printf(out, "%s%s", i ? ", " : "",
                               (char *)g_ptr_array_index(notify->to, i));
    }
    gboolean is_whole = g_str_has_prefix(notify->url, "smtps:");
    g_string_append_printf(
        out, "\n  from: %s\n  smtp: %s # %s%s%s\n  when: %s\n", notify->from, notify->url,
        notify->must_encrypt || is_whole ? "encrypted" : "not encrypted",
        notify->user ? ", as " : "", notify->user ? notify->user : "", whens[notify->when]);
    return g_string_free(out, FALSE);
}
