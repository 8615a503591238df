/* SPDX-License-Identifier: MIT
 *
 * What is said of a telephone number that was found, and whether it stands there as ours.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/phones.h"

#define NAME_BEFORE 24u /* tokens around a number in which our name makes it ours */
#define NAME_BEHIND 10u
#define LISTED_MAX 3u /* different unknown numbers without our name: more are a list of others' */
#define SIBLINGS_LEAST 3u /* different last digits in one document that are no slips */
#define OUR_KINDS "contact|email"
#define OTHERS_KINDS "blog|news|review|vacancy|historic"

/* ---- whose it is ----------------------------------------------------------------------------- */

/* Is it ours by our name beside it? */
static gboolean is_named(const struct phone_search *search, const struct phone_seen *seen)
{
    return seen->place.block != TS_NO_BLOCK && !seen->is_theirs &&
           names_is_near(search->view, seen->token, NAME_BEFORE, NAME_BEHIND) &&
           !token_is_of_others(search->view, seen->token) &&
           !is_in_comments(search->view, seen->place.block);
}

/* Or by where it stands? */
static gboolean is_placed(const struct phone_search *search, const struct phone_seen *seen)
{
    const struct ts_document *document = search->view->document;
    return !seen->is_theirs && !document_is(document, OTHERS_KINDS) &&
           (seen->is_linked || seen->is_prompt || document_is(document, OUR_KINDS)) &&
           (seen->place.block == TS_NO_BLOCK || (!token_is_of_others(search->view, seen->token) &&
                                                 !is_in_comments(search->view, seen->place.block)));
}

/* Are there so many that it is a list of others' numbers? */
static gboolean is_list(const struct phone_search *search)
{
    return g_hash_table_size(search->placed) > LISTED_MAX;
}

gboolean phone_is_given_as_ours(const struct phone_search *search, const struct phone_seen *seen)
{
    if (seen->place.block != TS_NO_BLOCK && card_is_of_others(search->view, seen->place.block)) {
        return FALSE;
    }
    return is_named(search, seen) || (!is_list(search) && is_placed(search, seen));
}

static void note_placed(struct phone_search *search, const struct phone_seen *seen)
{
    if (!is_named(search, seen) && is_placed(search, seen)) {
        g_hash_table_add(search->placed, g_strdup(seen->reading.parts.national));
    }
}

/* ---- saying ---------------------------------------------------------------------------------- */

static struct sighting sighting_of(const struct phone_search *search, const struct phone_seen *seen)
{
    static const char *const values[] = {[PHONE_NONE] = "unknown",
                                         [PHONE_UNKNOWN] = "unknown",
                                         [PHONE_NEAR] = "near",
                                         [PHONE_LOCAL] = "match",
                                         [PHONE_MATCH] = "match"};
    const struct phone *phone = seen->reading.phone;
    struct sighting sighting = {
        .kind = KIND_PHONE,
        .entry = phone ? &phone->entry : NULL,
        .value = values[seen->reading.fit],
        .is_structured = seen->is_hidden,
        .place = seen->place,
        .written = seen->written,
    };
    if (seen->place.block != TS_NO_BLOCK) {
        sighting.said = said_at(search->view, seen->place.block, seen->place.offset);
    }
    return sighting;
}

static int say_misplaced(struct view *view, const struct sighting *sighting)
{
    return entry_is_right_here(sighting->entry, view->document)
               ? 0
               : view_report(view, sighting, "identity/phone-misplaced", TS_SEVERITY_DEFAULT, "",
                             (struct ts_list){NULL, 0, 0});
}

int phone_say(struct phone_search *search, const struct phone_seen *seen)
{
    if (seen->reading.fit == PHONE_NONE) {
        return 0;
    }
    if (seen->reading.fit == PHONE_UNKNOWN || seen->reading.fit == PHONE_NEAR) {
        if (seen->reading.fit == PHONE_UNKNOWN) {
            note_placed(search, seen);
        }
        g_array_append_val(search->kept, *seen);
        return 0;
    }
    struct sighting sighting = sighting_of(search, seen);
    return view_observe(search->view, &sighting) != 0 ? -1 : say_misplaced(search->view, &sighting);
}

