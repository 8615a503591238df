/* SPDX-License-Identifier: MIT
 *
 * From pixels to grey, and from what the codes say to links.
 */
#include "plugins/read-image/qr.h"

#include <string.h>

#include "plugins/read-image/qr_marks.h"
#include "plugins/read-image/qr_shim.h"

#define MODULES_LEAST 21u /* a side of the smallest code, version 1 (ISO/IEC 18004, 6.1) */

struct emission {
    struct ts_call *call;
    guint codes;
};

/* ---- what they say ---- */

static gboolean begins(struct ts_str text, const char *beginning)
{
    size_t size = strlen(beginning);
    return text.len > size && g_ascii_strncasecmp(text.ptr, beginning, size) == 0;
}

static struct ts_str trimmed(const char *text, size_t size)
{
    while (size && g_ascii_isspace(text[size - 1])) {
        size--;
    }
    while (size && g_ascii_isspace(*text)) {
        text++, size--;
    }
    return ts_bytes(text, size);
}

static int emit_link(const struct emission *emission, struct ts_str href, guint32 purpose)
{
    g_autofree char *where = g_strdup_printf("qr-code[%u]", emission->codes);
    struct ts_link link = {.href = href, .where = ts_text(where), .purpose = purpose};
    return emission->call->host->emit_link(emission->call, &link);
}

static int emit_card(const struct emission *emission, struct ts_str text)
{
    g_autofree char *suffix = g_strdup_printf("qr-code=%u", emission->codes);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text("text/vcard"),
        .charset = ts_text("utf-8"),
        .bytes = text,
    };
    return emission->call->host->emit_child(emission->call, &child);
}

static const struct {
    const char *beginning;
    guint32 purpose;
} links[] = {
    {"https://", TS_LINK_PAGE},
    {"http://", TS_LINK_PAGE},
    {"tel:", TS_LINK_CONTACT},
    {"mailto:", TS_LINK_CONTACT},
};

static int take(void *data, const char *text, size_t size)
{
    struct emission *emission = data;
    struct ts_str own = trimmed(text, size);
    emission->codes++;
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        if (begins(own, links[i].beginning)) {
            return emit_link(emission, own, links[i].purpose);
        }
    }
    return begins(own, "BEGIN:VCARD") ? emit_card(emission, own) : 0;
}

/* ---- the picture ---- */

/* What is clear shows the page behind it, which is taken to be white. */
static guint8 grey_of(const guint8 *rgba)
{
    guint grey = (77u * rgba[0] + 150u * rgba[1] + 29u * rgba[2] + 128u) >> 8;
    return (guint8)((grey * rgba[3] + 255u * (255u - rgba[3])) / 255u);
}

int qr_emit(struct ts_call *call, const struct picture *picture)
{
    struct emission emission = {.call = call};
    gsize pixels = (gsize)picture->width * picture->height;
    if (MIN(picture->width, picture->height) < MODULES_LEAST) {
        return 0;
    }
    g_autofree guint8 *grey = g_malloc(pixels);
    for (gsize i = 0; i < pixels; i++) {
        grey[i] = grey_of(picture->rgba + i * 4);
    }
    if (qr_marks(grey, picture->width, picture->height) > QR_MARKS_MOST) {
        return 0;
    }
    return qr_read(grey, (int)picture->width, (int)picture->height, take, &emission);
}

static int pass(void *data, const char *text, size_t size)
{
    (void)data, (void)text, (void)size;
    return 0;
}

void qr_warm(void)
{
    static const guint8 grey[MODULES_LEAST * MODULES_LEAST] = {0};
    qr_read(grey, MODULES_LEAST, MODULES_LEAST, pass, NULL);
}
