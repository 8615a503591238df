/* SPDX-License-Identifier: MIT
 *
 * What no table can say of a brand book: what excludes or needs what, and what refers to what.
 */
#include "core/config/plan_build.h"
#include "core/config/text.h"

#include "core/config/date.h"
#include "core/config/entry.h"
#include "core/config/fact_check.h"
#include "core/config/nearest.h"

/* ---- terms ----------------------------------------------------------------------------------- */

/* Keys that mean something only beside a certain other one. */
static const struct {
    const char *key, *needs;
} companions[] = {{"not", "prefer"}, {"want", "consistent"}};

static void check_companions(struct schema_run *run, const struct ts_node *term)
{
    for (gsize i = 0; i < G_N_ELEMENTS(companions); i++) {
        const struct ts_node *found = ts_get(term, companions[i].key);
        if (found && !ts_get(term, companions[i].needs)) {
            schema_error(run, found, "\"%s\" belongs to a term with \"%s\"", companions[i].key,
                         companions[i].needs);
        }
    }
}

static void check_want(struct schema_run *run, const struct ts_node *term)
{
    const struct ts_node *groups = ts_get(term, "consistent");
    const struct ts_node *want = ts_get(term, "want");
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!groups || groups->kind != TS_NODE_MAP || !want || want->kind != TS_NODE_TEXT) {
        return;
    }
    for (guint32 i = 0; i < groups->children.count; i++) {
        const struct ts_node *group = ts_item(groups->children, i);
        if (ts_equal(group->key, want->text)) {
            return;
        }
        g_ptr_array_add(names, g_strndup(group->key.ptr, group->key.len));
    }
    g_ptr_array_add(names, NULL);
    schema_unknown(run, want, "group of words", want->text, (const char *const *)names->pdata);
}

static void check_count(struct schema_run *run, const struct ts_node *term)
{
    const struct ts_node *count = ts_get(term, "count");
    if (!count || count->kind != TS_NODE_MAP) {
        return;
    }
    if (!ts_get(count, "min") && !ts_get(count, "max")) {
        schema_error(run, count, "\"count\" needs \"max\" or \"min\"");
    }
    if (ts_get_number(count, "min", 0) > ts_get_number(count, "max", G_MAXUINT64)) {
        schema_error(run, count, "\"min\" is more than \"max\"");
    }
}

static void check_terms(struct schema_run *run, const struct ts_node *brand)
{
    const struct ts_node *terms = ts_get(brand, "terms");
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        const struct ts_node *term = ts_item(terms->children, i);
        check_companions(run, term);
        check_want(run, term);
        check_count(run, term);
    }
}

/* ---- promise, identity, spelling ------------------------------------------------------------- */

static void check_promise(struct schema_run *run, const struct ts_node *brand)
{
    const struct ts_node *promise = ts_get(brand, "promise");
    const struct ts_node *require = ts_get(promise, "require");
    for (guint32 i = 0; require && i < require->children.count; i++) {
        const struct ts_node *one = ts_item(require->children, i);
        const struct ts_node *coverage = ts_get(one, "coverage");
        struct ts_str accept = ts_get_text(one, "accept");
        if (coverage && ts_is(ts_get_text(one, "on"), "document")) {
            schema_error(run, coverage,
                         "\"coverage\" is a share of a touchpoint's documents: "
                         "write \"on: touchpoint\"");
        }
        if (ts_is(accept, "payoff") && !ts_get(promise, "payoff")) {
            schema_error(run, one, "the pay-off is required, but there is no \"payoff\"");
        }
        if (ts_is(accept, "theme") && !ts_get(promise, "themes") && !ts_get(promise, "payoff")) {
            schema_error(run, one, "a theme is required, but there are no \"themes\"");
        }
    }
}

