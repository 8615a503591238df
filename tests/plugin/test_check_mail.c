/* SPDX-License-Identifier: MIT
 *
 * Mails: their headers, preheader, ways out, links and pictures, and what is left alone.
 */
#include "tests/plugin/check_mail_support.h"

#define HEAD "s:Je vloer\nf:Vlakwerk <nieuws@vlakwerk.example>\n"
#define PAGE "d:text/html\n"

static const struct row documents[] = {
    {NULL, US, "email", HEAD "t:Je vloer wordt donderdag gelegd.", ""},
    {NULL, US, "email attachment", "t:Een oud bericht *|FNAME|*", ""},
    {NULL, US, "website", PAGE "t:Beste *|FNAME|*", ""},
    {NULL, US, "email", "d:application/pdf\nt:Beste *|FNAME|*", ""},
    {NULL, US, "email", "d:application/mbox", ""},
    /* a file of HTML is a template: no headers, and tags are right */
    {NULL, US, "email", PAGE "t:Beste *|FNAME|*, je vloer wordt gelegd", ""},
    {NULL, US, "email final", PAGE "t:Beste *|FNAME|*", "- merge-tag *|FNAME|*"},
    {NULL, US, "scan", HEAD "t:Beste *|FNAME|*", "- merge-tag *|FNAME|*"},
};

static const struct row subjects[] = {
    {NULL, NULL, "email", "f:a@b.example\nt:x", "- subject-missing "},
    {NULL, NULL, "email", "s: \302\240\nf:a@b.example\nt:x", "- subject-missing "},
    {NULL, NULL, "email template", "f:a@b.example\np:Tips\nt:x", "- subject-missing "},
    {"{subject_max: 10}", NULL, "email", "s:Tien lette\nf:a@b.example", ""},
    {"{subject_max: 10}", NULL, "email", "s:caf\303\251 caf\303\251 x\nf:a@b.example",
     "- subject-long caf\303\251 caf\303\251 x>10 (size 11)"},
    {"{subject_max: 0}", NULL, "email", "s:Onbeperkt lang\nf:a@b.example", ""},
    {"{subject_max: 10}", NULL, "email template", "s:{{ naam }}, je vloer\nf:a@b.example", ""},
    {NULL, NULL, "email", "s:Vloer =?utf-8?Q?caf=C3\nf:a@b.example",
     "- subject-cut Vloer =?utf-8?Q?caf=C3 (part =?utf-8?Q?caf=C3)"},
    {NULL, NULL, "email", "s:Waarom =? En hoe?\nf:a@b.example", ""},
    {NULL, NULL, "email", "s:Vloer caf\357\277\275\nf:a@b.example",
     "- subject-cut Vloer caf\357\277\275 (part \357\277\275)"},
};

