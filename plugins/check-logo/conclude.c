/* SPDX-License-Identifier: MIT
 *
 * Pictures where they are shown: findings about their use, and what should have been there.
 */
#include "plugins/check-logo/check.h"

#include <string.h>

#include "plugins/common/media.h"

struct conclusion {
    struct ts_call *call;
    const struct logo_check *check;
    struct requirements *requirements;
    GHashTable *drawn; /* as in struct use */
};

/* Score of a picture that looks like a version, could it be told from a shape. */
#define ALIKE 0.88

/* Pictures of one pixel count readers, and can hold no logo. */
#define TRACKING_SIDE 2u

static gboolean is_readable(uint32_t status)
{
    return status == TS_CHECKED || status == TS_UNCHANGED;
}

/* Icons and pictures for other sites are not part of what a page shows. */
static gboolean is_on_page(const struct ts_stored_picture *picture)
{
    return picture->kind == TS_REFERENCE_IMAGE || picture->kind == TS_REFERENCE_BACKGROUND;
}

/* "#page=3/rendered": a page of a document as it is drawn. */
static gboolean is_drawing(struct ts_str locator)
{
    static const char suffix[] = "/rendered";
    const size_t size = sizeof suffix - 1;
    return locator.len > size && memcmp(locator.ptr + locator.len - size, suffix, size) == 0;
}

static void add_unseen(struct tally *tally, struct ts_str locator, struct ts_str reason)
{
    tally->unseen++;
    if (!tally->first_unseen) {
        tally->first_unseen =
            g_strdup_printf("%.*s%s%.*s", (int)locator.len, locator.ptr, reason.len ? ": " : "",
                            (int)reason.len, reason.len ? reason.ptr : "");
    }
}

static void count_unseen(struct tally *tally, const struct ts_stored_picture *picture,
                         struct ts_str reason)
{
    gboolean is_tracking = picture->width > 0 && picture->height > 0 &&
                           picture->width <= TRACKING_SIDE && picture->height <= TRACKING_SIDE;
    if (!is_tracking && picture->status != TS_GONE && is_on_page(picture)) {
        add_unseen(tally, picture->locator, reason);
    }
}

/* A version that is no more than a shape is recognised with difficulty, or not at all: what looks
 * like it may be it. NULL: nothing does; else why nobody knows (the caller frees it). */
static char *why_alike(const struct conclusion *conclusion, struct ts_list observations,
                       struct ts_str touchpoint)
{
    const struct logo_check *check = conclusion->check;
    for (uint32_t i = 0; i < observations.count; i++) {
        guint version;
        double score;
        if (!seen_get_nearest(check, ts_item(observations, i), &version, &score)) {
            continue;
        }
        const struct logo_version *own =
            &g_array_index(check->book->versions, struct logo_version, version);
        if (own->is_generic && score >= ALIKE && logo_is_for(check, version, touchpoint)) {
            return g_strdup_printf("it may be logo %s, which is not distinctive", own->id);
        }
    }
    return NULL;
}

/* No logo was seen in it; but it may not have been seen as people see it. */
static void count_unsure(const struct conclusion *conclusion, struct tally *tally,
                         const struct ts_stored_picture *picture, struct ts_str touchpoint)
{
    static const char *const reasons[] = {
        [UNSURE_COLOURS] = "a style sheet outside the page has its colours",
        [UNSURE_PLACE] = "a style sheet outside the page may show a logo there",
    };
    for (uint32_t i = 0; i < picture->observations.count; i++) {
        enum unsure unsure = seen_get_unsure(ts_item(picture->observations, i));
        if (unsure == UNSURE_COLOURS || unsure == UNSURE_PLACE) {
            count_unseen(tally, picture, ts_text(reasons[unsure]));
            return;
        }
    }
    g_autofree char *why = why_alike(conclusion, picture->observations, touchpoint);
    if (why) {
        count_unseen(tally, picture, ts_text(why));
    }
}

static void count(struct tally *tally, const struct seen *seen)
{
    gboolean is_uncertain = seen->sighting.value == LOGO_UNCERTAIN;
    tally->uncertain += is_uncertain;
    tally->logos += !is_uncertain;
}

/* ---- a picture on a page --------------------------------------------------------------------- */

static struct ts_place place_of(const struct ts_stored_document *document,
                                const struct ts_stored_picture *picture)
{
    return (struct ts_place){
        .touchpoint = document->touchpoint,
        .locator = document->locator,
        .where = picture->where,
        .block = TS_NO_BLOCK,
        .line = picture->line,
        .column = picture->column,
    };
}

