/* SPDX-License-Identifier: MIT
 *
 * The text/plain part of a mail: paragraphs and quoted lines.
 */
#include "plugins/common/blocks.h"
#include "plugins/common/limits.h"
#include "plugins/read-mime/mail.h"

struct plain {
    struct mail *mail;
    struct block_builder builder;
    const char *language, *where;
    uint32_t role;
    guint line, number;
};

static void flush(struct plain *plain)
{
    if (!block_builder_is_empty(&plain->builder)) {
        g_autofree char *path = g_strdup_printf("%s/block[%u]", plain->where, ++plain->number);
        if (block_builder_flush(&plain->builder, plain->role, plain->language, path) != 0) {
            plain->mail->is_failed = TRUE;
        }
    }
}

/* Rules of dashes, stars and the like are ornament. */
static gboolean is_ornament(struct ts_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (g_ascii_isalnum(line.ptr[i]) || line.ptr[i] & 0x80) {
            return FALSE;
        }
    }
    return TRUE;
}

static void take_line(struct plain *plain, struct ts_str line)
{
    uint32_t role = line.len && line.ptr[0] == '>' ? TS_ROLE_QUOTE : TS_ROLE_TEXT;
    uint32_t column = 1;
    while (line.len && (line.ptr[0] == '>' || line.ptr[0] == ' ')) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
        column++;
    }
    while (line.len && g_ascii_isspace(line.ptr[line.len - 1])) {
        line.len--;
    }
    if (is_ornament(line) || role != plain->role || plain->builder.text->len > READER_BLOCK_SIZE) {
        flush(plain);
    }
    plain->role = role;
    if (!is_ornament(line)) {
        block_builder_space(&plain->builder);
        block_builder_add(&plain->builder, line, plain->line, column);
    }
}

void plain_read(struct mail *mail, struct ts_str text, const char *language, const char *where)
{
    struct plain plain = {.mail = mail, .language = language, .where = where};
    block_builder_init(&plain.builder, mail->call);
    for (size_t at = 0; at < text.len;) {
        const char *stop = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = stop ? (size_t)(stop - text.ptr) : text.len;
        plain.line++;
        take_line(&plain, ts_bytes(text.ptr + at, end - at));
        at = end + 1;
    }
    flush(&plain);
    block_builder_finish(&plain.builder);
}
