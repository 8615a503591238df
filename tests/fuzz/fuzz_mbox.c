/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a mailbox: its messages lie behind one another, none is longer than it was, and each
 * can be read. And as an old Office file, which names itself by a directory in it.
 */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plugins/common/file_type.h"
#include "plugins/source-mail/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_of(const uint8_t *data, size_t size)
{
    int fd = memfd_create("mbox", MFD_CLOEXEC);
    g_assert_cmpint(write(fd, data, size), ==, (ssize_t)size);
    return fd;
}

static void try_mbox(const uint8_t *data, size_t size)
{
    int fd = file_of(data, size);
    struct mbox *mbox = mbox_new(dup(fd), 100);
    gsize total = 0;
    g_assert_cmpint(mbox_step(mbox), ==, 1);
    g_assert_cmpuint(mbox_count(mbox), <=, 100);
    for (guint i = 1; i <= mbox_count(mbox); i++) {
        char *reason = NULL;
        GString *message = mbox_message(mbox, fd, i, &reason);
        g_assert(message && !reason);
        total += message->len + strlen("From ");
        g_string_free(message, TRUE);
    }
    g_assert_cmpuint(total, <=, size);
    mbox_free(mbox);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    try_mbox(data, size);
    g_assert(file_type_of_ole(ts_bytes(data, size)));
    g_assert(file_type_of("brief", ts_bytes(data, size)));
    return 0;
}
