/* SPDX-License-Identifier: MIT
 *
 * The two halves of the spelling measurement: "judge FILE" judges a text, a block a line, as a
 * worker would, after the dictionaries are loaded; "verify FILE" compares the remembered verdict of
 * each different word with libhunspell's API. Both print what they did; judge the CPU time too.
 */
#include <hunspell/hunspell.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "plugins/check-spelling/spelling.h"
#include "tests/plugin/fakehost.h"

static struct fakehost *fake;
static struct ts_open open;

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void prepare(const char *languages)
{
    g_autofree char *brand = g_strdup_printf("{name: Bench, languages: [%s]}", languages);
    fake = fakehost_new("check-spelling");
    open = fakehost_open(fake, "{}", brand);
}

static struct ts_block block_of(const char *line)
{
    return (struct ts_block){
        .size = sizeof(struct ts_block), .text = ts_text(line), .language = ts_text("nl")};
}

/* Judges all lines as the .so does; returns the CPU time. */
static double judge(void *self, char *const *lines, size_t *bytes_r, guint *findings_r)
{
    double start = cpu_seconds();
    *bytes_r = 0;
    *findings_r = 0;
    for (; *lines; lines++) {
        fakehost_reset(fake);
        fakehost_inspect_text(fake, self, *lines, TS_ROLE_TEXT, "nl");
        *bytes_r += strlen(*lines);
        *findings_r += fake->findings->len;
    }
    return cpu_seconds() - start;
}

static int run_judge(char *const *lines, const char *languages)
{
    double load, cold, warm;
    void *self;
    size_t bytes;
    guint findings;
    prepare(languages);
    load = cpu_seconds();
    fake->plugin->check->open(&fake->call, &open, &self);
    load = cpu_seconds() - load;
    cold = judge(self, lines, &bytes, &findings);
    warm = judge(self, lines, &bytes, &findings);
    printf("load_s %.4f cold_s %.4f warm_s %.4f bytes %zu findings %u\n", load, cold, warm, bytes,
           findings);
    printf("cold %.1f ns a byte, warm %.1f ns a byte\n", cold / (double)bytes * 1e9,
           warm / (double)bytes * 1e9);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    return 0;
}

/* The words of the lines that can be judged, each once. */
static GHashTable *collect(char *const *lines)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (; *lines; lines++) {
        struct ts_block block = block_of(*lines);
        struct words cut;
        fakehost_reset(fake);
        cut = words_cut(&fake->call, &block);
        for (uint32_t i = 0; i < cut.count; i++) {
            if (spelling_may_judge(&cut.items[i])) {
                g_hash_table_add(words, g_strndup(cut.items[i].clean.ptr, cut.items[i].clean.len));
            }
        }
    }
    return words;
}

static int run_verify(char *const *lines)
{
    Hunhandle *raw =
        Hunspell_create("/usr/share/hunspell/nl_NL.aff", "/usr/share/hunspell/nl_NL.dic");
    GHashTableIter iter;
    gpointer word;
    guint count = 0, wrong = 0, more = 0;
    void *opened;
    struct spelling *self;
    prepare("nl");
    spelling_open(&fake->call, &open, &opened);
    self = opened;
    g_hash_table_iter_init(&iter, collect(lines));
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        struct letters letters;
        bool is_right = Hunspell_spell(raw, word) != 0;
        bool is_known = spelling_look_up(self, 0, ts_text(word)).is_known;
        if (!letters_read(word, strlen(word), &letters)) {
            continue;
        }
        count++;
        wrong += is_right != language_has(&self->languages[0], &letters) || (is_right && !is_known);
        more += is_known && !is_right;
    }
    printf("%u different words: %u verdicts differ from libhunspell's; %u more are right by the "
           "rules for forms\n",
           count, wrong, more);
    return wrong != 0;
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    if (argc < 3 || !g_file_get_contents(argv[2], &text, NULL, NULL)) {
        fprintf(stderr, "usage: spelling_bench judge|verify FILE [LANGUAGES]\n");
        return 2;
    }
    lines = g_strsplit(text, "\n", -1);
    return strcmp(argv[1], "verify") == 0 ? run_verify(lines)
                                          : run_judge(lines, argc > 3 ? argv[3] : "nl");
}
