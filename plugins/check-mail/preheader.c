/* SPDX-License-Identifier: MIT
 *
 * What the inbox shows beside the subject: the hidden preheader, or else the first line.
 */
#include "plugins/check-mail/mail.h"

#define LINE_MIN 20 /* characters of a first line that tells something */

/* First lines that were never meant for the inbox, bare. */
static const char *const leftovers[] = {
    "bekijkindebrowser",
    "bekijkinbrowser",
    "bekijkdezemailindebrowser",
    "bekijkdezeemailindebrowser",
    "bekijkdezenieuwsbriefindebrowser",
    "bekijkonline",
    "bekijkdeonlineversie",
    "bekijkdewebversie",
    "onlineversie",
    "webversie",
    "klikhieromdezemailonline",
    "leesonline",
    "openindebrowser",
    "indebrowserbekijken",
    "kunjedezemailnietgoedlezen",
    "kuntudezemailnietgoedlezen",
    "wordtdezemailnietgoed",
    "wordtdezeemailnietgoed",
    "wordtdezenieuwsbriefnietgoed",
    "problemenmetlezen",
    "geenafbeeldingen",
    "viewinbrowser",
    "viewinyourbrowser",
    "viewthisemailinyourbrowser",
    "viewthisemailinabrowser",
    "viewthisemailonline",
    "viewonline",
    "viewwebversion",
    "viewaswebpage",
    "viewemailinbrowser",
    "webversion",
    "readonline",
    "openinbrowser",
    "havingtroubleviewing",
    "troubleviewing",
    "cantreadthisemail",
    "cantseethisemail",
    "emailnotdisplayingcorrectly",
    "imbrowseransehen",
    "imbrowseroeffnen",
    "imbrowser\303\266ffnen",
    "onlineansehen",
    "voirdanslenavigateur",
    "voirlaversionenligne",
    "afficherdanslenavigateur",
    "versionenligne",
};

