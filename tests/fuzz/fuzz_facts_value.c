/* SPDX-License-Identifier: MIT
 *
 * Any two texts as values of a fact: what is read and printed is read again as the same, and how
 * two values relate does not depend on their order. The first byte is the type; a line each.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-facts/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean read_again(const struct value *value)
{
    struct value again;
    g_autofree char *printed = value_print(value);
    g_autofree char *english = value_say(value, "en"), *dutch = value_say(value, "nl");
    g_assert(g_utf8_validate(printed, -1, NULL));
    g_assert(g_utf8_validate(english, -1, NULL) && g_utf8_validate(dutch, -1, NULL));
    g_assert(value_read(ts_text(printed), value->type, &again));
    value_bind(&again, ts_text(value_bound(value)));
    g_autofree char *reprinted = value_print(&again);
    g_assert(g_str_equal(printed, reprinted));
    return TRUE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct value a, b;
    if (size < 2 || size > 4096) {
        return 0;
    }
    enum value_type type = data[0] % (VALUE_PHRASE + 1);
    g_autofree char *text = g_utf8_make_valid((const char *)data + 1, (gssize)size - 1);
    char *other = strchr(text, '\n');
    struct ts_str first = other ? ts_bytes(text, (size_t)(other - text)) : ts_text(text);
    gboolean is_read = value_read(first, type, &a) && read_again(&a);
    if (is_read && value_read(ts_text(other ? other + 1 : text), type, &b) && read_again(&b)) {
        g_assert(value_relate(&a, &b) == value_relate(&b, &a));
        g_assert(value_compare(&a, &b) == 0 || value_compare(&b, &a) != 0);
        g_assert(value_relate(&a, &a) == VALUE_EQUAL);
        value_unbind(&a);
        g_assert(value_relate(&a, &a) == VALUE_EQUAL);
    }
    return 0;
}
