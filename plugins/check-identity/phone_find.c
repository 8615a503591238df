/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers in a document: as written, as said, and as dialled.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/phones.h"
#include "plugins/common/spoken.h"

#define NAME_BEFORE 24u /* tokens around a number in which our name makes it ours */
#define NAME_BEHIND 10u
#define LISTED_MAX 3u /* different unknown numbers without our name: more are a list of others' */
#define OUR_KINDS "contact|email"
#define OTHERS_KINDS "blog|news|review|vacancy|historic"

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
    if (seen->reading.fit == PHONE_UNKNOWN) {
        g_array_append_val(search->unknown, *seen);
        return 0;
    }
    struct sighting sighting = sighting_of(search, seen);
    if (view_observe(search->view, &sighting) != 0) {
        return -1;
    }
    if (seen->reading.fit != PHONE_NEAR) {
        return say_misplaced(search->view, &sighting);
    }
    return view_report(search->view, &sighting, "identity/phone-deviates", TS_SEVERITY_DEFAULT,
                       sighting.entry->shown, (struct ts_list){NULL, 0, 0});
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

/* ---- as written ------------------------------------------------------------------------------ */

/* May it be one, by what stands around it? Settles the fit; FALSE: it is none. */
static gboolean is_wanted(struct phone_search *search, const struct phone_run *run,
                          struct phone_seen *seen)
{
    struct phone_reading *reading = &seen->reading;
    struct label_found label = label_before(search->view->tokens, seen->token);
    gboolean is_phone = label.label == LABEL_PHONE || label.label == LABEL_FAX ||
                        (seen->is_prompt && label.label == LABEL_NONE);
    gboolean is_else = label.label != LABEL_NONE && label.label != LABEL_EMAIL && !is_phone;
    seen->is_theirs = label.is_theirs;
    if (reading->fit == PHONE_LOCAL && !(is_phone && label.is_adjacent)) {
        return FALSE;
    }
    if (is_else && (label.is_adjacent || reading->fit != PHONE_MATCH)) {
        return FALSE;
    }
    /* The fax is often a neighbour of the telephone. */
    if (reading->fit == PHONE_NONE || (reading->fit == PHONE_NEAR && label.label == LABEL_FAX)) {
        seen->reading = is_phone ? phone_read_any(search->phones, run, &search->parses)
                                 : (struct phone_reading){.fit = PHONE_NONE};
    }
    return seen->reading.fit != PHONE_NONE;
}

/* A number of nobody: begins with + or 0 and is as long as numbers are. */
static gboolean may_be_unknown(struct ts_str text, const struct phone_run *run)
{
    guint groups = phone_natural(run);
    guint digits = run->groups[groups - 1].digits;
    return (run->has_plus || run->digits[0] == '0') && digits >= 7 && digits <= 17 &&
           !phone_is_otherwise(text, run, groups);
}

static gboolean take(struct phone_search *search, uint32_t index, const struct phone_run *run,
                     struct phone_seen *seen_r)
{
    struct view *view = search->view;
    const struct ts_block *block = ts_item(view->document->blocks, index);
    struct phone_reading reading = phone_read(search->phones, run, &search->parses);
    if (reading.fit == PHONE_NONE && !may_be_unknown(block->text, run)) {
        return FALSE;
    }
    if (reading.fit != PHONE_NONE && phone_is_otherwise(block->text, run, reading.groups)) {
        return FALSE;
    }
    *seen_r = (struct phone_seen){
        .reading = reading,
        .token = token_at(view->tokens, index, run->offset),
        .place = {.block = index, .offset = run->offset},
        .is_prompt = block->role == TS_ROLE_PROMPT,
    };
    if (!is_wanted(search, run, seen_r)) {
        return FALSE;
    }
    uint32_t end = run->groups[seen_r->reading.groups - 1].end;
    seen_r->place.length = end - run->offset;
    seen_r->written =
        view_written(view->call, ts_bytes(block->text.ptr + run->offset, seen_r->place.length));
    return TRUE;
}

static void find_written(struct phone_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    struct phone_run run;
    struct phone_seen seen;
    uint32_t at = 0;
    while (phone_scan(block->text, &at, &run)) {
        if (!run.is_glued && take(search, index, &run, &seen)) {
            g_array_append_val(search->seen, seen);
            at = seen.place.offset + seen.place.length;
        }
    }
}

/* ---- as said --------------------------------------------------------------------------------- */

static gboolean is_seen(const struct phone_search *search, size_t offset, size_t length)
{
    for (guint i = 0; i < search->seen->len; i++) {
        const struct ts_place *place = &g_array_index(search->seen, struct phone_seen, i).place;
        if (offset < (size_t)place->offset + place->length && place->offset < offset + length) {
            return TRUE;
        }
    }
    return FALSE;
}

