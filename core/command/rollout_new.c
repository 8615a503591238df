/* SPDX-License-Identifier: MIT
 *
 * Each new entry goes behind the last of its kind, the rollout behind the last rollout. What came
 * of it is read back as a brand book before it takes the place of the old file.
 */
#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/rollout_entry.h"
#include "core/command/rollout_logo.h"
#include "core/command/run.h"
#include "core/config/entry.h"
#include "core/config/plan.h"
#include "core/config/text.h"
#include "core/config/yaml_edit.h"
#include "core/result/lifecycle.h"

struct request {
    char *config, *brand, *on, *announce, *due, *id, *title, *country;
    char **values[5]; /* by kind */
    char **replace;   /* KIND:ID */
    gboolean is_dry;
};

static const char *const kinds[] = {"address", "phone", "name", "email", "logo"};
#define LOGO 4 /* among them */

/* A piece of text that goes into the file. */
struct addition {
    gsize offset;
    char *text;
    gboolean is_line; /* of its own */
};

struct edit {
    const struct request *request;
    const struct plan *plan;
    struct lifecycle *lifecycle;
    struct ts_str text; /* of the brand book */
    GArray *additions;  /* struct addition */
    GString *replace;   /* "\"address:hq\": \"address:hq-2027\", ..." */
    gboolean is_failed; /* said */
};

/* ---- what goes, what comes ------------------------------------------------------------------- */

static struct life_entry look(const struct edit *edit, guint index)
{
    return lifecycle_look(edit->lifecycle, index, edit->request->on);
}

/* "address:hq" of the one that --replace names, or of the only one that would be right on the day;
 * NULL, said: it is not clear which. */
static const char *find_old(struct edit *edit, const char *kind)
{
    const char *found = NULL;
    guint count = 0;
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < lifecycle_count(edit->lifecycle); i++) {
        struct life_entry entry = look(edit, i);
        if (strcmp(entry.home->kind, kind) != 0) {
            continue;
        }
        if (edit->request->replace &&
            g_strv_contains((const char *const *)edit->request->replace, entry.key)) {
            return entry.key;
        }
        if (entry.life == LIFE_RIGHT) {
            g_string_append_printf(all, "%s%s", all->len ? ", " : "", entry.key);
            found = entry.key;
            count++;
        }
    }
    if (count != 1) {
        command_complain(count ? "which %s goes? Name it with --replace: %s"
                               : "the brand book has no %s that could go%s",
                         kind, all->str);
        edit->is_failed = TRUE;
        return NULL;
    }
    return found;
}

