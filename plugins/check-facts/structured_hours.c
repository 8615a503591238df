/* SPDX-License-Identifier: MIT
 *
 * Opening hours as schema.org has them: texts ("Mo-Fr 09:00-17:30"), or an item for some days.
 */
#include <string.h>

#include "plugins/check-facts/structured.h"

#define ALL_DAY 1440

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

/* "Monday", "https://schema.org/Monday", "Mo"; -1: no weekday (PublicHolidays). */
static int day_of(struct ts_str text)
{
    for (size_t i = text.len; i > 0; i--) {
        if (text.ptr[i - 1] == '/' || text.ptr[i - 1] == '#') {
            text = ts_bytes(text.ptr + i, text.len - i);
            break;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(weekdays); i++) {
        if (text.len >= 2 && text.len <= strlen(weekdays[i]) &&
            g_ascii_strncasecmp(weekdays[i], text.ptr, text.len) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static gboolean read_two(const char *at, int max, int *number_r)
{
    *number_r =
        g_ascii_isdigit(at[0]) && g_ascii_isdigit(at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
    return *number_r >= 0 && *number_r <= max;
}

/* ISO 8601: "09:00", "09:00:00", "T09:00+01:00". */
static gboolean read_time(struct ts_str text, int *minutes_r)
{
    int hour, minute;
    if (text.len && text.ptr[0] == 'T') {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    if (text.len < 5 || text.ptr[2] != ':' || !read_two(text.ptr, 24, &hour) ||
        !read_two(text.ptr + 3, 59, &minute)) {
        return FALSE;
    }
    *minutes_r = hour * 60 + minute;
    return *minutes_r <= ALL_DAY;
}

/* With dates it is an exception, or a season. Without times, or at the same ones, it is closed. */
static gboolean add_specification(const struct item *item, struct value *value)
{
    int opens = 0, closes = 0;
    gboolean has_opens = read_time(item_text(item, "opens"), &opens);
    gboolean has_closes = read_time(item_text(item, "closes"), &closes);
    gboolean is_said = FALSE;
    gboolean is_closed = !item_get(item, "opens") && !item_get(item, "closes");
    if (item_get(item, "validFrom") || item_get(item, "validThrough") ||
        (!is_closed && (!has_opens || !has_closes))) {
        return FALSE;
    }
    closes = closes == ALL_DAY - 1 ? ALL_DAY : closes; /* 23:59 */
    for (uint32_t i = 0; i < item->values.count; i++) {
        const struct item_value *day = ts_item(item->values, i);
        int index =
            ts_is(day->name, "dayOfWeek") ? day_of(day->item ? day->item->id : day->text) : -1;
        if (index >= 0) {
            opening_add(&value->days[index], opens, closes);
            is_said = TRUE;
        }
    }
    return is_said;
}

static gboolean add_text(struct ts_str text, struct value *value)
{
    struct value own;
    if (!value_read(text, VALUE_HOURS, &own)) {
        return FALSE;
    }
    for (size_t day = 0; day < G_N_ELEMENTS(own.days); day++) {
        if (own.days[day].opens >= 0 && value->days[day].opens < 0) {
            value->days[day] = own.days[day];
        } else if (own.days[day].opens >= 0) {
            opening_add(&value->days[day], own.days[day].opens, own.days[day].closes);
        }
    }
    return TRUE;
}

gboolean data_hours(const struct item *item, const char *name, struct value *value_r)
{
    gboolean is_said = FALSE;
    *value_r = (struct value){.type = VALUE_HOURS};
    value_clear_week(value_r);
    for (uint32_t i = 0; i < item->values.count; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ts_is(value->name, name)) {
            is_said |= value->item ? add_specification(value->item, value_r)
                                   : add_text(value->text, value_r);
        }
    }
    return is_said;
}
