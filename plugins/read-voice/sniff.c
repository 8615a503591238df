/* SPDX-License-Identifier: MIT
 *
 * Tells the voice formats from other XML, and from scripts that are plain text.
 */
#include "plugins/read-voice/voice.h"

#define REACH 4096u       /* bytes that are looked at */
#define SOUNDS_LEAST 5u   /* lines of a list of sounds */
#define NAME_SIZE_MAX 80u /* bytes of a sound's name */

static struct ts_str front_of(struct ts_str bytes)
{
    gboolean has_mark = bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0;
    size_t skip = has_mark ? 3 : 0;
    return ts_bytes(bytes.ptr + skip, MIN(bytes.len - skip, REACH));
}

static gboolean contains(struct ts_str text, const char *part)
{
    return text.len && memmem(text.ptr, text.len, part, strlen(part));
}

/* ---- XML ---- */

/* The size of what stands before the root: white space, comments, declarations. 0 at the root. */
static size_t before_root(struct ts_str text)
{
    if (text.len && g_ascii_isspace(*text.ptr)) {
        return 1;
    }
    gboolean is_comment = text.len >= 4 && memcmp(text.ptr, "<!--", 4) == 0;
    if (!is_comment &&
        !(text.len >= 2 && (memcmp(text.ptr, "<?", 2) == 0 || memcmp(text.ptr, "<!", 2) == 0))) {
        return 0;
    }
    const char *first = is_comment ? NULL : memchr(text.ptr, '>', text.len);
    gboolean has_subset = first && memchr(text.ptr, '[', (size_t)(first - text.ptr));
    const char *close = is_comment ? "-->" : has_subset ? "]>" : ">";
    const char *end = memmem(text.ptr, text.len, close, strlen(close));
    return end ? (size_t)(end - text.ptr) + strlen(close) : text.len;
}

static struct ts_str root_of(struct ts_str text)
{
    size_t step;
    while ((step = before_root(text)) > 0) {
        text = ts_bytes(text.ptr + step, text.len - step);
    }
    size_t size = 1;
    if (text.len < 2 || *text.ptr != '<') {
        return ts_text(NULL);
    }
    while (size < text.len && (g_ascii_isalnum(text.ptr[size]) || strchr(":_-", text.ptr[size])) &&
           text.ptr[size]) {
        size++;
    }
    struct ts_str name = ts_bytes(text.ptr + 1, size - 1);
    const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;
    return colon ? ts_bytes(colon + 1, (size_t)(name.ptr + name.len - colon) - 1) : name;
}

/* Names that other formats have too need one of FreeSWITCH's inside. */
static const struct {
    const char *root, *type;
    gboolean is_common;
} roots[] = {
    {"vxml", VOICE_VXML, FALSE},          {"speak", VOICE_SSML, FALSE},
    {"Response", VOICE_TWIML, FALSE},     {"include", VOICE_FREESWITCH, TRUE},
    {"document", VOICE_FREESWITCH, TRUE}, {"configuration", VOICE_FREESWITCH, TRUE},
    {"language", VOICE_FREESWITCH, TRUE},
};

