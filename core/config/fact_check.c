/* SPDX-License-Identifier: MIT
 *
 * Facts of a brand book or a pack, judged beyond their table: what belongs to which type, ranges
 * that are none, words in languages that the file does not know.
 */
#include "core/config/fact_check.h"
#include "core/config/text.h"

#include <math.h>

#include "core/config/fact.h"
#include "core/config/plan_build.h"

/* Keys that mean something only for one type. */
static const struct {
    const char *key, *type;
} companions[] = {
    {"units", "duration"}, {"cutoff", "duration"}, {"is", "duration"}, {"phrases", "phrase"}};

void fact_check_type(struct schema_run *run, const struct ts_node *fact, struct ts_str type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(companions); i++) {
        const struct ts_node *found = ts_get(fact, companions[i].key);
        if (found && type.len && !ts_is(type, companions[i].type)) {
            schema_error(run, found, "\"%s\" belongs to a fact of the type %s, not %.*s",
                         companions[i].key, companions[i].type, (int)type.len, type.ptr);
        }
    }
}

/* ---- ranges ---------------------------------------------------------------------------------- */

static gboolean read_number(const struct ts_node *node, double *number_r)
{
    g_autofree char *text = text_dup(node->text);
    char *end = text;
    *number_r = g_ascii_strtod(text, &end);
    return *text && *end == '\0' && isfinite(*number_r);
}

static void check_range(struct schema_run *run, const struct ts_node *fact)
{
    const struct ts_node *range = ts_get(fact, "range");
    double bounds[2] = {0, 0};
    if (!range || range->kind != TS_NODE_LIST) {
        return;
    }
    gboolean is_range = range->children.count == 2;
    for (guint32 i = 0; is_range && i < 2; i++) {
        is_range = read_number(ts_item(range->children, i), &bounds[i]);
    }
    if (!is_range) {
        schema_error(run, range, "\"range\" is two numbers: write [1, 60]");
    } else if (bounds[0] > bounds[1]) {
        schema_error(run, range, "the first number of \"range\" is more than the second");
    }
}

/* ---- languages ------------------------------------------------------------------------------- */

static void check_languages(struct schema_run *run, const struct ts_node *root,
                            const struct ts_node *fact)
{
    static const char *const keys[] = {"anchors", "not", "phrases"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct ts_node *words = ts_get(fact, keys[i]);
        for (guint32 j = 0; words && j < words->children.count; j++) {
            const struct ts_node *language = ts_item(words->children, j);
            brand_check_language(run, root, language, language->key);
        }
    }
}

void fact_check_all(struct schema_run *run, const struct ts_node *root)
{
    const struct ts_node *facts = ts_get(root, "facts");
    for (guint32 i = 0; facts && i < facts->children.count; i++) {
        const struct ts_node *fact = ts_item(facts->children, i);
        check_range(run, fact);
        check_languages(run, root, fact);
    }
}

/* ---- packs ----------------------------------------------------------------------------------- */

static void check_examples(struct schema_run *run, const struct ts_node *pack,
                           const struct ts_node *slot)
{
    const struct ts_node *examples = ts_get(slot, "examples");
    for (guint32 i = 0; examples && i < examples->children.count; i++) {
        const struct ts_node *language = ts_get(ts_item(examples->children, i), "lang");
        if (language) {
            brand_check_language(run, pack, language, language->text);
        }
    }
}

void fact_check_slots(struct schema_run *run, const struct ts_node *pack)
{
    const struct ts_node *slots = ts_get(pack, "facts");
    if (slots && !ts_get(pack, "languages")) {
        schema_error(run, slots,
                     "\"facts\" has words of some language: say under \"languages\" "
                     "which the pack knows");
    }
    for (guint32 i = 0; slots && i < slots->children.count; i++) {
        const struct ts_node *slot = ts_item(slots->children, i);
        fact_check_type(run, slot, ts_get_text(slot, "type"));
        check_examples(run, pack, slot);
        if (ts_get_text(slot, "type").len && !fact_has_words(slot)) {
            schema_error(run, slot, "the key \"%s\" is missing", fact_words_key(slot));
        }
    }
}
