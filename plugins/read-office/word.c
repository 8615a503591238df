/* SPDX-License-Identifier: MIT
 *
 * WordprocessingML (ECMA-376 part 1, 17): body, headers, footers and notes of a DOCX.
 */
#include "plugins/read-office/word.h"

#include <string.h>

/* ---- paragraphs ---- */

static void begin_paragraph(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_begin_paragraph(((struct ooxml *)self)->writer);
}

static void end_paragraph(void *self)
{
    writer_end_paragraph(((struct ooxml *)self)->writer);
}

static void begin_mark(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct ooxml *)self)->word->is_in_mark = TRUE;
}

static void end_mark(void *self)
{
    ((struct ooxml *)self)->word->is_in_mark = FALSE;
}

/* A heading is one in a table too; the others are cells there. */
static void set_role(struct paragraph *paragraph, const struct word_style *style)
{
    if (style->is_title || style->is_heading) {
        paragraph->role = style->is_title ? TS_ROLE_TITLE : TS_ROLE_HEADING;
    } else if (paragraph->role == TS_ROLE_TEXT) {
        paragraph->role = style->is_item    ? TS_ROLE_ITEM
                          : style->is_quote ? TS_ROLE_QUOTE
                          : style->is_code  ? TS_ROLE_CODE
                                            : TS_ROLE_TEXT;
    }
}

static void take_style(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *id = xml_attribute(tag, "w:val");
    const struct word_style *style = word_style_find(ooxml->word->styles, id);
    struct paragraph *paragraph = writer_paragraph(ooxml->writer);
    if (style && paragraph) {
        paragraph->style = style;
        set_role(paragraph, style);
    }
}

static void take_outline(void *self, const struct xml_tag *tag)
{
    struct paragraph *paragraph = writer_paragraph(((struct ooxml *)self)->writer);
    if (paragraph && xml_attribute_number(tag, "w:val", 9) < 9) {
        paragraph->role = TS_ROLE_HEADING;
    }
}

static void take_number(void *self, const struct xml_tag *tag)
{
    struct paragraph *paragraph = writer_paragraph(((struct ooxml *)self)->writer);
    gboolean is_item = xml_attribute_number(tag, "w:val", 0) != 0;
    if (paragraph && paragraph->role == (is_item ? TS_ROLE_TEXT : TS_ROLE_ITEM)) {
        paragraph->role = is_item ? TS_ROLE_ITEM : TS_ROLE_TEXT;
    }
}

/* ---- runs ---- */

static void begin_run(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    const struct paragraph *paragraph = writer_paragraph(ooxml->writer);
    const struct word_style *style = paragraph ? paragraph->style : NULL;
    (void)tag;
    g_free(ooxml->language);
    ooxml->language = g_strdup(style ? style->language : NULL);
    ooxml->word->is_hidden = style && style->is_hidden;
    ooxml->word->code_span = G_MAXUINT;
}

static void end_run(void *self)
{
    struct ooxml *ooxml = self;
    writer_end_code(ooxml->writer, ooxml->word->code_span);
    ooxml->word->code_span = G_MAXUINT;
    ooxml->word->is_hidden = FALSE;
}

/* Of a paragraph's mark they say nothing of its text. */
static void begin_run_properties(void *self, const struct xml_tag *tag)
{
    if (((struct ooxml *)self)->word->is_in_mark) {
        xml_skip(tag);
    }
}

static void set_language(struct ooxml *ooxml, const char *language)
{
    if (language && *language) {
        g_free(ooxml->language);
        ooxml->language = g_strdup(language);
    }
}

static void take_run_style(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *id = xml_attribute(tag, "w:val");
    const struct word_style *style = word_style_find(ooxml->word->styles, id);
    if (!style) {
        return;
    }
    set_language(ooxml, style->language);
    ooxml->word->is_hidden |= style->is_hidden;
    if (style->is_code && ooxml->word->code_span == G_MAXUINT) {
        ooxml->word->code_span = writer_begin_code(ooxml->writer);
    }
}

static void take_language(void *self, const struct xml_tag *tag)
{
    g_autofree char *language = xml_attribute(tag, "w:val");
    set_language(self, language);
}

static void take_vanish(void *self, const struct xml_tag *tag)
{
    ((struct ooxml *)self)->word->is_hidden = word_is_on(tag);
}

static void begin_text(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct ooxml *)self)->is_in_text = TRUE;
}

static void end_text(void *self)
{
    ((struct ooxml *)self)->is_in_text = FALSE;
}

