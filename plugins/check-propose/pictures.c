/* SPDX-License-Identifier: MIT
 *
 * Pictures that may be the logo: which of them can be read, and where pages show them. Their bytes
 * travel as evidence, so that the core can lay them beside the brand book without looking at one of
 * them.
 */
#include "plugins/check-propose/propose.h"

#include <string.h>

#include "plugins/common/picture.h"

#define BYTES_MOST (256u << 10) /* as much as evidence may have */
#define SIDE_LEAST 16u          /* smaller ones show nothing that could be told from others */
#define LOOKED_AT_SIDE 512u
#define CANDIDATES 40u /* of one page */

/* ---- in inspect: the bytes ---- */

/* NULL: it can serve; else why not. The caller frees it. */
static char *refusal(struct ts_str bytes, struct picture_info *info_r)
{
    struct picture_options options = {.max_side = LOOKED_AT_SIDE};
    struct picture picture = {0};
    char *error = NULL;
    if (bytes.len > BYTES_MOST) {
        return g_strdup_printf("it is larger than %u KB", BYTES_MOST >> 10);
    }
    if (picture_look(bytes, info_r, &error) != 0 ||
        picture_decode(bytes, &options, &picture, &error) != 0) {
        return error ? error : g_strdup("it can't be read");
    }
    picture_clear(&picture);
    if (MIN(info_r->width, info_r->height) < SIDE_LEAST) {
        return g_strdup_printf("it is only %u by %u pixels", info_r->width, info_r->height);
    }
    return info_r->format == PICTURE_ICO ? g_strdup("it is an icon file") : NULL;
}

int pictures_inspect(struct ts_call *call, const struct ts_document *document)
{
    struct picture_info info = {0};
    g_autofree char *why = refusal(document->bytes, &info);
    g_autofree char *size = g_strdup_printf("%ux%u", info.width, info.height);
    const char *type = picture_media_type(info.format);
    struct ts_pair details[] = {{ts_text("size"), ts_text(size)},
                                {ts_text("type"), ts_text(type ? type : "")},
                                {ts_text("why"), ts_text(why ? why : "")}};
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text("picture"),
        .value = ts_text(why ? "refused" : "readable"),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
        .details = TS_LIST_OF(details),
    };
    if (!why) {
        observation.evidence_type = ts_text(type);
        observation.evidence = document->bytes;
    }
    return call->host->emit_observation(call, &observation);
}

/* ---- in conclude: where they are shown ---- */

static gboolean holds(struct ts_str text, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (g_ascii_strncasecmp(text.ptr + i, word, len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What a page says of itself, not of its firm: badges, partners, payment. */
static gboolean is_of_others(const struct ts_stored_picture *picture)
{
    static const char *const words[] = {"partner", "client", "klant",   "keurmerk", "payment",
                                        "ideal",   "badge",  "sponsor", "store",    "review"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (holds(picture->locator, words[i]) || holds(picture->alt, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct ts_str details_of(struct ts_list details, const char *name)
{
    for (guint32 i = 0; i < details.count; i++) {
        const struct ts_pair *pair = ts_item(details, i);
        if (ts_is(pair->name, name)) {
            return pair->value;
        }
    }
    return ts_text("");
}

static const struct ts_observation *seen_in(const struct ts_stored_picture *picture)
{
    for (guint32 i = 0; i < picture->observations.count; i++) {
        const struct ts_observation *seen = ts_item(picture->observations, i);
        if (ts_is(seen->key, "picture")) {
            return seen;
        }
    }
    return NULL;
}

static const char *role_of(const struct ts_stored_picture *picture)
{
    return picture->kind == TS_REFERENCE_ICON                                 ? "icon"
           : picture->kind == TS_REFERENCE_SOCIAL                             ? "social"
           : holds(picture->where, "header") || holds(picture->where, "/nav") ? "header"
                                                                              : "page";
}

static int say_shown(struct ts_call *call, const struct ts_stored_document *document,
                     const struct ts_stored_picture *picture, gboolean is_named)
{
    const struct ts_observation *seen = seen_in(picture);
    const char *role = role_of(picture);
    struct ts_str why = seen ? details_of(seen->details, "why") : picture->reason;
    struct ts_pair details[] = {
        {ts_text("alt"),
         ts_bytes(picture->alt.ptr, picture->alt.len <= 200 ? picture->alt.len : 0)},
        {ts_text("named"), ts_text(is_named ? "1" : "0")},
        {ts_text("role"), ts_text(role)},
        {ts_text("size"), seen ? details_of(seen->details, "size") : ts_text("")},
        {ts_text("type"), seen ? details_of(seen->details, "type") : ts_text("")},
        {ts_text("why"), seen || why.len ? why : ts_text("it was not seen")},
    };
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text("logo"),
        .value = picture->locator,
        .confidence = -1,
        .place = {.touchpoint = document->touchpoint,
                  .locator = document->locator,
                  .block = TS_NO_BLOCK},
        .details = TS_LIST_OF(details),
        .evidence_id = seen ? seen->evidence_id : ts_text(NULL),
    };
    return call->host->emit_observation(call, &observation);
}

static int say_candidates(struct ts_call *call, const struct ts_stored_document *document)
{
    guint said = 0;
    for (guint32 i = 0; i < document->pictures.count && said < CANDIDATES; i++) {
        const struct ts_stored_picture *picture = ts_item(document->pictures, i);
        gboolean is_named = holds(picture->locator, "logo") || holds(picture->alt, "logo");
        gboolean is_candidate = is_named || strcmp(role_of(picture), "page") != 0;
        if (!is_candidate || picture->has_area || is_of_others(picture) ||
            picture->locator.len > 1000) {
            continue;
        }
        said++;
        if (say_shown(call, document, picture, is_named) != 0) {
            return -1;
        }
    }
    return 0;
}

int pictures_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct ts_stored_document document;
    int next;
    (void)self;
    (void)touchpoints;
    while ((next = call->host->next_document(call, &document)) == 1) {
        if (say_candidates(call, &document) != 0) {
            return -1;
        }
    }
    return next;
}