#define FILLER "\302\240\342\200\214\315\217\302\255 "
static const struct row preheaders[] = {
    /* asked of newsletters, and of templates that may be for one */
    {NULL, NULL, "email", HEAD "h:Winter", ""},
    {NULL, NULL, "email transactional template", HEAD "h:Winter", ""},
    {NULL, NULL, "email marketing", HEAD "x:afmelden http://a.example/\nm:list-unsubscribe=x", ""},
    {NULL, NULL, "email template", HEAD "h:Winter", "i preheader-missing Winter"},
    {NULL, NULL, "email", PAGE "h:Winter", ""}, /* its reader does not tell what is hidden */
    {NULL, NULL, "email", PAGE "m:mail-parts=text/html\nh:Winter", "i preheader-missing Winter"},
    {NULL, NULL, "email", PAGE "m:mail-parts=text/html\np:Drie tips\nh:Winter", ""},
    {NULL, NULL, "email template", HEAD "p:Drie tips\nh:Winter", ""},
    {NULL, NULL, "email template", HEAD "p:" FILLER FILLER "\nh:Winter",
     "i preheader-missing Winter"},
    {NULL, NULL, "email template", HEAD "t:Drie tips tegen kieren in de winter", ""},
    {NULL, NULL, "email template", HEAD "t:Drie tips", "i preheader-missing Drie tips"},
    {NULL, NULL, "email template", HEAD "t:Beste lezer van onze nieuwsbrief",
     "i preheader-missing Beste lezer van onze nieuwsbrief"},
    {NULL, NULL, "email template", HEAD "a:https://x.example/ Alles over vloeren en trappen",
     "i preheader-missing Alles over vloeren en trappen"},
    {NULL, NULL, "email template", HEAD "i:https://x.example/a.png|Vlakwerk",
     "i preheader-missing "},
    /* what was not meant for the inbox, in every mail */
    {NULL, NULL, "email", HEAD "a:https://x.example/ Bekijk in browser\nt:Hallo",
     "- preheader-leftover Bekijk in browser"},
    {NULL, NULL, "email", HEAD "t:Problemen met lezen? Bekijk de onlineversie.",
     "- preheader-leftover Problemen met lezen? Bekijk de onlineversie."},
    {NULL, NULL, "email", HEAD "p:View this email in your browser\nt:Hallo",
     "- preheader-leftover View this email in your browser"},
    {NULL, NULL, "email", HEAD "p:Drie tips\na:https://x.example/ Bekijk in browser", ""},
    {NULL, NULL, "email", HEAD "t:Hallo\na:https://x.example/ Bekijk in browser", ""},
    /* what repeats, and what is long */
    {NULL, NULL, "email", HEAD "p:JE VLOER!\nt:Hallo", "- preheader-repeats JE VLOER!"},
    {NULL, NULL, "email", HEAD "p:Je vloer in de winter\nt:Hallo", ""},
    {"{preheader_max: 9}", NULL, "email", HEAD "p:Drie tips" FILLER "\nt:Hallo", ""},
    {"{preheader_max: 8}", NULL, "email", HEAD "p:Drie tips" FILLER "\nt:Hallo",
     "- preheader-long Drie tips>8 (size 9)"},
};

#define FROM(from) "s:Je vloer\nf:" from "\nt:x"
static const struct row senders[] = {
    {NULL, US, "email", FROM("Vlakwerk <a@vlakwerk.example>"), ""},
    {NULL, US, "email", FROM("Vlakwerk <a@nieuws.Vlakwerk.EXAMPLE>"), ""},
    {NULL, US, "email", FROM("Vlakwerk <a@www-vlakwerk.example>"),
     "- sender-foreign a@www-vlakwerk.example>vlakwerk.example"},
    {NULL, US, "email", FROM("Vlakwerk <a@vlakwerk.example.com>"),
     "- sender-foreign a@vlakwerk.example.com>vlakwerk.example"},
    {NULL, US, "email", FROM("Vlakwerk <vloeren@gmail.com>"),
     "- sender-foreign vloeren@gmail.com>vlakwerk.example (free gmail.com)"},
    {NULL, US, "email", FROM("Vlakwerk <Vlakwerk@Gmail.com>"), ""}, /* named by the brand book */
    {NULL, NOBODY, "email", FROM("Iemand <vloeren@gmail.com>"), ""},
    {"{sender: [mailhuis.example, v@gmx.de]}", US, "email", FROM("Vlakwerk <v@gmx.de>"), ""},
    {"{sender: [mailhuis.example]}", US, "email", FROM("Vlakwerk <v@s1.mailhuis.example>"), ""},
    {"{sender: ['*.mailhuis.example']}", NOBODY, "email", FROM("Vlakwerk <v@post.example>"),
     "- sender-foreign v@post.example>mailhuis.example"},
    {NULL, US, "email", FROM("\"<Vlakwerk>, de vloer\" <a@vlakwerk.example>"), ""},
    /* names */
    {NULL, US, "email", FROM("a@vlakwerk.example"),
     "i sender-name-differs a@vlakwerk.example (bare a@vlakwerk.example)"},
    {NULL, US, "email", FROM("Sanne van Vlakwerk <a@vlakwerk.example>"), ""},
    {NULL, US, "email", FROM("VLAKVLOER <a@vlakwerk.example>"), ""},
    {NULL, US, "email", FROM("Marketing <a@vlakwerk.example>"),
     "i sender-name-differs Marketing (other Marketing)"},
    {NULL, US, "email marketing",
     "m:list-unsubscribe=x\nx:afmelden: www.x.example\np:Drie\n" FROM(
         "Marketing <a@vlakwerk.example>"),
     "w sender-name-differs Marketing (other Marketing)"},
    {"{sender_names: [Sanne de Boer]}", US, "email", FROM("Sanne de Boer <a@vlakwerk.example>"),
     ""},
    /* none at all */
    {NULL, US, "email", "s:Je vloer\nt:x", "- sender-missing "},
    {NULL, NOBODY, "email", FROM("Vlakwerk"), "- sender-missing Vlakwerk"},
    {NULL, US, "email template", "s:Je vloer\nt:Een hele regel met tekst", ""},
    {NULL, US, "email template",
     "s:x\nf:{{ afzender }} <{{ adres }}@mailhuis.example>\nt:Een hele regel met tekst", ""},
    /* answers */
    {NULL, US, "email", FROM("Vlakwerk <a@vlakwerk.example>") "\nm:reply-to=b@vlakwerk.example",
     ""},
    {NULL, US, "email", FROM("Vlakwerk <a@vlakwerk.example>") "\nm:reply-to=V <b@live.nl>",
     "- reply-to-foreign b@live.nl>vlakwerk.example (free live.nl)"},
};

