/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a configuration file: read, judged as either file, written down again. What was
 * written down must read as the same tree.
 */
#include "core/config/plan_build.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(struct tree *tree, const struct schema_field *field, gboolean is_brand)
{
    struct schema_run run;
    struct problems *problems = problems_new();
    schema_begin(&run, tree, NULL);
    struct ts_node judged = schema_judge(&run, tree->root, field);
    if (is_brand) {
        brand_check(&run, &judged, NULL);
    }
    schema_end(&run, problems);
    g_autofree char *text = tree_to_text(&judged);
    g_assert(g_utf8_validate(text, -1, NULL));
    problems_free(&problems);
}

static void read_again(const struct tree *tree)
{
    struct problems *problems = problems_new();
    g_autofree char *text = tree_to_text(tree->root);
    struct tree *again = tree_parse("again.yaml", ".", ts_text(text), problems);
    if (again) {
        g_autofree char *same = tree_to_text(again->root);
        g_assert(strcmp(text, same) == 0);
    }
    tree_free(&again);
    problems_free(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problems *problems = problems_new();
    struct tree *tree = tree_parse("fuzz.yaml", ".", ts_bytes(data, size), problems);
    g_assert((tree == NULL) == (problems->errors->len > 0));
    if (tree) {
        judge(tree, &schema_plan, FALSE);
        judge(tree, &schema_brand, TRUE);
        read_again(tree);
    }
    tree_free(&tree);
    problems_free(&problems);
    return 0;
}
