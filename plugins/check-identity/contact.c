/* SPDX-License-Identifier: MIT
 *
 * Anybody's addresses, numbers and legal names in a document, by what this check finds its own
 * with. Of an address street, number, postcode and city must stand one after the other.
 */
#include "plugins/common/contact.h"

#include <string.h>

#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/legal.h"
#include "plugins/check-identity/phones.h"

#define STREET_WORDS 5u
#define CITY_WORDS 4u
#define NAME_WORDS 4u
#define PHONES 60u /* in the text of one document */

struct search {
    const struct ts_document *document;
    const struct tokens *tokens;
    const struct contact_fns *fns;
};

/* The text between two tokens of one block, the last one included. */
static struct ts_str between(const struct search *search, uint32_t first, uint32_t last)
{
    const struct token *from = &search->tokens->items[first], *to = &search->tokens->items[last];
    const struct ts_block *block = ts_item(search->document->blocks, from->block);
    if (from->block != to->block || to->offset + to->length <= from->offset) {
        return ts_text(NULL);
    }
    return ts_bytes(block->text.ptr + from->offset, to->offset + to->length - from->offset);
}

/* ---- telephone numbers ---- */

static int find_phones(struct search *search)
{
    guint parses = 0;
    for (uint32_t i = 0; i < search->document->blocks.count; i++) {
        const struct ts_block *block = ts_item(search->document->blocks, i);
        struct phone_run run;
        uint32_t at = 0;
        while (parses < PHONES && phone_scan(block->text, &at, &run)) {
            guint groups = phone_natural(&run);
            uint32_t end = groups ? run.groups[groups - 1].end : run.offset;
            guint digits = groups ? run.groups[groups - 1].digits : 0;
            if (digits < 8 || run.is_glued || phone_is_otherwise(block->text, &run, groups)) {
                continue;
            }
            parses++;
            if (search->fns->phone(search->fns->data,
                                   ts_bytes(block->text.ptr + run.offset, end - run.offset)) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

gboolean contact_phone_read(struct ts_str written, const char *region,
                            struct contact_phone *phone_r)
{
    struct phone_parts parts;
    if (written.len == 0 || written.len > PHONE_TEXT_MAX ||
        phone_parse(written.ptr, written.len, region, &parts) != 0 || !parts.is_valid) {
        return FALSE;
    }
    *phone_r = (struct contact_phone){.calling_code = parts.calling_code};
    g_strlcpy(phone_r->national, parts.national, sizeof phone_r->national);
    g_strlcpy(phone_r->region, parts.region, sizeof phone_r->region);
    return TRUE;
}

void contact_warm(void)
{
    static const char *const regions[] = {"NL", "BE", "DE", "FR", "GB", "AT", "LU"};
    for (gsize i = 0; i < G_N_ELEMENTS(regions); i++) {
        phone_warm(regions[i]);
    }
}

/* ---- addresses ---- */

static gboolean is_kind(const struct search *search, uint32_t index, enum token_kind kind)
{
    return index < search->tokens->count && search->tokens->items[index].kind == kind;
}

static gboolean is_capital(const struct search *search, uint32_t index)
{
    return is_kind(search, index, TOKEN_WORD) &&
           token_is_capital(search->document->blocks, &search->tokens->items[index]);
}

static gboolean is_particle(const struct search *search, uint32_t index)
{
    static const char *const words[] = {"van", "de",  "den", "der", "het", "ten",
                                        "ter", "aan", "op",  "in",  "la",  "le",
                                        "du",  "des", "am",  "an",  "zum", "zur"};
    return is_kind(search, index, TOKEN_WORD) &&
           WORD_IS_ONE_OF(search->tokens->items[index].folded, words);
}

static gboolean is_inner_sign(const struct search *search, uint32_t index)
{
    return token_is_sign(search->tokens, index, '-') || token_is_sign(search->tokens, index, '.') ||
           token_is_sign(search->tokens, index, '\'');
}

/* "B.V." before a street ends the name of the firm: its last letter is no initial. */
static gboolean ends_legal_form(const struct search *search, uint32_t index)
{
    uint32_t behind = 0;
    for (uint32_t back = 0; back <= 4 && back <= index; back++) {
        if (legal_form_at(search->tokens, search->document->blocks, index - back, &behind) &&
            behind > index) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the street that ends before this token begins; end: there is none. */
static uint32_t street_before(const struct search *search, uint32_t end)
{
    uint32_t first = end;
    guint words = 0;
    for (uint32_t i = end; i-- > 0 && words < STREET_WORDS;) {
        if (is_inner_sign(search, i)) {
            continue;
        }
        if ((!is_capital(search, i) && !is_particle(search, i)) || ends_legal_form(search, i)) {
            break;
        }
        words++;
        if (is_capital(search, i)) {
            first = i;
        }
    }
    return first;
}

/* A city's name begins with a capital; labels that follow it are none. */
static uint32_t city_behind(const struct search *search, uint32_t first)
{
    static const char *const labels[] = {
        "tel", "telefoon",  "telephone",   "telefon", "phone",       "bel", "email", "mail",
        "kvk", "nederland", "netherlands", "belgie",  "deutschland", "fax", "btw",   "route"};
    uint32_t end = first;
    for (uint32_t i = first, words = 0; words < CITY_WORDS; i++) {
        gboolean is_joint = i > first && is_inner_sign(search, i) &&
                            token_is_joined(search->tokens, i) &&
                            token_is_joined(search->tokens, i + 1);
        if (is_joint) {
            continue;
        }
        if (!is_capital(search, i) && !(i > first && is_particle(search, i))) {
            break;
        }
        if (WORD_IS_ONE_OF(search->tokens->items[i].folded, labels)) {
            break;
        }
        words++;
        end = is_capital(search, i) ? i + 1 : end;
    }
    return end;
}

static int say_at(struct search *search, const struct postcode *code)
{
    uint32_t at = code->first;
    struct house_number number;
    while (at > 0 && code->first - at < 2 &&
           (token_is_sign(search->tokens, at - 1, ',') || is_kind(search, at - 1, TOKEN_BREAK))) {
        at--;
    }
    for (uint32_t first = at; first-- > 0 && at - first <= 4;) {
        if (!is_kind(search, first, TOKEN_NUMBER) ||
            !house_number_read(search->tokens, search->document->blocks, first, &number) ||
            number.end != at) {
            continue;
        }
        uint32_t street = street_before(search, first), city = city_behind(search, code->end);
        if (street == first || city == code->end) {
            return 0;
        }
        struct contact_address address = {
            .street = between(search, street, first - 1),
            .number = ts_text(number.number),
            .suffix = number.end > number.number_end
                          ? between(search, number.number_end, number.end - 1)
                          : ts_text(NULL),
            .postcode = between(search, code->first, code->end - 1),
            .city = between(search, code->end, city - 1),
        };
        while (address.suffix.len && strchr("- ", address.suffix.ptr[0])) {
            address.suffix = ts_bytes(address.suffix.ptr + 1, address.suffix.len - 1);
        }
        return search->fns->address(search->fns->data, &address);
    }
    return 0;
}

static int find_addresses(struct search *search)
{
    static const char *const codes[] = {"NL", "DE", "BE"};
    struct postcode_forms *forms = postcode_forms_new();
    int done = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
        const struct country *country = country_of(codes[i]);
        postcode_forms_add(forms, country->postcodes, country->prefixes);
    }
    g_autoptr(GArray) found = postcodes_find(forms, search->tokens);
    for (guint i = 0; done == 0 && i < found->len; i++) {
        done = say_at(search, &g_array_index(found, struct postcode, i));
    }
    postcode_forms_free(&forms);
    return done;
}

/* ---- the name with its legal form ---- */

static int find_legal_names(struct search *search)
{
    for (uint32_t i = 1; i < search->tokens->count; i++) {
        uint32_t behind = i, first = i;
        guint words = 0;
        if (!is_capital(search, i - 1) ||
            !legal_form_at(search->tokens, search->document->blocks, i, &behind) || behind <= i) {
            continue;
        }
        while (first > 0 && words < NAME_WORDS && is_capital(search, first - 1)) {
            first--;
            words++;
        }
        if (search->fns->legal(search->fns->data, between(search, first, behind - 1)) != 0) {
            return -1;
        }
        i = behind;
    }
    return 0;
}

/* ---- mailboxes ---- */

static int find_emails(struct search *search)
{
    for (uint32_t i = 0; i < search->document->blocks.count; i++) {
        const struct ts_block *block = ts_item(search->document->blocks, i);
        struct ts_str address;
        uint32_t at = 0;
        while (email_scan(block->text, &at, &address)) {
            if (search->fns->email(search->fns->data, address) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int contact_find(struct ts_call *call, const struct ts_document *document,
                 const struct contact_fns *fns)
{
    struct search search = {.document = document, .tokens = tokens_of(call, document), .fns = fns};
    return !search.tokens || find_addresses(&search) || find_phones(&search) ||
                   find_legal_names(&search) || find_emails(&search)
               ? -1
               : 0;
}
