/* SPDX-License-Identifier: MIT
 *
 * The text part against the HTML part: people get one or the other, and should read the same.
 *
 * What is compared is chosen so that a text part may leave out what all of them leave out (menus,
 * pictures, small print) but may not tell something else.
 */
#include "plugins/check-mail/mail.h"
#include "plugins/common/small_words.h"
#include "plugins/common/words.h"

#define WORD_MIN 4u      /* bytes of a word that counts */
#define STORY_MIN 15u    /* different words of a text part that tell a story */
#define STORY_SHARE 40u  /* percent of them that the HTML part has, at least */
#define LITTLE_MIN 40u   /* different words of an HTML part that a text part should tell */
#define LITTLE_SHARE 15u /* percent of those that the text part has, at least */
#define WHOLE_LEFT 2u    /* different words that a text part with all of it may leave out */
#define STUB_MAX 40u     /* different words of a text part that only excuses itself */

gboolean pair_is_text(const struct pair *pair, uint32_t block)
{
    struct ts_str where = letter_block(pair->letter, block)->where;
    return letter_part_of(pair->letter, where) == PART_TEXT &&
           ts_equal(letter_part_path(where), pair->text_path);
}

gboolean pair_is_html(const struct pair *pair, uint32_t block)
{
    struct ts_str where = letter_block(pair->letter, block)->where;
    return letter_part_of(pair->letter, where) == PART_HTML &&
           ts_equal(letter_part_path(where), pair->html_path);
}

void pair_say(struct pair *pair, const char *what, const struct fault *fault, struct ts_place place)
{
    struct fault own = *fault;
    own.rule = "mail/parts-differ";
    own.detail.name = ts_text(what);
    if (!own.detail.value.len) {
        own.detail.value = fault->actual;
    }
    if (pair->told++ < MAIL_DIFFERENCES_MAX) {
        faults_add(&pair->letter->faults, &own, place);
    }
}

/* ---- which parts belong together ---- */

/* "1" of "1.2", "" of "2". */
static struct ts_str parent_of(struct ts_str path)
{
    const char *dot = path.len ? memrchr(path.ptr, '.', path.len) : NULL;
    return dot ? ts_bytes(path.ptr, (size_t)(dot - path.ptr)) : ts_text("");
}

/* The HTML may lie deeper, beside its pictures. */
static gboolean are_alternatives(struct ts_str text, struct ts_str html)
{
    struct ts_str parent = parent_of(text);
    return parent.len == 0 || (html.len > parent.len && html.ptr[parent.len] == '.' &&
                               memcmp(html.ptr, parent.ptr, parent.len) == 0);
}

/* The one HTML part. FALSE: there is none, or there are several, and nobody knows which is meant.
 */
static gboolean find_html(struct pair *pair, uint32_t *first_r)
{
    const struct letter *letter = pair->letter;
    guint count = 0;
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        struct ts_str where = letter_block(letter, i)->where;
        struct ts_str path = letter_part_path(where);
        if (letter_part_of(letter, where) == PART_HTML &&
            (count == 0 || !ts_equal(path, pair->html_path))) {
            *first_r = count ? *first_r : i;
            pair->html_path = path;
            count++;
        }
    }
    return count == 1;
}

/* The one text part before it (RFC 2046, section 5.1.4: the richest comes last) that lies nearest
 * to it. What comes behind is a footer that somebody added. */
static gboolean find_text(struct pair *pair, uint32_t html)
{
    const struct letter *letter = pair->letter;
    size_t depth = 0;
    guint count = 0;
    for (uint32_t i = 0; i < html; i++) {
        struct ts_str where = letter_block(letter, i)->where;
        struct ts_str path = letter_part_path(where);
        size_t own = parent_of(path).len;
        if (letter_part_of(letter, where) != PART_TEXT || own < depth ||
            !are_alternatives(path, pair->html_path)) {
            continue;
        }
        if (count == 0 || own > depth) {
            count = 1;
        } else if (!ts_equal(path, pair->text_path)) {
            count++;
        }
        depth = own;
        pair->text_path = path;
    }
    return count == 1;
}

/* ---- words ---- */

