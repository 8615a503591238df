/* SPDX-License-Identifier: MIT
 *
 * How the firm speaks: short sentences that may be its pay-off, words that it alone writes, and how
 * it addresses its reader.
 */
#include "plugins/check-propose/propose.h"

#include <string.h>

#define SLOGANS 80u      /* of one document */
#define SLOGAN_SIZE 80u  /* bytes */
#define BRAND_WORDS 120u /* of one document */

/* ---- slogans ---- */

static gboolean is_word_start(const char *text, size_t at)
{
    return text[at] != ' ' && (at == 0 || text[at - 1] == ' ');
}

static gboolean has_link(const struct ts_block *block)
{
    for (uint32_t i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        if (span->kind == TS_SPAN_LINK) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean holds(struct ts_str text, const char *word)
{
    return text.len && g_strstr_len(text.ptr, (gssize)text.len, word) != NULL;
}

/* Two to eight words, said and not asked, no figures: without what ends the sentence. */
static gboolean slogan_of(const struct ts_block *block, struct ts_str *slogan_r)
{
    struct ts_str text = block->text;
    guint words = 0;
    gboolean is_said = block->role == TS_ROLE_TEXT || block->role == TS_ROLE_HEADING;
    if (!is_said || has_link(block) || holds(block->where, "nav") || holds(block->where, "form")) {
        return FALSE;
    }
    while (text.len && strchr(".! ", text.ptr[text.len - 1])) {
        text.len--;
    }
    if (text.len < 6 || text.len > SLOGAN_SIZE) {
        return FALSE;
    }
    for (size_t i = 0; i < text.len; i++) {
        words += is_word_start(text.ptr, i);
        if (g_ascii_isdigit(text.ptr[i]) || strchr("@?|:/{}<>", text.ptr[i])) {
            return FALSE;
        }
    }
    *slogan_r = text;
    return words >= 2 && words <= 8 && !holds(text, "©");
}

static void language_of(const struct sight *sight, struct ts_str declared, char language_r[3])
{
    memcpy(language_r, sight->language, 3);
    if (declared.len >= 2) {
        language_r[0] = g_ascii_tolower(declared.ptr[0]);
        language_r[1] = g_ascii_tolower(declared.ptr[1]);
        language_r[2] = '\0';
    }
}

static int say_slogans(struct sight *sight)
{
    guint said = 0;
    for (uint32_t i = 0; i < sight->document->blocks.count && said < SLOGANS; i++) {
        const struct ts_block *block = ts_item(sight->document->blocks, i);
        struct ts_str slogan;
        if (!slogan_of(block, &slogan)) {
            continue;
        }
        char language[3];
        language_of(sight, block->language, language);
        gboolean is_heading = block->role == TS_ROLE_HEADING;
        struct ts_pair detail = {ts_text("language"), ts_text(language)};
        struct piece piece = {.key = is_heading ? "heading" : "slogan",
                              .value = slogan,
                              .from = is_heading ? "heading" : "text",
                              .rank = RANK_TEXT,
                              .details = &detail,
                              .count = 1};
        said++;
        if (propose_say(sight, &piece) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- brand words ---- */

struct word {
    struct ts_str written;
    guint inside, small; /* in the middle of a sentence with a capital; without one */
};

/* Does a sentence go on before this token? */
static gboolean is_inside(const struct sight *sight, uint32_t index)
{
    const struct token *before = index > 0 ? &sight->tokens->items[index - 1] : NULL;
    return before && before->block == sight->tokens->items[index].block &&
           (before->kind == TOKEN_WORD || token_is_sign(sight->tokens, index - 1, ','));
}

/* A part of a mailbox or an address of the web says nothing of capitals. */
static gboolean is_in_address(const struct sight *sight, uint32_t index)
{
    const struct tokens *tokens = sight->tokens;
    gboolean has_before =
        index > 0 && token_is_joined(tokens, index) &&
        (token_is_sign(tokens, index - 1, '@') || token_is_sign(tokens, index - 1, '/') ||
         token_is_sign(tokens, index - 1, '.'));
    gboolean has_behind = token_is_joined(tokens, index + 1) &&
                          (token_is_sign(tokens, index + 1, '@') ||
                           (token_is_sign(tokens, index + 1, '.') && index + 2 < tokens->count &&
                            token_is_joined(tokens, index + 2)));
    return has_before || has_behind;
}

static gboolean is_prose(const struct ts_block *block)
{
    return block->role == TS_ROLE_TEXT || block->role == TS_ROLE_ITEM;
}

static void count_word(const struct sight *sight, GHashTable *words, uint32_t index)
{
    const struct token *token = &sight->tokens->items[index];
    const struct ts_block *block = ts_item(sight->document->blocks, token->block);
    if (token->kind != TOKEN_WORD || token->length < 3 || token->length > 40 || !is_prose(block) ||
        is_in_address(sight, index)) {
        return;
    }
    g_autofree char *folded = g_strndup(token->folded.ptr, token->folded.len);
    struct word *word = g_hash_table_lookup(words, folded);
    if (!word) {
        word = g_new0(struct word, 1);
        g_hash_table_insert(words, g_steal_pointer(&folded), word);
    }
    if (!token_is_capital(sight->document->blocks, token)) {
        word->small++;
    } else if (is_inside(sight, index)) {
        word->inside++;
        word->written = ts_bytes(block->text.ptr + token->offset, token->length);
    }
}

static gint by_written(gconstpointer a, gconstpointer b)
{
    const struct word *left = *(struct word *const *)a, *right = *(struct word *const *)b;
    int order =
        memcmp(left->written.ptr, right->written.ptr, MIN(left->written.len, right->written.len));
    return order ? order
                 : (left->written.len > right->written.len) -
                       (left->written.len < right->written.len);
}

static int say_words(struct sight *sight)
{
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    GHashTableIter each;
    gpointer value;
    if (strcmp(sight->language, "de") == 0) {
        return 0; /* every noun has a capital */
    }
    for (uint32_t i = 0; i < sight->tokens->count; i++) {
        count_word(sight, words, i);
    }
    g_hash_table_iter_init(&each, words);
    while (g_hash_table_iter_next(&each, NULL, &value)) {
        if (((const struct word *)value)->inside) {
            g_ptr_array_add(found, value);
        }
    }
    g_ptr_array_sort(found, by_written);
    for (guint i = 0; i < MIN(found->len, BRAND_WORDS); i++) {
        const struct word *word = g_ptr_array_index(found, i);
        if (propose_plain(sight, word->small ? "common-word" : "word", word->written, "text",
                          RANK_TEXT) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- form of address ---- */

static const struct {
    const char *language;
    const char *close[8], *distant[8];
} forms[] = {
    {"nl", {"je", "jij", "jou", "jouw"}, {"u", "uw"}},
    {"de", {"du", "dich", "dir", "dein", "deine", "deinen"}, {"ihnen", "ihre", "ihren", "ihrem"}},
    {"fr", {"tu", "ton", "tes", "toi"}, {"vous", "votre", "vos"}},
};

static guint count_of(const struct sight *sight, const char *const *words, gsize most)
{
    guint count = 0;
    for (uint32_t i = 0; i < sight->tokens->count; i++) {
        const struct token *token = &sight->tokens->items[i];
        for (gsize k = 0; token->kind == TOKEN_WORD && k < most && words[k]; k++) {
            count += ts_is(token->folded, words[k]) ? 1 : 0;
        }
    }
    return count;
}

/* A document votes for the form that most of its words have. */
static int say_form(struct sight *sight)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strcmp(sight->language, forms[i].language) != 0) {
            continue;
        }
        guint close = count_of(sight, forms[i].close, G_N_ELEMENTS(forms[i].close));
        guint distant = count_of(sight, forms[i].distant, G_N_ELEMENTS(forms[i].distant));
        if (close != distant) {
            g_autofree char *key = g_strdup_printf("form-%s", forms[i].language);
            return propose_plain(sight, key, ts_text(close > distant ? "informal" : "formal"),
                                 "text", RANK_TEXT);
        }
    }
    return 0;
}

int voice_find(struct sight *sight)
{
    return say_form(sight) || say_slogans(sight) || say_words(sight) ? -1 : 0;
}
