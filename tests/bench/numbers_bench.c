/* SPDX-License-Identifier: MIT
 *
 * What each part of the check "identity" costs a byte of a text, a block a line: CPU time of its
 * tokens, names, telephone numbers, mailboxes and registrations. "numbers_bench FILE", or without a
 * file on made tables of numbers, half and twice as long too: what they cost must stay the same.
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

static const char brand[] =
    "{name: Vlakwerk, languages: [nl, en], country: NL, identity: {names: [{id: legal, text: "
    "Vlakwerk B.V.}], phones: [{id: service, number: '+31 30 123 45 67'}, {id: old, number: '+31 "
    "40 234 56 78'}], emails: [klantenservice@vlakwerk.example], domains: [vlakwerk.example], "
    "registrations: {kvk: ['34123456'], vat: [NL004495445B01], iban: [NL91ABNA0417164300]}}}";

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

static const struct {
    const char *name;
    int (*find)(struct view *view);
} parts[] = {
    {"names", names_find},
    {"phones", phones_find},
    {"emails", emails_find},
    {"registrations", registrations_find},
};

static struct view view_of(struct bench_call *bench, const struct identity *identity,
                           const struct ts_document *document)
{
    return (struct view){
        .call = &bench->call,
        .identity = identity,
        .document = document,
        .tokens = tokens_of(&bench->call, document),
        .sightings = g_array_new(FALSE, FALSE, sizeof(struct sighting)),
        .name_tokens = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
}

static void measure(const char *what, const struct identity *identity, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(struct ts_block));
    size_t bytes = 0;
    for (char **line = lines; *line; line++) {
        struct ts_block block = {.size = sizeof block, .text = ts_text(*line)};
        bytes += block.text.len;
        g_array_append_val(blocks, block);
    }
    struct ts_document document = {.size = sizeof document,
                                   .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)}};
    double best[G_N_ELEMENTS(parts) + 1];
    struct bench_call bench = {.call = {&host}};
    for (guint i = 0; i < G_N_ELEMENTS(best); i++) {
        best[i] = 1e9;
    }
    for (guint round = 0; round < ROUNDS; round++) {
        bench.memory = g_ptr_array_new_with_free_func(g_free);
        bench.found = bench.failed = 0;
        double start = cpu_seconds();
        struct view view = view_of(&bench, identity, &document);
        best[G_N_ELEMENTS(parts)] = MIN(best[G_N_ELEMENTS(parts)], cpu_seconds() - start);
        for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
            start = cpu_seconds();
            parts[i].find(&view);
            best[i] = MIN(best[i], cpu_seconds() - start);
        }
        g_array_unref(view.sightings);
        g_array_unref(view.name_tokens);
        g_ptr_array_unref(bench.memory);
    }
    printf("%s, %.1f MB:", what, (double)bytes / 1e6);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        printf(" %s %.1f", parts[i].name, best[i] / (double)bytes * 1e9);
    }
    printf(", tokens %.1f ns a byte; %u told, %u unchecked\n",
           best[G_N_ELEMENTS(parts)] / (double)bytes * 1e9, bench.found, bench.failed);
    g_array_unref(blocks);
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

int main(int argc, char **argv)
{
    struct fakehost *fake = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(fake, "{}", brand);
    struct identity identity = {0};
    double start = cpu_seconds();
    if (identity_load(&fake->call, &open, &identity) != 0) {
        return 1;
    }
    printf("open: %.1f ms\n", (cpu_seconds() - start) * 1e3);
    g_autofree char *text = NULL;
    if (argc > 1 && !g_file_get_contents(argv[1], &text, NULL, NULL)) {
        fprintf(stderr, "usage: numbers_bench [FILE]\n");
        return 2;
    }
    if (text) {
        measure(argv[1], &identity, text);
    }
    for (guint i = 0; !text && i < G_N_ELEMENTS(tables); i++) {
        for (guint rows = TABLE_ROWS / 2; rows <= TABLE_ROWS * 2; rows *= 2) {
            g_autofree char *table = make_table(tables[i].row, rows);
            measure(tables[i].name, &identity, table);
        }
    }
    identity_clear(&identity);
    fakehost_free(&fake);
    return 0;
}
