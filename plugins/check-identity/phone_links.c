/* SPDX-License-Identifier: MIT
 *
 * Links that dial (tel: of RFC 3966, WhatsApp), against the registry and against what they show.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/phones.h"

/* What a link that dials begins with, letter case aside. is_international: its digits are without
 * a +. */
static const struct {
    const char *begins;
    gboolean is_international;
} schemes[] = {
    {"tel:", FALSE},
    {"callto:", FALSE},
    {"sms:", FALSE},
    {"https://wa.me/", TRUE},
    {"http://wa.me/", TRUE},
    {"https://api.whatsapp.com/send?phone=", TRUE},
    {"https://api.whatsapp.com/send/?phone=", TRUE},
    {"https://web.whatsapp.com/send?phone=", TRUE},
    {"whatsapp://send?phone=", TRUE},
};

/* What it dials, to be freed; NULL: it does not dial, or no number. */
static char *dialled_by(struct ts_str href)
{
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        size_t size = strlen(schemes[i].begins);
        if (href.len <= size || g_ascii_strncasecmp(href.ptr, schemes[i].begins, size) != 0) {
            continue;
        }
        size_t end = size;
        while (end < href.len && !byte_is_in(href.ptr[end], ";?&#")) {
            end++;
        }
        g_autofree char *plain =
            g_uri_unescape_segment(href.ptr + size, href.ptr + MIN(end, size + PHONE_TEXT_MAX), "");
        if (!plain || !g_utf8_validate(plain, -1, NULL)) {
            return NULL;
        }
        g_strstrip(plain);
        const char *digits = plain + strspn(plain, "/ ");
        return schemes[i].is_international && g_ascii_isdigit(digits[0])
                   ? g_strconcat("+", digits, NULL)
                   : g_strdup(digits);
    }
    return NULL;
}

static struct phone_reading read_dialled(struct phone_search *search, const char *number)
{
    struct phone_reading reading = {.fit = PHONE_NONE};
    struct phone_run run;
    uint32_t at = 0;
    if (!phone_scan(ts_text(number), &at, &run)) {
        return reading;
    }
    reading = phone_read(search->phones, &run, &search->parser);
    return reading.fit == PHONE_NONE ? phone_read_any(search->phones, &run, &search->parser)
                                     : reading;
}

static gboolean is_ours(const struct phone_reading *reading)
{
    return reading->fit == PHONE_MATCH || reading->fit == PHONE_LOCAL;
}

static struct phone_seen hidden(struct phone_search *search, const struct phone_reading *reading,
                                const char *number, struct ts_place place)
{
    return (struct phone_seen){
        .place = place,
        .token = place.block == TS_NO_BLOCK
                     ? 0
                     : token_at(search->view->tokens, place.block, place.offset),
        .reading = *reading,
        .written = view_written(search->view->call, ts_text(number)),
        .is_linked = TRUE,
        .is_hidden = TRUE,
    };
}

static int observe_hidden(struct phone_search *search, const struct phone_seen *link)
{
    struct phone_seen seen = *link;
    seen.reading.fit = link->reading.fit == PHONE_NEAR ? PHONE_UNKNOWN : seen.reading.fit;
    if (seen.reading.fit == PHONE_UNKNOWN) {
        return 0; /* its finding says it */
    }
    return phone_say(search, &seen);
}

/* A link that shows a number: both must be the same if one of them is ours. */
static int compare(struct phone_search *search, struct phone_seen *shown,
                   const struct phone_seen *link)
{
    const struct phone *shows = shown->reading.phone;
    const struct phone *dials = link->reading.phone;
    shown->is_linked = TRUE;
    if (is_ours(&shown->reading) && (!is_ours(&link->reading) || dials != shows)) {
        struct phone_seen wrong = *shown;
        wrong.written = link->written;
        return observe_hidden(search, link) != 0
                   ? -1
                   : phone_say_dialled(search, &wrong, shows, link->written);
    }
    if (shown->reading.fit == PHONE_UNKNOWN && is_ours(&link->reading)) {
        struct phone_seen wrong = *shown;
        shown->reading.fit = PHONE_NONE; /* told here */
        return phone_say(search, link) != 0
                   ? -1
                   : phone_say_dialled(search, &wrong, dials, link->written);
    }
    return 0;
}

