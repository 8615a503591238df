/* SPDX-License-Identifier: MIT
 *
 * From a locator, as its source gave it, to a file and a URI.
 */
#include "core/report/location.h"

#include <string.h>

#define UNRESERVED "-._~"
#define IN_URI \
    UNRESERVED "/?@!$&'()*+,;=:" /* RFC 3986, but what follows rules of its own: % # [ ] */

/* The scheme of a URL, "https"; 0 = this is a path. */
static gsize size_of_scheme(const char *locator)
{
    gsize size = 0;
    if (!g_ascii_isalpha(*locator)) {
        return 0;
    }
    while (g_ascii_isalnum(locator[size]) || (locator[size] && strchr("+-.", locator[size]))) {
        size++;
    }
    return g_str_has_prefix(locator + size, "://") ? size : 0;
}

static gboolean is_escape(const char *at)
{
    return *at == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
}

static void put_encoded(GString *out, const char *text, const char *kept)
{
    for (; *text; text++) {
        if (g_ascii_isalnum(*text) || strchr(kept, *text)) {
            g_string_append_c(out, *text);
        } else {
            g_string_append_printf(out, "%%%02X", (guchar)*text);
        }
    }
}

/* "user@host:8080"; stricter than the RFC, for what else has no place in a report. */
static gboolean is_authority(const char *text, gsize size)
{
    const char *colon = memchr(text, ':', size);
    gsize name = colon ? (gsize)(colon - text) : size;
    for (gsize i = 0; i < size; i++) {
        gboolean is_fine =
            i <= name ? g_ascii_isalnum(text[i]) || strchr(UNRESERVED "@:", text[i]) != NULL
                      : g_ascii_isdigit(text[i]);
        if (!is_fine) {
            return FALSE;
        }
    }
    return TRUE;
}

/* NULL: it looks like a URL, and is none. */
static char *url_of(const char *locator, gsize scheme)
{
    const char *authority = locator + scheme + strlen("://");
    gsize size = strcspn(authority, "/?#");
    if (!is_authority(authority, size)) {
        return NULL;
    }
    GString *out = g_string_new_len(locator, authority + size - locator);
    gboolean has_fragment = FALSE;
    for (const char *at = authority + size; *at; at++) {
        gboolean is_mark = *at == '#' && !has_fragment;
        has_fragment = has_fragment || is_mark;
        if (is_mark || is_escape(at) || g_ascii_isalnum(*at) || strchr(IN_URI, *at)) {
            g_string_append_c(out, *at);
        } else {
            g_string_append_printf(out, "%%%02X", (guchar)*at);
        }
    }
    return g_string_free(out, FALSE);
}

/* The locator of what is inside a file goes on after the file: mail.eml#part=2, archive.mbox
 * #message=3/part=1. Other signs are of the name. */
static gsize size_of_file(const char *locator)
{
    static const char *const marks[] = {
        "#part=", "#message=", "#page=", "#item=", "#row=", "#slide=", "#sheet="};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = g_strrstr(locator, marks[i]);
        if (mark && mark > locator) {
            return (gsize)(mark - locator);
        }
    }
    return strlen(locator);
}

/* Files of a plan are found from the plan's folder, those of a scan from where it runs. */
static char *path_of(const struct result *result, const char *locator)
{
    g_autofree char *file = g_strndup(locator, size_of_file(locator));
    const char *own = g_str_has_prefix(file, "./") ? file + 2 : file;
    g_autofree char *folder = g_path_get_dirname(result_run(result)->plan);
    if (*own == '/' || !result_run(result)->has_states || g_str_equal(folder, ".")) {
        return g_strdup(own);
    }
    return g_build_filename(folder, own, NULL);
}

static void set_file(struct location *location, char *path)
{
    GString *uri = g_string_new(*path == '/' ? "file://" : "");
    put_encoded(uri, path, UNRESERVED "/");
    location->path = path;
    location->is_relative = *path != '/';
    location->uri = g_string_free(uri, FALSE);
}

gboolean location_of(const struct result *result, const struct result_place *place,
                     struct location *location_r)
{
    const struct result_run *run = result_run(result);
    gboolean has_plan = run->has_states && *run->plan;
    *location_r = (struct location){.path = NULL};
    if (!place || !*place->locator) {
        if (has_plan) {
            const char *plan = run->plan + (g_str_has_prefix(run->plan, "./") ? 2 : 0);
            set_file(location_r, g_strdup(plan));
        }
        return has_plan;
    }
    gsize scheme = size_of_scheme(place->locator);
    location_r->uri = scheme ? url_of(place->locator, scheme) : NULL;
    if (!location_r->uri) {
        set_file(location_r, path_of(result, place->locator));
    }
    gboolean is_whole = size_of_file(place->locator) == strlen(place->locator) &&
                        !g_str_has_prefix(place->where, "part=");
    location_r->line = is_whole ? place->line : 0;
    location_r->column = is_whole ? place->column : 0;
    return TRUE;
}

void location_clear(struct location *location)
{
    g_clear_pointer(&location->path, g_free);
    g_clear_pointer(&location->uri, g_free);
}
