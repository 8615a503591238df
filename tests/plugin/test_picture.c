/* SPDX-License-Identifier: MIT
 *
 * Pictures made here, decoded: colours, the right way up, frames, damage, caps, the seal.
 */
#include "plugins/common/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>
#include <webp/encode.h>

#include "core/process/seal.h"

#define WIDTH 24u
#define HEIGHT 16u

/* Left red, right blue; the upper left corner green. */
static guint8 *drawing(guint channels)
{
    guint8 *pixels = g_malloc0((gsize)WIDTH * HEIGHT * channels);
    for (guint y = 0; y < HEIGHT; y++) {
        for (guint x = 0; x < WIDTH; x++) {
            guint8 *pixel = pixels + ((gsize)y * WIDTH + x) * channels;
            guint channel = x < 8 && y < 8 ? 1 : x < WIDTH / 2 ? 0 : 2;
            pixel[channel] = 255;
            if (channels == 4) {
                pixel[3] = 255;
            }
        }
    }
    return pixels;
}

static struct ts_str view(GByteArray *bytes)
{
    return ts_bytes(bytes->data, bytes->len);
}

/* ---- encoders ---- */

static void take_png(png_structp png, png_bytep data, size_t size)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)size);
}

struct png_kind {
    const char *what;
    int type, bits, interlace;
};

/* One channel: an index in the palette; each value as one byte, or twice as 16 bits. */
static void fill_row(guint8 *row, const guint8 *rgb, guint channels, guint value_size)
{
    for (guint i = 0; i < WIDTH * channels; i++) {
        const guint8 *pixel = rgb + (gsize)(i / channels) * 3;
        guint8 index = pixel[0] ? 0 : pixel[1] ? 1 : 2;
        memset(row + i * value_size, channels == 1 ? index : pixel[i % channels], value_size);
    }
}

static GByteArray *png_of(const struct png_kind *kind, GBytes *profile)
{
    GByteArray *out = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    static const png_color palette[3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}};
    static const png_byte opaque[3] = {255, 128, 255};
    png_set_write_fn(png, out, take_png, NULL);
    png_set_IHDR(png, info, WIDTH, HEIGHT, kind->bits, kind->type, kind->interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    guint channels = kind->type == PNG_COLOR_TYPE_PALETTE ? 1 : 3;
    if (channels == 1) {
        png_set_PLTE(png, info, palette, 3);
        png_set_tRNS(png, info, opaque, 3, NULL);
    }
    if (profile) {
        png_set_iCCP(png, info, "test", 0, g_bytes_get_data(profile, NULL),
                     (png_uint_32)g_bytes_get_size(profile));
    }
    png_write_info(png, info);
    g_autofree guint8 *rgb = drawing(3);
    guint8 rows[HEIGHT][WIDTH * 6];
    png_bytep pointers[HEIGHT];
    for (guint y = 0; y < HEIGHT; y++) {
        pointers[y] = rows[y];
        fill_row(rows[y], rgb + (gsize)y * WIDTH * 3, channels, (guint)kind->bits / 8);
    }
    png_write_image(png, pointers);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

struct jpeg_kind {
    guint orientation, quality;
    gboolean is_cmyk, is_progressive;
};

static void write_exif(struct jpeg_compress_struct *encoder, guint orientation)
{
    guint8 exif[] = "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    exif[24] = (guint8)orientation;
    jpeg_write_marker(encoder, JPEG_APP0 + 1, exif, sizeof exif - 1);
}

static GByteArray *jpeg_of(const struct jpeg_kind *kind)
{
    struct jpeg_compress_struct encoder;
    struct jpeg_error_mgr errors;
    unsigned char *data = NULL;
    unsigned long size = 0;
    guint channels = kind->is_cmyk ? 4 : 3;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, &data, &size);
    encoder.image_width = WIDTH;
    encoder.image_height = HEIGHT;
    encoder.input_components = (int)channels;
    encoder.in_color_space = kind->is_cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, (int)kind->quality, TRUE);
    if (kind->is_progressive) {
        jpeg_simple_progression(&encoder);
    }
    jpeg_start_compress(&encoder, TRUE);
    if (kind->orientation) {
        write_exif(&encoder, kind->orientation);
    }
    g_autofree guint8 *rgb = drawing(3);
    for (guint y = 0; y < HEIGHT; y++) {
        guint8 row[WIDTH * 4];
        JSAMPROW pointer = row;
        for (guint x = 0; x < WIDTH; x++) {
            memcpy(row + x * channels, rgb + ((gsize)y * WIDTH + x) * 3, 3);
            if (kind->is_cmyk) {
                row[x * 4 + 3] = 255; /* Adobe: inverted, so no black */
            }
        }
        jpeg_write_scanlines(&encoder, &pointer, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, data, (guint)size);
    free(data);
    return out;
}

