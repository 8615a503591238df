/* SPDX-License-Identifier: MIT
 *
 * What house terms cost by their number: "terms_bench DICTIONARY FILE..." makes terms of the words
 * of a .dic file, always the same ones, and prints the CPU time a byte of the texts (a block a
 * line; of .html the blocks of a page), for no term up to 20,000, with the cutting into words
 * apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugins/common/words.h"
#include "tests/plugin/fakehost.h"

#define ROUNDS 9u
#define MEMORY_SIZE (64u << 20) /* bytes, of one block */
#define PATTERNS_MAX 40u
#define TERMS_A_PATTERN 50u

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- a host that costs next to nothing: one piece of memory, emptied for each block ---- */

struct bench_call {
    struct ts_call call; /* first: the plugin gets this part */
    char *memory;
    size_t used;
    guint found, failed;
};

static void *give(struct ts_call *call, size_t size)
{
    struct bench_call *bench = (struct bench_call *)call;
    char *taken = bench->memory + bench->used;
    bench->used += (size + 15) & ~(size_t)15;
    if (bench->used > MEMORY_SIZE) {
        fprintf(stderr, "a block is too long\n");
        exit(1);
    }
    return memset(taken, 0, size);
}

static int note_failure(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    (void)flags;
    (void)why;
    ((struct bench_call *)call)->failed++;
    return -1;
}

static int note_finding(struct ts_call *call, const struct ts_finding *finding)
{
    ((struct bench_call *)call)->found += finding->places.count;
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    (void)call;
    (void)observation;
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

/* ---- texts ---- */

struct text {
    struct ts_block *blocks;
    guint count;
    size_t size;
};

static void add_block(GArray *blocks, struct ts_str text, unsigned role)
{
    struct ts_block block = {
        .size = sizeof block, .role = role, .text = text, .language = ts_text("nl")};
    if (text.len) {
        g_array_append_val(blocks, block);
    }
}

/* The reader's host stays open: its blocks are used as they are. */
static void add_page(GArray *blocks, struct ts_str bytes)
{
    struct fakehost *reader = fakehost_new("read-html");
    fakehost_read(reader, "text/html", "utf-8", "http://bench.example/", bytes);
    for (guint i = 0; i < reader->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(reader->blocks, i);
        add_block(blocks, ts_text(g_strdup(block->text)), block->role);
    }
    fakehost_free(&reader);
}

static void add_file(GArray *blocks, const char *path)
{
    char *text = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &text, &size, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    if (g_str_has_suffix(path, ".html")) {
        add_page(blocks, ts_bytes(text, size));
        return;
    }
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        add_block(blocks, ts_text(line), TS_ROLE_TEXT);
    }
}

static struct text read_texts(char **paths)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(struct ts_block));
    struct text text = {0};
    for (; *paths; paths++) {
        add_file(blocks, *paths);
    }
    for (guint i = 0; i < blocks->len; i++) {
        text.size += g_array_index(blocks, struct ts_block, i).text.len;
    }
    text.count = blocks->len;
    text.blocks = (struct ts_block *)(void *)g_array_free(blocks, FALSE);
    return text;
}

/* ---- terms ---- */

/* Small words stand in phrases as they do in house terms: "in de X", "X van het Y". */
static const char *const small_words[] = {"de", "van", "het", "in", "een", "of", "en", "op"};

static GPtrArray *read_dictionary(const char *path)
{
    GPtrArray *words = g_ptr_array_new();
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        size_t size = strspn(line, "abcdefghijklmnopqrstuvwxyz");
        if (size > 3 && strchr("/\r", line[size])) {
            line[size] = '\0';
            g_ptr_array_add(words, line);
        }
    }
    return words;
}

struct maker {
    const GPtrArray *dictionary;
    guint32 seed;
};

static guint pick(struct maker *maker, guint count)
{
    maker->seed = maker->seed * 1664525u + 1013904223u; /* Numerical Recipes */
    return (guint)((guint64)maker->seed * count >> 32);
}

static const char *any_word(struct maker *maker)
{
    return g_ptr_array_index(maker->dictionary, pick(maker, maker->dictionary->len));
}

static void append_phrase(struct maker *maker, GString *out)
{
    guint count = 1 + pick(maker, 4);
    for (guint i = 0; i < count; i++) {
        gboolean is_small = i + 1 < count && pick(maker, 3) == 0;
        g_string_append_printf(out, "%s%s", i ? " " : "",
                               is_small ? small_words[pick(maker, G_N_ELEMENTS(small_words))]
                                        : any_word(maker));
    }
}

