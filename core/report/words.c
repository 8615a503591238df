/* SPDX-License-Identifier: MIT
 *
 * The table of phrases.
 */
#include "core/report/words.h"

#include <stdio.h>
#include <string.h>

/* one: where the count is 1 and the phrase differs. */
static const struct phrase {
    const char *en, *nl, *en_one, *nl_one;
} phrases[WORD_COUNT] = {
    [WORD_ERROR] = {"error", "fout", NULL, NULL},
    [WORD_WARNING] = {"warning", "waarschuwing", NULL, NULL},
    [WORD_INFO] = {"info", "info", NULL, NULL},
    [WORD_UNKNOWN] = {"unknown", "onbekend", NULL, NULL},
    [WORD_NOTE] = {"note", "opmerking", NULL, NULL},
    [WORD_CONSISTENT] = {"consistent", "klopt", NULL, NULL},
    [WORD_DEVIATING] = {"deviating", "wijkt af", NULL, NULL},
    [WORD_UNCHECKED] = {"unchecked", "onvolledig", NULL, NULL},
    [WORD_NOT_MEASURED] = {"not measured", "niet gemeten", NULL, NULL},
    [WORD_NEW] = {"new", "nieuw", NULL, NULL},
    [WORD_OPEN] = {"open", "open", NULL, NULL},
    [WORD_FIXED] = {"fixed", "opgelost", NULL, NULL},
    [WORD_BEFORE] = {"before", "vooraf", NULL, NULL},
    [WORD_DURING] = {"during", "tijdens", NULL, NULL},
    [WORD_AFTER] = {"after", "achteraf", NULL, NULL},

    [WORD_N_ERRORS] = {"{n} errors", "{n} fouten", "{n} error", "{n} fout"},
    [WORD_N_WARNINGS] = {"{n} warnings", "{n} waarschuwingen", "{n} warning", "{n} waarschuwing"},
    [WORD_N_INFOS] = {"{n} info", "{n} info", NULL, NULL},
    [WORD_N_DOCUMENTS] = {"{n} documents", "{n} documenten", "{n} document", "{n} document"},
    [WORD_N_PICTURES] = {"{n} pictures", "{n} afbeeldingen", "{n} picture", "{n} afbeelding"},
    [WORD_AND_PICTURES] = {"{documents} and {pictures}", "{documents} en {pictures}", NULL, NULL},
    [WORD_N_KEPT] = {"{n} unchanged", "{n} ongewijzigd", NULL, NULL},
    [WORD_N_JUDGED] = {"{n} judged again", "{n} opnieuw beoordeeld", NULL, NULL},
    [WORD_N_PAYOFF] = {"{n} with the pay-off", "{n} met de pay-off", NULL, NULL},
    [WORD_N_ALTERED] = {"{n} altered", "{n} veranderd", NULL, NULL},
    [WORD_N_THEME] = {"{n} with a theme", "{n} met een thema", NULL, NULL},
    [WORD_N_WITHOUT] = {"{n} without", "{n} zonder", NULL, NULL},
    [WORD_N_PLACES] = {"{n} places", "{n} plaatsen", "{n} place", "{n} plaats"},
    [WORD_N_MORE_PLACES] = {"and {n} more places", "en nog {n} plaatsen", "and {n} more place",
                            "en nog {n} plaats"},
    [WORD_N_UNCHECKED] = {"{n} not checked", "{n} niet gecontroleerd", NULL, NULL},
    [WORD_N_TOUCHPOINTS] = {"{n} touchpoints", "{n} contactpunten", "{n} touchpoint",
                            "{n} contactpunt"},
    [WORD_N_NEW] = {"{n} new", "{n} nieuw", NULL, NULL},
    [WORD_N_OPEN] = {"{n} still open", "{n} nog open", NULL, NULL},
    [WORD_N_FIXED] = {"{n} fixed", "{n} opgelost", NULL, NULL},

    [WORD_VERDICT_DEVIATES] =
        {"{n} of {of} touchpoints tell a different story than the brand book",
         "{n} van de {of} contactpunten vertellen een ander verhaal dan het "
         "merkboek",
         "{n} of {of} touchpoints tells a different story than the brand book",
         "{n} van de {of} contactpunten vertelt een ander verhaal dan het "
         "merkboek"},
    [WORD_VERDICT_ONE_DEVIATES] = {"What was checked tells a different story than the brand book",
                                   "Wat is gecontroleerd vertelt een ander verhaal dan het "
                                   "merkboek",
                                   NULL, NULL},
    [WORD_VERDICT_CONSISTENT] = {"What was checked tells the story of the brand book",
                                 "Wat is gecontroleerd vertelt het verhaal van het merkboek", NULL,
                                 NULL},
    [WORD_VERDICT_NOTHING_SEEN] = {"Nothing was checked, so nothing is known",
                                   "Er is niets gecontroleerd, dus er is niets bekend", NULL, NULL},
    [WORD_VERDICT_NOT_ALL] = {"{what} could not be checked",
                              "{what} konden niet worden gecontroleerd",
                              "{what} could not be checked",
                              "{what} kon niet worden gecontroleerd"},
    [WORD_VERDICT_WHOLE_UNCHECKED] = {"{n} touchpoints could not be checked in full",
                                      "{n} contactpunten konden niet geheel worden gecontroleerd",
                                      "{n} touchpoint could not be checked in full",
                                      "{n} contactpunt kon niet geheel worden gecontroleerd"},
    [WORD_VERDICT_NOT_MEASURED] = {"{n} touchpoints are not measured: no source says where to look",
                                   "{n} contactpunten worden niet gemeten: geen bron zegt waar te "
                                   "kijken",
                                   "{n} touchpoint is not measured: no source says where to look",
                                   "{n} contactpunt wordt niet gemeten: geen bron zegt waar te "
                                   "kijken"},
    [WORD_VERDICT_CUT_SHORT] = {"The run was cut short: {why}", "De run is afgebroken: {why}", NULL,
                                NULL},
    [WORD_VERDICT_DOCUMENTS] = {"{documents} looked at[ ({ways})][: {findings}]",
                                "{documents} bekeken[ ({ways})][: {findings}]", NULL, NULL},
    [WORD_VERDICT_NEWS] = {"Since the run before: {news}", "Sinds de vorige run: {news}", NULL,
                           NULL},

    [WORD_REPORT_TITLE] = {"Brand consistency", "Merkconsistentie", NULL, NULL},
    [WORD_TOUCHPOINTS] = {"Touchpoints", "Contactpunten", NULL, NULL},
    [WORD_TOUCHPOINT] = {"Touchpoint", "Contactpunt", NULL, NULL},
    [WORD_STATE] = {"State", "Toestand", NULL, NULL},
    [WORD_PROMISE] = {"Promise", "Merkbelofte", NULL, NULL},
    [WORD_SCORE] = {"Score", "Score", NULL, NULL},
    [WORD_ERRORS] = {"Errors", "Fouten", NULL, NULL},
    [WORD_WARNINGS] = {"Warnings", "Waarschuwingen", NULL, NULL},
    [WORD_INFOS] = {"Info", "Info", NULL, NULL},
    [WORD_SCORE_HELP] = {"What the score is", "Wat de score is", NULL, NULL},
    [WORD_FINDINGS] = {"Findings", "Bevindingen", NULL, NULL},
    [WORD_DOCUMENTS] = {"Documents", "Documenten", NULL, NULL},
    [WORD_NOT_CHECKED] = {"Not checked", "Niet gecontroleerd", NULL, NULL},
    [WORD_NOT_CHECKED_NONE] = {"Everything that was found could be checked.",
                               "Alles wat is gevonden kon worden gecontroleerd.", NULL, NULL},
    [WORD_NOT_CHECKED_INTRO] = {"Whether these follow the brand book is not known. They do not "
                                "count as right.",
                                "Of deze het merkboek volgen is niet bekend. Ze tellen niet als "
                                "goed.",
                                NULL, NULL},
    [WORD_REMARKS] = {"About the run", "Over de run", NULL, NULL},
    [WORD_FIXED_SINCE] = {"Fixed since the run before", "Opgelost sinds de vorige run", NULL, NULL},
    [WORD_NO_FINDINGS] = {"Nothing found that differs from the brand book.",
                          "Niets gevonden dat afwijkt van het merkboek.", NULL, NULL},
    [WORD_NO_SOURCE] = {"No source in the plan, so nothing is known of it.",
                        "Geen bron in het plan, dus er is niets van bekend.", NULL, NULL},
    [WORD_NOT_THIS_RUN] = {"not looked at in this run", "niet bekeken in deze run", NULL, NULL},
    [WORD_NOT_SEEN] = {"not seen again in this run", "in deze run niet teruggezien", NULL, NULL},
    [WORD_EXPECTED] = {"expected", "verwacht", NULL, NULL},
    [WORD_STANDS] = {"here stands", "hier staat", NULL, NULL},
    [WORD_SHOULD_BE] = {"should be", "moet zijn", NULL, NULL},
    [WORD_EVIDENCE] = {"As seen, as registered, and where the two differ",
                       "Zoals gezien, zoals vastgelegd, en waar ze verschillen", NULL, NULL},
    [WORD_PERHAPS] = {"perhaps: {list}", "misschien: {list}", NULL, NULL},
    [WORD_HOW_IT_WAS_RUN] = {"How it was run", "Hoe het is uitgevoerd", NULL, NULL},
    [WORD_STARTED] = {"Started", "Begonnen", NULL, NULL},
    [WORD_FINISHED] = {"Finished", "Klaar", NULL, NULL},
    [WORD_AS_OF] = {"Judged as of", "Beoordeeld per", NULL, NULL},
    [WORD_PLAN] = {"Plan", "Plan", NULL, NULL},
    [WORD_VERSION] = {"Program", "Programma", NULL, NULL},
    [WORD_PLUGINS] = {"Plugins", "Plug-ins", NULL, NULL},
    [WORD_ISOLATION] = {"Isolation", "Afscherming", NULL, NULL},
    [WORD_SEALED] = {"sealed: what reads documents had no files and no network",
                     "verzegeld: wat documenten leest had geen bestanden en geen netwerk", NULL,
                     NULL},
    [WORD_NOT_SEALED] = {"not sealed: documents were read with the rights of the user",
                         "niet verzegeld: documenten zijn gelezen met de rechten van de gebruiker",
                         NULL, NULL},
    [WORD_NOTICES] = {"Notices", "Opmerkingen", NULL, NULL},
    [WORD_OWNER] = {"Owner", "Eigenaar", NULL, NULL},
    [WORD_LINE] = {"line {line}", "regel {line}", NULL, NULL},
    [WORD_SKIPPED] = {"{n} left out by rule", "{n} volgens de regels overgeslagen", NULL, NULL},
    [WORD_LEGEND] = {"Worst first", "Ergste eerst", NULL, NULL},

    [WORD_PROGRESS] = {"{done} done, {queued} queued, {rate}/s, {findings} findings",
                       "{done} klaar, {queued} wachten, {rate}/s, {findings} bevindingen", NULL,
                       NULL},
    [WORD_PROGRESS_UNCHECKED] = {"{n} not checked", "{n} niet gecontroleerd", NULL, NULL},
};

