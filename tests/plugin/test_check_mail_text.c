/* SPDX-License-Identifier: MIT
 *
 * Mails: what was not filled in, and the text part against the HTML part.
 */
#include "tests/plugin/check_mail_support.h"

#define HEAD "s:Je vloer\nf:Vlakwerk <nieuws@vlakwerk.example>\n"
#define TEXT(text) HEAD "x:" text
#define FIFTY "vijftig bytes die niets zeggen, en dat telkens weer. "
#define LONG FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY
#define TAG(tag) "- merge-tag " tag
#define HALF(tag) "- merge-tag " tag " (half " tag ")"

static const struct row tags[] = {
    {NULL, US, "email", TEXT("Beste *|FNAME|*, welkom"), TAG("*|FNAME|*")},
    {NULL, US, "email", TEXT("*|IF:FNAME|*Hoi*|END:IF|*"),
     TAG("*|IF:FNAME|*") ", " TAG("*|END:IF|*")},
    {NULL, US, "email", TEXT("*|DATE:d/m/y|*"), TAG("*|DATE:d/m/y|*")},
    {NULL, US, "email", TEXT("Beste {{ contact.firstname }}"), TAG("{{ contact.firstname }}")},
    {NULL, US, "email", TEXT("{{{naam}}}"), TAG("{{{naam}}")},
    {NULL, US, "email", TEXT("{{${first_name} | default: 'je'}}"),
     TAG("{{${first_name} | default: 'je'}}")},
    {NULL, US, "email", TEXT("{{#if naam}}{{/if}}"), TAG("{{#if naam}}") ", " TAG("{{/if}}")},
    {NULL, US, "email", TEXT("{% if naam %}"), TAG("{% if naam %}")},
    {NULL, US, "email", TEXT("{%- endif -%}"), TAG("{%- endif -%}")},
    {NULL, US, "email", TEXT("Beste %%First Name%%"), TAG("%%First Name%%")},
    {NULL, US, "email", TEXT("%%=v(@naam)=%%"), TAG("%%=v(@naam)=%%")},
    {NULL, US, "email", TEXT("%%[ var @naam ]%%"), TAG("%%[ var @naam ]%%")},
    {NULL, US, "email", TEXT("Beste <% User['FirstName'] %>"), TAG("<% User['FirstName'] %>")},
    {NULL, US, "email", TEXT("Beste {$profile.Voornaam}"), TAG("{$profile.Voornaam}")},
    {NULL, US, "email", TEXT("Beste ${voornaam}"), TAG("${voornaam}")},
    {NULL, US, "email", TEXT("Beste [[data:firstname:\"lezer\"]]"),
     TAG("[[data:firstname:\"lezer\"]]")},
    {NULL, US, "email", TEXT("Beste [firstname,fallback=lezer]"),
     TAG("[firstname,fallback=lezer]")},
    {NULL, US, "email", TEXT("Beste {Voornaam, fallback: 'Lezer' }"),
     TAG("{Voornaam, fallback: 'Lezer' }")},
    {NULL, US, "email", TEXT("Beste %FIRSTNAME%"), TAG("%FIRSTNAME%")},
    {NULL, US, "email", TEXT("Beste #firstname#"), TAG("#firstname#")},
    {NULL, US, "email", TEXT("Beste ##firstname##"), TAG("##firstname##")},
    {NULL, US, "email", TEXT("Beste \302\253Voornaam\302\273"), TAG("\302\253Voornaam\302\273")},
    {NULL, US, "email", TEXT("Beste $First Name$"), TAG("$First Name$")},
    {NULL, US, "email", TEXT("Beste ||KLANTNAAM||"), TAG("||KLANTNAAM||")},
    {NULL, US, "email", "s:*|FNAME|*, je vloer\nf:Vlakwerk <a@vlakwerk.example>", TAG("*|FNAME|*")},
    {NULL, US, "email", "s:Vloer\nf:{{ merk }} Vlakwerk <a@vlakwerk.example>", TAG("{{ merk }}")},
    {NULL, NULL, "email", "s:Vloer\nf:V <{{box}}@vlakwerk.example>", TAG("{{box}}")},
    {NULL, US, "email", HEAD "p:Voor *|FNAME|*\nt:Hallo", TAG("*|FNAME|*")},
    {NULL, US, "email", TEXT("*|FNAME|* en *|FNAME|*"), TAG("*|FNAME|*") "*2"},
    {NULL, US, "email", TEXT("*|A|* *|BC|*"), TAG("*|BC|*")},
    /* halves */
    {NULL, US, "email", TEXT("Beste {{ naam }, welkom"), HALF("{{ naam")},
    {NULL, US, "email", TEXT("Beste *|FNAME, welkom"), HALF("*|FNAME")},
    {NULL, US, "email", TEXT("Beste FNAME|*, welkom"), HALF("FNAME|*")},
    {NULL, US, "email", TEXT("Beste naam }}, welkom"), HALF("naam }}")},
    {NULL, US, "email", "s:Hallo {{ contact.fi\nf:Vlakwerk <a@vlakwerk.example>",
     HALF("{{ contact.fi")},
    {NULL, US, "email template", HEAD "p:Tips\nt:Beste {{ naam }, {{ plaats }}",
     ""}, /* closes further on: nobody can tell */
    {NULL, US, "email template", HEAD "p:Tips\nt:Beste {{ naam }, welkom",
     "- merge-tag-broken {{ naam"},
    {NULL, US, "email template", HEAD "p:Tips\nt:Beste *|FNAME|*, {% if a %}", ""},
    {NULL, US, "email", TEXT("Beste {{ naam }, " LONG), HALF("{{ naam")},
    {NULL, US, "email", TEXT(LONG " {{ naam }, welkom"), HALF("{{ naam")},
    /* none of them */
    {NULL, US, "email", TEXT("Een prijs van 100% en 50% korting"), ""},
    {NULL, US, "email", TEXT("{ naam: 'x' } [1] [Trap] #vloer #trap $5 en $6"), ""},
    {NULL, US, "email", TEXT("5 %% van 10 %% is niets"), ""},
    {NULL, US, "email", TEXT("[[Een pagina]] van de wiki"), ""},
    {NULL, US, "email", TEXT("\302\253Een citaat\302\273, zei zij"), ""},
    {NULL, US, "email", TEXT("function f() { if (a) { b(); }}"), ""},
    {NULL, US, "email", TEXT("a{b{{}}} <% * | %"), ""},
    {NULL, US, "email", HEAD "c:{{ naam }}\nq:Beste *|FNAME|*", ""},
    {"{allow: ['{{ naam }}']}", US, "email", TEXT("Schrijf {{ naam }} in je mail"), ""},
};

