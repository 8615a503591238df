/* SPDX-License-Identifier: MIT
 *
 * Looks through an SVG for what can't be drawn in a sealed process, so that it is refused with the
 * reason instead of drawn without it.
 */
#include <stdio.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "plugins/common/limits.h"
#include "plugins/common/picture_private.h"

struct scan {
    struct picture_job *job;
    xmlTextReaderPtr reader;
    guint elements;
    int hidden_depth;  /* of the element that hides all in it, or -1 */
    int text_depth;    /* of the text element that is open, or -1 */
    int foreign_depth; /* likewise, of foreignObject */
    gboolean is_in_style;
    gboolean is_too_deep; /* said by libxml2, which reads ahead */
};

static const char *node_name(const struct scan *scan)
{
    const xmlChar *name = xmlTextReaderConstLocalName(scan->reader);
    return name ? (const char *)name : "";
}

static gboolean is_picture_inside(const char *address)
{
    return g_ascii_strncasecmp(address, "data:image/png", 14) == 0 ||
           g_ascii_strncasecmp(address, "data:image/jpeg", 15) == 0 ||
           g_ascii_strncasecmp(address, "data:image/jpg", 14) == 0;
}

/* "display: none" anywhere in a style attribute; white space does not matter. */
static gboolean says(const char *style, const char *property, const char *value)
{
    const char *at = strstr(style, property);
    at = at ? at + strlen(property) : NULL;
    while (at && (g_ascii_isspace(*at) || *at == ':')) {
        at++;
    }
    return at && strncmp(at, value, strlen(value)) == 0;
}

/* A filter in a style: librsvg draws its primitives in threads, which the seal forbids. */
static int judge_style(struct scan *scan, const char *style)
{
    for (const char *at = strstr(style, "filter"); at; at = strstr(at + 1, "filter")) {
        const char *after = at + strlen("filter");
        after += strspn(after, " \t\r\n");
        if (*after == ':' && !says(at, "filter", "none")) {
            return picture_fail(scan->job, "an SVG with filter effects is not drawn: "
                                           "flatten the effects");
        }
    }
    if (strstr(style, "@import")) {
        return picture_fail(scan->job, "an SVG that needs a style sheet outside itself");
    }
    return 0;
}

/* SVG 2, 8.6. What is none of its values counts as not said for browsers, as does SVG 1.1's
 * "defer"; librsvg then draws nothing: FALSE. */
static gboolean read_scaling(const char *value, enum picture_scaling *scaling_r)
{
    static const char *const aligns[] = {"none",     "xMinYMin", "xMidYMin", "xMaxYMin",
                                         "xMinYMid", "xMidYMid", "xMaxYMid", "xMinYMax",
                                         "xMidYMax", "xMaxYMax", NULL};
    char first[16] = "", align[16] = "", fit[8] = "";
    g_autofree char *text = g_strdelimit(g_strdup(value), ",", ' ');
    sscanf(text, "%15s", first);
    gboolean is_deferred = strcmp(first, "defer") == 0;
    sscanf(is_deferred ? strstr(text, "defer") + strlen("defer") : text, "%15s %7s", align, fit);
    gboolean is_slice = strcmp(fit, "slice") == 0, is_none = strcmp(align, "none") == 0;
    *scaling_r = is_deferred ? PICTURE_FITS
                 : is_none   ? PICTURE_STRETCHES
                 : is_slice  ? PICTURE_FILLS
                             : PICTURE_FITS;
    return g_strv_contains(aligns, align);
}

static int judge_attribute(struct scan *scan, const char *element, const char *name,
                           const char *value)
{
    int depth = xmlTextReaderDepth(scan->reader) - 1;
    if (depth == 0 && strcmp(name, "preserveAspectRatio") == 0 &&
        !read_scaling(value, &scan->job->info.scaling)) {
        return picture_fail(scan->job, "an SVG whose preserveAspectRatio is no value of it is not "
                                       "drawn");
    }
    if (scan->hidden_depth < 0 &&
        ((strcmp(name, "display") == 0 && strcmp(value, "none") == 0) ||
         (strcmp(name, "style") == 0 && says(value, "display", "none")))) {
        scan->hidden_depth = depth;
    }
    if (strcmp(name, "filter") == 0 && strcmp(value, "none") != 0) {
        return picture_fail(scan->job, "an SVG with filter effects is not drawn: "
                                       "flatten the effects");
    }
    if (strcmp(name, "style") == 0) {
        return judge_style(scan, value);
    }
    if (strcmp(name, "href") == 0 && scan->hidden_depth < 0 && value[0] != '#') {
        if (strcmp(element, "image") == 0 && !is_picture_inside(value)) {
            return picture_fail(scan->job, "an SVG that shows a picture outside itself, or one "
                                           "that is neither PNG nor JPEG");
        }
        if (strcmp(element, "use") == 0) {
            return picture_fail(scan->job, "an SVG that shows parts of another file");
        }
    }
    return 0;
}

