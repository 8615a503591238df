/* SPDX-License-Identifier: MIT
 *
 * The rules on addresses alone. Those on repeated folders are Heritrix': more than two times the
 * same in a row.
 */
#include "plugins/source-web/trap_shape.h"

#define URL_LONG 2048u
#define SEGMENTS 20u
#define REPEATS 3u        /* of folders in a row; more of a number, as in /1/1/1/ */
#define NUMBER_REPEATS 5u /* of folders that are numbers */
#define OCCURRENCES 5u    /* of one folder anywhere in a path */
#define PARAMETERS 12u    /* that a pattern shows */
#define MADE_UP 8u        /* letters and digits, mixed: an id, not a name */

static size_t find(struct ts_str text, char byte)
{
    const char *at = text.len ? memchr(text.ptr, byte, text.len) : NULL;
    return at ? (size_t)(at - text.ptr) : text.len;
}

static struct ts_str from(struct ts_str text, size_t offset)
{
    return offset < text.len ? ts_bytes(text.ptr + offset, text.len - offset) : ts_text(NULL);
}

static gboolean is_digits(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isdigit(text.ptr[i])) {
            return FALSE;
        }
    }
    return text.len > 0;
}

/* ---- patterns ---- */

/* Letters and digits that change more often than a name's do: "8f3a91c2", not "plank12". */
static gboolean is_made_up(struct ts_str run)
{
    guint changes = 0;
    for (size_t i = 1; i < run.len; i++) {
        changes += g_ascii_isdigit(run.ptr[i]) != g_ascii_isdigit(run.ptr[i - 1]);
    }
    return run.len >= MADE_UP && changes >= 2;
}

static gboolean is_uuid(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        gboolean is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_hyphen ? text.ptr[i] != '-' : !g_ascii_isxdigit(text.ptr[i])) {
            return FALSE;
        }
    }
    return text.len == 36;
}

static void fold_run(GString *out, struct ts_str run)
{
    if (is_made_up(run)) {
        g_string_append(out, "{id}");
        return;
    }
    for (size_t i = 0; i < run.len; i++) {
        if (!g_ascii_isdigit(run.ptr[i])) {
            g_string_append_c(out, run.ptr[i]);
        } else if (i == 0 || !g_ascii_isdigit(run.ptr[i - 1])) {
            g_string_append(out, "{n}");
        }
    }
}

static void fold_text(GString *out, struct ts_str text)
{
    if (is_uuid(text)) {
        g_string_append(out, "{id}");
        return;
    }
    while (text.len) {
        size_t size = 0;
        while (size < text.len && g_ascii_isalnum(text.ptr[size])) {
            size++;
        }
        if (size) {
            fold_run(out, ts_bytes(text.ptr, size));
        } else {
            size = text.ptr[0] == '%' ? MIN(3u, text.len) : 1;
            g_string_append_len(out, text.ptr, (gssize)size);
        }
        text = from(text, size);
    }
}

static void fold_query(GString *out, struct ts_str query)
{
    char joint = '?';
    for (guint i = 0; query.len && i < PARAMETERS; i++) {
        size_t size = find(query, '&');
        struct ts_str parameter = ts_bytes(query.ptr, size);
        size_t name = find(parameter, '=');
        struct ts_str value = from(parameter, name + 1);
        g_string_append_c(out, joint);
        fold_text(out, ts_bytes(parameter.ptr, name));
        if (name < size) {
            g_string_append(out, is_digits(value) ? "={n}" : value.len ? "={x}" : "=");
        }
        query = from(query, size + 1);
        joint = '&';
    }
    if (query.len) {
        g_string_append(out, "&...");
    }
}

char *trap_pattern(struct ts_str target)
{
    GString *out = g_string_sized_new(target.len + 16);
    size_t size = find(target, '?');
    struct ts_str path = ts_bytes(target.ptr, size);
    while (path.len) {
        size_t slash = find(path, '/');
        fold_text(out, ts_bytes(path.ptr, slash));
        if (slash < path.len) {
            g_string_append_c(out, '/');
        }
        path = from(path, slash + 1);
    }
    if (size < target.len) {
        fold_query(out, from(target, size + 1));
    } else if (!strchr(out->str, '{')) {
        gboolean is_folder = out->len > 1 && out->str[out->len - 1] == '/';
        g_string_truncate(out, out->len - (is_folder ? 1 : 0));
        g_string_truncate(out, (size_t)(strrchr(out->str, '/') - out->str) + 1);
        g_string_append(out, is_folder ? "*/" : "*");
    }
    return g_string_free(out, FALSE);
}

/* ---- growth ---- */

/* The names of a path; FALSE: more than SEGMENTS. */
static gboolean split(struct ts_str path, struct ts_str names[SEGMENTS], guint *count_r)
{
    guint count = 0;
    path = from(path, 1);
    while (path.len) {
        size_t size = find(path, '/');
        if (count == SEGMENTS) {
            return FALSE;
        }
        names[count++] = ts_bytes(path.ptr, size);
        path = from(path, size + 1);
    }
    *count_r = count;
    return TRUE;
}

/* How often the unit names that begin at first are there in a row. */
static guint repeats_at(const struct ts_str *names, guint count, guint first, guint unit)
{
    guint at = first + unit;
    while (at < count && ts_equal(names[at], names[at - unit])) {
        at++;
    }
    return (at - first) / unit;
}

