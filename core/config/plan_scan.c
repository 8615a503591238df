/* SPDX-License-Identifier: MIT
 *
 * The plan of a quick look: no database, one touchpoint, a source for each target. Its channel is
 * `website` if all targets are URLs, `email` if all are mail files, else none: it only decides
 * which kinds its documents have. A scan expects nothing of its touchpoint as a whole, for it sees
 * only a part; with --as it has the settings of that touchpoint, what it expects included.
 */
#include "core/config/login.h"
#include "core/config/plan_build.h"
#include "core/config/text.h"

struct scan {
    struct plan_build build;
    const struct plan_request *request;
    unsigned touchpoint;        /* index */
    const struct ts_node *base; /* source options of the touchpoint of --as, or NULL */
    const struct catalog_plugin *base_plugin;
};

static gboolean has_scheme(const char *target)
{
    const char *colon = strstr(target, "://");
    return colon && colon > target &&
           strspn(target, "abcdefghijklmnopqrstuvwxyz"
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-") == (size_t)(colon - target);
}

static gboolean is_url(const char *target)
{
    return g_ascii_strncasecmp(target, "http://", 7) == 0 ||
           g_ascii_strncasecmp(target, "https://", 8) == 0;
}

static const char *channel_of(const char *const *targets)
{
    gboolean are_urls = TRUE, are_mails = TRUE;
    for (; targets && *targets; targets++) {
        are_urls = are_urls && is_url(*targets);
        are_mails = are_mails && plan_is_mail(*targets);
    }
    return are_urls ? "website" : are_mails ? "email" : "";
}

/* ---- options --------------------------------------------------------------------------------- */

static gboolean has_option(const struct catalog_plugin *plugin, const char *name)
{
    for (guint i = 0; plugin->options && i < plugin->options->len; i++) {
        if (strcmp(g_array_index(plugin->options, struct catalog_option, i).name, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct ts_node *find_option(const GArray *options, struct ts_str name)
{
    for (guint i = 0; i < options->len; i++) {
        struct ts_node *option = &g_array_index(options, struct ts_node, i);
        if (ts_equal(option->key, name)) {
            return option;
        }
    }
    return NULL;
}

static void set_option(struct schema_run *run, GArray *options, const char *name, const char *value)
{
    struct ts_node nowhere = {0};
    struct ts_node option = schema_text_node(run, &nowhere, name, value);
    g_array_append_val(options, option);
}

static void set_hosts(struct schema_run *run, GArray *options, const char *const *hosts)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_node at = {0};
    for (; hosts && *hosts; hosts++) {
        struct ts_node item = schema_text_node(run, &at, "", *hosts);
        g_array_append_val(items, item);
    }
    if (items->len == 0) {
        return;
    }
    struct ts_node list = schema_list(run, &at, items);
    list.key = tree_copy(run->tree, ts_text("allow_hosts"));
    g_array_append_val(options, list);
}

/* What an installed source does not offer cannot be asked of it. */
static void set_if_offered(struct schema_run *run, GArray *options,
                           const struct catalog_plugin *plugin, const char *name, const char *value)
{
    if (has_option(plugin, name)) {
        set_option(run, options, name, value);
    }
}

static void set_web(struct scan *scan, struct schema_run *run, GArray *options,
                    const struct catalog_plugin *plugin)
{
    if (scan->request->depth) {
        set_option(run, options, "max_depth", scan->request->depth);
    } else {
        set_if_offered(run, options, plugin, "max_depth", "0"); /* redirects of it are followed */
    }
    set_if_offered(run, options, plugin, "sitemap", "false"); /* the target, not its whole site */
    set_hosts(run, options, scan->request->allow_hosts);
}

/* What the touchpoint of --as says of its own source holds here too (its rate, its hosts), but not
 * where to begin and how far to go. Those values have been judged before. */
static void keep_base(const struct scan *scan, const struct catalog_plugin *plugin,
                      const GArray *given, GArray *options)
{
    static const char *const own[] = {"start",   "path",      "path_given", "base",    "include",
                                      "exclude", "max_pages", "max_depth",  "sitemap", NULL};
    for (guint i = 0; scan->base_plugin == plugin && i < options->len; i++) {
        struct ts_node *option = &g_array_index(options, struct ts_node, i);
        g_autofree char *name = g_strndup(option->key.ptr, option->key.len);
        const struct ts_node *base = ts_get(scan->base, name);
        if (base && !g_strv_contains(own, name) && !find_option(given, option->key)) {
            *option = *base;
        }
    }
    for (guint32 i = 0; scan->base_plugin == plugin && i < scan->base->children.count; i++) {
        const struct ts_node *base = ts_item(scan->base->children, i);
        g_autofree char *name = g_strndup(base->key.ptr, base->key.len);
        if (!g_strv_contains(own, name) && !find_option(options, base->key)) {
            g_array_append_val(options, *base);
        }
    }
}

static void add_source(struct scan *scan, const char *target, const struct catalog_plugin *plugin)
{
    struct plan_build *build = &scan->build;
    struct schema_run run;
    struct ts_node nowhere = {.kind = TS_NODE_MAP};
    struct tree *tree = tree_new(target, ".");
    g_autoptr(GArray) given = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_ptr_array_add(build->plan->trees, tree);
    schema_begin(&run, tree, build->catalog);
    run.has_standard_input = TRUE;
    set_option(&run, given, is_url(target) ? "start" : "path", target);
    if (is_url(target)) {
        set_web(scan, &run, given, plugin);
    }
    if (scan->request->max_pages) {
        set_if_offered(&run, given, plugin, "max_pages", scan->request->max_pages);
    }
    struct ts_node map = schema_map(&run, &nowhere, given);
    struct ts_node judged = schema_options(&run, &map, plugin);
    g_array_append_vals(all, judged.children.items, judged.children.count);
    keep_base(scan, plugin, given, all);
    struct ts_node *options = tree_alloc(tree, sizeof *options);
    *options = schema_map(&run, &nowhere, all);
    schema_end(&run, build->problems);
    plan_add_source(build, scan->touchpoint, plugin, options);
}

/* A file of mails, or a Maildir. */
static gboolean is_mailbox(const char *target)
{
    g_autofree char *folded = g_ascii_strdown(target, -1);
    g_autofree char *current = g_build_filename(target, "cur", NULL);
    g_autofree char *new = g_build_filename(target, "new", NULL);
    return g_str_has_suffix(folded, ".mbox") || g_str_has_suffix(folded, ".mbx") ||
           (g_file_test(current, G_FILE_TEST_IS_DIR) && g_file_test(new, G_FILE_TEST_IS_DIR));
}

/* A touchpoint's own source knows best what to make of a file (which pictures are fetched, which
 * fields are text). */
static const char *source_for(const struct scan *scan, const char *target)
{
    if (is_url(target)) {
        return "web";
    }
    if (scan->base_plugin && has_option(scan->base_plugin, "path")) {
        return scan->base_plugin->name;
    }
    return is_mailbox(target) && catalog_find(scan->build.catalog, TS_SOURCE, "mail") ? "mail"
                                                                                      : "folder";
}

static void add_target(struct scan *scan, const char *target)
{
    const char *name = source_for(scan, target);
    const struct catalog_plugin *plugin = catalog_find(scan->build.catalog, TS_SOURCE, name);
    struct problems *problems = scan->build.problems;
    if (login_is_in(ts_text(target))) {
        g_autofree char *shown = login_hide(ts_text(target));
        problems_error(problems, shown,
                       "a user name or a password would stand in reports: write a plan, where the "
                       "source web has keys of its own for them");
    } else if (has_scheme(target) && !is_url(target)) {
        problems_error(problems, target, "only http and https can be fetched");
    } else if (!is_url(target) && strcmp(target, "-") != 0 &&
               !g_file_test(target, G_FILE_TEST_EXISTS)) {
        problems_error(problems, target, "no such file or folder");
    } else if (!plugin) {
        problems_error(problems, target,
                       "the source \"%s\" is not installed (\"touchstone "
                       "plugins\" shows what is)",
                       name);
    } else {
        add_source(scan, target, plugin);
    }
}

/* ---- the touchpoint -------------------------------------------------------------------------- */

static void add_plain(struct scan *scan, const char *channel)
{
    struct plan_build *build = &scan->build;
    struct plan_touchpoint touchpoint = plan_empty_touchpoint("scan", channel);
    touchpoint.is_selected = TRUE;
    touchpoint.is_expects_given = TRUE;
    plan_use_checks(build, &touchpoint, NULL);
    g_array_append_val(build->plan->touchpoints, touchpoint);
    scan->touchpoint = build->plan->touchpoints->len - 1;
    scan->base = NULL;
    scan->base_plugin = NULL;
}

/* FALSE: it said why there is none. */
static gboolean read_brand(struct scan *scan)
{
    struct plan_build *build = &scan->build;
    g_autofree char *found =
        scan->request->brand_path ? g_strdup(scan->request->brand_path) : plan_find("brand.yaml");
    if (!found) {
        problems_error(build->problems, NULL,
                       "there is no brand.yaml here or in a folder above: name a brand book with "
                       "-b FILE");
        return FALSE;
    }
    build->brand_text = scan->request->brand_text;
    plan_read_brand(build, found, NULL);
    if (build->brand_tree) {
        plan_read_accept(build, found, scan->request->as_of);
    }
    return build->brand_tree != NULL;
}

static void begin_plain(struct scan *scan)
{
    if (read_brand(scan)) {
        add_plain(scan, channel_of(scan->request->targets));
    }
}

static const struct plan_entry *find_entry(struct plan_build *build, const GArray *entries,
                                           const char *wanted)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const struct plan_entry *entry = &g_array_index(entries, struct plan_entry, i);
        struct ts_str id = ts_get_text(entry->node, "id");
        if (ts_is(id, wanted)) {
            return entry;
        }
        g_ptr_array_add(ids, text_dup(id));
    }
    g_ptr_array_add(ids, NULL);
    plan_unknown_touchpoint(build, wanted, (const char *const *)ids->pdata);
    return NULL;
}

/* Its own source gives way to the targets; what it says of that source is kept. */
static void take_over(struct scan *scan, const struct plan_entry *entry)
{
    struct plan *plan = scan->build.plan;
    guint before = plan->sources->len, index = plan->touchpoints->len;
    plan_add_touchpoint(&scan->build, entry);
    if (plan->touchpoints->len == index) {
        return;
    }
    struct plan_touchpoint *touchpoint =
        &g_array_index(plan->touchpoints, struct plan_touchpoint, index);
    scan->touchpoint = index;
    scan->base = NULL;
    scan->base_plugin = NULL;
    if (plan->sources->len > before) {
        const struct plan_source *source =
            &g_array_index(plan->sources, struct plan_source, before);
        scan->base = source->options;
        scan->base_plugin = source->plugin;
        touchpoint->own_source = source->plugin->name;
        g_array_set_size(plan->sources, before);
        g_ptr_array_set_size(touchpoint->folders, 0);
    } else {
        plan_use_checks(&scan->build, touchpoint, ts_get(entry->node, "checks"));
    }
    touchpoint->is_selected = TRUE;
}

/* The plan's entries; FALSE: it said why there are none. */
static gboolean read_entries(struct scan *scan, const char *path, GArray *entries_r)
{
    struct plan_build *build = &scan->build;
    const struct ts_node *root = plan_read(build, path, entries_r);
    struct ts_str zone = ts_get_text(root, "timezone");
    if (!root || !build->brand_tree) {
        return FALSE;
    }
    plan_read_accept(build, path, scan->request->as_of);
    build->plan->timezone = zone.len ? g_strndup(zone.ptr, zone.len) : NULL;
    return TRUE;
}

static void begin_as(struct scan *scan)
{
    struct plan_build *build = &scan->build;
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(struct plan_entry));
    g_autofree char *path = scan->request->config_path ? g_strdup(scan->request->config_path)
                                                       : plan_find("touchstone.yaml");
    if (!path) {
        problems_error(build->problems, NULL,
                       "--as needs a touchstone.yaml here or in a folder above: name one with "
                       "-c FILE");
        return;
    }
    if (!read_entries(scan, path, entries)) {
        return;
    }
    const struct plan_entry *entry = find_entry(build, entries, scan->request->as_touchpoint);
    if (entry) {
        take_over(scan, entry);
    }
}

struct plan *plan_for_scan(const struct plan_request *request, const struct catalog *catalog,
                           struct problems *problems)
{
    struct scan scan = {.request = request};
    plan_build_begin(&scan.build, catalog, problems);
    scan.build.only_check = request->only_check;
    scan.build.plan->is_of_brand = request->is_of_brand;
    if (!request->targets || !*request->targets) {
        problems_error(problems, NULL, "nothing to scan: name a URL, a file, a folder or -");
    } else if (request->as_touchpoint) {
        begin_as(&scan);
    } else {
        begin_plain(&scan);
    }
    for (const char *const *target = request->targets;
         scan.build.plan->touchpoints->len > 0 && *target; target++) {
        add_target(&scan, *target);
    }
    g_clear_pointer(&scan.build.plan->path, g_free);
    return plan_build_end(&scan.build);
}

/* ---- init ------------------------------------------------------------------------------------ */

/* Text in one of these is told apart though no page declares it. */
static const char *const guessed_languages[] = {"en", "nl", "de", "fr"};

static struct ts_node guess_languages(struct schema_run *run, const struct ts_node *at)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (gsize i = 0; i < G_N_ELEMENTS(guessed_languages); i++) {
        struct ts_node item = schema_text_node(run, at, "", guessed_languages[i]);
        g_array_append_val(items, item);
    }
    struct ts_node list = schema_list(run, at, items);
    list.key = ts_text("languages");
    return list;
}

