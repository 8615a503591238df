/* SPDX-License-Identifier: MIT
 *
 * A touchpoint's settings, from nodes.
 */
#include <string.h>

#include "plugins/common/secret.h"
#include "plugins/source-imap/imap.h"

static char *option_text(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static gboolean is_line(const char *text)
{
    for (const char *at = text; *at; at++) {
        if ((guchar)*at < 0x20 || *at == 0x7F) {
            return FALSE;
        }
    }
    return TRUE;
}

static int read_login(struct ts_call *call, const struct ts_node *node,
                      struct imap_options *options)
{
    options->user = option_text(node, "user");
    if (!options->user || !is_line(options->user)) {
        return ts_fail(call, "user: needs the name that the mailbox is logged in to with");
    }
    if (secret_read(call, node, "password", &options->password) != 0) {
        return -1;
    }
    if (!options->password) {
        return ts_fail(call, "password_file: is missing: a file with the password, or password_env "
                             "with the name of a variable");
    }
    if (!is_line(options->password)) {
        return ts_fail(call, "password_file: the password may be one line, without control "
                             "characters");
    }
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, options->user, -1);
    options->user_mark = g_strndup(hash, 16);
    return 0;
}

/* A number that is out of range is said, not bent. */
static int read_limits(struct ts_call *call, const struct ts_node *node,
                       struct imap_options *options)
{
    guint64 mails = ts_get_number(node, "max_mails", IMAP_MAILS);
    guint64 size = ts_get_number(node, "max_size", IMAP_SIZE_MAX);
    guint64 timeout = ts_get_number(node, "timeout", 30000);
    struct ts_str age = ts_get_text(node, "max_age");
    options->max_age = age.len ? imap_duration(age) : 0;
    if (age.len && options->max_age == 0) {
        return ts_fail(call, "max_age: is no span of time: write 30d, 12h or 2w");
    }
    if (mails < 1 || mails > IMAP_MAILS) {
        return ts_fail(call, "max_mails: 1 to 1000000 of a mailbox");
    }
    if (size < 1 || size > IMAP_SIZE_MAX) {
        return ts_fail(call, "max_size: at most 20MB of one mail are read");
    }
    if (timeout < 100 || timeout > IMAP_TIMEOUT_MAX) {
        return ts_fail(call, "timeout: between 100ms and 2m");
    }
    options->max_mails = (guint)mails;
    options->max_size = (gsize)size;
    options->timeout_msec = (guint)timeout;
    return 0;
}

int imap_options_read(struct ts_call *call, const struct ts_node *node,
                      struct imap_options *options_r)
{
    static int (*const readers[])(struct ts_call * call, const struct ts_node *node,
                                  struct imap_options *options) = {
        imap_options_read_url,
        read_login,
        read_limits,
        imap_options_read_expect,
    };
    *options_r = (struct imap_options){
        .expectations = g_array_new(FALSE, TRUE, sizeof(struct expectation)),
        .ca_file = option_text(node, "ca_file"),
    };
    g_array_set_clear_func(options_r->expectations, expectation_clear);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (readers[i](call, node, options_r) != 0) {
            return -1;
        }
    }
    return 0;
}

void imap_options_clear(struct imap_options *options)
{
    g_free(options->server);
    g_free(options->connect);
    g_free(options->mailbox);
    g_free(options->quoted);
    g_free(options->base);
    g_free(options->user);
    g_free(options->user_mark);
    g_free(options->ca_file);
    secret_free(&options->password);
    g_clear_pointer(&options->expectations, g_array_unref);
    *options = (struct imap_options){0};
}
