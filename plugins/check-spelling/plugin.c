/* SPDX-License-Identifier: MIT
 *
 * Spelling by hunspell dictionaries, with so few false alarms that it stays switched on: the tables
 * that the host reads.
 */
#include "plugins/check-spelling/spelling.h"

static const struct ts_option_def options[] = {
    {"dictionary_path", TS_OPTION_PATH, 0, "/usr/share/hunspell", NULL,
     "A folder with hunspell dictionaries (.aff and .dic), searched before /usr/share/hunspell."},
    {"unknown", TS_OPTION_BOOLEAN, 0, "true", NULL,
     "Also report words that no dictionary has and that resemble no word of one "
     "(spelling/unknown-word)."},
    {"names", TS_OPTION_BOOLEAN, 0, "false", NULL,
     "Also judge words written as names: with a capital in mid-sentence. Finds more errors, and "
     "needs every name in the word list."},
};

static const struct ts_wording misspelt_nl[] = {
    {"nl", "Spelfout", "\"{actual}\" is verkeerd gespeld: geen woordenboek heeft het"},
};
static const struct ts_wording unknown_nl[] = {
    {"nl", "Onbekend woord", "\"{actual}\" staat in geen woordenboek"},
};
static const struct ts_wording error_nl[] = {
    {"nl", "Bekende fout", "\"{actual}\" is een bekende fout: schrijf \"{expected}\""},
};
static const struct ts_wording repeated_nl[] = {
    {"nl", "Herhaald woord", "\"{actual}\": het woord staat er twee keer"},
};

static const struct ts_rule_def rules[] = {
    {
        .id = "spelling/misspelt",
        .severity = TS_WARNING,
        .title = "Misspelt word",
        .message = "\"{actual}\" is misspelt: no dictionary has it",
        .help =
            "The word is in none of the language's dictionaries, and a word that differs by one "
            "letter is. If the word is right, add it to a file of spelling.words in the brand "
            "book, or run: touchstone accept --word WORD.",
        .bad = "Wij leveren uw vloer op de afgesproken dtaum.",
        .good = "Wij leveren uw vloer op de afgesproken datum.",
        .wordings = TS_LIST_OF(misspelt_nl),
    },
    {
        .id = "spelling/unknown-word",
        .severity = TS_INFO,
        .title = "Unknown word",
        .message = "\"{actual}\" is in no dictionary",
        .help =
            "The word is in none of the language's dictionaries and resembles no word of them: a "
            "name, jargon, or a bad slip. Add the right ones to a file of spelling.words; "
            "\"unknown: false\" silences the rule.",
        .bad = "Onze kwastraalvloeren gaan lang mee.",
        .good = "Onze betonvloeren gaan lang mee.",
        .wordings = TS_LIST_OF(unknown_nl),
    },
    {
        .id = "spelling/known-error",
        .severity = TS_ERROR,
        .title = "Known error",
        .message = "\"{actual}\" is a known error: write \"{expected}\"",
        .help = "The brand's list of known errors (spelling.known_errors) has it, even if a "
                "dictionary does not object. Take the line out of the list if it is right.",
        .bad = "Ten alle tijden bereikbaar.",
        .good = "Te allen tijde bereikbaar.",
        .wordings = TS_LIST_OF(error_nl),
    },
    {
        .id = "spelling/repeated-word",
        .severity = TS_WARNING,
        .title = "Repeated word",
        .message = "\"{actual}\": the word stands twice",
        .help = "The same word stands twice in a row. Pairs that a language allows (dat dat, had "
                "had), names and threefold words are passed over.",
        .bad = "Wij leggen de de vloer.",
        .good = "Wij leggen de vloer.",
        .wordings = TS_LIST_OF(repeated_nl),
    },
};

static const char *const sections[] = {"spelling", "terms"};

static const struct ts_check_ops check = {
    .size = sizeof check,
    .open = spelling_open,
    .inspect_block = spelling_inspect_block,
    .inspect = spelling_inspect,
    .conclude = spelling_conclude,
    .suggest = spelling_suggest,
    .close = spelling_close,
    .language = spelling_name_language,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_READ,
    .name = "spelling",
    .version = "0.3.0",
    .summary = "Finds misspelt, unknown and repeated words, by the dictionary of each block's "
               "language.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &check,
};
