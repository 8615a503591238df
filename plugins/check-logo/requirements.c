/* SPDX-License-Identifier: MIT
 *
 * Where a logo must be. Absent is said only where every picture was seen and judged. Whatever
 * version stands there counts: an old or distorted one is found as such.
 */
#include "plugins/check-logo/check.h"
#include "plugins/common/kinds.h"
#include "plugins/common/requirement.h"

struct requirement {
    gboolean on_touchpoint;
    guint min;
    unsigned severity;    /* enum ts_severity */
    GPtrArray *in, *lang; /* char *: kinds, languages; empty = any */
};

/* Of a touchpoint: all documents (the last), and those of each requirement. */
struct sum {
    guint documents;
    gboolean is_said; /* of a document that stands where the touchpoint does */
    struct tally tally;
};

struct requirements {
    struct ts_call *call;
    struct ts_list touchpoints;
    GArray *items;    /* struct requirement */
    struct sum *sums; /* touchpoint x (requirement + 1) */
    gsize stride;
};

/* ---- loading --------------------------------------------------------------------------------- */

static void clear_requirement(gpointer data)
{
    struct requirement *item = data;
    g_ptr_array_unref(item->in);
    g_ptr_array_unref(item->lang);
}

struct requirements *requirements_new(struct ts_call *call, const struct logo_check *check,
                                      struct ts_list touchpoints)
{
    struct requirements *requirements = g_new0(struct requirements, 1);
    const struct ts_node *list = ts_get(check->logos, "require");
    requirements->call = call;
    requirements->touchpoints = touchpoints;
    requirements->items = g_array_new(FALSE, FALSE, sizeof(struct requirement));
    g_array_set_clear_func(requirements->items, clear_requirement);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *node = ts_item(list->children, i);
        struct requirement item = {
            .on_touchpoint = ts_is(ts_get_text(node, "on"), "touchpoint"),
            .min = (guint)MAX(ts_get_number(node, "min", 1), 1),
            .severity = requirement_severity(ts_get_text(node, "severity")),
            .in = requirement_texts(ts_get(node, "in")),
            .lang = requirement_texts(ts_get(node, "lang")),
        };
        g_array_append_val(requirements->items, item);
    }
    requirements->stride = requirements->items->len + 1;
    requirements->sums = g_new0(struct sum, touchpoints.count * requirements->stride + 1);
    return requirements;
}

void requirements_free(struct requirements **requirements)
{
    if (*requirements) {
        gsize count = (*requirements)->touchpoints.count * (*requirements)->stride;
        for (gsize i = 0; i < count; i++) {
            tally_clear(&(*requirements)->sums[i].tally);
        }
        g_free((*requirements)->sums);
        g_array_unref((*requirements)->items);
        g_clear_pointer(requirements, g_free);
    }
}

void tally_clear(struct tally *tally)
{
    g_clear_pointer(&tally->first_unseen, g_free);
}

/* ---- judging --------------------------------------------------------------------------------- */

static int say_unknown(struct ts_call *call, const struct tally *tally,
                       const struct ts_place *place)
{
    g_autofree char *why =
        g_strdup_printf("whether the logo is there is not known: %u picture%s not seen (%s%s)",
                        tally->unseen, tally->unseen == 1 ? " was" : "s were",
                        tally->unseen == 1 ? "" : "first: ", tally->first_unseen);
    return call->host->emit_unchecked(call, place, ts_text(why));
}

/* Of a touchpoint: "home, nl"; empty where it is asked of all. The place of a document says it. */
static char *scope_of(const struct requirement *item)
{
    GString *scope = g_string_new(NULL);
    const GPtrArray *lists[] = {item->in, item->lang};
    for (gsize i = 0; item->on_touchpoint && i < G_N_ELEMENTS(lists); i++) {
        for (guint k = 0; k < lists[i]->len; k++) {
            g_string_append_printf(scope, "%s%s", scope->len ? ", " : "",
                                   (char *)g_ptr_array_index(lists[i], k));
        }
    }
    return g_string_free(scope, FALSE);
}

static int say_absent(struct ts_call *call, const struct requirement *item,
                      const struct ts_place *place)
{
    g_autofree char *count = item->min > 1 ? g_strdup_printf("%u", item->min) : g_strdup("");
    g_autofree char *scope = scope_of(item);
    g_autofree char *expected = g_strconcat("logo", *scope ? ": " : "", scope, NULL);
    const struct ts_pair arguments[] = {{ts_text("min"), ts_text(count)},
                                        {ts_text("scope"), ts_text(scope)}};
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = item->severity,
        .rule = ts_text("logo/absent"),
        .expected = ts_text(expected),
        .arguments = TS_LIST_OF(arguments),
        .places = ts_one(place, sizeof *place),
    };
    return call->host->emit_finding(call, &finding);
}

