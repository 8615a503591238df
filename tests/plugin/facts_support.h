/* SPDX-License-Identifier: MIT
 *
 * What tests of the check "facts" share: a check opened with the slots of a shop, and documents
 * made of lines.
 */
#ifndef TESTS_PLUGIN_FACTS_SUPPORT_H
#define TESTS_PLUGIN_FACTS_SUPPORT_H

#include "core/config/tree.h"
#include "tests/plugin/fakehost.h"

struct facts_check {
    struct fakehost *fake;
    struct problems *problems;
    struct tree *tree;
    char *text;
    void *self;
    struct ts_open open;
};

static inline gboolean facts_open_node(struct facts_check *check, const struct ts_node *brand)
{
    check->fake = fakehost_new("check-facts");
    check->open = (struct ts_open){.size = sizeof check->open, .brand = brand};
    int result = check->fake->plugin->check->open(&check->fake->call, &check->open, &check->self);
    fakehost_settle(check->fake);
    return result == 0;
}

/* yaml: a brand book as the check is handed it, with the facts of its packs. FALSE: the check does
 * not open; fake->failure says why. */
static inline gboolean facts_open(struct facts_check *check, const char *yaml)
{
    check->problems = problems_new();
    check->text = g_strdup(yaml);
    check->tree = tree_parse("brand", "/", ts_text(check->text), check->problems);
    g_assert_nonnull(check->tree);
    return facts_open_node(check, check->tree->root);
}

static inline void facts_close(struct facts_check *check)
{
    if (check->self) {
        check->fake->plugin->check->close(&check->fake->call, check->self);
    }
    if (check->tree) {
        tree_free(&check->tree);
        problems_free(&check->problems);
    }
    fakehost_free(&check->fake);
    g_free(check->text);
}

static inline void facts_add_block(GArray *blocks, const char *text, unsigned role,
                                   const char *language, char *where)
{
    struct ts_block block = {.size = sizeof block,
                             .role = role,
                             .text = ts_text(text),
                             .language = ts_text(language),
                             .where = ts_text(where)};
    g_array_append_val(blocks, block);
}

static inline void facts_add_row(GArray *blocks, char *line, const char *language, guint table,
                                 guint row)
{
    guint cell = 0;
    for (char *at = strtok(line, "|"); at; at = strtok(NULL, "|")) {
        g_strstrip(at);
        if (*at) {
            facts_add_block(
                blocks, at, TS_ROLE_CELL, language,
                g_strdup_printf("html/body/table[%u]/tr[%u]/td[%u]", table, row, ++cell));
        }
    }
}

/* "# " begins a heading, "## " one of the next level, "> " a quote, "- " an item, "| " a row of a
 * table, "! " something spoken. The lines are changed, and must outlive the blocks. */
static inline GArray *facts_blocks(char **lines, const char *language)
{
    static const struct {
        const char *mark, *where;
        unsigned role;
    } marks[] = {
        {"# ", "h2", TS_ROLE_HEADING}, {"## ", "h3", TS_ROLE_HEADING},   {"> ", "q", TS_ROLE_QUOTE},
        {"- ", "li", TS_ROLE_ITEM},    {"! ", "prompt", TS_ROLE_PROMPT}, {"", "p", TS_ROLE_TEXT},
    };
    GArray *blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    guint table = 0, row = 0;
    for (guint i = 0; lines[i]; i++) {
        g_strstrip(lines[i]);
        if (g_str_has_prefix(lines[i], "|")) {
            table += row == 0;
            facts_add_row(blocks, lines[i], language, table, ++row);
            continue;
        }
        row = 0;
        guint kind = 0;
        while (!g_str_has_prefix(lines[i], marks[kind].mark)) {
            kind++;
        }
        facts_add_block(blocks, lines[i] + strlen(marks[kind].mark), marks[kind].role, language,
                        g_strdup_printf("html/body/%s[%u]", marks[kind].where, i + 1));
    }
    return blocks;
}

static inline void facts_free_blocks(GArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        g_free((char *)g_array_index(blocks, struct ts_block, i).where.ptr);
    }
    g_array_unref(blocks);
}

static inline void facts_inspect(struct facts_check *check, GArray *blocks, struct ts_list kinds)
{
    struct ts_document document = {
        .size = sizeof document,
        .touchpoint = ts_text("test"),
        .locator = ts_text("test.html"),
        .kinds = kinds,
        .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)},
    };
    fakehost_reset(check->fake);
    host_call_set_blocks(&check->fake->host, document.blocks);
    int result = check->fake->plugin->check->inspect(&check->fake->call, check->self, &document);
    fakehost_settle(check->fake);
    if (result != 0 || check->fake->breach) {
        g_error("inspect failed: %s %s", check->fake->failure, check->fake->breach);
    }
}

#endif
