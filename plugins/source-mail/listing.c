/* SPDX-License-Identifier: MIT
 *
 * What there is: files as they are, messages of Maildirs under one name each, mailboxes message by
 * message.
 */
#include <unistd.h>

#include "plugins/common/file_type.h"
#include "plugins/source-mail/mail.h"

#define FOUND_SIZE 8u            /* bytes that a locator takes in an answer, besides its own */
#define RELIST_USEC 5000000      /* a mailbox in use is not listed anew more often */
#define MESSAGE_MARK "#message=" /* in a locator, before the number */
#define REST_MARK "#rest"        /* of what is beyond the cap */

void listing_free(struct listing *listing)
{
    g_ptr_array_unref(listing->names);
    g_clear_pointer(&listing->locators, g_ptr_array_unref);
    g_clear_pointer(&listing->mbox, mbox_free);
    g_free(listing);
}

/* ---- Maildirs ---- */

static void index_maildirs(struct mail *mail, const GPtrArray *names)
{
    g_clear_pointer(&mail->messages, g_hash_table_unref);
    mail->messages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    mail->listed_at = g_get_monotonic_time();
    for (guint i = 0; names && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (maildir_has(mail, name)) {
            g_hash_table_insert(mail->messages, maildir_identity(name), g_strdup(name));
        }
    }
}

/* A mail that is read meanwhile has moved: then all is listed once more. */
const char *listing_file(struct ts_call *call, struct mail *mail, const char *name)
{
    const char *file = mail->messages ? g_hash_table_lookup(mail->messages, name) : NULL;
    int fd = file ? files_open_name(mail->files, file) : -1;
    if (fd >= 0) {
        close(fd);
        return file;
    }
    if (!mail->messages || g_get_monotonic_time() - mail->listed_at > RELIST_USEC) {
        struct ts_answer unused = {.size = sizeof unused};
        index_maildirs(mail, files_list(call, mail->files, &unused));
        file = g_hash_table_lookup(mail->messages, name);
    }
    return file;
}

/* ---- mailboxes ---- */

/* Cuts the mark of a message off a locator; its number, 0: it has none. */
static guint cut_mark(char *locator)
{
    char *mark = strrchr(locator, '#'), *end = NULL;
    if (!mark) {
        return 0;
    }
    gboolean is_rest = g_str_equal(mark, REST_MARK);
    guint64 number = g_str_has_prefix(mark, MESSAGE_MARK)
                         ? g_ascii_strtoull(mark + strlen(MESSAGE_MARK), &end, 10)
                         : 0;
    if (!is_rest && (number == 0 || number >= LISTING_REST || *end)) {
        return 0;
    }
    *mark = '\0';
    return is_rest ? LISTING_REST : (guint)number;
}

guint listing_message(const struct mail *mail, struct ts_str locator, char **name_r)
{
    g_autofree char *own = g_strndup(locator.ptr, locator.len);
    guint number = cut_mark(own);
    if (number == 0) {
        return 0;
    }
    *name_r = files_is_single(mail->files)
                  ? g_str_equal(own, mail->root.path) ? g_path_get_basename(own) : NULL
                  : files_name(&mail->root, ts_text(own));
    return *name_r ? number : 0;
}

/* A descriptor of the mailbox of that name, or -1: it is none, or can't be opened. */
static int open_mbox(struct mail *mail, const char *name)
{
    const char *type = file_type_of_name(name);
    gboolean may_be = !type || g_str_equal(type, "application/mbox");
    if (!may_be || files_is_standard_input(mail->files) || maildir_has(mail, name)) {
        return -1;
    }
    int fd = files_open_name(mail->files, name);
    if (fd >= 0 && !mbox_is_one(fd)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* ---- the answer ---- */

static char *locator_of(const struct mail *mail, const char *name)
{
    return files_is_single(mail->files) ? g_strdup(mail->root.path)
                                        : files_locator(&mail->root, name);
}

/* FALSE: the answer is full. */
static gboolean add(struct listing *listing, char *locator)
{
    listing->size += strlen(locator) + FOUND_SIZE;
    g_ptr_array_add(listing->locators, locator);
    return listing->size < FILES_LISTING_SIZE;
}

/* The messages of the mailbox that was just looked through; if not all are listed, the rest has a
 * locator too: the answer to that says why. */
static void add_messages(struct mail *mail, struct listing *listing)
{
    const char *name = g_ptr_array_index(listing->names, listing->next - 1);
    g_autofree char *locator = locator_of(mail, name);
    guint count = mbox_count(listing->mbox), number = 1;
    gboolean has_room = TRUE;
    for (; number <= count && has_room; number++) {
        has_room = add(listing, g_strdup_printf("%s" MESSAGE_MARK "%u", locator, number));
    }
    if (number <= count || mbox_is_cut(listing->mbox)) {
        add(listing, g_strconcat(locator, REST_MARK, NULL));
    }
    listing->messages += count;
    g_hash_table_insert(mail->mboxes, g_strdup(name), g_steal_pointer(&listing->mbox));
}

static void add_name(struct mail *mail, struct listing *listing, const char *name)
{
    if (maildir_has(mail, name)) {
        g_autofree char *identity = maildir_identity(name);
        add(listing, locator_of(mail, identity));
    } else {
        add(listing, locator_of(mail, name));
    }
}

/* The next name: a mailbox is looked through first. */
static void begin_name(struct mail *mail, struct listing *listing)
{
    const char *name = g_ptr_array_index(listing->names, listing->next++);
    int fd = open_mbox(mail, name);
    if (fd < 0) {
        add_name(mail, listing, name);
        return;
    }
    guint left = MBOX_MESSAGES - MIN(MBOX_MESSAGES, listing->messages);
    listing->mbox = mbox_new(fd, left);
}

static gpointer copy_name(gconstpointer text, gpointer unused)
{
    (void)unused;
    return g_strdup(text);
}

void listing_begin(struct ts_call *call, struct mail *mail, const struct ts_request *request,
                   struct ts_answer *answer_r)
{
    answer_r->id = request->id;
    const GPtrArray *names = files_list(call, mail->files, answer_r);
    index_maildirs(mail, names);
    g_hash_table_remove_all(mail->mboxes);
    if (!names) {
        return;
    }
    struct listing *listing = mail->listing = g_new0(struct listing, 1);
    listing->id = request->id;
    listing->names = g_ptr_array_copy((GPtrArray *)names, copy_name, NULL);
    g_ptr_array_set_free_func(listing->names, g_free);
    listing->locators = g_ptr_array_new_with_free_func(g_free);
}

/* What can't be read to its end is not listed in part: its own locator says why. */
static void step_mbox(struct mail *mail, struct listing *listing)
{
    int done = mbox_step(listing->mbox);
    if (done == 1) {
        add_messages(mail, listing);
    } else if (done < 0) {
        g_clear_pointer(&listing->mbox, mbox_free);
        add(listing, locator_of(mail, g_ptr_array_index(listing->names, listing->next - 1)));
    }
}

int listing_step(struct mail *mail, struct ts_answer *answer_r)
{
    struct listing *listing = mail->listing;
    while (listing->mbox || listing->next < listing->names->len) {
        if (listing->mbox) {
            step_mbox(mail, listing);
            return 0;
        }
        begin_name(mail, listing);
    }
    answer_r->id = listing->id;
    files_put_listing(mail->files, answer_r, g_steal_pointer(&listing->locators));
    g_clear_pointer(&mail->listing, listing_free);
    return 1;
}
