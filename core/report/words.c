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

    [WORD_VERDICT_NEWS_SINCE] = {"Since run {since}: {news}", "Sinds run {since}: {news}", NULL,
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
    [WORD_NEW_FINDINGS] = {"New", "Nieuw", NULL, NULL},
    [WORD_STILL_OPEN] = {"Still open", "Nog open", NULL, NULL},
    [WORD_NO_FINDINGS] = {"Nothing found that differs from the brand book.",
                          "Niets gevonden dat afwijkt van het merkboek.", NULL, NULL},
    [WORD_NO_SOURCE] = {"No source in the plan, so nothing is known of it.",
                        "Geen bron in het plan, dus er is niets van bekend.", NULL, NULL},
    [WORD_NOT_THIS_RUN] = {"not looked at in this run", "niet bekeken in deze run", NULL, NULL},
    [WORD_NOT_SEEN] = {"not seen again in this run", "in deze run niet teruggezien", NULL, NULL},
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

    [WORD_RIGHT] = {"right", "klopt", NULL, NULL},
    [WORD_ALTERED] = {"altered", "veranderd", NULL, NULL},
    [WORD_OLD] = {"old", "oud", NULL, NULL},
    [WORD_EARLY] = {"too early", "te vroeg", NULL, NULL},
    [WORD_MIXED] = {"right and old side by side", "nieuw en oud naast elkaar", NULL, NULL},
    [WORD_ABSENT] = {"absent", "ontbreekt", NULL, NULL},
    [WORD_UNSEEN] = {"not found, not all seen", "niet gevonden, niet alles gezien", NULL, NULL},
    [WORD_NOT_APPLICABLE] = {"not expected here", "hier niet verwacht", NULL, NULL},
    [WORD_SMOOTH] = {"smooth", "soepel", NULL, NULL},
    [WORD_BROKEN] = {"broken", "breekt", NULL, NULL},
    [WORD_MESSAGE] = {"message", "boodschap", NULL, NULL},
    [WORD_INTERACTION] = {"interaction", "interactie", NULL, NULL},
    [WORD_PRODUCT] = {"product", "product", NULL, NULL},
    [WORD_SETTING] = {"setting", "omgeving", NULL, NULL},
    [WORD_OWNED] = {"owned", "eigen", NULL, NULL},
    [WORD_PARTNER] = {"partner", "partner", NULL, NULL},
    [WORD_EXTERNAL] = {"in the hands of others", "in handen van anderen", NULL, NULL},
    [WORD_NO_PHASE] = {"no phase named", "geen fase genoemd", NULL, NULL},
    [WORD_NO_CATEGORY] = {"no category named", "geen soort genoemd", NULL, NULL},
    [WORD_LOGO] = {"Logo", "Logo", NULL, NULL},
    [WORD_NAME] = {"Name", "Naam", NULL, NULL},
    [WORD_ADDRESS] = {"Address", "Adres", NULL, NULL},
    [WORD_PHONE] = {"Phone", "Telefoon", NULL, NULL},
    [WORD_PAYOFF] = {"Pay-off", "Pay-off", NULL, NULL},
    [WORD_FORM_OF_ADDRESS] = {"Form of address", "Aanspreekvorm", NULL, NULL},
    [WORD_SKIP] = {"To the content", "Naar de inhoud", NULL, NULL},
    [WORD_CONTENTS] = {"Contents", "Inhoud", NULL, NULL},
    [WORD_SAME_STORY] = {"The same story", "Hetzelfde verhaal", NULL, NULL},
    [WORD_SAME_STORY_INTRO] = {"What each touchpoint tells, in its own words. Read a column from "
                               "top to bottom: it should say one thing.",
                               "Wat elk contactpunt vertelt, in zijn eigen woorden. Lees een kolom "
                               "van boven naar beneden: er hoort één ding te staan.",
                               NULL, NULL},
    [WORD_JOURNEYS] = {"Journeys", "Reizen", NULL, NULL},
    [WORD_JOURNEYS_INTRO] = {"A customer meets one touchpoint after the other and is handed over "
                             "in between, so a journey is less than its mean.",
                             "Een klant komt het ene contactpunt na het andere tegen en wordt "
                             "daartussen overgedragen; een reis is dus minder dan haar gemiddelde.",
                             NULL, NULL},
    [WORD_JOURNEY_CHANCE] = {"chance that a customer meets nothing that deviates",
                             "kans dat een klant niets afwijkends tegenkomt", NULL, NULL},
    [WORD_JOURNEY_MEAN] = {"mean of the touchpoints {mean}",
                           "gemiddelde van de contactpunten {mean}", NULL, NULL},
    [WORD_JOURNEY_WEAKEST] = {"weakest step: {name}", "zwakste stap: {name}", NULL, NULL},
    [WORD_N_MOMENTS] = {"{n} contact moments", "{n} contactmomenten", "{n} contact moment",
                        "{n} contactmoment"},
    [WORD_JOURNEY_INCOMPLETE] = {"incomplete: some steps or handoffs are not known",
                                 "onvolledig: niet elke stap of overgang is bekend", NULL, NULL},
    [WORD_VARIANT] = {"on paper", "op papier", NULL, NULL},
    [WORD_MAP] = {"The map", "De kaart", NULL, NULL},
    [WORD_ANSWERS] = {"In plain words", "In gewone woorden", NULL, NULL},
    [WORD_ASK_CONTRIBUTES] = {"Which touchpoints contribute to a positive experience?",
                              "Welke contactpunten dragen bij aan een goede ervaring?", NULL, NULL},
    [WORD_SAY_CONTRIBUTES] = {"These tell the story as it should be: {names}.",
                              "Deze vertellen het verhaal zoals het hoort: {names}.", NULL, NULL},
    [WORD_SAY_NONE_CONTRIBUTES] =
        {"None of those that were checked tells it without a deviation.",
         "Geen van de gecontroleerde contactpunten vertelt het zonder afwijking.", NULL, NULL},
    [WORD_SAY_HARMS] = {"These harm it: {names}.", "Deze doen er afbreuk aan: {names}.", NULL,
                        NULL},
    [WORD_SAY_NONE_HARMS] = {"None has an error.", "Geen ervan bevat een fout.", NULL, NULL},
    [WORD_ASK_SAME] = {"Is the story the same, online and offline?",
                       "Is het verhaal hetzelfde, online en offline?", NULL, NULL},
    [WORD_SAY_OTHER_ONLINE] = {"Online these tell something else: {names}.",
                               "Online vertellen deze iets anders: {names}.", NULL, NULL},
    [WORD_SAY_SAME_ONLINE] = {"Online nothing was seen that the others tell otherwise.",
                              "Online is niets gezien dat de andere anders vertellen.", NULL, NULL},
    [WORD_SAY_OTHER_OFFLINE] = {"Offline these do: {names}.", "Offline doen deze dat: {names}.",
                                NULL, NULL},
    [WORD_SAY_SAME_OFFLINE] = {"Offline nothing was seen that the others tell otherwise.",
                               "Offline is niets gezien dat de andere anders vertellen.", NULL,
                               NULL},
    [WORD_ASK_OTHERS] = {"Which touchpoints are in the hands of others?",
                         "Welke contactpunten zijn in handen van anderen?", NULL, NULL},
    [WORD_SAY_OTHERS] = {"{names}. What is wrong there is to be asked for, not mended.",
                         "{names}. Wat daar niet klopt kan alleen worden gevraagd.", NULL, NULL},
    [WORD_SAY_NO_OTHERS] = {"None that the plan names.", "Geen, volgens het plan.", NULL, NULL},
    [WORD_ASK_UNKNOWN] = {"What is not known?", "Wat is niet bekend?", NULL, NULL},
    [WORD_SAY_UNMEASURED] = {"Nobody looks at: {names}.", "Niemand kijkt naar: {names}.", NULL,
                             NULL},
    [WORD_SAY_ALL_MEASURED] = {"Every touchpoint of the plan has a source.",
                               "Elk contactpunt van het plan heeft een bron.", NULL, NULL},
    [WORD_EXIT_STATUS] = {"Exit status", "Exitstatus", NULL, NULL},
    [WORD_EXIT_0] = {"{status}: nothing at or above the fail level, and all could be checked.",
                     "{status}: niets op of boven de grens, en alles kon worden gecontroleerd.",
                     NULL, NULL},
    [WORD_EXIT_1] = {"{status}: findings at or above the fail level.",
                     "{status}: bevindingen op of boven de grens.", NULL, NULL},
    [WORD_EXIT_3] = {"{status}: no finding at the fail level, but something could not be checked, "
                     "or the run was cut short.",
                     "{status}: geen bevinding op de grens, maar niet alles kon worden "
                     "gecontroleerd, of de run is afgebroken.",
                     NULL, NULL},
    [WORD_THIS_RUN] = {"This run", "Deze run", NULL, NULL},
    [WORD_LAST_RUN] = {"The one before", "De vorige", NULL, NULL},
    [WORD_FETCHED] = {"Read", "Gelezen", NULL, NULL},
    [WORD_UNCHANGED] = {"Unchanged since then", "Sindsdien ongewijzigd", NULL, NULL},
    [WORD_JUDGED_AGAIN] = {"Judged again by other rules", "Opnieuw beoordeeld, andere regels", NULL,
                           NULL},
    [WORD_UNCHECKED_DOCUMENTS] = {"Not checked", "Niet gecontroleerd", NULL, NULL},
    [WORD_LEFT_OUT] = {"Left out by rule", "Volgens de regels overgeslagen", NULL, NULL},
    [WORD_GONE] = {"Gone", "Verdwenen", NULL, NULL},
    [WORD_COMMON_CAUSES] = {"One cause, many places", "Eén oorzaak, veel plaatsen", NULL, NULL},
    [WORD_NO_CAUSES] = {"Nothing deviates in more than one place.",
                        "Niets wijkt op meer dan één plaats af.", NULL, NULL},
    [WORD_BOOK_CHANGES] = {"What changed in the brand book", "Wat er in het merkboek veranderde",
                           NULL, NULL},
    [WORD_NO_BOOK_CHANGES] = {"Nothing since the run before.", "Niets sinds de vorige run.", NULL,
                              NULL},
    [WORD_N_MORE_CHANGES] = {"and {n} more lines", "en nog {n} regels", "and {n} more line",
                             "en nog {n} regel"},
    [WORD_FINDING_LINK] = {"link to this finding", "link naar deze bevinding", NULL, NULL},
    [WORD_LOOK_AGAIN] = {"look again", "kijk opnieuw", NULL, NULL},
    [WORD_N_MORE_FINDINGS] =
        {"and {n} more of this kind: search for them, or see the JSON lines (-o jsonl)",
         "en nog {n} van deze soort: zoek ernaar, of zie de JSON-regels (-o jsonl)", NULL, NULL},
    [WORD_N_REST] = {"{n} more findings", "Nog {n} bevindingen", "{n} more finding",
                     "Nog {n} bevinding"},
    [WORD_REST_INTRO] =
        {"The gravest of each kind stand above. Search or filter to see the others here; without "
         "script they stand in the JSON lines (-o jsonl).",
         "De ernstigste van elke soort staan hierboven. Zoek of filter om de andere hier te zien; "
         "zonder script staan ze in de JSON-regels (-o jsonl).",
         NULL, NULL},
    [WORD_SHOW_MORE] = {"Show more", "Meer tonen", NULL, NULL},
    [WORD_FILTER] = {"Filter the findings", "Bevindingen filteren", NULL, NULL},
    [WORD_SEARCH] = {"Search", "Zoeken", NULL, NULL},
    [WORD_SEVERITY] = {"Severity", "Ernst", NULL, NULL},
    [WORD_CHANNEL] = {"Channel", "Kanaal", NULL, NULL},
    [WORD_PHASE] = {"Phase", "Fase", NULL, NULL},
    [WORD_CONTROL] = {"In whose hands", "In wiens handen", NULL, NULL},
    [WORD_ALL] = {"all", "alle", NULL, NULL},
    [WORD_CLEAR] = {"Clear", "Wissen", NULL, NULL},
    [WORD_N_SHOWN] = {"{n} findings", "{n} bevindingen", NULL, NULL},
    [WORD_N_DAYS] = {"{n} days left", "nog {n} dagen", "{n} day left", "nog {n} dag"},
    [WORD_STORY_SENTENCE] =
        {"{new} of {all} touchpoints tell the new story[, {old} the old][, "
         "{both} both][, {unreached} not reached][; {left}][; {back} came back]",
         "{new} van {all} contactpunten vertellen het nieuwe verhaal[, {old} "
         "het oude][, {both} beide][, {unreached} niet bereikt][; {left}]"
         "[; {back} kwam terug]",
         NULL, NULL},
    [WORD_OPPORTUNITIES] = {"What its own data points at", "Waar de eigen gegevens op wijzen", NULL,
                            NULL},
    [WORD_GREEN_BUT_FALLING] = {"Every channel is green, but satisfaction falls along the way: the "
                                "story is right, the experience is not.",
                                "Elk kanaal is groen, maar onderweg daalt de tevredenheid: het "
                                "verhaal klopt, de ervaring niet.",
                                NULL, NULL},
    [WORD_ASK_CONTENT] = {"Where does the story part from the experience?",
                          "Waar lopen verhaal en ervaring uiteen?", NULL, NULL},
    [WORD_SAY_DISCONTENT] = {"The story is right, but customers are not content: {names}.",
                             "Het verhaal klopt, maar klanten zijn niet tevreden: {names}.", NULL,
                             NULL},
    [WORD_SAY_CONTENT_ANYWAY] = {"Customers are content although the story deviates: {names}.",
                                 "Klanten zijn tevreden al wijkt het verhaal af: {names}.", NULL,
                                 NULL},
    [WORD_WORKLIST] = {"Worklist", "Werklijst", NULL, NULL},
    [WORD_WORKLIST_INTRO] =
        {"What matters most, by owner. The whole list: touchstone worklist.",
         "Wat het meest telt, per eigenaar. De hele lijst: touchstone worklist.", NULL, NULL},
    [WORD_ASK_FOR_CORRECTION] = {"ask {name} for a correction", "vraag {name} om een correctie",
                                 NULL, NULL},
    [WORD_N_TASKS] = {"{n} things to mend", "{n} dingen te herstellen", "{n} thing to mend",
                      "{n} ding te herstellen"},
    [WORD_NO_OWNER] = {"no owner named", "geen eigenaar genoemd", NULL, NULL},
    [WORD_N_MORE_TASKS] = {"and {n} more, less weighty", "en nog {n}, minder zwaar", NULL, NULL},
    [WORD_NOT_LISTED] = {"Not listed yet", "Nog niet in het plan", NULL, NULL},
    [WORD_ASK_DROPOFF] = {"Where do customers drop off?", "Waar haken klanten af?", NULL, NULL},
    [WORD_SAY_DROPOFF] = {"Most at: {names}.", "Het meest bij: {names}.", NULL, NULL},
    [WORD_SAY_NO_DROPOFF] = {"Nobody was asked: the plan names no feedback on it.",
                             "Dat is niet gevraagd: het plan noemt er geen feedback over.", NULL,
                             NULL},

    [WORD_ACCEPTED] = {"Accepted", "Geaccepteerd", NULL, NULL},
    [WORD_ACCEPTED_BECAUSE] = {"accepted: {reason}[ ({owner})][, until {until}]",
                               "geaccepteerd: {reason}[ ({owner})][, tot en met {until}]", NULL,
                               NULL},
    [WORD_N_ACCEPTED] = {"{n} accepted", "{n} geaccepteerd", NULL, NULL},
    [WORD_ROLLOUTS] = {"Rollouts", "Uitrol", NULL, NULL},
    [WORD_ROLLOUTS_INTRO] = {"How far each touchpoint is from the old to the new. Pages that tell "
                             "the history as history do not count.",
                             "Hoe ver elk contactpunt is van het oude naar het nieuwe. Pagina's "
                             "die de geschiedenis als geschiedenis vertellen, tellen niet mee.",
                             NULL, NULL},
    [WORD_NOT_REACHED] = {"not reached", "niet bereikt", NULL, NULL},
    [WORD_BOTH] = {"both", "beide", NULL, NULL},
    [WORD_LATE] = {"late", "te laat", NULL, NULL},
    [WORD_CAME_BACK] = {"came back", "teruggekomen", NULL, NULL},
    [WORD_TOO_EARLY] = {"too early", "te vroeg", NULL, NULL},
    [WORD_DUE] = {"due", "uiterlijk", NULL, NULL},
    [WORD_ROLLOUT_PAGES_OF] = {"The pages are those of {run}, judged by the dates of {day}",
                               "De pagina's zijn die van {run}, beoordeeld naar de datums van "
                               "{day}",
                               NULL, NULL},
    [WORD_ROLLOUT_HEAD] = {"right from {day}; as of {on}", "geldt vanaf {day}; stand op {on}", NULL,
                           NULL},
    [WORD_LEFT_BY_DAY] = {"touchpoints with the old, by day", "contactpunten met het oude, per dag",
                          NULL, NULL},
    [WORD_DAY_BY_DAY] = {"day by day", "dag na dag", NULL, NULL},
    [WORD_TREND] = {"How it went", "Het verloop", NULL, NULL},
    [WORD_TREND_INTRO] =
        {"The score of each touchpoint and the findings of the rules that changed the most, in the "
         "last {n} runs: {from} to {to}.",
         "De score van elk contactpunt en de bevindingen van de regels die het meest veranderden, "
         "in de laatste {n} keren: {from} tot en met {to}.",
         NULL, NULL},
    [WORD_AT_FIRST] = {"At first", "Eerst", NULL, NULL},
    [WORD_RULE] = {"Rule", "Regel", NULL, NULL},
    [WORD_RUN_BY_RUN] = {"run by run", "keer voor keer", NULL, NULL},
    [WORD_DAY] = {"Day", "Dag", NULL, NULL},
    [WORD_NO_ROLLOUTS] = {"The brand book has no rollout of an address, number, name, mailbox or "
                          "logo (touchstone rollout new makes one)",
                          "Het merkboek heeft geen uitrol van een adres, nummer, naam, mailadres "
                          "of logo (touchstone rollout new maakt er een)",
                          NULL, NULL},
    [WORD_TABLE_PICTURE] = {"picture", "plaatje", NULL, NULL},
    [WORD_TABLE_LOGO] = {"logo", "logo", NULL, NULL},
    [WORD_TABLE_VERDICT] = {"verdict", "oordeel", NULL, NULL},
    [WORD_TABLE_SCORE] = {"score", "score", NULL, NULL},
    [WORD_TABLE_ASPECT] = {"aspect", "verhouding", NULL, NULL},
    [WORD_TABLE_COLOUR] = {"colour", "kleur", NULL, NULL},
    [WORD_TABLE_CROP] = {"crop", "uitsnede", NULL, NULL},
    [WORD_TABLE_PIXELS] = {"pixels", "pixels", NULL, NULL},
    [WORD_TABLE_CLEAR] = {"clear space", "vrije ruimte", NULL, NULL},
    [WORD_TABLE_RUNNER_UP] = {"runner-up", "op één na", NULL, NULL},
    [WORD_TABLE_MATCH] = {"match", "klopt", NULL, NULL},
    [WORD_TABLE_DISTORTED] = {"distorted", "vervormd", NULL, NULL},
    [WORD_TABLE_UNCERTAIN] = {"uncertain", "onzeker", NULL, NULL},
    [WORD_TABLE_NONE] = {"no logo", "geen logo", NULL, NULL},
    [WORD_TABLE_TOO_SMALL] = {"too small", "te klein", NULL, NULL},
    [WORD_TABLE_UNCHECKED] = {"UNCHECKED", "NIET BEOORDEELD", NULL, NULL},
    [WORD_TABLE_WIDE] = {"{n} % too wide", "{n} % te breed", NULL, NULL},
    [WORD_TABLE_HIGH] = {"{n} % too high", "{n} % te hoog", NULL, NULL},
    [WORD_TABLE_RIGHT] = {"right", "goed", NULL, NULL},
    [WORD_TABLE_MONO] = {"one colour", "één kleur", NULL, NULL},
    [WORD_TABLE_WHOLE] = {"whole", "heel", NULL, NULL},
    [WORD_TABLE_AT_LEFT] = {"{n} % left", "{n} % links", NULL, NULL},
    [WORD_TABLE_AT_RIGHT] = {"{n} % right", "{n} % rechts", NULL, NULL},
    [WORD_TABLE_AT_TOP] = {"{n} % top", "{n} % boven", NULL, NULL},
    [WORD_TABLE_AT_BOTTOM] = {"{n} % bottom", "{n} % onder", NULL, NULL},
    [WORD_TABLE_NO_PICTURE] = {"{file} is no picture, and none inside it was seen",
                               "{file} is geen plaatje, en er is geen in gezien", NULL, NULL},
    [WORD_TABLE_NO_PICTURES] = {"{n} more are no pictures", "{n} andere zijn geen plaatjes",
                                "1 more is no picture", "1 ander is geen plaatje"},
    [WORD_MAIL_NOTHING_NEW] = {"nothing new", "niets nieuws", NULL, NULL},
    [WORD_MAIL_INCOMPLETE] = {"not everything was checked", "niet alles is gecontroleerd", NULL,
                              NULL},
    [WORD_MAIL_OWED] = {"The digest of {day} could not be sent ({reason}). What is new and fixed "
                        "is told since the run before that one.",
                        "Het overzicht van {day} kon niet worden verstuurd ({reason}). Wat nieuw "
                        "en opgelost is, wordt verteld sinds de controle daarvoor.",
                        NULL, NULL},
    [WORD_MAIL_OWED_MANY] =
        {"The {n} digests from {day} on could not be sent ({reason}). What is "
         "new and fixed is told since the run before the first of them.",
         "De {n} overzichten vanaf {day} konden niet worden verstuurd "
         "({reason}). Wat nieuw en opgelost is, wordt verteld sinds de controle "
         "voor de eerste ervan.",
         NULL, NULL},
    [WORD_MAIL_FAILED] = {"the run gave no result", "de controle gaf geen uitslag", NULL, NULL},
    [WORD_MAIL_FAILED_TEXT] = {"Nothing was checked", "Er is niets gecontroleerd", NULL, NULL},
    [WORD_MAIL_TEST] = {"a test", "een proef", NULL, NULL},
    [WORD_MAIL_TEST_TEXT] = {"Mails of touchstone arrive at this address.",
                             "Mails van touchstone komen op dit adres aan.", NULL, NULL},
    [WORD_PROGRESS] = {"{done} done, {queued} queued, {rate}/s, {findings} findings",
                       "{done} klaar, {queued} wachten, {rate}/s, {findings} bevindingen", NULL,
                       NULL},
    [WORD_PROGRESS_UNCHECKED] = {"{n} not checked", "{n} niet gecontroleerd", NULL, NULL},
    [WORD_PROGRESS_OPENING] = {"preparing the checks (a brand book that is new takes longer, once)",
                               "controles voorbereiden (bij een nieuw merkboek duurt dat één keer "
                               "langer)",
                               NULL, NULL},
};

