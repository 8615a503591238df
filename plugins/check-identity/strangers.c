/* SPDX-License-Identifier: MIT
 *
 * Words that say that what stands here is not ours: a customer's, a supplier's, an authority's; or
 * that it is false and the reader is warned of it. Dutch, English, German and French, folded.
 */
#include "plugins/check-identity/identity.h"

#define WARNING_BEFORE 24u /* tokens around, in which a warning stands */
#define WARNING_BEHIND 16u
#define COMMENT_BLOCKS 60u /* before a block, in which its heading stands */
#define HEADING_TOKENS 12u /* of a heading that are looked at */

static const char *const strangers[] = {
    /* customers */
    "bezorgadres",
    "afleveradres",
    "factuuradres",
    "leveradres",
    "verzendadres",
    "woonadres",
    "klantadres",
    "klantgegevens",
    "ontvanger",
    "geadresseerde",
    "klant",
    "opdrachtgever",
    "billing",
    "shipping",
    "ship",
    "recipient",
    "lieferadresse",
    "lieferanschrift",
    "rechnungsadresse",
    "rechnungsanschrift",
    "empfanger",
    "livraison",
    "facturation",
    /* firms beside us */
    "leverancier",
    "dealer",
    "dealers",
    "verkooppunt",
    "verkooppunten",
    "reseller",
    "resellers",
    "buurman",
    "uitzendbureau",
    "verwerker",
    "hosting",
    "hebergeur",
    "webdesign",
    "webbouw",
    "servicepoint",
    "dhl",
    "postnl",
    "dpd",
    "gls",
    "bpost",
    "hermes",
    "pakketpunt",
    "afhaalpunt",
    "packstation",
    "parcelshop",
    /* bodies */
    "stichting",
    "vereniging",
    "geschillencommissie",
    "gegevensbeschermingsautoriteit",
    "ombudsman",
    "ombudsdienst",
    "consumentenombudsdienst",
    "toezichthouder",
    "commissioner",
    "aufsichtsbehorde",
    "verbraucherschlichtungsstelle",
    "schlichtungsstelle",
    "datenschutzbeauftragter",
    "cnil",
    "mediateur",
};

static gboolean is_word_of(const struct view *view, uint32_t token, const char *const *list,
                           size_t count)
{
    return token < view->tokens->count && view->tokens->items[token].kind == TOKEN_WORD &&
           word_is_one_of(view->tokens->items[token].folded, list, count);
}
#define IS_WORD_OF(view, token, list) is_word_of(view, token, list, G_N_ELEMENTS(list))

/* "uw gegevens", "my account", "bij u" */
static gboolean is_readers(const struct view *view, uint32_t token)
{
    static const char *const whose[] = {"uw",   "jouw", "je",    "mijn", "your",  "my",
                                        "ihre", "ihr",  "meine", "vos",  "votre", "mon"};
    static const char *const what[] = {"gegevens",   "details", "daten",      "coordonnees",
                                       "adres",      "address", "anschrift",  "adresse",
                                       "account",    "profiel", "profile",    "konto",
                                       "bestelling", "order",   "bestellung", "compte"};
    static const char *const at[] = {"bij", "chez"};
    static const char *const you[] = {"u", "jou", "vous"};
    return token > 0 && ((IS_WORD_OF(view, token, what) && IS_WORD_OF(view, token - 1, whose)) ||
                         (IS_WORD_OF(view, token, you) && IS_WORD_OF(view, token - 1, at)));
}

/* "Naam:" of a form that was filled in. */
static gboolean is_field_of_a_person(const struct view *view, uint32_t token)
{
    static const char *const fields[] = {"naam",       "name", "klantnaam", "contactpersoon",
                                         "achternaam", "nom",  "customer"};
    return IS_WORD_OF(view, token, fields) && token_is_sign(view->tokens, token + 1, ':');
}

