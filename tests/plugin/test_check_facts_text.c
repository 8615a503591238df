/* SPDX-License-Identifier: MIT
 *
 * What texts say of facts: values with their bounds and scopes, and what says nothing.
 */
#include "tests/plugin/facts_support.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* said: "slot=value/bound/country/channel/product" (what is empty is left out), separated by bars;
 * text: lines separated by \n, as facts_blocks has them. */
static const struct row {
    const char *language, *text, *said;
} rows[] = {
    /* durations: how they are written */
    {"nl", "Levertijd: 3 dagen", "delivery-time=3d"},
    {"nl", "Levertijd: drie dagen", "delivery-time=3d"},
    {"nl", "Levertijd 1 à 2 werkdagen", "delivery-time=1-2wd"},
    {"nl", "Levertijd: 1 of 2 werkdagen", "delivery-time=1-2wd"},
    {"nl", "De levertijd is twee tot drie weken.", "delivery-time=2-3w"},
    {"nl", "De levertijd ligt tussen 2 en 4 weken.", "delivery-time=2-4w"},
    {"nl", "Levertijd: 24 – 48 uur", "delivery-time=24-48h"},
    {"nl", "Levertijd: 1 dag tot 3 dagen", "delivery-time=1-3d"},
    {"nl", "Wij bezorgen binnen een week.", "delivery-time=1w/most"},
    {"nl", "Wij bezorgen binnen één week.", "delivery-time=1w/most"},
    {"nl", "Bezorging uiterlijk binnen vijf werkdagen.", "delivery-time=5wd/most"},
    {"nl", "De levertijd bedraagt maximaal 10 werkdagen.", "delivery-time=10wd/most"},
    {"nl", "De levertijd bedraagt minimaal 3 weken.", "delivery-time=3w/least"},
    {"nl", "Levering binnen 1 etmaal", "delivery-time=24h/most"},
    {"nl", "Levertijd: 2 (twee) werkdagen", "delivery-time=2wd"},
    {"nl", "Levertijd ca. 6 weken", "delivery-time=6w"},
    {"nl", "Levertijd: 9 werkdagen. Het hout droogt een week.", "delivery-time=9wd"},
    {"nl", "Levertijd: 14 dagen (2 weken)", "delivery-time=14d"},
    {"nl", "Je hebt een half jaar garantie.", "warranty=6m"},
    {"nl", "Anderhalf jaar garantie op elk toestel", "warranty=18m"},
    {"nl", "Vijfentwintig jaar garantie", "warranty=25y"},
    {"nl", "Met 5-jarige garantie", "warranty=5y"},
    {"nl", "2 volle jaren garantie", "warranty=2y"},
    {"nl", "Garantie: 24 mnd.", "warranty=24m"},
    {"nl", "30-daagse bedenktijd", "return-period=30d"},
    {"nl", "Wij reageren binnen een half uur.", "answer-time=30min/most"},
    {"nl", "Wij reageren binnen een kwartier.", "answer-time=15min/most"},
    {"nl", "Wij reageren binnen drie kwartier.", "answer-time=45min/most"},
    {"en", "Delivery time: 3 days", "delivery-time=3d"},
    {"en", "Delivery takes two to three weeks.", "delivery-time=2-3w"},
    {"en", "Delivery takes between 2 and 4 business days.", "delivery-time=2-4wd"},
    {"en", "We deliver in 1 or 2 working days.", "delivery-time=1-2wd"},
    {"en", "Delivered within a week.", "delivery-time=1w/most"},
    {"en", "Your parcel will be delivered no later than 5 days after your order.",
     "delivery-time=5d/most"},
    {"en", "A two-year warranty on every machine", "warranty=2y/machine"},
    {"en", "Half a year's warranty", "warranty=6m"},
    {"en", "Twenty-five years guarantee", "warranty=25y"},
    {"en", "30-day returns", "return-period=30d"},
    {"en", "You have a full 60 days to return it.", "return-period=60d"},
    {"en", "We reply within half an hour.", "answer-time=30min/most"},
    {"en", "We reply within a fortnight.", "answer-time=2w/most"},
    {"de", "Lieferzeit: 2-3 Werktage", "delivery-time=2-3wd"},
    {"de", "Lieferung innerhalb von drei Tagen", "delivery-time=3d/most"},
    {"de", "Die Lieferung dauert fünf bis sieben Werktage.", "delivery-time=5-7wd"},
    {"fr", "Livraison sous 3 jours ouvrés", "delivery-time=3wd/most"},
    {"fr", "Délai de livraison : 2 à 4 semaines", "delivery-time=2-4w"},
    /* cut-off times */
    {"nl", "Voor 22.00 uur besteld, morgen in huis", "delivery-time=1d"},
    {"nl", "Voor 16 uur besteld, overmorgen bezorgd", "delivery-time=2d"},
    {"nl", "Op werkdagen vóór 21:00 uur besteld, de volgende werkdag in huis", "delivery-time=1wd"},
    {"nl", "Bestel je voor half zes, dan heb je het morgen in huis.", "delivery-time=1d"},
    {"nl", "Vandaag besteld, morgen geleverd", "delivery-time=1d"},
    {"nl", "Besteld voor 12 uur? Vandaag nog in huis!", "delivery-time=0d"},
    {"nl", "De volgende dag in huis", "delivery-time=1d"},
    {"nl", "Morgen wordt je pakket bezorgd.", ""},
    {"nl", "Tot morgen!", ""},
    {"nl", "Kom vandaag nog langs in onze winkel.", ""},
    {"en", "Order before 5 pm and get it delivered tomorrow.", "delivery-time=1d"},
    {"en", "Order by noon for delivery on the next working day.", "delivery-time=1wd"},
    {"en", "Next-day delivery", "delivery-time=1d"},
    {"en", "Your driver will be with you tomorrow.", ""},
    {"en", "Ordered before 8pm? Delivered the day after tomorrow.", "delivery-time=2d"},
    /* money */
    {"nl", "Gratis verzending vanaf € 50,-", "free-shipping=50.00 EUR/least"},
    {"nl", "Gratis verzending vanaf €49,95", "free-shipping=49.95 EUR/least"},
    {"nl", "Gratis verzending vanaf 50 euro", "free-shipping=50.00 EUR/least"},
    {"nl", "Gratis verzending boven EUR 1.250,00", "free-shipping=1250.00 EUR/least"},
    {"nl", "Al vanaf € 25 gratis verzending", "free-shipping=25.00 EUR/least"},
    {"nl", "Vanaf € 75,-- geen verzendkosten", "free-shipping=75.00 EUR/least"},
    {"nl", "Verzendkosten: € 4,95", "shipping-cost=4.95 EUR"},
    {"nl", "Wij rekenen 6 euro verzendkosten.", "shipping-cost=6.00 EUR"},
    {"nl", "Verzendkosten € 3,95 - € 6,95", "shipping-cost=3.95-6.95 EUR"},
    {"nl", "Alle prijzen zijn exclusief verzendkosten, zoals € 12.", ""},
    {"en", "Free shipping over £50", "free-shipping=50.00 GBP/least"},
    {"en", "Free delivery on orders over $1,250.00", "free-shipping=1250.00 USD/least"},
    {"en", "Shipping costs: €4.95", "shipping-cost=4.95 EUR"},
    {"en", "Evening shipping – £7.50", ""},
    {"en", "Upgrade to our fast two-man shipping – £7.50", ""},
    {"en", "Shipping is £3.99, or free over £40: free delivery from £40.",
     "shipping-cost=3.99 GBP|free-shipping=40.00 GBP/least|free-shipping=40.00 GBP/least"},
    /* percentages, numbers, dates, phrases */
    {"nl", "De aanbetaling is 25%.", "deposit=25%"},
    {"nl", "Een aanbetaling van 12,5 procent", "deposit=12.5%"},
    {"en", "A deposit of 20 per cent is due.", "deposit=20%"},
    {"nl", "Nu 25% korting", ""},
    {"nl", "Ruim 14 winkels in het land: wij hebben 14 vestigingen.", "branches=14"},
    {"nl", "Er zijn al 14 vestigingen.", "branches=14"},
    {"nl", "Met 1.200 medewerkers en 12 vestigingen", "branches=12"},
    {"nl", "Het jaarverslag verschijnt op 1 mei 2027.", "report-date=2027-05-01"},
    {"en", "The annual report is out on May 1, 2027.", "report-date=2027-05-01"},
    {"nl", "Het jaarverslag verschijnt op 01-05-2027.", "report-date=2027-05-01"},
    {"en", "The annual report is published every 1st of May.", ""},
    {"nl", "Gratis retourneren", "return-cost=free"},
    {"nl", "Bij ons is gratis retourneren vanzelfsprekend.", "return-cost=free"},
    {"nl", "Gratis retourneren is niet mogelijk bij maatwerk.", ""},
    {"nl", "Kan ik gratis retourneren?", ""},
    {"nl", "Zonder gratis retourneren was het snel gedaan.", "return-cost=free"},
    {"nl", "Gratis retourneren: plak het label op de doos.", "return-cost=free"},
    {"en", "Free returns for everyone", "return-cost=free"},
    {"en", "We do not offer free returns.", ""},
    /* opening hours */
    {"nl", "Ma t/m vr 9.00 - 17.30 uur", "opening-hours=Mo-Fr 09:00-17:30"},
    {"nl", "Openingstijden: maandag tot en met zaterdag van 8.00 tot 18.00 uur",
     "opening-hours=Mo-Sa 08:00-18:00"},
    {"nl", "Wij zijn geopend van dinsdag t/m zaterdag, 10-17 uur.",
     "opening-hours=Tu-Sa 10:00-17:00"},
    {"nl", "De winkel is op zondag gesloten.", "opening-hours=Su closed"},
    {"nl", "Onze winkel is zaterdag en zondag open van 12.00 tot 17.00 uur.",
     "opening-hours=Sa-Su 12:00-17:00"},
    {"nl", "Openingstijden: ma-vr 9:00-12:30 en 13:30-17:00",
     "opening-hours=Mo-Fr 09:00-12:30,13:30-17:00"},
    {"nl", "Open: ma. t/m vr. 9-18 uur, za. 10-17 uur, zo. gesloten",
     "opening-hours=Mo-Fr 09:00-18:00; Sa 10:00-17:00; Su closed"},
    {"nl", "Dagelijks geopend van 9 tot 5", "opening-hours=Mo-Su 09:00-17:00"},
    {"nl", "Onze showroom is 24/7 open.", "opening-hours=Mo-Su 00:00-24:00"},
    {"nl", "Van 9.00 tot 17.00 uur op werkdagen geopend", "opening-hours=Mo-Fr 09:00-17:00"},
    {"nl", "! Wij zijn op werkdagen bereikbaar van negen tot half zes.",
     "phone-hours=Mo-Fr 09:00-17:30"},
    {"nl", "! Bel ons op maandag tot en met vrijdag tussen kwart over acht en vijf uur.",
     "phone-hours=Mo-Fr 08:15-17:00"},
    {"nl",
     "# Openingstijden\nmaandag: 13.00 - 18.00\ndinsdag - vrijdag: 9.00 - 18.00\nzondag: gesloten",
     "opening-hours=Mo 13:00-18:00; Tu-Fr 09:00-18:00; Su closed"},
    {"nl", "# Openingstijden\n| ma - vr | 9.00 - 18.00 uur |\n| zaterdag | 10.00 - 17.00 uur |",
     "opening-hours=Mo-Fr 09:00-18:00; Sa 10:00-17:00"},
    {"nl", "| Dag | Ochtend | Middag |\n| maandag | 9.00 - 12.00 | 13.00 - 17.00 |",
     "opening-hours=Mo 09:00-12:00,13:00-17:00"},
    {"nl", "Workshop lassen op zaterdag van 10.00 tot 12.00 uur", ""},
    {"nl", "Wij zijn geopend.", ""},
    {"en", "Monday to Friday 9am to 5:30pm", "opening-hours=Mo-Fr 09:00-17:30"},
    {"en", "Opening hours: Mon-Fri 9.30am-5pm; Sat 10am-4pm",
     "opening-hours=Mo-Fr 09:30-17:00; Sa 10:00-16:00"},
    {"en", "We are open seven days a week from 8 am until midnight.",
     "opening-hours=Mo-Su 08:00-24:00"},
    {"en", "! You can call us on weekdays from nine to five thirty.",
     "phone-hours=Mo-Fr 09:00-17:30"},
    {"en", "! Our phone lines are open Monday through Friday, half past eight to six.",
     "phone-hours=Mo-Fr 08:30-18:00"},
    {"en", "The shop is closed on Sundays.", "opening-hours=Su closed"},
    {"en", "Open 24/7", "opening-hours=Mo-Su 00:00-24:00"},
    {"en", "Hours: Mon-Sat 11am - 2pm Mon-Thu 5pm - 9pm Fri-Sat 5pm - 10pm",
     "opening-hours=Mo-Th 11:00-14:00,17:00-21:00; Fr-Sa 11:00-14:00,17:00-22:00"},
    {"en", "Opening hours\nMonday to Thursday 10am-6pm\nFriday 10am-9pm",
     "opening-hours=Mo-Th 10:00-18:00; Fr 10:00-21:00"},
    /* several facts */
    {"nl", "14 dagen bedenktijd en 2 jaar garantie", "return-period=14d|warranty=2y"},
    {"nl", "Bedenktijd 14 dagen, garantie 2 jaar, levertijd 3 dagen",
     "return-period=14d|warranty=2y|delivery-time=3d"},
    {"nl", "Levering binnen 2 dagen en 30 dagen bedenktijd.",
     "delivery-time=2d/most|return-period=30d"},
    {"en", "Delivery in 2 days, 30 days to return and a 3 year warranty.",
     "delivery-time=2d|return-period=30d|warranty=3y"},
    {"nl", "Niet goed? Binnen 14 dagen terugsturen. Levering binnen 24 uur.",
     "return-period=14d/most|delivery-time=24h/most"},
    /* headings, questions, labels, tables */
    {"nl", "# Levertijd\n2 werkdagen", "delivery-time=2wd"},
    {"nl", "# Hoe lang heb ik garantie?\nDrie jaar.", "warranty=3y"},
    {"nl", "Hoe lang is de garantie?\n2 jaar.", "warranty=2y"},
    {"nl", "Hoe lang is de garantie? 2 jaar.", "warranty=2y"},
    {"nl", "Levertijd:\n3 werkdagen", "delivery-time=3wd"},
    {"nl", "| Levertijd | 3 werkdagen |\n| Garantie | 2 jaar |", "delivery-time=3wd|warranty=2y"},
    {"nl", "| Land | Levertijd |\n| Nederland | 1 werkdag |\n| België | 2 werkdagen |",
     "delivery-time=1wd|delivery-time=2wd/BE"},
    {"nl", "# Levertijd\n## België\n3 werkdagen", "delivery-time=3wd/BE"},
    {"nl", "# Retourneren\n## Contact\nBinnen 2 dagen", ""},
    {"en", "# Furniture that stays outside\nDelivery time: 3 days", "delivery-time=3d"},
    {"nl", "De levertijd buiten Nederland is 5 dagen.", "delivery-time=5d/abroad"},
    {"en", "Delivery outside the Netherlands takes 5 days.", "delivery-time=5d/abroad"},
    {"nl", "# Levertijd\n- Nederland: 1 werkdag\n- Duitsland: 3 werkdagen",
     "delivery-time=1wd|delivery-time=3wd/DE"},
    {"en", "# Delivery\n- Standard: 3 working days\n- Express: 1 working day",
     "delivery-time=3wd|delivery-time=1wd/express"},
    {"en", "How long do I have to return an item?\nYou have 30 days.", "return-period=30d"},
    {"nl", "# Over ons\nWij bestaan 30 jaar.", ""},
    {"nl", "# Garantie\nBij een defect komt de monteur binnen 3 dagen.", ""},
    /* scopes */
    {"nl", "In België leveren wij binnen 3 dagen.", "delivery-time=3d/most/BE"},
    {"nl", "Levering in Nederland binnen 1 dag, in Duitsland binnen 3 dagen.",
     "delivery-time=1d/most|delivery-time=3d/most/DE"},
    {"nl", "Op de Waddeneilanden is de levertijd 3 dagen.", "delivery-time=3d/islands"},
    {"nl", "Levertijd naar het buitenland: 1 week", "delivery-time=1w/abroad"},
    {"en", "Delivery to Germany takes 4 days.", "delivery-time=4d/DE"},
    {"en", "International delivery: 2 weeks", "delivery-time=2w/abroad"},
    {"nl", "2 jaar garantie op alle machines", "warranty=2y/machines"},
    {"nl", "Voor maatwerk is de levertijd 6 weken.", "delivery-time=6w/bespoke"},
    {"nl", "Levertijd voor al onze bestellingen: 2 dagen", "delivery-time=2d"},
    {"nl", "Op accu's geven wij 1 jaar garantie, op motoren 5 jaar garantie.",
     "warranty=1y/accu's|warranty=5y/motoren"},
    {"nl", "Met spoedlevering binnen 24 uur geleverd", "delivery-time=24h/most/express"},
    {"nl", "Niet op voorraad? Dan is de levertijd 3 weken.", "delivery-time=3w"},
    {"nl", "Artikelen die niet op voorraad zijn: levertijd 3 weken", "delivery-time=3w/backorder"},
    {"nl", "In de winkel ruilen kan binnen 8 dagen.", "return-period=8d/most/store"},
    /* nothing is said */
    {"nl", "Wij leveren niet binnen 2 dagen.", ""},
    {"nl", "Geen 2 jaar garantie, wel service.", ""},
    {"nl", "Wij geven geen garantie van 2 jaar.", ""},
    {"nl", "Vroeger was de levertijd 5 dagen.", ""},
    {"nl", "Tot 2023 was de bedenktijd 30 dagen.", ""},
    {"nl", "De levering vond 3 dagen geleden plaats.", ""},
    {"nl", "Wij leveren al 30 jaar aan bedrijven.", ""},
    {"nl", "Wij leveren sinds 5 jaar ook in België.", ""},
    {"nl", "De gemiddelde levertijd is 3 dagen.", ""},
    {"nl", "De wettelijke bedenktijd is 14 dagen.", ""},
    {"nl", "Een levertijd van bijvoorbeeld 3 weken is lang.", ""},
    {"nl", "Bij de concurrent is de levertijd 3 weken.", ""},
    {"nl", "Wordt mijn bestelling binnen 2 dagen bezorgd?", ""},
    {"nl", "> Binnen 2 dagen bezorgd, top!", ""},
    {"nl", "Het duurt nog twee weken tot de open dag.", ""},
    {"nl", "In 3 dagen leer je lassen", ""},
    {"nl", "Wij bezorgen 6 dagen per week.", ""},
    {"nl", "Bezorgers van 16 jaar en ouder", ""},
    {"nl", "In plaats van 5 dagen is de levertijd nu 2 dagen.", "delivery-time=2d"},
    {"nl", "De levertijd was 5 dagen, maar is nu 2 dagen.", "delivery-time=2d"},
    {"nl", "Niet tevreden? Je hebt 30 dagen bedenktijd.", "return-period=30d"},
    {"nl", "Bevalt het niet, dan kun je het binnen 30 dagen retourneren.",
     "return-period=30d/most"},
    {"nl", "De levertijd is niet langer dan 5 dagen.", "delivery-time=5d/most"},
    {"nl", "Bezorgkosten betaal je niet, de levertijd is 2 dagen.", "delivery-time=2d"},
    {"en", "We do not deliver within 2 days.", ""},
    {"en", "Delivery never takes 5 days.", ""},
    {"en", "Delivery used to take 5 days.", ""},
    {"en", "Your parcel was delivered 3 days ago.", ""},
    {"en", "We have delivered for over 30 years.", ""},
    {"en", "On average, delivery takes 3 days.", ""},
    {"en", "The statutory warranty is 2 years.", ""},
    {"en", "Can I return it after 30 days?", ""},
    {"en", "We deliver 6 days a week.", ""},
    {"en", "If you're not happy, return it within 30 days.", "return-period=30d/most"},
    {"en", "Other shops deliver in 5 days; elsewhere it takes a week.", ""},
    {"en", "The delivery in 2019 took 3 weeks.", ""},
    {"fi", "Toimitusaika: 3 days delivery", ""},
    /* of other days, people and times: under headings that say so */
    {"nl", "# Vacature bezorger\n## Werktijden\nWij leveren binnen 3 dagen.", ""},
    {"nl", "# Onze geschiedenis\n## Begin\nLevertijd: 4 weken", ""},
    {"nl", "# 2004\nDe levertijd is vier weken.", ""},
    {"nl", "# 1998 - 2004\nGratis retourneren", ""},
    {"nl", "# Over ons\n## Geschiedenis\nLevertijd: 4 weken\n# Nu\nLevertijd: 2 dagen",
     "delivery-time=2d"},
    {"en", "# Careers\nWe reply within 2 weeks.", ""},
    {"en", "# Join our team\nOpening hours: Mon-Sun 8.00-22.00", ""},
    {"nl", "# Openingstijden met kerst\nDonderdag: 10.00 - 15.00", ""},
    {"nl", "# Openingstijden\n| Donderdag 24 december | 10.00 - 15.00 |", ""},
    {"en", "# Opening hours\n| Thursday, December 24 | 10.00 - 15.00 |", ""},
    {"nl", "Openingstijden: ma-vr 9.00-17.00 uur, op feestdagen gesloten",
     "opening-hours=Mo-Fr 09:00-17:00"},
    /* tables that compare */
    {"nl", "| Vergelijk | Vlakwerk | Andere winkels |\n| Levertijd | 2 dagen | 9 dagen |",
     "delivery-time=2d"},
    {"nl", "| Vlakwerk | Andere winkels |\n| Levertijd | 2 dagen | 9 dagen |", "delivery-time=2d"},
    {"nl", "| Vera | Otto |\n| Garantie | 5 jaar | 2 jaar |", "warranty=5y/vera|warranty=2y/otto"},
    /* a heading of hours lends its place to hours only */
    {"nl", "# Openingstijden showroom\nLevertijd: 2 dagen", "delivery-time=2d"},
    {"nl", "# Telefonisch bereikbaar\nma-vr 9.00-17.00\nLevertijd: 2 dagen",
     "phone-hours=Mo-Fr 09:00-17:00|delivery-time=2d"},
    {"nl", "# Openingstijden showroom\n## Ruilen\nBedenktijd: 8 dagen", "return-period=8d"},
    {"nl", "# In onze winkels\nBedenktijd: 8 dagen", "return-period=8d/store"},
    /* a part has a warranty of its own; who gets it is no part */
    {"en", "The LED strip has a 2-year warranty.", "warranty=2y/led strip"},
    {"nl", "De accu heeft 2 jaar garantie.", "warranty=2y/accu"},
    {"nl", "De koper heeft 2 jaar garantie.", "warranty=2y"},
    {"nl", "De klant krijgt 2 jaar garantie.", "warranty=2y"},
    {"nl", "U heeft 2 jaar garantie.", "warranty=2y"},
    {"nl", "De consument heeft een bedenktijd van 14 dagen.", "return-period=14d"},
    /* choices */
    {"nl", "# Standaard of express\nLevertijd: 2 dagen", "delivery-time=2d"},
    {"en", "Bespoke cabinets are delivered in 8 weeks.", "delivery-time=8w/bespoke"},
    {"nl", "Maatwerkkasten worden in 8 weken geleverd.", "delivery-time=8w/bespoke"},
    {"en", "Saturday delivery: 1 day", "delivery-time=1d/express"},
    {"nl", "Op klachten reageren wij binnen 14 dagen.", "answer-time=14d/most/complaints"},
    {"en", "We reply to a complaint within 2 weeks.", "answer-time=2w/most/complaints"},
    /* times of day, and what comes after a time */
    {"nl", "De bezorging is dinsdag tussen 10.00 en 14.00 uur.", ""},
    {"nl", "De bezorging is dinsdag tussen 10 en 14 uur.", ""},
    {"nl", "Over 2 werkdagen bezorgd, tussen 10.00 en 14.00 uur.", ""},
    {"nl", "Bezorgd tussen 10 en 14 uur.", ""},
    {"nl", "Bezorging dinsdag 14.00 uur", ""},
    {"nl", "De levering duurt tussen 24 en 48 uur.", "delivery-time=24-48h"},
    {"nl", "Na 12 maanden vervalt de garantie.", ""},
    {"en", "After 12 months the warranty ends.", ""},
    {"en", "The warranty ends after 2 years.", "warranty=2y"},
    /* what others do */
    {"en", "Most high-street stores deliver in 6 weeks.", ""},
    {"nl", "Andere zaken geven 2 jaar garantie.", ""},
    {"nl", "Op grond van de wet geldt een bedenktijd van 14 dagen.", ""},
};

