/* SPDX-License-Identifier: MIT
 *
 * OpenDocument (ISO 26300, OASIS ODF 1.3 part 3): text, sheets and slides of an ODT, ODS or ODP.
 */
#include "plugins/read-office/odf.h"

#include <string.h>

static void skip(void *self, const struct xml_tag *tag)
{
    (void)self;
    xml_skip(tag);
}

/* ---- paragraphs and spans ---- */

static const struct odf_span *last_span(const struct odf *odf)
{
    return odf->spans->len ? &g_array_index(odf->spans, struct odf_span, odf->spans->len - 1)
                           : NULL;
}

static void push_span(struct odf *odf, const struct odf_style *style, gboolean is_paragraph)
{
    const struct odf_span *outer = is_paragraph ? NULL : last_span(odf);
    struct odf_span span = {
        .language = g_strdup(style && style->language ? style->language
                             : outer                  ? outer->language
                                                      : NULL),
        .is_hidden = (style && style->is_hidden) || (outer && outer->is_hidden),
        .code =
            style && style->is_code && !is_paragraph ? writer_begin_code(odf->writer) : G_MAXUINT,
    };
    g_array_append_val(odf->spans, span);
}

static void pop_span(struct odf *odf)
{
    const struct odf_span *span = last_span(odf);
    if (span) {
        writer_end_code(odf->writer, span->code);
        g_free(span->language);
        g_array_set_size(odf->spans, odf->spans->len - 1);
    }
}

static uint32_t role_of(const struct odf *odf, const struct odf_style *style, uint32_t usual)
{
    if (style && style->is_title) {
        return TS_ROLE_TITLE;
    }
    return usual != TS_ROLE_TEXT      ? usual
           : odf->paragraph_role      ? odf->paragraph_role
           : odf->lists               ? TS_ROLE_ITEM
           : style && style->is_quote ? TS_ROLE_QUOTE
           : style && style->is_code  ? TS_ROLE_CODE
                                      : TS_ROLE_TEXT;
}

static void begin_paragraph(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *name = xml_attribute(tag, "text:style-name");
    const struct odf_style *style = odf_styles_find(&odf->styles, "paragraph", name);
    writer_begin_paragraph(odf->writer);
    struct paragraph *paragraph = writer_paragraph(odf->writer);
    if (paragraph) {
        paragraph->role = role_of(odf, style, paragraph->role);
    }
    push_span(odf, style, TRUE);
}

static void begin_heading(void *self, const struct xml_tag *tag)
{
    begin_paragraph(self, tag);
    struct paragraph *paragraph = writer_paragraph(((struct odf *)self)->writer);
    if (paragraph && paragraph->role != TS_ROLE_TITLE) {
        paragraph->role = TS_ROLE_HEADING;
    }
}

static void end_paragraph(void *self)
{
    pop_span(self);
    writer_end_paragraph(((struct odf *)self)->writer);
}

static void begin_span(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *name = xml_attribute(tag, "text:style-name");
    push_span(odf, odf_styles_find(&odf->styles, "text", name), FALSE);
}

static void end_span(void *self)
{
    pop_span(self);
}

static void add_space(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_space(((struct odf *)self)->writer);
}

static void add_text(void *self, struct ts_str text)
{
    struct odf *odf = self;
    const struct odf_span *span = last_span(odf);
    if (odf->description) {
        gsize room = 4000 - MIN(odf->description->len, 4000u);
        g_string_append_len(odf->description, text.ptr, (gssize)(text.len <= room ? text.len : 0));
    } else if (span && !span->is_hidden) {
        writer_add(odf->writer, text, span->language);
    }
}

static void begin_link(void *self, const struct xml_tag *tag)
{
    g_autofree char *href = xml_attribute(tag, "xlink:href");
    writer_begin_link(((struct odf *)self)->writer, href);
}

static void end_link(void *self)
{
    writer_end_link(((struct odf *)self)->writer);
}

