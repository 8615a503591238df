/* SPDX-License-Identifier: MIT
 *
 * What an item says of the firm: each value with the registry's verdict.
 */
#include <string.h>

#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/structured.h"

struct claimant {
    struct machine_data *data;
    const struct item *item;
    gboolean is_lenient;   /* what the registry does not have may be somebody's own */
    gboolean is_colleague; /* and a number that differs by a digit is an extension */
};

static gboolean is_kept(const struct claimant *claimant, enum identity_kind kind,
                        const struct verdict *verdict)
{
    gboolean may_be_own = claimant->is_colleague && (kind == KIND_PHONE || kind == KIND_EMAIL) &&
                          g_str_has_prefix(verdict->value, "near");
    return strcmp(verdict->value, "nothing") != 0 && !may_be_own &&
           !(claimant->is_lenient && strcmp(verdict->value, "unknown") == 0);
}

static void add(const struct claimant *claimant, enum identity_kind kind, struct verdict verdict,
                struct ts_str written, const char *key)
{
    struct claim claim = {kind, claimant->item, verdict, written, key, FALSE};
    claimant->data->judged_count++;
    if (is_kept(claimant, kind, &verdict)) {
        g_array_append_val(claimant->data->claims, claim);
    }
}

/* ---- addresses ---- */

static struct ts_str copy(struct ts_call *call, const char *text)
{
    size_t len = strlen(text);
    return ts_bytes(memcpy(call->host->alloc(call, len + 1), text, len), len);
}

/* As a person would write it. */
static struct ts_str join(struct ts_call *call, const struct address_parts *parts)
{
    g_autofree char *text =
        g_strdup_printf("%.*s%s%.*s%s%.*s", (int)parts->street.len, parts->street.ptr,
                        parts->street.len && (parts->postcode.len || parts->city.len) ? ", " : "",
                        (int)parts->postcode.len, parts->postcode.ptr,
                        parts->postcode.len ? " " : "", (int)parts->city.len, parts->city.ptr);
    return copy(call, g_strstrip(text));
}

/* All in one: what is not recognised may be anything then. */
static void claim_address_text(const struct claimant *claimant, struct ts_str text)
{
    struct address_parts parts = {.street = text};
    struct claimant lenient = *claimant;
    struct view *view = claimant->data->view;
    lenient.is_lenient = TRUE;
    add(&lenient, KIND_ADDRESS, addresses_judge(view->call, view->identity, &parts), text, NULL);
}

static void claim_address(const struct claimant *claimant, const struct item *address)
{
    struct view *view = claimant->data->view;
    struct ts_str box = item_text(address, "postOfficeBoxNumber");
    struct address_parts parts = {
        .street = item_text(address, "streetAddress"),
        .postcode = item_text(address, "postalCode"),
        .city = item_text(address, "addressLocality"),
        .country = item_text(address, "addressCountry"),
    };
    struct ts_str text = parts.street.len ? parts.street : item_text(address, "value");
    if (text.len && !parts.postcode.len && !parts.city.len) {
        claim_address_text(claimant, text);
        return;
    }
    if (parts.street.len == 0 && box.len) {
        gboolean is_bare = g_ascii_isdigit(box.ptr[0]);
        g_autofree char *street =
            g_strdup_printf("%s%.*s", is_bare ? "Postbus " : "", (int)box.len, box.ptr);
        parts.street = copy(view->call, street);
    }
    if (parts.street.len) {
        struct verdict verdict = addresses_judge(view->call, view->identity, &parts);
        add(claimant, KIND_ADDRESS, verdict, join(view->call, &parts), NULL);
    }
}

