/* SPDX-License-Identifier: MIT
 *
 * The words of Dutch that tell quantities, and what is said of them. Folded, without accents.
 */
#include "plugins/check-facts/text.h"

#define DAYS_OF_WORK 0x1f
#define WEEKEND 0x60
#define WEEK 0x7f

const struct lexeme lexicon_nl[] = {
    {MARK_ARTICLE, 1, NULL, "een|een enkele"},
    {MARK_HALF, 1, NULL, "half|halve"},
    {MARK_HALF, 3, NULL, "anderhalf|anderhalve"},
    {MARK_UNIT, UNIT_MINUTE + 100, NULL, "minuut|minuten|minuutjes"},
    {MARK_UNIT, UNIT_MINUTE + 1500, NULL, "kwartier|kwartieren"},
    {MARK_UNIT, UNIT_HOUR + 100, NULL, "uur|uren|uurs|u|h|uurtje"},
    {MARK_UNIT, UNIT_HOUR + 2400, NULL, "etmaal|etmalen"},
    {MARK_UNIT, UNIT_DAY + 100, NULL,
     "dag|dagen|daags|daagse|kalenderdag|kalenderdagen|dgn|nachten"},
    {MARK_UNIT, UNIT_WORKDAY + 100, NULL, "werkdag|werkdagen|werkdgn|wd"},
    {MARK_UNIT, UNIT_WEEK + 100, NULL, "week|weken|weekse"},
    {MARK_UNIT, UNIT_MONTH + 100, NULL,
     "maand|maanden|maands|maandse|mnd|kalendermaand|kalendermaanden"},
    {MARK_UNIT, UNIT_YEAR + 100, NULL, "jaar|jaren|jarig|jarige|jr"},
    {MARK_FILLER, 0, NULL, "volle|hele|extra|vaste|opeenvolgende|aaneengesloten|gewone|gratis"},
    {MARK_MOST, 0, NULL,
     "binnen|uiterlijk|maximaal|max|maximale|hooguit|hoogstens|ten hoogste|tot|tot wel|tot en met|"
     "niet later dan|niet langer dan|niet meer dan|nooit langer dan|minder dan"},
    {MARK_LEAST, 0, NULL,
     "vanaf|minimaal|minstens|ten minste|tenminste|boven|meer dan|hoger dan|groter dan|al vanaf|"
     "minimale|minimum|van meer dan|op zijn minst"},
    {MARK_TO, 0, NULL, "a|tot|of|t/m|tot en met|tot maximaal"},
    {MARK_BETWEEN, 0, NULL, "tussen"},
    {MARK_AND, 0, NULL, "en|&"},
    {MARK_BREAK, 0, NULL, "maar|echter|terwijl|behalve|tenzij|als|indien|wanneer|zodat|omdat"},
    {MARK_HARMLESS, 0, NULL,
     "in tegenstelling tot vroeger|anders dan vroeger|niet goed|niet tevreden|niet helemaal "
     "tevreden|niet blij|niet naar wens|niet bevalt|"
     "niet bevallen|niet passen|niet past|past niet|bevalt niet|niet leuk|niet mooi|geen zorgen|"
     "geen gedoe|geen probleem|geen verzendkosten|geen bezorgkosten|geen kosten|niet alleen|"
     "niet wat|niet zeker|niet thuis|niet later dan|niet langer dan|niet meer dan|"
     "nooit langer dan|geen vragen|geen reden|niet gebruikt|niet op voorraad|niet voorradig|"
     "niet in orde|niet gelukt|toch niet|niet kapot|geen verzendkosten meer|waarom niet|"
     "niet helemaal|niet meer|niet gewenst|niet de juiste|geen succes|niet overtuigd|niets"},
    {MARK_NEGATION, 0, NULL, "niet|geen|nooit|noch|anders dan|niet langer|liever dan"},
    {MARK_WITHOUT, 0, NULL, "exclusief|excl|zonder|ex"},
    {MARK_BLOCK, 1, NULL,
     "was|waren|duurde|duurden|kostte|kreeg|kregen|werd|werden|had|hadden|ontving|ontvingen|deed|"
     "deden|kwam|kwamen|leverde|leverden|bezorgde|bezorgden|zou|zouden|toen|eerst"},
    {MARK_BLOCK, 0, NULL,
     "vroeger|voorheen|bestaan|bestaat|opgericht|destijds|oude "
     "voorwaarden|vervallen|voormalig*|noemden|gold|golden|bedroeg|"
     "bedroegen|de wet|wet "
     "geeft|bijv|bijvoorbeeld|bv|b.v|gemiddeld*|upgrade*|wettelijk*|concurrent*|andere "
     "winkels|"
     "andere aanbieders|andere zaken|de meeste zaken|veel zaken|anderen|op grond van de wet|"
     "andere webshops|sommige winkels|sommige webshops|veel winkels|veel "
     "webshops|"
     "de meeste winkels|de meeste webshops|elders|vorig|vorige|afgelopen|stel|geweest|oplopen|"
     "vertraging*|soms|ooit|volgens de wet|in het verleden|duurt nog|soortgelijke|tot nu toe"},
    {MARK_BLOCKED, 0, NULL,
     "geleden|korter|langer|van de gebruikers|van de klanten|van onze klanten|van de "
     "mensen|oud|oude|jong|per "
     "week|per dag|per jaar|per maand|later|eerder|ervaring|lang geleden|"
     "en ouder|of ouder|in de week|per uur|achter elkaar"},
    {MARK_AGE, 1, NULL, "al|reeds|alweer"},
    {MARK_AGE, 2, NULL, "na"},
    {MARK_AGE, 0, NULL,
     "sinds|nogmaals|opnieuw|korter dan|langer dan|ouder dan|in plaats van|elke|iedere|om "
     "de|al ruim|al "
     "meer dan|ruim|de "
     "laatste|laatste|over|nog|"
     "de eerste|eerste"},
    {MARK_DAY, 0, NULL, "maandag|maandagen|maandags|ma|maandagochtend|maandagmiddag"},
    {MARK_DAY, 1, NULL, "dinsdag|dinsdagen|dinsdags|di"},
    {MARK_DAY, 2, NULL, "woensdag|woensdagen|woensdags|wo|woe"},
    {MARK_DAY, 3, NULL, "donderdag|donderdagen|donderdags|do"},
    {MARK_DAY, 4, NULL, "vrijdag|vrijdagen|vrijdags|vr|vrij"},
    {MARK_DAY, 5, NULL, "zaterdag|zaterdagen|zaterdags|za|zat"},
    {MARK_DAY, 6, NULL, "zondag|zondagen|zondags|zo|zon"},
    {MARK_DAYS, DAYS_OF_WORK, NULL,
     "werkdagen|werkdag|doordeweeks|doordeweekse dagen|weekdagen|door de week|"
     "op werkdagen"},
    {MARK_DAYS, WEEKEND, NULL, "weekend|weekends|weekeinde|weekenden"},
    {MARK_DAYS, WEEK, NULL,
     "dagelijks|elke dag|iedere dag|alle dagen|7 dagen per week|zeven dagen per week|"
     "7 dagen in de week|zeven dagen in de week"},
    {MARK_DAYS, 0, NULL, "feestdagen|officiele feestdagen|erkende feestdagen|nationale feestdagen"},
    {MARK_THROUGH, 0, NULL, "t/m|tm|tot en met|tot|t.e.m"},
    {MARK_CLOSED, 0, NULL, "gesloten|dicht"},
    {MARK_ALWAYS, 0, NULL,
     "dag en nacht|24 uur per dag|vierentwintig uur per dag|24 uur per dag 7 dagen per week"},
    {MARK_OCLOCK, 0, NULL, "uur|u|h|uren"},
    {MARK_AM, 0, NULL, "'s ochtends|'s morgens|s ochtends|in de ochtend"},
    {MARK_PM, 0, NULL, "'s middags|'s avonds|s middags|in de middag|in de avond"},
    {MARK_CLOCK_HALF, -30, NULL, "half"},
    {MARK_CLOCK_QUARTER, 15, NULL, "kwart over"},
    {MARK_CLOCK_QUARTER, -15, NULL, "kwart voor"},
    {MARK_NOON, 24, NULL, "middernacht"},
    {MARK_CLOCK_BEFORE, 0, NULL, "voor|om|tot|vanaf|na|rond|van|omstreeks|tot uiterlijk|pas om"},
    {MARK_MONTH, 1, NULL, "januari|jan"},
    {MARK_MONTH, 2, NULL, "februari|feb"},
    {MARK_MONTH, 3, NULL, "maart|mrt"},
    {MARK_MONTH, 4, NULL, "april|apr"},
    {MARK_MONTH, 5, NULL, "mei"},
    {MARK_MONTH, 6, NULL, "juni|jun"},
    {MARK_MONTH, 7, NULL, "juli|jul"},
    {MARK_MONTH, 8, NULL, "augustus|aug"},
    {MARK_MONTH, 9, NULL, "september|sep|sept"},
    {MARK_MONTH, 10, NULL, "oktober|okt"},
    {MARK_MONTH, 11, NULL, "november|nov"},
    {MARK_MONTH, 12, NULL, "december|dec"},
    {MARK_PERCENT, 0, NULL, "procent|pct"},
    {MARK_ORDER, 0, NULL,
     "besteld|bestel|bestelt|bestellen|bestelling|bestellingen|orders|order|gekocht|koop|betaald|"
     "geplaatst|plaats"},
    {MARK_TODAY, 0, NULL, "vandaag"},
    {MARK_TOMORROW, 0, NULL,
     "vandaag|vandaag nog|vanavond|vanavond nog|diezelfde dag|diezelfde avond"},
    {MARK_TOMORROW, 1, NULL, "morgen|morgenochtend|morgenavond"},
    {MARK_TOMORROW, 2, NULL, "overmorgen"},
    {MARK_TOMORROW, 101, NULL,
     "volgende dag|dag erna|dag erop|volgende ochtend|daaropvolgende dag"},
    {MARK_TOMORROW, 111, NULL,
     "volgende werkdag|eerstvolgende werkdag|werkdag erna|werkdag erop|daaropvolgende werkdag|"
     "eerst volgende werkdag"},
    {MARK_TOMORROW, 100, NULL, "dezelfde dag|zelfde dag|dezelfde avond"},
    {MARK_COUNTRY, 0, "NL", "nederland|nederlandse|binnenland"},
    {MARK_COUNTRY, 0, "BE", "belgie|belgische|vlaanderen"},
    {MARK_COUNTRY, 0, "DE", "duitsland|duitse"},
    {MARK_COUNTRY, 0, "FR", "frankrijk|franse"},
    {MARK_COUNTRY, 0, "LU", "luxemburg"},
    {MARK_COUNTRY, 0, "GB", "groot-brittannie|engeland|verenigd koninkrijk|vk"},
    {MARK_COUNTRY, 0, "AT", "oostenrijk"},
    {MARK_COUNTRY, 0, "ES", "spanje"},
    {MARK_COUNTRY, 0, "IT", "italie"},
    {MARK_COUNTRY, 0, "CH", "zwitserland"},
    {MARK_COUNTRY, 0, "EU", "europa|europese|europese unie"},
    {MARK_COUNTRY, 0, "islands", "waddeneiland*|eilanden"},
    {MARK_COUNTRY, 0, "abroad",
     "buitenland*|overige landen|andere landen|rest van de wereld|wereldwijd|internationa*|"
     "buiten nederland|buiten europa"},
    {MARK_CHANNEL, 0, "store",
     "in de winkel|in onze winkel*|in een van onze winkels|winkels|in het filiaal|filialen|"
     "in de showroom|showroom|in onze zaak"},
    {MARK_CHANNEL, 0, "online", "online"},
    {MARK_CHANNEL, 0, "phone", "telefonisch*|per telefoon|telefoon*|aan de telefoon|bellen"},
    {MARK_CHANNEL, 0, "email", "e-mail|email|mail|per mail|e-mails|mails"},
    {MARK_CHANNEL, 0, "chat", "chat|livechat|whatsapp"},
    {MARK_CHANNEL, 0, "pickup", "afhalen|afhaal*|ophalen|afhaalpunt*|afgehaald|opgehaald"},
    {MARK_CONDITION, 0, "express",
     "spoed*|expreslevering|expresbezorging|spoedbestelling*|spoedlevering|avondlevering|"
     "tegen meerprijs|meerprijs|sneldienst"},
    {MARK_CONDITION, 0, "express",
     "avondbezorging|zaterdaglevering|zaterdagbezorging|zondaglevering|zondagbezorging|"
     "weekendlevering|weekendbezorging"},
    {MARK_CONDITION, 0, "complaints", "klacht|klachten|klachtenafhandeling"},
    {MARK_CONDITION, 0, "bespoke", "maatwerk*|op maat gemaakt*|op maat gemaakte"},
    {MARK_CONDITION, 0, "business", "zakelijk*|bedrijven"},
    {MARK_STANDARD, 0, NULL, "standaard|regulier*|gewone levering|gewone bezorging"},
    {MARK_SILENT, 0, NULL,
     "vacature*|werken bij|werk bij ons|kom werken|kom bij ons werken|sollicit*|geschiedenis|"
     "historie|tijdlijn"},
    {MARK_CONDITION, 0, "backorder",
     "niet op voorraad|niet voorradig|nabestelling*|uitverkocht|nabesteld*"},
    {MARK_CONDITION, 0, "members", "leden|lidmaatschap|clubleden|abonnees"},
    {MARK_CONDITION, 0, "used", "tweedehands|refurbished|gebruikte|occasions"},
    {MARK_CONDITION, 0, "holidays", "kerst*|vakantie*|feestdagen|zomervakantie|in december"},
    {MARK_HAS, 0, NULL, "heeft|krijgt"},
    {MARK_COMMON, 0, NULL,
     "consument|koper|gebruiker|opdrachtgever|afnemer|wederpartij|ondernemer|bezoeker|bedrijf|"
     "fabrikant|leverancier|verkoper|persoon|partij"},
    {MARK_FOR, 0, NULL, "op|voor|bij|op al onze|op alle|voor alle|op onze|voor onze|op de|voor de"},
    {MARK_COMMON, 0, NULL,
     "bestelling*|product|producten|artikel|artikelen|aankoop|aankopen|order|orders|pakket|"
     "pakketten|pakje|pakjes|klant|klanten|ontvangst|levering|leveringen|factuur|factuurdatum|"
     "verzending|zending|zendingen|retour*|garantie|voorraad|website|webshop|winkel|winkels|alles|"
     "ons|onze|hele|alle|deze|dit|dat|jou|jouw|uw|je|mij|hem|haar|werkdagen|datum|moment|einde|"
     "begin|dag|dagen|week|weken|maand|jaar|uur|assortiment|betaling|betalingen|vragen|vraag|"
     "informatie|contact|service|klantenservice|voorwaarden|bezorging|annuleren|opzegging|"
     "goederen|spullen|items|bestelbedrag|bedrag|bedragen|minimaal|maximaal|slechts|maar|meer|"
     "minder|minstens|werkdag|opzegtermijn|levertijd|de|het|een|en|of|die|basis|verzoek|"
     "kosten|verzendkosten|rekening|tijd|keer|wijze|manier|nederland|naar|met|te|aan|vanaf|"
     "over|boven|huis|thuis|deur|ruilen|terug*|openingstijden|reparatie|reparaties|defect|"
     "rechten|bedenktijd|elk|elke|ieder|iedere|al|particulieren|consumenten|iedereen|standaard|is|"
     "zijn|geldt|gelden|bedraagt|"
     "geven|geeft|krijg|krijgt|hebben|heeft|heb|hebt|wordt|worden|duurt|kan|kun|kunt|mag|zit|"
     "rekenen|hanteren|bieden|biedt|wij|we|u|betaal|betaalt|betalen|staat|zitten|binnen|nieuwe"},
    {MARK_ABBREVIATION, 0, NULL,
     "bijv|bv|ca|max|min|incl|excl|nr|mnd|jr|tel|ma|di|wo|do|vr|za|zo|resp|evt|m.u.v|o.a|d.w.z|"
     "i.p.v|dhr|mevr|art|vs|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec|inc|werkd|dgn|p.st"},
    {0, 0, NULL, NULL},
};