static gboolean is_dutch(const char *language)
{
    return g_ascii_strncasecmp(language, "nl", 2) == 0 &&
           !g_ascii_isalnum(language[2]); /* nl, nl-BE, nl_NL.UTF-8 */
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

char *words_decimal(const char *language, double number, unsigned decimals)
{
    char format[] = {'%', '.', (char)('0' + MIN(decimals, 9)), 'f', '\0'};
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, format, number);
    return g_strdelimit(g_strdup(digits), is_dutch(language) ? "." : "", ',');
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
        {"right", WORD_RIGHT},
        {"altered", WORD_ALTERED},
        {"old", WORD_OLD},
        {"early", WORD_EARLY},
        {"mixed", WORD_MIXED},
        {"absent", WORD_ABSENT},
        {"unseen", WORD_UNSEEN},
        {"not-applicable", WORD_NOT_APPLICABLE},
        {"not-reached", WORD_NOT_REACHED},
        {"smooth", WORD_SMOOTH},
        {"broken", WORD_BROKEN},
        {"unknown", WORD_UNKNOWN},
        {"message", WORD_MESSAGE},
        {"interaction", WORD_INTERACTION},
        {"product", WORD_PRODUCT},
        {"setting", WORD_SETTING},
        {"owned", WORD_OWNED},
        {"partner", WORD_PARTNER},
        {"external", WORD_EXTERNAL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        if (strcmp(ids[i].id, id) == 0) {
            return words_get(language, ids[i].word);
        }
    }
    return id;
}

char *words_subject(const char *language, const char *subject)
{
    static const struct {
        const char *subject;
        enum word word;
    } known[] = {
        {"logo", WORD_LOGO},   {"name", WORD_NAME},     {"address", WORD_ADDRESS},
        {"phone", WORD_PHONE}, {"payoff", WORD_PAYOFF}, {"form", WORD_FORM_OF_ADDRESS},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strcmp(known[i].subject, subject) == 0) {
            return g_strdup(words_get(language, known[i].word));
        }
    }
    const char *colon = strchr(subject, ':');
    return g_strdelimit(g_strdup(colon ? colon + 1 : subject), "-_", ' ');
}
