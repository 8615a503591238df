/* SPDX-License-Identifier: MIT
 *
 * A digest for a chat or a mail, in Markdown: where it stands, what could not be checked, what is
 * new, fixed and still open, the first few of each.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/report/escape.h"
#include "core/report/location.h"
#include "core/report/report_formats.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/run_rules.h"

#define TOLD_OF_TOUCHPOINT 3u /* of a part */
#define TOLD 12u              /* of a part, in all */

enum part { PART_UNKNOWN, PART_NEW, PART_OPEN, PART_FIXED, PARTS };

struct digest {
    const struct result *result;
    const struct report_options *options;
    const char *language;
    const struct result_touchpoint *touchpoint; /* the one at hand */
    struct {
        GString *text;
        guint count, told, of_touchpoint;
    } parts[PARTS];
    GString *text;
};

/* ---- what is told of a finding --------------------------------------------------------------- */

/* A page of the web is a link, as in the page of the report; nothing else is. */
static void put_place(struct digest *own, GString *out, const struct result_place *place)
{
    struct location location;
    location_of(own->result, place, &location);
    if (!location.path && escape_is_web_link(location.uri)) {
        g_string_append_printf(out, "<%s>", location.uri);
    } else {
        g_autofree char *locator = verdict_locator(place);
        escape_markdown(out, locator);
    }
    if (place->line) {
        g_string_append_printf(out, ":%u", place->line);
    }
    location_clear(&location);
}

static void put_line(struct digest *own, enum part part, const struct result_finding *finding)
{
    const struct result_place *place =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    GString *out = own->parts[part].text;
    g_string_append(out, "- ");
    if (part == PART_NEW || part == PART_OPEN) {
        g_string_append_printf(out, "%s: ", words_of(own->language, finding->severity));
    }
    escape_markdown(out, finding->message);
    if (place && *place->locator) {
        g_string_append(out, " · ");
        put_place(own, out, place);
    }
    if (finding->count > 1) {
        g_autofree char *more = words_count(own->language, WORD_N_MORE_PLACES, finding->count - 1);
        g_string_append_printf(out, " %s", more);
    }
    g_string_append_c(out, '\n');
}

static enum part part_of(const struct result_finding *finding)
{
    if (finding->state && strcmp(finding->state, "fixed") == 0) {
        return PART_FIXED;
    }
    if (run_rules_is_unchecked(finding->rule)) {
        return PART_UNKNOWN;
    }
    gboolean is_open = finding->state && strcmp(finding->state, "open") == 0;
    return is_open ? PART_OPEN : PART_NEW;
}

static int look_at(const struct result_finding *finding, void *data)
{
    struct digest *own = data;
    enum part part = part_of(finding);
    gboolean is_accepted = *finding->acceptance && part != PART_FIXED; /* the head counts them */
    if (part == PARTS || is_accepted || !report_wants(own->options, finding)) {
        return 0;
    }
    own->parts[part].count++;
    if (own->parts[part].told == TOLD || own->parts[part].of_touchpoint == TOLD_OF_TOUCHPOINT) {
        return 0;
    }
    if (own->parts[part].of_touchpoint++ == 0) {
        g_string_append(own->parts[part].text, "\n**");
        escape_markdown(own->parts[part].text, own->touchpoint->name);
        g_string_append(own->parts[part].text, "**\n\n");
    }
    own->parts[part].told++;
    put_line(own, part, finding);
    return 0;
}

static int look_at_all(struct digest *own)
{
    g_autoptr(GPtrArray) touchpoints = verdict_worst_first(own->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        own->touchpoint = g_ptr_array_index(touchpoints, i);
        const struct result_query wanted = {
            .touchpoint = own->touchpoint->id,
            .order = RESULT_WORST_FIRST,
            .at_most = 1,
        };
        for (enum part part = 0; part < PARTS; part++) {
            own->parts[part].of_touchpoint = 0;
        }
        if (own->touchpoint->is_current) {
            done = result_each_finding(own->result, &wanted, look_at, own);
        }
    }
    return done;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void put_sentence(GString *out, const char *before, const char *sentence, const char *after)
{
    g_string_append(out, before);
    escape_markdown(out, sentence);
    g_string_append(out, after);
}

static void put_head(struct digest *own)
{
    struct verdict *verdict = verdict_new(own->result, own->language);
    put_sentence(own->text, "# ", result_run(own->result)->brand, "\n\n");
    put_sentence(own->text, "**", verdict->headline, ".**\n\n");
    for (guint i = 0; i < verdict->details->len; i++) {
        put_sentence(own->text, "- ", g_ptr_array_index(verdict->details, i), ".\n");
    }
    verdict_free(&verdict);
}

/* A heading, the first few, and how many there are more. A run that failed as a whole may have
 * nothing to list: the head says why. */
static void put_part(struct digest *own, enum part part)
{
    gboolean has_states = result_run(own->result)->has_states;
    const enum word headings[PARTS] = {
        [PART_UNKNOWN] = WORD_NOT_CHECKED,
        [PART_NEW] = has_states ? WORD_NEW_FINDINGS : WORD_FINDINGS,
        [PART_OPEN] = WORD_STILL_OPEN,
        [PART_FIXED] = WORD_FIXED_SINCE,
    };
    guint count = own->parts[part].count;
    if (count == 0) {
        return;
    }
    g_autofree char *number = words_number(own->language, count);
    g_string_append_printf(own->text, "\n## %s: %s\n%s", words_get(own->language, headings[part]),
                           number, own->parts[part].text->str);
    if (count > own->parts[part].told) {
        g_autofree char *more =
            words_count(own->language, WORD_N_REST, count - own->parts[part].told);
        g_string_append_printf(own->text, "\n%s.\n", more);
    }
}

static void put_foot(struct digest *own)
{
    const struct result_summary *summary = result_summary(own->result);
    gboolean is_seen = summary->unchecked < summary->documents + summary->pictures;
    if (is_seen && own->parts[PART_NEW].count + own->parts[PART_OPEN].count == 0 &&
        own->parts[PART_UNKNOWN].count == 0 && summary->exit == 0 && !own->options->is_new_only) {
        g_string_append_printf(own->text, "\n%s\n", words_get(own->language, WORD_NO_FINDINGS));
    }
}

static int write_digest(const struct result *result, const struct report_options *options,
                        FILE *out, char **error_r)
{
    struct digest own = {
        .result = result,
        .options = options,
        .language = options->language,
        .text = g_string_new(NULL),
    };
    for (enum part part = 0; part < PARTS; part++) {
        own.parts[part].text = g_string_new(NULL);
    }
    int done = look_at_all(&own);
    put_head(&own);
    for (enum part part = 0; part < PARTS; part++) {
        put_part(&own, part);
        g_string_free(own.parts[part].text, TRUE);
    }
    put_foot(&own);
    if (done == 0) {
        done = report_flush(own.text, out);
    }
    g_string_free(own.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_md = {
    .name = "md",
    .help = N_(
        "a digest in Markdown, for a chat or a mail: unchecked, new, open, fixed, the first few"),
    .write = write_digest,
};
