/* SPDX-License-Identifier: MIT
 *
 * What a page says of itself in meta elements.
 */
#include <string.h>

#include "plugins/common/acceptance.h"
#include "plugins/common/html_private.h"

#define NAME_MAX_LEN 200u /* bytes of a name */

static void put_description(struct html_reader *reader, const char *name, const char *content)
{
    static const char *const shown[] = {"description",  "og:title",      "og:description",
                                        "og:site_name", "twitter:title", "twitter:description"};
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
        if (g_str_equal(name, shown[i]) && g_hash_table_add(reader->said, g_strdup(content))) {
            g_autofree char *suffix = g_strdup_printf("meta[%s]", name);
            html_emit_text(reader, content, TS_ROLE_METADATA, suffix);
        }
    }
}

/* "5; url=https://..." */
static void put_refresh(struct html_reader *reader, const char *content)
{
    g_autofree char *lower = g_ascii_strdown(content, -1);
    const char *url = strstr(lower, "url");
    const char *value = url ? content + (url - lower) + strlen("url") : NULL;
    value = value ? value + strspn(value, " \t\r\n\f") : NULL;
    if (value && *value == '=') {
        value += 1 + strspn(value + 1, " \t\r\n\f'\"");
        g_autofree char *own = g_strndup(value, strcspn(value, "'\""));
        html_put_link(reader, own, TS_LINK_REDIRECT, NULL);
    }
}

/* "noindex, nofollow" */
static void note_robots(struct html_reader *reader, const char *content)
{
    g_auto(GStrv) words = g_strsplit_set(content, ", \t\r\n\f", -1);
    for (guint i = 0; words[i]; i++) {
        reader->is_nofollow |= g_ascii_strcasecmp(words[i], "nofollow") == 0 ||
                               g_ascii_strcasecmp(words[i], "none") == 0;
    }
}

void html_take_meta(struct html_reader *reader, const struct html_node *node)
{
    static const char *const pictures[] = {"og:image", "og:image:url", "og:image:secure_url",
                                           "twitter:image", "twitter:image:src"};
    const char *name = html_attribute(reader, node, ATTRIBUTE_NAME);
    const char *equivalent = html_attribute(reader, node, ATTRIBUTE_HTTP_EQUIV);
    const char *content = html_attribute(reader, node, ATTRIBUTE_CONTENT);
    name = name ? name : html_attribute(reader, node, ATTRIBUTE_PROPERTY);
    if (!content) {
        return;
    }
    if (equivalent && g_ascii_strcasecmp(equivalent, "refresh") == 0) {
        put_refresh(reader, content);
    }
    if (html_has_token(html_attribute(reader, node, ATTRIBUTE_ITEMPROP), "logo")) {
        html_put_picture(reader, content, TS_REFERENCE_SOCIAL, NULL);
    }
    if (!name || strlen(name) > NAME_MAX_LEN) {
        return;
    }
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (g_str_equal(lower, ACCEPTANCE_META)) {
        return; /* comments say that, where they may */
    }
    struct ts_pair pair = {ts_text(lower), ts_text(content)};
    reader->is_failed |= reader->call->host->emit_meta(reader->call, &pair) != 0;
    put_description(reader, lower, content);
    if (g_str_equal(lower, "robots")) {
        note_robots(reader, content);
    }
    if (g_str_equal(lower, "msapplication-tileimage")) {
        html_put_picture(reader, content, TS_REFERENCE_ICON, NULL);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(pictures); i++) {
        if (g_str_equal(lower, pictures[i])) {
            html_put_picture(reader, content, TS_REFERENCE_SOCIAL, NULL);
        }
    }
}
