/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a picture: its header, its first frame made small, its last as it is.
 */
#include "plugins/common/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void decode(struct ts_str bytes, struct picture_options options)
{
    struct picture picture;
    char *error = NULL;
    int result = picture_decode(bytes, &options, &picture, &error);
    g_assert((result == 0) == (error == NULL));
    g_assert((result == 0) == (picture.rgba != NULL));
    picture_clear(&picture);
    g_free(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str bytes = ts_bytes(data, size);
    struct picture_info info;
    char *error = NULL;
    int result = picture_look(bytes, &info, &error);
    g_assert((result == 0) == (error == NULL));
    g_free(error);
    if (result == 0 && (guint64)info.width * info.height <= 1u << 20) {
        decode(bytes, (struct picture_options){.max_side = 24});
        decode(bytes, (struct picture_options){.is_last_frame = TRUE});
    }
    return 0;
}
