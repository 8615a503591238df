/* SPDX-License-Identifier: MIT
 *
 * Word lists and lists of known errors, as sets keyed by the folded (first) word.
 */
#include "plugins/check-spelling/brand.h"

#include <string.h>

#include "plugins/check-spelling/language.h"
#include "plugins/check-spelling/near.h"
#include "plugins/check-spelling/ruled.h"

struct brand {
    GHashTable *words;  /* folded text, after "nl " if it is right in that language only */
    bool has_languages; /* such ones are among them */
    GPtrArray *texts;   /* as written */
    struct near *near;
    struct ruled *ruled;
    GHashTable *errors; /* folded first word -> GPtrArray of struct known_error */
};

static void fold(const struct letters *word, char *text_r)
{
    struct letters lower = *word;
    letters_lower(&lower);
    letters_write(lower.at, lower.count, text_r);
}

static void add_near(struct brand *brand, const struct letters *word, const char *folded)
{
    char text[LETTERS_BYTES];
    if (!g_hash_table_contains(brand->words, folded)) {
        char *own;
        letters_write(word->at, word->count, text);
        own = g_strdup(text);
        g_ptr_array_add(brand->texts, own);
        near_add(brand->near, own);
    }
}

/* language: a tag, or empty for any. */
static void add_words(struct ts_call *call, struct brand *brand, struct ts_str text,
                      struct ts_str language)
{
    char code[LANGUAGE_CODE_BYTES];
    language_code(language, code);
    struct words words = words_cut_text(call, text);
    for (uint32_t i = 0; i < words.count; i++) {
        struct letters letters;
        char folded[LETTERS_BYTES];
        if (letters_read(words.items[i].clean.ptr, words.items[i].clean.len, &letters) &&
            letters_trim(&letters)) {
            fold(&letters, folded);
            brand->has_languages |= *code != '\0';
            add_near(brand, &letters, folded);
            g_hash_table_add(brand->words, g_strconcat(code, *code ? " " : "", folded, NULL));
        }
    }
}

static struct ts_str trim(struct ts_str text)
{
    while (text.len > 0 && (g_ascii_isspace(text.ptr[0]))) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len > 0 && g_ascii_isspace(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

/* The next line of rest, without its end and without what follows #; false at the end. */
static bool next_line(struct ts_str *rest, struct ts_str *line_r)
{
    const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    if (rest->len == 0) {
        return false;
    }
    *line_r = ts_bytes(rest->ptr, len);
    len += end ? 1 : 0;
    *rest = ts_bytes(rest->ptr + len, rest->len - len);
    if (line_r->len >= 3 && memcmp(line_r->ptr, "\xEF\xBB\xBF", 3) == 0) {
        *line_r = ts_bytes(line_r->ptr + 3, line_r->len - 3);
    }
    if (line_r->len > 0 && line_r->ptr[0] == '#') {
        line_r->len = 0;
    }
    return true;
}

/* The next field of a tab-separated line, trimmed. */
static struct ts_str next_field(struct ts_str *rest)
{
    const char *tab = rest->len ? memchr(rest->ptr, '\t', rest->len) : NULL;
    size_t len = tab ? (size_t)(tab - rest->ptr) : rest->len;
    struct ts_str field = trim(ts_bytes(rest->ptr, len));
    len += tab ? 1 : 0;
    *rest = ts_bytes(rest->ptr + len, rest->len - len);
    return field;
}

static bool has_capital(const struct words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->items[i].flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS | WORD_MIXED_CASE)) {
            return true;
        }
    }
    return false;
}

