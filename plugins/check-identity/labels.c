/* SPDX-License-Identifier: MIT
 *
 * The words that say what a number is. Dutch, English, German and French, folded.
 */
#include "plugins/check-identity/labels.h"

#include <string.h>

#define LOOK_BACK 10u    /* tokens before a number that may say what it is */
#define LOOK_CELL 4u     /* likewise at the end of the block before it */
#define THEIRS_BEFORE 3u /* tokens before a label that may say whose it is: "uw e-mail" */
#define ABBREVIATION 4u  /* letters of a word whose full stop ends no sentence: "bijv." */
#define LONG_NUMBER 5u   /* digits of a number that labels before it belong to */

/* Sorted by the first letter. A word that ends in * stands for all that begin with it; the longest
 * that fits counts. */
struct word {
    const char *word;
    enum label label;
};
static const struct word words[] = {
    {"aan", LABEL_FILLER},
    {"account", LABEL_OTHER},
    {"accountn*", LABEL_OTHER},
    {"alarmnummer", LABEL_PHONE},
    {"algemeen", LABEL_FILLER},
    {"am", LABEL_FILLER},
    {"and", LABEL_FILLER},
    {"anruf*", LABEL_PHONE},
    {"appel*", LABEL_PHONE},
    {"art", LABEL_OTHER},
    {"article*", LABEL_OTHER},
    {"artikel*", LABEL_OTHER},
    {"at", LABEL_FILLER},
    {"au", LABEL_FILLER},
    {"auftrag*", LABEL_OTHER},
    {"balie", LABEL_PHONE},
    {"bank", LABEL_IBAN},
    {"bankrek*", LABEL_IBAN},
    {"bankverbindung", LABEL_IBAN},
    {"barcode*", LABEL_OTHER},
    {"bce", LABEL_KBO},
    {"bel", LABEL_PHONE},
    {"belt", LABEL_PHONE},
    {"bellen", LABEL_PHONE},
    {"bereikbaar", LABEL_PHONE},
    {"bestel*", LABEL_OTHER},
    {"bestellen", LABEL_PHONE},
    {"bestellijn", LABEL_PHONE},
    {"betalingskenmerk*", LABEL_OTHER},
    {"bic", LABEL_OTHER},
    {"beispiel", LABEL_OTHER},
    {"bij", LABEL_FILLER},
    {"bijv", LABEL_OTHER},
    {"bijvoorbeeld", LABEL_OTHER},
    {"boeking*", LABEL_OTHER},
    {"booking*", LABEL_OTHER},
    {"bsn", LABEL_OTHER},
    {"btw*", LABEL_VAT},
    {"call", LABEL_PHONE},
    {"calling", LABEL_PHONE},
    {"case", LABEL_OTHER},
    {"charge*", LABEL_OTHER},
    {"client*", LABEL_OTHER},
    {"coc", LABEL_KVK},
    {"code*", LABEL_OTHER},
    {"commande*", LABEL_OTHER},
    {"commerce", LABEL_KVK},
    {"compte", LABEL_IBAN},
    {"contract*", LABEL_OTHER},
    {"coordin*", LABEL_OTHER},
    {"courriel", LABEL_EMAIL},
    {"crediteur*", LABEL_OTHER},
    {"customer", LABEL_OTHER},
    {"date", LABEL_OTHER},
    {"datum", LABEL_OTHER},
    {"de", LABEL_FILLER},
    {"debiteur*", LABEL_OTHER},
    {"debtor*", LABEL_OTHER},
    {"dial", LABEL_PHONE},
    {"din", LABEL_OTHER},
    {"dossier*", LABEL_OTHER},
    {"durchwahl", LABEL_PHONE},
    {"ean*", LABEL_OTHER},
    {"email", LABEL_EMAIL},
    {"en", LABEL_FILLER},
    {"entreprise", LABEL_KBO},
    {"example", LABEL_OTHER},
    {"exemple", LABEL_OTHER},
    {"f", LABEL_FAX},
    {"factuur*", LABEL_OTHER},
    {"facture*", LABEL_OTHER},
    {"fax*", LABEL_FAX},
    {"free", LABEL_FILLER},
    {"gratis", LABEL_FILLER},
    {"gsm*", LABEL_PHONE},
    {"gtin*", LABEL_OTHER},
    {"handelsregister*", LABEL_KVK},
    {"handy*", LABEL_PHONE},
    {"helpdesk", LABEL_PHONE},
    {"het", LABEL_FILLER},
    {"hotline", LABEL_PHONE},
    {"hra", LABEL_HRB},
    {"hrb", LABEL_HRB},
    {"iban*", LABEL_IBAN},
    {"id", LABEL_FILLER},
    {"identificatie*", LABEL_FILLER},
    {"idnr", LABEL_FILLER},
    {"imei*", LABEL_OTHER},
    {"in", LABEL_FILLER},
    {"infolijn", LABEL_PHONE},
    {"infonummer", LABEL_PHONE},
    {"invoice*", LABEL_OTHER},
    {"is", LABEL_FILLER},
    {"isbn*", LABEL_OTHER},
    {"iso", LABEL_OTHER},
    {"issn*", LABEL_OTHER},
    {"kassabon*", LABEL_OTHER},
    {"kbo*", LABEL_KBO},
    {"kenmerk*", LABEL_OTHER},
    {"kenteken*", LABEL_OTHER},
    {"klant*", LABEL_OTHER},
    {"klantcontact*", LABEL_PHONE},
    {"klantenservice*", LABEL_PHONE},
    {"konto*", LABEL_IBAN},
    {"koophandel", LABEL_KVK},
    {"kunden*", LABEL_OTHER},
    {"kundenservice*", LABEL_PHONE},
    {"kvk*", LABEL_KVK},
    {"la", LABEL_FILLER},
    {"le", LABEL_FILLER},
    {"lidmaatschap*", LABEL_OTHER},
    {"lidnummer*", LABEL_OTHER},
    {"lot", LABEL_OTHER},
    {"m", LABEL_PHONE},
    {"mail*", LABEL_EMAIL},
    {"matricule", LABEL_OTHER},
    {"member*", LABEL_OTHER},
    {"met", LABEL_FILLER},
    {"meterstand*", LABEL_OTHER},
    {"mob", LABEL_PHONE},
    {"mobiel*", LABEL_PHONE},
    {"mobil*", LABEL_PHONE},
    {"model*", LABEL_OTHER},
    {"mwst*", LABEL_VAT},
    {"n", LABEL_FILLER},
    {"nen", LABEL_OTHER},
    {"no", LABEL_FILLER},
    {"noodnummer*", LABEL_PHONE},
    {"nr", LABEL_FILLER},
    {"num", LABEL_FILLER},
    {"number", LABEL_FILLER},
    {"numero", LABEL_FILLER},
    {"nummer", LABEL_FILLER},
    {"of", LABEL_FILLER},
    {"omzetbelasting*", LABEL_VAT},
    {"on", LABEL_FILLER},
    {"onder", LABEL_FILLER},
    {"ondernemingsn*", LABEL_KBO},
    {"ons", LABEL_FILLER},
    {"onze", LABEL_FILLER},
    {"op", LABEL_FILLER},
    {"or", LABEL_FILLER},
    {"order*", LABEL_OTHER},
    {"our", LABEL_FILLER},
    {"p", LABEL_PHONE},
    {"pakket*", LABEL_OTHER},
    {"parcel*", LABEL_OTHER},
    {"part", LABEL_OTHER},
    {"phone*", LABEL_PHONE},
    {"pin", LABEL_OTHER},
    {"polic*", LABEL_OTHER},
    {"polis*", LABEL_OTHER},
    {"postcode*", LABEL_OTHER},
    {"price*", LABEL_OTHER},
    {"prijs*", LABEL_OTHER},
    {"productcode*", LABEL_OTHER},
    {"productn*", LABEL_OTHER},
    {"reach", LABEL_PHONE},
    {"receipt", LABEL_OTHER},
    {"rechnung*", LABEL_OTHER},
    {"receptie", LABEL_PHONE},
    {"ref", LABEL_OTHER},
    {"referen*", LABEL_OTHER},
    {"rekening*", LABEL_IBAN},
    {"relatie*", LABEL_OTHER},
    {"reservation*", LABEL_OTHER},
    {"reserveren", LABEL_PHONE},
    {"reservering*", LABEL_OTHER},
    {"ring", LABEL_PHONE},
    {"rpm", LABEL_KBO},
    {"rpr", LABEL_KBO},
    {"rma*", LABEL_OTHER},
    {"rsin*", LABEL_RSIN},
    {"ruf", LABEL_PHONE},
    {"rufen", LABEL_PHONE},
    {"rufnummer*", LABEL_PHONE},
    {"serial*", LABEL_OTHER},
    {"serie*", LABEL_OTHER},
    {"servicelijn", LABEL_PHONE},
    {"servicenummer", LABEL_PHONE},
    {"siren", LABEL_OTHER},
    {"siret", LABEL_OTHER},
    {"sku*", LABEL_OTHER},
    {"sms", LABEL_PHONE},
    {"steuernummer", LABEL_OTHER},
    {"sur", LABEL_FILLER},
    {"swift", LABEL_OTHER},
    {"t", LABEL_PHONE},
    {"te", LABEL_FILLER},
    {"tel", LABEL_PHONE},
    {"telefax*", LABEL_FAX},
    {"telef*", LABEL_PHONE},
    {"telefonisch*", LABEL_PHONE},
    {"telephone*", LABEL_PHONE},
    {"telnr", LABEL_PHONE},
    {"the", LABEL_FILLER},
    {"ticket*", LABEL_OTHER},
    {"track*", LABEL_OTHER},
    {"tva", LABEL_VAT},
    {"typenummer", LABEL_OTHER},
    {"uid", LABEL_VAT},
    {"umsatzsteuer*", LABEL_VAT},
    {"under", LABEL_FILLER},
    {"uns", LABEL_FILLER},
    {"unter", LABEL_FILLER},
    {"us", LABEL_FILLER},
    {"ust*", LABEL_VAT},
    {"van", LABEL_FILLER},
    {"vat*", LABEL_VAT},
    {"version*", LABEL_OTHER},
    {"versie*", LABEL_OTHER},
    {"vertrag*", LABEL_OTHER},
    {"verzekeringsn*", LABEL_OTHER},
    {"via", LABEL_FILLER},
    {"voorbeeld*", LABEL_OTHER},
    {"vestigingsn*", LABEL_OTHER},
    {"whatsapp*", LABEL_PHONE},
    {"whatsappen", LABEL_PHONE},
    {"zaak*", LABEL_OTHER},
    {"zending*", LABEL_OTHER},
};

