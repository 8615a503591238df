/* SPDX-License-Identifier: MIT
 *
 * The brand book and the plan as a person would begin to write them: each entry with what it rests
 * on, and what is not sure as a comment below it.
 */
#include <string.h>

#include "core/command/proposal.h"
#include "core/command/yaml_text.h"

#define TOLD_MOST 8u /* candidates that are told of one list */

/* ---- pieces ---- */

static void put(GString *out, const char *before, const char *text, const char *behind)
{
    g_string_append(out, before);
    yaml_quote(out, text);
    g_string_append(out, behind);
}

static void put_evidence(GString *out, const struct proposal *proposal, const struct vote *vote)
{
    g_string_append_printf(out, "  # on %u of %u: ", vote->votes, proposal->pages);
    yaml_comment(out, vote->from);
    g_string_append(out, *vote->locator ? ", " : "");
    yaml_comment(out, vote->locator);
    g_string_append_c(out, '\n');
}

/* A line of its own, for what is only told. */
static void put_told(GString *out, const struct proposal *proposal, const char *what,
                     const struct vote *vote, const char *text)
{
    g_string_append_printf(out, "  # %s? ", what);
    yaml_comment(out, text);
    g_string_append_printf(out, " (on %u of %u, ", vote->votes, proposal->pages);
    yaml_comment(out, vote->from);
    g_string_append(out, ")\n");
}

typedef void (*put_entry_fn)(GString *out, const struct vote *vote, guint number);
typedef char *(*show_fn)(const struct vote *vote);

struct list {
    const char *key, *what;
    const GPtrArray *votes;
    put_entry_fn put;
    show_fn show;
};

/* A list of the section identity: what is proposed as entries, the rest as comments. */
static void put_list(GString *out, const struct proposal *proposal, const struct list *list)
{
    guint count = 0, told = 0;
    gboolean may = !proposal->is_identity_refused;
    for (guint i = 0; i < list->votes->len; i++) {
        const struct vote *vote = g_ptr_array_index(list->votes, i);
        if (!vote->is_proposed || !may) {
            continue;
        }
        if (count == 0) {
            g_string_append_printf(out, "  %s:\n", list->key);
        }
        g_string_append(out, "    - ");
        list->put(out, vote, count++);
        put_evidence(out, proposal, vote);
    }
    for (guint i = 0; i < list->votes->len && told < TOLD_MOST; i++) {
        const struct vote *vote = g_ptr_array_index(list->votes, i);
        if (!vote->is_proposed || !may) {
            g_autofree char *text = list->show(vote);
            put_told(out, proposal, list->what, vote, text);
            told++;
        }
    }
}

static char *show_value(const struct vote *vote)
{
    return g_strdup(vote->value);
}

static char *show_phone(const struct vote *vote)
{
    return g_strdup(vote_phone(vote));
}

/* ---- identity ---- */

static void put_id(GString *out, guint number)
{
    g_string_append(out, number == 0 ? "{ id: main" : "{ id: other");
    if (number > 1) {
        g_string_append_printf(out, "-%u", number);
    }
}

static void put_legal(GString *out, const struct vote *vote, guint number)
{
    (void)number;
    put(out, "{ id: legal, text: ", vote->value, " }");
}

static void put_address(GString *out, const struct vote *vote, guint number)
{
    static const char *const parts[] = {"street",   "number", "suffix",
                                        "postcode", "city",   "country"};
    put_id(out, number);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *text = vote_detail(vote, parts[i]);
        if (*text) {
            g_string_append_printf(out, ", %s: ", parts[i]);
            yaml_quote(out, text);
        }
    }
    g_string_append(out, " }");
}

static void put_phone(GString *out, const struct vote *vote, guint number)
{
    put_id(out, number);
    put(out, ", number: ", vote_phone(vote), " }");
}

static void put_email(GString *out, const struct vote *vote, guint number)
{
    (void)number;
    yaml_quote(out, vote->value);
}

static gboolean has_requirement(const struct proposal *proposal)
{
    return proposal->contact_has->len > 0 && !proposal->is_identity_refused;
}

static void put_requirement(GString *out, const struct proposal *proposal)
{
    if (!has_requirement(proposal)) {
        return;
    }
    g_string_append(out, "  require:\n    - { in: [contact], all: [");
    for (guint i = 0; i < proposal->contact_has->len; i++) {
        g_string_append_printf(out, "%s%s", i ? ", " : "",
                               (const char *)g_ptr_array_index(proposal->contact_has, i));
    }
    g_string_append(out, "] }  # as they are on ");
    yaml_comment(out, proposal->contact);
    g_string_append_c(out, '\n');
}