static bool add_error(struct ts_call *call, struct brand *brand, struct ts_str line)
{
    struct known_error *error = call->host->alloc(call, sizeof *error);
    struct ts_str wrong = next_field(&line);
    GPtrArray *errors;
    g_autofree char *first = NULL;
    error->right = next_field(&line);
    error->language = next_field(&line);
    error->wrong = words_cut_text(call, wrong);
    error->is_exact = has_capital(&error->wrong);
    if (error->wrong.count == 0 || error->wrong.count > KNOWN_ERROR_WORDS) {
        return false;
    }
    first = g_strndup(error->wrong.items[0].folded.ptr, error->wrong.items[0].folded.len);
    errors = g_hash_table_lookup(brand->errors, first);
    if (!errors) {
        errors = g_ptr_array_new();
        g_hash_table_insert(brand->errors, g_steal_pointer(&first), errors);
    }
    g_ptr_array_add(errors, error);
    return true;
}

static int read_errors(struct ts_call *call, struct brand *brand, const struct ts_file *file)
{
    struct ts_str rest = file->bytes, line;
    for (unsigned number = 1; next_line(&rest, &line); number++) {
        if (trim(line).len > 0 && !add_error(call, brand, line)) {
            g_autofree char *why = g_strdup_printf(
                "%.*s:%u: no known error: a line is WRONG, a tab, RIGHT, and WRONG has 1 to %u "
                "words",
                (int)file->path.len, file->path.ptr, number, KNOWN_ERROR_WORDS);
            return ts_fail(call, why);
        }
    }
    return 0;
}

/* What follows # after white space is a remark: `touchstone words` writes them. */
static struct ts_str without_remark(struct ts_str line)
{
    for (size_t i = 1; i < line.len; i++) {
        if (line.ptr[i] == '#' && g_ascii_isspace(line.ptr[i - 1])) {
            return ts_bytes(line.ptr, i);
        }
    }
    return line;
}

static int read_words(struct ts_call *call, struct brand *brand, const struct ts_file *file)
{
    struct ts_str rest = file->bytes, line;
    while (next_line(&rest, &line)) {
        add_words(call, brand, without_remark(line), ts_text(NULL));
    }
    return 0;
}

typedef int (*read_file_fn)(struct ts_call *call, struct brand *brand, const struct ts_file *file);

