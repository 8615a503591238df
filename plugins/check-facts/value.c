/* SPDX-License-Identifier: MIT
 *
 * The value of a fact: how it is written in its normal form, and its bounds.
 */
#include "plugins/check-facts/value.h"

#include <math.h>
#include <string.h>

#include "plugins/check-facts/value_private.h"

static const char *const unit_signs[] = {
    [UNIT_MINUTE] = "min", [UNIT_HOUR] = "h",  [UNIT_DAY] = "d",  [UNIT_WORKDAY] = "wd",
    [UNIT_WEEK] = "w",     [UNIT_MONTH] = "m", [UNIT_YEAR] = "y",
};

const char *value_bound(const struct value *value)
{
    return value->is_at_most ? "most" : value->is_at_least ? "least" : "";
}

void value_bind(struct value *value, struct ts_str bound)
{
    value->is_at_most = ts_is(bound, "most");
    value->is_at_least = ts_is(bound, "least");
    if (value->is_at_most && value->low >= value->high) {
        value->low = 0;
    }
}

void value_unbind(struct value *value)
{
    if (value->is_at_most && value->low <= 0) {
        value->low = value->high;
    }
    if (value->is_at_least) {
        value->high = value->low;
    }
    value->is_at_most = value->is_at_least = FALSE;
}

/* At most four decimals and a point in any locale. Three decimals would read as thousands. */
static void print_number(GString *text, double number)
{
    char buf[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(buf, sizeof buf, "%.4f", number);
    size_t length = strlen(buf), zeros = 0;
    while (zeros < 4 && buf[length - 1 - zeros] == '0') {
        zeros++;
    }
    zeros = zeros == 1 ? 0 : zeros == 4 ? 5 : zeros;
    g_string_append_len(text, buf, (gssize)(length - zeros));
}

static void print_amount(GString *text, enum value_type type, double number)
{
    char buf[G_ASCII_DTOSTR_BUF_SIZE];
    if (type == VALUE_MONEY) {
        g_string_append(text, g_ascii_formatd(buf, sizeof buf, "%.2f", number));
    } else {
        print_number(text, number);
    }
}

static void print_interval(GString *text, const struct value *value)
{
    gboolean is_single = (value->is_at_most && value->low <= 0) || value->is_at_least;
    double last = value->is_at_least ? value->low : value->high;
    if (!is_single && value->low < value->high) {
        print_amount(text, value->type, value->low);
        g_string_append_c(text, '-');
    }
    print_amount(text, value->type, last);
}

static void print_date(GString *text, double date)
{
    guint number = (guint)date, year = number / 10000;
    if (year) {
        g_string_append_printf(text, "%04u", year);
    } else {
        g_string_append_c(text, '-');
    }
    g_string_append_printf(text, "-%02u-%02u", number / 100 % 100, number % 100);
}

char *value_print(const struct value *value)
{
    GString *text = g_string_new(NULL);
    switch (value->type) {
    case VALUE_HOURS:
        value_print_hours(value, text);
        break;
    case VALUE_DATE:
        print_date(text, value->low);
        break;
    case VALUE_PHRASE:
        g_string_append_len(text, value->phrase.ptr, (gssize)value->phrase.len);
        break;
    case VALUE_MONEY:
        if (value->currency[0]) {
            print_interval(text, value);
            g_string_append_printf(text, " %s", value->currency);
        } else {
            g_string_append(text, "free");
        }
        break;
    default:
        print_interval(text, value);
        g_string_append(text, value->type == VALUE_PERCENTAGE ? "%"
                              : value->type == VALUE_DURATION ? unit_signs[value->unit]
                                                              : "");
    }
    return g_string_free(text, FALSE);
}
