/* SPDX-License-Identifier: MIT
 *
 * A mail that should have come and did not: a source says so in a document of its own.
 */
#include "plugins/check-mail/mail.h"

static struct ts_str meta_of(const struct ts_document *document, const char *name)
{
    for (uint32_t i = 0; i < document->meta.count; i++) {
        const struct ts_pair *pair = ts_item(document->meta, i);
        if (ts_is(pair->name, name)) {
            return text_shorten(pair->value);
        }
    }
    return ts_text("");
}

int expected_inspect(struct ts_call *call, const struct ts_document *document)
{
    if (!ts_is(meta_of(document, "expected-state"), "missing")) {
        return 0;
    }
    const struct ts_pair all[] = {{ts_text("every"), meta_of(document, "expected-every")},
                                  {ts_text("last"), meta_of(document, "expected-last")}};
    struct ts_pair arguments[G_N_ELEMENTS(all)];
    uint32_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (all[i].value.len) {
            arguments[count++] = all[i];
        }
    }
    struct ts_place place = {.block = document->blocks.count ? 0 : TS_NO_BLOCK};
    struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("mail/expected-missing"),
        .expected = meta_of(document, "expected-subject"),
        .arguments = {arguments, count, sizeof *arguments},
        .places = {&place, 1, sizeof place},
    };
    return call->host->emit_finding(call, &finding);
}
