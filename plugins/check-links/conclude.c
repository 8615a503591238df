/* SPDX-License-Identifier: MIT
 *
 * What became of links in the run. One document after the other; the host puts findings that are
 * equal together.
 */
#include "plugins/check-links/links.h"

/* ---- what a failure says ---- */

/* Answers that say nothing of the page: a program was not let in, or not now, or not with HEAD.
 * People may well get there. */
static const guint vague_answers[] = {401, 403, 405, 406, 407, 408, 421, 423,
                                      425, 429, 451, 501, 503, 511, 999};

static guint answer_of(struct ts_str reason)
{
    static const char beginning[] = "answered ";
    size_t size = sizeof beginning - 1;
    guint answer = 0;
    if (reason.len < size + 3 || memcmp(reason.ptr, beginning, size) != 0) {
        return 0;
    }
    for (size_t i = size; i < size + 3; i++) {
        if (!g_ascii_isdigit(reason.ptr[i])) {
            return 0;
        }
        answer = answer * 10 + (guint)(reason.ptr[i] - '0');
    }
    return answer;
}

/* Would a person who follows the link meet it too? Silence, a refusal by robots.txt and a line that
 * broke tell of this run, not of the link. */
static gboolean is_definite(struct ts_str reason)
{
    static const char unknown[] = "the name of the host is not known";
    guint answer = answer_of(reason);
    for (size_t i = 0; i < G_N_ELEMENTS(vague_answers); i++) {
        if (answer == vague_answers[i]) {
            return FALSE;
        }
    }
    return answer >= 400 ||
           (reason.len && memmem(reason.ptr, reason.len, unknown, sizeof unknown - 1));
}

/* ---- details ---- */

struct conclusion {
    struct ts_call *call;
    GString *chain; /* of the link at hand */
};

struct said {
    struct ts_str expected;
    struct ts_pair detail;
};

static void put(GString *out, struct ts_str text)
{
    struct ts_str cut = links_shorten(text);
    g_string_append_len(out, cut.len ? cut.ptr : "", (gssize)cut.len);
}

/* "a -> b -> c"; stations that would make it too long are left out. */
static struct ts_str chain_of(GString *out, const struct ts_stored_link *link)
{
    struct ts_str rest = link->chain;
    g_string_truncate(out, 0);
    put(out, link->locator);
    while (rest.len) {
        const char *end = memchr(rest.ptr, ' ', rest.len);
        size_t size = end ? (size_t)(end - rest.ptr) : rest.len;
        if (out->len + size > LINKS_SHOWN_MAX) {
            g_string_append(out, " -> ...");
            break;
        }
        g_string_append(out, size ? " -> " : "");
        put(out, ts_bytes(rest.ptr, size));
        size_t used = MIN(size + 1, rest.len);
        rest = ts_bytes(rest.ptr + used, rest.len - used);
    }
    g_string_append(out, " -> ");
    put(out, link->target);
    return ts_bytes(out->str, out->len);
}

static gboolean say_reason(const struct conclusion *conclusion, const struct ts_stored_link *link,
                           struct said *said_r)
{
    (void)conclusion;
    said_r->detail = (struct ts_pair){ts_text("reason"), links_shorten(link->reason)};
    return TRUE;
}

/* A page of ours that could not be reached is UNCHECKED, which says enough. */
static gboolean say_failure(const struct conclusion *conclusion, const struct ts_stored_link *link,
                            struct said *said_r)
{
    return link->is_external && is_definite(link->reason) && say_reason(conclusion, link, said_r);
}

static gboolean say_move(const struct conclusion *conclusion, const struct ts_stored_link *link,
                         struct said *said_r)
{
    said_r->expected = links_shorten(link->target);
    if (link->chain.len) {
        said_r->detail = (struct ts_pair){ts_text("chain"), chain_of(conclusion->chain, link)};
    }
    return link->target.len > 0;
}

