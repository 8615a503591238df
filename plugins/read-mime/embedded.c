/* SPDX-License-Identifier: MIT
 *
 * Files in the middle of a text: uuencode, and yEnc (http://www.yenc.org/yenc-draft.1.3.txt).
 */
#include "plugins/read-mime/mail.h"
#include "plugins/read-mime/words.h"

#define NAME_SIZE 250u

enum packing { PACKED_UU = 1, PACKED_YENC };

struct file {
    enum packing packing;
    struct ts_str name;  /* as it stands */
    struct ts_str lines; /* between the first line and the last */
    size_t begin, end;   /* of all of it, in the text */
    gboolean is_whole;   /* its last line is there */
};

/* A line of uuencode says how many bytes it holds; spaces at its end may be lost. */
static gboolean is_uu_line(struct ts_str line)
{
    if (line.len == 0 || line.ptr[0] < ' ' || line.ptr[0] > '`') {
        return FALSE;
    }
    size_t count = (size_t)(line.ptr[0] - ' ') & 63, wanted = (count + 2) / 3 * 4 + 1;
    for (size_t i = 1; i < line.len; i++) {
        if (line.ptr[i] < ' ' || line.ptr[i] > '`') {
            return FALSE;
        }
    }
    return line.len <= wanted + 2 && line.len + 4 > wanted;
}

/* "begin 644 name", and a line of uuencode behind it. */
static gboolean begins_uu(struct ts_str text, struct ts_str line, size_t next, struct file *file)
{
    size_t at = 6, after;
    if (line.len < 10 || memcmp(line.ptr, "begin ", 6) != 0) {
        return FALSE;
    }
    while (at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '7') {
        at++;
    }
    if (at < 9 || at > 10 || at >= line.len || line.ptr[at] != ' ' || next >= text.len) {
        return FALSE;
    }
    file->packing = PACKED_UU;
    file->name = ts_bytes(line.ptr + at + 1, line.len - at - 1);
    return is_uu_line(line_at(text, next, &after));
}

/* "=ybegin line=128 size=123 name=x" */
static gboolean begins_yenc(struct ts_str line, struct file *file)
{
    const char *name = line.len > 16 && memcmp(line.ptr, "=ybegin ", 8) == 0
                           ? memmem(line.ptr, line.len, " name=", 6)
                           : NULL;
    if (!name) {
        return FALSE;
    }
    file->packing = PACKED_YENC;
    file->name = ts_bytes(name + 6, line.len - (size_t)(name + 6 - line.ptr));
    return TRUE;
}

static gboolean is_last_line(enum packing packing, struct ts_str line)
{
    return packing == PACKED_UU ? line.len >= 3 && line.len <= 5 && memcmp(line.ptr, "end", 3) == 0
                                : line.len >= 5 && memcmp(line.ptr, "=yend", 5) == 0;
}

/* Does a file begin with the line at at? Then file says all of it. */
static gboolean find_file(struct ts_str text, size_t at, struct file *file)
{
    size_t next;
    struct ts_str line = line_at(text, at, &next);
    *file = (struct file){.begin = at};
    if (!begins_uu(text, line, next, file) && !begins_yenc(line, file)) {
        return FALSE;
    }
    size_t begin = next;
    for (file->end = next; file->end < text.len; file->end = next) {
        line = line_at(text, file->end, &next);
        if (is_last_line(file->packing, line)) {
            file->is_whole = TRUE;
            break;
        }
        if (file->packing == PACKED_UU && line.len && !is_uu_line(line)) {
            next = file->end;
            break;
        }
    }
    file->lines = ts_bytes(text.ptr + begin, file->end - begin);
    file->end = next;
    return TRUE;
}

/* ---- unpacking; out has room for the packed bytes ---- */

static size_t unpack_uu(struct ts_str lines, char *out)
{
    int state = GMIME_UUDECODE_STATE_BEGIN;
    guint32 save = 0;
    return g_mime_encoding_uudecode_step((const unsigned char *)lines.ptr, lines.len,
                                         (unsigned char *)out, &state, &save);
}

static size_t unpack_yenc(struct ts_str lines, char *out)
{
    size_t size = 0;
    for (size_t at = 0, next; at < lines.len; at = next) {
        struct ts_str line = line_at(lines, at, &next);
        if (line.len > 6 && memcmp(line.ptr, "=ypart ", 7) == 0) {
            continue;
        }
        for (size_t i = 0; i < line.len; i++) {
            gboolean is_escaped = line.ptr[i] == '=' && i + 1 < line.len;
            i += is_escaped ? 1 : 0;
            out[size++] = (char)(line.ptr[i] - 42 - (is_escaped ? 64 : 0));
        }
    }
    return size;
}

static struct ts_str unpack(const struct file *file, char **owned_r)
{
    *owned_r = g_malloc(file->lines.len + 64);
    size_t size = file->packing == PACKED_UU ? unpack_uu(file->lines, *owned_r)
                                             : unpack_yenc(file->lines, *owned_r);
    return ts_bytes(*owned_r, size);
}

struct ts_str embedded_decode(struct ts_str text, char **owned_r)
{
    struct file file;
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        if (find_file(text, at, &file)) {
            return unpack(&file, owned_r);
        }
    }
    *owned_r = NULL;
    return text;
}

/* ---- out of the text ---- */

static void emit_file(struct mail *mail, const struct file *file, const char *path, guint number)
{
    g_autofree char *owned = NULL;
    struct ts_str bytes = unpack(file, &owned);
    g_autofree char *raw = g_strndup(file->name.ptr, MIN(file->name.len, NAME_SIZE));
    g_autofree char *name = words_to_utf8(mail->call, raw, mail->charset);
    g_autofree char *own_path = g_strdup_printf("%s/file=%u", path, number);
    const char *sniffed = content_sniff(bytes);
    struct mail_child child = {
        .path = own_path,
        .media_type = sniffed ? sniffed : "application/octet-stream",
        .name = g_strstrip(name),
        .bytes = bytes,
    };
    mail_emit_child(mail, &child);
    if (!file->is_whole) {
        g_autofree char *valid = g_utf8_make_valid(name, -1);
        g_autofree char *what =
            g_strdup_printf("the file \"%s\" in the text has no end: it is cut off", valid);
        mail_say(mail, what);
    }
}

/* Line ends stay, so that what follows keeps its place. */
static void blank(char *copy, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        copy[i] = copy[i] == '\n' ? '\n' : ' ';
    }
}

struct ts_str embedded_take(struct mail *mail, struct ts_str text, const char *path, char **owned_r)
{
    struct file file;
    guint number = 0;
    if (!text.ptr ||
        (!memmem(text.ptr, text.len, "begin ", 6) && !memmem(text.ptr, text.len, "=ybegin ", 8))) {
        return text;
    }
    for (size_t at = 0; at < text.len;) {
        if (!find_file(text, at, &file)) {
            at = line_end(text, at);
            continue;
        }
        if (!*owned_r) {
            *owned_r = g_memdup2(text.ptr, text.len);
        }
        emit_file(mail, &file, path, ++number);
        blank(*owned_r, file.begin, file.end);
        at = file.end;
    }
    return *owned_r ? ts_bytes(*owned_r, text.len) : text;
}
