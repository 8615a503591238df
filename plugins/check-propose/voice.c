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

/* ---- words ---- */

/* A word of a block as it stands there; joined ones ("CoronaMelder", "op-maat") are one. */
struct step {
    struct ts_str text;
    size_t at;              /* behind it */
    gboolean is_inside;     /* a sentence goes on before it */
    gboolean is_in_address; /* a part of a mailbox or an address of the web: it says nothing of
                               capitals */
    struct ts_str written;
};

static gboolean is_letter_at(struct ts_str text, size_t at)
{
    gunichar code = at < text.len ? g_utf8_get_char(text.ptr + at) : 0;
    return code && (g_unichar_isalpha(code) || g_unichar_ismark(code));
}

static size_t next_at(struct ts_str text, size_t at)
{
    return (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
}

static char byte_at(struct ts_str text, size_t at)
{
    return at < text.len ? text.ptr[at] : ' ';
}

static gboolean next_word(struct step *step)
{
    struct ts_str text = step->text;
    size_t start = step->at, end;
    while (start < text.len && !is_letter_at(text, start)) {
        start = next_at(text, start);
    }
    for (end = start; end < text.len; end = next_at(text, end)) {
        gboolean is_joint = strchr("-'&", text.ptr[end]) && is_letter_at(text, end + 1);
        if (!is_letter_at(text, end) && !is_joint) {
            break;
        }
    }
    char before = start > 0 ? text.ptr[start - 1] : ' ', behind = byte_at(text, end);
    char last = start > 1 ? text.ptr[start - 2] : '.';
    step->at = end;
    step->written = ts_bytes(text.ptr + start, end - start);
    step->is_inside = before == ' ' && (last == ',' || (start > 1 && g_ascii_isalpha(last)));
    step->is_in_address = strchr("@/._", before) || strchr("@/_", behind) ||
                          (behind == '.' && is_letter_at(text, end + 1));
    return end > start;
}

/* ---- brand words ---- */

struct word {
    struct ts_str written;
    guint inside, small; /* in the middle of a sentence with a capital; without one */
};

static gboolean is_prose(const struct ts_block *block)
{
    return block->role == TS_ROLE_TEXT || block->role == TS_ROLE_ITEM;
}

static void count_word(GHashTable *words, const struct step *step)
{
    if (step->written.len < 3 || step->written.len > 40 || step->is_in_address) {
        return;
    }
    g_autofree char *folded = g_utf8_casefold(step->written.ptr, (gssize)step->written.len);
    struct word *word = g_hash_table_lookup(words, folded);
    if (!word) {
        word = g_new0(struct word, 1);
        g_hash_table_insert(words, g_steal_pointer(&folded), word);
    }
    if (!g_unichar_isupper(g_utf8_get_char(step->written.ptr))) {
        word->small++;
    } else if (step->is_inside) {
        word->inside++;
        word->written = step->written;
    }
}

static void count_words(const struct sight *sight, GHashTable *words)
{
    for (uint32_t i = 0; i < sight->document->blocks.count; i++) {
        const struct ts_block *block = ts_item(sight->document->blocks, i);
        struct step step = {.text = block->text};
        while (is_prose(block) && next_word(&step)) {
            count_word(words, &step);
        }
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
    count_words(sight, words);
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

static guint is_one_of(struct ts_str word, const char *const *words, gsize most)
{
    for (gsize i = 0; i < most && words[i]; i++) {
        if (word.len == strlen(words[i]) &&
            g_ascii_strncasecmp(word.ptr, words[i], word.len) == 0) {
            return 1;
        }
    }
    return 0;
}

static void count_forms(const struct sight *sight, gsize row, guint *close_r, guint *distant_r)
{
    for (uint32_t i = 0; i < sight->document->blocks.count; i++) {
        struct step step = {
            .text = ((const struct ts_block *)ts_item(sight->document->blocks, i))->text};
        while (next_word(&step)) {
            *close_r += is_one_of(step.written, forms[row].close, G_N_ELEMENTS(forms[row].close));
            *distant_r +=
                is_one_of(step.written, forms[row].distant, G_N_ELEMENTS(forms[row].distant));
        }
    }
}

/* A document votes for the form that most of its words have. */
static int say_form(struct sight *sight)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strcmp(sight->language, forms[i].language) != 0) {
            continue;
        }
        guint close = 0, distant = 0;
        count_forms(sight, i, &close, &distant);
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