/* Of Open Graph the parts stand in the item itself. */
static void claim_flat_address(const struct claimant *claimant)
{
    static const char *const names[][2] = {{"street_address", "street-address"},
                                           {"postal_code", "postal-code"},
                                           {"locality", "locality"},
                                           {"country_name", "country-name"}};
    struct view *view = claimant->data->view;
    struct ts_str texts[G_N_ELEMENTS(names)];
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        texts[i] = item_text(claimant->item, names[i][0]);
        texts[i] = texts[i].len ? texts[i] : item_text(claimant->item, names[i][1]);
    }
    struct address_parts parts = {texts[0], texts[1], texts[2], texts[3]};
    if (view->identity->addresses && parts.street.len && (parts.postcode.len || parts.city.len)) {
        struct verdict verdict = addresses_judge(view->call, view->identity, &parts);
        add(claimant, KIND_ADDRESS, verdict, join(view->call, &parts), NULL);
    }
}

/* ---- registrations ---- */

/* What names of an identifier, or the schemes of ISO 6523, are in the brand book. */
static const struct {
    const char *name, *what;
} schemes[] = {
    {"0106", "kvk"},
    {"0208", "kbo"},
    {"9925", "vat"},
    {"9930", "vat"},
    {"9944", "vat"},
    {"kvk", "kvk"},
    {"rsin", "rsin"},
    {"kbo", "kbo"},
    {"bce", "kbo"},
    {"btw", "vat"},
    {"vat", "vat"},
    {"ust-id", "vat"},
    {"hrb", "hrb"},
    {"iban", "iban"},
    {"handelsregister", "hrb"},
    {"companies house", "company"},
};

static const char *scheme_of(struct ts_str name)
{
    g_autofree char *text = g_strndup(name.ptr ? name.ptr : "", name.len);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (strstr(lower, schemes[i].name)) {
            return schemes[i].what;
        }
    }
    return NULL;
}

static void claim_registration(const struct claimant *claimant, const char *what,
                               struct ts_str number)
{
    struct view *view = claimant->data->view;
    if (what && number.len && view->identity->registrations) {
        g_autofree char *key = g_strconcat("registration:", what, NULL);
        struct verdict verdict = registrations_judge(view->call, view->identity, what, number);
        add(claimant, KIND_REGISTRATION, verdict, number, copy(view->call, key).ptr);
    }
}

static void claim_vat(const struct claimant *claimant, struct ts_str number)
{
    claim_registration(claimant, "vat", number);
}

/* Each country has its own idea of it: only what is recognised counts. */
static void claim_tax(const struct claimant *claimant, struct ts_str number)
{
    static const char *const kinds[] = {"vat", "rsin", "kbo"};
    struct claimant lenient = *claimant;
    lenient.is_lenient = TRUE;
    guint count = claimant->data->claims->len;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds) && claimant->data->claims->len == count; i++) {
        claim_registration(&lenient, kinds[i], number);
    }
}

/* "0106:12345678" */
static void claim_iso6523(const struct claimant *claimant, struct ts_str text)
{
    const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
    if (colon) {
        struct ts_str scheme = ts_bytes(text.ptr, (size_t)(colon - text.ptr));
        struct ts_str number = ts_bytes(colon + 1, text.len - scheme.len - 1);
        claim_registration(claimant, scheme_of(scheme), number);
    }
}

static void claim_identifier(const struct claimant *claimant, const struct item *identifier)
{
    const char *what = scheme_of(item_text(identifier, "propertyID"));
    what = what ? what : scheme_of(item_text(identifier, "name"));
    claim_registration(claimant, what, item_text(identifier, "value"));
}

/* ---- the others ---- */

static void claim_phone(const struct claimant *claimant, struct ts_str number)
{
    struct view *view = claimant->data->view;
    if (view->identity->phones) {
        add(claimant, KIND_PHONE, phones_judge(view->call, view->identity, number), number, NULL);
    }
}

