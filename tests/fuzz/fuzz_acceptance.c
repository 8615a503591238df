/* SPDX-License-Identifier: MIT
 *
 * Any bytes as comments by which content accepts something, a line each: what is made of them is
 * read back whole, and what does not count says why.
 */
#include <stdint.h>
#include <string.h>

#include "core/limits.h"
#include "core/process/inline_acceptance.h"
#include "plugins/common/acceptance.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take_meta(struct ts_call *call, const struct ts_pair *pair)
{
    (void)call;
    (void)pair;
    return 0;
}

static void check(const struct inline_acceptance *own)
{
    g_assert(!strpbrk(own->rule, "\t\n ") && !strpbrk(own->where, "\t\n"));
    g_assert(*own->fault || (*own->rule && *own->reason));
    g_assert(own->to_line >= own->from_line || own->to_line < G_MAXUINT32);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct ts_host host = {.size = sizeof host, .emit_meta = take_meta};
    struct ts_call call = {.host = &host};
    struct document *document = document_new();
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 2000);
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *value =
            g_strdup_printf("%u:%u %s\n%s", i + 1, i % 7 + 1, i % 5 ? "" : "part=1/", lines[i]);
        const struct ts_pair pair = {ts_text(ACCEPTANCE_META), ts_text(i % 11 ? value : lines[i])};
        g_assert(document_add_meta(document, &pair) == 0);
        if (acceptance_is(ts_text(lines[i]))) {
            g_assert(acceptance_emit(&call, ts_text(lines[i]), 1, 1, ts_text(NULL)) == 0);
        }
    }
    g_autofree char *made = inline_acceptances_of(document);
    char *rest = made;
    guint count = 0, ends = 0;
    for (const char *at = made; *at; at++) {
        ends += *at == '\n';
    }
    struct inline_acceptance own;
    while (inline_acceptance_next(&rest, &own)) {
        check(&own);
        count++;
    }
    g_assert(count == ends);
    document_free(&document);
    return 0;
}
