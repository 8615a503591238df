/* SPDX-License-Identifier: MIT
 *
 * Wording that tells of a move, or of a change of name or number. Dates are only known as such:
 * that there is one, not which.
 */
#include "plugins/check-identity/identity.h"

#define CUE_BEFORE 40u /* tokens of a sentence that are looked at, before and behind */
#define CUE_BEHIND 30u
#define HEADING_TOKENS 14u /* of the sentence before */
#define PREPOSITION_TOKENS 4u

struct cue {
    const char *words; /* folded, separated by spaces; the last may end in * */
    enum said said;
    gboolean needs_date; /* a date follows, and the sentence is about where we are */
};

static const struct cue cues[] = {
    /* Dutch */
    {"voorheen", SAID_HISTORIC, FALSE},
    {"vroeger", SAID_HISTORIC, FALSE},
    {"voormalig*", SAID_HISTORIC, FALSE},
    {"oude adres*", SAID_HISTORIC, FALSE},
    {"oud adres", SAID_HISTORIC, FALSE},
    {"oude nummer", SAID_HISTORIC, FALSE},
    {"oude telefoonnummer", SAID_HISTORIC, FALSE},
    {"oude naam", SAID_HISTORIC, FALSE},
    {"oude pand", SAID_HISTORIC, FALSE},
    {"oude kantoor", SAID_HISTORIC, FALSE},
    {"oude vestiging", SAID_HISTORIC, FALSE},
    {"oud", SAID_HISTORIC, FALSE},
    {"waren gevestigd", SAID_HISTORIC, FALSE},
    {"was gevestigd", SAID_HISTORIC, FALSE},
    {"zaten wij", SAID_HISTORIC, FALSE},
    {"zaten we", SAID_HISTORIC, FALSE},
    {"wij zaten", SAID_HISTORIC, FALSE},
    {"we zaten", SAID_HISTORIC, FALSE},
    {"niet meer", SAID_HISTORIC, FALSE},
    {"niet langer", SAID_HISTORIC, FALSE},
    {"tot", SAID_HISTORIC, TRUE},
    {"t m", SAID_HISTORIC, TRUE},
    {"verhuizen we naar", SAID_COMING, FALSE},
    {"verhuizen wij naar", SAID_COMING, FALSE},
    {"nieuwe adres*", SAID_COMING, FALSE},
    {"nieuw adres", SAID_COMING, FALSE},
    {"nieuwe nummer", SAID_COMING, FALSE},
    {"nieuwe telefoonnummer", SAID_COMING, FALSE},
    {"nieuwe naam", SAID_COMING, FALSE},
    {"nieuwe pand", SAID_COMING, FALSE},
    {"nieuwe kantoor", SAID_COMING, FALSE},
    {"nieuwe vestiging", SAID_COMING, FALSE},
    {"nieuwe locatie", SAID_COMING, FALSE},
    {"nieuw", SAID_COMING, FALSE},
    {"binnenkort", SAID_COMING, FALSE},
    {"met ingang van", SAID_COMING, FALSE},
    {"vanaf", SAID_COMING, TRUE},
    {"per", SAID_COMING, TRUE},
    /* English */
    {"formerly", SAID_HISTORIC, FALSE},
    {"previously", SAID_HISTORIC, FALSE},
    {"former", SAID_HISTORIC, FALSE},
    {"previous", SAID_HISTORIC, FALSE},
    {"old address", SAID_HISTORIC, FALSE},
    {"old office", SAID_HISTORIC, FALSE},
    {"old number", SAID_HISTORIC, FALSE},
    {"old name", SAID_HISTORIC, FALSE},
    {"used to", SAID_HISTORIC, FALSE},
    {"we were", SAID_HISTORIC, FALSE},
    {"no longer", SAID_HISTORIC, FALSE},
    {"until", SAID_HISTORIC, TRUE},
    {"till", SAID_HISTORIC, TRUE},
    {"new address", SAID_COMING, FALSE},
    {"new office", SAID_COMING, FALSE},
    {"new home", SAID_COMING, FALSE},
    {"new location", SAID_COMING, FALSE},
    {"new number", SAID_COMING, FALSE},
    {"new name", SAID_COMING, FALSE},
    {"will be", SAID_COMING, FALSE},
    {"will find us", SAID_COMING, FALSE},
    {"soon", SAID_COMING, FALSE},
    {"from", SAID_COMING, TRUE},
    {"as of", SAID_COMING, TRUE},
    {"as from", SAID_COMING, TRUE},
    {"starting", SAID_COMING, TRUE},
    /* German */
    {"bisher*", SAID_HISTORIC, FALSE},
    {"ehemal*", SAID_HISTORIC, FALSE},
    {"fruher*", SAID_HISTORIC, FALSE},
    {"vormals", SAID_HISTORIC, FALSE},
    {"alte adresse", SAID_HISTORIC, FALSE},
    {"alte anschrift", SAID_HISTORIC, FALSE},
    {"alten adresse", SAID_HISTORIC, FALSE},
    {"alte nummer", SAID_HISTORIC, FALSE},
    {"nicht mehr", SAID_HISTORIC, FALSE},
    {"bis", SAID_HISTORIC, TRUE},
    {"neue adresse", SAID_COMING, FALSE},
    {"neue anschrift", SAID_COMING, FALSE},
    {"neuen adresse", SAID_COMING, FALSE},
    {"neue nummer", SAID_COMING, FALSE},
    {"kunftig", SAID_COMING, FALSE},
    {"demnachst", SAID_COMING, FALSE},
    {"ab", SAID_COMING, TRUE},
    /* French */
    {"auparavant", SAID_HISTORIC, FALSE},
    {"autrefois", SAID_HISTORIC, FALSE},
    {"ancien*", SAID_HISTORIC, FALSE},
    {"jusqu au", SAID_HISTORIC, TRUE},
    {"jusqu a", SAID_HISTORIC, TRUE},
    {"nouvelle adresse", SAID_COMING, FALSE},
    {"nouveau numero", SAID_COMING, FALSE},
    {"nouveaux bureaux", SAID_COMING, FALSE},
    {"prochainement", SAID_COMING, FALSE},
    {"bientot", SAID_COMING, FALSE},
    {"a partir d*", SAID_COMING, TRUE},
    {"a compter d*", SAID_COMING, TRUE},
    {"des le", SAID_COMING, TRUE},
};