static gboolean is_dutch(const char *language)
{
    return g_ascii_strncasecmp(language, "nl", 2) == 0 &&
           (language[2] == '\0' || language[2] == '-' || language[2] == '_');
}

const char *words_language(const char *language)
{
    return is_dutch(language) ? "nl" : "en";
}

const char *words_get(const char *language, enum word word)
{
    return is_dutch(language) ? phrases[word].nl : phrases[word].en;
}

char *words_say(const char *language, enum word word, const struct message_value *values,
                gsize count)
{
    return message_expand(words_get(language, word), values, count);
}

char *words_number(const char *language, guint64 n)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, n);
    GString *out = g_string_new(NULL);
    gsize len = strlen(digits);
    for (gsize i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) {
            g_string_append_c(out, is_dutch(language) ? '.' : ',');
        }
        g_string_append_c(out, digits[i]);
    }
    return g_string_free(out, FALSE);
}

const char *words_plural(const char *language, enum word word, guint64 n)
{
    const struct phrase *phrase = &phrases[word];
    const char *one = is_dutch(language) ? phrase->nl_one : phrase->en_one;
    return n == 1 && one ? one : words_get(language, word);
}

char *words_count(const char *language, enum word word, guint64 n)
{
    g_autofree char *number = words_number(language, n);
    return message_expand(words_plural(language, word, n), &(struct message_value){"n", number}, 1);
}

