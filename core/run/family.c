/* SPDX-License-Identifier: MIT
 *
 * Gathers a family's answers and writes them.
 */
#include "core/run/family.h"
#include "core/config/text.h"

#include <unistd.h>

#include "core/config/date.h"
#include "core/limits.h"
#include "core/process/fingerprint.h"

static void task_free(gpointer data)
{
    struct task *task = data;
    g_free(task->locator);
    g_free(task->media_type);
    g_free(task->charset);
    g_free(task->language);
    g_free(task->name);
    g_free(task->content_hash);
    g_clear_pointer(&task->headers, g_bytes_unref);
    g_clear_pointer(&task->bytes, g_bytes_unref);
    if (task->fd >= 0) {
        close(task->fd);
    }
    g_clear_pointer(&task->records, g_byte_array_unref);
    g_free(task->failure);
    g_free(task->answer);
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
        g_free((*family)->resource);
        basis_change_free(&(*family)->change);
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
    task->media_type = text_dup(answer->said.media_type);
    task->charset = text_dup(answer->said.charset);
    task->language = text_dup(answer->said.language);
    task->name = text_dup(answer->said.name);
    task->content_hash = text_dup(answer->content_hash);
    task->headers = g_bytes_new(answer->headers.ptr, answer->headers.len);
    task->fd = fd;
    task->size = answer->size;
    task->bytes = g_bytes_new(answer->said.bytes.ptr, answer->said.bytes.len);
    family->etag = text_dup(answer->said.etag);
    family->last_modified = text_dup(answer->said.last_modified);
    family->resource = family_resource(answer);
    family->is_nofollow = (answer->said.flags & TS_ANSWER_NOFOLLOW) != 0;
    return task;
}

char *family_resource(const struct answer *answer)
{
    const struct ts_answer *said = &answer->said;
    char headers[CONTENT_HASH_SIZE] = "";
    if (answer->headers.len) {
        content_hash(answer->headers, headers);
    }
    return g_strdup_printf("%.*s %.*s %.*s %.*s %u %s", (int)answer->content_hash.len,
                           answer->content_hash.ptr, (int)said->media_type.len,
                           said->media_type.ptr, (int)said->charset.len, said->charset.ptr,
                           (int)said->language.len, said->language.ptr, said->flags, headers);
}

static void add_kept(struct family *family, sqlite3_stmt *row)
{
    struct task *task = add_task(family);
    struct ts_str content = database_blob(row, 4);
    task->document = sqlite3_column_int64(row, 0);
    task->locator = text_dup(database_text(row, 1));
    task->media_type = text_dup(database_text(row, 2));
    task->language = text_dup(database_text(row, 3));
    task->charset = g_strdup("");
    task->name = g_strdup("");
    task->content_hash = g_strdup("");
    task->size = content.len;
    task->bytes = g_bytes_new(content.ptr, content.len);
}

