/* SPDX-License-Identifier: MIT
 *
 * Where the firm can be reached: addresses, telephone numbers, mailboxes, and its name with a legal
 * form.
 */
#include "plugins/check-propose/propose.h"

#include <string.h>

#include "plugins/common/contact.h"

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
static char *with_country(struct ts_str written, const struct contact_phone *parts)
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
    struct contact_phone parts;
    if (!contact_phone_read(written, region_of(sight), &parts)) {
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

/* ---- in text ---- */

static int take_address(void *data, const struct contact_address *found)
{
    struct sight *sight = data;
    struct propose_address address = {.street = found->street,
                                      .number = found->number,
                                      .suffix = found->suffix,
                                      .postcode = found->postcode,
                                      .city = found->city,
                                      .country = ts_text(country_by(sight, found->postcode))};
    return places_say_address(sight, &address, "text", RANK_TEXT);
}

static int take_legal(void *data, struct ts_str text)
{
    return propose_plain(data, "legal", text, "text", RANK_TEXT);
}

static int take_phone(void *data, struct ts_str text)
{
    return places_say_phone(data, text, "text", RANK_TEXT);
}

static int take_email(void *data, struct ts_str text)
{
    return places_say_email(data, text, "text", RANK_TEXT);
}

int places_find(struct sight *sight)
{
    const struct contact_fns fns = {.address = take_address,
                                    .legal = take_legal,
                                    .phone = take_phone,
                                    .email = take_email,
                                    .data = sight};
    return contact_find(sight->call, sight->document, &fns);
}
