/* SPDX-License-Identifier: MIT
 *
 * Answers requests for forms, and for photos beside them.
 */
#include "plugins/source-audit/audit.h"

#include <errno.h>
#include <unistd.h>

#include "plugins/common/files.h"
#include "plugins/common/media.h"

#define AUDIT_MEDIA_TYPE "application/vnd.touchstone.audit+yaml"

/* What the options say, once a lone form is the only one taken of its folder: its photos lie there
 * too, and only below an opened folder files are found without following links. */
struct scope {
    char *form; /* the name of the only form; NULL = all */
    char *path, *given;
    struct ts_node members[2];
    struct ts_node options;
};

static gboolean is_form(const char *name)
{
    return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");
}

static char *text_of(const struct ts_node *options, const char *key)
{
    struct ts_str text = ts_get_text(options, key);
    return g_strndup(text.len ? text.ptr : "", text.len);
}

/* Turns "audits/utrecht.yaml" into a glob that matches it; scope->form makes it the only one. */
static void widen(char *path)
{
    path[strlen(path) - 1] = '?';
}

static void scope_init(struct scope *scope, const struct ts_node *options)
{
    *scope = (struct scope){.path = text_of(options, "path")};
    scope->given = text_of(options, "path_given");
    if (!*scope->given) {
        g_free(scope->given);
        scope->given = g_strdup(scope->path);
    }
    if (is_form(scope->path) && !strpbrk(scope->given, "*?")) {
        scope->form = g_path_get_basename(scope->path);
        widen(scope->path);
        widen(scope->given);
    }
    scope->members[0] = (struct ts_node){
        .kind = TS_NODE_TEXT, .key = ts_text("path"), .text = ts_text(scope->path)};
    scope->members[1] = (struct ts_node){
        .kind = TS_NODE_TEXT, .key = ts_text("path_given"), .text = ts_text(scope->given)};
    scope->options = (struct ts_node){.kind = TS_NODE_MAP, .children = TS_LIST_OF(scope->members)};
}

static void scope_clear(struct scope *scope)
{
    g_free(scope->form);
    g_free(scope->path);
    g_free(scope->given);
}

/* ---- which files ---- */

static gboolean lists(void *data, const char *name)
{
    const struct scope *scope = data;
    return scope->form ? g_str_equal(name, scope->form) : is_form(name);
}

static gboolean serves(void *data, const char *name)
{
    (void)data;
    return media_is_picture_target(ts_text(name));
}

static const char *media_type(void *data, const char *name, struct ts_str bytes)
{
    (void)data, (void)bytes;
    return is_form(name) || g_str_equal(name, "-") ? AUDIT_MEDIA_TYPE : NULL;
}

static gboolean wants(void *data, const char *type)
{
    (void)data;
    return g_str_equal(type, AUDIT_MEDIA_TYPE) || g_str_has_prefix(type, "image/");
}

static const struct files_profile profile = {.lists = lists,
                                             .serves = serves,
                                             .media_type = media_type,
                                             .wants = wants,
                                             .takes_globs = TRUE,
                                             .needs_a_file = TRUE};

/* ---- the source ---- */

struct audit {
    struct scope scope;
    struct files *files;
};

static void audit_close(struct ts_call *call, void *self)
{
    struct audit *audit = self;
    if (audit->files) {
        files_close(call, audit->files);
    }
    scope_clear(&audit->scope);
    g_free(audit);
}

/* A glob that matches nothing would be told with the glob; the user wrote a file. */
static int check_form(struct ts_call *call, const struct ts_node *options)
{
    g_autofree char *path = text_of(options, "path");
    g_autofree char *given = text_of(options, "path_given");
    if (access(path, R_OK) == 0) {
        return 0;
    }
    g_autofree char *why =
        g_strdup_printf("%s can't be opened: %s", *given ? given : path, g_strerror(errno));
    return ts_fail(call, why);
}

static int audit_open(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct audit *audit = g_new0(struct audit, 1);
    (void)shared;
    scope_init(&audit->scope, open->options);
    if ((audit->scope.form && check_form(call, open->options) != 0) ||
        files_open(call, &audit->scope.options, &profile, &audit->scope, &audit->files) != 0) {
        audit_close(call, audit);
        return -1;
    }
    *self_r = audit;
    return 0;
}

static int audit_feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct audit *audit = self;
    return files_feed(call, audit->files, request);
}

static int audit_next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct audit *audit = self;
    return files_next(call, audit->files, answer_r);
}

/* ---- links: the photos of a form ---- */

struct photos {
    struct scope scope;
    struct files_root root;
    char *locator; /* resolved last */
};

static int photos_open(struct ts_call *call, const struct ts_open *open, void **scope_r)
{
    struct photos *photos = g_new0(struct photos, 1);
    (void)call;
    scope_init(&photos->scope, open->options);
    files_root_init(&photos->root, &photos->scope.options, TRUE);
    *scope_r = photos;
    return 0;
}

static int photos_resolve(struct ts_call *call, void *scope, struct ts_str base,
                          struct ts_str reference, uint32_t purpose, struct ts_str *locator_r)
{
    struct photos *photos = scope;
    (void)call;
    if (purpose != TS_LINK_PICTURE || !media_is_picture_target(reference)) {
        return 0;
    }
    g_free(photos->locator);
    photos->locator = files_locator_beside(&photos->root, base, reference);
    *locator_r = ts_text(photos->locator);
    return photos->locator ? 1 : -1;
}

static void photos_close(struct ts_call *call, void *scope)
{
    struct photos *photos = scope;
    (void)call;
    scope_clear(&photos->scope);
    files_root_clear(&photos->root);
    g_free(photos->locator);
    g_free(photos);
}

const struct ts_source_ops audit_ops = {
    .size = sizeof audit_ops,
    .open = audit_open,
    .feed = audit_feed,
    .next = audit_next,
    .close = audit_close,
    .scope_open = photos_open,
    .resolve = photos_resolve,
    .scope_close = photos_close,
};
