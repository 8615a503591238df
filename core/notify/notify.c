/* SPDX-License-Identifier: MIT
 *
 * From a stored run to a mail.
 */
#include "core/notify/notify.h"

#include <libintl.h>
#include <unistd.h>

#include "core/notify/mail.h"
#include "core/notify/password.h"
#include "core/notify/post.h"
#include "core/report/report.h"
#include "core/report/words.h"
#include "core/result/sql.h"

#include <sqlite3.h>

/* ---- what is owed ---------------------------------------------------------------------------- */

/* The first run whose digest nobody got, in a row of them; 0 = none. */
static gint64 find_owed(struct sqlite3 *database)
{
    gint64 run = 0;
    sql_once(database, "SELECT min(run) FROM notification", &run, "");
    return run;
}

static int settle(struct sqlite3 *database)
{
    return sql_once(database, "DELETE FROM notification", NULL, "");
}

static int owe(struct sqlite3 *database, const char *reason)
{
    return sql_once(database,
                    "INSERT OR REPLACE INTO notification (run, reason) "
                    "SELECT id, ?1 FROM run ORDER BY id DESC LIMIT 1",
                    NULL, "t", reason);
}

/* "The digest of 27 November could not be sent ...", or nothing: of several the first day, how many
 * they were, and why the last one was not. */
static void put_owed(GString *out, const struct notify *own)
{
    static const char sql[] =
        "SELECT min(r.started), count(*), (SELECT reason FROM notification WHERE run < (SELECT "
        "max(id) FROM run) ORDER BY run DESC LIMIT 1) FROM notification n JOIN run r ON r.id = "
        "n.run WHERE n.run < (SELECT max(id) FROM run)";
    sqlite3_stmt *query = sql_open(own->database, sql, "");
    int count = query && sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_int(query, 1) : 0;
    if (count > 0) {
        g_autofree char *day =
            words_date(own->language, (const char *)sqlite3_column_text(query, 0));
        g_autofree char *number = g_strdup_printf("%d", count);
        const struct message_value values[] = {
            {"day", day}, {"n", number}, {"reason", (const char *)sqlite3_column_text(query, 2)}};
        g_autofree char *text =
            words_say(own->language, count == 1 ? WORD_MAIL_OWED : WORD_MAIL_OWED_MANY, values,
                      G_N_ELEMENTS(values));
        g_string_append_printf(out, "%s\n\n", text);
    }
    sqlite3_finalize(query);
}

/* ---- what is written ------------------------------------------------------------------------- */

static void add_count(GString *out, const char *language, enum word word, guint count)
{
    if (count) {
        g_autofree char *text = words_count(language, word, count);
        g_string_append_printf(out, "%s%s", out->len ? ", " : "", text);
    }
}

/* Was something not checked? The exit status alone does not say: findings win over it. */
static gboolean has_gaps(const struct result *result)
{
    const struct result_summary *summary = result_summary(result);
    const GArray *touchpoints = result_touchpoints(result);
    guint gaps = 0;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        gaps += own->is_current ? own->gaps : 0;
    }
    return summary->exit == 3 || summary->cut_short || gaps > 0;
}

/* "touchstone: Vlakwerk: 2 new, 1 fixed" */
static char *subject_of(const struct notify *own, const struct result *result)
{
    const struct result_summary *summary = result_summary(result);
    g_autoptr(GString) news = g_string_new(NULL);
    add_count(news, own->language, WORD_N_NEW, summary->new_count);
    add_count(news, own->language, WORD_N_FIXED, summary->fixed_count);
    if (news->len == 0) {
        g_string_append(news, words_get(own->language, WORD_MAIL_NOTHING_NEW));
        add_count(news, own->language, WORD_N_OPEN, summary->open_count);
    }
    add_count(news, own->language, WORD_N_UNCHECKED, summary->unchecked);
    if (summary->unchecked == 0 && has_gaps(result)) {
        g_string_append_printf(news, ", %s", words_get(own->language, WORD_MAIL_INCOMPLETE));
    }
    return g_strdup_printf("touchstone: %s: %s", own->plan->brand_name, news->str);
}

