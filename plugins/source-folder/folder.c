/* SPDX-License-Identifier: MIT
 *
 * Answers requests for files.
 */
#include "plugins/source-folder/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- locators ---- */

/* Of a URL: what would not stand in a path is percent-encoded; an index file is its folder. */
static char *url_of(const struct folder *folder, const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, "/!$&'()*+,;=:@~", TRUE);
    if (g_str_equal(escaped, "index.html")) {
        return g_strdup(folder->base);
    }
    if (g_str_has_suffix(escaped, "/index.html")) {
        escaped[strlen(escaped) - strlen("index.html")] = '\0';
    }
    return g_strconcat(folder->base, escaped, NULL);
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

char *folder_locator(const struct folder *folder, const char *name)
{
    if (folder->base) {
        return url_of(folder, name);
    }
    g_autofree char *shown = printable(name);
    const char *joint = g_str_has_suffix(folder->path, "/") ? "" : "/";
    return g_strconcat(folder->path, joint, shown, NULL);
}

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

char *folder_name(const struct folder *folder, struct ts_str locator)
{
    g_autofree char *own = g_strndup(locator.ptr, locator.len);
    const char *prefix = folder->base ? folder->base : folder->path;
    if (!g_str_has_prefix(own, prefix)) {
        return NULL;
    }
    const char *rest = own + strlen(prefix);
    if (!folder->base && *rest == '/') {
        rest++;
    }
    char *name = unescape(rest);
    if (name && folder->base && (!*name || g_str_has_suffix(name, "/"))) {
        char *index = g_strconcat(name, "index.html", NULL);
        g_free(name);
        return index;
    }
    return name;
}

/* ---- opening ---- */

static void take_globs(const struct ts_node *options, const char *key, GPtrArray *globs)
{
    const struct ts_node *list = ts_get(options, key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *glob = ts_item(list->children, i);
        g_ptr_array_add(globs, g_strndup(glob->text.ptr, glob->text.len));
    }
}

static struct folder *folder_new(const struct ts_node *options)
{
    struct folder *folder = g_new0(struct folder, 1);
    struct ts_str path = ts_get_text(options, "path");
    struct ts_str base = ts_get_text(options, "base");
    struct ts_str given = ts_get_text(options, "path_given");
    folder->absolute = g_strndup(path.ptr ? path.ptr : "", path.len);
    folder->path = given.len ? g_strndup(given.ptr, given.len) : g_strdup(folder->absolute);
    if (base.len) {
        folder->base = g_strdup_printf("%.*s%s", (int)base.len, base.ptr,
                                       base.ptr[base.len - 1] == '/' ? "" : "/");
    }
    folder->fd = -1;
    folder->max_files = FOLDER_FILES;
    folder->max_listing_size = FOLDER_LISTING_SIZE;
    folder->include = g_ptr_array_new_with_free_func(g_free);
    folder->exclude = g_ptr_array_new_with_free_func(g_free);
    folder->names = g_ptr_array_new_with_free_func(g_free);
    folder->strings = g_ptr_array_new_with_free_func(g_free);
    folder->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    g_queue_init(&folder->requests);
    take_globs(options, "include", folder->include);
    take_globs(options, "exclude", folder->exclude);
    return folder;
}

static void request_free(gpointer data)
{
    struct ts_request *request = data;
    g_free((char *)request->locator.ptr);
    g_free(request);
}

static void folder_close(struct ts_call *call, void *self)
{
    struct folder *folder = self;
    (void)call;
    if (folder->fd >= 0) {
        close(folder->fd);
    }
    g_queue_clear_full(&folder->requests, request_free);
    g_ptr_array_unref(folder->include);
    g_ptr_array_unref(folder->exclude);
    g_ptr_array_unref(folder->names);
    g_ptr_array_unref(folder->strings);
    g_array_unref(folder->found);
    g_free(folder->path);
    g_free(folder->absolute);
    g_free(folder->base);
    g_free(folder->shortfall);
    g_free(folder->bytes);
    g_free(folder->text);
    g_free(folder);
}

