/* SPDX-License-Identifier: MIT
 *
 * Reading a file that the user names, whole, within a cap.
 */
#ifndef CORE_CONFIG_FILE_H
#define CORE_CONFIG_FILE_H

#include <glib.h>

/* 0; bytes_r is the caller's to free and has a NUL after its size_r bytes. -1: *why_r says what is
 * wrong ("no such file", "larger than 4 MB"), without the path; the caller frees it. Devices,
 * folders and pipes are refused, so it never hangs. */
int file_read(const char *path, size_t cap, char **bytes_r, gsize *size_r, char **why_r);

/* Shown as it is in a message or a line of YAML: U+2028 and U+2029 would end the line. */
gboolean file_is_printable(gunichar letter);

/* The text in a message: control characters and bytes that are not UTF-8 escaped, long text cut.
 * The caller frees it. */
char *file_printable(const char *text, gssize len);

#endif
