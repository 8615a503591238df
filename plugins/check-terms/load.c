/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "terms" to rules: what every term may say, whatever its kind.
 */
#include "plugins/check-terms/terms.h"

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

/* A lone text stands for a list of one. */
const struct ts_node *terms_list_item(const struct ts_node *list, uint32_t index)
{
    if (list && list->kind == TS_NODE_TEXT) {
        return index == 0 ? list : NULL;
    }
    return list && list->kind == TS_NODE_LIST && index < list->children.count
               ? ts_item(list->children, index)
               : NULL;
}

int terms_refuse(const struct loader *loader, const char *why)
{
    const struct term *term = term_at(loader->terms, loader->index);
    struct ts_str pack = ts_get_text(loader->node, "pack");
    g_autofree char *reason = g_strdup_printf(
        "at %.*s%s%u:%u: %s: %s", (int)pack.len, pack.len ? pack.ptr : "", pack.len ? ":" : "",
        loader->node->line, loader->node->column, term->rule, why);
    return ts_fail(loader->call, reason);
}

/* ---- names in lists ---- */

struct name_bits {
    const char *name;
    unsigned bits;
};

static const struct name_bits roles[] = {
    {"text", 1u << TS_ROLE_TEXT | 1u << TS_ROLE_CELL | 1u << TS_ROLE_ITEM | 1u << TS_ROLE_QUOTE},
    {"heading", 1u << TS_ROLE_HEADING},
    {"title", 1u << TS_ROLE_TITLE},
    {"link", 1u << TS_ROLE_LINK},
    {"alt", 1u << TS_ROLE_ALT},
    {"subject", 1u << TS_ROLE_SUBJECT},
    {"preheader", 1u << TS_ROLE_PREHEADER},
    {"prompt", 1u << TS_ROLE_PROMPT},
    {"metadata", 1u << TS_ROLE_METADATA},
    {"code", 1u << TS_ROLE_CODE},
    {"quote", 1u << TS_ROLE_QUOTE},
    {"cell", 1u << TS_ROLE_CELL},
    {"item", 1u << TS_ROLE_ITEM},
    {"label", 1u << TS_ROLE_LABEL},
    {NULL, 0},
};

static const struct name_bits exceptions[] = {
    {"url", WORD_IN_URL},
    {"email", WORD_IN_EMAIL},
    {"code", WORD_IN_CODE},
    {"quote", WORD_IN_QUOTE},
    {"link", WORD_IN_LINK},
    {"markup", WORD_IN_MARKUP},
    {NULL, 0},
};

static const struct name_bits severities[] = {
    {"error", TS_ERROR}, {"warning", TS_WARNING}, {"info", TS_INFO}, {NULL, 0}};

static const struct name_bits levels[] = {
    {"block", ON_BLOCK}, {"document", ON_DOCUMENT}, {"touchpoint", ON_TOUCHPOINT}, {NULL, 0}};

static unsigned bits_of(const struct name_bits *names, struct ts_str name, unsigned fallback)
{
    for (; names->name; names++) {
        if (ts_is(name, names->name)) {
            return names->bits;
        }
    }
    return fallback;
}

static unsigned bits_of_list(const struct name_bits *names, const struct ts_node *list)
{
    const struct ts_node *item;
    unsigned bits = 0;
    for (uint32_t i = 0; (item = terms_list_item(list, i)); i++) {
        bits |= bits_of(names, item->text, 0);
    }
    return bits;
}

/* ---- what every term may say ---- */

/* Placeholders are no words of the house; a pattern says itself what it looks for. What a customer
 * is quoted with says nothing of how the house speaks. A term for code or quotes means them. */
static unsigned except_of(const struct ts_node *node, unsigned scope)
{
    const struct ts_node *list = ts_get(node, "except");
    unsigned markup = ts_get(node, "pattern") ? 0 : WORD_IN_MARKUP;
    unsigned usual = WORD_IN_URL | WORD_IN_EMAIL | markup;
    if (list) {
        return bits_of_list(exceptions, list) | markup;
    }
    if (!(scope & 1u << TS_ROLE_CODE)) {
        usual |= WORD_IN_CODE;
    }
    return ts_get(node, "consistent") && scope != 1u << TS_ROLE_QUOTE ? usual | WORD_IN_QUOTE
                                                                      : usual;
}

