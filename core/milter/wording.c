/* SPDX-License-Identifier: MIT
 *
 * Text from a mail leaves here only as one short line of ASCII.
 */
#include "core/milter/wording.h"

#include <string.h>

/* Printable ASCII, cut with dots. Neither a line break nor a % can get through. */
static char *clean(const char *text, gsize at_most, gboolean doubles)
{
    g_autofree char *ascii = g_str_to_ascii(text, "C");
    GString *out = g_string_new(NULL);
    for (const char *at = ascii; *at; at++) {
        char sign = *at >= ' ' && *at < 127 ? *at : ' ';
        if (sign == ' ' && (out->len == 0 || out->str[out->len - 1] == ' ')) {
            continue;
        }
        if (out->len + 5 > at_most) {
            g_string_append(out, "...");
            break;
        }
        g_string_append_c(out, sign);
        if (sign == '%' && doubles) {
            g_string_append_c(out, '%');
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

static const struct judgement_finding *first_of(const struct decision *decision)
{
    return &decision->judgement->firsts[decision->severity];
}

static guint count_of(const struct judgement *judgement)
{
    return judgement->counts[TS_ERROR] + judgement->counts[TS_WARNING] + judgement->counts[TS_INFO];
}

char *wording_reply(const struct decision *decision)
{
    g_autofree char *text = NULL;
    if (decision->ground == DECISION_FINDINGS) {
        const struct judgement_finding *first = first_of(decision);
        guint others = count_of(decision->judgement) - 1;
        g_autofree char *more = others ? g_strdup_printf(" (and %u more)", others) : g_strdup("");
        g_autofree char *head =
            g_strdup_printf("touchstone: %s at %s: ", first->rule, first->where);
        g_autofree char *message = g_strdup(first->message);
        gsize used = strlen(head) + strlen(more);
        g_autofree char *cut =
            clean(message, used < WORDING_REPLY_SIZE ? WORDING_REPLY_SIZE - used : 0, FALSE);
        text = g_strconcat(head, cut, more, NULL);
    } else if (decision->ground == DECISION_UNCHECKED) {
        text = g_strdup_printf("touchstone: a part of this mail can not be checked: %s",
                               decision->judgement->reason);
    } else {
        text = g_strdup_printf("touchstone: this mail could not be checked now, try again later");
    }
    return clean(text, WORDING_REPLY_SIZE, TRUE);
}

static void put_counts(GString *out, const char *word, const struct judgement *judgement)
{
    g_string_append_printf(out, "%s; errors=%u; warnings=%u; infos=%u", word,
                           judgement->counts[TS_ERROR], judgement->counts[TS_WARNING],
                           judgement->counts[TS_INFO]);
}

/* Findings that are accepted hinder nothing, but what was not checked did not pass. */
static char *accepted_header(const struct decision *decision)
{
    if (decision->ground != DECISION_FINDINGS || decision->judgement->is_unchecked) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    put_counts(out, "pass", decision->judgement);
    return g_string_free(out, FALSE);
}

static void put_findings(GString *out, const struct decision *decision)
{
    const struct judgement *judgement = decision->judgement;
    const struct judgement_finding *first = first_of(decision);
    g_autofree char *where = g_strdelimit(g_strdup(first->where), "\"", '\'');
    put_counts(out, "findings", judgement);
    g_string_append_printf(out, "; rule=%s; at=\"%s\"", first->rule, where);
    if (judgement->is_unchecked) {
        g_string_append(out, "; unchecked");
    }
}

char *wording_header(const struct decision *decision, gboolean is_test)
{
    static const char *const would[] = {"", "", "would-quarantine ", "would-reject ",
                                        "would-tempfail "};
    if (decision->action == MILTER_ACCEPT) {
        return accepted_header(decision);
    }
    g_autoptr(GString) out = g_string_new(is_test ? would[decision->action] : "");
    switch (decision->ground) {
    case DECISION_PASS:
        g_string_append(out, "pass");
        break;
    case DECISION_FINDINGS:
        put_findings(out, decision);
        break;
    case DECISION_UNCHECKED:
        g_string_append_printf(out, "unchecked; %s", decision->judgement->reason);
        break;
    case DECISION_OUT_OF_SCOPE:
        g_string_append_printf(out, "out-of-scope; %s", decision->why);
        break;
    case DECISION_FAILURE:
        g_string_append(out, "unchecked; no answer");
        break;
    }
    return clean(out->str, WORDING_HEADER_SIZE, FALSE);
}
