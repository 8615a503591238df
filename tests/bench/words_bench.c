/* SPDX-License-Identifier: MIT
 *
 * What words and a check such as promise cost: CPU time a byte of a text, a block a line, as a
 * worker would judge it. "cut FILE", or "check NAME FILE": the plugin's inspect_block (house terms
 * by their number: terms_bench.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugins/common/words.h"
#include "tests/plugin/fakehost.h"

#define ROUNDS 7u
#define MEMORY_SIZE (64u << 20) /* bytes, of one block */

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Six wordings, forty themes, twenty phrases that belie. */
static const char brand[] =
    "{name: Bench, languages: [nl, en], promise: {payoff: {nl: {text: Gemak op elk vlak, also: "
    "[Gemak voor elke vloer, Altijd een stap "
    "dichterbij]}, en: {text: Ease on every surface, also: [Made for the way you live, Simply "
    "better]}}, themes: {nl: [gemak, gemakkelijk, makkelijk, moeiteloos, zonder gedoe, zo "
    "geregeld, "
    "in een handomdraai, vanzelf, soepel, snel, zorgeloos, zonder zorgen, eenvoudig, simpel, "
    "handig, overzichtelijk, duidelijk, wij regelen het, alles op een plek, thuis bezorgd], "
    "en: [ease, easy, effortless, simple, hassle free, no fuss, at a glance, in one step, smooth, "
    "carefree, we take care of it, quick, clear, handy, all in one place, without worries, done "
    "for you, convenient, in no time, straightforward]}, belied_by: {nl: [print en stuur op, "
    "alleen per post, vul het formulier in drievoud in, neem een nummer, alleen aan de balie, "
    "bel tijdens kantooruren, niet online mogelijk, stuur een fax, op afspraak, wachttijd], "
    "en: [print and mail, by post only, fill in the form in triplicate, take a number, only at "
    "the counter, call during office hours, not available online, send a fax, by appointment "
    "only, waiting time]}}}";

/* ---- a host that costs next to nothing: one piece of memory, emptied for each block ---- */

struct bench_call {
    struct ts_call call; /* first: the plugin gets this part */
    char *memory;
    size_t used;
    guint found;
};

static void *give(struct ts_call *call, size_t size)
{
    struct bench_call *bench = (struct bench_call *)call;
    char *taken = bench->memory + bench->used;
    bench->used += (size + 15) & ~(size_t)15;
    if (bench->used > MEMORY_SIZE) {
        fprintf(stderr, "a line is too long\n");
        exit(1);
    }
    return memset(taken, 0, size);
}

static int note_failure(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    (void)call;
    (void)flags;
    fprintf(stderr, "%.*s\n", (int)why.len, why.ptr);
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

/* check NULL: the cutting alone. */
static void measure(char *const *lines, const struct ts_check_ops *check, void *self)
{
    struct bench_call bench = {.call = {&host}, .memory = g_malloc(MEMORY_SIZE)};
    double best = 1e9;
    size_t bytes = 0;
    for (guint round = 0; round < ROUNDS; round++) {
        double start = cpu_seconds();
        bytes = 0;
        bench.found = 0;
        for (char *const *line = lines; *line; line++) {
            struct ts_block block = {
                .size = sizeof block, .text = ts_text(*line), .language = ts_text("nl")};
            bench.used = 0;
            bytes += block.text.len;
            if (check) {
                check->inspect_block(&bench.call, self, &block, (struct ts_list){0});
            } else {
                bench.found += words_cut(&bench.call, &block).count;
            }
        }
        best = MIN(best, cpu_seconds() - start);
    }
    printf("%s: %.1f ns a byte (%zu bytes, %u found)\n", check ? "inspect_block" : "words_cut",
           best / (double)bytes * 1e9, bytes, bench.found);
    g_free(bench.memory);
}

static void measure_check(struct fakehost *fake, char *const *lines)
{
    struct ts_open open = fakehost_open(fake, "{}", brand);
    void *self = NULL;
    double start = cpu_seconds();
    if (fake->plugin->check->open(&fake->call, &open, &self) != 0) {
        fakehost_settle(fake);
        fprintf(stderr, "%s\n", fake->failure);
        exit(1);
    }
    printf("open: %.1f ms\n", (cpu_seconds() - start) * 1e3);
    measure(lines, fake->plugin->check, self);
    fake->plugin->check->close(&fake->call, self);
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    gboolean is_check = argc > 3 && strcmp(argv[1], "check") == 0;
    if (argc < 3 || !g_file_get_contents(argv[is_check ? 3 : 2], &text, NULL, NULL)) {
        fprintf(stderr, "usage: words_bench cut FILE | check NAME FILE\n");
        return 2;
    }
    lines = g_strsplit(text, "\n", -1);
    if (!is_check) {
        measure(lines, NULL, NULL);
        return 0;
    }
    struct fakehost *fake = fakehost_new(argv[2]);
    measure_check(fake, lines);
    fakehost_free(&fake);
    return 0;
}
