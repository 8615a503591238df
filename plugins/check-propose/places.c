/* SPDX-License-Identifier: MIT
 *
 * Where the firm can be reached: addresses, telephone numbers and mailboxes in text, and its name
 * with a legal form. Of an address in text street, number, postcode and city must stand one after
 * the other.
 */
#include "plugins/check-propose/propose.h"

#include <string.h>

#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/legal.h"
#include "plugins/check-identity/phones.h"

#define STREET_WORDS 5u
#define CITY_WORDS 4u
#define NAME_WORDS 4u
#define PHONES 60u /* parses in the text of one document */

/* ---- telephone numbers ---- */

/* Where a number without its country is dialled: by the end of the site's name, else by the
 * language. English says no country. */
static const char *region_of(const struct sight *sight)
{
    static const char *const rows[][3] = {
        {"nl", ".nl/", "NL"}, {"", ".be/", "BE"}, {"de", ".de/", "DE"}, {"fr", ".fr/", "FR"},
        {"", ".uk/", "GB"},   {"", ".at/", "AT"}, {"", ".lu/", "LU"}};
    struct ts_str locator = sight->document->locator;
    const char *scheme = g_strstr_len(locator.ptr, (gssize)locator.len, "://");
    const char *host = scheme ? scheme + 3 : NULL;
    size_t rest = host ? locator.len - (size_t)(host - locator.ptr) : 0;
    const char *path = host ? memchr(host, '/', rest) : NULL;
    for (gsize i = 0; path && i < G_N_ELEMENTS(rows); i++) {
        if (path - host > 4 && memcmp(path - 3, rows[i][1], 4) == 0) {
            return rows[i][2];
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i][0][0] && strcmp(sight->language, rows[i][0]) == 0) {
            return rows[i][2];
        }
    }
    return "ZZ";
}

/* "030 123 45 67" with the country before it, its groups kept; NULL if the groups do not add up. */
static char *with_country(struct ts_str written, const struct phone_parts *parts)
{
    g_autoptr(GString) groups = g_string_new(NULL);
    g_autoptr(GString) digits = g_string_new(NULL);
    size_t at = 0;
    g_autofree char *plus = g_strdup_printf("+%d", parts->calling_code);
    g_autofree char *zeros = g_strdup_printf("00%d", parts->calling_code);
    if (written.len > strlen(plus) && memcmp(written.ptr, plus, strlen(plus)) == 0) {
        at = strlen(plus);
    } else if (written.len > strlen(zeros) && memcmp(written.ptr, zeros, strlen(zeros)) == 0) {
        at = strlen(zeros);
    }
    for (; at < written.len; at++) {
        char byte = written.ptr[at];
        if (g_ascii_isdigit(byte) && !(byte == '0' && digits->len == 0)) {
            g_string_append_c(digits, byte);
            g_string_append_c(groups, byte);
        } else if (!g_ascii_isdigit(byte) && digits->len && groups->str[groups->len - 1] != ' ') {
            g_string_append_c(groups, ' ');
        }
    }
    return strcmp(digits->str, parts->national) == 0
               ? g_strdup_printf("%s %s", plus, g_strchomp(groups->str))
               : NULL;
}

int places_say_phone(struct sight *sight, struct ts_str written, const char *from,
                     enum propose_rank rank)
{
    struct phone_parts parts;
    if (written.len == 0 || written.len > PHONE_TEXT_MAX ||
        phone_parse(written.ptr, written.len, region_of(sight), &parts) != 0 || !parts.is_valid) {
        return 0;
    }
    g_autofree char *number = g_strdup_printf("+%d%s", parts.calling_code, parts.national);
    g_autofree char *shown = with_country(written, &parts);
    gboolean has_groups = shown && strchr(shown + strlen("+31 "), ' ');
    struct ts_pair details[] = {{ts_text("region"), ts_text(parts.region)},
                                {ts_text("shown"), ts_text(has_groups ? shown : "")}};
    struct piece piece = {.key = "phone",
                          .value = ts_text(number),
                          .from = from,
                          .rank = rank,
                          .details = details,
                          .count = G_N_ELEMENTS(details)};
    return propose_say(sight, &piece);
}

