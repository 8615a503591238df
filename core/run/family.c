/* SPDX-License-Identifier: MIT
 *
 * Gathers a family's answers and writes them.
 */
#include "core/run/family.h"

#include <unistd.h>

#include "core/limits.h"

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

static void task_free(gpointer data)
{
    struct task *task = data;
    g_free(task->locator);
    g_free(task->media_type);
    g_free(task->charset);
    g_free(task->language);
    g_free(task->name);
    g_free(task->content_hash);
    g_clear_pointer(&task->bytes, g_bytes_unref);
    if (task->fd >= 0) {
        close(task->fd);
    }
    g_clear_pointer(&task->records, g_byte_array_unref);
    g_free(task->failure);
    g_free(task);
}

struct family *family_new(guint32 source, gint64 frontier, guint32 depth, guint32 hops)
{
    struct family *family = g_new0(struct family, 1);
    *family = (struct family){.source = source, .frontier = frontier, .depth = depth, .hops = hops};
    family->tasks = g_ptr_array_new_with_free_func(task_free);
    return family;
}

void family_free(struct family **family)
{
    if (*family) {
        g_ptr_array_free((*family)->tasks, TRUE);
        g_free((*family)->etag);
        g_free((*family)->last_modified);
        g_free(*family);
        *family = NULL;
    }
}

static struct task *add_task(struct family *family)
{
    struct task *task = g_new0(struct task, 1);
    task->family = family;
    task->fd = -1;
    g_ptr_array_add(family->tasks, task);
    family->open++;
    return task;
}

struct task *family_add_root(struct family *family, const char *locator,
                             const struct answer *answer, int fd)
{
    struct task *task = add_task(family);
    task->locator = g_strdup(locator);
    task->media_type = dup_str(answer->said.media_type);
    task->charset = dup_str(answer->said.charset);
    task->language = dup_str(answer->said.language);
    task->name = dup_str(answer->said.name);
    task->content_hash = dup_str(answer->content_hash);
    task->fd = fd;
    task->size = answer->size;
    task->bytes = g_bytes_new(answer->said.bytes.ptr, answer->said.bytes.len);
    family->etag = dup_str(answer->said.etag);
    family->last_modified = dup_str(answer->said.last_modified);
    return task;
}

static struct task *add_child(const struct task *parent, const struct record_child *child)
{
    struct task *task = add_task(parent->family);
    const char *joint = strchr(parent->locator, '#') ? "/" : "#";
    task->locator = g_strdup_printf("%s%s%.*s", parent->locator, joint, (int)child->suffix.len,
                                    child->suffix.ptr);
    task->media_type = dup_str(child->media_type);
    task->charset = dup_str(child->charset);
    task->language = g_strdup("");
    task->name = dup_str(child->name);
    task->content_hash = dup_str(child->content_hash);
    task->depth = parent->depth + 1;
    task->size = child->bytes.len;
    task->bytes = g_bytes_new(child->bytes.ptr, child->bytes.len);
    return task;
}

static void say_cut(struct task *task, const char *what)
{
    struct record_problem problem = {.kind = PROBLEM_TRUNCATED, .reason = ts_text(what)};
    record_put_problem(task->records, &problem);
}

void family_answer(struct task *task, struct ts_str records, const char *failure,
                   GPtrArray *added_r)
{
    task->family->open--;
    g_clear_pointer(&task->bytes, g_bytes_unref);
    if (failure) {
        task->failure = g_strdup(failure);
        return;
    }
    task->records = g_byte_array_sized_new((guint)records.len);
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    struct record_child child;
    guint8 type;
    int next;
    /* The children's bytes are not kept twice: only the other records stay. */
    for (const guint8 *begin = in.ptr; (next = record_next(&in, &type, &part)) == 1;
         begin = in.ptr) {
        if (type != RECORD_CHILD) {
            g_byte_array_append(task->records, begin, (guint)(in.ptr - begin));
        } else if (record_get_child(&part, &child) != 0) {
            say_cut(task, "something inside it could not be taken out");
        } else if (task->depth >= LIMIT_CHILD_DEPTH) {
            say_cut(task, "what is nested deeper than 8 was not read");
        } else {
            g_ptr_array_add(added_r, add_child(task, &child));
        }
    }
    if (next < 0) {
        task->failure = g_strdup("the worker's answer could not be understood");
    }
}

