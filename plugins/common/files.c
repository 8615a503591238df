/* SPDX-License-Identifier: MIT
 *
 * Opens what the options name, and answers requests for files.
 */
#include "plugins/common/files_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/common/file_type.h"

/* ---- opening ---- */

static void take_globs(const struct ts_node *options, const char *key, GPtrArray *globs)
{
    const struct ts_node *list = ts_get(options, key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *glob = ts_item(list->children, i);
        g_ptr_array_add(globs, g_strndup(glob->text.ptr, glob->text.len));
    }
}

static struct files *files_new(const struct ts_node *options, const struct files_profile *profile,
                               void *data)
{
    struct files *files = g_new0(struct files, 1);
    files->profile = profile;
    files->data = data;
    files_root_init(&files->root, options, profile->takes_globs);
    files->fd = -1;
    files->max_files = FILES_COUNT;
    files->max_listing_size = FILES_LISTING_SIZE;
    files->include = g_ptr_array_new_with_free_func(g_free);
    files->exclude = g_ptr_array_new_with_free_func(g_free);
    files->names = g_ptr_array_new_with_free_func(g_free);
    files->locators = g_ptr_array_new_with_free_func(g_free);
    files->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    g_queue_init(&files->requests);
    take_globs(options, "include", files->include);
    take_globs(options, "exclude", files->exclude);
    return files;
}

void files_request_free(struct ts_request *request)
{
    g_free((char *)request->locator.ptr);
    g_free((char *)request->etag.ptr);
    g_free((char *)request->last_modified.ptr);
    g_free(request);
}

static void free_queued(gpointer request)
{
    files_request_free(request);
}

void files_close(struct ts_call *call, void *self)
{
    struct files *files = self;
    (void)call;
    if (files->fd >= 0) {
        close(files->fd);
    }
    g_queue_clear_full(&files->requests, free_queued);
    g_ptr_array_unref(files->include);
    g_ptr_array_unref(files->exclude);
    g_ptr_array_unref(files->names);
    g_ptr_array_unref(files->locators);
    g_array_unref(files->found);
    files_root_clear(&files->root);
    g_free(files->shortfall);
    g_free(files->bytes);
    g_free(files->text);
    g_free(files);
}

int files_open(struct ts_call *call, const struct ts_node *options,
               const struct files_profile *profile, void *data, struct files **files_r)
{
    struct files *files = files_new(options, profile, data);
    struct stat info;
    files->is_standard_input = g_str_equal(files->root.path, "-");
    if (!files->is_standard_input) {
        files->fd = open(files->root.absolute, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (files->fd < 0 || fstat(files->fd, &info) != 0) {
            g_autofree char *why =
                g_strdup_printf("%s can't be opened: %s", files->root.path, g_strerror(errno));
            files_close(call, files);
            return ts_fail(call, why);
        }
        files->is_file = !S_ISDIR(info.st_mode);
    }
    *files_r = files;
    return 0;
}

gboolean files_is_standard_input(const struct files *files)
{
    return files->is_standard_input;
}

gboolean files_is_single(const struct files *files)
{
    return files->is_file || files->is_standard_input;
}

/* ---- requests ---- */

static struct ts_str copy(struct ts_str text)
{
    return ts_bytes(g_strndup(text.len ? text.ptr : "", text.len), text.len);
}

int files_feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct files *files = self;
    (void)call;
    if (!request) {
        files->has_ended = TRUE;
        return 0;
    }
    struct ts_request *own = g_memdup2(request, sizeof *own);
    own->locator = copy(request->locator);
    own->etag = copy(request->etag);
    own->last_modified = copy(request->last_modified);
    g_queue_push_tail(&files->requests, own);
    return 0;
}

struct ts_request *files_take(struct files *files)
{
    return g_queue_pop_head(&files->requests);
}

gboolean files_has_ended(const struct files *files)
{
    return files->has_ended;
}

/* ---- answering ---- */

void files_say(struct files *files, struct ts_answer *answer, uint32_t status, uint32_t cause,
               char *reason)
{
    g_free(files->text);
    files->text = reason;
    answer->status = status;
    answer->cause = cause;
    answer->reason = ts_text(files->text);
}

/* Of what is one document: a file, or standard input. */
static const char *own_locator(const struct files *files)
{
    return files->root.base ? files->root.base : files->root.path;
}

static char *own_name(const struct files *files)
{
    return files->is_standard_input ? g_strdup("-") : g_path_get_basename(files->root.path);
}

/* What the user asked for, as far as it is known. */
static char *describe_nothing(const struct files *files)
{
    return g_strdup_printf("no file matches %s%s", files->root.path,
                           files->root.glob ? files->root.glob : "");
}

