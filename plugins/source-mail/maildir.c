/* SPDX-License-Identifier: MIT
 *
 * Maildirs (https://cr.yp.to/proto/maildir.html): a mail keeps its name when it is read, answered
 * or flagged, though its file does not.
 */
#include <unistd.h>

#include "plugins/source-mail/mail.h"

/* The folder that holds cur and new: "box" of "box/cur/17.a", "" at the root; NULL: there is no
 * folder between. The caller frees it. */
static char *box_of(const char *name, char **folder_r)
{
    g_autofree char *folder = g_path_get_dirname(name);
    if (g_str_equal(folder, ".")) {
        return NULL;
    }
    char *box = g_path_get_dirname(folder);
    *folder_r = g_path_get_basename(folder);
    if (g_str_equal(box, ".")) {
        box[0] = '\0';
    }
    return box;
}

static gboolean has_folder(const struct mail *mail, const char *box, const char *folder)
{
    g_autofree char *name = *box ? g_strdup_printf("%s/%s", box, folder) : g_strdup(folder);
    int fd = files_open_name(mail->files, name);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

static gboolean is_maildir(struct mail *mail, const char *box)
{
    gpointer known;
    if (g_hash_table_lookup_extended(mail->maildirs, box, NULL, &known)) {
        return GPOINTER_TO_INT(known);
    }
    gboolean is_one = has_folder(mail, box, "cur") && has_folder(mail, box, "new") &&
                      has_folder(mail, box, "tmp");
    g_hash_table_insert(mail->maildirs, g_strdup(box), GINT_TO_POINTER(is_one));
    return is_one;
}

/* Of a message: in cur or new of a Maildir. The folder is one of theirs. */
static gboolean is_inside(struct mail *mail, const char *name, char **folder_r)
{
    g_autofree char *box = box_of(name, folder_r);
    return box &&
           (g_str_equal(*folder_r, "cur") || g_str_equal(*folder_r, "new") ||
            g_str_equal(*folder_r, "tmp")) &&
           is_maildir(mail, box);
}

gboolean maildir_has(struct mail *mail, const char *name)
{
    g_autofree char *folder = NULL;
    return is_inside(mail, name, &folder) && !g_str_equal(folder, "tmp");
}

/* ":2,FLAGS" at the end of a name, or its end. */
static const char *flags_of(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon && g_str_has_prefix(colon, ":2,") && !strchr(colon, '/') ? colon
                                                                          : name + strlen(name);
}

gboolean maildir_lists(void *data, const char *name)
{
    struct mail *mail = data;
    g_autofree char *folder = NULL;
    if (is_inside(mail, name, &folder)) {
        return !g_str_equal(folder, "tmp") && !strchr(flags_of(name), 'T');
    }
    /* What a server keeps beside cur and new is no mail. */
    g_autofree char *box = g_path_get_dirname(name);
    return !is_maildir(mail, g_str_equal(box, ".") ? "" : box);
}

char *maildir_identity(const char *name)
{
    g_autofree char *folder = g_path_get_dirname(name);
    g_autofree char *own = g_path_get_basename(name);
    own[flags_of(own) - own] = '\0';
    folder[strlen(folder) - strlen("cur")] = '\0';
    return g_strconcat(folder, "cur/", own, NULL);
}
