/* SPDX-License-Identifier: MIT
 *
 * Reads the relationships of a part.
 */
#include "plugins/read-office/package.h"

#include <string.h>

#define RELATIONS 20000u   /* of one part */
#define PART_SIZE 1000u    /* bytes of a name */
#define ADDRESS_SIZE 8000u /* of one outside */

struct relations {
    GHashTable *table;
    const char *part;
};

static void free_relation(gpointer data)
{
    struct relation *relation = data;
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* "../media/image1.png" as seen from "ppt/slides/slide1.xml". */
static char *resolve(const char *part, const char *target)
{
    g_autofree char *folder = *target == '/' ? g_strdup("") : g_strdup(part);
    char *slash = strrchr(folder, '/');
    *(slash ? slash : folder) = '\0';
    g_autofree char *joined = g_strconcat(folder, "/", target, NULL);
    g_auto(GStrv) steps = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (guint i = 0; steps[i]; i++) {
        if (g_str_equal(steps[i], "..")) {
            g_ptr_array_set_size(kept, (gint)kept->len - (kept->len ? 1 : 0));
        } else if (*steps[i] && !g_str_equal(steps[i], ".")) {
            g_ptr_array_add(kept, steps[i]);
        }
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

static void start(void *self, const struct xml_tag *tag)
{
    struct relations *relations = self;
    g_autofree char *id = xml_attribute(tag, "Id");
    g_autofree char *type = xml_attribute(tag, "Type");
    g_autofree char *target = xml_attribute(tag, "Target");
    gboolean is_external =
        target && (xml_attribute_is(tag, "TargetMode", "External") || *target == '#');
    if (!id || !type || !target || strlen(target) > (is_external ? ADDRESS_SIZE : PART_SIZE) ||
        g_hash_table_size(relations->table) >= RELATIONS) {
        return;
    }
    const char *slash = strrchr(type, '/');
    struct relation *relation = g_new0(struct relation, 1);
    relation->type = g_strdup(slash ? slash + 1 : type);
    relation->is_external = is_external;
    relation->target = relation->is_external ? g_strdup(target) : resolve(relations->part, target);
    g_hash_table_replace(relations->table, g_steal_pointer(&id), relation);
}

GHashTable *package_relations(struct office *office, const char *part)
{
    static const struct xml_rule rules[] = {{"rel:Relationship", start, NULL}};
    const char *slash = strrchr(part, '/');
    const char *name = slash ? slash + 1 : part;
    g_autofree char *rels = g_strdup_printf("%.*s_rels/%s.rels", (int)(name - part), part, name);
    struct relations relations = {
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_relation), part};
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &relations};
    office_walk(office, rels, &handler);
    return relations.table;
}

const struct relation *package_find(GHashTable *relations, const char *type)
{
    GHashTableIter iter;
    gpointer value;
    const struct relation *found = NULL;
    g_hash_table_iter_init(&iter, relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct relation *relation = value;
        if (g_str_equal(relation->type, type) &&
            (!found || strcmp(relation->target, found->target) < 0)) {
            found = relation;
        }
    }
    return found;
}
