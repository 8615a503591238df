/* SPDX-License-Identifier: MIT
 *
 * Links that lead nowhere, to where the mail was made, or in the open.
 */
#include "plugins/check-mail/mail.h"

static struct ts_place place_of(const struct ts_link *link)
{
    return place_at(link->where, link->line, link->column);
}

static void say(struct letter *letter, const struct fault *fault, const struct ts_link *link)
{
    faults_add(&letter->faults, fault, place_of(link));
}

/* Undoes %XX, whatever bytes come of it; the caller frees it. */
static char *decode(struct ts_str href)
{
    g_autofree char *own = text_dup(href);
    char *decoded = g_uri_unescape_string(own, NULL);
    return decoded && g_utf8_validate(decoded, -1, NULL)
               ? decoded
               : (g_free(decoded), g_strndup(own, href.len));
}

/* No address at all, whatever a mail program makes of it. */
static gboolean is_nowhere(struct ts_str href)
{
    static const char *const nothings[] = {
        "#",  "http://", "https://", "http:",    "https:",    "mailto:",     "tel:",
        "//", "url",     "link",     "http://#", "https://#", "about:blank", "xxx"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothings); i++) {
        if (href.len == strlen(nothings[i]) && text_begins(href, nothings[i])) {
            return TRUE;
        }
    }
    return text_begins(href, "javascript:");
}

/* A tag in the place of the address. With one further on, the link works, badly. */
static void judge_blank(struct letter *letter, const struct ts_link *link)
{
    struct ts_str href = link->href;
    g_autofree char *decoded = decode(ts_bytes(href.ptr, MIN(href.len, MAIL_HREF_MAX)));
    struct ts_str text = ts_text(decoded);
    struct tag tag;
    if (letter->is_template || !tags_next(text, 0, &tag)) {
        return;
    }
    size_t front = text_begins(text, "https://") ? 8 : text_begins(text, "http://") ? 7 : 0;
    struct fault fault = {.rule = "mail/merge-tag",
                          .actual = ts_bytes(text.ptr + tag.offset, tag.length)};
    if (tag.offset <= front) {
        fault.rule = "mail/link-empty";
        fault.detail = (struct ts_pair){ts_text("tag"), fault.actual};
        fault.actual = href;
    }
    say(letter, &fault, link);
}

/* One finding a host; the first link to it is shown. */
static void judge_host(struct letter *letter, const struct ts_link *link,
                       const struct url_parts *parts)
{
    static const char *const details[] = {"", "inside", "staging", "placeholder"};
    enum host_fault wrong = host_judge(letter, parts->host);
    struct fault fault = {.rule = "mail/link-staging",
                          .actual = parts->host,
                          .detail = {ts_text(details[wrong]), link->href}};
    if (wrong != HOST_IS_FINE) {
        say(letter, &fault, link);
    }
}

/* One finding a host: a newsletter has its links through one. */
static void judge_scheme(struct letter *letter, const struct ts_link *link,
                         const struct url_parts *parts)
{
    gboolean is_own = letter_is_own_host(letter, parts->host);
    g_autofree char *host = g_strdup_printf("http://%.*s/", (int)parts->host.len, parts->host.ptr);
    struct fault fault = {.rule = "mail/link-insecure",
                          .severity = is_own ? TS_WARNING : TS_INFO,
                          .actual = ts_text(host)};
    if (!parts->is_https && host_judge(letter, parts->host) == HOST_IS_FINE) {
        say(letter, &fault, link);
    }
}

static void judge_link(struct letter *letter, const struct ts_link *link)
{
    char url[URL_SIZE + 1];
    struct url_parts parts;
    if (is_nowhere(link->href)) {
        struct fault fault = {.rule = "mail/link-empty", .actual = link->href};
        if (!letter->is_template) {
            say(letter, &fault, link);
        }
        return;
    }
    judge_blank(letter, link);
    size_t size = tags_has_any(ts_bytes(link->href.ptr, MIN(link->href.len, MAIL_HREF_MAX)))
                      ? 0
                      : url_resolve(ts_text(""), link->href, url);
    if (size) {
        url[size] = '\0';
        if (url_split(ts_bytes(url, size), &parts)) {
            judge_host(letter, link, &parts);
            judge_scheme(letter, link, &parts);
        }
    }
}

/* Readers tell no link without an address; the words that should lead somewhere are there. */
static void judge_addressless(struct letter *letter)
{
    for (uint32_t i = 0; !letter->is_template && i < letter->document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        for (uint32_t s = 0; s < block->spans.count; s++) {
            const struct ts_span *span = ts_item(block->spans, s);
            if (span->kind == TS_SPAN_LINK && span->value.len == 0 && span->length) {
                struct fault fault = {.rule = "mail/link-empty",
                                      .actual =
                                          ts_bytes(block->text.ptr + span->offset, span->length)};
                faults_add(&letter->faults, &fault, place_in_block(i, span->offset, span->length));
            }
        }
    }
}

void judge_links(struct letter *letter)
{
    judge_addressless(letter);
    for (uint32_t i = 0; i < letter->document->links.count; i++) {
        const struct ts_link *link = ts_item(letter->document->links, i);
        if (link->purpose == TS_LINK_PAGE || link->purpose == TS_LINK_CONTACT ||
            link->purpose == TS_LINK_FORM) {
            judge_link(letter, link);
        }
    }
}
