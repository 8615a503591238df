/* SPDX-License-Identifier: MIT
 *
 * Records what a plugin says. The services and the contract are the host's own; only the sinks and
 * the memory are the test's.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <math.h>

#include "core/config/schema.h"
#include "core/plugin/contract.h"
#include "core/plugin/descriptor.h"
#include "core/plugin/loader.h"

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

/* ---- freeing ---- */

static void free_block(gpointer data)
{
    struct fake_block *block = data;
    g_free(block->text);
    g_free(block->language);
    g_free(block->where);
    for (guint i = 0; i < block->spans->len; i++) {
        g_free((char *)g_array_index(block->spans, struct ts_span, i).value.ptr);
    }
    g_array_unref(block->spans);
    g_array_unref(block->marks);
    g_free(block);
}

static void free_link(gpointer data)
{
    struct fake_link *link = data;
    g_free(link->href);
    g_free(link->text);
    g_free(link->where);
    g_free(link);
}

static void free_reference(gpointer data)
{
    struct fake_reference *reference = data;
    g_free(reference->uri);
    g_free(reference->alt);
    g_free(reference->where);
    g_free(reference);
}

static void free_child(gpointer data)
{
    struct fake_child *child = data;
    g_free(child->suffix);
    g_free(child->media_type);
    g_free(child->charset);
    g_free(child->name);
    g_bytes_unref(child->bytes);
    g_free(child);
}

static void free_finding(gpointer data)
{
    struct fake_finding *finding = data;
    g_free(finding->rule);
    g_free(finding->expected);
    g_free(finding->actual);
    g_free(finding->locator);
    g_free(finding->touchpoint);
    g_hash_table_unref(finding->arguments);
    g_free(finding->where);
    g_hash_table_unref(finding->numbers);
    g_free(finding->evidence_type);
    g_free(finding->evidence_id);
    g_bytes_unref(finding->evidence);
    g_free(finding);
}

static void free_observation(gpointer data)
{
    struct fake_observation *observation = data;
    g_free(observation->key);
    g_free(observation->value);
    g_free(observation->where);
    g_hash_table_unref(observation->details);
    g_free(observation->touchpoint);
    g_free(observation->locator);
    g_hash_table_unref(observation->numbers);
    g_free(observation->evidence_type);
    g_free(observation->evidence_id);
    g_bytes_unref(observation->evidence);
    g_free(observation);
}

static void free_unchecked(gpointer data)
{
    struct fake_unchecked *unchecked = data;
    g_free(unchecked->touchpoint);
    g_free(unchecked->locator);
    g_free(unchecked->where);
    g_free(unchecked->reason);
    g_free(unchecked);
}

/* ---- recording ---- */

static int record_head(void *data, const struct ts_head *head)
{
    struct fakehost *fake = data;
    g_free(fake->title);
    g_free(fake->language);
    g_free(fake->base);
    fake->title = dup_str(head->title);
    fake->language = dup_str(head->language);
    fake->base = dup_str(head->base);
    return 0;
}

static int record_block(void *data, const struct ts_block *block)
{
    struct fakehost *fake = data;
    struct fake_block *own = g_new0(struct fake_block, 1);
    own->text = dup_str(block->text);
    own->language = dup_str(block->language);
    own->where = dup_str(block->where);
    own->role = block->role;
    own->spans = g_array_new(FALSE, FALSE, sizeof(struct ts_span));
    own->marks = g_array_new(FALSE, FALSE, sizeof(struct ts_mark));
    for (guint32 i = 0; i < block->spans.count; i++) {
        struct ts_span span = *(const struct ts_span *)ts_item(block->spans, i);
        span.value.ptr = dup_str(span.value);
        g_array_append_val(own->spans, span);
    }
    for (guint32 i = 0; i < block->marks.count; i++) {
        g_array_append_vals(own->marks, ts_item(block->marks, i), 1);
    }
    g_ptr_array_add(fake->blocks, own);
    return 0;
}

