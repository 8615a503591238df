/* SPDX-License-Identifier: MIT
 *
 * House terms: what each kind finds in a block, and what it leaves alone.
 */
#include "tests/plugin/terms_support.h"

#define PREFER BRAND("{id: t, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk]}")
#define LOWER BRAND("{id: t, prefer: vloerplan, not: [Vloerplan, VloerPlan]}")
#define ALONE BRAND("{id: t, prefer: VlakPlan}")
#define CHEAP BRAND("{id: t, lang: nl, forbid: [goedkoop, goedkope], instead: voordelig}")
#define FORM BRAND("{id: t, lang: nl, consistent: {je: [je, jouw], u: [u, uw]}, want: je}")
#define MAIL BRAND("{id: t, forbid: [mail, email], instead: e-mail}")
#define LONGER BRAND("{id: a, forbid: [gratis]}, {id: b, forbid: [gratis verzending]}")
#define CASING BRAND("{id: t, casing: sentence, scope: heading, except_words: [VlakPlan]}")
#define TITLE BRAND("{id: t, casing: title}")
#define UPPER BRAND("{id: t, casing: upper, scope: link}")
#define SMALL BRAND("{id: t, casing: lower, scope: link}")
#define PATTERN BRAND("{id: t, pattern: 'VW-[0-9]{3}\\b', because: four digits}")
#define LINK BRAND("{id: t, forbid: [klik hier], scope: link}")
#define SIGNS BRAND("{id: t, forbid: ['!!', 'C++', '&'], instead: '.'}")
#define QUOTED BRAND("{id: t, forbid: [goedkoop], except: [quote]}")
#define SET_PHRASES                                                                        \
    BRAND("{id: t, consistent: {je: [je], u: [u, uw, uwen]}, want: je, except_words: [uw " \
          "dienst, te uwen behoeve, u edele, 'uw edel*']}")
#define NAMES                                                                               \
    "{name: Vlakwerk, languages: [nl], identity: {names: [{id: a, text: Vlakwerk B.V.}]}, " \
    "terms: [{id: t, casing: sentence}, {id: b, prefer: Vloerplan, not: [Vloertekening]}]}"
#define ON_BLOCK BRAND("{id: t, conditional: {if: excl. btw, then: incl. btw}, on: block}")

/* found: as found() has it. */
struct row {
    const char *brand;
    unsigned role;
    const char *language, *text, *found;
};