const GPtrArray *files_list(struct ts_call *call, struct files *files, struct ts_answer *answer)
{
    g_autoptr(GPtrArray) left_out = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_set_size(files->names, 0);
    if (files_is_single(files)) {
        g_ptr_array_add(files->names, own_name(files));
    } else if (files_listing_read(files, left_out) != 0) {
        files_say(files, answer, TS_FAILED, TS_CAUSE_OTHER,
                  g_strdup_printf("can't be listed: %s", g_strerror(errno)));
        return NULL;
    }
    for (guint i = 0; i < left_out->len; i++) {
        call->host->log(call, TS_LOG_WARNING, ts_text(g_ptr_array_index(left_out, i)));
    }
    if (files->names->len == 0 && files->profile->needs_a_file) {
        files_say(files, answer, TS_FAILED, TS_CAUSE_OTHER, describe_nothing(files));
        return NULL;
    }
    return files->names;
}

void files_put_listing(struct files *files, struct ts_answer *answer, GPtrArray *locators)
{
    g_ptr_array_unref(files->locators);
    files->locators = locators;
    g_ptr_array_set_free_func(locators, g_free);
    g_array_set_size(files->found, 0);
    for (guint i = 0; i < locators->len; i++) {
        struct ts_found found = {.locator = ts_text(g_ptr_array_index(locators, i))};
        g_array_append_val(files->found, found);
    }
    answer->status = TS_LISTED;
    answer->found =
        (struct ts_list){files->found->data, files->found->len, sizeof(struct ts_found)};
}

static void answer_root(struct ts_call *call, struct files *files, struct ts_answer *answer)
{
    const GPtrArray *names = files_list(call, files, answer);
    if (!names) {
        return;
    }
    GPtrArray *locators = g_ptr_array_sized_new(names->len);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_ptr_array_add(locators, files_is_single(files) ? g_strdup(own_locator(files))
                                                         : files_locator(&files->root, name));
    }
    files_put_listing(files, answer, locators);
}

/* Opens a file below the folder, or the folder: no component may be a link. */
static int open_below(int root, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(g_str_equal(name, FILES_ITSELF) ? "" : name, "/", -1);
    int fd = dup(root);
    for (guint i = 0; fd >= 0 && parts[i]; i++) {
        if (!*parts[i] || g_str_equal(parts[i], "..") || g_str_equal(parts[i], ".")) {
            close(fd);
            errno = ENOENT;
            return -1;
        }
        int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
        int next = openat(fd, parts[i], parts[i + 1] ? flags | O_DIRECTORY : flags);
        int kept = errno;
        close(fd);
        errno = kept;
        fd = next;
    }
    return fd;
}

/* All bytes up to the cap, NULL if there are more or reading fails (errno). */
static GString *read_bytes(int fd, gboolean *is_long_r)
{
    GString *bytes = g_string_new(NULL);
    char buffer[65536];
    *is_long_r = FALSE;
    for (;;) {
        ssize_t got = read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            if (got == 0) {
                return bytes;
            }
            break;
        }
        g_string_append_len(bytes, buffer, got);
        if (bytes->len > FILES_SIZE) {
            *is_long_r = TRUE;
            break;
        }
    }
    g_string_free(bytes, TRUE);
    return NULL;
}

static const char *type_of(const struct files *files, const char *name, struct ts_str bytes)
{
    const struct files_profile *profile = files->profile;
    const char *type = profile->media_type ? profile->media_type(files->data, name, bytes) : NULL;
    return type ? type : file_type_of(name, bytes);
}

static gboolean is_wanted(const struct files *files, const char *type)
{
    const struct files_profile *profile = files->profile;
    return files_is_single(files) ||
           (profile->wants ? profile->wants(files->data, type) : file_type_is_document(type));
}

static void answer_bytes(struct files *files, struct ts_answer *answer, int fd, const char *name)
{
    gboolean is_long;
    GString *bytes = read_bytes(fd, &is_long);
    g_clear_pointer(&files->bytes, g_free);
    if (!bytes) {
        files_say(files, answer, TS_FAILED, is_long ? TS_CAUSE_LIMIT : TS_CAUSE_OTHER,
                  is_long ? g_strdup("is larger than the 20 MB that are read of one file")
                          : g_strdup_printf("can't be read: %s", g_strerror(errno)));
        return;
    }
    gsize size = bytes->len;
    files->bytes = g_string_free(bytes, FALSE);
    const char *type = type_of(files, name, ts_bytes(files->bytes, size));
    if (!is_wanted(files, type)) {
        files_say(files, answer, TS_REFUSED, TS_CAUSE_MEDIA,
                  g_strdup_printf("%s is not read", type));
        return;
    }
    answer->status = TS_FETCHED;
    answer->media_type = ts_text(type);
    answer->bytes = ts_bytes(files->bytes, size);
}

