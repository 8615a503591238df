/* SPDX-License-Identifier: MIT
 *
 * Which stretches of a text may be a registration: by their form (IBAN, VAT), or by the label
 * before them.
 */
#include <string.h>

#include "plugins/check-identity/registrations.h"

#define DIGITS_LEAST 4u /* of a number that only its label tells */
#define DIGITS_MOST 12u

struct scan {
    const struct view *view;
    const struct registrations *registrations;
    struct ts_str text;
    uint32_t block;
};

static inline gboolean is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* The size of a single sign that may stand inside a number; 0: there is none. */
static guint sign_size(struct ts_str text, uint32_t at)
{
    if (at >= text.len) {
        return 0;
    }
    if (byte_is_in(text.ptr[at], " .-/")) {
        return 1;
    }
    if (at + 2 <= text.len && memcmp(text.ptr + at, "\u00A0", 2) == 0) {
        return 2;
    }
    return at + 3 <= text.len && (memcmp(text.ptr + at, "\u202F", 3) == 0 ||
                                  memcmp(text.ptr + at, "\u2011", 3) == 0)
               ? 3
               : 0;
}

/* Letters and digits from a byte on, up to so many, single signs between left out. ends_r[i]:
 * behind character i. How many there are. */
static guint gather(struct ts_str text, uint32_t at, guint most, char number_r[NUMBER_SIZE],
                    uint32_t ends_r[NUMBER_SIZE])
{
    guint count = 0;
    while (count < most && count < NUMBER_SIZE - 1) {
        guint sign =
            count > 0 && at < text.len && !g_ascii_isalnum(text.ptr[at]) ? sign_size(text, at) : 0;
        if (at + sign >= text.len || !g_ascii_isalnum(text.ptr[at + sign])) {
            break;
        }
        at += sign;
        number_r[count] = g_ascii_toupper(text.ptr[at++]);
        ends_r[count++] = at;
    }
    number_r[count] = '\0';
    return count;
}

static gboolean ends_at(struct ts_str text, uint32_t end)
{
    return end >= text.len || !(g_ascii_isalnum(text.ptr[end]) || text.ptr[end] == '_');
}

/* The two letters of a country that lead to the digits at start: right before them, with up to two
 * more between, or with one sign between. FALSE: there are none. */
static gboolean country_before(struct ts_str text, uint32_t start, uint32_t *first_r,
                               gboolean *is_apart_r)
{
    uint32_t at = start;
    *is_apart_r = at > 0 && !g_ascii_isalnum(text.ptr[at - 1]);
    if (*is_apart_r) {
        at -= byte_is_in(text.ptr[at - 1], " .-")                      ? 1
              : at >= 2 && memcmp(text.ptr + at - 2, "\u00A0", 2) == 0 ? 2
                                                                       : 0;
    }
    uint32_t end = at;
    while (at > 0 && end - at < 5 && g_ascii_isalpha(text.ptr[at - 1])) {
        at--;
    }
    guint letters = end - at;
    *first_r = at;
    return letters >= 2 && letters <= (*is_apart_r ? 2u : 4u) &&
           (at == 0 || !(g_ascii_isalnum(text.ptr[at - 1]) || (text.ptr[at - 1] & 0x80)));
}

static gboolean take(const struct scan *scan, enum label label, uint32_t first, uint32_t end,
                     const char *number, struct registration_written *written_r)
{
    uint32_t token = token_at(scan->view->tokens, scan->block, first);
    written_r->kind = registration_kind_of(label, NULL);
    written_r->offset = first;
    written_r->end = end;
    written_r->label = label_before(scan->view->tokens, token);
    g_strlcpy(written_r->number, number, NUMBER_SIZE);
    return registrations_have(scan->registrations, written_r->kind);
}

static gboolean take_iban(const struct scan *scan, uint32_t first,
                          struct registration_written *written_r)
{
    char number[NUMBER_SIZE];
    uint32_t ends[NUMBER_SIZE];
    char country[3] = {g_ascii_toupper(scan->text.ptr[first]),
                       g_ascii_toupper(scan->text.ptr[first + 1]), '\0'};
    guint length = iban_length(country);
    if (length == 0 || gather(scan->text, first, length, number, ends) != length ||
        !ends_at(scan->text, ends[length - 1]) || !is_digit(number[2]) || !is_digit(number[3])) {
        return FALSE;
    }
    return take(scan, LABEL_IBAN, first, ends[length - 1], number, written_r);
}

/* country: what stands before the number, if the text has it not. */
static gboolean take_vat(const struct scan *scan, const char *country, uint32_t first,
                         struct registration_written *written_r)
{
    char number[NUMBER_SIZE];
    uint32_t ends[NUMBER_SIZE];
    guint least, most;
    char own[3] = {g_ascii_toupper(scan->text.ptr[first]),
                   g_ascii_toupper(scan->text.ptr[first + 1]), '\0'};
    guint ahead = country ? 0 : 2;
    if (!vat_knows(country ? country : own, &least, &most)) {
        return FALSE;
    }
    guint count = gather(scan->text, first, most + ahead, number, ends);
    for (guint size = count; size >= least + ahead && size > 0; size--) {
        char whole[NUMBER_SIZE + 2];
        g_snprintf(whole, sizeof whole, "%s%.*s", country ? country : "", (int)size, number);
        if (ends_at(scan->text, ends[size - 1]) && vat_prove(ts_text(whole)) != PROOF_FORM) {
            return take(scan, LABEL_VAT, first, ends[size - 1], whole, written_r);
        }
    }
    return FALSE;
}

