/* SPDX-License-Identifier: MIT
 *
 * Any text with any spans, cut into words: words lie in the text, in order, on character borders;
 * their forms are UTF-8, folding twice is folding once, and cutting again gives the same.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "plugins/common/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SPANS 4u

struct fuzz_call {
    struct ts_call call; /* first: what is cut gets this part */
    GPtrArray *memory;
};

static void *give(struct ts_call *call, size_t size)
{
    void *memory = g_malloc0(size);
    g_ptr_array_add(((struct fuzz_call *)call)->memory, memory);
    return memory;
}

static const struct ts_host host = {.size = offsetof(struct ts_host, share), .alloc = give};

static size_t to_border(const char *text, size_t len, size_t offset)
{
    offset %= len + 1;
    while (offset > 0 && offset < len && ((guchar)text[offset] & 0xC0) == 0x80) {
        offset--;
    }
    return offset;
}

/* Sorted, as the host hands them over. */
static void make_spans(struct ts_str text, const uint8_t *seed, struct ts_span *spans)
{
    size_t last = 0;
    for (guint i = 0; i < SPANS; i++) {
        size_t begin = MAX(last, to_border(text.ptr, text.len, seed[i * 2]));
        size_t end = MAX(begin, to_border(text.ptr, text.len, begin + seed[i * 2 + 1]));
        spans[i] = (struct ts_span){.offset = (uint32_t)begin,
                                    .length = (uint32_t)(end - begin),
                                    .kind = 1 + seed[i * 2] % 5,
                                    .value = ts_text("en")};
        last = begin;
    }
}

static void check_form(struct ts_call *call, struct ts_str text)
{
    g_assert(g_utf8_validate(text.ptr, (gssize)text.len, NULL));
    struct ts_str bare = words_bare(call, text);
    g_assert(g_utf8_validate(bare.ptr, (gssize)bare.len, NULL));
}

static void check_words(struct ts_call *call, struct words words, struct ts_str text)
{
    size_t last = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        g_assert(word->offset >= last && word->length > 0);
        last = (size_t)word->offset + word->length;
        g_assert(last <= text.len);
        g_assert(g_utf8_validate(text.ptr + word->offset, (gssize)word->length, NULL));
        g_assert(word->clean.len > 0);
        check_form(call, word->clean);
        check_form(call, word->folded);
    }
}

static void check_same(struct words a, struct words b)
{
    g_assert(a.count == b.count);
    for (uint32_t i = 0; i < a.count; i++) {
        g_assert(a.items[i].offset == b.items[i].offset && a.items[i].flags == b.items[i].flags);
        g_assert(ts_equal(a.items[i].folded, b.items[i].folded));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_call fuzz = {.call = {&host}};
    struct ts_span spans[SPANS];
    struct ts_block block = {.size = sizeof block, .spans = TS_LIST_OF(spans)};
    if (size < 1 + SPANS * 2 || size > 100000) {
        return 0;
    }
    const uint8_t *rest = data + 1 + SPANS * 2;
    g_autofree char *text =
        g_utf8_make_valid((const char *)rest, (gssize)(size - (size_t)(rest - data)));
    fuzz.memory = g_ptr_array_new_with_free_func(g_free);
    block.role = data[0] % 14;
    block.text = ts_text(text);
    make_spans(block.text, data + 1, spans);
    struct words words = words_cut(&fuzz.call, &block);
    check_words(&fuzz.call, words, block.text);
    check_same(words, words_cut(&fuzz.call, &block));
    g_ptr_array_unref(fuzz.memory);
    return 0;
}