static int record_link(void *data, const struct ts_link *link)
{
    struct fakehost *fake = data;
    struct fake_link *own = g_new0(struct fake_link, 1);
    *own = (struct fake_link){dup_str(link->href), dup_str(link->text), dup_str(link->where),
                              link->purpose,       link->line,          link->column,
                              link->flags};
    g_ptr_array_add(fake->links, own);
    return 0;
}

static int record_reference(void *data, const struct ts_reference *reference)
{
    struct fakehost *fake = data;
    struct fake_reference *own = g_new0(struct fake_reference, 1);
    *own = (struct fake_reference){
        .uri = dup_str(reference->uri),
        .alt = dup_str(reference->alt),
        .where = dup_str(reference->where),
        .kind = reference->kind,
        .has_alt = reference->has_alt,
        .width = reference->width,
        .height = reference->height,
        .line = reference->line,
        .column = reference->column,
    };
    g_ptr_array_add(fake->references, own);
    return 0;
}

static int record_meta(void *data, const struct ts_pair *pair)
{
    struct fakehost *fake = data;
    char *name = dup_str(pair->name);
    if (g_hash_table_contains(fake->meta, name)) {
        g_free(name);
    } else {
        g_hash_table_insert(fake->meta, name, dup_str(pair->value));
    }
    return 0;
}

static int record_structured(void *data, const struct ts_structured *structured)
{
    struct fakehost *fake = data;
    g_ptr_array_add(fake->structured,
                    g_strdup_printf("%.*s: %.*s", (int)structured->format.len,
                                    structured->format.ptr, (int)structured->text.len,
                                    structured->text.ptr));
    return 0;
}

static int record_child(void *data, const struct ts_child *child)
{
    struct fakehost *fake = data;
    struct fake_child *own = g_new0(struct fake_child, 1);
    *own = (struct fake_child){dup_str(child->suffix), dup_str(child->media_type),
                               dup_str(child->charset), dup_str(child->name),
                               g_bytes_new(child->bytes.ptr, child->bytes.len)};
    g_ptr_array_add(fake->children, own);
    return 0;
}

static int record_anchor(void *data, struct ts_str name)
{
    struct fakehost *fake = data;
    g_ptr_array_add(fake->anchors, dup_str(name));
    return 0;
}

static int record_truncated(void *data, struct ts_str what)
{
    struct fakehost *fake = data;
    g_ptr_array_add(fake->truncated, dup_str(what));
    return 0;
}

static GHashTable *dup_numbers(struct ts_list numbers)
{
    GHashTable *own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint32 i = 0; i < numbers.count; i++) {
        const struct ts_number *number = ts_item(numbers, i);
        g_hash_table_insert(own, dup_str(number->name),
                            g_memdup2(&number->value, sizeof number->value));
    }
    return own;
}

static int record_finding(void *data, const struct ts_finding *finding)
{
    struct fakehost *fake = data;
    const struct ts_place *place = ts_item(finding->places, 0);
    struct fake_finding *own = g_new0(struct fake_finding, 1);
    *own = (struct fake_finding){
        .rule = dup_str(finding->rule),
        .expected = dup_str(finding->expected),
        .actual = dup_str(finding->actual),
        .severity = finding->severity,
        .block = place->block,
        .offset = place->offset,
        .length = place->length,
        .locator = dup_str(place->locator),
        .touchpoint = dup_str(place->touchpoint),
        .place_count = finding->places.count,
        .line = place->line,
        .column = place->column,
        .where = dup_str(place->where),
        .numbers = dup_numbers(finding->numbers),
        .evidence_type = dup_str(finding->evidence_type),
        .evidence_id = dup_str(finding->evidence_id),
        .evidence = g_bytes_new(finding->evidence.ptr, finding->evidence.len),
        .arguments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };
    for (guint32 i = 0; i < finding->arguments.count; i++) {
        const struct ts_pair *pair = ts_item(finding->arguments, i);
        g_hash_table_insert(own->arguments, dup_str(pair->name), dup_str(pair->value));
    }
    g_ptr_array_add(fake->findings, own);
    return 0;
}

