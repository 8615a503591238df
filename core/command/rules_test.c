/* SPDX-License-Identifier: MIT
 *
 * Every rule against its own examples: a line for each that fails, and one for each pack.
 */
#include "core/command/rules_test.h"

#include <stdio.h>

#include "core/command/command.h"
#include "core/command/run.h"
#include "core/report/escape.h"
#include "core/run/proof.h"

#define SHOWN_BYTES 200

struct trial {
    const struct catalog *catalog;
    int status;
};

/* What went worse stays. */
static void worsen(struct trial *trial, int status)
{
    static const int order[] = {EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_USAGE};
    for (gsize i = 0; i < G_N_ELEMENTS(order) && order[i] != status; i++) {
        if (order[i] == trial->status) {
            trial->status = status;
        }
    }
}

/* ---- what failed ----------------------------------------------------------------------------- */

static void put_shown(GString *out, const char *text, gsize size)
{
    const char *end = text + MIN(size, SHOWN_BYTES);
    while (end > text && end < text + size && ((guchar)*end & 0xC0) == 0x80) {
        end--;
    }
    g_string_append_c(out, '"');
    escape_terminal(out, text, end - text);
    g_string_append(out, end < text + size ? "...\"" : "\"");
}

/* What a fact was found to be, or should be; "" or NULL: nothing. */
static void put_values(GString *out, const char *before, const char *values)
{
    g_string_append(out, before);
    if (values && *values) {
        put_shown(out, values, strlen(values));
    } else {
        g_string_append(out, "nothing");
    }
}

static void print_failure(const struct example *example)
{
    g_autoptr(GString) line = g_string_new(NULL);
    escape_terminal(line, example->where, -1);
    g_string_append_printf(line, ": %s: in the %s ", example->rule,
                           example->says       ? "example"
                           : example->is_wrong ? "wrong example"
                                               : "ok example");
    put_shown(line, example->text.ptr, example->text.len);
    if (example->says) {
        put_values(line, " it finds ", example->found);
        put_values(line, ", and should find ", example->says);
    } else if (example->is_wrong) {
        g_string_append(line, " it finds nothing");
    } else {
        g_string_append(line, " it finds ");
        put_shown(line, example->found, strlen(example->found));
    }
    puts(line->str);
}

static guint print_failures(const struct examples *examples)
{
    guint failed = examples->bare->len;
    for (guint i = 0; i < examples->bare->len; i++) {
        g_autoptr(GString) line = g_string_new(NULL);
        escape_terminal(line, g_ptr_array_index(examples->bare, i), -1);
        puts(line->str);
    }
    for (guint i = 0; i < examples->list->len; i++) {
        const struct example *example = &g_array_index(examples->list, struct example, i);
        if (example_has_failed(example)) {
            print_failure(example);
            failed++;
        }
    }
    return failed;
}

/* ---- packs and brand book -------------------------------------------------------------------- */

static void prove(struct trial *trial, struct examples *examples)
{
    g_autofree char *error = NULL;
    if (proof_run(examples, &error) != 0) {
        command_complain("%s: its examples could not be judged: %s", examples->name, error);
        worsen(trial, EXIT_INCOMPLETE);
        return;
    }
    guint failed = print_failures(examples);
    printf("%s: %u %s, %u %s, %u failed\n", examples->name, examples->rules,
           examples->rules == 1 ? "rule" : "rules", examples->list->len,
           examples->list->len == 1 ? "example" : "examples", failed);
    worsen(trial, failed ? EXIT_FINDINGS : EXIT_CLEAN);
}

/* Takes them over; NULL: there is no check to judge them. */
static void take(struct trial *trial, struct examples *examples, struct problems *problems)
{
    if (examples) {
        prove(trial, examples);
    }
    if (run_told_problems(problems, TRUE)) {
        worsen(trial, EXIT_INCOMPLETE);
    }
    examples_free(&examples);
    problems_free(&problems);
}

static void try_packs(struct trial *trial, const GPtrArray *packs)
{
    for (guint i = 0; i < packs->len; i++) {
        struct problems *problems = problems_new();
        take(trial, examples_of_pack(g_ptr_array_index(packs, i), trial->catalog, problems),
             problems);
    }
}

static void try_book(struct trial *trial, const struct rule_book *book)
{
    if (book->plan && book->plan->own_brand) {
        struct problems *problems = problems_new();
        take(trial, examples_of_brand(book->plan, trial->catalog, problems), problems);
        try_packs(trial, book->plan->packs);
    }
    try_packs(trial, book->packs);
}

int rules_test(const struct rule_book_request *request, const struct catalog *catalog)
{
    struct rule_book book;
    struct trial trial = {.catalog = catalog, .status = EXIT_CLEAN};
    struct rule_book_request own = *request;
    g_autoptr(GPtrArray) names = pack_names(NULL);
    if (!own.brand && !own.config && !own.packs && !own.paths) {
        own.packs = (char **)names->pdata;
    }
    if (own.packs == (char **)names->pdata && !own.packs[0]) {
        command_complain("there are no packs to test; name their folder in TOUCHSTONE_RULES_PATH");
        return EXIT_INCOMPLETE;
    }
    gboolean is_sound = rule_book_open(&book, &own, catalog);
    if (is_sound) {
        try_book(&trial, &book);
    }
    rule_book_close(&book);
    return is_sound ? trial.status : EXIT_USAGE;
}
