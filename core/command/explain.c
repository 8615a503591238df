/* SPDX-License-Identifier: MIT
 *
 * touchstone explain: one rule, of a plugin, of the host, or of the user's brand book and packs.
 */
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/rule_book.h"
#include "core/command/terminal.h"
#include "core/config/fact.h"
#include "core/config/term.h"
#include "core/report/escape.h"
#include "core/report/worklist.h"
#include "core/result/message.h"
#include "core/result/opportunity.h"
#include "core/result/run_rules.h"
#include "core/result/summary.h"

struct explanation {
    const char *id, *title, *help, *bad, *good;
    unsigned severity;
};

static void print_explanation(const struct explanation *rule)
{
    printf("%s (%s)\n%s\n\n%s\n", rule->id, catalog_severity_name(rule->severity), rule->title,
           rule->help ? rule->help : "");
    if (rule->bad) {
        printf("\n%s %s\n", _("Wrong:"), rule->bad);
    }
    if (rule->good) {
        printf("%s %s\n", _("Right:"), rule->good);
    }
}

static gboolean explain(const char *id, const struct catalog *catalog)
{
    const struct catalog_rule *rule = catalog_find_rule(catalog, id, NULL);
    const struct ts_rule_def *own = run_rules_find(id);
    const char *title = message_title(catalog, terminal_language(NULL), id);
    if (rule) {
        print_explanation(&(struct explanation){rule->id, title, rule->help, rule->bad, rule->good,
                                                rule->severity});
    } else if (own) {
        print_explanation(
            &(struct explanation){own->id, title, own->help, own->bad, own->good, own->severity});
    } else if (g_str_equal(id, "score")) {
        puts(result_explain_score(terminal_language(NULL)));
    } else if (g_str_equal(id, "worklist")) {
        puts(worklist_explain(terminal_language(NULL)));
    } else if (g_str_equal(id, "opportunities")) {
        g_autofree char *text = opportunity_explain(terminal_language(NULL));
        puts(text);
    }
    static const char *const others[] = {"score", "worklist", "opportunities", NULL};
    return rule || own || g_strv_contains(others, id);
}

/* ---- terms ----------------------------------------------------------------------------------- */

static void print_text(const char *label, struct ts_str text)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    if (text.len) {
        escape_terminal(safe, text.ptr, (gssize)text.len);
        printf("%s%s\n", label, safe->str);
    }
}

static void print_examples(const char *label, const struct ts_node *list)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *example = ts_item(list->children, i);
        print_text(label,
                   example->kind == TS_NODE_TEXT ? example->text : ts_get_text(example, "text"));
    }
}

static void print_term(const struct rule_book *book, const struct ts_node *term,
                       const struct catalog *catalog)
{
    g_autofree char *rule = term_rule(term);
    g_autofree char *sentence = term_sentence(term);
    g_autofree char *where = rule_book_where(book, term);
    printf("%s (%s)\n", rule, rule_book_severity(catalog, term));
    print_text("", ts_text(sentence));
    puts("");
    print_text("Pack:   ", ts_get_text(term, "pack"));
    print_text("Source: ", ts_get_text(term, "source"));
    print_text("More:   ", ts_get_text(term, "link"));
    print_text("Stands: ", ts_text(where));
    print_examples("Wrong:  ", ts_get(term, "wrong"));
    print_examples("Right:  ", ts_get(term, "ok"));
}

/* ---- facts ----------------------------------------------------------------------------------- */

static void print_said(const struct ts_node *list)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *example = ts_item(list->children, i);
        const struct ts_node *values = ts_get(example, "says");
        g_autoptr(GString) label = g_string_new(NULL);
        for (guint32 k = 0; values && k < values->children.count; k++) {
            struct ts_str value = ((const struct ts_node *)ts_item(values->children, k))->text;
            g_string_append_printf(label, "%s%.*s", k ? ", " : "", (int)value.len,
                                   value.len ? value.ptr : "");
        }
        g_autofree char *shown = g_strdup_printf("%-8s", label->len ? label->str : "-");
        g_autoptr(GString) safe = g_string_new(NULL);
        escape_terminal(safe, shown, -1);
        g_string_append_c(safe, ' ');
        print_text(safe->str, ts_get_text(example, "text"));
    }
}

