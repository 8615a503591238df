/* SPDX-License-Identifier: MIT
 *
 * Cuts text into rows and cells, one pass. Not libcsv: it knows no places, and drops its faults.
 */
#include "plugins/common/csv.h"

#include <string.h>

#define SAMPLE_SIZE (64u << 10) /* bytes that are looked at for the separator */
#define SAMPLE_ROWS 200u

static gboolean is_at(const struct csv_cursor *cursor, size_t at, char byte)
{
    return at < cursor->text.len && cursor->text.ptr[at] == byte;
}

/* Characters up to here; each byte of a line is counted once. */
static uint32_t column_at(struct csv_cursor *cursor, size_t at)
{
    if (cursor->column_from < cursor->line_begin) {
        cursor->column_from = cursor->line_begin;
        cursor->column = 1;
    }
    for (; cursor->column_from < at; cursor->column_from++) {
        cursor->column += ((guchar)cursor->text.ptr[cursor->column_from] & 0xC0) != 0x80;
    }
    return cursor->column;
}

static void count_lines(struct csv_cursor *cursor, size_t begin, size_t end)
{
    for (size_t at = begin; at < end; at++) {
        gboolean is_break = cursor->text.ptr[at] == '\n' ||
                            (cursor->text.ptr[at] == '\r' && !is_at(cursor, at + 1, '\n'));
        if (is_break) {
            cursor->line++;
            cursor->line_begin = at + 1;
        }
    }
}

static gboolean is_padding(const struct csv_cursor *cursor, size_t at)
{
    return is_at(cursor, at, ' ') || (is_at(cursor, at, '\t') && cursor->separator != '\t');
}

static size_t trim_end(const struct csv_cursor *cursor, size_t begin, size_t end)
{
    while (end > begin && is_padding(cursor, end - 1)) {
        end--;
    }
    return end;
}

/* The separator or the end of the line. */
static size_t find_end(const struct csv_cursor *cursor, size_t from)
{
    size_t at = from;
    while (at < cursor->text.len && cursor->text.ptr[at] != cursor->separator &&
           cursor->text.ptr[at] != '\n' && cursor->text.ptr[at] != '\r') {
        at++;
    }
    return at;
}

/* The quote that closes what begins at from; text.len: there is none. */
static size_t find_close(const struct csv_cursor *cursor, size_t from)
{
    size_t end = cursor->text.len;
    for (size_t at = from; at < end; at += 2) { /* over two quotes that are one */
        const char *quote = memchr(cursor->text.ptr + at, '"', end - at);
        if (!quote) {
            return end;
        }
        at = (size_t)(quote - cursor->text.ptr);
        if (!is_at(cursor, at + 1, '"')) {
            return at;
        }
    }
    return end;
}

/* A quote that is never closed must not swallow the rest, nor be looked for again. */
static gboolean is_quoted(struct csv_cursor *cursor, size_t *close_r)
{
    if (cursor->open_line || !is_at(cursor, cursor->at, '"')) {
        return FALSE;
    }
    *close_r = find_close(cursor, cursor->at + 1);
    if (*close_r == cursor->text.len) {
        cursor->open_line = cursor->line;
        return FALSE;
    }
    return TRUE;
}

static void set_raw(struct csv_cursor *cursor, size_t begin, size_t end, struct csv_cell *cell)
{
    cell->raw = ts_bytes(cursor->text.ptr + begin, end - begin);
    cell->line = cursor->line;
    cell->column = column_at(cursor, begin);
}

/* Both return where the cell's separator or end of line is. */
static size_t take_bare(struct csv_cursor *cursor, struct csv_cell *cell)
{
    size_t end = find_end(cursor, cursor->at);
    set_raw(cursor, cursor->at, trim_end(cursor, cursor->at, end), cell);
    return end;
}

static size_t take_quoted(struct csv_cursor *cursor, size_t close, struct csv_cell *cell)
{
    size_t begin = cursor->at + 1;
    set_raw(cursor, begin, close, cell);
    cell->is_quoted = TRUE;
    count_lines(cursor, begin, close);
    size_t end = find_end(cursor, close + 1);
    size_t last = trim_end(cursor, close + 1, end);
    if (last > close + 1) { /* "12" inch */
        cell->raw.len = last - begin;
        cursor->after_line = cursor->after_line ? cursor->after_line : cursor->line;
    }
    return end;
}