static int find_phones(struct sight *sight)
{
    guint parses = 0;
    for (uint32_t i = 0; i < sight->document->blocks.count; i++) {
        const struct ts_block *block = ts_item(sight->document->blocks, i);
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
            if (places_say_phone(sight, ts_bytes(block->text.ptr + run.offset, end - run.offset),
                                 "text", RANK_TEXT) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- mailboxes ---- */

static gboolean is_mail_byte(char byte)
{
    return g_ascii_isalnum(byte) || (byte && strchr("._%+-", byte));
}

int places_say_email(struct sight *sight, struct ts_str text, const char *from,
                     enum propose_rank rank)
{
    const char *query = text.len ? memchr(text.ptr, '?', text.len) : NULL;
    size_t len = query ? (size_t)(query - text.ptr) : text.len, at = 0;
    if (len > 7 && g_ascii_strncasecmp(text.ptr, "mailto:", 7) == 0) {
        text.ptr += 7;
        len -= 7;
    }
    while (at < len && is_mail_byte(text.ptr[at])) {
        at++;
    }
    const char *dot = len ? memrchr(text.ptr, '.', len) : NULL;
    if (at == 0 || at >= len || len > 120 || text.ptr[at] != '@' || !dot ||
        dot < text.ptr + at + 2 || text.ptr + len - dot < 3) {
        return 0;
    }
    for (size_t i = at + 1; i < len; i++) {
        if (!is_mail_byte(text.ptr[i])) {
            return 0;
        }
    }
    g_autofree char *folded = g_ascii_strdown(text.ptr, (gssize)len);
    return propose_plain(sight, "email", ts_text(folded), from, rank);
}

static int find_emails(struct sight *sight)
{
    for (uint32_t i = 0; i < sight->document->blocks.count; i++) {
        const struct ts_block *block = ts_item(sight->document->blocks, i);
        struct ts_str text = block->text;
        for (size_t at = 0; at < text.len; at++) {
            size_t start = at, end = at + 1;
            if (text.ptr[at] != '@') {
                continue;
            }
            while (start > 0 && at - start < 64 && is_mail_byte(text.ptr[start - 1])) {
                start--;
            }
            while (end < text.len && end - at < 100 && is_mail_byte(text.ptr[end])) {
                end++;
            }
            while (end > at && strchr(".-", text.ptr[end - 1])) {
                end--;
            }
            if (places_say_email(sight, ts_bytes(text.ptr + start, end - start), "text",
                                 RANK_TEXT) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- addresses ---- */

static char *folded_key(const struct propose_address *address)
{
    GString *key = g_string_new(NULL);
    const struct ts_str parts[] = {address->street, address->number, address->suffix,
                                   address->postcode, address->city};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *folded =
            g_utf8_casefold(parts[i].len ? parts[i].ptr : "", (gssize)parts[i].len);
        for (const char *at = folded; *at; at++) {
            if (!strchr(" .,-", *at)) {
                g_string_append_c(key, *at);
            }
        }
        g_string_append_c(key, '|');
    }
    return g_string_free(key, FALSE);
}

int places_say_address(struct sight *sight, const struct propose_address *address, const char *from,
                       enum propose_rank rank)
{
    if (!address->street.len || !address->city.len) {
        return 0;
    }
    g_autofree char *key = folded_key(address);
    struct ts_pair details[] = {
        {ts_text("street"), address->street}, {ts_text("number"), address->number},
        {ts_text("suffix"), address->suffix}, {ts_text("postcode"), address->postcode},
        {ts_text("city"), address->city},     {ts_text("country"), address->country},
    };
    struct piece piece = {.key = "address",
                          .value = ts_text(key),
                          .from = from,
                          .rank = rank,
                          .details = details,
                          .count = G_N_ELEMENTS(details)};
    return propose_say(sight, &piece);
}

static gboolean is_kind(const struct sight *sight, uint32_t index, enum token_kind kind)
{
    return index < sight->tokens->count && sight->tokens->items[index].kind == kind;
}

static gboolean is_capital(const struct sight *sight, uint32_t index)
{
    return is_kind(sight, index, TOKEN_WORD) &&
           token_is_capital(sight->document->blocks, &sight->tokens->items[index]);
}

static gboolean is_particle(const struct sight *sight, uint32_t index)
{
    static const char *const words[] = {"van", "de",  "den", "der", "het", "ten",
                                        "ter", "aan", "op",  "in",  "la",  "le",
                                        "du",  "des", "am",  "an",  "zum", "zur"};
    return is_kind(sight, index, TOKEN_WORD) &&
           WORD_IS_ONE_OF(sight->tokens->items[index].folded, words);
}

static gboolean is_inner_sign(const struct sight *sight, uint32_t index)
{
    return token_is_sign(sight->tokens, index, '-') || token_is_sign(sight->tokens, index, '.') ||
           token_is_sign(sight->tokens, index, '\'');
}

/* "B.V." before a street ends the name of the firm: its last letter is no initial. */
static gboolean ends_legal_form(const struct sight *sight, uint32_t index)
{
    uint32_t behind = 0;
    for (uint32_t back = 0; back <= 4 && back <= index; back++) {
        if (legal_form_at(sight->tokens, sight->document->blocks, index - back, &behind) &&
            behind > index) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the street that ends before this token begins; end: there is none. */
static uint32_t street_before(const struct sight *sight, uint32_t end)
{
    uint32_t first = end;
    guint words = 0;
    for (uint32_t i = end; i-- > 0 && words < STREET_WORDS;) {
        if (is_inner_sign(sight, i)) {
            continue;
        }
        if ((!is_capital(sight, i) && !is_particle(sight, i)) || ends_legal_form(sight, i)) {
            break;
        }
        words++;
        if (is_capital(sight, i)) {
            first = i;
        }
    }
    return first;
}

/* A city's name begins with a capital; labels that follow it are none. */
static uint32_t city_behind(const struct sight *sight, uint32_t first)
{
    static const char *const labels[] = {
        "tel", "telefoon",  "telephone",   "telefon", "phone",       "bel", "email", "mail",
        "kvk", "nederland", "netherlands", "belgie",  "deutschland", "fax", "btw",   "route"};
    uint32_t end = first;
    for (uint32_t i = first, words = 0; words < CITY_WORDS; i++) {
        gboolean is_joint = i > first && is_inner_sign(sight, i) &&
                            token_is_joined(sight->tokens, i) &&
                            token_is_joined(sight->tokens, i + 1);
        if (is_joint) {
            continue;
        }
        if (!is_capital(sight, i) && !(i > first && is_particle(sight, i))) {
            break;
        }
        if (WORD_IS_ONE_OF(sight->tokens->items[i].folded, labels)) {
            break;
        }
        words++;
        end = is_capital(sight, i) ? i + 1 : end;
    }
    return end;
}

/* By the form of its postcode, and what language it stands in. */
static const char *country_by(const struct sight *sight, struct ts_str postcode)
{
    guint digits = 0;
    gboolean has_letters = FALSE;
    for (size_t i = 0; i < postcode.len; i++) {
        digits += g_ascii_isdigit(postcode.ptr[i]) ? 1 : 0;
        has_letters |= g_ascii_isalpha(postcode.ptr[i]);
    }
    if (has_letters) {
        return digits == 4 ? "NL" : "";
    }
    if (strcmp(sight->language, "de") == 0) {
        return digits == 5 ? "DE" : "AT";
    }
    return digits == 4 ? "BE" : strcmp(sight->language, "fr") == 0 ? "FR" : "";
}

static int say_at(struct sight *sight, const struct postcode *code)
{
    uint32_t at = code->first;
    struct house_number number;
    while (at > 0 && code->first - at < 2 &&
           (token_is_sign(sight->tokens, at - 1, ',') || is_kind(sight, at - 1, TOKEN_BREAK))) {
        at--;
    }
    for (uint32_t first = at; first-- > 0 && at - first <= 4;) {
        if (!is_kind(sight, first, TOKEN_NUMBER) ||
            !house_number_read(sight->tokens, sight->document->blocks, first, &number) ||
            number.end != at) {
            continue;
        }
        uint32_t street = street_before(sight, first), city = city_behind(sight, code->end);
        if (street == first || city == code->end) {
            return 0;
        }
        struct propose_address address = {
            .street = propose_between(sight, street, first - 1),
            .number = ts_text(number.number),
            .suffix = number.end > number.number_end
                          ? propose_between(sight, number.number_end, number.end - 1)
                          : ts_text(NULL),
            .postcode = propose_between(sight, code->first, code->end - 1),
            .city = propose_between(sight, code->end, city - 1),
        };
        while (address.suffix.len && strchr("- ", address.suffix.ptr[0])) {
            address.suffix = ts_bytes(address.suffix.ptr + 1, address.suffix.len - 1);
        }
        address.country = ts_text(country_by(sight, address.postcode));
        return places_say_address(sight, &address, "text", RANK_TEXT);
    }
    return 0;
}

static int find_addresses(struct sight *sight)
{
    static const char *const codes[] = {"NL", "DE", "BE"};
    struct postcode_forms *forms = postcode_forms_new();
    int done = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
        const struct country *country = country_of(codes[i]);
        postcode_forms_add(forms, country->postcodes, country->prefixes);
    }
    g_autoptr(GArray) found = postcodes_find(forms, sight->tokens);
    for (guint i = 0; done == 0 && i < found->len; i++) {
        done = say_at(sight, &g_array_index(found, struct postcode, i));
    }
    postcode_forms_free(&forms);
    return done;
}

/* ---- the name with its legal form ---- */

static int find_legal_names(struct sight *sight)
{
    for (uint32_t i = 1; i < sight->tokens->count; i++) {
        uint32_t behind = i, first = i;
        guint words = 0;
        if (!is_capital(sight, i - 1) ||
            !legal_form_at(sight->tokens, sight->document->blocks, i, &behind) || behind <= i) {
            continue;
        }
        while (first > 0 && words < NAME_WORDS && is_capital(sight, first - 1)) {
            first--;
            words++;
        }
        if (propose_plain(sight, "legal", propose_between(sight, first, behind - 1), "text",
                          RANK_TEXT) != 0) {
            return -1;
        }
        i = behind;
    }
    return 0;
}

int places_find(struct sight *sight)
{
    return find_addresses(sight) || find_phones(sight) || find_emails(sight) ||
                   find_legal_names(sight)
               ? -1
               : 0;
}
