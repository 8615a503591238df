/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers of the registry, and single numbers against them, with libphonenumber.
 */
#include "plugins/check-identity/phones.h"

#include <string.h>

#include "plugins/check-identity/edits.h"

#define NOWHERE "ZZ"
#define NEAR_SIZE 8u    /* digits of a significant number that one slip does not make another's */
#define LOCAL_SIZE 6u   /* digits of a number without its area code */
#define SHORT_NUMBER 6u /* digits of those that only their own country knows: 116117 */
#define PREFIX_MAX 7u   /* digits before a significant number: 00, country, 0 */

/* ---- loading --------------------------------------------------------------------------------- */

static void add_region(struct phones *phones, const char *region)
{
    for (guint i = 0; i < phones->regions->len; i++) {
        if (strcmp(g_ptr_array_index(phones->regions, i), region) == 0) {
            return;
        }
    }
    phone_warm(region);
    g_ptr_array_add(phones->regions, g_strdup(region));
}

static void phone_free(gpointer data)
{
    struct phone *phone = data;
    entry_clear(&phone->entry);
    g_free(phone);
}

static int load_phone(struct ts_call *call, struct phones *phones, const struct ts_node *node)
{
    struct phone *phone = g_new0(struct phone, 1);
    struct ts_str number = ts_get_text(node, "number");
    const char *home = g_ptr_array_index(phones->regions, 0);
    entry_load(&phone->entry, KIND_PHONE, "phone:", ts_get_text(node, "id"), node);
    phone->entry.shown = g_strndup(number.ptr, number.len);
    g_ptr_array_add(phones->phones, phone);
    int read = phone_parse(number.ptr, number.len, home, &phone->parts);
    phone->size = strlen(phone->parts.national);
    if (read != 0 || (!phone->parts.is_possible && phone->size > SHORT_NUMBER)) {
        g_autofree char *why =
            g_strdup_printf(read != 0 ? "\"%s\" is no telephone number (write \"+31 30 123 45 67\")"
                                      : "\"%s\" has not as many digits as numbers of its country",
                            phone->entry.shown);
        return identity_refuse(call, phone->entry.key, node, why);
    }
    if (phone->parts.region[0]) {
        add_region(phones, phone->parts.region);
    }
    return 0;
}

int phones_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *list = identity_section(open, "phones");
    identity->has_phones = list && list->children.count > 0;
    if (!identity->has_phones || (open->flags & TS_OPEN_CONCLUDE)) {
        return 0;
    }
    struct phones *phones = identity->phones = g_new0(struct phones, 1);
    phones->phones = g_ptr_array_new_with_free_func(phone_free);
    phones->regions = g_ptr_array_new_with_free_func(g_free);
    add_region(phones, identity->country[0] ? identity->country : NOWHERE);
    for (uint32_t i = 0; i < list->children.count; i++) {
        if (load_phone(call, phones, ts_item(list->children, i)) != 0) {
            return -1;
        }
    }
    return 0;
}

void phones_free(struct phones **phones)
{
    if (*phones) {
        g_ptr_array_unref((*phones)->phones);
        g_ptr_array_unref((*phones)->regions);
        g_clear_pointer(phones, g_free);
    }
}

/* ---- one number ------------------------------------------------------------------------------ */

/* Are the last digits before size those of the number, but for at most one slip? What is left in
 * front is a prefix. 0 or 1 slips, 2: more. Cheap: it is asked of every run of digits. */
static guint tail_slips(const char *digits, size_t size, const struct phone *phone)
{
    const char *own = phone->parts.national;
    size_t i = size;
    size_t j = phone->size;
    while (i > 0 && j > 0 && digits[i - 1] == own[j - 1]) {
        i--;
        j--;
    }
    if (j == 0) {
        return i <= PREFIX_MAX ? 0 : 2;
    }
    /* Changed, swapped, lost, added: the rest must be equal. */
    static const guint8 steps[][2] = {{1, 1}, {2, 2}, {0, 1}, {1, 0}};
    for (gsize k = 0; k < G_N_ELEMENTS(steps); k++) {
        size_t ahead = steps[k][0], own_ahead = steps[k][1];
        if (ahead > i || own_ahead > j || i - ahead < j - own_ahead ||
            (k == 1 && (digits[i - 1] != own[j - 2] || digits[i - 2] != own[j - 1]))) {
            continue;
        }
        size_t prefix = (i - ahead) - (j - own_ahead);
        if (prefix <= PREFIX_MAX && memcmp(digits + prefix, own, j - own_ahead) == 0) {
            return 1;
        }
    }
    return 2;
}

static gboolean parse_digits(const struct phone_run *run, guint groups, const char *region,
                             struct phone_parser *parser, struct phone_parts *parts_r)
{
    char text[PHONE_DIGITS_MAX + 2];
    g_snprintf(text, sizeof text, "%s%.*s", run->has_plus ? "+" : "",
               (int)run->groups[groups - 1].digits, run->digits);
    struct phone_parsed *kept = &parser->kept[g_str_hash(text) % G_N_ELEMENTS(parser->kept)];
    if (kept->region != region || strcmp(kept->text, text) != 0) {
        if (parser->left == 0) {
            return FALSE;
        }
        parser->left--;
        g_strlcpy(kept->text, text, sizeof kept->text);
        kept->region = region;
        kept->is_number = phone_parse(text, strlen(text), region, &kept->parts) == 0;
    }
    *parts_r = kept->parts;
    return kept->is_number;
}

