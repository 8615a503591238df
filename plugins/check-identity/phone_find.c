/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers in a document: as written, as said, and as dialled.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/phones.h"
#include "plugins/common/spoken.h"

/* ---- as written ------------------------------------------------------------------------------ */

/* "Call Jansen on 030 ...": somebody is named between the label and the number, and not us. */
static gboolean is_somebodys(const struct phone_search *search, const struct label_found *label,
                             uint32_t token)
{
    const struct view *view = search->view;
    gboolean has_name = FALSE;
    for (uint32_t i = label->token + 1; label->label == LABEL_PHONE && i < token; i++) {
        const struct token *word = &view->tokens->items[i];
        if (word->kind == TOKEN_BREAK || names_is_at(view, i)) {
            return FALSE;
        }
        has_name |= word->kind == TOKEN_WORD && label_of(word->folded) == LABEL_NONE &&
                    token_is_capital(view->document->blocks, word);
    }
    return has_name && label_is_to_call(view->tokens->items[label->token].folded);
}

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
    if (reading->fit == PHONE_NEAR &&
        (label.is_their_label || token_is_beside_others(search->view, seen->token))) {
        return FALSE;
    }
    /* The fax is often a neighbour of the telephone. */
    if (reading->fit == PHONE_NONE || (reading->fit == PHONE_NEAR && label.label == LABEL_FAX)) {
        gboolean may_be_ours = is_phone && phone_is_given_as_ours(search, seen) &&
                               !is_somebodys(search, &label, seen->token);
        seen->reading = may_be_ours ? phone_read_any(search->phones, run, &search->parser)
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

/* A prompt, or the plain text of a script that is read out. */
static gboolean is_spoken(const struct ts_document *document, const struct ts_block *block)
{
    return block->role == TS_ROLE_PROMPT || ts_is(document->channel, "phone");
}

static gboolean take(struct phone_search *search, uint32_t index, const struct phone_run *run,
                     struct phone_seen *seen_r)
{
    struct view *view = search->view;
    const struct ts_block *block = ts_item(view->document->blocks, index);
    struct phone_reading reading = phone_read(search->phones, run, &search->parser);
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
        .is_prompt = is_spoken(view->document, block),
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
    seen.reading = phone_read(search->phones, &run, &search->parser);
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

/* ---- a document ------------------------------------------------------------------------------ */

static int find_in_block(struct phone_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    g_array_set_size(search->seen, 0);
    find_written(search, index);
    if (is_spoken(search->view->document, block)) {
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
    if (phone_find_bare_links(search) != 0 || phone_say_kept(search) != 0) {
        return -1;
    }
    return search->parser.left > 0
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
        .parser = {.left = PHONE_PARSES},
        .seen = g_array_new(FALSE, FALSE, sizeof(struct phone_seen)),
        .kept = g_array_new(FALSE, FALSE, sizeof(struct phone_seen)),
        .hrefs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .placed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    int done = find_all(&search);
    g_array_unref(search.seen);
    g_array_unref(search.kept);
    g_hash_table_unref(search.hrefs);
    g_hash_table_unref(search.placed);
    return done;
}