static gboolean is_leftover(struct ts_str line)
{
    g_autofree char *bare = text_bare(line);
    for (size_t i = 0; i < G_N_ELEMENTS(leftovers); i++) {
        if (g_str_has_prefix(bare, leftovers[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The hidden text, and the first line that is shown. */
struct lines {
    GString *hidden;
    uint32_t hidden_block, first_block; /* TS_NO_BLOCK = none */
    gboolean is_told; /* the reader knows that it is a mail, and what is hidden in one */
};

static gboolean is_shown(const struct letter *letter, const struct ts_block *block)
{
    return letter_part_of(letter, block->where) == PART_HTML && block->role != TS_ROLE_TITLE &&
           block->role != TS_ROLE_METADATA;
}

static gboolean is_before(const struct ts_block *block, const struct ts_block *other)
{
    const struct ts_mark *own = block->marks.count ? ts_item(block->marks, 0) : NULL;
    const struct ts_mark *its = other->marks.count ? ts_item(other->marks, 0) : NULL;
    return own && its &&
           (own->line < its->line || (own->line == its->line && own->column < its->column));
}

/* Readers tell the words of a picture before the text that it stands in. */
static uint32_t first_shown(const struct letter *letter, uint32_t from)
{
    uint32_t first = TS_NO_BLOCK, count = letter->document->blocks.count;
    for (uint32_t i = from; i < count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        if (!is_shown(letter, block)) {
            continue;
        }
        if (first == TS_NO_BLOCK || is_before(block, letter_block(letter, first))) {
            first = i;
        }
        if (block->role != TS_ROLE_ALT) {
            break;
        }
    }
    return first;
}

static void find_lines(const struct letter *letter, struct lines *lines_r)
{
    *lines_r = (struct lines){g_string_new(NULL), TS_NO_BLOCK, TS_NO_BLOCK, FALSE};
    lines_r->is_told = letter->is_mail || letter_meta(letter, "mail-parts").len > 0;
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        if (!is_shown(letter, block)) {
            continue;
        }
        if (block->role != TS_ROLE_PREHEADER) {
            lines_r->first_block = first_shown(letter, i);
            return;
        }
        lines_r->hidden_block = lines_r->hidden->len ? lines_r->hidden_block : i;
        g_string_append_len(lines_r->hidden, block->text.ptr, (gssize)block->text.len);
    }
}

static struct ts_place place_of_hidden(const struct letter *letter, const struct lines *lines)
{
    return lines->hidden_block == TS_NO_BLOCK ? place_at(ts_text("preheader"), 0, 0)
                                              : place_of_block(letter, lines->hidden_block);
}

static void judge_size(struct letter *letter, struct ts_str text, struct ts_place place)
{
    char size[24], limit[24];
    glong characters = g_utf8_strlen(text.ptr, (gssize)text.len);
    guint max = letter->mail->preheader_max;
    if (max == 0 || characters <= (glong)max) {
        return;
    }
    g_snprintf(size, sizeof size, "%ld", characters);
    g_snprintf(limit, sizeof limit, "%u", max);
    struct fault fault = {.rule = "mail/preheader-long",
                          .actual = text,
                          .expected = ts_text(limit),
                          .detail = {ts_text("size"), ts_text(size)}};
    faults_add(&letter->faults, &fault, place);
}

static gboolean repeats_subject(const struct letter *letter, struct ts_str text)
{
    g_autofree char *subject = text_bare(letter->subject);
    g_autofree char *bare = text_bare(text);
    return *subject && strcmp(subject, bare) == 0;
}

static void judge_hidden(struct letter *letter, struct ts_str text, const struct lines *lines)
{
    struct ts_place place = place_of_hidden(letter, lines);
    struct fault fault = {.rule = "mail/preheader-repeats", .actual = text};
    if (repeats_subject(letter, text)) {
        faults_add(&letter->faults, &fault, place);
    } else if (is_leftover(text)) {
        fault.rule = "mail/preheader-leftover";
        faults_add(&letter->faults, &fault, place);
    }
    judge_size(letter, text, place);
}

/* A sentence at the top does for a preheader; a menu, a greeting or a logo does not. */
static gboolean tells_something(const struct letter *letter, const struct ts_block *first)
{
    gboolean is_empty = FALSE;
    return g_utf8_strlen(first->text.ptr, (gssize)first->text.len) >= LINE_MIN &&
           first->role != TS_ROLE_LINK && first->role != TS_ROLE_ALT &&
           salutation_size(first->text, &is_empty) == 0 && !repeats_subject(letter, first->text);
}

/* Of newsletters, and of templates that may be for one. */
static gboolean is_wanted(const struct letter *letter)
{
    return letter->is_marketing || (letter->is_template && !letter->is_transactional);
}

static void judge_first(struct letter *letter, uint32_t block)
{
    const struct ts_block *first = block == TS_NO_BLOCK ? NULL : letter_block(letter, block);
    if (first && is_leftover(first->text)) {
        struct fault fault = {.rule = "mail/preheader-leftover", .actual = first->text};
        faults_add(&letter->faults, &fault, place_of_block(letter, block));
    } else if (is_wanted(letter) && !(first && tells_something(letter, first))) {
        struct fault fault = {.rule = "mail/preheader-missing",
                              .severity = letter->is_marketing ? TS_WARNING : TS_INFO};
        if (first) {
            fault.actual = first->text;
        }
        faults_add(&letter->faults, &fault,
                   first ? place_of_block(letter, block) : place_at(ts_text("preheader"), 0, 0));
    }
}

void judge_preheader(struct letter *letter)
{
    struct lines lines;
    if (!letter->has_html) {
        return;
    }
    find_lines(letter, &lines);
    struct ts_str hidden = text_trim(ts_bytes(lines.hidden->str, lines.hidden->len));
    if (hidden.len) {
        judge_hidden(letter, hidden, &lines);
    } else if (lines.is_told) {
        judge_first(letter, lines.first_block);
    }
    g_string_free(lines.hidden, TRUE);
}