static guint slips_between(const struct phone_parts *parts, const struct phone *phone)
{
    return parts->calling_code == phone->parts.calling_code
               ? edits_of(ts_text(parts->national), ts_text(phone->parts.national), 1)
               : 2;
}

static const char *region_of(const struct phones *phones, const struct phone *phone)
{
    return phone->parts.region[0] ? phone->parts.region : g_ptr_array_index(phones->regions, 0);
}

/* One of ours, in so many groups, with so many slips? */
static gboolean reads_as(const struct phones *phones, const struct phone_run *run, guint groups,
                         guint slips, struct phone_parser *parser, struct phone_reading *reading)
{
    guint size = run->groups[groups - 1].digits;
    for (guint i = 0; i < phones->phones->len; i++) {
        const struct phone *phone = g_ptr_array_index(phones->phones, i);
        if (tail_slips(run->digits, size, phone) != slips ||
            (slips > 0 && phone->size < NEAR_SIZE) ||
            !parse_digits(run, groups, region_of(phones, phone), parser, &reading->parts) ||
            slips_between(&reading->parts, phone) != slips) {
            continue;
        }
        /* Lost or added digits: another number of another length exists in some countries. */
        if (slips > 0 && strlen(reading->parts.national) != phone->size &&
            reading->parts.is_valid) {
            continue;
        }
        reading->phone = phone;
        reading->groups = groups;
        return TRUE;
    }
    return FALSE;
}

static gboolean reads_as_local(const struct phones *phones, const struct phone_run *run,
                               guint groups, struct phone_reading *reading)
{
    guint size = run->groups[groups - 1].digits;
    for (guint i = 0; !run->has_plus && i < phones->phones->len; i++) {
        const struct phone *phone = g_ptr_array_index(phones->phones, i);
        gboolean is_short = size == phone->size && size < LOCAL_SIZE;
        if ((is_short || (size >= LOCAL_SIZE && size < phone->size)) &&
            memcmp(run->digits, phone->parts.national + phone->size - size, size) == 0) {
            reading->phone = phone;
            reading->groups = groups;
            return TRUE;
        }
    }
    return FALSE;
}

struct phone_reading phone_read(const struct phones *phones, const struct phone_run *run,
                                struct phone_parser *parser)
{
    struct phone_reading reading = {.fit = PHONE_NONE};
    guint natural = phone_natural(run);
    for (guint groups = run->count; groups > 0; groups--) {
        if (reads_as(phones, run, groups, 0, parser, &reading)) {
            reading.fit = PHONE_MATCH;
            return reading;
        }
    }
    if (reads_as_local(phones, run, natural, &reading)) {
        reading.fit = PHONE_LOCAL;
    } else if (reads_as(phones, run, natural, 1, parser, &reading)) {
        reading.fit = PHONE_NEAR;
    }
    return reading;
}

struct phone_reading phone_read_any(const struct phones *phones, const struct phone_run *run,
                                    struct phone_parser *parser)
{
    struct phone_reading reading = {.fit = PHONE_NONE, .groups = phone_natural(run)};
    for (guint i = 0; i < phones->regions->len; i++) {
        const char *region = g_ptr_array_index(phones->regions, i);
        if (parse_digits(run, reading.groups, region, parser, &reading.parts) &&
            reading.parts.is_possible) {
            reading.fit = PHONE_UNKNOWN;
            break;
        }
        if (run->has_plus) {
            break; /* it says its country */
        }
    }
    return reading;
}

gboolean phone_is_public(const struct phone_parts *parts)
{
    /* The beginnings of significant numbers. United Kingdom: Ofcom's for drama; North America: the
     * exchange 555, whose lines 0100 to 0199 are kept for it and whose others hardly anybody has;
     * Netherlands: police, crime line, and what forms show. */
    static const struct {
        int calling_code;
        const char *begins;
    } numbers[] = {
        {31, "9008844"},   {31, "8007000"}, {31, "8000113"}, {31, "612345678"}, {31, "600000000"},
        {31, "800000000"}, {31, "9000101"}, {44, "1632960"}, {44, "7700900"},   {44, "8081570"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (parts->calling_code == numbers[i].calling_code &&
            g_str_has_prefix(parts->national, numbers[i].begins)) {
            return TRUE;
        }
    }
    return strlen(parts->national) < 5 ||
           (parts->calling_code == 1 && strncmp(parts->national + 3, "555", 3) == 0);
}

struct verdict phones_judge(struct ts_call *call, const struct identity *identity,
                            struct ts_str number)
{
    static const char *const values[] = {[PHONE_NONE] = "nothing",
                                         [PHONE_UNKNOWN] = "unknown",
                                         [PHONE_NEAR] = "near",
                                         [PHONE_LOCAL] = "match",
                                         [PHONE_MATCH] = "match"};
    struct verdict verdict = {NULL, "nothing"};
    struct phone_run run;
    uint32_t at = 0;
    struct phone_parser parser = {.left = PHONE_PARSES};
    if (!identity->phones || !phone_scan(number, &at, &run)) {
        return verdict;
    }
    struct phone_reading reading = phone_read(identity->phones, &run, &parser);
    if (reading.fit == PHONE_NONE) {
        reading = phone_read_any(identity->phones, &run, &parser);
    }
    verdict.value = values[reading.fit];
    verdict.entry = reading.phone ? &reading.phone->entry : NULL;
    return verdict;
}
