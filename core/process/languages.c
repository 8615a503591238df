/* SPDX-License-Identifier: MIT
 *
 * Asks the check that names languages, and remembers what it said of each block.
 */
#include "core/process/languages.h"

#include "core/limits.h"
#include "core/plugin/contract.h"
#include "core/process/block_memory.h"

#define TAG_SIZE 35u            /* bytes: BCP 47, section 4.4.1 */
#define LANGUAGES_COUNTED 8u    /* in one document */
#define CENSUS_SIZE 3000u       /* bytes of text by which a document's language is known */
#define CENSUS_STEP_MAX 1000u   /* blocks from one of the sample to the next */
#define CENSUS_BLOCK_MIN 12u    /* bytes of a block that is counted */
#define CENSUS_AGAINST_MIN 200u /* bytes in another language than the declared one */

struct languages {
    const struct toolbox *toolbox;
    struct host_share *share;    /* borrowed */
    struct block_memory *memory; /* tags; empty = as declared */
    GByteArray *said;            /* the tag of the block at hand */
};

struct languages *languages_new(const struct toolbox *toolbox, struct host_share *share)
{
    struct languages *languages = g_new0(struct languages, 1);
    languages->toolbox = toolbox;
    languages->share = share;
    languages->memory = block_memory_new(LIMIT_LANGUAGE_MEMORY);
    languages->said = g_byte_array_new();
    return languages;
}

void languages_free(struct languages **languages)
{
    if (*languages) {
        block_memory_free(&(*languages)->memory);
        g_byte_array_free((*languages)->said, TRUE);
        g_clear_pointer(languages, g_free);
    }
}

/* ---- blocks ---- */

/* A tag that may stand in a document, or empty. */
static struct ts_str checked_tag(struct ts_str tag)
{
    g_autofree char *breach = contract_text("a language", tag, TAG_SIZE);
    return breach ? ts_text(NULL) : tag;
}

struct ts_str languages_ask(struct languages *languages, const struct ts_block *block)
{
    struct ts_str tag = ts_text(NULL);
    struct host_call call;
    const char *failure = NULL;
    if (languages->toolbox->namer < 0 || block->role == TS_ROLE_CODE || block->text.len == 0) {
        return tag;
    }
    const struct toolbox_check *namer =
        &g_array_index(languages->toolbox->checks, struct toolbox_check, languages->toolbox->namer);
    host_call_init(&call, namer->plugin, HOST_LANGUAGE, NULL, NULL);
    host_call_set_share(&call, languages->share);
    int result = namer->plugin->check->language(&call.call, namer->self, block, &tag);
    if (host_call_result(&call, result, &failure) != 0) {
        g_debug("%s", failure);
        tag = ts_text(NULL);
    }
    tag = checked_tag(tag);
    g_byte_array_set_size(languages->said, 0);
    g_byte_array_append(languages->said, (const guint8 *)tag.ptr, (guint)tag.len);
    host_call_finish(&call);
    return ts_bytes(languages->said->data, languages->said->len);
}

/* ---- documents ---- */

/* Of a block of a sample; remembered, since many pages begin alike. */
static struct ts_str language_of(struct languages *languages, const struct ts_block *block)
{
    struct block_key key = block_key(block, (struct ts_list){0}, 0);
    struct ts_block bare = document_bare_block(block);
    struct ts_str tag;
    if (!block_memory_get(languages->memory, key, &tag)) {
        host_share_clear(languages->share);
        tag = languages_ask(languages, &bare);
        block_memory_put(languages->memory, key, tag);
    }
    return tag;
}

/* How much of a sample of the text is in which language. */
struct census {
    struct language_share {
        struct ts_str tag; /* of the document's arena, or as declared; empty = not known */
        size_t size;
    } shares[LANGUAGES_COUNTED];
    guint count;
    size_t size;
};

static void count_language(struct census *census, struct document *document, struct ts_str tag,
                           size_t size)
{
    guint i = 0;
    while (i < census->count && !ts_equal(census->shares[i].tag, tag)) {
        i++;
    }
    if (i == LANGUAGES_COUNTED) {
        return;
    }
    if (i == census->count) {
        census->shares[census->count++].tag = document_keep(document, tag);
    }
    census->shares[i].size += size;
    census->size += size;
}

static struct language_share usual_share(const struct census *census)
{
    struct language_share usual = {{NULL, 0}, 0};
    for (guint i = 0; i < census->count; i++) {
        if (census->shares[i].tag.len && census->shares[i].size > usual.size) {
            usual = census->shares[i];
        }
    }
    return usual;
}

/* What a block declares for itself says nothing of the others. */
static gboolean is_counted(const struct document *document, const struct ts_block *block)
{
    return block->text.len >= CENSUS_BLOCK_MIN && block->role != TS_ROLE_CODE &&
           (block->language.len == 0 || ts_equal(block->language, document->view.language));
}

/* A sample from all over the document: what stands first may be a notice in another language. */
static struct census take_census(struct languages *languages, struct document *document)
{
    struct census census = {.count = 0};
    guint step = 1 + (guint)MIN(document->text_size / CENSUS_SIZE, CENSUS_STEP_MAX);
    for (guint i = 0; i < document->blocks->len && census.size < 2 * CENSUS_SIZE; i += step) {
        const struct ts_block *block = &g_array_index(document->blocks, struct ts_block, i);
        if (is_counted(document, block)) {
            struct ts_str tag = language_of(languages, block);
            count_language(&census, document, tag.len ? tag : block->language, block->text.len);
        }
    }
    return census;
}

/* What was declared gives way only where next to all text clearly is in another of the brand's: a
 * page in two languages is asked for block by block. */
static gboolean outweighs(const struct census *census, struct language_share usual,
                          struct ts_str declared)
{
    if (declared.len == 0) {
        return usual.size * 2 > census->size;
    }
    return usual.size >= CENSUS_AGAINST_MIN && usual.size * 10 >= census->size * 9 &&
           !ts_is(usual.tag, TS_LANGUAGE_OTHER);
}

void languages_name_document(struct languages *languages, struct document *document)
{
    struct ts_str declared = document->view.language;
    if (languages->toolbox->namer < 0) {
        return;
    }
    struct census census = take_census(languages, document);
    struct language_share usual = usual_share(&census);
    if (usual.size == 0 || ts_equal(usual.tag, declared) || !outweighs(&census, usual, declared)) {
        return;
    }
    document->view.language = usual.tag;
    for (guint i = 0; i < document->blocks->len; i++) {
        struct ts_block *block = &g_array_index(document->blocks, struct ts_block, i);
        if (block->language.len && ts_equal(block->language, declared)) {
            block->language = usual.tag;
        }
    }
}
