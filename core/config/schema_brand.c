/* SPDX-License-Identifier: MIT
 *
 * What brand.yaml, the brand book, may hold. What a table cannot say stands in brand_check.c.
 */
#include "core/config/schema_rows.h"

#define FROM_UNTIL_AS(mark)                                    \
    {.name = "from",                                           \
     .type = SCHEMA_DATE,                                      \
     .flags = (mark),                                          \
     .help = "First day on which it is right."},               \
    {                                                          \
        .name = "until", .type = SCHEMA_DATE, .flags = (mark), \
        .help = "Last day on which it is right."               \
    }
#define FROM_UNTIL FROM_UNTIL_AS(0)
#define FROM_UNTIL_LATER FROM_UNTIL_AS(SCHEMA_NOT_YET)
#define FOR                                                 \
    {                                                       \
        .name = "for", .type = SCHEMA_LIST, .of = &id_item, \
        .help = "Right only at these touchpoints."          \
    }
#define ON                                                                                 \
    {                                                                                      \
        .name = "on", .type = SCHEMA_CHOICE, .choices = "touchpoint|document",             \
        .help = "What each must satisfy it: every document, or the touchpoint as a whole." \
    }

static const struct schema_field pack_item = {.name = "packs", .type = SCHEMA_PACK};
static const struct schema_field id_item = {.name = "for", .type = SCHEMA_ID};
static const struct schema_field path_item = {.name = "files", .type = SCHEMA_PATH};
static const struct schema_field text_item = {.name = "text", .type = SCHEMA_TEXT};

/* ---- promise --------------------------------------------------------------------------------- */

static const struct schema_field payoff_fields[] = {
    {.name = "text", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "The exact wording."},
    {.name = "also", .type = SCHEMA_LIST, .help = "Other wordings that are right too."},
    {.name = "id", .type = SCHEMA_ID, .help = "For references: payoff:ID."},
    FROM_UNTIL_LATER,
    {NULL},
};

static const struct schema_field payoff_forms[] = {
    {.name = "payoff", .type = SCHEMA_TEXT, .help = "The exact wording."},
    {.name = "payoff", .type = SCHEMA_MAP, .of = payoff_fields},
    {NULL},
};

static const struct schema_field payoff_item = {
    .name = "payoff",
    .type = SCHEMA_EITHER,
    .of = payoff_forms,
};

static const struct schema_field promise_require_fields[] = {
    {.name = "on",
     .type = SCHEMA_CHOICE,
     .flags = SCHEMA_REQUIRED,
     .choices = "touchpoint|document",
     .help = "What each must satisfy it: every document, or the touchpoint as a whole."},
    IN,
    {.name = "accept",
     .type = SCHEMA_CHOICE,
     .choices = "payoff|theme",
     .flags = SCHEMA_REQUIRED,
     .help = "What counts: the pay-off, or a word of the themes too."},
    {.name = "coverage",
     .type = SCHEMA_PERCENT,
     .help = "Share of the touchpoint's documents that must show it: 60%."},
    SEVERITY("Severity if it is absent."),
    {NULL},
};

static const struct schema_field promise_require_item = {
    .name = "require",
    .type = SCHEMA_MAP,
    .of = promise_require_fields,
};

static const struct schema_field promise_fields[] = {
    {.name = "payoff",
     .type = SCHEMA_DICTIONARY,
     .flags = SCHEMA_BY_LANGUAGE | SCHEMA_FILLED,
     .of = &payoff_item,
     .keys = SCHEMA_LANGUAGE,
     .help = "The pay-off, by language; a bare text is in the first language."},
    {.name = "themes",
     .type = SCHEMA_DICTIONARY,
     .flags = SCHEMA_BY_LANGUAGE,
     .of = &schema_words,
     .keys = SCHEMA_LANGUAGE,
     .help = "Words that carry the promise, by language."},
    {.name = "belied_by",
     .type = SCHEMA_DICTIONARY,
     .flags = SCHEMA_BY_LANGUAGE,
     .of = &schema_words,
     .keys = SCHEMA_LANGUAGE,
     .help = "Words that give the lie to the promise, by language."},
    {.name = "require",
     .type = SCHEMA_LIST,
     .of = &promise_require_item,
     .help = "Where the promise must be found."},
    {NULL},
};

/* ---- identity -------------------------------------------------------------------------------- */

static const struct schema_field name_fields[] = {
    ID("For references: name:ID."),
    {.name = "text", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "The name."},
    {.name = "also", .type = SCHEMA_LIST, .help = "Other ways to write it that are right."},
    FOR,
    FROM_UNTIL,
    {NULL},
};
static const struct schema_field name_item = {
    .name = "names", .type = SCHEMA_MAP, .of = name_fields};