/* ---- writing ---- */

struct writer {
    struct store *store;
    struct family *family;
    const struct task *task;
    const char *touchpoint;
    gint64 root;       /* document of the family's root, 0 while it is written */
    gint64 id;         /* document at hand */
    gboolean is_map;   /* names other locators and has no text of its own */
    gboolean is_deep;  /* leads on for ever, and it was said */
    gboolean is_whole; /* all was read: a child that is not there is gone */
};

/* The status follows from what went wrong, the worst first. */
struct verdict {
    unsigned status;
    struct ts_str reason;
    struct record_head head;
    guint map_links, page_links;
};

static void judge_problem(struct verdict *verdict, struct record_problem *problem)
{
    static const unsigned statuses[] = {
        [PROBLEM_UNCHECKED] = TS_UNCHECKED, [PROBLEM_TRUNCATED] = TS_UNCHECKED,
        [PROBLEM_PLUGIN] = TS_UNCHECKED,    [PROBLEM_SKIPPED] = TS_SKIPPED,
        [PROBLEM_TRAP] = TS_CHECKED,        [PROBLEM_ROBOTS] = TS_CHECKED,
    };
    unsigned status = problem->kind < G_N_ELEMENTS(statuses) ? statuses[problem->kind] : 0;
    if (verdict->status == TS_CHECKED && status) {
        verdict->status = status;
        verdict->reason = problem->reason;
    }
}

static int survey(const struct task *task, struct verdict *verdict_r)
{
    *verdict_r = (struct verdict){.status = TS_CHECKED};
    verdict_r->head.media_type = ts_text(task->media_type);
    if (task->failure) {
        verdict_r->status = TS_UNCHECKED;
        verdict_r->reason = ts_text(task->failure);
        return 0;
    }
    struct wire_reader in = wire_reader(task->records->data, task->records->len);
    struct wire_reader part;
    struct record_problem problem;
    struct record_link link;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (type == RECORD_HEAD) {
            record_get_head(&part, &verdict_r->head);
        } else if (type == RECORD_PROBLEM && record_get_problem(&part, &problem) == 0) {
            judge_problem(verdict_r, &problem);
        } else if (type == RECORD_LINK && record_get_link(&part, &link) == 0) {
            *(link.purpose == TS_LINK_MAP ? &verdict_r->map_links : &verdict_r->page_links) += 1;
        }
    }
    return next;
}

static int put_document(struct writer *writer, const struct verdict *verdict)
{
    const struct task *task = writer->task;
    gboolean is_root = writer->root == 0;
    struct store_document document = {
        .touchpoint = writer->touchpoint,
        .locator = ts_text(task->locator),
        .reason = verdict->reason,
        .title = verdict->head.title,
        .media_type = verdict->head.media_type,
        .language = verdict->head.language,
        .kinds = verdict->head.kinds,
        .content_hash = ts_text(task->content_hash),
        .etag = ts_text(is_root ? writer->family->etag : NULL),
        .last_modified = ts_text(is_root ? writer->family->last_modified : NULL),
        .parent = writer->root,
        .text_size = verdict->head.text_size,
        .status = verdict->status,
        .past = task->failure                     ? STORE_KEEP
                : verdict->status == TS_UNCHECKED ? STORE_RENEW
                                                  : STORE_REPLACE,
    };
    writer->is_map = verdict->status == TS_CHECKED && verdict->head.block_count == 0 &&
                     verdict->map_links > 0 && verdict->page_links == 0;
    if (writer->is_map) {
        document.status = TS_SKIPPED;
        document.reason = ts_text("a list of addresses, without text of its own");
    }
    return store_put_document(writer->store, &document, &writer->id);
}

/* Said once a document. */
static int put_too_many_hops(struct writer *writer, gboolean is_map)
{
    struct store_origin origin = {writer->id, writer->touchpoint, NULL};
    if (writer->is_deep) {
        return 0;
    }
    writer->is_deep = TRUE;
    return store_put_problem(
        writer->store, &origin, PROBLEM_TRAP,
        ts_text(is_map ? "lists of addresses that name lists in their turn"
                       : "pages that send the reader on, more than 10 in a row (meta refresh)"));
}

