/* SPDX-License-Identifier: MIT
 *
 * A brand book by itself, for those who want to know what it says and have nothing to check.
 */
#include "core/config/plan_build.h"

struct plan *plan_for_brand(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems)
{
    struct plan_build build;
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(struct plan_entry));
    g_autofree char *path = request->config_path  ? g_strdup(request->config_path)
                            : request->brand_path ? NULL
                                                  : plan_find("touchstone.yaml");
    g_autofree char *brand = request->brand_path ? g_strdup(request->brand_path)
                             : path              ? NULL
                                                 : plan_find("brand.yaml");
    plan_build_begin(&build, catalog, problems);
    if (path) {
        plan_read(&build, path, entries);
    } else if (brand) {
        build.brand_text = request->brand_text;
        plan_read_brand(&build, brand, NULL);
    }
    return plan_build_end(&build);
}
