/* SPDX-License-Identifier: MIT
 *
 * The words of spoken numbers: how much they say, and what a number near them means.
 */
#include "plugins/common/spoken_private.h"

#define WORD_SIZE 40u /* "achthonderdachtentachtig" has 24 letters */

struct number_word {
    const char *word; /* lower case, without diacritics */
    guint value;
};

static const struct number_word dutch[] = {
    {"nul", 0},       {"een", 1},      {"twee", 2},       {"drie", 3},      {"vier", 4},
    {"vijf", 5},      {"zes", 6},      {"zeven", 7},      {"acht", 8},      {"negen", 9},
    {"tien", 10},     {"elf", 11},     {"twaalf", 12},    {"dertien", 13},  {"veertien", 14},
    {"vijftien", 15}, {"zestien", 16}, {"zeventien", 17}, {"achttien", 18}, {"negentien", 19},
    {"twintig", 20},  {"dertig", 30},  {"veertig", 40},   {"vijftig", 50},  {"zestig", 60},
    {"zeventig", 70}, {"tachtig", 80}, {"negentig", 90},  {NULL, 0},
};
static const struct number_word english[] = {
    {"zero", 0},       {"oh", 0},        {"o", 0},         {"nought", 0},   {"one", 1},
    {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},     {"six", 6},
    {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},     {"eleven", 11},
    {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},
    {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70}, {"eighty", 80},
    {"ninety", 90},    {NULL, 0},
};
static const struct number_word german[] = {
    {"null", 0},      {"eins", 1},      {"ein", 1},       {"zwei", 2},      {"zwo", 2},
    {"drei", 3},      {"vier", 4},      {"funf", 5},      {"sechs", 6},     {"sieben", 7},
    {"acht", 8},      {"neun", 9},      {"zehn", 10},     {"elf", 11},      {"zwolf", 12},
    {"dreizehn", 13}, {"vierzehn", 14}, {"funfzehn", 15}, {"sechzehn", 16}, {"siebzehn", 17},
    {"achtzehn", 18}, {"neunzehn", 19}, {"zwanzig", 20},  {"dreissig", 30}, {"vierzig", 40},
    {"funfzig", 50},  {"sechzig", 60},  {"siebzig", 70},  {"achtzig", 80},  {"neunzig", 90},
    {NULL, 0},
};

/* link joins a unit to tens inside one word too; hundred makes compounds if is_compounding. */
static const struct tongue {
    const struct number_word *words;
    const char *link, *hundred;
    gboolean is_compounding;
} tongues[] = {
    [SPOKEN_DUTCH] = {dutch, "en", "honderd", TRUE},
    [SPOKEN_ENGLISH] = {english, "and", "hundred", FALSE},
    [SPOKEN_GERMAN] = {german, "und", "hundert", TRUE},
};

static const struct {
    const char *word;
    enum spoken_kind kind;
    guint value;
} helpers[] = {
    {"dubbel", SPOKEN_MULTIPLE, 2},     {"dubbele", SPOKEN_MULTIPLE, 2},
    {"tweemaal", SPOKEN_MULTIPLE, 2},   {"driemaal", SPOKEN_MULTIPLE, 3},
    {"driedubbel", SPOKEN_MULTIPLE, 3}, {"double", SPOKEN_MULTIPLE, 2},
    {"triple", SPOKEN_MULTIPLE, 3},     {"treble", SPOKEN_MULTIPLE, 3},
    {"doppel", SPOKEN_MULTIPLE, 2},     {"zweimal", SPOKEN_MULTIPLE, 2},
    {"dreimal", SPOKEN_MULTIPLE, 3},    {"plus", SPOKEN_PLUS, 0},
    {"streepje", SPOKEN_DASH, 0},       {"koppelteken", SPOKEN_DASH, 0},
    {"dash", SPOKEN_DASH, 0},           {"hyphen", SPOKEN_DASH, 0},
    {"strich", SPOKEN_DASH, 0},
};

