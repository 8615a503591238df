/* SPDX-License-Identifier: MIT
 *
 * Findings on the values of a fact. What stands in expected and actual rests on the values alone,
 * not on where they are said, so that a finding stays the same while pages come and go.
 */
#include "plugins/check-facts/conclude.h"

#define VALUES_TOLD 12u     /* distinct values in a message */
#define TOUCHPOINTS_TOLD 4u /* of one value */
#define VALUE_SIZE 200u     /* bytes of one value */
#define TEXT_SIZE 4000u     /* bytes of them all; the contract has LIMIT_VALUE_SIZE */

static void cut(GString *text, gsize size)
{
    if (text->len > size) {
        g_string_truncate(
            text, (gsize)(g_utf8_find_prev_char(text->str, text->str + size + 1) - text->str));
        g_string_append(text, "…");
    }
}

static void append_value(GString *text, const struct said *said, const char *language)
{
    g_autofree char *spoken = value_say(&said->value, language);
    g_autoptr(GString) own = g_string_new(spoken);
    cut(own, VALUE_SIZE);
    g_string_append(text, own->str);
}

/* "Delivery time", "Delivery time (BE, store)" */
static char *title_of(const struct group *group, const char *title)
{
    const char *const parts[] = {group->country, group->channel, group->product};
    g_autoptr(GString) text = g_string_new(title ? title : group->slot->title);
    const char *opening = " (";
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i][0]) {
            g_string_append_printf(text, "%s%s", opening, parts[i]);
            opening = ", ";
        }
    }
    if (opening[0] == ',') {
        g_string_append_c(text, ')');
    }
    cut(text, VALUE_SIZE * 2);
    return g_strdup(text->str);
}

/* "14 days / 30 days" */
static char *bare_values(const struct verdict *verdict, const char *language)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < MIN(verdict->saids->len, VALUES_TOLD); i++) {
        g_string_append(text, i ? " / " : "");
        append_value(text, g_ptr_array_index(verdict->saids, i), language);
    }
    return g_strdup(text->str);
}

/* " (newsletter, webshop: JSON-LD)" */
static void append_touchpoints(GString *text, const struct said *said)
{
    for (guint i = 0; i < MIN(said->sightings->len, TOUCHPOINTS_TOLD); i++) {
        const struct sighting *sighting = g_ptr_array_index(said->sightings, i);
        g_string_append_printf(text, "%s%s%s%s", i ? ", " : " (", sighting->touchpoint,
                               sighting->format ? ": " : "",
                               sighting->format ? sighting->format : "");
    }
    if (said->sightings->len > TOUCHPOINTS_TOLD) {
        g_string_append_printf(text, " +%u", said->sightings->len - TOUCHPOINTS_TOLD);
    }
    g_string_append_c(text, ')');
}

/* "30 days (webshop), 14 days (newsletter)" */
static char *values_with_places(const struct verdict *verdict, const char *language)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < MIN(verdict->saids->len, VALUES_TOLD); i++) {
        const struct said *said = g_ptr_array_index(verdict->saids, i);
        g_string_append(text, i ? ", " : "");
        append_value(text, said, language);
        append_touchpoints(text, said);
    }
    if (verdict->saids->len > VALUES_TOLD) {
        g_string_append_printf(text, " +%u", verdict->saids->len - VALUES_TOLD);
    }
    cut(text, TEXT_SIZE);
    return g_strdup(text->str);
}

static gboolean is_told(const struct verdict *verdict, const struct sighting *sighting)
{
    return !verdict->touchpoint || g_str_equal(verdict->touchpoint, sighting->touchpoint);
}

/* Of all, also those that are not kept. */
static guint count_places(const struct verdict *verdict)
{
    guint count = 0;
    for (guint i = 0; i < verdict->saids->len; i++) {
        const struct said *said = g_ptr_array_index(verdict->saids, i);
        for (guint k = 0; k < said->sightings->len; k++) {
            const struct sighting *sighting = g_ptr_array_index(said->sightings, k);
            count += is_told(verdict, sighting) ? sighting->count : 0;
        }
    }
    return count;
}

