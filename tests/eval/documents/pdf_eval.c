/* SPDX-License-Identifier: MIT
 *
 * The PDF reader against pdftotext, on files that are not part of the repository: all are read, or
 * refused with the reason; and their words are the same.
 *
 *     pdf_eval [-v] FOLDER        all files *.pdf in it and below
 */
#include <stdio.h>
#include <string.h>

#include "tests/plugin/fakehost.h"

#define READ_LEAST 97.0  /* percent of files that are read, or refused by both for a reason */
#define EQUAL_LEAST 95.0 /* percent of those read whole, whose words are equal */
#define WORDS_LEAST 99.0 /* percent of words that make a file equal */

struct score {
    guint files, read, refused, cut, equal, unlike, unexplained;
    gint64 own_usec, peer_usec;
    gboolean is_verbose;
};

/* ---- words ---- */

/* Letters and digits in NFKC, with a space for all else but hyphens, which are gone; those that the
 * peer leaves at a line's end, with the end. */
static char *plain(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *normal = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    GString *out = g_string_new(NULL);
    for (const char *at = normal; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gboolean is_hyphen = c == '-' || c == 0x2010 || c == 0x2011 || c == 0xAD;
        if (is_hyphen) {
            at += at[1] == '\n';
        } else if (g_unichar_isalnum(c) || g_unichar_ismark(c)) {
            g_string_append_unichar(out, c);
        } else {
            g_string_append_c(out, ' ');
        }
    }
    return g_string_free(out, FALSE);
}

static GHashTable *words_of(const char *text)
{
    g_autofree char *own = plain(text);
    g_auto(GStrv) words = g_strsplit(own, " ", -1);
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; words[i]; i++) {
        if (*words[i]) {
            gpointer count = g_hash_table_lookup(counts, words[i]);
            g_hash_table_replace(counts, g_strdup(words[i]),
                                 GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
        }
    }
    return counts;
}

static guint total(GHashTable *counts)
{
    GHashTableIter iter;
    gpointer value;
    guint sum = 0;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        sum += GPOINTER_TO_UINT(value);
    }
    return sum;
}

static guint common(GHashTable *one, GHashTable *other, gboolean is_verbose)
{
    GHashTableIter iter;
    gpointer key, value;
    guint sum = 0;
    g_hash_table_iter_init(&iter, one);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint there = GPOINTER_TO_UINT(g_hash_table_lookup(other, key));
        sum += MIN(there, GPOINTER_TO_UINT(value));
        if (is_verbose && there != GPOINTER_TO_UINT(value)) {
            printf("    \"%s\" %u %u\n", (char *)key, GPOINTER_TO_UINT(value), there);
        }
    }
    return sum;
}

/* ---- files ---- */

/* Can't the peer open it either? */
static gboolean peer_refuses(const char *path)
{
    const char *arguments[] = {"pdftotext", "-q", path, "-", NULL};
    gint status = 0;
    g_spawn_sync(NULL, (char **)arguments, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, NULL, NULL, &status, NULL);
    return status != 0;
}

static char *peer_text(struct score *score, const char *path)
{
    const char *arguments[] = {"pdftotext", "-q", "-cropbox", "-enc", "UTF-8", path, "-", NULL};
    char *text = NULL;
    gint64 begin = g_get_monotonic_time();
    if (!g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                      NULL, NULL)) {
        g_error("pdftotext can't be run: install poppler-utils");
    }
    score->peer_usec += g_get_monotonic_time() - begin;
    return text;
}

static char *own_text(const struct fakehost *fake)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (block->role != TS_ROLE_LABEL) { /* a label is a help text, which is not printed */
            g_string_append_printf(text, "%s\n", block->text);
        }
    }
    return g_string_free(text, FALSE);
}

