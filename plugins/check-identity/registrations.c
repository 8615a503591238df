/* SPDX-License-Identifier: MIT
 *
 * Registrations of the registry, and single numbers against them.
 */
#include "plugins/check-identity/registrations.h"

#include <string.h>

#include "plugins/check-identity/edits.h"

#define SLIPS 2u /* between a number and one of ours that must be meant */

static const struct registration_kind kinds[] = {
    {"kvk", "registration:kvk", LABEL_KVK, "KvK", "KvK"},
    {"rsin", "registration:rsin", LABEL_RSIN, "RSIN", "RSIN"},
    {"kbo", "registration:kbo", LABEL_KBO, "KBO", "KBO"},
    {"hrb", "registration:hrb", LABEL_HRB, "HRB", "HRB"},
    {"company", "registration:company", LABEL_COMPANY, "Company number", "company number"},
    {"vat", "registration:vat", LABEL_VAT, "VAT number", "btw-nummer"},
    {"iban", "registration:iban", LABEL_IBAN, "IBAN", "IBAN"},
};

const struct registration_kind *registration_kind_of(enum label label, const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (id ? strcmp(kinds[i].id, id) == 0 : kinds[i].label == label) {
            return &kinds[i];
        }
    }
    return NULL;
}

gboolean registrations_have(const struct registrations *registrations,
                            const struct registration_kind *kind)
{
    for (guint i = 0; i < registrations->registrations->len; i++) {
        const struct registration *own = g_ptr_array_index(registrations->registrations, i);
        if (own->kind == kind) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- loading --------------------------------------------------------------------------------- */

static void registration_free(gpointer data)
{
    struct registration *registration = data;
    entry_clear(&registration->entry);
    g_free(registration);
}

/* Do we know what such numbers look like? Of another country's we do not. */
static gboolean is_known_form(const struct registration_kind *kind, const char *number)
{
    const char country[] = {number[0], number[0] ? number[1] : '\0', '\0'};
    guint least, most;
    switch (kind->label) {
    case LABEL_VAT:
        return vat_knows(country, &least, &most);
    case LABEL_IBAN:
        return iban_length(country) > 0;
    default:
        return kind->label == LABEL_KVK || kind->label == LABEL_RSIN || kind->label == LABEL_KBO;
    }
}

static int load_one(struct ts_call *call, struct registrations *registrations,
                    const struct registration_kind *kind, const struct ts_node *node)
{
    struct registration *own = g_new0(struct registration, 1);
    entry_load(&own->entry, KIND_REGISTRATION, "registration:", ts_text(kind->id), NULL);
    own->entry.shown = g_strndup(node->text.ptr, node->text.len);
    own->kind = kind;
    g_ptr_array_add(registrations->registrations, own);
    enum proof proof = registration_normalise(kind, node->text, own->number)
                           ? registration_prove(kind, ts_text(own->number))
                           : PROOF_FORM;
    if (proof != PROOF_WRONG && (proof != PROOF_FORM || !is_known_form(kind, own->number))) {
        return 0;
    }
    g_autofree char *why = g_strdup_printf(
        proof == PROOF_WRONG ? "the check digits of \"%s\" are wrong" : "\"%s\" is no such number",
        own->entry.shown);
    return identity_refuse(call, own->entry.key, node, why);
}

static int load_kind(struct ts_call *call, struct registrations *registrations,
                     const struct registration_kind *kind, const struct ts_node *list)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        if (load_one(call, registrations, kind, ts_item(list->children, i)) != 0) {
            return -1;
        }
    }
    return 0;
}

int registrations_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    const struct ts_node *map = identity_section(open, "registrations");
    if (!map || map->children.count == 0) {
        return 0;
    }
    struct registrations *registrations = identity->registrations = g_new0(struct registrations, 1);
    registrations->registrations = g_ptr_array_new_with_free_func(registration_free);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (load_kind(call, registrations, &kinds[i], ts_get(map, kinds[i].id)) != 0) {
            return -1;
        }
    }
    return 0;
}