#define EMPTY(text) "- salutation-empty " text
static const struct row salutations[] = {
    {NULL, US, "email", TEXT("Beste , welkom"), EMPTY("Beste ,")},
    {NULL, US, "email", TEXT("Beste \302\240, welkom"), EMPTY("Beste \302\240,")},
    {NULL, US, "email", TEXT("Geachte heer , welkom"), EMPTY("Geachte heer ,")},
    {NULL, US, "email", TEXT("Dear null, welcome"), EMPTY("Dear null")},
    {NULL, US, "email", TEXT("Hi undefined"), EMPTY("Hi undefined")},
    {NULL, US, "email", TEXT("Sehr geehrter Herr , guten Tag"), EMPTY("Sehr geehrter Herr ,")},
    {NULL, US, "email", "s:Hi , je vloer\nf:Vlakwerk <a@vlakwerk.example>", EMPTY("Hi ,")},
    {NULL, US, "email", TEXT("Beste, welkom"), ""},
    {NULL, US, "email", TEXT("Hallo, welkom"), ""},
    {NULL, US, "email", TEXT("Bonjour ! Bienvenue"), ""},
    {NULL, US, "email", TEXT("Beste Sanne , welkom"), ""},
    {NULL, US, "email", TEXT("Dear Mr Null, welcome"), ""},
    {NULL, US, "email", TEXT("Hi nullius"), ""},
    {NULL, US, "email", TEXT("Besten , welkom"), ""},
    {NULL, US, "email", HEAD "q:Beste , welkom", ""},
    {NULL, US, "email template", HEAD "p:Tips\nt:Beste , welkom", ""},
};

/* Fifteen words and more, so that there is a story. */
#define STORY_NL                                                                           \
    "Verwarming droogt lucht, waardoor planken krimpen. Kieren sluiten voorjaar vanzelf. " \
    "Zet bakken water neer, controleer vochtigheid, vermijd tapijten, spreek monteurs aan."
