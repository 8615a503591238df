/* SPDX-License-Identifier: MIT
 *
 * Registers the check "audit".
 */
#include <jansson.h>

#include "plugins/check-audit/check.h"

static const struct ts_option_def options[] = {
    {.name = "topics",
     .type = TS_OPTION_TREE,
     .help = "Severity of a \"no\" by topic: {logo: error, tone: info}. promise, name, address "
             "and phone are error, others warning."},
    {.name = "partly",
     .type = TS_OPTION_CHOICE,
     .choices = "info|warning|error",
     .fallback = "info",
     .help = "Severity of a \"partly\"."},
};

static const struct ts_wording no_nl[] = {
    {"nl", "Bij een bezoek niet gezien",
     "\"{actual}\" is bij het bezoek met nee beantwoord[ ({note})]"}};
static const struct ts_wording partly_nl[] = {
    {"nl", "Bij een bezoek deels gezien",
     "\"{actual}\" is bij het bezoek met deels beantwoord[ ({note})]"}};
static const struct ts_wording finding_nl[] = {
    {"nl", "Opgemerkt bij een bezoek",
     "{what}[ ({spot})][: er staat \"{stands}\"][, het moet \"{should}\" zijn]"}};
static const struct ts_wording unanswered_nl[] = {
    {"nl", "Onbeantwoorde vragen", "niet beantwoord, dus niet bekeken"}};

static const struct ts_rule_def rules[] = {
    {.id = "audit/answer-no",
     .severity = TS_WARNING,
     .title = "Not seen on a visit",
     .message = "\"{actual}\" was answered no on the visit[ ({note})]",
     .help = "A question of a form was answered with no. How bad that is depends on its topic; "
             "the option topics says otherwise.",
     .bad = "{ask: Is the promise visible at the entrance?, topic: promise, answer: no}",
     .good = "{ask: Is the promise visible at the entrance?, topic: promise, answer: yes}",
     .wordings = TS_LIST_OF(no_nl)},
    {.id = "audit/answer-partly",
     .severity = TS_INFO,
     .title = "Partly seen on a visit",
     .message = "\"{actual}\" was answered partly on the visit[ ({note})]",
     .help = "A question of a form was answered with partly; the note should say which part.",
     .bad = "{ask: Do all signs bear the logo?, topic: logo, answer: partly}",
     .good = "{ask: Do all signs bear the logo?, topic: logo, answer: yes}",
     .wordings = TS_LIST_OF(partly_nl)},
    {.id = "audit/finding",
     .severity = TS_WARNING,
     .title = "Noticed on a visit",
     .message = "{what}[ ({spot})][: \"{stands}\" stands there][, it should be \"{should}\"]",
     .help = "What the auditor noticed and no question asked for, as bad as the auditor says.",
     .bad = "{what: Old telephone number on the door, actual: 040 234 56 78, severity: error}",
     .good = "a form without findings",
     .wordings = TS_LIST_OF(finding_nl)},
    {.id = "audit/unanswered",
     .severity = TS_INFO,
     .title = "Unanswered questions",
     .message = "not answered, so not looked at",
     .help = "What was not looked at is not in order: the form is UNCHECKED until its questions "
             "are answered. Answer not-applicable where a question does not fit.",
     .bad = "{ask: Is the promise visible at the entrance?, answer: }",
     .good = "{ask: Is the promise visible at the entrance?, answer: not-applicable}",
     .wordings = TS_LIST_OF(unanswered_nl)},
};

/* jansson reads its seed from the system when the first object is made. */
static int warm(struct ts_call *call)
{
    (void)call;
    json_object_seed(0);
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = audit_check_open,
    .inspect = audit_check_inspect,
    .close = audit_check_close,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "audit",
    .version = "0.1.0",
    .summary = "Tells what people saw on the spot.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .rules = TS_LIST_OF(rules),
    .warm = warm,
    .check = &ops,
};