void registrations_free(struct registrations **registrations)
{
    if (*registrations) {
        g_ptr_array_unref((*registrations)->registrations);
        g_clear_pointer(registrations, g_free);
    }
}

/* ---- normal forms ---------------------------------------------------------------------------- */

static void fill_up(char number[NUMBER_SIZE], size_t digits)
{
    size_t size = strlen(number);
    if (size > 0 && size < digits && strspn(number, "0123456789") == size) {
        memmove(number + digits - size, number, size + 1);
        memset(number, '0', digits - size);
    }
}

/* Without the country's letters, the court and the label, of which the last word may be part of the
 * number ("HRB"). */
static const char *core_of(const struct registration_kind *kind, const char *number)
{
    const char *at = number;
    if (kind->label == LABEL_HRB) {
        const char *found = strstr(number, "HRB");
        found = found ? found : strstr(number, "HRA");
        return found ? found : number;
    }
    if (kind->label == LABEL_KVK || kind->label == LABEL_RSIN || kind->label == LABEL_KBO) {
        at += strcspn(at, "0123456789");
    }
    return at;
}

gboolean registration_normalise(const struct registration_kind *kind, struct ts_str text,
                                char number_r[NUMBER_SIZE])
{
    char plain[2 * NUMBER_SIZE] = "";
    size_t size = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (g_ascii_isalnum(text.ptr[i])) {
            if (size == sizeof plain - 1) {
                return FALSE;
            }
            plain[size++] = g_ascii_toupper(text.ptr[i]);
        }
    }
    const char *core = core_of(kind, plain);
    if (!core[0] || strlen(core) >= NUMBER_SIZE) {
        return FALSE;
    }
    gboolean has_letters = kind->label == LABEL_HRB && g_ascii_isdigit(core[0]);
    g_snprintf(number_r, NUMBER_SIZE, "%s%s", has_letters ? "HRB" : "", core);
    if (kind->label == LABEL_KBO) {
        fill_up(number_r, 10);
    } else if (kind->label == LABEL_COMPANY) {
        fill_up(number_r, 8);
    } else if (kind->label == LABEL_VAT && g_str_has_prefix(number_r, "CHE")) {
        number_r[MIN(strlen(number_r), 12)] = '\0'; /* without MWST, TVA, IVA */
    }
    return TRUE;
}

static enum proof prove_digits(struct ts_str number, size_t size)
{
    return number.len == size && strspn(number.ptr, "0123456789") >= size ? PROOF_NONE : PROOF_FORM;
}

/* Companies House: eight digits, or two letters (SC, NI, OC ...) and six. */
static enum proof prove_company(struct ts_str number)
{
    size_t letters = number.len == 8 && g_ascii_isupper(number.ptr[0]) ? 2 : 0;
    return number.len == 8 && (letters == 0 || g_ascii_isupper(number.ptr[1])) &&
                   strspn(number.ptr + letters, "0123456789") >= 8 - letters
               ? PROOF_NONE
               : PROOF_FORM;
}

enum proof registration_prove(const struct registration_kind *kind, struct ts_str number)
{
    switch (kind->label) {
    case LABEL_KVK:
        return prove_digits(number, 8);
    case LABEL_RSIN:
        return rsin_prove(number);
    case LABEL_KBO:
        return kbo_prove(number);
    case LABEL_COMPANY:
        return prove_company(number);
    case LABEL_VAT:
        return vat_prove(number);
    case LABEL_IBAN:
        return iban_prove(number);
    default:
        return number.len > 3 ? PROOF_NONE : PROOF_FORM;
    }
}

/* ---- against the registry -------------------------------------------------------------------- */

static gboolean has_country(const struct registration_kind *kind)
{
    return kind->label == LABEL_VAT || kind->label == LABEL_IBAN;
}