static int record_observation(void *data, const struct ts_observation *observation)
{
    struct fakehost *fake = data;
    struct fake_observation *own = g_new0(struct fake_observation, 1);
    *own = (struct fake_observation){
        .key = dup_str(observation->key),
        .value = dup_str(observation->value),
        .confidence = observation->confidence,
        .block = observation->place.block,
        .offset = observation->place.offset,
        .length = observation->place.length,
        .line = observation->place.line,
        .column = observation->place.column,
        .where = dup_str(observation->place.where),
        .touchpoint = dup_str(observation->place.touchpoint),
        .locator = dup_str(observation->place.locator),
        .numbers = dup_numbers(observation->numbers),
        .evidence_type = dup_str(observation->evidence_type),
        .evidence_id = dup_str(observation->evidence_id),
        .evidence = g_bytes_new(observation->evidence.ptr, observation->evidence.len),
        .details = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };
    for (guint32 i = 0; i < observation->details.count; i++) {
        const struct ts_pair *pair = ts_item(observation->details, i);
        g_hash_table_insert(own->details, dup_str(pair->name), dup_str(pair->value));
    }
    g_ptr_array_add(fake->observations, own);
    return 0;
}

static int record_unchecked(void *data, const struct ts_place *place, struct ts_str reason)
{
    struct fakehost *fake = data;
    struct fake_unchecked *own = g_new0(struct fake_unchecked, 1);
    *own = (struct fake_unchecked){
        .touchpoint = dup_str(place->touchpoint),
        .locator = dup_str(place->locator),
        .where = dup_str(place->where),
        .reason = dup_str(reason),
        .block = place->block,
        .line = place->line,
        .column = place->column,
    };
    g_ptr_array_add(fake->unchecked, own);
    return 0;
}

static int hand_out_document(void *data, struct ts_stored_document *document_r)
{
    struct fakehost *fake = data;
    if (fake->stored_next == fake->stored->len) {
        return 0;
    }
    *document_r = g_array_index(fake->stored, struct ts_stored_document, fake->stored_next++);
    return 1;
}

static int record_suggestion(void *data, struct ts_str text)
{
    struct fakehost *fake = data;
    g_ptr_array_add(fake->suggestions, dup_str(text));
    return 0;
}

static const struct host_sink sink = {
    .head = record_head,
    .block = record_block,
    .link = record_link,
    .reference = record_reference,
    .meta = record_meta,
    .structured = record_structured,
    .child = record_child,
    .anchor = record_anchor,
    .truncated = record_truncated,
    .finding = record_finding,
    .observation = record_observation,
    .next_document = hand_out_document,
    .suggestion = record_suggestion,
    .unchecked = record_unchecked,
};

/* ---- life ---- */

struct fakehost *fakehost_new(const char *so_name)
{
    const char *folder = g_getenv("TOUCHSTONE_TEST_PLUGINS");
    g_autofree char *file = g_strdup_printf("%s.so", so_name);
    g_autofree char *path = g_build_filename(folder ? folder : "/nowhere", file, NULL);
    g_autofree char *error = NULL;
    struct fakehost *fake = g_new0(struct fakehost, 1);
    fake->loaded = loader_open(path, &error);
    if (!fake->loaded) {
        fail_msg("%s: %s", path, error);
    }
    fake->plugin = loader_plugin(fake->loaded);
    host_call_init(&fake->host, fake->plugin, HOST_INSPECT, &sink, fake);
    fake->blocks = g_ptr_array_new_with_free_func(free_block);
    fake->links = g_ptr_array_new_with_free_func(free_link);
    fake->references = g_ptr_array_new_with_free_func(free_reference);
    fake->meta = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    fake->structured = g_ptr_array_new_with_free_func(g_free);
    fake->children = g_ptr_array_new_with_free_func(free_child);
    fake->anchors = g_ptr_array_new_with_free_func(g_free);
    fake->truncated = g_ptr_array_new_with_free_func(g_free);
    fake->findings = g_ptr_array_new_with_free_func(free_finding);
    fake->observations = g_ptr_array_new_with_free_func(free_observation);
    fake->unchecked = g_ptr_array_new_with_free_func(free_unchecked);
    fake->suggestions = g_ptr_array_new_with_free_func(g_free);
    fake->log = g_ptr_array_new_with_free_func(g_free);
    fake->stored = g_array_new(FALSE, TRUE, sizeof(struct ts_stored_document));
    fake->trees = g_ptr_array_new();
    return fake;
}

