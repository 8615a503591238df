/* SPDX-License-Identifier: MIT
 *
 * What the promise check makes of labelled lines, and how often it sees a pay-off in text that has
 * none. "cases FILE" (expected, text: the pay-off is the sample firm's; or pay-off, language,
 * expected, text) prints a table and each line that differs; "clean FILE" (language, source,
 * document, text) the false hits.
 */
#include <stdio.h>
#include <string.h>

#include "tests/plugin/fakehost.h"

static const char *const classes[] = {"EXACT", "NEAR", "ALLUSION", "NONE"};

/* Invented pay-offs of usual shapes, short ones and such of common words among them, to be looked
 * for in text that has none of them. */
static const char *const payoffs[][2] = {
    {"nl", "Gemak op elk vlak"},
    {"nl", "Samen bouwen we verder"},
    {"nl", "Dat voelt als thuis"},
    {"nl", "Energie waar je op kunt rekenen"},
    {"nl", "Altijd dichtbij"},
    {"nl", "Voor wie vooruit wil"},
    {"nl", "De kracht van samen"},
    {"nl", "Meer uit je dag"},
    {"nl", "Zo gewoon is goed"},
    {"nl", "Alles onder een dak"},
    {"nl", "Goed geregeld"},
    {"nl", "Thuis in wonen"},
    {"nl", "Beter leven"},
    {"nl", "Werken aan morgen"},
    {"nl", "Dat is pas service"},
    {"nl", "Gewoon goed"},
    {"nl", "Voor iedereen"},
    {"nl", "Zo kan het ook"},
    {"nl", "Samen voor elkaar"},
    {"nl", "Het kan wel"},
    {"nl", "Elke dag nieuw"},
    {"nl", "Meer doen met minder"},
    {"en", "Ease on every surface"},
    {"en", "Always one step closer"},
    {"en", "Made for the way you live"},
    {"en", "Better every day"},
    {"en", "Your home, our craft"},
    {"en", "The power of together"},
    {"en", "Simply better"},
    {"en", "Just ask"},
    {"en", "Ready when you are"},
    {"en", "More than you need"},
    {"en", "It works for you"},
    {"en", "Good to know"},
    {"en", "The way to go"},
    {"de", "Wir machen das"},
    {"de", "Einfach besser"},
    {"de", "Immer für Sie da"},
    {"de", "Schöner wohnen für alle"},
    {"de", "Gut zu wissen"},
    {"de", "Mehr als nur gut"},
    {"de", "Heute für morgen"},
    {"fr", "Plus simple, plus proche"},
    {"fr", "Tout est possible"},
    {"fr", "Bien chez soi"},
    {"fr", "Avec vous chaque jour"},
    {"fr", "C'est tout simple"},
    {"fr", "Pour votre santé"},
};

struct opened {
    struct fakehost *fake;
    void *self;
};

static struct opened open_payoff(const char *language, const char *payoff)
{
    g_autofree char *brand = g_strdup_printf(
        "{name: V, languages: [%s], promise: {payoff: {%s: \"%s\"}}}", language, language, payoff);
    struct opened opened = {.fake = fakehost_new("check-promise")};
    struct ts_open open = fakehost_open(opened.fake, "{}", brand);
    opened.fake->plugin->check->open(&opened.fake->call, &open, &opened.self);
    return opened;
}

static void close_payoff(struct opened *opened)
{
    opened->fake->plugin->check->close(&opened->fake->call, opened->self);
    fakehost_free(&opened->fake);
}

/* Index in classes. */
static guint class_of(const struct opened *opened, const char *text, const char *language)
{
    guint best = 3;
    fakehost_reset(opened->fake);
    fakehost_inspect_text(opened->fake, opened->self, text, TS_ROLE_TEXT, language);
    for (guint i = 0; i < opened->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(opened->fake->observations, i);
        guint own = strcmp(seen->value, "exact") == 0     ? 0
                    : strcmp(seen->value, "altered") == 0 ? 1
                                                          : 2;
        best = MIN(best, own);
    }
    return best;
}

