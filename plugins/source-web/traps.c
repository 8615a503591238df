/* SPDX-License-Identifier: MIT
 *
 * A count of addresses alone can't tell a trap from a shop of 20,000 products. Pages that say the
 * same can: whatever varies in the addresses, nothing varies in what is read. So a pattern is given
 * up when most of its pages were there already, and by count only far beyond any shop.
 */
#include "plugins/source-web/traps.h"

#include <xxhash.h>

#include "plugins/common/url.h"
#include "plugins/source-web/fingerprint.h"
#include "plugins/source-web/trap_branch.h"
#include "plugins/source-web/trap_shape.h"

enum strike { STRIKE_NONE, STRIKE_SAME, STRIKE_BUDGET, STRIKE_SHAPES };

/* One pattern, or one path with its combinations of parameters. */
struct entry {
    guint64 key;
    guint count;
    guint last_size; /* of the page before, bytes */
    gint score;      /* pages that were there already, less new ones */
    guint far_count;
    gboolean has_near; /* a month around now was there: it is a calendar */
    enum strike strike;
};

struct traps {
    guint max_per_pattern, now;
    GHashTable *entries; /* struct entry *, its own key */
    struct branches *branches;
    guint folder_sizes[TRAPS_FOLDERS]; /* of the page before in a folder, by its hash */
    guint64 seen[TRAPS_SEEN];
};

struct traps *traps_new(guint max_per_pattern, guint now)
{
    struct traps *traps = g_new0(struct traps, 1);
    traps->max_per_pattern = max_per_pattern;
    traps->now = now;
    traps->branches = branches_new();
    traps->entries = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    return traps;
}

void traps_free(struct traps **traps)
{
    if (*traps) {
        branches_free(&(*traps)->branches);
        g_hash_table_unref((*traps)->entries);
        g_free(*traps);
        *traps = NULL;
    }
}

static struct entry *find(const struct traps *traps, const char *text, size_t size)
{
    guint64 key = XXH3_64bits(text, size);
    return g_hash_table_lookup(traps->entries, &key);
}

/* NULL: there are too many. */
static struct entry *add(struct traps *traps, const char *text, size_t size)
{
    struct entry *entry = find(traps, text, size);
    if (!entry && g_hash_table_size(traps->entries) < TRAPS_PATTERNS) {
        entry = g_new0(struct entry, 1);
        entry->key = XXH3_64bits(text, size);
        g_hash_table_add(traps->entries, entry);
    }
    return entry;
}

/* ---- calendars ---- */

static gboolean is_far(const struct traps *traps, guint month)
{
    return month > traps->now + TRAPS_MONTHS_AHEAD || (month > 0 && month < TRAPS_FIRST_YEAR * 12);
}

static void note_month(const struct traps *traps, struct entry *entry, guint month)
{
    entry->far_count += is_far(traps, month);
    entry->has_near |= month + TRAPS_MONTHS_AHEAD >= traps->now && !is_far(traps, month);
}

/* Only what is far is left out: this year's pages are as good as ever. */
static gboolean is_far_off(const struct traps *traps, const struct entry *entry, guint month)
{
    return entry->has_near && entry->far_count > TRAPS_FAR_PAGES && is_far(traps, month);
}

/* ---- judging ---- */

static char *tell(const struct traps *traps, const struct entry *entry, const char *pattern,
                  guint month)
{
    int size = (int)MIN(strlen(pattern), 200u);
    switch (entry->strike) {
    case STRIKE_SAME:
        return g_strdup_printf("looks like a trap: addresses like %.*s show the same again and "
                               "again",
                               size, pattern);
    case STRIKE_BUDGET:
        return g_strdup_printf("looks like a trap: more than %u addresses like %.*s "
                               "(max_per_pattern)",
                               traps->max_per_pattern, size, pattern);
    case STRIKE_SHAPES:
        return g_strdup_printf("looks like a trap: more than %u combinations of query parameters "
                               "at %.*s",
                               TRAPS_SHAPES, (int)MIN(strcspn(pattern, "?"), 200u), pattern);
    default:
        return is_far_off(traps, entry, month)
                   ? g_strdup_printf("looks like a trap: a calendar without end, addresses like "
                                     "%.*s",
                                     size, pattern)
                   : NULL;
    }
}

