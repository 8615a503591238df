/* SPDX-License-Identifier: MIT
 *
 * Any text against house terms of all kinds, and, from the same bytes, any terms against any text:
 * what is reported lies inside its block, on character borders, and the second answer is the first.
 * And whatever a pattern matches has one of the texts that were read off it.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-terms/literals.h"
#include "plugins/check-terms/terms.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NODES_MAX 64u

static void check_text(struct ts_str text)
{
    g_assert(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    struct ts_str text = fuzz->block->text;
    g_assert(finding->places.count > 0);
    check_text(finding->actual);
    check_text(finding->expected);
    for (uint32_t i = 0; i < finding->arguments.count; i++) {
        const struct ts_pair *pair = ts_item(finding->arguments, i);
        check_text(pair->value);
    }
    for (uint32_t i = 0; i < finding->places.count; i++) {
        const struct ts_place *place = ts_item(finding->places, i);
        if (place->block != TS_NO_BLOCK) {
            g_assert((size_t)place->offset + place->length <= text.len);
            check_text(ts_bytes(text.ptr + place->offset, place->length));
        }
    }
    g_string_append_printf(fuzz->told, "%.*s %.*s*%u;", (int)finding->rule.len, finding->rule.ptr,
                           (int)finding->actual.len, finding->actual.ptr, finding->places.count);
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    (void)call;
    check_text(observation->key);
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

/* ---- a brand book ---- */

struct nodes {
    struct ts_node at[NODES_MAX];
    uint32_t count;
};

static struct ts_node text_node(const char *key, const char *text)
{
    return (struct ts_node){.kind = TS_NODE_TEXT, .key = ts_text(key), .text = ts_text(text)};
}

/* A map or list of what was added from first on. */
static struct ts_node parent(struct nodes *nodes, uint32_t first, uint32_t kind, const char *key)
{
    return (struct ts_node){
        .kind = kind,
        .key = ts_text(key),
        .children = {nodes->at + first, nodes->count - first, sizeof nodes->at[0]}};
}

static void add(struct nodes *nodes, struct ts_node node)
{
    g_assert(nodes->count < NODES_MAX);
    nodes->at[nodes->count++] = node;
}

/* {id, KEY: text} of each kind that takes a text or a list of texts. */
static void add_terms(struct nodes *nodes, const char *const *texts, struct ts_node *terms,
                      uint32_t *count_r)
{
    static const char *const keys[][2] = {
        {"prefer", "not"},     {"forbid", "instead"}, {"require", "forms"},
        {"pattern", "except"}, {"casing", "scope"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        uint32_t first = nodes->count;
        add(nodes, text_node("id", keys[i][0]));
        add(nodes, text_node(keys[i][0], i == 4 ? "sentence" : texts[i]));
        add(nodes, text_node(keys[i][1], i == 4 ? "text" : i == 3 ? "code" : texts[i + 1]));
        add(nodes, text_node("except_words", texts[7 - i]));
        add(nodes, text_node("except_in", "legal"));
        terms[(*count_r)++] = parent(nodes, first, TS_NODE_MAP, "");
    }
    uint32_t both = nodes->count;
    add(nodes, text_node("if", texts[0]));
    add(nodes, text_node("then", texts[1]));
    struct ts_node conditional = parent(nodes, both, TS_NODE_MAP, "conditional");
    uint32_t groups = nodes->count;
    add(nodes, text_node("a", texts[2]));
    add(nodes, text_node("b", texts[3]));
    struct ts_node consistent = parent(nodes, groups, TS_NODE_MAP, "consistent");
    uint32_t count = nodes->count;
    add(nodes, text_node("of", texts[4]));
    add(nodes, text_node("max", "1"));
    struct ts_node limited = parent(nodes, count, TS_NODE_MAP, "count");
    const struct ts_node special[] = {conditional, consistent, limited};
    for (size_t i = 0; i < G_N_ELEMENTS(special); i++) {
        uint32_t first = nodes->count;
        add(nodes, text_node("id", "special"));
        add(nodes, special[i]);
        add(nodes, text_node("on", i == 1 ? "document" : "block"));
        add(nodes, text_node("except_words", texts[6]));
        terms[(*count_r)++] = parent(nodes, first, TS_NODE_MAP, "");
    }
}

/* NULL: the terms are refused. */
static struct terms *open_terms(struct fuzz_call *fuzz, const char *const *texts)
{
    struct nodes nodes = {.count = 0};
    struct ts_node rows[16];
    uint32_t count = 0;
    add_terms(&nodes, texts, rows, &count);
    const struct ts_node sections[] = {
        {.kind = TS_NODE_LIST, .key = ts_text("terms"), .children = {rows, count, sizeof rows[0]}},
        text_node("languages", "nl")};
    const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(sections)};
    const struct ts_open open = {.size = sizeof open, .brand = &brand};
    struct terms *terms = g_new0(struct terms, 1);
    if (terms_load(&fuzz->call, &open, terms) != 0) {
        g_assert(fuzz->is_failed);
        terms_clear(terms);
        g_clear_pointer(&terms, g_free);
    }
    return terms;
}

