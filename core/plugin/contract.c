/* SPDX-License-Identifier: MIT
 *
 * Holds what plugins emit against the contract of plugin.h.
 */
#include "core/plugin/contract.h"

#include "core/limits.h"

static gboolean is_utf8(struct ts_str text)
{
    return text.len == 0 || (text.ptr && g_utf8_validate_len(text.ptr, text.len, NULL));
}

char *contract_text(const char *what, struct ts_str text, size_t cap)
{
    if (text.len > cap) {
        return g_strdup_printf("%s of %zu bytes, more than the %zu that are taken", what, text.len,
                               cap);
    }
    return is_utf8(text) ? NULL : g_strdup_printf("%s that is not UTF-8", what);
}

/* A text of a struct, to be looked at in a row. */
struct part {
    const char *what;
    struct ts_str text;
    size_t cap;
};

static char *check_parts(const struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *breach = contract_text(parts[i].what, parts[i].text, parts[i].cap);
        if (breach) {
            return breach;
        }
    }
    return NULL;
}

#define CHECK_PARTS(...)                            \
    check_parts((const struct part[]){__VA_ARGS__}, \
                sizeof((const struct part[]){__VA_ARGS__}) / sizeof(struct part))

char *contract_head(const struct ts_head *head)
{
    return CHECK_PARTS({"a title", head->title, LIMIT_TEXT_SIZE},
                       {"a language", head->language, LIMIT_VALUE_SIZE},
                       {"a base", head->base, LIMIT_LOCATOR_SIZE});
}

/* Does offset fall between two characters? */
static gboolean is_border(struct ts_str text, size_t offset)
{
    return offset == text.len || (offset < text.len && ((guchar)text.ptr[offset] & 0xC0) != 0x80);
}

static gboolean is_range(struct ts_str text, guint32 offset, guint32 length)
{
    return (guint64)offset + length <= text.len && is_border(text, offset) &&
           is_border(text, (size_t)offset + length);
}

static char *check_spans(const struct ts_block *block)
{
    if (block->spans.count && block->spans.stride < sizeof(struct ts_span)) {
        return g_strdup("spans of a short stride");
    }
    for (guint32 i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        if (!is_range(block->text, span->offset, span->length)) {
            return g_strdup_printf("a span at %u of %u bytes, outside a block of %zu bytes or "
                                   "inside a character",
                                   span->offset, span->length, block->text.len);
        }
        char *breach = contract_text("a span's value", span->value, LIMIT_LOCATOR_SIZE * 4);
        if (breach) {
            return breach;
        }
    }
    return NULL;
}

static char *check_marks(const struct ts_block *block)
{
    guint32 last = 0;
    if (block->marks.count && block->marks.stride < sizeof(struct ts_mark)) {
        return g_strdup("marks of a short stride");
    }
    for (guint32 i = 0; i < block->marks.count; i++) {
        const struct ts_mark *mark = ts_item(block->marks, i);
        if (mark->offset < last || mark->offset > block->text.len ||
            !is_border(block->text, mark->offset) || (i == 0 && mark->offset != 0)) {
            return g_strdup_printf("a mark at %u, out of order or outside the block", mark->offset);
        }
        last = mark->offset;
    }
    return NULL;
}

char *contract_block(const struct ts_block *block)
{
    char *breach = CHECK_PARTS({"a block", block->text, LIMIT_TEXT_SIZE},
                               {"a language", block->language, LIMIT_VALUE_SIZE},
                               {"a path", block->where, LIMIT_VALUE_SIZE});
    if (!breach && block->role > TS_ROLE_LABEL) {
        breach = g_strdup_printf("a block of the unknown role %u", block->role);
    }
    breach = breach ? breach : check_spans(block);
    return breach ? breach : check_marks(block);
}

char *contract_link(const struct ts_link *link)
{
    if (link->purpose > TS_LINK_FORM) {
        return g_strdup_printf("a link of the unknown purpose %u", link->purpose);
    }
    return CHECK_PARTS({"a link", link->href, LIMIT_TEXT_SIZE},
                       {"a link's text", link->text, LIMIT_TEXT_SIZE},
                       {"a path", link->where, LIMIT_VALUE_SIZE});
}

char *contract_reference(const struct ts_reference *reference)
{
    return CHECK_PARTS({"a reference", reference->uri, LIMIT_RESOURCE_SIZE},
                       {"an alternative text", reference->alt, LIMIT_TEXT_SIZE},
                       {"a path", reference->where, LIMIT_VALUE_SIZE});
}

char *contract_pair(const struct ts_pair *pair)
{
    return CHECK_PARTS({"a name", pair->name, LIMIT_VALUE_SIZE},
                       {"a value", pair->value, LIMIT_TEXT_SIZE});
}

