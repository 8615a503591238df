/* SPDX-License-Identifier: MIT
 *
 * Mailboxes of the registry, and single addresses against them.
 */
#include "plugins/check-identity/emails.h"

#include <string.h>

#include "plugins/check-identity/edits.h"

#define LOCAL_LEAST 4u /* letters of a local part that a swap does not make another */
#define LOCAL_LONG 5u  /* letters of a local part that one letter off does not make another */
#define NAME_SHORT 5u  /* letters of our name below which a local part holds it by chance */

/* ---- loading --------------------------------------------------------------------------------- */

static void email_free(gpointer data)
{
    struct email *email = data;
    entry_clear(&email->entry);
    g_free(email->address);
    g_free(email);
}

/* A name with a dot, and nothing of an address of a page around it? */
static gboolean is_host(struct ts_str text)
{
    return text.len > 3 && memchr(text.ptr + 1, '.', text.len - 2) != NULL &&
           strcspn(text.ptr, "/:@ \t?#") >= text.len;
}

static int load_email(struct ts_call *call, struct emails *emails, const struct ts_node *node)
{
    struct ts_str text = node->kind == TS_NODE_TEXT ? node->text : ts_get_text(node, "address");
    struct email *email = g_new0(struct email, 1);
    email->address = g_ascii_strdown(text.len ? text.ptr : "", (gssize)text.len);
    g_strstrip(email->address);
    const char *at = strrchr(email->address, '@');
    entry_load(&email->entry, KIND_EMAIL, "email:", ts_text(email->address),
               node->kind == TS_NODE_MAP ? node : NULL);
    email->entry.shown = g_strdup(email->address);
    email->local = ts_bytes(email->address, at ? (size_t)(at - email->address) : 0);
    email->domain = ts_text(at ? at + 1 : "");
    g_ptr_array_add(emails->emails, email);
    g_hash_table_insert(emails->addresses, email->address, email);
    return email->local.len > 0 && is_host(email->domain)
               ? 0
               : identity_refuse(call, email->entry.key, node,
                                 "is no e-mail address (write info@vlakwerk.example)");
}

/* Letters only: "Vlak Werk" and "vlak-werk" are "vlakwerk". */
static void add_name(struct emails *emails, struct ts_str text)
{
    GString *letters = g_string_new(NULL);
    for (size_t i = 0; i < text.len; i++) {
        if (g_ascii_isalnum(text.ptr[i])) {
            g_string_append_c(letters, g_ascii_tolower(text.ptr[i]));
        }
    }
    if (letters->len >= NAME_SHORT) {
        g_ptr_array_add(emails->names, g_strdup(letters->str));
    }
    g_string_free(letters, TRUE);
}

static int load_domains(struct ts_call *call, struct emails *emails, const struct ts_node *list)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *node = ts_item(list->children, i);
        g_autofree char *name = g_strndup(node->text.len ? node->text.ptr : "", node->text.len);
        if (!is_host(ts_text(name))) {
            return identity_refuse(
                call, "domains", node,
                "is no domain (write vlakwerk.example, without https:// or a path)");
        }
        domains_add(emails, node->text);
    }
    for (guint i = 0; i < emails->emails->len; i++) {
        const struct email *email = g_ptr_array_index(emails->emails, i);
        if (!host_is_free_mail(email->domain)) {
            domains_add(emails, email->domain);
        }
    }
    for (guint i = 0; i < emails->domains->len; i++) {
        const struct domain *domain = g_ptr_array_index(emails->domains, i);
        add_name(emails, domain->label);
    }
    return 0;
}

int emails_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *list = identity_section(open, "emails");
    const struct ts_node *domains = identity_section(open, "domains");
    if ((!list || list->children.count == 0) && (!domains || domains->children.count == 0)) {
        return 0;
    }
    struct emails *emails = identity->emails = g_new0(struct emails, 1);
    emails->emails = g_ptr_array_new_with_free_func(email_free);
    emails->domains = g_ptr_array_new_with_free_func(domain_free);
    emails->names = g_ptr_array_new_with_free_func(g_free);
    emails->addresses = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        if (load_email(call, emails, ts_item(list->children, i)) != 0) {
            return -1;
        }
    }
    add_name(emails, ts_text(identity->brand));
    return load_domains(call, emails, domains);
}

