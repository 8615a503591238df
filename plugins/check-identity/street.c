/* SPDX-License-Identifier: MIT
 *
 * Names of streets and cities for comparing: "Prof. Dr. Dorgeloln." is "Professor Doctor
 * Dorgelolaan".
 */
#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/edits.h"

/* Words that are written short before another one. Both sides are brought to the second form, of
 * which the first letter is that of the first. */
static const char *const abbreviated[][2] = {
    {"st", "sint"},
    {"saint", "sint"},
    {"sankt", "sint"},
    {"ste", "sinte"},
    {"sainte", "sinte"},
    {"prof", "professor"},
    {"dr", "doctor"},
    {"doktor", "doctor"},
    {"docteur", "doctor"},
    {"burg", "burgemeester"},
    {"burgem", "burgemeester"},
    {"bgm", "burgemeester"},
    {"gen", "generaal"},
    {"mr", "meester"},
    {"ir", "ingenieur"},
    {"ds", "dominee"},
    {"jhr", "jonkheer"},
    {"mgr", "monseigneur"},
    {"past", "pastoor"},
    {"pres", "president"},
    {"adm", "admiraal"},
    {"min", "minister"},
    {"kard", "kardinaal"},
    {"v", "van"},
    {"vd", "vande"},
    {"vdn", "vande"},
    {"d", "de"},
    {"den", "de"},
    {"der", "de"},
    {"av", "avenue"},
    {"ave", "avenue"},
    {"bd", "boulevard"},
    {"blvd", "boulevard"},
    {"boul", "boulevard"},
    {"bld", "boulevard"},
    {"ch", "chaussee"},
    {"chee", "chaussee"},
    {"pl", "place"},
    {"imp", "impasse"},
    {"gebr", "gebroeders"},
    {"joh", "johannes"},
    {"pr", "prins"},
    {"kon", "koning"},
};

/* Endings, and words of their own, that are written short. */
static const struct {
    const char *full, *brief;
    gboolean is_word; /* only as a word of its own, the last */
    gboolean is_weak; /* ordinary words end so too: "sharing", "supermarkt" */
} endings[] = {
    {"steenweg", "stwg", FALSE},   {"stwg", "stwg", FALSE},
    {"straat", "str", FALSE},      {"strasse", "str", FALSE},
    {"street", "str", FALSE},      {"st", "str", TRUE},
    {"laan", "ln", FALSE},         {"lane", "ln", FALSE, TRUE},
    {"plein", "pl", FALSE},        {"platz", "pl", FALSE},
    {"place", "pl", FALSE, TRUE},  {"weg", "wg", FALSE},
    {"kade", "kd", FALSE},         {"gracht", "gr", FALSE},
    {"singel", "sgl", FALSE},      {"dijk", "dk", FALSE},
    {"steeg", "stg", FALSE},       {"road", "rd", FALSE},
    {"avenue", "av", FALSE},       {"ave", "av", TRUE},
    {"boulevard", "bd", FALSE},    {"blvd", "bd", TRUE},
    {"allee", "al", FALSE, TRUE},  {"square", "sq", FALSE},
    {"drive", "dr", TRUE},         {"dr", "dr", TRUE},
    {"court", "ct", TRUE},         {"dreef", "drf", FALSE},
    {"hof", "hof", FALSE, TRUE},   {"park", "park", FALSE, TRUE},
    {"ring", "ring", FALSE, TRUE}, {"damm", "damm", FALSE, TRUE},
    {"ufer", "ufer", FALSE, TRUE}, {"gasse", "g", FALSE, TRUE},
    {"markt", "mkt", FALSE, TRUE}, {"haven", "hvn", FALSE, TRUE},
    {"pad", "pad", FALSE, TRUE},   {"lei", "lei", FALSE, TRUE},
    {"kaai", "kaai", FALSE, TRUE}, {"wal", "wal", FALSE, TRUE},
    {"baan", "baan", FALSE, TRUE}, {"close", "cl", TRUE},
    {"crescent", "cres", TRUE},    {"highway", "hwy", TRUE},
    {"terrace", "terr", TRUE},
};

/* What a street without one of these endings would have to say otherwise: words of their own. */
static const char *const kinds[] = {
    "row",    "yard",      "way",      "walk",   "hill",    "wharf",    "quay",  "mews",
    "gate",   "grove",     "gardens",  "parade", "terrace", "crescent", "close", "rue",
    "avenue", "boulevard", "chaussee", "quai",   "impasse", "allee",    "place", "route",
    "cours",  "laan",      "plein",    "street", "road",    "lane",     "drive", "square",
    "st",     "rd",        "ave",      "blvd",   "str",     "weg",      "court",
};

