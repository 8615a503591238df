/* SPDX-License-Identifier: MIT
 *
 * Is the old logo told from the new one?
 *
 *     pairs_eval DIR LOGOS [--all]
 *
 * DIR holds labels.jsonl (file, slug, old, new: sets, is: "old" or "new", kind) and the pictures,
 * as pairs.py makes them; LOGOS/<set>/<slug>.png are the drawings.
 */
#include "tests/eval/logo/logo_support.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "plugins/check-logo/book.h"

struct tally {
    guint right, wrong, undecided, none, all;
};

static void count(struct tally *tally, const struct logo_sighting *sighting, guint right)
{
    tally->all++;
    tally->right += sighting->value == LOGO_MATCH && sighting->version == right;
    tally->wrong += sighting->value == LOGO_MATCH && sighting->version != right;
    tally->undecided += sighting->value == LOGO_UNCERTAIN;
    tally->none += sighting->value == LOGO_NONE;
}

static void print_tally(const char *name, const struct tally *tally)
{
    double all = MAX(1, tally->all);
    printf("%-12s right %.4f wrong %.4f undecided %.4f none %.4f of %u\n", name, tally->right / all,
           tally->wrong / all, tally->undecided / all, tally->none / all, tally->all);
}

static const char *text_of(const json_t *label, const char *key)
{
    return json_string_value(json_object_get(label, key));
}

struct run {
    const char *folder, *logos;
    gboolean is_verbose;
    char *pair; /* of the book */
    struct logo_book *book;
    guint pairs, unread;
    GHashTable *tallies; /* char * -> struct tally * */
};

static void open_pair(struct run *run, const json_t *label)
{
    const char *slug = text_of(label, "slug");
    g_autofree char *name = g_strdup_printf("%s/%s", text_of(label, "old"), slug);
    if (g_strcmp0(name, run->pair) == 0) {
        return;
    }
    g_autofree char *old = g_strdup_printf("%s/%s.png", run->logos, name);
    g_autofree char *now = g_strdup_printf("%s/%s/%s.png", run->logos, text_of(label, "new"), slug);
    const char *paths[] = {old, now};
    book_free(&run->book);
    run->book = book_of_files(paths, 2);
    run->pairs++;
    g_free(run->pair);
    run->pair = g_steal_pointer(&name);
}

static struct tally *tally_of(struct run *run, const char *name)
{
    struct tally *tally = g_hash_table_lookup(run->tallies, name);
    if (!tally) {
        tally = g_new0(struct tally, 1);
        g_hash_table_insert(run->tallies, g_strdup(name), tally);
    }
    return tally;
}

static void judge(struct run *run, const json_t *label)
{
    g_autofree char *path = g_build_filename(run->folder, text_of(label, "file"), NULL);
    struct picture picture = {0};
    struct logo_sighting sighting;
    gboolean is_plain;
    guint right = strcmp(text_of(label, "is"), "new") == 0;
    open_pair(run, label);
    if (!picture_of_file(path, &picture)) {
        run->unread++;
        return;
    }
    identify(run->book, &picture, &sighting, &is_plain);
    picture_clear(&picture);
    count(tally_of(run, "all"), &sighting, right);
    count(tally_of(run, text_of(label, "kind")), &sighting, right);
    count(tally_of(run, text_of(label, "old")), &sighting, right);
    if (run->is_verbose && (sighting.value != LOGO_MATCH || sighting.version != right)) {
        printf("%s %s %s is %s value %d score %.3f second %.3f\n", text_of(label, "file"),
               run->pair, text_of(label, "kind"), right ? "new" : "old", sighting.value,
               sighting.score, sighting.runner_up_score);
    }
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: pairs_eval DIR LOGOS [--all]\n");
        return 2;
    }
    struct run run = {.folder = argv[1], .logos = argv[2], .is_verbose = argc > 3};
    g_autofree char *path = g_build_filename(argv[1], "labels.jsonl", NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    run.tallies = g_hash_table_new(g_str_hash, g_str_equal);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        json_t *label = json_loads(lines[i], 0, NULL);
        judge(&run, label);
        json_decref(label);
    }
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(run.tallies), (GCompareFunc)strcmp);
    for (GList *name = names; name; name = name->next) {
        print_tally(name->data, g_hash_table_lookup(run.tallies, name->data));
    }
    printf("pairs        %u\n", run.pairs);
    const struct tally *all = tally_of(&run, "all");
    print_count("pairs-wrong", all->wrong, all->all);
    print_count("pairs-undecided", all->undecided, all->all);
    print_count("pairs-none", all->none, all->all);
    print_count("unread", run.unread, all->all + run.unread);
    return 0;
}
