/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "terms" to rules and a table of phrases.
 */
#include "plugins/check-terms/terms.h"

#define MATCH_LIMIT 100000u
#define DEPTH_LIMIT 1000u
#define HEAP_LIMIT 2048u /* KiB */

struct loader {
    struct ts_call *call;
    struct terms *terms;
    guint index; /* of the term at work */
};

static struct term *term_at(const struct loader *loader)
{
    return &g_array_index(loader->terms->terms, struct term, loader->index);
}

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

/* ---- phrases ---- */

static void add_to_table(struct terms *terms, struct phrase *phrase)
{
    struct phrase *first = g_hash_table_lookup(terms->phrases, phrase->folded[0]);
    struct phrase **at = &first;
    while (*at && (*at)->count >= phrase->count) {
        at = &(*at)->next;
    }
    phrase->next = *at;
    *at = phrase;
    g_hash_table_insert(terms->phrases, g_strdup(phrase->folded[0]), first);
}

static char *join_clean(struct words words)
{
    GString *joined = g_string_new(NULL);
    for (guint32 i = 0; i < words.count; i++) {
        g_string_append_printf(joined, "%s%.*s", i ? " " : "", (int)words.items[i].clean.len,
                               words.items[i].clean.ptr);
    }
    return g_string_free(joined, FALSE);
}

/* NULL: the text has no words. */
static struct phrase *add_phrase(struct loader *loader, struct ts_str text, enum phrase_use use)
{
    struct words words = words_cut_text(loader->call, text);
    if (words.count == 0) {
        return NULL;
    }
    loader->terms->needs_words |= use != PHRASE_WRONG && use != PHRASE_RIGHT;
    struct phrase *phrase = g_new0(struct phrase, 1);
    phrase->term = loader->index;
    phrase->use = use;
    phrase->count = words.count;
    phrase->folded = g_new0(char *, words.count + 1);
    for (guint32 i = 0; i < words.count; i++) {
        phrase->folded[i] = dup_str(words.items[i].folded);
    }
    phrase->exact = join_clean(words);
    add_to_table(loader->terms, phrase);
    return phrase;
}

static void add_phrases(struct loader *loader, const struct ts_node *list, enum phrase_use use)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        add_phrase(loader, item->text, use);
    }
}

/* Letter case decides only between a wrong form and the right one that it equals otherwise. */
static void settle_case(struct terms *terms)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, terms->phrases);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        for (struct phrase *phrase = value; phrase; phrase = phrase->next) {
            gboolean is_case_sensitive = FALSE;
            for (struct phrase *other = value; other; other = other->next) {
                is_case_sensitive |= other->term == phrase->term && other->use != phrase->use &&
                                     g_strv_equal((const char *const *)other->folded,
                                                  (const char *const *)phrase->folded);
            }
            if (!is_case_sensitive) {
                g_clear_pointer(&phrase->exact, g_free);
            }
        }
    }
}

/* ---- what every term may say ---- */

static const struct {
    const char *name;
    unsigned bits;
} roles[] = {
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
};

static const struct {
    const char *name;
    unsigned flags;
} exceptions[] = {
    {"url", WORD_IN_URL},     {"email", WORD_IN_EMAIL}, {"code", WORD_IN_CODE},
    {"quote", WORD_IN_QUOTE}, {"link", WORD_IN_LINK},   {"markup", WORD_IN_MARKUP},
};

static unsigned scope_of(const struct ts_node *list, unsigned fallback)
{
    unsigned bits = 0;
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        for (size_t r = 0; r < G_N_ELEMENTS(roles); r++) {
            bits |= ts_is(item->text, roles[r].name) ? roles[r].bits : 0;
        }
    }
    return list ? bits : fallback;
}

static unsigned except_of(const struct ts_node *list)
{
    unsigned flags = WORD_IN_MARKUP;
    if (!list) {
        return flags | WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE;
    }
    for (uint32_t i = 0; i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        for (size_t e = 0; e < G_N_ELEMENTS(exceptions); e++) {
            flags |= ts_is(item->text, exceptions[e].name) ? exceptions[e].flags : 0;
        }
    }
    return flags;
}

static unsigned severity_of(struct ts_str text)
{
    return ts_is(text, "error")     ? TS_ERROR
           : ts_is(text, "warning") ? TS_WARNING
           : ts_is(text, "info")    ? TS_INFO
                                    : TS_SEVERITY_DEFAULT;
}

