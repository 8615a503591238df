/* SPDX-License-Identifier: MIT
 *
 * What the blocks of a document say: which of them are worth reading, what a heading lends to those
 * under it, a label to the one after it, and a table's first row and first cells to the others.
 */
#include "plugins/check-facts/text.h"
#include "plugins/common/kinds.h"

#define LABEL_SIZE 90u /* bytes of a label or a question before its answer */
#define COLUMNS 10u    /* of a table whose first row names facts */

struct table {
    struct ts_str row;      /* the path of the row at hand; empty: no table */
    struct ts_str table;    /* the path of the table */
    guint32 cells[COLUMNS]; /* blocks of the row */
    guint count;
    guint rows;  /* before the one at hand */
    guint heads; /* cells of the first row, if it names the columns */
    struct lender columns[COLUMNS];
};

static const struct ts_block *block_at(const struct reading *reading, guint32 index)
{
    return ts_item(reading->document->blocks, index);
}

static const struct finder_language *language_of(const struct reading *reading,
                                                 const struct ts_block *block)
{
    struct ts_str language = block->language.len               ? block->language
                             : reading->document->language.len ? reading->document->language
                                                               : ts_text(reading->facts->language);
    return finder_language(reading->facts->finder, language);
}

/* Decimal comma, but in English. */
static struct number_style style_of(const struct reading *reading, const struct ts_block *block)
{
    struct ts_str language = block->language.len               ? block->language
                             : reading->document->language.len ? reading->document->language
                                                               : ts_text(reading->facts->language);
    gboolean is_english = language.len >= 2 && g_ascii_strncasecmp(language.ptr, "en", 2) == 0;
    return is_english ? (struct number_style){'.', ','} : (struct number_style){',', '.'};
}

/* ---- headings ---- */

static guint level_of(const struct ts_block *block)
{
    struct ts_str where = block->where;
    for (size_t i = where.len; i >= 2; i--) {
        if (where.ptr[i - 2] == 'h' && where.ptr[i - 1] >= '1' && where.ptr[i - 1] <= '6' &&
            (i == 2 || where.ptr[i - 3] == '/')) {
            return (guint)(where.ptr[i - 1] - '0');
        }
    }
    return 2;
}

static gboolean is_of_hours(const struct lender *heading)
{
    for (guint i = 0; i < heading->slot_count; i++) {
        if (heading->slots[i]->type != VALUE_HOURS) {
            return FALSE;
        }
    }
    return heading->slot_count > 0;
}

/* After read_passage of the heading: what it lends. */
static void take_heading(struct reading *reading, const struct ts_block *block)
{
    guint level = level_of(block);
    struct lender *lender = &reading->headings[level];
    for (guint i = level; i < HEADING_LEVELS; i++) {
        reading->headings[i] = (struct lender){.slot_count = 0};
    }
    lender_add(lender, &reading->tokens, 0, reading->tokens.items->len);
    lender->scope = scope_of_heading(reading);
    lender->is_silent = lender_silences(&reading->tokens, TRUE);
    lender->is_of_hours = is_of_hours(lender);
    reading->level = level;
    reading->texts = 0;
    /* What is above it is of something else, unless this one only says for whom. */
    if (lender->slot_count || !(lender->scope.country.len || lender->scope.channel.len)) {
        for (guint i = 1; i < level; i++) {
            reading->headings[i].slot_count = 0;
        }
    }
}

static gboolean has_lender(const struct reading *reading)
{
    for (guint i = reading->level; i > 0; i--) {
        if (reading->headings[i].slot_count) {
            return TRUE;
        }
    }
    return reading->column.slot_count > 0;
}

/* ---- blocks ---- */

static gboolean is_read(const struct ts_block *block)
{
    return block->role != TS_ROLE_QUOTE && block->role != TS_ROLE_CODE && block->text.len > 0;
}

/* Is there anything in a block that can be told, with what stands before it? */
static gboolean is_worth(const struct reading *reading, const struct ts_block *block, unsigned seen)
{
    if (seen & SCAN_PHRASE) {
        return TRUE;
    }
    if (!(seen & SCAN_VALUE) && !(seen & SCAN_DAY)) {
        return FALSE;
    }
    return ((seen & SCAN_ANCHOR) && (seen & SCAN_VALUE)) || has_lender(reading) ||
           ((seen & SCAN_DAY) && ((seen & SCAN_HOURS) || block->text.len <= BARE_HOURS_SIZE));
}

