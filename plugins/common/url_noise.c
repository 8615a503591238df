/* SPDX-License-Identifier: MIT
 *
 * What in a URL tells a campaign, a click or a session, not a page: the same page would have a name
 * for every visit.
 */
#include "plugins/common/url.h"

#define SESSION_SIZE 24u /* letters and digits of a made-up value; 26 or 32 are usual */

/* Parameters that tell a campaign, a click or a mailing, not a page. */
static const struct {
    const char *name;
    guint8 size;
    guint8 is_prefix;
} tracking[] = {
    {"utm_", 4, 1},
    {"mtm_", 4, 1},
    {"pk_", 3, 1},
    {"matomo_", 7, 1},
    {"gclid", 5, 0},
    {"gclsrc", 6, 0},
    {"dclid", 5, 0},
    {"gbraid", 6, 0},
    {"wbraid", 6, 0},
    {"gad_source", 10, 0},
    {"gad_campaignid", 14, 0},
    {"srsltid", 7, 0},
    {"fbclid", 6, 0},
    {"msclkid", 7, 0},
    {"mc_cid", 6, 0},
    {"mc_eid", 6, 0},
    {"_ga", 3, 0},
    {"_gl", 3, 0},
    {"_gac", 4, 0},
    {"igshid", 6, 0},
    {"igsh", 4, 0},
    {"yclid", 5, 0},
    {"ttclid", 6, 0},
    {"twclid", 6, 0},
    {"li_fat_id", 9, 0},
    {"mkt_tok", 7, 0},
    {"_hsenc", 6, 0},
    {"_hsmi", 5, 0},
    {"vero_id", 7, 0},
    {"oly_enc_id", 10, 0},
    {"oly_anon_id", 11, 0},
    {"epik", 4, 0},
    {"s_kwcid", 7, 0},
    {"ef_id", 5, 0},
    {"_openstat", 9, 0},
    {"wickedid", 8, 0},
};

/* Session ids. Names that mean nothing else go; others only with a value that looks made up, for
 * "sid=12" may be a section. */
static const struct {
    const char *name;
    guint8 size;
    guint8 is_prefix;
    guint8 is_common; /* the name has other meanings */
} sessions[] = {
    {"phpsessid", 9, 0, 0}, {"jsessionid", 10, 0, 0}, {"aspsessionid", 12, 1, 0},
    {"oscsid", 6, 0, 0},    {"zenid", 5, 0, 1},       {"cftoken", 7, 0, 0},
    {"cfid", 4, 0, 0},      {"sid", 3, 0, 1},         {"s", 1, 0, 1},
    {"session", 7, 0, 1},   {"sessionid", 9, 0, 1},   {"session_id", 10, 0, 1},
    {"sess", 4, 0, 1},      {"sessid", 6, 0, 1},
};

static gboolean is_named(struct ts_str name, const char *wanted, size_t size, gboolean is_prefix)
{
    return (is_prefix ? name.len >= size : name.len == size) &&
           g_ascii_strncasecmp(name.ptr, wanted, size) == 0;
}

static gboolean is_tracking(struct ts_str name)
{
    char first = g_ascii_tolower(name.ptr[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(tracking); i++) {
        if (first == tracking[i].name[0] &&
            is_named(name, tracking[i].name, tracking[i].size, tracking[i].is_prefix)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Long, of letters and digits mixed. */
static gboolean is_made_up(struct ts_str value)
{
    gboolean has_digit = FALSE, has_letter = FALSE;
    for (size_t i = 0; i < value.len; i++) {
        has_digit |= g_ascii_isdigit(value.ptr[i]);
        has_letter |= g_ascii_isalpha(value.ptr[i]);
        if (!g_ascii_isalnum(value.ptr[i])) {
            return FALSE;
        }
    }
    return value.len >= SESSION_SIZE && has_digit && has_letter;
}

static gboolean is_session(struct ts_str name, struct ts_str value)
{
    char first = g_ascii_tolower(name.ptr[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(sessions); i++) {
        if (first == sessions[i].name[0] &&
            is_named(name, sessions[i].name, sessions[i].size, sessions[i].is_prefix)) {
            return !sessions[i].is_common || is_made_up(value);
        }
    }
    return FALSE;
}

gboolean url_is_noise(struct ts_str parameter)
{
    const char *equals = parameter.len ? memchr(parameter.ptr, '=', parameter.len) : NULL;
    size_t size = equals ? (size_t)(equals - parameter.ptr) : parameter.len;
    struct ts_str name = ts_bytes(parameter.ptr, size);
    struct ts_str value = equals ? ts_bytes(equals + 1, parameter.len - size - 1) : ts_text(NULL);
    return size > 0 && (is_tracking(name) || (equals && is_session(name, value)));
}

/* Servers put it last, so all behind it goes too: what stays has the neighbours it had. */
size_t url_segment_size(struct ts_str segment)
{
    static const char name[] = ";jsessionid=";
    const size_t length = sizeof name - 1;
    const char *at = segment.len ? memchr(segment.ptr, ';', segment.len) : NULL;
    while (at) {
        size_t left = segment.len - (size_t)(at - segment.ptr);
        if (left >= length && g_ascii_strncasecmp(at, name, length) == 0) {
            return segment.len - left;
        }
        at = left > 1 ? memchr(at + 1, ';', left - 1) : NULL;
    }
    return segment.len;
}
