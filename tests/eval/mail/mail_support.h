/* SPDX-License-Identifier: MIT
 *
 * What the evaluations of the mail reader share: files of a folder, mails through the fake host,
 * and text compared in substance.
 */
#ifndef TESTS_EVAL_MAIL_SUPPORT_H
#define TESTS_EVAL_MAIL_SUPPORT_H

#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "tests/plugin/fakehost.h"

static inline int mail_compare(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Names of the files in a folder that end so, sorted; NULL = there is no such folder. */
static inline GPtrArray *mail_files(const char *folder, const char *ending)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (!dir) {
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ending)) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, mail_compare);
    return names;
}

static inline struct ts_str mail_load(const char *folder, const char *name, char **owned_r)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    gsize size = 0;
    *owned_r = NULL;
    return g_file_get_contents(path, owned_r, &size, NULL) ? ts_bytes(*owned_r, size)
                                                           : ts_bytes("", 0);
}

static inline struct fakehost *mail_host(const char *reader)
{
    struct fakehost *fake = fakehost_new(reader);
    fake->plugin->warm(&fake->call);
    return fake;
}

static inline int mail_read_bytes(struct fakehost *fake, const char *type, struct ts_str bytes)
{
    fakehost_reset(fake);
    return fakehost_read(fake, type, "", "m.eml", bytes);
}

/* Words with single spaces between them; a no-break space is one too. */
static inline char *mail_fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_isspace(letter) && !g_unichar_iscntrl(letter)) {
            g_string_append_unichar(out, letter);
        } else if (out->len && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

/* Plain text as the reader takes it: marks of quoting gone, and lines that are ornament. */
static inline char *mail_fold_plain(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        const char *at = *line + strspn(*line, "> ");
        gboolean is_text = FALSE;
        for (const char *c = at; *c; c++) {
            is_text |= g_ascii_isalnum(*c) || *c & 0x80;
        }
        if (is_text) {
            g_string_append_printf(out, "%s ", at);
        }
    }
    g_autofree char *joined = g_string_free(out, FALSE);
    return mail_fold(joined);
}

/* All text of the blocks that stand under prefix; NULL = of all. */
static inline char *mail_text(const struct fakehost *fake, const char *prefix)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (!prefix || g_str_has_prefix(block->where, prefix)) {
            g_string_append_printf(out, "%s ", block->text);
        }
    }
    g_autofree char *joined = g_string_free(out, FALSE);
    return mail_fold(joined);
}

/* The next difference of two texts, for people. */
static inline void mail_print_difference(const char *what, const char *wanted, const char *got)
{
    size_t at = 0;
    while (wanted[at] && wanted[at] == got[at]) {
        at++;
    }
    at = at > 20 ? at - 20 : 0;
    g_autofree char *left = g_utf8_make_valid(wanted + at, (gssize)MIN(strlen(wanted + at), 100));
    g_autofree char *right = g_utf8_make_valid(got + at, (gssize)MIN(strlen(got + at), 100));
    printf("    %s: wanted \"%s\", got \"%s\"\n", what, left, right);
}

#endif
