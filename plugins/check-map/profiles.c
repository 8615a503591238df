/* SPDX-License-Identifier: MIT
 *
 * The addresses of profiles at networks, by how each writes them.
 */
#include "plugins/check-map/map.h"

struct network {
    const char *domain; /* with all below it */
    const char *name;   /* as ids of touchpoints have it */
    const char *shown;  /* NULL: the domain */
    const char *under;  /* the name follows one of these segments; separated by | */
    const char
        *barred;     /* first segments that are no names, or NULL if a bare name is none at all */
    gboolean has_at; /* names begin with @ */
    gboolean is_number, is_host;
};

#define NOT_FACEBOOK                                                                             \
    "sharer|sharer.php|share.php|share|dialog|plugins|tr|events|groups|hashtag|login|login.php|" \
    "l.php|photo|photo.php|photos|watch|help|policies|privacy|terms|business|ads|legal|"         \
    "marketplace|gaming|story.php|permalink.php|reel|profile.php|home.php|media|people|p"
#define NOT_INSTAGRAM "p|reel|reels|explore|stories|accounts|tv|about|developer|legal|direct|share"
#define NOT_X                                                                                  \
    "intent|share|home|i|search|hashtag|login|signup|explore|settings|privacy|tos|about|jobs|" \
    "download"

static const struct network networks[] = {
    {.domain = "facebook.com", .name = "facebook", .under = "pages|pg", .barred = NOT_FACEBOOK},
    {.domain = "fb.com", .name = "facebook", .shown = "facebook.com", .barred = NOT_FACEBOOK},
    {.domain = "instagram.com", .name = "instagram", .barred = NOT_INSTAGRAM},
    {.domain = "linkedin.com", .name = "linkedin", .under = "company|showcase|school"},
    {.domain = "youtube.com", .name = "youtube", .under = "c|user|channel", .has_at = TRUE},
    {.domain = "x.com", .name = "x", .barred = NOT_X},
    {.domain = "twitter.com", .name = "twitter", .shown = "x.com", .barred = NOT_X},
    {.domain = "tiktok.com", .name = "tiktok", .has_at = TRUE},
    {.domain = "pinterest.com",
     .name = "pinterest",
     .barred = "pin|search|ideas|business|about|today|explore"},
    {.domain = "threads.net", .name = "threads", .has_at = TRUE},
    {.domain = "threads.com", .name = "threads", .shown = "threads.net", .has_at = TRUE},
    {.domain = "bsky.app", .name = "bluesky", .under = "profile"},
    {.domain = "mastodon.social", .name = "mastodon", .has_at = TRUE},
    {.domain = "mastodon.online", .name = "mastodon", .has_at = TRUE},
    {.domain = "mastodon.nl", .name = "mastodon", .has_at = TRUE},
    {.domain = "wa.me", .name = "whatsapp", .is_number = TRUE},
    {.domain = "t.me", .name = "telegram", .barred = "share|joinchat|s|iv|proxy|addstickers"},
    {.domain = "trustpilot.com", .name = "trustpilot", .under = "review", .is_host = TRUE},
};

/* ---- hosts ----------------------------------------------------------------------------------- */

static gboolean is_at(struct ts_str host, const char *domain)
{
    size_t len = strlen(domain);
    return host.len >= len && g_ascii_strncasecmp(host.ptr + host.len - len, domain, len) == 0 &&
           (host.len == len || host.ptr[host.len - len - 1] == '.');
}

/* Pinterest has a domain a country. */
static gboolean is_pinterest(struct ts_str host)
{
    static const char name[] = "pinterest.";
    host = host_without_www(host);
    return host.len > sizeof name && g_ascii_strncasecmp(host.ptr, name, sizeof name - 1) == 0;
}

static const struct network *find_network(struct ts_str host)
{
    const struct network *pinterest = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(networks); i++) {
        if (is_at(host, networks[i].domain)) {
            return &networks[i];
        }
        if (strcmp(networks[i].name, "pinterest") == 0) {
            pinterest = &networks[i];
        }
    }
    return is_pinterest(host) ? pinterest : NULL;
}

gboolean profile_may_be(struct ts_str host)
{
    return find_network(host) != NULL;
}

/* ---- paths ----------------------------------------------------------------------------------- */

/* "/a/b" gives a, then b; empty at the end. */
static struct ts_str next_segment(struct ts_str *path)
{
    struct ts_str segment = {NULL, 0};
    while (path->len && *path->ptr == '/') {
        path->ptr++, path->len--;
    }
    segment.ptr = path->ptr;
    while (path->len && *path->ptr != '/') {
        path->ptr++, path->len--, segment.len++;
    }
    return segment;
}

