/* SPDX-License-Identifier: MIT
 *
 * Registers the check "mail".
 */
#include "plugins/check-mail/mail.h"

/* Each stretch in square brackets is printed only with the detail of its kind. */
static const struct ts_wording subject_missing_nl[] = {
    {"nl", "Onderwerp ontbreekt", "De mail heeft geen onderwerp"}};
static const struct ts_wording subject_long_nl[] = {
    {"nl", "Onderwerp is lang",
     "Het onderwerp heeft {size} tekens; een postvak toont er ongeveer {expected}"}};
static const struct ts_wording subject_cut_nl[] = {
    {"nl", "Onderwerp is beschadigd", "Het onderwerp is beschadigd: \"{part}\" is niet te lezen"}};
static const struct ts_wording preheader_missing_nl[] = {
    {"nl", "Preheader ontbreekt",
     "Geen preheader[: het postvak toont \"{actual}\" naast het onderwerp]"}};
static const struct ts_wording preheader_repeats_nl[] = {
    {"nl", "Preheader herhaalt het onderwerp",
     "De preheader zegt hetzelfde als het onderwerp: \"{actual}\""}};
static const struct ts_wording preheader_leftover_nl[] = {
    {"nl", "Eerste regel is niet voor het postvak bedoeld",
     "Het postvak toont \"{actual}\" naast het onderwerp"}};
static const struct ts_wording preheader_long_nl[] = {
    {"nl", "Preheader is lang",
     "De preheader heeft {size} tekens; een postvak toont er hooguit ongeveer "
     "{expected}"}};
static const struct ts_wording sender_missing_nl[] = {
    {"nl", "Afzender ontbreekt",
     "De mail zegt niet van wie hij komt[: \"{actual}\" is geen adres]"}};
static const struct ts_wording sender_foreign_nl[] = {
    {"nl", "Afzender is niet van ons",
     "{actual} is geen adres van ons[; ons domein is {expected}][ ({free}: daar "
     "krijgt iedereen een postvak)]"}};
static const struct ts_wording sender_name_differs_nl[] = {
    {"nl", "Naam van de afzender is niet de onze",
     "[De mail toont geen naam maar {bare}][\"{other}\" toont onze naam niet]"}};
static const struct ts_wording reply_to_foreign_nl[] = {
    {"nl", "Antwoorden gaan naar elders",
     "Antwoorden gaan naar {actual}, geen adres van ons[; ons domein is {expected}][ "
     "({free}: daar krijgt iedereen een postvak)]"}};
static const struct ts_wording parts_differ_nl[] = {
    {"nl", "Tekst en HTML verschillen",
     "[{figure} staat maar in \303\251\303\251n van de delen][; in het andere staat "
     "{expected}][De link {link} staat alleen in het tekstdeel][Het tekstdeel zegt "
     "alleen dat HTML niet te tonen is: het heeft {stub} van de woorden][Van de "
     "woorden van het tekstdeel staat maar {story} in het HTML-deel][Het tekstdeel "
     "heeft maar {little} van de woorden van het HTML-deel][Het deel {empty} is "
     "leeg][ (en nog {more} in deze mail)]"}};
static const struct ts_wording text_part_missing_nl[] = {
    {"nl", "Tekstdeel ontbreekt", "De nieuwsbrief heeft geen tekstdeel"}};
static const struct ts_wording unsubscribe_missing_nl[] = {
    {"nl", "Uitschrijven kan niet",
     "De nieuwsbrief heeft geen link en geen kopregel om uit te schrijven"}};
static const struct ts_wording unsubscribe_link_missing_nl[] = {
    {"nl", "Geen link om uit te schrijven",
     "De nieuwsbrief heeft alleen een kopregel om uit te schrijven, geen link"}};
static const struct ts_wording unsubscribe_header_missing_nl[] = {
    {"nl", "Geen kopregel om uit te schrijven",
     "De nieuwsbrief heeft geen kopregel List-Unsubscribe"}};
static const struct ts_wording unsubscribe_one_click_missing_nl[] = {
    {"nl", "Uitschrijven met \303\251\303\251n klik kan niet",
     "Met List-Unsubscribe kan niet met \303\251\303\251n klik worden uitgeschreven"}};
static const struct ts_wording salutation_empty_nl[] = {
    {"nl", "Aanhef zonder naam", "\"{actual}\": de naam ontbreekt"}};
static const struct ts_wording merge_tag_nl[] = {
    {"nl", "Invulveld is niet ingevuld",
     "{actual} is niet ingevuld[ (half invulveld: {half})][ (en nog {more} in deze "
     "mail)]"}};
