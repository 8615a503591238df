/* SPDX-License-Identifier: MIT
 *
 * Entries of `facts`: asked, put into words, stripped for the checks.
 */
#include "core/config/fact.h"

#include "core/config/schema.h"

const char *fact_words_key(const struct ts_node *fact)
{
    return ts_is(ts_get_text(fact, "type"), "phrase") ? "phrases" : "anchors";
}

gboolean fact_has_words(const struct ts_node *fact)
{
    const struct ts_node *words = ts_get(fact, fact_words_key(fact));
    return words && words->children.count > 0;
}

char *fact_name(const struct ts_node *fact)
{
    struct ts_str id = ts_get_text(fact, "id");
    return g_strdup_printf("facts/%.*s", (int)id.len, id.len ? id.ptr : "");
}

/* In English if it is there, as all of what this is printed beside. */
static struct ts_str title_of(const struct ts_node *fact)
{
    const struct ts_node *titles = ts_get(fact, "title");
    struct ts_str title = ts_get_text(titles, "en");
    if (!title.len && titles && titles->children.count) {
        title = ((const struct ts_node *)ts_item(titles->children, 0))->text;
    }
    return title.len ? title : ts_get_text(fact, "id");
}

char *fact_sentence(const struct ts_node *fact)
{
    struct ts_str title = title_of(fact);
    struct ts_str type = ts_get_text(fact, "type");
    struct ts_str truth = ts_get_text(fact, "truth");
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%.*s (%.*s)", (int)title.len, title.len ? title.ptr : "",
                           (int)type.len, type.len ? type.ptr : "");
    if (truth.len) {
        g_string_append_printf(out, ": %.*s", (int)truth.len, truth.ptr);
    } else {
        g_string_append(out, ": the same everywhere");
    }
    return g_string_free(out, FALSE);
}

struct ts_node fact_bare(struct tree *tree, const struct ts_node *fact)
{
    static const char *const left_out[] = {"examples", "source", "enabled", NULL};
    struct schema_run run = {.tree = tree};
    return schema_without(&run, fact, left_out);
}
