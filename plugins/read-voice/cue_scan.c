/* SPDX-License-Identifier: MIT
 *
 * The blocks of WebVTT (https://www.w3.org/TR/webvtt1/#file-parsing) and of SubRip, which has the
 * same without a header.
 */
#include "plugins/read-voice/cues.h"

/* ---- lines ---- */

static struct ts_str line_at(const struct cue_scan *scan, size_t at)
{
    const char *begin = scan->text.ptr + at;
    const char *end = memchr(begin, '\n', scan->text.len - at);
    return ts_bytes(begin, end ? (size_t)(end - begin) : scan->text.len - at);
}

static size_t behind(const struct cue_scan *scan, size_t at, struct ts_str line)
{
    return MIN(at + line.len + 1, scan->text.len);
}

static gboolean has_arrow(struct ts_str line)
{
    return line.len >= 3 && memmem(line.ptr, line.len, "-->", 3);
}

static gboolean is_blank(const struct cue_scan *scan, struct ts_str line)
{
    /* In SubRip a line of spaces is often meant as an empty one. */
    return scan->is_srt ? blocks_is_blank(line) : line.len == 0;
}

/* ---- times ---- */

static void skip_space(struct ts_str *line)
{
    while (line->len && strchr(" \t\f", *line->ptr) && *line->ptr) {
        *line = ts_bytes(line->ptr + 1, line->len - 1);
    }
}

static guint take_digits(struct ts_str *line, guint64 *value_r)
{
    guint count = 0;
    *value_r = 0;
    while (line->len && g_ascii_isdigit(*line->ptr)) {
        *value_r = MIN(*value_r * 10 + (guint64)(*line->ptr - '0'), G_MAXUINT32);
        *line = ts_bytes(line->ptr + 1, line->len - 1);
        count++;
    }
    return count;
}

static gboolean take(struct ts_str *line, const char *set)
{
    if (line->len == 0 || *line->ptr == '\0' || !strchr(set, *line->ptr)) {
        return FALSE;
    }
    *line = ts_bytes(line->ptr + 1, line->len - 1);
    return TRUE;
}

/* "01:02:03.004", "02:03.004"; SubRip has a comma, and is not strict. */
static gboolean take_time(const struct cue_scan *scan, struct ts_str *line, guint64 *msec_r)
{
    guint64 part[3] = {0}, msec;
    guint digits[3] = {0}, count = 0;
    do {
        digits[count] = take_digits(line, &part[count]);
        count++;
    } while (count < 3 && take(line, ":"));
    gboolean is_strict = !scan->is_srt;
    for (guint i = 0; i < count; i++) {
        gboolean is_hours = count == 3 && i == 0;
        if (digits[i] == 0 || (!is_hours && ((is_strict && digits[i] != 2) || part[i] > 59))) {
            return FALSE;
        }
    }
    if (count < 2 || !take(line, is_strict ? "." : ",.")) {
        return FALSE;
    }
    guint thousandths = take_digits(line, &msec);
    if (is_strict ? thousandths != 3 : thousandths == 0 || thousandths > 3) {
        return FALSE;
    }
    guint64 hours = count == 3 ? part[0] : 0;
    *msec_r = ((hours * 60 + part[count - 2]) * 60 + part[count - 1]) * 1000 + msec;
    return TRUE;
}

static gboolean read_times(const struct cue_scan *scan, struct ts_str line, struct cue *cue)
{
    skip_space(&line);
    if (!take_time(scan, &line, &cue->begin)) {
        return FALSE;
    }
    skip_space(&line);
    if (line.len < 3 || memcmp(line.ptr, "-->", 3) != 0) {
        return FALSE;
    }
    line = ts_bytes(line.ptr + 3, line.len - 3);
    skip_space(&line);
    return take_time(scan, &line, &cue->end);
}

/* ---- blocks ---- */

static gboolean is_comment(const struct cue_scan *scan, struct ts_str line)
{
    static const char *const names[] = {"NOTE", "STYLE", "REGION"};
    for (size_t i = 0; !scan->is_srt && i < G_N_ELEMENTS(names); i++) {
        size_t size = strlen(names[i]);
        if (line.len >= size && memcmp(line.ptr, names[i], size) == 0 &&
            (line.len == size || line.ptr[size] == ' ' || line.ptr[size] == '\t')) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The lines from here to an empty one, or to the times of another cue. */
static struct ts_str take_lines(struct cue_scan *scan)
{
    size_t begin = scan->at, end = begin;
    while (scan->at < scan->text.len) {
        struct ts_str line = line_at(scan, scan->at);
        if (is_blank(scan, line) || has_arrow(line)) {
            break;
        }
        end = scan->at + line.len;
        scan->at = behind(scan, scan->at, line);
    }
    return ts_bytes(scan->text.ptr + begin, end - begin);
}

static void note(guint *count, size_t *first, size_t at)
{
    *first = (*count)++ ? *first : at;
}

/* A cue whose times are there: its text, up to an empty line. SubRip's next number is no text. */
static int take_cue(struct cue_scan *scan, struct ts_str times, struct cue *cue_r)
{
    size_t begin = scan->at;
    scan->at = behind(scan, scan->at, times);
    gboolean is_timed = read_times(scan, times, cue_r);
    cue_r->text = take_lines(scan);
    if (!is_timed) {
        note(&scan->broken_count, &scan->first_broken, begin);
        return 0;
    }
    cue_r->number = ++scan->count;
    return 1;
}

/* A block without times at its front: an identifier and then times, or no cue. */
static int take_other(struct cue_scan *scan, struct ts_str line, struct cue *cue_r)
{
    size_t begin = scan->at;
    gboolean is_note = is_comment(scan, line);
    scan->at = behind(scan, scan->at, line);
    struct ts_str second = scan->at < scan->text.len ? line_at(scan, scan->at) : ts_text("");
    if (has_arrow(second)) {
        return take_cue(scan, second, cue_r);
    }
    take_lines(scan);
    if (!is_note) {
        note(&scan->stray_count, &scan->first_stray, begin);
    }
    return 0;
}

int cue_scan_next(struct cue_scan *scan, struct cue *cue_r)
{
    int found = 0;
    while (!found && scan->at < scan->text.len) {
        struct ts_str line = line_at(scan, scan->at);
        if (is_blank(scan, line)) {
            scan->at = behind(scan, scan->at, line);
        } else if (has_arrow(line)) {
            found = take_cue(scan, line, cue_r);
        } else {
            found = take_other(scan, line, cue_r);
        }
    }
    return found;
}

int cue_scan_init(struct cue_scan *scan, struct ts_str text, gboolean is_srt)
{
    *scan = (struct cue_scan){.text = text, .is_srt = is_srt};
    if (is_srt) {
        return 0;
    }
    struct ts_str line = line_at(scan, 0);
    if (line.len < 6 || memcmp(line.ptr, "WEBVTT", 6) != 0 ||
        (line.len > 6 && line.ptr[6] != ' ' && line.ptr[6] != '\t')) {
        return -1;
    }
    scan->at = behind(scan, 0, line);
    if (scan->at < scan->text.len && !has_arrow(line_at(scan, scan->at))) {
        take_lines(scan); /* the header, if there is one */
    }
    return 0;
}