static int say_too_deep(struct scan *scan)
{
    return picture_fail(scan->job, "an SVG of more than %u elements inside each other is not drawn",
                        PICTURE_SVG_DEPTH);
}

static int open_element(struct scan *scan)
{
    g_autofree char *name = g_strdup(node_name(scan));
    int depth = xmlTextReaderDepth(scan->reader);
    if (++scan->elements > PICTURE_SVG_ELEMENTS) {
        return picture_fail(scan->job, "an SVG of more than %u elements is not drawn",
                            PICTURE_SVG_ELEMENTS);
    }
    if ((guint)depth >= PICTURE_SVG_DEPTH) {
        return say_too_deep(scan);
    }
    gboolean is_empty = xmlTextReaderIsEmptyElement(scan->reader);
    int result = 0;
    while (result == 0 && xmlTextReaderMoveToNextAttribute(scan->reader) == 1) {
        g_autofree char *attribute = g_strdup(node_name(scan));
        const xmlChar *value = xmlTextReaderConstValue(scan->reader);
        result = judge_attribute(scan, name, attribute, value ? (const char *)value : "");
    }
    xmlTextReaderMoveToElement(scan->reader);
    if (is_empty) {
        scan->hidden_depth = scan->hidden_depth == depth ? -1 : scan->hidden_depth;
        return result;
    }
    if (scan->text_depth < 0 && strcmp(name, "text") == 0) {
        scan->text_depth = depth;
    }
    if (scan->foreign_depth < 0 && strcmp(name, "foreignObject") == 0) {
        scan->foreign_depth = depth;
    }
    scan->is_in_style = strcmp(name, "style") == 0;
    return result;
}

static void close_element(struct scan *scan)
{
    int depth = xmlTextReaderDepth(scan->reader);
    scan->hidden_depth = scan->hidden_depth == depth ? -1 : scan->hidden_depth;
    scan->text_depth = scan->text_depth == depth ? -1 : scan->text_depth;
    scan->foreign_depth = scan->foreign_depth == depth ? -1 : scan->foreign_depth;
    scan->is_in_style = FALSE;
}

static int judge_text(struct scan *scan)
{
    const xmlChar *value = xmlTextReaderConstValue(scan->reader);
    const char *text = value ? (const char *)value : "";
    if (scan->is_in_style) {
        return judge_style(scan, text);
    }
    if (scan->hidden_depth < 0 && (scan->text_depth >= 0 || scan->foreign_depth >= 0) &&
        text[strspn(text, " \t\r\n")] != '\0') {
        return picture_fail(scan->job, "an SVG that needs fonts: convert text to outlines");
    }
    return 0;
}

static int judge_node(struct scan *scan)
{
    switch (xmlTextReaderNodeType(scan->reader)) {
    case XML_READER_TYPE_ELEMENT:
        return open_element(scan);
    case XML_READER_TYPE_END_ELEMENT:
        close_element(scan);
        return 0;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
        return judge_text(scan);
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return picture_fail(scan->job, "an SVG put together from entities is not drawn");
    default:
        return 0;
    }
}

/* Its limit is no fault of the file; the code of the error is one of many meanings. */
#if LIBXML_VERSION >= 21200
static void note_error(void *data, const xmlError *error)
#else
static void note_error(void *data, xmlErrorPtr error)
#endif
{
    struct scan *scan = data;
    scan->is_too_deep |= error->message && strstr(error->message, "Excessive depth") != NULL;
}

int picture_svg_scan(struct picture_job *job)
{
    job->info.scaling = PICTURE_FITS;
    struct scan scan = {.job = job, .hidden_depth = -1, .text_depth = -1, .foreign_depth = -1};
    /* Entities are not put in: their text is none that a drawing needs. */
    scan.reader = xmlReaderForMemory(job->bytes.ptr, (int)job->bytes.len, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!scan.reader) {
        return picture_fail(job, "a damaged SVG: it can't be read as XML");
    }
    xmlTextReaderSetStructuredErrorHandler(scan.reader, note_error, &scan);
    int read = 0, result = 0;
    while (result == 0 && (read = xmlTextReaderRead(scan.reader)) == 1) {
        result = judge_node(&scan);
    }
    if (result == 0 && read < 0) {
        result = scan.is_too_deep ? say_too_deep(&scan)
                                  : picture_fail(job, "a damaged SVG: it is not well-formed XML");
    }
    xmlFreeTextReader(scan.reader);
    return result;
}
