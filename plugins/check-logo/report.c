/* SPDX-License-Identifier: MIT
 *
 * What is wrong with a logo where it stands: a function a rule, in one table. expected and actual
 * make the finding's identity, so they hold the version, what is wrong in whole numbers, and
 * nothing of where it stands: one wrong picture on 900 pages, or under 900 names, is one finding.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/check.h"
#include "plugins/common/kinds.h"

/* ---- one finding in the making --------------------------------------------------------------- */

#define PAIRS_MAX 8
#define DRAWN_MAX 200u       /* findings of a run that get evidence of their own */
#define MIN_WIDTH_SLACK 1.05 /* the drawing is a little less wide than its file */

struct report {
    const struct use *use;
    const char *rule;
    unsigned severity;
    char *expected, *actual;
    const char *names[PAIRS_MAX];
    char *values[PAIRS_MAX]; /* owned */
    guint count;
    gboolean is_of_page; /* the page does it: the picture's own evidence shows nothing of it */
};

G_GNUC_PRINTF(3, 4)
static void add(struct report *report, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report->names[report->count] = name;
    report->values[report->count++] = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

static void clear(struct report *report)
{
    g_free(report->expected);
    g_free(report->actual);
    for (guint i = 0; i < report->count; i++) {
        g_free(report->values[i]);
    }
}

/* The first of findings that are one has it drawn. NULL: another has it, or there are too many. */
static GBytes *draw(const struct report *report)
{
    const struct use *use = report->use;
    g_autofree char *key =
        g_strdup_printf("%.*s\n%s\n%s", (int)use->place.touchpoint.len, use->place.touchpoint.ptr,
                        report->expected, report->actual);
    if (g_hash_table_size(use->drawn) >= DRAWN_MAX ||
        !g_hash_table_add(use->drawn, g_steal_pointer(&key))) {
        return NULL;
    }
    guint reference = seen_reference(use->check, use->seen);
    return reference == G_MAXUINT ? NULL
                                  : show_stretched(use->check->book, reference, use->shown.aspect);
}

static int emit(const struct report *report)
{
    const struct use *use = report->use;
    struct ts_pair pairs[PAIRS_MAX];
    GBytes *evidence = report->is_of_page ? draw(report) : NULL;
    gsize size = 0;
    const void *bytes = evidence ? g_bytes_get_data(evidence, &size) : NULL;
    for (guint i = 0; i < report->count; i++) {
        pairs[i] = (struct ts_pair){ts_text(report->names[i]), ts_text(report->values[i])};
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = report->severity,
        .rule = ts_text(report->rule),
        .expected = ts_text(report->expected),
        .actual = ts_text(report->actual),
        .arguments = {pairs, report->count, sizeof *pairs},
        .places = ts_one(&use->place, sizeof use->place),
        .evidence_type = ts_text(size ? "image/png" : NULL),
        .evidence = ts_bytes(bytes, size),
        .evidence_id = report->is_of_page ? ts_text(NULL) : use->seen->evidence_id,
    };
    int done = use->call->host->emit_finding(use->call, &finding);
    g_clear_pointer(&evidence, g_bytes_unref);
    return done;
}

/* ---- words ----------------------------------------------------------------------------------- */

static const struct logo_version *version_of(const struct use *use)
{
    return &g_array_index(use->check->book->versions, struct logo_version,
                          use->seen->sighting.version);
}

static const char *id_of(const struct use *use)
{
    return version_of(use)->id;
}

/* "main: WHAT", where expected does not name the version. */
G_GNUC_PRINTF(2, 3)
static char *of_version(const struct use *use, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return g_strconcat(id_of(use), ": ", what, NULL);
}

static guint percent(double share)
{
    return (guint)lround(fabs(share) * 100);
}

/* ---- the rules ------------------------------------------------------------------------------- */

static gboolean looks_distorted(const struct use *use)
{
    return use->shown.is_stretched || is_distorted(&use->seen->sighting);
}

static void add_size(struct report *report, const struct use *use)
{
    const struct ts_stored_picture *picture = use->picture;
    double aspect = use->seen->natural_width / use->seen->natural_height;
    guint height = (guint)lround(picture->width / aspect);
    guint width = (guint)lround(picture->height * aspect);
    /* the smaller change is likelier to be what was meant */
    gboolean is_width_right = picture->width <= width;
    report->expected = of_version(use, "%u × %u px", is_width_right ? picture->width : width,
                                  is_width_right ? height : picture->height);
    report->actual = of_version(use, "%u × %u px", picture->width, picture->height);
    add(report, "shown", "%u × %u", picture->width, picture->height);
    add(report, "right", "%u × %u", is_width_right ? picture->width : width,
        is_width_right ? height : picture->height);
}

static gboolean distorted(struct report *report, const struct use *use)
{
    double excess = shown_excess(use->shown.aspect > 0 ? use->shown.aspect : 1) - 1;
    gboolean is_wide = use->shown.aspect > 1;
    if (!looks_distorted(use) || excess < ALARM_ASPECT) {
        return FALSE; /* the page may well undo what the file does */
    }
    report->severity = excess >= ALARM_ASPECT_GRAVE ? TS_SEVERITY_DEFAULT : TS_WARNING;
    add(report, "percent", "%u", percent(excess));
    add(report, "direction", "%s", is_wide ? "wide" : "high");
    add(report, "direction_nl", "%s", is_wide ? "breed" : "hoog");
    if (use->shown.is_stretched && !is_distorted(&use->seen->sighting)) {
        add_size(report, use);
        report->is_of_page = TRUE;
        return TRUE;
    }
    report->expected = g_strdup(id_of(use));
    report->actual = g_strdup_printf("%u %% too %s", percent(excess), is_wide ? "wide" : "high");
    add(report, "own", "the picture itself is distorted");
    add(report, "own_nl", "het plaatje zelf is vervormd");
    return TRUE;
}

static gboolean wrong_colour(struct report *report, const struct use *use)
{
    const struct logo_measures *measures = &use->seen->sighting.measures;
    if (!is_wrong_colour(&use->seen->sighting, use->seen->quality)) {
        return FALSE;
    }
    report->expected = g_strdup(measures->right_colour);
    report->actual = of_version(use, "%s", measures->seen_colour);
    add(report, "colour", "%s", measures->seen_colour);
    add(report, "difference", "%.0f", measures->delta_e);
    return TRUE;
}

static const struct {
    char side;
    const char *name, *name_nl;
} sides[] = {
    {'l', "left", "links"},
    {'r', "right", "rechts"},
    {'t', "top", "boven"},
    {'b', "bottom", "onder"},
};

static gboolean cropped(struct report *report, const struct use *use)
{
    const char *name = "", *name_nl = "";
    if (!is_cropped(&use->seen->sighting)) {
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        if (use->seen->sighting.measures.crop_side == sides[i].side) {
            name = sides[i].name;
            name_nl = sides[i].name_nl;
        }
    }
    report->expected = g_strdup(id_of(use));
    report->actual =
        g_strdup_printf("%u %% missing%s%s", percent(use->seen->sighting.measures.crop),
                        *name ? " at the " : "", name);
    add(report, "percent", "%u", percent(use->seen->sighting.measures.crop));
    add(report, "side", "%s", name);
    add(report, "side_nl", "%s", name_nl);
    return TRUE;
}

/* By what is in the picture: what lies outside it is the page's, and not seen. */
static gboolean crowded(struct report *report, const struct use *use)
{
    const struct logo_version *version = version_of(use);
    if (!is_crowded(&use->seen->sighting, version)) {
        return FALSE;
    }
    report->expected = g_strdup_printf("%u %%", percent(version->clear_space));
    report->actual = of_version(use, "%u %%", percent(use->seen->sighting.measures.clear));
    add(report, "percent", "%u", percent(use->seen->sighting.measures.clear));
    return TRUE;
}

static gboolean low_resolution(struct report *report, const struct use *use)
{
    const struct seen *seen = use->seen;
    gboolean is_enlarged = use->shown.is_known && use->shown.scale_x > 1 / 0.9;
    gboolean is_unsharp = is_blurred(&seen->sighting);
    if (seen->is_vector || (!is_enlarged && !is_unsharp)) {
        return FALSE;
    }
    report->expected = g_strdup(id_of(use));
    if (is_enlarged) {
        guint shown = (guint)lround(use->shown.scale_x * seen->natural_width);
        report->actual = g_strdup_printf("%.0f px for %u", seen->natural_width, shown);
        add(report, "pixels", "%.0f", seen->natural_width);
        add(report, "shown", "%u", shown);
    } else {
        report->actual = g_strdup("unsharp");
        add(report, "unsharp", "it has less detail than the registered file at that size");
        add(report, "unsharp_nl", "er is minder in te zien dan in het vastgelegde bestand");
    }
    return TRUE;
}

/* Icons are small by their nature, and what others make of a social picture is not known. */
static gboolean too_small(struct report *report, const struct use *use)
{
    guint wanted = version_of(use)->min_width;
    double width = use->seen->sighting.box.width * use->shown.scale_x;
    if (!use->picture || !use->shown.is_known || use->picture->kind == TS_REFERENCE_ICON ||
        use->picture->kind == TS_REFERENCE_SOCIAL || width * MIN_WIDTH_SLACK + 1 > wanted) {
        return FALSE;
    }
    report->expected = g_strdup_printf("%u px", wanted);
    report->actual = of_version(use, "%.0f px", width);
    add(report, "width", "%.0f", width);
    return TRUE;
}

gboolean logo_is_for(const struct logo_check *check, guint version, struct ts_str touchpoint)
{
    const struct ts_node *list = ts_get(logo_entry(check, version), "for");
    gboolean is_for = !list || list->children.count == 0 || ts_is(touchpoint, TOUCHPOINT_UNNAMED);
    for (uint32_t i = 0; !is_for && i < list->children.count; i++) {
        is_for = ts_equal(((const struct ts_node *)ts_item(list->children, i))->text, touchpoint);
    }
    return is_for;
}

static gboolean misplaced(struct report *report, const struct use *use)
{
    report->actual = g_strdup(id_of(use));
    return !logo_is_for(use->check, use->seen->sighting.version, use->place.touchpoint);
}

static gboolean uncertain(struct report *report, const struct use *use)
{
    struct ts_str reason = use->seen->reason;
    report->expected = g_strdup(id_of(use));
    report->actual =
        g_strdup_printf("%.0f × %.0f px", use->seen->natural_width, use->seen->natural_height);
    add(report, "reason", "%.*s", (int)reason.len, reason.len ? reason.ptr : "");
    return TRUE;
}

static const struct rule {
    const char *id;
    gboolean is_of_uncertain; /* nothing else is said of what may be another */
    gboolean (*judge)(struct report *report, const struct use *use);
} rules[] = {
    {"logo/uncertain", TRUE, uncertain},
    {"logo/misplaced", FALSE, misplaced},
    {"logo/distorted", FALSE, distorted},
    {"logo/wrong-colour", FALSE, wrong_colour},
    {"logo/cropped", FALSE, cropped},
    {"logo/crowded", FALSE, crowded},
    {"logo/low-resolution", FALSE, low_resolution},
    {"logo/too-small", FALSE, too_small},
};

/* ---- the observation ------------------------------------------------------------------------- */

static const char *const kinds[] = {
    [TS_REFERENCE_IMAGE] = "image",
    [TS_REFERENCE_ICON] = "icon",
    [TS_REFERENCE_SOCIAL] = "social",
    [TS_REFERENCE_BACKGROUND] = "background",
};

static const char *role_of(struct ts_str where)
{
    g_autofree char *path = g_strndup(where.ptr ? where.ptr : "", where.len);
    return strstr(path, "header") ? "header" : strstr(path, "footer") ? "footer" : NULL;
}

/* 0 is a measure; what was not measured is below. */
static guint add_number(struct ts_number *numbers, guint count, const char *name, double value)
{
    numbers[count] = (struct ts_number){ts_text(name), value};
    return count + (value >= 0 ? 1 : 0);
}

static guint add_pair(struct ts_pair *pairs, guint count, const char *name, struct ts_str value)
{
    pairs[count] = (struct ts_pair){ts_text(name), value};
    return count + (value.len ? 1 : 0);
}

/* Cut where a character begins, so that all details stay within the host's cap. */
static struct ts_str short_text(struct ts_str text)
{
    size_t len = MIN(text.len, (size_t)1000);
    while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    return ts_bytes(text.ptr, len);
}

static int observe(const struct use *use)
{
    struct ts_number numbers[6];
    struct ts_pair pairs[6];
    guint number_count = 0, pair_count = 0;
    const struct ts_stored_picture *picture = use->picture;
    const char *kind = picture && picture->kind < G_N_ELEMENTS(kinds) ? kinds[picture->kind] : NULL;
    g_autofree char *key = g_strconcat("logo:", id_of(use), NULL);
    number_count =
        add_number(numbers, number_count, "aspect", round(use->shown.aspect * 1000) / 1000);
    number_count =
        add_number(numbers, number_count, "delta_e", use->seen->sighting.measures.delta_e);
    if (use->shown.is_known) {
        number_count = add_number(numbers, number_count, "width",
                                  round(use->seen->sighting.box.width * use->shown.scale_x));
        number_count = add_number(numbers, number_count, "height",
                                  round(use->seen->sighting.box.height * use->shown.scale_y));
    }
    pair_count = add_pair(pairs, pair_count, "picture", short_text(use->locator));
    pair_count = add_pair(pairs, pair_count, "kind", ts_text(kind));
    pair_count = add_pair(pairs, pair_count, "role", ts_text(role_of(use->place.where)));
    pair_count = add_pair(pairs, pair_count, "reason", use->seen->reason);
    if (picture) {
        pair_count = add_pair(pairs, pair_count, "alt", short_text(picture->alt));
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text((use->seen->sighting.value == LOGO_UNCERTAIN) ? "uncertain"
                         : looks_distorted(use)                        ? "distorted"
                                                                       : "match"),
        .confidence = use->seen->sighting.score,
        .place = use->place,
        .numbers = {numbers, number_count, sizeof *numbers},
        .details = {pairs, pair_count, sizeof *pairs},
        .evidence_id = use->seen->evidence_id,
    };
    return use->call->host->emit_observation(use->call, &observation);
}

int use_report(const struct use *use)
{
    int done = observe(use);
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(rules); i++) {
        struct report report = {.use = use, .rule = rules[i].id};
        if (rules[i].is_of_uncertain == (use->seen->sighting.value == LOGO_UNCERTAIN) &&
            rules[i].judge(&report, use)) {
            done = emit(&report);
        }
        clear(&report);
    }
    return done;
}
