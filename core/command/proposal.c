/* SPDX-License-Identifier: MIT
 *
 * Votes out of the database of a run: each value once, with the documents that show it.
 */
#include "core/command/proposal.h"

#include <string.h>

#include "core/config/plan.h"
#include "core/result/sql.h"

#define VOTES_MOST 60 /* of one key; more are nobody's */

/* ---- votes ---- */

static void free_vote(gpointer data)
{
    struct vote *vote = data;
    g_free(vote->value);
    g_free(vote->from);
    g_free(vote->locator);
    json_decref(vote->details);
    g_free(vote);
}

const char *vote_detail(const struct vote *vote, const char *name)
{
    const char *text = vote ? json_string_value(json_object_get(vote->details, name)) : NULL;
    return text ? text : "";
}

char *vote_address(const struct vote *vote)
{
    const char *number = vote_detail(vote, "number"), *suffix = vote_detail(vote, "suffix");
    const char *postcode = vote_detail(vote, "postcode");
    gboolean is_apart = strlen(suffix) > 1 || g_ascii_isdigit(*suffix);
    return g_strdup_printf("%s%s%s%s%s, %s%s%s", vote_detail(vote, "street"), *number ? " " : "",
                           number, *suffix && is_apart ? " " : "", suffix, postcode,
                           *postcode ? " " : "", vote_detail(vote, "city"));
}

const char *vote_phone(const struct vote *vote)
{
    const char *shown = vote_detail(vote, "shown");
    return *shown ? shown : vote->value;
}

const struct vote *vote_first(const GPtrArray *votes)
{
    for (guint i = 0; i < votes->len; i++) {
        const struct vote *vote = g_ptr_array_index(votes, i);
        if (vote->is_proposed) {
            return vote;
        }
    }
    return NULL;
}

/* ---- rows ---- */

static char *dup_text(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return g_strdup(text ? text : "");
}

static struct vote *take_vote(sqlite3_stmt *row)
{
    struct vote *vote = g_new0(struct vote, 1);
    g_autofree char *details = dup_text(row, 3);
    vote->value = dup_text(row, 0);
    vote->votes = (guint)sqlite3_column_int(row, 1);
    vote->rank = (guint)sqlite3_column_int(row, 2);
    vote->details = json_loads(details, 0, NULL);
    vote->locator = dup_text(row, 4);
    vote->from = g_strdup(vote_detail(vote, "from"));
    return vote;
}

static GPtrArray *query(sqlite3 *database, const char *sql, const char *key)
{
    GPtrArray *votes = g_ptr_array_new_with_free_func(free_vote);
    sqlite3_stmt *rows = sql_open(database, sql, "t", key);
    while (votes->len < VOTES_MOST && sqlite3_step(rows) == SQLITE_ROW) {
        g_ptr_array_add(votes, take_vote(rows));
    }
    sqlite3_finalize(rows);
    return votes;
}

#define SEEN                                                                                      \
    "FROM observation o JOIN document d ON d.id = o.document WHERE o.check_name = '" PLAN_PROPOSE \
    "' AND "
/* With max() alone, SQLite takes the other columns from the row that has it. */
#define RANK "max(CAST(coalesce(o.details ->> 'rank', '1') AS INTEGER))"
#define ROW "o.value, count(DISTINCT o.document) AS votes, " RANK " AS best, o.details, d.locator "
#define DATA_FIRST "ORDER BY best = 3 DESC, votes DESC, best DESC, o.value"

GPtrArray *proposal_votes(sqlite3 *database, const char *key)
{
    return query(database, "SELECT " ROW SEEN "o.key = ?1 GROUP BY o.value " DATA_FIRST, key);
}

GPtrArray *proposal_descriptions(sqlite3 *database, const char *locator)
{
    return query(database,
                 "SELECT " ROW SEEN "o.key = 'description' AND d.locator = ?1 GROUP BY o.value "
                 "ORDER BY o.value",
                 locator ? locator : "");
}

/* Of each language apart. */
static GPtrArray *spoken_votes(sqlite3 *database, const char *key)
{
    return query(database,
                 "SELECT " ROW SEEN "o.key = ?1 GROUP BY o.value, o.details ->> 'language' "
                 "ORDER BY votes DESC, length(o.value)",
                 key);
}

static GPtrArray *word_votes(sqlite3 *database)
{
    return query(database,
                 "SELECT " ROW SEEN "o.key = ?1 AND o.value NOT IN (SELECT value FROM observation "
                 "WHERE key = 'common-word') GROUP BY o.value HAVING votes >= 3 " DATA_FIRST,
                 "word");
}

/* A picture is known by its evidence, for a drawing stands in each page anew: without, it was
 * refused or not seen. */
