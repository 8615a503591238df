/* SPDX-License-Identifier: MIT
 *
 * SpreadsheetML (ECMA-376 part 1, 18): the sheets of an XLSX in their order, a cell a block.
 */
#include "plugins/read-office/sheets.h"

#include <string.h>

#define REFERENCE_SIZE 12u /* "XFD1048576" */
#define HIDDEN_COLUMNS 1000u
#define NAME_SIZE 200u /* bytes; Excel takes 31 characters */

struct sheet {
    char *name, *part;
};

struct columns {
    gint64 first, last;
};

struct sheets {
    struct ooxml ooxml;
    GHashTable *relations; /* of the workbook */
    GPtrArray *list;       /* struct sheet *: those that are shown */
    guint hidden;
    gboolean is_1904;
    struct sheet_strings *strings;
    struct sheet_formats *formats;

    const struct sheet *sheet; /* at work */
    GArray *hidden_columns;    /* struct columns */
    char reference[REFERENCE_SIZE + 1];
    char type[16];
    guint64 style;
    guint64 row, column; /* counted: the reference may be left out */
    GString *value;
    gboolean is_in_value, is_left_out;
    GHashTable *links; /* relations of the sheet */
};

/* ---- the workbook ---- */

static void free_sheet(gpointer data)
{
    struct sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->part);
    g_free(sheet);
}

static void take_sheet(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    g_autofree char *state = xml_attribute(tag, "state");
    const struct relation *relation = id ? g_hash_table_lookup(sheets->relations, id) : NULL;
    if (state && !g_str_equal(state, "visible")) {
        sheets->hidden++;
    } else if (relation && !relation->is_external && sheets->list->len < OFFICE_PARTS) {
        struct sheet *sheet = g_new0(struct sheet, 1);
        g_autofree char *name = xml_attribute(tag, "name");
        sheet->name = writer_shorten(name ? name : "?", NAME_SIZE);
        sheet->part = g_strdup(relation->target);
        g_ptr_array_add(sheets->list, sheet);
    }
}

static void take_calendar(void *self, const struct xml_tag *tag)
{
    ((struct sheets *)self)->is_1904 =
        xml_attribute_is(tag, "date1904", "1") || xml_attribute_is(tag, "date1904", "true");
}

static void read_workbook(struct sheets *sheets, const char *main)
{
    static const struct xml_rule rules[] = {
        {"x:workbookPr", take_calendar, NULL},
        {"x:sheet", take_sheet, NULL},
    };
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = sheets};
    office_walk(sheets->ooxml.office, main, &handler);
}

/* ---- rows and columns ---- */

static gboolean is_true(const struct xml_tag *tag, const char *name)
{
    return xml_attribute_is(tag, name, "1") || xml_attribute_is(tag, name, "true");
}

static void take_columns(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    struct columns columns = {xml_attribute_number(tag, "min", 0),
                              xml_attribute_number(tag, "max", 0)};
    if (is_true(tag, "hidden") && sheets->hidden_columns->len < HIDDEN_COLUMNS) {
        g_array_append_val(sheets->hidden_columns, columns);
    }
}

static gboolean is_hidden_column(const struct sheets *sheets, gint64 column)
{
    for (guint i = 0; i < sheets->hidden_columns->len; i++) {
        const struct columns *columns = &g_array_index(sheets->hidden_columns, struct columns, i);
        if (column >= columns->first && column <= columns->last) {
            return TRUE;
        }
    }
    return FALSE;
}

static void begin_row(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    sheets->row = (guint64)xml_attribute_number(tag, "r", (gint64)sheets->row + 1);
    sheets->column = 0;
    if (is_true(tag, "hidden")) {
        xml_skip(tag);
    }
}

/* "AB12" is column 28; 0: not a reference. */
static guint64 column_of(const char *reference)
{
    guint64 column = 0;
    for (; g_ascii_isalpha(*reference) && column < 20000; reference++) {
        column = column * 26 + (guint64)(g_ascii_toupper(*reference) - 'A' + 1);
    }
    return column;
}

