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
