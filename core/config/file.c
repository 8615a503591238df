/* SPDX-License-Identifier: MIT
 *
 * Reads a user's file whole without trusting its length or its kind.
 */
#include "core/config/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRINTABLE_CHARS 80

static char *describe_errno(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return g_strdup(gettext("no such file"));
    case EACCES:
    case EPERM:
        return g_strdup(gettext("may not be read (permission denied)"));
    default:
        return g_strdup_printf(gettext("cannot be read (%s)"), g_strerror(number));
    }
}

static char *describe_size(size_t cap)
{
    if (cap >= 1u << 20) {
        return g_strdup_printf(gettext("is larger than %zu MB"), cap >> 20);
    }
    return g_strdup_printf(gettext("is larger than %zu bytes"), cap);
}

/* The file may grow while it is read: the cap counts, not what stat says. */
static int read_all(int fd, size_t cap, GByteArray *bytes)
{
    guint8 buf[65536];
    for (;;) {
        ssize_t count = read(fd, buf, sizeof buf);
        if (count == 0) {
            return 0;
        }
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return -1;
        }
        if ((size_t)count > cap - bytes->len) {
            errno = EFBIG;
            return -1;
        }
        g_byte_array_append(bytes, buf, (guint)count);
    }
}

static int open_regular(const char *path, char **why_r)
{
    /* O_NONBLOCK: opening a pipe nobody writes to must not wait. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    if (fd < 0) {
        *why_r = describe_errno(errno);
        return -1;
    }
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        *why_r = g_strdup(S_ISDIR(status.st_mode) ? "is a folder, not a file"
                                                  : "is not an ordinary file");
        close(fd);
        return -1;
    }
    return fd;
}

int file_read(const char *path, size_t cap, char **bytes_r, gsize *size_r, char **why_r)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    int fd = open_regular(path, why_r);
    if (fd < 0) {
        return -1;
    }
    if (read_all(fd, cap, bytes) != 0) {
        *why_r = errno == EFBIG ? describe_size(cap) : describe_errno(errno);
        close(fd);
        return -1;
    }
    close(fd);
    *size_r = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    *bytes_r = (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
    return 0;
}

gboolean file_is_printable(gunichar letter)
{
    return g_unichar_isprint(letter) && letter != 0x2028 && letter != 0x2029;
}

char *file_printable(const char *text, gssize len)
{
    g_autofree char *valid = g_utf8_make_valid(text, len);
    GString *out = g_string_new(NULL);
    const char *at;
    int count = 0;
    for (at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (++count > PRINTABLE_CHARS) {
            g_string_append(out, "...");
            break;
        }
        if (letter == '\n') {
            g_string_append(out, "\\n");
        } else if (!file_is_printable(letter)) {
            g_string_append_printf(out, "\\u%04X", (unsigned)letter);
        } else {
            g_string_append_unichar(out, letter);
        }
    }
    return g_string_free(out, FALSE);
}
