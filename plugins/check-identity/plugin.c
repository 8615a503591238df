/* SPDX-License-Identifier: MIT
 *
 * Registers the check "identity".
 */
#include "plugins/check-identity/identity.h"

static const struct ts_wording name_deviates_nl[] = {
    {"nl", "Naam wijkt af", "Hier staat \"{actual}\"; de naam is \"{expected}\""}};
static const struct ts_wording address_deviates_nl[] = {
    {"nl", "Adres wijkt af",
     "Hier staat \"{actual}\"; het adres is {expected}[ (anders: {part_nl})]"}};
static const struct ts_wording written_otherwise_nl[] = {
    {"nl", "Anders geschreven", "\"{actual}\" klopt, maar het huis schrijft {expected}"}};
static const struct ts_wording address_unknown_nl[] = {
    {"nl", "Onbekend adres", "\"{actual}\" staat bij onze naam en niet in het merkboek"}};
static const struct ts_wording misplaced_nl[] = {
    {"nl", "Hoort hier niet", "\"{actual}\" klopt elders, niet hier[ ({touchpoint})]"}};
static const struct ts_wording phone_deviates_nl[] = {
    {"nl", "Telefoonnummer wijkt af",
     "Hier staat {actual}; het nummer is {expected}[ ({why_nl})]"}};
static const struct ts_wording phone_unknown_nl[] = {
    {"nl", "Onbekend telefoonnummer", "{actual} staat er als het onze en niet in het merkboek"}};
static const struct ts_wording email_foreign_nl[] = {
    {"nl", "Vreemd e-mailadres", "{actual} is geen adres van ons[; dat is {expected}]"}};
static const struct ts_wording email_lookalike_nl[] = {
    {"nl", "E-mailadres lijkt op het onze", "Hier staat {actual}; bedoeld is vast {expected}"}};
static const struct ts_wording domain_lookalike_nl[] = {
    {"nl", "Domein lijkt op het onze", "Hier staat {actual}; ons domein is {expected}"}};
static const struct ts_wording registration_deviates_nl[] = {
    {"nl", "Registratienummer wijkt af",
     "Hier staat {what_nl} {actual}[; in het merkboek staat {expected}][ ({why_nl})]"}};
static const struct ts_wording registration_unknown_nl[] = {
    {"nl", "Onbekend registratienummer", "{what_nl} {actual} staat niet in het merkboek"}};
static const struct ts_wording structured_nl[] = {
    {"nl", "Gegevens voor machines zeggen iets anders",
     "De {format} van deze pagina zegt {actual}[; {source_nl} zegt {expected}]"
     "[, en dat staat niet in {registry_nl}]"}};
static const struct ts_wording unreadable_nl[] = {
    {"nl", "Gegevens voor machines zijn niet te lezen",
     "[{count} stukken ]JSON-LD met contactgegevens op deze pagina zijn niet te lezen"}};
static const struct ts_wording absent_nl[] = {{"nl", "Ontbreekt", "Hier ontbreekt: {what_nl}"}};
static const struct ts_wording name_outdated_nl[] = {
    {"nl", "Verouderde naam",
     "\"{actual}\" is verouderd[; de naam is nu {expected}][ (uiterlijk {due})]"}};
static const struct ts_wording address_outdated_nl[] = {
    {"nl", "Verouderd adres",
     "\"{actual}\" is verouderd[; het adres is nu {expected}][ (uiterlijk {due})]"}};
static const struct ts_wording phone_outdated_nl[] = {
    {"nl", "Verouderd telefoonnummer",
     "{actual} is verouderd[; het nummer is nu {expected}][ (uiterlijk {due})]"}};
static const struct ts_wording email_outdated_nl[] = {
    {"nl", "Verouderd e-mailadres",
     "{actual} is verouderd[; het adres is nu {expected}][ (uiterlijk {due})]"}};

