/* SPDX-License-Identifier: MIT
 *
 * Asks as the host does, and holds every answer against the contract.
 */
#include "tests/plugin/warc_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct ts_source_ops *ops(const struct warc_source *source)
{
    return source->fake->plugin->source;
}

gboolean warc_source_open(struct warc_source *source, const char *path, const char *options)
{
    g_autofree char *yaml = g_strdup_printf("{path: \"%s\"%s}", path, options ? options : "");
    *source = (struct warc_source){.fake = fakehost_new("source-warc")};
    struct ts_open open = fakehost_open(source->fake, yaml, NULL);
    assert_int_equal(ops(source)->start(&source->fake->call, &source->shared), 0);
    int done = ops(source)->open(&source->fake->call, source->shared, &open, &source->self);
    fakehost_settle(source->fake);
    return done == 0;
}

void warc_source_close(struct warc_source *source)
{
    if (source->self) {
        ops(source)->close(&source->fake->call, source->self);
    }
    ops(source)->stop(&source->fake->call, source->shared);
    fakehost_free(&source->fake);
    g_free(source->said);
}

static void assert_text(struct ts_str text)
{
    assert_true(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
}

static void check_answer(const struct ts_answer *answer)
{
    assert_in_range(answer->status, TS_FETCHED, TS_LISTED);
    assert_text(answer->reason);
    assert_text(answer->target);
    assert_text(answer->media_type);
    assert_text(answer->charset);
    assert_text(answer->language);
    assert_true(answer->bytes.len <= 20u << 20);
    assert_true(answer->status != TS_FAILED || answer->reason.len);
    for (uint32_t i = 0; i < answer->found.count; i++) {
        const struct ts_found *found = ts_item(answer->found, i);
        assert_true(found->locator.len > 0 && found->locator.len <= 8192);
        assert_text(found->locator);
    }
}

unsigned warc_source_ask(struct warc_source *source, const char *locator, const char *etag)
{
    struct ts_request request = {
        .size = sizeof request, .id = 7, .locator = ts_text(locator), .etag = ts_text(etag)};
    struct ts_answer *answer = &source->answer;
    int result;
    *answer = (struct ts_answer){.size = sizeof *answer};
    assert_int_equal(ops(source)->feed(&source->fake->call, source->self, &request), 0);
    while ((result = ops(source)->next(&source->fake->call, source->self, answer)) == 2) {
        ops(source)->wait(&source->fake->call, source->shared, -1, 1000);
    }
    assert_int_equal(result, 1);
    assert_int_equal(answer->id, 7);
    check_answer(answer);
    struct ts_str said = answer->status == TS_FETCHED      ? answer->bytes
                         : answer->status == TS_REDIRECTED ? answer->target
                                                           : answer->reason;
    g_free(source->said);
    source->said = g_strndup(said.len ? said.ptr : "", said.len);
    return answer->status;
}

GPtrArray *warc_source_list(struct warc_source *source)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    assert_int_equal(warc_source_ask(source, NULL, NULL), TS_LISTED);
    for (uint32_t i = 0; i < source->answer.found.count; i++) {
        const struct ts_found *found = ts_item(source->answer.found, i);
        g_ptr_array_add(list, g_strndup(found->locator.ptr, found->locator.len));
    }
    return list;
}
