/* SPDX-License-Identifier: MIT
 *
 * Findings of house terms. Which of the message's sentences is printed is decided by which details
 * are there.
 */
#include "plugins/check-terms/terms.h"

struct ts_str terms_shorten(struct ts_str text)
{
    if (text.len > TERMS_SHOWN_MAX) {
        text.len = TERMS_SHOWN_MAX;
        while (text.len > 0 && ((guchar)text.ptr[text.len] & 0xC0) == 0x80) {
            text.len--;
        }
    }
    return text;
}

int terms_report(const struct report *report, const struct ts_place *places, guint32 place_count)
{
    const struct term *term = report->term;
    struct ts_pair arguments[3 + G_N_ELEMENTS(report->details)] = {
        {ts_text("term"), terms_shorten(ts_text(term->rule + strlen("terms/")))},
        {ts_text("because"), terms_shorten(ts_text(term->because))},
        {ts_text("link"), terms_shorten(ts_text(term->link))},
    };
    guint32 count = 3;
    for (gsize i = 0; i < G_N_ELEMENTS(report->details) && report->details[i].name.ptr; i++) {
        arguments[count].name = report->details[i].name;
        arguments[count++].value = terms_shorten(report->details[i].value);
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = term->severity,
        .rule = ts_text(term->rule),
        .expected = terms_shorten(report->expected),
        .actual = terms_shorten(report->actual),
        .arguments = {arguments, count, sizeof *arguments},
        .places = {places, MIN(place_count, TERMS_PLACES_MAX), sizeof *places},
    };
    return report->call->host->emit_finding(report->call, &finding);
}