static const struct row rows[] = {
    /* prefer */
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij VlakWerk.", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij Vlakwerk.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "WELKOM BIJ VLAKWERK", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Bij Vlak Werk en vlak werk.", "Vlak Werk>Vlakwerk*2"},
    {PREFER, TS_ROLE_TEXT, "nl", "Bij Vlak  Werk.", "Vlak  Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Een vlak. Werk is er genoeg.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Een vlak, werk is er genoeg.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Mail info@VlakWerk.example of www.VlakWerk.example", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Volg @VlakWerk en #VlakWerk", ""},
    {PREFER, TS_ROLE_CODE, "nl", "VlakWerk", ""},
    {PREFER, TS_ROLE_TITLE, "nl", "VlakWerk", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_METADATA, "nl", "VlakWerk", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de VlakWerk-app", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de Vlak Werk-app", "Vlak Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de oud-VlakWerk-klant", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "VlakWerk" RSQUO "s vloeren", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "VlakWerk's vloeren", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "oud\342\200\220VlakWerk\342\200\220\303\251lan",
     "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de Vlakwerk-app en Vlakwerk's vloeren", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Vlak" SHY "Werk", "Vlak" SHY "Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "de", "Bei VlakWerk", "VlakWerk>Vlakwerk"},
    {LOWER, TS_ROLE_TEXT, "nl", "Vloerplan maken. Een Vloerplan.", "Vloerplan>vloerplan"},
    {LOWER, TS_ROLE_TEXT, "nl", "Een VloerPlan.", "VloerPlan>vloerplan"},
    {ALONE, TS_ROLE_TEXT, "nl", "Met Vlakplan en VLAKPLAN en VlakPlan en vlakplan.",
     "Vlakplan>VlakPlan*2"},
    {ALONE, TS_ROLE_TEXT, "nl", "Met Vlakplan-hulp en VLAKPLAN-hulp", "Vlakplan>VlakPlan"},
    {BRAND("{id: t, prefer: houten vloer, not: [vloer van hout, vloer]}"), TS_ROLE_TEXT, "nl",
     "Een houten vloer, een vloer van hout.", "vloer van hout>houten vloer"},
    {BRAND("{id: t, prefer: \303\251lan, not: [elan]}"), TS_ROLE_TEXT, "nl",
     "met elan en \303\251lan", "elan>\303\251lan"},
    /* forbid */
    {CHEAP, TS_ROLE_TEXT, "nl", "Een goedkope vloer", "goedkope>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl-BE", "Goedkoop!", "Goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "NL_nl", "een goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "en", "goedkoop", ""},
    {CHEAP, TS_ROLE_TEXT, "", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl", "goedkoper spoedkoop goedkoop-label", ""},
    {CHEAP, TS_ROLE_TEXT, "nl", "een goed" SHY "koop ding", "goed" SHY "koop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl", "goedkoop goedkoop GOEDKOOP goedkope",
     "goedkoop>voordelig*3,goedkope>voordelig"},
    {MAIL, TS_ROLE_TEXT, "nl", "per mail of e-mail of E-mail of email", "email>e-mail,mail>e-mail"},
    {LONGER, TS_ROLE_TEXT, "nl", "gratis verzending en gratis", "a gratis>,b gratis verzending>"},
    {BRAND("{id: t, forbid: [vloer], except_words: [Vloer]}"), TS_ROLE_TEXT, "nl", "Vloer", ""},
    {BRAND("{id: t, forbid: [a b, b c d]}"), TS_ROLE_TEXT, "nl", "a b c d", "b c d>"},
    {BRAND("{id: t, forbid: [a b, b a]}"), TS_ROLE_TEXT, "nl", "a b a b", "a b>*2"},
    {BRAND("{id: t, forbid: [excl. btw]}"), TS_ROLE_TEXT, "nl", "excl btw, excl. BTW",
     "excl btw>,excl. BTW>"},
    {BRAND("{id: t, forbid: ['24/7']}"), TS_ROLE_TEXT, "nl", "24/7 open, van 24 tot 7", "24/7>"},
    {BRAND("{id: t, forbid: ['{{naam}}']}"), TS_ROLE_TEXT, "nl", "Beste {{naam}},", ""},
    {BRAND("{id: t, forbid: [klant], forms: [klanten]}"), TS_ROLE_TEXT, "nl", "onze klanten",
     "klanten>"},
    {SIGNS, TS_ROLE_TEXT, "nl", "Nu!! Of C++ & meer, C", "C++>.,!!>.,&>."},
    {SIGNS, TS_ROLE_TEXT, "nl", "https://a.example/?a&b en a&b", "&>."},
    {CHEAP, TS_ROLE_TEXT, "und", "goedkoop", ""},
    /* consistent with want */
    {FORM, TS_ROLE_TEXT, "nl", "Leg uw vloer zelf, als u wilt.", "u>je,uw>je"},
    {FORM, TS_ROLE_TEXT, "nl", "Leg je vloer zelf.", ""},
    {FORM, TS_ROLE_TEXT, "en", "You and u", ""},
    /* except_words: phrases hide what lies in them, a star stands for any end of a word */
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "Bel uw adviseur", "uw>je"},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "Tot uw dienst, te uwen behoeve, Uw Edele.", ""},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "te uwen huize", "uwen>je"},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "Die is van u. Edele heer", "u>je"},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "uw" NBSP "edele, en uw edelachtbare heer", ""},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "uw", "uw>je"},
    {SET_PHRASES, TS_ROLE_TEXT, "nl", "dienst van uw", "uw>je"},
    {BRAND("{id: t, forbid: [vloeren leggen], except_words: [leggen]}"), TS_ROLE_TEXT, "nl",
     "vloeren leggen", "vloeren leggen>"},
    {BRAND("{id: t, pattern: '[a-z]+en', except_words: ['vloer*']}"), TS_ROLE_TEXT, "nl",
     "vloeren leggen", "leggen>"},
    {BRAND("{id: t, forbid: ['&'], except_words: ['R&D']}"), TS_ROLE_TEXT, "nl", "R&D, a & b",
     "&>"},
    /* forms */
    {BRAND("{id: t, prefer: VlakPlan, forms: [VlakPlannen]}"), TS_ROLE_TEXT, "nl",
     "Uw Vlakplannen en VlakPlannen", "Vlakplannen>VlakPlannen"},
    {BRAND("{id: t, prefer: e-mail, forms: [e-mails], not: [mail, mails]}"), TS_ROLE_TEXT, "nl",
     "mails en e-mails", "mails>e-mail"},
    /* one letter that is no word */
    {FORM, TS_ROLE_TEXT, "nl", "Open van 9 u. tot 17.30 u, op zondag om 14:30" NBSP "u", ""},
    {FORM, TS_ROLE_TEXT, "nl", "de u-bocht, de U2, het u-profiel en 80 km/u", ""},
    {FORM, TS_ROLE_TEXT, "nl", "zie punt u, of vitamine u van de apotheek", ""},
    {FORM, TS_ROLE_TEXT, "nl", "de letter \"u\", de (u) en de toets " LSQUO "U" RSQUO, ""},
    {FORM, TS_ROLE_TEXT, "nl", "Druk op Ctrl+U of op Ctrl + U; a e i o u; meerdere u's", "U>je"},
    {FORM, TS_ROLE_TEXT, "nl", "u) Leg de vloer", ""},
    {FORM, TS_ROLE_TEXT, "nl", "Dat doet u. Bent u 18 jaar?", "u>je*2"},
    {FORM, TS_ROLE_TEXT, "nl", "Zeg op welk punt u hulp wilt", "u>je"},
    {FORM, TS_ROLE_TEXT, "nl", "Het huis van uw moeder, en (als u wilt) meer", "u>je,uw>je"},
    {BRAND("{id: t, forbid: ['C++', C#]}"), TS_ROLE_TEXT, "nl", "9 C++ en 9 C#", "C#>,C++>"},
    {BRAND("{id: t, forbid: [U]}"), TS_ROLE_TEXT, "nl", "de U-bocht", ""},
    /* what text looks like */
    {CHEAP, TS_ROLE_HEADING, "nl", "GOEDKOPE VLOEREN", "GOEDKOPE>voordelig"},
    {CHEAP, TS_ROLE_SUBJECT, "nl", "Goedkoop!", "Goedkoop>voordelig"},
    {CHEAP, TS_ROLE_PREHEADER, "nl", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_PROMPT, "nl", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_ALT, "nl", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_LABEL, "nl", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl",
     "(goedkoop), \342\200\234goedkoop\342\200\235 en " LSQUO "goedkoop" RSQUO,
     "goedkoop>voordelig*3"},
    {BRAND("{id: t, forbid: [koffiezetten]}"), TS_ROLE_TEXT, "nl", "ko\357\254\203ezetten",
     "ko\357\254\203ezetten>"},
    {BRAND("{id: t, forbid: [ijs]}"), TS_ROLE_TEXT, "nl", "\304\263s en IJS en \304\262s",
     "IJS>,\304\263s>*2"},
    {BRAND("{id: t, forbid: [zo'n]}"), TS_ROLE_TEXT, "nl", "zo" RSQUO "n en zo`n en zon",
     "zo`n>,zo" RSQUO "n>"},
    {BRAND("{id: t, forbid: [excl. btw]}"), TS_ROLE_TEXT, "nl", "excl." NBSP "btw",
     "excl." NBSP "btw>"},
    {BRAND("{id: t, forbid: [na\303\257ef]}"), TS_ROLE_TEXT, "nl", "nai\314\210ef",
     "nai\314\210ef>"},
    {BRAND("{id: t, forbid: [strasse]}"), TS_ROLE_TEXT, "de", "Stra\303\237e", "Stra\303\237e>"},
    /* consistent: a quoted customer speaks for himself */
    {FORM, TS_ROLE_TEXT, "nl", "Piet: \"Ik raad u aan te bellen\".", ""},
    {FORM, TS_ROLE_QUOTE, "nl", "Ik raad u aan te bellen.", ""},
    {FORM, TS_ROLE_TEXT, "nl", "Piet: " LSQUO "Ik raad u aan te bellen." RSQUO " En uw vloer?",
     "uw>je"},
    {FORM, TS_ROLE_TEXT, "nl", "Piet zegt: 'Ik raad u aan foto's te maken'.", ""},
    {FORM, TS_ROLE_TEXT, "nl", "Om 's avonds uw foto" RSQUO "s van de klanten" RSQUO " vloer",
     "uw>je"},
    {FORM, TS_ROLE_TEXT, "nl", LSQUO "Ja" RSQUO ", zegt u, " LSQUO "nee" RSQUO, "u>je"},
    {BRAND("{id: t, consistent: {je: [je], u: [u, uw]}, want: je, except: []}"), TS_ROLE_QUOTE,
     "nl", "Uw vloer", "Uw>je"},
    /* casing */
    {CASING, TS_ROLE_HEADING, "nl", "Onze Mooie Houten Vloeren",
     "Onze Mooie Houten Vloeren>Onze mooie houten vloeren"},
    {CASING, TS_ROLE_HEADING, "nl", "Onze vloeren in Utrecht", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Werken met VlakPlan", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Over Ons", "Over Ons>Over ons"},
    {CASING, TS_ROLE_HEADING, "nl", "Vloeren Utrecht", ""},
    {CASING, TS_ROLE_HEADING, "nl", "De AVG en de PDF", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Vragen? Bel Jan de Boer", ""},
    {CASING, TS_ROLE_TEXT, "nl", "Onze Mooie Houten Vloeren", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Interview met Marieke Jansen uit Den Haag", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Bezoek Amsterdam Centraal Station", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Marieke van der Meer en Pieter Jansen vertellen", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Reizen naar IJsland en IJmuiden", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Vloeren: Onze keuze", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Vloeren \342\200\223 Onze keuze", ""},
    {CASING, TS_ROLE_HEADING, "nl", "3. Onze werkwijze", ""},
    {CASING, TS_ROLE_HEADING, "nl", "3 Onze werkwijze", ""},
    {CASING, TS_ROLE_HEADING, "nl", "2.1 Wij leggen vloeren", ""},
    {CASING, TS_ROLE_HEADING, "nl", "IV Wat wij doen", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Stap 2 Kies je vloer", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Contact", ""},
    {CASING, TS_ROLE_HEADING, "nl", "ANWB", ""},
    {CASING, TS_ROLE_HEADING, "nl", "ONZE VLOEREN VAN HOUT EN PVC",
     "ONZE VLOEREN VAN HOUT EN PVC>Onze vloeren van hout en pvc"},
    {CASING, TS_ROLE_HEADING, "nl", "Wat Wij Doen", "Wat Wij Doen>Wat wij doen"},
    {CASING, TS_ROLE_HEADING, "en", "How We Work With You",
     "How We Work With You>How we work with you"},
    {CASING, TS_ROLE_HEADING, "en", "Meet John Smith of Acme Holding", ""},
    {CASING, TS_ROLE_HEADING, "de", "Unsere Neuen B\303\266den Und Treppen", ""},
    {CASING, TS_ROLE_HEADING, "de-AT", "Unsere B\303\266den, Treppen und Teppiche", ""},
    {NAMES, TS_ROLE_HEADING, "nl", "Onze Vlakwerk Vloerplan Service", ""},
    {NAMES, TS_ROLE_HEADING, "nl", "Onze Mooie Vloerplan Service",
     "Onze Mooie Vloerplan Service>Onze mooie Vloerplan service"},
    {BRAND("{id: t, casing: sentence, except_words: ['Mooie Houten Vloeren']}"), TS_ROLE_HEADING,
     "nl", "Onze Mooie Houten Vloeren", ""},
    {TITLE, TS_ROLE_HEADING, "nl", "Reizen naar ijmuiden",
     "Reizen naar ijmuiden>Reizen naar IJmuiden"},
    {TITLE, TS_ROLE_HEADING, "en", "Life Before and After the Floor", ""},
    {SMALL, TS_ROLE_LINK, "nl", "lees meer over Utrecht", ""},
    {SMALL, TS_ROLE_LINK, "nl", "over Ons", "over Ons>over ons"},
    {TITLE, TS_ROLE_HEADING, "en", "Our finest floors", "Our finest floors>Our Finest Floors"},
    {TITLE, TS_ROLE_HEADING, "en", "Our Finest Floors with You", ""},
    {TITLE, TS_ROLE_HEADING, "en", "Thanks for your order",
     "Thanks for your order>Thanks for Your Order"},
    {UPPER, TS_ROLE_LINK, "nl", "Lees meer", "Lees meer>LEES MEER"},
    {UPPER, TS_ROLE_LINK, "nl", "LEES MEER", ""},
    {SMALL, TS_ROLE_LINK, "nl", "Lees Meer", "Lees Meer>lees meer"},
    {SMALL, TS_ROLE_LINK, "nl", "lees meer", ""},
    /* pattern */
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-123 en VW-1234.", "VW-123>"},
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-1234.", ""},
    {PATTERN, TS_ROLE_TEXT, "nl", "VW-123 VW-123 VW-124", "VW-123>*2,VW-124>"},
    {PATTERN, TS_ROLE_TEXT, "nl", "www.a.example/VW-123", ""},
    {BRAND("{id: t, pattern: '\\{\\{.*?\\}\\}'}"), TS_ROLE_TEXT, "nl", "Beste {{naam}},",
     "{{naam}}>"},
    {BRAND("{id: t, pattern: 'x*'}"), TS_ROLE_TEXT, "nl", "a\303\251xx\303\251", "xx>"},
    {BRAND("{id: t, pattern: '(?i)\\bnu\\b', lang: nl}"), TS_ROLE_TEXT, "en", "Nu", ""},
    {BRAND("{id: t, pattern: '(?i)klik hier'}"), TS_ROLE_TEXT, "nl",
     "KLIK HIER, \342\204\252lik hier", "KLIK HIER>*2"},
    {BRAND("{id: t, pattern: 'klik hier'}"), TS_ROLE_TEXT, "nl", "KLIK HIER", ""},
    {BRAND("{id: t, pattern: '(?:gratis|voor niets) (?!advies)\\w+'}"), TS_ROLE_TEXT, "nl",
     "gratis advies, voor niets hulp", "voor niets hulp>"},
    {BRAND("{id: t, pattern: 'colou?r'}"), TS_ROLE_TEXT, "en", "color and colour",
     "color>,colour>"},
    {BRAND("{id: t, pattern: '\\bx{0,2}y{2}\\b'}"), TS_ROLE_TEXT, "nl", "yy xyy xxxyy", "xyy>,yy>"},
    {BRAND("{id: t, pattern: '[0-9]{4} ?[A-Z]{2}'}"), TS_ROLE_TEXT, "nl", "3531 CJ Utrecht",
     "3531 CJ>"},
    {BRAND("{id: t, pattern: '(?<=VW)-x|y(?=z)|caf\303\251'}"), TS_ROLE_TEXT, "nl",
     "VW-x yz caf\303\251 y", "-x>,caf\303\251>,y>"},
    {BRAND("{id: t, pattern: '\\Q.*\\E'}"), TS_ROLE_TEXT, "nl", "a.*b", ".*>"},
    {BRAND("{id: t, pattern: '[]x]+(a|)\\+'}"), TS_ROLE_TEXT, "nl", "]x+ xa+", "]x+>,xa+>"},
    {BRAND("{id: t, pattern: '(?x) a b # c'}"), TS_ROLE_TEXT, "nl", "ab", "ab>"},
    {BRAND("{id: t, pattern: '\\p{Lu}+\\x{2d}\\d'}"), TS_ROLE_TEXT, "nl", "AB-1", "AB-1>"},
    {BRAND("{id: t, pattern: 'a{,2}b'}"), TS_ROLE_TEXT, "nl", "a{,2}b", "a{,2}b>"},
    /* scope and exceptions */
    {BRAND("{id: t, forbid: [x], scope: code}"), TS_ROLE_CODE, "nl", "x", "x>"},
    {BRAND("{id: t, forbid: [x], scope: [code, text]}"), TS_ROLE_TEXT, "nl", "x", "x>"},
    {BRAND("{id: t, forbid: [x], except: [link]}"), TS_ROLE_LINK, "nl", "x", ""},
    {BRAND("{id: t, pattern: 'x!', except: [quote]}"), TS_ROLE_TEXT, "nl", "Hij: \"nu x!\" x!",
     "x!>"},
    {BRAND("{id: t, forbid: ['!!'], except: [quote]}"), TS_ROLE_TEXT, "nl",
     "Hij: \"nu !! en dan\" nu!!", "!!>"},
    {BRAND("{id: t, forbid: ['!!', '!!!']}"), TS_ROLE_TEXT, "nl", "Nu!!! Ja!!", "!!>,!!!>"},
    {LINK, TS_ROLE_LINK, "nl", "Klik hier", "Klik hier>"},
    {LINK, TS_ROLE_TEXT, "nl", "Klik hier", ""},
    {BRAND("{id: t, forbid: [mooi], scope: [subject, alt]}"), TS_ROLE_ALT, "nl", "Mooi", "Mooi>"},
    {BRAND("{id: t, forbid: [mooi], scope: [subject, alt]}"), TS_ROLE_TITLE, "nl", "Mooi", ""},
    {QUOTED, TS_ROLE_TEXT, "nl", "Hij zei \"erg goedkoop\" maar goedkoop is het.", "goedkoop>"},
    {QUOTED, TS_ROLE_QUOTE, "nl", "goedkoop", ""},
    {BRAND("{id: t, forbid: [voorbeeld], except: []}"), TS_ROLE_TEXT, "nl", "www.voorbeeld.nl/x",
     ""},
    {BRAND("{id: t, forbid: [voorbeeld], in: [email]}"), TS_ROLE_TEXT, "nl", "voorbeeld", ""},
    /* in one block */
    {ON_BLOCK, TS_ROLE_TEXT, "nl", "10 euro excl. btw", "excl. btw>incl. btw"},
    {ON_BLOCK, TS_ROLE_TEXT, "nl", "10 euro excl. btw, 12 incl. btw", ""},
    {BRAND("{id: t, count: {of: ['!'], max: 1}, on: block}"), TS_ROLE_TEXT, "nl", "Nu! Hier!",
     "!>*2"},
};