/* Words of two: the first with one of those that follow it. */
static const struct {
    const char *first;
    const char *second; /* separated by | */
    enum label label;
} pairs[] = {
    {"chamber", "of", LABEL_KVK},
    {"companies", "house", LABEL_COMPANY},
    {"company", "number|no|nr|reg|registration|registered", LABEL_COMPANY},
    {"registered", "number|no|nr|in", LABEL_COMPANY},
    {"registration", "number|no|nr", LABEL_COMPANY},
    {"customer", "service|care|support|services", LABEL_PHONE},
    {"service", "client|clients", LABEL_PHONE},
};

static const char *const their_words[] = {
    "uw",    "jouw",  "je",       "klant",   "klanten",      "your",    "customer", "customers",
    "ihr",   "ihre",  "ihrem",    "kunden",  "votre",        "client",  "zijn",     "haar",
    "hun",   "their", "mijn",     "mij",     "me",           "my",      "mein",     "mon",
    "eigen", "debit", "debiteur", "betaald", "afgeschreven", "incasso", "debited",  "abgebucht",
};

/* The first of those that begin with a letter, or behind it. */
static gsize first_of(char letter)
{
    gsize low = 0;
    gsize high = G_N_ELEMENTS(words);
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        low = words[middle].word[0] < letter ? middle + 1 : low;
        high = words[middle].word[0] < letter ? high : middle;
    }
    return low;
}

