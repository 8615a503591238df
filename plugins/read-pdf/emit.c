/* SPDX-License-Identifier: MIT
 *
 * Paragraphs become blocks when the whole document is known: what its usual size of type is, and
 * how it writes the words that a line's end breaks.
 */
#include <math.h>
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/read-pdf/pdf.h"

#define BROKEN "\u00ad"
#define HEADING_LARGER 1.2 /* times the usual size */
#define HEADING_SIZE 200u  /* bytes: longer is text in large type */

struct emitter {
    struct pdf *pdf;
    struct pdf_words *words; /* made if some word is broken */
    const struct pdf_paragraph *paragraph;
    struct block_builder builder;
};

static gboolean has_broken_words(const struct pdf *pdf)
{
    for (guint i = 0; i < pdf->paragraphs->len; i++) {
        const struct pdf_paragraph *paragraph = g_ptr_array_index(pdf->paragraphs, i);
        if (strstr(paragraph->text->str, BROKEN)) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct pdf_words *words_of(const struct pdf *pdf)
{
    struct pdf_words *words = pdf_words_new();
    for (guint i = 0; i < pdf->paragraphs->len; i++) {
        const struct pdf_paragraph *paragraph = g_ptr_array_index(pdf->paragraphs, i);
        pdf_words_add(words, paragraph->text->str);
    }
    return words;
}

/* The size, in half points, of which there is most text. */
static double usual_size(const struct pdf *pdf)
{
    g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
    gsize most = 0;
    double usual = 0;
    for (guint i = 0; i < pdf->paragraphs->len; i++) {
        const struct pdf_paragraph *paragraph = g_ptr_array_index(pdf->paragraphs, i);
        gpointer key = GINT_TO_POINTER((gint)lrint(paragraph->size * 2));
        gsize size = GPOINTER_TO_SIZE(g_hash_table_lookup(sizes, key)) + paragraph->text->len;
        g_hash_table_insert(sizes, key, GSIZE_TO_POINTER(size));
        if (size > most && paragraph->size > 0) { /* that of fields is not known */
            most = size;
            usual = paragraph->size;
        }
    }
    return usual;
}

static void add(struct emitter *emitter, const char *text, gsize size)
{
    block_builder_add(&emitter->builder, ts_bytes(text, size), 1, 1);
}

static void add_broken(struct emitter *emitter, const char *hyphen)
{
    static const char *const written[] = {
        [PDF_HYPHEN_KEEP] = "-",
        [PDF_HYPHEN_DROP] = "",
        [PDF_HYPHEN_SPACE] = "- ",
    };
    const char *text = emitter->paragraph->text->str;
    const char *how = written[pdf_hyphen_judge(emitter->words, text, (gsize)(hyphen - text),
                                               hyphen + strlen(BROKEN))];
    if (*how) {
        add(emitter, how, strlen(how));
    }
}

static void add_stretch(struct emitter *emitter, gsize from, gsize end)
{
    const char *at = emitter->paragraph->text->str + from;
    const char *stop = emitter->paragraph->text->str + end;
    while (at < stop) {
        const char *broken = memmem(at, (gsize)(stop - at), BROKEN, strlen(BROKEN));
        add(emitter, at, (gsize)((broken ? broken : stop) - at));
        if (!broken) {
            return;
        }
        add_broken(emitter, broken);
        at = broken + strlen(BROKEN);
    }
}

static void add_link(struct emitter *emitter, const struct pdf_span *span, const char *where)
{
    struct block_builder *builder = &emitter->builder;
    guint id = block_builder_begin_span(builder, TS_SPAN_LINK, span->href);
    gsize begin = builder->text->len;
    add_stretch(emitter, span->offset, span->offset + span->length);
    block_builder_end_span(builder, id);
    g_autofree char *text = g_strndup(builder->text->str + begin, builder->text->len - begin);
    pdf_emit_link(emitter->pdf, span->href, ts_text(g_strstrip(text)), where);
}

static gboolean has_letter(const char *text)
{
    while (*text && !g_unichar_isalpha(g_utf8_get_char(text))) {
        text = g_utf8_next_char(text);
    }
    return *text != '\0';
}

static gboolean is_heading(const struct pdf *pdf, const struct pdf_paragraph *paragraph)
{
    return paragraph->role == TS_ROLE_TEXT && paragraph->size >= HEADING_LARGER * pdf->size &&
           paragraph->size > 0 && paragraph->text->len <= HEADING_SIZE &&
           has_letter(paragraph->text->str); /* a page's number is none */
}

static void emit_paragraph(struct emitter *emitter)
{
    const struct pdf_paragraph *paragraph = emitter->paragraph;
    struct pdf *pdf = emitter->pdf;
    g_autofree char *where =
        g_strdup_printf("page=%u/%s[%u]", paragraph->page, paragraph->kind, paragraph->number);
    gsize at = 0;
    for (guint i = 0; i < paragraph->spans->len; i++) {
        const struct pdf_span *span = &g_array_index(paragraph->spans, struct pdf_span, i);
        add_stretch(emitter, at, span->offset);
        add_link(emitter, span, where);
        at = span->offset + span->length;
    }
    add_stretch(emitter, at, paragraph->text->len);
    g_array_set_size(emitter->builder.marks, 0); /* a page has no lines of source */
    uint32_t role = is_heading(pdf, paragraph) ? TS_ROLE_HEADING : paragraph->role;
    pdf->is_failed |= block_builder_flush(&emitter->builder, role, pdf->language, where) != 0;
}

void pdf_emit_paragraphs(struct pdf *pdf)
{
    struct emitter emitter = {.pdf = pdf};
    pdf->size = usual_size(pdf);
    emitter.words = has_broken_words(pdf) ? words_of(pdf) : NULL;
    block_builder_init(&emitter.builder, pdf->call);
    for (guint i = 0; i < pdf->paragraphs->len && !pdf->is_failed; i++) {
        emitter.paragraph = g_ptr_array_index(pdf->paragraphs, i);
        emit_paragraph(&emitter);
    }
    block_builder_finish(&emitter.builder);
    pdf_words_free(&emitter.words);
}
