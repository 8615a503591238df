/* SPDX-License-Identifier: MIT
 *
 * Number formats of a workbook (ECMA-376 part 1, 18.8.30), as far as they are simple: dates, a
 * fixed number of decimals, percent, and a currency before or after.
 */
#include "plugins/read-office/sheets.h"

#include <math.h>
#include <string.h>

#define STYLES 100000u
#define CODE_SIZE 255u    /* characters of a format, as Excel has it */
#define DAY_MAX 2958466.0 /* 31 December 9999 */
#define DAY_OF_1904 1462  /* days between the two calendars of Excel */
#define UNIX_DAY 25569    /* 1 January 1970 in that of 1900 */
#define DAY_SECONDS 86400.0

struct sheet_formats {
    GHashTable *codes; /* id -> char *: of numFmts */
    GArray *styles;    /* guint: id of each cell style */
    gboolean is_in_cells;
};

/* Formats that have a number and no code in the file; those of dates and times by their look. */
static const struct {
    guint id;
    const char *code;
} builtin[] = {
    {1, "0"},      {2, "0.00"},     {3, "#,##0"},     {4, "#,##0.00"},  {9, "0%"},
    {10, "0.00%"}, {14, "iso"},     {15, "iso"},      {16, "iso"},      {17, "iso"},
    {18, "h:mm"},  {19, "h:mm:ss"}, {20, "h:mm"},     {21, "h:mm:ss"},  {22, "iso hh:mm"},
    {37, "#,##0"}, {38, "#,##0"},   {39, "#,##0.00"}, {40, "#,##0.00"}, {45, "mm:ss"},
};

static void take_code(void *self, const struct xml_tag *tag)
{
    struct sheet_formats *formats = self;
    gint64 id = xml_attribute_number(tag, "numFmtId", -1);
    char *code = xml_attribute(tag, "formatCode");
    if (id < 0 || id > G_MAXINT || !code || strlen(code) > CODE_SIZE ||
        g_hash_table_size(formats->codes) > STYLES) {
        g_free(code);
        return;
    }
    g_hash_table_replace(formats->codes, GINT_TO_POINTER((gint)id), code);
}

static void begin_cells(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct sheet_formats *)self)->is_in_cells = TRUE;
}

static void end_cells(void *self)
{
    ((struct sheet_formats *)self)->is_in_cells = FALSE;
}

static void take_style(void *self, const struct xml_tag *tag)
{
    struct sheet_formats *formats = self;
    guint id = (guint)xml_attribute_number(tag, "numFmtId", 0);
    if (formats->is_in_cells && formats->styles->len < STYLES) {
        g_array_append_val(formats->styles, id);
    }
}

struct sheet_formats *sheet_formats_new(struct office *office, const char *part)
{
    static const struct xml_rule rules[] = {
        {"x:numFmt", take_code, NULL},
        {"x:cellXfs", begin_cells, end_cells},
        {"x:xf", take_style, NULL},
    };
    struct sheet_formats *formats = g_new0(struct sheet_formats, 1);
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = formats};
    formats->codes = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    formats->styles = g_array_new(FALSE, FALSE, sizeof(guint));
    if (part) {
        office_walk(office, part, &handler);
    }
    return formats;
}

void sheet_formats_free(struct sheet_formats **formats)
{
    g_hash_table_unref((*formats)->codes);
    g_array_unref((*formats)->styles);
    g_clear_pointer(formats, g_free);
}

static const char *find_code(const struct sheet_formats *formats, guint64 style)
{
    if (style >= formats->styles->len) {
        return NULL;
    }
    guint id = g_array_index(formats->styles, guint, style);
    const char *code = g_hash_table_lookup(formats->codes, GINT_TO_POINTER((gint)id));
    for (gsize i = 0; !code && i < G_N_ELEMENTS(builtin); i++) {
        code = builtin[i].id == id ? builtin[i].code : NULL;
    }
    return code;
}

/* ---- a format in its parts ---- */

/* The first section of a code (that of positive numbers) without colours and conditions; literal
 * text is set apart. */
struct look {
    GString *bare;           /* what is left: "dd-mm-yyyy", "#,##0.00" */
    GString *before, *after; /* literal text before the digits, and after */
};

static void add_literal(struct look *look, const char *text, gsize size)
{
    gboolean has_digits = strpbrk(look->bare->str, "0#?") != NULL;
    g_string_append_len(has_digits ? look->after : look->before, text, (gssize)size);
}

/* "[$€-413]" is a currency; "[Red]", "[>100]" are not shown. */
static const char *take_bracket(struct look *look, const char *at)
{
    const char *close = strchr(at, ']');
    if (!close) {
        return at + strlen(at);
    }
    if (at[1] == '$') {
        add_literal(look, at + 2, strcspn(at + 2, "-]"));
    }
    return close + 1;
}

static const char *take_quoted(struct look *look, const char *at)
{
    const char *close = strchr(at + 1, '"');
    gsize size = close ? (gsize)(close - at - 1) : strlen(at + 1);
    add_literal(look, at + 1, size);
    return at + 1 + size + (close ? 1 : 0);
}

static const char *take_piece(struct look *look, const char *at)
{
    gsize size = (gsize)(g_utf8_next_char(at) - at);
    switch (*at) {
    case '[':
        return take_bracket(look, at);
    case '"':
        return take_quoted(look, at);
    case '_': /* a gap as wide as the next character; "*": a run of it */
    case '*':
        return at[1] ? g_utf8_next_char(at + 1) : at + 1;
    case '\\':
        if (at[1]) {
            size = (gsize)(g_utf8_next_char(at + 1) - at);
            g_string_append_len(look->bare, at + 1, (gssize)(size - 1));
        }
        return at + size;
    default:
        if (strchr("0#?.,% dmyhsDMYHS-/:AaPp", *at)) {
            g_string_append_c(look->bare, g_ascii_tolower(*at));
        } else {
            add_literal(look, at, size);
        }
        return at + size;
    }
}

