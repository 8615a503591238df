/* SPDX-License-Identifier: MIT
 *
 * What was seen of ours against what the plan knows.
 */
#include "plugins/check-map/map.h"

/* One thing that is ours. */
struct unlisted {
    char *value;
    GArray *places; /* struct seen */
};

struct seen {
    char *touchpoint, *locator, *where;
    uint32_t line, column;
};

struct conclusion {
    struct ts_call *call;
    const struct map *map;
    struct ts_list touchpoints;
    GHashTable *hosts;    /* char *: where touchpoints and their documents are, without www. */
    GHashTable *profiles; /* char *: touchpoints that are profiles */
    GHashTable *unlisted; /* char * -> struct unlisted * */
    gboolean has_phone;   /* a touchpoint is a telephone */
};

static void clear_seen(gpointer data)
{
    struct seen *seen = data;
    g_free(seen->touchpoint);
    g_free(seen->locator);
    g_free(seen->where);
}

static void free_unlisted(gpointer data)
{
    struct unlisted *unlisted = data;
    g_array_unref(unlisted->places);
    g_free(unlisted->value);
    g_free(unlisted);
}

/* ---- what the plan knows --------------------------------------------------------------------- */

static void know_place(struct conclusion *conclusion, struct ts_str locator, gboolean is_touchpoint)
{
    char normal[URL_SIZE + 1];
    struct url_parts parts;
    struct profile profile;
    size_t size = url_resolve(ts_text(NULL), locator, normal);
    if (size == 0 || !url_split(ts_bytes(normal, size), &parts)) {
        return;
    }
    struct ts_str host = host_without_www(parts.host);
    char *name = g_strndup(host.ptr, host.len);
    if (g_hash_table_contains(conclusion->hosts, name)) {
        g_free(name);
    } else {
        g_hash_table_add(conclusion->hosts, name);
    }
    if (is_touchpoint && profile_read(ts_bytes(normal, size), &profile)) {
        g_hash_table_add(conclusion->profiles, g_strdup(profile.shown));
    }
}

static void know_touchpoints(struct conclusion *conclusion)
{
    for (uint32_t i = 0; i < conclusion->touchpoints.count; i++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, i);
        conclusion->has_phone |= ts_is(touchpoint->channel, "phone");
        know_place(conclusion, touchpoint->locator, TRUE);
    }
}

static const struct ts_touchpoint *find_touchpoint(const struct conclusion *conclusion,
                                                   struct ts_str id)
{
    for (uint32_t i = 0; i < conclusion->touchpoints.count; i++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, i);
        if (ts_equal(touchpoint->id, id)) {
            return touchpoint;
        }
    }
    return NULL;
}

/* ---- what was seen --------------------------------------------------------------------------- */

static struct unlisted *unlisted_for(struct conclusion *conclusion, struct ts_str value)
{
    g_autofree char *key = g_strndup(value.ptr, value.len);
    struct unlisted *unlisted = g_hash_table_lookup(conclusion->unlisted, key);
    if (!unlisted && g_hash_table_size(conclusion->unlisted) < MAP_UNLISTED_MAX) {
        unlisted = g_new0(struct unlisted, 1);
        unlisted->value = g_steal_pointer(&key);
        unlisted->places = g_array_new(FALSE, TRUE, sizeof(struct seen));
        g_array_set_clear_func(unlisted->places, clear_seen);
        g_hash_table_insert(conclusion->unlisted, unlisted->value, unlisted);
    }
    return unlisted;
}

