/* SPDX-License-Identifier: MIT
 *
 * Takes lists of mailboxes apart (RFC 5322, section 3.4), in one pass: gmime follows groups inside
 * groups by recursion until the stack is used up.
 */
#include "plugins/read-mime/address.h"

#include "plugins/read-mime/words.h"

struct list {
    struct ts_call *call;
    GString *out;
    char *name; /* of the first that has one */
    /* of the mailbox at hand */
    GString *phrase, *comment, *address;
    guint depth; /* of comments */
    gboolean is_quoted, is_angled, has_angle;
    gboolean has_odd_quotes; /* one is never closed: they mean nothing */
};

static void put_name(GString *out, const char *name)
{
    if (!strpbrk(name, "()<>[]:;@\\,\"")) {
        g_string_append(out, name);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = name; *at; at++) {
        if (*at == '"' || *at == '\\') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static char *take_text(struct list *list, GString *part)
{
    char *text = words_decode(list->call, ts_bytes(part->str, part->len));
    g_string_truncate(part, 0);
    return text;
}

/* "Name <a@b>", "a@b (Name)", "a@b"; "Name" alone is broken, and shown. */
static void end_mailbox(struct list *list)
{
    g_autofree char *phrase = take_text(list, list->phrase);
    g_autofree char *comment = take_text(list, list->comment);
    g_autofree char *address = take_text(list, list->address);
    const char *name = list->has_angle && *phrase ? phrase : comment;
    const char *bare = list->has_angle ? address : phrase;
    list->is_angled = list->has_angle = list->is_quoted = FALSE;
    list->depth = 0;
    if (!*name && !*bare) {
        return;
    }
    g_string_append(list->out, list->out->len ? ", " : "");
    if (*name) {
        put_name(list->out, name);
        g_string_append_printf(list->out, " <%s>", bare);
        list->name = list->name ? list->name : g_strdup(name);
    } else {
        g_string_append(list->out, bare);
    }
}

static GString *part_of(struct list *list)
{
    return list->depth ? list->comment : list->is_angled ? list->address : list->phrase;
}

static void take_plain(struct list *list, char byte)
{
    switch (byte) {
    case '<':
        list->is_angled = list->has_angle = TRUE;
        break;
    case '>':
        list->is_angled = FALSE;
        break;
    case ':': /* the name of a group; in "<a:b>" a route, or no address */
        if (list->is_angled) {
            g_string_append_c(list->address, byte);
        } else {
            g_string_truncate(list->phrase, 0);
        }
        break;
    case ',':
    case ';':
        if (list->is_angled) {
            g_string_append_c(list->address, byte);
        } else {
            end_mailbox(list);
        }
        break;
    default:
        g_string_append_c(part_of(list), byte);
    }
}

/* Returns how many bytes it took. */
static size_t take(struct list *list, const char *at)
{
    size_t size = words_size(at);
    if (size) { /* commas and brackets inside are met, though not allowed */
        g_string_append_len(part_of(list), at, (gssize)size);
        return size;
    }
    if (*at == '\\' && at[1] && (list->is_quoted || list->depth)) {
        g_string_append_c(part_of(list), at[1]);
        return 2;
    }
    if (list->is_quoted) {
        if (*at == '"') {
            list->is_quoted = FALSE;
        } else {
            g_string_append_c(part_of(list), *at);
        }
    } else if (*at == '"' && !list->depth) {
        list->is_quoted = !list->has_odd_quotes;
    } else if (*at == '(') {
        list->depth++;
    } else if (list->depth) {
        if (*at == ')') {
            list->depth--;
        } else {
            g_string_append_c(list->comment, *at);
        }
    } else {
        take_plain(list, *at);
    }
    return 1;
}

static gboolean has_odd_quotes(const char *text)
{
    gboolean is_odd = FALSE;
    for (; *text; text++) {
        is_odd ^= *text == '"';
        text += *text == '\\' && text[1];
    }
    return is_odd;
}

char *address_fold(struct ts_call *call, const char *text, char **name_r)
{
    struct list list = {
        .call = call,
        .out = g_string_new(NULL),
        .phrase = g_string_new(NULL),
        .comment = g_string_new(NULL),
        .address = g_string_new(NULL),
        .has_odd_quotes = has_odd_quotes(text),
    };
    while (*text) {
        text += take(&list, text);
    }
    end_mailbox(&list);
    g_string_free(list.phrase, TRUE);
    g_string_free(list.comment, TRUE);
    g_string_free(list.address, TRUE);
    *name_r = list.name;
    return g_string_free(list.out, FALSE);
}
