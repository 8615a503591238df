/* SPDX-License-Identifier: MIT
 *
 * DrawingML: text, tables and pictures of shapes, as they stand in slides, sheets, charts and
 * diagrams; and the pictures of Word.
 */
#include "plugins/read-office/ooxml.h"

#include <string.h>

#define EMU_A_PIXEL 9525 /* 914400 an inch, 96 CSS pixels an inch */

/* ---- text ---- */

static void begin_paragraph(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    writer_begin_paragraph(ooxml->writer);
    struct paragraph *paragraph = writer_paragraph(ooxml->writer);
    if (paragraph && ooxml->shape_role != TS_ROLE_TEXT) {
        paragraph->role = ooxml->shape_role;
    }
}

static void end_paragraph(void *self)
{
    writer_end_paragraph(((struct ooxml *)self)->writer);
}

static void begin_run(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    ooxml->is_in_run = TRUE;
    g_clear_pointer(&ooxml->language, g_free);
    g_clear_pointer(&ooxml->run_link, g_free);
}

static void end_run(void *self)
{
    ((struct ooxml *)self)->is_in_run = FALSE;
}

/* The number of a slide is no text of its own. */
static void begin_field(void *self, const struct xml_tag *tag)
{
    if (xml_attribute_is(tag, "type", "slidenum")) {
        xml_skip(tag);
        return;
    }
    begin_run(self, tag);
}

static void take_run_properties(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    if (ooxml->is_in_run) {
        g_free(ooxml->language);
        ooxml->language = xml_attribute(tag, "lang");
    }
}

static void begin_text(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    ooxml->is_in_text = TRUE;
    if (ooxml->run_link && !ooxml->hidden_shape) {
        writer_begin_link(ooxml->writer, ooxml->run_link);
    }
}

static void end_text(void *self)
{
    struct ooxml *ooxml = self;
    ooxml->is_in_text = FALSE;
    if (ooxml->run_link && !ooxml->hidden_shape) {
        writer_end_link(ooxml->writer);
    }
    g_clear_pointer(&ooxml->run_link, g_free);
}

static void add_break(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_space(((struct ooxml *)self)->writer);
}

/* Of a run, or of a whole shape. */
static void take_link(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    const struct relation *relation = ooxml_relation(ooxml, id);
    if (!relation || !relation->is_external || ooxml->hidden_shape) {
        return;
    }
    if (ooxml->is_in_run) {
        g_free(ooxml->run_link);
        ooxml->run_link = g_strdup(relation->target);
    } else {
        g_autofree char *where = writer_where(ooxml->writer);
        writer_emit_link(ooxml->writer, relation->target, ts_text(NULL), where);
    }
}

/* ---- tables ---- */

static void begin_table(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_enter(((struct ooxml *)self)->writer, PLACE_TABLE);
}

static void begin_row(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_enter(((struct ooxml *)self)->writer, PLACE_ROW);
}

static void begin_cell(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_enter(((struct ooxml *)self)->writer, PLACE_CELL);
}

static void leave(void *self)
{
    writer_leave(((struct ooxml *)self)->writer);
}

/* Names of categories and series in a chart, as they were last shown. */
static void begin_chart_text(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    ooxml->shape_role = TS_ROLE_LABEL;
    begin_paragraph(self, tag);
    ooxml->shape_role = TS_ROLE_TEXT;
    ooxml->is_in_text = TRUE;
}

static void end_chart_text(void *self)
{
    ((struct ooxml *)self)->is_in_text = FALSE;
    end_paragraph(self);
}

static void skip(void *self, const struct xml_tag *tag)
{
    (void)self;
    xml_skip(tag);
}

/* ---- shapes ---- */

static void begin_shape(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    ooxml->shapes++;
    ooxml->shape_role = TS_ROLE_TEXT;
}

static void end_shape(void *self)
{
    struct ooxml *ooxml = self;
    if (ooxml->hidden_shape == ooxml->shapes) {
        ooxml->hidden_shape = 0;
    }
    ooxml->shapes--;
    ooxml->shape_role = TS_ROLE_TEXT;
}

static void hide_shape(struct ooxml *ooxml)
{
    if (!ooxml->hidden_shape) {
        ooxml->hidden_shape = ooxml->shapes;
    }
}

/* ECMA-376 part 1, 19.7.10: what a shape stands for. */
static void take_placeholder(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *type = xml_attribute(tag, "type");
    gboolean is_title = type && (g_str_equal(type, "title") || g_str_equal(type, "ctrTitle"));
    gboolean is_body = !type || g_str_equal(type, "body");
    if (ooxml->is_layout || (ooxml->is_notes && !is_body)) {
        hide_shape(ooxml);
    }
    if (is_title) {
        ooxml->shape_role = TS_ROLE_HEADING;
    }
}

/* ---- pictures ---- */

void drawing_clear_picture(struct ooxml_picture *picture)
{
    g_free(picture->alt);
    g_free(picture->embed);
    g_free(picture->link);
    *picture = (struct ooxml_picture){0};
}

static uint32_t pixels(gint64 emu)
{
    return emu > 0 && emu < (gint64)100000 * EMU_A_PIXEL
               ? (uint32_t)((emu + EMU_A_PIXEL / 2) / EMU_A_PIXEL)
               : 0;
}

/* An empty description is none: Office marks what is decoration in another way. */
static const char *alt_of(const struct ooxml *ooxml)
{
    const char *own = ooxml->picture.alt, *outer = ooxml->outer.alt;
    if (ooxml->picture.is_decorative || ooxml->outer.is_decorative) {
        return "";
    }
    return outer && *outer ? outer : own && *own ? own : NULL;
}

