/* SPDX-License-Identifier: MIT
 *
 * What one text says: its quantities, each with its slot and scope; and wordings of phrases.
 */
#include "plugins/check-facts/text.h"

#define WEEK_STATEMENTS 64u /* likewise statements */
#define WEEK_BLOCKS 16u     /* blocks over which lines of one table of hours are one week */

static struct ts_place place_of(const struct reading *reading, guint first, guint end,
                                struct ts_str *written_r)
{
    const struct token *from = token_at(&reading->tokens, first);
    const struct token *last = token_at(&reading->tokens, end - 1);
    size_t begin = MAX(from->offset, reading->lent), stop = last->offset + last->length;
    *written_r = ts_bytes(reading->text.ptr + begin, stop - begin);
    return (struct ts_place){.block = reading->block,
                             .offset = (uint32_t)(begin - reading->lent),
                             .length = (uint32_t)(stop - begin)};
}

/* A line of a list of opening hours joins the lines before it. */
static gboolean join_week(struct reading *reading, const struct statement *statement)
{
    guint count = reading->statements->len;
    for (guint i = count; i > 0 && i + WEEK_STATEMENTS > count; i--) {
        struct statement *before = &g_array_index(reading->statements, struct statement, i - 1);
        if (before->slot != statement->slot || before->value.type != VALUE_HOURS ||
            before->is_structured) {
            continue;
        }
        if (statement->place.block > before->place.block + WEEK_BLOCKS ||
            !scope_is_same(&before->scope, &statement->scope)) {
            return FALSE;
        }
        return value_join_week(&before->value, &statement->value,
                               before->place.block == statement->place.block);
    }
    return FALSE;
}

/* Under "Vacatures", "2004", or in the column of another shop; hours under "Kerst". */
static gboolean is_silent(const struct reading *reading, enum value_type type)
{
    gboolean is_silent = reading->column.is_silent;
    for (guint level = reading->level; level > 0; level--) {
        const struct lender *heading = &reading->headings[level];
        is_silent |= heading->is_silent ||
                     (type == VALUE_HOURS && ts_is(heading->scope.product, "holidays"));
    }
    return is_silent;
}

static void read_quantity(struct reading *reading, struct quantity *quantity)
{
    const struct tokens *tokens = &reading->tokens;
    const struct token *last = token_at(tokens, quantity->end - 1);
    if (last->offset < reading->lent || is_silent(reading, quantity->value.type) ||
        is_blocked(tokens, quantity->first, quantity->end) ||
        (last->is_asked && !is_answered(tokens, quantity))) {
        return;
    }
    const struct slot *slot = slot_of(reading, quantity);
    if (!slot) {
        return;
    }
    quantity->slot = slot;
    struct statement statement = {
        .slot = slot,
        .value = quantity->value,
        .scope = scope_of(reading, quantity),
    };
    statement.place = place_of(reading, quantity->first, quantity->end, &statement.written);
    if (quantity->value.type != VALUE_HOURS || !join_week(reading, &statement)) {
        g_array_append_val(reading->statements, statement);
    }
}

static void read_phrase(struct reading *reading, guint at, const struct mark *mark)
{
    const struct phrase_of_slot *phrase = mark->what;
    struct quantity quantity = {
        .value = {.type = VALUE_PHRASE}, .first = at, .end = at + mark->count};
    if (token_at(&reading->tokens, at)->is_asked || is_silent(reading, VALUE_PHRASE) ||
        is_blocked(&reading->tokens, at, at + mark->count)) {
        return;
    }
    struct statement statement = {
        .slot = phrase->slot,
        .value = {.type = VALUE_PHRASE, .phrase = ts_text(phrase->value)},
        .scope = scope_of(reading, &quantity),
    };
    statement.place = place_of(reading, at, at + mark->count, &statement.written);
    for (guint i = reading->statements->len; i > 0; i--) { /* said once more in the same block */
        const struct statement *before =
            &g_array_index(reading->statements, struct statement, i - 1);
        if (before->place.block != statement.place.block || before->is_structured) {
            break;
        }
        if (before->slot == phrase->slot &&
            ts_equal(before->value.phrase, statement.value.phrase)) {
            return;
        }
    }
    g_array_append_val(reading->statements, statement);
}

static void read_phrases(struct reading *reading)
{
    for (guint at = 0; at < reading->tokens.items->len; at++) {
        const struct token *token = token_at(&reading->tokens, at);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(reading->tokens.marks, struct mark, token->first_mark + i);
            if (mark->kind == MARK_PHRASE && token->offset >= reading->lent) {
                read_phrase(reading, at, mark);
                break;
            }
        }
    }
}

void read_passage(struct reading *reading)
{
    tokens_cut(&reading->tokens, reading->text);
    finder_mark(reading->language, &reading->tokens);
    tokens_divide(&reading->tokens);
    find_quantities(&reading->tokens, reading->style, reading->quantities);
    for (guint i = 0;
         i < reading->quantities->len && reading->statements->len < DOCUMENT_STATEMENTS; i++) {
        read_quantity(reading, &g_array_index(reading->quantities, struct quantity, i));
    }
    read_phrases(reading);
}
