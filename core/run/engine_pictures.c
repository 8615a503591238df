/* SPDX-License-Identifier: MIT
 *
 * Pictures where they are shown, joined with what became of them: for checks that judge pictures.
 */
#include <stdio.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/process/media.h"
#include "core/process/stored.h"
#include "core/run/engine_state.h"

#define JOINED_MAX 20000u /* pictures whose join is remembered: those that most pages show */

struct pictures {
    GHashTable *shown;  /* guint64 * of touchpoint and locator */
    GHashTable *joined; /* guint64 *, the same, of the reference -> GByteArray *: its joined part */
};

static guint64 name_of(struct ts_str touchpoint, struct ts_str locator)
{
    return XXH3_64bits_withSeed(locator.ptr, locator.len,
                                XXH3_64bits(touchpoint.ptr, touchpoint.len));
}

static void free_bytes(gpointer bytes)
{
    g_byte_array_unref(bytes);
}

static int read_shown(struct engine *engine)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *rows = database_query(database, SQL_PICTURE_SHOWN, "");
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(database, rows)) == 1) {
        struct ts_str touchpoint = database_text(rows, 0);
        struct ts_str locator = outcomes_end(engine->outcomes, touchpoint, database_text(rows, 1));
        guint64 name = name_of(touchpoint, locator);
        g_hash_table_add(engine->pictures->shown, g_memdup2(&name, sizeof name));
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

int engine_begin_pictures(struct engine *engine)
{
    struct pictures *pictures = g_new0(struct pictures, 1);
    pictures->shown = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    pictures->joined = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_bytes);
    engine->pictures = pictures;
    return read_shown(engine);
}

void engine_end_pictures(struct engine *engine)
{
    if (engine->pictures) {
        g_hash_table_destroy(engine->pictures->shown);
        g_hash_table_destroy(engine->pictures->joined);
        g_clear_pointer(&engine->pictures, g_free);
    }
}

gboolean engine_is_shown(const struct engine *engine, struct ts_str touchpoint,
                         struct ts_str locator)
{
    guint64 name = name_of(touchpoint, locator);
    return g_hash_table_contains(engine->pictures->shown, &name);
}

/* ---- one picture ---- */

static gboolean was_read(guint32 status)
{
    return status == TS_CHECKED || status == TS_UNCHANGED;
}

/* What became of it, from its document; 0, -1. */
static int put_fate(struct engine *engine, struct ts_str touchpoint, struct ts_str locator,
                    GByteArray *out)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *row = database_query(database, SQL_DOCUMENT_AT, "tt", touchpoint, locator);
    struct ts_stored_picture fate = {.locator = locator, .status = TS_UNCHECKED};
    gint64 document = 0;
    g_autofree char *other = NULL;
    int stepped = row ? database_step(database, row) : -1;
    fate.reason = ts_text("nothing was fetched from there");
    if (stepped == 1) {
        struct ts_str type = database_text(row, 3);
        document = sqlite3_column_int64(row, 0);
        fate.status = (guint32)sqlite3_column_int(row, 1);
        fate.reason = database_text(row, 2);
        if (was_read(fate.status) && !media_is_picture(type)) {
            other =
                g_strdup_printf("what is there is %.*s, not a picture", (int)type.len, type.ptr);
            fate.status = TS_UNCHECKED;
            fate.reason = ts_text(other);
            document = 0;
        }
    }
    stored_put_picture_fate(out, &fate);
    int done =
        stepped >= 0 && document ? engine_put_observations(engine, document, out) : MIN(stepped, 0);
    if (row) {
        database_reset(row);
    }
    return done;
}

static const GByteArray *join(struct engine *engine, struct ts_str touchpoint,
                              struct ts_str locator)
{
    GHashTable *joined = engine->pictures->joined;
    guint64 name = name_of(touchpoint, locator);
    GByteArray *known = g_hash_table_lookup(joined, &name);
    if (known) {
        return known;
    }
    if (g_hash_table_size(joined) >= JOINED_MAX) {
        g_hash_table_remove_all(joined);
    }
    known = g_byte_array_new();
    if (put_fate(engine, touchpoint, outcomes_end(engine->outcomes, touchpoint, locator), known) !=
        0) {
        g_byte_array_unref(known);
        return NULL;
    }
    g_hash_table_insert(joined, g_memdup2(&name, sizeof name), known);
    return known;
}

static int put_row(struct engine *engine, struct ts_str touchpoint, sqlite3_stmt *row,
                   GByteArray *out)
{
    g_autofree char *area = database_dup(row, 10);
    struct ts_stored_picture picture = {
        .where = database_text(row, 2),
        .alt = database_text(row, 3),
        .kind = (guint32)sqlite3_column_int(row, 4),
        .has_alt = (guint32)sqlite3_column_int(row, 5),
        .width = (guint32)sqlite3_column_int(row, 6),
        .height = (guint32)sqlite3_column_int(row, 7),
        .line = (guint32)sqlite3_column_int(row, 8),
        .column = (guint32)sqlite3_column_int(row, 9),
    };
    struct ts_stored_picture fate = {
        .locator = database_text(row, 0), .status = TS_UNCHECKED, .reason = database_text(row, 1)};
    picture.has_area = sscanf(area, "%u %u %u %u", &picture.x, &picture.y, &picture.area_width,
                              &picture.area_height) == 4;
    guint begin = stored_put_picture(out, &picture);
    if (fate.reason.len) {
        stored_put_picture_fate(out, &fate);
    } else {
        const GByteArray *known = join(engine, touchpoint, fate.locator);
        if (!known) {
            return -1;
        }
        g_byte_array_append(out, known->data, known->len);
    }
    wire_end(out, begin);
    return 0;
}

int engine_put_pictures(struct engine *engine, gint64 document, struct ts_str touchpoint,
                        GByteArray *out)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *rows = database_query(database, SQL_PICTURE_EACH, "i", document);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(database, rows)) == 1) {
        if (put_row(engine, touchpoint, rows, out) != 0) {
            stepped = -1;
            break;
        }
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}