static void add_space(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_space(((struct ooxml *)self)->writer);
}

static void add_character(struct ooxml *ooxml, const char *text)
{
    if (!word_takes_text(ooxml, ts_text(text))) {
        writer_add(ooxml->writer, ts_text(text), ooxml->language);
    }
}

static void add_hyphen(void *self, const struct xml_tag *tag)
{
    (void)tag;
    add_character(self, "\u2011");
}

static void add_soft_hyphen(void *self, const struct xml_tag *tag)
{
    (void)tag;
    add_character(self, "\u00AD");
}

static void begin_formula(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    g_clear_pointer(&ooxml->language, g_free);
    ooxml->word->code_span = writer_begin_code(ooxml->writer);
}

/* ---- what stands around and inside paragraphs ---- */

static void begin_link(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    g_autofree char *anchor = xml_attribute(tag, "w:anchor");
    const struct relation *relation = ooxml_relation(ooxml, id);
    const char *target = relation && relation->is_external ? relation->target : "";
    gboolean has_anchor = anchor && *anchor && !strchr(target, '#');
    g_autofree char *href =
        g_strconcat(target, has_anchor ? "#" : "", has_anchor ? anchor : "", NULL);
    writer_begin_link(ooxml->writer, href);
}

static void end_link(void *self)
{
    writer_end_link(((struct ooxml *)self)->writer);
}

static void take_bookmark(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *name = xml_attribute(tag, "w:name");
    if (name && !g_str_equal(name, "_GoBack")) {
        writer_anchor(ooxml->writer, name);
    }
}

static void begin_body(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_open(((struct ooxml *)self)->writer, "body");
}

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

static void begin_box(void *self, const struct xml_tag *tag)
{
    (void)tag;
    writer_enter(((struct ooxml *)self)->writer, PLACE_BOX);
}

static void leave(void *self)
{
    writer_leave(((struct ooxml *)self)->writer);
}

static void skip(void *self, const struct xml_tag *tag)
{
    (void)self;
    xml_skip(tag);
}

static void say_inserted(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    office_cut(ooxml->office, ooxml->part, "takes in another file, which was not read");
}

/* Lines between the notes and the text are notes too, by their type. */
static void begin_note(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *type = xml_attribute(tag, "w:type");
    g_autofree char *id = xml_attribute(tag, "w:id");
    if (type && !g_str_equal(type, "normal")) {
        xml_skip(tag);
        return;
    }
    g_autofree char *path = g_strdup_printf("%s=%.20s", tag->name + strlen("w:"), id ? id : "?");
    writer_open(ooxml->writer, path);
}

/* ---- VML: pictures and lettering of old ---- */

/* "width:12.5pt" of a style attribute in EMU; 0: not in points. */
static gint64 measure(const char *style, const char *name)
{
    const char *at = style ? strstr(style, name) : NULL;
    char *unit = NULL;
    double number = at ? g_ascii_strtod(at + strlen(name), &unit) : 0;
    return unit && g_str_has_prefix(unit, "pt") && number > 0 && number < 100000
               ? (gint64)(number * 12700)
               : 0;
}

static void begin_vml_shape(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *style = xml_attribute(tag, "style");
    drawing_clear_picture(&ooxml->outer);
    ooxml->outer.alt = xml_attribute(tag, "alt");
    ooxml->outer.width = measure(style, "width:");
    ooxml->outer.height = measure(style, "height:");
}

static void take_vml_picture(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    drawing_clear_picture(&ooxml->picture);
    ooxml->picture.embed = xml_attribute(tag, "r:id");
    drawing_put_picture(ooxml, TS_REFERENCE_IMAGE);
    drawing_clear_picture(&ooxml->picture);
}

static void take_lettering(void *self, const struct xml_tag *tag)
{
    g_autofree char *text = xml_attribute(tag, "string");
    add_space(self, tag);
    add_character(self, text ? text : "");
    add_space(self, tag);
}

