/* SPDX-License-Identifier: MIT
 *
 * Names of the firm: as the brand book has them, with another legal form, a letter off.
 */
#include "plugins/check-identity/names.h"
#include "plugins/check-identity/edits.h"

#define NAME_LONG 7u /* letters of a name that one letter off does not make another's */

/* ---- loading --------------------------------------------------------------------------------- */

static void add_form(struct ts_call *call, struct names *names, const struct entry *entry,
                     struct ts_str text)
{
    struct name_form form = {.entry = entry};
    struct ts_block block = {.size = sizeof block, .text = text};
    const struct tokens *tokens = tokens_of_text(call, text);
    uint32_t behind = 0;
    for (uint32_t i = 0; i < tokens->count && form.count < NAME_WORDS_MAX; i++) {
        const struct token *token = &tokens->items[i];
        form.legal = i > 0 ? legal_form_at(tokens, ts_one(&block, sizeof block), i, &behind) : NULL;
        if (form.legal && behind == tokens->count) {
            break;
        }
        form.legal = NULL;
        if (token->kind != TOKEN_SIGN) {
            form.words[form.count++] = token->folded;
            form.letters += token->folded.len;
        }
    }
    if (form.count > 0) {
        form.is_capitalised = g_unichar_isupper(g_utf8_get_char(text.ptr));
        names->first[(guchar)form.words[0].ptr[0]] = 1;
        g_array_append_val(names->forms, form);
    }
}

static void load_name(struct ts_call *call, struct names *names, const struct ts_node *node)
{
    struct name *name = g_new0(struct name, 1);
    struct ts_str text = ts_get_text(node, "text");
    const struct ts_node *also = ts_get(node, "also");
    entry_load(&name->entry, KIND_NAME, "name:", ts_get_text(node, "id"), node);
    name->entry.shown = g_strndup(text.ptr, text.len);
    g_ptr_array_add(names->names, name);
    add_form(call, names, &name->entry, text);
    for (uint32_t i = 0; also && i < also->children.count; i++) {
        add_form(call, names, &name->entry,
                 ((const struct ts_node *)ts_item(also->children, i))->text);
    }
}

/* The longest first; of equals one with an entry before the brand's bare name. */
static gint compare_forms(gconstpointer a, gconstpointer b)
{
    const struct name_form *left = a;
    const struct name_form *right = b;
    if (left->count != right->count) {
        return (gint)right->count - (gint)left->count;
    }
    return (left->entry == NULL) - (right->entry == NULL);
}

static void name_free(gpointer data)
{
    struct name *name = data;
    entry_clear(&name->entry);
    g_free(name);
}

int names_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *list = identity_section(open, "names");
    struct names *names = identity->names = g_new0(struct names, 1);
    names->names = g_ptr_array_new_with_free_func(name_free);
    names->forms = g_array_new(FALSE, FALSE, sizeof(struct name_form));
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        load_name(call, names, ts_item(list->children, i));
    }
    add_form(call, names, NULL, ts_text(identity->brand));
    g_array_sort(names->forms, compare_forms);
    return 0;
}

void names_free(struct names **names)
{
    if (*names) {
        g_ptr_array_unref((*names)->names);
        g_array_unref((*names)->forms);
        g_free(*names);
        *names = NULL;
    }
}

/* ---- one name at one place ------------------------------------------------------------------- */

/* What stands at a token, compared with one form. */
struct reading {
    const struct name_form *form;
    const struct legal_form *legal; /* that stands behind it; or NULL */
    uint32_t words_end;             /* the token behind its words */
    uint32_t end;                   /* and behind its legal form */
    guint edits;
};

/* A sign that a name may hold between its words, and the text leave out, or the other way. */
static gboolean is_inner_sign(const struct tokens *tokens, uint32_t index)
{
    return index < tokens->count && tokens->items[index].kind == TOKEN_SIGN &&
           memchr(".-&'+/", tokens->items[index].folded.ptr[0], 6);
}

