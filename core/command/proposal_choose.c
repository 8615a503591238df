/* SPDX-License-Identifier: MIT
 *
 * What of all that was counted is proposed. The rest is told as comments: a brand book that a
 * person corrects is better than one that he must mistrust.
 */
#include <string.h>

#include "core/command/proposal.h"
#include "core/result/sql.h"

#define MOST 6u /* entries of one list of the brand book */

static struct vote *at(const GPtrArray *votes, guint index)
{
    return index < votes->len ? g_ptr_array_index(votes, index) : NULL;
}

static gboolean equal_folded(const char *left, const char *right)
{
    g_autofree char *a = g_utf8_casefold(left, -1);
    g_autofree char *b = g_utf8_casefold(right, -1);
    return strcmp(a, b) == 0;
}

static gboolean holds_folded(const char *whole, const char *part)
{
    g_autofree char *a = g_utf8_casefold(whole, -1);
    g_autofree char *b = g_utf8_casefold(part, -1);
    return *b && strstr(a, b) != NULL;
}

/* ---- languages and country ---- */

static void choose_languages(struct proposal *proposal)
{
    for (guint i = 0; i < MIN(proposal->languages->len, MOST); i++) {
        struct vote *vote = at(proposal->languages, i);
        vote->is_proposed = i == 0 || (vote->votes >= 2 && vote->votes * 10 >= proposal->pages);
    }
}

static gboolean is_country(const char *text)
{
    return strlen(text) == 2 && g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]);
}

static const char *country_of_domain(const char *host)
{
    static const char *const rows[][2] = {{".nl", "NL"}, {".be", "BE"}, {".de", "DE"},
                                          {".fr", "FR"}, {".at", "AT"}, {".lu", "LU"},
                                          {".uk", "GB"}, {".ch", "CH"}};
    for (gsize i = 0; host && i < G_N_ELEMENTS(rows); i++) {
        if (g_str_has_suffix(host, rows[i][0])) {
            return rows[i][1];
        }
    }
    return NULL;
}

static void choose_country(struct proposal *proposal)
{
    const char *address = vote_detail(vote_first(proposal->addresses), "country");
    const char *phone = vote_detail(vote_first(proposal->phones), "region");
    proposal->country = g_strdup(is_country(address) ? address
                                 : is_country(phone) ? phone
                                                     : country_of_domain(proposal->host));
}

/* Without scheme, www., port and path. */
static char *host_of(const char *root)
{
    const char *scheme = strstr(root, "://");
    if (!scheme) {
        return NULL;
    }
    const char *host = scheme + 3;
    host += g_ascii_strncasecmp(host, "www.", 4) == 0 ? 4 : 0;
    return g_ascii_strdown(host, (gssize)strcspn(host, "/:?#"));
}

/* ---- names ---- */

static void set_name(struct proposal *proposal, const char *name, const char *from)
{
    if (!proposal->name && name && *name) {
        proposal->name = g_strstrip(g_strdup(name));
        proposal->name_from = g_strdup(from);
    }
}

/* Most titles say "Vlakwerk" where machines are told "Vlakwerk B.V.": the second is the legal name.
 */
static gboolean is_short_form(const struct proposal *proposal, const struct vote *title,
                              const struct vote *name)
{
    return title && title->votes >= 2 && title->votes * 2 >= proposal->pages &&
           (!name || (holds_folded(name->value, title->value) && title->votes > name->votes));
}

static const char *domain_of(const char *email)
{
    const char *sign = strrchr(email, '@');
    return sign ? sign + 1 : "";
}

/* "coronamelder" of helpdesk@coronamelder.nl. */
static void set_domain_name(struct proposal *proposal)
{
    const struct vote *mail = at(proposal->emails, 0);
    g_autofree char *domain = g_strdup(mail && mail->votes >= 2 ? domain_of(mail->value) : "");
    char *dot = strrchr(domain, '.');
    if (!dot) {
        return;
    }
    *dot = '\0';
    for (guint i = 0; i < proposal->words->len; i++) {
        const struct vote *word = at(proposal->words, i);
        if (equal_folded(word->value, domain)) {
            set_name(proposal, word->value, "the domain of its mailboxes, as its pages write it");
        }
    }
    set_name(proposal, domain, "the domain of its mailboxes: nothing else names it");
}

