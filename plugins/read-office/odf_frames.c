/* SPDX-License-Identifier: MIT
 *
 * Frames of an OpenDocument file: pictures with their size and description, titles of slides.
 */
#include <string.h>

#include "plugins/read-office/odf.h"

#define DESCRIPTION_SIZE 4000u

static const struct {
    const char *unit;
    double pixels;
} units[] = {{"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"in", 96}, {"pt", 96 / 72.0}, {"px", 1}};

static uint32_t measure(const struct xml_tag *tag, const char *name)
{
    g_autofree char *text = xml_attribute(tag, name);
    char *unit = NULL;
    double number = text ? g_ascii_strtod(text, &unit) : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(units) && number > 0 && number < 100000; i++) {
        if (g_str_equal(unit, units[i].unit)) {
            return (uint32_t)MIN(number * units[i].pixels + 0.5, 100000.0);
        }
    }
    return 0;
}

static struct odf_frame *last(struct odf *odf)
{
    return odf->frames->len ? &g_array_index(odf->frames, struct odf_frame, odf->frames->len - 1)
                            : NULL;
}

/* What a frame of a slide stands for (part 3, 19.389): of notes the notes alone, of masters what is
 * no placeholder. */
static gboolean is_left_out(const struct odf *odf, const struct xml_tag *tag)
{
    g_autofree char *class = xml_attribute(tag, "presentation:class");
    return xml_attribute_is(tag, "presentation:placeholder", "true") || (class && odf->is_master) ||
           (class && odf->is_in_notes && !g_str_equal(class, "notes"));
}

void odf_begin_frame(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    struct odf_frame frame = {.width = measure(tag, "svg:width"),
                              .height = measure(tag, "svg:height")};
    if (is_left_out(odf, tag)) {
        xml_skip(tag);
        return;
    }
    odf->paragraph_role =
        xml_attribute_is(tag, "presentation:class", "title") ? TS_ROLE_HEADING : TS_ROLE_TEXT;
    frame.description = g_string_new(NULL);
    frame.title = g_string_new(NULL);
    g_array_append_val(odf->frames, frame);
}

/* A picture may be there in two formats; the first is meant. */
void odf_take_image(void *self, const struct xml_tag *tag)
{
    struct odf_frame *frame = last(self);
    if (frame && !frame->href) {
        frame->href = xml_attribute(tag, "xlink:href");
    }
}

void odf_begin_description(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    (void)tag;
    odf->description = odf->frames->len ? last(odf)->description : NULL;
    if (!odf->description) {
        xml_skip(tag);
    }
}

void odf_begin_svg_title(void *self, const struct xml_tag *tag)
{
    struct odf *odf = self;
    (void)tag;
    odf->description = odf->frames->len ? last(odf)->title : NULL;
    if (!odf->description) {
        xml_skip(tag);
    }
}

void odf_end_description(void *self)
{
    ((struct odf *)self)->description = NULL;
}

static void put_picture(struct odf *odf, const struct odf_frame *frame)
{
    const GString *alt = frame->description->len ? frame->description : frame->title;
    const char *href = g_str_has_prefix(frame->href, "./") ? frame->href + 2 : frame->href;
    gboolean is_outside = strstr(href, "://") != NULL || g_str_has_prefix(href, "../");
    struct office_picture picture = {
        .member = is_outside ? NULL : href,
        .uri = g_str_has_prefix(href, "../") ? href + 3 : href,
        .alt = alt->len ? alt->str : NULL,
        .kind = TS_REFERENCE_IMAGE,
        .width = frame->width,
        .height = frame->height,
    };
    if (strlen(href) < 1000) {
        office_put_picture(odf->office, &picture);
    }
}

static void clear(struct odf_frame *frame)
{
    g_free(frame->href);
    g_string_free(frame->description, TRUE);
    g_string_free(frame->title, TRUE);
}

void odf_end_frame(void *self)
{
    struct odf *odf = self;
    struct odf_frame frame = *last(odf);
    g_array_set_size(odf->frames, odf->frames->len - 1);
    odf->paragraph_role = TS_ROLE_TEXT;
    if (frame.href) {
        put_picture(odf, &frame);
    }
    clear(&frame);
}

void odf_frames_clear(struct odf *odf)
{
    for (guint i = 0; i < odf->frames->len; i++) {
        clear(&g_array_index(odf->frames, struct odf_frame, i));
    }
    g_array_set_size(odf->frames, 0);
    odf->description = NULL;
}
