/* SPDX-License-Identifier: MIT
 *
 * In the place of the check "identity": sees entries of the brand book where they stand letter by
 * letter, and claims of the form "levering in 2 dagen", which conclude compares. So the core's part
 * (days, details, excerpts, findings across touchpoints) is tested without the skill of the real
 * one.
 */
#include "touchstone/plugin.h"

#define ENTRIES_MAX 32u
#define CLAIMS_MAX 8u

struct entry {
    struct ts_str key, text;
};

struct self {
    struct entry entries[ENTRIES_MAX];
    uint32_t count;
};

/* ---- the registry ---------------------------------------------------------------------------- */

static struct ts_str join(struct ts_call *call, struct ts_str a, const char *sign, struct ts_str b)
{
    size_t size = strlen(sign);
    char *text = call->host->alloc(call, a.len + size + b.len + 1);
    memcpy(text, a.len ? a.ptr : "", a.len);
    memcpy(text + a.len, sign, size);
    memcpy(text + a.len + size, b.len ? b.ptr : "", b.len);
    return ts_bytes(text, a.len + size + b.len);
}

static void load(struct ts_call *call, struct self *self, const struct ts_node *list,
                 const char *kind, const char *key)
{
    for (uint32_t i = 0; list && i < list->children.count && self->count < ENTRIES_MAX; i++) {
        const struct ts_node *node = ts_item(list->children, i);
        int is_bare = node->kind == TS_NODE_TEXT;
        struct entry *entry = &self->entries[self->count++];
        entry->key = join(call, ts_text(kind), ":", is_bare ? node->text : ts_get_text(node, "id"));
        entry->text = is_bare ? node->text : ts_get_text(node, key);
        if (ts_is(ts_text(kind), "address")) {
            entry->text = join(call, entry->text, " ", ts_get_text(node, "number"));
        }
    }
}

static int open_check(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct self *self = call->host->alloc(call, sizeof *self);
    const struct ts_node *identity = ts_get(open->brand, "identity");
    load(call, self, ts_get(identity, "addresses"), "address", "street");
    load(call, self, ts_get(identity, "phones"), "phone", "number");
    load(call, self, ts_get(identity, "names"), "name", "text");
    load(call, self, ts_get(identity, "emails"), "email", "address");
    *self_r = self;
    return 0;
}

/* ---- looking --------------------------------------------------------------------------------- */

static const char *find(struct ts_str text, size_t from, struct ts_str wanted)
{
    for (size_t i = from; wanted.len && i + wanted.len <= text.len; i++) {
        if (memcmp(text.ptr + i, wanted.ptr, wanted.len) == 0) {
            return text.ptr + i;
        }
    }
    return NULL;
}

static int observe(struct ts_call *call, const struct ts_block *block, struct ts_str key,
                   struct ts_str value, size_t offset, size_t length)
{
    struct ts_pair details[2] = {{ts_text("written"), ts_bytes(block->text.ptr + offset, length)}};
    struct ts_observation observation = {
        .size = sizeof observation, .key = key, .value = value, .confidence = -1};
    observation.place.offset = (uint32_t)offset;
    observation.place.length = (uint32_t)length;
    observation.details = (struct ts_list){details, 1, sizeof details[0]};
    details[1].name = ts_text("said");
    if (find(block->text, 0, ts_text("Tot "))) {
        details[1].value = ts_text("historic");
    } else if (find(block->text, 0, ts_text("Vanaf "))) {
        details[1].value = ts_text("coming");
    }
    observation.details.count += details[1].value.len > 0;
    return call->host->emit_observation(call, &observation);
}

static int inspect_block(struct ts_call *call, void *data, const struct ts_block *block,
                         struct ts_list kinds)
{
    static const char claim[] = "levering in ";
    const struct self *self = data;
    const char *text = block->text.ptr;
    const char *at = find(block->text, 0, ts_text(claim));
    (void)kinds;
    for (uint32_t i = 0; i < self->count; i++) {
        struct ts_str wanted = self->entries[i].text;
        const char *spot = find(block->text, 0, wanted);
        for (; spot; spot = find(block->text, (size_t)(spot - text) + 1, wanted)) {
            if (observe(call, block, self->entries[i].key, ts_text("match"), (size_t)(spot - text),
                        wanted.len) != 0) {
                return -1;
            }
        }
    }
    if (at && (size_t)(at - text) + sizeof claim <= block->text.len) {
        return observe(call, block, ts_text("claim:delivery"), ts_bytes(at + sizeof claim - 1, 1),
                       (size_t)(at - text), sizeof claim);
    }
    return 0;
}

/* ---- comparing ------------------------------------------------------------------------------- */

struct claims {
    struct ts_place places[CLAIMS_MAX];
    struct ts_str written[CLAIMS_MAX];
    uint32_t count;
    int has_another;
};

static struct ts_str keep(struct ts_call *call, struct ts_str text)
{
    return join(call, text, "", ts_text(NULL));
}

static void take(struct ts_call *call, struct claims *claims,
                 const struct ts_stored_document *document, const struct ts_observation *seen)
{
    const struct ts_pair *written = ts_item(seen->details, 0);
    if (!ts_is(seen->key, "claim:delivery") || claims->count == CLAIMS_MAX) {
        return;
    }
    struct ts_place *place = &claims->places[claims->count];
    place->touchpoint = keep(call, document->touchpoint);
    place->locator = keep(call, document->locator);
    place->where = keep(call, seen->place.where);
    place->block = TS_NO_BLOCK;
    place->line = seen->place.line;
    place->column = seen->place.column;
    claims->written[claims->count] = keep(call, written->value);
    claims->has_another |= !ts_equal(claims->written[0], claims->written[claims->count]);
    claims->count++;
}

static int conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct claims *claims = call->host->alloc(call, sizeof *claims);
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    (void)self, (void)touchpoints;
    while ((next = call->host->next_document(call, &document)) == 1) {
        for (uint32_t i = 0; i < document.observations.count; i++) {
            take(call, claims, &document, ts_item(document.observations, i));
        }
    }
    if (next < 0 || !claims->has_another) {
        return next;
    }
    struct ts_finding finding = {.size = sizeof finding, .rule = ts_text("identity/differs")};
    finding.actual = claims->written[0];
    finding.places = (struct ts_list){claims->places, claims->count, sizeof claims->places[0]};
    return call->host->emit_finding(call, &finding);
}

/* ---- the plugin ------------------------------------------------------------------------------ */

#define OUTDATED(kind)                                                                 \
    {                                                                                  \
        .id = "identity/" kind "-outdated", .severity = TS_ERROR, .title = "Outdated", \
        .message = "{actual} is outdated[; it is now {expected}][ (by {due})]"         \
    }

static const struct ts_rule_def rules[] = {
    OUTDATED("name"),
    OUTDATED("address"),
    OUTDATED("phone"),
    OUTDATED("email"),
    {.id = "identity/differs",
     .severity = TS_ERROR,
     .title = "Differs",
     .message = "{actual}, and elsewhere otherwise"},
};

static const char *const sections[] = {"identity"};

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_check,
    .inspect_block = inspect_block,
    .conclude = conclude,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "identity",
    .version = "1",
    .summary = "Stands in for the check of that name.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