static GByteArray *webp_of(void)
{
    g_autofree guint8 *rgba = drawing(4);
    uint8_t *data = NULL;
    size_t size = WebPEncodeLosslessRGBA(rgba, (int)WIDTH, (int)HEIGHT, (int)WIDTH * 4, &data);
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, data, (guint)size);
    WebPFree(data);
    return out;
}

/* ---- what is seen ---- */

static struct picture decode(const char *what, struct ts_str bytes,
                             const struct picture_options *options)
{
    struct picture picture;
    char *error = NULL;
    if (picture_decode(bytes, options, &picture, &error) != 0) {
        fail_msg("%s: %s", what, error);
    }
    return picture;
}

/* r, g, b, or . of what is none of them; at a share of the sides. */
static char colour_at(const struct picture *picture, double across, double down)
{
    guint x = (guint)(across * picture->width), y = (guint)(down * picture->height);
    const guint8 *pixel = picture->rgba + ((gsize)y * picture->width + x) * 4;
    for (int i = 0; i < 3; i++) {
        if (pixel[i] > 200 && pixel[(i + 1) % 3] < 60 && pixel[(i + 2) % 3] < 60) {
            return "rgb"[i];
        }
    }
    return '.';
}

/* The four corners: upper left, upper right, lower left, lower right. */
static void expect(const char *what, const struct picture *picture, const char *corners)
{
    char seen[5] = {colour_at(picture, 0.1, 0.1), colour_at(picture, 0.9, 0.1),
                    colour_at(picture, 0.1, 0.9), colour_at(picture, 0.9, 0.9), '\0'};
    if (strcmp(seen, corners) != 0) {
        fail_msg("%s: %s instead of %s", what, seen, corners);
    }
}

static void test_png(void **state)
{
    static const struct png_kind kinds[] = {
        {"8 bits", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE},
        {"16 bits", PNG_COLOR_TYPE_RGB, 16, PNG_INTERLACE_NONE},
        {"interlaced", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7},
        {"palette", PNG_COLOR_TYPE_PALETTE, 8, PNG_INTERLACE_NONE},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) png = png_of(&kinds[i], NULL);
        struct picture picture = decode(kinds[i].what, view(png), NULL);
        expect(kinds[i].what, &picture, "gbrb");
        assert_int_equal(picture.has_alpha, kinds[i].type == PNG_COLOR_TYPE_PALETTE);
        assert_int_equal(picture.rgba[3], kinds[i].type == PNG_COLOR_TYPE_PALETTE ? 128 : 255);
        picture_clear(&picture);
    }
}