/* A short line with the words of a fact and no value: "Levertijd", "Hoe lang is de garantie?" */
static gboolean is_label(const struct ts_block *block, unsigned seen)
{
    char last = block->text.ptr[block->text.len - 1];
    return (seen & (SCAN_ANCHOR | SCAN_HOURS)) && block->text.len <= LABEL_SIZE &&
           (block->role == TS_ROLE_TEXT || block->role == TS_ROLE_LABEL ||
            block->role == TS_ROLE_CELL || last == ':' || last == '?') &&
           last != '.' && last != '!' && last != ',' &&
           (!(seen & (SCAN_VALUE | SCAN_DAY)) || last == '?' || last == ':');
}

/* Judges a block with what is put before it. */
static void judge_after(struct reading *reading, guint32 index, struct ts_str label)
{
    const struct ts_block *block = block_at(reading, index);
    g_autofree char *joined = NULL;
    reading->text = block->text;
    reading->lent = 0;
    if (label.len) {
        char last = label.ptr[label.len - 1];
        joined = g_strdup_printf("%.*s%s%.*s", (int)label.len, label.ptr,
                                 strchr(":?,", last) ? " " : ": ", (int)block->text.len,
                                 block->text.ptr);
        reading->text = ts_text(joined);
        reading->lent = reading->text.len - block->text.len;
    }
    reading->block = index;
    reading->role = block->role;
    reading->style = style_of(reading, block);
    guint before = reading->statements->len;
    read_passage(reading);
    for (guint i = before; i < reading->statements->len; i++) {
        /* what was written lies in the block, not in what was joined */
        struct statement *own = &g_array_index(reading->statements, struct statement, i);
        own->written = ts_bytes(block->text.ptr + own->place.offset, own->place.length);
    }
}

/* ---- tables ---- */

/* The end of the last segment of a path with this name, at or before an end; 0: there is none. */
static size_t segment_end(struct ts_str path, size_t end, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = MIN(end, path.len); i >= len; i--) {
        size_t begin = i - len;
        if (memcmp(path.ptr + begin, name, len) == 0 &&
            (begin == 0 || path.ptr[begin - 1] == '/') &&
            (i == path.len || path.ptr[i] == '[' || path.ptr[i] == '/')) {
            while (i < path.len && path.ptr[i] != '/') {
                i++;
            }
            return i;
        }
    }
    return 0;
}

/* The path of the row in which a block stands, and that of its table; empty: it stands in none. */
static struct ts_str row_of(const struct ts_block *block, struct ts_str *table_r)
{
    size_t row = segment_end(block->where, block->where.len, "tr");
    size_t table = row ? segment_end(block->where, row, "table") : 0;
    *table_r = ts_bytes(block->where.ptr, table);
    return ts_bytes(block->where.ptr, table ? row : 0);
}

static void take_columns(struct reading *reading, struct table *table)
{
    for (guint i = 0; i < table->count; i++) {
        const struct ts_block *cell = block_at(reading, table->cells[i]);
        table->columns[i] = (struct lender){.slot_count = 0};
        tokens_cut(&reading->tokens, cell->text);
        finder_mark(reading->language, &reading->tokens);
        lender_add(&table->columns[i], &reading->tokens, 0, reading->tokens.items->len);
        table->columns[i].scope = scope_of_column(reading, table->columns[i].slot_count > 0);
        table->columns[i].is_silent = lender_silences(&reading->tokens, FALSE);
    }
    table->heads = table->count;
}

/* The head of a cell; the first row may lack the one of the labels. */
static struct lender column_of(const struct table *table, guint cell)
{
    guint lacks = table->heads && table->heads + 1 == table->count ? 1 : 0;
    return cell >= lacks ? table->columns[cell - lacks] : (struct lender){.slot_count = 0};
}

static gboolean is_header(const struct reading *reading, const struct table *table)
{
    unsigned seen = 0;
    for (guint i = 0; i < table->count; i++) {
        seen |= finder_scan(reading->language, block_at(reading, table->cells[i])->text);
    }
    return table->count > 1 && !(seen & (SCAN_VALUE | SCAN_DAY));
}

