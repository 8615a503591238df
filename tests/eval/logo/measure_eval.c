/* SPDX-License-Identifier: MIT
 *
 * How exactly are proportions, colours, crops and blur of a recognised logo measured?
 *
 *     measure_eval LOGOS [--all] [--show OUT] DIR...
 *
 * DIR holds measure.jsonl, made by measure_data.py, and the pictures; LOGOS/png/logos/<brand>.png
 * are the references. Only pictures that are recognised are measured. --all lists what is wrong;
 * --show writes the evidence of each picture to OUT. The digest is equal where all measures are.
 */
#include "tests/eval/logo/logo_support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "plugins/check-logo/alarm.h"

/* One line of the table: of those where it is true, found; of the others, alarmed. */
struct tally {
    const char *name, *row; /* row: of the table, without "-found", "-false" */
    guint found, wrong, alarmed, right, unmeasured;
};

enum {
    ASPECT_32,
    ASPECT_16,
    COLOUR_FINE,
    COLOUR_GOOD,
    COLOUR_MIDDLE,
    COLOUR_POOR,
    CROP,
    CROP_PADDED,
    BLUR,
    TALLIES
};

struct evaluation {
    const char *logos, *folder, *shown;
    gboolean is_verbose;
    char *brand;
    struct logo_book *book;
    struct tally tallies[TALLIES];
    GArray *errors; /* double: of the aspect, from 32 pixels */
    guint pictures, recognised, shows, unread;
    gsize shown_bytes;
    double measuring, showing;
    GChecksum *digest;
};

static const char *text_of(const json_t *label, const char *key)
{
    const char *text = json_string_value(json_object_get(label, key));
    return text ? text : "";
}

static double number_of(const json_t *label, const char *key)
{
    return json_number_value(json_object_get(label, key));
}

static void tell(const struct evaluation *evaluation, const json_t *label, const char *what,
                 const struct logo_sighting *sighting)
{
    const struct logo_measures *m = &sighting->measures;
    if (evaluation->is_verbose) {
        printf("%s %s/%s %s %s q%.0f ar %.4f de %.1f: aspect %.4f dE %.2f %s %s crop %.3f%c "
               "sharp %.2f box %.1fx%.1f%s%s\n",
               what, evaluation->folder, text_of(label, "file"), text_of(label, "brand"),
               text_of(label, "kind"), number_of(label, "q"), number_of(label, "ar"),
               number_of(label, "de"), m->aspect, m->delta_e, m->right_colour, m->seen_colour,
               m->crop, m->crop_side ? m->crop_side : '-', m->sharpness, sighting->box.width,
               sighting->box.height, sighting->is_mono ? " mono" : "",
               sighting->is_silhouette ? " silhouette" : "");
    }
}

/* What is wrong, and what is not: between them nothing is asked. */
static void count(struct evaluation *evaluation, guint line, const json_t *label,
                  const struct logo_sighting *sighting, gboolean is_wrong, gboolean is_alarm)
{
    struct tally *tally = &evaluation->tallies[line];
    if (is_wrong) {
        tally->wrong++;
        tally->found += is_alarm;
    } else {
        tally->right++;
        tally->alarmed += is_alarm;
    }
    if (is_wrong != is_alarm) {
        g_autofree char *what =
            g_strdup_printf("%s %s:", is_wrong ? "missed" : "FALSE", tally->name);
        tell(evaluation, label, what, sighting);
    }
}

static void judge_aspect(struct evaluation *evaluation, const json_t *label,
                         const struct logo_sighting *sighting)
{
    double side = MIN(sighting->box.width, sighting->box.height), truth = number_of(label, "ar");
    double change = fabs(log(truth));
    guint line = side >= 32 ? ASPECT_32 : ASPECT_16;
    if (side < 16 || strcmp(text_of(label, "kind"), "crop") == 0) {
        return;
    }
    if (sighting->measures.aspect < 0) {
        evaluation->tallies[line].unmeasured++;
        return;
    }
    if (side >= 32) {
        double error = fabs(sighting->measures.aspect / truth - 1);
        g_array_append_val(evaluation->errors, error);
    }
    if (change >= log(1.04) || strcmp(text_of(label, "kind"), "aspect") != 0) {
        count(evaluation, line, label, sighting, change >= log(1.04), is_distorted(sighting));
    }
}

