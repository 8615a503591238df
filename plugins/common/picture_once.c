/* SPDX-License-Identifier: MIT
 *
 * Lets the reader and the checks of a picture look at the same pixels.
 */
#include <string.h>

#include "plugins/common/picture.h"

/* What lies in the memory that the document's plugins share. */
struct once {
    gboolean is_done;
    struct picture picture; /* rgba lies there too */
    char *error;            /* NULL: it could be decoded */
};

/* A piece that lives as long as the document is at hand; of a host that has no such memory, as long
 * as the call. */
static void *piece(struct ts_call *call, const char *name, gsize size)
{
    void *memory = TS_HAS(call, share) ? call->host->share(call, name, size) : NULL;
    return memory ? memory : call->host->alloc(call, size);
}

static void *keep(struct ts_call *call, const void *bytes, gsize size)
{
    return memcpy(piece(call, NULL, size), bytes, size);
}

static void decode(struct ts_call *call, struct ts_str bytes, const struct picture_options *options,
                   struct once *once)
{
    g_autofree char *error = NULL;
    struct picture picture;
    once->is_done = TRUE;
    if (picture_decode(bytes, options, &picture, &error) != 0) {
        once->error = keep(call, error, strlen(error) + 1);
        return;
    }
    once->picture = picture;
    once->picture.rgba = keep(call, picture.rgba, (gsize)picture.width * picture.height * 4);
    picture_clear(&picture);
}

int picture_decode_once(struct ts_call *call, struct ts_str bytes,
                        const struct picture_options *options, const struct picture **picture_r,
                        const char **error_r)
{
    g_autofree char *name =
        g_strdup_printf("picture/1 %u %s", options->max_side, options->is_last_frame ? "last" : "");
    struct once *once = piece(call, name, sizeof *once);
    if (!once->is_done) {
        decode(call, bytes, options, once);
    }
    *picture_r = once->error ? NULL : &once->picture;
    *error_r = once->error;
    return once->error ? -1 : 0;
}
