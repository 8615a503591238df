/* SPDX-License-Identifier: MIT
 *
 * Over all documents of a run: a word that passed for a name where it stood, but that stands once
 * beside a much more frequent one that differs by a letter, is a slip ("Utrehct" among Utrechts).
 */
#include <string.h>

#include "plugins/check-spelling/evidence.h"
#include "plugins/check-spelling/near.h"

#define NAMES_MAX 200000u  /* of a run; what comes later is no evidence */
#define DOUBTS_MAX 20000u  /* doubtful words of a run that are looked at */
#define BLOCKS_MAX 16u     /* of a name that are told apart: more are simply many */
#define PLACES_MAX 200u    /* of one finding */
#define FREQUENT_MIN 3u    /* blocks that have the right name */
#define FREQUENT_TIMES 4u  /* as many as have the doubtful word */
#define SLIP_BLOCKS_MAX 2u /* blocks that have the slip: a slip that is copied once */

struct name {
    uint16_t blocks[BLOCKS_MAX];
    uint32_t count;
};

struct doubt {
    char *word, *proposals;
    char *language; /* of the first document that has it */
    GArray *places; /* struct ts_place */
    struct name seen;
};

struct conclusion {
    struct ts_call *call;
    GHashTable *names;  /* text -> struct name */
    GHashTable *doubts; /* word -> struct doubt */
    struct near *near;
};

static void add_block(struct name *name, uint16_t block)
{
    for (uint32_t i = 0; i < name->count; i++) {
        if (name->blocks[i] == block) {
            return;
        }
    }
    if (name->count < BLOCKS_MAX) {
        name->blocks[name->count++] = block;
    }
}

static struct name *find_name(struct conclusion *conclusion, struct ts_str text)
{
    g_autofree char *key = g_strndup(text.ptr, text.len);
    struct name *name = g_hash_table_lookup(conclusion->names, key);
    if (!name && g_hash_table_size(conclusion->names) < NAMES_MAX) {
        name = g_new0(struct name, 1);
        g_hash_table_insert(conclusion->names, g_steal_pointer(&key), name);
    }
    return name;
}

static uint16_t read_block(const char *digits)
{
    char hex[EVIDENCE_HEX + 1] = "";
    memcpy(hex, digits, EVIDENCE_HEX);
    return (uint16_t)g_ascii_strtoull(hex, NULL, 16);
}

/* "Utrecht:1f3a09c4 Vlaardingen:77b2" */
static void add_names(struct conclusion *conclusion, struct ts_str value)
{
    g_autofree char *text = g_strndup(value.ptr, value.len);
    char *rest = text;
    for (char *at; (at = strsep(&rest, " "));) {
        char *blocks = strchr(at, ':');
        struct name *name = NULL;
        if (blocks) {
            name = find_name(conclusion, ts_bytes(at, (size_t)(blocks - at)));
            blocks++;
        }
        for (; name && strlen(blocks) >= EVIDENCE_HEX; blocks += EVIDENCE_HEX) {
            add_block(name, read_block(blocks));
        }
    }
}

static struct ts_str copy(struct ts_call *call, struct ts_str text)
{
    char *own = call->host->alloc(call, text.len + 1);
    memcpy(own, text.len ? text.ptr : "", text.len);
    return ts_bytes(own, text.len);
}

static struct doubt *find_doubt(struct conclusion *conclusion, const char *word,
                                struct ts_str proposals, struct ts_str language)
{
    struct doubt *doubt = g_hash_table_lookup(conclusion->doubts, word);
    if (!doubt && g_hash_table_size(conclusion->doubts) < DOUBTS_MAX) {
        doubt = g_new0(struct doubt, 1);
        doubt->word = g_strdup(word);
        doubt->proposals = g_strndup(proposals.ptr, proposals.len);
        doubt->language = g_strndup(language.len ? language.ptr : "", language.len);
        doubt->places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        g_hash_table_insert(conclusion->doubts, doubt->word, doubt);
    }
    return doubt;
}

static void free_doubt(gpointer data)
{
    struct doubt *doubt = data;
    g_free(doubt->word);
    g_free(doubt->proposals);
    g_free(doubt->language);
    g_array_unref(doubt->places);
    g_free(doubt);
}

static void add_doubt(struct conclusion *conclusion, const struct ts_stored_document *document,
                      const struct ts_observation *seen)
{
    size_t prefix = strlen(EVIDENCE_DOUBTFUL);
    g_autofree char *word = g_strndup(seen->key.ptr + prefix, seen->key.len - prefix);
    struct ts_str value = seen->value;
    struct doubt *doubt = NULL;
    if (value.len > EVIDENCE_HEX) {
        doubt = find_doubt(conclusion, word,
                           ts_bytes(value.ptr + EVIDENCE_HEX + 1, value.len - EVIDENCE_HEX - 1),
                           document->language);
    }
    if (!doubt) {
        return;
    }
    add_block(&doubt->seen, read_block(value.ptr));
    if (doubt->places->len < PLACES_MAX && doubt->seen.count <= SLIP_BLOCKS_MAX) {
        struct ts_place place = {
            .touchpoint = copy(conclusion->call, document->touchpoint),
            .locator = copy(conclusion->call, document->locator),
            .where = copy(conclusion->call, seen->place.where),
            .block = TS_NO_BLOCK,
            .line = seen->place.line,
            .column = seen->place.column,
        };
        g_array_append_val(doubt->places, place);
    }
}

