/* SPDX-License-Identifier: MIT
 *
 * Joins documents with what the check "promise" observed in them.
 */
#include "core/result/coverage.h"

#include "core/result/sql.h"

#include <sqlite3.h>
#include <string.h>

/* ?1 touchpoint, ?2 run, ?3 language. A document without a language is in the brand's first: ?4. */
#define OWN_LANGUAGE "lower(coalesce(nullif(d.language, ''), ?4))"
static const char count_sql[] =
    "INSERT INTO promise SELECT ?1, ?3, count(*), sum(best = 3), sum(best = 2), sum(best = 1) FROM "
    "(SELECT max(CASE WHEN o.key = 'payoff' AND o.value = 'exact' THEN 3 "
    "WHEN o.key = 'payoff' THEN 2 WHEN o.key = 'theme' THEN 1 ELSE 0 END) AS best "
    "FROM document d LEFT JOIN observation o ON o.document = d.id AND o.check_name = 'promise' "
    "WHERE d.touchpoint = ?1 AND d.run = ?2 AND d.status IN (1, 2) AND d.text_size > 0 "
    "AND (" OWN_LANGUAGE " = ?3 OR " OWN_LANGUAGE " GLOB ?3 || '[-_]*') GROUP BY d.id) "
    "HAVING count(*) > 0";
static const char forget_sql[] = "DELETE FROM promise WHERE touchpoint = ?1";
/* A check that broke down saw nothing: that is not the same as nothing there. */
static const char broken_sql[] =
    "SELECT 1 FROM finding f WHERE f.touchpoint = ?1 AND f.fixed_run = 0 "
    "AND f.rule = 'run/plugin-failed'";

static const struct ts_node *section_of(const struct plan *plan,
                                        const struct plan_touchpoint *touchpoint)
{
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        const struct plan_use *use = &g_array_index(touchpoint->uses, struct plan_use, i);
        const struct plan_check *check =
            &g_array_index(plan->checks, struct plan_check, use->check);
        if (strcmp(check->plugin->name, "promise") == 0) {
            return ts_get(check->brand, "promise");
        }
    }
    return NULL;
}

/* What is said of no language in particular is said of the first. */
static void add_languages(GPtrArray *languages, const struct ts_node *node, const char *first)
{
    for (guint32 i = 0; node && i < node->children.count; i++) {
        const struct ts_node *own = ts_item(node->children, i);
        g_autofree char *language = own->key.len
                                        ? g_ascii_strdown(own->key.ptr, (gssize)own->key.len)
                                        : g_ascii_strdown(first, -1);
        if (!g_ptr_array_find_with_equal_func(languages, language, g_str_equal, NULL)) {
            g_ptr_array_add(languages, g_steal_pointer(&language));
        }
    }
}

static char *first_language(const struct plan *plan)
{
    const struct ts_node *languages = ts_get(plan->brand, "languages");
    const struct ts_node *first =
        languages && languages->children.count ? ts_item(languages->children, 0) : languages;
    return first && first->kind == TS_NODE_TEXT
               ? g_ascii_strdown(first->text.ptr, (gssize)first->text.len)
               : g_strdup("");
}

int coverage_compute(struct sqlite3 *database, const struct plan *plan,
                     const struct plan_touchpoint *touchpoint, gint64 run)
{
    const struct ts_node *section = section_of(plan, touchpoint);
    g_autofree char *first = first_language(plan);
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    gint64 is_broken = 0;
    if (sql_once(database, forget_sql, NULL, "t", touchpoint->id) != 0) {
        return -1;
    }
    if (!section ||
        !g_ptr_array_find_with_equal_func(touchpoint->expects, "promise", g_str_equal, NULL)) {
        return 0;
    }
    int done = sql_once(database, broken_sql, &is_broken, "t", touchpoint->id);
    add_languages(languages, ts_get(section, "payoff"), first);
    add_languages(languages, ts_get(section, "themes"), first);
    for (guint i = 0; done == 0 && !is_broken && i < languages->len; i++) {
        done = sql_once(database, count_sql, NULL, "titt", touchpoint->id, run,
                        (const char *)g_ptr_array_index(languages, i), first);
    }
    return done;
}