static void name_cell(char reference_r[REFERENCE_SIZE + 1], guint64 column, guint64 row)
{
    char letters[8] = "";
    gsize at = sizeof letters - 1;
    for (; column > 0 && at > 0; column = (column - 1) / 26) {
        letters[--at] = (char)('A' + (column - 1) % 26);
    }
    g_snprintf(reference_r, REFERENCE_SIZE + 1, "%s%" G_GUINT64_FORMAT, letters + at, row);
}

/* ---- cells ---- */

static void begin_cell(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    g_autofree char *reference = xml_attribute(tag, "r");
    g_autofree char *type = xml_attribute(tag, "t");
    guint64 column = reference ? column_of(reference) : 0;
    sheets->column = column ? column : sheets->column + 1;
    if (column && strlen(reference) <= REFERENCE_SIZE) {
        g_strlcpy(sheets->reference, reference, sizeof sheets->reference);
    } else {
        name_cell(sheets->reference, sheets->column, sheets->row);
    }
    g_strlcpy(sheets->type, type ? type : "n", sizeof sheets->type);
    sheets->style = (guint64)xml_attribute_number(tag, "s", 0);
    sheets->is_left_out = is_hidden_column(sheets, (gint64)sheets->column);
    g_string_truncate(sheets->value, 0);
}

static void begin_value(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct sheets *)self)->is_in_value = TRUE;
}

static void end_value(void *self)
{
    ((struct sheets *)self)->is_in_value = FALSE;
}

static char *place_of(const struct sheets *sheets, const char *what)
{
    return g_strdup_printf("sheet=%s/%s", sheets->sheet->name, what);
}

/* What a cell shows, by its type (18.18.11); booleans and errors are no text. */
static void put_value(struct sheets *sheets, struct ts_str text)
{
    g_autofree char *where = place_of(sheets, sheets->reference);
    writer_emit(sheets->ooxml.writer, text, TS_ROLE_CELL, where);
}

static void end_cell(void *self)
{
    struct sheets *sheets = self;
    const char *value = sheets->value->str, *type = sheets->type;
    if (sheets->is_left_out || *value == '\0') {
        return;
    }
    if (g_str_equal(type, "s")) {
        put_value(sheets, sheet_strings_get(sheets->strings, g_ascii_strtoull(value, NULL, 10)));
    } else if (g_str_equal(type, "n")) {
        g_autofree char *shown =
            sheet_formats_show(sheets->formats, sheets->style, value, sheets->is_1904);
        put_value(sheets, ts_text(shown));
    } else if (!g_str_equal(type, "b") && !g_str_equal(type, "e")) {
        put_value(sheets, ts_bytes(value, sheets->value->len));
    }
}

static void add_text(void *self, struct ts_str text)
{
    struct sheets *sheets = self;
    if (sheets->is_in_value) {
        g_string_append_len(sheets->value, text.ptr, (gssize)text.len);
    }
}

static void skip(void *self, const struct xml_tag *tag)
{
    (void)self;
    xml_skip(tag);
}

/* ---- what lies around the cells ---- */

static void take_link(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    g_autofree char *reference = xml_attribute(tag, "ref");
    const struct relation *relation = id ? g_hash_table_lookup(sheets->links, id) : NULL;
    if (relation && relation->is_external && reference && strlen(reference) < 40) {
        g_autofree char *where = place_of(sheets, reference);
        g_autofree char *shown = xml_attribute(tag, "display");
        writer_emit_link(sheets->ooxml.writer, relation->target, ts_text(shown), where);
    }
}