/* One that can't be told for sure may well be it: then nothing is said. */
static int judge(struct ts_call *call, const struct tally *tally, const struct requirement *item,
                 const struct ts_place *place)
{
    if (tally->logos + tally->uncertain >= item->min) {
        return 0;
    }
    return tally->unseen ? say_unknown(call, tally, place) : say_absent(call, item, place);
}

/* As grave as what a touchpoint expects, which need not be said besides. */
static gboolean is_grave(const struct requirement *item)
{
    return item->severity != TS_INFO;
}

/* ---- documents ------------------------------------------------------------------------------- */

static void add(struct sum *sum, const struct tally *tally, gboolean is_document)
{
    sum->documents += is_document;
    sum->tally.logos += tally->logos;
    sum->tally.uncertain += tally->uncertain;
    sum->tally.unseen += tally->unseen;
    if (!sum->tally.first_unseen) {
        sum->tally.first_unseen = g_strdup(tally->first_unseen);
    }
}

static struct sum *sums_of(const struct requirements *requirements, struct ts_str touchpoint)
{
    for (uint32_t i = 0; i < requirements->touchpoints.count; i++) {
        const struct ts_touchpoint *own = ts_item(requirements->touchpoints, i);
        if (ts_equal(own->id, touchpoint)) {
            return &requirements->sums[i * requirements->stride];
        }
    }
    return NULL;
}

static gboolean is_locator_of(const struct requirements *requirements, struct ts_str touchpoint,
                              struct ts_str locator)
{
    for (uint32_t i = 0; i < requirements->touchpoints.count; i++) {
        const struct ts_touchpoint *own = ts_item(requirements->touchpoints, i);
        if (ts_equal(own->id, touchpoint)) {
            return ts_equal(own->locator, locator);
        }
    }
    return FALSE;
}

/* A part of a mail is judged with the mail, not as one. */
static gboolean is_part(struct ts_str locator)
{
    return g_strstr_len(locator.ptr ? locator.ptr : "", (gssize)locator.len, "#") != NULL;
}

int requirements_take(struct requirements *requirements, const struct ts_stored_document *document,
                      const struct tally *tally, gboolean is_alone)
{
    struct sum *sums = sums_of(requirements, document->touchpoint);
    /* what is no page of its own must not carry a logo of its own */
    gboolean is_said = is_part(document->locator) || is_alone;
    struct ts_place place = {
        .touchpoint = document->touchpoint, .locator = document->locator, .block = TS_NO_BLOCK};
    if (!sums) {
        return 0;
    }
    add(&sums[requirements->items->len], tally, TRUE);
    for (guint i = 0; i < requirements->items->len; i++) {
        const struct requirement *item = &g_array_index(requirements->items, struct requirement, i);
        if (!kinds_are_in(document->kinds, item->in) ||
            !requirement_is_in_language(item->lang, document->language)) {
            continue;
        }
        add(&sums[i], tally, TRUE);
        if (item->on_touchpoint || is_said) {
            continue;
        }
        is_said = tally->logos + tally->uncertain < item->min;
        sums[requirements->items->len].is_said |=
            is_said && is_grave(item) &&
            is_locator_of(requirements, document->touchpoint, document->locator);
        if (judge(requirements->call, tally, item, &place) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

/* All that is asked of it and missing. What it expects is the least: it adds nothing to more. */
static int judge_touchpoint(const struct requirements *requirements, uint32_t index)
{
    const struct ts_touchpoint *touchpoint = ts_item(requirements->touchpoints, index);
    const struct sum *sums = &requirements->sums[index * requirements->stride];
    const struct requirement expected = {.min = 1};
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    const struct sum *all = &sums[requirements->items->len];
    gboolean is_said = all->is_said;
    if (!touchpoint->is_complete || touchpoint->locator.len == 0) {
        return 0;
    }
    for (guint i = 0; i < requirements->items->len; i++) {
        const struct requirement *item = &g_array_index(requirements->items, struct requirement, i);
        if (!item->on_touchpoint || sums[i].documents == 0) {
            continue;
        }
        is_said |= is_grave(item) && sums[i].tally.logos + sums[i].tally.uncertain < item->min;
        if (judge(requirements->call, &sums[i].tally, item, &place) != 0) {
            return -1;
        }
    }
    gboolean is_asked = kinds_have(touchpoint->expects, "logo") && all->documents > 0;
    return is_asked && !is_said ? judge(requirements->call, &all->tally, &expected, &place) : 0;
}

int requirements_finish(struct requirements *requirements)
{
    int done = 0;
    for (uint32_t i = 0; done == 0 && i < requirements->touchpoints.count; i++) {
        done = judge_touchpoint(requirements, i);
    }
    return done;
}