int phone_say_dialled(struct phone_search *search, const struct phone_seen *wrong,
                      const struct phone *right, struct ts_str dialled)
{
    struct sighting sighting = sighting_of(search, wrong);
    g_autofree char *why = g_strdup_printf("the link dials %.*s", (int)dialled.len, dialled.ptr);
    g_autofree char *why_nl = g_strdup_printf("de link belt %.*s", (int)dialled.len, dialled.ptr);
    const struct ts_pair arguments[] = {{ts_text("why"), ts_text(why)},
                                        {ts_text("why_nl"), ts_text(why_nl)}};
    return view_report(search->view, &sighting, "identity/phone-deviates", TS_SEVERITY_DEFAULT,
                       right->entry.shown, (struct ts_list)TS_LIST_OF(arguments));
}

/* ---- what is kept for the end ---------------------------------------------------------------- */

static gboolean is_quoted(const struct phone_search *search, const struct phone_seen *seen)
{
    if (seen->place.block == TS_NO_BLOCK) {
        return FALSE;
    }
    const struct ts_block *block = ts_item(search->view->document->blocks, seen->place.block);
    return block->role == TS_ROLE_QUOTE;
}

static int say_wrong(struct phone_search *search, const struct phone_seen *seen)
{
    struct sighting sighting = sighting_of(search, seen);
    gboolean is_near = seen->reading.fit == PHONE_NEAR;
    if (view_observe(search->view, &sighting) != 0) {
        return -1;
    }
    return view_report(
        search->view, &sighting, is_near ? "identity/phone-deviates" : "identity/phone-unknown",
        TS_SEVERITY_DEFAULT, is_near ? sighting.entry->shown : "", (struct ts_list){NULL, 0, 0});
}

/* Does it differ in the last two digits only, as one line of an exchange from another? */
static gboolean is_sibling(const struct phone_seen *seen)
{
    const char *national = seen->reading.parts.national;
    const struct phone *phone = seen->reading.phone;
    return strlen(national) == phone->size &&
           memcmp(national, phone->parts.national, phone->size - 2) == 0;
}

/* The siblings (char *) in the document of each phone (struct phone *). */
static GHashTable *exchanges_of(const struct phone_search *search)
{
    GHashTable *exchanges =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < search->kept->len; i++) {
        struct phone_seen *seen = &g_array_index(search->kept, struct phone_seen, i);
        if (seen->reading.fit != PHONE_NEAR || !is_sibling(seen)) {
            continue;
        }
        GHashTable *own = g_hash_table_lookup(exchanges, seen->reading.phone);
        if (!own) {
            own = g_hash_table_new(g_str_hash, g_str_equal);
            g_hash_table_insert(exchanges, (gpointer)seen->reading.phone, own);
        }
        g_hash_table_add(own, seen->reading.parts.national);
    }
    return exchanges;
}

/* Many different ones are people's own lines, no slips: unknown numbers. */
static void settle_siblings(struct phone_search *search)
{
    g_autoptr(GHashTable) exchanges = exchanges_of(search);
    for (guint i = 0; i < search->kept->len; i++) {
        struct phone_seen *seen = &g_array_index(search->kept, struct phone_seen, i);
        GHashTable *own = seen->reading.fit == PHONE_NEAR
                              ? g_hash_table_lookup(exchanges, seen->reading.phone)
                              : NULL;
        if (own && g_hash_table_size(own) >= SIBLINGS_LEAST && is_sibling(seen)) {
            seen->reading.fit = PHONE_UNKNOWN;
            seen->reading.phone = NULL;
            note_placed(search, seen);
        }
    }
}

int phone_say_kept(struct phone_search *search)
{
    settle_siblings(search);
    for (guint i = 0; i < search->kept->len; i++) {
        const struct phone_seen *seen = &g_array_index(search->kept, struct phone_seen, i);
        gboolean is_wrong = seen->reading.fit == PHONE_NEAR ||
                            (phone_is_given_as_ours(search, seen) && !is_quoted(search, seen) &&
                             !phone_is_public(&seen->reading.parts));
        if (is_wrong && say_wrong(search, seen) != 0) {
            return -1;
        }
    }
    return 0;
}
