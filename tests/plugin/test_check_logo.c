/* SPDX-License-Identifier: MIT
 *
 * The check "logo" around its algorithms: what is said of a picture, of each place that shows it,
 * and of what should have been there. The logos are those of the sample firm.
 */
#include "plugins/common/drawing_mark.h"
#include "plugins/common/picture.h"
#include "tests/plugin/fakestore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROOT "/book/"
#define VERSIONS                                                                   \
    "versions: [{id: main, files: [" ROOT "logo.svg, " ROOT "logo-negative.svg], " \
    "min_width: 80, clear_space: 10%}, {id: main-old, files: [" ROOT "logo-2015.svg]}]"
#define BRAND_BEGIN "name: Vlakwerk\nlanguages: [nl]\nlogos: {" VERSIONS
#define BRAND BRAND_BEGIN "}\n"

static const char *const files[][2] = {
    {ROOT "logo.svg", "site/logo.svg"},
    {ROOT "logo-negative.svg", "logo/logo-negative.svg"},
    {ROOT "logo-2015.svg", "logo/logo-2015.svg"},
};

/* A file of the sample firm; lives as long as the fake host. */
static struct ts_str sample(struct fakehost *fake, const char *name)
{
    g_autofree char *bytes = NULL;
    gsize size;
    g_autofree char *path =
        g_build_filename(g_getenv("TOUCHSTONE_SOURCE_ROOT"), "samples/vlakwerk", name, NULL);
    assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    char *own = fake->call.host->alloc(&fake->call, size + 1);
    memcpy(own, bytes, size);
    return ts_bytes(own, size);
}

struct fixture {
    struct fakehost *fake;
    void *self;
};

/* Registration takes seconds: once a brand book. Blobs, by its text. */
static GHashTable *prepared;

static void prepare(struct fixture *fixture, const char *brand, struct ts_open *open)
{
    GBytes *kept = g_hash_table_lookup(prepared, brand);
    if (!kept) {
        if (fakehost_prepare(fixture->fake, open) != 0) {
            fail_msg("%s", fixture->fake->failure);
        }
        kept = g_bytes_new(open->blob.ptr, open->blob.len);
        g_hash_table_insert(prepared, g_strdup(brand), kept);
    }
    gsize size;
    const void *bytes = g_bytes_get_data(kept, &size);
    open->blob = ts_bytes(bytes, size);
}

static struct fixture begin(const char *brand)
{
    struct fixture fixture = {fakehost_new("check-logo"), NULL};
    struct ts_open open = fakehost_open(fixture.fake, "{}", brand);
    struct ts_file own[G_N_ELEMENTS(files)];
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        own[i] = (struct ts_file){ts_text(files[i][0]), sample(fixture.fake, files[i][1])};
    }
    open.files = (struct ts_list){own, G_N_ELEMENTS(own), sizeof *own};
    prepare(&fixture, brand, &open);
    fixture.fake->host.phase = HOST_OPEN;
    assert_int_equal(fixture.fake->plugin->check->open(&fixture.fake->call, &open, &fixture.self),
                     0);
    return fixture;
}

static void end(struct fixture *fixture)
{
    fixture->fake->plugin->check->close(&fixture->fake->call, fixture->self);
    fakestore_clear(fixture->fake);
    fakehost_free(&fixture->fake);
}

/* "RULE EXPECTED|ACTUAL", a line each, and "UNCHECKED REASON". */
static char *said(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%s %s|%s", out->len ? "\n" : "", finding->rule,
                               finding->expected, finding->actual);
    }
    for (guint i = 0; i < fake->unchecked->len; i++) {
        const struct fake_unchecked *gap = g_ptr_array_index(fake->unchecked, i);
        g_string_append_printf(out, "%sUNCHECKED %s", out->len ? "\n" : "", gap->reason);
    }
    return g_string_free(out, FALSE);
}

/* ---- one picture on a page ------------------------------------------------------------------- */

