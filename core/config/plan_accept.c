/* SPDX-License-Identifier: MIT
 *
 * Accepted words, as the check that the brand book gives its words to sees them. Plugins never see
 * a date: what has expired is left out here.
 */
#include "core/config/accept.h"
#include "core/config/date.h"
#include "core/config/nearest.h"
#include "core/config/plan_build.h"

static gboolean has_expired(const struct ts_node *entry, const char *as_of)
{
    return date_is_past(ts_get_text(entry, "until"), as_of);
}

/* What an entry accepts, whatever its reason and end. */
static char *subject_of(const struct ts_node *entry)
{
    static const char *const keys[] = {"word", "lang", "fingerprint", "rule", "touchpoint"};
    GString *subject = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        struct ts_str text = ts_get_text(entry, keys[i]);
        g_string_append_len(subject, text.len ? text.ptr : "", (gssize)text.len);
        g_string_append_c(subject, '\n');
    }
    return g_string_free(subject, FALSE);
}

/* The subjects of the entries that hold: one of them that has expired was renewed. */
static GHashTable *find_holding(const struct ts_node *entries, const char *as_of)
{
    GHashTable *holding = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 i = 0; entries && i < entries->children.count; i++) {
        const struct ts_node *entry = ts_item(entries->children, i);
        if (!has_expired(entry, as_of)) {
            g_hash_table_add(holding, subject_of(entry));
        }
    }
    return holding;
}

static gboolean is_renewed(GHashTable *holding, const struct ts_node *entry)
{
    g_autofree char *subject = subject_of(entry);
    return g_hash_table_contains(holding, subject);
}

static void tell_expired(struct plan_build *build, const struct tree *tree,
                         const struct ts_node *entry)
{
    g_autofree char *where = tree_where(tree, entry);
    struct ts_str word = ts_get_text(entry, "word"), until = ts_get_text(entry, "until");
    problems_notice(build->problems, where,
                    "the word \"%.*s\" was accepted until %.*s, and is judged again", (int)word.len,
                    word.ptr, (int)until.len, until.ptr);
}

/* A word accepted for a language that is not judged would change nothing, without a word. */
static void tell_other_language(struct plan_build *build, const struct tree *tree,
                                const struct ts_node *entry)
{
    struct ts_str lang = ts_get_text(entry, "lang");
    const struct ts_node *languages = ts_get(build->plan->brand, "languages");
    if (lang.len && languages && !brand_is_language_of(lang, languages)) {
        g_autofree char *where = tree_where(tree, entry);
        problems_notice(build->problems, where,
                        "a word is accepted for the language \"%.*s\", which the brand book does "
                        "not list: nothing comes of it",
                        (int)lang.len, lang.ptr);
    }
}

/* What a check needs: word and language. Who decided it, and why, changes no verdict. */
static struct ts_node reduce(struct schema_run *run, const struct ts_node *entry)
{
    static const char *const keys[] = {"word", "lang"};
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct ts_node *member = ts_get(entry, keys[i]);
        if (member) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(run, entry, members);
}

static void take_words(struct plan_build *build, struct tree *tree, const struct ts_node *entries,
                       const char *as_of)
{
    g_autoptr(GArray) words = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_autoptr(GHashTable) holding = find_holding(entries, as_of);
    struct schema_run run = {.tree = tree};
    for (guint32 i = 0; entries && i < entries->children.count; i++) {
        const struct ts_node *entry = ts_item(entries->children, i);
        if (!ts_get(entry, "word")) {
            continue;
        }
        if (has_expired(entry, as_of)) {
            if (!is_renewed(holding, entry)) {
                tell_expired(build, tree, entry);
            }
            continue;
        }
        tell_other_language(build, tree, entry);
        struct ts_node word = reduce(&run, entry);
        g_array_append_val(words, word);
    }
    if (words->len == 0) {
        return;
    }
    struct ts_node *list = tree_alloc(tree, sizeof *list);
    *list = schema_list(&run, entries, words);
    list->key = ts_text("accepted");
    build->accepted = list;
}

/* ---- findings -------------------------------------------------------------------------------- */

/* A rule of a plugin, or one of the host's own. */
static gboolean is_rule(const struct plan_build *build, const char *rule)
{
    static const char *const own[] = {"run/", "rollout/", "handoff/"};
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
        if (g_str_has_prefix(rule, own[i])) {
            return TRUE;
        }
    }
    return catalog_find_rule(build->catalog, rule, NULL) != NULL;
}

