/* SPDX-License-Identifier: MIT
 *
 * Climbs the ladder of what is known of a character set, and converts with ICU.
 */
#include "plugins/common/charset.h"

#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <glib.h>

#include "plugins/common/charset_markup.h"
#include "plugins/common/limits.h"

/* Labels that browsers read otherwise than their registries say (WHATWG Encoding, section 4.2), and
 * names that ICU does not know. */
static const struct {
    const char *label, *name;
} labels[] = {
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GBK"},
    {"gb_2312-80", "GBK"},
    {"x-gbk", "GBK"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
    {"korean", "windows-949"},
    {"shift-jis", "windows-31j"},
    {"shift_jis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"utf-16", "UTF-16LE"},
    {"x-mac-roman", "macintosh"},
    {"mac", "macintosh"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"x-user-defined", "windows-1252"},
    {"unknown-8bit", ""},
    {"x-unknown", ""},
    {"binary", ""},
    {"8bit", ""},
    {"7bit", ""},
    {"none", ""},
};

/* What pages and mails are written in; opened before the seal. */
static const char *const warmed[] = {
    "UTF-8",        "UTF-16LE",     "UTF-16BE",     "UTF-32LE",     "UTF-32BE",     "UTF-7",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "windows-874",  "windows-949",  "windows-31j",
    "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",
    "ISO-8859-8",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",
    "KOI8-R",       "KOI8-U",       "macintosh",    "IBM866",       "IBM437",       "IBM850",
    "GBK",          "gb18030",      "Big5",         "EUC-JP",       "ISO-2022-JP",  "ISO-2022-KR",
    "HZ",
};

const char *charset_named(struct ts_str label)
{
    char own[64];
    size_t len = 0;
    for (size_t i = 0; i < label.len && len < sizeof own - 1; i++) {
        if (!g_ascii_isspace(label.ptr[i]) && label.ptr[i] != '"' && label.ptr[i] != '\'') {
            own[len++] = g_ascii_tolower(label.ptr[i]);
        }
    }
    own[len] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (strcmp(own, labels[i].label) == 0) {
            return *labels[i].name ? labels[i].name : NULL;
        }
    }
    for (size_t i = 0; len && i < G_N_ELEMENTS(warmed); i++) {
        if (ucnv_compareNames(own, warmed[i]) == 0) {
            return warmed[i];
        }
    }
    return NULL;
}

/* ---- rungs ---- */

static const char *by_mark(struct ts_str bytes, size_t *size_r)
{
    static const struct {
        const char *mark;
        size_t size;
        const char *name;
    } marks[] = {
        {"\xef\xbb\xbf", 3, "UTF-8"},
        {"\xff\xfe\0\0", 4, "UTF-32LE"},
        {"\xff\xfe", 2, "UTF-16LE"},
        {"\xfe\xff", 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (bytes.len >= marks[i].size && memcmp(bytes.ptr, marks[i].mark, marks[i].size) == 0) {
            *size_r = marks[i].size;
            return marks[i].name;
        }
    }
    *size_r = 0;
    return NULL;
}

static const char *by_detector(struct ts_str bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    const char *name = NULL;
    if (U_SUCCESS(status)) {
        ucsdet_setText(detector, bytes.ptr, (int32_t)MIN(bytes.len, 64u << 10), &status);
        const UCharsetMatch *match = ucsdet_detect(detector, &status);
        if (U_SUCCESS(status) && match && ucsdet_getConfidence(match, &status) >= 50) {
            name = charset_named(ts_text(ucsdet_getName(match, &status)));
        }
    }
    ucsdet_close(detector);
    return name;
}

/* ---- converting ---- */

/* How many bytes of ASCII it begins with, eight at a time; up to seven may go uncounted. */
static size_t ascii_prefix(struct ts_str bytes)
{
    size_t i = 0;
    for (; i + sizeof(uint64_t) <= bytes.len; i += sizeof(uint64_t)) {
        uint64_t eight;
        memcpy(&eight, bytes.ptr + i, sizeof eight);
        if (eight & 0x8080808080808080u) {
            break;
        }
    }
    return i;
}

/* NULs are valid here. Characters never reach over ASCII, so that each stretch without it can be
 * looked at alone. */
static gboolean is_utf8(struct ts_str bytes)
{
    while (bytes.len > 0) {
        size_t begin = ascii_prefix(bytes);
        while (begin < bytes.len && !(bytes.ptr[begin] & 0x80)) {
            begin++;
        }
        size_t end = begin;
        while (end < bytes.len && (bytes.ptr[end] & 0x80)) {
            end++;
        }
        if (!g_utf8_validate_len(bytes.ptr + begin, end - begin, NULL)) {
            return FALSE;
        }
        bytes.ptr += end;
        bytes.len -= end;
    }
    return TRUE;
}

static gboolean is_ascii(struct ts_str bytes)
{
    size_t i = ascii_prefix(bytes);
    while (i < bytes.len && !(bytes.ptr[i] & 0x80)) {
        i++;
    }
    return i == bytes.len;
}

/* What is no UTF-8 becomes U+FFFD. NULs are no text: they become spaces, so that nothing after them
 * is lost, unless who asked knows better. */
static struct ts_str replace_invalid(struct ts_call *call, struct ts_str bytes, int keeps_nul,
                                     uint32_t *count_r)
{
    /* Each bad byte becomes three, at most. */
    char *out = call->host->alloc(call, bytes.len * 3 + 1);
    size_t size = 0;
    const char *at = bytes.ptr;
    size_t left = bytes.len;
    while (left > 0) {
        const char *stop;
        gboolean is_valid = g_utf8_validate_len(at, left, &stop);
        size_t good = (size_t)(stop - at);
        memcpy(out + size, at, good);
        size += good;
        if (is_valid) {
            break;
        }
        const char *instead = *stop ? "\xef\xbf\xbd" : keeps_nul ? "" : " ";
        size_t instead_size = *stop ? 3 : 1;
        memcpy(out + size, instead, instead_size);
        size += instead_size;
        (*count_r)++;
        at = stop + 1;
        left -= good + 1;
    }
    return ts_bytes(out, size);
}

/* Do bytes below 0x80 mean the same in it as in ASCII? */
static gboolean extends_ascii(const char *charset)
{
    static const char *const others[] = {"UTF-16", "UTF-32", "UTF-7", "ISO-2022", "HZ"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_str_has_prefix(charset, others[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* In UTF-8, but not sure to be valid. */
static struct ts_str convert(struct ts_call *call, const char *charset, struct ts_str bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    if (strcmp(charset, "UTF-8") == 0 || (extends_ascii(charset) && is_ascii(bytes))) {
        return bytes;
    }
    UConverter *from = ucnv_open(charset, &status);
    UConverter *to = ucnv_open("UTF-8", &status);
    if (U_FAILURE(status)) {
        ucnv_close(from);
        ucnv_close(to);
        return bytes;
    }
    size_t room = bytes.len * 4 + 16;
    char *out = call->host->alloc(call, room);
    char *end = out;
    const char *source = bytes.ptr;
    ucnv_convertEx(to, from, &end, out + room, &source, bytes.ptr + bytes.len, NULL, NULL, NULL,
                   NULL, TRUE, TRUE, &status);
    ucnv_close(from);
    ucnv_close(to);
    return ts_bytes(out, (size_t)(end - out));
}

static void set(struct charset_result *result, const char *charset, const char *by)
{
    if (charset && !result->charset) {
        result->charset = charset;
        result->by = by;
    }
}

/* Text has next to no control characters but line ends, tabs and form feeds; pictures and programs
 * have, in whatever character set they are read. */
static int is_binary(const struct charset_result *result)
{
    static const char is_odd[256] = {
        1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 1,          1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, [0x7F] = 1,
    };
    struct ts_str text = result->text;
    size_t odd = result->replaced;
    for (size_t i = 0; i < text.len;) {
        size_t end = MIN(i + sizeof(uint64_t), text.len);
        uint64_t eight = 0;
        memcpy(&eight, text.ptr + i, end - i);
        /* Is none of the eight below 0x20, and none 0x7F? */
        uint64_t low = (eight - 0x2020202020202020u) & ~eight;
        uint64_t high = (eight ^ 0x7F7F7F7F7F7F7F7Fu) - 0x0101010101010101u;
        if (((low | high) & 0x8080808080808080u) == 0) {
            i = end;
        }
        for (; i < end; i++) {
            odd += (size_t)is_odd[(guchar)text.ptr[i]];
        }
    }
    return odd > 20 && odd > text.len / 50;
}

void charset_to_utf8(struct ts_call *call, const struct charset_hint *hint, struct ts_str bytes,
                     struct charset_result *result_r)
{
    size_t mark;
    *result_r = (struct charset_result){0};
    set(result_r, by_mark(bytes, &mark), "bom");
    if (!result_r->charset && hint->declared.len) {
        const char *name = charset_named(hint->declared);
        result_r->is_unknown = !name;
        set(result_r, name, "declared");
    }
    if (!result_r->charset && hint->has_markup) {
        set(result_r, charset_by_markup(bytes), "meta");
    }
    gboolean is_valid = FALSE;
    if (!result_r->charset && is_ascii(bytes)) { /* all the same, and what browsers call it */
        is_valid = bytes.len && !memchr(bytes.ptr, '\0', bytes.len);
        set(result_r, "windows-1252", "fallback");
    }
    if (!result_r->charset && is_utf8(bytes)) {
        is_valid = !memchr(bytes.ptr, '\0', bytes.len);
        set(result_r, "UTF-8", "utf-8");
    }
    if (!result_r->charset) {
        set(result_r, by_detector(bytes), "detected");
        set(result_r, "windows-1252", "fallback");
    }
    struct ts_str text = ts_bytes(bytes.ptr + mark, bytes.len - mark);
    text = convert(call, result_r->charset, text);
    if (!is_valid && (!is_utf8(text) || (text.len && memchr(text.ptr, '\0', text.len)))) {
        text = replace_invalid(call, text, hint->keeps_nul, &result_r->replaced);
    }
    result_r->text = text;
    result_r->is_binary = is_binary(result_r);
}

void charset_warm(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(warmed); i++) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(warmed[i], &status);
        UChar out[8];
        if (U_SUCCESS(status)) {
            ucnv_toUChars(converter, out, 8, "a", 1, &status);
        }
        ucnv_close(converter);
    }
    by_detector(ts_text("warm\xe9 deze tekst op, \xe9\xe9n keer, en niet vaker"));
}