#define NEWS HEAD "p:Drie tips\nx:Tekst\n"
#define OUT "a:https://www.vlakwerk.example/u Uitschrijven\n"
static const struct row ways_out[] = {
    {NULL, US, "email", NEWS, ""},
    {NULL, US, "email transactional", NEWS, ""},
    {NULL, US, "email marketing", NEWS "t:Vlakwerk", "- unsubscribe-missing "},
    {NULL, US, "email marketing", NEWS OUT, "- unsubscribe-header-missing "},
    {NULL, US, "email marketing", NEWS OUT "m:list-unsubscribe=<https://x.example/>", ""},
    {NULL, US, "email marketing", NEWS "m:list-unsubscribe=<https://x.example/>",
     "- unsubscribe-link-missing "},
    {NULL, US, "email marketing", NEWS "m:list-unsubscribe=\nt:x", "- unsubscribe-missing "},
    {NULL, US, "email marketing",
     NEWS OUT "m:list-unsubscribe=<https://x.example/>\nm:mail-parts=text/plain text/html",
     "- unsubscribe-one-click-missing "},
    {NULL, US, "email marketing",
     NEWS OUT "m:list-unsubscribe=<https://x.example/>\nm:mail-parts=text/plain text/html\n"
              "m:list-unsubscribe-post=List-Unsubscribe=One-Click",
     ""},
    {NULL, US, "email marketing",
     NEWS OUT "m:list-unsubscribe=<mailto:u@x.example>\nm:mail-parts=text/plain text/html\n"
              "m:list-unsubscribe-post=List-Unsubscribe=One-Click",
     "- unsubscribe-one-click-missing "},
    /* words for it */
    {NULL, US, "email marketing template", NEWS "a:https://x.example/ Unsubscribe here", ""},
    {NULL, US, "email marketing template", NEWS "A:https://x.example/newsletter/optout", ""},
    {NULL, US, "email marketing template", NEWS "t:Se d\303\251sabonner: {{ lien }}", ""},
    {NULL, US, "email marketing template", NEWS "t:Vlakwerk, Utrecht", "- unsubscribe-missing "},
    {NULL, US, "email marketing", NEWS "t:Je kunt je altijd uitschrijven.",
     "- unsubscribe-missing "},
    {NULL, US, "email marketing", PAGE "t:Onze nieuwsbrief van deze maand",
     "- unsubscribe-missing "},
};