static void add_kinds(GPtrArray *kinds, const struct ts_node *list)
{
    const struct ts_node *kind;
    for (uint32_t i = 0; (kind = terms_list_item(list, i)); i++) {
        g_ptr_array_add(kinds, dup_str(kind->text));
    }
}

static void load_common(const struct ts_node *node, struct term *term)
{
    const struct ts_node *scope = ts_get(node, "scope");
    struct ts_str id = ts_get_text(node, "id");
    struct ts_str language = ts_get_text(node, "lang");
    unsigned readable = ~0u & ~(1u << TS_ROLE_CODE);
    term->rule = g_strdup_printf("terms/%.*s", (int)id.len, id.ptr ? id.ptr : "");
    term->severity = bits_of(severities, ts_get_text(node, "severity"), TS_SEVERITY_DEFAULT);
    term->because = dup_str(ts_get_text(node, "because"));
    term->link = dup_str(ts_get_text(node, "link"));
    term->expected = dup_str(ts_get_text(node, "instead"));
    term->shown = g_strdup("");
    term->condition = g_strdup("");
    term->language = language.len ? g_ascii_strdown(language.ptr, (gssize)language.len) : NULL;
    term->on = (enum term_on)bits_of(levels, ts_get_text(node, "on"), ON_DOCUMENT);
    term->scope = scope                    ? bits_of_list(roles, scope)
                  : ts_get(node, "casing") ? 1u << TS_ROLE_HEADING
                                           : readable;
    term->wants_link = scope && (term->scope & (1u << TS_ROLE_LINK));
    term->except = except_of(node, term->scope);
    add_kinds(term->in, ts_get(node, "in"));
    add_kinds(term->except_in, ts_get(node, "except_in"));
}

static gboolean is_surveyed(const struct term *term)
{
    return term->kind == TERM_REQUIRE || term->kind == TERM_CONSISTENT ||
           term->kind == TERM_CONDITIONAL || term->kind == TERM_COUNT;
}

/* Over a touchpoint that nothing was counted is worth saying: the term applies there. */
static gboolean is_expecting(const struct term *term)
{
    return term->kind == TERM_REQUIRE ||
           (term->kind == TERM_COUNT && (term->min > 0 || term->on == ON_TOUCHPOINT));
}

static int load_term(struct loader *loader)
{
    struct term own = {.kind = TERM_WRONG, .max = G_MAXUINT};
    own.in = g_ptr_array_new_with_free_func(g_free);
    own.except_in = g_ptr_array_new_with_free_func(g_free);
    own.exceptions = g_ptr_array_new_with_free_func(exception_free);
    own.groups = g_ptr_array_new_with_free_func(g_free);
    own.except_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    load_common(loader->node, &own);
    g_array_append_val(loader->terms->terms, own);
    loader->index = loader->terms->terms->len - 1;
    struct term *term = &g_array_index(loader->terms->terms, struct term, loader->index);
    if (terms_load_exceptions(loader, term) != 0 || terms_load_kind(loader) != 0) {
        return -1;
    }
    if (is_surveyed(term)) {
        GArray *survey = loader->terms->surveys[term->on];
        term->slot = survey->len;
        g_array_append_val(survey, loader->index);
    }
    if (is_expecting(term)) {
        g_array_append_val(loader->terms->expecting[term->on], loader->index);
    }
    terms_settle_case(loader);
    return 0;
}

/* ---- all of them ---- */

static void begin_search(struct search *search)
{
    tree_init(&search->tree);
    needles_init(&search->needles);
}

static void finish_search(struct search *search)
{
    tree_finish(&search->tree);
    needles_finish(&search->needles);
}

