/* SPDX-License-Identifier: MIT
 *
 * Where the drivers of readers let go what a reader emits: the host has judged it by then.
 */
#ifndef TESTS_FUZZ_READER_SINK_H
#define TESTS_FUZZ_READER_SINK_H

#include "core/plugin/host.h"

static int take_head(void *data, const struct ts_head *head)
{
    return data && head ? 0 : 0;
}
static int take_block(void *data, const struct ts_block *block)
{
    return data && block ? 0 : 0;
}
static int take_link(void *data, const struct ts_link *link)
{
    return data && link ? 0 : 0;
}
static int take_reference(void *data, const struct ts_reference *reference)
{
    return data && reference ? 0 : 0;
}
static int take_meta(void *data, const struct ts_pair *pair)
{
    return data && pair ? 0 : 0;
}
static int take_structured(void *data, const struct ts_structured *structured)
{
    return data && structured ? 0 : 0;
}
static int take_child(void *data, const struct ts_child *child)
{
    return data && child ? 0 : 0;
}
static int take_anchor(void *data, struct ts_str name)
{
    return data && name.len ? 0 : 0;
}
static int take_truncated(void *data, struct ts_str what)
{
    return data && what.len ? 0 : 0;
}

static const struct host_sink reader_sink = {
    .head = take_head,
    .block = take_block,
    .link = take_link,
    .reference = take_reference,
    .meta = take_meta,
    .structured = take_structured,
    .child = take_child,
    .truncated = take_truncated,
    .anchor = take_anchor,
};

#endif