char *contract_structured(const struct ts_structured *structured)
{
    return CHECK_PARTS({"a format", structured->format, LIMIT_VALUE_SIZE},
                       {"structured data", structured->text, LIMIT_TEXT_SIZE},
                       {"a path", structured->where, LIMIT_VALUE_SIZE});
}

char *contract_child(const struct ts_child *child)
{
    if (child->suffix.len == 0) {
        return g_strdup("a child without a suffix");
    }
    return CHECK_PARTS({"a suffix", child->suffix, LIMIT_VALUE_SIZE},
                       {"a media type", child->media_type, LIMIT_VALUE_SIZE},
                       {"a charset", child->charset, LIMIT_VALUE_SIZE},
                       {"a file name", child->name, LIMIT_VALUE_SIZE});
}

const struct ts_rule_def *contract_rule(const struct ts_plugin *plugin, struct ts_str rule)
{
    for (guint32 i = 0; i < plugin->rules.count; i++) {
        const struct ts_rule_def *row = ts_item(plugin->rules, i);
        size_t size = strlen(row->id);
        if (ts_is(rule, row->id) || (row->id[size - 1] == '*' && rule.len >= size &&
                                     memcmp(rule.ptr, row->id, size - 1) == 0)) {
            return row;
        }
    }
    return NULL;
}

static char *check_place(const struct ts_place *place, struct ts_list blocks)
{
    if (place->block != TS_NO_BLOCK) {
        if (place->block >= blocks.count) {
            return g_strdup_printf("a place in block %u of %u", place->block, blocks.count);
        }
        const struct ts_block *block = ts_item(blocks, place->block);
        if (!is_range(block->text, place->offset, place->length)) {
            return g_strdup_printf("a place at %u of %u bytes, outside a block of %zu bytes or "
                                   "inside a character",
                                   place->offset, place->length, block->text.len);
        }
    }
    return CHECK_PARTS({"a touchpoint", place->touchpoint, LIMIT_VALUE_SIZE},
                       {"a locator", place->locator, LIMIT_LOCATOR_SIZE * 2},
                       {"a path", place->where, LIMIT_VALUE_SIZE});
}

/* In conclude there is no document at hand: a place names its own. */
static char *check_named_place(const struct ts_place *place, struct ts_list blocks,
                               gboolean has_document, const char *what)
{
    char *breach = check_place(place, blocks);
    if (!breach && !has_document && (place->touchpoint.len == 0 || place->locator.len == 0)) {
        breach =
            g_strdup_printf("%s in conclude whose place names no touchpoint and locator", what);
    }
    return breach;
}

static char *check_places(const struct ts_finding *finding, struct ts_list blocks,
                          gboolean has_document)
{
    if (finding->places.count == 0 || finding->places.count > LIMIT_PLACES ||
        finding->places.stride < sizeof(struct ts_place)) {
        return g_strdup_printf("a finding with %u places", finding->places.count);
    }
    for (guint32 i = 0; i < finding->places.count; i++) {
        const struct ts_place *place = ts_item(finding->places, i);
        char *breach = check_place(place, blocks);
        if (breach) {
            return breach;
        }
        if (!has_document && place->touchpoint.len == 0) {
            return g_strdup("a conclusion whose place names no touchpoint");
        }
    }
    return NULL;
}

static char *check_pairs(struct ts_list pairs)
{
    if (pairs.count > 64 || (pairs.count && pairs.stride < sizeof(struct ts_pair))) {
        return g_strdup_printf("%u arguments", pairs.count);
    }
    for (guint32 i = 0; i < pairs.count; i++) {
        const struct ts_pair *pair = ts_item(pairs, i);
        char *breach = CHECK_PARTS({"an argument's name", pair->name, LIMIT_VALUE_SIZE},
                                   {"an argument", pair->value, LIMIT_VALUE_SIZE});
        if (breach) {
            return breach;
        }
    }
    return NULL;
}

static char *check_numbers(struct ts_list numbers)
{
    if (numbers.count > 64 || (numbers.count && numbers.stride < sizeof(struct ts_number))) {
        return g_strdup_printf("%u numbers", numbers.count);
    }
    for (guint32 i = 0; i < numbers.count; i++) {
        const struct ts_number *number = ts_item(numbers, i);
        char *breach = contract_text("a number's name", number->name, LIMIT_VALUE_SIZE);
        if (breach) {
            return breach;
        }
    }
    return NULL;
}

/* A report shows them as they are: none of these can do anything there. */
static const char *const evidence_types[] = {"image/png", "image/webp",    "image/jpeg",
                                             "image/gif", "image/svg+xml", "text/plain"};

