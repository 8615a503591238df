/* SPDX-License-Identifier: MIT
 *
 * The namespaces of office files. ISO 29500 strict has others than what Office writes by default;
 * both get the same prefix.
 */
#include <string.h>

#include "plugins/read-office/xml.h"

#define ECMA "http://schemas.openxmlformats.org/"
#define ISO "http://purl.oclc.org/ooxml/"
#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
    const char *uri, *prefix;
} names[] = {
    {ECMA "wordprocessingml/2006/main", "w"},
    {ISO "wordprocessingml/main", "w"},
    {ECMA "drawingml/2006/main", "a"},
    {ISO "drawingml/main", "a"},
    {ECMA "drawingml/2006/wordprocessingDrawing", "wp"},
    {ISO "drawingml/wordprocessingDrawing", "wp"},
    {ECMA "drawingml/2006/picture", "pic"},
    {ISO "drawingml/picture", "pic"},
    {ECMA "drawingml/2006/spreadsheetDrawing", "xdr"},
    {ISO "drawingml/spreadsheetDrawing", "xdr"},
    {ECMA "drawingml/2006/chart", "c"},
    {ISO "drawingml/chart", "c"},
    {ECMA "drawingml/2006/diagram", "dgm"},
    {ISO "drawingml/diagram", "dgm"},
    {"http://schemas.microsoft.com/office/drawing/2017/decorative", "adec"},
    {ECMA "presentationml/2006/main", "p"},
    {ISO "presentationml/main", "p"},
    {ECMA "spreadsheetml/2006/main", "x"},
    {ISO "spreadsheetml/main", "x"},
    {ECMA "officeDocument/2006/relationships", "r"},
    {ISO "officeDocument/relationships", "r"},
    {ECMA "officeDocument/2006/math", "m"},
    {ISO "officeDocument/math", "m"},
    {ECMA "officeDocument/2006/extended-properties", "ep"},
    {ISO "officeDocument/extendedProperties", "ep"},
    {ECMA "package/2006/relationships", "rel"},
    {ECMA "package/2006/metadata/core-properties", "cp"},
    {ECMA "markup-compatibility/2006", "mc"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {OASIS "office:1.0", "office"},
    {OASIS "text:1.0", "text"},
    {OASIS "table:1.0", "table"},
    {OASIS "drawing:1.0", "draw"},
    {OASIS "presentation:1.0", "presentation"},
    {OASIS "style:1.0", "style"},
    {OASIS "meta:1.0", "meta"},
    {OASIS "manifest:1.0", "manifest"},
    {OASIS "svg-compatible:1.0", "svg"},
    {OASIS "xsl-fo-compatible:1.0", "fo"},
    {OASIS "form:1.0", "form"},
    {"http://www.w3.org/1999/xlink", "xlink"},
};

const char *xml_prefix(const char *uri)
{
    if (!uri) {
        return "";
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_str_equal(uri, names[i].uri)) {
            return names[i].prefix;
        }
    }
    return "?";
}