/* A profile in which red and blue have changed places: that shows whether it counts. */
static void test_profile(void **state)
{
    cmsCIExyY white = {0.3127, 0.3290, 1};
    cmsCIExyYTRIPLE primaries = {{0.15, 0.06, 1}, {0.30, 0.60, 1}, {0.64, 0.33, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
    cmsToneCurve *curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsUInt32Number size = 0;
    (void)state;
    cmsSaveProfileToMem(profile, NULL, &size);
    guint8 *data = g_malloc(size);
    cmsSaveProfileToMem(profile, data, &size);
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
    const struct png_kind kind = {"profile", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE};
    g_autoptr(GByteArray) png = png_of(&kind, bytes);
    struct picture picture = decode("profile", view(png), NULL);
    expect("profile", &picture, "grbr");
    picture_clear(&picture);
    cmsCloseProfile(profile);
    cmsFreeToneCurve(curve);
}

static void test_orientation(void **state)
{
    static const char *const corners[9] = {"gbrb", "gbrb", "bgbr", "brbg", "rbgb",
                                           "grbb", "rgbb", "bbrg", "bbgr"};
    (void)state;
    for (guint i = 1; i <= 8; i++) {
        const struct jpeg_kind kind = {.orientation = i, .quality = 95};
        g_autofree char *what = g_strdup_printf("orientation %u", i);
        g_autoptr(GByteArray) jpeg = jpeg_of(&kind);
        struct picture picture = decode(what, view(jpeg), NULL);
        struct picture_info info;
        char *error = NULL;
        expect(what, &picture, corners[i]);
        assert_int_equal(picture_look(view(jpeg), &info, &error), 0);
        assert_int_equal(info.width, i >= 5 ? HEIGHT : WIDTH);
        assert_int_equal(info.width, picture.natural_width);
        picture_clear(&picture);
    }
}

static void test_jpeg(void **state)
{
    static const struct jpeg_kind kinds[] = {
        {.quality = 90},
        {.quality = 60},
        {.quality = 30},
        {.quality = 95, .is_progressive = TRUE},
        {.quality = 95, .is_cmyk = TRUE},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) jpeg = jpeg_of(&kinds[i]);
        struct picture picture = decode("JPEG", view(jpeg), NULL);
        expect("JPEG", &picture, "gbrb");
        assert_in_range(picture.quality, kinds[i].quality - 2, kinds[i].quality + 2);
        picture_clear(&picture);
    }
}

static void test_smaller(void **state)
{
    const struct jpeg_kind kind = {.quality = 95};
    const struct png_kind png_kind = {"", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE};
    const struct picture_options options = {.max_side = 9};
    GByteArray *files[] = {jpeg_of(&kind), png_of(&png_kind, NULL), webp_of()};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        struct picture picture = decode("smaller", view(files[i]), &options);
        assert_int_equal(picture.width, 9);
        assert_int_equal(picture.height, 6);
        assert_int_equal(picture.natural_width, WIDTH);
        expect("smaller", &picture, "gbrb");
        picture_clear(&picture);
        g_byte_array_unref(files[i]);
    }
}

/* What ends before its pixels do is refused, wherever it ends. */
static void test_truncated(void **state)
{
    const struct jpeg_kind plain = {.quality = 95};
    const struct jpeg_kind progressive = {.quality = 95, .is_progressive = TRUE};
    const struct png_kind png_kind = {"", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_ADAM7};
    GByteArray *files[] = {jpeg_of(&plain), jpeg_of(&progressive), png_of(&png_kind, NULL),
                           webp_of()};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        for (guint tenth = 0; tenth < 10; tenth++) {
            struct picture picture;
            char *error = NULL;
            g_autofree guint8 *part = g_memdup2(files[i]->data, files[i]->len);
            gsize size = (gsize)files[i]->len * tenth / 10;
            if (picture_decode(ts_bytes(part, size), NULL, &picture, &error) == 0) {
                fail_msg("file %u of %u tenths is read", i, tenth);
            }
            assert_non_null(error);
            g_free(error);
        }
        g_byte_array_unref(files[i]);
    }
}

/* 2 x 2: two frames; the second draws its own corner, the first is disposed of or stays. */
static void test_gif(void **state)
{
    static const struct {
        guint8 disposal;
        guint8 alpha; /* of the corner that the second frame does not draw */
    } rows[] = {{1, 255}, {2, 0}, {3, 0}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint8 gif[] = "GIF89a\x02\0\x02\0\x80\0\0\xff\0\0\0\0\xff"
                       "\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0"
                       "\x21\xf9\x04\0\0\0\0\0\x2c\x01\0\x01\0\x01\0\x01\0\0\x02\x02\x4c\x01\0;";
        struct picture_options last = {.is_last_frame = TRUE};
        gif[22] = (guint8)(rows[i].disposal << 2);
        struct picture picture = decode("GIF", ts_bytes(gif, sizeof gif - 1), &last);
        assert_int_equal(picture.frames, 2);
        assert_int_equal(picture.rgba[3], rows[i].alpha);
        assert_int_equal(picture.rgba[15], 255);
        assert_int_equal(picture.rgba[14], 255);
        picture_clear(&picture);
    }
}

