/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "image".
 */
#include "plugins/read-image/qr.h"

/* What is declared; which picture it is, its bytes say. The last ones are known, but not read. */
static const char *const media_types[] = {
    "image/png",
    "image/apng",
    "image/vnd.mozilla.apng",
    "image/jpeg",
    "image/jpg",
    "image/pjpeg",
    "image/webp",
    "image/gif",
    "image/svg+xml",
    "image/x-icon",
    "image/vnd.microsoft.icon",
    "image/ico",
    "image/bmp",
    "image/x-ms-bmp",
    "image/x-bmp",
    "image/avif",
    "image/tiff",
    "image/heic",
    "image/heif",
    "image/jxl",
    "image/jp2",
    "image/vnd.adobe.photoshop",
};

static const char *sniff(struct ts_str bytes)
{
    return picture_media_type(picture_format(bytes));
}

static int emit_text(struct ts_call *call, const char *name, const char *value)
{
    struct ts_pair pair = {ts_text(name), ts_text(value)};
    return call->host->emit_meta(call, &pair);
}

static int emit_number(struct ts_call *call, const char *name, guint number)
{
    char text[16];
    g_snprintf(text, sizeof text, "%u", number);
    return emit_text(call, name, text);
}

/* Pixels that can't be decoded are told by the check that wants to see them. */
static int emit_codes(struct ts_call *call, struct ts_str bytes)
{
    const struct picture_options options = {.max_side = PICTURE_LOOKED_AT_SIDE};
    const struct picture *picture;
    const char *error;
    return picture_decode_once(call, bytes, &options, &picture, &error) == 0
               ? qr_emit(call, picture)
               : 0;
}

static int read_image(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    g_autofree char *error = NULL;
    struct picture_info info;
    (void)self;
    if (picture_look(resource->bytes, &info, &error) != 0) {
        return ts_fail(call, error);
    }
    if (emit_text(call, "format", picture_media_type(info.format)) != 0 ||
        emit_number(call, "width", info.width) != 0 ||
        emit_number(call, "height", info.height) != 0) {
        return -1;
    }
    return emit_number(call, "frames", info.frames) == 0 ? emit_codes(call, resource->bytes) : -1;
}

static int warm(struct ts_call *call)
{
    (void)call;
    picture_warm();
    qr_warm();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_image,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "image",
    .version = "0.2.0",
    .summary =
        "Reads pictures: PNG, JPEG, WebP, GIF, SVG, icons, BMP and AVIF, and where their QR codes "
        "lead.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