static void print_fact(const struct rule_book *book, const struct ts_node *fact,
                       const struct catalog *catalog)
{
    g_autofree char *name = fact_name(fact);
    g_autofree char *sentence = fact_sentence(fact);
    g_autofree char *where = rule_book_where(book, fact);
    printf("%s (%s)\n", name, rule_book_fact_severity(catalog, fact));
    print_text("", ts_text(sentence));
    puts("");
    print_text("Pack:   ", ts_get_text(fact, "pack"));
    print_text("Source: ", ts_get_text(fact, "source"));
    print_text("Stands: ", ts_text(where));
    print_said(ts_get(fact, "examples"));
}

/* ---- of the user's files --------------------------------------------------------------------- */

/* What such a file may hold. */
static const struct {
    const char *prefix;
    GPtrArray *(*list)(const struct rule_book *book);
    char *(*name)(const struct ts_node *node);
    void (*print)(const struct rule_book *book, const struct ts_node *node,
                  const struct catalog *catalog);
} own_kinds[] = {
    {"terms/", rule_book_terms, term_rule, print_term},
    {"facts/", rule_book_facts, fact_name, print_fact},
};

/* Is it a term or a fact of the brand book or a pack? -1: those could not be read, and it said
 * why. */
static int explain_own(const char *id, const struct rule_book_request *request,
                       const struct catalog *catalog)
{
    struct rule_book book;
    int found = -1;
    if (rule_book_open(&book, request, catalog)) {
        found = 0;
        for (gsize k = 0; k < G_N_ELEMENTS(own_kinds); k++) {
            g_autoptr(GPtrArray) nodes = own_kinds[k].list(&book);
            for (guint i = 0; i < nodes->len; i++) {
                g_autofree char *name = own_kinds[k].name(g_ptr_array_index(nodes, i));
                if (g_str_equal(name, id)) {
                    own_kinds[k].print(&book, g_ptr_array_index(nodes, i), catalog);
                    found = 1;
                }
            }
        }
    }
    rule_book_close(&book);
    return found;
}

/* terms/ and facts/ hold both rules of the check and what the user's files bring. */
static gboolean may_be_own(const char *id, const struct catalog *catalog)
{
    const struct catalog_rule *rule = catalog_find_rule(catalog, id, NULL);
    if (rule && g_str_equal(rule->id, id)) {
        return FALSE;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(own_kinds); k++) {
        if (g_str_has_prefix(id, own_kinds[k].prefix)) {
            return TRUE;
        }
    }
    return FALSE;
}

static int tell(const char *id, const struct rule_book_request *request)
{
    struct catalog *catalog = catalog_load(NULL);
    int found = may_be_own(id, catalog) ? explain_own(id, request, catalog) : 0;
    gboolean is_known = found > 0 || (found == 0 && explain(id, catalog));
    catalog_free(&catalog);
    if (found == 0 && !is_known) {
        command_complain("there is no rule %s (touchstone rules lists them)", id);
    }
    return is_known ? EXIT_CLEAN : EXIT_USAGE;
}

static int run_explain(const struct command *command, int argc, char **argv)
{
    g_autofree char *brand = NULL;
    g_autofree char *config = NULL;
    g_auto(GStrv) packs = NULL;
    const GOptionEntry own[] = {
        {"brand", 'b', 0, G_OPTION_ARG_FILENAME, &brand,
         N_("The brand book whose terms and facts are known too (default: as touchstone rules)"),
         "FILE"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config, N_("The plan that names the brand book"),
         "FILE"},
        {"pack", 0, 0, G_OPTION_ARG_STRING_ARRAY, &packs,
         N_("A rule pack that no brand book names; repeatable"), "PACK"},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, own, &argc, &argv)) {
        return EXIT_USAGE;
    }
    if (argc != 2) {
        command_complain("explain which rule? touchstone rules lists them; score is explained too");
        return EXIT_USAGE;
    }
    return tell(argv[1], &(struct rule_book_request){brand, config, packs, NULL, TRUE});
}

const struct command command_explain = {
    .name = "explain",
    .arguments = "RULE",
    .summary = N_("Tell what a rule compares, and how to silence it rightly"),
    .help = N_("Tells what a rule compares, and how to silence it rightly; of a term of the "
               "brand book or a pack also where it stands, its source and its examples. Explains "
               "score, worklist and opportunities too: how they come about."),
    .example = "touchstone explain identity/address-deviates\n"
               "touchstone explain score\n",
    .run = run_explain,
};