/* Is a text of that length spelt so? */
static gboolean is_word(struct ts_str word, const char *text)
{
    return ts_is(word, text);
}

static const char *expand(struct ts_str word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(abbreviated); i++) {
        if (abbreviated[i][0][0] == word.ptr[0] && is_word(word, abbreviated[i][0])) {
            return abbreviated[i][1];
        }
    }
    return NULL;
}

static int ending_of(struct ts_str word, gboolean is_last)
{
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t len = strlen(endings[i].full);
        if (word.len < len || (endings[i].is_word && (!is_last || word.len != len))) {
            continue;
        }
        if (memcmp(word.ptr + word.len - len, endings[i].full, len) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static gboolean append(char *buf, size_t *len, const char *text, size_t size)
{
    if (*len + size >= ADDRESS_KEY) {
        return FALSE;
    }
    memcpy(buf + *len, text, size);
    *len += size;
    buf[*len] = '\0';
    return TRUE;
}

static gboolean append_word(struct street_key *key, size_t lens[2], struct ts_str word,
                            gboolean is_first, gboolean is_last)
{
    const char *expanded = is_last && !is_first ? NULL : expand(word);
    if (expanded) {
        word = ts_text(expanded);
    }
    int ending = ending_of(word, is_last);
    if (ending < 0) {
        return append(key->brief, &lens[0], word.ptr, word.len) &&
               append(key->full, &lens[1], word.ptr, word.len);
    }
    size_t stem = word.len - strlen(endings[ending].full);
    const char *brief = endings[ending].brief;
    gboolean is_short = endings[ending].is_word && is_last;
    return append(key->brief, &lens[0], word.ptr, stem) &&
           append(key->brief, &lens[0], brief, strlen(brief)) &&
           append(key->full, &lens[1], word.ptr, is_short ? stem : word.len) &&
           append(key->full, &lens[1], brief, is_short ? strlen(brief) : 0);
}

gboolean street_key(const struct tokens *tokens, uint32_t first, uint32_t last,
                    struct street_key *key_r)
{
    size_t lens[2] = {0, 0};
    gboolean is_first = TRUE;
    uint32_t last_word = last;
    while (last_word > first && tokens->items[last_word - 1].kind == TOKEN_SIGN) {
        last_word--;
    }
    key_r->brief[0] = key_r->full[0] = '\0';
    for (uint32_t i = first; i < last_word; i++) {
        const struct token *token = &tokens->items[i];
        if (token->kind == TOKEN_SIGN || token->kind == TOKEN_BREAK) {
            continue;
        }
        if (!append_word(key_r, lens, token->folded, is_first, i + 1 == last_word)) {
            return FALSE;
        }
        is_first = FALSE;
    }
    return lens[0] > 0;
}

gboolean street_is_near(const struct street_key *registered, const struct street_key *written)
{
    const char *const pairs[][2] = {{registered->brief, written->brief},
                                    {registered->full, written->full}};
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        size_t len = strlen(pairs[i][0]);
        guint max = len < 6 ? 0 : len < 9 ? 1 : 2;
        if (edits_of(ts_text(pairs[i][0]), ts_text(pairs[i][1]), max) <= max) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean street_has_ending(struct ts_str folded)
{
    int ending = ending_of(folded, FALSE);
    gboolean is_abbreviated =
        folded.len > 5 && (memcmp(folded.ptr + folded.len - 3, "str", 3) == 0);
    return is_abbreviated || (ending >= 0 && !endings[ending].is_weak &&
                              folded.len > strlen(endings[ending].full) + 1);
}

gboolean street_may_end_so(struct ts_str folded)
{
    return ending_of(folded, FALSE) >= 0;
}

gboolean street_is_kind(struct ts_str folded)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (ts_is(folded, kinds[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean city_key(const struct tokens *tokens, uint32_t first, uint32_t last,
                  char key_r[ADDRESS_KEY])
{
    size_t len = 0;
    key_r[0] = '\0';
    for (uint32_t i = first; i < last; i++) {
        if (tokens->items[i].kind == TOKEN_WORD &&
            !append(key_r, &len, tokens->items[i].folded.ptr, tokens->items[i].folded.len)) {
            return FALSE;
        }
    }
    return len > 0;
}
