/* SPDX-License-Identifier: MIT
 *
 * Scalars: what a date, a duration, a rate, a size and their like look like, and the form in which
 * they are handed over.
 */
#include "core/config/schema.h"

#include "core/config/text.h"
#include <glib/gi18n.h>

#include "core/config/date.h"
#include "core/config/file.h"
#include "core/config/nearest.h"

#define NUMBER_DIGITS 15u /* more would not fit in 64 bits after scaling */

/* A value being judged. */
struct value {
    struct schema_run *run;
    const struct schema_field *field;
    struct ts_node *node;
    const char *text; /* NUL-terminated copy */
};

static int refuse(const struct value *value, const char *expected)
{
    g_autofree char *shown = file_printable(value->text, -1);
    schema_error(value->run, value->node, "\"%s\": \"%s\" is not %s", value->field->name, shown,
                 gettext(expected));
    return -1;
}

static void replace(const struct value *value, const char *text)
{
    value->node->text = tree_copy(value->run->tree, ts_text(text));
}

/* Digits at the beginning, at most NUMBER_DIGITS; NULL if there are none. */
static const char *read_number(const char *text, guint64 *number_r)
{
    size_t count = strspn(text, "0123456789");
    if (count == 0 || count > NUMBER_DIGITS) {
        return NULL;
    }
    *number_r = g_ascii_strtoull(text, NULL, 10);
    return text + count;
}

/* ---- numbers with a unit --------------------------------------------------------------------- */

struct unit {
    const char *name;
    guint64 factor;
};

static const struct unit durations[] = {
    {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {NULL, 0},
};
static const struct unit sizes[] = {
    {"KB", 1ull << 10}, {"MB", 1ull << 20}, {"GB", 1ull << 30}, {"B", 1}, {NULL, 0},
};
/* Events per 1000 seconds, multiplied by 60 so that a minute's divide without loss. */
static const struct unit rates[] = {
    {"/s", 60000},
    {"/m", 1000},
    {NULL, 0},
};

static int scale(const struct value *value, const struct unit *units, guint64 divisor,
                 const char *expected)
{
    guint64 number = 0;
    const char *end = read_number(value->text, &number);
    while (end && *end == ' ') {
        end++;
    }
    for (; end && units->name; units++) {
        if (strcmp(end, units->name) != 0 || number > G_MAXINT64 / units->factor) {
            continue;
        }
        g_autofree char *scaled =
            g_strdup_printf("%" G_GUINT64_FORMAT, number * units->factor / divisor);
        replace(value, scaled);
        return 0;
    }
    return refuse(value, expected);
}

static int judge_duration(const struct value *value)
{
    return scale(value, durations, 1, "a duration: write 500ms, 10s, 5m or 1h");
}

static int judge_size(const struct value *value)
{
    return scale(value, sizes, 1, "a size: write 64KB or 10MB");
}

static int judge_rate(const struct value *value)
{
    int status = scale(value, rates, 60, "a rate: write 5/s or 30/m");
    if (status == 0 && ts_is(value->node->text, "0")) {
        return refuse(value, N_("a rate above zero: write 5/s or 30/m"));
    }
    return status;
}

static int judge_integer(const struct value *value)
{
    const struct schema_field *field = value->field;
    guint64 number = 0;
    const char *end = read_number(value->text, &number);
    if (!end || *end) {
        return refuse(value, N_("a whole number"));
    }
    if (field->max && (number < field->min || number > field->max)) {
        g_autofree char *range = g_strdup_printf(_("between %u and %u"), field->min, field->max);
        return refuse(value, range);
    }
    if (number < field->min) {
        g_autofree char *range = g_strdup_printf(_("%u or more"), field->min);
        return refuse(value, range);
    }
    g_autofree char *plain = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    replace(value, plain);
    return 0;
}

static int judge_percent(const struct value *value)
{
    guint64 number = 0;
    const char *end = read_number(value->text, &number);
    if (!end || strcmp(end, "%") != 0 || number > 100) {
        return refuse(value, N_("a percentage: write 60%"));
    }
    return 0;
}

static int judge_version(const struct value *value)
{
    if (strcmp(value->text, "1") != 0) {
        return refuse(value, N_("a version this program reads: write 1"));
    }
    return 0;
}

/* ---- words ----------------------------------------------------------------------------------- */

static int judge_text(const struct value *value)
{
    if (*value->text == '\0' && !(value->field->flags & SCHEMA_MAY_BE_EMPTY)) {
        schema_error(value->run, value->node, "\"%s\" is empty", value->field->name);
        return -1;
    }
    return 0;
}

static int judge_boolean(const struct value *value)
{
    if (strcmp(value->text, "true") != 0 && strcmp(value->text, "false") != 0) {
        return refuse(value, N_("true or false"));
    }
    return 0;
}

static int judge_choice(const struct value *value)
{
    g_auto(GStrv) choices = g_strsplit(value->field->choices, "|", -1);
    if (g_strv_contains((const char *const *)choices, value->text)) {
        return 0;
    }
    schema_unknown(value->run, value->node, value->field->name, value->node->text,
                   (const char *const *)choices);
    return -1;
}

static gboolean is_word(const char *text, const char *others)
{
    if (!g_ascii_isalnum(*text)) {
        return FALSE;
    }
    for (; *text; text++) {
        if (!g_ascii_isalnum(*text) && !strchr(others, *text)) {
            return FALSE;
        }
    }
    return TRUE;
}

static int judge_id(const struct value *value)
{
    if (!is_word(value->text, "-_.") || strlen(value->text) > 64) {
        return refuse(value, N_("an id: write at most 64 letters a-z, digits, - _ and ."));
    }
    return 0;
}

/* It becomes a path, so it can lead nowhere else. */
gboolean schema_is_pack(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t folder = strspn(text, letters);
    size_t name = text[folder] == '/' ? strspn(text + folder + 1, letters) : folder;
    const char *end = text[folder] == '/' ? text + folder + 1 + name : text + folder;
    return folder > 0 && name > 0 && *end == '\0' && folder <= 64 && name <= 64;
}

static int judge_pack(const struct value *value)
{
    if (!schema_is_pack(value->text)) {
        return refuse(value, N_("the name of a pack: write nl/je (letters a-z, digits, - and _)"));
    }
    return 0;
}

static int judge_channel(const struct value *value)
{
    g_auto(GStrv) choices = g_strsplit(value->field->choices, "|", -1);
    if (g_strv_contains((const char *const *)choices, value->text)) {
        return 0;
    }
    const char *meant = nearest_name(value->text, (const char *const *)choices);
    if (meant) {
        schema_unknown(value->run, value->node, value->field->name, value->node->text,
                       (const char *const *)choices);
        return -1;
    }
    return judge_id(value);
}

static gboolean is_language(const char *text)
{
    size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    if (len < 2 || len > 3) {
        return FALSE;
    }
    text += len;
    return *text == '\0' || (*text == '-' && is_word(text + 1, "-") && strlen(text) <= 20);
}

static int judge_language(const struct value *value)
{
    if (!is_language(value->text)) {
        return refuse(value, N_("a language code: write nl or en-GB"));
    }
    return 0;
}

/* ISO 3166-1 alpha-2, of 2024. */
static const char countries[] =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCM"
    "CNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGY"
    "HKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMF"
    "MGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARE"
    "RORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZ"
    "VAVCVEVGVIVNVUWFWSYEYTZAZMZW";

static int judge_country(const struct value *value)
{
    if (strlen(value->text) == 2) {
        for (const char *at = countries; *at; at += 2) {
            if (memcmp(at, value->text, 2) == 0) {
                return 0;
            }
        }
    }
    return refuse(value, N_("a country code: write two capitals as in ISO 3166-1, such as NL"));
}

static int judge_reference(const struct value *value)
{
    const char *colon = strchr(value->text, ':');
    g_auto(GStrv) kinds = g_strsplit(value->field->choices, "|", -1);
    if (!colon || !colon[1]) {
        return refuse(value, N_("a reference: write KIND:ID, such as address:hq"));
    }
    g_autofree char *kind = g_strndup(value->text, (gsize)(colon - value->text));
    if (!g_strv_contains((const char *const *)kinds, kind)) {
        schema_unknown(value->run, value->node, "kind of reference", ts_text(kind),
                       (const char *const *)kinds);
        return -1;
    }
    return 0;
}

static int judge_pattern(const struct value *value)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRegex) regex = g_regex_new(value->text, 0, 0, &error);
    if (!regex) {
        /* GLib repeats the pattern before the reason. */
        const char *colon = g_strrstr(error->message, ": ");
        g_autofree char *why =
            g_strdup_printf("a regular expression: %s", colon ? colon + 2 : error->message);
        return refuse(value, why);
    }
    return judge_text(value);
}

