/* SPDX-License-Identifier: MIT
 *
 * touchstone rules: every rule that is installed, and those of the user's brand book and packs.
 */
#include "core/command/rules.h"

#include <jansson.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/rules_test.h"
#include "core/command/terminal.h"
#include "core/config/fact.h"
#include "core/config/term.h"
#include "core/report/escape.h"
#include "core/result/message.h"
#include "core/result/run_rules.h"

/* ---- rules, of whatever origin --------------------------------------------------------------- */

struct line {
    const char *id, *title, *check;
    unsigned severity;
};

typedef void (*put_line_fn)(void *data, const struct line *line);

/* A term or a fact. */
struct own_line {
    char *id, *sentence; /* owned */
    const char *severity, *check;
    const struct ts_node *node;
};

typedef void (*put_own_fn)(void *data, const struct rule_book *book, const struct own_line *line);

static void each_installed(const struct catalog *catalog, put_line_fn put, void *data)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        for (guint r = 0; !plugin->error && r < plugin->rules->len; r++) {
            const struct catalog_rule *rule = &g_array_index(plugin->rules, struct catalog_rule, r);
            put(data, &(struct line){rule->id, rule->title, plugin->name, rule->severity});
        }
    }
    struct ts_list own = run_rules();
    for (guint32 i = 0; i < own.count; i++) {
        const struct ts_rule_def *rule = ts_item(own, i);
        put(data, &(struct line){rule->id, rule->title, "run", rule->severity});
    }
}

static void put_own(const struct rule_book *book, struct own_line line, put_own_fn put, void *data)
{
    put(data, book, &line);
    g_free(line.id);
    g_free(line.sentence);
}

static void each_own(const struct rule_book *book, const struct catalog *catalog, put_own_fn put,
                     void *data)
{
    g_autoptr(GPtrArray) terms = rule_book_terms(book);
    g_autoptr(GPtrArray) facts = rule_book_facts(book);
    for (guint i = 0; i < terms->len; i++) {
        const struct ts_node *term = g_ptr_array_index(terms, i);
        struct own_line line = {term_rule(term), term_sentence(term),
                                rule_book_severity(catalog, term), "terms", term};
        put_own(book, line, put, data);
    }
    for (guint i = 0; i < facts->len; i++) {
        const struct ts_node *fact = g_ptr_array_index(facts, i);
        struct own_line line = {fact_name(fact), fact_sentence(fact),
                                rule_book_fact_severity(catalog, fact), "facts", fact};
        put_own(book, line, put, data);
    }
}

struct listing {
    rules_put_fn put;
    void *data;
};

static void list_line(void *data, const struct line *line)
{
    const struct listing *listing = data;
    listing->put(listing->data, line->id, line->title);
}

static void list_own(void *data, const struct rule_book *book, const struct own_line *own)
{
    const struct listing *listing = data;
    (void)book;
    listing->put(listing->data, own->id, own->sentence);
}

void rules_each(const struct rule_book_request *request, const struct catalog *catalog,
                rules_put_fn put, void *data)
{
    struct listing listing = {put, data};
    struct rule_book book;
    each_installed(catalog, list_line, &listing);
    if (rule_book_open(&book, request, catalog)) {
        each_own(&book, catalog, list_own, &listing);
    }
    rule_book_close(&book);
}

/* ---- as text --------------------------------------------------------------------------------- */

static void print_line(void *data, const struct line *line)
{
    const struct catalog *catalog = data;
    printf("%-24s %-8s %s\n", line->id, catalog_severity_name(line->severity),
           message_title(catalog, terminal_language(NULL), line->id));
}

/* "[nl/je: Onze Taal]": the pack, and where its advice comes from. */
static void put_origin(GString *out, const struct ts_node *term)
{
    struct ts_str pack = ts_get_text(term, "pack");
    struct ts_str source = ts_get_text(term, "source");
    if (pack.len || source.len) {
        g_string_append_printf(out, "  [%.*s%s%.*s]", (int)pack.len, pack.len ? pack.ptr : "",
                               pack.len && source.len ? ": " : "", (int)source.len,
                               source.len ? source.ptr : "");
    }
}

static void print_own(void *data, const struct rule_book *book, const struct own_line *own)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GString) safe = g_string_new(NULL);
    (void)data;
    (void)book;
    g_string_printf(line, "%-24s %-8s %s", own->id, own->severity, own->sentence);
    put_origin(line, own->node);
    escape_terminal(safe, line->str, (gssize)line->len);
    puts(safe->str);
}

/* ---- as JSON --------------------------------------------------------------------------------- */

static void add_line(void *data, const struct line *line)
{
    json_array_append_new(data, json_pack("{s:s, s:s, s:s, s:s}", "id", line->id, "severity",
                                          catalog_severity_name(line->severity), "title",
                                          line->title, "check", line->check));
}

