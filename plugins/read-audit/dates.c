/* SPDX-License-Identifier: MIT
 *
 * Days and durations as people write them into forms.
 */
#include "plugins/read-audit/audit.h"

#define NUMBER_MAX 10000u

static guint digits(struct ts_str text, size_t at, size_t count)
{
    guint number = 0;
    for (size_t i = at; i < at + count; i++) {
        if (!g_ascii_isdigit(text.ptr[i])) {
            return 0;
        }
        number = number * 10 + (guint)(text.ptr[i] - '0');
    }
    return number;
}

gboolean audit_date(struct ts_str text, GDate *date_r)
{
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-') {
        return FALSE;
    }
    GDateYear year = (GDateYear)digits(text, 0, 4);
    guint month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 1900 || !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, year)) {
        return FALSE;
    }
    g_date_set_dmy(date_r, (GDateDay)day, (GDateMonth)month, year);
    return TRUE;
}

static void add_weeks(GDate *date, guint count)
{
    g_date_add_days(date, count * 7);
}

static const struct {
    const char *name;
    void (*add)(GDate *date, guint count);
} units[] = {
    {"d", g_date_add_days},       {"day", g_date_add_days},       {"days", g_date_add_days},
    {"dag", g_date_add_days},     {"dagen", g_date_add_days},     {"w", add_weeks},
    {"week", add_weeks},          {"weeks", add_weeks},           {"weken", add_weeks},
    {"m", g_date_add_months},     {"month", g_date_add_months},   {"months", g_date_add_months},
    {"maand", g_date_add_months}, {"maanden", g_date_add_months}, {"y", g_date_add_years},
    {"year", g_date_add_years},   {"years", g_date_add_years},    {"jaar", g_date_add_years},
};

gboolean audit_add(GDate *date, struct ts_str duration)
{
    size_t at = 0;
    guint count = 0;
    while (at < duration.len && g_ascii_isdigit(duration.ptr[at]) && count <= NUMBER_MAX) {
        count = count * 10 + (guint)(duration.ptr[at++] - '0');
    }
    size_t number_size = at;
    while (at < duration.len && duration.ptr[at] == ' ') {
        at++;
    }
    struct ts_str unit = ts_bytes(duration.ptr + at, duration.len - at);
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (number_size && count <= NUMBER_MAX && unit.len == strlen(units[i].name) &&
            g_ascii_strncasecmp(unit.ptr, units[i].name, unit.len) == 0) {
            gboolean is_far = units[i].add == g_date_add_years && count > 100;
            units[i].add(date, is_far ? 100 : count);
            return TRUE;
        }
    }
    return FALSE;
}