enum label label_of(struct ts_str word)
{
    enum label label = LABEL_NONE;
    size_t longest = 0;
    if (word.len == 0) {
        return label;
    }
    for (gsize i = first_of(word.ptr[0]);
         i < G_N_ELEMENTS(words) && words[i].word[0] == word.ptr[0]; i++) {
        const char *own = words[i].word;
        size_t len = strcspn(own, "*");
        gboolean fits = len <= word.len && memcmp(own, word.ptr, len) == 0 &&
                        (own[len] == '*' || len == word.len);
        if (fits && len >= longest) {
            longest = len;
            label = words[i].label;
        }
    }
    gboolean is_code =
        label == LABEL_NONE && word.len > 6 && memcmp(word.ptr + word.len - 4, "code", 4) == 0;
    return is_code ? LABEL_OTHER : label;
}

static gboolean is_one_of(struct ts_str word, const char *list)
{
    for (const char *at = list; *at; at += strspn(at, "|")) {
        size_t len = strcspn(at, "|");
        if (len == word.len && memcmp(at, word.ptr, len) == 0) {
            return TRUE;
        }
        at += len;
    }
    return FALSE;
}

gboolean label_is_to_call(struct ts_str word)
{
    static const char *const verbs[] = {"bel",  "belt", "bellen", "call",    "reach",  "ring",
                                        "dial", "ruf",  "rufen",  "appelez", "appeler"};
    return WORD_IS_ONE_OF(word, verbs);
}

/* The label of the pair that begins at a token; LABEL_NONE: none does. */
static enum label pair_at(const struct tokens *tokens, uint32_t index)
{
    struct ts_str first = tokens->items[index].folded;
    for (gsize i = 0; index + 1 < tokens->count && i < G_N_ELEMENTS(pairs); i++) {
        if (ts_is(first, pairs[i].first) &&
            is_one_of(tokens->items[index + 1].folded, pairs[i].second)) {
            return pairs[i].label;
        }
    }
    return LABEL_NONE;
}

