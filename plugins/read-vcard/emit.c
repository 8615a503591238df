/* SPDX-License-Identifier: MIT
 *
 * What a person sees of a card: a block a property, links to write, call and visit.
 */
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/read-vcard/vcard.h"

struct shown {
    const char *where; /* of the property */
    uint32_t role;
    const char *href; /* or NULL */
    uint32_t purpose;
};

static int put(struct ts_call *call, const struct vcard_entry *entry, const char *text,
               const struct shown *shown)
{
    struct block_builder builder;
    struct ts_link link = {
        .href = ts_text(shown->href),
        .text = ts_text(text),
        .where = ts_text(shown->where),
        .purpose = shown->purpose,
        .line = entry->line,
        .column = entry->column,
    };
    if (!*text) {
        return 0;
    }
    block_builder_init(&builder, call);
    guint span =
        shown->href ? block_builder_begin_span(&builder, TS_SPAN_LINK, shown->href) : G_MAXUINT;
    block_builder_add(&builder, ts_text(text), entry->line, entry->column);
    if (shown->href) {
        block_builder_end_span(&builder, span);
    }
    int done = block_builder_flush(&builder, shown->role, "", shown->where);
    block_builder_finish(&builder);
    return done == 0 && shown->href ? call->host->emit_link(call, &link) : done;
}

static void join(GString *out, const char *separator, const char *text)
{
    if (*text) {
        g_string_append_printf(out, "%s%s", out->len ? separator : "", text);
    }
}

/* Box, extension, street, city, region, postcode, country (RFC 6350, section 6.3.1): as it would
 * stand in one line. A postcode with a letter in front stands behind the city. */
static char *address_line(const struct vcard_entry *entry)
{
    g_autoptr(GPtrArray) parts = vcard_entry_parts(entry);
    g_autoptr(GString) place = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    while (parts->len < 7) {
        g_ptr_array_add(parts, g_strdup(""));
    }
    char **part = (char **)parts->pdata;
    gboolean is_behind = g_ascii_isalpha(part[5][0]) != 0;
    join(place, " ", part[is_behind ? 3 : 5]);
    join(place, " ", part[is_behind ? 5 : 3]);
    join(out, ", ", part[0]);
    join(out, ", ", part[2]);
    join(out, ", ", part[1]);
    join(out, ", ", place->str);
    join(out, ", ", part[4]);
    join(out, ", ", part[6]);
    return g_string_free(out, FALSE);
}

static char *plain(const struct vcard_entry *entry)
{
    g_autoptr(GPtrArray) parts = vcard_entry_is_structured(entry) ? vcard_entry_parts(entry) : NULL;
    if (!parts) {
        return vcard_entry_text(entry);
    }
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        join(out, ", ", g_ptr_array_index(parts, i));
    }
    return g_string_free(out, FALSE);
}

static const char *without(const char *text, const char *scheme)
{
    size_t size = strlen(scheme);
    return g_ascii_strncasecmp(text, scheme, size) == 0 ? text + size : text;
}

/* "tel:" and what is dialled: digits, and a plus in front (RFC 3966). */
static char *dial(const char *number)
{
    GString *out = g_string_new("tel:");
    for (const char *at = number; *at && *at != ';'; at++) {
        if (g_ascii_isdigit(*at) || (*at == '+' && out->len == 4)) {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

static const struct {
    const char *name;
    uint32_t role;
} kinds[] = {
    {"FN", TS_ROLE_HEADING}, {"ORG", TS_ROLE_TEXT},   {"TITLE", TS_ROLE_TEXT},
    {"ROLE", TS_ROLE_TEXT},  {"NOTE", TS_ROLE_TEXT},  {"ADR", TS_ROLE_TEXT},
    {"TEL", TS_ROLE_TEXT},   {"EMAIL", TS_ROLE_TEXT}, {"URL", TS_ROLE_LINK},
};

int vcard_emit(struct ts_call *call, const struct vcard_entry *entry, const char *where)
{
    gsize kind = 0;
    while (kind < G_N_ELEMENTS(kinds) && strcmp(kinds[kind].name, entry->name) != 0) {
        kind++;
    }
    if (kind == G_N_ELEMENTS(kinds)) {
        return 0;
    }
    g_autofree char *place = g_strdup_printf("%s/%s", where, entry->name);
    g_autofree char *text = strcmp(entry->name, "ADR") == 0 ? address_line(entry) : plain(entry);
    g_autofree char *href = NULL;
    const char *seen = text;
    struct shown shown = {.where = place, .role = kinds[kind].role};
    if (strcmp(entry->name, "TEL") == 0) {
        seen = without(text, "tel:");
        href = vcard_entry_has_type(entry, "fax") ? NULL : dial(seen);
        shown.purpose = TS_LINK_CONTACT;
    } else if (strcmp(entry->name, "EMAIL") == 0) {
        seen = without(text, "mailto:");
        href = g_strconcat("mailto:", seen, NULL);
        shown.purpose = TS_LINK_CONTACT;
    } else if (strcmp(entry->name, "URL") == 0) {
        href = g_strdup(text);
        shown.purpose = TS_LINK_PAGE;
    }
    shown.href = href;
    return put(call, entry, seen, &shown);
}