static void compare(struct score *score, const struct fakehost *fake, const char *path)
{
    g_autofree char *own = own_text(fake), *peer = peer_text(score, path);
    g_autoptr(GHashTable) mine = words_of(own);
    g_autoptr(GHashTable) theirs = words_of(peer);
    guint all = MAX(total(mine), total(theirs)), shared = common(mine, theirs, FALSE);
    if (all == 0 || shared * 100.0 >= WORDS_LEAST * all) {
        score->equal++;
        return;
    }
    score->unlike++;
    printf("%s: %u of %u words\n", path, shared, all);
    common(mine, theirs, score->is_verbose);
    common(theirs, mine, score->is_verbose);
}

static void tell(const struct fakehost *fake)
{
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        printf("  %s %u: %s\n", block->where, block->role, block->text);
    }
    for (guint i = 0; i < fake->references->len; i++) {
        const struct fake_reference *reference = g_ptr_array_index(fake->references, i);
        printf("  %s %u x %u\n", reference->uri, reference->width, reference->height);
    }
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        printf("  %s %s %s %zu\n", child->suffix, child->media_type, child->name,
               g_bytes_get_size(child->bytes));
    }
}

static void try_file(struct score *score, struct fakehost *fake, const char *path)
{
    char *bytes;
    gsize size;
    if (!g_file_get_contents(path, &bytes, &size, NULL)) {
        return;
    }
    score->files++;
    fakehost_reset(fake);
    gint64 begin = g_get_monotonic_time();
    int done = fakehost_read(fake, "application/pdf", "", path, ts_bytes(bytes, size));
    score->own_usec += g_get_monotonic_time() - begin;
    g_assert_null(fake->breach);
    if (done != 0) {
        gboolean is_explained = g_str_has_prefix(fake->failure, "encrypted: ") ||
                                g_str_has_prefix(fake->failure, "damaged: ");
        is_explained = is_explained && peer_refuses(path);
        printf("%s: %s\n", path, fake->failure);
        score->refused++;
        score->unexplained += !is_explained;
    } else {
        score->read++;
        for (guint i = 0; i < fake->truncated->len; i++) {
            printf("%s: %s\n", path, (char *)g_ptr_array_index(fake->truncated, i));
        }
        if (fake->truncated->len == 0) {
            compare(score, fake, path);
        } else {
            score->cut++;
        }
        if (score->is_verbose) {
            tell(fake);
        }
    }
    g_free(bytes);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void walk(struct score *score, struct fakehost *fake, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    }
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        const char *path = g_ptr_array_index(names, i);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            walk(score, fake, path);
        } else if (g_str_has_suffix(path, ".pdf")) {
            try_file(score, fake, path);
        }
    }
}

int main(int argc, char **argv)
{
    struct score score = {.is_verbose = argc > 2 && g_str_equal(argv[1], "-v")};
    const char *folder = argv[argc - 1];
    if (!g_file_test(folder, G_FILE_TEST_EXISTS)) {
        printf("no documents at %s: skipped\n", folder);
        return 77;
    }
    struct fakehost *fake = fakehost_new("read-pdf");
    fake->plugin->warm(&fake->call);
    if (g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        walk(&score, fake, folder);
    } else {
        try_file(&score, fake, folder);
    }
    fakehost_free(&fake);
    double read = 100.0 * (score.files - score.unexplained) / MAX(score.files, 1);
    double equal = 100.0 * score.equal / MAX(score.equal + score.unlike, 1);
    printf("%u files: %u read, %u of them in part; %u encrypted or damaged, for pdftotext too; %u "
           "unexplained\n",
           score.files, score.read, score.cut, score.refused - score.unexplained,
           score.unexplained);
    printf("words as pdftotext has them: %u of %u (%.1f %%)\n", score.equal,
           score.equal + score.unlike, equal);
    printf("%.1f ms a file with pictures; pdftotext %.1f ms, its start included\n",
           score.own_usec / 1000.0 / MAX(score.files, 1),
           score.peer_usec / 1000.0 / MAX(score.equal + score.unlike, 1));
    return read >= READ_LEAST && equal >= EQUAL_LEAST ? 0 : 1;
}
