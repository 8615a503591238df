/* SPDX-License-Identifier: MIT
 *
 * The two halves of the spelling measurement: "judge FILE" judges a text, a block a line, as a
 * worker would, after the dictionaries are loaded; "verify FILE" compares the verdict on each
 * different word, in three letter cases, and on slips made in it with libhunspell's API. Both print
 * what they did; judge the CPU time too.
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

#define SLIPS 20u /* made in each word */

struct verification {
    Hunhandle *raw;
    const struct language *language;
    GHashTable *done;
    guint count, wrong, right;
};

static void compare(struct verification *verification, const char *word)
{
    struct letters letters;
    if (!letters_read(word, strlen(word), &letters) ||
        !g_hash_table_add(verification->done, g_strdup(word))) {
        return;
    }
    bool is_right = Hunspell_spell(verification->raw, word) != 0;
    verification->count++;
    verification->right += is_right;
    if (is_right != language_has(verification->language, &letters)) {
        verification->wrong++;
        printf("%s: hunspell says %s\n", word, is_right ? "right" : "wrong");
    }
}

/* Letters left out, doubled, swapped, replaced; two words glued. */
static char *slip(const char *word, const char *other, GRand *random)
{
    GString *text = g_string_new(word);
    gsize at = (gsize)g_rand_int_range(random, 0, (gint32)MAX(text->len, 1));
    switch (g_rand_int_range(random, 0, 5)) {
    case 0:
        g_string_erase(text, (gssize)at, 1);
        break;
    case 1:
        g_string_insert_c(text, (gssize)at, text->str[at]);
        break;
    case 2:
        if (at + 1 < text->len) {
            char first = text->str[at];
            text->str[at] = text->str[at + 1];
            text->str[at + 1] = first;
        }
        break;
    case 3:
        text->str[at] = (char)g_rand_int_range(random, 'a', 'z' + 1);
        break;
    default:
        g_string_append(text, other);
    }
    char *valid = g_utf8_make_valid(text->str, -1);
    g_string_free(text, TRUE);
    return valid;
}

static void compare_all(struct verification *verification, char *const *words, guint count)
{
    GRand *random = g_rand_new_with_seed(1);
    for (guint i = 0; i < count; i++) {
        g_autofree char *lower = g_utf8_strdown(words[i], -1);
        g_autofree char *upper = g_utf8_strup(words[i], -1);
        g_autofree char *first = g_strdup(lower);
        first[0] = g_ascii_toupper(first[0]);
        g_autofree char *dotted = g_strconcat(words[i], ".", NULL);
        g_autofree char *owned = g_strconcat(words[i], "'s", NULL);
        g_autofree char *joined = g_strconcat(words[i], "-", words[(i + 1) % count], NULL);
        const char *const cases[] = {words[i], lower, upper, first, dotted, owned, joined};
        for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
            compare(verification, cases[c]);
        }
        for (guint k = 0; k < SLIPS; k++) {
            const char *other = words[g_rand_int_range(random, 0, (gint32)count)];
            g_autofree char *slipped = slip(words[i], other, random);
            compare(verification, slipped);
        }
    }
    g_rand_free(random);
}

static int run_verify(char *const *lines, const char *name)
{
    g_autofree char *aff = g_strdup_printf("/usr/share/hunspell/%s.aff", name);
    g_autofree char *dic = g_strdup_printf("/usr/share/hunspell/%s.dic", name);
    const char *const folders[] = {"/usr/share/hunspell", NULL};
    const char *const names[] = {name, NULL};
    struct language language = {.code = ""};
    struct verification verification = {
        .raw = Hunspell_create(aff, dic),
        .language = &language,
        .done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    prepare("nl");
    language_open(&language, folders, names);
    if (language.missing) {
        fprintf(stderr, "%s\n", language.missing);
        return 1;
    }
    GHashTable *words = collect(lines);
    guint count;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(words, &count);
    compare_all(&verification, (char **)keys, count);
    printf("%s: %u different words and slips, %u of them right: %u verdicts differ from "
           "libhunspell's\n",
           name, verification.count, verification.right, verification.wrong);
    g_hash_table_unref(words);
    g_hash_table_unref(verification.done);
    Hunspell_destroy(verification.raw);
    language_close(&language);
    fakehost_free(&fake);
    return verification.wrong != 0;
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    if (argc < 3 || !g_file_get_contents(argv[2], &text, NULL, NULL)) {
        fprintf(stderr,
                "usage: spelling_bench judge FILE [LANGUAGES] | verify FILE [DICTIONARY]\n");
        return 2;
    }
    lines = g_strsplit(text, "\n", -1);
    return strcmp(argv[1], "verify") == 0 ? run_verify(lines, argc > 3 ? argv[3] : "nl_NL")
                                          : run_judge(lines, argc > 3 ? argv[3] : "nl");
}
