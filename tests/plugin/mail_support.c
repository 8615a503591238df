/* SPDX-License-Identifier: MIT
 *
 * One request at a time, with the waiting that a host does.
 */
#include "tests/plugin/mail_support.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

int mail_set_up(void **state)
{
    struct mail_fixture *fixture = g_new0(struct mail_fixture, 1);
    fixture->path = g_dir_make_tmp("mail-XXXXXX", NULL);
    fixture->fake = fakehost_new("source-mail");
    *state = fixture;
    return mail_ops.start(&fixture->fake->call, &fixture->shared);
}

static void remove_all(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_all(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static void close_mail(struct mail_fixture *fixture)
{
    if (fixture->mail) {
        mail_ops.close(&fixture->fake->call, fixture->mail);
        fixture->mail = NULL;
    }
}

int mail_tear_down(void **state)
{
    struct mail_fixture *fixture = *state;
    close_mail(fixture);
    mail_ops.stop(&fixture->fake->call, fixture->shared);
    fakehost_free(&fixture->fake);
    remove_all(fixture->path);
    g_free(fixture->path);
    g_free(fixture->reason);
    g_free(fixture);
    return 0;
}

void mail_put(const struct mail_fixture *fixture, const char *name, const char *bytes, gssize size)
{
    g_autofree char *path = g_build_filename(fixture->path, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, bytes, size, NULL));
}

void mail_move(const struct mail_fixture *fixture, const char *from, const char *to)
{
    g_autofree char *old = g_build_filename(fixture->path, from, NULL);
    g_autofree char *new = g_build_filename(fixture->path, to, NULL);
    assert_int_equal(g_rename(old, new), 0);
}

void mail_open(struct mail_fixture *fixture, const char *name, const char *more)
{
    void *self = NULL;
    g_autofree char *yaml =
        g_strdup_printf("{path: \"%s%s\"%s}", fixture->path, name, more ? more : "");
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    close_mail(fixture);
    assert_int_equal(mail_ops.open(&fixture->fake->call, fixture->shared, &open, &self), 0);
    fixture->mail = self;
}

void mail_ask(struct mail_fixture *fixture, const char *name, const char *etag)
{
    struct ts_call *call = &fixture->fake->call;
    g_autofree char *locator = !*name || download_is_url(ts_text(name))
                                   ? g_strdup(name)
                                   : g_strconcat(fixture->path, "/", name, NULL);
    struct ts_request request = {
        .size = sizeof request, .id = 7, .locator = ts_text(locator), .etag = ts_text(etag)};
    int got = 2;
    assert_int_equal(mail_ops.feed(call, fixture->mail, &request), 0);
    while (got == 2) {
        fixture->answer = (struct ts_answer){.size = sizeof fixture->answer};
        got = mail_ops.next(call, fixture->mail, &fixture->answer);
        if (got == 2) {
            mail_ops.wait(call, fixture->shared, -1, 1000);
        }
    }
    assert_int_equal(got, 1);
    assert_int_equal(fixture->answer.id, 7);
    struct ts_str why = fixture->answer.reason;
    g_free(fixture->reason);
    fixture->reason = g_strndup(why.len ? why.ptr : "", why.len);
}

char *mail_listing(struct mail_fixture *fixture)
{
    GString *text = g_string_new(NULL);
    size_t own = strlen(fixture->path) + 1;
    mail_ask(fixture, "", NULL);
    if (fixture->answer.status != TS_LISTED) {
        fail_msg("not listed: %s", fixture->reason);
    }
    for (guint i = 0; i < fixture->answer.found.count; i++) {
        const struct ts_found *found = ts_item(fixture->answer.found, i);
        g_string_append_printf(text, "%.*s\n", (int)(found->locator.len - own),
                               found->locator.ptr + own);
    }
    return g_string_free(text, FALSE);
}

void mail_assert(struct mail_fixture *fixture, const char *name, uint32_t status,
                 const char *reason)
{
    mail_ask(fixture, name, NULL);
    if (fixture->answer.status != status || !strstr(fixture->reason, reason)) {
        fail_msg("%s: status %u, \"%s\"", name, fixture->answer.status, fixture->reason);
    }
}