static void clear(struct fakehost *fake)
{
    g_clear_pointer(&fake->title, g_free);
    g_clear_pointer(&fake->language, g_free);
    g_clear_pointer(&fake->base, g_free);
    g_ptr_array_set_size(fake->blocks, 0);
    g_ptr_array_set_size(fake->links, 0);
    g_ptr_array_set_size(fake->references, 0);
    g_hash_table_remove_all(fake->meta);
    g_ptr_array_set_size(fake->structured, 0);
    g_ptr_array_set_size(fake->children, 0);
    g_ptr_array_set_size(fake->anchors, 0);
    g_ptr_array_set_size(fake->truncated, 0);
    g_ptr_array_set_size(fake->findings, 0);
    g_ptr_array_set_size(fake->observations, 0);
    g_ptr_array_set_size(fake->unchecked, 0);
    g_ptr_array_set_size(fake->suggestions, 0);
    g_clear_pointer(&fake->failure, g_free);
    g_clear_pointer(&fake->breach, g_free);
    fake->stored_next = 0;
}

/* What open allocated must outlive a reset: the arena stays. */
void fakehost_reset(struct fakehost *fake)
{
    struct arena *arena = fake->host.arena;
    fake->host.arena = NULL;
    host_call_reset(&fake->host);
    fake->host.arena = arena;
    fake->host.blocks = (struct ts_list){0};
    fake->host.phase = HOST_INSPECT;
    clear(fake);
}

void fakehost_free(struct fakehost **fake)
{
    struct fakehost *f = *fake;
    if (!f) {
        return;
    }
    clear(f);
    host_call_finish(&f->host);
    g_ptr_array_unref(f->blocks);
    g_ptr_array_unref(f->links);
    g_ptr_array_unref(f->references);
    g_hash_table_unref(f->meta);
    g_ptr_array_unref(f->structured);
    g_ptr_array_unref(f->children);
    g_ptr_array_unref(f->anchors);
    g_ptr_array_unref(f->truncated);
    g_ptr_array_unref(f->findings);
    g_ptr_array_unref(f->observations);
    g_ptr_array_unref(f->unchecked);
    g_ptr_array_unref(f->suggestions);
    g_ptr_array_unref(f->log);
    g_array_unref(f->stored);
    for (guint i = 0; i < f->trees->len; i++) {
        struct tree *tree = g_ptr_array_index(f->trees, i);
        tree_free(&tree);
    }
    g_ptr_array_unref(f->trees);
    loader_close(&f->loaded);
    g_free(f);
    *fake = NULL;
}

void fakehost_settle(struct fakehost *fake)
{
    g_free(fake->failure);
    g_free(fake->breach);
    fake->failure = g_strdup(fake->host.failure);
    fake->breach = g_strdup(fake->host.breach);
    fake->is_retryable = fake->host.is_retryable;
}

/* ---- opening ---- */

static struct catalog_plugin *describe(const struct ts_plugin *plugin)
{
    GString *text = g_string_new(NULL);
    struct catalog_plugin *described = catalog_plugin_new("test");
    descriptor_put(text, plugin);
    assert_true(descriptor_get(text->str, described));
    g_string_free(text, TRUE);
    return described;
}

static const struct ts_node *judge(struct fakehost *fake, const char *yaml,
                                   const struct catalog_plugin *plugin)
{
    struct problems *problems = problems_new();
    struct tree *tree = tree_parse("test", "/", ts_text(yaml ? yaml : "{}"), problems);
    struct schema_run run;
    if (!tree) {
        fail_msg("%s", (char *)g_ptr_array_index(problems->errors, 0));
    }
    g_ptr_array_add(fake->trees, tree);
    struct ts_node *node = tree_alloc(tree, sizeof *node);
    schema_begin(&run, tree, NULL);
    *node = plugin ? schema_options(&run, tree->root, plugin)
                   : schema_judge(&run, tree->root, &schema_brand);
    schema_end(&run, problems);
    problems_free(&problems);
    return node;
}

