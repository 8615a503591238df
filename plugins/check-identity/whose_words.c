/* SPDX-License-Identifier: MIT
 *
 * The words by which texts say whose an address is.
 */
#include "plugins/check-identity/addresses.h"

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
    "bezorgd",
    "bezorgen",
    "bezorging",
    "geleverd",
    "leveren",
    "levering",
    "afgeleverd",
    "verzonden",
    "delivered",
    "delivery",
    "parkeergarage",
    "parkeren",
    "parkeerplaats",
    "parking",
    "bushalte",
    "halte",
    "laadpaal",
    "buren",
    "buur",
    "naast",
    "naastgelegen",
    "tegenover",
    "ernaast",
    "partner",
    "partners",
    "leverancier",
    "leveranciers",
    "dealer",
    "dealers",
    "neighbour",
    "neighbours",
    "neighbor",
    "neighbors",
    "opposite",
    "nachbar",
    "nachbarn",
    "gegenuber",
    "voisin",
    "voisins",
    "concurrent",
    "buurvrouw",
    "municipality",
    "gemeente",
    "buurman",
    "woont",
    "woon",
    "voorbeeld",
    "sagt",
    "says",
    "vertelt",
    "aldus",
    "zegt",
    "verkooppunt",
    "verkooppunten",
    "deliver",
    "geliefert",
    "zugestellt",
    "livre",
    "opdrachtgever",
    "hun",
    "haar",
    "their",
    "its",
    "his",
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

gboolean whose_is_label(struct ts_str word)
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

gboolean whose_leads_to_others(struct ts_str word)
{
    return WORD_IS_ONE_OF(word, others);
}

gboolean whose_says_we(struct ts_str word)
{
    return WORD_IS_ONE_OF(word, we);
}
