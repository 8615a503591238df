/* SPDX-License-Identifier: MIT
 *
 * In the place of the check "logo": a picture that says "logo ID" is that logo, one that says
 * "unclear" can't be judged. What it is told of pictures where they are shown it says as
 * observations. So the core's part of pictures is tested without any picture.
 */
#include "touchstone/plugin.h"

static int begins(struct ts_str text, const char *with)
{
    return text.len >= strlen(with) && memcmp(text.ptr, with, strlen(with)) == 0;
}

static int inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    static const char logo[] = "logo ";
    struct ts_place whole = {.block = TS_NO_BLOCK};
    struct ts_str bytes = document->bytes;
    (void)self;
    if (!begins(document->media_type, "image/")) {
        return 0;
    }
    if (begins(bytes, "unclear")) {
        return call->host->emit_unchecked(call, &whole, ts_text("too small to decide"));
    }
    if (!begins(bytes, logo)) {
        return 0;
    }
    struct ts_observation seen = {.size = sizeof seen, .confidence = 1, .place = whole};
    seen.key = ts_text("seen");
    seen.value = ts_bytes(bytes.ptr + sizeof logo - 1, bytes.len - sizeof logo + 1);
    return call->host->emit_observation(call, &seen);
}

/* "logo:ID" where it is seen; else "picture" with why not. */
static int say_picture(struct ts_call *call, const struct ts_stored_document *document,
                       const struct ts_stored_picture *picture)
{
    struct ts_observation said = {.size = sizeof said, .confidence = -1};
    struct ts_pair details[] = {{ts_text("picture"), picture->locator},
                                {ts_text("reason"), picture->reason},
                                {ts_text("area"), ts_text(picture->has_area ? "yes" : "")}};
    char key[64] = "logo:";
    said.place.touchpoint = document->touchpoint;
    said.place.locator = document->locator;
    said.place.where = picture->where;
    said.place.block = TS_NO_BLOCK;
    said.place.line = picture->line;
    said.place.column = picture->column;
    said.details = (struct ts_list)TS_LIST_OF(details);
    said.key = ts_text("picture");
    said.value = ts_text(picture->status == TS_GONE        ? "gone"
                         : picture->status == TS_UNCHECKED ? "unseen"
                         : picture->status == TS_SKIPPED   ? "skipped"
                                                           : "none");
    if (picture->observations.count) {
        const struct ts_observation *seen = ts_item(picture->observations, 0);
        size_t room = sizeof key - 6;
        memcpy(key + 5, seen->value.ptr, seen->value.len < room ? seen->value.len : room);
        said.key = ts_text(key);
        said.value = ts_text("match");
    }
    if (ts_is(picture->alt, "forged")) {
        said.evidence_id = ts_text("0123456789abcdef0123456789abcdef");
    }
    int done = call->host->emit_observation(call, &said);
    return done == 0 && picture->status == TS_UNCHECKED && ts_is(picture->alt, "wanted")
               ? call->host->emit_unchecked(call, &said.place, ts_text("the logo was not seen"))
               : done;
}

static int say_document(struct ts_call *call, const struct ts_stored_document *document)
{
    struct ts_observation said = {.size = sizeof said, .confidence = -1};
    for (uint32_t i = 0; i < document->pictures.count; i++) {
        if (say_picture(call, document, ts_item(document->pictures, i)) != 0) {
            return -1;
        }
    }
    if (!begins(document->media_type, "image/")) {
        return 0;
    }
    said.place.touchpoint = document->touchpoint;
    said.place.locator = document->locator;
    said.place.block = TS_NO_BLOCK;
    said.key = ts_text("shown");
    said.value = ts_text(document->is_shown ? "yes" : "no");
    return call->host->emit_observation(call, &said);
}

static int conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    (void)self, (void)touchpoints;
    while ((next = call->host->next_document(call, &document)) == 1) {
        for (uint32_t i = 0; i < document.observations.count; i++) {
            const struct ts_observation *seen = ts_item(document.observations, i);
            if (ts_is(seen->key, "shown") || ts_is(seen->key, "picture")) {
                return ts_fail(call, "what was concluded came back");
            }
        }
        if (say_document(call, &document) != 0) {
            return -1;
        }
    }
    return next;
}

static const struct ts_rule_def rules[] = {
    {.id = "logo/old", .severity = TS_ERROR, .title = "Old", .message = "{actual} is old"}};
static const char *const sections[] = {"logos"};

static const struct ts_check_ops ops = {
    .size = sizeof ops, .inspect = inspect, .conclude = conclude};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_PICTURES,
    .name = "logo",
    .version = "1",
    .summary = "Stands in for the check of that name.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