static const struct {
    const char *name, *file, *media_type;
    unsigned kind, width, height;
    const char *observed, *said;
    const char *root; /* an attribute more of the drawing */
} shown[] = {
    {"as it is", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 120, 32, "logo:main match",
     ""},
    {"one side", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 240, 0, "logo:main match",
     ""},
    {"no size", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 0, 0, "logo:main match", ""},
    {"rounded to a pixel", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 100, 26,
     "logo:main match", ""},
    {"stretched by the page", "site/logo.png", "image/png", TS_REFERENCE_IMAGE, 150, 32,
     "logo:main distorted", "logo/distorted main: 120 × 32 px|main: 150 × 32 px"},
    {"squeezed by the page", "site/logo.png", "image/png", TS_REFERENCE_IMAGE, 120, 48,
     "logo:main distorted", "logo/distorted main: 120 × 32 px|main: 120 × 48 px"},
    {"a drawing in a wide box", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 150, 32,
     "logo:main match", ""},
    {"a drawing in a high box", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 200, 200,
     "logo:main match", ""},
    {"a drawing small in a wide box", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 400, 16,
     "logo:main match", "logo/too-small 80 px|main: 59 px"},
    {"a drawing that covers a wide box", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 400,
     16, "logo:main match", "", "preserveAspectRatio='xMidYMid slice'"},
    {"a drawing that may be stretched", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 150,
     32, "logo:main distorted", "logo/distorted main: 120 × 32 px|main: 150 × 32 px",
     "preserveAspectRatio='none'"},
    {"a background fills what it can", "site/logo.svg", "image/svg+xml", TS_REFERENCE_BACKGROUND,
     400, 32, "logo:main match", ""},
    {"below min_width", "site/logo.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 60, 16,
     "logo:main match", "logo/too-small 80 px|main: 59 px"},
    {"an icon may be small", "site/logo.svg", "image/svg+xml", TS_REFERENCE_ICON, 32, 0,
     "logo:main match", ""},
    {"the old one", "logo/logo-2015.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 64, 64,
     "logo:main-old match", ""},
    {"in a wrong blue", "logo/logo-blue.svg", "image/svg+xml", TS_REFERENCE_IMAGE, 120, 32,
     "logo:main match", "logo/wrong-colour #2b6e5f|main: #2b4f9e"},
    {"more pixels than it has", "site/favicon.png", "image/png", TS_REFERENCE_IMAGE, 96, 96,
     "logo:main-old match", "logo/low-resolution main-old|32 px for 96"},
};

/* A file, with an attribute more at its root. */
static struct ts_str with_root(struct fakehost *fake, const char *name, const char *root)
{
    struct ts_str bytes = sample(fake, name);
    size_t head = strlen("<svg"), more = root ? strlen(root) + 1 : 0;
    if (!root) {
        return bytes;
    }
    char *own = fake->call.host->alloc(&fake->call, bytes.len + more);
    memcpy(own, bytes.ptr, head);
    own[head] = ' ';
    memcpy(own + head + 1, root, more - 1);
    memcpy(own + head + more, bytes.ptr + head, bytes.len - head);
    return ts_bytes(own, bytes.len + more);
}

static void test_shown(void **state)
{
    struct fixture fixture = begin(BRAND);
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
        const struct ts_stored_picture picture = {
            .locator = ts_text(shown[i].file),
            .where = ts_text("html/body/header/img"),
            .kind = shown[i].kind,
            .width = shown[i].width,
            .height = shown[i].height,
            .line = 12,
        };
        print_message("%s\n", shown[i].name);
        fakestore_clear(fixture.fake);
        assert_int_equal(
            fakestore_judge_picture(fixture.fake, fixture.self, shown[i].file, shown[i].media_type,
                                    with_root(fixture.fake, shown[i].file, shown[i].root)),
            0);
        fakestore_add_page(fixture.fake, "index.html", &picture, 1);
        assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
        assert_int_equal(fixture.fake->observations->len, 1);
        const struct fake_observation *seen = g_ptr_array_index(fixture.fake->observations, 0);
        g_autofree char *observed = g_strdup_printf("%s %s", seen->key, seen->value);
        g_autofree char *found = said(fixture.fake);
        assert_string_equal(observed, shown[i].observed);
        assert_string_equal(found, shown[i].said);
        assert_string_equal(seen->locator, "index.html");
        assert_string_equal(g_hash_table_lookup(seen->details, "role"), "header");
        assert_int_equal(seen->line, 12);
    }
    end(&fixture);
}