static void choose_name(struct proposal *proposal, sqlite3 *database)
{
    g_autoptr(GPtrArray) names = proposal_votes(database, "name");
    g_autoptr(GPtrArray) titles = proposal_votes(database, "title");
    const struct vote *name = at(names, 0), *title = at(titles, 0);
    if (is_short_form(proposal, title, name)) {
        g_autofree char *from =
            g_strdup_printf("in the titles of %u of %u pages", title->votes, proposal->pages);
        set_name(proposal, title->value, from);
    }
    if (name) {
        g_autofree char *from =
            g_strdup_printf("%s, on %u of %u pages", name->from, name->votes, proposal->pages);
        set_name(proposal, name->value, from);
    }
    const struct vote *logo = at(proposal->logos, 0);
    const char *alt = vote_detail(logo, "alt");
    if (*alt && strlen(alt) < 40 && !holds_folded(alt, "logo")) {
        set_name(proposal, alt, "the alternative text of the picture in the header");
    }
    const struct vote *legal = at(proposal->legal, 0);
    set_name(proposal, legal ? legal->value : NULL, "the name with a legal form in the text");
    set_domain_name(proposal);
    set_name(proposal, proposal->host, "the address of the site: nothing else names it");
    set_name(proposal, "Name", "nothing names it: write it here");
}

/* One with a legal form is ours if it holds our name, or machines are told so. */
static void choose_legal(struct proposal *proposal)
{
    for (guint i = 0; i < proposal->legal->len; i++) {
        struct vote *vote = at(proposal->legal, i);
        gboolean is_ours = holds_folded(vote->value, proposal->name) || vote->rank == VOTE_DATA;
        if (is_ours && !equal_folded(vote->value, proposal->name)) {
            vote->is_proposed = TRUE;
            return;
        }
    }
}

/* ---- where it can be reached ---- */

/* What is said for machines comes first, unless nearly all pages say otherwise: one wrong digit in
 * one piece of JSON-LD does not outweigh the footer. */
static guint weight_of(const struct vote *vote, guint pages)
{
    return vote->votes + (vote->rank == VOTE_DATA ? MAX(2, pages / 4) : 0);
}

static gint heavier_first(gconstpointer left, gconstpointer right, gpointer pages)
{
    const struct vote *a = *(struct vote *const *)left, *b = *(struct vote *const *)right;
    guint one = weight_of(a, *(guint *)pages), other = weight_of(b, *(guint *)pages);
    return one != other ? (one < other ? 1 : -1) : strcmp(a->value, b->value);
}

/* The best, and what stands nearly as often. */
static void choose_near_best(const struct proposal *proposal, GPtrArray *votes)
{
    guint pages = proposal->pages;
    g_ptr_array_sort_with_data(votes, heavier_first, &pages);
    for (guint i = 0; i < MIN(votes->len, MOST); i++) {
        struct vote *vote = at(votes, i);
        guint best = weight_of(at(votes, 0), pages), own = weight_of(vote, pages);
        vote->is_proposed = i == 0 || (own >= 2 && own * 2 >= best);
    }
}

/* A postcode that its country does not have would be refused when the brand book is read. */
static gboolean has_form(const char *postcode, guint digits, guint letters)
{
    guint seen_digits = 0, seen_letters = 0;
    for (; *postcode; postcode++) {
        seen_digits += g_ascii_isdigit(*postcode) && seen_letters == 0;
        seen_letters += g_ascii_isalpha(*postcode) ? 1 : 0;
        if (!g_ascii_isalnum(*postcode) && *postcode != ' ') {
            return FALSE;
        }
    }
    return seen_digits == digits && seen_letters == letters;
}

static gboolean is_well_formed(const struct vote *vote)
{
    static const struct {
        const char *country;
        guint digits, letters;
    } rows[] = {{"NL", 4, 2}, {"BE", 4, 0}, {"DE", 5, 0}, {"FR", 5, 0}, {"AT", 4, 0}};
    const char *country = vote_detail(vote, "country");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].country, country) == 0) {
            return has_form(vote_detail(vote, "postcode"), rows[i].digits, rows[i].letters);
        }
    }
    return is_country(country);
}

static void choose_addresses(struct proposal *proposal)
{
    choose_near_best(proposal, proposal->addresses);
    for (guint i = 0; i < proposal->addresses->len; i++) {
        struct vote *vote = at(proposal->addresses, i);
        vote->is_proposed = vote->is_proposed && is_well_formed(vote);
    }
}