static int folder_open(struct ts_call *call, void *shared, const struct ts_open *open_r,
                       void **self_r)
{
    struct folder *folder = folder_new(open_r->options);
    struct stat info;
    (void)shared;
    folder->is_standard_input = g_str_equal(folder->path, "-");
    if (!folder->is_standard_input) {
        folder->fd = open(folder->absolute, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (folder->fd < 0 || fstat(folder->fd, &info) != 0) {
            g_autofree char *why =
                g_strdup_printf("%s can't be opened: %s", folder->path, g_strerror(errno));
            folder_close(call, folder);
            return ts_fail(call, why);
        }
        folder->is_file = !S_ISDIR(info.st_mode);
    }
    *self_r = folder;
    return 0;
}

static int folder_feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct folder *folder = self;
    (void)call;
    if (!request) {
        folder->has_ended = TRUE;
        return 0;
    }
    struct ts_request *own = g_memdup2(request, sizeof *own);
    own->locator.ptr =
        g_strndup(request->locator.ptr ? request->locator.ptr : "", request->locator.len);
    g_queue_push_tail(&folder->requests, own);
    return 0;
}

/* ---- answering ---- */

static void say(struct folder *folder, struct ts_answer *answer, uint32_t status, uint32_t cause,
                char *reason)
{
    g_free(folder->text);
    folder->text = reason;
    answer->status = status;
    answer->cause = cause;
    answer->reason = ts_text(folder->text);
}

static void add_found(struct folder *folder, char *locator)
{
    struct ts_found found = {.locator = ts_text(locator)};
    g_ptr_array_add(folder->strings, locator);
    g_array_append_val(folder->found, found);
}

/* Of what is one document: a file, or standard input. */
static const char *own_locator(const struct folder *folder)
{
    return folder->base ? folder->base : folder->path;
}

static void answer_root(struct ts_call *call, struct folder *folder, struct ts_answer *answer)
{
    g_autoptr(GPtrArray) left_out = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_set_size(folder->strings, 0);
    g_ptr_array_set_size(folder->names, 0);
    g_array_set_size(folder->found, 0);
    answer->status = TS_LISTED;
    if (folder->is_standard_input || folder->is_file) {
        add_found(folder, g_strdup(own_locator(folder)));
    } else if (listing_read(folder, left_out) != 0) {
        say(folder, answer, TS_FAILED, TS_CAUSE_OTHER,
            g_strdup_printf("can't be listed: %s", g_strerror(errno)));
    }
    for (guint i = 0; i < folder->names->len; i++) {
        add_found(folder, folder_locator(folder, g_ptr_array_index(folder->names, i)));
    }
    for (guint i = 0; i < left_out->len; i++) {
        call->host->log(call, TS_LOG_WARNING, ts_text(g_ptr_array_index(left_out, i)));
    }
    answer->found =
        (struct ts_list){folder->found->data, folder->found->len, sizeof(struct ts_found)};
}

/* Opens a file below the folder, or the folder: no component may be a link. */
static int open_below(int root, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(g_str_equal(name, FOLDER_ITSELF) ? "" : name, "/", -1);
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
        if (bytes->len > FOLDER_FILE_SIZE) {
            *is_long_r = TRUE;
            break;
        }
    }
    g_string_free(bytes, TRUE);
    return NULL;
}

static void answer_bytes(struct folder *folder, struct ts_answer *answer, int fd, const char *name)
{
    gboolean is_long;
    GString *bytes = read_bytes(fd, &is_long);
    g_free(folder->bytes);
    folder->bytes = NULL;
    if (!bytes) {
        say(folder, answer, TS_FAILED, is_long ? TS_CAUSE_LIMIT : TS_CAUSE_OTHER,
            is_long ? g_strdup("is larger than the 20 MB that are read of one file")
                    : g_strdup_printf("can't be read: %s", g_strerror(errno)));
        return;
    }
    gsize size = bytes->len;
    folder->bytes = g_string_free(bytes, FALSE);
    const char *type = media_type_of(name, ts_bytes(folder->bytes, size));
    if (!media_type_is_wanted(type) && !folder->is_file && !folder->is_standard_input) {
        say(folder, answer, TS_REFUSED, TS_CAUSE_MEDIA, g_strdup_printf("%s is not read", type));
        return;
    }
    answer->status = TS_FETCHED;
    answer->media_type = ts_text(type);
    answer->bytes = ts_bytes(folder->bytes, size);
}

