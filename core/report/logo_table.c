/* SPDX-License-Identifier: MIT
 *
 * What was measured of each picture, in columns, and below it what is wrong.
 */
#include "core/report/logo_table.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "core/report/escape.h"
#include "core/report/report_formats.h"
#include "core/report/term_text.h"
#include "core/report/words.h"
#include "core/result/reason.h"

enum column { FILE_NAME, LOGO, VERDICT, SCORE, ASPECT, COLOUR, CROP, PIXELS, CLEAR, RUNNER_UP };
#define COLUMN_COUNT (RUNNER_UP + 1)
#define OTHERS_MAX 10u /* named; of a folder full of pages the number says enough */

static const enum word titles[COLUMN_COUNT] = {
    [FILE_NAME] = WORD_TABLE_PICTURE, [LOGO] = WORD_TABLE_LOGO,
    [VERDICT] = WORD_TABLE_VERDICT,   [SCORE] = WORD_TABLE_SCORE,
    [ASPECT] = WORD_TABLE_ASPECT,     [COLOUR] = WORD_TABLE_COLOUR,
    [CROP] = WORD_TABLE_CROP,         [PIXELS] = WORD_TABLE_PIXELS,
    [CLEAR] = WORD_TABLE_CLEAR,       [RUNNER_UP] = WORD_TABLE_RUNNER_UP,
};

struct table {
    const char *language;
    GPtrArray *rows;      /* char *[COLUMN_COUNT], owned; a cell may be NULL */
    GString *below;       /* findings and what was not seen */
    GPtrArray *others;    /* char *: documents that are no pictures */
    GHashTable *pictures; /* char *: the locators of rows, borrowed from them */
    GHashTable *holders;  /* char *: documents inside which a picture was seen */
    const struct report_options *options;
};

/* ---- cells ----------------------------------------------------------------------------------- */

static void free_row(gpointer data)
{
    char **row = data;
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        g_free(row[i]);
    }
    g_free(row);
}

static gboolean has(const json_t *numbers, const char *name)
{
    return json_is_number(json_object_get(numbers, name));
}

static double number(const json_t *numbers, const char *name)
{
    return json_number_value(json_object_get(numbers, name));
}

static const char *detail(const json_t *details, const char *name)
{
    const char *text = json_string_value(json_object_get(details, name));
    return text ? text : "";
}

static char *say(const struct table *table, enum word word)
{
    return g_strdup(words_get(table->language, word));
}

/* A phrase with a number in it. */
static char *say_number(const struct table *table, enum word word, double n, unsigned decimals)
{
    g_autofree char *number = words_decimal(table->language, n, decimals);
    return words_say(table->language, word, &(struct message_value){"n", number}, 1);
}

static char *aspect_cell(const struct table *table, const json_t *numbers)
{
    double aspect = number(numbers, "aspect");
    if (!has(numbers, "aspect") || aspect <= 0) {
        return NULL;
    }
    double excess = 100 * ((aspect >= 1 ? aspect : 1 / aspect) - 1);
    return excess < 0.05
               ? say(table, WORD_TABLE_RIGHT)
               : say_number(table, aspect > 1 ? WORD_TABLE_WIDE : WORD_TABLE_HIGH, excess, 1);
}

static char *colour_cell(const struct table *table, const json_t *numbers, const json_t *details)
{
    if (*detail(details, "mono")) {
        return say(table, WORD_TABLE_MONO);
    }
    if (!has(numbers, "delta_e")) {
        return NULL;
    }
    const char *seen = detail(details, "colour_seen"), *right = detail(details, "colour_right");
    g_autofree char *difference = words_decimal(table->language, number(numbers, "delta_e"), 1);
    return *seen && *right && number(numbers, "delta_e") >= 1
               ? g_strdup_printf("%s/%s ΔE %s", seen, right, difference)
               : g_strdup_printf("ΔE %s", difference);
}

static char *crop_cell(const struct table *table, const json_t *numbers, const json_t *details)
{
    static const struct {
        char side;
        enum word word;
    } sides[] = {
        {'l', WORD_TABLE_AT_LEFT},
        {'r', WORD_TABLE_AT_RIGHT},
        {'t', WORD_TABLE_AT_TOP},
        {'b', WORD_TABLE_AT_BOTTOM},
    };
    if (!has(numbers, "crop")) {
        return NULL;
    }
    double crop = 100 * number(numbers, "crop");
    const char *side = detail(details, "crop_side");
    for (gsize i = 0; crop >= 0.5 && i < G_N_ELEMENTS(sides); i++) {
        if (*side == sides[i].side) {
            return say_number(table, sides[i].word, crop, 0);
        }
    }
    return crop < 0.5 ? say(table, WORD_TABLE_WHOLE) : g_strdup_printf("%.0f %%", crop);
}