static void test_blocks(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct state state = open_with(rows[i].brand);
        int done = fakehost_inspect_text(state.fake, state.self, rows[i].text, rows[i].role,
                                         rows[i].language);
        g_autofree char *what = g_strdup_printf("row %zu: %s", i, rows[i].text);
        wrong += !is_found(state.fake, done, what, rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

/* ---- broken terms and monsters ---- */

/* The host does not let these through; a check does not trust that. */
static void test_refused(void **data)
{
    static const struct {
        const char *key, *text, *why;
    } broken[] = {
        {"pattern", "(", "at 7:5: terms/t: the pattern is wrong at"},
        {"forbid", "", "at 7:5: terms/t: one of its texts is empty"},
        {"prefer", " ", "one of its texts is empty"},
        {"casing", "loud", "casing is one of"},
        {"consistent", "x", "no groups"},
        {"because", "x", "neither what is right nor what is wrong"},
        {"except_words", "*", "an entry of except_words has no word"},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        struct fakehost *fake = fakehost_new("check-terms");
        const struct ts_node fields[] = {
            {.kind = TS_NODE_TEXT, .key = ts_text("id"), .text = ts_text("t")},
            {.kind = TS_NODE_TEXT, .key = ts_text(broken[i].key), .text = ts_text(broken[i].text)}};
        const struct ts_node terms[] = {
            {.kind = TS_NODE_MAP, .line = 7, .column = 5, .children = TS_LIST_OF(fields)}};
        const struct ts_node sections[] = {
            {.kind = TS_NODE_LIST, .key = ts_text("terms"), .children = TS_LIST_OF(terms)}};
        const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(sections)};
        const struct ts_open open = {.size = sizeof open, .brand = &brand};
        void *self = NULL;
        assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
        fakehost_settle(fake);
        if (!fake->failure || !strstr(fake->failure, broken[i].why)) {
            fail_msg("row %zu: %s", i, fake->failure);
        }
        fakehost_free(&fake);
    }
}

/* What would be passed over in silence is told. */
static void test_idle_forms(void **data)
{
    static const char *const brands[] = {
        BRAND("{id: t, pattern: x, forms: [y]}"),
        BRAND("{id: t, casing: lower, forms: [y]}"),
        BRAND("{id: t, consistent: {a: [x], b: [z]}, forms: [y]}"),
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(brands); i++) {
        struct fakehost *fake = fakehost_new("check-terms");
        struct ts_open open = fakehost_open(fake, "{}", brands[i]);
        void *self = NULL;
        assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
        fakehost_settle(fake);
        assert_non_null(strstr(fake->failure, "\"forms\" says nothing beside"));
        fakehost_free(&fake);
    }
}

/* A pattern that works too hard is told, not waited for. */
static void test_greedy_pattern(void **data)
{
    struct state state = open_with(BRAND("{id: t, pattern: '(a+)+$'}"));
    (void)data;
    gint64 begun = g_get_monotonic_time();
    assert_int_equal(fakehost_inspect_text(state.fake, state.self,
                                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
                                           TS_ROLE_TEXT, "nl"),
                     -1);
    assert_true(g_get_monotonic_time() - begun < G_USEC_PER_SEC);
    assert_non_null(strstr(state.fake->failure, "too much work"));
    close_state(&state);
}

/* Time must grow with the text, whatever the text. */
static void test_monsters(void **data)
{
    static const struct {
        const char *brand, *piece;
    } monsters[] = {
        {BRAND("{id: t, forbid: [a a a a b, a a]}"), "a "},
        {BRAND("{id: t, forbid: ['!']}"), "!"},
        {BRAND("{id: t, pattern: '!'}"), "! "},
        {BRAND("{id: t, pattern: 'a.*b'}"), "a"},
        {PREFER, "-"},
        {PREFER, "a-VlakWerk-"},
        {BRAND("{id: t, casing: title, scope: text}"), "Aa bb "},
        {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: block}"), "je u "},
        {BRAND("{id: t, forbid: [u], except_words: ['u u u u u v', 'u u w*']}"), "u u x "},
        {BRAND("{id: t, forbid: ['!', '!!', '!!!']}"), "!! "},
        {BRAND("{id: t, pattern: '(?i)aab'}, {id: v, pattern: 'abb'}"), "aaab"},
        {BRAND("{id: t, pattern: '\\w+\\s+\\w+z'}"), "a "},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(monsters); i++) {
        struct state state = open_with(monsters[i].brand);
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < (200u << 10)) {
            g_string_append(text, monsters[i].piece);
        }
        gint64 begun = g_get_monotonic_time();
        fakehost_inspect_text(state.fake, state.self, text->str, TS_ROLE_TEXT, "nl");
        gint64 msec = (g_get_monotonic_time() - begun) / 1000;
        if (msec > 4000 || state.fake->breach) {
            fail_msg("monster %zu: %d ms, %s", i, (int)msec, state.fake->breach);
        }
        close_state(&state);
    }
}