static char *check_evidence(struct ts_str type, struct ts_str bytes, struct ts_str id)
{
    if (bytes.len > LIMIT_EVIDENCE_SIZE) {
        return g_strdup_printf("evidence of %zu bytes", bytes.len);
    }
    if (bytes.len && type.len == 0) {
        return g_strdup("evidence without a media type");
    }
    char *breach = CHECK_PARTS({"a media type", type, LIMIT_VALUE_SIZE},
                               {"the id of evidence", id, LIMIT_VALUE_SIZE});
    if (breach || bytes.len == 0) {
        return breach;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(evidence_types); i++) {
        if (ts_is(type, evidence_types[i])) {
            return NULL;
        }
    }
    return g_strdup_printf("evidence of the type \"%.*s\", which is none that is shown",
                           (int)type.len, type.ptr);
}

char *contract_finding(const struct ts_plugin *plugin, const struct ts_finding *finding,
                       struct ts_list blocks, gboolean has_document)
{
    if (!is_utf8(finding->rule) || !contract_rule(plugin, finding->rule)) {
        g_autofree char *rule = g_utf8_make_valid(finding->rule.ptr, (gssize)finding->rule.len);
        return g_strdup_printf("a finding of the rule %s, which it does not declare", rule);
    }
    if (finding->severity > TS_ERROR) {
        return g_strdup_printf("a finding of the severity %u", finding->severity);
    }
    char *breach = CHECK_PARTS({"an expected value", finding->expected, LIMIT_VALUE_SIZE},
                               {"an actual value", finding->actual, LIMIT_VALUE_SIZE});
    breach = breach
                 ? breach
                 : check_evidence(finding->evidence_type, finding->evidence, finding->evidence_id);
    breach = breach ? breach : check_pairs(finding->arguments);
    breach = breach ? breach : check_numbers(finding->numbers);
    return breach ? breach : check_places(finding, blocks, has_document);
}

/* [a-z][a-z0-9_-]* */
static gboolean is_detail_name(struct ts_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char byte = name.ptr[i];
        gboolean is_letter = g_ascii_islower(byte);
        if (!is_letter && (i == 0 || !(g_ascii_isdigit(byte) || byte == '-' || byte == '_'))) {
            return FALSE;
        }
    }
    return name.len > 0;
}

static char *check_details(struct ts_list details)
{
    size_t size = 0;
    if (details.count > LIMIT_DETAILS ||
        (details.count && details.stride < sizeof(struct ts_pair))) {
        return g_strdup_printf("%u details, more than the %u that are taken", details.count,
                               LIMIT_DETAILS);
    }
    for (guint32 i = 0; i < details.count; i++) {
        const struct ts_pair *pair = ts_item(details, i);
        char *breach = CHECK_PARTS({"a detail's name", pair->name, LIMIT_DETAILS_SIZE},
                                   {"a detail", pair->value, LIMIT_DETAILS_SIZE});
        if (breach) {
            return breach;
        }
        if (!is_detail_name(pair->name)) {
            return g_strdup_printf("a detail called \"%.*s\", which is no name",
                                   (int)pair->name.len, pair->name.ptr);
        }
        size += pair->name.len + pair->value.len;
    }
    return size <= LIMIT_DETAILS_SIZE
               ? NULL
               : g_strdup_printf("details of %zu bytes, more than the %u that are taken", size,
                                 LIMIT_DETAILS_SIZE);
}

/* The longest form, of those that there were, that a struct of this size has. */
static size_t form_of(size_t size, const size_t *forms, size_t count)
{
    size_t form = forms[0];
    for (size_t i = 1; i < count; i++) {
        form = size >= forms[i] ? forms[i] : form;
    }
    return form;
}

struct ts_finding contract_own_finding(const struct ts_finding *finding)
{
    static const size_t forms[] = {offsetof(struct ts_finding, evidence_id),
                                   sizeof(struct ts_finding)};
    struct ts_finding own = {.size = 0};
    memcpy(&own, finding, form_of(finding->size, forms, G_N_ELEMENTS(forms)));
    own.size = sizeof own;
    return own;
}

struct ts_observation contract_own(const struct ts_observation *observation)
{
    static const size_t forms[] = {offsetof(struct ts_observation, details),
                                   offsetof(struct ts_observation, evidence_type),
                                   sizeof(struct ts_observation)};
    struct ts_observation own = {.size = 0};
    memcpy(&own, observation, form_of(observation->size, forms, G_N_ELEMENTS(forms)));
    own.size = sizeof own;
    return own;
}

size_t contract_stored_size(const struct ts_plugin *plugin)
{
    return plugin->abi_minor >= 6 ? sizeof(struct ts_stored_document)
                                  : offsetof(struct ts_stored_document, pictures);
}