/* ---- enlarged before it came here ------------------------------------------------------------ */

/* The sample logo, drawn small and made larger by mixing neighbours. */
static GBytes *blurred(struct fakehost *fake, guint times)
{
    const struct picture_options options = {.max_side = 60};
    struct picture small = {0};
    g_autofree char *error = NULL;
    assert_int_equal(picture_decode(sample(fake, "site/logo.svg"), &options, &small, &error), 0);
    guint width = (small.width - 1) * times, height = (small.height - 1) * times;
    g_autofree guint8 *rgba = g_malloc0((gsize)width * height * 4);
    for (gsize i = 0; i < (gsize)width * height * 4; i++) {
        guint k = i % 4, x = (guint)(i / 4) % width, y = (guint)(i / 4) / width;
        const guint8 *at = small.rgba + ((gsize)(y / times) * small.width + x / times) * 4 + k;
        guint right = x % times, down = y % times, pitch = small.width * 4;
        guint upper = at[0] * (times - right) + at[4] * right;
        guint lower = at[pitch] * (times - right) + at[pitch + 4] * right;
        rgba[i] = (guint8)((upper * (times - down) + lower * down) / (times * times));
    }
    picture_clear(&small);
    return picture_to_png(rgba, width, height);
}

/* Not sharp since it is blurred: that says one thing twice. */
static void test_blurred(void **state)
{
    struct fixture fixture = begin(BRAND);
    const struct ts_stored_picture picture = {.locator = ts_text("a.png"), .width = 236};
    g_autoptr(GBytes) png = blurred(fixture.fake, 4);
    gsize size;
    const void *bytes = g_bytes_get_data(png, &size);
    (void)state;
    fakestore_judge_picture(fixture.fake, fixture.self, "a.png", "image/png",
                            ts_bytes(bytes, size));
    fakestore_add_page(fixture.fake, "a.html", &picture, 1);
    assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
    g_autofree char *found = said(fixture.fake);
    assert_string_equal(found, "logo/low-resolution main|unsharp");
    const struct fake_finding *finding = g_ptr_array_index(fixture.fake->findings, 0);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "unsharp"),
                        "it has less detail than the registered file at that size");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "unsharp_nl"),
                        "er is minder in te zien dan in het vastgelegde bestand");
    end(&fixture);
}

/* ---- one wrong file is one finding ----------------------------------------------------------- */

static void test_stable(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const char file[] = "logo/logo-blue.svg";
    const struct ts_stored_picture picture = {.locator = ts_text(file), .width = 120};
    (void)state;
    fakestore_judge_picture(fixture.fake, fixture.self, file, "image/svg+xml",
                            sample(fixture.fake, file));
    fakestore_add_page(fixture.fake, "a.html", &picture, 1);
    fakestore_add_page(fixture.fake, "b.html", &picture, 1);
    assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
    assert_int_equal(fixture.fake->findings->len, 2);
    const struct fake_finding *one = g_ptr_array_index(fixture.fake->findings, 0);
    const struct fake_finding *other = g_ptr_array_index(fixture.fake->findings, 1);
    assert_string_equal(one->expected, other->expected);
    assert_string_equal(one->actual, other->actual);
    assert_true(*one->evidence_id);
    end(&fixture);
}

/* What the page stretches is shown as it stretches it, once for what is one finding: the picture's
 * own evidence has it in its right proportions. */
static void test_stretched_evidence(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const char file[] = "site/logo.png";
    static const struct {
        const char *page;
        unsigned width;
        gboolean is_drawn;
    } rows[] = {{"a.html", 150, TRUE}, {"b.html", 150, FALSE}, {"c.html", 240, TRUE}};
    (void)state;
    fakestore_judge_picture(fixture.fake, fixture.self, file, "image/png",
                            sample(fixture.fake, file));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct ts_stored_picture picture = {
            .locator = ts_text(file), .width = rows[i].width, .height = 32};
        fakestore_add_page(fixture.fake, rows[i].page, &picture, 1);
    }
    assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
    assert_int_equal(fixture.fake->findings->len, G_N_ELEMENTS(rows));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct fake_finding *finding = g_ptr_array_index(fixture.fake->findings, i);
        assert_string_equal(finding->evidence_id, "");
        assert_int_equal(g_bytes_get_size(finding->evidence) > 0, rows[i].is_drawn);
    }
    const struct fake_finding *one = g_ptr_array_index(fixture.fake->findings, 0);
    const struct fake_finding *other = g_ptr_array_index(fixture.fake->findings, 2);
    assert_false(g_bytes_equal(one->evidence, other->evidence));
    end(&fixture);
}

