/* SPDX-License-Identifier: MIT
 *
 * "noindex, nofollow", "touchstone: none", "unavailable_after: 25 Jun 2027 15:00:00 PST".
 */
#include "plugins/source-web/directives.h"

/* Directives that have a value of their own; any other name before a colon is a robot's. */
static const char *const with_value[] = {"unavailable_after", "max-snippet", "max-image-preview",
                                         "max-video-preview"};

static gboolean has_value(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(with_value); i++) {
        if (g_ascii_strcasecmp(name, with_value[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A robot's name holds for all of its line behind it. */
static void take_line(struct directives *directives, char *line, const char *agent)
{
    g_auto(GStrv) words = g_strsplit(line, ",", 0);
    gboolean is_ours = TRUE;
    for (char **word = words; *word; word++) {
        char *directive = *word;
        char *colon = strchr(directive, ':');
        if (colon) {
            *colon = '\0';
            if (has_value(g_strstrip(directive))) {
                continue;
            }
            is_ours = g_ascii_strcasecmp(directive, agent) == 0;
            directive = colon + 1;
        }
        g_strstrip(directive);
        gboolean is_none = g_ascii_strcasecmp(directive, "none") == 0;
        directives->is_noindex |=
            is_ours && (is_none || g_ascii_strcasecmp(directive, "noindex") == 0);
        directives->is_nofollow |=
            is_ours && (is_none || g_ascii_strcasecmp(directive, "nofollow") == 0);
    }
}

struct directives directives_parse(const char *lines, const char *agent)
{
    struct directives directives = {0};
    g_auto(GStrv) each = g_strsplit(lines ? lines : "", "\n", 0);
    for (char **line = each; *line; line++) {
        take_line(&directives, *line, agent);
    }
    return directives;
}