/* Reads each file that the section's list names. */
static int read_files(struct ts_call *call, struct brand *brand, const struct ts_open *open,
                      const char *key, read_file_fn read)
{
    const struct ts_node *list = ts_get(ts_get(open->brand, "spelling"), key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *path = ts_item(list->children, i);
        const struct ts_file *found = NULL;
        for (uint32_t k = 0; k < open->files.count && !found; k++) {
            const struct ts_file *file = ts_item(open->files, k);
            found = ts_equal(file->path, path->text) ? file : NULL;
        }
        if (!found || !g_utf8_validate(found->bytes.ptr, (gssize)found->bytes.len, NULL)) {
            g_autofree char *why =
                g_strdup_printf("%.*s (spelling.%s): %s", (int)path->text.len, path->text.ptr, key,
                                found ? "is not UTF-8 text; save it as UTF-8" : "cannot be read");
            return ts_fail(call, why);
        }
        if (read(call, brand, found) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Words of touchstone.accept.yaml: the host puts them into the section. */
static void add_accepted(struct ts_call *call, struct brand *brand, const struct ts_node *list)
{
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        add_words(call, brand, ts_get_text(entry, "word"), ts_get_text(entry, "lang"));
    }
}

static void free_errors(gpointer errors)
{
    g_ptr_array_unref(errors);
}

int brand_open(struct ts_call *call, const struct ts_open *open, struct brand **brand_r)
{
    const struct ts_node *terms = ts_get(open->brand, "terms");
    struct brand *brand = g_new0(struct brand, 1);
    brand->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    brand->texts = g_ptr_array_new_with_free_func(g_free);
    brand->ruled = ruled_new(call, terms);
    brand->near = near_new();
    brand->errors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_errors);
    add_words(call, brand, ts_get_text(open->brand, "name"), ts_text(NULL));
    for (uint32_t i = 0; terms && i < terms->children.count; i++) {
        const struct ts_node *term = ts_item(terms->children, i);
        add_words(call, brand, ts_get_text(term, "prefer"), ts_text(NULL));
    }
    add_accepted(call, brand, ts_get(ts_get(open->brand, "spelling"), "accepted"));
    if (read_files(call, brand, open, "words", read_words) != 0 ||
        read_files(call, brand, open, "known_errors", read_errors) != 0) {
        brand_close(&brand);
        return -1;
    }
    *brand_r = brand;
    return 0;
}

void brand_close(struct brand **brand)
{
    if (*brand) {
        g_hash_table_unref((*brand)->words);
        near_free(&(*brand)->near);
        ruled_free(&(*brand)->ruled);
        g_ptr_array_unref((*brand)->texts);
        g_hash_table_unref((*brand)->errors);
        g_free(*brand);
        *brand = NULL;
    }
}

bool brand_has(const struct brand *brand, const char *language, const struct letters *word)
{
    char folded[LETTERS_BYTES], key[LETTERS_BYTES + LANGUAGE_CODE_BYTES];
    if (g_hash_table_size(brand->words) == 0) {
        return false;
    }
    fold(word, folded);
    g_snprintf(key, sizeof key, "%s %s", language, folded);
    return g_hash_table_contains(brand->words, folded) ||
           (brand->has_languages && g_hash_table_contains(brand->words, key));
}

struct sought {
    const struct letters *word;
    bool is_name; /* it is written with a capital */
    const char *text;
};

static bool take(const char *text, void *data)
{
    struct sought *sought = data;
    struct letters other;
    if (!sought->is_name || !letters_read(text, strlen(text), &other) ||
        !letters_is_replacement(sought->word, &other)) {
        sought->text = text;
    }
    return sought->text == NULL;
}

const char *brand_near(const struct brand *brand, const struct letters *word)
{
    struct sought sought = {word, word->count > 0 && g_unichar_isupper(word->at[0]), NULL};
    near_find(brand->near, word, take, &sought);
    return sought.text;
}

bool brand_rules(const struct brand *brand, const struct words *words, uint32_t i, uint32_t count,
                 const char *language)
{
    return ruled_has(brand->ruled, words->items + i, count, language);
}

/* Do the words stand one after the other with nothing but white space between? */
static bool is_joined(const struct words *words, uint32_t i, struct ts_str text)
{
    uint32_t at = words->items[i - 1].offset + words->items[i - 1].length;
    for (; at < words->items[i].offset && at < text.len; at++) {
        if (!g_ascii_isspace(text.ptr[at])) {
            return false;
        }
    }
    return true;
}

static bool matches(const struct known_error *error, const struct words *words, uint32_t i,
                    struct ts_str text)
{
    if (error->wrong.count > words->count - i) {
        return false;
    }
    for (uint32_t k = 0; k < error->wrong.count; k++) {
        const struct word *want = &error->wrong.items[k], *word = &words->items[i + k];
        bool is_same = error->is_exact ? ts_equal(want->clean, word->clean)
                                       : ts_equal(want->folded, word->folded);
        if (!is_same || (k > 0 && !is_joined(words, i + k, text))) {
            return false;
        }
    }
    return true;
}

const struct known_error *brand_find_error(const struct brand *brand, const struct words *words,
                                           uint32_t i, struct ts_str text)
{
    const struct known_error *best = NULL;
    char first[LETTERS_BYTES];
    struct ts_str folded = words->items[i].folded;
    GPtrArray *errors;
    if (g_hash_table_size(brand->errors) == 0 || folded.len >= sizeof first) {
        return NULL;
    }
    memcpy(first, folded.ptr, folded.len);
    first[folded.len] = '\0';
    errors = g_hash_table_lookup(brand->errors, first);
    for (guint k = 0; errors && k < errors->len; k++) {
        const struct known_error *error = g_ptr_array_index(errors, k);
        if (matches(error, words, i, text) && (!best || error->wrong.count > best->wrong.count)) {
            best = error;
        }
    }
    return best;
}
