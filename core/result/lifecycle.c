/* SPDX-License-Identifier: MIT
 *
 * Each entry has its steps, in the order of the days: in, out, in again. The last step up to a day
 * says what holds on it.
 */
#include "core/result/lifecycle.h"
#include "core/config/text.h"

#include "core/config/date.h"

#include <string.h>

#define NOBODY G_MAXUINT

struct step {
    char day[DATE_SIZE];           /* the first on which it holds, or no longer does */
    gboolean is_in;                /* else out */
    const struct ts_node *rollout; /* NULL: the entry says so itself */
    guint other;                   /* what goes or comes in its stead, by a rollout; else NOBODY */
};

struct entry {
    const struct entry_home *home;
    const struct ts_node *node;
    char *key;
    GArray *steps; /* struct step */
};

struct lifecycle {
    GArray *entries;   /* struct entry */
    GHashTable *index; /* key -> place in entries, and one */
};

static struct entry *entry_at(const struct lifecycle *lifecycle, guint index)
{
    return &g_array_index(lifecycle->entries, struct entry, index);
}

/* ---- gathering ------------------------------------------------------------------------------- */

static void add_own_steps(struct entry *entry)
{
    struct step in = {.is_in = TRUE, .other = NOBODY};
    struct step out = {.is_in = FALSE, .other = NOBODY};
    date_copy(ts_get_text(entry->node, "from"), in.day);
    date_copy(ts_get_text(entry->node, "until"), out.day);
    if (*in.day) {
        g_array_append_val(entry->steps, in);
    }
    if (*out.day) {
        date_shift(out.day, 1, out.day);
        g_array_append_val(entry->steps, out);
    }
}

static void add_entry(struct lifecycle *lifecycle, const struct entry_home *home,
                      const struct ts_node *node)
{
    struct ts_str id = entry_id(node);
    if (!id.len) {
        return;
    }
    struct entry entry = {
        .home = home,
        .node = node,
        .key = g_strdup_printf("%s:%.*s", home->kind, (int)id.len, id.ptr),
        .steps = g_array_new(FALSE, TRUE, sizeof(struct step)),
    };
    add_own_steps(&entry);
    g_array_append_val(lifecycle->entries, entry);
    g_hash_table_insert(lifecycle->index, entry.key, GUINT_TO_POINTER(lifecycle->entries->len));
}

static void add_entries(struct lifecycle *lifecycle, const struct ts_node *brand)
{
    for (const struct entry_home *home = entry_homes; home->kind; home++) {
        const struct ts_node *list = home->is_dated ? entry_list(brand, home) : NULL;
        for (guint32 i = 0; list && i < list->children.count; i++) {
            add_entry(lifecycle, home, ts_item(list->children, i));
        }
    }
}

static guint find(const struct lifecycle *lifecycle, struct ts_str reference)
{
    g_autofree char *key = text_dup(reference);
    return GPOINTER_TO_UINT(g_hash_table_lookup(lifecycle->index, key)) - 1;
}

static void add_rollout(struct lifecycle *lifecycle, const struct ts_node *rollout)
{
    const struct ts_node *replace = ts_get(rollout, "replace");
    struct step step = {.rollout = rollout};
    date_copy(ts_get_text(rollout, "switch"), step.day);
    for (guint32 i = 0; replace && i < replace->children.count; i++) {
        const struct ts_node *pair = ts_item(replace->children, i);
        guint old = find(lifecycle, pair->key);
        guint new = find(lifecycle, pair->text);
        if (old == NOBODY || new == NOBODY) {
            continue; /* of a kind that has no dates yet */
        }
        step.is_in = FALSE;
        step.other = new;
        g_array_append_val(entry_at(lifecycle, old)->steps, step);
        step.is_in = TRUE;
        step.other = old;
        g_array_append_val(entry_at(lifecycle, new)->steps, step);
    }
}

/* What a rollout says comes after what the entry says of the same day: it knows more. */
static gint compare_steps(gconstpointer left, gconstpointer right)
{
    const struct step *one = left, *other = right;
    int order = strcmp(one->day, other->day);
    return order ? order : (one->rollout != NULL) - (other->rollout != NULL);
}

static void clear_entry(gpointer data)
{
    struct entry *entry = data;
    g_free(entry->key);
    g_array_unref(entry->steps);
}

struct lifecycle *lifecycle_new(const struct ts_node *brand)
{
    struct lifecycle *lifecycle = g_new0(struct lifecycle, 1);
    const struct ts_node *rollouts = ts_get(brand, "rollouts");
    lifecycle->entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    g_array_set_clear_func(lifecycle->entries, clear_entry);
    lifecycle->index = g_hash_table_new(g_str_hash, g_str_equal);
    add_entries(lifecycle, brand);
    for (guint32 i = 0; rollouts && i < rollouts->children.count; i++) {
        add_rollout(lifecycle, ts_item(rollouts->children, i));
    }
    for (guint i = 0; i < lifecycle->entries->len; i++) {
        g_array_sort(entry_at(lifecycle, i)->steps, compare_steps);
    }
    return lifecycle;
}

void lifecycle_free(struct lifecycle **lifecycle)
{
    if (*lifecycle) {
        g_hash_table_unref((*lifecycle)->index);
        g_array_unref((*lifecycle)->entries);
        g_clear_pointer(lifecycle, g_free);
    }
}