static bool is_doubt(struct ts_str key)
{
    size_t prefix = strlen(EVIDENCE_DOUBTFUL);
    return key.len > prefix && memcmp(key.ptr, EVIDENCE_DOUBTFUL, prefix) == 0;
}

static void add_document(struct conclusion *conclusion, const struct ts_stored_document *document)
{
    for (uint32_t i = 0; i < document->observations.count; i++) {
        const struct ts_observation *seen = ts_item(document->observations, i);
        if (ts_is(seen->key, EVIDENCE_NAMES)) {
            add_names(conclusion, seen->value);
        } else if (is_doubt(seen->key)) {
            add_doubt(conclusion, document, seen);
        }
    }
}

/* ---- judging ---- */

struct choice {
    const struct conclusion *conclusion;
    struct letters word; /* that is doubted */
    char best[LETTERS_BYTES];
    uint32_t count; /* blocks that have it */
};

static bool weigh(const char *text, void *data)
{
    struct choice *choice = data;
    const struct name *name = g_hash_table_lookup(choice->conclusion->names, text);
    struct letters letters;
    if (name && name->count > choice->count && letters_read(text, strlen(text), &letters) &&
        !letters_is_replacement(&letters, &choice->word)) {
        g_strlcpy(choice->best, text, sizeof choice->best);
        choice->count = name->count;
    }
    return true;
}

/* Proposals stand in small letters where the dictionary has them so. */
static void weigh_proposals(struct choice *choice, const char *proposals)
{
    g_auto(GStrv) parts = g_strsplit(proposals, "|", -1);
    for (guint i = 0; parts[i]; i++) {
        struct letters letters;
        char text[LETTERS_BYTES];
        if (letters_read(parts[i], strlen(parts[i]), &letters)) {
            letters_capitalise(&letters, false);
            letters_write(letters.at, letters.count, text);
            weigh(text, choice);
        }
    }
}

static bool is_slip(const struct conclusion *conclusion, const struct doubt *doubt,
                    const struct choice *choice)
{
    const struct name *own = g_hash_table_lookup(conclusion->names, doubt->word);
    uint32_t count = MAX(doubt->seen.count, own ? own->count : 0);
    return count <= SLIP_BLOCKS_MAX && choice->count >= FREQUENT_MIN &&
           choice->count >= FREQUENT_TIMES * count;
}

/* A finding belongs to one touchpoint: places come sorted by it. */
static guint places_of_one(const GArray *places, guint first)
{
    const struct ts_place *all = (const struct ts_place *)(void *)places->data;
    guint end = first + 1;
    while (end < places->len && ts_equal(all[end].touchpoint, all[first].touchpoint)) {
        end++;
    }
    return end - first;
}

static int report(const struct conclusion *conclusion, const struct doubt *doubt, const char *right)
{
    const struct ts_pair arguments[] = {{ts_text("proposals"), ts_text(right)},
                                        {ts_text("language"), ts_text(doubt->language)}};
    struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("spelling/misspelt"),
        .expected = ts_text(right),
        .actual = ts_text(doubt->word),
        .arguments = TS_LIST_OF(arguments),
    };
    for (guint i = 0; i < doubt->places->len; i += finding.places.count) {
        finding.places = (struct ts_list){&g_array_index(doubt->places, struct ts_place, i),
                                          places_of_one(doubt->places, i), sizeof(struct ts_place)};
        if (conclusion->call->host->emit_finding(conclusion->call, &finding) != 0) {
            return -1;
        }
    }
    return 0;
}

static int judge(struct conclusion *conclusion, const struct doubt *doubt)
{
    struct choice choice = {.conclusion = conclusion};
    if (!letters_read(doubt->word, strlen(doubt->word), &choice.word)) {
        return 0;
    }
    weigh_proposals(&choice, doubt->proposals);
    near_find(conclusion->near, &choice.word, weigh, &choice);
    return is_slip(conclusion, doubt, &choice) ? report(conclusion, doubt, choice.best) : 0;
}

static int judge_all(struct conclusion *conclusion)
{
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, conclusion->names);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        if (((const struct name *)value)->count >= FREQUENT_MIN) {
            near_add(conclusion->near, key);
        }
    }
    g_hash_table_iter_init(&iter, conclusion->doubts);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        if (judge(conclusion, value) != 0) {
            return -1;
        }
    }
    return 0;
}

int spelling_conclude(struct ts_call *call, void *state, struct ts_list touchpoints)
{
    struct ts_stored_document document;
    struct conclusion conclusion = {.call = call};
    int next, done;
    (void)state;
    (void)touchpoints;
    conclusion.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    conclusion.doubts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_doubt);
    conclusion.near = near_new();
    while ((next = call->host->next_document(call, &document)) == 1) {
        add_document(&conclusion, &document);
    }
    done = next == 0 ? judge_all(&conclusion) : -1;
    near_free(&conclusion.near);
    g_hash_table_unref(conclusion.doubts);
    g_hash_table_unref(conclusion.names);
    return done;
}
