/* SPDX-License-Identifier: MIT
 *
 * One document: read, or taken from what was kept of it; its links resolved; judged.
 */
#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/inline_acceptance.h"
#include "core/process/leads.h"
#include "core/process/media.h"
#include "core/process/worker_private.h"

/* ---- reading ---- */

static int add_head(void *data, const struct ts_head *head)
{
    return document_set_head(data, head);
}
static int add_block(void *data, const struct ts_block *block)
{
    return document_add_block(data, block);
}
static int add_link(void *data, const struct ts_link *link)
{
    return document_add_link(data, link);
}
static int add_reference(void *data, const struct ts_reference *reference)
{
    return document_add_reference(data, reference);
}
static int add_meta(void *data, const struct ts_pair *pair)
{
    return document_add_meta(data, pair);
}
static int add_structured(void *data, const struct ts_structured *structured)
{
    return document_add_structured(data, structured);
}
static int add_anchor(void *data, struct ts_str name)
{
    return document_add_anchor(data, name);
}
static int add_child(void *data, const struct ts_child *child)
{
    return document_add_child(data, child);
}
static int add_truncated(void *data, struct ts_str what)
{
    return document_add_truncated(data, what);
}

static const struct host_sink reader_sink = {
    .head = add_head,
    .block = add_block,
    .link = add_link,
    .reference = add_reference,
    .meta = add_meta,
    .structured = add_structured,
    .child = add_child,
    .anchor = add_anchor,
    .truncated = add_truncated,
};

static struct ts_list kinds_of(struct worker *worker, const struct job *job, GPtrArray *kinds)
{
    const struct plan_touchpoint *touchpoint =
        plan_touchpoint_at(worker->toolbox->plan, job->touchpoint);
    g_autofree char *locator = g_strndup(job->locator.ptr, job->locator.len);
    plan_kinds(touchpoint, locator, kinds);
    struct ts_str *items = arena_alloc(worker->document->arena, (kinds->len + 1) * sizeof *items);
    for (guint i = 0; i < kinds->len; i++) {
        items[i] = ts_text(g_ptr_array_index(kinds, i));
    }
    return (struct ts_list){items, kinds->len, sizeof *items};
}

/* The frame of the document: what is known of it before it is read. */
static void begin_document(struct worker *worker, const struct job *job, struct ts_str bytes,
                           GPtrArray *kinds)
{
    struct document *document = worker->document;
    const struct plan_touchpoint *touchpoint =
        plan_touchpoint_at(worker->toolbox->plan, job->touchpoint);
    document_reset(document);
    document->drops_pictures = !plan_judges_pictures(worker->toolbox->plan, touchpoint);
    document->view.representation = job->representation;
    document->view.touchpoint = ts_text(touchpoint->id);
    document->view.channel = ts_text(touchpoint->channel);
    document->view.locator = job->locator;
    document->view.media_type = job->media_type;
    document->view.language = job->language;
    document->view.bytes = bytes;
    document->view.kinds = kinds_of(worker, job, kinds);
}

/* What the source knows of the resource besides its bytes. */
static struct ts_list headers_of(struct document *document, const struct job *job)
{
    struct wire_reader in = wire_reader(job->headers.ptr, job->headers.len);
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(struct ts_pair));
    struct ts_pair pair;
    while (headers_next(&in, &pair) == 1) {
        g_array_append_val(pairs, pair);
    }
    struct ts_pair *items = arena_alloc(document->arena, (pairs->len + 1) * sizeof *items);
    for (guint i = 0; i < pairs->len; i++) {
        items[i] = g_array_index(pairs, struct ts_pair, i);
    }
    return (struct ts_list){items, pairs->len, sizeof *items};
}

/* Pictures nobody looks at, scripts and the like are no gap. */
static void say_unread(struct worker *worker, struct ts_str media_type, GByteArray *records)
{
    gboolean is_wanted = media_is_picture(media_type) && !worker->document->drops_pictures;
    g_autofree char *reason = is_wanted ? media_no_reader(media_type) : media_reason(media_type);
    gboolean is_gap = is_wanted || media_is_document(media_type);
    worker_put_problem(records, is_gap ? PROBLEM_UNCHECKED : PROBLEM_SKIPPED, ts_text(reason));
}

