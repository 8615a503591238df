/* SPDX-License-Identifier: MIT
 *
 * Spans of time as people write them of mails: days and weeks, which the host's durations lack.
 */
#include "plugins/source-imap/imap.h"

#define DURATION_MAX ((gint64)3660 * 86400)

static const struct {
    char unit;
    gint64 seconds;
} units[] = {{'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};

gint64 imap_duration(struct ts_str text)
{
    gint64 number = 0;
    size_t at = 0;
    for (; at < text.len && at < 7 && g_ascii_isdigit(text.ptr[at]); at++) {
        number = number * 10 + (text.ptr[at] - '0');
    }
    at += at && at < text.len && text.ptr[at] == ' ' ? 1 : 0;
    for (size_t i = 0; at && i < G_N_ELEMENTS(units); i++) {
        if (at + 1 == text.len && text.ptr[at] == units[i].unit) {
            return number * units[i].seconds <= DURATION_MAX ? number * units[i].seconds : 0;
        }
    }
    return 0;
}
