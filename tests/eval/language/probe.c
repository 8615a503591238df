/* SPDX-License-Identifier: MIT
 *
 * What one check says of single texts, for the evaluation: opened once for a brand book, asked line
 * by line (language, text, and a word that suggestions are wanted for, if it is found). Each text
 * is a document of its own, judged to the end: inspected and concluded. Prints what it emits, a
 * line each, and "end" after each text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/plugin/fakehost.h"

struct probe {
    struct fakehost *fake;
    void *self;
};

static void give_up(const struct probe *probe, const char *what)
{
    fakehost_settle(probe->fake);
    fprintf(stderr, "%s failed: %s\n", what,
            probe->fake->failure  ? probe->fake->failure
            : probe->fake->breach ? probe->fake->breach
                                  : "no reason");
    exit(1);
}

static void open_check(struct probe *probe, const char *name, const char *brand_path)
{
    g_autofree char *brand = NULL;
    struct ts_open open;
    if (!g_file_get_contents(brand_path, &brand, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", brand_path);
        exit(2);
    }
    probe->fake = fakehost_new(name);
    open = fakehost_open(probe->fake, "{}", brand);
    if (probe->fake->plugin->check->open(&probe->fake->call, &open, &probe->self) != 0) {
        give_up(probe, "open");
    }
}

/* What was observed in the text, as conclude finds it stored. */
static GArray *store_observations(const struct fakehost *fake)
{
    GArray *stored = g_array_new(FALSE, TRUE, sizeof(struct ts_observation));
    for (guint i = 0; i < fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(fake->observations, i);
        const struct ts_observation own = {
            .size = sizeof own,
            .key = ts_text(seen->key),
            .value = ts_text(seen->value),
            .confidence = seen->confidence,
            .place = {.touchpoint = ts_text("test"),
                      .locator = ts_text("test"),
                      .block = TS_NO_BLOCK,
                      .offset = seen->offset,
                      .length = seen->length},
        };
        g_array_append_val(stored, own);
    }
    return stored;
}

static void conclude(const struct probe *probe, const char *language, size_t text_size)
{
    struct fakehost *fake = probe->fake;
    g_autoptr(GArray) seen = store_observations(fake);
    const struct ts_touchpoint touchpoint = {
        .id = ts_text("test"), .locator = ts_text("test"), .is_complete = 1};
    const struct ts_stored_document document = {
        .size = sizeof document,
        .status = TS_CHECKED,
        .text_size = text_size,
        .touchpoint = ts_text("test"),
        .locator = ts_text("test"),
        .media_type = ts_text("text/html"),
        .language = ts_text(language),
        .observations = {seen->data, seen->len, sizeof(struct ts_observation)},
    };
    if (!fake->plugin->check->conclude) {
        return;
    }
    g_array_append_val(fake->stored, document);
    fake->stored_next = 0;
    fake->host.phase = HOST_CONCLUDE;
    if (fake->plugin->check->conclude(&fake->call, probe->self,
                                      ts_one(&touchpoint, sizeof touchpoint)) != 0) {
        give_up(probe, "conclude");
    }
    g_array_set_size(fake->stored, 0);
}

static void print_said(const struct fakehost *fake)
{
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        printf("finding\t%s\t%s\t%s\n", finding->rule, finding->actual, finding->expected);
    }
    for (guint i = 0; i < fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(fake->observations, i);
        printf("observation\t%s\t%s\n", seen->key, seen->value);
    }
}

static void print_suggestions(const struct probe *probe, const char *word, const char *language)
{
    struct fakehost *fake = probe->fake;
    if (fake->findings->len == 0 || !fake->plugin->check->suggest) {
        return;
    }
    fakehost_reset(fake);
    fake->host.phase = HOST_SUGGEST;
    if (fake->plugin->check->suggest(&fake->call, probe->self, ts_text("spelling/misspelt"),
                                     ts_text(word), ts_text(language)) != 0) {
        give_up(probe, "suggest");
    }
    for (guint i = 0; i < fake->suggestions->len; i++) {
        printf("suggestion\t%s\n", (char *)g_ptr_array_index(fake->suggestions, i));
    }
}

/* Of a text that declares none. */
static void print_language(const struct probe *probe, const char *text)
{
    struct ts_block block = {.size = sizeof block, .role = TS_ROLE_TEXT, .text = ts_text(text)};
    fakehost_reset(probe->fake);
    fakehost_name_language(probe->fake, probe->self, &block);
    printf("language\t%.*s\n", (int)block.language.len,
           block.language.len ? block.language.ptr : "");
}

static void ask(const struct probe *probe, char **fields)
{
    if (!*fields[0]) {
        print_language(probe, fields[1]);
        puts("end");
        return;
    }
    fakehost_reset(probe->fake);
    if (fakehost_inspect_text(probe->fake, probe->self, fields[1], TS_ROLE_TEXT, fields[0]) != 0 ||
        probe->fake->breach) {
        give_up(probe, fields[1]);
    }
    conclude(probe, fields[0], strlen(fields[1]));
    print_said(probe->fake);
    if (fields[2] && *fields[2]) {
        print_suggestions(probe, fields[2], fields[0]);
    }
    puts("end");
}

int main(int argc, char **argv)
{
    struct probe probe = {0};
    char *line = NULL;
    size_t capacity = 0;
    if (argc != 3) {
        fprintf(stderr, "usage: language_probe CHECK BRAND_FILE <LINES\n");
        return 2;
    }
    open_check(&probe, argv[1], argv[2]);
    while (getline(&line, &capacity, stdin) > 0) {
        g_auto(GStrv) fields = g_strsplit(g_strchomp(line), "\t", 3);
        if (fields[0] && fields[1]) {
            ask(&probe, fields);
        }
    }
    free(line);
    probe.fake->plugin->check->close(&probe.fake->call, probe.self);
    fakehost_free(&probe.fake);
    return 0;
}
