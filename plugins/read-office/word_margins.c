/* SPDX-License-Identifier: MIT
 *
 * Headers and footers of a DOCX: those that some page shows (ECMA-376 part 1, 17.10).
 */
#include <string.h>

#include "plugins/read-office/word.h"

struct marginal {
    char *part, *type; /* "default", "first", "even" */
};

gboolean word_is_on(const struct xml_tag *tag)
{
    g_autofree char *value = xml_attribute(tag, "w:val");
    return !value ||
           !(g_str_equal(value, "0") || g_str_equal(value, "false") || g_str_equal(value, "off"));
}

static void free_references(struct word *word)
{
    for (guint i = 0; i < word->references->len; i++) {
        struct marginal *marginal = g_ptr_array_index(word->references, i);
        g_free(marginal->part);
        g_free(marginal->type);
        g_free(marginal);
    }
    g_ptr_array_set_size(word->references, 0);
}

void word_begin_section(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    (void)tag;
    free_references(ooxml->word);
    ooxml->word->has_first_page = FALSE;
}

void word_take_reference(void *self, const struct xml_tag *tag)
{
    struct ooxml *ooxml = self;
    g_autofree char *id = xml_attribute(tag, "r:id");
    const struct relation *relation = ooxml_relation(ooxml, id);
    if (relation && !relation->is_external && ooxml->word->references->len < 6) {
        struct marginal *marginal = g_new0(struct marginal, 1);
        marginal->part = g_strdup(relation->target);
        marginal->type = xml_attribute(tag, "w:type");
        g_ptr_array_add(ooxml->word->references, marginal);
    }
}

void word_take_first_page(void *self, const struct xml_tag *tag)
{
    ((struct ooxml *)self)->word->has_first_page = word_is_on(tag);
}

static gboolean is_shown(const struct word *word, const struct marginal *marginal)
{
    const char *type = marginal->type ? marginal->type : "default";
    return g_str_equal(type, "first")  ? word->has_first_page
           : g_str_equal(type, "even") ? word->has_even_pages
                                       : TRUE;
}

void word_end_section(void *self)
{
    struct word *word = ((struct ooxml *)self)->word;
    for (guint i = 0; i < word->references->len; i++) {
        struct marginal *marginal = g_ptr_array_index(word->references, i);
        if (is_shown(word, marginal) && word->marginals->len < OFFICE_PARTS &&
            !g_ptr_array_find_with_equal_func(word->marginals, marginal->part, g_str_equal, NULL)) {
            g_ptr_array_add(word->marginals, g_steal_pointer(&marginal->part));
        }
    }
    free_references(word);
}

static void take_even(void *self, const struct xml_tag *tag)
{
    *(gboolean *)self = word_is_on(tag);
}

gboolean word_has_even_pages(struct office *office, const char *settings)
{
    static const struct xml_rule rules[] = {{"w:evenAndOddHeaders", take_even, NULL}};
    gboolean has_even = FALSE;
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &has_even};
    office_walk(office, settings, &handler);
    return has_even;
}
