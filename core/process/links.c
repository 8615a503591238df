/* SPDX-License-Identifier: MIT
 *
 * Asks the source's resolve for each link, and drops what was there before.
 */
#include "core/process/links.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/kept.h"
#include "core/process/picture_row.h"

#define SEEN_COUNT 1024u /* a power of two; grows with a page of more links */

struct links {
    const struct toolbox *toolbox;
    guint64 *seen; /* hashes, 0 = free */
    guint32 seen_count, used;
    GString *fragment;
    char *canonical;
};

struct links *links_new(const struct toolbox *toolbox)
{
    struct links *links = g_new0(struct links, 1);
    links->toolbox = toolbox;
    links->seen_count = SEEN_COUNT;
    links->seen = g_new0(guint64, links->seen_count);
    links->fragment = g_string_new(NULL);
    return links;
}

void links_free(struct links **links)
{
    if (*links) {
        g_free((*links)->seen);
        g_string_free((*links)->fragment, TRUE);
        g_free((*links)->canonical);
        g_free(*links);
        *links = NULL;
    }
}

/* ---- each once ---- */

static gboolean put_seen(struct links *links, guint64 hash)
{
    guint32 at = (guint32)hash & (links->seen_count - 1);
    while (links->seen[at] && links->seen[at] != hash) {
        at = (at + 1) & (links->seen_count - 1);
    }
    gboolean is_new = links->seen[at] == 0;
    links->seen[at] = hash;
    links->used += is_new;
    return is_new;
}

static void grow(struct links *links)
{
    guint64 *old = links->seen;
    guint32 count = links->seen_count;
    links->seen_count *= 2;
    links->seen = g_new0(guint64, links->seen_count);
    links->used = 0;
    for (guint32 i = 0; i < count; i++) {
        if (old[i]) {
            put_seen(links, old[i]);
        }
    }
    g_free(old);
}

static void forget(struct links *links)
{
    if (links->used) {
        memset(links->seen, 0, links->seen_count * sizeof *links->seen);
        links->used = 0;
    }
}

/* TRUE: a text like this was not there before. seed keeps the uses apart. */
static gboolean is_new(struct links *links, struct ts_str text, guint64 seed)
{
    if (links->used * 2 >= links->seen_count) {
        grow(links);
    }
    guint64 hash = XXH3_64bits_withSeed(text.ptr, text.len, seed);
    return put_seen(links, hash ? hash : 1);
}

/* ---- fragments ---- */

/* What begins with these leads to no place of that name: a script's address, a text to be marked
 * (URL Fragment Text Directives), the top of the page. */
static gboolean is_name(const GString *fragment)
{
    static const char *const others[] = {"!", "/", ":~:"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_str_has_prefix(fragment->str, others[i])) {
            return FALSE;
        }
    }
    return fragment->len > 0 && g_ascii_strcasecmp(fragment->str, "top") != 0;
}

/* The fragment, its escapes undone; empty where it names no place. */
static struct ts_str fragment_of(struct links *links, struct ts_str href)
{
    const char *hash = href.len ? memchr(href.ptr, '#', href.len) : NULL;
    GString *out = links->fragment;
    g_string_truncate(out, 0);
    if (!hash) {
        return ts_text(NULL);
    }
    for (const char *at = hash + 1, *end = href.ptr + href.len; at < end; at++) {
        int high = end - at > 2 && *at == '%' ? g_ascii_xdigit_value(at[1]) : -1;
        int low = high >= 0 ? g_ascii_xdigit_value(at[2]) : -1;
        g_string_append_c(out, (char)(low >= 0 ? high * 16 + low : *at));
        at += low >= 0 ? 2 : 0;
    }
    return is_name(out) && out->len <= LIMIT_VALUE_SIZE &&
                   g_utf8_validate_len(out->str, out->len, NULL)
               ? ts_bytes(out->str, out->len)
               : ts_text(NULL);
}

/* ---- resolving ---- */

struct walk {
    struct links *links;
    const struct links_job *job;
    const struct toolbox_scope *scope;
    struct host_call call;
    struct ts_str base;
    GByteArray *out;
};

static void put(struct walk *walk, struct ts_str href, struct kept_link *link)
{
    struct links *links = walk->links;
    if (!is_new(links, href, link->purpose)) {
        return;
    }
    int followed = walk->scope->plugin->source->resolve(
        &walk->call.call, walk->scope->scope, walk->base, href, link->purpose, &link->locator);
    link->is_external = followed == 2;
    if (followed < 1 || link->locator.len == 0 || link->locator.len > LIMIT_LOCATOR_SIZE ||
        ts_equal(link->locator, walk->job->document->view.locator)) {
        return; /* out of scope, or the page itself */
    }
    link->fragment = link->purpose == TS_LINK_PAGE ? fragment_of(links, href) : ts_text(NULL);
    guint64 seed = 1000 + XXH3_64bits(link->fragment.ptr, link->fragment.len);
    if (is_new(links, link->locator, seed + link->purpose)) {
        kept_put_link(walk->out, link);
    }
}