static char *detail(const struct fake_observation *seen, const char *name)
{
    return g_hash_table_lookup(seen->details, name);
}

static char *told(const struct facts_check *check)
{
    static const char *const names[] = {"bound", "country", "channel", "product"};
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < check->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(check->fake->observations, i);
        g_string_append_printf(text, "%s%s=%s", i ? "|" : "", seen->key, seen->value);
        for (guint n = 0; n < G_N_ELEMENTS(names); n++) {
            if (detail(seen, names[n])) {
                g_string_append_printf(text, "/%s", detail(seen, names[n]));
            }
        }
    }
    return g_string_free(text, FALSE);
}

static char *slots(void)
{
    const char *root = g_getenv("TOUCHSTONE_SOURCE_ROOT");
    g_autofree char *path =
        g_build_filename(root ? root : ".", "tests/plugin/data/facts-slots.yaml", NULL);
    char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void test_rows(void **state)
{
    g_autofree char *yaml = slots();
    struct facts_check check = {.self = NULL};
    guint failed = 0;
    assert_true(facts_open(&check, yaml));
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) lines = g_strsplit(rows[i].text, "\n", -1);
        GArray *blocks = facts_blocks(lines, rows[i].language);
        facts_inspect(&check, blocks, (struct ts_list){0});
        g_autofree char *got = told(&check);
        if (strcmp(got, rows[i].said) != 0) {
            print_error("%s: \"%s\"\n  said   %s\n  wanted %s\n", rows[i].language, rows[i].text,
                        got, rows[i].said);
            failed++;
        }
        facts_free_blocks(blocks);
    }
    facts_close(&check);
    assert_int_equal(failed, 0);
}

