/* SPDX-License-Identifier: MIT
 *
 * Takes the address of a picture apart.
 */
#include "core/process/picture_row.h"

#include <stdio.h>

#include "core/limits.h"

#define SHOWN_SIZE 200u /* bytes of an address that nobody will fetch */
#define AREA "xywh="
#define AREA_MAX 100u /* bytes of "xywh=pixel:X,Y,W,H" */

/* "X,Y,W,H", each up to nine digits, and nothing behind them. */
static gboolean read_area(const char *text, struct record_picture *row)
{
    guint32 *const numbers[] = {&row->x, &row->y, &row->area_width, &row->area_height};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char *end = NULL;
        if (!g_ascii_isdigit(*text)) {
            return FALSE;
        }
        guint64 number = g_ascii_strtoull(text, &end, 10);
        if (end - text > 9 || *end != (i + 1 < G_N_ELEMENTS(numbers) ? ',' : '\0')) {
            return FALSE;
        }
        *numbers[i] = (guint32)number;
        text = end + 1;
    }
    return row->area_width > 0 && row->area_height > 0;
}

/* Where the last fragment that names an area begins; its length if there is none. */
static size_t find_area(struct ts_str uri)
{
    size_t size = sizeof AREA - 1;
    size_t least = uri.len > AREA_MAX ? uri.len - AREA_MAX : 0;
    for (size_t at = uri.len; at > least; at--) {
        const char *sign = uri.ptr + at - 1;
        if ((*sign == '#' || *sign == '&') && uri.len - at >= size &&
            memcmp(sign + 1, AREA, size) == 0) {
            return at - 1;
        }
    }
    return uri.len;
}

static struct ts_str split_area(struct ts_str uri, struct record_picture *row)
{
    size_t begin = find_area(uri);
    if (begin == uri.len) {
        return uri;
    }
    size_t skipped = begin + sizeof AREA;
    g_autofree char *text = g_strndup(uri.ptr + skipped, uri.len - skipped);
    row->has_area = read_area(g_str_has_prefix(text, "pixel:") ? text + 6 : text, row);
    if (!row->has_area) {
        row->x = row->y = row->area_width = row->area_height = 0;
    }
    return ts_bytes(uri.ptr, begin);
}

/* Begins like text, in either case. */
static gboolean begins(struct ts_str text, const char *with)
{
    size_t size = strlen(with);
    return text.len >= size && g_ascii_strncasecmp(text.ptr, with, size) == 0;
}

/* At most size bytes, whole characters. */
static struct ts_str cut(struct ts_str text, size_t size)
{
    while (text.len > size ||
           (text.len && text.len == size && !g_utf8_validate_len(text.ptr, text.len, NULL))) {
        text.len = text.len > size ? size : text.len - 1;
        size = text.len;
    }
    return text;
}

struct record_picture picture_row(const struct ts_reference *reference, struct ts_str *address_r)
{
    struct record_picture row = {
        .path = reference->where,
        .alt = cut(reference->alt, LIMIT_EXCERPT_SIZE),
        .kind = reference->kind,
        .has_alt = reference->has_alt,
        .width = reference->width,
        .height = reference->height,
        .line = reference->line,
        .column = reference->column,
    };
    *address_r = split_area(reference->uri, &row);
    return row;
}

char *picture_inner_locator(struct ts_str parent, struct ts_str address)
{
    if (address.len < 2 || address.ptr[0] != '#') {
        return NULL;
    }
    const char *joint = memchr(parent.ptr, '#', parent.len) ? "/" : "#";
    return g_strdup_printf("%.*s%s%.*s", (int)parent.len, parent.ptr, joint, (int)address.len - 1,
                           address.ptr + 1);
}

void picture_row_leave(struct record_picture *row, struct ts_str address, int followed)
{
    static const struct {
        const char *scheme, *reason;
    } schemes[] = {
        {"data:", "what lies in its data: address was not taken out"},
        {"cid:", "the mail has no such part"},
    };
    row->locator = cut(address, SHOWN_SIZE);
    row->reason = ts_text(followed == 2   ? "it lies on a host that is not fetched from"
                          : followed == 1 ? "its address is that of the page, or too long"
                          : followed == 0 ? "it lies outside of what is fetched from"
                                          : "its address is no valid one");
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (begins(address, schemes[i].scheme)) {
            row->reason = ts_text(schemes[i].reason);
        }
    }
}
