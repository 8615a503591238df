/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a mail that comes to the gate: it has an address or none, one name as a campaign
 * whoever it goes to, and a decision about it stays a line of ASCII.
 */
#include <stdint.h>
#include <string.h>

#include "core/milter/campaign.h"
#include "core/milter/scope.h"
#include "core/milter/wording.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rules[] =
    "touchstone: 1\nmax_size: 64KB\nmails:\n"
    "  - { list_id: [\"*.v.example\"], touchpoint: a }\n"
    "  - { from: v.example, sender: \"*@v.example\", list: true, touchpoint: b }\n"
    "  - { list: false, touchpoint: c }\n";

static const struct milter_settings *settings(void)
{
    static gsize is_read;
    static struct milter_settings *own;
    if (g_once_init_enter(&is_read)) {
        struct problems *problems = problems_new();
        struct tree *tree = tree_parse("f", "/", ts_text(rules), problems);
        own = milter_settings_read(tree, problems);
        g_assert(own);
        tree_free(&tree);
        problems_free(&problems);
        g_once_init_leave(&is_read, 1);
    }
    return own;
}

/* As a mail server hands fields over: without line breaks but before white space. */
static struct mail *make_mail(const char *text, const char *recipient)
{
    const char *body = strstr(text, "\n\n");
    g_autofree char *head = g_strndup(text, body ? (gsize)(body - text) : strlen(text));
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
    struct mail *mail = mail_new(lines[0] ? lines[0] : "", settings()->max_size);
    mail_add_field(mail, "To", recipient);
    for (gsize i = 0; lines[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], ":", 2);
        if (parts[0] && parts[1] && !g_str_equal(parts[0], "To")) {
            mail_add_field(mail, parts[0], parts[1]);
        }
    }
    mail_add_body(mail, body ? body + 2 : "", body ? strlen(body + 2) : 0);
    return mail;
}

static void try_address(const char *value)
{
    g_autofree char *address = mail_address(value);
    g_assert(!strpbrk(address, "> \t\r\n"));
}

static void try_line(const char *text, gsize at_most)
{
    g_assert(strlen(text) <= at_most);
    for (const char *at = text; *at; at++) {
        g_assert(*at >= ' ' && *at < 127);
    }
}

static void try_words(const char *text)
{
    const struct milter_actions actions = {MILTER_REJECT, MILTER_TAG, MILTER_TAG, MILTER_TAG};
    struct judgement judgement = {.reason = (char *)text, .is_unchecked = TRUE};
    for (guint errors = 0; errors < 2; errors++) {
        judgement.counts[TS_ERROR] = errors;
        judgement.firsts[TS_ERROR] =
            (struct judgement_finding){(char *)text, (char *)text, (char *)text};
        struct decision decision = decision_of(&actions, &judgement);
        g_autofree char *reply = wording_reply(&decision);
        g_autofree char *header = wording_header(&decision, FALSE);
        try_line(reply, WORDING_REPLY_SIZE);
        try_line(header, WORDING_HEADER_SIZE);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    struct mail *one = make_mail(text, "a@b.example");
    struct mail *other = make_mail(text, "c@d.example");
    const char *why;
    g_autofree char *first = campaign_key(one, "t", "2026-11-28");
    g_autofree char *second = campaign_key(other, "t", "2026-11-28");
    GString *bytes = mail_bytes(one);
    g_assert(scope_find(settings(), one, &why) || *why);
    g_assert_cmpuint(strlen(first), ==, 64);
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpuint(bytes->len, >=, one->body->len);
    try_address(text);
    try_words(text);
    judgement_unref(judgement_read(ts_bytes(data, size), FALSE, ts_text("")));
    g_string_free(bytes, TRUE);
    mail_free(&one);
    mail_free(&other);
    return 0;
}