struct ts_open fakehost_open(struct fakehost *fake, const char *options_yaml,
                             const char *brand_yaml)
{
    struct catalog_plugin *plugin = describe(fake->plugin);
    struct ts_open open = {
        .size = sizeof(struct ts_open),
        .touchpoint = ts_text("test"),
        .options = judge(fake, options_yaml, plugin),
        .brand = judge(fake, brand_yaml, NULL),
    };
    catalog_plugin_free(plugin);
    return open;
}

/* ---- calling ---- */

int fakehost_read(struct fakehost *fake, const char *media_type, const char *charset,
                  const char *locator, struct ts_str bytes)
{
    void *self = NULL;
    struct ts_open open = {.size = sizeof open};
    const struct ts_reader_ops *reader = fake->plugin->reader;
    struct ts_resource resource = {
        .size = sizeof resource,
        .locator = ts_text(locator),
        .media_type = ts_text(media_type),
        .charset = ts_text(charset),
        .bytes = bytes,
        .wants_pictures = fake->wants_pictures,
        .headers = fake->headers,
    };
    fake->host.phase = HOST_READ;
    if (reader->open && reader->open(&fake->call, &open, &self) != 0) {
        fakehost_settle(fake);
        return -1;
    }
    int result = reader->read(&fake->call, self, &resource);
    fakehost_settle(fake);
    if (reader->close) {
        reader->close(&fake->call, self);
    }
    return result;
}

double fakehost_number(GHashTable *numbers, const char *name)
{
    const double *value = g_hash_table_lookup(numbers, name);
    return value ? *value : NAN;
}

int fakehost_prepare(struct fakehost *fake, struct ts_open *open)
{
    const struct ts_check_ops *check = fake->plugin->check;
    if (!check->prepare) {
        return 0;
    }
    fake->host.phase = HOST_PREPARE;
    int result = check->prepare(&fake->call, open, &open->blob);
    fakehost_settle(fake);
    return result;
}

int fakehost_inspect_picture(struct fakehost *fake, void *self, const char *locator,
                             const char *media_type, struct ts_str bytes)
{
    const struct ts_document document = {
        .size = sizeof document,
        .touchpoint = ts_text("site"),
        .channel = ts_text("website"),
        .locator = ts_text(locator),
        .media_type = ts_text(media_type),
        .bytes = bytes,
    };
    fake->host.phase = HOST_INSPECT;
    int result = fake->plugin->check->inspect(&fake->call, self, &document);
    fakehost_settle(fake);
    return result;
}

void fakehost_name_language(struct fakehost *fake, void *self, struct ts_block *block)
{
    struct ts_str tag = ts_text(NULL);
    if (!contract_names_language(fake->plugin)) {
        return;
    }
    fake->host.phase = HOST_LANGUAGE;
    int result = fake->plugin->check->language(&fake->call, self, block, &tag);
    assert_int_equal(result, 0);
    block->language = tag.len ? tag : block->language;
}

int fakehost_inspect_text(struct fakehost *fake, void *self, const char *text, unsigned role,
                          const char *language)
{
    fake->block = (struct ts_block){.size = sizeof fake->block,
                                    .role = role,
                                    .text = ts_text(text),
                                    .language = ts_text(language)};
    host_call_set_blocks(&fake->host, ts_one(&fake->block, sizeof fake->block));
    if (!fake->plugin->check->inspect_block) {
        return 0;
    }
    fakehost_name_language(fake, self, &fake->block);
    fake->host.phase = HOST_INSPECT_BLOCK;
    int result =
        fake->plugin->check->inspect_block(&fake->call, self, &fake->block, (struct ts_list){0});
    fakehost_settle(fake);
    return result;
}