/* All languages together: none of these means another thing in one of the others. */
static const char *const cues[] = {
    "bel",           "belt",          "bellen",     "telefoonnummer", "telefoon",
    "tel",           "telnr",         "bereikbaar", "telefonisch",    "infolijn",
    "servicelijn",   "servicenummer", "whatsapp",   "hulplijn",       "klantenservice",
    "noodnummer",    "call",          "calling",    "phone",          "telephone",
    "dial",          "hotline",       "helpline",   "anrufen",        "telefon",
    "telefonnummer", "rufnummer",     "erreichbar", "mobiel",         "mobile",
    "fax",           "faxnummer",     NULL,
};
static const char *const fillers[] = {
    "ons", "op",  "naar",  "het", "met",    "via",    "dan",    "nummer", "gratis", "of",
    "nu",  "is",  "u",     "je",  "jullie", "onder",  "direct", "gerust", "even",   "onze",
    "us",  "on",  "at",    "the", "our",    "number", "now",    "free",   "toll",   "to",
    "in",  "uns", "unter", "die", "der",    "an",     "ist",    "sie",    "bitte",  NULL,
};
static const char *const labels[] = {
    "bestelnummer",
    "ordernummer",
    "order",
    "bestelling",
    "polisnummer",
    "polis",
    "klantnummer",
    "klantcode",
    "factuurnummer",
    "factuur",
    "rekeningnummer",
    "rekening",
    "iban",
    "kvk",
    "kvknummer",
    "btw",
    "btwnummer",
    "code",
    "pincode",
    "referentie",
    "referentienummer",
    "kenmerk",
    "dossiernummer",
    "dossier",
    "artikelnummer",
    "serienummer",
    "postcode",
    "lidnummer",
    "relatienummer",
    "contractnummer",
    "meldingsnummer",
    "zaaknummer",
    "burgerservicenummer",
    "bsn",
    "kaartnummer",
    "toestel",
    "toestelnummer",
    "toets",
    "druk",
    "policy",
    "account",
    "invoice",
    "reference",
    "customer",
    "member",
    "membership",
    "ticket",
    "tracking",
    "serial",
    "pin",
    "zip",
    "extension",
    "press",
    "barcode",
    "ean",
    "isbn",
    "bestellnummer",
    "kundennummer",
    "rechnungsnummer",
    "kontonummer",
    "vertragsnummer",
    "postleitzahl",
    "drucken",
    "versie",
    "version",
    NULL,
};
static const char *const units[] = {
    "euro",        "euros",     "cent",      "cents",   "dollar",  "dollars",   "pond",
    "pounds",      "dag",       "dagen",     "week",    "weken",   "maand",     "maanden",
    "jaar",        "jaren",     "uur",       "uren",    "minuut",  "minuten",   "seconde",
    "seconden",    "procent",   "keer",      "maal",    "meter",   "vierkante", "m2",
    "kilo",        "kilometer", "km",        "stuks",   "mensen",  "klanten",   "winkels",
    "medewerkers", "vloeren",   "planken",   "pakken",  "graden",  "days",      "day",
    "weeks",       "month",     "months",    "year",    "years",   "hour",      "hours",
    "minutes",     "minute",    "seconds",   "percent", "times",   "people",    "customers",
    "metres",      "meters",    "tage",      "wochen",  "jahre",   "stunden",   "uhr",
    "prozent",     "mal",       "am",        "pm",      "duizend", "thousand",  "tausend",
    "miljoen",     "million",   "millionen", NULL,
};

static const struct {
    const char *const *words;
    enum spoken_sense sense;
} senses[] = {
    {cues, SPOKEN_CUE}, {fillers, SPOKEN_FILLER}, {labels, SPOKEN_LABEL}, {units, SPOKEN_UNIT}};

/* The letter below a diacritic of these languages. */
static gunichar base_letter(gunichar letter)
{
    static const char from[] = "àáâäèéêëìíîïòóôöùúûü";
    static const char to[] = "aaaaeeeeiiiioooouuuu";
    guint i = 0;
    for (const char *at = from; *at; at = g_utf8_next_char(at), i++) {
        if (g_utf8_get_char(at) == letter) {
            return (gunichar)to[i];
        }
    }
    return letter;
}

