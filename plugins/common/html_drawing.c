/* SPDX-License-Identifier: MIT
 *
 * A drawing in a page as one that stands alone: XML, whatever the page is written in, and with the
 * colours that the page's own style gives it. Linear in the drawing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/common/drawing_mark.h"
#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

#define ATTRIBUTES 64u          /* of an element that are taken */
#define STYLE_SIZE (256u << 10) /* bytes of style in one drawing that classes are looked for in */

/* ---- names, in the letter case of SVG (HTML standard, 13.2.6.5) ---- */

static const char *const element_names[] = {
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
};

static const char *const attribute_names[] = {
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
};

static int compare_names(const void *key, const void *item)
{
    return g_ascii_strcasecmp(key, *(const char *const *)item);
}

static const char *adjust(const char *name, const char *const *names, size_t count)
{
    const char *const *found = bsearch(name, names, count, sizeof *names, compare_names);
    return found ? *found : name;
}

static gboolean is_xml_name(const char *name)
{
    if (!g_ascii_isalpha(*name) && *name != '_') {
        return FALSE;
    }
    return name[strspn(
               name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")] == '\0';
}

/* Scripts and namespaces are left out, and what a page's own tools put in (@click, v-on:click). */
static gboolean is_taken(const char *name)
{
    const char *own = g_str_has_prefix(name, "xlink:") ? name + strlen("xlink:")
                      : g_str_has_prefix(name, "xml:") ? name + strlen("xml:")
                                                       : name;
    return is_xml_name(own) && !(name[0] == 'o' && name[1] == 'n') &&
           !g_str_has_prefix(name, "xmlns") && strcmp(name, DRAWING_ATTRIBUTE) != 0;
}

/* ---- text ---- */

/* XML 1.0 has no control characters, however they are written. */
static void escape(GString *out, const char *text, size_t size)
{
    for (const char *at = text, *end = text + size; at < end; at++) {
        switch (*at) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        default:
            if ((guchar)*at >= 0x20 || *at == '\t' || *at == '\n') {
                g_string_append_c(out, *at);
            } else {
                g_string_append_c(out, ' ');
            }
        }
    }
}

/* U+FFFE and U+FFFF are no characters of XML either. */
static void escape_valid(GString *out, const char *text, size_t size)
{
    const char *end = text + size, *bad;
    while ((bad = memmem(text, (size_t)(end - text), "\xef\xbf", 2)) && end - bad >= 3) {
        gboolean is_bad = (guchar)bad[2] >= 0xbe;
        escape(out, text, (size_t)(bad - text) + (is_bad ? 0 : 3));
        text = bad + 3;
    }
    escape(out, text, (size_t)(end - text));
}

/* ---- one element ---- */

enum inherited {
    HAS_FILL = 1u << 0,   /* what fills it is known */
    HAS_CLASS = 1u << 1,  /* a class that no sheet of the page has, so another may */
    IS_CLIPPED = 1u << 2, /* its colours are not seen */
    IS_DEFINED = 1u << 3, /* it is drawn where something uses it */
    IS_WEAK = 1u << 4,    /* an attribute fills what has such a class: the sheet would win */
};

struct writer {
    struct html_reader *reader;
    struct html_drawing *drawing;
    gboolean has_outside;
};

/* An element that begins. */
struct start {
    const struct html_node *node;
    GString *out;
    GString *style; /* what the page's style elements say of it */
    unsigned flags;
    unsigned count;
    char *names[ATTRIBUTES];
};

static gboolean has_word(const char *text, size_t size, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= size; i++) {
        if (g_ascii_strncasecmp(text + i, word, len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A value that CSS reads: with what its var() stand for. */
static void put_value(struct writer *writer, GString *out, struct ts_str value)
{
    g_autoptr(GString) known = g_string_new(NULL);
    writer->drawing->is_mixed |= !html_sheet_resolve(writer->reader->sheet, value, known);
    writer->drawing->has_current |= has_word(known->str, known->len, "currentcolor");
    escape_valid(out, known->str, known->len);
}

static void take_page_style(struct writer *writer, struct start *start)
{
    static const unsigned colours =
        1u << PAINT_FILL | 1u << PAINT_STROKE | 1u << PAINT_STOP_COLOR | 1u << PAINT_DISPLAY;
    struct html_style style;
    html_style_init(&style);
    if (html_sheet_paints(writer->reader->sheet)) {
        html_paint_of(writer->reader, start->node, &style);
    }
    writer->drawing->is_mixed |= (style.doubts & colours) != 0;
    start->flags |= style.paints[PAINT_FILL].len ? HAS_FILL : 0;
    guint count = start->out == writer->drawing->root ? PAINT_OPACITY : PAINT_COUNT;
    for (guint i = 0; i < count; i++) {
        if (style.paints[i].len) {
            g_string_append_printf(start->style, "%s:", html_paint_name(i));
            g_string_append_len(start->style, style.paints[i].ptr, (gssize)style.paints[i].len);
            g_string_append_c(start->style, ';');
        }
    }
}

/* Does the drawing's own style say how it looks? */
static gboolean has_own_class(const struct writer *writer, const char *list)
{
    for (guint count = 0; writer->drawing->classes && list && *list && count < ATTRIBUTES;
         count++) {
        char name[80];
        list += strspn(list, " \t\r\n\f");
        size_t len = strcspn(list, " \t\r\n\f");
        size_t size = MIN(len, sizeof name - 1);
        memcpy(name, list, size);
        name[size] = '\0';
        if (len && g_hash_table_contains(writer->drawing->classes, name)) {
            return TRUE;
        }
        list += len;
    }
    return FALSE;
}

static void take_classes(struct writer *writer, struct start *start)
{
    const char *classes = html_attribute(writer->reader, start->node, ATTRIBUTE_CLASS);
    struct html_style style;
    html_style_init(&style);
    html_style_take(&style, ts_text(html_attribute(writer->reader, start->node, ATTRIBUTE_STYLE)));
    start->flags |= style.paints[PAINT_FILL].len ? HAS_FILL : 0;
    if (has_own_class(writer, classes)) {
        start->flags |= HAS_FILL;
        return;
    }
    take_page_style(writer, start);
    if (classes && *classes && writer->has_outside && start->style->len == 0 &&
        !style.paints[PAINT_FILL].len) {
        start->flags |= HAS_CLASS;
    }
}

/* The values that CSS reads. */
static gboolean is_css(const char *name)
{
    static const char *const css[] = {"style", "fill", "stroke", "color", "stop-color"};
    for (size_t i = 0; i < G_N_ELEMENTS(css); i++) {
        if (strcmp(name, css[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_new(struct start *start, const char *name)
{
    for (unsigned i = 0; i < start->count; i++) {
        if (strcmp(start->names[i], name) == 0) {
            return FALSE;
        }
    }
    return start->count < ATTRIBUTES;
}

static void put_attribute(struct writer *writer, struct start *start, const char *name,
                          struct ts_str value)
{
    gboolean is_style = strcmp(name, "style") == 0;
    if (strcmp(name, "fill") == 0) {
        start->flags |= HAS_FILL | (start->flags & HAS_CLASS ? IS_WEAK : 0);
        start->flags &= ~(unsigned)HAS_CLASS;
    }
    g_string_append_printf(start->out, " %s=\"", name);
    if (is_style) {
        put_value(writer, start->out, ts_bytes(start->style->str, start->style->len));
        g_string_truncate(start->style, 0);
    }
    if (is_css(name)) {
        put_value(writer, start->out, value);
    } else {
        escape_valid(start->out, value.ptr, value.len);
    }
    g_string_append_c(start->out, '"');
}

static void take_attribute(struct writer *writer, struct start *start,
                           const struct html_written *written)
{
    g_autofree char *lower = g_ascii_strdown(written->name.ptr, (gssize)written->name.len);
    const char *name = adjust(lower, attribute_names, G_N_ELEMENTS(attribute_names));
    if (written->name.len > 80 || !is_taken(lower) || !is_new(start, name)) {
        return;
    }
    struct ts_str value = ts_text(html_decode(writer->reader, written->begin, written->size));
    start->names[start->count++] = g_strdup(name);
    put_attribute(writer, start, name, value);
    double x, y;
    if (strcmp(name, "viewBox") == 0 && start->out == writer->drawing->root &&
        sscanf(value.ptr, "%lf%*[ ,]%lf%*[ ,]%lf%*[ ,]%lf", &x, &y, &writer->drawing->width,
               &writer->drawing->height) != 4) {
        writer->drawing->width = writer->drawing->height = 0;
    }
}

static void take_attributes(struct writer *writer, struct start *start)
{
    struct ts_str source = writer->reader->tree->source;
    struct html_written written;
    size_t at = start->node->begin + 1;
    source.len = start->node->end;
    while (at < source.len && !html_is_space(source.ptr[at]) && source.ptr[at] != '/' &&
           source.ptr[at] != '>') {
        at++;
    }
    while (html_next_attribute(source, &at, &written)) {
        take_attribute(writer, start, &written);
    }
    if (start->style->len) {
        put_attribute(writer, start, "style", ts_text(""));
    }
    for (unsigned i = 0; i < start->count; i++) {
        g_free(start->names[i]);
    }
}

static gboolean is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void judge(struct writer *writer, const struct start *start)
{
    static const char *const shapes[] = {"path",    "rect",     "circle", "ellipse",
                                         "polygon", "polyline", "use"};
    static const char *const others[] = {"line", "text", "image", "svg"};
    const char *name = start->node->element->name;
    gboolean is_shape = is_one_of(name, shapes, G_N_ELEMENTS(shapes));
    writer->drawing->has_shape |= !(start->flags & IS_DEFINED) &&
                                  (is_shape || (start->out != writer->drawing->root &&
                                                is_one_of(name, others, G_N_ELEMENTS(others))));
    if (!is_shape || start->flags & IS_CLIPPED) {
        return;
    }
    writer->drawing->is_mixed |= (start->flags & HAS_CLASS) != 0;
    writer->drawing->is_tinted |=
        writer->has_outside && (!(start->flags & HAS_FILL) || start->flags & IS_WEAK);
}

/* Its attributes go to out. What its children inherit. */
static unsigned begin(struct writer *writer, const struct html_node *node, unsigned flags,
                      GString *out)
{
    static const char *const clips[] = {"clippath", "mask"};
    static const char *const definitions[] = {"defs",    "symbol", "clippath", "mask",
                                              "pattern", "marker", "filter"};
    struct start start = {.node = node, .out = out, .flags = flags, .style = g_string_new(NULL)};
    take_classes(writer, &start);
    if (is_one_of(node->element->name, clips, G_N_ELEMENTS(clips))) {
        start.flags |= IS_CLIPPED;
    }
    if (is_one_of(node->element->name, definitions, G_N_ELEMENTS(definitions))) {
        start.flags |= IS_DEFINED;
        writer->drawing->has_definitions = TRUE;
    }
    take_attributes(writer, &start);
    judge(writer, &start);
    g_string_free(start.style, TRUE);
    return start.flags;
}

/* ---- a tree of them ---- */

/* What is drawn, or says how: nothing of HTML, nor what SVG has for others. */
static gboolean is_drawn(const struct html_node *node)
{
    static const char *const others[] = {"script", "foreignobject", "metadata", "desc"};
    return node->kind != NODE_ELEMENT ||
           (node->space == SPACE_SVG && node->end > node->begin &&
            is_xml_name(node->element->name) &&
            !is_one_of(node->element->name, others, G_N_ELEMENTS(others)));
}

static void put_text(struct writer *writer, const struct html_node *node)
{
    struct ts_str text = html_node_text(writer->reader->tree, node);
    gboolean is_style =
        node->parent->kind == NODE_ELEMENT && strcmp(node->parent->element->name, "style") == 0;
    if (is_style && !memchr(text.ptr, '\0', text.len)) {
        put_value(writer, writer->drawing->inside, text);
    } else {
        escape_valid(writer->drawing->inside, text.ptr, text.len);
    }
}

static const char *name_of(const struct html_node *node)
{
    return adjust(node->element->name, element_names, G_N_ELEMENTS(element_names));
}

static void put_end(struct writer *writer, const struct html_node *node)
{
    g_string_append_printf(writer->drawing->inside, "</%s>", name_of(node));
}

/* flags: of each open element; the first is outer's. */
static void put_children(struct writer *writer, const struct html_node *outer, GArray *flags)
{
    GString *out = writer->drawing->inside;
    const struct html_node *node = outer->first;
    while (node) {
        gboolean is_element = node->kind == NODE_ELEMENT && is_drawn(node);
        if (is_element) {
            unsigned own = g_array_index(flags, unsigned, flags->len - 1);
            g_string_append_printf(out, "<%s", name_of(node));
            own = begin(writer, node, own, out);
            g_string_append(out, node->first ? ">" : "/>");
            if (node->first) {
                g_array_append_val(flags, own);
                node = node->first;
                continue;
            }
        } else if (node->kind == NODE_TEXT || node->kind == NODE_DECODED) {
            put_text(writer, node);
        }
        while (!node->next && node->parent != outer) {
            node = node->parent;
            put_end(writer, node);
            g_array_set_size(flags, flags->len - 1);
        }
        node = node->next;
    }
}

/* The classes that style elements of the drawing have rules of; their custom properties too. */
static GHashTable *classes_of(struct html_reader *reader, const struct html_node *svg)
{
    GHashTable *classes = NULL;
    gsize size = 0;
    for (const struct html_node *node = svg->first; node; node = html_next_inside(node, svg)) {
        if (node->kind != NODE_ELEMENT || node->space != SPACE_SVG ||
            node->element->tag != TAG_STYLE) {
            continue;
        }
        g_autoptr(GString) css = g_string_new(NULL);
        for (const struct html_node *text = node->first; text; text = text->next) {
            struct ts_str own =
                text->kind == NODE_ELEMENT ? ts_bytes("", 0) : html_node_text(reader->tree, text);
            g_string_append_len(css, own.ptr, (gssize)own.len);
        }
        size += css->len;
        if (size > STYLE_SIZE) {
            break;
        }
        classes = classes ? classes : g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        html_sheet_classes(ts_bytes(css->str, css->len), classes);
        html_sheet_variables(reader->sheet, ts_bytes(css->str, css->len));
    }
    return classes;
}

void html_draw(struct html_reader *reader, const struct html_node *node,
               struct html_drawing *drawing, gboolean has_fill)
{
    struct writer writer = {reader, drawing, html_has_outside_sheet(reader)};
    g_autoptr(GArray) flags = g_array_new(FALSE, FALSE, sizeof(unsigned));
    drawing->root = g_string_new(NULL);
    drawing->inside = g_string_new(NULL);
    drawing->classes = classes_of(reader, node);
    unsigned own = begin(&writer, node, has_fill ? HAS_FILL : 0, drawing->root);
    own &= ~(unsigned)HAS_CLASS; /* its class is one for all that it holds */
    g_array_append_val(flags, own);
    put_children(&writer, node, flags);
}

void html_draw_part(struct html_reader *reader, const struct html_node *node,
                    struct html_drawing *drawing)
{
    struct writer writer = {reader, drawing, html_has_outside_sheet(reader)};
    g_autoptr(GArray) flags = g_array_new(FALSE, FALSE, sizeof(unsigned));
    if (!is_drawn(node)) {
        return;
    }
    g_string_append_printf(drawing->inside, "<%s", name_of(node));
    unsigned own = begin(&writer, node, 0, drawing->inside);
    g_string_append_c(drawing->inside, '>');
    g_array_append_val(flags, own);
    put_children(&writer, node, flags);
    put_end(&writer, node);
}

void html_drawing_clear(struct html_drawing *drawing)
{
    g_string_free(drawing->root, TRUE);
    g_string_free(drawing->inside, TRUE);
    g_clear_pointer(&drawing->classes, g_hash_table_unref);
}