static enum label label_at(const struct tokens *tokens, uint32_t index)
{
    const struct token *token = &tokens->items[index];
    enum label pair = pair_at(tokens, index);
    if (pair == LABEL_NONE && index > 0) {
        pair = pair_at(tokens, index - 1);
    }
    if (pair != LABEL_NONE) {
        return pair;
    }
    /* K.v.K. */
    if (ts_is(token->folded, "k") && index >= 4 && ts_is(tokens->items[index - 2].folded, "v") &&
        ts_is(tokens->items[index - 4].folded, "k")) {
        return LABEL_KVK;
    }
    return label_of(token->folded);
}

/* A telephone as a sign. */
static gboolean is_handset(struct ts_str sign)
{
    return ts_is(sign, "\u260E") || ts_is(sign, "\u2706") || ts_is(sign, "\u260F") ||
           ts_is(sign, "\U0001F4DE") || ts_is(sign, "\U0001F4F1") || ts_is(sign, "\u2121");
}

/* Does a full stop at this token end a sentence? Not after an abbreviation: "tel.", "nr.". */
static gboolean ends_sentence(const struct tokens *tokens, uint32_t index)
{
    char sign = tokens->items[index].folded.ptr[0];
    gboolean is_stop = byte_is_in(sign, ".!?;");
    if (!is_stop || token_is_joined(tokens, index + 1)) {
        return FALSE;
    }
    return sign != '.' || index == 0 || tokens->items[index - 1].kind != TOKEN_WORD ||
           (tokens->items[index - 1].folded.len > ABBREVIATION &&
            label_at(tokens, index - 1) == LABEL_NONE);
}

static gboolean is_their_word(const struct tokens *tokens, uint32_t index)
{
    for (gsize i = 0; i < G_N_ELEMENTS(their_words); i++) {
        if (ts_is(tokens->items[index].folded, their_words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A single letter says something only right before its number; that of "K.v.K." always. */
static gboolean is_telling(enum label label, const struct token *token, gboolean is_adjacent)
{
    return label > LABEL_FILLER && (is_adjacent || token->folded.len > 1 || label == LABEL_KVK);
}

/* "van rekening", "from account": the payer's. */
static gboolean is_from_account(const struct tokens *tokens, uint32_t index, enum label label)
{
    return label == LABEL_IBAN && index > 0 &&
           is_one_of(tokens->items[index - 1].folded, "van|from|vom|von|du");
}

static struct label_found found_at(const struct tokens *tokens, uint32_t index, enum label label,
                                   struct label_found found)
{
    found.label = label;
    found.token = index;
    found.is_their_label = is_from_account(tokens, index, label);
    for (uint32_t i = index; i > 0 && index - i < THEIRS_BEFORE; i--) {
        const struct token *before = &tokens->items[i - 1];
        if (before->kind == TOKEN_BREAK ||
            (before->kind == TOKEN_SIGN && byte_is_in(before->folded.ptr[0], "?!|"))) {
            break;
        }
        found.is_their_label |= is_their_word(tokens, i - 1);
    }
    found.is_theirs |= found.is_their_label;
    return found;
}

struct label_found label_before(const struct tokens *tokens, uint32_t index)
{
    struct label_found found = {.is_adjacent = TRUE};
    uint32_t left = LOOK_BACK;
    gboolean has_break = FALSE;
    for (uint32_t i = index; i > 0 && left > 0; i--, left--) {
        const struct token *token = &tokens->items[i - 1];
        if (token->kind == TOKEN_BREAK) {
            if (has_break || !found.is_adjacent || left < LOOK_BACK - 2) {
                break;
            }
            has_break = TRUE;
            left = MIN(left, LOOK_CELL + 1);
        } else if (token->kind == TOKEN_NUMBER) {
            if (token->length >= LONG_NUMBER) {
                break;
            }
            found.is_adjacent = FALSE;
        } else if (token->kind == TOKEN_SIGN) {
            if (is_handset(token->folded)) {
                return found_at(tokens, i - 1, LABEL_PHONE, found);
            }
            if (ends_sentence(tokens, i - 1)) {
                break;
            }
        } else {
            enum label label = label_at(tokens, i - 1);
            if (is_telling(label, token, found.is_adjacent)) {
                return found_at(tokens, i - 1, label, found);
            }
            found.is_theirs |= label == LABEL_NONE && is_their_word(tokens, i - 1);
            found.is_adjacent &= label == LABEL_FILLER;
        }
    }
    found.is_adjacent = FALSE;
    return found;
}

uint32_t token_at(const struct tokens *tokens, uint32_t block, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct token *token = &tokens->items[middle];
        /* A break bears its block's index and lies before all of it. */
        gboolean is_before =
            token->block < block ||
            (token->block == block && (token->kind == TOKEN_BREAK || token->offset < offset));
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    return low;
}