static GPtrArray *logo_votes(sqlite3 *database)
{
    return query(database,
                 "SELECT o.value, count(DISTINCT o.document) AS votes, 1, "
                 "json_set(o.details, '$.evidence', max(o.evidence), '$.from', 'in the ' || "
                 "(o.details ->> 'role')), d.locator " SEEN
                 "o.key = ?1 GROUP BY iif(o.evidence = '', o.value, o.evidence), "
                 "o.details ->> 'role' ORDER BY votes DESC, "
                 "min(o.rowid)",
                 "logo");
}

static GPtrArray *language_votes(sqlite3 *database)
{
    return query(database,
                 "SELECT lower(substr(language, 1, 2)) AS tag, count(*) AS votes, 2, "
                 "'{\"from\":\"of their text\"}', locator "
                 "FROM document WHERE tag GLOB '[a-z][a-z]' AND language <> 'und' AND media_type "
                 "NOT LIKE 'image/%' AND status IN (1, 2) AND ?1 <> '' GROUP BY tag "
                 "ORDER BY votes DESC, tag",
                 "language");
}

/* The most frequent way to write a number with its groups. */
static void set_groups(sqlite3 *database, GPtrArray *phones)
{
    for (guint i = 0; i < phones->len; i++) {
        struct vote *phone = g_ptr_array_index(phones, i);
        g_autoptr(GPtrArray) ways =
            query(database,
                  "SELECT o.details ->> 'shown' AS shown, count(*) AS votes, 1, '{}', "
                  "'' " SEEN "o.key = 'phone' AND o.value = ?1 AND shown <> '' "
                  "GROUP BY shown ORDER BY votes DESC, shown",
                  phone->value);
        if (ways->len > 0) {
            const struct vote *way = g_ptr_array_index(ways, 0);
            json_object_set_new(phone->details, "shown", json_string(way->value));
        }
    }
}

static char *text_of(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *row = sql_open(database, sql, "");
    char *text = sqlite3_step(row) == SQLITE_ROW ? dup_text(row, 0) : NULL;
    sqlite3_finalize(row);
    return text;
}

static guint count_of(sqlite3 *database, const char *sql)
{
    gint64 count = 0;
    sql_once(database, sql, &count, "");
    return (guint)count;
}

/* ---- all ---- */

static void count_all(struct proposal *proposal, sqlite3 *database)
{
    proposal->languages = language_votes(database);
    proposal->legal = proposal_votes(database, "legal");
    proposal->addresses = proposal_votes(database, "address");
    proposal->phones = proposal_votes(database, "phone");
    proposal->emails = proposal_votes(database, "email");
    proposal->social = proposal_votes(database, "social");
    proposal->pdfs = proposal_votes(database, "pdf");
    proposal->slogans = spoken_votes(database, "slogan");
    proposal->words = word_votes(database);
    proposal->logos = logo_votes(database);
    proposal->forms = proposal_votes(database, "form-nl");
    set_groups(database, proposal->phones);
}

struct proposal *proposal_sum(sqlite3 *database, const char *root, char **error_r)
{
    struct proposal *proposal = g_new0(struct proposal, 1);
    proposal->root = g_strdup(root);
    proposal->pages = count_of(database, "SELECT count(*) FROM document WHERE status IN (1, 2) AND "
                                         "media_type NOT LIKE 'image/%'");
    proposal->refusal =
        text_of(database, "SELECT locator || ': ' || reason FROM document WHERE reason <> '' "
                          "ORDER BY parent = -1 DESC, id LIMIT 1");
    proposal->contact_has = g_ptr_array_new();
    count_all(proposal, database);
    if (sqlite3_errcode(database) != SQLITE_OK && sqlite3_errcode(database) != SQLITE_DONE &&
        sqlite3_errcode(database) != SQLITE_ROW) {
        *error_r = g_strdup(sqlite3_errmsg(database));
        proposal_free(&proposal);
        return NULL;
    }
    proposal_choose(proposal, database);
    return proposal;
}

void proposal_free(struct proposal **proposal)
{
    struct proposal *all = *proposal;
    if (!all) {
        return;
    }
    GPtrArray *const lists[] = {all->languages,    all->legal,  all->addresses, all->phones,
                                all->emails,       all->social, all->pdfs,      all->slogans,
                                all->descriptions, all->words,  all->logos,     all->forms,
                                all->contact_has};
    char *const texts[] = {all->root, all->refusal, all->name, all->name_from, all->country,
                           all->host, all->contact, all->home, all->logo_file};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (lists[i]) {
            g_ptr_array_unref(lists[i]);
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    g_clear_pointer(&all->logo_bytes, g_bytes_unref);
    g_free(all);
    *proposal = NULL;
}
