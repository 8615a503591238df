/* SPDX-License-Identifier: MIT
 *
 * Groups, longest match, * and $, percent-encoding: RFC 9309, sections 2.2 and 2.3.
 */
#include "plugins/source-web/robots.h"

#define RULES_MAX 5000u
#define PATTERN_MAX 2000u

struct robots_rule {
    char *pattern; /* percent-encoding in one form */
    gboolean is_allow;
};

/* Escapes in upper case; what needs no escape has none; the rest as it is. */
static char *even_out(const char *path)
{
    GString *out = g_string_new(NULL);
    for (; *path; path++) {
        guchar byte = (guchar)*path;
        if (byte == '%' && g_ascii_isxdigit(path[1]) && g_ascii_isxdigit(path[2])) {
            guchar value =
                (guchar)(g_ascii_xdigit_value(path[1]) * 16 + g_ascii_xdigit_value(path[2]));
            if (g_ascii_isalnum(value) || (value && strchr("-._~", value))) {
                g_string_append_c(out, (char)value);
            } else {
                g_string_append_printf(out, "%%%02X", value);
            }
            path += 2;
        } else if (byte >= 0x80 || byte <= 0x20) {
            g_string_append_printf(out, "%%%02X", byte);
        } else {
            g_string_append_c(out, (char)byte);
        }
    }
    return g_string_free(out, FALSE);
}

/* The star matches any row of characters; after a mismatch only the last star is tried again, so
 * the cost is at most pattern times path. */
static gboolean matches(const char *pattern, const char *path)
{
    const char *star = NULL;
    const char *retry = NULL;
    for (;;) {
        if (*pattern == '*') {
            star = pattern++;
            retry = path;
        } else if (*pattern == '\0' || (*pattern == '$' && pattern[1] == '\0' && !*path)) {
            return TRUE;
        } else if (*path && *pattern == *path) {
            pattern++;
            path++;
        } else if (star && *retry) {
            pattern = star + 1;
            path = ++retry;
        } else {
            return FALSE;
        }
    }
}

gboolean robots_allows(const struct robots *robots, const char *path)
{
    g_autofree char *even = even_out(path);
    size_t longest = 0;
    gboolean is_allowed = TRUE;
    if (g_str_equal(path, "/robots.txt")) {
        return TRUE;
    }
    for (guint i = 0; i < robots->rules->len; i++) {
        const struct robots_rule *rule = &g_array_index(robots->rules, struct robots_rule, i);
        size_t size = strlen(rule->pattern);
        if ((size > longest || (size == longest && rule->is_allow)) &&
            matches(rule->pattern, even)) {
            longest = size;
            is_allowed = rule->is_allow;
        }
    }
    return is_allowed;
}

/* ---- parsing ---- */

struct parser {
    struct robots *robots;
    const char *agent;
    gboolean is_ours, is_any; /* the group at hand names us, or everybody */
    gboolean is_in_rules;     /* a user-agent line begins a new group */
    gboolean has_ours;        /* some group names us: those for everybody do not count */
    GArray *ours, *any;       /* struct robots_rule */
    double our_delay, any_delay;
};

static void take_agent(struct parser *parser, const char *value)
{
    if (parser->is_in_rules) {
        parser->is_ours = parser->is_any = parser->is_in_rules = FALSE;
    }
    size_t size = strlen(parser->agent);
    gboolean is_named = g_ascii_strncasecmp(value, parser->agent, size) == 0 &&
                        !g_ascii_isalpha(value[size]) && value[size] != '-';
    parser->is_ours |= is_named;
    parser->has_ours |= is_named;
    parser->is_any |= *value == '*';
}

static void take_rule(struct parser *parser, const char *value, gboolean is_allow)
{
    parser->is_in_rules = TRUE;
    if (!*value || strlen(value) > PATTERN_MAX) {
        return; /* "Disallow:" allows all */
    }
    for (int own = 0; own < 2; own++) {
        GArray *rules = own ? parser->ours : parser->any;
        if ((own ? parser->is_ours : parser->is_any) && rules->len < RULES_MAX) {
            struct robots_rule rule = {even_out(value), is_allow};
            g_array_append_val(rules, rule);
        }
    }
}

static void take_delay(struct parser *parser, const char *value)
{
    double delay = CLAMP(g_ascii_strtod(value, NULL), 0, ROBOTS_DELAY_MAX);
    parser->is_in_rules = TRUE;
    parser->our_delay = parser->is_ours ? delay : parser->our_delay;
    parser->any_delay = parser->is_any ? delay : parser->any_delay;
}

static void take_line(struct parser *parser, char *line)
{
    char *hash = strchr(line, '#');
    if (hash) {
        *hash = '\0';
    }
    char *colon = strchr(line, ':');
    if (!colon) {
        return;
    }
    *colon = '\0';
    const char *key = g_strstrip(line);
    const char *value = g_strstrip(colon + 1);
    if (g_ascii_strcasecmp(key, "user-agent") == 0) {
        take_agent(parser, value);
    } else if (g_ascii_strcasecmp(key, "disallow") == 0) {
        take_rule(parser, value, FALSE);
    } else if (g_ascii_strcasecmp(key, "allow") == 0) {
        take_rule(parser, value, TRUE);
    } else if (g_ascii_strcasecmp(key, "crawl-delay") == 0) {
        take_delay(parser, value);
    } else if (g_ascii_strcasecmp(key, "sitemap") == 0 && parser->robots->sitemaps->len < 100) {
        g_ptr_array_add(parser->robots->sitemaps, g_strdup(value));
    }
}

static void free_rules(GArray *rules)
{
    for (guint i = 0; i < rules->len; i++) {
        g_free(g_array_index(rules, struct robots_rule, i).pattern);
    }
    g_array_unref(rules);
}

struct robots *robots_parse(struct ts_str bytes, const char *agent)
{
    struct robots *robots = g_new0(struct robots, 1);
    struct parser parser = {.robots = robots, .agent = agent};
    g_autofree char *text = g_strndup(bytes.ptr ? bytes.ptr : "", MIN(bytes.len, ROBOTS_SIZE));
    parser.ours = g_array_new(FALSE, FALSE, sizeof(struct robots_rule));
    parser.any = g_array_new(FALSE, FALSE, sizeof(struct robots_rule));
    robots->sitemaps = g_ptr_array_new_with_free_func(g_free);
    char *at = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
    while (at && *at) {
        char *end = at + strcspn(at, "\r\n");
        char *next = *end ? end + 1 : NULL;
        *end = '\0';
        take_line(&parser, at);
        at = next;
    }
    robots->rules = parser.has_ours ? parser.ours : parser.any;
    robots->delay = parser.has_ours ? parser.our_delay : parser.any_delay;
    free_rules(parser.has_ours ? parser.any : parser.ours);
    return robots;
}

void robots_free(struct robots **robots)
{
    if (*robots) {
        free_rules((*robots)->rules);
        g_ptr_array_unref((*robots)->sitemaps);
        g_free(*robots);
        *robots = NULL;
    }
}
