/* SPDX-License-Identifier: MIT
 *
 * The eight kinds of terms: each has a key of its own in the brand book.
 */
#include "plugins/check-terms/literals.h"
#include "plugins/check-terms/terms.h"

static struct term *own_term(const struct loader *loader)
{
    return &g_array_index(loader->terms->terms, struct term, loader->index);
}

static void replace(char **text, struct ts_str own)
{
    g_free(*text);
    *text = g_strndup(own.ptr ? own.ptr : "", own.len);
}

static int add_phrases(struct loader *loader, const char *key, enum phrase_use use)
{
    const struct ts_node *list = ts_get(loader->node, key);
    const struct ts_node *item;
    for (uint32_t i = 0; (item = terms_list_item(list, i)); i++) {
        if (terms_add_phrase(loader, item->text, use, 0) != 0) {
            return -1;
        }
    }
    return 0;
}

/* "a / b": what may stand there, for people. */
static void show_list(struct loader *loader, const struct ts_node *list)
{
    GString *shown = g_string_new(NULL);
    const struct ts_node *item;
    for (uint32_t i = 0; (item = terms_list_item(list, i)); i++) {
        g_string_append(shown, i ? " / " : "");
        g_string_append_len(shown, item->text.ptr, (gssize)item->text.len);
    }
    replace(&own_term(loader)->shown, ts_bytes(shown->str, shown->len));
    g_string_free(shown, TRUE);
}

/* Any other letter case of it is wrong, and of its forms. */
static void add_respelled(struct loader *loader, struct ts_str right)
{
    const struct ts_node *forms = ts_get(loader->node, "forms");
    const struct ts_node *form;
    terms_add_respelled(loader, right);
    for (uint32_t i = 0; (form = terms_list_item(forms, i)); i++) {
        terms_add_respelled(loader, form->text);
    }
}

static int load_prefer(struct loader *loader, const struct ts_node *right)
{
    replace(&own_term(loader)->expected, right->text);
    if (terms_add_phrase(loader, right->text, PHRASE_RIGHT, 0) != 0 ||
        add_phrases(loader, "forms", PHRASE_RIGHT) != 0) {
        return -1;
    }
    if (!ts_get(loader->node, "not")) {
        add_respelled(loader, right->text);
    }
    return add_phrases(loader, "not", PHRASE_WRONG);
}

static int load_forbid(struct loader *loader, const struct ts_node *list)
{
    struct ts_str instead = ts_get_text(loader->node, "instead");
    (void)list;
    if (add_phrases(loader, "forbid", PHRASE_WRONG) != 0 ||
        add_phrases(loader, "forms", PHRASE_WRONG) != 0) {
        return -1;
    }
    return instead.len ? terms_add_phrase(loader, instead, PHRASE_RIGHT, 0) : 0;
}

static int load_require(struct loader *loader, const struct ts_node *list)
{
    const struct ts_node *first = terms_list_item(list, 0);
    own_term(loader)->kind = TERM_REQUIRE;
    show_list(loader, list);
    if (first && !*own_term(loader)->expected) {
        replace(&own_term(loader)->expected, first->text);
    }
    return add_phrases(loader, "require", PHRASE_COUNTED) != 0 ||
                   add_phrases(loader, "forms", PHRASE_COUNTED) != 0
               ? -1
               : 0;
}

static int add_group(struct loader *loader, const struct ts_node *group, enum phrase_use use,
                     guint index)
{
    const struct ts_node *form;
    for (uint32_t i = 0; (form = terms_list_item(group, i)); i++) {
        if (terms_add_phrase(loader, form->text, use, index) != 0) {
            return -1;
        }
    }
    return 0;
}

/* With `want` every form of another group is wrong wherever it stands. */
static int load_consistent(struct loader *loader, const struct ts_node *groups)
{
    struct ts_str want = ts_get_text(loader->node, "want");
    struct term *term = own_term(loader);
    term->kind = want.len ? TERM_WRONG : TERM_CONSISTENT;
    if (want.len && !*term->expected) {
        replace(&term->expected, want);
    }
    for (uint32_t g = 0; g < groups->children.count; g++) {
        const struct ts_node *group = ts_item(groups->children, g);
        enum phrase_use use = !want.len                    ? PHRASE_GROUP
                              : ts_equal(group->key, want) ? PHRASE_RIGHT
                                                           : PHRASE_WRONG;
        g_ptr_array_add(own_term(loader)->groups, g_strndup(group->key.ptr, group->key.len));
        if (add_group(loader, group, use, g) != 0) {
            return -1;
        }
    }
    return groups->children.count ? 0 : terms_refuse(loader, "it has no groups of words");
}

