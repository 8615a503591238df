/* SPDX-License-Identifier: MIT
 *
 * Any bytes as what stands in links: each line a link, a picture, an anchor and an outcome of a run
 * at once. What is told keeps to the contract, and the second answer is the first.
 */
#include <stdint.h>

#include "plugins/check-links/links.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES_MAX 64u

static void check_text(struct ts_str text)
{
    g_assert(text.len <= 4096);
    g_assert(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    g_assert(finding->places.count > 0);
    check_text(finding->actual);
    check_text(finding->expected);
    for (uint32_t i = 0; i < finding->arguments.count; i++) {
        const struct ts_pair *pair = ts_item(finding->arguments, i);
        check_text(pair->value);
    }
    g_string_append_printf(fuzz->told, "%.*s %.*s*%u;", (int)finding->rule.len, finding->rule.ptr,
                           (int)finding->actual.len, finding->actual.ptr, finding->places.count);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .next_document = hand_out,
};

struct lines {
    struct ts_link links[LINES_MAX];
    struct ts_reference references[LINES_MAX];
    struct ts_str anchors[LINES_MAX];
    struct ts_stored_link outcomes[LINES_MAX];
    uint32_t count;
};

static void add(struct lines *lines, const char *text)
{
    struct ts_str line = ts_text(text);
    uint32_t i = lines->count++;
    gboolean is_contact =
        g_ascii_strncasecmp(text, "mailto:", 7) == 0 || g_ascii_strncasecmp(text, "tel:", 4) == 0;
    lines->links[i] = (struct ts_link){
        .href = line, .where = line, .purpose = is_contact ? TS_LINK_CONTACT : line.len % 4};
    lines->references[i] = (struct ts_reference){.uri = line, .kind = i % 4};
    lines->anchors[i] = line;
    lines->outcomes[i] = (struct ts_stored_link){.locator = line,
                                                 .target = line,
                                                 .chain = line,
                                                 .reason = line,
                                                 .outcome = i % 7,
                                                 .is_external = line.len % 2};
}

#define LIST(array, size)                \
    {                                    \
        (array), (size), sizeof *(array) \
    }

static char *judge(const struct links *links, const struct lines *lines, const char *locator)
{
    struct fuzz_call fuzz = {.call = {&host},
                             .memory = g_ptr_array_new_with_free_func(g_free),
                             .told = g_string_new(NULL)};
    struct ts_document document = {.size = sizeof document,
                                   .locator = ts_text(locator),
                                   .base = lines->anchors[0],
                                   .links = LIST(lines->links, lines->count),
                                   .references = LIST(lines->references, lines->count),
                                   .anchors = LIST(lines->anchors, lines->count / 2)};
    struct ts_stored_document stored = {.size = sizeof stored,
                                        .status = TS_CHECKED,
                                        .locator = ts_text(locator),
                                        .links = LIST(lines->outcomes, lines->count)};
    fuzz.stored = &stored;
    g_assert(links_inspect(&fuzz.call, (void *)links, &document) == 0);
    document.base = ts_text(NULL);
    g_assert(links_inspect(&fuzz.call, (void *)links, &document) == 0);
    g_assert(links_conclude(&fuzz.call, (void *)links, (struct ts_list){NULL, 0, 0}) == 0);
    g_ptr_array_unref(fuzz.memory);
    return g_string_free(fuzz.told, FALSE);
}

/* The first line is an expected host too. */
static void load(struct links *links, struct ts_str line)
{
    struct fuzz_call fuzz = {.call = {&host}};
    struct ts_node entry = {.kind = TS_NODE_TEXT, .text = line};
    struct ts_node list = {.kind = TS_NODE_LIST,
                           .key = ts_text("expected_hosts"),
                           .children = ts_one(&entry, sizeof entry)};
    struct ts_node options = {.kind = TS_NODE_MAP, .children = ts_one(&list, sizeof list)};
    links_load(&fuzz.call, &options, links);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const locators[] = {"https://www.vlakwerk.example/a", "mail/a.eml"};
    g_autofree char *all = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) split = g_strsplit(all, "\n", LINES_MAX);
    struct lines lines = {.count = 0};
    struct links links;
    for (guint i = 0; split[i]; i++) {
        add(&lines, split[i]);
    }
    load(&links, lines.anchors[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(locators); i++) {
        g_autofree char *once = judge(&links, &lines, locators[i]);
        g_autofree char *again = judge(&links, &lines, locators[i]);
        g_assert_cmpstr(once, ==, again);
    }
    links_clear(&links);
    return 0;
}
