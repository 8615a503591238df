/* SPDX-License-Identifier: MIT
 *
 * Registers the check "terms".
 */
#include "plugins/check-terms/terms.h"

/* Each sentence is printed only with the details of its kind. */
static const struct ts_wording wordings[] = {
    {"nl", "Huisterm",
     "[\"{actual}\" is niet de huisstijl: schrijf \"{instead}\"][\"{wrong}\" is niet de huisstijl]"
     "[\"{missing}\" ontbreekt hier][\"{condition}\" staat er zonder \"{needed}\"]"
     "[\"{plenty}\" staat er {times} keer; hoogstens {limit} keer mag]"
     "[\"{scarce}\" staat er {times} keer; minstens {limit} keer moet]"
     "[\"{mixed}\" past niet bij \"{common}\", dat vaker voorkomt]"
     "[\"{even}\" staat hier naast \"{common}\", even vaak: kies er een]"
     "[ ({because})][, zie {link}]"},
};

static const struct ts_rule_def rules[] = {
    {.id = "terms/*",
     .severity = TS_WARNING,
     .title = "House term",
     .message = "[\"{actual}\" is not house style: write \"{instead}\"]"
                "[\"{wrong}\" is not house style][\"{missing}\" is missing here]"
                "[\"{condition}\" stands here without \"{needed}\"]"
                "[\"{plenty}\" stands here {times} times; {limit} is the most]"
                "[\"{scarce}\" stands here {times} times; {limit} is the least]"
                "[\"{mixed}\" does not go with \"{common}\", which is met more often]"
                "[\"{even}\" stands here beside \"{common}\", as often: choose one]"
                "[ ({because})][, see {link}]",
     .help = "A term of the brand book's section terms, under its own id. Words are compared, not "
             "bytes: letter case counts only where the right and the wrong form differ in nothing "
             "else. URLs, mail addresses and code are left alone unless `except` says otherwise. "
             "To allow a word here and there, add it to except_words, or narrow the term with "
             "lang, scope or in.",
     .bad = "Welkom bij VlakWerk",
     .good = "Welkom bij Vlakwerk",
     .wordings = TS_LIST_OF(wordings)},
};

/* The names say which capitals in headings are due. */
static const char *const sections[] = {"terms", "identity?"};

static void close_terms(struct ts_call *call, void *self)
{
    (void)call;
    terms_clear(self);
    g_free(self);
}

static int open_terms(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct terms *terms = g_new0(struct terms, 1);
    if (terms_load(call, open, terms) != 0) {
        close_terms(call, terms);
        return -1;
    }
    *self_r = terms;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_terms,
    .inspect_block = terms_inspect_block,
    .inspect = terms_inspect,
    .conclude = terms_conclude,
    .close = close_terms,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_LANGUAGE,
    .name = "terms",
    .version = "0.4.0",
    .summary = "Holds text against the house terms of the brand book.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