/* The readers take tags out; here it is enough to drop them. */
static char *without_tags(const char *text)
{
    GString *out = g_string_new(NULL);
    gboolean is_tag = FALSE;
    for (; *text; text++) {
        is_tag |= *text == '<';
        if (!is_tag) {
            g_string_append_c(out, *text);
        }
        is_tag &= *text != '>';
    }
    return g_string_free(out, FALSE);
}

static void print_table(guint table[4][4])
{
    printf("%-10s %6s %7s %6s %6s %9s %6s\n", "expected", "count", "right", "EXACT", "NEAR",
           "ALLUSION", "NONE");
    for (guint i = 0; i < 4; i++) {
        guint count = table[i][0] + table[i][1] + table[i][2] + table[i][3];
        printf("%-10s %6u %7.3f %6u %6u %9u %6u\n", classes[i], count,
               count ? (double)table[i][i] / count : 0, table[i][0], table[i][1], table[i][2],
               table[i][3]);
    }
}

static void judge_case(guint table[4][4], char **fields)
{
    gboolean is_short = fields[2] == NULL;
    const char *language = is_short ? "nl" : fields[1];
    struct opened opened = open_payoff(language, is_short ? "Gemak op elk vlak" : fields[0]);
    g_autofree char *text = without_tags(fields[is_short ? 1 : 3]);
    const char *expected = fields[is_short ? 0 : 2];
    guint wanted = 0;
    while (wanted < 3 && strcmp(classes[wanted], expected) != 0) {
        wanted++;
    }
    guint own = class_of(&opened, text, language);
    table[wanted][own]++;
    if (own != wanted) {
        printf("  %s, not %s: %s\n", classes[own], expected, text);
    }
    close_payoff(&opened);
}

static int run_cases(char *const *lines)
{
    guint table[4][4] = {{0}};
    for (; *lines; lines++) {
        g_auto(GStrv) fields = g_strsplit(*lines, "\t", -1);
        if (**lines != '#' && fields[0] && fields[1]) {
            judge_case(table, fields);
        }
    }
    print_table(table);
    return 0;
}

static guint count_words(const char *text)
{
    guint count = 0;
    for (; *text; text++) {
        count += (*text == ' ') != (text[1] == ' ' || !text[1]) && *text != ' ';
    }
    return count;
}

static int run_clean(char *const *lines)
{
    double all_words = 0;
    guint all[4] = {0};
    printf("%-34s %7s %6s %8s %9s\n", "pay-off in text without it", "words", "exact", "altered",
           "allusion");
    for (size_t p = 0; p < G_N_ELEMENTS(payoffs); p++) {
        struct opened opened = open_payoff(payoffs[p][0], payoffs[p][1]);
        guint hits[4] = {0};
        guint words = 0;
        for (char *const *line = lines; *line; line++) {
            g_auto(GStrv) fields = g_strsplit(*line, "\t", 4);
            if (!fields[0] || strcmp(fields[0], payoffs[p][0]) != 0 || !fields[1] || !fields[2] ||
                !fields[3]) {
                continue;
            }
            guint own = class_of(&opened, fields[3], fields[0]);
            hits[own]++;
            words += count_words(fields[3]);
            if (own < 2) {
                printf("  %s: %s\n", classes[own], fields[3]);
            }
        }
        printf("%-34s %7u %6u %8u %9u\n", payoffs[p][1], words, hits[0], hits[1], hits[2]);
        all_words += words;
        for (guint i = 0; i < 4; i++) {
            all[i] += hits[i];
        }
        close_payoff(&opened);
    }
    printf("per 100,000 words: %.2f exact or altered, %.2f allusions\n",
           (all[0] + all[1]) / all_words * 1e5, all[2] / all_words * 1e5);
    return 0;
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    if (argc != 3 || !g_file_get_contents(argv[2], &text, NULL, NULL)) {
        fprintf(stderr, "usage: promise_eval cases|clean FILE\n");
        return 2;
    }
    lines = g_strsplit(text, "\n", -1);
    return strcmp(argv[1], "cases") == 0 ? run_cases(lines) : run_clean(lines);
}
