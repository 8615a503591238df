/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "html".
 */
#include <glib.h>

#include "plugins/common/charset.h"
#include "plugins/common/html.h"

static const char *const media_types[] = {"text/html", "application/xhtml+xml"};

static const char *sniff(struct ts_str bytes)
{
    return html_sniff(bytes) ? "text/html" : NULL;
}

/* A source of mails says so of its templates. */
static int is_mail(const struct ts_resource *resource)
{
    for (uint32_t i = 0; i < resource->headers.count; i++) {
        const struct ts_pair *header = ts_item(resource->headers, i);
        if (ts_is(header->name, "touchstone-mail")) {
            return 1;
        }
    }
    return 0;
}

static int read_page(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    const struct ts_pair parts = {ts_text("mail-parts"), ts_text("text/html")};
    struct html_input input = {
        .bytes = resource->bytes,
        .charset = resource->charset,
        .language = resource->language,
        .locator = resource->locator,
        .is_mail = is_mail(resource),
        .has_acceptances = 1,
        .wants_pictures = (int)resource->wants_pictures,
    };
    (void)self;
    if (input.is_mail && call->host->emit_meta(call, &parts) != 0) {
        return -1;
    }
    return html_read(call, &input);
}

static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_page,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "html",
    .version = "0.6.0",
    .summary = "Reads web pages and other HTML.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
