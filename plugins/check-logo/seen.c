/* SPDX-License-Identifier: MIT
 *
 * A sighting as an observation, and back: inspect and conclude run in other processes, on other
 * days.
 */
#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/check.h"

#include <string.h>

#define KEY_PREFIX "logo:"

/* ---- putting --------------------------------------------------------------------------------- */

struct said {
    GArray *numbers; /* struct ts_number */
    GArray *details; /* struct ts_pair */
};

static struct said said_new(void)
{
    return (struct said){g_array_new(FALSE, FALSE, sizeof(struct ts_number)),
                         g_array_new(FALSE, FALSE, sizeof(struct ts_pair))};
}

static void said_clear(struct said *said)
{
    g_array_unref(said->numbers);
    g_array_unref(said->details);
}

static struct ts_list list_of(const GArray *array, size_t size)
{
    return (struct ts_list){array->data, array->len, (uint32_t)size};
}

/* The same picture says the same, whoever compiled it. */
static double rounded(double value, double step)
{
    double scaled = value / step;
    return (double)(gint64)(scaled + (scaled < 0 ? -0.5 : 0.5)) * step;
}

static double measured(double value, double step)
{
    return value > LOGO_UNMEASURED ? rounded(value, step) : value;
}

/* As conclude will read it: nothing may be judged here by other figures than there. */
static struct logo_sighting as_read(const struct logo_sighting *sighting)
{
    struct logo_sighting said = *sighting;
    struct logo_measures *measures = &said.measures;
    said.score = rounded(CLAMP(said.score, 0, 1), 0.001);
    said.box.left = rounded(said.box.left, 0.1);
    said.box.top = rounded(said.box.top, 0.1);
    said.box.width = rounded(said.box.width, 0.1);
    said.box.height = rounded(said.box.height, 0.1);
    measures->aspect = measured(measures->aspect, 0.001);
    measures->delta_e = measured(measures->delta_e, 0.1);
    measures->crop = measured(measures->crop, 0.001);
    measures->sharpness = measured(measures->sharpness, 0.01);
    measures->clear = measured(measures->clear, 0.001);
    return said;
}

static void add_number(struct said *said, const char *name, double value, double step)
{
    if (value > LOGO_UNMEASURED || strcmp(name, "left") == 0 || strcmp(name, "top") == 0) {
        struct ts_number number = {ts_text(name), rounded(value, step)};
        g_array_append_val(said->numbers, number);
    }
}

static void add_detail(struct said *said, const char *name, const char *value)
{
    if (value && *value) {
        struct ts_pair pair = {ts_text(name), ts_text(value)};
        g_array_append_val(said->details, pair);
    }
}

static const struct logo_version *version_at(const struct logo_check *check, guint index)
{
    return index < check->book->versions->len
               ? &g_array_index(check->book->versions, struct logo_version, index)
               : NULL;
}

/* The name of the brand book's file that it is most like; the caller frees it. */
char *seen_file(const struct logo_check *check, guint version, guint index)
{
    const struct ts_node *files = ts_get(logo_entry(check, version), "files");
    if (!files || index >= files->children.count) {
        return NULL;
    }
    const struct ts_node *file = ts_item(files->children, index);
    g_autofree char *path = g_strndup(file->text.ptr, file->text.len);
    return g_path_get_basename(path);
}

static char *file_of(const struct logo_check *check, guint index)
{
    if (index >= check->book->references->len) {
        return NULL;
    }
    const struct logo_reference *reference =
        &g_array_index(check->book->references, struct logo_reference, index);
    return seen_file(check, reference->version, reference->file);
}

/* What a page that gives it both sides makes of it; all others are stretched. */
static const char *const scalings[] = {
    [PICTURE_STRETCHES] = NULL,
    [PICTURE_FITS] = "fits",
    [PICTURE_FILLS] = "fills",
    [PICTURE_STAYS] = "stays",
};

static void add_picture(struct said *said, const struct picture *picture)
{
    add_number(said, "natural_width", picture->natural_width, 1);
    add_number(said, "natural_height", picture->natural_height, 1);
    add_number(said, "quality", picture->quality, 1);
    add_detail(said, "format", picture_media_type(picture->format));
    add_detail(said, "scaling", scalings[picture->scaling]);
    if (picture->scaling == PICTURE_FITS || picture->scaling == PICTURE_FILLS) {
        add_number(said, "view_aspect", picture->view_aspect, 0.00001);
    }
}