gboolean stranger_at(const struct view *view, uint32_t token)
{
    static const char *const authority[] = {"autoriteit"};
    static const char *const persons[] = {"persoonsgegevens"};
    static const char *const site[] = {"website",    "site",    "webshop",
                                       "realisatie", "ontwerp", "design"};
    static const char *const by[] = {"door", "by", "von", "par"};
    return IS_WORD_OF(view, token, strangers) || is_readers(view, token) ||
           is_field_of_a_person(view, token) ||
           (IS_WORD_OF(view, token, site) && IS_WORD_OF(view, token + 1, by)) ||
           (IS_WORD_OF(view, token, authority) && IS_WORD_OF(view, token + 1, persons));
}

/* The first token that begins at or after a byte of a block. */
static uint32_t first_at(const struct view *view, uint32_t block, uint32_t offset)
{
    uint32_t low = 0;
    uint32_t high = view->tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct token *token = &view->tokens->items[middle];
        gboolean is_before =
            token->block < block || (token->block == block && token->offset < offset);
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    return low;
}

static gboolean is_heading_of_comments(const struct view *view, uint32_t block)
{
    static const char *const headings[] = {
        "reacties",    "recensies",    "beoordelingen", "klantbeoordelingen", "klantreviews",
        "reviews",     "comments",     "testimonials",  "ervaringen",         "kommentare",
        "bewertungen", "commentaires", "avis"};
    uint32_t first = first_at(view, block, 0);
    for (uint32_t i = first; i < view->tokens->count && i < first + HEADING_TOKENS; i++) {
        if (view->tokens->items[i].block == block && IS_WORD_OF(view, i, headings)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean is_in_comments(const struct view *view, uint32_t block)
{
    const struct ts_list blocks = view->document->blocks;
    const struct ts_block *own = block < blocks.count ? ts_item(blocks, block) : NULL;
    if (!own || (own->where.len > 0 &&
                 g_strstr_len(own->where.ptr, (gssize)own->where.len, "/footer") != NULL)) {
        return FALSE;
    }
    for (uint32_t i = block; i < blocks.count && block - i < COMMENT_BLOCKS; i--) {
        if (((const struct ts_block *)ts_item(blocks, i))->role == TS_ROLE_HEADING) {
            return is_heading_of_comments(view, i);
        }
    }
    return FALSE;
}

gboolean is_warned_of(const struct view *view, uint32_t block, uint32_t offset)
{
    static const char *const warnings[] = {
        "phishing",    "nepmail",    "nepmails",   "nepsite",    "nepsites", "valse",    "vals",
        "fraude",      "oplichters", "oplichting", "spoofing",   "scam",     "scams",    "scammers",
        "fake",        "fraud",      "fraudulent", "fraudsters", "betrug",   "betruger", "arnaque",
        "hameconnage", "criminelen", "criminals",  "kriminelle"};
    static const char *const negations[] = {"niet", "geen",  "not",  "nicht",
                                            "pas",  "nooit", "never"};
    static const char *const of[] = {"van", "of", "von", "ons"};
    static const char *const our[] = {"ons", "our", "unser", "unsere"};
    static const char *const us[] = {"ons", "ours", "us", "uns"};
    uint32_t middle = first_at(view, block, offset);
    uint32_t from = middle > WARNING_BEFORE ? middle - WARNING_BEFORE : 0;
    for (uint32_t i = from; i < view->tokens->count && i < middle + WARNING_BEHIND; i++) {
        gboolean is_not_ours = IS_WORD_OF(view, i, negations) &&
                               (IS_WORD_OF(view, i + 1, our) ||
                                (IS_WORD_OF(view, i + 1, of) && IS_WORD_OF(view, i + 2, us)));
        if (view->tokens->items[i].block == block &&
            (IS_WORD_OF(view, i, warnings) || is_not_ours)) {
            return TRUE;
        }
    }
    return FALSE;
}
