/* SPDX-License-Identifier: MIT
 *
 * The score's formula and the text that explains it, side by side so that they stay one.
 */
#include "core/result/score.h"

#include "core/result/summary.h"

/* What a document loses by its worst finding. */
static const double losses[] = {
    [TS_SEVERITY_DEFAULT] = 0,
    [TS_INFO] = 0.1,
    [TS_WARNING] = 0.5,
    [TS_ERROR] = 1,
};

#define SHARE_OF_WHOLE 0.5

double score_compute(const struct score_input *input)
{
    double whole = losses[MIN(input->whole, TS_ERROR)] * SHARE_OF_WHOLE;
    double lost = 0;
    guint clean = input->checked;
    if (input->checked == 0) {
        return -1;
    }
    for (unsigned severity = TS_INFO; severity <= TS_ERROR; severity++) {
        guint count = MIN(input->worst[severity], clean);
        lost += count * MAX(losses[severity], whole);
        clean -= count;
    }
    lost += clean * whole;
    double seen = (double)input->checked / (input->checked + input->unchecked);
    return MIN(1 - lost / input->checked, seen);
}

const char *result_explain_score(const char *language)
{
    if (g_str_has_prefix(language, "nl")) {
        return "De score van een contactpunt is het deel van zijn gecontroleerde documenten dat "
               "is zoals het merkboek het wil.\n\n"
               "Elk gecontroleerd document begint als 1 en verliest naar zijn ergste bevinding:\n"
               "    fout           1,0\n"
               "    waarschuwing   0,5\n"
               "    info           0,1\n"
               "Een bevinding over het contactpunt als geheel (nergens staat de pay-off) telt in "
               "elk document voor de helft van haar gewicht, als dat meer is. De score is het "
               "gemiddelde van wat overblijft.\n\n"
               "Wat niet is gecontroleerd is niet goed: de score is nooit hoger dan het deel van "
               "de "
               "documenten dat wel is gecontroleerd, en staat nooit zonder die aantallen. Zonder "
               "gecontroleerd document is er geen score. Bevindingen over de run zelf (run/...), "
               "overgangen naar een ander contactpunt (handoff/..., die tellen in de reis) en "
               "geaccepteerde of opgeloste bevindingen kosten niets. De toestand van een "
               "contactpunt volgt niet uit de score: één fout of waarschuwing "
               "maakt het afwijkend.\n\n"
               "De score van een reis is de kans dat een klant onderweg niets afwijkends "
               "tegenkomt: het product van de scores van de contactpunten en van de overgangen, "
               "niet het gemiddelde. Elk contactpunt telt met zijn belang gedeeld door het "
               "gemiddelde belang van de reis, als exponent; een overgang met het deel van wat is "
               "vergeleken dat aan beide kanten gelijk is. Negen contactpunten van 95 % met "
               "soepele overgangen geven 63 %. Wat niet is gemeten blijft weg, en dan is de reis "
               "onvolledig.\n";
    }
    return "The score of a touchpoint is the share of its checked documents that are as the brand "
           "book wants them.\n\n"
           "Each checked document begins as 1 and loses by its worst finding:\n"
           "    error     1.0\n"
           "    warning   0.5\n"
           "    info      0.1\n"
           "A finding about the touchpoint as a whole (the pay-off stands nowhere) counts in every "
           "document for half its weight, where that is more. The score is the mean of what is "
           "left.\n\n"
           "What was not checked is not right: the score is never above the share of documents "
           "that were checked, and never told without those counts. Without a checked document "
           "there is no score. Findings about the run itself (run/...), handoffs to another "
           "touchpoint (handoff/..., which journeys count) and accepted or fixed findings cost "
           "nothing. The state of a touchpoint does "
           "not follow from its score: one error or warning makes it deviating.\n\n"
           "A journey's score is the chance that a customer meets no deviation along it: the "
           "product of its touchpoints' scores and of its handoffs, not their mean. Each "
           "touchpoint counts with its importance over the journey's mean importance, as an "
           "exponent; a handoff with the share of what both sides were compared on that is the "
           "same. Nine touchpoints at 95 % with smooth handoffs come to 63 %. What is not "
           "measured is left out, and the journey says that it is incomplete.\n";
}