static const struct schema_field address_fields[] = {
    ID("For references: address:ID."),
    {.name = "street", .type = SCHEMA_TEXT, .help = "Without the number."},
    {.name = "number", .type = SCHEMA_TEXT, .help = "House number."},
    {.name = "suffix", .type = SCHEMA_TEXT, .help = "What follows the number: A, bis, 2 hoog."},
    {.name = "po_box", .type = SCHEMA_TEXT, .help = "Number of the post-office box."},
    {.name = "postcode", .type = SCHEMA_TEXT, .help = "Postcode."},
    {.name = "city", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "City."},
    {.name = "city_alias", .type = SCHEMA_LIST, .help = "Other names of the city."},
    {.name = "country", .type = SCHEMA_COUNTRY, .help = "Country; that of the brand if absent."},
    FOR,
    FROM_UNTIL,
    {NULL},
};
static const struct schema_field address_item = {
    .name = "addresses", .type = SCHEMA_MAP, .of = address_fields, .one_of = "street|po_box"};

static const struct schema_field phone_fields[] = {
    ID("For references: phone:ID."),
    {.name = "number",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "With the country: \"+31 30 123 45 67\"."},
    FOR,
    FROM_UNTIL,
    {NULL},
};
static const struct schema_field phone_item = {
    .name = "phones", .type = SCHEMA_MAP, .of = phone_fields};

static const struct schema_field email_fields[] = {
    ID("For references: email:ID."),
    {.name = "address", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "The address."},
    FOR,
    FROM_UNTIL,
    {NULL},
};
static const struct schema_field email_forms[] = {
    {.name = "emails", .type = SCHEMA_TEXT, .help = "The address."},
    {.name = "emails", .type = SCHEMA_MAP, .of = email_fields},
    {NULL},
};
static const struct schema_field email_item = {
    .name = "emails", .type = SCHEMA_EITHER, .of = email_forms};

static const struct schema_field registration_fields[] = {
    {.name = "kvk", .type = SCHEMA_LIST, .help = "Dutch chamber of commerce."},
    {.name = "rsin", .type = SCHEMA_LIST, .help = "Dutch legal entities."},
    {.name = "kbo", .type = SCHEMA_LIST, .help = "Belgian company number."},
    {.name = "hrb", .type = SCHEMA_LIST, .help = "German commercial register."},
    {.name = "company", .type = SCHEMA_LIST, .help = "Company number of the United Kingdom."},
    {.name = "vat", .type = SCHEMA_LIST, .help = "VAT number."},
    {.name = "iban", .type = SCHEMA_LIST, .help = "Bank account."},
    {NULL},
};

static const struct schema_field identity_part = {
    .name = "all",
    .type = SCHEMA_CHOICE,
    .choices = "name|address|phone|email|registration",
};

static const struct schema_field identity_require_fields[] = {
    IN,
    ON,
    {.name = "lang",
     .type = SCHEMA_LIST,
     .of = &schema_language_item,
     .help = "Only in documents in these languages."},
    {.name = "all",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &identity_part,
     .help = "What must all be found there."},
    SEVERITY("Severity if one is absent."),
    {NULL},
};
static const struct schema_field identity_require_item = {
    .name = "require", .type = SCHEMA_MAP, .of = identity_require_fields};

static const struct schema_field identity_fields[] = {
    {.name = "names",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &name_item,
     .help = "Names of the firm."},
    {.name = "addresses",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &address_item,
     .help = "Addresses; several may be right at once."},
    {.name = "phones",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &phone_item,
     .help = "Telephone numbers."},
    {.name = "emails",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &email_item,
     .help = "E-mail addresses."},
    {.name = "domains", .type = SCHEMA_LIST, .of = &text_item, .help = "Domains of the brand."},
    {.name = "registrations",
     .type = SCHEMA_MAP,
     .of = registration_fields,
     .help = "Numbers under which the firm is registered."},
    {.name = "require",
     .type = SCHEMA_LIST,
     .of = &identity_require_item,
     .help = "Where what must be found."},
    {NULL},
};

/* ---- logos, spelling ------------------------------------------------------------------------- */

static const struct schema_field logo_fields[] = {
    ID("For references: logo:ID."),
    {.name = "files",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &path_item,
     .help = "The logo in its permitted forms; relative to this file."},
    {.name = "min_width",
     .type = SCHEMA_INTEGER,
     .max = 16384, /* pixels a side of what is looked at */
     .help = "Smallest width in CSS pixels."},
    {.name = "clear_space", .type = SCHEMA_PERCENT, .help = "Free space around, of its width."},
    FOR,
    FROM_UNTIL,
    {NULL},
};
static const struct schema_field logo_item = {
    .name = "versions", .type = SCHEMA_MAP, .of = logo_fields};

static const struct schema_field logo_require_fields[] = {
    IN,
    ON,
    {.name = "lang",
     .type = SCHEMA_LIST,
     .of = &schema_language_item,
     .help = "Only in documents in these languages."},
    {.name = "min", .type = SCHEMA_INTEGER, .max = 1000, .help = "At least so many."},
    SEVERITY("Severity if it is absent."),
    {NULL},
};
static const struct schema_field logo_require_item = {
    .name = "require", .type = SCHEMA_MAP, .of = logo_require_fields};