static char *copy(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

/* Documents come sorted by touchpoint: it is enough to look at the last place. */
static void add_place(struct unlisted *unlisted, const struct ts_stored_document *document,
                      const struct ts_place *place)
{
    guint count = unlisted->places->len;
    const struct seen *last =
        count ? &g_array_index(unlisted->places, struct seen, count - 1) : NULL;
    if (count >= MAP_PLACES_MAX || (last && ts_is(document->touchpoint, last->touchpoint))) {
        return;
    }
    struct seen seen = {copy(document->touchpoint), copy(document->locator), copy(place->where),
                        place->line, place->column};
    g_array_append_val(unlisted->places, seen);
}

static void take_document(struct conclusion *conclusion, const struct ts_stored_document *document)
{
    const struct ts_touchpoint *touchpoint = find_touchpoint(conclusion, document->touchpoint);
    know_place(conclusion, document->locator, FALSE);
    /* What others write is not said by us: a dealer's page links to the dealer's profiles. */
    if (!touchpoint || (touchpoint->control.len && !ts_is(touchpoint->control, "owned"))) {
        return;
    }
    for (uint32_t i = 0; i < document->observations.count; i++) {
        const struct ts_observation *observation = ts_item(document->observations, i);
        struct unlisted *unlisted = ts_is(observation->key, MAP_KEY) && observation->value.len
                                        ? unlisted_for(conclusion, observation->value)
                                        : NULL;
        if (unlisted) {
            add_place(unlisted, document, &observation->place);
        }
    }
}

static int take_documents(struct conclusion *conclusion)
{
    struct ts_stored_document document;
    int next;
    while ((next = conclusion->call->host->next_document(conclusion->call, &document)) == 1) {
        take_document(conclusion, &document);
    }
    return next;
}

/* ---- what is said ---------------------------------------------------------------------------- */

/* A touchpoint fed by files has no address; its id may name the network: "instagram-nl". */
static gboolean has_network(const struct conclusion *conclusion, const char *shown)
{
    g_autofree char *url = g_strconcat("https://", shown, NULL);
    struct profile profile;
    if (!profile_read(ts_text(url), &profile)) {
        return FALSE;
    }
    for (uint32_t i = 0; i < conclusion->touchpoints.count; i++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, i);
        g_autofree char *id = g_ascii_strdown(touchpoint->id.len ? touchpoint->id.ptr : "",
                                              (gssize)touchpoint->id.len);
        g_auto(GStrv) words = g_strsplit_set(id, "-_.", -1);
        if (g_strv_contains((const char *const *)words, profile.network)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Numbers end with a digit, top-level domains have a letter. */
static gboolean is_host(const char *value)
{
    const char *dot = strrchr(value, '.');
    return dot && g_ascii_isalpha(dot[1]);
}

/* By its form, as an argument of the message; NULL: the plan knows it. */
static const char *kind_of(const struct conclusion *conclusion, const char *value)
{
    if (strchr(value, '/')) {
        gboolean is_known =
            g_hash_table_contains(conclusion->profiles, value) || has_network(conclusion, value);
        return is_known ? NULL : "place";
    }
    if (strchr(value, '@')) {
        return "mailbox";
    }
    if (!is_host(value)) {
        return conclusion->has_phone ? NULL : "number";
    }
    if (g_hash_table_contains(conclusion->hosts, value)) {
        return NULL;
    }
    return host_owner(conclusion->map, ts_text(value)) == OWNER_ALIKE ? "alike" : "place";
}

static int say(const struct conclusion *conclusion, const struct unlisted *unlisted,
               const char *kind)
{
    g_autoptr(GArray) places = g_array_new(FALSE, TRUE, sizeof(struct ts_place));
    const struct ts_pair argument = {ts_text(kind), ts_text(unlisted->value)};
    for (guint i = 0; i < unlisted->places->len; i++) {
        const struct seen *seen = &g_array_index(unlisted->places, struct seen, i);
        struct ts_place place = {.touchpoint = ts_text(seen->touchpoint),
                                 .locator = ts_text(seen->locator),
                                 .where = ts_text(seen->where),
                                 .block = TS_NO_BLOCK,
                                 .line = seen->line,
                                 .column = seen->column};
        g_array_append_val(places, place);
    }
    const struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("map/unlisted"),
        .actual = ts_text(unlisted->value),
        .arguments = ts_one(&argument, sizeof argument),
        .places = {places->data, places->len, sizeof(struct ts_place)},
    };
    return conclusion->call->host->emit_finding(conclusion->call, &finding);
}

static int say_all(const struct conclusion *conclusion)
{
    GList *values = g_list_sort(g_hash_table_get_keys(conclusion->unlisted), (GCompareFunc)strcmp);
    int done = 0;
    for (const GList *at = values; at && done == 0; at = at->next) {
        const char *kind = kind_of(conclusion, at->data);
        if (kind) {
            done = say(conclusion, g_hash_table_lookup(conclusion->unlisted, at->data), kind);
        }
    }
    g_list_free(values);
    return done;
}

static GHashTable *new_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

int map_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    struct conclusion conclusion = {
        .call = call,
        .map = self,
        .touchpoints = touchpoints,
        .hosts = new_set(),
        .profiles = new_set(),
        .unlisted = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_unlisted),
    };
    know_touchpoints(&conclusion);
    int done = take_documents(&conclusion);
    /* One place is no plan: a scan of a page knows of no other touchpoint. */
    if (done == 0 && touchpoints.count > 1) {
        done = say_all(&conclusion);
    }
    g_hash_table_unref(conclusion.hosts);
    g_hash_table_unref(conclusion.profiles);
    g_hash_table_unref(conclusion.unlisted);
    return done;
}