void drawing_put_picture(struct ooxml *ooxml, uint32_t kind)
{
    const struct ooxml_picture *picture = &ooxml->picture;
    const struct relation *relation = ooxml_relation(ooxml, picture->embed);
    relation = relation ? relation : ooxml_relation(ooxml, picture->link);
    if (!relation || ooxml->hidden_shape) {
        return;
    }
    struct office_picture own = {
        .member = relation->is_external ? NULL : relation->target,
        .uri = relation->target,
        .alt = kind == TS_REFERENCE_IMAGE ? alt_of(ooxml) : NULL,
        .kind = kind,
    };
    if (!picture->is_cropped) { /* else the frame is not the picture's */
        own.width = pixels(picture->width ? picture->width : ooxml->outer.width);
        own.height = pixels(picture->height ? picture->height : ooxml->outer.height);
    }
    office_put_picture(ooxml->office, &own);
}

static void begin_picture(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    begin_shape(self, tag);
    drawing_clear_picture(&ooxml->picture);
    ooxml->is_in_picture = TRUE;
}

static void end_picture(void *self)
{
    struct ooxml *ooxml = self;
    drawing_put_picture(ooxml, TS_REFERENCE_IMAGE);
    drawing_clear_picture(&ooxml->picture);
    ooxml->is_in_picture = FALSE;
    end_shape(self);
}

/* cNvPr: the name and description of a shape. */
static void take_description(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *hidden = xml_attribute(tag, "hidden");
    if (hidden && (g_str_equal(hidden, "1") || g_str_equal(hidden, "true"))) {
        hide_shape(ooxml);
    }
    if (ooxml->is_in_picture) {
        g_free(ooxml->picture.alt);
        ooxml->picture.alt = xml_attribute(tag, "descr");
    }
}

static void take_blip(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    struct ooxml_picture *picture = &ooxml->picture;
    if (!ooxml->is_in_picture) {
        drawing_clear_picture(picture);
    }
    g_free(picture->embed);
    g_free(picture->link);
    picture->embed = xml_attribute(tag, "r:embed");
    picture->link = xml_attribute(tag, "r:link");
    if (!ooxml->is_in_picture) { /* it fills a shape, or the background */
        drawing_put_picture(ooxml, TS_REFERENCE_BACKGROUND);
    }
}

/* ECMA-376 part 1, 20.1.8.55: what is cut off at each side, in thousandths of a per cent. */
static void take_crop(void *self, const struct xml_tag *tag)
{
    static const char *const sides[] = {"l", "t", "r", "b"};
    struct ooxml *ooxml = self;
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        ooxml->picture.is_cropped |= xml_attribute_number(tag, sides[i], 0) != 0;
    }
}

static void take_extent(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    gint64 width = xml_attribute_number(tag, "cx", 0);
    if (ooxml->is_in_picture && width > 0) {
        ooxml->picture.width = width;
        ooxml->picture.height = xml_attribute_number(tag, "cy", 0);
    }
}

static void take_decorative(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    struct ooxml_picture *picture = ooxml->is_in_picture ? &ooxml->picture : &ooxml->outer;
    picture->is_decorative |=
        xml_attribute_is(tag, "val", "1") || xml_attribute_is(tag, "val", "true");
}

/* ---- Word's frame around a picture ---- */

static void begin_frame(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    drawing_clear_picture(&ooxml->outer);
}

static void end_frame(void *self)
{
    drawing_clear_picture(&((struct ooxml *)self)->outer);
}

static void take_frame_extent(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    ooxml->outer.width = xml_attribute_number(tag, "cx", 0);
    ooxml->outer.height = xml_attribute_number(tag, "cy", 0);
}

static void take_frame_description(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_free(ooxml->outer.alt);
    ooxml->outer.alt = xml_attribute(tag, "descr");
}

static const struct xml_rule rules[] = {
    {"a:p", begin_paragraph, end_paragraph},
    {"a:r", begin_run, end_run},
    {"a:fld", begin_field, end_run},
    {"a:rPr", take_run_properties, NULL},
    {"a:t", begin_text, end_text},
    {"a:br", add_break, NULL},
    {"a:hlinkClick", take_link, NULL},
    {"a:tbl", begin_table, leave},
    {"a:tr", begin_row, leave},
    {"a:tc", begin_cell, leave},
    {"a:buBlip", skip, NULL},
    {"a:blip", take_blip, NULL},
    {"a:ext", take_extent, NULL},
    {"a:srcRect", take_crop, NULL},
    {"adec:decorative", take_decorative, NULL},
    {"c:numCache", skip, NULL},
    {"c:v", begin_chart_text, end_chart_text},
    {"p:sp", begin_shape, end_shape},
    {"p:grpSp", begin_shape, end_shape},
    {"p:graphicFrame", begin_shape, end_shape},
    {"p:pic", begin_picture, end_picture},
    {"p:cNvPr", take_description, NULL},
    {"p:ph", take_placeholder, NULL},
    {"pic:pic", begin_picture, end_picture},
    {"pic:cNvPr", take_description, NULL},
    {"xdr:sp", begin_shape, end_shape},
    {"xdr:grpSp", begin_shape, end_shape},
    {"xdr:graphicFrame", begin_shape, end_shape},
    {"xdr:pic", begin_picture, end_picture},
    {"xdr:cNvPr", take_description, NULL},
    {"wp:inline", begin_frame, end_frame},
    {"wp:anchor", begin_frame, end_frame},
    {"wp:extent", take_frame_extent, NULL},
    {"wp:docPr", take_frame_description, NULL},
};
const struct ts_list drawing_rules = TS_LIST_OF(rules);
