/* SPDX-License-Identifier: MIT
 *
 * The pairs of names and values that a FETCH lists; their order is the server's.
 */
#include <string.h>

#include "plugins/source-imap/response.h"

/* Where the reading of one response stands. */
struct scan {
    const char *at, *end;
    const GPtrArray *literals;
    guint next_literal;
};

/* A value: text of a literal, a string or an atom; of a list what stands in it. */
struct value {
    struct ts_str text;
    gboolean is_list, is_nil;
};

static gboolean take_char(struct scan *scan, char wanted)
{
    gboolean is_there = scan->at < scan->end && *scan->at == wanted;
    scan->at += is_there ? 1 : 0;
    return is_there;
}

/* A literal stands in the text as a NUL. */
static gboolean take_literal(struct scan *scan, struct value *value)
{
    scan->at++;
    if (scan->next_literal >= scan->literals->len) {
        return FALSE;
    }
    const GString *bytes = g_ptr_array_index(scan->literals, scan->next_literal++);
    value->text = ts_bytes(bytes->str, bytes->len);
    return TRUE;
}

/* Escapes stay as they are: nothing that is read here has any, but a body, which servers send so
 * only if it is short, and then without quotes. */
static gboolean take_quoted(struct scan *scan, struct value *value)
{
    const char *begin = ++scan->at;
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\0') {
        scan->at += *scan->at == '\\' && scan->at + 1 < scan->end ? 2 : 1;
    }
    value->text = ts_bytes(begin, (size_t)(scan->at - begin));
    return take_char(scan, '"');
}

static gboolean take_atom(struct scan *scan, struct value *value)
{
    const char *begin = scan->at;
    while (scan->at < scan->end && *scan->at != '\0' && !strchr(" ()\"", *scan->at)) {
        scan->at++;
    }
    value->text = ts_bytes(begin, (size_t)(scan->at - begin));
    value->is_nil = value->text.len == 3 && g_ascii_strncasecmp(begin, "NIL", 3) == 0;
    return scan->at > begin;
}

/* One string or atom inside a list, or a bracket. */
static gboolean step(struct scan *scan, guint *depth)
{
    struct value inner = {0};
    switch (*scan->at) {
    case '(':
        scan->at++;
        return ++*depth <= RESPONSE_NESTING;
    case ')':
        scan->at++;
        --*depth;
        return TRUE;
    case ' ':
        scan->at++;
        return TRUE;
    case '"':
        return take_quoted(scan, &inner);
    case '\0':
        return take_literal(scan, &inner);
    default:
        return take_atom(scan, &inner);
    }
}

static gboolean take_list(struct scan *scan, struct value *value)
{
    const char *begin = scan->at + 1;
    guint depth = 0;
    do {
        if (scan->at >= scan->end || !step(scan, &depth)) {
            return FALSE;
        }
    } while (depth > 0);
    value->is_list = TRUE;
    value->text = ts_bytes(begin, (size_t)(scan->at - begin) - 1);
    return TRUE;
}

static gboolean take_value(struct scan *scan, struct value *value_r)
{
    *value_r = (struct value){0};
    if (scan->at >= scan->end) {
        return FALSE;
    }
    switch (*scan->at) {
    case '(':
        return take_list(scan, value_r);
    case '"':
        return take_quoted(scan, value_r);
    case '\0':
        return take_literal(scan, value_r);
    default:
        return take_atom(scan, value_r);
    }
}

/* "UID", "BODY[HEADER.FIELDS (SUBJECT FROM)]" */
static gboolean take_name(struct scan *scan, struct ts_str *name_r)
{
    const char *begin = scan->at;
    gboolean is_inside = FALSE;
    for (; scan->at < scan->end && (is_inside || !strchr(" ()", *scan->at)); scan->at++) {
        is_inside = *scan->at == '[' || (is_inside && *scan->at != ']');
    }
    *name_r = ts_bytes(begin, (size_t)(scan->at - begin));
    return name_r->len > 0 && take_char(scan, ' ');
}

/* ---- values ---- */

static gboolean to_number(struct ts_str text, guint64 *number_r)
{
    char digits[21] = "";
    if (text.len == 0 || text.len > 19 || !g_ascii_isdigit(text.ptr[0])) {
        return FALSE;
    }
    memcpy(digits, text.ptr, text.len);
    return strspn(digits, "0123456789") == text.len &&
           (*number_r = g_ascii_strtoull(digits, NULL, 10), TRUE);
}