/* ---- what is told with a finding ---- */

static void test_arguments(void **data)
{
    static const struct {
        const char *brand, *text, *arguments[3][2];
    } told[] = {
        {CHEAP, "Een goedkope vloer", {{"instead", "voordelig"}, {"term", "t"}}},
        {PATTERN, "VW-123", {{"wrong", "VW-123"}, {"because", "four digits"}}},
        {ON_BLOCK, "excl. btw", {{"condition", "excl. btw"}, {"needed", "incl. btw"}}},
        {BRAND("{id: t, require: [a, b], on: block, link: 'https://x.example'}"),
         "x",
         {{"missing", "a / b"}, {"link", "https://x.example"}}},
        {BRAND("{id: t, count: {of: ['!'], max: 1}, on: block}"),
         "!!!",
         {{"plenty", "!"}, {"times", "3"}, {"limit", "1"}}},
        {BRAND("{id: t, count: {of: ['!'], min: 4}, on: block}"),
         "!!!",
         {{"scarce", "!"}, {"times", "3"}, {"limit", "4"}}},
        {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: block}"),
         "je, je, u",
         {{"mixed", "u"}, {"common", "je"}}},
        {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: block}"),
         "u, je",
         {{"even", "u"}, {"common", "je"}}},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
        struct state state = open_with(told[i].brand);
        fakehost_inspect_text(state.fake, state.self, told[i].text, TS_ROLE_TEXT, "nl");
        assert_int_equal(state.fake->findings->len, 1);
        const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
        for (size_t a = 0; a < 3 && told[i].arguments[a][0]; a++) {
            assert_string_equal(g_hash_table_lookup(finding->arguments, told[i].arguments[a][0]),
                                told[i].arguments[a][1]);
        }
        close_state(&state);
    }
}

