/* SPDX-License-Identifier: MIT
 *
 * The sentences of handoffs.
 */
#include "core/result/handoff.h"

#include <string.h>

#include "core/result/message.h"

static const struct {
    const char *why, *en, *nl;
} sentences[] = {
    {"from-not-measured", "{from} is not measured", "{from} wordt niet gemeten"},
    {"to-not-measured", "{to} is not measured", "{to} wordt niet gemeten"},
    {"nothing-seen", "nothing of {here} was seen", "van {here} is niets gezien"},
    {"link", "{from} links to {there}", "{from} verwijst naar {there}"},
    {"phone", "{from} gives the number to call: {here}", "{from} noemt het nummer: {here}"},
    {"address", "{from} gives the address: {here}", "{from} noemt het adres: {here}"},
    {"email", "{from} gives the mail address: {here}", "{from} noemt het mailadres: {here}"},
    {"no-way", "nothing in {from} leads on to {to}", "niets in {from} leidt verder naar {to}"},
    {"no-way-seen", "no way on to {to} was seen, but not all of {from} was",
     "er is geen weg naar {to} gezien, maar niet heel {from} is gezien"},
    {"no-direct-way", "no link in {from} goes to {to} directly",
     "geen link in {from} gaat rechtstreeks naar {to}"},
    {"no-address", "the brand book does not say how {to} is reached",
     "het merkboek zegt niet hoe {to} te bereiken is"},
    {"dead", "{from} links to {there}, which is not there",
     "{from} verwijst naar {there}, dat er niet is"},
    {"forwarded", "{there} sends the customer on more than once",
     "{there} stuurt de klant meer dan eens door"},
    {"target-unseen", "{there} was not reached, so nobody knows whether the way works",
     "{there} is niet bereikt, dus of de weg werkt is niet bekend"},
    {"promise", "both carry the promise", "beide dragen de belofte"},
    {"no-promise-there", "{from} carries the promise, {to} does not",
     "{from} draagt de belofte, {to} niet"},
    {"no-promise-here", "{to} carries the promise, {from} does not",
     "{to} draagt de belofte, {from} niet"},
    {"language", "both speak {here}", "beide spreken {here}"},
    {"other-language", "{from} speaks {here}, {to} {there}", "{from} spreekt {here}, {to} {there}"},
    {"form", "both say \"{here}\"", "beide zeggen \"{here}\""},
    {"other-form", "{from} says \"{here}\", {to} \"{there}\"",
     "{from} zegt \"{here}\", {to} \"{there}\""},
    {"facts", "they tell the same facts", "ze vertellen dezelfde feiten"},
    {"other-facts", "they contradict each other: {here}", "ze spreken elkaar tegen: {here}"},
    {"other-fact", "{from} says {here}, {to} {there}", "{from} zegt {here}, {to} {there}"},
    {"logo", "both show the logo that is right", "beide tonen het juiste logo"},
    {"other-logo", "{from} shows the logo {here}, {to} {there}",
     "{from} toont het logo {here}, {to} {there}"},
    {"identity", "name, address and number are right on both sides",
     "naam, adres en nummer kloppen aan beide kanten"},
    {"other-identity", "{from} has {here}, {to} {there}", "{from} heeft {here}, {to} {there}"},
};

/* Of the languages that touchstone is written for; others by their code. */
static const char *name_of(const char *code, gboolean is_dutch)
{
    static const struct {
        const char *code, *en, *nl;
    } names[] = {
        {"nl", "Dutch", "Nederlands"}, {"en", "English", "Engels"}, {"de", "German", "Duits"},
        {"fr", "French", "Frans"},     {"es", "Spanish", "Spaans"}, {"it", "Italian", "Italiaans"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i].code, code) == 0) {
            return is_dutch ? names[i].nl : names[i].en;
        }
    }
    return code;
}

char *handoff_say(const char *language, const char *why, const char *from, const char *to,
                  const char *here, const char *there)
{
    gboolean is_dutch = g_str_has_prefix(language, "nl");
    gboolean is_spoken = g_str_has_suffix(why, "language");
    const struct message_value values[] = {
        {"from", from},
        {"to", to},
        {"here", is_spoken ? name_of(here, is_dutch) : here},
        {"there", is_spoken ? name_of(there, is_dutch) : there},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        if (strcmp(sentences[i].why, why) == 0) {
            return message_expand(is_dutch ? sentences[i].nl : sentences[i].en, values,
                                  G_N_ELEMENTS(values));
        }
    }
    return g_strdup(why);
}
