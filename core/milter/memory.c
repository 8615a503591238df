/* SPDX-License-Identifier: MIT
 *
 * A bounded table under one lock; the questions under way are entries too, on which others wait.
 */
#include "core/milter/memory.h"

struct entry {
    char *key;
    struct judgement *judgement; /* NULL: somebody is asking, or failed */
    gint64 until;                /* monotonic */
    gboolean is_asking;
    guint waiting; /* threads; none may lose the entry */
    GList *link;   /* in recent, or NULL */
};

struct memory {
    GMutex lock;
    GCond answered;
    GHashTable *entries; /* key -> struct entry * */
    GQueue recent;       /* struct entry *, those that are answered; used last in front */
    char *basis;
    guint at_most;
    gint64 hold_msec;
};

static void entry_free(gpointer data)
{
    struct entry *entry = data;
    judgement_unref(entry->judgement);
    g_free(entry->key);
    g_free(entry);
}

struct memory *memory_new(guint at_most, gint64 hold_msec)
{
    struct memory *memory = g_new0(struct memory, 1);
    g_mutex_init(&memory->lock);
    g_cond_init(&memory->answered);
    g_queue_init(&memory->recent);
    memory->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
    memory->basis = g_strdup("");
    memory->at_most = at_most;
    memory->hold_msec = hold_msec;
    return memory;
}

void memory_free(struct memory **memory)
{
    struct memory *own = *memory;
    if (own) {
        g_queue_clear(&own->recent);
        g_hash_table_unref(own->entries);
        g_cond_clear(&own->answered);
        g_mutex_clear(&own->lock);
        g_free(own->basis);
        g_free(own);
        *memory = NULL;
    }
}

/* ---- under the lock ---- */

static void forget(struct memory *memory, struct entry *entry)
{
    if (entry->link) {
        g_queue_delete_link(&memory->recent, entry->link);
        entry->link = NULL;
    }
    g_hash_table_remove(memory->entries, entry->key);
}

static void forget_all(struct memory *memory)
{
    for (GList *at = memory->recent.head, *next; at; at = next) {
        struct entry *entry = at->data;
        next = at->next;
        if (entry->waiting == 0 && !entry->is_asking) {
            forget(memory, entry);
        } else {
            entry->until = 0;
        }
    }
}

static void make_room(struct memory *memory)
{
    for (GList *at = memory->recent.tail, *next; at && memory->recent.length > memory->at_most;
         at = next) {
        struct entry *entry = at->data;
        next = at->prev;
        if (entry->waiting == 0 && !entry->is_asking) {
            forget(memory, entry);
        }
    }
}

static struct entry *begin_asking(struct memory *memory, const char *key)
{
    struct entry *entry = g_new0(struct entry, 1);
    entry->key = g_strdup(key);
    entry->is_asking = TRUE;
    g_hash_table_insert(memory->entries, entry->key, entry);
    return entry;
}

static void use(struct memory *memory, struct entry *entry)
{
    if (entry->link) {
        g_queue_unlink(&memory->recent, entry->link);
        g_queue_push_head_link(&memory->recent, entry->link);
    }
}

/* FALSE: the deadline passed. */
static gboolean wait_for(struct memory *memory, struct entry *entry, gint64 deadline)
{
    gboolean is_in_time = TRUE;
    entry->waiting++;
    while (entry->is_asking && is_in_time) {
        is_in_time = g_cond_wait_until(&memory->answered, &memory->lock, deadline);
    }
    entry->waiting--;
    return !entry->is_asking;
}

/* What somebody else got. The last one who waited for nothing takes the entry away. */
static enum memory_state take_answer(struct memory *memory, struct entry *entry,
                                     struct judgement **judgement_r)
{
    if (entry->judgement) {
        *judgement_r = judgement_ref(entry->judgement);
        use(memory, entry);
        return MEMORY_KNOWN;
    }
    if (entry->waiting == 0) {
        forget(memory, entry);
    }
    return MEMORY_FAILED;
}

/* ---- for all ---- */

enum memory_state memory_get(struct memory *memory, const char *key, gint64 deadline,
                             struct judgement **judgement_r)
{
    enum memory_state state = MEMORY_ASK;
    g_mutex_lock(&memory->lock);
    struct entry *entry = g_hash_table_lookup(memory->entries, key);
    if (entry && entry->is_asking) {
        state = wait_for(memory, entry, deadline) ? take_answer(memory, entry, judgement_r)
                                                  : MEMORY_FAILED;
    } else if (entry && entry->judgement && entry->until > g_get_monotonic_time()) {
        state = take_answer(memory, entry, judgement_r);
    } else if (entry) {
        /* too old, or a failure that others are still to hear of; it is asked anew */
        g_clear_pointer(&entry->judgement, judgement_unref);
        entry->is_asking = TRUE;
    } else {
        begin_asking(memory, key);
    }
    g_mutex_unlock(&memory->lock);
    return state;
}

void memory_put(struct memory *memory, const char *key, struct judgement *judgement)
{
    g_mutex_lock(&memory->lock);
    struct entry *entry = g_hash_table_lookup(memory->entries, key);
    if (judgement && !g_str_equal(judgement->basis, memory->basis)) {
        forget_all(memory);
        g_free(memory->basis);
        memory->basis = g_strdup(judgement->basis);
        entry = g_hash_table_lookup(memory->entries, key);
    }
    if (entry) {
        entry->is_asking = FALSE;
        entry->until = g_get_monotonic_time() + memory->hold_msec * 1000;
        entry->judgement = judgement ? judgement_ref(judgement) : NULL;
        if (!judgement && entry->waiting == 0) {
            forget(memory, entry);
        } else if (judgement && !entry->link) {
            g_queue_push_head(&memory->recent, entry);
            entry->link = memory->recent.head;
        }
        g_cond_broadcast(&memory->answered);
    }
    make_room(memory);
    g_mutex_unlock(&memory->lock);
}