void emails_free(struct emails **emails)
{
    if (*emails) {
        g_hash_table_unref((*emails)->addresses);
        g_ptr_array_unref((*emails)->emails);
        g_ptr_array_unref((*emails)->domains);
        g_ptr_array_unref((*emails)->names);
        g_clear_pointer(emails, g_free);
    }
}

/* ---- one address ----------------------------------------------------------------------------- */

/* What forms and manuals show: "uw.naam@", "name@". */
static gboolean is_example(struct ts_str local, struct ts_str domain)
{
    static const char *const locals[] = {
        "name",
        "naam",
        "jij",
        "jou",
        "you",
        "your",
        "user",
        "username",
        "test",
        "example",
        "voorbeeld",
        "iemand",
        "someone",
        "somebody",
        "firstname",
        "voornaam",
        "achternaam",
        "xxx",
        "xyz",
        "abc",
        "foo",
        "bar",
        "john.doe",
        "johndoe",
        "jane.doe",
        "uwnaam",
        "jouwnaam",
        "yourname",
        "uw.naam",
        "jouw.naam",
        "your.name",
        "naam.achternaam",
        "voornaam.achternaam",
        "firstname.lastname",
        "ihr.name",
        "max.mustermann",
        "nom",
        "prenom.nom",
        "vorname.nachname",
        "...",
        "gebruiker",
        "gebruikersnaam",
        "emailadres",
        "e-mailadres",
        "beispiel",
    };
    static const char *const domains[] = {"example.com",    "example.org", "example.net",
                                          "voorbeeld.nl",   "domain.com",  "domein.nl",
                                          "yourdomain.com", "beispiel.de", "exemple.fr"};
    for (gsize i = 0; i < G_N_ELEMENTS(locals); i++) {
        if (ts_is(local, locals[i])) {
            return TRUE;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(domains); i++) {
        if (ts_is(domain, domains[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "shop1" and "shop2" are two mailboxes, not one and a slip. */
static gboolean has_other_digits(struct ts_str a, struct ts_str b)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        for (; i < a.len && !g_ascii_isdigit(a.ptr[i]); i++) {
        }
        for (; j < b.len && !g_ascii_isdigit(b.ptr[j]); j++) {
        }
        if (i == a.len || j == b.len) {
            return i < a.len || j < b.len;
        }
        if (a.ptr[i++] != b.ptr[j++]) {
            return TRUE;
        }
    }
}

/* One slip: of a short one only two letters swapped ("inof"); others are words of their own. */
static gboolean is_slip(struct ts_str own, struct ts_str local)
{
    if (own.len < LOCAL_LEAST || has_other_digits(own, local) || edits_of(own, local, 1) > 1) {
        return FALSE;
    }
    gboolean is_swap = own.len == local.len;
    for (size_t i = 0; is_swap && i < own.len; i++) {
        is_swap = memchr(local.ptr, own.ptr[i], local.len) != NULL;
    }
    return own.len >= LOCAL_LONG || is_swap;
}

/* The mailbox of ours with this local part, or one slip from it; at: at this domain, or at any of
 * ours. */
static const struct email *mailbox_of(const struct emails *emails, struct ts_str local,
                                      const struct ts_str *at, gboolean may_slip)
{
    for (guint i = 0; i < emails->emails->len; i++) {
        const struct email *email = g_ptr_array_index(emails->emails, i);
        if (at && !ts_equal(email->domain, *at)) {
            continue;
        }
        if (may_slip ? is_slip(email->local, local) : ts_equal(email->local, local)) {
            return email;
        }
    }
    return NULL;
}

static gboolean holds_name(const struct emails *emails, struct ts_str local)
{
    char letters[EMAIL_SIZE + 1];
    size_t size = 0;
    for (size_t i = 0; i < local.len && size < EMAIL_SIZE; i++) {
        if (g_ascii_isalnum(local.ptr[i])) {
            letters[size++] = local.ptr[i];
        }
    }
    letters[size] = '\0';
    for (guint i = 0; i < emails->names->len; i++) {
        if (strstr(letters, g_ptr_array_index(emails->names, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct email_reading read_parts(const struct emails *emails, struct ts_str local,
                                       struct ts_str host)
{
    struct email_reading reading = {.fit = EMAIL_NOTHING};
    if (host_is_free_mail(host)) {
        reading.fit = holds_name(emails, local) ? EMAIL_FREE_OURS : EMAIL_FREE;
        return reading;
    }
    enum domain_fit fit = domains_judge(emails, host, &reading.domain);
    if (fit == DOMAIN_OURS) {
        reading.email = mailbox_of(emails, local, &host, TRUE);
        reading.fit = reading.email ? EMAIL_LOOKALIKE : EMAIL_UNKNOWN;
        return reading;
    }
    reading.email = mailbox_of(emails, local, NULL, FALSE);
    if (fit == DOMAIN_ENDING) {
        reading.fit = reading.email ? EMAIL_ENDING : EMAIL_NOTHING;
    } else if (fit == DOMAIN_LOOKALIKE || (fit == DOMAIN_SLIP && reading.email)) {
        reading.fit = EMAIL_LOOKALIKE;
    } else if (fit == DOMAIN_SLIP) {
        reading.fit = EMAIL_SLIP;
    }
    return reading;
}

gboolean email_plain(struct ts_str address, char plain_r[EMAIL_SIZE + 1])
{
    static const char *const unseen[] = {"\u00AD", "\u200B", "\u2060", "\uFEFF"};
    size_t size = 0;
    for (size_t i = 0; i < address.len; i++) {
        size_t skipped = 0;
        for (gsize k = 0; (address.ptr[i] & 0x80) && k < G_N_ELEMENTS(unseen); k++) {
            size_t len = strlen(unseen[k]);
            if (i + len <= address.len && memcmp(address.ptr + i, unseen[k], len) == 0) {
                skipped = len;
            }
        }
        if (skipped) {
            i += skipped - 1;
        } else if (size == EMAIL_SIZE) {
            return FALSE;
        } else {
            plain_r[size++] = g_ascii_tolower(address.ptr[i]);
        }
    }
    plain_r[size] = '\0';
    return TRUE;
}

struct email_reading email_read(const struct emails *emails, struct ts_str address)
{
    char plain[EMAIL_SIZE + 1];
    struct email_reading reading = {.fit = EMAIL_NOTHING};
    if (!email_plain(address, plain)) {
        return reading;
    }
    reading.email = g_hash_table_lookup(emails->addresses, plain);
    if (reading.email) {
        reading.fit = EMAIL_MATCH;
        return reading;
    }
    const char *at = strrchr(plain, '@');
    if (!at || at == plain || !at[1]) {
        return reading;
    }
    struct ts_str local = ts_bytes(plain, (size_t)(at - plain));
    return is_example(local, ts_text(at + 1)) ? reading
                                              : read_parts(emails, local, ts_text(at + 1));
}

struct verdict emails_judge(struct ts_call *call, const struct identity *identity,
                            struct ts_str address)
{
    static const char *const values[] = {
        [EMAIL_NOTHING] = "nothing",   [EMAIL_MATCH] = "match",  [EMAIL_UNKNOWN] = "unknown",
        [EMAIL_LOOKALIKE] = "near",    [EMAIL_SLIP] = "unknown", [EMAIL_ENDING] = "near",
        [EMAIL_FREE_OURS] = "unknown", [EMAIL_FREE] = "unknown"};
    struct verdict verdict = {NULL, "nothing"};
    struct ts_str found;
    uint32_t at = 0;
    if (identity->emails && email_scan(address, &at, &found)) {
        struct email_reading reading = email_read(identity->emails, found);
        verdict.value = values[reading.fit];
        verdict.entry = reading.email ? &reading.email->entry : NULL;
    }
    return verdict;
}
