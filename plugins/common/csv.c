/* SPDX-License-Identifier: MIT
 *
 * Comma-separated values row by row. Not libcsv: it knows no places, and drops its faults.
 */
#include "plugins/common/csv.h"

/* Where a cell's text begins in the row's text, till the row is whole. */
struct span {
    gsize offset, size;
    uint32_t line, column;
};

struct scan {
    const char *at, *end;
    uint32_t line, column;
    char separator;
    GString *text; /* of the row's cells, one behind the other */
    GArray *spans; /* struct span */
    GArray *cells; /* struct csv_cell */
    gboolean has_text;
    struct csv_outcome *outcome;
};

static char peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

/* One byte on; a CR LF pair counts as one line. */
static char next(struct scan *scan)
{
    char byte = *scan->at++;
    if (byte == '\n' || (byte == '\r' && peek(scan) != '\n')) {
        scan->line++;
        scan->column = 1;
    } else if (((unsigned char)byte & 0xC0) != 0x80) {
        scan->column++;
    }
    return byte;
}

static gboolean ends_cell(const struct scan *scan)
{
    char byte = peek(scan);
    return scan->at >= scan->end || byte == scan->separator || byte == '\n' || byte == '\r';
}

static void note(struct scan *scan, unsigned fault, uint32_t line)
{
    if (!scan->outcome->faults) {
        scan->outcome->first_line = line;
    }
    scan->outcome->faults |= fault;
}

static void read_quoted(struct scan *scan)
{
    uint32_t line = scan->line;
    next(scan);
    while (scan->at < scan->end) {
        char byte = next(scan);
        if (byte == '"' && peek(scan) != '"') {
            return;
        }
        if (byte == '"') {
            next(scan);
        }
        g_string_append_c(scan->text, byte);
    }
    note(scan, CSV_OPEN_QUOTE, line);
}

static gboolean is_padding(const struct scan *scan, char byte)
{
    return byte == ' ' || (byte == '\t' && scan->separator != '\t');
}

static void skip_padding(struct scan *scan)
{
    while (is_padding(scan, peek(scan))) {
        next(scan);
    }
}

static void read_bare(struct scan *scan, gsize from)
{
    while (!ends_cell(scan)) {
        g_string_append_c(scan->text, next(scan));
    }
    while (scan->text->len > from && is_padding(scan, scan->text->str[scan->text->len - 1])) {
        g_string_truncate(scan->text, scan->text->len - 1);
    }
}

static void read_cell(struct scan *scan)
{
    skip_padding(scan);
    struct span span = {scan->text->len, 0, scan->line, scan->column};
    if (peek(scan) == '"') {
        read_quoted(scan);
        skip_padding(scan);
        if (!ends_cell(scan)) {
            note(scan, CSV_AFTER_QUOTE, scan->line);
        }
    }
    read_bare(scan, scan->text->len);
    span.size = scan->text->len - span.offset;
    scan->has_text = scan->has_text || span.size > 0;
    if (scan->spans->len < CSV_COLUMNS) {
        g_array_append_val(scan->spans, span);
    } else if (span.size > 0) {
        note(scan, CSV_MANY_COLUMNS, span.line);
        g_string_truncate(scan->text, span.offset);
    }
}

static void read_row(struct scan *scan)
{
    g_string_truncate(scan->text, 0);
    g_array_set_size(scan->spans, 0);
    scan->has_text = FALSE;
    read_cell(scan);
    while (scan->at < scan->end && peek(scan) == scan->separator) {
        next(scan);
        read_cell(scan);
    }
    if (peek(scan) == '\r') {
        next(scan);
    }
    if (peek(scan) == '\n') {
        next(scan);
    }
}

static int hand_out(struct scan *scan, csv_row_fn take, void *data)
{
    g_array_set_size(scan->cells, 0);
    for (guint i = 0; i < scan->spans->len; i++) {
        const struct span *span = &g_array_index(scan->spans, struct span, i);
        struct csv_cell cell = {ts_bytes(scan->text->str + span->offset, span->size), span->line,
                                span->column};
        g_array_append_val(scan->cells, cell);
    }
    struct csv_row row = {.cells = (const struct csv_cell *)(void *)scan->cells->data,
                          .count = scan->cells->len};
    row.line = row.cells[0].line;
    return take(data, &row);
}

/* ---- the separator ---- */

static const char separators[] = {',', ';', '\t', '|'};

/* The one that the first row with text has most of, quotes aside; of equals the one met first. */
static char find_separator(struct ts_str text)
{
    struct {
        guint count;
        size_t first;
    } seen[G_N_ELEMENTS(separators)] = {{0, 0}};
    gboolean is_quoted = FALSE, has_text = FALSE;
    size_t best = 0;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        gboolean is_end = !is_quoted && (byte == '\n' || byte == '\r');
        if (is_end && has_text) {
            break;
        }
        has_text = has_text || !is_end;
        is_quoted = byte == '"' ? !is_quoted : is_quoted;
        const char *found = is_quoted ? NULL : memchr(separators, byte, sizeof separators);
        if (found && seen[found - separators].count++ == 0) {
            seen[found - separators].first = i;
        }
    }
    for (size_t i = 1; i < G_N_ELEMENTS(separators); i++) {
        gboolean is_earlier = seen[i].count == seen[best].count && seen[i].first < seen[best].first;
        best = seen[i].count > seen[best].count || is_earlier ? i : best;
    }
    return separators[best];
}

/* Excel puts "sep=;" before a table that it is to open. */
static void take_declaration(struct scan *scan)
{
    gboolean is_declared = scan->end - scan->at >= 6 && memcmp(scan->at, "sep=", 4) == 0 &&
                           memchr(separators, scan->at[4], sizeof separators) &&
                           (scan->at[5] == '\r' || scan->at[5] == '\n');
    if (!is_declared) {
        return;
    }
    scan->separator = scan->separator ? scan->separator : scan->at[4];
    while (scan->at < scan->end && scan->line == 1) {
        next(scan);
    }
}

int csv_each_row(struct ts_str text, char separator, csv_row_fn take, void *data,
                 struct csv_outcome *outcome_r)
{
    struct scan scan = {.at = text.ptr,
                        .end = text.ptr + text.len,
                        .line = 1,
                        .column = 1,
                        .separator = separator,
                        .outcome = outcome_r};
    int status = 0;
    *outcome_r = (struct csv_outcome){0};
    take_declaration(&scan);
    if (!scan.separator) {
        scan.separator = find_separator(ts_bytes(scan.at, (size_t)(scan.end - scan.at)));
    }
    outcome_r->separator = scan.separator;
    scan.text = g_string_new(NULL);
    scan.spans = g_array_new(FALSE, FALSE, sizeof(struct span));
    scan.cells = g_array_new(FALSE, FALSE, sizeof(struct csv_cell));
    while (scan.at < scan.end && status == 0) {
        read_row(&scan);
        status = scan.has_text ? hand_out(&scan, take, data) : 0;
    }
    g_string_free(scan.text, TRUE);
    g_array_unref(scan.spans);
    g_array_unref(scan.cells);
    return status;
}