static void check_languages(struct schema_run *run, const struct ts_node *brand)
{
    static const char *const keys[] = {"payoff", "themes", "belied_by"};
    const struct ts_node *terms = ts_get(brand, "terms");
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct ts_node *entries = ts_get(ts_get(brand, "promise"), keys[i]);
        for (guint32 j = 0; entries && j < entries->children.count; j++) {
            const struct ts_node *entry = ts_item(entries->children, j);
            brand_check_language(run, brand, entry, entry->key);
        }
    }
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        const struct ts_node *language = ts_get(ts_item(terms->children, i), "lang");
        if (language) {
            brand_check_language(run, brand, language, language->text);
        }
    }
}

/* ---- entries, by their references ------------------------------------------------------------ */

static const struct ts_node *find_entry(const struct ts_node *brand, struct ts_str reference,
                                        GPtrArray *others)
{
    const char *colon = memchr(reference.ptr, ':', reference.len);
    size_t len = (size_t)(colon - reference.ptr);
    struct ts_str id = ts_bytes(colon + 1, reference.len - len - 1);
    const struct entry_home *home = entry_home(ts_bytes(reference.ptr, len));
    const struct ts_node *list = home ? entry_list(brand, home) : NULL;
    for (guint32 j = 0; list && j < list->children.count; j++) {
        const struct ts_node *entry = ts_item(list->children, j);
        struct ts_str found = entry_id(entry);
        if (ts_equal(found, id)) {
            return entry;
        }
        if (found.len) {
            g_ptr_array_add(others,
                            g_strdup_printf("%s:%.*s", home->kind, (int)found.len, found.ptr));
        }
    }
    return NULL;
}

static const struct ts_node *resolve(struct schema_run *run, const struct ts_node *brand,
                                     const struct ts_node *at, struct ts_str reference)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    if (!reference.len || !memchr(reference.ptr, ':', reference.len)) {
        return NULL; /* has been said */
    }
    const struct ts_node *entry = find_entry(brand, reference, others);
    if (entry) {
        return entry;
    }
    g_ptr_array_add(others, NULL);
    g_autofree char *name = g_strndup(reference.ptr, reference.len);
    const char *meant = nearest_name(name, (const char *const *)others->pdata);
    if (meant) {
        schema_error(run, at, "\"%s\" is not in this brand book (did you mean \"%s\"?)", name,
                     meant);
    } else {
        schema_error(run, at, "\"%s\" is not in this brand book", name);
    }
    return NULL;
}

/* ---- rollouts -------------------------------------------------------------------------------- */

static void check_dates(struct schema_run *run, const struct ts_node *rollout,
                        const struct ts_node *old, const struct ts_node *new)
{
    struct ts_str day = ts_get_text(rollout, "switch");
    struct ts_str id = ts_get_text(rollout, "id");
    struct ts_str until = ts_get_text(old, "until"), from = ts_get_text(new, "from");
    if (!day.len) {
        return;
    }
    g_autofree char *first = g_strndup(day.ptr, day.len);
    char last[DATE_SIZE]; /* on which the old is right */
    date_shift(first, -1, last);
    if (until.len && !ts_is(until, last)) {
        schema_error(run, ts_get(old, "until"),
                     "\"until\" disagrees with the rollout \"%.*s\", by which it is %s: leave it "
                     "out here",
                     (int)id.len, id.ptr, last);
    }
    if (from.len && !ts_equal(from, day)) {
        schema_error(run, ts_get(new, "from"),
                     "\"from\" disagrees with the rollout \"%.*s\", by which it is %.*s: leave it "
                     "out here",
                     (int)id.len, id.ptr, (int)day.len, day.ptr);
    }
}

static int compare_days(struct ts_str a, struct ts_str b)
{
    return a.len && b.len ? memcmp(a.ptr, b.ptr, MIN(a.len, b.len)) : 0;
}