/* A brand book that is not written yet: its one section is that of the check that proposes, which
 * no file can have. */
static void set_unwritten_brand(struct plan_build *build)
{
    struct tree *tree = tree_new("init", NULL);
    struct schema_run run = {.tree = tree};
    struct ts_node at = {.kind = TS_NODE_MAP};
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_node all[] = {schema_text_node(&run, &at, "name", "init"), guess_languages(&run, &at),
                            schema_text_node(&run, &at, PLAN_PROPOSE, "init")};
    g_array_append_vals(members, all, G_N_ELEMENTS(all));
    struct ts_node *brand = tree_alloc(tree, sizeof *brand);
    *brand = schema_map(&run, &at, members);
    g_ptr_array_add(build->plan->trees, tree);
    build->brand_tree = tree;
    build->plan->brand = brand;
    build->plan->brand_path = g_strdup("init");
    build->plan->brand_name = g_strdup("init");
}

struct plan *plan_for_init(const struct plan_request *request, const struct catalog *catalog,
                           struct problems *problems)
{
    struct scan scan = {.request = request};
    plan_build_begin(&scan.build, catalog, problems);
    scan.build.only_check = PLAN_PROPOSE;
    set_unwritten_brand(&scan.build);
    add_plain(&scan, "website");
    add_target(&scan, request->targets[0]);
    return plan_build_end(&scan.build);
}

