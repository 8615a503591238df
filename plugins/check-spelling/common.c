/* SPDX-License-Identifier: MIT
 *
 * The lists of common words, written for this: what everyday, business and web texts use.
 */
#include "plugins/check-spelling/common.h"

#include <string.h>

#define ENDINGS_MAX 12u
#define STEM_MIN 3u

struct list {
    const char *code;
    const char *endings[ENDINGS_MAX]; /* of forms */
    const char *const *lines;         /* NULL-ended */
};

static const char *const dutch[] = {
#include "plugins/check-spelling/common_nl.def"
    NULL};
static const char *const english[] = {
#include "plugins/check-spelling/common_en.def"
    NULL};
static const char *const german[] = {
#include "plugins/check-spelling/common_de.def"
    NULL};
static const char *const french[] = {
#include "plugins/check-spelling/common_fr.def"
    NULL};

static const struct list lists[] = {
    {"nl", {"en", "te", "de", "st", "er", "e", "n", "s", "t", "d"}, dutch},
    {"en", {"'s", "ing", "est", "ed", "es", "er", "ly", "s", "d"}, english},
    {"de", {"est", "en", "es", "er", "em", "st", "te", "e", "n", "s", "t"}, german},
    {"fr", {"ent", "es", "ez", "er", "s", "e", "x"}, french},
};

struct common {
    const char *const *endings; /* NULL: none is known of the language */
    GHashTable *classes;        /* text -> enum common_class */
};

/* A class goes on over lines. */
static void add(struct common *common, const char *line, guint *class)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    for (guint i = 0; parts[i]; i++) {
        if (g_ascii_isdigit(parts[i][0])) {
            *class = (guint)g_ascii_digit_value(parts[i][0]);
        } else if (*parts[i]) {
            g_hash_table_insert(common->classes, g_strdup(parts[i]), GUINT_TO_POINTER(*class));
        }
    }
}

struct common *common_new(const char *code)
{
    struct common *common = g_new0(struct common, 1);
    common->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (strcmp(lists[i].code, code) == 0) {
            common->endings = lists[i].endings;
            guint class = COMMON_NOT;
            for (const char *const *line = lists[i].lines; *line; line++) {
                add(common, *line, &class);
            }
        }
    }
    return common;
}

void common_free(struct common **common)
{
    if (*common) {
        g_hash_table_unref((*common)->classes);
        g_clear_pointer(common, g_free);
    }
}

static guint look_up(const struct common *common, const char *text)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(common->classes, text));
}

enum common_class common_class_of(const struct common *common, const struct letters *word)
{
    char text[LETTERS_BYTES];
    size_t len = letters_write(word->at, word->count, text);
    guint class = look_up(common, text);
    for (const char *const *ending = common->endings; !class && ending && *ending; ending++) {
        size_t size = strlen(*ending);
        if (len >= size + STEM_MIN && strcmp(text + len - size, *ending) == 0) {
            char *end = text + len - size;
            char kept = *end;
            *end = '\0';
            guint stem = look_up(common, text);
            *end = kept;
            class = stem ? MIN(stem + 1, (guint)COMMON_THIRD) : 0;
        }
    }
    return class;
}