guint lifecycle_count(const struct lifecycle *lifecycle)
{
    return lifecycle->entries->len;
}

/* ---- looking --------------------------------------------------------------------------------- */

/* The last step up to a day, and the first after it; NULL where there is none. */
static const struct step *steps_at(const struct entry *entry, const char *day,
                                   const struct step **next_r)
{
    const struct step *last = NULL;
    *next_r = NULL;
    for (guint i = 0; i < entry->steps->len && !*next_r; i++) {
        const struct step *step = &g_array_index(entry->steps, struct step, i);
        if (strcmp(step->day, day) <= 0) {
            last = step;
        } else {
            *next_r = step;
        }
    }
    return last;
}

/* From when what comes in may be told. */
static struct ts_str told_from(const struct step *in)
{
    struct ts_str announce = ts_get_text(in->rollout, "announce");
    return announce.len ? announce : ts_text(in->day);
}

static enum life life_of(const struct step *last, const struct step *next, const char *day)
{
    gboolean is_coming = next && next->is_in;
    gboolean may_be_told = FALSE;
    if (last ? last->is_in : !is_coming) {
        return LIFE_RIGHT;
    }
    if (is_coming) {
        char told[DATE_SIZE];
        date_copy(told_from(next), told);
        may_be_told = strcmp(told, day) <= 0;
    }
    return may_be_told ? LIFE_COMING : last ? LIFE_OUTDATED : LIFE_EARLY;
}

static enum life life_at(const struct lifecycle *lifecycle, guint index, const char *day)
{
    const struct step *next;
    const struct step *last = steps_at(entry_at(lifecycle, index), day, &next);
    return life_of(last, next, day);
}

/* ---- what should stand there ----------------------------------------------------------------- */

static gboolean has_touchpoint(const struct ts_node *list, struct ts_str id)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        if (ts_equal(((const struct ts_node *)ts_item(list->children, i))->text, id)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_within(const struct ts_node *list, const struct ts_node *other)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        if (!has_touchpoint(other, ((const struct ts_node *)ts_item(list->children, i))->text)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_for_the_same(const struct entry *one, const struct entry *other)
{
    const struct ts_node *own = ts_get(one->node, "for"), *its = ts_get(other->node, "for");
    return is_within(own, its) && is_within(its, own);
}

/* The one entry of the same kind and for the same touchpoints that is right; NOBODY if there is
 * none, or a choice. */
static guint only_right(const struct lifecycle *lifecycle, guint index, const char *day)
{
    const struct entry *own = entry_at(lifecycle, index);
    guint found = NOBODY;
    for (guint i = 0; i < lifecycle->entries->len; i++) {
        const struct entry *entry = entry_at(lifecycle, i);
        if (i == index || entry->home != own->home || !is_for_the_same(entry, own) ||
            life_at(lifecycle, i, day) != LIFE_RIGHT) {
            continue;
        }
        if (found != NOBODY) {
            return NOBODY;
        }
        found = i;
    }
    return found;
}

/* Along the rollouts, from one to the next, to what is right. */
static guint replacement(const struct lifecycle *lifecycle, guint index, const char *day)
{
    guint at = index;
    for (guint hops = 0; hops < lifecycle->entries->len; hops++) {
        const struct step *next;
        const struct step *last = steps_at(entry_at(lifecycle, at), day, &next);
        /* one that is not right yet is what it will replace */
        const struct step *by = last ? last : next;
        at = by ? by->other : NOBODY;
        if (at == NOBODY || life_at(lifecycle, at, day) == LIFE_RIGHT) {
            break;
        }
    }
    return at != NOBODY && at != index && life_at(lifecycle, at, day) == LIFE_RIGHT
               ? at
               : only_right(lifecycle, index, day);
}

struct life_entry lifecycle_look(const struct lifecycle *lifecycle, guint index, const char *day)
{
    const struct entry *own = entry_at(lifecycle, index);
    const struct step *next;
    const struct step *last = steps_at(own, day, &next);
    struct life_entry entry = {own->home, own->key, own->node, life_of(last, next, day)};
    if (entry.life == LIFE_RIGHT || entry.life == LIFE_COMING) {
        return entry;
    }
    const struct step *by = entry.life == LIFE_OUTDATED ? last : next;
    guint instead = own->home->check ? replacement(lifecycle, index, day) : NOBODY;
    entry.rollout = by->rollout;
    entry.day = entry.life == LIFE_OUTDATED ? ts_text(by->day) : told_from(by);
    if (instead != NOBODY) {
        entry.instead = entry_at(lifecycle, instead)->key;
        entry.instead_node = entry_at(lifecycle, instead)->node;
    }
    return entry;
}

/* ---- due dates ------------------------------------------------------------------------------- */

struct ts_str rollout_due(const struct ts_node *rollout, const char *kinds, const char *channel)
{
    const struct ts_node *due = ts_get(rollout, "due");
    g_auto(GStrv) names = g_strsplit(kinds, " ", -1);
    if (!due || due->kind == TS_NODE_TEXT) {
        return due ? due->text : ts_text(NULL);
    }
    for (char **name = names; *name; name++) {
        const struct ts_node *own = **name ? ts_get(due, *name) : NULL;
        if (own) {
            return own->text;
        }
    }
    struct ts_str own = ts_get_text(due, channel && *channel ? channel : "default");
    return own.len ? own : ts_get_text(due, "default");
}
