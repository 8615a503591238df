/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a spreadsheet of touchpoints: read, and judged as the list it stands for.
 */
#include "core/config/schema.h"
#include "core/config/touchpoints_csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct schema_run run;
    struct schema_field list = {
        .name = "touchpoints", .type = SCHEMA_LIST, .of = &schema_touchpoint};
    struct problems *problems = problems_new();
    struct tree *tree = touchpoints_csv_parse("fuzz.csv", ".", ts_bytes(data, size), problems);
    g_assert((tree == NULL) == (problems->errors->len > 0));
    if (tree) {
        schema_begin(&run, tree, NULL);
        schema_judge(&run, tree->root, &list);
        schema_end(&run, problems);
    }
    tree_free(&tree);
    problems_free(&problems);
    return 0;
}
