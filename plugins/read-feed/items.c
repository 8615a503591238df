/* SPDX-License-Identifier: MIT
 *
 * From items to posts: which fields they have, what they are called, which are not published.
 */
#include <string.h>

#include "plugins/read-feed/feed.h"

#define ID_SIZE 64u
#define NAMES_SIZE 300u /* bytes of a message that lists fields */

struct emit {
    struct feed *feed;
    GHashTable *ids;              /* char *: suffixes that are taken */
    gboolean is_met[FEED_FIELDS]; /* some item has the field */
    guint number, drafts, empty, posts;
    double scale;
    gboolean is_failed;
};

int feed_fail(const struct feed *feed, char *why)
{
    g_autofree char *valid = g_utf8_make_valid(why, -1);
    g_free(why);
    return ts_fail(feed->call, valid);
}

void feed_say(const struct feed *feed, char *what)
{
    g_autofree char *valid = g_utf8_make_valid(what, -1);
    g_free(what);
    feed->call->host->emit_truncated(feed->call, ts_text(valid));
}

gboolean feed_add(struct feed *feed, json_t *item)
{
    if (json_array_size(feed->items) >= FEED_ITEMS) {
        feed->is_full = TRUE;
        json_decref(item);
        return FALSE;
    }
    json_array_append_new(feed->items, item);
    return TRUE;
}

const json_t *feed_value(const json_t *item, const char *path)
{
    const json_t *whole = json_object_get(item, path);
    if (whole) {
        return whole;
    }
    g_auto(GStrv) keys = g_strsplit(path, ".", (gint)FEED_DEPTH);
    const json_t *value = item;
    for (guint i = 0; value && keys[i]; i++) {
        value = json_object_get(value, keys[i]);
    }
    return value;
}

/* ---- values as text ---- */

/* Readable characters only: NUL and the like become spaces. The caller frees it. */
static char *clean(const char *text, size_t size)
{
    char *own = g_strndup("", size); /* zeroed: size + 1 bytes */
    for (size_t i = 0; i < size; i++) {
        gboolean is_control = (unsigned char)text[i] < 0x20 && !strchr("\t\r\n", text[i]);
        own[i] = is_control || text[i] == '\0' ? ' ' : text[i];
    }
    return own;
}

/* "" for what has no text. The caller frees it. */
static char *text_of(const json_t *value)
{
    if (json_is_string(value)) {
        return clean(json_string_value(value), json_string_length(value));
    }
    if (json_is_integer(value)) {
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    }
    if (json_is_real(value)) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        return g_strdup(g_ascii_formatd(number, sizeof number, "%.4g", json_real_value(value)));
    }
    return g_strdup("");
}

/* Of the alternatives, the first that has text. The caller frees it. */
static char *field_of(struct emit *emit, const json_t *item, enum feed_field field)
{
    char *const *paths = emit->feed->map.paths[field];
    for (; paths && *paths; paths++) {
        const json_t *value = feed_value(item, *paths);
        char *text = value ? text_of(value) : NULL;
        emit->is_met[field] = emit->is_met[field] || value;
        if (text && *g_strstrip(text)) {
            return text;
        }
        g_free(text);
    }
    return g_strdup("");
}

/* ---- ids ---- */

static gboolean is_safe(const char *id)
{
    size_t size = strlen(id);
    for (size_t i = 0; i < size; i++) {
        if (!g_ascii_isalnum(id[i]) && !strchr("-_.", id[i])) {
            return FALSE;
        }
    }
    return size > 0 && size <= ID_SIZE;
}

/* The feed's own id if it may stand in a locator; else a hash of it, so that a post keeps its name
 * when others are put before it; else its number. Each once. The caller frees it. */
static char *suffix_of(struct emit *emit, const char *id)
{
    g_autofree char *hash =
        *id && !is_safe(id) ? g_compute_checksum_for_string(G_CHECKSUM_SHA256, id, -1) : NULL;
    g_autofree char *base = !*id   ? g_strdup_printf("item=%u", emit->number)
                            : hash ? g_strdup_printf("item=%.12s", hash)
                                   : g_strdup_printf("item=%s", id);
    char *suffix = g_strdup(base);
    for (guint n = 2; g_hash_table_contains(emit->ids, suffix); n++) {
        g_free(suffix);
        suffix = n < 100 ? g_strdup_printf("%s.%u", base, n)
                         : g_strdup_printf("%s.at.%u", base, emit->number);
    }
    g_hash_table_add(emit->ids, g_strdup(suffix));
    return suffix;
}

/* ---- posts ---- */

static gboolean is_draft(const struct feed_map *map, const json_t *item)
{
    const json_t *value = map->draft_path ? feed_value(item, map->draft_path) : NULL;
    g_autofree char *text = value ? text_of(value) : NULL;
    return text && g_str_equal(text, map->draft_value);
}

static void put(json_t *post, const char *name, const char *text)
{
    if (*text) {
        json_object_set_new(post, name, json_string(text));
    }
}

static void put_rating(const struct emit *emit, json_t *post)
{
    const char *written = json_string_value(json_object_get(post, "rating"));
    double value = written ? rating_parse(written, emit->scale) : -1.0;
    if (value >= 0.0) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(number, sizeof number, "%.4g", value);
        json_object_set_new(post, "rating_share", json_string(number));
    }
}