static void cut(const char *code, struct look *look_r)
{
    *look_r = (struct look){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    while (*code && *code != ';') {
        code = take_piece(look_r, code);
    }
}

static void clear(struct look *look)
{
    g_string_free(look->bare, TRUE);
    g_string_free(look->before, TRUE);
    g_string_free(look->after, TRUE);
}

/* ---- dates ---- */

static gboolean is_date(const char *bare)
{
    return strpbrk(bare, "dyhs") || g_str_has_prefix(bare, "mm") || g_str_equal(bare, "iso");
}

/* One letter of a format and how often it stands there; FALSE: it is not in digits. */
static gboolean add_field(GString *out, GDateTime *when, const char *at, gsize count)
{
    gboolean is_minute = *at == 'm' && (strchr(at, 's') == at + count + 1 ||
                                        (out->len && out->str[out->len - 1] == ':'));
    int value = *at == 'd'   ? g_date_time_get_day_of_month(when)
                : *at == 'y' ? g_date_time_get_year(when)
                : *at == 'h' ? g_date_time_get_hour(when)
                : *at == 's' ? g_date_time_get_second(when)
                : is_minute  ? g_date_time_get_minute(when)
                             : g_date_time_get_month(when);
    if (*at == 'y') {
        g_string_append_printf(out, count > 2 ? "%04d" : "%02d", count > 2 ? value : value % 100);
    } else {
        g_string_append_printf(out, count > 1 ? "%02d" : "%d", value);
    }
    return *at == 'y' || count <= 2;
}

static char *show_by_code(const char *bare, GDateTime *when)
{
    GString *out = g_string_new(NULL);
    for (const char *at = bare; *at;) {
        gsize count = strspn(at, (const char[]){*at, '\0'});
        gboolean is_field = strchr("dmyhs", *at) != NULL;
        if (is_field ? !add_field(out, when, at, count) : !strchr("-/.: ", *at)) {
            g_string_free(out, TRUE);
            return NULL;
        }
        if (!is_field) {
            g_string_append_len(out, at, (gssize)count);
        }
        at += count;
    }
    return g_string_free(out, FALSE);
}

static char *show_date(const struct look *look, double day, gboolean is_1904)
{
    day += is_1904 ? DAY_OF_1904 : 0;
    if (day < 0 || day >= DAY_MAX) {
        return NULL;
    }
    g_autoptr(GDateTime) when =
        g_date_time_new_from_unix_utc((gint64)floor((day - UNIX_DAY) * DAY_SECONDS + 0.5));
    char *shown = when && !look->before->len && !look->after->len
                      ? show_by_code(look->bare->str, when)
                      : NULL;
    if (!shown && when) {
        shown =
            g_date_time_format(when, strchr(look->bare->str, 'h') ? "%Y-%m-%d %H:%M" : "%Y-%m-%d");
    }
    return shown;
}

/* ---- numbers ---- */

static gsize count_decimals(const char *bare)
{
    const char *point = strchr(bare, '.');
    return point ? strspn(point + 1, "0#?") : 0;
}

static void group_thousands(GString *digits)
{
    gsize begin = digits->str[0] == '-' ? 1 : 0;
    for (gsize at = begin + strspn(digits->str + begin, "0123456789"); at > begin + 3;) {
        at -= 3;
        g_string_insert_c(digits, (gssize)at, ',');
    }
}

static char *show_number(const struct look *look, double number)
{
    const char *bare = look->bare->str;
    gboolean is_percent = strchr(bare, '%') != NULL;
    if (!strpbrk(bare, "0#?") || strspn(bare, "0#?.,% -") != strlen(bare) || fabs(number) > 1e15) {
        return NULL;
    }
    GString *digits = g_string_new(NULL);
    char text[400];
    g_autofree char *how = g_strdup_printf("%%.%zuf", MIN(count_decimals(bare), (gsize)20));
    g_ascii_formatd(text, sizeof text, how, is_percent ? number * 100 : number);
    g_string_append(digits, text);
    if (strstr(bare, "#,##") || strstr(bare, "0,0")) {
        group_thousands(digits);
    }
    g_string_append(digits, is_percent ? "%" : "");
    char *shown = g_strconcat(
        look->before->str, *bare == ' ' && look->before->len ? " " : "", digits->str,
        g_str_has_suffix(bare, " ") && look->after->len ? " " : "", look->after->str, NULL);
    g_string_free(digits, TRUE);
    return shown;
}

/* As many digits as mean something: 0.1 + 0.2 is stored as 0.30000000000000004. */
static char *show_plain(double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.15g", number));
}

char *sheet_formats_show(const struct sheet_formats *formats, guint64 style, const char *number,
                         gboolean is_1904)
{
    char *end = NULL;
    double value = g_ascii_strtod(number, &end);
    const char *code = find_code(formats, style);
    if (end == number || *end || !isfinite(value)) {
        return g_strdup(number);
    }
    char *shown = NULL;
    if (code && g_ascii_strcasecmp(code, "General") != 0) {
        struct look look;
        cut(code, &look);
        shown = is_date(look.bare->str) || g_str_has_prefix(code, "iso")
                    ? show_date(&look, value, is_1904)
                    : show_number(&look, value);
        clear(&look);
    }
    return shown ? shown : show_plain(value);
}