static int load_conditional(struct loader *loader, const struct ts_node *both)
{
    struct ts_str condition = ts_get_text(both, "if");
    struct ts_str needed = ts_get_text(both, "then");
    own_term(loader)->kind = TERM_CONDITIONAL;
    replace(&own_term(loader)->shown, needed);
    replace(&own_term(loader)->condition, condition);
    return terms_add_phrase(loader, condition, PHRASE_IF, 0) != 0 ||
                   terms_add_phrase(loader, needed, PHRASE_THEN, 0) != 0 ||
                   add_phrases(loader, "forms", PHRASE_THEN) != 0
               ? -1
               : 0;
}

static int load_casing(struct loader *loader, const struct ts_node *node)
{
    static const char *const names[] = {"sentence", "title", "upper", "lower"};
    own_term(loader)->kind = TERM_CASING;
    g_array_append_val(loader->terms->casings, loader->index);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (ts_is(node->text, names[i])) {
            own_term(loader)->casing = (enum casing)i;
            loader->terms->has_sentence_case |= i == CASING_SENTENCE;
            return 0;
        }
    }
    return terms_refuse(loader, "casing is one of sentence, title, upper and lower");
}

static int load_count(struct loader *loader, const struct ts_node *count)
{
    const struct ts_node *of = ts_get(count, "of");
    struct term *term = own_term(loader);
    term->kind = TERM_COUNT;
    term->min = (guint)MIN(ts_get_number(count, "min", 0), G_MAXUINT);
    term->max = (guint)MIN(ts_get_number(count, "max", G_MAXUINT), G_MAXUINT);
    show_list(loader, of);
    return add_group(loader, of, PHRASE_COUNTED, 0) != 0 ||
                   add_phrases(loader, "forms", PHRASE_COUNTED) != 0
               ? -1
               : 0;
}

/* A pattern is only tried where one of the texts that every match of it has was found. */
static void add_literals(struct terms *terms, struct phrase *phrase, struct ts_str pattern)
{
    g_autoptr(GPtrArray) literals = literals_of(pattern, &phrase->is_caseless);
    guint index = terms->phrases->len - 1;
    if (!literals) {
        g_array_append_val(terms->patterns, index);
        return;
    }
    for (guint i = 0; i < literals->len; i++) {
        needles_add(&terms->judged.needles, ts_text(g_ptr_array_index(literals, i)), NEEDLE_ONCE,
                    index);
    }
    if (phrase->is_caseless) {
        g_array_append_val(terms->caseless, index);
    }
}

static int refuse_pattern(const struct loader *loader, int code, PCRE2_SIZE offset)
{
    PCRE2_UCHAR message[120] = "";
    pcre2_get_error_message(code, message, sizeof message);
    g_autofree char *why = g_strdup_printf("the pattern is wrong at character %zu: %s",
                                           (size_t)offset, (char *)message);
    return terms_refuse(loader, why);
}

static int load_pattern(struct loader *loader, const struct ts_node *node)
{
    struct term *term = own_term(loader);
    struct phrase *phrase = g_new0(struct phrase, 1);
    int code;
    PCRE2_SIZE offset;
    term->kind = TERM_PATTERN;
    *phrase = (struct phrase){.term = loader->index, .use = PHRASE_WRONG, .is_pattern = TRUE};
    g_ptr_array_add(loader->terms->phrases, phrase);
    term->pattern =
        pcre2_compile((PCRE2_SPTR)(node->text.len ? node->text.ptr : ""), node->text.len,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
    if (!term->pattern) {
        return refuse_pattern(loader, code, offset);
    }
    add_literals(loader->terms, phrase, node->text);
    return 0;
}

static const struct {
    const char *key;
    int (*load)(struct loader *loader, const struct ts_node *node);
} kinds[] = {
    {"prefer", load_prefer},         {"forbid", load_forbid},           {"require", load_require},
    {"consistent", load_consistent}, {"conditional", load_conditional}, {"casing", load_casing},
    {"count", load_count},           {"pattern", load_pattern},
};

/* What would be passed over in silence is refused. */
static int check_forms(const struct loader *loader)
{
    static const char *const without[] = {"consistent", "casing", "pattern"};
    for (size_t i = 0; i < G_N_ELEMENTS(without); i++) {
        if (ts_get(loader->node, "forms") && ts_get(loader->node, without[i])) {
            g_autofree char *why =
                g_strdup_printf("\"forms\" says nothing beside \"%s\"", without[i]);
            return terms_refuse(loader, why);
        }
    }
    return 0;
}

int terms_load_kind(struct loader *loader)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const struct ts_node *node = ts_get(loader->node, kinds[i].key);
        if (node) {
            return check_forms(loader) != 0 ? -1 : kinds[i].load(loader, node);
        }
    }
    return terms_refuse(loader, "it says neither what is right nor what is wrong");
}
