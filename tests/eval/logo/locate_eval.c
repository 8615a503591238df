/* SPDX-License-Identifier: MIT
 *
 * How often logos are found in banners, how often they are seen where there are none, how exact
 * and how fast.
 *
 *     locate_eval [--dump] DRAWINGS DIR...
 *
 * DIR holds labels.jsonl, a line a picture: {"file", "brand" or null, "box" or null}, and "book",
 * the brands that are looked for in it (left out: its own brand, and the next ones of the list
 * that are of other families). A logo is found where a match, not an uncertain one, covers its
 * place. DRAWINGS holds BRAND.png. --dump writes a line a picture and reference instead of a
 * summary.
 */
#include "tests/eval/logo/logo_support.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "plugins/check-logo/book.h"
#include "plugins/check-logo/localiser.h"

#define BOOK_SIZE 4

struct label {
    char *file, *brand;
    struct logo_box box;
    char *book[BOOK_SIZE];
};

struct tally {
    guint positives, found, placed, usable, usable_found;
    guint negatives, pairs, false_alarms, false_pictures, wrong;
    guint classes[4], class_found[4];
    double seconds, pair_seconds;
    guint pictures, unread, unsure;
};

struct run {
    const char *drawings, *folder;
    gboolean is_dump;
    GPtrArray *brands; /* char *: of the folder, in its order, for pictures that name no book */
    guint next;        /* of brands */
    struct tally tally;
};

static struct logo_book *make_book(const char *drawings, char *const *brands)
{
    struct logo_book *book = book_new();
    for (guint i = 0; i < BOOK_SIZE && brands[i] != NULL; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.png", drawings, brands[i]);
        struct picture picture = {0};
        const struct logo_version version = {.id = g_strdup(brands[i])};
        g_array_append_val(book->versions, version);
        if (picture_of_file(path, &picture)) {
            variants_add(book, &picture, i, 0);
            picture_clear(&picture);
        }
    }
    book_ready(book);
    return book;
}

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static struct label label_of(json_t *object)
{
    struct label label = {.file = g_strdup(text_of(object, "file")),
                          .brand = g_strdup(text_of(object, "brand"))};
    json_t *box = json_object_get(object, "box"), *book = json_object_get(object, "book");
    if (json_is_array(box)) {
        double side[4];
        for (size_t i = 0; i < 4; i++) {
            side[i] = json_number_value(json_array_get(box, i));
        }
        label.box = (struct logo_box){side[0], side[1], side[2] - side[0], side[3] - side[1]};
    }
    for (size_t i = 0; i < BOOK_SIZE && i < json_array_size(book); i++) {
        label.book[i] = g_strdup(json_string_value(json_array_get(book, i)));
    }
    return label;
}

static void dump_places(const struct logo_book *book, const struct picture *picture,
                        const struct label *label)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct place));
    g_autofree guint8 *is_seen = g_new0(guint8, book->versions->len);
    locate_places(book, picture, places);
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = &g_array_index(places, struct place, i);
        const struct evidence *e = &place->evidence;
        const guint version =
            g_array_index(book->references, struct logo_reference, place->reference).version;
        const gboolean is_own = strcmp(label->book[version], label->brand) == 0;
        const double overlap = is_own ? boxes_overlap(&e->box, &label->box) : 0;
        if (is_seen[version]++ >= (is_own ? 8 : 1)) {
            continue;
        }
        printf("%s\t%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%.0fx%.0f\t%.0fx%.0f\n",
               label->file, label->book[version], is_own, overlap, place->proposed, e->score,
               e->orientation, e->colour, e->ink, e->mono,
               g_array_index(book->references, struct logo_reference, place->reference).is_generic,
               e->box.width, e->box.height, label->box.width, label->box.height);
    }
}

static guint class_of(double side)
{
    return side < 20 ? 0 : side < 40 ? 1 : side < 80 ? 2 : 3;
}

