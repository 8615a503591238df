/* SPDX-License-Identifier: MIT
 *
 * The letter case of headings and the like. A capital in mid-sentence may be a name, so sentence
 * case is only found broken where words have one that are never names; what else looks like title
 * case is left to the rest of the document (casing_document.c).
 */
#include "plugins/check-terms/terms.h"

#define LONG_WORD 4u /* letters; shorter words keep lower case in title case too */
#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE | WORD_IN_MARKUP)
#define ACRONYM_LEN 6u /* letters; more capitals are shouting */

/* Prepositions and conjunctions: title case may leave them small. */
static const char *const title_small[] = {
    "about",   "above",   "across", "after",   "against", "along",   "among",  "around", "before",
    "behind",  "below",   "beside", "between", "beyond",  "down",    "during", "from",   "inside",
    "into",    "like",    "near",   "onto",    "outside", "over",    "past",   "since",  "than",
    "that",    "through", "toward", "towards", "under",   "until",   "upon",   "when",   "with",
    "within",  "without", "achter", "binnen",  "boven",   "buiten",  "door",   "langs",  "maar",
    "naar",    "onder",   "rond",   "sinds",   "tegen",   "tijdens", "tussen", "vanaf",  "vanuit",
    "volgens", "voor",    "want",   "zoals",   "zonder",  "avec",    "dans",   "pour",   "sans",
};

/* Where these have a capital inside a sentence it is no name. */
static const char *const never_names[] = {
    "and",  "with",   "your",   "our",   "what",    "how",  "why",   "when",   "we",     "you",
    "my",   "their",  "is",     "are",   "can",     "this", "these", "have",   "do",     "does",
    "not",  "ons",    "onze",   "wij",   "jij",     "je",   "jouw",  "jullie", "uw",     "mijn",
    "hoe",  "wat",    "waarom", "welke", "wanneer", "en",   "met",   "zonder", "kunnen", "hebben",
    "zijn", "worden", "wordt",  "kunt",  "moet",    "niet", "geen",  "deze",   "dit",
};

/* What follows these at the beginning of a heading is a thing of the house, no name. */
static const char *const owners[] = {"ons",    "onze", "jouw", "je", "uw",   "mijn",
                                     "jullie", "our",  "your", "my", "their"};