/* The first number shown by a link; NULL: none. */
static struct phone_seen *shown_in(struct phone_search *search, const struct ts_span *span)
{
    for (guint i = 0; i < search->seen->len; i++) {
        struct phone_seen *seen = &g_array_index(search->seen, struct phone_seen, i);
        if (seen->place.offset < span->offset + span->length &&
            span->offset < seen->place.offset + seen->place.length && !seen->is_hidden) {
            return seen;
        }
    }
    return NULL;
}

/* Digits of the shown text that no reading took: what it shows may still be a number. */
static void read_shown(struct phone_search *search, uint32_t index, const struct ts_span *span)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    struct ts_str text = ts_bytes(block->text.ptr + span->offset, span->length);
    struct phone_run run;
    uint32_t at = 0;
    if (!phone_scan(text, &at, &run)) {
        return;
    }
    struct phone_reading reading = phone_read_any(search->phones, &run, &search->parser);
    if (reading.fit != PHONE_UNKNOWN || run.groups[reading.groups - 1].digits < 7) {
        return;
    }
    struct phone_seen seen = {
        .reading = reading,
        .token = token_at(search->view->tokens, index, span->offset + run.offset),
        .place = {.block = index,
                  .offset = span->offset + run.offset,
                  .length = run.groups[reading.groups - 1].end - run.offset},
        .is_linked = TRUE,
    };
    seen.written =
        view_written(search->view->call, ts_bytes(text.ptr + run.offset, seen.place.length));
    g_array_append_val(search->seen, seen);
}

static int judge_link(struct phone_search *search, uint32_t index, const struct ts_span *span,
                      const char *number)
{
    struct phone_reading reading = read_dialled(search, number);
    struct ts_place place = {.block = index, .offset = span->offset, .length = span->length};
    if (reading.fit == PHONE_NONE || span->length == 0) {
        return 0;
    }
    struct phone_seen link = hidden(search, &reading, number, place);
    if (!shown_in(search, span)) {
        read_shown(search, index, span);
    }
    struct phone_seen *shown = shown_in(search, span);
    if (shown) {
        return compare(search, shown, &link);
    }
    return phone_say(search, &link);
}

int phone_find_links(struct phone_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    for (uint32_t i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        if (span->kind != TS_SPAN_LINK) {
            continue;
        }
        g_autofree char *number = dialled_by(span->value);
        if (!number) {
            continue;
        }
        g_hash_table_add(search->hrefs, g_strndup(span->value.ptr, span->value.len));
        if (judge_link(search, index, span, number) != 0) {
            return -1;
        }
    }
    return 0;
}

int phone_find_bare_links(struct phone_search *search)
{
    const struct ts_list links = search->view->document->links;
    for (uint32_t i = 0; i < links.count; i++) {
        const struct ts_link *link = ts_item(links, i);
        g_autofree char *number = link->purpose == TS_LINK_CONTACT || link->purpose == TS_LINK_PAGE
                                      ? dialled_by(link->href)
                                      : NULL;
        g_autofree char *href = number ? g_strndup(link->href.ptr, link->href.len) : NULL;
        if (!number || !g_hash_table_add(search->hrefs, g_steal_pointer(&href))) {
            continue;
        }
        struct phone_reading reading = read_dialled(search, number);
        struct ts_place place = {
            .block = TS_NO_BLOCK, .where = link->where, .line = link->line, .column = link->column};
        struct phone_seen seen = hidden(search, &reading, number, place);
        if (phone_say(search, &seen) != 0) {
            return -1;
        }
    }
    return 0;
}
