/* SPDX-License-Identifier: MIT
 *
 * Whose an address is: ours, or that of the firm or the person whose name stands before it.
 */
#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/legal.h"

#define WE_BEFORE 14u /* tokens before an address in which "we" and "our" count */
#define RUN_WORDS 6u  /* words of a name directly before an address */

/* The address of a customer, or of a person, follows. */
static const char *const others[] = {
    "klantadres",
    "afleveradres",
    "bezorgadres",
    "factuuradres",
    "leveradres",
    "verzendadres",
    "woonadres",
    "lieferadresse",
    "rechnungsadresse",
    "lieferanschrift",
    "rechnungsanschrift",
    "billing",
    "shipping",
    "ontvanger",
    "klant",
    "dhr",
    "mevr",
    "mevrouw",
    "familie",
    "herrn",
    "frau",
    "recipient",
    "customer",
    "geadresseerde",
    "livraison",
    "facturation",
    "empfanger",
    "huurder",
    "opdrachtgever",
};
/* Ours follows. */
static const char *const we[] = {"wij",     "we",  "ons",   "onze",   "our",
                                 "us",      "uns", "unser", "unsere", "unserem",
                                 "unseren", "wir", "nous",  "notre",  "nos"};
/* Capitalised words before an address that name nobody: they begin so. */
static const char *const labels[] = {
    "adres",       "bezoek",
    "post",        "contact",
    "kontakt",     "kantoor",
    "hoofd",       "vestiging",
    "filiaal",     "winkel",
    "showroom",    "locatie",
    "route",       "address",
    "office",      "head",
    "visit",       "find",
    "anschrift",   "sitz",
    "standort",    "impressum",
    "siege",       "retour",
    "magazijn",    "return",
    "openings",    "location",
    "store",       "shop",
    "warehouse",   "besuch",
    "haupt",       "zentrale",
    "lager",       "laden",
    "waar",        "where",
    "bedrijf",     "gegevens",
    "info",        "over",
    "about",       "postal",
    "visiting",    "reis",
    "parkeer",     "nieuw",
    "oud",         "new",
    "old",         "neue",
    "alte",        "depot",
    "werkplaats",  "fabriek",
    "toonzaal",    "atelier",
    "hq",          "afhaal",
    "service",     "klantenservice",
    "u",           "ons",
    "onze",        "our",
    "unser",       "wij",
    "we",          "stuur",
    "kom",         "ga",
    "vanaf",       "sinds",
    "per",         "tot",
    "from",        "since",
    "until",       "ab",
    "bis",         "in",
    "op",          "aan",
    "at",          "via",
    "het",         "the",
    "dit",         "nederland",
    "belgi",       "deutschland",
    "netherlands", "germany",
    "tel",         "registered",
    "korte",       "street",
    "straat",      "loc",
    "nl",          "be",
    "de",          "wo",
    "hier",        "daar",
    "of",          "en",
    "and",         "und",
    "ou",          "et",
    "vakgroep",    "afdeling",
    "department",  "abteilung",
    "unit",        "gebouw",
    "building",    "verkoop",
    "sales",
};

