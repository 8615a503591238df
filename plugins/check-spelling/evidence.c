/* SPDX-License-Identifier: MIT
 *
 * Looks for names by their bytes: a capital after a small letter or a comma and one space. It need
 * not find all, and so needs no words cut: it costs little on pages seen before, too.
 */
#include "plugins/check-spelling/evidence.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define NAME_LEAST 5u /* bytes, as in near.h */
#define NAME_MOST 40u
#define VALUE_MAX 4000u /* bytes of the observation */

/* A name where it stands. */
struct sighting {
    struct ts_str text; /* in its block */
    uint16_t block;
};

/* Equal sightings, which lie one after the other. */
struct seen {
    struct ts_str text;
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

static void scan_block(GArray *sightings, struct ts_str text)
{
    struct sighting sighting = {.block = 0};
    bool is_hashed = false;
    for (size_t i = 2; i < text.len; i++) {
        size_t len = begins_name(text, i) ? length_of_name(text, i) : 0;
        if (len > 0) {
            sighting.block = is_hashed ? sighting.block : evidence_block(text);
            is_hashed = true;
            sighting.text = ts_bytes(text.ptr + i, len);
            g_array_append_val(sightings, sighting);
            i += len;
        }
    }
}

static int compare_texts(struct ts_str a, struct ts_str b)
{
    int order = memcmp(a.ptr, b.ptr, MIN(a.len, b.len));
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_sightings(gconstpointer a, gconstpointer b)
{
    const struct sighting *one = a, *other = b;
    int order = compare_texts(one->text, other->text);
    return order ? order : (one->block > other->block) - (one->block < other->block);
}

/* Sorted, so that equal documents say the same; the most frequent first, in case not all fit. */
static int compare_seen(gconstpointer a, gconstpointer b)
{
    const struct seen *one = a, *other = b;
    return one->count != other->count ? (one->count < other->count ? 1 : -1)
                                      : compare_texts(one->text, other->text);
}

static void add_sighting(GArray *names, const struct sighting *sighting)
{
    struct seen *last = names->len ? &g_array_index(names, struct seen, names->len - 1) : NULL;
    if (!last || !ts_equal(last->text, sighting->text)) {
        struct seen seen = {sighting->text, {sighting->block}, 1};
        g_array_append_val(names, seen);
    } else if (last->count < EVIDENCE_BLOCKS && last->blocks[last->count - 1] != sighting->block) {
        last->blocks[last->count++] = sighting->block;
    }
}

static void write_block(GString *value, uint16_t block)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = 12; shift >= 0; shift -= 4) {
        g_string_append_c(value, digits[block >> shift & 15]);
    }
}

static void write_names(const GArray *names, GString *value)
{
    for (guint i = 0;
         i < names->len && value->len + NAME_MOST + 1 + EVIDENCE_BLOCKS * EVIDENCE_HEX < VALUE_MAX;
         i++) {
        const struct seen *seen = &g_array_index(names, struct seen, i);
        g_string_append(value, value->len ? " " : "");
        g_string_append_len(value, seen->text.ptr, (gssize)seen->text.len);
        g_string_append_c(value, ':');
        for (uint32_t k = 0; k < seen->count; k++) {
            write_block(value, seen->blocks[k]);
        }
    }
}

int evidence_names(struct ts_call *call, const struct ts_document *document)
{
    g_autoptr(GArray) sightings = g_array_sized_new(FALSE, FALSE, sizeof(struct sighting), 64);
    g_autoptr(GArray) names = g_array_sized_new(FALSE, FALSE, sizeof(struct seen), 64);
    g_autoptr(GString) value = g_string_sized_new(1024);
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(EVIDENCE_NAMES),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
    };
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        if (block->role != TS_ROLE_CODE) {
            scan_block(sightings, block->text);
        }
    }
    if (sightings->len == 0) {
        return 0;
    }
    g_array_sort(sightings, compare_sightings);
    for (guint i = 0; i < sightings->len; i++) {
        add_sighting(names, &g_array_index(sightings, struct sighting, i));
    }
    g_array_sort(names, compare_seen);
    write_names(names, value);
    observation.value = ts_text(value->str);
    return call->host->emit_observation(call, &observation);
}
