/* SPDX-License-Identifier: MIT
 *
 * The text/plain part of a mail: paragraphs, quoted lines, older mails, OpenPGP's armour.
 */
#include "plugins/common/blocks.h"
#include "plugins/common/limits.h"
#include "plugins/read-mime/mail.h"

enum armour { ARMOUR_NONE, ARMOUR_HEAD, ARMOUR_INSIDE };

struct plain {
    struct mail *mail;
    const struct plain_input *input;
    struct block_builder builder;
    uint32_t role;
    guint line, number;
    size_t older_end; /* up to there the text is an older mail */
    enum armour armour;
    gboolean is_joined; /* the next line goes on in the middle of a word */
};

static void flush(struct plain *plain)
{
    if (!block_builder_is_empty(&plain->builder)) {
        g_autofree char *path =
            g_strdup_printf("%s/block[%u]", plain->input->where, ++plain->number);
        if (block_builder_flush(&plain->builder, plain->role, plain->input->language, path) != 0) {
            plain->mail->is_failed = TRUE;
        }
    }
    plain->is_joined = FALSE;
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

/* ---- OpenPGP in the text itself (RFC 9580, sections 6 and 7) ---- */

static gboolean begins(struct ts_str line, const char *with)
{
    size_t size = strlen(with);
    return line.len >= size && memcmp(line.ptr, with, size) == 0;
}

/* Is this line part of the armour, not of what it holds? */
static gboolean take_armour(struct plain *plain, struct ts_str line)
{
    if (begins(line, "-----BEGIN PGP SIGNED MESSAGE-----")) {
        plain->armour = ARMOUR_HEAD;
    } else if (begins(line, "-----BEGIN PGP MESSAGE-----")) {
        mail_say(plain->mail, "encrypted: its content was not read");
        plain->armour = ARMOUR_INSIDE;
    } else if (begins(line, "-----BEGIN PGP ")) {
        plain->armour = ARMOUR_INSIDE;
    } else if (begins(line, "-----END PGP ") ||
               (plain->armour == ARMOUR_HEAD && blocks_is_blank(line))) {
        plain->armour = ARMOUR_NONE;
    } else {
        return plain->armour != ARMOUR_NONE;
    }
    flush(plain);
    return TRUE;
}

/* ---- lines ---- */

/* The marks of quoting, and the spaces of format=flowed, in front of a line. */
static struct ts_str without_marks(struct ts_str line, uint32_t *column_r)
{
    while (line.len && (line.ptr[0] == '>' || line.ptr[0] == ' ')) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
        (*column_r)++;
    }
    return line;
}

static void put_line(struct plain *plain, struct ts_str line, uint32_t role)
{
    uint32_t column = 1;
    line = without_marks(line, &column);
    gboolean is_soft = plain->input->is_tight && line.len && line.ptr[line.len - 1] == ' ';
    while (line.len && g_ascii_isspace(line.ptr[line.len - 1])) {
        line.len--;
    }
    if (is_ornament(line) || role != plain->role || plain->builder.text->len > READER_BLOCK_SIZE) {
        flush(plain);
    }
    plain->role = role;
    if (!is_ornament(line)) {
        if (!plain->is_joined) {
            block_builder_space(&plain->builder);
        }
        block_builder_add(&plain->builder, line, plain->line, column);
        plain->is_joined = is_soft;
    }
}

static void take_line(struct plain *plain, size_t at, struct ts_str line)
{
    gboolean is_marked = line.len && line.ptr[0] == '>';
    if (take_armour(plain, line)) {
        return;
    }
    if (!is_marked && at >= plain->older_end) {
        plain->older_end = history_end(plain->input->text, at);
    }
    gboolean is_older = is_marked || at < plain->older_end;
    if (is_older && plain->mail->is_outgoing) {
        flush(plain);
        plain->mail->older.is_met = 1;
        return;
    }
    put_line(plain, line, is_older ? TS_ROLE_QUOTE : TS_ROLE_TEXT);
}

void plain_read(struct mail *mail, const struct plain_input *input)
{
    struct plain plain = {.mail = mail, .input = input};
    struct ts_str text = input->text;
    block_builder_init(&plain.builder, mail->call);
    for (size_t at = 0, next; at < text.len && !mail->is_failed; at = next) {
        struct ts_str line = line_at(text, at, &next);
        if (plain.number >= READER_PARAGRAPHS) {
            mail_say(mail, "paragraphs of a text beyond the first 100,000 were not read");
            break;
        }
        plain.line++;
        take_line(&plain, at, line);
    }
    flush(&plain);
    block_builder_finish(&plain.builder);
}