static void claim_email(const struct claimant *claimant, struct ts_str address)
{
    struct view *view = claimant->data->view;
    const struct emails *emails = view->identity->emails;
    GArray *claims = claimant->data->claims;
    guint count = claims->len;
    if (address.len > 7 && g_ascii_strncasecmp(address.ptr, "mailto:", 7) == 0) {
        address = ts_bytes(address.ptr + 7, address.len - 7);
    }
    if (!emails) {
        return;
    }
    add(claimant, KIND_EMAIL, emails_judge(view->call, view->identity, address), address, NULL);
    if (claims->len > count) {
        g_array_index(claims, struct claim, count).is_only_seen =
            email_read(emails, address).fit == EMAIL_UNKNOWN;
    }
}

/* A branch has a name of its own: only what is ours, or nearly, is said. */
static void claim_name(const struct claimant *claimant, struct ts_str name)
{
    struct claimant lenient = *claimant;
    struct view *view = claimant->data->view;
    lenient.is_lenient = TRUE;
    if (view->identity->names) {
        add(&lenient, KIND_NAME, names_judge(view->call, view->identity, name), name, NULL);
    }
}

static const struct {
    const char *property;
    void (*claim)(const struct claimant *claimant, struct ts_str text);
} texts[] = {
    {"telephone", claim_phone}, {"phone_number", claim_phone},  {"email", claim_email},
    {"name", claim_name},       {"legalName", claim_name},      {"vatID", claim_vat},
    {"taxID", claim_tax},       {"iso6523Code", claim_iso6523}, {"address", claim_address_text},
};

static void claim_inner(const struct claimant *claimant, const struct item_value *value)
{
    if (ts_is(value->name, "address") && claimant->data->view->identity->addresses) {
        claim_address(claimant, value->item);
    } else if (ts_is(value->name, "location")) { /* a Place */
        const struct item_value *address = item_get(value->item, "address");
        if (address && address->item && claimant->data->view->identity->addresses) {
            claim_address(claimant, address->item);
        }
    } else if (ts_is(value->name, "contactPoint")) {
        struct claimant inner = *claimant;
        for (uint32_t i = 0;
             i < value->item->values.count && claimant->data->judged_count < MACHINE_VALUES; i++) {
            const struct item_value *own = ts_item(value->item->values, i);
            if (!own->item && ts_is(own->name, "telephone")) {
                claim_phone(&inner, own->text);
            } else if (!own->item && ts_is(own->name, "email")) {
                claim_email(&inner, own->text);
            }
        }
    } else if (ts_is(value->name, "identifier")) {
        claim_identifier(claimant, value->item);
    }
}

static void claim_value(const struct claimant *claimant, const struct item_value *value)
{
    if (claimant->data->judged_count >= MACHINE_VALUES) {
        return;
    }
    if (value->item) {
        claim_inner(claimant, value);
        return;
    }
    for (gsize i = 0; value->text.len && i < G_N_ELEMENTS(texts); i++) {
        gboolean is_address = texts[i].claim == claim_address_text;
        if (ts_is(value->name, texts[i].property) &&
            (!is_address || claimant->data->view->identity->addresses)) {
            texts[i].claim(claimant, value->text);
        }
    }
}

/* A colleague's name is one's own. */
void claims_of(struct machine_data *data, const struct item *item, enum ownership ownership)
{
    struct claimant claimant = {data, item, ownership != OWNER_OURS, ownership == OWNER_COLLEAGUE};
    for (uint32_t i = 0; i < item->values.count; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ownership == OWNER_OURS || !ts_is(value->name, "name")) {
            claim_value(&claimant, value);
        }
    }
    if (item->format == ITEM_OPEN_GRAPH) {
        claim_flat_address(&claimant);
    }
}

void claims_alone(struct machine_data *data, const struct item *item)
{
    struct claimant claimant = {data, item, TRUE, FALSE};
    if (item_is(item, "PostalAddress") && data->view->identity->addresses) {
        claim_address(&claimant, item);
    } else if (item_is(item, "ContactPoint")) {
        for (uint32_t i = 0; i < item->values.count; i++) {
            claim_value(&claimant, ts_item(item->values, i));
        }
    }
}