static gboolean is_one_of(const struct word *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ts_is(word->folded, list[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_never_name(const struct word *word)
{
    return is_one_of(word, never_names, G_N_ELEMENTS(never_names));
}

static gboolean stays_small(const struct word *word)
{
    return is_one_of(word, title_small, G_N_ELEMENTS(title_small));
}

static guint letters_of(const struct word *word)
{
    return (guint)g_utf8_strlen(word->clean.ptr, (gssize)word->clean.len);
}

static gboolean has_capital(const struct word *word)
{
    return (word->flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS)) != 0;
}

struct heading {
    const struct scene *scene;
    const struct term *term;
    gboolean is_shouted;   /* all of it in capitals: acronyms do not stand out */
    const gboolean *names; /* of each word; or NULL: nothing is known */
};

static const struct word *word_at(const struct heading *heading, guint32 index)
{
    return &heading->scene->words.items[index];
}

/* Its letter case says nothing: an acronym, CamelCase, a word of the brand, what is no prose. */
static gboolean is_free(const struct heading *heading, guint32 index)
{
    const struct word *word = word_at(heading, index);
    if (word->flags & (WORD_MIXED_CASE | WORD_HAS_DIGIT | NO_PROSE | heading->term->except)) {
        return TRUE;
    }
    if (word->flags & WORD_ALL_CAPITALS && letters_of(word) <= ACRONYM_LEN &&
        heading->term->casing != CASING_UPPER && !heading->is_shouted) {
        return TRUE;
    }
    g_autofree char *folded = g_strndup(word->folded.ptr, word->folded.len);
    return g_hash_table_contains(heading->scene->terms->brand_words, folded) ||
           term_excepts(heading->scene, heading->term, index, index);
}

/* ---- where a capital may be due ---- */

/* Anything but white space and a comma may begin anew: "Vloeren - Onze keuze", "Wij (Utrecht)". */
static gboolean has_break(const struct heading *heading, guint32 index)
{
    const struct word *word = word_at(heading, index);
    const char *at = heading->scene->block->text.ptr + word[-1].offset + word[-1].length;
    const char *end = heading->scene->block->text.ptr + word->offset;
    for (; at < end; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (code != ',' && code != '&' && !g_unichar_isspace(code)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "3 Onze werkwijze", "A. Over ons", "IV Vloeren". */
static gboolean is_number(const struct word *word)
{
    return word->flags & WORD_HAS_DIGIT || letters_of(word) == 1 ||
           (word->flags & WORD_ALL_CAPITALS &&
            strspn(word->folded.ptr, "ivxlc.") >= word->folded.len);
}

static gboolean may_start(const struct heading *heading, guint32 index)
{
    const struct word *word = word_at(heading, index);
    return index == 0 || word->flags & WORD_SENTENCE_START || word[-1].flags & WORD_HAS_DIGIT ||
           (index == 1 && is_number(&word[-1])) || has_break(heading, index);
}

/* ---- counting ---- */

struct case_count {
    guint capital, small;  /* longer words inside sentences, and those that are never names */
    guint never_name;      /* of those with a capital: words that are never names */
    guint any_small;       /* words with a small letter, wherever */
    gboolean is_owned;     /* begins with "onze" and the like */
    gboolean is_first_big; /* the first word has a capital */
};

static void count_first(const struct word *word, struct case_count *tally)
{
    tally->is_first_big = has_capital(word);
    tally->is_owned = is_one_of(word, owners, G_N_ELEMENTS(owners));
}

static struct case_count count_case(const struct heading *heading)
{
    struct case_count tally = {0};
    gboolean is_first = TRUE;
    for (guint32 i = 0; i < heading->scene->words.count; i++) {
        const struct word *word = word_at(heading, i);
        if (is_free(heading, i)) {
            is_first &= is_number(word);
            continue;
        }
        if (is_first) {
            count_first(word, &tally);
        }
        is_first &= is_number(word);
        tally.any_small += !(word->flags & WORD_ALL_CAPITALS) && letters_of(word) > 1;
        gboolean is_never = has_capital(word) && is_never_name(word);
        if (may_start(heading, i) ||
            (!is_never && (letters_of(word) < LONG_WORD || stays_small(word)))) {
            continue;
        }
        tally.never_name += is_never;
        tally.capital += has_capital(word);
        tally.small += !has_capital(word);
    }
    return tally;
}

/* Two words or more, all in capitals, and one is too long for an acronym. */
static gboolean is_shouted(struct words words)
{
    guint count = 0;
    gboolean has_long = FALSE;
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        if (word->flags & (WORD_HAS_DIGIT | NO_PROSE)) {
            continue;
        }
        if (!(word->flags & WORD_ALL_CAPITALS) && letters_of(word) > 1) {
            return FALSE;
        }
        count++;
        has_long |= letters_of(word) > ACRONYM_LEN;
    }
    return count >= 2 && has_long;
}

/* In these a noun has a capital wherever it stands. */
static gboolean has_capital_nouns(struct ts_str language)
{
    return language.len >= 2 &&
           (g_ascii_strncasecmp(language.ptr, "de", 2) == 0 ||
            g_ascii_strncasecmp(language.ptr, "lb", 2) == 0) &&
           (language.len == 2 || !g_ascii_isalpha(language.ptr[2]));
}

static enum casing_verdict judge_sentence(const struct heading *heading)
{
    struct case_count tally = count_case(heading);
    if (has_capital_nouns(terms_language_of(heading->scene))) {
        return CASE_RIGHT;
    }
    if (heading->is_shouted || (tally.never_name > 0 && tally.capital > tally.small)) {
        return CASE_WRONG;
    }
    if (tally.capital < 2 || tally.capital <= tally.small) {
        return CASE_RIGHT;
    }
    return tally.is_owned ? CASE_WRONG : CASE_DOUBTFUL;
}

static struct heading heading_of(const struct scene *scene, const struct term *term)
{
    return (struct heading){scene, term,
                            term->casing == CASING_SENTENCE && is_shouted(scene->words), NULL};
}

enum casing_verdict terms_judge_casing(const struct scene *scene, const struct term *term)
{
    struct heading heading = heading_of(scene, term);
    if (term->casing == CASING_SENTENCE) {
        return judge_sentence(&heading);
    }
    struct case_count tally = count_case(&heading);
    gboolean is_wrong = term->casing == CASING_TITLE   ? tally.small > 0
                        : term->casing == CASING_UPPER ? tally.any_small > 0
                                                       : tally.is_first_big || tally.never_name > 0;
    return is_wrong ? CASE_WRONG : CASE_RIGHT;
}

gboolean terms_has_stray_capital(const struct scene *scene, const struct term *term, guint32 index)
{
    struct heading heading = heading_of(scene, term);
    const struct word *word = word_at(&heading, index);
    return has_capital(word) && letters_of(word) >= LONG_WORD && !is_free(&heading, index) &&
           !may_start(&heading, index);
}

/* ---- how it should be ---- */

/* Where a sentence may begin sentence case leaves what is there. */
static gboolean wants_capital(const struct heading *heading, guint32 index)
{
    const struct word *word = word_at(heading, index);
    switch (heading->term->casing) {
    case CASING_SENTENCE:
        return index == 0 || (may_start(heading, index) && has_capital(word));
    case CASING_TITLE:
        return may_start(heading, index) || (letters_of(word) >= LONG_WORD && !stays_small(word)) ||
               has_capital(word);
    default:
        return FALSE;
    }
}

/* Dutch ij is one letter: "IJsland". */
static void append_capital(GString *out, const char *small, gboolean is_dutch)
{
    const char *rest = g_utf8_next_char(small);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(small)));
    if (is_dutch && g_str_has_prefix(small, "ij")) {
        g_string_append_c(out, 'J');
        rest++;
    }
    g_string_append(out, rest);
}

static void append_cased(GString *out, const struct heading *heading, guint32 index)
{
    const struct word *word = word_at(heading, index);
    const char *source = heading->scene->block->text.ptr + word->offset;
    if (is_free(heading, index) || (heading->names && heading->names[index])) {
        g_string_append_len(out, source, word->length);
        return;
    }
    g_autofree char *small = g_utf8_strdown(source, word->length);
    if (heading->term->casing == CASING_UPPER) {
        g_autofree char *big = g_utf8_strup(source, word->length);
        g_string_append(out, big);
    } else if (*small && wants_capital(heading, index)) {
        struct ts_str language = terms_language_of(heading->scene);
        append_capital(out, small,
                       language.len >= 2 && g_ascii_strncasecmp(language.ptr, "nl", 2) == 0);
    } else {
        g_string_append(out, small);
    }
}

int terms_report_recased(const struct scene *scene, const struct term *term, const gboolean *names,
                         struct ts_place place)
{
    struct heading heading = heading_of(scene, term);
    struct ts_str text = scene->block->text;
    g_autoptr(GString) out = g_string_new(NULL);
    size_t at = 0;
    heading.names = names;
    for (guint32 i = 0; i < scene->words.count && out->len < TERMS_SHOWN_MAX; i++) {
        const struct word *word = word_at(&heading, i);
        g_string_append_len(out, text.ptr + at, (gssize)(word->offset - at));
        append_cased(out, &heading, i);
        at = word->offset + word->length;
    }
    g_string_append_len(out, text.ptr + at, (gssize)MIN(text.len - at, TERMS_SHOWN_MAX));
    struct ts_str shown = terms_shorten(ts_bytes(out->str, out->len));
    g_string_truncate(out, shown.len);
    return terms_report_range(scene, term, out->str, place);
}

int terms_report_casing(const struct scene *scene, const struct term *term)
{
    struct ts_place place = {.length = (guint32)scene->block->text.len};
    return scene->words.count && terms_judge_casing(scene, term) == CASE_WRONG
               ? terms_report_recased(scene, term, NULL, place)
               : 0;
}