static gboolean is_freeswitch(struct ts_str text)
{
    static const char *const parts[] = {"<macro ",   "<phrases>",      "<language name=",
                                        "phrase=\"", "freeswitch/xml", "name=\"ivr.conf\""};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (contains(text, parts[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *sniff_xml(struct ts_str text)
{
    struct ts_str root = root_of(text);
    for (size_t i = 0; i < G_N_ELEMENTS(roots); i++) {
        if (ts_is(root, roots[i].root)) {
            return roots[i].is_common && !is_freeswitch(text) ? NULL : roots[i].type;
        }
    }
    return NULL;
}

/* ---- lines ---- */

static gboolean next_line(struct ts_str *text, struct ts_str *line_r)
{
    const char *end = text->len ? memchr(text->ptr, '\n', text->len) : NULL;
    if (!end && text->len == 0) {
        return FALSE;
    }
    size_t size = end ? (size_t)(end - text->ptr) : text->len;
    size_t used = MIN(size + 1, text->len);
    *line_r = ts_bytes(text->ptr, size);
    *text = ts_bytes(text->ptr + used, text->len - used);
    while (line_r->len && g_ascii_isspace(line_r->ptr[line_r->len - 1])) {
        line_r->len--;
    }
    return TRUE;
}

static gboolean is_srt(struct ts_str text)
{
    struct ts_str line = {0};
    while (next_line(&text, &line) && line.len == 0) {
    }
    for (size_t i = 0; i < line.len; i++) {
        if (!g_ascii_isdigit(line.ptr[i])) {
            return FALSE;
        }
    }
    return line.len && next_line(&text, &line) && line.len >= 23 && contains(line, " --> ") &&
           g_ascii_isdigit(*line.ptr) && contains(line, ":");
}

/* "vm-goodbye: Goodbye!" in which the name could be a file's: the size of the name. */
static size_t sound_name(struct ts_str line)
{
    size_t size = 0;
    while (size < line.len &&
           (g_ascii_isalnum(line.ptr[size]) || strchr("-_/.*#", line.ptr[size])) &&
           line.ptr[size]) {
        size++;
    }
    gboolean is_name = size > 0 && size <= NAME_SIZE_MAX && size < line.len &&
                       line.ptr[size] == ':' && (size + 1 == line.len || line.ptr[size + 1] == ' ');
    return is_name ? size : 0;
}

/* All lines are names and words, and the names are those of files: in ascending order, none twice,
 * many with a hyphen. A dialogue has its speakers again and again, and a mail its headers in any
 * order. */
static gboolean is_transcript(struct ts_str text)
{
    gboolean is_cut = text.len == REACH;
    struct ts_str line, last = {0};
    guint count = 0, descents = 0, hyphens = 0;
    while (next_line(&text, &line)) {
        size_t size = sound_name(line);
        if (line.len == 0 || *line.ptr == ';' || (is_cut && text.len == 0)) {
            continue;
        }
        if (size == 0) {
            return FALSE;
        }
        struct ts_str name = ts_bytes(line.ptr, size);
        int order =
            last.ptr ? g_ascii_strncasecmp(last.ptr, name.ptr, MIN(last.len, name.len)) : -1;
        if (ts_equal(last, name)) {
            return FALSE;
        }
        descents += order > 0;
        hyphens += memchr(name.ptr, '-', name.len) || memchr(name.ptr, '/', name.len) ? 1 : 0;
        last = name;
        count++;
    }
    return count >= SOUNDS_LEAST && hyphens * 3 >= count && descents * 5 <= count;
}

/* [section], key = value, key => value, ; comment. */
static gboolean is_setting(struct ts_str line)
{
    size_t size = 0;
    while (line.len && g_ascii_isspace(*line.ptr)) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
    }
    if (line.len == 0 || *line.ptr == ';' || *line.ptr == '[') {
        return line.len == 0 || *line.ptr == ';' || contains(line, "]");
    }
    while (size < line.len && (g_ascii_isalnum(line.ptr[size]) || strchr("_-.#", line.ptr[size])) &&
           line.ptr[size]) {
        size++;
    }
    while (size < line.len && line.ptr[size] == ' ') {
        size++;
    }
    return size > 0 && size < line.len && line.ptr[size] == '=';
}

static gboolean is_settings(struct ts_str text)
{
    gboolean is_cut = text.len == REACH;
    struct ts_str line;
    guint comments = 0, sections = 0;
    while (next_line(&text, &line)) {
        if (is_cut && text.len == 0) {
            break;
        }
        if (!is_setting(line)) {
            return FALSE;
        }
        comments += line.len && *line.ptr == ';';
        sections += line.len && *line.ptr == '[';
    }
    return comments + sections > 0;
}

const char *voice_sniff(struct ts_str bytes)
{
    struct ts_str text = front_of(bytes);
    const char *xml = sniff_xml(text);
    if (xml) {
        return xml;
    }
    if (text.len >= 6 && memcmp(text.ptr, "WEBVTT", 6) == 0 &&
        (text.len == 6 || g_ascii_isspace(text.ptr[6]))) {
        return VOICE_VTT;
    }
    return is_srt(text)          ? VOICE_SRT
           : is_transcript(text) ? VOICE_TRANSCRIPT
           : is_settings(text)   ? VOICE_SETTINGS
                                 : NULL;
}
