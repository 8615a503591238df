/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a mail: each line a block, a link, a picture or a header, by its first byte. What is
 * told keeps to the contract, lies inside the text, and the second answer is the first.
 */
#include <stdint.h>

#include "plugins/check-mail/mail.h"
#include "tests/fuzz/check_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LINES_MAX 64u

static void check_text(struct ts_str text)
{
    g_assert(text.len <= 4096);
    g_assert(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
}

static gboolean is_border(struct ts_str text, size_t offset)
{
    return offset == text.len || (offset < text.len && ((guchar)text.ptr[offset] & 0xC0) != 0x80);
}

static void check_place(const struct fuzz_call *fuzz, const struct ts_place *place)
{
    if (place->block != TS_NO_BLOCK) {
        g_assert(place->block < fuzz->document->blocks.count);
        const struct ts_block *block = ts_item(fuzz->document->blocks, place->block);
        g_assert(is_border(block->text, place->offset));
        g_assert(is_border(block->text, (size_t)place->offset + place->length));
    }
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    g_assert(finding->places.count > 0);
    check_text(finding->actual);
    check_text(finding->expected);
    for (uint32_t i = 0; i < finding->places.count; i++) {
        check_place(fuzz, ts_item(finding->places, i));
    }
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
};

struct lines {
    struct ts_block blocks[LINES_MAX];
    struct ts_span spans[LINES_MAX];
    struct ts_link links[LINES_MAX];
    struct ts_reference references[LINES_MAX];
    struct ts_pair meta[LINES_MAX];
    uint32_t blocks_count, links_count, references_count, meta_count;
};

static void add_block(struct lines *lines, const char *where, uint32_t role, struct ts_str text)
{
    uint32_t i = lines->blocks_count++;
    lines->spans[i] =
        (struct ts_span){.length = (uint32_t)text.len, .kind = TS_SPAN_LINK, .value = text};
    lines->blocks[i] =
        (struct ts_block){.size = sizeof *lines->blocks,
                          .role = role,
                          .text = text,
                          .where = ts_text(where),
                          .spans = {&lines->spans[i], text.len % 2 ? 1 : 0, sizeof *lines->spans}};
}

static const char *const names[] = {"subject",
                                    "from",
                                    "reply-to",
                                    "list-unsubscribe",
                                    "mail-parts",
                                    "preheader",
                                    "list-unsubscribe-post"};

static void add(struct lines *lines, uint32_t line, const char *text)
{
    struct ts_str rest = ts_text(*text ? g_utf8_next_char(text) : text);
    guchar type = (guchar)*text % 8;
    if (type == 0) {
        lines->meta[lines->meta_count++] =
            (struct ts_pair){ts_text(names[rest.len % G_N_ELEMENTS(names)]), rest};
    } else if (type == 1) {
        lines->links[lines->links_count++] = (struct ts_link){
            .href = rest, .text = rest, .where = ts_text("part=1.2/html"), .line = line};
    } else if (type == 2) {
        lines->references[lines->references_count++] = (struct ts_reference){
            .uri = rest, .where = ts_text("part=1.2/html/body"), .has_alt = line % 2, .line = line};
    } else {
        static const char *const wheres[] = {"part=1.1/block[1]", "part=1.2/html/body/p", "subject",
                                             "from", ""};
        add_block(lines, wheres[type - 3], type == 4 ? rest.len % 14 : TS_ROLE_TEXT, rest);
    }
}

#define LIST(array, size)                \
    {                                    \
        (array), (size), sizeof *(array) \
    }

static char *judge(const struct mail *mail, struct lines *lines, const char *kind)
{
    struct ts_str kinds[] = {ts_text("email"), ts_text(kind)};
    struct ts_document document = {.size = sizeof document,
                                   .media_type = ts_text("message/rfc822"),
                                   .kinds = TS_LIST_OF(kinds),
                                   .blocks = LIST(lines->blocks, lines->blocks_count),
                                   .links = LIST(lines->links, lines->links_count),
                                   .references = LIST(lines->references, lines->references_count),
                                   .meta = LIST(lines->meta, lines->meta_count)};
    struct fuzz_call fuzz = {.call = {&host},
                             .memory = g_ptr_array_new_with_free_func(g_free),
                             .told = g_string_new(NULL),
                             .document = &document};
    g_assert(mail_inspect(&fuzz.call, (void *)mail, &document) == 0);
    g_ptr_array_unref(fuzz.memory);
    return g_string_free(fuzz.told, FALSE);
}

/* The first line is a domain, a name and what is allowed at once. */
static gboolean load(struct mail *mail, struct ts_str line)
{
    struct fuzz_call fuzz = {.call = {&host}};
    struct ts_node entry = {.kind = TS_NODE_TEXT, .text = line};
    struct ts_node options[4];
    static const char *const keys[] = {"sender", "sender_names", "staging_hosts", "allow"};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        options[i] = (struct ts_node){.kind = TS_NODE_LIST,
                                      .key = ts_text(keys[i]),
                                      .children = ts_one(&entry, sizeof entry)};
    }
    struct ts_node map = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(options)};
    struct ts_open open = {.size = sizeof open, .options = &map};
    return mail_load(&fuzz.call, &open, mail) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"final", "template", "marketing"};
    g_autofree char *all = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) split = g_strsplit(all, "\n", LINES_MAX);
    struct lines *lines = g_new0(struct lines, 1);
    struct mail mail = {0};
    for (guint i = 0; split[i]; i++) {
        add(lines, i + 1, split[i]);
    }
    load(&mail, ts_text(split[0] ? split[0] : ""));
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *once = judge(&mail, lines, kinds[i]);
        g_autofree char *again = judge(&mail, lines, kinds[i]);
        g_assert_cmpstr(once, ==, again);
    }
    mail_clear(&mail);
    g_free(lines);
    return 0;
}