char *contract_unchecked(const struct ts_place *place, struct ts_str reason, struct ts_list blocks,
                         gboolean has_document)
{
    if (reason.len == 0) {
        return g_strdup("something that could not be judged, without a reason");
    }
    char *breach = contract_text("a reason", reason, LIMIT_REASON_SIZE);
    return breach ? breach : check_named_place(place, blocks, has_document, "a gap");
}

char *contract_observation(const struct ts_observation *observation, struct ts_list blocks,
                           gboolean has_document)
{
    if (observation->key.len == 0) {
        return g_strdup("an observation without a key");
    }
    char *breach = CHECK_PARTS({"an observation's key", observation->key, LIMIT_VALUE_SIZE},
                               {"an observation's value", observation->value, LIMIT_VALUE_SIZE});
    breach = breach ? breach : check_numbers(observation->numbers);
    breach = breach ? breach : check_details(observation->details);
    breach = breach ? breach
                    : check_evidence(observation->evidence_type, observation->evidence,
                                     observation->evidence_id);
    return breach ? breach
                  : check_named_place(&observation->place, blocks, has_document, "an observation");
}

/* ---- the descriptor ---- */

static gboolean is_name(const char *name)
{
    if (!name || !g_ascii_islower(name[0]) || strlen(name) > 64) {
        return FALSE;
    }
    for (const char *at = name; *at; at++) {
        if (!g_ascii_islower(*at) && !g_ascii_isdigit(*at) && *at != '-') {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_table(struct ts_list table, size_t stride)
{
    return table.count == 0 ||
           (table.items && table.count <= LIMIT_TABLE_ROWS && table.stride >= stride);
}

static char *check_rules(const struct ts_plugin *plugin)
{
    g_autofree char *prefix = g_strdup_printf("%s/", plugin->name);
    for (guint32 i = 0; i < plugin->rules.count; i++) {
        const struct ts_rule_def *row = ts_item(plugin->rules, i);
        if (!row->id || !g_str_has_prefix(row->id, prefix) || !row->id[strlen(prefix)]) {
            return g_strdup_printf("rule %u is called %s, not %sSOMETHING", i,
                                   row->id ? row->id : "nothing", prefix);
        }
        if (row->severity < TS_INFO || row->severity > TS_ERROR || !row->title || !row->message) {
            return g_strdup_printf("rule %s lacks its severity, title or message", row->id);
        }
    }
    return NULL;
}

static char *check_options(const struct ts_plugin *plugin)
{
    for (guint32 i = 0; i < plugin->options.count; i++) {
        const struct ts_option_def *row = ts_item(plugin->options, i);
        if (!row->name || !row->help || row->type < TS_OPTION_TEXT || row->type > TS_OPTION_TREE ||
            (row->type == TS_OPTION_CHOICE && !row->choices)) {
            return g_strdup_printf("option %u lacks its name, type, choices or help", i);
        }
    }
    return NULL;
}

static char *check_operations(const struct ts_plugin *plugin)
{
    switch (plugin->kind) {
    case TS_SOURCE:
        if (!plugin->source || !plugin->source->open || !plugin->source->feed ||
            !plugin->source->next) {
            return g_strdup("a source needs open, feed and next");
        }
        return NULL;
    case TS_READER:
        if (!plugin->reader || !plugin->reader->read || plugin->reader->media_types.count == 0) {
            return g_strdup("a reader needs read and media types");
        }
        return NULL;
    case TS_CHECK:
        if (!plugin->check || (!plugin->check->inspect_block && !plugin->check->inspect &&
                               !plugin->check->conclude)) {
            return g_strdup("a check needs inspect_block, inspect or conclude");
        }
        return NULL;
    default:
        return g_strdup_printf("it is of the unknown kind %u", plugin->kind);
    }
}

char *contract_plugin(const struct ts_plugin *plugin)
{
    if (!is_name(plugin->name)) {
        return g_strdup("its name is not of a-z, 0-9 and -");
    }
    if (!plugin->version || !plugin->summary || !plugin->license) {
        return g_strdup("it lacks its version, summary or license");
    }
    if (!is_table(plugin->options, sizeof(struct ts_option_def)) ||
        !is_table(plugin->rules, sizeof(struct ts_rule_def)) ||
        !is_table(plugin->brand_sections, sizeof(char *))) {
        return g_strdup("a table has a short stride or too many rows");
    }
    char *breach = check_operations(plugin);
    breach = breach ? breach : check_options(plugin);
    return breach ? breach : check_rules(plugin);
}

gboolean contract_names_language(const struct ts_plugin *plugin)
{
    const struct ts_check_ops *check = plugin->check;
    size_t size = offsetof(struct ts_check_ops, language) + sizeof check->language;
    return check && check->size >= size && check->language;
}