static char *pixels_cell(const json_t *numbers)
{
    GString *out = g_string_new(NULL);
    gboolean has_box = has(numbers, "width");
    g_string_append_printf(out, "%.0f×%.0f", number(numbers, has_box ? "width" : "natural_width"),
                           number(numbers, has_box ? "height" : "natural_height"));
    if (has_box) {
        g_string_append_printf(out, " / %.0f×%.0f", number(numbers, "natural_width"),
                               number(numbers, "natural_height"));
    }
    return g_string_free(out, FALSE);
}

static char *runner_up_cell(const struct table *table, const json_t *numbers, const json_t *details)
{
    const char *runner_up = detail(details, "runner_up");
    g_autofree char *score = words_decimal(table->language, number(numbers, "runner_up_score"), 3);
    return *runner_up ? g_strdup_printf("%s %s", runner_up, score) : NULL;
}

static const char *verdict_word(const struct table *table, const char *value)
{
    static const struct {
        const char *value;
        enum word word;
    } verdicts[] = {
        {"match", WORD_TABLE_MATCH},         {"distorted", WORD_TABLE_DISTORTED},
        {"uncertain", WORD_TABLE_UNCERTAIN}, {"none", WORD_TABLE_NONE},
        {"too-small", WORD_TABLE_TOO_SMALL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(verdicts); i++) {
        if (strcmp(verdicts[i].value, value) == 0) {
            return words_get(table->language, verdicts[i].word);
        }
    }
    return value;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Those of the pictures themselves: where a page shows one is another matter. */
static int take_observation(const struct result_observation *observation, void *data)
{
    struct table *table = data;
    json_t *numbers = json_loads(observation->numbers, 0, NULL);
    json_t *details = json_loads(observation->details, 0, NULL);
    gboolean is_logo = g_str_has_prefix(observation->key, "logo:");
    if (strcmp(observation->check, "logo") == 0 && has(numbers, "natural_width")) {
        const char *best = detail(details, "best");
        char **row = g_new0(char *, COLUMN_COUNT);
        row[FILE_NAME] = g_strdup(observation->locator);
        row[LOGO] = g_strdup(is_logo ? observation->key + strlen("logo:") : "");
        row[VERDICT] = g_strdup(verdict_word(table, observation->value));
        row[SCORE] = words_decimal(table->language, observation->confidence, 3);
        row[ASPECT] = aspect_cell(table, numbers);
        row[COLOUR] = is_logo ? colour_cell(table, numbers, details) : NULL;
        row[CROP] = crop_cell(table, numbers, details);
        row[PIXELS] = pixels_cell(numbers);
        row[CLEAR] = has(numbers, "clear")
                         ? g_strdup_printf("%.0f %%", 100 * number(numbers, "clear"))
                         : NULL;
        row[RUNNER_UP] = is_logo ? runner_up_cell(table, numbers, details) : g_strdup(best);
        g_ptr_array_add(table->rows, row);
        g_hash_table_add(table->pictures, row[FILE_NAME]);
        g_hash_table_add(table->holders,
                         g_strndup(observation->locator, strcspn(observation->locator, "#")));
    }
    json_decref(numbers);
    json_decref(details);
    return 0;
}

static int take_document(const struct result_document *document, void *data)
{
    struct table *table = data;
    if (strcmp(document->status, "unchecked") == 0) {
        g_string_append_printf(table->below, "%s ",
                               words_get(table->language, WORD_TABLE_UNCHECKED));
        escape_terminal(table->below, document->locator, -1);
        g_string_append(table->below, ": ");
        g_autofree char *reason = reason_say(table->language, document->reason);
        escape_terminal(table->below, reason, -1);
        g_string_append_c(table->below, '\n');
    } else if (!strchr(document->locator, '#') &&
               !g_str_has_prefix(document->media_type, "image/")) {
        g_ptr_array_add(table->others, g_strdup(document->locator));
    }
    return 0;
}

/* Who names a page instead of a picture should not take silence for an answer. */
static void tell_others(struct table *table)
{
    guint told = 0, more = 0;
    for (guint i = 0; i < table->others->len; i++) {
        const char *locator = g_ptr_array_index(table->others, i);
        if (g_hash_table_contains(table->holders, locator)) {
            continue;
        }
        if (told == OTHERS_MAX) {
            more++;
            continue;
        }
        told++;
        g_autofree char *text = words_say(table->language, WORD_TABLE_NO_PICTURE,
                                          &(struct message_value){"file", locator}, 1);
        escape_terminal(table->below, text, -1);
        g_string_append_c(table->below, '\n');
    }
    if (more > 0) {
        g_autofree char *text = words_count(table->language, WORD_TABLE_NO_PICTURES, more);
        g_string_append_printf(table->below, "%s\n", text);
    }
}

static void put_finding(const struct table *table, const struct result_finding *finding,
                        const char *locator)
{
    g_string_append_printf(table->below, "%s %s ", words_of(table->language, finding->severity),
                           finding->rule);
    escape_terminal(table->below, locator, -1);
    g_string_append(table->below, ": ");
    escape_terminal(table->below, finding->message, -1);
    g_string_append_c(table->below, '\n');
}

/* At each file it stands in, once: every picture is told, of pages that show one only some. */
static int take_finding(const struct result_finding *finding, void *data)
{
    struct table *table = data;
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    guint pages = 0;
    if (!report_wants(table->options, finding) || g_str_has_prefix(finding->rule, "run/")) {
        return 0;
    }
    for (guint i = 0; i < finding->places->len; i++) {
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        if (!g_hash_table_add(told, place->locator)) {
            continue;
        }
        pages += !g_hash_table_contains(table->pictures, place->locator);
        if (pages <= OTHERS_MAX || g_hash_table_contains(table->pictures, place->locator)) {
            put_finding(table, finding, place->locator);
        }
    }
    if (finding->places->len == 0) {
        put_finding(table, finding, "");
    }
    if (pages > OTHERS_MAX) {
        g_autofree char *more =
            words_count(table->language, WORD_N_MORE_PLACES, pages - OTHERS_MAX);
        g_string_append_printf(table->below, "%s\n", more);
    }
    return 0;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void put_row(GString *out, char *const *row, const guint *widths)
{
    gsize end = out->len;
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        const char *cell = row[i] && *row[i] ? row[i] : "-";
        g_autoptr(GString) escaped = g_string_new(NULL);
        escape_terminal(escaped, cell, -1);
        guint width = term_width(escaped->str, (gssize)escaped->len);
        if (widths[i] > 0) {
            g_string_append(out, escaped->str);
            end = out->len;
            g_string_append_printf(out, "%*s", (int)(widths[i] - MIN(width, widths[i]) + 2), "");
        }
    }
    g_string_truncate(out, end);
    g_string_append_c(out, '\n');
}

/* A column in which nothing stands is left out: width 0. */
static void put_rows(GString *out, const struct table *table)
{
    guint widths[COLUMN_COUNT] = {0};
    char *heads[COLUMN_COUNT];
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        heads[i] = (char *)words_get(table->language, titles[i]);
        for (guint r = 0; r < table->rows->len; r++) {
            char *const *row = g_ptr_array_index(table->rows, r);
            g_autoptr(GString) escaped = g_string_new(NULL);
            escape_terminal(escaped, row[i] ? row[i] : "", -1);
            widths[i] = MAX(widths[i], term_width(escaped->str, (gssize)escaped->len));
        }
        widths[i] = widths[i] ? MAX(widths[i], term_width(heads[i], -1)) : 0;
    }
    if (table->rows->len > 0) {
        put_row(out, heads, widths);
    }
    for (guint r = 0; r < table->rows->len; r++) {
        put_row(out, g_ptr_array_index(table->rows, r), widths);
    }
}

static int write_table(const struct result *result, const struct report_options *options, FILE *out,
                       char **error_r)
{
    const struct result_query query = {.order = RESULT_STABLE};
    struct table table = {
        .language = options->language,
        .pictures = g_hash_table_new(g_str_hash, g_str_equal),
        .rows = g_ptr_array_new_with_free_func(free_row),
        .below = g_string_new(NULL),
        .others = g_ptr_array_new_with_free_func(g_free),
        .holders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .options = options,
    };
    g_autoptr(GString) text = g_string_new(NULL);
    int done = result_each_observation(result, take_observation, &table);
    done = done == 0 ? result_each_document(result, take_document, &table) : done;
    done = done == 0 ? result_each_finding(result, &query, take_finding, &table) : done;
    tell_others(&table);
    put_rows(text, &table);
    g_string_append(text, table.rows->len && table.below->len ? "\n" : "");
    g_string_append(text, table.below->str);
    report_flush(text, out);
    g_hash_table_unref(table.pictures);
    g_ptr_array_unref(table.rows);
    g_ptr_array_unref(table.others);
    g_hash_table_unref(table.holders);
    g_string_free(table.below, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_logo_table = {
    .name = "logo",
    .help = N_("What was measured of each picture, in columns."),
    .write = write_table,
};
