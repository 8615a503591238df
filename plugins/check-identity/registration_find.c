/* SPDX-License-Identifier: MIT
 *
 * Registrations in a document: which stand there, and which stand there as ours.
 */
#include "plugins/check-identity/registrations.h"

#define NAME_BEFORE 30u /* tokens around, in which our name makes it ours */
#define NAME_BEHIND 16u
#define HOLDER_BEHIND 20u /* tokens from an account to the name it is in */
#define LISTED_MAX 2u /* different ones of a kind without our name: more are a list of others' */
#define OUR_KINDS "contact|legal|invoice|email"

struct seen {
    const struct registration_kind *kind;
    struct registration_reading reading;
    struct sighting sighting;
    char number[NUMBER_SIZE];
    gboolean is_named; /* our name stands beside it */
    gboolean is_ours;  /* or the document is of ours, and nobody else's name stands there */
};

/* "IBAN ... t.n.v. Vogelhuis": in whose name an account is, behind it. */
static gboolean is_in_anothers_name(const struct view *view, uint32_t token)
{
    const struct tokens *tokens = view->tokens;
    for (uint32_t i = token; i < tokens->count && i < token + HOLDER_BEHIND; i++) {
        if (names_is_at(view, i) || tokens->items[i].kind == TOKEN_BREAK) {
            return FALSE;
        }
        gboolean is_holder = ts_is(tokens->items[i].folded, "tnv") ||
                             (ts_is(tokens->items[i].folded, "v") && i > 1 &&
                              ts_is(tokens->items[i - 2].folded, "n"));
        if (is_holder) {
            uint32_t name = i + 1 + token_is_sign(tokens, i + 1, '.');
            return name < tokens->count && !names_is_at(view, name) &&
                   token_is_capital(view->document->blocks, &tokens->items[name]);
        }
    }
    return FALSE;
}

static struct seen see(struct view *view, uint32_t block,
                       const struct registration_written *written)
{
    static const char *const values[] = {[REGISTRATION_NOTHING] = "unknown",
                                         [REGISTRATION_UNKNOWN] = "unknown",
                                         [REGISTRATION_WRONG] = "unknown",
                                         [REGISTRATION_NEAR] = "near",
                                         [REGISTRATION_MATCH] = "match"};
    const struct ts_block *own = ts_item(view->document->blocks, block);
    struct ts_str text = ts_bytes(own->text.ptr + written->offset, written->end - written->offset);
    uint32_t token = token_at(view->tokens, block, written->offset);
    struct seen seen = {.kind = written->kind};
    seen.reading =
        registration_read(view->identity->registrations, written->kind, ts_text(written->number));
    seen.sighting = (struct sighting){
        .kind = KIND_REGISTRATION,
        .entry = seen.reading.registration ? &seen.reading.registration->entry : NULL,
        .value = values[seen.reading.fit],
        .place = {.block = block, .offset = written->offset, .length = (uint32_t)text.len},
        .written = view_written(view->call, text),
        .key = written->kind->key,
    };
    gboolean may_be_ours =
        !written->label.is_theirs && own->role != TS_ROLE_QUOTE && !token_is_of_others(view, token);
    gboolean is_labelled = written->label.label == written->kind->label;
    may_be_ours &= !is_in_anothers_name(view, token);
    seen.is_named = may_be_ours && names_is_near(view, token, NAME_BEFORE, NAME_BEHIND);
    seen.is_ours =
        seen.is_named || (may_be_ours && is_labelled && document_is(view->document, OUR_KINDS));
    g_strlcpy(seen.number, written->number, NUMBER_SIZE);
    return seen;
}

static int report(struct view *view, const struct seen *seen, const char *rule, gboolean is_wrong)
{
    const struct ts_pair arguments[] = {
        {ts_text("what"), ts_text(seen->kind->what)},
        {ts_text("what_nl"), ts_text(seen->kind->what_nl)},
        {ts_text("why"), ts_text(is_wrong ? "its check digits are wrong" : "")},
        {ts_text("why_nl"), ts_text(is_wrong ? "de controlecijfers kloppen niet" : "")},
    };
    const struct entry *entry = seen->sighting.entry;
    return view_report(view, &seen->sighting, rule, TS_SEVERITY_DEFAULT, entry ? entry->shown : "",
                       (struct ts_list)TS_LIST_OF(arguments));
}

/* Ours, or nearly: wherever it stands, but for what bears another firm's name. */
static int say_known(struct view *view, const struct seen *seen)
{
    if (view_observe(view, &seen->sighting) != 0) {
        return -1;
    }
    return seen->reading.fit == REGISTRATION_NEAR
               ? report(view, seen, "identity/registration-deviates",
                        seen->reading.proof == PROOF_WRONG)
               : 0;
}

/* Kinds (bits of their labels) of which there are many different numbers that only their place
 * makes ours: a list of others'. */
static guint listed_kinds(const GArray *all)
{
    guint listed = 0;
    for (guint label = LABEL_KVK; label <= LABEL_IBAN; label++) {
        g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < all->len; i++) {
            struct seen *seen = &g_array_index(all, struct seen, i);
            if (seen->kind->label == label && !seen->is_named) {
                g_hash_table_add(numbers, seen->number);
            }
        }
        listed |= g_hash_table_size(numbers) > LISTED_MAX ? 1u << label : 0;
    }
    return listed;
}

static int say_unknown(struct view *view, const GArray *all)
{
    guint listed = listed_kinds(all);
    for (guint i = 0; i < all->len; i++) {
        const struct seen *seen = &g_array_index(all, struct seen, i);
        if (!seen->is_named && (listed >> seen->kind->label & 1)) {
            continue;
        }
        gboolean is_wrong = seen->reading.fit == REGISTRATION_WRONG;
        if (view_observe(view, &seen->sighting) != 0 ||
            report(view, seen,
                   is_wrong ? "identity/registration-deviates" : "identity/registration-unknown",
                   is_wrong) != 0) {
            return -1;
        }
    }
    return 0;
}

static int find_in_block(struct view *view, uint32_t block, GArray *unknown)
{
    struct registration_written written;
    uint32_t at = 0;
    while (registration_scan(view, block, &at, &written)) {
        struct seen seen = see(view, block, &written);
        gboolean is_else = written.label.label == LABEL_OTHER && written.label.is_adjacent;
        gboolean is_known = seen.reading.fit == REGISTRATION_MATCH ||
                            (seen.reading.fit == REGISTRATION_NEAR && !is_else);
        gboolean is_others =
            seen.reading.fit == REGISTRATION_NEAR && !seen.is_named &&
            token_is_of_others(view, token_at(view->tokens, block, written.offset));
        if (is_known && !is_others) {
            if (say_known(view, &seen) != 0) {
                return -1;
            }
        } else if (seen.is_ours && !is_known && !is_else &&
                   seen.reading.fit != REGISTRATION_NOTHING) {
            g_array_append_val(unknown, seen);
        }
    }
    return 0;
}

int registrations_find(struct view *view)
{
    if (!view->identity->registrations) {
        return 0;
    }
    const struct ts_list blocks = view->document->blocks;
    GArray *unknown = g_array_new(FALSE, FALSE, sizeof(struct seen));
    int done = 0;
    for (uint32_t i = 0; done == 0 && i < blocks.count; i++) {
        const struct ts_block *block = ts_item(blocks, i);
        done = block->role == TS_ROLE_CODE ? 0 : find_in_block(view, i, unknown);
    }
    done = done == 0 ? say_unknown(view, unknown) : done;
    g_array_unref(unknown);
    return done;
}