int family_add_kept(struct family *family, struct store *store, gint64 document,
                    struct basis_change *change)
{
    family->change = change;
    sqlite3_stmt *rows = database_query(store->database, SQL_KEPT_FAMILY, "i", document);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(store->database, rows)) == 1) {
        add_kept(family, rows);
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

static struct task *add_child(const struct task *parent, const struct record_child *child)
{
    struct task *task = add_task(parent->family);
    const char *joint = strchr(parent->locator, '#') ? "/" : "#";
    task->locator = g_strdup_printf("%s%s%.*s", parent->locator, joint, (int)child->suffix.len,
                                    child->suffix.ptr);
    task->media_type = text_dup(child->media_type);
    task->charset = text_dup(child->charset);
    task->language = g_strdup("");
    task->name = text_dup(child->name);
    task->content_hash = text_dup(child->content_hash);
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

static gboolean is_full(const struct family *family, const struct record_child *child)
{
    return family->tasks->len > LIMIT_FAMILY_COUNT ||
           family->inner_size + child->bytes.len > LIMIT_FAMILY_SIZE;
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
    gboolean is_cut = FALSE;
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
        } else if (is_full(task->family, &child)) {
            is_cut = TRUE;
        } else {
            task->family->inner_size += child.bytes.len;
            g_ptr_array_add(added_r, add_child(task, &child));
        }
    }
    if (is_cut) {
        say_cut(task, "not all that is inside it was read: at most 20,000 parts, 64 MB in all");
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
    gint64 root;             /* document of the family's root, 0 while it is written */
    gint64 id;               /* document at hand */
    struct record_kept kept; /* of it; empty if it was not read whole */
    gboolean is_map;         /* names other locators and has no text of its own */
    gboolean is_whole;       /* all was read: a child that is not there is gone */
};

/* The status follows from what went wrong, the worst first. */
struct verdict {
    unsigned status;
    struct ts_str reason;
    struct record_head head;
    guint map_links, page_links;
    char expiry[80]; /* why it no longer holds, or "" */
};

static void judge_problem(struct verdict *verdict, struct record_problem *problem)
{
    static const unsigned statuses[] = {
        [PROBLEM_UNCHECKED] = TS_UNCHECKED, [PROBLEM_TRUNCATED] = TS_UNCHECKED,
        [PROBLEM_PLUGIN] = TS_UNCHECKED,    [PROBLEM_SKIPPED] = TS_SKIPPED,
        [PROBLEM_TRAP] = TS_CHECKED,        [PROBLEM_ROBOTS] = TS_SKIPPED,
    };
    unsigned status = problem->kind < G_N_ELEMENTS(statuses) ? statuses[problem->kind] : 0;
    if (verdict->status == TS_CHECKED && status) {
        verdict->status = status;
        verdict->reason = problem->reason;
    }
}

/* Which links it has; FALSE: they break the rules. */
static gboolean count_links(struct writer *writer, struct verdict *verdict)
{
    GByteArray *links = writer->store->links;
    struct kept_link link;
    int next = 0;
    if (packer_unpack(writer->store->packer, writer->kept.links, links) != 0) {
        return FALSE;
    }
    struct wire_reader in = wire_reader(links->data, links->len);
    while ((next = kept_next_link(&in, &link)) == 1) {
        *(link.purpose == TS_LINK_MAP ? &verdict->map_links : &verdict->page_links) += 1;
    }
    return next == 0;
}

static void be_unchecked(struct verdict *verdict, const char *reason)
{
    verdict->status = TS_UNCHECKED;
    verdict->reason = ts_text(reason);
}

static int survey_records(struct writer *writer, struct verdict *verdict)
{
    const GByteArray *records = writer->task->records;
    struct wire_reader in = wire_reader(records->data, records->len);
    struct wire_reader part;
    struct record_problem problem;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (type == RECORD_HEAD) {
            record_get_head(&part, &verdict->head);
        } else if (type == RECORD_PROBLEM && record_get_problem(&part, &problem) == 0) {
            judge_problem(verdict, &problem);
        } else if (type == RECORD_KEPT && record_get_kept(&part, &writer->kept) != 0) {
            writer->kept = (struct record_kept){{0}};
        }
    }
    return next;
}

/* Empty: it sets no bound. */
static gboolean is_day(struct ts_str day)
{
    g_autofree char *text = text_dup(day);
    return day.len == 0 || date_is_valid(text);
}

/* What a person saw in a shop is true for a while, and from the day on which it was seen. */
static void judge_age(struct writer *writer, struct verdict *verdict)
{
    const struct record_head *head = &verdict->head;
    const char *today = writer->store->as_of;
    size_t size = strlen(today);
    if (!is_day(head->valid_from) || !is_day(head->valid_until)) {
        g_strlcpy(verdict->expiry, "how long it holds is no date", sizeof verdict->expiry);
    } else if (head->valid_until.len && memcmp(head->valid_until.ptr, today, size) < 0) {
        g_snprintf(verdict->expiry, sizeof verdict->expiry,
                   "it held until %.*s: it must be made anew", (int)head->valid_until.len,
                   head->valid_until.ptr);
    } else if (head->valid_from.len && memcmp(head->valid_from.ptr, today, size) > 0) {
        g_snprintf(verdict->expiry, sizeof verdict->expiry, "it holds from %.*s on only",
                   (int)head->valid_from.len, head->valid_from.ptr);
    }
    if (verdict->expiry[0] && verdict->status == TS_CHECKED) {
        be_unchecked(verdict, verdict->expiry);
    }
}

