/* SPDX-License-Identifier: MIT
 *
 * What the tests of the check "mail" share: a mail written in a few lines, and its findings as one
 * line of text.
 */
#ifndef TESTS_PLUGIN_CHECK_MAIL_SUPPORT_H
#define TESTS_PLUGIN_CHECK_MAIL_SUPPORT_H

#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define ANY "{}"
#define NOBODY "{name: Vlakwerk}"
#define US                                                                            \
    "{name: Vlakwerk, identity: {domains: [vlakwerk.example], "                       \
    "emails: [vlakwerk@gmail.com], names: [{id: legal, text: Vlakwerk Vloeren B.V., " \
    "also: [Vlakvloer]}]}}"

struct state {
    struct fakehost *fake;
    void *self;
};

static inline struct state open_with(const char *options, const char *brand)
{
    struct state state = {.fake = fakehost_new("check-mail")};
    struct ts_open open = fakehost_open(state.fake, options, brand);
    int done = state.fake->plugin->check->open(&state.fake->call, &open, &state.self);
    fakehost_settle(state.fake);
    assert_int_equal(done, 0);
    return state;
}

static inline void close_state(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

/* A mail in lines: a letter that says what the line is, a colon, and the rest.
 *   s subject   f From header   m NAME=VALUE of another header   d media type
 *   p hidden preheader   h heading   t text   c code   a HREF TEXT a link      in the HTML part
 *   A HREF a link that begins   i URI[|ALT[|WIDTHxHEIGHT]] a picture           in the HTML part
 *   x text   q quoted text   X HREF a link, further down than all lines        in the text part */
struct letter {
    GArray *blocks, *spans, *links, *references, *meta, *kinds;
    const char *media_type;
    gboolean is_page;
};

static inline const char *where_of(const struct letter *letter, gboolean is_text, guint number)
{
    const char *body = letter->is_page ? "" : is_text ? "part=1.1/" : "part=1.2/";
    char *where = is_text ? g_strdup_printf("%sblock[%u]", body, number)
                          : g_strdup_printf("%shtml/body/p[%u]", body, number);
    const char *kept = g_intern_string(where);
    g_free(where);
    return kept;
}

static inline void put_block(struct letter *letter, unsigned role, const char *where,
                             const char *text)
{
    struct ts_block block = {.size = sizeof block,
                             .role = role,
                             .text = ts_text(g_intern_string(text)),
                             .where = ts_text(where)};
    g_array_append_val(letter->blocks, block);
}

static inline void put_meta(struct letter *letter, const char *name, const char *value)
{
    struct ts_pair pair = {ts_text(g_intern_string(name)), ts_text(g_intern_string(value))};
    g_array_append_val(letter->meta, pair);
}

static inline void put_link(struct letter *letter, const char *href, const char *where, guint line)
{
    gboolean is_contact = g_str_has_prefix(href, "mailto:") || g_str_has_prefix(href, "tel:");
    struct ts_link link = {.href = ts_text(g_intern_string(href)),
                           .where = ts_text(where),
                           .purpose = is_contact ? TS_LINK_CONTACT : TS_LINK_PAGE,
                           .line = line,
                           .column = 1};
    g_array_append_val(letter->links, link);
}

/* Spans are pointed to when all lines are read: their array moves while it grows. */
static inline void put_anchor(struct letter *letter, const char *rest, const char *where,
                              guint line)
{
    const char *space = strchr(rest, ' ');
    g_autofree char *href = g_strndup(rest, (gsize)(space - rest));
    struct ts_span span = {.length = (uint32_t)strlen(space + 1),
                           .kind = TS_SPAN_LINK,
                           .reserved = letter->blocks->len,
                           .value = ts_text(g_intern_string(href))};
    put_link(letter, href, where, line);
    put_block(letter, TS_ROLE_LINK, where, space + 1);
    g_array_append_val(letter->spans, span);
}

static inline void put_picture(struct letter *letter, const char *rest, guint line)
{
    g_auto(GStrv) parts = g_strsplit(rest, "|", 3);
    struct ts_reference picture = {.uri = ts_text(g_intern_string(parts[0])),
                                   .where = ts_text(where_of(letter, FALSE, 1)),
                                   .line = line,
                                   .column = 5};
    if (parts[1]) {
        picture.has_alt = 1;
        picture.alt = ts_text(g_intern_string(parts[1]));
    }
    if (parts[1] && parts[2]) {
        assert_int_equal(sscanf(parts[2], "%ux%u", &picture.width, &picture.height), 2);
    }
    g_array_append_val(letter->references, picture);
}

static inline void put_from(struct letter *letter, const char *rest)
{
    g_autofree char *name = g_strndup(rest, strcspn(rest, "<"));
    put_meta(letter, "from", rest);
    g_strstrip(name);
    if (*name && !strchr(name, '@')) {
        put_block(letter, TS_ROLE_METADATA, "from", name);
    }
}

static inline void put_line(struct letter *letter, char type, const char *rest, guint line)
{
    const char *html = where_of(letter, FALSE, type == 'A' ? 1 : line);
    g_autofree char *name = g_strndup(rest, strcspn(rest, "="));
    switch (type) {
    case 's':
        put_meta(letter, "subject", rest);
        put_block(letter, TS_ROLE_SUBJECT, "subject", rest);
        return;
    case 'f':
        put_from(letter, rest);
        return;
    case 'm':
        put_meta(letter, name, rest + strlen(name) + 1);
        return;
    case 'd':
        letter->media_type = g_intern_string(rest);
        letter->is_page = g_str_has_prefix(rest, "text/");
        return;
    case 'p':
        put_block(letter, TS_ROLE_PREHEADER, html, rest);
        return;
    case 'h':
        put_block(letter, TS_ROLE_HEADING, html, rest);
        return;
    case 't':
        put_block(letter, TS_ROLE_TEXT, html, rest);
        return;
    case 'c':
        put_block(letter, TS_ROLE_CODE, html, rest);
        return;
    case 'a':
        put_anchor(letter, rest, html, line);
        return;
    case 'A':
        put_link(letter, rest, html, line);
        return;
    case 'X':
        put_link(letter, rest, where_of(letter, TRUE, line), line + 100);
        return;
    case 'i':
        put_picture(letter, rest, line);
        return;
    case 'x':
        put_block(letter, TS_ROLE_TEXT, where_of(letter, TRUE, line), rest);
        return;
    case 'q':
        put_block(letter, TS_ROLE_QUOTE, where_of(letter, TRUE, line), rest);
        return;
    default:
        fail_msg("a line of a mail begins with \"%c\"", type);
    }
}

#define LIST_OF_ARRAY(array)                                                   \
    {                                                                          \
        (array)->data, (array)->len, (uint32_t)g_array_get_element_size(array) \
    }

static inline void read_lines(struct letter *letter, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (*lines[i]) {
            put_line(letter, lines[i][0], lines[i] + 2, i + 1);
        }
    }
    for (guint i = 0; i < letter->spans->len; i++) {
        struct ts_span *span = &g_array_index(letter->spans, struct ts_span, i);
        struct ts_block *block = &g_array_index(letter->blocks, struct ts_block, span->reserved);
        block->spans = ts_one(span, sizeof *span);
    }
}