static int judge_timezone(const struct value *value)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(value->text);
    if (!zone || *value->text == '\0') {
        return refuse(value, N_("a timezone this system knows: write Europe/Amsterdam"));
    }
    return 0;
}

static int judge_date(const struct value *value)
{
    if (!date_has_form(value->text)) {
        return refuse(value, N_("a date: write YYYY-MM-DD"));
    }
    return date_is_valid(value->text) ? 0 : refuse(value, N_("a day that exists"));
}

static int judge_path(const struct value *value)
{
    if (judge_text(value) != 0) {
        return -1;
    }
    if (value->run->has_standard_input && strcmp(value->text, "-") == 0) {
        return 0;
    }
    g_autofree char *absolute = g_canonicalize_filename(value->text, value->run->tree->directory);
    replace(value, absolute);
    return 0;
}

static int (*const judges[])(const struct value *value) = {
    [SCHEMA_TEXT] = judge_text,           [SCHEMA_INTEGER] = judge_integer,
    [SCHEMA_BOOLEAN] = judge_boolean,     [SCHEMA_DURATION] = judge_duration,
    [SCHEMA_RATE] = judge_rate,           [SCHEMA_SIZE] = judge_size,
    [SCHEMA_CHOICE] = judge_choice,       [SCHEMA_PATH] = judge_path,
    [SCHEMA_VERSION] = judge_version,     [SCHEMA_PERCENT] = judge_percent,
    [SCHEMA_DATE] = judge_date,           [SCHEMA_ID] = judge_id,
    [SCHEMA_LANGUAGE] = judge_language,   [SCHEMA_COUNTRY] = judge_country,
    [SCHEMA_REFERENCE] = judge_reference, [SCHEMA_PATTERN] = judge_pattern,
    [SCHEMA_TIMEZONE] = judge_timezone,   [SCHEMA_CHANNEL] = judge_channel,
    [SCHEMA_PACK] = judge_pack,
};

int schema_value(struct schema_run *run, const struct schema_field *field, struct ts_node *node)
{
    g_autofree char *text = text_dup(node->text);
    struct value value = {.run = run, .field = field, .node = node, .text = text};
    g_assert(field->type < G_N_ELEMENTS(judges) && judges[field->type]);
    return judges[field->type](&value);
}
