/* SPDX-License-Identifier: MIT
 *
 * What one document shows of ours: each thing is observed once.
 */
#include "plugins/check-map/map.h"

static void add(struct things *things, const char *kind, struct ts_str value,
                const struct ts_place *place)
{
    if (things->done != 0 || g_hash_table_size(things->seen) >= MAP_THINGS_MAX ||
        !g_hash_table_add(things->seen, g_strndup(value.ptr, value.len))) {
        return; /* a table that has it frees the copy */
    }
    const struct ts_pair detail = {ts_text("kind"), ts_text(kind)};
    const struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(MAP_KEY),
        .value = value,
        .confidence = -1,
        .place = *place,
        .details = ts_one(&detail, sizeof detail),
    };
    things->done = things->call->host->emit_observation(things->call, &observation);
}

/* One for those who build is no touchpoint; that customers are shown it other checks say. */
static void add_host(struct things *things, struct ts_str host, const struct ts_place *place)
{
    if (!host_is_staging(host, TRUE)) {
        add(things, "domain", host_without_www(host), place);
    }
}

/* ---- links ----------------------------------------------------------------------------------- */

/* The host of an absolute reference as written, with what may stand around it; empty: relative. */
static struct ts_str written_host(struct ts_str url)
{
    static const char *const schemes[] = {"https://", "http://", "//"};
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        size_t len = strlen(schemes[i]), end = len;
        if (url.len > len && g_ascii_strncasecmp(url.ptr, schemes[i], len) == 0) {
            while (end < url.len && !strchr("/?#:\\", url.ptr[end])) {
                end++;
            }
            return ts_bytes(url.ptr + len, end - len);
        }
    }
    return ts_text(NULL);
}

void things_url(struct things *things, struct ts_str url, gboolean is_stated,
                const struct ts_place *place)
{
    char normal[URL_SIZE + 1];
    struct url_parts parts;
    struct profile profile;
    struct ts_str host = written_host(url);
    gboolean may_be_profile = host.len && profile_may_be(host);
    if (!host.len || (!may_be_profile && !host_may_be_ours(things->map, host))) {
        return;
    }
    /* The base lends its scheme to "//host/". */
    size_t size = url_resolve(ts_text("https://localhost/"), url, normal);
    if (size == 0 || !url_split(ts_bytes(normal, size), &parts)) {
        return;
    }
    if (!may_be_profile && host_owner(things->map, parts.host) != OWNER_OTHER) {
        add_host(things, parts.host, place);
    } else if (may_be_profile && profile_read(ts_bytes(normal, size), &profile) &&
               (is_stated || profile_is_ours(things->map, &profile))) {
        add(things, "profile", ts_text(profile.shown), place);
    }
}

/* ---- mailboxes ------------------------------------------------------------------------------- */

/* What stands in fields as an example of what to fill in. */
static gboolean is_placeholder(struct ts_str local)
{
    static const char *const words[] = {"naam",
                                        "jouwnaam",
                                        "jouw.naam",
                                        "uwnaam",
                                        "uw.naam",
                                        "name",
                                        "yourname",
                                        "your.name",
                                        "voornaam",
                                        "firstname",
                                        "gebruiker",
                                        "user",
                                        "username",
                                        "voorbeeld",
                                        "example",
                                        "email",
                                        "e-mail",
                                        "voornaam.achternaam",
                                        "firstname.lastname",
                                        "first.last"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (ts_is(local, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_local_byte(char byte)
{
    return g_ascii_isalnum(byte) || (byte && strchr("._%+-", byte));
}

static gboolean is_local(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_local_byte(text.ptr[i])) {
            return FALSE;
        }
    }
    return text.len > 0 && text.len <= MAP_LOCAL_MAX && text.ptr[0] != '.';
}

void things_mailbox(struct things *things, struct ts_str address, const struct ts_place *place)
{
    char host[HOST_NAME_SIZE], text[MAP_LOCAL_MAX + 1 + HOST_NAME_SIZE];
    const char *at = address.len ? memchr(address.ptr, '@', address.len) : NULL;
    struct ts_str local = at ? ts_bytes(address.ptr, (size_t)(at - address.ptr)) : ts_text(NULL);
    if (!is_local(local)) {
        return;
    }
    struct ts_str domain = ts_bytes(at + 1, address.len - local.len - 1);
    size_t size = host_may_be_ours(things->map, domain) ? host_name_normalise(domain, host) : 0;
    if (size == 0 || host_owner(things->map, ts_bytes(host, size)) != OWNER_LISTED) {
        return;
    }
    g_autofree char *lower = g_ascii_strdown(local.ptr, (gssize)local.len);
    int written = g_snprintf(text, sizeof text, "%s@%.*s", lower, (int)size, host);
    if (written > 0 && (size_t)written < sizeof text && !is_placeholder(ts_text(lower)) &&
        !g_hash_table_contains(things->map->emails, text)) {
        add(things, "mailbox", ts_text(text), place);
    }
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* Digits without what a country leaves out when called from abroad: "+31 (0)30", "0031". */
static size_t read_digits(struct ts_str number, char digits_r[32])
{
    size_t size = 0;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] == '(' && i + 2 < number.len && memcmp(number.ptr + i, "(0)", 3) == 0) {
            i += 2;
        } else if (g_ascii_isdigit(number.ptr[i]) && (size > 0 || number.ptr[i] != '0')) {
            if (size == 31) {
                return 0;
            }
            digits_r[size++] = number.ptr[i];
        } else if (number.ptr[i] == ';' || number.ptr[i] == '?') {
            break; /* parameters (RFC 3966) */
        }
    }
    return size;
}

