/* SPDX-License-Identifier: MIT
 *
 * What the columns of a table are: their names, if the first record is a header, and whether they
 * hold codes and not words.
 */
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/read-table/table.h"

#define CODES_LEAST 3u /* cells, before a column is said to hold codes */
#define CODES_SHARE 80 /* percent of the cells that have text */

gboolean table_is_number(const char *text)
{
    static const char *const signs[] = {"€", "$", "£", "-", "+"};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        text += g_str_has_prefix(text, signs[i]) ? strlen(signs[i]) : 0;
    }
    text += strspn(text, " -+");
    size_t size = strspn(text, "0123456789.,");
    return size > 0 && g_ascii_isdigit(*text) &&
           (text[size] == '\0' || strcmp(text + size, "%") == 0);
}

gboolean table_is_code(const char *text)
{
    gboolean has_mark = FALSE, has_lower = FALSE;
    guint capitals = 0;
    for (const char *at = text; *at; at++) {
        if (g_ascii_isspace(*at)) {
            return FALSE;
        }
        has_mark |= g_ascii_isdigit(*at) || *at == '_';
        has_lower |= g_ascii_islower(*at) || (*at & 0x80);
        capitals += g_ascii_isupper(*at) ? 1 : 0;
    }
    return (has_mark && (capitals > 0 || has_lower)) || (capitals > 1 && !has_lower);
}

struct tally {
    guint cells, codes;
};

/* A header has a word in every column, and is followed by something. */
static gboolean is_header(const GPtrArray *first, guint rows)
{
    gboolean is_wordy = rows > 1;
    for (guint i = 0; i < first->len; i++) {
        const char *name = g_ptr_array_index(first, i);
        is_wordy &= *name && !table_is_number(name) && strlen(name) <= TABLE_NAME_SIZE;
    }
    return is_wordy;
}

char *table_cell_text(const struct csv_cell *cell)
{
    return g_strstrip(csv_cell_text(cell, NULL));
}

static guint take_sample(struct csv_cursor cursor, GPtrArray *first, GArray *tallies)
{
    struct csv_cell cell;
    guint rows = 0;
    while (rows < TABLE_SAMPLE && csv_next(&cursor, &cell)) {
        g_autofree char *text = table_cell_text(&cell);
        if (rows > 0 && cell.number <= tallies->len) {
            struct tally *tally = &g_array_index(tallies, struct tally, cell.number - 1);
            tally->cells += *text ? 1 : 0;
            tally->codes += table_is_code(text) ? 1 : 0;
        } else if (rows == 0 && cell.number <= TABLE_COLUMNS) {
            g_strdelimit(text, "\r\n\t", ' ');
            g_ptr_array_add(first, g_steal_pointer(&text));
            g_array_set_size(tallies, cell.number);
        }
        rows += cell.ends_row ? 1 : 0;
    }
    return rows;
}

void table_columns_init(struct table_columns *columns, const struct csv_cursor *cursor)
{
    g_autoptr(GArray) tallies = g_array_new(FALSE, TRUE, sizeof(struct tally));
    GPtrArray *first = g_ptr_array_new_with_free_func(g_free);
    guint rows = take_sample(*cursor, first, tallies);
    columns->names = is_header(first, rows) ? first : NULL;
    if (!columns->names) {
        g_ptr_array_unref(first);
    }
    columns->holds_codes = g_array_new(FALSE, FALSE, sizeof(gboolean));
    for (guint i = 0; i < tallies->len; i++) {
        const struct tally *tally = &g_array_index(tallies, struct tally, i);
        gboolean holds_codes =
            tally->codes >= CODES_LEAST && tally->codes * 100 >= tally->cells * CODES_SHARE;
        g_array_append_val(columns->holds_codes, holds_codes);
    }
}

void table_columns_finish(struct table_columns *columns)
{
    if (columns->names) {
        g_ptr_array_unref(columns->names);
    }
    g_array_unref(columns->holds_codes);
}

char *table_columns_where(const struct table_columns *columns, const struct csv_cell *cell)
{
    return columns->names && cell->number <= columns->names->len
               ? g_strdup_printf("row=%" G_GUINT64_FORMAT "/column=%s", cell->row,
                                 (char *)g_ptr_array_index(columns->names, cell->number - 1))
               : g_strdup_printf("row=%" G_GUINT64_FORMAT "/column=%u", cell->row, cell->number);
}