static void add_said(struct phone_search *search, uint32_t index,
                     const struct spoken_number *number)
{
    struct view *view = search->view;
    const struct ts_block *block = ts_item(view->document->blocks, index);
    struct phone_run run;
    uint32_t at = 0;
    struct phone_seen seen = {
        .token = token_at(view->tokens, index, (uint32_t)number->offset),
        .place = {.block = index,
                  .offset = (uint32_t)number->offset,
                  .length = (uint32_t)number->length},
        .is_prompt = TRUE,
        .written =
            view_written(view->call, ts_bytes(block->text.ptr + number->offset, number->length)),
    };
    if (!phone_scan(ts_text(number->digits), &at, &run)) {
        return;
    }
    seen.reading = phone_read(search->phones, &run, &search->parses);
    if ((seen.reading.fit != PHONE_NONE || may_be_unknown(ts_text(number->digits), &run)) &&
        is_wanted(search, &run, &seen)) {
        g_array_append_val(search->seen, seen);
    }
}

static void find_said(struct phone_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    struct ts_str language =
        block->language.len ? block->language : search->view->document->language;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(struct spoken_number));
    spoken_find_numbers(block->text, language, numbers);
    for (guint i = 0; i < numbers->len; i++) {
        const struct spoken_number *number = &g_array_index(numbers, struct spoken_number, i);
        if (!is_seen(search, number->offset, number->length)) {
            add_said(search, index, number);
        }
    }
}

/* ---- the unknown ----------------------------------------------------------------------------- */

/* Is it ours by our name beside it? */
static gboolean is_named(const struct phone_search *search, const struct phone_seen *seen)
{
    return seen->place.block != TS_NO_BLOCK && !seen->is_theirs &&
           names_is_near(search->view, seen->token, NAME_BEFORE, NAME_BEHIND) &&
           !token_is_of_others(search->view, seen->token);
}

/* Or by where it stands? */
static gboolean is_placed(const struct phone_search *search, const struct phone_seen *seen)
{
    const struct ts_document *document = search->view->document;
    return !seen->is_theirs && !document_is(document, OTHERS_KINDS) &&
           (seen->is_linked || seen->is_prompt || document_is(document, OUR_KINDS)) &&
           (seen->place.block == TS_NO_BLOCK || !token_is_of_others(search->view, seen->token));
}

static gboolean is_quoted(const struct phone_search *search, const struct phone_seen *seen)
{
    if (seen->place.block == TS_NO_BLOCK) {
        return FALSE;
    }
    const struct ts_block *block = ts_item(search->view->document->blocks, seen->place.block);
    return block->role == TS_ROLE_QUOTE;
}

static int say_unknown(struct phone_search *search, const struct phone_seen *seen)
{
    struct sighting sighting = sighting_of(search, seen);
    if (view_observe(search->view, &sighting) != 0) {
        return -1;
    }
    return view_report(search->view, &sighting, "identity/phone-unknown", TS_SEVERITY_DEFAULT, "",
                       (struct ts_list){NULL, 0, 0});
}

/* Different numbers that only their place makes ours. */
static guint count_placed(const struct phone_search *search)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < search->unknown->len; i++) {
        struct phone_seen *seen = &g_array_index(search->unknown, struct phone_seen, i);
        if (!is_named(search, seen) && is_placed(search, seen)) {
            g_hash_table_add(numbers, seen->reading.parts.national);
        }
    }
    return g_hash_table_size(numbers);
}

static int judge_unknown(struct phone_search *search)
{
    gboolean is_list = count_placed(search) > LISTED_MAX;
    for (guint i = 0; i < search->unknown->len; i++) {
        const struct phone_seen *seen = &g_array_index(search->unknown, struct phone_seen, i);
        gboolean is_ours = is_named(search, seen) || (!is_list && is_placed(search, seen));
        if (is_ours && !is_quoted(search, seen) && !phone_is_public(&seen->reading.parts) &&
            say_unknown(search, seen) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- a document ------------------------------------------------------------------------------ */

static int find_in_block(struct phone_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    g_array_set_size(search->seen, 0);
    find_written(search, index);
    if (block->role == TS_ROLE_PROMPT) {
        find_said(search, index);
    }
    int done = phone_find_links(search, index);
    for (guint i = 0; done == 0 && i < search->seen->len; i++) {
        done = phone_say(search, &g_array_index(search->seen, struct phone_seen, i));
    }
    return done;
}

static int find_all(struct phone_search *search)
{
    const struct ts_list blocks = search->view->document->blocks;
    for (uint32_t i = 0; i < blocks.count; i++) {
        const struct ts_block *block = ts_item(blocks, i);
        if (block->role != TS_ROLE_CODE && find_in_block(search, i) != 0) {
            return -1;
        }
    }
    if (phone_find_bare_links(search) != 0 || judge_unknown(search) != 0) {
        return -1;
    }
    return search->parses > 0
               ? 0
               : ts_fail(search->view->call, "more telephone numbers than are looked at");
}

int phones_find(struct view *view)
{
    if (!view->identity->phones) {
        return 0;
    }
    struct phone_search search = {
        .view = view,
        .phones = view->identity->phones,
        .parses = PHONE_PARSES,
        .seen = g_array_new(FALSE, FALSE, sizeof(struct phone_seen)),
        .unknown = g_array_new(FALSE, FALSE, sizeof(struct phone_seen)),
        .hrefs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    int done = find_all(&search);
    g_array_unref(search.seen);
    g_array_unref(search.unknown);
    g_hash_table_unref(search.hrefs);
    return done;
}
