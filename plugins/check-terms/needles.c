/* SPDX-License-Identifier: MIT
 *
 * One pass for all needles: each is known by its rarest two bytes, and a set of bits says whether
 * the two at hand are any needle's.
 */
#include "plugins/check-terms/needles.h"

/* The commonest bytes of Dutch, English, German and French text, the most usual first. */
static const char common[] = " enatirodslghuvckmpbwzjf,.yxq";

static guint rarity(guchar byte)
{
    const char *at = byte ? strchr(common, g_ascii_tolower((char)byte)) : NULL;
    return at ? (guint)(at - common) : (guint)sizeof common;
}

/* g_ascii_tolower is a call; this is done for every byte. */
static inline guint small(guchar byte)
{
    return (guchar)(byte - 'A') < 26 ? byte | 0x20u : byte;
}

static inline guint pair_of(guchar first, guchar second)
{
    return small(first) << 8 | small(second);
}

void needles_init(struct needles *needles)
{
    *needles = (struct needles){
        .all = g_array_new(FALSE, FALSE, sizeof(struct needle)),
        .heads = g_hash_table_new(NULL, NULL),
    };
}

void needles_finish(struct needles *needles)
{
    for (guint i = 0; i < needles->all->len; i++) {
        g_free(g_array_index(needles->all, struct needle, i).text);
    }
    g_array_unref(needles->all);
    g_hash_table_unref(needles->heads);
}

static guint32 rarest_pair(struct ts_str text)
{
    guint32 best = 0;
    guint most = 0;
    for (guint32 i = 0; i + 1 < text.len; i++) {
        guint rare = rarity((guchar)text.ptr[i]) + rarity((guchar)text.ptr[i + 1]);
        best = rare > most ? i : best;
        most = MAX(most, rare);
    }
    return best;
}

static void set_pair(struct needles *needles, guint pair)
{
    needles->pairs[pair / 64] |= (guint64)1 << (pair % 64);
}

static void enter_single(struct needles *needles, struct needle *needle, guint32 number)
{
    guint first = pair_of((guchar)*needle->text, 0);
    needle->next = needles->singles[first >> 8];
    needles->singles[first >> 8] = number;
    for (guint second = 0; second < 256; second++) {
        set_pair(needles, first | second);
    }
}

static void enter_pair(struct needles *needles, struct needle *needle, guint32 number)
{
    guint pair =
        pair_of((guchar)needle->text[needle->anchor], (guchar)needle->text[needle->anchor + 1]);
    needle->next = GPOINTER_TO_UINT(g_hash_table_lookup(needles->heads, GUINT_TO_POINTER(pair)));
    g_hash_table_insert(needles->heads, GUINT_TO_POINTER(pair), GUINT_TO_POINTER(number));
    set_pair(needles, pair);
}

void needles_add(struct needles *needles, struct ts_str text, enum needle_kind kind, guint owner)
{
    struct needle needle = {
        .text = g_strndup(text.ptr, text.len),
        .size = (guint32)text.len,
        .anchor = rarest_pair(text),
        .kind = kind,
        .owner = owner,
    };
    if (text.len == 1) {
        enter_single(needles, &needle, needles->all->len + 1);
    } else {
        enter_pair(needles, &needle, needles->all->len + 1);
    }
    g_array_append_val(needles->all, needle);
}

/* ---- scanning ---- */

struct scan {
    const struct needles *needles;
    struct ts_str text;
    GArray *hits; /* NULL till there is one that may be */
};

static gboolean stands_at(const struct scan *scan, const struct needle *needle, size_t begin)
{
    const char *at = scan->text.ptr + begin;
    if (scan->text.len - begin < needle->size) {
        return FALSE;
    }
    return needle->kind == NEEDLE_EACH ? memcmp(at, needle->text, needle->size) == 0
                                       : g_ascii_strncasecmp(at, needle->text, needle->size) == 0;
}

/* What was met in the text before counts no more. */
static void begin_hits(struct scan *scan)
{
    scan->hits = g_array_new(FALSE, FALSE, sizeof(struct needle_hit));
    for (guint i = 0; i < scan->needles->all->len; i++) {
        g_array_index(scan->needles->all, struct needle, i).ready = 0;
    }
}

static void try_needles(struct scan *scan, guint32 number, size_t at)
{
    if (number && !scan->hits) {
        begin_hits(scan);
    }
    while (number) {
        struct needle *needle = &g_array_index(scan->needles->all, struct needle, number - 1);
        number = needle->next;
        if (at < needle->anchor || at - needle->anchor < needle->ready ||
            !stands_at(scan, needle, at - needle->anchor)) {
            continue;
        }
        struct needle_hit hit = {needle->owner, (guint32)at - needle->anchor, needle->size};
        g_array_append_val(scan->hits, hit);
        needle->ready = needle->kind == NEEDLE_ONCE ? G_MAXUINT32 : hit.begin + hit.size;
    }
}

static void try_pair(struct scan *scan, guint pair, size_t at)
{
    gpointer head = g_hash_table_lookup(scan->needles->heads, GUINT_TO_POINTER(pair));
    try_needles(scan, GPOINTER_TO_UINT(head), at);
    try_needles(scan, scan->needles->singles[pair >> 8], at);
}

GArray *needles_scan(const struct needles *needles, struct ts_str text)
{
    struct scan scan = {.needles = needles, .text = text};
    if (needles->all->len == 0) {
        return NULL;
    }
    guint second = text.len ? small((guchar)text.ptr[0]) : 0;
    for (size_t at = 0; at < text.len; at++) {
        guint first = second;
        second = at + 1 < text.len ? small((guchar)text.ptr[at + 1]) : 0;
        guint pair = first << 8 | second;
        if (needles->pairs[pair / 64] >> (pair % 64) & 1) {
            try_pair(&scan, pair, at);
        }
    }
    return scan.hits;
}
