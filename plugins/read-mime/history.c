/* SPDX-License-Identifier: MIT
 *
 * Where an older mail begins in the text of a new one: what stands there was written before, and is
 * not judged as if it were written now.
 */
#include "plugins/read-mime/mail.h"

#define LINE_SIZE 500u       /* bytes of a line that may open a history */
#define ATTRIBUTION_LINES 3u /* in which mail programs fold "On ... wrote:" */

/* Most lines of a mail are none of these, so the first look costs no memory. */
static gboolean begins(struct ts_str line, const char *with)
{
    size_t size = strlen(with);
    return line.len >= size && g_ascii_strncasecmp(line.ptr, with, size) == 0;
}

/* Without the stars of bold text and white space around it. */
static struct ts_str trim(struct ts_str line)
{
    while (line.len && (*line.ptr == '*' || *line.ptr == ' ' || *line.ptr == '\t')) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
    }
    while (line.len && (g_ascii_isspace(line.ptr[line.len - 1]) || line.ptr[line.len - 1] == '*')) {
        line.len--;
    }
    return line;
}

static struct ts_str trimmed_line(struct ts_str text, size_t at, size_t *next_r)
{
    return trim(line_at(text, at, next_r));
}

/* Lower case; the caller frees it. */
static char *fold(struct ts_str text)
{
    g_autofree char *valid = g_utf8_make_valid(text.ptr, (gssize)text.len);
    return g_utf8_strdown(valid, -1);
}

/* ---- "-----Original Message-----" ---- */

static gboolean is_separator(struct ts_str line)
{
    static const char *const titles[] = {
        "original message",        "oorspronkelijk bericht", "originele bericht",
        "origineel bericht",       "doorgestuurd bericht",   "forwarded message",
        "ursprüngliche nachricht", "message d'origine",      "message original",
        "mensaje original",        "messaggio originale",    "weitergeleitete nachricht",
        "original-nachricht",      "message transféré",      "doorgestuurde bericht",
    };
    gboolean is_ruled = begins(line, "---") || begins(line, "___");
    gboolean is_apple = begins(line, "begin ") && line.ptr[line.len - 1] == ':';
    if (!is_ruled && !is_apple) {
        return FALSE;
    }
    g_autofree char *folded = fold(line);
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        if (strstr(folded, titles[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- "From: ... Sent: ... To: ... Subject: ..." ---- */

enum label { LABEL_NONE, LABEL_FROM = 1, LABEL_DATE = 2, LABEL_TO = 4, LABEL_SUBJECT = 8 };

static unsigned label_of(struct ts_str line)
{
    static const struct {
        const char *label;
        unsigned means;
    } labels[] = {
        {"from:", LABEL_FROM},       {"van:", LABEL_FROM},        {"von:", LABEL_FROM},
        {"de :", LABEL_FROM},        {"de:", LABEL_FROM},         {"da:", LABEL_FROM},
        {"sent:", LABEL_DATE},       {"date:", LABEL_DATE},       {"verzonden:", LABEL_DATE},
        {"datum:", LABEL_DATE},      {"gesendet:", LABEL_DATE},   {"envoyé :", LABEL_DATE},
        {"envoyé:", LABEL_DATE},     {"enviado:", LABEL_DATE},    {"inviato:", LABEL_DATE},
        {"verstuurd:", LABEL_DATE},  {"to:", LABEL_TO},           {"aan:", LABEL_TO},
        {"an:", LABEL_TO},           {"à :", LABEL_TO},           {"à:", LABEL_TO},
        {"para:", LABEL_TO},         {"subject:", LABEL_SUBJECT}, {"onderwerp:", LABEL_SUBJECT},
        {"betreff:", LABEL_SUBJECT}, {"objet :", LABEL_SUBJECT},  {"objet:", LABEL_SUBJECT},
        {"asunto:", LABEL_SUBJECT},  {"oggetto:", LABEL_SUBJECT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (begins(line, labels[i].label)) {
            return labels[i].means;
        }
    }
    return LABEL_NONE;
}

/* Who, when, and to whom or about what, in lines that follow each other. */
static gboolean is_header_block(struct ts_str text, size_t at)
{
    unsigned seen = 0;
    for (guint i = 0; i < 5 && at < text.len; i++) {
        unsigned label = label_of(trimmed_line(text, at, &at));
        if (label == LABEL_NONE && i == 0) {
            return FALSE;
        }
        seen |= label;
    }
    return (seen & LABEL_FROM) && (seen & LABEL_DATE) && (seen & (LABEL_TO | LABEL_SUBJECT));
}

/* ---- "On 3 May 2026, Jan wrote:" ---- */

static gboolean has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* "on 3 may jan wrote:", "jan schreef op 3 mei:" */
static gboolean is_attribution(const char *line)
{
    static const struct {
        const char *first, *verb;
    } ways[] = {
        {"on ", "wrote"},     {"op ", "schreef"},  {"am ", "schrieb"},
        {"le ", "écrit"},     {"el ", "escribió"}, {"il ", "ha scritto"},
        {"", " schreef op "}, {"", " wrote on "},  {"", " schrieb am "},
    };
    for (size_t i = 0; has_digit(line) && i < G_N_ELEMENTS(ways); i++) {
        if (g_str_has_prefix(line, ways[i].first) && strstr(line, ways[i].verb)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean may_be_folded(struct ts_str line)
{
    static const char *const firsts[] = {"on ", "op ", "am ", "le ", "el ", "il "};
    for (size_t i = 0; i < G_N_ELEMENTS(firsts); i++) {
        if (begins(line, firsts[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Do lines with ">" follow? Then an answer may come behind them. */
static gboolean is_marked(struct ts_str text, size_t at)
{
    while (at < text.len && g_ascii_isspace(text.ptr[at])) {
        at++;
    }
    return at < text.len && text.ptr[at] == '>';
}

/* The end of the line that ends in a colon, this or one of the next. */
static size_t colon_end(struct ts_str text, size_t at)
{
    size_t begin = at;
    struct ts_str line = trimmed_line(text, at, &at);
    for (guint lines = may_be_folded(line) ? ATTRIBUTION_LINES : 1; lines > 0; lines--) {
        if (line.len == 0 || line.len > LINE_SIZE) {
            break;
        }
        if (line.ptr[line.len - 1] == ':') {
            return at;
        }
        line = trimmed_line(text, at, &at);
    }
    return begin;
}

static size_t attribution_end(struct ts_str text, size_t at)
{
    size_t end = colon_end(text, at);
    if (end == at) {
        return at;
    }
    g_autofree char *line = fold(trim(ts_bytes(text.ptr + at, end - at)));
    g_strdelimit(line, "\r\n", ' ');
    if (!is_attribution(line)) {
        return at;
    }
    return is_marked(text, end) ? end : text.len;
}

int history_begins(struct ts_str text)
{
    size_t next;
    struct ts_str line = trimmed_line(text, 0, &next);
    return line.len >= 4 && line.len <= LINE_SIZE &&
           (is_separator(line) || (label_of(line) == LABEL_FROM && is_header_block(text, 0)));
}

size_t history_end(struct ts_str text, size_t at)
{
    size_t next;
    struct ts_str line = trimmed_line(text, at, &next);
    if (line.len < 4 || line.len > LINE_SIZE) {
        return at;
    }
    if (is_separator(line) || (label_of(line) == LABEL_FROM && is_header_block(text, at))) {
        return text.len;
    }
    return attribution_end(text, at);
}