static char *describe_folder(const struct files *files, const char *name)
{
    guint depth = 1;
    for (const char *at = name; (at = strchr(at, '/')); at++) {
        depth++;
    }
    if (depth > FILES_DEPTH) {
        return g_strdup_printf("lies more than %u folders deep: what is in it is not read",
                               FILES_DEPTH);
    }
    return g_strdup(files->shortfall && g_str_equal(name, FILES_ITSELF)
                        ? files->shortfall
                        : "is a folder that could not be listed to its end");
}

/* A folder is listed only if not all in it is. There is no document of that name: a start that is
 * not there the host calls UNCHECKED, and what an earlier run could not look into it forgets. */
static void answer_folder(struct files *files, struct ts_answer *answer, const char *name)
{
    files_say(files, answer, TS_VANISHED, TS_CAUSE_OTHER, describe_folder(files, name));
}

/* The answer as long as the file is what it is. */
static char *etag_of(const struct stat *info)
{
    return g_strdup_printf("%llx-%llx-%llx.%lx", (unsigned long long)info->st_ino,
                           (unsigned long long)info->st_size,
                           (unsigned long long)info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
}

/* TRUE: it is not read, and the answer says why. */
static gboolean is_refused(struct files *files, struct ts_answer *answer, const char *name,
                           const struct stat *info)
{
    if (!S_ISREG(info->st_mode)) {
        files_say(files, answer, TS_REFUSED, TS_CAUSE_OTHER, g_strdup("is no regular file"));
        return TRUE;
    }
    if (!files->is_file && !files_serves(files, name)) { /* met in an earlier run */
        files_say(files, answer, TS_REFUSED, TS_CAUSE_SCOPE, g_strdup("is left out by the plan"));
        return TRUE;
    }
    if ((guint64)info->st_size > FILES_SIZE) {
        files_say(files, answer, TS_FAILED, TS_CAUSE_LIMIT,
                  g_strdup_printf("is %lld bytes; at most 20 MB are read of one file",
                                  (long long)info->st_size));
        return TRUE;
    }
    return FALSE;
}

static void answer_open_file(struct files *files, const struct ts_request *request,
                             struct ts_answer *answer, int fd, const char *name)
{
    struct stat info = {0};
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        answer_folder(files, answer, name);
        return;
    }
    if (is_refused(files, answer, name, &info)) {
        return;
    }
    g_autofree char *etag = etag_of(&info);
    if (ts_is(request->etag, etag)) {
        answer->status = TS_NOT_MODIFIED;
        return;
    }
    answer_bytes(files, answer, fd, name);
    if (answer->status == TS_FETCHED) {
        g_free(files->text);
        files->text = g_steal_pointer(&etag);
        answer->etag = ts_text(files->text);
    }
}

/* The copy shares its place in the file with what was read before. */
static int open_own(const struct files *files)
{
    lseek(files->fd, 0, SEEK_SET);
    return dup(files->fd);
}

int files_open_name(const struct files *files, const char *name)
{
    return files->is_file ? open_own(files) : open_below(files->fd, name);
}

void files_answer_name(struct files *files, const struct ts_request *request, const char *name,
                       struct ts_answer *answer_r)
{
    if (files->is_standard_input) {
        answer_bytes(files, answer_r, STDIN_FILENO, name);
        return;
    }
    int fd = files_open_name(files, name);
    if (fd < 0) {
        gboolean is_gone = errno == ENOENT || errno == ENOTDIR;
        files_say(files, answer_r, is_gone ? TS_VANISHED : TS_FAILED, TS_CAUSE_OTHER,
                  is_gone ? g_strdup("is no longer there")
                          : g_strdup_printf("can't be opened: %s", g_strerror(errno)));
        return;
    }
    answer_open_file(files, request, answer_r, fd, name);
    close(fd);
}

void files_answer(struct ts_call *call, struct files *files, const struct ts_request *request,
                  struct ts_answer *answer_r)
{
    answer_r->id = request->id;
    if (request->locator.len == 0) {
        answer_root(call, files, answer_r);
        return;
    }
    gboolean is_single = files_is_single(files);
    if (is_single && !ts_is(request->locator, own_locator(files))) {
        files_say(files, answer_r, TS_VANISHED, TS_CAUSE_OTHER,
                  g_strdup("is not what is read here"));
        return;
    }
    g_autofree char *name =
        is_single ? own_name(files) : files_name(&files->root, request->locator);
    if (name) {
        files_answer_name(files, request, name, answer_r);
    } else {
        files_say(files, answer_r, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is no longer there"));
    }
}

int files_next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct files *files = self;
    struct ts_request *request = files_take(files);
    if (!request) {
        return files->has_ended ? 0 : 2;
    }
    files_answer(call, files, request, answer_r);
    files_request_free(request);
    return 1;
}
