/* SPDX-License-Identifier: MIT
 *
 * Finds prices, percentages, dates and telephone numbers in text, in a form that compares.
 */
#include "plugins/check-mail/mail.h"

#define PHONE_MIN 9u /* digits */
#define PHONE_MAX 15u
#define PHONE_SAME 8u /* the last digits, whatever country code or zero stands before */

/* Dutch, English, German and French. */
static const struct {
    const char *name;
    guint month;
} months[] = {
    {"jan", 1},
    {"januari", 1},
    {"january", 1},
    {"januar", 1},
    {"janvier", 1},
    {"feb", 2},
    {"februari", 2},
    {"february", 2},
    {"februar", 2},
    {"f\303\251vrier", 2},
    {"mrt", 3},
    {"maart", 3},
    {"mar", 3},
    {"march", 3},
    {"m\303\244rz", 3},
    {"mars", 3},
    {"apr", 4},
    {"april", 4},
    {"avril", 4},
    {"mei", 5},
    {"may", 5},
    {"mai", 5},
    {"jun", 6},
    {"juni", 6},
    {"june", 6},
    {"juin", 6},
    {"jul", 7},
    {"juli", 7},
    {"july", 7},
    {"juillet", 7},
    {"aug", 8},
    {"augustus", 8},
    {"august", 8},
    {"ao\303\273t", 8},
    {"sep", 9},
    {"sept", 9},
    {"september", 9},
    {"septembre", 9},
    {"okt", 10},
    {"oct", 10},
    {"oktober", 10},
    {"october", 10},
    {"octobre", 10},
    {"nov", 11},
    {"november", 11},
    {"novembre", 11},
    {"dec", 12},
    {"dez", 12},
    {"december", 12},
    {"dezember", 12},
    {"d\303\251cembre", 12},
};

static struct ts_str from(struct ts_str text, size_t at)
{
    return ts_bytes(text.ptr + MIN(at, text.len), text.len - MIN(at, text.len));
}