#define LINK(href) HEAD "t:Tekst\na:" href " Kijk"
static const struct row links[] = {
    {NULL, US, "email", LINK("https://www.vlakwerk.example/a?b#c"), ""},
    {NULL, US, "email", LINK("https://staging.vlakwerk.example/a"),
     "- link-staging staging.vlakwerk.example (staging https://staging.vlakwerk.example/a)"},
    {NULL, US, "email", LINK("https://shop-acc.vlakwerk.example/"),
     "- link-staging shop-acc.vlakwerk.example (staging https://shop-acc.vlakwerk.example/)"},
    {NULL, US, "email", LINK("https://test.vlakwerk.example/"),
     "- link-staging test.vlakwerk.example (staging https://test.vlakwerk.example/)"},
    {NULL, US, "email", LINK("https://vloer-test.vlakwerk.example/"), ""},
    {NULL, US, "email", LINK("https://test.keurmerk.example/"), ""}, /* not ours: who knows */
    {NULL, US, "email", LINK("https://www.test-aankoop.example/"), ""},
    {NULL, US, "email", LINK("https://staging.example/"), ""},
    {NULL, US, "email", LINK("https://a.uat.keurmerk.example/"),
     "- link-staging a.uat.keurmerk.example (staging https://a.uat.keurmerk.example/)"},
    {NULL, US, "email", LINK("http://localhost:8080/a"),
     "- link-staging localhost (inside http://localhost:8080/a)"},
    {NULL, US, "email", LINK("https://192.168.1.4/"),
     "- link-staging 192.168.1.4 (inside https://192.168.1.4/)"},
    {NULL, US, "email", LINK("https://vloer.test/"),
     "- link-staging vloer.test (inside https://vloer.test/)"},
    {NULL, US, "email", LINK("https://www.example.com/"),
     "- link-staging www.example.com (placeholder https://www.example.com/)"},
    {NULL, US, "email template", HEAD "p:Tips\na:https://www.example.com/ Kijk", ""},
    {NULL, US, "email template", HEAD "p:Tips\na:https://staging.vlakwerk.example/ Kijk",
     "- link-staging staging.vlakwerk.example (staging https://staging.vlakwerk.example/)"},
    {"{staging_hosts: ['*.vercel.app']}", US, "email", LINK("https://vlakwerk.vercel.app/"),
     "- link-staging vlakwerk.vercel.app (staging https://vlakwerk.vercel.app/)"},
    /* the sender's own domain stands in for a brand book that names none */
    {NULL, NOBODY, "email", LINK("https://dev.vlakwerk.example/"),
     "- link-staging dev.vlakwerk.example (staging https://dev.vlakwerk.example/)"},
    {NULL, NOBODY, "email", LINK("https://dev.keurmerk.example/"), ""},
    /* in the open: one a host */
    {NULL, US, "email", LINK("http://www.vlakwerk.example/a"),
     "w link-insecure http://www.vlakwerk.example/"},
    {NULL, US, "email", LINK("http://keurmerk.example/a") "\na:http://keurmerk.example/b?c=d Kijk",
     "i link-insecure http://keurmerk.example/*2"},
    /* nowhere */
    {NULL, US, "email", LINK("#"), "- link-empty #"},
    {NULL, US, "email", LINK("#winkels"), ""},
    {NULL, US, "email", LINK("http://"), "- link-empty http://"},
    {NULL, US, "email", LINK("javascript:void(0)"), "- link-empty javascript:void(0)"},
    {NULL, US, "email", LINK("mailto:"), "- link-empty mailto:"},
    {NULL, US, "email", LINK("mailto:a@vlakwerk.example"), ""},
    {NULL, US, "email template", HEAD "p:Tips\na:# Kijk", ""},
    {NULL, US, "email", LINK("{{url}}"), "- link-empty {{url}} (tag {{url}})"},
    {NULL, US, "email", LINK("https://*|URL|*/a"), "- link-empty https://*|URL|*/a (tag *|URL|*)"},
    {NULL, US, "email", LINK("https://www.vlakwerk.example/?k=%7B%7Bid%7D%7D"),
     "- merge-tag {{id}}"},
    {NULL, US, "email", LINK("https://www.vlakwerk.example/?k=100%25&m=%C3%A9%ff"), ""},
    {"{allow: ['{{url}}']}", US, "email", LINK("{{url}}"), ""},
};

