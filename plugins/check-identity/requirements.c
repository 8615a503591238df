/* SPDX-License-Identifier: MIT
 *
 * What must be found where: in each document of a kind, or once in a touchpoint. Outdated, altered
 * and misplaced ones count as there: they are found as such.
 */
#include "plugins/check-identity/identity.h"
#include "plugins/common/kinds.h"
#include "plugins/common/requirement.h"

struct requirement {
    gboolean on_touchpoint;
    guint parts;          /* by bit: enum identity_kind */
    unsigned severity;    /* enum ts_severity */
    GPtrArray *in, *lang; /* char *: kinds, languages; empty = any */
};

struct requirements {
    GArray *items; /* struct requirement */
};

static const struct {
    const char *name, *name_nl;
} parts[KIND_COUNT] = {
    [KIND_NAME] = {"name", "naam"},
    [KIND_ADDRESS] = {"address", "adres"},
    [KIND_PHONE] = {"phone", "telefoonnummer"},
    [KIND_EMAIL] = {"email", "e-mailadres"},
    [KIND_REGISTRATION] = {"registration", "registratienummer"},
};

/* ---- loading --------------------------------------------------------------------------------- */

static int part_of(struct ts_str name)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        if (ts_is(name, parts[i].name)) {
            return i;
        }
    }
    return -1;
}

/* Parts of which the brand book has something to be found. */
static guint known_parts(const struct identity *identity)
{
    return 1u << KIND_NAME | (identity->addresses ? 1u << KIND_ADDRESS : 0) |
           (identity->has_phones ? 1u << KIND_PHONE : 0) |
           (identity->emails ? 1u << KIND_EMAIL : 0) |
           (identity->registrations ? 1u << KIND_REGISTRATION : 0);
}

static void warn(struct ts_call *call, const struct ts_node *node, guint unknown)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        if (unknown & 1u << i) {
            g_autofree char *why = g_strdup_printf(
                "identity.require (line %u of the brand book) asks for %s, of which the brand book "
                "has none: it is not looked for",
                node->line, parts[i].name);
            call->host->log(call, TS_LOG_WARNING, ts_text(why));
        }
    }
}

static void load_requirement(struct ts_call *call, const struct identity *identity,
                             const struct ts_node *node)
{
    const struct ts_node *all = ts_get(node, "all");
    struct requirement requirement = {
        .on_touchpoint = ts_is(ts_get_text(node, "on"), "touchpoint"),
        .severity = requirement_severity(ts_get_text(node, "severity")),
        .in = requirement_texts(ts_get(node, "in")),
        .lang = requirement_texts(ts_get(node, "lang")),
    };
    for (uint32_t i = 0; all && i < all->children.count; i++) {
        int part = part_of(((const struct ts_node *)ts_item(all->children, i))->text);
        requirement.parts |= part >= 0 ? 1u << part : 0;
    }
    warn(call, node, requirement.parts & ~known_parts(identity));
    requirement.parts &= known_parts(identity);
    g_array_append_val(identity->requirements->items, requirement);
}

int requirements_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *list = identity_section(open, "require");
    identity->requirements = g_new0(struct requirements, 1);
    identity->requirements->items = g_array_new(FALSE, FALSE, sizeof(struct requirement));
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        load_requirement(call, identity, ts_item(list->children, i));
    }
    return 0;
}

void requirements_free(struct requirements **requirements)
{
    if (!*requirements) {
        return;
    }
    for (guint i = 0; i < (*requirements)->items->len; i++) {
        struct requirement *item = &g_array_index((*requirements)->items, struct requirement, i);
        g_ptr_array_unref(item->in);
        g_ptr_array_unref(item->lang);
    }
    g_array_unref((*requirements)->items);
    g_clear_pointer(requirements, g_free);
}

/* ---- what both judge by ---------------------------------------------------------------------- */

static struct ts_str language_of(const struct identity *identity, struct ts_str language)
{
    return language.len ? language : ts_text(identity->language);
}

/* A part of a mail is judged with the mail, not as one. */
static gboolean is_part(struct ts_str locator)
{
    return g_strstr_len(locator.ptr ? locator.ptr : "", (gssize)locator.len, "#part=") != NULL;
}

static char *list_of(guint missing, gboolean is_dutch)
{
    GString *list = g_string_new(NULL);
    for (int i = 0; i < KIND_COUNT; i++) {
        if (missing & 1u << i) {
            g_string_append_printf(list, "%s%s", list->len ? ", " : "",
                                   is_dutch ? parts[i].name_nl : parts[i].name);
        }
    }
    return g_string_free(list, FALSE);
}

/* One finding for all that is missing. */
static int say_absent(struct ts_call *call, guint missing, unsigned severity,
                      const struct ts_place *place)
{
    g_autofree char *what = list_of(missing, FALSE);
    g_autofree char *what_nl = list_of(missing, TRUE);
    const struct ts_pair arguments[] = {{ts_text("what"), ts_text(what)},
                                        {ts_text("what_nl"), ts_text(what_nl)}};
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = severity,
        .rule = ts_text("identity/absent"),
        .expected = ts_text(what),
        .arguments = TS_LIST_OF(arguments),
        .places = ts_one(place, sizeof *place),
    };
    return call->host->emit_finding(call, &finding);
}

/* ---- a document ------------------------------------------------------------------------------ */

static guint parts_seen(const struct view *view)
{
    guint seen = 0;
    for (guint i = 0; i < view->sightings->len; i++) {
        const struct sighting *sighting = &g_array_index(view->sightings, struct sighting, i);
        seen |= strcmp(sighting->value, "unknown") == 0 ? 0 : 1u << sighting->kind;
    }
    return seen;
}

