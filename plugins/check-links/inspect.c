/* SPDX-License-Identifier: MIT
 *
 * What one document says of its links by itself: where they lead, and how.
 */
#include "plugins/check-links/links.h"

struct look {
    const struct links *links;
    struct page page;
    struct faults faults;
    GHashTable *anchors; /* made when first asked for */
};

/* A link or a picture. */
struct lead {
    struct ts_str reference, where;
    uint32_t line, column;
    gboolean is_link;
    gboolean is_map;   /* one of a list for machines */
    unsigned insecure; /* severity if it is not encrypted on an encrypted page */
    unsigned abroad;   /* the same, if it leads to another host */
};

static void add(struct look *look, const struct lead *lead, const struct fault *fault)
{
    struct ts_place place = {
        .where = lead->where, .block = TS_NO_BLOCK, .line = lead->line, .column = lead->column};
    faults_add(&look->faults, fault, place);
}

/* ---- where to ---- */

static gboolean is_scheme_twice(struct ts_str host)
{
    return ts_is(host, "http") || ts_is(host, "https");
}

/* "http://" and "http://https://...": what becomes of a field that was not, or twice, filled in. */
static void judge_whole(struct look *look, const struct lead *lead, const struct target *target)
{
    static const char *const empty[] = {"http://", "https://", "http:///", "https:///"};
    gboolean is_broken = target && is_scheme_twice(target->parts.host);
    for (size_t i = 0; !target && i < G_N_ELEMENTS(empty); i++) {
        is_broken |= lead->reference.len == strlen(empty[i]) &&
                     g_ascii_strncasecmp(lead->reference.ptr, empty[i], lead->reference.len) == 0;
    }
    if (is_broken) {
        struct fault fault = {.rule = "links/broken",
                              .severity = TS_WARNING,
                              .actual = lead->reference,
                              .detail = {ts_text("form"), lead->reference}};
        add(look, lead, &fault);
    }
}

static void judge_host(struct look *look, const struct lead *lead, const struct target *target)
{
    const struct page *page = &look->page;
    struct fault fault = {.rule = "links/unexpected-host", .actual = target->parts.host};
    if (is_scheme_twice(fault.actual) || host_is_same(fault.actual, page->own.host) ||
        links_expects(look->links, fault.actual)) {
        return;
    }
    if (host_is_inside(fault.actual)) {
        if (page->is_mail) {
            return; /* mail/link-staging says it, and knows templates */
        }
        fault.severity = TS_ERROR;
        fault.detail = (struct ts_pair){ts_text("inside"), fault.actual};
    } else if (lead->is_link && links_has_expected(look->links)) {
        fault.severity = TS_WARNING;
        fault.detail = (struct ts_pair){ts_text("outside"), fault.actual};
    }
    if (fault.severity && !(page->is_inside && fault.severity == TS_ERROR)) {
        add(look, lead, &fault);
    }
}

/* ---- encrypted or not ---- */

static void judge_security(struct look *look, const struct lead *lead, const struct target *target)
{
    const struct url_parts *parts = &target->parts;
    gboolean is_own = host_is_same(parts->host, look->page.own.host);
    size_t size = lead->is_map ? (size_t)(parts->path.ptr - target->url) + 1 : target->size;
    if (!look->page.own.is_https || parts->is_https || is_scheme_twice(parts->host) ||
        (host_is_inside(parts->host) && !look->page.is_inside)) {
        return;
    }
    struct fault fault = {.rule = "links/insecure",
                          .severity = is_own ? lead->insecure : lead->abroad,
                          .actual = ts_bytes(target->url, size)};
    g_autofree char *secure = NULL;
    if (is_own && parts->port == 80) {
        secure = g_strdup_printf("https%.*s", (int)size - 4, target->url + 4);
        fault.expected = ts_text(secure);
    }
    add(look, lead, &fault);
}

static void judge_lead(struct look *look, const struct lead *lead)
{
    struct target target;
    if (links_has_blank(lead->reference)) {
        return;
    }
    if (!page_resolve(&look->page, lead->reference, &target)) {
        judge_whole(look, lead, NULL);
        return;
    }
    judge_whole(look, lead, &target);
    judge_host(look, lead, &target);
    judge_security(look, lead, &target);
}

/* ---- fragments of the page itself ---- */