static void put_identity(GString *out, const struct proposal *proposal)
{
    const struct list lists[] = {
        {"names", "name", proposal->legal, put_legal, show_value},
        {"addresses", "address", proposal->addresses, put_address, vote_address},
        {"phones", "phone", proposal->phones, put_phone, show_phone},
        {"emails", "email", proposal->emails, put_email, show_value},
    };
    gboolean has_any = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        has_any |= vote_first(lists[i].votes) != NULL && !proposal->is_identity_refused;
    }
    g_string_append(out, has_any ? "identity:\n" : "# identity: nothing was found for sure\n");
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        put_list(out, proposal, &lists[i]);
    }
    put_requirement(out, proposal);
}

/* ---- promise, packs, logos ---- */

static void put_promise(GString *out, const struct proposal *proposal)
{
    guint told = 0;
    gboolean has_any = vote_first(proposal->slogans) != NULL;
    g_string_append(out, has_any ? "promise:\n  payoff:\n" : "# promise: no pay-off is sure\n");
    for (guint i = 0; i < proposal->slogans->len; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->slogans, i);
        if (vote->is_proposed) {
            g_string_append_printf(out, "    %s: ", vote_detail(vote, "language"));
            yaml_quote(out, vote->value);
            put_evidence(out, proposal, vote);
        }
    }
    for (guint i = 0; i < proposal->slogans->len && told < TOLD_MOST; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->slogans, i);
        if (!vote->is_proposed) {
            put_told(out, proposal, "pay-off", vote, vote->value);
            told++;
        }
    }
    for (guint i = 0; i < MIN(proposal->descriptions->len, 2); i++) {
        const struct vote *vote = g_ptr_array_index(proposal->descriptions, i);
        put_told(out, proposal, "pay-off", vote, vote->value);
    }
}

static void put_packs(GString *out, const struct proposal *proposal)
{
    const struct vote *form = vote_first(proposal->forms);
    if (form) {
        g_string_append_printf(out, "packs: [%s]",
                               strcmp(form->value, "informal") == 0 ? "nl/je" : "nl/u");
    } else if (proposal->forms->len > 0) {
        g_string_append(out, "# packs: [nl/je] or [nl/u]");
    }
    for (guint i = 0; i < proposal->forms->len; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->forms, i);
        g_string_append_printf(out, "%s%u pages say \"%s\"", i ? ", " : "  # ", vote->votes,
                               strcmp(vote->value, "informal") == 0 ? "je" : "u");
    }
    g_string_append(out, proposal->forms->len ? "\n" : "");
}

static void put_logo_candidates(GString *out, const struct proposal *proposal)
{
    guint told = 0;
    for (guint i = 0; i < proposal->logos->len && told < TOLD_MOST; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->logos, i);
        const char *why = vote_detail(vote, "why");
        if (vote == proposal->logo && !proposal->is_logo_refused) {
            continue;
        }
        told++;
        g_string_append(out, "  # logo? ");
        yaml_comment(out, vote->value);
        g_string_append_printf(out, " (%s, on %u of %u%s", vote_detail(vote, "role"), vote->votes,
                               proposal->pages, *why ? ": " : "");
        yaml_comment(out, why);
        g_string_append(out, ")\n");
    }
}

static void put_logos(GString *out, const struct proposal *proposal)
{
    if (proposal->logo && !proposal->is_logo_refused) {
        g_string_append_printf(out, "logos:\n  versions:\n    - { id: main, files: [%s] }",
                               proposal->logo_file);
        g_string_append(out, "  # ");
        yaml_comment(out, proposal->logo->value);
        g_string_append_printf(out, ", in the %s of %u of %u pages, %s\n",
                               vote_detail(proposal->logo, "role"), proposal->logo->votes,
                               proposal->pages, vote_detail(proposal->logo, "size"));
    } else {
        g_string_append(out, "# logos: no picture is surely the logo\n");
    }
    put_logo_candidates(out, proposal);
}

/* ---- the brand book ---- */

static void put_languages(GString *out, const struct proposal *proposal)
{
    guint count = 0;
    g_string_append(out, "languages: [");
    for (guint i = 0; i < proposal->languages->len; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->languages, i);
        if (vote->is_proposed) {
            g_string_append_printf(out, "%s%s", count++ ? ", " : "", vote->value);
        }
    }
    g_string_append(out, count ? "]  #" : "en]  # no page says its language: correct it");
    for (guint i = 0; i < proposal->languages->len; i++) {
        const struct vote *vote = g_ptr_array_index(proposal->languages, i);
        g_string_append_printf(out, "%s %u pages in %s", i ? "," : "", vote->votes, vote->value);
    }
    g_string_append_c(out, '\n');
}

static void put_spelling(GString *out, const struct proposal *proposal)
{
    if (proposal->words->len > 0 && !proposal->is_words_refused) {
        g_string_append(out,
                        "spelling:\n  words: [words.txt]  # written with a capital in the middle "
                        "of sentences, on three pages or more; read them first\n");
    }
}