/* The label of a row is its first cell; in a row of days, all cells before the last. */
static void judge_row(struct reading *reading, struct table *table)
{
    const struct ts_block *first = block_at(reading, table->cells[0]);
    struct ts_str label = first->text;
    unsigned seen = finder_scan(reading->language, label);
    if (table->count == 1) {
        judge_after(reading, table->cells[0], ts_text(NULL));
        return;
    }
    if ((seen & SCAN_DAY) && table->count == 3) {
        g_autofree char *days = g_strdup_printf("%.*s: %.*s,", (int)label.len, label.ptr,
                                                (int)block_at(reading, table->cells[1])->text.len,
                                                block_at(reading, table->cells[1])->text.ptr);
        reading->column = column_of(table, 2);
        judge_after(reading, table->cells[2], ts_text(days));
        return;
    }
    if (seen & SCAN_VALUE) { /* "Bestelling vanaf € 75" beside "gratis verzending" */
        gboolean has_anchor = seen & (SCAN_ANCHOR | SCAN_HOURS);
        judge_after(reading, table->cells[0],
                    has_anchor ? ts_text(NULL) : block_at(reading, table->cells[1])->text);
    }
    for (guint i = 1; i < table->count; i++) {
        reading->column = column_of(table, i);
        judge_after(reading, table->cells[i], label.len <= LABEL_SIZE ? label : ts_text(NULL));
    }
}

static void end_row(struct reading *reading, struct table *table)
{
    gboolean is_first = table->rows++ == 0;
    if (table->count == 0) {
        return;
    }
    reading->language = language_of(reading, block_at(reading, table->cells[0]));
    if (reading->language && is_first && is_header(reading, table)) {
        take_columns(reading, table);
    } else if (reading->language) {
        judge_row(reading, table);
    }
    reading->column = (struct lender){.slot_count = 0};
    table->count = 0;
}

/* Gathers the cells of a row, and judges the row before. FALSE: the block is in no table. */
static gboolean take_cell(struct reading *reading, struct table *table, guint32 index)
{
    const struct ts_block *block = block_at(reading, index);
    struct ts_str of_table = ts_text(NULL), row = row_of(block, &of_table);
    if (!ts_equal(row, table->row)) {
        end_row(reading, table);
        if (!ts_equal(of_table, table->table)) {
            *table = (struct table){.table = of_table};
        }
        table->row = row;
    }
    if (row.len && table->count < COLUMNS) {
        table->cells[table->count++] = index;
    }
    return row.len > 0;
}

/* ---- the document ---- */

static void read_block(struct reading *reading, guint32 index, guint32 *label)
{
    const struct ts_block *block = block_at(reading, index);
    gboolean is_heading = block->role == TS_ROLE_HEADING;
    struct ts_str lent = *label != TS_NO_BLOCK ? block_at(reading, *label)->text : ts_text(NULL);
    *label = TS_NO_BLOCK;
    if (!(reading->language = language_of(reading, block))) {
        return;
    }
    unsigned seen = finder_scan(reading->language, block->text);
    if (is_heading) {
        judge_after(reading, index, ts_text(NULL));
        take_heading(reading, block);
        return;
    }
    reading->texts += block->role == TS_ROLE_TEXT;
    if (is_label(block, seen) && !(seen & SCAN_PHRASE)) {
        *label = index;
        if (seen & SCAN_PHRASE) {
            judge_after(reading, index, lent);
        }
        return;
    }
    if (is_worth(reading, block, lent.len ? seen | SCAN_ANCHOR | SCAN_HOURS : seen)) {
        judge_after(reading, index, lent);
    }
}

static void read_blocks(struct reading *reading)
{
    struct table table = {.count = 0};
    guint32 label = TS_NO_BLOCK;
    for (guint32 i = 0; i < reading->document->blocks.count; i++) {
        if (reading->call->host->is_stopping(reading->call) ||
            reading->statements->len >= DOCUMENT_STATEMENTS) {
            return;
        }
        if (!is_read(block_at(reading, i))) {
            continue;
        }
        if (!take_cell(reading, &table, i)) {
            read_block(reading, i, &label);
        } else {
            label = TS_NO_BLOCK;
        }
    }
    end_row(reading, &table);
}

int facts_in_text(struct ts_call *call, const struct facts *facts,
                  const struct ts_document *document, GArray *statements)
{
    struct reading reading = {.call = call,
                              .facts = facts,
                              .document = document,
                              .statements = statements,
                              .quantities = g_array_new(FALSE, TRUE, sizeof(struct quantity))};
    if (!kinds_have(document->kinds, "review") && facts->slots->len) {
        tokens_init(&reading.tokens);
        read_blocks(&reading);
        tokens_finish(&reading.tokens);
    }
    g_array_unref(reading.quantities);
    return 0;
}