static void take_bookmark(void *self, const struct xml_tag *tag)
{
    g_autofree char *name = xml_attribute(tag, "text:name");
    writer_anchor(((struct odf *)self)->writer, name);
}

static void begin_list(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct odf *)self)->lists++;
}

static void end_list(void *self)
{
    ((struct odf *)self)->lists--;
}

static void begin_note(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    (void)tag;
    g_autofree char *path = g_strdup_printf("footnote=%u", ++odf->notes);
    writer_open(odf->writer, path);
}

static void leave(void *self)
{
    writer_leave(((struct odf *)self)->writer);
}

static void begin_box(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_enter(((struct odf *)self)->writer, PLACE_BOX);
}

static void skip_if_hidden(void *self, const struct xml_tag *tag)
{
    (void)self;
    if (xml_attribute_is(tag, "text:display", "none") ||
        xml_attribute_is(tag, "text:is-hidden", "true")) {
        xml_skip(tag);
    }
}

/* ---- the whole ---- */

static void begin_text_document(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_open(((struct odf *)self)->writer, "body");
}

static void begin_spreadsheet(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct odf *)self)->is_spreadsheet = TRUE;
}

static void begin_page(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *name = xml_attribute(tag, "draw:style-name");
    const struct odf_style *style = odf_styles_find(&odf->styles, "drawing-page", name);
    char *master = xml_attribute(tag, "draw:master-page-name");
    odf->pages++;
    if (style && style->is_hidden) {
        odf->hidden_pages++;
        g_free(master);
        xml_skip(tag);
        return;
    }
    if (master) {
        g_hash_table_add(odf->masters, master);
    }
    g_autofree char *path = g_strdup_printf("slide=%u", odf->pages);
    writer_open(odf->writer, path);
}

static void begin_notes(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    if (odf->is_master) {
        xml_skip(tag);
        return;
    }
    g_autofree char *path = g_strdup_printf("slide=%u/notes", odf->pages);
    odf->is_in_notes = TRUE;
    writer_open(odf->writer, path);
}

static void end_notes(void *self)
{
    ((struct odf *)self)->is_in_notes = FALSE;
    leave(self);
}

static const struct xml_rule content_rules[] = {
    ODF_STYLE_RULES,
    {"office:text", begin_text_document, leave},
    {"office:spreadsheet", begin_spreadsheet, NULL},
    {"draw:page", begin_page, leave},
    {"presentation:notes", begin_notes, end_notes},
    {"text:p", begin_paragraph, end_paragraph},
    {"text:h", begin_heading, end_paragraph},
    {"text:span", begin_span, end_span},
    {"text:s", add_space, NULL},
    {"text:tab", add_space, NULL},
    {"text:line-break", add_space, NULL},
    {"text:a", begin_link, end_link},
    {"text:bookmark", take_bookmark, NULL},
    {"text:bookmark-start", take_bookmark, NULL},
    {"text:list", begin_list, end_list},
    {"text:note-citation", skip, NULL},
    {"text:note-body", begin_note, leave},
    {"text:section", skip_if_hidden, NULL},
    {"text:hidden-paragraph", skip_if_hidden, NULL},
    {"text:hidden-text", skip, NULL},
    {"text:ruby-text", skip, NULL},
    {"text:tracked-changes", skip, NULL},
    {"table:tracked-changes", skip, NULL},
    {"table:content-validations", skip, NULL},
    {"office:annotation", skip, NULL},
    {"office:forms", skip, NULL},
    {"office:scripts", skip, NULL},
    {"office:binary-data", skip, NULL},
    {"table:table", odf_begin_table, odf_end_table},
    {"table:table-row", odf_begin_row, odf_end_row},
    {"table:table-cell", odf_begin_cell, odf_end_cell},
    {"table:covered-table-cell", odf_skip_cell, NULL},
    {"draw:frame", odf_begin_frame, odf_end_frame},
    {"draw:image", odf_take_image, NULL},
    {"draw:text-box", begin_box, leave},
    {"svg:desc", odf_begin_description, odf_end_description},
    {"svg:title", odf_begin_svg_title, odf_end_description},
};

