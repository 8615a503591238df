/* SPDX-License-Identifier: MIT
 *
 * All that is known of a mail is in the context of its connection; what threads share (memory,
 * asker) has its own locks.
 */
#include "core/milter/filter.h"

#include <libmilter/mfapi.h>
#include <string.h>

#include "core/limits.h"
#include "core/milter/ask.h"
#include "core/milter/campaign.h"
#include "core/milter/event.h"
#include "core/milter/memory.h"
#include "core/milter/scope.h"
#include "core/milter/wording.h"

/* libmilter's callbacks get nothing but a context of the connection: what all share stands here,
 * set once before the first of them. */
static struct {
    const struct milter_settings *settings;
    struct memory *memory;
    struct asker *asker;
    gint at_work; /* atomic */
} gate;

struct connection {
    struct mail *mail;
    gint64 begun; /* monotonic: the mail is whole */
    gboolean can_skip;
    const struct milter_row *row; /* NULL: out of scope */
    const char *why;
};

/* How an answer came about, for the log. */
struct trail {
    const char *asked; /* "server", "memory", "nobody" */
    char *campaign, *failure;
};

/* ---- a mail and its connection --------------------------------------------------------------- */

static void end_mail(struct connection *connection)
{
    if (connection && connection->mail) {
        mail_free(&connection->mail);
        g_atomic_int_add(&gate.at_work, -1);
    }
}

static struct connection *connection_of(SMFICTX *context)
{
    struct connection *connection = smfi_getpriv(context);
    if (!connection) {
        connection = g_new0(struct connection, 1);
        smfi_setpriv(context, connection);
    }
    return connection;
}

static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps,
                             unsigned long unused1, unsigned long unused2, unsigned long *actions_r,
                             unsigned long *steps_r, unsigned long *unused1_r,
                             unsigned long *unused2_r)
{
    const unsigned long needed = SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_QUARANTINE;
    (void)unused1;
    (void)unused2;
    if ((actions & needed) != needed) {
        event_say(gate.settings->is_json, "refused",
                  "the mail server lets no filter change header fields or quarantine");
        return SMFIS_REJECT;
    }
    connection_of(context)->can_skip = (steps & SMFIP_SKIP) != 0;
    *actions_r = needed;
    *steps_r = steps & (SMFIP_NOCONNECT | SMFIP_NOHELO | SMFIP_NORCPT | SMFIP_NOUNKNOWN |
                        SMFIP_NODATA | SMFIP_SKIP);
    *unused1_r = *unused2_r = 0;
    return SMFIS_CONTINUE;
}

static sfsistat on_sender(SMFICTX *context, char **arguments)
{
    struct connection *connection = connection_of(context);
    end_mail(connection);
    g_atomic_int_inc(&gate.at_work);
    connection->mail = mail_new(arguments[0] ? arguments[0] : "", gate.settings->max_size);
    connection->row = NULL;
    connection->why = "sender";
    return SMFIS_CONTINUE;
}

static sfsistat on_field(SMFICTX *context, char *name, char *value)
{
    struct connection *connection = connection_of(context);
    if (connection->mail) {
        mail_add_field(connection->mail, name, value);
    }
    return SMFIS_CONTINUE;
}

static sfsistat on_fields_end(SMFICTX *context)
{
    struct connection *connection = connection_of(context);
    if (connection->mail) {
        connection->row = scope_find(gate.settings, connection->mail, &connection->why);
    }
    return SMFIS_CONTINUE;
}