static void check_order(struct schema_run *run, const struct ts_node *rollout)
{
    struct ts_str day = ts_get_text(rollout, "switch");
    const struct ts_node *announce = ts_get(rollout, "announce");
    const struct ts_node *due = ts_get(rollout, "due");
    if (announce && compare_days(announce->text, day) > 0) {
        schema_error(run, announce, "\"announce\" comes after \"switch\"");
    }
    if (due && due->kind == TS_NODE_TEXT && compare_days(due->text, day) < 0) {
        schema_error(run, due, "\"due\" comes before \"switch\"");
    }
    for (guint32 i = 0; due && i < due->children.count; i++) {
        const struct ts_node *one = ts_item(due->children, i);
        if (one->kind == TS_NODE_TEXT && compare_days(one->text, day) < 0) {
            schema_error(run, one, "\"due\" comes before \"switch\"");
        }
    }
}

static const struct entry_home *home_of(struct ts_str reference)
{
    const char *colon = reference.len ? memchr(reference.ptr, ':', reference.len) : NULL;
    return colon ? entry_home(ts_bytes(reference.ptr, (size_t)(colon - reference.ptr))) : NULL;
}

static void check_alike(struct schema_run *run, const struct ts_node *pair)
{
    const struct entry_home *old = home_of(pair->key);
    const struct entry_home *new = pair->kind == TS_NODE_TEXT ? home_of(pair->text) : NULL;
    if (old && new &&old != new) {
        schema_error(run, pair, "a rollout replaces like by like, not %s by %s", old->kind,
                     new->kind);
    }
}

/* What no check sees by date yet. */
static void check_dated(struct schema_run *run, const struct ts_node *pair)
{
    const struct entry_home *home = home_of(pair->key);
    if (home && !home->is_dated) {
        schema_notice(run, pair, "rollouts of the kind \"%s\": not available in this version",
                      home->kind);
    }
}

static void check_rollouts(struct schema_run *run, const struct ts_node *brand)
{
    const struct ts_node *rollouts = ts_get(brand, "rollouts");
    for (guint32 i = 0; rollouts && i < rollouts->children.count; i++) {
        const struct ts_node *rollout = ts_item(rollouts->children, i);
        const struct ts_node *replace = ts_get(rollout, "replace");
        check_order(run, rollout);
        for (guint32 j = 0; replace && j < replace->children.count; j++) {
            const struct ts_node *pair = ts_item(replace->children, j);
            const struct ts_node *old = resolve(run, brand, pair, pair->key);
            const struct ts_node *new =
                pair->kind == TS_NODE_TEXT ? resolve(run, brand, pair, pair->text) : NULL;
            if (old && old == new) {
                schema_error(run, pair, "a rollout replaces one thing by another, not by itself");
            }
            check_alike(run, pair);
            check_dates(run, rollout, old, new);
            check_dated(run, pair);
        }
    }
}

/* ---- for, from, until: anywhere -------------------------------------------------------------- */

static void check_for(struct schema_run *run, const struct ts_node *list,
                      const char *const *touchpoints)
{
    for (guint32 i = 0; touchpoints && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_autofree char *id = text_dup(item->text);
        if (item->kind == TS_NODE_TEXT && !g_strv_contains(touchpoints, id)) {
            schema_unknown(run, item, "touchpoint", item->text, touchpoints);
        }
    }
}

/* Depth is bounded by that of the file. */
static void check_entries(struct schema_run *run, const struct ts_node *node,
                          const char *const *touchpoints)
{
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        if (child->kind == TS_NODE_LIST && ts_is(child->key, "for")) {
            check_for(run, child, touchpoints);
        }
        check_entries(run, child, touchpoints);
    }
    if (compare_days(ts_get_text(node, "from"), ts_get_text(node, "until")) > 0) {
        schema_error(run, node, "\"from\" comes after \"until\"");
    }
}

void brand_check(struct schema_run *run, const struct ts_node *brand,
                 const char *const *touchpoints)
{
    check_terms(run, brand);
    check_promise(run, brand);
    check_languages(run, brand);
    fact_check_all(run, brand);
    check_rollouts(run, brand);
    check_entries(run, brand, touchpoints);
}

void brand_check_pack(struct schema_run *run, const struct ts_node *pack)
{
    check_terms(run, pack);
    check_languages(run, pack);
    fact_check_all(run, pack);
    fact_check_slots(run, pack);
    check_entries(run, pack, NULL);
}
