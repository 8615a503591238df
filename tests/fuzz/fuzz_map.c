/* SPDX-License-Identifier: MIT
 *
 * Any bytes as what stands in links, texts and data: each line is all of these at once. What is
 * observed keeps to the contract, and the second answer is the first.
 */
#include <stdint.h>

#include "plugins/check-map/map.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES_MAX 64u

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    const struct ts_place *place = &observation->place;
    g_assert(observation->value.len > 0 && observation->value.len <= 4096);
    g_assert(g_utf8_validate(observation->value.ptr, (gssize)observation->value.len, NULL));
    if (place->block != TS_NO_BLOCK) {
        g_assert(place->block < fuzz->document->blocks.count);
        const struct ts_block *block = ts_item(fuzz->document->blocks, place->block);
        g_assert(place->offset <= block->text.len &&
                 place->length <= block->text.len - place->offset);
    }
    g_string_append_printf(fuzz->told, "%.*s;", (int)observation->value.len,
                           observation->value.ptr);
    return 0;
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    g_assert(finding->places.count > 0);
    g_string_append_printf(fuzz->told, "! %.*s;", (int)finding->actual.len, finding->actual.ptr);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
    .next_document = hand_out,
};

struct lines {
    struct ts_link links[LINES_MAX];
    struct ts_block blocks[LINES_MAX];
    struct ts_structured pieces[LINES_MAX];
    struct ts_observation observations[LINES_MAX];
    struct ts_touchpoint touchpoints[LINES_MAX];
    uint32_t count;
};

static void add(struct lines *lines, const char *text)
{
    uint32_t i = lines->count++;
    struct ts_str line = ts_text(text);
    lines->links[i] = (struct ts_link){.href = line};
    lines->blocks[i] = (struct ts_block){.size = sizeof(struct ts_block), .text = line};
    lines->pieces[i] = (struct ts_structured){.format = ts_text("json-ld"), .text = line};
    lines->observations[i] = (struct ts_observation){.key = ts_text(MAP_KEY), .value = line};
    lines->touchpoints[i] =
        (struct ts_touchpoint){.id = line, .channel = ts_text("website"), .locator = line};
}

#define LIST(array, size)                \
    {                                    \
        (array), (size), sizeof *(array) \
    }

static char *judge(const struct map *map, const struct lines *lines)
{
    struct ts_document document = {.size = sizeof document,
                                   .links = LIST(lines->links, lines->count),
                                   .blocks = LIST(lines->blocks, lines->count),
                                   .structured = LIST(lines->pieces, lines->count)};
    struct ts_stored_document stored = {.size = sizeof stored,
                                        .status = TS_CHECKED,
                                        .touchpoint = lines->touchpoints[0].id,
                                        .observations = LIST(lines->observations, lines->count)};
    struct fuzz_call fuzz = {.call = {&host},
                             .memory = g_ptr_array_new_with_free_func(g_free),
                             .told = g_string_new(NULL),
                             .document = &document,
                             .stored = &stored};
    g_assert(map_inspect(&fuzz.call, (void *)map, &document) == 0);
    g_assert(map_conclude(&fuzz.call, (void *)map,
                          (struct ts_list)LIST(lines->touchpoints, lines->count)) == 0);
    g_ptr_array_unref(fuzz.memory);
    return g_string_free(fuzz.told, FALSE);
}

/* The first line is a domain, a mailbox, a number and the name of the brand too. */
static void load(struct map *map, struct ts_str line)
{
    struct ts_node text = {.kind = TS_NODE_TEXT, .text = line};
    struct ts_node number = {.kind = TS_NODE_TEXT, .key = ts_text("number"), .text = line};
    struct ts_node phone = {.kind = TS_NODE_MAP, .children = ts_one(&number, sizeof number)};
    struct ts_node own = {.kind = TS_NODE_TEXT, .text = ts_text("vlakwerk.example")};
    struct ts_node domains[] = {own, text};
    struct ts_node lists[] = {
        {.kind = TS_NODE_LIST, .key = ts_text("domains"), .children = TS_LIST_OF(domains)},
        {.kind = TS_NODE_LIST, .key = ts_text("emails"), .children = ts_one(&text, sizeof text)},
        {.kind = TS_NODE_LIST, .key = ts_text("phones"), .children = ts_one(&phone, sizeof phone)},
    };
    struct ts_node members[] = {
        {.kind = TS_NODE_TEXT, .key = ts_text("name"), .text = line},
        {.kind = TS_NODE_MAP, .key = ts_text("identity"), .children = TS_LIST_OF(lists)},
    };
    struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(members)};
    map_load(map, &brand);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *all = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) split = g_strsplit(all, "\n", LINES_MAX);
    struct lines lines = {.count = 0};
    struct map map;
    for (guint i = 0; split[i]; i++) {
        add(&lines, split[i]);
    }
    if (lines.count == 0) {
        return 0;
    }
    load(&map, lines.links[0].href);
    g_autofree char *once = judge(&map, &lines);
    g_autofree char *again = judge(&map, &lines);
    g_assert_cmpstr(once, ==, again);
    map_clear(&map);
    return 0;
}