static const struct schema_field logos_fields[] = {
    {.name = "versions",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED | SCHEMA_UNIQUE,
     .of = &logo_item,
     .help = "The logo as it is, and as it was."},
    {.name = "require",
     .type = SCHEMA_LIST,
     .of = &logo_require_item,
     .help = "Where the logo must be found."},
    {NULL},
};

static const struct schema_field spelling_fields[] = {
    {.name = "dictionaries",
     .type = SCHEMA_DICTIONARY,
     .of = &text_item,
     .keys = SCHEMA_LANGUAGE,
     .help = "Hunspell dictionary of each language: nl_NL."},
    {.name = "words",
     .type = SCHEMA_LIST,
     .of = &path_item,
     .help = "Files of words that are right, one a line; relative to this file."},
    {.name = "known_errors",
     .type = SCHEMA_LIST,
     .of = &path_item,
     .help = "Files of wrong and right, separated by a tab; relative to this file."},
    {NULL},
};

/* ---- rollouts -------------------------------------------------------------------------------- */

#define REFERENCES "address|phone|name|email|logo|term|payoff|fact"

static const struct schema_field reference_item = {
    .name = "replace", .type = SCHEMA_REFERENCE, .choices = REFERENCES};
static const struct schema_field due_item = {.name = "due", .type = SCHEMA_DATE};
static const struct schema_field due_forms[] = {
    {.name = "due", .type = SCHEMA_DATE},
    {.name = "due", .type = SCHEMA_DICTIONARY, .of = &due_item, .keys = SCHEMA_ID},
    {NULL},
};

static const struct schema_field rollout_fields[] = {
    ID("Short name."),
    {.name = "name", .type = SCHEMA_TEXT, .help = "Name for people."},
    {.name = "replace",
     .type = SCHEMA_DICTIONARY,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &reference_item,
     .keys = SCHEMA_REFERENCE,
     .choices = REFERENCES,
     .help = "Old and new, as references KIND:ID."},
    {.name = "announce",
     .type = SCHEMA_DATE,
     .help = "From here the new may be told beside the old."},
    {.name = "switch",
     .type = SCHEMA_DATE,
     .flags = SCHEMA_REQUIRED,
     .help = "From here the new is right."},
    {.name = "due",
     .type = SCHEMA_EITHER,
     .of = due_forms,
     .help = "When the old must be gone; one date, or one by kind or channel with a default."},
    {.name = "historic",
     .type = SCHEMA_LIST,
     .help = "Patterns of pages that may rightly show the old."},
    {NULL},
};
static const struct schema_field rollout_item = {
    .name = "rollouts", .type = SCHEMA_MAP, .of = rollout_fields};

/* ---- the whole ------------------------------------------------------------------------------- */

static const struct schema_field root_fields[] = {
    {.name = "touchstone",
     .type = SCHEMA_VERSION,
     .flags = SCHEMA_REQUIRED,
     .help = "Version of this form: 1."},
    {.name = "name",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "The brand's name, written as it should be."},
    {.name = "languages",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &schema_language_item,
     .help = "The languages that are judged, the default first."},
    {.name = "country",
     .type = SCHEMA_COUNTRY,
     .help = "Home country; decides how numbers and addresses are read."},
    {.name = "packs",
     .type = SCHEMA_LIST,
     .of = &pack_item,
     .help = "Rule packs, from rules/ or beside this file."},
    {.name = "promise",
     .type = SCHEMA_MAP,
     .flags = SCHEMA_SECTION,
     .of = promise_fields,
     .help = "Pay-off and themes, and where they must be found."},
    {.name = "terms",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_SECTION | SCHEMA_UNIQUE,
     .of = &schema_own_term,
     .help = "How words are used; each has exactly one of prefer, forbid, require, consistent, "
             "conditional, casing, count, pattern, or adjusts the one of a pack with its id."},
    {.name = "identity",
     .type = SCHEMA_MAP,
     .flags = SCHEMA_SECTION,
     .of = identity_fields,
     .help = "Names, addresses, numbers."},
    {.name = "logos",
     .type = SCHEMA_MAP,
     .flags = SCHEMA_SECTION,
     .of = logos_fields,
     .help = "The logo, and where it must be found."},
    {.name = "facts",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_SECTION | SCHEMA_UNIQUE,
     .of = &schema_fact,
     .help = "What must be said alike everywhere: delivery time, opening hours."},
    {.name = "spelling",
     .type = SCHEMA_MAP,
     .flags = SCHEMA_SECTION,
     .of = spelling_fields,
     .help = "Dictionaries and words."},
    {.name = "rollouts",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &rollout_item,
     .help = "Changes of the brand with their dates."},
    {NULL},
};

const struct schema_field schema_brand = {
    .name = "brand.yaml",
    .type = SCHEMA_MAP,
    .of = root_fields,
    .help = "The brand book: the one record against which all touchpoints are judged.",
};