static char *describe_folder(const struct folder *folder, const char *name)
{
    guint depth = 1;
    for (const char *at = name; (at = strchr(at, '/')); at++) {
        depth++;
    }
    if (depth > FOLDER_DEPTH) {
        return g_strdup_printf("lies more than %u folders deep: what is in it is not read",
                               FOLDER_DEPTH);
    }
    return g_strdup(folder->shortfall && g_str_equal(name, FOLDER_ITSELF)
                        ? folder->shortfall
                        : "is a folder that could not be listed to its end");
}

/* A folder is listed only if not all in it is. There is no document of that name: a start that is
 * not there the host calls UNCHECKED, and what an earlier run could not look into it forgets. */
static void answer_folder(struct folder *folder, struct ts_answer *answer, const char *name)
{
    say(folder, answer, TS_VANISHED, TS_CAUSE_OTHER, describe_folder(folder, name));
}

static void answer_open_file(struct folder *folder, const struct ts_request *request,
                             struct ts_answer *answer, int fd, const char *name)
{
    struct stat info;
    gboolean is_known = fstat(fd, &info) == 0;
    if (is_known && S_ISDIR(info.st_mode)) {
        answer_folder(folder, answer, name);
        return;
    }
    if (!is_known || !S_ISREG(info.st_mode)) {
        say(folder, answer, TS_REFUSED, TS_CAUSE_OTHER, g_strdup("is no regular file"));
        return;
    }
    if (!folder->is_file && !listing_takes(folder, name)) { /* met in an earlier run */
        say(folder, answer, TS_REFUSED, TS_CAUSE_SCOPE, g_strdup("is left out by the plan"));
        return;
    }
    if ((guint64)info.st_size > FOLDER_FILE_SIZE) {
        say(folder, answer, TS_FAILED, TS_CAUSE_LIMIT,
            g_strdup_printf("is %lld bytes; at most 20 MB are read of one file",
                            (long long)info.st_size));
        return;
    }
    char *etag = g_strdup_printf("%llx-%llx-%llx.%lx", (unsigned long long)info.st_ino,
                                 (unsigned long long)info.st_size,
                                 (unsigned long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    if (request->etag.len && ts_is(request->etag, etag)) {
        g_free(etag);
        answer->status = TS_NOT_MODIFIED;
        return;
    }
    answer_bytes(folder, answer, fd, name);
    if (answer->status == TS_FETCHED) {
        g_free(folder->text);
        folder->text = etag;
        answer->etag = ts_text(folder->text);
    } else {
        g_free(etag);
    }
}

/* The copy shares its place in the file with what was read before. */
static int open_own(const struct folder *folder)
{
    lseek(folder->fd, 0, SEEK_SET);
    return dup(folder->fd);
}

static void answer_file(struct folder *folder, const struct ts_request *request,
                        struct ts_answer *answer)
{
    gboolean is_single = folder->is_file || folder->is_standard_input;
    if (is_single && !ts_is(request->locator, own_locator(folder))) {
        say(folder, answer, TS_VANISHED, TS_CAUSE_OTHER, g_strdup("is not what is read here"));
        return;
    }
    if (folder->is_standard_input) {
        answer_bytes(folder, answer, STDIN_FILENO, "-");
        return;
    }
    g_autofree char *name =
        folder->is_file ? g_path_get_basename(folder->path) : folder_name(folder, request->locator);
    int fd = !name ? -1 : folder->is_file ? open_own(folder) : open_below(folder->fd, name);
    if (fd < 0) {
        gboolean is_gone = !name || errno == ENOENT || errno == ENOTDIR;
        say(folder, answer, is_gone ? TS_VANISHED : TS_FAILED, TS_CAUSE_OTHER,
            is_gone ? g_strdup("is no longer there")
                    : g_strdup_printf("can't be opened: %s", g_strerror(errno)));
        return;
    }
    answer_open_file(folder, request, answer, fd, name);
    close(fd);
}

static int folder_next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct folder *folder = self;
    struct ts_request *request = g_queue_pop_head(&folder->requests);
    if (!request) {
        return folder->has_ended ? 0 : 2;
    }
    answer_r->id = request->id;
    if (request->locator.len == 0) {
        answer_root(call, folder, answer_r);
    } else {
        answer_file(folder, request, answer_r);
    }
    request_free(request);
    return 1;
}

const struct ts_source_ops folder_ops = {
    .size = sizeof folder_ops,
    .open = folder_open,
    .feed = folder_feed,
    .next = folder_next,
    .close = folder_close,
};
