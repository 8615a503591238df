/* SPDX-License-Identifier: MIT
 *
 * Between the names of files and the locators that people read.
 */
#include "plugins/common/files.h"

/* ---- the root ---- */

/* Cuts the components off that begin with the first one that has a wildcard. What was cut, or NULL;
 * the caller frees it. */
static char *cut_glob(char *path)
{
    char *wild = strpbrk(path, "*?");
    if (!wild) {
        return NULL;
    }
    while (wild > path && wild[-1] != '/') {
        wild--;
    }
    char *glob = g_strdup(wild);
    *wild = '\0';
    return glob;
}

void files_root_init(struct files_root *root, const struct ts_node *options, gboolean takes_globs)
{
    struct ts_str path = ts_get_text(options, "path");
    struct ts_str base = ts_get_text(options, "base");
    struct ts_str given = ts_get_text(options, "path_given");
    *root = (struct files_root){0};
    root->absolute = g_strndup(path.ptr ? path.ptr : "", path.len);
    root->path = given.len ? g_strndup(given.ptr, given.len) : g_strdup(root->absolute);
    if (base.len) {
        root->base = g_strdup_printf("%.*s%s", (int)base.len, base.ptr,
                                     base.ptr[base.len - 1] == '/' ? "" : "/");
    }
    if (takes_globs) {
        root->glob = cut_glob(root->absolute);
        g_free(cut_glob(root->path));
    }
}

void files_root_clear(struct files_root *root)
{
    g_clear_pointer(&root->path, g_free);
    g_clear_pointer(&root->absolute, g_free);
    g_clear_pointer(&root->base, g_free);
    g_clear_pointer(&root->glob, g_free);
}

/* ---- from names ---- */

/* Of a URL: what would not stand in a path is percent-encoded; an index file is its folder. */
static char *url_of(const struct files_root *root, const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, "/!$&'()*+,;=:@~", TRUE);
    if (g_str_equal(escaped, "index.html")) {
        return g_strdup(root->base);
    }
    if (g_str_has_suffix(escaped, "/index.html")) {
        escaped[strlen(escaped) - strlen("index.html")] = '\0';
    }
    return g_strconcat(root->base, escaped, NULL);
}

/* A name that is not UTF-8 has its odd bytes as %XX, and so have % signs before two hex digits. */
static char *printable(const char *name)
{
    GString *out = g_string_new(NULL);
    for (const char *at = name; *at;) {
        gunichar c = g_utf8_get_char_validated(at, -1);
        gboolean is_odd = c == (gunichar)-1 || c == (gunichar)-2 || c < 0x20 ||
                          (*at == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]));
        if (is_odd) {
            g_string_append_printf(out, "%%%02X", (guchar)*at);
            at++;
        } else {
            g_string_append_unichar(out, c);
            at = g_utf8_next_char(at);
        }
    }
    return g_string_free(out, FALSE);
}

char *files_locator(const struct files_root *root, const char *name)
{
    if (root->base) {
        return url_of(root, name);
    }
    g_autofree char *shown = printable(name);
    const char *joint = !*root->path || g_str_has_suffix(root->path, "/") ? "" : "/";
    return g_strconcat(root->path, joint, shown, NULL);
}

/* ---- to names ---- */

/* Undoes %XX; NULL if a byte of it would be a NUL. */
static char *unescape(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])) {
            int byte = g_ascii_xdigit_value(text[1]) * 16 + g_ascii_xdigit_value(text[2]);
            if (byte == 0) {
                g_string_free(out, TRUE);
                return NULL;
            }
            g_string_append_c(out, (char)byte);
            text += 2;
        } else {
            g_string_append_c(out, *text);
        }
    }
    return g_string_free(out, FALSE);
}

char *files_name(const struct files_root *root, struct ts_str locator)
{
    g_autofree char *own = g_strndup(locator.ptr, locator.len);
    const char *prefix = root->base ? root->base : root->path;
    if (!g_str_has_prefix(own, prefix)) {
        return NULL;
    }
    const char *rest = own + strlen(prefix);
    if (*prefix && !g_str_has_suffix(prefix, "/") && *rest && *rest++ != '/') {
        return NULL;
    }
    char *name = unescape(rest);
    if (name && root->base && (!*name || g_str_has_suffix(name, "/"))) {
        char *index = g_strconcat(name, "index.html", NULL);
        g_free(name);
        return index;
    }
    return name;
}

/* ---- references ---- */

/* Follows one component; FALSE: it leaves the root. */
static gboolean step(GPtrArray *parts, const char *part)
{
    if (!*part || g_str_equal(part, ".")) {
        return TRUE;
    }
    if (!g_str_equal(part, "..")) {
        g_ptr_array_add(parts, g_strdup(part));
        return TRUE;
    }
    return parts->len > 0 && g_ptr_array_remove_index(parts, parts->len - 1) != NULL;
}

/* The components of a document's folder, below the root. */
static GPtrArray *folder_of(const char *name)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) all = g_strsplit(name, "/", -1);
    for (guint i = 0; all[i] && all[i + 1]; i++) {
        g_ptr_array_add(parts, g_strdup(all[i]));
    }
    return parts;
}

/* Is it a path below some folder, and no URL? */
static gboolean is_relative(const char *reference)
{
    size_t scheme = strspn(reference, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+.-");
    return *reference && *reference != '/' && *reference != '\\' && *reference != '#' &&
           (scheme == 0 || reference[scheme] != ':');
}

char *files_locator_beside(const struct files_root *root, struct ts_str locator,
                           struct ts_str reference)
{
    g_autofree char *name = files_name(root, locator);
    g_autofree char *path = g_strndup(reference.ptr ? reference.ptr : "", reference.len);
    if (!name || !is_relative(path) || !g_utf8_validate(path, -1, NULL)) {
        return NULL;
    }
    g_autoptr(GPtrArray) parts = folder_of(name);
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    for (guint i = 0; steps[i]; i++) {
        if (!step(parts, steps[i])) {
            return NULL;
        }
    }
    g_ptr_array_add(parts, NULL);
    g_autofree char *whole = g_strjoinv("/", (char **)parts->pdata);
    return *whole ? files_locator(root, whole) : NULL;
}