/* Copies differ in what they are called, and deviate alike. */
static void test_names(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const char *const names[] = {"a.picture", "b.picture?v=2", "mail.eml#part=3"};
    static const struct {
        const char *file;
        unsigned width, height;
    } rows[] = {
        {"logo/logo-blue.svg", 120, 32}, {"site/logo.png", 150, 32}, {"site/logo.svg", 60, 16}};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakestore_clear(fixture.fake);
        struct ts_stored_picture pictures[G_N_ELEMENTS(names)] = {0};
        for (gsize n = 0; n < G_N_ELEMENTS(names); n++) {
            pictures[n] = (struct ts_stored_picture){
                .locator = ts_text(names[n]), .width = rows[i].width, .height = rows[i].height};
            fakestore_judge_picture(fixture.fake, fixture.self, names[n], "image/svg+xml",
                                    sample(fixture.fake, rows[i].file));
        }
        fakestore_add_page(fixture.fake, "a.html", pictures, G_N_ELEMENTS(names));
        assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
        assert_int_equal(fixture.fake->findings->len, G_N_ELEMENTS(names));
        const struct fake_finding *first = g_ptr_array_index(fixture.fake->findings, 0);
        for (guint n = 1; n < fixture.fake->findings->len; n++) {
            const struct fake_finding *other = g_ptr_array_index(fixture.fake->findings, n);
            assert_string_equal(other->expected, first->expected);
            assert_string_equal(other->actual, first->actual);
        }
    }
    end(&fixture);
}

/* ---- pages that were drawn ------------------------------------------------------------------- */

/* A picture in a document counts once, though its page was drawn too; another page counts anew, as
 * does a drawing in which another logo is seen. */
static void test_drawn(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const struct {
        const char *locator, *where, *file;
    } rows[] = {
        {"a.pdf#page=1/picture=1", "page=1", "site/logo.svg"},
        {"a.pdf#page=1/rendered", "page=1", "site/logo.svg"},
        {"a.pdf#page=2/rendered", "page=2", "site/logo.svg"},
        {"a.pdf#page=3/picture=1", "page=3", "site/logo.svg"},
        {"a.pdf#page=3/rendered", "page=3", "logo/logo-2015.svg"},
    };
    struct ts_stored_picture pictures[G_N_ELEMENTS(rows)] = {0};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakestore_judge_picture(fixture.fake, fixture.self, rows[i].locator, "image/svg+xml",
                                sample(fixture.fake, rows[i].file));
        pictures[i] = (struct ts_stored_picture){.locator = ts_text(rows[i].locator),
                                                 .where = ts_text(rows[i].where)};
    }
    fakestore_add_page(fixture.fake, "a.pdf", pictures, G_N_ELEMENTS(rows));
    assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
    assert_int_equal(fixture.fake->observations->len, 4);
    end(&fixture);
}

/* ---- sprites --------------------------------------------------------------------------------- */

static void test_area(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const char file[] = "site/logo.svg";
    struct ts_stored_picture picture = {
        .locator = ts_text(file), .has_area = 1, .area_width = 120, .area_height = 32};
    (void)state;
    fakestore_judge_picture(fixture.fake, fixture.self, file, "image/svg+xml",
                            sample(fixture.fake, file));
    fakestore_add_page(fixture.fake, "a.html", &picture, 1);
    picture.x = 130;
    fakestore_add_page(fixture.fake, "b.html", &picture, 1);
    assert_int_equal(fakestore_conclude(fixture.fake, fixture.self), 0);
    assert_int_equal(fixture.fake->observations->len, 1);
    end(&fixture);
}

/* ---- what must be there ---------------------------------------------------------------------- */

