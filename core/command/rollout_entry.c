/* SPDX-License-Identifier: MIT
 *
 * An address as people write it is taken apart here, for a brand book has it in parts.
 */
#include "core/command/rollout_entry.h"

#include <string.h>

#include "core/command/command.h"
#include "core/command/yaml_text.h"

void rollout_put(GString *out, const char *key, const char *value)
{
    gboolean is_number = *value && strspn(value, "0123456789") == strlen(value);
    g_string_append_printf(out, ", %s: ", key);
    if (is_number && *value != '0') {
        g_string_append(out, value);
    } else {
        yaml_quote(out, value);
    }
}

/* "Kanaalstraat 12A, 3531 CJ Utrecht": the house number is the last word with a digit before the
 * comma, the postcode all up to the last word with a digit behind it. FALSE: it is not so. */
static gboolean put_address(GString *out, const char *text, const char *country)
{
    g_auto(GStrv) halves = g_strsplit(text, ",", 2);
    if (!halves[0] || !halves[1]) {
        return FALSE;
    }
    char *street = g_strstrip(halves[0]), *place = g_strstrip(halves[1]);
    char *number = strrchr(street, ' ');
    gsize end = strlen(place);
    while (end > 0 && !g_ascii_isdigit(place[end - 1])) {
        end--;
    }
    while (place[end] && place[end] != ' ') {
        end++;
    }
    gboolean has_letters = place[end] == ' ' && strlen(place + end + 1) > 3 &&
                           g_ascii_isupper(place[end + 1]) && g_ascii_isupper(place[end + 2]) &&
                           place[end + 3] == ' '; /* 3531 CJ Utrecht */
    end += has_letters ? 3 : 0;
    if (!number || !g_ascii_isdigit(number[1]) || place[end] != ' ') {
        return FALSE;
    }
    gsize digits = strspn(number + 1, "0123456789");
    g_autofree char *house = g_strndup(number + 1, digits);
    g_autofree char *postcode = g_strndup(place, end);
    *number = '\0';
    rollout_put(out, "street", street);
    rollout_put(out, "number", house);
    if (number[1 + digits]) {
        rollout_put(out, "suffix", number + 1 + digits + (number[1 + digits] == '-'));
    }
    rollout_put(out, "postcode", postcode);
    rollout_put(out, "city", place + end + 1);
    if (*country) {
        rollout_put(out, "country", country);
    }
    return TRUE;
}

char *rollout_entry(const char *kind, const char *value, const char *id, const char *country)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (strcmp(kind, "email") == 0) {
        yaml_quote(out, value);
        return g_strdup(out->str);
    }
    g_string_append_printf(out, "{ id: %s", id);
    if (strcmp(kind, "address") == 0 && !put_address(out, value, country)) {
        command_complain("--address \"%s\": write it as \"Kanaalstraat 12A, 3531 CJ Utrecht\"",
                         value);
        return NULL;
    }
    if (strcmp(kind, "phone") == 0) {
        rollout_put(out, "number", value);
    } else if (strcmp(kind, "name") == 0) {
        rollout_put(out, "text", value);
    } else if (strcmp(kind, "logo") == 0) {
        g_string_append(out, ", files: [");
        yaml_quote(out, value);
        g_string_append_c(out, ']');
    }
    g_string_append(out, " }");
    return g_strdup(out->str);
}