/* Somebody moves; from where and to where the word before the address says. */
static const char *const moves[] = {"verhuiz*", "verhuis*", "umzieh*", "umzug*",  "umgezogen",
                                    "ziehen",   "moving",   "move",    "moves",   "moved",
                                    "relocat*", "demenag*", "zieht",   "wechseln"};
static const char *const from_words[] = {"van", "from", "von", "vom", "uit", "aus", "de", "du"};
static const char *const to_words[] = {"naar", "to", "nach", "zu", "zur", "zum", "vers", "au"};

/* The sentence is about where we are, how we are called or reached. */
static const char *const places[] = {
    "wij",      "we",      "ons",       "onze",    "us",        "our",       "uns",     "unser*",
    "wir",      "vindt",   "find",      "found",   "finden",    "adres*",    "address", "anschrift",
    "kantoor*", "office*", "gevestigd", "located", "zat",       "zaten",     "zit",     "zitten",
    "bereik*",  "reach*",  "erreich*",  "nummer",  "number",    "telefoon*", "winkel",  "showroom",
    "pand",     "sitz*",   "nous",      "notre",   "trouverez", "bureau*",   "siege",   "heten",
    "heet",     "naam",    "name",      "called",  "numero",    "phone",     "bezoek*", "visit*",
};
static const char *const months[] = {
    "jan*",  "feb*", "fev*", "maart", "mrt",  "march", "mar",  "mars", "marz",
    "maerz", "apr*", "avr*", "mei",   "may",  "mai",   "jun*", "juin", "jul*",
    "juil*", "aug*", "aout", "sep*",  "okt*", "oct*",  "nov*", "dec*", "dez*",
};