static guint count_in(struct facts_check *check, const char *text, const char *kind)
{
    const struct ts_str kinds[] = {ts_text(kind)};
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GArray *blocks = facts_blocks(lines, "nl");
    facts_inspect(check, blocks, (struct ts_list)TS_LIST_OF(kinds));
    facts_free_blocks(blocks);
    return check->fake->observations->len;
}

/* A document of nothing but statements ends in time, and within what the host takes. */
static void test_many(void **state)
{
    g_autofree char *yaml = slots();
    g_autoptr(GString) text = g_string_new(NULL), lines = g_string_new(NULL);
    struct facts_check check = {.self = NULL};
    for (guint i = 0; i < 21000; i++) {
        g_string_append_printf(text, "Levertijd %u dagen. ", i % 90 + 1);
        g_string_append_printf(lines, "Levertijd %u dagen\n", i % 90 + 1);
    }
    assert_true(facts_open(&check, yaml));
    assert_int_equal(count_in(&check, text->str, "web"), 2000);
    assert_int_equal(count_in(&check, lines->str, "web"), 2000);
    facts_close(&check);
}

static void test_reviews_say_nothing(void **state)
{
    g_autofree char *yaml = slots();
    struct facts_check check = {.self = NULL};
    assert_true(facts_open(&check, yaml));
    assert_int_equal(count_in(&check, "Levertijd: 2 dagen", "web"), 1);
    assert_int_equal(count_in(&check, "Levertijd: 2 dagen", "review"), 0);
    facts_close(&check);
}

