/* SPDX-License-Identifier: MIT
 *
 * What the check "identity" costs a byte of a text, a block a line: CPU time with a name alone in
 * the brand book, and what telephone numbers, mailboxes and registrations add to it.
 * "numbers_bench FILE", or without a file on made tables of numbers, half and twice as long too:
 * what they cost must stay the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "plugins/check-identity/identity.h"
#include "tests/plugin/fakehost.h"

#define ROUNDS 5u
#define TABLE_ROWS 20000u

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#define NAMES                                                                              \
    "{name: Vlakwerk, languages: [nl, en], country: NL, identity: {names: [{id: a, text: " \
    "Vlakwerk B.V.}]"
static const struct {
    const char *name, *brand;
} parts[] = {
    {"base", NAMES "}}"},
    {"phones", NAMES ", phones: [{id: service, number: '+31 30 123 45 67'}, {id: old, number: '+31 "
                     "40 234 56 78'}]}}"},
    {"emails", NAMES ", emails: [klantenservice@vlakwerk.example], domains: [vlakwerk.example]}}"},
    {"registrations", NAMES ", registrations: {kvk: ['34123456'], vat: [NL004495445B01], iban: "
                            "[NL91ABNA0417164300]}}}"},
};

/* ---- a host that costs next to nothing ---- */

struct bench_call {
    struct ts_call call; /* first: the check gets this part */
    GPtrArray *memory;
    guint found;
    guint failed;
};

static void *give(struct ts_call *call, size_t size)
{
    void *memory = g_malloc0(size + 1);
    g_ptr_array_add(((struct bench_call *)call)->memory, memory);
    return memory;
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
    (void)finding;
    ((struct bench_call *)call)->found++;
    return 0;
}

static int note_observation(struct ts_call *call, const struct ts_observation *observation)
{
    (void)observation;
    ((struct bench_call *)call)->found++;
    return 0;
}

static const struct ts_host host = {
    .size = offsetof(struct ts_host, share),
    .alloc = give,
    .fail = note_failure,
    .emit_finding = note_finding,
    .emit_observation = note_observation,
};

/* ---- measuring ---- */

struct measured {
    double seconds; /* of the best round */
    guint found, failed;
};

static struct measured measure_once(struct identity *identity, const struct ts_document *document)
{
    struct measured best = {.seconds = 1e9};
    for (guint round = 0; round < ROUNDS; round++) {
        struct bench_call bench = {.call = {&host},
                                   .memory = g_ptr_array_new_with_free_func(g_free)};
        double start = cpu_seconds();
        identity_inspect(&bench.call, identity, document);
        best.seconds = MIN(best.seconds, cpu_seconds() - start);
        best.found = bench.found;
        best.failed = bench.failed;
        g_ptr_array_unref(bench.memory);
    }
    return best;
}

static void measure(const char *what, struct identity *identities, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(struct ts_block));
    size_t bytes = 0;
    for (char **line = lines; *line; line++) {
        struct ts_block block = {.size = sizeof block, .text = ts_text(*line)};
        bytes += block.text.len;
        g_array_append_val(blocks, block);
    }
    struct ts_document document = {.size = sizeof document,
                                   .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)}};
    struct measured base = measure_once(&identities[0], &document);
    printf("%s, %.1f MB: base %.1f", what, (double)bytes / 1e6, base.seconds / (double)bytes * 1e9);
    for (guint i = 1; i < G_N_ELEMENTS(parts); i++) {
        struct measured own = measure_once(&identities[i], &document);
        printf(", %s %+.1f (%u told%s)", parts[i].name,
               (own.seconds - base.seconds) / (double)bytes * 1e9, own.found,
               own.failed ? ", unchecked" : "");
    }
    printf(" ns a byte\n");
}

/* ---- tables of numbers ---- */

static const struct {
    const char *name, *row;
} tables[] = {
    {"telephone list", "Tel. 030 %07u"},   {"numbers with zeros", "0%08u 0%07u 0%06u"},
    {"numbers near ours", "030 123 %04u"}, {"amounts", "%u,00 1.%03u,50 %u"},
    {"IBANs", "NL91 ABNA 0417 %04u 00"},   {"labels", "KvK %08u"},
    {"digits", "%u %u %u %u %u %u %u %u"}, {"mailboxes", "k%u@vlakwerk.example"},
    {"hosts", "www.vlakw%u.example"},
};

static char *make_table(const char *row, guint rows)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < rows; i++) {
        guint a = i * 2654435761u % 10000000u;
        guint b = a % 9973;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_string_append_printf(text, row, row[0] == 'T' ? a : b, b % 1000, b % 77, b % 10, a % 10,
                               b % 9, a % 7, b % 5);
#pragma GCC diagnostic pop
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void open_all(struct fakehost *fake, struct identity *identities)
{
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        struct ts_open open = fakehost_open(fake, "{}", parts[i].brand);
        double start = cpu_seconds();
        if (identity_load(&fake->call, &open, &identities[i]) != 0) {
            exit(1);
        }
        printf("open, %s: %.1f ms\n", parts[i].name, (cpu_seconds() - start) * 1e3);
    }
}

int main(int argc, char **argv)
{
    struct identity identities[G_N_ELEMENTS(parts)] = {0};
    g_autofree char *text = NULL;
    if (argc > 1 && !g_file_get_contents(argv[1], &text, NULL, NULL)) {
        fprintf(stderr, "usage: numbers_bench [FILE]\n");
        return 2;
    }
    struct fakehost *fake = fakehost_new("check-identity");
    open_all(fake, identities);
    if (text) {
        measure(argv[1], identities, text);
    }
    for (guint i = 0; !text && i < G_N_ELEMENTS(tables); i++) {
        for (guint rows = TABLE_ROWS / 2; rows <= TABLE_ROWS * 2; rows *= 2) {
            g_autofree char *table = make_table(tables[i].row, rows);
            measure(tables[i].name, identities, table);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        identity_clear(&identities[i]);
    }
    fakehost_free(&fake);
    return 0;
}