/* A path that is asked in ever new ways: filters that can be combined. */
static gboolean has_too_many_shapes(struct traps *traps, const char *pattern)
{
    const char *mark = strchr(pattern, '?');
    struct entry *path =
        mark ? add(traps, pattern, (size_t)(mark - pattern) + 1) : NULL; /* with the mark */
    return path && ++path->count > TRAPS_SHAPES;
}

static void count(struct traps *traps, struct entry *entry, const char *pattern, guint month)
{
    if (entry->count++ == 0 && has_too_many_shapes(traps, pattern)) {
        entry->strike = STRIKE_SHAPES;
    }
    if (entry->count > traps->max_per_pattern && entry->strike == STRIKE_NONE) {
        entry->strike = STRIKE_BUDGET;
    }
    note_month(traps, entry, month);
}

/* Below a folder that was given up. */
static char *tell_branch(const struct traps *traps, struct ts_str path)
{
    size_t size = branches_find_struck(traps->branches, path);
    return size ? g_strdup_printf("looks like a trap: addresses that begin with %.*s show the same "
                                  "again and again",
                                  (int)MIN(size, 200u), path.ptr)
                : NULL;
}

char *traps_enter(struct traps *traps, struct ts_str url)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return NULL;
    }
    char *why = tell_branch(traps, parts.path);
    why = why ? why : trap_shape_refusal(url, parts.path);
    if (why) {
        return why;
    }
    g_autofree char *pattern = trap_pattern(parts.target);
    guint month = trap_month(parts.target);
    struct entry *entry = add(traps, pattern, strlen(pattern));
    if (!entry) {
        return NULL;
    }
    count(traps, entry, pattern, month);
    return tell(traps, entry, pattern, month);
}

char *traps_judge(const struct traps *traps, struct ts_str url)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return NULL;
    }
    char *why = tell_branch(traps, parts.path);
    if (why) {
        return why;
    }
    g_autofree char *pattern = trap_pattern(parts.target);
    const struct entry *entry = find(traps, pattern, strlen(pattern));
    return entry ? tell(traps, entry, pattern, trap_month(parts.target)) : NULL;
}

/* ---- pages ---- */

/* Pages of one template differ in size by a few digits; only such are looked at word by word. */
static gboolean is_similar(size_t last, size_t size)
{
    size_t difference = size > last ? size - last : last - size;
    return difference <= 16 + size / 50;
}

/* Is it as long as the last page in one of its first folders? What grows has these in common. */
static gboolean fits_folders(struct traps *traps, struct ts_str path, size_t size)
{
    gboolean fits = FALSE;
    size_t end = 0;
    for (guint depth = 0; depth < TRAPS_DEPTH && end < path.len; depth++) {
        const char *slash = memchr(path.ptr + end + 1, '/', path.len - end - 1);
        end = slash ? (size_t)(slash - path.ptr) : path.len;
        guint *last = &traps->folder_sizes[XXH3_64bits(path.ptr, end) % TRAPS_FOLDERS];
        fits |= is_similar(*last, size);
        *last = (guint)size;
    }
    return fits;
}

static gboolean was_seen(struct traps *traps, struct ts_str page, struct ts_str target)
{
    guint64 sum = fingerprint_of(page, target).sum;
    guint64 *slot = &traps->seen[sum & (TRAPS_SEEN - 1)];
    gboolean is_same = *slot == sum;
    *slot = sum;
    return is_same;
}

void traps_note(struct traps *traps, struct ts_str url, struct ts_str page)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return;
    }
    g_autofree char *pattern = trap_pattern(parts.target);
    struct entry *entry = find(traps, pattern, strlen(pattern));
    if (!entry) {
        return;
    }
    gboolean fits = fits_folders(traps, parts.path, page.len);
    gboolean is_old =
        (fits || is_similar(entry->last_size, page.len)) && was_seen(traps, page, parts.target);
    entry->last_size = (guint)page.len;
    entry->score = is_old ? entry->score + 1 : MAX(entry->score - TRAPS_NEW_PAGE, 0);
    branches_note(traps->branches, parts.path, parts.target.len > parts.path.len, is_old);
    if (entry->score >= TRAPS_SAME && entry->strike == STRIKE_NONE) {
        entry->strike = STRIKE_SAME;
        branches_forgive(traps->branches, parts.path);
    }
}