static gboolean read_words(const struct tokens *tokens, uint32_t first, struct reading *reading)
{
    uint32_t at = first;
    for (guint i = 0; i < reading->form->count; i++) {
        for (int signs = 0; i > 0 && signs < 2 && is_inner_sign(tokens, at); signs++) {
            at++;
        }
        if (at >= tokens->count ||
            (tokens->items[at].kind != TOKEN_WORD && tokens->items[at].kind != TOKEN_NUMBER)) {
            return FALSE;
        }
        if (!ts_equal(tokens->items[at].folded, reading->form->words[i])) {
            reading->edits += edits_of(tokens->items[at].folded, reading->form->words[i], 1);
        }
        if (reading->edits > 1) {
            return FALSE;
        }
        at++;
    }
    reading->words_end = at;
    return TRUE;
}

static void read_legal(const struct tokens *tokens, struct ts_list blocks, struct reading *reading)
{
    uint32_t at = reading->words_end;
    reading->end = at;
    if (token_is_sign(tokens, at, ',')) {
        at++;
    }
    if (at < tokens->count && tokens->items[at].kind == TOKEN_WORD) {
        uint32_t behind = at;
        reading->legal = legal_form_at(tokens, blocks, at, &behind);
        reading->end = reading->legal ? behind : reading->end;
    }
}

/* Part of an address on the net? vlakwerk.nl, info@vlakwerk. */
static gboolean is_in_address(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    gboolean before = first > 0 && token_is_joined(tokens, first) &&
                      tokens->items[first - 1].kind == TOKEN_SIGN &&
                      memchr("@./_#", tokens->items[first - 1].folded.ptr[0], 5);
    gboolean behind =
        end < tokens->count && token_is_joined(tokens, end) &&
        (token_is_sign(tokens, end, '@') ||
         (memchr("./_", tokens->items[end].folded.ptr[0], 3) && token_is_joined(tokens, end + 1) &&
          tokens->items[end + 1].kind == TOKEN_WORD));
    return before || behind;
}

static gboolean is_same_legal(const struct legal_form *a, const struct legal_form *b)
{
    return a == b || (a && b && strcmp(a->code, b->code) == 0);
}

/* How well it fits, the better the higher; 0: not at all. */
enum fit { FIT_NONE, FIT_CORE, FIT_NEAR, FIT_BRAND, FIT_MATCH };
static enum fit fit_of(const struct reading *reading)
{
    const struct name_form *form = reading->form;
    gboolean is_long = form->letters >= NAME_LONG;
    if (reading->edits > 0) {
        return is_long && form->entry && form->legal && is_same_legal(form->legal, reading->legal)
                   ? FIT_NEAR
                   : FIT_NONE;
    }
    if (!form->entry) {
        return reading->legal ? FIT_CORE : FIT_BRAND;
    }
    if (!form->legal || is_same_legal(form->legal, reading->legal)) {
        return FIT_MATCH;
    }
    return reading->legal ? FIT_NEAR : FIT_CORE;
}

/* The best reading of what begins at a token. */
static enum fit read_best(struct ts_list blocks, const struct tokens *tokens,
                          const struct names *names, uint32_t first, struct reading *best)
{
    enum fit fit = FIT_NONE;
    for (guint i = 0; i < names->forms->len; i++) {
        struct reading reading = {.form = &g_array_index(names->forms, struct name_form, i)};
        if (!read_words(tokens, first, &reading)) {
            continue;
        }
        read_legal(tokens, blocks, &reading);
        enum fit own = fit_of(&reading);
        /* A name of fewer words does not make good what a longer one finds wrong. */
        gboolean is_shorter = fit > FIT_NONE && reading.form->count < best->form->count;
        gboolean is_bare = own == FIT_MATCH && !reading.form->legal && reading.legal;
        if (is_shorter || own < fit || (own == fit && fit != FIT_NONE) ||
            (is_bare && fit == FIT_NEAR)) {
            continue;
        }
        fit = own;
        *best = reading;
    }
    return fit;
}