static void judge_colour(struct evaluation *evaluation, const json_t *label,
                         const struct logo_sighting *sighting, guint decoded_quality)
{
    const char *kind = text_of(label, "kind");
    static const char *const asked[] = {"hue",     "shift",      "jpg",    "webp", "png_alpha",
                                        "palette", "recompress", "aspect", "colbg"};
    gboolean is_asked = FALSE, is_packed = text_of(label, "fmt")[0] != 'p';
    double truth = number_of(label, "de"), quality = is_packed ? number_of(label, "q") : 100;
    guint line = quality == 100  ? COLOUR_FINE
                 : quality >= 50 ? COLOUR_GOOD
                 : quality >= 40 ? COLOUR_MIDDLE
                                 : COLOUR_POOR;
    for (guint i = 0; i < G_N_ELEMENTS(asked); i++) {
        is_asked |= strcmp(kind, asked[i]) == 0;
    }
    if (!is_asked || !json_is_number(json_object_get(label, "de"))) {
        return;
    }
    if (sighting->measures.delta_e < 0) {
        evaluation->tallies[line].unmeasured++;
        return;
    }
    if (truth >= 5 || truth < 1) {
        count(evaluation, line, label, sighting, truth >= 5,
              is_wrong_colour(sighting, decoded_quality));
    }
}

static void judge_crop(struct evaluation *evaluation, const json_t *label,
                       const struct logo_sighting *sighting)
{
    const json_t *crop = json_object_get(label, "crop"), *pad = json_object_get(label, "pad");
    double share = json_number_value(json_array_get(crop, 1));
    gboolean is_padded = FALSE;
    for (size_t i = 0; i < json_array_size(pad); i++) {
        is_padded |= json_integer_value(json_array_get(pad, i)) > 0;
    }
    if (!crop) {
        count(evaluation, is_padded ? CROP_PADDED : CROP, label, sighting, FALSE,
              is_cropped(sighting));
    } else if (share >= 0.03) {
        char side = "lrtb"[json_integer_value(json_array_get(crop, 0))];
        count(evaluation, CROP, label, sighting, TRUE,
              is_cropped(sighting) && sighting->measures.crop_side == side);
    }
}

static void judge(struct evaluation *evaluation, const json_t *label, guint quality,
                  const struct logo_sighting *sighting)
{
    const char *kind = text_of(label, "kind");
    judge_aspect(evaluation, label, sighting);
    judge_colour(evaluation, label, sighting, quality);
    judge_crop(evaluation, label, sighting);
    gboolean is_blur = strcmp(kind, "lowres") == 0;
    if (sighting->measures.sharpness >= 0 && strcmp(kind, "recompress") != 0) {
        count(evaluation, BLUR, label, sighting, is_blur, is_blurred(sighting));
    }
}

static void show_it(struct evaluation *evaluation, const json_t *label,
                    const struct picture *picture, const struct logo_sighting *sighting)
{
    double begin = processor_seconds();
    g_autoptr(GBytes) png = show(evaluation->book, picture, sighting);
    evaluation->showing += processor_seconds() - begin;
    evaluation->shows++;
    evaluation->shown_bytes += png ? g_bytes_get_size(png) : 0;
    if (evaluation->shown && png) {
        g_autofree char *path =
            g_strdup_printf("%s/%s-%s-%s.png", evaluation->shown, text_of(label, "kind"),
                            text_of(label, "brand"), text_of(label, "file"));
        g_file_set_contents(path, g_bytes_get_data(png, NULL), (gssize)g_bytes_get_size(png), NULL);
    }
}

static void run_picture(struct evaluation *evaluation, const json_t *label)
{
    g_autofree char *path = g_strdup_printf("%s/%s", evaluation->folder, text_of(label, "file"));
    struct picture picture = {0};
    struct logo_sighting sighting;
    gboolean is_plain;
    if (!picture_of_file(path, &picture)) {
        evaluation->unread++;
        return;
    }
    evaluation->pictures++;
    identify(evaluation->book, &picture, &sighting, &is_plain);
    if (sighting.value == LOGO_MATCH) {
        double begin = processor_seconds();
        measure(evaluation->book, &picture, &sighting);
        evaluation->measuring += processor_seconds() - begin;
        evaluation->recognised++;
        const struct logo_measures *m = &sighting.measures;
        g_autofree char *line = g_strdup_printf("%.4f %.2f %.3f %.3f %.3f\n", m->aspect, m->delta_e,
                                                m->crop, m->sharpness, m->clear);
        g_checksum_update(evaluation->digest, (guchar *)line, -1);
        judge(evaluation, label, picture.quality, &sighting);
        show_it(evaluation, label, &picture, &sighting);
    }
    picture_clear(&picture);
}