static void add_measures(struct said *said, const struct logo_sighting *sighting)
{
    const struct logo_measures *measures = &sighting->measures;
    add_number(said, "left", sighting->box.left, 0.1);
    add_number(said, "top", sighting->box.top, 0.1);
    add_number(said, "width", sighting->box.width, 0.1);
    add_number(said, "height", sighting->box.height, 0.1);
    add_number(said, "aspect", measures->aspect, 0.001);
    add_number(said, "delta_e", measures->delta_e, 0.1);
    add_number(said, "crop", measures->crop, 0.001);
    add_number(said, "sharpness", measures->sharpness, 0.01);
    add_number(said, "clear", measures->clear, 0.001);
}

static int emit(struct ts_call *call, const struct said *said, const char *key, const char *value,
                double score, GBytes *evidence)
{
    gsize size = 0;
    const void *bytes = evidence ? g_bytes_get_data(evidence, &size) : NULL;
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text(value),
        .confidence = (double)(gint64)(CLAMP(score, 0, 1) * 1000 + 0.5) / 1000,
        .place = {.block = TS_NO_BLOCK},
        .numbers = list_of(said->numbers, sizeof(struct ts_number)),
        .details = list_of(said->details, sizeof(struct ts_pair)),
        .evidence_type = ts_text(size ? "image/png" : NULL),
        .evidence = ts_bytes(bytes, size),
    };
    return call->host->emit_observation(call, &observation);
}

static const char *value_of(const struct logo_sighting *sighting)
{
    return sighting->value == LOGO_UNCERTAIN ? "uncertain"
           : is_distorted(sighting)          ? "distorted"
                                             : "match";
}

int seen_put(struct ts_call *call, const struct logo_check *check, const struct picture *picture,
             const struct logo_sighting *seen, gboolean is_last_frame, GBytes *evidence)
{
    const struct logo_sighting told = as_read(seen), *sighting = &told;
    const struct logo_version *version = version_at(check, sighting->version);
    const struct logo_version *runner_up = version_at(check, sighting->runner_up);
    const char side[2] = {sighting->measures.crop_side, '\0'};
    g_autofree char *file = file_of(check, sighting->reference);
    struct said said = said_new();
    g_autofree char *key = g_strconcat(KEY_PREFIX, version ? version->id : "", NULL);
    add_picture(&said, picture);
    add_measures(&said, sighting);
    add_number(&said, "runner_up_score", runner_up ? sighting->runner_up_score : LOGO_UNMEASURED,
               0.001);
    add_detail(&said, "file", file);
    add_detail(&said, "reason", sighting->reason);
    add_detail(&said, "colour_seen", sighting->measures.seen_colour);
    add_detail(&said, "colour_right", sighting->measures.right_colour);
    add_detail(&said, "crop_side", side);
    add_detail(&said, "runner_up", runner_up ? runner_up->id : NULL);
    add_detail(&said, "inside", sighting->is_inside ? "yes" : NULL);
    add_detail(&said, "mono", sighting->is_mono ? "yes" : NULL);
    add_detail(&said, "frame", is_last_frame ? "last" : NULL);
    int done = emit(call, &said, key, value_of(sighting), sighting->score, evidence);
    said_clear(&said);
    return done;
}

int seen_put_none(struct ts_call *call, const struct logo_check *check,
                  const struct picture *picture, const struct logo_sighting *sighting)
{
    const struct logo_version *best =
        sighting->score > 0 ? version_at(check, sighting->version) : NULL;
    struct said said = said_new();
    add_picture(&said, picture);
    add_detail(&said, "best", best ? best->id : NULL);
    add_detail(&said, "reason", sighting->reason);
    int done = emit(call, &said, "picture", sighting->reason ? "too-small" : "none",
                    sighting->score, NULL);
    said_clear(&said);
    return done;
}

/* ---- getting --------------------------------------------------------------------------------- */

static double number_of(const struct ts_observation *observation, const char *name)
{
    for (uint32_t i = 0; i < observation->numbers.count; i++) {
        const struct ts_number *number = ts_item(observation->numbers, i);
        if (ts_is(number->name, name)) {
            return number->value;
        }
    }
    return LOGO_UNMEASURED;
}