#define LIFECYCLE                                                                                 \
    "Which entry holds on which day follows from its `from` and `until`, or from a rollout that " \
    "replaces it: up to the rollout's `due` of its kind or channel it is info. Pages under "      \
    "`historic`, and sentences that say it themselves (\"until 1 October we were at\"), are info."

static const struct ts_rule_def rules[] = {
    {.id = "identity/name-deviates",
     .severity = TS_WARNING,
     .title = "Name deviates",
     .message = "\"{actual}\" stands here; the name is \"{expected}\"",
     .help =
         "Nearly one of the `names`: another legal form, a letter too many. Write it as the brand "
         "book does, or add this way of writing under `also`.",
     .bad = "Vlakwerk N.V.",
     .good = "Vlakwerk B.V.",
     .wordings = TS_LIST_OF(name_deviates_nl)},
    {.id = "identity/address-deviates",
     .severity = TS_ERROR,
     .title = "Address deviates",
     .message = "\"{actual}\" stands here; the address is {expected}[ (differs: {part})]",
     .help =
         "Nearly an address of the brand book: one of street, number, suffix, postcode and city "
         "differs, and the others agree. Abbreviations, letter case, white space, line breaks "
         "and the ways to write a suffix (12A, 12-a) or a postcode are no difference. If it is "
         "another branch, add it under `addresses`; if the city has two names, under "
         "`city_alias`.",
     .bad = "Kanaalstraat 21A, 3531 CJ Utrecht",
     .good = "Kanaalstraat 12A, 3531 CJ Utrecht",
     .wordings = TS_LIST_OF(address_deviates_nl)},
    {.id = "identity/written-otherwise",
     .severity = TS_INFO,
     .title = "Written otherwise",
     .message = "\"{actual}\" is right, but the house writes {expected}",
     .help =
         "An address of the brand book, written in another form: abbreviated, the suffix or the "
         "postcode otherwise. Customers will find it; who cares for one way of writing follows "
         "this; it is info and fails no run. If the other form is the house's, write it in the "
         "brand "
         "book.",
     .bad = "Kanaalstr. 12-a, 3531CJ Utrecht",
     .good = "Kanaalstraat 12A, 3531 CJ Utrecht",
     .wordings = TS_LIST_OF(written_otherwise_nl)},
    {.id = "identity/address-unknown",
     .severity = TS_WARNING,
     .title = "Address unknown",
     .message = "\"{actual}\" stands with our name and is not in the brand book",
     .help =
         "It looks like an address and stands with our name, but no entry of `addresses` is like "
         "it. Add it there if it is ours (with `until` if it was). If it is another's, let the "
         "page say so: the name of the firm right before it, or a word for what it is "
         "(\"partner\", "
         "\"delivery address\"). Quotations and what stands below \"Reviews\" are left alone.",
     .bad = "Vlakwerk, Dorpsweg 3, 1234 AB Ons Dorp",
     .good = "An address of the brand book.",
     .wordings = TS_LIST_OF(address_unknown_nl)},
    {.id = "identity/address-misplaced",
     .severity = TS_WARNING,
     .title = "Address misplaced",
     .message = "\"{actual}\" is right elsewhere, not here[ ({touchpoint})]",
     .help =
         "The entry has `for`, and this touchpoint is not in it. Add the touchpoint there if the "
         "address may stand here too.",
     .bad = "The address of a shop in the firm's newsletter.",
     .good = "The address of the head office.",
     .wordings = TS_LIST_OF(misplaced_nl)},
    {.id = "identity/phone-deviates",
     .severity = TS_ERROR,
     .title = "Phone number deviates",
     .message = "{actual} stands here; the number is {expected}[ ({why})]",
     .help =
         "One digit differs from a number of the brand book, or a link dials another number than "
         "its text shows. Another number of yours belongs under `phones`.",
     .bad = "030 - 123 45 76",
     .good = "030 - 123 45 67",
     .wordings = TS_LIST_OF(phone_deviates_nl)},
    {.id = "identity/phone-unknown",
     .severity = TS_WARNING,
     .title = "Phone number unknown",
     .message = "{actual} stands as ours and is not in the brand book",
     .help =
         "A telephone number that is said to be ours (a label like \"bel\" or \"phone\", our "
         "name, a tel: link of ours) and is not among `phones`. Add it there if it is. A number "
         "behind another firm's name with its legal form, behind another's address, or of the "
         "reader (\"your details\") is none of ours.",
     .bad = "Bel ons: 0800 7654",
     .good = "Bel ons: 030 - 123 45 67",
     .wordings = TS_LIST_OF(phone_unknown_nl)},
    {.id = "identity/phone-misplaced",
     .severity = TS_WARNING,
     .title = "Phone number misplaced",
     .message = "\"{actual}\" is right elsewhere, not here[ ({touchpoint})]",
     .help =
         "The entry has `for`, and this touchpoint is not in it. Add the touchpoint there if the "
         "number may stand here too.",
     .bad = "The number of one shop in the firm's newsletter.",
     .good = "The number of customer service.",
     .wordings = TS_LIST_OF(misplaced_nl)},
    {.id = "identity/email-foreign",
     .severity = TS_WARNING,
     .title = "Foreign e-mail address",
     .message = "{actual} is no address of ours[; that is {expected}]",
     .help =
         "A free-mail address, given as ours where one at our own domain is due, or a mailbox at "
         "our domain under another ending. Add it to `emails` if it is right.",
     .bad = "vlakwerk@gmail.com",
     .good = "klantenservice@vlakwerk.example",
     .wordings = TS_LIST_OF(email_foreign_nl)},
    {.id = "identity/email-lookalike",
     .severity = TS_ERROR,
     .title = "E-mail address like ours",
     .message = "{actual} stands here; {expected} must be meant",
     .help =
         "One letter from an address of the brand book: mail to it gets lost, or reaches others. "
         "Add it to `emails` if it exists. Left alone is what the text warns of (\"phishing\", "
         "\"is "
         "not ours\").",
     .bad = "klantenservcie@vlakwerk.example",
     .good = "klantenservice@vlakwerk.example",
     .wordings = TS_LIST_OF(email_lookalike_nl)},
    {.id = "identity/domain-lookalike",
     .severity = TS_ERROR,
     .title = "Domain like ours",
     .message = "{actual} stands here; our domain is {expected}",
     .help =
         "One letter from a domain of the brand book: people land elsewhere. Add it to `domains` "
         "if it is yours. Left alone is what the text warns of (\"phishing\", \"is not ours\").",
     .bad = "www.vlakwrek.example",
     .good = "www.vlakwerk.example",
     .wordings = TS_LIST_OF(domain_lookalike_nl)},
    {.id = "identity/registration-deviates",
     .severity = TS_ERROR,
     .title = "Registration number deviates",
     .message = "{what} {actual} stands here[; the brand book has {expected}][ ({why})]",
     .help =
         "Nearly a number of `registrations`, or one whose check digits are wrong. Written with "
         "dots, spaces or a country in front it is no difference. Another number of yours belongs "
         "under `registrations`; one of another firm stands behind its name with the legal form, "
         "or behind \"your\". A warning of fraud is left alone.",
     .bad = "KvK 34123465",
     .good = "KvK 34123456",
     .wordings = TS_LIST_OF(registration_deviates_nl)},
    {.id = "identity/registration-unknown",
     .severity = TS_WARNING,
     .title = "Registration number unknown",
     .message = "{what} {actual} is not in the brand book",
     .help = "A number that stands as ours with its label and is not among `registrations`. Add it "
             "there if it is ours.",
     .bad = "KvK 12345678, where the brand book has 34123456",
     .good = "KvK 34123456",
     .wordings = TS_LIST_OF(registration_unknown_nl)},
    {.id = "identity/structured-differs",
     .severity = TS_WARNING,
     .title = "Data for machines differs",
     .message = "The {format} of this page says {actual}[; {source} says {expected}]"
                "[, which is not in {registry}]",
     .help =
         "What JSON-LD, microdata, Open Graph or a vCard says of the firm differs from the brand "
         "book, or from the visible text of the same page. Search engines and phones show the "
         "data, people read the text. Make both say the same. The firm is an organisation with "
         "our name or a url on one of our `domains`, or the only one of a page of ours; another "
         "one gets its own `name` and `url`. If the value is right, add it to the brand book.",
     .bad = "\"telephone\": \"+31 30 123 45 76\" above a footer with 030 - 123 45 67",
     .good = "\"telephone\": \"+31 30 123 45 67\"",
     .wordings = TS_LIST_OF(structured_nl)},
    {.id = "identity/structured-unreadable",
     .severity = TS_WARNING,
     .title = "Data for machines cannot be read",
     .message = "[{count} pieces of ]JSON-LD with contact data on this page cannot be read",
     .help = "The JSON is broken beyond what can safely be mended (comments, commas too many and "
             "control characters are), or it is larger or deeper than is read. Search engines "
             "leave it out, and what it says of the firm was not compared. Let a JSON validator "
             "show the place.",
     .bad = "{\"@type\": \"Store\", \"telephone\": }",
     .good = "{\"@type\": \"Store\", \"telephone\": \"+31 30 123 45 67\"}",
     .wordings = TS_LIST_OF(unreadable_nl)},
    {.id = "identity/absent",
     .severity = TS_WARNING,
     .title = "Identity absent",
     .message = "Missing here: {what}",
     .help = "`require` of the brand book asks for it in documents of this kind, or the touchpoint "
             "`expects` it. Said only where all was read. An outdated or altered one counts: it is "
             "found as such. Narrow `in`, or `expects`.",
     .bad = "A contact page without a telephone number.",
     .good = "A contact page with name, address and telephone number.",
     .wordings = TS_LIST_OF(absent_nl)},
    {.id = "identity/name-outdated",
     .severity = TS_ERROR,
     .title = "Name outdated",
     .message = "\"{actual}\" is outdated[; the name is now {expected}][ (by {due})]",
     .help = LIFECYCLE,
     .bad = "Vlakwerk Vloeren V.O.F., after it became a B.V.",
     .good = "Vlakwerk B.V.",
     .wordings = TS_LIST_OF(name_outdated_nl)},
    {.id = "identity/address-outdated",
     .severity = TS_ERROR,
     .title = "Address outdated",
     .message = "\"{actual}\" is outdated[; the address is now {expected}][ (by {due})]",
     .help = LIFECYCLE,
     .bad = "The old address in a footer, after the move.",
     .good = "The new address, or: until 1 October we were at ...",
     .wordings = TS_LIST_OF(address_outdated_nl)},
    {.id = "identity/phone-outdated",
     .severity = TS_ERROR,
     .title = "Phone number outdated",
     .message = "{actual} is outdated[; the number is now {expected}][ (by {due})]",
     .help = LIFECYCLE,
     .bad = "The old number in the phone menu.",
     .good = "The number that rings today.",
     .wordings = TS_LIST_OF(phone_outdated_nl)},
    {.id = "identity/email-outdated",
     .severity = TS_ERROR,
     .title = "E-mail address outdated",
     .message = "{actual} is outdated[; the address is now {expected}][ (by {due})]",
     .help = LIFECYCLE,
     .bad = "info@old-name.example",
     .good = "info@vlakwerk.example",
     .wordings = TS_LIST_OF(email_outdated_nl)},
};

static const char *const sections[] = {"identity"};

static void close_identity(struct ts_call *call, void *self)
{
    (void)call;
    identity_clear(self);
    g_free(self);
}

static int open_identity(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct identity *identity = g_new0(struct identity, 1);
    if (identity_load(call, open, identity) != 0) {
        close_identity(call, identity);
        return -1;
    }
    *self_r = identity;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_identity,
    .inspect = identity_inspect,
    .conclude = identity_conclude,
    .close = close_identity,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "identity",
    .version = "0.2.0",
    .summary =
        "Looks whether names, addresses, telephone numbers and registrations are the right ones.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
