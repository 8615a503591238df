/* SPDX-License-Identifier: MIT
 *
 * Any text against a pay-off of the house, and, from the same bytes, any pay-off, theme and phrase
 * against any text: what is reported lies in the block, on character borders, and the second answer
 * is the first.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-promise/promise.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note(struct fuzz_call *fuzz, struct ts_str what, const struct ts_place *place)
{
    struct ts_str text = fuzz->block->text;
    g_assert((size_t)place->offset + place->length <= text.len && place->length > 0);
    g_assert(g_utf8_validate(text.ptr + place->offset, (gssize)place->length, NULL));
    g_string_append_printf(fuzz->told, "%.*s %u+%u;", (int)what.len, what.ptr, place->offset,
                           place->length);
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    note((struct fuzz_call *)call, finding->rule, ts_item(finding->places, 0));
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    note((struct fuzz_call *)call, observation->value, &observation->place);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

static struct ts_node text_node(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

/* A map of one, in Dutch. */
static struct ts_node in_dutch(const char *key, const struct ts_node *only)
{
    return (struct ts_node){
        .kind = TS_NODE_MAP, .key = ts_text(key), .children = ts_one(only, sizeof *only)};
}

static char *judge(struct promise *promise, const struct ts_block *block)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {
        .call = {&host}, .memory = memory, .block = block, .told = g_string_new(NULL)};
    g_assert(promise_inspect_block(&fuzz.call, promise, block, (struct ts_list){0}) == 0);
    return g_string_free(fuzz.told, FALSE);
}

/* texts: pay-off, theme, what belies. */
static void judge_twice(const char *const *texts, const struct ts_block *block)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {.call = {&host}, .memory = memory};
    const struct ts_node own[] = {text_node("nl", texts[0]), text_node("nl", texts[1]),
                                  text_node("nl", texts[2])};
    const struct ts_node section[] = {in_dutch("payoff", &own[0]), in_dutch("themes", &own[1]),
                                      in_dutch("belied_by", &own[2])};
    const struct ts_node top[] = {
        {.kind = TS_NODE_MAP, .key = ts_text("promise"), .children = TS_LIST_OF(section)},
        text_node("languages", "nl")};
    const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(top)};
    const struct ts_open open = {.size = sizeof open, .brand = &brand};
    struct promise *promise = g_new0(struct promise, 1);
    if (promise_load(&fuzz.call, &open, promise) == 0) {
        g_autofree char *first = judge(promise, block);
        g_autofree char *second = judge(promise, block);
        g_assert_cmpstr(first, ==, second);
    } else {
        g_assert(fuzz.is_failed);
    }
    promise_clear(promise);
    g_free(promise);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const house[] = {"Gemak op elk vlak", "moeiteloos", "alleen per post"};
    struct ts_block block = {.size = sizeof block};
    if (size < 2 || size > 20000) {
        return 0;
    }
    g_autofree char *all = g_utf8_make_valid((const char *)data + 1, (gssize)(size - 1));
    g_auto(GStrv) lines = g_strsplit(all, "\n", 4);
    block.role = data[0] % 14;
    block.text = ts_text(all);
    judge_twice(house, &block);
    if (g_strv_length(lines) == 4) {
        block.text = ts_text(lines[3]);
        judge_twice((const char *const *)lines, &block);
    }
    return 0;
}
