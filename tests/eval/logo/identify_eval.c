/* SPDX-License-Identifier: MIT
 *
 * How often is a logo recognised, and how often is something else taken for it?
 *
 *     identify_eval DIR LOGOS [--all]
 *
 * DIR holds labels.jsonl (file, brand or null, kind) and the pictures; LOGOS/<brand>.png are the
 * references, each a book of its own. Each picture is compared with each brand: a match with a
 * brand that is not its own is a false one. main: 16 pixels or more, neither cropped, inverted,
 * blurred nor flat; flat: in one colour, of a logo whose outline is a box or the like, or of a
 * brand that is said to be no more than a shape. usable: all but flat. --all lists misses and false
 * ones. The digest is equal where all verdicts are.
 */
#include "tests/eval/logo/logo_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "plugins/check-logo/book.h"

static const char *const minor_kinds[] = {"crop", "invert", "lowres", "tiny"};

struct tally {
    guint right, uncertain, all;
};

struct evaluation {
    const char *folder;
    gboolean is_verbose;
    GPtrArray *brands; /* char * */
    GPtrArray *books;  /* struct logo_book * */
    GHashTable *kinds; /* char * -> struct tally * */
    struct tally main, every, usable;
    guint false_pairs, pairs, unread, pictures, generic;
    double seconds;
    GChecksum *digest;
};

static void add(struct tally *tally, enum logo_value value)
{
    tally->all++;
    tally->right += value == LOGO_MATCH;
    tally->uncertain += value == LOGO_UNCERTAIN;
}

static struct tally *tally_of(struct evaluation *evaluation, const char *kind)
{
    struct tally *tally = g_hash_table_lookup(evaluation->kinds, kind);
    if (!tally) {
        tally = g_new0(struct tally, 1);
        g_hash_table_insert(evaluation->kinds, g_strdup(kind), tally);
    }
    return tally;
}

static guint smaller_side(const json_t *label)
{
    json_t *size = json_object_get(label, "size");
    return (guint)MIN(json_integer_value(json_array_get(size, 0)),
                      json_integer_value(json_array_get(size, 1)));
}

/* Is nothing left to recognise? Where the outline of the brand is a box, a disc ..., in all of one
 * colour; of a brand that is no more than a shape, as the check says of it, never. */
static gboolean is_bare(const struct logo_book *book, const char *kind)
{
    gboolean is_flat = !strcmp(kind, "mono") || !strcmp(kind, "negative");
    return g_array_index(book->versions, struct logo_version, 0).is_generic ||
           (is_flat && g_array_index(book->references, struct logo_reference, 0).is_generic);
}

static void count_own(struct evaluation *evaluation, const json_t *label,
                      const struct logo_sighting *sighting, const struct logo_book *book)
{
    const char *kind = json_string_value(json_object_get(label, "kind"));
    gboolean is_main = smaller_side(label) >= 16, is_flat = is_bare(book, kind);
    for (guint i = 0; i < G_N_ELEMENTS(minor_kinds); i++) {
        is_main &= strcmp(kind, minor_kinds[i]) != 0;
    }
    add(tally_of(evaluation, kind), sighting->value);
    add(&evaluation->every, sighting->value);
    if (!is_flat) {
        add(&evaluation->usable, sighting->value);
    }
    if (is_main && !is_flat) {
        add(&evaluation->main, sighting->value);
    }
    if (evaluation->is_verbose && sighting->value != LOGO_MATCH) {
        printf("miss %s %s %s %u%s score %.3f ref %u sil %d %s\n",
               json_string_value(json_object_get(label, "file")),
               json_string_value(json_object_get(label, "brand")), kind, smaller_side(label),
               is_flat   ? " flat"
               : is_main ? " MAIN"
                         : "",
               sighting->score, sighting->reference, sighting->is_silhouette,
               sighting->reason ? sighting->reason : "");
    }
}

/* Brands of one family share drawings: neither right nor wrong. */
static gboolean is_family(const json_t *label, const char *brand)
{
    const char *own = json_string_value(json_object_get(label, "brand"));
    const char *group = json_string_value(json_object_get(label, "group"));
    own = own ? own : group ? group : "";
    size_t size = strcspn(own, "-");
    return strcspn(brand, "-") == size && strncmp(own, brand, size) == 0;
}

static void judge(struct evaluation *evaluation, const json_t *label, guint brand,
                  const struct candidate *candidate)
{
    struct logo_sighting sighting;
    const char *name = g_ptr_array_index(evaluation->brands, brand);
    const char *own = json_string_value(json_object_get(label, "brand"));
    identify_candidate(g_ptr_array_index(evaluation->books, brand), candidate, &sighting);
    g_autofree char *line =
        g_strdup_printf("%d %u %.4f\n", sighting.value, sighting.reference, sighting.score);
    g_checksum_update(evaluation->digest, (guchar *)line, -1);
    if (own && strcmp(own, name) == 0) {
        count_own(evaluation, label, &sighting, g_ptr_array_index(evaluation->books, brand));
    } else if (!is_family(label, name)) {
        evaluation->pairs++;
        evaluation->false_pairs += sighting.value == LOGO_MATCH;
        if (evaluation->is_verbose && sighting.value == LOGO_MATCH) {
            printf("false %s %s(%s %s) as %s score %.3f ref %u sil %d\n",
                   json_string_value(json_object_get(label, "file")), own ? own : "-",
                   json_string_value(json_object_get(label, "kind")),
                   json_string_value(json_object_get(label, "slug")), name, sighting.score,
                   sighting.reference, sighting.is_silhouette);
        }
    }
}

