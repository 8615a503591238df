/* SPDX-License-Identifier: MIT
 *
 * Looks for names by their bytes: a capital after a small letter or a comma and one space. It need
 * not find all, and so needs no words cut: it costs a nanosecond a byte on pages seen before, too.
 */
#include "plugins/check-spelling/evidence.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define NAME_LEAST 5u /* bytes, as in near.h */
#define NAME_MOST 40u
#define VALUE_MAX 4000u /* bytes of the observation */

struct seen {
    uint16_t blocks[EVIDENCE_BLOCKS];
    uint32_t count;
};

uint16_t evidence_block(struct ts_str text)
{
    return (uint16_t)XXH3_64bits(text.ptr, text.len);
}

int evidence_doubt(struct work *work, const struct word *word, const struct verdict *verdict)
{
    char key[sizeof EVIDENCE_DOUBTFUL + LETTERS_BYTES];
    g_autofree char *value = NULL;
    struct ts_observation observation = {
        .size = sizeof observation,
        .confidence = -1,
        .place = {.offset = word->offset, .length = word->length},
    };
    bool is_near = verdict->proposals && !verdict->is_faint;
    if (!(word->flags & WORD_CAPITALISED) || word->clean.len < NAME_LEAST ||
        word->clean.len > NAME_MOST || work->doubts == EVIDENCE_A_BLOCK) {
        return 0;
    }
    work->doubts++;
    g_snprintf(key, sizeof key, EVIDENCE_DOUBTFUL "%.*s", (int)word->clean.len, word->clean.ptr);
    value = g_strdup_printf("%04x %s", evidence_block(work->block->text),
                            is_near ? verdict->proposals : "");
    observation.key = ts_text(key);
    observation.value = ts_text(value);
    return work->call->host->emit_observation(work->call, &observation);
}

/* ---- names of a document ---- */

static bool is_letter(char byte)
{
    return g_ascii_isalpha(byte) || (guchar)byte >= 0x80;
}

/* Does a name begin at offset i? */
static bool begins_name(struct ts_str text, size_t i)
{
    return i >= 2 && g_ascii_isupper(text.ptr[i]) && text.ptr[i - 1] == ' ' &&
           (g_ascii_islower(text.ptr[i - 2]) || text.ptr[i - 2] == ',') && i + 1 < text.len &&
           !g_ascii_isupper(text.ptr[i + 1]);
}

static size_t length_of_name(struct ts_str text, size_t i)
{
    size_t end = i + 1;
    while (end < text.len && is_letter(text.ptr[end]) && !g_ascii_isupper(text.ptr[end])) {
        end++;
    }
    bool is_whole = end == text.len || !strchr("_@/\\-", text.ptr[end]);
    return is_whole && end - i >= NAME_LEAST && end - i <= NAME_MOST ? end - i : 0;
}

static void add_name(GHashTable *names, struct ts_str name, uint16_t block)
{
    char text[NAME_MOST + 1];
    struct seen *seen;
    memcpy(text, name.ptr, name.len);
    text[name.len] = '\0';
    seen = g_hash_table_lookup(names, text);
    if (!seen) {
        seen = g_new0(struct seen, 1);
        g_hash_table_insert(names, g_strdup(text), seen);
    }
    for (uint32_t i = 0; i < seen->count; i++) {
        if (seen->blocks[i] == block) {
            return;
        }
    }
    if (seen->count < EVIDENCE_BLOCKS) {
        seen->blocks[seen->count++] = block;
    }
}

static void scan_block(GHashTable *names, struct ts_str text)
{
    uint16_t block = 0;
    bool is_hashed = false;
    for (size_t i = 2; i < text.len; i++) {
        size_t len = begins_name(text, i) ? length_of_name(text, i) : 0;
        if (len > 0) {
            block = is_hashed ? block : evidence_block(text);
            is_hashed = true;
            add_name(names, ts_bytes(text.ptr + i, len), block);
            i += len;
        }
    }
}

/* Sorted, so that equal documents say the same; the most frequent first, in case not all fit. */
static int compare(gconstpointer a, gconstpointer b, gpointer names)
{
    const char *one = *(const char *const *)a, *other = *(const char *const *)b;
    const struct seen *seen_one = g_hash_table_lookup(names, one);
    const struct seen *seen_other = g_hash_table_lookup(names, other);
    return seen_one->count != seen_other->count ? (seen_one->count < seen_other->count ? 1 : -1)
                                                : strcmp(one, other);
}

static void write_names(GHashTable *names, GString *value)
{
    guint count;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(names, &count);
    g_qsort_with_data(keys, (gint)count, sizeof *keys, compare, names);
    for (guint i = 0;
         i < count && value->len + NAME_MOST + 1 + EVIDENCE_BLOCKS * EVIDENCE_HEX < VALUE_MAX;
         i++) {
        const struct seen *seen = g_hash_table_lookup(names, keys[i]);
        g_string_append_printf(value, "%s%s:", value->len ? " " : "", (const char *)keys[i]);
        for (uint32_t k = 0; k < seen->count; k++) {
            g_string_append_printf(value, "%04x", seen->blocks[k]);
        }
    }
}

int evidence_names(struct ts_call *call, const struct ts_document *document)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GString) value = g_string_new(NULL);
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(EVIDENCE_NAMES),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
    };
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        if (block->role != TS_ROLE_CODE) {
            scan_block(names, block->text);
        }
    }
    if (g_hash_table_size(names) == 0) {
        return 0;
    }
    write_names(names, value);
    observation.value = ts_text(value->str);
    return call->host->emit_observation(call, &observation);
}