/* Moves behind the separator or the end of the line. */
static void step_over(struct csv_cursor *cursor, size_t end, struct csv_cell *cell)
{
    cell->ends_row = !is_at(cursor, end, cursor->separator);
    cursor->at = end + (end < cursor->text.len ? 1 : 0);
    if (is_at(cursor, end, '\r') && is_at(cursor, end + 1, '\n')) {
        cursor->at++;
    }
    count_lines(cursor, end, cursor->at);
    cursor->number = cell->ends_row ? 1 : cursor->number + 1;
    cursor->row += cell->ends_row ? 1 : 0;
    /* A separator at the very end has one more cell behind it, a line's end has not. */
    cursor->is_after_end = cursor->at == cursor->text.len && cell->ends_row;
}

gboolean csv_next(struct csv_cursor *cursor, struct csv_cell *cell_r)
{
    size_t close;
    *cell_r = (struct csv_cell){.row = cursor->row, .number = cursor->number};
    if (cursor->is_after_end) {
        return FALSE;
    }
    while (is_padding(cursor, cursor->at)) {
        cursor->at++;
    }
    size_t end =
        is_quoted(cursor, &close) ? take_quoted(cursor, close, cell_r) : take_bare(cursor, cell_r);
    step_over(cursor, end, cell_r);
    return TRUE;
}

char *csv_cell_text(const struct csv_cell *cell, size_t *size_r)
{
    struct ts_str raw = cell->raw;
    char *text = g_malloc(raw.len + 1);
    size_t size = 0;
    for (size_t at = 0; at < raw.len; at++) {
        gboolean is_pair =
            cell->is_quoted && raw.ptr[at] == '"' && at + 1 < raw.len && raw.ptr[at + 1] == '"';
        text[size++] = raw.ptr[at];
        at += is_pair ? 1 : 0;
    }
    text[size] = '\0';
    if (size_r) {
        *size_r = size;
    }
    return text;
}

/* ---- the separator ---- */

struct cut {
    guint even;   /* rows that have as many cells as the first */
    guint width;  /* of the first row with text */
    size_t first; /* behind the first separator */
};

/* Quotes count as csv_next has them, blank rows not at all. */
static struct cut try_separator(struct ts_str sample, char separator)
{
    struct csv_cursor cursor;
    struct csv_cell cell;
    struct cut cut = {0};
    guint rows = 0;
    gboolean has_text = FALSE;
    csv_begin(&cursor, sample, separator);
    while (rows < SAMPLE_ROWS && csv_next(&cursor, &cell)) {
        has_text |= cell.raw.len > 0;
        cut.first = cut.first == 0 && !cell.ends_row ? cursor.at : cut.first;
        if (cell.ends_row && has_text) {
            cut.width = rows == 0 ? cell.number : cut.width;
            cut.even += cell.number == cut.width ? 1 : 0;
            rows++;
            has_text = FALSE;
        }
    }
    return cut.width > 1 ? cut : (struct cut){0};
}

static gboolean is_better(struct cut cut, struct cut than)
{
    if (cut.even != than.even) {
        return cut.even > than.even;
    }
    return cut.width != than.width ? cut.width > than.width : cut.first < than.first;
}

static char find_separator(struct ts_str text)
{
    static const char separators[] = {',', ';', '\t', '|'};
    struct ts_str sample = ts_bytes(text.ptr, MIN(text.len, SAMPLE_SIZE));
    struct cut best_cut = {0};
    char best = separators[0];
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
        struct cut cut = try_separator(sample, separators[i]);
        if (is_better(cut, best_cut)) {
            best = separators[i];
            best_cut = cut;
        }
    }
    return best;
}

/* Excel puts "sep=;" before a table that it is to open, with any mark. 0: it is not there. */
static char find_declared(struct ts_str text)
{
    gboolean is_there = text.len >= strlen("sep=;") &&
                        g_ascii_strncasecmp(text.ptr, "sep=", strlen("sep=")) == 0 &&
                        (text.len == 5 || text.ptr[5] == '\r' || text.ptr[5] == '\n');
    char mark = is_there ? text.ptr[4] : 0;
    return mark == '\t' || (g_ascii_ispunct(mark) && mark != '"') ? mark : 0;
}

void csv_begin(struct csv_cursor *cursor, struct ts_str text, char separator)
{
    char declared = find_declared(text);
    separator = separator ? separator : declared;
    *cursor = (struct csv_cursor){.text = text,
                                  .separator = separator ? separator : find_separator(text),
                                  .row = 1,
                                  .number = 1,
                                  .line = 1,
                                  .column = 1,
                                  .is_after_end = text.len == 0};
    if (declared) {
        struct csv_cell line;
        step_over(cursor, strlen("sep=;"), &line);
        cursor->row = 1;
    }
}