#define OTHER_NL                                                                           \
    "Zomervakantie begint binnenkort: bezoek onze showroom, ontdek nieuwe kleuren, drink " \
    "koffie, ontmoet stylisten, win prijzen, geniet muziek, bekijk tentoonstelling."
#define BOTH(text, html) HEAD "x:" text "\nt:" html
static const struct row parts[] = {
    {NULL, US, "email", BOTH(STORY_NL, STORY_NL), ""},
    {NULL, US, "email", BOTH(STORY_NL, "Vlakwerk"), ""}, /* too little to tell */
    {NULL, US, "email", BOTH(OTHER_NL, STORY_NL), "- parts-differ " OTHER_NL " (story 0%)"},
    {NULL, US, "email", BOTH("Your mail program does not support HTML.", STORY_NL),
     "- parts-differ Your mail program does not support HTML. (stub 0%)"},
    {NULL, US, "email", BOTH("Verwarming droogt lucht.", STORY_NL), ""},
    {NULL, US, "email", BOTH("Lees verder.", STORY_NL "\nt:" OTHER_NL),
     ""}, /* fewer words than would have to be told */
    {NULL, US, "email",
     BOTH("Lees verder.", STORY_NL
          "\nt:" OTHER_NL
          "\nt:Garantie vijftien jaren, levering binnen weken, betaling achteraf, klachten "
          "altijd welkom, bestellen kan telefonisch."),
     "- parts-differ Lees verder. (little 0%)"},
    /* figures */
    {NULL, US, "email", BOTH(STORY_NL " Nu \342\202\254 49,00.", STORY_NL " Nu \342\202\254 49."),
     ""},
    {NULL, US, "email", BOTH(STORY_NL " Nu \342\202\254 49.", STORY_NL " Nu \342\202\254 59."),
     "- parts-differ \342\202\254 49>\342\202\254 59 (figure \342\202\254 49)"},
    {NULL, US, "email", BOTH(STORY_NL " Nu 1.249 euro.", STORY_NL " Nu \342\202\254 1249,-"), ""},
    {NULL, US, "email",
     BOTH(STORY_NL " Nu \342\202\254 12,95.", STORY_NL "\nt:\342\202\254\nt:12\nt:95"), ""},
    {NULL, US, "email", BOTH("Verwarming droogt lucht.", STORY_NL " Nu \342\202\254 59."), ""},
    {NULL, US, "email", BOTH(STORY_NL, STORY_NL " Nu \342\202\254 59."),
     "- parts-differ \342\202\254 59 (figure \342\202\254 59)"},
    {NULL, US, "email", BOTH(STORY_NL " Nu 15% korting.", STORY_NL " Nu 25 % korting."),
     "- parts-differ 15%>25 % (figure 15%)"},
    {NULL, US, "email", BOTH(STORY_NL " Tot 2 november.", STORY_NL " Tot 02-11-2026."), ""},
    {NULL, US, "email", BOTH(STORY_NL " Tot 2 november.", STORY_NL " Tot 3 november."),
     "- parts-differ 2 november>3 november (figure 2 november)"},
    {NULL, US, "email", BOTH(STORY_NL " Tot 2 november.", STORY_NL "\nh:2\nt:nov"), ""},
    {NULL, US, "email", BOTH(STORY_NL " Bel 030 123 45 67.", STORY_NL " Bel +31 (0)30-1234567."),
     ""},
    {NULL, US, "email", BOTH(STORY_NL " Bel 030 123 45 67.", STORY_NL " Bel 040 234 56 78."),
     "- parts-differ 030 123 45 67>040 234 56 78 (figure 030 123 45 67)"},
    /* links */
    {NULL, US, "email",
     BOTH(STORY_NL " https://www.vlakwerk.example/a?utm_source=x",
          STORY_NL) "\na:https://vlakwerk.example/a/?y=z Lees",
     ""},
    {NULL, US, "email",
     BOTH(STORY_NL " https://www.vlakwerk.example/oud.",
          STORY_NL) "\na:https://vlakwerk.example/nieuw Lees",
     "- parts-differ https://www.vlakwerk.example/oud (link https://www.vlakwerk.example/oud)"},
    {NULL, US, "email",
     BOTH(STORY_NL " https://www.vlakwerk.example/oud",
          STORY_NL) "\na:https://click.mailhuis.example/x Lees",
     ""},
    {NULL, US, "email",
     BOTH(STORY_NL " https://www.vlakwerk.example/w/Zx81kQm4T9aLp",
          STORY_NL) "\na:https://vlakwerk.example/nieuw Lees",
     ""},
    {NULL, US, "email",
     BOTH(STORY_NL " https://www.vlakwerk.example/nieu",
          STORY_NL) "\na:https://vlakwerk.example/nieuw Lees",
     ""},
    /* what is not there */
    {NULL, US, "email", HEAD "t:Alleen HTML", ""},
    {NULL, US, "email marketing",
     HEAD "m:list-unsubscribe=x\np:Tips\na:https://vlakwerk.example/uit Uitschrijven",
     "- text-part-missing "},
    {NULL, US, "email", HEAD "m:mail-parts=text/plain text/html\nt:" STORY_NL,
     "- parts-differ  (empty text/plain)"},
};