static const struct {
    const char *name, *require;
    const char *file;             /* NULL: the page shows no picture that was seen */
    unsigned unseen, kind, width; /* a picture that was not seen: 1; its declared size */
    gboolean expects;
    const char *said;
} required[] = {
    {"there", ", require: [{min: 1}]", "site/logo.svg", 0, 0, 0, FALSE, ""},
    {"the old one is there too", ", require: [{min: 1}]", "logo/logo-2015.svg", 0, 0, 0, FALSE, ""},
    {"absent", ", require: [{min: 1}]", NULL, 0, 0, 0, FALSE, "logo/absent logo|"},
    {"too few", ", require: [{min: 2}]", "site/logo.svg", 0, 0, 0, FALSE, "logo/absent logo|"},
    {"not asked here", ", require: [{in: [home]}]", NULL, 0, 0, 0, FALSE, ""},
    {"another language", ", require: [{lang: [en]}]", NULL, 0, 0, 0, FALSE, ""},
    {"not all was seen", ", require: [{min: 1}]", NULL, 1, 0, 0, FALSE,
     "UNCHECKED whether the logo is there is not known: 1 picture was not seen "
     "(hidden.png: HTTP 503)"},
    {"readers are counted", ", require: [{min: 1}]", NULL, 1, 0, 1, FALSE, "logo/absent logo|"},
    {"an icon is not on the page", ", require: [{min: 1}]", NULL, 1, TS_REFERENCE_ICON, 0, FALSE,
     "logo/absent logo|"},
    {"the touchpoint expects it", "", NULL, 0, 0, 0, TRUE, "logo/absent logo|"},
    {"the touchpoint has it", "", "site/logo.svg", 0, 0, 0, TRUE, ""},
    {"all that is missing",
     ", require: [{on: touchpoint, min: 2}, {on: touchpoint, lang: [en]}, "
     "{on: touchpoint, lang: [nl], min: 3}]",
     "site/logo.svg", 0, 0, 0, TRUE, "logo/absent logo|\nlogo/absent logo: nl|"},
    {"as a whole", ", require: [{on: touchpoint, min: 2}]", "site/logo.svg", 0, 0, 0, FALSE,
     "logo/absent logo|"},
};

static int conclude(struct fixture *fixture, gboolean expects)
{
    static const struct ts_str logo = {"logo", 4};
    const struct ts_touchpoint site = {
        .id = ts_text("site"),
        .locator = ts_text("index.html"),
        .is_complete = 1,
        .expects = expects ? ts_one(&logo, sizeof logo) : (struct ts_list){0},
    };
    fakehost_reset(fixture->fake);
    fixture->fake->host.phase = HOST_CONCLUDE;
    return fixture->fake->plugin->check->conclude(&fixture->fake->call, fixture->self,
                                                  ts_one(&site, sizeof site));
}

static void test_required(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(required); i++) {
        g_autofree char *brand = g_strconcat(BRAND_BEGIN, required[i].require, "}\n", NULL);
        struct fixture fixture = begin(brand);
        struct ts_stored_picture pictures[2] = {{.locator = ts_text(required[i].file)}};
        guint count = required[i].file != NULL;
        print_message("%s\n", required[i].name);
        if (required[i].file) {
            fakestore_judge_picture(fixture.fake, fixture.self, required[i].file, "image/svg+xml",
                                    sample(fixture.fake, required[i].file));
        }
        if (required[i].unseen) {
            pictures[count++] = (struct ts_stored_picture){
                .locator = ts_text("hidden.png"),
                .kind = required[i].kind,
                .status = TS_UNCHECKED,
                .reason = ts_text("HTTP 503"),
                .width = required[i].width,
                .height = required[i].width,
            };
        }
        fakestore_add_page(fixture.fake, "index.html", pictures, count);
        g_array_index(fixture.fake->stored, struct ts_stored_document,
                      fixture.fake->stored->len - 1)
            .language = ts_text("nl");
        assert_int_equal(conclude(&fixture, required[i].expects), 0);
        g_autofree char *found = said(fixture.fake);
        assert_string_equal(found, required[i].said);
        end(&fixture);
    }
}

/* ---- drawings whose colours a style sheet elsewhere has -------------------------------------- */

#define DISC                                                               \
    " xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><path d='M5 " \
    "5H40V20H85V55H60V40H5Z'/></svg>"