static char *dup_text(const struct ts_node *entry, const char *key)
{
    struct ts_str text = ts_get_text(entry, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static void take_acceptance(struct plan_build *build, const struct tree *tree,
                            const struct ts_node *entry, const char *as_of)
{
    const struct ts_node *rule = ts_get(entry, "rule");
    struct plan_acceptance own = {
        .fingerprint = dup_text(entry, "fingerprint"),
        .rule = dup_text(entry, "rule"),
        .word = dup_text(entry, "word"),
        .touchpoint = dup_text(entry, "touchpoint"),
        .reason = dup_text(entry, "reason"),
        .owner = dup_text(entry, "owner"),
        .until = dup_text(entry, "until"),
        .line = entry->line,
        .has_expired = has_expired(entry, as_of),
    };
    if (own.rule && !is_rule(build, own.rule)) {
        g_autofree char *where = tree_where(tree, rule);
        problems_error(build->problems, where,
                       "there is no rule \"%s\" (touchstone rules and touchstone plugins -v list "
                       "them)",
                       own.rule);
    }
    g_array_append_val(build->plan->acceptances, own);
}

/* Words that hold are judged by their check, and nothing is left to be said of them; nor of what
 * has expired and was accepted again. */
static void take_acceptances(struct plan_build *build, const struct tree *tree,
                             const struct ts_node *entries, const char *as_of)
{
    g_autoptr(GHashTable) holding = find_holding(entries, as_of);
    for (guint32 i = 0; entries && i < entries->children.count; i++) {
        const struct ts_node *entry = ts_item(entries->children, i);
        if (has_expired(entry, as_of) ? !is_renewed(holding, entry) : !ts_get(entry, "word")) {
            take_acceptance(build, tree, entry, as_of);
        }
    }
}

void plan_clear_acceptance(gpointer data)
{
    struct plan_acceptance *own = data;
    g_free(own->fingerprint);
    g_free(own->rule);
    g_free(own->word);
    g_free(own->touchpoint);
    g_free(own->reason);
    g_free(own->owner);
    g_free(own->until);
}

void plan_check_acceptances(struct plan_build *build)
{
    const GArray *touchpoints = build->plan->touchpoints;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < touchpoints->len; i++) {
        g_ptr_array_add(ids, plan_touchpoint_at(build->plan, i)->id);
    }
    g_ptr_array_add(ids, NULL);
    for (guint i = 0; i < build->plan->acceptances->len; i++) {
        struct plan_acceptance *own =
            &g_array_index(build->plan->acceptances, struct plan_acceptance, i);
        if (own->touchpoint && !g_strv_contains((const char *const *)ids->pdata, own->touchpoint)) {
            g_autofree char *where = g_strdup_printf("%s:%u", build->plan->accept_path, own->line);
            const char *near = nearest_name(own->touchpoint, (const char *const *)ids->pdata);
            /* A touchpoint that is given up stops no run: the run tells what is unused. */
            own->has_no_place = TRUE;
            problems_notice(build->problems, where,
                            "nothing is accepted by this: there is no touchpoint \"%s\"%s%s%s",
                            own->touchpoint, near ? " (did you mean \"" : "", near ? near : "",
                            near ? "\"?)" : "");
        }
    }
}

void plan_read_accept(struct plan_build *build, const char *beside, const char *as_of)
{
    char today[DATE_SIZE];
    date_today(build->plan->timezone, today);
    const char *day = as_of ? as_of : today;
    char *path = accept_path(beside);
    build->plan->accept_path = path;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return;
    }
    struct tree *tree = tree_load(path, build->problems);
    if (tree) {
        g_ptr_array_add(build->plan->trees, tree);
        const struct ts_node *entries = accept_judge(tree, build->problems);
        take_words(build, tree, entries, day);
        take_acceptances(build, tree, entries, day);
    }
}

struct ts_node plan_with_accepted(struct plan_build *build, const struct ts_node *section)
{
    static const struct ts_node nothing = {.kind = TS_NODE_MAP};
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct schema_run run = {.tree = build->brand_tree};
    const struct ts_node *own = section ? section : &nothing;
    for (guint32 i = 0; i < own->children.count; i++) {
        g_array_append_vals(members, ts_item(own->children, i), 1);
    }
    g_array_append_val(members, *build->accepted);
    struct ts_node whole = schema_map(&run, own, members);
    whole.key = ts_text("spelling");
    return whole;
}