void things_number(struct things *things, struct ts_str number, const struct ts_place *place)
{
    char digits[32];
    size_t size = read_digits(number, digits);
    for (guint i = 0; size >= 7 && i < things->map->phones->len; i++) {
        const struct map_phone *phone = g_ptr_array_index(things->map->phones, i);
        size_t len = strlen(phone->digits);
        /* With the country or without. */
        if (len >= size && len - size <= 3 &&
            memcmp(phone->digits + len - size, digits, size) == 0) {
            add(things, "number", ts_text(phone->shown), place);
            return;
        }
    }
}

/* ---- text ------------------------------------------------------------------------------------ */

static gboolean is_host_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '.' || byte == '-';
}

/* "bij Vlakwerk.De vloer" has no host in it. */
static gboolean is_suffix_lower(struct ts_str host)
{
    const char *dot = memrchr(host.ptr, '.', host.len);
    return dot && g_ascii_islower(dot[1]);
}

static void take_host(struct things *things, struct ts_str host, const struct ts_place *place)
{
    char name[HOST_NAME_SIZE];
    size_t size = host_may_be_ours(things->map, host) ? host_name_normalise(host, name) : 0;
    enum owner owner = size ? host_owner(things->map, ts_bytes(name, size)) : OWNER_OTHER;
    if (owner == OWNER_LISTED || (owner == OWNER_ALIKE && is_suffix_lower(host))) {
        add_host(things, ts_bytes(name, size), place);
    }
}

/* Where the part before the @ at `end` begins. */
static size_t begin_of_local(struct ts_str text, size_t end)
{
    size_t from = end;
    while (from > 0 && end - from <= MAP_LOCAL_MAX && is_local_byte(text.ptr[from - 1])) {
        from--;
    }
    while (from < end && text.ptr[from] == '.') {
        from++;
    }
    return from;
}

/* A stretch of bytes that hosts are made of. */
static void take_stretch(struct things *things, struct ts_str text, struct ts_place place,
                         size_t to)
{
    size_t from = place.offset, end = to;
    while (from < end && !g_ascii_isalnum(text.ptr[from])) {
        from++;
    }
    while (end > from && !g_ascii_isalnum(text.ptr[end - 1])) {
        end--;
    }
    gboolean is_mailbox = from > 0 && text.ptr[from - 1] == '@';
    if (end == from || (to < text.len && text.ptr[to] == '@')) {
        return;
    }
    from = is_mailbox ? begin_of_local(text, from - 1) : from;
    place.offset = (uint32_t)from;
    place.length = (uint32_t)(end - from);
    if (is_mailbox) {
        things_mailbox(things, ts_bytes(text.ptr + from, end - from), &place);
    } else {
        take_host(things, ts_bytes(text.ptr + from, end - from), &place);
    }
}

void things_text(struct things *things, struct ts_str text, uint32_t block)
{
    size_t at = 0, done = 0; /* the end of the last stretch */
    const char *dot;
    while (at < text.len && (dot = memchr(text.ptr + at, '.', text.len - at))) {
        size_t from = (size_t)(dot - text.ptr), to = from + 1;
        at = to;
        if (from == 0 || to == text.len || !g_ascii_isalnum(text.ptr[from - 1]) ||
            !g_ascii_isalnum(text.ptr[to])) {
            continue;
        }
        while (from > done && is_host_byte(text.ptr[from - 1])) {
            from--;
        }
        while (to < text.len && is_host_byte(text.ptr[to])) {
            to++;
        }
        struct ts_place place = {.block = block, .offset = (uint32_t)from};
        take_stretch(things, text, place, to);
        done = at = to;
    }
}
