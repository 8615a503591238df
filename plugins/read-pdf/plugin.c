/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "pdf". The library it links is under the GPL, and so is the plugin as built.
 */
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define FRONT 1024u /* bytes in which a PDF says that it is one: as its readers do */

static const char *const media_types[] = {"application/pdf", "application/x-pdf"};

static const char *sniff(struct ts_str bytes)
{
    const char *mark = bytes.len ? memmem(bytes.ptr, MIN(bytes.len, FRONT), "%PDF-", 5) : NULL;
    return mark ? "application/pdf" : NULL;
}

static const struct ts_option_def options[] = {
    {.name = "render_pages",
     .type = TS_OPTION_INTEGER,
     .fallback = "2",
     .help = "Pages at the front that are drawn, and the last, to find logos that are no pictures; "
             "0 = none."},
};

/* self is the option itself. */
static int open_pdf(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    guint *render_pages = call->host->alloc(call, sizeof *render_pages);
    *render_pages = (guint)MIN(ts_get_number(open->options, "render_pages", 2), G_MAXUINT);
    *self_r = render_pages;
    return 0;
}

static int read_pdf(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    return pdf_read(call, resource, *(const guint *)self);
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .open = open_pdf,
    .read = read_pdf,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "pdf",
    .version = "0.2.0",
    .summary = "Reads PDF files: their text, links, pictures and attachments.",
    .license = "GPL-2.0-or-later",
    .options = TS_LIST_OF(options),
    .warm = pdf_warm,
    .reader = &ops,
};
