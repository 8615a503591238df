/* SPDX-License-Identifier: MIT
 *
 * Walks parts of DOCX, PPTX and XLSX files, with what they all have: relationships and markup that
 * stands there in two versions.
 */
#include "plugins/read-office/ooxml.h"

#include <string.h>

#define PARTS_DEPTH 4u /* a chart in a drawing in a sheet */

void ooxml_init(struct ooxml *ooxml, struct office *office)
{
    *ooxml = (struct ooxml){
        .office = office,
        .writer = &office->writer,
        .choices = g_array_new(FALSE, FALSE, sizeof(gboolean)),
    };
}

void ooxml_finish(struct ooxml *ooxml)
{
    g_array_unref(ooxml->choices);
    g_free(ooxml->language);
    g_free(ooxml->run_link);
    drawing_clear_picture(&ooxml->picture);
    drawing_clear_picture(&ooxml->outer);
}

const struct relation *ooxml_relation(const struct ooxml *ooxml, const char *id)
{
    return id && ooxml->relations ? g_hash_table_lookup(ooxml->relations, id) : NULL;
}

void ooxml_add_text(void *self, struct ts_str text)
{
    struct ooxml *ooxml = self;
    if (ooxml->hidden_shape || (ooxml->word && word_takes_text(ooxml, text)) ||
        !ooxml->is_in_text) {
        return;
    }
    writer_add(ooxml->writer, text, ooxml->language);
}

/* ---- mc:AlternateContent (ECMA-376 part 3): one branch is shown ---- */

/* Choices that need more than text: charts of 2014 and later, ink, 3D. Their fallback is read. */
static gboolean is_understood(const struct xml_tag *tag)
{
    static const char *const others[] = {"cx", "am3d", "aink", "asvg", "psuz"};
    g_autofree char *needs = xml_attribute(tag, "Requires");
    for (gsize i = 0; needs && i < G_N_ELEMENTS(others); i++) {
        if (g_str_has_prefix(needs, others[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

static void begin_alternate(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    gboolean is_taken = FALSE;
    (void)tag;
    g_array_append_val(ooxml->choices, is_taken);
}

static void end_alternate(void *self)
{
    struct ooxml *ooxml = self;
    g_array_set_size(ooxml->choices, ooxml->choices->len - 1);
}

static void begin_branch(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    gboolean *is_taken = ooxml->choices->len
                             ? &g_array_index(ooxml->choices, gboolean, ooxml->choices->len - 1)
                             : NULL;
    if (!is_taken || *is_taken || !is_understood(tag)) {
        xml_skip(tag);
        return;
    }
    *is_taken = TRUE;
}

static const struct xml_rule alternate_rules[] = {
    {"mc:AlternateContent", begin_alternate, end_alternate},
    {"mc:Choice", begin_branch, NULL},
    {"mc:Fallback", begin_branch, NULL},
};

/* ---- parts ---- */

static gint compare_targets(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Charts and diagrams are parts of their own, with DrawingML and nothing else. */
static void walk_drawings(struct ooxml *ooxml)
{
    g_autoptr(GPtrArray) targets = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, ooxml->relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct relation *relation = value;
        if (!relation->is_external &&
            (g_str_equal(relation->type, "chart") || g_str_equal(relation->type, "diagramData"))) {
            g_ptr_array_add(targets, relation->target);
        }
    }
    g_ptr_array_sort(targets, compare_targets);
    for (guint i = 0; i < targets->len && i < OFFICE_PARTS; i++) {
        const char *part = g_ptr_array_index(targets, i);
        g_autofree char *name = g_path_get_basename(part);
        name[strcspn(name, ".")] = '\0';
        g_autofree char *path = g_strconcat(ooxml->place ? ooxml->place : "", name, NULL);
        writer_open(ooxml->writer, path);
        ooxml_walk(ooxml, part, (struct ts_list){0});
        writer_leave(ooxml->writer);
    }
}

/* Broken XML leaves elements open. */
static void close_open(struct ooxml *ooxml, guint levels)
{
    while (ooxml->writer->paragraphs->len) {
        writer_end_paragraph(ooxml->writer);
    }
    while (ooxml->writer->levels->len > levels) {
        writer_leave(ooxml->writer);
    }
    ooxml->shapes = ooxml->hidden_shape = 0;
    ooxml->shape_role = TS_ROLE_TEXT;
    ooxml->is_in_text = ooxml->is_in_run = ooxml->is_in_picture = FALSE;
    g_array_set_size(ooxml->choices, 0);
}

gboolean ooxml_walk(struct ooxml *ooxml, const char *part, struct ts_list table)
{
    const char *outer_part = ooxml->part;
    GHashTable *outer_relations = ooxml->relations;
    struct xml_handler handler = {
        .tables = {table, TS_LIST_OF(alternate_rules), drawing_rules},
        .text = ooxml_add_text,
        .self = ooxml,
    };
    if (!archive_has(ooxml->office->archive, part) || ooxml->depth == PARTS_DEPTH) {
        return FALSE;
    }
    ooxml->depth++;
    ooxml->part = part;
    ooxml->relations = package_relations(ooxml->office, part);
    guint levels = ooxml->writer->levels->len;
    office_walk(ooxml->office, part, &handler);
    close_open(ooxml, levels);
    walk_drawings(ooxml);
    g_hash_table_unref(ooxml->relations);
    ooxml->relations = outer_relations;
    ooxml->part = outer_part;
    ooxml->depth--;
    return TRUE;
}
