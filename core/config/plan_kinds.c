/* SPDX-License-Identifier: MIT
 *
 * Which role a document plays, by where it stands.
 */
#include "core/config/nearest.h"
#include "core/config/plan_build.h"

/* * matches anything, / too; ? matches one character. Only the last * is ever tried again, which
 * suffices because a later * may take over from an earlier one. */
static gboolean matches(const char *pattern, const char *text)
{
    const char *star = NULL, *again = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            again = text;
        } else if (*pattern == '?') {
            pattern++;
            text = g_utf8_next_char(text);
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++again;
        } else {
            return FALSE;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}

/* "https://host/a/b?q#f" -> "/a/b". */
static char *path_of_url(const char *after_scheme)
{
    size_t host = strcspn(after_scheme, "/?#");
    const char *path = after_scheme + host;
    size_t len = strcspn(path, "?#");
    return len ? g_strndup(path, len) : g_strdup("/");
}

/* A path below one of the touchpoint's folders, as if the folder were the root of a site. */
static char *path_of_file(const struct plan_touchpoint *touchpoint, const char *locator)
{
    const char *part = strrchr(locator, '#');
    g_autofree char *file = g_strndup(locator, part ? (gsize)(part - locator) : strlen(locator));
    g_autofree char *absolute = g_canonicalize_filename(file, touchpoint->directory);
    for (guint i = 0; touchpoint->folders && i < touchpoint->folders->len; i++) {
        const char *folder = g_ptr_array_index(touchpoint->folders, i);
        size_t len = strlen(folder);
        if (strncmp(absolute, folder, len) == 0 && absolute[len] == '/') {
            return g_strdup(absolute + len);
        }
    }
    return g_steal_pointer(&file);
}

/* A folder stands for a site: /about/index.html is /about/ too. */
static char *without_index(const char *path)
{
    static const char *const names[] = {"/index.html", "/index.htm", "/index.xhtml"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_str_has_suffix(path, names[i])) {
            return g_strndup(path, strlen(path) - strlen(names[i]) + 1);
        }
    }
    return NULL;
}

static gboolean add_kind(const struct plan_touchpoint *touchpoint, const char *path,
                         GPtrArray *kinds_r)
{
    for (guint i = 0; path && i < touchpoint->kinds->len; i++) {
        const struct plan_kind *kind = &g_array_index(touchpoint->kinds, struct plan_kind, i);
        if (matches(kind->pattern, path)) {
            g_ptr_array_add(kinds_r, kind->kind);
            return TRUE;
        }
    }
    return FALSE;
}

/* What stands inside or beside a mail is not asked for what a mail of ours must have: an
 * attachment, a forwarded mail; what a mailbox says of a mail that should have come. */
static const char *inner_kind(const char *locator)
{
    const char *inner = strchr(locator, '#');
    if (inner && (g_str_has_prefix(inner, "#part=") || strstr(inner, "/part="))) {
        return "attachment";
    }
    return inner && g_str_has_prefix(inner, "#expect=") ? "expectation" : NULL;
}

gboolean plan_is_mail(const char *target)
{
    static const char *const endings[] = {".eml", ".mbox", ".mbx", ".mime"};
    g_autofree char *folded = g_ascii_strdown(target, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(folded, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean plan_matches(const struct plan_touchpoint *touchpoint, const char *locator,
                      const char *pattern)
{
    const char *scheme = strstr(locator, "://");
    g_autofree char *path = scheme ? path_of_url(scheme + 3) : path_of_file(touchpoint, locator);
    g_autofree char *folder = scheme ? NULL : without_index(path);
    return matches(pattern, path) || (folder && matches(pattern, folder));
}

void plan_kinds(const struct plan_touchpoint *touchpoint, const char *locator, GPtrArray *kinds_r)
{
    const char *scheme = strstr(locator, "://");
    g_autofree char *path = NULL;
    g_autofree char *folder = NULL;
    if (scheme) {
        path = path_of_url(scheme + 3);
    } else if (touchpoint->kinds->len > 0) {
        path = path_of_file(touchpoint, locator);
        folder = without_index(path);
    }
    if (!add_kind(touchpoint, path, kinds_r)) {
        add_kind(touchpoint, folder, kinds_r);
    }
    const char *inner = inner_kind(locator);
    const char *own =
        *touchpoint->channel || !plan_is_mail(locator) ? touchpoint->channel : "email";
    const char *channel = inner ? inner : own;
    guint last = kinds_r->len;
    if (*channel && (last == 0 || strcmp(g_ptr_array_index(kinds_r, last - 1), channel) != 0)) {
        g_ptr_array_add(kinds_r, (gpointer)channel);
    }
    for (guint i = 0; i < touchpoint->roles->len; i++) {
        g_ptr_array_add(kinds_r, g_ptr_array_index(touchpoint->roles, i));
    }
}

/* ---- kinds that nothing has ---- */

static GPtrArray *all_kinds(const struct plan *plan)
{
    GPtrArray *kinds = g_ptr_array_new();
    for (guint i = 0; i < plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(plan, i);
        g_ptr_array_add(kinds, own->channel);
        g_ptr_array_extend(kinds, own->roles, NULL, NULL);
        for (guint k = 0; k < own->kinds->len; k++) {
            g_ptr_array_add(kinds, g_array_index(own->kinds, struct plan_kind, k).kind);
        }
    }
    g_ptr_array_add(kinds, (gpointer) "attachment");
    g_ptr_array_add(kinds, (gpointer) "expectation");
    g_ptr_array_add(kinds, NULL);
    return kinds;
}

static void check_kind(struct plan_build *build, const struct ts_node *node, const GPtrArray *known)
{
    g_autofree char *kind = g_strndup(node->text.ptr ? node->text.ptr : "", node->text.len);
    if (g_strv_contains((const char *const *)known->pdata, kind)) {
        return;
    }
    const char *near = nearest_name(kind, (const char *const *)known->pdata);
    g_autofree char *place =
        g_strdup_printf("%s:%u:%u", build->plan->brand_path, node->line, node->column);
    problems_notice(build->problems, place,
                    "no touchpoint has documents of the kind \"%s\", so this never applies%s%s%s",
                    kind, near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

static void check_list(struct plan_build *build, const struct ts_node *list, const GPtrArray *known)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *in = ts_get(ts_item(list->children, i), "in");
        if (in && in->kind == TS_NODE_TEXT) {
            check_kind(build, in, known);
        }
        for (guint32 k = 0; in && k < in->children.count; k++) {
            check_kind(build, ts_item(in->children, k), known);
        }
    }
}

void plan_check_kinds(struct plan_build *build)
{
    static const char *const sections[] = {"promise", "identity", "logos"};
    g_autoptr(GPtrArray) known = all_kinds(build->plan);
    const struct ts_node *brand = build->plan->own_brand;
    check_list(build, ts_get(brand, "terms"), known);
    for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
        check_list(build, ts_get(ts_get(brand, sections[i]), "require"), known);
    }
}