static const struct ts_wording merge_tag_broken_nl[] = {
    {"nl", "Invulveld is stuk", "{actual} is een half invulveld[ (en nog {more} in deze mail)]"}};
static const struct ts_wording link_staging_nl[] = {
    {"nl", "Link naar waar de mail is gemaakt",
     "[{inside} leidt naar {actual}, dat alleen van binnen te bereiken is]"
     "[{staging} leidt naar {actual}, waar de mail is getest]"
     "[{placeholder} leidt naar {actual}, dat voor een echt adres staat]"
     "[ (en nog {more} in deze mail)]"}};
static const struct ts_wording link_insecure_nl[] = {
    {"nl", "Link is niet versleuteld",
     "Links naar {actual} zijn niet versleuteld[ (en nog {more} in deze mail)]"}};
static const struct ts_wording link_empty_nl[] = {
    {"nl", "Link leidt nergens heen",
     "\"{actual}\" leidt nergens heen[: {tag} is niet ingevuld][ (en nog {more} in "
     "deze mail)]"}};
static const struct ts_wording image_alt_missing_nl[] = {
    {"nl", "Plaatje zonder woorden",
     "{actual} heeft geen alternatieve tekst[, en is alles wat de link {link} "
     "heeft][ (en nog {more} in deze mail)]"}};
static const struct ts_wording expected_missing_nl[] = {
    {"nl", "Verwachte mail is niet gekomen",
     "\"{expected}\" is niet gekomen[ (verwacht elke {every})][; de laatste kwam "
     "{last}]"}};

