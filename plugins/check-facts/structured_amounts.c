/* SPDX-License-Identifier: MIT
 *
 * Durations and amounts of money as schema.org has them.
 */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "plugins/check-facts/structured.h"

#define NUMBER_SIZE 20u

/* UN/CEFACT Recommendation 20, and what is written instead. */
static const struct {
    const char *code;
    enum duration_unit unit;
} unit_codes[] = {
    {"DAY", UNIT_DAY},   {"D", UNIT_DAY},      {"DAYS", UNIT_DAY},    {"HUR", UNIT_HOUR},
    {"H", UNIT_HOUR},    {"MIN", UNIT_MINUTE}, {"WEE", UNIT_WEEK},    {"W", UNIT_WEEK},
    {"WEEK", UNIT_WEEK}, {"MON", UNIT_MONTH},  {"MONTH", UNIT_MONTH}, {"MONTHS", UNIT_MONTH},
    {"ANN", UNIT_YEAR},  {"YEAR", UNIT_YEAR},  {"YEARS", UNIT_YEAR},
};

gboolean data_number(struct ts_str text, double *number_r)
{
    char buf[NUMBER_SIZE + 1] = "";
    char *end;
    if (text.len == 0 || text.len > NUMBER_SIZE || !g_ascii_isdigit(text.ptr[0])) {
        return FALSE;
    }
    memcpy(buf, text.ptr, text.len);
    *number_r = g_ascii_strtod(buf, &end);
    return *end == '\0' && isfinite(*number_r) && *number_r <= 1e9;
}

static gboolean find_unit(struct ts_str code, enum duration_unit *unit_r)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unit_codes); i++) {
        if (code.len == strlen(unit_codes[i].code) &&
            g_ascii_strncasecmp(code.ptr, unit_codes[i].code, code.len) == 0) {
            *unit_r = unit_codes[i].unit;
            return TRUE;
        }
    }
    return FALSE;
}

/* ISO 8601 with one part: "P2Y", "P14D", "PT24H". */
static gboolean read_iso(struct ts_str text, struct value *value_r)
{
    static const char signs[] = "DWMY", time_signs[] = "HM";
    static const enum duration_unit units[] = {UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR};
    static const enum duration_unit time_units[] = {UNIT_HOUR, UNIT_MINUTE};
    gboolean is_time = text.len > 1 && text.ptr[1] == 'T';
    size_t begin = is_time ? 2 : 1;
    if (text.len < begin + 2 || text.ptr[0] != 'P') {
        return FALSE;
    }
    const char *known = is_time ? time_signs : signs;
    const char *sign = strchr(known, text.ptr[text.len - 1]);
    double number;
    if (!sign || !*sign ||
        !data_number(ts_bytes(text.ptr + begin, text.len - begin - 1), &number)) {
        return FALSE;
    }
    *value_r = (struct value){.type = VALUE_DURATION, .low = number, .high = number};
    value_r->unit = is_time ? time_units[sign - known] : units[sign - known];
    return TRUE;
}

static gboolean read_text(struct ts_str text, enum duration_unit fallback, struct value *value_r)
{
    double number;
    if (data_number(text, &number)) {
        *value_r =
            (struct value){.type = VALUE_DURATION, .unit = fallback, .low = number, .high = number};
        return TRUE;
    }
    return read_iso(text, value_r) || value_read(text, VALUE_DURATION, value_r);
}

/* minValue and maxValue, or value; one of the two alone is a bound. */
static gboolean read_ends(const struct item *item, struct value *value)
{
    double number;
    gboolean has_low = data_number(item_text(item, "minValue"), &value->low);
    gboolean has_high = data_number(item_text(item, "maxValue"), &value->high);
    if (!has_low && !has_high && data_number(item_text(item, "value"), &number)) {
        value->low = value->high = number;
        return TRUE;
    }
    if (has_low && !has_high) {
        value->high = value->low;
        value_bind(value, ts_text("least"));
    } else if (has_high && !has_low) {
        value->low = value->high;
        value_bind(value, ts_text("most"));
    }
    return (has_low || has_high) && value->low <= value->high;
}

gboolean data_duration(const struct item_value *value, enum duration_unit fallback,
                       struct value *value_r)
{
    if (!value) {
        return FALSE;
    }
    if (!value->item) {
        return read_text(value->text, fallback, value_r);
    }
    struct ts_str code = item_text(value->item, "unitCode");
    code = code.len ? code : item_text(value->item, "unitText");
    *value_r = (struct value){.type = VALUE_DURATION, .unit = fallback};
    return (code.len == 0 || find_unit(code, &value_r->unit)) && read_ends(value->item, value_r);
}

static gboolean read_currency(const struct item *item, struct value *value)
{
    static const char *const names[] = {"currency", "priceCurrency"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (value_read_currency(item_text(item, names[i]), value->currency)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean data_money(const struct item *item, const char *name, struct value *value_r)
{
    static const char *const names[] = {"value", "price", "minPrice", "minValue"};
    const struct item_value *value = item_get(item, name);
    *value_r = (struct value){.type = VALUE_MONEY};
    if (!value || !value->item || !read_currency(value->item, value_r)) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (data_number(item_text(value->item, names[i]), &value_r->low)) {
            value_r->high = value_r->low;
            return TRUE;
        }
    }
    return FALSE;
}
