/* SPDX-License-Identifier: MIT
 *
 * Pages for the tests of numbers in check-identity.
 */
#include "tests/plugin/identity_numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct ts_str keep(struct numbers_page *page, char *text)
{
    g_ptr_array_add(page->memory, text);
    return ts_text(text);
}

/* [text](target) */
static void add_text(struct numbers_page *page, const char *line, unsigned role,
                     const char *language)
{
    GString *text = g_string_new(NULL);
    guint first = page->spans->len;
    for (const char *at = line; *at; at++) {
        const char *middle = *at == '[' ? strstr(at, "](") : NULL;
        const char *end = middle ? strchr(middle, ')') : NULL;
        if (!end) {
            g_string_append_c(text, *at);
            continue;
        }
        struct ts_span span = {
            .offset = (uint32_t)text->len,
            .length = (uint32_t)(middle - at - 1),
            .kind = TS_SPAN_LINK,
            .value = keep(page, g_strndup(middle + 2, (gsize)(end - middle - 2))),
        };
        g_string_append_len(text, at + 1, middle - at - 1);
        g_array_append_val(page->spans, span);
        at = end;
    }
    struct ts_block block = {
        .size = sizeof block,
        .role = role,
        .text = keep(page, g_string_free(text, FALSE)),
        .language = ts_text(language),
        .where = ts_text("body"),
        .spans = {NULL, page->spans->len - first, sizeof(struct ts_span)},
    };
    g_array_append_val(page->blocks, block);
}

static void add_line(struct numbers_page *page, const char *line, const char *language)
{
    if (g_str_has_prefix(line, "@ ")) {
        struct ts_link link = {.href = keep(page, g_strdup(line + 2)),
                               .where = ts_text("body/a"),
                               .purpose = strstr(line, "http") ? TS_LINK_PAGE : TS_LINK_CONTACT,
                               .line = 1,
                               .column = 1};
        g_array_append_val(page->links, link);
    } else if (g_str_has_prefix(line, "= ")) {
        const char *space = strchr(line + 2, ' ');
        struct ts_pair pair = {keep(page, g_strndup(line + 2, (gsize)(space - line - 2))),
                               keep(page, g_strdup(space + 1))};
        g_array_append_val(page->meta, pair);
    } else if (g_str_has_prefix(line, "> ")) {
        add_text(page, line + 2, TS_ROLE_QUOTE, language);
    } else if (g_str_has_prefix(line, "! ")) {
        add_text(page, line + 2, TS_ROLE_PROMPT, language);
    } else {
        add_text(page, line, TS_ROLE_TEXT, language);
    }
}

static struct ts_list list_of(const GArray *array)
{
    return (struct ts_list){array->data, array->len, g_array_get_element_size((GArray *)array)};
}

void numbers_page_init(struct numbers_page *page, const char *text, const char *kinds,
                       const char *language)
{
    *page = (struct numbers_page){
        .blocks = g_array_new(FALSE, FALSE, sizeof(struct ts_block)),
        .spans = g_array_new(FALSE, FALSE, sizeof(struct ts_span)),
        .memory = g_ptr_array_new_with_free_func(g_free),
        .kinds = g_array_new(FALSE, FALSE, sizeof(struct ts_str)),
        .links = g_array_new(FALSE, FALSE, sizeof(struct ts_link)),
        .meta = g_array_new(FALSE, FALSE, sizeof(struct ts_pair)),
    };
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        add_line(page, *line, language);
    }
    g_auto(GStrv) words = g_strsplit(kinds, " ", -1);
    for (char **word = words; *word; word++) {
        struct ts_str kind = keep(page, g_strdup(*word));
        g_array_append_val(page->kinds, kind);
    }
    guint used = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        struct ts_block *block = &g_array_index(page->blocks, struct ts_block, i);
        block->spans.items = (struct ts_span *)(void *)page->spans->data + used;
        used += block->spans.count;
    }
    page->document = (struct ts_document){
        .size = sizeof page->document,
        .touchpoint = ts_text("site"),
        .channel = ts_text("web"),
        .locator = ts_text("page"),
        .media_type = ts_text("text/html"),
        .language = ts_text(language),
        .kinds = list_of(page->kinds),
        .blocks = list_of(page->blocks),
        .links = list_of(page->links),
        .meta = list_of(page->meta),
    };
}

void numbers_page_finish(struct numbers_page *page)
{
    g_array_unref(page->blocks);
    g_array_unref(page->spans);
    g_array_unref(page->kinds);
    g_array_unref(page->links);
    g_array_unref(page->meta);
    g_ptr_array_unref(page->memory);
}

void *numbers_open(struct fakehost *fake, const char *brand)
{
    struct ts_open open = fakehost_open(fake, "{}", brand);
    void *self = NULL;
    assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), 0);
    return self;
}

void numbers_inspect(struct fakehost *fake, void *self, const struct numbers_page *page)
{
    fake->host.blocks = page->document.blocks;
    int done = fake->plugin->check->inspect(&fake->call, self, &page->document);
    fakehost_settle(fake);
    if (done != 0) {
        fail_msg("%s", fake->breach ? fake->breach : fake->failure);
    }
    assert_null(fake->breach);
}

static gboolean is_wanted(const char *key, const char *prefixes)
{
    g_auto(GStrv) all = g_strsplit(prefixes, "|", -1);
    for (char **prefix = all; *prefix; prefix++) {
        if (g_str_has_prefix(key, *prefix)) {
            return TRUE;
        }
    }
    return FALSE;
}

char *numbers_seen(const struct fakehost *fake, const char *prefixes)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->observations->len; i++) {
        const struct fake_observation *own = g_ptr_array_index(fake->observations, i);
        if (is_wanted(own->key, prefixes)) {
            g_string_append_printf(out, "%s%s=%s", out->len ? "; " : "", own->key, own->value);
        }
    }
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *own = g_ptr_array_index(fake->findings, i);
        if (is_wanted(own->rule, prefixes)) {
            g_string_append_printf(out, "%s%s %s", out->len ? "; " : "",
                                   own->rule + strlen("identity/"), own->actual);
        }
    }
    return g_string_free(out, FALSE);
}