static const struct ts_rule_def rules[] = {
    {.id = "mail/subject-missing",
     .severity = TS_ERROR,
     .title = "Subject is missing",
     .message = "The mail has no subject",
     .help = "A mail without a subject looks like a mistake or like spam, and is not opened. "
             "Not asked of templates that are no mail yet (HTML).",
     .bad = "Subject:",
     .good = "Subject: Je vloer wordt donderdag gelegd",
     .wordings = TS_LIST_OF(subject_missing_nl)},
    {.id = "mail/subject-long",
     .severity = TS_INFO,
     .title = "Subject is long",
     .message = "The subject has {size} characters; inboxes show about {expected}",
     .help = "Inboxes cut the subject off: on a telephone after some 40 characters, on a "
             "screen after some 70. The option subject_max says how many are right; 0 = any.",
     .bad = "Subject: Onze nieuwsbrief van november met alles over vloeren, trappen, "
            "plinten en het onderhoud daarvan",
     .good = "Subject: Zo komt je vloer de winter door",
     .wordings = TS_LIST_OF(subject_long_nl)},
    {.id = "mail/subject-cut",
     .severity = TS_WARNING,
     .title = "Subject is damaged",
     .message = "The subject is damaged: \"{part}\" cannot be read",
     .help = "An encoded word (RFC 2047) that was cut or wrongly encoded, or a character "
             "that got lost on the way, so that people see code.",
     .bad = "Subject: =?utf-8?Q?Je_vloer_in_caf=C3",
     .good = "Subject: Je vloer in caf\303\251bruin",
     .wordings = TS_LIST_OF(subject_cut_nl)},
    {.id = "mail/preheader-missing",
     .severity = TS_WARNING,
     .title = "Preheader is missing",
     .message = "No preheader[: the inbox shows \"{actual}\" beside the subject]",
     .help = "Inboxes show the first text of a mail beside its subject. Asked of newsletters "
             "(mail_type: marketing) and, as info, of templates: a hidden text before all "
             "other, or a first line of 20 characters that is no menu, greeting or picture.",
     .bad = "<body><img src=\"logo.png\" alt=\"Vlakwerk\">",
     .good = "<body><div style=\"display:none\">Drie tips tegen kieren</div>",
     .wordings = TS_LIST_OF(preheader_missing_nl)},
    {.id = "mail/preheader-repeats",
     .severity = TS_WARNING,
     .title = "Preheader repeats the subject",
     .message = "The preheader says the same as the subject: \"{actual}\"",
     .help = "The line beside the subject is room to say more. Letter case and punctuation "
             "do not count.",
     .bad = "Subject: Trappen in eiken; preheader: Trappen in eiken",
     .good = "Subject: Trappen in eiken; preheader: In \303\251\303\251n dag bekleed",
     .wordings = TS_LIST_OF(preheader_repeats_nl)},
    {.id = "mail/preheader-leftover",
     .severity = TS_WARNING,
     .title = "First line was not meant for the inbox",
     .message = "The inbox shows \"{actual}\" beside the subject",
     .help = "Without a preheader the inbox shows the first line: that of the link to the "
             "version in the browser. Put a hidden text before it.",
     .bad = "<body><a href=\"...\">Bekijk in browser</a>",
     .good = "<body><div style=\"display:none\">Drie tips tegen kieren</div><a "
             "href=\"...\">Bekijk in browser</a>",
     .wordings = TS_LIST_OF(preheader_leftover_nl)},
    {.id = "mail/preheader-long",
     .severity = TS_INFO,
     .title = "Preheader is long",
     .message = "The preheader has {size} characters; inboxes show at most about {expected}",
     .help = "What is beyond is cut off. The option preheader_max says how many are right; 0 "
             "= any. What fills the line up (joiners, no-break spaces) is not counted.",
     .bad = "a hidden text of 300 characters",
     .good = "Drie tips tegen kieren in je vloer",
     .wordings = TS_LIST_OF(preheader_long_nl)},
    {.id = "mail/sender-missing",
     .severity = TS_WARNING,
     .title = "Sender is missing",
     .message = "The mail does not say who it is from[: \"{actual}\" is no address]",
     .help = "No From header, or none with an address in it (RFC 5322, section 3.6.2).",
     .bad = "From: Vlakwerk",
     .good = "From: Vlakwerk <nieuws@vlakwerk.example>",
     .wordings = TS_LIST_OF(sender_missing_nl)},
    {.id = "mail/sender-foreign",
     .severity = TS_ERROR,
     .title = "Sender is not ours",
     .message = "{actual} is none of our addresses[; our domain is {expected}][ ({free} is "
                "where anybody gets a box)]",
     .help = "The domain of the From address is none of identity.domains, nor below one, and "
             "the address none of identity.emails. Judged only if the brand book names "
             "domains or addresses. What a mailing firm sends for us from its own domain is "
             "named in the option sender.",
     .bad = "From: Vlakwerk <vlakwerk@gmail.com>",
     .good = "From: Vlakwerk <nieuws@vlakwerk.example>",
     .wordings = TS_LIST_OF(sender_foreign_nl)},
    {.id = "mail/sender-name-differs",
     .severity = TS_INFO,
     .title = "Sender's name is not ours",
     .message = "[The mail shows no name but {bare}][\"{other}\" does not show our name]",
     .help = "The name beside the address holds neither the brand's name nor one of "
             "identity.names or of the option sender_names. Of newsletters a warning.",
     .bad = "From: Marketing <nieuws@vlakwerk.example>",
     .good = "From: Sanne van Vlakwerk <sanne@vlakwerk.example>",
     .wordings = TS_LIST_OF(sender_name_differs_nl)},
    {.id = "mail/reply-to-foreign",
     .severity = TS_WARNING,
     .title = "Answers go elsewhere",
     .message = "Answers go to {actual}, none of our addresses[; our domain is {expected}][ "
                "({free} is where anybody gets a box)]",
     .help = "The Reply-To address, held against the same as the sender.",
     .bad = "Reply-To: vlakwerk@gmail.com",
     .good = "Reply-To: klantenservice@vlakwerk.example",
     .wordings = TS_LIST_OF(reply_to_foreign_nl)},
    {.id = "mail/parts-differ",
     .severity = TS_WARNING,
     .title = "Text and HTML differ",
     .message = "[{figure} stands in one part only][; the other has {expected}][The link {link} "
                "stands in the text part only][The text part only says that HTML cannot be "
                "shown: it has {stub} of the words][Only {story} of the words of the text part "
                "stand in the HTML part][The text part has only {little} of the words of the "
                "HTML part][The part {empty} is empty][ (and {more} more in this mail)]",
     .help = "People see the text part or the HTML part, and should read the same. Found: a "
             "text part that is empty, only excuses itself, or tells another story; a price, "
             "percentage, date or telephone number that one part has and the other has "
             "another one for; a link of the text part to a site that the HTML part links to "
             "elsewhere. A text part may leave out menus, pictures and small print; queries "
             "and links of mailing programs are not compared.",
     .bad = "text: Nu \342\202\254 49; HTML: Nu \342\202\254 59",
     .good = "both: Nu \342\202\254 49",
     .wordings = TS_LIST_OF(parts_differ_nl)},
    {.id = "mail/text-part-missing",
     .severity = TS_INFO,
     .title = "Text part is missing",
     .message = "The newsletter has no text part",
     .help = "Some mail programs, watches and filters read the text part. Only asked of "
             "newsletters (mail_type: marketing).",
     .bad = "Content-Type: text/html",
     .good = "Content-Type: multipart/alternative, with text/plain and text/html",
     .wordings = TS_LIST_OF(text_part_missing_nl)},
    {.id = "mail/unsubscribe-missing",
     .severity = TS_ERROR,
     .title = "No way to unsubscribe",
     .message = "The newsletter has neither a link nor a header to unsubscribe",
     .help = "Asked of newsletters (mail_type: marketing): a link with words for it "
             "(uitschrijven, afmelden, unsubscribe, abmelden, se d\303\251sabonner, "
             "preferences ...) or the header List-Unsubscribe (RFC 2369). Of a template the "
             "link, or a merge tag for it.",
     .bad = "a newsletter that ends with its address",
     .good = "<a href=\"...\">Uitschrijven</a>",
     .wordings = TS_LIST_OF(unsubscribe_missing_nl)},
    {.id = "mail/unsubscribe-link-missing",
     .severity = TS_INFO,
     .title = "No link to unsubscribe",
     .message = "The newsletter can be left by its header only: it has no link for it",
     .help = "Not every mail program shows a button for List-Unsubscribe.",
     .bad = "List-Unsubscribe alone",
     .good = "both",
     .wordings = TS_LIST_OF(unsubscribe_link_missing_nl)},
    {.id = "mail/unsubscribe-header-missing",
     .severity = TS_INFO,
     .title = "No header to unsubscribe",
     .message = "The newsletter has no List-Unsubscribe header",
     .help = "Mail programs show a button for it (RFC 2369), and large mailbox providers ask "
             "it of those who send many mails.",
     .bad = "only a link at the foot",
     .good = "List-Unsubscribe: <https://www.vlakwerk.example/uit?k=1>",
     .wordings = TS_LIST_OF(unsubscribe_header_missing_nl)},
    {.id = "mail/unsubscribe-one-click-missing",
     .severity = TS_INFO,
     .title = "Cannot be left with one click",
     .message = "List-Unsubscribe allows no one-click unsubscription",
     .help = "RFC 8058: an https: address in List-Unsubscribe, and List-Unsubscribe-Post: "
             "List-Unsubscribe=One-Click. Not judged if the reader does not tell that "
             "header.",
     .bad = "List-Unsubscribe: <mailto:uit@vlakwerk.example>",
     .good = "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
     .wordings = TS_LIST_OF(unsubscribe_one_click_missing_nl)},
    {.id = "mail/salutation-empty",
     .severity = TS_ERROR,
     .title = "Salutation without a name",
     .message = "\"{actual}\": the name is missing",
     .help = "A salutation with a space before its comma, or with what programs write for "
             "nothing (null, undefined). \"Beste,\" and \"Hallo,\" are left alone. Not in "
             "templates.",
     .bad = "Beste ,",
     .good = "Beste Sanne,",
     .wordings = TS_LIST_OF(salutation_empty_nl)},
    {.id = "mail/merge-tag",
     .severity = TS_ERROR,
     .title = "Merge tag was not filled in",
     .message = "{actual} was not filled in[ (half a tag: {half})][ (and {more} more in this "
                "mail)]",
     .help = "A code of a mailing program or template language that should have become text: "
             "*|FNAME|*, {{ name }}, {% if %}, %%FirstName%%, {$voornaam}, "
             "[firstname,fallback=], [[data:name]] and their like, also half of one; in "
             "subject, sender, preheader, text and links. Not in quoted text and code, and "
             "not in templates (stage: template, or HTML files). The option allow names what "
             "is right.",
     .bad = "Beste *|FNAME|*,",
     .good = "Beste Sanne,",
     .wordings = TS_LIST_OF(merge_tag_nl)},
    {.id = "mail/merge-tag-broken",
     .severity = TS_ERROR,
     .title = "Merge tag is broken",
     .message = "{actual} is half a merge tag[ (and {more} more in this mail)]",
     .help = "In a template: a tag that opens and does not close, or the reverse, so that "
             "nothing can fill it in.",
     .bad = "Beste {{ voornaam },",
     .good = "Beste {{ voornaam }},",
     .wordings = TS_LIST_OF(merge_tag_broken_nl)},
    {.id = "mail/link-staging",
     .severity = TS_ERROR,
     .title = "Link to where the mail was made",
     .message = "[{inside} leads to {actual}, which only those inside can reach]"
                "[{staging} leads to {actual}, where the mail was tested]"
                "[{placeholder} leads to {actual}, which stands for a real address]"
                "[ (and {more} more in this mail)]",
     .help = "localhost, *.test, *.local, private addresses; hosts with staging, stg, acc, "
             "uat, preprod in their name, on our own domains also test, dev, preview, qa and "
             "the like; what the option staging_hosts names; in a final mail also "
             "example.com and other placeholders. Our own domains are those of the brand "
             "book, or that of the sender if it names none.",
     .bad = "<a href=\"https://staging.vlakwerk.example/actie\">",
     .good = "<a href=\"https://www.vlakwerk.example/actie\">",
     .wordings = TS_LIST_OF(link_staging_nl)},
    {.id = "mail/link-insecure",
     .severity = TS_INFO,
     .title = "Link is not encrypted",
     .message = "Links to {actual} are not encrypted[ (and {more} more in this mail)]",
     .help = "An http: address; one finding a host. To our own hosts a warning: mail "
             "programs and browsers warn of it.",
     .bad = "<a href=\"http://www.vlakwerk.example/\">",
     .good = "<a href=\"https://www.vlakwerk.example/\">",
     .wordings = TS_LIST_OF(link_insecure_nl)},
    {.id = "mail/link-empty",
     .severity = TS_ERROR,
     .title = "Link leads nowhere",
     .message = "\"{actual}\" leads nowhere[: {tag} was not filled in][ (and {more} more in "
                "this mail)]",
     .help = "#, http:// and the like, or a merge tag in the place of the address. Anchors "
             "with a name are left alone. Not in templates.",
     .bad = "<a href=\"#\">Bestel nu</a>",
     .good = "<a href=\"https://www.vlakwerk.example/bestel\">Bestel nu</a>",
     .wordings = TS_LIST_OF(link_empty_nl)},
    {.id = "mail/image-alt-missing",
     .severity = TS_WARNING,
     .title = "Picture without words",
     .message = "{actual} has no alternative text[, and is all that the link {link} has][ (and "
                "{more} more in this mail)]",
     .help = "Many inboxes show pictures only when asked; until then people read the alt "
             "text. An empty one (alt=\"\") is right for ornament, but not where the picture "
             "is all that a link has. Pictures of a pixel, and lines and gaps, are left "
             "alone.",
     .bad = "<img src=\"actie.jpg\">",
     .good = "<img src=\"actie.jpg\" alt=\"Eiken trap in een dag\">",
     .wordings = TS_LIST_OF(image_alt_missing_nl)},
    {.id = "mail/expected-missing",
     .severity = TS_ERROR,
     .title = "Expected mail did not come",
     .message = "\"{expected}\" did not come[ (expected every {every})][; the last one came "
                "{last}]",
     .help = "The source is told which mails should come to a mailbox and how often; this "
             "one did not. See the options of the source.",
     .bad = "no weekly newsletter since three weeks",
     .good = "one each week",
     .wordings = TS_LIST_OF(expected_missing_nl)},
};