static gboolean is_bounded(const struct record_head *head)
{
    return head->valid_from.len || head->valid_until.len;
}

static int survey(struct writer *writer, struct verdict *verdict_r)
{
    const struct task *task = writer->task;
    *verdict_r = (struct verdict){.status = TS_CHECKED};
    verdict_r->head.media_type = ts_text(task->media_type);
    writer->kept = (struct record_kept){{0}};
    if (task->failure) {
        be_unchecked(verdict_r, task->failure);
        return 0;
    }
    if (survey_records(writer, verdict_r) < 0) {
        return -1;
    }
    if (writer->kept.links.len && !count_links(writer, verdict_r)) {
        writer->kept = (struct record_kept){{0}};
        be_unchecked(verdict_r, "the worker's answer broke the rules");
    }
    if (is_bounded(&verdict_r->head)) {
        judge_age(writer, verdict_r);
    }
    return 0;
}

/* What was said elsewhere of the same bytes knows nothing of the kinds here. */
static char *kinds_here(const struct writer *writer)
{
    const struct plan *plan = writer->store->plan;
    guint own = g_array_index(plan->sources, struct plan_source, writer->family->source).touchpoint;
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    plan_kinds(plan_touchpoint_at(plan, own), writer->task->locator, kinds);
    g_ptr_array_add(kinds, NULL);
    return g_strjoinv(" ", (char **)kinds->pdata);
}

static int put_document(struct writer *writer, const struct verdict *verdict)
{
    g_autofree char *kinds = writer->task->is_remembered ? kinds_here(writer) : NULL;
    const struct task *task = writer->task;
    gboolean is_root = writer->root == 0;
    struct store_document document = {
        .touchpoint = writer->touchpoint,
        .locator = ts_text(task->locator),
        .reason = verdict->reason,
        .title = verdict->head.title,
        .media_type = verdict->head.media_type,
        .language = verdict->head.language,
        .kinds = kinds ? ts_text(kinds) : verdict->head.kinds,
        .acceptances = verdict->head.acceptances,
        .content_hash = ts_text(task->content_hash),
        .etag = ts_text(is_root ? writer->family->etag : NULL),
        .last_modified = ts_text(is_root ? writer->family->last_modified : NULL),
        .resource = ts_text(is_root ? writer->family->resource : NULL),
        .basis = ts_text(verdict->status == TS_UNCHECKED || is_bounded(&verdict->head)
                             ? NULL /* read anew each time */
                             : store_basis(writer->store, writer->family->source)),
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
    int done = store_put_document(writer->store, &document, &writer->id);
    return done == 0 && task->is_old
               ? database_run(writer->store->database, SQL_DOCUMENT_REMEMBERED, "i", writer->id)
               : done;
}

/* Only what was read whole is kept: a part of a page is not what the page says. */
static int put_kept(struct writer *writer, const struct verdict *verdict)
{
    const struct record_kept *kept = &writer->kept;
    struct family *family = writer->family;
    if (!kept->links.len) {
        return 0;
    }
    int done = writer->task->document ? database_run(writer->store->database, SQL_KEPT_RELINK, "ib",
                                                     writer->id, kept->links)
               : verdict->status == TS_UNCHECKED || is_bounded(&verdict->head)
                   ? 0
                   : database_run(writer->store->database, SQL_KEPT_PUT, "ibbb", writer->id,
                                  kept->content, kept->links, kept->anchors);
    const struct store_page page = {family->source, family->depth, family->hops, writer->id};
    return done == 0 ? store_put_links(writer->store, &page, kept->links) : -1;
}

static int put_record(struct writer *writer, guint8 type, struct wire_reader *part)
{
    struct store_origin origin = {writer->id, writer->touchpoint, NULL};
    guint checks = writer->store->plan->checks->len;
    struct record_finding finding;
    struct record_observation observation;
    struct record_problem problem;
    struct record_picture picture;
    switch (type) {
    case RECORD_FINDING:
        return record_get_finding(part, &finding) == 0 && finding.check < checks
                   ? store_put_finding(writer->store, &origin, &finding)
                   : 0;
    case RECORD_OBSERVATION:
        return record_get_observation(part, &observation) == 0 &&
                       (observation.check < checks || observation.check == RECORD_OF_HOST)
                   ? store_put_observation(writer->store, writer->id, &observation)
                   : 0;
    case RECORD_PROBLEM:
        return record_get_problem(part, &problem) == 0 && problem.kind != PROBLEM_SKIPPED
                   ? store_put_problem_at(writer->store, &origin, problem.kind, problem.reason,
                                          &problem.place)
                   : 0;
    case RECORD_PICTURE:
        return record_get_picture(part, &picture) == 0
                   ? store_put_picture(writer->store, writer->id, &picture)
                   : 0;
    default:
        return 0;
    }
}

static int put_judged(struct writer *writer, const struct verdict *verdict)
{
    struct store_judged judged = {
        .document = writer->task->document,
        .source = writer->family->source,
        .status = verdict->status == TS_CHECKED ? TS_UNCHANGED : verdict->status,
        .reason = verdict->reason,
        .kinds = verdict->head.kinds,
        .change = writer->family->change,
    };
    writer->id = writer->task->document;
    return store_begin_judged(writer->store, &judged);
}

/* The row of the document itself. */
static int put_row(struct writer *writer, const struct verdict *verdict)
{
    return writer->task->document ? put_judged(writer, verdict) : put_document(writer, verdict);
}

static int put_records(struct writer *writer)
{
    struct wire_reader in = wire_reader(writer->task->records->data, writer->task->records->len);
    struct wire_reader part;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (put_record(writer, type, &part) != 0) {
            return -1;
        }
    }
    return next;
}