static void load_common(struct loader *loader, const struct ts_node *node)
{
    struct term *term = term_at(loader);
    struct ts_str id = ts_get_text(node, "id");
    struct ts_str language = ts_get_text(node, "lang");
    const struct ts_node *in = ts_get(node, "in");
    const struct ts_node *words = ts_get(node, "except_words");
    unsigned everything = ~0u & ~(1u << TS_ROLE_CODE);
    term->rule = g_strdup_printf("terms/%.*s", (int)id.len, id.ptr);
    term->severity = severity_of(ts_get_text(node, "severity"));
    term->because = dup_str(ts_get_text(node, "because"));
    term->link = dup_str(ts_get_text(node, "link"));
    term->expected = dup_str(ts_get_text(node, "instead"));
    term->language = language.len ? g_ascii_strdown(language.ptr, (gssize)language.len) : NULL;
    term->on_touchpoint = ts_is(ts_get_text(node, "on"), "touchpoint");
    term->scope = scope_of(ts_get(node, "scope"),
                           term->kind == TERM_CASING ? 1u << TS_ROLE_HEADING : everything);
    term->wants_link = ts_get(node, "scope") && (term->scope & (1u << TS_ROLE_LINK));
    term->except = except_of(ts_get(node, "except"));
    term->in = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; in && i < in->children.count; i++) {
        const struct ts_node *kind = ts_item(in->children, i);
        g_ptr_array_add(term->in, dup_str(kind->text));
    }
    term->except_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; words && i < words->children.count; i++) {
        const struct ts_node *word = ts_item(words->children, i);
        g_hash_table_add(term->except_words,
                         g_utf8_casefold(word->text.ptr, (gssize)word->text.len));
    }
}

/* ---- the kinds ---- */

static int load_prefer(struct loader *loader, const struct ts_node *node)
{
    struct ts_str right = ts_get_text(node, "prefer");
    g_free(term_at(loader)->expected);
    term_at(loader)->expected = dup_str(right);
    add_phrase(loader, right, PHRASE_RIGHT);
    add_phrases(loader, ts_get(node, "not"), PHRASE_WRONG);
    return 0;
}

static int load_forbid(struct loader *loader, const struct ts_node *node)
{
    struct ts_str instead = ts_get_text(node, "instead");
    add_phrases(loader, ts_get(node, "forbid"), PHRASE_WRONG);
    add_phrases(loader, ts_get(node, "forms"), PHRASE_WRONG);
    if (instead.len) {
        add_phrase(loader, instead, PHRASE_RIGHT);
    }
    return 0;
}

static int load_require(struct loader *loader, const struct ts_node *node)
{
    const struct ts_node *list = ts_get(node, "require");
    struct term *term = term_at(loader);
    term->kind = TERM_REQUIRE;
    if (list && list->children.count && !*term->expected) {
        g_free(term->expected);
        term->expected = dup_str(((const struct ts_node *)ts_item(list->children, 0))->text);
    }
    add_phrases(loader, list, PHRASE_COUNTED);
    add_phrases(loader, ts_get(node, "forms"), PHRASE_COUNTED);
    return 0;
}

/* With `want` every form of another group is wrong wherever it stands. */
static int load_consistent(struct loader *loader, const struct ts_node *node)
{
    const struct ts_node *groups = ts_get(node, "consistent");
    struct ts_str want = ts_get_text(node, "want");
    struct term *term = term_at(loader);
    term->kind = want.len ? TERM_WRONG : TERM_CONSISTENT;
    if (want.len) {
        g_free(term->expected);
        term->expected = dup_str(want);
    }
    for (uint32_t g = 0; groups && g < groups->children.count; g++) {
        const struct ts_node *group = ts_item(groups->children, g);
        enum phrase_use use = !want.len                    ? PHRASE_GROUP
                              : ts_equal(group->key, want) ? PHRASE_RIGHT
                                                           : PHRASE_WRONG;
        g_ptr_array_add(loader->terms->groups, dup_str(group->key));
        for (uint32_t i = 0; i < group->children.count; i++) {
            const struct ts_node *form = ts_item(group->children, i);
            struct phrase *phrase = add_phrase(loader, form->text, use);
            if (phrase) {
                phrase->group = loader->terms->groups->len - 1;
            }
        }
    }
    return 0;
}

static int load_conditional(struct loader *loader, const struct ts_node *node)
{
    const struct ts_node *both = ts_get(node, "conditional");
    struct term *term = term_at(loader);
    term->kind = TERM_CONDITIONAL;
    if (!*term->expected) {
        g_free(term->expected);
        term->expected = dup_str(ts_get_text(both, "then"));
    }
    add_phrase(loader, ts_get_text(both, "if"), PHRASE_IF);
    add_phrase(loader, ts_get_text(both, "then"), PHRASE_THEN);
    return 0;
}

static int load_casing(struct loader *loader, const struct ts_node *node)
{
    static const char *const names[] = {"sentence", "title", "upper", "lower"};
    struct term *term = term_at(loader);
    term->kind = TERM_CASING;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (ts_is(ts_get_text(node, "casing"), names[i])) {
            term->casing = (enum casing)i;
        }
    }
    return 0;
}

