/* SPDX-License-Identifier: MIT
 *
 * The firm's identity as the brand book has it (the registry), and what one document shows of it
 * (sightings). After loading the registry does not change; a view lives as long as its call.
 */
#ifndef PLUGINS_CHECK_IDENTITY_IDENTITY_H
#define PLUGINS_CHECK_IDENTITY_IDENTITY_H

#include <glib.h>

#include "touchstone/plugin.h"

/* ---- the registry ---------------------------------------------------------------------------- */

enum identity_kind {
    KIND_NAME,
    KIND_ADDRESS,
    KIND_PHONE,
    KIND_EMAIL,
    KIND_REGISTRATION,
    KIND_COUNT
};

/* What all entries of the registry have in common. The structs of each kind begin with it. */
struct entry {
    enum identity_kind kind;
    char *key;       /* of its observations: "address:hq", "email:info@vlakwerk.example",
                        "registration:kvk" */
    char *shown;     /* the house form, for people: "Kanaalstraat 12A, 3531 CJ Utrecht" */
    GPtrArray *only; /* char *: the touchpoints where it is right (`for`); empty = everywhere */
};

struct names;         /* names.c */
struct addresses;     /* addresses.c */
struct phones;        /* phones.c */
struct emails;        /* emails.c: mailboxes and domains */
struct registrations; /* registrations.c */
struct requirements;  /* requirements.c */

struct identity {
    char *brand;          /* name of the brand book */
    char country[3];      /* home country, "NL"; "" = not said */
    char *language;       /* first of the brand */
    GPtrArray *languages; /* char *: all of the brand */
    struct names *names;  /* each NULL where the brand book has none */
    struct addresses *addresses;
    struct phones *phones; /* NULL too where nothing but conclude is called */
    gboolean has_phones;   /* in the brand book */
    struct emails *emails;
    struct registrations *registrations;
    struct requirements *requirements;
};

/* load.c: -1 has said why. identity is zeroed. */
int identity_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void identity_clear(struct identity *identity);
/* The node of one key of the brand book's section; NULL: not there. */
/* Says what is wrong with a value of the brand book, and where it stands. Returns -1. */
int identity_refuse(struct ts_call *call, const char *what, const struct ts_node *node,
                    const char *why);
const struct ts_node *identity_section(const struct ts_open *open, const char *key);
/* Is it one of the brand's ("nl" for "nl-BE" too)? An empty one is taken for one of them. */
gboolean identity_judges_language(const struct identity *identity, struct ts_str language);
/* Fills kind, key ("address:" and id), only; shown is the caller's to set. */
void entry_load(struct entry *entry, enum identity_kind kind, const char *prefix, struct ts_str id,
                const struct ts_node *node);
void entry_clear(struct entry *entry);

/* ---- one document ---------------------------------------------------------------------------- */

/* What a sentence says of an entry that stands in it. */
enum said {
    SAID_NOTHING,
    SAID_HISTORIC /* "tot 1 oktober zaten wij in" */,
    SAID_COMING /* "vanaf 1 oktober vindt u ons op" */
};

/* Something of the registry, or like it, that stands in the document. */
struct sighting {
    enum identity_kind kind;
    const struct entry *entry; /* NULL: unknown */
    const char *value;         /* as in DESIGN section 9: "match", "written-otherwise", "near",
                                  "near:number", "unknown" */
    enum said said;
    gboolean is_structured; /* it stands in JSON-LD, microdata, a vCard or a link, not in text */
    struct ts_place place;
    struct ts_str written; /* as it stands there, white space folded; memory of the call */
    const char *key;       /* without an entry, where the kind says too little:
                              "registration:kvk"; else NULL */
};

/* Tokens first to end - 1. */
struct name_span {
    uint32_t first, end;
};

/* An address in the text, of whomever. */
struct address_span {
    uint32_t first, end; /* tokens */
    gboolean is_ours;    /* one of ours, nearly one, or an unknown one that stands as ours */
};

#define VIEW_OBSERVATIONS 10000u /* of one document: with more it is not judged */
#define VIEW_FINDINGS 1000u

struct view {
    struct ts_call *call;
    const struct identity *identity;
    const struct ts_document *document;
    struct tokens *tokens; /* of all blocks; tokens.c */
    GArray *sightings;     /* struct sighting */
    GArray *names;         /* struct name_span: where our name stands, ascending; names.c */
    guint observed, reported;
    GArray *places; /* struct address_span, ascending; addresses.c. May be NULL */
};

/* announce.c: by the sentence in which the byte at offset stands, and the one before it. Dutch,
 * English, German and French. It knows no date: only wording. */
enum said said_at(const struct view *view, uint32_t block, uint32_t offset);

/* inspect.c: the capabilities below, one after the other. */
int identity_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* report.c: adds the sighting and says the observation (details: written, and said as "historic" or
 * "coming"; kind "unknown" has the key without an id). -1: the host refused. */
int view_observe(struct view *view, const struct sighting *sighting);
/* A finding at the sighting's place. expected may be empty. severity: TS_SEVERITY_DEFAULT, or what
 * it is here. arguments: struct ts_pair. */