static inline struct letter letter_new(const char *kinds, const char *text)
{
    g_auto(GStrv) split = g_strsplit(kinds, " ", -1);
    struct letter letter = {.media_type = "message/rfc822"};
    letter.blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    letter.spans = g_array_new(FALSE, TRUE, sizeof(struct ts_span));
    letter.links = g_array_new(FALSE, TRUE, sizeof(struct ts_link));
    letter.references = g_array_new(FALSE, TRUE, sizeof(struct ts_reference));
    letter.meta = g_array_new(FALSE, TRUE, sizeof(struct ts_pair));
    letter.kinds = g_array_new(FALSE, TRUE, sizeof(struct ts_str));
    for (guint i = 0; split[i]; i++) {
        struct ts_str kind = ts_text(g_intern_string(split[i]));
        g_array_append_val(letter.kinds, kind);
    }
    read_lines(&letter, text);
    return letter;
}

static inline void letter_free(struct letter *letter)
{
    GArray *arrays[] = {letter->blocks,     letter->spans, letter->links,
                        letter->references, letter->meta,  letter->kinds};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++) {
        g_array_unref(arrays[i]);
    }
}

/* "severity rule actual>expected (detail)*places", one after the other with commas; a severity that
 * is left to the rule is -. */
static inline char *found(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        g_autoptr(GList) names =
            g_list_sort(g_hash_table_get_keys(finding->arguments), (GCompareFunc)strcmp);
        g_string_append_printf(out, "%s%c %s %s", i ? ", " : "", "-iwe"[finding->severity],
                               finding -> rule + strlen("mail/"), finding -> actual);
        if (*finding->expected) {
            g_string_append_printf(out, ">%s", finding->expected);
        }
        for (GList *name = names; name; name = name->next) {
            const char *value = g_hash_table_lookup(finding->arguments, name->data);
            g_string_append_printf(out, " (%s %s)", (char *)name->data, value);
        }
        if (finding->place_count > 1) {
            g_string_append_printf(out, "*%u", finding->place_count);
        }
    }
    return g_string_free(out, FALSE);
}

static inline int judge(struct state *state, const struct letter *letter)
{
    struct ts_document document = {.size = sizeof document,
                                   .locator = ts_text("mail/a.eml"),
                                   .media_type = ts_text(letter->media_type),
                                   .kinds = LIST_OF_ARRAY(letter->kinds),
                                   .blocks = LIST_OF_ARRAY(letter->blocks),
                                   .links = LIST_OF_ARRAY(letter->links),
                                   .references = LIST_OF_ARRAY(letter->references),
                                   .meta = LIST_OF_ARRAY(letter->meta)};
    state->fake->host.phase = HOST_INSPECT;
    state->fake->host.blocks = document.blocks;
    int done = state->fake->plugin->check->inspect(&state->fake->call, state->self, &document);
    fakehost_settle(state->fake);
    return done;
}

/* One row of a test. NULL for options and brand: none, and a brand book that only has a name. */
struct row {
    const char *options, *brand, *kinds, *mail, *wanted;
};

static inline gboolean is_row_right(const struct row *row, size_t number)
{
    struct state state =
        open_with(row->options ? row->options : ANY, row->brand ? row->brand : NOBODY);
    struct letter letter = letter_new(row->kinds, row->mail);
    int done = judge(&state, &letter);
    g_autofree char *actual = found(state.fake);
    gboolean is_right = done == 0 && !state.fake->breach && strcmp(actual, row->wanted) == 0;
    if (!is_right) {
        print_error("row %zu: %s\n  wanted %s\n  got    %s (%s%s)\n", number, row->mail,
                    row->wanted, actual, state.fake->breach ? state.fake->breach : "",
                    state.fake->failure ? state.fake->failure : "");
    }
    letter_free(&letter);
    close_state(&state);
    return is_right;
}

static inline void judge_rows(const struct row *rows, size_t count)
{
    guint wrong = 0;
    for (size_t i = 0; i < count; i++) {
        wrong += !is_row_right(&rows[i], i);
    }
    assert_int_equal(wrong, 0);
}

#endif
