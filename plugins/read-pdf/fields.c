/* SPDX-License-Identifier: MIT
 *
 * What lies over a page: fields of a form, with what is filled in and the help they show, and text
 * typed onto it; unless the page shows it anyway.
 */
#include <string.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

#define FIELD_ITEMS 1000 /* of one list */

/* White space folded, so that a line's end makes no difference; the caller frees it. */
static char *fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c)) {
            g_string_append_unichar(out, c);
        } else if (out->len && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

struct overlay {
    struct pdf *pdf;
    guint page;
    char *shown; /* text of the page, folded */
};

static void put(const struct overlay *overlay, const char *kind, guint number, uint32_t role,
                const char *text)
{
    g_autofree char *folded = fold(text);
    if (*folded && !strstr(overlay->shown, folded)) {
        struct pdf_paragraph *paragraph =
            pdf_paragraph_new(overlay->pdf, overlay->page, kind, number);
        paragraph->role = role;
        g_string_append(paragraph->text, folded);
        overlay->pdf->text_size += paragraph->text->len;
    }
}

/* A list shows all its items, a box that unfolds the one that is chosen. */
static void put_choices(const struct overlay *overlay, guint number, PopplerFormField *field)
{
    gboolean is_list = poppler_form_field_choice_get_choice_type(field) == POPPLER_FORM_CHOICE_LIST;
    gint count = MIN(poppler_form_field_choice_get_n_items(field), FIELD_ITEMS);
    for (gint i = 0; i < count; i++) {
        if (is_list || poppler_form_field_choice_is_item_selected(field, i)) {
            g_autofree char *item = poppler_form_field_choice_get_item(field, i);
            put(overlay, "field", number, TS_ROLE_TEXT, item);
        }
    }
}

static void put_field(const struct overlay *overlay, guint number, PopplerFormField *field)
{
    PopplerFormFieldType type = poppler_form_field_get_field_type(field);
    g_autofree char *label = poppler_form_field_get_alternate_ui_name(field);
    put(overlay, "field", number, TS_ROLE_LABEL, label);
    if (type == POPPLER_FORM_FIELD_CHOICE) {
        put_choices(overlay, number, field);
    } else if (type == POPPLER_FORM_FIELD_TEXT && !poppler_form_field_text_is_password(field)) {
        g_autofree char *value = poppler_form_field_text_get_text(field);
        put(overlay, "field", number, TS_ROLE_TEXT, value);
    }
}

static void take_fields(const struct overlay *overlay, PopplerPage *page)
{
    GList *mappings = poppler_page_get_form_field_mapping(page);
    guint number = 0;
    for (GList *item = g_list_last(mappings); item && number < READER_PDF_FIELDS;
         item = item->prev) {
        put_field(overlay, ++number, ((PopplerFormFieldMapping *)item->data)->field);
    }
    poppler_page_free_form_field_mapping(mappings);
}

/* Text typed onto a page is seen by all; notes and comments are not. */
static void take_free_text(const struct overlay *overlay, PopplerPage *page)
{
    GList *mappings = poppler_page_get_annot_mapping(page);
    guint number = 0;
    for (GList *item = g_list_last(mappings); item && number < READER_PDF_FIELDS;
         item = item->prev) {
        PopplerAnnot *annotation = ((PopplerAnnotMapping *)item->data)->annot;
        gboolean is_hidden = (poppler_annot_get_flags(annotation) & POPPLER_ANNOT_FLAG_HIDDEN) != 0;
        if (poppler_annot_get_annot_type(annotation) == POPPLER_ANNOT_FREE_TEXT && !is_hidden) {
            g_autofree char *text = poppler_annot_get_contents(annotation);
            put(overlay, "text", ++number, TS_ROLE_TEXT, text);
        }
    }
    poppler_page_free_annot_mapping(mappings);
}

void pdf_take_fields(struct pdf *pdf, const struct pdf_page *page)
{
    g_autofree char *shown = fold(page->text);
    struct overlay overlay = {pdf, page->number, shown};
    take_fields(&overlay, page->page);
    take_free_text(&overlay, page->page);
}