#define GO "A:https://www.vlakwerk.example/a\n"
static const struct row pictures[] = {
    {NULL, US, "email", HEAD "t:x\ni:https://x.example/p/trap.jpg?v=2",
     "- image-alt-missing trap.jpg"},
    {NULL, US, "email", HEAD "t:x\ni:https://x.example/trap.jpg|Eiken trap", ""},
    {NULL, US, "email", HEAD "t:x\ni:https://x.example/trap.jpg|", ""},
    {NULL, US, "email", HEAD "t:x\ni:cid:logo", "- image-alt-missing cid:logo"},
    {NULL, US, "email", HEAD "t:x\ni:trap.jpg\ni:https://y.example/trap.jpg",
     "- image-alt-missing trap.jpg*2"},
    {NULL, US, "email template", HEAD "p:Tips\nt:x\ni:trap.jpg", "- image-alt-missing trap.jpg"},
    {NULL, US, "email", PAGE "t:x\ni:trap.jpg", "- image-alt-missing trap.jpg"},
    {NULL, US, "email", HEAD "t:x\ni:https://t.example/o/abc|\ni:https://x.example/spacer.gif", ""},
    {NULL, US, "email", HEAD "t:x\ni:lijn.png||600x1", ""},
    {NULL, US, "email", HEAD "X:https://www.vlakwerk.example/b\nt:x\n" GO "i:knop.png|",
     "- image-alt-missing knop.png (link https://www.vlakwerk.example/a)"},
    /* all that a link has */
    {NULL, US, "email", HEAD "t:x\n" GO "i:knop.png|",
     "- image-alt-missing knop.png (link https://www.vlakwerk.example/a)"},
    {NULL, US, "email", HEAD "t:x\n" GO "i:knop.png|Bestel", ""},
    {NULL, US, "email", HEAD "t:x\n" GO "i:pijl.png|\ni:knop.png|Bestel", ""},
    {NULL, US, "email", HEAD "t:x\n" GO "i:pijl.png|\na:https://y.example/ Y\ni:knop.png|Bestel",
     "- image-alt-missing pijl.png (link https://www.vlakwerk.example/a)"},
    {NULL, US, "email", HEAD "t:x\n" GO "i:pijl.png|\na:https://www.vlakwerk.example/a Bestel", ""},
};

static void test_documents(void **data)
{
    (void)data;
    judge_rows(documents, G_N_ELEMENTS(documents));
}

static void test_subjects(void **data)
{
    (void)data;
    judge_rows(subjects, G_N_ELEMENTS(subjects));
}

static void test_preheaders(void **data)
{
    (void)data;
    judge_rows(preheaders, G_N_ELEMENTS(preheaders));
}

static void test_senders(void **data)
{
    (void)data;
    judge_rows(senders, G_N_ELEMENTS(senders));
}

static void test_ways_out(void **data)
{
    (void)data;
    judge_rows(ways_out, G_N_ELEMENTS(ways_out));
}

static void test_links(void **data)
{
    (void)data;
    judge_rows(links, G_N_ELEMENTS(links));
}

static void test_pictures(void **data)
{
    (void)data;
    judge_rows(pictures, G_N_ELEMENTS(pictures));
}

/* ---- what should have come ---- */

#define EXPECTED "d:application/vnd.touchstone.expectation+json\nm:expected-subject=Nieuwsbrief\n"
static const struct row expectations[] = {
    {NULL, US, "email", EXPECTED "m:expected-state=there\nm:expected-every=7d", ""},
    {NULL, US, "email", EXPECTED "m:expected-state=missing\nm:expected-every=7d",
     "- expected-missing >Nieuwsbrief (every 7d)"},
    {NULL, US, "email",
     EXPECTED "m:expected-state=missing\nm:expected-every=7d\nm:expected-last=2026-11-02",
     "- expected-missing >Nieuwsbrief (every 7d) (last 2026-11-02)"},
};

static void test_expectations(void **data)
{
    (void)data;
    judge_rows(expectations, G_N_ELEMENTS(expectations));
}

/* ---- options ---- */

static void test_wrong_sender(void **data)
{
    struct fakehost *fake = fakehost_new("check-mail");
    struct ts_open open = fakehost_open(fake, "{sender: ['geen domein']}", "{name: V}");
    void *self = NULL;
    (void)data;
    assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
    fakehost_settle(fake);
    assert_non_null(strstr(fake->failure, "sender: \"geen domein\" is no domain and no address"));
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),    cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_preheaders),   cmocka_unit_test(test_senders),
        cmocka_unit_test(test_ways_out),     cmocka_unit_test(test_links),
        cmocka_unit_test(test_pictures),     cmocka_unit_test(test_expectations),
        cmocka_unit_test(test_wrong_sender),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