static void judge_positive(struct run *run, const struct logo_book *book, const struct label *label,
                           const GArray *sightings)
{
    struct tally *tally = &run->tally;
    const double side = MIN(label->box.width, label->box.height);
    gboolean is_found = FALSE, is_unsure = FALSE, is_wrong = FALSE, is_generic = FALSE;
    for (guint i = 0; i < sightings->len; i++) {
        const struct logo_sighting *s = &g_array_index(sightings, struct logo_sighting, i);
        const gboolean is_own = strcmp(label->book[s->version], label->brand) == 0;
        const gboolean is_placed = is_own && boxes_overlap(&s->box, &label->box) >= 0.6;
        is_found |= is_placed && s->value == LOGO_MATCH;
        is_unsure |= is_placed && s->value == LOGO_UNCERTAIN;
        is_wrong |= !is_own && s->value == LOGO_MATCH;
    }
    for (guint i = 0; i < book->references->len; i++) {
        const struct logo_reference *r = &g_array_index(book->references, struct logo_reference, i);
        is_generic |= strcmp(label->book[r->version], label->brand) == 0 && r->is_generic;
    }
    tally->positives++, tally->found += is_found, tally->wrong += is_wrong;
    tally->unsure += is_unsure && !is_found;
    tally->classes[class_of(side)]++, tally->class_found[class_of(side)] += is_found;
    if (!is_generic && side >= 20) {
        tally->usable++, tally->usable_found += is_found;
    }
}

static void judge_negative(struct run *run, const struct label *label, const GArray *sightings)
{
    struct tally *tally = &run->tally;
    guint alarms = 0;
    for (guint i = 0; i < sightings->len; i++) {
        const struct logo_sighting *s = &g_array_index(sightings, struct logo_sighting, i);
        if (s->value == LOGO_MATCH) {
            alarms++;
            printf("%s/%s: false alarm, %s, score %.3f, %.0fx%.0f\n", run->folder, label->file,
                   label->book[s->version], s->score, s->box.width, s->box.height);
        }
    }
    tally->negatives++, tally->pairs += BOOK_SIZE;
    tally->false_alarms += alarms, tally->false_pictures += alarms > 0;
}

/* Thresholds are calibrated where a plain shape was seen: half a second a drawing, and of others
 * they change next to nothing. They only rise, so what was not seen is not seen then either. */
static void judge_again(struct logo_book *book, const struct picture *picture, GArray *sightings)
{
    gboolean is_plain = FALSE;
    for (guint i = 0; i < sightings->len; i++) {
        guint reference = g_array_index(sightings, struct logo_sighting, i).reference;
        is_plain |= g_array_index(book->references, struct logo_reference, reference).is_generic;
    }
    if (is_plain) {
        book_calibrate(book);
        g_array_set_size(sightings, 0);
        locate(book, picture, sightings);
    }
}

static void judge(struct run *run, const struct label *label)
{
    g_autofree char *path = g_strdup_printf("%s/%s", run->folder, label->file);
    struct picture picture = {0};
    struct logo_book *book = make_book(run->drawings, label->book);
    if (picture_of_file(path, &picture)) {
        g_autoptr(GArray) sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting));
        if (run->is_dump) {
            dump_places(book, &picture, label);
        } else {
            const double start = processor_seconds();
            locate(book, &picture, sightings);
            run->tally.seconds += processor_seconds() - start, run->tally.pictures++;
            judge_again(book, &picture, sightings);
            if (label->brand[0] != '\0') {
                judge_positive(run, book, label, sightings);
            } else {
                judge_negative(run, label, sightings);
            }
        }
        picture_clear(&picture);
    } else {
        run->tally.unread++;
    }
    book_free(&book);
}

static gboolean is_family(const char *left, const char *right)
{
    const size_t size = strcspn(left, "-");
    return size == strcspn(right, "-") && strncmp(left, right, size) == 0;
}