static sfsistat on_body(SMFICTX *context, unsigned char *bytes, size_t size)
{
    struct connection *connection = connection_of(context);
    if (connection->mail && connection->row) {
        mail_add_body(connection->mail, (const char *)bytes, size);
        if (connection->mail->is_too_large) {
            connection->row = NULL;
            connection->why = "size";
        }
    }
    return connection->row || !connection->can_skip ? SMFIS_CONTINUE : SMFIS_SKIP;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static char *today(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return g_date_time_format(now, "%Y-%m-%d");
}

static struct judgement *ask(const struct connection *connection, const char *as_of,
                             gint64 deadline, struct trail *trail)
{
    GString *bytes = mail_bytes(connection->mail);
    const struct question question = {
        .mail = ts_bytes(bytes->str, bytes->len),
        .touchpoint = connection->row->touchpoint,
        .as_of = as_of,
        .deadline = deadline,
    };
    struct judgement *judgement = asker_ask(gate.asker, &question, &trail->failure);
    g_string_free(bytes, TRUE);
    return judgement;
}

/* NULL: nobody knows. */
static struct judgement *judge(const struct connection *connection, struct trail *trail)
{
    g_autofree char *as_of = today();
    gint64 deadline = connection->begun + gate.settings->timeout_msec * 1000ll;
    struct judgement *judgement = NULL;
    trail->campaign = campaign_key(connection->mail, connection->row->touchpoint, as_of);
    switch (memory_get(gate.memory, trail->campaign, deadline, &judgement)) {
    case MEMORY_KNOWN:
        trail->asked = "memory";
        break;
    case MEMORY_FAILED:
        trail->asked = "memory";
        trail->failure = g_strdup("the same mail got no answer, or it took too long");
        break;
    case MEMORY_ASK:
        trail->asked = "server";
        judgement = ask(connection, as_of, deadline, trail);
        memory_put(gate.memory, trail->campaign, judgement);
        break;
    }
    return judgement;
}

static void log_decision(SMFICTX *context, const struct connection *connection,
                         const struct decision *decision, const struct trail *trail)
{
    static const char *const grounds[] = {"pass", "findings", "unchecked", "out-of-scope",
                                          "failure"};
    const struct judgement *judgement = decision->judgement;
    struct event event = event_begin(gate.settings->is_json, "mail");
    char *id = smfi_getsymval(context, "i");
    event_text(&event, "id", id ? id : "");
    event_text(&event, gate.settings->is_test ? "would" : "action",
               milter_action_name(decision->action));
    event_text(&event, "ground", grounds[decision->ground]);
    if (decision->ground == DECISION_OUT_OF_SCOPE) {
        event_text(&event, "why", decision->why);
    }
    if (judgement) {
        event_text(&event, "touchpoint", connection->row->touchpoint);
        event_number(&event, "errors", judgement->counts[TS_ERROR]);
        event_number(&event, "warnings", judgement->counts[TS_WARNING]);
        event_number(&event, "infos", judgement->counts[TS_INFO]);
    }
    if (decision->ground == DECISION_FINDINGS) {
        event_text(&event, "rule", judgement->firsts[decision->severity].rule);
        event_text(&event, "at", judgement->firsts[decision->severity].where);
    }
    if (trail->failure) {
        event_text(&event, "why", trail->failure);
    }
    event_text(&event, "asked", trail->asked);
    if (trail->campaign) {
        g_autofree char *campaign = g_strndup(trail->campaign, 12);
        event_text(&event, "campaign", campaign);
    }
    event_number(&event, "bytes", (gint64)connection->mail->size);
    event_number(&event, "msec", (g_get_monotonic_time() - connection->begun) / 1000);
    event_end(&event);
}

/* ---- to the mail server ---------------------------------------------------------------------- */

/* What stands there already was written by somebody else. From behind, for fields move up. */
static void remove_forged(SMFICTX *context, const struct mail *mail)
{
    for (guint i = mail->forged_count; i > 0; i--) {
        smfi_chgheader(context, (char *)MILTER_HEADER, (int)i, NULL);
    }
}

static sfsistat refuse(SMFICTX *context, const struct decision *decision)
{
    gboolean is_final = decision->action == MILTER_REJECT;
    g_autofree char *text = wording_reply(decision);
    smfi_setreply(context, (char *)(is_final ? "550" : "451"),
                  (char *)(is_final ? "5.7.1" : "4.7.1"), text);
    return is_final ? SMFIS_REJECT : SMFIS_TEMPFAIL;
}

static sfsistat tell(SMFICTX *context, const struct mail *mail, const struct decision *decision)
{
    gboolean is_test = gate.settings->is_test;
    g_autofree char *header = wording_header(decision, is_test);
    if (!is_test && (decision->action == MILTER_REJECT || decision->action == MILTER_TEMPFAIL)) {
        return refuse(context, decision);
    }
    remove_forged(context, mail);
    if (header && smfi_addheader(context, (char *)MILTER_HEADER, header) != MI_SUCCESS) {
        return SMFIS_TEMPFAIL;
    }
    if (!is_test && decision->action == MILTER_QUARANTINE) {
        g_autofree char *text = wording_reply(decision);
        return smfi_quarantine(context, text) == MI_SUCCESS ? SMFIS_CONTINUE : SMFIS_TEMPFAIL;
    }
    return SMFIS_CONTINUE;
}

static sfsistat on_end(SMFICTX *context)
{
    struct connection *connection = connection_of(context);
    struct trail trail = {.asked = "nobody"};
    struct judgement *judgement = NULL;
    if (!connection->mail) {
        return SMFIS_CONTINUE;
    }
    connection->begun = g_get_monotonic_time();
    struct decision decision = decision_out(connection->why);
    if (connection->row) {
        judgement = judge(connection, &trail);
        decision = judgement ? decision_of(&connection->row->actions, judgement)
                             : decision_failed(gate.settings->on_failure, NULL);
    }
    sfsistat status = tell(context, connection->mail, &decision);
    log_decision(context, connection, &decision, &trail);
    judgement_unref(judgement);
    g_free(trail.campaign);
    g_free(trail.failure);
    end_mail(connection);
    return status;
}

static sfsistat on_abort(SMFICTX *context)
{
    end_mail(smfi_getpriv(context));
    return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *context)
{
    struct connection *connection = smfi_getpriv(context);
    end_mail(connection);
    g_free(connection);
    smfi_setpriv(context, NULL);
    return SMFIS_CONTINUE;
}

/* ---- the process ----------------------------------------------------------------------------- */

int filter_register(const struct milter_settings *settings)
{
    const struct smfiDesc description = {
        .xxfi_name = (char *)"touchstone-milter",
        .xxfi_version = SMFI_VERSION,
        .xxfi_flags = SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_QUARANTINE,
        .xxfi_envfrom = on_sender,
        .xxfi_header = on_field,
        .xxfi_eoh = on_fields_end,
        .xxfi_body = on_body,
        .xxfi_eom = on_end,
        .xxfi_abort = on_abort,
        .xxfi_close = on_close,
        .xxfi_negotiate = on_negotiate,
    };
    gate.settings = settings;
    gate.memory = memory_new(LIMIT_MILTER_REMEMBERED, settings->remember_msec);
    gate.asker = asker_new(settings->server, settings->language, LIMIT_MILTER_ASKED_AT_ONCE);
    return smfi_register(description) == MI_SUCCESS ? 0 : -1;
}

guint filter_count_at_work(void)
{
    return (guint)g_atomic_int_get(&gate.at_work);
}

void filter_finish(void)
{
    memory_free(&gate.memory);
    asker_free(&gate.asker);
}