/* In a table the value's place is in its own cell, though the label was read with it. */
static void test_places(void **state)
{
    static const struct {
        const char *text, *written;
        unsigned block, offset, length;
    } places[] = {
        {"Levertijd: 2 werkdagen.", "2 werkdagen", 0, 11, 11},
        {"| Levertijd | ongeveer 2 werkdagen |", "2 werkdagen", 1, 9, 11},
        {"Hoe lang is de garantie?\n2 jaar.", "2 jaar", 1, 0, 6},
        {"| maandag | 9.00 - 17.00 uur |", "9.00 - 17.00 uur", 1, 0, 16},
        {"# Levertijd\nBinnen \303\251\303\251n week", "\303\251\303\251n week", 1, 7, 10},
    };
    g_autofree char *yaml = slots();
    struct facts_check check = {.self = NULL};
    assert_true(facts_open(&check, yaml));
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        assert_int_equal(count_in(&check, places[i].text, "web"), 1);
        const struct fake_observation *seen = g_ptr_array_index(check.fake->observations, 0);
        assert_string_equal(detail(seen, "written"), places[i].written);
        assert_int_equal(seen->block, places[i].block);
        assert_int_equal(seen->offset, places[i].offset);
        assert_int_equal(seen->length, places[i].length);
    }
    facts_close(&check);
}