static char *judge(struct terms *terms, const struct ts_block *block)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {
        .call = {&host}, .memory = memory, .block = block, .told = g_string_new(NULL)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(block, sizeof *block)};
    int result = terms_inspect_block(&fuzz.call, terms, block, (struct ts_list){0});
    g_assert((result == 0) != fuzz.is_failed);
    g_assert(terms_inspect(&fuzz.call, terms, &document) == 0);
    return g_string_free(fuzz.told, FALSE);
}

static void judge_twice(const char *const *texts, const struct ts_block *block)
{
    g_autoptr(GPtrArray) memory = g_ptr_array_new_with_free_func(g_free);
    struct fuzz_call fuzz = {.call = {&host}, .memory = memory};
    struct terms *terms = open_terms(&fuzz, texts);
    if (terms) {
        g_autofree char *first = judge(terms, block);
        g_autofree char *second = judge(terms, block);
        g_assert_cmpstr(first, ==, second);
        terms_clear(terms);
        g_free(terms);
    }
}

/* ---- what is read off a pattern ---- */

static gboolean has_any(const char *text, const GPtrArray *literals)
{
    size_t size = strlen(text);
    for (guint i = 0; i < literals->len; i++) {
        const char *literal = g_ptr_array_index(literals, i);
        size_t length = strlen(literal);
        for (size_t at = 0; at + length <= size; at++) {
            if (g_ascii_strncasecmp(text + at, literal, length) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean matches(const char *pattern, const char *text)
{
    int code;
    PCRE2_SIZE offset;
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
    if (!compiled) {
        return FALSE;
    }
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_match_data *match = pcre2_match_data_create(16, NULL);
    pcre2_set_match_limit(limits, 5000);
    pcre2_set_depth_limit(limits, 500);
    int done = pcre2_match(compiled, (PCRE2_SPTR)text, strlen(text), 0, 0, match, limits);
    pcre2_match_data_free(match);
    pcre2_match_context_free(limits);
    pcre2_code_free(compiled);
    return done >= 0;
}

static void judge_literals(const char *pattern, const char *text)
{
    gboolean is_caseless;
    g_autoptr(GPtrArray) literals = literals_of(ts_text(pattern), &is_caseless);
    if (literals && !has_any(text, literals) &&
        !(is_caseless && literals_may_differ(ts_text(text)))) {
        g_assert(!matches(pattern, text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const house[] = {"VlakWerk", "Vlak Werk", "24/7",    "(a+)+b",
                                        "!",        "C++",       "e-mail*", "excl. btw"};
    const char *own[8] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    struct ts_block block = {.size = sizeof block};
    if (size < 2 || size > 20000) {
        return 0;
    }
    g_autofree char *all = g_utf8_make_valid((const char *)data + 1, (gssize)(size - 1));
    g_auto(GStrv) lines = g_strsplit(all, "\n", 9);
    guint count = g_strv_length(lines);
    if (count == 0) {
        return 0;
    }
    block.role = data[0] % 14;
    block.text = ts_text(all);
    judge_twice(house, &block);
    for (guint i = 0; i + 1 < count && i < G_N_ELEMENTS(own); i++) {
        own[i] = lines[i];
    }
    block.text = ts_text(lines[count - 1]);
    judge_twice(own, &block);
    for (guint i = 0; i + 1 < count; i++) {
        judge_literals(lines[i], lines[count - 1]);
        judge_literals(lines[i], lines[i]);
    }
    return 0;
}