static void append_pattern(struct maker *maker, GString *out, guint index)
{
    static const char *const shapes[] = {
        "\\b%s-\\d{3}\\b",
        "(?i)\\b%s(?:en|s)? hier\\b",
        "%s\\s+nu",
        "\\d+ ?%s\\b",
        "(?:de|het) %s (?:is|was)",
        "(?i)\\b(?:geen|nooit) %s\\b",
        "\\{\\{ ?%s ?\\}\\}",
        "\\b%s[.,] ?maar",
    };
    g_string_append(out, "pattern: '");
    switch (index % G_N_ELEMENTS(shapes)) { /* a format must be a literal */
#define SHAPE(n)                                                                    \
    case n: {                                                                       \
        g_auto(GStrv) parts = g_strsplit(shapes[n], "%s", 2);                       \
        g_string_append_printf(out, "%s%s%s", parts[0], any_word(maker), parts[1]); \
        break;                                                                      \
    }
        SHAPE(0)
        SHAPE(1)
        SHAPE(2)
        SHAPE(3)
        SHAPE(4)
        SHAPE(5)
        SHAPE(6)
        SHAPE(7)
#undef SHAPE
    default:
        break;
    }
    g_string_append(out, "'}");
}

static char *make_brand(const GPtrArray *dictionary, guint count)
{
    struct maker maker = {dictionary, 1};
    GString *brand = g_string_new("{name: Bench, languages: [nl, en], terms: [");
    guint patterns = 0;
    for (guint i = 0; i < count; i++) {
        g_string_append_printf(brand, "%s{id: t%u, lang: nl, ", i ? ", " : "", i);
        if (i % TERMS_A_PATTERN == TERMS_A_PATTERN - 1 && patterns < PATTERNS_MAX) {
            append_pattern(&maker, brand, patterns++);
        } else if (i % 5 == 0) {
            const char *first = any_word(&maker);
            const char *second = any_word(&maker);
            g_string_append_printf(brand, "prefer: %c%s %s, not: [%s%s, %s-%s]}",
                                   g_ascii_toupper(*first), first + 1, second, first, second, first,
                                   second);
        } else {
            g_string_append(brand, "forbid: \"");
            append_phrase(&maker, brand);
            g_string_append(brand, "\"}");
        }
    }
    g_string_append(brand, "]}");
    return g_string_free(brand, FALSE);
}

/* ---- measuring ---- */

static double judge(struct bench_call *bench, const struct text *text,
                    const struct ts_check_ops *check, void *self)
{
    double best = 1e9;
    for (guint round = 0; round < ROUNDS; round++) {
        double start = cpu_seconds();
        bench->found = bench->failed = 0;
        for (guint i = 0; i < text->count; i++) {
            bench->used = 0;
            if (check) {
                check->inspect_block(&bench->call, self, &text->blocks[i], (struct ts_list){0});
            } else {
                words_cut(&bench->call, &text->blocks[i]);
            }
        }
        best = MIN(best, cpu_seconds() - start);
    }
    return best / (double)text->size * 1e9;
}

static void measure(const struct text *text, const GPtrArray *dictionary, guint count)
{
    struct bench_call bench = {.call = {&host}, .memory = g_malloc(MEMORY_SIZE)};
    g_autofree char *brand = make_brand(dictionary, count);
    struct fakehost *fake = fakehost_new("check-terms");
    struct ts_open open = fakehost_open(fake, "{}", brand);
    void *self = NULL;
    double start = cpu_seconds();
    if (fake->plugin->check->open(&fake->call, &open, &self) != 0) {
        fakehost_settle(fake);
        fprintf(stderr, "%s\n", fake->failure);
        exit(1);
    }
    double load = cpu_seconds() - start;
    double cut = judge(&bench, text, NULL, NULL);
    double all = judge(&bench, text, fake->plugin->check, self);
    printf("%5u terms: %6.1f ns a byte (%5.1f with cutting), loaded in %.1f ms, %u found%s\n",
           count, all - cut, all, load * 1e3, bench.found, bench.failed ? ", SOME UNCHECKED" : "");
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    g_free(bench.memory);
}

int main(int argc, char **argv)
{
    static const guint counts[] = {0, 20, 200, 2000, 20000};
    if (argc < 3) {
        fprintf(stderr, "usage: terms_bench DICTIONARY FILE...\n");
        return 2;
    }
    GPtrArray *dictionary = read_dictionary(argv[1]);
    struct text text = read_texts(argv + 2);
    printf("%zu bytes in %u blocks, %u words to make terms of\n", text.size, text.count,
           dictionary->len);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        measure(&text, dictionary, counts[i]);
    }
    return 0;
}
