/* SPDX-License-Identifier: MIT
 *
 * Comma-separated values as spreadsheets write them: RFC 4180, with ; as separator too, any line
 * ending, and a byte order mark.
 */
#include "core/config/csv.h"

#include <glib/gi18n.h>

#include "core/limits.h"

struct csv {
    const char *name;
    struct problems *problems;
    const char *at, *end;
    guint line, column;
    char separator;
    GPtrArray *rows;
    guint fields;
    gboolean is_failed;
};

static void clear_field(gpointer data)
{
    g_free(((struct csv_field *)data)->text);
}

static GArray *new_row(void)
{
    GArray *row = g_array_new(FALSE, TRUE, sizeof(struct csv_field));
    g_array_set_clear_func(row, clear_field);
    return row;
}

static void fail(struct csv *csv, guint line, guint column, const char *why)
{
    g_autofree char *where = g_strdup_printf("%s:%u:%u", csv->name, line, column);
    problems_error(csv->problems, where, "%s", gettext(why));
    csv->is_failed = TRUE;
}

static char peek(const struct csv *csv)
{
    return csv->at < csv->end ? *csv->at : '\0';
}

/* One byte on; a CR LF pair counts as one line. */
static char take(struct csv *csv)
{
    char byte = *csv->at++;
    if (byte == '\n' || (byte == '\r' && peek(csv) != '\n')) {
        csv->line++;
        csv->column = 1;
    } else if (((unsigned char)byte & 0xC0) != 0x80) {
        csv->column++;
    }
    return byte;
}

static gboolean ends_field(const struct csv *csv)
{
    char byte = peek(csv);
    return csv->at >= csv->end || byte == csv->separator || byte == '\n' || byte == '\r';
}

static void read_quoted(struct csv *csv, GString *text)
{
    guint line = csv->line, column = csv->column;
    take(csv);
    while (csv->at < csv->end) {
        char byte = take(csv);
        if (byte == '"' && peek(csv) != '"') {
            if (!ends_field(csv)) {
                fail(csv, csv->line, csv->column,
                     N_("text follows a closing quote: double a quote that belongs to the text"));
            }
            return;
        }
        if (byte == '"') {
            take(csv);
        }
        g_string_append_c(text, byte);
    }
    fail(csv, line, column, N_("the quote that opens here is never closed"));
}

static void read_field(struct csv *csv, GArray *row)
{
    struct csv_field field = {.line = csv->line, .column = csv->column};
    g_autoptr(GString) text = g_string_new(NULL);
    if (peek(csv) == '"') {
        read_quoted(csv, text);
    }
    while (!ends_field(csv)) {
        g_string_append_c(text, take(csv));
    }
    field.text = g_strdup(g_strstrip(text->str));
    g_array_append_val(row, field);
    csv->fields++;
}

static gboolean has_text(const GArray *row)
{
    for (guint i = 0; i < row->len; i++) {
        if (*g_array_index(row, struct csv_field, i).text) {
            return TRUE;
        }
    }
    return FALSE;
}

static void read_row(struct csv *csv)
{
    GArray *row = new_row();
    read_field(csv, row);
    while (csv->at < csv->end && peek(csv) == csv->separator) {
        take(csv);
        read_field(csv, row);
    }
    if (peek(csv) == '\r') {
        take(csv);
    }
    if (peek(csv) == '\n') {
        take(csv);
    }
    if (has_text(row)) {
        g_ptr_array_add(csv->rows, row);
    } else {
        g_array_unref(row);
    }
}

static char find_separator(struct ts_str text)
{
    gboolean is_quoted = FALSE;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        is_quoted = byte == '"' ? !is_quoted : is_quoted;
        if (!is_quoted && (byte == ';' || byte == ',')) {
            return byte;
        }
        if (!is_quoted && (byte == '\n' || byte == '\r')) {
            break;
        }
    }
    return ',';
}

static gboolean is_text(struct csv *csv, struct ts_str text)
{
    const char *end = NULL;
    if (g_utf8_validate_len(text.ptr ? text.ptr : "", text.len, &end)) {
        return TRUE;
    }
    while (csv->at < end) {
        take(csv);
    }
    fail(csv, csv->line, csv->column,
         *end ? "this is not UTF-8: save the file as UTF-8"
              : "a NUL byte: this is not a text file");
    return FALSE;
}

GPtrArray *csv_parse(const char *name, struct ts_str text, struct problems *problems)
{
    struct csv csv = {.name = name, .problems = problems, .line = 1, .column = 1};
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0) {
        text = ts_bytes(text.ptr + 3, text.len - 3);
    }
    csv.at = text.ptr;
    csv.end = text.ptr + text.len;
    if (!is_text(&csv, text)) {
        return NULL;
    }
    csv.separator = find_separator(text);
    csv.rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    while (csv.at < csv.end && csv.fields <= LIMIT_CONFIG_NODES) {
        read_row(&csv);
    }
    if (csv.fields > LIMIT_CONFIG_NODES) {
        fail(&csv, csv.line, 1, N_("too many fields"));
    }
    if (csv.is_failed) {
        g_clear_pointer(&csv.rows, g_ptr_array_unref);
    }
    return csv.rows;
}
