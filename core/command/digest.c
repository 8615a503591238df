/* SPDX-License-Identifier: MIT
 *
 * Mails at the end of a run.
 */
#include "core/command/digest.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/log.h"

static gboolean may_write(const struct plan *plan, const struct run_options *options)
{
    return plan->notify && !options->has_no_notify;
}

void digest_look_ahead(const struct plan *plan, const struct run_options *options,
                       struct problems *problems)
{
    g_autofree char *obstacle = may_write(plan, options) ? notify_obstacle(plan->notify) : NULL;
    if (obstacle) {
        problems_notice(problems, plan->path, "no digest can be sent: %s", obstacle);
    }
}

gboolean digest_told(const struct plan_notify *notify, enum notify_end end, const char *said,
                     gboolean is_owed, gboolean is_quiet)
{
    if (end == NOTIFY_FAILED) {
        command_complain("the mail was not sent: %s%s", said ? said : "no reason was given",
                         is_owed ? " (the next run makes up for it, or touchstone notify)" : "");
    } else if (said) {
        command_complain("the mail did not reach everybody: %s", said);
    } else if (log_is_on()) {
        log_event(LOG_LEVEL_INFO, "digest-sent",
                  json_pack("{s:i}", "addresses", (int)notify->to->len));
    } else if (!is_quiet) {
        fputs(_("sent a mail to"), stderr);
        for (guint i = 0; i < notify->to->len; i++) {
            fprintf(stderr, "%s %s", i ? "," : "", (char *)g_ptr_array_index(notify->to, i));
        }
        fputc('\n', stderr);
    }
    return end == NOTIFY_SENT && !said;
}

/* Who stopped a run waits for no mail; the run goes on later, and its digest with it. */
gboolean digest_after_run(const struct notify *notify, const struct run_options *options,
                          const struct engine_outcome *outcome, const struct result *result)
{
    g_autofree char *said = NULL;
    if (!may_write(notify->plan, options) || outcome->is_interrupted ||
        !notify_is_due(notify, result)) {
        return TRUE;
    }
    enum notify_end end = notify_send(notify, &said);
    return digest_told(notify->plan->notify, end, said, TRUE,
                       options->is_quiet || options->is_quiet_if_unchanged);
}

void digest_after_failure(const struct notify *notify, const struct run_options *options,
                          const char *why)
{
    g_autofree char *said = NULL;
    if (may_write(notify->plan, options)) {
        enum notify_end end = notify_failure(notify, why, &said);
        digest_told(notify->plan->notify, end, said, FALSE, TRUE);
    }
}
