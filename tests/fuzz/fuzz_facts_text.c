/* SPDX-License-Identifier: MIT
 *
 * Any lines as the blocks of a page, of any role and in rows of tables, against the facts of a
 * shop: what is observed lies in its block, on character borders, and the second answer is the
 * first. The first line is a word of a fact too.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-facts/facts.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_LINES 40u

static int go_on(struct ts_call *call)
{
    (void)call;
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    const struct ts_place *place = &observation->place;
    g_assert(place->block < fuzz->document->blocks.count);
    const struct ts_block *block = ts_item(fuzz->document->blocks, place->block);
    g_assert((size_t)place->offset + place->length <= block->text.len && place->length > 0);
    g_assert(g_utf8_validate(block->text.ptr + place->offset, (gssize)place->length, NULL));
    g_assert(g_utf8_validate(observation->value.ptr, (gssize)observation->value.len, NULL));
    g_string_append_printf(fuzz->told, "%.*s=%.*s %u:%u+%u;", (int)observation->key.len,
                           observation->key.ptr, (int)observation->value.len,
                           observation->value.ptr, place->block, place->offset, place->length);
    return 0;
}

static int refuse(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    (void)call;
    (void)flags;
    g_assert(why.len > 0);
    return -1;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .is_stopping = go_on,
    .emit_observation = note_observation,
    .fail = refuse,
};

static struct ts_node text_node(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

static char *judge(struct facts *facts, const struct ts_document *document)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {
        .call = {&host}, .memory = memory, .document = document, .told = g_string_new(NULL)};
    g_assert(facts_inspect(&fuzz.call, facts, document) == 0);
    return g_string_free(fuzz.told, FALSE);
}

/* A fact of each type; the words of the first are those of the input. */
static void judge_twice(const char *word, const struct ts_document *document)
{
    static const char *const facts_of[][3] = {
        {"duration", "levertijd", "true"}, {"money", "verzendkosten", ""}, {"hours", "open", ""},
        {"percentage", "korting", ""},     {"number", "winkels", ""},      {"date", "op", ""},
    };
    struct ts_node fields[G_N_ELEMENTS(facts_of)][5], items[G_N_ELEMENTS(facts_of)];
    for (guint i = 0; i < G_N_ELEMENTS(facts_of); i++) {
        fields[i][0] = text_node("id", facts_of[i][0]);
        fields[i][1] = text_node("type", facts_of[i][0]);
        fields[i][2] = text_node("anchors", i ? facts_of[i][1] : word);
        fields[i][3] = text_node("cutoff", facts_of[i][2]);
        fields[i][4] = text_node("not", facts_of[i][1]);
        items[i] = (struct ts_node){.kind = TS_NODE_MAP, .children = TS_LIST_OF(fields[i])};
    }
    fields[1][4] = text_node("not", word);
    const struct ts_node top[] = {
        {.kind = TS_NODE_LIST, .key = ts_text("facts"), .children = TS_LIST_OF(items)},
        text_node("languages", "nl")};
    const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(top)};
    const struct ts_open open = {.size = sizeof open, .brand = &brand};
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {.call = {&host}, .memory = memory};
    struct facts *facts = g_new0(struct facts, 1);
    if (facts_load(&fuzz.call, &open, facts) == 0) { /* else the word is none */
        g_autofree char *first = judge(facts, document);
        g_autofree char *second = judge(facts, document);
        g_assert_cmpstr(first, ==, second);
    }
    facts_clear(facts);
    g_free(facts);
}

/* The first byte of a line tells its role; cells stand two in a row. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 20000) {
        return 0;
    }
    g_autofree char *all = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) lines = g_strsplit(all, "\n", FUZZ_LINES);
    g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    char where[FUZZ_LINES][40];
    for (guint i = 1; lines[i]; i++) {
        unsigned role = (unsigned char)lines[i][0] % 14;
        g_snprintf(where[i], sizeof where[i],
                   role == TS_ROLE_CELL ? "table/tr[%u]/td[%u]" : "p[%u]", i / 2, i);
        struct ts_block block = {
            .size = sizeof block,
            .role = role,
            .text = ts_text(lines[i]),
            .language = ts_text("nl"),
            .where = ts_text(where[i]),
        };
        g_array_append_val(blocks, block);
    }
    struct ts_document document = {
        .size = sizeof document,
        .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)},
    };
    judge_twice(lines[0], &document);
    return 0;
}