/* ---- headers, footers and what masters show ---- */

static void begin_margin(void *self, const struct xml_tag *tag)
{
    if (xml_attribute_is(tag, "style:display", "false")) {
        xml_skip(tag);
        return;
    }
    writer_open(((struct odf *)self)->writer, tag->name + strlen("style:"));
}

static void begin_master(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    g_autofree char *name = xml_attribute(tag, "style:name");
    gboolean is_shown = odf->pages == 0 || (name && g_hash_table_contains(odf->masters, name));
    if (!is_shown) {
        xml_skip(tag);
        return;
    }
    writer_open(odf->writer, "master");
}

static const struct xml_rule master_rules[] = {
    {"office:styles", skip, NULL},
    {"style:master-page", begin_master, leave},
    {"style:header", begin_margin, leave},
    {"style:footer", begin_margin, leave},
    {"style:header-left", begin_margin, leave},
    {"style:footer-left", begin_margin, leave},
    {"style:header-first", begin_margin, leave},
    {"style:footer-first", begin_margin, leave},
};

static const struct xml_rule style_rules[] = {
    ODF_STYLE_RULES,
    {"office:master-styles", skip, NULL},
};

static void walk(struct odf *odf, const char *part, struct ts_list first, struct ts_list second)
{
    struct xml_handler handler = {.tables = {first, second}, .text = add_text, .self = odf};
    office_walk(odf->office, part, &handler);
    /* Broken XML leaves elements open. */
    while (odf->spans->len) {
        pop_span(odf);
    }
    while (odf->writer->paragraphs->len) {
        writer_end_paragraph(odf->writer);
    }
    while (odf->writer->levels->len) {
        writer_leave(odf->writer);
    }
    odf_frames_clear(odf);
    odf->lists = odf->tables = 0;
    odf->paragraph_role = TS_ROLE_TEXT;
}

static void say_hidden(struct odf *odf, const char *name, guint count)
{
    if (count) {
        g_autofree char *text = g_strdup_printf("%u", count);
        office_meta(odf->office, name, text);
    }
}

/* ---- encryption (part 2, 4.3 and 4.8) ---- */

static void take_encryption(void *self, const struct xml_tag *tag)
{
    *(gboolean *)self = TRUE;
    xml_stop(tag);
}

static gboolean is_encrypted(struct office *office)
{
    static const struct xml_rule rules[] = {{"manifest:encryption-data", take_encryption, NULL}};
    gboolean is_found = FALSE;
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &is_found};
    office_walk(office, "META-INF/manifest.xml", &handler);
    return is_found;
}

int odf_read(struct office *office)
{
    static const struct ts_list content = TS_LIST_OF(content_rules);
    static const struct ts_list masters = TS_LIST_OF(master_rules);
    static const struct ts_list styles = TS_LIST_OF(style_rules);
    if (is_encrypted(office)) {
        return ts_fail(office->call, OFFICE_ENCRYPTED);
    }
    struct odf odf = {
        .office = office,
        .writer = &office->writer,
        .spans = g_array_new(FALSE, FALSE, sizeof(struct odf_span)),
        .frames = g_array_new(FALSE, FALSE, sizeof(struct odf_frame)),
        .masters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    odf_styles_init(&odf.styles);
    walk(&odf, "styles.xml", styles, (struct ts_list){0});
    walk(&odf, "content.xml", content, (struct ts_list){0});
    odf.is_master = TRUE;
    odf.is_spreadsheet = FALSE;
    walk(&odf, "styles.xml", masters, content);
    say_hidden(&odf, "hidden-slides", odf.hidden_pages);
    say_hidden(&odf, "hidden-sheets", odf.hidden_sheets);
    odf_styles_finish(&odf.styles);
    g_array_unref(odf.spans);
    g_array_unref(odf.frames);
    g_hash_table_unref(odf.masters);
    g_free(odf.sheet);
    return 0;
}