static gboolean fits(struct ts_str word, const char *pattern, size_t len)
{
    gboolean is_open = len > 0 && pattern[len - 1] == '*';
    len -= is_open ? 1 : 0;
    return word.len >= len && (is_open || word.len == len) && memcmp(word.ptr, pattern, len) == 0;
}

static gboolean fits_any(const struct token *token, const char *const *list, gsize count)
{
    for (gsize i = 0; token->kind == TOKEN_WORD && i < count; i++) {
        if (list[i][0] == token->folded.ptr[0] && fits(token->folded, list[i], strlen(list[i]))) {
            return TRUE;
        }
    }
    return FALSE;
}
#define FITS_ANY(token, list) fits_any(token, list, G_N_ELEMENTS(list))

/* Tokens of the sentence, or of the one before it. */
struct stretch {
    const struct tokens *tokens;
    uint32_t first, end;
};

static gboolean is_end(const struct view *view, uint32_t index)
{
    const struct tokens *tokens = view->tokens;
    const struct token *token = &tokens->items[index];
    if (token->kind == TOKEN_BREAK) {
        return TRUE;
    }
    if (token->kind != TOKEN_SIGN || !memchr(".!?", token->folded.ptr[0], 3)) {
        return FALSE;
    }
    gboolean is_abbreviated = token->folded.ptr[0] == '.' && index > 0 &&
                              tokens->items[index - 1].folded.len <= 3 &&
                              tokens->items[index - 1].kind == TOKEN_WORD;
    gboolean is_ordinal = index > 0 && tokens->items[index - 1].kind == TOKEN_NUMBER &&
                          index + 1 < tokens->count &&
                          FITS_ANY(&tokens->items[index + 1], months); /* 30. September */
    return !is_abbreviated && !is_ordinal && index + 1 < tokens->count &&
           !token_is_joined(tokens, index + 1) &&
           (tokens->items[index + 1].kind == TOKEN_BREAK ||
            token_is_capital(view->document->blocks, &tokens->items[index + 1]));
}