static int load_count(struct loader *loader, const struct ts_node *node)
{
    const struct ts_node *count = ts_get(node, "count");
    const struct ts_node *of = ts_get(count, "of");
    struct term *term = term_at(loader);
    term->kind = TERM_COUNT;
    term->min = (guint)ts_get_number(count, "min", 0);
    term->max = (guint)ts_get_number(count, "max", G_MAXUINT);
    for (uint32_t i = 0; of && i < of->children.count; i++) {
        const struct ts_node *item = ts_item(of->children, i);
        if (!add_phrase(loader, item->text, PHRASE_COUNTED)) {
            g_free(term->count_sign);
            term->count_sign = dup_str(item->text);
        }
    }
    return 0;
}

static int load_pattern(struct loader *loader, const struct ts_node *node)
{
    struct ts_str text = ts_get_text(node, "pattern");
    struct term *term = term_at(loader);
    int code;
    PCRE2_SIZE offset;
    term->kind = TERM_PATTERN;
    term->pattern =
        pcre2_compile((PCRE2_SPTR)text.ptr, text.len,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
    if (term->pattern) {
        return 0;
    }
    PCRE2_UCHAR why[120] = "";
    pcre2_get_error_message(code, why, sizeof why);
    g_autofree char *reason =
        g_strdup_printf("brand.yaml:%u:%u: %s: the pattern is wrong at character %zu: %s",
                        node->line, node->column, term->rule, (size_t)offset, (char *)why);
    return ts_fail(loader->call, reason);
}

static const struct {
    const char *key;
    int (*load)(struct loader *loader, const struct ts_node *node);
} kinds[] = {
    {"prefer", load_prefer},         {"forbid", load_forbid},           {"require", load_require},
    {"consistent", load_consistent}, {"conditional", load_conditional}, {"casing", load_casing},
    {"count", load_count},           {"pattern", load_pattern},
};

static int load_term(struct loader *loader, const struct ts_node *node)
{
    struct term empty = {.kind = TERM_WRONG, .max = G_MAXUINT};
    g_array_append_val(loader->terms->terms, empty);
    loader->index = loader->terms->terms->len - 1;
    term_at(loader)->kind = ts_get(node, "casing") ? TERM_CASING : TERM_WRONG;
    load_common(loader, node);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (ts_get(node, kinds[i].key)) {
            return kinds[i].load(loader, node);
        }
    }
    return 0;
}

static void load_limits(struct terms *terms)
{
    terms->limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(terms->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(terms->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(terms->limits, HEAP_LIMIT);
    terms->match = pcre2_match_data_create(16, NULL);
}

int terms_load(struct ts_call *call, const struct ts_open *open, struct terms *terms)
{
    struct loader loader = {.call = call, .terms = terms};
    const struct ts_node *list = ts_get(open->brand, "terms");
    const struct ts_node *languages = ts_get(open->brand, "languages");
    terms->terms = g_array_new(FALSE, TRUE, sizeof(struct term));
    terms->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    terms->groups = g_ptr_array_new_with_free_func(g_free);
    load_limits(terms);
    if (languages && languages->children.count) {
        const struct ts_node *first = ts_item(languages->children, 0);
        terms->first_language = g_ascii_strdown(first->text.ptr, (gssize)first->text.len);
    }
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        if (load_term(&loader, ts_item(list->children, i)) != 0) {
            return -1;
        }
        const struct term *term = term_at(&loader);
        terms->needs_document |= term->kind == TERM_REQUIRE || term->kind == TERM_CONSISTENT ||
                                 term->kind == TERM_CONDITIONAL || term->kind == TERM_COUNT;
        terms->needs_conclude |= term->kind == TERM_REQUIRE && term->on_touchpoint;
    }
    settle_case(terms);
    return 0;
}

static void free_phrases(struct phrase *phrase)
{
    while (phrase) {
        struct phrase *next = phrase->next;
        g_strfreev(phrase->folded);
        g_free(phrase->exact);
        g_free(phrase->expected);
        g_free(phrase);
        phrase = next;
    }
}

void terms_clear(struct terms *terms)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, terms->phrases);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        free_phrases(value);
    }
    g_hash_table_destroy(terms->phrases);
    for (guint i = 0; i < terms->terms->len; i++) {
        struct term *term = &g_array_index(terms->terms, struct term, i);
        g_free(term->rule);
        g_free(term->expected);
        g_free(term->because);
        g_free(term->link);
        g_free(term->language);
        g_free(term->count_sign);
        g_ptr_array_unref(term->in);
        g_hash_table_unref(term->except_words);
        pcre2_code_free(term->pattern);
    }
    g_array_unref(terms->terms);
    g_ptr_array_unref(terms->groups);
    g_free(terms->first_language);
    pcre2_match_data_free(terms->match);
    pcre2_match_context_free(terms->limits);
}