static void judge_fragment(struct look *look, const struct lead *lead)
{
    const struct ts_document *document = look->page.document;
    struct ts_str name = fragment_name(fragment_of(lead->reference));
    if (document->is_truncated || document->anchors.count == 0 || name.len == 0 ||
        links_has_blank(lead->reference) || !page_is_own(&look->page, lead->reference)) {
        return;
    }
    if (!look->anchors) {
        look->anchors = fragment_set_new(document->anchors);
    }
    if (!fragment_is_in(look->anchors, name)) {
        /* As written where the page itself is meant: a menu that is wrong on each page is one
         * finding. */
        struct ts_str actual = ts_bytes(name.ptr - 1, name.len + 1);
        struct fault fault = {.rule = "links/fragment-missing", .actual = actual};
        add(look, lead, &fault);
    }
}

/* ---- the document ---- */

static void judge_contact(struct look *look, const struct lead *lead)
{
    g_autoptr(GString) part = g_string_new(NULL);
    const char *wrong = contact_judge(lead->reference, part);
    if (wrong && !links_has_blank(lead->reference)) {
        struct fault fault = {.rule = "links/broken",
                              .severity = TS_WARNING,
                              .actual = lead->reference,
                              .detail = {ts_text(wrong), ts_bytes(part->str, part->len)}};
        add(look, lead, &fault);
    }
}

/* What becomes of a link that is not encrypted on a page that is. Readers say by the end of the
 * path that it is not one to be clicked. */
static const struct use {
    const char *path_end;
    unsigned insecure, abroad;
} uses[] = {
    {"form/@action", TS_ERROR, TS_ERROR},   /* what people fill in goes in the open */
    {"frame/@src", TS_WARNING, TS_WARNING}, /* and iframe: browsers leave it empty */
    {"", TS_WARNING, TS_INFO},
};

/* The number of a sibling, "form[2]/@action", does not count. */
static gboolean ends_as(struct ts_str path, const char *end)
{
    size_t i = strlen(end);
    while (i > 0 && path.len > 0) {
        if (path.ptr[path.len - 1] == ']' && end[i - 1] != ']') {
            while (path.len > 0 && path.ptr[path.len - 1] != '[') {
                path.len--;
            }
        } else if (path.ptr[path.len - 1] != end[--i]) {
            return FALSE;
        }
        path.len -= path.len > 0;
    }
    return i == 0;
}

static const struct use *use_of(struct ts_str path)
{
    const struct use *use = uses;
    while (!ends_as(path, use->path_end)) {
        use++;
    }
    return use;
}

static void judge_link(struct look *look, const struct ts_link *link)
{
    const struct use *use = use_of(link->where);
    struct lead lead = {
        .reference = link->href,
        .where = link->where,
        .line = link->line,
        .column = link->column,
        .is_link = TRUE,
        .is_map = link->purpose == TS_LINK_MAP,
        .insecure = use->insecure,
        .abroad = use->abroad,
    };
    if (link->purpose == TS_LINK_CONTACT) {
        judge_contact(look, &lead);
        return;
    }
    judge_lead(look, &lead);
    if (link->purpose == TS_LINK_PAGE) {
        judge_fragment(look, &lead);
    }
}

/* A picture that is not encrypted is blocked, or makes the lock before the address go; the one that
 * social media show is fetched by them, and nobody sees it on the page. */
static void judge_reference(struct look *look, const struct ts_reference *reference)
{
    unsigned severity = reference->kind == TS_REFERENCE_SOCIAL ? TS_INFO : TS_WARNING;
    struct lead lead = {
        .reference = reference->uri,
        .where = reference->where,
        .line = reference->line,
        .column = reference->column,
        .insecure = severity,
        .abroad = severity,
    };
    judge_lead(look, &lead);
}

int links_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    struct look look = {.links = self};
    page_init(&look.page, document);
    faults_begin(&look.faults, call);
    for (uint32_t i = 0; i < document->links.count; i++) {
        judge_link(&look, ts_item(document->links, i));
    }
    for (uint32_t i = 0; i < document->references.count; i++) {
        judge_reference(&look, ts_item(document->references, i));
    }
    int done = faults_emit(&look.faults);
    faults_end(&look.faults);
    g_clear_pointer(&look.anchors, g_hash_table_unref);
    return done;
}
