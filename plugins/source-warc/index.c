/* SPDX-License-Identifier: MIT
 *
 * What the files hold, in arrays that are sorted once: a million records fit in some 130 MB.
 */
#include "plugins/source-warc/warc.h"

struct index *index_new(GPtrArray *files)
{
    struct index *index = g_new0(struct index, 1);
    index->files = files;
    index->entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    index->names = g_string_new(NULL);
    index->order = g_array_new(FALSE, FALSE, sizeof(guint32));
    index->originals = g_array_new(FALSE, FALSE, sizeof(guint32));
    index->head = g_string_new(NULL);
    index->http = g_string_new(NULL);
    return index;
}

void index_free(struct index **index)
{
    struct index *own = *index;
    if (own) {
        g_ptr_array_unref(own->files);
        g_array_unref(own->entries);
        g_string_free(own->names, TRUE);
        g_array_unref(own->order);
        g_array_unref(own->originals);
        g_string_free(own->head, TRUE);
        g_string_free(own->http, TRUE);
        stream_free(&own->stream);
        g_free(own);
        *index = NULL;
    }
}

static struct entry *at(const struct index *index, guint32 number)
{
    return &g_array_index(index->entries, struct entry, number);
}

const char *index_name(const struct index *index, const struct entry *entry)
{
    return index->names->str + entry->name;
}

gboolean index_add(struct index *index, const struct entry *entry, const char *name)
{
    struct entry own = *entry;
    size_t size = strlen(name) + 1;
    if (index->entries->len >= WARC_RECORDS || index->names->len + size > WARC_NAMES_SIZE) {
        return FALSE;
    }
    own.name = (guint32)index->names->len;
    g_string_append_len(index->names, name, (gssize)size);
    g_array_append_val(index->entries, own);
    return TRUE;
}

/* ---- sorting ---- */

static int compare_numbers(guint64 a, guint64 b)
{
    return (a > b) - (a < b);
}

static int compare_names(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct index *index = data;
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
    const struct entry *one = at(index, first), *other = at(index, second);
    int order = strcmp(index_name(index, one), index_name(index, other));
    order = order ? order : compare_numbers(one->date, other->date);
    return order ? order : compare_numbers(first, second);
}

static int compare_digests(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct index *index = data;
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;
    int order = compare_numbers(at(index, first)->digest, at(index, second)->digest);
    return order ? order : compare_numbers(first, second);
}

void index_sort(struct index *index)
{
    for (guint32 i = 0; i < index->entries->len; i++) {
        const struct entry *entry = at(index, i);
        g_array_append_val(index->order, i);
        if (entry->digest && !entry->is_revisit && entry->fault == FAULT_NONE) {
            g_array_append_val(index->originals, i);
        }
    }
    g_array_sort_with_data(index->order, compare_names, index);
    g_array_sort_with_data(index->originals, compare_digests, index);
    for (guint i = 0; i < index->order->len; i++) {
        struct entry *entry = at(index, g_array_index(index->order, guint32, i));
        const struct entry *next = i + 1 < index->order->len
                                       ? at(index, g_array_index(index->order, guint32, i + 1))
                                       : NULL;
        entry->is_newest = !next || strcmp(index_name(index, entry), index_name(index, next)) != 0;
    }
}

/* ---- looking up ---- */

static const struct entry *ordered(const struct index *index, guint i)
{
    return at(index, g_array_index(index->order, guint32, i));
}

/* How many of the order come before the name, or up to and with it. */
static guint rank(const struct index *index, const char *name, gboolean is_behind)
{
    guint low = 0, high = index->order->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = strcmp(index_name(index, ordered(index, middle)), name);
        if (order < 0 || (order == 0 && is_behind)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct entry *index_newest(const struct index *index, const char *name)
{
    guint behind = rank(index, name, TRUE);
    const struct entry *entry = behind ? ordered(index, behind - 1) : NULL;
    return entry && strcmp(index_name(index, entry), name) == 0 ? entry : NULL;
}

const struct entry *index_find_digest(const struct index *index, guint64 digest)
{
    guint low = 0, high = index->originals->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (at(index, g_array_index(index->originals, guint32, middle))->digest < digest) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const struct entry *entry = low < index->originals->len
                                    ? at(index, g_array_index(index->originals, guint32, low))
                                    : NULL;
    return digest && entry && entry->digest == digest ? entry : NULL;
}

const struct entry *index_find_date(const struct index *index, const char *name, guint64 date,
                                    const struct entry *before)
{
    guint first = rank(index, name, FALSE);
    guint behind = rank(index, name, TRUE);
    for (guint i = behind; i > first && behind - i < WARC_VERSIONS; i--) {
        const struct entry *entry = ordered(index, i - 1);
        gboolean is_original = !entry->is_revisit && entry->fault == FAULT_NONE;
        if (is_original && (date ? entry->date == date : entry->date <= before->date)) {
            return entry;
        }
    }
    return NULL;
}