char *words_decimal(const char *language, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    if (number >= 9.95) {
        return words_number(language, (guint64)(number + 0.5));
    }
    g_ascii_formatd(text, sizeof text, "%.1f", number);
    return g_strdelimit(g_strdup(text), ".", is_dutch(language) ? ',' : '.');
}

char *words_percent(double score)
{
    if (score < 0) {
        return NULL;
    }
    int percent = (int)(score * 100 + 0.5);
    return g_strdup_printf("%d%%", score < 1 && percent > 99 ? 99 : percent);
}

char *words_date(const char *language, const char *iso)
{
    static const char *const months[][12] = {
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"},
        {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
         "oktober", "november", "december"},
    };
    unsigned year, month, day;
    if (sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) != 3 || month < 1 || month > 12) {
        return g_strdup(iso);
    }
    return g_strdup_printf("%u %s %u", day, months[is_dutch(language)][month - 1], year);
}

const char *words_of(const char *language, const char *id)
{
    static const struct {
        const char *id;
        enum word word;
    } ids[] = {
        {"error", WORD_ERROR},
        {"warning", WORD_WARNING},
        {"info", WORD_INFO},
        {"consistent", WORD_CONSISTENT},
        {"deviating", WORD_DEVIATING},
        {"unchecked", WORD_UNCHECKED},
        {"not-measured", WORD_NOT_MEASURED},
        {"new", WORD_NEW},
        {"open", WORD_OPEN},
        {"fixed", WORD_FIXED},
        {"before", WORD_BEFORE},
        {"during", WORD_DURING},
        {"after", WORD_AFTER},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        if (strcmp(ids[i].id, id) == 0) {
            return words_get(language, ids[i].word);
        }
    }
    return id;
}