static gboolean say_circle(const struct conclusion *conclusion, const struct ts_stored_link *link,
                           struct said *said_r)
{
    (void)conclusion;
    struct ts_str back = link->target.len ? link->target : link->locator;
    said_r->detail = (struct ts_pair){ts_text("circle"), links_shorten(back)};
    return TRUE;
}

/* What a page says of its own fragments was told when it was looked at. */
static gboolean say_fragment(const struct conclusion *conclusion, const struct ts_stored_link *link,
                             struct said *said_r)
{
    (void)conclusion, (void)said_r;
    return fragment_name(fragment_of(link->locator)).len > 0;
}

static const struct outcome {
    const char *rule;
    unsigned ours, external; /* severities */
    gboolean (*say)(const struct conclusion *conclusion, const struct ts_stored_link *link,
                    struct said *said_r); /* FALSE: nothing is to be said */
} outcomes[] = {
    [TS_LINK_GONE] = {"links/broken", TS_ERROR, TS_WARNING, say_reason},
    [TS_LINK_MOVED] = {"links/redirected", TS_INFO, TS_INFO, say_move},
    [TS_LINK_FAILED] = {"links/broken", TS_ERROR, TS_WARNING, say_failure},
    [TS_LINK_NO_FRAGMENT] = {"links/fragment-missing", TS_WARNING, TS_WARNING, say_fragment},
    [TS_LINK_CIRCLE] = {"links/broken", TS_ERROR, TS_WARNING, say_circle},
};

/* ---- documents ---- */

static gboolean is_own_fragment(const struct ts_stored_document *document,
                                const struct ts_stored_link *link)
{
    size_t size = document->locator.len;
    return link->outcome == TS_LINK_NO_FRAGMENT && size && link->locator.len > size &&
           link->locator.ptr[size] == '#' &&
           memcmp(link->locator.ptr, document->locator.ptr, size) == 0;
}

static int report(const struct conclusion *conclusion, const struct ts_stored_document *document,
                  const struct ts_stored_link *link)
{
    struct said said = {0};
    if (link->outcome >= G_N_ELEMENTS(outcomes) || !outcomes[link->outcome].rule ||
        is_own_fragment(document, link)) {
        return 0;
    }
    const struct outcome *outcome = &outcomes[link->outcome];
    if (!outcome->say(conclusion, link, &said)) {
        return 0;
    }
    struct ts_place place = {.touchpoint = document->touchpoint,
                             .locator = document->locator,
                             .where = link->where,
                             .block = TS_NO_BLOCK,
                             .line = link->line,
                             .column = link->column};
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = link->is_external ? outcome->external : outcome->ours,
        .rule = ts_text(outcome->rule),
        .expected = said.expected,
        .actual = links_shorten(link->locator),
        .places = ts_one(&place, sizeof place),
    };
    if (said.detail.value.len) {
        finding.arguments = ts_one(&said.detail, sizeof said.detail);
    }
    return conclusion->call->host->emit_finding(conclusion->call, &finding);
}

/* What stands in a page that is gone, nobody follows. */
static gboolean is_there(const struct ts_stored_document *document)
{
    return document->status != TS_GONE && document->status != TS_SKIPPED;
}

static int conclude(const struct conclusion *conclusion)
{
    struct ts_stored_document document = {.size = sizeof document};
    struct ts_call *call = conclusion->call;
    int next;
    while ((next = call->host->next_document(call, &document)) == 1) {
        uint32_t count = is_there(&document) ? document.links.count : 0;
        for (uint32_t i = 0; i < count; i++) {
            if (report(conclusion, &document, ts_item(document.links, i)) != 0) {
                return -1;
            }
        }
    }
    return next;
}

int links_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct conclusion conclusion = {call, g_string_new(NULL)};
    (void)self, (void)touchpoints;
    int done = conclude(&conclusion);
    g_string_free(conclusion.chain, TRUE);
    return done;
}