/* By form: a country leads to it. What could be both is what its check digits say. */
static gboolean take_form(const struct scan *scan, uint32_t start,
                          struct registration_written *written_r)
{
    uint32_t first;
    gboolean is_apart;
    if (!country_before(scan->text, start, &first, &is_apart)) {
        return FALSE;
    }
    /* "de 123456789", "in 2024": words in small letters are no countries. */
    if (is_apart && g_ascii_islower(scan->text.ptr[first])) {
        return FALSE;
    }
    struct registration_written vat;
    gboolean is_iban = take_iban(scan, first, written_r);
    if (is_iban && iban_prove(ts_text(written_r->number)) == PROOF_RIGHT) {
        return TRUE;
    }
    if (take_vat(scan, NULL, first, &vat) &&
        (!is_iban || vat_prove(ts_text(vat.number)) == PROOF_RIGHT)) {
        *written_r = vat;
        return TRUE;
    }
    return is_iban;
}

/* How many of the gathered characters are the number, by its kind: digits only, as many as it has
 * if a group ends there. */
static guint length_of(const struct scan *scan, enum label label, const char *number,
                       const uint32_t *ends, guint count)
{
    guint digits = (guint)strspn(number, "0123456789");
    guint wanted = label == LABEL_KVK || label == LABEL_COMPANY ? 8
                   : label == LABEL_RSIN                        ? 9
                   : label == LABEL_KBO                         ? 10
                                                                : 0;
    if (wanted && digits > wanted && ends_at(scan->text, ends[wanted - 1])) {
        return wanted;
    }
    guint size = MIN(digits, count);
    if (label == LABEL_HRB) {
        for (size = 1; size < digits && !ends_at(scan->text, ends[size - 1]); size++) {
        }
    }
    return size;
}

static gboolean take_labelled(const struct scan *scan, uint32_t start,
                              struct registration_written *written_r)
{
    char number[NUMBER_SIZE];
    uint32_t ends[NUMBER_SIZE];
    guint count = gather(scan->text, start, DIGITS_MOST + 1, number, ends);
    if (strspn(number, "0123456789") < DIGITS_LEAST) {
        return FALSE;
    }
    uint32_t token = token_at(scan->view->tokens, scan->block, start);
    struct label_found label = label_before(scan->view->tokens, token);
    const struct registration_kind *kind = registration_kind_of(label.label, NULL);
    if (label.label == LABEL_VAT) {
        for (guint i = 0; i < scan->registrations->registrations->len; i++) {
            const struct registration *own =
                g_ptr_array_index(scan->registrations->registrations, i);
            char country[3] = {own->number[0], own->number[1], '\0'};
            if (own->kind == kind && take_vat(scan, country, start, written_r)) {
                return TRUE;
            }
        }
        return FALSE;
    }
    if (!kind || label.label == LABEL_IBAN || !registrations_have(scan->registrations, kind)) {
        return FALSE;
    }
    guint size = length_of(scan, label.label, number, ends, count);
    written_r->kind = kind;
    written_r->label = label;
    written_r->offset = start;
    written_r->end = ends[size - 1];
    return ends_at(scan->text, written_r->end) &&
           registration_normalise(kind, ts_bytes(number, size), written_r->number);
}

/* SC123456, Companies House. */
static gboolean take_company(const struct scan *scan, uint32_t start,
                             struct registration_written *written_r)
{
    char number[NUMBER_SIZE];
    uint32_t ends[NUMBER_SIZE];
    uint32_t first;
    gboolean is_apart;
    if (!country_before(scan->text, start, &first, &is_apart) ||
        gather(scan->text, first, 9, number, ends) != 8) {
        return FALSE;
    }
    return take(scan, LABEL_COMPANY, first, ends[7], number, written_r) &&
           written_r->label.label == LABEL_COMPANY;
}

/* Is this digit run the first of its stretch, and no part of a word? */
static gboolean begins_number(struct ts_str text, uint32_t start)
{
    if (start == 0) {
        return TRUE;
    }
    char before = text.ptr[start - 1];
    if (g_ascii_isalnum(before) || byte_is_in(before, "_=@+#,")) {
        return FALSE;
    }
    return !(byte_is_in(before, " .-/") && start > 1 && is_digit(text.ptr[start - 2]));
}

gboolean registration_scan(const struct view *view, uint32_t block, uint32_t *at,
                           struct registration_written *written_r)
{
    const struct ts_block *own = ts_item(view->document->blocks, block);
    struct scan scan = {view, view->identity->registrations, own->text, block};
    uint32_t start = *at;
    while (start < scan.text.len) {
        if (!is_digit(scan.text.ptr[start])) {
            start++;
            continue;
        }
        uint32_t end = start + 1;
        while (end < scan.text.len && is_digit(scan.text.ptr[end])) {
            end++;
        }
        if (take_form(&scan, start, written_r) || take_company(&scan, start, written_r) ||
            (begins_number(scan.text, start) && take_labelled(&scan, start, written_r))) {
            *at = MAX(written_r->end, end);
            return TRUE;
        }
        start = end;
    }
    *at = start;
    return FALSE;
}