static gboolean is_one_of(struct ts_str segment, const char *words)
{
    while (words && *words) {
        size_t len = strcspn(words, "|");
        if (segment.len == len && g_ascii_strncasecmp(segment.ptr, words, len) == 0) {
            return TRUE;
        }
        words += len + (words[len] == '|');
    }
    return FALSE;
}

static gboolean is_handle(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isalnum(text.ptr[i]) && !strchr("._-%+", text.ptr[i])) {
            return FALSE;
        }
    }
    return text.len > 0 && text.len <= MAP_HANDLE_MAX && g_ascii_isalnum(text.ptr[0]);
}

static gboolean is_digits(struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isdigit(text.ptr[i])) {
            return FALSE;
        }
    }
    return text.len >= 6;
}

/* Writes what is shown: the domain, what stands before the name, the name in lower case. */
static gboolean set(struct profile *profile, const struct network *network, const char *before,
                    struct ts_str handle)
{
    if (!is_handle(handle)) {
        return FALSE;
    }
    const char *domain = network->shown ? network->shown : network->domain;
    g_autofree char *name = g_ascii_strdown(handle.ptr, (gssize)handle.len);
    int size = g_snprintf(profile->shown, sizeof profile->shown, "%s/%s%s", domain, before, name);
    if (size < 0 || (size_t)size >= sizeof profile->shown) {
        return FALSE;
    }
    profile->handle = ts_bytes(profile->shown + (size_t)size - handle.len, handle.len);
    profile->network = network->name;
    profile->is_number = network->is_number;
    profile->is_host = network->is_host;
    return TRUE;
}

gboolean profile_read(struct ts_str url, struct profile *profile_r)
{
    struct url_parts parts;
    const struct network *network = url_split(url, &parts) ? find_network(parts.host) : NULL;
    if (!network) {
        return FALSE;
    }
    struct ts_str path = parts.path;
    struct ts_str first = next_segment(&path);
    if (network->has_at && first.len && *first.ptr == '@') {
        return set(profile_r, network, "@", ts_bytes(first.ptr + 1, first.len - 1));
    }
    if (network->is_number) {
        return is_digits(first) && set(profile_r, network, "", first);
    }
    if (is_one_of(first, network->under)) {
        char before[32];
        g_snprintf(before, sizeof before, "%.*s/", (int)first.len, first.ptr);
        g_autofree char *lower = g_ascii_strdown(before, -1);
        return set(profile_r, network, lower, next_segment(&path));
    }
    return network->barred && !is_one_of(first, network->barred) &&
           set(profile_r, network, "", first);
}

/* ---- ours? ----------------------------------------------------------------------------------- */

static gboolean has_number(const struct map *map, struct ts_str digits)
{
    for (guint i = 0; i < map->phones->len; i++) {
        const struct map_phone *phone = g_ptr_array_index(map->phones, i);
        if (ts_is(digits, phone->digits)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "vlakwerk.nl" has the letters vlakwerknl, of which the first word is vlakwerk. */
static gboolean carries(struct ts_str handle, const char *name)
{
    char letters[MAP_HANDLE_MAX + 1];
    size_t size = 0, word = 0, len = strlen(name);
    for (size_t i = 0; i < handle.len && size < MAP_HANDLE_MAX; i++) {
        if (g_ascii_isalnum(handle.ptr[i])) {
            letters[size++] = handle.ptr[i];
        } else if (word == 0) {
            word = size;
        }
    }
    letters[size] = '\0';
    word = word ? word : size;
    if (len > size || len < 3) {
        return FALSE;
    }
    gboolean is_begin = memcmp(letters, name, len) == 0;
    gboolean is_end = memcmp(letters + size - len, name, len) == 0;
    return (is_begin && word == len) || (is_begin && size == len) ||
           (len >= MAP_HANDLE_LEAST && (is_begin || is_end));
}

gboolean profile_is_ours(const struct map *map, const struct profile *profile)
{
    if (profile->is_number) {
        return has_number(map, profile->handle);
    }
    if (profile->is_host) {
        return host_owner(map, host_without_www(profile->handle)) != OWNER_OTHER;
    }
    for (guint i = 0; i < map->names->len; i++) {
        if (carries(profile->handle, g_ptr_array_index(map->names, i))) {
            return TRUE;
        }
    }
    return FALSE;
}