static void begin(struct terms *terms)
{
    terms->terms = g_array_new(FALSE, TRUE, sizeof(struct term));
    vocabulary_init(&terms->words);
    begin_search(&terms->judged);
    begin_search(&terms->tallied);
    terms->patterns = g_array_new(FALSE, FALSE, sizeof(guint));
    terms->caseless = g_array_new(FALSE, FALSE, sizeof(guint));
    terms->brand_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    terms->phrases = g_ptr_array_new_with_free_func(phrase_free);
    terms->casings = g_array_new(FALSE, FALSE, sizeof(guint));
    for (gsize i = 0; i < G_N_ELEMENTS(terms->surveys); i++) {
        terms->surveys[i] = g_array_new(FALSE, FALSE, sizeof(guint));
        terms->expecting[i] = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    terms->limits = pcre2_match_context_create(NULL);
    terms->match = pcre2_match_data_create(16, NULL);
}

/* The capitals of names are due wherever they stand. */
static void add_brand_words(struct loader *loader, struct ts_str text)
{
    struct words words = words_cut_text(loader->call, text);
    for (uint32_t i = 0; i < words.count; i++) {
        if (words.items[i].flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS | WORD_MIXED_CASE)) {
            struct ts_str folded = words.items[i].folded;
            g_hash_table_add(loader->terms->brand_words, dup_str(folded));
        }
    }
}

static void add_all_brand_words(struct loader *loader, const struct ts_node *list)
{
    const struct ts_node *item;
    for (uint32_t i = 0; (item = terms_list_item(list, i)); i++) {
        add_brand_words(loader, item->text);
    }
}

static void load_names(struct loader *loader, const struct ts_node *brand)
{
    const struct ts_node *names = ts_get(ts_get(brand, "identity"), "names");
    const struct ts_node *terms = ts_get(brand, "terms");
    const struct ts_node *item;
    add_brand_words(loader, ts_get_text(brand, "name"));
    for (uint32_t i = 0; (item = terms_list_item(names, i)); i++) {
        add_brand_words(loader, ts_get_text(item, "text"));
        add_all_brand_words(loader, ts_get(item, "also"));
    }
    for (uint32_t i = 0; (item = terms_list_item(terms, i)); i++) {
        if (ts_get(item, "prefer")) {
            add_brand_words(loader, ts_get_text(item, "prefer"));
            add_all_brand_words(loader, ts_get(item, "forms"));
        }
    }
}

int terms_load(struct ts_call *call, const struct ts_open *open, struct terms *terms)
{
    struct loader loader = {.call = call, .terms = terms};
    const struct ts_node *list = ts_get(open->brand, "terms");
    const struct ts_node *first = terms_list_item(ts_get(open->brand, "languages"), 0);
    begin(terms);
    if (list) {
        load_names(&loader, open->brand);
    }
    terms->first_language = first ? dup_str(first->text) : g_strdup("");
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        loader.node = ts_item(list->children, i);
        if (load_term(&loader) != 0) {
            return -1;
        }
    }
    return 0;
}

static void clear_term(struct term *term)
{
    g_free(term->rule);
    g_free(term->expected);
    g_free(term->because);
    g_free(term->link);
    g_free(term->language);
    g_free(term->shown);
    g_free(term->condition);
    g_ptr_array_unref(term->in);
    g_ptr_array_unref(term->groups);
    g_ptr_array_unref(term->except_in);
    g_ptr_array_unref(term->exceptions);
    g_hash_table_unref(term->except_words);
    pcre2_code_free(term->pattern);
}

void terms_clear(struct terms *terms)
{
    for (guint i = 0; i < terms->terms->len; i++) {
        clear_term(&g_array_index(terms->terms, struct term, i));
    }
    g_array_unref(terms->terms);
    vocabulary_finish(&terms->words);
    finish_search(&terms->judged);
    finish_search(&terms->tallied);
    g_array_unref(terms->patterns);
    g_array_unref(terms->caseless);
    g_hash_table_unref(terms->brand_words);
    g_ptr_array_unref(terms->phrases);
    g_array_unref(terms->casings);
    for (gsize i = 0; i < G_N_ELEMENTS(terms->surveys); i++) {
        g_array_unref(terms->surveys[i]);
        g_array_unref(terms->expecting[i]);
    }
    g_free(terms->first_language);
    pcre2_match_data_free(terms->match);
    pcre2_match_context_free(terms->limits);
}