static void open_book(struct evaluation *evaluation, const char *brand)
{
    g_autofree char *path = g_strdup_printf("%s/png/logos/%s.png", evaluation->logos, brand);
    if (g_strcmp0(evaluation->brand, brand) != 0) {
        const char *paths[] = {path};
        book_free(&evaluation->book);
        evaluation->book = book_of_files(paths, 1);
        g_free(evaluation->brand);
        evaluation->brand = g_strdup(brand);
    }
}

static void run_folder(struct evaluation *evaluation, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/measure.jsonl", folder), *text = NULL;
    evaluation->folder = folder;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s: can't be read\n", path);
        exit(1);
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] && *lines[i]; i++) {
        json_t *label = json_loads(lines[i], 0, NULL);
        open_book(evaluation, text_of(label, "brand"));
        run_picture(evaluation, label);
        json_decref(label);
    }
}

static int compare_doubles(const void *first, const void *second)
{
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

static void report(struct evaluation *evaluation)
{
    GArray *errors = evaluation->errors;
    g_array_sort(errors, compare_doubles);
    const double *sorted = (const double *)(void *)errors->data;
    printf("%u pictures, %u recognised\n", evaluation->pictures, evaluation->recognised);
    for (guint i = 0; i < TALLIES; i++) {
        const struct tally *tally = &evaluation->tallies[i];
        printf("%-34s found %4u/%4u %6.2f%%  false %3u/%4u %5.2f%%  not measured %u\n", tally->name,
               tally->found, tally->wrong, tally->wrong ? 100.0 * tally->found / tally->wrong : 0,
               tally->alarmed, tally->right,
               tally->right ? 100.0 * tally->alarmed / tally->right : 0, tally->unmeasured);
        if (tally->row) {
            g_autofree char *found = g_strconcat(tally->row, "-found", NULL);
            g_autofree char *alarmed = g_strconcat(tally->row, "-false", NULL);
            g_autofree char *unmeasured = g_strconcat(tally->row, "-unmeasured", NULL);
            print_count(found, tally->found, tally->wrong);
            print_count(alarmed, tally->alarmed, tally->right);
            print_count(unmeasured, tally->unmeasured,
                        tally->wrong + tally->right + tally->unmeasured);
        }
    }
    print_count("unread", evaluation->unread, evaluation->pictures + evaluation->unread);
    print_count("unrecognised", evaluation->pictures - evaluation->recognised,
                evaluation->pictures);
    if (errors->len) {
        printf("aspect error >= 32 px: median %.3f%% p95 %.3f%% p99 %.3f%%\n",
               100 * sorted[errors->len / 2], 100 * sorted[errors->len * 95 / 100],
               100 * sorted[errors->len * 99 / 100]);
    }
    printf("measure %.2f ms, show %.2f ms and %.1f KB a picture; digest %.16s\n",
           1000 * evaluation->measuring / MAX(1, evaluation->recognised),
           1000 * evaluation->showing / MAX(1, evaluation->shows),
           (double)evaluation->shown_bytes / 1024 / MAX(1, evaluation->shows),
           g_checksum_get_string(evaluation->digest));
}

int main(int argc, char **argv)
{
    struct evaluation evaluation = {
        .tallies = {{.name = "aspect >= 4 %, side >= 32", "aspect"},
                    {.name = "aspect >= 4 %, side 16-31"},
                    {.name = "colour >= 5, lossless", "colour-lossless"},
                    {.name = "colour >= 5, quality >= 50", "colour"},
                    {.name = "colour >= 5, quality 40-49"},
                    {.name = "colour >= 5, quality < 40"},
                    {.name = "crop >= 3 %; right: no margin", "crop"},
                    {.name = "crop; right: with margin"},
                    {.name = "blown up"}},
        .errors = g_array_new(FALSE, FALSE, sizeof(double)),
        .digest = g_checksum_new(G_CHECKSUM_SHA256)};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--all") == 0) {
            evaluation.is_verbose = TRUE;
        } else if (strcmp(argv[i], "--show") == 0 && i + 1 < argc) {
            evaluation.shown = argv[++i];
        } else if (!evaluation.logos) {
            evaluation.logos = argv[i];
        } else {
            run_folder(&evaluation, argv[i]);
        }
    }
    report(&evaluation);
    book_free(&evaluation.book);
    g_free(evaluation.brand);
    g_array_unref(evaluation.errors);
    g_checksum_free(evaluation.digest);
    return 0;
}