static size_t skip_spaces(struct ts_str text, size_t at)
{
    while (at < text.len) {
        if (text.ptr[at] == ' ') {
            at++;
        } else if (from(text, at).len > 1 && memcmp(text.ptr + at, "\302\240", 2) == 0) {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

static size_t word_end(struct ts_str text, size_t at)
{
    while (at < text.len && (g_ascii_isalpha(text.ptr[at]) || text.ptr[at] & 0x80)) {
        at++;
    }
    return at;
}

guint month_of(struct ts_str text)
{
    size_t size = word_end(text, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        if (size == strlen(months[i].name) && text_begins(text, months[i].name)) {
            return months[i].month;
        }
    }
    return 0;
}

/* Digits with points and commas between them. */
static size_t number_end(struct ts_str text, size_t at)
{
    while (at < text.len &&
           (g_ascii_isdigit(text.ptr[at]) || (strchr(".,", text.ptr[at]) && at + 1 < text.len &&
                                              g_ascii_isdigit(text.ptr[at + 1])))) {
        at++;
    }
    return at;
}

/* "1.234,50" and "1,234.50" are 123450; "49,00" and "49" are 49. */
static void set_digits(struct figure *figure, struct ts_str number)
{
    size_t size = 0, decimals = number.len;
    for (size_t i = 0; i < number.len; i++) {
        decimals = strchr(".,", number.ptr[i]) ? number.len - i - 1 : decimals;
        if (g_ascii_isdigit(number.ptr[i]) && size + 1 < sizeof figure->digits) {
            figure->digits[size++] = number.ptr[i];
        }
    }
    figure->digits[size] = '\0';
    if (decimals == 2 && size > 2 && g_str_has_suffix(figure->digits, "00")) {
        figure->digits[size - 2] = '\0';
    }
}

/* ---- kinds: each gives the end of the figure, or 0 ---- */

/* Where the sign of a currency before a number begins; at itself if there is none. */
static size_t currency_begin(struct ts_str text, size_t at)
{
    static const char *const signs[] = {"\342\202\254", "$", "\302\243", "EUR", "eur", "USD"};
    size_t end = at;
    while (end > 0 && text.ptr[end - 1] == ' ') {
        end--;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        size_t size = strlen(signs[i]);
        if (end >= size && memcmp(text.ptr + end - size, signs[i], size) == 0) {
            return end - size;
        }
    }
    return at;
}

/* Where one behind it ends; at itself if there is none. */
static size_t currency_end(struct ts_str text, size_t at)
{
    static const char *const signs[] = {"\342\202\254", "euros", "euro", "eur"};
    size_t begin = skip_spaces(text, at);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        size_t end = begin + strlen(signs[i]);
        if (text_begins(from(text, begin), signs[i]) &&
            (i == 0 || end == text.len || !g_ascii_isalpha(text.ptr[end]))) {
            return end;
        }
    }
    return text_begins(from(text, at), ",-") ? at + 2 : at;
}

static size_t price_end(struct ts_str text, size_t at, struct figure *figure)
{
    size_t number = number_end(text, at), end = currency_end(text, number);
    figure->kind = FIGURE_PRICE;
    figure->offset = currency_begin(text, at);
    set_digits(figure, ts_bytes(text.ptr + at, number - at));
    if (figure->offset == at && end == number) {
        return 0;
    }
    return end;
}

static size_t percent_end(struct ts_str text, size_t at, struct figure *figure)
{
    size_t end = number_end(text, at), sign = skip_spaces(text, end);
    figure->kind = FIGURE_PERCENT;
    set_digits(figure, ts_bytes(text.ptr + at, end - at));
    return sign < text.len && text.ptr[sign] == '%' ? sign + 1 : 0;
}

static size_t phone_end(struct ts_str text, size_t at, struct figure *figure)
{
    char digits[PHONE_MAX + 1];
    size_t size = 0, end = at;
    gboolean has_plus = at > 0 && text.ptr[at - 1] == '+';
    if (!has_plus && text.ptr[at] != '0') {
        return 0;
    }
    for (size_t i = at; i < text.len && strchr("0123456789 ()-./", text.ptr[i]); i++) {
        if (g_ascii_isdigit(text.ptr[i])) {
            if (size == PHONE_MAX) {
                return 0;
            }
            digits[size++] = text.ptr[i];
            end = i + 1;
        }
    }
    digits[size] = '\0';
    figure->kind = FIGURE_PHONE;
    if (size < PHONE_MIN) {
        return 0;
    }
    g_strlcpy(figure->digits, digits + size - PHONE_SAME, sizeof figure->digits);
    return end;
}

/* Day and month, the smaller first: who writes 02/11 means what the other part means. */
static size_t set_date(struct figure *figure, guint64 day, guint64 month, size_t end)
{
    figure->kind = FIGURE_DATE;
    g_snprintf(figure->digits, sizeof figure->digits, "%u.%u", (guint)MIN(day, month),
               (guint)MAX(day, month));
    return day >= 1 && day <= 31 && month >= 1 && month <= 31 ? end : 0;
}

static size_t digits_end(struct ts_str text, size_t at)
{
    while (at < text.len && g_ascii_isdigit(text.ptr[at])) {
        at++;
    }
    return at;
}

static guint64 number_at(struct ts_str text, size_t at, size_t end)
{
    guint64 number = 0;
    for (; at < end && number < 100000; at++) {
        number = number * 10 + (guint64)(text.ptr[at] - '0');
    }
    return number;
}

/* 2-11-2026, 02/11/26, 2.11.2026, 2026-11-02. */
static size_t numeric_date_end(struct ts_str text, size_t at, struct figure *figure)
{
    size_t first = digits_end(text, at);
    if (first + 1 >= text.len || !strchr("-/.", text.ptr[first])) {
        return 0;
    }
    size_t second = digits_end(text, first + 1);
    if (second == first + 1 || second + 1 >= text.len || text.ptr[second] != text.ptr[first]) {
        return 0;
    }
    size_t third = digits_end(text, second + 1);
    guint64 a = number_at(text, at, first), b = number_at(text, first + 1, second);
    guint64 c = number_at(text, second + 1, third);
    if (first - at == 4 && third - second - 1 <= 2) {
        return set_date(figure, b, c, third);
    }
    gboolean is_year = third - second - 1 == 4 || third - second - 1 == 2;
    return is_year && first - at <= 2 && second - first - 1 <= 2 ? set_date(figure, a, b, third)
                                                                 : 0;
}

/* "2 november", "2nd of November", "2e", "2. November". */
static size_t named_date_end(struct ts_str text, size_t at, struct figure *figure)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "e", "."};
    size_t end = digits_end(text, at);
    guint64 day = number_at(text, at, end);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t size = strlen(endings[i]);
        if (text_begins(from(text, end), endings[i]) && from(text, end).len > size &&
            text.ptr[end + size] == ' ') {
            end += size;
            break;
        }
    }
    size_t word = skip_spaces(text, end);
    word = text_begins(from(text, word), "of ") ? word + 3 : word;
    guint month = word > end ? month_of(from(text, word)) : 0;
    return month ? set_date(figure, day, month, word_end(text, word)) : 0;
}

typedef size_t (*figure_fn)(struct ts_str text, size_t at, struct figure *figure);

static const figure_fn kinds[] = {numeric_date_end, named_date_end, price_end, percent_end,
                                  phone_end};

static size_t figure_end(struct ts_str text, size_t at, struct figure *figure)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        figure->offset = at;
        size_t end = kinds[i](text, at, figure);
        if (end) {
            return end;
        }
    }
    return 0;
}

/* Numbers in addresses of pages and mail mean something else. */
static size_t address_end(struct ts_str text, size_t at)
{
    struct ts_str rest = from(text, at);
    if (!text_begins(rest, "http") && !text_begins(rest, "www.")) {
        return at;
    }
    const char *space = memchr(rest.ptr, ' ', rest.len);
    return space ? (size_t)(space - text.ptr) : text.len;
}

void figures_find(struct ts_str text, uint32_t block, GArray *figures)
{
    for (size_t at = 0; at < text.len && figures->len < MAIL_FIGURES_MAX;) {
        gboolean is_start =
            at == 0 || !(g_ascii_isalnum(text.ptr[at - 1]) || strchr("_#@=&/-", text.ptr[at - 1]));
        size_t address = is_start ? address_end(text, at) : at;
        if (address > at) {
            at = address;
            continue;
        }
        if (!g_ascii_isdigit(text.ptr[at])) {
            at++;
            continue;
        }
        struct figure figure = {.block = block};
        size_t end = is_start ? figure_end(text, at, &figure) : 0;
        if (end) {
            figure.length = end - figure.offset;
            g_array_append_val(figures, figure);
        }
        at = end ? end : number_end(text, at);
    }
}
