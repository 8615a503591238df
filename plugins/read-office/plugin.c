/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "office".
 */
#include <libxml/parser.h>

#include "plugins/common/charset.h"
#include "plugins/read-office/office.h"

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

static const char *const media_types[] = {
    OOXML "wordprocessingml.document",
    OOXML "wordprocessingml.template",
    "application/vnd.ms-word.document.macroenabled.12",
    "application/vnd.ms-word.template.macroenabled.12",
    OOXML "presentationml.presentation",
    OOXML "presentationml.template",
    OOXML "presentationml.slideshow",
    "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    "application/vnd.ms-powerpoint.template.macroenabled.12",
    "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
    OOXML "spreadsheetml.sheet",
    OOXML "spreadsheetml.template",
    "application/vnd.ms-excel.sheet.macroenabled.12",
    "application/vnd.ms-excel.template.macroenabled.12",
    ODF "text",
    ODF "text-template",
    ODF "text-master",
    ODF "spreadsheet",
    ODF "spreadsheet-template",
    ODF "presentation",
    ODF "presentation-template",
    ODF "graphics",
};

static int read_office(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return office_read(call, resource->bytes);
}

/* Some errors libxml2 prints whatever the options of a parser say. */
static void be_quiet(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, be_quiet);
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = office_sniff,
    .read = read_office,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "office",
    .version = "0.1.1",
    .summary = "Reads DOCX, PPTX, XLSX, ODT, ODP and ODS files.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
