/* SPDX-License-Identifier: MIT
 *
 * Any text against the addresses and names of a house, and, from the same bytes, any address and
 * name against any text: what is reported lies in its block, on character borders, and the second
 * answer is the first.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-identity/identity.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BLOCKS_MAX 32u
#define FIELDS_MAX 10u

static void note(struct fuzz_call *fuzz, struct ts_str what, const struct ts_place *place)
{
    g_assert(place->block < fuzz->document->blocks.count);
    struct ts_str text =
        ((const struct ts_block *)ts_item(fuzz->document->blocks, place->block))->text;
    g_assert((size_t)place->offset + place->length <= text.len && place->length > 0);
    g_assert(g_utf8_validate(text.ptr + place->offset, (gssize)place->length, NULL));
    g_string_append_printf(fuzz->told, "%.*s %u %u+%u;", (int)what.len, what.ptr, place->block,
                           place->offset, place->length);
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    g_assert(finding->actual.len == 0 ||
             g_utf8_validate(finding->actual.ptr, (gssize)finding->actual.len, NULL));
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
    .log = log_nothing,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

/* ---- a brand book -----------------------------------------------------------------------------
 */

/* Lines: name, street, number, suffix, postcode, city, alias, country, box. */
static const char house[] = "Vlakwerk B.V.\nKanaalstraat\n12\nA\n3531 CJ\nUtrecht\nUtrecht-stad\n"
                            "NL\n";
static const char *const keys[] = {"text", "street",     "number",  "suffix", "postcode",
                                   "city", "city_alias", "country", "po_box"};

struct book {
    struct ts_node fields[FIELDS_MAX], name[2], items[2], sections[2], brand[2], root;
};

static struct ts_node map_of(const char *key, const struct ts_node *nodes, uint32_t count)
{
    return (struct ts_node){.kind = TS_NODE_MAP,
                            .key = ts_text(key),
                            .line = 1,
                            .children = {nodes, count, sizeof *nodes}};
}

static struct ts_node list_of(const char *key, const struct ts_node *only)
{
    return (struct ts_node){
        .kind = TS_NODE_LIST, .key = ts_text(key), .children = ts_one(only, sizeof *only)};
}

static struct ts_node text_of(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

static void make_book(struct book *book, char **lines)
{
    uint32_t count = 0;
    memset(book, 0, sizeof *book);
    book->fields[count++] = text_of("id", "a");
    for (uint32_t i = 1; i < G_N_ELEMENTS(keys) && lines[0] && lines[i]; i++) {
        if (!*lines[i] || strcmp(keys[i], "city_alias") == 0) {
            continue;
        }
        book->fields[count++] = text_of(keys[i], lines[i]);
    }
    book->name[0] = text_of("id", "n");
    book->name[1] = text_of("text", lines[0] ? lines[0] : "");
    book->items[0] = map_of("", book->name, 2);
    book->items[1] = map_of("", book->fields, count);
    book->sections[0] = list_of("names", &book->items[0]);
    book->sections[1] = list_of("addresses", &book->items[1]);
    book->brand[0] = text_of("name", lines[0] ? lines[0] : "");
    book->brand[1] = map_of("identity", book->sections, 2);
    book->root = map_of("", book->brand, 2);
}

/* ---- a document -------------------------------------------------------------------------------
 */

static char *look(struct fuzz_call *fuzz, const struct identity *identity, char **lines)
{
    struct ts_block blocks[BLOCKS_MAX] = {{0}};
    struct ts_document document = {.size = sizeof document};
    uint32_t count = 0;
    for (; lines[count] && count < BLOCKS_MAX; count++) {
        blocks[count] = (struct ts_block){.size = sizeof blocks[0], .text = ts_text(lines[count])};
    }
    document.blocks = (struct ts_list){blocks, count, sizeof blocks[0]};
    fuzz->document = &document;
    fuzz->told = g_string_new(NULL);
    struct view view = {
        .call = &fuzz->call,
        .identity = identity,
        .document = &document,
        .tokens = tokens_of(&fuzz->call, &document),
        .sightings = g_array_new(FALSE, FALSE, sizeof(struct sighting)),
        .names = g_array_new(FALSE, FALSE, sizeof(struct name_span)),
    };
    g_assert(names_find(&view) == 0 && addresses_find(&view) == 0);
    g_array_unref(view.sightings);
    g_array_unref(view.names);
    return g_string_free(fuzz->told, FALSE);
}

static void judge(char **book_lines, char **lines)
{
    struct fuzz_call fuzz = {.call = {&host}, .memory = g_ptr_array_new_with_free_func(g_free)};
    struct book book;
    make_book(&book, book_lines);
    struct ts_open open = {.size = sizeof open, .brand = &book.root};
    struct identity identity = {0};
    if (identity_load(&fuzz.call, &open, &identity) == 0) {
        g_autofree char *once = look(&fuzz, &identity, lines);
        g_autofree char *again = look(&fuzz, &identity, lines);
        g_assert_cmpstr(once, ==, again);
        struct address_parts parts = {.street = ts_text(lines[0] ? lines[0] : "")};
        g_assert(addresses_judge(&fuzz.call, &identity, &parts).value);
        g_assert(names_judge(&fuzz.call, &identity, parts.street).value);
    }
    identity_clear(&identity);
    g_ptr_array_unref(fuzz.memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 16384 || !g_utf8_validate_len((const char *)data, size, NULL)) {
        return 0;
    }
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", BLOCKS_MAX);
    g_auto(GStrv) own = g_strsplit(house, "\n", -1);
    judge(own, lines);
    judge(lines, lines);
    return 0;
}
