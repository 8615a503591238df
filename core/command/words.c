/* SPDX-License-Identifier: MIT
 *
 * touchstone words: the words that no dictionary has, by frequency, as a file to edit.
 */
#include <jansson.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/report/escape.h"
#include "core/result/unknown.h"

typedef void (*write_fn)(GString *out, const GPtrArray *words);

/* ---- as a file to edit ----------------------------------------------------------------------- */

static const char *const heading =
    N_("# Words that no dictionary has, the most frequent first. What stands here without # before "
       "it\n"
       "# counts as right: take out the lines of those that are not, then run\n"
       "#   touchstone accept --words THIS-FILE --reason TEXT\n"
       "# or name the file under spelling.words in the brand book. Words that look misspelt have a "
       "#.\n");

static void put_place(GString *out, const struct unknown_word *word)
{
    escape_terminal(out, word->locator, -1);
    if (word->line) {
        g_string_append_printf(out, ":%u:%u", word->line, word->column);
    }
}

static void put_line(GString *out, const struct unknown_word *word)
{
    g_autofree char *list = g_strjoinv(", ", word->suggestions);
    g_string_append(out, word->is_misspelt ? "# " : "");
    escape_terminal(out, word->word, -1);
    g_string_append(out, "  # ");
    if (*list) {
        g_string_append(out, _("perhaps "));
        escape_terminal(out, list, -1);
        g_string_append(out, "; ");
    }
    g_string_append(out, word->may_be_name ? _("a name?; ") : "");
    escape_terminal(out, word->language, -1);
    g_string_append_printf(out, "%s%u %s in %u %s, ", *word->language ? ", " : "", word->places,
                           ngettext("place", "places", word->places), word->documents,
                           ngettext("document", "documents", word->documents));
    put_place(out, word);
    g_string_append_c(out, '\n');
}

static void write_text(GString *out, const GPtrArray *words)
{
    g_string_append(out, _(heading));
    for (guint i = 0; i < words->len; i++) {
        put_line(out, g_ptr_array_index(words, i));
    }
}

/* ---- for programs ---------------------------------------------------------------------------- */

static json_t *text(const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    return json_string(valid);
}

static json_t *object_of(const struct unknown_word *word)
{
    json_t *suggestions = json_array();
    for (guint i = 0; word->suggestions[i]; i++) {
        json_array_append_new(suggestions, text(word->suggestions[i]));
    }
    return json_pack("{s:o, s:o, s:b, s:b, s:i, s:i, s:o, s:i, s:i, s:o}", "word", text(word->word),
                     "language", text(word->language), "misspelt", word->is_misspelt, "name",
                     word->may_be_name, "places", (int)word->places, "documents",
                     (int)word->documents, "locator", text(word->locator), "line", (int)word->line,
                     "column", (int)word->column, "suggestions", suggestions);
}

static void write_json(GString *out, const GPtrArray *words)
{
    g_string_append(out, "[");
    for (guint i = 0; i < words->len; i++) {
        json_t *object = object_of(g_ptr_array_index(words, i));
        g_autofree char *line = json_dumps(object, JSON_COMPACT);
        g_string_append(out, i ? ",\n" : "\n");
        escape_json_line(out, line);
        json_decref(object);
    }
    g_string_append(out, "\n]\n");
}

static void write_csv(GString *out, const GPtrArray *words)
{
    g_string_append(out, "word,language,misspelt,name,places,documents,example,suggestions\r\n");
    for (guint i = 0; i < words->len; i++) {
        const struct unknown_word *word = g_ptr_array_index(words, i);
        g_autofree char *list = g_strjoinv(", ", word->suggestions);
        g_autofree char *place =
            word->line ? g_strdup_printf("%s:%u:%u", word->locator, word->line, word->column)
                       : g_strdup(word->locator);
        escape_csv(out, word->word);
        g_string_append_c(out, ',');
        escape_csv(out, word->language);
        g_string_append_printf(out, ",%s,%s,%u,%u,", word->is_misspelt ? "yes" : "no",
                               word->may_be_name ? "yes" : "no", word->places, word->documents);
        escape_csv(out, place);
        g_string_append_c(out, ',');
        escape_csv(out, list);
        g_string_append(out, "\r\n");
    }
}

#define FORMATS "text|json|csv"
static const write_fn writers[] = {write_text, write_json, write_csv};

static write_fn find_format(const char *name)
{
    int chosen = command_choose("output", name, FORMATS);
    return chosen < 0 ? NULL : writers[chosen];
}

/* ---- the command ----------------------------------------------------------------------------- */

struct wanted {
    struct unknown_filter filter;
    write_fn write;
};

static int list(const struct stored *stored, void *data)
{
    const struct wanted *wanted = data;
    g_autofree char *error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) words = unknown_read(stored->database->handle, &wanted->filter, &error);
    if (!words) {
        command_complain("%s", error);
        return EXIT_INCOMPLETE;
    }
    wanted->write(out, words);
    return stored_print(out);
}

static int run_words(const struct command *command, int argc, char **argv)
{
    g_autofree char *config = NULL;
    g_autofree char *language = NULL;
    g_autofree char *format = NULL;
    int min = 1;
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan (default: touchstone.yaml here or in a folder above)"), "FILE"},
        {"lang", 0, 0, G_OPTION_ARG_FILENAME, &language, N_("Only words of this language"), "LANG"},
        {"min", 0, 0, G_OPTION_ARG_INT, &min, N_("Only words with so many places"), "N"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &format,
         N_("A file to edit (default), or for programs"), FORMATS},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, entries, &argc, &argv)) {
        return EXIT_USAGE;
    }
    struct wanted wanted = {
        .filter = {.language = language, .min = (guint)MAX(min, 0)},
        .write = find_format(format),
    };
    wanted.filter.touchpoints = argc > 1 ? (const char *const *)argv + 1 : NULL;
    return wanted.write ? stored_read(config, wanted.filter.touchpoints, list, &wanted)
                        : EXIT_USAGE;
}

const struct command command_words = {
    .name = "words",
    .arguments = "[TOUCHPOINT...]",
    .summary = N_("List the words of the last run that no dictionary has, to edit and accept"),
    .help = N_("Lists the words of the last run that no dictionary has, the most frequent first, "
               "with places, documents, an example and what may have been meant. The text is a "
               "file to edit, for `touchstone accept --words`: lines that stay are right words, "
               "words that look misspelt have a # before them. Nothing is fetched, and a run may "
               "be at work meanwhile."),
    .example = "touchstone words >review.txt\n",
    .has_own_lang = TRUE,
    .run = run_words,
};