int view_report(struct view *view, const struct sighting *sighting, const char *rule,
                enum ts_severity severity, const char *expected, struct ts_list arguments);
/* White space folded, at the ends taken away. Memory of the call. */
struct ts_str view_written(struct ts_call *call, struct ts_str text);
/* The place of tokens first to last (its end is that of the first block, if they lie in several),
 * and what is written there. */
struct ts_place view_place(const struct view *view, uint32_t first, uint32_t last,
                           struct ts_str *written_r);
/* Is this entry right at the document's touchpoint (`for`)? A scan without a touchpoint cannot
 * say, and takes it for right. */
gboolean entry_is_right_here(const struct entry *entry, const struct ts_document *document);

/* Each capability: loads its part of the registry, frees it, and looks through a document: observes
 * all it finds, right or wrong, and reports what is wrong. -1 has said why. They are called in this
 * order; what an earlier one has seen is among the sightings. */
int names_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void names_free(struct names **names);
int names_find(struct view *view);

int addresses_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void addresses_free(struct addresses **addresses);
int addresses_find(struct view *view);

int phones_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void phones_free(struct phones **phones);
int phones_find(struct view *view);

int emails_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void emails_free(struct emails **emails);
int emails_find(struct view *view);

int registrations_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void registrations_free(struct registrations **registrations);
int registrations_find(struct view *view);

/* structured.c: JSON-LD, microdata, vCards against the registry and the visible text. */
int structured_find(struct view *view);

/* requirements.c: what must be found in each document of a kind, and (conclude) in each touchpoint
 * that expects it. */
int requirements_load(struct ts_call *call, const struct ts_open *open, struct identity *identity);
void requirements_free(struct requirements **requirements);
int requirements_judge(struct view *view);
int identity_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

/* Single values against the registry, for structured.c and links: what would be said of them if
 * they stood in text. NULL entry: none of ours, or not near. Memory of the call. They say nothing
 * themselves. */
struct verdict {
    const struct entry *entry;
    const char *value; /* as of a sighting; "nothing" = it is no such thing. "match" without an
                          entry: the brand's bare name */
};
struct address_parts {
    struct ts_str street; /* with the house number, as schema.org's streetAddress has it */
    struct ts_str postcode, city, country;
};
struct verdict addresses_judge(struct ts_call *call, const struct identity *identity,
                               const struct address_parts *parts);
struct verdict phones_judge(struct ts_call *call, const struct identity *identity,
                            struct ts_str number);
struct verdict emails_judge(struct ts_call *call, const struct identity *identity,
                            struct ts_str address);
struct verdict names_judge(struct ts_call *call, const struct identity *identity,
                           struct ts_str name);
struct verdict registrations_judge(struct ts_call *call, const struct identity *identity,
                                   const char *what /* "kvk", "vat" */, struct ts_str number);

/* tokens.c: the document's text as one row of folded tokens, over inline tags, lines and cells. */
enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN, TOKEN_BREAK /* between two blocks */ };
struct token {
    enum token_kind kind;
    uint32_t block;          /* index in the document */
    uint32_t offset, length; /* bytes in the block's text */
    struct ts_str folded;    /* NFKD, case folded, without marks; of a sign: itself, hyphens and
                                dashes as "-", apostrophes as "'" */
};
struct tokens {
    const struct token *items;
    uint32_t count;
};
/* Memory of the call. Code is left out. Linear in the text. */
struct tokens *tokens_of(struct ts_call *call, const struct ts_document *document);
/* A text of the brand book likewise. */
struct tokens *tokens_of_text(struct ts_call *call, struct ts_str text);
/* Is our name (any of names, or the brand's) within so many tokens before or behind? names.c */
gboolean names_is_near(const struct view *view, uint32_t token, uint32_t before, uint32_t behind);
/* Index of the first of our names that ends behind this token; those before end no later. */
guint names_behind(const struct view *view, uint32_t token);
/* Is the token a word of our name? */
gboolean names_is_at(const struct view *view, uint32_t token);

/* strangers.c: does the word at a token say that what follows is a customer's, a supplier's, an
 * authority's ("bezorgadres", "your details", "Ombudsman")? */
gboolean stranger_at(const struct view *view, uint32_t token);
/* Does it stand below a heading such as "Reviews" or "Comments"? */
gboolean is_in_comments(const struct view *view, uint32_t block);
/* Is the reader warned of what stands at the byte offset: "phishing", "is not ours"? */
gboolean is_warned_of(const struct view *view, uint32_t block, uint32_t offset);

/* Does the word at a token begin with a capital, or is it a number? */
gboolean token_is_capital(struct ts_list blocks, const struct token *token);
/* Is it this sign? Of a token beyond the end: no. */
gboolean token_is_sign(const struct tokens *tokens, uint32_t index, char sign);
/* Does it stand right behind the one before it, without white space? */
gboolean token_is_joined(const struct tokens *tokens, uint32_t index);

/* Is a folded word, which is not empty, in a list of words? */
gboolean word_is_one_of(struct ts_str word, const char *const *list, size_t count);
#define WORD_IS_ONE_OF(word, list) word_is_one_of(word, list, G_N_ELEMENTS(list))

#endif