/* Those of the domain that most mailboxes have, or of the site. */
static void choose_emails(struct proposal *proposal)
{
    const struct vote *best = at(proposal->emails, 0);
    guint count = 0;
    for (guint i = 0; i < proposal->emails->len && count < MOST; i++) {
        struct vote *vote = at(proposal->emails, i);
        const char *domain = domain_of(vote->value);
        vote->is_proposed = strcmp(domain, domain_of(best->value)) == 0 ||
                            (proposal->host && strcmp(domain, proposal->host) == 0);
        count += vote->is_proposed;
    }
}

/* ---- voice ---- */

static guint pages_in(const struct proposal *proposal, const char *language)
{
    for (guint i = 0; i < proposal->languages->len; i++) {
        const struct vote *vote = at(proposal->languages, i);
        if (strcmp(vote->value, language) == 0) {
            return vote->is_proposed ? vote->votes : 0;
        }
    }
    return 0;
}

static gboolean is_among(const GPtrArray *votes, const char *text)
{
    for (guint i = 0; i < votes->len; i++) {
        if (holds_folded(((struct vote *)g_ptr_array_index(votes, i))->value, text)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What is repeated may be any footer line; what stands as a heading or description too is the
 * pay-off. */
static void choose_slogans(struct proposal *proposal, sqlite3 *database)
{
    g_autoptr(GPtrArray) headings = proposal_votes(database, "heading");
    g_autoptr(GPtrArray) data = proposal_votes(database, "slogan-data");
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < proposal->slogans->len;) {
        struct vote *vote = at(proposal->slogans, i);
        const char *language = vote_detail(vote, "language");
        guint pages = pages_in(proposal, language);
        if (vote->votes < 3 || pages == 0 || vote->votes * 2 < pages) {
            g_ptr_array_remove_index(proposal->slogans, i);
            continue;
        }
        gboolean is_strong = is_among(headings, vote->value) || is_among(data, vote->value) ||
                             is_among(proposal->descriptions, vote->value);
        if (is_strong && !equal_folded(vote->value, proposal->name) &&
            g_hash_table_add(taken, (gpointer)language)) {
            vote->is_proposed = TRUE;
        }
        i++;
    }
}

static void choose_form(struct proposal *proposal)
{
    const struct vote *first = at(proposal->forms, 0), *other = at(proposal->forms, 1);
    guint all = (first ? first->votes : 0) + (other ? other->votes : 0);
    struct vote *best =
        other && other->votes > first->votes ? at(proposal->forms, 1) : at(proposal->forms, 0);
    if (best && best->votes >= 2 && best->votes * 5 >= all * 4 && pages_in(proposal, "nl") > 0) {
        best->is_proposed = TRUE;
    }
}

/* ---- logo ---- */

static gboolean is_said_to_be(const GPtrArray *addresses, const char *locator)
{
    const char *name = strrchr(locator, '/');
    for (guint i = 0; name && i < addresses->len; i++) {
        const char *address = ((struct vote *)g_ptr_array_index(addresses, i))->value;
        const char *scheme = strstr(address, "://");
        const char *path = scheme ? strchr(scheme + 3, '/') : address;
        if (path && strlen(path) > 4 && g_str_has_suffix(locator, path)) {
            return TRUE;
        }
    }
    return FALSE;
}

static guint score_of(const struct proposal *proposal, const struct vote *vote,
                      const GPtrArray *addresses)
{
    const char *role = vote_detail(vote, "role");
    gboolean is_header = strcmp(role, "header") == 0;
    gboolean is_named = strcmp(vote_detail(vote, "named"), "1") == 0;
    gboolean has_name = holds_folded(vote_detail(vote, "alt"), proposal->name) ||
                        holds_folded(proposal->name, vote_detail(vote, "alt"));
    gboolean is_said = is_said_to_be(addresses, vote->value);
    if (!*vote_detail(vote, "evidence") || strcmp(role, "icon") == 0 ||
        strcmp(role, "social") == 0 || (!is_said && !is_named && !has_name)) {
        return 0;
    }
    return vote->votes * (is_header ? 4 : 1) * (is_named ? 3 : 1) * (has_name ? 2 : 1) *
           (is_said ? 100 : 1);
}

static const char *ending_of(const char *type)
{
    static const char *const rows[][2] = {{"image/svg+xml", "svg"}, {"image/png", "png"},
                                          {"image/jpeg", "jpg"},    {"image/webp", "webp"},
                                          {"image/gif", "gif"},     {"image/avif", "avif"}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(type, rows[i][0]) == 0) {
            return rows[i][1];
        }
    }
    return NULL;
}

static void take_logo(struct proposal *proposal, sqlite3 *database, struct vote *vote)
{
    const char *ending = ending_of(vote_detail(vote, "type"));
    if (!ending) {
        return;
    }
    sqlite3_stmt *row = sql_open(database, "SELECT bytes FROM evidence WHERE id = ?1", "t",
                                 vote_detail(vote, "evidence"));
    if (sqlite3_step(row) == SQLITE_ROW && sqlite3_column_bytes(row, 0) > 0) {
        proposal->logo_bytes =
            g_bytes_new(sqlite3_column_blob(row, 0), (gsize)sqlite3_column_bytes(row, 0));
        proposal->logo_file = g_strdup_printf("logo.%s", ending);
        proposal->logo = vote;
        vote->is_proposed = TRUE;
    }
    sqlite3_finalize(row);
}

static void choose_logo(struct proposal *proposal, sqlite3 *database)
{
    g_autoptr(GPtrArray) addresses = proposal_votes(database, "logo-address");
    struct vote *best = NULL;
    guint most = 0;
    for (guint i = 0; i < proposal->logos->len; i++) {
        struct vote *vote = at(proposal->logos, i);
        guint score = score_of(proposal, vote, addresses);
        if (score > most) {
            most = score;
            best = vote;
        }
    }
    if (best) {
        take_logo(proposal, database, best);
    }
}

/* ---- pages ---- */

static char *page_like(sqlite3 *database, const char *pattern)
{
    sqlite3_stmt *row = sql_open(
        database,
        "SELECT locator FROM document WHERE status IN (1, 2) AND media_type LIKE '%html%' AND "
        "lower(locator) GLOB ?1 ORDER BY length(locator), locator LIMIT 1",
        "t", pattern);
    char *locator = sqlite3_step(row) == SQLITE_ROW
                        ? g_strdup((const char *)sqlite3_column_text(row, 0))
                        : NULL;
    sqlite3_finalize(row);
    return locator;
}

/* Descriptions of other pages say what is on those. */
static void choose_home(struct proposal *proposal, sqlite3 *database)
{
    gboolean is_web = strstr(proposal->root, "://") != NULL;
    proposal->home = page_like(database, is_web ? "*" : "*/index.htm*");
    proposal->descriptions = proposal_descriptions(database, proposal->home);
}

static gboolean shows(sqlite3 *database, const char *locator, const char *key,
                      const struct vote *vote)
{
    gint64 is_there = 0;
    if (vote) {
        sql_once(database,
                 "SELECT 1 FROM observation o JOIN document d ON d.id = o.document WHERE "
                 "d.locator = ?1 AND o.key = ?2 AND o.value = ?3 LIMIT 1",
                 &is_there, "ttt", locator, key, vote->value);
    }
    return is_there != 0;
}

static void choose_contact(struct proposal *proposal, sqlite3 *database)
{
    const struct {
        const char *key;
        const GPtrArray *votes;
    } rows[] = {
        {"address", proposal->addresses}, {"phone", proposal->phones}, {"email", proposal->emails}};
    proposal->contact = page_like(database, "*/contact*");
    for (gsize i = 0; proposal->contact && i < G_N_ELEMENTS(rows); i++) {
        if (shows(database, proposal->contact, rows[i].key, vote_first(rows[i].votes))) {
            g_ptr_array_add(proposal->contact_has, (gpointer)rows[i].key);
        }
    }
}

void proposal_choose(struct proposal *proposal, sqlite3 *database)
{
    proposal->host = host_of(proposal->root);
    choose_home(proposal, database);
    choose_languages(proposal);
    choose_name(proposal, database);
    choose_legal(proposal);
    choose_addresses(proposal);
    choose_near_best(proposal, proposal->phones);
    choose_emails(proposal);
    choose_country(proposal);
    choose_slogans(proposal, database);
    choose_form(proposal);
    choose_logo(proposal, database);
    choose_contact(proposal, database);
}