static const struct ts_option_def options[] = {
    {.name = "subject_max",
     .type = TS_OPTION_INTEGER,
     .fallback = "70",
     .help = "Characters a subject may have; 0 = any."},
    {.name = "preheader_max",
     .type = TS_OPTION_INTEGER,
     .fallback = "150",
     .help = "Characters a preheader may have; 0 = any."},
    {.name = "sender",
     .type = TS_OPTION_LIST,
     .help = "Domains (with all below them) and addresses that mails may come from and be answered "
             "to, besides those of the brand book: that of a mailing firm."},
    {.name = "sender_names",
     .type = TS_OPTION_LIST,
     .help = "Names that a sender may show, besides those of the brand book."},
    {.name = "staging_hosts",
     .type = TS_OPTION_LIST,
     .help = "Hosts that mails are tested on, with * for any text: *.vloer-test.example."},
    {.name = "allow",
     .type = TS_OPTION_LIST,
     .help = "Texts that are right as they are, as the findings show them: {{ naam }} in a mail "
             "about merge tags, the name of a picture."},
};

static void close_mail(struct ts_call *call, void *self)
{
    (void)call;
    mail_clear(self);
    g_free(self);
}

static int open_mail(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct mail *mail = g_new0(struct mail, 1);
    if (mail_load(call, open, mail) != 0) {
        close_mail(call, mail);
        return -1;
    }
    *self_r = mail;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_mail,
    .inspect = mail_inspect,
    .close = close_mail,
};

/* Read where it is there; it belongs to the check "identity". Sections of others: since minor 3. */
#if TS_ABI_MINOR >= 3
static const char *const sections[] = {"identity?"};
#endif

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "mail",
    .version = "0.1.0",
    .summary = "Judges mails as mails: sender, parts, preheader, links, what was not filled in.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .rules = TS_LIST_OF(rules),
#if TS_ABI_MINOR >= 3
    .brand_sections = TS_LIST_OF(sections),
#endif
    .check = &ops,
};
