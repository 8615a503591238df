/* SPDX-License-Identifier: MIT
 *
 * Any bytes as what a page shows for `init`: each line is a block, a link, a meta value, a piece of
 * data and the address of a picture at once, and all of it is the bytes of a picture too. What is
 * observed keeps to the contract, and the second answer is the first.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-propose/propose.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES_MAX 64u

static void note(GString *told, struct ts_str text)
{
    g_assert(text.len <= 4096);
    g_assert(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
    g_string_append_printf(told, "%.*s;", (int)text.len, text.len ? text.ptr : "");
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    GString *told = ((struct fuzz_call *)call)->told;
    g_assert(observation->key.len > 0);
    g_assert(observation->place.block == TS_NO_BLOCK);
    g_assert(observation->evidence.len <= 256u << 10);
    note(told, observation->key);
    note(told, observation->value);
    for (uint32_t i = 0; i < observation->details.count; i++) {
        const struct ts_pair *pair = ts_item(observation->details, i);
        note(told, pair->name);
        note(told, pair->value);
    }
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .log = log_nothing,
    .fail = note_failure,
    .emit_observation = note_observation,
    .next_document = hand_out,
};

struct lines {
    struct ts_block blocks[LINES_MAX];
    struct ts_link links[LINES_MAX];
    struct ts_pair meta[LINES_MAX];
    struct ts_structured pieces[LINES_MAX];
    struct ts_stored_picture pictures[LINES_MAX];
    uint32_t count;
};

static void add(struct lines *lines, const char *text)
{
    static const char *const names[] = {"og:site_name", "description", "other"};
    static const char *const formats[] = {"json-ld", "microdata", "opengraph"};
    static const char *const roots[] = {"html/body/main", "html/body/nav", "html/body/header"};
    struct ts_str line = ts_text(text);
    uint32_t i = lines->count++;
    lines->blocks[i] = (struct ts_block){.size = sizeof(struct ts_block),
                                         .text = line,
                                         .role = i % 3,
                                         .where = ts_text(roots[i % 2])};
    lines->links[i] = (struct ts_link){.href = line};
    lines->meta[i] = (struct ts_pair){ts_text(names[i % G_N_ELEMENTS(names)]), line};
    lines->pieces[i] =
        (struct ts_structured){.format = ts_text(formats[i % G_N_ELEMENTS(formats)]), .text = line};
    lines->pictures[i] = (struct ts_stored_picture){.locator = line,
                                                    .where = ts_text(roots[i % 3]),
                                                    .alt = line,
                                                    .kind = i % 4,
                                                    .reason = ts_text(i % 2 ? "it is gone" : ""),
                                                    .has_area = line.len % 2};
}

#define LIST(array, size)                \
    {                                    \
        (array), (size), sizeof *(array) \
    }

static void look(struct fuzz_call *fuzz, const struct lines *lines, struct ts_str bytes,
                 const char *language, const char *locator)
{
    const struct ts_document page = {.size = sizeof page,
                                     .locator = ts_text(locator),
                                     .language = ts_text(language),
                                     .title = lines->blocks[0].text,
                                     .blocks = LIST(lines->blocks, lines->count),
                                     .links = LIST(lines->links, lines->count),
                                     .meta = LIST(lines->meta, lines->count),
                                     .structured = LIST(lines->pieces, lines->count)};
    const struct ts_document picture = {
        .size = sizeof picture, .media_type = ts_text("image/x"), .bytes = bytes};
    const struct ts_stored_document stored = {.size = sizeof stored,
                                              .status = TS_CHECKED,
                                              .touchpoint = ts_text("site"),
                                              .locator = ts_text(locator),
                                              .pictures = LIST(lines->pictures, lines->count)};
    fuzz->stored = &stored;
    g_assert(propose_inspect(&fuzz->call, NULL, &page) == 0);
    g_assert(propose_inspect(&fuzz->call, NULL, &picture) == 0);
    g_assert(pictures_conclude(&fuzz->call, NULL, (struct ts_list){NULL, 0, 0}) == 0);
}

static char *judge(const struct lines *lines, struct ts_str bytes)
{
    static const char *const languages[] = {"nl-NL", "de", "fr", "en"};
    static const char *const locators[] = {"https://www.vlakwerk.nl/a", "https://vlakwerk.example/",
                                           "site/a.html", "//.be/"};
    struct fuzz_call fuzz = {.call = {&host},
                             .memory = g_ptr_array_new_with_free_func(g_free),
                             .told = g_string_new(NULL)};
    gsize row = bytes.len % G_N_ELEMENTS(languages);
    look(&fuzz, lines, bytes, languages[row], locators[row]);
    g_ptr_array_unref(fuzz.memory);
    return g_string_free(fuzz.told, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *all = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) split = g_strsplit(all, "\n", LINES_MAX);
    struct ts_str bytes = ts_bytes((const char *)data, size);
    struct lines lines = {.count = 0};
    for (guint i = 0; split[i]; i++) {
        add(&lines, split[i]);
    }
    if (lines.count == 0) {
        return 0;
    }
    g_autofree char *once = judge(&lines, bytes);
    g_autofree char *again = judge(&lines, bytes);
    g_assert_cmpstr(once, ==, again);
    return 0;
}