/* 0, or -1 with a problem among the records. */
static int read_document(struct worker *worker, const struct job *job, struct ts_str bytes,
                         GByteArray *records)
{
    struct ts_str media_type;
    if (bytes.len != job->size) {
        worker_put_problem(records, PROBLEM_UNCHECKED, ts_text("its bytes are missing"));
        return -1;
    }
    const struct toolbox_reader *reader =
        toolbox_find_reader(worker->toolbox, job->media_type, bytes, &media_type);
    gboolean is_dropped =
        reader && media_is_picture(media_type) && worker->document->drops_pictures;
    if (!reader || is_dropped) {
        say_unread(worker, is_dropped ? media_type : job->media_type, records);
        return -1;
    }
    worker->document->view.media_type = media_type;
    struct ts_resource resource = {
        .size = sizeof resource,
        .representation = job->representation,
        .locator = job->locator,
        .media_type = media_type,
        .charset = job->charset,
        .language = job->language,
        .name = job->name,
        .bytes = bytes,
        .headers = headers_of(worker->document, job),
        .wants_pictures = !worker->document->drops_pictures,
    };
    struct host_call call;
    const char *failure = NULL;
    host_call_init(&call, reader->plugin, HOST_READ, &reader_sink, worker->document);
    host_call_set_share(&call, worker->document->share);
    int result = reader->plugin->reader->read(&call.call, reader->self, &resource);
    int done = host_call_result(&call, result, &failure);
    if (done != 0) {
        /* What was cut may have been for people. */
        gboolean is_skipped = call.is_skip && !call.breach && worker->document->truncated->len == 0;
        worker_put_problem(records, is_skipped ? PROBLEM_SKIPPED : PROBLEM_UNCHECKED,
                           ts_text(failure));
    }
    host_call_finish(&call);
    return done;
}

static char *join_kinds(struct ts_list kinds)
{
    GString *joined = g_string_new(NULL);
    for (guint32 i = 0; i < kinds.count; i++) {
        const struct ts_str *kind = ts_item(kinds, i);
        g_string_append_printf(joined, "%s%.*s", i ? " " : "", (int)kind->len, kind->ptr);
    }
    return g_string_free(joined, FALSE);
}

static void put_head(const struct document *document, GByteArray *records)
{
    g_autofree char *kinds = join_kinds(document->view.kinds);
    g_autofree char *acceptances = inline_acceptances_of(document);
    record_put_head(records, &(struct record_head){
                                 .title = document->view.title,
                                 .language = document->view.language,
                                 .kinds = ts_text(kinds),
                                 .media_type = document->view.media_type,
                                 .valid_from = document_meta(document, "valid-from"),
                                 .valid_until = document_meta(document, "valid-until"),
                                 .acceptances = ts_text(acceptances),
                                 .text_size = document->text_size,
                                 .block_count = document->blocks->len,
                                 .link_count = document->links->len,
                             });
}

/* ---- what is kept, what is passed over ---- */

/* has_content: worker->bytes hold the document as it was read. */
static void put_kept(struct worker *worker, gboolean has_content, GByteArray *records)
{
    struct record_kept kept = {{0}};
    GByteArray *packed = worker->packed;
    g_byte_array_set_size(packed, 0);
    packer_pack(worker->packer, worker->links_bytes, packed);
    guint links_size = packed->len;
    if (has_content) {
        packer_pack(worker->packer, worker->bytes, packed);
    }
    g_array_set_size(worker->anchors, 0);
    for (guint i = 0; i < worker->document->anchors->len; i++) {
        guint64 anchor = kept_anchor(g_array_index(worker->document->anchors, struct ts_str, i));
        g_array_append_val(worker->anchors, anchor);
    }
    kept.links = ts_bytes(packed->data, links_size);
    kept.content = ts_bytes(packed->data + links_size, packed->len - links_size);
    kept.anchors = ts_bytes(worker->anchors->data, worker->anchors->len * sizeof(guint64));
    record_put_kept(records, &kept);
}