/* Was it read whole, and has it text that is judged? */
static gboolean is_judged(const struct view *view)
{
    const struct ts_document *document = view->document;
    return view->tokens->count > 0 && !document->is_truncated && !is_part(document->locator) &&
           identity_judges_language(view->identity, document->language);
}

int requirements_judge(struct view *view)
{
    const GArray *items = view->identity->requirements->items;
    const struct ts_document *document = view->document;
    struct ts_str language = language_of(view->identity, document->language);
    guint said = 0;
    if (items->len == 0 || !is_judged(view)) {
        return 0;
    }
    guint seen = parts_seen(view);
    for (guint i = 0; i < items->len; i++) {
        const struct requirement *item = &g_array_index(items, struct requirement, i);
        guint missing = item->parts & ~seen & ~said;
        struct ts_place place = {.block = TS_NO_BLOCK};
        if (item->on_touchpoint || missing == 0 || !kinds_are_in(document->kinds, item->in) ||
            !requirement_is_in_language(item->lang, language)) {
            continue;
        }
        said |= missing;
        if (say_absent(view->call, missing, item->severity, &place) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

/* What was seen of a touchpoint, in all of it (the last) and for each requirement. */
struct tally {
    guint documents; /* that could show it */
    guint seen;      /* by bit: enum identity_kind */
};

struct conclusion {
    struct ts_call *call;
    const struct identity *identity;
    struct ts_list touchpoints;
    struct tally *tallies; /* touchpoint x (requirement + 1) */
    guint stride;
};

static guint parts_observed(const struct ts_stored_document *document)
{
    guint seen = 0;
    for (uint32_t i = 0; i < document->observations.count; i++) {
        const struct ts_observation *observation = ts_item(document->observations, i);
        const char *colon =
            observation->key.len ? memchr(observation->key.ptr, ':', observation->key.len) : NULL;
        size_t len = colon ? (size_t)(colon - observation->key.ptr) : observation->key.len;
        int part = part_of(ts_bytes(observation->key.ptr, len));
        seen |= part >= 0 && !ts_is(observation->value, "unknown") ? 1u << part : 0;
    }
    return seen;
}

static void count_in(struct tally *tally, guint seen, gboolean is_judged)
{
    tally->documents += is_judged;
    tally->seen |= seen;
}

static void take_document(const struct conclusion *conclusion,
                          const struct ts_stored_document *document)
{
    const struct identity *identity = conclusion->identity;
    const GArray *items = identity->requirements->items;
    struct ts_str language = language_of(identity, document->language);
    gboolean is_readable = document->status == TS_CHECKED || document->status == TS_UNCHANGED;
    gboolean is_judged =
        document->text_size > 0 && identity_judges_language(identity, document->language);
    guint seen = parts_observed(document);
    for (uint32_t t = 0; is_readable && t < conclusion->touchpoints.count; t++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, t);
        struct tally *tallies = &conclusion->tallies[t * conclusion->stride];
        if (!ts_equal(touchpoint->id, document->touchpoint)) {
            continue;
        }
        count_in(&tallies[items->len], seen, is_judged);
        for (guint i = 0; i < items->len; i++) {
            const struct requirement *item = &g_array_index(items, struct requirement, i);
            if (kinds_are_in(document->kinds, item->in) &&
                requirement_is_in_language(item->lang, language)) {
                count_in(&tallies[i], seen, is_judged);
            }
        }
        return;
    }
}

static guint expected_parts(const struct ts_touchpoint *touchpoint)
{
    guint expected = 0;
    for (uint32_t i = 0; i < touchpoint->expects.count; i++) {
        int part = part_of(*(const struct ts_str *)ts_item(touchpoint->expects, i));
        expected |= part >= 0 ? 1u << part : 0;
    }
    return expected;
}

/* Absent is only said of a touchpoint that was seen whole and had text to read. */
static int judge_touchpoint(const struct conclusion *conclusion, uint32_t index)
{
    const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, index);
    const GArray *items = conclusion->identity->requirements->items;
    const struct tally *tallies = &conclusion->tallies[index * conclusion->stride];
    guint said = 0;
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    for (guint i = 0; touchpoint->is_complete && i <= items->len; i++) {
        const struct requirement *item =
            i < items->len ? &g_array_index(items, struct requirement, i) : NULL;
        guint wanted = item ? item->on_touchpoint * item->parts
                            : expected_parts(touchpoint) & known_parts(conclusion->identity);
        guint missing = wanted & ~tallies[i].seen & ~said;
        if (missing == 0 || tallies[i].documents == 0) {
            continue;
        }
        said |= missing;
        if (say_absent(conclusion->call, missing, item ? item->severity : TS_SEVERITY_DEFAULT,
                       &place) != 0) {
            return -1;
        }
    }
    return 0;
}

int identity_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct identity *identity = self;
    struct conclusion conclusion = {call, identity, touchpoints, NULL,
                                    identity->requirements->items->len + 1};
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    size_t cells = (size_t)touchpoints.count * conclusion.stride;
    conclusion.tallies = call->host->alloc(call, (cells + 1) * sizeof *conclusion.tallies);
    while ((next = call->host->next_document(call, &document)) == 1) {
        take_document(&conclusion, &document);
    }
    for (uint32_t t = 0; next == 0 && t < touchpoints.count; t++) {
        next = judge_touchpoint(&conclusion, t);
    }
    return next;
}
