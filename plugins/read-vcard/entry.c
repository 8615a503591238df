/* SPDX-License-Identifier: MIT
 *
 * One property of a vCard: name, parameters, value (RFC 6350, section 3.3; vCard 2.1, section 2.1).
 */
#include <string.h>

#include "plugins/common/charset.h"
#include "plugins/read-vcard/vcard.h"

/* ---- parameters ---- */

/* In 2.1 a value may stand without its name. */
static const char *implied_name(const char *value)
{
    static const char *const encodings[] = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"};
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        if (g_ascii_strcasecmp(value, encodings[i]) == 0) {
            return "ENCODING";
        }
    }
    return "TYPE";
}

/* Several of one name are a list (RFC 6350, section 5.6). */
static void add_param(json_t *params, const char *name, const char *value)
{
    g_autofree char *key = g_ascii_strup(name, -1);
    const char *before = json_string_value(json_object_get(params, key));
    g_autofree char *list = before ? g_strconcat(before, ",", value, NULL) : NULL;
    json_object_set_new(params, key, json_string(list ? list : value));
}

/* Up to ; or : outside of quotes; the quotes are left out. Behind it in *at. New. */
static char *take_param(const char **at, const char *end)
{
    GString *out = g_string_new(NULL);
    gboolean is_quoted = FALSE;
    for (; *at < end && (is_quoted || (**at != ';' && **at != ':')); ++*at) {
        if (**at == '"') {
            is_quoted = !is_quoted;
        } else {
            g_string_append_c(out, **at);
        }
    }
    return g_string_free(out, FALSE);
}

static void take_params(struct vcard_entry *entry, const char **at, const char *end)
{
    while (*at < end && **at == ';' && json_object_size(entry->params) < 20) {
        ++*at;
        g_autofree char *text = take_param(at, end);
        char *equals = strchr(text, '=');
        if (equals) {
            *equals = '\0';
            add_param(entry->params, text, equals + 1);
        } else if (*text) {
            add_param(entry->params, implied_name(text), text);
        }
    }
}

/* ---- values ---- */

static const char *param(const struct vcard_entry *entry, const char *name)
{
    const char *value = json_string_value(json_object_get(entry->params, name));
    return value ? value : "";
}

/* RFC 2045, section 6.7; what is no escape stays. New, UTF-8. */
static char *undo_quoted_printable(struct ts_call *call, const char *text, const char *charset)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (; *text; text++) {
        int high = *text == '=' ? g_ascii_xdigit_value(text[1]) : -1;
        int low = high >= 0 ? g_ascii_xdigit_value(text[2]) : -1;
        if (low >= 0) {
            g_string_append_c(out, (gchar)(high * 16 + low));
            text += 2;
        } else {
            g_string_append_c(out, *text);
        }
    }
    struct charset_hint hint = {.declared = ts_text(charset)};
    struct charset_result result;
    charset_to_utf8(call, &hint, ts_bytes(out->str, out->len), &result);
    return g_strndup(result.text.ptr ? result.text.ptr : "", result.text.len);
}

static gboolean is_binary(const struct vcard_entry *entry)
{
    static const char *const names[] = {"PHOTO", "LOGO", "SOUND", "KEY"};
    const char *encoding = param(entry, "ENCODING");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(entry->name, names[i]) == 0) {
            return TRUE;
        }
    }
    return g_ascii_strcasecmp(encoding, "b") == 0 || g_ascii_strcasecmp(encoding, "base64") == 0;
}

gboolean vcard_entry_read(struct ts_call *call, const struct vcard_lines *lines,
                          struct vcard_entry *entry_r)
{
    const char *begin = lines->whole->str, *end = begin + lines->whole->len;
    size_t size = strcspn(begin, ";:");
    const char *at = begin + size;
    const char *group = memchr(begin, '.', size);
    const char *name = group ? group + 1 : begin;
    if (at >= end || name == at) {
        return FALSE;
    }
    g_autofree char *own = g_strndup(name, (gsize)(at - name));
    *entry_r = (struct vcard_entry){.name = g_strstrip(g_ascii_strup(own, -1)),
                                    .params = json_object(),
                                    .line = lines->begun_at};
    take_params(entry_r, &at, end);
    if (at >= end || *at != ':') {
        vcard_entry_clear(entry_r);
        return FALSE;
    }
    at++;
    entry_r->column = (uint32_t)g_utf8_strlen(begin, at - begin) + 1;
    entry_r->is_binary = is_binary(entry_r);
    gboolean is_quoted = g_ascii_strcasecmp(param(entry_r, "ENCODING"), "quoted-printable") == 0;
    entry_r->value =
        is_quoted ? undo_quoted_printable(call, at, param(entry_r, "CHARSET")) : g_strdup(at);
    return TRUE;
}

void vcard_entry_clear(struct vcard_entry *entry)
{
    g_free(entry->name);
    json_decref(entry->params);
    g_free(entry->value);
    *entry = (struct vcard_entry){0};
}

gboolean vcard_entry_has_type(const struct vcard_entry *entry, const char *type)
{
    g_autofree char *types = g_ascii_strdown(param(entry, "TYPE"), -1);
    g_auto(GStrv) words = g_strsplit(types, ",", -1);
    return g_strv_contains((const char *const *)words, type);
}

/* ---- escapes (RFC 6350, section 3.4) ---- */

/* One character of a value; returns how far it goes. */
static size_t append_character(GString *out, const char *at)
{
    if (*at != '\\' || !at[1]) {
        g_string_append_c(out, *at);
        return 1;
    }
    if (!strchr("nN\\,;:", at[1])) {
        g_string_append_c(out, '\\');
        return 1;
    }
    g_string_append_c(out, at[1] == 'n' || at[1] == 'N' ? '\n' : at[1]);
    return 2;
}

char *vcard_entry_text(const struct vcard_entry *entry)
{
    GString *out = g_string_new(NULL);
    for (const char *at = entry->value; *at;) {
        at += append_character(out, at);
    }
    return g_strstrip(g_string_free(out, FALSE));
}

GPtrArray *vcard_entry_parts(const struct vcard_entry *entry)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = entry->value;;) {
        if (!*at || (*at == ';' && parts->len < 20)) {
            g_ptr_array_add(parts, g_strstrip(g_strdup(out->str)));
            g_string_truncate(out, 0);
            if (!*at++) {
                return parts;
            }
        } else if (*at == ',' && at[1] != ' ') {
            g_string_append(out, ", ");
            at++;
        } else {
            at += append_character(out, at);
        }
    }
}

gboolean vcard_entry_is_structured(const struct vcard_entry *entry)
{
    static const char *const names[] = {"ADR", "N", "ORG"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(entry->name, names[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}