static void take_words(struct ts_call *call, const struct ts_block *block, GHashTable *words)
{
    const guint32 others = WORD_HAS_DIGIT | WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_MARKUP;
    struct words cut = words_cut(call, block);
    for (uint32_t i = 0; i < cut.count; i++) {
        const struct word *word = &cut.items[i];
        if (word->folded.len >= WORD_MIN && !(word->flags & others) &&
            !is_small_word(word->folded)) {
            g_hash_table_add(words, text_dup(word->folded));
        }
    }
}

static GHashTable *words_of(const struct pair *pair,
                            gboolean (*is_in)(const struct pair *pair, uint32_t block))
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < pair->letter->document->blocks.count; i++) {
        if (is_in(pair, i)) {
            take_words(pair->letter->call, letter_block(pair->letter, i), words);
        }
    }
    return words;
}

static guint count_shared(GHashTable *words, GHashTable *others)
{
    GHashTableIter iter;
    gpointer word;
    guint count = 0;
    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        count += g_hash_table_contains(others, word) ? 1 : 0;
    }
    return count;
}

static uint32_t first_of(const struct pair *pair,
                         gboolean (*is_in)(const struct pair *pair, uint32_t block))
{
    uint32_t i = 0;
    while (!is_in(pair, i)) { /* the pair was found by such a block */
        i++;
    }
    return i;
}

/* ---- the story ---- */

static void say_story(struct pair *pair, const char *what, guint share)
{
    uint32_t first = first_of(pair, pair_is_text);
    char percent[16];
    g_snprintf(percent, sizeof percent, "%u%%", share);
    struct fault fault = {.actual = letter_block(pair->letter, first)->text,
                          .detail = {ts_text(what), ts_text(percent)}};
    pair_say(pair, what, &fault, place_of_block(pair->letter, first));
}

/* "Your mail program can't show HTML", and nothing more. */
static gboolean is_stub(GHashTable *text, guint shared)
{
    guint count = g_hash_table_size(text);
    return count <= STUB_MAX && g_hash_table_contains(text, "html") && shared * 10 < count * 7;
}

/* TRUE: they tell the same, and what they tell in figures is worth a look. */
static gboolean is_same_story(struct pair *pair)
{
    g_autoptr(GHashTable) text = words_of(pair, pair_is_text);
    g_autoptr(GHashTable) html = words_of(pair, pair_is_html);
    guint text_count = g_hash_table_size(text), html_count = g_hash_table_size(html);
    guint shared = count_shared(text, html);
    guint of_text = text_count ? shared * 100 / text_count : 100;
    guint of_html = html_count ? shared * 100 / html_count : 100;
    if (html_count >= STORY_MIN && is_stub(text, shared)) {
        say_story(pair, "stub", of_html);
    } else if (text_count >= STORY_MIN && html_count >= STORY_MIN && of_text < STORY_SHARE) {
        say_story(pair, "story", of_text);
    } else if (html_count >= LITTLE_MIN && of_html < LITTLE_SHARE) {
        say_story(pair, "little", of_html);
    } else {
        pair->is_whole = html_count >= STORY_MIN && html_count - shared <= WHOLE_LEFT;
        return TRUE;
    }
    return FALSE;
}

/* ---- parts that are not there ---- */

static void judge_single(struct letter *letter)
{
    gboolean shows_text = FALSE;
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        shows_text |= letter_part_of(letter, letter_block(letter, i)->where) == PART_TEXT;
    }
    if (letter->has_html && !letter->has_text && letter->is_marketing) {
        struct fault fault = {.rule = "mail/text-part-missing"};
        faults_add(&letter->faults, &fault, place_at(ts_text("text/plain"), 0, 0));
    } else if (letter->has_html && letter->has_text && !shows_text) {
        struct fault fault = {.rule = "mail/parts-differ",
                              .detail = {ts_text("empty"), ts_text("text/plain")}};
        faults_add(&letter->faults, &fault, place_at(ts_text("text/plain"), 0, 0));
    }
}

void judge_parts(struct letter *letter)
{
    struct pair pair = {.letter = letter};
    uint32_t html = 0;
    if (!letter->is_mail || letter->document->is_truncated) {
        return;
    }
    judge_single(letter);
    if (find_html(&pair, &html) && find_text(&pair, html) && is_same_story(&pair)) {
        pair_judge_figures(&pair);
        pair_judge_links(&pair);
    }
}