static gboolean is_taken(const struct edit *edit, const char *key)
{
    for (guint i = 0; i < lifecycle_count(edit->lifecycle); i++) {
        if (strcmp(look(edit, i).key, key) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "hq-2027" of "address:hq" on 2027-02-01; one that is free. */
static char *new_id(const struct edit *edit, const char *old)
{
    const char *id = strchr(old, ':') + 1;
    g_autofree char *kind = g_strndup(old, (gsize)(id - old));
    char *made = g_strdup_printf("%s-%.4s", id, edit->request->on);
    for (guint i = 2; i < 100; i++) {
        g_autofree char *key = g_strconcat(kind, made, NULL);
        if (!is_taken(edit, key)) {
            break;
        }
        g_free(made);
        made = g_strdup_printf("%s-%.4s-%u", id, edit->request->on, i);
    }
    return made;
}

/* ---- where they go --------------------------------------------------------------------------- */

static void add(struct edit *edit, const struct yaml_spot *spot, const char *entry)
{
    gboolean has_comma = edit->text.ptr[spot->offset - 1] == ',';
    const struct addition addition = {
        .offset = spot->offset,
        .text = spot->is_flow ? g_strdup_printf("%s %s", has_comma ? "" : ",", entry)
                              : g_strdup_printf("%s- %s\n", spot->indent, entry),
        .is_line = !spot->is_flow,
    };
    g_array_append_val(edit->additions, addition);
}

/* In the tree as it was parsed: the judged one may have other places. */
static const struct ts_node *list_in_file(const struct edit *edit, const char *section,
                                          const char *key)
{
    const struct ts_node *own = ts_get(edit->plan->brand_tree->root, section);
    return key ? ts_get(own, key) : own;
}

static void add_to_list(struct edit *edit, const struct ts_node *list, const char *what,
                        const char *entry)
{
    struct yaml_spot spot;
    if (yaml_edit_find(edit->text, list, &spot)) {
        add(edit, &spot, entry);
    } else {
        command_complain("%s: \"%s\" is no list that an entry can be added to: write it as lines "
                         "that begin with \"- \", or in [ ]",
                         edit->plan->brand_path, what);
        edit->is_failed = TRUE;
    }
    yaml_spot_clear(&spot);
}

/* Of an address. */
static char *country_of(const struct edit *edit)
{
    struct ts_str home = ts_get_text(edit->plan->brand, "country");
    return edit->request->country ? g_strdup(edit->request->country) : text_dup(home);
}

static void add_entry(struct edit *edit, const char *kind, const char *value)
{
    const struct entry_home *home = entry_home(ts_text(kind));
    const char *old = find_old(edit, kind);
    gboolean is_bare = strcmp(kind, "email") == 0; /* an address is its own id */
    g_autofree char *id = !old ? NULL : is_bare ? g_strdup(value) : new_id(edit, old);
    g_autofree char *country = country_of(edit);
    g_autofree char *entry = id ? rollout_entry(kind, value, id, country) : NULL;
    edit->is_failed |= entry == NULL ||
                       (strcmp(kind, kinds[LOGO]) == 0 && !rollout_logo_is_new(edit->plan, value));
    if (!edit->is_failed) {
        g_string_append_printf(edit->replace, "%s\"%s\": \"%s:%s\"", edit->replace->len ? ", " : "",
                               old, kind, id);
        add_to_list(edit, list_in_file(edit, home->section, home->key),
                    home->key ? home->key : home->section, entry);
    }
}

static void add_rollout(struct edit *edit)
{
    const struct request *request = edit->request;
    const struct ts_node *list = list_in_file(edit, "rollouts", NULL);
    g_autoptr(GString) out = g_string_new("{ id: ");
    if (request->id) {
        g_string_append(out, request->id);
    } else {
        g_string_append_printf(out, "rollout-%s", request->on);
    }
    if (request->title) {
        rollout_put(out, "name", request->title);
    }
    g_string_append_printf(out, ", replace: { %s }", edit->replace->str);
    if (request->announce) {
        g_string_append_printf(out, ", announce: %s", request->announce);
    }
    g_string_append_printf(out, ", switch: %s", request->on);
    if (request->due) {
        g_string_append_printf(out, ", due: %s", request->due);
    }
    g_string_append(out, " }");
    if (list) {
        add_to_list(edit, list, "rollouts", out->str);
        return;
    }
    const struct addition addition = {edit->text.len,
                                      g_strdup_printf("rollouts:\n  - %s\n", out->str), TRUE};
    g_array_append_val(edit->additions, addition);
}

/* ---- the file -------------------------------------------------------------------------------- */

static gint compare_offsets(gconstpointer left, gconstpointer right)
{
    const struct addition *one = left, *other = right;
    return (one->offset > other->offset) - (one->offset < other->offset);
}

/* From the end on, so that offsets stay right; what goes in later stands before what went in at the
 * same offset (at the end of the file: an entry, then the rollouts). */
static char *apply(struct edit *edit)
{
    char *text = g_strndup(edit->text.ptr, edit->text.len);
    g_array_sort(edit->additions, compare_offsets); /* stable */
    for (guint i = edit->additions->len; i-- > 0;) {
        const struct addition *own = &g_array_index(edit->additions, struct addition, i);
        g_autofree char *before = text;
        text = yaml_edit_insert(ts_text(before), own->offset, own->text, own->is_line);
    }
    return text;
}

static void tell(const struct edit *edit)
{
    for (guint i = 0; i < edit->additions->len; i++) {
        const struct addition *own = &g_array_index(edit->additions, struct addition, i);
        guint line = 1;
        for (gsize at = 0; at < own->offset; at++) {
            line += edit->text.ptr[at] == '\n';
        }
        printf("%s:%u\n+ %s%s", edit->plan->brand_path, line, own->text,
               g_str_has_suffix(own->text, "\n") ? "" : "\n");
    }
}

/* FALSE, said: the text is no brand book, or its new logo no logo. */
static gboolean is_brand_book(const struct edit *edit, const struct catalog *catalog,
                              struct ts_str text)
{
    const struct plan_request request = {
        .brand_path = edit->plan->brand_path, .brand_text = text, .as_of = edit->request->on};
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_brand(&request, catalog, problems);
    gboolean is_sound = !run_told_problems(problems, TRUE) && plan;
    plan_free(&plan);
    problems_free(&problems);
    return is_sound && (!edit->request->values[LOGO] || rollout_logo_is_taken(&request, catalog));
}

static int write_text(const struct edit *edit, const struct catalog *catalog, const char *text)
{
    if (!is_brand_book(edit, catalog, ts_text(text))) {
        command_complain("%s is left as it was", edit->plan->brand_path);
        return EXIT_USAGE;
    }
    gboolean is_done = edit->request->is_dry || command_replace(edit->plan->brand_path, text);
    return is_done ? EXIT_CLEAN : EXIT_USAGE;
}

static void clear_addition(gpointer data)
{
    g_free(((struct addition *)data)->text);
}

static int write_new(const struct request *request, const struct plan *plan,
                     const struct catalog *catalog)
{
    g_autofree char *bytes = NULL;
    gsize size;
    if (!g_file_get_contents(plan->brand_path, &bytes, &size, NULL)) {
        command_complain("%s can't be read", plan->brand_path);
        return EXIT_USAGE;
    }
    struct edit edit = {
        .request = request,
        .plan = plan,
        .lifecycle = lifecycle_new(plan->brand),
        .text = ts_bytes(bytes, size),
        .additions = g_array_new(FALSE, TRUE, sizeof(struct addition)),
        .replace = g_string_new(NULL),
    };
    int status = EXIT_USAGE;
    g_array_set_clear_func(edit.additions, clear_addition);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (char **value = request->values[i]; value && *value; value++) {
            add_entry(&edit, kinds[i], *value);
        }
    }
    if (!edit.is_failed) {
        add_rollout(&edit);
    }
    if (!edit.is_failed) {
        g_autofree char *text = apply(&edit);
        status = write_text(&edit, catalog, text);
    }
    if (status == EXIT_CLEAN) {
        tell(&edit);
    }
    g_string_free(edit.replace, TRUE);
    g_array_unref(edit.additions);
    lifecycle_free(&edit.lifecycle);
    return status;
}

/* ---- the command ----------------------------------------------------------------------------- */

static gboolean is_sound(const struct request *request, int left)
{
    gboolean has_value = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        has_value |= request->values[i] != NULL;
    }
    if (left > 0 || !has_value || !request->on) {
        command_complain("what comes, and when? As: touchstone rollout new --address "
                         "\"Kanaalstraat 12A, 3531 CJ Utrecht\" --on 2027-02-01");
        return FALSE;
    }
    return command_is_day("on", request->on) && command_is_day("announce", request->announce) &&
           command_is_day("due", request->due);
}

static int run(const struct request *request)
{
    const struct plan_request wanted = {
        .config_path = request->config, .brand_path = request->brand, .as_of = request->on};
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_brand(&wanted, catalog, problems);
    int status = EXIT_USAGE;
    if (run_told_problems(problems, TRUE) || !plan) {
        status = EXIT_USAGE;
    } else if (!plan->own_brand) {
        command_complain("there is no brand book here: name one with -b FILE");
    } else {
        status = write_new(request, plan, catalog);
    }
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return status;
}

static void clear(struct request *request)
{
    char *const texts[] = {request->config, request->brand, request->on,    request->announce,
                           request->due,    request->id,    request->title, request->country};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_free(texts[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_strfreev(request->values[i]);
    }
    g_strfreev(request->replace);
}

static int run_new(const struct command *command, int argc, char **argv)
{
    struct request request = {NULL};
    const GOptionEntry entries[] = {
        {"address", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.values[0], N_("The new address"),
         "\"STREET NUMBER, POSTCODE CITY\""},
        {"phone", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.values[1], N_("The new number"),
         "NUMBER"},
        {"name", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.values[2], N_("The new name"), "NAME"},
        {"email", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.values[3], N_("The new mailbox"),
         "ADDRESS"},
        {"logo", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.values[LOGO],
         N_("The new logo, relative to the brand book"), "FILE"},
        {"on", 0, 0, G_OPTION_ARG_STRING, &request.on, N_("The day from which it is right"),
         "YYYY-MM-DD"},
        {"announce", 0, 0, G_OPTION_ARG_STRING, &request.announce,
         N_("From when it may be told beside the old"), "YYYY-MM-DD"},
        {"due", 0, 0, G_OPTION_ARG_STRING, &request.due, N_("The last day of the old"),
         "YYYY-MM-DD"},
        {"replace", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.replace,
         N_("What goes, where it is not clear; repeatable"), "KIND:ID"},
        {"id", 0, 0, G_OPTION_ARG_STRING, &request.id, N_("The rollout's short name"), "ID"},
        {"title", 0, 0, G_OPTION_ARG_FILENAME, &request.title, N_("Its name for people"), "TEXT"},
        {"country", 0, 0, G_OPTION_ARG_STRING, &request.country,
         N_("Of the address (default: the brand book's)"), "CC"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &request.is_dry, N_("Only show the change"), NULL},
        {"brand", 'b', 0, G_OPTION_ARG_FILENAME, &request.brand, N_("The brand book"), "FILE"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &request.config,
         N_("The plan that names it (default: touchstone.yaml here or in a folder above)"), "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv) && is_sound(&request, argc - 1)) {
        status = run(&request);
    }
    clear(&request);
    return status;
}

const struct command command_rollout_new = {
    .name = "rollout new",
    .arguments = "--address TEXT --on DATE",
    .summary = N_("Write a new address, number, name, mailbox or logo, and its rollout"),
    .help = N_("Writes a new entry (an address, number, name, mailbox or logo; several at once) "
               "and the rollout that brings it into the brand book. What goes is the only one "
               "that is right on that day, or what --replace names. Comments and style stay; "
               "what would be no brand book is not written, nor a logo that is no picture or is "
               "registered already."),
    .example = "touchstone rollout new --address \"Kanaalstraat 12A, 3531 CJ Utrecht\" --on "
               "2027-02-01 --dry-run\n",
    .run = run_new,
};