static void test_icon(void **state)
{
    /* 2 x 1, 24 bits, bottom up: blue, red; the mask hides the second. */
    guint8 ico[] = "\0\0\1\0\1\0\2\1\0\0\1\0\x18\0\x34\0\0\0\x16\0\0\0"
                   "\x28\0\0\0\2\0\0\0\2\0\0\0\1\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                   "\0\0\0\0\xff\0\0\0\0\xff\0\0\x40\0\0\0";
    (void)state;
    struct picture picture = decode("icon", ts_bytes(ico, sizeof ico - 1), NULL);
    assert_int_equal(picture.width, 2);
    assert_int_equal(picture.height, 1);
    assert_memory_equal(picture.rgba, "\0\0\xff\xff\xff\0\0\0", 8);
    picture_clear(&picture);
}

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' "
#define BOX "width='40' height='20'><path fill='#f00' d='M0 0h40v20H0z'/>"

static const struct {
    const char *what, *svg, *error; /* error: a part of it; NULL: drawn */
} svgs[] = {
    {"plain", SVG BOX "</svg>", NULL},
    {"title", SVG BOX "<title>A firm</title><desc>x</desc></svg>", NULL},
    {"hidden text", SVG BOX "<g style='display: none'><text>x</text></g></svg>", NULL},
    {"empty text", SVG BOX "<text> </text></svg>", NULL},
    {"text", SVG BOX "<text>x</text></svg>", "convert text to outlines"},
    {"text in a symbol", SVG BOX "<symbol id='a'><text><tspan>x</tspan></text></symbol></svg>",
     "convert text to outlines"},
    {"a picture inside",
     SVG
     "width='40' height='20'><image width='40' height='20' preserveAspectRatio='none' "
     "x:href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4"
     "z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'/></svg>",
     NULL},
    {"filter", SVG BOX "<g filter='url(#a)'/></svg>", "filter effects"},
    {"filter in a style", SVG BOX "<style>.a{filter:blur(2px)}</style></svg>", "filter effects"},
    {"outside", SVG BOX "<image x:href='http://example.com/a.png'/></svg>", "outside itself"},
    {"a file", SVG BOX "<image x:href='/etc/passwd'/></svg>", "outside itself"},
    {"entities", "<!DOCTYPE svg [<!ENTITY a '<text>x</text>'>]>" SVG BOX "&a;</svg>", "entities"},
    {"cut off", SVG BOX, "damaged SVG"},
};

/* Each with a process of its own, sealed as a worker is. 0: as expected. */
static int sealed(guint i)
{
    int fds[2];
    char *error = NULL;
    struct picture picture;
    picture_warm();
    if (pipe(fds) != 0 || seal_worker(&fds[1], 256u << 20, &error) != 0) {
        return 2;
    }
    int result = picture_decode(ts_text(svgs[i].svg), NULL, &picture, &error);
    if (!svgs[i].error) {
        return result == 0 && picture.width == 512 && colour_at(&picture, 0.5, 0.5) == 'r' ? 0 : 3;
    }
    return result != 0 && strstr(error, svgs[i].error) ? 0 : 4;
}

/* What Chromium does with them in an <img> of 100 by 100. */
static const struct {
    const char *root;
    enum picture_scaling scaling;
    double view_aspect;
} scaled[] = {
    {"viewBox='0 0 120 30' width='120' height='30'", PICTURE_FITS, 4},
    {"viewBox='0 0 120 30' width='120' height='120'", PICTURE_FITS, 4},
    {"viewBox='0 0 120 30'", PICTURE_FITS, 4},
    {"viewBox='0 0 120 30' preserveAspectRatio='xMinYMax meet'", PICTURE_FITS, 4},
    {"viewBox='0 0 120 30' preserveAspectRatio='defer none'", PICTURE_FITS, 4},
    {"viewBox='0 0 120 30' preserveAspectRatio='xMidYMid  slice'", PICTURE_FILLS, 4},
    {"viewBox='0 0 120 30' preserveAspectRatio=' none '", PICTURE_STRETCHES, 4},
    {"viewBox='0 0 120 30' preserveAspectRatio='none slice'", PICTURE_STRETCHES, 4},
    {"width='120' height='30'", PICTURE_STRETCHES, 0},
    {"", PICTURE_STAYS, 0},
};