static char *tell_repeats(const struct ts_str *names, guint first, guint unit)
{
    GString *text = g_string_new("looks like a trap: a path that repeats ");
    for (guint i = first; i < first + unit; i++) {
        g_string_append_printf(text, "/%.*s", (int)MIN(names[i].len, 40u), names[i].ptr);
    }
    g_string_append(text, " again and again");
    return g_string_free(text, FALSE);
}

static char *refuse_repeats(const struct ts_str *names, guint count)
{
    for (guint unit = 1; unit <= count / REPEATS; unit++) {
        for (guint first = 0; first + unit * REPEATS <= count; first++) {
            guint most = unit == 1 && is_digits(names[first]) ? NUMBER_REPEATS : REPEATS;
            if (names[first].len && repeats_at(names, count, first, unit) >= most) {
                return tell_repeats(names, first, unit);
            }
        }
    }
    return NULL;
}

static char *refuse_occurrences(const struct ts_str *names, guint count)
{
    for (guint i = 0; i < count; i++) {
        guint times = 0;
        for (guint j = 0; j < count; j++) {
            times += ts_equal(names[i], names[j]) ? 1 : 0;
        }
        if (times >= OCCURRENCES && !is_digits(names[i])) {
            return tell_repeats(names, i, 1);
        }
    }
    return NULL;
}

/* Named by its first folder, which all that grow from there have. */
static char *tell_growth(struct ts_str path, const char *what)
{
    size_t size = find(from(path, 1), '/');
    return g_strdup_printf("looks like a trap: addresses below %.*s/ that are %s",
                           (int)MIN(size + 1, 100u), path.ptr, what);
}

char *trap_shape_refusal(struct ts_str url, struct ts_str path)
{
    struct ts_str names[SEGMENTS];
    guint count = 0;
    if (url.len > URL_LONG) {
        return tell_growth(path, "longer than 2048 bytes");
    }
    if (!split(path, names, &count)) {
        return tell_growth(path, "more than 20 folders deep");
    }
    char *why = refuse_repeats(names, count);
    return why ? why : refuse_occurrences(names, count);
}

/* ---- months ---- */

/* Digits at the start: how many, and their value. */
static size_t read_number(struct ts_str text, guint *value_r)
{
    size_t size = 0;
    *value_r = 0;
    while (size < text.len && size < 5 && g_ascii_isdigit(text.ptr[size])) {
        *value_r = *value_r * 10 + (guint)(text.ptr[size++] - '0');
    }
    return size;
}

/* "2026", "2026-05", "2026-05-01" and nothing else; the month is 0 if there is none. */
static gboolean read_date(struct ts_str text, guint *year_r, guint *month_r)
{
    guint day;
    size_t size = read_number(text, year_r);
    *month_r = 0;
    if (size != 4 || *year_r < 1000) {
        return FALSE;
    }
    text = from(text, size);
    if (!text.len) {
        return TRUE;
    }
    size = text.ptr[0] == '-' ? read_number(from(text, 1), month_r) : 0;
    if (size < 1 || size > 2 || *month_r < 1 || *month_r > 12) {
        return FALSE;
    }
    text = from(text, size + 1);
    size = text.len && text.ptr[0] == '-' ? read_number(from(text, 1), &day) : 0;
    return text.len == 0 || (size >= 1 && size <= 2 && text.len == size + 1);
}

static guint month_in_path(struct ts_str path)
{
    guint before = 0; /* the name before was a year alone */
    while (path.len) {
        guint year, month, value;
        size_t size = find(path, '/');
        struct ts_str name = ts_bytes(path.ptr, size);
        size_t digits = read_number(name, &value);
        if (before && digits == name.len && digits >= 1 && digits <= 2 && value >= 1 &&
            value <= 12) {
            return before * 12 + value - 1;
        }
        gboolean is_date = read_date(name, &year, &month);
        if (is_date && month) {
            return year * 12 + month - 1;
        }
        before = is_date ? year : 0;
        path = from(path, size + 1);
    }
    return 0;
}

static gboolean has_name(struct ts_str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (name.len == strlen(names[i]) &&
            g_ascii_strncasecmp(name.ptr, names[i], name.len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static guint month_in_query(struct ts_str query)
{
    static const char *const years[] = {"year", "y", "yr", "jaar", "jahr", "annee"};
    static const char *const months[] = {"month", "m", "mo", "mon", "maand", "monat", "mois"};
    guint whole_year = 0, whole_month = 0;
    while (query.len) {
        guint year, month;
        size_t size = find(query, '&');
        struct ts_str parameter = ts_bytes(query.ptr, size);
        size_t name_size = find(parameter, '=');
        struct ts_str name = ts_bytes(parameter.ptr, name_size);
        struct ts_str value = from(parameter, name_size + 1);
        if (read_date(value, &year, &month)) {
            if (month) {
                return year * 12 + month - 1;
            }
            whole_year = has_name(name, years, G_N_ELEMENTS(years)) ? year : whole_year;
        } else if (has_name(name, months, G_N_ELEMENTS(months)) && is_digits(value)) {
            read_number(value, &whole_month);
        }
        query = from(query, size + 1);
    }
    gboolean is_month = whole_month >= 1 && whole_month <= 12;
    return whole_year ? whole_year * 12 + (is_month ? whole_month - 1 : 0) : 0;
}

guint trap_month(struct ts_str target)
{
    size_t size = find(target, '?');
    guint month = month_in_query(from(target, size + 1));
    return month ? month : month_in_path(ts_bytes(target.ptr, size));
}
