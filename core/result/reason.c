/* SPDX-License-Identifier: MIT
 *
 * Finds the row that a reason was made from, and puts its values into the other language.
 */
#include "core/result/reason.h"

#include <glib.h>
#include <string.h>

#include "core/result/reason_rows.h"

#define HOLE "{}"
#define HOLES_MOST 6  /* of one row */
#define DEPTH_MOST 5u /* a reason in a reason: "check: picture: an SVG that needs fonts" */

struct match {
    const struct reason_row *row;
    gsize said; /* bytes of the text that are the row's own: most says it best */
    struct {
        const char *ptr;
        gsize len;
    } values[HOLES_MOST];
};

/* Does the text follow the row's wording? Each hole but the last takes as little as it can; what
 * follows the last one must end the text. Linear for each piece. */
static gboolean follows(const struct reason_row *row, const char *text, struct match *match_r)
{
    const char *at = text, *piece = row->english;
    *match_r = (struct match){.row = row};
    for (gsize hole = 0;; hole++) {
        const char *end = strstr(piece, HOLE);
        gsize len = end ? (gsize)(end - piece) : strlen(piece);
        const char *found = at;
        if (hole > 0) {
            g_autofree char *wanted = g_strndup(piece, len);
            gsize rest = strlen(at);
            found = end ? strstr(at, wanted) : at + rest - MIN(len, rest);
            if (!found || found == at) {
                return FALSE;
            }
            match_r->values[hole - 1].ptr = at;
            match_r->values[hole - 1].len = (gsize)(found - at);
        }
        if (strncmp(found, piece, len) != 0) {
            return FALSE;
        }
        match_r->said += len;
        at = found + len;
        if (!end) {
            return *at == '\0';
        }
        if (hole == HOLES_MOST) {
            return FALSE;
        }
        piece = end + strlen(HOLE);
    }
}

static void look_in(const struct reason_row *rows, const char *text, struct match *best)
{
    struct match match;
    for (const struct reason_row *row = rows; row->english; row++) {
        if (follows(row, text, &match) && (!best->row || match.said > best->said)) {
            *best = match;
        }
    }
}

static char *say(const char *text, guint depth);

static char *fill(const struct match *match, guint depth)
{
    GString *out = g_string_new(NULL);
    const char *at = match->row->dutch;
    for (gsize hole = 0;; hole++) {
        const char *end = strstr(at, HOLE);
        g_string_append_len(out, at, end ? end - at : (gssize)strlen(at));
        if (!end) {
            return g_string_free(out, FALSE);
        }
        g_autofree char *value = g_strndup(match->values[hole].ptr, match->values[hole].len);
        g_autofree char *told = say(value, depth + 1);
        g_string_append(out, told);
        at = end + strlen(HOLE);
    }
}

/* "PATH: why", "CHECK: why": who says it is no part of a row. */
static char *say_behind_name(const char *text, guint depth)
{
    const char *colon = strstr(text, ": ");
    if (!colon) {
        return g_strdup(text);
    }
    g_autofree char *name = g_strndup(text, (gsize)(colon - text));
    g_autofree char *told = say(colon + 2, depth + 1);
    return g_strconcat(name, ": ", told, NULL);
}

static char *say(const char *text, guint depth)
{
    struct match best = {.row = NULL};
    if (depth > DEPTH_MOST) {
        return g_strdup(text);
    }
    look_in(reasons_core, text, &best);
    look_in(reasons_plugins, text, &best);
    return best.row ? fill(&best, depth) : say_behind_name(text, depth);
}

char *reason_say(const char *language, const char *english)
{
    gboolean is_dutch = language && g_ascii_strncasecmp(language, "nl", 2) == 0;
    return is_dutch ? say(english, 0) : g_strdup(english);
}
