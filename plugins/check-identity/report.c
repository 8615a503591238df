/* SPDX-License-Identifier: MIT
 *
 * Saying what was seen.
 */
#include "plugins/check-identity/identity.h"
#include "plugins/common/kinds.h"

static const char *const kind_keys[KIND_COUNT] = {"name", "address", "phone", "email",
                                                  "registration"};
static const char *const said_words[] = {
    [SAID_NOTHING] = "", [SAID_HISTORIC] = "historic", [SAID_COMING] = "coming"};

static const char *key_of(const struct sighting *sighting)
{
    if (sighting->entry) {
        return sighting->entry->key;
    }
    return sighting->key ? sighting->key : kind_keys[sighting->kind];
}

int view_observe(struct view *view, const struct sighting *sighting)
{
    struct ts_pair details[3];
    uint32_t count = 0;
    if (++view->observed > VIEW_OBSERVATIONS) {
        return ts_fail(view->call, "more names, addresses and numbers than are looked at");
    }
    details[count++] = (struct ts_pair){ts_text("written"), sighting->written};
    if (sighting->entry && sighting->entry->shown) {
        details[count++] = (struct ts_pair){ts_text("shown"), ts_text(sighting->entry->shown)};
    }
    if (sighting->said != SAID_NOTHING) {
        details[count++] = (struct ts_pair){ts_text("said"), ts_text(said_words[sighting->said])};
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key_of(sighting)),
        .value = ts_text(sighting->value),
        .confidence = -1,
        .place = sighting->place,
        .details = {details, count, sizeof details[0]},
    };
    g_array_append_val(view->sightings, *sighting);
    return view->call->host->emit_observation(view->call, &observation);
}

/* "Mail from vlakwerk@gmail.com is not ours" is right. */
static gboolean is_silenced(const struct view *view, const struct ts_place *place, const char *rule)
{
    static const char *const false_ones[] = {
        "identity/email-foreign",         "identity/email-lookalike",
        "identity/domain-lookalike",      "identity/phone-deviates",
        "identity/registration-deviates", "identity/phone-unknown",
        "identity/registration-unknown"};
    return place->block != TS_NO_BLOCK && WORD_IS_ONE_OF(ts_text(rule), false_ones) &&
           is_warned_of(view, place->block, place->offset);
}

int view_report(struct view *view, const struct sighting *sighting, const char *rule,
                enum ts_severity severity, const char *expected, struct ts_list arguments)
{
    if (is_silenced(view, &sighting->place, rule)) {
        return 0;
    }
    if (++view->reported > VIEW_FINDINGS) {
        return ts_fail(view->call, "more that deviates than is told");
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = severity,
        .rule = ts_text(rule),
        .expected = ts_text(expected),
        .actual = sighting->written,
        .arguments = arguments,
        .places = ts_one(&sighting->place, sizeof sighting->place),
    };
    return view->call->host->emit_finding(view->call, &finding);
}

gboolean entry_is_right_here(const struct entry *entry, const struct ts_document *document)
{
    for (guint i = 0; i < entry->only->len; i++) {
        if (ts_is(document->touchpoint, g_ptr_array_index(entry->only, i))) {
            return TRUE;
        }
    }
    return entry->only->len == 0 || ts_is(document->touchpoint, TOUCHPOINT_UNNAMED);
}

struct ts_str view_written(struct ts_call *call, struct ts_str text)
{
    char *folded = call->host->alloc(call, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        gboolean is_nbsp = i + 1 < text.len && memcmp(text.ptr + i, "\xC2\xA0", 2) == 0;
        if (!is_nbsp && !g_ascii_isspace(text.ptr[i])) {
            folded[len++] = text.ptr[i];
            continue;
        }
        i += is_nbsp ? 1 : 0;
        if (len > 0 && folded[len - 1] != ' ') {
            folded[len++] = ' ';
        }
    }
    return ts_bytes(folded, len > 0 && folded[len - 1] == ' ' ? len - 1 : len);
}

struct ts_place view_place(const struct view *view, uint32_t first, uint32_t last,
                           struct ts_str *written_r)
{
    const struct token *begin = &view->tokens->items[first];
    const struct token *end = &view->tokens->items[last];
    const struct ts_block *block = ts_item(view->document->blocks, begin->block);
    struct ts_place place = {.block = begin->block, .offset = begin->offset};
    place.length = end->block == begin->block ? end->offset + end->length - begin->offset
                                              : (uint32_t)block->text.len - begin->offset;
    *written_r = view_written(view->call, ts_bytes(block->text.ptr + place.offset, place.length));
    if (end->block != begin->block) {
        GString *whole = g_string_new_len(written_r->ptr, (gssize)written_r->len);
        for (uint32_t i = begin->block + 1; i <= end->block; i++) {
            const struct ts_block *next = ts_item(view->document->blocks, i);
            size_t size = i == end->block ? end->offset + end->length : next->text.len;
            if (next->role != TS_ROLE_CODE) {
                g_string_append_c(whole, ' ');
                g_string_append_len(whole, next->text.ptr, (gssize)size);
            }
        }
        *written_r = view_written(view->call, ts_bytes(whole->str, whole->len));
        g_string_free(whole, TRUE);
    }
    return place;
}