static void test_refused(void **state)
{
    static const struct {
        const char *fact, *failure;
    } refused[] = {
        {"{id: x, type: duration, truth: soon, anchors: [a]}",
         "\"soon\" cannot be read as its truth"},
        {"{id: x, type: length, anchors: [a]}", "\"x\" has no type"},
        {"{id: x, type: money, truth: 3 days}", "\"3 days\" cannot be read as its truth"},
        {"{id: x, type: duration, units: [hour, day], truth: 2 years, anchors: [a]}",
         "\"2 years\" is in no unit of it; its units are hour, day"},
        {"{id: x, type: duration, range: [1, 60], truth: 500 days, anchors: [a]}",
         "\"500 days\" is not within its range of 1 to 60"},
        {"{id: x, type: duration, anchors: [a, \"*\"]}", "\"*\" is nothing to look for"},
        {"{id: x, type: duration, anchors: [a], not: [\"...\"]}", "\"...\" is nothing to look for"},
        {"{id: x, type: duration, anchors: [a b c d e f g h i j k l m n o p q]}",
         "is nothing to look for"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *yaml =
            g_strdup_printf("{name: V, languages: [nl], facts: [%s]}", refused[i].fact);
        struct facts_check check = {.self = NULL};
        assert_false(facts_open(&check, yaml));
        assert_non_null(strstr(check.fake->failure, refused[i].failure));
        facts_close(&check);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_reviews_say_nothing),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
