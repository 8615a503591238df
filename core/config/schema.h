/* SPDX-License-Identifier: MIT
 *
 * What a configuration file may hold, as const tables, and the one walk that judges a file by them.
 * From the same tables follow the JSON Schemas. Judging gives a new tree in the form that the
 * comments of plugin.h promise: a lone value is a list of one where the table says list, paths are
 * absolute, fallback values are filled in.
 */
#ifndef CORE_CONFIG_SCHEMA_H
#define CORE_CONFIG_SCHEMA_H

#include "core/config/tree.h"
#include "core/plugin/catalog.h"

enum schema_type {
    /* as enum ts_option_type */
    SCHEMA_TEXT = TS_OPTION_TEXT,
    SCHEMA_INTEGER = TS_OPTION_INTEGER,
    SCHEMA_BOOLEAN = TS_OPTION_BOOLEAN,
    SCHEMA_DURATION = TS_OPTION_DURATION,
    SCHEMA_RATE = TS_OPTION_RATE,
    SCHEMA_SIZE = TS_OPTION_SIZE,
    SCHEMA_CHOICE = TS_OPTION_CHOICE,
    SCHEMA_LIST = TS_OPTION_LIST, /* of `of`; without `of`, of text */
    SCHEMA_PATH = TS_OPTION_PATH,
    SCHEMA_TREE = TS_OPTION_TREE,
    /* scalars of the core's own tables */
    SCHEMA_VERSION, /* 1 */
    SCHEMA_PERCENT,
    SCHEMA_DATE, /* YYYY-MM-DD */
    SCHEMA_ID,
    SCHEMA_PACK,      /* the name of a rule pack: nl/je */
    SCHEMA_LANGUAGE,  /* nl, nl-BE */
    SCHEMA_COUNTRY,   /* ISO 3166-1: NL */
    SCHEMA_REFERENCE, /* kind:id, the kinds in choices */
    SCHEMA_PATTERN,   /* a regular expression */
    SCHEMA_TIMEZONE,
    SCHEMA_CHANNEL, /* one of choices, or a word that is not a slip of one */
    /* collections */
    SCHEMA_MAP,        /* the keys in `of` */
    SCHEMA_DICTIONARY, /* keys of the type `keys`, values as `of` */
    SCHEMA_EITHER,     /* the first row of `of` that takes this kind of node */
    SCHEMA_SOURCE,     /* one source plugin with its options */
    SCHEMA_CHECKS      /* check plugins with their options, "off" or severity */
};

enum schema_flags {
    SCHEMA_REQUIRED = 1u << 0,
    SCHEMA_FILLED = 1u << 1,       /* a list or map that may not be empty */
    SCHEMA_NOT_YET = 1u << 2,      /* judged, but without effect in this version: a notice */
    SCHEMA_SECTION = 1u << 3,      /* of the brand book: alive if a check declares it */
    SCHEMA_BY_LANGUAGE = 1u << 4,  /* what is no map is meant for the first language */
    SCHEMA_UNIQUE = 1u << 5,       /* a list of maps: their ids differ */
    SCHEMA_MAY_LACK = 1u << 6,     /* a map: none of `one_of` may stand there too */
    SCHEMA_MAY_BE_EMPTY = 1u << 7, /* a text: "" means something */
    SCHEMA_SEVERAL = 1u << 8       /* a map: more than one of `one_of` may stand there */
};

/* Tables end with a row without a name. */
struct schema_field {
    const char *name;
    enum schema_type type;
    unsigned flags;
    const struct schema_field *of;
    enum schema_type keys; /* of a DICTIONARY */
    const char *choices;   /* separated by | */
    const char *fallback;  /* as written in YAML; NULL = absent unless given */
    unsigned min, max;     /* of an INTEGER; max 0 = no bound */
    const char *one_of;    /* of a MAP: one of these keys must stand there, and no two */
    const char *help;      /* one sentence */
};