char *proposal_brand(const struct proposal *proposal)
{
    GString *out = g_string_new("# Proposed by touchstone init. Read it line by line: each says "
                                "what it rests on, and what is\n"
                                "# not sure is a comment with a question mark.\n"
                                "touchstone: 1\n");
    put(out, "name: ", proposal->name, "  # ");
    yaml_comment(out, proposal->name_from);
    g_string_append_c(out, '\n');
    put_languages(out, proposal);
    if (proposal->country) {
        g_string_append_printf(out, "country: \"%s\"\n", proposal->country);
    }
    put_promise(out, proposal);
    put_packs(out, proposal);
    put_identity(out, proposal);
    put_logos(out, proposal);
    put_spelling(out, proposal);
    return g_string_free(out, FALSE);
}

char *proposal_words(const struct proposal *proposal)
{
    if (proposal->words->len == 0) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < proposal->words->len; i++) {
        /* A word is letters, marks and what joins them: nothing that could end its line. */
        g_string_append_printf(out, "%s\n",
                               ((struct vote *)g_ptr_array_index(proposal->words, i))->value);
    }
    return g_string_free(out, FALSE);
}

/* ---- the plan ---- */

static void put_hosts(GString *out, const char *const *hosts)
{
    if (!hosts || !*hosts) {
        return;
    }
    g_string_append(out, ", allow_hosts: [");
    for (guint i = 0; hosts[i]; i++) {
        g_string_append(out, i ? ", " : "");
        yaml_quote(out, hosts[i]);
    }
    g_string_append_c(out, ']');
}

static void put_expects(GString *out, const struct proposal *proposal)
{
    gboolean may = !proposal->is_identity_refused;
    const struct {
        const char *name;
        gboolean is_there;
    } rows[] = {{"promise", vote_first(proposal->slogans) != NULL},
                {"logo", proposal->logo != NULL && !proposal->is_logo_refused},
                {"address", may && vote_first(proposal->addresses) != NULL},
                {"phone", may && vote_first(proposal->phones) != NULL}};
    guint count = 0;
    g_string_append(out, "    expects: [");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].is_there) {
            g_string_append_printf(out, "%s%s", count++ ? ", " : "", rows[i].name);
        }
    }
    g_string_append(out, "]  # what was found there\n");
}

/* The path of a locator below what the plan looks at, if it is a plain one. */
static char *path_of(const struct proposal *proposal, const char *locator)
{
    const char *scheme = strstr(locator, "://");
    const char *path = scheme ? strchr(scheme + 3, '/') : NULL;
    g_autofree char *root = g_strdup(proposal->root);
    gsize len = strlen(root);
    while (len > 1 && root[len - 1] == '/') {
        root[--len] = '\0';
    }
    if (!scheme && g_str_has_prefix(locator, root)) {
        path = locator + len;
    }
    gboolean is_plain = path && *path == '/' && strlen(path) < 200 &&
                        strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789/._-") == strlen(path);
    return is_plain ? g_strdup(path) : NULL;
}

static void put_kinds(GString *out, const struct proposal *proposal)
{
    g_autofree char *contact = proposal->contact ? path_of(proposal, proposal->contact) : NULL;
    g_autofree char *home =
        strstr(proposal->root, "://") ? path_of(proposal, proposal->root) : NULL;
    g_string_append(out, "    kinds: { home: ");
    yaml_quote(out, home ? home : "/");
    if (contact) {
        g_string_append(out, ", contact: ");
        yaml_quote(out, contact);
    } else if (has_requirement(proposal)) {
        g_string_append(out, ", contact: \"/contact*\"");
    }
    g_string_append(out, " }\n");
}

static void put_others(GString *out, const struct proposal *proposal)
{
    const struct vote *mail = vote_first(proposal->emails);
    guint told = 0;
    if (mail) {
        put(out, "  - { id: mail, name: ", mail->value,
            ", channel: email }  # no source yet, so not measured; see source: mail, imap\n");
    }
    for (guint i = 0; i < proposal->pdfs->len && told < TOLD_MOST; i++, told++) {
        const struct vote *vote = g_ptr_array_index(proposal->pdfs, i);
        put_told(out, proposal, "document", vote, vote->value);
    }
    for (guint i = 0; i < proposal->social->len && told < 2 * TOLD_MOST; i++, told++) {
        const struct vote *vote = g_ptr_array_index(proposal->social, i);
        put_told(out, proposal, "social profile", vote, vote->value);
    }
}

char *proposal_plan(const struct proposal *proposal, const struct proposal_target *target)
{
    gboolean is_web = strcmp(target->source, "web") == 0;
    GString *out = g_string_new("# Proposed by touchstone init.\ntouchstone: 1\nbrand: brand.yaml\n"
                                "touchpoints:\n  - id: website\n    name: Website\n"
                                "    channel: website\n");
    put_expects(out, proposal);
    g_string_append_printf(out, "    source: { %s: { %s: ", target->source,
                           is_web ? "start" : "path");
    yaml_quote(out, target->place);
    put_hosts(out, target->allow_hosts);
    g_string_append(out, " } }\n");
    put_kinds(out, proposal);
    put_others(out, proposal);
    return g_string_free(out, FALSE);
}