static void test_spans(void **data)
{
    struct state state = open_with(BRAND("{id: a, forbid: [klik hier], scope: link},"
                                         "{id: b, forbid: [floor], lang: nl},"
                                         "{id: c, pattern: '[0-9]+'}"));
    static const char text[] = "Wie op klik hier klikt, ziet floor 12 en floor 13";
    const struct ts_span spans[] = {
        {.offset = 7, .length = 9, .kind = TS_SPAN_LINK},
        {.offset = 29, .length = 8, .kind = TS_SPAN_LANGUAGE, .value = ts_text("en")},
        {.offset = 35, .length = 2, .kind = TS_SPAN_CODE},
    };
    struct ts_block block = {.size = sizeof block,
                             .text = ts_text(text),
                             .language = ts_text("nl"),
                             .spans = TS_LIST_OF(spans)};
    (void)data;
    host_call_set_blocks(&state.fake->host, ts_one(&block, sizeof block));
    int done = state.fake->plugin->check->inspect_block(&state.fake->call, state.self, &block,
                                                        (struct ts_list){0});
    fakehost_settle(state.fake);
    assert_true(is_found(state.fake, done, "spans", "a klik hier>,b floor>,c 13>"));
    close_state(&state);
}

/* Signs and patterns have scope and language by span too. */
static void test_spans_of_ranges(void **data)
{
    struct state state = open_with(BRAND("{id: a, pattern: 'hier!?', scope: link},"
                                         "{id: b, forbid: ['!'], lang: en},"
                                         "{id: c, forbid: ['!'], lang: nl, except: [link]},"
                                         "{id: d, forbid: [hier], except: [quote]}"));
    static const char text[] = "hier! en hier! here! hier";
    const struct ts_span spans[] = {
        {.offset = 9, .length = 5, .kind = TS_SPAN_LINK},
        {.offset = 15, .length = 5, .kind = TS_SPAN_LANGUAGE, .value = ts_text("en")},
        {.offset = 21, .length = 4, .kind = TS_SPAN_QUOTE},
    };
    struct ts_block block = {.size = sizeof block,
                             .text = ts_text(text),
                             .language = ts_text("nl"),
                             .spans = TS_LIST_OF(spans)};
    (void)data;
    host_call_set_blocks(&state.fake->host, ts_one(&block, sizeof block));
    int done = state.fake->plugin->check->inspect_block(&state.fake->call, state.self, &block,
                                                        (struct ts_list){0});
    fakehost_settle(state.fake);
    assert_true(is_found(state.fake, done, "ranges", "d hier>*2,b !>,c !>,a hier!>"));
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),     cmocka_unit_test(test_refused),
        cmocka_unit_test(test_idle_forms), cmocka_unit_test(test_greedy_pattern),
        cmocka_unit_test(test_monsters),   cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_spans),      cmocka_unit_test(test_spans_of_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