extern const struct schema_field schema_plan;       /* touchstone.yaml */
extern const struct schema_field schema_brand;      /* brand.yaml */
extern const struct schema_field schema_accept;     /* touchstone.accept.yaml */
extern const struct schema_field schema_touchpoint; /* one item of touchstone.yaml's touchpoints */
extern const struct schema_field schema_pack;       /* a rule pack */
extern const struct schema_field schema_term;       /* one item of a pack's terms */
extern const struct schema_field schema_own_term;   /* one item of the brand book's terms */
extern const struct schema_field schema_slot;       /* one item of a pack's facts */
extern const struct schema_field schema_fact;       /* one item of the brand book's facts */

/* Exactly one of these makes an entry of `terms` a term. */
#define SCHEMA_TERM_KINDS "prefer|forbid|require|consistent|conditional|casing|count|pattern"

/* One judging of one tree. Everything wrong is collected, then told in the order of the places. */
struct schema_run {
    struct tree *tree;
    const struct catalog *catalog; /* NULL: no plugin is known, plugins' options are not judged */
    char *language;                /* the first of the brand book; owned */
    gboolean has_standard_input;   /* the path "-" means it */
    gboolean is_muted;             /* below something that has had its notice */
    GArray *issues;                /* private */
};

void schema_begin(struct schema_run *run, struct tree *tree, const struct catalog *catalog);
/* Hands all that was found to problems, sorted by place, at most LIMIT_CONFIG_ERRORS errors. */
void schema_end(struct schema_run *run, struct problems *problems);

/* Returns node in its promised form; what was wrong is left out of it. */
struct ts_node schema_judge(struct schema_run *run, const struct ts_node *node,
                            const struct schema_field *field);

/* Says what is wrong at a node. */
G_GNUC_PRINTF(3, 4)
void schema_error(struct schema_run *run, const struct ts_node *node, const char *format, ...);
G_GNUC_PRINTF(3, 4)
void schema_notice(struct schema_run *run, const struct ts_node *node, const char *format, ...);

/* "NAME" is not WHAT; names the nearest of the candidates, or all of them if they are few. */
void schema_unknown(struct schema_run *run, const struct ts_node *node, const char *what,
                    struct ts_str name, const char *const *candidates);

/* schema_value.c: judges a scalar that has text; 0, or -1 with an issue. May replace the text. */
int schema_value(struct schema_run *run, const struct schema_field *field, struct ts_node *node);

/* Is it the name of a pack: FOLDER/NAME or NAME, of small letters, digits, - and _? */
gboolean schema_is_pack(const char *text);

/* schema_plugin.c */
struct ts_node schema_source(struct schema_run *run, const struct ts_node *node);
struct ts_node schema_checks(struct schema_run *run, const struct ts_node *node);
/* The options of a plugin as a map: judged, with fallback values. node NULL = none given. */
struct ts_node schema_options(struct schema_run *run, const struct ts_node *node,
                              const struct catalog_plugin *plugin);
/* The options of a plugin as a table of struct schema_field; the caller frees it. */
GArray *schema_fields_of(const struct catalog_plugin *plugin);
/* Names of plugins of a kind that later versions bring; NULL-terminated. */
const char *const *schema_later_plugins(unsigned kind);
/* Why a plugin is not there: "not installed", "not available in this version". */
const char *schema_absence(unsigned kind, const char *name);

/* The first of the languages that a file names, as it stands there; NULL if it names none. The
 * caller frees it. */
char *schema_first_language(const struct ts_node *root);

/* json_schema.c: a file's table as JSON Schema draft-07, completed by the plugins' (NULL: without);
 * the caller frees it. */
char *schema_json(const struct schema_field *file, const struct catalog *catalog);

/* Building nodes in the tree of a run. */
struct ts_node schema_map(struct schema_run *run, const struct ts_node *at, const GArray *children);
struct ts_node schema_list(struct schema_run *run, const struct ts_node *at,
                           const GArray *children);
/* The map without some of its members; keys is NULL-terminated. */
struct ts_node schema_without(struct schema_run *run, const struct ts_node *map,
                              const char *const *keys);
struct ts_node schema_text_node(struct schema_run *run, const struct ts_node *at, const char *key,
                                const char *text);

#endif