static void emit_post(struct emit *emit, const json_t *post, const char *id)
{
    char *bytes = json_dumps(post, JSON_COMPACT);
    g_autofree char *suffix = suffix_of(emit, id);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(FEED_POST_TYPE),
        .charset = ts_text("utf-8"),
        .bytes = ts_text(bytes),
    };
    emit->posts++;
    emit->is_failed |= emit->feed->call->host->emit_child(emit->feed->call, &child) != 0;
    free(bytes);
}

static void take_item(struct emit *emit, const json_t *item)
{
    json_t *post = json_object();
    g_autofree char *id = NULL;
    emit->number++;
    for (guint i = 0; i < FEED_FIELDS; i++) {
        g_autofree char *text = field_of(emit, item, (enum feed_field)i);
        put(post, feed_field_names[i], text);
        if (i == FEED_ID) {
            id = g_steal_pointer(&text);
        }
    }
    if (emit->feed->language && !json_object_get(post, "language")) {
        put(post, "language", emit->feed->language);
    }
    put_rating(emit, post);
    if (is_draft(&emit->feed->map, item)) {
        emit->drafts++;
    } else if (!json_object_get(post, "text") && !json_object_get(post, "title")) {
        emit->empty++;
    } else {
        emit_post(emit, post, id);
    }
    json_decref(post);
}

/* ---- what there is ---- */

/* The greatest lone number tells of how many a rating is. */
static double find_scale(struct emit *emit)
{
    double greatest = 0.0;
    for (size_t i = 0; i < json_array_size(emit->feed->items); i++) {
        g_autofree char *text = field_of(emit, json_array_get(emit->feed->items, i), FEED_RATING);
        greatest = MAX(greatest, rating_number(text));
    }
    return rating_scale(greatest);
}

static void add_name(GString *names, const char *prefix, const char *key)
{
    if (names->len < NAMES_SIZE) {
        g_string_append_printf(names, "%s%s%.60s", names->len ? ", " : "", prefix, key);
    }
}

/* The fields of the first item, those inside others with a dot. The caller frees it. */
static char *list_fields(const struct feed *feed)
{
    GString *names = g_string_new(NULL);
    const char *key, *inner_key;
    json_t *value, *inner;
    json_object_foreach(json_array_get(feed->items, 0), key, value)
    {
        g_autofree char *prefix = g_strdup_printf("%.60s.", key);
        if (json_is_object(value)) {
            json_object_foreach(value, inner_key, inner) add_name(names, prefix, inner_key);
        } else {
            add_name(names, "", key);
        }
    }
    char *text = names->len ? clean(names->str, names->len) : g_strdup("none");
    g_string_free(names, TRUE);
    return text;
}

/* A field that the user's own mapping names and no item has is a mistake, or a feed that changed:
 * what it was to show was not looked at. So is a feed of titles whose text goes by another name. */
static void say_unmet(const struct emit *emit)
{
    const struct feed *feed = emit->feed;
    g_autofree char *fields = list_fields(feed);
    for (guint i = 0; i < FEED_FIELDS; i++) {
        gboolean is_needed = feed->map.is_own || (i == FEED_TEXT && !feed->map.may_lack_text);
        if (is_needed && feed->map.paths[i] && !emit->is_met[i]) {
            g_autofree char *paths = g_strjoinv(" or ", feed->map.paths[i]);
            feed_say(feed, g_strdup_printf("no item has the field \"%.100s\" (%s); there are: %s",
                                           paths, feed_field_names[i], fields));
        }
    }
}

static int fail_without_text(const struct emit *emit)
{
    const struct feed *feed = emit->feed;
    char *const *paths = feed->map.paths[feed->map.paths[FEED_TEXT] ? FEED_TEXT : FEED_TITLE];
    g_autofree char *fields = list_fields(feed);
    g_autofree char *names = g_strjoinv(" or ", (char **)paths);
    return feed_fail(
        feed, g_strdup_printf("no item has the field \"%.150s\", which holds the text%s%s%s; "
                              "there are: %s",
                              names, feed->map.preset ? " in the preset " : "",
                              feed->map.preset ? feed->map.preset : "",
                              feed->map.preset ? " (map: says otherwise)" : "", fields));
}

static void log_left_out(const struct emit *emit)
{
    const struct {
        guint count;
        const char *what;
    } rows[] = {{emit->drafts, "are drafts"}, {emit->empty, "have no text (a rating alone)"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].count) {
            g_autofree char *text = g_strdup_printf("%u of %u items %s, and are left out",
                                                    rows[i].count, emit->number, rows[i].what);
            emit->feed->call->host->log(emit->feed->call, TS_LOG_INFO, ts_text(text));
        }
    }
}

static int conclude(const struct emit *emit)
{
    struct ts_call *call = emit->feed->call;
    if (!emit->is_met[FEED_TEXT] && !emit->is_met[FEED_TITLE]) {
        return fail_without_text(emit);
    }
    say_unmet(emit);
    log_left_out(emit);
    if (emit->feed->is_full) {
        call->host->emit_truncated(call, ts_text("items beyond the first 10,000 were not read"));
    }
    if (emit->posts == 0) {
        return ts_fail(call, emit->drafts ? "has no items but drafts" : "has no item with text");
    }
    return emit->is_failed ? -1 : 0;
}

int feed_emit(struct feed *feed)
{
    struct emit emit = {.feed = feed};
    if (json_array_size(feed->items) == 0) {
        return ts_fail(feed->call, "has no items: there is nothing to judge");
    }
    emit.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    emit.scale = find_scale(&emit);
    for (size_t i = 0; i < json_array_size(feed->items); i++) {
        take_item(&emit, json_array_get(feed->items, i));
    }
    g_hash_table_unref(emit.ids);
    return conclude(&emit);
}