static void put_links(struct walk *walk)
{
    struct ts_list all = walk->job->document->view.links;
    gboolean obeys =
        g_array_index(walk->links->toolbox->plan->sources, struct plan_source, walk->job->source)
            .obeys_directives;
    for (guint32 i = 0; i < all.count; i++) {
        const struct ts_link *link = ts_item(all, i);
        gboolean is_shut =
            walk->job->is_nofollow || (obeys && (link->flags & TS_LINK_NOFOLLOW) != 0);
        if (link->purpose == TS_LINK_CONTACT || link->purpose == TS_LINK_FORM || is_shut) {
            continue;
        }
        struct kept_link kept = {.where = link->where,
                                 .purpose = link->purpose,
                                 .line = link->line,
                                 .column = link->column};
        put(walk, link->href, &kept);
        host_call_reset(&walk->call);
    }
}

static int resolve_picture(struct walk *walk, struct ts_str address, struct ts_str *locator_r)
{
    if (!walk->scope->plugin) {
        return 0;
    }
    return walk->scope->plugin->source->resolve(&walk->call.call, walk->scope->scope, walk->base,
                                                address, TS_LINK_PICTURE, locator_r);
}

/* One that a source fetches, or that it is asked of whether it is there. */
static void put_fetched(struct walk *walk, struct ts_str address,
                        const struct ts_reference *reference)
{
    struct kept_link kept = {.where = reference->where,
                             .purpose = TS_LINK_PICTURE,
                             .line = reference->line,
                             .column = reference->column};
    if (walk->scope->plugin) {
        put(walk, address, &kept);
        host_call_reset(&walk->call);
    }
}

static void put_picture(struct walk *walk, const struct ts_reference *reference)
{
    struct ts_str address, locator = ts_text(NULL);
    struct ts_str own = walk->job->document->view.locator;
    struct record_picture row = picture_row(reference, &address);
    g_autofree char *inner = picture_inner_locator(own, address);
    if (inner) {
        row.locator = ts_text(inner);
        record_put_picture(walk->job->pictures, &row);
        return;
    }
    put_fetched(walk, address, reference);
    int followed = resolve_picture(walk, address, &locator);
    if (followed == 1 && locator.len && locator.len <= LIMIT_LOCATOR_SIZE &&
        !ts_equal(locator, own)) {
        row.locator = locator;
    } else {
        picture_row_leave(&row, address, followed);
    }
    record_put_picture(walk->job->pictures, &row);
}

static void put_pictures(struct walk *walk)
{
    struct ts_list all = walk->job->document->view.references;
    for (guint32 i = 0; walk->job->pictures && i < all.count; i++) {
        put_picture(walk, ts_item(all, i));
    }
}

static gboolean begin(struct walk *walk, struct links *links, const struct links_job *job)
{
    const struct ts_document *view = &job->document->view;
    *walk = (struct walk){
        .links = links,
        .job = job,
        .scope = &g_array_index(links->toolbox->scopes, struct toolbox_scope, job->source),
        .base = view->base.len ? view->base : view->locator,
    };
    if (walk->scope->plugin) {
        host_call_init(&walk->call, walk->scope->plugin, HOST_RESOLVE, NULL, NULL);
    }
    return walk->scope->plugin != NULL;
}

const char *links_collect(struct links *links, const struct links_job *job, GByteArray *out)
{
    struct walk walk;
    if (!begin(&walk, links, job)) {
        put_pictures(&walk); /* those inside the resource */
        return walk.scope->error;
    }
    walk.out = out;
    forget(links);
    put_links(&walk);
    put_pictures(&walk);
    host_call_finish(&walk.call);
    return NULL;
}

/* ---- canonical ---- */

static struct ts_str without_query(struct ts_str locator)
{
    const char *mark = memchr(locator.ptr, '?', locator.len);
    return mark ? ts_bytes(locator.ptr, (size_t)(mark - locator.ptr)) : locator;
}

struct ts_str links_canonical(struct links *links, const struct links_job *job)
{
    struct ts_str own = job->document->view.locator;
    struct ts_str href = document_meta(job->document, "canonical");
    struct ts_str found = ts_text(NULL);
    struct walk walk;
    g_clear_pointer(&links->canonical, g_free);
    if (!href.len || !begin(&walk, links, job)) {
        return found;
    }
    if (walk.scope->plugin->source->resolve(&walk.call.call, walk.scope->scope, walk.base, href,
                                            TS_LINK_ALTERNATE, &found) == 1 &&
        found.len < own.len && ts_equal(without_query(found), without_query(own))) {
        links->canonical = g_strndup(found.ptr, found.len);
    }
    host_call_finish(&walk.call);
    return ts_text(links->canonical);
}
