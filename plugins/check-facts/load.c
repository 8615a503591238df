/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "facts" to slots, and their words to the finder.
 */
#include "plugins/check-facts/text.h"
#include "plugins/common/requirement.h"

#define SLOTS_MAX 500u
#define WORDS_MAX 500u /* of one slot, one language and one list */

static const char *const type_names[] = {
    [VALUE_DURATION] = "duration",     [VALUE_MONEY] = "money",   [VALUE_HOURS] = "hours",
    [VALUE_PERCENTAGE] = "percentage", [VALUE_NUMBER] = "number", [VALUE_DATE] = "date",
    [VALUE_PHRASE] = "phrase",
};
static const char *const unit_names[] = {
    [UNIT_MINUTE] = "minute",   [UNIT_HOUR] = "hour", [UNIT_DAY] = "day",
    [UNIT_WORKDAY] = "workday", [UNIT_WEEK] = "week", [UNIT_MONTH] = "month",
    [UNIT_YEAR] = "year",
};

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

/* A lone text stands for a list of one. */
static const struct ts_node *item_at(const struct ts_node *list, uint32_t index)
{
    if (list && list->kind == TS_NODE_TEXT) {
        return index == 0 ? list : NULL;
    }
    return list && list->kind == TS_NODE_LIST && index < list->children.count
               ? ts_item(list->children, index)
               : NULL;
}

static enum slot_sense sense_of(struct ts_str text)
{
    return ts_is(text, "limit")      ? SENSE_LIMIT
           : ts_is(text, "estimate") ? SENSE_ESTIMATE
                                     : SENSE_UNSAID;
}

static int refuse(struct ts_call *call, const struct ts_node *node, const char *what,
                  struct ts_str shown)
{
    g_autofree char *why = g_strdup_printf("at %u:%u: \"%.*s\" %s", node->line, node->column,
                                           (int)shown.len, shown.ptr ? shown.ptr : "", what);
    return ts_fail(call, why);
}

static void free_phrase(gpointer data)
{
    struct phrase_of_slot *phrase = data;
    g_free(phrase->value);
    g_free(phrase);
}

static void free_slot(gpointer data)
{
    struct slot *slot = data;
    g_free(slot->id);
    g_free(slot->title);
    g_free(slot->title_in[0]);
    g_free(slot->title_in[1]);
    g_free(slot->truth_text);
    g_ptr_array_unref(slot->only);
    g_ptr_array_unref(slot->phrases);
    g_free(slot);
}

/* ---- words ---- */

/* Calls add for each word of a list by language; a list without languages is of the first. */
struct adding {
    struct facts *facts;
    struct slot *slot;
    enum mark_kind kind;
    const void *what;
    struct ts_call *call;
};

/* "*" and "..." stand for nothing alone. */
static gboolean has_letter(struct ts_str text)
{
    for (const char *at = text.ptr; at < text.ptr + text.len; at = g_utf8_next_char(at)) {
        if (g_unichar_isalnum(g_utf8_get_char(at))) {
            return TRUE;
        }
    }
    return FALSE;
}

static int add_words(const struct adding *adding, const char *language, const struct ts_node *list)
{
    const struct ts_node *word;
    struct finder_language *own = finder_add_language(adding->facts->finder, language);
    for (uint32_t i = 0; (word = item_at(list, i)); i++) {
        if (i == WORDS_MAX) {
            return refuse(adding->call, word, "is one too many: 500 of a language are known",
                          word->text);
        }
        if (!has_letter(word->text) ||
            !finder_add(own, word->text, adding->kind, 0, adding->what)) {
            return refuse(adding->call, word, "is nothing to look for: write one to sixteen words",
                          word->text);
        }
    }
    return 0;
}