/* Does a page's meta robots, for all or for us, have one of these words? */
static gboolean has_directive(const struct document *document, const char *word)
{
    for (guint i = 0; i < document->meta->len; i++) {
        const struct ts_pair *pair = &g_array_index(document->meta, struct ts_pair, i);
        if (!ts_is(pair->name, "robots") && !ts_is(pair->name, "touchstone")) {
            continue;
        }
        g_autofree char *text = g_ascii_strdown(pair->value.ptr, (gssize)pair->value.len);
        g_auto(GStrv) words = g_strsplit_set(text, ", \t\r\n", -1);
        if (g_strv_contains((const char *const *)words, word) ||
            g_strv_contains((const char *const *)words, "none")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* TRUE, with a problem that says why: its content is not judged. */
static gboolean is_passed_over(struct worker *worker, const struct links_job *links,
                               GByteArray *records)
{
    const struct plan_source *source =
        &g_array_index(worker->toolbox->plan->sources, struct plan_source, links->source);
    if (source->obeys_directives && has_directive(worker->document, "noindex")) {
        worker_put_problem(records, PROBLEM_ROBOTS, ts_text("its meta robots says noindex"));
        return TRUE;
    }
    struct ts_str canonical = links_canonical(worker->links, links);
    if (canonical.len) {
        g_autofree char *reason = g_strdup_printf("the same page as %.*s, as its canonical link "
                                                  "says",
                                                  (int)canonical.len, canonical.ptr);
        worker_put_problem(records, PROBLEM_SKIPPED, ts_text(reason));
        return TRUE;
    }
    return FALSE;
}

static void collect_links(struct worker *worker, const struct links_job *links, GByteArray *records)
{
    g_byte_array_set_size(worker->links_bytes, 0);
    const char *error = links_collect(worker->links, links, worker->links_bytes);
    if (error && worker->document->view.links.count) {
        g_autofree char *reason = g_strdup_printf("its links can't be followed: %s", error);
        worker_put_problem(records, PROBLEM_PLUGIN, ts_text(reason));
    }
}

/* ---- jobs ---- */

/* What is the same for a document that was read now and one that was kept. */
static void finish_document(struct worker *worker, const struct job *job, GByteArray *records)
{
    struct document *document = worker->document;
    const struct plan_source *source =
        &g_array_index(worker->toolbox->plan->sources, struct plan_source, job->source);
    struct links_job links = {
        .document = document,
        .source = job->source,
        .is_nofollow = (job->flags & JOB_NOFOLLOW) ||
                       (source->obeys_directives && has_directive(document, "nofollow")),
        .pictures = document->drops_pictures ? NULL : records,
    };
    gboolean is_again = job->mode == JOB_JUDGE;
    gboolean is_kept = !is_again && (job->flags & JOB_KEEPS);
    if (is_kept) { /* as it was read: what language it is in may be judged otherwise one day */
        g_byte_array_set_size(worker->bytes, 0);
        kept_put_document(worker->bytes, document);
    }
    judge_name_language(worker->judge, document);
    put_head(document, records);
    for (guint i = 0; i < document->truncated->len; i++) {
        worker_put_problem(records, PROBLEM_TRUNCATED,
                           ts_text(g_ptr_array_index(document->truncated, i)));
    }
    collect_links(worker, &links, records);
    leads_put(worker->toolbox, job->touchpoint, document, records);
    if (!is_passed_over(worker, &links, records)) {
        judge_document(worker->judge, job->touchpoint, is_again ? &job->checks : NULL, document,
                       records);
        g_byte_array_append(records, document->children->data, document->children->len);
    }
    put_kept(worker, is_kept, records);
}

/* Its pictures are all that a mail shows, and nobody has read what stands in them. */
static void say_pictures_alone(struct document *document)
{
    static const char mail[] = "message/";
    struct ts_str type = document->view.media_type;
    gboolean is_mail = type.len >= sizeof mail - 1 && memcmp(type.ptr, mail, sizeof mail - 1) == 0;
    for (guint i = 0; is_mail && i < document->blocks->len; i++) {
        const struct ts_block *block = &g_array_index(document->blocks, struct ts_block, i);
        is_mail = block->role == TS_ROLE_SUBJECT || block->role == TS_ROLE_METADATA ||
                  block->role == TS_ROLE_TITLE;
    }
    if (is_mail && document->references->len > 0) {
        document_add_truncated(document,
                               ts_text("the mail shows pictures alone: what stands in them was not "
                                       "read"));
    }
}

static void read_job(struct worker *worker, const struct job *job, struct ts_str bytes,
                     GByteArray *records)
{
    struct document *document = worker->document;
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    begin_document(worker, job, bytes, kinds);
    if (read_document(worker, job, bytes, records) != 0) {
        document->blocks->len = 0;
        document->text_size = 0;
        put_head(document, records);
        return;
    }
    say_pictures_alone(document);
    document_freeze(document);
    finish_document(worker, job, records);
}

/* The document as it was read in an earlier run. */
static void judge_job(struct worker *worker, const struct job *job, struct ts_str bytes,
                      GByteArray *records)
{
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    begin_document(worker, job, ts_text(NULL), kinds);
    if (packer_unpack(worker->packer, bytes, worker->bytes) != 0 ||
        kept_get_document(ts_bytes(worker->bytes->data, worker->bytes->len), worker->document) !=
            0) {
        worker_put_problem(records, PROBLEM_UNCHECKED,
                           ts_text("what was kept of it is damaged; the next run reads it anew"));
        put_head(worker->document, records);
        return;
    }
    document_freeze(worker->document);
    finish_document(worker, job, records);
}

void worker_read(struct worker *worker, const struct job *job, struct ts_str bytes,
                 GByteArray *records)
{
    if (job->mode == JOB_JUDGE) {
        judge_job(worker, job, bytes, records);
    } else {
        read_job(worker, job, bytes, records);
    }
}
