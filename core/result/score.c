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
    return 1 - lost / input->checked;
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
               "Documenten die niet zijn gecontroleerd tellen niet mee, ook niet als goed; ze "
               "staan apart. Zonder gecontroleerd document is er geen score. Bevindingen over de "
               "run zelf (run/...) en geaccepteerde of opgeloste bevindingen kosten niets. De "
               "toestand van een contactpunt volgt niet uit de score: één fout of waarschuwing "
               "maakt het afwijkend.\n";
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
           "Documents that were not checked do not count, not as right either; they are told "
           "apart. Without a checked document there is no score. Findings about the run itself "
           "(run/...) and accepted or fixed findings cost nothing. The state of a touchpoint does "
           "not follow from its score: one error or warning makes it deviating.\n";
}