static gboolean is_in_book(const struct label *label, guint count, const char *brand)
{
    for (guint i = 0; i < count; i++) {
        if (is_family(label->book[i], brand)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Its own brand and the next ones of the list; each picture goes on where the last one stopped. */
static void fill_book(struct run *run, struct label *label)
{
    guint count = 0;
    if (label->book[0] != NULL) {
        return;
    }
    if (label->brand[0] != '\0') {
        label->book[count++] = g_strdup(label->brand);
    }
    for (guint tried = 0; tried < run->brands->len && count < BOOK_SIZE; tried++) {
        const char *brand = g_ptr_array_index(run->brands, run->next++ % run->brands->len);
        if (!is_in_book(label, count, brand)) {
            label->book[count++] = g_strdup(brand);
        }
    }
}

static void note_brand(struct run *run, const char *brand)
{
    if (brand[0] != '\0' &&
        !g_ptr_array_find_with_equal_func(run->brands, brand, g_str_equal, NULL)) {
        g_ptr_array_add(run->brands, g_strdup(brand));
    }
}

static struct label label_of_line(const char *line)
{
    json_t *object = json_loads(line, 0, NULL);
    struct label label = label_of(object);
    json_decref(object);
    return label;
}

static void label_clear(struct label *label)
{
    g_free(label->file), g_free(label->brand);
    for (guint i = 0; i < BOOK_SIZE; i++) {
        g_free(label->book[i]);
    }
}

static void run_folder(struct run *run)
{
    g_autofree char *path = g_strdup_printf("%s/labels.jsonl", run->folder), *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s: can't be read\n", path);
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        struct label label = label_of_line(lines[i]);
        note_brand(run, label.brand);
        label_clear(&label);
    }
    for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        struct label label = label_of_line(lines[i]);
        fill_book(run, &label);
        judge(run, &label);
        label_clear(&label);
    }
}

static void report(const struct tally *t)
{
    static const char *const names[] = {"< 20", "20-39", "40-79", ">= 80"};
    printf("logos %u, found in place %u (%.3f); of versions not generic, side >= 20: %u of %u "
           "(%.3f); another version seen in %u, found but uncertain %u; not read %u\n",
           t->positives, t->found, (double)t->found / MAX(1, t->positives), t->usable_found,
           t->usable, (double)t->usable_found / MAX(1, t->usable), t->wrong, t->unsure, t->unread);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        printf("  smaller side %s: %u of %u\n", names[i], t->class_found[i], t->classes[i]);
    }
    printf("pictures without: %u, with a false alarm %u (%.2f in 1,000); pairs %u, false alarms %u "
           "(%.3f in 1,000)\n",
           t->negatives, t->false_pictures, 1000.0 * t->false_pictures / MAX(1, t->negatives),
           t->pairs, t->false_alarms, 1000.0 * t->false_alarms / MAX(1, t->pairs));
    printf("%.1f ms a picture with a book of %d\n", 1000 * t->seconds / MAX(1, t->pictures),
           BOOK_SIZE);
    print_count("inside", t->usable_found, t->usable);
    print_count("inside-every", t->found, t->positives);
    print_count("inside-false", t->false_alarms, t->negatives);
    print_count("inside-false-pictures", t->false_pictures, t->negatives);
    print_count("inside-msec", 1000 * t->seconds, t->pictures * BOOK_SIZE);
    print_count("unread", t->unread, t->pictures + t->unread);
}

int main(int count, char **arguments)
{
    struct run run = {.brands = g_ptr_array_new_with_free_func(g_free)};
    int at = 1;
    if (at < count && strcmp(arguments[at], "--dump") == 0) {
        run.is_dump = TRUE;
        at++;
    }
    if (at + 1 >= count) {
        fprintf(stderr, "usage: locate_eval [--dump] DRAWINGS DIR...\n");
        return 2;
    }
    run.drawings = arguments[at++];
    for (; at < count; at++) {
        run.folder = arguments[at];
        run_folder(&run);
    }
    if (!run.is_dump) {
        report(&run.tally);
    }
    g_ptr_array_unref(run.brands);
    return 0;
}