static gboolean put_uid(struct fetch_item *item, const struct value *value)
{
    guint64 number;
    if (!to_number(value->text, &number) || number == 0 || number > G_MAXUINT32) {
        return FALSE;
    }
    item->uid = (guint32)number;
    return TRUE;
}

static gboolean put_size(struct fetch_item *item, const struct value *value)
{
    return item->has_size = to_number(value->text, &item->size);
}

static gboolean put_date(struct fetch_item *item, const struct value *value)
{
    return item->has_date = response_date(value->text, &item->date);
}

static gboolean put_flags(struct fetch_item *item, const struct value *value)
{
    g_autofree char *list = g_strndup(value->text.ptr, value->text.len);
    g_auto(GStrv) flags = g_strsplit(list, " ", -1);
    for (guint i = 0; flags[i]; i++) {
        item->is_deleted |= g_ascii_strcasecmp(flags[i], "\\Deleted") == 0;
    }
    return value->is_list;
}

static gboolean put_body(struct fetch_item *item, const struct value *value)
{
    item->has_body = !value->is_nil && !value->is_list;
    item->body = value->text;
    return !value->is_list;
}

static const struct {
    const char *name;
    gboolean (*put)(struct fetch_item *item, const struct value *value);
} fields[] = {
    {"UID", put_uid},     {"RFC822.SIZE", put_size}, {"INTERNALDATE", put_date},
    {"FLAGS", put_flags}, {"BODY[", put_body},
};

/* What nobody asked for is passed over: servers tell flags whenever they like. */
static gboolean put(struct fetch_item *item, struct ts_str name, const struct value *value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        size_t size = strlen(fields[i].name);
        gboolean is_prefix = fields[i].name[size - 1] == '[';
        if ((is_prefix ? name.len >= size : name.len == size) &&
            g_ascii_strncasecmp(name.ptr, fields[i].name, size) == 0) {
            return fields[i].put(item, value);
        }
    }
    return TRUE;
}

gboolean fetch_item_parse(const struct response *response, struct fetch_item *item_r)
{
    const char *end = response->text->str + response->text->len;
    const char *open = memchr(response->text->str, '(', response->text->len);
    struct scan scan = {open, end, response->literals, 0};
    struct ts_str name;
    struct value value;
    *item_r = (struct fetch_item){0};
    if (!open || !take_char(&scan, '(')) {
        return FALSE;
    }
    while (!take_char(&scan, ')')) {
        if (!take_name(&scan, &name) || !take_value(&scan, &value) || !put(item_r, name, &value)) {
            return FALSE;
        }
        take_char(&scan, ' ');
    }
    return TRUE;
}

/* ---- dates ---- */

static gboolean digits(const char *text, guint count, gint *number_r)
{
    *number_r = 0;
    for (guint i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i])) {
            return FALSE;
        }
        *number_r = *number_r * 10 + text[i] - '0';
    }
    return TRUE;
}

static gint month_of(const char *text)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (gint i = 0; i < 12; i++) {
        if (g_ascii_strncasecmp(text, names + 3 * i, 3) == 0) {
            return i + 1;
        }
    }
    return 0;
}

gboolean response_date(struct ts_str text, gint64 *seconds_r)
{
    gint day, year, hour, minute, second, zone;
    char own[27] = "";
    if (text.len != 26) {
        return FALSE;
    }
    memcpy(own, text.ptr, 26);
    own[0] = own[0] == ' ' ? '0' : own[0];
    gint month = month_of(own + 3);
    if (!digits(own, 2, &day) || !digits(own + 7, 4, &year) || !digits(own + 12, 2, &hour) ||
        !digits(own + 15, 2, &minute) || !digits(own + 18, 2, &second) ||
        !digits(own + 22, 4, &zone) || (own[21] != '+' && own[21] != '-') || month == 0) {
        return FALSE;
    }
    g_autoptr(GDateTime) date =
        g_date_time_new_utc(year, month, day, hour, minute, MIN(second, 59));
    if (!date) {
        return FALSE;
    }
    gint64 offset = (zone / 100) * 3600 + (zone % 100) * 60;
    *seconds_r = g_date_time_to_unix(date) - (own[21] == '-' ? -offset : offset);
    return TRUE;
}