static const struct xml_rule rules[] = {
    {"w:body", begin_body, leave},
    {"w:p", begin_paragraph, end_paragraph},
    {"w:pPr", begin_mark, end_mark},
    {"w:pStyle", take_style, NULL},
    {"w:outlineLvl", take_outline, NULL},
    {"w:numId", take_number, NULL},
    {"w:r", begin_run, end_run},
    {"w:rPr", begin_run_properties, NULL},
    {"w:rStyle", take_run_style, NULL},
    {"w:lang", take_language, NULL},
    {"w:vanish", take_vanish, NULL},
    {"w:t", begin_text, end_text},
    {"w:tab", add_space, NULL},
    {"w:ptab", add_space, NULL},
    {"w:br", add_space, NULL},
    {"w:cr", add_space, NULL},
    {"w:sym", add_space, NULL},
    {"w:noBreakHyphen", add_hyphen, NULL},
    {"w:softHyphen", add_soft_hyphen, NULL},
    {"w:fldChar", word_take_field_character, NULL},
    {"w:fldSimple", word_begin_simple_field, word_end_simple_field},
    {"w:instrText", word_begin_instruction, word_end_instruction},
    {"m:oMath", begin_formula, end_run},
    {"m:t", begin_text, end_text},
    {"w:hyperlink", begin_link, end_link},
    {"w:bookmarkStart", take_bookmark, NULL},
    {"w:tbl", begin_table, leave},
    {"w:tr", begin_row, leave},
    {"w:tc", begin_cell, leave},
    {"w:txbxContent", begin_box, leave},
    {"w:footnote", begin_note, leave},
    {"w:endnote", begin_note, leave},
    {"w:sectPr", word_begin_section, word_end_section},
    {"w:headerReference", word_take_reference, NULL},
    {"w:footerReference", word_take_reference, NULL},
    {"w:titlePg", word_take_first_page, NULL},
    {"w:altChunk", say_inserted, NULL},
    {"w:subDoc", say_inserted, NULL},
    {"w:del", skip, NULL},
    {"w:moveFrom", skip, NULL},
    {"w:rt", skip, NULL},
    {"w:sdtPr", skip, NULL},
    {"w:sdtEndPr", skip, NULL},
    {"w:pPrChange", skip, NULL},
    {"w:rPrChange", skip, NULL},
    {"w:sectPrChange", skip, NULL},
    {"v:shape", begin_vml_shape, NULL},
    {"v:imagedata", take_vml_picture, NULL},
    {"v:textpath", take_lettering, NULL},
};
static const struct ts_list table = TS_LIST_OF(rules);

/* ---- the document ---- */

static void read_marginals(struct ooxml *ooxml)
{
    const GPtrArray *marginals = ooxml->word->marginals;
    for (guint i = 0; i < marginals->len; i++) {
        const char *part = g_ptr_array_index(marginals, i);
        g_autofree char *name = g_path_get_basename(part);
        name[strcspn(name, ".")] = '\0';
        writer_open(ooxml->writer, name);
        ooxml_walk(ooxml, part, table);
        word_fields_clear(ooxml->word);
        writer_leave(ooxml->writer);
    }
}

static void read_notes(struct ooxml *ooxml, GHashTable *relations, const char *type)
{
    const struct relation *relation = package_find(relations, type);
    if (relation) {
        ooxml_walk(ooxml, relation->target, table);
        word_fields_clear(ooxml->word);
    }
}

static void begin_word(struct word *word, struct office *office, GHashTable *relations)
{
    const struct relation *styles = package_find(relations, "styles");
    const struct relation *settings = package_find(relations, "settings");
    *word = (struct word){
        .styles = word_styles_read(office, styles ? styles->target : NULL),
        .code_span = G_MAXUINT,
        .fields = g_array_new(FALSE, FALSE, sizeof(struct word_field)),
        .references = g_ptr_array_new(),
        .has_even_pages = settings && word_has_even_pages(office, settings->target),
        .marginals = g_ptr_array_new_with_free_func(g_free),
    };
}

static void end_word(struct ooxml *ooxml)
{
    struct word *word = ooxml->word;
    word_begin_section(ooxml, NULL); /* forgets what is left of the one before */
    word_fields_clear(word);
    g_hash_table_unref(word->styles);
    g_array_unref(word->fields);
    g_ptr_array_unref(word->references);
    g_ptr_array_unref(word->marginals);
}

int word_read(struct office *office, const char *main)
{
    struct ooxml ooxml;
    struct word word;
    g_autoptr(GHashTable) relations = package_relations(office, main);
    begin_word(&word, office, relations);
    ooxml_init(&ooxml, office);
    ooxml.word = &word;
    ooxml_walk(&ooxml, main, table);
    word_fields_clear(&word);
    read_marginals(&ooxml);
    read_notes(&ooxml, relations, "footnotes");
    read_notes(&ooxml, relations, "endnotes");
    end_word(&ooxml);
    ooxml_finish(&ooxml);
    return 0;
}