static char *write_mail(const struct notify *own, const char *subject, const char *text)
{
    const struct mail mail = {
        .from = own->plan->notify->from,
        .to = own->plan->notify->to,
        .subject = subject,
        .text = text,
        .language = words_language(own->language),
        .time = g_get_real_time() / G_USEC_PER_SEC,
    };
    return mail_write(&mail);
}

static struct result *open_result(const struct notify *own, char **error_r)
{
    gint64 owed = find_owed(own->database), since = -1;
    if (owed &&
        sql_once(own->database, "SELECT max(id) FROM run WHERE id < ?1", &since, "i", owed) != 0) {
        since = -1;
    }
    return result_open_since(own->database, own->catalog, own->language, since, error_r);
}

char *notify_compose(const struct notify *own, char **error_r)
{
    const struct report_options options = {.language = own->language, .verbosity = 1};
    g_autoptr(GString) text = g_string_new(NULL);
    GString *digest = NULL;
    char *mail = NULL;
    struct result *result = open_result(own, error_r);
    if (!result) {
        return NULL;
    }
    put_owed(text, own);
    if (report_to_memory(report_find("md"), result, &options, &digest, error_r) == 0) {
        g_autofree char *subject = subject_of(own, result);
        g_string_append_len(text, digest->str, (gssize)digest->len);
        mail = write_mail(own, subject, text->str);
        g_string_free(digest, TRUE);
    }
    result_close(&result);
    return mail;
}

/* ---- sending --------------------------------------------------------------------------------- */

/* UNCHECKED is never silent: it counts for findings too. */
gboolean notify_is_due(const struct notify *own, const struct result *result)
{
    const struct result_summary *summary = result_summary(result);
    if (find_owed(own->database)) {
        return TRUE;
    }
    switch (own->plan->notify->when) {
    case PLAN_NOTIFY_FINDINGS:
        return summary->errors + summary->warnings > 0 || has_gaps(result);
    case PLAN_NOTIFY_ALWAYS:
        return TRUE;
    case PLAN_NOTIFY_FAILED:
        return has_gaps(result);
    default:
        return !result_is_unchanged(result);
    }
}

enum notify_end notify_send(const struct notify *own, char **said_r)
{
    *said_r = NULL;
    g_autofree char *mail = notify_compose(own, said_r);
    int done = mail ? post_send(own->plan->notify, mail, said_r) : -1;
    if (done != 0) {
        owe(own->database, *said_r ? *said_r : "");
    } else {
        settle(own->database);
    }
    return done == 0 ? NOTIFY_SENT : NOTIFY_FAILED;
}

static enum notify_end send_plain(const struct notify *own, enum word what, const char *text,
                                  char **said_r)
{
    g_autofree char *subject = g_strdup_printf("touchstone: %s: %s", own->plan->brand_name,
                                               words_get(own->language, what));
    g_autofree char *mail = write_mail(own, subject, text);
    return post_send(own->plan->notify, mail, said_r) == 0 ? NOTIFY_SENT : NOTIFY_FAILED;
}

enum notify_end notify_failure(const struct notify *own, const char *why, char **said_r)
{
    g_autofree char *text =
        g_strdup_printf("%s:\n\n%s\n", words_get(own->language, WORD_MAIL_FAILED_TEXT), why);
    return send_plain(own, WORD_MAIL_FAILED, text, said_r);
}

enum notify_end notify_test(const struct notify *own, char **said_r)
{
    g_autofree char *text = g_strdup_printf("%s\n", words_get(own->language, WORD_MAIL_TEST_TEXT));
    return send_plain(own, WORD_MAIL_TEST, text, said_r);
}

char *notify_obstacle(const struct plan_notify *notify)
{
    char *error = NULL;
    g_autofree char *program = post_program();
    if (access(program, X_OK) != 0) {
        return g_strdup_printf(gettext("there is no %s, which sends mails"), program);
    }
    int fd = notify->password_file ? password_open(notify->password_file, &error) : -1;
    if (fd >= 0) {
        close(fd);
    }
    const char *variable = notify->password_env;
    if (variable && !(g_getenv(variable) && *g_getenv(variable))) {
        return g_strdup_printf(gettext("password_env: %s is not set in the environment"), variable);
    }
    return error;
}
