/* SPDX-License-Identifier: MIT
 *
 * Which mails the mailbox holds, and which of them are read.
 */
#include "plugins/source-imap/imap.h"

/* Flagged as deleted is gone for people, though it still takes room. */
void listing_take(struct imap *imap, const struct fetch_item *item)
{
    struct mail mail = {.uid = item->uid, .size = item->size, .date = item->date};
    if (item->uid && item->has_size && item->has_date && !item->is_deleted &&
        imap->listing->len <= IMAP_MAILS) {
        g_array_append_val(imap->listing, mail);
    }
}

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct mail *one = a, *other = b;
    return one->uid < other->uid ? -1 : one->uid > other->uid;
}

/* A server may tell of a mail twice. */
static void sort(GArray *mails)
{
    guint kept = 0;
    g_array_sort(mails, compare);
    for (guint i = 0; i < mails->len; i++) {
        struct mail mail = g_array_index(mails, struct mail, i);
        if (kept == 0 || g_array_index(mails, struct mail, kept - 1).uid != mail.uid) {
            g_array_index(mails, struct mail, kept++) = mail;
        }
    }
    g_array_set_size(mails, kept);
}

/* Too old, or not among the newest. Returns how many are left. */
static guint leave_out(struct imap *imap, GArray *mails)
{
    const struct imap_options *options = &imap->options;
    guint count = 0;
    for (guint i = mails->len; i > 0; i--) {
        struct mail *mail = &g_array_index(mails, struct mail, i - 1);
        mail->is_left_out = (options->max_age && imap->now - mail->date > options->max_age) ||
                            count >= options->max_mails;
        count += mail->is_left_out ? 0 : 1;
    }
    imap->left_out = mails->len - count;
    return count;
}

static void swap(struct imap *imap)
{
    GArray *old = imap->mails;
    imap->mails = imap->listing;
    imap->listing = old;
    g_array_set_size(imap->listing, 0);
    imap->headers_at = imap->mails->len;
}

/* A mailbox that was made anew under our eyes: all in it is new. */
static void tell_all(struct imap *imap)
{
    for (guint i = 0; i < imap->mails->len; i++) {
        const struct mail *mail = &g_array_index(imap->mails, struct mail, i);
        if (!mail->is_left_out && imap->news->len < IMAP_NEWS) {
            g_array_append_val(imap->news, mail->uid);
        }
    }
}

int listing_end(struct imap *imap, char **reason_r)
{
    gboolean is_again = imap->mails->len > 0;
    sort(imap->listing);
    gsize count = leave_out(imap, imap->listing);
    gsize size = strlen(imap->options.base) + 64;
    if (imap->listing->len > IMAP_MAILS || count * size > IMAP_LISTING_SIZE) {
        *reason_r = g_strdup_printf("%s: %s holds too many mails to list them: set max_age or "
                                    "max_mails",
                                    imap->options.server, imap->options.mailbox);
        return -1;
    }
    swap(imap);
    if (is_again) {
        tell_all(imap);
    }
    imap->is_listed = TRUE;
    return 0;
}

/* FETCH n:* tells the last mail though its number is lower. */
void news_end(struct imap *imap)
{
    guint32 last =
        imap->mails->len ? g_array_index(imap->mails, struct mail, imap->mails->len - 1).uid : 0;
    sort(imap->listing);
    for (guint i = 0; i < imap->listing->len && imap->news_told < IMAP_NEWS; i++) {
        const struct mail *mail = &g_array_index(imap->listing, struct mail, i);
        if (mail->uid > last) {
            g_array_append_val(imap->mails, *mail);
            g_array_append_val(imap->news, mail->uid);
            imap->news_told++;
        }
    }
    g_array_set_size(imap->listing, 0);
}

const struct mail *listing_find(const struct imap *imap, guint32 uid)
{
    struct mail wanted = {.uid = uid};
    guint index;
    return g_array_binary_search(imap->mails, &wanted, compare, &index)
               ? &g_array_index(imap->mails, struct mail, index)
               : NULL;
}
