/* SPDX-License-Identifier: MIT
 *
 * Any text for the telephone numbers, mailboxes, domains and registrations of a brand book, a line
 * a block, also behind links; and, from the same bytes, any brand book for them. What is told lies
 * in its block, on character borders, and the second answer is the first.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-identity/identity.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BLOCKS_MAX 16u

static void note(struct fuzz_call *fuzz, struct ts_str what, struct ts_str value,
                 const struct ts_place *place)
{
    if (place->block != TS_NO_BLOCK) {
        g_assert(place->block < fuzz->document->blocks.count);
        const struct ts_block *block = ts_item(fuzz->document->blocks, place->block);
        g_assert((size_t)place->offset + place->length <= block->text.len && place->length > 0);
        g_assert(g_utf8_validate(block->text.ptr + place->offset, (gssize)place->length, NULL));
    }
    g_assert(g_utf8_validate(value.len ? value.ptr : "", (gssize)value.len, NULL));
    g_string_append_printf(fuzz->told, "%.*s %.*s %u %u+%u;", (int)what.len, what.ptr,
                           (int)value.len, value.ptr, place->block, place->offset, place->length);
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    note((struct fuzz_call *)call, finding->rule, finding->actual, ts_item(finding->places, 0));
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    note((struct fuzz_call *)call, observation->key, observation->value, &observation->place);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

/* ---- brand books ----------------------------------------------------------------------------- */

static struct ts_node text_node(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

#define LIST_NODE(name, array)                                                    \
    {                                                                             \
        .kind = TS_NODE_LIST, .key = ts_text(name), .children = TS_LIST_OF(array) \
    }

/* texts: phone, mailbox, domain, and a registration of each kind. NULL: it is refused. */
static struct identity *open_identity(struct fuzz_call *fuzz, const char *const *texts)
{
    static const char *const kinds[] = {"kvk", "rsin", "kbo", "hrb", "company", "vat", "iban"};
    const struct ts_node phone[] = {text_node("id", "a"), text_node("number", texts[0])};
    const struct ts_node phones[] = {{.kind = TS_NODE_MAP, .children = TS_LIST_OF(phone)}};
    const struct ts_node emails[] = {text_node("", texts[1])};
    const struct ts_node domains[] = {text_node("", texts[2])};
    struct ts_node values[G_N_ELEMENTS(kinds)];
    struct ts_node registrations[G_N_ELEMENTS(kinds)];
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        values[i] = text_node("", texts[3 + i]);
        registrations[i] = (struct ts_node){.kind = TS_NODE_LIST,
                                            .key = ts_text(kinds[i]),
                                            .children = ts_one(&values[i], sizeof values[i])};
    }
    const struct ts_node section[] = {LIST_NODE("phones", phones),
                                      LIST_NODE("emails", emails),
                                      LIST_NODE("domains", domains),
                                      {.kind = TS_NODE_MAP,
                                       .key = ts_text("registrations"),
                                       .children = TS_LIST_OF(registrations)}};
    const struct ts_node top[] = {
        text_node("name", "Vlakwerk"),
        text_node("country", "NL"),
        {.kind = TS_NODE_MAP, .key = ts_text("identity"), .children = TS_LIST_OF(section)}};
    const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(top)};
    const struct ts_open open = {.size = sizeof open, .brand = &brand};
    struct identity *identity = g_new0(struct identity, 1);
    if (identity_load(&fuzz->call, &open, identity) != 0) {
        g_assert(fuzz->is_failed);
        identity_clear(identity);
        g_clear_pointer(&identity, g_free);
    }
    return identity;
}

/* ---- pages ----------------------------------------------------------------------------------- */

static char *judge(const struct identity *identity, const struct ts_document *document)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {
        .call = {&host}, .memory = memory, .document = document, .told = g_string_new(NULL)};
    /* Its parts look after each other in this one, as in a worker. */
    g_assert(identity_inspect(&fuzz.call, (void *)identity, document) == 0 || fuzz.is_failed);
    return g_string_free(fuzz.told, FALSE);
}

/* Single values, as structured.c asks. */
static void judge_values(struct fuzz_call *fuzz, const struct identity *identity, const char *text)
{
    static const char *const kinds[] = {"kvk", "vat", "iban", "hrb", "nothing"};
    g_assert(phones_judge(&fuzz->call, identity, ts_text(text)).value);
    g_assert(emails_judge(&fuzz->call, identity, ts_text(text)).value);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_assert(registrations_judge(&fuzz->call, identity, kinds[i], ts_text(text)).value);
    }
}

/* Each line a block, and the target of a link in the next one. */
static void judge_twice(const char *const *texts, char **lines, unsigned role)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {.call = {&host}, .memory = memory};
    struct ts_block blocks[BLOCKS_MAX];
    struct ts_span spans[BLOCKS_MAX];
    const struct ts_str kinds[] = {ts_text("contact"), ts_text("invoice")};
    struct ts_link link = {.href = ts_text(lines[0]), .purpose = TS_LINK_CONTACT};
    const struct ts_pair meta = {ts_text("from"), ts_text(lines[0])};
    uint32_t count = 0;
    struct identity *identity = open_identity(&fuzz, texts);
    for (; identity && lines[count] && count < BLOCKS_MAX; count++) {
        const char *before = lines[count ? count - 1 : 0];
        spans[count] = (struct ts_span){.length = (uint32_t)strlen(lines[count]),
                                        .kind = TS_SPAN_LINK,
                                        .value = ts_text(before)};
        blocks[count] = (struct ts_block){.size = sizeof blocks[0],
                                          .role = count % 2 ? role : TS_ROLE_TEXT,
                                          .text = ts_text(lines[count]),
                                          .spans = ts_one(&spans[count], sizeof spans[0])};
    }
    struct ts_document document = {.size = sizeof document,
                                   .kinds = TS_LIST_OF(kinds),
                                   .blocks = {blocks, count, sizeof blocks[0]},
                                   .links = ts_one(&link, sizeof link),
                                   .meta = ts_one(&meta, sizeof meta)};
    if (identity) {
        g_autofree char *first = judge(identity, &document);
        g_autofree char *second = judge(identity, &document);
        g_assert_cmpstr(first, ==, second);
        judge_values(&fuzz, identity, lines[0]);
        identity_clear(identity);
        g_free(identity);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const house[] = {
        "+31 30 123 45 67", "info@vlakwerk.example", "vlakwerk.example", "34123456",
        "004495445",        "0123.456.749",          "HRB 54321",        "01234567",
        "NL004495445B01",   "NL91ABNA0417164300"};
    const char *own[G_N_ELEMENTS(house)];
    if (size < 2 || size > 20000) {
        return 0;
    }
    g_autofree char *all = g_utf8_make_valid((const char *)data + 1, (gssize)(size - 1));
    g_auto(GStrv) lines = g_strsplit(all, "\n", BLOCKS_MAX);
    guint count = g_strv_length(lines);
    if (count == 0) {
        return 0;
    }
    judge_twice(house, lines, data[0] % 14);
    for (guint i = 0; i < G_N_ELEMENTS(own); i++) {
        own[i] = lines[i % count];
    }
    judge_twice(own, lines, data[0] % 14);
    return 0;
}