static gboolean holds(const struct conclusion *conclusion, const struct ts_stored_picture *picture,
                      guint version)
{
    struct seen seen;
    for (uint32_t i = 0; i < picture->observations.count; i++) {
        if (seen_get(conclusion->check, ts_item(picture->observations, i), &seen) &&
            seen.sighting.version == version && seen.sighting.value != LOGO_UNCERTAIN) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A page that was drawn shows the pictures in it once more: each is judged by its own pixels. */
static gboolean is_drawn_again(const struct conclusion *conclusion,
                               const struct ts_stored_document *document,
                               const struct ts_stored_picture *picture, const struct seen *seen)
{
    if (!is_drawing(picture->locator)) {
        return FALSE;
    }
    for (uint32_t i = 0; i < document->pictures.count; i++) {
        const struct ts_stored_picture *other = ts_item(document->pictures, i);
        if (!is_drawing(other->locator) && ts_equal(other->where, picture->where) &&
            is_readable(other->status) && holds(conclusion, other, seen->sighting.version)) {
            return TRUE;
        }
    }
    return FALSE;
}

static int take_picture(const struct conclusion *conclusion,
                        const struct ts_stored_document *document,
                        const struct ts_stored_picture *picture, struct tally *tally)
{
    if (!is_readable(picture->status)) {
        count_unseen(tally, picture, picture->reason);
        return 0;
    }
    guint before = tally->logos + tally->uncertain;
    for (uint32_t i = 0; i < picture->observations.count; i++) {
        struct seen seen;
        if (!seen_get(conclusion->check, ts_item(picture->observations, i), &seen) ||
            !shown_holds(picture, &seen) || is_drawn_again(conclusion, document, picture, &seen)) {
            continue;
        }
        struct use use = {
            .call = conclusion->call,
            .check = conclusion->check,
            .seen = &seen,
            .picture = picture,
            .locator = picture->locator,
            .place = place_of(document, picture),
            .shown = shown_of(picture, &seen),
            .drawn = conclusion->drawn,
        };
        if (is_on_page(picture)) {
            count(tally, &seen);
        }
        if (use_report(&use) != 0) {
            return -1;
        }
    }
    if (tally->logos + tally->uncertain == before) {
        count_unsure(conclusion, tally, picture, document->touchpoint);
    }
    return 0;
}

/* ---- a picture by itself --------------------------------------------------------------------- */

static int take_alone(const struct conclusion *conclusion,
                      const struct ts_stored_document *document, struct tally *tally)
{
    g_autofree char *why = why_alike(conclusion, document->observations, document->touchpoint);
    if (why) {
        add_unseen(tally, document->locator, ts_text(why));
    }
    for (uint32_t i = 0; i < document->observations.count; i++) {
        struct seen seen;
        if (!seen_get(conclusion->check, ts_item(document->observations, i), &seen)) {
            continue;
        }
        struct use use = {
            .call = conclusion->call,
            .check = conclusion->check,
            .seen = &seen,
            .locator = document->locator,
            .place = {.touchpoint = document->touchpoint,
                      .locator = document->locator,
                      .block = TS_NO_BLOCK},
            .shown = shown_of(NULL, &seen),
            .drawn = conclusion->drawn,
        };
        count(tally, &seen);
        if (use_report(&use) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- documents ------------------------------------------------------------------------------- */

static int take_document(const struct conclusion *conclusion,
                         const struct ts_stored_document *document)
{
    struct tally tally = {0};
    int done = 0;
    if (!is_readable(document->status)) {
        return 0;
    }
    gboolean is_alone = media_is_picture_type(document->media_type);
    if (is_alone) {
        done = document->is_shown ? 0 : take_alone(conclusion, document, &tally);
    }
    for (uint32_t i = 0; done == 0 && i < document->pictures.count; i++) {
        done = take_picture(conclusion, document, ts_item(document->pictures, i), &tally);
    }
    if (done == 0) {
        done = requirements_take(conclusion->requirements, document, &tally, is_alone);
    }
    tally_clear(&tally);
    return done;
}

/* ---- logos that tell nothing ----------------------------------------------------------------- */

/* Its shape alone scores as much as it could itself. */
static gboolean is_recognisable(const struct logo_book *book, guint version)
{
    for (guint i = 0; i < book->references->len; i++) {
        const struct logo_reference *reference =
            &g_array_index(book->references, struct logo_reference, i);
        if (reference->version == version && reference->threshold <= 1) {
            return TRUE;
        }
    }
    return FALSE;
}

static int say_generic(const struct conclusion *conclusion, guint index,
                       const struct ts_touchpoint *touchpoint)
{
    const struct logo_book *book = conclusion->check->book;
    const struct logo_version *version = &g_array_index(book->versions, struct logo_version, index);
    /* of the first, for the place is none of the brand book's */
    g_autofree char *file = seen_file(conclusion->check, index, 0);
    gboolean is_ever = is_recognisable(book, index);
    const struct ts_pair arguments[] = {
        {ts_text("file"), ts_text(file)},
        {ts_text("where"), ts_text(is_ever ? "only where its colours tell" : "nowhere")},
        {ts_text("where_nl"), ts_text(is_ever ? "alleen als ook de kleuren kloppen" : "nergens")},
    };
    if (touchpoint->locator.len == 0) {
        return 0;
    }
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("logo/not-distinctive"),
        .expected = ts_text(version->id),
        .actual = ts_text(version->confuser),
        .arguments = TS_LIST_OF(arguments),
        .places = ts_one(&place, sizeof place),
    };
    return conclusion->call->host->emit_finding(conclusion->call, &finding);
}

static int tell_generic(const struct conclusion *conclusion, struct ts_list touchpoints)
{
    const GArray *versions = conclusion->check->book->versions;
    for (guint i = 0; i < versions->len; i++) {
        const struct logo_version *version = &g_array_index(versions, struct logo_version, i);
        for (uint32_t t = 0; version->is_generic && t < touchpoints.count; t++) {
            if (say_generic(conclusion, i, ts_item(touchpoints, t)) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int logo_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct conclusion conclusion = {call, self, requirements_new(call, self, touchpoints),
                                    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    while ((next = call->host->next_document(call, &document)) == 1) {
        if (take_document(&conclusion, &document) != 0) {
            next = -1;
            break;
        }
    }
    if (next == 0) {
        next = requirements_finish(conclusion.requirements);
    }
    if (next == 0) {
        next = tell_generic(&conclusion, touchpoints);
    }
    g_hash_table_unref(conclusion.drawn);
    requirements_free(&conclusion.requirements);
    return next;
}