/* Of a stretch: a date begins at a token? */
static gboolean is_date(const struct stretch *stretch, uint32_t at)
{
    for (uint32_t i = at; i < stretch->end && i < at + 4; i++) {
        const struct token *token = &stretch->tokens->items[i];
        if (FITS_ANY(token, months)) {
            return TRUE;
        }
        if (token->kind == TOKEN_NUMBER && i + 2 < stretch->end &&
            stretch->tokens->items[i + 1].kind == TOKEN_SIGN &&
            memchr("-/.", stretch->tokens->items[i + 1].folded.ptr[0], 3) &&
            stretch->tokens->items[i + 2].kind == TOKEN_NUMBER) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_about_place(const struct stretch *stretch)
{
    for (uint32_t i = stretch->first; i < stretch->end; i++) {
        if (FITS_ANY(&stretch->tokens->items[i], places)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean stands_at(const struct stretch *stretch, uint32_t at, const struct cue *cue)
{
    const char *word = cue->words;
    for (; at < stretch->end; at++) {
        const struct token *token = &stretch->tokens->items[at];
        if (token->kind == TOKEN_SIGN && word != cue->words) {
            continue; /* t/m, jusqu'au */
        }
        size_t len = strcspn(word, " ");
        if (token->kind != TOKEN_WORD || !fits(token->folded, word, len)) {
            return FALSE;
        }
        word += len + (word[len] == ' ');
        if (!*word) {
            return !cue->needs_date || (is_date(stretch, at + 1) && is_about_place(stretch));
        }
    }
    return FALSE;
}

static enum said cue_at(const struct stretch *stretch, uint32_t at)
{
    const struct token *token = &stretch->tokens->items[at];
    for (gsize i = 0; token->kind == TOKEN_WORD && i < G_N_ELEMENTS(cues); i++) {
        if (cues[i].words[0] == token->folded.ptr[0] && stands_at(stretch, at, &cues[i])) {
            return cues[i].said;
        }
    }
    return SAID_NOTHING;
}

static uint32_t token_at(const struct view *view, uint32_t block, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = view->tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct token *token = &view->tokens->items[middle];
        /* a break has the block that follows it, and offset 0 */
        if (token->block < block ||
            (token->block == block && (token->kind == TOKEN_BREAK || token->offset < offset))) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct stretch sentence_at(const struct view *view, uint32_t token)
{
    struct stretch stretch = {view->tokens, token, token};
    while (stretch.first > 0 && token - stretch.first < CUE_BEFORE &&
           !is_end(view, stretch.first - 1)) {
        stretch.first--;
    }
    while (stretch.end < view->tokens->count && stretch.end - token < CUE_BEHIND &&
           !is_end(view, stretch.end)) {
        stretch.end++;
    }
    return stretch;
}

/* "We verhuizen van A naar B": by the word shortly before the address. */
static enum said said_of_move(const struct stretch *stretch, uint32_t token)
{
    gboolean has_move = FALSE;
    for (uint32_t i = stretch->first; i < stretch->end && !has_move; i++) {
        has_move = FITS_ANY(&stretch->tokens->items[i], moves);
    }
    for (uint32_t i = token; has_move && i-- > stretch->first && i + PREPOSITION_TOKENS >= token;) {
        if (FITS_ANY(&stretch->tokens->items[i], to_words)) {
            return SAID_COMING;
        }
        if (FITS_ANY(&stretch->tokens->items[i], from_words)) {
            /* "van de": the article of French and the word of Dutch */
            return SAID_HISTORIC;
        }
    }
    return SAID_NOTHING;
}

/* The nearest before the address, else the nearest behind it. */
static enum said said_in(const struct stretch *stretch, uint32_t token)
{
    for (uint32_t i = MIN(token, stretch->end); i-- > stretch->first;) {
        enum said said = cue_at(stretch, i);
        if (said != SAID_NOTHING) {
            return said;
        }
    }
    for (uint32_t i = token; i < stretch->end; i++) {
        enum said said = cue_at(stretch, i);
        if (said != SAID_NOTHING) {
            return said;
        }
    }
    return SAID_NOTHING;
}

/* A heading, or a short sentence, directly before: "Ons nieuwe adres". One with a number that is no
 * date has an address of its own. */
static enum said said_before(const struct view *view, const struct stretch *sentence)
{
    struct stretch before = {view->tokens, sentence->first, sentence->first};
    while (before.end > 0 && is_end(view, before.end - 1)) {
        before.end--;
    }
    before.first = before.end;
    while (before.first > 0 && before.end - before.first <= HEADING_TOKENS &&
           !is_end(view, before.first - 1)) {
        before.first--;
    }
    if (before.end - before.first > HEADING_TOKENS) {
        return SAID_NOTHING;
    }
    for (uint32_t i = before.first; i < before.end; i++) {
        if (view->tokens->items[i].kind == TOKEN_NUMBER && !is_date(&before, i) &&
            view->tokens->items[i].folded.len != 4) {
            return SAID_NOTHING;
        }
    }
    return said_in(&before, before.end);
}

enum said said_at(const struct view *view, uint32_t block, uint32_t offset)
{
    if (block == TS_NO_BLOCK || !view->tokens) {
        return SAID_NOTHING;
    }
    uint32_t token = token_at(view, block, offset);
    struct stretch sentence = sentence_at(view, token);
    enum said said = said_of_move(&sentence, token);
    if (said == SAID_NOTHING) {
        said = said_in(&sentence, token);
    }
    return said == SAID_NOTHING ? said_before(view, &sentence) : said;
}