static int add_by_language(const struct adding *adding, const struct ts_node *node)
{
    if (!node || node->kind != TS_NODE_MAP) {
        return node ? add_words(adding, adding->facts->language, node) : 0;
    }
    for (uint32_t i = 0; i < node->children.count; i++) {
        const struct ts_node *own = ts_item(node->children, i);
        g_autofree char *language = g_ascii_strdown(own->key.ptr, (gssize)own->key.len);
        if (add_words(adding, language, own) != 0) {
            return -1;
        }
    }
    return 0;
}

static int add_phrases(struct ts_call *call, struct facts *facts, struct slot *slot,
                       const struct ts_node *phrases)
{
    for (uint32_t i = 0; phrases && i < phrases->children.count; i++) {
        const struct ts_node *of_language = ts_item(phrases->children, i);
        g_autofree char *language =
            g_ascii_strdown(of_language->key.ptr, (gssize)of_language->key.len);
        for (uint32_t v = 0; v < of_language->children.count; v++) {
            const struct ts_node *wordings = ts_item(of_language->children, v);
            struct phrase_of_slot *phrase = g_new0(struct phrase_of_slot, 1);
            phrase->slot = slot;
            phrase->value = dup_str(wordings->key);
            g_ptr_array_add(slot->phrases, phrase);
            if (add_words(&(struct adding){facts, slot, MARK_PHRASE, phrase, call}, language,
                          wordings) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- slots ---- */

static guint units_of(const struct ts_node *units)
{
    guint bits = 0;
    const struct ts_node *unit;
    for (uint32_t i = 0; (unit = item_at(units, i)); i++) {
        for (guint u = 0; u < G_N_ELEMENTS(unit_names); u++) {
            bits |= ts_is(unit->text, unit_names[u]) ? 1u << u : 0;
        }
    }
    return bits;
}

static double bound_of(const struct ts_node *range, uint32_t index)
{
    const struct ts_node *bound = item_at(range, index);
    g_autofree char *text = bound ? dup_str(bound->text) : NULL;
    return text ? g_ascii_strtod(text, NULL) : 0;
}

/* By the brand's first language, else the first that there is, else the id. */
static char *title_in(const struct ts_node *node, const char *language)
{
    struct ts_str text = ts_get_text(ts_get(node, "title"), language);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static char *title_of(const struct facts *facts, const struct ts_node *node)
{
    const struct ts_node *title = ts_get(node, "title");
    struct ts_str text =
        title && title->kind == TS_NODE_TEXT ? title->text : ts_get_text(title, facts->language);
    if (!text.len && title && title->children.count) {
        text = ((const struct ts_node *)ts_item(title->children, 0))->text;
    }
    return dup_str(text.len ? text : ts_get_text(node, "id"));
}

static gboolean type_of(struct ts_str name, enum value_type *type_r)
{
    for (guint i = 0; i < G_N_ELEMENTS(type_names); i++) {
        if (ts_is(name, type_names[i])) {
            *type_r = (enum value_type)i;
            return TRUE;
        }
    }
    return FALSE;
}

/* A truth that no statement could be equal to is a mistake. */
static int check_truth(struct ts_call *call, const struct ts_node *node, const struct slot *slot)
{
    struct quantity quantity = {.value = slot->truth};
    if (slot_fits(slot, &quantity)) {
        return 0;
    }
    g_autoptr(GString) why = g_string_new(NULL);
    if (slot->units && !(slot->units & 1u << slot->truth.unit)) {
        g_string_append(why, "is in no unit of it; its units are");
        for (guint u = 0; u < G_N_ELEMENTS(unit_names); u++) {
            if (slot->units & 1u << u) {
                g_string_append_printf(why, "%s %s", slot->units & ((1u << u) - 1) ? "," : "",
                                       unit_names[u]);
            }
        }
    } else {
        g_string_append_printf(why, "is not within its range of %g to %g", slot->range_low,
                               slot->range_high);
    }
    return refuse(call, ts_get(node, "truth"), why->str, ts_text(slot->truth_text));
}

static int load_truth(struct ts_call *call, const struct ts_node *node, struct slot *slot)
{
    struct ts_str truth = ts_get_text(node, "truth");
    if (!truth.len) {
        return 0;
    }
    slot->truth_text = dup_str(truth);
    slot->has_truth = value_read(ts_text(slot->truth_text), slot->type, &slot->truth);
    return slot->has_truth ? check_truth(call, node, slot)
                           : refuse(call, ts_get(node, "truth"),
                                    "cannot be read as its truth; write "
                                    "it like 2 workdays, 30 days, EUR 50 or Mo-Fr 09:00-17:30",
                                    truth);
}

static int load_slot(struct ts_call *call, struct facts *facts, const struct ts_node *node)
{
    struct slot *slot = g_new0(struct slot, 1);
    const struct ts_node *only;
    slot->only = g_ptr_array_new_with_free_func(g_free);
    slot->phrases = g_ptr_array_new_with_free_func(free_phrase);
    g_ptr_array_add(facts->slots, slot);
    slot->id = dup_str(ts_get_text(node, "id"));
    if (!type_of(ts_get_text(node, "type"), &slot->type)) {
        return refuse(call, node, "has no type", ts_get_text(node, "id"));
    }
    slot->title = title_of(facts, node);
    slot->title_in[0] = title_in(node, "en");
    slot->title_in[1] = title_in(node, "nl");
    slot->severity = (enum ts_severity)requirement_severity(ts_get_text(node, "severity"));
    slot->units = units_of(ts_get(node, "units"));
    slot->range_low = bound_of(ts_get(node, "range"), 0);
    slot->range_high = bound_of(ts_get(node, "range"), 1);
    slot->is_own = ts_get_text(node, "pack").len == 0;
    slot->has_cutoff = ts_get_bool(node, "cutoff", FALSE);
    slot->sense = sense_of(ts_get_text(node, "is"));
    for (uint32_t i = 0; (only = item_at(ts_get(node, "for"), i)); i++) {
        g_ptr_array_add(slot->only, dup_str(only->text));
    }
    struct adding anchors = {facts, slot, MARK_ANCHOR, slot, call};
    struct adding others = {facts, slot, MARK_NOT, slot, call};
    return add_by_language(&anchors, ts_get(node, "anchors")) == 0 &&
                   add_by_language(&others, ts_get(node, "not")) == 0 &&
                   add_phrases(call, facts, slot, ts_get(node, "phrases")) == 0
               ? load_truth(call, node, slot)
               : -1;
}

static char *first_word(struct ts_str name)
{
    g_autofree char *folded = g_utf8_casefold(name.len ? name.ptr : "", (gssize)name.len);
    return g_strndup(folded, strcspn(folded, " "));
}

int facts_load(struct ts_call *call, const struct ts_open *open, struct facts *facts)
{
    const struct ts_node *list = ts_get(open->brand, "facts"), *node;
    const struct ts_node *first = item_at(ts_get(open->brand, "languages"), 0);
    facts->language = first ? dup_str(first->text) : g_strdup("en");
    facts->country = dup_str(ts_get_text(open->brand, "country"));
    facts->brand_word = first_word(ts_get_text(open->brand, "name"));
    facts->slots = g_ptr_array_new_with_free_func(free_slot);
    facts->finder = finder_new();
    for (uint32_t i = 0; (node = item_at(list, i)); i++) {
        if (i == SLOTS_MAX) {
            return refuse(call, node, "is one too many: 500 are known", ts_get_text(node, "id"));
        }
        if (load_slot(call, facts, node) != 0) {
            return -1;
        }
    }
    return 0;
}

void facts_clear(struct facts *facts)
{
    g_free(facts->language);
    g_free(facts->country);
    g_free(facts->brand_word);
    g_clear_pointer(&facts->slots, g_ptr_array_unref);
    finder_free(facts->finder);
}