static void test_tags(void **data)
{
    (void)data;
    judge_rows(tags, G_N_ELEMENTS(tags));
}

static void test_salutations(void **data)
{
    (void)data;
    judge_rows(salutations, G_N_ELEMENTS(salutations));
}

static void test_parts(void **data)
{
    (void)data;
    judge_rows(parts, G_N_ELEMENTS(parts));
}

/* Parts that may not belong together are not compared: each row is one more block, put before or
 * behind those of a text part 1.1 and an HTML part 1.2 that differ. */
static const struct {
    const char *where;
    gboolean is_before;
    guint findings;
} more_parts[] = {
    {"part=1.0/block[1]", TRUE, 0},     /* two texts beside it */
    {"part=1.3/block[1]", FALSE, 1},    /* the richest comes last */
    {"part=2/block[1]", FALSE, 1},      /* a footer of a mailing list */
    {"part=1/block[1]", TRUE, 1},       /* further away than the one beside it */
    {"part=2/html/body/p", FALSE, 0},   /* which of the two? */
    {"part=1.2/html/body/p", FALSE, 1}, /* the same */
};

static void test_several_parts(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(more_parts); i++) {
        struct state state = open_with(ANY, US);
        struct letter letter = letter_new("email", BOTH(OTHER_NL, STORY_NL));
        put_block(&letter, TS_ROLE_TEXT, more_parts[i].where, "Nog een deel");
        if (more_parts[i].is_before) {
            struct ts_block block =
                g_array_index(letter.blocks, struct ts_block, letter.blocks->len - 1);
            g_array_set_size(letter.blocks, letter.blocks->len - 1);
            g_array_prepend_val(letter.blocks, block);
        }
        assert_int_equal(judge(&state, &letter), 0);
        if (state.fake->findings->len != more_parts[i].findings) {
            fail_msg("%s: %u findings", more_parts[i].where, state.fake->findings->len);
        }
        letter_free(&letter);
        close_state(&state);
    }
}

/* Places lie where the text is, and nothing is lost silently. */
static void test_places(void **data)
{
    struct state state = open_with(ANY, US);
    struct letter letter = letter_new("email", TEXT("Beste *|FNAME|*, welkom"));
    (void)data;
    assert_int_equal(judge(&state, &letter), 0);
    const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
    assert_int_equal(finding->block, 2);
    assert_int_equal(finding->offset, 6);
    assert_int_equal(finding->length, 9);
    letter_free(&letter);
    close_state(&state);
}

static void test_many(void **data)
{
    struct state state = open_with(ANY, US);
    g_autoptr(GString) text = g_string_new(HEAD "x:");
    (void)data;
    for (guint i = 0; i < 250; i++) {
        g_string_append_printf(text, "{{ veld%u }} ", i);
    }
    struct letter letter = letter_new("email", text->str);
    assert_int_equal(judge(&state, &letter), 0);
    assert_int_equal(state.fake->findings->len, 200);
    const struct fake_finding *last = g_ptr_array_index(state.fake->findings, 199);
    assert_string_equal(g_hash_table_lookup(last->arguments, "more"), "50");
    letter_free(&letter);
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),   cmocka_unit_test(test_salutations),
        cmocka_unit_test(test_parts),  cmocka_unit_test(test_several_parts),
        cmocka_unit_test(test_places), cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
