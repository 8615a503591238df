/* SPDX-License-Identifier: MIT
 *
 * Copies live in the fake host's memory of callbacks, to its end.
 */
#include "tests/plugin/fakestore.h"

#include <stdlib.h>
#include <string.h>

static struct ts_str copy(struct fakehost *fake, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    char *own = fake->call.host->alloc(&fake->call, len + 1);
    memcpy(own, len ? text : "", len);
    return ts_bytes(own, len);
}

static int compare_names(const void *left, const void *right)
{
    const struct ts_pair *one = left, *other = right;
    return strcmp(one->name.ptr, other->name.ptr);
}

static int compare_numbers(const void *left, const void *right)
{
    const struct ts_number *one = left, *other = right;
    return strcmp(one->name.ptr, other->name.ptr);
}

static struct ts_list keep_numbers(struct fakehost *fake, GHashTable *numbers)
{
    guint count = g_hash_table_size(numbers);
    struct ts_number *own = fake->call.host->alloc(&fake->call, (count + 1) * sizeof *own);
    GHashTableIter iter;
    gpointer name, value;
    guint i = 0;
    g_hash_table_iter_init(&iter, numbers);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        own[i++] = (struct ts_number){copy(fake, name), *(const double *)value};
    }
    qsort(own, count, sizeof *own, compare_numbers);
    return (struct ts_list){own, count, sizeof *own};
}

/* Any name will do: nobody looks behind it. */
static struct ts_str name_evidence(struct fakehost *fake, const struct fake_observation *seen)
{
    g_autofree char *name = g_strdup_printf("evidence-%u", g_bytes_hash(seen->evidence));
    return g_bytes_get_size(seen->evidence) ? copy(fake, name) : ts_text(NULL);
}

/* Sorted by name, as the database hands them back. */
static struct ts_list keep_details(struct fakehost *fake, GHashTable *details)
{
    guint count = g_hash_table_size(details);
    struct ts_pair *own = fake->call.host->alloc(&fake->call, (count + 1) * sizeof *own);
    GHashTableIter iter;
    gpointer name, value;
    guint i = 0;
    g_hash_table_iter_init(&iter, details);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        own[i++] = (struct ts_pair){copy(fake, name), copy(fake, value)};
    }
    qsort(own, count, sizeof *own, compare_names);
    return (struct ts_list){own, count, sizeof *own};
}

static struct ts_list keep_observations(struct fakehost *fake)
{
    guint count = fake->observations->len;
    struct ts_observation *own = fake->call.host->alloc(&fake->call, (count + 1) * sizeof *own);
    for (guint i = 0; i < count; i++) {
        const struct fake_observation *seen = g_ptr_array_index(fake->observations, i);
        own[i] = (struct ts_observation){
            .size = sizeof *own,
            .key = copy(fake, seen->key),
            .value = copy(fake, seen->value),
            .confidence = seen->confidence,
            .place = {.block = TS_NO_BLOCK, .line = 1, .column = seen->offset + 1},
            .numbers = keep_numbers(fake, seen->numbers),
            .details = keep_details(fake, seen->details),
            .evidence_type = copy(fake, seen->evidence_type),
            .evidence_id = name_evidence(fake, seen),
        };
    }
    return (struct ts_list){own, count, sizeof *own};
}

static int judge_blocks(struct fakehost *fake, void *self, const char *language,
                        const char *const *texts)
{
    for (; *texts; texts++) {
        if (fakehost_inspect_text(fake, self, *texts, TS_ROLE_TEXT, language) != 0) {
            return -1;
        }
    }
    return 0;
}

static int judge_whole(struct fakehost *fake, void *self, const char *language,
                       const char *const *texts)
{
    g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    struct ts_document document = {.size = sizeof document, .language = ts_text(language)};
    int done;
    for (; *texts; texts++) {
        struct ts_block block = {
            .size = sizeof block, .text = ts_text(*texts), .language = ts_text(language)};
        g_array_append_val(blocks, block);
    }
    document.blocks = (struct ts_list){blocks->data, blocks->len, sizeof(struct ts_block)};
    done = fake->plugin->check->inspect(&fake->call, self, &document);
    fakehost_settle(fake);
    return done;
}

int fakestore_judge(struct fakehost *fake, void *self, const char *locator, const char *language,
                    const char *const *texts)
{
    struct ts_stored_document document = {.size = sizeof document, .status = TS_CHECKED};
    fakehost_reset(fake);
    if (judge_blocks(fake, self, language, texts) != 0 ||
        judge_whole(fake, self, language, texts) != 0) {
        return -1;
    }
    document.touchpoint = ts_text("site");
    document.locator = copy(fake, locator);
    document.language = copy(fake, language);
    document.observations = keep_observations(fake);
    g_array_append_val(fake->stored, document);
    return 0;
}

int fakestore_judge_picture(struct fakehost *fake, void *self, const char *locator,
                            const char *media_type, struct ts_str bytes)
{
    struct ts_stored_document document = {.size = sizeof document, .status = TS_CHECKED};
    fakehost_reset(fake);
    if (fakehost_inspect_picture(fake, self, locator, media_type, bytes) != 0) {
        return -1;
    }
    document.status = fake->unchecked->len ? TS_UNCHECKED : TS_CHECKED;
    document.touchpoint = ts_text("site");
    document.locator = copy(fake, locator);
    document.media_type = copy(fake, media_type);
    document.observations = keep_observations(fake);
    g_array_append_val(fake->stored, document);
    return 0;
}

static void join(struct fakehost *fake, struct ts_stored_picture *picture)
{
    for (guint i = 0; i < fake->stored->len; i++) {
        struct ts_stored_document *known =
            &g_array_index(fake->stored, struct ts_stored_document, i);
        if (known->pictures.count == 0 && ts_equal(known->locator, picture->locator)) {
            known->is_shown = 1;
            picture->status = known->status;
            picture->observations = known->observations;
        }
    }
}

void fakestore_add_page(struct fakehost *fake, const char *locator,
                        const struct ts_stored_picture *pictures, guint32 count)
{
    struct ts_stored_picture *own = fake->call.host->alloc(&fake->call, (count + 1) * sizeof *own);
    struct ts_stored_document document = {.size = sizeof document, .status = TS_CHECKED};
    for (guint32 i = 0; i < count; i++) {
        own[i] = pictures[i];
        join(fake, &own[i]);
    }
    document.touchpoint = ts_text("site");
    document.locator = copy(fake, locator);
    document.media_type = ts_text("text/html");
    document.pictures = (struct ts_list){own, count, sizeof *own};
    g_array_append_val(fake->stored, document);
}

int fakestore_conclude(struct fakehost *fake, void *self)
{
    static const struct ts_touchpoint site = {.id = {"site", 4}, .is_complete = 1};
    int done;
    fakehost_reset(fake);
    fake->host.phase = HOST_CONCLUDE;
    done = fake->plugin->check->conclude(&fake->call, self, ts_one(&site, sizeof site));
    fakehost_settle(fake);
    return done;
}

void fakestore_clear(struct fakehost *fake)
{
    g_array_set_size(fake->stored, 0);
}
