/* SPDX-License-Identifier: MIT
 *
 * The languages that a brand book or a pack names, and those that its entries are in.
 */
#include "core/config/plan_build.h"

/* en-GB is a kind of en. */
gboolean brand_is_language_of(struct ts_str language, const struct ts_node *languages)
{
    for (guint32 i = 0; i < languages->children.count; i++) {
        struct ts_str one = ((const struct ts_node *)ts_item(languages->children, i))->text;
        size_t len = MIN(one.len, language.len);
        gboolean ends = (one.len == len || one.ptr[len] == '-') &&
                        (language.len == len || language.ptr[len] == '-');
        if (len > 0 && ends && memcmp(one.ptr, language.ptr, len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Text in a language that is not among `languages` would never be judged. */
void brand_check_language(struct schema_run *run, const struct ts_node *brand,
                          const struct ts_node *at, struct ts_str language)
{
    const struct ts_node *languages = ts_get(brand, "languages");
    if (languages && languages->children.count && language.len &&
        !brand_is_language_of(language, languages)) {
        schema_error(run, at, "the language \"%.*s\" is not among \"languages\"", (int)language.len,
                     language.ptr);
    }
}