static const struct {
    const char *name, *mark;
    const char *file; /* of the sample firm, or NULL: what is nobody's logo */
    gboolean is_black;
    const char *said;
} unsure[] = {
    {"its colours are known", "<svg", "logo/logo-blue.svg", FALSE,
     "logo/wrong-colour #2b6e5f|main: #2b4f9e"},
    {"its colour is not", DRAWING_TINT, "logo/logo-blue.svg", FALSE, ""},
    {"its colours are not", DRAWING_COLOURS, "logo/logo-blue.svg", FALSE, ""},
    {"it is drawn in black", DRAWING_TINT, "logo/logo-blue.svg", TRUE, ""},
    {"another, of known colours", "<svg", NULL, FALSE, "logo/absent logo|"},
    {"another, of one colour", DRAWING_TINT, NULL, FALSE, "logo/absent logo|"},
    {"another, of several", DRAWING_COLOURS, NULL, FALSE,
     "UNCHECKED whether the logo is there is not known: 1 picture was not seen "
     "(#svg=1: a style sheet outside the page has its colours)"},
    {"a place for one", DRAWING_PLACE, NULL, FALSE,
     "UNCHECKED whether the logo is there is not known: 1 picture was not seen "
     "(#svg=1: a style sheet outside the page may show a logo there)"},
};

static char *drawing_of(struct fixture *fixture, gsize row)
{
    struct ts_str bytes =
        unsure[row].file ? sample(fixture->fake, unsure[row].file) : ts_text("<svg" DISC);
    g_autofree char *rest = g_strndup(bytes.ptr + strlen("<svg"), bytes.len - strlen("<svg"));
    for (char *at = rest; unsure[row].is_black && (at = strchr(at, '#')); at++) {
        memset(at + 1, '0', 6);
    }
    return g_strconcat(unsure[row].mark, rest, NULL);
}

static void test_unsure(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(unsure); i++) {
        struct fixture fixture = begin(BRAND_BEGIN ", require: [{min: 1}]}\n");
        const struct ts_stored_picture picture = {.locator = ts_text("#svg=1")};
        g_autofree char *drawing = drawing_of(&fixture, i);
        print_message("%s\n", unsure[i].name);
        assert_int_equal(fakestore_judge_picture(fixture.fake, fixture.self, "#svg=1",
                                                 "image/svg+xml", ts_text(drawing)),
                         0);
        fakestore_add_page(fixture.fake, "index.html", &picture, 1);
        assert_int_equal(conclude(&fixture, FALSE), 0);
        g_autofree char *found = said(fixture.fake);
        assert_string_equal(found, unsure[i].said);
        end(&fixture);
    }
}

/* ---- pictures -------------------------------------------------------------------------------- */

static void test_pictures(void **state)
{
    struct fixture fixture = begin(BRAND);
    static const char broken[] = "\x89PNG\r\n\x1a\n";
    static const char *const drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><path d='M5 5H40V20H85V55H60V"
        "40H5Z' fill='#336'/><circle cx='60' cy='15' r='9' fill='#c33'/></svg>";
    (void)state;
    assert_int_equal(fakehost_inspect_picture(fixture.fake, fixture.self, "x.svg", "image/svg+xml",
                                              ts_text(drawing)),
                     0);
    const struct fake_observation *none = g_ptr_array_index(fixture.fake->observations, 0);
    assert_string_equal(none->key, "picture");
    assert_string_equal(none->value, "none");
    assert_int_equal((int)fakehost_number(none->numbers, "natural_width"), 90);
    fakehost_reset(fixture.fake);
    assert_int_equal(fakehost_inspect_picture(fixture.fake, fixture.self, "x.png", "image/png",
                                              ts_bytes(broken, sizeof broken - 1)),
                     -1);
    assert_non_null(fixture.fake->failure);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown),
        cmocka_unit_test(test_blurred),
        cmocka_unit_test(test_stable),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_drawn),
        cmocka_unit_test(test_area),
        cmocka_unit_test(test_required),
        cmocka_unit_test(test_unsure),
        cmocka_unit_test(test_stretched_evidence),
        cmocka_unit_test(test_pictures),
    };
    prepared =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    g_hash_table_unref(prepared);
    return failed;
}