static struct ts_str detail_of(const struct ts_observation *observation, const char *name)
{
    for (uint32_t i = 0; i < observation->details.count; i++) {
        const struct ts_pair *pair = ts_item(observation->details, i);
        if (ts_is(pair->name, name)) {
            return pair->value;
        }
    }
    return ts_text(NULL);
}

static enum picture_scaling scaling_of(const struct ts_observation *observation)
{
    struct ts_str said = detail_of(observation, "scaling");
    guint scaling = G_N_ELEMENTS(scalings) - 1;
    while (scaling > PICTURE_STRETCHES && !ts_is(said, scalings[scaling])) {
        scaling--;
    }
    return scaling;
}

static void copy_colour(char colour_r[8], struct ts_str text)
{
    size_t size = MIN(text.len, (size_t)7);
    memcpy(colour_r, text.len ? text.ptr : "", size);
    colour_r[size] = '\0';
}

static struct logo_measures measures_of(const struct ts_observation *observation)
{
    struct ts_str side = detail_of(observation, "crop_side");
    struct logo_measures measures = {
        .aspect = number_of(observation, "aspect"),
        .delta_e = number_of(observation, "delta_e"),
        .crop = number_of(observation, "crop"),
        .sharpness = number_of(observation, "sharpness"),
        .clear = number_of(observation, "clear"),
        .crop_side = side.len ? side.ptr[0] : '\0',
    };
    copy_colour(measures.seen_colour, detail_of(observation, "colour_seen"));
    copy_colour(measures.right_colour, detail_of(observation, "colour_right"));
    return measures;
}

gboolean seen_get_nearest(const struct logo_check *check, const struct ts_observation *observation,
                          guint *version_r, double *score_r)
{
    if (!ts_is(observation->key, "picture") || !ts_is(observation->value, "none")) {
        return FALSE;
    }
    *version_r = logo_version_of(check, detail_of(observation, "best"));
    *score_r = observation->confidence;
    return *version_r != G_MAXUINT;
}

gboolean seen_get(const struct logo_check *check, const struct ts_observation *observation,
                  struct seen *seen_r)
{
    const size_t prefix = strlen(KEY_PREFIX);
    struct ts_str key = observation->key;
    if (key.len <= prefix || memcmp(key.ptr, KEY_PREFIX, prefix) != 0) {
        return FALSE;
    }
    *seen_r = (struct seen){
        .is_vector = ts_is(detail_of(observation, "format"), "image/svg+xml"),
        .quality = (guint)MAX(number_of(observation, "quality"), 0),
        .natural_width = number_of(observation, "natural_width"),
        .natural_height = number_of(observation, "natural_height"),
        .scaling = scaling_of(observation),
        .view_aspect = number_of(observation, "view_aspect"),
        .reason = detail_of(observation, "reason"),
        .evidence_id = observation->evidence_id,
        .file = detail_of(observation, "file"),
    };
    seen_r->sighting = (struct logo_sighting){
        .version = logo_version_of(check, ts_bytes(key.ptr + prefix, key.len - prefix)),
        .value = ts_is(observation->value, "uncertain") ? LOGO_UNCERTAIN : LOGO_MATCH,
        .score = observation->confidence,
        .runner_up = G_MAXUINT,
        .is_inside = detail_of(observation, "inside").len > 0,
        .is_mono = detail_of(observation, "mono").len > 0,
        .box = {number_of(observation, "left"), number_of(observation, "top"),
                number_of(observation, "width"), number_of(observation, "height")},
        .measures = measures_of(observation),
    };
    return seen_r->sighting.version != G_MAXUINT;
}

guint seen_reference(const struct logo_check *check, const struct seen *seen)
{
    const GArray *references = check->book->references;
    guint first = G_MAXUINT;
    for (guint i = references->len; i-- > 0;) {
        const struct logo_reference *reference =
            &g_array_index(references, struct logo_reference, i);
        g_autofree char *file =
            reference->version == seen->sighting.version ? file_of(check, i) : NULL;
        first = file && ts_is(seen->file, file) ? i : first;
    }
    return first;
}