static int put_expiry(struct writer *writer, const struct verdict *verdict)
{
    struct store_origin origin = {writer->id, writer->touchpoint, NULL};
    return verdict->expiry[0] ? store_put_problem(writer->store, &origin, PROBLEM_UNCHECKED,
                                                  ts_text(verdict->expiry))
                              : 0;
}

static int put_task(struct writer *writer)
{
    struct verdict verdict;
    if (survey(writer, &verdict) < 0 || put_row(writer, &verdict) != 0) {
        return -1;
    }
    writer->is_whole &= verdict.status != TS_UNCHECKED;
    if (writer->task->failure) {
        struct store_origin origin = {writer->id, writer->touchpoint, NULL};
        return store_put_problem(writer->store, &origin, PROBLEM_UNCHECKED, verdict.reason);
    }
    if (put_kept(writer, &verdict) != 0 || store_drop_pictures(writer->store, writer->id) != 0 ||
        put_records(writer) != 0 || put_expiry(writer, &verdict) != 0) {
        return -1;
    }
    return verdict.status == TS_UNCHECKED ? store_renew_places(writer->store, writer->id) : 0;
}

int family_store(struct family *family, struct store *store)
{
    struct writer writer = {
        .store = store,
        .family = family,
        .is_whole = TRUE,
        .touchpoint = store_touchpoint(store, family->source),
    };
    if (family->change && family->tasks->len &&
        store_keep_children(store,
                            ((struct task *)g_ptr_array_index(family->tasks, 0))->document) != 0) {
        return -1;
    }
    for (guint i = 0; i < family->tasks->len; i++) {
        writer.task = g_ptr_array_index(family->tasks, i);
        if (put_task(&writer) != 0) {
            return -1;
        }
        writer.root = writer.root ? writer.root : writer.id;
    }
    if (writer.is_whole && !family->change && store_drop_children(store, writer.root) != 0) {
        return -1;
    }
    return store_mark_done(store, family->frontier);
}