static void test_svg_scaling(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(scaled); i++) {
        struct picture_info info;
        char *error = NULL;
        g_autofree char *svg =
            g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' %s><svg viewBox='0 0 9 9' "
                            "preserveAspectRatio='none'><path d='M0 0H9V9Z'/></svg></svg>",
                            scaled[i].root);
        print_message("%s\n", scaled[i].root);
        assert_int_equal(picture_look(ts_text(svg), &info, &error), 0);
        assert_int_equal(info.scaling, scaled[i].scaling);
        assert_float_equal(info.view_aspect, scaled[i].view_aspect, 1e-9);
    }
}

/* librsvg would draw nothing. */
static void test_svg_unscaled(void **state)
{
    static const char *const values[] = {"", "rubbish slice", "none2"};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        struct picture_info info;
        char *error = NULL;
        g_autofree char *svg = g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' "
                                               "viewBox='0 0 9 9' preserveAspectRatio='%s'/>",
                                               values[i]);
        assert_int_not_equal(picture_look(ts_text(svg), &info, &error), 0);
        assert_non_null(strstr(error, "preserveAspectRatio"));
        g_free(error);
    }
}

static void test_svg_sealed(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(svgs); i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            _exit(sealed(i));
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        if (status != 0) {
            fail_msg("%s: status %d", svgs[i].what, status);
        }
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *bytes;
        gsize size;
        const char *error;
    } rows[] = {
        {"", 0, "an empty file"},
        {"hello, world", 12, "no picture"},
        {"II*\0\0\0\0\0", 8, "TIFF"},
        {"8BPS\0\1", 6, "Photoshop"},
        {"\0\0\0\x18"
         "ftypheic",
         12, "HEIC"},
        {"GIF89a\xff\xff\xff\xff\0\0\0;", 14, "more than are looked at"},
        {"GIF89a\0\0\0\0\0\0\0;", 14, "shows nothing"},
        {"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\0\0\1\0\0\0\1\0\1\0\x18\0\0\0\0\0"
         "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
         54, "more than are looked at"},
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\2\0\0\0\x6c\x12\xd1\x6e"
         "\0\0\0\0IDAT\x35\xaf\x06\x1e",
         45, "20000 x 20000 pixels are more than are looked at"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct picture_info info;
        char *error = NULL;
        assert_int_equal(picture_look(ts_bytes(rows[i].bytes, rows[i].size), &info, &error), -1);
        if (!strstr(error, rows[i].error)) {
            fail_msg("row %u: %s", i, error);
        }
        g_free(error);
    }
    assert_int_equal(picture_format(ts_text("<?xml version='1.0'?><rss/>")), PICTURE_UNKNOWN);
    assert_int_equal(picture_format(ts_text("<!-- x --><s:svg xmlns:s='u'/>")), PICTURE_SVG);
}

/* What is well-formed is not said to be damaged. */
static void test_deep_svg(void **state)
{
    static const struct {
        guint depth;
        const char *closing, *error;
    } rows[] = {
        {200, "</g>", NULL},
        {255, "</g>", NULL},
        {256, "</g>", "more than 256 elements inside each other"},
        {1000, "</g>", "more than 256 elements inside each other"},
        {100, "</h>", "not well-formed"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct picture_info info;
        char *error = NULL;
        g_autoptr(GString) svg =
            g_string_new("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'>");
        for (guint k = 1; k < rows[i].depth; k++) {
            g_string_append(svg, "<g>");
        }
        g_string_append(svg, "<path d='M0 0h8v8z'/>");
        for (guint k = 1; k < rows[i].depth; k++) {
            g_string_append(svg, rows[i].closing);
        }
        g_string_append(svg, "</svg>");
        int done = picture_look(ts_bytes(svg->str, svg->len), &info, &error);
        if ((done == 0) != !rows[i].error || (error && !strstr(error, rows[i].error))) {
            fail_msg("%u deep: %d, %s", rows[i].depth, done, error);
        }
        g_free(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),          cmocka_unit_test(test_profile),
        cmocka_unit_test(test_orientation),  cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_smaller),      cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_gif),          cmocka_unit_test(test_icon),
        cmocka_unit_test(test_svg_sealed),   cmocka_unit_test(test_refused),
        cmocka_unit_test(test_deep_svg),     cmocka_unit_test(test_svg_scaling),
        cmocka_unit_test(test_svg_unscaled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
