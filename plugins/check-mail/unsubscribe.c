/* SPDX-License-Identifier: MIT
 *
 * How to be rid of a newsletter: a link in it, and the headers of RFC 2369 and RFC 8058.
 */
#include "plugins/check-mail/mail.h"

/* In lower case; of other letters than ASCII both cases. */
static const char *const words[] = {
    "uitschrijv",
    "uitschrijf",
    "uit te schrijven",
    "schrijf je uit",
    "schrijf u uit",
    "afmeld",
    "af te melden",
    "meld je af",
    "meld u af",
    "uitgeschreven",
    "unsubscri",
    "opt out",
    "opt-out",
    "optout",
    "abmeld",
    "abbestell",
    "abonn",
    "sinscri",
    "voorkeuren",
    "preferences",
    "preference cent",
    "einstellungen",
    "pr\303\251f\303\251rences",
    "stop receiving",
    "no longer wish to",
    "manage your subscription",
    "email settings",
    "unsub",
    "remove me",
    "liever geen",
    "geen e-mails meer",
    "geen mails meer",
    "geen nieuwsbrie",
};

static gboolean has_word(struct ts_str text)
{
    g_autofree char *lower =
        g_ascii_strdown(text.len ? text.ptr : "", (gssize)MIN(text.len, G_MAXINT));
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(lower, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "Schrijf je [hier] uit": the link need not have the words itself. In a template a tag of its own
 * may make the link (<unsubscribe>, <item href>). */
static gboolean has_link(const struct letter *letter, const struct ts_block *block)
{
    if (letter->is_template) {
        return TRUE;
    }
    for (uint32_t i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        if (span->kind == TS_SPAN_LINK) {
            return TRUE;
        }
    }
    return text_has(block->text, "://") || text_has(block->text, "www.") ||
           text_has(block->text, "@") || tags_has_any(block->text);
}

static gboolean is_in_body(const struct letter *letter)
{
    const struct ts_document *document = letter->document;
    for (uint32_t i = 0; i < document->links.count; i++) {
        const struct ts_link *link = ts_item(document->links, i);
        if (has_word(link->href) || has_word(link->text)) {
            return TRUE;
        }
    }
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        if (letter_part_of(letter, block->where) != PART_HEAD && has_link(letter, block) &&
            has_word(block->text)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void say(struct letter *letter, const char *rule, const char *where)
{
    struct fault fault = {.rule = rule};
    faults_add(&letter->faults, &fault, place_at(ts_text(where), 0, 0));
}

/* RFC 8058: an https address, and the header that allows to use it without asking. */
static void judge_one_click(struct letter *letter, struct ts_str header)
{
    struct ts_str post = letter_meta(letter, "list-unsubscribe-post");
    if (letter->has_all_headers &&
        !(text_has_folded(post, "one-click") && text_has_folded(header, "https:"))) {
        say(letter, "mail/unsubscribe-one-click-missing", "list-unsubscribe");
    }
}

/* Mailing programs set the headers when they send: a template has none. */
static void judge_final(struct letter *letter, gboolean is_in_text)
{
    struct ts_str header = text_trim(letter_meta(letter, "list-unsubscribe"));
    if (!is_in_text && !header.len) {
        say(letter, "mail/unsubscribe-missing", "list-unsubscribe");
    } else if (!is_in_text) {
        say(letter, "mail/unsubscribe-link-missing", "");
    } else if (!header.len) {
        say(letter, "mail/unsubscribe-header-missing", "list-unsubscribe");
    }
    if (header.len) {
        judge_one_click(letter, header);
    }
}

void judge_unsubscribe(struct letter *letter)
{
    if (!letter->is_marketing || letter->document->is_truncated) {
        return;
    }
    gboolean is_in_text = is_in_body(letter);
    if (letter->is_mail && !letter->is_template) {
        judge_final(letter, is_in_text);
    } else if (!is_in_text) {
        say(letter, "mail/unsubscribe-missing", "");
    }
}
