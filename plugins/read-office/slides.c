/* SPDX-License-Identifier: MIT
 *
 * PresentationML (ECMA-376 part 1, 19): the slides of a PPTX in their order, the notes of each, and
 * what layouts and masters put on all of them.
 */
#include "plugins/read-office/ooxml.h"

#include <string.h>

struct slides {
    struct ooxml ooxml;
    GPtrArray *parts;      /* char *: slides in order, with NULL where one is missing */
    GPtrArray *layouts;    /* char *: layouts and masters of what is shown */
    GHashTable *relations; /* of the presentation */
    guint hidden;
};

/* ---- which slides ---- */

static void take_slide(void *self, const struct xml_tag *tag)
{
    struct slides *slides = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    const struct relation *relation = id ? g_hash_table_lookup(slides->relations, id) : NULL;
    if (slides->parts->len == OFFICE_PARTS) {
        office_cut(slides->ooxml.office, "slides", "beyond the first 3,000 were not read");
        xml_stop(tag);
    } else if (relation && !relation->is_external) {
        g_ptr_array_add(slides->parts, g_strdup(relation->target));
    }
}

static void list_slides(struct slides *slides, const char *main)
{
    static const struct xml_rule rules[] = {{"p:sldId", take_slide, NULL}};
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = slides};
    office_walk(slides->ooxml.office, main, &handler);
}

/* ---- a slide ---- */

struct look {
    gboolean is_hidden, hides_master;
};

static void take_look(void *self, const struct xml_tag *tag)
{
    struct look *look = self;
    look->is_hidden = xml_attribute_is(tag, "show", "0") || xml_attribute_is(tag, "show", "false");
    look->hides_master = xml_attribute_is(tag, "showMasterSp", "0") ||
                         xml_attribute_is(tag, "showMasterSp", "false");
    xml_stop(tag);
}

static struct look look_at(struct slides *slides, const char *part)
{
    static const struct xml_rule rules[] = {{"p:sld", take_look, NULL},
                                            {"p:sldLayout", take_look, NULL}};
    struct look look = {0};
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &look};
    office_walk(slides->ooxml.office, part, &handler);
    return look;
}

static const char *related(GHashTable *relations, const char *type)
{
    const struct relation *relation = package_find(relations, type);
    return relation && !relation->is_external ? relation->target : NULL;
}

static void note_layout(struct slides *slides, const char *part)
{
    if (part && !g_ptr_array_find_with_equal_func(slides->layouts, part, g_str_equal, NULL)) {
        g_ptr_array_add(slides->layouts, g_strdup(part));
    }
}

static void note_layouts(struct slides *slides, GHashTable *relations)
{
    const char *layout = related(relations, "slideLayout");
    if (!layout || g_ptr_array_find_with_equal_func(slides->layouts, layout, g_str_equal, NULL)) {
        return;
    }
    g_autoptr(GHashTable) own = package_relations(slides->ooxml.office, layout);
    note_layout(slides, layout);
    if (!look_at(slides, layout).hides_master) {
        note_layout(slides, related(own, "slideMaster"));
    }
}

static void walk_as(struct slides *slides, const char *part, const char *path)
{
    g_autofree char *place = g_strconcat(path, "/", NULL);
    writer_open(slides->ooxml.writer, path);
    slides->ooxml.place = place;
    ooxml_walk(&slides->ooxml, part, (struct ts_list){0});
    slides->ooxml.place = NULL;
    writer_leave(slides->ooxml.writer);
}

static void read_slide(struct slides *slides, const char *part, guint number)
{
    struct look look = look_at(slides, part);
    if (look.is_hidden) {
        slides->hidden++;
        return;
    }
    g_autoptr(GHashTable) relations = package_relations(slides->ooxml.office, part);
    g_autofree char *path = g_strdup_printf("slide=%u", number);
    walk_as(slides, part, path);
    const char *notes = related(relations, "notesSlide");
    if (notes) {
        g_autofree char *notes_path = g_strconcat(path, "/notes", NULL);
        slides->ooxml.is_notes = TRUE;
        walk_as(slides, notes, notes_path);
        slides->ooxml.is_notes = FALSE;
    }
    if (!look.hides_master) {
        note_layouts(slides, relations);
    }
}

static void read_layouts(struct slides *slides)
{
    slides->ooxml.is_layout = TRUE;
    for (guint i = 0; i < slides->layouts->len; i++) {
        const char *part = g_ptr_array_index(slides->layouts, i);
        g_autofree char *name = g_path_get_basename(part);
        name[strcspn(name, ".")] = '\0';
        walk_as(slides, part, name);
    }
    slides->ooxml.is_layout = FALSE;
}

int slides_read(struct office *office, const char *main)
{
    struct slides slides = {
        .parts = g_ptr_array_new_with_free_func(g_free),
        .layouts = g_ptr_array_new_with_free_func(g_free),
        .relations = package_relations(office, main),
    };
    ooxml_init(&slides.ooxml, office);
    list_slides(&slides, main);
    for (guint i = 0; i < slides.parts->len && !office->writer.is_failed; i++) {
        read_slide(&slides, g_ptr_array_index(slides.parts, i), i + 1);
    }
    read_layouts(&slides);
    if (slides.hidden) {
        g_autofree char *count = g_strdup_printf("%u", slides.hidden);
        office_meta(office, "hidden-slides", count);
    }
    ooxml_finish(&slides.ooxml);
    g_hash_table_unref(slides.relations);
    g_ptr_array_unref(slides.layouts);
    g_ptr_array_unref(slides.parts);
    return 0;
}