/* ---- a document ------------------------------------------------------------------------------ */

static int say_name(struct view *view, uint32_t first, enum fit fit, const struct reading *reading)
{
    struct sighting sighting = {
        .kind = KIND_NAME,
        .entry = reading->form->entry,
        .value = fit == FIT_NEAR ? "near" : "match",
    };
    uint32_t end = reading->form->legal || fit == FIT_NEAR ? reading->end : reading->words_end;
    sighting.place = view_place(view, first, end - 1, &sighting.written);
    sighting.said = said_at(view, sighting.place.block, sighting.place.offset);
    if (view_observe(view, &sighting) != 0) {
        return -1;
    }
    if (fit != FIT_NEAR) {
        return 0;
    }
    return view_report(view, &sighting, "identity/name-deviates", TS_SEVERITY_DEFAULT,
                       sighting.entry->shown, (struct ts_list){NULL, 0, 0});
}

/* *has_brand: was the brand's bare name seen before? It is told once a document. */
static int look_at(struct view *view, uint32_t *index, gboolean *has_brand)
{
    struct reading reading;
    uint32_t first = *index;
    enum fit fit =
        read_best(view->document->blocks, view->tokens, view->identity->names, first, &reading);
    if (fit == FIT_NONE ||
        (reading.form->is_capitalised &&
         !token_is_capital(view->document->blocks, &view->tokens->items[first])) ||
        is_in_address(view->tokens, first, reading.words_end)) {
        return 0;
    }
    *index = reading.words_end - 1;
    struct name_span span = {first, reading.end};
    g_array_append_val(view->names, span);
    if (fit == FIT_CORE || (fit == FIT_BRAND && *has_brand)) {
        return 0;
    }
    *has_brand |= fit == FIT_BRAND;
    return say_name(view, first, fit, &reading);
}

int names_find(struct view *view)
{
    const struct names *names = view->identity->names;
    gboolean has_brand = FALSE;
    for (uint32_t i = 0; i < view->tokens->count; i++) {
        const struct token *token = &view->tokens->items[i];
        if (token->kind == TOKEN_BREAK || !names->first[(guchar)token->folded.ptr[0]]) {
            continue;
        }
        if (look_at(view, &i, &has_brand) != 0) {
            return -1;
        }
    }
    return 0;
}

guint names_behind(const struct view *view, uint32_t token)
{
    guint low = 0;
    guint high = view->names->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(view->names, struct name_span, middle).end <= token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

gboolean names_is_at(const struct view *view, uint32_t token)
{
    guint index = names_behind(view, token);
    return index < view->names->len &&
           g_array_index(view->names, struct name_span, index).first <= token;
}

gboolean names_is_near(const struct view *view, uint32_t token, uint32_t before, uint32_t behind)
{
    guint low = 0;
    guint high = view->names->len;
    uint32_t from = token > before ? token - before : 0;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(view->names, struct name_span, middle).first < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < view->names->len &&
           g_array_index(view->names, struct name_span, low).first <= (guint64)token + behind;
}

struct verdict names_judge(struct ts_call *call, const struct identity *identity,
                           struct ts_str name)
{
    struct verdict verdict = {NULL, "unknown"};
    struct ts_block block = {.size = sizeof block, .text = name};
    struct reading reading;
    const struct tokens *tokens = tokens_of_text(call, name);
    if (tokens->count == 0) {
        verdict.value = "nothing";
        return verdict;
    }
    enum fit fit = read_best(ts_one(&block, sizeof block), tokens, identity->names, 0, &reading);
    if (fit == FIT_NONE || reading.end < tokens->count) {
        return verdict;
    }
    verdict.entry = reading.form->entry;
    verdict.value = fit == FIT_NEAR ? "near" : "match";
    return verdict;
}
