/* SPDX-License-Identifier: MIT
 *
 * What was proposed and what it rests on, a line each; and what was not found, so that nobody takes
 * a short brand book for a whole one.
 */
#include <string.h>

#include "core/command/proposal.h"
#include "core/report/escape.h"

static void put_line(GString *out, const char *what, const char *text, const char *why)
{
    g_string_append_printf(out, "  %-10s ", what);
    escape_terminal(out, text, -1);
    g_string_append(out, *why ? "  (" : "");
    escape_terminal(out, why, -1);
    g_string_append(out, *why ? ")\n" : "\n");
}

static void put_vote(GString *out, const struct proposal *proposal, const char *what,
                     const char *text, const struct vote *vote)
{
    g_autofree char *why =
        g_strdup_printf("%s, on %u of %u pages", vote->from, vote->votes, proposal->pages);
    put_line(out, what, text, why);
}

static void put_votes(GString *out, const struct proposal *proposal, const char *what,
                      const GPtrArray *votes)
{
    for (guint i = 0; i < votes->len; i++) {
        const struct vote *vote = g_ptr_array_index(votes, i);
        if (vote->is_proposed) {
            g_autofree char *text = strcmp(what, "address") == 0 ? vote_address(vote)
                                    : strcmp(what, "phone") == 0 ? g_strdup(vote_phone(vote))
                                                                 : g_strdup(vote->value);
            put_vote(out, proposal, what, text, vote);
        }
    }
}

static void put_missing(GString *out, const struct proposal *proposal)
{
    gboolean may = !proposal->is_identity_refused;
    const struct {
        const char *what;
        gboolean is_there;
    } rows[] = {{"address", may && vote_first(proposal->addresses)},
                {"phone", may && vote_first(proposal->phones)},
                {"email", may && vote_first(proposal->emails)},
                {"logo", proposal->logo && !proposal->is_logo_refused},
                {"pay-off", vote_first(proposal->slogans) != NULL},
                {"language", proposal->languages->len > 0},
                {"form of address", vote_first(proposal->forms) != NULL}};
    const char *before = "  not found: ";
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!rows[i].is_there) {
            g_string_append_printf(out, "%s%s", before, rows[i].what);
            before = ", ";
        }
    }
    if (strcmp(before, ", ") == 0) {
        g_string_append(out, " (candidates, if there are any, stand as comments)\n");
    }
}

char *proposal_tell(const struct proposal *proposal)
{
    GString *out = g_string_new(NULL);
    const struct vote *form = vote_first(proposal->forms);
    g_string_append_printf(out, "Looked at %u pages. Proposed:\n", proposal->pages);
    put_line(out, "name", proposal->name, proposal->name_from);
    put_votes(out, proposal, "language", proposal->languages);
    if (!proposal->is_identity_refused) {
        put_votes(out, proposal, "legal name", proposal->legal);
        put_votes(out, proposal, "address", proposal->addresses);
        put_votes(out, proposal, "phone", proposal->phones);
        put_votes(out, proposal, "email", proposal->emails);
    }
    put_votes(out, proposal, "pay-off", proposal->slogans);
    if (form) {
        gboolean is_close = strcmp(form->value, "informal") == 0;
        put_vote(out, proposal, "address as", is_close ? "je (pack nl/je)" : "u (pack nl/u)", form);
    }
    if (proposal->logo && !proposal->is_logo_refused) {
        put_vote(out, proposal, "logo", proposal->logo->value, proposal->logo);
    }
    if (proposal->words->len > 0) {
        g_autofree char *count = g_strdup_printf("%u, in words.txt", proposal->words->len);
        put_line(out, "words", count, "");
    }
    put_missing(out, proposal);
    return g_string_free(out, FALSE);
}
