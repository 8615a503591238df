/* SPDX-License-Identifier: MIT
 *
 * A picture: which logos are seen in it. A pure function of its bytes, for the host remembers what
 * was said.
 */
#include "plugins/check-logo/check.h"

#include <string.h>

#include "plugins/common/media.h"

/* Pixels that count visits or hold a place show nothing. */
#define PLACEHOLDER_SIDE 2u

struct look {
    struct ts_call *call;
    const struct logo_check *check;
    const struct picture *picture;
    gboolean is_last_frame;
    enum unsure unsure;
    GArray *sightings; /* struct logo_sighting, of this frame */
    guint64 versions;  /* by bit: said of an earlier frame */
};

/* What a colour that nobody knows would tell, is not told. */
static void forget_colours(const struct look *look, struct logo_measures *measures)
{
    if (look->unsure != UNSURE_NOTHING) {
        measures->delta_e = LOGO_UNMEASURED;
        measures->seen_colour[0] = measures->right_colour[0] = '\0';
    }
    if (look->unsure == UNSURE_COLOURS) {
        measures->crop = LOGO_UNMEASURED;
        measures->crop_side = '\0';
    }
}

static int say(const struct look *look, struct logo_sighting *sighting)
{
    measure(look->check->book, look->picture, sighting);
    forget_colours(look, &sighting->measures);
    GBytes *evidence = show(look->check->book, look->picture, sighting);
    int done =
        seen_put(look->call, look->check, look->picture, sighting, look->is_last_frame, evidence);
    g_clear_pointer(&evidence, g_bytes_unref);
    return done;
}

/* A version beyond the 64th is said for each frame. */
static guint64 bit_of(guint version)
{
    return version < 64 ? (guint64)1 << version : 0;
}

/* All of it, or in it. *best_r: what came nearest. */
static void find(const struct look *look, struct logo_sighting *best_r)
{
    gboolean is_plain = TRUE;
    identify(look->check->book, look->picture, best_r, &is_plain);
    if (best_r->value == LOGO_MATCH) {
        g_array_append_val(look->sightings, *best_r);
        return;
    }
    locate(look->check->book, look->picture, look->sightings);
    if (look->sightings->len == 0 && best_r->value == LOGO_UNCERTAIN) {
        g_array_append_val(look->sightings, *best_r);
    }
}

static int look_at(struct look *look)
{
    struct logo_sighting best;
    guint64 said = look->versions;
    find(look, &best);
    if (look->sightings->len == 0 && !look->is_last_frame) {
        return seen_put_none(look->call, look->check, look->picture, &best);
    }
    for (guint i = 0; i < look->sightings->len; i++) {
        struct logo_sighting *sighting = &g_array_index(look->sightings, struct logo_sighting, i);
        look->versions |= bit_of(sighting->version);
        if (!(said & bit_of(sighting->version)) && say(look, sighting) != 0) {
            return -1;
        }
    }
    g_array_set_size(look->sightings, 0);
    return 0;
}

static gboolean differ(const struct picture *one, const struct picture *other)
{
    return one->width != other->width || one->height != other->height ||
           memcmp(one->rgba, other->rgba, (size_t)one->width * one->height * 4) != 0;
}

/* An animation may begin empty and end with the logo, or the other way round. */
static int look_at_last_frame(struct look *look, struct ts_str bytes)
{
    const struct picture_options options = {PICTURE_LOOKED_AT_SIDE, TRUE};
    struct picture last = {0};
    g_autofree char *error = NULL;
    if (picture_decode(bytes, &options, &last, &error) != 0) {
        const struct ts_place place = {.block = TS_NO_BLOCK};
        g_autofree char *why = g_strconcat("the last frame of the animation: ", error, NULL);
        return look->call->host->emit_unchecked(look->call, &place, ts_text(why));
    }
    int done = 0;
    if (differ(look->picture, &last)) {
        look->picture = &last;
        look->is_last_frame = TRUE;
        done = look_at(look);
    }
    picture_clear(&last);
    return done;
}

static gboolean is_placeholder(const struct picture *picture)
{
    return picture->natural_width <= PLACEHOLDER_SIDE &&
           picture->natural_height <= PLACEHOLDER_SIDE;
}

/* From the header of what could not be decoded: many placeholders are damaged behind it, and nobody
 * minds. */
static gboolean is_broken_placeholder(struct ts_str bytes, struct picture *picture_r)
{
    g_autofree char *error = NULL;
    struct picture_info info;
    if (picture_look(bytes, &info, &error) != 0) {
        return FALSE;
    }
    picture_r->natural_width = info.width;
    picture_r->natural_height = info.height;
    return is_placeholder(picture_r);
}

static int say_placeholder(struct ts_call *call, const struct logo_check *check,
                           const struct picture *picture)
{
    const struct logo_sighting none = {.reason = "a pixel that shows nothing"};
    return seen_put_none(call, check, picture, &none);
}

int logo_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct picture_options options = {PICTURE_LOOKED_AT_SIDE, FALSE};
    const struct picture *picture;
    const char *error;
    if (!media_is_picture_type(document->media_type)) {
        return 0;
    }
    enum unsure unsure = seen_unsure(document->bytes);
    if (seen_put_unsure(call, unsure) != 0) {
        return -1;
    }
    if (picture_decode_once(call, document->bytes, &options, &picture, &error) != 0) {
        struct picture frame = {0};
        return is_broken_placeholder(document->bytes, &frame) ? say_placeholder(call, self, &frame)
                                                              : ts_fail(call, error);
    }
    if (is_placeholder(picture)) {
        return say_placeholder(call, self, picture);
    }
    struct look look = {
        .call = call,
        .check = self,
        .picture = picture,
        .unsure = unsure,
        .sightings = g_array_new(FALSE, FALSE, sizeof(struct logo_sighting)),
    };
    int done = look_at(&look);
    if (done == 0 && picture->frames > 1) {
        done = look_at_last_frame(&look, document->bytes);
    }
    g_array_unref(look.sightings);
    return done;
}