static void add_own(void *data, const struct rule_book *book, const struct own_line *own)
{
    static const char *const members[] = {"pack", "source", "because", "link", "lang"};
    g_autofree char *where = rule_book_where(book, own->node);
    json_t *object =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", own->id, "severity", own->severity, "title",
                  own->sentence, "check", own->check, "where", where);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        struct ts_str text = ts_get_text(own->node, members[i]);
        json_object_set_new(object, members[i],
                            text.len ? json_stringn(text.ptr, text.len) : json_null());
    }
    json_array_append_new(data, object);
}

static void print_json(const struct rule_book *book, const struct catalog *catalog)
{
    json_t *list = json_array();
    each_installed(catalog, add_line, list);
    each_own(book, catalog, add_own, list);
    json_dumpf(list, stdout, JSON_INDENT(2));
    fputc('\n', stdout);
    json_decref(list);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int print_schema(const char *which, const struct catalog *catalog)
{
    g_autofree char *schema = plan_json_schema(which, catalog);
    if (!schema) {
        command_complain("--schema=%s: it is touchstone, brand, pack or accept", which);
        return EXIT_USAGE;
    }
    fputs(schema, stdout);
    return EXIT_CLEAN;
}

static int list(const struct rule_book_request *request, const struct catalog *catalog,
                gboolean is_json)
{
    struct rule_book book;
    gboolean is_sound = rule_book_open(&book, request, catalog);
    if (is_sound && is_json) {
        print_json(&book, catalog);
    } else if (is_sound) {
        each_installed(catalog, print_line, (void *)catalog);
        each_own(&book, catalog, print_own, NULL);
    }
    rule_book_close(&book);
    return is_sound ? EXIT_CLEAN : EXIT_USAGE;
}

/* As GOption leaves them. */
struct rules_options {
    char *schema, *format, *brand, *config;
    char **packs;
    gboolean is_test;
};

/* What is wrong with them, or NULL. */
static const char *complaint_of(const struct rules_options *options, int argc)
{
    if (options->format && (!g_str_equal(options->format, "json") || options->is_test)) {
        return options->is_test ? "--test has no other format" : "-o FORMAT: it is json";
    }
    if (options->brand && options->config) {
        return "-c has its own brand book: leave -b out";
    }
    return argc > 1 && !options->is_test ? "the path of a pack belongs to --test" : NULL;
}

static int carry_out(const struct rules_options *options, char **paths)
{
    struct catalog *catalog = catalog_load(NULL);
    struct rule_book_request request = {
        .brand = options->brand,
        .config = options->config,
        .packs = options->packs,
        .paths = paths,
        .is_found = !options->is_test,
    };
    int status = options->schema    ? print_schema(options->schema, catalog)
                 : options->is_test ? rules_test(&request, catalog)
                                    : list(&request, catalog, options->format != NULL);
    catalog_free(&catalog);
    return status;
}

static int run_rules_command(const struct command *command, int argc, char **argv)
{
    struct rules_options options = {0};
    const GOptionEntry own[] = {
        {"brand", 'b', 0, G_OPTION_ARG_FILENAME, &options.brand,
         N_("The brand book whose terms, facts and packs are listed too (default: that of "
            "touchstone.yaml, or brand.yaml, here or in a folder above)"),
         "FILE"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &options.config,
         N_("The plan that names the brand book"), "FILE"},
        {"pack", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.packs,
         N_("A rule pack that no brand book names; repeatable"), "PACK"},
        {"test", 0, 0, G_OPTION_ARG_NONE, &options.is_test,
         N_("Hold each rule against its own examples: of the brand book of -b or -c and its packs, "
            "of "
            "--pack and of the paths of packs; without any of these, of all packs of the rules "
            "folder"),
         NULL},
        {"report", 'o', 0, G_OPTION_ARG_STRING, &options.format, N_("For programs"), "json"},
        {"schema", 0, 0, G_OPTION_ARG_STRING, &options.schema,
         N_("Print the JSON Schema of touchstone.yaml, brand.yaml, a rule pack or "
            "touchstone.accept.yaml instead"),
         "touchstone|brand|pack|accept"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, own, &argc, &argv)) {
        const char *complaint = complaint_of(&options, argc);
        if (complaint) {
            command_complain("%s", complaint);
        } else {
            status = carry_out(&options, argc > 1 ? argv + 1 : NULL);
        }
    }
    g_free(options.schema);
    g_free(options.format);
    g_free(options.brand);
    g_free(options.config);
    g_strfreev(options.packs);
    return status;
}

const struct command command_rules = {
    .name = "rules",
    .arguments = "[PACK.yaml...]",
    .summary = N_("List every rule, or prove those of packs by their examples (--test)"),
    .help = N_("Lists every rule, the terms and facts of the brand book and its packs included: "
               "that of -b or -c, or of the touchstone.yaml or brand.yaml found here or in a "
               "folder above. With --test it holds each rule against its own examples (ok and "
               "wrong): a line for each example that fails, with its place, and one for each "
               "pack. That ends with 0, 1 (an example failed), 2 (a file is wrong) or 3 "
               "(something could not be tested)."),
    .example = "touchstone rules --test packs/house.yaml\n"
               "touchstone rules --schema brand >brand.schema.json\n",
    .run = run_rules_command,
};