/* "&L&"Arial,Bold"&12Vlakwerk&RPage &P": codes go, text stays (18.3.1.46). */
static void end_margin(void *self)
{
    struct sheets *sheets = self;
    g_autoptr(GString) text = g_string_new(NULL);
    for (const char *at = sheets->value->str; *at; at++) {
        if (*at != '&') {
            g_string_append_c(text, *at);
        } else if (at[1] == '&') {
            g_string_append_c(text, *at++);
        } else if (at[1] == '"') {
            const char *close = strchr(at + 2, '"');
            at = close ? close : at + strlen(at) - 1;
        } else if (at[1] == 'K') {
            at += 1 + MIN(strspn(at + 2, "0123456789ABCDEFabcdef+-"), 6);
        } else if (at[1]) {
            gsize digits = strspn(at + 1, "0123456789");
            g_string_append_c(text, ' ');
            at += digits ? digits : 1;
        }
    }
    end_value(self);
    g_autofree char *where = place_of(sheets, "margin");
    writer_emit(sheets->ooxml.writer, ts_text(text->str), TS_ROLE_TEXT, where);
}

static void begin_margin(void *self, const struct xml_tag *tag)
{
    struct sheets *sheets = self;
    g_string_truncate(sheets->value, 0);
    begin_value(self, tag);
}

static const struct xml_rule rules[] = {
    {"x:col", take_columns, NULL},
    {"x:row", begin_row, NULL},
    {"x:c", begin_cell, end_cell},
    {"x:v", begin_value, end_value},
    {"x:t", begin_value, end_value},
    {"x:rPh", skip, NULL},
    {"x:hyperlink", take_link, NULL},
    {"x:oddHeader", begin_margin, end_margin},
    {"x:oddFooter", begin_margin, end_margin},
};

static void read_sheet(struct sheets *sheets)
{
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .text = add_text, .self = sheets};
    g_autofree char *path = g_strdup_printf("sheet=%s", sheets->sheet->name);
    g_autofree char *place = g_strconcat(path, "/", NULL);
    struct ooxml *ooxml = &sheets->ooxml;
    sheets->links = package_relations(ooxml->office, sheets->sheet->part);
    sheets->row = sheets->column = 0;
    g_array_set_size(sheets->hidden_columns, 0);
    writer_emit(ooxml->writer, ts_text(sheets->sheet->name), TS_ROLE_HEADING, path);
    office_walk(ooxml->office, sheets->sheet->part, &handler);
    sheets->is_in_value = FALSE;
    const struct relation *drawing = package_find(sheets->links, "drawing");
    if (drawing && !drawing->is_external) {
        writer_open(ooxml->writer, path);
        ooxml->place = place;
        ooxml_walk(ooxml, drawing->target, (struct ts_list){0});
        writer_leave(ooxml->writer);
    }
    g_clear_pointer(&sheets->links, g_hash_table_unref);
}

static const char *target_of(const struct sheets *sheets, const char *type)
{
    const struct relation *relation = package_find(sheets->relations, type);
    return relation ? relation->target : NULL;
}

static void finish(struct sheets *sheets)
{
    ooxml_finish(&sheets->ooxml);
    sheet_strings_free(&sheets->strings);
    sheet_formats_free(&sheets->formats);
    g_hash_table_unref(sheets->relations);
    g_ptr_array_unref(sheets->list);
    g_array_unref(sheets->hidden_columns);
    g_string_free(sheets->value, TRUE);
}

int sheets_read(struct office *office, const char *main)
{
    struct sheets sheets = {
        .relations = package_relations(office, main),
        .list = g_ptr_array_new_with_free_func(free_sheet),
        .hidden_columns = g_array_new(FALSE, FALSE, sizeof(struct columns)),
        .value = g_string_new(NULL),
    };
    ooxml_init(&sheets.ooxml, office);
    read_workbook(&sheets, main);
    sheets.strings = sheet_strings_new(office, target_of(&sheets, "sharedStrings"));
    sheets.formats = sheet_formats_new(office, target_of(&sheets, "styles"));
    for (guint i = 0; i < sheets.list->len && !office->writer.is_failed; i++) {
        sheets.sheet = g_ptr_array_index(sheets.list, i);
        read_sheet(&sheets);
    }
    if (sheets.hidden) {
        g_autofree char *count = g_strdup_printf("%u", sheets.hidden);
        office_meta(office, "hidden-sheets", count);
    }
    finish(&sheets);
    return 0;
}
