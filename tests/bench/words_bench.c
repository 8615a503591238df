/* SPDX-License-Identifier: MIT
 *
 * What words, terms and promise cost: CPU time a byte of a text, a block a line, as a worker would
 * judge it. "cut FILE", or "check NAME FILE [TERMS]": the plugin's inspect_block, for terms with so
 * many house terms taken from the text itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugins/common/words.h"
#include "tests/plugin/fakehost.h"

#define ROUNDS 5u

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* A phrase of one or two words of every so many lines: most never stand in another line. */
static char *make_brand(char *const *lines, guint terms)
{
    GString *brand = g_string_new("{name: Bench, languages: [nl, en], promise: {payoff: {nl: "
                                  "Gemak op elk vlak, en: Ease on every surface}, themes: {nl: "
                                  "[gemak, moeiteloos, zonder gedoe]}, belied_by: {nl: [print en "
                                  "stuur op, alleen per post]}}, terms: [");
    guint step = MAX(g_strv_length((char **)lines) / MAX(terms, 1), 1);
    for (guint i = 0, made = 0; lines[i] && made < terms; i += step) {
        g_auto(GStrv) words = g_strsplit_set(lines[i], " ,.;:!?()[]{}\"'&#*|<>=%@`\\", -1);
        for (guint w = 0; words[w] && words[w + 1]; w++) {
            if (strlen(words[w]) > 6 && strlen(words[w + 1]) > 3) {
                g_string_append_printf(brand, "%s{id: t%u, forbid: [\"%s %s\"], instead: beter}",
                                       made ? ", " : "", made, words[w], words[w + 1]);
                made++;
                break;
            }
        }
    }
    g_string_append(brand, "]}");
    return g_string_free(brand, FALSE);
}

static void print(const char *what, double seconds, size_t bytes, guint count)
{
    printf("%s: %.1f ns a byte (%zu bytes, %u found)\n", what, seconds / (double)bytes * 1e9, bytes,
           count);
}

static void cut_all(struct fakehost *fake, char *const *lines)
{
    double best = 1e9;
    size_t bytes = 0;
    guint count = 0;
    for (guint round = 0; round < ROUNDS; round++) {
        double start = cpu_seconds();
        bytes = count = 0;
        for (char *const *line = lines; *line; line++) {
            struct ts_block block = {.size = sizeof block, .text = ts_text(*line)};
            bytes += block.text.len;
            count += words_cut(&fake->call, &block).count;
            host_call_reset(&fake->host);
        }
        best = MIN(best, cpu_seconds() - start);
    }
    print("words_cut", best, bytes, count);
}

static void check_all(struct fakehost *fake, char *const *lines, guint terms)
{
    g_autofree char *brand = make_brand(lines, terms);
    struct ts_open open = fakehost_open(fake, "{}", brand);
    double best = 1e9;
    size_t bytes = 0;
    guint count = 0;
    void *self = NULL;
    double start = cpu_seconds();
    if (fake->plugin->check->open(&fake->call, &open, &self) != 0) {
        fakehost_settle(fake);
        fprintf(stderr, "%s\n", fake->failure);
        exit(1);
    }
    printf("open: %.1f ms\n", (cpu_seconds() - start) * 1e3);
    for (guint round = 0; round < ROUNDS; round++) {
        start = cpu_seconds();
        bytes = count = 0;
        for (char *const *line = lines; *line; line++) {
            fakehost_inspect_text(fake, self, *line, TS_ROLE_TEXT, "nl");
            bytes += strlen(*line);
            count += fake->findings->len;
            fakehost_reset(fake);
        }
        best = MIN(best, cpu_seconds() - start);
    }
    print("inspect_block", best, bytes, count);
    fake->plugin->check->close(&fake->call, self);
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    gboolean is_check = argc > 3 && strcmp(argv[1], "check") == 0;
    if (argc < 3 || !g_file_get_contents(argv[is_check ? 3 : 2], &text, NULL, NULL)) {
        fprintf(stderr, "usage: words_bench cut FILE | check NAME FILE [TERMS]\n");
        return 2;
    }
    lines = g_strsplit(text, "\n", -1);
    struct fakehost *fake = fakehost_new(is_check ? argv[2] : "check-promise");
    if (is_check) {
        check_all(fake, lines, argc > 4 ? (guint)atoi(argv[4]) : 0);
    } else {
        cut_all(fake, lines);
    }
    fakehost_free(&fake);
    return 0;
}