static void add_round(const struct verdict *verdict, guint round, GArray *places)
{
    for (guint i = 0; i < verdict->saids->len; i++) {
        const struct said *said = g_ptr_array_index(verdict->saids, i);
        for (guint k = 0; k < said->sightings->len && places->len < FINDING_PLACES; k++) {
            const struct sighting *sighting = g_ptr_array_index(said->sightings, k);
            if (is_told(verdict, sighting) && round < sighting->places->len) {
                g_array_append_vals(places,
                                    &g_array_index(sighting->places, struct ts_place, round), 1);
            }
        }
    }
}

/* The first place of every value in every touchpoint comes before all others, so that none is
 * missing where there are too many. */
static void add_places(const struct verdict *verdict, GArray *places)
{
    guint before = 0;
    for (guint round = 0; round == 0 || places->len > before; round++) {
        before = places->len;
        add_round(verdict, round, places);
    }
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const struct ts_place *one = a, *other = b;
    size_t size = MIN(one->touchpoint.len, other->touchpoint.len);
    int order = memcmp(one->touchpoint.ptr, other->touchpoint.ptr, size);
    return order ? order
                 : (one->touchpoint.len > other->touchpoint.len) -
                       (one->touchpoint.len < other->touchpoint.len);
}

/* Places of one touchpoint after another: the end of those that begin at first. */
static guint end_of_touchpoint(const GArray *places, guint first)
{
    const struct ts_place *own = &g_array_index(places, struct ts_place, first);
    guint end = first;
    while (end < places->len &&
           ts_equal(g_array_index(places, struct ts_place, end).touchpoint, own->touchpoint)) {
        end++;
    }
    return end;
}

/* It belongs to the touchpoint of its first place. Each that takes part has it, with its own places
 * first: whoever checks one touchpoint alone must not find it clean. */
static int emit_in_each(struct ts_call *call, const GArray *places, struct ts_finding *finding)
{
    for (guint first = 0, end; first < places->len; first = end) {
        g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        end = end_of_touchpoint(places, first);
        g_array_append_vals(own, &g_array_index(places, struct ts_place, first), end - first);
        g_array_append_vals(own, places->data, first);
        if (end < places->len) {
            g_array_append_vals(own, &g_array_index(places, struct ts_place, end),
                                places->len - end);
        }
        finding->places = (struct ts_list){own->data, own->len, sizeof(struct ts_place)};
        if (call->host->emit_finding(call, finding) != 0) {
            return -1;
        }
    }
    return 0;
}

static int emit(struct ts_call *call, const struct verdict *verdict, struct ts_str actual,
                struct ts_list arguments)
{
    const struct slot *slot = verdict->group->slot;
    gboolean has_truth = slot->has_truth && group_is_general(verdict->group);
    gboolean is_wrong = !g_str_equal(verdict->rule, "facts/differs");
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    add_places(verdict, places);
    g_array_sort(places, compare_places);
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = is_wrong ? slot->severity : TS_SEVERITY_DEFAULT,
        .rule = ts_text(verdict->rule),
        .expected = ts_text(has_truth ? slot->truth_text : NULL),
        .actual = actual,
        .arguments = arguments,
    };
    return emit_in_each(call, places, &finding);
}

int verdict_say(struct ts_call *call, const struct facts *facts, const struct verdict *verdict)
{
    const struct slot *slot = verdict->group->slot;
    g_autofree char *title = title_of(verdict->group, slot->title_in[0]);
    g_autofree char *title_nl = title_of(verdict->group, slot->title_in[1]);
    g_autofree char *house = title_of(verdict->group, NULL);
    g_autofree char *own = bare_values(verdict, facts->language ? facts->language : "en");
    g_autofree char *actual = g_strconcat(house, ": ", own, NULL);
    g_autofree char *value = bare_values(verdict, "en"), *value_nl = bare_values(verdict, "nl");
    g_autofree char *values = values_with_places(verdict, "en");
    g_autofree char *values_nl = values_with_places(verdict, "nl");
    g_autofree char *count = g_strdup_printf("%u", count_places(verdict));
    const struct ts_pair arguments[] = {
        {ts_text("title"), ts_text(title)},         {ts_text("title_nl"), ts_text(title_nl)},
        {ts_text("fact"), ts_text(slot->id)},       {ts_text("value"), ts_text(value)},
        {ts_text("value_nl"), ts_text(value_nl)},   {ts_text("values"), ts_text(values)},
        {ts_text("values_nl"), ts_text(values_nl)}, {ts_text("count"), ts_text(count)},
    };
    return emit(call, verdict, ts_text(actual), (struct ts_list)TS_LIST_OF(arguments));
}