static gboolean is_word_of(struct ts_str word, const char *const *list, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (list[i][0] == word.ptr[0] && ts_is(word, list[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A label, or one of its compounds: the short ones only as whole words. */
static gboolean is_label(struct ts_str word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
        size_t len = strlen(labels[i]);
        if (labels[i][0] == word.ptr[0] && word.len >= len &&
            memcmp(word.ptr, labels[i], len) == 0 && (len >= 4 || word.len == len)) {
            return TRUE;
        }
    }
    static const char *const tails[] = {"adres", "kantoor", "winkel", "address", "adresse"};
    for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
        size_t len = strlen(tails[i]);
        if (word.len > len && memcmp(word.ptr + word.len - len, tails[i], len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Index of the first of our names that ends behind this token; those before end no later. */
static guint name_behind(const struct view *view, uint32_t token)
{
    guint low = 0;
    guint high = view->names->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(view->names, struct name_span, middle).end <= token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gboolean is_our_name(const struct view *view, uint32_t token)
{
    guint index = name_behind(view, token);
    return index < view->names->len &&
           g_array_index(view->names, struct name_span, index).first <= token;
}

static gboolean is_our_city(const struct view *view, struct ts_str word)
{
    const GPtrArray *all = view->identity->addresses->all;
    for (guint i = 0; i < all->len; i++) {
        const struct address *address = g_ptr_array_index(all, i);
        for (guint c = 0; c < address->cities->len; c++) {
            if (ts_is(word, g_ptr_array_index(address->cities, c))) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* A name directly before the address: "Bakkerij Jansen, Kanaalstraat 14". */
static enum whose name_before(const struct view *view, uint32_t first)
{
    const struct tokens *tokens = view->tokens;
    uint32_t i = first;
    gboolean is_apart = FALSE;
    gboolean has_break = FALSE;
    guint words = 0;
    while (i > 0 && !has_break &&
           (tokens->items[i - 1].kind == TOKEN_BREAK ||
            (tokens->items[i - 1].kind == TOKEN_SIGN &&
             memchr(",|-", tokens->items[i - 1].folded.ptr[0], 3)))) {
        has_break = tokens->items[i - 1].kind == TOKEN_BREAK;
        is_apart = TRUE;
        i--;
    }
    while (i > 0 && words < RUN_WORDS) {
        const struct token *token = &tokens->items[i - 1];
        if (token->kind == TOKEN_SIGN && memchr("&.'-", token->folded.ptr[0], 4) && words > 0) {
            i--;
            continue;
        }
        if (token->kind != TOKEN_WORD) {
            break;
        }
        if (is_our_name(view, i - 1)) {
            return WHOSE_NAMED;
        }
        if (is_label(token->folded) && words == 0) {
            return WHOSE_UNKNOWN;
        }
        if (!token_is_capital(view->document->blocks, token) || is_our_city(view, token->folded)) {
            break;
        }
        words++;
        i--;
    }
    gboolean is_whole_block = i == 0 || tokens->items[i - 1].kind == TOKEN_BREAK;
    if (words == 0 || (is_whole_block && words == 1 && (has_break || !is_apart)) ||
        (has_break && !is_whole_block) || is_label(tokens->items[i].folded)) {
        return WHOSE_UNKNOWN;
    }
    return WHOSE_OTHERS;
}

/* A customer's address, or another firm's name with its legal form? */
static gboolean is_foreign(const struct view *view, uint32_t i)
{
    const struct tokens *tokens = view->tokens;
    uint32_t behind;
    return is_word_of(tokens->items[i].folded, others, G_N_ELEMENTS(others)) ||
           (i > 0 && tokens->items[i - 1].kind == TOKEN_WORD &&
            token_is_capital(view->document->blocks, &tokens->items[i - 1]) &&
            legal_form_at(tokens, view->document->blocks, i, &behind));
}

static enum whose said_before(const struct view *view, uint32_t first)
{
    enum whose whose = WHOSE_UNKNOWN;
    for (uint32_t i = first; i-- > 0 && i + ADDRESS_NAME_BEFORE >= first;) {
        const struct token *token = &view->tokens->items[i];
        if (token->kind != TOKEN_WORD) {
            continue;
        }
        if (is_our_name(view, i)) {
            return WHOSE_NAMED;
        }
        if (whose == WHOSE_UNKNOWN && is_foreign(view, i)) {
            return WHOSE_OTHERS;
        }
        if (whose == WHOSE_UNKNOWN && i + WE_BEFORE >= first &&
            is_word_of(token->folded, we, G_N_ELEMENTS(we))) {
            whose = WHOSE_WE;
        }
    }
    return whose;
}

enum whose whose_is(const struct view *view, uint32_t first, uint32_t end)
{
    enum whose whose = name_before(view, first);
    if (whose != WHOSE_UNKNOWN) {
        return whose;
    }
    whose = said_before(view, first);
    if (whose != WHOSE_UNKNOWN && whose != WHOSE_WE) {
        return whose;
    }
    guint index = name_behind(view, end);
    return index < view->names->len && g_array_index(view->names, struct name_span, index).first <=
                                           (guint64)end + ADDRESS_NAME_BEHIND
               ? WHOSE_NAMED
               : whose;
}