static void run(struct evaluation *evaluation, const json_t *label)
{
    const char *file = json_string_value(json_object_get(label, "file"));
    g_autofree char *path = g_build_filename(evaluation->folder, file, NULL);
    struct picture picture = {0};
    double before = processor_seconds();
    if (!picture_of_file(path, &picture)) {
        evaluation->unread++;
        return;
    }
    struct candidate candidate;
    candidate_open(&picture, &candidate);
    for (guint i = 0; i < evaluation->books->len; i++) {
        judge(evaluation, label, i, &candidate);
    }
    candidate_close(&candidate);
    picture_clear(&picture);
    evaluation->pictures++;
    evaluation->seconds += processor_seconds() - before;
}

/* One version of a book as a book of its own. */
static struct logo_book *book_of_version(const struct logo_book *book, guint version)
{
    struct logo_book *own = book_new();
    struct logo_version copy = g_array_index(book->versions, struct logo_version, version);
    copy.id = g_strdup(copy.id);
    copy.confuser = g_strdup(copy.confuser);
    g_array_append_val(own->versions, copy);
    for (guint i = 0; i < book->references->len; i++) {
        struct logo_reference reference = g_array_index(book->references, struct logo_reference, i);
        if (reference.version == version) {
            struct raster *raster = &reference.raster;
            gsize size = (gsize)raster->width * raster->height * 4 * sizeof(float);
            reference.version = 0;
            raster->rgba = g_memdup2(raster->rgba, size);
            g_array_append_val(own->references, reference);
        }
    }
    book_ready(own);
    return own;
}

/* All at once, since the confusers are drawn once a book. */
static void load_brands(struct evaluation *evaluation, const char *logos)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < evaluation->brands->len; i++) {
        char *brand = g_ptr_array_index(evaluation->brands, i);
        g_ptr_array_add(paths, g_strdup_printf("%s/%s.png", logos, brand));
    }
    struct logo_book *book = book_of_files((const char *const *)paths->pdata, paths->len);
    for (guint i = 0; i < paths->len; i++) {
        const struct logo_version *version = &g_array_index(book->versions, struct logo_version, i);
        evaluation->generic += version->is_generic;
        if (evaluation->is_verbose && version->is_generic) {
            printf("generic %s: %s %.3f\n", (char *)g_ptr_array_index(evaluation->brands, i),
                   version->confuser, version->best_confuser);
        }
        g_ptr_array_add(evaluation->books, book_of_version(book, i));
    }
    book_free(&book);
}

static void note_brand(struct evaluation *evaluation, const json_t *label)
{
    const char *brand = json_string_value(json_object_get(label, "brand"));
    if (brand && !g_ptr_array_find_with_equal_func(evaluation->brands, brand, g_str_equal, NULL)) {
        g_ptr_array_add(evaluation->brands, g_strdup(brand));
    }
}

static void print_tally(const char *name, const struct tally *tally)
{
    printf("%-10s %.4f  (%u of %u; %u uncertain)\n", name,
           tally->all ? (double)tally->right / tally->all : 0.0, tally->right, tally->all,
           tally->uncertain);
}

static void print_all(struct evaluation *evaluation)
{
    g_autoptr(GList) names =
        g_list_sort(g_hash_table_get_keys(evaluation->kinds), (GCompareFunc)strcmp);
    for (GList *name = names; name; name = name->next) {
        print_tally(name->data, g_hash_table_lookup(evaluation->kinds, name->data));
    }
    print_tally("main", &evaluation->main);
    print_tally("usable", &evaluation->usable);
    print_tally("every", &evaluation->every);
    printf("false      %.2e  (%u of %u pairs)\n",
           evaluation->pairs ? (double)evaluation->false_pairs / evaluation->pairs : 0.0,
           evaluation->false_pairs, evaluation->pairs);
    printf("pictures   %u, %u unread, %u brands, %.2f ms each with all brands\n",
           evaluation->pictures, evaluation->unread, evaluation->brands->len,
           evaluation->pictures ? 1000 * evaluation->seconds / evaluation->pictures : 0.0);
    print_count("main", evaluation->main.right, evaluation->main.all);
    print_count("usable", evaluation->usable.right, evaluation->usable.all);
    print_count("every", evaluation->every.right, evaluation->every.all);
    print_count("false", evaluation->false_pairs, evaluation->pairs);
    print_count("generic", evaluation->generic, evaluation->brands->len);
    print_count("unread", evaluation->unread, evaluation->pictures + evaluation->unread);
    printf("digest     %.16s\n", g_checksum_get_string(evaluation->digest));
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: identify_eval DIR LOGOS [--all]\n");
        return 2;
    }
    struct evaluation evaluation = {.folder = argv[1], .is_verbose = argc > 3};
    evaluation.brands = g_ptr_array_new();
    evaluation.books = g_ptr_array_new();
    evaluation.kinds = g_hash_table_new(g_str_hash, g_str_equal);
    evaluation.digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *path = g_build_filename(argv[1], "labels.jsonl", NULL), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        printf("SKIP: no %s\n", path);
        return 77;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    double before = processor_seconds();
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        json_t *label = json_loads(lines[i], 0, NULL);
        g_ptr_array_add(labels, label);
        note_brand(&evaluation, label);
    }
    load_brands(&evaluation, argv[2]);
    printf("register   %.2f s, %u files\n", processor_seconds() - before, evaluation.brands->len);
    for (guint i = 0; i < labels->len; i++) {
        run(&evaluation, g_ptr_array_index(labels, i));
    }
    print_all(&evaluation);
    return 0;
}
