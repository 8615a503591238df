/* SPDX-License-Identifier: MIT
 *
 * Any text as a block, with a small dictionary made for the occasion: what is reported lies inside
 * the block, on character borders, and the second answer is the first.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/check-spelling/spelling.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char affixes[] = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzxqé\nWORDCHARS '-\n"
                              "SFX A Y 2\nSFX A 0 en [^e]\nSFX A 0 n e\n"
                              "PFX B Y 1\nPFX B 0 her .\nCOMPOUNDFLAG C\nCOMPOUNDMIN 3\n";
static const char stems[] =
    "12\nvloer/AC\nkeuken/C\nhout/C\nde\nhet\neen\nis\nlegt/B\nmooi\nfoto's\n"
    "één\nUtrecht\n";
static const char errors[] = "gister avond\tgisteravond\nIphone\tiPhone\n";

static void ignore(struct ts_call *call, uint32_t level, struct ts_str text)
{
    (void)call;
    (void)level;
    (void)text;
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    struct ts_str text = fuzz->block->text;
    g_assert(finding->places.count > 0);
    g_assert(g_utf8_validate(finding->actual.ptr, (gssize)finding->actual.len, NULL));
    g_assert(g_utf8_validate(finding->expected.ptr, (gssize)finding->expected.len, NULL));
    for (uint32_t i = 0; i < finding->places.count; i++) {
        const struct ts_place *place = ts_item(finding->places, i);
        g_assert((size_t)place->offset + place->length <= text.len && place->length > 0);
        g_assert(g_utf8_validate(text.ptr + place->offset, (gssize)place->length, NULL));
    }
    g_string_append_printf(fuzz->told, "%.*s %.*s>%.*s;", (int)finding->rule.len, finding->rule.ptr,
                           (int)finding->actual.len, finding->actual.ptr,
                           (int)finding->expected.len, finding->expected.ptr);
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    const struct fuzz_call *fuzz = (const struct fuzz_call *)call;
    const struct ts_place *place = &observation->place;
    g_assert(observation->key.len > 0 && observation->key.len < 200);
    g_assert(g_utf8_validate(observation->key.ptr, (gssize)observation->key.len, NULL));
    g_assert(g_utf8_validate(observation->value.ptr, (gssize)observation->value.len, NULL));
    g_assert((size_t)place->offset + place->length <= fuzz->block->text.len);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .log = ignore,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

static struct ts_node text_node(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

/* {name, languages: [nl], spelling: {dictionaries: {nl: fuzz}, known_errors: [/e]}} */
static void *open_check(struct fuzz_call *fuzz, const char *folder)
{
    const struct ts_node dictionary[] = {text_node("nl", "fuzz")};
    const struct ts_node list[] = {text_node("", "/e")};
    const struct ts_node spelling[] = {
        {.kind = TS_NODE_MAP, .key = ts_text("dictionaries"), .children = TS_LIST_OF(dictionary)},
        {.kind = TS_NODE_LIST, .key = ts_text("known_errors"), .children = TS_LIST_OF(list)}};
    const struct ts_node languages[] = {text_node("", "nl")};
    const struct ts_node top[] = {
        text_node("name", "Vlakwerk"),
        {.kind = TS_NODE_LIST, .key = ts_text("languages"), .children = TS_LIST_OF(languages)},
        {.kind = TS_NODE_MAP, .key = ts_text("spelling"), .children = TS_LIST_OF(spelling)}};
    const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(top)};
    const struct ts_node path[] = {text_node("dictionary_path", folder)};
    const struct ts_node options = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(path)};
    const struct ts_file files[] = {{ts_text("/e"), ts_text(errors)}};
    const struct ts_open open = {
        .size = sizeof open, .options = &options, .brand = &brand, .files = TS_LIST_OF(files)};
    void *self = NULL;
    g_assert(spelling_open(&fuzz->call, &open, &self) == 0);
    return self;
}

static void *open_with_dictionary(struct fuzz_call *fuzz)
{
    g_autofree char *folder = g_dir_make_tmp("fuzz-spelling-XXXXXX", NULL);
    g_autofree char *aff = g_build_filename(folder, "fuzz.aff", NULL);
    g_autofree char *dic = g_build_filename(folder, "fuzz.dic", NULL);
    void *self;
    g_assert(g_file_set_contents(aff, affixes, -1, NULL));
    g_assert(g_file_set_contents(dic, stems, -1, NULL));
    self = open_check(fuzz, folder);
    g_unlink(aff);
    g_unlink(dic);
    g_rmdir(folder);
    return self;
}

static char *judge(struct fuzz_call *fuzz, void *self, const struct ts_block *block)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call one = {
        .call = {&host}, .memory = memory, .block = block, .told = g_string_new(NULL)};
    int result = spelling_inspect_block(&one.call, self, block, (struct ts_list){0});
    (void)fuzz;
    g_assert((result == 0) != one.is_failed);
    return g_string_free(one.told, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fuzz_call fuzz; /* opened once; the contract gives inspect_block no memory */
    static void *self;
    g_autofree char *text = NULL, *first = NULL, *second = NULL;
    struct ts_block block = {.size = sizeof block};
    if (!self) {
        fuzz.call.host = &host;
        fuzz.memory = g_ptr_array_new();
        self = open_with_dictionary(&fuzz);
    }
    if (size < 2 || size > 20000) {
        return 0;
    }
    block.role = data[0] % 14;
    block.language = ts_text(data[1] % 4 ? "nl" : "");
    text = g_utf8_make_valid((const char *)data + 2, (gssize)(size - 2));
    block.text = ts_text(text);
    first = judge(&fuzz, self, &block);
    second = judge(&fuzz, self, &block);
    g_assert_cmpstr(first, ==, second);
    return 0;
}