/* Lower case, without diacritics and soft hyphens. FALSE: too long for a word that is known. */
static gboolean fold(struct ts_str word, char *folded_r)
{
    size_t size = 0;
    for (const char *at = word.ptr; at < word.ptr + word.len; at = g_utf8_next_char(at)) {
        gunichar letter = *at & 0x80 ? base_letter(g_unichar_tolower(g_utf8_get_char(at)))
                                     : (gunichar)g_ascii_tolower(*at);
        if (letter == 0xAD || letter == 0x308 || letter == 0x301) {
            continue;
        }
        if (size + 2 >= WORD_SIZE || (letter >= 0x80 && letter != 0xDF)) {
            return FALSE;
        }
        folded_r[size++] = letter == 0xDF ? 's' : (char)letter;
        if (letter == 0xDF) {
            folded_r[size++] = 's';
        }
    }
    folded_r[size] = '\0';
    return size > 0;
}

static gboolean look_up(const struct tongue *tongue, const char *word, size_t size, guint *value_r)
{
    for (const struct number_word *at = tongue->words; at->word; at++) {
        if (*at->word == *word && strncmp(at->word, word, size) == 0 && at->word[size] == '\0') {
            *value_r = at->value;
            return TRUE;
        }
    }
    return FALSE;
}

/* "zeven", "zevenentwintig" */
static gboolean read_tens(const struct tongue *tongue, const char *word, size_t size,
                          guint *value_r)
{
    size_t link = strlen(tongue->link);
    guint unit, tens;
    if (look_up(tongue, word, size, value_r)) {
        return TRUE;
    }
    for (size_t at = 1; tongue->is_compounding && at + link < size; at++) {
        if (memcmp(word + at, tongue->link, link) == 0 && look_up(tongue, word, at, &unit) &&
            unit >= 1 && unit <= 9 && look_up(tongue, word + at + link, size - at - link, &tens) &&
            tens >= 20) {
            *value_r = tens + unit;
            return TRUE;
        }
    }
    return FALSE;
}

/* "negenhonderd", "honderddrieëntwintig", "achttienhonderdvijftig" */
static gboolean read_hundreds(const struct tongue *tongue, const char *word, guint *value_r)
{
    const char *middle = tongue->is_compounding ? strstr(word, tongue->hundred) : NULL;
    guint left = 1, right = 0;
    if (!middle) {
        return FALSE;
    }
    const char *rest = middle + strlen(tongue->hundred);
    size_t link = strlen(tongue->link);
    if (middle > word && (!read_tens(tongue, word, (size_t)(middle - word), &left) || left == 0)) {
        return FALSE;
    }
    if (*rest && !read_tens(tongue, rest, strlen(rest), &right) &&
        !(strncmp(rest, tongue->link, link) == 0 &&
          read_tens(tongue, rest + link, strlen(rest) - link, &right))) {
        return FALSE;
    }
    *value_r = left * 100 + right;
    return TRUE;
}

enum spoken_sense spoken_sense_of(struct ts_str word)
{
    char folded[WORD_SIZE];
    if (!fold(word, folded)) {
        return SPOKEN_PLAIN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(senses); i++) {
        if (g_strv_contains(senses[i].words, folded)) {
            return senses[i].sense;
        }
    }
    return SPOKEN_PLAIN;
}

static gboolean is_helper(const char *word, struct spoken_token *token)
{
    for (size_t i = 0; i < G_N_ELEMENTS(helpers); i++) {
        if (*helpers[i].word == *word && g_str_equal(helpers[i].word, word)) {
            token->kind = helpers[i].kind;
            token->value = helpers[i].value;
            return TRUE;
        }
    }
    return FALSE;
}

void spoken_know_word(enum spoken_tongue tongue, struct ts_str word, struct spoken_token *token)
{
    char folded[WORD_SIZE];
    if (!fold(word, folded)) {
        return;
    }
    if (is_helper(folded, token) || tongue == SPOKEN_DIGITS_ONLY) {
        return;
    }
    const struct tongue *own = &tongues[tongue];
    if (g_str_equal(folded, own->hundred)) {
        token->kind = SPOKEN_HUNDRED;
        token->value = 100;
    } else if (g_str_equal(folded, own->link)) {
        token->kind = SPOKEN_LINK;
    } else if (read_tens(own, folded, strlen(folded), &token->value) ||
               read_hundreds(own, folded, &token->value)) {
        token->kind = SPOKEN_VALUE;
    }
}