/* ---- serve ----------------------------------------------------------------------------------- */

static void add_served(struct scan *scan)
{
    add_source(scan, "-", catalog_find(scan->build.catalog, TS_SOURCE, "folder"));
}

static void add_all(struct scan *scan, const char *path)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(struct plan_entry));
    if (!read_entries(scan, path, entries)) {
        return;
    }
    for (guint i = 0; i < entries->len; i++) {
        guint count = scan->build.plan->touchpoints->len;
        take_over(scan, &g_array_index(entries, struct plan_entry, i));
        if (scan->build.plan->touchpoints->len > count) {
            add_served(scan);
        }
    }
}

struct plan *plan_for_serve(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems)
{
    struct scan scan = {.request = request};
    plan_build_begin(&scan.build, catalog, problems);
    g_autofree char *path = request->config_path  ? g_strdup(request->config_path)
                            : request->brand_path ? NULL
                                                  : plan_find("touchstone.yaml");
    if (!catalog_find(catalog, TS_SOURCE, "folder")) {
        problems_error(problems, NULL, "the source \"folder\" is not installed");
    } else if (path) {
        add_all(&scan, path);
    } else {
        read_brand(&scan);
    }
    for (guint i = 0; scan.build.brand_tree && i < 2; i++) {
        add_plain(&scan, i == 0 ? "email" : "");
        add_served(&scan);
    }
    g_clear_pointer(&scan.build.plan->path, g_free);
    g_clear_pointer(&scan.build.plan->database, g_free);
    return plan_build_end(&scan.build);
}
