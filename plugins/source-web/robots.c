/* SPDX-License-Identifier: MIT
 *
 * Groups, longest match, * and $, percent-encoding: RFC 9309, sections 2.2 and 2.3.
 */
#include "plugins/source-web/robots.h"
#include "plugins/common/pattern.h"

struct robots_rule {
    char *pattern; /* percent-encoding in one form */
    size_t size;   /* without a $ at the end */
    guint weight;  /* with it */
    gboolean is_allow, is_whole;
};

/* ---- matching ---- */

/* Escapes in upper case; what needs no escape has none; in a path * and $ are letters like others,
 * so they are escaped, as in a pattern that means them. */
static GString *even_out(struct ts_str text, gboolean is_pattern)
{
    GString *out = g_string_sized_new(text.len + 16);
    for (size_t i = 0; i < text.len; i++) {
        guchar byte = (guchar)text.ptr[i];
        gboolean is_last = i + 1 == text.len;
        if (byte == '%' && i + 2 < text.len && g_ascii_isxdigit(text.ptr[i + 1]) &&
            g_ascii_isxdigit(text.ptr[i + 2])) {
            guchar value = (guchar)(g_ascii_xdigit_value(text.ptr[i + 1]) * 16 +
                                    g_ascii_xdigit_value(text.ptr[i + 2]));
            if (g_ascii_isalnum(value) || (value && strchr("-._~", value))) {
                g_string_append_c(out, (char)value);
            } else {
                g_string_append_printf(out, "%%%02X", value);
            }
            i += 2;
        } else if (byte >= 0x7F || byte <= 0x20 || (byte == '*' && !is_pattern) ||
                   (byte == '$' && !(is_pattern && is_last))) {
            g_string_append_printf(out, "%%%02X", byte);
        } else {
            g_string_append_c(out, (char)byte);
        }
    }
    return out;
}

gboolean robots_allows(const struct robots *robots, struct ts_str target)
{
    guint longest = 0;
    gboolean is_allowed = TRUE;
    if (robots->rules->len == 0 || ts_is(target, "/robots.txt")) {
        return TRUE;
    }
    GString *path = even_out(target, FALSE);
    for (guint i = 0; i < robots->rules->len; i++) {
        const struct robots_rule *rule = &g_array_index(robots->rules, struct robots_rule, i);
        if ((rule->weight > longest || (rule->weight == longest && rule->is_allow)) &&
            pattern_matches(ts_bytes(rule->pattern, rule->size), ts_bytes(path->str, path->len),
                            rule->is_whole)) {
            longest = rule->weight;
            is_allowed = rule->is_allow;
        }
    }
    g_string_free(path, TRUE);
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

/* The product token alone counts: "Touchstone/2 (x)" is us, "touchstonebot" is not. */
static void take_agent(struct parser *parser, const char *value)
{
    if (parser->is_in_rules) {
        parser->is_ours = parser->is_any = parser->is_in_rules = FALSE;
    }
    size_t size = strlen(parser->agent);
    gboolean is_named = g_ascii_strncasecmp(value, parser->agent, size) == 0 &&
                        !g_ascii_isalpha(value[size]) && value[size] != '-' && value[size] != '_';
    parser->is_ours |= is_named;
    parser->has_ours |= is_named;
    parser->is_any |= value[0] == '*';
}

static void add_rule(GArray *rules, const char *value, gboolean is_allow)
{
    if (rules->len < ROBOTS_RULES) {
        GString *pattern = even_out(ts_text(value), TRUE);
        gboolean is_whole = pattern->len > 0 && pattern->str[pattern->len - 1] == '$';
        struct robots_rule rule = {
            .size = pattern->len - (is_whole ? 1 : 0),
            .weight = (guint)pattern->len,
            .is_allow = is_allow,
            .is_whole = is_whole,
        };
        rule.pattern = g_string_free(pattern, FALSE);
        g_array_append_val(rules, rule);
    }
}

/* An empty "Disallow:" is no rule: it allows all. */
static void take_rule(struct parser *parser, const char *value, gboolean is_allow)
{
    parser->is_in_rules = TRUE;
    if (*value && parser->is_ours) {
        add_rule(parser->ours, value, is_allow);
    }
    if (*value && parser->is_any) {
        add_rule(parser->any, value, is_allow);
    }
}

static void take_allow(struct parser *parser, const char *value)
{
    take_rule(parser, value, TRUE);
}

static void take_disallow(struct parser *parser, const char *value)
{
    take_rule(parser, value, FALSE);
}

static void take_delay(struct parser *parser, const char *value)
{
    double delay = g_ascii_strtod(value, NULL);
    delay = delay > 0 ? MIN(delay, ROBOTS_DELAY_MAX) : 0; /* not a number: none */
    parser->is_in_rules = TRUE;
    parser->our_delay = parser->is_ours ? delay : parser->our_delay;
    parser->any_delay = parser->is_any ? delay : parser->any_delay;
}

static void take_sitemap(struct parser *parser, const char *value)
{
    if (*value && parser->robots->sitemaps->len < ROBOTS_SITEMAPS) {
        g_ptr_array_add(parser->robots->sitemaps, g_strdup(value));
    }
}

/* With the slips that RFC 9309's authors found often enough to read them too. */
static const struct {
    const char *key;
    void (*take)(struct parser *parser, const char *value);
} fields[] = {
    {"user-agent", take_agent},  {"useragent", take_agent},    {"user agent", take_agent},
    {"disallow", take_disallow}, {"dissallow", take_disallow}, {"disalow", take_disallow},
    {"allow", take_allow},       {"crawl-delay", take_delay},  {"sitemap", take_sitemap},
    {"site-map", take_sitemap},
};

/* line is changed: cut at the comment and the colon. */
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
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (g_ascii_strcasecmp(key, fields[i].key) == 0) {
            fields[i].take(parser, value);
            return;
        }
    }
}

static void free_rules(GArray *rules)
{
    for (guint i = 0; i < rules->len; i++) {
        g_free(g_array_index(rules, struct robots_rule, i).pattern);
    }
    g_array_unref(rules);
}

/* A NUL ends no line: it is a byte like others that no rule has. */
static void take_lines(struct parser *parser, struct ts_str bytes)
{
    GString *line = g_string_new(NULL);
    for (size_t i = 0; i <= bytes.len; i++) {
        char byte = i < bytes.len ? bytes.ptr[i] : '\n';
        if (byte == '\r' || byte == '\n') {
            take_line(parser, line->str);
            g_string_truncate(line, 0);
        } else {
            g_string_append_c(line, byte ? byte : ' ');
        }
    }
    g_string_free(line, TRUE);
}

struct robots *robots_parse(struct ts_str bytes, const char *agent)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct robots *robots = g_new0(struct robots, 1);
    struct parser parser = {.robots = robots, .agent = agent};
    parser.ours = g_array_new(FALSE, FALSE, sizeof(struct robots_rule));
    parser.any = g_array_new(FALSE, FALSE, sizeof(struct robots_rule));
    robots->sitemaps = g_ptr_array_new_with_free_func(g_free);
    if (bytes.len >= 3 && memcmp(bytes.ptr, mark, 3) == 0) {
        bytes = ts_bytes(bytes.ptr + 3, bytes.len - 3);
    }
    bytes.len = MIN(bytes.len, ROBOTS_SIZE);
    take_lines(&parser, bytes);
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
