/* SPDX-License-Identifier: MIT
 *
 * Tables of an OpenDocument file, and the sheets of a spreadsheet, which are tables too. Cells that
 * repeat are counted and read once: a sheet may declare a million of them in one element.
 */
#include "plugins/read-office/odf.h"

#define NAME_SIZE 200u /* bytes of a sheet's name */
#define CELLS 20000000u

static guint64 repeat_of(const struct xml_tag *tag, const char *name)
{
    gint64 count = xml_attribute_number(tag, name, 1);
    return (guint64)CLAMP(count, 1, CELLS);
}

static void begin_sheet(struct odf *odf, const struct xml_tag *tag)
{
    g_autofree char *name = xml_attribute(tag, "table:name");
    g_free(odf->sheet);
    odf->sheet = writer_shorten(name ? name : "?", NAME_SIZE);
    odf->next_row = 1;
    g_autofree char *path = g_strconcat("sheet=", odf->sheet, NULL);
    writer_open(odf->writer, path);
    writer_emit(odf->writer, ts_text(odf->sheet), TS_ROLE_HEADING, path);
}

void odf_begin_table(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *name = xml_attribute(tag, "table:style-name");
    const struct odf_style *style = odf_styles_find(&odf->styles, "table", name);
    if (style && style->is_hidden) {
        odf->hidden_sheets++;
        xml_skip(tag);
        return;
    }
    if (odf->is_spreadsheet && odf->tables == 0) {
        begin_sheet(odf, tag);
    } else {
        writer_enter(odf->writer, PLACE_TABLE);
    }
    odf->tables++;
}

void odf_end_table(void *self)
{
    struct odf *odf = self;
    odf->tables--;
    writer_leave(odf->writer);
}

static gboolean is_sheet(const struct odf *odf)
{
    return odf->is_spreadsheet && odf->tables == 1;
}

void odf_begin_row(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *visibility = xml_attribute(tag, "table:visibility");
    gboolean is_hidden = visibility && !g_str_equal(visibility, "visible");
    if (is_sheet(odf)) {
        odf->row = odf->next_row;
        odf->next_row += repeat_of(tag, "table:number-rows-repeated");
        odf->next_column = 1;
    }
    if (is_hidden) {
        xml_skip(tag);
    } else if (!is_sheet(odf)) {
        writer_enter(odf->writer, PLACE_ROW);
    }
}

void odf_end_row(void *self)
{
    struct odf *odf = self;
    if (!is_sheet(odf)) {
        writer_leave(odf->writer);
    }
}

static char *place_of(const struct odf *odf)
{
    char letters[16] = "";
    gsize at = sizeof letters - 1;
    for (guint64 column = odf->column; column > 0 && at > 0; column = (column - 1) / 26) {
        letters[--at] = (char)('A' + (column - 1) % 26);
    }
    return g_strdup_printf("sheet=%s/%s%" G_GUINT64_FORMAT, odf->sheet, letters + at, odf->row);
}

void odf_begin_cell(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    if (!is_sheet(odf)) {
        writer_enter(odf->writer, PLACE_CELL);
        return;
    }
    odf->column = odf->next_column;
    odf->next_column += repeat_of(tag, "table:number-columns-repeated");
    g_autofree char *place = place_of(odf);
    writer_open_cell(odf->writer, place);
}

void odf_end_cell(void *self)
{
    writer_leave(((struct odf *)self)->writer);
}

/* Another cell lies over it. */
void odf_skip_cell(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    if (is_sheet(odf)) {
        odf->next_column += repeat_of(tag, "table:number-columns-repeated");
    }
    xml_skip(tag);
}