/* A link leads one deeper; a map's entries are starts, so that a sitemap's pages are not lost to
 * max_depth, and count as hops, so that maps of maps end; a page with text of its own begins anew.
 * A page that sends the reader on is a redirect. */
static int put_link(struct writer *writer, const struct record_link *link)
{
    const struct plan_source *source =
        &g_array_index(writer->store->plan->sources, struct plan_source, writer->family->source);
    gboolean is_map = link->purpose == TS_LINK_MAP;
    gboolean is_hop = link->purpose == TS_LINK_REDIRECT || (is_map && writer->is_map);
    guint32 depth = writer->family->depth + (is_map ? 0 : 1);
    guint32 hops = is_hop ? writer->family->hops + 1 : (guint32)is_map;
    if (hops > (is_map ? LIMIT_MAP_HOPS : LIMIT_HOPS)) {
        return put_too_many_hops(writer, is_map);
    }
    if (depth > source->max_depth) {
        return 0;
    }
    struct ts_found found = {.locator = link->locator, .purpose = TS_LINK_PAGE};
    return store_add_locator(writer->store, writer->family->source, &found, depth, hops);
}

static int put_record(struct writer *writer, guint8 type, struct wire_reader *part)
{
    struct store_origin origin = {writer->id, writer->touchpoint, NULL};
    guint checks = writer->store->plan->checks->len;
    struct record_finding finding;
    struct record_observation observation;
    struct record_problem problem;
    struct record_link link;
    switch (type) {
    case RECORD_FINDING:
        return record_get_finding(part, &finding) == 0 && finding.check < checks
                   ? store_put_finding(writer->store, &origin, &finding)
                   : 0;
    case RECORD_OBSERVATION:
        return record_get_observation(part, &observation) == 0 && observation.check < checks
                   ? store_put_observation(writer->store, writer->id, &observation)
                   : 0;
    case RECORD_PROBLEM:
        return record_get_problem(part, &problem) == 0 && problem.kind != PROBLEM_SKIPPED
                   ? store_put_problem(writer->store, &origin, problem.kind, problem.reason)
                   : 0;
    case RECORD_LINK:
        return record_get_link(part, &link) == 0 ? put_link(writer, &link) : 0;
    default:
        return 0;
    }
}

static int put_task(struct writer *writer)
{
    struct verdict verdict;
    writer->is_deep = FALSE;
    if (survey(writer->task, &verdict) < 0 || put_document(writer, &verdict) != 0) {
        return -1;
    }
    writer->is_whole &= verdict.status != TS_UNCHECKED;
    if (writer->task->failure) {
        struct store_origin origin = {writer->id, writer->touchpoint, NULL};
        return store_put_problem(writer->store, &origin, PROBLEM_UNCHECKED, verdict.reason);
    }
    struct wire_reader in = wire_reader(writer->task->records->data, writer->task->records->len);
    struct wire_reader part;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (put_record(writer, type, &part) != 0) {
            return -1;
        }
    }
    return next == 0 && verdict.status == TS_UNCHECKED
               ? store_renew_places(writer->store, writer->id)
               : next;
}

int family_store(struct family *family, struct store *store)
{
    const struct plan_source *source =
        &g_array_index(store->plan->sources, struct plan_source, family->source);
    struct writer writer = {
        .store = store,
        .family = family,
        .is_whole = TRUE,
        .touchpoint =
            g_array_index(store->plan->touchpoints, struct plan_touchpoint, source->touchpoint).id,
    };
    for (guint i = 0; i < family->tasks->len; i++) {
        writer.task = g_ptr_array_index(family->tasks, i);
        if (put_task(&writer) != 0) {
            return -1;
        }
        writer.root = writer.root ? writer.root : writer.id;
    }
    if (writer.is_whole && store_drop_children(store, writer.root) != 0) {
        return -1;
    }
    return store_mark_done(store, family->frontier);
}
