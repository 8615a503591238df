/* SPDX-License-Identifier: MIT
 *
 * Days by their form and by the calendar.
 */
#include "core/config/date.h"

#include <stdlib.h>
#include <string.h>

gboolean date_has_form(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    gboolean is_date = strlen(text) == sizeof form - 1;
    for (size_t i = 0; is_date && i < sizeof form - 1; i++) {
        is_date = form[i] == '-' ? text[i] == '-' : g_ascii_isdigit(text[i]);
    }
    return is_date;
}

gboolean date_is_valid(const char *text)
{
    if (!date_has_form(text)) {
        return FALSE;
    }
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static GDate day_of(const char *text)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)atoi(text + 8), (GDateMonth)atoi(text + 5),
                   (GDateYear)atoi(text));
    return date;
}

void date_today(const char *where, char day_r[DATE_SIZE])
{
    g_autoptr(GTimeZone) named = where ? g_time_zone_new_identifier(where) : NULL;
    g_autoptr(GTimeZone) zone = named ? g_time_zone_ref(named) : g_time_zone_new_local();
    g_autoptr(GDateTime) now = g_date_time_new_now(zone);
    g_snprintf(day_r, DATE_SIZE, "%04d-%02d-%02d", g_date_time_get_year(now) % 10000,
               g_date_time_get_month(now) % 100, g_date_time_get_day_of_month(now) % 100);
}

void date_shift(const char *text, int days, char day_r[DATE_SIZE])
{
    GDate date = day_of(text);
    if (days < 0) {
        g_date_subtract_days(&date, (guint)-days);
    } else {
        g_date_add_days(&date, (guint)days);
    }
    g_snprintf(day_r, DATE_SIZE, "%04u-%02u-%02u", g_date_get_year(&date) % 10000u,
               (guint)g_date_get_month(&date) % 100u, (guint)g_date_get_day(&date) % 100u);
}

void date_copy(struct ts_str text, char day_r[DATE_SIZE])
{
    size_t size = MIN(text.len, (size_t)DATE_SIZE - 1);
    memcpy(day_r, text.len ? text.ptr : "", size);
    day_r[size] = '\0';
}

int date_days(const char *from, const char *to)
{
    if (!date_is_valid(from) || !date_is_valid(to)) {
        return 0;
    }
    const GDate first = day_of(from), last = day_of(to);
    return g_date_days_between(&first, &last);
}

gboolean date_is_past(struct ts_str last, const char *day)
{
    char own[DATE_SIZE];
    date_copy(last, own);
    return *own && strcmp(day, own) > 0;
}
