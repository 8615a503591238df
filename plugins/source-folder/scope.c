/* SPDX-License-Identifier: MIT
 *
 * A page's picture is a file of the folder: by the URL that the folder stands for, or as if the
 * folder were the root of a site.
 */
#include "plugins/source-folder/scope.h"

#include <glib.h>
#include <string.h>

#include "plugins/common/url.h"

/* Stands for the root of a folder that stands for no URL (RFC 6761: no such host). */
#define NOWHERE "http://folder.invalid/"

struct scope {
    char *root; /* what locators begin with, up to and with the last slash */
    gboolean is_url;
    char url[URL_SIZE + 1];
    GString *locator;
};

int folder_scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r)
{
    struct ts_str base = ts_get_text(open->options, "base");
    struct ts_str path = ts_get_text(open->options, "path_given");
    struct scope *scope = g_new0(struct scope, 1);
    struct ts_str own = base.len ? base : path.len ? path : ts_get_text(open->options, "path");
    (void)call;
    scope->is_url = base.len > 0;
    scope->root = g_strdup_printf("%.*s%s", (int)own.len, own.len ? own.ptr : "",
                                  own.len && own.ptr[own.len - 1] == '/' ? "" : "/");
    scope->locator = g_string_new(NULL);
    *scope_r = scope;
    return 0;
}

void folder_scope_close(struct ts_call *call, void *data)
{
    struct scope *scope = data;
    (void)call;
    g_string_free(scope->locator, TRUE);
    g_free(scope->root);
    g_free(scope);
}

static gboolean begins(struct ts_str text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.ptr, prefix, len) == 0;
}

/* The rest of text behind prefix, which it begins with. */
static struct ts_str behind(struct ts_str text, const char *prefix)
{
    return ts_bytes(text.ptr + strlen(prefix), text.len - strlen(prefix));
}

/* Where the document stands, as a URL; the caller frees it. */
static char *place_of(const struct scope *scope, struct ts_str base)
{
    struct ts_str rest = begins(base, scope->root) ? behind(base, scope->root) : ts_text(NULL);
    if (scope->is_url || begins(base, "http://") || begins(base, "https://")) {
        return g_strndup(base.len ? base.ptr : "", base.len);
    }
    g_autofree char *name = g_strndup(rest.len ? rest.ptr : "", rest.len);
    g_autofree char *escaped = g_uri_escape_string(name, "/!$&'()*+,;=:@~", TRUE);
    return g_strconcat(NOWHERE, escaped, NULL);
}

int folder_resolve(struct ts_call *call, void *data, struct ts_str base, struct ts_str reference,
                   uint32_t purpose, struct ts_str *locator_r)
{
    struct scope *scope = data;
    const char *root = scope->is_url ? scope->root : NOWHERE;
    (void)call;
    /* A file that was named alone has nothing beside it. */
    gboolean is_asked = purpose == TS_LINK_PICTURE || (purpose == TS_LINK_HANDOFF && scope->is_url);
    if (!is_asked || (!scope->is_url && !begins(base, scope->root))) {
        return 0;
    }
    g_autofree char *place = place_of(scope, base);
    struct ts_str url = ts_bytes(scope->url, url_resolve(ts_text(place), reference, scope->url));
    url.len = strcspn(scope->url, "?#") < url.len ? strcspn(scope->url, "?#") : url.len;
    if (!begins(url, root)) {
        return 0;
    }
    if (scope->is_url) {
        *locator_r = url;
        return 1;
    }
    struct ts_str rest = behind(url, root);
    g_autofree char *name = g_uri_unescape_segment(rest.ptr, rest.ptr + rest.len, NULL);
    if (!name) {
        return 0;
    }
    g_string_assign(scope->locator, scope->root);
    g_string_append(scope->locator, name);
    *locator_r = ts_bytes(scope->locator->str, scope->locator->len);
    return 1;
}