/* A Belgian VAT number is the company number, a Dutch firm's holds its RSIN. */
static gboolean is_kin(const struct registration *own, const struct registration_kind *kind,
                       struct ts_str number)
{
    gboolean is_vat = kind->label == LABEL_VAT;
    if (is_vat == (own->kind->label == LABEL_VAT)) {
        return FALSE;
    }
    struct ts_str other = ts_text(own->number);
    struct ts_str vat = is_vat ? number : other;
    struct ts_str plain = is_vat ? other : number;
    enum label label = is_vat ? own->kind->label : kind->label;
    return vat.len >= 12 &&
           ((label == LABEL_KBO && memcmp(vat.ptr, "BE", 2) == 0) ||
            (label == LABEL_RSIN && memcmp(vat.ptr, "NL", 2) == 0)) &&
           memcmp(vat.ptr + 2, plain.ptr, MIN(plain.len, vat.len - 2)) == 0;
}

/* Of the same kind and, where the number says it, country? */
static gboolean is_comparable(const struct registration *own, const struct registration_kind *kind,
                              struct ts_str number)
{
    return own->kind == kind && number.len > 2 &&
           (!has_country(kind) || memcmp(own->number, number.ptr, 2) == 0);
}

/* How many slips make it one of ours; more than SLIPS: another. */
static guint slips_to(const struct registration *own, const struct registration_kind *kind,
                      struct ts_str number, enum proof proof)
{
    /* A short one is soon like another's; one that proves itself is another's if it is not but for
     * a single slip (a branch: B02 for B01). */
    guint most = kind->label == LABEL_HRB || proof == PROOF_RIGHT ? 1 : SLIPS;
    guint slips = edits_of(number, ts_text(own->number), most);
    return slips <= most ? slips : SLIPS + 1;
}

/* The nearest of the same kind; else one of another kind that says the same. */
struct registration_reading registration_read(const struct registrations *registrations,
                                              const struct registration_kind *kind,
                                              struct ts_str number)
{
    struct registration_reading reading = {.proof = registration_prove(kind, number)};
    const struct registration *kin = NULL;
    guint nearest = SLIPS + 1;
    gboolean has_own = FALSE;
    for (guint i = 0; i < registrations->registrations->len; i++) {
        const struct registration *own = g_ptr_array_index(registrations->registrations, i);
        if (!is_comparable(own, kind, number)) {
            kin = is_kin(own, kind, number) ? own : kin;
            continue;
        }
        has_own = TRUE;
        guint slips = slips_to(own, kind, number, reading.proof);
        if (slips < nearest) {
            nearest = slips;
            reading.registration = own;
        }
    }
    if (kin && !has_own) {
        nearest = 0;
        reading.registration = kin;
    }
    reading.fit = nearest == 0                   ? REGISTRATION_MATCH
                  : nearest <= SLIPS             ? REGISTRATION_NEAR
                  : reading.proof == PROOF_FORM  ? REGISTRATION_NOTHING
                  : reading.proof == PROOF_WRONG ? REGISTRATION_WRONG
                                                 : REGISTRATION_UNKNOWN;
    return reading;
}

struct verdict registrations_judge(struct ts_call *call, const struct identity *identity,
                                   const char *what, struct ts_str number)
{
    static const char *const values[] = {[REGISTRATION_NOTHING] = "nothing",
                                         [REGISTRATION_UNKNOWN] = "unknown",
                                         [REGISTRATION_WRONG] = "unknown",
                                         [REGISTRATION_NEAR] = "near",
                                         [REGISTRATION_MATCH] = "match"};
    const struct registration_kind *kind = registration_kind_of(LABEL_NONE, what);
    struct verdict verdict = {NULL, "nothing"};
    char normal[NUMBER_SIZE];
    if (!identity->registrations || !kind || !registrations_have(identity->registrations, kind) ||
        !registration_normalise(kind, number, normal)) {
        return verdict;
    }
    struct registration_reading reading =
        registration_read(identity->registrations, kind, ts_text(normal));
    verdict.value = values[reading.fit];
    verdict.entry = reading.registration ? &reading.registration->entry : NULL;
    return verdict;
}
