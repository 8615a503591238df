/* SPDX-License-Identifier: MIT
 *
 * Looks for meta elements in bytes whose character set is not known yet.
 */
#include "plugins/common/charset_markup.h"

#include <string.h>

#include <glib.h>

#include "plugins/common/html_tokens.h"
#include "plugins/common/limits.h"

/* Bytes that are looked at, and how far that got. */
struct scan {
    const char *at, *end;
};

static gboolean begins(const struct scan *scan, const char *word)
{
    size_t size = strlen(word);
    return (size_t)(scan->end - scan->at) >= size && g_ascii_strncasecmp(scan->at, word, size) == 0;
}

static void skip_to(struct scan *scan, char byte)
{
    const char *found = memchr(scan->at, byte, (size_t)(scan->end - scan->at));
    scan->at = found ? found : scan->end;
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && html_is_space(*scan->at)) {
        scan->at++;
    }
}

struct attribute {
    struct ts_str name, value;
};

static struct ts_str value_of(struct scan *scan)
{
    skip_space(scan);
    const char *begin = scan->at;
    if (scan->at < scan->end && (*scan->at == '"' || *scan->at == '\'')) {
        char quote = *scan->at++;
        begin = scan->at;
        skip_to(scan, quote);
        if (scan->at == scan->end) { /* never closed: there is no attribute */
            return ts_text(NULL);
        }
        return ts_bytes(begin, (size_t)(scan->at++ - begin));
    }
    while (scan->at < scan->end && *scan->at != '>' && !html_is_space(*scan->at)) {
        scan->at++;
    }
    return ts_bytes(begin, (size_t)(scan->at - begin));
}

/* "Get an attribute". FALSE: the tag, or what is looked at, has ended. */
static gboolean next_attribute(struct scan *scan, struct attribute *attribute_r)
{
    while (scan->at < scan->end && (html_is_space(*scan->at) || *scan->at == '/')) {
        scan->at++;
    }
    if (scan->at == scan->end || *scan->at == '>') {
        return FALSE;
    }
    const char *begin = scan->at++;
    while (scan->at < scan->end && !strchr("=/>", *scan->at) && !html_is_space(*scan->at)) {
        scan->at++;
    }
    attribute_r->name = ts_bytes(begin, (size_t)(scan->at - begin));
    attribute_r->value = ts_text(NULL);
    skip_space(scan);
    if (scan->at < scan->end && *scan->at == '=') {
        scan->at++;
        attribute_r->value = value_of(scan);
    }
    return scan->at < scan->end;
}

static gboolean is_name(struct ts_str name, const char *known)
{
    return name.len == strlen(known) && g_ascii_strncasecmp(name.ptr, known, name.len) == 0;
}

/* Here a quote is part of the label, and no label has one. */
static const char *named(struct ts_str label)
{
    for (size_t i = 0; i < label.len; i++) {
        if (label.ptr[i] == '"' || label.ptr[i] == '\'') {
            return NULL;
        }
    }
    const char *name = charset_named(label);
    /* Bytes that could be read so far can't be UTF-16. */
    return name && g_str_has_prefix(name, "UTF-16") ? "UTF-8" : name;
}

/* "text/html; charset=utf-8": the label, or an empty one. */
static struct ts_str label_in(struct ts_str content)
{
    struct scan scan = {content.ptr, content.ptr + content.len};
    for (; scan.at < scan.end; scan.at++) {
        if (!begins(&scan, "charset")) {
            continue;
        }
        scan.at += strlen("charset");
        skip_space(&scan);
        if (scan.at == scan.end || *scan.at != '=') {
            scan.at--;
            continue;
        }
        scan.at++;
        skip_space(&scan);
        if (scan.at < scan.end && (*scan.at == '"' || *scan.at == '\'')) {
            return value_of(&scan);
        }
        const char *begin = scan.at;
        while (scan.at < scan.end && *scan.at != ';' && !html_is_space(*scan.at)) {
            scan.at++;
        }
        return ts_bytes(begin, (size_t)(scan.at - begin));
    }
    return ts_text(NULL);
}

/* Behind "<meta". */
static const char *take_meta(struct scan *scan)
{
    struct attribute attribute;
    gboolean is_declaration = FALSE;
    const char *by_charset = NULL, *by_content = NULL;
    while (next_attribute(scan, &attribute)) {
        if (is_name(attribute.name, "http-equiv")) {
            is_declaration |= is_name(attribute.value, "content-type");
        } else if (is_name(attribute.name, "content") && !by_content) {
            by_content = named(label_in(attribute.value));
        } else if (is_name(attribute.name, "charset") && !by_charset) {
            by_charset = named(attribute.value);
        }
    }
    if (scan->at == scan->end) { /* cut off: who knows what would have come */
        return NULL;
    }
    return by_charset ? by_charset : is_declaration ? by_content : NULL;
}

static const char *by_declaration(struct scan scan)
{
    struct attribute attribute;
    scan.at += strlen("<?xml");
    const char *close = memchr(scan.at, '>', (size_t)(scan.end - scan.at));
    scan.end = close ? close : scan.end;
    while (next_attribute(&scan, &attribute)) {
        if (is_name(attribute.name, "encoding")) {
            return named(attribute.value);
        }
    }
    return NULL;
}

/* At '<'. Goes on behind what begins there; the name, if it gave one. */
static const char *take_markup(struct scan *scan)
{
    struct attribute attribute;
    const char *name = NULL;
    if (begins(scan, "<!--")) {
        const char *open = scan->at + 2;
        const char *close = memmem(open, (size_t)(scan->end - open), "-->", 3);
        scan->at = close ? close + 3 : scan->end;
    } else if (begins(scan, "<meta") && scan->end - scan->at > 5 &&
               (html_is_space(scan->at[5]) || scan->at[5] == '/')) {
        scan->at += strlen("<meta");
        name = take_meta(scan);
    } else if (scan->end - scan->at > 2 && (g_ascii_isalpha(scan->at[1]) ||
                                            (scan->at[1] == '/' && g_ascii_isalpha(scan->at[2])))) {
        while (scan->at < scan->end && *scan->at != '>' && !html_is_space(*scan->at)) {
            scan->at++;
        }
        while (next_attribute(scan, &attribute)) {
        }
    } else if (begins(scan, "<!") || begins(scan, "</") || begins(scan, "<?")) {
        skip_to(scan, '>');
    } else {
        scan->at++;
    }
    return name;
}

const char *charset_by_markup(struct ts_str bytes)
{
    struct scan scan = {bytes.ptr, bytes.ptr + MIN(bytes.len, READER_PRESCAN)};
    const char *name = bytes.len && begins(&scan, "<?xml") ? by_declaration(scan) : NULL;
    while (!name && scan.at < scan.end) {
        skip_to(&scan, '<');
        if (scan.at < scan.end) {
            name = take_markup(&scan);
        }
    }
    return name;
}
